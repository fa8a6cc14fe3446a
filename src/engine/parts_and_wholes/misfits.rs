//! Parts and wholes that do not fit, one axis at a time.
//!
//! A conflict is a minimal set of claims. One that vanishes when a claim in it is replaced by its
//! rival on the same quantity follows from that rivalry and is kept there (docs/meaning.md, "What follows
//! from a rivalry").

use crate::budget::limits;
use crate::engine::parts_and_wholes::binding_claim::{
    Choices, Fix, Pick, WantedClaims, WhichEnd, rank, tighter,
};
use crate::engine::parts_and_wholes::crossing_periods::Timeline;
use crate::engine::parts_and_wholes::ends::{Direction, NOTHING, plus};
use crate::engine::standing::accounts::{Account, accounts};
use crate::engine::standing::claims_in_force::Ground;
use crate::engine::structure::families::{Families, axes};
use crate::engine::structure::nesting::{NestedQuantity, forest};
use crate::figure::{Bound, Extent, Interval, Number};
use crate::finding::{Full, Joint, Reading, Shape, Sum};
use crate::model::{Axis, ClaimId, Corpus, QuantityId};
use std::collections::{BTreeSet, HashMap};

/// Parts and a whole that do not fit.
#[derive(Clone, Debug)]
pub struct Misfit {
    /// The arithmetic.
    pub sum: Sum,
    /// Whether one account fails alone.
    pub reading: Reading,
    /// Whether it still fails with every quantity widened to all its claims.
    pub irreconcilable: bool,
    /// Conflicts that share a claim with it, and hide behind it.
    pub beside: Vec<Joint>,
}

/// All of them.
#[derive(Debug, Default)]
pub struct Misfits {
    /// Those no rival undoes.
    pub standing: Vec<Misfit>,
    /// Those that follow from a rivalry on this quantity.
    pub following: Vec<(QuantityId, Misfit)>,
    /// Wholes whose parts were left out because the work allowed was spent.
    pub left_out: usize,
    /// Parts above their whole that are counted only, behind the first of that whole.
    pub parts_left_out: usize,
    /// Accounts not tried alone because so many speak of one whole.
    pub accounts_left_out: usize,
}

/// Finds parts and wholes that do not fit, along every dimension, time and `within`. Near-linear in
/// the quantities where periods nest; crossing periods, and wholes that fail one inside the other, are
/// searched under a fixed amount of work.
pub fn misfits(corpus: &Corpus, ground: &Ground) -> Misfits {
    let choices = Choices { corpus, ground };
    let (found, tightest) = (Misfits::default(), choices.tightest());
    let mut search =
        Search { choices, tightest, axis: Axis::Period, found, work: limits::WHOLES_STEPS.get() };
    let families = Families::new(corpus, ground.claimed(corpus));
    for axis in axes(corpus) {
        search.axis = axis;
        families.along(axis, |family| match forest(corpus, axis, family) {
            Some(spots) => search.forest(&spots),
            None => search.timeline(family),
        });
    }
    search.found
}

/// Steps that naming one part of a conflict is worth: as much goes into telling it.
const LISTED: usize = 50;

struct Search<'c> {
    choices: Choices<'c>,
    /// The ends of every quantity that bind most, kept together: they are looked at along every axis.
    tightest: Vec<Interval>,
    axis: Axis,
    found: Misfits,
    work: usize,
}

/// Parts against one whole, chosen under a limit on what rivals may undo.
trait PartsOfWhole {
    /// The parts that press hardest against the whole, disjoint from one another.
    fn press(&self, side: Direction, wanted: WantedClaims) -> Option<Vec<Pick>>;
    /// Every quantity among the parts.
    fn quantities(&self) -> Vec<QuantityId>;
}

impl Search<'_> {
    fn forest(&mut self, spots: &[NestedQuantity]) {
        for (at, side) in suspicious(&self.tightest, spots) {
            if self.work == 0 {
                self.found.left_out += 1;
                continue;
            }
            let next = spots[at + 1..]
                .iter()
                .position(|spot| spot.parent.is_none_or(|parent| (parent as usize) < at))
                .map_or(spots.len(), |offset| at + 1 + offset);
            self.work = self.work.saturating_sub(next - at);
            let inside = SpotsInside { choices: self.choices, spots, at, next };
            if let Some(whole) = spots[at].quantity {
                self.judge(whole, side, &inside);
            }
        }
    }

    fn timeline(&mut self, family: &[QuantityId]) {
        let timeline = Timeline::new(self.choices, family);
        for (whole, inside) in timeline.wholes() {
            let cost = timeline.cost(inside.clone());
            if cost > self.work {
                self.found.left_out += 1;
                continue;
            }
            self.work -= cost;
            let parts = InsidePeriod { timeline: &timeline, whole, inside };
            for side in [Direction::Above, Direction::Below] {
                self.judge(whole, side, &parts);
            }
        }
    }

    /// Keeps the worst conflicts, each on its own or under the rivalries that undo it; where some are
    /// undone, those that stand without them; and where none is some account's own, what the accounts
    /// that speak of the whole say alone.
    fn judge(&mut self, whole: QuantityId, side: Direction, parts: &impl PartsOfWhole) {
        let mut worst = self.conflicts(whole, side, parts, WantedClaims::ANY);
        if worst.is_empty() {
            return;
        }
        self.found.parts_left_out += worst.len().saturating_sub(limits::PARTS_TOLD.get());
        worst.truncate(limits::PARTS_TOLD.get());
        let mut kept = KeptConflicts::default();
        let undone = worst.iter().any(|conflict| !conflict.undone().is_empty());
        worst.iter().for_each(|conflict| self.keep(side, conflict, &mut kept));
        let limits = if undone { self.limits(whole, side, parts) } else { Vec::new() };
        for limit in limits {
            let mut standing =
                self.conflicts(whole, side, parts, WantedClaims { limit, account: None });
            standing.retain(|conflict| conflict.undone().is_empty());
            standing.truncate(limits::PARTS_TOLD.get());
            standing.iter().for_each(|conflict| self.keep(side, conflict, &mut kept));
            if !standing.is_empty() {
                break;
            }
        }
        if !kept.internal {
            self.judge_accounts(whole, side, parts, &mut kept);
        }
    }

    fn judge_accounts(
        &mut self,
        whole: QuantityId,
        side: Direction,
        parts: &impl PartsOfWhole,
        kept: &mut KeptConflicts,
    ) {
        let Choices { corpus, ground } = self.choices;
        let claims = ground.claims(whole).iter();
        let speaking: BTreeSet<Account> = claims.flat_map(|&id| accounts(corpus, id)).collect();
        self.found.accounts_left_out += speaking.len().saturating_sub(limits::ACCOUNTS_ALONE.get());
        for account in speaking.into_iter().take(limits::ACCOUNTS_ALONE.get()) {
            let wanted = WantedClaims { limit: Fix::Any, account: Some(account) };
            let conflicts = self.conflicts(whole, side, parts, wanted);
            conflicts
                .iter()
                .take(limits::PARTS_TOLD.get())
                .for_each(|conflict| self.keep(side, conflict, kept));
        }
    }

    /// What the rivalries among the parts and on the whole are worth, the least first.
    fn limits(&self, whole: QuantityId, side: Direction, parts: &impl PartsOfWhole) -> Vec<Fix> {
        let mut limits = BTreeSet::from([Fix::NONE]);
        let rivals = |id: &QuantityId| self.choices.ground.claims(*id).len() > 1;
        let of_parts = parts.quantities().into_iter().map(|id| (id, side.of_parts()));
        for (id, end) in of_parts.chain([(whole, side.of_whole())]).filter(|(id, _)| rivals(id)) {
            limits.extend(self.choices.picks(id, end).into_iter().map(|pick| pick.fix));
            while limits.len() > limits::ACCOUNTS_ALONE.get() {
                limits.pop_last();
            }
        }
        limits.into_iter().collect()
    }

    /// The fewest parts that fail against the whole together, then those that do so alone; of
    /// complete parts, all of them.
    fn conflicts(
        &self,
        whole: QuantityId,
        side: Direction,
        parts: &impl PartsOfWhole,
        wanted: WantedClaims,
    ) -> Vec<PartsConflict> {
        let whole = self.choices.pick(whole, side.of_whole(), wanted);
        let Some((whole, all)) = whole.zip(parts.press(side, wanted)) else { return Vec::new() };
        let conflict = |parts: Vec<Pick>, all: Vec<Pick>| {
            let reach = parts.iter().fold(NOTHING, |sum, part| plus(sum, part.end));
            side.fails(reach, whole.end).then_some(PartsConflict { whole, parts, all, reach })
        };
        if side == Direction::Below {
            return conflict(all, Vec::new()).into_iter().collect();
        }
        let (alone, others): (Vec<Pick>, Vec<Pick>) =
            all.iter().partition(|part| side.fails(part.end, whole.end));
        let fewest = conflict(self.fewest(others, whole.end), all);
        let alone = alone.into_iter().filter_map(|part| conflict(vec![part], Vec::new()));
        fewest.into_iter().chain(alone).collect()
    }

    /// The parts with the greatest low ends, as many as it takes to pass the whole's high end. Among
    /// equals the order of the quantities decides, never that of the claims.
    fn fewest(&self, mut parts: Vec<Pick>, whole: Bound) -> Vec<Pick> {
        let corpus = self.choices.corpus;
        parts.sort_by_cached_key(|part| {
            let quantity = corpus.quantities.get(part.quantity);
            let members: Vec<_> = quantity.members().collect();
            let days = corpus.period(quantity.period()).widest();
            (std::cmp::Reverse(part.end.value), members, days)
        });
        let mut sum = NOTHING;
        let enough = parts.iter().position(|part| {
            sum = plus(sum, part.end);
            Direction::Above.fails(sum, whole)
        });
        parts.truncate(enough.map_or(parts.len(), |at| at + 1));
        parts.sort_by_key(|part| part.claim);
        parts
    }

    /// Keeps the conflict where it belongs: under the rivalries that undo it, or on its own.
    fn keep(&mut self, side: Direction, conflict: &PartsConflict, kept: &mut KeptConflicts) {
        let undone = conflict.undone();
        let quantities = conflict.parts.iter().map(|part| part.quantity).collect();
        if !kept.told.insert((undone.is_empty(), quantities)) {
            return;
        }
        self.work = self.work.saturating_sub(conflict.parts.len() * LISTED);
        let reading = self.reading(side, conflict);
        kept.internal |= reading == Reading::Internal;
        let misfit = Misfit {
            sum: self.sum(side, conflict),
            reading,
            irreconcilable: self.irreconcilable(side, conflict),
            beside: Vec::new(),
        };
        if undone.is_empty() {
            self.found.standing.push(misfit);
        } else {
            let following = undone.into_iter().map(|quantity| (quantity, misfit.clone()));
            self.found.following.extend(following);
        }
    }

    fn sum(&self, side: Direction, conflict: &PartsConflict) -> Sum {
        let claims = |picks: &[Pick]| picks.iter().map(|pick| pick.claim).collect::<Vec<_>>();
        let parts = claims(&conflict.parts);
        let mut all = claims(&conflict.all);
        all.sort_unstable();
        let full = (all.len() > parts.len()).then(|| {
            let (count, total) = (all.len(), total(self.choices.corpus, &all));
            all.truncate(limits::FULL_SUM_NAMED.get());
            Full { claims: all, count, total }
        });
        Sum {
            shape: if side == Direction::Above { Shape::Above } else { Shape::Below },
            axes: vec![self.axis],
            whole: conflict.whole.claim,
            total: total(self.choices.corpus, &parts),
            parts,
            reaches: conflict.reach.value,
            limit: conflict.whole.end.value,
            full,
        }
    }

    /// Internal when one account's claims on these quantities fail alone.
    fn reading(&self, side: Direction, conflict: &PartsConflict) -> Reading {
        let mut reach: HashMap<Account, (usize, Bound)> = HashMap::new();
        for part in &conflict.parts {
            for (account, end) in self.by_account(part.quantity, side.of_parts()) {
                let (count, sum) = reach.entry(account).or_insert((0, NOTHING));
                *count += 1;
                *sum = plus(*sum, end);
            }
        }
        let whole = self.by_account(conflict.whole.quantity, side.of_whole());
        let alone = whole.into_iter().any(|(account, end)| {
            reach.get(&account).is_some_and(|&(count, sum)| {
                // An account that leaves out a covering part does not say how much there is.
                let says_all = side == Direction::Above || count == conflict.parts.len();
                says_all && side.fails(sum, end)
            })
        });
        if alone { Reading::Internal } else { Reading::Contested }
    }

    /// Each account's tightest end on the quantity.
    fn by_account(&self, quantity: QuantityId, end: WhichEnd) -> HashMap<Account, Bound> {
        let Choices { corpus, ground } = self.choices;
        let mut ends: HashMap<Account, Bound> = HashMap::new();
        for &claim in ground.claims(quantity) {
            let wide = &corpus.wide(claim);
            let Some(bound) = (if end == WhichEnd::Low { wide.low } else { wide.high }) else {
                continue;
            };
            for account in accounts(corpus, claim) {
                let held = ends.entry(account).or_insert(bound);
                if rank(bound, end) > rank(*held, end) {
                    *held = bound;
                }
            }
        }
        ends
    }

    fn irreconcilable(&self, side: Direction, conflict: &PartsConflict) -> bool {
        let loosest = |pick: &Pick, end| self.choices.loosest(pick.quantity, end);
        let parts = conflict.parts.iter().map(|part| loosest(part, side.of_parts()));
        let sum = parts.into_iter().try_fold(NOTHING, |sum, end| Some(plus(sum, end?)));
        let whole = loosest(&conflict.whole, side.of_whole());
        sum.zip(whole).is_some_and(|(sum, whole)| side.fails(sum, whole))
    }
}

/// The sum of the claims' figures.
pub(crate) fn total(corpus: &Corpus, claims: &[ClaimId]) -> Extent {
    let none = Extent::exact(Number::ZERO);
    claims.iter().fold(none, |sum, &claim| sum.sum(&corpus.extent(claim)))
}

/// What has been kept of one whole.
#[derive(Default)]
struct KeptConflicts {
    /// Whether a conflict stands, and its parts' quantities: those alike in both are told once.
    told: BTreeSet<(bool, Vec<QuantityId>)>,
    /// Some conflict is an account's own.
    internal: bool,
}

/// A minimal set of claims that cannot all be true.
struct PartsConflict {
    whole: Pick,
    /// Enough parts to show it.
    parts: Vec<Pick>,
    /// All of them, for a sum that may need fewer.
    all: Vec<Pick>,
    reach: Bound,
}

impl PartsConflict {
    /// The quantities on which putting a rival in a claim's place makes the conflict vanish.
    fn undone(&self) -> Vec<QuantityId> {
        let gap = self.reach.value.sub(self.whole.end.value).abs();
        let strict = self.reach.strict || self.whole.end.strict;
        let undoes = |fix: Fix| match fix {
            Fix::Any => true,
            Fix::By(by) => by > gap || (by == gap && !strict && !by.is_zero()),
        };
        let picks = self.parts.iter().chain([&self.whole]);
        picks.filter(|pick| undoes(pick.fix)).map(|pick| pick.quantity).collect()
    }
}

/// The spots whose insides do not fit them, taking every claim at its tightest.
fn suspicious(tightest: &[Interval], spots: &[NestedQuantity]) -> Vec<(usize, Direction)> {
    let mut inner_low = vec![NOTHING; spots.len()];
    let mut inner_high = vec![Some(NOTHING); spots.len()];
    let mut found = Vec::new();
    for (at, spot) in spots.iter().enumerate().rev() {
        let own = spot.quantity.map_or(Interval::ANY, |id| tightest[id.index()]);
        let (own_low, own_high) = (own.low, own.high);
        let covered = if spot.covered { inner_high[at] } else { None };
        if own_high.is_some_and(|high| Direction::Above.fails(inner_low[at], high)) {
            found.push((at, Direction::Above));
        }
        if let (Some(low), Some(high)) = (own_low, covered)
            && Direction::Below.fails(high, low)
        {
            found.push((at, Direction::Below));
        }
        let Some(parent) = spot.parent.map(|parent| parent as usize) else { continue };
        let low = tighter(own_low, Some(inner_low[at]), WhichEnd::Low).unwrap_or(NOTHING);
        let above = &mut inner_low[parent];
        *above = if spots[parent].exclusive {
            plus(*above, low)
        } else {
            tighter(Some(*above), Some(low), WhichEnd::Low).unwrap_or(NOTHING)
        };
        let high = tighter(own_high, covered, WhichEnd::High);
        inner_high[parent] = inner_high[parent].zip(high).map(|(sum, high)| plus(sum, high));
    }
    found.reverse();
    found
}

/// The spots inside one spot of a forest.
struct SpotsInside<'s> {
    choices: Choices<'s>,
    spots: &'s [NestedQuantity],
    at: usize,
    next: usize,
}

/// What a spot gives to the one around it.
#[derive(Clone, Copy)]
enum Gives {
    Nothing,
    Own(Pick),
    /// What is inside it: all of that, or where the inside may overlap the one best spot.
    Inner(Option<usize>),
}

impl PartsOfWhole for SpotsInside<'_> {
    fn press(&self, side: Direction, wanted: WantedClaims) -> Option<Vec<Pick>> {
        let gives = match side {
            Direction::Above => self.greatest(wanted),
            Direction::Below => self.least(wanted)?,
        };
        let mut picks = Vec::new();
        let mut taken = vec![false; gives.len()];
        taken[0] = true;
        for at in self.at + 1..self.next {
            let parent = self.spots[at].parent.map_or(0, |parent| parent as usize - self.at);
            let wanted = match gives[parent] {
                Gives::Inner(only) => only.is_none_or(|only| only == at),
                _ => false,
            };
            if taken[parent] && wanted {
                taken[at - self.at] = true;
                if let Gives::Own(pick) = gives[at - self.at] {
                    picks.push(pick);
                }
            }
        }
        picks.retain(|pick| side == Direction::Below || pick.end != NOTHING);
        Some(picks)
    }

    fn quantities(&self) -> Vec<QuantityId> {
        self.spots[self.at + 1..self.next].iter().filter_map(|spot| spot.quantity).collect()
    }
}

impl SpotsInside<'_> {
    /// The greatest sum of low ends of disjoint spots, as what each spot gives.
    fn greatest(&self, wanted: WantedClaims) -> Vec<Gives> {
        let size = self.next - self.at;
        let mut sums = vec![NOTHING; size];
        let mut best: Vec<Option<usize>> = vec![None; size];
        let mut gives = vec![Gives::Nothing; size];
        for at in (self.at..self.next).rev() {
            let here = at - self.at;
            let spot = &self.spots[at];
            let only = if spot.exclusive { None } else { best[here] };
            gives[here] = Gives::Inner(only);
            if here == 0 {
                break;
            }
            let pick = spot.quantity.and_then(|id| self.choices.pick(id, WhichEnd::Low, wanted));
            if let Some(pick) =
                pick.filter(|pick| rank(pick.end, WhichEnd::Low) >= rank(sums[here], WhichEnd::Low))
            {
                gives[here] = Gives::Own(pick);
                sums[here] = pick.end;
            }
            let parent = spot.parent.map_or(0, |parent| parent as usize - self.at);
            if self.spots[parent + self.at].exclusive {
                sums[parent] = plus(sums[parent], sums[here]);
            } else if best[parent].is_none()
                || rank(sums[here], WhichEnd::Low) > rank(sums[parent], WhichEnd::Low)
            {
                best[parent] = Some(at);
                sums[parent] = sums[here];
            }
        }
        gives
    }

    /// The least sum of high ends of spots that cover the outer one; `None` where nothing does.
    fn least(&self, wanted: WantedClaims) -> Option<Vec<Gives>> {
        let size = self.next - self.at;
        let mut sums = vec![Some(NOTHING); size];
        let mut gives = vec![Gives::Nothing; size];
        for at in (self.at..self.next).rev() {
            let here = at - self.at;
            let spot = &self.spots[at];
            let inner = if spot.covered { sums[here] } else { None };
            gives[here] = Gives::Inner(None);
            if here == 0 {
                inner?;
                break;
            }
            let pick = spot.quantity.and_then(|id| self.choices.pick(id, WhichEnd::High, wanted));
            sums[here] = inner;
            if let Some(pick) = pick
                && inner.is_none_or(|inner| {
                    rank(pick.end, WhichEnd::High) >= rank(inner, WhichEnd::High)
                })
            {
                gives[here] = Gives::Own(pick);
                sums[here] = Some(pick.end);
            }
            let parent = spot.parent.map_or(0, |parent| parent as usize - self.at);
            sums[parent] = sums[parent].zip(sums[here]).map(|(sum, high)| plus(sum, high));
        }
        Some(gives)
    }
}

/// The periods inside one period of a crossing family.
struct InsidePeriod<'s, 't> {
    timeline: &'t Timeline<'s>,
    whole: QuantityId,
    inside: std::ops::Range<usize>,
}

impl PartsOfWhole for InsidePeriod<'_, '_> {
    fn press(&self, side: Direction, wanted: WantedClaims) -> Option<Vec<Pick>> {
        match side {
            Direction::Above => {
                Some(self.timeline.packing(self.whole, self.inside.clone(), wanted))
            }
            Direction::Below => self.timeline.tiling(self.whole, self.inside.clone(), wanted),
        }
    }

    fn quantities(&self) -> Vec<QuantityId> {
        self.timeline.quantities(self.whole, self.inside.clone())
    }
}
