//! A text as it is searched: a quote in, the numbers that may be meant and how well each fits out.

use crate::coverage::numbers::Item;
use crate::coverage::outcome::InText;
use crate::coverage::sought::{Stated, Wanted, named};
use crate::coverage::strip_markup::{Plain, floor};
use crate::coverage::text_blocks::TextBlocks;
use crate::coverage::words;
use crate::figure;
use crate::figure::Figure;
use std::cell::OnceCell;
use std::collections::HashSet;
use std::ops::Range;

/// Bytes of the text that words left out of a quote may fill.
const GAP: usize = 1_000;
/// Marks looked at behind one number.
const MARKS: usize = 32;
/// Bytes of a head that are looked at.
const HEAD: usize = 400;
/// Bytes of a paragraph that are looked at on either side of a number.
const PARAGRAPH: usize = 2_000;

/// The text, and where everything wanted was found in it.
pub(super) struct SearchedText<'t> {
    pub(super) text: &'t str,
    pub(super) plain: &'t Plain,
    pub(super) layout: &'t TextBlocks,
    pub(super) items: &'t [Item],
    pub(super) found: Vec<Vec<Range<usize>>>,
    /// What stands around each item, once it is asked for.
    pub(super) surroundings: Vec<OnceCell<Surroundings<'t>>>,
}

/// A number of the text: an item, or one number of it.
pub(super) type NumberSpot = (usize, Option<usize>);

/// A number that may be meant.
#[derive(Debug)]
pub(super) struct PossibleNumber {
    /// The items it is made of.
    pub(super) spots: Vec<NumberSpot>,
    /// Where the quote stands, by its pieces.
    pub(super) place: Vec<Range<usize>>,
    /// Whether it is hedged as the claim's figure is.
    pub(super) agrees: bool,
}

/// What can tell one number from another like it.
pub(super) struct Surroundings<'t> {
    /// Marks right behind it.
    near: Vec<&'t str>,
    /// Marks further behind it, in its cell or paragraph.
    far: Vec<&'t str>,
    /// Words at the heads of its row, its column and its section.
    heads: HashSet<String>,
}

impl<'t> SearchedText<'t> {
    /// The places of a quote, each as its pieces.
    pub(super) fn places(&self, runs: &[u32]) -> Vec<Vec<Range<usize>>> {
        let [first, rest @ ..] = runs else { return Vec::new() };
        let starts = self.found[*first as usize].iter();
        starts.filter_map(|start| self.chain(start, rest)).collect()
    }

    fn chain(&self, start: &Range<usize>, rest: &[u32]) -> Option<Vec<Range<usize>>> {
        let mut place = vec![start.clone()];
        let reach = self.layout.reach(start.start).min(start.end + GAP);
        for &run in rest {
            let end = place.last()?.end;
            let found = &self.found[run as usize];
            let next = found.get(found.partition_point(|at| at.start < end))?;
            if next.end > reach {
                return None;
            }
            place.push(next.clone());
        }
        Some(place)
    }

    /// The items that a place touches.
    fn items_in(&self, place: &[Range<usize>]) -> Vec<usize> {
        let mut inside = Vec::new();
        for piece in place {
            let first = self.items.partition_point(|item| item.at.end <= piece.start);
            let touching = self.items[first..].iter().take_while(|item| item.at.start < piece.end);
            inside.extend((first..).zip(touching).map(|(index, _)| index));
        }
        inside.dedup();
        inside
    }

    /// The numbers at a place that may be meant.
    pub(super) fn fits(&self, wanted: &Wanted<'_>, place: &[Range<usize>]) -> Vec<PossibleNumber> {
        let inside = self.items_in(place);
        let spots = match (wanted.meant, &wanted.stated) {
            (_, Stated::Nothing) => Vec::new(),
            (Some(meant), stated) => {
                self.meant(wanted, stated, &inside, place, meant).into_iter().collect()
            }
            (None, Stated::Figure(stated)) => self.equal(wanted, stated, &inside),
            (None, Stated::Any) => {
                let loud = inside.into_iter().filter(|&item| !self.items[item].quiet);
                let spots: Vec<NumberSpot> = loud.map(|item| (item, None)).collect();
                if spots.is_empty() { Vec::new() } else { vec![(spots, true)] }
            }
        };
        let fit = |(spots, agrees)| PossibleNumber { spots, place: place.to_vec(), agrees };
        spots.into_iter().map(fit).collect()
    }

    fn says(&self, item: usize, stated: &Figure) -> bool {
        self.items[item].figure.as_ref().is_some_and(|figure| figure.same_numbers(stated))
    }

    /// Items that say what is stated, and items in a row that do so together.
    fn equal(
        &self,
        wanted: &Wanted<'_>,
        stated: &Figure,
        inside: &[usize],
    ) -> Vec<(Vec<NumberSpot>, bool)> {
        let also = stated.also();
        let gapped = wanted.quote.pieces.len() > 1 && wanted.agrees;
        let whole = inside.iter().filter(|&&item| self.says(item, stated)).map(|&item| {
            let figure = self.items[item].figure.as_ref();
            let agrees = gapped || figure.is_some_and(|figure| figure.same_hedges(stated));
            // `41 km² (16 sq mi)` is one figure in two numbers.
            let other = also.as_ref().and_then(|also| {
                inside.iter().find(|&&other| other != item && self.says(other, also))
            });
            let spots = [Some(item), other.copied()].into_iter().flatten();
            (spots.map(|item| (item, None)).collect(), agrees)
        });
        let whole: Vec<_> = whole.collect();
        let apart = stated.apart();
        if !whole.is_empty() || apart.len() < 2 || !wanted.agrees {
            return whole;
        }
        let together = inside.windows(apart.len()).filter(|items| {
            items.iter().zip(&apart).all(|(&item, number)| self.says(item, number))
        });
        together.map(|items| (items.iter().map(|&item| (item, None)).collect(), true)).collect()
    }

    /// The one number that the quote says is meant.
    fn meant(
        &self,
        wanted: &Wanted<'_>,
        stated: &Stated,
        inside: &[usize],
        place: &[Range<usize>],
        meant: usize,
    ) -> Option<(Vec<NumberSpot>, bool)> {
        let touches = |at: &Range<usize>| {
            place.iter().any(|piece| at.start < piece.end && piece.start < at.end)
        };
        let numbers = inside.iter().flat_map(|&item| {
            let numbers = self.items[item].numbers.iter().enumerate();
            numbers.filter(|(_, at)| touches(at)).map(move |(part, at)| (item, part, at.clone()))
        });
        let (item, part, at) = numbers.into_iter().nth(meant)?;
        let Stated::Figure(stated) = stated else { return Some((vec![(item, None)], true)) };
        if self.says(item, stated) {
            let figure = self.items[item].figure.as_ref();
            let agrees = wanted.agrees || figure.is_some_and(|figure| figure.same_hedges(stated));
            return Some((vec![(item, None)], agrees));
        }
        let alone = self.plain.text.get(at).and_then(|text| figure::parse(text).ok());
        let equal = alone.is_some_and(|figure| figure.same_numbers(stated));
        equal.then(|| (vec![(item, Some(part))], wanted.agrees))
    }

    /// How well a number fits what is cited, the weightiest first: marks right behind it, words of
    /// the place at its heads, marks further behind it.
    pub(super) fn score(&self, wanted: &Wanted<'_>, fit: &PossibleNumber) -> [usize; 3] {
        let around = self.surroundings(fit.spots[0].0);
        let count =
            |marks: &[&str]| wanted.marks.iter().filter(|mark| marks.contains(mark)).count();
        let place = wanted.at.iter().filter(|word| around.heads.contains(*word)).count();
        [count(&around.near), place, count(&around.far)]
    }

    fn surroundings(&self, item: usize) -> &Surroundings<'t> {
        self.surroundings[item].get_or_init(|| {
            let at = &self.items[item].at;
            let reach = self.layout.reach(at.start);
            let marks = &self.plain.marks;
            let first = marks.partition_point(|mark| mark.at < at.end);
            let (mut near, mut far, mut end, mut together) = (Vec::new(), Vec::new(), None, true);
            for mark in marks[first..].iter().take(MARKS).take_while(|mark| mark.at <= reach) {
                let gap = self.plain.text.get(end.unwrap_or(mark.at)..mark.at).unwrap_or_default();
                together &= !gap.contains(char::is_alphanumeric);
                end = Some(mark.at);
                if together { &mut near } else { &mut far }.push(mark.name.as_str());
            }
            let heads = self.layout.heads(at.start).into_iter();
            let heads = heads.filter_map(|head| self.plain.text.get(head));
            let cut = |head: &'t str| named(&head[..floor(head, HEAD)]);
            Surroundings { near, far, heads: heads.flat_map(cut).collect() }
        })
    }

    /// Words of the place cited that the paragraph has.
    pub(super) fn in_paragraph(&self, wanted: &Wanted<'_>, fit: &PossibleNumber) -> usize {
        let at = fit.place[0].start;
        let paragraph = self.layout.paragraph(at);
        let start = floor(&self.plain.text, paragraph.start.max(at.saturating_sub(PARAGRAPH)));
        let end = floor(&self.plain.text, paragraph.end.min(at + PARAGRAPH));
        let text = self.plain.text.get(start..end).unwrap_or_default();
        let words = words::words(text).into_iter();
        let has: HashSet<String> = words.map(|word| word.text.to_lowercase()).collect();
        wanted.at.iter().filter(|word| word.len() > 2 && has.contains(*word)).count()
    }

    /// Whether the quote stands there to the letter, or folded.
    pub(super) fn in_text(&self, wanted: &Wanted<'_>, place: &[Range<usize>]) -> InText {
        let same = |(piece, at): (&Range<usize>, &Range<usize>)| {
            self.text.get(self.plain.source(at)) == wanted.quote.text.get(piece.clone())
        };
        let whole = place.first().zip(place.last()).map(|(first, last)| first.start..last.end);
        let written = whole.and_then(|at| self.text.get(self.plain.source(&at)));
        let exact = wanted.quote.pieces.iter().zip(place).all(same) || written == wanted.written;
        if exact { InText::Exact } else { InText::Folded }
    }
}
