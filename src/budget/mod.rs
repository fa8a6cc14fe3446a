//! How much work a run may do, and how much it shows.

pub mod limits;
pub mod steps;

#[cfg(test)]
pub(crate) mod lowered;
