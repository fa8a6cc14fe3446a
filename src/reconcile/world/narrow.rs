//! How far the ends of sums alone narrow the cells in them: rows and cells in, a low end for every cell out.
//!
//! Bounds are passed on from sum to cell and back (Davis, *Artificial Intelligence* 32, 1987). What comes out
//! is where to begin and no verdict: where ends would cross, they are left as they were.

use super::cells::Cells;
use super::settle::Row;
use crate::figure::Exact;

/// Times that every row is looked at, at the most.
const ROUNDS: usize = 4;

/// The low ends, spending a step for each cell of a row and each row of a cell that is narrowed.
pub(super) fn lows(rows: &[Row], order: &[usize], cells: &Cells, work: &mut usize) -> Vec<Exact> {
    let sums = rows.iter().map(|row| Sums { open: row.cells.len(), ..Sums::default() }).collect();
    let mut narrow = Narrow {
        cells,
        low: vec![Exact::ZERO; cells.len()],
        high: vec![None; cells.len()],
        sums,
        dirty: vec![true; rows.len()],
    };
    for _ in 0..ROUNDS {
        let mut changed = false;
        for &at in order {
            let row = &rows[at];
            if !std::mem::take(&mut narrow.dirty[at]) {
                continue;
            }
            *work = work.saturating_sub(row.cells.len());
            if *work == 0 {
                return narrow.low;
            }
            changed |= narrow.row(at, row, work);
        }
        if !changed {
            break;
        }
    }
    narrow.low
}

struct Narrow<'c> {
    cells: &'c Cells,
    low: Vec<Exact>,
    high: Vec<Option<Exact>>,
    sums: Vec<Sums>,
    /// Rows whose cells have changed since they were looked at.
    dirty: Vec<bool>,
}

/// What the cells of a row come to.
#[derive(Clone, Default)]
struct Sums {
    low: Exact,
    /// Without the cells that have no high end.
    high: Exact,
    /// How many these are.
    open: usize,
}

impl Narrow<'_> {
    fn row(&mut self, at: usize, row: &Row, work: &mut usize) -> bool {
        let mut changed = false;
        for &cell in &row.cells {
            let slot = cell as usize;
            if let Some(high) = &row.high {
                let high = high - &(&self.sums[at].low - &self.low[slot]);
                let tighter = self.high[slot].as_ref().is_none_or(|held| high < *held);
                if tighter && high >= self.low[slot] {
                    self.cap(cell, high, work);
                    changed = true;
                }
            }
            if let Some(low) = row.low.as_ref().and_then(|low| self.left(at, slot, low)) {
                let fits = self.high[slot].as_ref().is_none_or(|high| low <= *high);
                if fits && low > self.low[slot] {
                    self.lift(cell, &low, work);
                    changed = true;
                }
            }
        }
        changed
    }

    /// What the others of a row leave to a cell at the least.
    fn left(&self, at: usize, cell: usize, low: &Exact) -> Option<Exact> {
        let sums = &self.sums[at];
        match &self.high[cell] {
            Some(high) if sums.open == 0 => Some(low - &(&sums.high - high)),
            None if sums.open == 1 => Some(low - &sums.high),
            _ => None,
        }
    }

    fn cap(&mut self, cell: u32, high: Exact, work: &mut usize) {
        let held = self.high[cell as usize].replace(high.clone());
        for &row in self.cells.cover(cell as usize) {
            let sums = &mut self.sums[row as usize];
            sums.open -= usize::from(held.is_none());
            sums.high += &(&high - held.as_ref().unwrap_or(&Exact::ZERO));
            self.dirty[row as usize] = true;
            *work = work.saturating_sub(1);
        }
    }

    fn lift(&mut self, cell: u32, low: &Exact, work: &mut usize) {
        let by = low - &self.low[cell as usize];
        self.low[cell as usize] = low.clone();
        for &row in self.cells.cover(cell as usize) {
            self.sums[row as usize].low += &by;
            self.dirty[row as usize] = true;
            *work = work.saturating_sub(1);
        }
    }
}
