//! Every check has a page, every page is whole, and its examples give the findings printed below them.
//!
//! `common/examples.rs` says how an example is written. `UPDATE_PAGES=1 cargo test --test pages` writes the
//! findings anew.

#![allow(clippy::expect_used, reason = "a test that cannot go on says why")]

#[path = "common/examples.rs"]
mod examples;

use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use examples::{Piece, Ran, pieces, run, update};
use variorum::check::page;
use variorum::finding::Check;

/// The headings below a page's own, in order.
const SECTIONS: [&str; 5] =
    ["Why it matters", "Example", "Nearly", "How to settle it", "What it cannot see"];

/// Characters in the first sentence, so that the list of checks fits a terminal.
const LONGEST_SENTENCE: usize = 80;

/// Collects what is amiss on all pages, so that one run tells all of it.
#[derive(Default)]
struct Amiss(Vec<String>);

impl Amiss {
    fn unless(&mut self, fine: bool, page: &str, what: impl Into<String>) {
        if !fine {
            self.0.push(format!("src/check/{page}: {}", what.into()));
        }
    }

    fn none(self) {
        assert!(self.0.is_empty(), "\n{}\n", self.0.join("\n"));
    }
}

#[test]
fn every_check_has_a_page_and_every_page_a_check() {
    let wanted: BTreeSet<String> = Check::ALL.iter().map(|&check| file_name(check)).collect();
    let entries = fs::read_dir(folder()).expect("src/check is there");
    let names = entries.map(|entry| entry.expect("src/check can be listed").file_name());
    let names = names.map(|name| name.to_string_lossy().into_owned());
    let found: BTreeSet<String> = names.filter(|name| name.ends_with(".md")).collect();
    let mut amiss = Amiss::default();
    for name in wanted.difference(&found) {
        amiss.unless(false, name, "is missing");
    }
    for name in found.difference(&wanted) {
        amiss.unless(false, name, "is the page of no check in `Check::ALL`");
    }
    amiss.none();
}

#[test]
fn pages_are_whole() {
    let mut amiss = Amiss::default();
    for &check in Check::ALL {
        let (name, text) = (file_name(check), on_disk(check));
        let heading = format!("# {}", check.name());
        let mut lines = text.lines();
        amiss.unless(
            lines.next() == Some(&heading),
            &name,
            format!("does not open with `{heading}`"),
        );
        amiss.unless(lines.next() == Some(""), &name, "has no empty line below its heading");
        sentence(&mut amiss, &name, lines.next().unwrap_or(""));
        amiss.unless(lines.next() == Some(""), &name, "goes on after its first sentence");
        let sections: Vec<&str> = sections(&text).into_iter().map(|(name, _)| name).collect();
        let wanted = format!("has the sections {sections:?}, not {SECTIONS:?}");
        amiss.unless(sections == SECTIONS, &name, wanted);
        for (section, body) in self::sections(&text) {
            amiss.unless(!body.trim().is_empty(), &name, format!("says nothing under `{section}`"));
        }
        amiss.unless(
            text.ends_with('\n') && !text.ends_with("\n\n"),
            &name,
            "ends in no line break",
        );
        let bare = |line: &str| line.trim_end() == line && !line.contains(['\t', '\r']);
        amiss.unless(text.lines().all(bare), &name, "has space at a line's end, or a tab");
    }
    amiss.none();
}

fn sentence(amiss: &mut Amiss, name: &str, line: &str) {
    let length = line.chars().count();
    let too_long = format!("opens with {length} characters; {LONGEST_SENTENCE} are the most");
    amiss.unless(length <= LONGEST_SENTENCE, name, too_long);
    let one = line.ends_with('.') && !line.contains(". ") && line.starts_with(char::is_uppercase);
    amiss.unless(one, name, format!("does not open with one sentence: {line:?}"));
}

#[test]
fn examples_give_their_findings() {
    let mut amiss = Amiss::default();
    for &check in Check::ALL {
        let (name, text) = (file_name(check), on_disk(check));
        let (mut fresh, mut broken) = (String::new(), false);
        for piece in pieces(&text) {
            match piece {
                Piece::Prose(lines) => fresh.push_str(lines),
                Piece::Example { section, yaml, coding, line, before, findings } => {
                    let ran = run(yaml, coding);
                    let told = format!("line {line}: gives\n{}and not\n{findings}", ran.lines);
                    amiss.unless(update() || ran.lines == findings, &name, told);
                    judge(&mut amiss, check, section, line, &ran);
                    fresh.push_str(before);
                    fresh.push_str(&ran.lines);
                }
                Piece::Broken { line, what } => {
                    broken = true;
                    amiss.unless(false, &name, format!("line {line}: {what}"));
                }
            }
        }
        for section in ["Example", "Nearly"] {
            let here = pieces(&text).into_iter().filter(|piece| piece.stands_in(section));
            amiss.unless(here.count() > 0, &name, format!("has no example under `{section}`"));
        }
        if update() && !broken && fresh != text {
            fs::write(folder().join(&name), fresh).expect("a page can be written");
        }
    }
    amiss.none();
}

/// An example fires its own check; what nearly fires is read, and leaves nothing open.
fn judge(amiss: &mut Amiss, check: Check, section: &str, line: usize, ran: &Ran) {
    let name = file_name(check);
    if section == "Nearly" {
        let told = format!("line {line}: nearly fires, and does:\n{}", ran.lines);
        amiss.unless(ran.open == 0, &name, told);
        amiss.unless(
            ran.holds_something,
            &name,
            format!("line {line}: declares and claims nothing"),
        );
    } else {
        let told = format!("line {line}: does not give {}:\n{}", check.name(), ran.lines);
        amiss.unless(ran.checks.contains(&check), &name, told);
    }
}

#[test]
fn explain_prints_the_page() {
    if update() {
        return; // The binary holds the pages as they were.
    }
    for &check in Check::ALL {
        let output = variorum(&["explain", check.name()]);
        assert!(output.status.success(), "explain {}", check.name());
        let printed = String::from_utf8(output.stdout).expect("pages are UTF-8");
        assert_eq!(printed, on_disk(check), "explain {}", check.name());
        assert_eq!(page(check), printed);
    }
}

#[test]
fn explain_lists_every_check_in_order() {
    if update() {
        return; // The pages are being written.
    }
    let output = variorum(&["explain"]);
    assert!(output.status.success());
    let listed = String::from_utf8(output.stdout).expect("pages are UTF-8");
    let listed: Vec<(&str, &str)> =
        listed.lines().map(|line| line.split_once("  ").expect("two columns")).collect();
    let listed: Vec<(&str, &str)> =
        listed.into_iter().map(|(name, says)| (name, says.trim_start())).collect();
    let pages: Vec<String> = Check::ALL.iter().map(|&check| on_disk(check)).collect();
    let sentences = pages.iter().map(|text| text.lines().nth(2).unwrap_or(""));
    let wanted: Vec<(&str, &str)> =
        Check::ALL.iter().map(|check| check.name()).zip(sentences).collect();
    assert_eq!(listed, wanted);
}

fn variorum(words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_variorum"));
    command.args(words).output().expect("variorum starts")
}

/// The sections with what stands in each; headings inside blocks are none.
fn sections(page: &str) -> Vec<(&str, String)> {
    let mut sections: Vec<(&str, String)> = Vec::new();
    let mut fenced = false;
    for line in page.lines() {
        fenced ^= line.starts_with("```");
        match line.strip_prefix("## ").filter(|_| !fenced) {
            Some(name) => sections.push((name, String::new())),
            None => {
                if let Some((_, body)) = sections.last_mut() {
                    body.push_str(line);
                    body.push('\n');
                }
            }
        }
    }
    sections
}

fn on_disk(check: Check) -> String {
    fs::read_to_string(folder().join(file_name(check))).unwrap_or_default()
}

fn file_name(check: Check) -> String {
    format!("{}.md", check.name().replace('-', "_"))
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/check")
}
