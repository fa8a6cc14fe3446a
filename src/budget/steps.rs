//! Steps that may still be taken, counted, never timed: the same input always gets as far.

/// What is left of them.
#[derive(Debug)]
pub(crate) struct Work(usize);

/// More than is allowed: the total is left out, and counted.
#[derive(Debug)]
pub(crate) struct TooMuch;

/// Steps allowed for all totals of a run, and so many more for each claim: enough for any corpus
/// made by people, and an end to one made to keep the search busy.
const STEPS: usize = 20_000_000;
const STEPS_EACH: usize = 400;

impl Work {
    pub(crate) fn for_claims(claims: usize) -> Self {
        Self(STEPS.saturating_add(claims.saturating_mul(STEPS_EACH)))
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
