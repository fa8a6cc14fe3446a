//! A cover and one edit of it: every edit there is, offered to the trial.

use crate::budget::steps::{TooMuch, Work};
use crate::engine::causes::hypotheses::{Cover, CoverKey, Trial, Way};
use crate::engine::causes::parts_inside::{PartRelation, PartsInside};
use crate::engine::causes::printed_sums::{PrintedFigure, PrintedSum};
use crate::engine::causes::seen_from_total::View;
use crate::finding::{Edit, Group, Misprint, Swap};
use crate::model::{Axis, ClaimId, DimensionId, MeasureId, MemberId, PeriodId, QuantityId};
use crate::period::Period;
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Claims of a cover that belong together, by their places in it.
struct Batch {
    group: Group,
    at: Vec<u32>,
}

impl Cover {
    fn pick(&self, at: &[u32]) -> Vec<ClaimId> {
        at.iter().map(|&at| self.claims[at as usize]).collect()
    }

    fn sum(&self, at: &[u32]) -> (PrintedSum, CoverKey) {
        at.iter().fold((PrintedSum::default(), CoverKey::default()), |(sum, key), &at| {
            let at = at as usize;
            (sum.plus(self.figures[at]), key.and(CoverKey::claim(self.claims[at])))
        })
    }
}

/// The edits.
impl Trial<'_, '_> {
    /// The cover as it is.
    pub(crate) fn plain(&mut self, cover: &Cover) {
        self.offer(cover, (cover.key, Way::None, cover.tally), || Edit::None);
    }

    /// With the figures of another measure over the same cover.
    pub(crate) fn added(&mut self, cover: &Cover, measure: MeasureId, other: &Cover) {
        let (key, sum) = (cover.key.and(other.key), cover.tally.and(other.tally));
        let edit = || Edit::Added { measure, claims: other.claims.clone() };
        self.offer(cover, (key, Way::Added, sum), edit);
    }

    /// With another claim on one of the quantities; where `among` is given, on one of those.
    pub(crate) fn rivals(
        &mut self,
        view: &View<'_, '_>,
        cover: &Cover,
        among: Option<&HashSet<QuantityId>>,
        work: &mut Work,
    ) -> Result<(), TooMuch> {
        for (at, &claim) in cover.claims.iter().enumerate() {
            let quantity = self.known.corpus.claim(claim).quantity;
            let wanted = among.is_none_or(|among| among.contains(&quantity));
            if !wanted || self.known.ground.claims(quantity).len() < 2 {
                continue;
            }
            let rivals = view.speakers(quantity, work)?.into_iter();
            for rival in rivals.filter(|&rival| rival != claim) {
                self.swap(cover, Swap::Rival, &[at as u32], &[rival]);
            }
        }
        Ok(())
    }

    /// With a subtotal in the place of its parts, or its parts in its place; where `among` is given,
    /// only where one of those quantities comes or goes. `places` are the covers by the numbers of
    /// their parts.
    pub(crate) fn subtotals(
        &mut self,
        parts: &PartsInside,
        places: &[Vec<u32>],
        covers: &[Cover],
        among: Option<&HashSet<QuantityId>>,
    ) {
        let about = |&id: &u32| parts.list[id as usize].quantity;
        let wanted = |id: &u32| among.is_none_or(|among| among.contains(&about(id)));
        let insides = insides(parts, places);
        for (place, cover) in places.iter().zip(covers) {
            let spot = |part: u32| place.binary_search(&part).ok().map(|at| at as u32);
            for part in parts.ids() {
                if let Some(at) = spot(part) {
                    let all = insides[part as usize].iter();
                    for inside in all.filter(|inside| wanted(&part) || inside.iter().any(wanted)) {
                        self.swap(cover, Swap::Parts, &[at], &claims(parts, inside));
                    }
                    continue;
                }
                let met = || parts.meets(part).iter().filter(|(other, _)| spot(*other).is_some());
                let held =
                    met().all(|&(_, lies)| lies == PartRelation::Around) && met().next().is_some();
                if held && (wanted(&part) || met().any(|(other, _)| wanted(other))) {
                    let out: Vec<u32> = met().filter_map(|&(other, _)| spot(other)).collect();
                    self.swap(cover, Swap::Subtotal, &out, &claims(parts, &[part]));
                }
            }
            if self.is_full() {
                return;
            }
        }
    }

    /// With other claims in the place of some.
    fn swap(&mut self, cover: &Cover, by: Swap, out: &[u32], instead: &[ClaimId]) {
        let (sum, key) = cover.sum(out);
        let (sum, key) = (cover.tally.without(sum), cover.key.without(key));
        let (sum, key) = instead.iter().fold((sum, key), |(sum, key), &id| {
            (sum.plus(PrintedFigure::of(self.known.corpus, id)), key.and(CoverKey::claim(id)))
        });
        let way = if by == Swap::Rival {
            Way::Rival
        } else if by == Swap::Neighbour {
            Way::Neighbour
        } else {
            Way::Subtotal
        };
        let out = || cover.pick(out);
        let edit = || Edit::Swapped { by, out: out(), instead: instead.to_vec() };
        if way.is_faithful() && sum.printed() == cover.tally.printed() {
            self.note_alike(cover, edit);
        } else {
            self.offer(cover, (key, way, sum), edit);
        }
    }

    /// Without one member of a dimension, or one row or event; and with it twice; and with the row
    /// beside it in its place. `rows` are the periods directly inside the total.
    pub(crate) fn groups(&mut self, cover: &Cover, rows: &[PeriodId]) {
        for line in self.batches(cover, rows) {
            for batch in line.iter().filter(|batch| batch.at.len() < cover.claims.len()) {
                let (sum, key) = cover.sum(&batch.at);
                let (group, claims) = (batch.group, || cover.pick(&batch.at));
                let left = (cover.key.without(key), cover.tally.without(sum));
                let edit = || Edit::LeftOut { group, claims: claims() };
                self.offer(cover, (left.0, Way::LeftOut, left.1), edit);
                let twice = (cover.key.and(key), cover.tally.and(sum));
                let edit = || Edit::Doubled { group, claims: claims() };
                self.offer(cover, (twice.0, Way::Doubled, twice.1), edit);
            }
            for pair in line.windows(2) {
                if self.beside(pair[0].group, pair[1].group) {
                    self.swap(cover, Swap::Neighbour, &pair[0].at, &cover.pick(&pair[1].at));
                    self.swap(cover, Swap::Neighbour, &pair[1].at, &cover.pick(&pair[0].at));
                }
            }
        }
    }

    /// The claims by rows, then by the members of each dimension; each line in order.
    fn batches(&self, cover: &Cover, rows: &[PeriodId]) -> Vec<Vec<Batch>> {
        let corpus = self.known.corpus;
        let quantity = |claim: ClaimId| corpus.quantities.get(corpus.claim(claim).quantity);
        let total = quantity(self.total);
        let mut lines = vec![self.rows(cover, rows)];
        for (dimension, at) in corpus.dimensions.values().zip(0u32..) {
            let id = DimensionId(at);
            let mut members: BTreeMap<MemberId, Vec<u32>> = BTreeMap::new();
            for (&claim, at) in cover.claims.iter().zip(0u32..) {
                let mut member = Some(quantity(claim).member(id));
                while let Some(inner) = member.filter(|&member| member != total.member(id)) {
                    members.entry(inner).or_default().push(at);
                    member = dimension.member(inner).parent;
                }
            }
            let batch = |(member, at)| Batch { group: Group::Member(id, member), at };
            lines.push(members.into_iter().map(batch).collect());
        }
        lines
    }

    /// The claims by the periods directly inside the total; where none are named, by their own.
    fn rows(&self, cover: &Cover, rows: &[PeriodId]) -> Vec<Batch> {
        let corpus = self.known.corpus;
        let own = |claim: ClaimId| corpus.quantities.get(corpus.claim(claim).quantity).period();
        let period = |id: PeriodId| corpus.period(id);
        let mut ordered: Vec<(Period, u32)> =
            cover.claims.iter().zip(0u32..).map(|(&claim, at)| (*period(own(claim)), at)).collect();
        ordered.sort_unstable();
        let owns = cover.claims.iter().map(|&claim| own(claim)).filter(|_| rows.is_empty());
        let every: BTreeSet<(Period, PeriodId)> =
            rows.iter().copied().chain(owns).map(|id| (*period(id), id)).collect();
        let total = own(self.total);
        let within = |row: &Period| {
            let begins = |day: i32| ordered.partition_point(|(own, _)| own.widest().first < day);
            let days = row.widest();
            let reach = begins(days.first)..days.last.checked_add(1).map_or(ordered.len(), begins);
            let inside = ordered[reach].iter();
            let inside = inside.filter(|(own, _)| own == row || row.contains(own));
            inside.map(|&(_, at)| at).collect::<Vec<u32>>()
        };
        let rows = every.into_iter().filter(|&(_, id)| id != total);
        let batch = |(row, id)| Batch { group: Group::Period(id), at: within(&row) };
        rows.map(batch).filter(|batch| !batch.at.is_empty()).collect()
    }

    /// Whether two groups are rows or columns beside one another: the one period begins where the
    /// other ends, or is about as long; the one member has the same parent as the other.
    fn beside(&self, a: Group, b: Group) -> bool {
        let corpus = self.known.corpus;
        match (a, b) {
            (Group::Period(a), Group::Period(b)) => rows(corpus.period(a), corpus.period(b)),
            (Group::Member(dimension, a), Group::Member(_, b)) => {
                let parent = |member| corpus.dimension(dimension).member(member).parent;
                parent(a) == parent(b)
            }
            _ => false,
        }
    }

    /// With the figure of the cell beside it, along time or a dimension, in the place of one.
    pub(crate) fn cells(&mut self, cover: &Cover) {
        let corpus = self.known.corpus;
        let quantity = |claim: ClaimId| corpus.quantities.get(corpus.claim(claim).quantity);
        let dimensions =
            (0..corpus.dimensions.len() as u32).map(|at| Axis::Dimension(DimensionId(at)));
        for axis in dimensions.chain([Axis::Period]) {
            let mut cells: Vec<_> = cover
                .claims
                .iter()
                .zip(0u32..)
                .map(|(&claim, at)| {
                    let coordinates = quantity(claim).coordinates();
                    let others = coordinates.filter(|&(other, _)| other != axis);
                    let others: Vec<u32> = others.map(|(_, at)| at).collect();
                    let along = quantity(claim).along(axis);
                    let period = (axis == Axis::Period).then(|| *corpus.period(PeriodId(along)));
                    (others, period, along, at)
                })
                .collect();
            cells.sort_unstable();
            for pair in cells.windows(2).filter(|pair| pair[0].0 == pair[1].0) {
                let group = |at: u32| match axis {
                    Axis::Dimension(id) => Group::Member(id, MemberId(at)),
                    _ => Group::Period(PeriodId(at)),
                };
                if self.beside(group(pair[0].2), group(pair[1].2)) {
                    let (a, b) = (pair[0].3, pair[1].3);
                    self.swap(cover, Swap::Neighbour, &[a], &cover.pick(&[b]));
                    self.swap(cover, Swap::Neighbour, &[b], &cover.pick(&[a]));
                }
            }
        }
    }

    /// With a slip in the figure of one claim, or in the total's own: the slip that would be needed is
    /// looked for, and they are counted where they matter.
    pub(crate) fn try_slips(&mut self, cover: &Cover) {
        if !self.takes_slips(cover) {
            return;
        }
        for (claim, figure, rest) in self.slipping(cover) {
            let of_total = claim == self.total;
            let needed =
                if of_total { Some(self.wanted) } else { rest.needed(&self.wanted, figure.open) };
            let slip = |needed: PrintedFigure| self.slips.between(&figure, &needed, of_total);
            let slip = needed.and_then(|needed| Some((needed, slip(needed)?)));
            if let Some((needed, slip)) = slip {
                let (misprint, meant) = if of_total {
                    (inverse(slip), Box::new(figure.extent()))
                } else {
                    (slip, Box::new(needed.extent()))
                };
                self.keep(cover, Way::of(slip), Edit::Misprinted { claim, misprint, meant });
            }
        }
    }

    /// The figures of a cover that may be slips, each with the sum of the others: the total's own,
    /// where it is the sum that was slipped in writing it down, then each claim's.
    fn slipping(&self, cover: &Cover) -> Vec<(ClaimId, PrintedFigure, PrintedSum)> {
        let sum = cover.tally.printed().map(|sum| (self.total, sum, PrintedSum::default()));
        let each = cover
            .claims
            .iter()
            .zip(&cover.figures)
            .filter_map(|(&claim, &figure)| Some((claim, figure?, cover.tally.minus(figure))));
        // Of one claim alone, both are the same.
        let each = each.filter(|_| cover.claims.len() > 1);
        sum.into_iter().chain(each).collect()
    }

    /// How many slips there are of the figures of these covers, each cover counted once.
    pub(crate) fn count_slips(&self, covers: &[Cover]) -> usize {
        let mut known: HashMap<(PrintedFigure, bool), usize> = HashMap::new();
        let mut count = 0;
        for (claim, figure, _) in self.slipping_once(covers) {
            let of_total = claim == self.total;
            let slips = || self.slips.of(&figure, of_total).len();
            count += *known.entry((figure, of_total)).or_insert_with(slips);
        }
        count
    }

    /// Every figure that one of the covers comes to with one slip, and the way.
    pub(crate) fn slip_figures(&self, covers: &[Cover]) -> Vec<(Way, PrintedFigure)> {
        let figures = self.slipping_once(covers).into_iter().flat_map(|(claim, figure, rest)| {
            let slipped = self.slips.of(&figure, claim == self.total).into_iter();
            slipped.filter_map(move |(other, slip)| {
                Some((Way::of(slip), rest.plus(Some(other)).printed()?))
            })
        });
        figures.collect()
    }

    /// The figures that may be slips of those covers whose slips were tried, each cover once.
    fn slipping_once(&self, covers: &[Cover]) -> Vec<(ClaimId, PrintedFigure, PrintedSum)> {
        let mut seen = HashSet::new();
        let covers =
            covers.iter().filter(|cover| self.slips_tried(cover) && seen.insert(cover.key));
        covers.flat_map(|cover| self.slipping(cover)).collect()
    }
}

/// Whether two periods, the earlier first, look like rows of one table: the later follows on the
/// earlier, or both are of one length, give or take a tenth.
fn rows(a: &Period, b: &Period) -> bool {
    let alike = |a: u64, b: u64| a.max(b) - a.min(b) <= a.max(b) / 10;
    let lengths = a.length_days().zip(b.length_days());
    b.follows(a) || (a.disjoint(b) && lengths.is_some_and(|(a, b)| alike(a, b)))
}

/// For each part the ways in which the covers fill it with finer parts, each once.
fn insides(parts: &PartsInside, places: &[Vec<u32>]) -> Vec<BTreeSet<Vec<u32>>> {
    let mut insides = vec![BTreeSet::new(); parts.list.len()];
    for place in places {
        for part in parts.ids().filter(|part| place.binary_search(part).is_err()) {
            let met = parts.meets(part).iter();
            let met: Vec<_> = met.filter(|(other, _)| place.binary_search(other).is_ok()).collect();
            if !met.is_empty() && met.iter().all(|(_, lies)| *lies == PartRelation::Around) {
                let mut inside: Vec<u32> = met.into_iter().map(|&(other, _)| other).collect();
                inside.sort_unstable();
                insides[part as usize].insert(inside);
            }
        }
    }
    insides
}

fn claims(parts: &PartsInside, ids: &[u32]) -> Vec<ClaimId> {
    ids.iter().map(|&id| parts.list[id as usize].lowest).collect()
}

impl Way {
    fn of(slip: Misprint) -> Self {
        match slip {
            Misprint::Scale(_) | Misprint::Unit(_) => Way::Scale,
            _ => Way::Digit,
        }
    }
}

/// What the other of two figures is, where this one is a slip of it.
fn inverse(slip: Misprint) -> Misprint {
    match slip {
        Misprint::Missing => Misprint::Extra,
        Misprint::Extra => Misprint::Missing,
        Misprint::Scale(power) => Misprint::Scale(-power),
        other => other,
    }
}
