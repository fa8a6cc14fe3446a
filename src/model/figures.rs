//! Figures as their measures read them, kept small: a corpus holds a great many plain numbers.

use super::FigureId;
use crate::figure::{Bound, Extent, Interval, Number};

/// Every figure of a corpus, each once for the measure that reads it.
#[derive(Clone, Debug, Default)]
pub struct Figures(Vec<Kept>);

#[derive(Clone, Debug)]
enum Kept {
    /// A whole number, or a range of two, and nothing else to say of it.
    Plain(i64, i64),
    Full(Box<Extent>),
}

impl Figures {
    /// Keeps a figure.
    pub fn add(&mut self, extent: &Extent) -> FigureId {
        let plain = ends(extent).filter(|&(low, high)| plain(low, high) == *extent);
        self.0.push(match plain {
            Some((low, high)) => Kept::Plain(low, high),
            None => Kept::Full(Box::new(*extent)),
        });
        FigureId(self.0.len() as u32 - 1)
    }

    /// The figure of that number, which came from [`Figures::add`].
    pub fn get(&self, id: FigureId) -> Extent {
        match &self.0[id.index()] {
            &Kept::Plain(low, high) => plain(low, high),
            Kept::Full(extent) => **extent,
        }
    }

    /// Where the true number has to lie: [`Extent::wide`] of the same.
    pub fn wide(&self, id: FigureId) -> Interval {
        match &self.0[id.index()] {
            &Kept::Plain(low, high) => range(low, high),
            Kept::Full(extent) => extent.wide,
        }
    }

    /// Whether a figure says what one of another corpus does.
    pub fn alike(&self, id: FigureId, (others, other): (&Self, FigureId)) -> bool {
        match (&self.0[id.index()], &others.0[other.index()]) {
            (Kept::Plain(low, high), Kept::Plain(other_low, other_high)) => {
                (low, high) == (other_low, other_high)
            }
            _ => self.get(id) == others.get(other),
        }
    }

    /// The lower end of the same.
    pub fn low(&self, id: FigureId) -> Option<Bound> {
        match &self.0[id.index()] {
            &Kept::Plain(low, _) => Some(at(low)),
            Kept::Full(extent) => extent.wide.low,
        }
    }

    /// Its upper end.
    pub fn high(&self, id: FigureId) -> Option<Bound> {
        match &self.0[id.index()] {
            &Kept::Plain(_, high) => Some(at(high)),
            Kept::Full(extent) => extent.wide.high,
        }
    }
}

fn at(value: i64) -> Bound {
    Bound { value: Number::from_int(value), strict: false }
}

fn plain(low: i64, high: i64) -> Extent {
    let high_number = Number::from_int(high);
    if low == high {
        return Extent::exact(high_number);
    }
    let range = range(low, high);
    Extent { core: range, wide: range, best: None, ..Extent::exact(high_number) }
}

fn range(low: i64, high: i64) -> Interval {
    Interval::between(Number::from_int(low), Number::from_int(high))
}

fn ends(extent: &Extent) -> Option<(i64, i64)> {
    let whole = |number: Number| match number.parts() {
        (mantissa, 0) => i64::try_from(mantissa).ok(),
        _ => None,
    };
    Some((whole(extent.core.low?.value)?, whole(extent.core.high?.value)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::{Kind, Terms, parse};

    #[test]
    fn figures_of_two_corpora_are_alike_where_they_say_the_same() {
        let terms =
            Terms { kind: Kind::Count, unit: None, signed: false, band: None, tolerance: None };
        let written = ["88", "89", "31–92", "31–92+", "~88", "~300", "unknown"];
        let read = |figure: &str| parse(figure).unwrap().read_as(&terms).unwrap();
        let (mut ours, mut theirs) = (Figures::default(), Figures::default());
        let kept: Vec<_> =
            written.map(|figure| (ours.add(&read(figure)), theirs.add(&read(figure)))).into();
        for (at, &(one, _)) in kept.iter().enumerate() {
            for (nth, &(_, other)) in kept.iter().enumerate() {
                assert_eq!(ours.alike(one, (&theirs, other)), at == nth, "{at}, {nth}");
            }
        }
    }

    #[test]
    fn what_is_kept_comes_back_unchanged() {
        for kind in [Kind::Count, Kind::Amount] {
            let terms = Terms { kind, unit: None, signed: true, band: None, tolerance: None };
            let figures =
                ["88", "0", "31–92", "4+", "541–547+", "~300", "more than 90", "-3", "unknown"];
            for figure in figures.into_iter().chain(["1.5", "up to 3,000", "300 ± 20"]) {
                let Ok(extent) = parse(figure).unwrap().read_as(&terms) else { continue };
                let mut kept = Figures::default();
                let id = kept.add(&extent);
                assert_eq!(kept.get(id), extent, "{figure} as {}", kind.name());
                assert_eq!(kept.wide(id), extent.wide, "{figure} as {}", kind.name());
                let ends = Interval { low: kept.low(id), high: kept.high(id) };
                assert_eq!(ends, extent.wide, "{figure} as {}", kind.name());
            }
        }
    }
}
