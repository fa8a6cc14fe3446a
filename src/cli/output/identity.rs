//! Whether two paths are one file, whatever links and spellings lead to it.

use std::fs;
use std::path::Path;

/// What tells files apart: the device and the number on it.
#[cfg(unix)]
pub(super) type Identity = (u64, u64);

/// What tells files apart: the path without links.
#[cfg(not(unix))]
pub(super) type Identity = std::path::PathBuf;

/// The file a path leads to; none where no file is there, or something that is no file.
#[cfg(unix)]
pub(super) fn identity(path: &Path) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt;
    let there = fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    Some((there.dev(), there.ino()))
}

/// The file a path leads to; none where no file is there, or something that is no file.
#[cfg(not(unix))]
pub(super) fn identity(path: &Path) -> Option<Identity> {
    fs::metadata(path).ok().filter(fs::Metadata::is_file)?;
    fs::canonicalize(path).ok()
}
