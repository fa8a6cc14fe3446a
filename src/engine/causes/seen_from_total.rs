//! The claims as one total sees them: which quantities lie inside it, and who speaks for each.

use crate::budget::limits;
use crate::budget::steps::{TooMuch, Work};
use crate::engine::causes::context::Context;
use crate::engine::causes::printed_sums::PrintedFigure;
use crate::engine::standing::origins::{Origin, footnotes};
use crate::model::{ClaimId, PartyId, QuantityId, SourceId};
use std::cell::OnceCell;
use std::cmp::Reverse;
use std::collections::HashSet;

/// Whose claims may speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Scope {
    /// Those of the documents the total stands in.
    Own,
    /// All.
    All,
}

/// A total, and who may speak for the quantities around it.
pub(crate) struct View<'k, 'c> {
    pub(crate) known: &'k Context<'c>,
    pub(crate) total: ClaimId,
    pub(crate) scope: Scope,
    party: PartyId,
    /// The sources it cites, each once.
    sources: Vec<SourceId>,
    /// Where it stands in them, once somebody asks.
    stands: OnceCell<Stands<'c>>,
}

/// Where a claim stands in its documents.
struct Stands<'c> {
    footnotes: HashSet<Origin<'c>>,
    places: HashSet<(SourceId, &'c str)>,
}

impl<'k, 'c> View<'k, 'c> {
    pub(crate) fn new(known: &'k Context<'c>, total: ClaimId, scope: Scope) -> Self {
        let claim = known.corpus.claim(total);
        let cites = known.corpus.cites(claim).iter();
        let mut sources: Vec<SourceId> = cites.map(|cite| cite.source).collect();
        sources.sort_unstable();
        sources.dedup();
        Self { known, total, scope, party: claim.by, sources, stands: OnceCell::new() }
    }

    fn stands(&self) -> &Stands<'c> {
        let claim = self.known.corpus.claim(self.total);
        self.stands.get_or_init(|| Stands {
            footnotes: footnotes(self.known.corpus, claim).collect(),
            places: places(self.known, self.total).collect(),
        })
    }

    /// The quantity the total is about.
    pub(crate) fn quantity(&self) -> QuantityId {
        self.known.corpus.claim(self.total).quantity
    }

    /// The quantities inside the total on which somebody in the scope speaks. Those of other measures are among them
    /// where units agree: missing people may have been counted with the killed.
    pub(crate) fn inside(&self, work: &mut Work) -> Result<Vec<QuantityId>, TooMuch> {
        let (corpus, quantity) = (self.known.corpus, self.quantity());
        let index = self.known.ground.index(corpus);
        if self.scope == Scope::All {
            return index.inside(corpus, quantity, None, work);
        }
        let mut inside = Vec::new();
        for &source in &self.sources {
            inside.extend(index.inside(corpus, quantity, Some(source), work)?);
        }
        if self.sources.len() > 1 {
            inside.sort_unstable();
            inside.dedup();
        }
        Ok(inside)
    }

    /// The claims on a quantity that may speak, those nearest to the total first: its own account
    /// before others, and of these what stands with the same footnote marks or at the same place in
    /// the document, then the same source, then the same party. Among equals the lower figure comes
    /// first, then names decide, never the order of the files.
    pub(crate) fn speakers(
        &self,
        quantity: QuantityId,
        work: &mut Work,
    ) -> Result<Vec<ClaimId>, TooMuch> {
        let claims = self.known.ground.claims(quantity);
        work.spend(claims.len())?;
        let claims = claims.iter().copied();
        let speaks =
            |&id: &ClaimId| id != self.total && (self.scope == Scope::All || self.cites(id));
        let mut claims: Vec<ClaimId> = claims.filter(speaks).collect();
        if claims.len() > 1 {
            claims.sort_by_cached_key(|&id| (Reverse(self.nearness(id)), order(self.known, id)));
            claims.truncate(limits::SPEAKERS.get());
        }
        Ok(claims)
    }

    /// Who speaks for a quantity: the nearest to the total, the lowest figure and the highest where
    /// several are as near, as when a document contradicts itself.
    pub(crate) fn speaker(
        &self,
        quantity: QuantityId,
        work: &mut Work,
    ) -> Result<Option<(ClaimId, ClaimId)>, TooMuch> {
        let speakers = self.speakers(quantity, work)?;
        let Some(&lowest) = speakers.first() else { return Ok(None) };
        if speakers.len() == 1 {
            return Ok(Some((lowest, lowest)));
        }
        let printed = |id: ClaimId| PrintedFigure::of(self.known.corpus, id);
        let nearest = self.nearness(lowest);
        let alike = speakers.into_iter().take_while(|&id| self.nearness(id) == nearest);
        let highest = alike.filter(|&id| printed(id).is_some()).last().unwrap_or(lowest);
        // Two claims of one figure are told apart by nothing that could be added up.
        let highest = if printed(highest) == printed(lowest) { lowest } else { highest };
        Ok(Some((lowest, highest)))
    }

    /// Whether the claim stands in one of the total's documents.
    fn cites(&self, id: ClaimId) -> bool {
        let corpus = self.known.corpus;
        let cites = corpus.cites(corpus.claim(id)).iter();
        cites.map(|cite| cite.source).any(|source| self.sources.binary_search(&source).is_ok())
    }

    /// How near a claim stands to the total in its documents.
    fn nearness(&self, id: ClaimId) -> [bool; 5] {
        let corpus = self.known.corpus;
        let claim = corpus.claim(id);
        let (source, party) = (self.cites(id), claim.by == self.party);
        let marks = footnotes(corpus, claim).any(|one| self.stands().footnotes.contains(&one));
        let place = places(self.known, id).any(|place| self.stands().places.contains(&place));
        [party && source, marks, place, source, party]
    }
}

/// The places in documents a claim cites.
fn places<'c>(known: &Context<'c>, id: ClaimId) -> impl Iterator<Item = (SourceId, &'c str)> {
    let corpus = known.corpus;
    let claim = corpus.claim(id);
    let at = move |at| corpus.texts.value(claim.file, at);
    corpus.cites(claim).iter().filter_map(move |cite| Some((cite.source, at(cite.at?))))
}

/// What claims are ordered by: whether they give no exact figure, what they say, who says it, where,
/// and their names.
type Order<'c> = (bool, Option<PrintedFigure>, &'c str, Vec<&'c str>, Option<&'c str>, ClaimId);

/// An order of claims by what they say and who says it where; the order they were read in decides
/// only between claims alike in all of that.
pub(crate) fn order<'c>(known: &Context<'c>, id: ClaimId) -> Order<'c> {
    let corpus = known.corpus;
    let claim = corpus.claim(id);
    let cites = corpus.cites(claim).iter();
    let mut sources: Vec<&str> = cites.map(|cite| corpus.source_name(cite.source)).collect();
    sources.sort_unstable();
    let party = corpus.party_name(claim.by);
    let printed = PrintedFigure::of(corpus, id);
    (printed.is_none(), printed, party, sources, corpus.claim_name(id), id)
}
