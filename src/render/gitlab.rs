//! GitLab's code quality report: one JSON list, an issue for each open finding.
//!
//! GitLab has no way of saying that an issue is settled: what a ruling or the baseline settles is left
//! out, and shows there as resolved. A fingerprint is never used twice in one report, or GitLab would
//! show one issue of the two.

use crate::error::Error;
use crate::explain::tell;
use crate::finding::{Finding, Severity};
use crate::json::write_pretty;
use crate::render::file_position::{Base, FilePosition};
use crate::render::{Shown, details, open, sentence, written};
use serde::{Serialize, Serializer};
use std::io::Write;

/// Writes the list.
pub fn write(shown: &Shown<'_>, base: &Base, out: &mut impl Write) -> Result<(), Error> {
    let result = write_pretty(&mut *out, &CodeQuality { shown, base });
    written(result.map_err(std::io::Error::from))?;
    written(writeln!(out))
}

/// The whole, made issue by issue while it is written.
struct CodeQuality<'r> {
    shown: &'r Shown<'r>,
    base: &'r Base,
}

impl Serialize for CodeQuality<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let issues = open(self.shown);
        to.collect_seq(issues.map(|(finding, print)| issue(self.shown, self.base, finding, print)))
    }
}

#[derive(Serialize)]
struct Issue<'r> {
    #[serde(rename = "type")]
    kind: &'static str,
    check_name: &'static str,
    description: String,
    content: Content,
    categories: [&'static str; 1],
    severity: &'static str,
    fingerprint: &'r str,
    location: GitlabLocation,
}

#[derive(Serialize)]
struct Content {
    body: String,
}

#[derive(Serialize)]
struct GitlabLocation {
    path: String,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

fn issue<'r>(
    shown: &'r Shown<'r>,
    base: &Base,
    finding: &'r Finding,
    fingerprint: &'r str,
) -> Issue<'r> {
    let corpus = shown.corpus;
    let told = tell(corpus, finding);
    let FilePosition { start, end } = FilePosition::in_characters(&corpus.texts, finding.at);
    Issue {
        kind: "issue",
        check_name: finding.check.name(),
        description: sentence(&told),
        content: Content { body: details(corpus, finding, &told).join("\n") },
        categories: ["Bug Risk"],
        severity: match finding.severity() {
            Severity::Error => "major",
            Severity::Warning => "minor",
            Severity::Info => "info",
        },
        fingerprint,
        location: GitlabLocation {
            path: base.path(corpus.texts.file(finding.at.file).name()),
            lines: Lines { begin: start.line, end: end.line },
        },
    }
}
