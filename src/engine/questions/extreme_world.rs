//! What claims allow for a quantity and one end of it in; out, a world that reaches that end, checked.

use crate::engine::certificates::claims_and_worlds::{Said, Witness};
use crate::engine::certificates::witness::{Flaw, holds_in, inside};
use crate::engine::possible::example_world::{Toward, witness_at};
use crate::engine::possible::verdicts::Reach;
use crate::engine::questions::bounds::Allowed;
use crate::figure::Exact;
use crate::model::{ClaimId, Corpus, QuantityId};
use std::collections::HashSet;

/// One world in which the claims that were taken are all true.
#[derive(Clone, Debug)]
pub struct Example {
    /// The end of the quantity's bounds that it reaches: where the end is strict it is near to it, where
    /// there is none it is one further than the least, or than what claims leave.
    pub toward: Toward,
    /// What there is.
    pub witness: Witness,
    /// What the quantity comes to, in the base unit.
    pub comes_to: Exact,
    /// The points that make it up, by their places in the list, the largest first.
    pub made_up_of: Vec<usize>,
    /// What each claim's quantity comes to, in the base unit: claims on the quantity itself first, then those
    /// that pin the end, then those that count some of its points, then the others, each in the order read.
    pub claims: Vec<(ClaimId, Exact)>,
}

/// A world at one end of what the claims allow; none where that could not be settled. It has been held against
/// every claim taken by [`holds_in`].
///
/// # Errors
/// The world does not hold, or does not reach the end: a fault of the program.
pub fn example(
    corpus: &Corpus,
    allowed: &Allowed,
    toward: Toward,
) -> Result<Option<Example>, Flaw> {
    let Some(bounds) = &allowed.bounds else { return Ok(None) };
    let reach = match toward {
        Toward::Least => &bounds.least,
        Toward::Most => &bounds.most,
    };
    let said: Vec<Said> = allowed.taken.iter().map(|&id| Said::of(corpus, id)).collect();
    let unsettled = matches!(reach, Reach::Unsettled);
    let found = (!unsettled).then(|| witness_at(corpus, &said, allowed.quantity, toward));
    let Some(Ok(witness)) = found else { return Ok(None) };
    let told = holds_in(corpus, &said, &witness)
        .and_then(|()| told(corpus, allowed, reach, (toward, witness)));
    match told {
        Err(Flaw::TooLarge) => Ok(None),
        told => told.map(Some),
    }
}

fn told(
    corpus: &Corpus,
    allowed: &Allowed,
    reach: &Reach,
    (toward, witness): (Toward, Witness),
) -> Result<Example, Flaw> {
    let about = |id: &ClaimId| corpus.claim(*id).quantity;
    let mut quantities: Vec<QuantityId> =
        allowed.taken.iter().map(about).chain([allowed.quantity]).collect();
    quantities.sort_unstable();
    quantities.dedup();
    let inside = inside(corpus, &witness, &quantities)?;
    let of = |id: QuantityId| quantities.binary_search(&id).map_or(&[][..], |at| &inside[at]);
    let sum = |id| {
        let amounts = of(id).iter().map(|&at| &witness.points[at].amount);
        amounts.fold(Exact::ZERO, |sum, amount| &sum + amount)
    };
    let comes_to = sum(allowed.quantity);
    if !reaches(reach, toward, &comes_to) {
        return Err(Flaw::OffTheEnd);
    }
    let mut made_up_of = of(allowed.quantity).to_vec();
    made_up_of.sort_by(|&a, &b| witness.points[b].amount.cmp(&witness.points[a].amount));
    let pins: HashSet<ClaimId> = match reach {
        Reach::To { pins, .. } => pins.iter().copied().collect(),
        Reach::Open | Reach::Unsettled => HashSet::new(),
    };
    let points: HashSet<usize> = made_up_of.iter().copied().collect();
    let rank = |id: &ClaimId| match about(id) {
        own if own == allowed.quantity => 0,
        _ if pins.contains(id) => 1,
        other if of(other).iter().any(|at| points.contains(at)) => 2,
        _ => 3,
    };
    let mut claims: Vec<(i32, ClaimId)> = allowed.taken.iter().map(|id| (rank(id), *id)).collect();
    claims.sort_by_key(|&(rank, _)| rank);
    let claims = claims.into_iter().map(|(_, id)| (id, sum(about(&id)))).collect();
    Ok(Example { toward, comes_to, made_up_of, claims, witness })
}

/// Whether the number is where the end is.
fn reaches(reach: &Reach, toward: Toward, number: &Exact) -> bool {
    match reach {
        Reach::To { at, strict: false, .. } => number == at,
        Reach::To { at, strict: true, .. } if toward == Toward::Least => number > at,
        Reach::To { at, .. } => number < at,
        Reach::Open | Reach::Unsettled => true,
    }
}
