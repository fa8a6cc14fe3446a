//! Shares of one whole that come to more than all of it.

use crate::check::arithmetic::Arithmetic;
use crate::check::jointly_impossible::of_joint;
use crate::finding::{Check, Finding};

pub(super) fn findings(arithmetic: &Arithmetic<'_>) -> Vec<Finding> {
    let shares = arithmetic.joints.standing.iter().filter(|found| found.joint.is_of_shares());
    shares
        .filter_map(|found| of_joint(Check::SharesExceedWhole, arithmetic.corpus, found))
        .collect()
}
