//! The calendar: a year, month and day to a day number and back, and the units of time an edge may
//! be written in.
//!
//! Written out rather than taken from a crate because an uncertain edge of the year 9999 reaches
//! past it, where crates for civil dates stop.

/// How finely an edge is written, the finest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Precision {
    Day,
    Month,
    Year,
    Decade,
}

impl Precision {
    pub(super) const COARSEST_FIRST: [Self; 4] = [Self::Decade, Self::Year, Self::Month, Self::Day];
}

/// One day, month, year or decade, numbered within its kind: days from 1970-01-01, the others from
/// the start of the year 0.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct CalendarUnit {
    pub(super) precision: Precision,
    pub(super) number: i32,
}

impl CalendarUnit {
    pub(super) const fn decade(number: i32) -> Self {
        Self { precision: Precision::Decade, number }
    }

    pub(super) const fn year(year: i32) -> Self {
        Self { precision: Precision::Year, number: year }
    }

    pub(super) const fn month(year: i32, month: i32) -> Self {
        Self { precision: Precision::Month, number: year * 12 + month - 1 }
    }

    pub(super) const fn day(number: i32) -> Self {
        Self { precision: Precision::Day, number }
    }

    /// The unit of this precision that holds the day.
    pub(super) const fn holding(precision: Precision, day: i32) -> Self {
        let (year, month, _) = date(day);
        match precision {
            Precision::Decade => Self::decade(year.div_euclid(10)),
            Precision::Year => Self::year(year),
            Precision::Month => Self::month(year, month),
            Precision::Day => Self::day(day),
        }
    }

    /// The unit of this precision that begins on the day, if one does.
    pub(super) fn beginning(precision: Precision, day: i32) -> Option<Self> {
        let unit = Self::holding(precision, day);
        (unit.first() == day).then_some(unit)
    }

    /// The unit so many units later.
    pub(super) const fn later(self, units: i32) -> Self {
        Self { precision: self.precision, number: self.number.saturating_add(units) }
    }

    pub(super) const fn first(self) -> i32 {
        match self.precision {
            Precision::Decade => day_number(self.number * 10, 1, 1),
            Precision::Year => day_number(self.number, 1, 1),
            Precision::Month => {
                day_number(self.number.div_euclid(12), self.number.rem_euclid(12) + 1, 1)
            }
            Precision::Day => self.number,
        }
    }

    pub(super) const fn last(self) -> i32 {
        self.later(1).first() - 1
    }
}

/// Days from 1970-01-01 to the given date, months and days from 1. Howard Hinnant,
/// *chrono-Compatible Low-Level Date Algorithms*, `days_from_civil`: years begin in March, so that
/// the leap day comes last. Beyond `i32` it stops at its ends.
pub(super) const fn day_number(year: i32, month: i32, day: i32) -> i32 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era.saturating_mul(146_097).saturating_add(day_of_era - 719_468)
}

/// The year, month and day of a day number. The same source, `civil_from_days`.
#[allow(clippy::cast_possible_truncation)] // an `i32` of days is fewer than six million years
pub(super) const fn date(day: i32) -> (i32, i32, i32) {
    let shifted = day as i64 + 719_468;
    let era = shifted.div_euclid(146_097) as i32;
    let day_of_era = shifted.rem_euclid(146_097) as i32;
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month_from_march = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
    let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
    let year = year_of_era + era * 400;
    (if month <= 2 { year + 1 } else { year }, month, day)
}

pub(super) const fn days_in_month(year: i32, month: i32) -> i32 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}
