//! Every word that hedges a figure, in one list: what it does, and on which side of the number it is read. The
//! words that are never a unit come from the same list.

use crate::figure::word_lists::small_number;
use std::collections::HashSet;
use std::sync::LazyLock;

/// What a word before or after a number does to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hedge {
    AtLeast,
    MoreThan,
    UpTo,
    FewerThan,
    About,
    Almost,
    Exactly,
}

/// On which side of a number a hedge is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HedgeSide {
    Before,
    After,
    Both,
}

/// Every hedge. Where one begins another, the longer comes first.
const HEDGES: &[(&str, Hedge, HedgeSide)] = &[
    (">=", Hedge::AtLeast, HedgeSide::Before),
    ("≥", Hedge::AtLeast, HedgeSide::Before),
    ("⩾", Hedge::AtLeast, HedgeSide::Before),
    ("at least", Hedge::AtLeast, HedgeSide::Both),
    ("no less than", Hedge::AtLeast, HedgeSide::Before),
    ("no fewer than", Hedge::AtLeast, HedgeSide::Before),
    ("not less than", Hedge::AtLeast, HedgeSide::Before),
    ("not fewer than", Hedge::AtLeast, HedgeSide::Before),
    ("a minimum of", Hedge::AtLeast, HedgeSide::Before),
    ("minimum of", Hedge::AtLeast, HedgeSide::Before),
    ("minimum", Hedge::AtLeast, HedgeSide::Before),
    ("<=", Hedge::UpTo, HedgeSide::Before),
    ("≤", Hedge::UpTo, HedgeSide::Before),
    ("⩽", Hedge::UpTo, HedgeSide::Before),
    ("as many as", Hedge::UpTo, HedgeSide::Before),
    ("as much as", Hedge::UpTo, HedgeSide::Before),
    ("as high as", Hedge::UpTo, HedgeSide::Before),
    ("up to", Hedge::UpTo, HedgeSide::Before),
    ("at most", Hedge::UpTo, HedgeSide::Both),
    ("no more than", Hedge::UpTo, HedgeSide::Before),
    ("not more than", Hedge::UpTo, HedgeSide::Before),
    ("a maximum of", Hedge::UpTo, HedgeSide::Before),
    ("maximum of", Hedge::UpTo, HedgeSide::Before),
    ("maximum", Hedge::UpTo, HedgeSide::Before),
    (">", Hedge::MoreThan, HedgeSide::Before),
    ("more than", Hedge::MoreThan, HedgeSide::Before),
    ("greater than", Hedge::MoreThan, HedgeSide::Before),
    ("over", Hedge::MoreThan, HedgeSide::Before),
    ("above", Hedge::MoreThan, HedgeSide::Before),
    ("upwards of", Hedge::MoreThan, HedgeSide::Before),
    ("in excess of", Hedge::MoreThan, HedgeSide::Before),
    ("<", Hedge::FewerThan, HedgeSide::Before),
    ("fewer than", Hedge::FewerThan, HedgeSide::Before),
    ("less than", Hedge::FewerThan, HedgeSide::Before),
    ("under", Hedge::FewerThan, HedgeSide::Before),
    ("below", Hedge::FewerThan, HedgeSide::Before),
    ("~", Hedge::About, HedgeSide::Before),
    ("≈", Hedge::About, HedgeSide::Before),
    ("∼", Hedge::About, HedgeSide::Before),
    ("about", Hedge::About, HedgeSide::Before),
    ("around", Hedge::About, HedgeSide::Before),
    ("approximately", Hedge::About, HedgeSide::Both),
    ("approx.", Hedge::About, HedgeSide::Both),
    ("approx", Hedge::About, HedgeSide::Both),
    ("roughly", Hedge::About, HedgeSide::Before),
    ("some", Hedge::About, HedgeSide::Before),
    ("circa", Hedge::About, HedgeSide::Both),
    ("ca.", Hedge::About, HedgeSide::Before),
    ("ca", Hedge::About, HedgeSide::Before),
    ("c.", Hedge::About, HedgeSide::Before),
    ("c", Hedge::About, HedgeSide::Before),
    ("an estimated", Hedge::About, HedgeSide::Before),
    ("almost", Hedge::Almost, HedgeSide::Before),
    ("nearly", Hedge::Almost, HedgeSide::Before),
    ("exactly", Hedge::Exactly, HedgeSide::Before),
    ("or more", Hedge::AtLeast, HedgeSide::After),
    ("or over", Hedge::AtLeast, HedgeSide::After),
    ("or higher", Hedge::AtLeast, HedgeSide::After),
    ("or fewer", Hedge::UpTo, HedgeSide::After),
    ("or less", Hedge::UpTo, HedgeSide::After),
    ("or so", Hedge::About, HedgeSide::After),
    ("or thereabouts", Hedge::About, HedgeSide::After),
];

/// The hedges read on one side of a number, in the order to try them.
pub(super) fn hedges(side: HedgeSide) -> impl Iterator<Item = (&'static str, Hedge)> {
    let read =
        move |&&(_, _, read): &&(&str, Hedge, HedgeSide)| read == side || read == HedgeSide::Both;
    HEDGES.iter().filter(read).map(|&(phrase, hedge, _)| (phrase, hedge))
}

/// Words that belong to figures or to prose, never to a unit: those of every hedge, number words, and the small
/// words around them. A letter alone may be a unit, although `c` is a hedge.
pub(super) fn is_reserved(word: &str) -> bool {
    static RESERVED: LazyLock<HashSet<&str>> = LazyLock::new(|| {
        let in_hedges = HEDGES.iter().flat_map(|(phrase, ..)| phrase.split([' ', '.']));
        let in_hedges = in_hedges.filter(|word| word.len() > 1);
        in_hedges.chain(PROSE.iter().copied()).collect()
    });
    RESERVED.contains(word.trim_end_matches('.')) || small_number(word).is_some()
}

/// Small words of prose that come before and after numbers.
const PROSE: &[&str] = &[
    "and", "between", "but", "by", "couple", "few", "for", "from", "is", "lot", "lots", "minus",
    "none", "number", "on", "plus", "several", "that", "the", "unknown", "was", "were", "with",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::{Unit, parse};

    #[test]
    fn no_word_of_a_hedge_is_a_unit() {
        for (phrase, ..) in HEDGES {
            for word in phrase.split([' ', '.']).filter(|word| word.len() > 1) {
                assert!(Unit::parse(word).is_err(), "`{word}` is taken for a unit");
            }
        }
    }

    #[test]
    fn every_hedge_is_read_on_its_side() {
        for &(phrase, hedge, side) in HEDGES {
            let (before, after) = (format!("{phrase} 12"), format!("12 {phrase}"));
            let reads = |text: &str| {
                let figure = parse(text).ok();
                figure.is_some_and(|figure| match hedge {
                    Hedge::Exactly => figure == parse("12").unwrap(),
                    Hedge::About | Hedge::Almost => figure.is_approximate(),
                    _ => figure != parse("12").unwrap() && !figure.is_approximate(),
                })
            };
            if side != HedgeSide::After {
                assert!(reads(&before), "`{before}`");
            }
            if side != HedgeSide::Before {
                assert!(reads(&after), "`{after}`");
            }
        }
    }
}
