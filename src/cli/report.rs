//! `variorum report`: everything said and found, as a document for people.

use crate::baseline::Baseline;
use crate::cli::chosen_claims::ChosenClaims;
use crate::cli::common_options::{Common, ReadPaths, nothing};
use crate::cli::exit_codes::CLEAN;
use crate::cli::output::{Opened, OutputFormat as Formats, Outputs, ReadFile, fail};
use crate::cli::{baseline, progress};
use crate::error::Error;
use crate::read::regular::open_regular;
use crate::render::report::{Printed, csv, html, json, markdown};
use crate::report::cite::{PLAIN, Style};
use crate::report::report;
use crate::run::{Acceptance, Depth, RunOptions, run_watched};
use clap::ValueEnum;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::{panic, thread};

/// Write a report: every quantity with what is said of it, what cannot all be true and why, who says what of
/// whom, and what rests on which source
#[derive(Debug, clap::Args)]
#[command(after_help = "\
The HTML is one file that asks nothing of the network and can be read without scripts. The Markdown fits a
comment on a pull request: the worst findings first, and a count of those that found no room. The CSV has a row
for each claim.

Examples:
  variorum report claims/ -o report.html
  variorum report claims/ -o report.html --style chicago-author-date
  variorum report claims/ -o report.html --style journal.csl
  variorum report claims/ --format markdown --baseline baseline.json
  variorum report claims/ --format csv -o claims.csv --format html -o report.html

Exit codes: 0 written, whatever is found, 2 could not be done.")]
pub(super) struct ReportArguments {
    /// Claim files, folders of them, or `-` for standard input; read as one corpus
    #[arg(default_value = ".", value_name = "PATH")]
    paths: Vec<PathBuf>,

    #[command(flatten)]
    outputs: Outputs<ReportFormat>,

    /// How sources are cited: `plain`; apa, chicago-author-date, chicago-notes, harvard, ieee, mla, nature or
    /// vancouver; or a file of the Citation Style Language, ending in `.csl`
    #[arg(long, value_name = "STYLE", default_value = Style::DEFAULT, value_parser = style)]
    style: Cited,

    /// Mark findings that stand in this file as accepted
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,

    #[command(flatten)]
    chosen: ChosenClaims,

    #[command(flatten)]
    common: Common,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum ReportFormat {
    /// A page for people
    Html,
    /// A comment for a pull request
    Markdown,
    /// A row for each claim
    Csv,
    /// One document, version 1
    Json,
}

/// A style, or the plain form.
#[derive(Clone, Debug)]
enum Cited {
    Plain,
    Named(String),
    In(PathBuf),
}

/// A style by its name, or by its file: what ends in `.csl` is one.
fn style(name: &str) -> Result<Cited, String> {
    if name == PLAIN {
        return Ok(Cited::Plain);
    }
    let all = Style::names();
    if all.is_empty() {
        return Err(format!("this program was built without styles; `{PLAIN}` is there"));
    }
    let path = PathBuf::from(name);
    if path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csl")) {
        return Ok(Cited::In(path));
    }
    if all.contains(&name) {
        return Ok(Cited::Named(name.to_owned()));
    }
    let bare = name.to_lowercase();
    let like = all.iter().filter(|style| style.contains(&bare) || bare.contains(**style));
    let like: Vec<&str> = like.copied().take(8).collect();
    let near = if like.is_empty() { FEW.to_vec() } else { like };
    Err(format!(
        "no style is called so; there are {} and {}; any other is read from its file: --style FILE.csl",
        PLAIN,
        near.join(", "),
    ))
}

impl Cited {
    fn file(&self) -> Option<&Path> {
        match self {
            Cited::In(path) => Some(path),
            _ => None,
        }
    }

    /// The style; none for the plain form.
    fn style(&self) -> Result<Option<Style>, Error> {
        match self {
            Cited::Plain => Ok(None),
            Cited::Named(name) => Ok(Style::find(name)),
            Cited::In(path) => style_in(path).map(Some),
        }
    }
}

/// The style in a file.
fn style_in(path: &Path) -> Result<Style, Error> {
    let name = || path.display().to_string();
    let mut bytes = Vec::new();
    let read = open_regular(path)
        .and_then(|file| file.take(Style::LARGEST + 1).read_to_end(&mut bytes))
        .map_err(|cause| match cause.kind() {
            ErrorKind::NotFound => {
                Error::Style { path: name(), problem: "no file is there".into() }
            }
            _ => Error::Unreadable { path: name(), cause },
        })?;
    let style = if read as u64 > Style::LARGEST {
        Err(format!("it is larger than {} bytes, and no style is", Style::LARGEST))
    } else {
        let text = str::from_utf8(&bytes).map_err(|_| "it is not UTF-8".to_owned());
        text.and_then(Style::read)
    };
    // A style that the citing crate gives up on costs the citations, which are counted; its complaint is no
    // use to anybody.
    let usual = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        if thread::current().name() != Some(Style::THREAD) {
            usual(panic);
        }
    }));
    style.map_err(|problem| Error::Style { path: name(), problem })
}

/// Styles named where nothing is like the one asked for.
const FEW: &[&str] = &[
    "apa",
    "chicago-author-date",
    "chicago-notes",
    "harvard",
    "ieee",
    "mla",
    "nature",
    "vancouver",
];

impl Formats for ReportFormat {
    const DEFAULT: Self = ReportFormat::Html;

    fn of_ending(ending: &str) -> Option<Self> {
        Some(match ending.to_ascii_lowercase().as_str() {
            "html" | "htm" => ReportFormat::Html,
            "md" | "markdown" => ReportFormat::Markdown,
            "csv" => ReportFormat::Csv,
            "json" => ReportFormat::Json,
            _ => return None,
        })
    }
}

pub(super) fn run(arguments: &ReportArguments) -> u8 {
    let baseline = arguments.baseline.as_deref().map(baseline::read).transpose();
    // The table names sources by their keys: where nothing else is asked for, none is rendered.
    let cites = arguments.outputs.formats().any(|format| format != ReportFormat::Csv);
    let style = if cites { arguments.style.style() } else { Ok(None) };
    let begun =
        baseline.and_then(|baseline| Ok(((baseline, style?), arguments.outputs.open(None)?)));
    let ((baseline, style), opened) = match begun {
        Ok(begun) => begun,
        Err(error) => return fail(&error),
    };
    let write = |input| write(arguments, input, baseline.as_ref(), style.as_ref(), opened);
    arguments.common.answer(&arguments.paths, write)
}

fn write(
    arguments: &ReportArguments,
    input: ReadPaths,
    baseline: Option<&Baseline>,
    style: Option<&Style>,
    mut opened: Opened<ReportFormat>,
) -> Result<u8, Error> {
    let ReadPaths { mut read, files, failed } = input;
    // Files of which no claim can be read are worth a report all the same: it says why.
    if read.corpus.claims.is_empty() && read.faults.findings.is_empty() {
        return Err(nothing(&read.corpus, &arguments.paths));
    }
    let baseline_file = arguments.baseline.as_deref().map(ReadFile::Baseline);
    let beside = baseline_file.into_iter().chain(arguments.style.file().map(ReadFile::Plain));
    opened.refuse(files.iter().map(|file| ReadFile::Plain(file)).chain(beside))?;
    arguments.chosen.choose(&mut read.corpus)?;
    let options = RunOptions {
        partial: arguments.chosen.are_some(),
        acceptance: baseline.map_or(Acceptance::Nothing, Acceptance::Listed),
        depth: Depth::CorrectionsAndCauses,
        ..arguments.common.options()
    };
    let mut run = run_watched(&read.corpus, read.faults, &options, progress::counters());
    let report = report(run.corpus, &run.ground, &run.findings, &run.fingerprints, style);
    run.summary.skipped.extend(report.skipped.iter().cloned());
    let printed = Printed { report: &report, summary: &run.summary };
    opened.write(|format, out| match format {
        ReportFormat::Html => html::write(&printed, out),
        ReportFormat::Markdown => markdown::write(&printed, out),
        ReportFormat::Csv => csv::write(&printed, out),
        ReportFormat::Json => json::write(&printed, out),
    })?;
    if failed {
        opened.leave()
    } else {
        opened.commit()?
    }
    arguments.common.say(&run.summary);
    Ok(CLEAN)
}
