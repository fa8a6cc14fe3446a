//! The baseline on disk: its options, reading it, and writing it whole or not at all.

use super::output::{NewBaseline, ReadFile, Written, say, there};
use crate::baseline::Baseline;
use crate::error::Error;
use crate::read::regular::read_regular;
use crate::run::Acceptance;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// The options that have to do with the baseline.
#[derive(Debug, clap::Args)]
pub(super) struct BaselineOptions {
    /// Fail only on findings that do not stand in this file
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,

    /// Write every finding that no ruling settles to this file, as accepted
    #[arg(long, value_name = "FILE")]
    write_baseline: Option<PathBuf>,

    /// Take out of the baseline what matches no finding any more
    #[arg(long, requires = "baseline", conflicts_with = "write_baseline")]
    prune_baseline: bool,
}

/// The baseline read, and what may be written in the place of what.
pub(super) struct Baselines {
    /// The baseline named.
    pub(super) read: Option<Baseline>,
    /// Where one is to be written.
    write: Option<NewBaselinePlace>,
}

/// Where a baseline is to be written.
struct NewBaselinePlace {
    path: PathBuf,
    /// The bytes there, if a file is.
    there: Option<Vec<u8>>,
    /// The file begun. One that is pruned is written only where something is taken out of it.
    begun: Option<NewBaseline>,
}

impl BaselineOptions {
    /// Whether one is to be written.
    pub(super) fn writes(&self) -> bool {
        self.write_baseline.is_some() || self.prune_baseline
    }

    /// Reads the baseline named, and what is where one is to be written.
    pub(super) fn read(&self) -> Result<Baselines, Error> {
        let named = self.baseline.as_deref().map(read_bytes).transpose()?;
        let parsed = self.baseline.as_deref().zip(named.as_deref());
        let read = parsed.map(|(path, bytes)| parse(path, bytes)).transpose()?;
        let pruned = self.baseline.clone().filter(|_| self.prune_baseline);
        let write = match (&self.write_baseline, pruned) {
            (Some(path), _) => Some((path.clone(), there(path)?)),
            (None, Some(path)) => Some((path, named)),
            (None, None) => None,
        };
        let write = write.map(|(path, there)| NewBaselinePlace { path, there, begun: None });
        Ok(Baselines { read, write })
    }

    /// The baseline's file, which is read.
    pub(super) fn file(&self) -> Option<ReadFile<'_>> {
        self.baseline.as_deref().map(ReadFile::Baseline)
    }

    /// Which findings are accepted, given the baseline named.
    pub(super) fn acceptance<'b>(&self, baseline: Option<&'b Baseline>) -> Acceptance<'b> {
        match baseline {
            _ if self.write_baseline.is_some() => Acceptance::Everything(baseline),
            Some(baseline) if self.prune_baseline => Acceptance::Pruned(baseline),
            Some(baseline) => Acceptance::Listed(baseline),
            None => Acceptance::Nothing,
        }
    }
}

impl Baselines {
    /// Where a baseline is to be written, if one is.
    pub(super) fn written(&self) -> Option<Written> {
        let place = self.write.as_ref()?;
        Some(Written::baseline(&place.path, place.there.clone()))
    }

    /// Begins the file, so that one that cannot be written stops the run at its beginning.
    pub(super) fn begin(&mut self, options: &BaselineOptions) -> Result<(), Error> {
        if let Some(place) = self.write.as_mut().filter(|_| options.write_baseline.is_some()) {
            place.begun = Some(NewBaseline::begin(&place.path, place.there.clone())?);
        }
        Ok(())
    }

    /// Says that nothing is written where something was to be: what could not be read would be
    /// missing from it.
    pub(super) fn leave(self, renewed: Option<&Baseline>) {
        if renewed.is_some() {
            say("the baseline is left as it was, for not every path could be read");
        }
    }

    /// Writes the baseline that a run gives, if it gives one.
    pub(super) fn write(self, renewed: Option<&Baseline>) -> Result<(), Error> {
        let (Some(place), Some(renewed)) = (self.write, renewed) else { return Ok(()) };
        let begun = match place.begun {
            Some(begun) => begun,
            None => NewBaseline::begin(&place.path, place.there)?,
        };
        begun.replace(&renewed.text())
    }
}

/// The baseline at a path.
pub(super) fn read(path: &Path) -> Result<Baseline, Error> {
    parse(path, &read_bytes(path)?)
}

fn read_bytes(path: &Path) -> Result<Vec<u8>, Error> {
    let path_name = || path.display().to_string();
    read_regular(path).map_err(|cause| match cause.kind() {
        ErrorKind::NotFound => Error::NoBaseline { path: path_name() },
        _ => Error::Unreadable { path: path_name(), cause },
    })
}

fn parse(path: &Path, bytes: &[u8]) -> Result<Baseline, Error> {
    let text = str::from_utf8(bytes).map_err(|_| "it is damaged: it is not UTF-8".to_owned());
    text.and_then(Baseline::parse)
        .map_err(|problem| Error::Baseline { path: path.display().to_string(), problem })
}
