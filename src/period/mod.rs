//! Periods of time: EDTF text in, runs of whole days out, with what is certain kept apart from what
//! is possible.
//!
//! Read are a day `2016-04-01`, a month `2016-04`, a year `2016`, a decade `201X` or `2010s`, and
//! an interval `1988/1994` of any of these, both ends included, either end open (`../2016`,
//! `2016/..`, `/2016`, `2016/`). `~`, `?` or `%` after an edge marks it uncertain; the three mean
//! one thing here. This is EDTF (ISO 8601-2:2019) level 1 without seasons, times of day and years
//! of more than four digits, plus the decade.
//!
//! An uncertain edge lies anywhere from one unit of its own precision (day, month, year, decade)
//! before what is written to one unit after, so a period has a widest and a narrowest reading. How
//! far each edge reaches is all that a [`Period`] keeps: `2016`, `2016-01/2016-12` and
//! `2016-01-01/2016-12-31` are one period, and so are `2016~` and `2016?`.

mod calendar;
mod days;
mod fault;
mod from_text;
mod length;
mod parse;
mod print;
mod suggest;

#[cfg(test)]
mod tests;

pub use days::{Days, Period};
pub use fault::{PeriodFault, PeriodFaultKind};
pub use length::Length;
