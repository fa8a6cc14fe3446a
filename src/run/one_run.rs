//! One run: a corpus with the faults of its files in; findings with their fingerprints, the claims in force and the
//! run in numbers out.

use crate::baseline::Baseline;
use crate::check::{causes, check_watched, suspect};
use crate::engine::standing::claims_in_force::Ground;
use crate::explain::fingerprints_under;
use crate::finding::Finding;
use crate::model::Corpus;
use crate::progress::Progress;
use crate::run::acceptance::accept;
use crate::run::options::{Depth, RunOptions};
use crate::run::read_files::ReadFaults;
use crate::run::summary::Summary;

/// All that one run found.
#[derive(Debug)]
pub struct Run<'c> {
    /// What was read.
    pub corpus: &'c Corpus,
    /// The findings asked for, by place, then by severity and check.
    pub findings: Vec<Finding>,
    /// The fingerprint of each.
    pub fingerprints: Vec<String>,
    /// Findings beyond those, where only so many are wanted; they are counted all the same.
    pub beyond: Vec<Finding>,
    /// The claims in force.
    pub ground: Ground,
    /// The run in numbers.
    pub summary: Summary,
    /// The baseline as it is to be from now on, where it is to change.
    pub baseline: Option<Baseline>,
}

/// Runs every check on a corpus.
pub fn run<'c>(corpus: &'c Corpus, read: ReadFaults, options: &RunOptions<'_>) -> Run<'c> {
    run_watched(corpus, read, options, &Progress::new())
}

/// As [`run`], and says how far it has come.
pub fn run_watched<'c>(
    corpus: &'c Corpus,
    read: ReadFaults,
    options: &RunOptions<'_>,
    progress: &Progress,
) -> Run<'c> {
    let ReadFaults { findings, passed_over } = read;
    let checked = check_watched(corpus, findings, options.today, progress);
    let (mut findings, ground) = (checked.findings, checked.ground);
    let accepted = accept(options.acceptance, corpus, &mut findings);
    let how_many = |findings: &[Finding]| findings.iter().map(Finding::how_many).sum::<usize>();
    let all = how_many(&findings);
    findings.retain(|finding| options.wants(finding.check));
    let mut summary = Summary::new(corpus, &findings, checked.comparisons, checked.not_in_force);
    let selected = how_many(&findings);
    let alike = selected - findings.len();
    let shown = options.at_most.unwrap_or(findings.len()).min(findings.len());
    let beyond = findings.split_off(shown);
    // In the order of the work. What was left out of reading is there already; a command adds at the end what it
    // leaves out itself.
    summary.leave_out("findings of checks not selected", all - selected);
    summary.skipped.extend(checked.skipped);
    summary.skipped.extend(passed_over);
    summary.skipped.extend(accepted.unmatched.filter(|_| !options.partial));
    summary.leave_out("faults of files not listed, for enough like them are", alike);
    summary.leave_out("findings not printed", beyond.len());
    if options.depth == Depth::CorrectionsAndCauses {
        summary.skipped.extend(suspect(corpus, &mut findings));
        summary.skipped.extend(causes(corpus, &ground, &mut findings));
    }
    let fingerprints = fingerprints_under(corpus, &findings, options.folder);
    Run { corpus, findings, fingerprints, beyond, ground, summary, baseline: accepted.renewed }
}
