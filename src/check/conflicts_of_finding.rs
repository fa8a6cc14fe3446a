//! The minimal conflicts of a finding, and whether one vanishes when other figures are adopted.
//!
//! All that a ruling is held against stands here, so that what settles a finding does not depend on
//! how its conflicts were found.

use crate::budget::limits;
use crate::engine::certificates::claims_and_worlds::Said;
use crate::engine::one_claim::impossible_percentages::comes_out;
use crate::engine::possible::few_claims::possible;
use crate::figure::{Bound, Extent, Interval};
use crate::finding::{Check, Evidence, Finding, Shape, Sum};
use crate::model::{ClaimId, Corpus};
use std::collections::{HashMap, HashSet};

/// Figures adopted in the place of the claims' own.
pub(super) type Adopted = HashMap<ClaimId, Extent>;

/// The minimal conflicts a finding is made of.
#[derive(Debug, Default)]
pub(super) struct Clashes<'f> {
    /// The conflicts.
    pub(super) list: Vec<ConflictOfFinding<'f>>,
    /// Whether there are more, which are not listed.
    pub(super) cut: bool,
}

/// Claims that cannot all be true, while any fewer of them can.
#[derive(Debug)]
pub(super) enum ConflictOfFinding<'f> {
    /// Two claims on one quantity that are apart.
    Apart(ClaimId, ClaimId),
    /// Two that are apart but for a band or a tolerance.
    Near(ClaimId, ClaimId),
    /// An earlier count above a later one.
    Falls(ClaimId, ClaimId),
    /// Parts and a whole, or a figure and what it says it is the sum of.
    Sum(&'f Sum),
    /// A percentage, and the count no whole number of which it is.
    Fraction(ClaimId, ClaimId),
    /// Any others.
    Set(&'f [ClaimId]),
    /// A fault that no other figure would mend.
    Fixed(Vec<ClaimId>),
}

/// The minimal conflicts of a finding; none for a finding without claims. Near-linear in its claims and
/// conflicts.
pub(super) fn conflicts_of<'f>(corpus: &Corpus, finding: &'f Finding) -> Clashes<'f> {
    let found = &finding.conflicts;
    if found.failing > 0 {
        let sums = sums(&finding.evidence);
        let list = found.listed.iter().map(|claims| of_claims(corpus, &sums, claims));
        return Clashes { list: list.collect(), cut: found.failing > found.listed.len() as u64 };
    }
    let one = |clash| Clashes { list: vec![clash], cut: false };
    match &finding.evidence {
        Evidence::Conflict(_) => near(corpus, finding),
        Evidence::OneOrigin(echo) => one(ConflictOfFinding::Apart(echo.lower, echo.higher)),
        Evidence::Fraction(found) => one(ConflictOfFinding::Fraction(found.share, found.count)),
        Evidence::Fall(fall) => one(ConflictOfFinding::Falls(fall.earlier, fall.later)),
        _ if finding.claims.is_empty() => Clashes::default(),
        _ => one(ConflictOfFinding::Fixed(
            finding.claims.iter().map(|involved| involved.claim).collect(),
        )),
    }
}

/// The sums that the evidence shows, with their claims.
fn sums(evidence: &Evidence) -> Vec<(&Sum, HashSet<ClaimId>)> {
    let sums: Vec<&Sum> = match evidence {
        Evidence::Sum(sum) => vec![&**sum],
        Evidence::Conflict(conflict) => conflict.follows.iter().collect(),
        _ => Vec::new(),
    };
    let claims = |sum: &Sum| sum.parts.iter().copied().chain([sum.whole]).collect();
    sums.into_iter().map(|sum| (sum, claims(sum))).collect()
}

/// A conflict in its simplest shape: what it takes to make it vanish is then plain arithmetic.
fn of_claims<'f>(
    corpus: &Corpus,
    sums: &[(&'f Sum, HashSet<ClaimId>)],
    claims: &'f [ClaimId],
) -> ConflictOfFinding<'f> {
    if let &[a, b] = claims
        && corpus.claim(a).quantity == corpus.claim(b).quantity
    {
        return ConflictOfFinding::Apart(a, b);
    }
    let same = |of: &HashSet<ClaimId>| {
        of.len() == claims.len() && claims.iter().all(|claim| of.contains(claim))
    };
    // As many sums as follow from one rivalry; past the first few, any of them is a set like others.
    const LOOKED_AT: usize = 16;
    let sum = sums.iter().take(LOOKED_AT).find(|(_, of)| same(of));
    sum.map_or(ConflictOfFinding::Set(claims), |(sum, _)| ConflictOfFinding::Sum(sum))
}

/// Every pair that is apart but for bands and tolerances.
fn near<'f>(corpus: &Corpus, finding: &Finding) -> Clashes<'f> {
    let ids = finding.claims.iter().map(|involved| involved.claim);
    let mut claims: Vec<(ClaimId, Interval)> =
        ids.map(|id| (id, read(corpus, finding.check, id))).collect();
    // By low end: those apart from a claim and above it are then the last ones.
    let low = |(_, interval): &(ClaimId, Interval)| interval.low.map(|low| (low.value, low.strict));
    claims.sort_by_key(low);
    let mut clashes = Clashes::default();
    for (at, (lower, interval)) in claims.iter().enumerate() {
        let above = claims[at + 1..].iter().rev();
        for (higher, _) in above.take_while(|(_, other)| !interval.meets(other)) {
            if clashes.list.len() == limits::NEAR_PAIRS.get() {
                clashes.cut = true;
                break;
            }
            clashes.list.push(ConflictOfFinding::Near(*lower.min(higher), *lower.max(higher)));
        }
    }
    clashes
}

/// What a claim says as a check compares it: bands included, but where being apart without them is
/// what the check tells.
pub(super) fn read(corpus: &Corpus, check: Check, id: ClaimId) -> Interval {
    let extent = corpus.extent(id);
    if check == Check::NearClaims { extent.core } else { extent.wide }
}

impl ConflictOfFinding<'_> {
    /// The claims in it.
    pub(super) fn claims(&self) -> Vec<ClaimId> {
        match self {
            &ConflictOfFinding::Apart(a, b)
            | &ConflictOfFinding::Near(a, b)
            | &ConflictOfFinding::Falls(a, b)
            | &ConflictOfFinding::Fraction(a, b) => vec![a, b],
            ConflictOfFinding::Sum(sum) => sum.parts.iter().copied().chain([sum.whole]).collect(),
            ConflictOfFinding::Set(claims) => claims.to_vec(),
            ConflictOfFinding::Fixed(claims) => claims.clone(),
        }
    }

    /// About how many steps it is to tell whether it vanishes.
    pub(super) fn cost(&self) -> usize {
        match self {
            // Cells are built and solved; the others are a few comparisons.
            ConflictOfFinding::Set(claims) => 10_000 + 100 * claims.len(),
            // Every number that the count may be is tried.
            ConflictOfFinding::Fraction(..) => 10_000,
            _ => 0,
        }
    }

    /// Whether its claims could all be true if those adopted said what is adopted for them.
    pub(super) fn vanishes(&self, corpus: &Corpus, adopted: &Adopted) -> bool {
        let extent = |id: ClaimId| adopted.get(&id).copied().unwrap_or_else(|| corpus.extent(id));
        let wide = |id: ClaimId| extent(id).wide;
        match self {
            &ConflictOfFinding::Apart(a, b) => wide(a).meets(&wide(b)),
            &ConflictOfFinding::Near(a, b) => extent(a).core.meets(&extent(b).core),
            &ConflictOfFinding::Fraction(share, count) => comes_out(&wide(share), &wide(count)),
            ConflictOfFinding::Sum(sum) => {
                let total = sum.parts.iter().map(|&part| wide(part));
                let total = total.reduce(|a, b| a.sum(&b)).unwrap_or(Interval::ANY);
                fits(sum.shape, &total, &wide(sum.whole))
            }
            &ConflictOfFinding::Falls(earlier, later) => {
                let (low, high) = (wide(earlier).low, wide(later).high);
                !Interval { low, high }.is_empty()
            }
            ConflictOfFinding::Set(claims) => {
                let said =
                    |&claim: &ClaimId| Said { within: wide(claim), ..Said::of(corpus, claim) };
                let said: Vec<Said> = claims.iter().map(said).collect();
                possible(corpus, &said).is_possible()
            }
            ConflictOfFinding::Fixed(_) => false,
        }
    }
}

/// Whether parts and whole leave a number between them.
fn fits(shape: Shape, parts: &Interval, whole: &Interval) -> bool {
    let between = |low: Option<Bound>, high: Option<Bound>| !Interval { low, high }.is_empty();
    match shape {
        Shape::Above => between(parts.low, whole.high),
        Shape::Below => between(whole.low, parts.high),
        Shape::SumAboveFigure | Shape::SumBelowFigure => parts.meets(whole),
    }
}
