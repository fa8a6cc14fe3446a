//! What parties said earlier and later: counts that fall, and revisions that go astray (docs/meaning.md,
//! "Earlier and later").

use crate::engine::standing::claims_in_force::Standing;
use crate::engine::standing::revises::{Revises, revises};
use crate::figure::{Bound, Interval, Kind};
use crate::finding::{Fall, Revision};
use crate::model::{ClaimId, Corpus, Measure, PartyId, QuantityId};
use crate::period::Days;

/// Every cumulative count that falls: a party's dated claim on a quantity that is surely below one of
/// its own that was surely known earlier, neither of them revised. One for each party and quantity, in
/// the order of the quantities. Near-linear in the dated claims.
pub fn falls(corpus: &Corpus, standing: &[Standing]) -> Vec<Fall> {
    let counts = |standing: &Standing| matches!(standing, Standing::Stands | Standing::Earlier(_));
    let dated = |&id: &ClaimId| {
        let measure = || corpus.measure_of(corpus.claim(id).quantity);
        counts(&standing[id.index()])
            && corpus.as_of(id).is_some()
            && corpus.extent(id).known
            && cumulative(measure())
    };
    let mut claims: Vec<((QuantityId, PartyId), ClaimId)> = corpus
        .claim_ids()
        .filter(dated)
        .map(|id| ((corpus.claim(id).quantity, corpus.claim(id).by), id))
        .collect();
    claims.sort_unstable();
    let series = claims.chunk_by(|(a, _), (b, _)| a == b);
    series.filter(|series| series.len() > 1).filter_map(|series| fall(corpus, series)).collect()
}

/// A level may fall, and so may a share or an average; what is counted up only grows.
fn cumulative(measure: &Measure) -> bool {
    matches!(measure.kind, Kind::Count | Kind::Amount) && !measure.signed && !measure.may_fall
}

/// The farthest fall of one party's claims on one quantity. Each is held against the greatest of those
/// that were surely known before it.
fn fall<K>(corpus: &Corpus, series: &[(K, ClaimId)]) -> Option<Fall> {
    let known: Vec<(Days, ClaimId)> =
        series.iter().filter_map(|&(_, id)| Some((corpus.as_of(id)?.widest(), id))).collect();
    let (mut by_start, mut by_end) = (known.clone(), known);
    by_start.sort_unstable_by_key(|&(days, id)| (days.first, id));
    by_end.sort_unstable_by_key(|&(days, id)| (days.last, id));
    let mut before = by_end.into_iter().peekable();
    let mut greatest: Option<(Bound, ClaimId)> = None;
    let mut farthest: Option<Fall> = None;
    let mut falls = 0;
    for (days, later) in by_start {
        while let Some((_, id)) = before.next_if(|(earlier, _)| earlier.last < days.first) {
            let low = corpus.low(id);
            let key = |bound: Bound| (bound.value, bound.strict);
            if let Some(low) =
                low.filter(|&low| greatest.is_none_or(|(held, _)| key(low) > key(held)))
            {
                greatest = Some((low, id));
            }
        }
        let high = corpus.high(later);
        let Some(((low, earlier), high)) = greatest.zip(high) else { continue };
        if !(Interval { low: Some(low), high: Some(high) }).is_empty() {
            continue;
        }
        falls += 1;
        let by = low.value.sub(high.value);
        if farthest.is_none_or(|held| by > held.by) {
            farthest = Some(Fall { earlier, later, by, falls: 0 });
        }
    }
    farthest.map(|fall| Fall { falls, ..fall })
}

/// Every claim that revises claims which it cannot take the place of. Linear.
pub fn stray_revisions(corpus: &Corpus) -> Vec<Revision> {
    let stray = |later: ClaimId| {
        let mut strays = revises(corpus, later).filter_map(|(earlier, works)| match works {
            Revises::Replaces => None,
            Revises::Astray(astray) => Some((earlier, astray)),
        });
        let (earlier, astray) = strays.next()?;
        Some(Revision { later, earlier, astray, count: 1 + strays.count() })
    };
    corpus.claim_ids().filter_map(stray).collect()
}
