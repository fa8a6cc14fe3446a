//! Which claims stand, and which quantity each is about.

use crate::model::{Claim, ClaimId, Corpus, PartyId, QuantityId, Rank, Stance};
use std::collections::HashMap;

/// The claims that enter the arithmetic, by quantity.
#[derive(Debug)]
pub struct Ground {
    starts: Vec<u32>,
    claims: Vec<ClaimId>,
}

impl Ground {
    /// Sorts out the claims that stand. Out stay deprecated claims, denials and doubts, figures
    /// nobody knows, claims another one revises, and a party's earlier claims on a quantity (§9).
    /// Linear in the claims.
    pub fn new(corpus: &Corpus) -> Self {
        let stands = standing(corpus);
        let standing = || corpus.claim_ids().filter(|id| stands[id.index()]);
        let mut starts = vec![0u32; corpus.quantities.len() + 1];
        for id in standing() {
            starts[corpus.claim(id).quantity.index() + 1] += 1;
        }
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        let mut next = starts.clone();
        let mut claims = vec![ClaimId(0); starts.last().map_or(0, |&all| all as usize)];
        for id in standing() {
            let slot = &mut next[corpus.claim(id).quantity.index()];
            claims[*slot as usize] = id;
            *slot += 1;
        }
        Self { starts, claims }
    }

    /// The standing claims on a quantity, in the order read.
    pub fn claims(&self, quantity: QuantityId) -> &[ClaimId] {
        let at = quantity.index();
        &self.claims[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// Every claim that stands.
    pub fn all(&self) -> &[ClaimId] {
        &self.claims
    }
}

/// What a party says now, be it that it does not know, replaces what it said before; only then are
/// figures nobody knows left out. A claim that is itself withdrawn or denies replaces nothing.
fn standing(corpus: &Corpus) -> Vec<bool> {
    let asserted = |claim: &Claim| claim.rank == Rank::Normal && claim.stance == Stance::Asserts;
    let mut stands: Vec<bool> = corpus.claims.iter().map(asserted).collect();
    for claim in corpus.claims.iter().filter(|claim| asserted(claim)) {
        for revised in corpus.details(claim).iter().flat_map(|details| &details.revises) {
            stands[revised.index()] = false;
        }
    }
    for id in history(corpus, &stands) {
        stands[id.index()] = false;
    }
    for (stands, claim) in stands.iter_mut().zip(&corpus.claims) {
        *stands &= corpus.figure(claim.reads).known;
    }
    stands
}

/// The dated claims a party has since replaced by a later one on the same quantity: those surely
/// known before the latest. Claims whose dates leave the order open stand together.
fn history(corpus: &Corpus, stands: &[bool]) -> Vec<ClaimId> {
    let dated = |id: &ClaimId| stands[id.index()] && corpus.as_of(*id).is_some();
    let key = |id: ClaimId| (corpus.claim(id).by, corpus.claim(id).quantity);
    let mut latest: HashMap<(PartyId, QuantityId), ClaimId> = HashMap::new();
    for id in corpus.claim_ids().filter(dated) {
        let held = latest.entry(key(id)).or_insert(id);
        if order(corpus, id, *held).is_gt() {
            *held = id;
        }
    }
    let earlier = |id: &ClaimId| {
        let latest = corpus.as_of(latest[&key(*id)]);
        corpus.as_of(*id).zip(latest).is_some_and(|(at, latest)| at.earlier_than(&latest))
    };
    corpus.claim_ids().filter(dated).filter(earlier).collect()
}

fn order(corpus: &Corpus, a: ClaimId, b: ClaimId) -> std::cmp::Ordering {
    let when = |id: ClaimId| corpus.as_of(id);
    match (when(a), when(b)) {
        (Some(a), Some(b)) => a.order(&b),
        _ => std::cmp::Ordering::Equal,
    }
}
