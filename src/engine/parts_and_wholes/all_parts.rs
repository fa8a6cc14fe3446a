//! All that is claimed inside a whole: a sum that is enough to show a conflict in; the sum of all disjoint
//! parts claimed out, where there are more (docs/meaning.md, "Proofs and worlds").

use crate::budget::limits;
use crate::budget::steps::{TooMuch, Work};
use crate::engine::parts_and_wholes::misfits::{Misfits, total};
use crate::engine::parts_and_wholes::stated_sums::is_part;
use crate::engine::standing::claims_in_force::Ground;
use crate::engine::structure::stable_order;
use crate::figure::Number;
use crate::finding::{End, Full, Shape, Sum};
use crate::model::{ClaimId, Corpus, DimensionId, QuantityId};

/// Adds it to sums of parts along several axes, which looking up along one axis does not see. The greatest
/// parts are taken first. Returns of how many sums not all parts were looked for.
pub(crate) fn fill(corpus: &Corpus, ground: &Ground, misfits: &mut Misfits) -> usize {
    let along_several =
        |sum: &&mut Sum| sum.shape == Shape::Above && sum.axes.len() > 1 && sum.full.is_none();
    let sums = misfits.standing.iter_mut().map(|misfit| &mut misfit.sum);
    let sums: Vec<&mut Sum> = sums.filter(along_several).collect();
    if sums.is_empty() {
        return 0;
    }
    let mut work = Work::of(limits::ALL_PARTS_STEPS.get());
    let mut left_out = 0;
    for sum in sums {
        match full(corpus, ground, sum, &mut work) {
            Ok(full) => sum.full = full,
            Err(TooMuch) => left_out += 1,
        }
    }
    left_out
}

fn full(
    corpus: &Corpus,
    ground: &Ground,
    sum: &Sum,
    work: &mut Work,
) -> Result<Option<Full>, TooMuch> {
    let about = |claim: ClaimId| corpus.claim(claim).quantity;
    let mut all = sum.parts.clone();
    for (_, quantity, claim) in greatest(corpus, ground, about(sum.whole), work)? {
        work.spend(all.len())?;
        if all.len() > limits::ALL_PARTS.get() {
            return Err(TooMuch);
        }
        if all.iter().all(|&part| disjoint(corpus, about(part), quantity)) {
            all.push(claim);
        }
    }
    if all.len() == sum.parts.len() {
        return Ok(None);
    }
    let (count, total) = (all.len(), total(corpus, &all));
    all.truncate(limits::FULL_SUM_NAMED.get());
    Ok(Some(Full { claims: all, count, total }))
}

/// The parts of a whole of which something is claimed, each with the claim that asks for most, the greatest first.
fn greatest(
    corpus: &Corpus,
    ground: &Ground,
    whole: QuantityId,
    work: &mut Work,
) -> Result<Vec<(Number, QuantityId, ClaimId)>, TooMuch> {
    let inside = ground.index(corpus).inside(corpus, whole, None, work)?;
    let low = |claim: ClaimId| corpus.low(claim).filter(|low| low.value > Number::ZERO);
    let most = |quantity: QuantityId| {
        let lows = ground.claims(quantity).iter().filter_map(|&claim| Some((low(claim)?, claim)));
        let most = lows.max_by(|a, b| {
            End::Low.order(a.0, b.0).then_with(|| stable_order::claim(corpus, b.1, a.1))
        });
        most.map(|(low, claim)| (low.value, quantity, claim))
    };
    let mut parts = Vec::new();
    for id in inside.into_iter().filter(|&id| is_part(corpus, whole, id)) {
        work.spend(ground.claims(id).len())?;
        parts.extend(most(id));
    }
    parts.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| stable_order::quantity(corpus, a.1, b.1)));
    Ok(parts)
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
