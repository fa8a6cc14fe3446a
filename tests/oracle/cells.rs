//! A world in; its cells out, with the sums that claims and rules ask of them (docs/meaning.md, "Can all be
//! true at once?").

use crate::cut;
use crate::exact::{End, Extreme, System, Times, Verdict, Within};
use crate::world::{About, Kind, ONE, Said, World};
use std::collections::BTreeSet;

/// Sets of claims are bits: claim `n` is bit `n`.
pub(crate) type Set = u32;

/// The cells of a world, those covered by the same quantities taken as one.
pub(crate) struct Cells {
    /// Each by the rows it counts in.
    pub(crate) cells: Vec<u64>,
    /// For each claim the rows it holds to something.
    pub(crate) asked: Vec<Vec<(u32, Within)>>,
    /// What holds whatever is claimed: a share is at most all there is.
    rules: Vec<(u32, Within)>,
    /// The row of a quantity asked for.
    pub(crate) wanted: Option<u32>,
    /// The claims that stand.
    pub(crate) standing: Set,
    /// For each claim those that stand on the same quantity.
    rivals: Vec<Set>,
}

impl Cells {
    /// The cells of a world, and of one more quantity that somebody asks for.
    pub(crate) fn new(world: &World, wanted: Option<&About>) -> Self {
        Self::with_figures(world, wanted, |at| world.within(at))
    }

    /// The same with other figures.
    pub(crate) fn with_figures(
        world: &World,
        wanted: Option<&About>,
        within: impl Fn(usize) -> Within,
    ) -> Self {
        let shares = shares(world);
        let claims = world.claims.len();
        let abouts: Vec<&About> =
            world.claims.iter().map(|said| &said.about).chain(&shares).chain(wanted).collect();
        let mut cells = cut::cells(world, &abouts);
        let rows = rows(&cells, abouts.len());
        let standing = world.standing();
        let mut asked = vec![Vec::new(); claims];
        for &at in &standing {
            asked[at].push((rows[at], within(at)));
        }
        for (spare, &at) in (abouts.len() as u32..).zip(&standing) {
            let items: Vec<usize> = world.claims[at].sum_of.clone();
            let alike = items.iter().all(|&item| {
                let (item, whole) = (&world.claims[item].about, &world.claims[at].about);
                item.adds_up_in(whole, &world.dimensions)
            });
            if alike && !items.is_empty() && items.iter().all(|item| standing.contains(item)) {
                let items: Vec<u32> = items.iter().map(|&item| rows[item]).collect();
                if close(&mut cells, (rows[at], spare), &items) {
                    asked[at].push((spare, Within::NOTHING));
                }
            }
        }
        let all = Within { low: End::ZERO, high: Some(End::at(100 * ONE)) };
        let rules = rows[claims..claims + shares.len()].iter().map(|&row| (row, all)).collect();
        let wanted = wanted.map(|_| rows[abouts.len() - 1]);
        let rivals = |said: &Said| {
            let same = |&at: &usize| world.claims[at].about.same(&said.about);
            set(standing.iter().copied().filter(same))
        };
        let rivals = world.claims.iter().map(rivals).collect();
        let standing = set(standing);
        Self { cells, asked, rules, wanted, standing, rivals }
    }

    /// For every cell the claims whose quantities hold it, whether they stand or not.
    pub(crate) fn covering(&self) -> impl Iterator<Item = Set> {
        let claims = self.asked.len();
        self.cells.iter().map(move |cell| (cell & ((1 << claims) - 1)) as Set)
    }

    /// What these claims and the rules ask.
    pub(crate) fn system(&self, claims: Set) -> System {
        let asked = members(claims).flat_map(|at| &self.asked[at]).chain(&self.rules);
        self.asking(asked.copied())
    }

    /// The rows asked for, each once, and the cells as far as they tell those rows apart.
    fn asking(&self, asked: impl Iterator<Item = (u32, Within)>) -> System {
        let mut rows: Vec<(u32, Within)> = Vec::new();
        for (row, within) in asked {
            match rows.iter_mut().find(|(known, _)| *known == row) {
                Some((_, known)) => *known = known.both(within),
                None => rows.push((row, within)),
            }
        }
        let seen = rows.iter().map(|(row, _)| *row).chain(self.wanted);
        let seen = seen.fold(0, |seen, row| seen | 1 << row);
        let cells: BTreeSet<u64> = self.cells.iter().map(|cell| cell & seen).collect();
        System { cells: cells.into_iter().filter(|&cell| cell != 0).collect(), rows }
    }

    /// Whether these claims can all be true; where they can, a witness.
    pub(crate) fn possible(&self, claims: Set) -> bool {
        matches!(self.system(claims).solve(), Verdict::Possible(_))
    }

    /// Whether these numbers, one for each cell, are as the claim says.
    pub(crate) fn meets(&self, claim: usize, numbers: &[i64]) -> bool {
        self.asked[claim].iter().all(|&(row, within)| {
            let inside = self.cells.iter().zip(numbers).filter(|(cell, _)| *cell >> row & 1 == 1);
            within.holds((inside.map(|(_, number)| i128::from(*number)).sum(), 0), 1)
        })
    }

    /// The least and the most of the quantity asked for, under these claims; none where they cannot
    /// all be true.
    pub(crate) fn bounds(&self, claims: Set) -> Option<(Extreme, Extreme)> {
        let (system, row) = (self.system(claims), self.wanted.expect("a quantity asked for"));
        Some((system.extreme(row, false)?, system.extreme(row, true)?))
    }

    /// Whether the lines of a proof show that no world meets its claims.
    pub(crate) fn proves(&self, lines: &[Line]) -> bool {
        let shares = lines.iter().filter(|line| line.end == LineEnd::Shares).count();
        let rules = if shares == 0 { vec![None] } else { self.rules.iter().map(Some).collect() };
        rules.into_iter().any(|rule| {
            let row = |line: &Line| {
                let own = |place: usize| self.asked.get(line.claim)?.get(place).copied();
                let (row, times) = match line.end {
                    LineEnd::Low => (own(0)?, (line.times, 0)),
                    LineEnd::High => (own(0)?, (0, line.times)),
                    LineEnd::Rest => (own(1)?, (0, line.times)),
                    LineEnd::Shares => (*rule?, (0, line.times)),
                };
                Some((row, times))
            };
            let Some(rows) = lines.iter().map(row).collect::<Option<Vec<_>>>() else {
                return false;
            };
            let (rows, times): (_, Vec<Times>) = rows.into_iter().unzip();
            System { cells: self.cells.clone(), rows }.refuted_by(&times)
        })
    }

    /// Whether it still fails with every quantity widened to all that stands on it.
    pub(crate) fn irreconcilable(&self, conflict: Set) -> bool {
        let own = |at: usize| self.asked[at][0];
        let widened = |at: usize| {
            let rivals = members(self.rivals[at]).map(|rival| own(rival).1);
            (own(at).0, rivals.reduce(Within::hull).expect("at least the claim itself"))
        };
        // That there is nothing beside its items is taken back by any claim that does not say so.
        let closing = |&at: &usize| members(self.rivals[at]).all(|it| self.asked[it].len() > 1);
        let closing = members(conflict).filter(closing);
        let closed = closing.flat_map(|at| self.asked[at][1..].iter().copied());
        let asked = members(conflict).map(widened).chain(closed).chain(self.rules.iter().copied());
        matches!(self.asking(asked).solve(), Verdict::Impossible(_))
    }

    /// Whether two sets of claims are about the same quantities.
    pub(crate) fn alike(&self, one: Set, two: Set) -> bool {
        let quantities = |set: Set| -> BTreeSet<u32> {
            members(set).filter_map(|at| self.asked[at].first().map(|asked| asked.0)).collect()
        };
        quantities(one) == quantities(two)
    }

    /// Whether one of the claims leaves nothing beside the claims it is the sum of.
    pub(crate) fn closes(&self, claims: Set) -> bool {
        members(claims).any(|at| self.asked[at].len() > 1)
    }

    /// The other claims that stand on its quantity.
    pub(crate) fn rivals(&self, claim: usize) -> Set {
        self.rivals[claim] & !(1 << claim)
    }
}

/// One line of a proof: an end of a claim, so many times.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    pub(crate) claim: usize,
    pub(crate) end: LineEnd,
    pub(crate) times: i128,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum LineEnd {
    Low,
    High,
    /// That a stated sum leaves nothing beside its items.
    Rest,
    /// That shares come to no more than all there is. No claim says so.
    Shares,
}

/// The claims in a set.
pub(crate) fn members(set: Set) -> impl DoubleEndedIterator<Item = usize> + Clone {
    (0..32).filter(move |at| set >> at & 1 == 1)
}

pub(crate) fn set(claims: impl IntoIterator<Item = usize>) -> Set {
    claims.into_iter().fold(0, |set, at| set | 1 << at)
}

/// The whole of every group of shares that add up, which is at most all there is.
fn shares(world: &World) -> Vec<About> {
    let mut groups: Vec<About> = Vec::new();
    for Said { about, .. } in &world.claims {
        if let (Kind::Share, Some(of)) =
            (world.measures[about.measure].kind, world.measures[about.measure].of)
        {
            let mut whole = about.clone();
            whole.members[of] = 0;
            if !groups.iter().any(|known| known.same(&whole)) {
                groups.push(whole);
            }
        }
    }
    groups
}

/// The row of each quantity: the number of the first one that holds the same cells.
fn rows(cells: &[u64], quantities: usize) -> Vec<u32> {
    let same = |a: usize, b: usize| cells.iter().all(|cell| cell >> a & 1 == cell >> b & 1);
    (0..quantities)
        .map(|at| (0..=at).find(|&first| same(first, at)).expect("it is the same as itself") as u32)
        .collect()
}

/// Whether the items are disjoint parts of the whole. If so what is left of it is a row of its own.
fn close(cells: &mut [u64], (whole, rest): (u32, u32), items: &[u32]) -> bool {
    let inside = |cell: u64| items.iter().filter(|&&item| cell >> item & 1 == 1).count();
    let fits = |&cell: &u64| inside(cell) <= usize::from(cell >> whole & 1 == 1);
    if !cells.iter().all(fits) {
        return false;
    }
    for cell in cells {
        if *cell >> whole & 1 == 1 && inside(*cell) == 0 {
            *cell |= 1 << rest;
        }
    }
    true
}
