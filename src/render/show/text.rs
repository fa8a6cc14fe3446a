//! Everything said of one quantity, for a person at a terminal.

use crate::budget::limits;
use crate::engine::one_quantity::overview::{PairCounts, Together};
use crate::engine::standing::claims_in_force::Standing;
use crate::error::Error;
use crate::explain;
use crate::figure::{Bound, Interval, Number};
use crate::finding::Finding;
use crate::model::{ClaimId, Corpus, MeasureId};
use crate::render::bounds::text::bounds;
use crate::render::colour::Paint;
use crate::render::show::Showing;
use crate::render::show::plot::{DrawnRow, plot};
use crate::render::{concise, plural, written};
use std::io::Write;

/// Writes it, in colour or not, the drawing at most so many columns wide.
pub fn write(
    showing: &Showing<'_>,
    width: usize,
    colour: bool,
    out: &mut impl Write,
) -> Result<(), Error> {
    let paint = Paint(colour);
    let sections = [
        ("Claims", claims(showing)),
        ("Side by side", drawing(showing, width)),
        ("Two and two", pairs(showing)),
        ("Together", together(showing)),
        ("By the claims on other quantities", implied(showing)),
        ("Findings", findings(showing, paint)),
    ];
    written(writeln!(out, "{}", paint.bold(&title(showing))))?;
    for (heading, lines) in sections.iter().filter(|(_, lines)| !lines.is_empty()) {
        written(writeln!(out, "\n{}", paint.bold(heading)))?;
        for line in lines {
            written(writeln!(out, "  {line}"))?;
        }
    }
    Ok(())
}

/// `killed (soldiers) in 2015, in people`
fn title(showing: &Showing<'_>) -> String {
    let (corpus, quantity) = (showing.corpus, showing.overview.quantity);
    let unit = explain::unit(corpus, quantity);
    let unit = unit.map_or(String::new(), |unit| format!(", in {unit}"));
    format!("{}{unit}", explain::quantity(corpus, quantity))
}

fn claims(showing: &Showing<'_>) -> Vec<String> {
    let claims = &showing.overview.claims;
    if claims.is_empty() {
        return vec!["none: nobody claims it".into()];
    }
    let numbered = claims.iter().enumerate();
    numbered.flat_map(|(at, &(id, standing))| claim(showing.corpus, at, id, standing)).collect()
}

/// A claim on a few lines: who says it, where, its place in the files, and what else is known of it.
fn claim(corpus: &Corpus, at: usize, id: ClaimId, standing: Standing) -> Vec<String> {
    let (figure, party) = (explain::figure(corpus, id), explain::party(corpus, id));
    let number = format!("[{}]", at + 1);
    let indent = number.chars().count();
    let first = format!("{number} {figure} by {party}");
    let citations = explain::citations(corpus, id).into_iter();
    let name = corpus.claim_name(id).map(|_| explain::claim(corpus, id));
    let place = [Some(explain::place_of(corpus, id)), name].into_iter().flatten();
    let place = place.collect::<Vec<_>>().join(", ");
    let rest = citations.chain([place]).chain(explain::remarks(corpus, id));
    let out = explain::standing(corpus, id, standing);
    let out = out.map(|why| format!("stays out of the arithmetic: {why}"));
    let rest = rest.chain(out).map(|line| format!("{:indent$} {line}", ""));
    [first].into_iter().chain(rest).collect()
}

fn drawing(showing: &Showing<'_>, width: usize) -> Vec<String> {
    let (corpus, overview) = (showing.corpus, showing.overview);
    let measure = corpus.quantities.get(overview.quantity).measure();
    let numbered = overview.claims.iter().enumerate();
    let known = numbered.filter(|(_, (id, _))| corpus.extent(*id).known);
    let rows: Vec<DrawnRow> = known
        .clone()
        .take(limits::CLAIMS_DRAWN_TEXT.get())
        .filter_map(|(at, &(id, standing))| row(corpus, measure, at, id, standing))
        .collect();
    let mut lines = plot(&rows, width.saturating_sub(2));
    let left_out = known.count().saturating_sub(limits::CLAIMS_DRAWN_TEXT.get());
    if left_out > 0 && !lines.is_empty() {
        lines.push(format!("{} not drawn", plural(left_out, "more claim")));
    }
    lines
}

fn row(
    corpus: &Corpus,
    measure: MeasureId,
    at: usize,
    id: ClaimId,
    standing: Standing,
) -> Option<DrawnRow> {
    let extent = corpus.extent(id);
    let out = if standing == Standing::Stands { "" } else { ", out" };
    let (figure, party) = (explain::figure(corpus, id), explain::party(corpus, id));
    Some(DrawnRow {
        label: format!("[{}] {figure} by {party}{out}", at + 1),
        core: in_unit(corpus, measure, &extent.core)?,
        wide: in_unit(corpus, measure, &extent.wide)?,
        hedged: extent.approximate,
    })
}

/// The interval in the measure's unit, near enough for a drawing.
fn in_unit(corpus: &Corpus, measure: MeasureId, interval: &Interval) -> Option<Interval> {
    let factor = explain::factor(corpus, measure);
    let near = |number: Number| number.ratio_to(factor)?.rounded(6);
    let end = |bound: Option<Bound>| match bound {
        Some(bound) => near(bound.value).map(|value| Some(Bound { value, ..bound })),
        None => Some(None),
    };
    Some(Interval { low: end(interval.low)?, high: end(interval.high)? })
}

fn pairs(showing: &Showing<'_>) -> Vec<String> {
    let pairs = &showing.overview.pairs;
    match &pairs.listed {
        Some(listed) => {
            let number = |id: ClaimId| showing.overview.index(id) + 1;
            let line = |&(a, b, ref compared): &_| {
                let words = explain::comparison(showing.corpus, a, compared);
                format!("[{}] and [{}]: {words}", number(a), number(b))
            };
            listed.iter().map(line).collect()
        }
        None => vec![counted(pairs)],
    }
}

/// `190 pairs: 4 identical, 176 meet, 10 contradicts`
fn counted(pairs: &PairCounts) -> String {
    let counts: Vec<String> =
        pairs.counted().map(|(grade, count)| format!("{count} {grade}")).collect();
    format!("{} pairs: {}", pairs.all, counts.join(", "))
}

fn together(showing: &Showing<'_>) -> Vec<String> {
    let Some(together) = &showing.overview.together else { return Vec::new() };
    let corpus = showing.corpus;
    let measure = corpus.quantities.get(showing.overview.quantity).measure();
    let words = |interval: &Interval| explain::interval(corpus, measure, interval);
    let agreed = together.agreed.as_ref().map_or("nothing".into(), words);
    vec![
        format!("spread, around all of them: {}", words(&together.spread)),
        format!("agreed on by all of them: {agreed}"),
        format!(
            "smallest range that the most origins support: {}, by {} of {} ({})",
            words(&together.supported),
            together.support,
            plural(together.origins, "origin"),
            supporters(showing, together),
        ),
        format!(
            "{}, {}",
            plural(together.citations, "citation"),
            plural(together.origins, "independent origin")
        ),
    ]
}

fn implied(showing: &Showing<'_>) -> Vec<String> {
    let Some(allowed) = showing.implied else { return Vec::new() };
    let aside = allowed.aside.len();
    let aside = (aside > 0).then(|| format!("{} in conflict set aside", plural(aside, "claim")));
    bounds(showing.corpus, allowed).into_iter().chain(aside).collect()
}

fn supporters(showing: &Showing<'_>, together: &Together) -> String {
    let claims = showing.overview.claims.iter().enumerate();
    let supports = |id: ClaimId| together.supporters.binary_search(&id).is_ok();
    let numbers =
        claims.filter(|(_, (id, _))| supports(*id)).map(|(at, _)| format!("[{}]", at + 1));
    let mut named: Vec<String> = numbers.take(limits::NUMBERS_NAMED.get()).collect();
    let more = together.supporters.len().saturating_sub(named.len());
    named.extend((more > 0).then(|| format!("{more} more")));
    named.join(", ")
}

fn findings(showing: &Showing<'_>, paint: Paint) -> Vec<String> {
    let line = |&(finding, fingerprint): &(&Finding, &str)| {
        let line = concise::line(showing.corpus, finding);
        let start: String = fingerprint.chars().take(8).collect();
        [paint.severity(finding.severity(), &line), format!("  finding {start}")]
    };
    showing.findings.iter().flat_map(line).collect()
}
