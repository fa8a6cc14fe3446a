//! Where along one axis something can be: coordinates in; the places that tell them apart out, listed, or weighed
//! without being listed.

use crate::model::{Axis, Corpus, Dimension, MeasureId, MemberId, PeriodId};
use crate::period::{Days, Period};
use std::collections::{BTreeMap, BTreeSet};
use std::iter::Sum;

/// A region along an axis, by the coordinates that hold all of it, and the regions inside it.
#[derive(Default)]
pub(super) struct Nest {
    own: Vec<u32>,
    inner: Vec<Nest>,
    /// Something may be in several of the inner regions at once.
    overlapping: bool,
    /// It may be in none of them.
    rest: bool,
}

/// The steps allowed did not suffice.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TooMany;

impl Nest {
    /// The regions that these coordinates tell apart, spending a step for each coordinate of each.
    pub(super) fn of(
        corpus: &Corpus,
        axis: Axis,
        named: &BTreeSet<u32>,
        work: &mut usize,
    ) -> Result<Self, TooMany> {
        let named: Vec<u32> = named.iter().copied().collect();
        spend(work, named.len())?;
        match axis {
            Axis::Period => of_periods(corpus, &named, work),
            Axis::Dimension(id) => Ok(of_members(corpus.dimension(id), MemberId(0), &named)),
            Axis::Measure => Ok(of_measures(corpus, &named)),
        }
    }

    /// How many places there are: sets of regions that something can be in at once.
    pub(super) fn count(&self) -> usize {
        let inner = self.inner.iter().map(Nest::count);
        if self.overlapping {
            let all: usize = inner.fold(1, |all, one| all.saturating_mul(one.saturating_add(1)));
            all - usize::from(!self.rest)
        } else {
            inner.fold(usize::from(self.rest), usize::saturating_add)
        }
    }

    /// The coordinates that hold each place.
    pub(super) fn list(&self) -> Vec<Vec<u32>> {
        let inner = self.inner.iter().map(Nest::list);
        let mut places = if self.overlapping {
            let mut places = inner.fold(vec![Vec::new()], |so_far, places| {
                let with = |place: &Vec<u32>| {
                    so_far.iter().map(|other| [other.as_slice(), place].concat()).collect()
                };
                let more: Vec<Vec<u32>> =
                    places.iter().flat_map(|it| -> Vec<_> { with(it) }).collect();
                [so_far, more].concat()
            });
            // The first of them is in none.
            places.split_off(usize::from(!self.rest))
        } else {
            inner.flatten().chain(self.rest.then(Vec::new)).collect()
        };
        places.iter_mut().for_each(|place| place.extend(&self.own));
        places
    }

    /// The most that the coordinates of some place weigh together. Of regions that may overlap each adds what it
    /// can, whatever the others add, so their sets need not be gone through.
    pub(super) fn heaviest<W: Ord + Sum<W>>(&self, weight: &impl Fn(u32) -> W) -> W {
        let nothing = || std::iter::empty().sum::<W>();
        let inner = self.inner.iter().map(|inner| inner.heaviest(weight));
        let most: W = if self.overlapping && self.rest {
            inner.map(|most| most.max(nothing())).sum()
        } else if self.overlapping {
            // It is in some region: where each weighs against, in the one that does so least.
            let each: Vec<W> = inner.collect();
            let (more, less): (Vec<W>, Vec<W>) =
                each.into_iter().partition(|most| *most >= nothing());
            let least = || less.into_iter().max().unwrap_or_else(nothing);
            if more.is_empty() { least() } else { more.into_iter().sum() }
        } else {
            inner.chain(self.rest.then(nothing)).max().unwrap_or_else(nothing)
        };
        self.own.iter().map(|&at| weight(at)).chain([most]).sum()
    }
}

fn spend(work: &mut usize, steps: usize) -> Result<(), TooMany> {
    *work = work.checked_sub(steps).ok_or(TooMany)?;
    Ok(())
}

/// The member and those of the named ones, which ascend, that lie below it.
fn of_members(dimension: &Dimension, at: MemberId, named: &[u32]) -> Nest {
    let here = dimension.member(at);
    let below = |id: u32| {
        let up = |&id: &MemberId| dimension.member(id).parent;
        std::iter::successors(Some(MemberId(id)), up).take_while(|&id| id != at).last()
    };
    let (own, mut left) = named.split_at(usize::from(named.first() == Some(&at.0)));
    let mut inner = Vec::new();
    while let Some(part) = left.first().and_then(|&first| below(first)) {
        let next = dimension.member(part).next;
        let (inside, others) = left.split_at(left.partition_point(|&id| id < next));
        inner.push(of_members(dimension, part, inside));
        left = others;
    }
    let all = here.parts > 0 && inner.len() == here.parts as usize;
    let rest = !(here.complete && all);
    Nest { own: own.to_vec(), inner, overlapping: here.overlapping, rest }
}

/// Measures within one another: what is in the inner one is in the outer one, and two within one may overlap. Those
/// within no common one share nothing.
fn of_measures(corpus: &Corpus, named: &[u32]) -> Nest {
    let mut inside: BTreeMap<Option<u32>, BTreeSet<u32>> = BTreeMap::new();
    for &id in named {
        let mut at = id;
        loop {
            let outer = corpus.measure(MeasureId(at)).within.map(|outer| outer.0);
            let new = inside.entry(outer).or_default().insert(at);
            match outer.filter(|_| new) {
                Some(outer) => at = outer,
                None => break,
            }
        }
    }
    Nest { inner: within(None, &inside, named), rest: true, ..Nest::default() }
}

/// The regions of the measures directly within one.
fn within(
    outer: Option<u32>,
    inside: &BTreeMap<Option<u32>, BTreeSet<u32>>,
    named: &[u32],
) -> Vec<Nest> {
    let nest = |&at: &u32| Nest {
        own: named.binary_search(&at).map(|_| at).into_iter().collect(),
        inner: within(Some(at), inside, named),
        overlapping: true,
        rest: true,
    };
    inside.get(&outer).into_iter().flatten().map(nest).collect()
}

/// The runs of days between edges of periods. Days that an uncertain edge leaves open may be in the period or not.
fn of_periods(corpus: &Corpus, named: &[u32], work: &mut usize) -> Result<Nest, TooMany> {
    let mut edges: BTreeMap<i64, Vec<(u32, Edge)>> = BTreeMap::new();
    for &at in named {
        let period: &Period = corpus.period(PeriodId(at));
        let mut add = |days: Days, begin: Edge, end: Edge| {
            edges.entry(days.first.into()).or_default().push((at, begin));
            edges.entry(i64::from(days.last) + 1).or_default().push((at, end));
        };
        add(period.widest(), Edge::MayBegin, Edge::Ends);
        if let Some(sure) = period.narrowest() {
            add(sure, Edge::Begins, Edge::MayEnd);
        }
    }
    let mut here: BTreeMap<u32, bool> = BTreeMap::new();
    let mut runs = Vec::new();
    for list in edges.into_values() {
        // What is said last of a period on one day is what is sure.
        let mut list = list;
        list.sort_by_key(|&(at, edge)| (at, edge));
        for (at, edge) in list {
            match edge {
                Edge::MayEnd | Edge::MayBegin => drop(here.insert(at, false)),
                Edge::Begins => drop(here.insert(at, true)),
                Edge::Ends => drop(here.remove(&at)),
            }
        }
        spend(work, here.len())?;
        let held = |surely: bool| here.iter().filter(move |it| *it.1 == surely).map(|it| *it.0);
        let open = |at| Nest { own: vec![at], rest: true, ..Nest::default() };
        let inner = held(false).map(open).collect();
        runs.push(Nest { own: held(true).collect(), inner, overlapping: true, rest: true });
    }
    Ok(Nest { inner: runs, rest: true, ..Nest::default() })
}

/// What happens to a period on a day, in the order in which it counts where several do on one.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Edge {
    MayBegin,
    MayEnd,
    Begins,
    Ends,
}
