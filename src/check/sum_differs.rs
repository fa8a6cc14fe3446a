//! A figure that is not the sum its claim says it is.

use crate::check::arithmetic::Arithmetic;
use crate::check::common_findings::of_sum;
use crate::engine::parts_and_wholes::stated_sums::SumFault;
use crate::finding::{Check, Finding};

pub(super) fn findings(arithmetic: &Arithmetic<'_>) -> Vec<Finding> {
    let of = |fault: &SumFault| match fault {
        SumFault::Differs(sum, reading) => {
            Some(of_sum(Check::SumDiffers, arithmetic.corpus, sum, *reading, true))
        }
        SumFault::Overlaps { .. } => None,
    };
    arithmetic.sums.iter().filter_map(of).collect()
}
