//! What a claim says against itself, in sentences.

use super::Told;
use super::naming::{figure, party, quantity, said_by, short};
use crate::finding::Slip;
use crate::model::{ClaimId, Corpus};
use crate::source::Span;

pub(super) fn tell(corpus: &Corpus, id: ClaimId, slip: &Slip) -> Told {
    let claim = corpus.claim(id);
    let what = quantity(corpus, claim.quantity);
    let stated = format!("{what} is {} by {}", figure(corpus, id), party(corpus, id));
    let mut places = vec![(corpus.figure_span(id), said_by(corpus, id))];
    let (but, help) = match slip {
        Slip::QuoteLacks { prints } => {
            places.extend(quote(corpus, id).map(|at| (at, "its quote".into())));
            let help = match prints.len() {
                0 | 1 => "hold both against the document, and copy the one that is a slip anew",
                _ => "hold both against the document; `_4_` in a quote says that the 4 is meant",
            };
            (format!("its quote prints {}", printed(prints)), help)
        }
        Slip::Hedge { prints } => {
            places.extend(quote(corpus, id).map(|at| (at, "its quote".into())));
            let help = "write the figure with the hedge that the document prints, and take that \
                        hedge into the quote";
            (format!("its quote prints {}", short(prints)), help)
        }
    };
    Told {
        message: format!("{stated}, but {but}"),
        arithmetic: None,
        places,
        causes: Vec::new(),
        notes: Vec::new(),
        help: Some(help.into()),
    }
}

fn printed(numbers: &[String]) -> String {
    let numbers: Vec<String> = numbers.iter().map(|number| short(number)).collect();
    match numbers.as_slice() {
        [] => "no number".into(),
        [one] => one.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn quote(corpus: &Corpus, id: ClaimId) -> Option<Span> {
    let details = corpus.details(corpus.claim(id))?;
    details.quote.map(|quote| corpus.texts.span(details.file, quote))
}
