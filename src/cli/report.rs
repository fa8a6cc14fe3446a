//! `variorum report`: everything said and found, as a document for people.

use crate::baseline::Baseline;
use crate::check::{causes, check_watched, suspect};
use crate::cli::input::{Common, ReadPaths, nothing};
use crate::cli::output::{Opened, OutputFormat as Formats, Outputs, fail};
use crate::cli::{CLEAN, baseline, progress};
use crate::error::Error;
use crate::explain::fingerprints;
use crate::render::Summary;
use crate::render::report::{Printed, csv, html, json, markdown};
use crate::report::cite::{PLAIN, Style};
use crate::report::report;
use clap::ValueEnum;
use std::path::PathBuf;

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
  variorum report claims/ --format markdown --baseline baseline.json
  variorum report claims/ --format csv -o claims.csv --format html -o report.html

Exit codes: 0 written, whatever is found, 2 could not be done.")]
pub(super) struct ReportArguments {
    /// Claim files, folders of them, or `-` for standard input; read as one corpus
    #[arg(default_value = ".", value_name = "PATH")]
    paths: Vec<PathBuf>,

    #[command(flatten)]
    outputs: Outputs<ReportFormat>,

    /// How sources are cited: `plain`, or a style of the Citation Style Language, such as apa, mla or
    /// chicago-author-date
    #[arg(long, value_name = "STYLE", default_value = Style::DEFAULT, value_parser = style)]
    style: Cited,

    /// Mark findings that stand in this file as accepted
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,

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
#[derive(Clone, Copy, Debug)]
struct Cited(Option<Style>);

/// A style by its name.
fn style(name: &str) -> Result<Cited, String> {
    if name == PLAIN {
        return Ok(Cited(None));
    }
    if let Some(style) = Style::find(name) {
        return Ok(Cited(Some(style)));
    }
    let all = Style::names();
    if all.is_empty() {
        return Err(format!("this program was built without styles; `{PLAIN}` is there"));
    }
    let bare = name.to_lowercase();
    let like = all.iter().filter(|style| style.contains(&bare) || bare.contains(**style));
    let like: Vec<&str> = like.copied().take(8).collect();
    let near = if like.is_empty() { FEW.to_vec() } else { like };
    Err(format!(
        "no style is called so; there are {} and {}, among {}",
        PLAIN,
        near.join(", "),
        all.len()
    ))
}

/// Styles named where nothing is like the one asked for.
const FEW: &[&str] = &["apa", "chicago-author-date", "ieee", "mla", "nature", "vancouver"];

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
    let begun = baseline.and_then(|baseline| Ok((baseline, arguments.outputs.open()?)));
    let (baseline, opened) = match begun {
        Ok(begun) => begun,
        Err(error) => return fail(&error),
    };
    let write = |input| write(arguments, input, baseline.as_ref(), opened);
    arguments.common.answer(&arguments.paths, write)
}

fn write(
    arguments: &ReportArguments,
    input: ReadPaths,
    baseline: Option<&Baseline>,
    mut opened: Opened<ReportFormat>,
) -> Result<u8, Error> {
    let ReadPaths { corpus, files, findings, passed_over, failed } = input;
    // Files of which no claim can be read are worth a report all the same: it says why.
    if corpus.claims.is_empty() && findings.is_empty() {
        return Err(nothing(&corpus, &arguments.paths));
    }
    opened.refuse(files.iter().map(PathBuf::as_path).chain(arguments.baseline.as_deref()))?;
    let today = arguments.common.today();
    let checked = check_watched(&corpus, findings, today, progress::counters());
    let mut findings = checked.findings;
    baseline.into_iter().for_each(|baseline| drop(baseline.mark(&corpus, &mut findings)));
    let mut summary = Summary::new(&corpus, &findings, checked.comparisons);
    summary.not_in_force = checked.not_in_force;
    summary.skipped.extend(checked.skipped);
    summary.skipped.extend(passed_over);
    summary.skipped.extend(suspect(&corpus, &mut findings));
    summary.skipped.extend(causes(&corpus, &checked.ground, &mut findings));
    let fingerprints = fingerprints(&corpus, &findings);
    // The table names sources by their keys: where nothing else is asked for, none is rendered.
    let cites = arguments.outputs.formats().any(|format| format != ReportFormat::Csv);
    let style = arguments.style.0.filter(|_| cites);
    let report = report(&corpus, &checked.ground, &findings, &fingerprints, style);
    summary.skipped.extend(report.skipped.iter().cloned());
    let printed = Printed { report: &report, summary: &summary };
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
    arguments.common.say(&summary);
    Ok(CLEAN)
}
