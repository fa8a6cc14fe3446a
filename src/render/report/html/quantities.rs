//! What is said of each quantity: an article with its plot, and the same data in a table under it.

use crate::engine::one_quantity::overview::Together;
use crate::engine::standing::claims_in_force::Standing;
use crate::explain;
use crate::explain::visible;
use crate::figure::Interval;
use crate::model::ClaimId;
use crate::render::plural;
use crate::render::report::html::page::{Page, colour, letter, mark};
use crate::render::report::html::party_look::look;
use crate::render::report::html::plot::{plot, small};
use crate::render::report::html::scale::NumberLine;
use crate::render::report::html::tables::sum_words;
use crate::report::{ClaimOutcome, QuantityOf};
use maud::{Markup, html};
use std::collections::BTreeSet;

/// The claim that says all there is to say of a quantity: nobody contradicts it, nor do its parts.
pub(super) fn is_plain(page: &Page<'_>, of: &QuantityOf) -> Option<ClaimId> {
    match of.overview.claims.as_slice() {
        &[(id, Standing::Stands | Standing::Unknown)] if of.findings.is_empty() => {
            (page.report.verdict(id) == ClaimOutcome::NoFinding).then_some(id)
        }
        _ => None,
    }
}

/// One quantity.
pub(super) fn quantity(page: &Page<'_>, of: &QuantityOf) -> Markup {
    let (corpus, overview) = (page.report.corpus, &of.overview);
    let unit = explain::unit(corpus, overview.quantity);
    let drawn = plot(page, of);
    let measure = corpus.quantities.get(overview.quantity).measure();
    let id = format!("q.{}", of.key);
    let several = overview.claims.len() > 1;
    html! {
        article.q.qa id=(id) data-k=(keys(page, of)) data-y=[years(of)] {
            h4 {
                a href={ "#" (id) } {
                    (explain::quantity(corpus, overview.quantity))
                    @if let Some(unit) = unit { span.soft { ", in " (unit) } }
                }
            }
            @if let Some((svg, left_out)) = drawn {
                (svg)
                @if left_out > 0 { p.soft.small { (plural(left_out, "more claim")) " in the table only" } }
            }
            table {
                thead { tr { th { "Figure" } th { "By" } th { "Cited" } th { "Standing" } } }
                tbody { @for &(claim, standing) in &overview.claims { (row(page, claim, standing)) } }
            }
            @if let Some(together) = overview.together.as_ref().filter(|_| several) {
                p.small { (said_together(page, measure, together)) }
            }
            @for parts in &of.parts { p.small { "Sum of its parts: " (sum_words(corpus, measure, parts)) } }
        }
    }
}

/// Quantities in one table of those that one claim says all of.
pub(super) const TOGETHER: usize = 40;

/// Several such quantities, drawn on one scale.
pub(super) fn plain(
    page: &Page<'_>,
    scale: Option<&NumberLine>,
    some: &[(&QuantityOf, ClaimId)],
) -> Markup {
    html! {
        // Around the table, since what is out of sight is skipped for boxes of other kinds only.
        div.ones data-group {
            table {
                thead { tr { th { "Quantity" } th { "Figure" } th { "By" } th { "Cited" } th { "Drawn" } } }
                tbody { @for (of, id) in some { (plain_row(page, scale, of, *id)) } }
            }
        }
    }
}

fn plain_row(page: &Page<'_>, scale: Option<&NumberLine>, of: &QuantityOf, id: ClaimId) -> Markup {
    let corpus = page.report.corpus;
    let measure = corpus.quantities.get(of.overview.quantity).measure();
    let anchor = format!("q.{}", of.key);
    html! {
        tr.q id=(anchor) data-k=(keys(page, of)) data-y=[years(of)] {
            td { a href={ "#" (anchor) } { (explain::quantity(corpus, of.overview.quantity)) } }
            td.num {
                (figure(page, id))
                @for parts in &of.parts { small { "parts: " (sum_words(corpus, measure, parts)) } }
            }
            td { (visible(corpus.party_name(corpus.claim(id).by))) }
            td { (cited(page, id)) @for remark in explain::remarks(corpus, id) { br; (remark) } }
            td { @if let Some(scale) = scale { @if let Some(svg) = small(page, scale, of, id) { (svg) } } }
        }
    }
}

/// A figure as written, and what it means where that is not plain to see.
fn figure(page: &Page<'_>, id: ClaimId) -> Markup {
    let corpus = page.report.corpus;
    let extent = corpus.extent(id);
    let measure = corpus.quantities.get(corpus.claim(id).quantity).measure();
    let written = explain::figure(corpus, id);
    let means = explain::interval(corpus, measure, &extent.wide);
    let bare = |text: &str| text.replace([',', ' '], "");
    let same = bare(&written) == bare(&means);
    html! { (written) @if extent.known && !same { small { (means) } } }
}

/// From its first year to its last; nothing for all time.
fn years(of: &QuantityOf) -> Option<String> {
    let (first, last) = of.years;
    (first > i32::MIN || last < i32::MAX).then(|| format!("{first} {last}"))
}

/// By what the filter finds it.
fn keys(page: &Page<'_>, of: &QuantityOf) -> String {
    let corpus = page.report.corpus;
    let measure = corpus.quantities.get(of.overview.quantity).measure();
    let claims = of.overview.claims.iter();
    let parties: BTreeSet<usize> =
        claims.clone().map(|&(id, _)| page.party(corpus.claim(id).by)).collect();
    let mut statuses: BTreeSet<char> =
        of.findings.iter().map(|&at| letter(&page.report.findings[at])).collect();
    if statuses.is_empty() {
        statuses.insert('x');
    }
    let stays_out = |standing| !matches!(standing, Standing::Stands | Standing::Unknown);
    if claims.clone().any(|&(_, standing)| stays_out(standing)) {
        statuses.insert('o');
    }
    let parties = parties.iter().map(|party| format!("p{party}"));
    let statuses = statuses.iter().map(|letter| format!("s{letter}"));
    [format!("m{}", measure.0)]
        .into_iter()
        .chain(parties)
        .chain(statuses)
        .collect::<Vec<_>>()
        .join(" ")
}

fn row(page: &Page<'_>, id: ClaimId, standing: Standing) -> Markup {
    let corpus = page.report.corpus;
    let claim = corpus.claim(id);
    let look =
        look(page.party(claim.by), corpus.extent(id).approximate, standing != Standing::Stands);
    html! {
        tr {
            td.num { (mark(&look)) (figure(page, id)) }
            td { (visible(corpus.party_name(claim.by))) }
            td { (cited(page, id)) }
            td { (standing_of(page, id, standing)) }
        }
    }
}

/// Citations shown of one claim; the others are counted.
const CITED: usize = 8;

/// Where a claim is made, and where it stands in the files.
pub(super) fn cited(page: &Page<'_>, id: ClaimId) -> Markup {
    let corpus = page.report.corpus;
    let claim = corpus.claim(id);
    let sources = corpus.cites(claim).iter().map(|cite| cite.source);
    let all: Vec<_> = sources.zip(explain::citations(corpus, id)).collect();
    let more = all.len().saturating_sub(CITED);
    html! {
        @for (at, (source, citation)) in all.iter().take(CITED).enumerate() {
            @if at > 0 { br; }
            @let name = visible(corpus.source_name(*source));
            a href={ "#source-" (page.source(*source)) } { (name) }
            (citation.strip_prefix(&*name).unwrap_or(""))
        }
        @if more > 0 { br; (plural(more, "more citation")) }
        " " small { (explain::place_of(corpus, id)) }
    }
}

/// What came of a claim, and what else is known of it.
fn standing_of(page: &Page<'_>, id: ClaimId, standing: Standing) -> Markup {
    let (report, corpus) = (page.report, page.report.corpus);
    let verdict = report.verdict(id);
    let findings = report.findings_of(id);
    let out = explain::standing(corpus, id, standing);
    let quote = corpus.details(corpus.claim(id)).and_then(|details| {
        details.quote.map(|quote| visible(corpus.texts.value(details.file, quote).trim()))
    });
    html! {
        @match findings.first() {
            Some(&first) => {
                @let reported = &report.findings[first];
                a class={ "badge " (colour(letter(reported))) } href={ "#f-" (reported.fingerprint) } { (verdict.words()) }
                @if findings.len() > 1 { small.soft { " and " (findings.len() - 1) " more" } }
            }
            None if verdict == ClaimOutcome::Out => {}
            None => { (verdict.words()) }
        }
        @if let Some(out) = &out {
            @if !findings.is_empty() { br; }
            span { "stays out: " (out) }
        }
        @for remark in explain::remarks(corpus, id) { br; small { (remark) } }
        @if let Some(quote) = quote { br; small.soft { "“" (quote) "”" } }
    }
}

/// What the claims say together, each way of putting it by its name; never a true number.
fn said_together(page: &Page<'_>, measure: crate::model::MeasureId, together: &Together) -> String {
    let words = |interval: &Interval| explain::interval(page.report.corpus, measure, interval);
    let agreed = together.agreed.as_ref().map_or("nothing".into(), words);
    format!(
        "Spread, around all of them: {}. All agree on {agreed}. Smallest range that the most origins support: {}, \
         by {} of {} ({}).",
        words(&together.spread),
        words(&together.supported),
        together.support,
        plural(together.origins, "independent origin"),
        plural(together.citations, "citation"),
    )
}
