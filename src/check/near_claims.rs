//! Claims on one quantity that are apart but for a band or a tolerance.

use crate::check::arithmetic::Arithmetic;
use crate::check::common_findings::of_rivalry;
use crate::engine::one_quantity::grades::Grade;
use crate::finding::{Check, Finding};

pub(super) fn findings(arithmetic: &Arithmetic<'_>) -> Vec<Finding> {
    let near = arithmetic.rivalries.iter().filter(|rivalry| rivalry.grade == Grade::Near);
    near.map(|rivalry| of_rivalry(Check::NearClaims, arithmetic.corpus, rivalry)).collect()
}
