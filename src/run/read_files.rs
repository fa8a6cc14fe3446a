//! Files in, a corpus and what else there is to know of the files out.

use crate::finding::Finding;
use crate::model::{Corpus, Skipped};
use crate::progress::Progress;
use crate::read::files::{Gathered, Input};
use crate::read::read_watched;

/// What was read.
#[derive(Clone, Debug)]
pub struct ReadFiles {
    /// The claims.
    pub corpus: Corpus,
    /// What else there is to know of the files.
    pub faults: ReadFaults,
}

/// What a run has to know of the files beside their claims.
#[derive(Clone, Debug, Default)]
pub struct ReadFaults {
    /// The faults of the files.
    pub findings: Vec<Finding>,
    /// What lay under the paths and was passed over.
    pub passed_over: Vec<Skipped>,
}

impl ReadFaults {
    /// How many faults the files have, those that are counted and not listed among them.
    pub fn count(&self) -> usize {
        self.findings.iter().map(Finding::how_many).sum()
    }
}

impl ReadFiles {
    /// What reading left out: of the files, then around them. A run says the same, with what it left out itself.
    pub fn left_out(&self) -> impl Iterator<Item = &Skipped> {
        self.corpus.skipped.iter().chain(&self.faults.passed_over)
    }
}

/// Reads texts that are in memory, or were gathered from elsewhere than the disk.
pub fn from_inputs(
    inputs: Vec<Input>,
    passed_over: Vec<Skipped>,
    progress: &Progress,
) -> ReadFiles {
    let (corpus, findings) = read_watched(inputs, progress);
    ReadFiles { corpus, faults: ReadFaults { findings, passed_over } }
}

/// Reads what was gathered from the disk. Whether all paths could be read, `gathered` has said.
pub fn from_disk(gathered: Gathered, progress: &Progress) -> ReadFiles {
    let passed = [
        ("links not followed", gathered.links),
        ("pipes and devices not opened", gathered.specials),
    ];
    let passed = passed.into_iter().filter(|&(_, count)| count > 0);
    let passed_over = passed.map(|(what, count)| Skipped { what, count }).collect();
    from_inputs(gathered.inputs, passed_over, progress)
}
