//! What `variorum coverage --format json` prints, version 1: grown, never broken.

use crate::coverage::{InText, NumberOfClaim, NumberState, Placed, Rule};
use crate::error::Error;
use crate::json::write_pretty;
use crate::model::{ClaimId, SetAsideId};
use crate::render::coverage::Covered;
use crate::render::written;
use crate::source::File;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Write;
use std::ops::Range;

/// Writes the document.
pub fn write(covered: &Covered<'_>, out: &mut impl Write) -> Result<(), Error> {
    let result = write_pretty(&mut *out, &document(covered));
    written(result.map_err(std::io::Error::from))?;
    written(writeln!(out))
}

/// What `variorum coverage --format json` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub struct CoverageDocument<'c> {
    /// The version of this contract: 1.
    version: u32,
    /// The text as named on the command line.
    text: &'c str,
    /// The run in numbers.
    summary: CoverageSummaryOut,
    /// Every number of the text, in order.
    numbers: Vec<NumberOut<'c>>,
    /// Every claim that cites the text, in the order read.
    claims: Vec<BoundClaimOut<'c>>,
    /// Entries of `set-aside` that set no number aside.
    unused: Vec<SetAsideOut<'c>>,
}

/// The run in numbers.
#[derive(Debug, Serialize, JsonSchema)]
struct CoverageSummaryOut {
    /// Numbers that a claim records.
    bound: usize,
    /// Numbers that nothing records.
    unbound: usize,
    /// Numbers set aside by name.
    named: usize,
    /// Numbers set aside by rule, by the rule's name.
    rules: BTreeMap<&'static str, usize>,
    /// The bound ones among those bound and unbound, in hundredths, rounded down.
    percent: String,
    /// Claims by how their quotes are in the text: exact, folded, absent, none.
    quotes: BTreeMap<&'static str, usize>,
    /// Claims not looked for, for too many share one quote.
    left_out: usize,
}

/// A number of the text.
#[derive(Debug, Serialize, JsonSchema)]
struct NumberOut<'c> {
    /// As the text prints it, hedges included.
    text: &'c str,
    /// bound, rule, named or unbound.
    state: &'static str,
    /// The claims that record it.
    claims: Vec<TextNamedOut<'c>>,
    /// The rule that sets it aside.
    rule: Option<&'static str>,
    /// Why it is no figure.
    reason: Option<&'c str>,
    /// The words around it on its line.
    around: Option<String>,
    /// Where it stands in the text.
    #[serde(flatten)]
    place: TextPlaceOut,
}

/// A claim, and which number of the text is its own.
#[derive(Debug, Serialize, JsonSchema)]
struct BoundClaimOut<'c> {
    /// The claim.
    #[serde(flatten)]
    claim: TextNamedOut<'c>,
    /// How its quote is in the text: exact, folded, absent or none.
    quote: &'static str,
    /// bound, differs, several, missing, no-figure or nowhere.
    number: &'static str,
    /// What is amiss, in words.
    trouble: Option<String>,
    /// Where in the text its quote was found.
    found: Option<TextPlaceOut>,
}

/// A claim by its name and place.
#[derive(Debug, Serialize, JsonSchema)]
struct TextNamedOut<'c> {
    /// Its name, where it has one.
    id: Option<&'c str>,
    /// Its figure as written.
    figure: &'c str,
    /// The claim file.
    path: &'c str,
    /// The line of its figure.
    line: usize,
    /// The column of its figure.
    column: usize,
}

/// An entry of `set-aside` by its place.
#[derive(Debug, Serialize, JsonSchema)]
struct SetAsideOut<'c> {
    /// The words it quotes.
    quote: &'c str,
    /// The claim file.
    path: &'c str,
    /// Its line.
    line: usize,
    /// Its column.
    column: usize,
}

/// A place in the text. Lines and columns count from 1, columns in characters; bytes from 0. Ends are
/// one past the last.
#[derive(Debug, Serialize, JsonSchema)]
struct TextPlaceOut {
    /// First line.
    line: usize,
    /// First column.
    column: usize,
    /// Last line.
    end_line: usize,
    /// One past the last column.
    end_column: usize,
    /// First byte.
    start: usize,
    /// One past the last byte.
    end: usize,
}

fn document<'c>(covered: &Covered<'c>) -> CoverageDocument<'c> {
    let coverage = covered.coverage;
    let unused = coverage.unused.iter().map(|&id| entry(covered, id));
    CoverageDocument {
        version: 1,
        text: covered.text.name(),
        summary: summary(covered),
        numbers: coverage.numbers.iter().map(|number| self::number(covered, number)).collect(),
        claims: coverage.claims.iter().map(|placed| claim(covered, placed)).collect(),
        unused: unused.collect(),
    }
}

fn summary(covered: &Covered<'_>) -> CoverageSummaryOut {
    let coverage = covered.coverage;
    let [bound, _, named, unbound] = coverage.counts();
    let per_mille = coverage.per_mille();
    let rules = Rule::ALL.iter().map(|&rule| (rule.name(), coverage.by_rule(rule)));
    let quotes = [InText::Exact, InText::Folded, InText::Absent, InText::None];
    CoverageSummaryOut {
        bound,
        unbound,
        named,
        rules: rules.filter(|&(_, count)| count > 0).collect(),
        percent: format!("{}.{}", per_mille / 10, per_mille % 10),
        quotes: quotes.into_iter().map(|kind| (kind.name(), coverage.quotes(kind))).collect(),
        left_out: coverage.left_out,
    }
}

fn number<'c>(covered: &Covered<'c>, number: &'c crate::coverage::TextNumber) -> NumberOut<'c> {
    let (state, rule, reason) = match &number.state {
        NumberState::Bound(_) => ("bound", None, None),
        NumberState::Rule(rule) => ("rule", Some(rule.name()), Some(rule.words())),
        NumberState::Named(id) => {
            let entry = &covered.corpus.set_aside[id.index()];
            ("named", None, Some(covered.corpus.texts.value(entry.file, entry.reason)))
        }
        NumberState::Unbound => ("unbound", None, None),
    };
    let claims = match &number.state {
        NumberState::Bound(claims) => claims.as_slice(),
        _ => &[],
    };
    let unbound = number.state == NumberState::Unbound;
    NumberOut {
        text: covered.text.text().get(number.at.clone()).unwrap_or_default(),
        state,
        claims: claims.iter().map(|&id| named(covered, id)).collect(),
        rule,
        reason,
        around: unbound.then(|| covered.around(&number.at).0),
        place: place(covered.text, &number.at),
    }
}

fn claim<'c>(covered: &Covered<'c>, placed: &Placed) -> BoundClaimOut<'c> {
    BoundClaimOut {
        claim: named(covered, placed.claim),
        quote: placed.quote.name(),
        number: match placed.number {
            NumberOfClaim::Is(_) => "bound",
            NumberOfClaim::Differs(_) => "differs",
            NumberOfClaim::Several(_) => "several",
            NumberOfClaim::Missing => "missing",
            NumberOfClaim::NoFigure => "no-figure",
            NumberOfClaim::Nowhere => "nowhere",
        },
        trouble: covered.trouble(placed),
        found: placed.at.as_ref().map(|at| place(covered.text, at)),
    }
}

fn named<'c>(covered: &Covered<'c>, id: ClaimId) -> TextNamedOut<'c> {
    let span = covered.corpus.figure_span(id);
    let file = covered.corpus.texts.file(span.file);
    let position = file.position(span.start);
    TextNamedOut {
        id: covered.corpus.claim_name(id),
        figure: covered.corpus.figure_as_written(id),
        path: file.name(),
        line: position.line,
        column: position.column,
    }
}

fn entry<'c>(covered: &Covered<'c>, id: SetAsideId) -> SetAsideOut<'c> {
    let entry = &covered.corpus.set_aside[id.index()];
    let file = covered.corpus.texts.file(entry.file);
    let position = file.position(entry.span.start);
    SetAsideOut {
        quote: covered.corpus.texts.value(entry.file, entry.quote),
        path: file.name(),
        line: position.line,
        column: position.column,
    }
}

fn place(text: &File, at: &Range<usize>) -> TextPlaceOut {
    let (start, end) = (text.position(at.start as u32), text.position(at.end as u32));
    TextPlaceOut {
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        start: at.start,
        end: at.end,
    }
}
