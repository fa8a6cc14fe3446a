//! What one sum at a time tells: sums within ends in; unknowns that are fixed by it, the ends of others, and
//! in the end the whole of a proof out.
//!
//! A sum of which one unknown is left bounds it, and where both its ends meet the unknown is taken out of all
//! other sums; a sum whose unknowns come to its high end already fixes them all (Andersen and Andersen,
//! *Mathematical Programming* 71, 1995). Most figures of a table are told this way, and what is left is small.

use crate::figure::Exact;
use crate::solver::simplex::Near;
use std::collections::VecDeque;
use std::sync::Arc;

/// The unknowns of each sum.
pub(crate) type Sums = Arc<[Vec<u32>]>;

/// The ends of a sum.
#[derive(Clone, Debug, Default)]
pub(crate) struct Ends {
    /// What it has to come to at the least.
    pub(crate) low: Option<Near>,
    /// What it may come to at the most.
    pub(crate) high: Option<Near>,
}

/// An end of a sum that is at fault, and how often it counts in the proof.
#[derive(Clone, Debug)]
pub(crate) struct EndAtFault {
    /// The index of the sum.
    pub(crate) sum: u32,
    /// Whether it is the low end.
    pub(crate) low: bool,
    /// How often it counts, above nought.
    pub(crate) times: Exact,
}

/// Sums of unknowns from nought up, with what each of them alone tells.
pub(crate) struct Reduced {
    pub(crate) sums: Sums,
    pub(crate) ends: Vec<Ends>,
    pub(crate) unknowns: Vec<Unknown>,
    /// The sums that have told all they can.
    pub(crate) told: Vec<bool>,
    rests: Vec<OpenRest>,
    inside: Inside,
    /// What was fixed, in turn.
    order: Vec<Fixed>,
    waiting: VecDeque<u32>,
}

/// An unknown, and the sums that its ends come from.
#[derive(Clone, Default)]
pub(crate) struct Unknown {
    pub(crate) low: Near,
    pub(crate) high: Option<Near>,
    pub(crate) fixed: bool,
    low_by: Option<u32>,
    high_by: Option<u32>,
}

/// How much of a sum is open.
#[derive(Clone, Default)]
struct OpenRest {
    open: u32,
    /// What all its unknowns come to at the least.
    least: Near,
    waits: bool,
}

/// The sums that each unknown is in, one after another.
struct Inside {
    starts: Vec<u32>,
    sums: Vec<u32>,
}

enum Fixed {
    /// By its own two ends.
    Alone(u32),
    /// At their low ends, by the high end of a sum.
    Together(u32, Vec<u32>),
}

/// The ends of sums that cannot be kept together, as far as is known before what they rest on is added.
type Seeds = Vec<EndAtFault>;

impl Inside {
    fn new(unknowns: usize, sums: &[Vec<u32>]) -> Self {
        let mut starts = vec![0u32; unknowns + 1];
        sums.iter().flatten().for_each(|&unknown| starts[unknown as usize + 1] += 1);
        for at in 0..unknowns {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut inside = vec![0; starts.last().copied().unwrap_or_default() as usize];
        for (sum, unknowns) in (0u32..).zip(sums) {
            for &unknown in unknowns {
                let slot = &mut next[unknown as usize];
                inside[*slot as usize] = sum;
                *slot += 1;
            }
        }
        Self { starts, sums: inside }
    }

    fn of(&self, unknown: u32) -> std::ops::Range<usize> {
        self.starts[unknown as usize] as usize..self.starts[unknown as usize + 1] as usize
    }
}

impl Reduced {
    /// So many unknowns and sums of them. The sum that is asked for, if any, has no ends and is kept.
    pub(crate) fn new(unknowns: usize, sums: Sums, ends: Vec<Ends>, asked: Option<usize>) -> Self {
        let open = |sum: &Vec<u32>| OpenRest { open: sum.len() as u32, ..OpenRest::default() };
        let mut told = vec![false; sums.len()];
        asked.into_iter().for_each(|at| told[at] = true);
        Self {
            rests: sums.iter().map(open).collect(),
            inside: Inside::new(unknowns, &sums),
            unknowns: vec![Unknown::default(); unknowns],
            sums,
            ends,
            told,
            order: Vec::new(),
            waiting: VecDeque::new(),
        }
    }

    /// Takes out what each sum tells, spending a step for each entry looked at. Where they are spent, less
    /// is taken out.
    ///
    /// # Errors
    /// The ends of sums that cannot be kept together.
    pub(crate) fn reduce(&mut self, work: &mut u64) -> Result<(), Vec<EndAtFault>> {
        (0..self.sums.len() as u32).for_each(|sum| self.wait(sum));
        while let Some(sum) = self.waiting.pop_front() {
            self.rests[sum as usize].waits = false;
            *work = work.saturating_sub(1);
            if *work == 0 {
                break;
            }
            self.look(sum, work).map_err(|seeds| self.faults(seeds, Vec::new(), None))?;
        }
        self.idle(work);
        Ok(())
    }

    fn wait(&mut self, sum: u32) {
        let at = sum as usize;
        if !self.told[at] && !std::mem::replace(&mut self.rests[at].waits, true) {
            self.waiting.push_back(sum);
        }
    }

    fn look(&mut self, sum: u32, work: &mut u64) -> Result<(), Seeds> {
        let at = sum as usize;
        let (least, open) = (&self.rests[at].least, self.rests[at].open);
        let end = |low| EndAtFault { sum, low, times: Exact::ONE };
        if self.ends[at].high.as_ref().is_some_and(|high| least > high) {
            return Err(vec![end(false)]);
        }
        if open == 0 {
            self.told[at] = true;
            let short = self.ends[at].low.as_ref().is_some_and(|low| low > least);
            return if short { Err(vec![end(true)]) } else { Ok(()) };
        }
        if self.ends[at].high.as_ref() == Some(least) {
            self.fix_all(sum, work);
            return Ok(());
        }
        if open == 1 { self.bound_last(sum, work) } else { Ok(()) }
    }

    fn open(&self, sum: u32) -> impl Iterator<Item = u32> {
        let unknowns = self.sums[sum as usize].iter().copied();
        unknowns.filter(|&unknown| !self.unknowns[unknown as usize].fixed)
    }

    fn fix_all(&mut self, sum: u32, work: &mut u64) {
        let open: Vec<u32> = self.open(sum).collect();
        *work = work.saturating_sub(self.sums[sum as usize].len() as u64);
        for &unknown in &open {
            self.fix(unknown, work);
        }
        self.order.push(Fixed::Together(sum, open));
        // Whether they come to its low end is seen when it is looked at again.
        self.wait(sum);
    }

    fn fix(&mut self, unknown: u32, work: &mut u64) {
        self.unknowns[unknown as usize].fixed = true;
        for at in self.inside.of(unknown) {
            let sum = self.inside.sums[at];
            self.rests[sum as usize].open -= 1;
            self.wait(sum);
        }
        *work = work.saturating_sub(self.inside.of(unknown).len() as u64);
    }

    /// The last open unknown of a sum lies between its ends, less what the others come to.
    fn bound_last(&mut self, sum: u32, work: &mut u64) -> Result<(), Seeds> {
        let at = sum as usize;
        self.told[at] = true;
        *work = work.saturating_sub(self.sums[at].len() as u64);
        let Some(unknown) = self.open(sum).next() else { return Ok(()) };
        let held = &self.unknowns[unknown as usize];
        let others = self.rests[at].least.minus(&held.low);
        let low = self.ends[at].low.as_ref().map(|low| low.minus(&others));
        let high = self.ends[at].high.as_ref().map(|high| high.minus(&others));
        if let Some(low) = low.filter(|low| *low > held.low) {
            self.lift(unknown, low, sum, work);
        }
        let held = &mut self.unknowns[unknown as usize];
        if let Some(high) = high
            && held.high.as_ref().is_none_or(|old| high < *old)
        {
            (held.high, held.high_by) = (Some(high), Some(sum));
        }
        let Some(high) = &held.high else { return Ok(()) };
        if held.low > *high {
            let end = |low| move |sum| EndAtFault { sum, low, times: Exact::ONE };
            let seeds = held.low_by.map(end(true)).into_iter().chain(held.high_by.map(end(false)));
            return Err(seeds.collect());
        }
        if held.low == *high {
            self.order.push(Fixed::Alone(unknown));
            self.fix(unknown, work);
        }
        Ok(())
    }

    fn lift(&mut self, unknown: u32, low: Near, by: u32, work: &mut u64) {
        let held = &mut self.unknowns[unknown as usize];
        let more = low.minus(&held.low);
        (held.low, held.low_by) = (low, Some(by));
        for at in self.inside.of(unknown) {
            let sum = self.inside.sums[at];
            self.rests[sum as usize].least.add(&Exact::ONE, &more);
            self.wait(sum);
        }
        *work = work.saturating_sub(self.inside.of(unknown).len() as u64);
    }

    /// Sums that are met whatever their unknowns are have told all they can.
    fn idle(&mut self, work: &mut u64) {
        for at in 0..self.sums.len() {
            let Ends { low, high } = &self.ends[at];
            let enough = low.as_ref().is_none_or(|low| *low <= self.rests[at].least);
            if self.told[at] || !enough {
                continue;
            }
            *work = work.saturating_sub(self.sums[at].len() as u64);
            let fits = high.as_ref().is_none_or(|high| self.most(at).is_some_and(|it| it <= *high));
            self.told[at] = fits;
        }
    }

    fn most(&self, sum: usize) -> Option<Near> {
        let unknowns = self.sums[sum].iter().map(|&unknown| &self.unknowns[unknown as usize]);
        let mut most = Near::default();
        for unknown in unknowns {
            let high = if unknown.fixed { &unknown.low } else { unknown.high.as_ref()? };
            most.add(&Exact::ONE, high);
        }
        Some(most)
    }

    /// What the fixed unknowns of a sum come to.
    pub(crate) fn fixed_in(&self, sum: usize) -> Near {
        let unknowns = self.sums[sum].iter().map(|&unknown| &self.unknowns[unknown as usize]);
        let mut all = Near::default();
        unknowns.filter(|unknown| unknown.fixed).for_each(|it| all.add(&Exact::ONE, &it.low));
        all
    }

    /// All ends at fault: those given, and those that the ends of unknowns come from. The sum that is asked
    /// for counts as the low (or high) end of a sum that is not named. So does what links weigh on unknowns.
    pub(crate) fn faults(
        &self,
        seeds: Seeds,
        linked: Vec<(u32, Exact)>,
        asked: Option<(usize, bool)>,
    ) -> Vec<EndAtFault> {
        let mut tally = Multipliers {
            reduced: self,
            low: vec![Exact::ZERO; self.sums.len()],
            high: vec![Exact::ZERO; self.sums.len()],
            net: vec![Exact::ZERO; self.unknowns.len()],
        };
        linked.into_iter().for_each(|(unknown, times)| tally.net[unknown as usize] += &times);
        if let Some((sum, up)) = asked {
            tally.weigh(sum, up, &Exact::ONE);
        }
        for EndAtFault { sum, low, times } in seeds {
            tally.count(sum, low, &times);
        }
        tally.complete();
        let named = |low| move |(sum, times): (u32, Exact)| EndAtFault { sum, low, times };
        let lows = (0u32..).zip(tally.low).map(named(true));
        let all = lows.chain((0u32..).zip(tally.high).map(named(false)));
        all.filter(|fault| !fault.times.is_zero()).collect()
    }
}

/// How often each end counts, and by how much the low ends outweigh the high ends on each unknown.
struct Multipliers<'r> {
    reduced: &'r Reduced,
    low: Vec<Exact>,
    high: Vec<Exact>,
    net: Vec<Exact>,
}

impl Multipliers<'_> {
    fn count(&mut self, sum: u32, low: bool, times: &Exact) {
        let counts = if low { &mut self.low } else { &mut self.high };
        counts[sum as usize] += times;
        self.weigh(sum as usize, low, times);
    }

    fn weigh(&mut self, sum: usize, low: bool, times: &Exact) {
        let times = if low { times.clone() } else { -times };
        for &unknown in &self.reduced.sums[sum] {
            self.net[unknown as usize] += &times;
        }
    }

    /// What is left over on an unknown is taken up by the sum that its own end comes from, the last fixed
    /// first: such a sum has no other unknowns but those fixed before.
    fn complete(&mut self) {
        let unknowns = self.reduced.unknowns.iter().zip(0u32..);
        for (_, unknown) in unknowns.filter(|(held, _)| !held.fixed) {
            self.level(unknown);
        }
        for fixed in self.reduced.order.iter().rev() {
            match fixed {
                Fixed::Alone(unknown) => self.level(*unknown),
                Fixed::Together(sum, unknowns) => {
                    let nets = unknowns.iter().map(|&unknown| &self.net[unknown as usize]);
                    let most = nets.max().cloned().unwrap_or_default();
                    if most.is_positive() {
                        self.count(*sum, false, &most);
                    }
                    unknowns.iter().for_each(|&unknown| self.level(unknown));
                }
            }
        }
    }

    fn level(&mut self, unknown: u32) {
        let net = self.net[unknown as usize].clone();
        let held = &self.reduced.unknowns[unknown as usize];
        if net.is_positive() {
            held.high_by.into_iter().for_each(|sum| self.count(sum, false, &net));
        } else if net.is_negative() {
            held.low_by.into_iter().for_each(|sum| self.count(sum, true, &-&net));
        }
    }
}
