//! A quantity as a row: the cells it is the sum of, what they add up to so far, and its ends. And what becomes of a
//! corpus of such rows. Data only.

use crate::figure::Exact;
use crate::finding::Proof;
use crate::model::ClaimId;
use std::collections::HashSet;

/// A minimal conflict.
#[derive(Clone, Debug)]
pub struct Clash {
    /// Its claims.
    pub claims: Vec<ClaimId>,
    /// That they cannot all be true.
    pub proof: Proof,
}

/// What settling a corpus shows.
#[derive(Debug, Default)]
pub struct Settlement {
    /// Minimal conflicts among the claims that were not set aside.
    pub clashes: Vec<Clash>,
    /// Minimal conflicts beyond these and those known, each of them with claims set aside.
    pub further: Vec<Clash>,
    /// Claims of conflicts beyond which not all was looked for.
    pub open: HashSet<ClaimId>,
    /// Quantities of which it could not be told whether they fit the others.
    pub unsettled: usize,
}

/// A quantity: what its cells come to so far, and the ends it has to keep.
pub(crate) struct SumRow {
    pub(crate) cells: Vec<u32>,
    pub(crate) sum: Exact,
    pub(crate) low: Option<Exact>,
    pub(crate) high: Option<Exact>,
}

impl SumRow {
    /// How much it lacks.
    pub(crate) fn lack(&self) -> Option<Exact> {
        let low = self.low.as_ref()?;
        (self.sum < *low).then(|| low - &self.sum)
    }

    /// Whether it keeps to neither or one of its ends.
    pub(crate) fn amiss(&self) -> bool {
        let above = self.high.as_ref().is_some_and(|high| self.sum > *high);
        above || self.low.as_ref().is_some_and(|low| self.sum < *low)
    }
}
