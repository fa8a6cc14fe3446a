//! The numbers of a text held against claims, for people and for programs.

pub mod json;
pub mod text;

use crate::coverage::Coverage;
use crate::model::Corpus;
use crate::source::File;

/// A text held against a corpus.
#[derive(Debug)]
pub struct Covered<'c> {
    /// The text.
    pub text: &'c File,
    /// The claims.
    pub corpus: &'c Corpus,
    /// What was found.
    pub coverage: &'c Coverage,
}
