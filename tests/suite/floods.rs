//! Floods of faults: one mistake made a million times in a file is listed a few times and counted, in little memory.

#![allow(clippy::unwrap_used, reason = "a test says what it holds by failing")]

use crate::common::{Folder, check_text};
use serde_json::{Value, json};
use std::fmt::Write;

const WORDS: &str = "\
measures: {killed: {unit: people}}
parties: {herald: {}}
sources: {paper: {title: A paper}}
about: {measure: killed, period: 2015}
";

/// A flood: what it is of, the check that finds it, the text before it, and the line of one of it.
struct Flood {
    name: &'static str,
    check: &'static str,
    head: &'static str,
    line: fn(usize) -> String,
}

const GROUP: &str = "claims:\n- by: herald\n  cite: {source: paper}\n  claims:\n";

const FLOODS: &[Flood] = &[
    Flood {
        name: "one unknown key",
        check: "unknown-key",
        head: GROUP,
        line: |_| "  - {figure: 1, k: 1}".into(),
    },
    Flood {
        name: "different unknown keys",
        check: "unknown-key",
        head: "",
        line: |at| format!("k{at:08}: 1"),
    },
    Flood {
        name: "one key again and again",
        check: "duplicate-key",
        head: "",
        line: |_| "measures: {}".into(),
    },
    Flood {
        name: "different texts that are no figures",
        check: "not-a-figure",
        head: GROUP,
        line: |at| format!("  - {{figure: x{at}}}"),
    },
    Flood {
        name: "one text that is no period",
        check: "not-a-period",
        head: GROUP,
        line: |_| "  - {figure: 1, about: {period: x}}".into(),
    },
    Flood {
        name: "different texts that are no periods",
        check: "not-a-period",
        head: GROUP,
        line: |at| format!("  - {{figure: 1, about: {{period: x{at}}}}}"),
    },
    Flood {
        name: "one wrong shape",
        check: "wrong-shape",
        head: GROUP,
        line: |_| "  - {figure: []}".into(),
    },
];

impl Flood {
    fn text(&self, count: usize) -> String {
        let mut text = format!("{WORDS}{}", self.head);
        (0..count).for_each(|at| writeln!(text, "{}", (self.line)(at)).unwrap());
        text
    }

    /// As many claims that are in order.
    fn in_order(count: usize) -> String {
        let mut text = format!("{WORDS}{GROUP}");
        (0..count).for_each(|_| writeln!(text, "  - {{figure: 1, note: '1'}}").unwrap());
        text
    }
}

/// So many alike: one unknown key on as many claims.
fn alike(count: usize) -> String {
    FLOODS[0].text(count)
}

fn how_many(finding: &Value) -> u64 {
    let alike = &finding["alike"];
    1 + alike["same"].as_u64().unwrap_or(0) + alike["of_check"].as_u64().unwrap_or(0)
}

#[test]
fn folded_or_not_the_counts_are_the_same() {
    for flood in FLOODS {
        for count in [1, 19, 20, 21, 999, 1000, 1001, 2500] {
            let run = check_text(flood.text(count), &["--format", "json"]);
            let name = flood.name;
            assert_eq!(run.code, 1, "{name}");
            let document = run.json();
            let found = run.findings();
            let of_check = || found.iter().filter(|one| one["check"] == flood.check);
            assert_eq!(of_check().map(how_many).sum::<u64>(), count as u64, "{name}");
            assert_eq!(document["summary"]["errors"], count, "{name}: {document:#}");
            let listed = if name.starts_with("different") { 1000 } else { 20 };
            assert_eq!(found.len(), count.min(listed), "{name}");
            let folded = count.saturating_sub(listed);
            let skipped = document["summary"]["skipped"].as_array().unwrap();
            let not_listed = skipped.iter().find(|left| {
                left["what"] == "faults of files not listed, for enough like them are"
            });
            assert_eq!(not_listed.map_or(0, |left| left["count"].as_u64().unwrap()), folded as u64);
            // It is the last one that is listed which counts the others.
            let counting: Vec<usize> =
                (0..found.len()).filter(|&at| !found[at]["alike"].is_null()).collect();
            let last = if folded > 0 { vec![listed - 1] } else { Vec::new() };
            assert_eq!(counting, last, "{name}");
        }
    }
}

#[test]
fn files_and_subjects_are_folded_on_their_own() {
    let mut both = alike(30);
    (0..30).for_each(|_| both += "  - {figure: 1, l: 1}\n");
    let folder =
        Folder::of(&[("a.yaml", &both), ("b.yaml", &format!("{GROUP}  - {{figure: 1, k: 1}}\n"))]);
    let found = folder.run(&["check", ".", "--format", "json"]).findings();
    let alike = found.iter().filter(|one| !one["alike"].is_null());
    let alike: Vec<&Value> = alike.map(|one| &one["alike"]["same"]).collect();
    assert_eq!((found.len(), alike), (41, vec![&json!(10), &json!(10)]));
}

#[test]
fn every_format_says_how_many_more_there_are() {
    let text = alike(1234);
    let more = "and 1,214 more like it in this file";
    for format in ["human", "concise", "json", "sarif", "github", "gitlab", "junit", "rdjsonl"] {
        let run = check_text(&text, &["--format", format, "--color", "never"]);
        assert_eq!((run.code, run.stdout.matches(more).count()), (1, 1), "{format}");
    }
    let sarif = check_text(&text, &["--format", "sarif"]).json();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    assert_eq!(results.len(), 20);
    assert_eq!(results[18].get("occurrenceCount"), None);
    assert_eq!(results[19]["occurrenceCount"], 1215);
    let different = check_text(FLOODS[1].text(1234), &["--format", "concise"]);
    assert!(different.lines()[999].ends_with("; and 234 more of `unknown-key` in this file"));
}

#[test]
fn what_is_not_selected_or_not_printed_is_counted_whole() {
    let skipped = |arguments: &[&str]| {
        let run = check_text(alike(100), &[arguments, &["--format", "json"]].concat());
        (
            run.code,
            run.json()["summary"]["skipped"].clone(),
            run.json()["summary"]["errors"].clone(),
        )
    };
    let of = |what: &str, count: usize| json!({"what": what, "count": count});
    let folded = of("faults of files not listed, for enough like them are", 80);
    assert_eq!(
        skipped(&["--ignore", "unknown-key"]),
        (0, json!([of("findings of checks not selected", 100)]), json!(0))
    );
    assert_eq!(
        skipped(&["--max-findings", "5"]),
        (1, json!([folded, of("findings not printed", 15)]), json!(100))
    );
}

#[test]
fn a_baseline_holds_what_is_counted_at_its_findings() {
    let folder = Folder::of(&[("f.yaml", &alike(30))]);
    let check = |more: &[&str]| {
        let run = folder.run(&[&["check", "f.yaml", "--format", "json"], more].concat());
        (run.code, run.json()["summary"]["baseline"].clone())
    };
    assert_eq!(check(&["--write-baseline", "b.json"]), (0, json!(30)));
    assert_eq!(check(&["--baseline", "b.json"]), (0, json!(30)));
    folder.write("f.yaml", alike(50));
    assert_eq!(check(&["--baseline", "b.json"]), (0, json!(50)));
    // A fault of another subject is new.
    folder.write("f.yaml", alike(50) + "  - {figure: 1, l: 1}\n");
    assert_eq!(check(&["--baseline", "b.json"]), (1, json!(50)));
}

#[test]
fn a_count_that_changes_is_a_difference() {
    let folder = Folder::of(&[("a/f.yaml", &alike(30)), ("b/f.yaml", &alike(50))]);
    let difference = folder.run(&["diff", "a", "b", "--format", "json"]).json();
    assert_eq!(
        difference["findings"]["changed"].as_array().map(Vec::len),
        Some(1),
        "{difference:#}"
    );
}

/// A flood takes little more memory than as many claims that are in order. What a run may take is limited by the
/// system, and the run ends with an error of its own where that is not enough.
#[cfg(target_os = "linux")]
mod memory {
    use super::{FLOODS, Flood};
    use crate::common::{Folder, Run, finish};
    use std::process::Command;
    use std::time::{Duration, Instant};

    const COUNT: usize = 200_000;
    /// Address space that a run without faults has enough of, in KiB; folded faults have to do with it. Without folding
    /// each fault takes some 800 bytes, 160 MB more.
    const ENOUGH: usize = 200 * 1024;
    const PATIENCE: Duration = Duration::from_secs(120);

    fn limited(folder: &Folder, arguments: &[&str]) -> Run {
        let script = format!("ulimit -v {ENOUGH} && exec \"$0\" \"$@\"");
        let mut command = Command::new("sh");
        command.args(["-c", &script, env!("CARGO_BIN_EXE_variorum")]).args(arguments);
        command.env("RAYON_NUM_THREADS", "1").env("MALLOC_ARENA_MAX", "1");
        command.current_dir(folder.path());
        command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
        command.stdin(std::process::Stdio::null());
        finish(&mut command, b"")
    }

    #[test]
    fn a_flood_takes_no_more_than_claims_in_order() {
        let folder = Folder::new();
        folder.write("f.yaml", Flood::in_order(COUNT));
        let run = limited(&folder, &["check", "f.yaml", "--format", "json"]);
        assert_eq!(run.code, 0, "{run:?}");
        for flood in FLOODS {
            folder.write("f.yaml", flood.text(COUNT));
            let start = Instant::now();
            let run = limited(&folder, &["check", "f.yaml", "--format", "json"]);
            assert!(start.elapsed() < PATIENCE, "{}: {:?}", flood.name, start.elapsed());
            assert_eq!(run.code, 1, "{}: {}", flood.name, run.stderr);
            assert_eq!(run.json()["summary"]["errors"], COUNT, "{}", flood.name);
        }
    }
}
