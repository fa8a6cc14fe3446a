//! Sums over cells and an interval for each in; whether some numbers in the cells meet them all out,
//! with a proof either way, in whole-number arithmetic.
//!
//! The simplex method in its first form, on a table whose numbers stay whole: every step divides by
//! the last pivot, which leaves no remainder (J. Edmonds, *Systems of distinct representatives and
//! linear algebra*, 1967; E. Bareiss 1968). Bland's rule ends it. A strict end is moved inward by an
//! amount smaller than any number. No verdict is taken from the table: [`System::solve`] holds its
//! numbers against every sum, or its multipliers against every cell, before it answers.

use std::cmp::Ordering;

/// One end of an interval, in millionths.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct End {
    pub(crate) at: i64,
    pub(crate) strict: bool,
}

/// From a low end, zero or above, to a high end or without one.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Within {
    pub(crate) low: End,
    pub(crate) high: Option<End>,
}

impl End {
    pub(crate) const ZERO: Self = Self { at: 0, strict: false };

    pub(crate) const fn at(at: i64) -> Self {
        Self { at, strict: false }
    }

    /// As a low end: the number, and how many times the smallest amount above it.
    fn as_low(self) -> (i128, i128) {
        (self.at.into(), self.strict.into())
    }

    fn as_high(self) -> (i128, i128) {
        (self.at.into(), -i128::from(self.strict))
    }
}

impl Within {
    pub(crate) const ANY: Self = Self { low: End::ZERO, high: None };
    pub(crate) const NOTHING: Self = Self { low: End::ZERO, high: Some(End::ZERO) };

    pub(crate) fn both(self, other: Self) -> Self {
        let low = if self.low.as_low() < other.low.as_low() { other.low } else { self.low };
        let high = match (self.high, other.high) {
            (Some(a), Some(b)) => Some(if a.as_high() < b.as_high() { a } else { b }),
            (a, b) => a.or(b),
        };
        Self { low, high }
    }

    /// The smallest interval around both.
    pub(crate) fn hull(self, other: Self) -> Self {
        let low = if self.low.as_low() < other.low.as_low() { self.low } else { other.low };
        let high = self.high.zip(other.high);
        let high = high.map(|(a, b)| if a.as_high() < b.as_high() { b } else { a });
        Self { low, high }
    }

    /// Whether a sum, a number with its share of the smallest amount, over a divisor, lies inside.
    pub(crate) fn holds(self, sum: (i128, i128), over: i128) -> bool {
        let times = |(number, small): (i128, i128)| (number * over, small * over);
        times(self.low.as_low()) <= sum && self.high.is_none_or(|high| sum <= times(high.as_high()))
    }
}

/// Cells, each by the rows it counts in (a bit for each), and what each row's sum has to lie in.
/// A row without an interval is free.
#[derive(Clone, Debug)]
pub(crate) struct System {
    pub(crate) cells: Vec<u64>,
    pub(crate) rows: Vec<(u32, Within)>,
}

/// Whether the rows can all hold.
#[derive(Clone, Debug)]
pub(crate) enum Verdict {
    Possible(Witness),
    /// For each row how many times its low end is taken, and how many times its high end.
    Impossible(Vec<Times>),
}

/// How many times a row's low end is taken and its high end.
pub(crate) type Times = (i128, i128);

/// A number for each cell: in millionths, with its share of the smallest amount, all over a divisor.
#[derive(Clone, Debug)]
pub(crate) struct Witness {
    pub(crate) cells: Vec<(i128, i128)>,
    pub(crate) over: i128,
}

/// How far a sum can go.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Extreme {
    /// As far as one likes.
    Open,
    /// To this many millionths over the divisor; `strict` where it comes only near.
    At { number: i128, over: i128, strict: bool },
}

impl System {
    pub(crate) fn solve(&self) -> Verdict {
        let verdict = match Table::<i64>::solved(self) {
            Some(solved) => solved.verdict(self),
            None => Table::<i128>::solved(self).expect("small numbers").verdict(self),
        };
        match &verdict {
            Verdict::Possible(witness) => assert!(self.met_by(witness), "{self:?} {witness:?}"),
            Verdict::Impossible(times) => assert!(self.refuted_by(times), "{self:?} {times:?}"),
        }
        verdict
    }

    /// The least or the most that the cells of a free row add up to; none where nothing is possible.
    pub(crate) fn extreme(&self, row: u32, most: bool) -> Option<Extreme> {
        if matches!(self.solve(), Verdict::Impossible(_)) {
            return None;
        }
        let small = Table::<i64>::solved(self).and_then(|mut table| table.push(self, row, most));
        let far = || Table::<i128>::solved(self).and_then(|mut table| table.push(self, row, most));
        small.or_else(far)
    }

    /// The sum of a row.
    pub(crate) fn sum(&self, witness: &Witness, row: u32) -> (i128, i128) {
        let cells = self.cells.iter().zip(&witness.cells);
        let inside = cells.filter(|(rows, _)| *rows >> row & 1 == 1);
        inside.fold((0, 0), |sum, (_, number)| (sum.0 + number.0, sum.1 + number.1))
    }

    fn met_by(&self, witness: &Witness) -> bool {
        witness.over > 0
            && witness.cells.iter().all(|&number| number >= (0, 0))
            && self
                .rows
                .iter()
                .all(|&(row, within)| within.holds(self.sum(witness, row), witness.over))
    }

    /// Whether the rows, low ends less high ends so many times, come to no more than nothing in every
    /// cell, and their ends to more: then no numbers meet them. (Farkas' lemma; T. S. Motzkin's with
    /// strict ends.)
    pub(crate) fn refuted_by(&self, times: &[Times]) -> bool {
        let mut ends = (0, 0);
        for ((_, within), &(low, high)) in self.rows.iter().zip(times) {
            let least = within.low.as_low();
            let most = if high == 0 { Some((0, 0)) } else { within.high.map(End::as_high) };
            let Some(most) = most.filter(|_| low >= 0 && high >= 0) else { return false };
            ends.0 += low * least.0 - high * most.0;
            ends.1 += low * least.1 - high * most.1;
        }
        let in_cell = |cell: &u64| -> i128 {
            let taken = self.rows.iter().zip(times).filter(|((row, _), _)| cell >> row & 1 == 1);
            taken.map(|(_, (low, high))| low - high).sum()
        };
        ends > (0, 0) && self.cells.iter().all(|cell| in_cell(cell) <= 0)
    }
}

/// A whole number the table can be made of. The small one gives up where it would overflow.
trait Whole: Copy + Ord {
    fn of(number: i64) -> Self;
    fn wide(self) -> i128;
    /// `(a * b - c * d) / by`, which leaves no remainder.
    fn cross(a: Self, b: Self, c: Self, d: Self, by: Self) -> Option<Self>;
}

macro_rules! whole {
    ($($number:ty)*) => {$(
        impl Whole for $number {
            fn of(number: i64) -> Self {
                number.into()
            }

            fn wide(self) -> i128 {
                self.into()
            }

            fn cross(a: Self, b: Self, c: Self, d: Self, by: Self) -> Option<Self> {
                if a == 0 && (c == 0 || d == 0) {
                    return Some(0);
                }
                let over = a.checked_mul(b)?.checked_sub(c.checked_mul(d)?)?;
                Some(if by == 1 { over } else { over / by })
            }
        }
    )*};
}

whole! { i64 i128 }

/// The table. Columns: a number for each cell, a slack for each end, one more for each end that does
/// not hold where all numbers are zero; then the ends, and their shares of the smallest amount.
struct Table<T> {
    width: usize,
    /// Where the columns begin that have to come to nothing.
    artificial: usize,
    numbers: Vec<T>,
    cost: Vec<T>,
    basis: Vec<usize>,
    /// What every number is over.
    over: T,
    /// For each end its row in the system and the columns that tell its multiplier.
    ends: Vec<Told>,
    /// The greatest number that divides every end.
    unit: i64,
}

/// One end in the table.
struct Told {
    row: usize,
    side: Side,
    slack: Option<usize>,
    artificial: Option<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Low,
    High,
    Point,
}

impl<T: Whole> Table<T> {
    /// The table at its last step; none where a number grew too large for it.
    fn solved(system: &System) -> Option<Self> {
        let mut table = Self::new(system);
        table.settle()?;
        Some(table)
    }

    fn new(system: &System) -> Self {
        let mut ends = Vec::new();
        let mut column = system.cells.len();
        let mut next = || {
            column += 1;
            Some(column - 1)
        };
        for (row, &(_, within)) in system.rows.iter().enumerate() {
            let mut tell = |side, slack| ends.push(Told { row, side, slack, artificial: None });
            if within.high == Some(within.low) && !within.low.strict {
                tell(Side::Point, None);
                continue;
            }
            if within.low != End::ZERO {
                tell(Side::Low, next());
            }
            if within.high.is_some() {
                tell(Side::High, next());
            }
        }
        let artificial = column;
        for told in &mut ends {
            let end = system.end(told);
            // A high end at zero, excluded, holds for no number; the low end of another row may.
            let holds = told.side == Side::High && end >= (0, 0);
            told.artificial = if holds { None } else { Some(column) };
            column += usize::from(!holds);
        }
        let unit = ends.iter().map(|told| system.end(told).0).fold(0, gcd).max(1) as i64;
        let mut table = Self {
            width: column + 2,
            artificial,
            numbers: Vec::new(),
            cost: vec![T::of(0); column + 2],
            basis: Vec::new(),
            over: T::of(1),
            ends,
            unit,
        };
        table.fill(system);
        table
    }

    fn fill(&mut self, system: &System) {
        self.numbers = vec![T::of(0); self.width * self.ends.len()];
        let mut cost = vec![0; self.width];
        for (at, told) in self.ends.iter().enumerate() {
            let line = &mut self.numbers[at * self.width..][..self.width];
            let bit = system.rows[told.row].0;
            let (end, small) = system.end(told);
            // Below zero: turned round, as the ends in the table have to be zero or above.
            let turn = if (end, small) < (0, 0) { -1 } else { 1 };
            let mut set = |column: usize, number: i64, costs: bool| {
                line[column] = T::of(number);
                cost[column] -= if costs { number } else { 0 };
            };
            let costs = told.artificial.is_some();
            for (column, cell) in system.cells.iter().enumerate() {
                if cell >> bit & 1 == 1 {
                    set(column, turn, costs);
                }
            }
            if let Some(slack) = told.slack {
                set(slack, if told.side == Side::Low { -turn } else { turn }, costs);
            }
            set(self.width - 2, turn * (end as i64 / self.unit), costs);
            set(self.width - 1, turn * small as i64, costs);
            if let Some(artificial) = told.artificial {
                set(artificial, 1, false);
            }
            self.basis.push(told.artificial.or(told.slack).expect("every end has a column"));
        }
        self.cost = cost.into_iter().map(T::of).collect();
    }

    /// Steps until no column lowers the cost. True unless the cost falls for ever.
    fn settle(&mut self) -> Option<bool> {
        while let Some(column) = (0..self.artificial).find(|&at| self.cost[at] < T::of(0)) {
            let Some(line) = self.leaving(column) else { return Some(false) };
            self.pivot(line, column)?;
        }
        Some(true)
    }

    fn at(&self, line: usize, column: usize) -> T {
        self.numbers[line * self.width + column]
    }

    /// The line that reaches its end first; of several, the one whose column comes first.
    fn leaving(&self, column: usize) -> Option<usize> {
        let mut best: Option<usize> = None;
        for line in 0..self.basis.len() {
            if self.at(line, column) <= T::of(0) {
                continue;
            }
            let sooner = best.is_none_or(|best| {
                let reach = |a: usize, b: usize, end| {
                    self.at(a, self.width - end).wide() * self.at(b, column).wide()
                };
                let order = (2, 1);
                let first = reach(line, best, order.0).cmp(&reach(best, line, order.0));
                let then = || reach(line, best, order.1).cmp(&reach(best, line, order.1));
                let last = || self.basis[line].cmp(&self.basis[best]);
                first.then_with(then).then_with(last) == Ordering::Less
            });
            if sooner {
                best = Some(line);
            }
        }
        best
    }

    fn pivot(&mut self, line: usize, column: usize) -> Option<()> {
        let turning = self.numbers[line * self.width..][..self.width].to_vec();
        let pivot = turning[column];
        let zero = T::of(0);
        let turn = |number: T| T::cross(zero, zero, number, T::of(1), T::of(1));
        let step = |numbers: &mut [T], over: T| {
            let here = numbers[column];
            for (number, &turning) in numbers.iter_mut().zip(&turning) {
                *number = T::cross(*number, pivot, here, turning, over)?;
                if pivot < zero {
                    *number = turn(*number)?;
                }
            }
            Some(())
        };
        for (at, numbers) in self.numbers.chunks_exact_mut(self.width).enumerate() {
            if at != line {
                step(numbers, self.over)?;
            } else if pivot < zero {
                for number in numbers {
                    *number = turn(*number)?;
                }
            }
        }
        step(&mut self.cost, self.over)?;
        self.over = if pivot < zero { turn(pivot)? } else { pivot };
        self.basis[line] = column;
        Some(())
    }

    fn verdict(&self, system: &System) -> Verdict {
        let cost = |from_end: usize| self.cost[self.width - from_end].wide();
        if (cost(2), cost(1)) < (0, 0) {
            return Verdict::Impossible(self.multipliers(system));
        }
        let mut cells = vec![(0, 0); system.cells.len()];
        for (line, &column) in self.basis.iter().enumerate() {
            if let Some(number) = cells.get_mut(column) {
                let end = self.at(line, self.width - 2).wide() * i128::from(self.unit);
                *number = (end, self.at(line, self.width - 1).wide());
            }
        }
        Verdict::Possible(Witness { cells, over: self.over.wide() })
    }

    fn multipliers(&self, system: &System) -> Vec<Times> {
        let mut times = vec![(0, 0); system.rows.len()];
        for told in &self.ends {
            let (low, high) = &mut times[told.row];
            match (told.side, told.slack, told.artificial) {
                (Side::Low, Some(slack), _) => *low += self.cost[slack].wide(),
                (Side::High, Some(slack), _) => *high += self.cost[slack].wide(),
                (_, _, Some(at)) => {
                    let net = self.over.wide() - self.cost[at].wide();
                    (*low, *high) = (net.max(0), -net.min(0));
                }
                (_, _, None) => unreachable!("every end has a column"),
            }
        }
        times
    }

    /// How far the row's sum goes; none where a number grew too large.
    fn push(&mut self, system: &System, row: u32, most: bool) -> Option<Extreme> {
        self.let_go()?;
        let worth = |column: usize| -> i64 {
            let inside = system.cells.get(column).is_some_and(|cell| cell >> row & 1 == 1);
            i64::from(inside) * if most { -1 } else { 1 }
        };
        let zero = T::of(0);
        for column in 0..self.width {
            let mut cost = T::cross(self.over, T::of(worth(column)), zero, zero, T::of(1))?;
            for line in 0..self.basis.len() {
                let (worth, number) = (T::of(worth(self.basis[line])), self.at(line, column));
                cost = T::cross(cost, T::of(1), worth, number, T::of(1))?;
            }
            self.cost[column] = cost;
        }
        if !self.settle()? {
            return Some(Extreme::Open);
        }
        let turn = if most { 1 } else { -1 };
        let number = self.cost[self.width - 2].wide() * turn * i128::from(self.unit);
        let strict = self.cost[self.width - 1].wide() != 0;
        Some(Extreme::At { number, over: self.over.wide(), strict })
    }

    /// Takes the columns that have come to nothing out of the basis, so that they stay there.
    fn let_go(&mut self) -> Option<()> {
        for line in 0..self.basis.len() {
            if self.basis[line] < self.artificial {
                continue;
            }
            let column = (0..self.artificial).find(|&column| self.at(line, column) != T::of(0));
            if let Some(column) = column {
                self.pivot(line, column)?;
            }
        }
        Some(())
    }
}

impl System {
    fn end(&self, told: &Told) -> (i128, i128) {
        let within = self.rows[told.row].1;
        match (told.side, within.high) {
            (Side::High, Some(high)) => high.as_high(),
            _ => within.low.as_low(),
        }
    }
}

fn gcd(a: i128, b: i128) -> i128 {
    if b == 0 { a.abs() } else { gcd(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(at: i64) -> Within {
        Within { low: End::at(at), high: Some(End::at(at)) }
    }

    /// Rows 0 and 1 are the parts, row 2 the whole of them.
    fn sides(rows: [Within; 3]) -> System {
        let rows = (0..).zip(rows).collect();
        System { cells: vec![0b101, 0b110, 0b100], rows }
    }

    #[test]
    fn parts_above_their_whole_are_refuted_with_multipliers() {
        let system = sides([point(42), point(64), point(77)]);
        let Verdict::Impossible(times) = system.solve() else { panic!("possible") };
        assert_eq!(times, [(1, 0), (1, 0), (0, 1)]);
        let refuted =
            |times: [i128; 3]| system.refuted_by(&times.map(|times| (times.max(0), -times.min(0))));
        assert!(refuted([1, 1, -1]) && refuted([2, 2, -2]));
        assert!(!refuted([1, 0, -1]), "42 alone is not above 77");
        assert!(!refuted([1, 1, -2]), "twice 77 is not below 106");
        assert!(!refuted([1, 2, -1]), "a cell is left over");
        assert!(!refuted([-1, -1, 1]), "42 and 64 do not fall short of 77");
    }

    #[test]
    fn strict_ends_are_kept_clear_of() {
        let above = |at| Within { low: End { at, strict: true }, high: None };
        let upto = |at| Within { low: End::ZERO, high: Some(End::at(at)) };
        let verdict = |a, b, whole| sides([above(a), above(b), upto(whole)]).solve();
        assert!(matches!(verdict(4, 5, 10), Verdict::Possible(_)));
        assert!(matches!(verdict(4, 5, 9), Verdict::Impossible(_)));
    }

    #[test]
    fn a_sum_goes_as_far_as_the_others_let_it() {
        // Row 3 asks for the first part, of which nothing is claimed but the whole and the other part.
        let least = |at| Within { low: End::at(at), high: None };
        let rows = vec![(1, least(1)), (2, point(9))];
        let system = System { cells: vec![0b1100, 0b0110, 0b0100], rows };
        let at = |number| Some(Extreme::At { number, over: 1, strict: false });
        assert_eq!((system.extreme(3, false), system.extreme(3, true)), (at(0), at(8)));
        let above = Within { low: End { at: 1, strict: true }, high: None };
        let rows = vec![(1, above), (2, point(9))];
        let near = Extreme::At { number: 8, over: 1, strict: true };
        assert_eq!(System { rows, ..system.clone() }.extreme(3, true), Some(near));
        let open = System { rows: vec![(1, least(1))], ..system };
        assert_eq!(open.extreme(3, true), Some(Extreme::Open));
    }
}
