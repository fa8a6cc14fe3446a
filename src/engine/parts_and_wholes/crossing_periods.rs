//! Periods that cross or are uncertain: packings and tilings of one period by the others.

use crate::engine::parts_and_wholes::binding_claim::{Choices, Pick, WantedClaims, WhichEnd, rank};
use crate::engine::parts_and_wholes::ends::{NOTHING, plus};
use crate::figure::Bound;
use crate::model::QuantityId;
use crate::period::{Days, Period};
use std::collections::HashMap;
use std::ops::Range;

/// A family of quantities that differ in their period only, sorted by first day.
pub(crate) struct Timeline<'c> {
    choices: Choices<'c>,
    periods: Vec<(Days, Period, QuantityId)>,
}

impl<'c> Timeline<'c> {
    pub(crate) fn new(choices: Choices<'c>, family: &[QuantityId]) -> Self {
        let period = |id: QuantityId| {
            let corpus = choices.corpus;
            *corpus.period(corpus.quantities.get(id).period())
        };
        let mut periods: Vec<_> =
            family.iter().map(|&id| (period(id).widest(), period(id), id)).collect();
        periods.sort_unstable_by_key(|&(days, _, id)| (days.first, days.last, id));
        Self { choices, periods }
    }

    /// Each period that may hold others, with the range of periods that begin inside it.
    pub(crate) fn wholes(&self) -> Vec<(QuantityId, Range<usize>)> {
        let begins = |day: i32| self.periods.partition_point(|&(days, ..)| days.first < day);
        let inside = |&(_, period, id): &(Days, Period, QuantityId)| {
            let held = period.narrowest()?;
            let end = held.last.checked_add(1).map_or(self.periods.len(), begins);
            Some((id, begins(held.first)..end))
        };
        let wholes = self.periods.iter().filter_map(inside);
        wholes.filter(|(_, inside)| inside.len() > 1).collect()
    }

    /// Steps one search inside the range takes, for each side and limit tried.
    pub(crate) fn cost(&self, inside: Range<usize>) -> usize {
        let size = inside.len();
        size * (usize::BITS - size.leading_zeros()) as usize * 4
    }

    fn parts(&self, whole: QuantityId, inside: Range<usize>) -> Vec<&(Days, Period, QuantityId)> {
        let corpus = self.choices.corpus;
        let outer = corpus.period(corpus.quantities.get(whole).period());
        let begun = self.periods[inside].iter();
        begun.filter(|&(_, part, id)| *id != whole && outer.contains(part)).collect()
    }

    /// The quantities of the periods inside the whole.
    pub(crate) fn quantities(&self, whole: QuantityId, inside: Range<usize>) -> Vec<QuantityId> {
        self.parts(whole, inside).into_iter().map(|&(.., id)| id).collect()
    }

    /// The disjoint periods inside the whole with the greatest sum of low ends (weighted interval
    /// scheduling: Kleinberg and Tardos, *Algorithm Design*, §6.1).
    pub(crate) fn packing(
        &self,
        whole: QuantityId,
        inside: Range<usize>,
        wanted: WantedClaims,
    ) -> Vec<Pick> {
        let pick =
            |id| self.choices.pick(id, WhichEnd::Low, wanted).filter(|pick| pick.end != NOTHING);
        let parts = self.parts(whole, inside).into_iter();
        let mut parts: Vec<(Days, Pick)> =
            parts.filter_map(|&(days, _, id)| Some((days, pick(id)?))).collect();
        parts.sort_by_key(|(days, pick)| (days.last, days.first, pick.claim));
        let mut best = vec![NOTHING; parts.len() + 1];
        let before: Vec<usize> = parts
            .iter()
            .map(|(days, _)| parts.partition_point(|(other, _)| other.last < days.first))
            .collect();
        let with = |best: &[Bound], at: usize| plus(best[before[at]], parts[at].1.end);
        for at in 0..parts.len() {
            let (with, without) = (with(&best, at), best[at]);
            best[at + 1] = if rank(with, WhichEnd::Low) > rank(without, WhichEnd::Low) {
                with
            } else {
                without
            };
        }
        let mut picks = Vec::new();
        let mut at = parts.len();
        while at > 0 {
            if best[at] == best[at - 1] {
                at -= 1;
            } else {
                picks.push(parts[at - 1].1);
                at = before[at - 1];
            }
        }
        picks.reverse();
        picks
    }

    /// The periods that fill the whole day for day with the least sum of high ends, if any do.
    pub(crate) fn tiling(
        &self,
        whole: QuantityId,
        inside: Range<usize>,
        wanted: WantedClaims,
    ) -> Option<Vec<Pick>> {
        let corpus = self.choices.corpus;
        let outer = corpus.period(corpus.quantities.get(whole).period());
        let days = outer.is_certain().then(|| outer.widest())?;
        // For each day reached, the least sum so far and the tile that ends there.
        let mut reached: HashMap<i32, (Bound, Option<(Days, Pick)>)> = HashMap::new();
        reached.insert(days.first, (NOTHING, None));
        let tiles = self.parts(whole, inside).into_iter();
        for &(tile, _, id) in tiles.filter(|(_, period, _)| period.is_certain()) {
            let Some(&(sum, _)) = reached.get(&tile.first) else { continue };
            let Some(pick) = self.choices.pick(id, WhichEnd::High, wanted) else { continue };
            let sum = plus(sum, pick.end);
            let next = tile.last.saturating_add(1);
            let held = reached.get(&next);
            if held.is_none_or(|&(held, _)| rank(sum, WhichEnd::High) > rank(held, WhichEnd::High))
            {
                reached.insert(next, (sum, Some((tile, pick))));
            }
        }
        let mut picks = Vec::new();
        let mut day = days.last.saturating_add(1);
        while let Some((tile, pick)) = reached.get(&day)?.1 {
            picks.push(pick);
            day = tile.first;
        }
        picks.reverse();
        Some(picks)
    }
}
