//! One run, put together once: claim files in; findings, fingerprints and the run in numbers out. Every command
//! and every user of the library gets its run here, so that no two can count the same files differently.
//!
//! Nothing here prints, asks for the day or looks at a terminal.

mod acceptance;
mod one_run;
mod options;
mod read_files;
mod summary;

#[cfg(test)]
mod lowered_limits;

pub use acceptance::Acceptance;
pub use one_run::{Run, run, run_watched};
pub use options::{Depth, RunOptions};
pub use read_files::{ReadFaults, ReadFiles, from_disk, from_inputs};
pub use summary::Summary;
pub(crate) use summary::plural;
