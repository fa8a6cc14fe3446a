//! The report's formats: one document in, bytes out.

pub mod csv;
pub mod html;
pub mod json;
pub mod markdown;

use crate::report::Report;
use crate::run::Summary;

/// What there is to print.
#[derive(Debug)]
pub struct Printed<'c> {
    /// The document.
    pub report: &'c Report<'c>,
    /// The run in numbers.
    pub summary: &'c Summary,
}
