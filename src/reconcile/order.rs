//! Orders of quantities and claims that do not hang on files or on the order of claims.

use crate::model::{ClaimId, Corpus, Quantity, QuantityId};
use std::cmp::Ordering;

/// By measure, members and days.
pub(super) fn quantity(corpus: &Corpus, a: QuantityId, b: QuantityId) -> Ordering {
    let (a, b) = (corpus.quantities.get(a), corpus.quantities.get(b));
    let days = |quantity: Quantity<'_>| corpus.period(quantity.period());
    a.place().cmp(&b.place()).then_with(|| days(a).cmp(days(b)))
}

/// By quantity, interval, party and source; claims alike in all of these are as good as one another.
pub(super) fn claim(corpus: &Corpus, a: ClaimId, b: ClaimId) -> Ordering {
    let of = |id| corpus.claim(id);
    // Of figures that begin alike the one that says more comes first.
    let ends = |id| {
        let wide = corpus.wide(id);
        let [low, high] =
            [wide.low, wide.high].map(|end| end.map(|bound| (bound.value, bound.strict)));
        (low, high.is_none(), high)
    };
    let said = |id| {
        let cite = corpus.cites(of(id)).first();
        (corpus.party_name(of(id).by), cite.map(|cite| corpus.source_name(cite.source)))
    };
    quantity(corpus, of(a).quantity, of(b).quantity)
        .then_with(|| ends(a).cmp(&ends(b)))
        .then_with(|| said(a).cmp(&said(b)))
        .then(a.cmp(&b))
}
