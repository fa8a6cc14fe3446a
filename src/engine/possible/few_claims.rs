//! Whether a set of claims can be true at once: claims in; a possible world, or a minimal conflict with
//! the multipliers that prove it.
//!
//! Every cell of a space is an unknown number from nought up, every quantity the sum of its cells, every
//! claim an interval for such a sum (docs/meaning.md, "Can all be true at once?"). This builds the cells of
//! the claims given and no others, so it is for sets a person could read; [`settle`](crate::engine::possible::whole_corpus::settle) is for whole
//! corpora.

use crate::budget::limits;
use crate::engine::certificates::claims_and_worlds::Said;
use crate::engine::possible::layout::{Asked, Layout, Live, Stop, layouts};
use crate::engine::possible::verdicts::{Bounds, Reach, Verdict};
use crate::figure::Exact;
use crate::finding::{End, Proof};
use crate::model::{ClaimId, Corpus, QuantityId};
use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap, HashSet};

/// Whether the claims can all be true, with a proof where they cannot. The proof names a few of them, not
/// always as few as could be.
pub fn possible(corpus: &Corpus, said: &[Said]) -> Verdict {
    decide(corpus, said, &mut { limits::QUESTION_STEPS.get() as u64 })
}

/// The same, spending steps that many questions share.
pub(crate) fn decide(corpus: &Corpus, said: &[Said], work: &mut u64) -> Verdict {
    asked_of(&layouts(corpus, said, None, work), corpus, said, work)
}

/// The same, of claims that are laid out, with others perhaps.
fn asked_of(layouts: &[Layout<'_>], corpus: &Corpus, said: &[Said], work: &mut u64) -> Verdict {
    let asked = Asked::by(corpus, said);
    let mut unsettled = false;
    for layout in layouts {
        match layout.solve(&asked, work) {
            Ok(_) => {}
            Err(Stop::Impossible(proof)) => return Verdict::Impossible(proof),
            Err(Stop::Unsettled) => unsettled = true,
        }
    }
    if unsettled { Verdict::Unsettled } else { Verdict::Possible }
}

/// A minimal conflict among the claims, with its proof: impossible, and possible as soon as any one claim is
/// left out (deletion filtering: Chinneck and Dravnieks, *ORSA J. on Computing* 3, 1991).
pub fn conflict(corpus: &Corpus, said: &[Said]) -> Option<(Vec<Said>, Proof)> {
    conflict_within(corpus, said, &mut { limits::QUESTION_STEPS.get() as u64 })
}

/// The same, spending steps that many questions share. Where they run out before the conflict is known to be
/// minimal, there is none.
pub(crate) fn conflict_within(corpus: &Corpus, said: &[Said], work: &mut u64) -> Option<Minimal> {
    let layouts = layouts(corpus, said, None, work);
    let Verdict::Impossible(mut proof) = asked_of(&layouts, corpus, said, work) else {
        return None;
    };
    let mut kept = named(said, &proof);
    let mut laid = Laid::of(corpus, &layouts.iter().collect::<Vec<_>>(), &kept, work)?;
    if !laid.live.layout().additive {
        // Of figures that are only compared two are apart.
        return Some((kept, proof));
    }
    let mut needed: HashSet<ClaimId> = HashSet::new();
    // Those that stand last in the order are tried first, so that what is kept is the first of its like.
    while let Some(&last) = kept.iter().rfind(|said| !needed.contains(&said.claim)) {
        let alike = laid.alike(&last, &kept);
        let tried = alike.first().copied().unwrap_or(last);
        laid.live.leave_out(&tried);
        match laid.live.solve(work) {
            Err(Stop::Impossible(better)) => {
                let fewer = named(&kept, &better);
                let names: HashSet<ClaimId> = fewer.iter().map(|said| said.claim).collect();
                for said in kept.iter().filter(|said| !names.contains(&said.claim)) {
                    laid.live.leave_out(said);
                }
                (kept, proof) = (fewer, better);
                if kept.len() * 2 < laid.claims {
                    laid = Laid::of(corpus, &[laid.live.layout()], &kept, work)?;
                }
            }
            // Whoever is needed stays so when others are left out.
            Ok(()) => {
                let covers = laid.live.is_above(&tried);
                laid.live.take_back(&tried);
                needed.insert(tried.claim);
                needed.extend(alike.iter().map(|said| said.claim));
                if covers {
                    needed.extend(laid.covering(&tried));
                }
            }
            Err(Stop::Unsettled) => return None,
        }
    }
    Some((kept, proof))
}

/// Claims laid out together, all in one space.
struct Laid<'c> {
    claims: usize,
    live: Live<'c>,
    /// Lists of claims in whose place another of the list could stand, each with those first that go
    /// lowest, of these the last in the order, and in which list a claim is.
    lists: Vec<Vec<Said>>,
    list_of: HashMap<ClaimId, usize>,
    /// Claims on parts that may overlap and together leave nothing out.
    covering: Vec<Vec<Said>>,
}

impl<'c> Laid<'c> {
    /// Some of the claims of layouts: those of a proof, which is one of a space.
    fn of(corpus: &'c Corpus, all: &[&Layout<'c>], kept: &[Said], work: &mut u64) -> Option<Self> {
        let layout = if all.iter().all(|layout| layout.has_cells()) {
            all.iter().find_map(|layout| layout.only(kept, work))
        } else {
            layouts(corpus, kept, None, work).into_iter().next()
        }?;
        let mut lists: Vec<_> = layout.alike(kept);
        let place: HashMap<ClaimId, usize> = kept.iter().map(|said| said.claim).zip(0..).collect();
        for list in &mut lists {
            list.sort_by(|a, b| lower(a, b).then(place.get(&b.claim).cmp(&place.get(&a.claim))));
        }
        let each = |(at, list): (usize, &Vec<Said>)| {
            list.iter().map(|said| (said.claim, at)).collect::<Vec<_>>()
        };
        let list_of = lists.iter().enumerate().flat_map(each).collect();
        let covering = layout.covering(kept);
        Some(Self { claims: kept.len(), live: Live::new(layout, kept), lists, list_of, covering })
    }

    /// The claims next to one, all on parts that leave nothing out. Where the others fit without the one because there is
    /// more in its part, they fit without any one of them: what the part has too much can be in another part.
    fn covering(&self, said: &Said) -> impl Iterator<Item = ClaimId> {
        let with = |list: &&Vec<Said>| list.iter().any(|other| other.claim == said.claim);
        let list = self.covering.iter().find(with);
        list.into_iter().flatten().map(|said| said.claim)
    }

    /// The claims kept that are alike this one, those first that go lowest. Where the others fit without the
    /// first, they fit without any one of them: what it leaves over the first can take up.
    fn alike(&self, said: &Said, kept: &[Said]) -> Vec<Said> {
        let Some(&list) = self.list_of.get(&said.claim) else { return Vec::new() };
        let kept: HashSet<ClaimId> = kept.iter().map(|said| said.claim).collect();
        self.lists[list].iter().filter(|said| kept.contains(&said.claim)).copied().collect()
    }
}

fn lower(a: &Said, b: &Said) -> Ordering {
    match (a.within.low, b.within.low) {
        (Some(a), Some(b)) => End::Low.order(a, b),
        (a, b) => a.is_some().cmp(&b.is_some()),
    }
}

/// The claims a proof names, in a lasting order.
fn named(said: &[Said], proof: &Proof) -> Vec<Said> {
    let names: BTreeSet<ClaimId> = proof.terms.iter().map(|term| term.claim).collect();
    said.iter().filter(|said| names.contains(&said.claim)).copied().collect()
}

/// The least and the most that the claims together allow for a quantity, whether it is claimed or not.
///
/// # Errors
/// Where the claims cannot all be true, the verdict that says so; where that could not be told,
/// [`Verdict::Unsettled`].
pub fn bounds(corpus: &Corpus, said: &[Said], target: QuantityId) -> Result<Bounds, Verdict> {
    let work = &mut { limits::QUESTION_STEPS.get() as u64 };
    bounds_in(&layouts(corpus, said, Some(target), work), corpus, said, target, work)
}

/// A minimal conflict and its proof.
pub(crate) type Minimal = (Vec<Said>, Proof);

/// The same where claims fail: with those of one minimal conflict after another set aside, of so many at the
/// most. The cells are laid out once.
///
/// # Errors
/// As [`bounds`], of the claims that are left; the conflicts are given all the same.
pub(crate) fn bounds_beside(
    corpus: &Corpus,
    said: &[Said],
    target: QuantityId,
    most: usize,
) -> (Vec<Minimal>, Result<Bounds, Verdict>) {
    let layouts = layouts(corpus, said, Some(target), &mut { limits::QUESTION_STEPS.get() as u64 });
    let (mut kept, mut conflicts) = (said.to_vec(), Vec::new());
    loop {
        let bounds = bounds_in(&layouts, corpus, &kept, target, &mut {
            limits::QUESTION_STEPS.get() as u64
        });
        let Err(Verdict::Impossible(proof)) = &bounds else { return (conflicts, bounds) };
        if conflicts.len() == most {
            return (conflicts, bounds);
        }
        let Some(minimal) = conflict(corpus, &named(&kept, proof)) else {
            return (conflicts, Err(Verdict::Unsettled));
        };
        let aside: HashSet<ClaimId> = minimal.0.iter().map(|said| said.claim).collect();
        kept.retain(|said| !aside.contains(&said.claim));
        conflicts.push(minimal);
    }
}

fn bounds_in(
    layouts: &[Layout<'_>],
    corpus: &Corpus,
    said: &[Said],
    target: QuantityId,
    work: &mut u64,
) -> Result<Bounds, Verdict> {
    let mut found = None;
    let asked = Asked::by(corpus, said);
    for layout in layouts {
        let world = layout.solve(&asked, work).map_err(Stop::verdict)?;
        if layout.has_target() {
            found = Some(Bounds { least: world.reach(false), most: world.reach(true) });
        }
    }
    // What nothing adds up to is bounded by the claims on it alone.
    Ok(found.unwrap_or_else(|| alone(corpus, said, target)))
}

/// The bounds of a quantity that shares cells with none: rates, durations, figures below nought.
fn alone(corpus: &Corpus, said: &[Said], target: QuantityId) -> Bounds {
    let about: Vec<&Said> = said.iter().filter(|said| said.quantity == target).collect();
    let reach = |end: End, floor: Reach| {
        let ends = about.iter().filter_map(|said| Some((end.of(&said.within)?, said.claim)));
        let tightest = ends.max_by(|a, b| end.order(a.0, b.0).then(b.1.cmp(&a.1)));
        tightest.map_or(floor, |(bound, claim)| Reach::To {
            at: bound.value.into(),
            strict: bound.strict,
            pins: vec![claim],
        })
    };
    let signed = corpus.measure_of(target).signed;
    let zero = Reach::To { at: Exact::ZERO, strict: false, pins: Vec::new() };
    let floor = if signed { Reach::Open } else { zero };
    Bounds { least: reach(End::Low, floor), most: reach(End::High, Reach::Open) }
}
