//! Findings as words: one sentence, its arithmetic, its places; still in no format.

mod answers;
mod arithmetic;
mod causes;
mod conflicts;
mod corrections;
mod differences;
mod escape;
mod faults;
mod findings_of_two_runs;
mod fingerprint;
mod naming;
mod provenance;
mod rulings;
mod self_contradictions;
mod sides;
mod tell;
mod told;
mod word_diff;
mod world_points;

pub use answers::{
    addition, becomes, comparison, disagreement, interval, involves, number, remarks,
};
pub use answers::{standing, unit};
pub use arithmetic::{joint as joint_arithmetic, sum as sum_arithmetic};
pub use causes::{hypothesis, rest};
pub use conflicts::name as axis;
pub use differences::{DifferenceSide, Row, declared, ends_by, exactly, relative, renamed, row};
pub use escape::{is_hidden, line, visible};
pub use faults::alike;
pub use findings_of_two_runs::{ComparedRun, Difference, Numbers, difference};
pub use fingerprint::{digest, fingerprints, fingerprints_under};
pub use naming::{about, citations, claim, claim_source, factor, figure, in_unit, party, period};
pub use naming::{place_of, quantity};
pub use rulings::{ruling, rulings_on};
pub use sides::{SpeaksOf, speaks_of};
pub use tell::tell;
pub use told::Told;
pub use word_diff::{Of, Patience, Piece};
pub use world_points::point;
