//! The words of figures: numbers, scales, hedges and vague plurals.

use crate::figure::number::Number;

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
