//! The run in numbers: a corpus and its findings in, counts and lines of text out.

use crate::finding::{Evidence, Finding, Severity, Status};
use crate::model::{Corpus, NotInForce, Skipped};

/// A run in numbers.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// Files read.
    pub files: usize,
    /// Claims read.
    pub claims: usize,
    /// Quantities they are about.
    pub quantities: usize,
    /// Pairs of claims on one quantity held against one another.
    pub comparisons: u64,
    /// Findings that claims cannot all be true.
    pub conflicts: usize,
    /// Open findings by severity: error, warning, info.
    pub by_severity: [usize; 3],
    /// Findings that rulings settle.
    pub resolved: usize,
    /// Findings that stand in the baseline.
    pub baseline: usize,
    /// Claims that stay out of the arithmetic because of what people made of them.
    pub not_in_force: NotInForce,
    /// What was not checked, or found and not shown.
    pub skipped: Vec<Skipped>,
}

impl Summary {
    /// Counts a run. What was left out of reading is the first that it says was left out.
    pub(super) fn new(
        corpus: &Corpus,
        findings: &[Finding],
        comparisons: u64,
        not_in_force: NotInForce,
    ) -> Self {
        let with = |status| findings.iter().filter(move |finding| finding.life.status == status);
        let all = |status| with(status).map(Finding::how_many).sum();
        let count = |severity| {
            let open = with(Status::Open).filter(|finding| finding.severity() == severity);
            open.map(Finding::how_many).sum()
        };
        let conflict = |finding: &&Finding| {
            finding.severity() != Severity::Info
                && matches!(
                    finding.evidence,
                    Evidence::Conflict(_) | Evidence::Sum(_) | Evidence::Joint(_)
                )
        };
        Self {
            files: corpus.texts.files().len(),
            claims: corpus.claims.len(),
            quantities: quantities_claimed(corpus),
            comparisons,
            conflicts: findings.iter().filter(conflict).count(),
            by_severity: [Severity::Error, Severity::Warning, Severity::Info].map(count),
            resolved: all(Status::Resolved),
            baseline: all(Status::Baseline),
            not_in_force,
            skipped: corpus.skipped.clone(),
        }
    }

    /// Says that so many were left out, where there are any.
    pub fn leave_out(&mut self, what: &'static str, count: usize) {
        self.skipped.extend((count > 0).then_some(Skipped { what, count }));
    }

    /// `checked 114 claims on 98 quantities in 11 files: 6 errors, 4 warnings, 1 resolved`
    pub fn line(&self) -> String {
        let [errors, warnings, infos] = self.by_severity;
        let counts = [(errors, "error"), (warnings, "warning"), (infos, "info")];
        let mut found: Vec<String> =
            counts.iter().filter(|(n, _)| *n > 0).map(|&(n, what)| plural(n, what)).collect();
        let settled = [(self.resolved, "resolved"), (self.baseline, "in the baseline")];
        found.extend(settled.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")));
        let found = if found.is_empty() { "nothing found".into() } else { found.join(", ") };
        let quantities = if self.quantities == 1 { "quantity" } else { "quantities" };
        format!(
            "checked {} on {} {quantities} in {}: {found}",
            plural(self.claims, "claim"),
            self.quantities,
            plural(self.files, "file"),
        )
    }
}

impl Summary {
    /// `claims not in force: 1 deprecated, 2 replaced by later ones`, where there are any.
    pub fn out_of_force(&self) -> Option<String> {
        let NotInForce { deprecated, replaced, denials } = self.not_in_force;
        let counts = [
            (deprecated, "deprecated"),
            (replaced, "replaced by later ones"),
            (denials, if denials == 1 { "denial or doubt" } else { "denials and doubts" }),
        ];
        let told = counts.iter().filter(|(count, _)| *count > 0);
        let told: Vec<String> = told.map(|(count, what)| format!("{count} {what}")).collect();
        (!told.is_empty()).then(|| format!("claims not in force: {}", told.join(", ")))
    }
}

/// How many quantities have a claim.
fn quantities_claimed(corpus: &Corpus) -> usize {
    let mut claimed = vec![false; corpus.quantities.len()];
    corpus.claims.iter().for_each(|claim| claimed[claim.quantity.index()] = true);
    claimed.into_iter().filter(|&claimed| claimed).count()
}

/// `1 claim`, `2 claims`.
pub(crate) fn plural(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}
