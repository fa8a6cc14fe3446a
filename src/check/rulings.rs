//! Rulings on findings: which conflicts each settles, and what is amiss with a ruling (docs/meaning.md,
//! "Rulings").

use crate::budget::limits;
use crate::check::conflicts_of_finding::{Adopted, ConflictOfFinding, conflicts_of};
use crate::finding::{Check, Evidence, Finding, Life, RulingFault, Status, Unused};
use crate::model::{ClaimId, Corpus, Pin, Resolution, ResolutionId};
use crate::period::Period;
use std::collections::{BTreeSet, HashMap, HashSet};

/// Marks what the corpus's rulings settle, and adds a finding for each that is void, settles nothing or
/// is overdue. Without a date nothing is overdue. Gives the number of rulings that were not held
/// against every conflict, because the work allowed was spent.
///
/// A ruling settles a conflict of its check whose claims it all names, and any conflict that vanishes
/// under the figures it adopts. A finding is resolved when none of its conflicts is left.
pub(super) fn apply(corpus: &Corpus, findings: &mut Vec<Finding>, today: Option<Period>) -> usize {
    if corpus.resolutions.is_empty() {
        return 0;
    }
    let docket = Docket::new(corpus, findings);
    let mut court = Court::new(corpus, &docket);
    let heard: Vec<(ResolutionId, Option<RulingFault>)> =
        corpus.resolution_ids().map(|id| (id, court.hear(id, today))).collect();
    let left_out = court.left_out;
    let lives: Vec<Life> = (0..findings.len()).map(|at| court.life(at)).collect();
    for (finding, life) in findings.iter_mut().zip(lives) {
        finding.life = life;
    }
    let faults = heard.into_iter().filter_map(|(id, fault)| Some((id, fault?)));
    findings.extend(faults.map(|(id, fault)| of_fault(corpus, id, fault)));
    left_out
}

/// All conflicts that a ruling could settle.
struct Docket<'f> {
    findings: &'f [Finding],
    cases: Vec<RuledConflict<'f>>,
    /// The cases of each finding: where they begin, and whether there are more of it.
    starts: Vec<(usize, bool)>,
    /// The cases by the claims in them, for claims that some ruling names.
    by_claim: HashMap<ClaimId, Vec<usize>>,
}

/// One conflict of a finding.
struct RuledConflict<'f> {
    finding: usize,
    clash: ConflictOfFinding<'f>,
    claims: Vec<ClaimId>,
}

impl<'f> Docket<'f> {
    fn new(corpus: &Corpus, findings: &'f [Finding]) -> Self {
        let pins = corpus.resolutions.iter().flat_map(|ruling| &ruling.claims);
        let mut by_claim: HashMap<ClaimId, Vec<usize>> =
            pins.map(|pin| (pin.claim, Vec::new())).collect();
        let (mut cases, mut starts) = (Vec::new(), Vec::new());
        for (finding, found) in findings.iter().enumerate() {
            let clashes = conflicts_of(corpus, found);
            starts.push((cases.len(), clashes.cut));
            for clash in clashes.list {
                let claims = clash.claims();
                for claim in &claims {
                    if let Some(list) = by_claim.get_mut(claim) {
                        list.push(cases.len());
                    }
                }
                cases.push(RuledConflict { finding, clash, claims });
            }
        }
        Self { findings, cases, starts, by_claim }
    }

    /// The cases with any of the claims in them, in order.
    fn cases_of(&self, pins: &[Pin]) -> BTreeSet<usize> {
        pins.iter().filter_map(|pin| self.by_claim.get(&pin.claim)).flatten().copied().collect()
    }

    fn of_finding(&self, at: usize) -> std::ops::Range<usize> {
        let end = self.starts.get(at + 1).map_or(self.cases.len(), |&(start, _)| start);
        self.starts[at].0..end
    }

    fn check(&self, case: &RuledConflict<'_>) -> Check {
        self.findings[case.finding].check
    }
}

/// Holds rulings against conflicts.
struct Court<'d, 'f> {
    corpus: &'d Corpus,
    docket: &'d Docket<'f>,
    /// The rulings that settle each case.
    settled: HashMap<usize, Vec<ResolutionId>>,
    /// Findings of more conflicts than are listed all of whose claims some ruling names.
    whole: HashSet<usize>,
    left_out: usize,
    work: usize,
}

impl<'d, 'f> Court<'d, 'f> {
    fn new(corpus: &'d Corpus, docket: &'d Docket<'f>) -> Self {
        let (settled, whole) = (HashMap::new(), HashSet::new());
        Self { corpus, docket, settled, whole, left_out: 0, work: limits::RULING_STEPS.get() }
    }

    /// Notes what a ruling settles, or says what is amiss with it.
    fn hear(&mut self, id: ResolutionId, today: Option<Period>) -> Option<RulingFault> {
        let ruling = self.corpus.resolution(id);
        let changed = changed(self.corpus, ruling);
        if !changed.is_empty() {
            return Some(RulingFault::Void(changed));
        }
        let check = check_of(self.corpus, ruling)?;
        if !check.has_claims() {
            return Some(RulingFault::Unused(Unused::CheckWithoutClaims));
        }
        if ruling.claims.is_empty() {
            return Some(RulingFault::Unused(Unused::NamesNone));
        }
        let cases = self.docket.cases_of(&ruling.claims);
        let adopts = !ruling.adopt.is_empty();
        let cost: usize = cases.iter().map(|&at| self.cost(at, adopts)).sum();
        if cost > self.work {
            self.left_out += 1;
            return None;
        }
        self.work -= cost;
        if !self.settle(id, ruling, check, &cases) {
            return Some(RulingFault::Unused(self.why_unused(ruling, check, &cases)));
        }
        let overdue = ruling
            .review_by
            .zip(today)
            .is_some_and(|((_, day), today)| self.corpus.period(day).earlier_than(&today));
        overdue.then_some(RulingFault::Overdue)
    }

    fn cost(&self, at: usize, adopts: bool) -> usize {
        let case = &self.docket.cases[at];
        let deciding = if adopts { case.clash.cost() } else { 0 };
        let crowd = self.docket.starts[case.finding].1;
        let others = if crowd { self.docket.findings[case.finding].claims.len() } else { 0 };
        1 + case.claims.len() + others + deciding
    }

    /// Whether it settles any of them.
    fn settle(
        &mut self,
        id: ResolutionId,
        ruling: &Resolution,
        check: Check,
        cases: &BTreeSet<usize>,
    ) -> bool {
        let named: HashSet<ClaimId> = ruling.claims.iter().map(|pin| pin.claim).collect();
        let adopted = ruling.adopt.iter().map(|pin| (pin.claim, self.corpus.figure(pin.reads)));
        let adopted: Adopted = adopted.collect();
        let mut used = false;
        for &at in cases {
            let case = &self.docket.cases[at];
            let of_check = self.docket.check(case) == check;
            let touched = || case.claims.iter().any(|claim| adopted.contains_key(claim));
            let settles = (of_check && case.claims.iter().all(|claim| named.contains(claim)))
                || (touched() && case.clash.vanishes(self.corpus, &adopted));
            if settles {
                self.settled.entry(at).or_default().push(id);
                used = true;
            }
            let crowd = self.docket.starts[case.finding].1;
            let all = || {
                let claims = &self.docket.findings[case.finding].claims;
                claims.iter().all(|involved| named.contains(&involved.claim))
            };
            if of_check && crowd && all() {
                self.whole.insert(case.finding);
            }
        }
        used
    }

    fn why_unused(&self, ruling: &Resolution, check: Check, cases: &BTreeSet<usize>) -> Unused {
        let named: HashSet<ClaimId> = ruling.claims.iter().map(|pin| pin.claim).collect();
        let cases = || cases.iter().map(|&at| &self.docket.cases[at]);
        let missing = |case: &RuledConflict<'_>| -> Vec<ClaimId> {
            case.claims.iter().copied().filter(|claim| !named.contains(claim)).collect()
        };
        let nearest = cases()
            .filter(|case| self.docket.check(case) == check)
            .map(missing)
            .min_by_key(Vec::len);
        if let Some(&claim) = nearest.as_ref().and_then(|missing| missing.first()) {
            return Unused::RestsOn(claim);
        }
        let other = cases().find(|case| missing(case).is_empty());
        other.map_or(Unused::NoFinding, |case| Unused::OtherCheck(self.docket.check(case)))
    }

    fn life(&self, finding: usize) -> Life {
        let cases = self.docket.of_finding(finding);
        let conflicts = cases.len();
        let settled = cases.clone().filter(|at| self.settled.contains_key(at)).count();
        let rulings: BTreeSet<ResolutionId> =
            cases.filter_map(|at| self.settled.get(&at)).flatten().copied().collect();
        let all_listed = !self.docket.starts[finding].1 || self.whole.contains(&finding);
        let resolved = conflicts > 0 && settled == conflicts && all_listed;
        let status = if resolved { Status::Resolved } else { Status::Open };
        Life { status, rulings: rulings.into_iter().collect(), conflicts, settled }
    }
}

/// The check a ruling names.
fn check_of(corpus: &Corpus, ruling: &Resolution) -> Option<Check> {
    Check::named(corpus.texts.value(ruling.span.file, ruling.check))
}

/// The pinned figures that are no longer what their claims say. Spelling does not matter.
fn changed(corpus: &Corpus, ruling: &Resolution) -> Vec<Pin> {
    let as_it_stood =
        |pin: &&Pin| corpus.figure(pin.reads).says_the_same(&corpus.extent(pin.claim));
    ruling.claims.iter().filter(|pin| !as_it_stood(pin)).copied().collect()
}

fn of_fault(corpus: &Corpus, id: ResolutionId, fault: RulingFault) -> Finding {
    let ruling = corpus.resolution(id);
    let of_check = corpus.texts.span(ruling.span.file, ruling.check);
    let (check, at) = match &fault {
        RulingFault::Void(changed) => {
            let pin = changed.first().map(|pin| corpus.texts.span(pin.file, pin.figure));
            (Check::VoidResolution, pin.unwrap_or(of_check))
        }
        RulingFault::Unused(_) => (Check::UnusedResolution, of_check),
        RulingFault::Overdue => {
            let day = ruling.review_by.map(|(day, _)| corpus.texts.span(ruling.span.file, day));
            (Check::OverdueResolution, day.unwrap_or(of_check))
        }
    };
    Finding::new(check, at, Evidence::Ruling(id, fault))
}
