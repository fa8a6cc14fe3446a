//! A figure that its own quote does not print.

use crate::check::arithmetic::Arithmetic;
use crate::check::common_findings::of_slips;
use crate::finding::{Check, Finding, Slip};

pub(super) fn findings(arithmetic: &Arithmetic<'_>) -> Vec<Finding> {
    let lacks = |slip: &Slip| matches!(slip, Slip::QuoteLacks { .. });
    of_slips(Check::QuoteLacksFigure, arithmetic, lacks)
}
