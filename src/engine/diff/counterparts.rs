//! Two sets of claims in; each claim's counterpart on the other side, where it has one, out.

use crate::engine::diff::outcome::{DiffSide, Manner};
use crate::engine::diff::shared_names::Shared;
use crate::engine::standing::claims_in_force::Standing;
use crate::figure::Number;
use crate::model::{ClaimId, Corpus};
use hashbrown::{DefaultHashBuilder, HashMap};
use std::hash::{BuildHasher, Hash, Hasher};

/// The claims, and what is known of them, on either side.
pub(crate) struct Matching<'c> {
    pub(crate) sides: [&'c DiffSide<'c>; 2],
    pub(crate) shared: &'c Shared,
    pub(crate) standing: [&'c [Standing]; 2],
    /// The counterpart of each claim, by its number.
    mates: [Vec<Option<ClaimId>>; 2],
    /// Claims without one, in the order read.
    left: [Vec<ClaimId>; 2],
    hasher: DefaultHashBuilder,
}

impl<'c> Matching<'c> {
    pub(crate) fn new(
        sides: [&'c DiffSide<'c>; 2],
        shared: &'c Shared,
        standing: [&'c [Standing]; 2],
    ) -> Self {
        let mates = sides.map(|side| vec![None; side.corpus.claims.len()]);
        let left = sides.map(|side| side.claims.clone());
        let hasher = DefaultHashBuilder::default();
        Self { sides, shared, standing, mates, left, hasher }
    }

    /// Finds the counterparts: what is alike in more ways first. Each way is one look-up for every claim that is
    /// left, and those that are alike in one way go together in the order of their figures: near-linear.
    pub(crate) fn find(&mut self, manner: Manner) -> Pairs {
        match manner {
            Manner::Versions => self.versions(),
            Manner::Accounts => self.accounts(),
        }
        let mut pairs: Vec<(ClaimId, ClaimId)> = Vec::new();
        for &a in &self.sides[0].claims {
            pairs.extend(self.mates[0][a.index()].map(|b| (a, b)));
        }
        if manner == Manner::Accounts {
            pairs.extend(self.nearest());
            pairs.extend(self.beside());
        }
        Pairs { pairs, left: std::mem::take(&mut self.left) }
    }

    /// Of two versions of one corpus, claims are one claim when they say the same; when they have one name; or
    /// when they speak of one quantity and have party, source or figure in common.
    fn versions(&mut self) {
        self.join(|of, side, id| {
            Some((of.quantity(side, id), of.content(side, id), of.name(side, id)))
        });
        self.join(|of, side, id| Some((of.quantity(side, id), of.content(side, id))));
        self.join(|of, side, id| of.named(side, id).map(str::to_owned));
        self.join(|of, side, id| {
            Some((of.quantity(side, id), of.account(side, id), of.places(side, id)))
        });
        self.join(|of, side, id| Some((of.quantity(side, id), of.account(side, id))));
        self.join(|of, side, id| Some((of.quantity(side, id), of.party(side, id))));
        self.join(|of, side, id| {
            Some((of.quantity(side, id), of.figure(side, id), of.sources(side, id)))
        });
        self.join(|of, side, id| Some((of.quantity(side, id), of.figure(side, id))));
        self.join(|of, side, id| {
            Some((of.quantity(side, id), of.sources(side, id), of.places(side, id)))
        });
        self.elsewhere();
    }

    /// Of two accounts, claims on one quantity go together: those that stand before those that do not, those that
    /// say the same before those that do not.
    fn accounts(&mut self) {
        if std::ptr::eq(self.sides[0].corpus, self.sides[1].corpus) {
            self.join(|_, _, id| Some(id));
        }
        self.join(|of, side, id| {
            Some((of.quantity(side, id), of.stands(side, id), of.figure(side, id)))
        });
        self.join(|of, side, id| {
            Some((
                of.quantity(side, id),
                of.stands(side, id),
                of.sources(side, id),
                of.places(side, id),
            ))
        });
        self.join(|of, side, id| Some((of.quantity(side, id), of.stands(side, id))));
        self.join(|of, side, id| Some(of.quantity(side, id)));
    }

    /// Claims about something else now and otherwise the same, where there is but one such on either side.
    fn elsewhere(&mut self) {
        let mut alike: HashMap<(String, u64), [Vec<ClaimId>; 2]> = HashMap::new();
        for side in [0, 1] {
            for &id in &self.left[side] {
                let corpus = self.sides[side].corpus;
                let measure = corpus.quantities.get(corpus.claim(id).quantity).measure();
                let key = (corpus.measure_name(measure).to_owned(), self.content(side, id));
                alike.entry(key).or_default()[side].push(id);
            }
        }
        for [a, b] in alike.into_values() {
            if let ([a], [b]) = (a.as_slice(), b.as_slice()) {
                self.pair(*a, *b);
            }
        }
        self.sweep();
    }

    /// Pairs the claims that are left and alike in what the key holds.
    fn join<K: Eq + Hash>(&mut self, key: impl Fn(&Self, usize, ClaimId) -> Option<K>) {
        if self.left.iter().any(Vec::is_empty) {
            return;
        }
        let mut known: HashMap<K, u32> = HashMap::with_capacity(self.left[0].len());
        let mut alike: [Vec<(u32, ClaimId)>; 2] = Default::default();
        for (side, alike) in alike.iter_mut().enumerate() {
            for &id in &self.left[side] {
                if let Some(key) = key(self, side, id) {
                    let next = known.len() as u32;
                    alike.push((*known.entry(key).or_insert(next), id));
                }
            }
            // In the order read where the keys are alike.
            alike.sort_by_key(|&(key, _)| key);
        }
        let [ours, theirs] = &alike;
        let mut rest = theirs.as_slice();
        for a in ours.chunk_by(|a, b| a.0 == b.0) {
            let key = a[0].0;
            rest = &rest[rest.partition_point(|&(other, _)| other < key)..];
            let b = &rest[..rest.partition_point(|&(other, _)| other == key)];
            if let ([(_, a)], [(_, b)]) = (a, b) {
                self.pair(*a, *b);
                continue;
            }
            if b.is_empty() {
                continue;
            }
            let mut both = [a, b].map(|run| run.iter().map(|&(_, id)| id).collect::<Vec<_>>());
            for (side, claims) in both.iter_mut().enumerate() {
                self.in_order(side, claims);
            }
            both[0].iter().zip(&both[1]).for_each(|(&a, &b)| self.pair(a, b));
        }
        self.sweep();
    }

    fn pair(&mut self, a: ClaimId, b: ClaimId) {
        self.mates[0][a.index()] = Some(b);
        self.mates[1][b.index()] = Some(a);
    }

    /// The claim of the second side that a claim of the first is one with.
    pub(crate) fn mate(&self, a: ClaimId) -> Option<ClaimId> {
        self.mates[0][a.index()]
    }

    fn sweep(&mut self) {
        for (left, mates) in self.left.iter_mut().zip(&self.mates) {
            left.retain(|id| mates[id.index()].is_none());
        }
    }

    /// By figure, so that neither files nor sides decide who goes with whom.
    fn in_order(&self, side: usize, claims: &mut [ClaimId]) {
        if claims.len() > 1 {
            let corpus = self.sides[side].corpus;
            claims.sort_by_cached_key(|&id| {
                let written = corpus.figure_as_written(id).to_owned();
                (ends(corpus, id), written, corpus.claim_name(id).map(str::to_owned))
            });
        }
    }

    /// Each claim that is left with the nearest one on the other side that speaks of the same quantity, though that
    /// one has its counterpart.
    fn nearest(&mut self) -> Vec<(ClaimId, ClaimId)> {
        let mut pairs = Vec::new();
        for side in [0, 1] {
            let mut others: HashMap<u32, Vec<ClaimId>> = HashMap::new();
            for &id in &self.sides[1 - side].claims {
                others.entry(self.quantity(1 - side, id)).or_default().push(id);
            }
            others.values_mut().for_each(|claims| self.in_order(1 - side, claims));
            let (corpus, other) = (self.sides[side].corpus, self.sides[1 - side].corpus);
            let mut alone = Vec::new();
            for &id in &self.left[side] {
                let Some(rivals) = others.get(&self.quantity(side, id)) else {
                    alone.push(id);
                    continue;
                };
                let at = rivals.partition_point(|&rival| ends(other, rival) < ends(corpus, id));
                let around = [at.checked_sub(1), Some(at)].into_iter().flatten();
                let around = around.filter_map(|at| rivals.get(at).copied());
                let closest = around.min_by_key(|&rival| distance(corpus, id, other, rival));
                pairs
                    .extend(closest.map(|rival| if side == 0 { (id, rival) } else { (rival, id) }));
            }
            self.left[side] = alone;
        }
        pairs
    }

    /// Claims that are left and differ in what they are about by the member of one dimension only, as each party's own
    /// losses do, where there is but one such on either side.
    fn beside(&mut self) -> Vec<(ClaimId, ClaimId)> {
        let mut names: Vec<&str> =
            self.sides[0].corpus.dimensions.keys().map(String::as_str).collect();
        names.retain(|name| self.sides[1].corpus.dimensions.contains_key(*name));
        let mut pairs = Vec::new();
        for name in names {
            let mut alike: HashMap<_, [Vec<ClaimId>; 2]> = HashMap::new();
            for side in [0, 1] {
                for &id in &self.left[side] {
                    if let Some(key) = self.but_for(side, id, name) {
                        alike.entry(key).or_default()[side].push(id);
                    }
                }
            }
            let mut found: Vec<(ClaimId, ClaimId)> = Vec::new();
            for both in alike.into_values() {
                if let [[a], [b]] = both.each_ref().map(Vec::as_slice) {
                    found.push((*a, *b));
                }
            }
            found.sort_unstable();
            found.iter().for_each(|&(a, b)| self.pair(a, b));
            self.sweep();
            pairs.extend(found);
        }
        pairs
    }

    /// What a standing claim is about but for one dimension, of which it names a member.
    fn but_for(&self, side: usize, id: ClaimId, name: &str) -> Option<impl Eq + Hash + use<'c>> {
        let corpus = self.sides[side].corpus;
        let quantity = corpus.quantities.get(corpus.claim(id).quantity);
        let members = quantity.members().map(|(dimension, member)| {
            (corpus.dimension_name(dimension), corpus.dimension(dimension).name(member))
        });
        let mut others: Vec<(&str, &str)> = members.collect();
        let all = others.len();
        others.retain(|(dimension, _)| *dimension != name);
        let period = *corpus.period(quantity.period());
        let here = others.len() < all && self.stands(side, id);
        others.sort_unstable();
        here.then(|| (corpus.measure_name(quantity.measure()), period, others))
    }

    pub(crate) fn quantity(&self, side: usize, id: ClaimId) -> u32 {
        self.shared.quantity(side, self.sides[side].corpus.claim(id).quantity)
    }

    fn party(&self, side: usize, id: ClaimId) -> u32 {
        self.shared.party(side, self.sides[side].corpus.claim(id).by)
    }

    fn sources(&self, side: usize, id: ClaimId) -> Vec<u32> {
        let corpus = self.sides[side].corpus;
        let cites = corpus.cites(corpus.claim(id)).iter();
        let mut sources: Vec<u32> =
            cites.map(|cite| self.shared.source(side, cite.source)).collect();
        sources.sort_unstable();
        sources
    }

    /// The party and the sources.
    fn account(&self, side: usize, id: ClaimId) -> (u32, Vec<u32>) {
        (self.party(side, id), self.sources(side, id))
    }

    /// The places in the sources, sorted.
    fn places(&self, side: usize, id: ClaimId) -> Vec<&'c str> {
        let corpus = self.sides[side].corpus;
        let claim = corpus.claim(id);
        let at = corpus.cites(claim).iter().filter_map(|cite| cite.at);
        let mut places: Vec<&str> = at.map(|at| corpus.texts.value(claim.file, at)).collect();
        places.sort_unstable();
        places
    }

    fn figure(&self, side: usize, id: ClaimId) -> (String, bool) {
        let extent = self.sides[side].corpus.extent(id);
        (extent.canonical(), extent.known)
    }

    fn stands(&self, side: usize, id: ClaimId) -> bool {
        matches!(self.standing[side][id.index()], Standing::Stands | Standing::Unknown)
    }

    fn named(&self, side: usize, id: ClaimId) -> Option<&'c str> {
        self.sides[side].corpus.claim_name(id)
    }

    fn name(&self, side: usize, id: ClaimId) -> u64 {
        self.hasher.hash_one(self.named(side, id))
    }

    /// Everything a claim says but what it is about, what it is called and which claims it names. Two that are
    /// alike in it by chance are held against one another all the same.
    fn content(&self, side: usize, id: ClaimId) -> u64 {
        let corpus = self.sides[side].corpus;
        let claim = corpus.claim(id);
        let mut all = self.hasher.build_hasher();
        let hash = &mut all;
        let cites = || corpus.cites(claim).iter();
        self.party(side, id).hash(hash);
        hash_sorted(cites().map(|cite| self.shared.source(side, cite.source)), hash);
        let places = cites().filter_map(|cite| cite.at);
        hash_sorted(places.map(|at| corpus.texts.value(claim.file, at)), hash);
        corpus.figure_as_written(id).hash(hash);
        corpus.as_of(id).hash(hash);
        hash_sorted(corpus.marks(claim).map(|(_, mark)| mark), hash);
        if let Some(details) = corpus.details(claim) {
            for text in [details.quote, details.note, details.grade, details.reason] {
                text.map(|text| corpus.texts.value(details.file, text)).hash(hash);
            }
        }
        all.finish()
    }
}

/// What comes, in whatever order it does; most often that is one.
fn hash_sorted<T: Ord + Hash>(mut all: impl Iterator<Item = T>, hash: &mut impl Hasher) {
    match (all.next(), all.next()) {
        (None, _) => 0.hash(hash),
        (Some(one), None) => (1, one).hash(hash),
        (Some(one), Some(other)) => {
            let mut all: Vec<T> = [one, other].into_iter().chain(all).collect();
            all.sort_unstable();
            all.hash(hash);
        }
    }
}

/// Who goes with whom.
pub(crate) struct Pairs {
    /// In the order of the first side.
    pub(crate) pairs: Vec<(ClaimId, ClaimId)>,
    /// Claims without counterpart.
    pub(crate) left: [Vec<ClaimId>; 2],
}

/// The ends of the figure, an open high end last.
fn ends(corpus: &Corpus, id: ClaimId) -> (Option<Number>, bool, Option<Number>) {
    let core = corpus.extent(id).core;
    let high = core.high.map(|bound| bound.value);
    (core.low.map(|bound| bound.value), high.is_none(), high)
}

fn distance(a: &Corpus, one: ClaimId, b: &Corpus, other: ClaimId) -> Number {
    let gap = a.extent(one).wide.gap(&b.extent(other).wide);
    gap.unwrap_or(Number::ZERO)
}
