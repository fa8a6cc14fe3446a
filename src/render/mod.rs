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
use crate::finding::{Finding, Status};
use crate::model::Corpus;
use crate::run::{Run, Summary, plural};

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

impl<'c> Shown<'c> {
    /// Everything a run gives.
    pub fn of(run: &'c Run<'_>) -> Self {
        let Run { corpus, findings, fingerprints, summary, .. } = run;
        Self { corpus, findings, fingerprints, summary }
    }
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
