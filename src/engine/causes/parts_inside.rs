//! The parts of one total: a claim for each quantity inside it, how deep each lies along every
//! axis, and which of them share ground.

use crate::budget::limits;
use crate::budget::steps::{TooMuch, Work};
use crate::engine::causes::context::Context;
use crate::model::{ClaimId, Corpus, DimensionId, PeriodId, Quantity, QuantityId};
use crate::period::Days;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

/// A quantity inside a total, and the claims that speak for it: the lowest and the highest of an account
/// that gives several, otherwise one twice.
#[derive(Clone, Copy, Debug)]
pub(crate) struct PartInside {
    pub(crate) quantity: QuantityId,
    pub(crate) lowest: ClaimId,
    pub(crate) highest: ClaimId,
}

/// How one part stands to another that shares ground with it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum PartRelation {
    /// The other lies inside it.
    Around,
    /// It lies inside the other.
    Inside,
    /// Neither.
    Across,
}

/// The quantities of one measure inside a total.
#[derive(Debug)]
pub(crate) struct PartsInside {
    /// Coarser ones before finer ones; the order depends on what they are about alone.
    pub(crate) list: Vec<PartInside>,
    /// For each part, how far below the total it lies along every dimension, and in time.
    depths: Vec<Vec<u16>>,
    /// The greatest depth along each.
    pub(crate) deepest: Vec<u16>,
    /// For each part, those that share ground with it.
    meets: Vec<Vec<(u32, PartRelation)>>,
}

impl PartsInside {
    /// Lays out the quantities, all of one measure.
    pub(crate) fn new(
        known: &Context<'_>,
        total: ClaimId,
        list: Vec<PartInside>,
        work: &mut Work,
    ) -> Result<Self, TooMuch> {
        if list.len() > limits::PARTS_OF_TOTAL.get() {
            return Err(TooMuch);
        }
        let corpus = known.corpus;
        let outer = corpus.quantities.get(corpus.claim(total).quantity);
        let in_time = time_depths(corpus, outer.period(), &list);
        let mut placed: Vec<(Vec<u16>, PartInside)> = list
            .into_iter()
            .map(|part| (known.depths(outer, corpus.quantities.get(part.quantity), &in_time), part))
            .collect();
        let depth = |depths: &[u16]| depths.iter().map(|&depth| u32::from(depth)).sum::<u32>();
        placed.sort_by(|(a, one), (b, other)| {
            let [one, other] = [one, other].map(|part| corpus.quantities.get(part.quantity));
            let period = |quantity: Quantity<'_>| corpus.period(quantity.period());
            depth(a)
                .cmp(&depth(b))
                .then_with(|| period(one).cmp(period(other)))
                .then_with(|| one.members().cmp(other.members()))
        });
        let (depths, list): (Vec<_>, Vec<_>) = placed.into_iter().unzip();
        let axes = corpus.dimensions.len() + 1;
        let deepest =
            (0..axes).map(|axis| depths.iter().map(|at: &Vec<u16>| at[axis]).max().unwrap_or(0));
        let deepest = deepest.collect();
        let meets = meetings(known, &list, work)?;
        Ok(Self { list, depths, deepest, meets })
    }

    /// How far below the total a part lies along each axis.
    pub(crate) fn depths(&self, part: u32) -> &[u16] {
        &self.depths[part as usize]
    }

    /// The parts that share ground with one.
    pub(crate) fn meets(&self, part: u32) -> &[(u32, PartRelation)] {
        &self.meets[part as usize]
    }

    /// How many pairs of parts share ground, each counted twice.
    pub(crate) fn pairs(&self) -> usize {
        self.meets.iter().map(Vec::len).sum()
    }

    /// Every part's number.
    pub(crate) fn ids(&self) -> impl DoubleEndedIterator<Item = u32> + use<> {
        0..self.list.len() as u32
    }
}

/// For each part those that share ground with it, in time and along every dimension. Parts are swept in the order of their
/// days, so that only those with days in common are paired.
fn meetings(
    known: &Context<'_>,
    list: &[PartInside],
    work: &mut Work,
) -> Result<Vec<Vec<(u32, PartRelation)>>, TooMuch> {
    let corpus = known.corpus;
    let quantity = |at: u32| corpus.quantities.get(list[at as usize].quantity);
    let days = |at: u32| corpus.period(quantity(at).period()).widest();
    let mut order: Vec<u32> = (0..list.len() as u32).collect();
    order.sort_by_key(|&at| (days(at).first, at));
    let mut meets = vec![Vec::new(); list.len()];
    let mut open: Vec<u32> = Vec::new();
    let mut pairs = 0;
    for at in order {
        let Days { first, .. } = days(at);
        work.spend(open.len())?;
        pairs += open.len();
        if pairs > limits::OVERLAPPING_PAIRS.get() {
            return Err(TooMuch);
        }
        open.retain(|&other| days(other).last >= first);
        for &other in &open {
            if let Some((one, two)) = lie(known, quantity(at), quantity(other)) {
                meets[at as usize].push((other, one));
                meets[other as usize].push((at, two));
            }
        }
        open.push(at);
    }
    Ok(meets)
}

/// How two quantities that share days lie, seen from each; `None` where some dimension parts them.
fn lie(
    known: &Context<'_>,
    a: Quantity<'_>,
    b: Quantity<'_>,
) -> Option<(PartRelation, PartRelation)> {
    let corpus = known.corpus;
    let period = |quantity: Quantity<'_>| corpus.period(quantity.period());
    let same = a.period() == b.period();
    let mut around = same || period(a).contains(period(b));
    let mut inside = same || period(b).contains(period(a));
    for (dimension, at) in corpus.dimensions.values().zip(0u32..) {
        let id = DimensionId(at);
        let (a, b) = (a.member(id), b.member(id));
        if a == b {
            continue;
        }
        let (holds, held) = (dimension.holds(a, b), dimension.holds(b, a));
        if !holds && !held && !known.may_overlap(id, a, b) {
            return None;
        }
        around &= holds;
        inside &= held;
    }
    Some(match (around, inside) {
        (true, _) => (PartRelation::Around, PartRelation::Inside),
        (_, true) => (PartRelation::Inside, PartRelation::Around),
        _ => (PartRelation::Across, PartRelation::Across),
    })
}

/// How many of the periods lie around each, one inside the other, the total's own left out: the
/// longest such chain. Near-linear: periods come by their first day, and the longest chain that ends
/// on a day or later is looked up.
fn time_depths(corpus: &Corpus, total: PeriodId, list: &[PartInside]) -> HashMap<PeriodId, u16> {
    let of = |part: &PartInside| corpus.quantities.get(part.quantity).period();
    let mut periods: Vec<PeriodId> = list.iter().map(of).filter(|&id| id != total).collect();
    periods.sort_unstable_by_key(|&id| (*corpus.period(id), id));
    periods.dedup();
    let mut depths = HashMap::from([(total, 0)]);
    // The greatest depth of a period so far that ends on this day; deeper ones end earlier.
    let mut ending: BTreeMap<Reverse<i32>, u16> = BTreeMap::new();
    for id in periods {
        let period = corpus.period(id);
        let last = period.widest().last;
        let above = ending.range(..=Reverse(last)).next_back().map_or(0, |(_, &depth)| depth);
        let depth = above.saturating_add(1);
        depths.insert(id, depth);
        if period.is_certain() {
            hold(&mut ending, last, depth);
        }
    }
    depths
}

/// Notes a depth, and lets go of those that are no deeper and end no later.
fn hold(ending: &mut BTreeMap<Reverse<i32>, u16>, last: i32, depth: u16) {
    let shallow = |(&end, &held): (&Reverse<i32>, &u16)| (held <= depth).then_some(end);
    while let Some(end) = ending.range(Reverse(last)..).next().and_then(shallow) {
        ending.remove(&end);
    }
    ending.insert(Reverse(last), depth);
}
