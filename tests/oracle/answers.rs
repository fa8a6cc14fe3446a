//! Random worlds and questions in; the engine's answers about a few claims at a time agree with the
//! oracle's: possible or not, the proof, the least and the most, whom to suspect.

use crate::agreement::named;
use crate::cells::{Cells, Line, LineEnd, Set, members, set};
use crate::draw::{self, Kinds, Random, Sort, Time};
use crate::engine::{Ran, run_world};
use crate::exact::Extreme;
use crate::judge::{Judge, suspects};
use crate::shrink::shrink;
use crate::witnesses;
use crate::world::{About, Figure, Form, ONE, Said, World};
use variorum::engine::certificates::claims_and_worlds;
use variorum::engine::certificates::proof::holds;
use variorum::engine::possible::few_claims;
use variorum::engine::possible::verdicts::{Bounds, Reach, Verdict};
use variorum::figure::Exact;
use variorum::finding::{Correction, End, Evidence, Finding, Proof, Term};
use variorum::model::ClaimId;

const ALL: Sort = Sort { kinds: Kinds::All, dimensions: (0, 4), time: Time::Any, claims: 10 };
const ADDITIVE: Sort =
    Sort { kinds: Kinds::Additive, dimensions: (0, 4), time: Time::Any, claims: 10 };

/// Draws worlds and asks; a wrong answer is asked again of smaller worlds, then told.
pub(crate) fn right(
    sort: Sort,
    seed: u64,
    worlds: usize,
    wrong: impl Fn(&World, u64) -> Option<String>,
) {
    let mut random = Random(seed);
    for _ in 0..worlds {
        let world = draw::world(&sort, &mut random);
        let seed = random.next();
        if wrong(&world, seed).is_some() {
            let small = shrink(world, |world| wrong(world, seed).is_some());
            panic!("\n# {}\n{}", wrong(&small, seed).unwrap(), small.file());
        }
    }
}

/// Some of the claims that stand.
pub(crate) fn some(cells: &Cells, random: &mut Random) -> Set {
    let drawn = random.next() as Set | random.next() as Set;
    cells.standing & if random.chance(30) { Set::MAX } else { drawn }
}

/// The claims of a set, as the engine takes them.
pub(crate) fn said(ran: &Ran, claims: Set) -> Vec<claims_and_worlds::Said> {
    ids(ran, claims).map(|id| claims_and_worlds::Said::of(&ran.corpus, id)).collect()
}

pub(crate) fn ids(ran: &Ran, claims: Set) -> impl Iterator<Item = ClaimId> {
    let inside = move |id: &ClaimId| ran.number(*id).is_some_and(|at| claims >> at & 1 == 1);
    ran.corpus.claim_ids().filter(inside)
}

#[test]
fn whether_claims_can_all_be_true_and_why_not() {
    right(ALL, 201, 1500, |world, seed| {
        let (ran, cells) = (run_world(world), Cells::new(world, None));
        let mut judge = Judge::new(&cells);
        let claims = some(&cells, &mut Random(seed));
        let verdict = few_claims::possible(&ran.corpus, &said(&ran, claims));
        let told = match &verdict {
            Verdict::Possible => true,
            Verdict::Impossible(proof) => {
                if let Err(refusal) = holds(&ran.corpus, proof) {
                    return Some(format!("{refusal:?}: {proof:?}"));
                }
                if !proves(&cells, &ran, proof) {
                    return Some(format!("proves nothing: {proof:?}"));
                }
                false
            }
            Verdict::Unsettled => return Some(format!("not told of {}", named(&[claims]))),
        };
        let possible = judge.possible(claims);
        if possible != told {
            return Some(format!("{} can be: {possible}, not {told}", named(&[claims])));
        }
        if told { witnesses::wrong(&ran, &cells, claims) } else { None }
    });
}

/// Whether the proof holds in the oracle's own cells.
fn proves(cells: &Cells, ran: &Ran, proof: &Proof) -> bool {
    lines(proof, |claim| ran.number(claim)).is_some_and(|lines| cells.proves(&lines))
}

/// A proof in the oracle's numbers; none where it names a claim of another world.
pub(crate) fn lines(proof: &Proof, number: impl Fn(ClaimId) -> Option<usize>) -> Option<Vec<Line>> {
    let shares = proof.hundred.iter().map(|times| Some((0, LineEnd::Shares, times)));
    let term = |term: &'_ Term| {
        let end = match term.end {
            End::Low => LineEnd::Low,
            End::High => LineEnd::High,
            End::Rest => LineEnd::Rest,
        };
        Some((number(term.claim)?, end))
    };
    let terms = proof.terms.iter().map(|line| Some((term(line)?.0, term(line)?.1, &line.times)));
    let terms: Vec<(usize, LineEnd, &Exact)> = terms.chain(shares).collect::<Option<_>>()?;
    let parts = |times: &Exact| times.parts().expect("small numbers");
    let common: i128 = terms.iter().map(|&(_, _, times)| parts(times).1).product();
    let line = |&(claim, end, times): &(usize, LineEnd, &Exact)| {
        let (above, under) = parts(times);
        Line { claim, end, times: above * (common / under) }
    };
    Some(terms.iter().map(line).collect())
}

#[test]
fn the_least_and_the_most_of_any_quantity() {
    right(ADDITIVE, 202, 1000, bounds_wrong);
    right(ALL, 203, 700, bounds_wrong);
}

pub(crate) fn bounds_wrong(world: &World, seed: u64) -> Option<String> {
    let mut random = Random(seed);
    // A claim that gives no number names the quantity asked for.
    let mut asking = world.clone();
    let wanted = question(world, &mut random);
    let said_of = Said {
        about: wanted.clone(),
        figure: Figure { form: Form::Unknown, number: 0, tenths: false },
        sum_of: Vec::new(),
        as_of: None,
        deprecated: false,
        ..world.claims[0].clone()
    };
    asking.claims.push(said_of);
    let (ran, cells) = (run_world(&asking), Cells::new(&asking, Some(&wanted)));
    let claims = some(&cells, &mut random);
    let last = ids(&ran, 1 << world.claims.len()).next().expect("the question");
    let target = ran.corpus.claim(last).quantity;
    let wanted = cells.bounds(claims);
    let told = few_claims::bounds(&ran.corpus, &said(&ran, claims), target);
    let right = match (&wanted, &told) {
        (None, Err(Verdict::Impossible(_))) => true,
        (Some((least, most)), Ok(bounds)) => {
            reaches(&bounds.least, least) && reaches(&bounds.most, most)
        }
        _ => false,
    };
    if let (true, Ok(bounds)) = (right, &told) {
        let wrong = witnesses::ends_wrong(&ran.corpus, &said(&ran, claims), target, bounds);
        if wrong.is_some() {
            return wrong;
        }
    }
    let right = right && told.as_ref().map_or(true, |bounds| pinned(&ran, &cells, claims, bounds));
    let about = asking.claims.last().map(|said| &said.about);
    (!right).then(|| format!("{about:?} under {}: {wanted:?}, not {told:?}", named(&[claims])))
}

/// Whether the claims said to pin an end hold it there by themselves.
fn pinned(ran: &Ran, cells: &Cells, claims: Set, bounds: &Bounds) -> bool {
    let ends = [(&bounds.least, false), (&bounds.most, true)];
    ends.into_iter().all(|(reach, most)| {
        let Reach::To { pins, .. } = reach else { return true };
        let pins = ran.set(pins.iter().copied());
        let alone = cells.bounds(pins).map(|(least, end)| if most { end } else { least });
        pins & !claims == 0 && alone.is_some_and(|end| reaches(reach, &end))
    })
}

/// A quantity somebody claims, or near to one.
fn question(world: &World, random: &mut Random) -> About {
    let mut about = random.pick(&world.claims).about.clone();
    for (dimension, tree) in world.dimensions.iter().enumerate() {
        if random.chance(30) {
            about.members[dimension] = random.from(0..tree.0.len());
        }
    }
    if random.chance(30) {
        about.period = random.pick(&world.claims).about.period;
    }
    about
}

fn reaches(reach: &Reach, extreme: &Extreme) -> bool {
    match (reach, extreme) {
        (Reach::Open, Extreme::Open) => true,
        (Reach::To { at, strict, .. }, extreme) => same(Some((at, *strict)), extreme),
        _ => false,
    }
}

/// Whether a number of the engine's is the oracle's; none stands for an open end, or for nought.
fn same(told: Option<(&Exact, bool)>, extreme: &Extreme) -> bool {
    match (told, extreme) {
        (None, Extreme::Open) => true,
        (None, Extreme::At { number: 0, strict: false, .. }) => true,
        (Some((told, shut)), Extreme::At { number, over, strict }) => {
            let (above, under) = told.parts().expect("a small number");
            above * over * i128::from(ONE) == number * under && shut == *strict
        }
        _ => false,
    }
}

#[test]
fn whom_to_suspect_and_where_the_figures_would_have_to_lie() {
    right(ALL, 204, 1500, |world, _| {
        let ran = run_world(world);
        ran.impossible().find_map(|finding| suspects_wrong(world, &ran, finding))
    });
}

fn suspects_wrong(world: &World, ran: &Ran, finding: &Finding) -> Option<String> {
    let conflicts = ran.conflicts(finding);
    let wanted = suspects(&conflicts, |at| world.claims[at].weight());
    let Some(suspects) = &finding.suspects else {
        return Some(format!("no suspects of {}", named(&conflicts)));
    };
    let set_of = |set: &Vec<Correction>| ran.set(set.iter().map(|correction| correction.claim));
    let mut told: Vec<Set> = suspects.sets.iter().map(set_of).collect();
    told.sort_unstable();
    if suspects.count != wanted.len() || (wanted.len() <= 32 && told != wanted) {
        return Some(format!("suspects {}, not {}", named(&wanted), named(&told)));
    }
    let full = match &finding.evidence {
        Evidence::Sum(sum) => sum.full.as_ref().map(|full| ran.set(full.claims.iter().copied())),
        _ => None,
    };
    let all = conflicts.iter().fold(full.unwrap_or(0), |all, conflict| all | conflict);
    let of_set = |corrected: &Vec<Correction>| {
        let set = set_of(corrected);
        corrected.iter().find_map(|correction| correction_wrong(world, ran, all, set, correction))
    };
    suspects.sets.iter().find_map(of_set)
}

/// The figure has to lie where all other claims of the finding leave it; where these fail by themselves, for a
/// reason that is another finding's, somewhere at least.
fn correction_wrong(
    world: &World,
    ran: &Ran,
    all: Set,
    suspects: Set,
    correction: &Correction,
) -> Option<String> {
    let at = ran.number(correction.claim).expect("of this world");
    let cells = Cells::new(world, Some(&world.claims[at].about));
    let Correction { low, high, .. } = correction;
    let right = match cells.bounds(all & !suspects) {
        Some((least, most)) => {
            let as_told = |end: &Option<(Exact, bool)>, extreme| {
                same(end.as_ref().map(|(at, strict)| (at, *strict)), extreme)
            };
            as_told(low, &least) && as_told(high, &most)
        }
        None => low
            .as_ref()
            .zip(high.as_ref())
            .is_none_or(|(low, high)| low.0 < high.0 || (low.0 == high.0 && !low.1 && !high.1)),
    };
    (!right).then(|| format!("c{at} is not {correction:?} beside {}", named(&[all])))
}

#[test]
fn numbers_in_hand_are_possible() {
    // Whole numbers in the cells may only confirm: what they meet has to be possible.
    let mut random = Random(205);
    for _ in 0..2000 {
        let world = draw::world(&ADDITIVE, &mut random);
        let cells = Cells::new(&world, None);
        let numbers: Vec<i64> = cells.covering().map(|_| random.from(0..4) as i64 * ONE).collect();
        let met = members(cells.standing).filter(|&at| cells.meets(at, &numbers));
        let met = set(met);
        assert!(cells.possible(met), "{}\n{}", named(&[met]), world.file());
    }
}
