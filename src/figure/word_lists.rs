//! The words of figures: numbers, scales, hedges and vague plurals.

use crate::figure::number::Number;

/// The longest text that is looked at; no figure comes near it.
pub(super) const LONGEST_TEXT: usize = 400;

/// Figures lie below this.
pub(super) const LIMIT: i64 = 1_000_000_000_000_000;

/// A word that multiplies the number before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ScaleWord {
    Dozen,
    Score,
    Hundred,
    Thousand,
    Million,
    Billion,
    Trillion,
}

impl ScaleWord {
    pub(super) const fn factor(self) -> Number {
        Number::from_int(match self {
            Self::Dozen => 12,
            Self::Score => 20,
            Self::Hundred => 100,
            Self::Thousand => 1_000,
            Self::Million => 1_000_000,
            Self::Billion => 1_000_000_000,
            Self::Trillion => 1_000_000_000_000,
        })
    }

    /// How far the word moves the last printed digit: `$3bn` is printed to the billion, but two
    /// hundred is just a way to say 200.
    pub(super) const fn shift(self) -> i8 {
        match self {
            Self::Dozen | Self::Score | Self::Hundred => 0,
            Self::Thousand => 3,
            Self::Million => 6,
            Self::Billion => 9,
            Self::Trillion => 12,
        }
    }
}

/// Words after digits or number words, in lower case.
pub(super) fn scale_word(word: &str) -> Option<ScaleWord> {
    Some(match word {
        "dozen" | "dozens" => ScaleWord::Dozen,
        "hundred" | "hundreds" => ScaleWord::Hundred,
        "k" | "thousand" | "thousands" => ScaleWord::Thousand,
        "mn" | "mln" | "million" | "millions" => ScaleWord::Million,
        "bn" | "bln" | "billion" | "billions" => ScaleWord::Billion,
        "tn" | "trn" | "trillion" | "trillions" => ScaleWord::Trillion,
        "score" => ScaleWord::Score,
        _ => return None,
    })
}

/// A number word below a hundred, in lower case.
pub(super) fn small_number(word: &str) -> Option<i64> {
    const SMALL: [&str; 20] = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ];
    const TENS: [&str; 8] =
        ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
    let position = |list: &[&str]| {
        let found = list.iter().position(|known| *known == word)?;
        i64::try_from(found).ok()
    };
    position(&SMALL).or_else(|| position(&TENS).map(|tens| 20 + 10 * tens))
}

/// Whole phrases for nought.
pub(super) const NOUGHT: &[&str] = &["none", "no one", "no-one", "nobody", "nil"];

/// Nobody knows.
pub(super) const UNKNOWN: &[&str] = &["unknown", "not known"];

/// The source leaves it out.
pub(super) const NOT_STATED: &[&str] = &["not stated", "not given", "n/a"];

/// What a word before (or after) a number does to it.
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

/// Before a number. Where one begins another, the longer comes first.
pub(super) const BEFORE: &[(&str, Hedge)] = &[
    (">=", Hedge::AtLeast),
    ("≥", Hedge::AtLeast),
    ("⩾", Hedge::AtLeast),
    ("at least", Hedge::AtLeast),
    ("no less than", Hedge::AtLeast),
    ("no fewer than", Hedge::AtLeast),
    ("not less than", Hedge::AtLeast),
    ("not fewer than", Hedge::AtLeast),
    ("a minimum of", Hedge::AtLeast),
    ("minimum of", Hedge::AtLeast),
    ("minimum", Hedge::AtLeast),
    ("<=", Hedge::UpTo),
    ("≤", Hedge::UpTo),
    ("⩽", Hedge::UpTo),
    ("as many as", Hedge::UpTo),
    ("as much as", Hedge::UpTo),
    ("as high as", Hedge::UpTo),
    ("up to", Hedge::UpTo),
    ("at most", Hedge::UpTo),
    ("no more than", Hedge::UpTo),
    ("not more than", Hedge::UpTo),
    ("a maximum of", Hedge::UpTo),
    ("maximum of", Hedge::UpTo),
    ("maximum", Hedge::UpTo),
    (">", Hedge::MoreThan),
    ("more than", Hedge::MoreThan),
    ("greater than", Hedge::MoreThan),
    ("over", Hedge::MoreThan),
    ("above", Hedge::MoreThan),
    ("upwards of", Hedge::MoreThan),
    ("in excess of", Hedge::MoreThan),
    ("<", Hedge::FewerThan),
    ("fewer than", Hedge::FewerThan),
    ("less than", Hedge::FewerThan),
    ("under", Hedge::FewerThan),
    ("below", Hedge::FewerThan),
    ("~", Hedge::About),
    ("≈", Hedge::About),
    ("∼", Hedge::About),
    ("about", Hedge::About),
    ("around", Hedge::About),
    ("approximately", Hedge::About),
    ("approx.", Hedge::About),
    ("approx", Hedge::About),
    ("roughly", Hedge::About),
    ("some", Hedge::About),
    ("circa", Hedge::About),
    ("ca.", Hedge::About),
    ("ca", Hedge::About),
    ("c.", Hedge::About),
    ("c", Hedge::About),
    ("an estimated", Hedge::About),
    ("almost", Hedge::Almost),
    ("nearly", Hedge::Almost),
    ("exactly", Hedge::Exactly),
];

/// After a number or a range.
pub(super) const OR_MORE: &[(&str, Hedge)] =
    &[("or more", Hedge::AtLeast), ("or over", Hedge::AtLeast), ("or higher", Hedge::AtLeast)];

/// After a number.
pub(super) const AFTER: &[(&str, Hedge)] = &[
    ("or more", Hedge::AtLeast),
    ("or over", Hedge::AtLeast),
    ("or higher", Hedge::AtLeast),
    ("or fewer", Hedge::UpTo),
    ("or less", Hedge::UpTo),
    ("at least", Hedge::AtLeast),
    ("at most", Hedge::UpTo),
];

/// Plurals that say only a floor: two of them.
pub(super) const VAGUE: &[(&str, i64)] = &[
    ("hundreds of millions", 200_000_000),
    ("tens of millions", 20_000_000),
    ("hundreds of thousands", 200_000),
    ("tens of thousands", 20_000),
    ("dozens", 24),
    ("scores", 40),
    ("tens", 20),
    ("hundreds", 200),
    ("thousands", 2_000),
    ("millions", 2_000_000),
    ("billions", 2_000_000_000),
];

/// Words that belong to figures or to prose, never to a unit.
pub(super) fn is_reserved(word: &str) -> bool {
    const RESERVED: &[&str] = &[
        "a", "about", "above", "almost", "an", "and", "around", "as", "at", "below", "between",
        "but", "by", "couple", "few", "fewer", "for", "from", "in", "is", "least", "less", "lot",
        "lots", "many", "minus", "more", "most", "much", "nearly", "no", "none", "not", "number",
        "of", "on", "or", "over", "plus", "roughly", "several", "some", "than", "that", "the",
        "to", "under", "unknown", "up", "was", "were", "with",
    ];
    RESERVED.binary_search(&word).is_ok() || small_number(word).is_some()
}

/// Every dash a range is written with.
pub(super) const fn is_dash(char: char) -> bool {
    matches!(
        char,
        '-' | '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2013}' | '\u{2014}' | '\u{2212}'
    )
}

/// Every mark that groups digits.
pub(super) const fn is_grouping(char: char) -> bool {
    matches!(char, ',' | ' ' | '\u{a0}' | '\u{202f}' | '\u{2007}' | '\u{2009}' | '\'' | '’' | '_')
}
