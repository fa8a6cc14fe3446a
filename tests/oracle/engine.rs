//! The code under test, by its public face alone: claim files in, what it found out, with claims by
//! their numbers in the world.

use crate::cells::Set;
use crate::exact::Within;
use crate::world::World;
use crate::write::Words;
use std::fs;
use std::path::Path;
use variorum::check::{check, suspect};
use variorum::explain::{fingerprints, tell};
use variorum::figure::{Bound, Number};
use variorum::finding::{Finding, Severity};
use variorum::model::{ClaimId, Corpus};
use variorum::read::files::Input;
use variorum::read::read;

/// One run.
pub(crate) struct Ran {
    pub(crate) corpus: Corpus,
    pub(crate) findings: Vec<Finding>,
    pub(crate) fingerprints: Vec<String>,
    /// What was left out, in words.
    pub(crate) skipped: Vec<String>,
    words: Words,
}

/// The project's own corpus, and what is amiss with its files.
pub(crate) fn entry() -> (Corpus, Vec<Finding>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("claims");
    let mut inputs = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        inputs.push(Input { name, bytes: fs::read(&path).unwrap() });
    }
    read(inputs)
}

/// Reads and checks; a world's file has no faults of its own.
pub(crate) fn run(files: Vec<(String, String)>, words: Words) -> Ran {
    let input =
        |(name, text): &(String, String)| Input { name: name.clone(), bytes: text.clone().into() };
    let (corpus, read) = read(files.iter().map(input).collect());
    assert!(read.is_empty(), "{files:#?} {read:?}");
    let mut checked = check(&corpus, read);
    suspect(&corpus, &mut checked.findings);
    let skipped = checked.skipped.iter().map(|left| format!("{} {}", left.count, left.what));
    Ran {
        skipped: skipped.collect(),
        fingerprints: fingerprints(&corpus, &checked.findings),
        findings: checked.findings,
        corpus,
        words,
    }
}

pub(crate) fn run_world(world: &World) -> Ran {
    run(vec![("claims.yaml".into(), world.file())], Words::PLAIN)
}

impl Ran {
    /// The claim's number in the world; none where it belongs to another world.
    pub(crate) fn number(&self, id: ClaimId) -> Option<usize> {
        self.words.find(self.corpus.claim_name(id).expect("every claim has a name"))
    }

    pub(crate) fn set(&self, claims: impl IntoIterator<Item = ClaimId>) -> Set {
        claims
            .into_iter()
            .fold(0, |set, id| set | 1 << self.number(id).expect("a claim of this world"))
    }

    /// The findings that say some claims cannot all be true.
    pub(crate) fn impossible(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| {
            finding.severity() != Severity::Info && ARITHMETIC.contains(&finding.check.name())
        })
    }

    /// The sets of claims a finding says cannot all be true.
    pub(crate) fn conflicts(&self, finding: &Finding) -> Vec<Set> {
        finding.conflicts.listed.iter().map(|claims| self.set(claims.iter().copied())).collect()
    }

    /// A line for each finding.
    pub(crate) fn told(&self) -> Vec<String> {
        let line = |finding: &Finding| {
            let told = tell(&self.corpus, finding);
            let (severity, check) = (finding.severity().name(), finding.check.name());
            let arithmetic = told.arithmetic.unwrap_or_default();
            format!("{severity}[{check}] {} ({arithmetic})", told.message)
        };
        self.findings.iter().map(line).collect()
    }

    /// Whether the claim's figure was read as the world means it.
    pub(crate) fn reads(&self, id: ClaimId, within: Within) -> bool {
        let extent = self.corpus.extent(id);
        let same = |bound: Option<Bound>, end: Option<(i64, bool)>| {
            bound.map(|bound| (bound.value, bound.strict))
                == end.map(|(at, strict)| (Number::new(at.into(), 6), strict))
        };
        same(extent.wide.low, Some((within.low.at, within.low.strict)))
            && same(extent.wide.high, within.high.map(|high| (high.at, high.strict)))
    }
}

/// The checks that rest on whether claims can all be true.
const ARITHMETIC: &[&str] = &[
    "conflicting-claims",
    "part-exceeds-whole",
    "sub-period-exceeds-period",
    "parts-exceed-whole",
    "complete-parts-fall-short",
    "jointly-impossible",
    "shares-exceed-whole",
];
