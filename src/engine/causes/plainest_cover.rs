//! The plainest cover of a total: everything directly inside it along one axis, each claimed and nothing else.
//! Most totals come out so, and need no other look.

use crate::budget::steps::{TooMuch, Work};
use crate::engine::causes::printed_sums::{PrintedFigure, PrintedSum};
use crate::engine::causes::seen_from_total::View;
use crate::model::{DimensionId, MemberId, PeriodId, QuantityId};

/// Whether the parts directly inside the view's total along some axis come to it, where they are a cover by
/// themselves (see `covers`): every other part shares ground with one of them. `inside` are the quantities of
/// its measure inside it; false says nothing. Near-linear in them for each axis.
pub(crate) fn comes_out(
    view: &View<'_, '_>,
    inside: &[QuantityId],
    wanted: PrintedFigure,
    work: &mut Work,
) -> Result<bool, TooMuch> {
    let corpus = view.known.corpus;
    work.spend(inside.len())?;
    let apart: Vec<Apart> = inside.iter().map(|&id| Apart::new(view, id)).collect();
    let dimensions = corpus.dimension_ids().map(|id| along(view, &apart, id));
    for cover in dimensions.chain([in_time(view, &apart)]).flatten() {
        let mut sum = PrintedSum::default();
        for part in cover {
            let Some((lowest, _)) = view.speaker(part, work)? else { return Ok(false) };
            sum = sum.plus(PrintedFigure::of(corpus, lowest));
        }
        if sum.printed() == Some(wanted) {
            return Ok(true);
        }
    }
    Ok(false)
}

/// In what a part differs from its total.
struct Apart {
    quantity: QuantityId,
    in_time: bool,
    /// Dimensions along which it does, and the last of them.
    along: usize,
    last: Option<DimensionId>,
}

impl Apart {
    fn new(view: &View<'_, '_>, quantity: QuantityId) -> Self {
        let corpus = view.known.corpus;
        let [outer, inner] = [view.quantity(), quantity].map(|id| corpus.quantities.get(id));
        let in_time = outer.period() != inner.period();
        let mut apart = Self { quantity, in_time, along: 0, last: None };
        for id in corpus.dimension_ids().filter(|&id| outer.member(id) != inner.member(id)) {
            apart.along += 1;
            apart.last = Some(id);
        }
        apart
    }
}

/// The parts of the total's member of a dimension, where every quantity of its days is about that or about
/// something in one of them.
fn along(view: &View<'_, '_>, apart: &[Apart], id: DimensionId) -> Option<Vec<QuantityId>> {
    let corpus = view.known.corpus;
    let dimension = corpus.dimension(id);
    let member = |quantity: QuantityId| corpus.quantities.get(quantity).member(id);
    let total = member(view.quantity());
    let only = |apart: &&Apart| !apart.in_time && apart.along == 1 && apart.last == Some(id);
    let direct = |&(at, _): &(MemberId, QuantityId)| dimension.member(at).parent == Some(total);
    let parts = apart.iter().filter(only).map(|apart| (member(apart.quantity), apart.quantity));
    let mut parts: Vec<_> = parts.filter(direct).collect();
    if parts.len() < 2 || dimension.member(total).overlapping {
        return None;
    }
    parts.sort_unstable();
    let held = |apart: &Apart| {
        let at = member(apart.quantity);
        let before = parts.partition_point(|&(part, _)| part <= at).checked_sub(1);
        at == total || before.is_some_and(|before| dimension.holds(parts[before].0, at))
    };
    let mut same_days = apart.iter().filter(|apart| !apart.in_time);
    same_days.all(held).then(|| parts.into_iter().map(|(_, quantity)| quantity).collect())
}

/// The parts that differ from the total in time alone, where their days are apart and every other period
/// claimed inside it is one of theirs.
fn in_time(view: &View<'_, '_>, apart: &[Apart]) -> Option<Vec<QuantityId>> {
    let corpus = view.known.corpus;
    let period = |apart: &Apart| corpus.quantities.get(apart.quantity).period();
    let only = apart.iter().filter(|apart| apart.in_time && apart.along == 0);
    let mut parts: Vec<(PeriodId, QuantityId)> =
        only.map(|apart| (period(apart), apart.quantity)).collect();
    if parts.len() < 2 {
        return None;
    }
    parts.sort_unstable();
    let known = |apart: &Apart| parts.binary_search_by_key(&period(apart), |part| part.0).is_ok();
    if !apart.iter().filter(|apart| apart.in_time).all(known) {
        return None;
    }
    let mut days = Vec::with_capacity(parts.len());
    for &(id, _) in &parts {
        let period = corpus.period(id);
        days.push(period.is_certain().then(|| period.widest())?);
    }
    days.sort_unstable_by_key(|days| days.first);
    let disjoint = days.windows(2).all(|pair| pair[0].last < pair[1].first);
    disjoint.then(|| parts.into_iter().map(|(_, quantity)| quantity).collect())
}
