//! Pure arithmetic over a corpus: which claims stand, how two compare, how parts and wholes fit.
//!
//! One axis at a time: parts mixed over several dimensions and time are not searched here.

mod alone;
mod choice;
mod compare;
mod family;
mod forest;
mod ground;
mod origins;
mod overview;
mod rivals;
mod search;
mod sums;
mod support;
mod timeline;
mod voices;

pub use alone::slips;
pub use compare::{Comparison, Grade, compare};
pub use ground::{Ground, Standing, standing};
pub use origins::{Origin, Origins, independent_origins};
pub use overview::{Overview, Pairs, Together, overview};
pub use rivals::{Rivalry, rivalries};
pub use search::{Misfit, Misfits, misfits};
pub use sums::{StatedSums, SumFault, stated_sums};
