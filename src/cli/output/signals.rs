//! Half-written files and the signals that end the process: nothing of them is left behind.
//!
//! A signal may come at any moment. So a file is created, and gets its name, only while a lock is held
//! that the thread waiting for signals takes before it removes what is half-written and lets the signal
//! do what it always does. A process that ignores a signal, as under `nohup`, goes on ignoring it.

use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

static HALF_WRITTEN: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn half_written() -> MutexGuard<'static, Vec<PathBuf>> {
    HALF_WRITTEN.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Creates a file that was not there, to be removed should a signal end the process.
pub(super) fn create(path: &Path) -> io::Result<File> {
    watch();
    let mut half_written = half_written();
    let file = OpenOptions::new().write(true).create_new(true).open(path)?;
    half_written.push(path.to_owned());
    Ok(file)
}

/// Gives the file its name in the place of whatever had it.
pub(super) fn rename(from: &Path, to: &Path) -> io::Result<()> {
    let mut half_written = half_written();
    fs::rename(from, to)?;
    half_written.retain(|path| path != from);
    Ok(())
}

/// Removes the file. That it could not be removed would say less than why it has to be.
pub(super) fn remove(path: &Path) {
    let mut half_written = half_written();
    let _ = fs::remove_file(path);
    half_written.retain(|other| other != path);
}

#[cfg(unix)]
fn watch() {
    use signal_hook::consts::SIGXFSZ;
    use signal_hook::{flag, iterator::Signals, low_level::emulate_default_handler};
    use std::sync::{Arc, Once, atomic::AtomicBool};

    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // Whoever handles it gets an error from the write that went too far, and can say so.
        let _ = flag::register(SIGXFSZ, Arc::new(AtomicBool::new(false)));
        let ignored = ignored();
        let heeded = |signal: &i32| ignored & (1 << (signal - 1)) == 0;
        let signals = ENDING.iter().copied().filter(heeded);
        let Ok(mut signals) = Signals::new(signals) else { return };
        std::thread::spawn(move || {
            for signal in signals.forever() {
                let half_written = half_written();
                half_written.iter().for_each(|path| drop(fs::remove_file(path)));
                let _ = emulate_default_handler(signal);
            }
        });
    });
}

/// The signals that end a process unless it does something about them. Left out are those that nothing can be done
/// about, and those that say the process itself went wrong in a way it cannot go on from.
#[cfg(unix)]
const ENDING: &[i32] = {
    use signal_hook::consts::signal::*;
    &[
        SIGABRT, SIGALRM, SIGHUP, SIGINT, SIGPROF, SIGQUIT, SIGSYS, SIGTERM, SIGTRAP, SIGUSR1,
        SIGUSR2, SIGVTALRM, SIGXCPU,
    ]
};

/// Elsewhere a process that is ended leaves its half-written file.
#[cfg(not(unix))]
fn watch() {}

/// The signals the process was started to ignore, a bit each; none where nothing says so.
#[cfg(unix)]
fn ignored() -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let mask = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    mask.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).unwrap_or(0)
}
