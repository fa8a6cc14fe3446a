//! Minimal hitting sets: sets of claims in; out, every choice that takes at least one claim of each set and would
//! miss some set if any one of its claims were left out.
//!
//! Example: of the sets {1, 2} and {2, 3} the minimal hitting sets are {2} and {1, 3}.

use crate::budget::limits;
use crate::model::ClaimId;

/// The minimal hitting sets of the sets added so far (Berge, *Hypergraphs*, 1989). Adding a set keeps those that
/// hit it and extends each of the others by each of its claims. Once there are more than the limit it gives up for
/// good, and [`Transversals::sets`] says so. Each step costs the square of the sets kept times the size of the set.
pub(crate) struct Transversals(Option<Vec<Vec<ClaimId>>>);

impl Transversals {
    pub(crate) fn of(sets: &[Vec<ClaimId>]) -> Self {
        let mut all = Self(Some(vec![Vec::new()]));
        sets.iter().for_each(|set| all.add(set));
        all
    }

    pub(crate) fn add(&mut self, set: &[ClaimId]) {
        let Some(found) = self.0.take() else { return };
        let (mut hit, missed): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|held| held.iter().any(|claim| set.contains(claim)));
        let stay = hit.len();
        for held in missed {
            for &claim in set {
                let within = |other: &Vec<ClaimId>| {
                    other.iter().all(|&it| it == claim || held.contains(&it))
                };
                if !hit[..stay].iter().any(within) {
                    hit.push(held.iter().copied().chain([claim]).collect());
                }
            }
            if hit.len() > limits::HITTING_SETS.get() {
                return;
            }
        }
        self.0 = Some(hit);
    }

    /// None where they are too many.
    pub(crate) fn sets(&self) -> Option<&[Vec<ClaimId>]> {
        self.0.as_deref()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hitting(sets: &[&[u32]]) -> Option<Vec<Vec<u32>>> {
        let sets: Vec<Vec<ClaimId>> =
            sets.iter().map(|set| set.iter().map(|&at| ClaimId(at)).collect()).collect();
        let found = Transversals::of(&sets);
        Some(found.sets()?.iter().map(|set| set.iter().map(|claim| claim.0).collect()).collect())
    }

    #[test]
    fn every_set_is_hit_and_none_in_vain() {
        assert_eq!(hitting(&[]), Some(vec![vec![]]));
        assert_eq!(hitting(&[&[1, 2]]), Some(vec![vec![1], vec![2]]));
        let chain = hitting(&[&[1, 2], &[2, 3]]);
        assert_eq!(chain, Some(vec![vec![2], vec![1, 3]]));
        let triangle = hitting(&[&[1, 2], &[2, 3], &[1, 3]]).map(|sets| sets.len());
        assert_eq!(triangle, Some(3));
        assert_eq!(hitting(&[&[1], &[1, 2]]), Some(vec![vec![1]]));
    }

    #[test]
    fn too_many_are_not_gone_through() {
        let sets: Vec<Vec<u32>> = (0..8).map(|at| vec![2 * at, 2 * at + 1]).collect();
        let sets: Vec<&[u32]> = sets.iter().map(Vec::as_slice).collect();
        assert_eq!(hitting(&sets), None);
        assert_eq!(hitting(&sets[..7]).map(|sets| sets.len()), Some(128));
    }
}
