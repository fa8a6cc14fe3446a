//! The words of a text, folded so that a quote is found wherever it stands: text in, places out.
//!
//! Folded are white space and quotation marks, and nothing else: digits, signs, separators and dashes
//! stay as they are, and so does the case. Footnote marks and soft hyphens are out already.

use crate::budget::limits;
use std::collections::HashMap;
use std::ops::Range;

/// A word, a number with its separators, or a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word<'t> {
    /// Its text, folded.
    pub(super) text: &'t str,
    /// Its first byte.
    pub(super) start: usize,
    /// White space stands before it.
    pub(super) spaced: bool,
}

impl Word<'_> {
    /// One past its last byte. A sign folded to another may be shorter than it was.
    fn end(&self, text: &str) -> usize {
        let char = text[self.start..].chars().next().map_or(0, char::len_utf8);
        self.start
            + if fold(&text[self.start..self.start + char]).is_some() {
                char
            } else {
                self.text.len()
            }
    }
}

/// The words of a text, in order. Linear in the text.
pub(super) fn words(text: &str) -> Vec<Word<'_>> {
    let mut words: Vec<Word<'_>> = Vec::new();
    let mut at = 0;
    let mut spaced = false;
    while let Some(next) = text.get(at..).and_then(|rest| rest.chars().next()) {
        if next.is_whitespace() {
            spaced = true;
            at += next.len_utf8();
            continue;
        }
        let length = length(&text[at..], next);
        let written = &text[at..at + length];
        let sign = fold(written).filter(|_| !between_digits(text, at, length));
        words.push(Word { text: sign.unwrap_or(written), start: at, spaced });
        spaced = false;
        at += length;
    }
    words
}

/// The length of the word that begins with this character.
fn length(rest: &str, first: char) -> usize {
    if !first.is_alphanumeric() {
        return first.len_utf8();
    }
    if !first.is_ascii_digit() {
        return rest.find(|char: char| !char.is_alphanumeric()).unwrap_or(rest.len());
    }
    let mut end = 0;
    for (at, char) in rest.char_indices() {
        let after = rest[at + char.len_utf8()..].chars().next();
        let joins = matches!(
            char,
            '.' | ',' | '\'' | '’' | '_' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2007}'
        );
        let joins = joins && after.is_some_and(|after| after.is_ascii_digit());
        if !(char.is_alphanumeric() || joins) {
            break;
        }
        end = at + char.len_utf8();
    }
    end
}

/// Quotation marks of all kinds as the plain ones.
fn fold(sign: &str) -> Option<&'static str> {
    match sign {
        "“" | "”" | "„" | "‟" | "«" | "»" => Some("\""),
        "‘" | "’" | "‚" | "‛" | "‹" | "›" => Some("'"),
        _ => None,
    }
}

fn between_digits(text: &str, at: usize, length: usize) -> bool {
    let digit = |char: Option<char>| char.is_some_and(|char| char.is_ascii_digit());
    digit(text[..at].chars().next_back()) && digit(text[at + length..].chars().next())
}

/// Where given runs of words stand in a text.
#[derive(Debug, Default)]
pub(super) struct RunSearch<'q> {
    names: HashMap<&'q str, u32>,
    /// From a node by a word, with space before it or without, to the next.
    steps: HashMap<(u32, u32), u32>,
    /// The number of the run that ends at a node.
    ends: HashMap<u32, u32>,
    nodes: u32,
    runs: u32,
}

impl<'q> RunSearch<'q> {
    /// Adds a run of words and says its number; none for an empty or an overlong one. The same words
    /// have the same number.
    pub(super) fn add(&mut self, run: &'q str) -> Option<u32> {
        let words = words(run);
        if words.is_empty() || words.len() > limits::QUOTE_WORDS.get() {
            return None;
        }
        let mut node = 0;
        for (index, word) in words.iter().enumerate() {
            let next = self.names.len() as u32;
            let name = *self.names.entry(word.text).or_insert(next);
            let step = step(name, word.spaced && index > 0);
            node = *self.steps.entry((node, step)).or_insert_with(|| {
                self.nodes += 1;
                self.nodes
            });
        }
        let number = *self.ends.entry(node).or_insert(self.runs);
        self.runs += u32::from(number == self.runs);
        Some(number)
    }

    /// The bytes of each run's every occurrence, by the run's number, in order. No more than
    /// [`limits::QUOTE_WORDS`] words are looked at from any one.
    pub(super) fn find(&self, text: &str) -> Vec<Vec<Range<usize>>> {
        let mut found = vec![Vec::new(); self.runs as usize];
        let words = words(text);
        let names: Vec<Option<u32>> =
            words.iter().map(|word| self.names.get(word.text).copied()).collect();
        for start in 0..words.len() {
            let mut node = 0;
            for at in start..words.len() {
                let Some(name) = names[at] else { break };
                let step = step(name, words[at].spaced && at > start);
                let Some(&next) = self.steps.get(&(node, step)) else { break };
                node = next;
                if let Some(&run) = self.ends.get(&node) {
                    found[run as usize].push(words[start].start..words[at].end(text));
                }
            }
        }
        found
    }
}

fn step(name: u32, spaced: bool) -> u32 {
    name * 2 + u32::from(spaced)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(quote: &str, text: &str) -> Vec<String> {
        let mut search = RunSearch::default();
        let run = search.add(quote).unwrap();
        let found = search.find(text).swap_remove(run as usize);
        found.into_iter().map(|at| text[at].to_owned()).collect()
    }

    #[test]
    fn a_quote_is_found_by_whole_words() {
        assert_eq!(places("10 soldiers", "110 soldiers, 10 soldiers, 10 soldier"), ["10 soldiers"]);
        assert_eq!(places("264 men", "1,264 men"), [""; 0]);
        assert_eq!(places("4 men", "4+ men"), [""; 0]);
        assert_eq!(places("4+ men", "4 men, 4+ men, 4 + men"), ["4+ men"]);
        assert_eq!(places("11 non-combat", "91 (11 non-combat) dead"), ["11 non-combat"]);
    }

    #[test]
    fn only_white_space_and_quotation_marks_are_folded() {
        assert_eq!(places("88 of its men", "88\u{a0}of\n its  men"), ["88\u{a0}of\n its  men"]);
        assert_eq!(places("the \"illegal\" 5", "the “illegal” 5"), ["the “illegal” 5"]);
        assert_eq!(places("Azerbaijan's 9", "Azerbaijan’s 9"), ["Azerbaijan’s 9"]);
        assert_eq!(places("31-92", "31–92"), [""; 0]);
        assert_eq!(places("1264", "1,264"), [""; 0]);
        assert_eq!(places("1'264", "1’264"), [""; 0]);
        assert_eq!(places("Two men", "two men"), [""; 0]);
        assert_eq!(places("it’s", "it's said: it’s”"), ["it's", "it’s"]);
    }

    #[test]
    fn runs_inside_one_another_are_all_found() {
        let mut search = RunSearch::default();
        let (short, long) = (search.add("one man"), search.add("one man and one man"));
        assert_eq!(search.add("one  man"), short);
        let found = search.find("one man and one man");
        assert_eq!(
            (found[short.unwrap() as usize].len(), found[long.unwrap() as usize].len()),
            (2, 1)
        );
        assert_eq!(search.add(""), None);
    }
}
