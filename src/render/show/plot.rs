//! Intervals in, a drawing in characters out: a row for each, and below them a line with the scale.
//!
//! A range is a bar, a number a dot, an open end an arrow; what is hedged is hollow, and its band dotted.
//! Places are computed exactly and rounded once, to a column.

use crate::figure::{Interval, Number};
use crate::render::round_numbers::{step, whole_steps};

/// One row of the drawing.
#[derive(Clone, Debug)]
pub(super) struct DrawnRow {
    /// What stands before it.
    pub(super) label: String,
    /// The figure, in any one unit.
    pub(super) core: Interval,
    /// With its band.
    pub(super) wide: Interval,
    /// Whether it is hedged.
    pub(super) hedged: bool,
}

/// The lines of the drawing, at most so many columns wide; none where no end of any row is a number.
pub(super) fn plot(rows: &[DrawnRow], width: usize) -> Vec<String> {
    let longest = rows.iter().map(|row| row.label.chars().count()).max().unwrap_or(0);
    let margin = longest.min(width / 3);
    let columns = width.saturating_sub(margin + GAP).max(LEAST);
    let Some(scale) = Columns::new(rows, columns) else { return Vec::new() };
    let row = |row: &DrawnRow| {
        let label: String = row.label.chars().take(margin).collect();
        line(&format!("{label:margin$}"), &scale.draw(row))
    };
    let lines = rows.iter().map(row);
    let below = [scale.ruler(), scale.numbers()];
    lines.chain(below.map(|drawn| line(&" ".repeat(margin), &drawn))).collect()
}

/// Columns between a label and the drawing.
const GAP: usize = 2;

/// Columns a drawing has at the least.
const LEAST: usize = 16;

fn line(label: &str, drawn: &str) -> String {
    format!("{label}{:GAP$}{drawn}", "").trim_end().to_owned()
}

/// Numbers to columns.
struct Columns {
    low: Number,
    high: Number,
    step: Number,
    columns: usize,
}

impl Columns {
    /// A scale around every end, from one round number to another.
    fn new(rows: &[DrawnRow], columns: usize) -> Option<Self> {
        let intervals = || rows.iter().flat_map(|row| [row.core, row.wide]);
        let ends = || intervals().flat_map(|one| [one.low, one.high]).flatten();
        let (mut low, mut high) =
            (ends().map(|end| end.value).min()?, ends().map(|end| end.value).max()?);
        if low == high {
            let around = if low.is_zero() { Number::ONE } else { low.abs().mul(Number::new(2, 1)) };
            (low, high) = (low.sub(around), high.add(around));
        }
        let step = step(low, high, columns)?;
        let mut low = Number::new(whole_steps(low, step)?, 0).mul(step);
        let mut high = Number::new(whole_steps(high.neg(), step)?, 0).mul(step).neg();
        // An arrow wants room behind the last number.
        if intervals().any(|one| one.high.is_none()) && ends().any(|end| end.value == high) {
            high = high.add(step);
        }
        if intervals().any(|one| one.low.is_none()) && ends().any(|end| end.value == low) {
            low = low.sub(step);
        }
        Some(Self { low, high, step, columns })
    }

    /// The column of a number, from 0.
    fn column(&self, value: Number) -> usize {
        let last = Number::new(self.columns as i128 - 1, 0);
        let along = value.sub(self.low).mul(last).ratio_to(self.high.sub(self.low));
        let column = along.and_then(|ratio| ratio.rounded(0)).map_or(0, |near| near.parts().0);
        usize::try_from(column).unwrap_or(0).min(self.columns - 1)
    }

    fn draw(&self, row: &DrawnRow) -> String {
        let mut drawn = vec![' '; self.columns];
        let line = if row.hedged { '╌' } else { '─' };
        let last = self.columns - 1;
        let reach = |interval: &Interval| {
            let from = interval.low.map_or(0, |low| self.column(low.value));
            let to = interval.high.map_or(last, |high| self.column(high.value));
            (from, to)
        };
        let (from, to) = reach(&row.wide);
        drawn[from..=to].fill('·');
        let (from, to) = reach(&row.core);
        drawn[from..=to].fill(line);
        let point = if row.hedged { '○' } else { '●' };
        let (start, end) = if row.hedged { ('○', '○') } else { ('├', '┤') };
        drawn[to] = if row.core.high.is_some() { end } else { '▶' };
        drawn[from] = if row.core.low.is_some() { start } else { '◀' };
        if from == to {
            drawn[from] = point;
        }
        drawn.into_iter().collect()
    }

    /// Every number with a mark on the scale.
    fn ticks(&self) -> Vec<Number> {
        let next = |at: &Number| Some(at.add(self.step)).filter(|&at| at <= self.high);
        std::iter::successors(Some(self.low), next).take(self.columns).collect()
    }

    fn ruler(&self) -> String {
        let mut drawn = vec!['─'; self.columns];
        for tick in self.ticks() {
            drawn[self.column(tick)] = '┴';
        }
        drawn.into_iter().collect()
    }

    /// The numbers below their marks: the first and the last, then those between that find room.
    fn numbers(&self) -> String {
        let mut drawn = vec![' '; self.columns];
        let ticks = self.ticks();
        let last = ticks.len().saturating_sub(1);
        for tick in [0, last].into_iter().chain(1..last).map(|at| ticks[at]) {
            let text: Vec<char> = tick.to_string().chars().collect();
            let most = self.columns.saturating_sub(text.len());
            let start = self.column(tick).saturating_sub(text.len() / 2).min(most);
            let end = (start + text.len()).min(self.columns);
            let around = start.saturating_sub(1)..(end + 1).min(self.columns);
            if drawn[around].iter().all(|&sign| sign == ' ') {
                drawn[start..end].copy_from_slice(&text[..end - start]);
            }
        }
        drawn.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::{Kind, Terms, parse};

    fn row(figure: &str) -> DrawnRow {
        of_kind(Kind::Count, figure)
    }

    fn read(figure: &str) -> DrawnRow {
        of_kind(Kind::Stock, figure)
    }

    fn of_kind(kind: Kind, figure: &str) -> DrawnRow {
        let terms = Terms { kind, unit: None, signed: true, band: None, tolerance: None };
        let extent = parse(figure).unwrap().read_as(&terms).unwrap();
        let (core, wide) = (extent.core, extent.wide);
        DrawnRow { label: figure.into(), core, wide, hedged: extent.approximate }
    }

    fn drawn(figures: &[&str], width: usize) -> String {
        let rows: Vec<DrawnRow> = figures.iter().map(|figure| row(figure)).collect();
        let lines = plot(&rows, width);
        assert!(lines.iter().all(|line| line.chars().count() <= width), "{lines:#?}");
        lines.iter().map(|line| format!("{line}\n")).collect()
    }

    #[test]
    fn a_bar_a_dot_an_arrow_and_hollow_ones() {
        let lines = drawn(&["31–92", "94", "60+", "~70", "about 40–50"], 60);
        let wanted = "\
31–92         ├───────────────────────────────────────┤
94                                                     ●
60+                              ├─────────────────────────▶
~70                                 ···○····
about 40–50     ····○╌╌╌╌╌○···
             ┴──────┴─────┴──────┴─────┴──────┴─────┴──────┴
             30    40    50     60    70     80    90    100
";
        assert_eq!(lines, wanted);
    }

    #[test]
    fn one_number_has_a_scale_around_it() {
        let lines = drawn(&["88"], 40);
        let wanted = "\
88                  ●
    ┴────────┴────────┴───────┴────────┴
    70      80       90      100     110
";
        assert_eq!(lines, wanted);
    }

    #[test]
    fn nothing_known_is_not_drawn() {
        let any =
            DrawnRow { label: "x".into(), core: Interval::ANY, wide: Interval::ANY, hedged: false };
        assert!(plot(&[any], 80).is_empty());
        assert!(plot(&[], 80).is_empty());
    }

    #[test]
    fn every_end_has_its_column_whatever_the_numbers_and_the_width() {
        let figures = ["0", "999,999,999,999", "-5", "0.001", "up to 3", "12+", "7 ± 2"];
        for width in [40, 41, 100, 399] {
            for first in figures {
                for second in figures {
                    let scale = Columns::new(&[read(first), read(second)], width).unwrap();
                    for row in [read(first), read(second)] {
                        let ends = [row.core.low, row.core.high].into_iter().flatten();
                        for end in ends.map(|end| end.value) {
                            assert!(scale.low <= end && end <= scale.high, "{first} {second}");
                        }
                    }
                    assert_eq!(scale.column(scale.low), 0);
                    assert_eq!(scale.column(scale.high), width - 1);
                    assert!(scale.ticks().len() > 1, "{first} {second}");
                    let ticks = scale.ticks();
                    let shown: Vec<String> = ticks.iter().map(Number::to_string).collect();
                    let numbers = scale.numbers();
                    for number in numbers.split_whitespace() {
                        assert!(shown.iter().any(|tick| tick == number), "{number} in {numbers}");
                    }
                    assert!(numbers.contains(&shown[0]), "{numbers}");
                }
            }
        }
    }
}
