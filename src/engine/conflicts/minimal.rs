//! The minimal conflicts of a finding: every choice of one claim for each of its quantities that fails, the
//! choices that hold counted beside them.

use crate::budget::limits;
use crate::engine::certificates::claims_and_worlds::Said;
use crate::engine::parts_and_wholes::stated_sums::closed_by;
use crate::engine::possible::few_claims::{conflict, possible};
use crate::engine::standing::claims_in_force::Ground;
use crate::figure::{Bound, Interval, Number};
use crate::finding::{Conflict, Conflicts, Evidence, Finding, Shape, Sum};
use crate::model::{ClaimId, Corpus, QuantityId};
use std::collections::BTreeSet;

/// Finds the conflicts of a finding.
pub fn conflicts(corpus: &Corpus, ground: &Ground, finding: &Finding) -> Conflicts {
    let beside = finding.conflicts.beside.clone();
    let mut found = Conflicts { complete: true, ..Conflicts::default() };
    match &finding.evidence {
        Evidence::Conflict(conflict) => of_rivals(corpus, ground, conflict, &mut found),
        Evidence::Sum(sum) if matches!(sum.shape, Shape::Above | Shape::Below) => {
            let claims = with_whole(sum);
            let closes = |&claim: &ClaimId| closed_by(corpus, claim).is_some();
            if choices(corpus, ground, &claims).into_iter().flatten().any(closes) {
                of_claims(corpus, ground, &claims, false, &mut found);
            } else {
                of_sum(corpus, ground, sum, &mut found);
            }
        }
        Evidence::Sum(sum) => found.fails(with_whole(sum)),
        Evidence::Joint(joint) => of_claims(corpus, ground, &joint.claims, true, &mut found),
        _ => {}
    }
    beside.iter().for_each(|joint| found.fails_too(joint.claims.clone()));
    found.beside = beside;
    found
}

impl Conflicts {
    /// One that may be among the choices already.
    fn fails_too(&mut self, mut claims: Vec<ClaimId>) {
        claims.sort_unstable();
        if !self.listed.contains(&claims) {
            self.fails(claims);
        }
    }

    fn fails(&mut self, mut claims: Vec<ClaimId>) {
        claims.sort_unstable();
        self.failing += 1;
        if self.listed.len() < limits::CONFLICTS_LISTED.get() {
            self.listed.push(claims);
        }
    }
}

fn with_whole(sum: &Sum) -> Vec<ClaimId> {
    sum.parts.iter().copied().chain([sum.whole]).collect()
}

/// Pairs that are apart, the widest first, and what follows from them.
fn of_rivals(corpus: &Corpus, ground: &Ground, conflict: &Conflict, found: &mut Conflicts) {
    let (lower, higher) = conflict.widest;
    let claims = ground.claims(corpus.claim(lower).quantity);
    let count = claims.len() as u64;
    found.fails(vec![lower, higher]);
    let wide = |claim: ClaimId| corpus.wide(claim);
    let mut by_low: Vec<ClaimId> = claims.to_vec();
    by_low.sort_by(|&a, &b| wide(b).low.map(value).cmp(&wide(a).low.map(value)).then(a.cmp(&b)));
    let mut by_high: Vec<ClaimId> =
        claims.iter().copied().filter(|&id| wide(id).high.is_some()).collect();
    let end = |bound: Bound| (bound.value, !bound.strict);
    by_high.sort_by_key(|&id| (wide(id).high.map(end), id));
    let below = |low: ClaimId, high: ClaimId| {
        Interval { low: wide(high).low, high: wide(low).high }.is_empty()
    };
    'pairs: for &high in &by_low {
        for &low in by_high.iter().take_while(|&&low| below(low, high)) {
            if found.listed.len() >= limits::CONFLICTS_LISTED.get() {
                break 'pairs;
            }
            if (low, high) != (lower, higher) {
                found.fails(vec![low, high]);
            }
        }
    }
    found.failing = conflict.pairs.max(found.failing);
    found.holding = (count * count.saturating_sub(1) / 2).saturating_sub(conflict.pairs);
    for follow in &conflict.follows {
        found.fails(with_whole(follow));
    }
    for joint in &conflict.follows_jointly {
        found.fails(joint.claims.clone());
    }
}

fn value(bound: Bound) -> Number {
    bound.value
}

/// The claims of one quantity, each of which may take the place of the one in the conflict.
fn choices<'g>(corpus: &Corpus, ground: &'g Ground, claims: &[ClaimId]) -> Vec<&'g [ClaimId]> {
    let quantities: BTreeSet<QuantityId> =
        claims.iter().map(|&claim| corpus.claim(claim).quantity).collect();
    quantities.into_iter().map(|id| ground.claims(id)).collect()
}

/// Calls for each choice of one claim for every quantity, the last turning fastest; false where they are too many.
fn each_choice(choices: &[&[ClaimId]], mut each: impl FnMut(&[ClaimId])) -> bool {
    let all = choices.iter().try_fold(1usize, |all, claims| all.checked_mul(claims.len()));
    let Some(all) = all.filter(|&all| all <= limits::COMBINATIONS.get()) else { return false };
    let mut chosen: Vec<ClaimId> = Vec::with_capacity(choices.len());
    for at in 0..all {
        chosen.clear();
        let mut rest = at;
        for claims in choices.iter().rev() {
            chosen.push(claims[rest % claims.len()]);
            rest /= claims.len();
        }
        each(&chosen);
    }
    true
}

fn of_sum(corpus: &Corpus, ground: &Ground, sum: &Sum, found: &mut Conflicts) {
    let whole = corpus.claim(sum.whole).quantity;
    let own = with_whole(sum);
    let listed = each_choice(&choices(corpus, ground, &own), |chosen| {
        let fails = |left_out: Option<ClaimId>| fails(corpus, sum.shape, whole, chosen, left_out);
        if !fails(None) {
            found.holding += 1;
        } else if sum.shape == Shape::Below || chosen.iter().all(|&claim| !fails(Some(claim))) {
            found.fails(chosen.to_vec());
        } else {
            found.failing += 1;
        }
    });
    if !listed {
        found.complete = false;
        found.fails(own);
    }
}

/// Whether the parts chosen and the whole chosen leave nothing between them, one claim left out of them or none.
fn fails(
    corpus: &Corpus,
    shape: Shape,
    whole: QuantityId,
    chosen: &[ClaimId],
    left_out: Option<ClaimId>,
) -> bool {
    let above = shape == Shape::Above;
    let (mut sum, mut limit, mut strict) = (Number::ZERO, None, false);
    for &claim in chosen.iter().filter(|&&claim| Some(claim) != left_out) {
        let wide = corpus.wide(claim);
        let of_whole = corpus.claim(claim).quantity == whole;
        let end = if above == of_whole { wide.high } else { wide.low };
        let Some(end) = end else {
            // An open low end is nought; an open high end leaves room for all.
            if above && !of_whole {
                continue;
            }
            return false;
        };
        strict |= end.strict;
        if of_whole {
            limit = Some(end.value);
        } else {
            sum = sum.add(end.value);
        }
    }
    limit.is_some_and(|limit| {
        let beyond = if above { sum > limit } else { sum < limit };
        beyond || (strict && sum == limit)
    })
}

/// Choices for claims that fail together; whether no fewer of them do is known or not.
fn of_claims(
    corpus: &Corpus,
    ground: &Ground,
    claims: &[ClaimId],
    minimal: bool,
    found: &mut Conflicts,
) {
    let small = limits::COMBINATIONS.get() / 16;
    let choices = choices(corpus, ground, claims);
    // With two claims on one quantity, the second beside a stated sum, there is no choice of one for each.
    if choices.len() < claims.len() {
        return found.fails(claims.to_vec());
    }
    let all = choices.iter().try_fold(1usize, |all, claims| all.checked_mul(claims.len()));
    if all.is_none_or(|all| all > small) {
        found.complete = false;
        return found.fails(claims.to_vec());
    }
    let own: BTreeSet<ClaimId> = claims.iter().copied().collect();
    each_choice(&choices, |chosen| {
        if minimal && chosen.iter().all(|claim| own.contains(claim)) {
            return found.fails(chosen.to_vec());
        }
        let said: Vec<Said> = chosen.iter().map(|&claim| Said::of(corpus, claim)).collect();
        if !possible(corpus, &said).is_impossible() {
            found.holding += 1;
        } else if conflict(corpus, &said).is_some_and(|(needed, _)| needed.len() == said.len()) {
            found.fails(chosen.to_vec());
        } else {
            found.failing += 1;
        }
    });
}
