//! Totals that their own parts do not come to, and something else does exactly.
//!
//! It comes after the other checks: a total in a conflict is theirs. What rests on a claim of theirs is
//! noted with them, and what would explain their totals is looked for when they are shown.

use crate::budget::limits;
use crate::engine::causes::Explainer;
use crate::engine::standing::claims_in_force::Ground;
use crate::finding::{Causes, Check, Edit, Evidence, Finding, Involved, Rest, Role, Severity};
use crate::model::{ClaimId, Corpus, Skipped};
use std::collections::{HashMap, HashSet};

/// Adds the findings, and notes with those of conflicts which totals rest on their claims.
pub(super) fn add(corpus: &Corpus, ground: &Ground, findings: &mut Vec<Finding>) -> Vec<Skipped> {
    let disputed = disputed(findings);
    let touched = findings.iter().filter(|finding| is_conflict(finding));
    let touched: HashSet<ClaimId> = touched.flat_map(totals).collect();
    let claims: HashSet<ClaimId> = disputed.keys().copied().collect();
    let survey = Explainer::new(corpus, ground).survey(&touched, &claims);
    let resting = note(findings, &disputed, survey.rests);
    findings.extend(survey.strays.into_iter().map(|causes| finding(corpus, causes)));
    let left_out = [
        ("totals not held against what else would come to them", survey.left_out),
        ("totals that rest on a disputed claim, after the first ones of one finding", resting),
    ];
    let left_out = left_out.into_iter().filter(|&(_, count)| count > 0);
    left_out.map(|(what, count)| Skipped { what, count }).collect()
}

/// Looks for what would explain the totals of these findings, and says how many were left out.
pub fn causes(corpus: &Corpus, ground: &Ground, findings: &mut [Finding]) -> Vec<Skipped> {
    let mut explainer = Explainer::new(corpus, ground);
    let mut beyond = 0;
    for finding in findings.iter_mut().filter(|finding| is_conflict(finding)) {
        let totals: Vec<ClaimId> = totals(finding).take(limits::TOTALS_EXPLAINED.get()).collect();
        beyond += self::totals(finding).skip(totals.len()).count();
        finding.causes = totals.into_iter().filter_map(|id| explainer.explain(id)).collect();
    }
    let left_out = [
        ("totals of findings not explained", explainer.left_out() + beyond),
        ("totals of findings of which not every explanation was tried", explainer.partly()),
    ];
    let left_out = left_out.into_iter().filter(|&(_, count)| count > 0);
    left_out.map(|(what, count)| Skipped { what, count }).collect()
}

fn is_conflict(finding: &Finding) -> bool {
    finding.reading.is_some() && finding.severity() != Severity::Info
}

/// The totals of a finding: its whole, or the rivals for one quantity.
fn totals(finding: &Finding) -> impl Iterator<Item = ClaimId> + '_ {
    let total = |involved: &&Involved| matches!(involved.role, Role::Whole | Role::Rival);
    finding.claims.iter().filter(total).map(|involved| involved.claim)
}

/// The claims in conflicts, with the findings they are in.
fn disputed(findings: &[Finding]) -> HashMap<ClaimId, Vec<usize>> {
    let mut disputed: HashMap<ClaimId, Vec<usize>> = HashMap::new();
    for (at, finding) in findings.iter().enumerate().filter(|(_, finding)| is_conflict(finding)) {
        for involved in finding.claims.iter().filter(|involved| involved.role != Role::Also) {
            disputed.entry(involved.claim).or_default().push(at);
        }
    }
    disputed
}

/// Notes each total with the findings of the claim it rests on, unless it is in them itself; how many
/// were left out.
fn note(
    findings: &mut [Finding],
    disputed: &HashMap<ClaimId, Vec<usize>>,
    rests: Vec<Rest>,
) -> usize {
    let mut left_out = 0;
    for rest in rests {
        for &at in disputed.get(&rest.on).into_iter().flatten() {
            let finding = &mut findings[at];
            if finding.claims.iter().any(|involved| involved.claim == rest.total) {
                continue;
            }
            if finding.rests.len() < limits::TOTALS_RESTING.get() {
                finding.rests.push(rest.clone());
            } else {
                left_out += 1;
            }
        }
    }
    left_out
}

fn finding(corpus: &Corpus, causes: Causes) -> Finding {
    let total = causes.total;
    let whole = Involved { claim: total, role: Role::Whole };
    let first = causes.found.first();
    let parts = first.map(|hypothesis| hypothesis.cover.clone()).unwrap_or_default();
    let added = match first.map(|hypothesis| &hypothesis.edit) {
        Some(Edit::Added { claims, .. }) => claims.clone(),
        _ => Vec::new(),
    };
    let parts = parts.into_iter().map(|claim| Involved { claim, role: Role::Part });
    let added = added.into_iter().map(|claim| Involved { claim, role: Role::Added });
    Finding {
        claims: [whole].into_iter().chain(added).chain(parts).collect(),
        causes: vec![causes],
        ..Finding::new(
            Check::CountsSomethingElse,
            corpus.figure_span(total),
            Evidence::Total(total),
        )
    }
}
