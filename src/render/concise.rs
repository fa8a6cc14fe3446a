//! `path:line:col: severity[check] message`, a line for each finding; what is no longer open has its
//! status in the place of its severity.

use super::{Shown, word, written};
use crate::error::Error;
use crate::explain::{alike, rulings_on, tell, visible};
use crate::finding::Finding;
use crate::model::Corpus;
use std::io::Write;

/// Writes the lines.
pub fn write(shown: &Shown<'_>, out: &mut impl Write) -> Result<(), Error> {
    for finding in shown.findings {
        written(writeln!(out, "{}", line(shown.corpus, finding)))?;
    }
    Ok(())
}

/// The line of one finding.
pub(super) fn line(corpus: &Corpus, finding: &Finding) -> String {
    let told = tell(corpus, finding);
    let file = corpus.texts.file(finding.at.file);
    let at = file.position(finding.at.start);
    let (word, check) = (word(finding), finding.check.name());
    let near =
        told.help.filter(|help| help.starts_with("did you mean") || help.starts_with("write `"));
    let near = near.map_or(String::new(), |help| format!("; {help}"));
    let arithmetic = told.arithmetic.map_or(String::new(), |line| format!(" ({line})"));
    let alike = alike(finding).map_or(String::new(), |line| format!("; {line}"));
    let rulings = rulings_on(corpus, finding);
    let rulings: String = rulings.iter().map(|line| format!("; {line}")).collect();
    format!(
        "{}:{}:{}: {word}[{check}] {}{arithmetic}{near}{alike}{rulings}",
        visible(file.name()),
        at.line,
        at.column,
        told.message,
    )
}
