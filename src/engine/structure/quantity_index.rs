//! The quantities inside a total, and those around a part, found by look-up: shelves sorted along every axis, of
//! which the one with the fewest quantities in reach is read.

use crate::budget::steps::{TooMuch, Work};
use crate::model::{
    ClaimId, Corpus, DimensionId, Measure, MemberId, PeriodId, Quantity, QuantityId, Relation,
    SourceId, WHOLE,
};
use crate::period::{Days, Period};
use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::HashMap;
use std::iter::{once, successors};

/// Measures whose figures may be added up together: one relation, one base unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
struct Class(u32);

/// Every quantity claimed, on a shelf for each class, and on one for each class in each source.
#[derive(Debug)]
pub(crate) struct Index {
    classes: Vec<Option<Class>>,
    shelves: HashMap<(Class, Option<SourceId>), Shelf>,
    /// Whether some other period's days all lie in this one's.
    inhabited: Vec<bool>,
}

/// Quantities, each once.
#[derive(Debug, Default)]
struct Shelf {
    quantities: Vec<QuantityId>,
    /// The same along every dimension and along time, each once somebody asks.
    orders: OnceCell<Vec<OnceCell<Vec<IndexedQuantity>>>>,
}

/// Where a quantity is along an axis: coordinate, first day, last day, quantity.
type IndexedQuantity = (u32, i32, i32, QuantityId);

/// Coordinates with first days, both ends included.
type CoordinateRange = [(u32, i32); 2];

/// Shelves, and stretches of them, up to this long are read from end to end.
const SHORT: usize = 16;

impl Index {
    /// Of these claims, which come in the order of their quantities. Near-linear in them and in the periods.
    pub(crate) fn new(corpus: &Corpus, claims: &[ClaimId]) -> Self {
        let classes = classes(corpus);
        let mut shelves = HashMap::new();
        for &id in claims {
            let claim = corpus.claim(id);
            let measure = corpus.quantities.get(claim.quantity).measure();
            let Some(class) = classes[measure.index()] else { continue };
            let sources = corpus.cites(claim).iter().map(|cite| Some(cite.source));
            for source in [None].into_iter().chain(sources) {
                let shelf: &mut Shelf = shelves.entry((class, source)).or_default();
                shelf.add(claim.quantity);
            }
        }
        Self { classes, shelves, inhabited: inhabited(corpus) }
    }

    /// Whether anything could lie inside a quantity: some member it is about has parts, or there are periods in
    /// its own.
    pub(crate) fn may_have_parts(&self, corpus: &Corpus, id: QuantityId) -> bool {
        let quantity = corpus.quantities.get(id);
        let divides = |id: DimensionId| corpus.dimension(id).member(quantity.member(id)).parts > 0;
        self.inhabited[quantity.period().index()] || corpus.dimension_ids().any(divides)
    }

    /// The quantities of the total's class that lie inside it or, of another measure, on it, among
    /// those of a source or of all; in no order that means anything.
    pub(crate) fn inside(
        &self,
        corpus: &Corpus,
        total: QuantityId,
        source: Option<SourceId>,
        work: &mut Work,
    ) -> Result<Vec<QuantityId>, TooMuch> {
        let outer = corpus.quantities.get(total);
        let days = days(corpus, outer);
        let within = |axis: Option<DimensionId>| {
            let Some(id) = axis else { return once([(0, days.first), (0, days.last)]) };
            let MemberId(member) = outer.member(id);
            let last = corpus.dimension(id).member(MemberId(member)).next - 1;
            // At one member alone the days are in order too.
            let range = if member == last {
                [(member, days.first), (member, days.last)]
            } else {
                [(member, i32::MIN), (last, i32::MAX)]
            };
            once(range)
        };
        let Some(shelf) = self.shelf(outer, source) else { return Ok(Vec::new()) };
        let holds =
            |&id: &QuantityId| id != total && holds(corpus, outer, corpus.quantities.get(id));
        let during = |inner: Days| days.contains(inner);
        shelf.read(corpus, within, during, holds, work)
    }

    /// The quantities that lie around one of the same measure; in no order that means anything.
    pub(crate) fn around(
        &self,
        corpus: &Corpus,
        part: QuantityId,
        work: &mut Work,
    ) -> Result<Vec<QuantityId>, TooMuch> {
        let inner = corpus.quantities.get(part);
        let days = days(corpus, inner);
        let until = |at: u32| [(at, i32::MIN), (at, days.first)];
        let beyond = |axis: Option<DimensionId>| {
            let at = axis.map_or(WHOLE, |id| inner.member(id));
            let above = move |member: &MemberId| corpus.dimension(axis?).member(*member).parent;
            successors(Some(at), above).map(|member| until(member.0))
        };
        let Some(shelf) = self.shelf(inner, None) else { return Ok(Vec::new()) };
        let holds = |&id: &QuantityId| {
            let outer = corpus.quantities.get(id);
            id != part && outer.measure() == inner.measure() && holds(corpus, outer, inner)
        };
        let around = |outer: Days| outer.contains(days);
        shelf.read(corpus, beyond, around, holds, work)
    }

    fn shelf(&self, quantity: Quantity<'_>, source: Option<SourceId>) -> Option<&Shelf> {
        self.shelves.get(&(self.classes[quantity.measure().index()]?, source))
    }
}

impl Shelf {
    fn add(&mut self, id: QuantityId) {
        if self.quantities.last() != Some(&id) {
            self.quantities.push(id);
        }
    }

    /// The quantities wanted, all of which lie in the ranges of every axis and have such days: of the first axis
    /// along which the ranges are short, or of that along which they are shortest. Most others are told from them by
    /// their days, before anything else of them is looked at.
    fn read<R: Iterator<Item = CoordinateRange>>(
        &self,
        corpus: &Corpus,
        ranges: impl Fn(Option<DimensionId>) -> R,
        days: impl Fn(Days) -> bool,
        wanted: impl Fn(&QuantityId) -> bool,
        work: &mut Work,
    ) -> Result<Vec<QuantityId>, TooMuch> {
        if self.quantities.len() <= SHORT {
            work.spend(self.quantities.len())?;
            return Ok(self.quantities.iter().copied().filter(wanted).collect());
        }
        let orders = self.orders.get_or_init(|| vec![OnceCell::new(); corpus.dimensions.len() + 1]);
        let mut least = usize::MAX;
        let (mut stretches, mut held): (Vec<&[IndexedQuantity]>, Vec<&[IndexedQuantity]>) =
            (Vec::new(), Vec::new());
        for (at, axis) in corpus.dimension_ids().map(Some).chain([None]).enumerate() {
            let order = orders[at].get_or_init(|| self.order(corpus, axis));
            stretches.clear();
            stretches.extend(ranges(axis).map(|range| between(order, range)));
            work.spend(stretches.len().saturating_sub(1))?;
            let length = stretches.iter().map(|stretch| stretch.len()).sum();
            if length < least {
                least = length;
                std::mem::swap(&mut stretches, &mut held);
            }
            if length <= SHORT {
                break;
            }
        }
        // Which of several short ones is read says nothing.
        work.spend(least.max(SHORT))?;
        let near = held.into_iter().flatten();
        let near = near.filter(|&&(_, first, last, _)| days(Days { first, last }));
        Ok(near.map(|&(.., id)| id).filter(wanted).collect())
    }

    fn order(&self, corpus: &Corpus, axis: Option<DimensionId>) -> Vec<IndexedQuantity> {
        let place = |&id: &QuantityId| {
            let quantity = corpus.quantities.get(id);
            let member = axis.map_or(WHOLE, |dimension| quantity.member(dimension));
            let Days { first, last } = days(corpus, quantity);
            (member.0, first, last, id)
        };
        let mut order: Vec<IndexedQuantity> = self.quantities.iter().map(place).collect();
        order.sort_unstable();
        order
    }
}

fn between(order: &[IndexedQuantity], [from, to]: CoordinateRange) -> &[IndexedQuantity] {
    let start = order.partition_point(|&(at, first, ..)| (at, first) < from);
    let length = order[start..].partition_point(|&(at, first, ..)| (at, first) <= to);
    &order[start..start + length]
}

fn days(corpus: &Corpus, quantity: Quantity<'_>) -> Days {
    corpus.period(quantity.period()).widest()
}

/// Whether the inner quantity's figures count towards the outer one's, measures apart.
fn holds(corpus: &Corpus, outer: Quantity<'_>, inner: Quantity<'_>) -> bool {
    let relation = corpus.measure(outer.measure()).relation();
    let in_time = match relation {
        Relation::DimensionsAndTime => within(corpus, outer, inner),
        _ => outer.period() == inner.period(),
    };
    let mut dimensions = corpus.dimensions.values().zip(0u32..);
    in_time
        && dimensions.all(|(dimension, at)| {
            let id = DimensionId(at);
            let (outer, inner) = (outer.member(id), inner.member(id));
            let divides = !matches!(relation, Relation::One(of) if of != id);
            outer == inner || (divides && dimension.holds(outer, inner))
        })
}

/// Whether the inner quantity's days all lie in the outer one's.
fn within(corpus: &Corpus, outer: Quantity<'_>, inner: Quantity<'_>) -> bool {
    let period = |quantity: Quantity<'_>| -> &Period { corpus.period(quantity.period()) };
    outer.period() == inner.period() || period(outer).contains(period(inner))
}

/// The class of every measure. Linear in the measures.
fn classes(corpus: &Corpus) -> Vec<Option<Class>> {
    let mut known = HashMap::new();
    let class = |measure: &'_ Measure| {
        let relation = measure.relation();
        let base = measure.unit.as_ref().map(|(_, unit)| unit.base().to_owned());
        let next = known.len() as u32;
        let class = *known.entry((relation, measure.kind, base)).or_insert(next);
        (relation != Relation::None).then_some(Class(class))
    };
    corpus.measures.values().map(class).collect()
}

/// For each period whether some other one's days all lie in its own, as far as they may reach.
fn inhabited(corpus: &Corpus) -> Vec<bool> {
    let days = |id: &PeriodId| corpus.period(*id).widest();
    let mut order: Vec<PeriodId> = (0..corpus.periods.len() as u32).map(PeriodId).collect();
    // What lies in one period comes before it, but for those of the same days.
    order.sort_unstable_by_key(|id| (Reverse(days(id).first), days(id).last));
    let mut inhabited = vec![false; order.len()];
    let mut earliest = i32::MAX;
    for run in order.chunk_by(|a, b| days(a) == days(b)) {
        let last = days(&run[0]).last;
        for id in run {
            inhabited[id.index()] = run.len() > 1 || earliest <= last;
        }
        earliest = earliest.min(last);
    }
    inhabited
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::standing::claims_in_force::Ground;
    use crate::read::{files::Input, read};
    use std::fmt::Write;

    /// Every pair of places and periods in a tree and a calendar, counted and as a stock, said by one of two sources.
    fn corpus() -> Corpus {
        let mut text = String::from(
            "measures:\n  killed: {kind: count, unit: people}\n  \
             held: {kind: stock, unit: people}\n\
             dimensions:\n  place: {parts: {a: {parts: {b: {}, c: {parts: {d: {}}}}}, e: {}}}\n  \
             side: {parts: {s: {}}}\n\
             parties: {p: {}}\nsources: {one: {}, two: {}}\nclaims:\n",
        );
        let periods = ["2016", "2016-04", "2016-04-01", "2016-03-15/2016-04-15", "2017", "2016~"];
        for measure in ["killed", "held"] {
            for (at, place) in ["a", "b", "c", "d", "e"].iter().enumerate() {
                for (nth, period) in periods.iter().enumerate() {
                    for side in ["", ", side: s"] {
                        let source = if (at + nth) % 3 == 0 { "one" } else { "two" };
                        writeln!(
                            text,
                            "  - {{about: {{measure: {measure}, place: {place}, period: {period}{side}}}, \
                             figure: {}, by: p, cite: {{source: {source}}}}}",
                            10 + at + nth
                        )
                        .unwrap();
                    }
                }
            }
        }
        let input = Input { name: "f.yaml".into(), bytes: text.into_bytes() };
        let (corpus, findings) = read(vec![input]);
        assert!(findings.is_empty(), "{:?}", findings[0].evidence);
        corpus
    }

    #[test]
    fn what_is_looked_up_is_what_a_look_at_every_quantity_finds() {
        let corpus = corpus();
        let ground = Ground::new(&corpus);
        let index = ground.index(&corpus);
        let quantity = |id: QuantityId| corpus.quantities.get(id);
        let sorted = |mut ids: Vec<QuantityId>| {
            ids.sort_unstable();
            ids
        };
        let cites = |id: QuantityId, source: Option<SourceId>| {
            let claims = ground.claims(id).iter().map(|&claim| corpus.claim(claim));
            let mut cites = claims.flat_map(|claim| corpus.cites(claim));
            source.is_none_or(|source| cites.any(|cite| cite.source == source))
        };
        let work = &mut Work::of(usize::MAX);
        let (mut inner, mut outer, mut barren) = (0, 0, 0);
        for id in corpus.quantities.ids() {
            let others = || corpus.quantities.ids().filter(move |&other| other != id);
            let inside = others().filter(|&other| holds(&corpus, quantity(id), quantity(other)));
            // Of another class nothing adds up with it.
            let alike = |other: &QuantityId| quantity(*other).measure() == quantity(id).measure();
            let inside: Vec<_> = inside.filter(alike).collect();
            let around = others().filter(|&other| holds(&corpus, quantity(other), quantity(id)));
            let around: Vec<_> = around.filter(alike).collect();
            (inner, outer) = (inner + inside.len(), outer + around.len());
            let may = index.may_have_parts(&corpus, id);
            assert!(may || inside.is_empty());
            barren += usize::from(!may);
            for source in [None, Some(SourceId(0)), Some(SourceId(1))] {
                let inside: Vec<_> =
                    inside.iter().copied().filter(|&other| cites(other, source)).collect();
                assert_eq!(sorted(index.inside(&corpus, id, source, work).unwrap()), inside);
            }
            assert_eq!(sorted(index.around(&corpus, id, work).unwrap()), around);
        }
        assert!(inner == outer && inner > 100 && barren > 3, "{inner}, {outer}, {barren}");
    }
}
