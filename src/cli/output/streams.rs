//! Standard output and standard error: what is written there, and in which colours.

use crate::cli::exit_codes::FAILED;
use crate::cli::output::places::{ReadFile, Written, may_write};
use crate::cli::progress;
use crate::error::Error;
use crate::explain::visible;
use clap::ValueEnum;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};
use std::path::PathBuf;

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Colour {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Colour {
    /// Whether standard output is to be coloured (<https://no-color.org>).
    pub(in crate::cli) fn on(self) -> bool {
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
pub(in crate::cli) type Stdout = BufWriter<StdoutLock<'static>>;

/// Writes to standard output, unless it leads to a file that was read. A reader that has gone away, as in `| head`, is
/// no fault.
pub(in crate::cli) fn to_stdout<'p>(
    read: impl IntoIterator<Item = &'p PathBuf>,
    write: impl FnOnce(&mut Stdout) -> Result<(), Error>,
) -> Result<(), Error> {
    may_write(&[Written::stdout()], read.into_iter().map(|path| ReadFile::Plain(path)))?;
    stdout(write).or_else(forgive_a_closed_pipe)
}

pub(super) fn stdout(write: impl FnOnce(&mut Stdout) -> Result<(), Error>) -> Result<(), Error> {
    progress::end();
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    write(&mut out).and_then(|()| out.flush().map_err(Error::Output))
}

/// Says what could not be done, and gives its exit code.
pub(in crate::cli) fn fail(error: &Error) -> u8 {
    say(&format!("error: {error}"));
    FAILED
}

/// A line on standard error. Where nobody can read it, there is nobody to tell.
pub(in crate::cli) fn say(line: &str) {
    progress::end();
    let _ = writeln!(io::stderr(), "{}", visible(line));
}

pub(super) fn forgive_a_closed_pipe(error: Error) -> Result<(), Error> {
    match error {
        Error::Output(cause) if cause.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => Err(other),
    }
}
