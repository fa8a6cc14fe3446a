//! What would make a total come out exactly.

use crate::figure::Extent;
use crate::model::{ClaimId, DimensionId, MeasureId, MemberId, PeriodId};

/// What would make a total come out exactly: low, high and `+` alike.
#[derive(Clone, Debug)]
pub struct Causes {
    /// The total.
    pub total: ClaimId,
    /// How many distinct ways to come to a total were tried.
    pub tried: usize,
    /// How many of them come to this one.
    pub hit: usize,
    /// The first of those, the most telling before others; at most [`CAUSES_NAMED`](crate::budget::limits::CAUSES_NAMED).
    pub found: Vec<Hypothesis>,
}

/// One way to come to a total: claims that exclude one another inside it, and one edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hypothesis {
    /// The claims.
    pub cover: Vec<ClaimId>,
    /// What is done to them.
    pub edit: Edit,
}

/// What is done to claims so that their figures come to a total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Nothing: they do.
    None,
    /// Figures of another measure are added.
    Added {
        /// The measure.
        measure: MeasureId,
        /// The figures.
        claims: Vec<ClaimId>,
    },
    /// Some are left out.
    LeftOut {
        /// Which, in a word.
        group: Group,
        /// The claims.
        claims: Vec<ClaimId>,
    },
    /// Some count twice.
    Doubled {
        /// Which, in a word.
        group: Group,
        /// The claims.
        claims: Vec<ClaimId>,
    },
    /// Other claims stand in the place of some.
    Swapped {
        /// What the others are.
        by: Swap,
        /// The claims that make room.
        out: Vec<ClaimId>,
        /// Those in their place.
        instead: Vec<ClaimId>,
    },
    /// The figure of one of them, or of the total, is a slip of the pen.
    Misprinted {
        /// The claim: one of the cover, or the total.
        claim: ClaimId,
        /// The slip.
        misprint: Misprint,
        /// What would stand there without it.
        meant: Box<Extent>,
    },
}

/// Claims of a cover that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Those at a member of a dimension or below it.
    Member(DimensionId, MemberId),
    /// Those within a period.
    Period(PeriodId),
}

/// What stands in the place of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Swap {
    /// Another claim on the same quantity.
    Rival,
    /// A subtotal in the place of its parts.
    Subtotal,
    /// The parts of a subtotal in its place.
    Parts,
    /// The figure next to it along time or a dimension.
    Neighbour,
}

impl Swap {
    /// Its word.
    pub const fn name(self) -> &'static str {
        match self {
            Swap::Rival => "rival",
            Swap::Subtotal => "subtotal",
            Swap::Parts => "parts",
            Swap::Neighbour => "neighbour",
        }
    }
}

/// A slip of the pen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Misprint {
    /// Two digits beside one another have changed places.
    Transposed,
    /// A digit is missing.
    Missing,
    /// A digit is too many.
    Extra,
    /// One digit is another.
    Changed,
    /// It is so many powers of ten too high, or too low.
    Scale(i8),
    /// It is in another unit than its measure's, of this name.
    Unit(&'static str),
}

impl Misprint {
    /// Its word.
    pub const fn name(self) -> &'static str {
        match self {
            Misprint::Transposed => "transposed",
            Misprint::Missing => "missing",
            Misprint::Extra => "extra",
            Misprint::Changed => "changed",
            Misprint::Scale(_) => "scale",
            Misprint::Unit(_) => "unit",
        }
    }
}

/// A total that comes out exactly only with a claim that is in dispute.
#[derive(Clone, Debug)]
pub struct Rest {
    /// The total.
    pub total: ClaimId,
    /// The claim.
    pub on: ClaimId,
    /// Claims, that one among them, which come to the total.
    pub cover: Vec<ClaimId>,
    /// What else would come to it without that claim.
    pub otherwise: Option<Hypothesis>,
}
