//! `variorum coverage`: which numbers of a text no claim records.

use crate::cli::common_options::{Common, ReadPaths};
use crate::cli::exit_codes::{CLEAN, FOUND};
use crate::cli::output::{fail, say, to_stdout};
use crate::coverage::{Coverage, CoverageOptions, cover};
use crate::error::Error;
use crate::model::{Corpus, SourceId};
use crate::render::coverage::{Covered, json, text};
use crate::source::File;
use clap::ValueEnum;
use std::collections::BTreeSet;
use std::path::PathBuf;

/// Hold a text against claim files: which of its numbers no claim records, and which quotes it lacks
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  variorum coverage article.txt claims/
  variorum coverage article.wiki claims/ --source nk-article --min 100
  variorum coverage report.md claims/ --format json | jq '.numbers[] | select(.state == \"unbound\")'

Every number counts: digits and words, ranges, table cells. It is bound when the quote of a claim holds
it, set aside by rule (dates, ages, footnote marks, …) or by name (`set-aside` in a claim file), or
unbound.

Exit codes: 0 all quotes are in the text and --min is reached, 1 not so, 2 could not be done.")]
pub(super) struct CoverageArguments {
    /// The text: plain, wiki markup or Markdown
    #[arg(value_name = "TEXT")]
    text: PathBuf,

    /// Claim files, folders of them, or `-` for standard input; read as one corpus
    #[arg(default_value = ".", value_name = "PATH")]
    paths: Vec<PathBuf>,

    /// The source that the text is; needed where the claims cite several
    #[arg(long, value_name = "SOURCE")]
    source: Option<String>,

    /// Of the numbers not set aside, how many in a hundred must be bound
    #[arg(long, value_name = "PERCENT", value_parser = clap::value_parser!(u8).range(0..=100))]
    min: Option<u8>,

    /// Count `a`, `an`, `another` and `no` as numbers as well
    #[arg(long)]
    articles: bool,

    /// How to print what is found
    #[arg(long, value_enum, default_value_t = CoverageFormat::Human, value_name = "FORMAT")]
    format: CoverageFormat,

    #[command(flatten)]
    common: Common,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum CoverageFormat {
    /// What is amiss, with its surroundings
    Human,
    /// One document with every number, version 1
    Json,
}

pub(super) fn run(arguments: &CoverageArguments) -> u8 {
    let file = match arguments.common.text(&arguments.text) {
        Ok(file) => file,
        Err(error) => return fail(&error),
    };
    let report = |input: ReadPaths| report(arguments, &file, &input);
    arguments.common.answer_from_claims(&arguments.paths, report)
}

fn report(arguments: &CoverageArguments, file: &File, input: &ReadPaths) -> Result<u8, Error> {
    let corpus = &input.read.corpus;
    let source = source(corpus, arguments.source.as_deref())?;
    let options = CoverageOptions { source, articles: arguments.articles };
    let coverage = cover(file, corpus, options);
    let covered = Covered { text: file, corpus, coverage: &coverage };
    // What is redirected into the program is read as well.
    let piped = arguments.text.as_os_str() == "-";
    let text = if piped { PathBuf::from("/dev/stdin") } else { arguments.text.clone() };
    to_stdout(input.files.iter().chain([&text]), |out| match arguments.format {
        CoverageFormat::Human => text::write(&covered, out),
        CoverageFormat::Json => json::write(&covered, out),
    })?;
    if !arguments.common.quiet() {
        covered.summary().iter().for_each(|line| say(line));
        input.read.left_out().for_each(|left| say(&format!("  {}: {}", left.what, left.count)));
        if !input.read.faults.findings.is_empty() {
            say(&format!(
                "  faults of the claim files, which `check` tells: {}",
                input.read.faults.count()
            ));
        }
    }
    Ok(if passes(arguments, &coverage) { CLEAN } else { FOUND })
}

/// Whether every quote is in the text with its figure, and enough numbers are bound.
fn passes(arguments: &CoverageArguments, coverage: &Coverage) -> bool {
    coverage.is_faithful() && arguments.min.is_none_or(|min| coverage.reaches(min))
}

/// The source of that name; left out, the only one that claims cite.
fn source(corpus: &Corpus, name: Option<&str>) -> Result<Option<SourceId>, Error> {
    let cited: BTreeSet<SourceId> = corpus.cites.iter().map(|cite| cite.source).collect();
    let names = || cited.iter().map(|&source| corpus.source_name(source).to_owned()).collect();
    match name {
        None if cited.len() > 1 => Err(Error::WhichSource { name: None, cited: names() }),
        None => Ok(cited.first().copied()),
        Some(name) => match cited.iter().find(|&&source| corpus.source_name(source) == name) {
            Some(&source) => Ok(Some(source)),
            None => Err(Error::WhichSource { name: Some(name.to_owned()), cited: names() }),
        },
    }
}
