//! A quantity and claims in; out, the least and the most that the claims together allow for it.

use crate::budget::limits;
use crate::engine::certificates::claims_and_worlds::Said;
use crate::engine::conflicts::grouping::{as_sum, joint};
use crate::engine::one_quantity::rivals::farthest;
use crate::engine::possible::few_claims::bounds_beside;
use crate::engine::possible::sum_rows::Clash;
use crate::engine::possible::verdicts::{Bounds, Reach};
use crate::finding::{End, Joint, Sum};
use crate::model::{ClaimId, Corpus, MeasureId, QuantityId};
use std::collections::{BTreeMap, HashSet};

/// What claims allow for a quantity.
#[derive(Clone, Debug)]
pub struct Allowed {
    /// The quantity.
    pub quantity: QuantityId,
    /// The claims that have to do with it, in the order read: those whose quantities share ground with it,
    /// and with one another in turn.
    pub claims: Vec<ClaimId>,
    /// Why they cannot all be true, where they cannot: one conflict after another, each among the claims
    /// that those before it leave; those with claims that share ground with the quantity first.
    pub conflicts: Vec<Disagreement>,
    /// How many of the conflicts have claims that share ground with the quantity.
    pub near: usize,
    /// The claims of the conflicts, each once, in the order read: the bounds are what the others allow.
    pub aside: Vec<ClaimId>,
    /// Claims left out of account because with them it would take more steps than are allowed: with them
    /// the bounds may be closer, never wider.
    pub left_out: usize,
    /// The claims that the bounds are made of, in the order read: neither set aside nor left out.
    pub taken: Vec<ClaimId>,
    /// The bounds; `None` where not even those could be told.
    pub bounds: Option<Bounds>,
}

/// A set of claims that cannot all be true, by its shape.
#[derive(Clone, Debug)]
pub enum Disagreement {
    /// Claims on one quantity.
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

/// What the claims, taken as said, allow for the quantity. Where they cannot all be true, those of one
/// conflict after another are set aside until the others can. Where all claims that have to do with the
/// quantity are too many to settle, those that share ground with it are taken alone, then those on it.
pub fn allowed(corpus: &Corpus, claims: &[ClaimId], quantity: QuantityId) -> Allowed {
    let ground = SharedGround::new(corpus);
    let claims = ground.connected(claims, quantity);
    let about = |id: ClaimId| corpus.claim(id).quantity;
    let near = |id: ClaimId| ground.may_meet(about(id), quantity);
    let circles: [&dyn Fn(ClaimId) -> bool; 3] = [&|_| true, &near, &|id| about(id) == quantity];
    let mut attempt = Attempt {
        corpus,
        quantity,
        conflicts: rivals(corpus, &claims),
        taken: Vec::new(),
        found: None,
    };
    let mut left_out = 0;
    for circle in circles {
        let circle: Vec<ClaimId> = claims.iter().copied().filter(|&id| circle(id)).collect();
        left_out = claims.len() - circle.len();
        if attempt.settle(&circle) {
            break;
        }
    }
    let Attempt { conflicts, found, taken, .. } = attempt;
    let aside = aside(&conflicts);
    let (mut conflicts, far): (Vec<_>, Vec<_>) =
        conflicts.into_iter().partition(|of| of.claims().into_iter().any(near));
    let near = conflicts.len();
    conflicts.extend(far);
    let bounds = found.map(|bounds| plainly(corpus, bounds, &claims, &aside, quantity));
    let aside = claims.iter().copied().filter(|id| aside.contains(id)).collect();
    Allowed { quantity, claims, conflicts, near, aside, left_out, taken, bounds }
}

fn aside(conflicts: &[Disagreement]) -> HashSet<ClaimId> {
    conflicts.iter().flat_map(Disagreement::claims).collect()
}

/// A search for bounds that sets conflicts aside as it meets them.
struct Attempt<'c> {
    corpus: &'c Corpus,
    quantity: QuantityId,
    conflicts: Vec<Disagreement>,
    /// The claims that what was found is made of.
    taken: Vec<ClaimId>,
    found: Option<Bounds>,
}

impl Attempt<'_> {
    /// Looks for the bounds by these claims; whether they were told.
    fn settle(&mut self, claims: &[ClaimId]) -> bool {
        let corpus = self.corpus;
        let before = aside(&self.conflicts);
        let kept = claims.iter().filter(|id| !before.contains(id));
        let said: Vec<Said> = kept.map(|&id| Said::of(corpus, id)).collect();
        let (conflicts, bounds) =
            bounds_beside(corpus, &said, self.quantity, limits::BOUNDS_CONFLICTS.get());
        for (of, proof) in conflicts {
            let claims: Vec<ClaimId> = of.iter().map(|said| said.claim).collect();
            let sum = as_sum(corpus, &proof).map(|sum| Disagreement::Sum(Box::new(sum)));
            let other = || Disagreement::Joint(Box::new(joint(corpus, Clash { claims, proof })));
            self.conflicts.push(sum.unwrap_or_else(other));
        }
        let Ok(bounds) = bounds else { return false };
        let settled = |end: &Reach| !matches!(end, Reach::Unsettled);
        let told = settled(&bounds.least) && settled(&bounds.most);
        let after = aside(&self.conflicts);
        self.found = Some(bounds);
        self.taken = said.iter().map(|said| said.claim).filter(|id| !after.contains(id)).collect();
        told
    }
}

/// The bounds with a claim on the quantity itself for its pin, wherever one says as much alone.
fn plainly(
    corpus: &Corpus,
    bounds: Bounds,
    claims: &[ClaimId],
    aside: &HashSet<ClaimId>,
    quantity: QuantityId,
) -> Bounds {
    let on_it = |id: &&ClaimId| corpus.claim(**id).quantity == quantity && !aside.contains(id);
    let on_it: Vec<ClaimId> = claims.iter().filter(on_it).copied().collect();
    let plain = |reach: Reach, end: End| match reach {
        Reach::To { at, strict, pins } => {
            let says = |&&id: &&ClaimId| {
                let bound = end.of(&corpus.wide(id));
                bound.is_some_and(|bound| at == bound.value.into() && strict == bound.strict)
            };
            let pins = on_it.iter().find(says).map_or(pins, |&id| vec![id]);
            Reach::To { at, strict, pins }
        }
        reach => reach,
    };
    Bounds { least: plain(bounds.least, End::Low), most: plain(bounds.most, End::High) }
}

/// Claims on one quantity that are apart, by look-up: never paired.
fn rivals(corpus: &Corpus, claims: &[ClaimId]) -> Vec<Disagreement> {
    let wide = |id: ClaimId| corpus.wide(id);
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

/// Which quantities may share cells.
struct SharedGround<'c> {
    corpus: &'c Corpus,
    /// Of each dimension, whether parts of it may overlap.
    overlapping: Vec<bool>,
}

impl<'c> SharedGround<'c> {
    fn new(corpus: &'c Corpus) -> Self {
        let dimensions = corpus.dimensions.values();
        let overlapping =
            dimensions.map(|dimension| dimension.members.values().any(|member| member.overlapping));
        Self { corpus, overlapping: overlapping.collect() }
    }

    /// The claims whose quantities share ground with the one asked for, and with one another in turn. No
    /// claim that has to do with it is left out; under a spent budget some are taken that do not.
    fn connected(&self, claims: &[ClaimId], quantity: QuantityId) -> Vec<ClaimId> {
        let about = |id: ClaimId| self.corpus.claim(id).quantity;
        let root = self.root(quantity);
        let quantities: HashSet<QuantityId> = claims.iter().map(|&id| about(id)).collect();
        let mut left: Vec<QuantityId> = quantities.into_iter().collect();
        left.retain(|&id| self.root(id) == root);
        left.sort_unstable();
        let mut work = limits::BOUNDS_PAIRS.get();
        let mut found: HashSet<QuantityId> = HashSet::new();
        let mut waiting = vec![quantity];
        while let Some(one) = waiting.pop() {
            let Some(rest) = work.checked_sub(left.len()) else {
                found.extend(left.drain(..));
                break;
            };
            work = rest;
            let met: Vec<QuantityId> =
                left.extract_if(.., |&mut other| self.may_meet(one, other)).collect();
            found.extend(met.iter().copied());
            waiting.extend(met);
        }
        claims.iter().copied().filter(|&id| found.contains(&about(id))).collect()
    }

    /// The outermost measure that a quantity's measure is within.
    fn root(&self, id: QuantityId) -> Option<MeasureId> {
        let first = self.corpus.quantities.get(id).measure();
        let outer = |&at: &MeasureId| self.corpus.measure(at).within;
        std::iter::successors(Some(first), outer).last()
    }

    /// Whether two quantities of one such measure may share a cell: some day, and of every dimension some
    /// part.
    fn may_meet(&self, a: QuantityId, b: QuantityId) -> bool {
        let corpus = self.corpus;
        let (a, b) = (corpus.quantities.get(a), corpus.quantities.get(b));
        let disjoint = corpus.period(a.period()).disjoint(corpus.period(b.period()));
        !disjoint
            && corpus.dimension_ids().all(|id| {
                let dimension = corpus.dimension(id);
                let (a, b) = (a.member(id), b.member(id));
                let in_line = dimension.holds(a, b) || dimension.holds(b, a);
                in_line || self.overlapping[id.index()]
            })
    }
}
