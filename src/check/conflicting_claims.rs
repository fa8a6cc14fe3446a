//! Claims on one quantity that cannot all be true, with what follows from them.

use super::{Arithmetic, of_rivalry};
use crate::finding::{Check, Evidence, Finding, Reading};
use crate::model::QuantityId;
use crate::reconcile::{Grade, Misfit, Rivalry};
use std::collections::HashMap;

pub(super) fn findings(arithmetic: &Arithmetic<'_>) -> Vec<Finding> {
    let mut follows: HashMap<QuantityId, Vec<&Misfit>> = HashMap::new();
    for (quantity, misfit) in &arithmetic.misfits.following {
        follows.entry(*quantity).or_default().push(misfit);
    }
    let apart = |rivalry: &&Rivalry| rivalry.grade == Grade::Contradicts;
    let finding = |rivalry: &Rivalry| {
        let follows = follows.remove(&rivalry.quantity).unwrap_or_default();
        with_followers(of_rivalry(Check::ConflictingClaims, arithmetic.corpus, rivalry), &follows)
    };
    arithmetic.rivalries.iter().filter(apart).map(finding).collect()
}

/// The finding weighs what the worst of its conflicts weighs.
fn with_followers(mut finding: Finding, follows: &[&Misfit]) -> Finding {
    if follows.iter().any(|misfit| misfit.reading == Reading::Internal) {
        finding.reading = Some(Reading::Internal);
        finding.severity = Reading::Internal.severity();
    }
    if let Evidence::Conflict(conflict) = &mut finding.evidence {
        conflict.follows = follows.iter().map(|misfit| misfit.sum.clone()).collect();
    }
    finding
}
