//! `::error file=…::message`: workflow commands that GitHub Actions shows as annotations, one for each
//! open finding; nothing at all when there is none.
//!
//! Escapes are those the runner undoes (`ActionCommand.cs`): `%`, CR and LF in a message, `:` and `,`
//! in a property besides. GitHub shows ten annotations of each kind for a step and fifty for a job; the
//! others stand in the step's log only, so the worst come first.

use crate::error::Error;
use crate::explain::tell;
use crate::finding::{Finding, Severity};
use crate::render::file_position::{Base, FilePosition};
use crate::render::{Shown, details, open, sentence, written};
use std::io::Write;

/// Writes the commands.
pub fn write(shown: &Shown<'_>, base: &Base, out: &mut impl Write) -> Result<(), Error> {
    for severity in [Severity::Error, Severity::Warning, Severity::Info] {
        let of_it = open(shown).filter(|(finding, _)| finding.severity() == severity);
        for (finding, _) in of_it {
            written(writeln!(out, "{}", command(shown, base, finding)))?;
        }
    }
    Ok(())
}

fn command(shown: &Shown<'_>, base: &Base, finding: &Finding) -> String {
    let corpus = shown.corpus;
    let told = tell(corpus, finding);
    let word = match finding.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Info => "notice",
    };
    let file = base.path(corpus.texts.file(finding.at.file).name());
    let FilePosition { start, end } = FilePosition::in_characters(&corpus.texts, finding.at);
    let mut place = format!("file={},line={}", property(&file), start.line);
    // A place over several lines has no columns.
    if start.line == end.line {
        place += &format!(",col={},endColumn={}", start.column, end.column);
    } else {
        place += &format!(",endLine={}", end.line);
    }
    let title = property(finding.check.name());
    let mut lines = vec![sentence(&told)];
    lines.extend(details(corpus, finding, &told));
    format!("::{word} {place},title={title}::{}", data(&lines.join("\n")))
}

/// A message: what the runner would read as an end of line, or as an escape, escaped.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// A property: what would end it escaped too.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_runner_reads_is_escaped() {
        assert_eq!(data("50%\r\n::error::x, y"), "50%25%0D%0A::error::x, y");
        assert_eq!(property("a%3A,b::c\n"), "a%253A%2Cb%3A%3Ac%0A");
    }
}
