//! The claims in a finding, each with its part.

use crate::model::ClaimId;

/// A claim's part in a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Involved {
    /// The claim.
    pub claim: ClaimId,
    /// Its part.
    pub role: Role,
}

/// What a claim is in a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// One of the claims on one quantity.
    Rival,
    /// A part of the whole.
    Part,
    /// The whole.
    Whole,
    /// Another part the conflict does not need.
    Also,
    /// Of another measure, and added to the parts.
    Added,
    /// The claim that is at odds with itself.
    Alone,
    /// The earlier of two.
    Earlier,
    /// The later of two.
    Later,
}

impl Role {
    /// Its word.
    pub const fn name(self) -> &'static str {
        match self {
            Role::Rival => "rival",
            Role::Part => "part",
            Role::Whole => "whole",
            Role::Also => "also",
            Role::Added => "added",
            Role::Alone => "alone",
            Role::Earlier => "earlier",
            Role::Later => "later",
        }
    }
}
