//! What a run is to look at and how far it is to go, as plain data.

use crate::finding::Check;
use crate::period::Period;
use crate::run::acceptance::Acceptance;

/// What a run is to look at, and how far it is to go. By default: every check, no day and no baseline.
#[derive(Clone, Debug, Default)]
pub struct RunOptions<'o> {
    /// The day it is, by which rulings are overdue; without one, none is.
    pub today: Option<Period>,
    /// Only these checks; all where there are none.
    pub select: &'o [Check],
    /// Not these checks.
    pub ignore: &'o [Check],
    /// Which findings are accepted as they are.
    pub acceptance: Acceptance<'o>,
    /// Claims were left out, so what a baseline has of them is nothing to speak of.
    pub partial: bool,
    /// Give at most so many findings. The others are counted all the same.
    pub at_most: Option<usize>,
    /// How far each finding is followed.
    pub depth: Depth,
    /// In fingerprints, call files by their names below this folder, so that those of two folders match.
    pub folder: &'o str,
}

/// How far each finding is followed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Depth {
    /// What is found.
    #[default]
    Findings,
    /// And what would have to be corrected, and what would explain the totals.
    CorrectionsAndCauses,
}

impl RunOptions<'_> {
    /// Whether findings of a check are wanted. Whatever is selected, a file that could not be read is told.
    pub(super) fn wants(&self, check: Check) -> bool {
        let unread = matches!(check, Check::NotUtf8 | Check::SyntaxError);
        let selected = self.select.is_empty() || self.select.contains(&check) || unread;
        selected && !self.ignore.contains(&check)
    }
}
