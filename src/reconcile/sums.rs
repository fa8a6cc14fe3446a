//! `sum-of`: a figure against the sum its claim says it is.

use super::ground::Ground;
use super::search::total;
use crate::figure::Bound;
use crate::finding::{Reading, Shape, Sum};
use crate::model::{Axis, ClaimId, Corpus, DimensionId, MemberId};
use crate::period::Period;
use std::collections::HashMap;

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

/// Checks every claim with `sum-of` by itself. Also how many lists were too long to hold every item
/// against every other.
pub fn stated_sums(corpus: &Corpus, ground: &Ground) -> (Vec<SumFault>, usize) {
    let mut found = Vec::new();
    let mut left_out = 0;
    for &whole in ground.all() {
        let Some(details) = corpus.details(corpus.claim(whole)) else { continue };
        if details.sum_of.is_empty() {
            continue;
        }
        let overlap = overlap(corpus, &details.sum_of);
        left_out += usize::from(overlap.is_none() && details.sum_of.len() > PAIRED);
        found.extend(overlap.map(|items| SumFault::Overlaps { whole, items }));
        found.extend(differs(corpus, whole, &details.sum_of));
    }
    (found, left_out)
}

/// The items of a longer list are held against one another only up to this many.
const PAIRED: usize = 200;

fn differs(corpus: &Corpus, whole: ClaimId, items: &[ClaimId]) -> Option<SumFault> {
    if items.iter().any(|&item| !corpus.extent(item).known) {
        return None;
    }
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
    let by = |id: ClaimId| corpus.claim(id).by;
    let one_voice = items.iter().all(|&item| by(item) == by(whole));
    let reading = if one_voice { Reading::Internal } else { Reading::Contested };
    let parts = items.to_vec();
    let sum =
        Sum { shape, axis: Axis::Measure, parts, whole, total: sum, reaches, limit, full: None };
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
    let paired = &items[..items.len().min(PAIRED)];
    let pairs = paired.iter().enumerate();
    pairs
        .flat_map(|(at, &a)| paired[at + 1..].iter().map(move |&b| (a, b)))
        .find(|&(a, b)| share_ground(corpus, a, b))
}

fn share_ground(corpus: &Corpus, a: ClaimId, b: ClaimId) -> bool {
    let quantity = |id: ClaimId| corpus.quantities.get(corpus.claim(id).quantity);
    let (a, b) = (quantity(a), quantity(b));
    let period = |id| -> &Period { corpus.period(id) };
    if a.measure() != b.measure() || period(a.period()).disjoint(period(b.period())) {
        return false;
    }
    corpus.dimensions.values().zip(0u32..).all(|(dimension, at)| {
        let id = DimensionId(at);
        let (a, b) = (a.member(id), b.member(id));
        let holds = |outer: MemberId, inner: MemberId| {
            outer <= inner && inner.0 < dimension.member(outer).next
        };
        holds(a, b) || holds(b, a)
    })
}
