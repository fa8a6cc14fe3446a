//! The report as CSV: a row for each claim with what came of it, as RFC 4180 has it, for spreadsheets.
//!
//! Programs that open such a file run what begins like a formula. No cell does: whatever begins so and is no
//! plain number has an apostrophe before it (OWASP, "CSV Injection"), also behind a semicolon, at which some
//! programs cut cells.

use crate::engine::standing::claims_in_force::Standing;
use crate::error::Error;
use crate::explain;
use crate::explain::{in_unit, visible};
use crate::figure::Bound;
use crate::model::{Cite, ClaimId, Corpus, Rank, Stance};
use crate::render::report::Printed;
use crate::render::written;
use std::borrow::Cow;
use std::io::Write;

/// Writes the rows, those of one quantity together.
pub fn write(printed: &Printed<'_>, out: &mut impl Write) -> Result<(), Error> {
    let report = printed.report;
    line(out, &heads(report.corpus))?;
    for quantity in &report.quantities {
        for &(claim, standing) in &quantity.overview.claims {
            line(out, &cells(printed, claim, standing))?;
        }
    }
    Ok(())
}

/// The names of the columns. Those of dimensions are theirs to choose, so they have a word before them.
fn heads(corpus: &Corpus) -> Vec<String> {
    let dimensions = corpus.dimensions.keys().map(|name| format!("about.{name}"));
    let before = ["verdict", "findings", "id", "measure"].map(str::to_owned);
    let after = [
        "period",
        "unit",
        "figure",
        "low",
        "high",
        "approximate",
        "known",
        "party",
        "party_name",
        "sources",
        "places",
        "marks",
        "as_of",
        "grade",
        "stance",
        "rank",
        "stands",
        "stays_out",
        "quote",
        "note",
        "tags",
        "path",
        "line",
        "column",
    ];
    before.into_iter().chain(dimensions).chain(after.map(str::to_owned)).collect()
}

fn cells(printed: &Printed<'_>, id: ClaimId, standing: Standing) -> Vec<String> {
    let (report, corpus) = (printed.report, printed.report.corpus);
    let claim = corpus.claim(id);
    let findings = report.findings_of(id).iter().map(|&at| report.findings[at].fingerprint);
    let mut cells = vec![
        report.verdict(id).name().to_owned(),
        findings.collect::<Vec<_>>().join(" "),
        corpus.claim_name(id).unwrap_or("").to_owned(),
    ];
    let about = explain::about(corpus, claim.quantity);
    cells.extend(about.into_iter().map(|(_, at)| at.to_owned()));
    cells.push(explain::period(corpus, claim.quantity));
    cells.push(explain::unit(corpus, claim.quantity).unwrap_or_default());
    cells.extend(figure(corpus, id));
    cells.push(corpus.party_name(claim.by).to_owned());
    cells.push(corpus.parties[claim.by.index()].name.clone().unwrap_or_default());
    cells.extend(citations(corpus, id));
    cells.extend(rarer(corpus, id, standing));
    let span = corpus.figure_span(id);
    let file = corpus.texts.file(span.file);
    let at = file.position(span.start);
    cells.extend([file.name().to_owned(), at.line.to_string(), at.column.to_string()]);
    cells
}

/// The figure as written; its ends in the measure's unit, bands left out, empty where open.
fn figure(corpus: &Corpus, id: ClaimId) -> [String; 5] {
    let extent = corpus.extent(id);
    let measure = corpus.quantities.get(corpus.claim(id).quantity).measure();
    let end = |bound: Option<Bound>| {
        bound.map_or(String::new(), |bound| in_unit(corpus, measure, bound.value))
    };
    [
        explain::figure(corpus, id),
        end(extent.core.low),
        end(extent.core.high),
        extent.approximate.to_string(),
        extent.known.to_string(),
    ]
}

/// Of several citations each column has as many entries, in one order.
fn citations(corpus: &Corpus, id: ClaimId) -> [String; 3] {
    let claim = corpus.claim(id);
    let text = |scalar| corpus.texts.value(claim.file, scalar);
    let of = |each: &dyn Fn(&Cite) -> String| {
        corpus.cites(claim).iter().map(each).collect::<Vec<_>>().join(" | ")
    };
    let marks = |cite: &Cite| {
        let marks = &corpus.marks[cite.marks.0 as usize..cite.marks.1 as usize];
        marks.iter().map(|&mark| text(mark)).collect::<Vec<_>>().join(" ")
    };
    [
        of(&|cite| corpus.source_name(cite.source).to_owned()),
        of(&|cite| cite.at.map_or("", text).to_owned()),
        of(&marks),
    ]
}

fn rarer(corpus: &Corpus, id: ClaimId, standing: Standing) -> [String; 9] {
    let claim = corpus.claim(id);
    let details = corpus.details(claim);
    let text = |scalar: Option<_>| {
        let (details, scalar) = (details?, scalar?);
        Some(corpus.texts.value(details.file, scalar).trim().to_owned())
    };
    let tags = details.into_iter().flat_map(|details| &details.tags);
    let tags: Vec<String> = tags.filter_map(|&tag| text(Some(tag))).collect();
    let of = |key: fn(&crate::model::Details) -> Option<_>| text(details.and_then(key));
    [
        corpus.as_of(id).map_or(String::new(), |day| day.to_string()),
        of(|details| details.grade).unwrap_or_default(),
        stance(claim.stance).to_owned(),
        rank(claim.rank).to_owned(),
        (standing == Standing::Stands).to_string(),
        explain::standing(corpus, id, standing).unwrap_or_default(),
        of(|details| details.quote).unwrap_or_default(),
        of(|details| details.note).unwrap_or_default(),
        tags.join(" "),
    ]
}

fn stance(stance: Stance) -> &'static str {
    match stance {
        Stance::Asserts => "asserts",
        Stance::Denies => "denies",
        Stance::Doubts => "doubts",
    }
}

fn rank(rank: Rank) -> &'static str {
    match rank {
        Rank::Normal => "normal",
        Rank::Deprecated => "deprecated",
    }
}

fn line(out: &mut impl Write, cells: &[String]) -> Result<(), Error> {
    for (at, cell) in cells.iter().enumerate() {
        let comma = if at > 0 { "," } else { "" };
        written(write!(out, "{comma}{}", quoted(&inert(&visible(cell)))))?;
    }
    written(write!(out, "\r\n"))
}

/// In quotes where a sign of the format stands in it.
fn quoted(text: &str) -> Cow<'_, str> {
    if !text.contains([',', '"', ';', '\'', ' ']) {
        return text.into();
    }
    format!("\"{}\"", text.replace('"', "\"\"")).into()
}

/// As nothing that a program would run.
fn inert(text: &str) -> Cow<'_, str> {
    let begins =
        |part: &str| part.trim_start_matches([' ', '"', '\'']).starts_with(starts_a_formula);
    let bare = text.starts_with('\'') || begins(text) && !is_a_number(text);
    let behind = text.split(';').skip(1).any(begins);
    if !bare && !behind {
        return text.into();
    }
    let mut parts = text.split(';');
    let mut safe = String::from(if bare { "'" } else { "" });
    safe += parts.next().unwrap_or("");
    for part in parts {
        safe += if begins(part) { ";'" } else { ";" };
        safe += part;
    }
    safe.into()
}

/// What begins a formula, in the wide forms of East Asian fonts too. Tabs and line ends are written out already.
fn starts_a_formula(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠' | '−')
}

/// Digits with one point at most, and a minus before them.
fn is_a_number(text: &str) -> bool {
    let bare = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = bare.split_once('.').unwrap_or((bare, "0"));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    digits(whole) && digits(fraction)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_is_a_formula() {
        let table = [
            ("88", "88"),
            ("-5", "-5"),
            ("-5.25", "-5.25"),
            ("--5", "'--5"),
            ("-1/3", "'-1/3"),
            ("-5.", "'-5."),
            ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
            ("+1+1", "'+1+1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("  =1", "'  =1"),
            ("\"=1", "'\"=1"),
            ("'=1", "''=1"),
            ("＝1", "'＝1"),
            ("a;=1;b; @c", "a;'=1;b;' @c"),
            ("31–92", "31–92"),
            ("a-b", "a-b"),
        ];
        for (text, wanted) in table {
            assert_eq!(inert(text), wanted, "{text}");
        }
    }

    #[test]
    fn what_holds_a_sign_of_the_format_is_quoted() {
        assert_eq!(quoted("88"), "88");
        assert_eq!(quoted("1,264"), "\"1,264\"");
        assert_eq!(quoted("a \"b\""), "\"a \"\"b\"\"\"");
    }
}
