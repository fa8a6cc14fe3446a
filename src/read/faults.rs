//! Faults of files in; the first ones of each kind in a file out, with a count of the others. They are folded as they
//! are found, so that a flood of them costs no memory (docs/meaning.md, "Readings and severity").

use crate::budget::limits;
use crate::finding::{Check, Evidence, Finding};
use crate::source::{FileId, Span};
use std::collections::HashMap;

/// The faults found so far.
#[derive(Debug, Default)]
pub(super) struct Faults {
    listed: Vec<Finding>,
    /// Those of one check with one subject in one file.
    same: HashMap<(FileId, Check, String), Kept>,
    /// Those of one check in one file.
    of_check: HashMap<(FileId, Check), Kept>,
}

/// How many are listed, and where the last of them is.
#[derive(Clone, Copy, Debug, Default)]
struct Kept {
    count: usize,
    last: usize,
}

impl Faults {
    /// Lists the fault, or counts it where enough like it are listed.
    pub(super) fn add(&mut self, check: Check, at: Span, evidence: Evidence) {
        let subject = subject(&evidence);
        if self.is_listed(check, at.file, subject, 1) {
            self.list(Finding::new(check, at, evidence));
        }
    }

    /// Lists the fault, whatever else is listed.
    pub(super) fn list(&mut self, finding: Finding) {
        self.listed.push(finding);
    }

    /// Takes over those of another, with their counts.
    pub(super) fn append(&mut self, other: Self) {
        for finding in other.listed {
            let subject = subject(&finding.evidence);
            if self.is_listed(finding.check, finding.at.file, subject, finding.how_many()) {
                self.list(finding);
            }
        }
    }

    /// Takes those of one check back, and says how many there were.
    pub(super) fn take_back(&mut self, check: Check) -> usize {
        let (kept, gone): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.listed).into_iter().partition(|one| one.check != check);
        // Places in the list are of no use any more: whatever comes now begins anew.
        *self = Self { listed: kept, ..Self::default() };
        gone.iter().map(Finding::how_many).sum()
    }

    pub(super) fn into_findings(self) -> Vec<Finding> {
        self.listed
    }

    pub(super) fn findings(&self) -> &[Finding] {
        &self.listed
    }

    pub(super) fn findings_mut(&mut self) -> &mut [Finding] {
        &mut self.listed
    }

    /// Whether there is room for one more; else it is counted, with all that it stands for, at the last one that is
    /// listed.
    fn is_listed(&mut self, check: Check, file: FileId, subject: String, how_many: usize) -> bool {
        let next = self.listed.len();
        let of_check = self.of_check.entry((file, check)).or_default();
        let is_full = of_check.count >= limits::FAULTS_OF_CHECK.get();
        let key = (file, check, subject);
        let same = self.same.get(&key).copied().unwrap_or_default();
        if same.count >= limits::FAULTS_ALIKE.get() {
            self.listed[same.last].alike.same += how_many;
        } else if is_full {
            self.listed[of_check.last].alike.of_check += how_many;
        } else {
            *of_check = Kept { count: of_check.count + 1, last: next };
            self.same.insert(key, Kept { count: same.count + 1, last: next });
            return true;
        }
        false
    }
}

/// What is at fault: faults of one check in one file are alike where they have this in common.
fn subject(evidence: &Evidence) -> String {
    match evidence {
        Evidence::Shape { place, wanted, .. } => format!("{place}\0{wanted}"),
        Evidence::UnknownKey { key, record, .. } => format!("{record}\0{key}"),
        Evidence::Duplicate { what, name, .. } => format!("{what}\0{name}"),
        Evidence::Reserved { what, name } => format!("{what}\0{name}"),
        Evidence::LookAlike { what, .. } => what.clone(),
        Evidence::Dangling { what, name, .. } => format!("{what}\0{name}"),
        Evidence::MissingKey { key, record } => format!("{record}\0{key}"),
        Evidence::SplitNumber { key, .. } => key.clone(),
        Evidence::Circular { key, names } => {
            format!("{key}\0{}", names.first().map_or("", String::as_str))
        }
        Evidence::Unsupported(what) => format!("{what:?}"),
        Evidence::Figure(fault) => fault.to_string(),
        Evidence::Period(fault) => fault.to_string(),
        Evidence::Encoding(_)
        | Evidence::Syntax { .. }
        | Evidence::Empty
        | Evidence::Conflict(_)
        | Evidence::Sum(_)
        | Evidence::Joint(_)
        | Evidence::Fraction(_)
        | Evidence::Total(_)
        | Evidence::Overlap { .. }
        | Evidence::Slip(..)
        | Evidence::Fall(_)
        | Evidence::OneOrigin(_)
        | Evidence::Revision(_)
        | Evidence::Ruling(..) => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::finding::Alike;

    fn unknown(faults: &mut Faults, file: u32, key: &str) {
        let evidence = Evidence::UnknownKey {
            key: key.into(),
            record: "claim",
            near: None,
            bare: false,
            paste: None,
        };
        faults.add(Check::UnknownKey, Span::new(FileId(file), 0, 1), evidence);
    }

    fn counts(faults: &Faults) -> (usize, usize) {
        let all = faults.findings();
        (all.len(), all.iter().map(Finding::how_many).sum())
    }

    #[test]
    fn the_first_of_one_subject_are_listed() {
        let mut faults = Faults::default();
        (0..100).for_each(|_| unknown(&mut faults, 0, "colour"));
        assert_eq!(counts(&faults), (20, 100));
        assert_eq!(faults.findings()[19].alike, Alike { same: 80, of_check: 0 });
        // Another subject and another file are folded on their own.
        unknown(&mut faults, 0, "shape");
        unknown(&mut faults, 1, "colour");
        assert_eq!(counts(&faults), (22, 102));
    }

    #[test]
    fn the_first_of_one_check_are_listed() {
        let mut faults = Faults::default();
        (0..3000).for_each(|at| unknown(&mut faults, 0, &format!("key-{at}")));
        assert_eq!(counts(&faults), (1000, 3000));
        assert_eq!(faults.findings()[999].alike, Alike { same: 0, of_check: 2000 });
        unknown(&mut faults, 1, "colour");
        assert_eq!(counts(&faults), (1001, 3001));
    }

    #[test]
    fn joined_lists_count_as_one_does() {
        let mut one = Faults::default();
        let mut both = [Faults::default(), Faults::default()];
        for at in 0..5000 {
            let key = format!("key-{}", at % 90 * (at % 7));
            unknown(&mut one, 0, &key);
            unknown(&mut both[usize::from(at >= 2000)], 0, &key);
        }
        let [mut first, second] = both;
        first.append(second);
        assert_eq!(counts(&first), counts(&one));
    }
}
