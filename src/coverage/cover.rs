//! A text and a corpus in, what has become of every number and claim out.

use crate::coverage::claims_to_numbers::{Bindings, bind};
use crate::coverage::numbers::{Item, items};
use crate::coverage::outcome::{
    Coverage, CoverageOptions, NumberOfClaim, NumberState, Placed, Rule, TextNumber,
};
use crate::coverage::strip_markup::{NotWords, Plain};
use crate::coverage::text_blocks::TextBlocks;
use crate::coverage::words::words;
use crate::model::Corpus;
use crate::source::File;
use std::ops::Range;

/// Looks for every number of the text among the claims. Near-linear in the text and the claims; where
/// a great many claims share one quote that stands in a great many places, the work stops at a limit
/// and the rest is counted.
pub fn cover(text: &File, corpus: &Corpus, options: CoverageOptions) -> Coverage {
    let plain = Plain::new(text.text());
    let layout = TextBlocks::new(&plain.text);
    let words = words(&plain.text);
    let items = items(&plain, &layout, &words);
    let bound = bind(text.text(), &plain, &layout, &items, corpus, options.source);
    coverage(text.text(), &plain, &items, bound, options)
}

/// What has become of every number.
fn coverage(
    text: &str,
    plain: &Plain,
    items: &[Item],
    bound: Bindings,
    options: CoverageOptions,
) -> Coverage {
    let mut all: Vec<(TextNumber, Option<usize>)> = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let claims = &bound.claims[index];
        let state = match (bound.named[index], item.rule) {
            _ if !claims.is_empty() => NumberState::Bound(claims.clone()),
            (Some(entry), _) => NumberState::Named(entry),
            _ if item.quiet && !options.articles => continue,
            (None, Some(rule)) => NumberState::Rule(rule),
            (None, None) => NumberState::Unbound,
        };
        all.push((TextNumber { at: plain.source(&item.at), state }, Some(index)));
    }
    let taken_out = taken_out(text, plain).into_iter();
    all.extend(
        taken_out.map(|(at, rule)| (TextNumber { at, state: NumberState::Rule(rule) }, None)),
    );
    all.sort_by_key(|(number, _)| number.at.start);
    let mut place_of = vec![None; items.len()];
    for (place, (_, item)) in all.iter().enumerate() {
        if let Some(item) = *item {
            place_of[item] = Some(place);
        }
    }
    let numbers = all.into_iter().map(|(number, _)| number).collect();
    let claims = bound.placed.into_iter().map(|placed| Placed {
        number: match placed.number {
            NumberOfClaim::Is(item) => {
                place_of[item].map_or(NumberOfClaim::Missing, NumberOfClaim::Is)
            }
            NumberOfClaim::Differs(item) => {
                place_of[item].map_or(NumberOfClaim::Missing, NumberOfClaim::Differs)
            }
            other => other,
        },
        ..placed
    });
    let claims = claims.collect();
    Coverage { numbers, claims, unused: bound.unused, left_out: bound.left_out }
}

/// The numbers in what was taken out of the text, each with the reason it is no figure.
fn taken_out(text: &str, plain: &Plain) -> Vec<(Range<usize>, Rule)> {
    let short = |at: &Range<usize>| !text[at.clone()].starts_with('<');
    let marks = plain.marks.iter().map(|mark| mark.from.clone()).filter(short);
    let marks = marks.filter(|at| text[at.clone()].contains(|char: char| char.is_numeric()));
    let hidden = plain.hidden.iter().flat_map(|hidden| {
        let rule = match hidden.what {
            NotWords::Reference => Rule::Reference,
            NotWords::Address => Rule::Address,
            NotWords::Markup => Rule::Markup,
        };
        digits(text, &hidden.from).into_iter().map(move |at| (at, rule))
    });
    marks.map(|at| (at, Rule::Mark)).chain(hidden).collect()
}

/// Every run of digits in a stretch of the text.
fn digits(text: &str, stretch: &Range<usize>) -> Vec<Range<usize>> {
    let mut runs: Vec<Range<usize>> = Vec::new();
    for (at, _) in text[stretch.clone()].match_indices(|char: char| char.is_ascii_digit()) {
        let at = stretch.start + at;
        match runs.last_mut() {
            Some(run) if run.end == at => run.end += 1,
            _ => runs.push(at..at + 1),
        }
    }
    runs
}
