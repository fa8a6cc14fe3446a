//! How two sets of claims differ, as Markdown for a pull request: the worst first, whole entries only.

use crate::budget::limits;
use crate::error::Error;
use crate::explain;
use crate::explain::{ComparedRun, DifferenceSide, Row, visible};
use crate::finding::Severity;
use crate::render::diff::{BESIDE_ONE_ANOTHER, Differing, EntryKind, Findings};
use crate::render::{concise, plural, what_if, written};
use std::fmt::Write as _;
use std::io::Write;

/// Room kept for the last line, which says what was left out.
const KEPT: usize = 400;

/// Writes the document.
pub fn write(differing: &Differing<'_>, out: &mut impl Write) -> Result<(), Error> {
    let mut page = RoomLeft::default();
    let [a, b] = differing.names.map(code);
    page.put(&format!("### What differs: {a} → {b}\n\n{}\n", text(&differing.line())));
    if differing.is_same() {
        page.put("\nThe same.\n");
    }
    for (heading, entries) in sections(differing) {
        page.section(heading, entries);
    }
    page.end();
    written(out.write_all(page.text.as_bytes()))
}

/// A document that takes whole entries as long as there is room.
#[derive(Default)]
struct RoomLeft {
    text: String,
    characters: usize,
    left_out: Vec<(&'static str, usize)>,
    full: bool,
}

impl RoomLeft {
    /// Takes it whole or not at all. Once something had no room nothing worth less is taken.
    fn put(&mut self, text: &str) -> bool {
        let characters = text.chars().count();
        self.full |= self.characters + characters > limits::COMMENT_CHARACTERS.get() - KEPT;
        if !self.full {
            self.text.push_str(text);
            self.characters += characters;
        }
        !self.full
    }

    fn section(&mut self, heading: &'static str, entries: impl Iterator<Item = String>) {
        let mut left_out = 0;
        for (at, entry) in entries.enumerate() {
            let first = if at == 0 { format!("\n#### {heading}\n\n") } else { String::new() };
            left_out += usize::from(!self.put(&format!("{first}{entry}")));
        }
        if left_out > 0 {
            self.left_out.push((heading, left_out));
        }
    }

    fn end(&mut self) {
        let all: usize = self.left_out.iter().map(|(_, count)| count).sum();
        if all > 0 {
            let listed = self.left_out.iter();
            let listed = listed.map(|(what, count)| format!("{} {count}", what.to_lowercase()));
            let listed = listed.collect::<Vec<_>>().join(", ");
            let _ = write!(
                self.text,
                "\n{} left out for their length: {listed}.\n",
                plural(all, "more entry").replace("entrys", "entries")
            );
        }
    }
}

type Section<'d> = (&'static str, Box<dyn Iterator<Item = String> + 'd>);

fn sections<'d>(differing: &'d Differing<'_>) -> Vec<Section<'d>> {
    let one = |row: &Row| pair(differing, row);
    let rows = |kind: EntryKind| differing.of(kind).map(|(_, row)| row);
    let renamed = differing.diff.renamed.iter();
    let renamed = renamed.map(|&pair| explain::renamed(differing.corpora, pair));
    let renamed = renamed.map(|line| format!("- {}\n", text(&line)));
    let (first, last) = differing.findings.as_ref().map_or_else(Default::default, of_findings);
    let claims: Vec<Section<'d>> = vec![
        (differing.both(), Box::new(rows(EntryKind::Both).map(one))),
        (BESIDE_ONE_ANOTHER, Box::new(rows(EntryKind::Beside).map(one))),
        ("Only in A", Box::new(rows(EntryKind::OnlyA).map(alone))),
        ("Only in B", Box::new(rows(EntryKind::OnlyB).map(alone))),
    ];
    let declared = differing.declared().map(|line| format!("- {}\n", text(&line)));
    let declared: Section<'d> = ("Declared otherwise", Box::new(declared));
    let called: Section<'d> = ("Called otherwise", Box::new(renamed));
    first.into_iter().chain(claims).chain(last).chain([called, declared]).collect()
}

/// What comes before the claims and what comes after.
fn of_findings<'d>(found: &'d Findings<'_>) -> (Vec<Section<'d>>, Vec<Section<'d>>) {
    let difference = found.difference;
    let [before, after] = &found.runs;
    let mut opened = difference.opened.clone();
    opened.sort_by_key(|&at| after.findings[at].severity());
    let opened = opened.into_iter().map(move |at| format!("- {}\n", finding(after, at)));
    let closed = difference.closed.iter().map(|&at| format!("- {}\n", finding(before, at)));
    let changed = difference.changed.iter().map(|&(then, now)| {
        format!("- {}\n  - now {}\n", finding(before, then), finding(after, now))
    });
    let totals = found.follows.totals.iter().map(|follow| {
        let lines = what_if::text::total(before.corpus, found.follows, follow);
        let lines = lines.iter().enumerate();
        lines
            .map(|(at, line)| {
                format!("{}- {}\n", if at == 0 { "" } else { "  " }, text(line.trim()))
            })
            .collect()
    });
    let first: Vec<Section<'d>> = vec![
        ("Findings opened", Box::new(opened)),
        ("Totals that have to follow", Box::new(totals)),
        ("Findings with other numbers", Box::new(changed)),
    ];
    (first, vec![("Findings settled", Box::new(closed))])
}

fn finding(run: &ComparedRun<'_>, at: usize) -> String {
    let finding = &run.findings[at];
    let line = concise::line(run.corpus, finding);
    match finding.severity() {
        Severity::Error => format!("❌ {}", text(&line)),
        Severity::Warning => format!("⚠️ {}", text(&line)),
        Severity::Info => text(&line),
    }
}

fn alone(row: &Row) -> String {
    let cell = row.a.as_ref().or(row.b.as_ref());
    format!("- **{}**: {}\n", text(&row.quantity), cell.map(said).unwrap_or_default())
}

fn pair(differing: &Differing<'_>, row: &Row) -> String {
    let verdict = if row.verdict.is_empty() { "the same" } else { &row.verdict };
    let mut all = format!("- **{}**: {}\n", text(&row.quantity), text(verdict));
    if let Some(other) = &row.other_quantity {
        let _ = writeln!(all, "  - {} **{}**", differing.other(), text(other));
    }
    for (letter, cell) in [("A", &row.a), ("B", &row.b)] {
        if let Some(cell) = cell {
            let _ = writeln!(all, "  - {letter}: {}", said(cell));
        }
    }
    for (key, pieces) in &row.texts {
        let pieces: String = pieces.iter().map(marked).collect();
        let _ = writeln!(all, "  - {key}: {pieces}");
    }
    all
}

fn said(cell: &DifferenceSide) -> String {
    let cited = cell.citations.iter().map(|line| text(line)).collect::<Vec<_>>().join("; ");
    let out = cell.out.as_ref();
    let out =
        out.map_or(String::new(), |why| format!("; stays out of the arithmetic: {}", text(why)));
    let name = cell.name.as_ref().map_or(String::new(), |name| format!(", {}", code(name)));
    format!("{} ({cited}), {}{name}{out}", text(&cell.said), code(&cell.place))
}

/// Words that are gone struck out, new ones bold. HTML's own tags hold where Markdown's signs would not, as beside
/// a letter.
fn marked(piece: &explain::Piece) -> String {
    let words = text(&piece.text);
    match piece.of {
        explain::Of::Both => words,
        explain::Of::First => format!("<del>{words}</del>"),
        explain::Of::Second => format!("<ins><b>{words}</b></ins>"),
    }
}

/// A text that no reader of Markdown takes for anything else. Escapes do not keep a name behind `@` from being
/// told of it, nor an address from becoming a link; an empty comment in between does.
fn text(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let text = visible(text);
    let mut before = ' ';
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '&' => safe.push_str("&amp;"),
            '`' => safe.push_str("&#96;"),
            '@' => safe.push_str("@<!-- -->"),
            ':' if rest.peek() == Some(&'/') => safe.push_str(":<!-- -->"),
            '.' if before.eq_ignore_ascii_case(&'w') => safe.push_str("<!-- -->."),
            c if c.is_ascii_punctuation() && !".,;:'\"/%-".contains(c) => safe.extend(['\\', c]),
            '-' | '.' if before == ' ' => safe.extend(['\\', c]),
            c => safe.push(c),
        }
        before = c;
    }
    safe
}

/// A text as code: between backticks, or where it holds one itself between tags.
fn code(words: &str) -> String {
    let shown = visible(words);
    // A runner would take `##[` for a command of its own, also where a line is code.
    let plain = !shown.contains('`') && !shown.contains("##[");
    if plain { format!("`{shown}`") } else { format!("<code>{}</code>", text(words)) }
}
