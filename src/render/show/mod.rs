//! Everything said of one quantity, for people and for programs.

pub mod json;
mod plot;
pub mod text;

use crate::engine::one_quantity::overview::Overview;
use crate::engine::questions::bounds::Allowed;
use crate::finding::Finding;
use crate::model::Corpus;
use crate::render::Summary;

/// What there is to show of a quantity.
#[derive(Debug)]
pub struct Showing<'c> {
    /// What was read.
    pub corpus: &'c Corpus,
    /// What is said of the quantity.
    pub overview: &'c Overview,
    /// What the claims on other quantities allow for it; `None` where none of them has to do with it.
    pub implied: Option<&'c Allowed>,
    /// The findings that involve it, each with its fingerprint.
    pub findings: Vec<(&'c Finding, &'c str)>,
    /// The run in numbers.
    pub summary: &'c Summary,
}
