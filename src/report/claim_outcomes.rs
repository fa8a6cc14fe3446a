//! What came of each claim: findings in; out, one word for each claim, and the findings it is needed for.

use crate::engine::one_quantity::overview::Overviews;
use crate::engine::standing::claims_in_force::Standing;
use crate::finding::{Evidence, Finding, Reading, Role, Severity, Status};
use crate::model::{ClaimId, Corpus};
use crate::report::told_findings::Reported;
use std::collections::BTreeMap;

/// What came of a claim, by the worst finding it is needed for. Never whether it is true.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ClaimOutcome {
    /// Something is amiss with it by itself, such as a quote that prints another number.
    Questioned,
    /// One account contradicts itself with it.
    Internal,
    /// Accounts contradict one another with it.
    Contested,
    /// Nothing but notes are on it, such as that it is apart from another but for a tolerance.
    Noted,
    /// Findings on it stand in the baseline, and no open one does.
    Baseline,
    /// Rulings settle every finding on it.
    Resolved,
    /// No finding needs it.
    NoFinding,
    /// It does not enter the arithmetic, and no finding needs it.
    Out,
}

impl ClaimOutcome {
    /// Its word.
    pub const fn name(self) -> &'static str {
        match self {
            ClaimOutcome::Questioned => "questioned",
            ClaimOutcome::Internal => "internal",
            ClaimOutcome::Contested => "contested",
            ClaimOutcome::Noted => "noted",
            ClaimOutcome::Baseline => "baseline",
            ClaimOutcome::Resolved => "resolved",
            ClaimOutcome::NoFinding => "no-finding",
            ClaimOutcome::Out => "stays-out",
        }
    }

    /// It in a sentence's words.
    pub const fn words(self) -> &'static str {
        match self {
            ClaimOutcome::NoFinding => "no finding",
            ClaimOutcome::Out => "stays out",
            other => other.name(),
        }
    }

    fn of_finding(finding: &Finding) -> Self {
        match (finding.life.status, finding.reading) {
            (Status::Resolved, _) => ClaimOutcome::Resolved,
            (Status::Baseline, _) => ClaimOutcome::Baseline,
            (Status::Open, _) if finding.severity() == Severity::Info => ClaimOutcome::Noted,
            (Status::Open, Some(Reading::Internal)) => ClaimOutcome::Internal,
            (Status::Open, Some(Reading::Contested)) => ClaimOutcome::Contested,
            (Status::Open, None) => ClaimOutcome::Questioned,
        }
    }
}

/// What came of every claim.
#[derive(Debug)]
pub(super) struct Verdicts {
    verdicts: Vec<ClaimOutcome>,
    findings: BTreeMap<ClaimId, Vec<usize>>,
}

impl Verdicts {
    pub(super) fn new(
        corpus: &Corpus,
        overviews: &Overviews<'_>,
        findings: &[Reported<'_>],
    ) -> Self {
        let first = |id| match overviews.standing(id) {
            Standing::Stands | Standing::Unknown => ClaimOutcome::NoFinding,
            _ => ClaimOutcome::Out,
        };
        let mut verdicts: Vec<ClaimOutcome> = corpus.claim_ids().map(first).collect();
        let mut on: BTreeMap<ClaimId, Vec<usize>> = BTreeMap::new();
        for (at, reported) in findings.iter().enumerate() {
            let verdict = ClaimOutcome::of_finding(reported.finding);
            for claim in needed(reported.finding) {
                let held = &mut verdicts[claim.index()];
                *held = (*held).min(verdict);
                on.entry(claim).or_default().push(at);
            }
        }
        // The first is the one that the verdict is by.
        for all in on.values_mut() {
            all.sort_by_key(|&at| ClaimOutcome::of_finding(findings[at].finding));
        }
        Self { verdicts, findings: on }
    }

    pub(super) fn of(&self, claim: ClaimId) -> ClaimOutcome {
        self.verdicts[claim.index()]
    }

    pub(super) fn findings(&self, claim: ClaimId) -> &[usize] {
        self.findings.get(&claim).map_or(&[], Vec::as_slice)
    }
}

/// The claims a finding puts in question. Of a total that counts something else it is the total alone: its
/// parts are as good as they were.
fn needed(finding: &Finding) -> Vec<ClaimId> {
    match finding.evidence {
        Evidence::Total(total) => vec![total],
        _ => {
            let needed = finding.claims.iter().filter(|involved| involved.role != Role::Also);
            let mut claims: Vec<ClaimId> = needed.map(|involved| involved.claim).collect();
            claims.sort_unstable();
            claims.dedup();
            claims
        }
    }
}
