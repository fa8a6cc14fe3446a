//! What a figure says once its measure is known: intervals, and the notation they print in.

use std::fmt;

use super::interval::Interval;
use super::number::Number;

/// What a figure says, in the base unit of its measure's unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Extent {
    /// The figure itself, its rounding included, its hedge's band not.
    pub core: Interval,
    /// With band and tolerance: what has to hold. It contains the core.
    pub wide: Interval,
    /// The high number it is printed with: 547 of 541–547+, 4 of 4+. None where nothing is known.
    pub nominal_high: Option<Number>,
    /// The single number it commits itself to, if there is one.
    pub best: Option<Number>,
    /// Whether it is hedged with `about`, `almost` or the like.
    pub approximate: bool,
    /// Whether it gives a number at all.
    pub known: bool,
}

impl Extent {
    /// A figure that says nothing: from zero up, or anything at all where the measure is signed.
    #[must_use]
    pub const fn unknown(signed: bool) -> Self {
        let any = if signed { Interval::ANY } else { Interval::at_least(Number::ZERO) };
        Self {
            core: any,
            wide: any,
            nominal_high: None,
            best: None,
            approximate: false,
            known: false,
        }
    }

    /// One number, exactly.
    #[must_use]
    pub const fn exact(value: Number) -> Self {
        Self {
            core: Interval::point(value),
            wide: Interval::point(value),
            nominal_high: Some(value),
            best: Some(value),
            approximate: false,
            known: true,
        }
    }

    /// Whether two figures of one measure say the same, however they are spelt: the same numbers with
    /// the same hedge and the same printed high end. A best figure counts where both give one.
    #[must_use]
    pub fn says_the_same(&self, other: &Self) -> bool {
        let best = self.best.zip(other.best).is_none_or(|(a, b)| a == b);
        best && Self { best: None, ..*self } == Self { best: None, ..*other }
    }

    /// An interval that nobody wrote.
    #[must_use]
    pub fn within(interval: Interval) -> Self {
        Self {
            core: interval,
            wide: interval,
            nominal_high: interval.high.or(interval.low).map(|bound| bound.value),
            best: None,
            approximate: false,
            known: true,
        }
    }

    /// What two figures say together: 10 and 4+ are 14+, 502–508 and 10+ are 512–518+.
    #[must_use]
    pub fn sum(&self, other: &Self) -> Self {
        let both = |a: Option<Number>, b: Option<Number>| a.zip(b).map(|(a, b)| a.add(b));
        Self {
            core: self.core.sum(&other.core),
            wide: self.wide.sum(&other.wide),
            nominal_high: both(self.nominal_high, other.nominal_high),
            best: both(self.best, other.best),
            approximate: self.approximate || other.approximate,
            known: self.known && other.known,
        }
    }

    /// One text for all figures that say the same, and another for any that does not, in the base unit:
    /// as [`Extent::print`], with what band and tolerance make of it where they do. Of a best figure
    /// inside a range it says nothing, for that decides nothing.
    #[must_use]
    pub fn canonical(&self) -> String {
        let core = self.print(Number::ONE);
        if self.wide == self.core {
            return core;
        }
        let wide = Self { core: self.wide, nominal_high: None, approximate: false, ..*self };
        format!("{core} within {}", wide.print(Number::ONE))
    }

    /// In the notation of figures, each number divided by a unit's factor; a quotient without an end
    /// is printed as `≈` and three decimals.
    #[must_use]
    pub fn print(&self, factor: Number) -> String {
        let low = self.core.low.map(|low| (in_unit(low.value, factor), low));
        let high = self.core.high.map(|high| (in_unit(high.value, factor), high));
        let mark = if self.approximate { "~" } else { "" };
        match (low, high) {
            (None, None) if self.known => "any".into(),
            (None, None) => "unknown".into(),
            (Some((_, low)), None) if low.value.is_zero() && !low.strict && !self.known => {
                "unknown".into()
            }
            (Some((low, bound)), None) if bound.strict => format!("more than {mark}{low}"),
            (Some((low, bound)), None) => match self.nominal_high {
                Some(high) if high > bound.value => {
                    format!("{mark}{low}–{}+", in_unit(high, factor))
                }
                _ => format!("{mark}{low}+"),
            },
            (Some((low, _)), Some(_)) if self.core.is_point() => format!("{mark}{low}"),
            (Some((low, start)), Some((high, end))) if !start.value.is_zero() || start.strict => {
                match (start.strict, end.strict) {
                    (false, false) => format!("{mark}{low}–{high}"),
                    (true, false) => format!("more than {mark}{low} and up to {high}"),
                    (false, true) => format!("{mark}{low} to fewer than {high}"),
                    (true, true) => format!("more than {mark}{low} and fewer than {high}"),
                }
            }
            (_, Some((high, end))) if end.strict => format!("fewer than {mark}{high}"),
            (_, Some((high, _))) => format!("up to {mark}{high}"),
        }
    }
}

impl fmt::Display for Extent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.print(Number::ONE))
    }
}

/// A number in a unit of that factor.
pub(super) fn in_unit(value: Number, factor: Number) -> String {
    if factor == Number::ONE {
        return value.to_string();
    }
    if let Some(exact) = value.div_exact(factor) {
        return exact.to_string();
    }
    let near = value.ratio_to(factor).and_then(|ratio| ratio.rounded(3));
    near.map_or_else(|| value.to_string(), |near| format!("≈{near}"))
}
