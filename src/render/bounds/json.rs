//! What claims allow for a quantity as a JSON document, version 1: grown, never broken.

use crate::engine::possible::verdicts::Reach;
use crate::engine::questions::bounds::{Allowed, Disagreement};
use crate::error::Error;
use crate::explain;
use crate::model::{ClaimId, Corpus};
use crate::render::answer_json::{AssertedOut, QuantityOut, asserted, quantity};
use crate::render::bounds::Bounded;
use crate::render::bounds::world::{WorldOut, world};
use crate::render::json::{SummaryOut, exact, summary, write_document};
use schemars::JsonSchema;
use serde::Serialize;
use std::io::Write;

/// Writes the document.
pub fn write(bounded: &Bounded<'_>, out: &mut impl Write) -> Result<(), Error> {
    write_document(&document(bounded), out)
}

/// What `variorum bounds --format json` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub struct BoundsDocument<'c> {
    /// The version of this contract: 1.
    version: u32,
    /// The quantity.
    quantity: QuantityOut<'c>,
    /// The party whose claims alone were taken; null for all.
    by: Option<&'c str>,
    /// The source whose claims alone were taken; null for all.
    source: Option<&'c str>,
    /// How many claims have to do with the quantity.
    claims: usize,
    /// Whether these claims can all be true; null where that could not be told.
    possible: Option<bool>,
    /// Why they cannot: one conflict after another, each among the claims that those before it leave.
    conflicts: Vec<ConflictOut<'c>>,
    /// How many claims of those conflicts were set aside: the bounds are what the others allow.
    set_aside: usize,
    /// How many claims were left out of account because with them it would take more steps than are
    /// allowed: with them the bounds may be closer, never wider.
    left_out: usize,
    /// The bounds; null where they could not be told.
    bounds: Option<BoundsOut<'c>>,
    /// One world that reaches the end asked for with `--world`; null where none was asked for, or could be
    /// told.
    world: Option<WorldOut<'c>>,
    /// The claims on the quantity itself.
    claimed: Vec<AssertedOut<'c>>,
    /// The run in numbers.
    summary: SummaryOut,
}

/// Claims that cannot all be true.
#[derive(Debug, Serialize, JsonSchema)]
struct ConflictOut<'c> {
    /// Of rivals the two farthest apart, then the others.
    claims: Vec<AssertedOut<'c>>,
    /// Whether some of them share ground with the quantity.
    near: bool,
    /// rivals, sum or joint.
    shape: &'static str,
    /// The numbers alone.
    arithmetic: String,
}

/// The least and the most.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct BoundsOut<'c> {
    /// The least.
    least: EndOut<'c>,
    /// The most.
    most: EndOut<'c>,
}

/// One end.
#[derive(Debug, Serialize, JsonSchema)]
struct EndOut<'c> {
    /// to, open or unsettled.
    reach: &'static str,
    /// The number in the measure's unit, exactly; null for an end that is open or unsettled.
    value: Option<String>,
    /// Whether the number itself is only come near to.
    strict: bool,
    /// The claims that pin it there.
    pinned_by: Vec<AssertedOut<'c>>,
}

fn document<'c>(bounded: &Bounded<'c>) -> BoundsDocument<'c> {
    let (corpus, allowed) = (bounded.corpus, bounded.allowed);
    let told = allowed.bounds.is_some() && allowed.left_out == 0;
    let possible = if allowed.conflicts.is_empty() { told.then_some(true) } else { Some(false) };
    let conflicts = allowed.conflicts.iter().enumerate();
    BoundsDocument {
        version: 1,
        quantity: quantity(corpus, allowed.quantity),
        by: bounded.by,
        source: bounded.source,
        claims: allowed.claims.len(),
        possible,
        conflicts: conflicts
            .map(|(at, found)| conflict(corpus, found, at < allowed.near))
            .collect(),
        set_aside: allowed.aside.len(),
        left_out: allowed.left_out,
        bounds: bounds(corpus, allowed),
        world: world(bounded),
        claimed: list(corpus, bounded.claimed),
        summary: summary(bounded.summary),
    }
}

/// The bounds, where they are settled.
pub(in crate::render) fn bounds<'c>(
    corpus: &'c Corpus,
    allowed: &Allowed,
) -> Option<BoundsOut<'c>> {
    let measure = corpus.quantities.get(allowed.quantity).measure();
    let end = |reach: &Reach| match reach {
        Reach::Open => EndOut { reach: "open", value: None, strict: false, pinned_by: Vec::new() },
        Reach::Unsettled => {
            EndOut { reach: "unsettled", value: None, strict: false, pinned_by: Vec::new() }
        }
        Reach::To { at, strict, pins } => EndOut {
            reach: "to",
            value: Some(exact(corpus, measure, at)),
            strict: *strict,
            pinned_by: list(corpus, pins),
        },
    };
    let bounds = allowed.bounds.as_ref()?;
    Some(BoundsOut { least: end(&bounds.least), most: end(&bounds.most) })
}

fn conflict<'c>(corpus: &'c Corpus, found: &Disagreement, near: bool) -> ConflictOut<'c> {
    let mut claims = found.claims();
    let shape = match found {
        &Disagreement::Rivals { widest: (lower, higher), .. } => {
            claims.retain(|&id| id != lower && id != higher);
            claims.splice(0..0, [lower, higher]);
            "rivals"
        }
        Disagreement::Sum(_) => "sum",
        Disagreement::Joint(_) => "joint",
    };
    ConflictOut {
        claims: list(corpus, &claims),
        near,
        shape,
        arithmetic: explain::disagreement(corpus, found),
    }
}

fn list<'c>(corpus: &'c Corpus, claims: &[ClaimId]) -> Vec<AssertedOut<'c>> {
    claims.iter().map(|&id| asserted(corpus, id)).collect()
}
