//! The minimal conflicts of a finding, and whether one vanishes when other figures are adopted.
//!
//! All that a ruling is held against stands here, so that what settles a finding does not depend on
//! how its conflicts were found.

use crate::figure::{Bound, Extent, Interval};
use crate::finding::{Check, Conflict, Evidence, Finding, Joint, Shape, Sum};
use crate::model::{ClaimId, Corpus};
use crate::reconcile::{Said, possible};
use std::collections::HashMap;

/// Figures adopted in the place of the claims' own.
pub(super) type Adopted = HashMap<ClaimId, Extent>;

/// The minimal conflicts a finding is made of.
#[derive(Debug, Default)]
pub(super) struct Clashes<'f> {
    /// The conflicts.
    pub(super) list: Vec<Clash<'f>>,
    /// Whether there are more, which are not listed.
    pub(super) cut: bool,
}

/// Claims that cannot all be true, while any fewer of them can.
#[derive(Debug)]
pub(super) enum Clash<'f> {
    /// Two claims on one quantity that are apart.
    Apart(ClaimId, ClaimId),
    /// Two that are apart but for a band or a tolerance.
    Near(ClaimId, ClaimId),
    /// Parts and a whole.
    Sum(&'f Sum),
    /// Claims that cannot all be true, in no simpler shape.
    Joint(&'f Joint),
    /// A fault that no other figure would mend.
    Fixed(Vec<ClaimId>),
}

/// Pairs of claims on one quantity that are listed; a crowd of rivals has them by the million.
const PAIRS: usize = 256;

/// The minimal conflicts of a finding; none for a finding without claims. Near-linear in its claims.
pub(super) fn conflicts_of<'f>(corpus: &Corpus, finding: &'f Finding) -> Clashes<'f> {
    match &finding.evidence {
        Evidence::Conflict(conflict) => of_conflict(corpus, finding, conflict),
        Evidence::Sum(sum) => Clashes { list: vec![Clash::Sum(sum)], cut: false },
        Evidence::Joint(joint) => Clashes { list: vec![Clash::Joint(joint)], cut: false },
        _ if finding.claims.is_empty() => Clashes::default(),
        _ => {
            let claims = finding.claims.iter().map(|involved| involved.claim).collect();
            Clashes { list: vec![Clash::Fixed(claims)], cut: false }
        }
    }
}

/// Every pair that is apart, and what follows from the rivalry.
fn of_conflict<'f>(corpus: &Corpus, finding: &Finding, conflict: &'f Conflict) -> Clashes<'f> {
    let near = finding.check == Check::NearClaims;
    let read = |id: ClaimId| {
        let extent = corpus.extent(id);
        if near { extent.core } else { extent.wide }
    };
    let mut claims: Vec<(ClaimId, Interval)> =
        finding.claims.iter().map(|involved| (involved.claim, read(involved.claim))).collect();
    // By low end: those apart from a claim and above it are then the last ones.
    let low = |(_, interval): &(ClaimId, Interval)| interval.low.map(|low| (low.value, low.strict));
    claims.sort_by_key(low);
    let mut clashes = Clashes::default();
    for (at, (lower, interval)) in claims.iter().enumerate() {
        let above = claims[at + 1..].iter().rev();
        for (higher, _) in above.take_while(|(_, other)| !interval.meets(other)) {
            if clashes.list.len() == PAIRS {
                clashes.cut = true;
                break;
            }
            let pair = (*lower.min(higher), *lower.max(higher));
            clashes.list.push(if near {
                Clash::Near(pair.0, pair.1)
            } else {
                Clash::Apart(pair.0, pair.1)
            });
        }
    }
    clashes.list.extend(conflict.follows.iter().map(Clash::Sum));
    clashes.list.extend(conflict.follows_jointly.iter().map(Clash::Joint));
    clashes
}

impl Clash<'_> {
    /// The claims in it.
    pub(super) fn claims(&self) -> Vec<ClaimId> {
        match self {
            &Clash::Apart(a, b) | &Clash::Near(a, b) => vec![a, b],
            Clash::Sum(sum) => sum.parts.iter().copied().chain([sum.whole]).collect(),
            Clash::Joint(joint) => joint.claims.clone(),
            Clash::Fixed(claims) => claims.clone(),
        }
    }

    /// Whether its claims could all be true if those adopted said what is adopted for them.
    pub(super) fn vanishes(&self, corpus: &Corpus, adopted: &Adopted) -> bool {
        let extent = |id: ClaimId| adopted.get(&id).copied().unwrap_or_else(|| corpus.extent(id));
        let wide = |id: ClaimId| extent(id).wide;
        match self {
            &Clash::Apart(a, b) => wide(a).meets(&wide(b)),
            &Clash::Near(a, b) => extent(a).core.meets(&extent(b).core),
            Clash::Sum(sum) => {
                let total = sum.parts.iter().map(|&part| wide(part));
                let total = total.reduce(|a, b| a.sum(&b)).unwrap_or(Interval::ANY);
                fits(sum.shape, &total, &wide(sum.whole))
            }
            Clash::Joint(joint) => {
                let said =
                    |&claim: &ClaimId| Said { within: wide(claim), ..Said::of(corpus, claim) };
                let said: Vec<Said> = joint.claims.iter().map(said).collect();
                possible(corpus, &said).is_possible()
            }
            Clash::Fixed(_) => false,
        }
    }
}

/// Whether parts and whole leave a number between them.
fn fits(shape: Shape, parts: &Interval, whole: &Interval) -> bool {
    let between = |low: Option<Bound>, high: Option<Bound>| !Interval { low, high }.is_empty();
    match shape {
        Shape::Above => between(parts.low, whole.high),
        Shape::Below => between(whole.low, parts.high),
        Shape::SumAboveFigure | Shape::SumBelowFigure => parts.meets(whole),
    }
}
