//! "Did you mean": a known name near an unknown one.

use crate::budget::limits;
use crate::read::look_alikes;
use std::collections::HashMap;

/// Suggests names, each unknown one looked up once, and only so many of them: a wrong name is worth
/// a glance, a file full of them is not worth a search.
#[derive(Debug)]
pub(super) struct Suggestions {
    left: usize,
    known: HashMap<(String, String), Option<String>>,
}

impl Default for Suggestions {
    fn default() -> Self {
        Self { left: limits::NAMES_SUGGESTED.get(), known: HashMap::new() }
    }
}

impl Suggestions {
    /// Whether it looks for no more of them.
    pub(super) fn are_spent(&self) -> bool {
        self.left == 0
    }

    /// A known name that looks like the word and is another.
    pub(super) fn look_alike<'n>(
        &self,
        word: &str,
        known: impl Iterator<Item = &'n str>,
    ) -> Option<String> {
        let known = known.take(20 * limits::NAMES_COMPARED.get());
        if self.are_spent() { None } else { look_alikes::like(word, known).map(str::to_owned) }
    }

    /// The known name most like the word, among names of that kind, if one is like it at all.
    pub(super) fn near<'n>(
        &mut self,
        kind: &str,
        word: &str,
        known: impl Iterator<Item = &'n str>,
    ) -> Option<String> {
        if word.len() > limits::SUGGESTED_NAME_BYTES.get() {
            return None;
        }
        let key = (kind.to_owned(), word.to_owned());
        if let Some(seen) = self.known.get(&key) {
            return seen.clone();
        }
        self.left = self.left.checked_sub(1)?;
        let near = among(word, known, limits::NAMES_COMPARED.get());
        self.known.insert(key, near.clone());
        near
    }
}

/// The known name most like the word, if one is like it at all: for the few words of a question, among
/// many more names than [`Suggestions`] would look at.
pub(super) fn closest<'n>(word: &str, known: impl Iterator<Item = &'n str>) -> Option<String> {
    among(word, known, 20 * limits::NAMES_COMPARED.get())
}

fn among<'n>(word: &str, known: impl Iterator<Item = &'n str>, most: usize) -> Option<String> {
    let alike = |name: &&str| {
        name.len() <= limits::SUGGESTED_NAME_BYTES.get() && name.len().abs_diff(word.len()) <= 8
    };
    let known: Vec<&str> = known.filter(alike).take(most).collect();
    let same = known.iter().find(|name| name.eq_ignore_ascii_case(word)).copied();
    let close = || similar::get_close_matches(word, &known, 1, 0.6).first().copied();
    same.or_else(close).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_finds_its_word_and_a_stranger_none() {
        let mut suggestions = Suggestions::default();
        let mut near =
            |word| suggestions.near("key", word, ["figure", "by", "cite", "quote"].into_iter());
        assert_eq!(near("figrue").as_deref(), Some("figure"));
        assert_eq!(near("cites").as_deref(), Some("cite"));
        assert_eq!(near("zebra"), None);
        assert_eq!(near("figrue").as_deref(), Some("figure"));
    }

    #[test]
    fn a_flood_of_strangers_is_not_searched() {
        let mut suggestions = Suggestions::default();
        for at in 0..limits::NAMES_SUGGESTED.get() {
            suggestions.near("key", &format!("stranger-{at}"), std::iter::empty());
        }
        assert_eq!(suggestions.near("key", "figrue", ["figure"].into_iter()), None);
    }
}
