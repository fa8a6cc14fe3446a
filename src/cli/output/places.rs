//! What a run would write and what it reads in; whether it may write there out. The only place that decides it.

use super::identity::{Identity, identity};
use super::whole::resolve;
use crate::baseline::Baseline;
use crate::error::Error;
use std::path::{Path, PathBuf};

/// A place that a run would write to.
#[derive(Clone, Debug)]
pub(in crate::cli) struct Written {
    /// The path as given.
    pub(in crate::cli) path: PathBuf,
    /// What it may take the place of.
    pub(in crate::cli) replaces: Replaces,
}

/// What may be replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::cli) enum Replaces {
    /// Whatever is there.
    Anything,
    /// A baseline only, which may be the one that is read. These are the bytes that are there, if a file is.
    Baseline(Option<Vec<u8>>),
}

/// A file that a run reads.
#[derive(Clone, Copy, Debug)]
pub(in crate::cli) enum ReadFile<'p> {
    /// Claims, a text, a style.
    Plain(&'p Path),
    /// A baseline, which a newer one may take the place of.
    Baseline(&'p Path),
}

impl Written {
    /// Results, in the place of whatever is there.
    pub(in crate::cli) fn results(path: &Path) -> Self {
        Self { path: path.to_owned(), replaces: Replaces::Anything }
    }

    /// Standard output, which may lead to a file.
    pub(in crate::cli) fn stdout() -> Self {
        Self::results(Path::new("/dev/stdout"))
    }

    /// A baseline, in the place of these bytes.
    pub(in crate::cli) fn baseline(path: &Path, there: Option<Vec<u8>>) -> Self {
        Self { path: path.to_owned(), replaces: Replaces::Baseline(there) }
    }

    /// That what is there may be replaced.
    fn hold_replaceable(&self) -> Result<(), Error> {
        let Replaces::Baseline(Some(bytes)) = &self.replaces else { return Ok(()) };
        let text = str::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned());
        text.and_then(Baseline::parse).map(drop).map_err(|problem| {
            let path = self.path.display().to_string();
            Error::ReplacesNoBaseline { path, problem }
        })
    }

    /// Whether it may be written over a file that is read.
    fn may_renew(&self, read: ReadFile<'_>) -> bool {
        matches!((&self.replaces, read), (Replaces::Baseline(_), ReadFile::Baseline(_)))
    }
}

impl<'p> ReadFile<'p> {
    fn path(self) -> &'p Path {
        match self {
            ReadFile::Plain(path) | ReadFile::Baseline(path) => path,
        }
    }
}

/// Whether a run may write to all these places, given what it reads: no place is a file that is read, no two are one
/// file, whatever paths, links and redirections lead there, and a baseline replaces nothing but a baseline.
///
/// A pipe or a device is written to as it is, so nothing is lost there. Asked once before anything is read, with the
/// files that options name, and once with all that was read.
///
/// # Errors
/// When one of the places may not be written to.
pub(in crate::cli) fn may_write<'p>(
    written: &[Written],
    read: impl IntoIterator<Item = ReadFile<'p>>,
) -> Result<(), Error> {
    let mut places: Vec<(FilePlace, &Written)> = Vec::new();
    for one in written {
        one.hold_replaceable()?;
        let Some(place) = FilePlace::of(&one.path) else { continue };
        if places.iter().any(|(other, _)| place.is(other)) {
            return Err(Error::OneFileTwice { path: one.path.display().to_string() });
        }
        places.push((place, one));
    }
    if places.is_empty() {
        return Ok(());
    }
    for read in read {
        let Some(input) = FilePlace::of(read.path()) else { continue };
        let over = places.iter().find(|(place, one)| place.is(&input) && !one.may_renew(read));
        if let Some((_, over)) = over {
            return Err(Error::OutputIsInput {
                output: over.path.display().to_string(),
                input: read.path().display().to_string(),
            });
        }
    }
    Ok(())
}

/// Where a file is or would be.
struct FilePlace {
    /// The file there, if one is.
    file: Option<Identity>,
    /// The path without links.
    path: PathBuf,
}

impl FilePlace {
    /// None for what is no file, and where none can be.
    fn of(path: &Path) -> Option<Self> {
        let file = identity(path);
        if file.is_none() && path.exists() {
            return None;
        }
        let path = resolve(path).ok()?;
        Some(Self { file, path })
    }

    fn is(&self, other: &Self) -> bool {
        self.path == other.path || (self.file.is_some() && self.file == other.file)
    }
}
