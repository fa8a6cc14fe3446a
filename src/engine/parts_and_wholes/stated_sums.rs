//! `sum-of`: a figure against the sum its claim says it is.

use crate::budget::limits;
use crate::engine::parts_and_wholes::misfits::total;
use crate::engine::standing::accounts::{Account, accounts};
use crate::engine::standing::claims_in_force::Ground;
use crate::figure::Bound;
use crate::finding::{Reading, Shape, Sum};
use crate::model::{
    Axis, ClaimId, Corpus, DimensionId, MemberId, Quantity, QuantityId, Rank, Relation, Stance,
};
use std::collections::{HashMap, HashSet};

/// What is wrong with a stated sum.
#[derive(Debug)]
pub enum SumFault {
    /// The figure is not the sum.
    Differs(Box<Sum>, Reading),
    /// Two items share ground.
    Overlaps {
        /// The claim that states the sum.
        whole: ClaimId,
        /// The items.
        items: (ClaimId, ClaimId),
    },
}

/// Checks every claim with `sum-of` by itself.
pub fn stated_sums(corpus: &Corpus, ground: &Ground) -> StatedSums {
    let stands: HashSet<ClaimId> = ground.all().iter().copied().collect();
    let mut found = StatedSums::default();
    for &whole in ground.all() {
        let Some(details) = corpus.details(corpus.claim(whole)) else { continue };
        let items = details.sum_of.as_slice();
        if items.is_empty() {
            continue;
        }
        if items.iter().any(|item| !stands.contains(item)) || !one_unit(corpus, whole, items) {
            found.unsummed += 1;
            continue;
        }
        let overlap = overlap(corpus, items);
        found.long += usize::from(overlap.is_none() && items.len() > limits::SUM_ITEMS.get());
        found.faults.extend(overlap.map(|items| SumFault::Overlaps { whole, items }));
        found.faults.extend(differs(corpus, whole, items));
    }
    found
}

/// The quantities of the items of a `sum-of`, where they are disjoint parts of the claim's own: while it is
/// said, nothing of its quantity lies beside them (docs/meaning.md, "Sums").
pub(crate) fn closed_by(corpus: &Corpus, claim: ClaimId) -> Option<Vec<QuantityId>> {
    let items = &corpus.details(corpus.claim(claim))?.sum_of;
    if items.is_empty() || items.len() > limits::SUM_ITEMS.get() {
        return None;
    }
    let whole = corpus.claim(claim).quantity;
    let inside = |item: &ClaimId| {
        let claim = corpus.claim(*item);
        let stands = claim.rank == Rank::Normal && claim.stance == Stance::Asserts;
        stands && corpus.extent(*item).known && is_part(corpus, whole, claim.quantity)
    };
    let disjoint = items.iter().all(inside) && surely_apart(corpus, items);
    planted::fault(disjoint)
        .then(|| items.iter().map(|&item| corpus.claim(item).quantity).collect())
}

pub(crate) fn is_part(corpus: &Corpus, whole: QuantityId, part: QuantityId) -> bool {
    let (outer, inner) = (corpus.quantities.get(whole), corpus.quantities.get(part));
    let period = |id| corpus.period(id);
    let relation = corpus.measure(outer.measure()).relation();
    let during = || {
        outer.period() == inner.period()
            || (relation == Relation::DimensionsAndTime
                && period(outer.period()).contains(period(inner.period())))
    };
    // Parts that may overlap leave open what lies beside them; along other axes nothing adds up.
    let holds = |id: DimensionId| {
        let (dimension, above, below) = (corpus.dimension(id), outer.member(id), inner.member(id));
        let adds_up = match relation {
            Relation::DimensionsAndTime | Relation::Dimensions => true,
            Relation::One(of) => of == id,
            Relation::None => false,
        };
        let parent = |&at: &MemberId| dimension.member(at).parent;
        let between =
            || std::iter::successors(parent(&below), parent).take_while(|&at| at >= above);
        let exclusive = || !between().any(|at| dimension.member(at).overlapping);
        above == below || (adds_up && dimension.holds(above, below) && exclusive())
    };
    outer.measure() == inner.measure() && during() && corpus.dimension_ids().all(holds)
}

/// What is wrong with stated sums, and what was not looked at.
#[derive(Debug, Default)]
pub struct StatedSums {
    /// The faults.
    pub faults: Vec<SumFault>,
    /// Sums of unknown, deprecated or replaced items, or of different units.
    pub unsummed: usize,
    /// Sums too long to hold every item against every other.
    pub long: usize,
}

/// Whether all the figures count the same thing: people and money are never added up.
fn one_unit(corpus: &Corpus, whole: ClaimId, items: &[ClaimId]) -> bool {
    let base = |id: ClaimId| {
        let unit = corpus.measure_of(corpus.claim(id).quantity).unit.as_ref();
        unit.map(|(_, unit)| unit.base())
    };
    items.iter().all(|&item| base(item) == base(whole))
}

fn differs(corpus: &Corpus, whole: ClaimId, items: &[ClaimId]) -> Option<SumFault> {
    let sum = total(corpus, items);
    let figure = corpus.extent(whole);
    if sum.wide.meets(&figure.wide) {
        return None;
    }
    let value = |bound: Option<Bound>| bound.map(|bound| bound.value).unwrap_or_default();
    let above = sum
        .wide
        .low
        .is_some_and(|low| figure.wide.high.is_some_and(|high| low.value >= high.value));
    let (shape, reaches, limit) = if above {
        (Shape::SumAboveFigure, value(sum.wide.low), value(figure.wide.high))
    } else {
        (Shape::SumBelowFigure, value(sum.wide.high), value(figure.wide.low))
    };
    let has =
        |item: &ClaimId, account: Account| accounts(corpus, *item).any(|other| other == account);
    let one_account =
        accounts(corpus, whole).any(|account| items.iter().all(|item| has(item, account)));
    let reading = if one_account { Reading::Internal } else { Reading::Contested };
    let parts = items.to_vec();
    let sum = Sum {
        shape,
        axes: vec![Axis::Measure],
        parts,
        whole,
        total: sum,
        reaches,
        limit,
        full: None,
    };
    Some(SumFault::Differs(Box::new(sum), reading))
}

/// Two items whose quantities share a cell: same measure, members in line, days in common. A claim
/// listed twice shares all of its own.
fn overlap(corpus: &Corpus, items: &[ClaimId]) -> Option<(ClaimId, ClaimId)> {
    let mut seen = HashMap::new();
    for &item in items {
        let quantity = corpus.claim(item).quantity;
        if let Some(first) = seen.insert(quantity, item) {
            return Some((first, item));
        }
    }
    let paired = &items[..items.len().min(limits::SUM_ITEMS.get())];
    let pairs = paired.iter().enumerate();
    pairs
        .flat_map(|(at, &a)| paired[at + 1..].iter().map(move |&b| (a, b)))
        .find(|&(a, b)| share_ground(corpus, a, b))
}

/// Whether no two items can share a cell, wherever uncertain edges lie.
fn surely_apart(corpus: &Corpus, items: &[ClaimId]) -> bool {
    let quantity = |id: ClaimId| corpus.quantities.get(corpus.claim(id).quantity);
    let apart = |a: ClaimId, b: ClaimId| {
        let (a, b) = (quantity(a), quantity(b));
        let days = |quantity: Quantity<'_>| corpus.period(quantity.period());
        days(a).disjoint(days(b)) || !in_line(corpus, a, b)
    };
    let pairs = items.iter().enumerate();
    let mut pairs = pairs.flat_map(|(at, &a)| items[at + 1..].iter().map(move |&b| (a, b)));
    pairs.all(|(a, b)| apart(a, b))
}

fn share_ground(corpus: &Corpus, a: ClaimId, b: ClaimId) -> bool {
    let quantity = |id: ClaimId| corpus.quantities.get(corpus.claim(id).quantity);
    let (a, b) = (quantity(a), quantity(b));
    let days = |id| corpus.period(id).narrowest();
    let meet = days(a.period()).zip(days(b.period())).is_some_and(|(a, b)| a.meets(b));
    a.measure() == b.measure() && meet && in_line(corpus, a, b)
}

/// Whether along every dimension one of the two members is the other, or lies below it.
fn in_line(corpus: &Corpus, a: Quantity<'_>, b: Quantity<'_>) -> bool {
    corpus.dimensions.values().zip(0u32..).all(|(dimension, at)| {
        let id = DimensionId(at);
        let (a, b) = (a.member(id), b.member(id));
        dimension.holds(a, b) || dimension.holds(b, a)
    })
}

/// Faults that tests plant in [`closed_by`], to see that the checkers of certificates find them. The program has none.
#[cfg(not(test))]
mod planted {
    pub(super) const fn fault(disjoint: bool) -> bool {
        disjoint
    }
}

#[cfg(test)]
pub(crate) mod planted {
    use std::cell::Cell;

    /// What [`super::closed_by`] gets wrong.
    #[derive(Clone, Copy)]
    pub(crate) enum Fault {
        /// It takes any items for disjoint parts.
        TakesAll,
        /// It takes no items for disjoint parts.
        TakesNone,
    }

    thread_local! {
        static FAULT: Cell<Option<Fault>> = const { Cell::new(None) };
    }

    /// Does something while the fault is there.
    pub(crate) fn with<T>(fault: Fault, act: impl FnOnce() -> T) -> T {
        FAULT.set(Some(fault));
        let done = act();
        FAULT.set(None);
        done
    }

    pub(super) fn fault(disjoint: bool) -> bool {
        match FAULT.get() {
            None => disjoint,
            Some(Fault::TakesAll) => true,
            Some(Fault::TakesNone) => false,
        }
    }
}
