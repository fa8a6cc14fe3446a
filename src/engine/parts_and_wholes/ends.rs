//! Ends of parts and wholes: which way they can fail to fit, and how ends add up.

use crate::engine::parts_and_wholes::binding_claim::WhichEnd;
use crate::figure::{Bound, Number};

/// Which way parts and whole do not fit.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    /// The parts' low ends pass the whole's high end.
    Above,
    /// The covering parts' high ends stay short of the whole's low end.
    Below,
}

impl Direction {
    pub(crate) fn of_parts(self) -> WhichEnd {
        if self == Direction::Above { WhichEnd::Low } else { WhichEnd::High }
    }

    pub(crate) fn of_whole(self) -> WhichEnd {
        if self == Direction::Above { WhichEnd::High } else { WhichEnd::Low }
    }

    /// Whether the parts' end and the whole's end leave nothing between them.
    pub(crate) fn fails(self, parts: Bound, whole: Bound) -> bool {
        let (low, high) = if self == Direction::Above { (parts, whole) } else { (whole, parts) };
        low.value > high.value || (low.value == high.value && (low.strict || high.strict))
    }
}

pub(crate) const NOTHING: Bound = Bound { value: Number::ZERO, strict: false };

pub(crate) fn plus(a: Bound, b: Bound) -> Bound {
    Bound { value: a.value.add(b.value), strict: a.strict || b.strict }
}
