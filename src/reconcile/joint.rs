//! What the look-ups along one axis do not see: the conflicts that are left when everything they found is
//! set aside, each told by its shape.

use super::choice::Choices;
use super::choice::End as Side;
use super::compare::Grade;
use super::ground::Ground;
use super::order;
use super::rivals::Rivalry;
use super::search::{Misfit, Misfits, total};
use super::sums::SumFault;
use super::voices::{Voice, voices};
use super::world::{Budget, Clash, settle_within};
use super::world::{Said, possible};
use crate::figure::{Bound, Exact, Interval};
use crate::finding::{End, Joint, Proof, Reading, Shape, Sum, Term};
use crate::model::{Axis, ClaimId, Corpus, QuantityId};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Claims that cannot all be true, in no simpler shape.
#[derive(Clone, Debug)]
pub struct Jointly {
    /// The claims and the proof.
    pub joint: Joint,
    /// Whether one voice fails alone.
    pub reading: Reading,
    /// Whether it still fails with every quantity widened to all its claims.
    pub irreconcilable: bool,
}

/// All of them.
#[derive(Debug, Default)]
pub struct Joints {
    /// Those no rival undoes.
    pub standing: Vec<Jointly>,
    /// Those that follow from a rivalry on this quantity.
    pub following: Vec<(QuantityId, Jointly)>,
    /// Quantities of which it could not be told whether they fit the others.
    pub unsettled: usize,
}

/// Settles the corpus with the conflicts known set aside, then every voice that lost a claim by that on its
/// own. New conflicts in the shape of a sum join the misfits; the others are returned.
pub fn joints(
    corpus: &Corpus,
    ground: &Ground,
    rivalries: &[Rivalry],
    misfits: &mut Misfits,
    stated: &[SumFault],
) -> Joints {
    let mut telling = Telling { corpus, ground, told: BTreeSet::new(), found: Joints::default() };
    let known = sums(misfits).chain(stated.iter().filter_map(differing));
    let known: Vec<Vec<ClaimId>> = known.map(claims_of).collect();
    let standing = misfits.standing.len();
    let keys = known.iter().enumerate().map(|(at, claims)| telling.key(at < standing, claims));
    telling.told = keys.collect();
    let apart: Vec<QuantityId> = rivalries
        .iter()
        .filter(|rivalry| rivalry.grade == Grade::Contradicts)
        .map(|rivalry| rivalry.quantity)
        .collect();
    let everyone = |_| true;
    let aside = set_aside(corpus, ground, &apart, &known, everyone);
    let all: Vec<ClaimId> =
        ground.all().iter().copied().filter(|claim| !aside.contains(claim)).collect();
    let mut budget = Budget::new(2 * ground.all().len());
    let settled = settle_within(corpus, &all, &mut budget);
    telling.found.unsettled += settled.unsettled;
    settled.clashes.into_iter().for_each(|clash| telling.tell(clash, misfits));
    telling.voices(&aside, &apart, &known, misfits, &mut budget);
    telling.found
}

fn sums(misfits: &Misfits) -> impl Iterator<Item = &Sum> {
    let following = misfits.following.iter().map(|(_, misfit)| misfit);
    misfits.standing.iter().chain(following).map(|misfit| &misfit.sum)
}

/// A stated sum that is wrong has been told already.
fn differing(fault: &SumFault) -> Option<&Sum> {
    match fault {
        SumFault::Differs(sum, _) => Some(sum),
        SumFault::Overlaps { .. } => None,
    }
}

fn claims_of(sum: &Sum) -> Vec<ClaimId> {
    let mut claims: Vec<ClaimId> = sum.parts.iter().copied().chain([sum.whole]).collect();
    claims.sort_unstable();
    claims
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
            often.get(a).cmp(&often.get(b)).then_with(|| order::claim(corpus, *b, *a))
        });
        aside.extend(chosen);
    }
    aside
}

/// Of the claims on one quantity, those that do not hold where most of them do; where as many hold in two
/// places, that with claims in fewer conflicts, then the lowest. A sweep over the ends.
fn outvoted(corpus: &Corpus, claims: &[ClaimId], often: &HashMap<ClaimId, u64>) -> Vec<ClaimId> {
    let wide = |claim: ClaimId| corpus.extent(claim).wide;
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

struct Telling<'c> {
    corpus: &'c Corpus,
    ground: &'c Ground,
    /// Whether it stands on its own, and the quantities: conflicts alike in both are one.
    told: BTreeSet<(bool, Vec<QuantityId>)>,
    found: Joints,
}

impl Telling<'_> {
    /// A conflict that is some voice's own must not hide behind a claim of another that was set aside.
    fn voices(
        &mut self,
        aside: &HashSet<ClaimId>,
        apart: &[QuantityId],
        known: &[Vec<ClaimId>],
        misfits: &mut Misfits,
        budget: &mut Budget,
    ) {
        let (corpus, ground) = (self.corpus, self.ground);
        let mut speaking: BTreeMap<Voice, Vec<ClaimId>> = BTreeMap::new();
        let lost = aside.iter().flat_map(|&claim| voices(corpus, claim));
        lost.for_each(|voice| drop(speaking.insert(voice, Vec::new())));
        for &claim in ground.all() {
            for voice in voices(corpus, claim) {
                if let Some(claims) = speaking.get_mut(&voice) {
                    claims.push(claim);
                }
            }
        }
        let mut in_voice: HashMap<Voice, (Vec<QuantityId>, Vec<Vec<ClaimId>>)> = HashMap::new();
        for &quantity in apart {
            let claims = ground.claims(quantity).iter();
            let here: BTreeSet<Voice> = claims.flat_map(|&claim| voices(corpus, claim)).collect();
            for voice in here {
                in_voice.entry(voice).or_default().0.push(quantity);
            }
        }
        for claims in known {
            let first = claims.first().into_iter().flat_map(|&claim| voices(corpus, claim));
            for voice in first.collect::<BTreeSet<_>>() {
                in_voice.entry(voice).or_default().1.push(claims.clone());
            }
        }
        for (voice, claims) in speaking {
            let own: HashSet<ClaimId> = claims.iter().copied().collect();
            let (apart, known) = in_voice.remove(&voice).unwrap_or_default();
            let aside = set_aside(corpus, ground, &apart, &known, |claim| own.contains(&claim));
            let left: Vec<ClaimId> =
                claims.into_iter().filter(|claim| !aside.contains(claim)).collect();
            let settled = settle_within(corpus, &left, budget);
            settled.clashes.into_iter().for_each(|clash| self.tell(clash, misfits));
        }
    }

    fn key(&self, stands: bool, claims: &[ClaimId]) -> (bool, Vec<QuantityId>) {
        let mut quantities: Vec<QuantityId> =
            claims.iter().map(|&claim| self.corpus.claim(claim).quantity).collect();
        quantities.sort_unstable();
        quantities.dedup();
        (stands, quantities)
    }

    /// Tells a conflict by its shape, on its own or under the rivalries that undo it.
    fn tell(&mut self, clash: Clash, misfits: &mut Misfits) {
        let undone = self.undone(&clash);
        if !self.told.insert(self.key(undone.is_empty(), &clash.claims)) {
            return;
        }
        let (corpus, proof) = (self.corpus, &clash.proof);
        let reading = reading(corpus, self.ground, proof);
        let irreconcilable = self.irreconcilable(&clash);
        if let Some(sum) = as_sum(corpus, proof) {
            let misfit = Misfit { sum, reading, irreconcilable };
            if undone.is_empty() {
                misfits.standing.push(misfit);
            } else {
                let each = undone.into_iter().map(|quantity| (quantity, misfit.clone()));
                misfits.following.extend(each);
            }
            return;
        }
        let jointly = Jointly { joint: joint(corpus, clash), reading, irreconcilable };
        if undone.is_empty() {
            self.found.standing.push(jointly);
        } else {
            let each = undone.into_iter().map(|quantity| (quantity, jointly.clone()));
            self.found.following.extend(each);
        }
    }

    fn irreconcilable(&self, clash: &Clash) -> bool {
        let hull = |&claim: &ClaimId| {
            let said = Said::of(self.corpus, claim);
            let all = self.ground.claims(said.quantity).iter();
            let within = all
                .map(|&claim| self.corpus.extent(claim).wide)
                .reduce(|hull, wide| hull.hull(&wide));
            Said { within: within.unwrap_or(said.within), ..said }
        };
        let widened: Vec<Said> = clash.claims.iter().map(hull).collect();
        possible(self.corpus, &widened).is_impossible()
    }

    /// The quantities on which putting a rival in a claim's place makes the conflict vanish.
    fn undone(&self, clash: &Clash) -> Vec<QuantityId> {
        let choices = Choices { corpus: self.corpus, ground: self.ground };
        let vanishes = |term: &Term| {
            let quantity = self.corpus.claim(term.claim).quantity;
            if term.end == End::Rest || self.ground.claims(quantity).len() < 2 {
                return None;
            }
            let end = if term.end == End::Low { Side::Low } else { Side::High };
            let rival = choices.loosest_rival(term.claim, end)?;
            let said = clash.claims.iter().map(|&claim| {
                Said::of(self.corpus, if claim == term.claim { rival } else { claim })
            });
            let said: Vec<Said> = said.collect();
            possible(self.corpus, &said).is_possible().then_some(quantity)
        };
        let undone: BTreeSet<QuantityId> = clash.proof.terms.iter().filter_map(vanishes).collect();
        undone.into_iter().collect()
    }
}

/// Internal when the same argument holds with one voice's claims on the quantities of the proof.
pub(super) fn reading(corpus: &Corpus, ground: &Ground, proof: &Proof) -> Reading {
    // A low end a voice does not give is nought at the least; a high end it has to give.
    let mut sums: BTreeMap<Voice, (usize, Exact, bool)> = BTreeMap::new();
    let mut highs = 0;
    for Term { claim, end, times } in &proof.terms {
        highs += usize::from(*end != End::Low);
        let mut ends: BTreeMap<Voice, Bound> = BTreeMap::new();
        let own = [*claim];
        // Only the claim itself says that it is the sum of others.
        let claims = ground.claims(corpus.claim(*claim).quantity);
        for &other in if *end == End::Rest { &own } else { claims } {
            let Some(bound) = end.of(&corpus.extent(other).wide) else { continue };
            for voice in voices(corpus, other) {
                let held = ends.entry(voice).or_insert(bound);
                if end.order(bound, *held).is_gt() {
                    *held = bound;
                }
            }
        }
        for (voice, bound) in ends {
            let (count, sum, strict) = sums.entry(voice).or_default();
            let part = times * &Exact::from(bound.value);
            *sum = if *end == End::Low { &*sum + &part } else { &*sum - &part };
            *count += usize::from(*end != End::Low);
            *strict |= bound.strict;
        }
    }
    let hundred = proof.hundred.as_ref().map(|times| times * &Exact::from(100));
    let hundred = hundred.unwrap_or_default();
    let fails = |(count, sum, strict): &(usize, Exact, bool)| {
        let over = sum - &hundred;
        *count == highs && (over.is_positive() || (over.is_zero() && *strict))
    };
    if sums.values().any(fails) { Reading::Internal } else { Reading::Contested }
}

pub(super) fn joint(corpus: &Corpus, clash: Clash) -> Joint {
    let come = |wanted: End| {
        let terms = clash.proof.terms.iter().filter(|term| term.end == wanted);
        let ends = terms.filter_map(|term| {
            let bound = wanted.of(&corpus.extent(term.claim).wide)?;
            Some(&term.times * &Exact::from(bound.value))
        });
        ends.fold(Exact::ZERO, |sum, end| &sum + &end)
    };
    let hundred = clash.proof.hundred.as_ref().map(|times| times * &Exact::from(100));
    let (asked, allowed) = (come(End::Low), &come(End::High) + &hundred.unwrap_or_default());
    Joint { claims: clash.claims, proof: clash.proof, asked, allowed }
}

/// The conflict as parts and a whole, where it is that: every claim counted once, and one of them against
/// all the others.
pub(super) fn as_sum(corpus: &Corpus, proof: &Proof) -> Option<Sum> {
    let alike = proof.terms.windows(2).all(|pair| pair[0].times == pair[1].times);
    let ends = proof.terms.iter().filter(|term| term.end != End::Rest).count();
    if !alike || proof.hundred.is_some() || proof.claims().len() != ends {
        return None;
    }
    let of = |wanted: End| {
        let terms = proof.terms.iter().filter(move |term| term.end == wanted);
        terms.map(|term| term.claim).collect::<Vec<_>>()
    };
    let (lows, highs) = (of(End::Low), of(End::High));
    let (shape, whole, parts, part_end) = match (lows.as_slice(), highs.as_slice()) {
        (_, &[whole]) => (Shape::Above, whole, lows, End::Low),
        (&[whole], _) => (Shape::Below, whole, highs, End::High),
        _ => return None,
    };
    let whole_end = if part_end == End::Low { End::High } else { End::Low };
    let bound = |claim: ClaimId, end: End| end.of(&corpus.extent(claim).wide).map(|b| b.value);
    let reaches = parts.iter().filter_map(|&part| bound(part, part_end));
    let reaches = reaches.fold(crate::figure::Number::ZERO, |sum, value| sum.add(value));
    let axes = axes(corpus, whole, &parts);
    if axes.is_empty() {
        return None;
    }
    let (total, limit) = (total(corpus, &parts), bound(whole, whole_end)?);
    Some(Sum { shape, axes, parts, whole, total, reaches, limit, full: None })
}

/// The axes along which some part differs from the whole.
fn axes(corpus: &Corpus, whole: ClaimId, parts: &[ClaimId]) -> Vec<Axis> {
    let quantity = |claim: ClaimId| corpus.quantities.get(corpus.claim(claim).quantity);
    let whole = quantity(whole).coordinates();
    let differs =
        |&(axis, at): &(Axis, u32)| parts.iter().any(|&part| quantity(part).along(axis) != at);
    let mut axes: Vec<Axis> = whole.filter(differs).map(|(axis, _)| axis).collect();
    axes.sort_by_key(|axis| match axis {
        Axis::Dimension(id) => (0, id.0),
        Axis::Period => (1, 0),
        Axis::Measure => (2, 0),
    });
    axes
}
