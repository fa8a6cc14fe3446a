//! Disjoint parts, or disjoint periods, that together are above their whole.

use crate::check::arithmetic::Arithmetic;
use crate::check::common_findings::of_misfit;
use crate::finding::{Check, Finding, Shape};

pub(super) fn findings(arithmetic: &Arithmetic<'_>) -> Vec<Finding> {
    let misfits = arithmetic.misfits.standing.iter();
    misfits
        .filter(|misfit| misfit.sum.shape == Shape::Above && misfit.sum.parts.len() > 1)
        .map(|misfit| of_misfit(Check::PartsExceedWhole, arithmetic.corpus, misfit))
        .collect()
}
