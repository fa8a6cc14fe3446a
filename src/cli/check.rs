//! `variorum check`: what cannot all be true.

use crate::baseline::Baseline;
use crate::budget::limits;
use crate::cli::baseline::Baselines;
use crate::cli::chosen_claims::ChosenClaims;
use crate::cli::common_options::{Common, ReadPaths, nothing};
use crate::cli::exit_codes::{CLEAN, FOUND};
use crate::cli::output::{Opened, OutputFormat as Formats, Outputs, ReadFile, fail};
use crate::cli::{baseline, progress};
use crate::error::Error;
use crate::finding::{Check, Finding, Severity, Status};
use crate::render::{Base, Shown, concise, github, gitlab, human, json, junit, rdjsonl, sarif};
use crate::run::{Depth, RunOptions, run_watched};
use clap::ValueEnum;
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use std::path::{Path, PathBuf};

/// Check claim files: which figures cannot all be true, where they stand, and the arithmetic
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  variorum check claims/
  variorum check claims/ --fail-on warning --format concise
  variorum check claims/ --format sarif -o variorum.sarif --format human
  variorum check claims/ --format github --format junit -o variorum.xml
  variorum check claims/ --write-baseline baseline.json
  variorum check claims/ --baseline baseline.json
  variorum check claims/ --select conflicting-claims,parts-exceed-whole
  variorum check claims/ --by ministry --source bulletin
  git show HEAD:claims/2020.yaml | variorum check claims/vocabulary.yaml - --stdin-filename claims/2020.yaml

Exit codes: 0 nothing found at or above --fail-on, 1 something found, 2 could not be done.")]
pub(super) struct CheckArguments {
    /// Claim files, folders of them, or `-` for standard input; read as one corpus
    #[arg(default_value = ".", value_name = "PATH")]
    paths: Vec<PathBuf>,

    #[command(flatten)]
    outputs: Outputs<CheckFormat>,

    /// The least severity that makes the exit code 1
    #[arg(long, value_enum, default_value_t = FailOn::Error, value_name = "SEVERITY")]
    fail_on: FailOn,

    /// Only these checks (comma-separated)
    #[arg(long, value_delimiter = ',', value_name = "CHECK", value_parser = checks())]
    select: Vec<Check>,

    /// Not these checks (comma-separated)
    #[arg(long, value_delimiter = ',', value_name = "CHECK", value_parser = checks())]
    ignore: Vec<Check>,

    /// Print at most so many findings; the others are counted, and count for the exit code
    #[arg(long, value_name = "N")]
    max_findings: Option<usize>,

    #[command(flatten)]
    chosen: ChosenClaims,

    #[command(flatten)]
    baseline: baseline::BaselineOptions,

    #[command(flatten)]
    common: Common,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum CheckFormat {
    /// Frames of the files, for people
    Human,
    /// A line each: `path:line:col: severity[check] message`
    Concise,
    /// One document, version 1
    Json,
    /// SARIF 2.1.0, as code scanning takes it
    Sarif,
    /// Annotations of GitHub Actions, the worst first; nothing where nothing is open
    Github,
    /// Code quality of GitLab
    Gitlab,
    /// JUnit's XML, a test case for each quantity and each file
    Junit,
    /// Diagnostics for reviewdog, a line each; nothing where nothing is open
    Rdjsonl,
}

impl Formats for CheckFormat {
    const DEFAULT: Self = CheckFormat::Human;

    fn of_ending(ending: &str) -> Option<Self> {
        match ending {
            "json" => Some(CheckFormat::Json),
            "sarif" => Some(CheckFormat::Sarif),
            "xml" => Some(CheckFormat::Junit),
            "rdjsonl" => Some(CheckFormat::Rdjsonl),
            _ => None,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum FailOn {
    /// Errors only
    Error,
    /// Warnings too
    Warning,
    /// Anything found
    Info,
    /// Nothing found fails the run
    Never,
}

impl FailOn {
    /// Whether the finding fails the run: what is settled or in the baseline does not.
    fn fails(self, finding: &Finding) -> bool {
        let severity = finding.severity();
        finding.life.status == Status::Open
            && match self {
                FailOn::Error => severity == Severity::Error,
                FailOn::Warning => severity <= Severity::Warning,
                FailOn::Info => true,
                FailOn::Never => false,
            }
    }
}

fn checks() -> impl TypedValueParser<Value = Check> {
    let names = Check::ALL.iter().map(|check| PossibleValue::new(check.name()));
    PossibleValuesParser::new(names.map(|name| name.hide(false)))
        .try_map(|name| Check::named(&name).ok_or("no such check"))
}

pub(super) fn run(arguments: &CheckArguments) -> u8 {
    if arguments.chosen.are_some() && arguments.baseline.writes() {
        return fail(&Error::PartialBaseline);
    }
    let begun = arguments.baseline.read().and_then(|mut baselines| {
        let opened = arguments.outputs.open(baselines.written())?;
        baselines.begin(&arguments.baseline)?;
        Ok((baselines, opened))
    });
    let (baselines, opened) = match begun {
        Ok(begun) => begun,
        Err(error) => return fail(&error),
    };
    let report = |input| report(arguments, input, baselines, opened);
    arguments.common.answer(&arguments.paths, report)
}

fn report(
    arguments: &CheckArguments,
    input: ReadPaths,
    mut baselines: Baselines,
    mut opened: Opened<CheckFormat>,
) -> Result<u8, Error> {
    let ReadPaths { mut read, files, failed } = input;
    let files = files.iter().map(|file| ReadFile::Plain(file)).chain(arguments.baseline.file());
    opened.refuse(files)?;
    arguments.chosen.choose(&mut read.corpus)?;
    let baseline = baselines.read.take();
    let options = arguments.options(baseline.as_ref());
    let mut run = run_watched(&read.corpus, read.faults, &options, progress::counters());
    let fails = run.findings.iter().chain(&run.beyond).any(|one| arguments.fail_on.fails(one));
    if arguments.writes(CheckFormat::Sarif) {
        let beyond = run.findings.len().saturating_sub(limits::SARIF_RESULTS.most);
        run.summary.leave_out("findings left out of SARIF, which takes no more", beyond);
    }
    let renewed = run.baseline.take();
    let show = Shown::of(&run);
    let colour = arguments.common.color;
    let base = base();
    opened.write(|format, out| match format {
        CheckFormat::Human => human::write(&show, out.colour(colour), out),
        CheckFormat::Concise => concise::write(&show, out),
        CheckFormat::Json => json::write(&show, out),
        CheckFormat::Sarif => {
            let context = sarif::SarifContext { base: &base, successful: !failed };
            sarif::write(&show, &context, out)
        }
        CheckFormat::Github => github::write(&show, &base, out),
        CheckFormat::Gitlab => gitlab::write(&show, &base, out),
        CheckFormat::Junit => junit::write(&show, &base, &|one| arguments.fail_on.fails(one), out),
        CheckFormat::Rdjsonl => rdjsonl::write(&show, &base, out),
    })?;
    if run.corpus.claims.is_empty() && !fails {
        return Err(nothing(run.corpus, &arguments.paths));
    }
    if failed {
        baselines.leave(renewed.as_ref());
        opened.leave();
    } else {
        baselines.write(renewed.as_ref())?;
        opened.commit()?;
    }
    arguments.common.say(&run.summary);
    Ok(if fails { FOUND } else { CLEAN })
}

/// The folder the run started in, from which other programs look for files.
fn base() -> Base {
    let folder = std::env::current_dir().ok();
    Base::new(folder.as_deref().and_then(Path::to_str).unwrap_or_default())
}

impl CheckArguments {
    fn options<'o>(&'o self, baseline: Option<&'o Baseline>) -> RunOptions<'o> {
        let more = self.outputs.formats().any(|format| format != CheckFormat::Concise);
        RunOptions {
            select: &self.select,
            ignore: &self.ignore,
            acceptance: self.baseline.acceptance(baseline),
            at_most: self.max_findings,
            partial: self.chosen.are_some(),
            depth: if more { Depth::CorrectionsAndCauses } else { Depth::Findings },
            ..self.common.options()
        }
    }

    /// Whether something is written in that format.
    fn writes(&self, format: CheckFormat) -> bool {
        self.outputs.formats().any(|one| one == format)
    }
}
