//! Which of a quantity's claims an argument rests on, and whether a rival would undo it.

use crate::engine::standing::accounts::{Account, accounts};
use crate::engine::standing::claims_in_force::Ground;
use crate::figure::{Bound, Interval, Number};
use crate::model::{ClaimId, Corpus, QuantityId};

/// The end of a figure an argument uses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum WhichEnd {
    Low,
    High,
}

/// How far an argument gives way when a claim is replaced by a rival on its quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fix {
    /// By so much; by nothing where the claim has no rival.
    By(Number),
    /// Without bound.
    Any,
}

impl Fix {
    pub(crate) const NONE: Fix = Fix::By(Number::ZERO);
}

/// Which claims may be chosen.
#[derive(Clone, Copy, Debug)]
pub(crate) struct WantedClaims {
    /// Those a rival loosens by at most this.
    pub(crate) limit: Fix,
    /// Those in this account only.
    pub(crate) account: Option<Account>,
}

impl WantedClaims {
    pub(crate) const ANY: WantedClaims = WantedClaims { limit: Fix::Any, account: None };

    fn takes(&self, corpus: &Corpus, pick: &Pick) -> bool {
        let in_account = self
            .account
            .is_none_or(|account| accounts(corpus, pick.claim).any(|other| other == account));
        pick.fix <= self.limit && in_account
    }
}

/// A claim chosen for its quantity.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pick {
    pub(crate) quantity: QuantityId,
    pub(crate) claim: ClaimId,
    pub(crate) end: Bound,
    pub(crate) fix: Fix,
}

/// Chooses claims.
#[derive(Clone, Copy)]
pub(crate) struct Choices<'c> {
    pub(crate) corpus: &'c Corpus,
    pub(crate) ground: &'c Ground,
}

impl Choices<'_> {
    fn end(&self, claim: ClaimId, end: WhichEnd) -> Option<Bound> {
        match end {
            WhichEnd::Low => self.corpus.low(claim),
            WhichEnd::High => self.corpus.high(claim),
        }
    }

    /// Of every quantity the ends that bind most: the highest low and the lowest high, which may be apart.
    pub(crate) fn tightest(&self) -> Vec<Interval> {
        let wide = |&claim: &ClaimId| self.corpus.wide(claim);
        let tightest = |quantity: QuantityId| {
            let claims = self.ground.claims(quantity).iter().map(wide);
            let ends = claims.reduce(|a, b| Interval {
                low: tighter(a.low, b.low, WhichEnd::Low),
                high: tighter(a.high, b.high, WhichEnd::High),
            });
            ends.unwrap_or(Interval::ANY)
        };
        self.corpus.quantities.ids().map(tightest).collect()
    }

    /// The end that binds least; `None` where some claim leaves it open.
    pub(crate) fn loosest(&self, quantity: QuantityId, end: WhichEnd) -> Option<Bound> {
        let ends = self.ground.claims(quantity).iter().map(|&claim| self.end(claim, end));
        let ends: Option<Vec<Bound>> = ends.collect();
        ends?.into_iter().min_by_key(|&bound| rank(bound, end))
    }

    /// Of the claims apart from this one on the side its end faces, the one whose own end binds least.
    pub(crate) fn loosest_rival(&self, claim: ClaimId, end: WhichEnd) -> Option<ClaimId> {
        let own = self.end(claim, end)?;
        let far = if end == WhichEnd::Low { WhichEnd::High } else { WhichEnd::Low };
        let apart = |&rival: &ClaimId| {
            self.end(rival, far).is_some_and(|far| {
                let (far_at, own_at) = (signed(far.value, end), signed(own.value, end));
                far_at < own_at || (far_at == own_at && (far.strict || own.strict))
            })
        };
        let claims = self.ground.claims(self.corpus.claim(claim).quantity).iter().copied();
        claims.filter(apart).min_by(|&a, &b| {
            let binds = |rival| self.end(rival, end).map(|bound| rank(bound, end));
            binds(a)
                .cmp(&binds(b))
                .then_with(|| crate::engine::structure::stable_order::claim(self.corpus, a, b))
        })
    }

    /// The wanted claim whose end binds most.
    pub(crate) fn pick(
        &self,
        quantity: QuantityId,
        end: WhichEnd,
        wanted: WantedClaims,
    ) -> Option<Pick> {
        let wanted = |pick: &Pick| wanted.takes(self.corpus, pick);
        if let &[claim] = self.ground.claims(quantity) {
            let end = self.end(claim, end)?;
            return Some(Pick { quantity, claim, end, fix: Fix::NONE }).filter(wanted);
        }
        self.picks(quantity, end).into_iter().filter(wanted).reduce(|held, pick| {
            let tied = || {
                crate::engine::structure::stable_order::claim(self.corpus, pick.claim, held.claim)
                    .is_lt()
            };
            let binds = rank(pick.end, end).cmp(&rank(held.end, end));
            if binds.is_gt() || (binds.is_eq() && tied()) { pick } else { held }
        })
    }

    /// Every claim on the quantity with that end, and what its rivals make of it. Near-linear.
    pub(crate) fn picks(&self, quantity: QuantityId, end: WhichEnd) -> Vec<Pick> {
        let claims = self.ground.claims(quantity);
        // Rivals loosen a low end from below and a high end from above: those whose far end, seen
        // from there, lies short of it. Sorted by far end, each with the loosest near end so far.
        let far = if end == WhichEnd::Low { WhichEnd::High } else { WhichEnd::Low };
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
pub(crate) fn rank(bound: Bound, end: WhichEnd) -> (Number, bool) {
    (signed(bound.value, end), bound.strict)
}

fn signed(value: Number, end: WhichEnd) -> Number {
    match end {
        WhichEnd::Low => value,
        WhichEnd::High => value.neg(),
    }
}

pub(crate) fn tighter(a: Option<Bound>, b: Option<Bound>, end: WhichEnd) -> Option<Bound> {
    match (a, b) {
        (Some(a), Some(b)) => Some(if rank(a, end) >= rank(b, end) { a } else { b }),
        _ => a.or(b),
    }
}

fn looser(a: Option<Bound>, b: Option<Bound>, end: WhichEnd) -> Option<Bound> {
    let (a, b) = (a?, b?);
    Some(if rank(a, end) < rank(b, end) { a } else { b })
}
