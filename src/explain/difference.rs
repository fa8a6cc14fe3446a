//! The findings of two runs on one corpus in; which are new, gone, changed or the same, out.

use super::tell;
use crate::finding::{Check, Finding, Status};
use crate::model::{ClaimId, Corpus, QuantityId};
use std::collections::{BTreeSet, HashMap, VecDeque};
use std::hash::Hash;

/// One run.
#[derive(Clone, Copy, Debug)]
pub struct Run<'r> {
    /// What was read. Claims have the same numbers in both runs.
    pub corpus: &'r Corpus,
    /// What was found.
    pub findings: &'r [Finding],
    /// The fingerprint of each.
    pub fingerprints: &'r [String],
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
/// claims of the same voices may now be the ones that fail; and what is left then by check and quantities,
/// for a rivalry is the same while parties join it or leave. Near-linear in the findings.
pub fn difference(before: &Run<'_>, after: &Run<'_>) -> Difference {
    let mut matched: Vec<Option<usize>> = vec![None; after.findings.len()];
    let mut left: BTreeSet<usize> = (0..before.findings.len()).collect();
    pair(before, after, &mut matched, &mut left, |run, at| (fingerprint(run, at), claims(run, at)));
    pair(before, after, &mut matched, &mut left, fingerprint);
    pair(before, after, &mut matched, &mut left, subject);
    let open = |run: &Run<'_>, at: usize| run.findings[at].life.status == Status::Open;
    let mut found = Difference::default();
    found.closed.extend(left.into_iter().filter(|&at| open(before, at)));
    for (now, then) in matched.into_iter().enumerate() {
        match then {
            None if open(after, now) => found.opened.push(now),
            None => {}
            Some(then) => match (open(before, then), open(after, now)) {
                (false, true) => found.opened.push(now),
                (true, false) => found.closed.push(then),
                _ if words(before, then) == words(after, now) => found.same += 1,
                _ => found.changed.push((then, now)),
            },
        }
    }
    found.closed.sort_unstable();
    found
}

/// Matches what is left by a key, in order.
fn pair<'r, K: Eq + Hash>(
    before: &Run<'r>,
    after: &Run<'r>,
    matched: &mut [Option<usize>],
    left: &mut BTreeSet<usize>,
    key: impl Fn(&Run<'r>, usize) -> K,
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
fn fingerprint<'r>(run: &Run<'r>, at: usize) -> &'r str {
    run.fingerprints[at].split('-').next().unwrap_or("")
}

fn claims(run: &Run<'_>, at: usize) -> BTreeSet<ClaimId> {
    run.findings[at].claims.iter().map(|involved| involved.claim).collect()
}

/// The check, and what the claims are about; a fault of the files is its own subject.
fn subject<'r>(run: &Run<'r>, at: usize) -> (Check, BTreeSet<QuantityId>, &'r str) {
    let quantities = claims(run, at).into_iter().map(|id| run.corpus.claim(id).quantity);
    let quantities: BTreeSet<QuantityId> = quantities.collect();
    let of_file = if quantities.is_empty() { fingerprint(run, at) } else { "" };
    (run.findings[at].check, quantities, of_file)
}

/// All that is said of a finding.
fn words(run: &Run<'_>, at: usize) -> impl PartialEq + use<> {
    let finding = &run.findings[at];
    let told = tell(run.corpus, finding);
    let weight = (finding.severity, finding.reading, finding.irreconcilable);
    (told.message, told.arithmetic, told.notes, weight)
}
