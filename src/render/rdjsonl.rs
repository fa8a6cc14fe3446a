//! reviewdog's diagnostics (Reviewdog Diagnostic Format), a JSON object on each line; no line when
//! nothing is open.
//!
//! Columns count bytes of UTF-8, and ends are exclusive. What a ruling or the baseline settles is left
//! out, for the format cannot say so.

use super::spot::{Base, Spot};
use super::{Shown, details, open, sentence, written};
use crate::error::Error;
use crate::explain::tell;
use crate::finding::{Finding, Severity};
use crate::source::Position;
use serde::Serialize;
use std::io::Write;

/// Writes the lines.
pub fn write(shown: &Shown<'_>, base: &Base, out: &mut impl Write) -> Result<(), Error> {
    for (finding, _) in open(shown) {
        let result = serde_json::to_writer(&mut *out, &diagnostic(shown, base, finding));
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
    source: Source,
    code: Code,
}

#[derive(Serialize)]
struct Location {
    path: String,
    range: Range,
}

#[derive(Serialize)]
struct Range {
    start: Place,
    end: Place,
}

#[derive(Serialize)]
struct Place {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Source {
    name: &'static str,
}

#[derive(Serialize)]
struct Code {
    value: &'static str,
}

fn diagnostic(shown: &Shown<'_>, base: &Base, finding: &Finding) -> Diagnostic {
    let corpus = shown.corpus;
    let told = tell(corpus, finding);
    let Spot { start, end } = Spot::in_bytes(&corpus.texts, finding.at);
    let place = |at: Position| Place { line: at.line, column: at.column };
    let mut lines = vec![sentence(&told)];
    lines.extend(details(corpus, finding, &told));
    Diagnostic {
        message: lines.join("\n"),
        location: Location {
            path: base.path(corpus.texts.file(finding.at.file).name()),
            range: Range { start: place(start), end: place(end) },
        },
        severity: match finding.severity {
            Severity::Error => "ERROR",
            Severity::Warning => "WARNING",
            Severity::Info => "INFO",
        },
        source: Source { name: "variorum" },
        code: Code { value: finding.check.name() },
    }
}
