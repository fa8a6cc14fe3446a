//! All that is claimed inside a whole: a sum that is enough to show a conflict in; the sum of all disjoint
//! parts claimed out, where there are more (DESIGN §6).

use super::ground::Ground;
use super::search::{Misfits, total};
use super::sums::is_part;
use crate::figure::{Bound, Number};
use crate::finding::{End, Full, Shape, Sum};
use crate::model::{ClaimId, Corpus, DimensionId, QuantityId};
use std::collections::BTreeMap;

/// Quantities, and parts that they are held against, looked at in one run; parts of the largest sum.
const LOOKED_AT: usize = 1 << 22;
const PARTS: usize = 256;

/// Adds it to sums of parts along several axes, which looking up along one axis does not see. The greatest
/// parts are taken first.
pub(super) fn fill(corpus: &Corpus, ground: &Ground, misfits: &mut Misfits) {
    let along_several =
        |sum: &&mut Sum| sum.shape == Shape::Above && sum.axes.len() > 1 && sum.full.is_none();
    let sums = misfits.standing.iter_mut().map(|misfit| &mut misfit.sum);
    let sums: Vec<&mut Sum> = sums.filter(along_several).collect();
    if sums.is_empty() {
        return;
    }
    let most = most_claimed(corpus, ground);
    let mut work = LOOKED_AT;
    for sum in sums {
        sum.full = full(corpus, &most, sum, &mut work);
    }
}

/// For each quantity the claim that asks for most, the greatest first.
fn most_claimed(corpus: &Corpus, ground: &Ground) -> Vec<(QuantityId, ClaimId)> {
    let low = |claim: ClaimId| End::Low.of(&corpus.extent(claim).wide);
    let mut most: BTreeMap<QuantityId, (Bound, ClaimId)> = BTreeMap::new();
    for &claim in ground.all() {
        let Some(low) = low(claim).filter(|low| low.value > Number::ZERO) else { continue };
        let held = most.entry(corpus.claim(claim).quantity).or_insert((low, claim));
        if End::Low.order(low, held.0).is_gt() {
            *held = (low, claim);
        }
    }
    let mut most: Vec<_> = most.into_iter().collect();
    most.sort_by(|a, b| b.1.0.value.cmp(&a.1.0.value).then(a.0.cmp(&b.0)));
    most.into_iter().map(|(quantity, (_, claim))| (quantity, claim)).collect()
}

fn full(
    corpus: &Corpus,
    most: &[(QuantityId, ClaimId)],
    sum: &Sum,
    work: &mut usize,
) -> Option<Full> {
    let about = |claim: ClaimId| corpus.claim(claim).quantity;
    let whole = about(sum.whole);
    let mut all = sum.parts.clone();
    for &(quantity, claim) in most {
        let inside = quantity != whole && is_part(corpus, whole, quantity);
        *work = work.saturating_sub(if inside { 1 + all.len() } else { 1 });
        if all.len() > PARTS || *work == 0 {
            return None;
        }
        if inside && all.iter().all(|&part| disjoint(corpus, about(part), quantity)) {
            all.push(claim);
        }
    }
    if all.len() == sum.parts.len() {
        return None;
    }
    let (count, total) = (all.len(), total(corpus, &all));
    all.truncate(Full::NAMED);
    Some(Full { claims: all, count, total })
}

/// Whether two parts of one whole have nothing in common: no day, or no member.
fn disjoint(corpus: &Corpus, a: QuantityId, b: QuantityId) -> bool {
    let (a, b) = (corpus.quantities.get(a), corpus.quantities.get(b));
    let apart = corpus.period(a.period()).disjoint(corpus.period(b.period()));
    apart
        || corpus.dimensions.values().zip(0u32..).any(|(dimension, at)| {
            let id = DimensionId(at);
            let (a, b) = (a.member(id), b.member(id));
            !dimension.holds(a, b) && !dimension.holds(b, a)
        })
}
