//! Transcripts: what is typed, what comes out on which stream, and the exit code.

#![allow(clippy::unwrap_used, reason = "a test says what it holds by failing")]

use crate::common::{
    Folder, Run, WORDS, check_text, finish, hidden, program, with_claims, without_colour,
};
use jsonschema::draft7;
use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Stdio;

/// A conflict between two parties (warning), one inside a document (error) and, within a band, a
/// near miss (info).
fn three_severities() -> String {
    let courier = "by: courier, cite: {source: paper}";
    with_claims(&[
        "{figure: 42, about: {period: 2014}, ..}",
        &format!("{{figure: 47, about: {{period: 2014}}, {courier}}}"),
        "{figure: 31, about: {period: 2015}, ..}",
        "{figure: 92, about: {period: 2015}, ..}",
        "{figure: ~300, about: {period: 2016}, ..}",
        "{figure: 301, about: {period: 2016}, ..}",
    ])
}

const THREE: [&str; 3] = [
    "f.yaml:7:14: warning[conflicting-claims] killed in 2014 is 42 by herald but 47 by courier \
     (42 < 47, 5 apart, 1.1 times)",
    "f.yaml:9:14: error[conflicting-claims] killed in 2015 is 31 but also 92, both by herald \
     (31 < 92, 61 apart, 3 times)",
    "f.yaml:11:14: info[near-claims] killed in 2016 is ~300 and, within a band or tolerance, also 301, \
     both by herald (~300 < 301, 1 apart, which a band or tolerance spans)",
];

const SUMMARY: &str = "checked 6 claims on 3 quantities in 1 file: 1 error, 1 warning, 1 info\n";

fn only(line: usize) -> String {
    let text = three_severities();
    let lines = text.lines().enumerate().filter(|&(at, _)| at < 6 || at == line || at == line + 1);
    lines.map(|(_, text)| format!("{text}\n")).collect()
}

// What is printed where

#[test]
fn findings_go_to_standard_output_and_the_summary_to_standard_error() {
    let run = check_text(three_severities(), &["--format", "concise"]);
    assert_eq!(run.lines(), THREE);
    assert_eq!(run.stderr, SUMMARY);
    assert_eq!(run.code, 1);
}

#[test]
fn the_human_format_frames_each_place() {
    let run = check_text(three_severities(), &[]);
    let second = "\
error[conflicting-claims]

  × killed in 2015 is 31 but also 92, both by herald
   ╭─[f.yaml:9:14]
 9 │   - {figure: 31, about: {period: 2015}, by: herald, cite: {source: paper}}
   ·              ─┬
   ·               ╰── 31 by herald (paper)
   ╰────
    ╭─[f.yaml:10:14]
 10 │   - {figure: 92, about: {period: 2015}, by: herald, cite: {source: paper}}
    ·              ─┬
    ·               ╰── 92 by herald (paper)
    ╰────
  help: 31 < 92, 61 apart, 3 times
        settled if 31 (killed, by herald) were 92, or if 92 (killed, by herald) were 31
        reading: internal
";
    assert!(run.stdout.contains(second), "{}", run.stdout);
    assert_eq!((run.code, run.stderr.as_str()), (1, SUMMARY));
}

#[test]
fn nothing_found_prints_nothing_but_the_summary() {
    let run = check_text(with_claims(&["{figure: 5, ..}"]), &[]);
    assert_eq!((run.code, run.stdout.as_str()), (0, ""));
    assert_eq!(run.stderr, "checked 1 claim on 1 quantity in 1 file: nothing found\n");
}

#[test]
fn quiet_takes_the_summary_away_and_nothing_else() {
    for quiet in ["-q", "--quiet"] {
        let run = check_text(three_severities(), &["--format", "concise", quiet]);
        assert_eq!((run.code, run.stderr.as_str()), (1, ""));
        assert_eq!(run.lines(), THREE);
    }
    let missing = finish(program().args(["check", "-q", "no-such-file.yaml"]), b"");
    assert_eq!(missing.code, 2);
    assert!(missing.stderr.starts_with("error: "), "an error is said all the same: {missing:?}");
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for format in ["human", "concise", "json"] {
        let run = || check_text(three_severities(), &["--format", format]).stdout;
        assert_eq!(run(), run());
    }
}

// Exit codes

#[test]
fn fail_on_draws_the_line() {
    let (warning, error, info) = (only(6), only(8), only(10));
    for (fail_on, codes) in
        [("error", [0, 1, 0]), ("warning", [1, 1, 0]), ("info", [1, 1, 1]), ("never", [0, 0, 0])]
    {
        for (text, code) in [&warning, &error, &info].into_iter().zip(codes) {
            let run = check_text(text, &["--fail-on", fail_on, "--format", "concise"]);
            assert_eq!((run.code, run.lines().len()), (code, 1), "{fail_on}: {run:?}");
        }
        let faulty = check_text("claims: 5\n", &["--fail-on", fail_on, "--format", "concise"]);
        assert_eq!(faulty.lines().len(), 1, "{faulty:?}");
    }
    assert_eq!(check_text(&warning, &[]).code, 0, "disagreement is data");
}

/// What could not be done outweighs what was found.
#[test]
fn what_could_not_be_done_is_two() {
    let folder = Folder::of(&[("f.yaml", &three_severities()), ("notes.txt", "x")]);
    for arguments in [
        &["missing.yaml"][..],
        &["f.yaml", "missing.yaml"],
        &["f.yaml", "missing.yaml", "--fail-on", "never"],
        &["--no-such-flag"],
        &["--fail-on", "fatal"],
        &["--max-findings", "-1"],
        &["--max-findings", "many"],
        &["--format", "yaml"],
        &["--color", "sometimes"],
    ] {
        let run =
            folder.concise(if arguments[0] == "--format" { &arguments[1..] } else { arguments });
        assert_eq!(run.code, 2, "{arguments:?}: {run:?}");
        assert!(run.stderr.contains("error: "), "{run:?}");
    }
    assert_eq!(folder.run(&["chekc"]).code, 2);
    assert_eq!(folder.run(&[]).code, 2, "without a command there is nothing to do");
}

// Choosing checks

const MIXED: &str = "x: 1\nparties: {herald: {}, herald: {}}\nclaims: 5\n";

#[test]
fn select_and_ignore_choose_checks() {
    let shown = |arguments: &[&str]| {
        let run = check_text(MIXED, &[&["--format", "concise"], arguments].concat());
        let check = |line: &str| line.split(['[', ']']).nth(1).unwrap().to_owned();
        let checks: Vec<_> = run.lines().into_iter().map(check).collect();
        (run.code, checks.join(" "))
    };
    let all = "unknown-key duplicate-key wrong-shape";
    assert_eq!(shown(&[]), (1, all.into()));
    assert_eq!(shown(&["--select", "wrong-shape"]), (1, "wrong-shape".into()));
    let two = "unknown-key wrong-shape";
    assert_eq!(shown(&["--select", "wrong-shape,unknown-key"]), (1, two.into()));
    assert_eq!(shown(&["--select", "wrong-shape", "--select", "unknown-key"]), (1, two.into()));
    assert_eq!(shown(&["--ignore", "duplicate-key"]), (1, two.into()));
    let both = ["--select", "wrong-shape,unknown-key", "--ignore", "unknown-key"];
    assert_eq!(shown(&both), (1, "wrong-shape".into()));
}

#[test]
fn a_check_not_chosen_does_not_fail_the_run() {
    let conflict = with_claims(&["{figure: 42, ..}", "{figure: 47, ..}"]);
    let ignored = check_text(&conflict, &["--ignore", "conflicting-claims"]);
    assert_eq!((ignored.code, ignored.stdout.as_str()), (0, ""));
    assert!(ignored.stderr.contains("nothing found"), "{}", ignored.stderr);
    let other = check_text(&conflict, &["--select", "sum-differs"]);
    assert_eq!((other.code, other.stdout.as_str()), (0, ""));
}

#[test]
fn a_misspelt_word_is_told_with_one_like_it() {
    for (arguments, like) in [
        (&["check", "--select", "parts-exceeds-whole"][..], "'parts-exceed-whole'"),
        (&["check", "--ignore", "conflicting-claim"], "'conflicting-claims'"),
        (&["check", "--fail-on", "warnings"], "'warning'"),
        (&["check", "--format", "jsn"], "'json'"),
        (&["check", "--color", "alway"], "'always'"),
        (&["check", "--quite"], "'--quiet'"),
        (&["explain", "parts-exceeds-whole"], "'parts-exceed-whole'"),
        (&["schema", "finding"], "'findings'"),
        (&["chek"], "'check'"),
    ] {
        let run = finish(program().args(arguments), b"");
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(run.stderr.contains("tip: "), "{arguments:?}: {}", run.stderr);
        assert!(run.stderr.contains(like), "{arguments:?}: {}", run.stderr);
    }
}

#[test]
fn max_findings_cuts_what_is_printed_and_counts_the_rest() {
    for (most, left_out) in [(0, 3), (1, 2), (2, 1)] {
        let most = most.to_string();
        let run = check_text(three_severities(), &["--format", "concise", "--max-findings", &most]);
        assert_eq!(run.lines(), THREE[..3 - left_out]);
        assert_eq!(run.code, 1, "those not printed count for the exit code");
        assert_eq!(run.stderr, format!("{SUMMARY}  findings not printed: {left_out}\n"));
        let json = check_text(three_severities(), &["--format", "json", "--max-findings", &most]);
        assert_eq!(json.findings().len(), 3 - left_out);
        let skipped = &json.json()["summary"]["skipped"][0];
        assert_eq!(
            (&skipped["what"], &skipped["count"]),
            (&"findings not printed".into(), &left_out.into())
        );
        assert_eq!(json.json()["summary"]["errors"], 1, "the counts are of all");
    }
    let enough = check_text(three_severities(), &["--format", "concise", "--max-findings", "3"]);
    assert_eq!((enough.lines().len(), enough.stderr.as_str()), (3, SUMMARY));
}

// Colour

#[test]
fn colour_is_for_whoever_asks() {
    let coloured = |arguments: &[&str], no_color: Option<&str>| {
        let mut command = program();
        command.args(["check", "-"]).args(arguments).stdin(Stdio::piped());
        if let Some(value) = no_color {
            command.env("NO_COLOR", value);
        }
        let run = finish(&mut command, three_severities().as_bytes());
        assert!(!run.stderr.contains('\u{1b}'), "{run:?}");
        run.stdout.contains('\u{1b}')
    };
    assert!(coloured(&["--color", "always"], None));
    assert!(coloured(&["--color", "always"], Some("1")), "the flag is nearer than the variable");
    for no_color in [None, Some(""), Some("1")] {
        assert!(!coloured(&[], no_color), "a pipe is no terminal");
        assert!(!coloured(&["--color", "auto"], no_color));
        assert!(!coloured(&["--color", "never"], no_color));
    }
    for format in ["concise", "json"] {
        assert!(
            !coloured(&["--color", "always", "--format", format], None),
            "{format} is for programs"
        );
    }
}

#[test]
fn colour_changes_no_word() {
    let plain = check_text(three_severities(), &["--color", "never"]).stdout;
    let coloured = check_text(three_severities(), &["--color", "always"]).stdout;
    assert_eq!(without_colour(coloured), plain);
}

// Paths

#[test]
fn standard_input_goes_by_the_name_given() {
    let conflict = with_claims(&["{figure: 42, ..}", "{figure: 47, ..}"]);
    let from = |arguments: &[&str]| {
        let mut command = program();
        finish(command.args(arguments).stdin(Stdio::piped()), conflict.as_bytes())
    };
    let bare = from(&["check", "-", "--format", "concise"]);
    assert!(bare.stdout.starts_with("<stdin>:7:14: error"), "{bare:?}");
    let named = from(&["check", "-", "--stdin-filename", "claims/a b.yaml", "--format", "concise"]);
    assert!(named.stdout.starts_with("claims/a b.yaml:7:14: error"), "{named:?}");
    let twice = from(&["check", "-", "-", "--format", "concise"]);
    assert_eq!(twice.stdout, bare.stdout, "it can be read once");
    let json = from(&["check", "-", "--stdin-filename", "x.yaml", "--format", "json"]);
    assert_eq!(json.findings()[0]["path"], "x.yaml");
}

#[test]
fn standard_input_and_files_are_one_corpus() {
    let (first, second) = (
        "  - {figure: 42, .., about: {side: left}}\n",
        "  - {figure: 47, .., about: {side: left}}\n",
    );
    let said = |claim: &str| claim.replace("..", "by: herald, cite: {source: paper}");
    let folder = Folder::of(&[("a.yaml", &format!("{WORDS}claims:\n{}", said(first)))]);
    let about = "about: {measure: killed, period: 2015}\n";
    let stdin = format!("{about}claims:\n{}", said(second));
    let mut command = program();
    command.current_dir(folder.path()).stdin(Stdio::piped());
    command.args(["check", "a.yaml", "-", "--stdin-filename", "b.yaml", "--format", "concise"]);
    let run = finish(&mut command, stdin.as_bytes());
    assert_eq!(run.lines().len(), 1, "{run:?}");
    assert!(run.stdout.starts_with("a.yaml:7:14: error[conflicting-claims]"), "{run:?}");
}

#[test]
fn a_folder_is_walked_for_claim_files_and_nothing_else() {
    let bad = "x: 1\n";
    let folder = Folder::of(&[
        ("a.yaml", bad),
        ("b.yml", bad),
        ("sub/deep/c.yaml", bad),
        ("d.YAML.txt", bad),
        ("readme.md", bad),
        (".hidden.yaml", bad),
        (".hidden/e.yaml", bad),
        ("ignored.yaml", bad),
        ("sub/also-ignored.yaml", bad),
        (".gitignore", "ignored.yaml\n"),
        ("sub/.gitignore", "also-*\n"),
        ("folder.yaml/f.yaml", bad),
    ]);
    let found = |arguments: &[&str]| {
        let run = folder.concise(arguments);
        run.lines()
            .iter()
            .map(|line| line.split(':').next().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let walked = ["a.yaml", "b.yml", "folder.yaml/f.yaml", "sub/deep/c.yaml"];
    assert_eq!(found(&["."]), walked);
    assert_eq!(found(&[]), walked, "the working folder if no path is given");
    assert_eq!(found(&["sub"]), ["sub/deep/c.yaml"]);
    for named in ["ignored.yaml", ".hidden.yaml", "readme.md", ".hidden/e.yaml"] {
        assert_eq!(found(&[named]), [named], "what is named outright is read");
    }
}

#[test]
fn a_file_given_twice_is_read_once() {
    let folder = Folder::of(&[("c/f.yaml", &three_severities())]);
    let absolute = folder.path().join("c/f.yaml").display().to_string();
    for more in ["c/f.yaml", "./c/f.yaml", "c/../c/f.yaml", "c", ".", &absolute] {
        let run = folder.concise(&["c/f.yaml", more]);
        assert_eq!(run.lines().len(), 3, "{more}: {run:?}");
        assert!(
            run.stderr.contains("checked 6 claims on 3 quantities in 1 file"),
            "{more}: {run:?}"
        );
        assert!(run.stdout.starts_with("c/f.yaml:7:14"), "by the name given first: {run:?}");
    }
}

#[test]
#[cfg(unix)]
fn links_are_not_followed_inside_folders_and_are_counted() {
    use std::os::unix::fs::symlink;
    let folder = Folder::of(&[("c/f.yaml", &three_severities()), ("else/g.yaml", "x: 1\n")]);
    symlink("..", folder.path().join("c/loop")).unwrap();
    symlink("../else/g.yaml", folder.path().join("c/link.yaml")).unwrap();
    symlink("nowhere", folder.path().join("c/broken.yaml")).unwrap();
    let run = folder.concise(&["c"]);
    assert_eq!(run.lines().len(), 3, "{run:?}");
    assert!(run.stderr.contains("links not followed: 3"), "{run:?}");
    let named = folder.concise(&["c/link.yaml"]);
    assert!(named.stdout.starts_with("c/link.yaml:1:1: error[unknown-key]"), "{named:?}");
    let round = folder.concise(&["c/loop/c"]);
    assert_eq!(round.lines().len(), 3, "{round:?}");
    let broken = folder.concise(&["c/broken.yaml"]);
    assert_eq!(broken.code, 2, "{broken:?}");
}

#[test]
#[cfg(unix)]
fn a_pipe_is_not_waited_for() {
    let folder = Folder::of(&[("f.yaml", &three_severities())]);
    let made = std::process::Command::new("mkfifo").arg(folder.path().join("p.yaml")).status();
    assert!(made.unwrap().success());
    let run = folder.concise(&["."]);
    assert_eq!(run.lines().len(), 3, "{run:?}");
    assert!(run.stderr.contains("pipes and devices not opened: 1"), "{run:?}");
    let named = folder.concise(&["p.yaml"]);
    assert_eq!(named.code, 2);
    assert!(named.stderr.contains("`p.yaml` is neither a file nor a folder"), "{named:?}");
}

/// Nor where it has the name of a file that says what is left out; what is a file beside it is read all the same.
#[test]
#[cfg(unix)]
fn a_pipe_in_the_place_of_an_ignore_file_is_not_waited_for() {
    let bad = "x: 1\n";
    for place in [
        "up/c/.gitignore",
        "up/c/.ignore",
        "up/c/.git/info/exclude",
        "up/c/.git",
        "up/c/sub/.gitignore",
        "up/c/sub/.ignore",
        "up/.gitignore",
        "up/.ignore",
        "up/.git/info/exclude",
    ] {
        let folder = Folder::of(&[
            ("up/c/f.yaml", &three_severities()),
            ("up/c/sub/g.yaml", "measures: {held: {}}\n"),
            ("up/c/sub/deep/.gitignore", "left-out.yaml\n"),
            ("up/c/sub/deep/left-out.yaml", bad),
        ]);
        let pipe = folder.path().join(place);
        fs::create_dir_all(pipe.parent().unwrap()).unwrap();
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        for paths in [&["up/c"][..], &["up/c", "up/c/sub"]] {
            let run = folder.concise(paths);
            assert_eq!((run.code, run.lines().len()), (1, 3), "{place} {run:?}");
            assert!(run.stderr.contains("pipes and devices not opened: 1"), "{place} {run:?}");
        }
    }
}

/// A device has no end.
#[test]
#[cfg(unix)]
fn neither_a_pipe_nor_a_device_is_waited_for_wherever_a_file_is_read() {
    let folder = Folder::of(&[("f.yaml", &three_severities())]);
    let pipe = std::process::Command::new("mkfifo").arg(folder.path().join("pipe.csl")).status();
    assert!(pipe.unwrap().success());
    std::os::unix::fs::symlink("/dev/zero", folder.path().join("zero.csl")).unwrap();
    for file in ["pipe.csl", "zero.csl"] {
        for words in [
            &["check", "f.yaml", "--baseline", file][..],
            &["check", "f.yaml", "--prune-baseline", "--baseline", file],
            &["report", "f.yaml", "--baseline", file],
            &["report", "f.yaml", "--style", file],
            &["coverage", file, "f.yaml"],
            &["show", "killed", file],
            &["diff", file, "f.yaml"],
        ] {
            let run = folder.run(words);
            assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{words:?} {run:?}");
            assert!(run.stderr.contains(&format!("`{file}`")), "{words:?} {run:?}");
        }
        std::os::unix::fs::symlink(file, folder.path().join(".gitignore")).unwrap();
        let run = folder.concise(&["."]);
        assert_eq!((run.code, run.lines().len()), (1, 3), "{run:?}");
        fs::remove_file(folder.path().join(".gitignore")).unwrap();
    }
}

/// Which file has the last word: `.ignore` over `.gitignore` over git's own list, then the innermost.
#[test]
fn the_strongest_ignore_file_has_the_last_word() {
    let folder = Folder::of(&[
        ("up/.gitignore", "from-above.yaml\n/c/anchored.yaml\n*.private.yaml\n"),
        ("up/c/.gitignore", "\u{feff}out.yaml\nback.yaml\nfolder/\n!.shown.yaml\n[broken\n"),
        ("up/c/.ignore", "!back.yaml\n"),
        ("up/c/.git/info/exclude", "listed.yaml\n"),
        ("up/c/sub/.gitignore", "!out.yaml\n!kept.private.yaml\n"),
    ]);
    let taken = ["back.yaml", "in.yaml", ".shown.yaml", "sub/out.yaml", "sub/kept.private.yaml"];
    let left = [
        "out.yaml",
        "from-above.yaml",
        "anchored.yaml",
        "listed.yaml",
        "a.private.yaml",
        "folder/in.yaml",
        ".hidden.yaml",
        ".folder/in.yaml",
        "sub/listed.yaml",
    ];
    for name in taken.iter().chain(&left) {
        folder.write(&format!("up/c/{name}"), "x: 1\n");
    }
    for (path, around) in [("up/c", "up/c/"), ("./up/c/", "up/c/")] {
        let run = folder.concise(&[path]);
        let mut found: Vec<&str> =
            run.lines().iter().map(|line| line.split(':').next().unwrap()).collect();
        found.sort();
        let mut wanted: Vec<String> = taken.iter().map(|name| format!("{around}{name}")).collect();
        wanted.sort();
        assert_eq!(found, wanted, "{path} {run:?}");
    }
    let here =
        crate::common::run_in(&folder.path().join("up/c"), &["check", "--format", "concise"]);
    assert_eq!(here.lines().len(), taken.len(), "{here:?}");
}

#[test]
#[cfg(target_os = "linux")]
fn file_names_that_are_no_text_are_told_apart() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let folder = Folder::new();
    for byte in [0xfe, 0xff] {
        let name = [&b"a"[..], &[byte], b".yaml"].concat();
        fs::write(folder.path().join(OsStr::from_bytes(&name)), "x: 1\n").unwrap();
    }
    let run = folder.concise(&["."]);
    assert_eq!((run.code, run.lines().len(), hidden(&run.stdout)), (1, 2, vec![]), "{run:?}");
    assert_ne!(run.lines()[0], run.lines()[1], "which of the two is meant");
    let json = folder.run(&["check", ".", "--format", "json"]).findings();
    assert_ne!(json[0]["path"], json[1]["path"]);
}

// What does not change the findings

/// The messages alone, in order of the alphabet.
fn messages(run: &Run) -> Vec<String> {
    let message = |line: &str| line.split_once(": ").unwrap().1.to_owned();
    let mut messages: Vec<_> = run.lines().into_iter().map(message).collect();
    messages.sort();
    messages
}

const LINES: &str = "\
claims:
  - figure: 88–92
    by: herald
    cite: {source: paper}
  - {figure: 1,264, by: herald, cite: {source: paper}}
  - figure: 31
    by: herald
    cite: {source: paper, at: \"§ 1–2\", zz: 3}
  - figure: >-
      about
      500
    by: courier
    cite: {source: paper}
";

#[test]
fn line_ends_and_a_byte_order_mark_move_nothing() {
    let text = format!("{WORDS}{LINES}");
    let plain = check_text(&text, &["--format", "concise"]);
    assert_eq!(plain.lines().len(), 3, "{plain:?}");
    assert!(
        plain.stdout.contains("f.yaml:13:40: error[unknown-key]"),
        "columns are characters: {plain:?}"
    );
    for other in [
        text.replace('\n', "\r\n"),
        format!("\u{feff}{text}"),
        format!("\u{feff}{}", text.replace('\n', "\r\n")),
        text.trim_end().to_owned(),
    ] {
        let run = check_text(&other, &["--format", "concise"]);
        assert_eq!(run.lines(), plain.lines());
    }
}

#[test]
fn every_format_gives_the_same_place() {
    let text = format!("{WORDS}{LINES}");
    let concise = check_text(&text, &["--format", "concise"]);
    let human = check_text(&text, &[]);
    let json = check_text(&text, &["--format", "json"]).findings();
    assert_eq!(json.len(), concise.lines().len());
    for (finding, line) in json.iter().zip(concise.lines()) {
        let place = format!(
            "{}:{}:{}",
            finding["path"].as_str().unwrap(),
            finding["line"],
            finding["column"]
        );
        assert!(line.starts_with(&format!("{place}: ")), "{place} and {line}");
        assert!(human.stdout.contains(&format!("[{place}]")), "no [{place}] in {}", human.stdout);
    }
}

#[test]
fn bytes_in_json_cut_out_what_they_point_at() {
    let text = format!("\u{feff}{WORDS}{LINES}");
    for finding in check_text(&text, &["--format", "json"]).findings() {
        for claim in finding["claims"].as_array().unwrap() {
            let byte = |key: &str| usize::try_from(claim[key].as_u64().unwrap()).unwrap();
            // A folded figure is told on one line.
            let cut: Vec<_> = text[byte("start")..byte("end")].split_whitespace().collect();
            assert_eq!(cut.join(" "), claim["figure"]);
        }
    }
}

#[test]
fn the_order_and_borders_of_files_carry_no_meaning() {
    let claims = [
        "{figure: 42, ..}",
        "{figure: 47, ..}",
        "{figure: 20, .., about: {side: left}}",
        "{figure: 30, .., about: {side: right}}",
        "{figure: 40, .., about: {side: left, period: 2016}}",
    ];
    let whole = Folder::of(&[("f.yaml", &with_claims(&claims))]);
    let expected = messages(&whole.concise(&["."]));
    assert!(!expected.is_empty());
    let reversed: Vec<_> = claims.iter().rev().collect();
    let run = Folder::of(&[("f.yaml", &with_claims(&reversed))]).concise(&["."]);
    assert_eq!(messages(&run).len(), expected.len(), "{run:?}");
    let split = Folder::new();
    split.write("z-words.yaml", WORDS);
    for (at, claim) in claims.iter().enumerate() {
        let said = claim.replace("..", "by: herald, cite: {source: paper}");
        split.write(
            &format!("{at}.yaml"),
            format!("about: {{measure: killed, period: 2015}}\nclaims: [{said}]\n"),
        );
    }
    assert_eq!(messages(&split.concise(&["."])), expected);
    let files: Vec<_> = (0..claims.len()).map(|at| format!("{at}.yaml")).collect();
    let backwards: Vec<&str> =
        files.iter().rev().map(String::as_str).chain(["z-words.yaml"]).collect();
    assert_eq!(split.concise(&backwards).stdout, split.concise(&["."]).stdout);
}

// Streams that end early

/// As in `variorum check | head`, where the reader goes away.
#[test]
fn a_reader_that_goes_away_is_no_fault() {
    let claims = vec!["{figure: x, ..}"; 5_000];
    let folder = Folder::of(&[("f.yaml", &with_claims(&claims))]);
    for arguments in [
        &["check", "f.yaml"][..],
        &["check", "f.yaml", "--format", "json"],
        &["schema", "claims"],
        &["explain"],
    ] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = program();
        command.current_dir(folder.path()).args(arguments).stdout(writer);
        let run = finish(&mut command, b"");
        let code = if arguments[0] == "check" { 1 } else { 0 };
        assert_eq!(run.code, code, "{arguments:?}: {run:?}");
        assert!(!run.stderr.to_lowercase().contains("pipe"), "{run:?}");
    }
}

#[test]
fn a_reader_of_the_summary_that_goes_away_is_no_fault() {
    let folder = Folder::of(&[("f.yaml", &three_severities())]);
    for (path, code) in [("f.yaml", 1), ("missing.yaml", 2)] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let mut command = program();
        command.current_dir(folder.path()).args(["check", path]).stderr(writer);
        assert_eq!(finish(&mut command, b"").code, code);
    }
}

#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_an_error() {
    let folder = Folder::of(&[("f.yaml", &three_severities())]);
    for arguments in [&["check", "f.yaml"][..], &["schema", "claims"], &["explain"]] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let mut command = program();
        command.current_dir(folder.path()).args(arguments).stdout(full);
        let run = finish(&mut command, b"");
        assert_eq!(run.code, 2, "{arguments:?}: {run:?}");
        assert!(run.stderr.starts_with("error: the results could not be written"), "{run:?}");
    }
}

// The other commands

fn shown(arguments: &[&str]) -> String {
    let run = finish(program().args(arguments), b"");
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{arguments:?}");
    assert!(run.stdout.ends_with('\n'), "{arguments:?} ends without a line end");
    run.stdout
}

#[test]
fn help_names_every_command_and_every_flag_of_check() {
    let help = shown(&["--help"]);
    for command in ["check", "show", "what-if", "explain", "schema"] {
        assert!(help.contains(&format!("\n  {command} ")), "{command} in {help}");
        let own = shown(&[command, "--help"]);
        assert!(own.contains("Usage: variorum"), "{own}");
        assert_eq!(shown(&["help", command]), own);
    }
    let check = shown(&["check", "--help"]);
    for flag in [
        "--format",
        "--fail-on",
        "--select",
        "--ignore",
        "--max-findings",
        "--color",
        "--stdin-filename",
        "--quiet",
        "-q",
        "Exit codes:",
    ] {
        assert!(check.contains(flag), "{flag} in {check}");
    }
    assert!(shown(&["-h"]).len() <= help.len());
}

#[test]
fn version_is_the_package_version() {
    let version = format!("variorum {}\n", env!("CARGO_PKG_VERSION"));
    assert_eq!(shown(&["--version"]), version);
    assert_eq!(shown(&["-V"]), version);
}

#[test]
fn explain_lists_every_page_and_prints_each() {
    let list = shown(&["explain"]);
    let mut names = Vec::new();
    for line in list.lines().filter_map(|line| line.strip_prefix("  ")) {
        let (name, sentence) = line.split_once("  ").unwrap_or((line, ""));
        assert!(!sentence.trim().is_empty(), "{name} has no sentence");
        let page = shown(&["explain", name]);
        assert!(page.starts_with(&format!("# {name}\n")), "{page}");
        assert!(page.lines().count() > 3, "{page}");
        names.push(name);
    }
    for name in ["conflicting-claims", "parts-exceed-whole", "split-number", "not-utf-8", "as-of"] {
        assert!(names.contains(&name), "{name} in {list}");
    }
    let wrong = finish(program().args(["explain", "conflicting"]), b"");
    assert_eq!((wrong.code, wrong.stdout.as_str()), (2, ""));
    assert!(wrong.stderr.contains("'conflicting-claims'"), "{wrong:?}");
}

#[test]
fn schemas_are_printed_as_published() {
    for what in ["claims", "findings", "show", "what-if"] {
        let schema: Value = serde_json::from_str(&shown(&["schema", what])).unwrap();
        assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#");
        draft7::meta::validate(&schema).unwrap();
    }
    let published = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/claims.schema.json");
    assert_eq!(shown(&["schema", "claims"]), fs::read_to_string(published).unwrap());
    assert_eq!(finish(program().args(["schema", "finding"]), b"").code, 2);
    assert_eq!(finish(program().args(["schema"]), b"").code, 2);
}

#[test]
fn json_keeps_to_its_schema() {
    let schema: Value = serde_json::from_str(&shown(&["schema", "findings"])).unwrap();
    let schema = draft7::new(&schema).unwrap();
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("claims");
    let corpus = fs::canonicalize(corpus).unwrap().display().to_string();
    let of_corpus = finish(program().args(["check", "--format", "json", &corpus]), b"");
    let parts = with_claims(&[
        "{id: a, figure: 20-30+, .., about: {side: left}}",
        "{figure: {low: 30, high: 40}, .., about: {side: right}}",
        "{id: c, figure: ~10, .., sum-of: [a, a]}",
        "{figure: more than 90, ..}",
    ]);
    let texts = [
        three_severities(),
        parts,
        MIXED.to_owned(),
        "claims: [{".to_owned(),
        "\u{feff}claims: [{figure: 1,264}]\n---\n".to_owned(),
        with_claims(&["{figure: 92–31, by: heralt}", "{period: 2016-02-30}"]),
        "sources: {s: {relays: s}}\n".to_owned(),
        with_claims(&["{figure: 5, ..}"]),
    ];
    let of_texts = texts.iter().map(|text| check_text(text, &["--format", "json"]));
    for run in of_texts.chain([of_corpus, check_text(b"\xff", &["--format", "json"])]) {
        let json = run.json();
        if let Err(fault) = schema.validate(&json) {
            panic!("{fault} at {} of {}", fault.instance_path(), run.stdout);
        }
        assert_eq!(json["version"], 1);
        let findings = run.findings();
        let fingerprints: BTreeSet<_> =
            findings.iter().map(|f| f["fingerprint"].as_str()).collect();
        assert_eq!(fingerprints.len(), findings.len(), "no two findings share a fingerprint");
        assert!(run.stdout.ends_with('\n'), "{}", run.stdout);
    }
}
