//! Which claims stand, and which quantity each is about.

use crate::engine::standing::revises::{Revises, revises};
use crate::engine::structure::quantity_index::Index;
use crate::model::{Claim, ClaimId, Corpus, PartyId, QuantityId, Rank, Stance};
use std::cell::OnceCell;
use std::collections::HashMap;

/// Whether a claim enters the arithmetic, and if not, why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It does.
    Stands,
    /// Its rank is deprecated.
    Deprecated,
    /// Its party says that it is not so.
    Denies,
    /// Its party does not believe it.
    Doubts,
    /// It gives no number.
    Unknown,
    /// This claim takes its place.
    Revised(ClaimId),
    /// This is what its party said later.
    Earlier(ClaimId),
}

/// The claims that enter the arithmetic, by quantity.
#[derive(Debug)]
pub struct Ground {
    starts: Vec<u32>,
    claims: Vec<ClaimId>,
    /// What lies inside what, once somebody asks.
    index: OnceCell<Index>,
}

impl Ground {
    /// Sorts out the claims that stand. Out stay deprecated claims, denials and doubts, figures
    /// nobody knows, claims another one revises, and a party's earlier claims on a quantity (docs/meaning.md,
    /// "Which claims count"). Linear in the claims.
    pub fn new(corpus: &Corpus) -> Self {
        Self::of(corpus, &standing(corpus))
    }

    /// As [`Ground::new`], where it is known how every claim stands.
    pub fn of(corpus: &Corpus, all: &[Standing]) -> Self {
        let standing = || corpus.claim_ids().filter(|id| all[id.index()] == Standing::Stands);
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
        Self { starts, claims, index: OnceCell::new() }
    }

    /// The quantities with claims in force.
    pub(crate) fn claimed<'c>(
        &'c self,
        corpus: &'c Corpus,
    ) -> impl Iterator<Item = QuantityId> + 'c {
        corpus.quantities.ids().filter(|&id| !self.claims(id).is_empty())
    }

    /// The standing claims on a quantity, in the order read.
    pub fn claims(&self, quantity: QuantityId) -> &[ClaimId] {
        let at = quantity.index();
        &self.claims[self.starts[at] as usize..self.starts[at + 1] as usize]
    }

    /// What lies inside what among the quantities of these claims. Made when first asked for.
    pub(crate) fn index(&self, corpus: &Corpus) -> &Index {
        self.index.get_or_init(|| Index::new(corpus, &self.claims))
    }

    /// Every claim that stands.
    pub fn all(&self) -> &[ClaimId] {
        &self.claims
    }
}

/// How every claim stands, by its number.
///
/// What a party says now, be it that it does not know, replaces what it said before; only then are
/// figures nobody knows left out. A claim that is itself withdrawn or denies replaces nothing, and a `revises` that
/// goes astray does nothing.
pub fn standing(corpus: &Corpus) -> Vec<Standing> {
    let mut all: Vec<Standing> = corpus.claims.iter().map(first_glance).collect();
    for id in corpus.claim_ids() {
        for (revised, works) in revises(corpus, id) {
            if works == Revises::Replaces && all[revised.index()] == Standing::Stands {
                all[revised.index()] = Standing::Revised(id);
            }
        }
    }
    for (id, later) in history(corpus, &all) {
        all[id.index()] = Standing::Earlier(later);
    }
    for (standing, claim) in all.iter_mut().zip(&corpus.claims) {
        if *standing == Standing::Stands && !corpus.figure(claim.reads).known {
            *standing = Standing::Unknown;
        }
    }
    all
}

/// What the claim says of itself.
fn first_glance(claim: &Claim) -> Standing {
    match (claim.rank, claim.stance) {
        (Rank::Deprecated, _) => Standing::Deprecated,
        (Rank::Normal, Stance::Denies) => Standing::Denies,
        (Rank::Normal, Stance::Doubts) => Standing::Doubts,
        (Rank::Normal, Stance::Asserts) => Standing::Stands,
    }
}

/// The dated claims a party has since replaced by a later one on the same quantity, with that one:
/// those surely known before the latest. Claims whose dates leave the order open stand together.
fn history(corpus: &Corpus, all: &[Standing]) -> Vec<(ClaimId, ClaimId)> {
    let stands = |id: ClaimId| all[id.index()] == Standing::Stands;
    let dated = |id: &ClaimId| stands(*id) && corpus.as_of(*id).is_some();
    let key = |id: ClaimId| (corpus.claim(id).by, corpus.claim(id).quantity);
    let mut latest: HashMap<(PartyId, QuantityId), ClaimId> = HashMap::new();
    for id in corpus.claim_ids().filter(dated) {
        let held = latest.entry(key(id)).or_insert(id);
        if order(corpus, id, *held).is_gt() {
            *held = id;
        }
    }
    let replaced = |id: ClaimId| {
        let latest = latest[&key(id)];
        let (at, then) = corpus.as_of(id).zip(corpus.as_of(latest))?;
        at.earlier_than(&then).then_some((id, latest))
    };
    corpus.claim_ids().filter(dated).filter_map(replaced).collect()
}

fn order(corpus: &Corpus, a: ClaimId, b: ClaimId) -> std::cmp::Ordering {
    let when = |id: ClaimId| corpus.as_of(id);
    match (when(a), when(b)) {
        (Some(a), Some(b)) => a.order(&b),
        _ => std::cmp::Ordering::Equal,
    }
}
