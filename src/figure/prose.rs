//! Figures in running text: any text in, every number in it with its bytes out.
//!
//! What follows a number and is neither a range's other end, a scale word nor a unit known to convert
//! ends it. Linear in the text: no figure is looked for further than a figure can be long.

use crate::budget::limits;
use crate::figure::hedges::{Hedge, HedgeSide, hedges};
use crate::figure::number::Number;
use crate::figure::published::{Approx, Figure, FigureShape, PrintedNumber, Saying, Spots};
use crate::figure::scan::Reader;
use crate::figure::{unit, word_lists};
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// A number in running text.
#[derive(Clone, Debug)]
pub struct NumberInText {
    /// Its bytes, hedges included: `at least 15`.
    pub at: Range<usize>,
    /// The bytes of each number printed in it: two for `31–92`.
    pub numbers: Vec<Range<usize>>,
    /// What it says, where the notation of figures has it.
    pub figure: Option<Figure>,
    /// How it is printed.
    pub print: Print,
}

/// How a number is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Print {
    /// In digits or number words.
    Plain,
    /// In a word that is rarely meant as a number: `a`, `an`, `another`, `no`, `denied any`.
    Quiet,
    /// In digits that are part of a word or a name: `Mi-24`, `20th`, `1980s`, `4x4`.
    Glued,
    /// In digits or words that no figure is written with: `62/243`, `2016-04-01`, `two-thirds`.
    Odd,
}

/// Every number in the text, in its order; no two overlap.
pub fn find(text: &str) -> Vec<NumberInText> {
    let lower = text.to_ascii_lowercase();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(next) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let place = NumberStart { text, lower: &lower, at };
        match place.number() {
            Some(number) => {
                at = number.at.end.max(at + next.len_utf8());
                found.push(number);
            }
            None => at += place.step(next),
        }
    }
    found
}

/// A place in the text at which a number may begin.
#[derive(Clone, Copy)]
struct NumberStart<'t> {
    text: &'t str,
    /// The same, in lower case.
    lower: &'t str,
    at: usize,
}

impl<'t> NumberStart<'t> {
    fn number(self) -> Option<NumberInText> {
        let rest = self.rest();
        let first = rest.chars().next()?;
        if first.is_ascii_digit() {
            return Some(self.digits());
        }
        if first.is_ascii_alphabetic() {
            return if self.inside_word() { None } else { self.words() };
        }
        let sign = "$€£₽₼֏₺₴₾~≈∼<>≤≥⩽⩾".contains(first);
        let point = first == '.' && rest.as_bytes().get(1).is_some_and(u8::is_ascii_digit);
        let fresh = !self.before().ends_with(|char: char| char.is_alphanumeric() || char == '.');
        if sign || (point && fresh) { self.figure() } else { None }
    }

    /// Past a whole word, or one character.
    fn step(self, next: char) -> usize {
        if !next.is_ascii_alphabetic() {
            return next.len_utf8();
        }
        self.rest().bytes().take_while(u8::is_ascii_alphabetic).count()
    }

    fn rest(self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn before(self) -> &'t str {
        self.text.get(..self.at).unwrap_or_default()
    }

    /// In a word, or behind the stroke of one: `N/A`, `km/h`.
    fn inside_word(self) -> bool {
        let before = self.before();
        let stroke =
            before.strip_suffix('/').is_some_and(|word| word.ends_with(char::is_alphabetic));
        stroke || before.ends_with(char::is_alphanumeric)
    }

    /// Digits: a figure, part of a word, or something else that digits are written for.
    fn digits(self) -> NumberInText {
        if self.in_name() {
            return self.run(Print::Glued, |char| char.is_alphanumeric());
        }
        let Some(found) = self.figure() else {
            return self.run(Print::Odd, odd);
        };
        let after = self.text.get(found.at.end..).unwrap_or_default();
        let mut next = after.chars();
        let (first, second) = (next.next(), next.next());
        if first.is_some_and(char::is_alphanumeric) {
            return self.run(Print::Glued, |char| char.is_alphanumeric());
        }
        let joins = first.is_some_and(|char| odd(char) && !word_lists::is_grouping(char));
        if joins && second.is_some_and(|char| char.is_ascii_digit()) {
            return self.run(Print::Odd, odd);
        }
        found.fraction(self)
    }

    /// Whether a word goes on in the digits here: `km2`, `Mi-24`. Not `mid-1990s`, `pre-1994`.
    fn in_name(self) -> bool {
        let before = self.before();
        if before.ends_with(|char: char| char.is_alphabetic() || char == '_') {
            return true;
        }
        let Some(name) = before.strip_suffix(['-', '\u{2010}', '\u{2011}']) else { return false };
        let length = name.bytes().rev().take_while(u8::is_ascii_alphabetic).count();
        let word = self.lower.get(name.len() - length..name.len()).unwrap_or_default();
        let other = name.ends_with(|char: char| char.is_alphabetic() && !char.is_ascii());
        let prefix = ["mid", "early", "late", "pre", "post", "non", "some", "about"];
        other || (length > 0 && !prefix.contains(&word) && word_lists::small_number(word).is_none())
    }

    /// From the digits here as far as such characters go, without what only ends a sentence.
    fn run(self, print: Print, belongs: fn(char) -> bool) -> NumberInText {
        let rest = self.rest();
        let end = rest.find(|char| !belongs(char)).unwrap_or(rest.len());
        let end = rest[..end].trim_end_matches(|char: char| !char.is_alphanumeric()).len().max(1);
        let at = self.at..self.at + end;
        NumberInText { numbers: vec![at.clone()], at, figure: None, print }
    }

    fn words(self) -> Option<NumberInText> {
        let length = self.rest().bytes().take_while(u8::is_ascii_alphabetic).count();
        let word = self.lower.get(self.at..self.at + length)?;
        if self.text[self.at + length..].starts_with(|char: char| char.is_alphanumeric()) {
            return None;
        }
        if may_begin(word)
            && let Some(found) = self.figure()
        {
            return Some(found.fraction(self));
        }
        let plain = |value, length: usize, print| {
            let at = self.at..self.at + length;
            let shape =
                FigureShape::Point(PrintedNumber { value: Number::from_int(value), place: 0 });
            let figure = Some(Figure::plain(shape, at.clone()));
            Some(NumberInText { numbers: vec![at.clone()], at, figure, print })
        };
        match word {
            "no" if self.rest()[length..].starts_with(' ') => plain(0, length, Print::Quiet),
            "another" => plain(1, length, Print::Quiet),
            "denied" if self.lower[self.at..].starts_with("denied any ") => {
                plain(0, "denied any".len(), Print::Quiet)
            }
            "half" => Some(self.run(Print::Odd, char::is_alphabetic)),
            _ => plain(plural(word)?, length, Print::Plain),
        }
    }

    /// A figure that begins here.
    fn figure(self) -> Option<NumberInText> {
        let window = |text: &'t str| {
            let rest = text.get(self.at..).unwrap_or_default();
            let mut end = rest.len().min(limits::FIGURE_BYTES.get());
            while !rest.is_char_boundary(end) {
                end -= 1;
            }
            rest.get(..end).unwrap_or_default()
        };
        let reader = Reader::in_prose(window(self.text), window(self.lower), 0);
        let (figure, numbers, end) = reader.running()?;
        let here = |at: &Range<usize>| self.at + at.start..self.at + at.end;
        let numbers: Vec<_> = numbers.iter().filter(|at| !at.is_empty()).map(here).collect();
        let article = |at: &Range<usize>| matches!(self.lower.get(at.clone()), Some("a" | "an"));
        let nobody = |at: &Range<usize>| {
            matches!(self.lower.get(at.clone()), Some("no one" | "no-one" | "nobody"))
        };
        let quiet = numbers.iter().all(|at| article(at) || nobody(at));
        let print = if quiet { Print::Quiet } else { Print::Plain };
        Some(NumberInText { at: self.at..self.at + end, numbers, figure: Some(figure), print })
    }
}

impl NumberInText {
    /// `two-thirds`, `three quarters`: a fraction, which no figure is written as.
    fn fraction(self, place: NumberStart<'_>) -> Self {
        let rest = place.lower.get(self.at.end..).unwrap_or_default();
        let Some(word) = rest.strip_prefix(['-', ' ']) else { return self };
        let length = word.bytes().take_while(u8::is_ascii_alphabetic).count();
        let (name, after) = word.split_at(length);
        let one = name.strip_suffix('s');
        let known = ["third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
        let joined = rest.starts_with('-') || one.is_some() || after.starts_with(" of");
        if !joined || !known.contains(&one.unwrap_or(name)) {
            return self;
        }
        let at = self.at.start..self.at.end + 1 + length;
        NumberInText { numbers: vec![at.clone()], at, figure: None, print: Print::Odd }
    }
}

/// Characters that digits go on behind in dates, times, fractions and numbers of documents.
fn odd(char: char) -> bool {
    char.is_ascii_digit() || matches!(char, '.' | ',' | ':' | '/') || word_lists::is_dash(char)
}

/// `Twelves`, `sixes`: a number word with the `s` of a plural. Not `ones`, nor `tens`, which is vague.
fn plural(word: &str) -> Option<i64> {
    let stem = word.strip_suffix('s')?;
    let stem =
        if word_lists::small_number(stem).is_some() { stem } else { stem.strip_suffix('e')? };
    word_lists::small_number(stem).filter(|number| (2..20).contains(number) && *number != 10)
}

/// Whether a figure may begin with this word, in lower case.
fn may_begin(word: &str) -> bool {
    /// The first words of everything that may stand before a number or be one, but for the number
    /// words themselves.
    static FIRST: LazyLock<HashSet<&str>> = LazyLock::new(|| {
        let hedges = hedges(HedgeSide::Before).map(|(phrase, _)| phrase);
        let vague = word_lists::VAGUE.iter().map(|(phrase, _)| *phrase);
        let others = ["a", "an", "between", "from", "half"].into_iter();
        let phrases = hedges.chain(vague).chain(word_lists::NOUGHT.iter().copied()).chain(others);
        phrases.filter_map(|phrase| phrase.split([' ', '.', '-']).next()).collect()
    });
    FIRST.contains(word)
        || word_lists::small_number(word).is_some()
        || (word.len() == 3 && unit::currency_before(word).is_some())
}

impl Reader<'_> {
    /// The figure that begins here, the bytes of its numbers, and where it ends.
    fn running(mut self) -> Option<(Figure, [Range<usize>; 2], usize)> {
        let start = self;
        let (bound, approx) = self.hedges().ok()?;
        let before = self;
        let lone = self.loose_vague();
        let body = if lone { None } else { self.body(bound).ok() };
        let behind = body.as_ref().map_or(Approx::Exact, |body| body.approx);
        let approx = if approx == Approx::Exact { behind } else { approx };
        let (shape, unit, numbers) = match body {
            Some(body) => (body.shape, body.unit, body.numbers),
            None => {
                self = before;
                if lone {
                    return None;
                }
                let term = self.term(false).ok()??;
                let shape = match bound {
                    _ if term.plus => FigureShape::AtLeast,
                    None | Some(Hedge::About | Hedge::Almost | Hedge::Exactly) => {
                        FigureShape::Point
                    }
                    Some(Hedge::AtLeast) => FigureShape::AtLeast,
                    Some(Hedge::MoreThan) => FigureShape::MoreThan,
                    Some(Hedge::UpTo) => FigureShape::UpTo,
                    Some(Hedge::FewerThan) => FigureShape::FewerThan,
                };
                (shape(term.raw.printed().ok()?), term.unit, [term.number_at, 0..0])
            }
        };
        let numbers = match shape {
            FigureShape::Vague(_) => [before.pos..self.pos, 0..0],
            _ => numbers,
        };
        let approx = if matches!(shape, FigureShape::Vague(_)) { Approx::Exact } else { approx };
        let said = Saying { shape, approx, best: None, unit, also: None };
        let end = start.text.get(..self.pos).map_or(self.pos, |text| text.trim_end().len());
        Some((Figure { said, spots: Spots::default() }, numbers, end))
    }

    /// `test scores`, `in tens`: a plural that counts only before `of`.
    fn loose_vague(self) -> bool {
        let mut ahead = self;
        let loose = ["scores", "tens"].into_iter().any(|word| ahead.phrase(word));
        loose && !ahead.phrase("of")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each number as printed, with a sign for how and, in the one notation, what it says.
    fn told(text: &str) -> Vec<String> {
        let told = |found: NumberInText| {
            let sign = match found.print {
                Print::Plain => "",
                Print::Quiet => "quiet ",
                Print::Glued => "glued ",
                Print::Odd => "odd ",
            };
            let says = found.figure.map_or(String::new(), |figure| {
                format!(" = {}", figure.to_string().replace(',', ""))
            });
            format!("{sign}{}{says}", &text[found.at])
        };
        find(text).into_iter().map(told).collect()
    }

    #[track_caller]
    fn holds(text: &str, wanted: &[&str]) {
        assert_eq!(told(text), wanted, "{text}");
    }

    #[test]
    fn digits_and_words_are_found_with_their_hedges() {
        holds("left 88 Armenian and 31–92 Azerbaijani soldiers", &["88 = 88", "31–92 = 31–92"]);
        holds("Thirteen Azeris, five others", &["Thirteen = 13", "five = 5"]);
        holds("at least 15 dead, 4+ wounded", &["at least 15 = 15+", "4+ = 4+"]);
        holds(
            "up to 3,000 men, as many as 3,000",
            &["up to 3,000 = up to 3000", "as many as 3,000 = up to 3000"],
        );
        holds("between 5,856 and 6,000 died", &["between 5,856 and 6,000 = 5856–6000"]);
        holds("almost two hundred civilians", &["almost two hundred = almost 200"]);
        holds("Twenty-eight of the captured", &["Twenty-eight = 28"]);
        holds(
            "some $36 million between 1998 and 2010",
            &["some $36 million = ~36 million USD", "between 1998 and 2010 = 1998–2010"],
        );
        holds("$3bn, 55% and 2‰", &["$3bn = 3 billion USD", "55% = 55 %", "2‰ = 2 ‰"]);
        holds("541–547+ killed", &["541–547+ = 541–547+"]);
        holds("thousands were killed", &["thousands = thousands"]);
        holds(
            "no less than 12 and more than 90",
            &["no less than 12 = 12+", "more than 90 = more than 90"],
        );
        holds(
            "about 41 square kilometres (16 sq mi)",
            &["about 41 square kilometres = ~41 km²", "16 sq mi = 16 sq mi"],
        );
    }

    #[test]
    fn the_words_go_on_behind_a_number() {
        holds(
            "a two-year-old and a 13-year-old",
            &["quiet a = 1", "two = 2", "quiet a = 1", "13 = 13"],
        );
        holds("39 in favour to 7 against", &["39 = 39", "7 = 7"]);
        holds("39 to 7", &["39 = 39", "7 = 7"]);
        holds("two decades of calm", &["two decades = 2 decades"]);
        holds("60mm fire", &["60mm = 60 mm"]);
        holds("four Armenian and four Azerbaijani", &["four = 4", "four = 4"]);
        holds("two or three men", &["two or three = 2–3"]);
        holds("In 2016 217 soldiers", &["2016 = 2016", "217 = 217"]);
        holds(
            "1\u{a0}264 and 1 264 and 1,264",
            &["1\u{a0}264 = 1264", "1 264 = 1264", "1,264 = 1264"],
        );
        holds("he will try 5 times", &["5 = 5"]);
        holds("Twelves civilians", &["Twelves = 12"]);
        holds("They came in ones and tens.", &[]);
        holds("tens of thousands", &["tens of thousands = tens of thousands"]);
    }

    #[test]
    fn words_that_rarely_count_are_quiet() {
        holds("an Azerbaijani soldier, a drone", &["quiet an = 1", "quiet a = 1"]);
        holds("killed and another wounded", &["quiet another = 1"]);
        holds(
            "no EU member; they denied any casualties",
            &["quiet no = 0", "quiet denied any = 0"],
        );
        holds("a hundred men", &["a hundred = 100"]);
        holds("N/A", &[]);
        holds("nobody, none", &["quiet nobody = 0", "none = 0"]);
        holds("over an hour", &["quiet over an = more than 1"]);
    }

    #[test]
    fn digits_in_words_and_names_are_told_apart() {
        holds("Mi-24, T-72B3, km2, 4x4", &["glued 24", "glued 72B3", "glued 2", "glued 4x4"]);
        holds("20th century, the 1980s, mid-1990s", &["glued 20th", "glued 1980s", "glued 1990s"]);
        holds("pre-1994 and COVID-19", &["1994 = 1994", "glued 19"]);
        holds(
            "Resolution 62/243, 1.4.2016, 2016-04-01, 14:30.",
            &["odd 62/243", "odd 1.4.2016", "odd 2016-04-01", "odd 14:30"],
        );
        holds(
            "two-thirds, three quarters, one third of it, half",
            &["odd two-thirds", "odd three quarters", "odd one third", "odd half"],
        );
        holds("31–92 and 88-31", &["31–92 = 31–92", "odd 88-31"]);
        holds("92[112] soldiers", &["92 = 92", "112 = 112"]);
        holds("3.5 and .5 and 10.", &["3.5 = 3.5", ".5 = 0.5", "10 = 10"]);
    }

    #[test]
    fn every_number_of_a_figure_has_its_bytes() {
        let text = "between 5,856 and 6,000, or $3bn";
        let numbers: Vec<_> = find(text).into_iter().flat_map(|found| found.numbers).collect();
        let numbers: Vec<_> = numbers.into_iter().map(|at| &text[at]).collect();
        assert_eq!(numbers, ["5,856", "6,000", "$3bn"]);
    }

    #[test]
    fn numbers_follow_one_another_however_long_the_text() {
        for piece in ["between 1 and ", "and ", "1,", "one ", "1–", "over ", "(", "a-", "–", "6/"]
        {
            let text = piece.repeat(100_000 / piece.len());
            let mut end = 0;
            for found in find(&text) {
                assert!(end <= found.at.start && found.at.start < found.at.end, "{piece}");
                end = found.at.end;
            }
            assert!(end <= text.len(), "{piece}");
        }
    }
}
