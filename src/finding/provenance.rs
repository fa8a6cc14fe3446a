//! Where claims come from: counts that fall, shared footnotes, revisions that go astray.

use crate::figure::Number;
use crate::model::{ClaimId, SourceId};

/// A party's later count on one quantity that is surely below an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fall {
    /// The earlier claim.
    pub earlier: ClaimId,
    /// The later claim: of those that fall, the one that falls farthest.
    pub later: ClaimId,
    /// How far, in the base unit.
    pub by: Number,
    /// How many of the party's counts on the quantity are below an earlier one.
    pub falls: usize,
}

/// Two figures for one quantity that are apart and cite the same footnotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneOrigin {
    /// The lower of the two.
    pub lower: ClaimId,
    /// The higher.
    pub higher: ClaimId,
    /// How far apart they are, in the base unit.
    pub gap: Number,
    /// The first of the footnote marks they share, with the source whose they are; never none.
    pub marks: Vec<(SourceId, String)>,
    /// How many they share.
    pub count: usize,
}

/// A claim that revises others which it cannot take the place of. It does nothing to those.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Revision {
    /// The claim that revises.
    pub later: ClaimId,
    /// The first of those it revises in vain.
    pub earlier: ClaimId,
    /// Why it cannot take the place of that one.
    pub astray: Astray,
    /// How many it revises in vain.
    pub count: usize,
}

/// Why a claim cannot take the place of one that it revises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Astray {
    /// The other is another party's.
    OtherParty,
    /// The other is on another quantity.
    OtherQuantity,
    /// The other is another party's, on another quantity.
    OtherPartyAndQuantity,
    /// The other was surely known later.
    Newer,
}
