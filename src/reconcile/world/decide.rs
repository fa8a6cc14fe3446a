//! Whether a set of claims can be true at once: claims in; a possible world, or a minimal conflict with
//! the multipliers that prove it.
//!
//! Every cell of a space is an unknown number from nought up, every quantity the sum of its cells, every
//! claim an interval for such a sum (DESIGN §6). This builds the cells of the claims given and no others, so
//! it is for sets a person could read; [`super::settle()`] is for whole corpora.

use super::cells::{Cells, cells};
use super::proof::holds;
use super::simplex::{Blame, Extreme, Outcome, Simplex, Unknown};
use super::space::{Space, spaces};
use crate::figure::{Bound, Exact, Interval, Number};
use crate::finding::{End, Proof, Term};
use crate::model::{ClaimId, Corpus, QuantityId};
use crate::reconcile::{order, sums::closed_by};
use std::collections::BTreeMap;

/// A claim taken as said: its quantity lies within the interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    /// The claim.
    pub claim: ClaimId,
    /// What it is about.
    pub quantity: QuantityId,
    /// Where the true number would have to lie, in the base unit, bands included.
    pub within: Interval,
}

impl Said {
    /// The claim as its figure stands.
    pub fn of(corpus: &Corpus, claim: ClaimId) -> Self {
        Self { claim, quantity: corpus.claim(claim).quantity, within: corpus.extent(claim).wide }
    }
}

/// Whether a set of claims can be true at once.
#[derive(Clone, Debug)]
pub enum Verdict {
    /// Some world meets them all; [`super::witness()`] makes one.
    Possible,
    /// No world does, and this proves it.
    Impossible(Proof),
    /// The cells or the steps allowed did not suffice to tell.
    Unsettled,
}

impl Verdict {
    /// Whether it is known that no world meets the claims.
    pub fn is_impossible(&self) -> bool {
        matches!(self, Verdict::Impossible(_))
    }

    /// Whether it is known that some world meets them.
    pub fn is_possible(&self) -> bool {
        matches!(self, Verdict::Possible)
    }
}

/// Entries of cells, and steps in all, allowed for one question.
pub(super) const CELLS: usize = 1 << 18;
pub(super) const STEPS: u64 = 1 << 24;

/// Steps that writing an entry of a cell is worth.
const CELL: u64 = 4;

/// Whether the claims can all be true, with a proof where they cannot. The proof names a few of them, not
/// always as few as could be.
pub fn possible(corpus: &Corpus, said: &[Said]) -> Verdict {
    decide(corpus, said, &mut { STEPS })
}

/// The same, spending steps that many questions share.
pub(super) fn decide(corpus: &Corpus, said: &[Said], work: &mut u64) -> Verdict {
    let mut unsettled = false;
    for world in worlds(corpus, said, None, work) {
        match world.and_then(|world| world.solved(work)) {
            Ok(_) => {}
            Err(Stop::Impossible(proof)) => return Verdict::Impossible(proof),
            Err(Stop::Unsettled) => unsettled = true,
        }
    }
    if unsettled { Verdict::Unsettled } else { Verdict::Possible }
}

/// A minimal conflict among the claims, with its proof: impossible, and possible as soon as any one claim is
/// left out (deletion filtering: Chinneck and Dravnieks, *ORSA J. on Computing* 3, 1991).
pub fn conflict(corpus: &Corpus, said: &[Said]) -> Option<(Vec<Said>, Proof)> {
    conflict_within(corpus, said, &mut { STEPS })
}

/// The same, spending steps that many questions share. Where they run out before the conflict is known to be
/// minimal, there is none.
pub(super) fn conflict_within(
    corpus: &Corpus,
    said: &[Said],
    work: &mut u64,
) -> Option<(Vec<Said>, Proof)> {
    let Verdict::Impossible(mut proof) = decide(corpus, said, work) else { return None };
    let mut kept = named(said, &proof);
    // Those that stand last in the order are tried first, so that what is kept is the first of its like.
    let mut needed = 0;
    while needed < kept.len() {
        let mut fewer = kept.clone();
        fewer.remove(kept.len() - 1 - needed);
        match decide(corpus, &fewer, work) {
            // Whoever was needed before is needed still.
            Verdict::Impossible(better) => {
                kept = named(&fewer, &better);
                proof = better;
            }
            Verdict::Possible => needed += 1,
            Verdict::Unsettled => return None,
        }
    }
    Some((kept, proof))
}

/// The claims a proof names, in a lasting order.
fn named(said: &[Said], proof: &Proof) -> Vec<Said> {
    let names = |said: &&Said| proof.terms.iter().any(|term| term.claim == said.claim);
    said.iter().filter(names).copied().collect()
}

/// How far a quantity can go, and what stops it.
#[derive(Clone, Debug)]
pub enum Reach {
    /// As far as this, the number itself left out where it is strict.
    To {
        /// The number, in the base unit.
        at: Exact,
        /// Whether it is only come near to.
        strict: bool,
        /// The claims that pin it there.
        pins: Vec<ClaimId>,
    },
    /// As far as one likes.
    Open,
    /// The steps allowed did not suffice to tell.
    Unsettled,
}

/// The least and the most a quantity can be.
#[derive(Clone, Debug)]
pub struct Bounds {
    /// The least.
    pub least: Reach,
    /// The most.
    pub most: Reach,
}

/// The least and the most that the claims together allow for a quantity, whether it is claimed or not.
///
/// # Errors
/// Where the claims cannot all be true, the verdict that says so; where that could not be told,
/// [`Verdict::Unsettled`].
pub fn bounds(corpus: &Corpus, said: &[Said], target: QuantityId) -> Result<Bounds, Verdict> {
    let mut found = None;
    let work = &mut { STEPS };
    for world in worlds(corpus, said, Some(target), work) {
        let world = world.and_then(|world| world.solved(work)).map_err(Stop::verdict)?;
        if let Some(sum) = world.target {
            found = Some(Bounds { least: world.reach(sum, false), most: world.reach(sum, true) });
        }
    }
    // What nothing adds up to is bounded by the claims on it alone.
    Ok(found.unwrap_or_else(|| alone(corpus, said, target)))
}

/// The bounds of a quantity that shares cells with none: rates, durations, figures below nought.
fn alone(corpus: &Corpus, said: &[Said], target: QuantityId) -> Bounds {
    let about: Vec<&Said> = said.iter().filter(|said| said.quantity == target).collect();
    let reach = |end: End, floor: Reach| {
        let ends = about.iter().filter_map(|said| Some((end.of(&said.within)?, said.claim)));
        let tightest = ends.max_by(|a, b| end.order(a.0, b.0).then(b.1.cmp(&a.1)));
        tightest.map_or(floor, |(bound, claim)| Reach::To {
            at: bound.value.into(),
            strict: bound.strict,
            pins: vec![claim],
        })
    };
    let signed = corpus.measure_of(target).signed;
    let zero = Reach::To { at: Exact::ZERO, strict: false, pins: Vec::new() };
    let floor = if signed { Reach::Open } else { zero };
    Bounds { least: reach(End::Low, floor), most: reach(End::High, Reach::Open) }
}

/// Why a world is not there.
pub(super) enum Stop {
    Impossible(Proof),
    Unsettled,
}

impl Stop {
    pub(super) fn verdict(self) -> Verdict {
        match self {
            Stop::Impossible(proof) => Verdict::Impossible(proof),
            Stop::Unsettled => Verdict::Unsettled,
        }
    }
}

/// One space of the claims: cells, sums and who bounds them.
pub(super) struct World<'c> {
    pub(super) corpus: &'c Corpus,
    pub(super) space: Space,
    pub(super) cells: Cells,
    pub(super) simplex: Simplex,
    /// For each sum, the claims whose ends bind it.
    pub(super) ends: Vec<Ends>,
    /// The sum asked for, which no claim bounds.
    pub(super) target: Option<Unknown>,
}

/// What binds a sum from below and from above.
#[derive(Clone, Copy, Default)]
pub(super) struct Ends {
    low: Option<(Bound, ClaimId)>,
    high: Option<(Bound, Holder)>,
}

/// What binds a sum from above.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Holder {
    /// A claim on it.
    Claim(ClaimId),
    /// A claim that says it is the sum of others: beside them there is nothing.
    Rest(ClaimId),
    /// The hundred per cent that shares come to.
    Hundred,
}

pub(super) fn worlds<'c>(
    corpus: &'c Corpus,
    said: &[Said],
    target: Option<QuantityId>,
    work: &mut u64,
) -> Vec<Result<World<'c>, Stop>> {
    let mut ends: BTreeMap<QuantityId, Ends> = BTreeMap::new();
    for said in said {
        ends.entry(said.quantity).or_default().take(said);
    }
    let closed: Vec<Closed> = said
        .iter()
        .filter_map(|said| Some((said.claim, said.quantity, closed_by(corpus, said.claim)?)))
        .collect();
    let items = closed.iter().flat_map(|(.., items)| items).copied();
    let mut quantities: Vec<QuantityId> = ends.keys().copied().chain(target).chain(items).collect();
    order::canonical(corpus, &mut quantities);
    quantities.dedup();
    let spaces = spaces(corpus, &quantities).into_iter();
    spaces.map(|space| World::new(corpus, space, &ends, &closed, target, work)).collect()
}

/// A claim, its quantity, and those beside which there is nothing of it.
type Closed = (ClaimId, QuantityId, Vec<QuantityId>);

impl Ends {
    fn take(&mut self, said: &Said) {
        if let Some(low) = said.within.low {
            let tighter = |&(held, by): &(Bound, ClaimId)| {
                End::Low.order(low, held).then(by.cmp(&said.claim)).is_le()
            };
            if !self.low.as_ref().is_some_and(tighter) {
                self.low = Some((low, said.claim));
            }
        }
        if let Some(high) = said.within.high {
            let own = Holder::Claim(said.claim);
            let tighter = |&(held, by): &(Bound, Holder)| {
                End::High.order(high, held).then(by.cmp(&own)).is_le()
            };
            if !self.high.as_ref().is_some_and(tighter) {
                self.high = Some((high, own));
            }
        }
    }

    pub(super) fn within(&self) -> Interval {
        Interval { low: self.low.map(|(low, _)| low), high: self.high.map(|(high, _)| high) }
    }
}

impl<'c> World<'c> {
    fn new(
        corpus: &'c Corpus,
        space: Space,
        said: &BTreeMap<QuantityId, Ends>,
        closed: &[Closed],
        target: Option<QuantityId>,
        work: &mut u64,
    ) -> Result<Self, Stop> {
        let mut entries = CELLS.min(usize::try_from(*work).unwrap_or(CELLS));
        let allowed = entries;
        let additive = super::space::adds_up(corpus, &space);
        let cells = if additive { cells(corpus, &space, &mut entries) } else { Cells::default() };
        *work = work.saturating_sub((allowed - entries) as u64 * CELL);
        let mut sums = vec![Vec::new(); space.quantities.len()];
        for cell in 0..cells.len() {
            cells.cover(cell).iter().for_each(|&at| sums[at as usize].push(cell as u32));
        }
        let mut ends: Vec<Ends> =
            space.quantities.iter().map(|id| said.get(id).copied().unwrap_or_default()).collect();
        let target = target.and_then(|id| space.quantities.iter().position(|&other| other == id));
        let extra = target.map(|at| {
            sums.push(sums[at].clone());
            ends.push(Ends::default());
            sums.len() - 1
        });
        if let Some(most) = space.most {
            sums.push((0..cells.len() as u32).collect());
            ends.push(Ends { low: None, high: Some((Bound::at(most), Holder::Hundred)) });
        }
        let row = |id: &QuantityId| space.quantities.iter().position(|other| other == id);
        for (claim, whole, items) in closed {
            let Some(whole) = row(whole) else { continue };
            let items: Vec<u32> = items.iter().filter_map(row).map(|at| at as u32).collect();
            let beside =
                |cell: &u32| cells.cover(*cell as usize).iter().all(|at| !items.contains(at));
            sums.push(sums[whole].iter().copied().filter(beside).collect());
            let high = Some((Bound::at(Number::ZERO), Holder::Rest(*claim)));
            ends.push(Ends { low: None, high });
        }
        let simplex = Simplex::new(cells.len(), &sums, *work);
        let target = extra.map(|at| simplex.sum(at)).filter(|_| additive);
        let mut world = Self { corpus, space, cells, simplex, ends, target };
        if !additive {
            return world.apart();
        }
        for at in 0..world.ends.len() {
            let (sum, within) = (world.simplex.sum(at), world.ends[at].within());
            world.simplex.bound(sum, &within);
        }
        Ok(world)
    }

    /// Figures that are only compared: a space has one quantity.
    fn apart(self) -> Result<Self, Stop> {
        let crossed = self.ends.iter().find(|ends| ends.within().is_empty());
        match crossed.map(|ends| (ends.low, ends.high)) {
            Some((Some((_, low)), Some((_, Holder::Claim(high))))) => {
                let term = |claim, end| Term { claim, end, times: Exact::ONE };
                let terms = vec![term(low, End::Low), term(high, End::High)];
                Err(Stop::Impossible(Proof { terms, hundred: None }))
            }
            _ => Ok(self),
        }
    }

    pub(super) fn solved(mut self, work: &mut u64) -> Result<Self, Stop> {
        let outcome = self.simplex.solve();
        *work = (*work).min(self.simplex.work);
        match outcome {
            Outcome::Met => Ok(self),
            Outcome::Spent => Err(Stop::Unsettled),
            Outcome::Unmet(blame) => {
                let proof = self.proof(&blame);
                // Where cells are missing the proof may overlook one: then it does not hold.
                let whole = !self.cells.partial && !self.cells.spent;
                if whole || holds(self.corpus, &proof).is_ok() {
                    Err(Stop::Impossible(proof))
                } else {
                    Err(Stop::Unsettled)
                }
            }
        }
    }

    fn proof(&self, blame: &[Blame]) -> Proof {
        let mut proof = Proof { terms: Vec::new(), hundred: None };
        for Blame { unknown, low, times } in blame {
            let Some(ends) = self.ends_of(*unknown) else { continue };
            let times = times.clone();
            if *low {
                let claim = ends.low.map(|(_, claim)| claim);
                proof.terms.extend(claim.map(|claim| Term { claim, end: End::Low, times }));
                continue;
            }
            match ends.high {
                Some((_, Holder::Claim(claim))) => {
                    proof.terms.push(Term { claim, end: End::High, times });
                }
                Some((_, Holder::Rest(claim))) => {
                    proof.terms.push(Term { claim, end: End::Rest, times });
                }
                Some((_, Holder::Hundred)) => proof.hundred = Some(times),
                None => {}
            }
        }
        proof.terms.sort_by_key(|term| (term.claim, term.end));
        proof
    }

    /// Who bounds an unknown; nobody bounds a cell but nought.
    fn ends_of(&self, unknown: Unknown) -> Option<&Ends> {
        self.ends.get((unknown as usize).checked_sub(self.cells.len())?)
    }

    fn reach(&self, sum: Unknown, up: bool) -> Reach {
        let mut simplex = self.simplex.clone();
        match simplex.push(sum, up) {
            Extreme::Open => Reach::Open,
            Extreme::Spent => Reach::Unsettled,
            Extreme::At(..) if self.cells.partial || self.cells.spent => Reach::Unsettled,
            Extreme::At(near, stops) => {
                let pins = self.proof(&stops).terms;
                let mut pins: Vec<ClaimId> = pins.into_iter().map(|term| term.claim).collect();
                pins.dedup();
                Reach::To { at: near.at, strict: !near.beyond.is_zero(), pins }
            }
        }
    }
}
