//! Covers: parts of a total that exclude one another, all chosen at one level.
//!
//! A level says for every axis how far below the total to go. What is claimed within it and holds
//! nothing finer within it makes the cover: of a table by year and side, the rows at the level of
//! years, their cells at the level of years and sides, and the row where a year has no cells. At the
//! deepest level these are the single events. Ground of that depth in time for which the level has
//! no claim is filled with what is claimed finer along dimensions, the coarser first: cells, where a
//! year has no row. Besides, there is the cover of what is printed coarsest, at any depth in time.

use crate::budget::limits;
use crate::engine::causes::parts_inside::{PartRelation, PartsInside};

/// How far below the total to go along every dimension, and in time.
pub(crate) type Level = Vec<u16>;

/// What fills ground that a level leaves bare.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fill {
    /// Parts finer along dimensions.
    Dimensions,
    /// Parts finer along any axis.
    All,
}

impl Fill {
    /// The ways of filling up a level.
    pub(crate) fn each(level: &[u16]) -> &'static [Fill] {
        let top = level.iter().all(|&depth| depth == 0);
        if top { &[Fill::All, Fill::Dimensions] } else { &[Fill::Dimensions] }
    }
}

/// Every level of a total whose parts go that deep, the coarsest first; and whether those are all.
/// Where they would be too many, an axis is tried at its top, one below, and its bottom; then at its
/// top and bottom alone; then those that come first.
pub(crate) fn levels(deepest: &[u16]) -> (Vec<Level>, bool) {
    let every = |deep: u16| (0..=deep).collect::<Vec<u16>>();
    let three = |deep: u16| if deep > 2 { vec![0, 1, deep] } else { every(deep) };
    let two = |deep: u16| if deep > 1 { vec![0, deep] } else { every(deep) };
    let count = |of: &dyn Fn(u16) -> Vec<u16>| {
        deepest.iter().try_fold(1usize, |all, &deep| {
            all.checked_mul(of(deep).len()).filter(|&all| all <= limits::LEVELS.get())
        })
    };
    let fits: [&dyn Fn(u16) -> Vec<u16>; 3] = [&every, &three, &two];
    let at = fits.iter().position(|of| count(*of).is_some());
    let of = fits[at.unwrap_or(2)];
    let mut levels = vec![vec![0; deepest.len()]];
    for (axis, &deep) in deepest.iter().enumerate() {
        let before = levels.len();
        for &depth in of(deep).iter().filter(|&&depth| depth > 0) {
            for from in 0..before.min(limits::LEVELS.get().saturating_sub(levels.len())) {
                let mut level = levels[from].clone();
                level[axis] = depth;
                levels.push(level);
            }
        }
    }
    levels.sort_by_cached_key(|level| {
        (level.iter().map(|&at| u32::from(at)).sum::<u32>(), level.clone())
    });
    (levels, at == Some(0))
}

impl PartsInside {
    /// The cover at a level, coarser parts first; where some of it lies across one another, the
    /// coarser and then the earlier stay. Linear in the parts and in the pairs that share ground.
    /// An axis that is divided and at its deepest has no end: parts of another measure may go deeper
    /// than the total's.
    pub(crate) fn cover(&self, level: &[u16], deepest: &[u16], fill: Fill) -> Vec<u32> {
        let endless = |axis: usize| deepest[axis] > 0 && level[axis] == deepest[axis];
        let within = |at: u16, axis: usize| at <= level[axis] || endless(axis);
        let inside: Vec<bool> = self
            .ids()
            .map(|id| self.depths(id).iter().enumerate().all(|(axis, &at)| within(at, axis)))
            .collect();
        let finer = |id: u32| {
            let meets = self.meets(id).iter();
            meets
                .filter(|(_, lies)| *lies == PartRelation::Around)
                .any(|&(other, _)| inside[other as usize])
        };
        let mut taken = vec![false; self.list.len()];
        let mut cover = Vec::new();
        let mut take = |id: u32| {
            let free = self.meets(id).iter().all(|&(other, _)| !taken[other as usize]);
            if free {
                taken[id as usize] = true;
                cover.push(id);
            }
        };
        self.ids().filter(|&id| inside[id as usize] && !finer(id)).for_each(&mut take);
        let time = level.len() - 1;
        let in_time = |id: u32| within(self.depths(id)[time], time);
        let fills = |id: u32| fill == Fill::All || in_time(id);
        self.ids().filter(|&id| !inside[id as usize] && fills(id)).for_each(&mut take);
        cover.sort_unstable();
        cover
    }
}
