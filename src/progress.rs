//! How far a run has come: counters that the library moves and whoever started the run may look at. It
//! knows no clock and no terminal, and nothing that is found hangs on it.

use std::sync::atomic::{AtomicUsize, Ordering};

/// What a run is busy with, in the order it comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Finding and reading files.
    Reading,
    /// Holding the claims on each quantity against one another.
    Comparing,
    /// Adding up parts.
    Adding,
    /// Holding all claims against one another at once.
    Settling,
    /// Looking at each finding.
    Findings,
}

impl Stage {
    /// Every stage, in order.
    pub const ALL: &[Stage] =
        &[Stage::Reading, Stage::Comparing, Stage::Adding, Stage::Settling, Stage::Findings];

    /// It in words.
    pub const fn words(self) -> &'static str {
        match self {
            Stage::Reading => "reading files",
            Stage::Comparing => "comparing claims",
            Stage::Adding => "adding up parts",
            Stage::Settling => "holding all claims together",
            Stage::Findings => "looking at each finding",
        }
    }
}

/// The counters of one run.
#[derive(Debug, Default)]
pub struct Progress {
    stage: AtomicUsize,
    done: AtomicUsize,
    of: AtomicUsize,
}

/// What the counters say at one moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Now {
    /// What the run is busy with.
    pub stage: Stage,
    /// How much of that is done, at most `of`.
    pub done: usize,
    /// Of how much; 0 where nobody knows.
    pub of: usize,
}

impl Progress {
    /// Counters at the beginning.
    pub const fn new() -> Self {
        Self { stage: AtomicUsize::new(0), done: AtomicUsize::new(0), of: AtomicUsize::new(0) }
    }

    /// A stage begins that has so much to do; 0 where nobody knows how much.
    pub fn begin(&self, stage: Stage, of: usize) {
        self.of.store(of, Ordering::Relaxed);
        self.done.store(0, Ordering::Relaxed);
        self.stage.store(stage as usize, Ordering::Relaxed);
    }

    /// So much more of the stage is done.
    pub fn step(&self, more: usize) {
        self.done.fetch_add(more, Ordering::Relaxed);
    }

    /// Where the run is. While a stage changes, a moment may show numbers of both.
    pub fn now(&self) -> Now {
        let stage = self.stage.load(Ordering::Relaxed).min(Stage::ALL.len() - 1);
        let of = self.of.load(Ordering::Relaxed);
        Now { stage: Stage::ALL[stage], done: self.done.load(Ordering::Relaxed).min(of), of }
    }
}
