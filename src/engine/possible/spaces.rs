//! Spaces: the quantities that can share cells, and the axes along which their cells divide.

use crate::engine::structure::stable_order;
use crate::model::{Axis, Corpus, DimensionId, MeasureId, QuantityId, Relation};
use hashbrown::HashMap;

/// Quantities whose figures have to do with one another, and the axes that tell their cells apart.
#[derive(Debug)]
pub(crate) struct Space {
    pub(crate) quantities: Vec<QuantityId>,
    pub(crate) axes: Vec<Axis>,
    /// What all cells of the space together come to at the most: a hundred of a hundred.
    pub(crate) most: Option<crate::figure::Number>,
}

/// Sorts quantities into spaces: by the measure that the others are within, and by every coordinate
/// along which that measure does not add up (docs/meaning.md, "Kinds of measure"). Within each they are in
/// order and each is there once, and the spaces are in the order of their first. Near-linear in the
/// quantities.
pub(crate) fn spaces(corpus: &Corpus, quantities: &[QuantityId]) -> Vec<Space> {
    let kinds = Kinds::new(corpus);
    let mut keys: HashMap<Vec<u32>, usize> = HashMap::new();
    let mut spaces: Vec<Space> = Vec::new();
    let mut key = Vec::new();
    for &id in quantities {
        let quantity = corpus.quantities.get(id);
        let root = kinds.root(quantity.measure());
        key.clear();
        key.push(root.0);
        let divides = |axis| divides(corpus, root, axis);
        key.extend(
            quantity.coordinates().skip(1).filter(|&(axis, _)| !divides(axis)).map(|(_, at)| at),
        );
        let at = match keys.get(&key) {
            Some(&at) => at,
            None => {
                let axes =
                    quantity.coordinates().map(|(axis, _)| axis).filter(|&axis| divides(axis));
                let most = whole_share(corpus, root);
                spaces.push(Space { quantities: Vec::new(), axes: axes.collect(), most });
                keys.insert(key.clone(), spaces.len() - 1);
                spaces.len() - 1
            }
        };
        spaces[at].quantities.push(id);
    }
    for space in &mut spaces {
        stable_order::sort_quantities(corpus, &mut space.quantities);
        space.quantities.dedup();
    }
    let first = |space: &Space| space.quantities[0];
    spaces.sort_unstable_by(|a, b| stable_order::quantity(corpus, first(a), first(b)));
    spaces
}

/// A hundred per cent, for shares of a dimension.
fn whole_share(corpus: &Corpus, measure: MeasureId) -> Option<crate::figure::Number> {
    let measure = corpus.measure(measure);
    let of = matches!(measure.relation(), Relation::One(_));
    let percent = measure.unit.as_ref().is_none_or(|(_, unit)| unit.base() == "%");
    (of && percent).then(|| crate::figure::Number::from_int(100))
}

/// Whether cells of the measure are told apart along the axis.
fn divides(corpus: &Corpus, root: MeasureId, axis: Axis) -> bool {
    match (axis, corpus.measure(root).relation()) {
        (Axis::Measure, _) => true,
        (Axis::Period, relation) => relation == Relation::DimensionsAndTime,
        (Axis::Dimension(_), Relation::DimensionsAndTime | Relation::Dimensions) => true,
        (Axis::Dimension(dimension), Relation::One(of)) => of == dimension,
        (Axis::Dimension(_), Relation::None) => false,
    }
}

/// For each measure the outermost one it is within that adds up as it does. What may be below nought is within
/// none and holds none: it is only compared.
struct Kinds {
    roots: Vec<MeasureId>,
}

impl Kinds {
    fn new(corpus: &Corpus) -> Self {
        let alike = |a: MeasureId, b: MeasureId| {
            let (a, b) = (corpus.measure(a), corpus.measure(b));
            a.relation() == b.relation() && !a.signed && !b.signed
        };
        let outward = |id: MeasureId| {
            let outer = |&at: &MeasureId| corpus.measure(at).within;
            std::iter::successors(Some(id), outer)
                .take_while(|&at| at == id || alike(at, id))
                .last()
        };
        let ids = (0..corpus.measures.len() as u32).map(MeasureId);
        Self { roots: ids.map(|id| outward(id).unwrap_or(id)).collect() }
    }

    fn root(&self, id: MeasureId) -> MeasureId {
        self.roots[id.index()]
    }
}

/// Whether a space has cells: figures that may be below nought, and rates within no other, are only compared.
pub(crate) fn adds_up(corpus: &Corpus, space: &Space) -> bool {
    let signed = |&id: &QuantityId| corpus.measure_of(id).signed;
    !space.quantities.iter().any(signed)
}

/// The dimension of an axis, where it is one.
pub(crate) fn dimension(axis: Axis) -> Option<DimensionId> {
    match axis {
        Axis::Dimension(id) => Some(id),
        Axis::Measure | Axis::Period => None,
    }
}
