//! The grammar of figures: what may stand before, between and after numbers.

use std::ops::Range;

use crate::figure::fault::{Fault, FaultKind};
use crate::figure::hedges::{Hedge, HedgeSide};
use crate::figure::parse::{best_inside, one_unit, order};
use crate::figure::print::{margin_shares, range_shares};
use crate::figure::published::{Approx, Figure, FigureShape, PrintedNumber, Saying, Spots};
use crate::figure::scan::Reader;
use crate::figure::term::WrittenNumber;
use crate::figure::unit::Unit;
use crate::figure::word_lists;

/// A figure but for the hedge before it and its best.
pub(super) struct Body {
    pub(super) shape: FigureShape,
    /// `12 or so`: the hedge behind the number.
    pub(super) approx: Approx,
    pub(super) unit: Option<Unit>,
    unit_at: Range<usize>,
    /// The digits or words of its one or two numbers.
    pub(super) numbers: [Range<usize>; 2],
}

impl Reader<'_> {
    pub(super) fn figure(mut self) -> Result<Figure, Fault> {
        let start = self;
        if let Some(shape) = self.silence() {
            return Ok(Figure::plain(shape, start.spot(0, self.end)));
        }
        let (bound, approx) = self.hedges()?;
        let body = self.body(bound)?;
        let hedged = !matches!(
            body.shape,
            FigureShape::Margin(..) | FigureShape::Nearest(..) | FigureShape::Vague(_)
        );
        if approx != Approx::Exact && (!hedged || body.approx != Approx::Exact) {
            return Err(start.unread());
        }
        let approx = if approx == Approx::Exact { body.approx } else { approx };
        let best = self.best(&body)?;
        let also = self.also()?;
        if !self.at_end() {
            return Err(self.unread());
        }
        Ok(Figure {
            said: Saying { shape: body.shape, approx, best, unit: body.unit, also },
            spots: Spots { whole: self.spot(0, self.end), unit: body.unit_at },
        })
    }

    /// `unknown`, `not stated`, `N/A` or a lone dash.
    fn silence(self) -> Option<FigureShape> {
        let whole = |list: &[&str]| {
            list.iter().any(|phrase| {
                let mut ahead = self;
                ahead.phrase(phrase) && ahead.at_end()
            })
        };
        let mut chars = self.rest().chars();
        let dash = chars.next().is_some_and(word_lists::is_dash) && chars.next().is_none();
        if whole(word_lists::UNKNOWN) {
            Some(FigureShape::Unknown)
        } else if dash || whole(word_lists::NOT_STATED) {
            Some(FigureShape::NotStated)
        } else {
            None
        }
    }

    pub(super) fn hedges(&mut self) -> Result<(Option<Hedge>, Approx), Fault> {
        let (mut bound, mut approx) = (None, Approx::Exact);
        loop {
            let before = *self;
            match self.hedge(HedgeSide::Before) {
                None => return Ok((bound, approx)),
                Some(Hedge::Exactly) => {}
                Some(Hedge::About) if approx == Approx::Exact => approx = Approx::About,
                Some(Hedge::Almost) if approx == Approx::Exact => approx = Approx::Almost,
                Some(hedge)
                    if bound.is_none() && !matches!(hedge, Hedge::About | Hedge::Almost) =>
                {
                    bound = Some(hedge);
                }
                Some(_) => return Err(before.unread()),
            }
        }
    }

    pub(super) fn body(&mut self, bound: Option<Hedge>) -> Result<Body, Fault> {
        if bound.is_none() {
            if let Some(floor) = self.vague() {
                return Ok(self.vague_body(floor));
            }
            if self.phrase("between") {
                return self.between();
            }
            if self.phrase("from") {
                let first = self.needed(false)?;
                return self.range_after(first)?.ok_or_else(|| self.unread());
            }
        }
        let first = self.needed(false)?;
        match bound {
            None => self.unhedged(first),
            Some(Hedge::AtLeast) if self.phrase("and at most") => {
                let second = self.needed(first.unit.is_some())?;
                self.range(first, second, false)
            }
            Some(hedge) => self.hedged(first, hedge),
        }
    }

    fn hedged(&self, term: WrittenNumber, hedge: Hedge) -> Result<Body, Fault> {
        if term.plus && !matches!(hedge, Hedge::AtLeast | Hedge::MoreThan) {
            return Err(self.fault_at(FaultKind::NotAFigure { rest: "+".into() }, &term.at));
        }
        let shape = match hedge {
            Hedge::AtLeast => FigureShape::AtLeast,
            Hedge::MoreThan => FigureShape::MoreThan,
            Hedge::UpTo => FigureShape::UpTo,
            Hedge::FewerThan => FigureShape::FewerThan,
            Hedge::About | Hedge::Almost | Hedge::Exactly => FigureShape::Point,
        };
        self.single(term, shape)
    }

    /// What may follow a number that no bound came before.
    fn unhedged(&mut self, mut first: WrittenNumber) -> Result<Body, Fault> {
        if let Some(hedge) = self.hedge(HedgeSide::After) {
            self.late_unit(&mut first)?;
            let body = self.hedged(first, hedge)?;
            let approx = if hedge == Hedge::About { Approx::About } else { Approx::Exact };
            return Ok(Body { approx, ..body });
        }
        if first.plus {
            return self.single(first, FigureShape::AtLeast);
        }
        if self.plus_minus() {
            return self.margin(first);
        }
        if self.phrase("to the nearest") {
            let step = self.needed(first.unit.is_some())?;
            return self.pair(first, step, FigureShape::Nearest);
        }
        match self.range_after(first.clone())? {
            Some(body) => Ok(body),
            None => self.single(first, FigureShape::Point),
        }
    }

    fn margin(&mut self, mut middle: WrittenNumber) -> Result<Body, Fault> {
        let closed = self.eat('(');
        let mut margin = self.needed(middle.unit.is_some())?;
        if closed && !self.eat(')') {
            return Err(self.unread());
        }
        if closed {
            self.late_unit(&mut margin)?;
        }
        if let (None, Some(scale), false) = (middle.raw.scale, margin.raw.scale, closed)
            && margin_shares(middle.raw.value, margin.raw.value, scale)
        {
            middle.raw.scale = Some(scale);
        }
        self.pair(middle, margin, FigureShape::Margin)
    }

    /// A number and a size that must lie above zero.
    fn pair(
        &self,
        first: WrittenNumber,
        size: WrittenNumber,
        shape: fn(PrintedNumber, PrintedNumber) -> FigureShape,
    ) -> Result<Body, Fault> {
        if size.raw.value.is_negative() || size.raw.value.is_zero() {
            return Err(self.fault_at(FaultKind::NotPositive, &size.at));
        }
        if first.plus || size.plus {
            return Err(self.fault_at(FaultKind::NotAFigure { rest: "+".into() }, &size.at));
        }
        self.two(first, size, shape)
    }

    /// The second half of a range, if a dash, `to` or `or` comes next.
    fn range_after(&mut self, first: WrittenNumber) -> Result<Option<Body>, Fault> {
        let before = *self;
        self.space();
        let dash = self.rest().chars().next().filter(|char| word_lists::is_dash(*char));
        match dash {
            Some(dash) => self.pos += dash.len_utf8(),
            None if self.phrase("to") || self.phrase("or") => {}
            None => {
                *self = before;
                return Ok(None);
            }
        }
        let second = self.term(first.unit.is_some());
        let read = match second {
            Ok(Some(second)) => self.range(first, second, true),
            Ok(None) => Err(before.unread()),
            Err(fault) => Err(fault),
        };
        if read.is_err() && self.prose {
            // `13-year-old`, `39 to 7`: the number stands alone, and the words go on.
            *self = before;
            return Ok(None);
        }
        read.map(Some)
    }

    /// `between A and B`, split at the first `and` that makes a range of it.
    fn between(&mut self) -> Result<Body, Fault> {
        let start = *self;
        let mut fault = None;
        // A number in words holds an `and` of its own; running text holds any number of others.
        let most = if self.prose { 3 } else { usize::MAX };
        for (index, _) in self.rest().match_indices("and").take(most) {
            match start.split_at(start.pos + index) {
                Some(Ok((body, after))) => {
                    *self = after;
                    return Ok(body);
                }
                Some(Err(found)) => fault = fault.or(Some(found)),
                None => {}
            }
        }
        Err(fault.unwrap_or_else(|| start.unread()))
    }

    /// A range whose `and` stands there, if there is a number on both sides.
    fn split_at(self, and: usize) -> Option<Result<(Body, Self), Fault>> {
        let mut left = Self { end: and, ..self };
        let mut right = Self { pos: and, ..self };
        let low = left.term(false).ok()??;
        if !left.at_end() || !right.phrase("and") {
            return None;
        }
        match right.term(low.unit.is_some()) {
            Ok(high) => {
                let body = right.range(low, high?, true);
                Some(body.map(|body| (body, right)))
            }
            Err(fault) => Some(Err(fault)),
        }
    }

    /// A unit after the words that follow a number: `31 or more people`.
    fn late_unit(&mut self, term: &mut WrittenNumber) -> Result<(), Fault> {
        let Some((unit, at)) = self.unit() else {
            return Ok(());
        };
        term.unit =
            one_unit(term.unit.take(), Some(unit)).map_err(|kind| self.fault_at(kind, &term.at))?;
        term.unit_at = at;
        Ok(())
    }

    fn range(
        &mut self,
        mut low: WrittenNumber,
        mut high: WrittenNumber,
        share: bool,
    ) -> Result<Body, Fault> {
        if low.plus {
            return Err(self.fault_at(FaultKind::NotAFigure { rest: "+".into() }, &low.at));
        }
        if let (None, Some(scale), true) = (low.raw.scale, high.raw.scale, share)
            && range_shares(low.raw.value, high.raw.value, scale)
        {
            low.raw.scale = Some(scale);
        }
        let mut plus = high.plus;
        if self.or_more() {
            self.late_unit(&mut high)?;
            plus = true;
        }
        let at = low.at.start..high.at.end;
        let shape = if plus { FigureShape::RangePlus } else { FigureShape::Range };
        let written = (self.written(&low.number_at), self.written(&high.number_at));
        let body = self.two(low, high, shape)?;
        order(&body.shape).map_err(|_| {
            let (low, high) = (written.0.into(), written.1.into());
            self.fault_at(FaultKind::Reversed { low, high }, &at)
        })?;
        Ok(body)
    }

    /// Takes `or more` behind a range; any other hedge there belongs to no figure.
    fn or_more(&mut self) -> bool {
        let before = *self;
        let found = self.phrase("or") && {
            *self = before;
            self.hedge(HedgeSide::After) == Some(Hedge::AtLeast)
        };
        if !found {
            *self = before;
        }
        found
    }

    fn single(
        &self,
        term: WrittenNumber,
        shape: fn(PrintedNumber) -> FigureShape,
    ) -> Result<Body, Fault> {
        let printed = self.printed(&term)?;
        let (unit, unit_at, numbers) = (term.unit, term.unit_at, [term.number_at, 0..0]);
        Ok(Body { shape: shape(printed), approx: Approx::Exact, unit, unit_at, numbers })
    }

    fn two(
        &self,
        first: WrittenNumber,
        second: WrittenNumber,
        shape: fn(PrintedNumber, PrintedNumber) -> FigureShape,
    ) -> Result<Body, Fault> {
        let shape = shape(self.printed(&first)?, self.printed(&second)?);
        let unit_at = match first.unit {
            Some(_) => first.unit_at,
            None => second.unit_at,
        };
        let at = first.at.start..second.at.end;
        let unit = one_unit(first.unit, second.unit).map_err(|kind| self.fault_at(kind, &at))?;
        Ok(Body {
            shape,
            approx: Approx::Exact,
            unit,
            unit_at,
            numbers: [first.number_at, second.number_at],
        })
    }

    fn printed(&self, term: &WrittenNumber) -> Result<PrintedNumber, Fault> {
        term.raw.printed().map_err(|kind| self.fault_at(kind, &term.at))
    }

    fn vague(&mut self) -> Option<i64> {
        let mut list = word_lists::VAGUE.iter();
        list.find(|(word, _)| self.phrase(word)).map(|(_, floor)| *floor)
    }

    fn vague_body(&mut self, floor: i64) -> Body {
        let before = *self;
        self.phrase("of");
        let (unit, unit_at) = self.unit().unzip();
        if unit.is_none() {
            *self = before;
        }
        let numbers = [before.pos..before.pos, 0..0];
        let approx = Approx::Exact;
        Body {
            shape: FigureShape::Vague(floor),
            approx,
            unit,
            unit_at: unit_at.unwrap_or_default(),
            numbers,
        }
    }

    /// `(16 sq mi)` after a figure in another unit, `(13)` after one in words.
    fn also(&mut self) -> Result<Option<Box<Saying>>, Fault> {
        let before = *self;
        if !self.eat('(') {
            return Ok(None);
        }
        let (bound, approx) = self.hedges()?;
        let body = self.body(bound).map_err(|_| before.unread())?;
        if !self.eat(')') {
            return Err(before.unread());
        }
        let (shape, unit) = (body.shape, body.unit);
        Ok(Some(Box::new(Saying { shape, approx, best: None, unit, also: None })))
    }

    /// `(best 30,000)` after a range or a bound.
    fn best(&mut self, body: &Body) -> Result<Option<PrintedNumber>, Fault> {
        let before = *self;
        let bounded = matches!(
            body.shape,
            FigureShape::Range(..)
                | FigureShape::RangePlus(..)
                | FigureShape::AtLeast(_)
                | FigureShape::UpTo(_)
        );
        if !bounded || !self.eat('(') || !self.phrase("best") {
            *self = before;
            return Ok(None);
        }
        let term = self.needed(false)?;
        if term.plus || term.unit.is_some() || !self.eat(')') {
            return Err(before.unread());
        }
        let best = self.printed(&term)?;
        best_inside(&body.shape, Some(best)).map_err(|kind| self.fault_at(kind, &term.at))?;
        Ok(Some(best))
    }
}
