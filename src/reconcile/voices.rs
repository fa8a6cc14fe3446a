//! Voices: one party in one source. A claim with several citations is in each source's voice.

use crate::model::{ClaimId, Corpus, PartyId, SourceId};

/// One party in one source.
pub(super) type Voice = (PartyId, SourceId);

/// The voices a claim is in.
pub(super) fn voices(corpus: &Corpus, id: ClaimId) -> impl Iterator<Item = Voice> {
    let claim = corpus.claim(id);
    corpus.cites(claim).iter().map(|cite| (claim.by, cite.source))
}
