//! Proofs that claims cannot all be true in, spoiled in every way there is; the checker refuses exactly
//! those that the oracle's own arithmetic refuses.

use crate::answers::lines;
use crate::cells::Cells;
use crate::draw::{self, Kinds, Random, Sort, Time};
use crate::engine::{Ran, entry, run_world};
use crate::exact::{End as OwnEnd, Within};
use crate::world::{About, Edge, Figure, Kind, Measure, Member, Period, Said, Tree, Unit, World};
use variorum::check::check;
use variorum::engine::certificates::claims_and_worlds;
use variorum::engine::certificates::proof::holds_for;
use variorum::engine::possible::few_claims::conflict;
use variorum::figure::{Bound, Exact, Interval, Kind as TheirKind, Number};
use variorum::finding::{End, Proof, Term};
use variorum::model::{ClaimId, Corpus, DimensionId, MemberId};
use variorum::period::Days;

/// The claims of a proof as a world of the oracle's own, with what their figures allow.
struct Case<'c> {
    corpus: &'c Corpus,
    proof: Proof,
    /// The claims of the world, in its order.
    claims: Vec<ClaimId>,
    world: World,
}

impl Case<'_> {
    /// Whether both say that the proof holds, the figures being these; panics where they differ.
    fn holds(&self, proof: &Proof, figures: &[Interval]) -> bool {
        let number = |claim: ClaimId| self.claims.iter().position(|&known| known == claim);
        let figure = |claim| number(claim).map_or(self.corpus.extent(claim).wide, |at| figures[at]);
        let told = holds_for(self.corpus, proof, figure);
        let cells = Cells::with_figures(&self.world, None, |at| own(&figures[at]));
        let positive = |term: &Term| term.times.is_positive();
        let wanted = proof.terms.iter().all(positive)
            && lines(proof, number).is_some_and(|lines| cells.proves(&lines));
        let named: Vec<_> =
            self.claims.iter().map(|&id| self.corpus.figure_as_written(id)).collect();
        assert_eq!(wanted, told.is_ok(), "{told:?}: {proof:#?}\n{named:?}\n{:#?}", self.world);
        wanted
    }

    /// Spoils the proof in every way; returns how many ways it was refused.
    fn spoil(&self) -> usize {
        let figures: Vec<Interval> =
            self.claims.iter().map(|&claim| self.corpus.extent(claim).wide).collect();
        assert!(self.holds(&self.proof, &figures), "{:?}", self.proof);
        let mut refused = self.drop_lines(&figures);
        refused += self.change_multipliers(&figures);
        refused + self.change_figures(figures)
    }

    /// Without any one claim it proves nothing.
    fn drop_lines(&self, figures: &[Interval]) -> usize {
        for &dropped in &self.claims {
            let mut proof = self.proof.clone();
            proof.terms.retain(|term| term.claim != dropped);
            assert!(!self.holds(&proof, figures), "{proof:?}");
        }
        self.claims.len()
    }

    fn change_multipliers(&self, figures: &[Interval]) -> usize {
        let mut refused = 0;
        let two = Exact::from(2);
        let changes: [&dyn Fn(&Exact) -> Exact; 5] = [
            &|times| times + &Exact::ONE,
            &|times| times - &Exact::ONE,
            &|times| times * &two,
            &|times| times / &two,
            &|times| -times,
        ];
        for change in changes {
            for at in 0..self.proof.terms.len() {
                let mut proof = self.proof.clone();
                proof.terms[at].times = change(&proof.terms[at].times);
                refused += usize::from(!self.holds(&proof, figures));
            }
            if let Some(times) = &self.proof.hundred {
                let proof = Proof { hundred: Some(change(times)), ..self.proof.clone() };
                if proof.hundred.as_ref().is_some_and(Exact::is_positive) {
                    refused += usize::from(!self.holds(&proof, figures));
                }
            }
        }
        for at in 0..self.proof.terms.len() {
            for end in [End::Low, End::High] {
                let mut proof = self.proof.clone();
                proof.terms[at].end = end;
                refused += usize::from(!self.holds(&proof, figures));
            }
        }
        refused
    }

    /// Every end moved by what is missing, by a little less and a little more, and figures exchanged.
    fn change_figures(&self, mut figures: Vec<Interval>) -> usize {
        let mut refused = 0;
        let steps = [-1_000_000_000, -1_000, -50, -10, -2, -1, 1, 2, 10, 50, 1_000, 1_000_000_000];
        for at in 0..figures.len() {
            let before = figures[at];
            for step in steps {
                let moved = |bound: Bound| Bound {
                    value: bound.value.add(Number::from_int(step)).max(Number::ZERO),
                    ..bound
                };
                figures[at] = Interval { low: before.low.map(moved), high: before.high.map(moved) };
                if !figures[at].is_empty() {
                    refused += usize::from(!self.holds(&self.proof, &figures));
                }
            }
            figures[at] = Interval::at_least(Number::ZERO);
            refused += usize::from(!self.holds(&self.proof, &figures));
            figures[at] = before;
            for other in 0..at {
                figures.swap(at, other);
                refused += usize::from(!self.holds(&self.proof, &figures));
                figures.swap(at, other);
            }
        }
        refused
    }
}

/// An interval in the oracle's numbers.
fn own(interval: &Interval) -> Within {
    let end = |bound: Bound| {
        let (digits, decimals) = bound.value.parts();
        let at = digits * 10_i128.pow(6 - u32::from(decimals));
        OwnEnd { at: at.try_into().expect("a number of the article's"), strict: bound.strict }
    };
    Within { low: interval.low.map_or(OwnEnd::ZERO, end), high: interval.high.map(end) }
}

/// Some claims of a corpus as a world.
fn world(corpus: &Corpus, claims: &[ClaimId]) -> World {
    let measures = corpus.measures.values().map(|measure| Measure {
        kind: match measure.kind {
            TheirKind::Count => Kind::Count,
            TheirKind::Amount => Kind::Amount,
            TheirKind::Stock => Kind::Stock,
            TheirKind::Share => Kind::Share,
            _ => Kind::Rate,
        },
        within: measure.within.map(|outer| outer.index()),
        of: measure.of.map(|dimension| dimension.index()),
        tolerance: None,
    });
    let member = |member: &variorum::model::Member| Member {
        parent: member.parent.map_or(0, MemberId::index),
        complete: member.complete,
        overlapping: member.overlapping,
    };
    let dimensions = corpus.dimensions.values();
    let dimensions: Vec<Tree> = dimensions
        .map(|dimension| Tree(dimension.members.values().map(member).collect()))
        .collect();
    let said = |&id: &ClaimId| {
        let claim = corpus.claim(id);
        let quantity = corpus.quantities.get(claim.quantity);
        let members =
            (0..dimensions.len() as u32).map(|at| quantity.member(DimensionId(at)).index());
        let items = corpus.details(claim).map_or(&[][..], |details| &details.sum_of);
        let place = |item: &ClaimId| claims.iter().position(|known| known == item);
        let about = About {
            measure: quantity.measure().index(),
            members: members.collect(),
            period: period(corpus.period(quantity.period()).widest()),
        };
        Said {
            about,
            figure: Figure::exact(0),
            party: claim.by.index(),
            source: 0,
            deprecated: false,
            as_of: None,
            sum_of: items.iter().filter_map(place).collect(),
            grade: None,
        }
    };
    let said = claims.iter().map(said).collect();
    World { measures: measures.collect(), dimensions, claims: said }
}

/// Days counted from 1970 as days counted from 2015.
fn period(days: Days) -> Period {
    const BETWEEN: i64 = 16_436;
    let edge = |day: i32| Edge::On { unit: Unit::Day(i64::from(day) - BETWEEN), uncertain: false };
    Period {
        first: if days.is_open_before() { Edge::Open } else { edge(days.first) },
        last: if days.is_open_after() { Edge::Open } else { edge(days.last) },
    }
}

/// Spoils the proof of every minimal conflict a corpus is found to have; returns how many proofs, and
/// how many times they were refused.
fn spoil_all(corpus: &Corpus, conflicts: impl Iterator<Item = Vec<ClaimId>>) -> (usize, usize) {
    let mut count = (0, 0);
    for claims in conflicts {
        let said: Vec<claims_and_worlds::Said> =
            claims.iter().map(|&id| claims_and_worlds::Said::of(corpus, id)).collect();
        let (kept, proof) = conflict(corpus, &said).expect("a conflict");
        assert_eq!(kept.len(), claims.len(), "{claims:?} is not minimal");
        let world = world(corpus, &claims);
        let refused = Case { corpus, proof, claims, world }.spoil();
        count = (count.0 + 1, count.1 + refused);
    }
    count
}

#[test]
fn the_article_s_proofs_hold_and_none_spoiled_does() {
    let (corpus, found) = entry();
    let checked = check(&corpus, found);
    let listed = checked.findings.iter().flat_map(|finding| finding.conflicts.listed.clone());
    let (proofs, refused) = spoil_all(&corpus, listed);
    assert!(proofs >= 10 && refused > proofs * 10, "{proofs} {refused}");
}

#[test]
fn the_proofs_of_random_worlds_hold_and_none_spoiled_does() {
    let sort = Sort { kinds: Kinds::All, dimensions: (0, 4), time: Time::Any, claims: 10 };
    let mut random = Random(301);
    let (mut proofs, mut refused) = (0, 0);
    for _ in 0..800 {
        let world = draw::world(&sort, &mut random);
        let ran: Ran = run_world(&world);
        let certain = |claims: &Vec<ClaimId>| {
            claims.iter().all(|&id| {
                let quantity = ran.corpus.claim(id).quantity;
                ran.corpus.period(ran.corpus.quantities.get(quantity).period()).is_certain()
            })
        };
        let listed = ran.impossible().flat_map(|finding| finding.conflicts.listed.clone());
        let (more, again) = spoil_all(&ran.corpus, listed.filter(certain));
        (proofs, refused) = (proofs + more, refused + again);
    }
    assert!(proofs > 200, "{proofs} {refused}");
}
