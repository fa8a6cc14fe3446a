//! Looking up names, and saying so when nothing is declared under one.

use super::faults::Faults;
use super::suggest::Suggestions;
use crate::finding::{Check, Evidence, Finding};
use crate::source::{FileId, Scalar, Span, Texts};

/// The findings of looking names up.
#[derive(Default)]
pub(super) struct Names {
    pub(super) faults: Faults,
    suggestions: Suggestions,
}

impl Names {
    /// Takes back what was said of names nothing is declared under, and says how many there were:
    /// when some file broke off, they may be declared there.
    pub(super) fn forgive(&mut self) -> usize {
        self.faults.take_back(Check::DanglingReference)
    }

    pub(super) fn add(&mut self, check: Check, at: Span, evidence: Evidence) {
        self.faults.add(check, at, evidence);
    }

    /// Nothing of that kind is declared under the name.
    pub(super) fn dangling<'n>(
        &mut self,
        texts: &Texts,
        (file, name): (FileId, Scalar),
        what: impl Into<String>,
        known: impl Iterator<Item = &'n str>,
    ) {
        let at = texts.span(file, name);
        let name = texts.value(file, name);
        let what = what.into();
        let near = self.suggestions.near(&what, name, known);
        let evidence = Evidence::Dangling { what, name: name.to_owned(), near };
        self.faults.list(Finding::new(Check::DanglingReference, at, evidence));
    }

    pub(super) fn twice(&mut self, what: &'static str, name: &str, at: Span, first: Span) {
        let evidence = Evidence::Duplicate { what, name: name.to_owned(), first };
        self.add(Check::DuplicateName, at, evidence);
    }

    pub(super) fn reserved(&mut self, what: &'static str, name: &str, at: Span) {
        let evidence = Evidence::Reserved { what, name: name.to_owned() };
        self.add(Check::ReservedName, at, evidence);
    }
}
