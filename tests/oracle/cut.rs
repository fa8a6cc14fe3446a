//! A world and quantities in; the cells that tell them apart out: the product of what measures, every
//! dimension and time are cut into, each cell by the quantities that hold it.

use crate::world::{About, Kind, OPEN, Run, Tree, World};
use std::collections::BTreeSet;
use std::iter;

/// Every cell of a world, as bits: the quantities that hold it, by their places.
pub(crate) fn cells(world: &World, abouts: &[&About]) -> Vec<u64> {
    let families = families(world);
    families.iter().flat_map(|family| cells_of(world, abouts, family)).collect()
}

/// Measures that lie within one another, by the outermost; the outer before the inner.
fn families(world: &World) -> Vec<Vec<usize>> {
    let root = |mut at: usize| {
        while let Some(outer) = world.measures[at].within {
            at = outer;
        }
        at
    };
    let all = 0..world.measures.len();
    let roots = all.clone().filter(|&at| root(at) == at);
    let inner = |top| all.clone().filter(move |&at| at != top && root(at) == top);
    roots.map(|top| iter::once(top).chain(inner(top)).collect()).collect()
}

/// The cells of one family of measures, each by the quantities that hold it: the product of what
/// each axis is cut into.
fn cells_of(world: &World, abouts: &[&About], family: &[usize]) -> BTreeSet<u64> {
    let holding = |holds: &dyn Fn(&About) -> bool| -> u64 {
        let inside = (0..abouts.len()).filter(|&at| holds(abouts[at]));
        inside.fold(0, |set, at| set | 1 << at)
    };
    let mut axes: Vec<Vec<u64>> = Vec::new();
    let counted = counted(world, family);
    axes.push(counted.iter().map(|by| holding(&|about| by.contains(&about.measure))).collect());
    let kind = world.measures[family[0]].kind;
    for (dimension, tree) in world.dimensions.iter().enumerate() {
        let adds = match kind {
            Kind::Count | Kind::Amount | Kind::Stock => true,
            Kind::Share => world.measures[family[0]].of == Some(dimension),
            Kind::Rate => false,
        };
        let at = |about: &About| about.members[dimension];
        axes.push(if adds {
            let atoms = atoms(tree, 0);
            atoms.iter().map(|atom| holding(&|about| atom >> at(about) & 1 == 1)).collect()
        } else {
            (0..tree.0.len()).map(|member| holding(&|about| at(about) == member)).collect()
        });
    }
    axes.push(if matches!(kind, Kind::Count | Kind::Amount) {
        days(abouts)
    } else {
        // Related within one identical period only.
        abouts
            .iter()
            .map(|one| holding(&|about| about.period.runs() == one.period.runs()))
            .collect()
    });
    let mut cells: BTreeSet<u64> = [!0].into();
    for axis in axes {
        cells = cells.iter().flat_map(|cell| axis.iter().map(move |cut| cell & cut)).collect();
    }
    cells.remove(&0);
    cells
}

/// What one thing can be counted by: the outermost measure, and of those within one counted by,
/// any or none.
fn counted(world: &World, family: &[usize]) -> Vec<Vec<usize>> {
    let mut ways: Vec<Vec<usize>> = vec![vec![family[0]]];
    // The inner ones may be declared before the outer ones, so they are tried until none is left.
    let mut waiting: Vec<usize> = family.iter().copied().filter(|&at| at != family[0]).collect();
    let mut settled = vec![family[0]];
    while !waiting.is_empty() {
        let ready = |&at: &usize| world.measures[at].within.is_some_and(|by| settled.contains(&by));
        let next = waiting.iter().position(ready).expect("no ring");
        let inner = waiting.remove(next);
        let outer = world.measures[inner].within.expect("it is within another");
        let more: Vec<Vec<usize>> = ways
            .iter()
            .filter(|way| way.contains(&outer))
            .map(|way| way.iter().copied().chain([inner]).collect())
            .collect();
        ways.extend(more);
        settled.push(inner);
    }
    ways
}

/// The smallest pieces of a member: each by the members it lies in, as bits.
fn atoms(tree: &Tree, at: usize) -> Vec<u64> {
    let here = 1 << at;
    let parts = tree.parts(at);
    let member = &tree.0[at];
    let mut found: Vec<u64> = Vec::new();
    if member.overlapping && !parts.is_empty() {
        // A piece of any of the parts, together with a piece of any of the others or none. Nothing is in none of
        // them where they leave nothing out.
        found.push(0);
        for part in parts {
            let more: Vec<u64> = atoms(tree, part)
                .iter()
                .flat_map(|atom| found.iter().map(move |other| atom | other))
                .collect();
            found.extend(more);
        }
        if member.complete {
            found.remove(0);
        }
    } else {
        found.extend(parts.iter().flat_map(|&part| atoms(tree, part)));
        if parts.is_empty() || !member.complete {
            found.push(0);
        }
    }
    found.iter().map(|atom| atom | here).collect()
}

/// Time, cut where any period begins or ends, surely or at the widest; and where an uncertain edge
/// leaves days open, into those inside and those outside.
fn days(abouts: &[&About]) -> Vec<u64> {
    let mut cuts: BTreeSet<i64> = [OPEN.0, OPEN.1].into();
    for about in abouts {
        let (widest, sure) = about.period.runs();
        cuts.extend([widest.0, widest.1, sure.0, sure.1]);
    }
    let cuts: Vec<i64> = cuts.into_iter().collect();
    let mut pieces = BTreeSet::new();
    for piece in cuts.windows(2) {
        let inside = |run: Run| run.0 <= piece[0] && piece[1] <= run.1;
        let mut found: Vec<u64> = vec![0];
        let mut open: Vec<(Run, Run, u64)> = Vec::new();
        for (at, about) in abouts.iter().enumerate() {
            let (widest, sure) = about.period.runs();
            if inside(sure) {
                found[0] |= 1 << at;
            } else if inside(widest) {
                match open.iter_mut().find(|known| (known.0, known.1) == (widest, sure)) {
                    Some(known) => known.2 |= 1 << at,
                    None => open.push((widest, sure, 1 << at)),
                }
            }
        }
        for (_, _, holders) in open {
            let more: Vec<u64> = found.iter().map(|piece| piece | holders).collect();
            found.extend(more);
        }
        pieces.extend(found);
    }
    pieces.into_iter().collect()
}
