//! Proofs that claims cannot all be true, and a checker of them that shares nothing with the solver.
//!
//! A proof is a multiplier for an end of each claim (Farkas's lemma; Schrijver, *Theory of Linear and Integer
//! Programming*, §7.3). It holds when, in every cell there can be, the low ends that count it weigh no more
//! than the high ends that do, while the low ends together come to more than the high ends together.

use crate::budget::limits;
use crate::engine::certificates::closing_sums::items_that_close;
use crate::engine::certificates::places::{Nest, TooMany};
use crate::figure::{Bound, Exact, Interval, Number};
use crate::finding::{End, Proof, Term};
use crate::model::{Axis, ClaimId, Corpus, QuantityId, Relation};
use num_rational::BigRational;
use std::collections::BTreeMap;

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
    let axes = axes(corpus, &lines)?;
    if signed(corpus, &lines)? {
        // What may be below nought as well as above it has to cancel out.
        let sum: BigRational = lines.iter().map(|line| &line.weight).sum();
        return if sum == zero() { Ok(()) } else { Err(Refusal::Uncovered) };
    }
    let mut cover = CellSearch { corpus, work: limits::PROOF_PLACES.get() };
    match cover.heaviest(&lines.iter().collect::<Vec<_>>(), &axes) {
        Err(TooMany) => Err(Refusal::TooLarge),
        Ok(most) if most > zero() => Err(Refusal::Uncovered),
        Ok(_) => Ok(()),
    }
}

/// A multiplier with its sign: a low end counts for, a high end against.
struct Line {
    /// Where it counts; `None` is everywhere.
    quantity: Option<QuantityId>,
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
        let times = positive(times)?;
        if *end == End::Rest {
            // What lies in the whole and in none of its disjoint parts is the whole less its parts.
            let items = items_that_close(corpus, *claim).ok_or(Refusal::Malformed)?;
            let line = |id| Line { quantity: Some(id), weight: times.clone(), bound };
            lines.extend(items.into_iter().map(line));
        }
        let weight = if *end == End::Low { times } else { -times };
        lines.push(Line { quantity: Some(corpus.claim(*claim).quantity), weight, bound });
    }
    if let Some(times) = &proof.hundred {
        let bound = Bound::at(Number::from_int(100));
        lines.push(Line { quantity: None, weight: -positive(times)?, bound });
    }
    if lines.is_empty() { Err(Refusal::Malformed) } else { Ok(lines) }
}

fn positive(times: &Exact) -> Result<BigRational, Refusal> {
    Some(times.to_big()).filter(|times| *times > zero()).ok_or(Refusal::Malformed)
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
    let ids: Vec<QuantityId> = lines.iter().filter_map(|line| line.quantity).collect();
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

/// Whether the lines are about figures that may be below nought. These are only compared with one another.
fn signed(corpus: &Corpus, lines: &[Line]) -> Result<bool, Refusal> {
    let mut ids = lines.iter().filter_map(|line| line.quantity);
    let signed = ids.clone().any(|id| corpus.measure_of(id).signed);
    let first = ids.next();
    let alike = ids.all(|id| Some(id) == first);
    if signed && !alike { Err(Refusal::Unrelated) } else { Ok(signed) }
}

/// Looks at every kind of cell the lines can share, one axis after another.
struct CellSearch<'c> {
    corpus: &'c Corpus,
    work: usize,
}

impl CellSearch<'_> {
    /// The greatest weight that these lines have together in some cell. The axis with the fewest places is gone
    /// through place by place; along the last one, which has the most, the places are weighed as they nest.
    fn heaviest(&mut self, lines: &[&Line], axes: &[Axis]) -> Result<BigRational, TooMany> {
        self.work = self.work.checked_sub(lines.len().max(1)).ok_or(TooMany)?;
        // What only weighs against cannot make a cell too heavy.
        if lines.iter().all(|line| line.weight <= zero()) {
            return Ok(zero());
        }
        let mut nests = Vec::with_capacity(axes.len());
        for &axis in axes {
            let named = lines.iter().filter_map(|line| self.at(line, axis)).collect();
            let nest = Nest::of(self.corpus, axis, &named, &mut self.work)?;
            nests.push((nest.count(), axis, nest));
        }
        nests.sort_by_key(|(count, ..)| *count);
        let left: Vec<Axis> = nests.iter().skip(1).map(|(_, axis, _)| *axis).collect();
        let Some((count, axis, nest)) = nests.into_iter().next() else {
            return Ok(lines.iter().map(|line| &line.weight).sum());
        };
        if left.is_empty() {
            return Ok(self.weigh(lines, axis, &nest));
        }
        self.work = self.work.checked_sub(count).ok_or(TooMany)?;
        let mut by_place: BTreeMap<Option<u32>, Vec<&Line>> = BTreeMap::new();
        lines.iter().for_each(|line| by_place.entry(self.at(line, axis)).or_default().push(line));
        let mut most = zero();
        for place in nest.list() {
            let everywhere = std::iter::once(None);
            let held = everywhere.chain(place.into_iter().map(Some));
            let inside = held.filter_map(|at| by_place.get(&at)).flatten();
            let inside: Vec<&Line> = inside.copied().collect();
            most = most.max(self.heaviest(&inside, &left)?);
        }
        Ok(most)
    }

    /// The greatest weight in some place along the only axis that is left.
    fn weigh(&self, lines: &[&Line], axis: Axis, nest: &Nest) -> BigRational {
        let mut weights: BTreeMap<Option<u32>, BigRational> = BTreeMap::new();
        for line in lines {
            *weights.entry(self.at(line, axis)).or_insert_with(zero) += &line.weight;
        }
        let of = |at: Option<u32>| weights.get(&at).cloned().unwrap_or_else(zero);
        nest.heaviest(&|at| of(Some(at))) + of(None)
    }

    /// Where a line is along an axis; what counts everywhere is in no one place.
    fn at(&self, line: &Line, axis: Axis) -> Option<u32> {
        line.quantity.map(|id| self.corpus.quantities.get(id).along(axis))
    }
}
