//! Reading: EDTF text to a period, or to the place and kind of the first slip. Nothing here
//! allocates.

use std::ops::Range;

use crate::period::calendar::{CalendarUnit, day_number, days_in_month};
use crate::period::days::{Days, Period};

/// Why a text was not read, and where; put into words by [`PeriodFault`](crate::period::PeriodFault).
#[derive(Debug)]
pub(super) struct UnreadPeriod {
    pub(super) kind: SlipKind,
    /// The edge that slipped, or the whole text.
    pub(super) at: Range<usize>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum SlipKind {
    /// A slash with nothing around it.
    BareSlash,
    /// A year that is not among 0001 to 9999, otherwise well written.
    Year,
    /// A month that is not among 01 to 12, otherwise well written.
    Month,
    /// A day its month does not have, otherwise well written.
    Day,
    /// The last day comes before the first.
    Reversed,
    /// None of the forms read.
    Form,
}

/// An edge as written.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct WrittenEdge {
    pub(super) unit: CalendarUnit,
    pub(super) uncertain: bool,
}

impl WrittenEdge {
    /// The earliest, the written and the latest first day of a period beginning with this edge.
    const fn starts(self) -> [i32; 3] {
        let written = self.unit.first();
        if self.uncertain {
            [self.unit.later(-1).first(), written, self.unit.later(1).first()]
        } else {
            [written; 3]
        }
    }

    /// The latest, the written and the earliest last day of a period ending with this edge.
    const fn ends(self) -> [i32; 3] {
        let written = self.unit.last();
        if self.uncertain {
            [self.unit.later(1).last(), written, self.unit.later(-1).last()]
        } else {
            [written; 3]
        }
    }
}

pub(super) fn read(text: &str) -> Result<Period, UnreadPeriod> {
    let bytes = text.as_bytes();
    let slip = |kind, at| UnreadPeriod { kind, at };
    let Some(slash) = bytes.iter().position(|&byte| byte == b'/') else {
        let only = edge(bytes).map_err(|kind| slip(kind, 0..bytes.len()))?;
        return period(Some(only), Some(only)).ok_or(slip(SlipKind::Reversed, 0..bytes.len()));
    };
    if bytes.len() == 1 {
        return Err(slip(SlipKind::BareSlash, 0..1));
    }
    let first = end(&bytes[..slash]).map_err(|kind| slip(kind, 0..slash))?;
    let last = end(&bytes[slash + 1..]).map_err(|kind| slip(kind, slash + 1..bytes.len()))?;
    period(first, last).ok_or(slip(SlipKind::Reversed, 0..bytes.len()))
}

/// The period from one edge to another, `None` being an open end; none if as written it ends before
/// it begins.
fn period(first: Option<WrittenEdge>, last: Option<WrittenEdge>) -> Option<Period> {
    let [earliest, start, sure_start] = first.map_or([i32::MIN; 3], WrittenEdge::starts);
    let [latest, end, sure_end] = last.map_or([i32::MAX; 3], WrittenEdge::ends);
    if start > end {
        return None;
    }
    let widest = Days { first: earliest, last: latest };
    Some(Period { widest, sure: Days { first: sure_start, last: sure_end } })
}

fn end(bytes: &[u8]) -> Result<Option<WrittenEdge>, SlipKind> {
    match bytes {
        [] | [b'.', b'.'] => Ok(None),
        _ => edge(bytes).map(Some),
    }
}

fn edge(bytes: &[u8]) -> Result<WrittenEdge, SlipKind> {
    match bytes {
        [date @ .., b'~' | b'?' | b'%'] => Ok(WrittenEdge { unit: unit(date)?, uncertain: true }),
        _ => Ok(WrittenEdge { unit: unit(bytes)?, uncertain: false }),
    }
}

fn unit(bytes: &[u8]) -> Result<CalendarUnit, SlipKind> {
    match *bytes {
        [a, b, c, b'X'] | [a, b, c, b'0', b's'] => match number(&[a, b, c])? {
            0 => Err(SlipKind::Year),
            decade => Ok(CalendarUnit::decade(decade)),
        },
        [a, b, c, d] => Ok(CalendarUnit::year(year([a, b, c, d])?)),
        [a, b, c, d, b'-', m, n] => {
            let (year, month) = month([a, b, c, d], [m, n])?;
            Ok(CalendarUnit::month(year, month))
        }
        [a, b, c, d, b'-', m, n, b'-', e, f] => {
            let day = number(&[e, f])?;
            let (year, month) = month([a, b, c, d], [m, n])?;
            if day < 1 || day > days_in_month(year, month) {
                return Err(SlipKind::Day);
            }
            Ok(CalendarUnit::day(day_number(year, month, day)))
        }
        _ => Err(SlipKind::Form),
    }
}

fn month(year_digits: [u8; 4], month_digits: [u8; 2]) -> Result<(i32, i32), SlipKind> {
    let month = number(&month_digits)?;
    let year = year(year_digits)?;
    if (1..=12).contains(&month) { Ok((year, month)) } else { Err(SlipKind::Month) }
}

fn year(digits: [u8; 4]) -> Result<i32, SlipKind> {
    match number(&digits)? {
        0 => Err(SlipKind::Year),
        year => Ok(year),
    }
}

fn number(digits: &[u8]) -> Result<i32, SlipKind> {
    digits.iter().try_fold(0, |sum, &digit| {
        if digit.is_ascii_digit() {
            Ok(sum * 10 + i32::from(digit - b'0'))
        } else {
            Err(SlipKind::Form)
        }
    })
}
