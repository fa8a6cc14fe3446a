//! What certificates are about: claims taken as said, and worlds as lists of points. Plain data, for the solver and
//! for the checkers, which share nothing else.

use crate::figure::{Exact, Interval};
use crate::model::{ClaimId, Corpus, MeasureId, MemberId, PeriodId, QuantityId};
use crate::period::Days;

/// A claim taken as said: its quantity lies within the interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    /// The claim.
    pub claim: ClaimId,
    /// What it is about.
    pub quantity: QuantityId,
    /// Where the true number would have to lie, in the base unit, bands included.
    pub within: Interval,
}

impl Said {
    /// The claim as its figure stands.
    pub fn of(corpus: &Corpus, claim: ClaimId) -> Self {
        Self { claim, quantity: corpus.claim(claim).quantity, within: corpus.wide(claim) }
    }
}

/// A world: what there is, point by point. Elsewhere there is nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Witness {
    /// The points, in an order that hangs on the claims alone.
    pub points: Vec<Point>,
}

/// A place, and how much there is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// The measures that count it, ascending: one, those it is within, and others within those.
    pub counted: Vec<MeasureId>,
    /// Where it lies, for every dimension in order: one spot, or several in parts that may overlap.
    pub places: Vec<Vec<MemberPlace>>,
    /// When.
    pub when: When,
    /// How much there is, in the base unit.
    pub amount: Exact,
}

/// A place along one dimension.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct MemberPlace {
    /// The innermost member it lies in.
    pub member: MemberId,
    /// In none of the member's parts: in some other one, not named. Otherwise anywhere in it.
    pub beside: bool,
}

/// A place in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum When {
    /// Somewhere among these days.
    Days {
        /// The days.
        days: Days,
        /// The periods whose uncertain edges leave these days open that hold them in this world.
        into: Vec<PeriodId>,
    },
    /// Over just this period: figures of its measure relate within one period only.
    Period(PeriodId),
}
