//! Findings as a report tells them: in words, the worst first, with the quantities they involve.

use crate::explain::{Told, tell};
use crate::figure::{Number, Ratio};
use crate::finding::{Evidence, Finding, Severity, Status};
use crate::model::Corpus;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// A finding, told.
#[derive(Debug)]
pub struct Reported<'c> {
    /// The finding.
    pub finding: &'c Finding,
    /// What it is known by.
    pub fingerprint: &'c str,
    /// It in words.
    pub told: Told,
    /// The quantities its claims are about, as places in [`Report::quantities`](crate::report::Report::quantities), in their order.
    pub about: Vec<usize>,
}

/// Tells the findings, each with its fingerprint; `places` says where each quantity is in the report.
pub(super) fn reported<'c>(
    corpus: &'c Corpus,
    findings: &'c [Finding],
    fingerprints: &'c [String],
    places: &[usize],
) -> Vec<Reported<'c>> {
    let mut all: Vec<(&Finding, &str)> =
        findings.iter().zip(fingerprints.iter().map(String::as_str)).collect();
    all.sort_by_cached_key(|(finding, _)| badness(finding));
    let of = |(finding, fingerprint): (&'c Finding, &'c str)| {
        let claims = finding.claims.iter().map(|involved| involved.claim);
        let claims = claims.chain(finding.needed_claims());
        let about: BTreeSet<usize> =
            claims.map(|claim| places[corpus.claim(claim).quantity.index()]).collect();
        let told = tell(corpus, finding);
        Reported { finding, fingerprint, told, about: about.into_iter().collect() }
    };
    all.into_iter().map(of).collect()
}

/// Less for what is worse: what is open before what is settled, then by severity; what cannot be read before
/// what disagrees, what fails however widely it is read before what does not, and what is farther apart, in
/// proportion, before what is nearer. What is alike in all of these stays in the order of the places.
fn badness(finding: &Finding) -> (u8, Severity, bool, bool, Reverse<Number>) {
    let status = match finding.life.status {
        Status::Open => 0,
        Status::Baseline => 1,
        Status::Resolved => 2,
    };
    let irreconcilable = finding.irreconcilable == Some(true);
    let unread = finding.claims.is_empty();
    (status, finding.severity(), !unread, !irreconcilable, Reverse(times(&finding.evidence)))
}

/// How many times one side of a conflict is the other, to three decimals; the most there is where one is zero.
fn times(evidence: &Evidence) -> Number {
    let ratio = |ratio: Option<Ratio>| ratio.and_then(|ratio| ratio.rounded(3));
    match evidence {
        Evidence::Conflict(conflict) => ratio(conflict.ratio).unwrap_or(Number::MAX),
        Evidence::Sum(sum) => {
            let (high, low) = (sum.reaches.max(sum.limit), sum.reaches.min(sum.limit));
            ratio(high.ratio_to(low)).unwrap_or(Number::MAX)
        }
        Evidence::Joint(joint) => {
            let (asked, allowed) = (joint.asked.number(), joint.allowed.number());
            ratio(asked.zip(allowed).and_then(|(asked, allowed)| asked.ratio_to(allowed)))
                .unwrap_or(Number::ONE)
        }
        _ => Number::ONE,
    }
}
