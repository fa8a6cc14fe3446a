//! `variorum show`: everything said of one quantity.

use crate::check::check_on;
use crate::cli::CLEAN;
use crate::cli::input::ReadPaths;
use crate::cli::output::to_stdout;
use crate::cli::question::{AnswerFormat, Question, quantity};
use crate::engine::one_quantity::overview::overview;
use crate::engine::questions::bounds::allowed;
use crate::engine::standing::claims_in_force::Ground;
use crate::error::Error;
use crate::explain::{fingerprints, involves};
use crate::render::Summary;
use crate::render::show::{Showing, json, text};

/// Show everything said of one quantity: each claim, how they compare, and what they say together
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "variorum show [OPTIONS] <QUANTITY> [PATH]...\n       \
                      variorum show [OPTIONS] --about <QUANTITY> [PATH]...",
    after_help = "\
A dimension left out is the whole of it, a period left out all time. A pair beside a claim's id is laid over
what the claim is about.

Examples:
  variorum show killed,status=soldiers,period=2015 claims/
  variorum show killed side=azerbaijani status=soldiers period=2016-04-01/2016-04-05 claims/
  variorum show t2015-both-soldiers claims/
  variorum show t2015-both-soldiers side=armenian claims/
  variorum show --about measure=killed,period=2020 --format json claims/

Exit codes: 0 shown, whatever is found, 2 could not be done."
)]
pub(super) struct ShowArguments {
    #[command(flatten)]
    question: Question,

    /// How to print it
    #[arg(long, value_enum, default_value_t = AnswerFormat::Text, value_name = "FORMAT")]
    format: AnswerFormat,

    /// Columns the drawing may take, from 40 to 400
    #[arg(long, value_name = "COLUMNS", default_value_t = 100, value_parser = clap::value_parser!(u16).range(40..=400))]
    width: u16,
}

pub(super) fn run(arguments: &ShowArguments) -> u8 {
    let (words, paths) = arguments.question.split();
    let answer = |input| show(arguments, &words, input);
    arguments.question.common.answer_from_claims(&paths, answer)
}

fn show(arguments: &ShowArguments, words: &str, input: ReadPaths) -> Result<u8, Error> {
    let ReadPaths { mut corpus, findings, passed_over, .. } = input;
    let checked = check_on(&corpus, findings, arguments.question.common.today());
    let mut summary = Summary::new(&corpus, &checked.findings, checked.comparisons);
    summary.not_in_force = checked.not_in_force;
    let quantity = quantity(&mut corpus, words, &checked)?;
    let overview = overview(&corpus, quantity);
    let fingerprints = fingerprints(&corpus, &checked.findings);
    let findings = checked.findings.iter().zip(&fingerprints);
    let findings = findings.filter(|(finding, _)| involves(&corpus, finding, quantity));
    let findings = findings.map(|(finding, fingerprint)| (finding, fingerprint.as_str())).collect();
    summary.skipped.extend(checked.skipped);
    summary.skipped.extend(passed_over);
    let mut others = Ground::new(&corpus).all().to_vec();
    others.retain(|&id| corpus.claim(id).quantity != quantity);
    let implied = allowed(&corpus, &others, quantity);
    let implied = (!implied.claims.is_empty()).then_some(&implied);
    let showing =
        Showing { corpus: &corpus, overview: &overview, implied, findings, summary: &summary };
    let common = &arguments.question.common;
    to_stdout(|out| match arguments.format {
        AnswerFormat::Text => {
            text::write(&showing, usize::from(arguments.width), common.color.on(), out)
        }
        AnswerFormat::Json => json::write(&showing, out),
    })?;
    common.say(&summary);
    Ok(CLEAN)
}
