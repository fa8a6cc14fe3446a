//! Figures that change in; the totals that would have to follow, with their new figures, out.

use crate::budget::steps::Work;
use crate::engine::standing::claims_in_force::Ground;
use crate::figure::{Extent, Number};
use crate::model::{ClaimId, Corpus, MemberId, QuantityId};
use crate::period::Days;
use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap, HashSet, VecDeque};

/// A total whose parts came to it exactly, and with other figures come to another.
#[derive(Clone, Debug)]
pub struct Follow {
    /// The total.
    pub total: ClaimId,
    /// The claims that came to it, some of which have another figure now.
    pub parts: Vec<ClaimId>,
    /// What they come to now.
    pub becomes: Extent,
    /// Whether other claims that have kept their figures come to it as it stands.
    pub otherwise: bool,
}

/// All of them.
#[derive(Clone, Debug, Default)]
pub struct Follows {
    /// The totals, each after those inside it.
    pub totals: Vec<Follow>,
    /// The figure each claim has now, those that were changed among them.
    pub figures: BTreeMap<ClaimId, Extent>,
    /// Claims whose totals were not looked for, and totals that go on changing one another.
    pub left_out: usize,
}

/// Passes over the totals: where they nest one finds everything, and only sums stated across measures need
/// more.
const PASSES: usize = 16;

/// Quantities held against changed ones: enough for any corpus made by people.
const WORK: usize = 20_000_000;

/// Every standing total that would have to follow when claims have other figures, and then those that these
/// make follow (docs/meaning.md, "Changing a figure"). `reproduces` says which sets of claims come to a total
/// exactly as it stands. What lies around a changed quantity, and around each stated sum that is reached, is
/// looked up once, under a fixed amount of work; and for each total around a change there is what
/// `reproduces` takes.
pub fn follow(
    corpus: &Corpus,
    ground: &Ground,
    changes: &[(ClaimId, Extent)],
    mut reproduces: impl FnMut(ClaimId) -> Vec<Vec<ClaimId>>,
) -> Follows {
    let changed: BTreeMap<ClaimId, Extent> = changes.iter().copied().collect();
    let mut found = Follows { figures: changed.clone(), ..Follows::default() };
    let totals = affected(corpus, ground, &changed, &mut found.left_out);
    let sets = totals.iter().map(|&total| all_sets(corpus, total, &mut reproduces));
    let sets: Vec<Vec<Vec<ClaimId>>> = sets.collect();
    let mut follows: BTreeMap<usize, Follow> = BTreeMap::new();
    let mut moving = 1;
    for _ in 0..PASSES {
        moving = 0;
        for (at, (&total, sets)) in totals.iter().zip(&sets).enumerate() {
            let Some(follow) = judge(corpus, total, sets, &found.figures) else { continue };
            let before = found.figures.insert(total, follow.becomes);
            moving += usize::from(before != Some(follow.becomes));
            follows.insert(at, follow);
        }
        if moving == 0 {
            break;
        }
    }
    found.left_out += moving;
    found.totals = follows.into_values().collect();
    found
}

/// The sets of claims that come to a total, the claims it is the stated sum of among them.
fn all_sets(
    corpus: &Corpus,
    total: ClaimId,
    reproduces: &mut impl FnMut(ClaimId) -> Vec<Vec<ClaimId>>,
) -> Vec<Vec<ClaimId>> {
    let mut sets = reproduces(total);
    let stated = corpus.details(corpus.claim(total)).map(|details| details.sum_of.clone());
    let stated = stated.filter(|items| !items.is_empty());
    let figure = |id: ClaimId| corpus.extent(id);
    let comes_out = |items: &Vec<ClaimId>| {
        same_figure(&sum(corpus, total, items, figure), &as_sum(corpus, total, figure(total)))
    };
    let stated = stated.filter(|items| comes_out(items) && !sets.contains(items));
    sets.extend(stated);
    sets
}

/// What a total becomes by the first set of claims some of which have another figure.
fn judge(
    corpus: &Corpus,
    total: ClaimId,
    sets: &[Vec<ClaimId>],
    figures: &BTreeMap<ClaimId, Extent>,
) -> Option<Follow> {
    let now = |id: ClaimId| figures.get(&id).copied().unwrap_or_else(|| corpus.extent(id));
    let stands = as_sum(corpus, total, corpus.extent(total));
    let sums = sets.iter().map(|parts| (parts, sum(corpus, total, parts, now)));
    let (kept, moved): (Vec<_>, Vec<_>) = sums.partition(|(_, sum)| same_figure(sum, &stands));
    let (parts, becomes) = moved.into_iter().next()?;
    Some(Follow { total, parts: parts.clone(), becomes, otherwise: !kept.is_empty() })
}

/// What claims come to together. Figures rounded at their last digit are added up as they are printed.
fn sum(
    corpus: &Corpus,
    total: ClaimId,
    parts: &[ClaimId],
    figure: impl Fn(ClaimId) -> Extent,
) -> Extent {
    let nothing = Extent::exact(Number::ZERO);
    let figures = parts.iter().map(|&id| as_sum(corpus, total, figure(id)));
    figures.fold(nothing, |sum, figure| sum.sum(&figure))
}

/// The figure as it enters a sum for the total.
fn as_sum(corpus: &Corpus, total: ClaimId, figure: Extent) -> Extent {
    let rounded = corpus.measure_of(corpus.claim(total).quantity).kind.is_rounded();
    figure.best.filter(|_| rounded && figure.core.high.is_some()).map_or(figure, Extent::exact)
}

fn same_figure(a: &Extent, b: &Extent) -> bool {
    (a.core, a.nominal_high) == (b.core, b.nominal_high)
}

/// The standing claims on quantities around a changed one, and those that are a stated sum of one or of such
/// a total; what is inside another comes before it.
fn affected(
    corpus: &Corpus,
    ground: &Ground,
    changed: &BTreeMap<ClaimId, Extent>,
    left_out: &mut usize,
) -> Vec<ClaimId> {
    let sums = stated_sums(corpus, ground);
    let mut known: HashSet<ClaimId> = changed.keys().copied().collect();
    let mut found = Vec::new();
    let mut waiting: VecDeque<ClaimId> = changed.keys().copied().collect();
    // Around a total that is itself around a change lies nothing that is not around the change.
    let mut seeds: HashSet<ClaimId> = known.clone();
    let index = ground.index(corpus);
    let mut work = Work::of(WORK);
    // Each quantity is looked around once, and its claims reached once.
    let (mut asked, mut reached) = (HashSet::new(), HashSet::new());
    while let Some(claim) = waiting.pop_front() {
        let mut reach = |total: ClaimId| {
            let new = known.insert(total);
            found.extend(new.then_some(total));
            new
        };
        for &total in sums.get(&claim).into_iter().flatten() {
            if reach(total) {
                seeds.insert(total);
                waiting.push_back(total);
            }
        }
        let quantity = corpus.claim(claim).quantity;
        if !seeds.contains(&claim) || !asked.insert(quantity) {
            continue;
        }
        let Ok(around) = index.around(corpus, quantity, &mut work) else {
            *left_out += 1;
            continue;
        };
        let around = around.into_iter().filter(|&outer| reached.insert(outer));
        let around = around.flat_map(|outer| ground.claims(outer)).copied();
        waiting.extend(around.filter(|&total| reach(total)));
    }
    found.sort_by_cached_key(|&id| (size(corpus, corpus.claim(id).quantity), id));
    found
}

/// The standing claims that say they are the sum of a claim.
fn stated_sums(corpus: &Corpus, ground: &Ground) -> HashMap<ClaimId, Vec<ClaimId>> {
    let mut sums: HashMap<ClaimId, Vec<ClaimId>> = HashMap::new();
    for &total in ground.all() {
        let details = corpus.details(corpus.claim(total));
        for &item in details.into_iter().flat_map(|details| &details.sum_of) {
            sums.entry(item).or_default().push(total);
        }
    }
    sums
}

/// Grows from a quantity to one around it: how far its members lie below the whole, and how many days it
/// has.
fn size(corpus: &Corpus, id: QuantityId) -> (Reverse<usize>, i64) {
    let quantity = corpus.quantities.get(id);
    let depth = |(dimension, member): (_, MemberId)| {
        let dimension = corpus.dimension(dimension);
        let above = |&member: &MemberId| dimension.member(member).parent;
        std::iter::successors(Some(member), above).count() - 1
    };
    let Days { first, last } = corpus.period(quantity.period()).widest();
    (Reverse(quantity.members().map(depth).sum()), i64::from(last) - i64::from(first))
}
