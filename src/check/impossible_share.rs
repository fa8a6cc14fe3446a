//! A percentage that no whole number out of its count comes to.

use crate::check::arithmetic::Arithmetic;
use crate::finding::{Check, Evidence, Finding, Fraction, Involved, Role};

pub(super) fn findings(arithmetic: &Arithmetic<'_>) -> Vec<Finding> {
    let finding = |&fraction: &Fraction| {
        let at = arithmetic.corpus.figure_span(fraction.share);
        let claims = [(fraction.share, Role::Part), (fraction.count, Role::Whole)];
        Finding {
            claims: claims.map(|(claim, role)| Involved { claim, role }).to_vec(),
            ..Finding::new(Check::ImpossibleShare, at, Evidence::Fraction(fraction))
        }
    };
    arithmetic.fractions.iter().map(finding).collect()
}
