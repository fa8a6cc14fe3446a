//! Which of a quantity's claims an argument rests on, and whether a rival would undo it.

use super::ground::Ground;
use super::voices::{Voice, voices};
use crate::figure::{Bound, Interval, Number};
use crate::model::{ClaimId, Corpus, QuantityId};

/// The end of a figure an argument uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum End {
    Low,
    High,
}

/// How far an argument gives way when a claim is replaced by a rival on its quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fix {
    /// By so much; by nothing where the claim has no rival.
    By(Number),
    /// Without bound.
    Any,
}

impl Fix {
    pub(super) const NONE: Fix = Fix::By(Number::ZERO);
}

/// Which claims may be chosen.
#[derive(Clone, Copy, Debug)]
pub(super) struct Wanted {
    /// Those a rival loosens by at most this.
    pub(super) limit: Fix,
    /// Those in this voice only.
    pub(super) voice: Option<Voice>,
}

impl Wanted {
    pub(super) const ANY: Wanted = Wanted { limit: Fix::Any, voice: None };

    fn takes(&self, corpus: &Corpus, pick: &Pick) -> bool {
        let in_voice =
            self.voice.is_none_or(|voice| voices(corpus, pick.claim).any(|other| other == voice));
        pick.fix <= self.limit && in_voice
    }
}

/// A claim chosen for its quantity.
#[derive(Clone, Copy, Debug)]
pub(super) struct Pick {
    pub(super) quantity: QuantityId,
    pub(super) claim: ClaimId,
    pub(super) end: Bound,
    pub(super) fix: Fix,
}

/// Chooses claims.
#[derive(Clone, Copy)]
pub(super) struct Choices<'c> {
    pub(super) corpus: &'c Corpus,
    pub(super) ground: &'c Ground,
}

impl Choices<'_> {
    fn end(&self, claim: ClaimId, end: End) -> Option<Bound> {
        match end {
            End::Low => self.corpus.low(claim),
            End::High => self.corpus.high(claim),
        }
    }

    /// Of every quantity the ends that bind most: the highest low and the lowest high, which may be apart.
    pub(super) fn tightest(&self) -> Vec<Interval> {
        let wide = |&claim: &ClaimId| self.corpus.wide(claim);
        let tightest = |quantity: QuantityId| {
            let claims = self.ground.claims(quantity).iter().map(wide);
            let ends = claims.reduce(|a, b| Interval {
                low: tighter(a.low, b.low, End::Low),
                high: tighter(a.high, b.high, End::High),
            });
            ends.unwrap_or(Interval::ANY)
        };
        self.corpus.quantities.ids().map(tightest).collect()
    }

    /// The end that binds least; `None` where some claim leaves it open.
    pub(super) fn loosest(&self, quantity: QuantityId, end: End) -> Option<Bound> {
        let ends = self.ground.claims(quantity).iter().map(|&claim| self.end(claim, end));
        let ends: Option<Vec<Bound>> = ends.collect();
        ends?.into_iter().min_by_key(|&bound| rank(bound, end))
    }

    /// Of the claims apart from this one on the side its end faces, the one whose own end binds least.
    pub(super) fn loosest_rival(&self, claim: ClaimId, end: End) -> Option<ClaimId> {
        let own = self.end(claim, end)?;
        let far = if end == End::Low { End::High } else { End::Low };
        let apart = |&rival: &ClaimId| {
            self.end(rival, far).is_some_and(|far| {
                let (far_at, own_at) = (signed(far.value, end), signed(own.value, end));
                far_at < own_at || (far_at == own_at && (far.strict || own.strict))
            })
        };
        let claims = self.ground.claims(self.corpus.claim(claim).quantity).iter().copied();
        claims.filter(apart).min_by(|&a, &b| {
            let binds = |rival| self.end(rival, end).map(|bound| rank(bound, end));
            binds(a).cmp(&binds(b)).then_with(|| super::order::claim(self.corpus, a, b))
        })
    }

    /// The wanted claim whose end binds most.
    pub(super) fn pick(&self, quantity: QuantityId, end: End, wanted: Wanted) -> Option<Pick> {
        let wanted = |pick: &Pick| wanted.takes(self.corpus, pick);
        if let &[claim] = self.ground.claims(quantity) {
            let end = self.end(claim, end)?;
            return Some(Pick { quantity, claim, end, fix: Fix::NONE }).filter(wanted);
        }
        self.picks(quantity, end).into_iter().filter(wanted).reduce(|held, pick| {
            let tied = || super::order::claim(self.corpus, pick.claim, held.claim).is_lt();
            let binds = rank(pick.end, end).cmp(&rank(held.end, end));
            if binds.is_gt() || (binds.is_eq() && tied()) { pick } else { held }
        })
    }

    /// Every claim on the quantity with that end, and what its rivals make of it. Near-linear.
    pub(super) fn picks(&self, quantity: QuantityId, end: End) -> Vec<Pick> {
        let claims = self.ground.claims(quantity);
        // Rivals loosen a low end from below and a high end from above: those whose far end, seen
        // from there, lies short of it. Sorted by far end, each with the loosest near end so far.
        let far = if end == End::Low { End::High } else { End::Low };
        let mut others: Vec<(_, Option<Bound>)> = claims
            .iter()
            .filter_map(|&claim| Some((self.end(claim, far)?, self.end(claim, end))))
            .map(|(bound, near)| ((signed(bound.value, end), !bound.strict), near))
            .collect();
        others.sort_unstable_by_key(|&(far, _)| far);
        for at in 1..others.len() {
            others[at].1 = looser(others[at - 1].1, others[at].1, end);
        }
        let pick = |&claim: &ClaimId| {
            let bound = self.end(claim, end)?;
            let near = (signed(bound.value, end), true);
            let passed =
                others.partition_point(|&(far, _)| far < near || (bound.strict && far.0 == near.0));
            let fix = passed.checked_sub(1).map_or(Fix::NONE, |last| match others[last].1 {
                None => Fix::Any,
                Some(loose) => Fix::By(bound.value.sub(loose.value).abs()),
            });
            Some(Pick { quantity, claim, end: bound, fix })
        };
        claims.iter().filter_map(pick).collect()
    }
}

/// Greater for ends that bind more.
pub(super) fn rank(bound: Bound, end: End) -> (Number, bool) {
    (signed(bound.value, end), bound.strict)
}

fn signed(value: Number, end: End) -> Number {
    match end {
        End::Low => value,
        End::High => value.neg(),
    }
}

pub(super) fn tighter(a: Option<Bound>, b: Option<Bound>, end: End) -> Option<Bound> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if rank(a, end) >= rank(b, end) { a } else { b }),
        _ => a.or(b),
    }
}

fn looser(a: Option<Bound>, b: Option<Bound>, end: End) -> Option<Bound> {
    let (a, b) = (a?, b?);
    Some(if rank(a, end) < rank(b, end) { a } else { b })
}
