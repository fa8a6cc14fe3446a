//! Claims on one quantity that cannot all be true, with what follows from them.

use super::{Arithmetic, of_rivalry};
use crate::finding::{Check, Evidence, Finding, Reading};
use crate::model::QuantityId;
use crate::reconcile::{Grade, Jointly, Misfit, Rivalry};
use std::collections::HashMap;

pub(super) fn findings(arithmetic: &Arithmetic<'_>) -> Vec<Finding> {
    let mut follows: HashMap<QuantityId, Followers<'_>> = HashMap::new();
    for (quantity, misfit) in &arithmetic.misfits.following {
        follows.entry(*quantity).or_default().sums.push(misfit);
    }
    for (quantity, jointly) in &arithmetic.joints.following {
        follows.entry(*quantity).or_default().joint.push(jointly);
    }
    let apart = |rivalry: &&Rivalry| rivalry.grade == Grade::Contradicts;
    let finding = |rivalry: &Rivalry| {
        let follows = follows.remove(&rivalry.quantity).unwrap_or_default();
        with_followers(of_rivalry(Check::ConflictingClaims, arithmetic.corpus, rivalry), &follows)
    };
    arithmetic.rivalries.iter().filter(apart).map(finding).collect()
}

/// Conflicts that vanish when one of the rivals gives way to another.
#[derive(Default)]
struct Followers<'a> {
    sums: Vec<&'a Misfit>,
    joint: Vec<&'a Jointly>,
}

/// The finding weighs what the worst of its conflicts weighs.
fn with_followers(mut finding: Finding, follows: &Followers<'_>) -> Finding {
    let sums = follows.sums.iter().map(|misfit| misfit.reading);
    let mut readings = sums.chain(follows.joint.iter().map(|jointly| jointly.reading));
    if readings.any(|reading| reading == Reading::Internal) {
        finding.reading = Some(Reading::Internal);
        finding.severity = Reading::Internal.severity();
    }
    if let Evidence::Conflict(conflict) = &mut finding.evidence {
        conflict.follows = follows.sums.iter().map(|misfit| misfit.sum.clone()).collect();
        let joint = follows.joint.iter().map(|jointly| jointly.joint.clone());
        conflict.follows_jointly = joint.collect();
    }
    finding
}
