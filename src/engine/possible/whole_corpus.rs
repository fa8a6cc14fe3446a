//! Whether all claims of a corpus but those set aside can be true at once: a possible world, or the
//! conflicts that stop it. Each space is built by `world_builder`, then `more_conflicts` looks further.

use crate::engine::parts_and_wholes::stated_sums::closed_by;
use crate::engine::possible::more_conflicts::further;
use crate::engine::possible::spaces::{Space, adds_up, spaces};
use crate::engine::possible::sum_rows::Settlement;
use crate::engine::possible::world_builder::{Budget, WorldBuilder};
use crate::model::{ClaimId, Corpus, QuantityId};
use hashbrown::HashMap;
use std::collections::HashSet;

/// Settles the claims given. Near-linear where quantities nest; elsewhere under a budget that grows with
/// their number.
pub fn settle(corpus: &Corpus, claims: &[ClaimId]) -> Settlement {
    settle_within(corpus, claims, &mut Budget::new(claims.len()))
}

/// The same, under a budget that several runs share.
pub(crate) fn settle_within(
    corpus: &Corpus,
    claims: &[ClaimId],
    budget: &mut Budget,
) -> Settlement {
    settle_all(corpus, claims, None, budget)
}

/// Settles claims with some of them set aside so that no conflict known is left, then looks for the
/// conflicts that those set aside are in with others.
pub(crate) fn settle_beyond(
    corpus: &Corpus,
    claims: &[ClaimId],
    aside: &HashSet<ClaimId>,
    known: &[Vec<ClaimId>],
    budget: &mut Budget,
) -> Settlement {
    settle_all(corpus, claims, Some(&Beyond::new(corpus, aside, known)), budget)
}

/// What is set aside, and the conflicts known by the quantities of their first claims.
struct Beyond<'a> {
    aside: &'a HashSet<ClaimId>,
    known: HashMap<QuantityId, Vec<&'a Vec<ClaimId>>>,
}

impl<'a> Beyond<'a> {
    fn new(corpus: &Corpus, aside: &'a HashSet<ClaimId>, known: &'a [Vec<ClaimId>]) -> Self {
        let mut by_first: HashMap<QuantityId, Vec<&Vec<ClaimId>>> = HashMap::new();
        for claims in known {
            if let Some(&first) = claims.first() {
                by_first.entry(corpus.claim(first).quantity).or_default().push(claims);
            }
        }
        Self { aside, known: by_first }
    }

    /// Settles a space with all its claims.
    fn settle(
        &self,
        corpus: &Corpus,
        space: Space,
        claims: &[Vec<ClaimId>],
        budget: &mut Budget,
        found: &mut Settlement,
    ) {
        let met = found.clashes.len();
        let held = |run: &Vec<ClaimId>| {
            run.iter().copied().filter(|claim| !self.aside.contains(claim)).collect()
        };
        let mut builder =
            WorldBuilder::new(corpus, space, claims.iter().map(held).collect(), budget);
        builder.run(found);
        let here = |claims: &Vec<ClaimId>| {
            claims.iter().all(|&it| builder.row_of.contains_key(&corpus.claim(it).quantity))
        };
        let known = builder.space.quantities.iter().filter_map(|id| self.known.get(id)).flatten();
        let met = found.clashes[met..].iter().map(|clash| &clash.claims);
        let known = known.copied().chain(met).filter(|claims| here(claims)).cloned().collect();
        further(&mut builder, claims, known, found);
    }
}

fn settle_all(
    corpus: &Corpus,
    claims: &[ClaimId],
    beyond: Option<&Beyond<'_>>,
    budget: &mut Budget,
) -> Settlement {
    let mut sorted: Vec<(QuantityId, ClaimId)> =
        claims.iter().map(|&claim| (corpus.claim(claim).quantity, claim)).collect();
    sorted.sort_unstable();
    let runs = sorted.chunk_by(|a, b| a.0 == b.0);
    let on: HashMap<QuantityId, &[(QuantityId, ClaimId)]> =
        runs.map(|run| (run[0].0, run)).collect();
    let items = claims.iter().filter_map(|&claim| closed_by(corpus, claim)).flatten();
    let quantities: Vec<QuantityId> = on.keys().copied().chain(items).collect();
    let mut found = Settlement::default();
    for space in spaces(corpus, &quantities) {
        let alone = space.quantities.len() == 1 && space.most.is_none();
        if !alone && adds_up(corpus, &space) {
            let claims = space.quantities.iter().map(|id| on.get(id).copied().unwrap_or_default());
            let claims: Vec<Vec<ClaimId>> =
                claims.map(|run| run.iter().map(|&(_, claim)| claim).collect()).collect();
            match beyond {
                None => WorldBuilder::new(corpus, space, claims, budget).run(&mut found),
                Some(beyond) => beyond.settle(corpus, space, &claims, budget, &mut found),
            }
        }
    }
    found
}
