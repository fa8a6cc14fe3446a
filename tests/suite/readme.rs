//! What the README shows is what the program prints.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its own project has failed")]

use std::fs;
use std::path::Path;
use std::process::Command;

fn readme() -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md")).unwrap()
}

/// What the README prints below a command.
fn shown_below(command: &str) -> String {
    let readme = readme();
    let below = readme.split_once(&format!("$ {command}\n")).unwrap().1;
    below.split("```").next().unwrap().to_owned()
}

/// What the program prints, findings first and the summary after them.
fn printed(folder: &Path, arguments: &[&str]) -> String {
    let run = Command::new(env!("CARGO_BIN_EXE_variorum"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    String::from_utf8([run.stdout, run.stderr].concat()).unwrap()
}

#[test]
fn the_first_finding_is_the_one_shown() {
    let folder = tempfile::tempdir().unwrap();
    let readme = readme();
    let file = readme.split_once("```yaml\n").unwrap().1.split("```").next().unwrap();
    fs::write(folder.path().join("flood.yaml"), file).unwrap();
    let printed = printed(folder.path(), &["check", "flood.yaml"]);
    assert_eq!(printed, shown_below("variorum check flood.yaml"));
}

/// The ruling shown settles the first finding, once its claims have names.
#[test]
fn the_ruling_shown_settles_the_first_finding() {
    let readme = readme();
    let block = |after: &str| {
        let rest = readme.split_once(after).unwrap().1.split_once("```yaml\n").unwrap().1;
        rest.split("```").next().unwrap().to_owned()
    };
    let mut file = block("## First five minutes")
        .replace("- figure: 1,150", "- {id: town, figure: \"1,150\"}");
    for (place, figure) in [("harbour", "640"), ("old-town", "580")] {
        let bare = format!("- {{about: {{district: {place}}}, figure: {figure}}}");
        file = file.replace(&bare, &bare.replace("- {", &format!("- {{id: {place}, ")));
    }
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("flood.yaml"), file + &block("### Rulings")).unwrap();
    let printed =
        printed(folder.path(), &["check", "--today", "2031-12-31", "--format", "concise"]);
    assert!(printed.contains("resolved[parts-exceed-whole]"), "{printed}");
    assert!(printed.ends_with(": 1 warning, 1 resolved\n"), "{printed}");
}

/// Commands on the project's own corpus whose output is shown.
const SHOWN: &[&str] = &[
    "variorum check claims/ --format concise --select parts-exceed-whole,counts-something-else",
    "variorum show killed side=azerbaijani status=soldiers period=2016-04-01/2016-04-05 claims/",
    "variorum what-if t2015-both-soldiers=106 claims/",
    "variorum diff source:nk-article:events source:nk-article:casualties claims/ --about \
     killed,status=soldiers,period=2016-04-01/2016-04-05",
];

#[test]
fn the_storm_is_covered_as_shown() {
    let folder = tempfile::tempdir().unwrap();
    let readme = readme();
    let section = readme.split_once("## Was anything missed?").unwrap().1;
    let file = |start: &str| section.split_once(start).unwrap().1.split("```").next().unwrap();
    fs::write(folder.path().join("storm.md"), file("```markdown\n")).unwrap();
    fs::write(folder.path().join("storm.yaml"), file("```yaml\n")).unwrap();
    let printed = printed(folder.path(), &["coverage", "storm.md", "storm.yaml"]);
    assert_eq!(printed, shown_below("variorum coverage storm.md storm.yaml"));
}

#[test]
fn the_corpus_gives_what_is_shown() {
    for command in SHOWN {
        let arguments: Vec<&str> = command.split(' ').skip(1).collect();
        let printed = printed(Path::new(env!("CARGO_MANIFEST_DIR")), &arguments);
        assert_eq!(printed, shown_below(command));
    }
}
