//! What one claim says against itself, or against the count it is a share of.

use crate::figure::{Bracket, Number};
use crate::finding::severity_levels::Reading;
use crate::model::ClaimId;
use crate::period::Length;

/// What one claim says against itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slip {
    /// Its quote prints other numbers.
    QuoteLacks {
        /// The first few of them, as printed.
        prints: Vec<String>,
    },
    /// Its quote prints the number with another hedge.
    Hedge {
        /// The number as printed, hedges included.
        prints: String,
    },
    /// Its brackets say something else.
    Bracket(Bracket),
    /// Its list has another length.
    Names {
        /// How many names there are.
        count: usize,
        /// The first of them that stands there twice.
        twice: Option<String>,
    },
    /// Its period has another length.
    Length {
        /// What the figure counts: days, weeks, months, years.
        unit: String,
        /// How long the period is in these, as people count.
        lengths: Vec<Length>,
    },
}

/// A percentage that no whole number out of its count comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fraction {
    /// The percentage.
    pub share: ClaimId,
    /// The count it is a share of.
    pub count: ClaimId,
    /// Whether one account says both. What only whole numbers forbid is no conflict of claims, so the finding
    /// itself has no reading; it weighs by this one.
    pub reading: Reading,
    /// Where the count is one number: that number, and how many of it are the most that still lie below
    /// the percentage. One more lies above it.
    pub nearest: Option<(Number, Number)>,
}
