//! The quantities inside a total, found by look-up: shelves sorted along every axis, of which the
//! one with the fewest quantities in reach is read.

use super::work::{TooMuch, Work};
use crate::model::{
    Claim, Corpus, DimensionId, Measure, MeasureId, MemberId, Quantity, QuantityId, Relation,
    SourceId, WHOLE,
};
use crate::period::{Days, Period};
use crate::reconcile::Ground;
use std::cell::OnceCell;
use std::collections::HashMap;

/// Measures whose figures may be added up together: one relation, one base unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Class(u32);

/// Every quantity claimed, on a shelf for each class, and on one for each class in each source.
pub(super) struct Index<'c> {
    corpus: &'c Corpus,
    classes: Vec<Option<Class>>,
    quantities: Vec<QuantityId>,
    shelves: HashMap<(Class, Option<SourceId>), Shelf>,
}

/// Quantities on one shelf: a stretch of the index's list.
struct Shelf {
    start: usize,
    end: usize,
    orders: OnceCell<Vec<Order>>,
}

/// A shelf's quantities along one axis: coordinate, first day, quantity.
type Order = Vec<(u32, i32, QuantityId)>;

/// Shelves, and stretches of them, up to this long are read from end to end.
const SHORT: usize = 32;

impl<'c> Index<'c> {
    /// Near-linear in the claims.
    pub(super) fn new(corpus: &'c Corpus, ground: &Ground) -> Self {
        let classes = classes(corpus);
        let class =
            |claim: &Claim| classes[corpus.quantities.get(claim.quantity).measure().index()];
        let mut entries = Vec::new();
        for &id in ground.all() {
            let claim = corpus.claim(id);
            let Some(class) = class(claim) else { continue };
            entries.push((class, None, claim.quantity));
            let sources = corpus.cites(claim).iter();
            entries.extend(sources.map(|cite| (class, Some(cite.source), claim.quantity)));
        }
        entries.sort_unstable();
        entries.dedup();
        let mut shelves = HashMap::new();
        let mut start = 0;
        for shelf in entries.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
            let end = start + shelf.len();
            shelves.insert((shelf[0].0, shelf[0].1), Shelf { start, end, orders: OnceCell::new() });
            start = end;
        }
        let quantities = entries.into_iter().map(|(.., quantity)| quantity).collect();
        Self { corpus, classes, quantities, shelves }
    }

    /// The class of a measure, where its figures add up at all.
    pub(super) fn class(&self, measure: MeasureId) -> Option<Class> {
        self.classes[measure.index()]
    }

    /// The quantities of the total's class that lie inside it or, of another measure, on it, among
    /// those of a source or of all; in no order that means anything.
    pub(super) fn inside(
        &self,
        total: QuantityId,
        source: Option<SourceId>,
        work: &mut Work,
    ) -> Result<Vec<QuantityId>, TooMuch> {
        let outer = self.corpus.quantities.get(total);
        let shelf =
            self.class(outer.measure()).and_then(|class| self.shelves.get(&(class, source)));
        let Some(shelf) = shelf else { return Ok(Vec::new()) };
        let holds =
            |&id: &QuantityId| id != total && self.holds(outer, self.corpus.quantities.get(id));
        let all = &self.quantities[shelf.start..shelf.end];
        if all.len() <= SHORT {
            work.spend(all.len())?;
            return Ok(all.iter().copied().filter(holds).collect());
        }
        let orders = shelf.orders.get_or_init(|| self.orders(all));
        let reach = self.shortest(outer, orders);
        // Which of several short ones is read says nothing.
        work.spend(reach.len().max(SHORT))?;
        Ok(reach.iter().map(|&(.., id)| id).filter(holds).collect())
    }

    /// The shelf along every dimension, and along time.
    fn orders(&self, all: &[QuantityId]) -> Vec<Order> {
        let along = |at: Option<DimensionId>| {
            let mut order: Order = all
                .iter()
                .map(|&id| {
                    let quantity = self.corpus.quantities.get(id);
                    let member = at.map_or(WHOLE, |dimension| quantity.member(dimension));
                    (member.0, self.days(quantity).first, id)
                })
                .collect();
            order.sort_unstable();
            order
        };
        let dimensions = (0..self.corpus.dimensions.len() as u32).map(|at| Some(DimensionId(at)));
        dimensions.chain([None]).map(along).collect()
    }

    /// The first short stretch of an order that is sure to hold all that lies inside the total, or of long ones
    /// the shortest.
    fn shortest<'o>(
        &self,
        outer: Quantity<'_>,
        orders: &'o [Order],
    ) -> &'o [(u32, i32, QuantityId)] {
        let days = self.days(outer);
        let between = |order: &'o Order, from: (u32, i32), to: (u32, i32)| {
            let start = order.partition_point(|&(at, first, _)| (at, first) < from);
            let end = order.partition_point(|&(at, first, _)| (at, first) <= to);
            &order[start..end]
        };
        let stretch = |(at, order): (usize, &'o Order)| {
            let Some(dimension) = self.corpus.dimensions.get_index(at).map(|(_, one)| one) else {
                return between(order, (0, days.first), (0, days.last));
            };
            let MemberId(member) = outer.member(DimensionId(at as u32));
            let last = dimension.member(MemberId(member)).next - 1;
            // At one member alone the days are in order too.
            if member == last {
                between(order, (member, days.first), (member, days.last))
            } else {
                between(order, (member, i32::MIN), (last, i32::MAX))
            }
        };
        let mut shortest: Option<&[(u32, i32, QuantityId)]> = None;
        for stretch in orders.iter().enumerate().map(stretch) {
            if shortest.is_none_or(|held| stretch.len() < held.len()) {
                shortest = Some(stretch);
            }
            if stretch.len() <= SHORT {
                break;
            }
        }
        shortest.unwrap_or_default()
    }

    fn days(&self, quantity: Quantity<'_>) -> Days {
        self.corpus.period(quantity.period()).widest()
    }

    /// Whether the inner quantity's figures count towards the outer one's, measures apart.
    fn holds(&self, outer: Quantity<'_>, inner: Quantity<'_>) -> bool {
        let corpus = self.corpus;
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
