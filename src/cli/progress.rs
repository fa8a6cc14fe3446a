//! A bar on a terminal's standard error while a run is long: counters in, a line that goes away out.
//!
//! It appears after one second, and only where somebody sees it: never in a file, a pipe or a log, nor
//! with `--quiet`, nor on a terminal that cannot take a line back.

use crate::progress::{Now, Progress, Stage};
use std::io::{self, IsTerminal, Write};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, JoinHandle};
use std::time::Duration;

/// How long a run may take before it shows a bar.
const PATIENCE: Duration = Duration::from_secs(1);
/// How often the bar moves.
const PACE: Duration = Duration::from_millis(100);
/// Signs in the bar itself.
const WIDTH: usize = 24;

/// The counters of this process, which does one run.
static PROGRESS: Progress = Progress::new();
/// The thread that draws, if any.
static DRAWING: Mutex<Option<(Sender<()>, JoinHandle<()>)>> = Mutex::new(None);

/// The counters of this run.
pub(super) fn counters() -> &'static Progress {
    &PROGRESS
}

/// From now on a bar may show, unless it is to be quiet.
pub(super) fn begin(quiet: bool) {
    let dumb = std::env::var_os("TERM").is_none_or(|term| term == "dumb" || term.is_empty());
    if quiet || dumb || !io::stderr().is_terminal() {
        return;
    }
    let mut drawing = DRAWING.lock().unwrap_or_else(PoisonError::into_inner);
    if drawing.is_none() {
        let (stop, stopped) = mpsc::channel();
        let draws = move || {
            let mut wait = PATIENCE;
            while stopped.recv_timeout(wait) == Err(RecvTimeoutError::Timeout) {
                wait = PACE;
                put(&line(PROGRESS.now()));
            }
            if wait == PACE {
                put("");
            }
        };
        *drawing = Some((stop, thread::spawn(draws)));
    }
}

/// Takes the bar away for good. Whoever prints calls this first.
pub(super) fn end() {
    let drawing = DRAWING.lock().unwrap_or_else(PoisonError::into_inner).take();
    if let Some((stop, thread)) = drawing {
        drop(stop);
        // A drawing that panicked takes nothing away from the run.
        let _ = thread.join();
    }
}

/// Puts a text in the place of the line the cursor is on.
fn put(text: &str) {
    let mut stderr = io::stderr().lock();
    let _ = write!(stderr, "\r\u{1b}[K{text}").and_then(|()| stderr.flush());
}

/// The line: all stages are one bar, and each fills its share of it.
fn line(now: Now) -> String {
    let stages = Stage::ALL.len();
    let within = (now.done * WIDTH).checked_div(now.of).unwrap_or(0);
    let filled = ((now.stage as usize * WIDTH + within) / stages).min(WIDTH);
    let (full, rest) = ("#".repeat(filled), ".".repeat(WIDTH - filled));
    let count = if now.of > 1 { format!(" {}/{}", now.done, now.of) } else { String::new() };
    format!("[{full}{rest}] {}{count}", now.stage.words())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_fills_by_stages() {
        let at = |stage, done, of| line(Now { stage, done, of });
        assert_eq!(at(Stage::Reading, 0, 0), "[........................] reading files");
        assert_eq!(at(Stage::Reading, 5, 10), "[##......................] reading files 5/10");
        assert_eq!(at(Stage::Comparing, 0, 1), "[####....................] comparing claims");
        assert_eq!(
            at(Stage::Findings, 9, 9),
            "[########################] looking at each finding 9/9"
        );
        assert!(at(Stage::Settling, 0, 0).len() < 80);
    }
}
