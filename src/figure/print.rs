//! Figures back to text, in the one notation that reads back the same.

use std::fmt;

use crate::figure::number::Number;
use crate::figure::published::{Approx, Figure, FigureShape, PrintedNumber, Saying};
use crate::figure::word_lists::{ScaleWord, VAGUE};

impl fmt::Display for Figure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.said)
    }
}

impl fmt::Display for Saying {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let said = self;
        let mark = match said.approx {
            Approx::Exact => "",
            Approx::About => "~",
            Approx::Almost => "almost ",
        };
        write_shape(f, mark, &said.shape)?;
        if let Some(unit) = &said.unit {
            write!(f, " {unit}")?;
        }
        if let Some(best) = &said.best {
            write!(f, " (best {best})")?;
        }
        match &said.also {
            Some(also) => write!(f, " ({also})"),
            None => Ok(()),
        }
    }
}

impl fmt::Display for PrintedNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.scale() {
            None => f.write_str(&self.value.with_decimals(self.place.unsigned_abs())),
            Some((scale, word)) => {
                let raw = self.value.mul(Number::power_of_ten(-scale.shift()));
                let decimals = (scale.shift() - self.place).unsigned_abs();
                write!(f, "{} {word}", raw.with_decimals(decimals))
            }
        }
    }
}

impl PrintedNumber {
    /// The scale word it needs so that its last printed digit is no finer than it was.
    pub(super) fn scale(&self) -> Option<(ScaleWord, &'static str)> {
        Some(match self.place {
            ..=0 => return None,
            1..=3 => (ScaleWord::Thousand, "thousand"),
            4..=6 => (ScaleWord::Million, "million"),
            7..=9 => (ScaleWord::Billion, "billion"),
            _ => (ScaleWord::Trillion, "trillion"),
        })
    }

    /// Whether, printed before that one, it would be read with that one's scale word.
    fn borrows(&self, next: &Self, reads: fn(Number, Number, ScaleWord) -> bool) -> bool {
        match (self.scale(), next.scale()) {
            (None, Some((scale, _))) => {
                let raw = next.value.mul(Number::power_of_ten(-scale.shift()));
                reads(self.value, raw, scale)
            }
            _ => false,
        }
    }
}

/// Whether a range's first number is read with the scale word of the second: `3–4 million`.
pub(super) fn range_shares(low: Number, high: Number, _: ScaleWord) -> bool {
    low <= high
}

/// Whether a number is read with the scale word of its margin: `3 ± 0.5 million`.
pub(super) fn margin_shares(middle: Number, _: Number, scale: ScaleWord) -> bool {
    middle.abs() < scale.factor()
}

fn write_shape(f: &mut fmt::Formatter<'_>, mark: &str, shape: &FigureShape) -> fmt::Result {
    match shape {
        FigureShape::Unknown => f.write_str("unknown"),
        FigureShape::NotStated => f.write_str("not stated"),
        FigureShape::Point(value) => write!(f, "{mark}{value}"),
        FigureShape::Range(low, high) => write_range(f, mark, low, high),
        FigureShape::RangePlus(low, high) => {
            write_range(f, mark, low, high)?;
            f.write_str("+")
        }
        FigureShape::AtLeast(low) => write!(f, "{mark}{low}+"),
        FigureShape::MoreThan(low) => write!(f, "more than {mark}{low}"),
        FigureShape::UpTo(high) => write!(f, "up to {mark}{high}"),
        FigureShape::FewerThan(high) => write!(f, "fewer than {mark}{high}"),
        FigureShape::Margin(middle, margin) if middle.borrows(margin, margin_shares) => {
            write!(f, "{middle} ± ({margin})")
        }
        FigureShape::Margin(middle, margin) => write!(f, "{middle} ± {margin}"),
        FigureShape::Nearest(value, step) => write!(f, "{value} to the nearest {step}"),
        FigureShape::Vague(floor) => {
            let word = VAGUE.iter().find(|(_, low)| low == floor);
            f.write_str(word.map_or("dozens", |(word, _)| word))
        }
    }
}

fn write_range(
    f: &mut fmt::Formatter<'_>,
    mark: &str,
    low: &PrintedNumber,
    high: &PrintedNumber,
) -> fmt::Result {
    if low.borrows(high, range_shares) {
        write!(f, "at least {mark}{low} and at most {high}")
    } else {
        write!(f, "{mark}{low}–{high}")
    }
}
