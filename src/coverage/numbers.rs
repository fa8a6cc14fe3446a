//! The numbers of a text before claims are looked for, and what has become of each behind.

use crate::coverage::claims_to_numbers::Bindings;
use crate::coverage::not_figures::Around;
use crate::coverage::strip_markup::{NotWords, Plain};
use crate::coverage::text_blocks::TextBlocks;
use crate::coverage::words::Word;
use crate::coverage::{
    Coverage, CoverageOptions, NumberOfClaim, NumberState, Placed, Rule, TextNumber,
};
use crate::figure;
use crate::figure::{Figure, Print};

use std::ops::Range;

/// A number among the words of a text.
#[derive(Debug)]
pub(super) struct Item {
    /// Its bytes in the words, hedges included.
    pub(super) at: Range<usize>,
    /// The bytes of each number in it.
    pub(super) numbers: Vec<Range<usize>>,
    /// What it says.
    pub(super) figure: Option<Figure>,
    /// A word that rarely counts.
    pub(super) quiet: bool,
    /// The rule that sets it aside.
    pub(super) rule: Option<Rule>,
}

/// Every number among the words, in order.
pub(super) fn items(plain: &Plain, layout: &TextBlocks, words: &[Word<'_>]) -> Vec<Item> {
    let text = plain.text.as_str();
    let around = Around { text, words, layout };
    let found = figure::find(text).into_iter().map(|found| Item {
        rule: around.rule(&found),
        at: found.at,
        numbers: found.numbers,
        figure: found.figure,
        quiet: found.print == Print::Quiet,
    });
    let mut items: Vec<Item> = found.collect();
    let others = around.in_words().into_iter().map(|(at, rule)| (at, None, Some(rule)));
    let silent = layout.rows().iter().flat_map(|row| &row.cells).filter_map(|cell| {
        let figure = figure::parse(text.get(cell.clone())?).ok()?;
        (!figure.is_known()).then(|| (cell.clone(), Some(figure), None))
    });
    let others: Vec<_> = others.chain(silent).collect();
    let free: Vec<Item> = others
        .into_iter()
        .filter(|(at, ..)| {
            let next = items.partition_point(|item| item.at.end <= at.start);
            items.get(next).is_none_or(|item| at.end <= item.at.start)
        })
        .map(|(at, figure, rule)| Item {
            numbers: vec![at.clone()],
            at,
            figure,
            quiet: false,
            rule,
        })
        .collect();
    items.extend(free);
    items.sort_by_key(|item| item.at.start);
    items
}

/// What has become of every number.
pub(super) fn coverage(
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
