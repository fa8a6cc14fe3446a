//! A run's JSON beside what was injected; what was found, what was missed, and false alarms out.

use super::generate::{Injected, Kind};
use serde_json::Value;
use std::collections::{BTreeMap, HashMap};

/// How a run did on a generated corpus.
#[derive(Debug, Default)]
pub(crate) struct Score {
    /// How many of each kind were injected, and how many of those were found.
    pub(crate) kinds: BTreeMap<Kind, (usize, usize)>,
    /// Injected contradictions that no finding of the expected check involves.
    pub(crate) missed: Vec<Injected>,
    /// Errors and warnings that involve no injected claim, as printed.
    pub(crate) false_alarms: Vec<String>,
}

/// Holds the findings of a run against what was injected. A finding involves an injected claim when
/// it names the claim, or points into its lines.
pub(crate) fn score(report: &Value, truth: &[Injected]) -> Score {
    let guilty = Guilty::new(truth);
    let mut found = vec![false; truth.len()];
    let mut score = Score::default();
    for finding in list(report, "findings") {
        let check = finding.get("check").and_then(Value::as_str).unwrap_or("");
        let involved = guilty.involved(finding);
        for &at in &involved {
            found[at] |= truth[at].check == check;
        }
        if involved.is_empty() && finding.get("severity").and_then(Value::as_str) != Some("info") {
            score.false_alarms.push(summary(finding));
        }
    }
    for (injected, found) in truth.iter().zip(found) {
        let (all, hit) = score.kinds.entry(injected.kind).or_default();
        *all += 1;
        *hit += usize::from(found);
        if !found {
            score.missed.push(injected.clone());
        }
    }
    score
}

/// The injected claims, by id and by file.
struct Guilty<'t> {
    truth: &'t [Injected],
    ids: HashMap<&'t str, usize>,
    files: HashMap<&'t str, Vec<usize>>,
}

impl<'t> Guilty<'t> {
    fn new(truth: &'t [Injected]) -> Self {
        let mut guilty = Self { truth, ids: HashMap::new(), files: HashMap::new() };
        for (at, injected) in truth.iter().enumerate() {
            guilty.ids.insert(&injected.id, at);
            guilty.files.entry(&injected.file).or_default().push(at);
        }
        guilty
    }

    fn involved(&self, finding: &Value) -> Vec<usize> {
        let claims = list(finding, "claims");
        let named =
            claims.iter().filter_map(|claim| self.ids.get(claim.get("id")?.as_str()?).copied());
        let places =
            std::iter::once(finding).chain(finding.get("place")).chain(list(finding, "places"));
        let pointed = places.chain(claims).filter_map(|place| self.at(place));
        named.chain(pointed).collect()
    }

    /// The injected claim that stands at a place.
    fn at(&self, place: &Value) -> Option<usize> {
        let path = place.get("path")?.as_str()?;
        let line = usize::try_from(place.get("line")?.as_u64()?).ok()?;
        let file = path.rsplit(['/', '\\']).next()?;
        let here = self.files.get(file)?;
        here.iter().copied().find(|&at| self.truth[at].lines.contains(&line))
    }
}

fn list<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value.get(key).and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn summary(finding: &Value) -> String {
    let word = |key| finding.get(key).and_then(Value::as_str).unwrap_or("?");
    format!("{}[{}] {}", word("severity"), word("check"), word("message"))
}
