//! Claims on one quantity that are apart, and the minimal conflicts of a finding.

use crate::figure::{Number, Ratio};
use crate::finding::proof::Joint;
use crate::finding::sums::Sum;
use crate::model::ClaimId;

/// Claims on one quantity that are apart.
#[derive(Clone, Debug)]
pub struct Conflict {
    /// The two claims farthest apart, the lower first; in one account where one contradicts itself.
    pub widest: (ClaimId, ClaimId),
    /// How far apart they are, in the base unit.
    pub gap: Number,
    /// The higher one's low end over the lower one's high end; `None` unless both are above
    /// zero.
    pub ratio: Option<Ratio>,
    /// How many pairs of claims are apart.
    pub pairs: u64,
    /// Whether the two cite the same footnote marks.
    pub marks: Marks,
    /// Conflicts that vanish when one of the claims is replaced by its rival.
    pub follows: Vec<Sum>,
    /// Those of them that have no simpler shape.
    pub follows_jointly: Vec<Joint>,
}

/// Whether two claims rest on the same footnote marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Marks {
    /// One of them cites none.
    None,
    /// They cite marks, none in common.
    Different,
    /// They share these.
    Shared(Vec<String>),
}

/// The minimal conflicts of a finding.
#[derive(Clone, Debug, Default)]
pub struct Conflicts {
    /// The first of them, each with its claims in the order read.
    pub listed: Vec<Vec<ClaimId>>,
    /// Of them, those on other quantities: they share a claim with the one told, and hide behind it.
    pub beside: Vec<Joint>,
    /// How many choices of claims fail.
    pub failing: u64,
    /// How many choices of other claims on the same quantities hold.
    pub holding: u64,
    /// Whether every choice was tried, and every conflict that shares claims with these looked for.
    pub complete: bool,
}
