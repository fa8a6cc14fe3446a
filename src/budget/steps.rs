//! Steps that may still be taken, counted, never timed: the same input always gets as far.

use crate::budget::limits;

/// What is left of them.
#[derive(Debug)]
pub(crate) struct Work(usize);

/// More than is allowed: the total is left out, and counted.
#[derive(Debug)]
pub(crate) struct TooMuch;

impl Work {
    pub(crate) fn for_claims(claims: usize) -> Self {
        Self(
            limits::CAUSE_STEPS
                .get()
                .saturating_add(claims.saturating_mul(limits::CAUSE_STEPS_EACH.get())),
        )
    }

    /// So many.
    pub(crate) fn of(steps: usize) -> Self {
        Self(steps)
    }

    /// Takes so many.
    pub(crate) fn spend(&mut self, steps: usize) -> Result<(), TooMuch> {
        self.0 = self.0.checked_sub(steps).ok_or(TooMuch)?;
        Ok(())
    }
}
