//! The lists: what sides say of one another, rulings, parties and sources.

use crate::engine::parts_and_wholes::sums_of_parts::Parts;
use crate::explain;
use crate::explain::visible;
use crate::model::{ClaimId, Corpus, MeasureId, ResolutionId};
use crate::render::plural;
use crate::render::report::html::page::{Page, mark};
use crate::render::report::html::party_look::look;
use crate::report::{ComparedClaims, MatrixRow, SourceOf};
use maud::{Markup, html};
use std::collections::BTreeSet;

/// `106, of 2 parts by side`
pub(super) fn sum_words(corpus: &Corpus, measure: MeasureId, parts: &Parts) -> String {
    let axes: Vec<String> = parts.axes.iter().map(|&axis| explain::axis(corpus, axis)).collect();
    let by = match axes.as_slice() {
        [] | [_, _, _, ..] => String::new(),
        axes => format!(" by {}", axes.join(" and ")),
    };
    let complete = if parts.complete { ", which leave nothing out" } else { "" };
    let sum = explain::interval(corpus, measure, &parts.sum);
    format!("{sum} · {}{by}{complete}", plural(parts.count, "part"))
}

/// The head of the belligerent matrix; its rows and its end follow.
pub(super) const MATRIX: &str = "<p class=\"soft\">A figure for a side by a party of that side, by a party of \
    another side, and by a party that is neither, each for the same quantity.</p><table class=\"matrix\"><thead><tr>\
    <th>Of</th><th>Its own side</th><th>The other side</th>\
    <th>Neither</th><th>Apart</th></tr></thead><tbody>";

/// One row of it.
pub(super) fn matrix_row(page: &Page<'_>, row: &MatrixRow) -> Markup {
    let corpus = page.report.corpus;
    let all = [&row.own, &row.ally, &row.enemy, &row.third].into_iter().flatten();
    let parties: BTreeSet<usize> = all.map(|&id| page.party(corpus.claim(id).by)).collect();
    let parties: Vec<String> = parties.iter().map(|party| format!(" p{party}")).collect();
    let measure = corpus.quantities.get(row.quantity).measure();
    let against = [("the other side", row.against_enemy), ("neither", row.against_third)];
    let years = corpus.period(corpus.quantities.get(row.quantity).period()).widest().years();
    html! {
        tr data-k={ "m" (measure.0) (parties.concat()) } data-y={ (years.0) " " (years.1) } {
            td { a href=(page.to_quantity(row.quantity)) { (explain::quantity(corpus, row.quantity)) } }
            td { (figures(page, &[row.own.as_slice(), &row.ally].concat())) }
            td { (figures(page, &row.enemy)) }
            td { (figures(page, &row.third)) }
            td { @for (whom, said) in against { @if let Some(said) = said { (apart(corpus, whom, &said)) } } }
        }
    }
}

/// Figures shown in one cell; the others are counted.
const FIGURES: usize = 6;

fn figures(page: &Page<'_>, claims: &[ClaimId]) -> Markup {
    let corpus = page.report.corpus;
    let more = claims.len().saturating_sub(FIGURES);
    html! {
        @if claims.is_empty() { span.soft { "–" } }
        @for &id in claims.iter().take(FIGURES) {
            div { b { (explain::figure(corpus, id)) } " " small.soft { (page.by(corpus.claim(id).by)) } }
        }
        @if more > 0 { small.soft { (more) " more" } }
    }
}

fn apart(corpus: &Corpus, whom: &str, said: &ComparedClaims) -> Markup {
    let words = explain::comparison(corpus, said.own, &said.compared);
    html! { div { span.gap { (words) } small.soft { " (own and " (whom) ")" } } }
}

/// A ruling, and the findings it bears on.
pub(super) fn ruling(page: &Page<'_>, id: ResolutionId, findings: &[usize]) -> Markup {
    let report = page.report;
    html! {
        li {
            (explain::ruling(report.corpus, id))
            @if findings.is_empty() { span.soft { "; it settles nothing" } }
            ul {
                @for &at in findings.iter().take(FINDINGS) {
                    @let reported = &report.findings[at];
                    li { a href={ "#f-" (reported.fingerprint) } { (reported.told.message) } }
                }
            }
            @let more = findings.len().saturating_sub(FINDINGS);
            @if more > 0 { span.soft { (plural(more, "more finding")) } }
        }
    }
}

/// Findings named below one ruling; the others are counted.
const FINDINGS: usize = 16;

/// Every party with its mark.
pub(super) fn parties(page: &Page<'_>) -> Markup {
    let (report, corpus) = (page.report, page.report.corpus);
    html! {
        p.soft { "In the plots a bar is a range, a mark a number and an arrow an open end. A hollow mark is a hedged figure, \
            with the reach of its hedge dotted; a dashed one stays out of the arithmetic. What all claims agree on is \
            shaded, and a dashed upright line is the least that the parts of the quantity come to." }
        ul.legend {
            @for &(id, claims) in &report.parties {
                @let party = &corpus.parties[id.index()];
                li {
                    (mark(&look(page.party(id), false, false))) b { (visible(corpus.party_name(id))) }
                    @if let Some(name) = &party.name { ", " (visible(name)) }
                    @if let Some((along, member)) = party.belligerent {
                        ", of the side " (visible(corpus.dimension(along).name(member)))
                    }
                    span.soft { " · " (plural(claims, "claim")) }
                }
            }
        }
    }
}

/// One source.
pub(super) fn source(page: &Page<'_>, at: usize, of: &SourceOf) -> Markup {
    let corpus = page.report.corpus;
    let relays = &corpus.sources[of.source.index()].relays;
    let relays: Vec<_> = relays.iter().map(|&id| visible(corpus.source_name(id))).collect();
    html! {
        li id={ "source-" (at) } {
            b { (visible(corpus.source_name(of.source))) } ": "
            @for run in &of.citation.runs { @if run.italic { i { (run.text) } } @else { (run.text) } }
            @if let Some(link) = &of.link { " " a href=(link) rel="noopener noreferrer" { "Open " span.small { "(" (link) ")" } } }
            br;
            span.soft {
                (plural(of.claims, "figure")) " on " (of.quantities) @if of.quantities == 1 { " quantity" } @else { " quantities" }
                @if of.alone > 0 && of.alone < of.claims { ", " (of.alone) " of them on nothing else" }
                @if of.alone == of.claims { ", all of them on nothing else" }
                @if !relays.is_empty() { "; takes its figures from " (relays.join(", ")) }
            }
        }
    }
}
