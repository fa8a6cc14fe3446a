//! Inputs in, one corpus and the faults of its files out: in which order files are drafted and read.

use crate::budget::limits;
use crate::finding::{Check, Finding};
use crate::model::Corpus;
use crate::progress::{Progress, Stage};
use crate::read::claims::ClaimReader;
use crate::read::draft::{Draft, draft};
use crate::read::files::Input;
use crate::read::names::Names;
use crate::read::vocabulary;
use crate::source::{File, FileId, Texts};
use rayon::prelude::*;

/// Reads the inputs as one corpus, whatever their order. Linear in the bytes.
///
/// Files that may declare names are drafted first. The others come a few at a time, parsed in
/// parallel and read in the order of their names, so that no more than those few are held as drafts.
pub fn read(inputs: Vec<Input>) -> (Corpus, Vec<Finding>) {
    read_watched(inputs, &Progress::new())
}

/// As [`read`], and counts the files as they are parsed.
pub fn read_watched(mut inputs: Vec<Input>, progress: &Progress) -> (Corpus, Vec<Finding>) {
    progress.begin(Stage::Reading, inputs.len());
    inputs.sort_by(|a, b| a.name.cmp(&b.name));
    let mut corpus = Corpus::default();
    let mut waiting: Vec<DraftState> = inputs
        .into_iter()
        .map(|input| {
            let file = corpus.texts.add(File::new(input.name.clone(), String::new()));
            DraftState::Input(file, input)
        })
        .collect();
    progress.step(draft_all(&mut waiting, &mut corpus.texts, may_declare));
    let mut names = Names::default();
    let drafts: Vec<&Draft> = waiting.iter().filter_map(DraftState::draft).collect();
    vocabulary::declare(&mut corpus, &drafts, &mut names);
    let mut reader = ClaimReader::new(corpus, names);
    for batch in waiting.chunks_mut(limits::FILES_AT_ONCE.get()) {
        progress.step(draft_all(batch, &mut reader.corpus.texts, |_| true));
        for waiting in batch {
            if let DraftState::Draft(draft) = std::mem::replace(waiting, DraftState::Done) {
                reader.draft(*draft);
            }
        }
    }
    reader.finish()
}

/// How far a file has come.
enum DraftState {
    Input(FileId, Input),
    Draft(Box<Draft>),
    Done,
}

impl DraftState {
    fn draft(&self) -> Option<&Draft> {
        match self {
            DraftState::Draft(draft) => Some(draft),
            _ => None,
        }
    }
}

/// Drafts, in parallel, the inputs that `which` picks, and puts their texts in their places. Returns how
/// many those are.
fn draft_all(
    waiting: &mut [DraftState],
    texts: &mut Texts,
    which: impl Fn(&Input) -> bool + Sync,
) -> usize {
    let draft_one = |waiting: &mut DraftState| match std::mem::replace(waiting, DraftState::Done) {
        DraftState::Input(id, input) if which(&input) => {
            let (file, drafted) = draft(id, input.name, input.bytes);
            *waiting = DraftState::Draft(Box::new(drafted));
            Some((id, file))
        }
        other => {
            *waiting = other;
            None
        }
    };
    let files: Vec<_> = waiting.par_iter_mut().filter_map(draft_one).collect();
    let count = files.len();
    files.into_iter().for_each(|(id, file)| texts.put(id, file));
    count
}

/// Whether the file may declare names. Errs on the safe side only: a key that declares is there to
/// the letter, unless it is written with escapes.
fn may_declare(input: &Input) -> bool {
    let keys = ["measures", "dimensions", "parties", "sources", "\\"];
    keys.iter().any(|key| memchr::memmem::find(&input.bytes, key.as_bytes()).is_some())
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
    !draft.faults.findings().iter().any(|finding| of_shape.contains(&finding.check))
}
