//! What another figure for a claim would change, for people and for programs.

pub mod json;
pub mod text;

use crate::engine::questions::totals_that_follow::Follows;
use crate::explain::{ComparedRun, Difference};
use crate::model::ClaimId;
use crate::run::Summary;

/// What there is to show of it.
#[derive(Debug)]
pub struct Changed<'c> {
    /// The run on the files as they are.
    pub before: ComparedRun<'c>,
    /// The run with the other figures.
    pub after: ComparedRun<'c>,
    /// The claims that were given another figure, in the order asked.
    pub claims: &'c [ClaimId],
    /// How the findings differ.
    pub difference: &'c Difference,
    /// The totals that would have to follow.
    pub follows: &'c Follows,
    /// Whether they have followed in the second run.
    pub followed: bool,
    /// Each run in numbers.
    pub summaries: [&'c Summary; 2],
}
