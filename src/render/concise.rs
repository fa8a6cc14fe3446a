//! `path:line:col: severity[check] message`, a line for each finding.

use super::{Shown, written};
use crate::error::Error;
use crate::explain::{tell, visible};
use std::io::Write;

/// Writes the lines.
pub fn write(shown: &Shown<'_>, out: &mut impl Write) -> Result<(), Error> {
    for finding in shown.findings {
        let told = tell(shown.corpus, finding);
        let file = shown.corpus.texts.file(finding.at.file);
        let at = file.position(finding.at.start);
        let (severity, check) = (finding.severity.name(), finding.check.name());
        let near = told.help.filter(|help| help.starts_with("did you mean"));
        let near = near.map_or(String::new(), |help| format!("; {help}"));
        let arithmetic = told.arithmetic.map_or(String::new(), |line| format!(" ({line})"));
        written(writeln!(
            out,
            "{}:{}:{}: {severity}[{check}] {}{arithmetic}{near}",
            visible(file.name()),
            at.line,
            at.column,
            told.message,
        ))?;
    }
    Ok(())
}
