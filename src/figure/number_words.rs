//! Numbers in words: `thirteen`, `two hundred and three`, `half a million`.

use crate::figure::number::Number;
use crate::figure::scan::Reader;
use crate::figure::term::Raw;
use crate::figure::word_lists;
use crate::figure::word_lists::ScaleWord;

impl Reader<'_> {
    pub(super) fn number_words(&mut self) -> Option<Raw> {
        if word_lists::NOUGHT.iter().any(|word| self.phrase(word)) {
            return Some(Raw::whole(0, None));
        }
        if let Some(half) = self.half() {
            return Some(half);
        }
        let mut sum = WordSum::default();
        let before = *self;
        if self.phrase("a single") {
            return Some(Raw::whole(1, None));
        }
        if self.phrase("an") || self.phrase("a") {
            let after = *self;
            sum.take("one");
            if !self.word().and_then(word_lists::scale_word).is_some_and(|scale| sum.scale(scale)) {
                *self = after;
                return Some(Raw::whole(1, None));
            }
        }
        let mut last = *self;
        loop {
            if sum.started {
                self.joint(&sum);
            }
            match self.word() {
                Some(word) if sum.take(word) => last = *self,
                _ => break,
            }
        }
        *self = if sum.started { last } else { before };
        sum.raw()
    }

    /// `half a million`, `half a dozen`.
    fn half(&mut self) -> Option<Raw> {
        let before = *self;
        if self.phrase("half a")
            && let Some(scale) = self.word().and_then(word_lists::scale_word)
        {
            return Some(Raw { value: Number::new(5, 1), decimals: 1, scale: Some(scale) });
        }
        *self = before;
        None
    }

    /// A hyphen or `and` between number words.
    fn joint(&mut self, sum: &WordSum) {
        let hyphen = ['-', '\u{2010}', '\u{2011}'];
        match self.rest().chars().next() {
            Some(char) if hyphen.contains(&char) => self.pos += char.len_utf8(),
            _ if sum.takes_and() => {
                self.phrase("and");
            }
            _ => {}
        }
    }
}

/// A number being put together from words.
#[derive(Default)]
struct WordSum {
    total: i64,
    group: i64,
    last: Option<ScaleWord>,
    /// The number before a scale word that is the only one, for sharing with a range's other end.
    tail: Option<(i64, ScaleWord)>,
    started: bool,
    done: bool,
}

impl WordSum {
    fn take(&mut self, word: &str) -> bool {
        if self.done {
            return false;
        }
        if let Some(number) = word_lists::small_number(word) {
            return self.small(number);
        }
        word.len() > 2 && word_lists::scale_word(word).is_some_and(|scale| self.scale(scale))
    }

    fn small(&mut self, number: i64) -> bool {
        let slot = self.group % 100;
        let fits = match number {
            0 => !self.started,
            1..=9 => slot == 0 || (slot >= 20 && slot % 10 == 0),
            _ => slot == 0,
        };
        if fits {
            self.group += number;
            self.tail = None;
            self.started = true;
            self.done = number == 0;
        }
        fits
    }

    fn scale(&mut self, scale: ScaleWord) -> bool {
        let Ok(factor) = i64::try_from(scale.factor().parts().0) else {
            return false;
        };
        let fits = match scale {
            ScaleWord::Hundred => (1..100).contains(&self.group),
            ScaleWord::Dozen | ScaleWord::Score => self.group > 0 && self.total == 0,
            _ => self.group > 0 && self.last.is_none_or(|last| scale.shift() < last.shift()),
        };
        let Some(product) = self.group.checked_mul(factor).filter(|_| fits) else {
            return false;
        };
        self.tail = (self.total == 0).then_some((self.group, scale));
        if scale == ScaleWord::Hundred {
            self.group = product;
        } else {
            self.total += product;
            self.group = 0;
            self.last = Some(scale);
        }
        self.done = matches!(scale, ScaleWord::Dozen | ScaleWord::Score);
        true
    }

    const fn takes_and(&self) -> bool {
        self.group % 100 == 0 && (self.group > 0 || self.total > 0)
    }

    fn raw(&self) -> Option<Raw> {
        match self.tail {
            Some((raw, scale)) => Some(Raw::whole(raw, Some(scale))),
            None => self.started.then(|| Raw::whole(self.total + self.group, None)),
        }
    }
}
