//! The cells of a space: quantities in; out, every set of them that share some cell no other is in.
//!
//! Cells covered by the same quantities count as one (DESIGN §6). The product of dimensions and days is
//! never built: a list of quantities is split along one axis after another, and a part of a dimension
//! or of time that covers none of them is not looked at.

use super::space::{Space, dimension};
use super::witness::Spot;
use crate::model::{Axis, Corpus, MeasureId, MemberId};
use crate::period::{Days, Period};
use foldhash::fast::RandomState;
use hashbrown::HashTable;
use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::hash::BuildHasher;

/// The cells of a space. Quantities are named by their index in it.
#[derive(Debug, Default)]
pub(super) struct Cells {
    starts: Vec<u32>,
    covers: Vec<u32>,
    /// Some cells of parts that may overlap, or of days an uncertain edge leaves open, are left out.
    pub(super) partial: bool,
    /// The work allowed was spent: cells are missing.
    pub(super) spent: bool,
}

impl Cells {
    pub(super) fn len(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }

    /// The quantities that cover a cell, in ascending order.
    pub(super) fn cover(&self, cell: usize) -> &[u32] {
        &self.covers[self.starts[cell] as usize..self.starts[cell + 1] as usize]
    }
}

/// Builds the cells, spending `work`: a step for every quantity written into a list.
pub(super) fn cells(corpus: &Corpus, space: &Space, work: &mut usize) -> Cells {
    walk(corpus, space, work, &mut |_, _, _| {})
}

/// The same, saying of every cell as it is met its number, the quantities that cover it, and the way there.
pub(super) fn walk(corpus: &Corpus, space: &Space, work: &mut usize, met: Met<'_>) -> Cells {
    let mut splitter = Splitter {
        corpus,
        space,
        cells: Cells { starts: vec![0], ..Cells::default() },
        table: HashTable::new(),
        hasher: RandomState::default(),
        work,
        met,
    };
    let all: Vec<u32> = (0..space.quantities.len() as u32).collect();
    splitter.split(&all, &space.axes, None);
    splitter.cells
}

/// Told of every cell.
type Met<'m> = &'m mut dyn FnMut(usize, &[u32], Option<&Trail<'_>>);

/// One step on the way to a cell: along an axis, into the coordinates of one state and out of all others that
/// the quantities still in question have.
pub(super) struct Trail<'t> {
    pub(super) axis: Axis,
    states: &'t States,
    state: usize,
    /// The step before.
    pub(super) outer: Option<&'t Trail<'t>>,
    /// Where this is along a dimension, once somebody has asked.
    pub(super) spots: OnceCell<Vec<Spot>>,
}

impl Trail<'_> {
    /// The coordinates in question, ascending.
    pub(super) fn keys(&self) -> &[u32] {
        &self.states.keys
    }

    /// Those that hold the cell.
    pub(super) fn inside(&self) -> impl Iterator<Item = u32> {
        self.states.list[self.state].iter().map(|&at| self.states.keys[at as usize])
    }

    /// The days, where several periods tell them apart.
    pub(super) fn days(&self) -> Option<Days> {
        self.states.days.get(self.state).copied()
    }
}

/// Subsets of overlapping parts that are written out for one list; beyond it some are left out.
const COMBINED: usize = 64;

/// Lists longer than this are split along the axis that leaves least to write.
const LONG: usize = 64;

struct Splitter<'c, 'w, 'm> {
    corpus: &'c Corpus,
    space: &'c Space,
    cells: Cells,
    table: HashTable<u32>,
    hasher: RandomState,
    work: &'w mut usize,
    met: Met<'m>,
}

impl Splitter<'_, '_, '_> {
    fn split(&mut self, list: &[u32], axes: &[Axis], outer: Option<&Trail<'_>>) {
        if self.cells.spent {
            return;
        }
        if list.len() == 1 || axes.is_empty() {
            return self.add(list, outer);
        }
        if list.len() > LONG && axes.len() > 1 {
            let tried = axes.iter().enumerate().map(|(at, &axis)| (at, self.states(list, axis)));
            if let Some((at, states)) = tried.min_by_key(|(_, states)| states.size) {
                let rest = [&axes[..at], &axes[at + 1..]].concat();
                return self.along(axes[at], &states, &rest, outer);
            }
        }
        self.along(axes[0], &self.states(list, axes[0]), &axes[1..], outer);
    }

    /// Splits every state along an axis by the axes that are left.
    fn along(&mut self, axis: Axis, states: &States, rest: &[Axis], outer: Option<&Trail<'_>>) {
        self.cells.partial |= states.partial;
        if states.size > *self.work {
            self.cells.spent = true;
            return;
        }
        *self.work -= states.size;
        let mut inner = Vec::new();
        for (at, state) in states.list.iter().enumerate() {
            inner.clear();
            inner.extend(state.iter().flat_map(|&at| &states.groups[at as usize]));
            inner.sort_unstable();
            let spots = OnceCell::new();
            let trail = Trail { axis, states, state: at, outer, spots };
            self.split(&inner, rest, Some(&trail));
        }
    }

    fn add(&mut self, list: &[u32], trail: Option<&Trail<'_>>) {
        let Cells { starts, covers, .. } = &mut self.cells;
        let cover =
            |at: u32| &covers[starts[at as usize] as usize..starts[at as usize + 1] as usize];
        let hash = self.hasher.hash_one(list);
        if self.table.find(hash, |&at| cover(at) == list).is_some() {
            return;
        }
        let new = starts.len() as u32 - 1;
        covers.extend_from_slice(list);
        starts.push(covers.len() as u32);
        let hasher = &self.hasher;
        let cover =
            |at: u32| &covers[starts[at as usize] as usize..starts[at as usize + 1] as usize];
        self.table.insert_unique(hash, new, |&at| hasher.hash_one(cover(at)));
        (self.met)(new as usize, list, trail);
    }

    /// Where along the axis a cell of these quantities may lie.
    fn states(&self, list: &[u32], axis: Axis) -> States {
        let quantity = |at: u32| self.corpus.quantities.get(self.space.quantities[at as usize]);
        let mut placed: Vec<(u32, u32)> =
            list.iter().map(|&at| (quantity(at).along(axis), at)).collect();
        placed.sort_unstable();
        let groups = placed.chunk_by(|a, b| a.0 == b.0);
        let (keys, groups): (Vec<u32>, Vec<Vec<u32>>) =
            groups.map(|group| (group[0].0, group.iter().map(|&(_, at)| at).collect())).unzip();
        let mut states = States { groups, keys, ..States::default() };
        match (axis, states.keys.len()) {
            (_, 1) => states.list.push(vec![0]),
            (Axis::Period, _) => states.of_periods(&self.periods(&states.keys)),
            _ => Tree::new(self.corpus, axis, &states.keys).states(&mut states),
        }
        let length = |state: &Vec<u32>| -> usize {
            state.iter().map(|&at| states.groups[at as usize].len()).sum()
        };
        states.size = states.list.iter().map(length).sum();
        states
    }

    fn periods(&self, keys: &[u32]) -> Vec<Period> {
        keys.iter().map(|&at| *self.corpus.period(crate::model::PeriodId(at))).collect()
    }
}

/// Where along one axis cells may lie: each a set of groups of quantities, those that cover it there.
#[derive(Default)]
struct States {
    list: Vec<Vec<u32>>,
    groups: Vec<Vec<u32>>,
    /// The coordinate of each group, ascending.
    keys: Vec<u32>,
    /// The days of each state that lies between two edges of periods.
    days: Vec<Days>,
    /// Entries it takes to write all lists out.
    size: usize,
    partial: bool,
}

impl States {
    /// The runs of days between one edge and the next. Days that an uncertain edge leaves open are both
    /// in the period and out of it.
    fn of_periods(&mut self, periods: &[Period]) {
        let mut edges: BTreeMap<i64, Vec<(u32, Edge)>> = BTreeMap::new();
        let mut edge =
            |day: i64, at: u32, what: Edge| edges.entry(day).or_default().push((at, what));
        for (at, period) in (0u32..).zip(periods) {
            let widest = period.widest();
            edge(widest.first.into(), at, Edge::Maybe(true));
            edge(i64::from(widest.last) + 1, at, Edge::Maybe(false));
            if let Some(sure) = period.narrowest() {
                edge(sure.first.into(), at, Edge::Sure(true));
                edge(i64::from(sure.last) + 1, at, Edge::Sure(false));
            }
        }
        let mut seen: BTreeSet<Vec<u32>> = BTreeSet::new();
        let (mut sure, mut open) = (BTreeSet::new(), BTreeSet::new());
        let mut edges = edges.iter().peekable();
        while let Some((&first, here)) = edges.next() {
            // Ends first, so that a period that ends where its own other edge begins stays in order.
            for &(at, what) in here.iter().filter(|(_, what)| !what.begins()) {
                match what {
                    Edge::Sure(_) => drop(sure.remove(&at)),
                    Edge::Maybe(_) => drop(open.remove(&at)),
                }
            }
            for &(at, what) in here.iter().filter(|(_, what)| what.begins()) {
                match what {
                    Edge::Sure(_) => drop(sure.insert(at)),
                    Edge::Maybe(_) => drop(open.insert(at)),
                }
            }
            let known: Vec<u32> = sure.iter().copied().collect();
            let either: Vec<u32> = open.difference(&sure).copied().collect();
            let last = edges.peek().map_or(first, |&(&next, _)| next - 1);
            for state in self.with_some(&known, &either) {
                if !state.is_empty() && seen.insert(state.clone()) {
                    self.list.push(state);
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

#[derive(Clone, Copy)]
enum Edge {
    Maybe(bool),
    Sure(bool),
}

impl Edge {
    const fn begins(self) -> bool {
        match self {
            Edge::Maybe(begins) | Edge::Sure(begins) => begins,
        }
    }
}

/// The claimed members of a dimension (or the measures within one another), and all above them.
struct Tree {
    nodes: Vec<Node>,
    tops: Vec<usize>,
}

struct Node {
    /// The group of quantities claimed at it.
    group: Option<u32>,
    inner: Vec<usize>,
    overlapping: bool,
    /// Something of it lies in none of the nodes directly inside.
    rest: bool,
}

impl Tree {
    fn new(corpus: &Corpus, axis: Axis, keys: &[u32]) -> Self {
        let above = |at: u32| match dimension(axis) {
            Some(id) => corpus.dimension(id).member(MemberId(at)).parent.map(|above| above.0),
            None => corpus.measure(MeasureId(at)).within.map(|above| above.0),
        };
        let mut places: BTreeMap<u32, usize> = BTreeMap::new();
        let mut nodes: Vec<Node> = Vec::new();
        let mut tops = Vec::new();
        for (group, &key) in (0u32..).zip(keys) {
            let mut below: Option<usize> = None;
            let mut at = Some(key);
            while let Some(here) = at {
                let known = places.get(&here).copied();
                let place = known.unwrap_or_else(|| {
                    nodes.push(Node {
                        group: None,
                        inner: Vec::new(),
                        overlapping: true,
                        rest: true,
                    });
                    places.insert(here, nodes.len() - 1);
                    nodes.len() - 1
                });
                match below {
                    Some(below) => nodes[place].inner.push(below),
                    None => nodes[place].group = Some(group),
                }
                if known.is_some() {
                    break;
                }
                below = Some(place);
                at = above(here);
                if at.is_none() {
                    tops.push(place);
                }
            }
        }
        if let Some(id) = dimension(axis) {
            for (&key, &place) in &places {
                let member = corpus.dimension(id).member(MemberId(key));
                let node = &mut nodes[place];
                node.overlapping = member.overlapping;
                let all = node.inner.len() == member.parts as usize && member.parts > 0;
                node.rest = member.overlapping || !(member.complete && all);
            }
        }
        for node in &mut nodes {
            node.inner.sort_unstable();
        }
        Self { nodes, tops }
    }

    fn states(&self, states: &mut States) {
        let mut seen = BTreeSet::new();
        for &top in &self.tops {
            let mut partial = false;
            for state in self.within(top, &mut partial) {
                if !state.is_empty() && seen.insert(state.clone()) {
                    states.list.push(state);
                }
            }
            states.partial |= partial;
        }
    }

    /// The sets of groups that cover some place in the node. The tree is no deeper than files nest.
    fn within(&self, at: usize, partial: &mut bool) -> Vec<Vec<u32>> {
        let node = &self.nodes[at];
        let inner: Vec<Vec<Vec<u32>>> =
            node.inner.iter().map(|&inner| self.within(inner, partial)).collect();
        let mut states = if node.overlapping {
            combined(inner, partial)
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

/// Every choice of a place, or none, in each of the parts that may overlap; where those are many, in all
/// of them, in none, or in one.
fn combined(inner: Vec<Vec<Vec<u32>>>, partial: &mut bool) -> Vec<Vec<u32>> {
    let many = inner.iter().try_fold(1usize, |all, states| all.checked_mul(states.len() + 1));
    if many.is_some_and(|many| many <= COMBINED) {
        return inner.into_iter().fold(vec![Vec::new()], |so_far, states| {
            let with = |state: &Vec<u32>| {
                so_far.iter().map(|before| [before.as_slice(), state].concat()).collect::<Vec<_>>()
            };
            let more: Vec<Vec<u32>> = states.iter().flat_map(with).collect();
            [so_far, more].concat()
        });
    }
    *partial = true;
    let firsts = inner.iter().filter_map(|states| states.iter().max_by_key(|state| state.len()));
    let all: Vec<u32> = firsts.flatten().copied().collect();
    [Vec::new(), all].into_iter().chain(inner.into_iter().flatten()).collect()
}
