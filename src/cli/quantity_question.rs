//! What the commands about one quantity share: the words for it in, the quantity out.

use crate::cli::common_options::Common;
use crate::error::Error;
use crate::finding::Finding;
use crate::model::{Corpus, QuantityId};
use crate::read::words::quantity::{Selected, select};
use clap::ValueEnum;
use std::path::PathBuf;

/// A quantity, and the claim files to read.
#[derive(Debug, clap::Args)]
pub(super) struct Question {
    /// A measure with any `DIMENSION=MEMBER` and `period=PERIOD`, joined by commas or as words of their
    /// own; or a claim's id; or the beginning of a finding's fingerprint
    #[arg(value_name = "QUANTITY", required_unless_present = "about")]
    quantity: Option<String>,

    /// Claim files, folders of them, or `-` for standard input; the current folder if left out
    #[arg(value_name = "PATH")]
    rest: Vec<String>,

    /// The quantity, so that every other word is a path: `measure=killed,side=north,period=2016`
    #[arg(long, value_name = "QUANTITY")]
    about: Option<String>,

    #[command(flatten)]
    pub(super) common: Common,
}

/// How an answer is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum AnswerFormat {
    /// For people
    Text,
    /// One document, version 1
    Json,
}

impl Question {
    /// The words for the quantity, and the paths.
    pub(super) fn split(&self) -> (String, Vec<PathBuf>) {
        let words = self.quantity.iter().chain(&self.rest);
        let (pairs, paths) = split(words.skip(usize::from(self.about.is_none())));
        let first = self.about.as_ref().or(self.quantity.as_ref());
        let words: Vec<&str> = first.map(String::as_str).into_iter().chain(pairs).collect();
        (words.join(","), paths)
    }
}

/// Words of the form `KEY=VALUE`, and the others as paths, the current folder where there is none. A path
/// with such a sign in it can be written `./a=b.yaml`.
pub(super) fn split<'w>(words: impl Iterator<Item = &'w String>) -> (Vec<&'w str>, Vec<PathBuf>) {
    let pair = |word: &str| word.contains('=') && !word.starts_with(['.', '/']);
    let (pairs, paths): (Vec<_>, Vec<_>) = words.map(String::as_str).partition(|word| pair(word));
    let mut paths: Vec<PathBuf> = paths.into_iter().map(PathBuf::from).collect();
    if paths.is_empty() {
        paths.push(PathBuf::from("."));
    }
    (pairs, paths)
}

/// The quantity the words name: of a finding the one it stands at. A quantity that nothing is claimed of is
/// added to the corpus.
pub(super) fn quantity(
    corpus: &mut Corpus,
    words: &str,
    findings: &[Finding],
    fingerprints: &[String],
) -> Result<QuantityId, Error> {
    match select(corpus, words)? {
        Selected::Quantity(quantity) => Ok(quantity),
        Selected::Finding(start) => of_finding(corpus, findings.iter().zip(fingerprints), &start),
    }
}

fn of_finding<'r>(
    corpus: &Corpus,
    all: impl Iterator<Item = (&'r Finding, &'r String)> + Clone,
    start: &str,
) -> Result<QuantityId, Error> {
    let begin = all.clone().filter(|(_, fingerprint)| fingerprint.starts_with(start));
    let exact = all.filter(|(_, fingerprint)| *fingerprint == start);
    let mut found: Vec<_> = exact.map(|(finding, _)| finding).collect();
    if found.is_empty() {
        found = begin.map(|(finding, _)| finding).collect();
    }
    let question = |why: String| Error::Question { words: start.to_owned(), why };
    match found.as_slice() {
        [] => {
            let what = "measure, claim or finding".to_owned();
            Err(Error::Unknown { what, name: start.to_owned(), near: None })
        }
        [finding] => {
            let claims = || finding.claims.iter().map(|involved| involved.claim);
            let first = claims().find(|&id| corpus.figure_span(id) == finding.at);
            let claim = first.or_else(|| claims().next());
            let of_file = || question("this finding is about a file, not about a quantity".into());
            claim.map(|id| corpus.claim(id).quantity).ok_or_else(of_file)
        }
        several => {
            let count = several.len();
            Err(question(format!(
                "{count} findings have fingerprints that begin so; give more of it"
            )))
        }
    }
}
