//! Examples in pages: a page's text in, its claim files and the findings shown beneath them out.
//!
//! A ```` ```yaml ```` block is a claim file named `claims.yaml`; the ```` ```findings ```` block
//! after it holds the lines of `--format concise`. `bytes=latin-1` or `bytes=utf-16` after `yaml` writes
//! the file in that encoding. All are run on one day, [`TODAY`].

#![allow(clippy::expect_used, reason = "a test that cannot go on says why")]
#![allow(dead_code, reason = "each test file takes what it needs")]

use std::env;

use serde_json::Value;
use variorum::finding::{Check, Status};
use variorum::model::Corpus;
use variorum::period::Period;
use variorum::progress::Progress;
use variorum::read::files::Input;
use variorum::render::{Base, Shown, concise, json, sarif};
use variorum::run::{self, RunOptions, from_inputs};

/// The day on which the examples are run.
pub(crate) const TODAY: &str = "2030-01-01";

/// What an example gives.
pub(crate) struct Ran {
    pub(crate) lines: String,
    pub(crate) json: Value,
    pub(crate) sarif: Value,
    pub(crate) checks: Vec<Check>,
    pub(crate) open: usize,
    pub(crate) holds_something: bool,
}

pub(crate) fn run(yaml: &str, coding: Coding) -> Ran {
    let input = Input { name: "claims.yaml".into(), bytes: coding.bytes(yaml) };
    let read = from_inputs(vec![input], Vec::new(), &Progress::new());
    let today = Some(Period::parse(TODAY).expect("it is a day"));
    let options = RunOptions { today, ..RunOptions::default() };
    let run = run::run(&read.corpus, read.faults, &options);
    let mut out = Vec::new();
    let shown = Shown::of(&run);
    concise::write(&shown, &mut out).expect("a vector takes all that is written");
    let (mut as_json, mut as_sarif) = (Vec::new(), Vec::new());
    json::write(&shown, &mut as_json).expect("a vector takes all that is written");
    let context = sarif::SarifContext { base: &Base::new(""), successful: true };
    sarif::write(&shown, &context, &mut as_sarif).expect("a vector takes all that is written");
    let parsed = |bytes: &[u8]| serde_json::from_slice(bytes).expect("it is JSON");
    Ran {
        lines: String::from_utf8(out).expect("findings are UTF-8"),
        json: parsed(&as_json),
        sarif: parsed(&as_sarif),
        checks: run.findings.iter().map(|finding| finding.check).collect(),
        open: run.findings.iter().filter(|finding| finding.life.status == Status::Open).count(),
        holds_something: holds_something(run.corpus),
    }
}

fn holds_something(corpus: &Corpus) -> bool {
    !(corpus.claims.is_empty() && corpus.parties.is_empty() && corpus.sources.is_empty())
}

/// How an example is written to bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Coding {
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
pub(crate) enum Piece<'p> {
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
    pub(crate) fn stands_in(&self, wanted: &str) -> bool {
        matches!(self, Piece::Example { section, .. } if *section == wanted)
    }
}

pub(crate) fn pieces(page: &str) -> Vec<Piece<'_>> {
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

/// Whether the findings are to be written anew.
pub(crate) fn update() -> bool {
    env::var_os("UPDATE_PAGES").is_some_and(|wish| wish == "1")
}
