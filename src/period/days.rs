//! Runs of days, and periods with a widest and a narrowest reading: how they compare and overlap.

use crate::period::calendar;
use std::cmp::{Ordering, Reverse};

/// A run of days, both ends included, counted from 1970-01-01 in the Gregorian calendar carried
/// backwards and forwards. `i32::MIN` and `i32::MAX` are open ends. A run whose first day is past
/// its last holds no day.
///
/// Printed as EDTF.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Days {
    /// The first day, or `i32::MIN`: no beginning.
    pub first: i32,
    /// The last day, or `i32::MAX`: no end.
    pub last: i32,
}

impl Days {
    /// Every day there is.
    pub const ALL: Self = Self { first: i32::MIN, last: i32::MAX };

    /// Whether every day of `other` is one of these.
    #[must_use]
    pub const fn contains(self, other: Self) -> bool {
        self.first <= other.first && other.last <= self.last
    }

    /// Whether some day belongs to both.
    #[must_use]
    pub const fn meets(self, other: Self) -> bool {
        self.meet(other).is_some()
    }

    /// The days that belong to both, if there are any.
    #[must_use]
    pub const fn meet(self, other: Self) -> Option<Self> {
        let first = if self.first > other.first { self.first } else { other.first };
        let last = if self.last < other.last { self.last } else { other.last };
        Self::unless_empty(first, last)
    }

    /// Whether the run goes back without a beginning.
    #[must_use]
    pub const fn is_open_before(self) -> bool {
        self.first == i32::MIN
    }

    /// Whether the run goes on without an end.
    #[must_use]
    pub const fn is_open_after(self) -> bool {
        self.last == i32::MAX
    }

    /// Whether either end is open.
    #[must_use]
    pub const fn is_open(self) -> bool {
        self.is_open_before() || self.is_open_after()
    }

    /// How many days there are; none when an end is open.
    #[must_use]
    pub fn count(self) -> Option<u64> {
        if self.is_open() {
            return None;
        }
        let days = i64::from(self.last) - i64::from(self.first) + 1;
        Some(u64::try_from(days).unwrap_or(0))
    }

    /// The years of the first and the last day; an open end is the least or the greatest number there is.
    #[must_use]
    pub fn years(self) -> (i32, i32) {
        let year = |day: i32| calendar::date(day).0;
        let first = if self.is_open_before() { i32::MIN } else { year(self.first) };
        let last = if self.is_open_after() { i32::MAX } else { year(self.last) };
        (first, last)
    }

    pub(super) const fn unless_empty(first: i32, last: i32) -> Option<Self> {
        if first <= last { Some(Self { first, last }) } else { None }
    }
}

/// A period of time: the days it may mean at the widest, and the days it surely holds.
///
/// Equal when both edges may lie on the same days, however the text was written; the two readings
/// are then equal too. Ordered by the first day, then the longer before the shorter (a whole comes
/// before its parts), then the surer before the less sure; [`Period::order`] is the order of
/// `as-of`. Printed as one text for each period, which parses back to it.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Period {
    pub(super) widest: Days,
    /// The latest first day and the earliest last day, which have passed one another where no day
    /// is sure.
    pub(super) sure: Days,
}

impl Period {
    /// All time: `../..`, and what a claim without a period speaks of.
    pub const ALL: Self = Self { widest: Days::ALL, sure: Days::ALL };

    /// One day, counted from 1970-01-01.
    #[must_use]
    pub const fn of_day(number: i32) -> Self {
        let day = Days { first: number, last: number };
        Self { widest: day, sure: day }
    }

    /// Every day the period may mean.
    #[must_use]
    pub const fn widest(&self) -> Days {
        self.widest
    }

    /// The days the period surely holds; none when an uncertain edge leaves none.
    #[must_use]
    pub const fn narrowest(&self) -> Option<Days> {
        Days::unless_empty(self.sure.first, self.sure.last)
    }

    /// Whether no edge is uncertain.
    #[must_use]
    pub fn is_certain(&self) -> bool {
        self.sure == self.widest
    }

    /// Whether this is all time.
    #[must_use]
    pub fn is_all(&self) -> bool {
        *self == Self::ALL
    }

    /// Whether `other` surely lies inside: its widest reading within this narrowest one. On certain
    /// periods a partial order; an uncertain period does not contain itself.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        self.narrowest().is_some_and(|days| days.contains(other.widest))
    }

    /// Whether the two surely share no day, however wide they are read.
    #[must_use]
    pub const fn disjoint(&self, other: &Self) -> bool {
        !self.widest.meets(other.widest)
    }

    /// The days the two share when both are read at their widest.
    #[must_use]
    pub const fn meet(&self, other: &Self) -> Option<Days> {
        self.widest.meet(other.widest)
    }

    /// Whether this begins the day after `other` ends. Never so when either of those two edges is
    /// uncertain.
    #[must_use]
    pub fn follows(&self, other: &Self) -> bool {
        let certain = self.sure.first == self.widest.first && other.sure.last == other.widest.last;
        certain && other.widest.last.checked_add(1) == Some(self.widest.first)
    }

    /// How many days a certain period with two ends holds, both ends counted; none for any other.
    #[must_use]
    pub fn length_days(&self) -> Option<u64> {
        if self.is_certain() { self.widest.count() } else { None }
    }

    /// Whether this is surely over before `other` begins.
    #[must_use]
    pub const fn earlier_than(&self, other: &Self) -> bool {
        self.widest.last < other.widest.first
    }

    /// The order of two `as-of` dates: by the last day, then by the first, at the widest. Two
    /// different periods may stand level in it, as `2015/2017` and `2016~` do.
    #[must_use]
    pub fn order(&self, other: &Self) -> Ordering {
        let key = |period: &Self| (period.widest.last, period.widest.first);
        key(self).cmp(&key(other))
    }
}

impl Ord for Period {
    fn cmp(&self, other: &Self) -> Ordering {
        let longer_first = |days: Days| (days.first, Reverse(days.last));
        let key = |period: &Self| (longer_first(period.widest), longer_first(period.sure));
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for Period {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
