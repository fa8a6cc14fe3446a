//! Lower limits for tests: each limit can be set to one in turn.

use crate::budget::limits::Limit;
use std::cell::RefCell;

thread_local! {
    static LOWERED: RefCell<Vec<(&'static str, usize)>> = const { RefCell::new(Vec::new()) };
}

/// Runs something on this thread with limits lowered: several, where one is added to another.
pub(crate) fn with<T>(limits: &[&Limit], most: usize, run: impl FnOnce() -> T) -> T {
    LOWERED.set(limits.iter().map(|limit| (limit.name, most)).collect());
    let result = run();
    LOWERED.take();
    result
}

/// What the limit is on this thread.
pub(super) fn limit(limit: &Limit) -> usize {
    LOWERED.with_borrow(|lowered| {
        let held = lowered.iter().find(|(name, _)| *name == limit.name);
        held.map_or(limit.most, |&(_, most)| most)
    })
}
