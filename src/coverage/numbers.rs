//! The words of a text in, its numbers out, before claims are looked for.

use crate::coverage::not_figures::Around;
use crate::coverage::outcome::Rule;
use crate::coverage::strip_markup::Plain;
use crate::coverage::text_blocks::TextBlocks;
use crate::coverage::words::Word;
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
