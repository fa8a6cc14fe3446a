//! `variorum what-if`: another figure for a claim, and what it would change.

use crate::check::{Checked, check_on};
use crate::cli::input::{Common, ReadPaths};
use crate::cli::output::to_stdout;
use crate::cli::question::{AnswerFormat, split};
use crate::cli::{CLEAN, FOUND};
use crate::engine::causes::Explainer;
use crate::engine::questions::totals_that_follow::{Follows, follow};
use crate::engine::standing::claims_in_force::Ground;
use crate::error::Error;
use crate::explain::difference;
use crate::explain::{ComparedRun, becomes, fingerprints};
use crate::model::{ClaimId, Corpus, Skipped};
use crate::read::words::quantity::{FigureChange, changes};
use crate::render::Summary;
use crate::render::what_if::{Changed, json, text};

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
    let ReadPaths { corpus, findings, passed_over, .. } = input;
    let changes = changes(&corpus, words)?;
    let today = arguments.common.today();
    let before = WhatIfRun::new(&corpus, check_on(&corpus, findings.clone(), today));
    let follows = follows(&corpus, &before.checked.ground, &changes);
    let other = with(&corpus, &changes, arguments.follow.then_some(&follows));
    let after = WhatIfRun::new(&other, check_on(&other, findings, today));
    let difference = difference(&before.run(), &after.run());
    let claims: Vec<ClaimId> = changes.iter().map(|change| change.claim).collect();
    let mut summaries = [before.summary(), after.summary()];
    let left_out = Skipped { what: "totals not looked at", count: follows.left_out };
    for summary in &mut summaries {
        summary.skipped.extend((left_out.count > 0).then(|| left_out.clone()));
        summary.skipped.extend(passed_over.iter().cloned());
    }
    let changed = Changed {
        before: before.run(),
        after: after.run(),
        claims: &claims,
        difference: &difference,
        follows: &follows,
        followed: arguments.follow,
        summaries: [&summaries[0], &summaries[1]],
    };
    to_stdout(|out| match arguments.format {
        AnswerFormat::Text => text::write(&changed, arguments.common.color.on(), out),
        AnswerFormat::Json => json::write(&changed, out),
    })?;
    arguments.common.say(&summaries[1]);
    Ok(if difference.opened.is_empty() { CLEAN } else { FOUND })
}

/// One of the two runs.
struct WhatIfRun<'c> {
    corpus: &'c Corpus,
    checked: Checked,
    fingerprints: Vec<String>,
}

impl<'c> WhatIfRun<'c> {
    fn new(corpus: &'c Corpus, checked: Checked) -> Self {
        let fingerprints = fingerprints(corpus, &checked.findings);
        Self { corpus, checked, fingerprints }
    }

    fn run(&self) -> ComparedRun<'_> {
        let (findings, fingerprints) = (&self.checked.findings, &self.fingerprints);
        ComparedRun { corpus: self.corpus, findings, fingerprints, numbers: None }
    }

    fn summary(&self) -> Summary {
        let checked = &self.checked;
        let mut summary = Summary::new(self.corpus, &checked.findings, checked.comparisons);
        summary.not_in_force = checked.not_in_force;
        summary.skipped.extend(checked.skipped.iter().cloned());
        summary
    }
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
