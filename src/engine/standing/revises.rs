//! What a `revises` does: the one place where it is decided whether it takes the claim it names out of force, or goes
//! astray and does nothing (docs/meaning.md, "Earlier and later").

use crate::finding::Astray;
use crate::model::{Claim, ClaimId, Corpus, Rank, Stance};

/// What it does to one claim that another revises.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Revises {
    /// The revising claim takes its place.
    Replaces,
    /// Nothing: it is reported, and both claims are as they were.
    Astray(Astray),
}

/// The claims that this one revises, in the order written. A claim that is withdrawn or denies revises nothing,
/// and one that is withdrawn or denies is not revised: neither is in force.
pub(crate) fn revises(corpus: &Corpus, later: ClaimId) -> impl Iterator<Item = (ClaimId, Revises)> {
    let details = corpus.details(corpus.claim(later)).filter(|_| asserts(corpus.claim(later)));
    let named = details.into_iter().flat_map(|details| details.revises.iter().copied());
    let named = named.filter(|&earlier| asserts(corpus.claim(earlier)));
    named.map(move |earlier| {
        let works = astray(corpus, later, earlier).map_or(Revises::Replaces, Revises::Astray);
        (earlier, works)
    })
}

fn asserts(claim: &Claim) -> bool {
    claim.rank == Rank::Normal && claim.stance == Stance::Asserts
}

/// Why a claim cannot take the place of the other, if it cannot. One that was surely known before cannot: whatever
/// took it back would have to come after it.
fn astray(corpus: &Corpus, later: ClaimId, earlier: ClaimId) -> Option<Astray> {
    let (claim, other) = (corpus.claim(later), corpus.claim(earlier));
    match (claim.by != other.by, claim.quantity != other.quantity) {
        (true, true) => return Some(Astray::OtherPartyAndQuantity),
        (true, false) => return Some(Astray::OtherParty),
        (false, true) => return Some(Astray::OtherQuantity),
        (false, false) => {}
    }
    let (known, other_known) = corpus.as_of(later).zip(corpus.as_of(earlier))?;
    known.earlier_than(&other_known).then_some(Astray::Newer)
}
