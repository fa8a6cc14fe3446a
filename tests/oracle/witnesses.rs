//! Claims that can all be true in; the world that shows it holds, each of its points is a cell of the
//! oracle's own, and no world spoiled in a way that breaks a claim does.

use crate::answers::{ids, right, said};
use crate::cells::{Cells, Set, members, set};
use crate::draw::{self, Kinds, Random, Sort, Time};
use crate::engine::{Ran, entry, run_world};
use crate::judge::Judge;
use std::collections::BTreeSet;
use variorum::check::{check, suspect};
use variorum::engine::certificates::claims_and_worlds::{MemberPlace, Said, When, Witness};
use variorum::engine::certificates::witness::{Flaw, holds_in, inside};
use variorum::engine::possible::example_world::{Toward, witness, witness_at};
use variorum::engine::possible::verdicts::{Bounds, Reach};
use variorum::engine::standing::claims_in_force::Ground;
use variorum::figure::{Exact, Number};
use variorum::model::{ClaimId, Corpus, DimensionId, MemberId, QuantityId};
use variorum::period::Days;
use variorum::read::files::Input;
use variorum::read::read;

const ALL: Sort = Sort { kinds: Kinds::All, dimensions: (0, 4), time: Time::Any, claims: 10 };

/// What is wrong with the world of claims that can all be true.
pub(crate) fn wrong(ran: &Ran, cells: &Cells, claims: Set) -> Option<String> {
    let said = said(ran, claims);
    let found = match witness(&ran.corpus, &said) {
        Ok(found) => found,
        Err(verdict) => return Some(format!("no world: {verdict:?}")),
    };
    if let Err(flaw) = holds_in(&ran.corpus, &said, &found) {
        return Some(format!("{flaw:?} of {said:#?}: {found:#?}"));
    }
    let known: BTreeSet<Set> = cells.covering().map(|cell| cell & claims).collect();
    let mut covers = vec![0; found.points.len()];
    for (said, inside) in said.iter().zip(inside_each(&ran.corpus, &found, &said)) {
        inside.into_iter().for_each(|at| covers[at] |= ran.set([said.claim]));
    }
    covers.iter().find(|cover| !known.contains(cover)).map(|cover| {
        format!(
            "a point of {:?}, which is no cell: {found:#?}",
            members(*cover).collect::<Vec<_>>()
        )
    })
}

fn inside_each(corpus: &Corpus, witness: &Witness, said: &[Said]) -> Vec<Vec<usize>> {
    let quantities: Vec<QuantityId> = said.iter().map(|said| said.quantity).collect();
    inside(corpus, witness, &quantities).expect("no point is astride of a claim")
}

/// What is wrong with the worlds at the ends of a quantity.
pub(crate) fn ends_wrong(
    corpus: &Corpus,
    said: &[Said],
    target: QuantityId,
    bounds: &Bounds,
) -> Option<String> {
    let comes_to = |toward| {
        let found = witness_at(corpus, said, target, toward).expect("a world");
        assert_eq!(Ok(()), holds_in(corpus, said, &found), "{found:#?}");
        let points = inside(corpus, &found, &[target]).expect("none astride").remove(0);
        points.iter().fold(Exact::ZERO, |sum, &at| &sum + &found.points[at].amount)
    };
    let ends = [(Toward::Least, &bounds.least), (Toward::Most, &bounds.most)];
    let least = comes_to(Toward::Least);
    let unit = corpus.measure_of(target).unit.as_ref();
    let unit = Exact::from(unit.map_or(Number::ONE, |(_, unit)| unit.factor()));
    ends.into_iter().find_map(|(toward, reach)| {
        let sum = comes_to(toward);
        let right = match reach {
            Reach::To { at, strict: false, .. } => sum == *at,
            Reach::To { at, .. } if toward == Toward::Least => sum > *at && sum < at + &unit,
            Reach::To { at, .. } => sum < *at && sum > at - &unit,
            Reach::Open => sum > least || toward == Toward::Least,
            Reach::Unsettled => false,
        };
        (!right).then(|| format!("a world with {sum} for the {toward:?}, which is {reach:?}"))
    })
}

#[test]
fn whatever_can_all_be_true_has_a_world() {
    for (seed, sort) in [(501, ALL), (502, Sort { dimensions: (0, 2), claims: 14, ..ALL })] {
        right(sort, seed, 1500, |world, seed| {
            let (ran, cells) = (run_world(world), Cells::new(world, None));
            let mut judge = Judge::new(&cells);
            // As many as can all be true, taken one after another in an order that is drawn.
            let mut order: Vec<usize> = members(cells.standing).collect();
            let mut random = Random(seed);
            (1..order.len()).for_each(|at| order.swap(at, random.from(0..at + 1)));
            let mut claims: Set = 0;
            for at in order {
                let more = claims | set([at]);
                claims = if judge.possible(more) { more } else { claims };
            }
            wrong(&ran, &cells, claims)
        });
    }
}

/// A world of a set of claims, to be spoiled.
struct Case<'c> {
    corpus: &'c Corpus,
    said: Vec<Said>,
    witness: Witness,
    /// For each claim the points inside its quantity.
    inside: Vec<Vec<usize>>,
}

/// How many worlds were refused, by the way they were spoiled.
#[derive(Debug, Default)]
struct Refused {
    more: usize,
    dropped: usize,
    moved: usize,
    complete: usize,
    negative: usize,
    lost: usize,
}

impl<'c> Case<'c> {
    fn new(corpus: &'c Corpus, said: Vec<Said>) -> Self {
        let found = witness(corpus, &said).expect("they can all be true");
        assert_eq!(holds_in(corpus, &said, &found), Ok(()), "{found:#?}");
        assert_eq!(witness(corpus, &said).expect("again"), found, "the same input, the same world");
        let inside = inside_each(corpus, &found, &said);
        Self { corpus, said, witness: found, inside }
    }

    /// Whether some claim that counts the point would not be met with so much of it.
    fn breaks(&self, point: usize, amount: &Exact) -> bool {
        self.said.iter().zip(&self.inside).filter(|(_, inside)| inside.contains(&point)).any(
            |(said, inside)| {
                let here =
                    |at: usize| if at == point { amount } else { &self.witness.points[at].amount };
                let sum = inside.iter().fold(Exact::ZERO, |sum, &at| &sum + here(at));
                let low = said.within.low.is_some_and(|low| {
                    sum < low.value.into() || (low.strict && sum == low.value.into())
                });
                let high = said.within.high.is_some_and(|high| {
                    sum > high.value.into() || (high.strict && sum == high.value.into())
                });
                low || high
            },
        )
    }

    fn refuses(&self, spoiled: &Witness) -> Option<Flaw> {
        holds_in(self.corpus, &self.said, spoiled).err()
    }

    fn spoil(&self, refused: &mut Refused) {
        for at in 0..self.witness.points.len() {
            self.amounts(at, refused);
            self.places(at, refused);
        }
    }

    fn amounts(&self, at: usize, refused: &mut Refused) {
        let amount = &self.witness.points[at].amount;
        let signed = self.corpus.measure(self.witness.points[at].counted[0]).signed;
        for by in [1, 1_000_000_000, -1] {
            let mut spoiled = self.witness.clone();
            let changed = amount + &Exact::from(by);
            spoiled.points[at].amount = changed.clone();
            let flaw = self.refuses(&spoiled);
            if changed.is_negative() && !signed {
                assert_eq!(flaw, Some(Flaw::Negative(at)), "{spoiled:#?}");
                refused.negative += 1;
            } else if self.breaks(at, &changed) {
                let of_claim = matches!(flaw, Some(Flaw::Missed(_) | Flaw::OverHundred));
                assert!(of_claim, "{flaw:?} of {spoiled:#?}");
                refused.more += 1;
            }
        }
        let mut spoiled = self.witness.clone();
        spoiled.points.remove(at);
        let breaks = self.breaks(at, &Exact::ZERO);
        assert_eq!(self.refuses(&spoiled).is_some(), breaks, "{spoiled:#?}");
        refused.dropped += usize::from(breaks);
    }

    fn places(&self, at: usize, refused: &mut Refused) {
        let point = &self.witness.points[at];
        let breaks = self.breaks(at, &Exact::ZERO);
        // To days nobody speaks of: as if it were gone from all but claims of all time.
        let far = Days { first: 900_000, last: 900_000 };
        let mut spoiled = self.witness.clone();
        let timeless = self.said.iter().zip(&self.inside).all(|(said, inside)| {
            let period = self.corpus.quantities.get(said.quantity).period();
            !inside.contains(&at) || !self.corpus.period(period).widest().meets(far)
        });
        if let When::Days { days, into } = &mut spoiled.points[at].when {
            (*days, *into) = (far, Vec::new());
            let all: Vec<_> = self.said.iter().map(|said| said.quantity).collect();
            let open = all.iter().any(|&id| {
                let period = self.corpus.quantities.get(id).period();
                self.corpus.period(period).widest().meets(far)
            });
            if breaks && timeless && !open {
                assert!(matches!(self.refuses(&spoiled), Some(Flaw::Missed(_))), "{spoiled:#?}");
                refused.moved += 1;
            }
        } else {
            spoiled.points[at].when = When::Days { days: far, into: Vec::new() };
            assert_eq!(self.refuses(&spoiled), Some(Flaw::NoPlace(at)));
            refused.lost += 1;
        }
        for (dimension, spots) in (0u32..).zip(&point.places) {
            let members = self.corpus.dimension(DimensionId(dimension)).members.values();
            for (member, here) in (0u32..).zip(members) {
                let whole = here.complete && here.parts > 0;
                if !whole && here.parts > 0 {
                    continue;
                }
                // Beside the parts of a member that has none but these, or none at all.
                let mut spoiled = self.witness.clone();
                let spot = MemberPlace { member: MemberId(member), beside: true };
                spoiled.points[at].places[dimension as usize] = vec![spot];
                assert_eq!(self.refuses(&spoiled), Some(Flaw::NoPlace(at)), "{spoiled:#?}");
                refused.complete += 1;
            }
            let mut spoiled = self.witness.clone();
            spoiled.points[at].places[dimension as usize] = [spots.clone(), spots.clone()].concat();
            assert_eq!(self.refuses(&spoiled), Some(Flaw::NoPlace(at)), "in one place twice");
        }
        let mut spoiled = self.witness.clone();
        spoiled.points[at].counted.clear();
        assert_eq!(self.refuses(&spoiled), Some(Flaw::NoPlace(at)), "counted by nothing");
        if let Some(inner) = point.counted.iter().find(|&&id| {
            self.corpus.measure(id).within.is_some_and(|outer| point.counted.contains(&outer))
        }) {
            let mut spoiled = self.witness.clone();
            spoiled.points[at].counted = vec![*inner];
            assert_eq!(
                self.refuses(&spoiled),
                Some(Flaw::NoPlace(at)),
                "outside what it is within"
            );
            refused.lost += 1;
        }
    }
}

#[test]
fn no_spoiled_world_holds() {
    let mut random = Random(503);
    let mut refused = Refused::default();
    for _ in 0..1200 {
        let world = draw::world(&ALL, &mut random);
        if world.claims.is_empty() {
            continue;
        }
        let (ran, cells) = (run_world(&world), Cells::new(&world, None));
        let mut judge = Judge::new(&cells);
        let conflicts = judge.conflicts().into_iter().fold(0, |all, set| all | set);
        let claims = ids(&ran, cells.standing & !conflicts);
        let said: Vec<Said> = claims.map(|id| Said::of(&ran.corpus, id)).collect();
        // Stated sums are spoiled by `what_a_sum_closes_stays_empty`.
        let stated = |said: &Said| {
            let details = ran.corpus.details(ran.corpus.claim(said.claim));
            details.is_some_and(|details| !details.sum_of.is_empty())
        };
        if said.iter().any(stated) {
            continue;
        }
        Case::new(&ran.corpus, said).spoil(&mut refused);
    }
    let Refused { more, dropped, moved, complete, negative, lost } = refused;
    let all = [more, dropped, moved, complete, negative, lost];
    assert!(all.iter().all(|&count| count > 100), "{all:?}");
}

fn corpus(files: Vec<Input>) -> Corpus {
    let (corpus, found) = read(files);
    assert!(found.is_empty(), "{found:#?}");
    corpus
}

fn one_file(text: &str) -> Corpus {
    corpus(vec![Input { name: "f.yaml".into(), bytes: text.as_bytes().to_vec() }])
}

/// The place of a dimension, and somewhere in a member of it.
fn spot(corpus: &Corpus, dimension: &str, member: &str) -> (usize, MemberPlace) {
    let at = corpus.dimensions.get_index_of(dimension).unwrap();
    let member = corpus.dimensions[at].find(member).unwrap();
    (at, MemberPlace { member, beside: false })
}

fn all_said(corpus: &Corpus) -> Vec<Said> {
    corpus.claim_ids().map(|id| Said::of(corpus, id)).collect()
}

#[test]
fn what_a_sum_closes_stays_empty() {
    let corpus = one_file(
        "\
measures: {killed: {unit: people}}
dimensions: {side: {parts: [north, south, east]}}
parties: {herald: {}}
sources: {paper: {title: A paper}}
about: {measure: killed, period: 2015}
claims:
  - {id: n, about: {side: north}, figure: 4, by: herald, cite: {source: paper}}
  - {id: s, about: {side: south}, figure: 6, by: herald, cite: {source: paper}}
  - {id: all, figure: 8–20, sum-of: [n, s], by: herald, cite: {source: paper}}
",
    );
    let said = all_said(&corpus);
    let mut found = witness(&corpus, &said).unwrap();
    assert_eq!(holds_in(&corpus, &said, &found), Ok(()));
    let mut more = found.points[0].clone();
    let (side, east) = spot(&corpus, "side", "east");
    more.places[side] = vec![east];
    found.points.push(more.clone());
    let all = corpus.claim_named("all").unwrap();
    assert_eq!(holds_in(&corpus, &said, &found), Err(Flaw::Beside(all)));
    // Anywhere on any side is neither inside the north nor outside it.
    more.places[side] = vec![spot(&corpus, "side", "all").1];
    found.points[2] = more;
    assert_eq!(holds_in(&corpus, &said, &found), Err(Flaw::Astride(2)));
}

#[test]
fn shares_end_at_a_hundred_and_parts_of_one_whole_are_one_at_a_time() {
    let corpus = one_file(
        "\
measures: {arms: {kind: share, of: side, unit: \"%\"}}
dimensions:
  side: {parts: [north, south]}
  place: {parts: [hill, valley]}
parties: {herald: {}}
sources: {paper: {title: A paper}}
about: {measure: arms, period: 2015}
claims:
  - {id: n, about: {side: north}, figure: 60, by: herald, cite: {source: paper}}
",
    );
    let said = all_said(&corpus);
    let mut found = witness(&corpus, &said).unwrap();
    assert_eq!(holds_in(&corpus, &said, &found), Ok(()));
    let mut other = found.points[0].clone();
    let (side, south) = spot(&corpus, "side", "south");
    other.places[side] = vec![south];
    found.points.push(other);
    assert_eq!(holds_in(&corpus, &said, &found), Err(Flaw::OverHundred));
    // Shares of another place are shares of another whole.
    let (place, hill) = spot(&corpus, "place", "hill");
    found.points[1].places[place] = vec![hill];
    assert_eq!(holds_in(&corpus, &said, &found), Ok(()));
    found.points.truncate(1);
    found.points[0].places[side].push(south);
    assert_eq!(holds_in(&corpus, &said, &found), Err(Flaw::NoPlace(0)), "on both sides at once");
}

#[test]
fn what_remains_of_the_entry_s_claims_has_a_world() {
    let (corpus, found) = entry();
    let mut checked = check(&corpus, found);
    suspect(&corpus, &mut checked.findings);
    // The first of the smallest sets whose correction settles each finding is taken out.
    let suspects = checked.findings.iter().filter_map(|finding| finding.suspects.as_ref());
    let aside: BTreeSet<ClaimId> = suspects
        .filter_map(|suspects| suspects.sets.first())
        .flat_map(|set| set.iter().map(|correction| correction.claim))
        .collect();
    assert!(aside.len() > 5, "{aside:?}");
    let ground = Ground::new(&corpus);
    let mut standing: Vec<ClaimId> = ground.all().to_vec();
    standing.sort_unstable();
    let kept = standing.iter().filter(|id| !aside.contains(id));
    let said: Vec<Said> = kept.map(|&id| Said::of(&corpus, id)).collect();
    assert!(said.len() > 150, "{}", said.len());
    let case = Case::new(&corpus, said);
    assert!(case.witness.points.len() > 50, "{}", case.witness.points.len());
    let mut refused = Refused::default();
    (0..case.witness.points.len()).for_each(|at| case.amounts(at, &mut refused));
    assert!(refused.more > 50 && refused.dropped > 50, "{refused:?}");
}
