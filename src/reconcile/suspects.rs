//! Which claims would have to be corrected for a finding to go away: the smallest sets of them, and the
//! interval each corrected figure would have to lie in.
//!
//! A set of corrections settles a finding when it meets every one of its minimal conflicts: a smallest hitting
//! set (Reiter, *Artificial Intelligence* 32, 1987).

use super::world::{Bounds, Reach, Said, bounds};
use crate::figure::Exact;
use crate::finding::{Corrected, Correction, Suspects};
use crate::model::{ClaimId, Corpus};
use std::collections::{BTreeMap, BTreeSet};

/// Sets listed; the others are counted.
const LISTED: usize = 32;

/// Claims of the largest finding that is searched.
const LARGEST: usize = 40;

/// Corrections worked out in one run.
pub const TRIED_IN_ALL: usize = 20_000;

/// The smallest sets of claims whose correction settles all of these conflicts; `None` where they name too many
/// claims, or the work allowed is spent.
pub fn suspects(
    corpus: &Corpus,
    conflicts: &[Vec<ClaimId>],
    budget: &mut usize,
) -> Option<Suspects> {
    let all: BTreeSet<ClaimId> = conflicts.iter().flatten().copied().collect();
    if all.is_empty() || all.len() > LARGEST || *budget == 0 {
        return None;
    }
    let weights: BTreeMap<ClaimId, u64> =
        all.iter().map(|&claim| (claim, weight(corpus, claim))).collect();
    let conflicts: Vec<BTreeSet<ClaimId>> =
        conflicts.iter().map(|claims| claims.iter().copied().collect()).collect();
    let sets = hitting_sets(&conflicts, &weights)?;
    let count = sets.len();
    let listed = sets.iter().take(LISTED);
    let sets: Vec<Corrected> =
        listed.map(|set| corrected(corpus, &conflicts, set, budget)).collect();
    Some(Suspects { sets, count })
}

/// Where the figures of a set would have to lie: for each, what the other claims leave it in the conflicts that it
/// alone of the set is in.
fn corrected(
    corpus: &Corpus,
    conflicts: &[BTreeSet<ClaimId>],
    set: &BTreeSet<ClaimId>,
    budget: &mut usize,
) -> Corrected {
    let mut correction = |&claim: &ClaimId| {
        let own = conflicts.iter().filter(|claims| claims.intersection(set).eq([&claim]));
        let mut left = Correction { claim, low: None, high: None };
        for claims in own {
            *budget = budget.saturating_sub(1);
            let others = claims.iter().filter(|&&other| other != claim);
            let others: Vec<Said> = others.map(|&other| Said::of(corpus, other)).collect();
            if let Ok(Bounds { least, most }) =
                bounds(corpus, &others, corpus.claim(claim).quantity)
            {
                narrow(&mut left.low, least, |new, held| new > held);
                narrow(&mut left.high, most, |new, held| new < held);
            }
        }
        left
    };
    set.iter().map(&mut correction).collect()
}

/// Takes an end that leaves less.
fn narrow(held: &mut Option<(Exact, bool)>, reach: Reach, less: impl Fn(&Exact, &Exact) -> bool) {
    let Reach::To { at, strict, .. } = reach else { return };
    let takes = held
        .as_ref()
        .is_none_or(|(value, shut)| less(&at, value) || (at == *value && strict && !shut));
    if takes {
        *held = Some((at, strict));
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
    (search.steps <= BRANCHES).then_some(search.found)
}

struct Hitting<'s> {
    conflicts: &'s [BTreeSet<ClaimId>],
    weights: &'s BTreeMap<ClaimId, u64>,
    best: u64,
    found: BTreeSet<BTreeSet<ClaimId>>,
    steps: usize,
}

/// Branches looked at in one search.
const BRANCHES: usize = 1 << 16;

impl Hitting<'_> {
    fn extend(&mut self, set: &mut BTreeSet<ClaimId>, weight: u64, barred: &BTreeSet<ClaimId>) {
        self.steps += 1;
        if weight > self.best || self.steps > BRANCHES {
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
