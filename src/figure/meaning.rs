//! What a figure means for a measure: its interval with rounding, band and tolerance.

use crate::figure::extent::Extent;
use crate::figure::fault::{Fault, FaultKind};
use crate::figure::interval::{Bound, Interval};
use crate::figure::number::Number;
use crate::figure::parse::plain_number;
use crate::figure::published::{Approx, Figure, FigureShape, Kind, PrintedNumber};
use crate::figure::unit::Unit;
use crate::figure::word_lists::LIMIT;

/// The most decimals an end of an extent has; wider ends are rounded outward.
const MOST_DECIMALS: u8 = 15;

/// How far a figure may be off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Slack {
    /// So many of the measure's units.
    Absolute(Number),
    /// So many hundredths of the number.
    Percent(Number),
}

impl Slack {
    /// Reads `20` or `5%`.
    ///
    /// # Errors
    /// When it is not a plain number of zero or more, or above 1,000%.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let body = text.trim();
        let share = ["%", "percent", "per cent"].iter().find_map(|sign| body.strip_suffix(sign));
        let number = plain_number(share.unwrap_or(text))?;
        let fault = |kind| Err(Fault::new(kind, text, 0..text.len()));
        if number.is_negative() {
            return fault(FaultKind::NotPositive);
        }
        match share {
            Some(_) if number > Number::from_int(1000) => fault(FaultKind::TooLarge),
            Some(_) => Ok(Self::Percent(number)),
            None => Ok(Self::Absolute(number)),
        }
    }

    /// The slack around a number, in base units; `unit` is how many of them the measure's unit is.
    fn around(self, value: Number, unit: Number) -> Number {
        match self {
            Self::Absolute(size) => size.mul(unit).min(Number::from_int(LIMIT)),
            Self::Percent(share) => value.abs().mul(share).mul(Number::new(1, 2)),
        }
    }
}

/// How a measure reads its figures.
#[derive(Clone, Copy, Debug)]
pub struct Terms<'a> {
    /// What its numbers are.
    pub kind: Kind,
    /// What they are given in when a figure names no unit.
    pub unit: Option<&'a Unit>,
    /// Whether they may lie below zero.
    pub signed: bool,
    /// How far `about` reaches, where the last digit that is not zero should not say.
    pub band: Option<Slack>,
    /// How far every figure may be off.
    pub tolerance: Option<Slack>,
}

impl Figure {
    /// What the figure says of a measure, in the base unit of the measure's unit.
    ///
    /// # Errors
    /// When its unit does not convert, a count has a fraction, or a number lies outside what is read.
    pub fn read_as(&self, terms: &Terms<'_>) -> Result<Extent, Fault> {
        if !self.is_known() {
            return Ok(Extent::unknown(terms.signed));
        }
        if let Some(also) = self.also() {
            also.read_as(terms).map_err(|fault| fault.quoting(&self.to_string()))?;
        }
        let reading =
            FigureReading { terms, factor: self.factor(terms)?, approx: self.said.approx };
        if let Some(value) = reading.plain(self) {
            return match reading.convert(value) {
                Ok(value) => Ok(Extent::exact(value)),
                Err(kind) => Err(self.fault(kind)),
            };
        }
        reading.extent(self).map_err(|kind| self.fault(kind))
    }

    /// How many base units one of the figure's is.
    fn factor(&self, terms: &Terms<'_>) -> Result<Number, Fault> {
        let Some(unit) = &self.said.unit else {
            return Ok(terms.unit.map_or(Number::ONE, Unit::factor));
        };
        let fits = match terms.unit {
            Some(own) => unit.converts_to(own),
            None => terms.kind == Kind::Share && unit.base() == "%",
        };
        if fits {
            return Ok(unit.factor());
        }
        let wanted = terms.unit.map(|unit| unit.name().into());
        let name = unit.name().into();
        let mut fault = self.fault(if unit.is_known() {
            FaultKind::WrongUnit { found: name, wanted }
        } else {
            FaultKind::UnknownUnit { unit: name, wanted }
        });
        fault.at = self.spots.unit.clone();
        Err(fault)
    }

    fn fault(&self, kind: FaultKind) -> Fault {
        Fault::within(kind, &self.to_string(), self.spots.whole.clone())
    }
}

/// One reading of one figure.
struct FigureReading<'a> {
    terms: &'a Terms<'a>,
    factor: Number,
    approx: Approx,
}

/// One end of a figure: the number, how far its rounding reaches, and how far its hedge does.
#[derive(Clone, Copy)]
struct FigureEnd {
    value: Number,
    rounding: Number,
    band: Number,
    strict: bool,
}

/// The ends of a figure, none where it is open, and the high number an open range is printed with.
#[derive(Clone, Copy)]
struct FigureEnds {
    low: Option<FigureEnd>,
    high: Option<FigureEnd>,
    nominal: Option<FigureEnd>,
}

impl FigureEnds {
    const fn new(low: Option<FigureEnd>, high: Option<FigureEnd>) -> Self {
        Self { low, high, nominal: None }
    }
}

impl FigureReading<'_> {
    /// The number of a figure that is nothing else: the commonest by far, and worth the short way.
    fn plain(&self, figure: &Figure) -> Option<PrintedNumber> {
        match figure.said.shape {
            FigureShape::Point(value)
                if self.approx == Approx::Exact
                    && self.terms.tolerance.is_none()
                    && !self.terms.kind.is_rounded() =>
            {
                Some(value)
            }
            _ => None,
        }
    }

    fn extent(&self, figure: &Figure) -> Result<Extent, FaultKind> {
        let ends = self.ends(&figure.said.shape)?;
        let core = self.core(ends)?;
        let best = match (&figure.said.best, &figure.said.shape) {
            (Some(best), _)
            | (
                None,
                FigureShape::Point(best)
                | FigureShape::Margin(best, _)
                | FigureShape::Nearest(best, _),
            ) => Some(self.convert(*best)?),
            _ => None,
        };
        Ok(Extent {
            core,
            wide: self.wide(&core, ends),
            nominal_high: core
                .high
                .map(|bound| bound.value)
                .or_else(|| ends.nominal.map(|end| end.value.add(end.rounding)))
                .or_else(|| core.low.map(|bound| bound.value)),
            best,
            approximate: self.approx != Approx::Exact,
            known: true,
        })
    }

    fn ends(&self, shape: &FigureShape) -> Result<FigureEnds, FaultKind> {
        Ok(match shape {
            FigureShape::Unknown | FigureShape::NotStated => FigureEnds::new(None, None),
            FigureShape::Point(value) => {
                let end = Some(self.end(*value)?);
                FigureEnds::new(end, end)
            }
            FigureShape::Range(low, high) => {
                FigureEnds::new(Some(self.end(*low)?), Some(self.end(*high)?))
            }
            FigureShape::RangePlus(low, high) => FigureEnds {
                nominal: Some(self.end(*high)?),
                ..FigureEnds::new(Some(self.end(*low)?), None)
            },
            FigureShape::AtLeast(low) => FigureEnds::new(Some(self.end(*low)?), None),
            FigureShape::UpTo(high) => FigureEnds::new(None, Some(self.end(*high)?)),
            FigureShape::MoreThan(low) => {
                FigureEnds::new(Some(self.strict(*low, Number::ONE)?), None)
            }
            FigureShape::FewerThan(high) => {
                FigureEnds::new(None, Some(self.strict(*high, Number::ONE.neg())?))
            }
            FigureShape::Margin(middle, margin) => self.around(*middle, self.convert(*margin)?)?,
            FigureShape::Nearest(value, step) => {
                self.around(*value, self.convert(*step)?.half())?
            }
            FigureShape::Vague(floor) => {
                let floor = PrintedNumber { value: Number::from_int(*floor), place: 0 };
                FigureEnds::new(Some(FigureEnd::exact(self.convert(floor)?)), None)
            }
        })
    }

    fn around(&self, middle: PrintedNumber, size: Number) -> Result<FigureEnds, FaultKind> {
        let middle = self.convert(middle)?;
        let (low, high) = (middle.sub(size), middle.add(size));
        Ok(FigureEnds::new(Some(FigureEnd::exact(low)), Some(FigureEnd::exact(high))))
    }

    /// An end that belongs to the figure, rounded at its last printed digit where the kind is.
    fn end(&self, printed: PrintedNumber) -> Result<FigureEnd, FaultKind> {
        let value = self.convert(printed)?;
        let rounding = if self.terms.kind.is_rounded() {
            Number::power_of_ten(printed.place).half().mul(self.factor)
        } else {
            Number::ZERO
        };
        Ok(FigureEnd { value, rounding, band: self.band(printed, value), strict: false })
    }

    /// An end the figure stays clear of: the next whole number for counts.
    fn strict(&self, printed: PrintedNumber, step: Number) -> Result<FigureEnd, FaultKind> {
        let value = self.convert(printed)?;
        let count = self.terms.kind == Kind::Count;
        Ok(FigureEnd {
            value: if count { value.add(step) } else { value },
            rounding: Number::ZERO,
            band: self.band(printed, value),
            strict: !count,
        })
    }

    fn band(&self, printed: PrintedNumber, value: Number) -> Number {
        if self.approx == Approx::Exact {
            return Number::ZERO;
        }
        if let Some(band) = self.terms.band {
            return band.around(value, self.unit_factor());
        }
        let place = printed.value.last_digit().unwrap_or(printed.place);
        let unit = Number::power_of_ten(place).mul(self.factor);
        match self.terms.kind {
            Kind::Amount | Kind::Share => unit,
            _ => unit.half(),
        }
    }

    fn unit_factor(&self) -> Number {
        self.terms.unit.map_or(Number::ONE, Unit::factor)
    }

    fn convert(&self, printed: PrintedNumber) -> Result<Number, FaultKind> {
        let value =
            if self.factor == Number::ONE { printed.value } else { printed.value.mul(self.factor) };
        if value.abs() >= Number::from_int(LIMIT) {
            return Err(FaultKind::TooLarge);
        }
        if value.decimals() >= MOST_DECIMALS {
            return Err(FaultKind::TooPrecise);
        }
        if value.is_negative() && !self.terms.signed {
            return Err(FaultKind::Negative);
        }
        // `28.000` may well be 28,000 as some languages write it; it is never quietly 28.
        let thousandths = printed.place == -3 && self.factor == Number::ONE;
        if self.terms.kind == Kind::Count && (thousandths || !value.is_integer()) {
            return Err(FaultKind::FractionOfCount { number: value, thousandths });
        }
        Ok(value)
    }

    fn core(&self, ends: FigureEnds) -> Result<Interval, FaultKind> {
        let core = self.fitted(
            ends.low.map(|end| (end.value.sub(end.rounding), end.strict)),
            ends.high.map(|end| (end.value.add(end.rounding), end.strict)),
        );
        if core.is_empty() {
            return Err(FaultKind::NothingBelow);
        }
        Ok(core)
    }

    fn wide(&self, core: &Interval, ends: FigureEnds) -> Interval {
        if self.approx == Approx::Exact && self.terms.tolerance.is_none() {
            return *core;
        }
        let tolerance = |value| {
            let slack = self.terms.tolerance;
            slack.map_or(Number::ZERO, |slack| slack.around(value, self.unit_factor()))
        };
        let up = match self.approx {
            Approx::Almost => Number::ZERO,
            Approx::Exact | Approx::About => Number::ONE,
        };
        let low = ends.low.map(|end| {
            let reach = end.rounding.max(end.band).add(tolerance(end.value));
            (end.value.sub(reach), end.strict)
        });
        let high = ends.high.map(|end| {
            let reach = end.rounding.max(end.band.mul(up)).add(tolerance(end.value));
            (end.value.add(reach), end.strict)
        });
        core.hull(&self.fitted(low, high))
    }

    /// Ends where the measure can have numbers: whole for counts, from zero up unless signed.
    fn fitted(&self, low: Option<(Number, bool)>, high: Option<(Number, bool)>) -> Interval {
        let count = self.terms.kind == Kind::Count;
        let decimals = if count { 0 } else { MOST_DECIMALS };
        let zero = Some(Bound::at(Number::ZERO));
        let low = low.map(|(value, strict)| Bound {
            value: if count { value.ceil() } else { value.floor_to(decimals) },
            strict,
        });
        let low = match low {
            Some(low) if low.value.is_negative() && !self.terms.signed => zero,
            None if !self.terms.signed => zero,
            low => low,
        };
        let high = high.map(|(value, strict)| Bound {
            value: if count { value.floor() } else { value.ceil_to(decimals) },
            strict,
        });
        Interval { low, high }
    }
}

impl FigureEnd {
    const fn exact(value: Number) -> Self {
        Self { value, rounding: Number::ZERO, band: Number::ZERO, strict: false }
    }
}
