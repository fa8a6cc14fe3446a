//! Faults: a text that is not read as a period, in one sentence that says what it was and what
//! would be read.

use std::error::Error;
use std::fmt;
use std::ops::Range;

use crate::period::calendar::days_in_month;
use crate::period::parse::{SlipKind, UnreadPeriod, read};
use crate::period::suggest::{readings, without_open_digits};

/// Why a text is not read as a period. Its `Display` is one sentence, without a full stop.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PeriodFault {
    /// What is the matter.
    pub kind: PeriodFaultKind,
    /// Where, in bytes of the text.
    pub at: Range<usize>,
}

/// What is the matter with a text that is not read as a period. `read` is the text in question, cut
/// to 40 characters.
#[derive(Clone, PartialEq, Eq, Debug)]
#[non_exhaustive]
pub enum PeriodFaultKind {
    /// Nothing but white space.
    Empty,
    /// A slash with no date on either side.
    BareSlash,
    /// A year before 0001, after 9999, or not of four digits.
    Year {
        /// The edge as written.
        read: String,
    },
    /// A month that is not among 01 to 12.
    Month {
        /// The edge as written.
        read: String,
        /// The month in it.
        month: String,
    },
    /// A day that its month does not have.
    Day {
        /// The edge as written.
        read: String,
        /// The day in it.
        day: String,
        /// The month, as `2016-02`.
        month: String,
        /// How many days the month has.
        days: u8,
    },
    /// An EDTF season, quarter or other part of a year: a year with a number from 21 to 41 in the
    /// place of the month.
    Season {
        /// The edge as written.
        read: String,
        /// The years it would be if the number ends a run of years: `2016/2021` for `2016-21`.
        years: Option<String>,
    },
    /// A day with a time.
    Time {
        /// The edge as written.
        read: String,
        /// The day alone.
        day: String,
    },
    /// An EDTF set: dates in brackets or braces.
    Set {
        /// The text as written.
        read: String,
    },
    /// A date with digits left open, other than a decade.
    OpenDigits {
        /// The edge as written.
        read: String,
        /// The nearest period that is read, if there is one.
        instead: Option<String>,
    },
    /// An interval whose last day comes before its first.
    Reversed {
        /// The text as written.
        read: String,
        /// The same with its ends exchanged.
        instead: String,
    },
    /// A date or interval written in another manner.
    Manner {
        /// The text as written.
        read: String,
        /// What it may mean, in EDTF; at least one.
        instead: Vec<String>,
    },
    /// Nothing that looks like a date.
    Unknown {
        /// The edge as written.
        read: String,
    },
}

impl PeriodFault {
    pub(super) fn new(text: &str, slip: &UnreadPeriod) -> Self {
        let whole = 0..text.len();
        let edge = text.get(slip.at.clone()).unwrap_or(text);
        let (kind, at) = match slip.kind {
            _ if text.trim().is_empty() => (PeriodFaultKind::Empty, whole),
            SlipKind::BareSlash => (PeriodFaultKind::BareSlash, whole),
            SlipKind::Year => (PeriodFaultKind::Year { read: cut(edge) }, slip.at.clone()),
            SlipKind::Day => day(edge, slip.at.start),
            SlipKind::Month => month(text, edge, slip.at.start),
            SlipKind::Reversed => (reversed(text), whole),
            SlipKind::Form => form(text, edge, slip),
        };
        Self { kind, at }
    }
}

fn day(edge: &str, start: usize) -> (PeriodFaultKind, Range<usize>) {
    let number = |at: Range<usize>| edge[at].parse().unwrap_or(0);
    let days = u8::try_from(days_in_month(number(0..4), number(5..7))).unwrap_or(0);
    let (month, day) = (edge[..7].to_owned(), edge[8..10].to_owned());
    (PeriodFaultKind::Day { read: cut(edge), day, month, days }, start + 8..start + 10)
}

/// A month out of range may also be a season, or no month: `1988-94`, `2016-25-04`.
fn month(text: &str, edge: &str, start: usize) -> (PeriodFaultKind, Range<usize>) {
    let month = edge[5..7].to_owned();
    let instead = readings(text);
    let digits = start + 5..start + 7;
    if edge.len() < 9 && ("21"..="41").contains(&month.as_str()) {
        let years = instead.into_iter().next();
        return (PeriodFaultKind::Season { read: cut(edge), years }, digits);
    }
    match instead.is_empty() {
        true => (PeriodFaultKind::Month { read: cut(edge), month }, digits),
        false => (PeriodFaultKind::Manner { read: cut(text), instead }, 0..text.len()),
    }
}

fn reversed(text: &str) -> PeriodFaultKind {
    let (first, last) = text.split_once('/').unwrap_or_default();
    PeriodFaultKind::Reversed { read: cut(text), instead: format!("{last}/{first}") }
}

fn form(text: &str, edge: &str, slip: &UnreadPeriod) -> (PeriodFaultKind, Range<usize>) {
    let whole = 0..text.len();
    let at = slip.at.clone();
    if text.starts_with(['[', '{']) {
        return (PeriodFaultKind::Set { read: cut(text) }, whole);
    }
    if let Some(day) = day_with_time(edge) {
        return (PeriodFaultKind::Time { read: cut(edge), day: day.to_owned() }, at);
    }
    if has_open_digits(edge) {
        let instead = without_open_digits(edge, text.len() > edge.len(), at.start > 0);
        return (PeriodFaultKind::OpenDigits { read: cut(edge), instead }, at);
    }
    let instead = readings(text);
    match edge {
        _ if !instead.is_empty() => (PeriodFaultKind::Manner { read: cut(text), instead }, whole),
        _ if is_other_year(edge) => (PeriodFaultKind::Year { read: cut(edge) }, at),
        _ if edge.contains('/') => (PeriodFaultKind::Unknown { read: cut(text) }, whole),
        _ => (PeriodFaultKind::Unknown { read: cut(edge) }, at),
    }
}

/// The day of `2016-04-01T10:00` or `2016-04-01 10:00`.
fn day_with_time(edge: &str) -> Option<&str> {
    let (day, time) = edge.split_at_checked(10)?;
    let timed = match time.as_bytes() {
        [b'T' | b't', b'0'..=b'9', ..] => true,
        [b' ', b'0'..=b'9', rest @ ..] => rest.contains(&b':'),
        _ => false,
    };
    (timed && read(day).is_ok()).then_some(day)
}

/// Whether this is a number that could be a year but for its sign or the number of its digits:
/// `476`, `-0044`, `Y17000`.
fn is_other_year(edge: &str) -> bool {
    let digits = edge.strip_prefix(['-', '+', 'Y', 'y']).unwrap_or(edge);
    let digits = digits.strip_prefix('-').unwrap_or(digits);
    let like = match edge.len() == digits.len() {
        true => matches!(digits.len(), 1..=3 | 5..=7),
        false => (1..=9).contains(&digits.len()),
    };
    like && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn has_open_digits(edge: &str) -> bool {
    let open = |byte: u8| matches!(byte, b'X' | b'x');
    let known =
        |byte: u8| open(byte) || byte.is_ascii_digit() || matches!(byte, b'-' | b'~' | b'?' | b'%');
    edge.len() <= 11 && edge.bytes().any(open) && edge.bytes().all(known)
}

const LONGEST: usize = 40;

/// At most 40 characters of the text, for a sentence. Whoever shows it makes it safe to show.
fn cut(text: &str) -> String {
    match text.char_indices().nth(LONGEST) {
        None => text.to_owned(),
        Some(_) => text.chars().take(LONGEST - 1).chain(['…']).collect(),
    }
}

const FORMS: &str =
    "a day 2016-04-01, a month 2016-04, a year 2016, a decade 201X or an interval 1988/1994";

impl fmt::Display for PeriodFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind.fmt(f)
    }
}

impl fmt::Display for PeriodFaultKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => write!(f, "no period is written here; {FORMS} would be read"),
            Self::BareSlash => {
                f.write_str("`/` has no date on either side; ../.. would be read, as all time")
            }
            Self::Year { read } => write!(
                f,
                "`{read}` is not a year that is read; four digits from 0001 to 9999 would be"
            ),
            Self::Month { read, month } => {
                write!(f, "`{read}` has month {month}, and months run from 01 to 12")
            }
            Self::Day { read, day, month, days } => {
                write!(f, "`{read}` has day {day}, and {month} has {days} days")
            }
            Self::Season { read, years } => {
                write!(
                    f,
                    "`{read}` is a part of a year that is not read; \
                     months, as in 2016-03/2016-05, would be"
                )?;
                years.iter().try_for_each(|years| write!(f, ", and so would the years {years}"))
            }
            Self::Time { read, day } => {
                write!(f, "`{read}` has a time of day; {day} would be read")
            }
            Self::Set { read } => write!(
                f,
                "`{read}` is a set of dates; one date or an interval 1988/1994 would be read"
            ),
            Self::OpenDigits { read, instead } => {
                let instead = instead.as_deref().unwrap_or(FORMS);
                write!(f, "`{read}` leaves digits open; {instead} would be read")
            }
            Self::Reversed { read, instead } => {
                write!(f, "`{read}` ends before it begins; {instead} would be read")
            }
            Self::Manner { read, instead } => {
                write!(f, "`{read}` is not written as EDTF; {} would be read", instead.join(" or "))
            }
            Self::Unknown { read } => {
                write!(f, "`{read}` is not read as a period; {FORMS} would be")
            }
        }
    }
}

impl Error for PeriodFault {}
