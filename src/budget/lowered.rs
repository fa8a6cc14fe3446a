//! Lower limits for tests: each limit can be set to one in turn.

use crate::budget::limits::Limit;
use std::cell::Cell;

thread_local! {
    static LOWERED: Cell<Option<(&'static str, usize)>> = const { Cell::new(None) };
}

/// Runs something on this thread with one limit lowered.
pub(crate) fn with<T>(limit: &Limit, most: usize, run: impl FnOnce() -> T) -> T {
    LOWERED.set(Some((limit.name, most)));
    let result = run();
    LOWERED.set(None);
    result
}

/// What the limit is on this thread.
pub(super) fn limit(limit: &Limit) -> usize {
    match LOWERED.get() {
        Some((name, most)) if name == limit.name => most,
        _ => limit.most,
    }
}
