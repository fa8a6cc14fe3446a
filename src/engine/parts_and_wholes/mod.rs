//! Parts compared with their wholes, one axis at a time.

pub mod all_parts;
pub mod binding_claim;
pub mod crossed_parts;
pub mod crossing_periods;
pub mod ends;
pub mod misfits;
pub mod stated_sums;
pub mod sums_of_parts;
