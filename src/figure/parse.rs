//! Text in, a figure or a fault out, and the structured forms.
//!
//! A text longer than any figure is refused before it is looked at, so reading is linear in its length.

use crate::budget::limits;
use crate::figure::fault::{Fault, FaultKind, is_other_notation};
use crate::figure::number::Number;
use crate::figure::published::{Approx, Figure, FigureShape, PrintedNumber, Saying, Spots};
use crate::figure::scan::Reader;
use crate::figure::unit::Unit;
use std::ops::Range;
use std::str::FromStr;

/// Reads a figure as published.
///
/// # Errors
/// When the text is not in the notation; the fault says what was read and what would be.
pub fn parse(text: &str) -> Result<Figure, Fault> {
    if let Some(number) = whole_number(text.as_bytes()) {
        let value = PrintedNumber { value: Number::from_int(number), place: 0 };
        return Ok(Figure::plain(FigureShape::Point(value), 0..text.len()));
    }
    let body = text.trim();
    if body.is_empty() {
        return Err(Fault::new(FaultKind::Empty, text, 0..text.len()));
    }
    let start = text.len() - text.trim_start().len();
    if body.len() > limits::FIGURE_BYTES.get() {
        let bytes = body.len();
        let at = start..start + bytes;
        return Err(Fault::new(FaultKind::TooLong { bytes }, text, at));
    }
    if is_other_notation(body) {
        return Err(Fault::new(FaultKind::OtherNotation, text, start..start + body.len()));
    }
    let lower = body.to_ascii_lowercase();
    Reader::new(body, &lower, start).figure().map_err(|fault| third_number(fault, text))
}

impl FromStr for Figure {
    type Err = Fault;

    fn from_str(text: &str) -> Result<Self, Fault> {
        parse(text)
    }
}

/// `10 - 5 - 3` is no range read backwards: another dash follows.
fn third_number(fault: Fault, text: &str) -> Fault {
    let rest = text.get(fault.at.end..).unwrap_or("").trim();
    let another = rest.starts_with(['-', '‐', '‑', '‒', '–', '—', '−']);
    if !another || !matches!(fault.kind, FaultKind::Reversed { .. }) {
        return fault;
    }
    Fault::within(FaultKind::NotAFigure { rest: rest.into() }, text, 0..text.len())
}

/// Reads an estimate from its parts, each a plain number. At least one end must be there.
///
/// # Errors
/// When a part is not a plain number, the ends are reversed, or the best lies outside them; the fault
/// names the part.
pub fn estimate(
    low: Option<&str>,
    best: Option<&str>,
    high: Option<&str>,
) -> Result<Figure, Fault> {
    let read = |text: Option<&str>, part| match text {
        Some(text) => plain(text).map(Some).map_err(|fault| fault.in_part(part)),
        None => Ok(None),
    };
    let mut unit = None;
    let mut number = |text: Option<&str>, part: &'static str| {
        let Some((value, found)) = read(text, part)? else {
            return Ok(None);
        };
        let text = text.unwrap_or_default();
        unit = one_unit(unit.take(), found)
            .map_err(|kind| Fault::new(kind, text, 0..text.len()).in_part(part))?;
        Ok(Some(value))
    };
    let (lowest, middle, highest) =
        (number(low, "low")?, number(best, "best")?, number(high, "high")?);
    let shape = match (lowest, highest) {
        (Some(low), Some(high)) => FigureShape::Range(low, high),
        (Some(low), None) => FigureShape::AtLeast(low),
        (None, Some(high)) => FigureShape::UpTo(high),
        (None, None) => {
            let text = best.unwrap_or_default();
            let fault = Fault::new(FaultKind::NoEnds, text, 0..text.len());
            return Err(fault.in_part("best"));
        }
    };
    let text = best.or(high).or(low).unwrap_or_default();
    order(&shape).and_then(|()| best_inside(&shape, middle)).map_err(|kind| {
        let part = if middle.is_some() && order(&shape).is_ok() { "best" } else { "high" };
        let text = if part == "high" { high.unwrap_or(text) } else { text };
        Fault::new(kind, text, 0..text.len()).in_part(part)
    })?;
    Ok(Figure {
        said: Saying { shape, approx: Approx::Exact, best: middle, unit, also: None },
        spots: Spots::default(),
    })
}

/// Reads a number and the step it was rounded to, each a plain number.
///
/// # Errors
/// When either is not a plain number or the step is not above zero; the fault names the part.
pub fn rounded(value: &str, to: &str) -> Result<Figure, Fault> {
    let (number, first) = plain(value).map_err(|fault| fault.in_part("value"))?;
    let (step, second) = plain(to).map_err(|fault| fault.in_part("rounded-to"))?;
    let fault = |kind| Fault::new(kind, to, 0..to.len()).in_part("rounded-to");
    if step.value <= Number::ZERO {
        return Err(fault(FaultKind::NotPositive));
    }
    let unit = one_unit(first, second).map_err(fault)?;
    Ok(Figure {
        said: Saying {
            shape: FigureShape::Nearest(number, step),
            approx: Approx::Exact,
            best: None,
            unit,
            also: None,
        },
        spots: Spots::default(),
    })
}

/// Reads a single number without hedge or unit: `28,000`, `28 thousand`, `thirteen`.
///
/// # Errors
/// When the text is anything else.
pub fn plain_number(text: &str) -> Result<Number, Fault> {
    match plain(text)? {
        (number, None) => Ok(number.value),
        _ => Err(Fault::new(FaultKind::NotPlain, text, 0..text.len())),
    }
}

fn plain(text: &str) -> Result<(PrintedNumber, Option<Unit>), Fault> {
    let figure = parse(text)?;
    match figure.said {
        Saying {
            shape: FigureShape::Point(value),
            approx: Approx::Exact,
            best: None,
            unit,
            also: None,
        } => Ok((value, unit)),
        _ => Err(Fault::new(FaultKind::NotPlain, text, 0..text.len())),
    }
}

impl Figure {
    pub(super) const fn plain(shape: FigureShape, whole: Range<usize>) -> Self {
        Self {
            said: Saying { shape, approx: Approx::Exact, best: None, unit: None, also: None },
            spots: Spots { whole, unit: 0..0 },
        }
    }
}

/// The commonest figures, `88` and `1,264`, without looking further.
fn whole_number(text: &[u8]) -> Option<i64> {
    if text.is_empty() || text.len() > 15 {
        return None;
    }
    let mut value = 0;
    let mut group = 0;
    let mut commas = false;
    for &byte in text {
        match byte {
            b'0'..=b'9' => {
                value = value * 10 + i64::from(byte - b'0');
                group += 1;
            }
            b',' if group == 3 || (!commas && matches!(group, 1..=3)) => {
                commas = true;
                group = 0;
            }
            _ => return None,
        }
    }
    (!commas || group == 3).then_some(value)
}

/// One unit out of two that may each be left out.
pub(super) fn one_unit(
    first: Option<Unit>,
    second: Option<Unit>,
) -> Result<Option<Unit>, FaultKind> {
    match (first, second) {
        (Some(first), Some(second)) if first != second => {
            Err(FaultKind::TwoUnits { first: first.name().into(), second: second.name().into() })
        }
        (first, second) => Ok(first.or(second)),
    }
}

pub(super) fn order(shape: &FigureShape) -> Result<(), FaultKind> {
    match shape {
        FigureShape::Range(low, high) | FigureShape::RangePlus(low, high)
            if low.value > high.value =>
        {
            Err(FaultKind::Reversed { low: low.to_string().into(), high: high.to_string().into() })
        }
        _ => Ok(()),
    }
}

pub(super) fn best_inside(
    shape: &FigureShape,
    best: Option<PrintedNumber>,
) -> Result<(), FaultKind> {
    let Some(best) = best else { return Ok(()) };
    let (low, high) = match shape {
        FigureShape::Range(low, high) => (Some(low), Some(high)),
        FigureShape::RangePlus(low, _) | FigureShape::AtLeast(low) => (Some(low), None),
        FigureShape::UpTo(high) => (None, Some(high)),
        _ => (None, None),
    };
    if low.is_some_and(|low| best.value < low.value)
        || high.is_some_and(|high| best.value > high.value)
    {
        return Err(FaultKind::BestOutside {
            best: best.to_string().into(),
            range: Figure::plain(*shape, 0..0).to_string().into(),
        });
    }
    Ok(())
}
