//! Everything said of one quantity as a JSON document, version 1: grown, never broken.

use crate::engine::one_quantity::grades::Comparison;
use crate::engine::one_quantity::overview::{Overview, PairCounts, Together};
use crate::engine::standing::claims_in_force::Standing;
use crate::error::Error;
use crate::explain;
use crate::figure::{Interval, Ratio};
use crate::model::{Cite, ClaimId, Corpus, MeasureId, Rank, Stance};
use crate::render::answer_json::{IntervalOut, QuantityOut, interval, quantity};
use crate::render::bounds::json::{BoundsOut, bounds};
use crate::render::json::{
    FigureOut, FindingOut, PlaceOut, SummaryOut, figure, of_finding, place, summary, write_document,
};
use crate::render::show::Showing;
use schemars::JsonSchema;
use serde::Serialize;
use std::io::Write;

/// Writes the document.
pub fn write(showing: &Showing<'_>, out: &mut impl Write) -> Result<(), Error> {
    write_document(&document(showing), out)
}

/// What `variorum show --format json` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ShowDocument<'c> {
    /// The version of this contract: 1.
    version: u32,
    /// The quantity shown.
    quantity: QuantityOut<'c>,
    /// Every claim on it, in the order read. Other parts of the document name claims by their index in
    /// this list, from 0.
    claims: Vec<ClaimOnQuantityOut<'c>>,
    /// How the claims that stand, and those that give no number, compare, two and two.
    comparisons: ComparisonsOut,
    /// What the claims that stand say together, bands included; null where none stands. It is never
    /// the true number.
    together: Option<TogetherOut>,
    /// What the claims on other quantities allow for it; null where none of them has to do with it.
    implied: Option<ImpliedOut<'c>>,
    /// The findings that involve the quantity.
    findings: Vec<FindingOut<'c>>,
    /// The run in numbers.
    summary: SummaryOut,
}

/// What the claims on other quantities allow.
#[derive(Debug, Serialize, JsonSchema)]
struct ImpliedOut<'c> {
    /// How many claims have to do with the quantity.
    claims: usize,
    /// How many of them were set aside, for they cannot all be true.
    set_aside: usize,
    /// How many were left out of account because with them it would take more steps than are allowed.
    left_out: usize,
    /// The bounds; null where they could not be told.
    bounds: Option<BoundsOut<'c>>,
}

/// A claim on the quantity.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct ClaimOnQuantityOut<'c> {
    /// Its name, where it has one.
    id: Option<&'c str>,
    /// What it says.
    #[serde(flatten)]
    figure: FigureOut<'c>,
    /// The party that asserts it.
    by: &'c str,
    /// Where it is made.
    citations: Vec<CitationOut<'c>>,
    /// When it was known, in EDTF.
    as_of: Option<String>,
    /// Its Admiralty grade.
    grade: Option<&'c str>,
    /// normal or deprecated.
    rank: &'static str,
    /// asserts, denies or doubts.
    stance: &'static str,
    /// Whether it enters the arithmetic.
    stands: bool,
    /// Why it does not.
    stays_out: Option<String>,
    /// A remark.
    note: Option<&'c str>,
    /// Where its figure stands.
    #[serde(flatten)]
    place: PlaceOut<'c>,
}

/// Where a claim is made.
#[derive(Debug, Serialize, JsonSchema)]
struct CitationOut<'c> {
    /// The document.
    source: &'c str,
    /// The place in it.
    at: Option<&'c str>,
    /// The document's own footnote marks.
    marks: Vec<&'c str>,
}

/// Claims compared two and two.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct ComparisonsOut {
    /// How many pairs there are.
    pairs: u64,
    /// Pairs that say the same.
    identical: u64,
    /// Pairs that share a number and do not say the same: refines, overlaps or touches.
    meeting: u64,
    /// Pairs apart but for a band or a tolerance.
    near: u64,
    /// Pairs that are apart.
    contradicting: u64,
    /// Pairs of which one gives no number.
    unknown: u64,
    /// Each pair, where there are but a few; else null.
    listed: Option<Vec<PairOut>>,
}

/// Two claims compared.
#[derive(Debug, Serialize, JsonSchema)]
struct PairOut {
    /// The index of the one read first.
    first: usize,
    /// The index of the other.
    second: usize,
    /// identical, refines, overlaps, touches, near, contradicts or unknown.
    grade: &'static str,
    /// How far apart they are, in the measure's unit; null for claims that meet.
    gap: Option<String>,
    /// The higher one's low end over the lower one's high end, exactly; null unless both are above zero.
    ratio: Option<String>,
}

/// What the claims say together.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct TogetherOut {
    /// The smallest interval around all of them.
    spread: IntervalOut,
    /// What all of them agree on; null where that is nothing.
    agreed: Option<IntervalOut>,
    /// The smallest interval that the most origins support; of several the lowest.
    supported: SupportedIntervalOut,
    /// How many independent origins there are: claims linked by a shared origin count once.
    origins: usize,
    /// How many citations there are.
    citations: usize,
}

/// An interval with its support.
#[derive(Debug, Serialize, JsonSchema)]
struct SupportedIntervalOut {
    /// The interval.
    #[serde(flatten)]
    interval: IntervalOut,
    /// How many independent origins support it.
    origins: usize,
    /// The indices of the claims that hold all of it.
    claims: Vec<usize>,
}

fn document<'c>(showing: &Showing<'c>) -> ShowDocument<'c> {
    let (corpus, overview) = (showing.corpus, showing.overview);
    let findings = showing.findings.iter();
    ShowDocument {
        version: 1,
        quantity: quantity(corpus, overview.quantity),
        claims: overview.claims.iter().map(|&(id, how)| said(corpus, id, how)).collect(),
        comparisons: comparisons(corpus, overview),
        together: overview.together.as_ref().map(|found| together(corpus, overview, found)),
        implied: showing.implied.map(|allowed| ImpliedOut {
            claims: allowed.claims.len(),
            set_aside: allowed.aside.len(),
            left_out: allowed.left_out,
            bounds: bounds(corpus, allowed),
        }),
        findings: findings
            .map(|(finding, fingerprint)| of_finding(corpus, finding, fingerprint))
            .collect(),
        summary: summary(showing.summary),
    }
}

pub(in crate::render) fn said(
    corpus: &Corpus,
    id: ClaimId,
    standing: Standing,
) -> ClaimOnQuantityOut<'_> {
    let claim = corpus.claim(id);
    let details = corpus.details(claim);
    let grade = details.and_then(|details| Some((details.file, details.grade?)));
    let note = details.and_then(|details| Some((details.file, details.note?)));
    ClaimOnQuantityOut {
        id: corpus.claim_name(id),
        figure: figure(corpus, id),
        by: corpus.party_name(claim.by),
        citations: corpus.cites(claim).iter().map(|cite| citation(corpus, id, cite)).collect(),
        as_of: corpus.as_of(id).map(|day| day.to_string()),
        grade: grade.map(|(file, grade)| corpus.texts.value(file, grade)),
        rank: match claim.rank {
            Rank::Normal => "normal",
            Rank::Deprecated => "deprecated",
        },
        stance: match claim.stance {
            Stance::Asserts => "asserts",
            Stance::Denies => "denies",
            Stance::Doubts => "doubts",
        },
        stands: standing == Standing::Stands,
        stays_out: explain::standing(corpus, id, standing),
        note: note.map(|(file, note)| corpus.texts.value(file, note)),
        place: place(corpus, corpus.figure_span(id)),
    }
}

fn citation<'c>(corpus: &'c Corpus, id: ClaimId, cite: &Cite) -> CitationOut<'c> {
    let text = |scalar| corpus.texts.value(corpus.claim(id).file, scalar);
    let marks = &corpus.marks[cite.marks.0 as usize..cite.marks.1 as usize];
    CitationOut {
        source: corpus.source_name(cite.source),
        at: cite.at.map(text),
        marks: marks.iter().map(|&mark| text(mark)).collect(),
    }
}

pub(in crate::render) fn comparisons(corpus: &Corpus, overview: &Overview) -> ComparisonsOut {
    let PairCounts { listed, all, identical, meeting, near, contradicting, unknown } =
        &overview.pairs;
    let measure = measure(corpus, overview);
    let pair = |&(a, b, ref compared): &(ClaimId, ClaimId, Comparison)| PairOut {
        first: overview.index(a),
        second: overview.index(b),
        grade: compared.grade.name(),
        gap: compared.gap.map(|gap| explain::in_unit(corpus, measure, gap)),
        ratio: compared.ratio.map(Ratio::plain),
    };
    ComparisonsOut {
        pairs: *all,
        identical: *identical,
        meeting: *meeting,
        near: *near,
        contradicting: *contradicting,
        unknown: *unknown,
        listed: listed.as_ref().map(|listed| listed.iter().map(pair).collect()),
    }
}

pub(in crate::render) fn together(
    corpus: &Corpus,
    overview: &Overview,
    together: &Together,
) -> TogetherOut {
    let measure = measure(corpus, overview);
    let out = |found: &Interval| interval(corpus, measure, found);
    TogetherOut {
        spread: out(&together.spread),
        agreed: together.agreed.as_ref().map(out),
        supported: SupportedIntervalOut {
            interval: out(&together.supported),
            origins: together.support,
            claims: together.supporters.iter().map(|&id| overview.index(id)).collect(),
        },
        origins: together.origins,
        citations: together.citations,
    }
}

fn measure(corpus: &Corpus, overview: &Overview) -> MeasureId {
    corpus.quantities.get(overview.quantity).measure()
}
