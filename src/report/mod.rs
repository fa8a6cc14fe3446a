//! Everything a report says, as data, before any format.

mod belligerent_matrix;
mod claim_outcomes;
mod document;
mod link_keys;
mod sources;
mod told_findings;

pub mod cite;

pub use belligerent_matrix::{ComparedClaims, MatrixRow};
pub use claim_outcomes::ClaimOutcome;
pub use document::{QuantityOf, Report, report};
pub use link_keys::keys;
pub use sources::SourceOf;
pub use told_findings::Reported;
