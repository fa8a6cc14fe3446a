//! A figure that its own quote prints with another hedge.

use crate::check::arithmetic::Arithmetic;
use crate::check::common_findings::of_slips;
use crate::finding::{Check, Finding, Slip};

pub(super) fn findings(arithmetic: &Arithmetic<'_>) -> Vec<Finding> {
    of_slips(Check::HedgeDiffers, arithmetic, |slip| matches!(slip, Slip::Hedge { .. }))
}
