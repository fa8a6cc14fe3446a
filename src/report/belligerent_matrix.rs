//! The belligerent matrix: claims in; out, for each quantity at a side that some party is, what that side says
//! of it itself, what its enemy says, and what those who are no side do (docs/meaning.md, "Sides").

use crate::engine::one_quantity::grades::{Comparison, compare};
use crate::engine::standing::claims_in_force::Ground;
use crate::explain::{SpeaksOf, speaks_of};
use crate::figure::{Bound, Number};
use crate::model::{ClaimId, Corpus, QuantityId};

/// One quantity at one side.
#[derive(Debug)]
pub struct MatrixRow {
    /// The quantity.
    pub quantity: QuantityId,
    /// What parties of that side say of it, in the order read; likewise below.
    pub own: Vec<ClaimId>,
    /// What parties say that are a part of that side or share one above it.
    pub ally: Vec<ClaimId>,
    /// What parties of another side say.
    pub enemy: Vec<ClaimId>,
    /// What parties that are no side say.
    pub third: Vec<ClaimId>,
    /// How the figures of its own and its allies compare with the enemy's: the two farthest apart.
    pub against_enemy: Option<ComparedClaims>,
    /// How they compare with those of parties that are no side.
    pub against_third: Option<ComparedClaims>,
}

/// Two claims compared.
#[derive(Clone, Copy, Debug)]
pub struct ComparedClaims {
    /// The side's own, or its ally's.
    pub own: ClaimId,
    /// The other.
    pub other: ClaimId,
    /// How they compare.
    pub compared: Comparison,
}

/// Every row in which a side speaks of itself or of another: those where it can be held against its enemy first,
/// then those where others speak too, each in the order of the quantities. Near-linear in the claims that stand.
pub(super) fn matrix(
    corpus: &Corpus,
    ground: &Ground,
    quantities: &[QuantityId],
) -> Vec<MatrixRow> {
    let row = |&id: &QuantityId| row(corpus, ground.claims(id), id);
    let mut rows: Vec<MatrixRow> = quantities.iter().filter_map(row).collect();
    rows.sort_by_key(|row| (row.against_enemy.is_none(), row.against_third.is_none()));
    rows
}

fn row(corpus: &Corpus, claims: &[ClaimId], quantity: QuantityId) -> Option<MatrixRow> {
    let (mut own, mut ally, mut enemy, mut third) = (vec![], vec![], vec![], vec![]);
    for &claim in claims {
        match speaks_of(corpus, claim) {
            Some(SpeaksOf::OwnSide) => own.push(claim),
            Some(SpeaksOf::Enemy) => enemy.push(claim),
            Some(SpeaksOf::OthersWar) => third.push(claim),
            None if is_an_ally(corpus, claim) => ally.push(claim),
            None => {}
        }
    }
    if own.is_empty() && ally.is_empty() && enemy.is_empty() {
        return None;
    }
    let side = [own.as_slice(), &ally].concat();
    let against_enemy = farthest(corpus, &side, &enemy);
    let against_third = farthest(corpus, &side, &third);
    Some(MatrixRow { quantity, own, ally, enemy, third, against_enemy, against_third })
}

/// Whether the claim's party is a part of the side the figure is about: then it speaks of its own and of others.
fn is_an_ally(corpus: &Corpus, claim: ClaimId) -> bool {
    let claim = corpus.claim(claim);
    corpus.parties[claim.by.index()].belligerent.is_some_and(|(along, own)| {
        let spoken_of = corpus.quantities.get(claim.quantity).member(along);
        spoken_of != crate::model::WHOLE && corpus.dimension(along).holds(spoken_of, own)
    })
}

/// Of each list the claim that ends lowest and the one that begins highest: one of the two ways to pair them
/// is the widest.
fn farthest(corpus: &Corpus, own: &[ClaimId], others: &[ClaimId]) -> Option<ComparedClaims> {
    let wide = |id: ClaimId| corpus.wide(id);
    // An open end is beyond every number: no high end sorts last, no low end first.
    let high = |id: &ClaimId| (wide(*id).high.is_none(), wide(*id).high.map(order), *id);
    let low = |id: &ClaimId| (wide(*id).low.map(order), *id);
    let lowest = |claims: &[ClaimId]| claims.iter().copied().min_by_key(high);
    let highest = |claims: &[ClaimId]| claims.iter().copied().max_by_key(low);
    let pairs = [(lowest(own)?, highest(others)?), (highest(own)?, lowest(others)?)];
    let said = |(own, other)| ComparedClaims { own, other, compared: compare(corpus, own, other) };
    let [first, second] = pairs.map(said);
    Some(if second.compared.gap > first.compared.gap { second } else { first })
}

fn order(bound: Bound) -> (Number, bool) {
    (bound.value, bound.strict)
}
