//! What the engine found in one corpus, for the checks to make findings of.

use crate::engine::conflicts::grouping::Joints;
use crate::engine::one_quantity::rivals::Rivalry;
use crate::engine::parts_and_wholes::misfits::Misfits;
use crate::engine::parts_and_wholes::stated_sums::SumFault;
use crate::finding::{Fall, Fraction, OneOrigin, Revision, Slip};
use crate::model::{ClaimId, Corpus};

/// The arithmetic of one corpus, done once for all checks.
pub(super) struct Arithmetic<'c> {
    pub(super) corpus: &'c Corpus,
    pub(super) rivalries: Vec<Rivalry>,
    pub(super) misfits: Misfits,
    pub(super) joints: Joints,
    pub(super) sums: Vec<SumFault>,
    pub(super) slips: Vec<(ClaimId, Slip)>,
    pub(super) fractions: Vec<Fraction>,
    pub(super) falls: Vec<Fall>,
    pub(super) echoes: Vec<OneOrigin>,
    pub(super) strays: Vec<Revision>,
}
