//! The cells of a space: quantities in; out, every set of them that share some cell no other is in.
//!
//! Cells covered by the same quantities count as one (docs/meaning.md, "Can all be true at once?"). The
//! product of dimensions and days is never built: a list of quantities is split along one axis after another,
//! and a part of a dimension or of time that covers none of them is not looked at.

use crate::engine::certificates::claims_and_worlds::MemberPlace;
use crate::engine::possible::axis_states::{Sorter, States};
use crate::engine::possible::spaces::Space;
use crate::model::{Axis, Corpus};
use crate::period::Days;
use crate::solver::packed_lists::{Distinct, Lists};
use std::cell::OnceCell;

/// The cells of a space. Quantities are named by their index in it.
#[derive(Debug, Default)]
pub(crate) struct Cells {
    covers: Lists,
    /// Some cells of parts that may overlap, or of days an uncertain edge leaves open, are left out.
    pub(crate) partial: bool,
    /// The work allowed was spent: cells are missing.
    pub(crate) spent: bool,
}

impl Cells {
    pub(crate) fn len(&self) -> usize {
        self.covers.len()
    }

    /// The quantities that cover a cell, in ascending order.
    pub(crate) fn cover(&self, cell: usize) -> &[u32] {
        self.covers.get(cell)
    }

    /// The cells that some of the quantities have by themselves, by their places among those kept, which ascend.
    /// A step is spent for every quantity looked at.
    pub(crate) fn only(&self, kept: &[u32], work: &mut u64) -> Self {
        let mut covers = Distinct::default();
        let mut list = Vec::new();
        for cell in 0..self.len() {
            let cover = self.cover(cell);
            *work = work.saturating_sub(cover.len() as u64);
            list.clear();
            list.extend(cover.iter().filter_map(|at| Some(kept.binary_search(at).ok()? as u32)));
            if !list.is_empty() {
                covers.add(&list);
            }
        }
        Self { covers: covers.into_lists(), partial: self.partial, spent: self.spent }
    }

    /// Whether none is missing.
    pub(crate) fn whole(&self) -> bool {
        !self.partial && !self.spent
    }
}

/// Builds the cells, spending `work`: a step for every quantity written into a list.
pub(crate) fn cells(corpus: &Corpus, space: &Space, work: &mut usize) -> Cells {
    walk(corpus, space, work, &mut |_, _, _| {})
}

/// The same, saying of every cell as it is met its number, the quantities that cover it, and the way there.
pub(crate) fn walk(corpus: &Corpus, space: &Space, work: &mut usize, met: Met<'_>) -> Cells {
    let column = |&axis: &Axis| {
        let along = |&id| corpus.quantities.get(id).along(axis);
        Column { axis, coordinates: space.quantities.iter().map(along).collect() }
    };
    let columns: Vec<Column> = space.axes.iter().map(column).collect();
    let mut splitter = Splitter {
        covers: Distinct::default(),
        sorter: Sorter::new(corpus),
        spare: Vec::new(),
        partial: false,
        spent: false,
        work,
        met,
    };
    let all: Vec<u32> = (0..space.quantities.len() as u32).collect();
    splitter.split(&all, &columns.iter().collect::<Vec<_>>(), None);
    let Splitter { covers, partial, spent, .. } = splitter;
    Cells { covers: covers.into_lists(), partial, spent }
}

/// Told of every cell.
type Met<'m> = &'m mut dyn FnMut(usize, &[u32], Option<&Trail<'_>>);

/// One step on the way to a cell: along an axis, into the coordinates of one state and out of all others that
/// the quantities still in question have. An axis along which these do not differ is no step.
pub(crate) struct Trail<'t> {
    pub(crate) axis: Axis,
    states: &'t States,
    state: usize,
    /// The step before.
    pub(crate) outer: Option<&'t Trail<'t>>,
    /// Where this is along a dimension, once somebody has asked.
    pub(crate) spots: OnceCell<Vec<MemberPlace>>,
}

impl Trail<'_> {
    /// The coordinates in question, ascending.
    pub(crate) fn keys(&self) -> &[u32] {
        &self.states.keys
    }

    /// Those that hold the cell.
    pub(crate) fn inside(&self) -> impl Iterator<Item = u32> {
        self.states.list.get(self.state).iter().map(|&at| self.states.keys[at as usize])
    }

    /// The days, where several periods tell them apart.
    pub(crate) fn days(&self) -> Option<Days> {
        self.states.days.get(self.state).copied()
    }
}

/// Lists longer than this are split along the axis that leaves least to write.
const LONG: usize = 64;

/// Where each quantity of the space is along an axis.
struct Column {
    axis: Axis,
    coordinates: Vec<u32>,
}

impl Column {
    fn varies(&self, list: &[u32]) -> bool {
        let at = |quantity: u32| self.coordinates[quantity as usize];
        list.iter().any(|&quantity| at(quantity) != at(list[0]))
    }
}

struct Splitter<'c, 'w, 'm> {
    covers: Distinct,
    sorter: Sorter<'c>,
    /// States that are done with, for their memory.
    spare: Vec<States>,
    partial: bool,
    spent: bool,
    work: &'w mut usize,
    met: Met<'m>,
}

impl Splitter<'_, '_, '_> {
    fn split(&mut self, list: &[u32], axes: &[&Column], outer: Option<&Trail<'_>>) {
        if self.spent {
            return;
        }
        let vary = |column: &&Column| column.varies(list);
        let Some(first) = axes.iter().position(vary).filter(|_| list.len() > 1) else {
            return self.add(list, outer);
        };
        let axes = &axes[first..];
        if list.len() > LONG {
            let others = axes[1..].iter().copied().filter(vary);
            let mut axes: Vec<&Column> = [axes[0]].into_iter().chain(others).collect();
            let mut tried: Vec<States> = axes.iter().map(|axis| self.states(list, axis)).collect();
            let least = (0..tried.len()).min_by_key(|&at| tried[at].size).unwrap_or(0);
            let (axis, states) = (axes.remove(least).axis, tried.swap_remove(least));
            self.spare.append(&mut tried);
            return self.along(axis, states, &axes, outer);
        }
        let states = self.states(list, axes[0]);
        self.along(axes[0].axis, states, &axes[1..], outer);
    }

    /// Splits every state along an axis by the axes that are left.
    fn along(&mut self, axis: Axis, states: States, rest: &[&Column], outer: Option<&Trail<'_>>) {
        self.partial |= states.partial;
        if states.size > *self.work {
            self.spent = true;
            return;
        }
        *self.work -= states.size;
        let mut inner = Vec::new();
        for state in 0..states.list.len() {
            inner.clear();
            let groups = states.list.get(state).iter();
            inner.extend(groups.flat_map(|&group| states.groups.get(group as usize)).copied());
            inner.sort_unstable();
            let spots = OnceCell::new();
            let trail = Trail { axis, states: &states, state, outer, spots };
            self.split(&inner, rest, Some(&trail));
        }
        self.spare.push(states);
    }

    fn add(&mut self, list: &[u32], trail: Option<&Trail<'_>>) {
        if let Some(new) = self.covers.add(list) {
            (self.met)(new as usize, list, trail);
        }
    }

    fn states(&mut self, list: &[u32], column: &Column) -> States {
        let mut states = self.spare.pop().unwrap_or_default();
        let coordinate = |&at: &u32| (column.coordinates[at as usize], at);
        self.sorter.sort(&mut states, column.axis, list.iter().map(coordinate));
        states
    }
}
