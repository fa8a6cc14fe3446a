//! Proofs that claims cannot all be true, and a checker of them that shares nothing with the solver.
//!
//! A proof is a multiplier for an end of each claim (Farkas's lemma; Schrijver, *Theory of Linear and Integer
//! Programming*, §7.3). It holds when, in every cell there can be, the low ends that count it weigh no more
//! than the high ends that do, while the low ends together come to more than the high ends together.

use crate::figure::{Bound, Exact, Interval, Number};
use crate::finding::{End, Proof, Term};
use crate::model::{Axis, ClaimId, Corpus, DimensionId, MemberId, QuantityId, Relation};
use num_rational::BigRational;
use std::collections::{BTreeMap, BTreeSet};

/// Why a proof does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// It names nothing, a claim without that end, or a multiplier that is not above nought.
    Malformed,
    /// Its claims have nothing to do with one another.
    Unrelated,
    /// In some cell the low ends weigh more than the high ends.
    Uncovered,
    /// The low ends come to no more than the high ends.
    TooLittle,
    /// The claims have too many cells to look at them all.
    TooLarge,
}

/// Checks a proof against the figures of the corpus as they stand.
///
/// # Errors
/// The reason why the proof does not hold.
pub fn holds(corpus: &Corpus, proof: &Proof) -> Result<(), Refusal> {
    let wide = |claim: ClaimId| corpus.wide(claim);
    holds_for(corpus, proof, wide)
}

/// Checks a proof against intervals given for its claims.
///
/// # Errors
/// The reason why the proof does not hold.
pub fn holds_for(
    corpus: &Corpus,
    proof: &Proof,
    wide: impl Fn(ClaimId) -> Interval,
) -> Result<(), Refusal> {
    let lines = lines(corpus, proof, wide)?;
    adds_up(&lines)?;
    let mut cover = CellSearch { corpus, axes: axes(corpus, &lines)?, looked: 0 };
    if cover.heaviest(&lines, 0)? > zero() { Err(Refusal::Uncovered) } else { Ok(()) }
}

/// A multiplier with its sign: a low end counts for, a high end against.
#[derive(Clone)]
struct Line {
    quantity: Option<QuantityId>,
    /// It counts only beside these, for a claim that says it is the sum of them.
    beside: Vec<QuantityId>,
    weight: BigRational,
    bound: Bound,
}

fn zero() -> BigRational {
    BigRational::new_raw(0.into(), 1.into())
}

fn lines(
    corpus: &Corpus,
    proof: &Proof,
    wide: impl Fn(ClaimId) -> Interval,
) -> Result<Vec<Line>, Refusal> {
    let mut lines = Vec::new();
    for Term { claim, end, times } in &proof.terms {
        let bound = end.of(&wide(*claim)).ok_or(Refusal::Malformed)?;
        let times = times.to_big();
        let weight = if *end == End::Low { times } else { -times };
        let beside = if *end == End::Rest { items(corpus, *claim)? } else { Vec::new() };
        let quantity = Some(corpus.claim(*claim).quantity);
        lines.push((*end, Line { quantity, beside, weight, bound }));
    }
    if let Some(times) = &proof.hundred {
        let bound = Bound::at(Number::from_int(100));
        let weight = -times.to_big();
        lines.push((End::High, Line { quantity: None, beside: Vec::new(), weight, bound }));
    }
    let signed = |(end, line): &(End, Line)| match end {
        End::Low => line.weight > zero(),
        End::High | End::Rest => line.weight < zero(),
    };
    if lines.is_empty() || !lines.iter().all(signed) {
        return Err(Refusal::Malformed);
    }
    Ok(lines.into_iter().map(|(_, line)| line).collect())
}

/// The quantities of the items of a `sum-of`: disjoint parts of the claim's own, or there is no such end.
fn items(corpus: &Corpus, claim: ClaimId) -> Result<Vec<QuantityId>, Refusal> {
    crate::engine::parts_and_wholes::stated_sums::closed_by(corpus, claim).ok_or(Refusal::Malformed)
}

fn adds_up(lines: &[Line]) -> Result<(), Refusal> {
    let big = |number: Number| Exact::from(number).to_big();
    let sum: BigRational = lines.iter().map(|line| &line.weight * big(line.bound.value)).sum();
    let strict = lines.iter().any(|line| line.bound.strict);
    let enough = sum > zero() || (sum == zero() && strict);
    if enough { Ok(()) } else { Err(Refusal::TooLittle) }
}

/// The axes along which the quantities may differ and still share cells.
fn axes(corpus: &Corpus, lines: &[Line]) -> Result<Vec<Axis>, Refusal> {
    let named = lines.iter().flat_map(|line| line.quantity.iter().chain(&line.beside));
    let ids: Vec<QuantityId> = named.copied().collect();
    let first = corpus.quantities.get(*ids.first().ok_or(Refusal::Malformed)?);
    let relation = corpus.measure(first.measure()).relation();
    let free = |axis: Axis| match (axis, relation) {
        (Axis::Measure, _) | (_, Relation::DimensionsAndTime) => true,
        (Axis::Dimension(_), Relation::Dimensions) => true,
        (Axis::Dimension(id), Relation::One(of)) => id == of,
        _ => false,
    };
    let mut axes = Vec::new();
    for (axis, at) in first.coordinates() {
        let differs = ids.iter().any(|&id| corpus.quantities.get(id).along(axis) != at);
        if differs && !free(axis) {
            return Err(Refusal::Unrelated);
        }
        if axis == Axis::Measure || differs {
            axes.push(axis);
        }
    }
    let same = |id: &QuantityId| corpus.measure_of(*id).relation() == relation;
    let hundred = lines.iter().any(|line| line.quantity.is_none());
    if !ids.iter().all(same) || (hundred && !matches!(relation, Relation::One(_))) {
        return Err(Refusal::Unrelated);
    }
    Ok(axes)
}

/// Places looked at before a proof is called too large.
const PLACES: usize = 1 << 18;

/// Looks at every kind of cell the lines can share, one axis after another.
struct CellSearch<'c> {
    corpus: &'c Corpus,
    axes: Vec<Axis>,
    looked: usize,
}

impl CellSearch<'_> {
    /// The greatest weight that these lines have together in some cell.
    fn heaviest(&mut self, lines: &[Line], axis: usize) -> Result<BigRational, Refusal> {
        self.looked += 1;
        if self.looked > PLACES {
            return Err(Refusal::TooLarge);
        }
        // What only weighs against cannot make a cell too heavy.
        if lines.iter().all(|line| line.weight <= zero()) {
            return Ok(zero());
        }
        let Some(&along) = self.axes.get(axis) else {
            let counts = |line: &&Line| line.beside.is_empty();
            return Ok(lines.iter().filter(counts).map(|line| &line.weight).sum());
        };
        let mut most = zero();
        for place in self.places(lines, along) {
            let here =
                |line: &&Line| line.quantity.is_none_or(|id| place.contains(&self.at(id, along)));
            let mut inside: Vec<Line> = lines.iter().filter(here).cloned().collect();
            for line in &mut inside {
                line.beside.retain(|&id| place.contains(&self.at(id, along)));
            }
            let weight = self.heaviest(&inside, axis + 1)?;
            if weight > most {
                most = weight;
            }
        }
        Ok(most)
    }

    fn at(&self, id: QuantityId, axis: Axis) -> u32 {
        self.corpus.quantities.get(id).along(axis)
    }

    /// For every kind of place along the axis, the coordinates that hold it.
    fn places(&self, lines: &[Line], axis: Axis) -> BTreeSet<BTreeSet<u32>> {
        let named: BTreeSet<u32> = lines
            .iter()
            .flat_map(|line| line.quantity.iter().chain(&line.beside))
            .map(|&id| self.at(id, axis))
            .collect();
        match axis {
            Axis::Period => self.days(&named),
            Axis::Dimension(id) => self
                .members(id, MemberId(0), &named)
                .into_iter()
                .filter(|place| !place.is_empty())
                .collect(),
            Axis::Measure => self.measures(&named),
        }
    }

    /// Which periods hold a day, for the first day of each and the day after its last; a day an uncertain edge
    /// leaves open is tried both in and out.
    fn days(&self, named: &BTreeSet<u32>) -> BTreeSet<BTreeSet<u32>> {
        let period = |at: u32| *self.corpus.period(crate::model::PeriodId(at));
        let mut days = BTreeSet::new();
        for &at in named {
            let period = period(at);
            for run in [Some(period.widest()), period.narrowest()].into_iter().flatten() {
                days.insert(i64::from(run.first));
                days.insert(i64::from(run.last) + 1);
            }
        }
        let mut places = BTreeSet::new();
        for day in days {
            let holds = |run: crate::period::Days| {
                (i64::from(run.first)..=i64::from(run.last)).contains(&day)
            };
            let within = |at: &u32| holds(period(*at).widest());
            let sure = |at: &u32| period(*at).narrowest().is_some_and(holds);
            let certain: BTreeSet<u32> = named.iter().copied().filter(sure).collect();
            let open: Vec<u32> =
                named.iter().copied().filter(|at| within(at) && !sure(at)).collect();
            places.extend(with_any(&certain, &open));
        }
        places
    }

    /// The members named that hold a place somewhere in the member.
    fn members(
        &self,
        id: DimensionId,
        member: MemberId,
        named: &BTreeSet<u32>,
    ) -> BTreeSet<BTreeSet<u32>> {
        let dimension = self.corpus.dimension(id);
        let here = dimension.member(member);
        let mut places: BTreeSet<BTreeSet<u32>> = BTreeSet::new();
        let mut told = 0;
        let mut inner = Vec::new();
        let mut part = member.0 + 1;
        while part < here.next {
            let next = dimension.member(MemberId(part)).next;
            if named.range(part..next).next().is_some() {
                told += 1;
                inner.push(self.members(id, MemberId(part), named));
            }
            part = next;
        }
        if here.overlapping || !here.complete || told < here.parts || here.parts == 0 {
            places.insert(BTreeSet::new());
        }
        for part in inner {
            let beside = if here.overlapping { places.clone() } else { [BTreeSet::new()].into() };
            for place in part {
                places.extend(beside.iter().map(|other| other | &place));
            }
        }
        let own = named.contains(&member.0).then_some(member.0);
        places.into_iter().map(|place| place.into_iter().chain(own).collect()).collect()
    }

    /// Measures within one another: what is in the inner one is in the outer one, and two within one may overlap.
    fn measures(&self, named: &BTreeSet<u32>) -> BTreeSet<BTreeSet<u32>> {
        let outward = |at: u32| {
            let within =
                |&at: &u32| self.corpus.measure(crate::model::MeasureId(at)).within.map(|id| id.0);
            std::iter::successors(Some(at), within)
        };
        let holding: BTreeMap<u32, BTreeSet<u32>> = named
            .iter()
            .map(|&at| (at, outward(at).filter(|outer| named.contains(outer)).collect()))
            .collect();
        let mut places: BTreeSet<BTreeSet<u32>> = [BTreeSet::new()].into();
        for place in holding.values() {
            let with: Vec<_> = places.iter().map(|other| other | place).collect();
            places.extend(with);
        }
        // Measures that stand under no common one share nothing.
        let top = |at: u32| outward(at).last();
        let one = |place: &BTreeSet<u32>| {
            let tops: BTreeSet<_> = place.iter().map(|&at| top(at)).collect();
            tops.len() == 1
        };
        places.into_iter().filter(one).collect()
    }
}

/// The sure ones with every choice of the open ones.
fn with_any(sure: &BTreeSet<u32>, open: &[u32]) -> BTreeSet<BTreeSet<u32>> {
    let mut places: BTreeSet<BTreeSet<u32>> = [sure.clone()].into();
    for &at in open {
        let with: Vec<_> = places.iter().map(|place| place | &[at].into()).collect();
        places.extend(with);
    }
    places.into_iter().filter(|place| !place.is_empty()).collect()
}
