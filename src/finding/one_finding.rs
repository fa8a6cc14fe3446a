//! A finding: its check and place, its claims, and what was seen and is known of them.

use crate::finding::causes::{Causes, Rest};
use crate::finding::check_catalogue::Check;
use crate::finding::claims::{Involved, Role};
use crate::finding::conflict::Conflicts;
use crate::finding::corrections::Suspects;
use crate::finding::evidence::Evidence;
use crate::finding::remarks::Remark;
use crate::finding::rulings::Life;
use crate::finding::severity_levels::{Reading, Severity};
use crate::model::ClaimId;
use crate::source::Span;
use std::collections::BTreeSet;

/// What a check found.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The check.
    pub check: Check,
    /// Whose claims disagree; `None` where claims are not held against one another as all true.
    pub reading: Option<Reading>,
    /// Whether it fails even with every quantity widened to all its claims; `None` likewise.
    pub irreconcilable: Option<bool>,
    /// Where it stands first of all.
    pub at: Span,
    /// The claims in it, those of the conflict first.
    pub claims: Vec<Involved>,
    /// What the arithmetic or the reader saw.
    pub evidence: Evidence,
    /// Faults of the file like it that are counted here and not listed; none for any other finding.
    pub alike: Alike,
    /// What else is known of its claims.
    pub remarks: Vec<Remark>,
    /// What people have made of it.
    pub life: Life,
    /// Its minimal conflicts; none for a fault of the files.
    pub conflicts: Conflicts,
    /// What would have to be corrected, where that was looked for.
    pub suspects: Option<Suspects>,
    /// What would explain its totals, one entry for each total that something explains.
    pub causes: Vec<Causes>,
    /// Totals that come out exactly only with one of its claims.
    pub rests: Vec<Rest>,
}

/// Faults of one file that are counted and not listed, for enough of them are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Alike {
    /// Those of the same check with the same subject, such as one unknown key.
    pub same: usize,
    /// Those of the same check with any subject.
    pub of_check: usize,
}

impl Alike {
    /// How many there are.
    pub const fn all(self) -> usize {
        self.same + self.of_check
    }
}

impl Finding {
    /// What a check found at a place, with nothing else known of it.
    pub fn new(check: Check, at: Span, evidence: Evidence) -> Self {
        Self {
            check,
            reading: None,
            irreconcilable: None,
            at,
            claims: Vec::new(),
            evidence,
            alike: Alike::default(),
            remarks: Vec::new(),
            life: Life::default(),
            conflicts: Conflicts::default(),
            suspects: None,
            causes: Vec::new(),
            rests: Vec::new(),
        }
    }

    /// How many findings it is: itself, and those that are counted at it.
    pub const fn how_many(&self) -> usize {
        1 + self.alike.all()
    }

    /// How much it weighs. The rule of its check says so, hence the two never disagree.
    pub fn severity(&self) -> Severity {
        let reading = match &self.evidence {
            Evidence::Fraction(fraction) => Some(fraction.reading),
            _ => self.reading,
        };
        self.check.rule().severity(reading)
    }

    /// The claims that its conflicts and what follows from them need, each once, in the order read.
    pub fn needed_claims(&self) -> BTreeSet<ClaimId> {
        let involved = self.claims.iter().filter(|involved| involved.role != Role::Also);
        let involved = involved.map(|involved| involved.claim);
        let Evidence::Conflict(conflict) = &self.evidence else { return involved.collect() };
        let follows = conflict.follows.iter();
        let follows = follows.flat_map(|sum| sum.parts.iter().copied().chain([sum.whole]));
        let jointly = conflict.follows_jointly.iter().flat_map(|joint| &joint.claims).copied();
        involved.chain(follows).chain(jointly).collect()
    }
}
