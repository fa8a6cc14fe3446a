//! Sums of unknowns from nought up, within ends: sums in; values that meet them all, or the ends at fault with
//! the multipliers that prove it, out.
//!
//! What one sum at a time tells is taken out first; the simplex settles what is left.

use crate::figure::Exact;
use crate::solver::presolve::{EndAtFault, Ends, Reduced, Sums};
use crate::solver::simplex;
use crate::solver::simplex::{Blame, Extreme, Link, LinkKind, Near, Simplex};

/// Sums to be met.
pub(crate) struct System<'s> {
    /// How many unknowns there are.
    pub(crate) unknowns: usize,
    /// The unknowns of each sum.
    pub(crate) sums: Sums,
    /// The ends of each sum.
    pub(crate) ends: Vec<Ends>,
    /// What holds between unknowns.
    pub(crate) links: &'s [Link],
    /// The sum asked for, which has no ends.
    pub(crate) asked: Option<usize>,
    /// Values to begin with, or none.
    pub(crate) start: &'s [Exact],
}

/// What solving shows.
pub(crate) enum SumsOutcome {
    /// All ends are met.
    Met(Box<Solved>),
    /// These ends cannot be met together.
    Unmet(Vec<EndAtFault>),
    /// The steps allowed are spent.
    Spent,
}

/// Values that meet all ends.
pub(crate) struct Solved {
    reduced: Reduced,
    simplex: Simplex,
    /// Where an unknown that is not fixed stands in the simplex.
    place: Vec<u32>,
    /// The sums that the simplex has.
    kept: Vec<u32>,
    links: Vec<Link>,
    asked: Option<usize>,
}

/// How far the sum asked for can go.
pub(crate) enum Limit {
    /// To this value, where these ends stop it.
    At(Near, Vec<EndAtFault>),
    /// As far as one likes.
    Open,
    /// The steps allowed are spent.
    Spent,
}

impl System<'_> {
    /// Looks for values that meet all ends, spending steps.
    pub(crate) fn solve(self, work: &mut u64) -> SumsOutcome {
        let (start, links) = (self.start, self.links);
        let mut reduced = Reduced::new(self.unknowns, self.sums, self.ends, self.asked);
        if let Err(faults) = reduced.reduce(work) {
            return SumsOutcome::Unmet(faults);
        }
        let mut solved = Solved::of(reduced, self.asked, (start, links), *work);
        let outcome = solved.simplex.solve();
        *work = (*work).min(solved.simplex.work);
        match outcome {
            simplex::Outcome::Met => SumsOutcome::Met(Box::new(solved)),
            simplex::Outcome::Unmet(blame) => SumsOutcome::Unmet(solved.faults(&blame, None)),
            simplex::Outcome::Spent => SumsOutcome::Spent,
        }
    }
}

impl Solved {
    fn of(
        reduced: Reduced,
        asked: Option<usize>,
        (start, links): (&[Exact], &[Link]),
        work: u64,
    ) -> Self {
        let mut place = vec![u32::MAX; reduced.unknowns.len()];
        let mut open = Vec::new();
        for (at, _) in reduced.unknowns.iter().enumerate().filter(|(_, it)| !it.fixed) {
            place[at] = open.len() as u32;
            open.push(at);
        }
        let keeps = |at: &usize| !reduced.told[*at] || asked == Some(*at);
        let kept: Vec<usize> = (0..reduced.sums.len()).filter(keeps).collect();
        let placed = |&at: &usize| {
            let places = reduced.sums[at].iter().map(|&unknown| place[unknown as usize]);
            places.filter(|&place| place != u32::MAX).collect()
        };
        let sums: Vec<Vec<u32>> = kept.iter().map(placed).collect();
        let mut simplex = Simplex::new(open.len(), &sums, work);
        for link in links {
            // What is fixed counts against the number that parts less whole are held to.
            let (mut right, mut to) = (Vec::with_capacity(link.parts.len() + 1), Near::default());
            for (unknown, times) in link.difference() {
                match place[unknown as usize] {
                    u32::MAX => to.add(&-&times, &reduced.unknowns[unknown as usize].low),
                    place => right.push((place, times)),
                }
            }
            simplex.link(link.kind, right, to);
        }
        for (unknown, &at) in (0u32..).zip(&open) {
            if let Some(start) = start.get(at) {
                simplex.start(unknown, start);
            }
            let held = &reduced.unknowns[at];
            simplex.bound(unknown, Some(held.low.clone()), held.high.clone());
        }
        for (index, &at) in kept.iter().enumerate() {
            let fixed = reduced.fixed_in(at);
            let end = |end: &Option<Near>| end.as_ref().map(|end| end.minus(&fixed));
            let Ends { low, high } = &reduced.ends[at];
            simplex.bound(simplex.sum(index), end(low), end(high));
        }
        if !links.is_empty() {
            simplex.begin(kept.len());
        }
        let kept = kept.into_iter().map(|at| at as u32).collect();
        Self { reduced, simplex, place, kept, links: links.to_vec(), asked }
    }

    /// The value of an unknown.
    pub(crate) fn value(&self, unknown: u32) -> &Near {
        match self.place[unknown as usize] {
            u32::MAX => &self.reduced.unknowns[unknown as usize].low,
            place => self.simplex.value(place),
        }
    }

    /// How far up (or down) the sum asked for can go.
    pub(crate) fn reach(&self, up: bool) -> Limit {
        self.push_in(&mut self.simplex.clone(), up)
    }

    /// Brings the sum asked for as far up (or down) as it can go.
    pub(crate) fn push(&mut self, up: bool) -> Limit {
        let mut simplex = self.simplex.clone();
        let limit = self.push_in(&mut simplex, up);
        self.simplex = simplex;
        limit
    }

    fn push_in(&self, simplex: &mut Simplex, up: bool) -> Limit {
        let Some((asked, sum)) = self.sum_asked() else { return Limit::Open };
        match simplex.push(sum, up) {
            Extreme::Open => Limit::Open,
            Extreme::Spent => Limit::Spent,
            Extreme::At(mut near, stops) => {
                near.add(&Exact::ONE, &self.reduced.fixed_in(asked));
                Limit::At(near, self.faults(&stops, Some((asked, up))))
            }
        }
    }

    /// Keeps the sum asked for from falling below a number; false where it cannot reach it.
    pub(crate) fn lift(&mut self, to: Exact) -> bool {
        let Some((asked, sum)) = self.sum_asked() else { return false };
        let low = Near::exactly(to).minus(&self.reduced.fixed_in(asked));
        self.simplex.bound(sum, Some(low), None);
        matches!(self.simplex.solve(), simplex::Outcome::Met)
    }

    fn sum_asked(&self) -> Option<(usize, simplex::Variable)> {
        let asked = self.asked?;
        let index = self.kept.iter().position(|&at| at as usize == asked)?;
        Some((asked, self.simplex.sum(index)))
    }

    /// The values in plain numbers: what is infinitesimal is given a size, at the most this one, so small that
    /// no end is passed (Dutertre and de Moura, §5).
    pub(crate) fn plain(&self, mut size: Exact) -> Vec<Exact> {
        let values: Vec<&Near> =
            (0..self.place.len() as u32).map(|unknown| self.value(unknown)).collect();
        let mut keep = |below: &Near, above: &Near| {
            let by = &below.beyond - &above.beyond;
            if by.is_positive() {
                size = size.clone().min((&above.at - &below.at).over(&by));
            }
        };
        values.iter().for_each(|value| keep(&Near::default(), value));
        for (sum, Ends { low, high }) in self.reduced.sums.iter().zip(&self.reduced.ends) {
            let mut all = Near::default();
            sum.iter().for_each(|&unknown| all.add(&Exact::ONE, values[unknown as usize]));
            low.iter().for_each(|low| keep(low, &all));
            high.iter().for_each(|high| keep(&all, high));
        }
        for Link { kind, parts, whole } in &self.links {
            let mut all = Near::default();
            parts.iter().for_each(|&part| all.add(&Exact::ONE, values[part as usize]));
            match kind {
                LinkKind::Inside => keep(&all, values[*whole as usize]),
                LinkKind::Covering => keep(values[*whole as usize], &all),
            }
        }
        values.into_iter().map(|near| &near.at + &(&size * &near.beyond)).collect()
    }

    fn faults(&self, blame: &[Blame], asked: Option<(usize, bool)>) -> Vec<EndAtFault> {
        let unknowns = self.simplex.sum(0) as usize;
        let (mut seeds, mut linked) = (Vec::new(), Vec::new());
        for Blame { unknown, low, times } in blame {
            let Some(index) = (*unknown as usize).checked_sub(unknowns) else { continue };
            if let Some(&sum) = self.kept.get(index) {
                seeds.push(EndAtFault { sum, low: *low, times: times.clone() });
            } else if let Some(link) = self.links.get(index - self.kept.len()) {
                // How parts lie to their whole is no one's claim, but it weighs on the unknowns.
                let by = if *low { times.clone() } else { -times };
                linked.extend(link.difference().map(|(unknown, times)| (unknown, &times * &by)));
            }
        }
        self.reduced.faults(seeds, linked, asked)
    }
}
