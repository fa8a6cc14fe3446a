//! A party's later count that is below its own earlier one.

use crate::check::arithmetic::Arithmetic;
use crate::finding::{Check, Evidence, Finding, Involved, Role};

pub(super) fn findings(arithmetic: &Arithmetic<'_>) -> Vec<Finding> {
    let falls = arithmetic.falls.iter().map(|fall| {
        let at = arithmetic.corpus.figure_span(fall.later);
        let claims = [(fall.earlier, Role::Earlier), (fall.later, Role::Later)];
        Finding {
            claims: claims.map(|(claim, role)| Involved { claim, role }).to_vec(),
            ..Finding::new(Check::FallingCount, at, Evidence::Fall(*fall))
        }
    });
    falls.collect()
}
