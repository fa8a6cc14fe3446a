//! `variorum bounds`: the least and the most that claims allow for a quantity.

use crate::cli::common_options::ReadPaths;
use crate::cli::exit_codes::{CLEAN, FOUND};
use crate::cli::output::to_stdout;
use crate::cli::progress;
use crate::cli::quantity_question::{AnswerFormat, Question, quantity};
use crate::engine::possible::example_world::Toward;
use crate::engine::possible::verdicts::Reach;
use crate::engine::questions::bounds::{Allowed, allowed};
use crate::engine::questions::extreme_world::{Example, example};
use crate::engine::standing::claims_in_force::Ground;
use crate::error::Error;
use crate::model::{ClaimId, Corpus};
use crate::read::words::quantity::{party, source};
use crate::render::bounds::{Bounded, json, text};
use crate::run::{ReadFiles, Run, run_watched};

/// Find the least and the most that the claims together allow for a quantity, claimed or not
#[derive(Debug, clap::Args)]
#[command(
    override_usage = "variorum bounds [OPTIONS] <QUANTITY> [PATH]...\n       \
                      variorum bounds [OPTIONS] --about <QUANTITY> [PATH]...",
    after_help = "\
A dimension left out is the whole of it, a period left out all time. Where the claims cannot all be true, the
conflicts are shown, and the bounds are what the other claims allow. With --world one world is shown that reaches
an end: what makes up the quantity in it, and what every claim's quantity comes to; it has been checked against
each of these claims.

Examples:
  variorum bounds killed,side=azerbaijani,period=2016 claims/
  variorum bounds --about measure=killed,period=2010/2019 claims/ --by article
  variorum bounds killed,side=armenian,period=2014 claims/ --world most
  variorum bounds t2015-both-soldiers side=armenian claims/ --format json

Exit codes: 0 the claims can all be true, 1 they cannot, 2 could not be done."
)]
pub(super) struct BoundsArguments {
    #[command(flatten)]
    question: Question,

    /// Only this party's claims
    #[arg(long, value_name = "PARTY")]
    by: Option<String>,

    /// Only claims that cite this source
    #[arg(long, value_name = "SOURCE")]
    source: Option<String>,

    /// Show one world in which the quantity is the least, or the most, it can be: near to that where it is
    /// only come near to, one further where there is no end
    #[arg(long, value_enum, value_name = "END")]
    world: Option<WorldEnd>,

    /// How to print it
    #[arg(long, value_enum, default_value_t = AnswerFormat::Text, value_name = "FORMAT")]
    format: AnswerFormat,
}

/// The end of the bounds that a world is to reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum WorldEnd {
    /// As little as it can be
    Least,
    /// As much as it can be
    Most,
}

impl From<WorldEnd> for Toward {
    fn from(end: WorldEnd) -> Self {
        match end {
            WorldEnd::Least => Toward::Least,
            WorldEnd::Most => Toward::Most,
        }
    }
}

pub(super) fn run(arguments: &BoundsArguments) -> u8 {
    let (words, paths) = arguments.question.split();
    let answer = |input| bounds(arguments, &words, input);
    arguments.question.common.answer_from_claims(&paths, answer)
}

fn bounds(arguments: &BoundsArguments, words: &str, input: ReadPaths) -> Result<u8, Error> {
    let ReadPaths { read: ReadFiles { mut corpus, faults }, files, .. } = input;
    let common = &arguments.question.common;
    let run = run_watched(&corpus, faults, &common.options(), progress::counters());
    let Run { findings, fingerprints, ground, mut summary, .. } = run;
    let quantity = quantity(&mut corpus, words, &findings, &fingerprints)?;
    let claims = arguments.claims(&corpus, &ground)?;
    let allowed = allowed(&corpus, &claims, quantity);
    let about = |&id: &ClaimId| corpus.claim(id).quantity == quantity;
    let claimed: Vec<ClaimId> = claims.iter().copied().filter(about).collect();
    let toward = arguments.world.map(Toward::from);
    let world = toward.map(|toward| world(&corpus, &allowed, toward)).transpose()?.flatten();
    let unsettled = allowed.bounds.as_ref().is_none_or(|bounds| {
        [&bounds.least, &bounds.most].into_iter().any(|end| matches!(end, Reach::Unsettled))
    });
    summary.leave_out("bounds not settled", usize::from(unsettled));
    let unsettled = toward.is_some() && world.is_none();
    summary.leave_out("worlds not settled", usize::from(unsettled));
    summary.leave_out("claims left out of account for the bounds", allowed.left_out);
    let bounded = Bounded {
        corpus: &corpus,
        allowed: &allowed,
        claimed: &claimed,
        by: arguments.by.as_deref(),
        source: arguments.source.as_deref(),
        toward,
        world: world.as_ref(),
        summary: &summary,
    };
    to_stdout(&files, |out| match arguments.format {
        AnswerFormat::Text => text::write(&bounded, common.color.on(), out),
        AnswerFormat::Json => json::write(&bounded, out),
    })?;
    common.say(&summary);
    Ok(if allowed.conflicts.is_empty() { CLEAN } else { FOUND })
}

/// A world at one end, checked; one that does not hold is a fault of ours, and is not shown.
fn world(corpus: &Corpus, allowed: &Allowed, toward: Toward) -> Result<Option<Example>, Error> {
    example(corpus, allowed, toward).map_err(|flaw| Error::Fault {
        what: format!("the world worked out does not hold when it is checked ({flaw:?})"),
    })
}

impl BoundsArguments {
    /// The standing claims to take as said.
    fn claims(&self, corpus: &Corpus, ground: &Ground) -> Result<Vec<ClaimId>, Error> {
        let by = self.by.as_ref().map(|name| party(corpus, name)).transpose()?;
        let source = self.source.as_ref().map(|name| source(corpus, name)).transpose()?;
        let mut claims = ground.all().to_vec();
        claims.retain(|&id| {
            let claim = corpus.claim(id);
            let cited = |source| {
                let mut cites = corpus.cites(claim).iter();
                cites.any(|cite| cite.source == source || corpus.document(cite.source) == source)
            };
            by.is_none_or(|by| by == claim.by) && source.is_none_or(cited)
        });
        claims.sort_unstable();
        Ok(claims)
    }
}
