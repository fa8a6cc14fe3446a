//! Everything a report says, as data, before any format.

pub mod cite;
mod document;
mod key;
mod matrix;
mod sources;
mod told_findings;
mod verdict;

pub use document::{QuantityOf, Report, report};
pub use key::keys;
pub use matrix::{ComparedClaims, MatrixRow};
pub use sources::SourceOf;
pub use told_findings::Reported;
pub use verdict::ClaimOutcome;
