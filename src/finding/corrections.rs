//! What would have to be corrected so that a finding's claims are possible.

use crate::figure::Exact;
use crate::model::ClaimId;

/// The smallest sets of claims whose correction makes a finding's claims possible.
#[derive(Clone, Debug, Default)]
pub struct Suspects {
    /// The first of them.
    pub sets: Vec<Corrected>,
    /// How many there are.
    pub count: usize,
}

/// Claims that would have to be corrected together.
pub type Corrected = Vec<Correction>;

/// Where a figure would have to lie, in the base unit, the others staying as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The claim.
    pub claim: ClaimId,
    /// The least, and whether it is shut out itself; `None` where nothing is said.
    pub low: Option<(Exact, bool)>,
    /// The most, likewise.
    pub high: Option<(Exact, bool)>,
}
