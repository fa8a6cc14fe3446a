//! Whether claims can all be true at once: claims in; possible worlds, minimal conflicts with proofs, and
//! bounds out (DESIGN §6).

mod cells;
mod decide;
mod further;
mod narrow;
mod proof;
mod settle;
mod simplex;
mod space;
mod transversals;

pub use decide::{Bounds, Reach, Said, Verdict, bounds, conflict, possible};
pub use proof::{Refusal, holds, holds_for};
pub(super) use settle::{Budget, settle_beyond, settle_within};
pub use settle::{Clash, Settlement, settle};
