//! Worlds put into words a checker can read: claims in, and where one is asked for an end of a quantity; out,
//! a solved world as a list of points, one for every cell that holds something.

use crate::budget::limits;
use crate::engine::certificates::claims_and_worlds::{MemberPlace, Point, Said, When, Witness};
use crate::engine::possible::cells::{Trail, walk};
use crate::engine::possible::layout::{Asked, BindingEnds, Stop, World, layouts};
use crate::engine::possible::linked_parts::pieces;
use crate::engine::possible::spaces::Space;
use crate::engine::possible::verdicts::Verdict;
use crate::figure::{Bound, Exact, Interval, Number};
use crate::model::{
    Axis, Corpus, Dimension, MeasureId, MemberId, PeriodId, Quantity, QuantityId, Relation,
};
use crate::period::Days;
use crate::solver::bounded_sums::Limit;
use std::collections::BTreeSet;

/// A world in which the claims are all true, for [`holds_in`](crate::engine::certificates::witness::holds_in) to check.
///
/// # Errors
/// Where they cannot all be true, the verdict that says so; where that could not be told,
/// [`Verdict::Unsettled`].
pub fn witness(corpus: &Corpus, said: &[Said]) -> Result<Witness, Verdict> {
    example(corpus, said, None)
}

/// Which end of what a quantity can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toward {
    /// The least.
    Least,
    /// The most.
    Most,
}

/// A world as [`witness`] gives it in which the quantity is as low or as high as it can be. Where the end is strict
/// (below 5) it is a tenth of a unit or less away from it. Where there is no such end (it may be as high as you
/// like) the quantity is one unit beyond its other end.
///
/// # Errors
/// As [`witness`]; also [`Verdict::Unsettled`] where the end could not be told.
pub fn witness_at(
    corpus: &Corpus,
    said: &[Said],
    target: QuantityId,
    toward: Toward,
) -> Result<Witness, Verdict> {
    example(corpus, said, Some((target, toward)))
}

fn example(
    corpus: &Corpus,
    said: &[Said],
    aim: Option<(QuantityId, Toward)>,
) -> Result<Witness, Verdict> {
    let work = &mut { limits::QUESTION_STEPS.get() as u64 };
    let mut witness = Witness::default();
    let asked = Asked::by(corpus, said);
    for layout in layouts(corpus, said, aim.map(|(target, _)| target), work) {
        let world = layout.solve(&asked, work);
        let points = world.and_then(|world| world.points(aim)).map_err(Stop::verdict)?;
        witness.points.extend(points);
    }
    Ok(witness)
}

/// Near a strict end, a world stays away from it by one unit divided by this, or by less.
const NEAR: i64 = 10;

impl World<'_> {
    /// What there is in this world, point by point, the quantity asked for at one end.
    fn points(mut self, aim: Option<(QuantityId, Toward)>) -> Result<Vec<Point>, Stop> {
        let (corpus, space) = (self.layout.corpus, &self.layout.space);
        if !self.layout.additive {
            let ends = space.quantities.iter().zip(&self.ends);
            let only = |(&id, ends)| only(corpus, id, ends, (aim, &self.unit()));
            return Ok(ends.map(only).collect());
        }
        if let (true, Some((_, toward))) = (self.layout.has_target(), aim) {
            self.push(toward)?;
        }
        let amounts = self.solved.plain(self.unit().over(&Exact::from(NEAR)));
        if self.layout.links.is_empty() {
            return Ok(points(corpus, space, &amounts));
        }
        points_in_parts(corpus, space, &amounts).ok_or(Stop::Unsettled)
    }

    /// One of what the figures of its measures are given in: a square mile, a million.
    fn unit(&self) -> Exact {
        let measure = |&id: &QuantityId| self.layout.corpus.measure_of(id);
        let unit = self.layout.space.quantities.first().map(measure);
        let unit = unit.and_then(|measure| measure.unit.as_ref());
        unit.map_or(Number::ONE, |(_, unit)| unit.factor()).into()
    }

    /// Pushes the quantity asked for to an end; where there is none, one further than the least.
    fn push(&mut self, toward: Toward) -> Result<(), Stop> {
        match self.solved.push(toward == Toward::Most) {
            Limit::At(..) if self.layout.whole() => return Ok(()),
            Limit::At(..) | Limit::Spent => return Err(Stop::Unsettled),
            Limit::Open => {}
        }
        let Limit::At(least, _) = self.solved.push(false) else { return Err(Stop::Unsettled) };
        let further = &least.at + &self.unit();
        if self.solved.lift(further) { Ok(()) } else { Err(Stop::Unsettled) }
    }
}

/// A number for a quantity that is only compared: at an end where it is asked for, else where its claims let
/// it be.
fn only(
    corpus: &Corpus,
    id: QuantityId,
    ends: &BindingEnds,
    (aim, unit): (Option<(QuantityId, Toward)>, &Exact),
) -> Point {
    let Interval { low, high } = ends.within();
    let number = |bound: Bound| Exact::from(bound.value);
    let two = Exact::from(2);
    let up = aim.is_some_and(|(target, toward)| target == id && toward == Toward::Most);
    let (first, other) = if up { (high, low) } else { (low, high) };
    // One further than the end there is, away from it.
    let step = if up { unit.clone() } else { -unit };
    let amount = match (first, other) {
        (Some(end), _) if !end.strict => number(end),
        (Some(end), Some(far)) => (&number(end) + &number(far)).over(&two),
        (Some(end), None) => &number(end) - &step,
        (None, Some(end)) => &number(end) + &step,
        (None, None) if aim.is_some_and(|(target, _)| target == id) => step,
        (None, None) => Exact::ZERO,
    };
    point(corpus, corpus.quantities.get(id), None, amount)
}

/// The points, in the order of the cells. The cells are walked once more, as they were built.
fn points(corpus: &Corpus, space: &Space, amounts: &[Exact]) -> Vec<Point> {
    let mut points = Vec::new();
    // At least as much as they were built with: the same cells come in the same order.
    walk(corpus, space, &mut { limits::QUESTION_CELLS.get() }, &mut |cell, cover, trail| {
        if let Some(amount) = amounts.get(cell).filter(|amount| amount.is_positive()) {
            let quantity = corpus.quantities.get(space.quantities[cover[0] as usize]);
            points.push(point(corpus, quantity, trail, amount.clone()));
        }
    });
    points
}

/// The same, where parts that may overlap are linked to their wholes; none where they are too many to write down.
fn points_in_parts(corpus: &Corpus, space: &Space, amounts: &[Exact]) -> Option<Vec<Point>> {
    let mut points = Vec::new();
    pieces(
        corpus,
        space,
        amounts,
        &mut { limits::QUESTION_CELLS.get() },
        &mut |piece, at, trail| {
            let mut point = point(corpus, corpus.quantities.get(at.quantity), trail, piece.amount);
            match at.axis {
                Axis::Dimension(id) => {
                    let inside = piece.inside.iter().copied();
                    point.places[id.index()] = spots(corpus.dimension(id), inside, at.keys);
                }
                Axis::Measure | Axis::Period => {
                    let counted = |&at: &u32| hosts(corpus, MeasureId(at));
                    point.counted = piece.inside.iter().flat_map(counted).collect();
                    point.counted.sort_unstable();
                    point.counted.dedup();
                }
            }
            points.push(point);
        },
    )?;
    Some(points)
}

/// A point in the cell at the end of the trail. Along axes that the trail does not divide, it lies where the
/// quantity does.
fn point(
    corpus: &Corpus,
    quantity: Quantity<'_>,
    trail: Option<&Trail<'_>>,
    amount: Exact,
) -> Point {
    let mut point = Point {
        counted: hosts(corpus, quantity.measure()).collect(),
        places: corpus
            .dimension_ids()
            .map(|id| vec![MemberPlace { member: quantity.member(id), beside: false }])
            .collect(),
        when: when(corpus, quantity),
        amount,
    };
    for step in std::iter::successors(trail, |step| step.outer) {
        match step.axis {
            Axis::Measure => {
                point.counted = step.inside().flat_map(|at| hosts(corpus, MeasureId(at))).collect();
            }
            Axis::Dimension(id) => {
                let spots = || spots(corpus.dimension(id), step.inside(), step.keys());
                point.places[id.index()].clone_from(step.spots.get_or_init(spots));
            }
            Axis::Period => point.when = days(corpus, step),
        }
    }
    point.counted.sort_unstable();
    point.counted.dedup();
    point
}

/// The measure and those it is `within`, outward, as long as they add up along the same axes.
fn hosts(corpus: &Corpus, id: MeasureId) -> impl Iterator<Item = MeasureId> {
    let relation = corpus.measure(id).relation();
    let alike = move |id: &MeasureId| {
        let measure = corpus.measure(*id);
        measure.relation() == relation && !measure.signed
    };
    let outer = |&at: &MeasureId| corpus.measure(at).within;
    let above = std::iter::successors(corpus.measure(id).within, outer).take_while(alike);
    let above = (!corpus.measure(id).signed).then_some(above).into_iter().flatten();
    std::iter::once(id).chain(above)
}

/// Where in time a quantity is: days it surely holds, where it does.
fn when(corpus: &Corpus, quantity: Quantity<'_>) -> When {
    let id = quantity.period();
    if corpus.measure(quantity.measure()).relation() != Relation::DimensionsAndTime {
        return When::Period(id);
    }
    let period = corpus.period(id);
    match period.narrowest() {
        Some(days) => When::Days { days, into: Vec::new() },
        None => When::Days { days: period.widest(), into: vec![id] },
    }
}

fn days(corpus: &Corpus, step: &Trail<'_>) -> When {
    let inside: Vec<PeriodId> = step.inside().map(PeriodId).collect();
    let widest = |id: &PeriodId| corpus.period(*id).widest();
    let one = || match inside.as_slice() {
        [id] => corpus.period(*id).narrowest().unwrap_or_else(|| widest(id)),
        _ => Days::ALL,
    };
    let days = step.days().unwrap_or_else(one);
    let open =
        |id: &PeriodId| !corpus.period(*id).narrowest().is_some_and(|sure| sure.contains(days));
    When::Days { days, into: inside.into_iter().filter(open).collect() }
}

/// The innermost members that a cell lies in, each with a place that lies in no other claimed member. `beside`
/// says that the place is in the member and in none of its parts.
fn spots(
    dimension: &Dimension,
    inside: impl Iterator<Item = u32>,
    claimed: &[u32],
) -> Vec<MemberPlace> {
    let mut within: BTreeSet<MemberId> = inside.map(MemberId).collect();
    let mut outer = BTreeSet::new();
    for mut at in within.clone() {
        while let Some(above) = dimension.member(at).parent {
            if !outer.insert(above) {
                break;
            }
            at = above;
        }
    }
    within.retain(|at| !outer.contains(at));
    let named = |&at: &MemberId| avoiding(dimension, claimed, at);
    // Every cell has such a place. Should one be missing, the point is wrong and the checker refuses the world.
    let none = |at: &MemberId| MemberPlace { member: *at, beside: true };
    within.iter().map(|at| named(at).unwrap_or_else(|| none(at))).collect()
}

/// A place in the member that lies in none of the claimed ones below it.
fn avoiding(dimension: &Dimension, claimed: &[u32], at: MemberId) -> Option<MemberPlace> {
    let member = dimension.member(at);
    let between = |from: u32, to: u32| {
        let first = claimed.partition_point(|&key| key < from);
        claimed.get(first).is_some_and(|&key| key < to)
    };
    if !between(at.0 + 1, member.next) {
        return Some(MemberPlace { member: at, beside: false });
    }
    if !member.complete {
        return Some(MemberPlace { member: at, beside: true });
    }
    let next = |&part: &MemberId| {
        let next = dimension.member(part).next;
        (next < member.next).then_some(MemberId(next))
    };
    // What is claimed lies below it, so it has parts.
    let parts = || std::iter::successors(Some(MemberId(at.0 + 1)), next);
    let unclaimed = parts().find(|part| !between(part.0, dimension.member(*part).next));
    unclaimed.map(|member| MemberPlace { member, beside: false }).or_else(|| {
        let free = |part: &MemberId| claimed.binary_search(&part.0).is_err();
        parts().filter(free).find_map(|part| avoiding(dimension, claimed, part))
    })
}
