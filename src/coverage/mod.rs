//! A text against a corpus: every number in the text with its place, and whether a claim records it.
//!
//! A number is bound to the claim whose quote holds it, set aside by a rule or by name, or unbound.
//! Pure: a text and claims in, numbers with places out. Nothing here judges a figure.

mod candidates;
mod claims_to_numbers;
mod cover;
mod not_figures;
mod numbers;
mod outcome;
mod sought;
mod strip_markup;
mod text_blocks;
mod words;

pub use cover::cover;
pub use outcome::{
    Coverage, CoverageOptions, InText, NumberOfClaim, NumberState, Placed, Rule, TextNumber,
};
