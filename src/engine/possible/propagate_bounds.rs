//! How far the ends of sums alone narrow the cells in them: rows and cells in, a low end for every cell out.
//!
//! Bounds are passed on from sum to cell and back (Davis, *Artificial Intelligence* 32, 1987). What comes out
//! is where to begin and no verdict: where ends would cross, they are left as they were.

use crate::engine::possible::cells::Cells;
use crate::engine::possible::sum_rows::SumRow;
use crate::figure::Exact;

/// Times that every row is looked at, at the most.
const ROUNDS: usize = 4;

/// The low ends in whole numbers, to which ends are widened, spending a step for each cell of a row and each row of a
/// cell that is narrowed.
pub(crate) fn lows(rows: &[SumRow], order: &[usize], cells: &Cells, work: &mut usize) -> Vec<i64> {
    let sums = rows.iter().map(|row| {
        let ends =
            (row.low.as_ref().and_then(Exact::floor), row.high.as_ref().and_then(Exact::ceil));
        RowState { ends, open: row.cells.len(), ..RowState::default() }
    });
    let mut narrow = Narrow {
        cells,
        low: vec![0; cells.len()],
        high: vec![None; cells.len()],
        sums: sums.collect(),
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
    low: Vec<i64>,
    high: Vec<Option<i64>>,
    sums: Vec<RowState>,
    /// Rows whose cells have changed since they were looked at.
    dirty: Vec<bool>,
}

/// What a row has to keep to, and what its cells come to.
#[derive(Clone, Default)]
struct RowState {
    ends: (Option<i64>, Option<i64>),
    low: i128,
    /// Without the cells that have no high end.
    high: i128,
    /// How many these are.
    open: usize,
}

impl Narrow<'_> {
    fn row(&mut self, at: usize, row: &SumRow, work: &mut usize) -> bool {
        let mut changed = false;
        let (row_low, row_high) = self.sums[at].ends;
        for &cell in &row.cells {
            let slot = cell as usize;
            if let Some(high) = row_high {
                let low = i128::from(self.low[slot]);
                let high = i128::from(high) - (self.sums[at].low - low);
                let tighter = self.high[slot].is_none_or(|held| high < held.into());
                if let Some(high) = i64::try_from(high).ok().filter(|_| tighter && high >= low) {
                    self.cap(cell, high, work);
                    changed = true;
                }
            }
            if let Some(low) = row_low.and_then(|low| self.left(at, slot, low)) {
                let fits = self.high[slot].is_none_or(|high| low <= high);
                if fits && low > self.low[slot] {
                    self.lift(cell, low, work);
                    changed = true;
                }
            }
        }
        changed
    }

    /// What the others of a row leave to a cell at the least.
    fn left(&self, at: usize, cell: usize, low: i64) -> Option<i64> {
        let sums = &self.sums[at];
        let others = match self.high[cell] {
            Some(high) if sums.open == 0 => sums.high - i128::from(high),
            None if sums.open == 1 => sums.high,
            _ => return None,
        };
        i64::try_from(i128::from(low) - others).ok()
    }

    fn cap(&mut self, cell: u32, high: i64, work: &mut usize) {
        let held = self.high[cell as usize].replace(high);
        for &row in self.cells.cover(cell as usize) {
            let sums = &mut self.sums[row as usize];
            sums.open -= usize::from(held.is_none());
            sums.high += i128::from(high) - i128::from(held.unwrap_or_default());
            self.dirty[row as usize] = true;
            *work = work.saturating_sub(1);
        }
    }

    fn lift(&mut self, cell: u32, low: i64, work: &mut usize) {
        let by = i128::from(low) - i128::from(self.low[cell as usize]);
        self.low[cell as usize] = low;
        for &row in self.cells.cover(cell as usize) {
            self.sums[row as usize].low += by;
            self.dirty[row as usize] = true;
            *work = work.saturating_sub(1);
        }
    }
}
