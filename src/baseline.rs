//! The baseline: findings accepted as they are, as the text of a file, in and out.
//!
//! An entry is a finding's fingerprint with the figures of its claims as they stood, so that neither an
//! edit around a finding nor another spelling of a figure makes it new, and another figure does.

use crate::explain::{about, fingerprints, period};
use crate::finding::{Finding, Status};
use crate::json::line_text;
use crate::model::{ClaimId, Corpus};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The version of the file that is written, and the newest that is read.
const VERSION: u64 = 1;

/// Findings accepted as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    /// Each with how often it stands there: two faults may look alike.
    entries: BTreeMap<BaselineEntry, usize>,
}

/// One finding, as it stood.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct BaselineEntry {
    /// The check's name.
    check: String,
    /// The fingerprint, without the number that tells apart those that look alike.
    fingerprint: String,
    /// The figures of the claims its conflicts need, in the order of their quantities, parties and
    /// sources; of a fault of the files the text at fault.
    figures: Vec<String>,
}

/// The file, for people and for `git diff`: an entry on each line.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BaselineFile {
    #[serde(rename = "version")]
    _version: u64,
    entries: Vec<BaselineEntry>,
}

/// As much of the file as is sure to be there whatever its version.
#[derive(Deserialize)]
struct Head {
    version: u64,
}

impl Baseline {
    /// Reads the file's text.
    ///
    /// # Errors
    /// Why it cannot be read, in words: it is damaged, or was written by a newer program.
    pub fn parse(text: &str) -> Result<Self, String> {
        let damaged = |fault: serde_json::Error| format!("it is damaged: {fault}");
        let head: Head = serde_json::from_str(text).map_err(damaged)?;
        if head.version != VERSION {
            let version = head.version;
            return Err(format!(
                "it is of version {version}; this program reads version {VERSION}"
            ));
        }
        let document: BaselineFile = serde_json::from_str(text).map_err(damaged)?;
        Ok(Self::of_entries(document.entries))
    }

    /// The baseline that accepts every finding no ruling settles.
    pub fn of(corpus: &Corpus, findings: &[Finding]) -> Self {
        let entries = entries(corpus, findings).into_iter().zip(findings);
        let unresolved = entries.filter(|(_, finding)| finding.life.status != Status::Resolved);
        Self::of_entries(unresolved.map(|(entry, _)| entry))
    }

    fn of_entries(entries: impl IntoIterator<Item = BaselineEntry>) -> Self {
        let mut baseline = Self::default();
        for entry in entries {
            *baseline.entries.entry(entry).or_default() += 1;
        }
        baseline
    }

    /// Marks the findings that stand in it, and gives the part of it that matches one, rulings or not.
    pub fn mark(&self, corpus: &Corpus, findings: &mut [Finding]) -> Self {
        let mut left = self.entries.clone();
        let mut matched = Self::default();
        for (entry, finding) in entries(corpus, findings).into_iter().zip(findings) {
            let Some(count) = left.get_mut(&entry).filter(|count| **count > 0) else { continue };
            *count -= 1;
            *matched.entries.entry(entry).or_default() += 1;
            if finding.life.status == Status::Open {
                finding.life.status = Status::Baseline;
            }
        }
        matched
    }

    /// How many findings stand in it.
    pub fn len(&self) -> usize {
        self.entries.values().sum()
    }

    /// Whether none stands in it.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The file's text: sorted, an entry on each line, and the same for the same findings.
    pub fn text(&self) -> String {
        let each =
            self.entries.iter().flat_map(|(entry, &count)| std::iter::repeat_n(entry, count));
        let mut text = format!("{{\n\"version\": {VERSION},\n\"entries\": [");
        for (at, entry) in each.enumerate() {
            text.push_str(if at == 0 { "\n" } else { ",\n" });
            text.push_str(&line_text(entry));
        }
        text.push_str("\n]\n}\n");
        text
    }
}

/// The entry of each finding.
fn entries(corpus: &Corpus, findings: &[Finding]) -> Vec<BaselineEntry> {
    let fingerprints = fingerprints(corpus, findings);
    let entry = |(finding, fingerprint): (&Finding, String)| BaselineEntry {
        check: finding.check.name().to_owned(),
        fingerprint: fingerprint.split('-').next().unwrap_or_default().to_owned(),
        figures: figures(corpus, finding),
    };
    findings.iter().zip(fingerprints).map(entry).collect()
}

/// What pins a finding, without any name that people give claims, and without a line.
fn figures(corpus: &Corpus, finding: &Finding) -> Vec<String> {
    if finding.claims.is_empty() {
        const LONGEST: usize = 80;
        return vec![corpus.texts.slice(finding.at).chars().take(LONGEST).collect()];
    }
    let claims = finding.needed_claims().into_iter();
    let mut pinned: Vec<(String, String)> =
        claims.map(|id| (label(corpus, id), corpus.extent(id).canonical())).collect();
    pinned.sort_unstable();
    pinned.into_iter().map(|(_, figure)| figure).collect()
}

/// What a claim is about, who asserts it and where; what orders the figures of an entry.
fn label(corpus: &Corpus, id: ClaimId) -> String {
    let claim = corpus.claim(id);
    let mut label = String::new();
    for (key, value) in about(corpus, claim.quantity) {
        let _ = write!(label, "{key}={value}\0");
    }
    let _ = write!(label, "{}\0{}", period(corpus, claim.quantity), corpus.party_name(claim.by));
    for cite in corpus.cites(claim) {
        let _ = write!(label, "\0{}", corpus.source_name(cite.source));
    }
    label
}
