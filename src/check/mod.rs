//! One file per check of the arithmetic: corpus and arithmetic in, findings out.
//!
//! Their pages are in `docs/checks/`. Checks of the reader (shape, names, figures) fire in `read`.

mod all_checks;
mod arithmetic;
mod common_findings;
mod conflicts_of_finding;
mod corrections_of_findings;
mod counts_something_else;
mod origins_and_denials;
mod rulings;

use crate::finding::{Finding, for_each_check};
pub use all_checks::{Checked, check, check_on, check_watched};
use arithmetic::Arithmetic;
pub use corrections_of_findings::suspect;
pub use counts_something_else::causes;

/// Each check of the catalogue that names a file is that file, with its function `findings`.
macro_rules! files_of_checks {
    ($(
        $(#[$doc:meta])* $variant:ident $name:literal $group:ident $rule:ident $($file:ident)?;
    )*) => {
        $($(mod $file;)?)*

        /// The checks of the arithmetic.
        const CHECKS: &[fn(&Arithmetic<'_>) -> Vec<Finding>] = &[$($($file::findings,)?)*];
    };
}

for_each_check!(files_of_checks);
