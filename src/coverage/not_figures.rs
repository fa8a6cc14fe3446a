//! Numbers that are no figures, by rule: a number among its words in, the reason to set it aside out.
//!
//! A rule speaks only where the words around leave little doubt. `killed 2016 soldiers` is no year to
//! any of them, and stays a number that wants a claim.

use crate::coverage::outcome::Rule;
use crate::coverage::text_blocks::TextBlocks;
use crate::coverage::words::Word;
use crate::figure::{NumberInText, Print};
use std::ops::Range;

/// What the rules look at.
pub(super) struct Around<'t> {
    pub(super) text: &'t str,
    pub(super) words: &'t [Word<'t>],
    pub(super) layout: &'t TextBlocks,
}

impl<'t> Around<'t> {
    /// The rule that sets the number aside, if one does.
    pub(super) fn rule(&self, found: &NumberInText) -> Option<Rule> {
        let written = &self.text[found.at.clone()];
        if self.heads_a_line(found, written) {
            return Some(Rule::ListItem);
        }
        match found.print {
            Print::Quiet => None,
            Print::Glued => Some(glued(written)),
            Print::Odd => self.odd(found, written),
            Print::Plain => self.plain(found),
        }
    }

    fn plain(&self, found: &NumberInText) -> Option<Rule> {
        if self.after_name(found.at.start) {
            return Some(Rule::Identifier);
        }
        if self.is_day(found) || self.is_year(found) {
            return Some(Rule::Date);
        }
        self.age(found)
            .or_else(|| self.interval(found))
            .or_else(|| self.ordinal(found))
            .or_else(|| self.time(found))
    }

    fn odd(&self, found: &NumberInText, written: &str) -> Option<Rule> {
        if self.after_name(found.at.start) {
            return Some(Rule::Identifier);
        }
        if clock(written) {
            return Some(Rule::Time);
        }
        let numbers: Vec<&str> = written.split(|char: char| !char.is_ascii_digit()).collect();
        let years = |first: &str, second: &str| match second.len() {
            2 => second > &first[2..],
            _ => is_year(second) && second > first,
        };
        match *numbers.as_slice() {
            [first, second] if is_year(first) && years(first, second) => Some(Rule::Date),
            [year, month] if is_year(year) && month.len() == 2 && month <= "12" => Some(Rule::Date),
            [first, second, third] if date(first, second, third) => Some(Rule::Date),
            [_, _, _, ..] if written.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') => {
                Some(Rule::Identifier)
            }
            _ => None,
        }
    }

    /// The word that ends before the byte, counted backwards from 0.
    fn before(&self, at: usize, back: usize) -> Option<&'t str> {
        let next = self.words.partition_point(|word| word.start < at);
        let word = self.words.get(next.checked_sub(back + 1)?)?;
        // A number inside a longer one has nothing before it, nor has the first of a paragraph.
        let gap = self.text.get(word.start + word.text.len()..at)?;
        (back > 0 || !gap.contains("\n\n")).then_some(word.text)
    }

    fn after(&self, at: usize, on: usize) -> Option<&'t str> {
        let next = self.words.partition_point(|word| word.start < at);
        self.words.get(next + on).map(|word| word.text)
    }

    /// `Resolution 822`, `No. 5`, `p. 12`.
    fn after_name(&self, at: usize) -> bool {
        match self.before(at, 0) {
            Some("#" | "№") => true,
            Some(".") => self.before(at, 1).is_some_and(|word| ABBREVIATED.contains(&word)),
            Some(word) => NAMING.contains(&word),
            None => false,
        }
    }

    /// `1.` at the start of a line.
    fn heads_a_line(&self, found: &NumberInText, written: &str) -> bool {
        let mut before = self.text[..found.at.start].chars().rev();
        let first = before.find(|&char| char == '\n' || !char.is_whitespace());
        let after = &self.text[found.at.end..];
        first.is_none_or(|char| char == '\n')
            && written.len() <= 3
            && written.bytes().all(|byte| byte.is_ascii_digit())
            && (after.starts_with(". ") || after.starts_with(") "))
    }

    /// Days of a month: `20 February`, `March 14`, `between 1 and 5 April`.
    fn is_day(&self, found: &NumberInText) -> bool {
        let digits = |at: &Range<usize>| is_day(&self.text[at.clone()]);
        if found.numbers.is_empty() || !found.numbers.iter().all(digits) {
            return false;
        }
        self.month_follows(found.at.end) || self.month_precedes(found.at.start, found.at.end)
    }

    fn month_follows(&self, end: usize) -> bool {
        let mut on = 0;
        while on < 6 {
            let Some(word) = self.after(end, on) else { return false };
            let next = self.after(end, on + 1);
            if is_month(word) || (word == "of" && next.is_some_and(is_month)) {
                return true;
            }
            if !(JOINING.contains(&word) || word == ",") || !next.is_some_and(is_day) {
                return false;
            }
            on += 2;
        }
        false
    }

    fn month_precedes(&self, start: usize, end: usize) -> bool {
        let mut back = 0;
        while back < 6 {
            let Some(word) = self.before(start, back) else { return false };
            let next = self.before(start, back + 1);
            if is_month(word) {
                // `In May 14 soldiers` counts soldiers; `on May 14` does not.
                let within = matches!(next, Some("in" | "In" | "of" | "during" | "During"));
                return !within && (back > 0 || !self.thing(end));
            }
            if !JOINING.contains(&word) || !next.is_some_and(is_day) {
                return false;
            }
            back += 2;
        }
        false
    }

    /// Years: `in 2016`, `1988–1994`, `(2020)`, the first cell of a row.
    fn is_year(&self, found: &NumberInText) -> bool {
        let years: Vec<&str> = found.numbers.iter().map(|at| &self.text[at.clone()]).collect();
        let unit = found.figure.as_ref().is_none_or(|figure| figure.unit().is_some());
        if unit || years.is_empty() || !years.iter().all(|year| is_year(year)) {
            return false;
        }
        if years.len() == 2 {
            return years[0] < years[1] && self.ends_with_number(found);
        }
        if !self.ends_with_number(found) {
            return false;
        }
        let written = &self.text[found.at.clone()];
        let bound = ["more", "over", "at ", "fewer", "less", "under", "no ", "as "];
        let lower = written.to_ascii_lowercase();
        if bound.iter().any(|bound| lower.starts_with(bound)) && self.thing(found.at.end) {
            return false;
        }
        if let Some((row, cell)) = self.layout.cell(found.at.start)
            && self.text[row.cells[cell].clone()] == *written
        {
            return cell == 0 || self.layout.is_first(row);
        }
        let Some(before) = self.before(found.at.start, 0) else { return !self.thing(found.at.end) };
        let line = self.text[..found.at.start].ends_with('\n');
        let lower = before.to_ascii_lowercase();
        let dated = DATING.contains(&lower.as_str()) || is_month(before);
        let comma = before == ","
            && self.before(found.at.start, 1).is_some_and(|word| is_day(word) || is_month(word));
        let loose = line
            || ["from", "to", "of", "and", "through"].contains(&lower.as_str())
            || !before.starts_with(char::is_alphanumeric)
            || before.starts_with(char::is_uppercase);
        dated || comma || (loose && !self.thing(found.at.end))
    }

    /// Nothing but the number itself: no `+` behind it, no words.
    fn ends_with_number(&self, found: &NumberInText) -> bool {
        found.numbers.last().is_some_and(|last| last.end == found.at.end)
    }

    /// Whether what follows is a thing that may be counted: `2016 soldiers`, but not `2016 and`.
    fn thing(&self, end: usize) -> bool {
        let gap = self.text[end..].starts_with([' ', '\u{a0}']);
        gap && self
            .after(end, 0)
            .is_some_and(|word| word.starts_with(char::is_lowercase) && !GOING_ON.contains(&word))
    }

    /// `two-year-old`, `13 years old`, `aged 13`.
    fn age(&self, found: &NumberInText) -> Option<Rule> {
        let after = self.behind(found);
        let old = ["-old", " old", " of age"].iter().any(|old| after.starts_with(old));
        let before = self.before(found.at.start, 0).map(str::to_ascii_lowercase);
        let aged = matches!(before.as_deref(), Some("aged" | "age" | "ages"))
            || (before.as_deref() == Some("of") && self.before(found.at.start, 1) == Some("age"));
        (aged
            || (old && after.len() < self.text[found.at.end..].len())
            || (old && self.timed(found)))
        .then_some(Rule::Age)
    }

    /// `five days later`, `two years ago`.
    fn interval(&self, found: &NumberInText) -> Option<Rule> {
        let after = self.behind(found);
        let timed = self.timed(found) || after.len() < self.text[found.at.end..].len();
        let word = after.trim_start_matches([' ', '-']);
        let length = word.find(|char: char| !char.is_ascii_alphabetic()).unwrap_or(word.len());
        let lasting =
            ["later", "earlier", "ago", "before", "after", "prior", "previously", "afterwards"];
        (timed && lasting.contains(&&word[..length])).then_some(Rule::Interval)
    }

    /// Whether the number itself is given in years, months, weeks or days.
    fn timed(&self, found: &NumberInText) -> bool {
        let unit = found.figure.as_ref().and_then(|figure| figure.unit());
        unit.is_some_and(|unit| matches!(unit.base(), "day" | "month"))
    }

    /// What stands behind the number and a unit of time, if one follows.
    fn behind(&self, found: &NumberInText) -> &'t str {
        let after = &self.text[found.at.end..];
        let body =
            after.strip_prefix(['-', ' ', '\u{a0}', '\u{2010}', '\u{2011}']).unwrap_or(after);
        let length = body.find(|char: char| !char.is_ascii_alphabetic()).unwrap_or(body.len());
        let word = body[..length].strip_suffix('s').unwrap_or(&body[..length]);
        let units = ["minute", "hour", "day", "week", "month", "year", "decade"];
        if units.contains(&word) { &body[length..] } else { after }
    }

    /// `twenty-first`.
    fn ordinal(&self, found: &NumberInText) -> Option<Rule> {
        let after = self.text[found.at.end..].strip_prefix('-')?;
        let length = after.find(|char: char| !char.is_ascii_alphabetic()).unwrap_or(after.len());
        is_ordinal(&after[..length]).then_some(Rule::Ordinal)
    }

    /// `5 p.m.`
    fn time(&self, found: &NumberInText) -> Option<Rule> {
        let after = self.text[found.at.end..].trim_start_matches([' ', '\u{a0}']);
        let ends = ["a.m.", "p.m.", "am ", "pm ", "o'clock", "o’clock"];
        ends.iter().any(|end| after.starts_with(end)).then_some(Rule::Time)
    }

    /// Ordinals in words and Roman numerals, which no figure is written with.
    pub(super) fn in_words(&self) -> Vec<(Range<usize>, Rule)> {
        let of = |(index, word): (usize, &Word<'t>)| {
            let at = word.start..word.start + word.text.len();
            let before = index.checked_sub(1).map(|before| self.words[before].text);
            if is_ordinal(word.text) {
                return Some((at, Rule::Ordinal));
            }
            let one = word.text.len() == 1;
            let named = before.is_some_and(|before| {
                NUMBERED.contains(&before) || (!one && before.starts_with(char::is_uppercase))
            });
            (named && is_roman(word.text)).then_some((at, Rule::Roman))
        };
        self.words.iter().enumerate().filter_map(of).collect()
    }
}

/// `20th`, `1980s`, `5pm`, `Mi-24`.
fn glued(written: &str) -> Rule {
    let digits = written.bytes().take_while(u8::is_ascii_digit).count();
    match &written[digits..] {
        "st" | "nd" | "rd" | "th" => Rule::Ordinal,
        "s" if (2..=4).contains(&digits) => Rule::Date,
        "am" | "pm" if digits <= 2 => Rule::Time,
        _ => Rule::Name,
    }
}

/// `14:30`, `14:30:05`.
fn clock(written: &str) -> bool {
    let mut parts = written.split(':');
    let hour = parts.next().and_then(|hour| hour.parse::<u32>().ok());
    let rest: Vec<&str> = parts.collect();
    hour.is_some_and(|hour| hour < 25)
        && matches!(rest.len(), 1 | 2)
        && rest.iter().all(|part| part.len() == 2 && *part < "60")
}

/// `2016-04-01`, `1.4.2016`, `4/1/16`.
fn date(first: &str, second: &str, third: &str) -> bool {
    let day = |text: &str| is_day(text.strip_prefix('0').unwrap_or(text));
    (is_year(first) && day(second) && day(third))
        || (day(first) && day(second) && (is_year(third) || third.len() == 2))
}

fn is_year(text: &str) -> bool {
    text.len() == 4
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && ("1000".."2200").contains(&text)
}

fn is_day(text: &str) -> bool {
    let number = text.bytes().all(|byte| byte.is_ascii_digit()) && (1..=2).contains(&text.len());
    number && text.parse::<u32>().is_ok_and(|day| (1..=31).contains(&day))
}

fn is_month(word: &str) -> bool {
    const MONTHS: [&str; 24] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
        "Jan",
        "Feb",
        "Mar",
        "Apr",
        "Jun",
        "Jul",
        "Aug",
        "Sep",
        "Sept",
        "Oct",
        "Nov",
        "Dec",
    ];
    MONTHS.contains(&word)
}

fn is_ordinal(word: &str) -> bool {
    const ORDINALS: [&str; 29] = [
        "first",
        "second",
        "third",
        "fourth",
        "fifth",
        "sixth",
        "seventh",
        "eighth",
        "ninth",
        "tenth",
        "eleventh",
        "twelfth",
        "thirteenth",
        "fourteenth",
        "fifteenth",
        "sixteenth",
        "seventeenth",
        "eighteenth",
        "nineteenth",
        "twentieth",
        "thirtieth",
        "fortieth",
        "fiftieth",
        "sixtieth",
        "seventieth",
        "eightieth",
        "ninetieth",
        "hundredth",
        "thousandth",
    ];
    let lower = |known: &&str| known.eq_ignore_ascii_case(word);
    word.len() > 4 && ORDINALS.iter().any(lower)
}

/// Whether it is written as Roman numerals are: each sign no more often and in no other order.
fn is_roman(word: &str) -> bool {
    if word.is_empty() || word.len() > 15 || !word.bytes().all(|byte| b"IVXLCDM".contains(&byte)) {
        return false;
    }
    let mut rest = word;
    rest = rest.trim_start_matches('M');
    for (one, five, ten) in [('C', 'D', 'M'), ('X', 'L', 'C'), ('I', 'V', 'X')] {
        rest = place(rest, one, five, ten);
    }
    rest.is_empty()
}

/// What is left behind one decimal place of a Roman numeral.
fn place(text: &str, one: char, five: char, ten: char) -> &str {
    for tail in [ten, five] {
        if let Some(rest) = text.strip_prefix(one).and_then(|rest| rest.strip_prefix(tail)) {
            return rest;
        }
    }
    let mut rest = text.strip_prefix(five).unwrap_or(text);
    for _ in 0..3 {
        rest = rest.strip_prefix(one).unwrap_or(rest);
    }
    rest
}

/// Words that number documents, places and parts of them.
const NAMING: &[&str] = &[
    "Resolution",
    "Resolutions",
    "resolution",
    "Section",
    "Sections",
    "section",
    "Article",
    "Articles",
    "article",
    "Chapter",
    "chapter",
    "Part",
    "Paragraph",
    "paragraph",
    "Act",
    "Law",
    "Decree",
    "Order",
    "Directive",
    "Rule",
    "Protocol",
    "Regulation",
    "Title",
    "Number",
    "Page",
    "Pages",
    "page",
    "pages",
    "Volume",
    "volume",
    "Issue",
    "issue",
    "Figure",
    "Fig",
    "Table",
    "Row",
    "Note",
    "Annex",
    "Appendix",
    "Item",
    "Flight",
    "Route",
    "Highway",
    "Case",
    "ISBN",
    "ISSN",
    "OCLC",
    "Document",
    "Version",
    "version",
    "pp",
    "p",
];

/// Those that are shortened with a point.
const ABBREVIATED: &[&str] = &[
    "No", "no", "Nos", "nos", "Nr", "p", "pp", "Vol", "vol", "Art", "art", "Sec", "sec", "Fig",
    "fig", "Ch", "ch", "para", "Res",
];

/// Words that take Roman numerals.
const NUMBERED: &[&str] = &[
    "Chapter", "Part", "War", "Article", "Phase", "Volume", "Book", "Class", "Type", "Annex",
    "Title", "Section", "Schedule", "Group", "Mark", "Act",
];

/// Words between the days of one month.
const JOINING: &[&str] = &["and", "or", "to", "until", "through", "&", "–", "-", "—", "/"];

/// Words that a year follows, whatever comes behind it.
const DATING: &[&str] = &[
    "in",
    "since",
    "by",
    "until",
    "till",
    "during",
    "before",
    "after",
    "throughout",
    "early",
    "late",
    "mid",
    "year",
    "years",
    "fy",
    "spring",
    "summer",
    "autumn",
    "fall",
    "winter",
    "the",
    "circa",
    "between",
    "-",
];

/// Words a sentence goes on with behind a year.
const GOING_ON: &[&str] = &[
    "a",
    "after",
    "also",
    "an",
    "and",
    "as",
    "at",
    "because",
    "became",
    "before",
    "between",
    "but",
    "by",
    "during",
    "following",
    "for",
    "from",
    "had",
    "has",
    "have",
    "he",
    "if",
    "in",
    "into",
    "is",
    "it",
    "left",
    "of",
    "on",
    "or",
    "over",
    "per",
    "right",
    "she",
    "since",
    "so",
    "that",
    "the",
    "their",
    "then",
    "there",
    "they",
    "through",
    "to",
    "under",
    "until",
    "up",
    "was",
    "were",
    "when",
    "where",
    "which",
    "while",
    "who",
    "will",
    "with",
    "would",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coverage::strip_markup::Plain;
    use crate::coverage::words::words;
    use crate::figure::find;

    /// Each number that is no figure, with its rule, and the others with none.
    fn told(text: &str) -> Vec<String> {
        let plain = Plain::new(text);
        let (layout, words) = (TextBlocks::new(&plain.text), words(&plain.text));
        let around = Around { text: &plain.text, words: &words, layout: &layout };
        let numbers = find(&plain.text).into_iter().filter(|found| found.print != Print::Quiet);
        let numbers = numbers.map(|found| {
            let rule = around.rule(&found).map_or("-", Rule::name);
            format!("{} {rule}", &plain.text[found.at])
        });
        let others = around.in_words().into_iter();
        let others = others.map(|(at, rule)| format!("{} {}", &plain.text[at], rule.name()));
        numbers.chain(others).collect()
    }

    #[track_caller]
    fn holds(text: &str, wanted: &[&str]) {
        assert_eq!(told(text), wanted, "{text}");
    }

    #[test]
    fn days_and_years_are_dates() {
        holds("On 20 February 1988, 31 died", &["20 date", "1988 date", "31 -"]);
        holds("on November 10, 2020, 44 of them", &["10 date", "2020 date", "44 -"]);
        holds("Between 1 and 5 April 2016, 88", &["Between 1 and 5 date", "2016 date", "88 -"]);
        holds("from 27 September to 10 November", &["27 date", "10 date"]);
        holds("In April 2016, 13 drones", &["2016 date", "13 -"]);
        holds("On 5 October, two men and 2 women", &["5 date", "two -", "2 -"]);
        holds("In May 14 men died; on May 14 they", &["14 -", "14 date"]);
        holds("the 2016 clashes; since 1994; (2020).", &["2016 date", "1994 date", "2020 date"]);
        holds("in the 1980s, mid-1990s, FY 2016–17", &["1980s date", "1990s date", "2016–17 date"]);
        holds(
            "2016-04-01, 1.4.2016, 4/1/16, 2016-04",
            &["2016-04-01 date", "1.4.2016 date", "4/1/16 date", "2016-04 date"],
        );
    }

    #[test]
    fn ranges_of_years_are_dates_and_other_ranges_are_not() {
        holds("1988–1994 and 2007–11 and 31–92", &["1988–1994 date", "2007–11 date", "31–92 -"]);
        holds("1,988–1,994 men, 1994–1988", &["1,988–1,994 -", "1994–1988 -"]);
        holds(
            "between 1994 and 2009, between 1500 and 2500",
            &["between 1994 and 2009 date", "between 1500 and 2500 -"],
        );
    }

    #[test]
    fn what_may_be_counted_is_no_year() {
        holds("killed 2016 soldiers", &["2016 -"]);
        holds("more than 2000 soldiers, about 1990 men", &["more than 2000 -", "about 1990 -"]);
        holds("a force of 2016 soldiers", &["2016 -"]);
        holds("left 1988 dead and 2016+ hurt", &["1988 -", "2016+ -"]);
        holds("Year | Dead |\n---|---|\n2008 | 2014 |\n", &["2008 date", "2014 -"]);
        holds("$2016 and 2016 km", &["$2016 -", "2016 km -"]);
    }

    #[test]
    fn ages_and_intervals() {
        holds("a two-year-old, a 13-year-old", &["two age", "13 age"]);
        holds("she was 30 years old, he aged 31", &["30 years age", "31 age"]);
        holds("five days later, two years ago", &["five days interval", "two years interval"]);
        holds("a four-day battle, two decades of calm", &["four -", "two decades -"]);
        holds("six hours after it", &["six interval"]);
    }

    #[test]
    fn identifiers_and_parts_of_names() {
        holds(
            "Resolution 62/243, Section 907, No. 5, p. 12",
            &["62/243 identifier", "907 identifier", "5 identifier", "12 identifier"],
        );
        holds(
            "Mi-24, T-72, 4x4, COVID-19, H2O",
            &["24 name", "72 name", "4x4 name", "19 name", "2O name"],
        );
        holds("at 14:30 or 5 p.m. or 5pm, 3:1", &["14:30 time", "5 time", "5pm time", "3:1 -"]);
        holds("version 1.2.3 of 1.5", &["1.2.3 identifier", "1.5 -"]);
    }

    #[test]
    fn ordinals_and_roman_numerals() {
        holds("the 20th, 1st and 2nd", &["20th ordinal", "1st ordinal", "2nd ordinal"]);
        holds(
            "the First of twenty-first and five",
            &["twenty ordinal", "five -", "First ordinal", "first ordinal"],
        );
        holds(
            "Chapter VII, World War I, Louis XIV, I saw the CD",
            &["VII roman", "I roman", "XIV roman"],
        );
        holds("MIX and Charles IIII and XIV", &[]);
    }

    #[test]
    fn items_of_a_list() {
        holds(
            "1. First come 5\n2) then 6",
            &["1 list-item", "5 -", "2 list-item", "6 -", "First ordinal"],
        );
    }
}
