//! Parts that leave no room for more and together are below their whole.

use crate::check::arithmetic::Arithmetic;
use crate::check::common_findings::of_misfit;
use crate::finding::{Check, Finding, Shape};

pub(super) fn findings(arithmetic: &Arithmetic<'_>) -> Vec<Finding> {
    let misfits = arithmetic.misfits.standing.iter();
    misfits
        .filter(|misfit| misfit.sum.shape == Shape::Below)
        .map(|misfit| of_misfit(Check::CompletePartsFallShort, arithmetic.corpus, misfit))
        .collect()
}
