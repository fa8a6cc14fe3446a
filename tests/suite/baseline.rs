//! The baseline: what stands in it stays in sight and fails nothing; what is new fails as ever.

#![allow(clippy::unwrap_used, reason = "a test says what it holds by failing")]

use crate::common::{Folder, Run};
use serde_json::Value;
use std::fs;

const WORDS: &str = "
measures:
  killed: {unit: people}
  held: {unit: km², kind: stock}
dimensions: {side: {parts: [left, right]}}
parties: {herald: {}, courier: {}}
sources: {paper: {title: A paper}}
about: {measure: killed, period: 2015}
";

/// Two findings: an account at odds with itself, and two parties at odds over one side.
const CLAIMS: &str = "claims:
  - {id: a, figure: 40, by: herald, cite: {source: paper}}
  - {id: b, figure: 50, by: herald, cite: {source: paper}}
  - {id: c, about: {side: left}, figure: 20, by: herald, cite: {source: paper}}
  - {id: d, about: {side: left}, figure: 30, by: courier, cite: {source: paper}}
";

/// A folder with those claims and a baseline of them.
fn accepted() -> Folder {
    accepted_of(CLAIMS)
}

fn accepted_of(claims: &str) -> Folder {
    let folder = Folder::of(&[("claims.yaml", &format!("{WORDS}{claims}"))]);
    let run = folder.concise(&["claims.yaml", "--write-baseline", "base.json"]);
    assert_eq!(run.code, 0, "{run:?}");
    folder
}

/// The checks of the findings that are open in these claims against the folder's baseline.
fn open(folder: &Folder, claims: &str) -> Vec<String> {
    folder.write("claims.yaml", format!("{WORDS}{claims}"));
    open_in(folder, &["claims.yaml"])
}

fn open_in(folder: &Folder, paths: &[&str]) -> Vec<String> {
    let words = ["check", "--format", "json", "--baseline", "base.json", "--fail-on", "warning"];
    let run = folder.run(&[&words[..], paths].concat());
    let findings = run.findings();
    let open = findings.iter().filter(|finding| finding["status"] == "open");
    let open: Vec<String> =
        open.map(|finding| finding["message"].as_str().unwrap().to_owned()).collect();
    assert_eq!(run.code, i32::from(!open.is_empty()), "{run:?}");
    open
}

fn text(folder: &Folder) -> String {
    fs::read_to_string(folder.path().join("base.json")).unwrap()
}

#[test]
fn what_stands_in_the_baseline_is_shown_and_fails_nothing() {
    let folder = accepted();
    let words = ["claims.yaml", "--baseline", "base.json", "--fail-on", "info"];
    let run = folder.concise(&words);
    assert_eq!(run.code, 0, "{run:?}");
    assert_eq!(run.stdout.matches(" baseline[conflicting-claims] ").count(), 2, "{run:?}");
    assert!(run.stderr.contains("in 1 file: 2 in the baseline\n"), "{run:?}");
    let human = folder.run(&[&["check"], &words[..]].concat());
    assert_eq!(human.stdout.matches("baseline[conflicting-claims]").count(), 2, "{human:?}");
    let json = folder.run(&[&["check", "--format", "json"], &words[..]].concat()).json();
    assert_eq!(json["findings"][0]["status"], "baseline");
    assert_eq!(json["findings"][0]["severity"], "error");
    let counts = ["errors", "warnings", "baseline", "conflicts"];
    assert_eq!(counts.map(|key| json["summary"][key].as_u64().unwrap()), [0, 0, 2, 2]);
}

#[test]
fn only_what_is_new_fails() {
    let folder = accepted();
    let new = CLAIMS.to_owned()
        + "  - {about: {side: right}, figure: 1, by: herald, cite: {source: paper}}\n  \
           - {about: {side: right}, figure: 2, by: courier, cite: {source: paper}}\n";
    let open = open(&folder, &new);
    assert_eq!(open, ["killed (right) in 2015 is 1 by herald but 2 by courier"]);
}

#[test]
fn an_edit_around_a_finding_does_not_make_it_new() {
    let edits: [(&str, &str); 8] = [
        ("claims:\n", "\n\n# A remark.\n\nclaims:\n"),
        ("id: a,", "id: renamed,"),
        ("id: a, ", ""),
        ("figure: 40", "figure: forty"),
        ("figure: 50, by: herald", "note: printed twice, figure: \"50\", by: herald"),
        ("cite: {source: paper}}\n  - {id: b", "cite: {source: paper, at: p. 4}}\n  - {id: b"),
        ("by: courier, cite: {source: paper}", "cite: {source: paper, marks: [7]}, by: courier"),
        ("figure: 30", "grade: B2, figure: 30"),
    ];
    let folder = accepted();
    for (from, to) in edits {
        let edited = CLAIMS.replacen(from, to, 1);
        assert_ne!(edited, CLAIMS);
        assert_eq!(open(&folder, &edited), Vec::<String>::new(), "{edited}");
    }
    let mut lines: Vec<&str> = CLAIMS.lines().skip(1).collect();
    lines.reverse();
    assert_eq!(open(&folder, &format!("claims:\n{}\n", lines.join("\n"))), Vec::<String>::new());
    // Split over two files, the second of which is read first.
    let moved = "about: {measure: killed, period: 2015}\nclaims:\n";
    folder.write("a.yaml", format!("{moved}{}\n", lines[0]));
    folder.write("b.yaml", format!("{WORDS}{}", CLAIMS.replace(lines[0], "")));
    assert_eq!(open_in(&folder, &["a.yaml", "b.yaml"]), Vec::<String>::new());
}

#[test]
fn another_figure_or_hedge_makes_a_finding_new() {
    let folder = accepted();
    for (from, to) in [
        ("figure: 40", "figure: 41"),
        ("figure: 40", "figure: 40–41"),
        ("figure: 40", "figure: up to 40"),
        ("figure: 40", "figure: ~40"),
        ("figure: 50", "figure: 50+"),
        ("figure: 30", "figure: 31"),
    ] {
        let edited = CLAIMS.replacen(from, to, 1);
        assert_eq!(open(&folder, &edited).len(), 1, "{edited}");
    }
    // The two parties have changed places: the figures are the same, the claims are not.
    let swapped =
        CLAIMS.replace("20, by", "X, by").replace("30, by", "20, by").replace("X, by", "30, by");
    assert_eq!(open(&folder, &swapped).len(), 1, "{swapped}");
}

#[test]
fn a_figure_of_what_follows_is_pinned_too() {
    let claims = |right: &str| {
        format!(
            "claims:
  - {{figure: 40, by: herald, cite: {{source: paper}}}}
  - {{figure: 90, by: courier, cite: {{source: paper}}}}
  - {{about: {{side: left}}, figure: 30, by: herald, cite: {{source: paper}}}}
  - {{about: {{side: right}}, figure: {right}, by: herald, cite: {{source: paper}}}}
"
        )
    };
    let folder = accepted_of(&claims("20"));
    assert_eq!(open(&folder, &claims("20")), Vec::<String>::new());
    assert_eq!(open(&folder, &claims("21")).len(), 1);
}

#[test]
fn another_unit_of_the_measure_is_no_other_figure() {
    let claims = "claims:
  - {about: {measure: held}, figure: 40 km², by: herald, cite: {source: paper}}
  - {about: {measure: held}, figure: 50 km², by: courier, cite: {source: paper}}
";
    let folder = accepted_of(claims);
    folder.write("claims.yaml", format!("{}{claims}", WORDS.replace("unit: km²", "unit: sq mi")));
    assert_eq!(open_in(&folder, &["claims.yaml"]), Vec::<String>::new());
}

#[test]
fn faults_that_look_alike_are_counted() {
    let claims = |figures: &[&str]| {
        let claim = |figure: &&str| {
            format!("  - {{figure: {figure}, by: herald, cite: {{source: paper}}}}\n")
        };
        let sound = "  - {about: {side: left}, figure: 7, by: herald, cite: {source: paper}}\n";
        format!("claims:\n{sound}{}", figures.iter().map(claim).collect::<String>())
    };
    let folder = accepted_of(&claims(&["many", "many"]));
    assert_eq!(open(&folder, &claims(&["many", "many"])), Vec::<String>::new());
    assert_eq!(open(&folder, &claims(&["many", "40", "many"])), Vec::<String>::new());
    assert_eq!(open(&folder, &claims(&["many", "many", "many"])).len(), 1);
    // The one that was mended makes no room for another.
    assert_eq!(open(&folder, &claims(&["many", "lots"])).len(), 1);
}

#[test]
fn a_baseline_is_sorted_with_an_entry_on_each_line() {
    let folder = accepted();
    let written = text(&folder);
    let lines: Vec<&str> = written.lines().collect();
    assert_eq!(lines[..3], ["{", "\"version\": 1,", "\"entries\": ["]);
    assert_eq!(lines[5..], ["]", "}"]);
    assert!(lines[3].ends_with("},") && lines[4].ends_with('}'));
    let entries: Vec<Value> = lines[3..5]
        .iter()
        .map(|line| serde_json::from_str(line.trim_end_matches(',')).unwrap())
        .collect();
    let figures: Vec<&Value> = entries.iter().map(|entry| &entry["figures"]).collect();
    let wanted = [serde_json::json!(["40", "50"]), serde_json::json!(["30", "20"])];
    assert!(wanted.iter().all(|wanted| figures.contains(&wanted)), "{written}");
    assert!(lines[3] < lines[4], "{written}");
    assert!(!written.contains("claims.yaml") && !written.contains("paper"), "{written}");
    // Written again, whatever the format and whatever is selected, it is the same.
    for words in [&["--format", "json"][..], &["--select", "near-claims"], &["--max-findings", "0"]]
    {
        let run = folder
            .run(&[&["check", "claims.yaml", "--write-baseline", "base.json"], words].concat());
        assert_eq!(run.code, 0, "{run:?}");
        assert_eq!(text(&folder), written);
    }
}

#[test]
fn what_rulings_settle_is_not_written() {
    let claims = CLAIMS.to_owned()
        + "resolutions:\n  - {check: conflicting-claims, claims: {a: 40, b: 50}, ruling: disputed, \
           because: asked, by: desk, date: 2026}\n";
    let folder = accepted_of(&claims);
    assert_eq!(text(&folder).matches("\"check\"").count(), 1);
    // Without the ruling, its finding is new.
    assert_eq!(open(&folder, CLAIMS).len(), 1);
    // With both, it is the ruling that is told.
    let folder = accepted();
    folder.write("claims.yaml", format!("{WORDS}{claims}"));
    let run = folder.concise(&["claims.yaml", "--baseline", "base.json"]);
    assert!(run.stderr.contains(": 1 resolved, 1 in the baseline\n"), "{run:?}");
}

#[test]
fn pruning_takes_out_what_matches_nothing() {
    let folder = accepted();
    let whole = text(&folder);
    let prune = ["claims.yaml", "--baseline", "base.json", "--prune-baseline"];
    // Nothing to take out: the file is left alone.
    let run = folder.concise(&prune);
    assert_eq!((run.code, text(&folder)), (0, whole.clone()));
    assert!(!run.stderr.contains("entries"), "{run:?}");
    let mended = CLAIMS.replace("figure: 50", "figure: 40");
    folder.write("claims.yaml", format!("{WORDS}{mended}"));
    let run = folder.concise(&prune[..3]);
    assert!(run.stderr.contains("  entries of the baseline that match nothing: 1\n"), "{run:?}");
    assert_eq!(text(&folder), whole);
    let run = folder.concise(&prune);
    assert!(run.stderr.contains("  entries taken out of the baseline: 1\n"), "{run:?}");
    let pruned = text(&folder);
    assert_eq!(pruned.matches("\"check\"").count(), 1);
    assert!(whole.contains(pruned.lines().nth(3).unwrap()), "{pruned}");
    // The findings that are left still stand in it; the one taken out is new when it is back.
    assert_eq!(open(&folder, &mended), Vec::<String>::new());
    assert_eq!(open(&folder, CLAIMS).len(), 1);
}

/// What is selected, or not read, takes nothing out of a baseline.
#[test]
fn pruning_keeps_what_was_not_looked_at() {
    let folder = accepted();
    let whole = text(&folder);
    let prune = ["claims.yaml", "--baseline", "base.json", "--prune-baseline"];
    let run = folder.concise(&[&prune[..], &["--select", "sum-differs"]].concat());
    assert_eq!((run.code, text(&folder)), (0, whole.clone()));
    folder.write(
        "claims.yaml",
        format!("{WORDS}{}  - figure: [", CLAIMS.replace("figure: 50", "figure: 40")),
    );
    let run = folder.concise(&prune);
    assert!(run.stderr.contains("kept since not all was read: 1\n"), "{run:?}");
    assert_eq!(text(&folder), whole);
    let run = folder.concise(&[&prune[..], &["not-there.yaml"]].concat());
    assert_eq!((run.code, text(&folder)), (2, whole));
}

#[test]
fn nothing_is_written_when_a_path_could_not_be_read() {
    let folder = accepted();
    let run = folder.concise(&["claims.yaml", "nowhere", "--write-baseline", "other.json"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.stderr.contains("the baseline is left as it was"), "{run:?}");
    assert!(!folder.path().join("other.json").exists());
}

#[test]
fn a_baseline_that_is_no_baseline_stops_the_run() {
    let folder = accepted();
    let good = text(&folder);
    let cases: [(&str, &str); 8] = [
        ("", "it is damaged: EOF while parsing a value at line 1 column 0"),
        ("{\"version\": 1, \"entries\": [", "it is damaged: EOF while parsing a list at line 1"),
        ("[]", "it is damaged"),
        ("{\"version\": \"1\", \"entries\": []}", "it is damaged: invalid type"),
        ("{\"version\": 1}", "it is damaged: missing field `entries`"),
        ("{\"version\": 1, \"entries\": [], \"more\": 1}", "it is damaged: unknown field `more`"),
        ("{\"version\": 2, \"findings\": {}}", "it is of version 2; this program reads version 1"),
        ("{\"version\": 0, \"entries\": []}", "it is of version 0; this program reads version 1"),
    ];
    let cut = &good[..good.len() / 2];
    for (text, why) in cases.into_iter().chain([(cut, "it is damaged")]) {
        folder.write("base.json", text);
        let run = folder.concise(&["claims.yaml", "--baseline", "base.json"]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{text}");
        assert!(
            run.stderr.starts_with("error: the baseline `base.json` cannot be read: "),
            "{run:?}"
        );
        assert!(run.stderr.contains(why), "{run:?}");
    }
    folder.write("base.json", b"\xff\xfe");
    let run = folder.concise(&["claims.yaml", "--baseline", "base.json"]);
    assert!(run.code == 2 && run.stderr.contains("it is damaged: it is not UTF-8"), "{run:?}");
    let run = folder.concise(&["claims.yaml", "--baseline", "none.json"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("write one with --write-baseline none.json"), "{run:?}");
}

#[test]
fn flags_that_make_no_sense_together_are_refused() {
    let folder = accepted();
    for words in [
        &["--prune-baseline"][..],
        &["--baseline", "base.json", "--prune-baseline", "--write-baseline", "b.json"],
    ] {
        let run = folder.concise(&[&["claims.yaml"], words].concat());
        assert_eq!(run.code, 2, "{run:?}");
        assert!(run.stderr.contains("baseline"), "{run:?}");
    }
}

/// A file is replaced whole or not at all, through links, and nothing is left beside it.
#[test]
fn a_baseline_is_written_whole_or_not_at_all() {
    let folder = accepted();
    let names = |folder: &Folder| {
        let entries = fs::read_dir(folder.path()).unwrap();
        let mut names: Vec<_> = entries.map(|entry| entry.unwrap().file_name()).collect();
        names.sort();
        names
    };
    assert_eq!(names(&folder), ["base.json", "claims.yaml"]);
    fs::create_dir(folder.path().join("folder")).unwrap();
    let refused: [&str; 2] = ["folder", "nowhere/base.json"];
    for path in refused {
        let run: Run = folder.concise(&["claims.yaml", "--write-baseline", path]);
        assert_eq!(run.code, 2, "{run:?}");
        assert!(run.stderr.contains(&format!("`{path}` cannot be written")), "{run:?}");
    }
    assert_eq!(names(&folder), ["base.json", "claims.yaml", "folder"]);
}

#[cfg(unix)]
#[test]
fn a_link_keeps_leading_where_it_leads() {
    let folder = accepted();
    let kept = folder.write("kept/base.json", "{\"version\": 1, \"entries\": []}");
    let link = folder.path().join("link.json");
    std::os::unix::fs::symlink(&kept, &link).unwrap();
    let run = folder.concise(&["claims.yaml", "--write-baseline", "link.json"]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read_to_string(&kept).unwrap(), text(&folder));
}
