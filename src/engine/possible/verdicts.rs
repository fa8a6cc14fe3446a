//! What can be said of claims taken together: that a world shows them possible, or a proof that they are not; and
//! the least and the most a quantity can be. Data only.

use crate::figure::Exact;
use crate::finding::Proof;
use crate::model::ClaimId;

/// Whether a set of claims can be true at once.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// Some world meets them all; [`witness`](crate::engine::possible::example_world::witness()) makes one.
    Possible,
    /// No world does, and this proves it.
    Impossible(Proof),
    /// The cells or the steps allowed did not suffice to tell.
    Unsettled,
}

impl Verdict {
    /// Whether it is known that no world meets the claims.
    pub fn is_impossible(&self) -> bool {
        matches!(self, Verdict::Impossible(_))
    }

    /// Whether it is known that some world meets them.
    pub fn is_possible(&self) -> bool {
        matches!(self, Verdict::Possible)
    }
}

/// How far a quantity can go, and what stops it.
#[derive(Clone, Debug)]
pub enum Reach {
    /// As far as this, the number itself left out where it is strict.
    To {
        /// The number, in the base unit.
        at: Exact,
        /// Whether it is only come near to.
        strict: bool,
        /// The claims that pin it there.
        pins: Vec<ClaimId>,
    },
    /// As far as one likes.
    Open,
    /// The steps allowed did not suffice to tell.
    Unsettled,
}

/// The least and the most a quantity can be.
#[derive(Clone, Debug)]
pub struct Bounds {
    /// The least.
    pub least: Reach,
    /// The most.
    pub most: Reach,
}
