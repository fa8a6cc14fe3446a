//! Claims that cannot all be true, where neither parts against a whole nor claims on one quantity show it.

use crate::check::arithmetic::Arithmetic;
use crate::engine::conflicts::grouping::Jointly;
use crate::finding::{Check, Conflicts, End, Evidence, Finding, Involved, Role};
use crate::model::Corpus;

pub(super) fn findings(arithmetic: &Arithmetic<'_>) -> Vec<Finding> {
    let others = arithmetic.joints.standing.iter().filter(|found| !found.joint.is_of_shares());
    others
        .filter_map(|found| of_joint(Check::JointlyImpossible, arithmetic.corpus, found))
        .collect()
}

/// The finding of claims that a proof shows to be impossible together.
pub(super) fn of_joint(check: Check, corpus: &Corpus, jointly: &Jointly) -> Option<Finding> {
    let Jointly { joint, reading, irreconcilable, beside } = jointly;
    let first = joint.claims.iter().min().copied();
    let role = |claim| {
        let high = joint.proof.terms.iter().any(|term| term.claim == claim && term.end != End::Low);
        if high { Role::Whole } else { Role::Part }
    };
    let claims = joint.claims.iter().map(|&claim| Involved { claim, role: role(claim) });
    let conflicts = Conflicts { beside: beside.clone(), ..Conflicts::default() };
    Some(Finding {
        conflicts,
        reading: Some(*reading),
        irreconcilable: Some(*irreconcilable),
        claims: claims.collect(),
        ..Finding::new(check, corpus.figure_span(first?), Evidence::Joint(Box::new(joint.clone())))
    })
}
