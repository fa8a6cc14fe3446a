//! Which claims would have to be corrected for a finding to go away: the smallest sets of them, and the
//! interval each corrected figure would have to lie in.
//!
//! A set of corrections settles a finding when it meets every one of its minimal conflicts: a smallest hitting
//! set (Reiter, *Artificial Intelligence* 32, 1987).

use crate::budget::limits;
use crate::engine::certificates::claims_and_worlds::Said;
use crate::engine::possible::few_claims::{bounds, possible};
use crate::engine::possible::verdicts::{Bounds, Reach};
use crate::figure::Exact;
use crate::finding::{Corrected, Correction, Suspects};
use crate::model::{ClaimId, Corpus};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The smallest sets of claims whose correction settles all of these conflicts, the claims `beside` them left as
/// they are; `None` where the conflicts name too many claims, or the work allowed is spent.
pub fn suspects(
    corpus: &Corpus,
    conflicts: &[Vec<ClaimId>],
    beside: &[ClaimId],
    budget: &mut usize,
) -> Option<Suspects> {
    let all: BTreeSet<ClaimId> = conflicts.iter().flatten().copied().collect();
    if all.is_empty() || all.len() > limits::CORRECTED_CLAIMS.get() || *budget == 0 {
        return None;
    }
    let weights: BTreeMap<ClaimId, u64> =
        all.iter().map(|&claim| (claim, weight(corpus, claim))).collect();
    let conflicts: Vec<BTreeSet<ClaimId>> =
        conflicts.iter().map(|claims| claims.iter().copied().collect()).collect();
    let sets = hitting_sets(&conflicts, &weights)?;
    let count = sets.len();
    let listed = sets.iter().take(limits::CORRECTIONS_LISTED.get());
    let all: Vec<ClaimId> = all.into_iter().chain(beside.iter().copied()).collect();
    let sets: Vec<Corrected> =
        listed.map(|set| corrected(corpus, &conflicts, &all, set, budget)).collect();
    Some(Suspects { sets, count })
}

/// Where each figure of a set would have to lie: what all the other claims leave it, those of the set put right
/// along with it. Where some of the others fail without them, for a reason that is another finding's, those that
/// are in the most conflicts of this one count.
fn corrected(
    corpus: &Corpus,
    conflicts: &[BTreeSet<ClaimId>],
    all: &[ClaimId],
    set: &BTreeSet<ClaimId>,
    budget: &mut usize,
) -> Corrected {
    let others = all.iter().filter(|claim| !set.contains(claim));
    let mut others: Vec<Said> = others.map(|&other| Said::of(corpus, other)).collect();
    *budget = budget.saturating_sub(set.len());
    if !possible(corpus, &others).is_possible() {
        let often = |said: &Said| conflicts.iter().filter(|it| it.contains(&said.claim)).count();
        others.sort_by_cached_key(|said| (Reverse(often(said)), said.claim));
        *budget = budget.saturating_sub(others.len());
        others = others.into_iter().fold(Vec::new(), |mut held, said| {
            held.push(said);
            if !possible(corpus, &held).is_possible() {
                held.pop();
            }
            held
        });
    }
    let correction = |&claim: &ClaimId| {
        let mut left = Correction { claim, low: None, high: None };
        if let Ok(Bounds { least, most }) = bounds(corpus, &others, corpus.claim(claim).quantity) {
            left.low = end(least);
            left.high = end(most);
        }
        left
    };
    set.iter().map(correction).collect()
}

fn end(reach: Reach) -> Option<(Exact, bool)> {
    match reach {
        Reach::To { at, strict, .. } => Some((at, strict)),
        Reach::Open | Reach::Unsettled => None,
    }
}

/// How much it takes to doubt a claim: from 2 (E5) to 10 (A1), by the Admiralty grade. What cannot be judged
/// (F, 6) and what is not graded stand in the middle.
fn weight(corpus: &Corpus, claim: ClaimId) -> u64 {
    let claim = corpus.claim(claim);
    let details = corpus.details(claim);
    let grade = details.and_then(|details| Some(corpus.texts.value(details.file, details.grade?)));
    let mut signs = grade.unwrap_or("").chars();
    let source = match signs.next() {
        Some(letter @ 'A'..='E') => 5 - (u64::from(letter) - u64::from('A')),
        _ => 3,
    };
    let item = match signs.next() {
        Some(digit @ '1'..='5') => 6 - (u64::from(digit) - u64::from('0')),
        _ => 3,
    };
    source + item
}

/// Every set of least weight that meets all the conflicts, in order. Branch and bound on the smallest conflict
/// not met; `None` where that takes too long.
fn hitting_sets(
    conflicts: &[BTreeSet<ClaimId>],
    weights: &BTreeMap<ClaimId, u64>,
) -> Option<BTreeSet<BTreeSet<ClaimId>>> {
    let mut search =
        Hitting { conflicts, weights, best: u64::MAX, found: BTreeSet::new(), steps: 0 };
    search.extend(&mut BTreeSet::new(), 0, &BTreeSet::new());
    (search.steps <= limits::CORRECTION_BRANCHES.get()).then_some(search.found)
}

struct Hitting<'s> {
    conflicts: &'s [BTreeSet<ClaimId>],
    weights: &'s BTreeMap<ClaimId, u64>,
    best: u64,
    found: BTreeSet<BTreeSet<ClaimId>>,
    steps: usize,
}

impl Hitting<'_> {
    fn extend(&mut self, set: &mut BTreeSet<ClaimId>, weight: u64, barred: &BTreeSet<ClaimId>) {
        self.steps += 1;
        if weight > self.best || self.steps > limits::CORRECTION_BRANCHES.get() {
            return;
        }
        let unmet = self.conflicts.iter().filter(|conflict| conflict.is_disjoint(set));
        let Some(next) = unmet.min_by_key(|conflict| conflict.len()) else {
            if weight < self.best {
                self.best = weight;
                self.found.clear();
            }
            self.found.insert(set.clone());
            return;
        };
        // Each branch bars the claims of those before it, so that no set is come to twice.
        let mut barred = barred.clone();
        for &claim in next {
            if barred.contains(&claim) {
                continue;
            }
            set.insert(claim);
            self.extend(set, weight + self.weights.get(&claim).copied().unwrap_or(0), &barred);
            set.remove(&claim);
            barred.insert(claim);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hitting_sets_are_all_of_the_least_weight() {
        let set =
            |ids: &[u32]| -> BTreeSet<ClaimId> { ids.iter().map(|&id| ClaimId(id)).collect() };
        let conflicts = [set(&[1, 2]), set(&[2, 3]), set(&[3, 4])];
        let even: BTreeMap<_, _> = (1..5).map(|id| (ClaimId(id), 6)).collect();
        let found: Vec<_> = hitting_sets(&conflicts, &even).unwrap().into_iter().collect();
        assert_eq!(found, [set(&[1, 3]), set(&[2, 3]), set(&[2, 4])]);
        let mut trusted = even;
        trusted.insert(ClaimId(3), 10);
        assert_eq!(hitting_sets(&conflicts, &trusted), Some([set(&[2, 4])].into()));
    }
}
