//! What the program ends with.

/// Nothing found at or above `--fail-on`.
pub(super) const CLEAN: u8 = 0;
/// Something found.
pub(super) const FOUND: u8 = 1;
/// Could not be done.
pub(super) const FAILED: u8 = 2;
