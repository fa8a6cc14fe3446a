//! Minimal conflicts: found, grouped into findings, and what correction would end them.

pub mod beyond_lookups;
pub mod corrections;
pub mod grouping;
pub mod minimal;
