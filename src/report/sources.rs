//! The sources that are cited: claims in; out, each source with its citation and how much rests on it.

use super::cite::{Citation, Style, cite, link};
use crate::model::{Corpus, SourceId};
use std::cmp::Reverse;

/// A source that is cited.
#[derive(Debug)]
pub struct SourceOf {
    /// The source.
    pub source: SourceId,
    /// It as a bibliography prints it.
    pub citation: Citation,
    /// Where it can be read; http or https only.
    pub link: Option<String>,
    /// How many claims cite it.
    pub claims: usize,
    /// How many of those cite nothing else.
    pub alone: usize,
    /// On how many quantities.
    pub quantities: usize,
}

/// The sources with claims, those with the most first, and how many of them are cited in the plain form
/// though a style was asked for. Linear in the citations, and what citing costs.
pub(super) fn sources(corpus: &Corpus, style: Option<&Style>) -> (Vec<SourceOf>, usize) {
    let mut tallies = vec![Tally::default(); corpus.sources.len()];
    let mut claims: Vec<_> = corpus.claim_ids().collect();
    claims.sort_by_key(|&id| corpus.claim(id).quantity);
    for claim in claims.into_iter().map(|id| corpus.claim(id)) {
        let mut cited: Vec<_> = corpus.cites(claim).iter().map(|cite| cite.source).collect();
        cited.sort_unstable();
        cited.dedup();
        let alone = cited.len() == 1;
        cited.iter().for_each(|source| tallies[source.index()].count(claim.quantity.0, alone));
    }
    let cited = (0u32..).map(SourceId).zip(tallies).filter(|(_, tally)| tally.claims > 0);
    let mut cited: Vec<(SourceId, Tally)> = cited.collect();
    cited.sort_by_key(|(source, tally)| (Reverse(tally.claims), *source));
    let records: Vec<_> = cited.iter().map(|&(source, _)| source).collect();
    let (citations, plainly) = cite(corpus, &records, style);
    let all = cited.into_iter().zip(citations).map(|((source, tally), citation)| SourceOf {
        source,
        citation,
        link: link(&corpus.sources[source.index()].record),
        claims: tally.claims,
        alone: tally.alone,
        quantities: tally.quantities,
    });
    (all.collect(), plainly)
}

#[derive(Clone, Default)]
struct Tally {
    claims: usize,
    alone: usize,
    quantities: usize,
    last: Option<u32>,
}

impl Tally {
    /// Claims come by quantity.
    fn count(&mut self, quantity: u32, alone: bool) {
        self.claims += 1;
        self.alone += usize::from(alone);
        self.quantities += usize::from(self.last != Some(quantity));
        self.last = Some(quantity);
    }
}
