//! The baseline on disk: its options, reading it, and writing it whole or not at all.

use super::output::{say, write_file};
use crate::baseline::Baseline;
use crate::error::Error;
use crate::run::Acceptance;
use std::fs;
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

/// What is to be written once all findings are told.
pub(super) struct Pending<'o> {
    write: Option<(&'o Path, Baseline)>,
}

impl BaselineOptions {
    /// The baseline named, if any.
    pub(super) fn read(&self) -> Result<Option<Baseline>, Error> {
        self.baseline.as_deref().map(read).transpose()
    }

    /// The baseline's file, which is read.
    pub(super) fn file(&self) -> Option<&Path> {
        self.baseline.as_deref()
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

    /// Where the baseline is to be written that a run gives, if it gives one.
    pub(super) fn pending(&self, renewed: Option<Baseline>) -> Pending<'_> {
        let path = self.write_baseline.as_deref().or(self.baseline.as_deref());
        Pending { write: path.zip(renewed) }
    }
}

impl Pending<'_> {
    /// Says that nothing is written where something was to be: what could not be read would be
    /// missing from it.
    pub(super) fn leave(self) {
        if self.write.is_some() {
            say("the baseline is left as it was, for not every path could be read");
        }
    }

    /// Writes what is to be written.
    pub(super) fn write(self) -> Result<(), Error> {
        let Some((path, baseline)) = self.write else { return Ok(()) };
        write_file(path, baseline.text().as_bytes())
    }
}

pub(super) fn read(path: &Path) -> Result<Baseline, Error> {
    let name = || path.display().to_string();
    let bytes = fs::read(path).map_err(|cause| match cause.kind() {
        ErrorKind::NotFound => Error::NoBaseline { path: name() },
        _ => Error::Unreadable { path: name(), cause },
    })?;
    let text = String::from_utf8(bytes).map_err(|_| "it is damaged: it is not UTF-8".to_owned());
    let baseline = text.and_then(|text| Baseline::parse(&text));
    baseline.map_err(|problem| Error::Baseline { path: name(), problem })
}
