//! Slips of the pen: a figure in, every figure out that one slip would have made of it.

use crate::engine::causes::printed_sums::PrintedFigure;
use crate::figure::{Kind, Number};
use crate::finding::Misprint;
use crate::model::Measure;

/// How figures of one measure may be slipped.
#[derive(Debug)]
pub(crate) struct Slips {
    /// How many base units one unit of the measure is.
    unit: Number,
    /// Only whole numbers are figures of it.
    whole: bool,
    /// The other units of its kind.
    kin: Vec<(&'static str, Number)>,
}

/// Powers of ten a figure may be off by.
const SCALES: [i8; 6] = [-3, -2, -1, 1, 2, 3];

/// The larger of two numbers that differ in scale is at least this: 5 for 50 is no telling slip.
const SCALED: i64 = 100;

impl Slips {
    pub(crate) fn new(measure: &Measure) -> Self {
        let unit = measure.unit.as_ref().map(|(_, unit)| unit);
        Self {
            unit: unit.map_or(Number::ONE, |unit| unit.factor()),
            whole: measure.kind == Kind::Count,
            kin: unit.map_or_else(Vec::new, |unit| unit.kin().collect()),
        }
    }

    /// Every figure one slip away from this one: of a claim what it was meant to be, of a total what
    /// may have been written for it; with the slip that makes the one of the other.
    pub(crate) fn of(
        &self,
        figure: &PrintedFigure,
        of_total: bool,
    ) -> Vec<(PrintedFigure, Misprint)> {
        let rescaled = self.rescaled(figure, of_total).into_iter();
        let mut found: Vec<_> = rescaled.chain(self.misprinted(figure)).collect();
        found.sort_by_key(|&(other, _)| other);
        found.dedup_by_key(|&mut (other, _)| other);
        found
    }

    /// The slip that tells one figure from the other, if it is one: what [`Self::of`] says, without
    /// going through all of them.
    pub(crate) fn between(
        &self,
        figure: &PrintedFigure,
        other: &PrintedFigure,
        of_total: bool,
    ) -> Option<Misprint> {
        if figure.open != other.open || figure.is_point() != other.is_point() || figure == other {
            return None;
        }
        let mut rescaled = self.rescaled(figure, of_total).into_iter();
        if let Some((_, slip)) = rescaled.find(|(one, _)| one == other) {
            return Some(slip);
        }
        let slip = |printed: Number, meant: Number| {
            between(printed.div_exact(self.unit)?, meant.div_exact(self.unit)?)
        };
        match (figure.low == other.low, figure.high == other.high) {
            (false, false) if figure.is_point() => slip(figure.low, other.low),
            (true, false) => slip(figure.high, other.high),
            (false, true) => slip(figure.low, other.low),
            _ => None,
        }
    }

    /// The figure in the other units of its kind, and so many powers of ten higher or lower.
    fn rescaled(&self, figure: &PrintedFigure, of_total: bool) -> Vec<(PrintedFigure, Misprint)> {
        let fits = |number: Number| {
            let in_unit = number.div_exact(self.unit)?;
            (!self.whole || in_unit.is_integer()).then_some(number)
        };
        let hundred = self.unit.mul(Number::from_int(SCALED));
        let long = |other: &PrintedFigure| figure.high.max(other.high) >= hundred;
        let mut found = Vec::new();
        for &(name, unit) in &self.kin {
            let (from, to) = if of_total { (unit, self.unit) } else { (self.unit, unit) };
            let other = figure.map(|number| fits(number.div_exact(from)?.mul(to)));
            found.extend(other.map(|other| (other, Misprint::Unit(name))));
        }
        for power in SCALES {
            let times = Number::power_of_ten(power);
            let other = figure.map(|number| fits(number.mul(times))).filter(long);
            found.extend(other.map(|other| (other, Misprint::Scale(-power))));
        }
        found.retain(|(other, _)| other != figure);
        found
    }

    /// The figure with one digit's slip, in its one number or at one end; a range stays a range.
    fn misprinted(&self, figure: &PrintedFigure) -> Vec<(PrintedFigure, Misprint)> {
        let slips = |number: Number| {
            let slips = number.div_exact(self.unit).map(of_digits).unwrap_or_default();
            slips.into_iter().map(|(number, slip)| (number.mul(self.unit), slip))
        };
        if figure.is_point() {
            let both =
                |(number, slip)| (PrintedFigure { low: number, high: number, ..*figure }, slip);
            return slips(figure.low).map(both).collect();
        }
        let low = slips(figure.low).map(|(low, slip)| (PrintedFigure { low, ..*figure }, slip));
        let high = slips(figure.high).map(|(high, slip)| (PrintedFigure { high, ..*figure }, slip));
        low.chain(high).filter(|(figure, _)| figure.low < figure.high).collect()
    }
}

/// Every number that one slip of a digit tells from the printed one, each once, with the slip that
/// the printed number would then be. Short numbers are one slip from nearly all others: digits
/// change places in numbers of two and more; change, or go missing from, three and more.
fn of_digits(printed: Number) -> Vec<(Number, Misprint)> {
    let (mantissa, scale) = printed.parts();
    if mantissa <= 0 {
        return Vec::new();
    }
    let digits: Vec<u8> = mantissa.to_string().bytes().map(|digit| digit - b'0').collect();
    let mut found: Vec<(Number, Misprint)> = Vec::new();
    let mut keep = |digits: &[u8], slip: Misprint| {
        let value = number(digits).map(|mantissa| Number::new(mantissa, scale));
        found.extend(value.filter(|&value| value != printed).map(|value| (value, slip)));
    };
    for at in 1..digits.len() {
        let mut other = digits.clone();
        other.swap(at - 1, at);
        keep(&other, Misprint::Transposed);
    }
    if digits.len() >= 2 {
        for (at, digit) in (0..=digits.len()).flat_map(|at| (0..10).map(move |digit| (at, digit))) {
            let mut other = digits.clone();
            other.insert(at, digit);
            keep(&other, Misprint::Missing);
        }
    }
    if digits.len() >= 3 {
        for at in 0..digits.len() {
            let mut other = digits.clone();
            other.remove(at);
            keep(&other, Misprint::Extra);
            for digit in 0..10 {
                let mut other = digits.clone();
                other[at] = digit;
                keep(&other, Misprint::Changed);
            }
        }
    }
    found.sort_unstable();
    found.dedup_by_key(|&mut (value, _)| value);
    found
}

/// The slip that the printed number is, if it is one slip of a digit away from the one meant: what
/// [`of_digits`] says, without going through all of them.
fn between(printed: Number, meant: Number) -> Option<Misprint> {
    let scale = printed.decimals();
    let digits = |number: Number| -> Option<Vec<u8>> {
        let (mantissa, own) = number.parts();
        let power = Number::power_of_ten(i8::try_from(scale.checked_sub(own)?).ok()?).parts().0;
        let mantissa = mantissa.checked_mul(power).filter(|&mantissa| mantissa > 0)?;
        Some(mantissa.to_string().bytes().map(|digit| digit - b'0').collect())
    };
    let (printed, meant) = (digits(printed)?, digits(meant)?);
    let from_start = printed.iter().zip(&meant).take_while(|(a, b)| a == b).count();
    let from_end = printed.iter().rev().zip(meant.iter().rev()).take_while(|(a, b)| a == b).count();
    let (long, short) = (printed.len().max(meant.len()), printed.len().min(meant.len()));
    if long != short {
        let one = long == short + 1 && from_start + from_end >= short && short >= 2;
        let slip = if meant.len() > short { Misprint::Missing } else { Misprint::Extra };
        return one.then_some(slip);
    }
    match long - (from_start + from_end).min(long) {
        1 if long >= 3 => Some(Misprint::Changed),
        2 if (printed[from_start], printed[from_start + 1])
            == (meant[from_start + 1], meant[from_start]) =>
        {
            Some(Misprint::Transposed)
        }
        _ => None,
    }
}

/// The number of these digits; none where it would begin with a nought.
fn number(digits: &[u8]) -> Option<i128> {
    if digits.first() == Some(&0) {
        return None;
    }
    digits.iter().try_fold(0i128, |sum, &digit| sum.checked_mul(10)?.checked_add(i128::from(digit)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slip(printed: i64, meant: i64) -> Option<Misprint> {
        let slips = of_digits(Number::from_int(printed));
        slips.into_iter().find(|&(value, _)| value == Number::from_int(meant)).map(|(_, slip)| slip)
    }

    #[test]
    fn each_slip_is_known_from_what_was_meant() {
        assert_eq!(slip(5586, 5856), Some(Misprint::Transposed));
        assert_eq!(slip(31, 13), Some(Misprint::Transposed));
        assert_eq!(slip(586, 5856), Some(Misprint::Missing));
        assert_eq!(slip(58566, 5856), Some(Misprint::Extra));
        assert_eq!(slip(5356, 5856), Some(Misprint::Changed));
        assert_eq!(slip(5586, 5866), None);
    }

    #[test]
    fn a_short_number_is_not_one_changed_digit_from_all_others() {
        assert_eq!(slip(4, 9), None);
        assert_eq!(slip(88, 98), None);
        assert_eq!(slip(4, 40), None);
        assert_eq!(slip(40, 4), None);
    }

    #[test]
    fn the_short_way_says_the_same() {
        let numbers = (1..1500).map(Number::from_int);
        let decimals = [105, 15, 150, 1050, 1005].map(|tenths| Number::new(tenths, 1));
        let numbers: Vec<Number> = numbers.chain(decimals).collect();
        for &printed in numbers.iter().step_by(7) {
            let slips = of_digits(printed);
            for &meant in &numbers {
                let listed = slips.iter().find(|&&(value, _)| value == meant);
                assert_eq!(
                    between(printed, meant),
                    listed.map(|&(_, slip)| slip),
                    "{printed:?} for {meant:?}"
                );
            }
        }
    }

    #[test]
    fn a_needed_figure_is_known_as_the_slip_it_is() {
        let slips =
            Slips { unit: Number::ONE, whole: true, kin: vec![("dozen", Number::from_int(12))] };
        let figure = |low: i64, high: i64, open: bool| {
            let (low, high) = (Number::from_int(low), Number::from_int(high));
            PrintedFigure { low, high, open }
        };
        let figures = [(5, 5), (60, 60), (106, 106), (112, 350), (31, 92), (2906, 2906)];
        for (low, high) in figures {
            for (open, of_total) in [(false, false), (true, false), (false, true)] {
                let printed = figure(low, high, open);
                let every = slips.of(&printed, of_total);
                assert!(every.iter().all(|(other, slip)| {
                    slips.between(&printed, other, of_total).is_some_and(|one| one == *slip)
                }));
                for other in (1..4000).map(|high| figure(low.min(high), high, open)) {
                    let listed = every.iter().any(|(one, _)| *one == other);
                    assert_eq!(slips.between(&printed, &other, of_total).is_some(), listed);
                }
            }
        }
    }

    #[test]
    fn every_number_is_tried_once() {
        let slips = of_digits(Number::from_int(1223));
        let mut values: Vec<_> = slips.iter().map(|&(value, _)| value).collect();
        values.dedup();
        assert_eq!(values.len(), slips.len());
        assert!(of_digits(Number::ZERO).is_empty());
    }
}
