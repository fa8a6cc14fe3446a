//! How long a period is: its days in, counts of days or of calendar months out, each counted both ways.
//!
//! People count time with both ends, `1 to 5 April` as five days, or with one, as four; and at the
//! precision a period is written in: from 2008 to 2010 are three years or two.

use crate::period::calendar::{CalendarUnit, Precision, date, day_number, days_in_month};
use crate::period::days::Period;

/// How long a period may be said to be, in days or in months.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Length {
    /// Both ends were counted; else one.
    pub both_ends: bool,
    /// The least whole number of days or months that fits into it.
    pub least: i64,
    /// The number that it does not pass: the same, or the next where it is no whole number.
    pub most: i64,
}

impl Period {
    /// The lengths of a period with two ends in days: with both ends counted, and with one.
    #[must_use]
    pub fn lengths_in_days(&self) -> Vec<Length> {
        let Some(most) = self.widest().count() else { return Vec::new() };
        let least = self.narrowest().and_then(super::Days::count).unwrap_or(0);
        let days = |count: u64, less: i64| i64::try_from(count).unwrap_or(i64::MAX) - less;
        let length = |both_ends, less| Length {
            both_ends,
            least: days(least, less).max(0),
            most: days(most, less),
        };
        vec![length(true, 0), length(false, 1)]
    }

    /// The lengths of a period with two ends in calendar months. With one end counted it is shorter by
    /// a day, and by a month, a year or a decade where both its edges are those of one.
    #[must_use]
    pub fn lengths_in_months(&self) -> Vec<Length> {
        let wide = self.widest();
        if wide.is_open() {
            return Vec::new();
        }
        let (_, most) = months(wide.first, wide.last.saturating_add(1));
        let narrow = self.narrowest();
        let least = narrow.map_or(0, |days| months(days.first, days.last.saturating_add(1)).0);
        let mut lengths = vec![Length { both_ends: true, least, most }];
        let (_, most) = months(wide.first, wide.last);
        let least = narrow.map_or(0, |days| months(days.first, days.last).0);
        lengths.push(Length { both_ends: false, least, most });
        for (precision, size) in
            [(Precision::Month, 1), (Precision::Year, 12), (Precision::Decade, 120)]
        {
            let starts = CalendarUnit::beginning(precision, wide.first).is_some();
            let ends = CalendarUnit::beginning(precision, wide.last.saturating_add(1)).is_some();
            if starts && ends && self.is_certain() {
                let Length { least, most, .. } = lengths[0];
                let shorter = Length { both_ends: false, least: least - size, most: most - size };
                lengths.extend((shorter.least >= 0).then_some(shorter));
            }
        }
        lengths
    }
}

/// Whole months from one day to a later one, rounded down and up.
fn months(from: i32, to: i32) -> (i64, i64) {
    let ((year, month, _), (end_year, end_month, _)) = (date(from), date(to));
    let mut whole = i64::from(end_year - year) * 12 + i64::from(end_month - month);
    if after(from, whole) > to {
        whole -= 1;
    }
    (whole, whole + i64::from(after(from, whole) < to))
}

/// The day so many months later; the last of the month where there is no such day in it.
fn after(from: i32, months: i64) -> i32 {
    let (year, month, day) = date(from);
    let month = i64::from(year) * 12 + i64::from(month) - 1 + months;
    let clamp = |number: i64| i32::try_from(number).unwrap_or(i32::MAX);
    let (year, month) = (clamp(month.div_euclid(12)), clamp(month.rem_euclid(12)) + 1);
    day_number(year, month, day.min(days_in_month(year, month)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lengths(period: &str, of: fn(&Period) -> Vec<Length>) -> Vec<(bool, i64, i64)> {
        let period = Period::parse(period).unwrap();
        of(&period)
            .into_iter()
            .map(|length| (length.both_ends, length.least, length.most))
            .collect()
    }

    #[test]
    fn days_are_counted_with_both_ends_or_with_one() {
        let days = |period| lengths(period, Period::lengths_in_days);
        assert_eq!(days("2016-04-01/2016-04-05"), [(true, 5, 5), (false, 4, 4)]);
        assert_eq!(days("2020-09-27/2020-11-10"), [(true, 45, 45), (false, 44, 44)]);
        assert_eq!(days("2016-04-01"), [(true, 1, 1), (false, 0, 0)]);
        assert_eq!(days("2016-04-10~/2016-04-20"), [(true, 10, 12), (false, 9, 11)]);
        assert_eq!(days("2016/.."), []);
    }

    #[test]
    fn months_are_those_of_the_calendar() {
        let months = |period| lengths(period, Period::lengths_in_months);
        assert_eq!(months("2020-09-27/2020-11-10"), [(true, 1, 2), (false, 1, 2)]);
        assert_eq!(months("2015-12-31/2016-02-27")[0], (true, 1, 2));
        assert_eq!(months("2015-12-31/2016-02-28")[0], (true, 2, 2));
        assert_eq!(months("2016-01-15/2016-03-15"), [(true, 2, 3), (false, 2, 2)]);
        let years = [(true, 36, 36), (false, 35, 36), (false, 35, 35), (false, 24, 24)];
        assert_eq!(months("2008/2010"), years);
        assert_eq!(months("2008-03/2008-03"), [(true, 1, 1), (false, 0, 1), (false, 0, 0)]);
        assert_eq!(months("../2010"), []);
    }
}
