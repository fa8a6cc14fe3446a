//! What a claim says against itself: its figure against its own quote.

use crate::figure::{self, Extent, Found, Print};
use crate::finding::Slip;
use crate::model::{ClaimId, Corpus, Quote};

/// Numbers of a quote named; more tell no more.
const NAMED: usize = 4;

/// Every claim that says something against itself, whether it counts or not: a claim that was
/// replaced is a copy of its document all the same. Linear in the claims and their quotes.
pub fn slips(corpus: &Corpus) -> Vec<(ClaimId, Slip)> {
    let of = |claim| quote(corpus, claim).map(|slip| (claim, slip));
    corpus.claim_ids().filter_map(of).collect()
}

/// The figure against the numbers of its quote (DESIGN §8): digit for digit or as the word printed,
/// and hedge for hedge. A figure nobody knows has no number to lose.
fn quote(corpus: &Corpus, id: ClaimId) -> Option<Slip> {
    let claim = corpus.claim(id);
    let details = corpus.details(claim)?;
    let written = corpus.texts.value(details.file, details.quote?);
    let extent = corpus.extent(id);
    if !extent.known {
        return None;
    }
    let quote = Quote::parse(written);
    let found = quote.figures();
    let says = |found: &Found| found.figure.clone();
    match figure::parse(corpus.figure_as_written(id)) {
        Ok(stated) => {
            let same: Vec<Found> = found
                .iter()
                .filter(|found| says(found).is_some_and(|says| says.same_numbers(&stated)))
                .cloned()
                .collect();
            let faithful =
                |found: &Found| says(found).is_some_and(|says| says.same_hedges(&stated));
            match same.first() {
                None => Some(lacks(&quote, &found)),
                Some(_) if same.iter().any(faithful) => None,
                Some(other) => {
                    Some(Slip::Hedge { prints: quote.text[other.at.clone()].to_owned() })
                }
            }
        }
        // A figure in parts is not printed as one: any of its numbers will do.
        Err(_) => {
            let terms = corpus.measure_of(claim.quantity).terms();
            let read = |found: &Found| says(found)?.read_as(&terms).ok();
            let any =
                found.iter().filter_map(read).any(|printed| shares_a_number(&printed, &extent));
            (!any).then(|| lacks(&quote, &found))
        }
    }
}

fn lacks(quote: &Quote, found: &[Found]) -> Slip {
    let loud = found.iter().filter(|found| found.print != Print::Quiet);
    let prints = loud.take(NAMED).map(|found| quote.text[found.at.clone()].to_owned()).collect();
    Slip::QuoteLacks { prints }
}

/// Whether the number printed is one of the ends of the other, or its best.
fn shares_a_number(printed: &Extent, extent: &Extent) -> bool {
    let ends = |extent: &Extent| {
        let (low, high) = (extent.core.low, extent.core.high);
        [low.map(|low| low.value), high.map(|high| high.value), extent.best]
    };
    let theirs = ends(extent);
    ends(printed).into_iter().flatten().any(|number| theirs.contains(&Some(number)))
}
