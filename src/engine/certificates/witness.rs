//! Worlds in which claims are all true, and a checker of them that shares nothing with the solver.
//!
//! A world is a list of points, each a place nothing claimed divides and what there is of it. It holds when
//! every point lies where something can be, none holds less than nothing, and what the points inside each
//! claim's quantity come to is what the claim says (docs/meaning.md, "Proofs and worlds").

use crate::budget::limits;
use crate::engine::certificates::claims_and_worlds::{MemberPlace, Point, Said, When, Witness};
use crate::engine::certificates::closing_sums::items_that_close;
use crate::figure::{Bound, Exact, Interval, Number};
use crate::finding::End;
use crate::model::{
    ClaimId, Corpus, Dimension, DimensionId, MeasureId, MemberId, PeriodId, Quantity, QuantityId,
    Relation,
};
use num_rational::BigRational;
use std::collections::hash_map::Entry;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Why a world is none, or not one of the claims.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// The point of that index lies where nothing can be.
    NoPlace(usize),
    /// The point of that index holds less than nothing.
    Negative(usize),
    /// The point of that index lies neither inside a quantity nor outside it.
    Astride(usize),
    /// What the claim's quantity comes to is not what the claim says.
    Missed(ClaimId),
    /// There is something beside the items of which the claim says it is the sum.
    Beside(ClaimId),
    /// Shares of one whole come to more than a hundred per cent.
    OverHundred,
    /// The quantity asked for is not at the end it is to show.
    OffTheEnd,
    /// There are too many points and claims to look at them all.
    TooLarge,
}

/// Checks that in this world all the claims are true as said.
///
/// # Errors
/// The first reason why they are not.
pub fn holds_in(corpus: &Corpus, said: &[Said], witness: &Witness) -> Result<(), Flaw> {
    for (at, point) in witness.points.iter().enumerate() {
        lawful(corpus, point).map_err(|flaw| flaw(at))?;
    }
    hundred(corpus, &witness.points)?;
    let mut look = Look::new(corpus, witness);
    let mut sums: HashMap<QuantityId, BigRational> = HashMap::new();
    for said in said {
        let sum = match sums.entry(said.quantity) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => new.insert(look.sum(said.quantity)?),
        };
        if !within(sum, &said.within) {
            return Err(Flaw::Missed(said.claim));
        }
        look.nothing_beside(said)?;
    }
    Ok(())
}

/// The points inside a quantity, by their places in the list.
///
/// # Errors
/// A point astride of it, or too many of them.
pub fn inside(
    corpus: &Corpus,
    witness: &Witness,
    quantities: &[QuantityId],
) -> Result<Vec<Vec<usize>>, Flaw> {
    let mut look = Look::new(corpus, witness);
    quantities.iter().map(|&id| look.inside(id)).collect()
}

fn zero() -> BigRational {
    BigRational::new_raw(0.into(), 1.into())
}

fn within(sum: &BigRational, interval: &Interval) -> bool {
    let big = |bound: Bound| Exact::from(bound.value).to_big();
    let past = |end: End, beyond: &dyn Fn(&BigRational) -> bool| {
        end.of(interval).is_some_and(|bound| {
            let at = big(bound);
            beyond(&at) || (bound.strict && *sum == at)
        })
    };
    !past(End::Low, &|low| sum < low) && !past(End::High, &|high| sum > high)
}

/// The measure directly above, of which this one counts a part. Measures that may be below nought, or add
/// up otherwise, are only compared.
fn host(corpus: &Corpus, id: MeasureId) -> Option<MeasureId> {
    let measure = corpus.measure(id);
    let above = measure.within?;
    let outer = corpus.measure(above);
    let counts = !measure.signed && !outer.signed && outer.relation() == measure.relation();
    counts.then_some(above)
}

/// The outermost of them.
fn top(corpus: &Corpus, id: MeasureId) -> MeasureId {
    std::iter::successors(Some(id), |&at| host(corpus, at)).last().unwrap_or(id)
}

/// Whether parts along the dimension add up to a whole.
fn adds(relation: Relation, id: DimensionId) -> bool {
    match relation {
        Relation::DimensionsAndTime | Relation::Dimensions => true,
        Relation::One(of) => of == id,
        Relation::None => false,
    }
}

/// Whether something can be there.
fn lawful(corpus: &Corpus, point: &Point) -> Result<(), fn(usize) -> Flaw> {
    let known = |id: &MeasureId| id.index() < corpus.measures.len();
    let ascending = point.counted.windows(2).all(|pair| pair[0] < pair[1]);
    let no_place: fn(usize) -> Flaw = Flaw::NoPlace;
    let first = point.counted.first().filter(|_| ascending && point.counted.iter().all(known));
    let measure = corpus.measure(*first.ok_or(no_place)?);
    let relation = measure.relation();
    let hosts = point.counted.iter().map(|&id| host(corpus, id));
    let hosted = hosts.clone().flatten().all(|host| point.counted.binary_search(&host).is_ok());
    let one_top = hosts.filter(Option::is_none).count() == 1;
    let spots = corpus.dimension_ids().zip(&point.places);
    let placed = point.places.len() == corpus.dimensions.len()
        && spots.into_iter().all(|(id, spots)| lawful_spots(corpus, relation, id, spots));
    if !(hosted && one_top && placed && lawful_time(corpus, relation, &point.when)) {
        return Err(no_place);
    }
    let negative = point.amount.to_big() < zero() && !measure.signed;
    if negative { Err(Flaw::Negative) } else { Ok(()) }
}

fn lawful_time(corpus: &Corpus, relation: Relation, when: &When) -> bool {
    let known = |id: &PeriodId| id.index() < corpus.periods.len();
    match when {
        When::Period(id) => relation != Relation::DimensionsAndTime && known(id),
        When::Days { days, into } => {
            let open = |id: &PeriodId| known(id) && corpus.period(*id).widest().contains(*days);
            relation == Relation::DimensionsAndTime
                && days.first <= days.last
                && into.iter().all(open)
        }
    }
}

fn lawful_spots(
    corpus: &Corpus,
    relation: Relation,
    id: DimensionId,
    spots: &[MemberPlace],
) -> bool {
    let dimension = corpus.dimension(id);
    let named: BTreeSet<MemberId> = spots.iter().map(|spot| spot.member).collect();
    let known = named.iter().all(|member| member.index() < dimension.members.len());
    if spots.is_empty() || named.len() < spots.len() || !known {
        return false;
    }
    if !adds(relation, id) {
        return matches!(spots, [spot] if !spot.beside);
    }
    // Something of a member lies beside its parts where they are not all of it.
    let open = |spot: &MemberPlace| {
        let member = dimension.member(spot.member);
        !spot.beside || (member.parts > 0 && !member.complete)
    };
    // No spot lies in another, and in one of several parts only, unless they may overlap.
    let mut parts: BTreeMap<MemberId, BTreeSet<MemberId>> = BTreeMap::new();
    for &spot in &named {
        let mut below = spot;
        while let Some(above) = dimension.member(below).parent {
            if !parts.entry(above).or_default().insert(below) {
                break;
            }
            below = above;
        }
    }
    let innermost = |spot: &MemberPlace| !parts.contains_key(&spot.member);
    let exclusive =
        parts.iter().all(|(&above, parts)| parts.len() == 1 || dimension.member(above).overlapping);
    exclusive && spots.iter().all(|spot| open(spot) && innermost(spot))
}

/// Shares of one whole end at a hundred per cent.
fn hundred(corpus: &Corpus, points: &[Point]) -> Result<(), Flaw> {
    let mut wholes: BTreeMap<(MeasureId, Option<PeriodId>, Vec<u32>), BigRational> =
        BTreeMap::new();
    for point in points {
        let root = top(corpus, point.counted[0]);
        let measure = corpus.measure(root);
        let Relation::One(of) = measure.relation() else { continue };
        if measure.unit.as_ref().is_some_and(|(_, unit)| unit.base() != "%") {
            continue;
        }
        let others = corpus.dimension_ids().zip(&point.places).filter(|&(id, _)| id != of);
        let others = others.flat_map(|(_, spots)| spots).map(|spot| spot.member.0).collect();
        let period = match point.when {
            When::Period(id) => Some(id),
            When::Days { .. } => None,
        };
        *wholes.entry((root, period, others)).or_insert_with(zero) += point.amount.to_big();
    }
    let most = Exact::from(Number::from_int(100)).to_big();
    if wholes.values().any(|sum| *sum > most) { Err(Flaw::OverHundred) } else { Ok(()) }
}

/// Looks for the points inside quantities.
struct Look<'w> {
    corpus: &'w Corpus,
    witness: &'w Witness,
    /// The points by the outermost measure that counts them.
    shelves: HashMap<MeasureId, PointShelf>,
    looked: usize,
}

/// Points that one outermost measure counts.
#[derive(Default)]
struct PointShelf {
    all: Vec<usize>,
    /// Along every dimension the members they lie in, ascending.
    along: Vec<Vec<(MemberId, usize)>>,
}

impl PointShelf {
    /// Those that may have to do with the quantity, ascending: along the dimension where they are fewest, all
    /// that lie in its member or in one around it.
    fn near(&self, corpus: &Corpus, quantity: Quantity<'_>) -> Vec<usize> {
        let along = quantity.members().map(|(id, member)| {
            let (dimension, pairs) = (corpus.dimension(id), &self.along[id.index()]);
            let at = |first: u32| pairs.partition_point(|&(member, _)| member.0 < first);
            let parent = |&at: &MemberId| dimension.member(at).parent;
            let around = std::iter::successors(parent(&member), parent);
            let around = around.map(|outer| &pairs[at(outer.0)..at(outer.0 + 1)]);
            let within = &pairs[at(member.0)..at(dimension.member(member).next)];
            std::iter::once(within).chain(around).collect::<Vec<_>>()
        });
        let count =
            |runs: &Vec<&[(MemberId, usize)]>| -> usize { runs.iter().map(|run| run.len()).sum() };
        let Some(runs) = along.min_by_key(count) else { return self.all.clone() };
        let mut near: Vec<usize> = runs.into_iter().flatten().map(|&(_, at)| at).collect();
        near.sort_unstable();
        near.dedup();
        near
    }
}

impl<'w> Look<'w> {
    fn new(corpus: &'w Corpus, witness: &'w Witness) -> Self {
        let mut shelves: HashMap<MeasureId, PointShelf> = HashMap::new();
        for (at, point) in witness.points.iter().enumerate() {
            let Some(&first) = point.counted.first() else { continue };
            let shelf = shelves.entry(top(corpus, first)).or_default();
            shelf.all.push(at);
            shelf.along.resize(corpus.dimensions.len(), Vec::new());
            for (along, spots) in shelf.along.iter_mut().zip(&point.places) {
                along.extend(spots.iter().map(|spot| (spot.member, at)));
            }
        }
        let along = shelves.values_mut().flat_map(|shelf| &mut shelf.along);
        along.for_each(|pairs| pairs.sort_unstable());
        Self { corpus, witness, shelves, looked: 0 }
    }

    fn inside(&mut self, quantity: QuantityId) -> Result<Vec<usize>, Flaw> {
        let of = self.corpus.quantities.get(quantity);
        let Some(shelf) = self.shelves.get(&top(self.corpus, of.measure())) else {
            return Ok(Vec::new());
        };
        let points = shelf.near(self.corpus, of);
        self.looked += points.len();
        if self.looked > limits::WORLD_PAIRS.get() {
            return Err(Flaw::TooLarge);
        }
        let mut found = Vec::new();
        for at in points {
            match lies(self.corpus, &self.witness.points[at], quantity) {
                Lies::In => found.push(at),
                Lies::Astride => return Err(Flaw::Astride(at)),
                Lies::Out => {}
            }
        }
        Ok(found)
    }

    fn sum(&mut self, quantity: QuantityId) -> Result<BigRational, Flaw> {
        let inside = self.inside(quantity)?.into_iter();
        Ok(inside.map(|at| self.witness.points[at].amount.to_big()).sum())
    }

    /// A claim that says it is the sum of disjoint parts of its quantity leaves nothing beside them.
    fn nothing_beside(&mut self, said: &Said) -> Result<(), Flaw> {
        let Some(items) = items_that_close(self.corpus, said.claim) else { return Ok(()) };
        let mut counted = BTreeSet::new();
        for item in items {
            counted.extend(self.inside(item)?);
        }
        let something = |at: &usize| self.witness.points[*at].amount.to_big() != zero();
        let mut beside = self.inside(said.quantity)?.into_iter().filter(|at| !counted.contains(at));
        if beside.any(|at| something(&at)) { Err(Flaw::Beside(said.claim)) } else { Ok(()) }
    }
}

/// How a place lies to a quantity.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lies {
    In,
    Out,
    /// Partly in and partly out.
    Astride,
}

fn lies(corpus: &Corpus, point: &Point, quantity: QuantityId) -> Lies {
    let quantity = corpus.quantities.get(quantity);
    if point.counted.binary_search(&quantity.measure()).is_err() {
        return Lies::Out;
    }
    let relation = corpus.measure(quantity.measure()).relation();
    let time = lies_in_time(corpus, &point.when, quantity.period());
    let along = corpus.dimension_ids().zip(&point.places).map(|(id, spots)| {
        let member = quantity.member(id);
        match adds(relation, id) {
            true => lies_along(corpus.dimension(id), spots, member),
            false if spots.iter().all(|spot| spot.member == member) => Lies::In,
            false => Lies::Out,
        }
    });
    // Out along one axis is out, whatever it is along the others.
    let mut all = Lies::In;
    for one in std::iter::once(time).chain(along) {
        match one {
            Lies::Out => return Lies::Out,
            Lies::Astride => all = Lies::Astride,
            Lies::In => {}
        }
    }
    all
}

fn lies_in_time(corpus: &Corpus, when: &When, id: PeriodId) -> Lies {
    let (days, into) = match when {
        When::Period(own) if *own == id => return Lies::In,
        When::Period(_) => return Lies::Out,
        When::Days { days, into } => (*days, into),
    };
    let period = corpus.period(id);
    if !period.widest().meets(days) {
        return Lies::Out;
    }
    let surely = period.narrowest();
    if surely.is_some_and(|sure| sure.contains(days)) || into.contains(&id) {
        return Lies::In;
    }
    // Days that an uncertain edge leaves open are outside unless the world says they are inside.
    if surely.is_some_and(|sure| sure.meets(days)) { Lies::Astride } else { Lies::Out }
}

fn lies_along(dimension: &Dimension, spots: &[MemberPlace], member: MemberId) -> Lies {
    if spots.iter().any(|spot| dimension.holds(member, spot.member)) {
        return Lies::In;
    }
    let around = |spot: &MemberPlace| !spot.beside && dimension.holds(spot.member, member);
    if spots.iter().any(around) { Lies::Astride } else { Lies::Out }
}
