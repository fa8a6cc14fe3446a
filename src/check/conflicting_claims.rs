//! Claims on one quantity that cannot all be true, with what follows from them.

use crate::check::arithmetic::Arithmetic;
use crate::check::common_findings::of_rivalry;
use crate::engine::conflicts::grouping::Jointly;
use crate::engine::one_quantity::grades::Grade;
use crate::engine::one_quantity::rivals::Rivalry;
use crate::engine::parts_and_wholes::misfits::Misfit;
use crate::finding::{Check, Evidence, Finding, Reading, Sum};
use crate::model::QuantityId;
use std::cmp::Reverse;
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
        let mut follows = follows.remove(&rivalry.quantity).unwrap_or_default();
        follows.sort();
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

impl Followers<'_> {
    /// Those of fewest claims first; of as many, those that are farthest apart.
    fn sort(&mut self) {
        // Nothing of it hangs on names, so that these change nothing.
        self.sums.sort_by_cached_key(|&misfit| {
            let Sum { parts, reaches, limit, total, .. } = &misfit.sum;
            (parts.len(), Reverse(reaches.sub(*limit).abs()), total.to_string())
        });
        self.joint.sort_by_key(|&Jointly { joint, .. }| {
            (joint.claims.len(), Reverse(&joint.asked - &joint.allowed))
        });
    }
}

/// The finding weighs what the worst of its conflicts weighs.
fn with_followers(mut finding: Finding, follows: &Followers<'_>) -> Finding {
    let sums = follows.sums.iter().map(|misfit| misfit.reading);
    let mut readings = sums.chain(follows.joint.iter().map(|jointly| jointly.reading));
    if readings.any(|reading| reading == Reading::Internal) {
        finding.reading = Some(Reading::Internal);
    }
    if let Evidence::Conflict(conflict) = &mut finding.evidence {
        conflict.follows = follows.sums.iter().map(|misfit| misfit.sum.clone()).collect();
        let joint = follows.joint.iter().map(|jointly| jointly.joint.clone());
        conflict.follows_jointly = joint.collect();
    }
    finding
}
