//! Figures as they are printed, and their sums: exactly equal, or not.

use crate::figure::{Extent, Kind, Number};
use crate::model::{ClaimId, Corpus};

/// A figure as printed: `541–547+` is low 541, high 547, open. In the base unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct PrintedFigure {
    pub(crate) low: Number,
    pub(crate) high: Number,
    pub(crate) open: bool,
}

impl PrintedFigure {
    /// The claim's figure; `None` where it commits itself to no exact numbers: a hedged figure, an
    /// end that is itself left out, an estimate rounded at its digits.
    pub(crate) fn of(corpus: &Corpus, claim: ClaimId) -> Option<Self> {
        let measure = corpus.measure_of(corpus.claim(claim).quantity);
        let unit = measure.unit.as_ref().map_or(Number::ONE, |(_, unit)| unit.factor());
        Self::read(&corpus.extent(claim), measure.kind, unit)
    }

    fn read(extent: &Extent, kind: Kind, unit: Number) -> Option<Self> {
        let core = &extent.core;
        let strict = [core.low, core.high].into_iter().flatten().any(|bound| bound.strict);
        if !extent.known || extent.approximate || strict {
            return None;
        }
        let (low, open) = (core.low?.value, core.high.is_none());
        if kind.is_rounded() {
            let (best, high) = (extent.best?, core.high?.value);
            return rounded_point(low, best, high, unit).then_some(Self {
                low: best,
                high: best,
                open,
            });
        }
        Some(Self { low, high: extent.nominal_high?, open })
    }

    /// A single number.
    pub(crate) fn is_point(&self) -> bool {
        self.low == self.high
    }

    /// How far apart two figures are, at the end where they are farther apart.
    pub(crate) fn distance(&self, other: &Self) -> Number {
        let apart = |a: Number, b: Number| a.sub(b).abs();
        apart(self.low, other.low).max(apart(self.high, other.high))
    }

    /// Both numbers changed alike; `None` where one cannot be, or they change places.
    pub(crate) fn map(&self, change: impl Fn(Number) -> Option<Number>) -> Option<Self> {
        let (low, high) = (change(self.low)?, change(self.high)?);
        (low <= high).then_some(Self { low, high, ..*self })
    }

    /// As an extent, to be printed.
    pub(crate) fn extent(&self) -> Extent {
        use crate::figure::{Bound, Interval};
        let high = (!self.open).then(|| Bound::at(self.high));
        let core = Interval { low: Some(Bound::at(self.low)), high };
        Extent { core, wide: core, nominal_high: Some(self.high), ..Extent::exact(self.low) }
    }
}

/// Whether the ends are those of one number rounded at its last printed digit: as far from it on
/// both sides, and one unit of that digit from one another.
fn rounded_point(low: Number, best: Number, high: Number, unit: Number) -> bool {
    let width = high.sub(low).div_exact(unit);
    let one_digit =
        width.and_then(|width| Some(Number::power_of_ten(width.last_digit()?) == width));
    best.sub(low) == high.sub(best) && one_digit == Some(true)
}

/// A sum of figures, from which they can be taken away again.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct PrintedSum {
    low: Number,
    high: Number,
    open: i32,
    /// How many give no exact numbers.
    inexact: i32,
}

impl PrintedSum {
    pub(crate) fn plus(self, figure: Option<PrintedFigure>) -> Self {
        self.times(figure, 1)
    }

    pub(crate) fn minus(self, figure: Option<PrintedFigure>) -> Self {
        self.times(figure, -1)
    }

    fn times(self, figure: Option<PrintedFigure>, times: i32) -> Self {
        let Some(figure) = figure else {
            return Self { inexact: self.inexact + times, ..self };
        };
        let add = |sum: Number, one: Number| if times < 0 { sum.sub(one) } else { sum.add(one) };
        Self {
            low: add(self.low, figure.low),
            high: add(self.high, figure.high),
            open: self.open + if figure.open { times } else { 0 },
            ..self
        }
    }

    pub(crate) fn and(self, other: Self) -> Self {
        Self {
            low: self.low.add(other.low),
            high: self.high.add(other.high),
            open: self.open + other.open,
            inexact: self.inexact + other.inexact,
        }
    }

    pub(crate) fn without(self, other: Self) -> Self {
        Self {
            low: self.low.sub(other.low),
            high: self.high.sub(other.high),
            open: self.open - other.open,
            inexact: self.inexact - other.inexact,
        }
    }

    /// The figure, open or not, that would bring the sum to `wanted`; `None` where none would.
    pub(crate) fn needed(&self, wanted: &PrintedFigure, open: bool) -> Option<PrintedFigure> {
        let (low, high) = (wanted.low.sub(self.low), wanted.high.sub(self.high));
        let fits = self.inexact == 0 && !low.is_negative() && low <= high;
        (fits && wanted.open == (open || self.open > 0)).then_some(PrintedFigure {
            low,
            high,
            open,
        })
    }

    /// The sum as it would be printed; `None` where a figure in it gives no exact numbers.
    pub(crate) fn printed(&self) -> Option<PrintedFigure> {
        (self.inexact == 0).then_some(PrintedFigure {
            low: self.low,
            high: self.high,
            open: self.open > 0,
        })
    }
}
