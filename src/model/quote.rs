//! Quotes: a few words as printed around a figure, with gaps, and with the number that is meant.
//!
//! `…` stands for words left out. `_four_` says which of several numbers is the claim's own. The
//! document's footnote marks, `[112]`, are no part of its words.

use crate::figure;
use crate::figure::NumberInText;
use std::ops::Range;

/// A quote as its claim writes it, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The words, without the signs around the number that is meant, a gap as one space.
    pub text: String,
    /// The stretches of `text` between gaps.
    pub pieces: Vec<Range<usize>>,
    /// The bytes of `text` that are the claim's own number, where the quote says so.
    pub meant: Option<Range<usize>>,
}

impl Quote {
    /// Reads a quote. Linear in its length.
    pub fn parse(written: &str) -> Self {
        let mut quote = Self { text: String::new(), pieces: Vec::new(), meant: None };
        let mut rest = written.trim();
        let mut start = 0;
        let mut opened = None;
        while let Some(next) = rest.chars().next() {
            if let Some(after) = gap(rest) {
                quote.end_piece(start);
                quote.text.truncate(quote.text.trim_end().len());
                quote.text.push_str(if quote.text.is_empty() { "" } else { " " });
                start = quote.text.len();
                rest = after.trim_start();
            } else if let Some(length) = footnote_mark(rest) {
                rest = &rest[length..];
            } else if next == '_' && quote.meant.is_none() && fence(&quote.text, rest, opened) {
                rest = &rest[1..];
                match opened.take() {
                    None => opened = Some(quote.text.len()),
                    Some(from) => quote.meant = Some(from..quote.text.len()),
                }
            } else {
                quote.text.push(next);
                rest = &rest[next.len_utf8()..];
            }
        }
        quote.end_piece(start);
        quote
    }

    /// The numbers in it. Where it says which is meant, only that one, by itself first and then in the
    /// range it is an end of.
    pub fn figures(&self) -> Vec<NumberInText> {
        let all = figure::find(&self.text);
        let Some(meant) = &self.meant else { return all };
        let meets = |found: &NumberInText| found.at.start < meant.end && meant.start < found.at.end;
        let around: Vec<NumberInText> = all.into_iter().filter(meets).collect();
        let covers =
            |found: &NumberInText| meant.start <= found.at.start && found.at.end <= meant.end;
        let whole = around.iter().any(|found| found.numbers.len() == 1 || covers(found));
        let alone = self.text.get(meant.clone()).and_then(|text| figure::parse(text).ok());
        let alone = alone.filter(|_| !whole).map(|figure| NumberInText {
            at: meant.clone(),
            numbers: vec![meant.clone()],
            figure: Some(figure),
            print: figure::Print::Plain,
        });
        alone.into_iter().chain(around).collect()
    }

    fn end_piece(&mut self, start: usize) {
        let end = self.text.trim_end().len();
        if start < end {
            self.pieces.push(start..end);
        }
    }
}

/// What follows a gap, if one begins here: `…`, `...`, `[…]`, `[...]`.
fn gap(text: &str) -> Option<&str> {
    ["[…]", "[...]", "…", "..."].iter().find_map(|gap| text.strip_prefix(gap))
}

/// Whether the sign here opens or closes what it stands around: it touches the word on one side and
/// none on the other.
fn fence(before: &str, rest: &str, opened: Option<usize>) -> bool {
    let after = rest.chars().nth(1);
    let word = |char: Option<char>| char.is_some_and(|char| !char.is_whitespace());
    let inside = |char: Option<char>| char.is_some_and(char::is_alphanumeric);
    let previous = before.chars().next_back();
    match opened {
        None => !inside(previous) && word(after) && rest[1..].contains('_'),
        Some(from) => from < before.len() && word(previous) && !inside(after),
    }
}

/// The length of the footnote mark that begins here: a number, a letter or two, or a letter and a
/// number in square brackets, as `[112]`, `[f]` and `[n 1]`.
pub fn footnote_mark(text: &str) -> Option<usize> {
    let inside = text.strip_prefix('[')?;
    let end = inside.bytes().take(12).position(|byte| byte == b']')?;
    let mark = inside.get(..end)?.trim_start_matches('^');
    let letters = mark.bytes().take_while(u8::is_ascii_alphabetic).count();
    let number = mark[letters..].trim_start();
    let digits = number.bytes().all(|byte| byte.is_ascii_digit()) && number.len() <= 4;
    let named = letters <= 2 || ["note", "nb", "fn"].contains(&&mark[..letters]);
    (digits && named && !mark.is_empty()).then_some(end + 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figures(written: &str) -> Vec<String> {
        let found = Quote::parse(written).figures().into_iter();
        found.filter_map(|found| found.figure.map(|figure| figure.to_string())).collect()
    }

    #[test]
    fn a_gap_is_a_space_between_pieces() {
        let quote = Quote::parse("As many as … 800,000 Azerbaijanis");
        assert_eq!(quote.text, "As many as 800,000 Azerbaijanis");
        let pieces: Vec<_> = quote.pieces.iter().map(|piece| &quote.text[piece.clone()]).collect();
        assert_eq!(pieces, ["As many as", "800,000 Azerbaijanis"]);
        assert_eq!(Quote::parse("… five").text, "five");
        assert_eq!(Quote::parse("five [...] six ...").text, "five six ");
    }

    #[test]
    fn the_number_meant_is_the_one_between_the_signs() {
        let quote = Quote::parse("four Armenian and _four_ Azerbaijani");
        assert_eq!(quote.text, "four Armenian and four Azerbaijani");
        assert_eq!(quote.meant, Some(18..22));
        assert_eq!(figures("four Armenian and _five_ Azerbaijani"), ["5"]);
        assert_eq!(figures("_between 4 and 5_"), ["4–5"]);
        assert_eq!(figures("_39_ to 45"), ["39", "39–45"]);
        assert_eq!(figures("at least _4_ of 5"), ["4+"]);
    }

    #[test]
    fn other_signs_stand_for_themselves() {
        for text in ["snake_case 5", "_ 5", "5_", "1_000 and 2_000"] {
            assert_eq!(Quote::parse(text).text, text);
            assert_eq!(Quote::parse(text).meant, None, "{text}");
        }
    }

    #[test]
    fn footnote_marks_are_no_words() {
        assert_eq!(Quote::parse("between 5,856[160] and 6,000").text, "between 5,856 and 6,000");
        for (text, length) in
            [("[112]x", 5), ("[f]", 3), ("[^1]", 4), ("[note 12]", 9), ("[n 1]", 5)]
        {
            assert_eq!(footnote_mark(text), Some(length), "{text}");
        }
        for text in ["[12345]", "[four]", "[]", "[the]", "(12)", "[12", "[–]"] {
            assert_eq!(footnote_mark(text), None, "{text}");
        }
    }
}
