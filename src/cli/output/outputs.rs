//! `--format F -o FILE --format G`: words in, formats with the places they go to out; then the bytes.

use super::places::{ReadFile, Written, may_write};
use super::streams::{Colour, Stdout, forgive_a_closed_pipe, say, stdout};
use super::whole::{Whole, read_if_there};
use crate::cli::progress;
use crate::error::Error;
use clap::builder::EnumValueParser;
use clap::error::ErrorKind;
use clap::{Arg, ArgAction, ArgMatches, Command, ValueEnum, value_parser};
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// The formats of one command.
pub(in crate::cli) trait OutputFormat:
    ValueEnum + Copy + PartialEq + Send + Sync + 'static
{
    /// The one printed when none is named.
    const DEFAULT: Self;

    /// The format of a file with this ending, for `-o FILE` without `--format`.
    fn of_ending(_ending: &str) -> Option<Self> {
        None
    }
}

/// The options `--format` and `--output`, each as often as needed.
///
/// A command takes them with `#[command(flatten)]` and lets [`Outputs::open`] begin the files before it
/// reads anything, [`Opened::refuse`] those that were read, [`Opened::write`] write each format, and
/// [`Opened::commit`] give all files their names once the run is known to have been done. Whatever
/// goes wrong before that leaves every file as it was.
#[derive(Clone, Debug)]
pub(in crate::cli) struct Outputs<F> {
    list: Vec<(F, Option<PathBuf>)>,
}

const FORMAT: &str = "format";
const OUTPUT: &str = "output";

impl<F: OutputFormat> clap::Args for Outputs<F> {
    fn augment_args(command: Command) -> Command {
        let usual = F::DEFAULT.to_possible_value();
        let usual = usual.map_or_else(String::new, |value| value.get_name().to_owned());
        let format = Arg::new(FORMAT)
            .long(FORMAT)
            .value_name("FORMAT")
            .action(ArgAction::Append)
            .value_parser(EnumValueParser::<F>::new())
            .help(format!(
                "How to print it; may be given again, each with its own `-o` [default: {usual}]"
            ));
        let output = Arg::new(OUTPUT)
            .long(OUTPUT)
            .short('o')
            .value_name("FILE")
            .action(ArgAction::Append)
            .value_parser(value_parser!(PathBuf))
            .help("Where the format before it goes, `-` for standard output; replaced whole or not at all");
        command.arg(format).arg(output)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl<F: OutputFormat> clap::FromArgMatches for Outputs<F> {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let list = pair(words(matches)).and_then(|list| one_to_stdout(&list).map(|()| list));
        let list = list.map_err(|why| clap::Error::raw(ErrorKind::ArgumentConflict, why))?;
        Ok(Self { list })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// One of the two options, where it stands on the command line.
enum OutputOption<F> {
    Format(F),
    Output(PathBuf),
}

fn words<F: OutputFormat>(matches: &ArgMatches) -> Vec<OutputOption<F>> {
    let at = |name| matches.indices_of(name).into_iter().flatten();
    let formats = matches.get_many::<F>(FORMAT).into_iter().flatten();
    let files = matches.get_many::<PathBuf>(OUTPUT).into_iter().flatten();
    let formats = at(FORMAT).zip(formats.map(|&format| OutputOption::Format(format)));
    let files = at(OUTPUT).zip(files.cloned().map(OutputOption::Output));
    let mut words: Vec<(usize, OutputOption<F>)> = formats.chain(files).collect();
    words.sort_by_key(|&(at, _)| at);
    words.into_iter().map(|(_, word)| word).collect()
}

/// Gives each format the file named right after it. One format and one file belong together in either
/// order.
fn pair<F: OutputFormat>(words: Vec<OutputOption<F>>) -> Result<Vec<(F, Option<PathBuf>)>, String> {
    let words = match <[OutputOption<F>; 2]>::try_from(words) {
        Ok([file @ OutputOption::Output(_), format @ OutputOption::Format(_)]) => {
            vec![format, file]
        }
        Ok(others) => Vec::from(others),
        Err(words) => words,
    };
    let mut list: Vec<(F, Option<PathBuf>)> = Vec::new();
    for word in words {
        match (word, list.last_mut()) {
            (OutputOption::Format(format), _) => list.push((format, None)),
            (OutputOption::Output(file), Some((_, place @ None))) => *place = Some(file),
            (OutputOption::Output(file), None) => {
                let ending = file.extension().and_then(|ending| ending.to_str());
                let format = ending.and_then(F::of_ending).unwrap_or(F::DEFAULT);
                list.push((format, Some(file)));
            }
            (OutputOption::Output(file), Some(_)) => {
                return Err(format!(
                    "`-o {}` has no format of its own; put a `--format FORMAT` before it",
                    file.display()
                ));
            }
        }
    }
    if list.is_empty() {
        list.push((F::DEFAULT, None));
    }
    let dash = Path::new("-");
    list.iter_mut().for_each(|(_, file)| {
        file.take_if(|file| file == dash);
    });
    Ok(list)
}

fn one_to_stdout<F: OutputFormat>(list: &[(F, Option<PathBuf>)]) -> Result<(), String> {
    let bare = list.iter().filter(|(_, file)| file.is_none());
    let names: Vec<String> = bare
        .filter_map(|(format, _)| format.to_possible_value())
        .map(|value| format!("`{}`", value.get_name()))
        .collect();
    if names.len() < 2 {
        return Ok(());
    }
    Err(format!(
        "{} would all go to standard output; give all but one of them a file, as in `--format {} -o FILE`",
        names.join(" and "),
        names[0].trim_matches('`'),
    ))
}

impl<F: OutputFormat> Outputs<F> {
    /// The formats asked for.
    pub(in crate::cli) fn formats(&self) -> impl Iterator<Item = F> {
        self.list.iter().map(|&(format, _)| format)
    }

    /// Begins every file.
    ///
    /// # Errors
    /// When one cannot be written there, or two outputs go to one; `others` are those of other options.
    pub(in crate::cli) fn open(&self, others: Option<Written>) -> Result<Opened<F>, Error> {
        let place = |file: &Option<PathBuf>| match file {
            Some(file) => Written::results(file),
            None => Written::stdout(),
        };
        let places = self.list.iter().map(|(_, file)| place(file));
        let written: Vec<Written> = places.chain(others).collect();
        may_write(&written, [])?;
        let open = |(format, file): &(F, Option<PathBuf>)| {
            Ok((*format, file.as_deref().map(Whole::open).transpose()?))
        };
        let list = self.list.iter().map(open).collect::<Result<_, Error>>()?;
        Ok(Opened { list, written })
    }
}

/// Formats with the files begun for them.
#[derive(Debug)]
pub(in crate::cli) struct Opened<F> {
    list: Vec<(F, Option<Whole>)>,
    /// Every place that is written to, also by other options.
    written: Vec<Written>,
}

impl<F: OutputFormat> Opened<F> {
    /// Refuses to write over what was read.
    ///
    /// # Errors
    /// When an output is an input.
    pub(in crate::cli) fn refuse<'p>(
        &self,
        inputs: impl IntoIterator<Item = ReadFile<'p>>,
    ) -> Result<(), Error> {
        may_write(&self.written, inputs)
    }

    /// Writes each format in the order given. A reader that has gone away, as in `| head`, is no fault.
    ///
    /// # Errors
    /// When one of them cannot be written: a full disk, say.
    pub(in crate::cli) fn write(
        &mut self,
        mut write: impl FnMut(F, &mut Sink<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        progress::end();
        for (format, file) in &mut self.list {
            let result = match file {
                None => stdout(|out| write(*format, &mut Sink::Stdout(out))),
                Some(file) => to_file(file, |sink| write(*format, sink)),
            };
            result.or_else(forgive_a_closed_pipe)?;
        }
        Ok(())
    }

    /// Gives every file its name.
    ///
    /// # Errors
    /// When one of them cannot be put in its place; those before it are there.
    pub(in crate::cli) fn commit(self) -> Result<(), Error> {
        self.list.into_iter().filter_map(|(_, file)| file).try_for_each(Whole::commit)
    }

    /// Leaves every file as it was, since not all could be read, and says so.
    pub(in crate::cli) fn leave(self) {
        for file in self.list.iter().filter_map(|(_, file)| file.as_ref()) {
            let path = file.path().display();
            say(&format!("`{path}` is left as it was, for not every path could be read"));
        }
    }
}

fn to_file(
    file: &mut Whole,
    write: impl FnOnce(&mut Sink<'_>) -> Result<(), Error>,
) -> Result<(), Error> {
    let result = write(&mut Sink::File(file.out()));
    let result = result.and_then(|()| file.settle().map_err(Error::Output));
    result.map_err(|error| match error {
        Error::Output(cause) if cause.kind() != io::ErrorKind::BrokenPipe => {
            Error::Unwritable { path: file.path().display().to_string(), cause }
        }
        other => other,
    })
}

/// Where one format goes.
pub(in crate::cli) enum Sink<'o> {
    /// Standard output.
    Stdout(&'o mut Stdout),
    /// A file.
    File(&'o mut BufWriter<File>),
}

impl Sink<'_> {
    /// Whether to colour: on a terminal only, unless it is asked for outright.
    pub(in crate::cli) fn colour(&self, colour: Colour) -> bool {
        match self {
            Sink::Stdout(_) => colour.on(),
            Sink::File(_) => colour == Colour::Always,
        }
    }
}

impl Write for Sink<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Sink::Stdout(out) => out.write(bytes),
            Sink::File(out) => out.write(bytes),
        }
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        match self {
            Sink::Stdout(out) => out.write_all(bytes),
            Sink::File(out) => out.write_all(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Sink::Stdout(out) => out.flush(),
            Sink::File(out) => out.flush(),
        }
    }
}

/// A baseline in the making, which takes the place of the one that is there.
#[derive(Debug)]
pub(in crate::cli) struct NewBaseline {
    file: Whole,
    /// The bytes that are there, if a file is.
    there: Option<Vec<u8>>,
}

impl NewBaseline {
    /// Begins it in the place of these bytes. That it cannot be written there is found now.
    ///
    /// # Errors
    /// When it cannot be written there.
    pub(in crate::cli) fn begin(path: &Path, there: Option<Vec<u8>>) -> Result<Self, Error> {
        Ok(Self { file: Whole::open(path)?, there })
    }

    /// Puts it in its place, in one step.
    ///
    /// # Errors
    /// When it cannot be written, or what is there is not what was there; then it is untouched.
    pub(in crate::cli) fn replace(mut self, text: &str) -> Result<(), Error> {
        to_file(&mut self.file, |sink| sink.write_all(text.as_bytes()).map_err(Error::Output))?;
        self.file.replace_if_unchanged(self.there.as_deref())
    }
}

/// The bytes where a baseline would be written, if a file is there.
///
/// # Errors
/// When it cannot be read.
pub(in crate::cli) fn there(path: &Path) -> Result<Option<Vec<u8>>, Error> {
    read_if_there(path)
        .map_err(|cause| Error::Unwritable { path: path.display().to_string(), cause })
}
