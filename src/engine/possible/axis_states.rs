//! Where along one axis the cells of some quantities may lie: their coordinates in; out, every set of coordinates
//! that hold some place none of the others holds.

use crate::engine::possible::spaces::dimension;
use crate::model::{Axis, Corpus, MeasureId, MemberId, PeriodId};
use crate::period::{Days, Period};
use crate::solver::packed_lists::{Distinct, Lists, SPARE};
use hashbrown::HashMap;
use std::collections::BTreeSet;

/// Subsets of overlapping parts that are written out for one list; beyond it some are left out.
const COMBINED: usize = 64;

/// Where along one axis cells may lie: each a set of groups of quantities, those that cover it there.
#[derive(Default)]
pub(crate) struct States {
    pub(crate) list: Distinct,
    pub(crate) groups: Lists,
    /// The coordinate of each group, ascending.
    pub(crate) keys: Vec<u32>,
    /// The days of each state that lies between two edges of periods.
    pub(crate) days: Vec<Days>,
    /// Entries it takes to write all lists out.
    pub(crate) size: usize,
    /// Some are left out.
    pub(crate) partial: bool,
}

/// Sorts quantities into states, and keeps the memory it takes.
pub(crate) struct Sorter<'c> {
    corpus: &'c Corpus,
    placed: Vec<(u32, u32)>,
    tree: MemberTree,
}

impl<'c> Sorter<'c> {
    pub(crate) fn new(corpus: &'c Corpus) -> Self {
        Self { corpus, placed: Vec::new(), tree: MemberTree::default() }
    }

    /// Fills the states of quantities, each with its coordinate along the axis. They have several.
    pub(crate) fn sort(
        &mut self,
        states: &mut States,
        axis: Axis,
        placed: impl Iterator<Item = (u32, u32)>,
    ) {
        self.placed.clear();
        self.placed.extend(placed);
        self.placed.sort_unstable();
        states.clear();
        for group in self.placed.chunk_by(|a, b| a.0 == b.0) {
            states.keys.push(group[0].0);
            states.groups.push(group.iter().map(|&(_, at)| at));
        }
        if axis == Axis::Period {
            let period = |&key: &u32| *self.corpus.period(PeriodId(key));
            let periods: Vec<Period> = states.keys.iter().map(period).collect();
            states.of_periods(&periods);
        } else {
            self.tree.plant(self.corpus, axis, &states.keys);
            self.tree.states(states);
        }
        let length = |&group: &u32| states.groups.get(group as usize).len();
        let lengths = (0..states.list.len()).flat_map(|at| states.list.get(at)).map(length);
        states.size = lengths.sum();
    }
}

impl States {
    fn clear(&mut self) {
        self.list.clear();
        self.groups.clear();
        self.keys.clear();
        self.days.clear();
        self.partial = false;
    }

    /// The runs of days between one edge and the next. Days that an uncertain edge leaves open are both
    /// in the period and out of it.
    fn of_periods(&mut self, periods: &[Period]) {
        // Of a day, whether something begins there: ends first, so that a period that ends where its own other
        // edge begins stays in order.
        let mut edges: Vec<(i64, bool, Edge)> = Vec::with_capacity(4 * periods.len());
        let mut edge = |days: Days, edge: Edge| {
            edges.push((days.first.into(), true, edge));
            edges.push((i64::from(days.last) + 1, false, edge));
        };
        for (at, period) in (0u32..).zip(periods) {
            edge(period.widest(), Edge::Maybe(at));
            if let Some(sure) = period.narrowest() {
                edge(sure, Edge::Sure(at));
            }
        }
        edges.sort_unstable();
        let (mut sure, mut open) = (BTreeSet::new(), BTreeSet::new());
        let mut runs = edges.chunk_by(|a, b| a.0 == b.0).peekable();
        while let Some(here) = runs.next() {
            for &(_, begins, edge) in here {
                let (held, at) = match edge {
                    Edge::Sure(at) => (&mut sure, at),
                    Edge::Maybe(at) => (&mut open, at),
                };
                if begins {
                    held.insert(at)
                } else {
                    held.remove(&at)
                };
            }
            let known: Vec<u32> = sure.iter().copied().collect();
            let either: Vec<u32> = open.difference(&sure).copied().collect();
            let first = here[0].0;
            let last = runs.peek().map_or(first, |next| next[0].0 - 1);
            for state in self.with_some(&known, &either) {
                if !state.is_empty() && self.list.add(&state).is_some() {
                    self.days.push(run(first, last));
                }
            }
        }
    }

    /// The known ones with every choice of the others; where those are many, with all, none or one.
    fn with_some(&mut self, known: &[u32], either: &[u32]) -> Vec<Vec<u32>> {
        let with = |chosen: &[u32]| {
            let mut state = [known, chosen].concat();
            state.sort_unstable();
            state
        };
        if 1usize.checked_shl(either.len() as u32).is_some_and(|all| all <= COMBINED) {
            let chosen = |bits: usize| -> Vec<u32> {
                (0..either.len()).filter(|at| bits >> at & 1 == 1).map(|at| either[at]).collect()
            };
            return (0..1 << either.len()).map(|bits| with(&chosen(bits))).collect();
        }
        self.partial = true;
        let ones = either.iter().map(|&one| with(&[one]));
        [with(&[]), with(either)].into_iter().chain(ones).collect()
    }
}

/// The days from one number to another, as periods have them.
fn run(first: i64, last: i64) -> Days {
    let day = |day: i64| i32::try_from(day).unwrap_or(i32::MAX);
    Days { first: day(first), last: day(last) }
}

/// An edge of the period of that number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Edge {
    Maybe(u32),
    Sure(u32),
}

/// The claimed members of a dimension (or the measures within one another), and all above them.
#[derive(Default)]
pub(crate) struct MemberTree {
    nodes: Vec<MemberNode>,
    tops: Vec<usize>,
    places: HashMap<u32, usize>,
    /// Parts that may overlap are claimed.
    pub(crate) overlaps: bool,
}

/// A member, or a measure, in such a tree.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    at: usize,
    /// The group of quantities claimed at it.
    pub(crate) group: Option<u32>,
    /// What is inside it may overlap.
    pub(crate) overlapping: bool,
    /// Something of it lies in none of the places directly inside.
    pub(crate) rest: bool,
}

struct MemberNode {
    /// The group of quantities claimed at it.
    group: Option<u32>,
    /// What is directly inside it: the first, and how many there are.
    first: Option<usize>,
    inner: usize,
    /// The last of these, to which the next one is added.
    last: usize,
    /// The next one in the node this one is in.
    next: Option<usize>,
    overlapping: bool,
    /// Something of it lies in none of the nodes directly inside.
    rest: bool,
}

impl MemberTree {
    /// The outermost places.
    pub(crate) fn places(&self) -> impl Iterator<Item = Place> {
        self.tops.iter().map(|&at| self.place(at))
    }

    /// The places directly inside one.
    pub(crate) fn inside(&self, place: Place) -> impl Iterator<Item = Place> {
        self.inner(place.at).map(|at| self.place(at))
    }

    fn place(&self, at: usize) -> Place {
        let MemberNode { group, overlapping, rest, .. } = self.nodes[at];
        Place { at, group, overlapping, rest }
    }

    /// Lays out the members of these coordinates, which ascend, and all around them.
    pub(crate) fn plant(&mut self, corpus: &Corpus, axis: Axis, keys: &[u32]) {
        self.nodes.clear();
        self.tops.clear();
        // To clear a table, and to go through it, takes as long as it is large, whatever it holds.
        if self.places.capacity() > SPARE + 8 * keys.len() {
            self.places = HashMap::new();
        }
        self.places.clear();
        self.overlaps = false;
        let dimension = dimension(axis).map(|id| corpus.dimension(id));
        let above = |at: u32| match dimension {
            Some(dimension) => dimension.member(MemberId(at)).parent.map(|above| above.0),
            None => corpus.measure(MeasureId(at)).within.map(|above| above.0),
        };
        for (group, &key) in (0u32..).zip(keys) {
            let mut below: Option<usize> = None;
            let mut at = Some(key);
            while let Some(here) = at {
                let known = self.places.get(&here).copied();
                let place = known.unwrap_or(self.nodes.len());
                if known.is_none() {
                    self.nodes.push(MemberNode::EMPTY);
                    self.places.insert(here, place);
                }
                match below {
                    Some(below) => self.hang(below, place),
                    None => self.nodes[place].group = Some(group),
                }
                if known.is_some() {
                    break;
                }
                below = Some(place);
                at = above(here);
                if at.is_none() {
                    self.tops.push(place);
                }
            }
        }
        for (&key, &place) in &self.places {
            let node = &mut self.nodes[place];
            if let Some(dimension) = dimension {
                let member = dimension.member(MemberId(key));
                node.overlapping = member.overlapping;
                let all = node.inner == member.parts as usize && member.parts > 0;
                node.rest = !(member.complete && all);
            }
            self.overlaps |= node.overlapping && node.inner > 0;
        }
    }

    fn hang(&mut self, below: usize, place: usize) {
        let node = &mut self.nodes[place];
        node.inner += 1;
        let last = std::mem::replace(&mut node.last, below);
        match node.first {
            Some(_) => self.nodes[last].next = Some(below),
            None => node.first = Some(below),
        }
    }

    fn inner(&self, at: usize) -> impl Iterator<Item = usize> {
        std::iter::successors(self.nodes[at].first, |&inner| self.nodes[inner].next)
    }

    fn states(&self, states: &mut States) {
        for &top in &self.tops {
            if !self.overlaps {
                self.disjoint(top, &mut Vec::new(), &mut states.list);
                continue;
            }
            let mut partial = false;
            for state in self.within(top, &mut partial) {
                if !state.is_empty() {
                    states.list.add(&state);
                }
            }
            states.partial |= partial;
        }
    }

    /// The sets of groups that cover some place in the node, where no parts overlap: each those on the way there.
    /// The tree is no deeper than files nest.
    fn disjoint(&self, at: usize, outer: &mut Vec<u32>, found: &mut Distinct) {
        let node = &self.nodes[at];
        outer.extend(node.group);
        for inner in self.inner(at) {
            self.disjoint(inner, outer, found);
        }
        if node.rest && !outer.is_empty() {
            found.add(outer);
        }
        outer.truncate(outer.len() - usize::from(node.group.is_some()));
    }

    /// The sets of groups that cover some place in the node.
    fn within(&self, at: usize, partial: &mut bool) -> Vec<Vec<u32>> {
        let node = &self.nodes[at];
        let inner: Vec<Vec<Vec<u32>>> =
            self.inner(at).map(|inner| self.within(inner, partial)).collect();
        let mut states = if node.overlapping {
            combined(inner, node.rest, partial)
        } else {
            let mut states: Vec<Vec<u32>> = inner.into_iter().flatten().collect();
            if node.rest {
                states.push(Vec::new());
            }
            states
        };
        for state in &mut states {
            state.extend(node.group);
        }
        states
    }
}

impl MemberNode {
    /// A measure may hold what the others within it hold, and what none of them does.
    const EMPTY: Self = Self {
        group: None,
        first: None,
        inner: 0,
        last: 0,
        next: None,
        overlapping: true,
        rest: true,
    };
}

/// Every choice of a place, or none, in each of the parts that may overlap; where those are many, in all
/// of them, in none, or in one. Without a rest none at all is no choice.
fn combined(inner: Vec<Vec<Vec<u32>>>, rest: bool, partial: &mut bool) -> Vec<Vec<u32>> {
    let many = inner.iter().try_fold(1usize, |all, states| all.checked_mul(states.len() + 1));
    if many.is_some_and(|many| many <= COMBINED) {
        let mut choices = inner.into_iter().fold(vec![Vec::new()], |so_far, states| {
            let with = |state: &Vec<u32>| {
                so_far.iter().map(|before| [before.as_slice(), state].concat()).collect::<Vec<_>>()
            };
            let more: Vec<Vec<u32>> = states.iter().flat_map(with).collect();
            [so_far, more].concat()
        });
        // The first is none at all.
        choices.drain(..usize::from(!rest));
        return choices;
    }
    *partial = true;
    let firsts = inner.iter().filter_map(|states| states.iter().max_by_key(|state| state.len()));
    let all: Vec<u32> = firsts.flatten().copied().collect();
    let none = rest.then(Vec::new).into_iter();
    none.chain([all]).chain(inner.into_iter().flatten()).collect()
}
