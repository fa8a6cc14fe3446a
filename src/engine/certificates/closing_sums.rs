//! Which stated sums leave nothing beside their items: a claim in; the quantities of its items out.
//!
//! The checkers read the definition here for themselves. The solver has a reading of its own, so that a fault
//! in one of the two shows.

use crate::budget::limits;
use crate::model::{
    ClaimId, Corpus, Dimension, DimensionId, MemberId, Quantity, QuantityId, Rank, Relation, Stance,
};

/// The quantities of the items, where the claim says that it is their sum and they are disjoint parts of its own
/// quantity: while the claim is true, its quantity holds nothing beside them.
pub(super) fn items_that_close(corpus: &Corpus, claim: ClaimId) -> Option<Vec<QuantityId>> {
    let whole = corpus.claim(claim);
    let stated = corpus.details(whole)?.sum_of.as_slice();
    if stated.is_empty()
        || stated.len() > limits::CLOSING_ITEMS.get()
        || !stated.iter().all(|&id| counts(corpus, id))
    {
        return None;
    }
    let items: Vec<QuantityId> = stated.iter().map(|&id| corpus.claim(id).quantity).collect();
    let read: Vec<Quantity<'_>> = items.iter().map(|&id| corpus.quantities.get(id)).collect();
    let outer = corpus.quantities.get(whole.quantity);
    let inside = read.iter().all(|&item| lies_in(corpus, outer, item));
    let pairs =
        || read.iter().enumerate().flat_map(|(at, a)| read[..at].iter().map(move |b| (a, b)));
    (inside && pairs().all(|(&a, &b)| apart(corpus, a, b))).then_some(items)
}

/// Whether the claim asserts a number and nothing has replaced it.
fn counts(corpus: &Corpus, id: ClaimId) -> bool {
    let claim = corpus.claim(id);
    claim.rank == Rank::Normal && claim.stance == Stance::Asserts && corpus.extent(id).known
}

/// Whether all of the inner quantity surely lies in the outer one, and is a part that adds up with others.
fn lies_in(corpus: &Corpus, outer: Quantity<'_>, inner: Quantity<'_>) -> bool {
    let relation = corpus.measure(outer.measure()).relation();
    let (around, within) = (corpus.period(outer.period()), corpus.period(inner.period()));
    let sure = around.narrowest().is_some_and(|days| days.contains(within.widest()));
    let in_time = around == within || (relation == Relation::DimensionsAndTime && sure);
    let in_members = corpus.dimension_ids().all(|id| {
        let (above, below) = (outer.member(id), inner.member(id));
        above == below
            || (divides(relation, id) && below_exclusively(corpus.dimension(id), above, below))
    });
    outer.measure() == inner.measure() && in_time && in_members
}

fn divides(relation: Relation, id: DimensionId) -> bool {
    match relation {
        Relation::DimensionsAndTime | Relation::Dimensions => true,
        Relation::One(only) => only == id,
        Relation::None => false,
    }
}

/// Whether the way up from one member meets the other, through members whose parts exclude one another.
fn below_exclusively(dimension: &Dimension, above: MemberId, below: MemberId) -> bool {
    let mut at = below;
    while let Some(parent) = dimension.member(at).parent {
        if dimension.member(parent).overlapping {
            return false;
        }
        if parent == above {
            return true;
        }
        at = parent;
    }
    false
}

/// Whether two parts of one whole surely have nothing in common: no day, or no place along some dimension.
fn apart(corpus: &Corpus, a: Quantity<'_>, b: Quantity<'_>) -> bool {
    let days = |quantity: Quantity<'_>| corpus.period(quantity.period()).widest();
    let climbs = |dimension: &Dimension, from: MemberId, to: MemberId| {
        let up = |&at: &MemberId| dimension.member(at).parent;
        std::iter::successors(Some(from), up).any(|at| at == to)
    };
    let sides_apart = corpus.dimension_ids().any(|id| {
        let (dimension, a, b) = (corpus.dimension(id), a.member(id), b.member(id));
        !climbs(dimension, a, b) && !climbs(dimension, b, a)
    });
    !days(a).meets(days(b)) || sides_apart
}
