//! Parts and a whole that do not fit.

use crate::figure::{Extent, Number};
use crate::model::{Axis, ClaimId};

/// Parts and a whole that do not fit.
#[derive(Clone, Debug)]
pub struct Sum {
    /// How they do not fit.
    pub shape: Shape,
    /// Along what the parts make up the whole; more than one where they are taken along several.
    pub axes: Vec<Axis>,
    /// The parts that are enough to show it, the greatest first; for a shortfall all of them.
    pub parts: Vec<ClaimId>,
    /// The whole.
    pub whole: ClaimId,
    /// The sum of those parts' figures.
    pub total: Extent,
    /// The end of that sum that decides, bands included.
    pub reaches: Number,
    /// The end of the whole's figure that it passes, bands included.
    pub limit: Number,
    /// All disjoint parts claimed, where they are more than `parts`.
    pub full: Option<Full>,
}

impl Sum {
    /// How far the two ends are apart.
    pub fn gap(&self) -> Number {
        if self.reaches > self.limit {
            self.reaches.sub(self.limit)
        } else {
            self.limit.sub(self.reaches)
        }
    }
}

/// All disjoint parts claimed of a whole.
#[derive(Clone, Debug)]
pub struct Full {
    /// The first of them.
    pub claims: Vec<ClaimId>,
    /// How many there are.
    pub count: usize,
    /// Their sum.
    pub total: Extent,
}

/// How parts and a whole do not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// The parts are above the whole.
    Above,
    /// All there is, and still below the whole.
    Below,
    /// The figure says it is a sum, and is above it.
    SumBelowFigure,
    /// The figure says it is a sum, and is below it.
    SumAboveFigure,
}
