//! A length of time that is not its period's.

use crate::check::arithmetic::Arithmetic;
use crate::check::common_findings::of_slips;
use crate::finding::{Check, Finding, Slip};

pub(super) fn findings(arithmetic: &Arithmetic<'_>) -> Vec<Finding> {
    of_slips(Check::LengthDiffers, arithmetic, |slip| matches!(slip, Slip::Length { .. }))
}
