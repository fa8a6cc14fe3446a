//! A quantity and claims in; out, the least and the most that the claims together allow for it.

use super::joint::{as_sum, joint};
use super::rivals::farthest;
use super::world::{Bounds, Clash, Said, Verdict, bounds, conflict};
use crate::finding::{Joint, Sum};
use crate::model::{ClaimId, Corpus, MeasureId, Quantity, QuantityId};
use std::collections::{BTreeMap, HashSet};

/// What claims allow for a quantity.
#[derive(Clone, Debug)]
pub struct Allowed {
    /// The quantity.
    pub quantity: QuantityId,
    /// The claims that have to do with it, in the order read: those whose quantities share ground with it,
    /// and with one another.
    pub claims: Vec<ClaimId>,
    /// Why they cannot all be true, where they cannot: one conflict after another, each among the claims
    /// that those before it leave.
    pub clashes: Vec<Disagreement>,
    /// The claims of those conflicts, each once: the bounds are what the others allow.
    pub aside: Vec<ClaimId>,
    /// The bounds; `None` where the steps allowed did not suffice to tell.
    pub bounds: Option<Bounds>,
}

/// A set of claims that cannot all be true, by its shape.
#[derive(Clone, Debug)]
pub enum Disagreement {
    /// Claims on one quantity, any two of which may be apart.
    Rivals {
        /// The two farthest apart, the lower first.
        widest: (ClaimId, ClaimId),
        /// All of those apart from some other.
        claims: Vec<ClaimId>,
    },
    /// Parts and a whole.
    Sum(Box<Sum>),
    /// Neither.
    Joint(Box<Joint>),
}

impl Disagreement {
    /// Its claims.
    pub fn claims(&self) -> Vec<ClaimId> {
        match self {
            Disagreement::Rivals { claims, .. } => claims.clone(),
            Disagreement::Sum(sum) => sum.parts.iter().copied().chain([sum.whole]).collect(),
            Disagreement::Joint(joint) => joint.claims.clone(),
        }
    }
}

/// Conflicts set aside one after another.
const CLASHES: usize = 64;

/// Pairs of quantities held against one another to find what has to do with the one asked for; beyond them
/// everything of its measure is taken to.
const PAIRS: usize = 20_000_000;

/// What the claims, taken as said, allow for the quantity. Where they cannot all be true, those of one
/// conflict after another are set aside until the others can.
pub fn allowed(corpus: &Corpus, claims: &[ClaimId], quantity: QuantityId) -> Allowed {
    let claims = connected(corpus, claims, quantity);
    let mut clashes = rivals(corpus, &claims);
    let mut aside: HashSet<ClaimId> = clashes.iter().flat_map(Disagreement::claims).collect();
    let said = |aside: &HashSet<ClaimId>| -> Vec<Said> {
        let kept = claims.iter().filter(|id| !aside.contains(id));
        kept.map(|&id| Said::of(corpus, id)).collect()
    };
    let mut found = None;
    while clashes.len() < CLASHES {
        let said = said(&aside);
        match bounds(corpus, &said, quantity) {
            Ok(bounds) => {
                found = Some(bounds);
                break;
            }
            Err(Verdict::Impossible(_)) => {}
            Err(_) => break,
        }
        let Some((of, proof)) = conflict(corpus, &said) else { break };
        let claims: Vec<ClaimId> = of.iter().map(|said| said.claim).collect();
        aside.extend(claims.iter().copied());
        let sum = as_sum(corpus, &proof).map(|sum| Disagreement::Sum(Box::new(sum)));
        let in_no_shape = || Disagreement::Joint(Box::new(joint(corpus, Clash { claims, proof })));
        clashes.push(sum.unwrap_or_else(in_no_shape));
    }
    let aside = claims.iter().copied().filter(|id| aside.contains(id)).collect();
    Allowed { quantity, claims, clashes, aside, bounds: found }
}

/// Claims on one quantity that are apart, by look-up: never paired.
fn rivals(corpus: &Corpus, claims: &[ClaimId]) -> Vec<Disagreement> {
    let wide = |id: ClaimId| corpus.extent(id).wide;
    let mut on: BTreeMap<QuantityId, Vec<ClaimId>> = BTreeMap::new();
    for &id in claims {
        on.entry(corpus.claim(id).quantity).or_default().push(id);
    }
    let apart = |claims: Vec<ClaimId>| {
        let (lower, higher) = farthest(&claims, wide)?;
        let apart = |&id: &ClaimId| !wide(id).meets(&wide(lower)) || !wide(id).meets(&wide(higher));
        let claims = claims.iter().copied().filter(apart).collect();
        Some(Disagreement::Rivals { widest: (lower, higher), claims })
    };
    on.into_values().filter_map(apart).collect()
}

/// The claims whose quantities share ground with the one asked for, and with one another in turn. No claim
/// that has to do with it is left out; under a spent budget some are taken that do not.
fn connected(corpus: &Corpus, claims: &[ClaimId], quantity: QuantityId) -> Vec<ClaimId> {
    let root = root(corpus, corpus.quantities.get(quantity).measure());
    let quantities: HashSet<QuantityId> =
        claims.iter().map(|&id| corpus.claim(id).quantity).collect();
    let mut left: Vec<QuantityId> = quantities.into_iter().collect();
    left.retain(|&id| self::root(corpus, corpus.quantities.get(id).measure()) == root);
    left.sort_unstable();
    let overlapping: Vec<bool> = corpus
        .dimensions
        .values()
        .map(|dimension| dimension.members.values().any(|member| member.overlapping))
        .collect();
    let mut work = PAIRS;
    let mut found: HashSet<QuantityId> = HashSet::new();
    let mut waiting = vec![quantity];
    while let Some(one) = waiting.pop() {
        let one = corpus.quantities.get(one);
        match work.checked_sub(left.len()) {
            Some(rest) => work = rest,
            None => {
                found.extend(left.drain(..));
                break;
            }
        }
        let meets = |&mut id: &mut QuantityId| {
            may_meet(corpus, &overlapping, one, corpus.quantities.get(id))
        };
        let met: Vec<QuantityId> = left.extract_if(.., meets).collect();
        found.extend(met.iter().copied());
        waiting.extend(met);
    }
    claims.iter().copied().filter(|&id| found.contains(&corpus.claim(id).quantity)).collect()
}

/// The outermost measure that a measure is within.
fn root(corpus: &Corpus, id: MeasureId) -> MeasureId {
    let outer = |&at: &MeasureId| corpus.measure(at).within;
    std::iter::successors(Some(id), outer).last().unwrap_or(id)
}

/// Whether two quantities of such measures may share a cell: some day, and of every dimension some part.
/// `overlapping` says of each dimension whether parts of it may overlap.
fn may_meet(corpus: &Corpus, overlapping: &[bool], a: Quantity<'_>, b: Quantity<'_>) -> bool {
    let days = |quantity: Quantity<'_>| corpus.period(quantity.period());
    !days(a).disjoint(days(b))
        && corpus.dimension_ids().all(|id| {
            let dimension = corpus.dimension(id);
            let (a, b) = (a.member(id), b.member(id));
            let in_line = dimension.holds(a, b) || dimension.holds(b, a);
            in_line || overlapping[id.index()]
        })
}
