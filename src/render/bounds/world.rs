//! A world at one end of a quantity's bounds: headed lines for people, and its part of the JSON document.

use crate::budget::limits;
use crate::engine::certificates::claims_and_worlds::{Point, When};
use crate::engine::possible::example_world::Toward;
use crate::engine::possible::verdicts::Reach;
use crate::engine::questions::extreme_world::Example;
use crate::explain;
use crate::model::{Corpus, MeasureId};
use crate::render::answer_json::{AssertedOut, asserted};
use crate::render::bounds::Bounded;
use crate::render::json::exact;
use crate::render::plural;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// Two headings, each with its lines; one where the world could not be told, none where none was asked for.
pub(super) fn sections(bounded: &Bounded<'_>) -> Vec<(String, Vec<String>)> {
    let Some(toward) = bounded.toward else { return Vec::new() };
    let end = name(toward);
    let Some(world) = bounded.world else {
        let why = "not settled: it would take more steps than are allowed".to_owned();
        return vec![(format!("One world at the {end}"), vec![why])];
    };
    let (corpus, measure) = (bounded.corpus, measure(bounded));
    let number = explain::number(corpus, measure, &world.comes_to);
    let heading = match reach(bounded, toward) {
        "near" => format!("One world near the {end}: {number}"),
        "further" => format!("One world further out, the {end} having no end: {number}"),
        _ => format!("One world at the {end}: {number}"),
    };
    let claims = format!("In this world {} as they say", what_hold(world));
    vec![(heading, points(corpus, measure, world)), (claims, claim_lines(corpus, world))]
}

fn what_hold(world: &Example) -> String {
    let verb = if world.claims.len() == 1 { "is" } else { "are" };
    format!("{} {verb}", plural(world.claims.len(), "claim"))
}

fn points(corpus: &Corpus, measure: MeasureId, world: &Example) -> Vec<String> {
    let line = |&at: &usize| {
        let point = &world.witness.points[at];
        let amount = explain::number(corpus, measure, &point.amount);
        format!("{amount}: {}", explain::point(corpus, point))
    };
    let mut lines: Vec<String> =
        world.made_up_of.iter().take(limits::POINTS_SHOWN.get()).map(line).collect();
    let rest = &world.made_up_of[lines.len()..];
    lines.extend((!rest.is_empty()).then(|| plural(rest.len(), "smaller point")));
    if lines.is_empty() {
        lines.push("nothing makes it up".into());
    }
    lines
}

fn claim_lines(corpus: &Corpus, world: &Example) -> Vec<String> {
    let shown = world.claims.iter().take(limits::WORLD_CLAIMS_SHOWN.get()).map(|(id, sum)| {
        let quantity = corpus.claim(*id).quantity;
        let sum = explain::number(corpus, corpus.quantities.get(quantity).measure(), sum);
        let (figure, party) = (explain::figure(corpus, *id), explain::party(corpus, *id));
        let (claim, about) = (explain::claim(corpus, *id), explain::quantity(corpus, quantity));
        format!("{sum} where {figure} is said by {party}, {claim}: {about}")
    });
    let mut lines: Vec<String> = shown.collect();
    let more = world.claims.len() - lines.len();
    lines.extend((more > 0).then(|| plural(more, "more claim")));
    lines
}

fn measure(bounded: &Bounded<'_>) -> MeasureId {
    bounded.corpus.quantities.get(bounded.allowed.quantity).measure()
}

const fn name(toward: Toward) -> &'static str {
    match toward {
        Toward::Least => "least",
        Toward::Most => "most",
    }
}

/// How the world stands to the end.
fn reach(bounded: &Bounded<'_>, toward: Toward) -> &'static str {
    let bounds = bounded.allowed.bounds.as_ref();
    let reach = bounds.map(|bounds| match toward {
        Toward::Least => &bounds.least,
        Toward::Most => &bounds.most,
    });
    match reach {
        Some(Reach::To { strict: true, .. }) => "near",
        Some(Reach::Open) => "further",
        _ => "at",
    }
}

/// One world in which all claims taken are true, checked claim by claim.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct WorldOut<'c> {
    /// The end it was asked for: least or most.
    toward: &'static str,
    /// at: the quantity comes to that end; near: the end itself is only come near to; further: there is no
    /// end, and this goes one further than what there is.
    reach: &'static str,
    /// What the quantity comes to, in the measure's unit, exactly.
    comes_to: String,
    /// What the quantity of every claim taken comes to: claims on the quantity itself first, then those that
    /// pin the end, then those that count some of its points, then the others.
    claims: Vec<ComesToOut<'c>>,
    /// What there is; anywhere else there is nothing. The points that make up the quantity first, the largest
    /// before the smaller.
    points: Vec<PointOut<'c>>,
}

/// A claim beside what its quantity comes to.
#[derive(Debug, Serialize, JsonSchema)]
struct ComesToOut<'c> {
    /// The claim.
    #[serde(flatten)]
    claim: AssertedOut<'c>,
    /// What its quantity comes to, in the unit of its measure, exactly.
    comes_to: String,
}

/// A place, and how much there is.
#[derive(Debug, Serialize, JsonSchema)]
struct PointOut<'c> {
    /// How much, in the unit of the quantity asked for, exactly.
    amount: String,
    /// Whether it is a part of the quantity asked for.
    inside: bool,
    /// Where it is, in words.
    words: String,
    /// The measures that count it.
    measures: Vec<&'c str>,
    /// For every dimension the innermost members it lies in: one, or several that may overlap.
    members: BTreeMap<&'c str, Vec<SpotOut<'c>>>,
    /// The days in EDTF among which it lies, or the one period over which it is measured.
    period: String,
    /// The uncertain periods, in EDTF, that hold these days in this world though they need not.
    taken_as: Vec<String>,
}

/// A place along a dimension.
#[derive(Debug, Serialize, JsonSchema)]
struct SpotOut<'c> {
    /// The member, `all` for the whole.
    member: &'c str,
    /// Whether it lies beside all parts the member has, in some other one that is not named; if not, it lies
    /// anywhere in the member.
    beside: bool,
}

/// The world, where one was asked for and could be told.
pub(super) fn world<'c>(bounded: &Bounded<'c>) -> Option<WorldOut<'c>> {
    let (corpus, measure) = (bounded.corpus, measure(bounded));
    let (world, toward) = (bounded.world?, bounded.toward?);
    let claims = world.claims.iter().map(|(id, sum)| {
        let measure = corpus.quantities.get(corpus.claim(*id).quantity).measure();
        ComesToOut { claim: asserted(corpus, *id), comes_to: exact(corpus, measure, sum) }
    });
    let mut outside = vec![true; world.witness.points.len()];
    world.made_up_of.iter().for_each(|&at| outside[at] = false);
    let others = (0..outside.len()).filter(|&at| outside[at]);
    let all = world.made_up_of.iter().copied().chain(others);
    let points = all.map(|at| point(corpus, measure, &world.witness.points[at], !outside[at]));
    Some(WorldOut {
        toward: name(toward),
        reach: reach(bounded, toward),
        comes_to: exact(corpus, measure, &world.comes_to),
        claims: claims.collect(),
        points: points.collect(),
    })
}

fn point<'c>(corpus: &'c Corpus, measure: MeasureId, point: &Point, inside: bool) -> PointOut<'c> {
    let members = corpus.dimensions.iter().zip(&point.places).map(|((name, dimension), spots)| {
        let spots = spots
            .iter()
            .map(|spot| SpotOut { member: dimension.name(spot.member), beside: spot.beside });
        (name.as_str(), spots.collect())
    });
    let (period, taken_as) = match &point.when {
        When::Period(id) => (corpus.period(*id).to_string(), Vec::new()),
        When::Days { days, into } => {
            let into = into.iter().map(|&id| corpus.period(id).to_string());
            (days.to_string(), into.collect())
        }
    };
    PointOut {
        amount: exact(corpus, measure, &point.amount),
        inside,
        words: explain::point(corpus, point),
        measures: point.counted.iter().map(|&id| corpus.measure_name(id)).collect(),
        members: members.collect(),
        period,
        taken_as,
    }
}
