//! The report as a JSON document, version 1: grown, never broken. Exact numbers travel as strings.

use crate::engine::one_quantity::overview::Overview;
use crate::engine::parts_and_wholes::sums_of_parts::Parts;
use crate::error::Error;
use crate::explain;
use crate::figure::Ratio;
use crate::model::{ClaimId, Corpus, SourceId};
use crate::render::answer_json::{IntervalOut, QuantityOut, interval, quantity};
use crate::render::json::{
    FindingOut, ResolutionOut, SummaryOut, of_finding, resolution, summary, write_document,
};
use crate::render::report::Printed;
use crate::render::show::json::{
    ClaimOnQuantityOut, ComparisonsOut, TogetherOut, comparisons, said, together,
};
use crate::report::{ComparedClaims, MatrixRow, QuantityOf, Report, SourceOf};
use schemars::JsonSchema;
use serde::Serialize;
use std::io::Write;

/// Writes the document.
pub fn write(printed: &Printed<'_>, out: &mut impl Write) -> Result<(), Error> {
    write_document(&document(printed), out)
}

/// What `variorum report --format json` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub struct ReportDocument<'c> {
    /// The version of this contract: 1.
    version: u32,
    /// The run in numbers.
    summary: SummaryOut,
    /// What was found, the worst first.
    findings: Vec<FindingOut<'c>>,
    /// Every quantity with claims: by measure, then period, then members.
    quantities: Vec<QuantityEntry<'c>>,
    /// What parties that are a side say of their own and of another, for each quantity at a side.
    belligerents: Vec<BelligerentsOut>,
    /// Every party with claims, that with the most first.
    parties: Vec<PartyOut<'c>>,
    /// Every source that is cited, that with the most claims first.
    sources: Vec<SourceOut<'c>>,
    /// The rulings read, numbered from 0.
    resolutions: Vec<ResolutionOut<'c>>,
}

/// A quantity and everything said of it.
#[derive(Debug, Serialize, JsonSchema)]
struct QuantityEntry<'c> {
    /// What it is known by in links into the HTML report.
    key: &'c str,
    /// What it is.
    quantity: QuantityOut<'c>,
    /// Every claim on it, in the order read. Other parts of the document name claims by their index in this
    /// list, from 0.
    claims: Vec<ClaimEntry<'c>>,
    /// How the claims that stand, and those that give no number, compare, two and two.
    comparisons: ComparisonsOut,
    /// What the claims that stand say together, bands included; null where none stands. It is never the true
    /// number.
    together: Option<TogetherOut>,
    /// What the parts claimed of it come to, for each axis along which it has several.
    parts: Vec<PartsOut>,
    /// The fingerprints of the findings that involve it, the worst first.
    findings: Vec<&'c str>,
}

/// A claim and what came of it.
#[derive(Debug, Serialize, JsonSchema)]
struct ClaimEntry<'c> {
    /// What it says.
    #[serde(flatten)]
    said: ClaimOnQuantityOut<'c>,
    /// The words around its figure, as printed.
    quote: Option<&'c str>,
    /// By the worst finding it is needed for: questioned, internal, contested, noted, baseline,
    /// resolved; or no-finding, or stays-out.
    verdict: &'static str,
    /// The fingerprints of the findings it is needed for, the worst first.
    findings: Vec<&'c str>,
}

/// What parts of a quantity come to.
#[derive(Debug, Serialize, JsonSchema)]
struct PartsOut {
    /// The dimensions they are parts by, or period; several where they are taken along several.
    axes: Vec<String>,
    /// How many there are; they exclude one another.
    count: usize,
    /// Whether they leave nothing out. Where they do not, there may be more than their sum.
    complete: bool,
    /// The sum of the spreads of their claims, bands left out.
    sum: IntervalOut,
}

/// What is said of one quantity at a side.
#[derive(Debug, Serialize, JsonSchema)]
struct BelligerentsOut {
    /// The index of the quantity in the document's list, from 0.
    quantity: usize,
    /// What the side's own parties say: indices of claims in the quantity's list; likewise below.
    own: Vec<usize>,
    /// What parties say that are a part of the side.
    ally: Vec<usize>,
    /// What parties of another side say.
    enemy: Vec<usize>,
    /// What parties that are no side say.
    third: Vec<usize>,
    /// How the figures of its own and its allies compare with the enemy's, the two farthest apart; null where
    /// one of them is missing.
    against_enemy: Option<ComparedClaimsOut>,
    /// How they compare with those of parties that are no side.
    against_third: Option<ComparedClaimsOut>,
}

/// Two claims compared.
#[derive(Debug, Serialize, JsonSchema)]
struct ComparedClaimsOut {
    /// The side's own.
    own: usize,
    /// The other.
    other: usize,
    /// identical, refines, overlaps, touches, near, contradicts or unknown.
    grade: &'static str,
    /// How far apart they are, in the measure's unit; null for claims that meet.
    gap: Option<String>,
    /// The higher one's low end over the lower one's high end, exactly; null unless both are above zero.
    ratio: Option<String>,
}

/// A party with claims.
#[derive(Debug, Serialize, JsonSchema)]
struct PartyOut<'c> {
    /// The key it is declared under.
    party: &'c str,
    /// Its name for people.
    name: Option<&'c str>,
    /// The side it is: a member of a dimension.
    belligerent: Option<&'c str>,
    /// How many claims it makes.
    claims: usize,
}

/// A source that is cited.
#[derive(Debug, Serialize, JsonSchema)]
struct SourceOut<'c> {
    /// The key it is declared under.
    source: &'c str,
    /// It as a bibliography prints it, in the style asked for.
    citation: String,
    /// Where it can be read; http or https only.
    link: Option<&'c str>,
    /// The sources it takes its figures from.
    relays: Vec<&'c str>,
    /// How many claims cite it.
    claims: usize,
    /// How many of those cite no other source.
    alone: usize,
    /// On how many quantities.
    quantities: usize,
}

fn document<'c>(printed: &Printed<'c>) -> ReportDocument<'c> {
    let (report, corpus) = (printed.report, printed.report.corpus);
    let places = places(report);
    let findings = report.findings.iter();
    ReportDocument {
        version: 1,
        summary: summary(printed.summary),
        findings: findings.map(|one| of_finding(corpus, one.finding, one.fingerprint)).collect(),
        quantities: report.quantities.iter().map(|one| entry(report, one)).collect(),
        belligerents: report.matrix.iter().map(|row| belligerents(report, &places, row)).collect(),
        parties: report.parties.iter().map(|&(id, claims)| party(corpus, id, claims)).collect(),
        sources: report.sources.iter().map(|one| source(corpus, one)).collect(),
        resolutions: corpus.resolution_ids().map(|id| resolution(corpus, id)).collect(),
    }
}

/// Where each quantity stands in the report.
fn places(report: &Report<'_>) -> Vec<usize> {
    let mut places = vec![0; report.corpus.quantities.len()];
    let numbered = report.quantities.iter().enumerate();
    numbered.for_each(|(at, one)| places[one.overview.quantity.index()] = at);
    places
}

fn entry<'c>(report: &'c Report<'c>, of: &'c QuantityOf) -> QuantityEntry<'c> {
    let (corpus, overview) = (report.corpus, &of.overview);
    let measure = corpus.quantities.get(overview.quantity).measure();
    let fingerprints =
        |all: &[usize]| all.iter().map(|&at| report.findings[at].fingerprint).collect();
    let claim = |&(id, standing): &_| ClaimEntry {
        said: said(corpus, id, standing),
        quote: quote(corpus, id),
        verdict: report.verdict(id).name(),
        findings: fingerprints(report.findings_of(id)),
    };
    let parts = |parts: &Parts| PartsOut {
        axes: parts.axes.iter().map(|&axis| explain::axis(corpus, axis)).collect(),
        count: parts.count,
        complete: parts.complete,
        sum: interval(corpus, measure, &parts.sum),
    };
    QuantityEntry {
        key: &of.key,
        quantity: quantity(corpus, overview.quantity),
        claims: overview.claims.iter().map(claim).collect(),
        comparisons: comparisons(corpus, overview),
        together: overview.together.as_ref().map(|found| together(corpus, overview, found)),
        parts: of.parts.iter().map(parts).collect(),
        findings: fingerprints(&of.findings),
    }
}

fn quote(corpus: &Corpus, id: ClaimId) -> Option<&str> {
    let details = corpus.details(corpus.claim(id))?;
    details.quote.map(|quote| corpus.texts.value(details.file, quote))
}

fn belligerents(report: &Report<'_>, places: &[usize], row: &MatrixRow) -> BelligerentsOut {
    let quantity = places[row.quantity.index()];
    let overview = &report.quantities[quantity].overview;
    let indices = |claims: &[ClaimId]| claims.iter().map(|&id| overview.index(id)).collect();
    let against =
        |said: Option<ComparedClaims>| said.map(|said| against(report.corpus, overview, &said));
    BelligerentsOut {
        quantity,
        own: indices(&row.own),
        ally: indices(&row.ally),
        enemy: indices(&row.enemy),
        third: indices(&row.third),
        against_enemy: against(row.against_enemy),
        against_third: against(row.against_third),
    }
}

fn against(corpus: &Corpus, overview: &Overview, said: &ComparedClaims) -> ComparedClaimsOut {
    let measure = corpus.quantities.get(overview.quantity).measure();
    ComparedClaimsOut {
        own: overview.index(said.own),
        other: overview.index(said.other),
        grade: said.compared.grade.name(),
        gap: said.compared.gap.map(|gap| explain::in_unit(corpus, measure, gap)),
        ratio: said.compared.ratio.map(Ratio::plain),
    }
}

fn party(corpus: &Corpus, id: crate::model::PartyId, claims: usize) -> PartyOut<'_> {
    let party = &corpus.parties[id.index()];
    let side = party.belligerent.map(|(along, member)| corpus.dimension(along).name(member));
    PartyOut {
        party: corpus.party_name(id),
        name: party.name.as_deref(),
        belligerent: side,
        claims,
    }
}

fn source<'c>(corpus: &'c Corpus, of: &'c SourceOf) -> SourceOut<'c> {
    let relays = corpus.sources[of.source.index()].relays.iter();
    SourceOut {
        source: corpus.source_name(of.source),
        citation: of.citation.text(),
        link: of.link.as_deref(),
        relays: relays.map(|&id: &SourceId| corpus.source_name(id)).collect(),
        claims: of.claims,
        alone: of.alone,
        quantities: of.quantities,
    }
}
