//! How conflicts become findings: those on the same quantities are one, those that a rival undoes stand under
//! the rivalry, and those that hide behind one with which they share a claim stand beside it
//! (docs/meaning.md, "From conflicts to findings").

use crate::engine::certificates::claims_and_worlds::Said;
use crate::engine::parts_and_wholes::binding_claim::{Choices, WhichEnd as Side};
use crate::engine::parts_and_wholes::misfits::{Misfit, Misfits, total};
use crate::engine::parts_and_wholes::stated_sums::{closed_by, is_part};
use crate::engine::possible::few_claims::possible;
use crate::engine::possible::sum_rows::Clash;
use crate::engine::standing::accounts::{Account, accounts};
use crate::engine::standing::claims_in_force::Ground;
use crate::figure::{Bound, Exact};
use crate::finding::{End, Joint, Proof, Reading, Shape, Sum, Term};
use crate::model::{Axis, ClaimId, Corpus, QuantityId};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Claims that cannot all be true, in no simpler shape.
#[derive(Clone, Debug)]
pub struct Jointly {
    /// The claims and the proof.
    pub joint: Joint,
    /// Whether one account fails alone.
    pub reading: Reading,
    /// Whether it still fails with every quantity widened to all its claims.
    pub irreconcilable: bool,
    /// Conflicts that share a claim with it, and hide behind it.
    pub beside: Vec<Joint>,
}

/// All of them.
#[derive(Debug, Default)]
pub struct Joints {
    /// Those no rival undoes.
    pub standing: Vec<Jointly>,
    /// Those that follow from a rivalry on this quantity.
    pub following: Vec<(QuantityId, Jointly)>,
    /// Claims of conflicts beyond which not all was looked for.
    pub open: HashSet<ClaimId>,
    /// Quantities of which it could not be told whether they fit the others.
    pub unsettled: usize,
    /// Sums of which not all parts claimed were looked for.
    pub partly: usize,
}

/// Where a conflict stands.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum ConflictPlace {
    Misfit(usize),
    Joint(usize),
}

/// Tells conflicts one after another.
pub(crate) struct Telling<'c, 'm> {
    corpus: &'c Corpus,
    ground: &'c Ground,
    misfits: &'m mut Misfits,
    /// The quantities of conflicts that stand on their own, for those on the same are one.
    told: HashMap<Vec<QuantityId>, ConflictPlace>,
    /// Where the claims of these stand.
    on: HashMap<ClaimId, Vec<ConflictPlace>>,
    /// The claims of all, and whether they stand on their own.
    claims: HashSet<(bool, Vec<ClaimId>)>,
    pub(crate) found: Joints,
}

impl<'c, 'm> Telling<'c, 'm> {
    /// Begins with those that looking up found.
    pub(crate) fn new(corpus: &'c Corpus, ground: &'c Ground, misfits: &'m mut Misfits) -> Self {
        let mut telling = Self {
            corpus,
            ground,
            misfits,
            told: HashMap::new(),
            on: HashMap::new(),
            claims: HashSet::new(),
            found: Joints::default(),
        };
        for at in 0..telling.misfits.standing.len() {
            let claims = claims_of(&telling.misfits.standing[at].sum);
            telling.place(&claims, ConflictPlace::Misfit(at));
            telling.is_new(true, &claims);
        }
        for at in 0..telling.misfits.following.len() {
            let claims = claims_of(&telling.misfits.following[at].1.sum);
            telling.is_new(false, &claims);
        }
        telling
    }

    /// Tells a conflict by its shape, on its own or under the rivalries that undo it.
    pub(crate) fn tell(&mut self, clash: Clash) {
        if let Some(clash) = self.unless_alike(clash) {
            self.stand(clash);
        }
    }

    /// Tells one that came to light when others were set aside: beside the one it hides behind.
    pub(crate) fn tell_beside(&mut self, clash: Clash) {
        let Some(clash) = self.unless_alike(clash) else { return };
        let places = self.nearest(&clash.claims);
        if places.is_empty() {
            self.stand(clash);
        } else {
            self.beside(&places, clash);
        }
    }

    /// Keeps a conflict that a rival undoes, or that is on the quantities of one told; returns any other.
    fn unless_alike(&mut self, clash: Clash) -> Option<Clash> {
        let undone = self.undone(&clash);
        if !self.is_new(undone.is_empty(), &clash.claims) {
            return None;
        }
        if !undone.is_empty() {
            self.follow(undone, clash);
            return None;
        }
        let Some(&place) = self.told.get(&about(self.corpus, &clash.claims)) else {
            return Some(clash);
        };
        // With one claim for each quantity, and in the same shape, it is among the choices of that one.
        let choice = match place {
            ConflictPlace::Misfit(at) => {
                let shape = self.misfits.standing[at].sum.shape;
                as_sum(self.corpus, &clash.proof).is_some_and(|sum| sum.shape == shape)
            }
            ConflictPlace::Joint(_) => {
                about(self.corpus, &clash.claims).len() == clash.claims.len()
            }
        };
        if !choice {
            self.beside(&[place], clash);
        }
        None
    }

    fn follow(&mut self, undone: Vec<QuantityId>, clash: Clash) {
        let reading = reading(self.corpus, self.ground, &clash.proof);
        let irreconcilable = self.irreconcilable(&clash);
        if let Some(sum) = as_sum(self.corpus, &clash.proof) {
            let misfit = Misfit { sum, reading, irreconcilable, beside: Vec::new() };
            let each = undone.into_iter().map(|quantity| (quantity, misfit.clone()));
            return self.misfits.following.extend(each);
        }
        let joint = joint(self.corpus, clash);
        let jointly = Jointly { joint, reading, irreconcilable, beside: Vec::new() };
        let each = undone.into_iter().map(|quantity| (quantity, jointly.clone()));
        self.found.following.extend(each);
    }

    fn stand(&mut self, clash: Clash) {
        let reading = reading(self.corpus, self.ground, &clash.proof);
        let irreconcilable = self.irreconcilable(&clash);
        let claims = clash.claims.clone();
        let beside = Vec::new();
        if let Some(sum) = as_sum(self.corpus, &clash.proof) {
            self.place(&claims, ConflictPlace::Misfit(self.misfits.standing.len()));
            self.misfits.standing.push(Misfit { sum, reading, irreconcilable, beside });
        } else {
            self.place(&claims, ConflictPlace::Joint(self.found.standing.len()));
            let joint = joint(self.corpus, clash);
            self.found.standing.push(Jointly { joint, reading, irreconcilable, beside });
        }
    }

    fn place(&mut self, claims: &[ClaimId], place: ConflictPlace) {
        self.told.insert(about(self.corpus, claims), place);
        for &claim in claims {
            self.on.entry(claim).or_default().push(place);
        }
    }

    /// Those with which it shares most claims: all of them, for their order follows names.
    fn nearest(&self, claims: &[ClaimId]) -> Vec<ConflictPlace> {
        let mut shared: BTreeMap<ConflictPlace, usize> = BTreeMap::new();
        for place in claims.iter().filter_map(|claim| self.on.get(claim)).flatten() {
            *shared.entry(*place).or_default() += 1;
        }
        let most = shared.values().copied().max();
        shared.into_iter().filter(|&(_, count)| Some(count) == most).map(|it| it.0).collect()
    }

    /// A finding weighs what the worst of its conflicts weighs.
    fn beside(&mut self, places: &[ConflictPlace], clash: Clash) {
        let reading = reading(self.corpus, self.ground, &clash.proof);
        let irreconcilable = self.irreconcilable(&clash);
        let joint = joint(self.corpus, clash);
        for &place in places {
            let (weight, reconcile, beside) = match place {
                ConflictPlace::Misfit(at) => {
                    let host = &mut self.misfits.standing[at];
                    (&mut host.reading, &mut host.irreconcilable, &mut host.beside)
                }
                ConflictPlace::Joint(at) => {
                    let host = &mut self.found.standing[at];
                    (&mut host.reading, &mut host.irreconcilable, &mut host.beside)
                }
            };
            *reconcile |= irreconcilable;
            if reading == Reading::Internal {
                *weight = reading;
            }
            beside.push(joint.clone());
        }
    }

    /// Whether these very claims have not been told.
    fn is_new(&mut self, stands: bool, claims: &[ClaimId]) -> bool {
        let mut sorted = claims.to_vec();
        sorted.sort_unstable();
        self.claims.insert((stands, sorted))
    }

    fn irreconcilable(&self, clash: &Clash) -> bool {
        let hull = |&claim: &ClaimId| {
            let said = Said::of(self.corpus, claim);
            let claims = self.ground.claims(said.quantity);
            let all = claims.iter().map(|&claim| self.corpus.wide(claim));
            let within = all.reduce(|hull, wide| hull.hull(&wide)).unwrap_or(said.within);
            // That there is nothing beside its items is taken back by any claim that does not say so.
            let open = claims.iter().find(|&&claim| closed_by(self.corpus, claim).is_none());
            Said { claim: open.copied().unwrap_or(claim), within, ..said }
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

/// The quantities of a conflict.
fn about(corpus: &Corpus, claims: &[ClaimId]) -> Vec<QuantityId> {
    let mut quantities: Vec<QuantityId> =
        claims.iter().map(|&claim| corpus.claim(claim).quantity).collect();
    quantities.sort_unstable();
    quantities.dedup();
    quantities
}

/// The claims of a sum.
pub(crate) fn claims_of(sum: &Sum) -> Vec<ClaimId> {
    let mut claims: Vec<ClaimId> = sum.parts.iter().copied().chain([sum.whole]).collect();
    claims.sort_unstable();
    claims
}

/// Internal when the same argument holds with one account's claims on the quantities of the proof.
pub(crate) fn reading(corpus: &Corpus, ground: &Ground, proof: &Proof) -> Reading {
    // A low end an account does not give is zero at the least; a high end it has to give.
    let mut sums: BTreeMap<Account, (usize, Exact, bool)> = BTreeMap::new();
    let mut highs = 0;
    for Term { claim, end, times } in &proof.terms {
        highs += usize::from(*end != End::Low);
        let mut ends: BTreeMap<Account, Bound> = BTreeMap::new();
        let own = [*claim];
        // Only the claim itself says that it is the sum of others.
        let claims = ground.claims(corpus.claim(*claim).quantity);
        for &other in if *end == End::Rest { &own } else { claims } {
            let Some(bound) = end.of(&corpus.wide(other)) else { continue };
            for account in accounts(corpus, other) {
                let held = ends.entry(account).or_insert(bound);
                if end.order(bound, *held).is_gt() {
                    *held = bound;
                }
            }
        }
        for (account, bound) in ends {
            let (count, sum, strict) = sums.entry(account).or_default();
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

pub(crate) fn joint(corpus: &Corpus, clash: Clash) -> Joint {
    let come = |wanted: End| {
        let terms = clash.proof.terms.iter().filter(|term| term.end == wanted);
        let ends = terms.filter_map(|term| {
            let bound = wanted.of(&corpus.wide(term.claim))?;
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
pub(crate) fn as_sum(corpus: &Corpus, proof: &Proof) -> Option<Sum> {
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
    let rests = of(End::Rest);
    let about = |claim: ClaimId| corpus.claim(claim).quantity;
    let holds = |whole: ClaimId, part: ClaimId| is_part(corpus, about(whole), about(part));
    let (shape, whole, parts, part_end) = match (lows.as_slice(), highs.as_slice()) {
        (&[low], &[part]) if rests.is_empty() && holds(low, part) => {
            (Shape::Below, low, highs, End::High)
        }
        (_, &[whole]) if rests.is_empty() => (Shape::Above, whole, lows, End::Low),
        // What says it is the sum of others leaves nothing beside them.
        (&[whole], _) if rests.iter().all(|&claim| claim == whole) => {
            (Shape::Below, whole, highs, End::High)
        }
        _ => return None,
    };
    let whole_end = if part_end == End::Low { End::High } else { End::Low };
    let bound = |claim: ClaimId, end: End| end.of(&corpus.wide(claim)).map(|b| b.value);
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
