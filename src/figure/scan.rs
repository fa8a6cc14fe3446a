//! A place in a text, and the steps it can take: a sign, a word, a phrase.

use std::ops::Range;

use crate::figure::fault;
use crate::figure::fault::{Fault, FaultKind};
use crate::figure::hedges::{Hedge, HedgeSide, hedges};

/// A place in the text. Copies are cheap; going back is keeping an earlier copy.
#[derive(Clone, Copy)]
pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) lower: &'t str,
    pub(super) pos: usize,
    pub(super) end: usize,
    pub(super) offset: usize,
    /// Words go on around the figure, so that what does not belong to it ends it.
    pub(super) prose: bool,
}

impl<'t> Reader<'t> {
    pub(super) const fn new(text: &'t str, lower: &'t str, offset: usize) -> Self {
        Self { text, lower, pos: 0, end: text.len(), offset, prose: false }
    }

    /// Over a text in which words go on around the figures.
    pub(super) const fn in_prose(text: &'t str, lower: &'t str, offset: usize) -> Self {
        Self { prose: true, ..Self::new(text, lower, offset) }
    }

    pub(super) fn rest(&self) -> &'t str {
        self.lower.get(self.pos..self.end).unwrap_or_default()
    }

    pub(super) fn at_end(&self) -> bool {
        self.rest().trim_start().is_empty()
    }

    pub(super) fn space(&mut self) -> bool {
        let rest = self.rest();
        let length = rest.len() - rest.trim_start().len();
        self.pos += length;
        length > 0
    }

    /// Takes the sign, with the space before it.
    pub(super) fn eat(&mut self, sign: char) -> bool {
        let rest = self.rest().trim_start();
        let found = rest.starts_with(sign);
        if found {
            self.pos = self.end - rest.len() + sign.len_utf8();
        }
        found
    }

    /// The next word, with the space before it; nothing is taken when there is none.
    pub(super) fn word(&mut self) -> Option<&'t str> {
        let rest = self.rest().trim_start();
        let length = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        if length == 0 || rest[length..].starts_with(char::is_alphabetic) {
            return None;
        }
        self.pos = self.end - rest.len() + length;
        Some(&rest[..length])
    }

    /// Takes a phrase whose words stand any space apart, with the space before it.
    pub(super) fn phrase(&mut self, phrase: &str) -> bool {
        let mut rest = self.rest().trim_start();
        if rest.as_bytes().first() != phrase.as_bytes().first() {
            return false;
        }
        for (index, word) in phrase.split(' ').enumerate() {
            let Some(after) = rest.strip_prefix(word) else {
                return false;
            };
            let letters = word.ends_with(char::is_alphabetic);
            if letters && after.starts_with(char::is_alphabetic) {
                return false;
            }
            rest = after;
            if index + 1 < phrase.split(' ').count() {
                rest = after.trim_start();
            }
        }
        self.pos = self.end - rest.len();
        true
    }

    /// Takes a hedge read on that side of a number, if one comes next.
    pub(super) fn hedge(&mut self, side: HedgeSide) -> Option<Hedge> {
        let first = self.rest().trim_start().bytes().next()?;
        let found = hedges(side)
            .find(|(phrase, _)| phrase.as_bytes().first() == Some(&first) && self.phrase(phrase));
        found.map(|(_, hedge)| hedge)
    }

    pub(super) fn spot(&self, start: usize, end: usize) -> Range<usize> {
        self.offset + start..self.offset + end
    }

    pub(super) fn written(&self, at: &Range<usize>) -> &'t str {
        self.text.get(at.clone()).unwrap_or_default().trim()
    }

    pub(super) fn fault_at(&self, kind: FaultKind, at: &Range<usize>) -> Fault {
        let mut fault = Fault::new(kind, self.text, at.clone());
        fault.at = self.spot(at.start, at.end);
        fault
    }

    /// What is left cannot be read.
    pub(super) fn unread(&self) -> Fault {
        let mut ahead = *self;
        ahead.space();
        let rest = self.text.get(ahead.pos..).unwrap_or_default();
        let kind = if ahead.phrase("no") {
            FaultKind::BareNo
        } else {
            FaultKind::NotAFigure { rest: fault::excerpt(rest) }
        };
        let start = self.text.len() - rest.len();
        let start = if rest.is_empty() { 0 } else { start };
        let mut found = Fault::within(kind, self.text, 0..self.text.len());
        found.at = self.spot(start, self.text.len());
        found
    }
}
