//! One total on trial: edited covers in, those that come to it exactly out, each counted once.

use crate::budget::limits;
use crate::engine::causes::context::Context;
use crate::engine::causes::misprints::Slips;
use crate::engine::causes::printed_sums::{PrintedFigure, PrintedSum};
use crate::figure::Number;
use crate::finding::{Causes, Edit, Hypothesis};
use crate::model::{ClaimId, Corpus};
use std::collections::HashSet;

/// The ways a cover may be edited, the plainest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Way {
    None,
    Rival,
    Subtotal,
    Added,
    LeftOut,
    Doubled,
    Neighbour,
    Digit,
    Scale,
}

impl Way {
    const ALL: usize = 9;

    /// Those by which a total would count something else than it says.
    const OTHERS: u128 = 6;

    /// Whether the total then still counts what it says, out of claims as they stand.
    pub(crate) fn is_faithful(self) -> bool {
        self <= Way::Subtotal
    }
}

/// Claims that exclude one another inside a total, with their figures and sum.
#[derive(Clone, Debug)]
pub(crate) struct Cover {
    pub(crate) claims: Vec<ClaimId>,
    pub(crate) figures: Vec<Option<PrintedFigure>>,
    pub(crate) tally: PrintedSum,
    pub(crate) key: CoverKey,
    /// On how many levels its parts lie: one, where they are of one kind.
    pub(crate) levels: usize,
}

/// What tells one edited cover from another: its figures, each with how often it counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) struct CoverKey(u128);

impl CoverKey {
    /// Of one claim, counted once.
    pub(crate) fn claim(id: ClaimId) -> Self {
        Self::mix(u64::from(id.0))
    }

    pub(crate) fn and(self, other: Self) -> Self {
        Self(self.0.wrapping_add(other.0))
    }

    pub(crate) fn without(self, other: Self) -> Self {
        Self(self.0.wrapping_sub(other.0))
    }

    /// Spreads a number over 128 bits (twice the finalizer of splitmix64, Steele et al. 2014).
    fn mix(number: u64) -> Self {
        let half = |seed: u64| {
            let mut x = number.wrapping_add(1).wrapping_mul(seed).wrapping_add(seed);
            x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            u128::from(x ^ (x >> 31))
        };
        Self(half(0x9e37_79b9_7f4a_7c15) << 64 | half(0xd1b5_4a32_d192_ed03))
    }
}

impl Cover {
    pub(crate) fn new(corpus: &Corpus, claims: Vec<ClaimId>) -> Self {
        let figures: Vec<Option<PrintedFigure>> =
            claims.iter().map(|&id| PrintedFigure::of(corpus, id)).collect();
        let tally = figures.iter().fold(PrintedSum::default(), |sum, &figure| sum.plus(figure));
        let key = claims.iter().fold(CoverKey::default(), |key, &id| key.and(CoverKey::claim(id)));
        Self { claims, figures, tally, key, levels: 1 }
    }
}

/// An edited cover that comes to the total.
struct Hit {
    way: Way,
    levels: usize,
    hypothesis: Hypothesis,
}

/// What has been tried of one total.
pub(crate) struct Trial<'k, 'c> {
    pub(crate) known: &'k Context<'c>,
    pub(crate) total: ClaimId,
    pub(crate) wanted: PrintedFigure,
    pub(crate) slips: Slips,
    /// Only what comes to the total is noted: nothing is counted.
    in_haste: bool,
    seen: HashSet<CoverKey>,
    /// Covers whose slips were tried.
    slipped: HashSet<CoverKey>,
    /// What was reached by which way; slips are not among it.
    reached: Vec<(Way, PrintedFigure)>,
    hits: Vec<Hit>,
    /// How many hits there are, those not kept among them.
    hit: usize,
    /// Covers that come to the total with other claims of the same figures in them.
    alike: Vec<Hypothesis>,
}

impl<'k, 'c> Trial<'k, 'c> {
    /// `None` where the total's own figure is hedged: no sum comes to it exactly.
    pub(crate) fn new(known: &'k Context<'c>, total: ClaimId) -> Option<Self> {
        Some(Self::of(known, total, PrintedFigure::of(known.corpus, total)?))
    }

    /// The same, noting only whether anything comes to the total, whose figure is `wanted`: most totals need no more.
    pub(crate) fn in_haste(known: &'k Context<'c>, total: ClaimId, wanted: PrintedFigure) -> Self {
        Self { in_haste: true, ..Self::of(known, total, wanted) }
    }

    fn of(known: &'k Context<'c>, total: ClaimId, wanted: PrintedFigure) -> Self {
        Self {
            known,
            total,
            wanted,
            slips: Slips::new(known.corpus.measure_of(known.corpus.claim(total).quantity)),
            in_haste: false,
            seen: HashSet::new(),
            slipped: HashSet::new(),
            reached: Vec::new(),
            hits: Vec::new(),
            hit: 0,
            alike: Vec::new(),
        }
    }

    /// Whether anything came to the total, but what leaves it counting what it says.
    pub(crate) fn found_others(&self) -> bool {
        self.hits.iter().any(|hit| !hit.way.is_faithful())
    }

    /// Tries one edited cover, unless it has been tried before.
    pub(crate) fn offer(
        &mut self,
        cover: &Cover,
        (key, way, sum): (CoverKey, Way, PrintedSum),
        tell: impl FnOnce() -> Edit,
    ) {
        let printed = sum.printed();
        let misses = self.in_haste && printed != Some(self.wanted);
        if misses || self.is_full() || !self.seen.insert(key) {
            return;
        }
        let Some(printed) = printed else { return };
        self.reached.push((way, printed));
        if printed == self.wanted {
            self.keep(cover, way, tell());
        }
    }

    /// Whether the cover's slips are still to be tried.
    pub(crate) fn takes_slips(&mut self, cover: &Cover) -> bool {
        !self.is_full() && self.slipped.insert(cover.key)
    }

    /// Whether the cover's slips were tried.
    pub(crate) fn slips_tried(&self, cover: &Cover) -> bool {
        self.slipped.contains(&cover.key)
    }

    /// Keeps a hit.
    pub(crate) fn keep(&mut self, cover: &Cover, way: Way, edit: Edit) {
        self.hit += 1;
        if self.hits.len() < limits::FITS_KEPT.get() {
            let hypothesis = Hypothesis { cover: cover.claims.clone(), edit };
            self.hits.push(Hit { way, levels: cover.levels, hypothesis });
        }
    }

    /// Whether as much has been tried as is allowed.
    pub(crate) fn is_full(&self) -> bool {
        self.seen.len() >= limits::COVERS_TRIED.get()
    }

    /// Whether some cover came to the total as it is.
    pub(crate) fn comes_out(&self) -> bool {
        self.hits.iter().any(|hit| hit.way == Way::None)
    }

    /// Keeps a cover in which other claims of the same figures stand, if it comes to the total. No
    /// figure is edited in it, so it is no hypothesis of its own.
    pub(crate) fn note_alike(&mut self, cover: &Cover, tell: impl FnOnce() -> Edit) {
        if self.alike.len() < limits::FITS_KEPT.get() && cover.tally.printed() == Some(self.wanted)
        {
            self.alike.push(Hypothesis { cover: cover.claims.clone(), edit: tell() });
        }
    }

    /// What comes to the total and leaves it counting what it says, out of claims as they stand:
    /// covers as they are, or else with a rival or a subtotal in the place of a claim.
    pub(crate) fn faithful(&self) -> impl Iterator<Item = &Hypothesis> {
        let last = if self.comes_out() { Way::None } else { Way::Subtotal };
        let hits = self.hits.iter().filter(move |hit| hit.way <= last);
        hits.map(|hit| &hit.hypothesis).chain(&self.alike)
    }

    /// What came to the total, the most telling first; `None` where nothing did. `covers` are all
    /// that were edited.
    pub(crate) fn causes(&self, luck: &Luck, covers: &[Cover]) -> Option<Causes> {
        let found =
            self.ranked(luck).into_iter().take(limits::CAUSES_NAMED.get()).cloned().collect();
        (self.hit > 0).then_some(Causes {
            total: self.total,
            // No two slips are the same, nor is one the same as another edit.
            tried: self.seen.len() + self.count_slips(covers),
            hit: self.hit,
            found,
        })
    }

    /// The hits, the first of every way before the second of any: those that leave the total
    /// counting what it says, then those by ways that reach the fewest figures. Of one way, covers
    /// whose parts are of one kind come first.
    pub(crate) fn ranked(&self, luck: &Luck) -> Vec<&Hypothesis> {
        let mut hits: Vec<&Hit> = self.hits.iter().collect();
        hits.sort_by_key(|hit| hit.levels);
        let mut before = [0; Way::ALL];
        let rank = |hit: &Hit| {
            let way = hit.way as usize;
            before[way] += 1;
            (before[way], !hit.way.is_faithful(), luck.reached[way], hit.way)
        };
        let ranks: Vec<_> = hits.iter().copied().map(rank).collect();
        let mut ranked: Vec<_> = ranks.into_iter().zip(hits).collect();
        ranked.sort_by_key(|&(rank, _)| rank);
        ranked.into_iter().map(|(_, hit)| &hit.hypothesis).collect()
    }

    /// Whether something came to the total that is unlikely to have done so by chance.
    pub(crate) fn is_telling(&self, luck: &Luck) -> bool {
        let mut hits = self.hits.iter().filter(|hit| !hit.way.is_faithful());
        hits.any(|hit| luck.allows(hit.way))
    }

    /// How many figures each way reached no farther from `middle` than `distance`; slips, which
    /// are told one by one only where they matter, among them.
    fn reached(
        &self,
        middle: &PrintedFigure,
        distance: Number,
        covers: &[Cover],
    ) -> [u128; Way::ALL] {
        let mut near: Vec<(Way, PrintedFigure)> = self.reached.clone();
        if self.hits.iter().any(|hit| hit.way >= Way::Digit) {
            near.extend(self.slip_figures(covers));
        }
        near.retain(|(_, figure)| middle.distance(figure) <= distance);
        near.sort_unstable();
        near.dedup();
        let mut reached = [0; Way::ALL];
        near.iter().for_each(|&(way, _)| reached[way as usize] += 1);
        reached
    }
}

/// How near a total is to what its parts come to, for judging what is reached by chance.
///
/// Were the total any figure at all no farther from its parts' sum than it is, in whole steps of the
/// last digit that any of the figures has, a way to edit that reaches `n` figures within that
/// distance would reach the total with chance `n / (2 × distance + 1)`. There are six ways to edit,
/// and any may be the lucky one; so each has to stay below a sixth of one in ten (the correction
/// of Bonferroni).
pub(crate) struct Luck {
    /// How far the total is from the nearest sum of its parts, in steps.
    distance: u128,
    /// How many figures each way reached within that distance of that sum.
    reached: [u128; Way::ALL],
}

/// One lucky total in so many is let through.
const CHANCE: u128 = 10;

impl Luck {
    /// Of a total and its unedited covers.
    pub(crate) fn new(trial: &Trial<'_, '_>, covers: &[Cover]) -> Self {
        let Some((nearest, distance)) = nearest(&trial.wanted, covers) else {
            return Self { distance: 0, reached: [u128::MAX; Way::ALL] };
        };
        let steps = steps(trial, distance, covers);
        Self { distance: steps, reached: trial.reached(&nearest, distance, covers) }
    }

    /// Whether anything that came to the total could be told from chance, as far from its parts as it
    /// is.
    pub(crate) fn could_tell(trial: &Trial<'_, '_>, covers: &[Cover]) -> bool {
        let nearest = nearest(&trial.wanted, covers);
        nearest.is_some_and(|(_, distance)| allows(1, steps(trial, distance, covers)))
    }

    fn allows(&self, way: Way) -> bool {
        allows(self.reached[way as usize], self.distance)
    }
}

/// The sum of a cover that comes nearest to the total, and how far it is from it, in the base unit.
fn nearest(wanted: &PrintedFigure, covers: &[Cover]) -> Option<(PrintedFigure, Number)> {
    let sums = covers.iter().filter_map(|cover| cover.tally.printed());
    let nearest = sums.min_by_key(|sum| (wanted.distance(sum), *sum))?;
    Some((nearest, wanted.distance(&nearest)))
}

/// A distance in steps of the last digit that the total or one of its parts has.
fn steps(trial: &Trial<'_, '_>, distance: Number, covers: &[Cover]) -> u128 {
    let figures = covers.iter().flat_map(|cover| &cover.figures).flatten();
    let numbers = figures.chain([&trial.wanted]).flat_map(|figure| [figure.low, figure.high]);
    let unit = unit(trial.known.corpus, trial.total);
    let in_unit = |number: Number| number.div_exact(unit).unwrap_or(number);
    let place = numbers.filter_map(|number| in_unit(number).last_digit()).min().unwrap_or(0);
    let steps = in_unit(distance).mul(Number::power_of_ten(-place)).floor();
    steps.parts().0.unsigned_abs()
}

fn allows(reached: u128, distance: u128) -> bool {
    let likely = reached.saturating_mul(CHANCE * Way::OTHERS);
    likely <= distance.saturating_mul(2).saturating_add(1)
}

/// How many base units one unit of the claim's measure is.
fn unit(corpus: &Corpus, id: ClaimId) -> Number {
    let measure = corpus.measure_of(corpus.claim(id).quantity);
    measure.unit.as_ref().map_or(Number::ONE, |(_, unit)| unit.factor())
}
