//! Forests: a family's quantities as parts inside wholes, from trees of members, nested periods or
//! measures within measures.

use crate::model::{Axis, Corpus, Dimension, MemberId, QuantityId, WHOLE};
use crate::period::Days;
use std::collections::HashMap;

/// A place in a forest. Spots stand in preorder: what is inside a spot follows it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spot {
    /// The spot it is directly inside.
    pub(super) parent: Option<u32>,
    /// The quantity there, if any claim is about it.
    pub(super) quantity: Option<QuantityId>,
    /// The spots directly inside exclude one another.
    pub(super) exclusive: bool,
    /// The spots directly inside cover it, each of them being in the forest.
    pub(super) covered: bool,
}

/// The family along an axis as a forest, or `None` when its periods cross or are uncertain.
pub(super) fn forest(corpus: &Corpus, axis: Axis, family: &[QuantityId]) -> Option<Vec<Spot>> {
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
) -> Vec<Spot> {
    let member = |id: QuantityId| MemberId(corpus.quantities.get(id).along(axis));
    let mut claimed: Vec<_> = family.iter().map(|&id| (member(id), id)).collect();
    claimed.sort_unstable();
    let mut spots: Vec<Spot> = Vec::new();
    let mut parts: Vec<u32> = Vec::new();
    // The path from the whole to the member last placed.
    let mut path: Vec<(MemberId, u32)> = Vec::new();
    for (id, quantity) in claimed {
        while path.last().is_some_and(|&(above, _)| !dimension.holds(above, id)) {
            path.pop();
        }
        for missing in ancestry(dimension, id, path.last().map(|&(above, _)| above)) {
            let parent = path.last().map(|&(_, spot)| spot);
            if let Some(parent) = parent {
                parts[parent as usize] += 1;
            }
            let exclusive = !dimension.member(missing).overlapping;
            path.push((missing, spots.len() as u32));
            spots.push(Spot { parent, quantity: None, exclusive, covered: false });
            parts.push(0);
        }
        if let Some(&(_, spot)) = path.last() {
            spots[spot as usize].quantity = Some(quantity);
        }
        close(dimension, &path, &mut spots, &parts);
    }
    spots
}

/// Marks the members on the path whose parts are complete and all placed.
fn close(dimension: &Dimension, path: &[(MemberId, u32)], spots: &mut [Spot], parts: &[u32]) {
    for &(id, spot) in path {
        let member = dimension.member(id);
        let all = member.parts > 0 && parts[spot as usize] == member.parts;
        spots[spot as usize].covered = member.complete && !member.overlapping && all;
    }
}

/// The members from just below `above` (or from the whole) down to `id`.
fn ancestry(dimension: &Dimension, id: MemberId, above: Option<MemberId>) -> Vec<MemberId> {
    let mut line = Vec::new();
    let mut at = Some(id);
    while let Some(member) = at.filter(|&member| Some(member) != above) {
        line.push(member);
        at = dimension.member(member).parent;
    }
    debug_assert!(above.is_some() || line.last() == Some(&WHOLE));
    line.reverse();
    line
}

/// Periods each inside another or apart from it; the first to cross one makes it `None`.
fn of_periods(corpus: &Corpus, family: &[QuantityId]) -> Option<Vec<Spot>> {
    let period = |id: QuantityId| corpus.period(corpus.quantities.get(id).period());
    let certain = family.iter().all(|&id| period(id).is_certain());
    let mut sorted: Vec<(Days, QuantityId)> =
        family.iter().filter(|_| certain).map(|&id| (period(id).widest(), id)).collect();
    if sorted.is_empty() {
        return None;
    }
    sorted.sort_unstable_by_key(|&(days, id)| (days.first, std::cmp::Reverse(days.last), id));
    let mut spots: Vec<Spot> = Vec::with_capacity(sorted.len());
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
        spots.push(Spot { parent, quantity: Some(id), exclusive: true, covered: false });
    }
    Some(spots)
}

/// Each measure inside the nearest one it is within; measures within one may overlap.
fn of_measures(corpus: &Corpus, family: &[QuantityId]) -> Vec<Spot> {
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
    let mut spots: Vec<Spot> = Vec::with_capacity(family.len());
    let mut waiting: Vec<(Option<u32>, QuantityId)> = Vec::new();
    let wait = |parent, above, waiting: &mut Vec<_>| {
        let children = inside.get(&above).into_iter().flatten().rev();
        waiting.extend(children.map(|&id| (parent, id)));
    };
    wait(None, None, &mut waiting);
    while let Some((parent, id)) = waiting.pop() {
        wait(Some(spots.len() as u32), Some(id), &mut waiting);
        spots.push(Spot { parent, quantity: Some(id), exclusive: false, covered: false });
    }
    spots
}
