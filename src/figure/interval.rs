//! Intervals with ends that are open, strict or inclusive: two in, sums, overlaps and gaps out.

use super::number::Number;

/// An end of an interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Bound {
    /// Where it ends.
    pub value: Number,
    /// Whether the value itself lies outside.
    pub strict: bool,
}

impl Bound {
    /// An end that belongs to the interval.
    #[must_use]
    pub const fn at(value: Number) -> Self {
        Self { value, strict: false }
    }

    /// An end just beyond the interval.
    #[must_use]
    pub const fn beyond(value: Number) -> Self {
        Self { value, strict: true }
    }

    fn plus(self, other: Self) -> Self {
        Self { value: self.value.add(other.value), strict: self.strict || other.strict }
    }

    fn neg(self) -> Self {
        Self { value: self.value.neg(), ..self }
    }
}

/// The numbers between two ends. An end that is `None` is open: nothing is said on that side.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Interval {
    /// The lower end.
    pub low: Option<Bound>,
    /// The upper end.
    pub high: Option<Bound>,
}

impl Interval {
    /// Every number.
    pub const ANY: Self = Self { low: None, high: None };

    /// One number.
    #[must_use]
    pub const fn point(value: Number) -> Self {
        Self::between(value, value)
    }

    /// Both ends and all between them.
    #[must_use]
    pub const fn between(low: Number, high: Number) -> Self {
        Self { low: Some(Bound::at(low)), high: Some(Bound::at(high)) }
    }

    /// The number and all above it.
    #[must_use]
    pub const fn at_least(low: Number) -> Self {
        Self { low: Some(Bound::at(low)), high: None }
    }

    /// The number and all below it.
    #[must_use]
    pub const fn at_most(high: Number) -> Self {
        Self { low: None, high: Some(Bound::at(high)) }
    }

    /// Whether no number lies inside.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match (self.low, self.high) {
            (Some(low), Some(high)) => {
                low.value > high.value || (low.value == high.value && (low.strict || high.strict))
            }
            _ => false,
        }
    }

    /// Whether it is a single number.
    #[must_use]
    pub fn is_point(&self) -> bool {
        match (self.low, self.high) {
            (Some(low), Some(high)) => low == high && !low.strict,
            _ => false,
        }
    }

    /// All sums of a number here and a number there. An open end stays open.
    #[must_use]
    pub fn sum(&self, other: &Self) -> Self {
        Self {
            low: both(self.low, other.low, Bound::plus),
            high: both(self.high, other.high, Bound::plus),
        }
    }

    /// All differences of a number here and a number there.
    #[must_use]
    pub fn difference(&self, other: &Self) -> Self {
        self.sum(&other.neg())
    }

    /// The mirror image around zero.
    #[must_use]
    pub fn neg(&self) -> Self {
        Self { low: self.high.map(Bound::neg), high: self.low.map(Bound::neg) }
    }

    /// Every number times the factor. A factor of zero leaves zero alone; a negative one swaps the ends.
    #[must_use]
    pub fn scale(&self, factor: Number) -> Self {
        if factor.is_zero() {
            return Self::point(Number::ZERO);
        }
        if factor.is_negative() {
            return self.neg().scale(factor.neg());
        }
        let times = |bound: Bound| Bound { value: bound.value.mul(factor), ..bound };
        Self { low: self.low.map(times), high: self.high.map(times) }
    }

    /// Whether the number lies inside.
    #[must_use]
    pub fn holds(&self, value: Number) -> bool {
        self.contains(&Self::point(value))
    }

    /// Whether all of the other lies inside.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        other.is_empty() || self.hull(other) == *self
    }

    /// Whether the two share at least one number.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        !(self.is_empty() || other.is_empty()) && self.intersection(other).is_some()
    }

    /// What the two share, if anything.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Option<Self> {
        let shared = Self {
            low: either(self.low, other.low, higher),
            high: either(self.high, other.high, |a, b| higher(a.neg(), b.neg()).neg()),
        };
        (!shared.is_empty()).then_some(shared)
    }

    /// The smallest interval around both.
    #[must_use]
    pub fn hull(&self, other: &Self) -> Self {
        Self {
            low: both(self.low, other.low, lower),
            high: both(self.high, other.high, |a, b| lower(a.neg(), b.neg()).neg()),
        }
    }

    /// How far apart the two lie; none when they meet. Two that exclude the same end are zero apart.
    #[must_use]
    pub fn gap(&self, other: &Self) -> Option<Number> {
        if self.meets(other) {
            return None;
        }
        let apart = |high: Option<Bound>, low: Option<Bound>| {
            high.zip(low)
                .map(|(high, low)| low.value.sub(high.value))
                .filter(|gap| !gap.is_negative())
        };
        apart(self.high, other.low).or_else(|| apart(other.high, self.low))
    }
}

/// Of two lower ends, the one that lets more in.
fn lower(a: Bound, b: Bound) -> Bound {
    if (a.value, a.strict) <= (b.value, b.strict) { a } else { b }
}

/// Of two lower ends, the one that lets less in.
fn higher(a: Bound, b: Bound) -> Bound {
    if (a.value, a.strict) >= (b.value, b.strict) { a } else { b }
}

fn both(
    a: Option<Bound>,
    b: Option<Bound>,
    merge: impl Fn(Bound, Bound) -> Bound,
) -> Option<Bound> {
    a.zip(b).map(|(a, b)| merge(a, b))
}

fn either(
    a: Option<Bound>,
    b: Option<Bound>,
    merge: impl Fn(Bound, Bound) -> Bound,
) -> Option<Bound> {
    match (a, b) {
        (Some(a), Some(b)) => Some(merge(a, b)),
        _ => a.or(b),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn n(value: i64) -> Number {
        Number::from_int(value)
    }

    fn closed(low: i64, high: i64) -> Interval {
        Interval::between(n(low), n(high))
    }

    fn above(low: i64) -> Interval {
        Interval { low: Some(Bound::beyond(n(low))), high: None }
    }

    #[test]
    fn meets_and_gaps() {
        let table = [
            (closed(1, 3), closed(3, 5), None),
            (closed(1, 3), closed(5, 9), Some(2)),
            (closed(5, 9), closed(1, 3), Some(2)),
            (above(90), closed(0, 90), Some(0)),
            (above(90), closed(0, 91), None),
            (Interval::at_least(n(4)), Interval::at_most(n(1)), Some(3)),
            (Interval::ANY, closed(1, 1), None),
        ];
        for (a, b, gap) in table {
            assert_eq!(a.gap(&b), gap.map(n), "{a:?} {b:?}");
            assert_eq!(a.meets(&b), gap.is_none());
            assert_eq!(a.intersection(&b).is_some(), gap.is_none());
        }
    }

    #[test]
    fn contains_minds_the_ends() {
        assert!(closed(1, 5).contains(&closed(1, 5)));
        assert!(closed(1, 5).contains(&closed(2, 3)));
        assert!(!closed(1, 5).contains(&closed(0, 3)));
        assert!(!above(90).holds(n(90)));
        assert!(above(90).holds(n(91)));
        assert!(Interval::at_least(n(90)).contains(&above(90)));
        assert!(!above(90).contains(&Interval::at_least(n(90))));
        assert!(!closed(0, 5).contains(&Interval::at_least(n(1))));
        assert!(Interval::ANY.contains(&Interval::at_least(n(1))));
    }

    #[test]
    fn hull_and_intersection() {
        assert_eq!(closed(1, 3).hull(&closed(7, 9)), closed(1, 9));
        assert_eq!(closed(1, 3).hull(&above(2)), Interval::at_least(n(1)));
        assert_eq!(closed(1, 8).intersection(&closed(7, 9)), Some(closed(7, 8)));
        let cut = closed(90, 95).intersection(&above(90));
        assert_eq!(cut.and_then(|cut| cut.low), Some(Bound::beyond(n(90))));
    }

    #[test]
    fn differences_and_scales() {
        assert_eq!(closed(5, 8).difference(&closed(1, 2)), closed(3, 7));
        assert_eq!(closed(5, 8).difference(&Interval::at_least(n(1))), Interval::at_most(n(7)));
        assert_eq!(closed(5, 8).scale(n(3)), closed(15, 24));
        assert_eq!(closed(5, 8).scale(n(-1)), closed(-8, -5));
        assert_eq!(above(5).scale(n(0)), closed(0, 0));
        assert!(closed(4, 4).is_point() && !above(4).is_point() && !closed(4, 5).is_point());
    }

    fn bound() -> impl Strategy<Value = Option<Bound>> {
        proptest::option::of(
            (-500_i128..500, any::<bool>())
                .prop_map(|(tenths, strict)| Bound { value: Number::new(tenths, 1), strict }),
        )
    }

    fn interval() -> impl Strategy<Value = Interval> {
        (bound(), bound())
            .prop_map(|(low, high)| Interval { low, high })
            .prop_filter("holds a number", |interval| !interval.is_empty())
    }

    proptest! {
        #[test]
        fn sums_commute_associate_and_keep_open_ends(a in interval(), b in interval(), c in interval()) {
            prop_assert_eq!(a.sum(&b), b.sum(&a));
            prop_assert_eq!(a.sum(&b).sum(&c), a.sum(&b.sum(&c)));
            prop_assert_eq!(a.sum(&b).low.is_none(), a.low.is_none() || b.low.is_none());
            prop_assert_eq!(a.sum(&b).high.is_none(), a.high.is_none() || b.high.is_none());
            prop_assert!(!a.sum(&b).is_empty());
        }

        #[test]
        fn sums_grow_with_their_parts(a in interval(), b in interval(), c in interval()) {
            let wider = a.hull(&b);
            prop_assert!(wider.contains(&a) && wider.contains(&b));
            prop_assert!(wider.sum(&c).contains(&a.sum(&c)));
            prop_assert!(wider.difference(&c).contains(&a.difference(&c)));
        }

        #[test]
        fn meeting_is_sharing_a_number(a in interval(), b in interval()) {
            prop_assert_eq!(a.meets(&b), b.meets(&a));
            prop_assert_eq!(a.gap(&b), b.gap(&a));
            prop_assert_eq!(a.gap(&b).is_none(), a.meets(&b));
            prop_assert_eq!(a.meets(&b), a.difference(&b).holds(Number::ZERO));
            if let Some(shared) = a.intersection(&b) {
                prop_assert!(a.contains(&shared) && b.contains(&shared));
            }
            prop_assert_eq!(a.contains(&b) && b.contains(&a), a == b);
        }

        #[test]
        fn numbers_inside_add_up_inside(a in interval(), b in interval(), x in -600_i128..600, y in -600_i128..600) {
            let (x, y) = (Number::new(x, 1), Number::new(y, 1));
            if a.holds(x) && b.holds(y) {
                prop_assert!(a.sum(&b).holds(x.add(y)));
                prop_assert!(a.difference(&b).holds(x.sub(y)));
            }
        }
    }
}
