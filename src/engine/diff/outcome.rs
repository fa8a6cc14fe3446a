//! What two sets of claims are to each other, and how they differ. Data only.

use crate::engine::diff::declarations::Declared;
use crate::engine::one_quantity::grades::Comparison;
use crate::engine::standing::claims_in_force::Standing;
use crate::model::{ClaimId, Corpus};

/// One of two sets of claims.
#[derive(Clone, Debug)]
pub struct DiffSide<'c> {
    /// What they were read with.
    pub corpus: &'c Corpus,
    /// The claims, in the order read.
    pub claims: Vec<ClaimId>,
}

/// What two sets of claims are to one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// Two states of one record: who says what, where, and every word next to it is compared.
    Versions,
    /// Two parties or sources that speak of the same things: only their figures are compared.
    Accounts,
}

/// In what a claim differs from its counterpart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Change {
    /// The figure lies above the other.
    Raised,
    /// It lies below it.
    Lowered,
    /// It takes in all of the other and more.
    Widened,
    /// It lies inside the other.
    Narrowed,
    /// Its ends are the same, and what is printed with them says something else: `541–547+`, not `541+`.
    Restated,
    /// It gives a number, which the other does not.
    Known,
    /// It gives none any more.
    Unknown,
    /// It is hedged.
    Hedged,
    /// It is no longer hedged.
    Unhedged,
    /// It says the same in other signs.
    Spelling,
    /// Its rank is deprecated.
    Deprecated,
    /// Its rank is deprecated no longer.
    Restored,
    /// Another claim has taken its place.
    Superseded,
    /// No other claim takes its place any more.
    Reinstated,
    /// It is about something else.
    About,
    /// Somebody else asserts it.
    Party,
    /// It cites other documents, or other places in them.
    Cites,
    /// The party does something else with the figure.
    Stance,
    /// It was known on another day.
    AsOf,
    /// Its grade is another.
    Grade,
    /// Its list of names is another.
    Names,
    /// It names other claims in `revises`, `sum-of` or `of`.
    Refers,
    /// Its quote reads otherwise.
    Quote,
    /// Its note does.
    Note,
    /// Its reason does.
    Reason,
    /// Its tags do.
    Tags,
}

impl Change {
    /// Its word.
    pub const fn name(self) -> &'static str {
        match self {
            Change::Raised => "raised",
            Change::Lowered => "lowered",
            Change::Widened => "widened",
            Change::Narrowed => "narrowed",
            Change::Restated => "restated",
            Change::Known => "known",
            Change::Unknown => "unknown",
            Change::Hedged => "hedged",
            Change::Unhedged => "un-hedged",
            Change::Spelling => "spelling",
            Change::Deprecated => "deprecated",
            Change::Restored => "restored",
            Change::Superseded => "superseded",
            Change::Reinstated => "reinstated",
            Change::About => "about",
            Change::Party => "re-attributed",
            Change::Cites => "re-cited",
            Change::Stance => "stance",
            Change::AsOf => "as-of",
            Change::Grade => "grade",
            Change::Names => "names",
            Change::Refers => "refers",
            Change::Quote => "quote",
            Change::Note => "note",
            Change::Reason => "reason",
            Change::Tags => "tags",
        }
    }

    /// Whether the figure says something else.
    pub fn is_of_figure(self) -> bool {
        self < Change::Spelling
    }
}

/// A claim and its counterpart, or a claim without one.
#[derive(Clone, Debug)]
pub struct DiffEntry {
    /// The claim of the first side.
    pub a: Option<ClaimId>,
    /// The claim of the second side.
    pub b: Option<ClaimId>,
    /// In what the second differs from the first, each way once.
    pub changes: Vec<Change>,
    /// How the two figures compare; `None` for a claim without counterpart.
    pub comparison: Option<Comparison>,
    /// The axes on which what they are about differs, `unit` among them where their units do not convert.
    pub axes: Vec<String>,
}

/// How many quantities each side speaks of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spoken {
    /// Both do.
    pub both: usize,
    /// Only the first.
    pub only_a: usize,
    /// Only the second.
    pub only_b: usize,
}

/// How two sets of claims differ.
#[derive(Clone, Debug)]
pub struct Diff {
    /// What they are to one another.
    pub manner: Manner,
    /// Claims that differ from their counterparts or have none, the worst first; of two accounts also those that
    /// agree.
    pub entries: Vec<DiffEntry>,
    /// Pairs that say the same.
    pub same: usize,
    /// Claims that are called otherwise.
    pub renamed: Vec<(ClaimId, ClaimId)>,
    /// What else is declared otherwise; of two accounts nothing.
    pub declared: Vec<Declared>,
    /// The quantities.
    pub quantities: Spoken,
    /// How every claim of either corpus stands, by its number.
    pub standing: [Vec<Standing>; 2],
    /// A number for every claim of either corpus, counterparts having the same.
    pub claim_numbers: [Vec<u32>; 2],
    /// A number for every quantity of either corpus, the same for the same one.
    pub quantity_numbers: [Vec<u32>; 2],
}

impl Diff {
    /// The two claims of every pair whose figures say something else.
    pub fn moved(&self) -> impl Iterator<Item = (ClaimId, ClaimId)> {
        let moved = self.entries.iter().filter(|entry| {
            entry.axes.is_empty() && entry.changes.iter().any(|change| change.is_of_figure())
        });
        moved.filter_map(|entry| entry.a.zip(entry.b))
    }

    /// Whether everything says the same, what claims are called left aside.
    pub fn is_same(&self) -> bool {
        let mut entries = self.entries.iter();
        self.declared.is_empty()
            && entries.all(|entry| entry.comparison.is_some() && entry.changes.is_empty())
    }
}
