//! The report: a corpus and its findings in; out, one document that every format of the report prints.
//!
//! It is data. What a thing is called is said by `explain`, what it looks like by `render`; here it is settled
//! what there is to say, of what, and in which order, so that no two formats can disagree.

use crate::engine::one_quantity::overview::{Overview, Overviews};
use crate::engine::parts_and_wholes::sums_of_parts::{Parts, parts};
use crate::engine::standing::claims_in_force::Ground;
use crate::finding::{Evidence, Finding, Shape, Sum};
use crate::model::{ClaimId, Corpus, PartyId, QuantityId, ResolutionId, Skipped};
use crate::report::belligerent_matrix::MatrixRow;
use crate::report::cite::Style;
use crate::report::claim_outcomes::{ClaimOutcome, Verdicts};
use crate::report::link_keys::keys;
use crate::report::sources::SourceOf;
use crate::report::told_findings::{Reported, reported};
use crate::report::{belligerent_matrix, sources};
use std::cmp::Reverse;

/// Everything a report says.
#[derive(Debug)]
pub struct Report<'c> {
    /// What was read.
    pub corpus: &'c Corpus,
    /// What was found, the worst first.
    pub findings: Vec<Reported<'c>>,
    /// Every quantity with claims: by measure, then period, then members.
    pub quantities: Vec<QuantityOf>,
    /// Every party with claims, that with the most first.
    pub parties: Vec<(PartyId, usize)>,
    /// What parties that are a side say of their own and of another.
    pub matrix: Vec<MatrixRow>,
    /// Every source that is cited, that with the most claims first.
    pub sources: Vec<SourceOf>,
    /// Every ruling, with the findings it settles or bears on, as their places in `findings`.
    pub rulings: Vec<(ResolutionId, Vec<usize>)>,
    /// What was left out in making it.
    pub skipped: Vec<Skipped>,
    verdicts: Verdicts,
}

/// A quantity and everything said of it.
#[derive(Debug)]
pub struct QuantityOf {
    /// What it is known by in a link; no two quantities share one.
    pub key: String,
    /// The first and the last year it has days in; the least and the greatest number where it is open.
    pub years: (i32, i32),
    /// Everything said of it.
    pub overview: Overview,
    /// What its parts come to, for each axis along which it has some.
    pub parts: Vec<Parts>,
    /// The findings that involve it, as places in [`Report::findings`].
    pub findings: Vec<usize>,
}

/// Makes the report of a run's findings, each with its fingerprint. Near-linear in the claims and findings;
/// citing a source in a style costs about a millisecond.
pub fn report<'c>(
    corpus: &'c Corpus,
    ground: &Ground,
    findings: &'c [Finding],
    fingerprints: &'c [String],
    style: Option<&Style>,
) -> Report<'c> {
    let overviews = Overviews::new(corpus);
    let order = quantities(corpus, &overviews);
    let mut places = vec![usize::MAX; corpus.quantities.len()];
    order.iter().enumerate().for_each(|(at, id)| places[id.index()] = at);
    let findings = reported(corpus, findings, fingerprints, &places);
    let verdicts = Verdicts::new(corpus, &overviews, &findings);
    let sums = parts(corpus, ground);
    let mut quantities: Vec<QuantityOf> = order
        .iter()
        .zip(keys(corpus, &order))
        .map(|(&id, key)| {
            let (overview, parts) = (overviews.of(id), sums.of(id).to_vec());
            let years = corpus.period(corpus.quantities.get(id).period()).widest().years();
            QuantityOf { key, years, overview, parts, findings: Vec::new() }
        })
        .collect();
    for (at, reported) in findings.iter().enumerate() {
        reported.about.iter().for_each(|&place| quantities[place].findings.push(at));
        if let Evidence::Sum(sum) = &reported.finding.evidence {
            let whole = places[corpus.claim(sum.whole).quantity.index()];
            add_parts(&mut quantities[whole].parts, sum);
        }
    }
    let (sources, plainly) = sources::sources(corpus, style);
    let left_out = [
        ("quantities whose parts were not added up for the report", sums.left_out),
        ("sources cited in the plain form, for there are many", plainly),
    ];
    let left_out = left_out.into_iter().filter(|&(_, count)| count > 0);
    Report {
        corpus,
        rulings: rulings(corpus, &findings),
        parties: parties(corpus),
        matrix: belligerent_matrix::matrix(corpus, ground, &order),
        sources,
        skipped: left_out.map(|(what, count)| Skipped { what, count }).collect(),
        findings,
        quantities,
        verdicts,
    }
}

impl Report<'_> {
    /// What came of a claim.
    pub fn verdict(&self, claim: ClaimId) -> ClaimOutcome {
        self.verdicts.of(claim)
    }

    /// The findings a claim is needed for, as places in [`Report::findings`]; the one its verdict is by first.
    pub fn findings_of(&self, claim: ClaimId) -> &[usize] {
        self.verdicts.findings(claim)
    }
}

/// What a finding adds up, where its parts lie along several axes or not as a tree.
fn add_parts(parts: &mut Vec<Parts>, sum: &Sum) {
    let along = matches!(sum.shape, Shape::Above | Shape::Below);
    if along && !parts.iter().any(|known| known.axes == sum.axes) {
        let (count, total) = match &sum.full {
            Some(full) => (full.count, full.total),
            None => (sum.parts.len(), sum.total),
        };
        let (axes, complete) = (sum.axes.clone(), sum.shape == Shape::Below);
        parts.push(Parts { axes, count, sum: total.core, complete });
    }
}

/// The quantities with claims: by measure, then period, then members.
fn quantities(corpus: &Corpus, overviews: &Overviews<'_>) -> Vec<QuantityId> {
    let mut all: Vec<QuantityId> =
        corpus.quantities.ids().filter(|&id| overviews.is_claimed(id)).collect();
    all.sort_by_cached_key(|&id| {
        let quantity = corpus.quantities.get(id);
        let members: Vec<_> = corpus.dimension_ids().map(|at| quantity.member(at)).collect();
        (quantity.measure(), *corpus.period(quantity.period()), members)
    });
    all
}

/// The parties with claims: those with the most first, and by name.
fn parties(corpus: &Corpus) -> Vec<(PartyId, usize)> {
    let mut counts = vec![0usize; corpus.parties.len()];
    corpus.claims.iter().for_each(|claim| counts[claim.by.index()] += 1);
    let counted = (0u32..).map(PartyId).zip(counts).filter(|&(_, count)| count > 0);
    let mut parties: Vec<(PartyId, usize)> = counted.collect();
    parties.sort_by_key(|&(party, count)| (Reverse(count), party));
    parties
}

fn rulings(corpus: &Corpus, findings: &[Reported<'_>]) -> Vec<(ResolutionId, Vec<usize>)> {
    let mut on = vec![Vec::new(); corpus.resolutions.len()];
    for (at, reported) in findings.iter().enumerate() {
        reported.finding.life.rulings.iter().for_each(|ruling| on[ruling.index()].push(at));
    }
    corpus.resolution_ids().zip(on).collect()
}
