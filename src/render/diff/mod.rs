//! How two sets of claims differ, for people, for pull requests and for programs.

pub mod html;
pub mod json;
pub mod markdown;
pub mod text;

use crate::engine::diff::outcome::{Diff, Manner};
use crate::engine::questions::totals_that_follow::Follows;
use crate::explain;
use crate::explain::{ComparedRun, Difference, Row};
use crate::finding::{Severity, Status};
use crate::model::{Corpus, Skipped};
use crate::render::plural;
use crate::run::Summary;

/// What there is to show of it.
#[derive(Debug)]
pub struct Differing<'c> {
    /// What each side was called.
    pub names: [&'c str; 2],
    /// What each was read from.
    pub corpora: [&'c Corpus; 2],
    /// How many claims each has.
    pub claims: [usize; 2],
    /// How they differ.
    pub diff: &'c Diff,
    /// Each entry of it in words.
    pub rows: &'c [Row],
    /// How the findings differ; of two accounts nothing.
    pub findings: Option<Findings<'c>>,
    /// What was not looked at.
    pub skipped: &'c [Skipped],
}

/// How the findings of two versions differ.
#[derive(Debug)]
pub struct Findings<'c> {
    /// The run on either.
    pub runs: [ComparedRun<'c>; 2],
    /// Which are opened, settled and changed.
    pub difference: &'c Difference,
    /// The totals that have not followed, with the figures they would have to have.
    pub follows: &'c Follows,
    /// Each run in numbers.
    pub summaries: [&'c Summary; 2],
}

impl Findings<'_> {
    /// Whether an error is open that was not: a finding that opens, or one that was none or less before.
    pub fn opens_an_error(&self) -> bool {
        let weighs = |side: usize, at: usize| {
            let finding = &self.runs[side].findings[at];
            finding.severity() == Severity::Error && finding.life.status == Status::Open
        };
        let grown = |&(then, now): &(usize, usize)| weighs(1, now) && !weighs(0, then);
        self.difference.opened.iter().any(|&at| weighs(1, at))
            || self.difference.changed.iter().any(grown)
    }

    fn is_same(&self) -> bool {
        let Difference { opened, closed, changed, .. } = self.difference;
        opened.is_empty() && closed.is_empty() && changed.is_empty()
    }
}

/// Over claims of two accounts that differ in one dimension of what they are about.
const BESIDE_ONE_ANOTHER: &str = "Of different things, beside one another";

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum EntryKind {
    Both,
    Beside,
    OnlyA,
    OnlyB,
}

impl Differing<'_> {
    /// Whether nothing differs.
    pub fn is_same(&self) -> bool {
        self.diff.is_same() && self.findings.as_ref().is_none_or(Findings::is_same)
    }

    /// That one side holds nothing at all, where it does.
    fn emptiness(&self) -> Option<String> {
        let at = self.corpora.iter().position(|corpus| corpus.claims.is_empty())?;
        let (empty, other) = if at == 0 { ("A", "B") } else { ("B", "A") };
        let none =
            if self.corpora[at].texts.files().len() == 0 { "no claim file" } else { "no claim" };
        Some(format!("{empty} holds {none}, so every claim is only in {other}"))
    }

    /// The run in numbers, in one line.
    pub fn line(&self) -> String {
        let spoken = self.diff.quantities;
        let quantities = if spoken.both == 1 { "quantity" } else { "quantities" };
        let quantities = format!(
            "{} {quantities} in both, {} only in A, {} only in B",
            spoken.both, spoken.only_a, spoken.only_b
        );
        let pairs =
            self.of(EntryKind::Both).filter(|(at, _)| !self.diff.entries[*at].changes.is_empty());
        let claims = format!(
            "{} the same, {} otherwise{}, {} only in A, {} only in B",
            plural(self.diff.same, "claim"),
            pairs.count(),
            match self.of(EntryKind::Beside).count() {
                0 => String::new(),
                count => format!(", {count} beside one of something else"),
            },
            self.of(EntryKind::OnlyA).count(),
            self.of(EntryKind::OnlyB).count(),
        );
        let findings = self.findings.as_ref().map_or(String::new(), |findings| {
            let Difference { opened, closed, changed, .. } = findings.difference;
            let (opened, closed, changed) = (opened.len(), closed.len(), changed.len());
            let opened = plural(opened, "finding");
            format!("; {opened} opened, {closed} settled, {changed} with other numbers")
        });
        let emptiness = self.emptiness().map_or(String::new(), |words| format!("{words}; "));
        format!("{emptiness}{quantities}; {claims}{findings}")
    }

    /// The entries of a kind, with their places in the list.
    fn of(&self, kind: EntryKind) -> impl Iterator<Item = (usize, &Row)> {
        let entries = self.diff.entries.iter().zip(self.rows).enumerate();
        let accounts = self.diff.manner == Manner::Accounts;
        let of =
            move |(_, (entry, _)): &(usize, (&crate::engine::diff::outcome::DiffEntry, &Row))| {
                kind == match (entry.a, entry.b) {
                    (Some(_), None) => EntryKind::OnlyA,
                    (None, Some(_)) => EntryKind::OnlyB,
                    _ if accounts && !entry.axes.is_empty() => EntryKind::Beside,
                    _ => EntryKind::Both,
                }
            };
        entries.filter(of).map(|(at, (_, row))| (at, row))
    }

    /// What stands before what the second of a pair is about, where that is something else.
    fn other(&self) -> &'static str {
        match self.diff.manner {
            Manner::Versions => "now",
            Manner::Accounts => "beside",
        }
    }

    /// Names declared otherwise, a line each.
    fn declared(&self) -> impl Iterator<Item = String> {
        self.diff.declared.iter().map(explain::declared)
    }

    fn both(&self) -> &'static str {
        match self.diff.manner {
            Manner::Versions => "Otherwise",
            Manner::Accounts => "In both",
        }
    }
}
