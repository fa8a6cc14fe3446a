//! One file per format: what was found in, bytes out.

pub mod bounds;
pub mod concise;
pub mod coverage;
pub mod diff;
pub mod github;
pub mod gitlab;
pub mod human;
pub mod json;
pub mod junit;
pub mod rdjsonl;
pub mod report;
pub mod sarif;
pub mod schema;
pub mod show;
pub mod what_if;

pub use crate::render::file_position::Base;

use crate::error::Error;
use crate::explain::{Told, rulings_on};
use crate::finding::{Evidence, Finding, Severity, Status};
use crate::model::{Corpus, NotInForce, Skipped};

/// What a run has to show.
#[derive(Debug)]
pub struct Shown<'c> {
    /// What was read.
    pub corpus: &'c Corpus,
    /// The findings to show, in order.
    pub findings: &'c [Finding],
    /// The fingerprint of each.
    pub fingerprints: &'c [String],
    /// The run in numbers.
    pub summary: &'c Summary,
}

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
    /// Counts a run.
    pub fn new(corpus: &Corpus, findings: &[Finding], comparisons: u64) -> Self {
        let with = |status| findings.iter().filter(move |finding| finding.life.status == status);
        let count =
            |severity| with(Status::Open).filter(|finding| finding.severity() == severity).count();
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
            quantities: corpus.quantities.len(),
            comparisons,
            conflicts: findings.iter().filter(conflict).count(),
            by_severity: [Severity::Error, Severity::Warning, Severity::Info].map(count),
            resolved: with(Status::Resolved).count(),
            baseline: with(Status::Baseline).count(),
            not_in_force: NotInForce::default(),
            skipped: corpus.skipped.clone(),
        }
    }

    /// `checked 114 claims on 98 quantities in 11 files: 6 errors, 4 warnings, 1 resolved`
    pub fn line(&self) -> String {
        let [errors, warnings, infos] = self.by_severity;
        let counts = [(errors, "error"), (warnings, "warning"), (infos, "note")];
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

fn plural(count: usize, what: &str) -> String {
    if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
}

/// What a finding is called by: its severity while it is open, then its status.
fn word(finding: &Finding) -> &'static str {
    match finding.life.status {
        Status::Open => finding.severity().name(),
        settled => settled.name(),
    }
}

/// The sentence of a finding, with the numbers alone behind it.
fn sentence(told: &Told) -> String {
    let arithmetic = told.arithmetic.as_ref();
    let arithmetic = arithmetic.map_or(String::new(), |line| format!(" ({line})"));
    format!("{}{arithmetic}", told.message)
}

/// What else there is to say of a finding, a line each: the rulings on it, then its remarks.
fn details(corpus: &Corpus, finding: &Finding, told: &Told) -> Vec<String> {
    let mut lines = rulings_on(corpus, finding);
    lines.extend(remarks(finding, told));
    lines
}

/// Causes, notes, what to do, and whose claims disagree.
fn remarks(finding: &Finding, told: &Told) -> Vec<String> {
    let reading = finding.reading.map(|reading| {
        let more = if finding.irreconcilable == Some(true) { ", irreconcilable" } else { "" };
        format!("reading: {}{more}", reading.name())
    });
    let told = told.causes.iter().chain(&told.notes).chain(&told.help).cloned();
    told.chain(reading).collect()
}

/// The findings that still ask for something, with their fingerprints.
fn open<'c>(shown: &Shown<'c>) -> impl Iterator<Item = (&'c Finding, &'c str)> {
    let all = shown.findings.iter().zip(shown.fingerprints);
    let open = all.filter(|(finding, _)| finding.life.status == Status::Open);
    open.map(|(finding, fingerprint)| (finding, fingerprint.as_str()))
}

/// A writer's complaint as the run's.
fn written(result: std::io::Result<()>) -> Result<(), Error> {
    result.map_err(Error::Output)
}
pub mod answer_json;
pub mod colour;
pub mod file_position;
pub mod round_numbers;
