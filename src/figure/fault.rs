//! What keeps a text from being read as a figure, in plain words.

use std::fmt;
use std::ops::Range;

use super::number::Number;

/// How much of the text a message repeats.
const LONGEST_EXCERPT: usize = 40;

/// Why a text is not read, and where in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What was found.
    pub kind: FaultKind,
    /// The bytes of the text at fault. For a structured figure, bytes of the part named in `part`.
    pub at: Range<usize>,
    /// The part of a structured figure at fault: `low`, `best`, `high`, `value` or `rounded-to`.
    pub part: Option<&'static str>,
    text: Box<str>,
}

/// What was found instead of a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum FaultKind {
    /// Nothing but space.
    Empty,
    /// A text that is not in the notation; `rest` is what could not be read.
    NotAFigure {
        /// The first stretch that is not part of a figure.
        rest: Box<str>,
    },
    /// A number as programs write it: with an exponent, or in another base than ten.
    OtherNotation,
    /// A text far longer than any figure.
    TooLong {
        /// Its length in bytes.
        bytes: usize,
    },
    /// `no`, which says neither nought nor nothing known.
    BareNo,
    /// A range whose first number is the larger.
    Reversed {
        /// The number written first.
        low: Box<str>,
        /// The number written second.
        high: Box<str>,
    },
    /// A best estimate outside its own range.
    BestOutside {
        /// The best estimate.
        best: Box<str>,
        /// The range it should lie in.
        range: Box<str>,
    },
    /// Digits not in groups of three.
    BadGrouping {
        /// What would be read, if anything would.
        readings: Vec<Box<str>>,
    },
    /// A number below zero where the measure has none.
    Negative,
    /// An upper end below every number the measure has.
    NothingBelow,
    /// 10^15 or more.
    TooLarge,
    /// More decimals than are read.
    TooPrecise,
    /// A unit the measure does not have and that is not known to convert.
    UnknownUnit {
        /// The unit as written.
        unit: Box<str>,
        /// The measure's unit, if it has one.
        wanted: Option<Box<str>>,
    },
    /// A known unit of another kind.
    WrongUnit {
        /// The unit as written.
        found: Box<str>,
        /// The unit it had to convert to, if there is one.
        wanted: Option<Box<str>>,
    },
    /// Two units in one figure.
    TwoUnits {
        /// The first.
        first: Box<str>,
        /// The second.
        second: Box<str>,
    },
    /// Decimals where whole things are counted.
    FractionOfCount {
        /// The number in the measure's base unit.
        number: Number,
        /// Three digits stand behind the point, as if it grouped thousands.
        thousandths: bool,
    },
    /// A range, a hedge or `unknown` where a single number is needed.
    NotPlain,
    /// An estimate with neither a low nor a high end.
    NoEnds,
    /// A step of rounding, a margin or a slack that is not above zero.
    NotPositive,
    /// A text that cannot name a unit.
    NotAUnit,
}

impl Fault {
    pub(super) fn new(kind: FaultKind, text: &str, at: Range<usize>) -> Self {
        let shown = excerpt(text.get(at.clone()).unwrap_or(text).trim());
        Self { kind, at, part: None, text: shown }
    }

    /// A fault in a text that is shown whole while only some of it is at fault.
    pub(super) fn within(kind: FaultKind, text: &str, at: Range<usize>) -> Self {
        Self { text: excerpt(text.trim()), ..Self::new(kind, text, at) }
    }

    /// The same fault, quoting the figure as it stands in its file.
    #[must_use]
    pub fn quoting(mut self, text: &str) -> Self {
        self.text = excerpt(text.trim());
        self
    }

    pub(super) fn in_part(mut self, part: &'static str) -> Self {
        self.part = Some(part);
        self
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(part) = self.part {
            write!(f, "{part}: ")?;
        }
        match &self.kind {
            FaultKind::UnknownUnit { .. }
            | FaultKind::WrongUnit { .. }
            | FaultKind::TwoUnits { .. }
            | FaultKind::NotAUnit => self.write_unit(f),
            FaultKind::Empty
            | FaultKind::NotAFigure { .. }
            | FaultKind::OtherNotation
            | FaultKind::TooLong { .. }
            | FaultKind::BareNo
            | FaultKind::BadGrouping { .. }
            | FaultKind::NotPlain
            | FaultKind::NoEnds => self.write_notation(f),
            _ => self.write_value(f),
        }
    }
}

impl std::error::Error for Fault {}

impl Fault {
    fn write_notation(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const READ: &str = "88, 31–92, 4+, ~300, `up to 3,000` or `unknown` would be read";
        let text = &self.text;
        match &self.kind {
            FaultKind::Empty => write!(f, "nothing is written here; {READ}"),
            FaultKind::OtherNotation => {
                write!(f, "`{text}` is in a notation that is not read; ")?;
                match in_digits(text) {
                    Some(number) => write!(f, "{number} would be read"),
                    None => f.write_str("the number in plain digits would be read"),
                }
            }
            FaultKind::NotAFigure { rest } if rest.is_empty() || rest == text => {
                write!(f, "`{text}` is not a figure; {READ}")
            }
            FaultKind::NotAFigure { rest } => {
                write!(f, "`{text}` is not a figure because of `{rest}`; {READ}")
            }
            FaultKind::TooLong { bytes } => write!(
                f,
                "`{text}` goes on for {} bytes, longer than any figure; {READ}",
                Number::new(i128::try_from(*bytes).unwrap_or(i128::MAX), 0)
            ),
            FaultKind::BareNo => write!(
                f,
                "`{text}` does not say how many; `none` or 0 would be read as nought, `unknown` as not known"
            ),
            FaultKind::BadGrouping { readings } => {
                write!(f, "`{text}` groups its digits unevenly: ")?;
                if readings.is_empty() {
                    f.write_str("groups of three would be read")
                } else {
                    write!(f, "{} would be read", readings.join(" or "))
                }
            }
            FaultKind::NoEnds => f.write_str(
                "the estimate has neither a low nor a high end; at least one of them would be read",
            ),
            _ => write!(
                f,
                "`{text}` is more than one plain number; a number such as 28,000 or 28 thousand would be read"
            ),
        }
    }

    fn write_value(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = &self.text;
        match &self.kind {
            FaultKind::Reversed { low, high } => {
                write!(f, "`{text}` runs from {low} down to {high}; the smaller number comes first")
            }
            FaultKind::BestOutside { best, range } => write!(
                f,
                "the best estimate {best} lies outside {range}; a number within would be read"
            ),
            FaultKind::Negative => write!(
                f,
                "`{text}` goes below zero, where this measure has no figures; `signed: true` on the measure would allow it"
            ),
            FaultKind::NothingBelow => write!(
                f,
                "`{text}` leaves no figure, since this measure starts at zero; `none` would be read as nought"
            ),
            FaultKind::TooLarge => write!(
                f,
                "`{text}` comes to 1,000,000,000,000,000 or more; smaller numbers would be read"
            ),
            FaultKind::TooPrecise => {
                write!(f, "`{text}` has more decimals than are kept; up to 6 would be read")
            }
            FaultKind::FractionOfCount { number, thousandths: true } => {
                let (down, grouped) = (number.floor(), number.mul(Number::from_int(1000)));
                write!(f, "`{text}` has a point before its last three digits, and this measure ")?;
                write!(f, "counts whole things; {grouped} or {down} would be read")
            }
            FaultKind::FractionOfCount { number, .. } => {
                let (down, up) = (number.floor(), number.ceil());
                write!(f, "`{text}` comes to {number}, and this measure counts whole things; ")?;
                write!(f, "{down}, {up} or {down}–{up} would be read")
            }
            _ => write!(f, "`{text}` is not above zero; a number above zero would be read"),
        }
    }

    fn write_unit(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = &self.text;
        match &self.kind {
            FaultKind::UnknownUnit { unit, wanted }
            | FaultKind::WrongUnit { found: unit, wanted } => match wanted {
                Some(wanted) => write!(
                    f,
                    "`{text}` is given in `{unit}`, which does not convert to `{wanted}`; a bare number or one in `{wanted}` would be read"
                ),
                None => write!(
                    f,
                    "`{text}` is given in `{unit}`, and this measure has no unit; a bare number would be read"
                ),
            },
            FaultKind::TwoUnits { first, second } => write!(
                f,
                "`{text}` is given in both `{first}` and `{second}`; one unit would be read"
            ),
            _ => write!(
                f,
                "`{text}` does not name a unit; one to three words such as `people`, `km²` or `million USD` would be read"
            ),
        }
    }
}

/// Whether the text is a number as programs write it: with an exponent, or in another base than ten.
pub(super) fn is_other_notation(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    let based = text.strip_prefix("0x").or(text.strip_prefix("0o")).or(text.strip_prefix("0b"));
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let power = |(number, power): (&str, &str)| {
        let (whole, rest) = number.split_once('.').unwrap_or((number, "0"));
        let number = number.is_empty() || (digits(whole) && digits(rest));
        number && digits(power.trim_start_matches(['+', '-']))
    };
    based.is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_hexdigit()))
        || text.split_once('e').is_some_and(power)
}

/// The same number in digits, if it is one of a size that is read.
fn in_digits(text: &str) -> Option<Number> {
    let text = text.to_ascii_lowercase();
    for (prefix, base) in [("0x", 16), ("0o", 8), ("0b", 2)] {
        if let Some(rest) = text.strip_prefix(prefix) {
            return i64::from_str_radix(rest, base).ok().map(Number::from_int);
        }
    }
    let (number, power) = text.split_once('e')?;
    let (whole, rest) = number.split_once('.').unwrap_or((number, ""));
    let digits: i128 = format!("{whole}{rest}").parse().ok()?;
    let scale = i32::try_from(rest.len()).ok()? - power.parse::<i32>().ok()?;
    match u8::try_from(scale) {
        Ok(scale) => (scale <= 6).then(|| Number::new(digits, scale)),
        Err(_) if scale > 0 => None,
        Err(_) => {
            let number = digits.checked_mul(10i128.checked_pow(scale.unsigned_abs())?)?;
            (number < 1_000_000_000_000_000).then(|| Number::new(number, 0))
        }
    }
}

/// The text, cut where a message would grow long.
pub(super) fn excerpt(text: &str) -> Box<str> {
    match text.char_indices().nth(LONGEST_EXCERPT) {
        Some((cut, _)) => format!("{}…", text[..cut].trim_end()).into(),
        None => text.into(),
    }
}
