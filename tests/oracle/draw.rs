//! Random numbers in, small worlds out: some say anything, most are true but for a slip or two.

use crate::cells::{Cells, members, set};
use crate::exact::Extreme;
use crate::judge::Judge;
use crate::world::{
    About, Edge, Figure, Form, Kind, Measure, Member, ONE, Period, Said, Tolerance, Tree, Unit,
    World,
};

/// SplitMix64 (Steele, Lea, Flood 2014): one number after another, the same for the same seed.
pub(crate) struct Random(pub(crate) u64);

impl Random {
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ mixed >> 31
    }

    /// A number from the range.
    pub(crate) fn from(&mut self, range: std::ops::Range<usize>) -> usize {
        range.start + (self.next() % (range.end - range.start) as u64) as usize
    }

    /// True so many times of a hundred.
    pub(crate) fn chance(&mut self, percent: usize) -> bool {
        self.from(0..100) < percent
    }

    pub(crate) fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.from(0..from.len())]
    }
}

/// Which worlds to draw.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Sort {
    pub(crate) kinds: Kinds,
    /// At least and fewer than so many dimensions.
    pub(crate) dimensions: (usize, usize),
    pub(crate) time: Time,
    /// Fewer claims than this.
    pub(crate) claims: usize,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Kinds {
    /// One count.
    Count,
    /// A count or an amount, with others within it now and then.
    Additive,
    /// Stocks, shares and rates too.
    All,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Time {
    One,
    Nested,
    Crossing,
    /// With open ends and uncertain edges.
    Any,
}

/// A world of that sort.
pub(crate) fn world(sort: &Sort, random: &mut Random) -> World {
    let count = random.from(sort.dimensions.0..sort.dimensions.1);
    let dimensions: Vec<Tree> = (0..count).map(|_| tree(random, 2 + 4 / count.max(1))).collect();
    let measures = measures(sort.kinds, dimensions.len(), random);
    let periods = periods(sort.time, random);
    let claims = random.from(2..sort.claims + 4);
    let mut world = World { measures, dimensions, claims: Vec::new() };
    let usual = if random.chance(60) { 0 } else { random.from(0..world.measures.len()) };
    let party = 1 + random.from(0..3);
    let apart = random.chance(60);
    for _ in 0..claims {
        let mut about = about(&world, usual, &periods, random);
        for _ in 0..4 {
            if apart && world.claims.iter().any(|said| said.about.same(&about)) {
                about = self::about(&world, usual, &periods, random);
            }
        }
        let (deprecated, as_of) =
            (random.chance(2), random.chance(6).then(|| 1 + random.from(0..3) as i64));
        world.claims.push(Said {
            about,
            figure: Figure::exact(0),
            party: random.from(0..party),
            source: usize::from(random.chance(15)),
            deprecated,
            as_of,
            sum_of: Vec::new(),
            grade: random.chance(20).then(|| *random.pick(&["A1", "B", "E5", "F6", "C4"])),
        });
    }
    if random.chance(15) {
        let whole = random.from(0..claims);
        let others: Vec<usize> =
            (0..claims).filter(|&at| at != whole && random.chance(40)).collect();
        if others.len() < 4 {
            world.claims[whole].sum_of = others;
        }
    }
    say(&mut world, random);
    if random.chance(60) {
        part_pairs(&mut world);
        (0..random.from(0..4)).for_each(|_| pinch(&mut world, 0, random));
        if random.chance(50) {
            pinch(&mut world, 1, random);
        }
    }
    while world.claims.len() >= sort.claims {
        world.drop_claim(random.from(0..world.claims.len()));
    }
    world
}

/// Leaves out one of any two claims that cannot both be true: what cannot be true then takes more.
fn part_pairs(world: &mut World) {
    loop {
        let cells = Cells::new(world, None);
        let mut judge = Judge::new(&cells);
        let standing = members(cells.standing);
        let fails = |&at: &usize| {
            let others = members(cells.standing).filter(|&other| other <= at);
            others.map(|other| set([at, other])).any(|pair| !judge.possible(pair))
        };
        let Some(at) = standing.rev().find(fails) else { break };
        world.drop_claim(at);
    }
}

/// Gives a claim the most or the least that the others allow its quantity, or so much beyond it.
fn pinch(world: &mut World, beyond: i64, random: &mut Random) {
    let at = random.from(0..world.claims.len());
    let Said { about, sum_of, .. } = world.claims[at].clone();
    let cells = Cells::new(world, Some(&about));
    let Some((least, most)) = cells.bounds(cells.standing & !(1 << at)) else { return };
    let whole = |extreme: Extreme, up: bool| match extreme {
        Extreme::At { number, over, .. } if up => Some(
            i64::try_from((number + over * i128::from(ONE) - 1).div_euclid(over * i128::from(ONE)))
                .ok()?,
        ),
        Extreme::At { number, over, .. } => {
            i64::try_from(number.div_euclid(over * i128::from(ONE))).ok()
        }
        Extreme::Open => None,
    };
    let number = match (whole(least, true), whole(most, false)) {
        (Some(least), most) if least > 0 && (most.is_none() || random.chance(50)) => least - beyond,
        (_, Some(most)) => most + beyond,
        _ => return,
    };
    if number >= 0 && sum_of.is_empty() {
        world.claims[at].figure = Figure::exact(number);
    }
}

/// A quantity of that world.
pub(crate) fn about(world: &World, usual: usize, periods: &[Period], random: &mut Random) -> About {
    let measure = if random.chance(70) { usual } else { random.from(0..world.measures.len()) };
    let member = |tree: &Tree, random: &mut Random| {
        if random.chance(35) { 0 } else { random.from(0..tree.0.len()) }
    };
    let members = world.dimensions.iter().map(|tree| member(tree, random)).collect();
    About { measure, members, period: *random.pick(periods) }
}

fn measures(kinds: Kinds, dimensions: usize, random: &mut Random) -> Vec<Measure> {
    let plain = |kind| Measure { kind, within: None, of: None, tolerance: None };
    let mut measures = Vec::new();
    let first = match kinds {
        Kinds::Count => Kind::Count,
        Kinds::Additive => *random.pick(&[Kind::Count, Kind::Count, Kind::Amount]),
        Kinds::All => *random.pick(&[
            Kind::Count,
            Kind::Amount,
            Kind::Stock,
            Kind::Share,
            Kind::Stock,
            Kind::Share,
            Kind::Rate,
        ]),
    };
    measures.push(plain(first));
    while kinds != Kinds::Count && measures.len() < 4 && random.chance(40) {
        let outer = random.from(0..measures.len());
        let kind = match measures[outer].kind {
            Kind::Count | Kind::Amount => *random.pick(&[Kind::Count, Kind::Amount]),
            kind => kind,
        };
        let inside = kind != Kind::Rate && random.chance(80);
        measures.push(Measure { within: inside.then_some(outer), ..plain(kind) });
    }
    for at in 0..measures.len() {
        let of = match measures[at].within {
            Some(outer) => measures[outer].of,
            None => (dimensions > 0).then(|| random.from(0..dimensions)),
        };
        let measure = &mut measures[at];
        measure.of = of.filter(|_| measure.kind == Kind::Share);
        if kinds != Kinds::Count && random.chance(8) {
            measure.tolerance = Some(match random.from(0..2) {
                0 => Tolerance::Of(1),
                _ => Tolerance::Percent(20),
            });
        }
    }
    measures
}

/// A tree of up to so many members below the whole, at most three deep.
fn tree(random: &mut Random, most: usize) -> Tree {
    let whole = Member { parent: 0, complete: false, overlapping: false };
    let mut tree = Tree(vec![whole.clone()]);
    if random.chance(40) {
        // The rows or columns of a table.
        tree.0.extend(vec![whole; 2 + random.from(0..2)]);
        tree.0[0].complete = random.chance(80);
        return tree;
    }
    for _ in 0..1 + random.from(0..most) {
        let depth = |mut at: usize| {
            let mut depth = 0;
            while at != 0 {
                (at, depth) = (tree.0[at].parent, depth + 1);
            }
            depth
        };
        let above: Vec<usize> = (0..tree.0.len()).filter(|&at| depth(at) < 3).collect();
        let parent = if random.chance(50) { 0 } else { *random.pick(&above) };
        tree.0.push(Member { parent, ..whole.clone() });
    }
    for at in 0..tree.0.len() {
        if !tree.parts(at).is_empty() {
            tree.0[at].complete = random.chance(50);
            tree.0[at].overlapping = tree.parts(at).len() < 4 && random.chance(15);
        }
    }
    tree
}

/// A handful of periods for the claims of one world.
pub(crate) fn periods(time: Time, random: &mut Random) -> Vec<Period> {
    let most = match time {
        Time::One => 1,
        _ => 2 + random.from(0..4),
    };
    (0..most).map(|_| period(time, random)).collect()
}

fn period(time: Time, random: &mut Random) -> Period {
    let on = |unit| Edge::On { unit, uncertain: false };
    let only = |unit| Period { first: on(unit), last: on(unit) };
    let month = |at: usize| Unit::Month(2015 * 12 + at as i64);
    let between = |first, last| Period { first: on(first), last: on(last) };
    match time {
        Time::One => only(Unit::Year(2015)),
        // Years, halves, quarters and months of 2015 and 2016, which nest.
        Time::Nested => {
            let long = *random.pick(&[1, 3, 6, 6, 12, 24]);
            let first = random.from(0..24 / long) * long;
            between(month(first), month(first + long - 1))
        }
        Time::Crossing => {
            let first = random.from(0..6);
            between(month(first), month(first + random.from(0..7)))
        }
        Time::Any => loop {
            let edge = |random: &mut Random| {
                if random.chance(15) {
                    return Edge::Open;
                }
                let unit = match random.from(0..6) {
                    0 => Unit::Year(2015 + random.from(0..2) as i64),
                    1 => Unit::Day(random.from(0..90) as i64),
                    _ => month(random.from(0..8)),
                };
                Edge::On { unit, uncertain: random.chance(10) }
            };
            let first = edge(random);
            let last = if random.chance(25) { first } else { edge(random) };
            let period = Period { first, last };
            if period.is_lawful() {
                break period;
            }
        },
    }
}

/// Gives every claim a figure. Most worlds begin with what there is in every cell, and most of their
/// claims say so.
fn say(world: &mut World, random: &mut Random) {
    let anything = random.chance(25);
    let cells = Cells::new(world, None);
    let most = 1 + random.from(0..8);
    let inside: Vec<(Vec<usize>, i64)> = cells
        .covered()
        .map(|covered| (covered, if random.chance(50) { 0 } else { random.from(0..most) as i64 }))
        .collect();
    let slips = random.from(0..3);
    let wrong: Vec<usize> = (0..slips).map(|_| random.from(0..world.claims.len())).collect();
    for at in 0..world.claims.len() {
        let held = inside.iter().filter(|(covered, _)| covered.contains(&at));
        let truth: i64 = held.map(|(_, number)| number).sum();
        let kind = world.measures[world.claims[at].about.measure].kind;
        let scale = if kind == Kind::Share { 5 } else { 1 };
        let truth = truth * scale;
        let number = if anything {
            random.from(0..8) as i64 * scale
        } else if wrong.contains(&at) {
            (truth + (random.from(0..7) as i64 - 3) * scale).max(0)
        } else {
            truth
        };
        world.claims[at].figure = figure(number, kind, random);
    }
}

/// A figure that allows the number, or just about.
fn figure(number: i64, kind: Kind, random: &mut Random) -> Figure {
    let near = random.from(0..3) as i64;
    let below = (number - near).max(0);
    let form = |form, number| Figure { form, number, tenths: false };
    let mut figure = match random.from(0..100) {
        0..55 => Figure::exact(number),
        55..65 => form(Form::To(number + near + 1), below),
        65..70 => form(Form::ToPlus(number + near + 1), below),
        70..78 => form(Form::AtLeast, below),
        78..83 => form(Form::MoreThan, (below - 1).max(0)),
        83..89 => form(Form::UpTo, number + near),
        89..93 => form(Form::FewerThan, number + near + 1),
        93..96 => form(Form::About, number.max(1)),
        96..98 => form(Form::Almost, number.max(1)),
        _ => form(Form::Unknown, 0),
    };
    if kind.is_rounded() && random.chance(20) {
        let tenth = |number: i64, random: &mut Random| number * 10 + 1 + random.from(0..9) as i64;
        figure.tenths = true;
        figure.number = tenth(figure.number, random);
        figure.form = match figure.form {
            Form::To(high) => Form::To(tenth(high, random)),
            Form::ToPlus(high) => Form::ToPlus(tenth(high, random)),
            form => form,
        };
    }
    figure
}

impl Cells {
    /// For every cell the claims whose quantities hold it.
    fn covered(&self) -> impl Iterator<Item = Vec<usize>> {
        self.covering().map(|set| members(set).collect())
    }
}
