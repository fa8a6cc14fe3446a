//! What another figure for a claim would change as a JSON document, version 1: grown, never broken.

use crate::engine::questions::totals_that_follow::{Follow, Follows};
use crate::error::Error;
use crate::explain;
use crate::explain::{ComparedRun, Difference};
use crate::model::{ClaimId, Corpus};
use crate::render::answer_json::{IntervalOut, QuantityOut, interval, quantity};
use crate::render::json::{
    ClaimRef, FigureOut, FindingOut, PlaceOut, SummaryOut, claim_ref, figure, of_finding, place,
    summary, write_document,
};
use crate::render::what_if::Changed;
use schemars::JsonSchema;
use serde::Serialize;
use std::io::Write;

/// Writes the document.
pub fn write(changed: &Changed<'_>, out: &mut impl Write) -> Result<(), Error> {
    write_document(&document(changed), out)
}

/// What `variorum what-if --format json` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub struct WhatIfDocument<'c> {
    /// The version of this contract: 1.
    version: u32,
    /// The claims that were given another figure, in the order asked.
    changes: Vec<ChangeOut<'c>>,
    /// Findings open with the other figures, and before not there or settled.
    opened: Vec<FindingOut<'c>>,
    /// Findings open before, and with the other figures not there or settled.
    closed: Vec<FindingOut<'c>>,
    /// Findings there before and after, with other numbers.
    changed: Vec<FindingPairOut<'c>>,
    /// How many findings are the same before and after.
    unchanged: usize,
    /// The totals that came out exactly before and no longer do, each after those inside it.
    totals: Vec<TotalOut<'c>>,
    /// Whether these totals have their new figures in the findings above.
    followed: bool,
    /// The run on the files as they are, in numbers.
    before: SummaryOut,
    /// The run with the other figures, in numbers.
    after: SummaryOut,
}

/// A claim with another figure.
#[derive(Debug, Serialize, JsonSchema)]
struct ChangeOut<'c> {
    /// The claim.
    #[serde(flatten)]
    claim: NamedOut<'c>,
    /// What it is about.
    quantity: QuantityOut<'c>,
    /// What it says in the file.
    before: FigureOut<'c>,
    /// What it would say.
    after: FigureOut<'c>,
}

/// A claim by its name and place.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct NamedOut<'c> {
    /// Its name, where it has one.
    id: Option<&'c str>,
    /// Where its figure stands.
    #[serde(flatten)]
    place: PlaceOut<'c>,
}

/// A finding before and after.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct FindingPairOut<'c> {
    /// Before.
    before: FindingOut<'c>,
    /// After.
    after: FindingOut<'c>,
}

/// A total that would have to follow.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct TotalOut<'c> {
    /// The total.
    #[serde(flatten)]
    claim: NamedOut<'c>,
    /// What it is about.
    quantity: QuantityOut<'c>,
    /// What it says.
    before: FigureOut<'c>,
    /// What its parts come to now.
    after: BecomesOut,
    /// The claims that came to it exactly, with the figures in the file.
    parts: Vec<ClaimRef<'c>>,
    /// The new figures of some of them, then the others, and their sum.
    arithmetic: String,
    /// Whether other claims come to the figure as it stands all the same.
    otherwise: bool,
}

/// A figure that is the sum of others.
#[derive(Debug, Serialize, JsonSchema)]
struct BecomesOut {
    /// It in the notation of figures.
    figure: String,
    /// Its ends.
    #[serde(flatten)]
    interval: IntervalOut,
}

fn document<'c>(changed: &Changed<'c>) -> WhatIfDocument<'c> {
    let difference = changed.difference;
    let [before, after] = changed.summaries;
    WhatIfDocument {
        version: 1,
        changes: changed.claims.iter().map(|&id| change(changed, id)).collect(),
        opened: findings(&changed.after, &difference.opened),
        closed: findings(&changed.before, &difference.closed),
        changed: pairs([changed.before, changed.after], difference),
        unchanged: difference.same,
        totals: totals(changed.before.corpus, changed.follows),
        followed: changed.followed,
        before: summary(before),
        after: summary(after),
    }
}

/// Findings of one run.
pub(in crate::render) fn findings<'c>(
    run: &ComparedRun<'c>,
    list: &[usize],
) -> Vec<FindingOut<'c>> {
    list.iter().map(|&at| finding(run, at)).collect()
}

/// Findings there in both runs, with other numbers.
pub(in crate::render) fn pairs<'c>(
    runs: [ComparedRun<'c>; 2],
    difference: &Difference,
) -> Vec<FindingPairOut<'c>> {
    let pair = |&(then, now): &(usize, usize)| FindingPairOut {
        before: finding(&runs[0], then),
        after: finding(&runs[1], now),
    };
    difference.changed.iter().map(pair).collect()
}

fn finding<'c>(run: &ComparedRun<'c>, at: usize) -> FindingOut<'c> {
    of_finding(run.corpus, &run.findings[at], &run.fingerprints[at])
}

fn change<'c>(changed: &Changed<'c>, id: ClaimId) -> ChangeOut<'c> {
    let (before, after) = (changed.before.corpus, changed.after.corpus);
    ChangeOut {
        claim: named(before, id),
        quantity: quantity(before, before.claim(id).quantity),
        before: figure(before, id),
        after: figure(after, id),
    }
}

/// A claim by its name and place.
pub(in crate::render) fn named(corpus: &Corpus, id: ClaimId) -> NamedOut<'_> {
    NamedOut { id: corpus.claim_name(id), place: place(corpus, corpus.figure_span(id)) }
}

/// The totals that would have to follow.
pub(in crate::render) fn totals<'c>(corpus: &'c Corpus, follows: &Follows) -> Vec<TotalOut<'c>> {
    follows.totals.iter().map(|follow| total(corpus, follows, follow)).collect()
}

fn total<'c>(corpus: &'c Corpus, follows: &Follows, follow: &Follow) -> TotalOut<'c> {
    let about = corpus.claim(follow.total).quantity;
    let measure = corpus.quantities.get(about).measure();
    TotalOut {
        claim: named(corpus, follow.total),
        quantity: quantity(corpus, about),
        before: figure(corpus, follow.total),
        after: BecomesOut {
            figure: explain::becomes(corpus, follow),
            interval: interval(corpus, measure, &follow.becomes.core),
        },
        parts: follow.parts.iter().map(|&id| claim_ref(corpus, id)).collect(),
        arithmetic: explain::addition(corpus, follow, &follows.figures),
        otherwise: follow.otherwise,
    }
}
