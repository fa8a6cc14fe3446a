//! Voices: one party in one source. A claim with several citations is in each source's voice.

use crate::model::{ClaimId, Corpus, PartyId, SourceId};

/// One party in one source.
pub(crate) type Voice = (PartyId, SourceId);

/// The voices a claim is in.
pub(crate) fn voices(corpus: &Corpus, id: ClaimId) -> impl Iterator<Item = Voice> {
    let claim = corpus.claim(id);
    corpus.cites(claim).iter().map(|cite| (claim.by, cite.source))
}

/// Whether some one voice says all of the claims.
pub fn spoken_alone(corpus: &Corpus, claims: &[ClaimId]) -> bool {
    let Some((&first, others)) = claims.split_first() else { return false };
    let says = |voice: Voice, claim: ClaimId| voices(corpus, claim).any(|other| other == voice);
    voices(corpus, first).any(|voice| others.iter().all(|&claim| says(voice, claim)))
}
