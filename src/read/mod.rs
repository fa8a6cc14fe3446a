//! Bytes in, corpus and findings out: text → span tree → draft → model. Never fails: whatever cannot
//! be understood becomes a finding, and the rest is read on.

pub mod files;
pub mod shape;

mod claims;
mod draft;
mod names;
mod report;
mod rings;
mod suggest;
mod syntax;
mod tree;
mod vocabulary;

use crate::finding::{Check, Finding};
use crate::model::{Corpus, Quantities, Skipped};
use crate::source::{FileId, Texts};
use draft::{Draft, draft};
use files::Input;
use names::Names;
use rayon::prelude::*;

/// Reads the inputs as one corpus, whatever their order. Files are parsed in parallel; the result
/// does not depend on it. Linear in the bytes.
pub fn read(mut inputs: Vec<Input>) -> (Corpus, Vec<Finding>) {
    inputs.sort_by(|a, b| a.name.cmp(&b.name));
    let drafted: Vec<_> = inputs
        .into_par_iter()
        .enumerate()
        .map(|(at, input)| draft(FileId(at as u32), input.name, input.bytes))
        .collect();
    let mut texts = Texts::default();
    let mut drafts = Vec::with_capacity(drafted.len());
    for (file, draft) in drafted {
        texts.add(file);
        drafts.push(draft);
    }
    resolve(texts, drafts)
}

/// Looks up every name. Names of a file that broke off are not held against other files.
fn resolve(texts: Texts, mut drafts: Vec<Draft>) -> (Corpus, Vec<Finding>) {
    let broken = drafts.iter().filter(|draft| draft.broken).count();
    let mut findings: Vec<Finding> =
        drafts.iter_mut().flat_map(|draft| std::mem::take(&mut draft.findings)).collect();
    let unread = drafts.iter().map(|draft| draft.unread).sum::<usize>();
    let mut names = Names::new(broken > 0);
    let mut corpus = empty(texts);
    vocabulary::declare(&mut corpus, &drafts, &mut names);
    corpus.quantities = Quantities::new(corpus.dimensions.len());
    let unread = unread + claims::read(&mut corpus, drafts, &mut names);
    let unchecked = names.unchecked;
    findings.append(&mut names.findings);
    let skipped = [
        ("claims not read", unread),
        ("files not read to the end", broken),
        ("names not looked up, for files not read to the end", unchecked),
    ];
    corpus.skipped.extend(
        skipped
            .into_iter()
            .filter(|&(_, count)| count > 0)
            .map(|(what, count)| Skipped { what, count }),
    );
    (corpus, findings)
}

fn empty(texts: Texts) -> Corpus {
    Corpus {
        texts,
        measures: Default::default(),
        dimensions: Default::default(),
        parties: Default::default(),
        sources: Default::default(),
        periods: Vec::new(),
        figures: Vec::new(),
        quantities: Quantities::new(0),
        claims: Vec::new(),
        cites: Vec::new(),
        marks: Vec::new(),
        details: Vec::new(),
        resolutions: Vec::new(),
        skipped: Vec::new(),
    }
}

/// Whether a text has the shape of a claim file: the reader's half of the promise that it and the
/// JSON Schema give the same verdict.
pub fn shape_verdict(text: &str) -> bool {
    let (_, draft) = draft(FileId(0), "text".into(), text.as_bytes().to_vec());
    let of_shape = [
        Check::WrongShape,
        Check::UnknownKey,
        Check::MissingKey,
        Check::SplitNumber,
        Check::EmptyFile,
        Check::SyntaxError,
        Check::UnsupportedYaml,
    ];
    !draft.findings.iter().any(|finding| of_shape.contains(&finding.check))
}
