//! Looking up names, and saying so when nothing is declared under one.

use super::faults::Faults;
use super::look_alikes;
use super::look_alikes::Pair;
use super::paste;
use super::suggest::Suggestions;
use crate::finding::{Check, Evidence, Finding};
use crate::source::{FileId, Scalar, Span, Texts};
use std::collections::HashMap;

/// The findings of looking names up.
#[derive(Default)]
pub(super) struct Names {
    pub(super) faults: Faults,
    /// The findings on names nothing is declared under, by kind and name.
    dangling: HashMap<(String, String), Dangling>,
    suggestions: Suggestions,
}

/// A finding on a name nothing is declared under: its place among all findings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Dangling(usize);

impl Names {
    /// Takes back what was said of names nothing is declared under, and says how many there were:
    /// when some file broke off, they may be declared there.
    pub(super) fn forgive(&mut self) -> usize {
        // Their places are of no use any more.
        self.dangling.clear();
        self.faults.take_back(Check::DanglingReference)
    }

    pub(super) fn add(&mut self, check: Check, at: Span, evidence: Evidence) {
        self.faults.add(check, at, evidence);
    }

    /// Nothing of that kind is declared under the name: one finding for all its uses, at the first.
    pub(super) fn dangling<'n>(
        &mut self,
        texts: &Texts,
        (file, name): (FileId, Scalar),
        what: impl Into<String>,
        known: impl Iterator<Item = &'n str> + Clone,
    ) -> Dangling {
        let at = texts.span(file, name);
        let key = (what.into(), texts.value(file, name).to_owned());
        if let Some(&Dangling(seen)) = self.dangling.get(&key) {
            let first = &mut self.faults.findings_mut()[seen].at;
            if (at.file, at.start) < (first.file, first.start) {
                *first = at;
            }
            return Dangling(seen);
        }
        let (what, name) = key.clone();
        let same = self.suggestions.look_alike(&name, known.clone());
        let looks_same = same.is_some();
        let near = same.or_else(|| self.suggestions.near(&what, &name, known));
        let paste = paste::declaration(&what, &name);
        let new = Dangling(self.faults.findings().len());
        let evidence = Evidence::Dangling { what, name, near, looks_same, uses: 0, paste };
        self.faults.list(Finding::new(Check::DanglingReference, at, evidence));
        self.dangling.insert(key, new);
        new
    }

    /// Counts a claim that uses the names, each once.
    pub(super) fn used(&mut self, mut names: Vec<Dangling>) {
        names.sort_unstable();
        names.dedup();
        for Dangling(at) in names {
            if let Evidence::Dangling { uses, .. } = &mut self.faults.findings_mut()[at].evidence {
                *uses += 1;
            }
        }
    }

    /// Names of one kind that look like another of that kind.
    pub(super) fn look_alikes<'n>(
        &mut self,
        what: impl Into<String>,
        names: impl Iterator<Item = (&'n str, Span)> + Clone,
    ) {
        let what = what.into();
        for Pair { name, at, like } in look_alikes::pairs(names) {
            let (name, like) = (name.to_owned(), like.to_owned());
            let evidence = Evidence::LookAlike { what: what.clone(), name, like };
            self.add(Check::LookAlikeNames, at, evidence);
        }
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
