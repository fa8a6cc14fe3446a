//! A total laid out in its parts, and everything tried of it.

use crate::budget::steps::{TooMuch, Work};
use crate::engine::causes::context::Context;
use crate::engine::causes::covers::{Fill, Level, levels};
use crate::engine::causes::hypotheses::{Cover, Trial};
use crate::engine::causes::parts_inside::{PartInside, PartsInside};
use crate::engine::causes::plainest_cover;
use crate::engine::causes::printed_sums::PrintedFigure;
use crate::engine::causes::seen_from_total::View;
use crate::model::{ClaimId, MeasureId, PeriodId, QuantityId};
use std::collections::{BTreeMap, HashMap, HashSet};

/// A total with its parts and their covers.
pub(crate) struct LaidOutTotal {
    parts: PartsInside,
    /// The quantities of other measures inside it.
    others: BTreeMap<String, (MeasureId, Vec<QuantityId>)>,
    levels: Vec<Level>,
    /// The covers by the numbers of their parts, and as claims.
    places: Vec<Vec<u32>>,
    pub(crate) covers: Vec<Cover>,
    /// Whether every level was looked at, or would be if need were.
    pub(crate) whole: bool,
    /// Whether every cover was wanted, and not the first that comes to the total.
    pub(crate) in_full: bool,
}

/// Covers kept of one total.
const MOST_COVERS: usize = 64;

impl LaidOutTotal {
    /// Every cover of two and more parts; `None` where the total has not so many. `enough` says of
    /// the quantities inside which figure need not be looked for further once a cover comes to it; `None` as well
    /// where the plainest does.
    pub(crate) fn new(
        view: &View<'_, '_>,
        enough: impl FnOnce(&[QuantityId]) -> Option<PrintedFigure>,
        work: &mut Work,
    ) -> Result<Option<Self>, TooMuch> {
        let corpus = view.known.corpus;
        let measure = |id: QuantityId| corpus.quantities.get(id).measure();
        let own = measure(view.quantity());
        let inside = view.inside(work)?;
        let (mine, rest): (Vec<_>, Vec<_>) = inside.into_iter().partition(|&id| measure(id) == own);
        if mine.len() < 2 {
            return Ok(None);
        }
        let enough = enough(&mine);
        if let Some(wanted) = enough
            && plainest_cover::comes_out(view, &mine, wanted, work)?
        {
            debug_assert!(Self::reaches(view, wanted), "what is plain is a cover");
            return Ok(None);
        }
        let parts = parts(view, mine, work)?;
        let mut others: BTreeMap<String, (MeasureId, Vec<QuantityId>)> = BTreeMap::new();
        for id in rest {
            let name = corpus.measure_name(measure(id)).to_owned();
            others.entry(name).or_insert((measure(id), Vec::new())).1.push(id);
        }
        let (levels, whole) = levels(&parts.deepest);
        let (places, covers) = (Vec::new(), Vec::new());
        let in_full = enough.is_none();
        let mut laid = Self { parts, others, levels, places, covers, whole, in_full };
        laid.cover(view, enough, work)?;
        Ok((!laid.covers.is_empty()).then_some(laid))
    }

    /// Whether some cover comes to the figure, or not all could be laid out.
    fn reaches(view: &View<'_, '_>, wanted: PrintedFigure) -> bool {
        let laid = Self::new(view, |_| None, &mut Work::of(usize::MAX));
        let all = |laid: Self| {
            let reaches = |cover: &Cover| cover.tally.printed() == Some(wanted);
            !laid.whole || laid.covers.iter().any(reaches)
        };
        laid.map_or(true, |laid| laid.is_some_and(all))
    }

    fn cover(
        &mut self,
        view: &View<'_, '_>,
        enough: Option<PrintedFigure>,
        work: &mut Work,
    ) -> Result<(), TooMuch> {
        let mut seen = HashSet::new();
        for level in &self.levels {
            work.spend(Fill::each(level).len() * (self.parts.list.len() + self.parts.pairs()))?;
            for &fill in Fill::each(level) {
                let place = self.parts.cover(level, &self.parts.deepest, fill);
                if place.len() < 2 || !seen.insert(place.clone()) {
                    continue;
                }
                if self.covers.len() >= MOST_COVERS {
                    self.whole = false;
                    return Ok(());
                }
                for cover in self.parts.covers(view, &place) {
                    let is_enough = enough.is_some() && cover.tally.printed() == enough;
                    self.places.push(place.clone());
                    self.covers.push(cover);
                    if is_enough {
                        return Ok(());
                    }
                }
            }
        }
        Ok(())
    }

    /// Whether some claim inside is open above: without one, nothing comes to an open total.
    pub(crate) fn is_open(&self, known: &Context<'_>, work: &mut Work) -> Result<bool, TooMuch> {
        let others = self.others.values().flat_map(|(_, quantities)| quantities.iter().copied());
        for quantity in self.parts.list.iter().map(|part| part.quantity).chain(others) {
            let claims = known.ground.claims(quantity);
            work.spend(claims.len())?;
            if claims.iter().any(|&id| known.corpus.extent(id).core.high.is_none()) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Tries the covers as they are.
    pub(crate) fn try_plain(&self, trial: &mut Trial<'_, '_>) {
        self.covers.iter().for_each(|cover| trial.plain(cover));
    }

    /// Tries the covers with rival claims, and with subtotals and their parts exchanged; where `among`
    /// is given, only what concerns one of those quantities.
    pub(crate) fn try_swaps(
        &self,
        view: &View<'_, '_>,
        trial: &mut Trial<'_, '_>,
        among: Option<&HashSet<QuantityId>>,
        work: &mut Work,
    ) -> Result<(), TooMuch> {
        for cover in &self.covers {
            work.spend(cover.claims.len())?;
            trial.rivals(view, cover, among, work)?;
        }
        work.spend(self.covers.len() * (self.parts.list.len() + self.parts.pairs()))?;
        trial.subtotals(&self.parts, &self.places, &self.covers, among);
        Ok(())
    }

    /// Tries every other edit.
    pub(crate) fn try_others(
        &self,
        view: &View<'_, '_>,
        trial: &mut Trial<'_, '_>,
        work: &mut Work,
    ) -> Result<(), TooMuch> {
        self.try_added(view, trial, work)?;
        let rows = self.rows(view);
        for cover in &self.covers {
            work.spend(EDITS * cover.claims.len())?;
            trial.groups(cover, &rows);
            if cover.claims.len() <= MOST_CELLS {
                trial.cells(cover);
            }
        }
        // What comes out as it stands has no slip in it.
        let sound = trial.comes_out();
        for cover in self.covers.iter().filter(|_| !sound) {
            work.spend(SLIPS * cover.claims.len())?;
            trial.try_slips(cover);
        }
        Ok(())
    }

    /// The periods directly inside the total.
    fn rows(&self, view: &View<'_, '_>) -> Vec<PeriodId> {
        let corpus = view.known.corpus;
        let time = corpus.dimensions.len();
        let rows = self.parts.ids().filter(|&id| self.parts.depths(id)[time] == 1);
        let period =
            |id: u32| corpus.quantities.get(self.parts.list[id as usize].quantity).period();
        let mut rows: Vec<PeriodId> = rows.map(period).collect();
        rows.sort_unstable();
        rows.dedup();
        rows
    }

    /// With each other measure over the same cover: what is claimed of it at the same level.
    fn try_added(
        &self,
        view: &View<'_, '_>,
        trial: &mut Trial<'_, '_>,
        work: &mut Work,
    ) -> Result<(), TooMuch> {
        let mut at: HashMap<&[u32], Vec<&Cover>> = HashMap::new();
        for (place, cover) in self.places.iter().zip(&self.covers) {
            at.entry(place).or_default().push(cover);
        }
        for (measure, quantities) in self.others.values() {
            let other = parts(view, quantities.clone(), work)?;
            let mut known: HashMap<Vec<u32>, Vec<Cover>> = HashMap::new();
            for level in &self.levels {
                let each =
                    self.parts.list.len() + self.parts.pairs() + other.list.len() + other.pairs();
                work.spend(Fill::each(level).len() * each)?;
                for &fill in Fill::each(level) {
                    let place = self.parts.cover(level, &self.parts.deepest, fill);
                    let Some(covers) = at.get(place.as_slice()) else { continue };
                    let place = other.cover(level, &self.parts.deepest, fill);
                    if place.is_empty() {
                        continue;
                    }
                    let make = || other.covers(view, &place);
                    let added = known.entry(place.clone()).or_insert_with(make);
                    for (cover, added) in covers
                        .iter()
                        .flat_map(|cover| added.iter().map(move |added| (cover, added)))
                    {
                        trial.added(cover, *measure, added);
                    }
                }
            }
        }
        Ok(())
    }
}

/// The cell beside one is tried in its place in covers up to this size: of larger ones so many
/// figures come that none of them tells anything.
const MOST_CELLS: usize = 64;

/// What the edits of one claim in a cover, and its slips, are counted as.
const EDITS: usize = 16;
const SLIPS: usize = 16;

/// The quantities of one measure inside the view's total, laid out with who speaks for each.
fn parts(
    view: &View<'_, '_>,
    quantities: Vec<QuantityId>,
    work: &mut Work,
) -> Result<PartsInside, TooMuch> {
    let mut list = Vec::with_capacity(quantities.len());
    for quantity in quantities {
        if let Some((lowest, highest)) = view.speaker(quantity, work)? {
            list.push(PartInside { quantity, lowest, highest });
        }
    }
    PartsInside::new(view.known, view.total, list, work)
}

impl PartsInside {
    /// Parts as claims: the lowest that speak for them, and where that is not all the highest.
    fn covers(&self, view: &View<'_, '_>, place: &[u32]) -> Vec<Cover> {
        let part = |&id: &u32| &self.list[id as usize];
        let lowest: Vec<ClaimId> = place.iter().map(|id| part(id).lowest).collect();
        let highest: Vec<ClaimId> = place.iter().map(|id| part(id).highest).collect();
        let both = if lowest == highest { vec![lowest] } else { vec![lowest, highest] };
        let mut levels: Vec<&[u16]> = place.iter().map(|&id| self.depths(id)).collect();
        levels.sort_unstable();
        levels.dedup();
        let cover =
            |claims| Cover { levels: levels.len(), ..Cover::new(view.known.corpus, claims) };
        both.into_iter().map(cover).collect()
    }
}

/// Tries a rival of the total, as a cover of one claim: with its figure slipped, or with another
/// measure's figures added.
pub(crate) fn try_rival(
    view: &View<'_, '_>,
    trial: &mut Trial<'_, '_>,
    rival: &Cover,
    work: &mut Work,
) -> Result<(), TooMuch> {
    let corpus = view.known.corpus;
    let measure = |id: QuantityId| corpus.quantities.get(id).measure();
    work.spend(SLIPS)?;
    trial.try_slips(rival);
    let mut others: BTreeMap<&str, Vec<QuantityId>> = BTreeMap::new();
    for id in view.inside(work)?.into_iter().filter(|&id| measure(id) != measure(view.quantity())) {
        others.entry(corpus.measure_name(measure(id))).or_default().push(id);
    }
    for quantities in others.into_values() {
        let measure = measure(quantities[0]);
        let other = parts(view, quantities, work)?;
        let (levels, _) = levels(&other.deepest);
        for level in &levels {
            work.spend(Fill::each(level).len() * (other.list.len() + other.pairs()))?;
            for &fill in Fill::each(level) {
                let place = other.cover(level, &other.deepest, fill);
                if !place.is_empty() {
                    let added = other.covers(view, &place);
                    added.iter().for_each(|added| trial.added(rival, measure, added));
                }
            }
        }
    }
    Ok(())
}
