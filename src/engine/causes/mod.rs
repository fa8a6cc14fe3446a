//! What would make a total come out exactly: a corpus in, hypotheses out (docs/meaning.md, "Causes").
//!
//! A hypothesis starts from one cover of the total, claims that exclude one another inside it and
//! are all chosen at one level, and makes one edit. Deliberately absent: sums of any claims that
//! happen to fit, and figures offered because they have the same digits.

pub use crate::engine::causes::survey::Survey;

use crate::budget::steps::{TooMuch, Work};
use crate::engine::causes::context::Context;
use crate::engine::causes::hypotheses::{Cover, Luck, Trial};
use crate::engine::causes::seen_from_total::{Scope, View};
use crate::engine::causes::total::{LaidOutTotal, try_rival};
use crate::engine::standing::claims_in_force::Ground;
use crate::finding::Causes;
use crate::model::{ClaimId, Corpus};
use std::collections::HashSet;
use std::fmt;

/// Looks for what makes totals come out.
pub struct Explainer<'c> {
    known: Context<'c>,
    work: Work,
    left_out: usize,
    partly: usize,
}

impl fmt::Debug for Explainer<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Explainer").field("left_out", &self.left_out).finish_non_exhaustive()
    }
}

impl<'c> Explainer<'c> {
    /// Leans on the look-ups of the ground, which sorts its claims when first asked. Linear in the members.
    pub fn new(corpus: &'c Corpus, ground: &'c Ground) -> Self {
        let work = Work::for_claims(ground.all().len());
        Self { known: Context::new(corpus, ground), work, left_out: 0, partly: 0 }
    }

    /// Totals left out so far: for their many parts, or because the work allowed was spent.
    pub fn left_out(&self) -> usize {
        self.left_out
    }

    /// Totals so far of which not every explanation was tried, for there are too many.
    pub fn partly(&self) -> usize {
        self.partly
    }

    /// Everything that would make the total come out: out of the claims in its own documents, of all
    /// claims, and of the claims its `sum-of` names. `None` where nothing does, where it has no parts,
    /// where its figure is hedged, and where it is left out.
    pub fn explain(&mut self, total: ClaimId) -> Option<Causes> {
        let found = explain(&self.known, total, &mut self.work);
        let (causes, whole) = self.counting(found)?;
        self.partly += usize::from(!whole);
        causes
    }

    /// Every set of claims on parts of the total that comes to it exactly as they stand: every such
    /// cover, and where there is none, every one with a rival claim or with one subtotal and its parts
    /// exchanged. Out of the total's own documents; none where it has no parts there, or is left
    /// out.
    pub fn reproduces_with(&mut self, total: ClaimId) -> Vec<Vec<ClaimId>> {
        let found = survey::reproduces_with(&self.known, total, &mut self.work);
        self.counting(found).unwrap_or_default()
    }

    /// Looks at every total in the light of its own documents: which come out only with a claim
    /// among `disputed`, and which, unless they are `touched` by a conflict, do not come out of their
    /// parts and yet do so of something else. Near-linear in the claims where totals nest.
    pub fn survey(&mut self, touched: &HashSet<ClaimId>, disputed: &HashSet<ClaimId>) -> Survey {
        let mut survey = survey::survey(&self.known, touched, disputed, &mut self.work);
        self.left_out += survey.left_out;
        survey.left_out = self.left_out;
        survey
    }

    fn counting<T>(&mut self, found: Result<T, TooMuch>) -> Option<T> {
        self.left_out += usize::from(found.is_err());
        found.ok()
    }
}

/// What would make it come out, and whether all was tried.
fn explain(
    known: &Context<'_>,
    total: ClaimId,
    work: &mut Work,
) -> Result<(Option<Causes>, bool), TooMuch> {
    let Some(mut trial) = Trial::new(known, total) else { return Ok((None, true)) };
    let (mut covers, mut whole) = (Vec::new(), true);
    for scope in [Scope::Own, Scope::All] {
        let view = View::new(known, total, scope);
        if let Some(laid) = LaidOutTotal::new(&view, |_| None, work)? {
            laid.try_plain(&mut trial);
            laid.try_swaps(&view, &mut trial, None, work)?;
            laid.try_others(&view, &mut trial, work)?;
            whole &= laid.whole;
            covers.extend(laid.covers);
        }
    }
    let view = View::new(known, total, Scope::All);
    covers.extend(stated(&view, &mut trial, work)?);
    for rival in view.speakers(view.quantity(), work)? {
        let rival = Cover::new(known.corpus, vec![rival]);
        try_rival(&view, &mut trial, &rival, work)?;
        covers.push(rival);
    }
    let luck = Luck::new(&trial, &covers);
    Ok((trial.causes(&luck, &covers), whole && !trial.is_full()))
}

/// Tries the claims whose sum the total says it is.
fn stated(
    view: &View<'_, '_>,
    trial: &mut Trial<'_, '_>,
    work: &mut Work,
) -> Result<Option<Cover>, TooMuch> {
    let corpus = view.known.corpus;
    let details = corpus.details(corpus.claim(view.total));
    let items = details.map(|details| details.sum_of.clone()).unwrap_or_default();
    if items.len() < 2 {
        return Ok(None);
    }
    work.spend(items.len() * 64)?;
    let cover = Cover::new(corpus, items);
    trial.plain(&cover);
    trial.rivals(view, &cover, None, work)?;
    trial.groups(&cover, &[]);
    trial.cells(&cover);
    trial.try_slips(&cover);
    Ok(Some(cover))
}
pub mod context;
pub mod covers;
pub mod edits;
pub mod hypotheses;
pub mod misprints;
pub mod parts_inside;
pub mod plainest_cover;
pub mod printed_sums;
pub mod seen_from_total;
pub mod survey;
pub mod total;
