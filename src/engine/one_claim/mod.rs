//! What a single claim says against itself.

pub mod impossible_percentages;
pub mod self_contradictions;
