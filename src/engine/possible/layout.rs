//! The cells of claims laid out once, to be asked with all of the claims or with some: claims in; who bounds
//! which sum, what meets the bounds, or the proof that nothing does, out.

use crate::budget::limits;
use crate::engine::certificates::claims_and_worlds::Said;
use crate::engine::certificates::proof::holds;
use crate::engine::parts_and_wholes::stated_sums::closed_by;
use crate::engine::possible::cells::{Cells, cells};
use crate::engine::possible::linked_parts::LinkedParts;
use crate::engine::possible::spaces::{Space, adds_up, spaces};
use crate::engine::possible::verdicts::{Reach, Verdict};
use crate::figure::{Bound, Exact, Interval, Number};
use crate::finding::{End, Proof, Term};
use crate::model::{ClaimId, Corpus, QuantityId};
use crate::solver::bounded_sums::{Limit, Solved, SumsOutcome, System};
use crate::solver::presolve::{EndAtFault, Sums};
use crate::solver::simplex::{Blame, Link, LinkKind, Near, Simplex};
use crate::solver::{presolve, simplex};
use hashbrown::{HashMap, HashSet};
use std::collections::{BTreeMap, BTreeSet};

/// Steps that writing an entry of a cell is worth.
const CELL: u64 = 4;

/// Why a world is not there.
pub(crate) enum Stop {
    /// This proves that there is none.
    Impossible(Proof),
    /// The cells or the steps allowed did not suffice to tell.
    Unsettled,
}

impl Stop {
    pub(crate) fn verdict(self) -> Verdict {
        match self {
            Stop::Impossible(proof) => Verdict::Impossible(proof),
            Stop::Unsettled => Verdict::Unsettled,
        }
    }
}

/// What claims ask of the quantities they are about.
pub(crate) struct Asked {
    ends: BTreeMap<QuantityId, BindingEnds>,
    /// The claims that say that their quantity is the sum of others.
    closing: BTreeSet<ClaimId>,
}

/// What binds a sum from below and from above.
#[derive(Clone, Copy, Default)]
pub(crate) struct BindingEnds {
    low: Option<(Bound, ClaimId)>,
    high: Option<(Bound, Holder)>,
}

/// What binds a sum from above.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Holder {
    /// A claim on it.
    Claim(ClaimId),
    /// A claim that says it is the sum of others: beside them there is nothing.
    Rest(ClaimId),
    /// The hundred per cent that shares come to.
    Hundred,
}

impl Asked {
    /// What these claims ask.
    pub(crate) fn by(corpus: &Corpus, said: &[Said]) -> Self {
        let mut ends: BTreeMap<QuantityId, BindingEnds> = BTreeMap::new();
        for said in said {
            ends.entry(said.quantity).or_default().take(said);
        }
        let closes = |said: &&Said| closed_by(corpus, said.claim).is_some();
        let closing = said.iter().filter(closes).map(|said| said.claim).collect();
        Self { ends, closing }
    }
}

impl BindingEnds {
    /// Of what is beside the items of a claim that says it is their sum.
    fn rest(claim: ClaimId) -> Self {
        Self { low: None, high: Some((Bound::at(Number::ZERO), Holder::Rest(claim))) }
    }

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

    fn near(&self) -> presolve::Ends {
        let low = self.low.map(|(low, _)| Near::low(low));
        presolve::Ends { low, high: self.high.map(|(high, _)| Near::high(high)) }
    }

    pub(crate) fn within(&self) -> Interval {
        Interval { low: self.low.map(|(low, _)| low), high: self.high.map(|(high, _)| high) }
    }
}

/// One space of claims: its cells, and the sums that are bound.
pub(crate) struct Layout<'c> {
    pub(crate) corpus: &'c Corpus,
    pub(crate) space: Space,
    /// None where the space is laid out as linked parts.
    cells: Cells,
    unknowns: usize,
    pub(crate) links: Vec<Link>,
    /// No cell is missing.
    whole: bool,
    /// Of each quantity; then of the one asked for, of all cells where they come to a hundred per cent, and
    /// of what is beside the items of each claim that says it is their sum.
    sums: Sums,
    target: Option<usize>,
    rests: Vec<ClaimId>,
    pub(crate) additive: bool,
}

/// The layouts of the spaces that the claims, and the quantity asked for if any, are in.
pub(crate) fn layouts<'c>(
    corpus: &'c Corpus,
    said: &[Said],
    target: Option<QuantityId>,
    work: &mut u64,
) -> Vec<Layout<'c>> {
    let closed = closed(corpus, said);
    let mut quantities = quantities(corpus, said);
    quantities.extend(target);
    let spaces = spaces(corpus, &quantities).into_iter();
    spaces.map(|space| Layout::new(corpus, space, &closed, target, work)).collect()
}

/// A claim, its quantity, and those beside which there is nothing of it.
type Closed = (ClaimId, QuantityId, Vec<QuantityId>);

fn closed(corpus: &Corpus, said: &[Said]) -> Vec<Closed> {
    let closed = |said: &Said| Some((said.claim, said.quantity, closed_by(corpus, said.claim)?));
    said.iter().filter_map(closed).collect()
}

/// The quantities that claims are on, and those that they say they are the sum of; some perhaps twice.
fn quantities(corpus: &Corpus, said: &[Said]) -> Vec<QuantityId> {
    let items = said.iter().filter_map(|said| closed_by(corpus, said.claim)).flatten();
    said.iter().map(|said| said.quantity).chain(items).collect()
}

impl<'c> Layout<'c> {
    fn new(
        corpus: &'c Corpus,
        space: Space,
        closed: &[Closed],
        target: Option<QuantityId>,
        work: &mut u64,
    ) -> Self {
        let mut entries = limits::QUESTION_CELLS
            .get()
            .min(usize::try_from(*work).unwrap_or(limits::QUESTION_CELLS.get()));
        let allowed = entries;
        let additive = adds_up(corpus, &space);
        let cells = if additive { cells(corpus, &space, &mut entries) } else { Cells::default() };
        let linked =
            (cells.partial).then(|| LinkedParts::of(corpus, &space, &mut entries)).flatten();
        *work = work.saturating_sub((allowed - entries) as u64 * CELL);
        let laid = match linked {
            Some(linked) => LaidOut::of_parts(linked),
            None => LaidOut::of_cells(cells, space.quantities.len()),
        };
        Self::of(corpus, space, (laid, additive), closed, target)
    }

    /// What is laid out, with some of the claims only: the cells that their quantities have by themselves. No cell
    /// may be missing. `None` where none of the claims is here.
    pub(crate) fn only(&self, said: &[Said], work: &mut u64) -> Option<Self> {
        let wanted: HashSet<QuantityId> = quantities(self.corpus, said).into_iter().collect();
        let places = self.space.quantities.iter().zip(0u32..);
        let kept: Vec<u32> =
            places.filter(|(id, _)| wanted.contains(*id)).map(|(_, at)| at).collect();
        if kept.is_empty() {
            return None;
        }
        let Space { quantities, axes, most } = &self.space;
        let quantities = kept.iter().map(|&at| quantities[at as usize]).collect();
        let space = Space { quantities, axes: axes.clone(), most: *most };
        let cells = self.cells.only(&kept, work);
        let closed = closed(self.corpus, said);
        let laid = LaidOut::of_cells(cells, space.quantities.len());
        Some(Self::of(self.corpus, space, (laid, self.additive), &closed, None))
    }

    fn of(
        corpus: &'c Corpus,
        space: Space,
        (laid, additive): (LaidOut, bool),
        closed: &[Closed],
        target: Option<QuantityId>,
    ) -> Self {
        let LaidOut { cells, unknowns, mut sums, links, outermost, whole } = laid;
        let row_of: HashMap<QuantityId, usize> =
            space.quantities.iter().copied().zip(0..).collect();
        let target = target.and_then(|id| row_of.get(&id)).filter(|_| additive).map(|&at| {
            sums.push(sums[at].clone());
            sums.len() - 1
        });
        sums.extend(space.most.map(|_| outermost));
        let mut rests = Vec::new();
        for (claim, whole, items) in closed {
            let Some(&whole) = row_of.get(whole) else { continue };
            let items = items.iter().filter_map(|id| row_of.get(id));
            let items: HashSet<u32> = items.flat_map(|&at| &sums[at]).copied().collect();
            let beside = |unknown: &u32| !items.contains(unknown);
            sums.push(sums[whole].iter().copied().filter(beside).collect());
            rests.push(*claim);
        }
        let sums = sums.into();
        Self { corpus, space, cells, unknowns, links, whole, sums, target, rests, additive }
    }

    /// Whether the quantity asked for is in this space.
    pub(crate) fn has_target(&self) -> bool {
        self.target.is_some()
    }

    /// For each sum, who binds it.
    fn ends(&self, asked: &Asked) -> Vec<BindingEnds> {
        let of = |id| asked.ends.get(id).copied().unwrap_or_default();
        let mut ends: Vec<BindingEnds> = self.space.quantities.iter().map(of).collect();
        ends.extend(self.target.map(|_| BindingEnds::default()));
        let hundred =
            |whole| BindingEnds { low: None, high: Some((Bound::at(whole), Holder::Hundred)) };
        ends.extend(self.space.most.map(hundred));
        ends.extend(self.rests.iter().map(|claim| match asked.closing.contains(claim) {
            true => BindingEnds::rest(*claim),
            false => BindingEnds::default(),
        }));
        ends
    }

    /// What meets all that is asked, of the claims laid out.
    ///
    /// # Errors
    /// The proof that nothing does, or that the steps did not suffice.
    pub(crate) fn solve(&self, asked: &Asked, work: &mut u64) -> Result<World<'_>, Stop> {
        let ends = self.ends(asked);
        // What is only compared is the sum of nothing.
        let near = |ends: &BindingEnds| {
            if self.additive { ends.near() } else { presolve::Ends::default() }
        };
        if !self.additive {
            apart(&ends)?;
        }
        let system = System {
            unknowns: self.unknowns,
            sums: self.sums.clone(),
            links: &self.links,
            ends: ends.iter().map(near).collect(),
            asked: self.target,
            start: &[],
        };
        match system.solve(work) {
            SumsOutcome::Met(solved) => Ok(World { layout: self, ends, solved }),
            SumsOutcome::Spent => Err(Stop::Unsettled),
            SumsOutcome::Unmet(faults) => Err(self.refuted(&ends, &faults)),
        }
    }

    fn refuted(&self, ends: &[BindingEnds], faults: &[EndAtFault]) -> Stop {
        let proof = proof(ends, faults);
        // Where cells are missing the proof may overlook one: then it does not hold.
        if self.whole() || holds(self.corpus, &proof).is_ok() {
            Stop::Impossible(proof)
        } else {
            Stop::Unsettled
        }
    }

    /// Claims of which each has a cell of its own, by what else counts that cell: within a list it makes no
    /// difference which one is left out, but for the figures.
    pub(crate) fn alike(&self, said: &[Said]) -> Vec<Vec<Said>> {
        let mut alike: BTreeMap<Vec<u32>, Vec<Said>> = BTreeMap::new();
        let mut own: BTreeMap<QuantityId, Option<Said>> = BTreeMap::new();
        for said in said {
            own.entry(said.quantity).and_modify(|only| *only = None).or_insert(Some(*said));
        }
        for (sum, quantity) in self.space.quantities.iter().enumerate().filter(|_| self.has_cells())
        {
            let (Some(Some(said)), [cell]) = (own.get(quantity), &self.sums[sum][..]) else {
                continue;
            };
            let others = self.cells.cover(*cell as usize).iter().copied();
            let others = others.filter(|&other| other as usize != sum).collect();
            if closed_by(self.corpus, said.claim).is_none() {
                alike.entry(others).or_default().push(*said);
            }
        }
        alike.into_values().filter(|list| list.len() > 1).collect()
    }

    /// Claims of which each has an unknown of its own with nothing linked inside it, all of them parts of one whole that
    /// leave nothing out.
    pub(crate) fn covering(&self, said: &[Said]) -> Vec<Vec<Said>> {
        let mut claims: HashMap<QuantityId, Vec<Said>> = HashMap::new();
        said.iter().for_each(|said| claims.entry(said.quantity).or_default().push(*said));
        let mut counted = vec![0; self.unknowns];
        self.sums.iter().flatten().for_each(|&unknown| counted[unknown as usize] += 1);
        self.links.iter().for_each(|link| counted[link.whole as usize] += 1);
        let mut own: HashMap<u32, Said> = HashMap::new();
        for (sum, quantity) in self.sums.iter().zip(&self.space.quantities) {
            if let (&[unknown], Some([said])) = (&sum[..], claims.get(quantity).map(Vec::as_slice))
                && counted[unknown as usize] == 1
                && closed_by(self.corpus, said.claim).is_none()
            {
                own.insert(unknown, *said);
            }
        }
        let covering = self.links.iter().filter(|link| link.kind == LinkKind::Covering);
        let lists =
            covering.map(|link| link.parts.iter().filter_map(|part| own.get(part).copied()));
        lists.map(Iterator::collect).filter(|list: &Vec<Said>| list.len() > 1).collect()
    }

    /// Whether no cell is missing.
    pub(crate) fn whole(&self) -> bool {
        self.whole
    }

    /// Whether no cell is missing, and each is an unknown.
    pub(crate) fn has_cells(&self) -> bool {
        self.whole && self.links.is_empty()
    }
}

/// The unknowns of a space.
struct LaidOut {
    cells: Cells,
    unknowns: usize,
    /// Of each quantity.
    sums: Vec<Vec<u32>>,
    links: Vec<Link>,
    /// Those that together are all there is.
    outermost: Vec<u32>,
    whole: bool,
}

impl LaidOut {
    fn of_cells(cells: Cells, quantities: usize) -> Self {
        let mut sums = vec![Vec::new(); quantities];
        for cell in 0..cells.len() {
            cells.cover(cell).iter().for_each(|&at| sums[at as usize].push(cell as u32));
        }
        let (unknowns, whole) = (cells.len(), cells.whole());
        let outermost = (0..unknowns as u32).collect();
        Self { cells, unknowns, sums, links: Vec::new(), outermost, whole }
    }

    fn of_parts(linked: LinkedParts) -> Self {
        let LinkedParts { unknowns, sums, links, outermost, partial } = linked;
        Self { cells: Cells::default(), unknowns, sums, links, outermost, whole: !partial }
    }
}

/// Claims laid out, to be left out and taken back one after another: every time, what meets the others is looked
/// for from the values at hand.
pub(crate) struct Live<'c> {
    layout: Layout<'c>,
    /// The claims on each quantity.
    said: HashMap<QuantityId, Vec<Said>>,
    /// The sum of each quantity, and of what is beside the items of each claim that says it is their sum.
    places: HashMap<QuantityId, usize>,
    rests: HashMap<ClaimId, usize>,
    ends: Vec<BindingEnds>,
    /// The unknown that a sum is, and that no other sum is; and the other way round. Where there are links its ends are
    /// those of the unknown, so that many parts of one whole need no steps of their own.
    only: HashMap<usize, u32>,
    sum_of: HashMap<u32, usize>,
    simplex: Simplex,
}

impl<'c> Live<'c> {
    pub(crate) fn new(layout: Layout<'c>, all: &[Said]) -> Self {
        let ends = layout.ends(&Asked::by(layout.corpus, all));
        let mut said: HashMap<QuantityId, Vec<Said>> = HashMap::new();
        all.iter().for_each(|one| said.entry(one.quantity).or_default().push(*one));
        let places = layout.space.quantities.iter().copied().zip(0..).collect();
        let first = ends.len() - layout.rests.len();
        let rests = layout.rests.iter().copied().zip(first..).collect();
        let mut simplex = Simplex::new(layout.unknowns, &layout.sums, 0);
        for link in &layout.links {
            simplex.link(link.kind, link.difference().collect(), Near::default());
        }
        let mut sum_of = HashMap::new();
        let alone = layout.sums.iter().enumerate().filter(|_| !layout.links.is_empty());
        for (at, sum) in alone {
            if let &[unknown] = &sum[..] {
                sum_of.entry(unknown).or_insert(at);
            }
        }
        let only = sum_of.iter().map(|(&unknown, &sum)| (sum, unknown)).collect();
        let sums = ends.len();
        let linked = !layout.links.is_empty();
        let mut live = Self { layout, said, places, rests, ends, only, sum_of, simplex };
        (0..sums).for_each(|sum| live.bound(sum));
        if linked {
            live.simplex.begin(sums);
        }
        live
    }

    pub(crate) fn layout(&self) -> &Layout<'c> {
        &self.layout
    }

    pub(crate) fn leave_out(&mut self, claim: &Said) {
        if let Some(said) = self.said.get_mut(&claim.quantity) {
            said.retain(|said| said.claim != claim.claim);
        }
        self.hold(claim, false);
    }

    pub(crate) fn take_back(&mut self, claim: &Said) {
        self.said.entry(claim.quantity).or_default().push(*claim);
        self.hold(claim, true);
    }

    /// Holds the sums that the claim has to do with to what is said of them now.
    fn hold(&mut self, claim: &Said, closes: bool) {
        if let Some(&sum) = self.places.get(&claim.quantity) {
            let mut ends = BindingEnds::default();
            self.said.get(&claim.quantity).into_iter().flatten().for_each(|said| ends.take(said));
            self.set(sum, ends);
        }
        if let Some(&sum) = self.rests.get(&claim.claim) {
            self.set(
                sum,
                if closes { BindingEnds::rest(claim.claim) } else { BindingEnds::default() },
            );
        }
    }

    fn set(&mut self, sum: usize, ends: BindingEnds) {
        self.ends[sum] = ends;
        self.bound(sum);
    }

    fn bound(&mut self, sum: usize) {
        let presolve::Ends { low, high } = self.ends[sum].near();
        match self.only.get(&sum) {
            Some(&unknown) => {
                let low = low.map_or(Near::default(), |low| low.max(Near::default()));
                self.simplex.bound(unknown, Some(low), high);
            }
            None => self.simplex.bound(self.simplex.sum(sum), low, high),
        }
    }

    /// Whether what was last met has more in the claim's quantity than the claim allows.
    pub(crate) fn is_above(&self, claim: &Said) -> bool {
        let sum = self.places.get(&claim.quantity);
        let value = sum.map(|&sum| self.simplex.value(self.simplex.sum(sum)));
        let high = claim.within.high.map(Near::high);
        value.zip(high).is_some_and(|(value, high)| *value > high)
    }

    /// Whether something meets the claims that are not left out.
    ///
    /// # Errors
    /// The proof that nothing does, or that the steps did not suffice.
    pub(crate) fn solve(&mut self, work: &mut u64) -> Result<(), Stop> {
        // Every unknown and every sum is looked at once at the least.
        let looks = self.layout.unknowns + self.ends.len() + self.layout.links.len();
        self.simplex.work = work.saturating_sub(looks as u64);
        let outcome = self.simplex.solve();
        *work = self.simplex.work;
        match outcome {
            simplex::Outcome::Met => Ok(()),
            simplex::Outcome::Spent => Err(Stop::Unsettled),
            simplex::Outcome::Unmet(blame) => {
                let first = self.simplex.sum(0);
                let fault = |blame: &Blame| {
                    let Blame { unknown, low, times } = blame;
                    let sums = self.ends.len() as u32;
                    let only = || self.sum_of.get(unknown).map(|&sum| sum as u32);
                    let sum = unknown.checked_sub(first).filter(|&sum| sum < sums).or_else(only)?;
                    Some(EndAtFault { sum, low: *low, times: times.clone() })
                };
                let faults: Vec<EndAtFault> = blame.iter().filter_map(fault).collect();
                Err(self.layout.refuted(&self.ends, &faults))
            }
        }
    }
}

/// Figures that are only compared: a space has one quantity.
fn apart(ends: &[BindingEnds]) -> Result<(), Stop> {
    let crossed = ends.iter().find(|ends| ends.within().is_empty());
    match crossed.map(|ends| (ends.low, ends.high)) {
        Some((Some((_, low)), Some((_, Holder::Claim(high))))) => {
            let term = |claim, end| Term { claim, end, times: Exact::ONE };
            let terms = vec![term(low, End::Low), term(high, End::High)];
            Err(Stop::Impossible(Proof { terms, hundred: None }))
        }
        _ => Ok(()),
    }
}

fn proof(ends: &[BindingEnds], faults: &[EndAtFault]) -> Proof {
    let mut proof = Proof { terms: Vec::new(), hundred: None };
    for EndAtFault { sum, low, times } in faults {
        let ends = &ends[*sum as usize];
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

/// Values for all cells of a layout that meet what was asked.
pub(crate) struct World<'l> {
    pub(crate) layout: &'l Layout<'l>,
    /// For each sum, who binds it.
    pub(crate) ends: Vec<BindingEnds>,
    pub(crate) solved: Box<Solved>,
}

impl World<'_> {
    /// How far the quantity asked for can go up (or down).
    pub(crate) fn reach(&self, up: bool) -> Reach {
        match self.solved.reach(up) {
            Limit::Open => Reach::Open,
            Limit::Spent => Reach::Unsettled,
            Limit::At(..) if !self.layout.whole() => Reach::Unsettled,
            Limit::At(near, stops) => {
                let pins = proof(&self.ends, &stops).terms;
                let mut pins: Vec<ClaimId> = pins.into_iter().map(|term| term.claim).collect();
                pins.dedup();
                Reach::To { at: near.at, strict: !near.beyond.is_zero(), pins }
            }
        }
    }
}
