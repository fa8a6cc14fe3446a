//! A world built up row by row: rows and claims in; a world that meets them, or the conflicts in its way, out.
//!
//! Each row is filled to its low end from cells that have room. What stays short is solved in a neighbourhood that
//! grows. Example: rows 42 and 64 inside a whole of at most 77. The first is filled to 42, the second only to 35; the
//! neighbourhood of the second holds all three, and solving it shows the conflict.

use crate::budget::limits;
use crate::engine::certificates::claims_and_worlds::Said;
use crate::engine::parts_and_wholes::stated_sums::closed_by;
use crate::engine::possible::cells::{Cells, cells};
use crate::engine::possible::few_claims::{conflict_within, decide, possible};
use crate::engine::possible::propagate_bounds::lows;
use crate::engine::possible::spaces::Space;
use crate::engine::possible::sum_rows::{Clash, Settlement, SumRow};
use crate::engine::possible::verdicts::Verdict;
use crate::engine::structure::stable_order;
use crate::figure::{Bound, Exact, Interval, Number};
use crate::finding::End;
use crate::model::{ClaimId, Corpus, QuantityId};
use crate::solver::bounded_sums::{SumsOutcome, System};
use crate::solver::presolve::Ends;
use crate::solver::simplex::Near;
use hashbrown::HashMap;
use std::collections::{BTreeMap, BTreeSet, HashSet};

/// Steps that laying out an entry of a row is worth.
const LAID_OUT: u64 = 4;

/// Of so many neighbourhoods one is decided without the claims around it.
const DECIDES: usize = 3;

/// What a run may spend.
pub(crate) struct Budget {
    entries: usize,
    filling: usize,
    pub(crate) solving: u64,
    sought: usize,
    pub(crate) trying: u64,
    pub(crate) further: usize,
}

impl Budget {
    /// For so many claims.
    pub(crate) fn new(claims: usize) -> Self {
        Self {
            entries: claims * limits::CELL_ENTRIES_EACH.get() + limits::CELL_ENTRIES.get(),
            filling: claims * limits::FILLING_STEPS_EACH.get() + limits::FILLING_STEPS.get(),
            solving: limits::SOLVING_STEPS.get() as u64,
            sought: limits::CONFLICTS_SOUGHT.get(),
            trying: claims as u64 * limits::MORE_CONFLICTS_STEPS_EACH.get() as u64
                + limits::MORE_CONFLICTS_STEPS.get() as u64,
            further: claims / limits::CLAIMS_FOR_ONE_MORE.get() + limits::CONFLICTS_SOUGHT.get(),
        }
    }
}

/// Builds a world of one space.
pub(crate) struct WorldBuilder<'c, 'b> {
    pub(crate) corpus: &'c Corpus,
    pub(crate) space: Space,
    /// The claims on each quantity that are not set aside.
    pub(crate) claims: Vec<Vec<ClaimId>>,
    pub(crate) rows: Vec<SumRow>,
    pub(crate) cells: Cells,
    pub(crate) values: Vec<Exact>,
    /// Cells that have to stay empty: beside the items of a claim that says it is their sum.
    pub(crate) closed: BTreeSet<u32>,
    pub(crate) row_of: HashMap<QuantityId, u32>,
    pub(crate) budget: &'b mut Budget,
    /// Whether all claims that are not set aside are met.
    pub(crate) met: bool,
    /// What is done to cells, where it is to be undone.
    pub(crate) journal: Option<Vec<(u32, Exact)>>,
}

/// What a neighbourhood shows.
pub(crate) enum Repair {
    Done,
    Clash(Clash),
    Unsettled,
}

impl<'c, 'b> WorldBuilder<'c, 'b> {
    pub(crate) fn new(
        corpus: &'c Corpus,
        space: Space,
        claims: Vec<Vec<ClaimId>>,
        budget: &'b mut Budget,
    ) -> Self {
        let cells = cells(corpus, &space, &mut budget.entries);
        let mut counts = vec![0; space.quantities.len()];
        (0..cells.len())
            .flat_map(|cell| cells.cover(cell))
            .for_each(|&at| counts[at as usize] += 1);
        let mut rows: Vec<SumRow> = counts
            .into_iter()
            .map(|count| SumRow {
                cells: Vec::with_capacity(count),
                sum: Exact::ZERO,
                low: None,
                high: None,
            })
            .collect();
        for cell in 0..cells.len() {
            cells.cover(cell).iter().for_each(|&at| rows[at as usize].cells.push(cell as u32));
        }
        let values = vec![Exact::ZERO; cells.len()];
        let row_of = space.quantities.iter().copied().zip(0..).collect();
        let mut builder = Self {
            corpus,
            space,
            claims,
            rows,
            cells,
            values,
            closed: BTreeSet::new(),
            row_of,
            budget,
            met: true,
            journal: None,
        };
        (0..builder.rows.len()).for_each(|at| builder.hold(at));
        builder.close();
        builder
    }

    /// Takes the ends of a row from its claims.
    pub(crate) fn hold(&mut self, at: usize) {
        let within = self.within(at);
        self.rows[at].low = within.low.map(|low| inside(low, End::Low));
        self.rows[at].high = within.high.map(|high| inside(high, End::High));
    }

    /// Marks the cells that claims with a `sum-of` close.
    pub(crate) fn close(&mut self) {
        self.closed.clear();
        for (at, claims) in self.claims.iter().enumerate() {
            let items = claims.iter().filter_map(|&claim| closed_by(self.corpus, claim));
            for items in items {
                let items: HashSet<u32> =
                    items.iter().filter_map(|id| self.row_of.get(id)).copied().collect();
                let beside = |cell: &&u32| {
                    !self.cells.cover(**cell as usize).iter().any(|at| items.contains(at))
                };
                self.closed.extend(self.rows[at].cells.iter().filter(beside));
            }
        }
    }

    fn within(&self, at: usize) -> Interval {
        match self.claims[at][..] {
            [] => return Interval::ANY,
            [claim] => return self.corpus.wide(claim),
            _ => {}
        }
        let claims = self.claims[at].iter().map(|&claim| self.corpus.wide(claim));
        let tightest = |end: End| {
            let ends = claims.clone().filter_map(move |wide| end.of(&wide));
            ends.max_by(|&a, &b| end.order(a, b))
        };
        Interval { low: tightest(End::Low), high: tightest(End::High) }
    }

    pub(crate) fn run(&mut self, found: &mut Settlement) {
        if self.cells.spent {
            self.met = false;
            found.unsettled += self.rows.len();
            return;
        }
        if self.cells.partial {
            return self.decide(found);
        }
        let mut order: Vec<usize> = (0..self.rows.len()).collect();
        order.sort_by_key(|&at| self.rows[at].cells.len());
        self.begin(&order);
        let mut short: Vec<usize> = order.iter().copied().filter(|&at| !self.fill(at)).collect();
        // Filling a larger row may have filled it since.
        short.retain(|&at| self.rows[at].lack().is_some());
        for at in short {
            self.settle(at, found);
        }
        self.hundred(found);
    }

    /// Settles all rows as one, where parts that may overlap are too many for the sets of them to be cells. A minimal
    /// conflict after another is set aside until the other claims hold.
    pub(crate) fn decide(&mut self, found: &mut Settlement) {
        let rows: Vec<u32> = (0..self.rows.len() as u32).collect();
        loop {
            let said = self.binding(&rows);
            let cost = self.cells.len() as u64 * LAID_OUT;
            let verdict = match self.budget.solving.checked_sub(cost) {
                Some(left) => {
                    self.budget.solving = left;
                    decide(self.corpus, &said, &mut self.budget.solving)
                }
                None => Verdict::Unsettled,
            };
            let clash = match verdict {
                Verdict::Possible => return,
                Verdict::Impossible(_) if self.budget.sought > 0 => self.without_the_rest(&rows),
                Verdict::Impossible(_) | Verdict::Unsettled => None,
            };
            let Some(clash) = clash else {
                self.met = false;
                found.unsettled += self.rows.len();
                return;
            };
            self.budget.sought -= 1;
            self.give_way(&clash);
            found.clashes.push(clash);
        }
    }

    /// Begins with what each cell has to hold by the ends of the sums alone.
    fn begin(&mut self, order: &[usize]) {
        let lows = lows(&self.rows, order, &self.cells, &mut self.budget.filling);
        for (cell, low) in (0u32..).zip(lows) {
            if low <= 0 || self.closed.contains(&cell) {
                continue;
            }
            let low = Exact::from(low);
            let room = self.room(cell, false);
            let by = room.filter(|room| *room < low).unwrap_or(low);
            if by.is_positive() {
                self.raise(cell, &by);
            }
        }
    }

    fn settle(&mut self, at: usize, found: &mut Settlement) {
        while self.rows[at].lack().is_some() {
            match self.repair(at) {
                Repair::Done => {}
                Repair::Clash(clash) if self.budget.sought > 0 => {
                    self.budget.sought -= 1;
                    self.give_way(&clash);
                    found.clashes.push(clash);
                }
                Repair::Clash(_) | Repair::Unsettled => {
                    self.met = false;
                    found.unsettled += 1;
                    return;
                }
            }
        }
    }

    /// Fills a row to its low end from cells with room; false where that is not enough.
    fn fill(&mut self, at: usize) -> bool {
        let Some(mut lack) = self.rows[at].lack() else { return true };
        let lacking = |row: &u32| self.rows[*row as usize].lack().is_some();
        let mut cells: Vec<(usize, usize, u32)> = Vec::with_capacity(self.rows[at].cells.len());
        for &cell in self.rows[at].cells.iter().filter(|cell| !self.closed.contains(cell)) {
            let cover = self.cells.cover(cell as usize);
            self.budget.filling = self.budget.filling.saturating_sub(cover.len());
            if self.budget.filling == 0 {
                return false;
            }
            let gain = cover.iter().filter(|row| lacking(row)).count();
            cells.push((usize::MAX - gain, cover.len(), cell));
        }
        cells.sort_unstable();
        // First what serves other rows as well and overfills none of them, then whatever has room.
        for shared in [true, false] {
            for &(_, _, cell) in &cells {
                if self.budget.filling == 0 {
                    return false;
                }
                let by = self
                    .room(cell, shared)
                    .map_or_else(|| lack.clone(), |room| room.min(lack.clone()));
                if by.is_positive() {
                    self.raise(cell, &by);
                    lack = &lack - &by;
                }
                if lack.is_zero() {
                    return true;
                }
            }
        }
        false
    }

    /// How far a cell can be raised before some row has too much; asked for, before some row that lacks has
    /// enough.
    fn room(&mut self, cell: u32, shared: bool) -> Option<Exact> {
        let cover = self.cells.cover(cell as usize);
        self.budget.filling = self.budget.filling.saturating_sub(cover.len());
        let room = |&at: &u32| {
            let row = &self.rows[at as usize];
            let high = row.high.as_ref().map(|high| high - &row.sum);
            let lack = if shared { row.lack() } else { None };
            match (high, lack) {
                (Some(high), Some(lack)) => Some(high.min(lack)),
                (high, lack) => high.or(lack),
            }
        };
        cover.iter().filter_map(room).min()
    }

    pub(crate) fn raise(&mut self, cell: u32, by: &Exact) {
        if let Some(journal) = &mut self.journal {
            journal.push((cell, by.clone()));
        }
        self.values[cell as usize] += by;
        for &at in self.cells.cover(cell as usize) {
            self.rows[at as usize].sum += by;
        }
    }

    /// Settles a row that lacks, in a neighbourhood that grows, and in the end with all rows there are.
    pub(crate) fn repair(&mut self, at: usize) -> Repair {
        let mut inner = vec![at as u32];
        for round in 0.. {
            let cells = set(inner.iter().flat_map(|&row| &self.rows[row as usize].cells));
            if self.budget.solving == 0 {
                return Repair::Unsettled;
            }
            if cells.len() > limits::NEIGHBOURHOOD.get() {
                return self.as_a_whole();
            }
            let covers = || cells.iter().map(|&cell| self.cells.cover(cell as usize));
            // Laying out the rows costs as much as all that stands in them of these cells.
            let cost = covers().map(<[u32]>::len).sum::<usize>() as u64 * LAID_OUT;
            let rows = set(covers().flatten());
            if cost > self.budget.solving {
                return Repair::Unsettled;
            }
            self.budget.solving -= cost;
            if self.held_still(&cells, &rows) {
                return Repair::Done;
            }
            let outside = |row: &u32| inner.binary_search(row).is_err();
            let mut outer: Vec<u32> = rows.iter().copied().filter(outside).collect();
            // Deciding costs far more than mending, and most that is short can be mended.
            let decides = round % DECIDES == DECIDES - 1 || outer.is_empty();
            if let Some(clash) = decides.then(|| self.without_the_rest(&rows)).flatten() {
                return Repair::Clash(clash);
            }
            if outer.is_empty() {
                return Repair::Unsettled;
            }
            outer.sort_by_key(|&row| (self.rows[row as usize].cells.len(), row));
            let mut more = 0;
            for row in outer {
                inner.push(row);
                more += self.rows[row as usize].cells.len();
                if more >= cells.len() {
                    break;
                }
            }
            inner.sort_unstable();
        }
        Repair::Unsettled
    }

    /// Settles all rows at once.
    fn as_a_whole(&mut self) -> Repair {
        let entries: usize = self.rows.iter().map(|row| row.cells.len()).sum();
        let cost = entries as u64 * LAID_OUT;
        if cost > self.budget.solving {
            return Repair::Unsettled;
        }
        self.budget.solving -= cost;
        let cells: Vec<u32> = (0..self.cells.len() as u32).collect();
        let rows: Vec<u32> = (0..self.rows.len() as u32).collect();
        let sums = self.rows.iter().map(|row| row.cells.clone()).collect();
        match self.solved(&cells, &rows, sums) {
            Ok(()) => Repair::Done,
            Err(None) => Repair::Unsettled,
            Err(Some(rows)) => {
                self.without_the_rest(&rows).map_or(Repair::Unsettled, Repair::Clash)
            }
        }
    }

    /// Whether these cells can be changed so that all rows they are in fit, everything else held still.
    fn held_still(&mut self, cells: &[u32], rows: &[u32]) -> bool {
        let mut sums: Vec<Vec<u32>> = vec![Vec::new(); rows.len()];
        for (unknown, &cell) in (0u32..).zip(cells) {
            for row in self.cells.cover(cell as usize) {
                if let Ok(place) = rows.binary_search(row) {
                    sums[place].push(unknown);
                }
            }
        }
        self.solved(cells, rows, sums).is_ok()
    }

    /// Changes these cells so that these rows, of which they are the sums, fit, everything else held still; or
    /// else tells which of the rows cannot be met so, if that is known.
    fn solved(
        &mut self,
        cells: &[u32],
        rows: &[u32],
        mut sums: Vec<Vec<u32>>,
    ) -> Result<(), Option<Vec<u32>>> {
        let start: Vec<Exact> =
            cells.iter().map(|&cell| self.values[cell as usize].clone()).collect();
        let ends = rows.iter().zip(&sums).map(|(&row, sum)| {
            let row = &self.rows[row as usize];
            let here = sum.iter().fold(Exact::ZERO, |all, &cell| &all + &start[cell as usize]);
            let outside = &row.sum - &here;
            let end = |end: &Option<Exact>| end.as_ref().map(|end| Near::exactly(end - &outside));
            Ends { low: end(&row.low), high: end(&row.high) }
        });
        let mut ends: Vec<Ends> = ends.collect();
        let shut: Vec<u32> = (0u32..)
            .zip(cells)
            .filter(|(_, cell)| self.closed.contains(cell))
            .map(|it| it.0)
            .collect();
        for &unknown in &shut {
            sums.push(vec![unknown]);
            ends.push(Ends { low: None, high: Some(Near::default()) });
        }
        let sums = sums.into();
        let unknowns = cells.len();
        let system = System { unknowns, sums, ends, links: &[], asked: None, start: &start };
        match system.solve(&mut self.budget.solving) {
            SumsOutcome::Spent => Err(None),
            SumsOutcome::Unmet(faults) => {
                let blamed = faults.iter().map(|fault| fault.sum as usize);
                let blamed = blamed.flat_map(|at| self.blamed(cells, rows, &shut, at));
                Err(Some(set(&blamed.collect::<Vec<u32>>())))
            }
            SumsOutcome::Met(solved) => {
                for (unknown, &cell) in (0u32..).zip(cells) {
                    let by = &solved.value(unknown).at - &start[unknown as usize];
                    if !by.is_zero() {
                        self.raise(cell, &by);
                    }
                }
                Ok(())
            }
        }
    }

    /// The rows whose claims a sum of such a system stands for: its own, or of a cell that has to stay empty
    /// those whose claims close it.
    fn blamed(&self, cells: &[u32], rows: &[u32], shut: &[u32], at: usize) -> Vec<u32> {
        let Some(beyond) = at.checked_sub(rows.len()) else { return vec![rows[at]] };
        let cover = self.cells.cover(cells[shut[beyond] as usize] as usize);
        let closes = |row: &&u32| {
            let claims = &self.claims[**row as usize];
            claims.iter().any(|&claim| closed_by(self.corpus, claim).is_some())
        };
        cover.iter().filter(closes).copied().collect()
    }

    /// A minimal conflict among the claims on these rows, if there is one.
    fn without_the_rest(&mut self, rows: &[u32]) -> Option<Clash> {
        let said = self.binding(rows);
        let (kept, proof) = conflict_within(self.corpus, &said, &mut self.budget.solving)?;
        Some(Clash { claims: kept.iter().map(|said| said.claim).collect(), proof })
    }

    /// For each row the claims whose ends bind it.
    pub(crate) fn binding(&self, rows: &[u32]) -> Vec<Said> {
        let mut said = Vec::new();
        for &row in rows {
            let claims = &self.claims[row as usize];
            let closes = |&claim: &ClaimId| closed_by(self.corpus, claim).is_some();
            if let [claim] = claims[..] {
                let one = Said::of(self.corpus, claim);
                let binds = one.within != Interval::ANY || closes(&claim);
                said.extend(binds.then_some(one));
                continue;
            }
            let mut bind = BTreeMap::new();
            for end in [End::Low, End::High] {
                let ends = claims
                    .iter()
                    .filter_map(|&claim| Some((end.of(&self.corpus.wide(claim))?, claim)));
                let best = ends.max_by(|a, b| {
                    end.order(a.0, b.0).then_with(|| stable_order::claim(self.corpus, b.1, a.1))
                });
                bind.extend(best.map(|(_, claim)| (claim, Said::of(self.corpus, claim))));
            }
            let closing = claims.iter().copied().filter(closes);
            bind.extend(closing.map(|claim| (claim, Said::of(self.corpus, claim))));
            said.extend(bind.into_values());
        }
        said
    }

    /// Sets one claim of a conflict aside: the first without which everything around it fits, or of many the
    /// one that most rests on.
    fn give_way(&mut self, clash: &Clash) {
        let rows = self.rows_of(&clash.claims);
        let cells = rows.iter().flat_map(|&row| &self.rows[row as usize].cells);
        let around = set(cells.flat_map(|&cell| self.cells.cover(cell as usize)));
        let mut candidates = clash.claims.clone();
        candidates.sort_by(|&a, &b| stable_order::claim(self.corpus, a, b));
        let fits = |claim: &ClaimId| {
            let mut said = self.binding(&around);
            said.retain(|said| said.claim != *claim);
            possible(self.corpus, &said).is_possible()
        };
        let few = candidates.len() <= limits::CLAIMS_TRIED.get()
            && around.len() <= limits::CLAIMS_AROUND.get();
        let chosen = candidates.iter().copied().find(|claim| few && fits(claim));
        let size = |claim: &ClaimId| {
            let row = self.row_of.get(&self.corpus.claim(*claim).quantity);
            row.map_or(0, |&row| self.rows[row as usize].cells.len())
        };
        let largest = || candidates.iter().copied().rev().max_by_key(size);
        let Some(chosen) = chosen.or_else(largest) else { return };
        for row in self.rows_of(&[chosen]) {
            self.claims[row as usize].retain(|&claim| claim != chosen);
            self.hold(row as usize);
        }
        if closed_by(self.corpus, chosen).is_some() {
            self.close();
        }
    }

    pub(crate) fn rows_of(&self, claims: &[ClaimId]) -> Vec<u32> {
        let row = |&claim: &ClaimId| self.row_of.get(&self.corpus.claim(claim).quantity).copied();
        set(&claims.iter().filter_map(row).collect::<Vec<u32>>())
    }

    /// Shares of a dimension come to a hundred per cent at the most.
    fn hundred(&mut self, found: &mut Settlement) {
        let Some(most) = self.space.most else { return };
        let sum = self.values.iter().fold(Exact::ZERO, |sum, value| &sum + value);
        // A world that keeps to it may still be there: only the claims can tell.
        while sum > Exact::from(most) && self.budget.sought > 0 {
            let all: Vec<u32> = (0..self.rows.len() as u32).collect();
            let Some(clash) = self.without_the_rest(&all) else { return };
            self.budget.sought -= 1;
            self.give_way(&clash);
            found.clashes.push(clash);
        }
    }
}

/// Each number once, in ascending order.
fn set<'n>(numbers: impl IntoIterator<Item = &'n u32>) -> Vec<u32> {
    let mut numbers: Vec<u32> = numbers.into_iter().copied().collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}

/// An end as it has to be kept: a strict one by a hair inside it.
fn inside(bound: Bound, end: End) -> Exact {
    let value = Exact::from(bound.value);
    if !bound.strict {
        return value;
    }
    // Figures have at most fifteen decimals; this is far below the last of them.
    let hair = Exact::from(Number::new(1, 17));
    match end {
        End::Low => &value + &hair,
        End::High | End::Rest => &value - &hair,
    }
}
