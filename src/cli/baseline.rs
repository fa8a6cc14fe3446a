//! The baseline on disk: its options, reading it, and writing it whole or not at all.

use super::output::{say, write_file};
use crate::baseline::Baseline;
use crate::error::Error;
use crate::finding::{Finding, Status};
use crate::model::{Corpus, Skipped};
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
    /// Entries of the baseline that match nothing.
    pub(super) unmatched: Option<Skipped>,
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

    /// Marks the findings that stand in the baseline, or will.
    ///
    /// All findings are looked at, whatever is selected; and nothing is taken out of a baseline when
    /// some claims were not read, for their findings are not seen either.
    pub(super) fn mark(
        &self,
        baseline: Option<&Baseline>,
        corpus: &Corpus,
        findings: &mut [Finding],
    ) -> Pending<'_> {
        let matched = baseline.map(|baseline| baseline.mark(corpus, findings));
        let all = baseline.map_or(0, Baseline::len);
        let count = all - matched.as_ref().map_or(0, Baseline::len);
        let mut what = "entries of the baseline that match nothing";
        let mut write = None;
        if let Some(path) = &self.write_baseline {
            write = Some((path.as_path(), Baseline::of(corpus, findings)));
            let open = findings.iter_mut().filter(|found| found.life.status == Status::Open);
            open.for_each(|found| found.life.status = Status::Baseline);
        } else if self.prune_baseline && count > 0 {
            if corpus.skipped.is_empty() {
                what = "entries taken out of the baseline";
                write = self.baseline.as_deref().zip(matched);
            } else {
                what = "entries of the baseline that match nothing, kept since not all was read";
            }
        }
        Pending { unmatched: (count > 0).then_some(Skipped { what, count }), write }
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
