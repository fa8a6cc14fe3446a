//! A list that does not number what its figure says.

use super::{Arithmetic, of_slips};
use crate::finding::{Check, Finding, Slip};

pub(super) fn findings(arithmetic: &Arithmetic<'_>) -> Vec<Finding> {
    of_slips(Check::NamesDiffer, arithmetic, |slip| matches!(slip, Slip::Names { .. }))
}
