//! A world that fails in, the smallest one near it that fails the same way out.

use crate::world::{Edge, Figure, Form, Kind, Period, Unit, World};

/// Simplifies as long as it still fails.
pub(crate) fn shrink(mut world: World, fails: impl Fn(&World) -> bool) -> World {
    'again: loop {
        for smaller in smaller(&world) {
            if smaller != world && smaller.is_sound() && fails(&smaller) {
                world = smaller;
                continue 'again;
            }
        }
        return world;
    }
}

/// Tries a world with one change.
type Try<'t> = dyn FnMut(&dyn Fn(&mut World)) + 't;

/// Worlds one step simpler, the simplest first.
fn smaller(world: &World) -> Vec<World> {
    let mut found = Vec::new();
    let mut try_with = |change: &dyn Fn(&mut World)| {
        let mut other = world.clone();
        change(&mut other);
        found.push(other);
    };
    for at in 0..world.claims.len() {
        try_with(&|world| world.drop_claim(at));
    }
    for at in 0..world.dimensions.len() {
        try_with(&|world| world.drop_dimension(at));
    }
    for at in 0..world.measures.len() {
        try_with(&|world| world.drop_measure(at));
        try_with(&|world| world.measures[at].kind = Kind::Count);
        try_with(&|world| world.measures[at].within = None);
        try_with(&|world| world.measures[at].tolerance = None);
    }
    for (dimension, tree) in world.dimensions.iter().enumerate() {
        for member in (1..tree.0.len()).rev() {
            try_with(&|world| world.drop_member(dimension, member));
        }
        for member in 0..tree.0.len() {
            try_with(&|world| world.dimensions[dimension].0[member].complete = false);
            try_with(&|world| world.dimensions[dimension].0[member].overlapping = false);
        }
    }
    periods(world, &mut try_with);
    for at in 0..world.claims.len() {
        claim(world, at, &mut try_with);
    }
    found
}

/// One period everywhere, or in place of another.
fn periods(world: &World, try_with: &mut Try<'_>) {
    let year = Edge::On { unit: Unit::Year(2015), uncertain: false };
    let simplest = Period { first: year, last: year };
    let mut periods: Vec<Period> = world.claims.iter().map(|said| said.about.period).collect();
    periods.sort();
    periods.dedup();
    for &old in &periods {
        let certain = |edge| match edge {
            Edge::On { unit, .. } => Edge::On { unit, uncertain: false },
            Edge::Open => Edge::Open,
        };
        let surer = Period { first: certain(old.first), last: certain(old.last) };
        let rest = periods.iter().copied().filter(|&new| new < old);
        for new in [simplest, surer].into_iter().chain(rest) {
            try_with(&|world| {
                for said in world.claims.iter_mut().filter(|said| said.about.period == old) {
                    said.about.period = new;
                }
            });
        }
    }
}

fn claim(world: &World, at: usize, try_with: &mut Try<'_>) {
    let said = &world.claims[at];
    for dimension in 0..world.dimensions.len() {
        let member = said.about.members[dimension];
        let parent = world.dimensions[dimension].0[member].parent;
        for simpler in [0, parent] {
            try_with(&|world| world.claims[at].about.members[dimension] = simpler);
        }
    }
    try_with(&|world| world.claims[at].sum_of.clear());
    try_with(&|world| world.claims[at].as_of = None);
    try_with(&|world| world.claims[at].deprecated = false);
    try_with(&|world| world.claims[at].grade = None);
    for party in 0..said.party {
        try_with(&|world| world.claims[at].party = party);
    }
    try_with(&|world| world.claims[at].source = 0);
    try_with(&|world| world.claims[at].about.measure = 0);
    let Figure { form, number, .. } = said.figure;
    try_with(&|world| world.claims[at].figure.form = Form::Exact);
    try_with(&|world| world.claims[at].figure = Figure::exact(number));
    for simpler in [number / 2, number - 1] {
        if (0..number).contains(&simpler) {
            try_with(&|world| world.claims[at].figure.number = simpler);
        }
    }
    if let Form::To(high) = form {
        try_with(&|world| world.claims[at].figure.form = Form::To(high - 1));
        try_with(&|world| world.claims[at].figure.form = Form::AtLeast);
    }
}

impl World {
    /// Whether a claim file can say so.
    fn is_sound(&self) -> bool {
        let figures = self.claims.iter().all(|said| {
            let Figure { form, number, tenths } = said.figure;
            let rounded = self.measures[said.about.measure].kind.is_rounded();
            let ends = match form {
                Form::To(high) | Form::ToPlus(high) => number < high,
                Form::FewerThan | Form::About | Form::Almost => number > 0,
                _ => true,
            };
            ends && (rounded || !tenths) && (!tenths || number % 10 != 0)
        });
        let measures = self.measures.iter().all(|measure| {
            let alike = |kind: Kind| match kind {
                Kind::Count | Kind::Amount => 0,
                kind => kind as usize + 1,
            };
            let outer = measure.within.map(|at| &self.measures[at]);
            outer.is_none_or(|outer| {
                alike(outer.kind) == alike(measure.kind)
                    && outer.of == measure.of
                    && measure.kind != Kind::Rate
            }) && (measure.of.is_none() || measure.kind == Kind::Share)
        });
        figures && measures && !self.claims.is_empty()
    }

    pub(crate) fn drop_claim(&mut self, at: usize) {
        self.claims.remove(at);
        for said in &mut self.claims {
            said.sum_of.retain(|&item| item != at);
            said.sum_of.iter_mut().filter(|item| **item > at).for_each(|item| *item -= 1);
        }
    }

    fn drop_dimension(&mut self, at: usize) {
        self.dimensions.remove(at);
        for said in &mut self.claims {
            said.about.members.remove(at);
        }
        for measure in &mut self.measures {
            measure.of = match measure.of {
                Some(of) if of == at => None,
                Some(of) if of > at => Some(of - 1),
                of => of,
            };
        }
    }

    fn drop_measure(&mut self, at: usize) {
        if self.claims.iter().any(|said| said.about.measure == at) {
            return;
        }
        let outer = self.measures.remove(at).within;
        let moved = |measure: usize| if measure > at { measure - 1 } else { measure };
        for measure in &mut self.measures {
            let within = if measure.within == Some(at) { outer } else { measure.within };
            measure.within = within.map(moved);
        }
        for said in &mut self.claims {
            said.about.measure = moved(said.about.measure);
        }
    }

    /// The member's parts and claims go to the member above it.
    fn drop_member(&mut self, dimension: usize, at: usize) {
        let tree = &mut self.dimensions[dimension];
        let parent = tree.0.remove(at).parent;
        let moved = |member: usize| match member {
            member if member == at => parent,
            member if member > at => member - 1,
            member => member,
        };
        for member in &mut tree.0 {
            member.parent = moved(member.parent);
        }
        for at in 0..tree.0.len() {
            if tree.parts(at).is_empty() {
                tree.0[at].complete = false;
                tree.0[at].overlapping = false;
            }
        }
        if tree.0.len() == 1 {
            return self.drop_dimension(dimension);
        }
        for said in &mut self.claims {
            let member = &mut said.about.members[dimension];
            *member = moved(*member);
        }
    }
}
