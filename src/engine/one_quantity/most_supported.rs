//! Intervals in groups in; out, the smallest interval that the most groups support.

use crate::figure::{Bound, Interval, Number};
use std::collections::BTreeMap;

/// An interval and how many groups support every number in it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Supported {
    pub(crate) within: Interval,
    pub(crate) groups: usize,
}

/// The smallest interval in which some of the groups all have an interval and that no other interval has
/// more groups in; of several the lowest. A group counts once wherever any of its intervals lies (Marzullo,
/// *Maintaining the Time in a Distributed System*, 1984, with weights of one for each group). Intervals hold
/// at least one number. Near-linear: the ends are sorted and passed over once.
pub(crate) fn most_supported(groups: &[Vec<Interval>]) -> Option<Supported> {
    let mut steps: BTreeMap<Boundary, Vec<(usize, i32)>> = BTreeMap::new();
    for (group, intervals) in groups.iter().enumerate() {
        for interval in intervals {
            steps.entry(Boundary::of_low(interval.low)).or_default().push((group, 1));
            steps.entry(Boundary::of_high(interval.high)).or_default().push((group, -1));
        }
    }
    let mut active = vec![0i32; groups.len()];
    let mut sweep = Sweep { from: Boundary::Everywhere, groups: 0, best: None };
    for (place, mut changes) in steps {
        // What a group loses and gains at one place is no change in it.
        changes.sort_unstable();
        let mut after = sweep.groups;
        let mut changed = false;
        for of_group in changes.chunk_by(|a, b| a.0 == b.0) {
            let (group, sum) = (of_group[0].0, of_group.iter().map(|(_, step)| step).sum::<i32>());
            let (before, now) = (active[group], active[group] + sum);
            active[group] = now;
            changed |= (before > 0) != (now > 0);
            after = after + usize::from(now > 0) - usize::from(before > 0);
        }
        if changed {
            sweep.close(place);
            (sweep.from, sweep.groups) = (place, after);
        }
    }
    sweep.best
}

/// A place between numbers, where an interval begins or the numbers behind its end do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Boundary {
    /// Before every number.
    Everywhere,
    /// Right before the number, or, with `true`, right behind it.
    At(Number, bool),
    /// Behind every number.
    Nowhere,
}

impl Boundary {
    fn of_low(low: Option<Bound>) -> Self {
        low.map_or(Boundary::Everywhere, |low| Boundary::At(low.value, low.strict))
    }

    fn of_high(high: Option<Bound>) -> Self {
        high.map_or(Boundary::Nowhere, |high| Boundary::At(high.value, !high.strict))
    }

    fn low(self) -> Option<Bound> {
        match self {
            Boundary::At(value, strict) => Some(Bound { value, strict }),
            _ => None,
        }
    }

    fn high(self) -> Option<Bound> {
        match self {
            Boundary::At(value, behind) => Some(Bound { value, strict: !behind }),
            _ => None,
        }
    }
}

/// The stretch in hand, in which the same groups have an interval, and the best one passed.
struct Sweep {
    from: Boundary,
    groups: usize,
    best: Option<Supported>,
}

impl Sweep {
    fn close(&mut self, to: Boundary) {
        let within = Interval { low: self.from.low(), high: to.high() };
        let better = self.best.is_none_or(|best| {
            self.groups > best.groups
                || (self.groups == best.groups && shorter(&within, &best.within))
        });
        if self.groups > 0 && better {
            self.best = Some(Supported { within, groups: self.groups });
        }
    }
}

/// Whether the first is shorter; one with an open end is longer than any without.
fn shorter(a: &Interval, b: &Interval) -> bool {
    let length = |interval: &Interval| Some(interval.high?.value.sub(interval.low?.value));
    match (length(a), length(b)) {
        (Some(a), Some(b)) => a < b,
        (a, b) => a.is_some() && b.is_none(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn n(value: i64) -> Number {
        Number::from_int(value)
    }

    fn closed(low: i64, high: i64) -> Interval {
        Interval::between(n(low), n(high))
    }

    fn most(groups: &[&[Interval]]) -> Option<(Interval, usize)> {
        let groups: Vec<Vec<Interval>> = groups.iter().map(|group| group.to_vec()).collect();
        most_supported(&groups).map(|found| (found.within, found.groups))
    }

    #[test]
    fn the_interval_of_the_paper() {
        // 8–12, 11–13, 14–15 and 10–12: the first, second and last meet in 11–12.
        let groups: [&[Interval]; 4] =
            [&[closed(8, 12)], &[closed(11, 13)], &[closed(14, 15)], &[closed(10, 12)]];
        assert_eq!(most(&groups), Some((closed(11, 12), 3)));
    }

    #[test]
    fn a_group_counts_once() {
        assert_eq!(
            most(&[&[closed(1, 5), closed(4, 6)], &[closed(9, 9)]]),
            Some((closed(9, 9), 1))
        );
        assert_eq!(
            most(&[&[closed(1, 5), closed(4, 6)], &[closed(5, 9)]]),
            Some((closed(5, 6), 2))
        );
        assert_eq!(most(&[&[closed(1, 5), closed(1, 5)]]), Some((closed(1, 5), 1)));
    }

    #[test]
    fn smallest_first_then_lowest() {
        assert_eq!(most(&[&[closed(1, 9)], &[closed(20, 22)]]), Some((closed(20, 22), 1)));
        assert_eq!(most(&[&[closed(20, 22)], &[closed(1, 3)]]), Some((closed(1, 3), 1)));
        assert_eq!(most(&[&[Interval::at_least(n(5))], &[closed(1, 3)]]), Some((closed(1, 3), 1)));
        assert_eq!(most(&[&[Interval::ANY]]), Some((Interval::ANY, 1)));
        assert_eq!(most(&[]), None);
    }

    #[test]
    fn ends_left_out_do_not_meet() {
        let above = Interval { low: Some(Bound::beyond(n(5))), high: Some(Bound::at(n(9))) };
        assert_eq!(most(&[&[closed(1, 5)], &[above]]), Some((closed(1, 5), 1)));
        assert_eq!(most(&[&[closed(1, 5)], &[closed(5, 9)]]), Some((closed(5, 5), 2)));
        let (low, high) = (Some(Bound::at(n(1))), Some(Bound::beyond(n(5))));
        let below = Interval { low, high };
        assert_eq!(most(&[&[below], &[closed(5, 7)]]), Some((closed(5, 7), 1)));
    }

    fn interval() -> impl Strategy<Value = Interval> {
        let end = || proptest::option::weighted(0.8, (0_i64..12, any::<bool>()));
        (end(), end()).prop_filter_map("holds a number", |(low, high)| {
            let bound = |(value, strict)| Bound { value: n(value), strict };
            let interval = Interval { low: low.map(bound), high: high.map(bound) };
            (!interval.is_empty()).then_some(interval)
        })
    }

    proptest! {
        /// Against every number and half-number tried by itself.
        #[test]
        fn no_number_has_more_groups(
            groups in proptest::collection::vec(proptest::collection::vec(interval(), 1..4), 1..6)
        ) {
            let found = most_supported(&groups).unwrap();
            let count = |x: Number| {
                groups.iter().filter(|group| group.iter().any(|one| one.holds(x))).count()
            };
            let numbers = || (-4_i128..28).map(|at| Number::new(at * 5, 1));
            let best = numbers().map(count).max().unwrap();
            prop_assert_eq!(best, found.groups);
            let inside: Vec<Number> = numbers().filter(|&x| found.within.holds(x)).collect();
            prop_assert!(!inside.is_empty());
            prop_assert!(inside.iter().all(|&x| count(x) == best));
            // It ends where a group's intervals do: one step beyond an end, another set of groups is there.
            let set = |x: Number| -> Vec<bool> {
                groups.iter().map(|group| group.iter().any(|one| one.holds(x))).collect()
            };
            for beyond in [inside[0].sub(Number::new(5, 1)), inside[inside.len() - 1].add(Number::new(5, 1))] {
                let open = beyond < n(0) || beyond > n(12);
                prop_assert!(open || set(beyond) != set(inside[0]));
            }
        }
    }
}
