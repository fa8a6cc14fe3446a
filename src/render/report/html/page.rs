//! The frame of the page: what every part of it needs, its head, its summary, its filter and its foot.

use super::party_look::look;
use super::policy::policy;
use crate::explain::visible;
use crate::finding::{Severity, Status};
use crate::model::PartyId;
use crate::render::plural;
use crate::render::report::Printed;
use crate::report::{Report, Reported};
use crate::run::Summary;
use maud::{DOCTYPE, Markup, PreEscaped, html};

const STYLE: &str = include_str!("page.css");
const SCRIPT: &str = include_str!("page.js");

/// What every part of the page needs.
pub(super) struct Page<'c> {
    pub(super) report: &'c Report<'c>,
    pub(super) summary: &'c Summary,
    /// The number of each party, by which its colour and shape are chosen.
    parties: Vec<usize>,
    /// The place of each quantity in the report.
    places: Vec<usize>,
    /// The place of each source in the report.
    sources: Vec<usize>,
}

impl<'c> Page<'c> {
    pub(super) fn new(printed: &Printed<'c>) -> Self {
        let (report, corpus) = (printed.report, printed.report.corpus);
        let mut parties = vec![0; corpus.parties.len()];
        let numbered = report.parties.iter().enumerate();
        numbered.for_each(|(at, (party, _))| parties[party.index()] = at);
        let mut places = vec![0; corpus.quantities.len()];
        let numbered = report.quantities.iter().enumerate();
        numbered.for_each(|(at, one)| places[one.overview.quantity.index()] = at);
        let mut sources = vec![0; corpus.sources.len()];
        let numbered = report.sources.iter().enumerate();
        numbered.for_each(|(at, one)| sources[one.source.index()] = at);
        Self { report, summary: printed.summary, parties, places, sources }
    }

    /// The party's number: those with more claims first.
    pub(super) fn party(&self, id: PartyId) -> usize {
        self.parties[id.index()]
    }

    /// The link to a quantity.
    pub(super) fn to_quantity(&self, id: crate::model::QuantityId) -> String {
        format!("#q.{}", self.report.quantities[self.places[id.index()]].key)
    }

    /// The place of a source in the list.
    pub(super) fn source(&self, id: crate::model::SourceId) -> usize {
        self.sources[id.index()]
    }

    /// A party with its mark.
    pub(super) fn by(&self, id: PartyId) -> Markup {
        let number = self.party(id);
        html! { (mark(&look(number, false, false))) (visible(self.report.corpus.party_name(id))) }
    }
}

/// A party's mark, as large as a letter.
pub(super) fn mark(look: &str) -> Markup {
    let line = format!("<line class=\"b {look}\" x1=\"8\" x2=\"8\" y1=\"8\" y2=\"8\"/>");
    html! { svg.k aria-hidden="true" { (PreEscaped(line)) } }
}

/// One letter for how a finding stands: error, warning, info, resolved or baseline.
pub(super) fn letter(reported: &Reported<'_>) -> char {
    match (reported.finding.life.status, reported.finding.severity()) {
        (Status::Resolved, _) => 'r',
        (Status::Baseline, _) => 'b',
        (Status::Open, Severity::Error) => 'e',
        (Status::Open, Severity::Warning) => 'w',
        (Status::Open, Severity::Info) => 'n',
    }
}

/// The class of its colours: what is accepted is coloured as what is settled.
pub(super) fn colour(letter: char) -> &'static str {
    match letter {
        'e' => "e",
        'w' => "w",
        'n' => "n",
        _ => "r",
    }
}

/// Everything before the first part.
pub(super) fn head(page: &Page<'_>) -> String {
    let policy = policy(SCRIPT, STYLE);
    let generator = concat!("variorum ", env!("CARGO_PKG_VERSION"));
    let head = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                meta name="generator" content=(generator);
                title { "Discrepancy report" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#content" { "Skip to the findings" }
                (marks())
                header { (summary(page)) (contents(page)) }
                (filter(page))
            }
        }
    };
    // The parts follow, one by one, so that the page is never held whole.
    let open = head.into_string();
    open.strip_suffix("</body></html>")
        .map_or(open.clone(), |open| format!("{open}<main id=\"content\">"))
}

/// Everything after the last part.
pub(super) fn foot() -> String {
    let script = html! { script { (PreEscaped(SCRIPT)) } };
    format!("</main>{}</body></html>\n", script.into_string())
}

/// The shapes of marks, by a party's number.
const SHAPES: [&str; 8] = [
    "M-6 0A6 6 0 1 1 6 0A6 6 0 1 1-6 0",
    "M-5.5-5.5h11v11h-11z",
    "M0-7.5 7.5 0 0 7.5-7.5 0z",
    "M0-7 7 5.5H-7z",
    "M0 7 7-5.5H-7z",
    "M-2.3-7h4.6v4.7H7v4.6H2.3V7h-4.6V2.3H-7v-4.6h4.7z",
    "M-6.9-2.2 0-7.3 6.9-2.2 4.3 5.9H-4.3z",
    "M-3.6-6.4h7.2L7 0 3.6 6.4h-7.2L-7 0z",
];

/// The ends of lines that plots and lists draw their marks with: each shape full, hollow and dashed.
fn marks() -> Markup {
    let marker = |id: &str, class: &str, path: &str| {
        format!(
            "<marker id=\"{id}\" class=\"{class}\" markerUnits=\"userSpaceOnUse\" overflow=\"visible\">\
             <path d=\"{path}\"/></marker>"
        )
    };
    let mut defs = String::new();
    for (at, path) in SHAPES.iter().enumerate() {
        for class in ["s", "h", "o"] {
            defs += &marker(&format!("{class}{at}"), &format!("m{class}"), path);
        }
    }
    defs += &marker("ar", "ms", "M-2-6 9 0-2 6z");
    defs += &marker("al", "ms", "M2-6-9 0 2 6z");
    defs += &marker("sum", "mb", "M0-8V8M-4-8h8M-4 8h8");
    html! { svg width="0" height="0" aria-hidden="true" focusable="false" { defs { (PreEscaped(defs)) } } }
}

fn summary(page: &Page<'_>) -> Markup {
    let summary = page.summary;
    let [errors, warnings, infos] = summary.by_severity;
    let counts = [
        (errors, "error", "e"),
        (warnings, "warning", "w"),
        (infos, "info", "n"),
        (summary.resolved, "resolved", "r"),
        (summary.baseline, "in the baseline", "r"),
    ];
    let told = counts.iter().filter(|(count, ..)| *count > 0);
    let words = |count: usize, word: &str| match word {
        "error" | "warning" | "info" => plural(count, word),
        settled => format!("{count} {settled}"),
    };
    let skipped = summary.skipped.iter().map(|left| format!("{}: {}", left.what, left.count));
    let notes: Vec<String> = summary.out_of_force().into_iter().chain(skipped).collect();
    html! {
        h1 { "Discrepancy report" }
        p.lead { (capital(&summary.line())) "." }
        ul.counts {
            @for (count, word, class) in told { li class=(class) { (words(*count, word)) } }
            @for size in sizes(page) { li { (size) } }
        }
        p.soft {
            "This report says who says what, what follows from it, and what cannot all be true. It never says who is right."
        }
        @if !notes.is_empty() {
            h2 { "What stayed out" }
            ul { @for note in &notes { li { (note) } } }
        }
    }
}

fn sizes(page: &Page<'_>) -> [String; 3] {
    let (summary, report) = (page.summary, page.report);
    let parties = match report.parties.len() {
        1 => "1 party".to_owned(),
        count => format!("{count} parties"),
    };
    [plural(summary.claims, "claim"), parties, plural(report.sources.len(), "source")]
}

fn capital(line: &str) -> String {
    let mut chars = line.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// The parts there are, with where they begin.
pub(super) fn parts(page: &Page<'_>) -> Vec<(&'static str, &'static str)> {
    let report = page.report;
    let parts = [
        ("findings", "Findings", !report.findings.is_empty()),
        (
            "belligerents",
            "What each side says of itself and of the other",
            !report.matrix.is_empty(),
        ),
        ("rulings", "Rulings", !report.rulings.is_empty()),
        ("quantities", "Quantities", true),
        ("parties", "Parties", true),
        ("sources", "Sources", true),
    ];
    parts.into_iter().filter(|&(.., there)| there).map(|(id, name, _)| (id, name)).collect()
}

fn contents(page: &Page<'_>) -> Markup {
    html! {
        nav aria-label="Contents" {
            ul { @for (id, name) in parts(page) { li { a href={ "#" (id) } { (name) } } } }
        }
    }
}

/// Hidden until the script that works it runs.
fn filter(page: &Page<'_>) -> Markup {
    let (report, corpus) = (page.report, page.report.corpus);
    let mut measures: Vec<_> = report
        .quantities
        .iter()
        .map(|one| corpus.quantities.get(one.overview.quantity).measure())
        .collect();
    measures.dedup();
    html! {
        form #filter role="search" aria-label="Filter the report" hidden {
            div.wide {
                label for="text" { "Text" }
                input #text name="text" type="search" autocomplete="off" aria-describedby="keys";
                small #keys.soft { "Press / to come here and Escape to show everything again." }
            }
            div {
                label for="party" { "Party" }
                select #party name="party" {
                    option value="" { "All" }
                    @for (id, _) in &report.parties {
                        option value={ "p" (page.party(*id)) } { (visible(corpus.party_name(*id))) }
                    }
                }
            }
            div {
                label for="measure" { "Measure" }
                select #measure name="measure" {
                    option value="" { "All" }
                    @for id in &measures { option value={ "m" (id.0) } { (visible(corpus.measure_name(*id))) } }
                }
            }
            div {
                label for="year" { "Year" }
                input #year name="year" type="number" min="1" max="9999" step="1";
            }
            div {
                label for="status" { "Status" }
                select #status name="status" {
                    option value="" { "All" }
                    @for (letter, word) in STATUSES { option value={ "s" (letter) } { (word) } }
                }
            }
            div { button type="reset" { "Show all" } }
            output #shown.wide for="text party measure year status" {}
        }
    }
}

/// What the filter tells apart: how findings stand, and claims that none is on.
const STATUSES: &[(char, &str)] = &[
    ('e', "Errors"),
    ('w', "Warnings"),
    ('n', "Infos"),
    ('r', "Resolved"),
    ('b', "In the baseline"),
    ('x', "Without findings"),
    ('o', "With claims that stay out"),
];
