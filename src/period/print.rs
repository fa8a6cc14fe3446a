//! Printing: a period back to EDTF, one text for each period, and to words for the middle of a
//! sentence.
//!
//! The text is found from the days alone. A single unit is printed as such; in an interval a
//! certain edge takes the coarsest unit that fits but no coarser than the other edge, so
//! `2016-04-01/2016-04-05` keeps its days.

use std::fmt;

use crate::period::calendar::{CalendarUnit, Precision, date};
use crate::period::days::{Days, Period};
use crate::period::parse::WrittenEdge;

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&edtf(self.edges()))
    }
}

impl fmt::Display for Days {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let certain = Period { widest: *self, sure: *self };
        f.pad(&edtf(certain.edges()))
    }
}

impl Days {
    /// The days as they stand in a sentence, as [`Period::in_words`].
    #[must_use]
    pub fn in_words(self) -> String {
        Period { widest: self, sure: self }.in_words()
    }
}

impl Period {
    /// The period as it stands in a sentence: "in 2015", "on 2016-04-01", "from 1988 to 1994", "up
    /// to 2016-08-05", "from 2014-08-05 on", "in about 2016"; nothing for all time.
    #[must_use]
    pub fn in_words(&self) -> String {
        match self.edges() {
            (None, None) => String::new(),
            (None, Some(last)) => format!("up to {}", spoken(last)),
            (Some(first), None) => format!("from {} on", spoken(first)),
            (Some(first), Some(last)) if first == last => {
                let preposition = if first.unit.precision == Precision::Day { "on" } else { "in" };
                format!("{preposition} {}", spoken(first))
            }
            (Some(first), Some(last)) => format!("from {} to {}", spoken(first), spoken(last)),
        }
    }

    /// The edges this period is printed with, `None` being an open end: one unit if there is one,
    /// or else the coarsest that suit both.
    fn edges(&self) -> Edges {
        if self.is_certain()
            && let Some(unit) = single(self.widest)
        {
            let edge = Some(WrittenEdge { unit, uncertain: false });
            return (edge, edge);
        }
        let Days { first, last } = self.widest;
        let first = (!self.widest.is_open_before()).then(|| first_edge(first, self.sure.first));
        let last = (!self.widest.is_open_after()).then(|| last_edge(self.sure.last, last));
        match (first, last) {
            (Some(first), Some(last)) => aligned(first, last),
            edges => edges,
        }
    }
}

type Edges = (Option<WrittenEdge>, Option<WrittenEdge>);

/// The unit that is exactly these days.
fn single(days: Days) -> Option<CalendarUnit> {
    let mut units = Precision::COARSEST_FIRST
        .into_iter()
        .filter_map(|precision| CalendarUnit::beginning(precision, days.first));
    units.find(|unit| !days.is_open() && unit.last() == days.last)
}

/// The edge of a period that begins between two days, or on the one.
fn first_edge(earliest: i32, latest: i32) -> WrittenEdge {
    match around(earliest, latest) {
        Some(unit) => WrittenEdge { unit, uncertain: true },
        None => WrittenEdge { unit: coarsest(earliest), uncertain: false },
    }
}

/// The edge of a period that ends between two days, or on the one.
fn last_edge(earliest: i32, latest: i32) -> WrittenEdge {
    let WrittenEdge { unit, uncertain } =
        first_edge(earliest.saturating_add(1), latest.saturating_add(1));
    WrittenEdge { unit: unit.later(-1), uncertain }
}

/// The unit whose neighbours begin on these two days.
fn around(earliest: i32, latest: i32) -> Option<CalendarUnit> {
    let mut units = Precision::COARSEST_FIRST
        .into_iter()
        .filter_map(|precision| CalendarUnit::beginning(precision, earliest));
    units.find(|unit| unit.later(2).first() == latest).map(|unit| unit.later(1))
}

/// The coarsest of year, month and day that begins on that day. No decade: `1960/1979` is easier
/// read than `196X/197X`.
fn coarsest(day: i32) -> CalendarUnit {
    let units = [Precision::Year, Precision::Month];
    units
        .into_iter()
        .find_map(|precision| CalendarUnit::beginning(precision, day))
        .unwrap_or(CalendarUnit::day(day))
}

/// The same edges, a certain one no coarser than the other.
fn aligned(first: WrittenEdge, last: WrittenEdge) -> Edges {
    let finer = first.unit.precision.min(last.unit.precision);
    let within = |edge: WrittenEdge, day: i32| match edge.uncertain {
        true => Some(edge),
        false => Some(WrittenEdge { unit: CalendarUnit::holding(finer, day), ..edge }),
    };
    (within(first, first.unit.first()), within(last, last.unit.last()))
}

fn edtf((first, last): Edges) -> String {
    let edge = |edge: Option<WrittenEdge>| edge.map_or("..".to_owned(), |edge| edge.to_string());
    if first.is_some() && first == last {
        edge(first)
    } else {
        format!("{}/{}", edge(first), edge(last))
    }
}

fn spoken(edge: WrittenEdge) -> String {
    let about = if edge.uncertain { "about " } else { "" };
    match edge.unit.precision {
        Precision::Decade => format!("{about}the {:03}0s", edge.unit.number),
        _ => format!("{about}{}", edge.unit),
    }
}

impl fmt::Display for WrittenEdge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.unit, if self.uncertain { "~" } else { "" })
    }
}

impl fmt::Display for CalendarUnit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = date(self.first());
        match self.precision {
            Precision::Decade => write!(f, "{:03}X", self.number),
            Precision::Year => write!(f, "{year:04}"),
            Precision::Month => write!(f, "{year:04}-{month:02}"),
            Precision::Day => write!(f, "{year:04}-{month:02}-{day:02}"),
        }
    }
}
