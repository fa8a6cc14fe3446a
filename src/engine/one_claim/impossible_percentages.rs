//! Percentages against the counts they are shares of: those that no whole number comes to.
//!
//! Of four people none, one, two, three or four are 0%, 25%, 50%, 75% or 100%, and never 33%. The test is
//! that of Brown and Heathers, "The GRIM test", Social Psychological and Personality Science 8 (2017).

use crate::budget::limits;
use crate::engine::standing::accounts::{Account, accounts};
use crate::engine::standing::claims_in_force::Ground;
use crate::figure::{Bound, Interval, Number};
use crate::finding::{Fraction, Reading};
use crate::model::{Axis, ClaimId, Corpus, MeasureId, QuantityId, WHOLE};
use std::collections::{HashMap, HashSet};

/// Numbers that one count may be, tried one by one.
const TRIED: i64 = 4_096;

/// Percentages that cannot be of their counts, and how many percentages were
/// left out because the work allowed was spent.
///
/// A percentage is compared with the counts of its own accounts, or where there are none with all others;
/// it is told where none of those will do. Near-linear but for crowds of rival counts, which are budgeted.
pub fn fractions(corpus: &Corpus, ground: &Ground) -> (Vec<Fraction>, usize) {
    let wholes = wholes(corpus, ground);
    let (mut found, mut left_out, mut work) = (Vec::new(), 0, limits::PERCENTAGE_STEPS.get());
    if wholes.is_empty() {
        return (found, left_out);
    }
    for share in ground.all().iter().copied() {
        let Some(key) = key(corpus, share) else { continue };
        let Some(&(whole, cost)) = wholes.get(&key) else { continue };
        let counts = ground.claims(whole);
        let cost = cost + corpus.cites(corpus.claim(share)).len();
        if cost > work {
            left_out += 1;
            continue;
        }
        work -= cost;
        match against(corpus, share, counts, &mut work) {
            Some(told) => found.extend(told),
            None => left_out += 1,
        }
    }
    found.sort_by_key(|fraction| fraction.share);
    (found, left_out)
}

/// The quantities that some measure's percentages are shares of, by their coordinates, with how many
/// citations their claims have.
fn wholes(corpus: &Corpus, ground: &Ground) -> HashMap<Vec<u32>, (QuantityId, usize)> {
    let counted = corpus.measures.values().filter_map(|measure| measure.among);
    let counted: HashSet<MeasureId> = counted.collect();
    if counted.is_empty() {
        return HashMap::new();
    }
    let counts = |id: &QuantityId| counted.contains(&corpus.quantities.get(*id).measure());
    let row = |id: QuantityId| corpus.quantities.get(id).coordinates().map(|(_, at)| at).collect();
    let cites = |&id: &ClaimId| corpus.cites(corpus.claim(id)).len();
    let cost = |id: QuantityId| ground.claims(id).iter().map(cites).sum();
    corpus.quantities.ids().filter(counts).map(|id| (row(id), (id, cost(id)))).collect()
}

/// The coordinates of what a claim is a share of, where it is one.
fn key(corpus: &Corpus, id: ClaimId) -> Option<Vec<u32>> {
    let quantity = corpus.quantities.get(corpus.claim(id).quantity);
    let measure = corpus.measure(quantity.measure());
    let among = measure.among?;
    let at = |(axis, at)| match axis {
        Axis::Measure => among.0,
        Axis::Dimension(dimension) if measure.of == Some(dimension) => WHOLE.0,
        _ => at,
    };
    Some(quantity.coordinates().map(at).collect())
}

/// What is to be told of a percentage; `None` where the work allowed was spent.
fn against(
    corpus: &Corpus,
    share: ClaimId,
    counts: &[ClaimId],
    work: &mut usize,
) -> Option<Option<Fraction>> {
    let own: HashSet<Account> = accounts(corpus, share).collect();
    let of_own = |&&id: &&ClaimId| accounts(corpus, id).any(|account| own.contains(&account));
    let ours: Vec<ClaimId> = counts.iter().filter(of_own).copied().collect();
    let (held, reading) = match ours.as_slice() {
        [] => (counts, Reading::Contested),
        ours => (ours, Reading::Internal),
    };
    let percent = corpus.wide(share);
    for &count in held {
        let of = corpus.wide(count);
        *work = work.checked_sub(steps(&percent, &of))?;
        if comes_out(&percent, &of) {
            return Some(None);
        }
    }
    let first = held.first().map(|&count| fraction(corpus, (share, count), reading));
    Some(first)
}

/// How many numbers of the count [`comes_out`] may have to try.
fn steps(percent: &Interval, count: &Interval) -> usize {
    let Some((low, high)) = numbers(percent, count) else { return 1 };
    usize::try_from(high - low + 1).unwrap_or(usize::MAX)
}

/// Whether some whole number out of a whole number within the count is a percentage within the interval.
/// True of all that is too wide to tell.
pub fn comes_out(percent: &Interval, count: &Interval) -> bool {
    let Some((low, high)) = numbers(percent, count) else { return true };
    (low..=high).any(|of| some_of(percent, of))
}

/// The least and the most that are to be tried; none where it comes out whatever the count.
fn numbers(percent: &Interval, count: &Interval) -> Option<(i64, i64)> {
    let whole = |number: Number| i64::try_from(number.parts().0).ok();
    let low = count.low.map_or(Number::ZERO, |low| low.value).ceil();
    let high = whole(count.high?.value.floor())?;
    let low = whole(low)?.max(1);
    let (least, most) = ends(percent);
    // An interval longer than one, at the greatest count, has a whole number in it.
    let reach = most.value.sub(least.value).mul(Number::from_int(high));
    let tried = low <= high && high - low < TRIED && reach <= Number::from_int(100);
    tried.then_some((low, high))
}

/// Whether a whole number out of so many is a percentage within the interval.
fn some_of(percent: &Interval, of: i64) -> bool {
    let (least, most) = ends(percent);
    let part = |bound: Bound| bound.value.mul(Number::from_int(of)).mul(Number::new(1, 2));
    let (low, high) = (part(least), part(most));
    let next = |end: Number, step: Number, strict: bool, whole: Number| {
        if strict && whole == end { whole.add(step) } else { whole }
    };
    let low = next(low, Number::ONE, least.strict, low.ceil());
    let high = next(high, Number::ONE.neg(), most.strict, high.floor());
    low <= high
}

/// The ends of a percentage, which lies between nothing and all.
fn ends(percent: &Interval) -> (Bound, Bound) {
    let all = Number::from_int(100);
    let low = percent.low.filter(|low| !low.value.is_negative());
    let high = percent.high.filter(|high| high.value <= all);
    (low.unwrap_or(Bound::at(Number::ZERO)), high.unwrap_or(Bound::at(all)))
}

fn fraction(corpus: &Corpus, (share, count): (ClaimId, ClaimId), reading: Reading) -> Fraction {
    let of = corpus.wide(count);
    let (least, _) = ends(&corpus.wide(share));
    let below = |of: Number| least.value.mul(of).mul(Number::new(1, 2)).floor();
    let one = of.high.filter(|_| of.is_point()).map(|bound| bound.value);
    Fraction { share, count, reading, nearest: one.map(|of| (of, below(of))) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hundredths(low: i128, high: i128) -> Interval {
        Interval::between(Number::new(low, 2), Number::new(high, 2))
    }

    fn people(low: i64, high: i64) -> Interval {
        Interval::between(Number::from_int(low), Number::from_int(high))
    }

    /// Every numerator and denominator, one by one.
    fn one_by_one(percent: &Interval, low: i64, high: i64) -> bool {
        let within = |k: i64, n: i64| {
            let scaled = Number::from_int(k * 100);
            let (low, high) = (percent.low.unwrap(), percent.high.unwrap());
            low.value.mul(Number::from_int(n)) <= scaled
                && scaled <= high.value.mul(Number::from_int(n))
        };
        (low.max(1)..=high).any(|n| (0..=n).any(|k| within(k, n)))
    }

    #[test]
    fn agrees_with_trying_every_fraction() {
        for (low, high) in [(1, 4), (4, 4), (7, 7), (9, 12), (40, 40), (99, 101), (150, 150)] {
            for tenth in 0..=1000_i128 {
                let wholes = hundredths(tenth * 10 - 50, tenth * 10 + 50);
                let tenths = hundredths(tenth * 10 - 5, tenth * 10 + 5);
                for percent in [wholes, tenths] {
                    let truth = one_by_one(&percent, low, high);
                    let told = comes_out(&percent, &people(low, high));
                    assert_eq!(told, truth, "{percent:?} of {low} to {high}");
                }
            }
        }
    }

    #[test]
    fn what_is_open_or_wide_comes_out() {
        let third = hundredths(3250, 3350);
        assert!(!comes_out(&third, &people(4, 4)));
        assert!(comes_out(&third, &Interval::at_least(Number::from_int(4))));
        assert!(comes_out(&third, &people(0, 1_000_000)));
        assert!(comes_out(&Interval::at_least(Number::from_int(33)), &people(4, 4)));
        let strict = Interval { low: Some(Bound::beyond(Number::from_int(75))), high: None };
        assert!(comes_out(&strict, &people(4, 4)));
        let between = Interval {
            low: Some(Bound::beyond(Number::from_int(50))),
            high: Some(Bound::beyond(Number::from_int(75))),
        };
        assert!(!comes_out(&between, &people(4, 4)));
    }
}
