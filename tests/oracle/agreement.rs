//! Random worlds in; the engine finds a conflict exactly where the oracle says one is, every one it
//! names is minimal, one that stays untold shares a claim with one that is told, and each is told as what
//! it is.

use crate::cells::{Cells, Set, members};
use crate::draw::{self, Kinds, Random, Sort, Time};
use crate::engine::{Ran, run_world};
use crate::judge::Judge;
use crate::shrink::shrink;
use crate::witnesses;
use crate::world::World;
use std::fmt::Write as _;
use variorum::finding::{Check, Finding, Reading, Severity};

/// How the engine and the oracle part.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(crate) enum Fault {
    /// A figure is read otherwise.
    Misread,
    /// The claims cannot all be true, and nothing is found.
    Missed,
    /// The claims can all be true, and something is found.
    FalseAlarm,
    /// A set said to be a conflict is possible.
    NoConflict,
    /// A conflict stays one without one of its claims.
    NotMinimal,
    /// A finding tells a conflict twice.
    Twice,
    /// It is internal and not said to be, or the other way round.
    Reading,
    /// It is irreconcilable and not said to be, or the other way round.
    Irreconcilable,
    /// A minimal conflict is told by no finding, and shares no claim with one that is.
    Untold,
    /// It is said to be internal, and only another finding's conflict is.
    OfAnother,
    /// A minimal conflict is listed nowhere, though nothing is said to be left out.
    Unlisted,
    /// What is left when the claims of every conflict are taken out has no world that holds.
    NoWorld,
    /// A conflict that rests on a stated sum is not minimal, is not listed, or is told as what it is not.
    OfSum,
}

const EVERY: [Fault; 13] = [
    Fault::Misread,
    Fault::Missed,
    Fault::FalseAlarm,
    Fault::NoConflict,
    Fault::NotMinimal,
    Fault::Twice,
    Fault::Reading,
    Fault::Irreconcilable,
    Fault::Untold,
    Fault::OfAnother,
    Fault::Unlisted,
    Fault::NoWorld,
    Fault::OfSum,
];

/// The first fault of a world among some, with a word on where.
pub(crate) fn fault(world: &World, among: &[Fault]) -> Option<(Fault, String)> {
    let ran = run_world(world);
    let cells = Cells::new(world, None);
    let misread = |&at: &usize| {
        let id = ran.corpus.claim_ids().find(|&id| ran.number(id) == Some(at)).unwrap();
        !ran.reads(id, world.within(at))
    };
    let mut faults: Vec<(Fault, Vec<Set>)> = Vec::new();
    if let Some(at) = (0..world.claims.len()).find(misread) {
        faults.push((Fault::Misread, vec![1 << at]));
    }
    let mut judge = Judge::new(&cells);
    let all = judge.conflicts();
    faults.extend(verdict(&ran, &all));
    for finding in ran.impossible() {
        let conflicts = ran.conflicts(finding);
        faults.extend(conflicts.iter().filter_map(|&set| minimal(set, &mut judge)));
        if conflicts.is_empty() {
            faults.push((Fault::OfSum, conflicts));
        } else {
            let claims = ran.set(finding.claims.iter().map(|involved| involved.claim));
            let sums = cells.closes(conflicts.iter().fold(claims, |all, set| all | set));
            let fault = kind(world, &cells, finding, &conflicts, &all);
            faults
                .extend(fault.map(|(fault, sets)| (if sums { Fault::OfSum } else { fault }, sets)));
        }
    }
    faults.extend(whole(&ran, &cells, &all));
    let left = all.iter().fold(cells.standing, |left, conflict| left & !conflict);
    faults.extend(witnesses::wrong(&ran, &cells, left).map(|_| (Fault::NoWorld, vec![left])));
    let first = faults.into_iter().find(|(fault, _)| among.contains(fault));
    first.map(|(fault, sets)| (fault, named(&sets)))
}

fn verdict(ran: &Ran, all: &[Set]) -> Option<(Fault, Vec<Set>)> {
    // A stated sum is checked by itself, and tells what its claims cannot be as well as anything.
    let sums = ran.findings.iter().any(|finding| finding.check == Check::SumDiffers);
    match (all.is_empty(), ran.impossible().next().is_some()) {
        (false, false) if !sums => Some((Fault::Missed, all.to_vec())),
        (true, true) => Some((Fault::FalseAlarm, Vec::new())),
        _ => None,
    }
}

fn minimal(conflict: Set, judge: &mut Judge<'_>) -> Option<(Fault, Vec<Set>)> {
    let fault = if judge.is_minimal_conflict(conflict) {
        return None;
    } else if judge.cells.closes(conflict) {
        Fault::OfSum
    } else if judge.possible(conflict) {
        Fault::NoConflict
    } else {
        Fault::NotMinimal
    };
    Some((fault, vec![conflict]))
}

/// Whether the finding is told as what it is.
fn kind(
    world: &World,
    cells: &Cells,
    finding: &Finding,
    conflicts: &[Set],
    all: &[Set],
) -> Option<(Fault, Vec<Set>)> {
    let twice = conflicts.iter().enumerate().find(|(at, set)| conflicts[..*at].contains(set));
    if let Some((_, &set)) = twice {
        return Some((Fault::Twice, vec![set]));
    }
    let account = |at: usize| (world.claims[at].party, world.claims[at].source);
    let alone = |set: &Set| {
        let mut accounts = members(*set).map(account);
        let first = accounts.next();
        accounts.all(|account| Some(account) == first)
    };
    let internal = finding.reading == Some(Reading::Internal);
    if internal != conflicts.iter().any(alone) {
        // What is on the same quantities as a conflict listed belongs to the finding, listed or not.
        let apart = finding.check == Check::ConflictingClaims;
        let own = |set: &Set| apart || conflicts.iter().any(|listed| cells.alike(*listed, *set));
        let fault = match all.iter().any(|set| alone(set) && own(set)) {
            true if internal => Fault::Unlisted,
            false if internal => Fault::OfAnother,
            _ => Fault::Reading,
        };
        return Some((fault, conflicts.to_vec()));
    }
    let apart = finding.check == Check::ConflictingClaims;
    let irreconcilable = !apart && conflicts.iter().any(|&set| cells.irreconcilable(set));
    let wrong = finding.irreconcilable != Some(irreconcilable);
    wrong.then(|| (Fault::Irreconcilable, conflicts.to_vec()))
}

/// Whether all is told, where the engine says that nothing was left out.
fn whole(ran: &Ran, cells: &Cells, all: &[Set]) -> Option<(Fault, Vec<Set>)> {
    let complete = ran.impossible().all(|finding| finding.conflicts.complete);
    if !complete || !ran.skipped.is_empty() {
        return None;
    }
    let telling = |finding: &&Finding| {
        finding.severity() != Severity::Info && !ran.conflicts(finding).is_empty()
    };
    let told: Vec<Set> =
        ran.findings.iter().filter(telling).flat_map(|finding| ran.conflicts(finding)).collect();
    let unlisted = all.iter().filter(|set| !told.contains(set) && !cells.closes(**set));
    // What shares a claim with a conflict told comes to light when that one is settled.
    let apart = |set: &&&Set| told.iter().all(|other| **set & other == 0);
    let untold = unlisted.clone().find(|set| apart(&set));
    let fault = if untold.is_some() { Fault::Untold } else { Fault::Unlisted };
    untold.or(unlisted.clone().next()).map(|&set| (fault, vec![set]))
}

pub(crate) fn named(sets: &[Set]) -> String {
    let name = |&set: &Set| {
        let claims: Vec<String> = members(set).map(|at| format!("c{at}")).collect();
        format!("{{{}}}", claims.join(" "))
    };
    sets.iter().map(name).collect::<Vec<_>>().join(", ")
}

/// The claim file of a world that fails, with what the oracle and the engine say of it above it.
pub(crate) fn report(world: &World, fault: Fault, what: &str) -> String {
    let mut text = format!("# {fault:?}: {what}\n");
    let ran: Ran = run_world(world);
    let cells = Cells::new(world, None);
    let conflicts = Judge::new(&cells).conflicts();
    writeln!(text, "# oracle: minimal conflicts: {}", named(&conflicts)).unwrap();
    for (line, finding) in ran.told().iter().zip(&ran.findings) {
        let conflicts = named(&ran.conflicts(finding));
        writeln!(text, "# engine: {line}: {conflicts}, complete: {}", finding.conflicts.complete)
            .unwrap();
    }
    text + &world.file()
}

/// Draws that many worlds of a sort; the first that has a fault is shrunk and printed.
fn agrees(sort: Sort, seed: u64, worlds: usize) {
    let mut random = Random(seed);
    for _ in 0..worlds {
        let world = draw::world(&sort, &mut random);
        if let Some((first, _)) = fault(&world, &EVERY) {
            let same = |world: &World| fault(world, &[first]).is_some();
            let small = shrink(world, same);
            let (fault, what) = fault(&small, &[first]).unwrap();
            panic!("\n{}", report(&small, fault, &what));
        }
    }
}

const COUNT: Sort = Sort { kinds: Kinds::Count, dimensions: (0, 1), time: Time::One, claims: 10 };

#[test]
fn one_tree() {
    agrees(Sort { dimensions: (1, 2), ..COUNT }, 1, 2000);
}

#[test]
fn periods_that_nest() {
    agrees(Sort { time: Time::Nested, ..COUNT }, 2, 1500);
}

#[test]
fn periods_that_cross() {
    agrees(Sort { time: Time::Crossing, ..COUNT }, 3, 1500);
}

#[test]
fn periods_of_any_kind() {
    agrees(Sort { time: Time::Any, ..COUNT }, 4, 1500);
}

#[test]
fn dimensions_that_cross() {
    agrees(Sort { dimensions: (2, 4), ..COUNT }, 5, 2000);
}

#[test]
fn dimensions_and_periods() {
    agrees(Sort { dimensions: (1, 4), time: Time::Nested, ..COUNT }, 6, 2000);
}

#[test]
fn counts_and_amounts_within_one_another() {
    agrees(
        Sort { kinds: Kinds::Additive, dimensions: (0, 4), time: Time::Any, claims: 10 },
        7,
        2000,
    );
}

#[test]
fn every_kind_of_measure() {
    agrees(Sort { kinds: Kinds::All, dimensions: (0, 4), time: Time::Any, claims: 10 }, 8, 2500);
}
