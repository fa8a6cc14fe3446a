//! A finding in words, and the places it points at.

use crate::explain::naming;
use crate::finding::{Finding, Involved, Role};
use crate::model::Corpus;
use crate::source::Span;

/// A finding in words.
#[derive(Clone, Debug)]
pub struct Told {
    /// One sentence with the numbers in it.
    pub message: String,
    /// The numbers alone: `42 + 64 = 106 > 77`.
    pub arithmetic: Option<String>,
    /// Where it stands, each place with a few words, in the order to be read.
    pub places: Vec<(Span, String)>,
    /// What would explain it, a sentence each.
    pub causes: Vec<String>,
    /// What else there is to know, a sentence each.
    pub notes: Vec<String>,
    /// What to do.
    pub help: Option<String>,
}

/// Places shown for one finding; the others are counted.
const PLACES: usize = 16;

/// The claims of a finding at their figures.
pub(super) fn places(
    corpus: &Corpus,
    finding: &Finding,
    notes: &mut Vec<String>,
) -> Vec<(Span, String)> {
    let left_out = finding.claims.len().saturating_sub(PLACES);
    if left_out > 0 {
        notes.push(format!("{left_out} more claims in it are not shown"));
    }
    let shown = finding.claims.iter().take(PLACES);
    shown.map(|involved| (corpus.figure_span(involved.claim), label(corpus, involved))).collect()
}

fn label(corpus: &Corpus, &Involved { claim, role }: &Involved) -> String {
    let said = naming::said_by(corpus, claim);
    match role {
        Role::Rival | Role::Whole | Role::Part | Role::Alone | Role::Earlier | Role::Later => said,
        Role::Also => format!("{said}; not needed for the conflict"),
        Role::Added => format!("{said}; added"),
    }
}
