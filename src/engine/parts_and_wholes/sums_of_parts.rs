//! What the parts claimed of a quantity come to: claims in; out, a sum for each axis along which it has parts.
//!
//! The parts are the quantities claimed directly inside, each with the spread of its claims. Nothing is
//! concluded here: a sum of parts may fall short of its whole, or pass it.

use crate::budget::limits;
use crate::engine::standing::claims_in_force::Ground;
use crate::engine::structure::families::{Families, axes};
use crate::engine::structure::nesting::{NestedQuantity, forest};
use crate::figure::{Interval, Number};
use crate::model::{Axis, Corpus, QuantityId};
use crate::period::Days;
use std::collections::HashMap;

/// What the parts of a quantity come to along one axis.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parts {
    /// Along what they are parts.
    pub axes: Vec<Axis>,
    /// How many there are; they exclude one another.
    pub count: usize,
    /// The sum of the spreads of their claims, bands left out.
    pub sum: Interval,
    /// Whether they leave nothing out.
    pub complete: bool,
}

/// All of them.
#[derive(Debug, Default)]
pub struct PartsOf {
    sums: HashMap<QuantityId, Vec<Parts>>,
    /// Quantities whose parts were not added up because the work allowed was spent.
    pub left_out: usize,
}

impl PartsOf {
    /// The sums of a quantity's parts, one for each axis along which it has two or more, or
    /// one that passes it.
    pub fn of(&self, quantity: QuantityId) -> &[Parts] {
        self.sums.get(&quantity).map_or(&[], Vec::as_slice)
    }
}

/// Adds up the parts of every quantity. Near-linear in the quantities where periods nest, and under a fixed
/// amount of work where they cross.
pub fn parts(corpus: &Corpus, ground: &Ground) -> PartsOf {
    let mut adder =
        Adder { corpus, ground, found: PartsOf::default(), work: limits::SUMS_STEPS.get() };
    let families = Families::new(corpus, ground.claimed(corpus));
    for axis in axes(corpus).filter(|&axis| axis != Axis::Measure) {
        families.along(axis, |family| match forest(corpus, axis, family) {
            Some(spots) => adder.forest(axis, &spots),
            None => adder.crossing(family),
        });
    }
    adder.found
}

struct Adder<'c> {
    corpus: &'c Corpus,
    ground: &'c Ground,
    found: PartsOf,
    work: usize,
}

/// A sum in the making: how many parts, and what they come to.
type SumSoFar = (usize, Interval);

const NOTHING: SumSoFar = (0, Interval::point(Number::ZERO));

fn plus(a: SumSoFar, b: SumSoFar) -> SumSoFar {
    (a.0 + b.0, a.1.sum(&b.1))
}

impl Adder<'_> {
    /// The smallest interval around the claims that stand; none where their figures cannot be added.
    fn spread(&self, quantity: QuantityId) -> Option<Interval> {
        let claims = self.ground.claims(quantity).iter();
        claims.map(|&id| self.corpus.extent(id).core).reduce(|a, b| a.hull(&b))
    }

    /// Spots in preorder, passed from the last to the first: what is inside one has been added up before it.
    fn forest(&mut self, axis: Axis, spots: &[NestedQuantity]) {
        let mut inside = vec![NOTHING; spots.len()];
        let mut whole = vec![true; spots.len()];
        for (at, spot) in spots.iter().enumerate().rev() {
            let below = if spot.exclusive { inside[at] } else { NOTHING };
            // Parts that may overlap are not added up, so their sum is not what they leave to the whole.
            let covered = spot.covered && spot.exclusive && whole[at];
            if let Some(quantity) = spot.quantity {
                self.keep(quantity, axis, below, covered);
            }
            let own = spot.quantity.and_then(|quantity| self.spread(quantity));
            let (value, known) = match own {
                Some(spread) => ((1, spread), true),
                None => (below, covered),
            };
            if let Some(parent) = spot.parent {
                let parent = parent as usize;
                inside[parent] = plus(inside[parent], value);
                whole[parent] &= known;
            }
        }
    }

    /// Periods that cross: from the earliest on, each part inside a whole that shares no day with the parts taken
    /// before. Of parts that begin on one day the longest is tried first.
    fn crossing(&mut self, family: &[QuantityId]) {
        let period = |id: QuantityId| *self.corpus.period(self.corpus.quantities.get(id).period());
        let mut sorted: Vec<_> = family.iter().map(|&id| (period(id), id)).collect();
        sorted.sort_unstable();
        for &(outer, id) in &sorted {
            let Some(held) = outer.narrowest() else { continue };
            let from = sorted.partition_point(|(part, _)| part.widest().first < held.first);
            let end = sorted.partition_point(|(part, _)| part.widest().first <= held.last);
            let Some(left) = self.work.checked_sub(end - from) else {
                self.found.left_out += 1;
                continue;
            };
            self.work = left;
            let mut sum = NOTHING;
            let (mut next, mut due) = (held.first, Some(held.first));
            for &(part, inner) in &sorted[from..end] {
                let Days { first, last } = part.widest();
                if inner == id || first < next || last > held.last {
                    continue;
                }
                let Some(spread) = self.spread(inner) else { continue };
                sum = plus(sum, (1, spread));
                due = due.filter(|&day| day == first && part.is_certain());
                next = last.saturating_add(1);
                due = due.map(|_| next);
            }
            let filled = due.is_some() && next == held.last.saturating_add(1) && outer.is_certain();
            self.keep(id, Axis::Period, sum, filled);
        }
    }

    fn keep(&mut self, quantity: QuantityId, axis: Axis, (count, sum): SumSoFar, complete: bool) {
        // A single part is of interest where it passes its whole.
        let passes = |whole: Interval| sum.gap(&whole).is_some_and(|_| above(&sum, &whole));
        let alone = || count == 1 && self.spread(quantity).is_some_and(passes);
        if count > 1 || alone() {
            let parts = Parts { axes: vec![axis], count, sum, complete };
            self.found.sums.entry(quantity).or_default().push(parts);
        }
    }
}

/// Whether all of the first lies above all of the second.
fn above(a: &Interval, b: &Interval) -> bool {
    a.low.zip(b.high).is_some_and(|(low, high)| low.value >= high.value)
}
