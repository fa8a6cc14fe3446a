//! Suggesting: a date or interval written in another manner (`4 April 2016`, `1988–94`) to what it
//! may mean in EDTF.
//!
//! Only for messages; nothing is ever read this way. Whatever is suggested parses.

use crate::period::parse::read;

/// What the text may mean, the likeliest first; nothing for a text too long to be a date.
pub(super) fn readings(text: &str) -> Vec<String> {
    if text.len() > LONGEST {
        return Vec::new();
    }
    let text = text.trim().to_lowercase().replace(HYPHENS, "-").replace(['\'', '’'], "");
    let mut found = Vec::new();
    for reading in dates(&text).into_iter().chain(intervals(&text)).chain(half_open(&text)) {
        if !found.contains(&reading) && is_read(&reading) {
            found.push(reading);
        }
    }
    found
}

/// What is read in place of a date with open digits: the coarser date, the decade or the run of
/// years. Within an interval it is that run's first year, or its last.
pub(super) fn without_open_digits(edge: &str, within: bool, last: bool) -> Option<String> {
    let edge = edge.to_ascii_uppercase();
    let date = edge.trim_end_matches(['~', '?', '%']).trim_end_matches("-XX");
    let known = date.trim_end_matches('X').len();
    let instead = if date.len() != 4 || known >= 3 {
        date.to_owned()
    } else {
        let ends = |digit| date[..known].to_owned() + &String::from(digit).repeat(4 - known);
        match (within, last) {
            (false, _) => format!("{}/{}", ends('0'), ends('9')),
            (true, false) => ends('0'),
            (true, true) => ends('9'),
        }
    };
    is_read(&instead).then_some(instead)
}

/// Not [`Period::parse`](super::Period::parse), which on a fault would come back here.
fn is_read(text: &str) -> bool {
    read(text).is_ok()
}

/// No date is longer, in any manner known here.
const LONGEST: usize = 64;

const ABOUT: [&str; 7] =
    ["about ", "around ", "approximately ", "circa ", "approx. ", "ca. ", "c. "];
const DIVIDERS: [&str; 9] = ["–", "—", "/", "..", "-", " to ", " until ", " till ", " through "];
const HYPHENS: [char; 4] = ['\u{2010}', '\u{2011}', '\u{2012}', '\u{2212}'];
const STILL: [&str; 7] = ["", "..", "open", "now", "present", "today", "ongoing"];
const FROM: [&str; 2] = ["since ", "from "];
const ONWARDS: [&str; 3] = [" onwards", " onward", " on"];
const UP_TO: [&str; 4] = ["until ", "till ", "up to ", "by "];
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// Intervals of two dates, wherever the text may be divided.
fn intervals(text: &str) -> Vec<String> {
    if let Some((first, last)) =
        text.strip_prefix("between ").and_then(|text| text.split_once(" and "))
    {
        return interval(first, "and", last);
    }
    let text = text.strip_prefix("from ").unwrap_or(text);
    let divided = DIVIDERS.iter().flat_map(|mark| text.match_indices(mark));
    divided
        .flat_map(|(at, mark)| interval(text[..at].trim(), mark, text[at + mark.len()..].trim()))
        .collect()
}

fn interval(first: &str, mark: &str, last: &str) -> Vec<String> {
    let (mut firsts, mut lasts) = (dates(first), dates(last));
    if firsts.is_empty() && matches!(first, "" | ".." | "open") && mark != "-" {
        firsts.push("..".to_owned());
    } else if lasts.is_empty() && STILL.contains(&last) {
        lasts.push("..".to_owned());
    } else if firsts.is_empty() {
        firsts.extend(lasts.iter().filter_map(|whole| completed_from_last(first, last, whole)));
    } else if lasts.is_empty() {
        lasts.extend(firsts.iter().filter_map(|whole| completed_from_first(whole, last)));
    }
    // Where both dates may be read two ways, both are read the same way.
    let pairs = firsts.len().max(lasts.len());
    let nth = |dates: &[String], n: usize| dates.get(n).or(dates.last()).cloned();
    (0..pairs).filter_map(|n| Some(format!("{}/{}", nth(&firsts, n)?, nth(&lasts, n)?))).collect()
}

/// `94` after `1988` is 1994, `05` after `2016-04-01` is 2016-04-05.
fn completed_from_first(first: &str, last: &str) -> Option<String> {
    let short = matches!(last.len(), 2 | 5)
        && last.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    let kept = first.len().checked_sub(last.len()).filter(|_| short)?;
    first.get(..kept).map(|kept| format!("{kept}{last}"))
}

/// `4` before `5 April 2016` is 2016-04-04, `27 September` before `10 November 2020` is 2020-09-27.
fn completed_from_last(first: &str, last: &str, whole: &str) -> Option<String> {
    let named = |text: &str| text.contains(char::is_alphabetic);
    let year = whole.get(..4)?;
    let month = whole
        .get(5..7)?
        .parse::<usize>()
        .ok()?
        .checked_sub(1)
        .and_then(|index| MONTHS.get(index))?;
    let text = match named(first) {
        true => format!("{first} {year}"),
        false if named(last) && whole.len() == 10 => format!("{first} {month} {year}"),
        false => return None,
    };
    dates(&text).into_iter().next()
}

/// Intervals with one end open: `since 2014`, `from 2014 on`, `by 5 August 2016`.
fn half_open(text: &str) -> Vec<String> {
    let without_first = |words: &[&str]| words.iter().find_map(|word| text.strip_prefix(word));
    if let Some(last) = without_first(&UP_TO) {
        return dates(last).iter().map(|date| format!("../{date}")).collect();
    }
    let from = without_first(&FROM);
    let start = from.unwrap_or(text);
    match ONWARDS.iter().find_map(|word| start.strip_suffix(word)).or(from) {
        Some(first) => dates(first).iter().map(|date| format!("{date}/..")).collect(),
        None => Vec::new(),
    }
}

/// What a single date may mean: two things where the day and the month may change places.
fn dates(text: &str) -> Vec<String> {
    let plain = ABOUT.iter().find_map(|word| text.strip_prefix(word)).unwrap_or(text);
    let uncertain = plain.len() < text.len() || plain.contains(['~', '?', '%']);
    let mut dates = parts(plain).map(|parts| arranged(&parts)).unwrap_or_default();
    if uncertain {
        dates.iter_mut().for_each(|date| date.push('~'));
    }
    dates.retain(|date| is_read(date));
    dates.dedup();
    dates
}

/// A part of a date.
#[derive(Clone, Copy)]
enum DatePart<'a> {
    /// Four digits.
    Year(&'a str),
    /// One or two digits.
    Number(u8),
    /// A month by name.
    Month(u8),
    /// Eight digits.
    Day(&'a str),
    /// `2010s`.
    Decade(&'a str),
}

/// The parts of a date, unless there is anything else in the text or more than three parts.
fn parts(text: &str) -> Option<Vec<DatePart<'_>>> {
    if text.starts_with(['-', '/', '.']) || text.ends_with(['-', '/']) || text.ends_with("..") {
        return None; // a negative year, or an interval without its other end
    }
    let mut parts = Vec::new();
    let breaks = |character: char| character.is_whitespace() || "-/.,~?%".contains(character);
    for word in text.split(breaks).filter(|word| !word.is_empty()) {
        let digits = word.find(|character: char| !character.is_ascii_digit()).unwrap_or(word.len());
        match word.split_at(digits) {
            (year, "") if year.len() == 4 => parts.push(DatePart::Year(year)),
            (day, "") if day.len() == 8 => parts.push(DatePart::Day(day)),
            (number, "" | "st" | "nd" | "rd" | "th") if number.len() <= 2 => {
                parts.push(DatePart::Number(number.parse().ok()?))
            }
            (decade, "s") if decade.len() == 4 && decade.ends_with('0') => {
                parts.push(DatePart::Decade(decade))
            }
            ("", "the" | "of" | "in" | "year") => {}
            ("", name) => parts.push(DatePart::Month(month(name)?)),
            _ => return None,
        }
    }
    (parts.len() <= 3).then_some(parts)
}

/// A month by its name or the first letters of it, at least three.
fn month(name: &str) -> Option<u8> {
    let name = if name == "sept" { "sep" } else { name };
    let named = |month: &&str| name.len() >= 3 && month.starts_with(name);
    (1..).zip(MONTHS).find_map(|(number, month)| named(&month).then_some(number))
}

/// The dates these parts may make up, whether or not the calendar has them.
fn arranged(parts: &[DatePart<'_>]) -> Vec<String> {
    use DatePart::{Day, Decade, Month, Number, Year};
    let day = |year: &str, month: u8, day: u8| format!("{year}-{month:02}-{day:02}");
    match *parts {
        [Year(year)] => vec![year.to_owned()],
        [Decade(year)] => vec![format!("{}X", &year[..3])],
        [Day(digits)] => vec![format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..])],
        [Year(year), Number(month) | Month(month)] | [Number(month) | Month(month), Year(year)] => {
            vec![format!("{year}-{month:02}")]
        }
        [Year(year), Number(a), Number(b)] if a > 12 => vec![day(year, b, a)],
        [Year(year), Number(a), Number(b)] => vec![day(year, a, b)],
        [Number(a), Number(b), Year(year)] => vec![day(year, b, a), day(year, a, b)],
        [Number(date), Month(month), Year(year)]
        | [Month(month), Number(date), Year(year)]
        | [Year(year), Month(month), Number(date)]
        | [Year(year), Number(date), Month(month)] => vec![day(year, month, date)],
        _ => Vec::new(),
    }
}
