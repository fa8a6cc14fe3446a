//! A small world and what is said of it; which claims stand, which days a period holds and which
//! numbers a figure allows, by the format's own words and not by the code under test.

use crate::exact::{End, Within};

/// Measures, dimensions and claims. A file of it is a claim file.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct World {
    pub(crate) measures: Vec<Measure>,
    pub(crate) dimensions: Vec<Tree>,
    pub(crate) claims: Vec<Said>,
}

#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Measure {
    pub(crate) kind: Kind,
    /// The measure it is a part of.
    pub(crate) within: Option<usize>,
    /// The dimension a share is a share of.
    pub(crate) of: Option<usize>,
    /// How far every figure may be off.
    pub(crate) tolerance: Option<Tolerance>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kind {
    Count,
    Amount,
    Stock,
    Share,
    Rate,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Tolerance {
    /// So many of the unit.
    Of(i64),
    Percent(i64),
}

/// The members of a dimension, the whole first and every other behind the one it is a part of.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Tree(pub(crate) Vec<Member>);

#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Member {
    pub(crate) parent: usize,
    pub(crate) complete: bool,
    pub(crate) overlapping: bool,
}

/// A claim.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Said {
    pub(crate) about: About,
    pub(crate) figure: Figure,
    pub(crate) party: usize,
    pub(crate) source: usize,
    pub(crate) deprecated: bool,
    /// The month of 2017 in which the figure was known.
    pub(crate) as_of: Option<i64>,
    /// The claims, by their places, whose figures this one is the sum of.
    pub(crate) sum_of: Vec<usize>,
    pub(crate) grade: Option<&'static str>,
}

impl Said {
    /// What it takes to doubt it: five for a source of grade A and for an item of grade 1, down to one;
    /// three where there is no grade, or one that judges nothing.
    pub(crate) fn weight(&self) -> u64 {
        let mut signs = self.grade.unwrap_or("").bytes();
        let source = signs.next().filter(|letter| *letter < b'F').map(|letter| 5 - (letter - b'A'));
        let item = signs.next().filter(|digit| *digit < b'6').map(|digit| 5 - (digit - b'1'));
        (source.unwrap_or(3) + item.unwrap_or(3)).into()
    }
}

/// A quantity: a member of every dimension, 0 being the whole.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct About {
    pub(crate) measure: usize,
    pub(crate) members: Vec<usize>,
    pub(crate) period: Period,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) struct Period {
    pub(crate) first: Edge,
    pub(crate) last: Edge,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Edge {
    Open,
    On { unit: Unit, uncertain: bool },
}

/// A year, a month counted from the year 0, or a day of 2015 or 2016 counted from the first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Unit {
    Year(i64),
    Month(i64),
    Day(i64),
}

/// A figure as printed: numbers in units of their last digit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Figure {
    pub(crate) form: Form,
    pub(crate) number: i64,
    /// The number is one of tenths.
    pub(crate) tenths: bool,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Form {
    Exact,
    To(i64),
    ToPlus(i64),
    AtLeast,
    MoreThan,
    UpTo,
    FewerThan,
    About,
    Almost,
    Unknown,
}

/// A whole unit in the numbers of [`End`].
pub(crate) const ONE: i64 = 1_000_000;

/// Runs of days, the last one past the end; an open end is one of the outermost.
pub(crate) type Run = (i64, i64);
pub(crate) const OPEN: Run = (-1_000_000, 1_000_000);

impl Kind {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Kind::Count => "count",
            Kind::Amount => "amount",
            Kind::Stock => "stock",
            Kind::Share => "share",
            Kind::Rate => "rate",
        }
    }

    pub(crate) const fn is_rounded(self) -> bool {
        matches!(self, Kind::Amount | Kind::Share | Kind::Rate)
    }
}

impl Tree {
    pub(crate) fn parts(&self, of: usize) -> Vec<usize> {
        (1..self.0.len()).filter(|&at| self.0[at].parent == of).collect()
    }
}

impl World {
    /// The claims that enter the arithmetic: not the deprecated ones nor those without a number, nor
    /// what a party said of a quantity before it said something later.
    pub(crate) fn standing(&self) -> Vec<usize> {
        let stands = |at: &usize| {
            let said = &self.claims[*at];
            let later = |other: &Said| {
                !other.deprecated
                    && other.party == said.party
                    && other.about.same(&said.about)
                    && said.as_of.is_some_and(|then| other.as_of.is_some_and(|now| now > then))
            };
            let known = said.figure.form != Form::Unknown;
            known && !said.deprecated && !self.claims.iter().any(later)
        };
        (0..self.claims.len()).filter(stands).collect()
    }

    /// What the claim's figure allows, bands and tolerances included.
    pub(crate) fn within(&self, at: usize) -> Within {
        let said = &self.claims[at];
        said.figure.within(&self.measures[said.about.measure])
    }
}

impl About {
    pub(crate) fn same(&self, other: &Self) -> bool {
        self.measure == other.measure
            && self.members == other.members
            && self.period.runs() == other.period.runs()
    }
}

impl About {
    /// Whether it is a part of another quantity of the same measure, by its members and days, and adds
    /// up with others: parts of an overlapping member never do.
    pub(crate) fn adds_up_in(&self, outer: &Self, dimensions: &[Tree]) -> bool {
        let below = |(dimension, tree): (usize, &Tree)| {
            let (mut at, above) = (self.members[dimension], outer.members[dimension]);
            while at != above && at != 0 {
                at = tree.0[at].parent;
                if tree.0[at].overlapping {
                    return false;
                }
            }
            at == above
        };
        let (widest, sure) = (self.period.runs().0, outer.period.runs().1);
        self.measure == outer.measure
            && dimensions.iter().enumerate().all(below)
            && (self.period.runs() == outer.period.runs()
                || (sure.0 <= widest.0 && widest.1 <= sure.1))
    }
}

impl Period {
    pub(crate) const ALL: Self = Self { first: Edge::Open, last: Edge::Open };

    /// The days it may mean at the widest, and those it surely holds (from and to may have passed
    /// one another).
    pub(crate) fn runs(&self) -> (Run, Run) {
        let edge = |edge: Edge, open: i64, last: i64| match edge {
            Edge::Open => (open, open),
            Edge::On { unit, uncertain } => {
                let reach = i64::from(uncertain);
                (unit.later(last - reach).first_day(), unit.later(last + reach).first_day())
            }
        };
        let (first, last) = (edge(self.first, OPEN.0, 0), edge(self.last, OPEN.1, 1));
        ((first.0, last.1), (first.1, last.0))
    }

    /// Whether, as written, it does not end before it begins.
    pub(crate) fn is_lawful(&self) -> bool {
        match (self.first, self.last) {
            (Edge::On { unit: first, .. }, Edge::On { unit: last, .. }) => {
                first.first_day() < last.later(1).first_day()
            }
            _ => true,
        }
    }
}

impl Unit {
    pub(crate) fn later(self, by: i64) -> Self {
        match self {
            Unit::Year(year) => Unit::Year(year + by),
            Unit::Month(month) => Unit::Month(month + by),
            Unit::Day(day) => Unit::Day(day + by),
        }
    }

    /// Counted from the first of 2015.
    pub(crate) fn first_day(self) -> i64 {
        match self {
            Unit::Day(day) => day,
            Unit::Month(month) => {
                let year = Unit::Year(month / 12).first_day();
                let leap = i64::from(month / 12 % 4 == 0);
                let lengths = [31, 28 + leap, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
                year + lengths[..(month % 12) as usize].iter().sum::<i64>()
            }
            // No year here is one of the centuries without a leap day.
            Unit::Year(year) => {
                (year - 2015) * 365 + (year - 1).div_euclid(4) - 2014_i64.div_euclid(4)
            }
        }
    }

    /// The month a day lies in.
    pub(crate) fn month(self) -> Self {
        let mut month = Unit::Month(2013 * 12);
        while month.later(1).first_day() <= self.first_day() {
            month = month.later(1);
        }
        month
    }
}

impl Figure {
    pub(crate) const fn exact(number: i64) -> Self {
        Self { form: Form::Exact, number, tenths: false }
    }

    fn last_digit(&self) -> i64 {
        if self.tenths { ONE / 10 } else { ONE }
    }

    /// What it allows under a measure.
    pub(crate) fn within(&self, measure: &Measure) -> Within {
        let count = measure.kind == Kind::Count;
        let low = |number: i64, reach: i64, strict: bool| {
            let at = number - reach;
            let at = if count { at.div_ceil_to(ONE) } else { at };
            if at < 0 { End::ZERO } else { End { at, strict } }
        };
        let high = |number: i64, reach: i64, strict: bool| {
            let at = number + reach;
            Some(End { at: if count { at.div_euclid(ONE) * ONE } else { at }, strict })
        };
        let number = self.number * self.last_digit();
        let rounding = if measure.kind.is_rounded() { self.last_digit() / 2 } else { 0 };
        let slack = |number: i64| match measure.tolerance {
            Some(Tolerance::Of(size)) => size * ONE,
            Some(Tolerance::Percent(size)) => number / 100 * size,
            None => 0,
        };
        let reach = |number: i64| rounding + slack(number);
        let other = |high: i64| high * self.last_digit();
        let strict = !count;
        match self.form {
            Form::Exact => Within {
                low: low(number, reach(number), false),
                high: high(number, reach(number), false),
            },
            Form::To(end) => Within {
                low: low(number, reach(number), false),
                high: high(other(end), reach(other(end)), false),
            },
            Form::ToPlus(_) | Form::AtLeast => {
                Within { low: low(number, reach(number), false), high: None }
            }
            Form::MoreThan => {
                let number = if count { number + ONE } else { number };
                Within { low: low(number, slack(number), strict), high: None }
            }
            Form::UpTo => Within { low: End::ZERO, high: high(number, reach(number), false) },
            Form::FewerThan => {
                let number = if count { number - ONE } else { number };
                Within { low: End::ZERO, high: high(number, slack(number), strict) }
            }
            Form::About | Form::Almost => {
                let band = self.band(measure.kind).max(rounding);
                let above = if self.form == Form::About { band } else { rounding };
                let hedged = Within {
                    low: low(number, band + slack(number), false),
                    high: high(number, above + slack(number), false),
                };
                let plain = Self { form: Form::Exact, ..*self };
                let measure = Measure { tolerance: None, ..measure.clone() };
                hedged.hull(plain.within(&measure))
            }
            Form::Unknown => Within::ANY,
        }
    }

    /// Half a unit of the last digit that is not zero; the whole of it for amounts and shares.
    fn band(&self, kind: Kind) -> i64 {
        let mut unit = self.last_digit();
        let mut number = self.number;
        while number != 0 && number % 10 == 0 {
            (number, unit) = (number / 10, unit * 10);
        }
        if matches!(kind, Kind::Amount | Kind::Share) { unit } else { unit / 2 }
    }
}

trait Ceil {
    fn div_ceil_to(self, step: i64) -> i64;
}

impl Ceil for i64 {
    fn div_ceil_to(self, step: i64) -> i64 {
        -((-self).div_euclid(step)) * step
    }
}
