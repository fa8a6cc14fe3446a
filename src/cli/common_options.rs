//! What every command that reads claim files shares: paths in, a corpus and what stayed outside out.

use crate::cli::exit_codes::FAILED;
use crate::cli::output::{Colour, fail, say};
use crate::cli::{progress, today};
use crate::error::Error;
use crate::model::{Corpus, Skipped};
use crate::period::Period;
use crate::read::files::{gather, text};
use crate::run::{ReadFiles, RunOptions, Summary, from_disk};
use crate::source::File;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};

/// The options of every command that reads claim files.
#[derive(Debug, clap::Args)]
pub(super) struct Common {
    /// When to colour
    #[arg(long, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    pub(super) color: Colour,

    /// The name standard input goes by
    #[arg(long, default_value = "<stdin>", value_name = "PATH")]
    stdin_filename: String,

    /// The day it is, by which rulings are overdue; the clock's, in UTC, if left out
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = today::parse)]
    today: Option<Period>,

    /// No summary on standard error
    #[arg(long, short)]
    quiet: bool,
}

/// What was read from the paths.
pub(super) struct ReadPaths {
    /// The claims, and what else there is to know of the files.
    pub(super) read: ReadFiles,
    /// The files they were read from.
    pub(super) files: Vec<PathBuf>,
    /// Some path could not be read, as has been said: whatever else comes of it, the run failed.
    pub(super) failed: bool,
}

impl Common {
    /// Reads everything under the paths as one corpus and says which of them cannot be read; the exit
    /// code where that leaves nothing.
    pub(super) fn read(&self, paths: &[PathBuf]) -> Result<ReadPaths, u8> {
        let piped = paths.iter().any(|path| path.as_os_str() == "-");
        // Nobody who types a file wants a bar in it.
        let typed = piped && io::stdin().is_terminal();
        if !typed {
            progress::begin(self.quiet);
        }
        let gathered = gather(paths, &self.stdin_filename, io::stdin());
        if typed {
            progress::begin(self.quiet);
        }
        let failed = !gathered.errors.is_empty();
        gathered.errors.iter().for_each(|error| {
            fail(error);
        });
        if failed && gathered.inputs.is_empty() {
            return Err(FAILED);
        }
        let mut files = gathered.paths.clone();
        if piped {
            // What is redirected into the program is read too, and what is piped in stands in for a file.
            files.extend(["/dev/stdin", &self.stdin_filename].map(PathBuf::from));
        }
        Ok(ReadPaths { read: from_disk(gathered, progress::counters()), files, failed })
    }

    /// What a run looks at where a command says no more than these options do.
    pub(super) fn options(&self) -> RunOptions<'static> {
        let today = self.today.or_else(today::by_the_clock);
        RunOptions { today, ..RunOptions::default() }
    }

    /// Reads the paths and answers from what is there; the exit code.
    pub(super) fn answer(
        &self,
        paths: &[PathBuf],
        answer: impl FnOnce(ReadPaths) -> Result<u8, Error>,
    ) -> u8 {
        let input = match self.read(paths) {
            Ok(input) => input,
            Err(code) => return code,
        };
        let failed = input.failed;
        match answer(input) {
            Ok(_) if failed => FAILED,
            Ok(code) => code,
            Err(error) => fail(&error),
        }
    }

    /// As [`Common::answer`], where claims are wanted: without any, says that none was read.
    pub(super) fn answer_from_claims(
        &self,
        paths: &[PathBuf],
        answer: impl FnOnce(ReadPaths) -> Result<u8, Error>,
    ) -> u8 {
        self.answer(paths, |input| {
            if !input.read.corpus.claims.is_empty() {
                return answer(input);
            }
            let count = input.read.faults.count();
            if count > 0 {
                say(&format!("{}: `variorum check` tells them", faults(count)));
            }
            Err(nothing(&input.read.corpus, paths))
        })
    }

    /// Reads one text that is no claim file, by its path or from standard input.
    pub(super) fn text(&self, path: &Path) -> Result<File, Error> {
        text(path, &self.stdin_filename, io::stdin())
    }

    /// Whether nothing is to be said but what is found.
    pub(super) const fn quiet(&self) -> bool {
        self.quiet
    }

    /// Says a line and what was left out, unless it is to be quiet.
    pub(super) fn note(&self, line: &str, skipped: &[Skipped]) {
        if !self.quiet {
            say(line);
            skipped.iter().for_each(|left| say(&format!("  {}: {}", left.what, left.count)));
        }
    }

    /// Says the run in numbers, unless it is to be quiet.
    pub(super) fn say(&self, summary: &Summary) {
        if !self.quiet {
            say(&summary.line());
            summary.out_of_force().iter().for_each(|line| say(&format!("  {line}")));
            let skipped = summary.skipped.iter();
            skipped.for_each(|left| say(&format!("  {}: {}", left.what, left.count)));
        }
    }
}

/// That the paths hold no claim.
pub(super) fn nothing(corpus: &Corpus, paths: &[PathBuf]) -> Error {
    let paths = paths.iter().map(|path| path.display().to_string()).collect();
    Error::NothingToCheck { files: corpus.texts.files().len(), paths }
}

fn faults(count: usize) -> String {
    if count == 1 { "1 fault of the files".into() } else { format!("{count} faults of the files") }
}
