//! A claim that revises another party's claim, one on another quantity, or a newer one.

use crate::check::arithmetic::Arithmetic;
use crate::finding::{Check, Evidence, Finding, Involved, Role};

pub(super) fn findings(arithmetic: &Arithmetic<'_>) -> Vec<Finding> {
    let strays = arithmetic.strays.iter().map(|stray| {
        let at = arithmetic.corpus.figure_span(stray.later);
        let claims = [(stray.earlier, Role::Earlier), (stray.later, Role::Later)];
        Finding {
            claims: claims.map(|(claim, role)| Involved { claim, role }).to_vec(),
            ..Finding::new(Check::StrayRevision, at, Evidence::Revision(*stray))
        }
    });
    strays.collect()
}
