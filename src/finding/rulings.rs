//! What people made of a finding, and what is wrong with a ruling.

use crate::finding::check_catalogue::Check;
use crate::model::{ClaimId, Pin, ResolutionId};

/// What people have made of a finding.
#[derive(Clone, Debug, Default)]
pub struct Life {
    /// Whether it still asks for something.
    pub status: Status,
    /// The rulings that settle any of its conflicts, in their order.
    pub rulings: Vec<ResolutionId>,
    /// How many conflicts it is made of; none for a fault of the files.
    pub conflicts: usize,
    /// How many of them are settled.
    pub settled: usize,
}

/// Whether a finding still asks for something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// It does.
    #[default]
    Open,
    /// Every conflict of it is settled by a ruling.
    Resolved,
    /// It was accepted as it is, and stands in the baseline.
    Baseline,
}

impl Status {
    /// Its word.
    pub const fn name(self) -> &'static str {
        match self {
            Status::Open => "open",
            Status::Resolved => "resolved",
            Status::Baseline => "baseline",
        }
    }
}

/// What is amiss with a ruling.
#[derive(Clone, Debug)]
pub enum RulingFault {
    /// These pinned figures are no longer what their claims say.
    Void(Vec<Pin>),
    /// There is nothing it could settle.
    Unused(Unused),
    /// The day to look again has passed.
    Overdue,
}

/// Why a ruling settles nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unused {
    /// It names no claims.
    NamesNone,
    /// Findings of its check have no claims in them.
    CheckWithoutClaims,
    /// A conflict among its claims rests on this one too, which it does not name.
    RestsOn(ClaimId),
    /// Its claims are in a finding of this other check.
    OtherCheck(Check),
    /// No finding is about its claims.
    NoFinding,
}
