//! A list that does not number what its figure says.

use crate::check::arithmetic::Arithmetic;
use crate::check::common_findings::of_slips;
use crate::finding::{Check, Finding, Slip};

pub(super) fn findings(arithmetic: &Arithmetic<'_>) -> Vec<Finding> {
    of_slips(Check::NamesDiffer, arithmetic, |slip| matches!(slip, Slip::Names { .. }))
}
