//! What stops a run, or part of one: said on stderr, exit code 2.

use std::fmt;
use std::io;

/// Why a run could not be done.
#[derive(Debug)]
pub enum Error {
    /// Nothing is there under that name.
    Missing {
        /// The path as given.
        path: String,
    },
    /// It is there and cannot be read.
    Unreadable {
        /// The path.
        path: String,
        /// Why.
        cause: io::Error,
    },
    /// It is neither a file nor a folder.
    NotAFile {
        /// The path.
        path: String,
    },
    /// It is larger than any text this reads.
    TooLarge {
        /// The path.
        path: String,
        /// Its size in bytes.
        bytes: u64,
    },
    /// The paths hold no claim.
    NothingToCheck {
        /// How many claim files were read.
        files: usize,
        /// Where was looked.
        paths: Vec<String>,
    },
    /// The parties and sources asked for leave no claim.
    NothingChosen {
        /// How many claims there are.
        claims: usize,
    },
    /// A baseline is to be written from some of the claims only.
    PartialBaseline,
    /// No baseline is there to be read.
    NoBaseline {
        /// The path.
        path: String,
    },
    /// It is there and is no baseline this program reads.
    Baseline {
        /// The path.
        path: String,
        /// Why.
        problem: String,
    },
    /// The file of a style holds none that sources can be cited in.
    Style {
        /// The path.
        path: String,
        /// Why.
        problem: String,
    },
    /// A file could not be written; what was there before is untouched.
    Unwritable {
        /// The path.
        path: String,
        /// Why.
        cause: io::Error,
    },
    /// An output is one of the files read.
    OutputIsInput {
        /// The output, as given.
        output: String,
        /// The file read.
        input: String,
    },
    /// A file that is no baseline is where one is to be written.
    ReplacesNoBaseline {
        /// The path.
        path: String,
        /// Why it is none.
        problem: String,
    },
    /// A file to be replaced is not what it was when it was read.
    Changed {
        /// The path.
        path: String,
    },
    /// Two outputs are one file.
    OneFileTwice {
        /// The file.
        path: String,
    },
    /// A question names something nothing is called.
    Unknown {
        /// What it should be: measure, party, member of `side`, …
        what: String,
        /// The name.
        name: String,
        /// A known name like it.
        near: Option<String>,
    },
    /// The words of a question cannot be understood.
    Question {
        /// The words.
        words: String,
        /// What is the matter with them.
        why: String,
    },
    /// The claims cite several sources, or not the one that is named.
    WhichSource {
        /// The name given, if one was.
        name: Option<String>,
        /// The sources cited.
        cited: Vec<String>,
    },
    /// What was worked out does not hold where it is checked: a fault of the program.
    Fault {
        /// What does not hold.
        what: String,
    },
    /// The results could not be written.
    Output(io::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Missing { path } => {
                write!(f, "`{path}` is not there; give a claim file, a folder of them, or `-`")
            }
            Error::Unreadable { path, cause } => write!(f, "`{path}` cannot be read: {cause}"),
            Error::NotAFile { path } => {
                write!(f, "`{path}` is neither a file nor a folder; to read from a pipe, give `-`")
            }
            Error::TooLarge { path, bytes } => {
                let most = crate::budget::limits::FILE_BYTES.most;
                write!(
                    f,
                    "`{path}` is {bytes} bytes long; files up to {most} bytes are read: split it"
                )
            }
            Error::NothingToCheck { files: 0, paths } => {
                let places = paths.join("`, `");
                write!(f, "nothing to check: no .yaml or .yml file under `{places}`")
            }
            Error::NothingToCheck { files, paths } => {
                let places = paths.join("`, `");
                let files = if *files == 1 { "1 file".into() } else { format!("{files} files") };
                write!(f, "nothing to check: no claim was read from {files} under `{places}`")
            }
            Error::NothingChosen { claims } => {
                write!(f, "none of {claims} claims is left by --by and --source")
            }
            Error::PartialBaseline => f.write_str(
                "a baseline is written from all claims: leave out --by and --source, or the option that writes it",
            ),
            Error::NoBaseline { path } => {
                write!(f, "no baseline is at `{path}`; write one with --write-baseline {path}")
            }
            Error::Baseline { path, problem } => {
                write!(f, "the baseline `{path}` cannot be read: {problem}")
            }
            Error::Style { path, problem } => {
                write!(f, "the style `{path}` cannot be used: {problem}")
            }
            Error::Unknown { what, name, near } => {
                write!(f, "no {what} is called `{name}`")?;
                near.as_ref().map_or(Ok(()), |near| write!(f, "; did you mean `{near}`?"))
            }
            Error::Question { words, why } => write!(f, "`{words}`: {why}"),
            Error::WhichSource { name: None, cited } => {
                let cited = cited.join(", ");
                write!(
                    f,
                    "the claims cite several sources; say with --source which is the text: {cited}"
                )
            }
            Error::WhichSource { name: Some(name), cited } => {
                write!(
                    f,
                    "no claim cites a source called `{name}`; cited are: {}",
                    cited.join(", ")
                )
            }
            Error::Fault { what } => write!(
                f,
                "{what}, and is not shown: this is a fault of variorum itself; please report it with the \
                 claim files"
            ),
            other => of_output(other, f),
        }
    }
}

/// Errors about where results go.
fn of_output(error: &Error, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match error {
        Error::Unwritable { path, cause } => write!(f, "`{path}` cannot be written: {cause}"),
        Error::OutputIsInput { output, input } if output == input => {
            write!(
                f,
                "`{output}` is among the files read, and is not written over; give another file"
            )
        }
        Error::OutputIsInput { output, input } => write!(
            f,
            "`{output}` is `{input}`, which is among the files read, and is not written over; give \
             another file"
        ),
        Error::OneFileTwice { path } => {
            write!(f, "two outputs would go to `{path}`; give each a file of its own")
        }
        Error::ReplacesNoBaseline { path, problem } => write!(
            f,
            "`{path}` is no baseline ({problem}), and only a baseline is replaced by one; give another file, \
             as in --write-baseline baseline.json"
        ),
        Error::Changed { path } => write!(
            f,
            "`{path}` was changed by somebody else during the run, and is left as it is; run again"
        ),
        Error::Output(cause) => write!(f, "the results could not be written: {cause}"),
        _ => Ok(()),
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Unreadable { cause, .. }
            | Error::Unwritable { cause, .. }
            | Error::Output(cause) => Some(cause),
            _ => None,
        }
    }
}
