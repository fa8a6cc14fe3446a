//! A path and bytes in; a file that is there whole or not at all out.
//!
//! The bytes go to a file beside the target, which takes the target's name once they have reached the
//! disk: whoever reads it meanwhile, or after the machine stopped halfway, finds the old or the new
//! one. A link keeps leading where it leads, and the new file has the permissions of the old one. What
//! is no file, such as a pipe or `/dev/null`, is written to as it is; a disk or a socket is not written to.

use super::signals;
use crate::error::Error;
use crate::read::regular::read_regular;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A file being written. Dropped without [`Whole::commit`], it leaves the target as it was.
#[derive(Debug)]
pub(super) struct Whole {
    /// The path as given.
    path: PathBuf,
    /// Where the bytes end up; none for what is no file.
    target: Option<Target>,
    out: BufWriter<File>,
}

/// A file in the making.
#[derive(Debug)]
struct Target {
    /// Its name, links followed.
    path: PathBuf,
    /// The name of what is written so far.
    beside: PathBuf,
}

impl Drop for Target {
    fn drop(&mut self) {
        signals::remove(&self.beside);
    }
}

impl Whole {
    /// Begins a file. That it cannot be written there is found now, before any long work.
    pub(super) fn open(path: &Path) -> Result<Self, Error> {
        Self::begin(path).map_err(|cause| unwritable(path, cause))
    }

    fn begin(path: &Path) -> io::Result<Self> {
        let there = fs::metadata(path).ok();
        if there.as_ref().is_some_and(fs::Metadata::is_dir) {
            return Err(ErrorKind::IsADirectory.into());
        }
        let path = path.to_owned();
        if let Some(there) = there.as_ref().filter(|there| !there.is_file()) {
            hold_writable(there)?;
            let file = OpenOptions::new().write(true).open(&path)?;
            return Ok(Self { path, target: None, out: BufWriter::with_capacity(BUFFER, file) });
        }
        let target = resolve(&path)?;
        let folder = target.parent().ok_or(ErrorKind::InvalidInput)?;
        let (beside, file) = beside(folder)?;
        let target = Target { path: target, beside };
        if let Some(there) = there {
            file.set_permissions(there.permissions())?;
        }
        Ok(Self { path, target: Some(target), out: BufWriter::with_capacity(BUFFER, file) })
    }

    /// The path as given.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Where to write.
    pub(super) fn out(&mut self) -> &mut BufWriter<File> {
        &mut self.out
    }

    /// Everything written so far reaches the disk, and nothing has its name yet.
    pub(super) fn settle(&mut self) -> io::Result<()> {
        self.out.flush()?;
        if self.target.is_some() { self.out.get_ref().sync_all() } else { Ok(()) }
    }

    /// Puts what was written in the place of whatever was there, in one step.
    pub(super) fn commit(mut self) -> Result<(), Error> {
        self.put().map_err(|cause| unwritable(&self.path, cause))
    }

    /// As [`Whole::commit`], if what is there still holds the bytes that were read; none for no file. What is no file
    /// has no bytes to lose.
    ///
    /// Between this look and the new name is a moment in which another program may write. It is as short as can be.
    pub(super) fn replace_if_unchanged(mut self, read: Option<&[u8]>) -> Result<(), Error> {
        self.settle().map_err(|cause| unwritable(&self.path, cause))?;
        let now = self.target.as_ref().map(|target| read_if_there(&target.path)).transpose();
        let now = now.map_err(|cause| unwritable(&self.path, cause))?;
        if now.is_some_and(|now| now.as_deref() != read) {
            return Err(Error::Changed { path: self.path.display().to_string() });
        }
        self.commit()
    }

    fn put(&mut self) -> io::Result<()> {
        self.settle()?;
        let Some(target) = &self.target else { return Ok(()) };
        signals::rename(&target.beside, &target.path)?;
        // Makes the new name last; where folders cannot be opened it lasts without.
        let folder = target.path.parent().map(File::open);
        folder.map_or(Ok(()), |folder| folder.and_then(|folder| folder.sync_all()).or(Ok(())))
    }
}

/// That something which is no file may be written to: a whole disk would be lost.
#[cfg(unix)]
fn hold_writable(there: &fs::Metadata) -> io::Result<()> {
    use std::os::unix::fs::FileTypeExt;
    let kind = there.file_type();
    if kind.is_block_device() || kind.is_socket() {
        return Err(io::Error::other("it is a disk or a socket"));
    }
    Ok(())
}

#[cfg(not(unix))]
fn hold_writable(_: &fs::Metadata) -> io::Result<()> {
    Ok(())
}

const BUFFER: usize = 1 << 16;

/// Names tried beside a target, for an older run that was cut off may have left one there.
const TRIES: usize = 64;

/// A new file in the folder, hidden and with an ending that no claim file has.
fn beside(folder: &Path) -> io::Result<(PathBuf, File)> {
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    let mut failed = ErrorKind::AlreadyExists.into();
    for _ in 0..TRIES {
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let path = folder.join(format!(".variorum-{}-{number}.tmp", std::process::id()));
        match signals::create(&path) {
            Ok(file) => return Ok((path, file)),
            Err(cause) if cause.kind() == ErrorKind::AlreadyExists => failed = cause,
            Err(cause) => return Err(cause),
        }
    }
    Err(failed)
}

/// The path without links, in a folder that is there. A link to nothing leads to what it names.
pub(super) fn resolve(path: &Path) -> io::Result<PathBuf> {
    const LINKS: usize = 40;
    let mut path = path.to_owned();
    for _ in 0..LINKS {
        let name = path.file_name().ok_or(ErrorKind::InvalidInput)?.to_owned();
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = fs::canonicalize(folder.unwrap_or(Path::new(".")))?;
        let here = folder.join(name);
        match fs::read_link(&here) {
            Ok(leads) => path = folder.join(leads),
            Err(_) => return Ok(here),
        }
    }
    Err(io::Error::other("too many links lead to one another"))
}

/// The bytes of a file; none where nothing is, or what is no file.
pub(super) fn read_if_there(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match read_regular(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(cause) if matches!(cause.kind(), ErrorKind::NotFound | ErrorKind::InvalidInput) => {
            Ok(None)
        }
        Err(cause) => Err(cause),
    }
}

fn unwritable(path: &Path, cause: io::Error) -> Error {
    Error::Unwritable { path: path.display().to_string(), cause }
}
