//! Forests: a family's quantities as parts inside wholes, from trees of members, nested periods or
//! measures within measures. A family is the quantities that differ along one axis only.
//!
//! Example: 2015, 2015-03 and 2015-04 along time are one whole with two parts inside it, in the order whole, March,
//! April. A member that is not claimed itself is in the forest if one below it is. Members are numbered so that a
//! member's parts follow it: sorted by number they are in preorder. Costs a sort, plus the depth of the tree.

use crate::model::{Axis, Corpus, Dimension, MemberId, QuantityId, WHOLE};
use crate::period::Days;
use std::collections::HashMap;

/// A spot: a place in a forest. Spots are in preorder: what is inside a spot follows it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NestedQuantity {
    /// The spot it is directly inside.
    pub(crate) parent: Option<u32>,
    /// The quantity there, if any claim is about it.
    pub(crate) quantity: Option<QuantityId>,
    /// The spots directly inside exclude one another.
    pub(crate) exclusive: bool,
    /// The spots directly inside cover it, each of them being in the forest; they may overlap all the same.
    pub(crate) covered: bool,
}

/// The family along an axis as a forest, or `None` where it has periods that cross or are uncertain, or none.
pub(crate) fn forest(
    corpus: &Corpus,
    axis: Axis,
    family: &[QuantityId],
) -> Option<Vec<NestedQuantity>> {
    match axis {
        Axis::Dimension(id) => Some(of_members(corpus, axis, corpus.dimension(id), family)),
        Axis::Period => of_periods(corpus, family),
        Axis::Measure => Some(of_measures(corpus, family)),
    }
}

/// The members claimed and all above them.
fn of_members(
    corpus: &Corpus,
    axis: Axis,
    dimension: &Dimension,
    family: &[QuantityId],
) -> Vec<NestedQuantity> {
    let member = |id: QuantityId| MemberId(corpus.quantities.get(id).along(axis));
    let mut claimed: Vec<_> = family.iter().map(|&id| (member(id), id)).collect();
    claimed.sort_unstable();
    let mut spots: Vec<NestedQuantity> = Vec::with_capacity(family.len() + 1);
    // The path from the whole to the member last placed, with how many parts of each are placed.
    let mut path: Vec<Step> = Vec::new();
    let mut missing = Vec::new();
    for (id, quantity) in claimed {
        while path.last().is_some_and(|step| !dimension.holds(step.member, id)) {
            close(dimension, &mut path, &mut spots);
        }
        let above = path.last().map(|step| step.member);
        missing.clear();
        missing.extend(upward(dimension, id).take_while(|&member| Some(member) != above));
        debug_assert!(above.is_some() || missing.last() == Some(&WHOLE));
        for &member in missing.iter().rev() {
            let parent = path.last().map(|step| step.spot);
            if let Some(step) = path.last_mut() {
                step.parts += 1;
            }
            let exclusive = !dimension.member(member).overlapping;
            path.push(Step { member, spot: spots.len() as u32, parts: 0 });
            spots.push(NestedQuantity { parent, quantity: None, exclusive, covered: false });
        }
        if let Some(step) = path.last() {
            spots[step.spot as usize].quantity = Some(quantity);
        }
    }
    while !path.is_empty() {
        close(dimension, &mut path, &mut spots);
    }
    spots
}

/// A member on the way down.
struct Step {
    member: MemberId,
    spot: u32,
    /// Its parts that are placed.
    parts: u32,
}

/// Takes the last step back, and marks its member if its parts are complete and all placed.
fn close(dimension: &Dimension, path: &mut Vec<Step>, spots: &mut [NestedQuantity]) {
    let Some(Step { member, spot, parts }) = path.pop() else { return };
    let member = dimension.member(member);
    let all = member.parts > 0 && parts == member.parts;
    spots[spot as usize].covered = member.complete && all;
}

/// The member, the one it is a part of, and so on up to the whole.
fn upward(dimension: &Dimension, id: MemberId) -> impl Iterator<Item = MemberId> {
    std::iter::successors(Some(id), |&member| dimension.member(member).parent)
}

/// Periods each inside another or apart from it; the first to cross one makes it `None`.
fn of_periods(corpus: &Corpus, family: &[QuantityId]) -> Option<Vec<NestedQuantity>> {
    let period = |id: QuantityId| corpus.period(corpus.quantities.get(id).period());
    let certain = family.iter().all(|&id| period(id).is_certain());
    let mut sorted: Vec<(Days, QuantityId)> =
        family.iter().filter(|_| certain).map(|&id| (period(id).widest(), id)).collect();
    if sorted.is_empty() {
        return None;
    }
    sorted.sort_unstable_by_key(|&(days, id)| (days.first, std::cmp::Reverse(days.last), id));
    let mut spots: Vec<NestedQuantity> = Vec::with_capacity(sorted.len());
    let mut open: Vec<(Days, u32)> = Vec::new();
    // The day on which the next period inside must begin for those inside to leave no gap.
    let mut next: Vec<Option<i32>> = Vec::with_capacity(sorted.len());
    for (days, id) in sorted {
        while open.last().is_some_and(|&(outer, _)| outer.last < days.first) {
            open.pop();
        }
        let parent = open.last().copied();
        if let Some((outer, at)) = parent {
            if !outer.contains(days) {
                return None;
            }
            let due = &mut next[at as usize];
            *due = due.filter(|&day| day == days.first).map(|_| days.last.saturating_add(1));
            spots[at as usize].covered = due.is_some() && days.last == outer.last;
        }
        open.push((days, spots.len() as u32));
        next.push(Some(days.first));
        let parent = parent.map(|(_, at)| at);
        spots.push(NestedQuantity { parent, quantity: Some(id), exclusive: true, covered: false });
    }
    Some(spots)
}

/// Each measure inside the nearest one it is within; measures within one may overlap.
fn of_measures(corpus: &Corpus, family: &[QuantityId]) -> Vec<NestedQuantity> {
    let measure = |id: QuantityId| corpus.quantities.get(id).measure();
    let here: HashMap<_, _> = family.iter().map(|&id| (measure(id), id)).collect();
    let outward = |id: QuantityId| {
        let first = corpus.measure(measure(id)).within;
        std::iter::successors(first, |&outer| corpus.measure(outer).within)
    };
    let mut inside: HashMap<Option<QuantityId>, Vec<QuantityId>> = HashMap::new();
    for &id in family {
        let above = outward(id).find_map(|outer| here.get(&outer).copied());
        inside.entry(above).or_default().push(id);
    }
    let mut spots: Vec<NestedQuantity> = Vec::with_capacity(family.len());
    let mut waiting: Vec<(Option<u32>, QuantityId)> = Vec::new();
    let wait = |parent, above, waiting: &mut Vec<_>| {
        let children = inside.get(&above).into_iter().flatten().rev();
        waiting.extend(children.map(|&id| (parent, id)));
    };
    wait(None, None, &mut waiting);
    while let Some((parent, id)) = waiting.pop() {
        wait(Some(spots.len() as u32), Some(id), &mut waiting);
        spots.push(NestedQuantity { parent, quantity: Some(id), exclusive: false, covered: false });
    }
    spots
}
