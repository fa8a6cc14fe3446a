//! Figures as published, `88` · `31–92` · `541–547+` · `~300`: text in, exact intervals out.
//!
//! A [`Figure`] is what the text says; [`Figure::read_as`] says what that means for a measure, as an
//! [`Extent`]. Deliberately absent: any guess from how a count looks, and binary floating point.

mod bracket;
mod exact;
mod extent;
mod fault;
mod grammar;
mod interval;
mod meaning;
mod number;
mod number_words;
mod parse;
mod print;
mod prose;
mod published;
mod scan;
mod term;
mod unit;
mod word_lists;

#[cfg(test)]
mod tests;

pub use bracket::Bracket;
pub use exact::Exact;
pub use extent::Extent;
pub use fault::{Fault, FaultKind};
pub use interval::{Bound, Interval};
pub use meaning::{Slack, Terms};
pub use number::{Number, Ratio};
pub use parse::{estimate, parse, plain_number, rounded};
pub use prose::{NumberInText, Print, find};
pub use published::{Figure, Kind};
pub use unit::Unit;
