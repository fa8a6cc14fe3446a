//! Answers to questions about one quantity or one other figure.

pub mod bounds;
pub mod extreme_world;
pub mod totals_that_follow;
