//! What the look-ups along one axis do not see: the conflicts that are left when everything they found is
//! set aside, each told by its shape.

use crate::engine::certificates::claims_and_worlds::Said;
use crate::engine::conflicts::grouping::{Joints, Telling, claims_of};
use crate::engine::one_quantity::grades::Grade;
use crate::engine::one_quantity::rivals::Rivalry;
use crate::engine::parts_and_wholes::all_parts;
use crate::engine::parts_and_wholes::crossed_parts::crossed_parts;
use crate::engine::parts_and_wholes::misfits::Misfits;
use crate::engine::parts_and_wholes::stated_sums::{SumFault, closed_by};
use crate::engine::possible::few_claims::possible;
use crate::engine::possible::sum_rows::Clash;
use crate::engine::possible::whole_corpus::{settle_beyond, settle_within};
use crate::engine::possible::world_builder::Budget;
use crate::engine::standing::accounts::{Account, accounts};
use crate::engine::standing::claims_in_force::Ground;
use crate::engine::structure::stable_order;
use crate::figure::{Exact, Interval};
use crate::finding::{End, Proof, Sum, Term};
use crate::model::{ClaimId, Corpus, QuantityId};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Settles the corpus with the conflicts known set aside, then every account that lost a claim by that on its
/// own. New conflicts in the shape of a sum join the misfits; the others are returned.
pub fn joints(
    corpus: &Corpus,
    ground: &Ground,
    rivalries: &[Rivalry],
    misfits: &mut Misfits,
    stated: &[SumFault],
) -> Joints {
    misfits.following.retain(|(_, misfit)| is_minimal(corpus, &misfit.sum));
    let known = sums(misfits).chain(stated.iter().filter_map(|fault| differing(corpus, fault)));
    let mut known: Vec<Vec<ClaimId>> = known.map(claims_of).collect();
    let crossed = crossed_parts(corpus, ground);
    misfits.left_out += crossed.left_out;
    misfits.parts_left_out += crossed.parts_left_out;
    let mut telling = Telling::new(corpus, ground, misfits);
    for (whole, part) in crossed.pairs {
        let clash = above(whole, part);
        known.push(clash.claims.clone());
        telling.tell(clash);
    }
    let apart: Vec<QuantityId> = rivalries
        .iter()
        .filter(|rivalry| rivalry.grade == Grade::Contradicts)
        .map(|rivalry| rivalry.quantity)
        .collect();
    let everyone = |_| true;
    let aside = set_aside(corpus, ground, &apart, &known, everyone);
    let mut budget = Budget::new(2 * ground.all().len());
    let settled = settle_beyond(corpus, ground.all(), &aside, &known, &mut budget);
    telling.found.unsettled += settled.unsettled;
    telling.found.open = settled.open;
    let mut further = settled.further;
    further.sort_by_key(|clash| clash.claims.len());
    known.extend(settled.clashes.iter().map(|clash| clash.claims.clone()));
    settled.clashes.into_iter().for_each(|clash| telling.tell(clash));
    further.into_iter().for_each(|clash| telling.tell_beside(clash));
    let alone = accounts_alone(corpus, ground, &aside, &apart, &known, &mut budget);
    alone.into_iter().for_each(|clash| telling.tell_beside(clash));
    let mut found = telling.found;
    found.partly = all_parts::fill(corpus, ground, misfits);
    found
}

/// A part above its whole.
fn above(whole: ClaimId, part: ClaimId) -> Clash {
    let term = |claim, end| Term { claim, end, times: Exact::ONE };
    let mut terms = vec![term(whole, End::High), term(part, End::Low)];
    terms.sort_by_key(|term| (term.claim, term.end));
    Clash { claims: vec![whole, part], proof: Proof { terms, hundred: None } }
}

fn sums(misfits: &Misfits) -> impl Iterator<Item = &Sum> {
    let following = misfits.following.iter().map(|(_, misfit)| misfit);
    misfits.standing.iter().chain(following).map(|misfit| &misfit.sum)
}

/// A stated sum that is wrong has been told already, where it is one of cells.
fn differing<'f>(corpus: &Corpus, fault: &'f SumFault) -> Option<&'f Sum> {
    match fault {
        SumFault::Differs(sum, _) => closed_by(corpus, sum.whole).map(|_| &**sum),
        SumFault::Overlaps { .. } => None,
    }
}

/// Whether no fewer of its claims fail. The look-ups see to that, but for what a `sum-of` closes.
fn is_minimal(corpus: &Corpus, sum: &Sum) -> bool {
    let claims = claims_of(sum);
    let without = |left_out: &ClaimId| {
        let fewer = claims.iter().filter(|claim| *claim != left_out);
        let said: Vec<Said> = fewer.map(|&claim| Said::of(corpus, claim)).collect();
        possible(corpus, &said).is_impossible()
    };
    let closes = |&claim: &ClaimId| closed_by(corpus, claim).is_some();
    !claims.iter().any(closes) || !claims.iter().any(without)
}

/// Claims to set aside so that none of the conflicts known is left: of rivals all but those that most agree
/// with, then from each conflict the claim that is in most of them.
fn set_aside(
    corpus: &Corpus,
    ground: &Ground,
    apart: &[QuantityId],
    known: &[Vec<ClaimId>],
    spoken: impl Fn(ClaimId) -> bool,
) -> HashSet<ClaimId> {
    let mut often: HashMap<ClaimId, u64> = HashMap::new();
    let known: Vec<&Vec<ClaimId>> =
        known.iter().filter(|claims| claims.iter().all(|&claim| spoken(claim))).collect();
    for claim in known.iter().copied().flatten() {
        *often.entry(*claim).or_default() += 1;
    }
    let mut aside = HashSet::new();
    for &quantity in apart {
        let claims = ground.claims(quantity).iter().copied().filter(|&claim| spoken(claim));
        aside.extend(outvoted(corpus, &claims.collect::<Vec<_>>(), &often));
    }
    let mut left: Vec<_> = known
        .into_iter()
        .filter(|claims| !claims.iter().any(|claim| aside.contains(claim)))
        .collect();
    left.sort_by_key(|claims| claims.len());
    for claims in left {
        if claims.iter().any(|claim| aside.contains(claim)) {
            continue;
        }
        let chosen = claims.iter().copied().max_by(|a, b| {
            often.get(a).cmp(&often.get(b)).then_with(|| stable_order::claim(corpus, *b, *a))
        });
        aside.extend(chosen);
    }
    aside
}

/// Of the claims on one quantity, those that do not hold where most of them do; where as many hold in two
/// places, that with claims in fewer conflicts, then the lowest. A sweep over the ends.
fn outvoted(corpus: &Corpus, claims: &[ClaimId], often: &HashMap<ClaimId, u64>) -> Vec<ClaimId> {
    let wide = |claim: ClaimId| corpus.wide(claim);
    let weight = |claim: ClaimId| (1_i64 << 32) - often.get(&claim).map_or(0, |&n| n as i64);
    // At one value strict high ends end first, then low ends begin, inclusive before strict; inclusive high
    // ends come between the two.
    let mut events = Vec::with_capacity(2 * claims.len());
    for &claim in claims {
        let Interval { low, high } = wide(claim);
        let begins = low.map(|low| (low.value, if low.strict { 3 } else { 1 }));
        let ends = high.map(|high| (high.value, if high.strict { 0 } else { 2 }));
        events.push((begins, weight(claim), claim));
        events.extend(ends.map(|ends| (Some(ends), -weight(claim), claim)));
    }
    events.sort_by_key(|&(at, weight, _)| (at, -weight));
    let (mut sum, mut most, mut best) = (0, i64::MIN, 0);
    for (at, &(_, weight, _)) in events.iter().enumerate() {
        sum += weight;
        if sum > most {
            (most, best) = (sum, at);
        }
    }
    let mut holding = HashSet::new();
    for &(_, weight, claim) in &events[..=best.min(events.len().saturating_sub(1))] {
        if weight > 0 {
            holding.insert(claim);
        } else {
            holding.remove(&claim);
        }
    }
    claims.iter().copied().filter(|claim| !holding.contains(claim)).collect()
}

/// A conflict that is some account's own must not hide behind a claim of another that was set aside.
fn accounts_alone(
    corpus: &Corpus,
    ground: &Ground,
    aside: &HashSet<ClaimId>,
    apart: &[QuantityId],
    known: &[Vec<ClaimId>],
    budget: &mut Budget,
) -> Vec<Clash> {
    let mut found = Vec::new();
    let mut speaking: BTreeMap<Account, Vec<ClaimId>> = BTreeMap::new();
    let lost = aside.iter().flat_map(|&claim| accounts(corpus, claim));
    lost.for_each(|account| drop(speaking.insert(account, Vec::new())));
    for &claim in ground.all() {
        for account in accounts(corpus, claim) {
            let claims = speaking.get_mut(&account);
            if let Some(claims) = claims.filter(|claims| claims.last() != Some(&claim)) {
                claims.push(claim);
            }
        }
    }
    let mut in_account: HashMap<Account, (Vec<QuantityId>, Vec<Vec<ClaimId>>)> = HashMap::new();
    for &quantity in apart {
        let claims = ground.claims(quantity).iter();
        let here: BTreeSet<Account> = claims.flat_map(|&claim| accounts(corpus, claim)).collect();
        for account in here {
            in_account.entry(account).or_default().0.push(quantity);
        }
    }
    for claims in known {
        let first = claims.first().into_iter().flat_map(|&claim| accounts(corpus, claim));
        for account in first.collect::<BTreeSet<_>>() {
            in_account.entry(account).or_default().1.push(claims.clone());
        }
    }
    for (account, claims) in speaking {
        // One that says everything has been settled.
        if claims.len() == ground.all().len() {
            continue;
        }
        let own: HashSet<ClaimId> = claims.iter().copied().collect();
        let (apart, known) = in_account.remove(&account).unwrap_or_default();
        let aside = set_aside(corpus, ground, &apart, &known, |claim| own.contains(&claim));
        let left: Vec<ClaimId> =
            claims.into_iter().filter(|claim| !aside.contains(claim)).collect();
        let settled = settle_within(corpus, &left, budget);
        found.extend(settled.clashes);
    }
    found
}
