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
mod whole;

pub(super) use crate::cli::output::outputs::{NewBaseline, there};
pub(super) use crate::cli::output::outputs::{Opened, OutputFormat, Outputs};
pub(super) use crate::cli::output::places::{ReadFile, Written};

use crate::cli::{FAILED, progress};
use crate::error::Error;
use crate::explain::visible;
use clap::ValueEnum;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::path::PathBuf;

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Colour {
    /// Whether standard output is to be coloured (<https://no-color.org>).
    pub(super) fn on(self) -> bool {
        match self {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => {
                let refused = std::env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
                !refused && io::stdout().is_terminal()
            }
        }
    }
}

/// Standard output, as it is written to.
pub(super) type Stdout = BufWriter<StdoutLock<'static>>;

/// Writes to standard output, unless it leads to a file that was read. A reader that has gone away, as in `| head`, is
/// no fault.
pub(super) fn to_stdout<'p>(
    read: impl IntoIterator<Item = &'p PathBuf>,
    write: impl FnOnce(&mut Stdout) -> Result<(), Error>,
) -> Result<(), Error> {
    places::may_write(&[Written::stdout()], read.into_iter().map(|path| ReadFile::Plain(path)))?;
    stdout(write).or_else(outputs::forgive_a_closed_pipe)
}

fn stdout(write: impl FnOnce(&mut Stdout) -> Result<(), Error>) -> Result<(), Error> {
    progress::end();
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    write(&mut out).and_then(|()| out.flush().map_err(Error::Output))
}

/// Says what could not be done, and gives its exit code.
pub(super) fn fail(error: &Error) -> u8 {
    say(&format!("error: {error}"));
    FAILED
}

/// A line on standard error. Where nobody can read it, there is nobody to tell.
pub(super) fn say(line: &str) {
    progress::end();
    let _ = writeln!(io::stderr(), "{}", visible(line));
}
