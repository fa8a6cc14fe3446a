//! Sets of claims of one world in; which of them are possible, every minimal conflict and the lightest
//! suspects out, each answer kept for what follows from it.

use crate::cells::{Cells, Set, members, set};
use crate::exact::{System, Times, Verdict, Witness};

/// Answers for many sets of claims about one world, and remembers what follows from each answer.
pub(crate) struct Judge<'c> {
    pub(crate) cells: &'c Cells,
    possible: Vec<Set>,
    impossible: Vec<Set>,
}

impl<'c> Judge<'c> {
    pub(crate) fn new(cells: &'c Cells) -> Self {
        Self { cells, possible: Vec::new(), impossible: Vec::new() }
    }

    pub(crate) fn possible(&mut self, claims: Set) -> bool {
        if self.possible.iter().any(|known| claims & !known == 0) {
            return true;
        }
        if self.impossible.iter().any(|known| known & !claims == 0) {
            return false;
        }
        let system = self.cells.system(claims);
        match system.solve() {
            Verdict::Possible(witness) => self.possible.push(self.met(claims, &system, &witness)),
            Verdict::Impossible(times) => {
                self.impossible.push(self.needed(claims, &system, &times))
            }
        }
        self.possible.last().is_some_and(|known| claims & !known == 0)
    }

    /// Those claims, and whichever others the witness meets too.
    fn met(&self, claims: Set, system: &System, witness: &Witness) -> Set {
        let seen = system.rows.iter().fold(0, |seen, (row, _)| seen | 1_u64 << row);
        // Any cell that looks the same to those claims can hold the number.
        let cells = system.cells.iter().map(|&cell| {
            let same = self.cells.cells.iter().find(|&&other| other & seen == cell & seen);
            *same.expect("a cell of the world")
        });
        let whole = System { cells: cells.collect(), rows: Vec::new() };
        let meets = |&at: &usize| {
            let mut asked = self.cells.asked[at].iter();
            asked.all(|&(row, within)| within.holds(whole.sum(witness, row), witness.over))
        };
        claims | set(members(self.cells.standing).filter(meets))
    }

    /// Those of the claims that the proof takes.
    fn needed(&self, claims: Set, system: &System, times: &[Times]) -> Set {
        let taken = |&at: &usize| {
            let rows = self.cells.asked[at].iter();
            rows.map(|(row, _)| system.rows.iter().position(|(known, _)| known == row))
                .any(|place| place.is_some_and(|place| times[place] != (0, 0)))
        };
        set(members(claims).filter(taken))
    }

    /// Every minimal conflict, smallest first.
    pub(crate) fn conflicts(&mut self) -> Vec<Set> {
        let standing = self.cells.standing;
        if self.possible(standing) {
            return Vec::new();
        }
        let mut sets: Vec<Set> = (0..=standing).filter(|set| set & !standing == 0).collect();
        sets.sort_by_key(|set| set.count_ones());
        let mut conflicts: Vec<Set> = Vec::new();
        for set in sets {
            if conflicts.iter().all(|known| known & !set != 0) && !self.possible(set) {
                conflicts.push(set);
            }
        }
        conflicts
    }

    pub(crate) fn is_minimal_conflict(&mut self, claims: Set) -> bool {
        !self.possible(claims) && members(claims).all(|at| self.possible(claims & !(1 << at)))
    }
}

/// The lightest sets of claims that meet every conflict, in order: without them none is left.
pub(crate) fn suspects(conflicts: &[Set], weight: impl Fn(usize) -> u64) -> Vec<Set> {
    let all = conflicts.iter().fold(0, |all, conflict| all | conflict);
    let weigh = |set: &Set| -> u64 { members(*set).map(&weight).sum() };
    let meets = |set: &Set| set & !all == 0 && conflicts.iter().all(|conflict| conflict & set != 0);
    let sets: Vec<Set> = (1..=all).filter(meets).collect();
    let least = sets.iter().map(weigh).min();
    sets.into_iter().filter(|set| Some(weigh(set)) == least).collect()
}
