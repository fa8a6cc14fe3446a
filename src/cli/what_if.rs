//! `variorum what-if`: another figure for a claim, and what it would change.

use crate::cli::common_options::{Common, ReadPaths};
use crate::cli::exit_codes::{CLEAN, FOUND};
use crate::cli::output::to_stdout;
use crate::cli::progress;
use crate::cli::quantity_question::{AnswerFormat, split};
use crate::engine::causes::Explainer;
use crate::engine::questions::totals_that_follow::{Follows, follow};
use crate::engine::standing::claims_in_force::Ground;
use crate::error::Error;
use crate::explain::{ComparedRun, becomes, difference};
use crate::model::{ClaimId, Corpus};
use crate::read::words::quantity::{FigureChange, changes};
use crate::render::what_if::{Changed, json, text};
use crate::run::{ReadFiles, Run, run_watched};

/// Give claims other figures and see what changes: findings opened and closed, totals that must follow
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "variorum what-if [OPTIONS] <ID=FIGURE>... [PATH]...",
    after_help = "\
No file is changed. A figure is written as in a claim file; one with spaces needs quotation marks around the
whole word. A total follows when printed parts came to it exactly and no longer do.

Examples:
  variorum what-if t2015-both-soldiers=106 claims/
  variorum what-if 'bakery-strike=at least 40' first-war-killed=30,000 claims/
  variorum what-if t2015-both-soldiers=106 --follow --format json claims/

Exit codes: 0 nothing opens, 1 findings open, 2 could not be done."
)]
pub(super) struct WhatIfArguments {
    /// Claims with other figures; then claim files, folders of them, or `-` for standard input, the current
    /// folder if left out
    #[arg(value_name = "ID=FIGURE", required = true)]
    words: Vec<String>,

    /// Give the totals that must follow their new figures too, before looking for findings
    #[arg(long)]
    follow: bool,

    /// How to print it
    #[arg(long, value_enum, default_value_t = AnswerFormat::Text, value_name = "FORMAT")]
    format: AnswerFormat,

    #[command(flatten)]
    common: Common,
}

pub(super) fn run(arguments: &WhatIfArguments) -> u8 {
    let (words, paths) = split(arguments.words.iter());
    arguments.common.answer_from_claims(&paths, |input| what_if(arguments, &words, input))
}

fn what_if(arguments: &WhatIfArguments, words: &[&str], input: ReadPaths) -> Result<u8, Error> {
    let ReadPaths { read: ReadFiles { corpus, faults }, files, .. } = input;
    let changes = changes(&corpus, words)?;
    let options = arguments.common.options();
    let mut before = run_watched(&corpus, faults.clone(), &options, progress::counters());
    let follows = follows(&corpus, &before.ground, &changes);
    let other = with(&corpus, &changes, arguments.follow.then_some(&follows));
    let mut after = run_watched(&other, faults, &options, progress::counters());
    let difference = difference(&compared(&before), &compared(&after));
    let claims: Vec<ClaimId> = changes.iter().map(|change| change.claim).collect();
    for run in [&mut before, &mut after] {
        run.summary.leave_out("totals not looked at", follows.left_out);
    }
    let changed = Changed {
        before: compared(&before),
        after: compared(&after),
        claims: &claims,
        difference: &difference,
        follows: &follows,
        followed: arguments.follow,
        summaries: [&before.summary, &after.summary],
    };
    to_stdout(&files, |out| match arguments.format {
        AnswerFormat::Text => text::write(&changed, arguments.common.color.on(), out),
        AnswerFormat::Json => json::write(&changed, out),
    })?;
    arguments.common.say(&after.summary);
    Ok(if difference.opened.is_empty() { CLEAN } else { FOUND })
}

/// A run as one of two: claims and quantities have the same numbers in both.
fn compared<'r>(run: &'r Run<'_>) -> ComparedRun<'r> {
    let Run { corpus, findings, fingerprints, .. } = run;
    ComparedRun { corpus, findings, fingerprints, numbers: None }
}

fn follows(corpus: &Corpus, ground: &Ground, changes: &[FigureChange]) -> Follows {
    let changes: Vec<_> = changes.iter().map(|change| (change.claim, change.extent)).collect();
    let mut explainer = Explainer::new(corpus, ground);
    let mut follows = follow(corpus, ground, &changes, |total| explainer.reproduces_with(total));
    follows.left_out += explainer.left_out();
    follows
}

/// The corpus with the other figures, and with those of the totals that follow where these are given.
fn with(corpus: &Corpus, changes: &[FigureChange], follows: Option<&Follows>) -> Corpus {
    let mut other = corpus.clone();
    for change in changes {
        other.restate(change.claim, &change.figure, &change.extent);
    }
    for follow in follows.into_iter().flat_map(|follows| &follows.totals) {
        other.restate(follow.total, &becomes(corpus, follow), &follow.becomes);
    }
    other
}
