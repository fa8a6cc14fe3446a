//! SARIF 2.1.0 (OASIS), as GitHub's code scanning takes it: one run, a rule for every check, a result
//! for every finding.
//!
//! Held to, from GitHub's pages on SARIF support and its limits: at most 25,000 results in a run, of
//! which the 5,000 worst are shown; 20 tags and 1,024 characters of description for a rule, 255 of a
//! name; 1,000 locations for a result; relative URIs; whole regions; and a fingerprint of its own for
//! each result, where GitHub looks at `primaryLocationLineHash` alone. What a ruling or the baseline
//! settles is suppressed; GitHub shows suppressed results all the same, so they are notes.

use crate::budget::limits;
use crate::error::Error;
use crate::explain::{ruling, tell};
use crate::finding::{Check, Finding, Reading, Severity, Status};
use crate::json::write_pretty;
use crate::model::ResolutionId;
use crate::render::file_position::{Base, FilePosition, Uri};
use crate::render::{Shown, details, sentence, written};
use crate::source::Span;
use serde::{Serialize, Serializer};
use serde_json::{Value, json};
use std::io::Write;

/// Characters of a description.
const DESCRIPTION: usize = 1_024;
/// Characters of a message: no limit is published, and nobody reads more.
const MESSAGE: usize = 8_000;
/// What relative URIs begin at.
const ROOT: &str = "%SRCROOT%";

/// What a run has to say besides its findings.
#[derive(Debug)]
pub struct SarifContext<'r> {
    /// Where paths begin.
    pub base: &'r Base,
    /// Whether all paths could be read.
    pub successful: bool,
}

/// Writes the document. Of more than [`SARIF_RESULTS`](limits::SARIF_RESULTS) findings the worst are kept.
pub fn write(shown: &Shown<'_>, run: &SarifContext<'_>, out: &mut impl Write) -> Result<(), Error> {
    let document = SarifLog { shown, run };
    let result = write_pretty(&mut *out, &document);
    written(result.map_err(std::io::Error::from))?;
    written(writeln!(out))
}

/// The whole, made result by result while it is written.
struct SarifLog<'d> {
    shown: &'d Shown<'d>,
    run: &'d SarifContext<'d>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Log<'d> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [RunOut<'d>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RunOut<'d> {
    tool: Value,
    invocations: Value,
    original_uri_base_ids: Value,
    column_kind: &'static str,
    newline_sequences: [&'static str; 3],
    results: Results<'d>,
}

impl Serialize for SarifLog<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let SarifLog { shown, run } = *self;
        let run = RunOut {
            tool: tool(),
            invocations: invocations(shown, run.successful),
            original_uri_base_ids: json!({ROOT: {
                "description": {"text": "The folder the run started in: the root of the repository."},
            }}),
            column_kind: "unicodeCodePoints",
            newline_sequences: ["\r\n", "\n", "\r"],
            results: Results { shown, run },
        };
        let schema = "https://json.schemastore.org/sarif-2.1.0.json";
        Log { schema, version: "2.1.0", runs: [run] }.serialize(to)
    }
}

fn tool() -> Value {
    let rules: Vec<Value> = Check::ALL.iter().map(|&check| rule(check)).collect();
    let driver = json!({
        "name": "variorum",
        "version": env!("CARGO_PKG_VERSION"),
        "semanticVersion": env!("CARGO_PKG_VERSION"),
        "shortDescription": {"text": "Keeps contested figures honest."},
        "informationUri": env!("CARGO_PKG_HOMEPAGE"),
        "rules": rules,
    });
    json!({"driver": driver})
}

/// A rule, from the page of its check: the first sentence, why it matters, and the whole.
///
/// Its level is what its findings have where they have none of their own; ours all do. Where the reading
/// decides, it is that of a disagreement.
fn rule(check: Check) -> Value {
    let page = check.page();
    let (_, body) = page.split_once('\n').unwrap_or(("", page));
    let body = body.trim_start();
    let paragraphs = || body.split("\n\n").map(plain);
    let why = paragraphs().skip_while(|text| !text.starts_with("## Why")).skip(1);
    let why: Vec<String> = why.take_while(|text| !text.starts_with('#')).collect();
    let severity = check.rule().severity(Some(Reading::Contested));
    let problem = match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "recommendation",
    };
    json!({
        "id": check.name(),
        "name": format!("{check:?}"),
        "shortDescription": {"text": cut(&paragraphs().next().unwrap_or_default(), DESCRIPTION)},
        "fullDescription": {"text": cut(&why.join(" "), DESCRIPTION)},
        "help": {"text": body, "markdown": body},
        "defaultConfiguration": {"level": level(severity)},
        "properties": {
            "tags": [check.group().name()],
            "precision": "very-high",
            "problem.severity": problem,
        },
    })
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "note",
    }
}

/// A paragraph on one line.
fn plain(paragraph: &str) -> String {
    paragraph.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// So many characters at most, cut at the end of a word.
fn cut(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let start: String = text.chars().take(most - 1).collect();
    let whole = start.rfind(char::is_whitespace).map_or(start.as_str(), |at| &start[..at]);
    format!("{whole}…")
}

/// The run in numbers, and whatever was left out of it.
fn invocations(shown: &Shown<'_>, successful: bool) -> Value {
    let note = |text: String| json!({"level": "note", "message": {"text": text}});
    let skipped = shown.summary.skipped.iter();
    let skipped = skipped.map(|left| format!("{}: {}", left.what, left.count));
    let notes: Vec<Value> = [shown.summary.line()].into_iter().chain(skipped).map(note).collect();
    json!([{"executionSuccessful": successful, "toolExecutionNotifications": notes}])
}

struct Results<'d> {
    shown: &'d Shown<'d>,
    run: &'d SarifContext<'d>,
}

impl Serialize for Results<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let Results { shown, run } = *self;
        let worst = worst(shown.findings);
        let all = || shown.findings.iter().zip(shown.fingerprints);
        let kept = all().filter(|(finding, _)| worst.is_none_or(|most| weight(finding) < most));
        let some = all().filter(|(finding, _)| worst == Some(weight(finding)));
        let all = kept.chain(some).take(limits::SARIF_RESULTS.get());
        to.collect_seq(all.map(|(finding, fingerprint)| result(shown, run, finding, fingerprint)))
    }
}

/// How much a finding weighs: the less, the worse.
fn weight(finding: &Finding) -> (bool, Severity) {
    (finding.life.status != Status::Open, finding.severity())
}

/// The first weight that is not kept whole; none where all are kept.
fn worst(findings: &[Finding]) -> Option<(bool, Severity)> {
    if findings.len() <= limits::SARIF_RESULTS.get() {
        return None;
    }
    let mut weights: Vec<_> = findings.iter().map(weight).collect();
    weights.sort_unstable();
    Some(weights[limits::SARIF_RESULTS.get()])
}

fn result(
    shown: &Shown<'_>,
    run: &SarifContext<'_>,
    finding: &Finding,
    fingerprint: &str,
) -> Value {
    let corpus = shown.corpus;
    let told = tell(corpus, finding);
    let mut lines = vec![format!("{}.", sentence(&told))];
    lines.extend(details(corpus, finding, &told));
    let open = finding.life.status == Status::Open;
    let level = level(if open { finding.severity() } else { Severity::Info });
    let label = told.places.iter().find(|(span, _)| *span == finding.at);
    let others = told.places.iter().filter(|(span, _)| *span != finding.at);
    let related = others.zip(1..).map(|((span, label), id)| {
        let mut place = location(shown, run.base, *span, label);
        place["id"] = json!(id);
        place
    });
    let mut result = json!({
        "ruleId": finding.check.name(),
        "ruleIndex": finding.check as usize,
        "level": level,
        "message": {"text": message(&lines.join("\n"))},
        "locations": [location(shown, run.base, finding.at, label.map_or("", |(_, label)| label))],
        "relatedLocations": related.collect::<Vec<_>>(),
        "partialFingerprints": {
            "primaryLocationLineHash": fingerprint,
            "variorum/v1": fingerprint,
        },
        "suppressions": suppressions(shown, run.base, finding),
        "properties": {
            "status": finding.life.status.name(),
            "reading": finding.reading.map(|reading| reading.name()),
            "irreconcilable": finding.irreconcilable,
        },
    });
    // §3.27.18: how often a result was seen that is listed once.
    if finding.alike.all() > 0 {
        result["occurrenceCount"] = json!(1 + finding.alike.same);
        result["properties"]["alike"] =
            json!({"same": finding.alike.same, "of_check": finding.alike.of_check});
    }
    result
}

fn location(shown: &Shown<'_>, base: &Base, span: Span, label: &str) -> Value {
    let texts = &shown.corpus.texts;
    let FilePosition { start, end } = FilePosition::in_characters(texts, span);
    let artifact = match base.uri(texts.file(span.file).name()) {
        Uri::Relative(uri) => json!({"uri": uri, "uriBaseId": ROOT}),
        Uri::Absolute(uri) => json!({"uri": uri}),
    };
    let mut location = json!({"physicalLocation": {
        "artifactLocation": artifact,
        "region": {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
        },
    }});
    if !label.is_empty() {
        location["message"] = json!({"text": message(label)});
    }
    location
}

/// Who settled it and why (§3.35); an empty list says that nobody did. A ruling is written in the files that
/// are checked, so it is in the source, at its place; the baseline is kept outside of them.
fn suppressions(shown: &Shown<'_>, base: &Base, finding: &Finding) -> Value {
    let of_ruling = |&id: &ResolutionId| {
        json!({
            "kind": "inSource",
            "status": "accepted",
            "justification": ruling(shown.corpus, id),
            "location": location(shown, base, shown.corpus.resolution(id).span, ""),
        })
    };
    match finding.life.status {
        Status::Open => json!([]),
        Status::Resolved => finding.life.rulings.iter().map(of_ruling).collect(),
        Status::Baseline => json!([{
            "kind": "external",
            "status": "accepted",
            "justification": "is in the baseline",
        }]),
    }
}

/// A text as a message: braces are doubled, for single ones hold the place of an argument (§3.11.5), and
/// brackets escaped where they would make a link (§3.11.6).
fn message(text: &str) -> String {
    let text = cut(text, MESSAGE).replace('{', "{{").replace('}', "}}");
    if !text.contains("](") {
        return text;
    }
    text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_hold_no_link_and_no_argument() {
        assert_eq!(message("\\u{202e} [a] is 5"), "\\u{{202e}} [a] is 5");
        assert_eq!(message("[x](javascript:1) {0}"), "\\[x\\](javascript:1) {{0}}");
    }

    #[test]
    fn long_texts_end_with_a_word() {
        assert_eq!(cut("one two three", 13), "one two three");
        assert_eq!(cut("one two three", 12), "one two…");
        assert_eq!(cut("ééééé", 3), "éé…");
    }
}
