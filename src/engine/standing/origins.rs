//! Where figures first appear: claims in, their origins and the groups that share one out (docs/meaning.md,
//! "Origins").
//!
//! A source with a footnote mark is an origin, and so is a source cited without one. A source that
//! relays others takes its figures from them: its claims have the origins at the end of the chain.

use crate::model::{ClaimId, Corpus, SourceId};
use std::collections::{BTreeSet, HashMap, HashSet};

/// Where a figure first appears, as far as its citation says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin<'c> {
    /// The document.
    pub source: SourceId,
    /// One of its own footnote marks; `None` for the document itself.
    pub mark: Option<&'c str>,
}

/// The origins of a corpus's claims.
#[derive(Debug)]
pub struct Origins<'c> {
    corpus: &'c Corpus,
    /// The sources at the ends of the chains of a source that relays others.
    ends: HashMap<SourceId, Vec<SourceId>>,
    /// Sources that relay more origins than are followed.
    pub cut: usize,
}

/// Origins followed from one source that relays others; it keeps a hub of hubs from growing by squares.
const FOLLOWED: usize = 64;

/// How many independent origins a set of claims has: claims linked by any shared origin count once.
/// Where many sets are counted, make an [`Origins`] once.
pub fn independent_origins(corpus: &Corpus, claims: &[ClaimId]) -> usize {
    Origins::new(corpus).count(claims)
}

impl<'c> Origins<'c> {
    /// Follows `relays` to the ends. Linear in the sources and the sources they relay.
    pub fn new(corpus: &'c Corpus) -> Self {
        let mut origins = Self { corpus, ends: HashMap::new(), cut: 0 };
        for source in 0..corpus.sources.len() as u32 {
            origins.follow(SourceId(source));
        }
        origins
    }

    /// The origins of a claim, in order: for each citation its marks, or without any its source, and
    /// in place of a source that relays others the ends of its chains.
    pub fn of(&self, claim: ClaimId) -> Vec<Origin<'c>> {
        let marked = self.corpus.marks(self.corpus.claim(claim));
        let marked = marked.map(|(source, mark)| Origin { source, mark: Some(mark) });
        let whole = self.sources_of(claim).into_iter().map(|source| Origin { source, mark: None });
        let all: BTreeSet<Origin<'c>> = marked.chain(whole).collect();
        all.into_iter().collect()
    }

    /// Those of a claim's origins that are sources as such, not one of their footnotes, in order.
    pub fn sources_of(&self, claim: ClaimId) -> Vec<SourceId> {
        let mut whole = BTreeSet::new();
        for cite in self.corpus.cites(self.corpus.claim(claim)) {
            match self.ends.get(&cite.source) {
                Some(ends) => whole.extend(ends),
                None if cite.marks.0 == cite.marks.1 => drop(whole.insert(cite.source)),
                None => {}
            }
        }
        whole.into_iter().collect()
    }

    /// The claims in groups that are linked by shared origins, each group and all of them in the order
    /// given. Claims of a source and claims of one that relays it are linked whatever their marks, for
    /// which of its figures was taken is not known. Near-linear in the claims' citations and marks.
    pub fn groups(&self, claims: &[ClaimId]) -> Vec<Vec<ClaimId>> {
        let mut links = Links::new(claims.len());
        let relayed = self.relayed(claims);
        // Claims of one group have their citations in common: those are looked at once.
        let mut cited: HashMap<(u32, u32), usize> = HashMap::new();
        let mut first: HashMap<Origin<'c>, usize> = HashMap::new();
        for (at, &id) in claims.iter().enumerate() {
            let claim = self.corpus.claim(id);
            if let Some(&same) = cited.get(&claim.cites) {
                links.join(at, same);
                continue;
            }
            cited.insert(claim.cites, at);
            let taken = self.corpus.cites(claim).iter().map(|cite| cite.source);
            let taken = taken.filter(|source| relayed.contains(source));
            let taken = taken.map(|source| Origin { source, mark: None });
            for origin in self.of(id).into_iter().chain(taken) {
                links.join(at, *first.entry(origin).or_insert(at));
            }
        }
        links.groups(claims)
    }

    /// How many independent origins the claims have. Costs what [`Origins::groups`] does.
    pub fn count(&self, claims: &[ClaimId]) -> usize {
        self.groups(claims).len()
    }

    /// About how many steps it is to count the origins of a set: no less than its claims, citations,
    /// marks and relayed origins, where those of one group of claims are counted once.
    pub fn cost(&self, claims: &[ClaimId]) -> usize {
        let mut cited = HashSet::new();
        let ranges = claims
            .iter()
            .map(|&id| self.corpus.claim(id))
            .filter(|claim| cited.insert(claim.cites));
        let of_cites = ranges.flat_map(|claim| self.corpus.cites(claim)).map(|cite| {
            let marks = (cite.marks.1 - cite.marks.0) as usize;
            1 + marks + self.ends.get(&cite.source).map_or(0, Vec::len)
        });
        claims.len() + of_cites.sum::<usize>()
    }

    /// The sources that some of the claims have through another.
    fn relayed(&self, claims: &[ClaimId]) -> HashSet<SourceId> {
        let mut cited = HashSet::new();
        let claims = claims.iter().map(|&id| self.corpus.claim(id));
        let ranges = claims.filter(|claim| cited.insert(claim.cites));
        let sources = ranges.flat_map(|claim| self.corpus.cites(claim)).map(|cite| cite.source);
        sources.filter_map(|source| self.ends.get(&source)).flatten().copied().collect()
    }

    fn relays(&self, source: SourceId) -> &'c [SourceId] {
        &self.corpus.sources[source.index()].relays
    }

    /// Fills in the ends of a source and of all it leads to. In a ring, which is a finding of its own,
    /// the way back is not taken.
    fn follow(&mut self, start: SourceId) {
        let mut open = HashSet::new();
        let mut path = vec![(start, 0)];
        while let Some(&mut (source, ref mut next)) = path.last_mut() {
            let relays = self.relays(source);
            if self.ends.contains_key(&source) || relays.is_empty() {
                path.pop();
            } else if let Some(&to) = relays.get(*next) {
                *next += 1;
                open.insert(source);
                if !open.contains(&to) {
                    path.push((to, 0));
                }
            } else {
                self.settle(source, relays);
                path.pop();
            }
        }
    }

    /// The ends of a source all of whose relayed sources have theirs.
    fn settle(&mut self, source: SourceId, relays: &[SourceId]) {
        let mut ends = BTreeSet::new();
        for to in relays {
            match self.ends.get(to) {
                Some(of_relayed) => ends.extend(of_relayed),
                None => drop(ends.insert(*to)),
            }
            // Only the first are kept, so that no set ever grows far past them.
            while ends.len() > FOLLOWED + 1 {
                ends.pop_last();
            }
        }
        self.cut += usize::from(ends.len() > FOLLOWED);
        self.ends.insert(source, ends.into_iter().take(FOLLOWED).collect());
    }
}

/// Disjoint sets of numbers (union by the lower root, with path halving).
struct Links {
    parent: Vec<u32>,
}

impl Links {
    fn new(count: usize) -> Self {
        Self { parent: (0..count as u32).collect() }
    }

    fn root(&mut self, of: usize) -> usize {
        let mut at = of;
        while self.parent[at] as usize != at {
            self.parent[at] = self.parent[self.parent[at] as usize];
            at = self.parent[at] as usize;
        }
        at
    }

    fn join(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        self.parent[a.max(b)] = a.min(b) as u32;
    }

    fn groups(&mut self, claims: &[ClaimId]) -> Vec<Vec<ClaimId>> {
        let mut numbers = HashMap::new();
        let mut groups: Vec<Vec<ClaimId>> = Vec::new();
        for (at, &claim) in claims.iter().enumerate() {
            let number = *numbers.entry(self.root(at)).or_insert(groups.len());
            if number == groups.len() {
                groups.push(Vec::new());
            }
            groups[number].push(claim);
        }
        groups
    }
}
