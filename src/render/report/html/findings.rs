//! What was found: findings in, an article for each out.

use super::page::{Page, colour, letter};
use super::quantities::cited;
use crate::explain::{self, visible};
use crate::finding::{Involved, Reading, Role};
use crate::render::{plural, word};
use crate::report::Reported;
use maud::{Markup, html};
use std::collections::BTreeSet;

/// Claims shown of one finding; the others are counted.
const CLAIMS: usize = 16;

/// One finding.
pub(super) fn finding(page: &Page<'_>, reported: &Reported<'_>) -> Markup {
    let (finding, told) = (reported.finding, &reported.told);
    let letter = letter(reported);
    let id = format!("f-{}", reported.fingerprint);
    let rulings = match finding.life.rulings.is_empty() {
        true => Vec::new(),
        false => explain::rulings_on(page.report.corpus, finding),
    };
    html! {
        article class={ "f f" (colour(letter)) } id=(id) data-k=(keys(page, reported)) data-y=[years(page, reported)] {
            h3 {
                span class={ "badge " (colour(letter)) } { (word(finding)) } " " (told.message)
                a.l1 href={ "#" (id) } aria-label="Link to this finding" { "#" }
            }
            @if let Some(arithmetic) = &told.arithmetic { p.ar { (arithmetic) } }
            @if finding.claims.is_empty() { (places(page, reported)) } @else { (claims(page, reported)) }
            @if !told.causes.is_empty() {
                p.small { b { "What would explain it" } }
                ul { @for cause in &told.causes { li { (cause) } } }
            }
            @if !rulings.is_empty() { ul { @for ruling in &rulings { li { (ruling) } } } }
            @let notes: Vec<&String> = told.notes.iter().chain(&told.help).collect();
            @if !notes.is_empty() { ul { @for note in notes { li { (note) } } } }
            p.soft.small { (known_by(reported)) }
        }
    }
}

/// `parts-exceed-whole · internal: one account contradicts itself · irreconcilable · finding 0861b668`
fn known_by(reported: &Reported<'_>) -> String {
    let finding = reported.finding;
    let reading = finding.reading.map(|reading| match reading {
        Reading::Internal => "internal: one party contradicts itself in one source",
        Reading::Contested => "contested: parties or sources disagree",
    });
    let irreconcilable = finding
        .irreconcilable
        .filter(|&so| so)
        .map(|_| "irreconcilable: it fails with every rival figure too");
    let start: String = reported.fingerprint.chars().take(8).collect();
    let finding = format!("finding {start}");
    let words = [Some(reported.finding.check.name()), reading, irreconcilable, Some(&finding)];
    words.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

/// By what the filter finds it.
fn keys(page: &Page<'_>, reported: &Reported<'_>) -> String {
    let corpus = page.report.corpus;
    let measure = |&at: &usize| {
        let quantity = page.report.quantities[at].overview.quantity;
        corpus.quantities.get(quantity).measure().0
    };
    let measures: BTreeSet<u32> = reported.about.iter().map(measure).collect();
    let involved = reported.finding.claims.iter();
    let parties: BTreeSet<usize> =
        involved.map(|one| page.party(corpus.claim(one.claim).by)).collect();
    let measures = measures.iter().map(|measure| format!("m{measure}"));
    let parties = parties.iter().map(|party| format!("p{party}"));
    let status = format!("s{}", letter(reported));
    measures.chain(parties).chain([status]).collect::<Vec<_>>().join(" ")
}

/// From the first year of its quantities to the last; nothing for a fault of the files.
fn years(page: &Page<'_>, reported: &Reported<'_>) -> Option<String> {
    let all = reported.about.iter().map(|&at| page.report.quantities[at].years);
    let (first, last) = all.reduce(|a, b| (a.0.min(b.0), a.1.max(b.1)))?;
    Some(format!("{first} {last}"))
}

fn claims(page: &Page<'_>, reported: &Reported<'_>) -> Markup {
    let claims = &reported.finding.claims;
    let more = claims.len().saturating_sub(CLAIMS);
    html! {
        table {
            thead { tr { th { "Figure" } th { "Of" } th { "By" } th { "Cited" } } }
            tbody { @for involved in claims.iter().take(CLAIMS) { (claim(page, involved)) } }
        }
        @if more > 0 { p.soft.small { (plural(more, "more claim")) " in it" } }
    }
}

fn claim(page: &Page<'_>, &Involved { claim: id, role }: &Involved) -> Markup {
    let corpus = page.report.corpus;
    let claim = corpus.claim(id);
    let part = match role {
        Role::Also => Some("not needed for the conflict"),
        Role::Added => Some("added"),
        Role::Whole => Some("the whole"),
        _ => None,
    };
    html! {
        tr {
            td.num { (explain::figure(corpus, id)) @if let Some(part) = part { " " small.soft { (part) } } }
            td { a href=(page.to_quantity(claim.quantity)) { (explain::quantity(corpus, claim.quantity)) } }
            td { (page.by(claim.by)) }
            td { (cited(page, id)) }
        }
    }
}

/// Where a fault of the files stands.
fn places(page: &Page<'_>, reported: &Reported<'_>) -> Markup {
    let texts = &page.report.corpus.texts;
    html! {
        ul {
            @for (span, label) in &reported.told.places {
                @let file = texts.file(span.file);
                @let at = file.position(span.start);
                li { code { (visible(file.name())) ":" (at.line) ":" (at.column) } @if !label.is_empty() { " " (label) } }
            }
        }
    }
}
