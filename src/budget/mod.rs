//! How much work a run may do.

pub mod steps;
