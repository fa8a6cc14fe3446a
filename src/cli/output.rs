//! Standard output and standard error.

use super::FAILED;
use crate::error::Error;
use crate::explain::visible;
use clap::ValueEnum;
use std::io::{self, BufWriter, IsTerminal, StdoutLock, Write};

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

/// Writes to standard output. A reader that has gone away, as in `| head`, is no fault.
pub(super) fn to_stdout(
    write: impl FnOnce(&mut BufWriter<StdoutLock<'_>>) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut out = BufWriter::with_capacity(1 << 16, io::stdout().lock());
    let result = write(&mut out).and_then(|()| out.flush().map_err(Error::Output));
    match result {
        Err(Error::Output(cause)) if cause.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}

/// Says what could not be done, and gives its exit code.
pub(super) fn fail(error: &Error) -> u8 {
    say(&format!("error: {error}"));
    FAILED
}

/// A line on standard error. Where nobody can read it, there is nobody to tell.
pub(super) fn say(line: &str) {
    let _ = writeln!(io::stderr(), "{}", visible(line));
}
