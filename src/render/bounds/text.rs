//! What claims allow for a quantity, for a person at a terminal.

use crate::budget::limits;
use crate::engine::possible::verdicts::Reach;
use crate::engine::questions::bounds::{Allowed, Disagreement};
use crate::error::Error;
use crate::explain;
use crate::model::{ClaimId, Corpus, MeasureId};
use crate::render::bounds::Bounded;
use crate::render::bounds::world::sections as world;
use crate::render::colour::Paint;
use crate::render::{plural, written};
use std::io::Write;

/// Writes it, in colour or not.
pub fn write(bounded: &Bounded<'_>, colour: bool, out: &mut impl Write) -> Result<(), Error> {
    let paint = Paint(colour);
    let allowed = bounded.allowed;
    let aside = allowed.aside.len();
    let left = format!("What the others allow, with {} set aside", plural(aside, "claim"));
    let heading = if aside == 0 { "What the claims allow" } else { &left };
    let mut sections = vec![
        ("These claims cannot all be true".to_owned(), conflicts(bounded)),
        (heading.to_owned(), bounds(bounded.corpus, allowed)),
    ];
    sections.extend(world(bounded));
    sections.push(("Claimed".into(), claimed(bounded)));
    written(writeln!(out, "{}", paint.bold(&title(bounded))))?;
    for (heading, lines) in sections.iter().filter(|(_, lines)| !lines.is_empty()) {
        written(writeln!(out, "\n{}", paint.bold(heading)))?;
        for line in lines {
            written(writeln!(out, "  {line}"))?;
        }
    }
    Ok(())
}

/// `killed (north) in 2015, in people, by 12 claims of herald`
fn title(bounded: &Bounded<'_>) -> String {
    let (corpus, quantity) = (bounded.corpus, bounded.allowed.quantity);
    let unit = explain::unit(corpus, quantity).map(|unit| format!("in {unit}"));
    let of = bounded.by.map(|by| format!(" of {}", explain::visible(by)));
    let source = bounded.source.map(|source| format!(" in {}", explain::visible(source)));
    let count = plural(bounded.allowed.claims.len(), "claim");
    let whose =
        [Some(format!("from {count}")), of, source].into_iter().flatten().collect::<String>();
    let title = [Some(explain::quantity(corpus, quantity)), unit, Some(whose)];
    title.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// Those near the quantity; the others are counted.
fn conflicts(bounded: &Bounded<'_>) -> Vec<String> {
    let (corpus, allowed) = (bounded.corpus, bounded.allowed);
    let near = allowed.conflicts.iter().take(allowed.near);
    let mut lines: Vec<String> = near.flat_map(|found| conflict(corpus, found)).collect();
    let far = allowed.conflicts.len() - allowed.near;
    let what = if allowed.near == 0 { "conflict" } else { "more conflict" };
    lines.extend((far > 0).then(|| {
        let count = plural(far, what);
        format!("{count} among claims that share no ground with it; `variorum check` tells of them")
    }));
    lines
}

fn conflict(corpus: &Corpus, clash: &Disagreement) -> Vec<String> {
    let claims = named(corpus, &clash.claims());
    let first = explain::disagreement(corpus, clash);
    [first].into_iter().chain(claims).collect()
}

fn named(corpus: &Corpus, claims: &[ClaimId]) -> Vec<String> {
    let shown = claims.iter().take(limits::NUMBERS_NAMED.get());
    let mut lines: Vec<String> = shown.map(|&id| format!("  {}", line(corpus, id))).collect();
    let more = claims.len() - lines.len();
    lines.extend((more > 0).then(|| format!("  {}", plural(more, "more claim"))));
    lines
}

/// `42 by article, t2015-armenian: killed (armenian) in 2015`
fn line(corpus: &Corpus, id: ClaimId) -> String {
    let (figure, party) = (explain::figure(corpus, id), explain::party(corpus, id));
    let about = explain::quantity(corpus, corpus.claim(id).quantity);
    format!("{figure} by {party}, {}: {about}", explain::claim(corpus, id))
}

/// The least and the most, each with the claims that pin it.
pub(in crate::render) fn bounds(corpus: &Corpus, allowed: &Allowed) -> Vec<String> {
    let Some(bounds) = &allowed.bounds else {
        return vec!["not settled: it would take more steps than are allowed".into()];
    };
    let measure = corpus.quantities.get(allowed.quantity).measure();
    let least = reach(corpus, measure, ["least", "more than "], &bounds.least);
    let most = reach(corpus, measure, ["most", "fewer than "], &bounds.most);
    let wider = (allowed.left_out > 0).then(|| {
        let count = plural(allowed.left_out, "claim");
        format!("{count} left out of account: with all it would take more steps than are allowed")
    });
    least.into_iter().chain(most).chain(wider).collect()
}

fn reach(
    corpus: &Corpus,
    measure: MeasureId,
    [which, beyond]: [&str; 2],
    reach: &Reach,
) -> Vec<String> {
    match reach {
        Reach::Open => vec![format!("{which}: no end")],
        Reach::Unsettled => {
            vec![format!("{which}: not settled: it would take more steps than are allowed")]
        }
        Reach::To { at, strict, pins } => {
            let number = explain::number(corpus, measure, at);
            let beyond = if *strict { beyond } else { "" };
            let pinned = if pins.is_empty() { "" } else { ", pinned by" };
            let first = format!("{which}: {beyond}{number}{pinned}");
            [first].into_iter().chain(named(corpus, pins)).collect()
        }
    }
}

fn claimed(bounded: &Bounded<'_>) -> Vec<String> {
    if bounded.claimed.is_empty() {
        return vec!["none: nobody claims it".into()];
    }
    let lines = named(bounded.corpus, bounded.claimed).into_iter();
    lines.map(|line| line.trim_start().to_owned()).collect()
}
