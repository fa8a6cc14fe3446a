//! Claims that cannot all be true, where neither parts against a whole nor claims on one quantity show it.

use super::Arithmetic;
use crate::finding::{Check, Conflicts, End, Evidence, Finding, Involved, Role};
use crate::reconcile::Jointly;

pub(super) fn findings(arithmetic: &Arithmetic<'_>) -> Vec<Finding> {
    let finding = |jointly: &Jointly| {
        let Jointly { joint, reading, irreconcilable, beside } = jointly;
        let first = joint.claims.iter().min().copied();
        let role = |claim| {
            let high =
                joint.proof.terms.iter().any(|term| term.claim == claim && term.end != End::Low);
            if high { Role::Whole } else { Role::Part }
        };
        let claims = joint.claims.iter().map(|&claim| Involved { claim, role: role(claim) });
        let conflicts = Conflicts { beside: beside.clone(), ..Conflicts::default() };
        Some(Finding {
            conflicts,
            severity: reading.severity(),
            reading: Some(*reading),
            irreconcilable: Some(*irreconcilable),
            claims: claims.collect(),
            ..Finding::of_file(
                Check::JointlyImpossible,
                arithmetic.corpus.figure_span(first?),
                Evidence::Joint(Box::new(joint.clone())),
            )
        })
    };
    arithmetic.joints.standing.iter().filter_map(finding).collect()
}
