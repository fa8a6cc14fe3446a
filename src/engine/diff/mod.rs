//! Two versions or two accounts, claim by claim.

pub mod changes;
pub mod counterparts;
pub mod declarations;
pub mod outcome;
pub mod shared_names;
pub mod versions;
