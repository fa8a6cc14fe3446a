//! Orders of quantities and claims that do not hang on files or on the order of claims.

use crate::model::{ClaimId, Corpus, PeriodId, Quantity, QuantityId};
use std::cmp::Ordering;

/// By measure, members and days.
pub(crate) fn quantity(corpus: &Corpus, a: QuantityId, b: QuantityId) -> Ordering {
    let (a, b) = (corpus.quantities.get(a), corpus.quantities.get(b));
    let days = |quantity: Quantity<'_>| corpus.period(quantity.period());
    a.place().cmp(&b.place()).then_with(|| days(a).cmp(days(b)))
}

/// Puts quantities in that order, the same ones together. Where they are many, each is held against others by one
/// number: its coordinates, and among all periods the place of its own, in as many bits as they need.
pub(crate) fn sort_quantities(corpus: &Corpus, all: &mut [QuantityId]) {
    let many = all.len() > FEW + EACH * corpus.periods.len();
    let Some(packed) = many.then(|| Packed::new(corpus)).flatten() else {
        return all.sort_unstable_by(|&a, &b| quantity(corpus, a, b));
    };
    let key = |&id: &QuantityId| (packed.key(corpus.quantities.get(id)), id);
    let mut keyed: Vec<(u128, QuantityId)> = all.iter().map(key).collect();
    keyed.sort_unstable();
    all.iter_mut().zip(keyed).for_each(|(id, (_, sorted))| *id = sorted);
    debug_assert!(all.is_sorted_by(|&a, &b| quantity(corpus, a, b).is_le()));
}

/// For fewer quantities it is not worth the while: so many, and so many more for each period.
const FEW: usize = 64;
const EACH: usize = 8;

/// How coordinates go into one number.
struct Packed {
    /// The place of each period among all.
    places: Vec<u32>,
    /// The bits of a place, and of a member of each dimension.
    time: u32,
    members: Vec<u32>,
}

impl Packed {
    /// `None` where they need more bits than there are.
    fn new(corpus: &Corpus) -> Option<Self> {
        let bits = |count: usize| usize::BITS - count.leading_zeros();
        let time = bits(corpus.periods.len());
        let members: Vec<u32> =
            corpus.dimensions.values().map(|one| bits(one.members.len())).collect();
        let all = bits(corpus.measures.len()) + time + members.iter().sum::<u32>();
        if all > u128::BITS {
            return None;
        }
        let period = |id: &PeriodId| corpus.period(*id);
        let mut order: Vec<PeriodId> = (0..corpus.periods.len() as u32).map(PeriodId).collect();
        order.sort_unstable_by(|a, b| period(a).cmp(period(b)));
        let mut places = vec![0; order.len()];
        (0u32..).zip(order).for_each(|(place, id)| places[id.index()] = place);
        Some(Self { places, time, members })
    }

    fn key(&self, of: Quantity<'_>) -> u128 {
        let (measure, members) = of.place();
        let members = members.iter().zip(&self.members);
        let place =
            members.fold(u128::from(measure.0), |key, (&at, bits)| key << bits | u128::from(at));
        place << self.time | u128::from(self.places[of.period().index()])
    }
}

/// By quantity, interval, party and source; claims alike in all of these are as good as one another.
pub(crate) fn claim(corpus: &Corpus, a: ClaimId, b: ClaimId) -> Ordering {
    let of = |id| corpus.claim(id);
    // Of figures that begin alike the one that says more comes first.
    let ends = |id| {
        let wide = corpus.wide(id);
        let [low, high] =
            [wide.low, wide.high].map(|end| end.map(|bound| (bound.value, bound.strict)));
        (low, high.is_none(), high)
    };
    let said = |id| {
        let cite = corpus.cites(of(id)).first();
        (corpus.party_name(of(id).by), cite.map(|cite| corpus.source_name(cite.source)))
    };
    quantity(corpus, of(a).quantity, of(b).quantity)
        .then_with(|| ends(a).cmp(&ends(b)))
        .then_with(|| said(a).cmp(&said(b)))
        .then_with(|| corpus.figure_as_written(a).cmp(corpus.figure_as_written(b)))
        .then(a.cmp(&b))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read::{files::Input, read};
    use std::fmt::Write;

    #[test]
    fn one_number_for_each_quantity_orders_as_their_coordinates_do() {
        let mut text = String::from(
            "measures: {killed: {kind: count, unit: people}, wounded: {kind: count, unit: people}}\n\
             dimensions: {side: {parts: {a: {parts: {b: {}}}, c: {}}}, type: {parts: {x: {}, y: {}}}}\n\
             parties: {p: {}}\nsources: {s: {}}\nclaims:\n",
        );
        for period in ["2017", "2016", "2016-04", "2016~", "2015/2017"] {
            for measure in ["wounded", "killed"] {
                for members in ["", ", side: c", ", side: b", ", side: a"] {
                    for kind in [", type: y", "", ", type: x"] {
                        writeln!(
                            text,
                            "  - {{about: {{measure: {measure}, period: {period}{members}{kind}}}, \
                             figure: 1, by: p, cite: {{source: s}}}}"
                        )
                        .unwrap();
                    }
                }
            }
        }
        let input = Input { name: "f.yaml".into(), bytes: text.into_bytes() };
        let (corpus, findings) = read(vec![input]);
        assert!(findings.is_empty(), "{:?}", findings[0].evidence);
        let mut packed: Vec<QuantityId> = corpus.quantities.ids().collect();
        let mut compared = packed.clone();
        assert!(packed.len() > FEW + EACH * corpus.periods.len(), "they are many enough");
        sort_quantities(&corpus, &mut packed);
        compared.sort_by(|&a, &b| quantity(&corpus, a, b));
        assert_eq!(packed, compared);
    }
}
