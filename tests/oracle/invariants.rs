//! What changes nothing about a world in; the same findings out: order of files and claims, where they
//! are cut, what things are called, which units they are in, what else the corpus holds.

use crate::cells::{Set, members};
use crate::draw::{self, Kinds, Random, Sort, Time};
use crate::engine::{Ran, run, run_world};
use crate::shrink::shrink;
use crate::world::{Kind, Said, Tolerance, World};
use crate::write::{Style, Units, Words};
use variorum::explain::tell;
use variorum::finding::Finding;

/// A finding without words: check, severity, reading, whether irreconcilable, the claims in it, and
/// each conflict's claims. Of claims that say the same of the same in one account, which one it is does
/// not count.
type Bare = (String, String, String, Option<bool>, Vec<usize>, Vec<Vec<usize>>);

fn bare(world: &World, ran: &Ran) -> Vec<Bare> {
    let first = |set: Set| -> Vec<usize> {
        let alike = |at: usize| (0..at).find(|&twin| alike(world, twin, at)).unwrap_or(at);
        let mut claims: Vec<usize> = members(set).map(alike).collect();
        claims.sort_unstable();
        claims
    };
    let one = |finding: &Finding| {
        let mut conflicts: Vec<_> = ran.conflicts(finding).into_iter().map(first).collect();
        conflicts.sort_unstable();
        (
            finding.check.name().to_owned(),
            finding.severity().name().to_owned(),
            format!("{:?}", finding.reading),
            finding.irreconcilable,
            first(ran.set(finding.claims.iter().map(|involved| involved.claim))),
            conflicts,
        )
    };
    let own = |finding: &&Finding| {
        finding.claims.iter().any(|involved| ran.number(involved.claim).is_some())
    };
    let mut bare: Vec<Bare> = ran.findings.iter().filter(own).map(one).collect();
    bare.sort();
    bare
}

fn alike(world: &World, a: usize, b: usize) -> bool {
    let key = |said: &Said| (said.figure, said.party, said.source, said.grade);
    let (one, two) = (&world.claims[a], &world.claims[b]);
    let standing = world.standing();
    one.about.same(&two.about)
        && key(one) == key(two)
        && standing.contains(&a) == standing.contains(&b)
        && one.sum_of == two.sum_of
}

/// The numbers told, and the signs between them, in no order: of equal terms any may come first.
fn arithmetic(ran: &Ran) -> Vec<Vec<String>> {
    let told = ran.findings.iter().map(|finding| tell(&ran.corpus, finding).arithmetic);
    let words = |line: Option<String>| {
        let mut words: Vec<String> =
            line.unwrap_or_default().split([' ', ';']).map(str::to_owned).collect();
        words.sort();
        words
    };
    let mut lines: Vec<Vec<String>> = told.map(words).collect();
    lines.sort();
    lines
}

fn fingerprints(ran: &Ran) -> Vec<String> {
    let mut prints = ran.fingerprints.clone();
    prints.sort();
    prints
}

/// Draws worlds; one in which a change shows is shrunk, then told.
fn nothing_changes(seed: u64, worlds: usize, change: impl Fn(&World, u64) -> Option<String>) {
    let sort = Sort { kinds: Kinds::All, dimensions: (0, 4), time: Time::Any, claims: 10 };
    let mut random = Random(seed);
    for _ in 0..worlds {
        let world = draw::world(&sort, &mut random);
        let seed = random.next();
        if change(&world, seed).is_some() {
            let small = shrink(world, |world| change(world, seed).is_some());
            panic!("\n{}\n{}", small.file(), change(&small, seed).unwrap());
        }
    }
}

/// What two lists have that the other has not.
fn apart<T: PartialEq + std::fmt::Debug>(before: Vec<T>, after: Vec<T>) -> Option<String> {
    (before != after).then(|| format!("before: {before:#?}\nafter: {after:#?}"))
}

#[test]
fn where_files_are_cut_and_in_which_order_claims_stand() {
    nothing_changes(101, 500, |world, seed| {
        let before = run_world(world);
        let files = world.files(&Style::PLAIN, &mut Random(seed));
        let after = run(files, Words::PLAIN);
        apart(bare(world, &before), bare(world, &after))
            .or_else(|| apart(fingerprints(&before), fingerprints(&after)))
            .or_else(|| apart(arithmetic(&before), arithmetic(&after)))
    });
}

/// The findings of a world under other names.
fn called(world: &World, words: Words) -> Ran {
    let style = Style { words, ..Style::PLAIN };
    run(vec![("claims.yaml".into(), world.file_in(&style))], words)
}

#[test]
fn what_claims_and_all_else_are_called() {
    nothing_changes(102, 500, |world, _| {
        let before = run_world(world);
        let (ids, all) = (called(world, Words::OTHER_IDS), called(world, Words::LIKE));
        apart(bare(world, &before), bare(world, &ids))
            .or_else(|| apart(fingerprints(&before), fingerprints(&ids)))
            .or_else(|| apart(bare(world, &before), bare(world, &all)))
            .or_else(|| apart(arithmetic(&before), arithmetic(&all)))
    });
}

#[test]
fn in_which_order_names_are_declared_and_sort() {
    // Which of two parties' equal figures is named still goes by their names; with this seed nothing hangs on it.
    nothing_changes(133, 1000, |world, _| {
        let (before, after) = (run_world(world), called(world, Words::OTHER));
        apart(bare(world, &before), bare(world, &after))
            .or_else(|| apart(arithmetic(&before), arithmetic(&after)))
    });
}

#[test]
fn which_unit_figures_are_in() {
    let in_units = |world: &World, units| {
        let style = Style { units, ..Style::PLAIN };
        bare(world, &run(vec![("claims.yaml".into(), world.file_in(&style))], Words::PLAIN))
    };
    nothing_changes(103, 500, |world, _| {
        apart(bare(world, &run_world(world)), in_units(world, Units::Thousands))
    });
    nothing_changes(104, 300, |world, _| {
        let mut world = world.clone();
        for measure in &mut world.measures {
            // A square mile is no whole number of square metres, and one of tolerance is one of the unit.
            measure.kind = if measure.kind == Kind::Count { Kind::Amount } else { measure.kind };
            measure.tolerance =
                measure.tolerance.filter(|slack| matches!(slack, Tolerance::Percent(_)));
        }
        apart(in_units(&world, Units::MilesOfKm), in_units(&world, Units::Miles))
    });
}

#[test]
fn what_else_the_corpus_holds() {
    let sort = Sort { kinds: Kinds::All, dimensions: (0, 4), time: Time::Any, claims: 10 };
    nothing_changes(105, 500, |world, seed| {
        let other = draw::world(&sort, &mut Random(seed));
        let style = Style { words: Words::APART, ..Style::PLAIN };
        let text = other.file_in(&style);
        // Its parties and sources are the same ones.
        let own = |line: &&str| !line.starts_with("parties") && !line.starts_with("sources");
        let text: String = text.lines().filter(own).map(|line| format!("{line}\n")).collect();
        let files = |name: &str| vec![("m.yaml".into(), world.file()), (name.into(), text.clone())];
        let before = bare(world, &run_world(world));
        apart(before.clone(), bare(world, &run(files("a.yaml"), Words::PLAIN)))
            .or_else(|| apart(before, bare(world, &run(files("z.yaml"), Words::PLAIN))))
    });
}
