//! A figure as published, and the kinds of measure it may be for. Data only: reading is in `parse`,
//! what it means for a measure in `meaning`.

use crate::figure::number::Number;
use crate::figure::unit::Unit;
use std::ops::Range;

/// What a measure's numbers are, and so how they are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Kind {
    /// Whole things, exact as written.
    #[default]
    Count,
    /// A sum such as money, rounded at its last printed digit.
    Amount,
    /// A part of a whole, usually in percent, rounded at its last printed digit.
    Share,
    /// A level at a time, exact as written.
    Stock,
    /// A number per something, rounded at its last printed digit.
    Rate,
    /// A length of time, exact as written.
    Duration,
}

impl Kind {
    /// Every kind, in the order of the format's page.
    pub const ALL: [Self; 6] =
        [Self::Count, Self::Amount, Self::Share, Self::Stock, Self::Rate, Self::Duration];

    /// Its name in claim files.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Amount => "amount",
            Self::Share => "share",
            Self::Stock => "stock",
            Self::Rate => "rate",
            Self::Duration => "duration",
        }
    }

    /// The kind of that name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Whether numbers of this kind are rounded at their last printed digit.
    #[must_use]
    pub const fn is_rounded(self) -> bool {
        matches!(self, Self::Amount | Self::Share | Self::Rate)
    }
}

/// How a figure is found in print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fidelity {
    /// The print gives other numbers.
    OtherNumbers,
    /// It gives the same numbers with another hedge.
    OtherHedge,
    /// It says the same, number for number and hedge for hedge.
    Faithful,
}

/// A figure as published, whatever its measure. Equal figures say the same, however they are spelt.
///
/// It prints in one notation that reads back as the same figure.
#[derive(Clone, Debug)]
pub struct Figure {
    pub(super) said: Saying,
    pub(super) spots: Spots,
}

impl Figure {
    /// Whether it gives any number: not for `unknown` and `not stated`.
    #[must_use]
    pub const fn is_known(&self) -> bool {
        !matches!(self.said.shape, FigureShape::Unknown | FigureShape::NotStated)
    }

    /// Whether it is hedged with `about`, `almost` or the like.
    #[must_use]
    pub fn is_approximate(&self) -> bool {
        self.said.approx != Approx::Exact
    }

    /// Whether this is what the print says (docs/meaning.md, "A claim against itself"). The one place where it is
    /// decided if a quote is faithful to its figure.
    #[must_use]
    pub fn fidelity(&self, printed: &Self) -> Fidelity {
        if !self.same_numbers(printed) {
            Fidelity::OtherNumbers
        } else if !self.same_hedges(printed) {
            Fidelity::OtherHedge
        } else {
            Fidelity::Faithful
        }
    }

    /// Whether both print the same numbers, whatever their hedges: `4+` and `at most 4` do. Numbers
    /// given in units that convert are the same when they come to the same.
    fn same_numbers(&self, other: &Self) -> bool {
        let factor = |figure: &Self| figure.said.unit.as_ref().map(Unit::factor);
        let (ours, theirs) = match (self.unit(), other.unit()) {
            (Some(one), Some(two)) if one.converts_to(two) => (factor(self), factor(other)),
            _ => (None, None),
        };
        let values = |figure: &Self, factor: Option<Number>| -> Vec<Number> {
            let factor = factor.unwrap_or(Number::ONE);
            figure.said.shape.numbers().into_iter().flatten().map(|n| n.mul(factor)).collect()
        };
        values(self, ours) == values(other, theirs) && self.is_vague() == other.is_vague()
    }

    /// The figure in brackets behind it, which says the same in another unit or in digits: `16 sq mi`
    /// of `41 km² (16 sq mi)`.
    #[must_use]
    pub fn also(&self) -> Option<Self> {
        let said = Saying::clone(self.said.also.as_ref()?);
        Some(Self { said, spots: self.spots.clone() })
    }

    /// Each of its numbers as a figure of its own, without hedges.
    #[must_use]
    pub fn apart(&self) -> Vec<Self> {
        let point = |value| {
            let shape = FigureShape::Point(PrintedNumber { value, place: 0 });
            let unit = self.said.unit.clone();
            let said = Saying { shape, approx: Approx::Exact, best: None, unit, also: None };
            Self { said, spots: Spots::default() }
        };
        self.said.shape.numbers().into_iter().flatten().map(point).collect()
    }

    /// Whether both are hedged alike: by the same kind of bound, and both or neither by `about` or
    /// `almost`. Only where the numbers are the same does this say anything.
    fn same_hedges(&self, other: &Self) -> bool {
        let kind = |figure: &Self| std::mem::discriminant(&figure.said.shape);
        kind(self) == kind(other) && self.said.approx == other.said.approx
    }

    pub(super) const fn is_vague(&self) -> bool {
        matches!(self.said.shape, FigureShape::Vague(_))
    }

    /// The unit it is given in, if it names one.
    #[must_use]
    pub const fn unit(&self) -> Option<&Unit> {
        self.said.unit.as_ref()
    }
}

impl PartialEq for Figure {
    fn eq(&self, other: &Self) -> bool {
        self.said == other.said
    }
}

impl Eq for Figure {}

/// What a figure says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Saying {
    pub(super) shape: FigureShape,
    pub(super) approx: Approx,
    pub(super) best: Option<PrintedNumber>,
    pub(super) unit: Option<Unit>,
    /// The same in another unit, or in digits, in brackets behind it.
    pub(super) also: Option<Box<Saying>>,
}

/// A number as printed: its value and the exponent of its last printed digit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct PrintedNumber {
    pub(super) value: Number,
    pub(super) place: i8,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FigureShape {
    Unknown,
    NotStated,
    Point(PrintedNumber),
    Range(PrintedNumber, PrintedNumber),
    /// `541–547+`
    RangePlus(PrintedNumber, PrintedNumber),
    AtLeast(PrintedNumber),
    MoreThan(PrintedNumber),
    UpTo(PrintedNumber),
    FewerThan(PrintedNumber),
    /// `300 ± 20`
    Margin(PrintedNumber, PrintedNumber),
    /// `28,000 to the nearest 1,000`
    Nearest(PrintedNumber, PrintedNumber),
    /// `dozens`: the floor of one of the vague plurals.
    Vague(i64),
}

impl FigureShape {
    /// The numbers printed in it.
    pub(super) const fn numbers(&self) -> [Option<Number>; 2] {
        match self {
            Self::Unknown | Self::NotStated => [None, None],
            Self::Point(one)
            | Self::AtLeast(one)
            | Self::MoreThan(one)
            | Self::UpTo(one)
            | Self::FewerThan(one) => [Some(one.value), None],
            Self::Range(one, two)
            | Self::RangePlus(one, two)
            | Self::Margin(one, two)
            | Self::Nearest(one, two) => [Some(one.value), Some(two.value)],
            Self::Vague(floor) => [Some(Number::from_int(*floor)), None],
        }
    }
}

/// Whether a hedge loosens both ends, the lower one, or none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Approx {
    Exact,
    About,
    Almost,
}

/// Where the figure and its unit stood in the text, for faults found once the measure is known.
#[derive(Clone, Debug, Default)]
pub(super) struct Spots {
    pub(super) whole: Range<usize>,
    pub(super) unit: Range<usize>,
}
