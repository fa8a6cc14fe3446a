//! How two sets of claims differ as a JSON document, version 1: grown, never broken.

use crate::engine::diff::declarations::{Declared, On};
use crate::engine::diff::outcome::{DiffEntry, Manner};
use crate::error::Error;
use crate::explain;
use crate::explain::{Piece, Row};
use crate::figure::Number;
use crate::model::{ClaimId, Corpus};
use crate::render::answer_json::{QuantityOut, quantity};
use crate::render::diff::{Differing, Findings};
use crate::render::json::{
    FigureOut, FindingOut, PlaceOut, SkippedOut, SummaryOut, figure, place, skipped, summary,
    write_document,
};
use crate::render::what_if::json::{FindingPairOut, TotalOut, findings, pairs, totals};
use schemars::JsonSchema;
use serde::Serialize;
use std::io::Write;

/// Writes the document.
pub fn write(differing: &Differing<'_>, out: &mut impl Write) -> Result<(), Error> {
    write_document(&document(differing), out)
}

/// What `variorum diff --format json` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub struct DiffDocument<'c> {
    /// The version of this contract: 1.
    version: u32,
    /// versions: two states of one record, every word held against the other; accounts: two who speak of
    /// the same things, whose figures alone are.
    manner: &'static str,
    /// The first side.
    a: SideOut<'c>,
    /// The second side.
    b: SideOut<'c>,
    /// Whether nothing differs, what claims are called and where they stand left aside.
    same: bool,
    /// How many quantities each speaks of.
    quantities: QuantitiesOut,
    /// How many claims say the same as their counterparts.
    claims_same: usize,
    /// Claims that differ from their counterparts, and those without one, the worst first; of two accounts
    /// also those that agree.
    entries: Vec<EntryOut<'c>>,
    /// Claims that are called otherwise.
    renamed: Vec<RenamedOut<'c>>,
    /// Measures, members, parties, sources and rulings that one side has alone, or that are not the same in both.
    declared: Vec<DeclaredOut<'c>>,
    /// How the findings differ; null for two accounts.
    findings: Option<FindingsOut<'c>>,
    /// The totals that came out exactly in the first and would have to follow in the second, each after
    /// those inside it.
    totals: Vec<TotalOut<'c>>,
    /// What was not looked at.
    skipped: Vec<SkippedOut>,
}

/// One side.
#[derive(Debug, Serialize, JsonSchema)]
struct SideOut<'c> {
    /// As it was asked for.
    name: &'c str,
    /// How many claims it has.
    claims: usize,
    /// The check of all of it in numbers; null for an account.
    summary: Option<SummaryOut>,
}

/// How many quantities each side speaks of.
#[derive(Debug, Serialize, JsonSchema)]
struct QuantitiesOut {
    /// Both do.
    both: usize,
    /// Only the first.
    only_a: usize,
    /// Only the second.
    only_b: usize,
}

/// A claim and its counterpart, or a claim without one.
#[derive(Debug, Serialize, JsonSchema)]
struct EntryOut<'c> {
    /// The claim of the first side; null where there is none.
    a: Option<SaidOut<'c>>,
    /// The claim of the second side; null where there is none.
    b: Option<SaidOut<'c>>,
    /// In what the second differs from the first: raised, lowered, widened, narrowed, restated, known,
    /// unknown, hedged, un-hedged, spelling, deprecated, restored, superseded, reinstated, about,
    /// re-attributed, re-cited, stance, as-of, grade, names, refers, quote, note, reason, tags.
    changes: Vec<&'static str>,
    /// identical, refines, overlaps, touches, near, contradicts, incomparable or unknown; null for a claim
    /// without counterpart.
    grade: Option<&'static str>,
    /// The axes on which incomparable claims differ; `unit` where their units do not convert.
    axes: &'c [String],
    /// How far apart the two are, in the measure's unit; null where they meet.
    gap: Option<String>,
    /// The gap over the lower of the two ends that face one another, exactly.
    relative: Option<String>,
    /// The low end of the higher over the high end of the lower, exactly; null unless both are above zero.
    ratio: Option<String>,
    /// By how much the low end is higher in the second, in the measure's unit; null where one has none.
    low_by: Option<String>,
    /// By how much the high end is.
    high_by: Option<String>,
    /// How the two compare, in words.
    words: &'c str,
    /// Texts that read otherwise, word by word.
    texts: Vec<TextOut<'c>>,
}

/// A claim on one side.
#[derive(Debug, Serialize, JsonSchema)]
struct SaidOut<'c> {
    /// Its name, where it has one.
    id: Option<&'c str>,
    /// What it is about.
    quantity: QuantityOut<'c>,
    /// What it says.
    #[serde(flatten)]
    figure: FigureOut<'c>,
    /// The party that asserts it.
    by: &'c str,
    /// Its citations in words.
    citations: Vec<String>,
    /// Why it does not enter the arithmetic; null where it does.
    out: Option<String>,
    /// Where its figure stands.
    #[serde(flatten)]
    place: PlaceOut<'c>,
}

/// A text that reads otherwise.
#[derive(Debug, Serialize, JsonSchema)]
struct TextOut<'c> {
    /// quote, note or reason.
    key: &'static str,
    /// Its words, in order.
    pieces: Vec<PieceOut<'c>>,
}

/// Some words of a text.
#[derive(Debug, Serialize, JsonSchema)]
struct PieceOut<'c> {
    /// both, a or b: which side has them.
    of: &'static str,
    /// The words, hidden characters written out.
    text: &'c str,
}

/// A claim that is called otherwise.
#[derive(Debug, Serialize, JsonSchema)]
struct RenamedOut<'c> {
    /// Its name in the first.
    a: Option<&'c str>,
    /// Its name in the second.
    b: Option<&'c str>,
}

/// Something else that is declared.
#[derive(Debug, Serialize, JsonSchema)]
struct DeclaredOut<'c> {
    /// measure, member, party, source or ruling.
    what: &'static str,
    /// Its name; a member's behind its dimension's, a ruling's check with its claims.
    name: &'c str,
    /// a or b, where only that side has it; both, where the two are not the same.
    on: &'static str,
}

/// How the findings differ.
#[derive(Debug, Serialize, JsonSchema)]
struct FindingsOut<'c> {
    /// Open in the second, and in the first not there or settled.
    opened: Vec<FindingOut<'c>>,
    /// Open in the first, and in the second not there or settled.
    settled: Vec<FindingOut<'c>>,
    /// There in both, with other numbers.
    changed: Vec<FindingPairOut<'c>>,
    /// How many are the same in both.
    unchanged: usize,
}

fn document<'c>(differing: &'c Differing<'c>) -> DiffDocument<'c> {
    let diff = differing.diff;
    let entries = diff.entries.iter().zip(differing.rows);
    let found = differing.findings.as_ref();
    let side = |at: usize| SideOut {
        name: differing.names[at],
        claims: differing.claims[at],
        summary: found.map(|found| summary(found.summaries[at])),
    };
    let renamed = |&(a, b): &(ClaimId, ClaimId)| RenamedOut {
        a: differing.corpora[0].claim_name(a),
        b: differing.corpora[1].claim_name(b),
    };
    DiffDocument {
        version: 1,
        manner: match diff.manner {
            Manner::Versions => "versions",
            Manner::Accounts => "accounts",
        },
        a: side(0),
        b: side(1),
        same: differing.is_same(),
        quantities: QuantitiesOut {
            both: diff.quantities.both,
            only_a: diff.quantities.only_a,
            only_b: diff.quantities.only_b,
        },
        claims_same: diff.same,
        entries: entries.map(|(one, row)| entry(differing.corpora, one, row)).collect(),
        renamed: diff.renamed.iter().map(renamed).collect(),
        declared: diff.declared.iter().map(declared).collect(),
        findings: found.map(of_findings),
        totals: found.map_or_else(Vec::new, |found| totals(found.runs[0].corpus, found.follows)),
        skipped: skipped(differing.skipped),
    }
}

fn of_findings<'c>(found: &Findings<'c>) -> FindingsOut<'c> {
    let difference = found.difference;
    FindingsOut {
        opened: findings(&found.runs[1], &difference.opened),
        settled: findings(&found.runs[0], &difference.closed),
        changed: pairs(found.runs, difference),
        unchanged: difference.same,
    }
}

fn declared(declared: &Declared) -> DeclaredOut<'_> {
    let on = match declared.on {
        On::A => "a",
        On::B => "b",
        On::Both => "both",
    };
    DeclaredOut { what: declared.what, name: &declared.name, on }
}

fn entry<'c>(corpora: [&'c Corpus; 2], entry: &'c DiffEntry, row: &'c Row) -> EntryOut<'c> {
    let compared = entry.comparison.as_ref();
    let exactly = |number: Number| explain::exactly(corpora, entry, number);
    let [low_by, high_by] = explain::ends_by(corpora, entry).map(|by| by.map(exactly));
    let ratio = compared.and_then(|compared| compared.ratio);
    EntryOut {
        a: entry.a.map(|id| said(corpora[0], id, row.a.as_ref())),
        b: entry.b.map(|id| said(corpora[1], id, row.b.as_ref())),
        changes: entry.changes.iter().map(|change| change.name()).collect(),
        grade: compared.map(|compared| compared.grade.name()),
        axes: &entry.axes,
        gap: compared.and_then(|compared| compared.gap).map(exactly),
        relative: ratio.and_then(explain::relative).map(|relative| relative.plain()),
        ratio: ratio.map(|ratio| ratio.plain()),
        low_by,
        high_by,
        words: &row.verdict,
        texts: row.texts.iter().map(|(key, pieces)| text(key, pieces)).collect(),
    }
}

fn said<'c>(
    corpus: &'c Corpus,
    id: ClaimId,
    cell: Option<&'c explain::DifferenceSide>,
) -> SaidOut<'c> {
    let claim = corpus.claim(id);
    SaidOut {
        id: corpus.claim_name(id),
        quantity: quantity(corpus, claim.quantity),
        figure: figure(corpus, id),
        by: corpus.party_name(claim.by),
        citations: cell.map_or_else(Vec::new, |cell| cell.citations.clone()),
        out: cell.and_then(|cell| cell.out.clone()),
        place: place(corpus, corpus.figure_span(id)),
    }
}

fn text<'c>(key: &'static str, pieces: &'c [Piece]) -> TextOut<'c> {
    let piece = |piece: &'c Piece| PieceOut {
        of: match piece.of {
            explain::Of::Both => "both",
            explain::Of::First => "a",
            explain::Of::Second => "b",
        },
        text: &piece.text,
    };
    TextOut { key, pieces: pieces.iter().map(piece).collect() }
}
