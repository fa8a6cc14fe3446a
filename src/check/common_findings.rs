//! Findings that several checks make alike: of a misfit, a sum, a slip, a rivalry.

use crate::check::arithmetic::Arithmetic;
use crate::engine::one_quantity::rivals::Rivalry;
use crate::engine::parts_and_wholes::misfits::Misfit;
use crate::finding::{Check, Evidence, Finding, Involved, Reading, Role, Slip, Sum};
use crate::model::{ClaimId, Corpus};
use std::collections::HashSet;

/// The finding of parts and a whole that do not fit.
pub(super) fn of_misfit(check: Check, corpus: &Corpus, misfit: &Misfit) -> Finding {
    let Misfit { sum, reading, irreconcilable, beside } = misfit;
    let mut finding = of_sum(check, corpus, sum, *reading, *irreconcilable);
    finding.conflicts.beside.clone_from(beside);
    finding
}

pub(super) fn of_sum(
    check: Check,
    corpus: &Corpus,
    sum: &Sum,
    reading: Reading,
    irreconcilable: bool,
) -> Finding {
    let parts = sum.parts.iter().map(|&claim| Involved { claim, role: Role::Part });
    let whole = Involved { claim: sum.whole, role: Role::Whole };
    let others = sum.full.iter().flat_map(|full| &full.claims);
    let named: HashSet<ClaimId> = sum.parts.iter().copied().collect();
    let others = others.filter(|claim| !named.contains(claim));
    let others = others.map(|&claim| Involved { claim, role: Role::Also });
    let evidence = Evidence::Sum(Box::new(sum.clone()));
    Finding {
        reading: Some(reading),
        irreconcilable: Some(irreconcilable),
        claims: parts.chain([whole]).chain(others).collect(),
        ..Finding::new(check, corpus.figure_span(sum.whole), evidence)
    }
}

/// The findings of claims at odds with themselves in one way.
pub(super) fn of_slips(
    check: Check,
    arithmetic: &Arithmetic<'_>,
    of_check: fn(&Slip) -> bool,
) -> Vec<Finding> {
    let slips = arithmetic.slips.iter().filter(|(_, slip)| of_check(slip));
    let finding = |(claim, slip): &(ClaimId, Slip)| {
        let at = arithmetic.corpus.figure_span(*claim);
        let claims = vec![Involved { claim: *claim, role: Role::Alone }];
        Finding { claims, ..Finding::new(check, at, Evidence::Slip(*claim, slip.clone())) }
    };
    slips.map(finding).collect()
}

/// The finding of claims on one quantity that are apart.
pub(super) fn of_rivalry(check: Check, corpus: &Corpus, rivalry: &Rivalry) -> Finding {
    let (lower, higher) = rivalry.conflict.widest;
    let others = rivalry.claims.iter().copied().filter(|&id| id != lower && id != higher);
    let first = lower.min(higher);
    let claims = [first, lower.max(higher)].into_iter().chain(others);
    let evidence = Evidence::Conflict(Box::new(rivalry.conflict.clone()));
    Finding {
        reading: Some(rivalry.reading),
        irreconcilable: Some(false),
        claims: claims.map(|claim| Involved { claim, role: Role::Rival }).collect(),
        ..Finding::new(check, corpus.figure_span(first), evidence)
    }
}
