//! The findings of two runs on one corpus in; which are new, gone, changed or the same, out.

use crate::explain::tell;
use crate::finding::{Check, Finding, Status};
use crate::model::{ClaimId, Corpus, QuantityId};
use std::collections::{BTreeSet, HashMap, VecDeque};
use std::hash::Hash;

/// One run.
#[derive(Clone, Copy, Debug)]
pub struct ComparedRun<'r> {
    /// What was read.
    pub corpus: &'r Corpus,
    /// What was found.
    pub findings: &'r [Finding],
    /// The fingerprint of each.
    pub fingerprints: &'r [String],
    /// Numbers that claims and quantities have in both runs; `None` where they have the same anyway.
    pub numbers: Option<Numbers<'r>>,
}

/// Numbers for the claims and the quantities of one run, the same for what is the same in the other.
#[derive(Clone, Copy, Debug)]
pub struct Numbers<'r> {
    /// By the claim's own number.
    pub claims: &'r [u32],
    /// By the quantity's own number.
    pub quantities: &'r [u32],
    /// Whether a claim says what it says in the other run, by its own number.
    pub kept: &'r [bool],
}

/// How two runs differ; findings by their places in each run's list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Difference {
    /// Open in the second run, and in the first not there or settled.
    pub opened: Vec<usize>,
    /// Open in the first run, and in the second not there or settled.
    pub closed: Vec<usize>,
    /// There in both, with other numbers or words.
    pub changed: Vec<(usize, usize)>,
    /// How many are there in both and the same.
    pub same: usize,
}

/// Matches the findings of two runs: by fingerprint and claims; what is left by fingerprint, for other
/// claims of the same accounts may now be the ones that fail; and what is left then by check and quantities,
/// for a rivalry is the same while parties join it or leave. Near-linear in the findings.
pub fn difference(before: &ComparedRun<'_>, after: &ComparedRun<'_>) -> Difference {
    let mut matched: Vec<Option<usize>> = vec![None; after.findings.len()];
    let mut left: BTreeSet<usize> = (0..before.findings.len()).collect();
    pair(before, after, &mut matched, &mut left, |run, at| (fingerprint(run, at), claims(run, at)));
    pair(before, after, &mut matched, &mut left, fingerprint);
    pair(before, after, &mut matched, &mut left, subject);
    let open = |run: &ComparedRun<'_>, at: usize| run.findings[at].life.status == Status::Open;
    let mut found = Difference::default();
    found.closed.extend(left.into_iter().filter(|&at| open(before, at)));
    for (now, then) in matched.into_iter().enumerate() {
        match then {
            None if open(after, now) => found.opened.push(now),
            None => {}
            Some(then) => match (open(before, then), open(after, now)) {
                (false, true) => found.opened.push(now),
                (true, false) => found.closed.push(then),
                _ if says_the_same(before, then, after, now) => found.same += 1,
                _ => found.changed.push((then, now)),
            },
        }
    }
    found.closed.sort_unstable();
    found
}

/// Matches what is left by a key, in order.
fn pair<'r, K: Eq + Hash>(
    before: &ComparedRun<'r>,
    after: &ComparedRun<'r>,
    matched: &mut [Option<usize>],
    left: &mut BTreeSet<usize>,
    key: impl Fn(&ComparedRun<'r>, usize) -> K,
) {
    let mut waiting: HashMap<K, VecDeque<usize>> = HashMap::new();
    for &at in left.iter() {
        waiting.entry(key(before, at)).or_default().push_back(at);
    }
    for (now, then) in matched.iter_mut().enumerate().filter(|(_, then)| then.is_none()) {
        *then = waiting.get_mut(&key(after, now)).and_then(VecDeque::pop_front);
        then.iter().for_each(|at| {
            left.remove(at);
        });
    }
}

/// The fingerprint, without the number that tells apart those that look alike.
fn fingerprint<'r>(run: &ComparedRun<'r>, at: usize) -> &'r str {
    run.fingerprints[at].split('-').next().unwrap_or("")
}

fn claims(run: &ComparedRun<'_>, at: usize) -> BTreeSet<u32> {
    let number = |id: ClaimId| run.numbers.map_or(id.0, |numbers| numbers.claims[id.index()]);
    run.findings[at].claims.iter().map(|involved| number(involved.claim)).collect()
}

/// The check, and what the claims are about; a fault of the files is its own subject.
fn subject<'r>(run: &ComparedRun<'r>, at: usize) -> (Check, BTreeSet<u32>, &'r str) {
    let number =
        |id: QuantityId| run.numbers.map_or(id.0, |numbers| numbers.quantities[id.index()]);
    let quantities = run.findings[at].claims.iter();
    let quantities = quantities.map(|involved| number(run.corpus.claim(involved.claim).quantity));
    let quantities: BTreeSet<u32> = quantities.collect();
    let of_file = if quantities.is_empty() { fingerprint(run, at) } else { "" };
    (run.findings[at].check, quantities, of_file)
}

/// Whether the same is said of a finding in both runs. Over two corpora the words hang on the order of files too:
/// there it is enough that it weighs as much and that none of its claims says anything else.
fn says_the_same(
    before: &ComparedRun<'_>,
    then: usize,
    after: &ComparedRun<'_>,
    now: usize,
) -> bool {
    let weight = |run: &ComparedRun<'_>, at: usize| {
        let finding = &run.findings[at];
        (
            finding.severity(),
            finding.reading,
            finding.irreconcilable,
            finding.life.status,
            finding.alike,
        )
    };
    let kept = |run: &ComparedRun<'_>, at: usize| {
        let mut claims = run.findings[at].needed_claims().into_iter();
        let kept = |id: ClaimId| run.numbers.is_some_and(|numbers| numbers.kept[id.index()]);
        claims.all(kept)
    };
    let untouched = kept(before, then) && kept(after, now);
    (untouched && weight(before, then) == weight(after, now))
        || words(before, then) == words(after, now)
}

/// All that is said of a finding.
fn words(run: &ComparedRun<'_>, at: usize) -> impl PartialEq + use<> {
    let finding = &run.findings[at];
    let told = tell(run.corpus, finding);
    let weight = (finding.severity(), finding.reading, finding.irreconcilable);
    (told.message, told.arithmetic, told.notes, weight)
}
