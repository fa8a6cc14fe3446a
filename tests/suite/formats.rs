//! The formats for other programs: each is one valid document whatever is found, says the same as the
//! others, and is the same bytes whatever lies around the claims.

#![allow(clippy::unwrap_used, reason = "a test says what it holds by failing")]

use crate::common::{Folder, Run, finish, program, run_in, with_claims};
use crate::read;
use serde_json::Value;
use std::fs;
use std::path::Path;

/// The machine formats, with a file for each.
const FILES: &[(&str, &str)] = &[
    ("sarif", "v.sarif"),
    ("github", "v.github"),
    ("gitlab", "v.gitlab"),
    ("junit", "v.xml"),
    ("rdjsonl", "v.rdjsonl"),
];

/// One run that writes them all beside the claims.
fn run_all(folder: &Folder, arguments: &[&str]) -> Run {
    let mut words = vec!["check"];
    words.extend(arguments);
    for (format, file) in FILES {
        words.extend(["--format", format, "-o", file]);
    }
    let run = folder.run(&words);
    assert!(run.code < 2, "{run:?}");
    run
}

fn text(folder: &Folder, file: &str) -> String {
    fs::read_to_string(folder.path().join(file)).unwrap()
}

fn sarif(folder: &Folder) -> Vec<Value> {
    read::sarif(&text(folder, "v.sarif"))
}

/// How many findings each format tells: all of them read, none of them broken.
fn counts(folder: &Folder) -> [usize; 5] {
    let github = read::github(&text(folder, "v.github")).len();
    let gitlab = read::gitlab(&text(folder, "v.gitlab")).len();
    let junit = read::junit(&text(folder, "v.xml"));
    let junit = junit.iter().filter(|case| !case.text.is_empty()).count();
    let rdjsonl = read::rdjsonl(&text(folder, "v.rdjsonl")).len();
    [sarif(folder).len(), github, gitlab, junit, rdjsonl]
}

#[test]
fn nothing_found_is_a_document_too() {
    let folder = Folder::of(&[("c.yaml", &with_claims(&["{figure: 3, ..}"]))]);
    assert_eq!(run_all(&folder, &["c.yaml"]).code, 0);
    assert_eq!(counts(&folder), [0; 5]);
    assert_eq!(text(&folder, "v.github"), "");
    assert_eq!(text(&folder, "v.rdjsonl"), "");
    assert_eq!(text(&folder, "v.gitlab"), "[]\n");
    let cases = read::junit(&text(&folder, "v.xml"));
    let names: Vec<_> =
        cases.iter().map(|case| (case.suite.as_str(), case.name.as_str())).collect();
    assert_eq!(names, [("files", "c.yaml"), ("killed", "killed in 2015")]);
}

#[test]
fn one_finding_is_told_by_each() {
    let folder = Folder::new();
    let claims = with_claims(&["{figure: 31–92, ..}", "{figure: 4, ..}"]);
    folder.write("a b/ş#.yaml", &claims);
    assert_eq!(run_all(&folder, &["a b"]).code, 1);
    assert_eq!(counts(&folder), [1; 5]);
    let message =
        "killed in 2015 is 31–92 but also 4, both by herald (4 < 31–92, 27 apart, 7.8 times)";
    let result = &sarif(&folder)[0];
    assert!(result["message"]["text"].as_str().unwrap().starts_with(&format!("{message}.\n")));
    assert_eq!(
        (&result["level"], &result["ruleId"]),
        (&"error".into(), &"conflicting-claims".into())
    );
    let place = &result["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "a%20b/%C5%9F%23.yaml");
    let region =
        serde_json::json!({"startLine": 7, "startColumn": 14, "endLine": 7, "endColumn": 19});
    assert_eq!(place["region"], region);
    let related = &result["relatedLocations"][0];
    assert_eq!(related["physicalLocation"]["region"]["startLine"], 8);
    assert_eq!(related["message"]["text"], "4 by herald (paper)");
    assert_eq!(result["suppressions"], serde_json::json!([]));
    let github = &read::github(&text(&folder, "v.github"))[0];
    assert_eq!(github.name, "error");
    let property = |key: &str| github.properties[key].as_str();
    assert_eq!((property("file"), property("title")), ("a b/ş#.yaml", "conflicting-claims"));
    assert_eq!((property("line"), property("col"), property("endColumn")), ("7", "14", "19"));
    assert_eq!(github.message.lines().next().unwrap(), message);
    let gitlab = &read::gitlab(&text(&folder, "v.gitlab"))[0];
    assert_eq!((&gitlab["severity"], &gitlab["description"]), (&"major".into(), &message.into()));
    assert_eq!(
        gitlab["location"],
        serde_json::json!({"path": "a b/ş#.yaml", "lines": {"begin": 7, "end": 7}})
    );
    let rdjsonl = &read::rdjsonl(&text(&folder, "v.rdjsonl"))[0];
    // Bytes of UTF-8: the dash takes three.
    let range =
        serde_json::json!({"start": {"line": 7, "column": 14}, "end": {"line": 7, "column": 21}});
    assert_eq!(rdjsonl["location"], serde_json::json!({"path": "a b/ş#.yaml", "range": range}));
    assert_eq!(rdjsonl["severity"], "ERROR");
    let cases = read::junit(&text(&folder, "v.xml"));
    assert_eq!((cases[1].name.as_str(), cases[1].ended.as_str()), ("killed in 2015", "failure"));
    assert!(cases[1].text.starts_with(message), "{cases:?}");
}

/// A test case for every quantity and every file; which of them fail is a matter of `--fail-on`.
#[test]
fn junit_has_a_case_for_every_quantity() {
    let folder = Folder::of(&[
        (
            "c.yaml",
            &with_claims(&[
                "{figure: 3, ..}",
                "{figure: 4, by: courier, cite: {source: paper}}",
                "{figure: 2, about: {side: left}, ..}",
                "{figure: 1, about: {period: 2016}, ..}",
                "{figure: 1, about: {period: 2016}, by: courier, cite: {source: paper}}",
            ]),
        ),
        ("broken.yaml", "claims: [\n"),
    ]);
    let ends = |fail_on: &str| -> Vec<(String, String)> {
        run_all(&folder, &["c.yaml", "broken.yaml", "--fail-on", fail_on]);
        let cases = read::junit(&text(&folder, "v.xml"));
        cases.into_iter().map(|case| (case.name, case.ended)).collect()
    };
    let case = |name: &str, ended: &str| (name.to_owned(), ended.to_owned());
    assert_eq!(
        ends("error"),
        [
            case("broken.yaml", "failure"),
            case("c.yaml", ""),
            case("killed (left) in 2015", ""),
            case("killed in 2015", ""),
            case("killed in 2016", ""),
        ]
    );
    assert_eq!(ends("warning")[3], case("killed in 2015", "failure"));
    assert_eq!(ends("never")[0], case("broken.yaml", ""));
    let cases = read::junit(&text(&folder, "v.xml"));
    assert!(
        cases[3].text.contains("warning[conflicting-claims] killed in 2015 is 3 by herald"),
        "{cases:?}"
    );
}

const RULED: &str = "\
resolutions:
  - check: conflicting-claims
    claims: {a: 3, b: 4}
    ruling: disputed
    because: Both stand in the paper.
    by: the desk
    date: 2016-02-03
";

#[test]
fn what_is_settled_is_suppressed_or_left_out() {
    let two = ["{id: a, figure: 3, ..}", "{id: b, figure: 4, ..}"];
    let folder = Folder::of(&[("c.yaml", &(with_claims(&two) + RULED))]);
    assert_eq!(run_all(&folder, &["c.yaml"]).code, 0);
    assert_eq!(counts(&folder), [1, 0, 0, 1, 0]);
    let result = &sarif(&folder)[0];
    assert_eq!(result["level"], "note");
    let why = "disputed, by the desk on 2016-02-03: Both stand in the paper";
    let mut suppressions = result["suppressions"].clone();
    let place = suppressions[0]["location"].take()["physicalLocation"].clone();
    assert_eq!(
        suppressions,
        serde_json::json!([
            {"kind": "inSource", "status": "accepted", "justification": why, "location": null}
        ])
    );
    assert_eq!(place["artifactLocation"]["uri"], "c.yaml");
    let line = text(&folder, "c.yaml").lines().position(|line| line.contains("check:")).unwrap();
    assert_eq!(place["region"]["startLine"], line + 1);
    let cases = read::junit(&text(&folder, "v.xml"));
    assert_eq!(cases[1].ended, "skipped");
    assert!(cases[1].text.contains(why), "{cases:?}");
    // Of the baseline likewise.
    folder.write("c.yaml", with_claims(&two));
    folder.run(&["check", "c.yaml", "--write-baseline", "base.json"]);
    assert_eq!(run_all(&folder, &["c.yaml", "--baseline", "base.json"]).code, 0);
    assert_eq!(counts(&folder), [1, 0, 0, 1, 0]);
    let result = &sarif(&folder)[0];
    let suppression = serde_json::json!(
        [{"kind": "external", "status": "accepted", "justification": "is in the baseline"}]
    );
    assert_eq!(result["suppressions"], suppression);
}

/// Six thousand quantities with two figures each, a fault of the file, and two faults alike.
fn many() -> String {
    let pair = |year: usize| {
        format!(
            "  - {{about: {{period: {year:04}}}, figure: 3, ..}}\n  - {{about: {{period: {year:04}}}, figure: 4, ..}}\n"
        )
    };
    let claims: String = (1..=6000).map(pair).collect();
    let said = claims.replace("..", "by: herald, cite: {source: paper}");
    let alike = "  - {figure: 1, what: 2, by: herald, cite: {source: paper}}\n".repeat(2);
    format!("{}claims:\n{alike}{said}", crate::common::WORDS)
}

#[test]
fn six_thousand_findings_are_one_valid_document_each() {
    let folder = Folder::of(&[("c.yaml", &many())]);
    assert_eq!(run_all(&folder, &["c.yaml", "--quiet"]).code, 1);
    // JUnit tells both faults of the file in one case.
    assert_eq!(counts(&folder), [6002, 6002, 6002, 6001, 6002]);
    // Two that look alike share the beginning of a fingerprint and are told apart behind it.
    let prints: Vec<String> = sarif(&folder)
        .iter()
        .filter(|result| result["ruleId"] == "unknown-key")
        .map(|result| result["partialFingerprints"]["variorum/v1"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(prints[1], format!("{}-2", prints[0]));
}

/// GitHub refuses a run of more than 25,000 results: the worst are kept, and the others counted.
#[test]
fn sarif_keeps_to_what_github_takes() {
    let near: String = (1..=40)
        .map(|day| format!("  - {{about: {{period: 20{day:02}}}, figure: ~300, ..}}\n  - {{about: {{period: 20{day:02}}}, figure: 320, ..}}\n"))
        .collect();
    let near = near.replace("..", "by: herald, cite: {source: paper}");
    let fault =
        "  - {about: {side: left}, figure: 1, quote: none, by: herald, cite: {source: paper}}\n";
    let faults = fault.repeat(26_000);
    let folder =
        Folder::of(&[("c.yaml", &format!("{}claims:\n{near}{faults}", crate::common::WORDS))]);
    let run = folder.run(&["check", "c.yaml", "-o", "v.sarif"]);
    assert_eq!(run.code, 1);
    let log: Value = serde_json::from_str(&text(&folder, "v.sarif")).unwrap();
    read::sarif_limits(&log);
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), 25_000);
    // The notes stand first in the file, and errors are kept before them.
    assert!(results.iter().all(|result| result["level"] == "error"));
    let found: usize =
        run.stderr.split(": ").nth(1).unwrap().split(' ').next().unwrap().parse().unwrap();
    let left_out =
        format!("findings left out of SARIF, which takes no more: {}", found + 40 - 25_000);
    assert!(run.stderr.contains(&left_out), "{}", run.stderr);
    let notes = log["runs"][0]["invocations"][0]["toolExecutionNotifications"].to_string();
    assert!(notes.contains(&left_out), "{notes}");
}

/// What is run on the claims: the words before their files, the exit code, and the formats.
const RUNS: &[(&[&str], i32, &[&str])] = &[
    (&["check"], 1, &["human", "concise", "json", "sarif", "github", "gitlab", "junit", "rdjsonl"]),
    (&["report"], 0, &["html", "markdown", "csv", "json"]),
    (&["diff", "claims/2016-april.yaml", "changed.yaml"], 1, &["text", "markdown", "html", "json"]),
    (
        &["diff", "source:nk-article:events", "source:nk-article:casualties"],
        1,
        &["text", "markdown", "html", "json"],
    ),
];

/// The same claims: files in any order, in another folder, with another locale, time zone and number of
/// threads. That they may be split over files as well is held where each command is tested.
#[test]
fn the_same_claims_give_the_same_bytes() {
    let claims = Path::new(env!("CARGO_MANIFEST_DIR")).join("claims");
    let mut names: Vec<String> = fs::read_dir(&claims)
        .unwrap()
        .map(|entry| format!("claims/{}", entry.unwrap().file_name().into_string().unwrap()))
        .collect();
    // What is ruled on some formats leave out.
    names.retain(|name| name != "claims/rulings.yaml");
    names.sort();
    let april = fs::read_to_string(claims.join("2016-april.yaml")).unwrap();
    let changed = april.replace("figure: 31–92", "figure: 31–94");
    assert_ne!(april, changed);
    let shown = |deep: &str, names: &[String], settings: &[(&str, &str)]| -> Vec<String> {
        let folder = Folder::new();
        let home = folder.path().join(deep);
        fs::create_dir_all(home.join("claims")).unwrap();
        for name in names {
            fs::copy(claims.join(name.strip_prefix("claims/").unwrap()), home.join(name)).unwrap();
        }
        fs::write(home.join("changed.yaml"), &changed).unwrap();
        let mut texts = Vec::new();
        for (words, code, formats) in RUNS {
            let mut command = program();
            let versions = words.contains(&"changed.yaml");
            let names = names.iter().filter(|name| !versions || *name != "claims/2016-april.yaml");
            command.current_dir(&home).args(*words).args(names).args(["--today", "2031-01-01"]);
            command.envs(settings.iter().copied());
            for format in *formats {
                command.args(["--format", format, "-o", &format!("out.{format}")]);
            }
            let run = finish(&mut command, b"");
            assert_eq!(run.code, *code, "{run:?}");
            let text = |format| fs::read_to_string(home.join(format!("out.{format}"))).unwrap();
            texts.extend(formats.iter().map(text));
            texts.push(run.stderr);
        }
        texts
    };
    let first = shown("", &names, &[]);
    let told = ["42 + 64 = 106 &gt; 77", "42 + 64 = 106 > 77"];
    let told = first.iter().filter(|text| told.iter().any(|one| text.contains(one))).count();
    assert_eq!(told, 11, "every format of `check`, and all of `report` but the table");
    // Beside each run's formats stands what it said on standard error.
    let versions = first.iter().skip(RUNS[..2].iter().map(|(.., formats)| formats.len() + 1).sum());
    let moved = versions.take(4).filter(|text| text.contains("31–94")).count();
    assert_eq!(moved, 4, "every format of `diff` between versions");
    names.reverse();
    let around = [
        ("LC_ALL", "az_AZ.UTF-8"),
        ("LANG", "de_DE"),
        ("TZ", "Asia/Baku"),
        ("RAYON_NUM_THREADS", "1"),
    ];
    assert_eq!(first, shown("some/where else", &names, &around));
    assert_eq!(
        first,
        shown("x", &names, &[("TZ", "America/Lima"), ("RAYON_NUM_THREADS", "7"), ("LC_ALL", "C")])
    );
}

/// However a file is named, its path begins at the folder the run started in.
#[test]
fn paths_begin_where_the_run_started() {
    let folder = Folder::new();
    let file = folder.write("sub/c.yaml", with_claims(&["{figure: 3, ..}", "{figure: 4, ..}"]));
    let whole = file.canonicalize().unwrap();
    for name in ["sub/c.yaml", "./sub", "sub/../sub/c.yaml", whole.to_str().unwrap()] {
        run_all(&folder, &[name]);
        let place =
            sarif(&folder)[0]["locations"][0]["physicalLocation"]["artifactLocation"].clone();
        assert_eq!(
            place,
            serde_json::json!({"uri": "sub/c.yaml", "uriBaseId": "%SRCROOT%"}),
            "{name}"
        );
        assert_eq!(read::gitlab(&text(&folder, "v.gitlab"))[0]["location"]["path"], "sub/c.yaml");
        assert_eq!(read::github(&text(&folder, "v.github"))[0].properties["file"], "sub/c.yaml");
    }
    // A file elsewhere has no path from here.
    let elsewhere = Folder::new();
    let run = run_in(elsewhere.path(), &["check", whole.to_str().unwrap(), "--format", "sarif"]);
    let results = read::sarif(&run.stdout);
    let uri = &results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
    assert!(uri.as_str().unwrap().starts_with("file:///"), "{uri}");
}
