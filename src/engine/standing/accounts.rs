//! Accounts: what one party says in one document. A claim that cites several documents is in the account of each.
//!
//! Sources that are `part-of` another, such as the issues of a bulletin, are one document with it.
//!
//! Example: what the ministry says in its bulletin of March and in that of April is one account; what a newspaper
//! prints of it is another.

use crate::model::{ClaimId, Corpus, PartyId, SourceId};

/// A party, and the source it speaks in: of a source that is part of another the outermost.
pub(crate) type Account = (PartyId, SourceId);

/// The accounts a claim is in; one may come several times, for each part of it that the claim cites.
pub(crate) fn accounts(corpus: &Corpus, id: ClaimId) -> impl Iterator<Item = Account> {
    let claim = corpus.claim(id);
    corpus.cites(claim).iter().map(|cite| (claim.by, corpus.document(cite.source)))
}

/// Whether all of the claims are in some one account.
pub fn in_one_account(corpus: &Corpus, claims: &[ClaimId]) -> bool {
    let Some((&first, others)) = claims.split_first() else { return false };
    let says =
        |account: Account, claim: ClaimId| accounts(corpus, claim).any(|other| other == account);
    accounts(corpus, first).any(|account| others.iter().all(|&claim| says(account, claim)))
}
