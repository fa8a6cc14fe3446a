//! Two texts in; the words they share, those only the first has and those only the second has, out.

use crate::explain::visible;
use similar::{Algorithm, ChangeTag, TextDiff};

/// Some words of one text or of both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Whose they are.
    pub of: Of,
    /// They, safe to show.
    pub text: String,
}

/// Which of two texts holds some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// Both do.
    Both,
    /// Only the first.
    First,
    /// Only the second.
    Second,
}

/// What comparing texts may still cost in this run, in pairs of words.
#[derive(Debug)]
pub struct Patience {
    left: usize,
    spent: usize,
}

/// Pairs of words for all texts of one run.
const PAIRS: usize = 200_000_000;

/// Pairs of words for two texts.
const PAIRS_OF_TWO: usize = 16_000_000;

impl Default for Patience {
    fn default() -> Self {
        Self { left: PAIRS, spent: 0 }
    }
}

impl Patience {
    /// How many pairs of texts were too long to be compared.
    pub fn left_out(&self) -> usize {
        self.spent
    }

    /// Compares two texts word by word (Myers 1986). Two that are too long stand whole behind one another.
    pub fn compare(&mut self, a: &str, b: &str) -> Vec<Piece> {
        // A line fold inside a note is no more than a space.
        let [a, b] = [a, b].map(|text| text.trim().replace(['\n', '\r'], " "));
        let (a, b) = (a.as_str(), b.as_str());
        // A word is at least one byte.
        let count =
            |text: &str| text.split_whitespace().count().saturating_mul(2) + text.len() / 16;
        let cost = count(a).saturating_mul(count(b));
        let mut pieces = Vec::new();
        match self.left.checked_sub(cost).filter(|_| cost <= PAIRS_OF_TWO) {
            Some(left) if !a.is_empty() && !b.is_empty() => {
                self.left = left;
                by_word(a, b, &mut pieces);
            }
            Some(_) => {
                push(&mut pieces, Of::First, a);
                push(&mut pieces, Of::Second, b);
            }
            None => {
                self.spent += 1;
                push(&mut pieces, Of::First, a);
                push(&mut pieces, Of::Second, b);
            }
        }
        pieces
    }
}

fn by_word(a: &str, b: &str, pieces: &mut Vec<Piece>) {
    let diff = TextDiff::configure().algorithm(Algorithm::Myers).diff_unicode_words(a, b);
    for change in diff.iter_all_changes() {
        let of = match change.tag() {
            ChangeTag::Equal => Of::Both,
            ChangeTag::Delete => Of::First,
            ChangeTag::Insert => Of::Second,
        };
        push(pieces, of, change.value());
    }
}

fn push(pieces: &mut Vec<Piece>, of: Of, text: &str) {
    let text = visible(text);
    match pieces.last_mut().filter(|last| last.of == of) {
        Some(last) => last.text.push_str(&text),
        None if text.is_empty() => {}
        None => pieces.push(Piece { of, text: text.into_owned() }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(a: &str, b: &str) -> String {
        let sign = |of| match of {
            Of::Both => "",
            Of::First => "-",
            Of::Second => "+",
        };
        let pieces = Patience::default().compare(a, b);
        pieces.iter().map(|piece| format!("{}[{}]", sign(piece.of), piece.text)).collect()
    }

    #[test]
    fn words_and_the_ends_of_ranges_are_told_apart() {
        assert_eq!(told("31–92 dead", "31–94 dead"), "[31–]-[92]+[94][ dead]");
        assert_eq!(told("a b\nc", "a b c"), "[a b c]");
        assert_eq!(told("", "new"), "+[new]");
        assert_eq!(told("one\u{202e} two", "one two"), "-[one\\u{202e}]+[one][ two]");
    }

    #[test]
    fn long_texts_stand_whole() {
        let (a, b) = ("a ".repeat(9000), "b ".repeat(9000));
        let mut patience = Patience::default();
        assert_eq!(patience.compare(&a, &b).len(), 2);
        assert_eq!(patience.left_out(), 1);
    }
}
