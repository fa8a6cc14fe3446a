//! The day it is: from the command line, or else from the clock, which is read here alone.

use crate::period::Period;
use std::time::{SystemTime, UNIX_EPOCH};

/// A day given as `YYYY-MM-DD`.
///
/// # Errors
/// When it is no single day.
pub(super) fn parse(text: &str) -> Result<Period, String> {
    let period = Period::parse(text).map_err(|fault| fault.to_string())?;
    let day = period.length_days() == Some(1);
    day.then_some(period).ok_or_else(|| "give one day, such as 2026-11-22".into())
}

/// The clock's day in UTC; none before 1970 or millions of years after it, where no clock should be.
pub(super) fn by_the_clock() -> Option<Period> {
    let seconds = SystemTime::now().duration_since(UNIX_EPOCH).ok()?.as_secs();
    i32::try_from(seconds / (24 * 60 * 60)).ok().map(Period::of_day)
}
