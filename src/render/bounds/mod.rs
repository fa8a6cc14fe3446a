//! What claims allow for a quantity, for people and for programs.

pub mod json;
pub mod text;
mod world;

use crate::engine::possible::example_world::Toward;
use crate::engine::questions::bounds::Allowed;
use crate::engine::questions::extreme_world::Example;
use crate::model::{ClaimId, Corpus};
use crate::run::Summary;

/// What there is to show of it.
#[derive(Debug)]
pub struct Bounded<'c> {
    /// What was read.
    pub corpus: &'c Corpus,
    /// What the claims allow.
    pub allowed: &'c Allowed,
    /// The claims on the quantity itself that were taken as said.
    pub claimed: &'c [ClaimId],
    /// The party whose claims alone were taken, where one was asked for.
    pub by: Option<&'c str>,
    /// The source whose claims alone were taken, likewise.
    pub source: Option<&'c str>,
    /// The end of which a world was asked for.
    pub toward: Option<Toward>,
    /// That world, where it could be told.
    pub world: Option<&'c Example>,
    /// The run in numbers.
    pub summary: &'c Summary,
}
