//! What is looked for in a text: a claim's quote and figure, or an entry of what is set aside.

use crate::coverage::words::{RunSearch, words};
use crate::figure;
use crate::figure::{Fidelity, Figure};
use crate::model::{ClaimId, Corpus, Quote, SetAsideId, SourceId};

/// Something looked for in a text.
pub(super) struct Wanted<'c> {
    pub(super) quote: Quote,
    /// The quote as its file has it; none where the figure itself is looked for.
    pub(super) written: Option<&'c str>,
    pub(super) stated: Stated,
    /// Which of the numbers in the quote is meant, counted from 0, where it says so.
    pub(super) meant: Option<usize>,
    /// Whether the quote, read by itself, has the figure as the claim does.
    pub(super) agrees: bool,
    /// Words of the place cited, in lower case.
    pub(super) at: Vec<String>,
    pub(super) marks: Vec<&'c str>,
}

/// What the number has to say.
pub(super) enum Stated {
    Figure(Box<Figure>),
    /// A figure in parts, or what is set aside: whatever numbers the quote holds.
    Any,
    /// Nothing: the claim only denies.
    Nothing,
}

impl<'c> Wanted<'c> {
    /// A claim, by what it cites of the source, or of any.
    pub(super) fn claim(corpus: &'c Corpus, id: ClaimId, source: Option<SourceId>) -> Self {
        let claim = corpus.claim(id);
        let figure = corpus.figure_as_written(id);
        let quote = corpus.details(claim).and_then(|details| Some((details.file, details.quote?)));
        let written = quote.map(|(file, quote)| corpus.texts.value(file, quote));
        let stated = match figure::parse(figure) {
            _ if figure.is_empty() => Stated::Nothing,
            Ok(figure) => Stated::Figure(Box::new(figure)),
            Err(_) => Stated::Any,
        };
        let here = |cited: SourceId| source.is_none_or(|source| source == cited);
        let cites = corpus.cites(claim).iter().filter(|cite| here(cite.source));
        let at = cites.filter_map(|cite| cite.at).map(|at| corpus.texts.value(claim.file, at));
        let at = at.flat_map(named).collect();
        let marks = corpus.marks(claim).filter(|&(cited, _)| here(cited)).map(|(_, mark)| mark);
        let quote = Quote::parse(written.unwrap_or(figure));
        let (meant, agrees) = (meant(&quote), agrees(&quote, &stated));
        Self { quote, written, stated, meant, agrees, at, marks: marks.collect() }
    }

    /// An entry of what is set aside.
    pub(super) fn entry(corpus: &'c Corpus, id: SetAsideId) -> Self {
        let entry = &corpus.set_aside[id.index()];
        let value = |scalar| corpus.texts.value(entry.file, scalar);
        let quote = Quote::parse(value(entry.quote));
        Self {
            meant: meant(&quote),
            quote,
            written: Some(value(entry.quote)),
            stated: Stated::Any,
            agrees: true,
            at: entry.at.map(value).into_iter().flat_map(named).collect(),
            marks: Vec::new(),
        }
    }

    /// The numbers of the runs of words its quote is made of; none where one is too long.
    pub(super) fn add_to<'q>(&'q self, search: &mut RunSearch<'q>) -> Option<Vec<u32>> {
        let pieces = self.quote.pieces.iter();
        let runs: Option<Vec<u32>> =
            pieces.map(|piece| search.add(self.quote.text.get(piece.clone())?)).collect();
        runs.filter(|runs| !runs.is_empty())
    }
}

/// The words of a text, in lower case.
pub(super) fn named(text: &str) -> Vec<String> {
    words(text).into_iter().map(|word| word.text.to_lowercase()).collect()
}

fn meant(quote: &Quote) -> Option<usize> {
    let meant = quote.meant.as_ref()?;
    let numbers = figure::find(&quote.text).into_iter().flat_map(|found| found.numbers);
    let mut numbers = numbers.enumerate();
    numbers.find(|(_, at)| at.start < meant.end && meant.start < at.end).map(|(index, _)| index)
}

fn agrees(quote: &Quote, stated: &Stated) -> bool {
    let Stated::Figure(stated) = stated else { return true };
    let agrees = |printed: &Figure| stated.fidelity(printed) == Fidelity::Faithful;
    quote.figures().iter().any(|found| found.figure.as_ref().is_some_and(agrees))
}
