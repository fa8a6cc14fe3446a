//! How two sets of claims differ, as one HTML document that asks for nothing else and runs nothing.

use crate::error::Error;
use crate::explain;
use crate::explain::{ComparedRun, DifferenceSide, Piece, Row};
use crate::render::diff::{BESIDE_ONE_ANOTHER, Differing, EntryKind, Findings};
use crate::render::{concise, plural, what_if, written};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use std::io::Write;

/// The document's only style; the policy names it by its hash.
pub const STYLE: &str = "\
:root{color-scheme:light dark}\
body{font:1rem/1.5 system-ui,sans-serif;max-width:72rem;margin:0 auto;padding:1rem}\
h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2rem}h3{font-size:1rem;margin:0}\
article{border:1px solid #8888;border-radius:.4rem;padding:.6rem .8rem;margin:.6rem 0}\
.sides{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,18rem),1fr));gap:.4rem 1.5rem}\
p,dl,dd{margin:.2rem 0}dl{display:grid;grid-template-columns:auto 1fr;gap:0 .6rem}dt{font-weight:600;margin:.2rem 0}\
p,dd,h3{overflow-wrap:anywhere}\
ins{font-weight:600}.error{border-left:.4rem solid #c22}.warning{border-left:.4rem solid #b80}\
.info{border-left:.4rem solid #28c}";

/// SHA-256 of [`STYLE`], as a content security policy names it.
pub const STYLE_HASH: &str = "sha256-VoVDGIcH48IwiJPOtsIkZWlStDR1i9spD1/eKIe/RKs=";

/// Writes the document.
pub fn write(differing: &Differing<'_>, out: &mut impl Write) -> Result<(), Error> {
    written(out.write_all(document(differing).into_string().as_bytes()))
}

fn document(differing: &Differing<'_>) -> Markup {
    let policy = format!(
        "default-src 'none'; style-src '{STYLE_HASH}'; base-uri 'none'; form-action 'none'"
    );
    let [a, b] = differing.names.map(explain::visible);
    let pairs = |kind| differing.of(kind).map(|(_, row)| pair(differing, row)).collect();
    let declared = differing.declared().map(|line| html! { p { (line) } });
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                title { "What differs: " (a) " and " (b) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main {
                    h1 { "What differs" }
                    dl {
                        dt { "A" } dd { code { (a) } ", " (plural(differing.claims[0], "claim")) }
                        dt { "B" } dd { code { (b) } ", " (plural(differing.claims[1], "claim")) }
                    }
                    p { (differing.line()) }
                    @if differing.is_same() { p { strong { "The same." } } }
                    @if let Some(found) = &differing.findings { (opened(found)) }
                    (section(differing.both(), pairs(EntryKind::Both)))
                    (section(BESIDE_ONE_ANOTHER, pairs(EntryKind::Beside)))
                    (section("Only in A", pairs(EntryKind::OnlyA)))
                    (section("Only in B", pairs(EntryKind::OnlyB)))
                    @if let Some(found) = &differing.findings { (settled(found)) }
                    (section("Called otherwise", renamed(differing)))
                    (section("Declared otherwise", declared.collect()))
                }
            }
        }
    }
}

fn section(heading: &str, entries: Vec<Markup>) -> Markup {
    html! {
        @if !entries.is_empty() {
            section { h2 { (heading) } @for entry in &entries { (entry) } }
        }
    }
}

fn renamed(differing: &Differing<'_>) -> Vec<Markup> {
    let renamed = differing.diff.renamed.iter();
    let line = |&pair| html! { p { (explain::renamed(differing.corpora, pair)) } };
    renamed.map(line).collect()
}

fn opened(found: &Findings<'_>) -> Markup {
    let [before, after] = &found.runs;
    let list = |run, list: &[usize]| list.iter().map(|&at| finding(run, at)).collect();
    let changed = found.difference.changed.iter().map(|&(then, now)| {
        html! { (finding(before, then)) p { "now" } (finding(after, now)) }
    });
    let totals = found.follows.totals.iter().map(|follow| {
        let lines = what_if::text::total(before.corpus, found.follows, follow);
        html! { article { @for line in lines { p { (line.trim()) } } } }
    });
    html! {
        (section("Findings opened", list(after, &found.difference.opened)))
        (section("Totals that have to follow", totals.collect()))
        (section("Findings with other numbers", changed.collect()))
    }
}

fn settled(found: &Findings<'_>) -> Markup {
    let run = &found.runs[0];
    let closed = found.difference.closed.iter();
    section("Findings settled", closed.map(|&at| finding(run, at)).collect())
}

fn finding(run: &ComparedRun<'_>, at: usize) -> Markup {
    let finding = &run.findings[at];
    html! {
        article class=(finding.severity().name()) { p { (concise::line(run.corpus, finding)) } }
    }
}

fn pair(differing: &Differing<'_>, row: &Row) -> Markup {
    let both = row.a.is_some() && row.b.is_some();
    let verdict = if row.verdict.is_empty() { "the same" } else { &row.verdict };
    html! {
        article {
            h3 { (row.quantity) }
            @if both { p { (verdict) } }
            @if let Some(other) = &row.other_quantity { p { (differing.other()) " " strong { (other) } } }
            div class="sides" {
                @if let Some(a) = &row.a { (cell("A", a)) }
                @if let Some(b) = &row.b { (cell("B", b)) }
            }
            @for (key, pieces) in &row.texts {
                p { (key) ": " @for piece in pieces { (marked(piece)) } }
            }
        }
    }
}

fn cell(letter: &str, cell: &DifferenceSide) -> Markup {
    html! {
        div {
            p { (letter) ": " strong { (cell.said) } }
            @for line in &cell.citations { p { (line) } }
            p { code { (cell.place) } @if let Some(name) = &cell.name { ", " code { (name) } } }
            @if let Some(out) = &cell.out { p { "stays out of the arithmetic: " (out) } }
        }
    }
}

fn marked(piece: &Piece) -> Markup {
    html! {
        @match piece.of {
            explain::Of::Both => (piece.text),
            explain::Of::First => del { (piece.text) },
            explain::Of::Second => ins { (piece.text) },
        }
    }
}
