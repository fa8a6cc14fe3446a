//! Every command counts one corpus in the same way: the summaries of all of them, next to one another.

#![allow(clippy::unwrap_used, reason = "a test says what it holds by failing")]

use crate::common::Folder;
use serde_json::{Value, json};

/// Claims that are deprecated, revised, replaced, denied and ruled on; two that are near, a party against itself, a
/// claim that cannot be read, and a stated sum of a claim nobody knows.
const CLAIMS: &str = "\
measures: {killed: {unit: people}}
dimensions: {side: {parts: [left, right]}}
parties: {herald: {}, courier: {}, desk: {}}
sources: {paper: {title: A paper}, book: {title: A book}}
about: {measure: killed, period: 2015}
claims:
  - {id: left, about: {side: left}, figure: 42, by: herald, cite: {source: paper}}
  - {id: right, about: {side: right}, figure: 64, by: herald, cite: {source: paper}}
  - {id: both, figure: 77, by: herald, cite: {source: paper}}
  - {id: other, about: {side: left}, figure: 47, by: courier, cite: {source: book}}
  - {id: wrong, about: {side: left}, figure: 99, rank: deprecated, reason: a slip, by: desk, cite: {source: book}}
  - {id: old, about: {period: 2016}, figure: 5, by: courier, cite: {source: book}}
  - {id: new, about: {period: 2016}, figure: 9, by: courier, cite: {source: book}, revises: old}
  - {id: denied, about: {side: left}, figure: 42, stance: denies, by: desk, cite: {source: book}}
  - {id: near, about: {period: 2017}, figure: about 100, by: herald, cite: {source: paper}}
  - {id: nearer, about: {period: 2017}, figure: 101, by: courier, cite: {source: book}}
  - {id: stated, about: {period: 2018}, figure: 9, by: herald, cite: {source: paper}, sum-of: [secret]}
  - {id: secret, about: {period: 2018, side: left}, figure: unknown, by: herald, cite: {source: paper}}
  - {id: unread, figure: seventy and some, by: herald, cite: {source: paper}}
resolutions:
  - {check: conflicting-claims, claims: {left: 42, other: 47}, ruling: disputed, because: asked, by: desk,
     date: 2026-11-22}
";

fn folder() -> Folder {
    let folder = Folder::of(&[("claims/f.yaml", CLAIMS), ("elsewhere.yaml", "")]);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("../elsewhere.yaml", folder.path().join("claims/link.yaml"))
            .unwrap();
        let pipe = folder.path().join("claims/pipe.yaml");
        assert!(std::process::Command::new("mkfifo").arg(pipe).status().unwrap().success());
    }
    folder
}

/// Each command that counts, with where its JSON has a summary.
const COMMANDS: &[(&[&str], &[&str])] = &[
    (&["check", "claims"], &["/summary"]),
    (&["report", "claims"], &["/summary"]),
    (&["show", "killed", "side=left", "period=2015", "claims"], &["/summary"]),
    (&["bounds", "killed", "side=left", "period=2015", "claims"], &["/summary"]),
    // The same figure again: both runs are the run that `check` does.
    (&["what-if", "both=77", "claims"], &["/before", "/after"]),
    (&["diff", "claims", "claims"], &["/a/summary", "/b/summary"]),
];

/// Every summary of every command, with the command.
fn summaries(folder: &Folder) -> Vec<(String, Value)> {
    let of_command = |(words, places): &(&[&str], &[&str])| -> Vec<(String, Value)> {
        let run = folder.run(&[words, &["--format", "json", "--today", "2026-11-22"][..]].concat());
        let document = run.json();
        let at = |place: &&str| {
            let summary = document.pointer(place).filter(|summary| summary.is_object());
            let summary = summary.unwrap_or_else(|| panic!("{words:?} {place}: {document}"));
            (format!("{} {place}", words[0]), summary.clone())
        };
        places.iter().map(at).collect()
    };
    COMMANDS.iter().flat_map(of_command).collect()
}

#[test]
fn every_command_sums_up_one_corpus_the_same() {
    let all = summaries(&folder());
    let (_, first) = &all[0];
    for (command, summary) in &all[1..] {
        assert_eq!(summary, first, "{command}");
    }
}

#[test]
fn what_is_counted_is_there_to_be_counted() {
    let folder = folder();
    let summary = folder.run(&["check", "claims", "--format", "json"]).json()["summary"].clone();
    let not_in_force = json!({"deprecated": 1, "replaced": 1, "denials": 1});
    assert_eq!(summary["not_in_force"], not_in_force, "{summary}");
    for count in ["comparisons", "conflicts", "errors", "infos", "resolved"] {
        assert_ne!(summary[count], 0, "{count}: {summary}");
    }
    assert_eq!((&summary["files"], &summary["claims"]), (&json!(1), &json!(12)), "{summary}");
    let skipped = summary["skipped"].as_array().unwrap();
    let what: Vec<&str> = skipped.iter().map(|left| left["what"].as_str().unwrap()).collect();
    let wanted = [
        "claims not read",
        "stated sums of unknown or replaced claims, or of different units",
        "links not followed",
        "pipes and devices not opened",
    ];
    assert_eq!(what, if cfg!(unix) { &wanted[..] } else { &wanted[..2] });
}

#[test]
fn a_baseline_is_counted_by_each_command_that_takes_one() {
    let folder = folder();
    folder.run(&["check", "claims", "--write-baseline", "accepted.json"]);
    let settled = CLAIMS.replace("figure: 77", "figure: 106");
    folder.write("claims/f.yaml", settled);
    let counted = |command: &str| {
        let run =
            folder.run(&[command, "claims", "--baseline", "accepted.json", "--format", "json"]);
        run.json()["summary"].clone()
    };
    let checked = counted("check");
    assert_eq!(counted("report"), checked);
    let unmatched = json!({"what": "entries of the baseline that match nothing", "count": 1});
    assert!(checked["skipped"].as_array().unwrap().contains(&unmatched), "{checked}");
}

#[test]
fn the_least_severity_is_called_info_in_the_line_too() {
    let run = folder().run(&["check", "claims"]);
    assert!(run.stderr.contains(", 1 info, "), "{}", run.stderr);
}
