//! Conflicts beyond those known: in go a world that meets all claims but those set aside, and the conflicts
//! known; out come the conflicts that show when others are set aside instead.
//!
//! A conflict not known lies in what some minimal hitting set of those known leaves (Reiter, *Artificial
//! Intelligence* 32, 1987). Conflicts that share claims make a cluster. Each hitting set of a cluster is tried
//! with everything else as it is, and the world is mended around what changed. Where what the clusters change
//! never meets beyond some end, all their combinations hold as well; where it may, the two are one cluster.

use crate::budget::limits;
use crate::engine::parts_and_wholes::stated_sums::closed_by;
use crate::engine::possible::few_claims::{conflict_within, decide};
use crate::engine::possible::hitting_sets::Transversals;
use crate::engine::possible::sum_rows::{Clash, Settlement, SumRow};
use crate::engine::possible::verdicts::Verdict;
use crate::engine::possible::world_builder::{Repair, WorldBuilder};
use crate::engine::structure::stable_order;
use crate::figure::Exact;
use crate::model::{ClaimId, Corpus};
use hashbrown::{HashMap, HashSet};
use std::collections::{BTreeMap, BTreeSet};

/// Rounds of clusters that new conflicts join; rows of a space of shares that is decided as one.
const ROUNDS: usize = 16;
/// Steps that trying a set is worth, whatever it shows.
const TRIED: u64 = 64;

/// Claims in a lasting order.
type Set = Vec<ClaimId>;

/// Looks for conflicts among `all` claims of each row; those the builder does not hold are set aside.
pub(crate) fn further(
    builder: &mut WorldBuilder<'_, '_>,
    all: &[Vec<ClaimId>],
    known: Vec<Set>,
    found: &mut Settlement,
) {
    let mut search = MoreConflicts::new(builder, all, known);
    let claims = |conflicts: &[Set]| conflicts.iter().flatten().copied().collect::<Vec<_>>();
    if search.conflicts.is_empty() {
        return;
    }
    if !search.builder.met {
        found.open.extend(claims(&search.conflicts));
        return;
    }
    for _ in 0..ROUNDS {
        if search.round(found) {
            return;
        }
    }
    found.open.extend(claims(&search.conflicts));
}

struct MoreConflicts<'a, 'c, 'b> {
    builder: &'a mut WorldBuilder<'c, 'b>,
    /// Claims set aside.
    aside: HashSet<ClaimId>,
    /// Of these, those that are not taken back.
    frozen: HashSet<ClaimId>,
    conflicts: Vec<Set>,
    held: HashSet<Set>,
    /// Claims whose clusters are one.
    bridges: Vec<(ClaimId, ClaimId)>,
    /// What setting some aside and taking others back shows.
    tried: HashMap<(Set, Set), Tried>,
}

/// What a set shows.
#[derive(Clone)]
enum Tried {
    /// All fits, with these changes.
    Holds(Footprint),
    Clash(Clash),
    Unsettled,
}

/// What mending the world changed.
#[derive(Clone, Default)]
struct Footprint {
    rows: BTreeMap<u32, Exact>,
    cells: BTreeMap<u32, Exact>,
    /// The ends of rows whose claims changed.
    ends: Vec<(u32, Option<Exact>, Option<Exact>)>,
    /// Cells that have to stay empty now.
    shut: Vec<u32>,
}

/// Conflicts that share claims.
struct Cluster {
    claims: Set,
    conflicts: Vec<Set>,
}

impl<'a, 'c, 'b> MoreConflicts<'a, 'c, 'b> {
    fn new(builder: &'a mut WorldBuilder<'c, 'b>, all: &[Vec<ClaimId>], known: Vec<Set>) -> Self {
        let (mut aside, mut frozen) = (HashSet::new(), HashSet::new());
        let mut conflicts = Vec::new();
        for (row, claims) in all.iter().enumerate() {
            let held: HashSet<ClaimId> = builder.claims[row].iter().copied().collect();
            let out: Vec<ClaimId> =
                claims.iter().copied().filter(|claim| !held.contains(claim)).collect();
            if !out.is_empty() && claims.len() <= limits::RIVALS_PAIRED.get() {
                conflicts.extend(apart(builder.corpus, claims));
            } else if claims.len() > limits::RIVALS_PAIRED.get() {
                frozen.extend(&out);
            }
            aside.extend(out);
        }
        conflicts.extend(known);
        let mut search = Self {
            builder,
            aside,
            frozen,
            conflicts: Vec::new(),
            held: HashSet::new(),
            bridges: Vec::new(),
            tried: HashMap::new(),
        };
        conflicts.into_iter().for_each(|conflict| search.add(conflict));
        if search.builder.decides_as_one() {
            let claims: Set = search.conflicts.iter().map(|conflict| conflict[0]).collect();
            search.bridges = claims.windows(2).map(|pair| (pair[0], pair[1])).collect();
        }
        search
    }

    fn add(&mut self, mut conflict: Set) {
        conflict.sort_by(|&a, &b| stable_order::claim(self.builder.corpus, a, b));
        if !conflict.is_empty() && self.held.insert(conflict.clone()) {
            self.conflicts.push(conflict);
        }
    }

    /// Explores every cluster; true where nothing new came of it.
    fn round(&mut self, found: &mut Settlement) -> bool {
        let clusters = self.clusters();
        let mut prints = Vec::with_capacity(clusters.len());
        let mut met = Vec::new();
        let mut open = Vec::new();
        for cluster in &clusters {
            let explored = self.explore(cluster);
            prints.push(explored.prints);
            met.extend(explored.clashes);
            if !explored.whole {
                open.extend(cluster.claims.iter().copied());
            }
        }
        let entangled = entangled(self.builder, &prints);
        let alone = |at: usize| clusters[at].claims[0];
        self.bridges.extend(entangled.iter().map(|&(a, b)| (alone(a), alone(b))));
        let done = met.is_empty() && entangled.is_empty();
        for clash in met {
            self.add(clash.claims.clone());
            found.further.push(clash);
        }
        // What is cut short stays so.
        let done = done || open.len() == clusters.iter().map(|it| it.claims.len()).sum::<usize>();
        if done {
            found.open.extend(open);
        }
        done
    }

    fn clusters(&mut self) -> Vec<Cluster> {
        let corpus = self.builder.corpus;
        let lasting = |a: &Set, b: &Set| a.len().cmp(&b.len()).then_with(|| lasting(corpus, a, b));
        self.conflicts.sort_by(lasting);
        let mut groups = ClaimGroups::default();
        for conflict in &self.conflicts {
            conflict.iter().for_each(|&claim| groups.join(conflict[0], claim));
        }
        self.bridges.iter().for_each(|&(a, b)| groups.join(a, b));
        let mut places: HashMap<ClaimId, usize> = HashMap::new();
        let mut clusters: Vec<Cluster> = Vec::new();
        for conflict in &self.conflicts {
            let at = *places.entry(groups.root(conflict[0])).or_insert_with(|| {
                clusters.push(Cluster { claims: Vec::new(), conflicts: Vec::new() });
                clusters.len() - 1
            });
            clusters[at].conflicts.push(conflict.clone());
        }
        for cluster in &mut clusters {
            let claims: BTreeSet<ClaimId> = cluster.conflicts.iter().flatten().copied().collect();
            cluster.claims = claims.into_iter().collect();
            cluster.claims.sort_by(|&a, &b| stable_order::claim(corpus, a, b));
        }
        clusters
    }

    fn explore(&mut self, cluster: &Cluster) -> Explored {
        let base: Set =
            cluster.claims.iter().copied().filter(|claim| self.aside.contains(claim)).collect();
        let mut hitting = Transversals::of(&cluster.conflicts);
        let mut explored = Explored { prints: Vec::new(), clashes: Vec::new(), whole: true };
        'again: loop {
            explored.prints.clear();
            let enough = explored.clashes.len() >= limits::CONFLICTS_OF_CLUSTER.get();
            let Some(sets) = hitting.sets().filter(|_| !enough) else {
                explored.whole = false;
                return explored;
            };
            for set in sets {
                let without = |from: &Set, less: &Set| -> Set {
                    from.iter().copied().filter(|claim| !less.contains(claim)).collect()
                };
                let (out, back) = (without(set, &base), without(&base, set));
                match self.tries(out, back) {
                    Tried::Holds(print) => explored.prints.push(print),
                    Tried::Unsettled => explored.whole = false,
                    Tried::Clash(clash) => {
                        let corpus = self.builder.corpus;
                        let mut claims = clash.claims.clone();
                        claims.sort_by(|&a, &b| stable_order::claim(corpus, a, b));
                        hitting.add(&claims);
                        explored.clashes.push(clash);
                        continue 'again;
                    }
                }
            }
            return explored;
        }
    }

    /// Sets some aside and takes others back, once for the same.
    fn tries(&mut self, out: Set, back: Set) -> Tried {
        if out.is_empty() && back.is_empty() {
            return Tried::Holds(Footprint::default());
        }
        let spent = self.builder.budget.trying == 0 || self.builder.budget.further == 0;
        if spent || back.iter().any(|claim| self.frozen.contains(claim)) {
            return Tried::Unsettled;
        }
        let key = (out, back);
        match self.tried.get(&key) {
            // A conflict is told once; it has been added to those to hit.
            Some(Tried::Clash(_)) | None => {}
            Some(tried) => return tried.clone(),
        }
        let budget = &mut *self.builder.budget;
        budget.trying = budget.trying.saturating_sub(TRIED);
        std::mem::swap(&mut budget.solving, &mut budget.trying);
        let tried = self.builder.attempt(&key.0, &key.1);
        let budget = &mut *self.builder.budget;
        std::mem::swap(&mut budget.solving, &mut budget.trying);
        if matches!(tried, Tried::Clash(_)) {
            budget.further = budget.further.saturating_sub(1);
        } else {
            self.tried.insert(key, tried.clone());
        }
        tried
    }
}

/// What a cluster shows.
struct Explored {
    prints: Vec<Footprint>,
    clashes: Vec<Clash>,
    /// Whether every set was tried and told.
    whole: bool,
}

fn lasting(corpus: &Corpus, a: &Set, b: &Set) -> std::cmp::Ordering {
    let pairs = a.iter().zip(b);
    let unlike =
        pairs.map(|(&a, &b)| stable_order::claim(corpus, a, b)).find(|order| order.is_ne());
    unlike.unwrap_or_else(|| a.len().cmp(&b.len()))
}

/// The pairs of claims on one quantity that are apart.
fn apart(corpus: &Corpus, claims: &[ClaimId]) -> Vec<Set> {
    let wide = |claim: ClaimId| corpus.wide(claim);
    let pairs = claims.iter().enumerate();
    let pairs = pairs.flat_map(|(at, &a)| claims[at + 1..].iter().map(move |&b| (a, b)));
    pairs.filter(|&(a, b)| !wide(a).meets(&wide(b))).map(|(a, b)| vec![a, b]).collect()
}

/// Clusters whose changes together may pass the end of some row, or empty a cell below nought.
fn entangled(builder: &WorldBuilder<'_, '_>, clusters: &[Vec<Footprint>]) -> Vec<(usize, usize)> {
    let mut rows: BTreeMap<u32, Touched> = BTreeMap::new();
    let mut cells: BTreeMap<u32, Touched> = BTreeMap::new();
    for (cluster, prints) in clusters.iter().enumerate() {
        for print in prints {
            for (&row, by) in &print.rows {
                rows.entry(row).or_default().by(cluster, by);
            }
            for (&cell, by) in &print.cells {
                cells.entry(cell).or_default().by(cluster, by);
            }
            for (row, low, high) in &print.ends {
                let touched = rows.entry(*row).or_default();
                touched.by(cluster, &Exact::ZERO);
                touched.lows.extend(low.clone());
                touched.highs.extend(high.clone());
            }
            for &cell in &print.shut {
                let touched = cells.entry(cell).or_default();
                touched.by(cluster, &Exact::ZERO);
                touched.highs.push(Exact::ZERO);
            }
        }
    }
    let mut pairs = Vec::new();
    for (row, touched) in rows {
        let row = &builder.rows[row as usize];
        pairs.extend(touched.meets(&row.sum, row.low.as_ref(), row.high.as_ref()));
    }
    for (cell, touched) in cells {
        let value = &builder.values[cell as usize];
        pairs.extend(touched.meets(value, Some(&Exact::ZERO), None));
    }
    pairs
}

/// How far clusters change one row or cell, and the ends it has to keep in some of them.
#[derive(Default)]
struct Touched {
    /// The most each cluster takes from it and adds to it.
    clusters: BTreeMap<usize, (Exact, Exact)>,
    lows: Vec<Exact>,
    highs: Vec<Exact>,
}

impl Touched {
    fn by(&mut self, cluster: usize, by: &Exact) {
        let (least, most) = self.clusters.entry(cluster).or_default();
        *least = (*least).clone().min(by.clone());
        *most = (*most).clone().max(by.clone());
    }

    /// The clusters, each with the next, where their changes together may pass an end.
    fn meets(&self, at: &Exact, low: Option<&Exact>, high: Option<&Exact>) -> Vec<(usize, usize)> {
        if self.clusters.len() < 2 {
            return Vec::new();
        }
        let all = |sum: Exact, by: &Exact| &sum + by;
        let least = self.clusters.values().map(|(least, _)| least).fold(at.clone(), all);
        let most = self.clusters.values().map(|(_, most)| most).fold(at.clone(), all);
        let below = self.lows.iter().chain(low).any(|low| least < *low);
        let above = self.highs.iter().chain(high).any(|high| most > *high);
        if !below && !above {
            return Vec::new();
        }
        let clusters: Vec<usize> = self.clusters.keys().copied().collect();
        clusters.windows(2).map(|pair| (pair[0], pair[1])).collect()
    }
}

/// Claims in groups that grow together.
#[derive(Default)]
struct ClaimGroups(HashMap<ClaimId, ClaimId>);

impl ClaimGroups {
    fn root(&mut self, claim: ClaimId) -> ClaimId {
        let mut at = claim;
        while let Some(&above) = self.0.get(&at).filter(|&&above| above != at) {
            // Halving the path keeps it short.
            let next = self.0.get(&above).copied().unwrap_or(above);
            self.0.insert(at, next);
            at = next;
        }
        at
    }

    fn join(&mut self, a: ClaimId, b: ClaimId) {
        let (a, b) = (self.root(a), self.root(b));
        self.0.insert(a.max(b), a.min(b));
    }
}

impl WorldBuilder<'_, '_> {
    /// Whether there is no world to mend around a change: all claims are decided together.
    fn decides_as_one(&self) -> bool {
        self.space.most.is_some() || self.cells.partial
    }

    /// Sets claims aside and takes others back, mends the world around them, and puts all as it was.
    fn attempt(&mut self, out: &[ClaimId], back: &[ClaimId]) -> Tried {
        let rows = self.rows_of(&[out, back].concat());
        let kept: Vec<(u32, Vec<ClaimId>)> =
            rows.iter().map(|&row| (row, self.claims[row as usize].clone())).collect();
        for (row, _) in &kept {
            self.claims[*row as usize].retain(|claim| !out.contains(claim));
        }
        for &claim in back {
            let row = self.rows_of(&[claim]);
            row.iter().for_each(|&row| self.claims[row as usize].push(claim));
        }
        let closes = |&claim: &ClaimId| closed_by(self.corpus, claim).is_some();
        let closing = out.iter().chain(back).any(closes);
        let tried =
            if self.decides_as_one() { self.decided() } else { self.mended(&rows, closing) };
        for (row, claims) in kept {
            self.claims[row as usize] = claims;
            self.hold(row as usize);
        }
        if closing {
            self.close();
        }
        tried
    }

    /// The claims as they are now, decided as one.
    fn decided(&mut self) -> Tried {
        if self.rows.len() > limits::WORLDS_DECIDED.get() {
            return Tried::Unsettled;
        }
        let said = self.binding(&(0..self.rows.len() as u32).collect::<Vec<u32>>());
        match decide(self.corpus, &said, &mut self.budget.solving) {
            Verdict::Possible => Tried::Holds(Footprint::default()),
            Verdict::Unsettled => Tried::Unsettled,
            Verdict::Impossible(_) => {
                let found = conflict_within(self.corpus, &said, &mut self.budget.solving);
                found.map_or(Tried::Unsettled, |(kept, proof)| {
                    let claims = kept.iter().map(|said| said.claim).collect();
                    Tried::Clash(Clash { claims, proof })
                })
            }
        }
    }

    fn mended(&mut self, rows: &[u32], closing: bool) -> Tried {
        rows.iter().for_each(|&row| self.hold(row as usize));
        self.journal = Some(Vec::new());
        let mut shut = Vec::new();
        if closing {
            shut = self.shut();
        }
        let emptied = shut.iter().flat_map(|&cell| self.cells.cover(cell as usize)).copied();
        let amiss: BTreeSet<u32> = rows.iter().copied().chain(emptied).collect();
        let stop = amiss.into_iter().find_map(|row| self.mend(row));
        let journal = self.journal.take().unwrap_or_default();
        let tried = stop.unwrap_or_else(|| Tried::Holds(self.footprint(rows, &journal, shut)));
        for (cell, by) in journal.into_iter().rev() {
            self.raise(cell, &(&Exact::ZERO - &by));
        }
        tried
    }

    /// Marks the cells that claims with a `sum-of` close now, and empties them.
    fn shut(&mut self) -> Vec<u32> {
        let before = std::mem::take(&mut self.closed);
        self.close();
        self.budget.solving = self.budget.solving.saturating_sub(self.rows.len() as u64);
        let shut: Vec<u32> = self.closed.difference(&before).copied().collect();
        for &cell in &shut {
            let value = self.values[cell as usize].clone();
            if !value.is_zero() {
                self.raise(cell, &(&Exact::ZERO - &value));
            }
        }
        shut
    }

    /// Mends one row; says what stands in the way.
    fn mend(&mut self, row: u32) -> Option<Tried> {
        while self.rows[row as usize].amiss() {
            match self.repair(row as usize) {
                Repair::Done => {}
                Repair::Clash(clash) => return Some(Tried::Clash(clash)),
                Repair::Unsettled => return Some(Tried::Unsettled),
            }
        }
        None
    }

    fn footprint(&self, rows: &[u32], journal: &[(u32, Exact)], shut: Vec<u32>) -> Footprint {
        let mut print = Footprint { shut, ..Footprint::default() };
        for (cell, by) in journal {
            *print.cells.entry(*cell).or_default() += by;
            for &row in self.cells.cover(*cell as usize) {
                *print.rows.entry(row).or_default() += by;
            }
        }
        let ends = rows.iter().map(|&row| {
            let SumRow { low, high, .. } = &self.rows[row as usize];
            (row, low.clone(), high.clone())
        });
        print.ends = ends.collect();
        print
    }
}
