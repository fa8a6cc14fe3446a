//! One number with what belongs to it: sign, currency, digits or words, scale word, plus and unit.

use crate::budget::limits;
use crate::figure::fault::{Fault, FaultKind};
use crate::figure::number::Number;
use crate::figure::parse::one_unit;
use crate::figure::published::PrintedNumber;
use crate::figure::scan::Reader;
use crate::figure::unit::Unit;
use crate::figure::word_lists::ScaleWord;
use crate::figure::{hedges, unit, word_lists};
use std::ops::Range;

/// A number with what is written around it.
#[derive(Clone)]
pub(super) struct WrittenNumber {
    pub(super) raw: Raw,
    pub(super) plus: bool,
    pub(super) unit: Option<Unit>,
    pub(super) unit_at: Range<usize>,
    /// The digits or words of the number itself.
    pub(super) number_at: Range<usize>,
    pub(super) at: Range<usize>,
}

/// A number as written, before its scale word is applied.
#[derive(Clone, Copy)]
pub(super) struct Raw {
    pub(super) value: Number,
    pub(super) decimals: u8,
    pub(super) scale: Option<ScaleWord>,
}

impl Raw {
    pub(super) fn whole(value: i64, scale: Option<ScaleWord>) -> Self {
        Self { value: Number::from_int(value), decimals: 0, scale }
    }

    pub(super) fn printed(self) -> Result<PrintedNumber, FaultKind> {
        let factor = self.scale.map_or(Number::ONE, ScaleWord::factor);
        let value = self.value.mul(factor);
        if value.abs() >= Number::from_int(word_lists::LIMIT) {
            return Err(FaultKind::TooLarge);
        }
        let decimals = i8::try_from(self.decimals).unwrap_or(i8::MAX);
        let place = match self.scale.map(ScaleWord::shift) {
            None => -decimals,
            Some(0) => value.last_digit().unwrap_or(0).min(0),
            Some(shift) => shift - decimals,
        };
        Ok(PrintedNumber { value, place })
    }
}

impl Reader<'_> {
    pub(super) fn needed(&mut self, money: bool) -> Result<WrittenNumber, Fault> {
        match self.term(money)? {
            Some(term) => Ok(term),
            None => Err(self.unread()),
        }
    }

    /// A number with its sign, currency, scale word, plus and unit; `money` when a unit came before.
    pub(super) fn term(&mut self, money: bool) -> Result<Option<WrittenNumber>, Fault> {
        let before = *self;
        self.space();
        let start = self.pos;
        let mut minus = self.sign();
        let currency = self.currency();
        minus = minus || (currency.is_some() && self.sign());
        let Some(mut raw) = self.number()? else {
            *self = before;
            return Ok(None);
        };
        if minus {
            raw.value = raw.value.neg();
        }
        let mut plus = self.plus();
        if raw.scale.is_none() {
            raw.scale = self.scale(money || currency.is_some());
        }
        plus = plus || self.plus();
        let number_end = self.pos;
        let (after, after_at) = self.unit().unzip();
        plus = plus || self.plus();
        let number_at = start..number_end;
        let at = start..self.pos;
        let unit_at = after_at.unwrap_or_else(|| self.spot(start, number_end));
        let unit = one_unit(currency, after).map_err(|kind| self.fault_at(kind, &at))?;
        Ok(Some(WrittenNumber { raw, plus, unit, unit_at, number_at, at }))
    }

    /// A dash right before a digit or a currency sign.
    fn sign(&mut self) -> bool {
        let mut chars = self.rest().chars();
        let Some(dash) = chars.next() else {
            return false;
        };
        let signed = word_lists::is_dash(dash)
            && dash != '\u{2014}'
            && chars.next().is_some_and(|next| {
                next.is_ascii_digit() || next == '.' || unit::is_unit_sign(next)
            });
        if signed {
            self.pos += dash.len_utf8();
        }
        signed
    }

    fn currency(&mut self) -> Option<Unit> {
        let (unit, length) = unit::currency_before(self.rest())?;
        let mut ahead = *self;
        ahead.pos += length;
        let letters =
            ahead.pos > self.pos && self.lower[self.pos..ahead.pos].ends_with(char::is_alphabetic);
        if letters && ahead.rest().starts_with(char::is_alphabetic) {
            return None;
        }
        let code = self.text.get(self.pos..ahead.pos).unwrap_or_default();
        if letters && self.prose && code.chars().any(char::is_lowercase) {
            // `try 5 times` is no Turkish lira.
            return None;
        }
        ahead.space();
        *self = ahead;
        Some(unit)
    }

    fn number(&mut self) -> Result<Option<Raw>, Fault> {
        let bytes = self.rest().as_bytes();
        let digit = |index: usize| bytes.get(index).is_some_and(u8::is_ascii_digit);
        if digit(0) || (bytes.first() == Some(&b'.') && digit(1)) {
            self.digits().map(Some)
        } else {
            Ok(self.number_words())
        }
    }

    fn digits(&mut self) -> Result<Raw, Fault> {
        let start = self.pos;
        let mut digits = String::new();
        let mut groups = Groups::default();
        loop {
            let length = self.run(&mut digits);
            groups.add(length);
            match self.rest().chars().next() {
                Some(mark) if word_lists::is_grouping(mark) && self.groups_on(mark, length) => {
                    groups.mark(mark);
                    self.pos += mark.len_utf8();
                }
                _ => break,
            }
        }
        let whole = digits.len();
        let mut points = 0;
        while self.rest().starts_with(['.', ',']) && self.digit_after('.') {
            points += 1;
            self.pos += 1;
            self.run(&mut digits);
        }
        let at = start..self.pos;
        if points > 1 || !groups.even() {
            let readings = groups.readings(&digits, whole);
            return Err(self.fault_at(FaultKind::BadGrouping { readings }, &at));
        }
        let decimals = digits.len() - whole;
        if decimals > limits::FIGURE_DECIMALS.get() {
            return Err(self.fault_at(FaultKind::TooPrecise, &at));
        }
        let too_large = |_| self.fault_at(FaultKind::TooLarge, &at);
        let mantissa: i128 = digits.parse().map_err(too_large)?;
        let decimals = u8::try_from(decimals).unwrap_or(u8::MAX);
        Ok(Raw { value: Number::new(mantissa, decimals), decimals, scale: None })
    }

    /// Takes a run of digits and says how many there were.
    fn run(&mut self, digits: &mut String) -> usize {
        let rest = self.rest();
        let length = rest.bytes().take_while(u8::is_ascii_digit).count();
        digits.push_str(&rest[..length]);
        self.pos += length;
        length
    }

    /// Whether digits go on behind a mark that groups them. In running text a space or the like does
    /// so only between a group of at most three and one of just three: `In 2016 217 soldiers`.
    fn groups_on(&self, mark: char, length: usize) -> bool {
        if !self.prose || mark == ',' {
            return self.digit_after(mark);
        }
        let after = self.rest().as_bytes().get(mark.len_utf8()..).unwrap_or_default();
        length <= 3 && after.iter().take_while(|byte| byte.is_ascii_digit()).count() == 3
    }

    fn digit_after(&self, mark: char) -> bool {
        let after = self.rest().as_bytes().get(mark.len_utf8());
        after.is_some_and(u8::is_ascii_digit)
    }

    fn scale(&mut self, money: bool) -> Option<ScaleWord> {
        let before = *self;
        let scale = self.word().and_then(|word| match word {
            "m" if money || self.unit_word_next() => Some(ScaleWord::Million),
            _ => word_lists::scale_word(word),
        });
        if scale.is_none() {
            *self = before;
        }
        scale
    }

    fn unit_word_next(&self) -> bool {
        let mut ahead = *self;
        if ahead.rest().starts_with(unit::is_unit_sign) {
            return true;
        }
        let spaced = ahead.space();
        spaced && ahead.word().is_some_and(|word| !hedges::is_reserved(word))
    }

    pub(super) fn plus(&mut self) -> bool {
        if self.prose && !self.rest().starts_with('+') {
            return false;
        }
        !self.peek_plus_minus() && self.eat('+')
    }

    pub(super) fn plus_minus(&mut self) -> bool {
        self.eat('±') || {
            let found = self.peek_plus_minus() && self.eat('+') && self.eat('/');
            if found {
                let dash = self.rest().chars().next().map_or(0, char::len_utf8);
                self.pos += dash;
            }
            found
        }
    }

    fn peek_plus_minus(self) -> bool {
        let mut ahead = self;
        ahead.eat('+') && ahead.eat('/') && ahead.rest().starts_with(word_lists::is_dash)
    }

    /// The words up to the next one that is no unit's.
    pub(super) fn unit(&mut self) -> Option<(Unit, Range<usize>)> {
        let before = *self;
        self.space();
        let start = self.pos;
        if let Some(sign) = self.rest().chars().next().filter(|char| unit::is_unit_sign(*char)) {
            self.pos += sign.len_utf8();
        } else if self.prose {
            self.known_unit();
        } else {
            let mut last = *self;
            while self.unit_word() {
                last = *self;
                self.space();
            }
            *self = last;
        }
        let found = match self.text.get(start..self.pos) {
            Some(name) if !name.is_empty() => Unit::simple(name),
            _ => None,
        };
        if found.is_none() {
            *self = before;
        }
        found.map(|unit| (unit, self.spot(start, self.pos)))
    }

    /// Takes the longest run of words that is a unit known to convert, in running text.
    fn known_unit(&mut self) {
        let start = self.pos;
        let mut last = *self;
        for _ in 0..limits::UNIT_WORDS.get() {
            if !self.unit_word() {
                break;
            }
            let name = self.lower.get(start..self.pos).unwrap_or_default();
            if Unit::known(name).is_some() {
                last = *self;
            }
            self.space();
        }
        *self = last;
    }

    fn unit_word(&mut self) -> bool {
        let rest = self.rest();
        if !rest.starts_with(char::is_alphabetic) {
            return false;
        }
        let mut end = rest.len();
        for (index, char) in rest.char_indices() {
            let next = rest[index + char.len_utf8()..].chars().next();
            let joins = match char {
                '-' if next.is_some_and(|next| next.is_ascii_digit()) => {
                    self.is_designation(&rest[..index])
                }
                '-' => next.is_some_and(char::is_alphabetic),
                '/' | '^' | '\'' | '’' => next.is_some_and(char::is_alphanumeric),
                _ => unit::is_unit_char(char),
            };
            if !joins {
                end = index;
                break;
            }
        }
        let word = &rest[..end];
        if hedges::is_reserved(word) || word_lists::scale_word(word).is_some() {
            return false;
        }
        self.pos += end;
        true
    }

    /// Whether a dash and digits go on a name, `Su-25` or `T-72`, and not a range, `16 km-20 km`.
    fn is_designation(&self, word: &str) -> bool {
        let written = self.text.get(self.pos..).unwrap_or_default();
        let capital = word.len() == 1 && written.starts_with(char::is_uppercase);
        capital || Unit::known(word).is_none()
    }
}

/// How digits are grouped.
#[derive(Default)]
struct Groups {
    lengths: Vec<usize>,
    mark: Option<char>,
    mixed: bool,
}

impl Groups {
    fn add(&mut self, length: usize) {
        self.lengths.push(length);
    }

    fn mark(&mut self, mark: char) {
        self.mixed |= self.mark.is_some_and(|known| known != mark);
        self.mark = Some(mark);
    }

    fn even(&self) -> bool {
        match self.lengths.split_first() {
            Some((first, rest)) if !rest.is_empty() => {
                !self.mixed && *first <= 3 && rest.iter().all(|length| *length == 3)
            }
            _ => true,
        }
    }

    /// What the digits might have meant: all of them, or the last group as decimals.
    fn readings(&self, digits: &str, whole: usize) -> Vec<Box<str>> {
        let number = |scale: usize| {
            let scale = u8::try_from(scale).ok()?;
            let value = Number::new(digits.parse().ok()?, scale);
            (value < Number::from_int(word_lists::LIMIT)).then(|| Box::from(value.to_string()))
        };
        let mut readings: Vec<_> = number(0).into_iter().collect();
        if let (Some(','), [_, last], true) = (self.mark, &self.lengths[..], whole == digits.len())
        {
            readings.extend(number(*last).filter(|_| *last <= limits::FIGURE_DECIMALS.get()));
        }
        readings
    }
}
