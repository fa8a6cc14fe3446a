//! Where results go: standard output, standard error, and files that are there whole or not at all.
//!
//! A command whose results are to go to files takes [`Outputs`] over an enum of its formats:
//!
//! 1. `#[command(flatten)] outputs: Outputs<Format>` gives it `--format F -o FILE`, as often as needed;
//! 2. `let mut opened = outputs.open(others)?`, with what other options write, before anything is read, so that a file that cannot be written
//!    stops the run at its beginning;
//! 3. `opened.refuse(files)?` with all that was read, so that nothing is written over its own input;
//!    `places::may_write` decides it for every option that writes;
//! 4. `opened.write(|format, sink| …)?` writes each format; `sink` is a `Write`, and
//!    `sink.colour(common.color)` says whether to colour;
//! 5. `opened.commit()?` once nothing can go wrong any more. Dropped without it, every file stays as it
//!    was.
//!
//! A baseline goes through [`NewBaseline`], and what only ever goes to standard output through
//! [`to_stdout`], with the files that were read. All of them take the progress bar away first, and none minds a reader that has gone.

mod identity;
mod outputs;
mod places;
mod signals;
mod streams;
mod whole;

pub(super) use outputs::{NewBaseline, Opened, OutputFormat, Outputs, there};
pub(super) use places::{ReadFile, Written};
pub(super) use streams::{Colour, fail, say, to_stdout};
