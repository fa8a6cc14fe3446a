//! Claims on one quantity: which of them are apart.

use crate::engine::one_quantity::grades::{Grade, compare_extents};
use crate::engine::standing::accounts::accounts;
use crate::engine::standing::claims_in_force::Ground;
use crate::engine::standing::origins::shared_marks;
use crate::figure::{Bound, Interval, Number};
use crate::finding::{Conflict, Reading};
use crate::model::{ClaimId, Corpus, QuantityId};
use std::cmp::Reverse;
use std::collections::HashMap;

/// Claims on one quantity that are apart, or nearly.
#[derive(Debug)]
pub struct Rivalry {
    /// The quantity.
    pub quantity: QuantityId,
    /// Contradicts, or near.
    pub grade: Grade,
    /// Every claim apart from some other, in the order read.
    pub claims: Vec<ClaimId>,
    /// Whether one account is apart from itself.
    pub reading: Reading,
    /// The two farthest apart, in one account where one is apart from itself.
    pub conflict: Conflict,
}

/// Every quantity whose claims are apart, in the order first claimed, and the number of pairs
/// compared. Near-linear: a quantity's claims are sorted, never paired.
pub fn rivalries(corpus: &Corpus, ground: &Ground) -> (Vec<Rivalry>, u64) {
    let mut pairs = 0;
    let mut found = Vec::new();
    for quantity in corpus.quantities.ids() {
        let claims = ground.claims(quantity);
        if claims.len() > 1 {
            let count = claims.len() as u64;
            pairs += count * (count - 1) / 2;
            found.extend(rivalry(corpus, quantity, claims));
        }
    }
    (found, pairs)
}

fn rivalry(corpus: &Corpus, quantity: QuantityId, claims: &[ClaimId]) -> Option<Rivalry> {
    let wide = |id: ClaimId| corpus.wide(id);
    let core = |id: ClaimId| corpus.extent(id).core;
    if farthest(claims, wide).is_some() {
        return describe(corpus, quantity, claims, Grade::Contradicts, wide);
    }
    farthest(claims, core)?;
    describe(corpus, quantity, claims, Grade::Near, core)
}

/// The claim with the lowest high end and the one with the highest low end, if they are apart.
pub(crate) fn farthest(
    claims: &[ClaimId],
    read: impl Fn(ClaimId) -> Interval,
) -> Option<(ClaimId, ClaimId)> {
    let mut ends = FacingEnds::default();
    claims.iter().for_each(|&id| ends.take(id, read(id)));
    ends.apart().map(|(_, lower, higher)| (lower, higher))
}

/// The ends of a set of claims that face one another.
#[derive(Default)]
pub(crate) struct FacingEnds {
    lowest_high: Option<(ClaimId, Bound)>,
    highest_low: Option<(ClaimId, Bound)>,
}

impl FacingEnds {
    pub(crate) fn take(&mut self, id: ClaimId, interval: Interval) {
        interval.high.into_iter().for_each(|high| self.take_high(id, high));
        interval.low.into_iter().for_each(|low| self.take_low(id, low));
    }

    /// Takes in another set.
    pub(crate) fn merge(&mut self, other: &FacingEnds) {
        other.lowest_high.into_iter().for_each(|(id, high)| self.take_high(id, high));
        other.highest_low.into_iter().for_each(|(id, low)| self.take_low(id, low));
    }

    /// One of the claims, where any has an end.
    pub(crate) fn any(&self) -> Option<ClaimId> {
        self.lowest_high.or(self.highest_low).map(|(id, _)| id)
    }

    fn take_high(&mut self, id: ClaimId, high: Bound) {
        let key = |b: Bound| (b.value, !b.strict);
        if self.lowest_high.is_none_or(|(_, held)| key(high) < key(held)) {
            self.lowest_high = Some((id, high));
        }
    }

    fn take_low(&mut self, id: ClaimId, low: Bound) {
        let key = |b: Bound| (b.value, b.strict);
        if self.highest_low.is_none_or(|(_, held)| key(low) > key(held)) {
            self.highest_low = Some((id, low));
        }
    }

    /// How far apart they are, and which.
    pub(crate) fn apart(&self) -> Option<(Number, ClaimId, ClaimId)> {
        let ((lower, high), (higher, low)) = (self.lowest_high?, self.highest_low?);
        let between = Interval { low: Some(low), high: Some(high) };
        between.is_empty().then(|| (low.value.sub(high.value), lower, higher))
    }
}

fn describe(
    corpus: &Corpus,
    quantity: QuantityId,
    claims: &[ClaimId],
    grade: Grade,
    read: impl Fn(ClaimId) -> Interval + Copy,
) -> Option<Rivalry> {
    // Of claims that end alike one is named: of those written alike the first, of others not the order of files decides.
    let mut ordered = claims.to_vec();
    ordered.sort_by_key(|&id| (corpus.figure_as_written(id), id));
    let (lower, higher) = farthest(&ordered, read)?;
    let apart = |a: ClaimId, b: ClaimId| !read(a).meets(&read(b));
    let involved = claims.iter().copied().filter(|&id| apart(id, lower) || apart(id, higher));
    let internal = internal(corpus, &ordered, read);
    let (lower, higher) = internal.unwrap_or((lower, higher));
    let compared = compare_extents(&corpus.extent(lower), &corpus.extent(higher));
    Some(Rivalry {
        quantity,
        grade,
        claims: involved.collect(),
        reading: if internal.is_some() { Reading::Internal } else { Reading::Contested },
        conflict: Conflict {
            widest: (lower, higher),
            gap: compared.gap.unwrap_or_default(),
            ratio: compared.ratio,
            pairs: pairs_apart(claims, read),
            marks: shared_marks(corpus, lower, higher),
            follows: Vec::new(),
            follows_jointly: Vec::new(),
        },
    })
}

/// Pairs with one wholly below the other: for each claim, those whose high end its low end passes.
/// At the same value a strict end is passed by any low end, an inclusive one by a strict one only.
pub(crate) fn pairs_apart(claims: &[ClaimId], read: impl Fn(ClaimId) -> Interval) -> u64 {
    let highs = claims.iter().filter_map(|&id| read(id).high);
    let mut highs: Vec<_> = highs.map(|high| (high.value, !high.strict)).collect();
    highs.sort_unstable();
    let passed = |low: Bound| {
        highs.partition_point(|&high| {
            high < (low.value, true) || (low.strict && high.0 == low.value)
        })
    };
    claims.iter().filter_map(|&id| read(id).low).map(|low| passed(low) as u64).sum()
}

/// The two claims farthest apart in one account, if some account is apart from itself.
fn internal(
    corpus: &Corpus,
    claims: &[ClaimId],
    read: impl Fn(ClaimId) -> Interval,
) -> Option<(ClaimId, ClaimId)> {
    let mut by_account: HashMap<_, FacingEnds> = HashMap::new();
    for &id in claims {
        for account in accounts(corpus, id) {
            by_account.entry(account).or_default().take(id, read(id));
        }
    }
    let apart = by_account.values().filter_map(FacingEnds::apart);
    // Of pairs as far apart the first in the lasting order.
    let places: HashMap<ClaimId, usize> = claims.iter().copied().zip(0..).collect();
    apart
        .max_by_key(|&(gap, lower, higher)| (gap, Reverse((places[&lower], places[&higher]))))
        .map(|(_, a, b)| (a, b))
}
