//! The report as a page: one file that asks nothing of the network, runs nothing but its own script, and can be
//! read without that.
//!
//! It is written part by part, so that a page of many claims is never held whole; and what is out of sight is
//! not laid out until it comes into sight (CSS Containment Level 2, `content-visibility`).

mod findings;
mod page;
mod party_look;
mod plot;
mod policy;
mod quantities;
mod scale;
mod tables;

use self::page::Page;
use super::Printed;
use crate::error::Error;
use crate::explain::visible;
use crate::model::ClaimId;
use crate::render::{plural, written};
use crate::report::QuantityOf;
use maud::html;
use std::io::Write;

/// Writes the page.
pub fn write(printed: &Printed<'_>, out: &mut impl Write) -> Result<(), Error> {
    let page = Page::new(printed);
    put(out, &page::head(&page))?;
    for (id, name) in page::parts(&page) {
        put(out, &html! { h2 id=(id) { (name) } }.into_string())?;
        match id {
            "findings" => findings(&page, out)?,
            "belligerents" => belligerents(&page, out)?,
            "rulings" => rulings(&page, out)?,
            "quantities" => quantities(&page, out)?,
            "parties" => put(out, &tables::parties(&page).into_string())?,
            _ => sources(&page, out)?,
        }
    }
    put(out, &page::foot())
}

fn put(out: &mut impl Write, text: &str) -> Result<(), Error> {
    written(out.write_all(text.as_bytes()))
}

fn findings(page: &Page<'_>, out: &mut impl Write) -> Result<(), Error> {
    let all = page.report.findings.iter();
    all.map(|one| findings::finding(page, one)).try_for_each(|one| put(out, &one.into_string()))
}

fn belligerents(page: &Page<'_>, out: &mut impl Write) -> Result<(), Error> {
    put(out, tables::MATRIX)?;
    let rows = page.report.matrix.iter();
    rows.map(|row| tables::matrix_row(page, row))
        .try_for_each(|row| put(out, &row.into_string()))?;
    put(out, "</tbody></table>")
}

fn rulings(page: &Page<'_>, out: &mut impl Write) -> Result<(), Error> {
    put(out, "<ul>")?;
    for (id, findings) in &page.report.rulings {
        put(out, &tables::ruling(page, *id, findings).into_string())?;
    }
    put(out, "</ul>")
}

/// The quantities of one measure together: first those with something to compare, then the others in tables.
fn quantities(page: &Page<'_>, out: &mut impl Write) -> Result<(), Error> {
    let corpus = page.report.corpus;
    let measure = |of: &QuantityOf| corpus.quantities.get(of.overview.quantity).measure();
    for of_measure in page.report.quantities.chunk_by(|a, b| measure(a) == measure(b)) {
        let id = measure(&of_measure[0]);
        let (name, anchor) = (visible(corpus.measure_name(id)), format!("measure-{}", id.0));
        let head = html! { h3.measure id=(anchor) { (name) } }.into_string();
        put(out, &format!("<section data-group aria-labelledby=\"{anchor}\">{head}"))?;
        let mut plain = Vec::new();
        for of in of_measure {
            match quantities::is_plain(page, of) {
                Some(claim) => plain.push((of, claim)),
                None => put(out, &quantities::quantity(page, of).into_string())?,
            }
        }
        put_plain(page, &plain, out)?;
        put(out, "</section>")?;
    }
    Ok(())
}

fn put_plain(
    page: &Page<'_>,
    plain: &[(&QuantityOf, ClaimId)],
    out: &mut impl Write,
) -> Result<(), Error> {
    let claims: Vec<ClaimId> = plain.iter().map(|&(_, claim)| claim).collect();
    let scale = plot::shared_scale(page.report.corpus, &claims);
    if !plain.is_empty() {
        let drawn =
            scale.as_ref().map_or(String::new(), |scale| format!(", drawn on a {}", scale.words()));
        let count = plural(plain.len(), "quantity").replace("quantitys", "quantities");
        put(
            out,
            &html! { p.soft { (count) " of which one claim says all there is" (drawn) } }
                .into_string(),
        )?;
    }
    let tables = plain.chunks(quantities::TOGETHER);
    let mut tables = tables.map(|some| quantities::plain(page, scale.as_ref(), some));
    tables.try_for_each(|table| put(out, &table.into_string()))
}

fn sources(page: &Page<'_>, out: &mut impl Write) -> Result<(), Error> {
    put(out, "<ul class=\"sources\">")?;
    for (at, of) in page.report.sources.iter().enumerate() {
        put(out, &tables::source(page, at, of).into_string())?;
    }
    put(out, "</ul>")
}
