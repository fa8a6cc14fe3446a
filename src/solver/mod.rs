//! Sums of unknowns within bounds, in exact arithmetic. Knows nothing of claims.

pub mod bounded_sums;
pub mod packed_lists;
pub mod presolve;
pub mod simplex;
