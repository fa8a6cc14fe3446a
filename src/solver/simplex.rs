//! Sums of unknowns within bounds: an assignment that meets them all, or the bounds that cannot be met.
//!
//! The method is the general simplex of Dutertre and de Moura ("A Fast Linear-Arithmetic Solver for
//! DPLL(T)", CAV 2006), in exact fractions: bounds can be set and lifted at any time, and a failure names
//! the bounds at fault with the multipliers that prove it. Strict bounds carry an infinitesimal.
//! Bland's rule (*Math. of Operations Research* 2, 1977) makes it end; a count of steps makes it end soon.

use crate::figure::{Bound, Exact};

use std::collections::BTreeMap;

/// A number, plus so many times a quantity above nought and below every number.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Near {
    pub(crate) at: Exact,
    pub(crate) beyond: Exact,
}

impl Near {
    /// The number itself.
    pub(crate) fn exactly(at: Exact) -> Self {
        Self { at, beyond: Exact::ZERO }
    }

    pub(crate) fn low(bound: Bound) -> Self {
        Self { at: bound.value.into(), beyond: i64::from(bound.strict).into() }
    }

    pub(crate) fn high(bound: Bound) -> Self {
        Self { at: bound.value.into(), beyond: (-i64::from(bound.strict)).into() }
    }

    pub(crate) fn minus(&self, other: &Self) -> Self {
        Self { at: &self.at - &other.at, beyond: &self.beyond - &other.beyond }
    }

    fn over(&self, by: &Exact) -> Self {
        Self { at: self.at.over(by), beyond: self.beyond.over(by) }
    }

    pub(crate) fn add(&mut self, times: &Exact, other: &Self) {
        self.at += &(times * &other.at);
        if !other.beyond.is_zero() {
            self.beyond += &(times * &other.beyond);
        }
    }
}

/// What holds between the unknowns of parts that may overlap and the unknown of their whole.
#[derive(Clone, Debug)]
pub(crate) struct Link {
    pub(crate) kind: LinkKind,
    /// The unknowns of the part, or of all parts.
    pub(crate) parts: Vec<u32>,
    /// That of the whole. It has a lower number than those of its parts.
    pub(crate) whole: u32,
}

/// Which way parts and whole are linked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LinkKind {
    /// One part comes to no more than the whole: what is in a part is in the whole, whatever else of the whole is in
    /// other parts.
    Inside,
    /// All parts together come to no less than the whole: they leave nothing out.
    Covering,
}

impl Link {
    /// How often each unknown counts in the parts less the whole.
    pub(crate) fn difference(&self) -> impl Iterator<Item = (u32, Exact)> {
        let parts = self.parts.iter().map(|&part| (part, Exact::ONE));
        parts.chain([(self.whole, -&Exact::ONE)])
    }
}

/// An unknown: first those that are summed, then the sums in the order given.
pub(crate) type Variable = u32;

/// The end of an unknown's interval that is at fault, and how often it counts in the proof.
#[derive(Clone, Debug)]
pub(crate) struct Blame {
    pub(crate) unknown: Variable,
    pub(crate) low: bool,
    pub(crate) times: Exact,
}

/// What solving shows.
#[derive(Clone, Debug)]
pub(crate) enum Outcome {
    /// All bounds are met.
    Met,
    /// These bounds cannot be met together, and any of them left out the others can.
    Unmet(Vec<Blame>),
    /// The steps allowed are spent.
    Spent,
}

/// How far an unknown can be pushed.
#[derive(Clone, Debug)]
pub(crate) enum Extreme {
    /// To this value, where these bounds stop it.
    At(Near, Vec<Blame>),
    /// As far as one likes.
    Open,
    /// The steps allowed are spent.
    Spent,
}

/// Unknowns, sums of them, and bounds on each.
#[derive(Clone)]
pub(crate) struct Simplex {
    low: Vec<Option<Near>>,
    high: Vec<Option<Near>>,
    value: Vec<Near>,
    /// The row in which an unknown stands alone on the left.
    row_of: Vec<Option<u32>>,
    /// Who stands on the left of each row.
    left: Vec<Variable>,
    /// The right side of each row, by unknown.
    rows: Vec<Vec<(Variable, Exact)>>,
    /// The rows in whose right side an unknown stands.
    inside: Vec<RowsOfVariable>,
    /// Steps still allowed; one is an entry of a row looked at.
    pub(crate) work: u64,
}

/// The rows an unknown stands in, in order.
#[derive(Clone, Default)]
struct RowsOfVariable(Vec<u32>);

impl RowsOfVariable {
    fn insert(&mut self, row: u32) {
        if let Err(at) = self.0.binary_search(&row) {
            self.0.insert(at, row);
        }
    }

    fn remove(&mut self, row: u32) {
        if let Ok(at) = self.0.binary_search(&row) {
            self.0.remove(at);
        }
    }
}

/// After so many pivots, and so many for each row, the choice turns from the shortest row to Bland's rule, which
/// cannot cycle but takes many more of them.
const PATIENCE: usize = 200;
const PATIENCE_EACH: usize = 8;

impl Simplex {
    /// Over so many unknowns from nought up and these sums of them, unbounded so far.
    pub(crate) fn new(unknowns: usize, sums: &[Vec<u32>], work: u64) -> Self {
        let all = unknowns + sums.len();
        let mut inside = vec![RowsOfVariable::default(); all];
        for (row, sum) in (0u32..).zip(sums) {
            for &unknown in sum {
                inside[unknown as usize].0.push(row);
            }
        }
        let mut low = vec![None; all];
        low[..unknowns].fill(Some(Near::default()));
        let mut row_of = vec![None; all];
        let left: Vec<Variable> = (unknowns as u32..all as u32).collect();
        for (row, &unknown) in (0u32..).zip(&left) {
            row_of[unknown as usize] = Some(row);
        }
        let ones = |sum: &Vec<u32>| {
            let mut right: Vec<_> = sum.iter().map(|&unknown| (unknown, Exact::ONE)).collect();
            right.sort_unstable_by_key(|&(unknown, _)| unknown);
            right
        };
        Self {
            low,
            high: vec![None; all],
            value: vec![Near::default(); all],
            row_of,
            left,
            rows: sums.iter().map(ones).collect(),
            inside,
            work,
        }
    }

    /// Holds parts less their whole to nought, or to another number. No value has been given to any unknown yet.
    pub(crate) fn link(&mut self, kind: LinkKind, mut right: Vec<(Variable, Exact)>, to: Near) {
        let (row, link) = (self.rows.len() as u32, self.value.len() as u32);
        right.sort_unstable_by_key(|&(unknown, _)| unknown);
        right.iter().for_each(|&(unknown, _)| self.inside[unknown as usize].0.push(row));
        self.rows.push(right);
        self.left.push(link);
        self.row_of.push(Some(row));
        self.inside.push(RowsOfVariable::default());
        self.value.push(Near::default());
        let (low, high) = match kind {
            LinkKind::Inside => (None, Some(to)),
            LinkKind::Covering => (Some(to), None),
        };
        self.low.push(low);
        self.high.push(high);
    }

    /// Begins near to what the bounds ask: every sum that lacks takes what it lacks from the unknown that is in fewest
    /// sums. Then every whole, the last first, is as large as its parts. In the end parts that leave nothing out take
    /// what they lack of their whole, the first whole first, from whichever of them has room.
    pub(crate) fn begin(&mut self, sums: usize) {
        for index in 0..sums {
            let sum = self.sum(index) as usize;
            let value = &self.value[sum];
            let lack = self.low[sum].as_ref().filter(|low| value < low).map(|low| low.minus(value));
            let fewest = self.rows[index].iter().map(|&(unknown, _)| unknown);
            let fewest = fewest.min_by_key(|&unknown| self.inside[unknown as usize].0.len());
            if let (Some(lack), Some(unknown)) = (lack, fewest) {
                self.raise(unknown, lack);
            }
        }
        let mut by_whole: BTreeMap<Variable, Vec<usize>> = BTreeMap::new();
        for row in sums..self.rows.len() {
            let whole = self.rows[row].iter().find(|(_, times)| times.is_negative());
            let whole = whole.map(|&(whole, _)| whole);
            whole.into_iter().for_each(|whole| by_whole.entry(whole).or_default().push(row));
        }
        for (&whole, links) in by_whole.iter().rev() {
            let above = |&row: &usize| {
                let link = self.left[row] as usize;
                self.high[link].as_ref().map(|high| self.value[link].minus(high))
            };
            if let Some(most) = links.iter().filter_map(above).max() {
                self.raise(whole, most);
            }
        }
        // The rows of what is inside come before those of what is around it.
        for row in (sums..self.rows.len()).rev() {
            self.cover(row);
        }
    }

    /// Raises the parts of a row of parts less their whole until it is as high as it has to be.
    fn cover(&mut self, row: usize) {
        let link = self.left[row] as usize;
        let parts = 0..self.rows[row].len();
        for at in parts {
            let (value, low) = (&self.value[link], &self.low[link]);
            let Some(low) = low.as_ref().filter(|low| value < low) else { return };
            let lack = low.minus(value);
            let (unknown, times) = &self.rows[row][at];
            if times.is_positive() {
                let unknown = *unknown;
                let room = self.room(unknown).filter(|room| *room < lack);
                self.raise(unknown, room.unwrap_or(lack));
            }
        }
    }

    /// How far an unknown of the right can be raised before the left side of some row that rises with it passes its
    /// high end; none where nothing stops it.
    fn room(&mut self, unknown: Variable) -> Option<Near> {
        let rows = &self.inside[unknown as usize].0;
        self.work = self.work.saturating_sub(rows.len() as u64);
        let room = |&row: &u32| {
            let left = self.left[row as usize] as usize;
            let times = coefficient(&self.rows[row as usize], unknown)?;
            let high = self.high[left].as_ref().filter(|_| times.is_positive())?;
            Some(high.minus(&self.value[left]))
        };
        rows.iter().filter_map(room).min()
    }

    /// Raises an unknown of the right by so much, or as far as its own high end lets it.
    fn raise(&mut self, unknown: Variable, by: Near) {
        let at = unknown as usize;
        let own = self.high[at].as_ref().map(|high| high.minus(&self.value[at]));
        let by = own.map_or(by.clone(), |own| own.min(by));
        if by > Near::default() {
            self.shift(unknown, &by);
        }
    }

    /// The number of the sum of that index.
    pub(crate) fn sum(&self, index: usize) -> Variable {
        (self.value.len() - self.rows.len() + index) as u32
    }

    /// The value of an unknown as it is now.
    pub(crate) fn value(&self, unknown: Variable) -> &Near {
        &self.value[unknown as usize]
    }

    /// Gives an unknown that is no sum a value to begin with, which its bounds allow.
    pub(crate) fn start(&mut self, unknown: Variable, value: &Exact) {
        let by = value - &self.value[unknown as usize].at;
        if !by.is_zero() {
            self.shift(unknown, &Near { at: by, beyond: Exact::ZERO });
        }
    }

    /// Sets the bounds of an unknown anew.
    pub(crate) fn bound(&mut self, unknown: Variable, low: Option<Near>, high: Option<Near>) {
        let at = unknown as usize;
        (self.low[at], self.high[at]) = (low, high);
        self.settle(unknown);
    }

    /// Gives an unknown that is free to move a value within its bounds.
    fn settle(&mut self, unknown: Variable) {
        let at = unknown as usize;
        if self.row_of[at].is_some() {
            return;
        }
        let value = &self.value[at];
        let too_low = self.low[at].as_ref().filter(|low| value < low);
        let too_high = self.high[at].as_ref().filter(|high| value > high);
        if let Some(to) = too_low.or(too_high).cloned() {
            self.shift(unknown, &to.minus(value));
        }
    }

    /// Moves an unknown on the right by so much, and the sums with it.
    fn shift(&mut self, unknown: Variable, by: &Near) {
        for &row in &self.inside[unknown as usize].0 {
            let times = coefficient(&self.rows[row as usize], unknown);
            if let Some(times) = times {
                self.value[self.left[row as usize] as usize].add(times, by);
            }
        }
        self.work = self.work.saturating_sub(self.inside[unknown as usize].0.len() as u64);
        self.value[unknown as usize].add(&Exact::ONE, by);
    }

    /// Looks for values that meet all bounds, from those at hand.
    pub(crate) fn solve(&mut self) -> Outcome {
        if let Some(blame) = self.reversed() {
            return Outcome::Unmet(blame);
        }
        let patience = PATIENCE + PATIENCE_EACH * self.rows.len();
        for pivots in 0.. {
            if self.work == 0 {
                return Outcome::Spent;
            }
            let Some((row, low)) = self.violated(pivots < patience) else { return Outcome::Met };
            let Some(entering) = self.entering(row, low, pivots < patience) else {
                return Outcome::Unmet(self.blame(row, low));
            };
            let left = self.left[row as usize] as usize;
            let target = if low { &self.low[left] } else { &self.high[left] };
            let Some(target) = target.clone() else { return Outcome::Met };
            let times =
                coefficient(&self.rows[row as usize], entering).cloned().unwrap_or_default();
            let by = target.minus(&self.value[left]).over(&times);
            self.shift(entering, &by);
            self.pivot(row, entering);
        }
        Outcome::Spent
    }

    /// An unknown whose own bounds leave nothing between them.
    fn reversed(&self) -> Option<Vec<Blame>> {
        let crossed = |(low, high): (&Option<Near>, &Option<Near>)| {
            low.as_ref().zip(high.as_ref()).is_some_and(|(low, high)| low > high)
        };
        let at = self.low.iter().zip(&self.high).position(crossed)?;
        let end = |low| Blame { unknown: at as u32, low, times: Exact::ONE };
        Some(vec![end(true), end(false)])
    }

    /// A row whose left side is out of its bounds, and whether it is too low: the shortest such row at
    /// first, the one of the first unknown later.
    fn violated(&self, shortest: bool) -> Option<(u32, bool)> {
        let out = |row: u32| {
            let left = self.left[row as usize] as usize;
            let value = &self.value[left];
            if self.low[left].as_ref().is_some_and(|low| value < low) {
                return Some((row, true));
            }
            self.high[left].as_ref().is_some_and(|high| value > high).then_some((row, false))
        };
        let rows = (0..self.rows.len() as u32).filter_map(out);
        rows.min_by_key(|&(row, _)| {
            let length = if shortest { self.rows[row as usize].len() } else { 0 };
            (length, self.left[row as usize])
        })
    }

    /// An unknown on the right of the row that can move its left side the way it has to go.
    fn entering(&self, row: u32, low: bool, thinnest: bool) -> Option<Variable> {
        let able = self.rows[row as usize]
            .iter()
            .filter(|(unknown, times)| self.can_move(*unknown, times.is_positive() == low));
        able.map(|&(unknown, _)| unknown).min_by_key(|&unknown| {
            (if thinnest { self.inside[unknown as usize].0.len() } else { 0 }, unknown)
        })
    }

    fn can_move(&self, unknown: Variable, up: bool) -> bool {
        let at = unknown as usize;
        let value = &self.value[at];
        if up {
            self.high[at].as_ref().is_none_or(|high| value < high)
        } else {
            self.low[at].as_ref().is_none_or(|low| value > low)
        }
    }

    /// The bounds that keep the row's left side where it is.
    fn blame(&self, row: u32, low: bool) -> Vec<Blame> {
        let own = Blame { unknown: self.left[row as usize], low, times: Exact::ONE };
        std::iter::once(own).chain(self.stops(row, low)).collect()
    }

    /// The bounds of the right side that stop the left side from rising (or from falling).
    fn stops(&self, row: u32, rising: bool) -> impl Iterator<Item = Blame> {
        self.rows[row as usize].iter().map(move |(unknown, times)| Blame {
            unknown: *unknown,
            low: times.is_positive() != rising,
            times: if times.is_negative() { -times } else { times.clone() },
        })
    }

    /// The row's left side and the unknown change places.
    fn pivot(&mut self, row: u32, entering: Variable) {
        let right = std::mem::take(&mut self.rows[row as usize]);
        let leaving = self.left[row as usize];
        let times = coefficient(&right, entering).cloned().unwrap_or_default();
        // entering = leaving/times - the others/times
        let mut turned: Vec<(Variable, Exact)> = Vec::with_capacity(right.len());
        for (unknown, other) in right {
            self.inside[unknown as usize].remove(row);
            if unknown != entering {
                turned.push((unknown, -&other.over(&times)));
            }
        }
        turned.push((leaving, Exact::ONE.over(&times)));
        turned.sort_unstable_by_key(|&(unknown, _)| unknown);
        for &(unknown, _) in &turned {
            self.inside[unknown as usize].insert(row);
        }
        self.row_of[leaving as usize] = None;
        self.row_of[entering as usize] = Some(row);
        self.left[row as usize] = entering;
        for other in std::mem::take(&mut self.inside[entering as usize].0) {
            self.substitute(other, entering, &turned);
        }
        self.rows[row as usize] = turned;
    }

    /// Puts the unknown's own right side in its place in another row.
    fn substitute(&mut self, row: u32, unknown: Variable, by: &[(Variable, Exact)]) {
        let old = std::mem::take(&mut self.rows[row as usize]);
        self.work = self.work.saturating_sub((old.len() + by.len()) as u64);
        let times = coefficient(&old, unknown).cloned().unwrap_or_default();
        let mut new = Vec::with_capacity(old.len() + by.len());
        let mut here = old.into_iter().filter(|&(other, _)| other != unknown).peekable();
        let mut there = by.iter().peekable();
        loop {
            match (here.peek(), there.peek()) {
                (Some((a, _)), Some((b, _))) if a == b => {
                    let (Some((a, mut sum)), Some((_, more))) = (here.next(), there.next()) else {
                        break;
                    };
                    sum += &(&times * more);
                    if sum.is_zero() {
                        self.inside[a as usize].remove(row);
                    } else {
                        new.push((a, sum));
                    }
                }
                (Some((a, _)), other) if other.is_none_or(|(b, _)| a < b) => {
                    new.extend(here.next())
                }
                (_, Some(_)) => {
                    let Some((b, more)) = there.next() else { break };
                    self.inside[*b as usize].insert(row);
                    new.push((*b, &times * more));
                }
                (_, None) => break,
            }
        }
        self.rows[row as usize] = new;
    }

    /// How far up (or down) a sum can go while all bounds are met, as they are now. Its own bounds are
    /// left aside.
    pub(crate) fn push(&mut self, sum: Variable, up: bool) -> Extreme {
        let at = sum as usize;
        (self.low[at], self.high[at]) = (None, None);
        if self.row_of[at].is_none() && !self.free(sum) {
            // In no row: nothing limits it.
            return Extreme::Open;
        }
        loop {
            if self.work == 0 {
                return Extreme::Spent;
            }
            let Some(row) = self.row_of[at] else { return Extreme::Open };
            let able = self.rows[row as usize]
                .iter()
                .find(|(unknown, times)| self.can_move(*unknown, times.is_positive() == up));
            let Some((entering, times)) = able.map(|(unknown, times)| (*unknown, times.clone()))
            else {
                return Extreme::At(self.value[at].clone(), self.stops(row, up).collect());
            };
            if !self.advance(entering, times.is_positive() == up, row) {
                return Extreme::Open;
            }
        }
    }

    /// Brings an unknown of the right to the left of some row; false where it is in none.
    fn free(&mut self, unknown: Variable) -> bool {
        let Some(&row) = self.inside[unknown as usize].0.first() else { return false };
        self.pivot(row, unknown);
        true
    }

    /// Moves an unknown of the right as far as all bounds but the goal's let it; false where nothing stops it.
    fn advance(&mut self, entering: Variable, up: bool, goal: u32) -> bool {
        let at = entering as usize;
        let own = if up { &self.high[at] } else { &self.low[at] };
        let own = own.as_ref().map(|end| end.minus(&self.value[at]));
        let mut least: Option<(Near, Option<u32>)> = own.map(|step| (magnitude(&step), None));
        for &row in self.inside[at].0.iter().filter(|&&row| row != goal) {
            let Some(times) = coefficient(&self.rows[row as usize], entering) else { continue };
            let left = self.left[row as usize] as usize;
            let rises = times.is_positive() == up;
            let end = if rises { &self.high[left] } else { &self.low[left] };
            let Some(end) = end else { continue };
            let room = magnitude(&end.minus(&self.value[left]).over(times));
            let better = least.as_ref().is_none_or(|(held, by)| {
                let earlier = by.is_some_and(|by| self.left[left_of(by)] > self.left[row as usize]);
                room < *held || (room == *held && earlier)
            });
            if better {
                least = Some((room, Some(row)));
            }
        }
        self.work = self.work.saturating_sub(1 + self.inside[at].0.len() as u64);
        let Some((room, by)) = least else { return false };
        let step = if up { room } else { Near::default().minus(&room) };
        self.shift(entering, &step);
        if let Some(row) = by {
            self.pivot(row, entering);
        }
        true
    }
}

const fn left_of(row: u32) -> usize {
    row as usize
}

fn magnitude(step: &Near) -> Near {
    if *step < Near::default() { Near::default().minus(step) } else { step.clone() }
}

fn coefficient(row: &[(Variable, Exact)], unknown: Variable) -> Option<&Exact> {
    row.binary_search_by_key(&unknown, |&(other, _)| other).ok().map(|at| &row[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::{Interval, Number};

    fn within(low: i64, high: i64) -> Interval {
        Interval::between(Number::from_int(low), Number::from_int(high))
    }

    fn bound(simplex: &mut Simplex, sum: usize, within: &Interval) {
        let sum = simplex.sum(sum);
        simplex.bound(sum, within.low.map(Near::low), within.high.map(Near::high));
    }

    #[test]
    fn a_part_above_its_whole_is_blamed_with_its_multipliers() {
        // Cells: armenian, azerbaijani, others. Sums: each side, both.
        let mut simplex = Simplex::new(3, &[vec![0], vec![1], vec![0, 1, 2]], 1 << 20);
        for (sum, number) in [(0, 42), (1, 64), (2, 106)] {
            bound(&mut simplex, sum, &within(number, number));
        }
        assert!(matches!(simplex.solve(), Outcome::Met));
        bound(&mut simplex, 2, &within(77, 77));
        let Outcome::Unmet(blame) = simplex.solve() else { panic!("met") };
        let sums = blame.iter().filter(|blame| blame.unknown >= 3);
        let mut told: Vec<_> = sums.map(|blame| (blame.unknown - 3, blame.low)).collect();
        told.sort_unstable();
        assert_eq!(told, [(0, true), (1, true), (2, false)]);
        bound(&mut simplex, 0, &Interval::ANY);
        assert!(matches!(simplex.solve(), Outcome::Met));
        let Extreme::At(most, stops) = simplex.push(simplex.sum(0), true) else { panic!("open") };
        assert_eq!(most.at, Exact::from(13));
        assert_eq!(stops.iter().filter(|stop| stop.unknown >= 3).count(), 2);
    }

    #[test]
    fn strict_ends_shut_out_the_number_itself() {
        let mut simplex = Simplex::new(1, &[vec![0], vec![0]], 1 << 20);
        let above = Interval { low: Some(Bound::beyond(Number::from_int(3))), high: None };
        bound(&mut simplex, 0, &above);
        bound(&mut simplex, 1, &Interval::at_most(Number::from_int(3)));
        assert!(matches!(simplex.solve(), Outcome::Unmet(_)));
        bound(&mut simplex, 1, &Interval::at_most(Number::new(31, 1)));
        assert!(matches!(simplex.solve(), Outcome::Met));
    }
}
