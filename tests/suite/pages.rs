//! Every check has a page, every page is whole, and its examples give the findings printed below them.
//!
//! A page's ```` ```yaml ```` block is a claim file named `claims.yaml`; the ```` ```findings ```` block
//! after it holds the lines of `--format concise`. `bytes=latin-1` or `bytes=utf-16` after `yaml` writes
//! the file in that encoding. All are run on one day, [`TODAY`]. `UPDATE_PAGES=1 cargo test --test suite pages::` writes the findings anew.

#![allow(clippy::expect_used, reason = "a test that cannot go on says why")]

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::process::{Command, Output};
use std::{env, fs};

use variorum::check::{check_on, page};
use variorum::explain::fingerprints;
use variorum::finding::{Check, Status};
use variorum::model::Corpus;
use variorum::period::Period;
use variorum::read::files::Input;
use variorum::read::read;
use variorum::render::{Shown, Summary, concise};

/// The headings below a page's own, in order.
const SECTIONS: [&str; 5] =
    ["Why it matters", "Example", "Nearly", "How to settle it", "What it cannot see"];

/// The day on which the examples are run.
const TODAY: &str = "2030-01-01";

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

/// What an example gives.
struct Ran {
    lines: String,
    checks: Vec<Check>,
    open: usize,
    holds_something: bool,
}

fn run(yaml: &str, coding: Coding) -> Ran {
    let input = Input { name: "claims.yaml".into(), bytes: coding.bytes(yaml) };
    let (corpus, found) = read(vec![input]);
    let today = Period::parse(TODAY).expect("it is a day");
    let checked = check_on(&corpus, found, Some(today));
    let mut out = Vec::new();
    let shown = Shown {
        corpus: &corpus,
        findings: &checked.findings,
        fingerprints: &fingerprints(&corpus, &checked.findings),
        summary: &Summary::new(&corpus, &checked.findings, checked.comparisons),
    };
    concise::write(&shown, &mut out).expect("a vector takes all that is written");
    Ran {
        lines: String::from_utf8(out).expect("findings are UTF-8"),
        checks: checked.findings.iter().map(|finding| finding.check).collect(),
        open: checked.findings.iter().filter(|finding| finding.life.status == Status::Open).count(),
        holds_something: holds_something(&corpus),
    }
}

fn holds_something(corpus: &Corpus) -> bool {
    !(corpus.claims.is_empty() && corpus.parties.is_empty() && corpus.sources.is_empty())
}

/// How an example is written to bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Coding {
    Utf8,
    Latin1,
    Utf16,
}

impl Coding {
    /// By what stands after ```` ```yaml ````.
    fn named(word: &str) -> Option<Self> {
        match word {
            "" => Some(Coding::Utf8),
            "bytes=latin-1" => Some(Coding::Latin1),
            "bytes=utf-16" => Some(Coding::Utf16),
            _ => None,
        }
    }

    fn bytes(self, text: &str) -> Vec<u8> {
        match self {
            Coding::Utf8 => text.into(),
            Coding::Latin1 => {
                let byte = |c: char| u8::try_from(c).expect("the example fits Latin-1");
                text.chars().map(byte).collect()
            }
            Coding::Utf16 => {
                let marked = "\u{feff}".encode_utf16().chain(text.encode_utf16());
                marked.flat_map(u16::to_le_bytes).collect()
            }
        }
    }
}

/// A page cut into what the runner keeps and what it runs.
#[derive(Debug)]
enum Piece<'p> {
    Prose(&'p str),
    Example {
        section: &'p str,
        yaml: &'p str,
        coding: Coding,
        /// The line of the opening fence.
        line: usize,
        /// Everything from there to the first line of the findings.
        before: &'p str,
        findings: &'p str,
    },
    Broken {
        line: usize,
        what: &'static str,
    },
}

impl Piece<'_> {
    fn stands_in(&self, wanted: &str) -> bool {
        matches!(self, Piece::Example { section, .. } if *section == wanted)
    }
}

fn pieces(page: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut section = "";
    let mut rest = Lines { page, at: 0, line: 0 };
    while let Some(line) = rest.next() {
        let (start, number) = (rest.at - line.len(), rest.line);
        if let Some(heading) = line.strip_prefix("## ") {
            section = heading.trim_end();
        }
        let Some(word) = line.strip_prefix("```yaml") else {
            let broken =
                line.starts_with("```findings").then_some("findings without an example above");
            pieces.extend(broken.map(|what| Piece::Broken { line: number, what }));
            pieces.push(Piece::Prose(line));
            continue;
        };
        let read = Coding::named(word.trim()).ok_or("no such encoding").and_then(|coding| {
            let yaml = rest.block().ok_or("the example has no end")?;
            rest.until_findings().ok_or("the example has no findings below it")?;
            let before = &page[start..rest.at];
            let findings = rest.block().ok_or("the findings have no end")?;
            Ok(Piece::Example { section, yaml, coding, line: number, before, findings })
        });
        pieces.push(read.unwrap_or_else(|what| Piece::Broken { line: number, what }));
        // The closing fence of the findings is kept as it stands.
        pieces.push(Piece::Prose("```\n"));
    }
    pieces
}

/// A page's lines, each with its line break.
struct Lines<'p> {
    page: &'p str,
    at: usize,
    line: usize,
}

impl<'p> Lines<'p> {
    fn next(&mut self) -> Option<&'p str> {
        let line = self.page[self.at..].split_inclusive('\n').next()?;
        self.at += line.len();
        self.line += 1;
        Some(line)
    }

    /// What stands before the closing fence, which is passed.
    fn block(&mut self) -> Option<&'p str> {
        let start = self.at;
        loop {
            let before = self.at;
            if self.next()?.trim_end() == "```" {
                return Some(&self.page[start..before]);
            }
        }
    }

    /// Passes prose up to and with the opening fence of the findings; no other block may intervene.
    fn until_findings(&mut self) -> Option<()> {
        loop {
            let line = self.next()?.trim_end();
            if line.starts_with("```") || line.starts_with("## ") {
                return (line == "```findings").then_some(());
            }
        }
    }
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

fn update() -> bool {
    env::var_os("UPDATE_PAGES").is_some_and(|wish| wish == "1")
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
