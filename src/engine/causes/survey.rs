//! Every total of a corpus in; those that count something else, and those that rest on a disputed
//! claim, out.

use crate::budget::limits;
use crate::budget::steps::{TooMuch, Work};
use crate::engine::causes::context::Context;
use crate::engine::causes::hypotheses::{Luck, Trial};
use crate::engine::causes::printed_sums::PrintedFigure;
use crate::engine::causes::seen_from_total::{Scope, View, order};
use crate::engine::causes::total::LaidOutTotal;
use crate::finding::{Causes, Edit, Hypothesis, Rest};
use crate::model::{ClaimId, QuantityId};
use std::collections::{BTreeSet, HashSet};

/// What a look at every total shows.
#[derive(Debug, Default)]
pub struct Survey {
    /// Totals whose own parts do not come to them, but which something else does that is unlikely to
    /// do so by chance; in the order of the claims.
    pub strays: Vec<Causes>,
    /// Totals that come out only with a disputed claim.
    pub rests: Vec<Rest>,
    /// Totals left out: for their many parts, or because the work allowed was spent.
    pub left_out: usize,
}

pub(crate) fn survey(
    known: &Context<'_>,
    touched: &HashSet<ClaimId>,
    disputed: &HashSet<ClaimId>,
    work: &mut Work,
) -> Survey {
    let corpus = known.corpus;
    let disputes = disputed.iter().map(|&id| corpus.claim(id).quantity).collect();
    let dispute = Dispute { claims: disputed, quantities: disputes };
    let mut survey = Survey::default();
    let index = known.ground.index(corpus);
    let divides = |&id: &QuantityId| index.may_have_parts(corpus, id);
    for quantity in corpus.quantities.ids().filter(divides) {
        let mut totals = known.ground.claims(quantity).to_vec();
        if totals.len() > limits::TOTALS_OF_QUANTITY.get() {
            totals.sort_by_cached_key(|&id| order(known, id));
            survey.left_out += totals.len() - limits::TOTALS_OF_QUANTITY.get();
            totals.truncate(limits::TOTALS_OF_QUANTITY.get());
        }
        for total in totals {
            match look(known, total, touched.contains(&total), &dispute, work) {
                Ok(found) => survey.take(found),
                Err(TooMuch) => survey.left_out += 1,
            }
        }
    }
    survey.strays.sort_by_key(|stray| stray.total);
    survey.rests.sort_by_key(|rest| (rest.on, rest.total));
    survey
}

/// The claims in dispute, and what they are about.
struct Dispute<'d> {
    claims: &'d HashSet<ClaimId>,
    quantities: HashSet<QuantityId>,
}

/// What one total shows.
enum TotalShows {
    Nothing,
    Stray(Causes),
    Rests(Vec<Rest>),
}

impl Survey {
    fn take(&mut self, found: TotalShows) {
        match found {
            TotalShows::Nothing => {}
            TotalShows::Stray(causes) => self.strays.push(causes),
            TotalShows::Rests(rests) => self.rests.extend(rests),
        }
    }
}

fn look(
    known: &Context<'_>,
    total: ClaimId,
    touched: bool,
    dispute: &Dispute<'_>,
    work: &mut Work,
) -> Result<TotalShows, TooMuch> {
    let Some(wanted) = PrintedFigure::of(known.corpus, total) else {
        return Ok(TotalShows::Nothing);
    };
    let view = View::new(known, total, Scope::Own);
    let in_dispute = |quantities: &[QuantityId]| {
        quantities.iter().any(|quantity| dispute.quantities.contains(quantity))
    };
    let enough = |quantities: &[QuantityId]| (!in_dispute(quantities)).then_some(wanted);
    let Some(laid) = LaidOutTotal::new(&view, enough, work)? else {
        return Ok(TotalShows::Nothing);
    };
    let mut trial = Trial::in_haste(known, total, wanted);
    laid.try_plain(&mut trial);
    let may_stray = !(touched || trial.comes_out()) && Luck::could_tell(&trial, &laid.covers);
    // Of covers that are cut short something else may come out as well.
    let cut = may_stray && !laid.whole;
    let may_stray = may_stray && laid.whole;
    if cut && !laid.in_full {
        return Err(TooMuch);
    }
    if !(laid.in_full || may_stray) || (wanted.open && !laid.is_open(known, work)?) {
        return Ok(TotalShows::Nothing);
    }
    if laid.in_full {
        if !trial.comes_out() {
            laid.try_swaps(&view, &mut trial, Some(&dispute.quantities), work)?;
        }
        if trial.faithful().next().is_some() {
            return rests(&trial, &view, &laid, dispute, work);
        }
    }
    match (may_stray, cut) {
        (true, _) => stray(trial, &view, &laid, work),
        (false, true) => Err(TooMuch),
        (false, false) => Ok(TotalShows::Nothing),
    }
}

/// The total as it rests on disputed claims. That is looked into only where what was noted in haste
/// has some in common.
fn rests(
    hasty: &Trial<'_, '_>,
    view: &View<'_, '_>,
    laid: &LaidOutTotal,
    dispute: &Dispute<'_>,
    work: &mut Work,
) -> Result<TotalShows, TooMuch> {
    if rests_on(hasty, dispute.claims).is_empty() {
        return Ok(TotalShows::Nothing);
    }
    let Some((trial, luck)) = in_full(view, laid, work)? else { return Ok(TotalShows::Nothing) };
    let on = rests_on(&trial, dispute.claims);
    Ok(TotalShows::Rests(on.into_iter().map(|on| rest(&trial, &luck, on)).collect()))
}

/// The total as one that counts something else. Most have nothing come to them, and are done then.
fn stray(
    mut hasty: Trial<'_, '_>,
    view: &View<'_, '_>,
    laid: &LaidOutTotal,
    work: &mut Work,
) -> Result<TotalShows, TooMuch> {
    laid.try_others(view, &mut hasty, work)?;
    if !hasty.found_others() {
        return Ok(TotalShows::Nothing);
    }
    let Some((trial, luck)) = in_full(view, laid, work)? else { return Ok(TotalShows::Nothing) };
    let stray = trial.faithful().next().is_none() && trial.is_telling(&luck);
    let causes = stray.then(|| trial.causes(&luck, &laid.covers)).flatten();
    Ok(causes.map_or(TotalShows::Nothing, TotalShows::Stray))
}

/// Everything tried, and counted.
fn in_full<'k, 'c>(
    view: &View<'k, 'c>,
    laid: &LaidOutTotal,
    work: &mut Work,
) -> Result<Option<(Trial<'k, 'c>, Luck)>, TooMuch> {
    let Some(mut trial) = Trial::new(view.known, view.total) else { return Ok(None) };
    laid.try_plain(&mut trial);
    laid.try_swaps(view, &mut trial, None, work)?;
    laid.try_others(view, &mut trial, work)?;
    let luck = Luck::new(&trial, &laid.covers);
    Ok(Some((trial, luck)))
}

pub(crate) fn reproduces_with(
    known: &Context<'_>,
    total: ClaimId,
    work: &mut Work,
) -> Result<Vec<Vec<ClaimId>>, TooMuch> {
    let Some(mut trial) = Trial::new(known, total) else { return Ok(Vec::new()) };
    let view = View::new(known, total, Scope::Own);
    let Some(laid) = LaidOutTotal::new(&view, |_| None, work)? else { return Ok(Vec::new()) };
    laid.try_plain(&mut trial);
    laid.try_swaps(&view, &mut trial, None, work)?;
    Ok(trial.faithful().map(reading).collect())
}

/// The disputed claims without which the total does not come out.
fn rests_on(trial: &Trial<'_, '_>, disputed: &HashSet<ClaimId>) -> BTreeSet<ClaimId> {
    let mut readings = trial.faithful().map(|one| reading(one).into_iter().collect());
    let common: BTreeSet<ClaimId> = readings.next().unwrap_or_default();
    let common = readings.fold(common, |common, claims| &common & &claims);
    common.into_iter().filter(|id| disputed.contains(id)).collect()
}

fn rest(trial: &Trial<'_, '_>, luck: &Luck, on: ClaimId) -> Rest {
    let cover = trial.faithful().next().map(reading).unwrap_or_default();
    let mut others = trial.ranked(luck).into_iter();
    let otherwise = others.find(|other| {
        let slipped = matches!(other.edit, Edit::Misprinted { .. });
        !slipped && !reading(other).contains(&on)
    });
    Rest { total: trial.total, on, cover, otherwise: otherwise.cloned() }
}

/// The claims a hypothesis adds up, each once.
fn reading(hypothesis: &Hypothesis) -> Vec<ClaimId> {
    let mut claims = hypothesis.cover.clone();
    match &hypothesis.edit {
        Edit::None | Edit::Doubled { .. } | Edit::Misprinted { .. } => {}
        Edit::Added { claims: added, .. } => claims.extend(added),
        Edit::LeftOut { claims: left, .. } => claims.retain(|claim| !left.contains(claim)),
        Edit::Swapped { out, instead, .. } => {
            claims.retain(|claim| !out.contains(claim));
            claims.extend(instead);
        }
    }
    claims
}
