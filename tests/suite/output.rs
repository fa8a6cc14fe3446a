//! Where results go: several formats in one run, files that are there whole or not at all, nothing
//! written over what is read, and a bar for whoever watches a terminal.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test says what it holds by failing")]

use crate::common::{Folder, Run, finish, program, with_claims};
use nix::sys::signal::{Signal, kill};
use nix::unistd::Pid;
use std::fs::{self, File};
use std::io::{Read, Write};
use std::os::unix::fs::{PermissionsExt, symlink};
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// One finding: two figures of one party for one quantity.
fn claims() -> String {
    with_claims(&["{figure: 3, ..}", "{figure: 4, ..}"])
}

/// A folder with one claim file and an older result.
fn folder() -> Folder {
    Folder::of(&[("c.yaml", &claims()), ("old.json", "old")])
}

/// Every name in the folder, hidden ones too.
fn names(folder: &Folder) -> Vec<String> {
    let entries = fs::read_dir(folder.path()).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

fn text(folder: &Folder, name: &str) -> String {
    fs::read_to_string(folder.path().join(name)).unwrap()
}

/// The older result is as it was, and nothing is left beside it.
fn untouched(folder: &Folder, run: &Run) {
    assert_eq!(run.code, 2, "{run:?}");
    assert_eq!(text(folder, "old.json"), "old", "{run:?}");
    assert_eq!(names(folder), ["c.yaml", "old.json"], "{run:?}");
}

#[test]
fn one_run_writes_several_formats() {
    let folder = folder();
    let words = ["check", "c.yaml", "--format", "json", "-o", "a.json", "--format", "concise"];
    let run = folder.run(&[&words[..], &["--format=human", "--output=b.txt"]].concat());
    assert_eq!(run.code, 1, "{run:?}");
    let alone = |format| folder.run(&["check", "c.yaml", "--format", format]).stdout;
    assert_eq!(run.stdout, alone("concise"));
    assert_eq!(text(&folder, "a.json"), alone("json"));
    assert_eq!(text(&folder, "b.txt"), alone("human"));
    assert!(run.stderr.starts_with("checked 2 claims"), "{run:?}");
    assert_eq!(names(&folder), ["a.json", "b.txt", "c.yaml", "old.json"]);
}

/// Words, what goes to standard output, and what goes to `x.json`.
#[test]
fn each_format_goes_with_the_file_named_after_it() {
    let cases: &[(&[&str], Option<&str>, Option<&str>)] = &[
        (&["--format", "concise", "-o", "x.json"], None, Some("concise")),
        (&["-o", "x.json", "--format", "concise"], None, Some("concise")),
        (&["-o", "x.json"], None, Some("json")),
        (&["-ox.json", "--format", "human"], None, Some("human")),
        (&["-o", "x.json", "--format", "concise", "-o", "-"], Some("concise"), Some("json")),
        (&["--format", "json", "-o", "-"], Some("json"), None),
        (&["--format", "json", "-o", "x.json", "--format", "json"], Some("json"), Some("json")),
    ];
    for (words, printed, written) in cases {
        let folder = folder();
        let run = folder.run(&[&["check", "c.yaml"], *words].concat());
        assert_eq!(run.code, 1, "{words:?} {run:?}");
        let alone = |format: &&str| folder.run(&["check", "c.yaml", "--format", format]).stdout;
        assert_eq!(run.stdout, printed.as_ref().map_or(String::new(), alone), "{words:?}");
        let file = fs::read_to_string(folder.path().join("x.json")).ok();
        assert_eq!(file, written.as_ref().map(alone), "{words:?}");
    }
}

#[test]
fn words_that_leave_a_place_in_doubt_are_refused() {
    let cases: &[(&[&str], &str)] = &[
        (
            &["--format", "json", "--format", "human"],
            "`json` and `human` would all go to standard output; give all but one of them a file, as in \
             `--format json -o FILE`",
        ),
        (&["--format", "json", "-o", "-", "--format", "human"], "would all go to standard output"),
        (&["--format", "json", "-o", "a", "-o", "b"], "`-o b` has no format of its own"),
        (&["-o", "a", "-o", "b"], "`-o b` has no format of its own"),
        (
            &["--format", "json", "-o", "a", "--format", "human", "-o", "./a"],
            "two outputs would go to",
        ),
        (&["--format", "jsn"], "'json'"),
    ];
    for (words, said) in cases {
        let folder = folder();
        let run = folder.run(&[&["check", "c.yaml"], *words].concat());
        assert!(run.stderr.contains(said), "{words:?} {run:?}");
        assert_eq!(run.stdout, "");
        untouched(&folder, &run);
    }
}

#[test]
fn a_file_that_cannot_be_written_there_stops_the_run_at_once() {
    for place in ["nowhere/x.json", ".", "c.yaml/x.json"] {
        let folder = folder();
        let run =
            folder.run(&["check", "c.yaml", "not-there.yaml", "--format", "json", "-o", place]);
        assert!(run.stderr.contains(&format!("`{place}` cannot be written: ")), "{run:?}");
        // Before anything was read: nothing is said of the path that is not there.
        assert!(!run.stderr.contains("not-there.yaml"), "{run:?}");
        untouched(&folder, &run);
    }
}

/// A run that fails says so on standard error and leaves the files as they were.
#[test]
fn a_run_that_fails_leaves_files_as_they_were() {
    let folder = folder();
    let json = ["--format", "json", "-o", "old.json"];
    let run = folder.run(&[&["check", "not-there.yaml"][..], &json].concat());
    untouched(&folder, &run);
    let run = folder.run(&[&["check", "c.yaml", "not-there.yaml"][..], &json].concat());
    let said = "`old.json` is left as it was, for not every path could be read";
    assert!(run.stderr.contains(said), "{run:?}");
    untouched(&folder, &run);
    folder.write("c.yaml", "measures: {killed: {}}\n");
    let run = folder.run(&[&["check", "c.yaml"][..], &json].concat());
    assert!(run.stderr.contains("nothing to check"), "{run:?}");
    untouched(&folder, &run);
}

/// Runs the program from a shell, in which limits can be set and signals ignored.
fn shell(folder: &Folder, script: &str) -> Command {
    let mut command = program();
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(script).arg(command.get_program()).current_dir(folder.path());
    shell.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.current_dir(folder.path());
    shell
}

#[test]
fn a_full_disk_leaves_the_file_as_it_was() {
    let folder = folder();
    let script = "ulimit -f 1; exec \"$0\" check c.yaml --format json -o old.json --format concise";
    let run = finish(&mut shell(&folder, script), b"");
    assert!(run.stderr.contains("error: `old.json` cannot be written: "), "{run:?}");
    untouched(&folder, &run);
    // Enough is written to pass the limit, or the test would hold nothing.
    let whole = folder.run(&["check", "c.yaml", "--format", "json"]).stdout;
    assert!(whole.len() > 1024, "{}", whole.len());
    if fs::metadata("/dev/full").is_ok() {
        let run = folder.run(&["check", "c.yaml", "--format", "json", "-o", "/dev/full"]);
        assert!(run.stderr.contains("error: `/dev/full` cannot be written: "), "{run:?}");
        untouched(&folder, &run);
        // What goes wrong on standard output takes the files with it.
        let mut command = program();
        let words = ["check", "c.yaml", "--format", "json", "-o", "old.json", "--format", "human"];
        command.current_dir(folder.path()).args(words);
        command.stdout(fs::OpenOptions::new().write(true).open("/dev/full").unwrap());
        let run = finish(&mut command, b"");
        assert!(run.stderr.contains("the results could not be written"), "{run:?}");
        untouched(&folder, &run);
    }
}

#[test]
fn what_is_no_file_is_written_to_as_it_is() {
    let folder = folder();
    let run = folder.run(&["check", "c.yaml", "--format", "json", "-o", "/dev/null"]);
    assert_eq!((run.code, run.stdout.as_str()), (1, ""), "{run:?}");
    assert!(!fs::metadata("/dev/null").unwrap().is_file());
    let run = folder.run(&["check", "c.yaml", "--format", "json", "-o", "/dev/stdout"]);
    assert_eq!(run.stdout, folder.run(&["check", "c.yaml", "--format", "json"]).stdout);
    nix::unistd::mkfifo(&folder.path().join("pipe"), nix::sys::stat::Mode::S_IRWXU).unwrap();
    let script = "cat pipe & \"$0\" check c.yaml --format concise -o pipe; wait";
    let run = finish(&mut shell(&folder, script), b"");
    assert!(run.stdout.starts_with("c.yaml:7:14: error[conflicting-claims]"), "{run:?}");
    assert_eq!(names(&folder), ["c.yaml", "old.json", "pipe"]);
}

#[test]
fn links_and_permissions_stay() {
    let folder = folder();
    fs::create_dir(folder.path().join("far")).unwrap();
    symlink("far/there.json", folder.path().join("link.json")).unwrap();
    symlink("../old.json", folder.path().join("far/there.json")).unwrap();
    let old = folder.path().join("old.json");
    fs::set_permissions(&old, fs::Permissions::from_mode(0o640)).unwrap();
    let run = folder.run(&["check", "c.yaml", "-o", "link.json"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert_eq!(text(&folder, "old.json"), folder.run(&["check", "--format=json", "c.yaml"]).stdout);
    assert_eq!(fs::metadata(&old).unwrap().permissions().mode() & 0o777, 0o640);
    // A link to nothing leads to what it names.
    symlink("far/new.json", folder.path().join("new.json")).unwrap();
    assert_eq!(folder.run(&["check", "c.yaml", "-o", "new.json"]).code, 1);
    assert!(folder.path().join("far/new.json").is_file());
    assert!(fs::symlink_metadata(folder.path().join("new.json")).unwrap().is_symlink());
    assert_eq!(names(&folder), ["c.yaml", "far", "link.json", "new.json", "old.json"]);
}

/// Starts a run that waits for standard input with its output begun.
fn waiting(folder: &Folder, command: &mut Command) -> Child {
    let child = command.stdin(Stdio::piped()).spawn().unwrap();
    let start = Instant::now();
    while names(folder).len() == 2 {
        assert!(start.elapsed() < Duration::from_secs(60), "no file was begun");
        thread::sleep(Duration::from_millis(5));
    }
    child
}

#[test]
fn a_signal_leaves_nothing_behind() {
    // What the tests themselves were started to ignore, as in the background, the program ignores too.
    let signals = [
        Signal::SIGINT,
        Signal::SIGTERM,
        Signal::SIGHUP,
        Signal::SIGQUIT,
        Signal::SIGUSR1,
        Signal::SIGUSR2,
        Signal::SIGALRM,
        Signal::SIGXCPU,
    ]
    .into_iter();
    for signal in signals.filter(|signal| !ignored(*signal)) {
        let folder = folder();
        let mut command = program();
        command.current_dir(folder.path()).args(["check", "-", "-o", "old.json"]);
        let mut child = waiting(&folder, &mut command);
        // To wait closes the input, and on a busy machine the run may come to its end before the signal does.
        let input = child.stdin.take();
        kill(Pid::from_raw(child.id() as i32), signal).unwrap();
        let status = child.wait().unwrap();
        drop(input);
        assert_eq!(status.signal(), Some(signal as i32), "{status}");
        assert_eq!(text(&folder, "old.json"), "old");
        assert_eq!(names(&folder), ["c.yaml", "old.json"]);
    }
}

/// Whether this process ignores the signal; nothing is known of it but on Linux.
fn ignored(signal: Signal) -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:")).unwrap_or("0");
    u64::from_str_radix(mask.trim(), 16).unwrap() & (1 << (signal as i32 - 1)) != 0
}

/// As under `nohup`: who started the program said what it is to make of the signal.
#[cfg(target_os = "linux")]
#[test]
fn a_signal_to_be_ignored_is_ignored() {
    let folder = folder();
    let script = "trap '' HUP; exec \"$0\" check - --format concise -o old.json";
    let mut child = waiting(&folder, &mut shell(&folder, script));
    kill(Pid::from_raw(child.id() as i32), Signal::SIGHUP).unwrap();
    thread::sleep(Duration::from_millis(100));
    child.stdin.take().unwrap().write_all(claims().as_bytes()).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(1));
    assert!(text(&folder, "old.json").starts_with("<stdin>:7:14: error"));
    assert_eq!(names(&folder), ["c.yaml", "old.json"]);
}

#[test]
fn nothing_is_written_over_what_is_read() {
    let folder = folder();
    fs::create_dir(folder.path().join("sub")).unwrap();
    symlink("c.yaml", folder.path().join("link")).unwrap();
    fs::hard_link(folder.path().join("c.yaml"), folder.path().join("twin")).unwrap();
    let base = ["check", "c.yaml", "--write-baseline", "base.json", "--quiet"];
    assert_eq!(folder.run(&base).code, 0);
    let here = folder.path().join("c.yaml");
    let here = here.to_str().unwrap();
    for (paths, output) in [
        (&["c.yaml"][..], "c.yaml"),
        (&["c.yaml"], "./c.yaml"),
        (&["c.yaml"], "sub/../c.yaml"),
        (&["c.yaml"], here),
        (&["c.yaml"], "link"),
        (&["c.yaml"], "twin"),
        (&["link"], "c.yaml"),
        (&["."], "c.yaml"),
        (&["-", "--stdin-filename", "c.yaml"], "c.yaml"),
        (&["c.yaml", "--baseline", "base.json"], "base.json"),
    ] {
        let before = names(&folder);
        let run = folder.run(&[&["check", "--format", "json", "-o", output], paths].concat());
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{paths:?} {output} {run:?}");
        assert!(run.stderr.contains("among the files read, and is not written over"), "{run:?}");
        assert_eq!(text(&folder, "c.yaml"), claims());
        assert_eq!(names(&folder), before);
    }
    for script in [
        "exec \"$0\" check - -o c.yaml <c.yaml",
        "exec \"$0\" check c.yaml >>c.yaml",
        "exec \"$0\" check . >>c.yaml",
    ] {
        let run = finish(&mut shell(&folder, script), b"");
        assert_eq!(run.code, 2, "{script} {run:?}");
        assert!(run.stderr.contains("among the files read"), "{run:?}");
        assert_eq!(text(&folder, "c.yaml"), claims());
    }
}

/// Every option that writes, with the words before its file; the first is the command.
const WRITERS: &[&[&str]] = &[
    &["check", "c.yaml", "-o"],
    &["check", "c.yaml", "--format", "concise", "-o"],
    &["check", "c.yaml", "--format", "sarif", "--format", "json", "-o"],
    &["check", "c.yaml", "--write-baseline"],
    &["check", "c.yaml", "--baseline", "base.json", "--write-baseline"],
    &["report", "c.yaml", "--style", "plain", "-o"],
    &["report", "c.yaml", "--style", "plain", "--baseline", "base.json", "-o"],
    &["diff", "c.yaml", "d.yaml", "-o"],
];

/// Everything in the folder: each name with its kind, where a link leads, and the bytes of a file.
fn state(folder: &Folder) -> Vec<(String, String, Vec<u8>)> {
    let one = |name: String| {
        let path = folder.path().join(&name);
        let there = fs::symlink_metadata(&path).unwrap();
        let leads = fs::read_link(&path).ok();
        let bytes = if there.is_file() { fs::read(&path).unwrap() } else { Vec::new() };
        (name, format!("{:?} {leads:?}", there.file_type()), bytes)
    };
    names(folder).into_iter().map(one).collect()
}

/// A folder in which a place of every kind is that nothing may be written to.
fn crowded() -> Folder {
    let folder = Folder::of(&[
        ("c.yaml", &claims()),
        ("d.yaml", &claims().replace("figure: 4", "figure: 5")),
        ("style.csl", "<style/>"),
        ("notes.txt", "mine"),
        ("empty.json", ""),
        ("other.json", "{\"version\": 1}"),
    ]);
    let base = ["check", "c.yaml", "--write-baseline", "base.json", "--quiet"];
    assert_eq!(folder.run(&base).code, 0);
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("sub")).unwrap();
    for name in ["c.yaml", "notes.txt"] {
        symlink(name, at(&format!("link to {name}"))).unwrap();
        fs::hard_link(at(name), at(&format!("twin of {name}"))).unwrap();
    }
    symlink("link to c.yaml", at("link to a link")).unwrap();
    drop(std::os::unix::net::UnixListener::bind(at("socket")).unwrap());
    folder
}

/// Whatever is refused says so in one line, ends with 2, and leaves every file and name as it was.
fn refused(folder: &Folder, words: &[&str], said: &[&str]) {
    let before = state(folder);
    let run = folder.run(words);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{words:?} {run:?}");
    assert!(said.iter().any(|said| run.stderr.contains(said)), "{words:?} {run:?}");
    assert_eq!(run.stderr.lines().filter(|line| line.starts_with("error: ")).count(), 1, "{run:?}");
    assert!(state(folder) == before, "{words:?} {run:?}");
}

#[test]
fn no_option_writes_where_something_would_be_lost() {
    let folder = crowded();
    let read = "is among the files read, and is not written over";
    let read_link = "which is among the files read, and is not written over";
    for writer in WRITERS {
        let baseline = writer.last() == Some(&"--write-baseline");
        let no_baseline = "is no baseline (it is damaged: ";
        let over = |file| [*writer, &[file]].concat();
        for input in ["c.yaml", "./c.yaml", "link to c.yaml", "link to a link", "twin of c.yaml"] {
            refused(&folder, &over(input), &[read, read_link, no_baseline]);
        }
        for place in ["sub", ".", "socket", "sub/nowhere/x.json", "c.yaml/x.json"] {
            refused(&folder, &over(place), &[&format!("`{place}` cannot be written: ")]);
        }
        if baseline {
            let none =
                ["notes.txt", "link to notes.txt", "twin of notes.txt", "empty.json", "other.json"];
            for name in none {
                refused(&folder, &over(name), &[&format!("`{name}` {no_baseline}")]);
            }
            // The option is given its file last, so these read `d.yaml` and would write over `c.yaml`.
            refused(&folder, &["check", "--write-baseline", "c.yaml", "d.yaml"], &[no_baseline]);
        }
        if writer.contains(&"base.json") && !baseline {
            refused(&folder, &over("base.json"), &[read]);
        }
    }
    let style = ["report", "c.yaml", "--style", "style.csl", "-o", "style.csl"];
    refused(&folder, &style, &[read, "the style `style.csl` cannot be used"]);
    let prune = ["check", ".", "--prune-baseline", "--baseline"];
    for name in ["c.yaml", "notes.txt", "empty.json", "sub"] {
        refused(&folder, &[&prune[..], &[name]].concat(), &["cannot be read"]);
    }
}

/// What is a baseline and a claim file at once is a claim file first.
#[test]
fn a_baseline_among_the_claim_files_is_not_written_over() {
    let folder = crowded();
    fs::rename(folder.path().join("base.json"), folder.path().join("base.yaml")).unwrap();
    let read = ["is among the files read, and is not written over"];
    refused(&folder, &["check", ".", "--write-baseline", "base.yaml"], &read);
    refused(&folder, &["check", ".", "--baseline", "base.yaml", "--prune-baseline"], &read);
}

#[test]
fn no_two_outputs_go_to_one_file() {
    let folder = crowded();
    fs::hard_link(folder.path().join("base.json"), folder.path().join("twin of base.json"))
        .unwrap();
    symlink("base.json", folder.path().join("link to base.json")).unwrap();
    symlink("new.json", folder.path().join("link to new.json")).unwrap();
    let check = ["check", "c.yaml", "--write-baseline"];
    for (a, b) in [
        ("new.json", "new.json"),
        ("new.json", "./sub/../new.json"),
        ("new.json", "link to new.json"),
        ("base.json", "twin of base.json"),
        ("base.json", "link to base.json"),
    ] {
        refused(&folder, &[&check[..], &[a, "-o", b]].concat(), &["two outputs would go to `"]);
        refused(&folder, &[&check[..], &[b, "-o", a]].concat(), &["two outputs would go to `"]);
        let both = ["check", "c.yaml", "-o", a, "--format", "human", "-o", b];
        refused(&folder, &both, &["two outputs would go to `"]);
        let prune = ["check", "c.yaml", "--prune-baseline", "--baseline", a, "-o", b];
        refused(&folder, &prune, &["two outputs would go to `", "no baseline is at"]);
    }
    // Standard output is an output too.
    for words in ["--format json -o out --format human", "--write-baseline out"] {
        let script = format!("exec \"$0\" check c.yaml {words} >>out");
        let run = finish(&mut shell(&folder, &script), b"");
        assert_eq!(run.code, 2, "{run:?}");
        assert_eq!(text(&folder, "out"), "", "{run:?}");
    }
}

/// Commands that only print do not print into what they read either.
#[test]
fn nothing_is_printed_into_what_is_read() {
    let folder = crowded();
    folder.write("text.txt", "some 3");
    for (words, file) in [
        ("show killed c.yaml", "c.yaml"),
        ("bounds killed c.yaml", "c.yaml"),
        ("what-if c.yaml killed=3", "c.yaml"),
        ("coverage text.txt c.yaml", "c.yaml"),
        ("coverage text.txt c.yaml", "text.txt"),
        ("report c.yaml --style plain", "c.yaml"),
        ("diff c.yaml d.yaml", "d.yaml"),
    ] {
        let before = state(&folder);
        let run = finish(&mut shell(&folder, &format!("exec \"$0\" {words} >>{file}")), b"");
        assert_eq!(run.code, 2, "{words} {run:?}");
        assert!(state(&folder) == before, "{words} {run:?}");
    }
}

/// A pipe or a device holds nothing that could be lost, and a baseline may go there too.
#[test]
fn a_baseline_goes_to_a_pipe_or_a_device_as_well() {
    let folder = crowded();
    let to = |place| folder.run(&["check", "c.yaml", "-o", "/dev/null", "--write-baseline", place]);
    assert_eq!(to("/dev/null").code, 0);
    assert!(!fs::metadata("/dev/null").unwrap().is_file());
    assert_eq!(to("/dev/stdout").stdout, text(&folder, "base.json"));
    nix::unistd::mkfifo(&folder.path().join("pipe"), nix::sys::stat::Mode::S_IRWXU).unwrap();
    let script = "cat pipe & \"$0\" check c.yaml -o /dev/null --write-baseline pipe; wait";
    let run = finish(&mut shell(&folder, script), b"");
    assert_eq!(run.stdout, text(&folder, "base.json"), "{run:?}");
}

/// Somebody else wrote to the baseline while the run was under way: neither is lost.
#[test]
fn a_baseline_changed_during_the_run_is_left_as_it_is() {
    for (words, changed) in [
        (&["--write-baseline", "base.json"][..], Some("{\"version\": 1, \"entries\": []}")),
        (&["--write-baseline", "base.json"], Some("mine")),
        (&["--write-baseline", "base.json"], None),
        (&["--write-baseline", "new.json"], Some("mine")),
        (&["--baseline", "base.json", "--prune-baseline"], Some("mine")),
    ] {
        let folder = crowded();
        let place = words.iter().find(|word| word.ends_with(".json")).unwrap();
        let mut command = program();
        // The bar has nothing to do with it; `begun.txt` shows that the run has begun.
        command.current_dir(folder.path()).args(["check", "-", "-o", "begun.txt"]).args(words);
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
        let before = names(&folder).len();
        let mut child = command.spawn().unwrap();
        let files = 1 + usize::from(words.contains(&"--write-baseline"));
        let start = Instant::now();
        while names(&folder).len() < before + files {
            assert!(start.elapsed() < Duration::from_secs(60), "no file was begun");
            thread::sleep(Duration::from_millis(5));
        }
        match changed {
            Some(text) => drop(folder.write(place, text)),
            None => fs::remove_file(folder.path().join(place)).unwrap(),
        }
        // Another finding, so that what was accepted matches nothing.
        let other = claims().replace("figure: 4", "figure: 9");
        child.stdin.take().unwrap().write_all(other.as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(2), "{words:?} {stderr}");
        assert!(stderr.contains(&format!("`{place}` was changed by somebody else")), "{stderr}");
        assert_eq!(fs::read_to_string(folder.path().join(place)).ok().as_deref(), changed);
        assert!(names(&folder).iter().all(|name| !name.ends_with(".tmp")), "{words:?}");
        assert!(!folder.path().join("begun.txt").exists());
    }
}

/// Whatever writes a file goes through the one place that decides where: nothing else in the program can.
#[test]
fn files_are_written_in_one_place_only() {
    let mut waiting = vec![std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(path) = waiting.pop() {
        if path.is_dir() {
            waiting.extend(fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
            continue;
        }
        let home = path.parent().is_some_and(|folder| folder.ends_with("cli/output"));
        let code = fs::read_to_string(&path).unwrap();
        for way in ["fs::write", "File::create", "OpenOptions", "fs::rename", "fs::copy"] {
            assert!(home || !code.contains(way), "{} names {way}", path.display());
        }
    }
}

/// As in `| head`: the reader has what it wanted, and the file is whole.
#[test]
fn a_reader_that_goes_away_takes_no_file_with_it() {
    let folder = folder();
    let mut command = program();
    let words = ["check", "c.yaml", "--quiet", "--format", "human", "-o", "-"];
    command.current_dir(folder.path()).args(words).args(["--format", "json", "-o", "old.json"]);
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    command.stdout(writer);
    let run = finish(&mut command, b"");
    assert_eq!((run.code, run.stderr.as_str()), (1, ""), "{run:?}");
    assert_eq!(text(&folder, "old.json"), folder.run(&["check", "--format=json", "c.yaml"]).stdout);
}

/// What standard error shows when standard input takes two seconds to come to an end.
fn watched(arguments: &[&str], terminal: bool, term: &str) -> String {
    let (reads, writes): (File, Stdio) = if terminal {
        let pty = nix::pty::openpty(None, None).unwrap();
        (pty.master.into(), Stdio::from(pty.slave))
    } else {
        let (reads, writes) = std::io::pipe().unwrap();
        (std::os::fd::OwnedFd::from(reads).into(), writes.into())
    };
    let mut command = program();
    command.args(["check", "-", "--format", "concise"]).args(arguments).env("TERM", term);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::null()).stderr(writes).spawn().unwrap();
    drop(command);
    let shown = thread::spawn(move || {
        let mut bytes = Vec::new();
        // A terminal whose program has ended gives an error in the place of an end.
        let _ = { reads }.read_to_end(&mut bytes);
        String::from_utf8(bytes).unwrap()
    });
    thread::sleep(Duration::from_millis(2000));
    child.stdin.take().unwrap().write_all(claims().as_bytes()).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(1));
    shown.join().unwrap()
}

#[test]
fn a_bar_shows_on_a_terminal_and_goes_away() {
    let said = "checked 2 claims on 1 quantity in 1 file: 1 error";
    let shown = watched(&[], true, "xterm");
    let bar = "\r\u{1b}[K[........................] reading files";
    assert!(shown.starts_with(bar), "{shown:?}");
    assert!(shown.ends_with(&format!("\r\u{1b}[K{said}\r\n")), "{shown:?}");
    // Not before a second has passed, then ten times a second at most.
    assert!((2..=11).contains(&shown.matches("reading files").count()), "{shown:?}");
    assert_eq!(watched(&["--quiet"], true, "xterm"), "");
    assert_eq!(watched(&[], true, "dumb"), format!("{said}\r\n"));
    assert_eq!(watched(&[], false, "xterm"), format!("{said}\n"));
}
