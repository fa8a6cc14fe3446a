//! Numbers to places on a line: ends of intervals in; a scale out, linear or logarithmic by how far they spread.
//!
//! Places are computed exactly, logarithms in fixed point, and rounded once.

use crate::figure::Number;
use crate::render::round_numbers::{step, whole_steps};

/// Where something stands, in hundredths of a per cent of the line's length.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ShareOfLine(pub(super) u32);

/// The whole line.
pub(super) const END: ShareOfLine = ShareOfLine(10_000);

/// A line with numbers on it.
#[derive(Debug)]
pub(super) struct NumberLine {
    low: Number,
    high: Number,
    logarithmic: bool,
    /// The numbers to write on it, each with its place.
    pub(super) ticks: Vec<(Number, ShareOfLine)>,
}

/// How many times the greatest number must be the least for a logarithmic scale.
const SPREAD: i64 = 30;

/// Signs that find room on a narrow screen.
const COLUMNS: usize = 34;

/// Numbers written on a logarithmic scale, at most.
const POWERS: usize = 5;

impl NumberLine {
    /// A scale around every number, with room behind the last where an end is open. None without a number.
    pub(super) fn new(ends: &[Number], open: bool) -> Option<Self> {
        let (low, high) = (*ends.iter().min()?, *ends.iter().max()?);
        let apart = high >= low.mul(Number::from_int(SPREAD));
        let positive = !low.is_zero() && !low.is_negative();
        let scale = if positive && apart { Self::logarithmic(low, high) } else { None };
        scale.or_else(|| Self::linear(low, high, open))
    }

    /// A scale for many figures beside one another. They are spread wide as a rule, and some are zero: that is
    /// the left edge of a logarithmic scale.
    pub(super) fn shared(ends: &[Number], open: bool) -> Option<Self> {
        let above: Vec<Number> = ends.iter().copied().filter(|&end| end > Number::ZERO).collect();
        let below = ends.iter().any(|end| end.is_negative());
        match (above.iter().min(), above.iter().max()) {
            (Some(&low), Some(&high)) if !below && high >= low.mul(Number::from_int(SPREAD)) => {
                Self::logarithmic(low, high)
            }
            _ => Self::new(ends, open),
        }
    }

    fn linear(mut low: Number, mut high: Number, open: bool) -> Option<Self> {
        if low == high {
            let around = if low.is_zero() { Number::ONE } else { low.abs().mul(Number::new(2, 1)) };
            (low, high) = (low.sub(around), high.add(around));
        }
        let step = step(low, high, COLUMNS)?;
        let mut start = Number::new(whole_steps(low, step)?, 0).mul(step);
        let mut end = Number::new(whole_steps(high.neg(), step)?, 0).mul(step).neg();
        if open && end == high {
            end = end.add(step);
        }
        if open && start == low && low.is_negative() {
            start = start.sub(step);
        }
        let mut scale = Self { low: start, high: end, logarithmic: false, ticks: Vec::new() };
        let next = |at: &Number| Some(at.add(step)).filter(|&at| at <= end);
        let ticks = std::iter::successors(Some(start), next).take(COLUMNS);
        scale.ticks = ticks.map(|tick| (tick, scale.place(tick))).collect();
        Some(scale)
    }

    /// From a power of ten to another.
    fn logarithmic(low: Number, high: Number) -> Option<Self> {
        let power = |exponent: i8| Number::power_of_ten(exponent);
        let first = (-15i8..=30).rev().find(|&exponent| power(exponent) <= low)?;
        let last = (first..=31).find(|&exponent| power(exponent) >= high)?;
        let (low, high) = (power(first), power(last));
        let mut scale = Self { low, high, logarithmic: true, ticks: Vec::new() };
        let stride = usize::from((last - first).unsigned_abs()).div_ceil(POWERS - 1).max(1);
        let ticks = (first..=last).step_by(stride).map(power);
        scale.ticks = ticks.map(|tick| (tick, scale.place(tick))).collect();
        Some(scale)
    }

    /// `linear scale from 20 to 100`
    pub(super) fn words(&self) -> String {
        let kind = if self.logarithmic { "logarithmic" } else { "linear" };
        format!("{kind} scale from {} to {}", self.low, self.high)
    }

    /// Where a number stands; one off the line at its nearer end.
    pub(super) fn place(&self, value: Number) -> ShareOfLine {
        if value <= self.low {
            return ShareOfLine(0);
        }
        if value >= self.high {
            return END;
        }
        let along = if self.logarithmic {
            let (low, high) = (log2(self.low), log2(self.high));
            let share = i128::from(log2(value) - low) * i128::from(END.0);
            let whole = i128::from((high - low).max(1));
            (share + whole / 2) / whole
        } else {
            let share = value.sub(self.low).mul(Number::from_int(END.0.into()));
            let ratio = share.ratio_to(self.high.sub(self.low)).and_then(|ratio| ratio.rounded(0));
            ratio.map_or(0, |near| near.parts().0)
        };
        ShareOfLine(u32::try_from(along).unwrap_or(0).min(END.0))
    }
}

/// The logarithm to base two of a number above zero, in units of 2⁻³²: its digits by squaring (Knuth, *The Art
/// of Computer Programming* 1, §1.2.2, exercise 25).
fn log2(value: Number) -> i64 {
    /// Of ten.
    const TEN: i64 = 14_267_572_527;
    let (mantissa, decimals) = value.parts();
    let Ok(mantissa) = u128::try_from(mantissa) else { return 0 };
    let Some(whole) = mantissa.checked_ilog2() else { return 0 };
    // The mantissa between one and two, in units of 2⁻⁶³.
    let mut x = if whole >= 63 { mantissa >> (whole - 63) } else { mantissa << (63 - whole) };
    let mut log = i64::from(whole) << 32;
    for bit in (0..32).rev() {
        x = (x * x) >> 63;
        if x >> 64 != 0 {
            x >>= 1;
            log |= 1 << bit;
        }
    }
    log - i64::from(decimals) * TEN
}

impl std::fmt::Display for ShareOfLine {
    /// `37.5%`
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (whole, rest) = (self.0 / 100, self.0 % 100);
        match rest {
            0 => write!(f, "{whole}%"),
            rest if rest % 10 == 0 => write!(f, "{whole}.{}%", rest / 10),
            rest => write!(f, "{whole}.{rest:02}%"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn n(value: i64) -> Number {
        Number::from_int(value)
    }

    fn ticks(scale: &NumberLine) -> String {
        let ticks = scale.ticks.iter().map(|(number, place)| format!("{number} {place}"));
        ticks.collect::<Vec<_>>().join(", ")
    }

    #[test]
    fn near_numbers_are_on_a_linear_scale() {
        let scale = NumberLine::new(&[n(31), n(92), n(94)], false).unwrap();
        assert_eq!(scale.words(), "linear scale from 20 to 100");
        assert_eq!(ticks(&scale), "20 0%, 40 25%, 60 50%, 80 75%, 100 100%");
        assert_eq!(scale.place(n(31)).to_string(), "13.75%");
    }

    #[test]
    fn numbers_far_apart_are_on_a_logarithmic_one() {
        let scale = NumberLine::new(&[n(3), n(30_000)], false).unwrap();
        assert_eq!(scale.words(), "logarithmic scale from 1 to 100,000");
        assert_eq!(ticks(&scale), "1 0%, 100 40%, 10,000 80%");
        assert_eq!(scale.place(n(1_000)).to_string(), "60%");
        assert_eq!(scale.place(n(2)).to_string(), "6.02%");
        let decimal = NumberLine::new(&[Number::new(5, 2), n(20)], false).unwrap();
        assert_eq!(decimal.place(Number::ONE).to_string(), "50%");
    }

    #[test]
    fn zero_and_less_are_on_a_linear_one() {
        assert!(NumberLine::new(&[n(0), n(3_000)], false).unwrap().words().starts_with("linear"));
        assert!(
            NumberLine::shared(&[n(-1), n(3_000)], true).unwrap().words().starts_with("linear")
        );
        let shared = NumberLine::shared(&[n(0), n(2), n(3_000)], false).unwrap();
        assert_eq!(shared.words(), "logarithmic scale from 1 to 10,000");
        assert_eq!(shared.place(n(0)), ShareOfLine(0));
        assert!(NumberLine::new(&[], true).is_none());
    }

    #[test]
    fn every_number_has_its_place_in_order() {
        let numbers: Vec<Number> = (1..200).map(|at| n(at * at * at)).collect();
        for scale in [
            NumberLine::new(&numbers, false).unwrap(),
            NumberLine::linear(n(1), n(8_000_000), true).unwrap(),
        ] {
            let places: Vec<ShareOfLine> = numbers.iter().map(|&at| scale.place(at)).collect();
            assert!(places.is_sorted() && places.iter().all(|&place| place <= END));
        }
    }
}
