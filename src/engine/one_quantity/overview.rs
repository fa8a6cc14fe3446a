//! A quantity in; out, everything said of it: who stands, how the claims compare, and what they say together.

use crate::engine::one_quantity::grades::{Comparison, Grade, compare};
use crate::engine::one_quantity::most_supported::most_supported;
use crate::engine::one_quantity::rivals::pairs_apart;
use crate::engine::standing::claims_in_force::{Standing, standing};
use crate::engine::standing::origins::Origins;
use crate::figure::Interval;
use crate::model::{ClaimId, Corpus, QuantityId};
use std::collections::HashMap;

/// Everything said of one quantity.
#[derive(Clone, Debug)]
pub struct Overview {
    /// The quantity.
    pub quantity: QuantityId,
    /// Every claim on it, in the order read, and whether it enters the arithmetic.
    pub claims: Vec<(ClaimId, Standing)>,
    /// How those that stand, and those that give no number, compare.
    pub pairs: PairCounts,
    /// What those that stand say together; `None` where none does.
    pub together: Option<Together>,
}

/// How the claims on a quantity compare, two and two.
#[derive(Clone, Debug)]
pub struct PairCounts {
    /// Each pair, in the order read, where there are but a few.
    pub listed: Option<Vec<(ClaimId, ClaimId, Comparison)>>,
    /// How many pairs there are.
    pub all: u64,
    /// Pairs that say the same.
    pub identical: u64,
    /// Pairs that share a number and do not say the same.
    pub meeting: u64,
    /// Pairs apart but for a band or a tolerance.
    pub near: u64,
    /// Pairs that are apart.
    pub contradicting: u64,
    /// Pairs of which one gives no number.
    pub unknown: u64,
}

/// What a set of claims says together, bands included (docs/meaning.md, "What claims say together"). Never
/// the true number.
#[derive(Clone, Debug)]
pub struct Together {
    /// The smallest interval around all of them.
    pub spread: Interval,
    /// What all of them agree on, if anything.
    pub agreed: Option<Interval>,
    /// The smallest interval that the most origins support; of several the lowest.
    pub supported: Interval,
    /// How many independent origins support it.
    pub support: usize,
    /// The claims that do: all of it lies in theirs.
    pub supporters: Vec<ClaimId>,
    /// How many independent origins there are: claims linked by a shared origin count once.
    pub origins: usize,
    /// How many citations there are.
    pub citations: usize,
}

/// Claims compared two and two; of more the pairs are counted.
const PAIRED: usize = 6;

/// Everything said of the quantity. Near-linear in the claims of the corpus; where many quantities are
/// looked at, make an [`Overviews`] once.
pub fn overview(corpus: &Corpus, quantity: QuantityId) -> Overview {
    Overviews::new(corpus).of(quantity)
}

/// What is said of any quantity, with what all of them need laid out once.
#[derive(Debug)]
pub struct Overviews<'c> {
    corpus: &'c Corpus,
    standing: Vec<Standing>,
    origins: Origins<'c>,
    /// The claims by quantity, in the order read; those of a quantity begin at its start.
    claims: Vec<ClaimId>,
    starts: Vec<u32>,
}

impl<'c> Overviews<'c> {
    /// Lays the claims out by quantity. Linear in the claims and sources.
    pub fn new(corpus: &'c Corpus) -> Self {
        let of = |id: ClaimId| corpus.claim(id).quantity.index();
        let mut starts = vec![0u32; corpus.quantities.len() + 1];
        corpus.claim_ids().for_each(|id| starts[of(id) + 1] += 1);
        (1..starts.len()).for_each(|at| starts[at] += starts[at - 1]);
        let mut claims: Vec<ClaimId> = corpus.claim_ids().collect();
        claims.sort_by_key(|&id| of(id));
        let (standing, origins) = (standing(corpus), Origins::new(corpus));
        Self { corpus, standing, origins, claims, starts }
    }

    /// How a claim stands.
    pub fn standing(&self, claim: ClaimId) -> Standing {
        self.standing[claim.index()]
    }

    /// Whether any claim is about the quantity.
    pub fn is_claimed(&self, quantity: QuantityId) -> bool {
        self.starts[quantity.index()] < self.starts[quantity.index() + 1]
    }

    /// Everything said of the quantity. Near-linear in the claims on it.
    pub fn of(&self, quantity: QuantityId) -> Overview {
        let at = quantity.index();
        let here = &self.claims[self.starts[at] as usize..self.starts[at + 1] as usize];
        let claims: Vec<(ClaimId, Standing)> =
            here.iter().map(|&id| (id, self.standing(id))).collect();
        let with = |wanted: &[Standing]| -> Vec<ClaimId> {
            let wanted = claims.iter().filter(|(_, standing)| wanted.contains(standing));
            wanted.map(|&(id, _)| id).collect()
        };
        let standing = with(&[Standing::Stands]);
        let compared = with(&[Standing::Stands, Standing::Unknown]);
        let pairs = pairs(self.corpus, &compared, &standing);
        let together = together(self.corpus, &self.origins, &standing);
        Overview { quantity, claims, pairs, together }
    }
}

fn pairs(corpus: &Corpus, compared: &[ClaimId], standing: &[ClaimId]) -> PairCounts {
    let of = |count: usize| (count as u64) * (count as u64).saturating_sub(1) / 2;
    let wide = pairs_apart(standing, |id| corpus.wide(id));
    let core = pairs_apart(standing, |id| corpus.extent(id).core);
    let mut same: HashMap<Interval, usize> = HashMap::new();
    for &id in standing {
        *same.entry(corpus.extent(id).core).or_default() += 1;
    }
    let (all, identical) = (of(compared.len()), same.into_values().map(of).sum());
    let known = of(standing.len());
    PairCounts {
        listed: (compared.len() <= PAIRED).then(|| listed(corpus, compared)),
        all,
        identical,
        meeting: known - core - identical,
        near: core - wide,
        contradicting: wide,
        unknown: all - known,
    }
}

fn listed(corpus: &Corpus, claims: &[ClaimId]) -> Vec<(ClaimId, ClaimId, Comparison)> {
    let pairs = claims.iter().enumerate();
    let pairs = pairs.flat_map(|(at, &a)| claims[at + 1..].iter().map(move |&b| (a, b)));
    pairs.map(|(a, b)| (a, b, compare(corpus, a, b))).collect()
}

fn together(corpus: &Corpus, origins: &Origins<'_>, standing: &[ClaimId]) -> Option<Together> {
    let wide = |&id: &ClaimId| corpus.wide(id);
    let spread = standing.iter().map(wide).reduce(|a, b| a.hull(&b))?;
    let mut agreed = Some(Interval::ANY);
    for interval in standing.iter().map(wide) {
        agreed = agreed.and_then(|agreed| agreed.intersection(&interval));
    }
    let groups = origins.groups(standing);
    let intervals: Vec<Vec<Interval>> =
        groups.iter().map(|group| group.iter().map(wide).collect()).collect();
    let best = most_supported(&intervals)?;
    let supporters = standing.iter().filter(|id| wide(id).contains(&best.within)).copied();
    Some(Together {
        spread,
        agreed,
        supported: best.within,
        support: best.groups,
        supporters: supporters.collect(),
        origins: groups.len(),
        citations: standing.iter().map(|&id| corpus.cites(corpus.claim(id)).len()).sum(),
    })
}

impl Overview {
    /// The claim's place among those of the quantity, which stand in the order of their numbers.
    pub fn index(&self, claim: ClaimId) -> usize {
        self.claims.partition_point(|&(other, _)| other < claim)
    }
}

impl PairCounts {
    /// How many pairs have that grade, where grades that share a number and differ count as one.
    pub fn counted(&self) -> impl Iterator<Item = (&'static str, u64)> {
        let counts = [
            (Grade::Identical.name(), self.identical),
            ("meet", self.meeting),
            (Grade::Near.name(), self.near),
            (Grade::Contradicts.name(), self.contradicting),
            (Grade::Unknown.name(), self.unknown),
        ];
        counts.into_iter().filter(|&(_, count)| count > 0)
    }
}
