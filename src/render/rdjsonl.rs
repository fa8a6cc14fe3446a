//! reviewdog's diagnostics (Reviewdog Diagnostic Format), a JSON object on each line; no line when
//! nothing is open.
//!
//! Columns count bytes of UTF-8, and ends are exclusive. What a ruling or the baseline settles is left
//! out, for the format cannot say so.

use crate::error::Error;
use crate::explain::tell;
use crate::finding::{Finding, Severity};
use crate::json::write_line;
use crate::render::file_position::{Base, FilePosition};
use crate::render::{Shown, details, open, sentence, written};
use crate::source::Position;
use serde::Serialize;
use std::io::Write;

/// Writes the lines.
pub fn write(shown: &Shown<'_>, base: &Base, out: &mut impl Write) -> Result<(), Error> {
    for (finding, _) in open(shown) {
        let result = write_line(&mut *out, &diagnostic(shown, base, finding));
        written(result.map_err(std::io::Error::from))?;
        written(writeln!(out))?;
    }
    Ok(())
}

#[derive(Serialize)]
struct Diagnostic {
    message: String,
    location: Location,
    severity: &'static str,
    source: DiagnosticSource,
    code: DiagnosticCode,
}

#[derive(Serialize)]
struct Location {
    path: String,
    range: Range,
}

#[derive(Serialize)]
struct Range {
    start: LinePosition,
    end: LinePosition,
}

#[derive(Serialize)]
struct LinePosition {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct DiagnosticSource {
    name: &'static str,
}

#[derive(Serialize)]
struct DiagnosticCode {
    value: &'static str,
}

fn diagnostic(shown: &Shown<'_>, base: &Base, finding: &Finding) -> Diagnostic {
    let corpus = shown.corpus;
    let told = tell(corpus, finding);
    let FilePosition { start, end } = FilePosition::in_bytes(&corpus.texts, finding.at);
    let place = |at: Position| LinePosition { line: at.line, column: at.column };
    let mut lines = vec![sentence(&told)];
    lines.extend(details(corpus, finding, &told));
    Diagnostic {
        message: lines.join("\n"),
        location: Location {
            path: base.path(corpus.texts.file(finding.at.file).name()),
            range: Range { start: place(start), end: place(end) },
        },
        severity: match finding.severity() {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Info => "INFO",
        },
        source: DiagnosticSource { name: "variorum" },
        code: DiagnosticCode { value: finding.check.name() },
    }
}
