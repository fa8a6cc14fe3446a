//! All that is claimed inside a whole: a sum that is enough to show a conflict in; the sum of all disjoint
//! parts claimed out, where there are more (DESIGN §6).

use super::ground::Ground;
use super::order;
use super::search::{Misfits, total};
use super::sums::is_part;
use crate::figure::{Bound, Number};
use crate::finding::{End, Full, Shape, Sum};
use crate::model::{ClaimId, Corpus, DimensionId, MeasureId, PeriodId, QuantityId, Relation};
use std::collections::HashMap;

/// Quantities, and parts that they are held against, looked at in one run; parts of the largest sum.
const LOOKED_AT: usize = 1 << 22;
const PARTS: usize = 256;

/// Adds it to sums of parts along several axes, which looking up along one axis does not see. The greatest
/// parts are taken first. Returns of how many sums not all parts were looked for.
pub(super) fn fill(corpus: &Corpus, ground: &Ground, misfits: &mut Misfits) -> usize {
    let along_several =
        |sum: &&mut Sum| sum.shape == Shape::Above && sum.axes.len() > 1 && sum.full.is_none();
    let sums = misfits.standing.iter_mut().map(|misfit| &mut misfit.sum);
    let sums: Vec<&mut Sum> = sums.filter(along_several).collect();
    if sums.is_empty() {
        return 0;
    }
    let most = Most::new(corpus, ground);
    let mut work = LOOKED_AT;
    let mut left_out = 0;
    for sum in sums {
        match full(corpus, &most, sum, &mut work) {
            Ok(full) => sum.full = full,
            Err(TooMany) => left_out += 1,
        }
    }
    left_out
}

/// For each quantity the claim that asks for most, among those that may be parts of one whole the greatest
/// first.
struct Most<'c> {
    corpus: &'c Corpus,
    lists: HashMap<Kind, Vec<(QuantityId, ClaimId)>>,
}

/// What parts have in common with their whole: the measure, and the period where time is not added up.
type Kind = (MeasureId, Option<PeriodId>);

impl<'c> Most<'c> {
    fn new(corpus: &'c Corpus, ground: &Ground) -> Self {
        let low = |claim: ClaimId| {
            End::Low.of(&corpus.wide(claim)).filter(|low| low.value > Number::ZERO)
        };
        let mut lists: HashMap<Kind, Vec<(Bound, QuantityId, ClaimId)>> = HashMap::new();
        for quantity in corpus.quantities.ids() {
            let lows =
                ground.claims(quantity).iter().filter_map(|&claim| Some((low(claim)?, claim)));
            let most = lows.max_by(|a, b| {
                End::Low.order(a.0, b.0).then_with(|| order::claim(corpus, b.1, a.1))
            });
            if let Some((low, claim)) = most {
                let list = lists.entry(kind(corpus, quantity)).or_default();
                list.push((low, quantity, claim));
            }
        }
        let sorted = |mut list: Vec<(Bound, QuantityId, ClaimId)>| {
            list.sort_by(|a, b| {
                b.0.value.cmp(&a.0.value).then_with(|| order::quantity(corpus, a.1, b.1))
            });
            list.into_iter().map(|(_, quantity, claim)| (quantity, claim)).collect()
        };
        let lists = lists.into_iter().map(|(kind, list)| (kind, sorted(list)));
        Self { corpus, lists: lists.collect() }
    }

    /// What may be parts of a whole.
    fn beside(&self, whole: QuantityId) -> &[(QuantityId, ClaimId)] {
        self.lists.get(&kind(self.corpus, whole)).map_or(&[], Vec::as_slice)
    }
}

fn kind(corpus: &Corpus, id: QuantityId) -> Kind {
    let quantity = corpus.quantities.get(id);
    let over_time = corpus.measure_of(id).relation() == Relation::DimensionsAndTime;
    (quantity.measure(), (!over_time).then(|| quantity.period()))
}

/// More parts, or more to look at, than is allowed.
struct TooMany;

fn full(
    corpus: &Corpus,
    most: &Most<'_>,
    sum: &Sum,
    work: &mut usize,
) -> Result<Option<Full>, TooMany> {
    let about = |claim: ClaimId| corpus.claim(claim).quantity;
    let whole = about(sum.whole);
    let mut all = sum.parts.clone();
    for &(quantity, claim) in most.beside(whole) {
        let inside = quantity != whole && is_part(corpus, whole, quantity);
        *work = work.saturating_sub(if inside { 1 + all.len() } else { 1 });
        if all.len() > PARTS || *work == 0 {
            return Err(TooMany);
        }
        if inside && all.iter().all(|&part| disjoint(corpus, about(part), quantity)) {
            all.push(claim);
        }
    }
    if all.len() == sum.parts.len() {
        return Ok(None);
    }
    let (count, total) = (all.len(), total(corpus, &all));
    all.truncate(Full::NAMED);
    Ok(Some(Full { claims: all, count, total }))
}

/// Whether two parts of one whole have nothing in common: no day, or no member.
fn disjoint(corpus: &Corpus, a: QuantityId, b: QuantityId) -> bool {
    let (a, b) = (corpus.quantities.get(a), corpus.quantities.get(b));
    let apart = corpus.period(a.period()).disjoint(corpus.period(b.period()));
    apart
        || corpus.dimensions.values().zip(0u32..).any(|(dimension, at)| {
            let id = DimensionId(at);
            let (a, b) = (a.member(id), b.member(id));
            !dimension.holds(a, b) && !dimension.holds(b, a)
        })
}
