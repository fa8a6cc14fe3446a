//! Findings for a person at a terminal: one heading, and a frame of the file for each place.

use super::{Shown, remarks, word, written};
use crate::error::Error;
use crate::explain::{line, rulings_on, tell, visible};
use crate::finding::{Finding, Severity, Status};
use crate::model::Corpus;
use crate::source::{Span, Texts};
use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, MietteError,
    MietteSpanContents, SourceCode, SourceSpan, SpanContents,
};
use std::fmt;
use std::io::Write;

/// Writes the findings, in colour or not.
pub fn write(shown: &Shown<'_>, colour: bool, out: &mut impl Write) -> Result<(), Error> {
    let theme = if colour { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    let handler = GraphicalReportHandler::new_themed(theme)
        .with_width(WIDTH)
        .with_context_lines(1)
        .with_wrap_lines(true);
    for finding in shown.findings {
        let report = Frame::new(shown.corpus, finding);
        let mut text = String::new();
        // Writing to a string cannot fail.
        let _ = handler.render_report(&mut text, &report);
        written(writeln!(out, "{}", text.trim_end()))?;
        written(writeln!(out))?;
    }
    Ok(())
}

/// Columns a frame may take: fixed, so that the same input gives the same bytes.
const WIDTH: usize = 100;

/// Characters of a line shown on either side of a place.
const MARGIN: usize = 60;

/// A finding as miette draws one.
#[derive(Debug)]
struct Frame {
    severity: Severity,
    word: &'static str,
    check: &'static str,
    message: String,
    labels: Vec<LabeledSpan>,
    help: Option<String>,
    excerpts: Excerpts,
}

impl Frame {
    fn new(corpus: &Corpus, finding: &Finding) -> Self {
        let told = tell(corpus, finding);
        let open = finding.life.status == Status::Open;
        let mut help = rulings_on(corpus, finding);
        help.extend(told.arithmetic.clone());
        help.extend(remarks(finding, &told));
        let (excerpts, labels) = Excerpts::new(&corpus.texts, told.places);
        Self {
            severity: if open { finding.severity() } else { Severity::Info },
            word: word(finding),
            check: finding.check.name(),
            message: told.message,
            labels,
            help: (!help.is_empty()).then(|| help.join("\n")),
            excerpts,
        }
    }
}

impl fmt::Display for Frame {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for Frame {}

impl Diagnostic for Frame {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(format!("{}[{}]", self.word, self.check)))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Info => miette::Severity::Advice,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.excerpts)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }
}

/// The lines a finding stands on, laid end to end whatever files they come from. miette draws one
/// source: reading across two excerpts is refused, which makes it draw a frame for each.
#[derive(Debug, Default)]
struct Excerpts {
    list: Vec<Excerpt>,
}

/// One line of a file, made safe to show, and cut where it is long.
#[derive(Debug)]
struct Excerpt {
    /// Where it begins among all excerpts.
    start: usize,
    name: String,
    /// The line's number, from 1.
    line: usize,
    /// Where the places on it begin among all excerpts, and their columns in the file, from 1.
    columns: Vec<(usize, usize)>,
    text: String,
}

impl Excerpts {
    /// The excerpts in the order of the files, and the places as labels upon them.
    fn new(texts: &Texts, mut places: Vec<(Span, String)>) -> (Self, Vec<LabeledSpan>) {
        places.sort_by_key(|(span, _)| *span);
        let mut excerpts = Self::default();
        let mut labels = Vec::new();
        let on_one_line = |a: &(Span, String), b: &(Span, String)| {
            let line = |span: Span| texts.file(span.file).position(span.start).line;
            a.0.file == b.0.file && line(a.0) == line(b.0)
        };
        for group in places.chunk_by(on_one_line) {
            excerpts.add(texts, group, &mut labels);
        }
        (excerpts, labels)
    }

    fn add(&mut self, texts: &Texts, places: &[(Span, String)], labels: &mut Vec<LabeledSpan>) {
        let file = texts.file(places[0].0.file);
        let at = file.position(places[0].0.start);
        let Some((first, whole)) = file.line(at.line) else { return };
        let inside = |byte: u32| (byte.saturating_sub(first) as usize).min(whole.len());
        let last = places.iter().map(|(span, _)| inside(span.end)).max().unwrap_or(0);
        let (from, to) = window(whole, inside(places[0].0.start), last);
        let cut = &whole[from..to];
        let offsets: Vec<usize> = places
            .iter()
            .flat_map(|(span, _)| [inside(span.start), inside(span.end)])
            .map(|at| at.clamp(from, to) - from)
            .collect();
        let (text, moved) = line(cut, &offsets);
        let start = self.list.last().map_or(0, |last| last.start + last.text.len() + 1);
        for ((_, words), ends) in places.iter().zip(moved.chunks(2)) {
            let words = (!words.is_empty()).then(|| words.clone());
            labels.push(LabeledSpan::new(words, start + ends[0], ends[1] - ends[0]));
        }
        let name = visible(file.name()).into_owned();
        let begins = places.iter().zip(moved.chunks(2));
        let columns = begins
            .map(|((span, _), ends)| (start + ends[0], file.position(span.start).column))
            .collect();
        self.list.push(Excerpt { start, name, line: at.line, columns, text });
    }
}

/// The part of a long line to show around the bytes of interest, cut between characters.
fn window(line: &str, from: usize, to: usize) -> (usize, usize) {
    let to = to.min(from + 4 * MARGIN);
    let mut start = from.saturating_sub(MARGIN);
    let mut end = (to + MARGIN).min(line.len());
    while !line.is_char_boundary(start) {
        start -= 1;
    }
    while !line.is_char_boundary(end) {
        end += 1;
    }
    (start, end)
}

impl SourceCode for Excerpts {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let at = self.list.partition_point(|excerpt| excerpt.start <= span.offset());
        let excerpt = at.checked_sub(1).and_then(|at| self.list.get(at));
        let excerpt = excerpt.ok_or(MietteError::OutOfBounds)?;
        let local = SourceSpan::from((span.offset() - excerpt.start, span.len()));
        if local.offset() + local.len() > excerpt.text.len() {
            return Err(MietteError::OutOfBounds);
        }
        let contents = excerpt.text.read_span(&local, before, after)?;
        let read = contents.span();
        // Asked for a place alone, miette prints its column; of a whole line it wants the first.
        let column =
            excerpt.columns.iter().find(|(start, _)| before == 0 && *start == span.offset());
        let column = column.map_or(contents.column(), |&(_, column)| column - 1);
        Ok(Box::new(MietteSpanContents::new_named(
            excerpt.name.clone(),
            contents.data(),
            SourceSpan::from((excerpt.start + read.offset(), read.len())),
            contents.line() + excerpt.line - 1,
            column,
            contents.line_count(),
        )))
    }
}
