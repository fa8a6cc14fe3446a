//! Whether claims can all be true at once: claims in; possible worlds, minimal conflicts with proofs, and
//! bounds out (docs/meaning.md, "Can all be true at once?").

mod cells;
mod decide;
mod further;
mod layout;
mod lists;
mod narrow;
mod points;
mod proof;
mod reduce;
mod settle;
mod simplex;
mod space;
mod states;
mod system;
mod transversals;
mod witness;

pub(super) use decide::bounds_beside;
pub use decide::{Bounds, Reach, Said, Verdict, bounds, conflict, possible};
pub use points::{Toward, witness, witness_at};
pub use proof::{Refusal, holds, holds_for};
pub(super) use settle::{Budget, settle_beyond, settle_within};
pub use settle::{Clash, Settlement, settle};
pub use witness::{Flaw, Point, Spot, When, Witness, holds_in, inside};
