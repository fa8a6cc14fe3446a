//! One period above the period it lies in.

use crate::check::arithmetic::Arithmetic;
use crate::check::common_findings::of_misfit;
use crate::finding::{Check, Finding, Shape};
use crate::model::Axis;

pub(super) fn findings(arithmetic: &Arithmetic<'_>) -> Vec<Finding> {
    let misfits = arithmetic.misfits.standing.iter();
    misfits
        .filter(|misfit| {
            misfit.sum.shape == Shape::Above
                && misfit.sum.parts.len() == 1
                && misfit.sum.axes == [Axis::Period]
        })
        .map(|misfit| of_misfit(Check::SubPeriodExceedsPeriod, arithmetic.corpus, misfit))
        .collect()
}
