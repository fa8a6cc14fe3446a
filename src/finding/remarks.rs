//! What is known of a finding's claims besides what they say.

use crate::model::{ClaimId, SourceId};

/// Something known of a finding's claims beside what they say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// How much stands on the two sides of a disagreement: below the higher of the two claims farthest
    /// apart, and above the lower.
    Support {
        /// Below the higher.
        below: Support,
        /// Above the lower.
        above: Support,
    },
    /// The two claims farthest apart both have their figure from this source, and one of them through
    /// another that relays it.
    Relayed(SourceId),
    /// A claim in it is denied or doubted by another.
    Against {
        /// The claim.
        claim: ClaimId,
        /// The one that says so.
        by: ClaimId,
    },
}

/// How much stands behind something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Support {
    /// Citations of its claims.
    pub citations: usize,
    /// Independent origins: claims linked by any shared origin count once.
    pub origins: usize,
}
