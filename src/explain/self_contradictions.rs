//! What a claim says against itself, in sentences.

use crate::explain::escape::visible;
use crate::explain::naming::{figure, party, quantity, said_by, short};
use crate::explain::told::Told;
use crate::figure::Bracket;
use crate::finding::Slip;
use crate::model::{ClaimId, Corpus};
use crate::period::Length;
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
        Slip::Bracket(bracket) => (brackets(bracket), BRACKET_HELP),
        Slip::Names { count, twice } => {
            places.extend(names(corpus, id).map(|at| (at, "the first of its names".into())));
            (named(*count, twice.as_deref()), NAMES_HELP)
        }
        Slip::Length { unit, lengths } => (long(unit, lengths), LENGTH_HELP),
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

const BRACKET_HELP: &str = "hold both against the document; where it prints them so, one of the two is a slip \
                            of its own: leave the brackets out and say so in a `note`";

const NAMES_HELP: &str = "hold both against the document; where it names only some of them, put the names into \
                          a `note`";

const LENGTH_HELP: &str = "count again; where it is the length of something that lies somewhere in the period, \
                           leave an end of the period open";

/// `41 km² is ≈15.83 sq mi, and its brackets say 17 sq mi`
fn brackets(bracket: &Bracket) -> String {
    let said = short(&bracket.brackets);
    match &bracket.converted {
        Some(converted) => {
            format!(
                "{} is {}, and its brackets say {said}",
                short(&bracket.stated),
                short(converted)
            )
        }
        None => format!("its brackets say {said}"),
    }
}

fn named(count: usize, twice: Option<&str>) -> String {
    let names = if count == 1 { "1 name".into() } else { format!("{count} names") };
    let twice = twice.map(|name| format!(", with {} among them twice", short(name)));
    format!("it lists {names}{}", twice.unwrap_or_default())
}

/// `its period is 5 days long with both ends counted, and 4 with one`
fn long(unit: &str, lengths: &[Length]) -> String {
    let told = |both: bool| {
        let mut runs: Vec<(i64, i64)> = lengths
            .iter()
            .filter(|length| length.both_ends == both)
            .map(|length| (length.least, length.most))
            .collect();
        runs.sort_unstable();
        // Runs that touch are one.
        runs.dedup_by(|next, run| {
            let one = next.0 <= run.1 + 1;
            run.1 = if one { run.1.max(next.1) } else { run.1 };
            one
        });
        let run = |&(least, most): &(i64, i64)| match least == most {
            true => least.to_string(),
            false => format!("{least} to {most}"),
        };
        runs.iter().map(run).collect::<Vec<_>>().join(" or ")
    };
    let (both, one) = (told(true), told(false));
    format!(
        "its period is {both} {} long with both ends counted, and {one} with one",
        visible(unit)
    )
}

/// Where the first of the claim's names stands.
fn names(corpus: &Corpus, id: ClaimId) -> Option<Span> {
    let details = corpus.details(corpus.claim(id))?;
    details.names.first().map(|&name| corpus.texts.span(details.file, name))
}

fn quote(corpus: &Corpus, id: ClaimId) -> Option<Span> {
    let details = corpus.details(corpus.claim(id))?;
    details.quote.map(|quote| corpus.texts.span(details.file, quote))
}
