//! The proof that claims cannot all be true.

use crate::figure::{Bound, Exact, Interval, Number};
use crate::model::ClaimId;

/// An end of a claim's interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    /// At least so much.
    Low,
    /// At most so much.
    High,
    /// Nothing of its quantity beside the items of its `sum-of`.
    Rest,
}

impl End {
    /// That end of an interval.
    pub fn of(self, interval: &Interval) -> Option<Bound> {
        match self {
            End::Low => interval.low,
            End::High => interval.high,
            End::Rest => Some(Bound::at(Number::ZERO)),
        }
    }

    /// Greater for the end that binds more.
    pub fn order(self, a: Bound, b: Bound) -> std::cmp::Ordering {
        let by_value = match self {
            End::Low => a.value.cmp(&b.value),
            End::High | End::Rest => b.value.cmp(&a.value),
        };
        by_value.then(a.strict.cmp(&b.strict))
    }
}

/// One line of a proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The claim.
    pub claim: ClaimId,
    /// The end of it that counts.
    pub end: End,
    /// How often it counts.
    pub times: Exact,
}

/// That claims cannot all be true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The claims with their multipliers.
    pub terms: Vec<Term>,
    /// How often it counts that shares come to a hundred per cent at the most.
    pub hundred: Option<Exact>,
}

impl Proof {
    /// The claims it names, each once.
    pub fn claims(&self) -> Vec<ClaimId> {
        let mut claims: Vec<ClaimId> = self.terms.iter().map(|term| term.claim).collect();
        claims.sort_unstable();
        claims.dedup();
        claims
    }
}

/// Claims that cannot all be true, in no simpler shape than the proof of it.
#[derive(Clone, Debug)]
pub struct Joint {
    /// The claims, each needed.
    pub claims: Vec<ClaimId>,
    /// The proof.
    pub proof: Proof,
    /// What the low ends that count come to together, each as often as it counts.
    pub asked: Exact,
    /// What the high ends that count come to together.
    pub allowed: Exact,
}

impl Joint {
    /// Whether it is no more than shares of one whole that come to more than all of it.
    pub fn is_of_shares(&self) -> bool {
        let once = |times: &Exact| *times == Exact::ONE;
        let low = |term: &Term| term.end == End::Low && once(&term.times);
        self.proof.hundred.as_ref().is_some_and(once) && self.proof.terms.iter().all(low)
    }
}
