//! Worlds with more overlapping parts than there are sets of them to go through: the engine agrees with the oracle,
//! which goes through them all.

use crate::agreement::{Fault, fault, named, report};
use crate::answers::{bounds_wrong, said, some};
use crate::cells::Cells;
use crate::draw::Random;
use crate::engine::run_world;
use crate::judge::Judge;
use crate::shrink::shrink;
use crate::world::{
    About, Edge, Figure, Form, Kind, Measure, Member, Period, Said, Tree, Unit, World,
};
use variorum::engine::certificates::proof::holds;
use variorum::engine::possible::few_claims::possible;
use variorum::engine::possible::verdicts::Verdict;

/// What overlaps in a world.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Overlap {
    Members,
    /// Members of a member that is one of several that exclude one another.
    Nested,
    Measures,
}

/// Claims about most of the parts, about their whole, about other sides and about months.
fn world(overlap: Overlap, random: &mut Random) -> World {
    let parts = 7 + random.from(0..2);
    let measure = |within| Measure { kind: Kind::Count, within, of: None, tolerance: None };
    let mut measures = vec![measure(None)];
    if overlap == Overlap::Measures {
        measures.extend(vec![measure(Some(0)); parts]);
    }
    let member = |parent| Member { parent, complete: false, overlapping: false };
    let mut bloc = Tree(vec![member(0)]);
    let top = usize::from(overlap == Overlap::Nested);
    if overlap != Overlap::Measures {
        // The whole, or a part of it with another one next to it.
        bloc.0.extend(vec![member(0); 2 * top]);
        bloc.0.extend(vec![member(top); parts]);
        bloc.0[top].overlapping = true;
        bloc.0[top].complete = random.chance(50);
        bloc.0[0].complete = random.chance(50);
        if random.chance(50) {
            let last = bloc.0.len() - 1;
            bloc.0.extend(vec![member(last); 2]);
            bloc.0[last].complete = random.chance(50);
        }
    }
    let mut side = Tree(vec![member(0); 3]);
    side.0[0].complete = random.chance(50);
    let dimensions = vec![bloc, side];
    let mut world = World { measures, dimensions, claims: Vec::new() };
    let crossed = random.from(0..3);
    for at in 0..parts + 2 + random.from(0..5) {
        let about = about(&world, at, crossed, random);
        let number = if about.measure + about.members[0] == 0 { 9 } else { 4 };
        let number = number + random.from(0..8) as i64;
        let form = *random.pick(&[Form::Exact, Form::AtLeast, Form::UpTo, Form::Exact]);
        world.claims.push(Said {
            about,
            figure: Figure { form, number, tenths: false },
            party: random.from(0..2),
            source: 0,
            deprecated: false,
            as_of: None,
            sum_of: Vec::new(),
            grade: None,
        });
    }
    world
}

/// The parts in turn, so that most of them are claimed, then anything.
fn about(world: &World, at: usize, crossed: usize, random: &mut Random) -> About {
    let on = |unit| Edge::On { unit, uncertain: false };
    let only = |unit| Period { first: on(unit), last: on(unit) };
    let mut about = About { measure: 0, members: vec![0, 0], period: only(Unit::Year(2015)) };
    let (measures, members) = (world.measures.len(), world.dimensions[0].0.len());
    if measures > 1 {
        about.measure = if at < measures { at } else { random.from(0..measures) };
    } else {
        about.members[0] = if at < members { at } else { random.from(0..members) };
    }
    if crossed == 1 && random.chance(40) {
        about.members[1] = random.from(0..3);
    }
    if crossed == 2 && random.chance(40) {
        about.period = only(Unit::Month(2015 * 12 + random.from(0..2) as i64));
    }
    about
}

fn right(seed: u64, worlds: usize, wrong: impl Fn(&World, u64) -> Option<String>) {
    let mut random = Random(seed);
    for at in 0..worlds {
        let overlap = [Overlap::Members, Overlap::Nested, Overlap::Measures][at % 3];
        let world = world(overlap, &mut random);
        let seed = random.next();
        if wrong(&world, seed).is_some() {
            let small = shrink(world, |world| wrong(world, seed).is_some());
            panic!("\n# {}\n{}", wrong(&small, seed).unwrap(), small.file());
        }
    }
}

#[test]
fn whether_claims_on_many_overlapping_parts_can_all_be_true() {
    let told = std::cell::Cell::new((0, 0));
    right(801, 400, |world, seed| {
        let (ran, cells) = (run_world(world), Cells::new(world, None));
        let claims = some(&cells, &mut Random(seed));
        let wanted = Judge::new(&cells).possible(claims);
        let (yes, no) = told.get();
        match possible(&ran.corpus, &said(&ran, claims)) {
            Verdict::Possible if wanted => told.set((yes + 1, no)),
            Verdict::Impossible(proof) if !wanted => {
                told.set((yes, no + 1));
                let refused = holds(&ran.corpus, &proof).err();
                return refused.map(|refusal| format!("{refusal:?}: {proof:?}"));
            }
            verdict => return Some(format!("{}: {wanted}, not {verdict:?}", named(&[claims]))),
        }
        None
    });
    let (yes, no) = told.get();
    assert!(yes > 50 && no > 50, "{yes} can be, {no} cannot");
}

#[test]
fn the_least_and_the_most_of_quantities_with_many_overlapping_parts() {
    right(802, 200, bounds_wrong);
}

#[test]
fn findings_about_many_overlapping_parts() {
    // Whether they have a world is asked for on demand only.
    let among = [
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
    ];
    right(803, 200, |world, _| {
        let (fault, what) = fault(world, &among)?;
        Some(report(world, fault, &what))
    });
}
