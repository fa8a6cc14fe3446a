//! Families: the quantities that differ along one axis only, found by look-up.

use crate::model::{Axis, Corpus, DimensionId, Quantity, QuantityId, Relation};
use hashbrown::HashMap;

/// Finds families.
pub(crate) struct Families<'c> {
    corpus: &'c Corpus,
    /// The quantities, each with a hash of all its coordinates.
    claimed: Vec<(u64, QuantityId)>,
}

impl<'c> Families<'c> {
    /// Families among the quantities given. Linear in them.
    pub(crate) fn new(corpus: &'c Corpus, claimed: impl Iterator<Item = QuantityId>) -> Self {
        let hash = |id: QuantityId| {
            let coordinates = corpus.quantities.get(id).coordinates();
            coordinates.fold(0u64, |sum, (axis, at)| sum.wrapping_add(mix(axis, at)))
        };
        Self { corpus, claimed: claimed.map(|id| (hash(id), id)).collect() }
    }

    /// Every family of two or more along the axis, among quantities whose measure adds up along it.
    pub(crate) fn along(&self, axis: Axis, mut each: impl FnMut(&[QuantityId])) {
        let quantity = |id: QuantityId| self.corpus.quantities.get(id);
        let adding =
            self.claimed.iter().filter(|(_, id)| adds_up(self.corpus, quantity(*id), axis));
        let mut first = None;
        let mut several = false;
        let others = |&(hash, id): &(u64, QuantityId)| {
            let at = quantity(id).along(axis);
            several |= *first.get_or_insert(at) != at;
            (hash.wrapping_sub(mix(axis, at)), id)
        };
        let keyed: Vec<(u64, QuantityId)> = adding.map(others).collect();
        if !several {
            return;
        }
        let (starts, mut ids) = grouped(&keyed);
        for pair in starts.windows(2).filter(|pair| pair[1] > pair[0] + 1) {
            self.split(axis, &mut ids[pair[0] as usize..pair[1] as usize], &mut each);
        }
    }

    /// Tells apart quantities whose hashes are equal by accident or by design.
    fn split(&self, axis: Axis, ids: &mut [QuantityId], each: &mut impl FnMut(&[QuantityId])) {
        let others = |id: QuantityId| self.corpus.quantities.get(id).but(axis);
        if ids.windows(2).any(|pair| others(pair[0]) != others(pair[1])) {
            ids.sort_by(|&a, &b| others(a).cmp(&others(b)).then(a.cmp(&b)));
        }
        for family in ids.chunk_by(|&a, &b| others(a) == others(b)) {
            if family.len() > 1 {
                each(family);
            }
        }
    }
}

/// Quantities of one key one after another, the groups in the order of their first, and where each begins and the
/// last ends. What was claimed together is then looked at together. Linear.
fn grouped(keyed: &[(u64, QuantityId)]) -> (Vec<u32>, Vec<QuantityId>) {
    let mut groups: HashMap<u64, u32> = HashMap::with_capacity(keyed.len());
    let mut starts: Vec<u32> = Vec::new();
    let mut of = Vec::with_capacity(keyed.len());
    for &(key, _) in keyed {
        let group = *groups.entry(key).or_insert(starts.len() as u32);
        if group as usize == starts.len() {
            starts.push(0);
        }
        starts[group as usize] += 1;
        of.push(group);
    }
    let mut next = 0;
    for start in &mut starts {
        next += std::mem::replace(start, next);
    }
    let mut ids = vec![QuantityId(0); keyed.len()];
    let mut free = starts.clone();
    for (&(_, id), group) in keyed.iter().zip(of) {
        let slot = &mut free[group as usize];
        ids[*slot as usize] = id;
        *slot += 1;
    }
    starts.push(next);
    (starts, ids)
}

/// Whether the quantity's measure adds up along the axis.
pub(crate) fn adds_up(corpus: &Corpus, quantity: Quantity<'_>, axis: Axis) -> bool {
    let relation = corpus.measure(quantity.measure()).relation();
    match axis {
        Axis::Period => relation == Relation::DimensionsAndTime,
        Axis::Dimension(dimension) => match relation {
            Relation::DimensionsAndTime | Relation::Dimensions => true,
            Relation::One(of) => of == dimension,
            Relation::None => false,
        },
        Axis::Measure => true,
    }
}

/// Every axis along which something can add up, in a fixed order.
pub(crate) fn axes(corpus: &Corpus) -> impl Iterator<Item = Axis> + use<> {
    let within = corpus.measures.values().any(|measure| measure.within.is_some());
    let measures = within.then_some(Axis::Measure);
    let dimensions = (0..corpus.dimensions.len() as u32).map(|at| Axis::Dimension(DimensionId(at)));
    dimensions.chain([Axis::Period]).chain(measures)
}

/// Spreads an axis and a coordinate over 64 bits (the finalizer of splitmix64, Steele et al. 2014).
fn mix(axis: Axis, at: u32) -> u64 {
    let axis = match axis {
        Axis::Measure => 0,
        Axis::Period => 1,
        Axis::Dimension(dimension) => 2 + u64::from(dimension.0),
    };
    let mut x = (axis << 32 | u64::from(at)).wrapping_add(0x9e37_79b9_7f4a_7c15);
    x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    x ^ (x >> 31)
}
