//! A figure whose brackets say something else.

use crate::check::arithmetic::Arithmetic;
use crate::check::common_findings::of_slips;
use crate::finding::{Check, Finding, Slip};

pub(super) fn findings(arithmetic: &Arithmetic<'_>) -> Vec<Finding> {
    of_slips(Check::BracketDiffers, arithmetic, |slip| matches!(slip, Slip::Bracket(_)))
}
