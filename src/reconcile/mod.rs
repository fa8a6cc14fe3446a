//! Pure arithmetic over a corpus: which claims stand, how two compare, how parts and wholes fit, and
//! whether all can be true at once.

mod allowed;
mod alone;
mod causes;
mod choice;
mod combine;
mod compare;
mod diff;
mod echoes;
mod example;
mod family;
mod follow;
mod forest;
mod fractions;
mod full;
mod ground;
mod history;
mod index;
mod joint;
mod order;
mod origins;
mod overview;
mod parts;
mod rivals;
mod search;
mod sums;
mod support;
mod suspects;
mod telling;
mod timeline;
mod voices;
mod work;
mod world;

pub use allowed::{Allowed, Disagreement, allowed};
pub use alone::slips;
pub use causes::{Explainer, Survey};
pub use combine::{LISTED, conflicts};
pub use compare::{Comparison, Grade, compare};
pub use diff::{Change, Declared, Diff, Entry, Manner, On, Side, Spoken, diff};
pub use echoes::echoes;
pub use example::{Example, example};
pub use follow::{Follow, Follows, follow};
pub use fractions::{comes_out, fractions};
pub use ground::{Ground, Standing, standing};
pub use history::{falls, stray_revisions};
pub use joint::joints;
pub use origins::{Origin, Origins, independent_origins};
pub use overview::{Overview, Overviews, Pairs, Together, overview};
pub use parts::{Parts, PartsOf, parts};
pub use rivals::{Rivalry, rivalries};
pub use search::{Misfit, Misfits, misfits};
pub use sums::{StatedSums, SumFault, stated_sums};
pub use suspects::{TRIED_IN_ALL, suspects};
pub use telling::{Jointly, Joints};
pub use voices::spoken_alone;
pub use world::{
    Bounds, Clash, Flaw, Point, Reach, Refusal, Said, Settlement, Spot, Toward, Verdict, When,
    Witness, bounds, conflict, holds, holds_for, holds_in, inside, possible, settle, witness,
    witness_at,
};
