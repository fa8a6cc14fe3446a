//! Parts that alone are above a whole from which they differ along several axes whose parts may overlap: claims in;
//! pairs of a whole's claim and a part's out.
//!
//! Example: 11 wounded of the pact are above 10 people hurt, with `wounded` within `hurt` and `pact` one of several blocs
//! that may overlap. Looking up along one axis sees nothing of it where neither the wounded of all blocs nor the hurt of
//! the pact are claimed, and of such parts there are too many sets to solve. So from every part the way outward along
//! each axis is gone, once for all parts that share it, and the lowest high end on it kept.

use crate::budget::limits;
use crate::engine::parts_and_wholes::binding_claim::{Choices, WantedClaims, WhichEnd};
use crate::engine::parts_and_wholes::ends::Direction;
use crate::engine::standing::claims_in_force::Ground;
use crate::engine::structure::families::{adds_up, axes};
use crate::engine::structure::stable_order;
use crate::figure::Bound;
use crate::finding::End;
use crate::model::{Axis, ClaimId, Corpus, MeasureId, MemberId, QuantityId};
use hashbrown::HashMap;
use std::collections::BTreeMap;

/// What was found, and what was not looked at.
#[derive(Default)]
pub(crate) struct CrossedParts {
    /// Of each the claim on the whole, then that on the part: of one whole those with the highest parts.
    pub(crate) pairs: Vec<(ClaimId, ClaimId)>,
    /// Parts above their whole that are counted only, behind the first of that whole.
    pub(crate) parts_left_out: usize,
    /// Quantities that were not compared because the work allowed was spent.
    pub(crate) left_out: usize,
}

/// Finds them, in as many steps as there are quantities and places around these.
pub(crate) fn crossed_parts(corpus: &Corpus, ground: &Ground) -> CrossedParts {
    let axes: Vec<Axis> = axes(corpus).filter(|&axis| may_overlap(corpus, axis)).collect();
    let mut found = CrossedParts::default();
    if axes.len() < 2 {
        return found;
    }
    let choices = Choices { corpus, ground };
    let row = |id: QuantityId| corpus.quantities.get(id).coordinates().map(|(_, at)| at).collect();
    let claimed = ground.claimed(corpus).map(|id| (row(id), id)).collect();
    let work = limits::WHOLES_STEPS.get();
    let mut climb = Climb { choices, axes, claimed, least: HashMap::new(), work };
    let mut of_whole: BTreeMap<QuantityId, Vec<(Bound, QuantityId)>> = BTreeMap::new();
    for id in ground.claimed(corpus) {
        let low = choices.pick(id, WhichEnd::Low, WantedClaims::ANY).map(|pick| pick.end);
        let Some(low) = low.filter(|_| !corpus.measure_of(id).signed) else { continue };
        match climb.around(id, &row(id)) {
            Err(Spent) => found.left_out += 1,
            Ok(Some((high, whole))) if Direction::Above.fails(low, high) => {
                of_whole.entry(whole).or_default().push((low, id));
            }
            Ok(_) => {}
        }
    }
    for (whole, mut parts) in of_whole {
        // What differs along one axis only has been told.
        parts.retain(|&(_, part)| differ(corpus, whole, part) > 1);
        parts.sort_by(|a, b| {
            End::Low.order(b.0, a.0).then_with(|| stable_order::quantity(corpus, a.1, b.1))
        });
        found.parts_left_out += parts.len().saturating_sub(limits::PARTS_TOLD.get());
        parts.truncate(limits::PARTS_TOLD.get());
        let claim = |id, end| choices.pick(id, end, WantedClaims::ANY).map(|pick| pick.claim);
        let pair = |(_, part)| Some((claim(whole, WhichEnd::High)?, claim(part, WhichEnd::Low)?));
        found.pairs.extend(parts.into_iter().filter_map(pair));
    }
    found
}

/// Whether parts along the axis may overlap.
fn may_overlap(corpus: &Corpus, axis: Axis) -> bool {
    match axis {
        Axis::Dimension(id) => corpus.dimension(id).members.values().any(|at| at.overlapping),
        Axis::Measure => true,
        Axis::Period => false,
    }
}

/// Along how many axes two quantities differ.
fn differ(corpus: &Corpus, a: QuantityId, b: QuantityId) -> usize {
    let [a, b] = [a, b].map(|id| corpus.quantities.get(id).coordinates());
    a.zip(b).filter(|(a, b)| a != b).count()
}

/// The steps allowed are spent.
struct Spent;

/// The lowest high end, and the quantity it is claimed of.
type Least = Option<(Bound, QuantityId)>;

/// The way outward from quantities.
struct Climb<'c> {
    choices: Choices<'c>,
    axes: Vec<Axis>,
    claimed: HashMap<Vec<u32>, QuantityId>,
    /// For each place, claimed or not, the lowest high end in it and around it.
    least: HashMap<Vec<u32>, Least>,
    work: usize,
}

impl Climb<'_> {
    /// The lowest high end of what is around a place. Quantities that stand in no line with the first one's measure are
    /// never met.
    fn around(&mut self, of: QuantityId, row: &[u32]) -> Result<Least, Spent> {
        let mut least: Least = None;
        for at in 0..self.axes.len() {
            if let Some(outer) = self.outward(of, row, self.axes[at]) {
                let held = self.at(of, outer)?;
                least = self.lower(least, held);
            }
        }
        Ok(least)
    }

    fn at(&mut self, of: QuantityId, row: Vec<u32>) -> Result<Least, Spent> {
        if let Some(&known) = self.least.get(&row) {
            return Ok(known);
        }
        self.work = self.work.checked_sub(row.len()).ok_or(Spent)?;
        let own = self.claimed.get(&row).and_then(|&id| {
            let pick = self.choices.pick(id, WhichEnd::High, WantedClaims::ANY)?;
            Some((pick.end, id))
        });
        let around = self.around(of, &row)?;
        let least = self.lower(own, around);
        self.least.insert(row, least);
        Ok(least)
    }

    /// The place directly around one along an axis.
    fn outward(&self, of: QuantityId, row: &[u32], axis: Axis) -> Option<Vec<u32>> {
        let corpus = self.choices.corpus;
        let column = corpus.quantities.get(of).coordinates().position(|(at, _)| at == axis)?;
        let outer = match axis {
            Axis::Dimension(id) if adds_up(corpus, corpus.quantities.get(of), axis) => {
                corpus.dimension(id).member(MemberId(row[column])).parent?.0
            }
            Axis::Measure => {
                let inner = corpus.measure(MeasureId(row[column]));
                let outer = inner.within?;
                let measure = corpus.measure(outer);
                let alike = measure.relation() == inner.relation() && !measure.signed;
                alike.then_some(outer.0)?
            }
            Axis::Dimension(_) | Axis::Period => return None,
        };
        let mut row = row.to_vec();
        row[column] = outer;
        Some(row)
    }

    fn lower(&self, a: Least, b: Least) -> Least {
        let (Some((one, first)), Some((two, second))) = (a, b) else { return a.or(b) };
        let order = End::High
            .order(two, one)
            .then_with(|| stable_order::quantity(self.choices.corpus, first, second));
        if order.is_gt() { b } else { a }
    }
}
