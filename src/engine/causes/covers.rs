//! Covers: parts of a total that exclude one another, all chosen at one level.
//!
//! A level says for every axis how far below the total to go. What is claimed within it and holds
//! nothing finer within it makes the cover: of a table by year and side, the rows at the level of
//! years, their cells at the level of years and sides, and the row where a year has no cells. At the
//! deepest level these are the single events.
//!
//! Example: a total over 2014 and 2015, by side. The rows 2014 = 72 and 2015 = 77 are one level. The cells
//! 2015 armenian = 42 and 2015 azerbaijani = 64 are a level below. Where 2014 has cells and no row, the level of
//! years takes 77 and fills 2014 with its cells. The top level is also filled with whatever part is coarsest,
//! however deep in time it lies.

use crate::budget::limits;
use crate::engine::causes::parts_inside::{PartRelation, PartsInside};

/// How far below the total to go along every dimension, and in time.
pub(crate) type Level = Vec<u16>;

/// What fills the parts of a total for which a level has no claim.
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
/// Where they would be more than the limit, each axis is tried at its top, one below, and its bottom; then at
/// its top and bottom alone; then only the first axes go below the top.
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
    /// The cover at a level. Parts come coarsest first, in the order of their ids; of two that overlap the one
    /// that comes first stays. Linear in the parts and in the pairs that overlap. At the deepest level of an axis
    /// every part counts as within it, for parts of another measure may go deeper than the total's.
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
