//! `variorum show`: everything said of one quantity.

use crate::cli::chosen_claims::ChosenClaims;
use crate::cli::common_options::ReadPaths;
use crate::cli::exit_codes::CLEAN;
use crate::cli::output::to_stdout;
use crate::cli::progress;
use crate::cli::quantity_question::{AnswerFormat, Question, quantity};
use crate::engine::one_quantity::overview::overview;
use crate::engine::questions::bounds::allowed;
use crate::error::Error;
use crate::explain::involves;
use crate::render::show::{Showing, json, text};
use crate::run::{ReadFiles, Run, run_watched};

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

    #[command(flatten)]
    chosen: ChosenClaims,

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
    let ReadPaths { read: ReadFiles { mut corpus, faults }, files, .. } = input;
    let common = &arguments.question.common;
    arguments.chosen.choose(&mut corpus)?;
    let run = run_watched(&corpus, faults, &common.options(), progress::counters());
    let Run { findings, fingerprints, ground, summary, .. } = run;
    let quantity = quantity(&mut corpus, words, &findings, &fingerprints)?;
    let overview = overview(&corpus, quantity);
    let findings = findings.iter().zip(&fingerprints);
    let findings = findings.filter(|(finding, _)| involves(&corpus, finding, quantity));
    let findings = findings.map(|(finding, fingerprint)| (finding, fingerprint.as_str())).collect();
    let mut others = ground.all().to_vec();
    others.retain(|&id| corpus.claim(id).quantity != quantity);
    let implied = allowed(&corpus, &others, quantity);
    let implied = (!implied.claims.is_empty()).then_some(&implied);
    let showing =
        Showing { corpus: &corpus, overview: &overview, implied, findings, summary: &summary };
    to_stdout(&files, |out| match arguments.format {
        AnswerFormat::Text => {
            text::write(&showing, usize::from(arguments.width), common.color.on(), out)
        }
        AnswerFormat::Json => json::write(&showing, out),
    })?;
    common.say(&summary);
    Ok(CLEAN)
}
