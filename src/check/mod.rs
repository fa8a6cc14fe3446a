//! One file per check of the arithmetic: corpus and arithmetic in, findings out.
//!
//! Their pages are in `docs/checks/`. Checks of the reader (shape, names, figures) fire in `read`.

mod conflicts_of_finding;
mod counts_something_else;
mod origins_and_denials;
mod rulings;

pub use counts_something_else::causes;

use crate::engine::conflicts::beyond_lookups::joints;
use crate::engine::conflicts::corrections::{TRIED_IN_ALL, suspects};
use crate::engine::conflicts::grouping::Joints;
use crate::engine::conflicts::minimal::{LISTED, conflicts};
use crate::engine::one_claim::impossible_percentages::fractions;
use crate::engine::one_claim::self_contradictions::slips;
use crate::engine::one_quantity::rivals::{Rivalry, rivalries};
use crate::engine::one_quantity::shared_footnotes::echoes;
use crate::engine::parts_and_wholes::misfits::{Misfit, Misfits, misfits};
use crate::engine::parts_and_wholes::stated_sums::{SumFault, stated_sums};
use crate::engine::standing::claims_in_force::{Ground, Standing, standing};
use crate::engine::standing::revisions::{falls, stray_revisions};
use crate::engine::standing::voices::spoken_alone;
use crate::finding::{
    Check, Evidence, Fall, Finding, Fraction, Involved, OneOrigin, Reading, Revision, Role,
    Severity, Slip, Sum, for_each_check,
};
use crate::model::{ClaimId, Corpus, NotInForce, Skipped};
use crate::period::Period;
use crate::progress::{Progress, Stage};

use std::collections::HashSet;

/// Everything a run found, and how much it looked at.
#[derive(Debug)]
pub struct Checked {
    /// By place, then by severity and check.
    pub findings: Vec<Finding>,
    /// Pairs of claims on one quantity that were held against one another.
    pub comparisons: u64,
    /// Claims that stay out of the arithmetic because of what people made of them.
    pub not_in_force: NotInForce,
    /// What was left out of the search.
    pub skipped: Vec<Skipped>,
    /// The claims that stand.
    pub ground: Ground,
}

/// The arithmetic of one corpus, done once for all checks.
pub(crate) struct Arithmetic<'c> {
    corpus: &'c Corpus,
    rivalries: Vec<Rivalry>,
    misfits: Misfits,
    joints: Joints,
    sums: Vec<SumFault>,
    slips: Vec<(ClaimId, Slip)>,
    fractions: Vec<Fraction>,
    falls: Vec<Fall>,
    echoes: Vec<OneOrigin>,
    strays: Vec<Revision>,
}

/// Checks a corpus; what the reader found is kept beside it. No ruling is overdue: there is no today.
pub fn check(corpus: &Corpus, read: Vec<Finding>) -> Checked {
    check_on(corpus, read, None)
}

/// Checks a corpus on a day, by which rulings may be overdue.
pub fn check_on(corpus: &Corpus, read: Vec<Finding>, today: Option<Period>) -> Checked {
    check_watched(corpus, read, today, &Progress::new())
}

/// As [`check_on`], and says how far it has come.
pub fn check_watched(
    corpus: &Corpus,
    read: Vec<Finding>,
    today: Option<Period>,
    progress: &Progress,
) -> Checked {
    progress.begin(Stage::Comparing, 0);
    let standing = standing(corpus);
    let ground = Ground::of(corpus, &standing);
    let (rivalries, comparisons) = rivalries(corpus, &ground);
    progress.begin(Stage::Adding, 0);
    let mut misfits = misfits(corpus, &ground);
    let sums = stated_sums(corpus, &ground);
    progress.begin(Stage::Settling, 0);
    let joints = joints(corpus, &ground, &rivalries, &mut misfits, &sums.faults);
    let mut left_out = vec![
        ("wholes whose parts were not added up", misfits.left_out),
        ("parts above their whole, beyond sixteen of one whole", misfits.parts_left_out),
        ("voices not tried alone, for many speak of one whole", misfits.voices_left_out),
        ("quantities not held against all others: too many cells or steps", joints.unsettled),
        ("sums of which not all parts claimed were looked for", joints.partly),
        ("stated sums of unknown or replaced claims, or of different units", sums.unsummed),
        ("long `sum-of` lists searched for overlaps in part", sums.long),
    ];
    let (echoes, unheard) = echoes(corpus, &rivalries);
    let (fractions, uncompared) = fractions(corpus, &ground);
    let arithmetic = Arithmetic {
        corpus,
        rivalries,
        misfits,
        joints,
        sums: sums.faults,
        slips: slips(corpus),
        fractions,
        falls: falls(corpus, &standing),
        echoes,
        strays: stray_revisions(corpus, &standing),
    };
    let mut findings = read;
    for run in CHECKS {
        findings.extend(run(&arithmetic));
    }
    progress.begin(Stage::Findings, findings.len());
    for finding in findings.iter_mut().filter(|finding| finding.severity() != Severity::Info) {
        finding.conflicts = conflicts(corpus, &ground, finding);
        progress.step(1);
        let open = |involved: &Involved| arithmetic.joints.open.contains(&involved.claim);
        finding.conflicts.complete &= !finding.claims.iter().any(open);
        by_its_own(corpus, finding);
    }
    // Where fewer of its claims fail already, that is told instead.
    findings.retain(|finding| {
        finding.reading.is_none()
            || finding.severity() == Severity::Info
            || finding.conflicts.failing > 0 && !finding.conflicts.listed.is_empty()
            || !finding.conflicts.complete
    });
    let unexplained = counts_something_else::add(corpus, &ground, &mut findings);
    let (uncounted, cut) = origins_and_denials::add(corpus, &mut findings);
    left_out.extend([
        ("quantities whose claims' footnotes were not compared", unheard),
        ("percentages not held against every count they may be of", uncompared),
        ("disagreements whose origins were not counted", uncounted),
        ("sources that relay more than 64 origins, of which the first were followed", cut),
        ("rulings not held against every conflict", rulings::apply(corpus, &mut findings, today)),
    ]);
    let skipped = left_out.into_iter().filter(|&(_, count)| count > 0);
    let skipped = skipped.map(|(what, count)| Skipped { what, count });
    let skipped = skipped.chain(unexplained).collect();
    findings.sort_by_key(|finding| (finding.at, finding.severity(), finding.check));
    let not_in_force = not_in_force(&standing);
    Checked { findings, comparisons, not_in_force, skipped, ground }
}

/// A finding is internal where one voice says all the claims of one of its conflicts. Where these are all
/// known, that is looked up; what a quicker look said stands else.
fn by_its_own(corpus: &Corpus, finding: &mut Finding) {
    let found = &finding.conflicts;
    if finding.reading.is_none() || !found.complete || found.listed.len() >= LISTED {
        return;
    }
    let one_voice = |claims: &Vec<ClaimId>| spoken_alone(corpus, claims);
    let reading =
        if found.listed.iter().any(one_voice) { Reading::Internal } else { Reading::Contested };
    finding.reading = Some(reading);
}

fn not_in_force(standing: &[Standing]) -> NotInForce {
    let mut counts = NotInForce::default();
    for standing in standing {
        match standing {
            Standing::Stands | Standing::Unknown => {}
            Standing::Deprecated => counts.deprecated += 1,
            Standing::Revised(_) | Standing::Earlier(_) => counts.replaced += 1,
            Standing::Denies | Standing::Doubts => counts.denials += 1,
        }
    }
    counts
}

/// Looks for what would have to be corrected, finding by finding: for those that are shown to someone.
/// Returns for how many it was not brought to an end.
pub fn suspect(corpus: &Corpus, findings: &mut [Finding]) -> Option<Skipped> {
    let mut budget = TRIED_IN_ALL;
    let mut count = 0;
    for finding in findings.iter_mut().filter(|finding| finding.conflicts.failing > 0) {
        // A stated sum is no sum of cells: what it would have to be stands in its arithmetic.
        if finding.check != Check::SumDiffers {
            let full = match &finding.evidence {
                Evidence::Sum(sum) => sum.full.as_ref().map(|full| &full.claims[..]),
                _ => None,
            };
            let beside = full.unwrap_or_default();
            finding.suspects = suspects(corpus, &finding.conflicts.listed, beside, &mut budget);
            count += usize::from(finding.suspects.is_none());
        }
    }
    let what = "findings with too many claims to say which are suspect";
    (count > 0).then_some(Skipped { what, count })
}

/// Each check of the catalogue that names a file is that file, with its function `findings`.
macro_rules! files_of_checks {
    ($(
        $(#[$doc:meta])* $variant:ident $name:literal $group:ident $rule:ident $($file:ident)?;
    )*) => {
        $($(mod $file;)?)*

        /// The checks of the arithmetic.
        const CHECKS: &[fn(&Arithmetic<'_>) -> Vec<Finding>] = &[$($($file::findings,)?)*];
    };
}

for_each_check!(files_of_checks);

/// The finding of parts and a whole that do not fit.
fn of_misfit(check: Check, corpus: &Corpus, misfit: &Misfit) -> Finding {
    let Misfit { sum, reading, irreconcilable, beside } = misfit;
    let mut finding = of_sum(check, corpus, sum, *reading, *irreconcilable);
    finding.conflicts.beside.clone_from(beside);
    finding
}

fn of_sum(
    check: Check,
    corpus: &Corpus,
    sum: &Sum,
    reading: Reading,
    irreconcilable: bool,
) -> Finding {
    let parts = sum.parts.iter().map(|&claim| Involved { claim, role: Role::Part });
    let whole = Involved { claim: sum.whole, role: Role::Whole };
    let others = sum.full.iter().flat_map(|full| &full.claims);
    let named: HashSet<ClaimId> = sum.parts.iter().copied().collect();
    let others = others.filter(|claim| !named.contains(claim));
    let others = others.map(|&claim| Involved { claim, role: Role::Also });
    let evidence = Evidence::Sum(Box::new(sum.clone()));
    Finding {
        reading: Some(reading),
        irreconcilable: Some(irreconcilable),
        claims: parts.chain([whole]).chain(others).collect(),
        ..Finding::new(check, corpus.figure_span(sum.whole), evidence)
    }
}

/// The findings of claims at odds with themselves in one way.
fn of_slips(
    check: Check,
    arithmetic: &Arithmetic<'_>,
    of_check: fn(&Slip) -> bool,
) -> Vec<Finding> {
    let slips = arithmetic.slips.iter().filter(|(_, slip)| of_check(slip));
    let finding = |(claim, slip): &(ClaimId, Slip)| {
        let at = arithmetic.corpus.figure_span(*claim);
        let claims = vec![Involved { claim: *claim, role: Role::Alone }];
        Finding { claims, ..Finding::new(check, at, Evidence::Slip(*claim, slip.clone())) }
    };
    slips.map(finding).collect()
}

/// The finding of claims on one quantity that are apart.
fn of_rivalry(check: Check, corpus: &Corpus, rivalry: &Rivalry) -> Finding {
    let (lower, higher) = rivalry.conflict.widest;
    let others = rivalry.claims.iter().copied().filter(|&id| id != lower && id != higher);
    let first = lower.min(higher);
    let claims = [first, lower.max(higher)].into_iter().chain(others);
    let evidence = Evidence::Conflict(Box::new(rivalry.conflict.clone()));
    Finding {
        reading: Some(rivalry.reading),
        irreconcilable: Some(false),
        claims: claims.map(|claim| Involved { claim, role: Role::Rival }).collect(),
        ..Finding::new(check, corpus.figure_span(first), evidence)
    }
}
