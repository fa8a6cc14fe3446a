//! A whole corpus checked: the arithmetic done once, every check run, rulings applied.

use crate::budget::limits;
use crate::check::arithmetic::Arithmetic;
use crate::check::{CHECKS, counts_something_else, origins_and_denials, rulings};
use crate::engine::conflicts::beyond_lookups::joints;
use crate::engine::conflicts::minimal::conflicts;
use crate::engine::one_claim::impossible_percentages::fractions;
use crate::engine::one_claim::self_contradictions::slips;
use crate::engine::one_quantity::rivals::rivalries;
use crate::engine::one_quantity::shared_footnotes::echoes;
use crate::engine::parts_and_wholes::misfits::misfits;
use crate::engine::parts_and_wholes::stated_sums::stated_sums;
use crate::engine::standing::accounts::in_one_account;
use crate::engine::standing::claims_in_force::{Ground, Standing, standing};
use crate::engine::standing::revisions::{falls, stray_revisions};
use crate::finding::{Finding, Involved, Reading, Severity};
use crate::model::{ClaimId, Corpus, NotInForce, Skipped};
use crate::period::Period;
use crate::progress::{Progress, Stage};

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
        ("parts above their whole, after the first ones of one whole", misfits.parts_left_out),
        ("accounts not tried alone, for many speak of one whole", misfits.accounts_left_out),
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
        strays: stray_revisions(corpus),
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
        ("sources that relay many origins, of which the first were followed", cut),
        ("rulings not held against every conflict", rulings::apply(corpus, &mut findings, today)),
    ]);
    let skipped = left_out.into_iter().filter(|&(_, count)| count > 0);
    let skipped = skipped.map(|(what, count)| Skipped { what, count });
    let skipped = skipped.chain(unexplained).collect();
    findings.sort_by_key(|finding| (finding.at, finding.severity(), finding.check));
    let not_in_force = not_in_force(&standing);
    Checked { findings, comparisons, not_in_force, skipped, ground }
}

/// A finding is internal where one account says all the claims of one of its conflicts. Where these are all
/// known, that is looked up; what a quicker look said stands else.
fn by_its_own(corpus: &Corpus, finding: &mut Finding) {
    let found = &finding.conflicts;
    if finding.reading.is_none()
        || !found.complete
        || found.listed.len() >= limits::CONFLICTS_LISTED.get()
    {
        return;
    }
    let one_account = |claims: &Vec<ClaimId>| in_one_account(corpus, claims);
    let reading =
        if found.listed.iter().any(one_account) { Reading::Internal } else { Reading::Contested };
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
