//! Claims to the numbers of a text: quotes in, for each claim its number out.
//!
//! A claim's number stands where its quote stands. Where that is in several places, the footnote marks
//! behind the number, the row, column and heading it stands under, and the paragraph decide, in this
//! order; then the order of the claims, where just as many claims as numbers are left.

use crate::coverage::candidates::{NumberSpot, PossibleNumber, SearchedText};
use crate::coverage::numbers::Item;
use crate::coverage::outcome::{InText, NumberOfClaim, Placed};
use crate::coverage::sought::{Stated, Wanted};
use crate::coverage::strip_markup::Plain;
use crate::coverage::text_blocks::TextBlocks;
use crate::coverage::words::RunSearch;
use crate::model::{Claim, ClaimId, Corpus, SetAsideId, SourceId};
use std::cell::OnceCell;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::ops::Range;
use std::rc::Rc;

/// Places looked at for all claims together.
const STEPS: usize = 1_000_000;
/// Places whose paragraphs are held against what one claim cites.
const ALIKE: usize = 32;
/// How often what the others have left is looked at again.
const ROUNDS: usize = 16;

/// What has become of claims, numbers and entries.
pub(super) struct Bindings {
    /// The claims bound to each item.
    pub(super) claims: Vec<Vec<ClaimId>>,
    /// The entry that sets each item aside.
    pub(super) named: Vec<Option<SetAsideId>>,
    /// The claims, their numbers as those of items.
    pub(super) placed: Vec<Placed>,
    /// Entries that set nothing aside.
    pub(super) unused: Vec<SetAsideId>,
    /// Claims not looked for.
    pub(super) left_out: usize,
}

/// Binds the claims that cite the source, or all of them, and then what is set aside for it.
pub(super) fn bind(
    text: &str,
    plain: &Plain,
    layout: &TextBlocks,
    items: &[Item],
    corpus: &Corpus,
    source: Option<SourceId>,
) -> Bindings {
    let (ids, claims) = claims(corpus, source);
    let (entry_ids, entries) = entries(corpus, source);
    let mut search = RunSearch::default();
    let of_claims: Vec<Runs> = claims.iter().map(|wanted| wanted.add_to(&mut search)).collect();
    let of_entries: Vec<Runs> = entries.iter().map(|wanted| wanted.add_to(&mut search)).collect();
    let found = search.find(&plain.text);
    let surroundings = items.iter().map(|_| OnceCell::new()).collect();
    let page = SearchedText { text, plain, layout, items, found, surroundings };
    let mut bound = Bindings {
        claims: vec![Vec::new(); items.len()],
        named: vec![None; items.len()],
        placed: Vec::new(),
        unused: Vec::new(),
        left_out: 0,
    };
    bound.claims(&page, &ids, &claims, &of_claims);
    bound.entries(&page, &entry_ids, &entries, &of_entries);
    bound
}

/// The runs of words that a quote is made of.
type Runs = Option<Vec<u32>>;

fn claims(corpus: &Corpus, source: Option<SourceId>) -> (Vec<ClaimId>, Vec<Wanted<'_>>) {
    let cites = |claim: &Claim| {
        source.is_none_or(|source| corpus.cites(claim).iter().any(|cite| cite.source == source))
    };
    let ids = corpus.claim_ids().filter(|&id| cites(corpus.claim(id)));
    ids.map(|id| (id, Wanted::claim(corpus, id, source))).unzip()
}

fn entries(corpus: &Corpus, source: Option<SourceId>) -> (Vec<SetAsideId>, Vec<Wanted<'_>>) {
    let entries = (0..).map(SetAsideId).zip(&corpus.set_aside);
    let here = entries
        .filter(|(_, entry)| entry.source.is_none() || source.is_none() || entry.source == source);
    here.map(|(id, _)| (id, Wanted::entry(corpus, id))).unzip()
}

/// The numbers that a claim may mean, and those of them that fit it best.
#[derive(Default)]
struct Open {
    fits: Rc<Vec<PossibleNumber>>,
    best: Vec<u32>,
}

impl Open {
    fn fit(&self, index: u32) -> &PossibleNumber {
        &self.fits[index as usize]
    }
}

impl Bindings {
    fn claims(
        &mut self,
        page: &SearchedText<'_>,
        ids: &[ClaimId],
        claims: &[Wanted<'_>],
        runs: &[Runs],
    ) {
        let mut known = SeenQuotes::default();
        let mut steps = STEPS;
        let mut open: Vec<Open> = Vec::with_capacity(claims.len());
        for ((wanted, runs), &claim) in claims.iter().zip(runs).zip(ids) {
            let quote = if wanted.written.is_some() { InText::Absent } else { InText::None };
            let mut placed = Placed { claim, quote, at: None, number: NumberOfClaim::Nowhere };
            let seen = known.look(page, wanted, runs.as_deref());
            if let Some(left) = steps.checked_sub(seen.fits.len()) {
                steps = left;
                open.push(best(page, wanted, &seen, &mut placed));
            } else {
                self.left_out += 1;
                open.push(Open::default());
            }
            self.placed.push(placed);
        }
        let chosen = choose(&open);
        for (at, chosen) in chosen.into_iter().enumerate() {
            let placed = &mut self.placed[at];
            match (chosen, open[at].best.len()) {
                (Some(index), _) => {
                    let fit = open[at].fit(index);
                    fit.spots.iter().for_each(|&(item, _)| self.claims[item].push(placed.claim));
                    placed.number = NumberOfClaim::Is(fit.spots[0].0);
                    settle(page, &claims[at], &fit.place, placed);
                }
                (None, 0) => {}
                (None, several) => placed.number = NumberOfClaim::Several(several),
            }
        }
    }

    fn entries(
        &mut self,
        page: &SearchedText<'_>,
        ids: &[SetAsideId],
        entries: &[Wanted<'_>],
        runs: &[Runs],
    ) {
        let mut known = SeenQuotes::default();
        for ((&id, wanted), runs) in ids.iter().zip(entries).zip(runs) {
            let seen = known.look(page, wanted, runs.as_deref());
            let fits = seen.fits.iter().map(|fit| (page.score(wanted, fit), fit));
            let most = fits.clone().map(|(score, _)| score).max();
            let mut used = false;
            for (_, fit) in fits.filter(|(score, _)| Some(*score) == most) {
                for &(item, _) in &fit.spots {
                    if self.claims[item].is_empty() && self.named[item].is_none() {
                        self.named[item] = Some(id);
                        used = true;
                    }
                }
            }
            self.unused.extend((!used).then_some(id));
        }
    }
}

/// What was seen of quotes and figures: the same for all that share them.
#[derive(Default)]
struct SeenQuotes(HashMap<(Vec<u32>, String, Option<usize>), Rc<Seen>>);

struct Seen {
    /// The first place of the quote.
    first: Option<Vec<Range<usize>>>,
    fits: Rc<Vec<PossibleNumber>>,
}

impl SeenQuotes {
    fn look(
        &mut self,
        page: &SearchedText<'_>,
        wanted: &Wanted<'_>,
        runs: Option<&[u32]>,
    ) -> Rc<Seen> {
        let stated = match &wanted.stated {
            Stated::Figure(figure) => figure.to_string(),
            Stated::Any => "*".into(),
            Stated::Nothing => String::new(),
        };
        let key = (runs.unwrap_or_default().to_vec(), stated, wanted.meant);
        let seen = self.0.entry(key).or_insert_with(|| {
            let places = runs.map_or_else(Vec::new, |runs| page.places(runs));
            let fits = places.iter().flat_map(|place| page.fits(wanted, place)).collect();
            Rc::new(Seen { fits: Rc::new(fits), first: places.into_iter().next() })
        });
        Rc::clone(seen)
    }
}

/// The numbers that fit a claim best; what was seen of its quote goes into `placed`.
fn best(page: &SearchedText<'_>, wanted: &Wanted<'_>, seen: &Seen, placed: &mut Placed) -> Open {
    let quoted = wanted.written.is_some();
    if let Some(place) = seen.first.as_ref().filter(|_| quoted) {
        settle(page, wanted, place, placed);
        let silent = match &wanted.stated {
            Stated::Figure(figure) => !figure.is_known(),
            Stated::Any => false,
            Stated::Nothing => true,
        };
        placed.number = if silent { NumberOfClaim::NoFigure } else { NumberOfClaim::Missing };
    }
    let scored = (0u32..).zip(seen.fits.iter());
    let scored = scored.map(|(index, fit)| (page.score(wanted, fit), index, fit));
    // The figure alone is found anywhere: only what is cited can say where it is meant.
    let told = |score: &[usize; 3]| quoted || score[0] + score[1] > 0;
    let fit = scored.clone().filter(|(score, _, fit)| fit.agrees && told(score));
    let most = fit.clone().map(|(score, ..)| score).max();
    let mut best: Vec<u32> =
        fit.filter(|(score, ..)| Some(*score) == most).map(|(_, index, _)| index).collect();
    let nearest = scored.max_by_key(|(score, index, _)| (*score, u32::MAX - index));
    if let Some((_, _, other)) = nearest.filter(|_| best.is_empty() && quoted) {
        settle(page, wanted, &other.place, placed);
        placed.number = NumberOfClaim::Differs(other.spots[0].0);
    }
    if (2..=ALIKE).contains(&best.len()) {
        let here = best.iter().map(|&index| page.in_paragraph(wanted, &seen.fits[index as usize]));
        let here: Vec<usize> = here.collect();
        let most = here.iter().max().copied();
        let mut here = here.into_iter();
        best.retain(|_| here.next() == most);
    }
    Open { fits: Rc::clone(&seen.fits), best }
}

fn settle(
    page: &SearchedText<'_>,
    wanted: &Wanted<'_>,
    place: &[Range<usize>],
    placed: &mut Placed,
) {
    if let (Some(first), Some(last)) = (place.first(), place.last()) {
        placed.at = Some(page.plain.source(&(first.start..last.end)));
    }
    if wanted.written.is_some() {
        placed.quote = page.in_text(wanted, place);
    }
}

/// For each claim, which of its numbers it gets. First those with one alone; then those that have one
/// left; then, of claims with the same numbers, each its own in order, if there are just as many.
fn choose(open: &[Open]) -> Vec<Option<u32>> {
    let alone = |open: &Open| match open.best[..] {
        [index] => Some(index),
        _ => None,
    };
    let mut chosen: Vec<Option<u32>> = open.iter().map(alone).collect();
    let mut taken: HashSet<NumberSpot> = HashSet::new();
    for (open, chosen) in open.iter().zip(&chosen) {
        taken.extend(chosen.iter().flat_map(|&index| open.fit(index).spots.iter().copied()));
    }
    let mut waiting: Vec<usize> =
        (0..open.len()).filter(|&at| chosen[at].is_none() && !open[at].best.is_empty()).collect();
    for _ in 0..ROUNDS {
        let before = waiting.len();
        waiting.retain(|&at| {
            let mut left = free(&open[at], &taken);
            let (Some(index), None) = (left.next(), left.next()) else { return true };
            drop(left);
            taken.extend(open[at].fit(index).spots.iter().copied());
            chosen[at] = Some(index);
            false
        });
        if waiting.len() == before {
            break;
        }
    }
    in_order(open, &waiting, &taken, &mut chosen);
    chosen
}

/// The best numbers of a claim that no other has.
fn free<'o>(open: &'o Open, taken: &'o HashSet<NumberSpot>) -> impl Iterator<Item = u32> + 'o {
    let free = |&index: &u32| open.fit(index).spots.iter().all(|spot| !taken.contains(spot));
    open.best.iter().copied().filter(free)
}

fn in_order(
    open: &[Open],
    waiting: &[usize],
    taken: &HashSet<NumberSpot>,
    chosen: &mut [Option<u32>],
) {
    let mut alike: BTreeMap<Vec<&[NumberSpot]>, Vec<usize>> = BTreeMap::new();
    for &at in waiting {
        let spots = free(&open[at], taken).map(|index| open[at].fit(index).spots.as_slice());
        alike.entry(spots.collect()).or_default().push(at);
    }
    for (spots, claims) in alike.iter().filter(|(spots, claims)| spots.len() == claims.len()) {
        for (&at, spots) in claims.iter().zip(spots) {
            let mut best = open[at].best.iter().copied();
            chosen[at] = best.find(|&index| open[at].fit(index).spots == **spots);
        }
    }
}
