//! Claims on one quantity that cannot all be true, with what follows from them.

use super::{Arithmetic, of_rivalry};
use crate::finding::{Check, Evidence, Finding, Sum};
use crate::model::QuantityId;
use crate::reconcile::Grade;
use std::collections::HashMap;

pub(super) fn findings(arithmetic: &Arithmetic<'_>) -> Vec<Finding> {
    let mut follows: HashMap<QuantityId, Vec<Sum>> = HashMap::new();
    for (quantity, sum) in &arithmetic.misfits.following {
        follows.entry(*quantity).or_default().push(sum.clone());
    }
    let rivalries =
        arithmetic.rivalries.iter().filter(|rivalry| rivalry.grade == Grade::Contradicts);
    let finding = |rivalry| {
        let mut finding = of_rivalry(Check::ConflictingClaims, arithmetic.corpus, rivalry);
        if let Evidence::Conflict(conflict) = &mut finding.evidence {
            conflict.follows = follows.remove(&rivalry.quantity).unwrap_or_default();
        }
        finding
    };
    rivalries.map(finding).collect()
}
