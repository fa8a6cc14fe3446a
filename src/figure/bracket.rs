//! A figure and what its brackets say again: where the two do not agree, both out, ready to show.
//!
//! Of two numbers one was measured and the other converted or rounded from it. They agree where either of
//! them, taken within its last printed digit, comes to the other within its rounding.

use crate::figure::extent::in_unit;
use crate::figure::interval::Interval;
use crate::figure::meaning::Terms;
use crate::figure::number::Number;
use crate::figure::published::{Approx, Figure, FigureShape, PrintedNumber, Saying};
use crate::figure::unit::Unit;

/// A figure whose brackets say something else.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bracket {
    /// The figure without its brackets, in the notation of figures.
    pub stated: String,
    /// That in the unit of the brackets, where it is another one; `≈` where the decimal would not end.
    pub converted: Option<String>,
    /// What the brackets say.
    pub brackets: String,
}

impl Figure {
    /// What is amiss between the figure and the brackets behind it, as `41 km² (16 sq mi)` has them.
    /// Only the numbers are held against one another, for brackets seldom repeat a hedge. Nothing is
    /// amiss where a unit does not convert: that is a fault of its own.
    ///
    /// A number that was converted may be rounded at its last digit that is not zero, any other one at
    /// its last printed digit, and a whole one without a hedge not at all: `two hundred (198)` differs.
    #[must_use]
    pub fn bracket(&self, terms: &Terms<'_>) -> Option<Bracket> {
        let also = self.said.also.as_deref()?;
        let stated = Saying { also: None, ..self.said.clone() };
        let (here, there) = (BracketSide::new(&stated, terms)?, BracketSide::new(also, terms)?);
        if here.agrees(&there) {
            return None;
        }
        let converted = (here.factor != there.factor).then(|| here.printed_in(&there));
        Some(Bracket { stated: stated.to_string(), converted, brackets: also.to_string() })
    }
}

/// The figure or its brackets.
struct BracketSide<'a> {
    said: &'a Saying,
    factor: Number,
    unit: &'a str,
}

impl<'a> BracketSide<'a> {
    /// None where its unit does not convert to the measure's.
    fn new(said: &'a Saying, terms: &'a Terms<'a>) -> Option<Self> {
        let unit = said.unit.as_ref().or(terms.unit);
        let converts = said.unit.as_ref().zip(terms.unit).is_none_or(|(a, b)| a.converts_to(b));
        converts.then(|| Self {
            said,
            factor: unit.map_or(Number::ONE, Unit::factor),
            unit: said.unit.as_ref().map_or("", Unit::name),
        })
    }

    fn agrees(&self, other: &Self) -> bool {
        let converted = self.factor != other.factor;
        match (self.numbers(), other.numbers()) {
            ([Some(a), Some(b)], [Some(c), Some(d)]) => {
                self.meets(a, other, c, converted) && self.meets(b, other, d, converted)
            }
            ([Some(a), None], [Some(b), None]) => {
                let vague = |said: &Saying| matches!(said.shape, FigureShape::Vague(_));
                match (vague(self.said), vague(other.said)) {
                    (false, false) => self.meets(a, other, b, converted),
                    (true, _) => self.base(b, other) >= self.base(a, self),
                    (false, true) => self.base(a, self) >= self.base(b, other),
                }
            }
            ([Some(one), None], [Some(low), Some(high)]) => {
                let range = other.rounded(low, converted).hull(&other.rounded(high, converted));
                range.meets(&self.rounded(one, converted))
            }
            ([Some(low), Some(high)], [Some(one), None]) => {
                let range = self.rounded(low, converted).hull(&self.rounded(high, converted));
                range.meets(&other.rounded(one, converted))
            }
            // One of them gives no number.
            _ => true,
        }
    }

    /// The numbers it prints; the ends of a margin, for a range may say the same.
    fn numbers(&self) -> [Option<PrintedNumber>; 2] {
        let whole = |value| PrintedNumber { value, place: 0 };
        match self.said.shape {
            FigureShape::Unknown | FigureShape::NotStated => [None, None],
            FigureShape::Point(one)
            | FigureShape::AtLeast(one)
            | FigureShape::MoreThan(one)
            | FigureShape::UpTo(one)
            | FigureShape::FewerThan(one)
            | FigureShape::Nearest(one, _) => [Some(one), None],
            FigureShape::Range(one, two) | FigureShape::RangePlus(one, two) => {
                [Some(one), Some(two)]
            }
            FigureShape::Margin(middle, size) => {
                let end = |value| PrintedNumber { value, place: middle.place.min(size.place) };
                [Some(end(middle.value.sub(size.value))), Some(end(middle.value.add(size.value)))]
            }
            FigureShape::Vague(floor) => [Some(whole(Number::from_int(floor))), None],
        }
    }

    fn base(&self, printed: PrintedNumber, of: &Self) -> Number {
        printed.value.mul(of.factor)
    }

    /// Whether one number is the other, either of them taken for the one that was measured.
    fn meets(&self, one: PrintedNumber, other: &Self, two: PrintedNumber, converted: bool) -> bool {
        self.measured(one, converted).meets(&other.rounded(two, converted))
            || self.rounded(one, converted).meets(&other.measured(two, converted))
    }

    /// The number as it was measured: within its last printed digit where the other was converted.
    fn measured(&self, printed: PrintedNumber, converted: bool) -> Interval {
        self.within(printed, converted.then_some(printed.place))
    }

    /// The number as it may be rounded.
    fn rounded(&self, printed: PrintedNumber, converted: bool) -> Interval {
        let rough = converted || self.said.approx != Approx::Exact;
        let place = match printed.place {
            0 if rough => Some(printed.value.last_digit().unwrap_or(0)),
            0 => None,
            place => Some(place),
        };
        self.within(printed, place)
    }

    fn within(&self, printed: PrintedNumber, place: Option<i8>) -> Interval {
        let half = place.map_or(Number::ZERO, |place| Number::power_of_ten(place).half());
        let (value, half) = (printed.value.mul(self.factor), half.mul(self.factor));
        Interval::between(value.sub(half), value.add(half))
    }

    /// Its numbers in the unit of the other: `≈15.83 sq mi`.
    fn printed_in(&self, other: &Self) -> String {
        let numbers = self.numbers().into_iter().flatten();
        let numbers: Vec<String> =
            numbers.map(|printed| in_unit(printed.value.mul(self.factor), other.factor)).collect();
        format!("{} {}", numbers.join(" to "), other.unit).trim_end().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::{Kind, parse};

    fn differ(unit: &str, kind: Kind, figure: &str) -> Option<String> {
        let unit = Unit::parse(unit).unwrap();
        let terms = Terms { kind, unit: Some(&unit), signed: false, band: None, tolerance: None };
        let bracket = parse(figure).unwrap().bracket(&terms)?;
        let Bracket { stated, converted, brackets } = bracket;
        Some(match converted {
            Some(converted) => format!("{stated} = {converted}, not {brackets}"),
            None => format!("{stated}, not {brackets}"),
        })
    }

    #[test]
    fn numbers_converted_agree_within_the_rounding_of_each() {
        for figure in [
            "41 km²",
            "41 km² (16 sq mi)",
            "about 41 km² (16 sq mi)",
            "41.5 km² (16.0 sq mi)",
            "1,000 km² (390 sq mi)",
            "200,000 km² (77,000 sq mi)",
            "41–50 km² (16–19 sq mi)",
            "more than 41 km² (16 sq mi)",
            "300 ± 20 ha (3.00 ± 0.20 km²)",
            "3 ± 1 km² (200–400 ha)",
            "1.3 km² (130 ha)",
        ] {
            assert_eq!(differ("km²", Kind::Stock, figure), None, "{figure}");
        }
    }

    #[test]
    fn numbers_converted_that_do_not_agree_are_told_in_one_unit() {
        let table = [
            ("41 km² (17 sq mi)", "41 km² = ≈15.83 sq mi, not 17 sq mi"),
            ("41 km² (61 sq mi)", "41 km² = ≈15.83 sq mi, not 61 sq mi"),
            ("41.0 km² (16.0 sq mi)", "41.0 km² = ≈15.83 sq mi, not 16.0 sq mi"),
            ("41–50 km² (16–29 sq mi)", "41–50 km² = ≈15.83 to ≈19.305 sq mi, not 16–29 sq mi"),
            ("41 (17 sq mi)", "41 = ≈15.83 sq mi, not 17 sq mi"),
            ("1.3 km² (13 ha)", "1.3 km² = 130 ha, not 13 ha"),
        ];
        for (figure, told) in table {
            assert_eq!(differ("km²", Kind::Stock, figure).as_deref(), Some(told), "{figure}");
        }
    }

    #[test]
    fn numbers_in_one_unit_are_the_same_but_for_printed_rounding() {
        let same = [
            "thirteen (13)",
            "two hundred (200)",
            "1.3 million (1,298,000)",
            "about 200 (198)",
            "dozens (36)",
            "28,000–38,000 (30,000)",
        ];
        for figure in same {
            assert_eq!(differ("people", Kind::Count, figure), None, "{figure}");
        }
        let table = [
            ("thirteen (14)", "13, not 14"),
            ("two hundred (198)", "200, not 198"),
            ("1.3 million (1,398,000)", "1.3 million, not 1,398,000"),
            ("dozens (6)", "dozens, not 6"),
            ("28,000–38,000 (300)", "28,000–38,000, not 300"),
        ];
        for (figure, told) in table {
            assert_eq!(differ("people", Kind::Count, figure).as_deref(), Some(told), "{figure}");
        }
    }
}
