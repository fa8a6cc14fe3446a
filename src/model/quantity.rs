//! Quantities: one measure at one member of every dimension over one period, each kept once.

use super::{DimensionId, MeasureId, MemberId, PeriodId, QuantityId, WHOLE};
use foldhash::fast::RandomState;
use hashbrown::HashTable;
use std::hash::BuildHasher;

/// What distinguishes two quantities.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Axis {
    /// The measure.
    Measure,
    /// The member of this dimension.
    Dimension(DimensionId),
    /// The period.
    Period,
}

/// Every quantity some claim is about. A quantity is a row of numbers: measure, period, then a
/// member for each dimension.
#[derive(Clone, Debug)]
pub struct Quantities {
    width: usize,
    rows: Vec<u32>,
    table: HashTable<u32>,
    hasher: RandomState,
}

impl Default for Quantities {
    fn default() -> Self {
        Self::new(0)
    }
}

/// One of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quantity<'q>(&'q [u32]);

const FIXED: usize = 2;

impl Quantities {
    /// None yet, over that many dimensions.
    pub fn new(dimensions: usize) -> Self {
        Self {
            width: FIXED + dimensions,
            rows: Vec::new(),
            table: HashTable::new(),
            hasher: RandomState::default(),
        }
    }

    /// The number of the quantity at these members, one for every dimension in order.
    pub fn intern(
        &mut self,
        measure: MeasureId,
        period: PeriodId,
        members: &[MemberId],
    ) -> QuantityId {
        let start = self.rows.len();
        self.rows.extend([measure.0, period.0]);
        self.rows.extend(members.iter().map(|member| member.0));
        let (width, rows, hasher) = (self.width, &self.rows, &self.hasher);
        let row = |at: u32| &rows[at as usize * width..][..width];
        let new = (start / width) as u32;
        let entry = self.table.entry(
            hasher.hash_one(row(new)),
            |&at| row(at) == row(new),
            |&at| hasher.hash_one(row(at)),
        );
        let at = *entry.or_insert(new).get();
        if at != new {
            self.rows.truncate(start);
        }
        QuantityId(at)
    }

    /// The quantity at these members, if it is there. Linear; it needs nothing of what [`settle`] lets go
    /// of.
    ///
    /// [`settle`]: Quantities::settle
    pub fn find(
        &self,
        measure: MeasureId,
        period: PeriodId,
        members: &[MemberId],
    ) -> Option<QuantityId> {
        let members = || members.iter().map(|member| member.0);
        let same = |row: &[u32]| {
            row[..FIXED] == [measure.0, period.0] && row[FIXED..].iter().copied().eq(members())
        };
        let at = self.rows.chunks_exact(self.width).position(same)?;
        Some(QuantityId(at as u32))
    }

    /// Lets go of what only looking quantities up by their coordinates needs: few more will come, each of
    /// them held against [`Quantities::find`] first.
    pub fn settle(&mut self) {
        self.table = HashTable::new();
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.rows.len() / self.width
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The quantity of that number, which came from [`Quantities::intern`].
    pub fn get(&self, id: QuantityId) -> Quantity<'_> {
        Quantity(&self.rows[id.index() * self.width..][..self.width])
    }

    /// All of them, in the order first claimed.
    pub fn ids(&self) -> impl Iterator<Item = QuantityId> + use<> {
        (0..self.len() as u32).map(QuantityId)
    }
}

impl<'q> Quantity<'q> {
    /// What is counted.
    pub fn measure(self) -> MeasureId {
        MeasureId(self.0[0])
    }

    /// Over which days.
    pub fn period(self) -> PeriodId {
        PeriodId(self.0[1])
    }

    /// At which member of the dimension.
    pub fn member(self, dimension: DimensionId) -> MemberId {
        MemberId(self.0[FIXED + dimension.index()])
    }

    /// All that it is but for the period, in an order that lasts.
    pub fn place(self) -> (MeasureId, &'q [u32]) {
        (self.measure(), &self.0[FIXED..])
    }

    /// The members that are not the whole of their dimension.
    pub fn members(self) -> impl Iterator<Item = (DimensionId, MemberId)> + use<'q> {
        let members = self.0[FIXED..].iter().enumerate();
        members
            .map(|(at, &member)| (DimensionId(at as u32), MemberId(member)))
            .filter(|&(_, member)| member != WHOLE)
    }

    /// The coordinate along one axis.
    pub fn along(self, axis: Axis) -> u32 {
        self.0[column(axis)]
    }

    /// All coordinates but that along one axis: those before it and those after it.
    pub fn but(self, axis: Axis) -> (&'q [u32], &'q [u32]) {
        let column = column(axis);
        (&self.0[..column], &self.0[column + 1..])
    }

    /// Every coordinate with its axis.
    pub fn coordinates(self) -> impl Iterator<Item = (Axis, u32)> + use<'q> {
        let axes = [Axis::Measure, Axis::Period].into_iter();
        let dimensions =
            (0..self.0.len() - FIXED).map(|at| Axis::Dimension(DimensionId(at as u32)));
        axes.chain(dimensions).zip(self.0.iter().copied())
    }
}

fn column(axis: Axis) -> usize {
    match axis {
        Axis::Measure => 0,
        Axis::Period => 1,
        Axis::Dimension(dimension) => FIXED + dimension.index(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_coordinates_are_one_quantity() {
        let mut quantities = Quantities::new(2);
        let row = |a, b| [MemberId(a), MemberId(b)];
        let one = quantities.intern(MeasureId(0), PeriodId(0), &row(1, 0));
        let two = quantities.intern(MeasureId(0), PeriodId(0), &row(0, 1));
        let again = quantities.intern(MeasureId(0), PeriodId(0), &row(1, 0));
        assert_eq!((one, again), (QuantityId(0), QuantityId(0)));
        assert_eq!((two, quantities.len()), (QuantityId(1), 2));
        let members: Vec<_> = quantities.get(two).members().collect();
        assert_eq!(members, [(DimensionId(1), MemberId(1))]);
        quantities.settle();
        assert_eq!(quantities.find(MeasureId(0), PeriodId(0), &row(0, 1)), Some(two));
        assert_eq!(quantities.find(MeasureId(0), PeriodId(1), &row(0, 1)), None);
    }
}
