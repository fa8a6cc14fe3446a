//! The interval plot: a quantity's claims in, an SVG out, a row for each.
//!
//! A bar is a range, a dot a number, an arrow an open end; what is hedged is hollow, and its band a dotted line;
//! what does not enter the arithmetic is dashed. Places are shares of the width, so that the drawing fits any
//! screen while its marks and its writing keep their size. What it shows stands in the table below it.

use crate::engine::parts_and_wholes::sums_of_parts::Parts;
use crate::engine::standing::claims_in_force::Standing;
use crate::explain;
use crate::figure::{Interval, Number};
use crate::model::{ClaimId, Corpus, MeasureId};
use crate::render::report::html::page::Page;
use crate::render::report::html::party_look::{COLOURS, look};
use crate::render::report::html::scale::{END, NumberLine, ShareOfLine};
use crate::report::QuantityOf;
use maud::{Markup, PreEscaped, html};

/// Claims drawn; the others are in the table alone.
const DRAWN: usize = 48;

/// Signs of a row's label; more would not fit a narrow screen.
const LABEL: usize = 42;

/// The height of a row and of the scale, in pixels.
const ROW: usize = 32;
const FOOT: usize = 24;

struct PlotRow {
    label: String,
    core: Interval,
    wide: Interval,
    mark: PlotMark,
}

enum PlotMark {
    /// Of a party, by its number.
    Claim { party: usize, hedged: bool, out: bool },
    /// Of a sum of parts.
    Sum,
}

/// The plot, and how many claims are not in it; nothing where no number is claimed.
pub(super) fn plot(page: &Page<'_>, of: &QuantityOf) -> Option<(Markup, usize)> {
    let corpus = page.report.corpus;
    let known = of.overview.claims.iter().filter(|(id, _)| corpus.extent(*id).known);
    let claims = known.clone().take(DRAWN);
    let mut rows: Vec<PlotRow> = claims.map(|&(id, standing)| row(page, id, standing)).collect();
    rows.extend(of.parts.iter().map(|parts| sum_row(corpus, measure(corpus, of), parts)));
    let together = of.overview.together.as_ref();
    let agreed =
        together.and_then(|together| together.agreed).filter(|_| of.overview.claims.len() > 1);
    let factor = explain::factor(corpus, measure(corpus, of));
    let intervals: Vec<Interval> = rows.iter().flat_map(|row| [row.core, row.wide]).collect();
    let scale = NumberLine::new(&ends(&intervals, factor), open(&intervals))?;
    let drawing = Drawing { scale: &scale, factor };
    let height = rows.len() * ROW + FOOT;
    let mut drawn = drawing.grid(height);
    drawn += &agreed.map_or(String::new(), |agreed| drawing.agreed(&agreed, height));
    for (at, row) in rows.iter().enumerate() {
        drawn += &drawing.row(row, at, height);
    }
    let label = format!("Plot of the table below, {}", scale.words());
    let svg =
        html! { svg.plot role="img" aria-label=(label) height=(height) { (PreEscaped(drawn)) } };
    Some((svg, known.count().saturating_sub(DRAWN)))
}

/// One claim on a scale that others share, as high as a line of text, with the least that its quantity's parts
/// come to; nothing where it gives no number.
pub(super) fn small(
    page: &Page<'_>,
    scale: &NumberLine,
    of: &QuantityOf,
    id: ClaimId,
) -> Option<Markup> {
    let corpus = page.report.corpus;
    let row = row(page, id, Standing::Stands);
    let factor = explain::factor(corpus, measure(corpus, of));
    let drawing = Drawing { scale, factor };
    let mut drawn = match row.mark {
        PlotMark::Claim { party, hedged, out } if corpus.extent(id).known => {
            drawing.claim(&row, 10, party, hedged, out)
        }
        _ => return None,
    };
    for parts in &of.parts {
        let (least, _) = drawing.reach(&parts.sum);
        drawn += &line("v", (least, least), (0, 20));
    }
    Some(html! { svg.mini aria-hidden="true" { (PreEscaped(drawn)) } })
}

/// A scale for the claims of many quantities of one measure.
pub(super) fn shared_scale(corpus: &Corpus, claims: &[ClaimId]) -> Option<NumberLine> {
    let first = claims.first()?;
    let measure = corpus.quantities.get(corpus.claim(*first).quantity).measure();
    let known = claims.iter().map(|&id| corpus.extent(id)).filter(|extent| extent.known);
    let intervals: Vec<Interval> = known.flat_map(|extent| [extent.core, extent.wide]).collect();
    NumberLine::shared(&ends(&intervals, explain::factor(corpus, measure)), open(&intervals))
}

/// The numbers intervals end at, in a unit.
fn ends(intervals: &[Interval], factor: Number) -> Vec<Number> {
    let ends = intervals.iter().flat_map(|one| [one.low, one.high]).flatten();
    ends.filter_map(|end| end.value.ratio_to(factor)?.rounded(6)).collect()
}

fn open(intervals: &[Interval]) -> bool {
    intervals.iter().any(|one| one.low.is_none() || one.high.is_none())
}

fn measure(corpus: &Corpus, of: &QuantityOf) -> MeasureId {
    corpus.quantities.get(of.overview.quantity).measure()
}

fn row(page: &Page<'_>, id: ClaimId, standing: Standing) -> PlotRow {
    let corpus = page.report.corpus;
    let extent = corpus.extent(id);
    let out = standing != Standing::Stands;
    let label = format!("{} · {}", explain::figure(corpus, id), explain::party(corpus, id));
    PlotRow {
        label: short(&label),
        core: extent.core,
        wide: extent.wide,
        mark: PlotMark::Claim {
            party: page.party(corpus.claim(id).by),
            hedged: extent.approximate,
            out,
        },
    }
}

fn sum_row(corpus: &Corpus, measure: MeasureId, parts: &Parts) -> PlotRow {
    let label = super::tables::sum_words(corpus, measure, parts);
    PlotRow { label: short(&label), core: parts.sum, wide: parts.sum, mark: PlotMark::Sum }
}

fn short(label: &str) -> String {
    if label.chars().nth(LABEL).is_none() {
        return label.to_owned();
    }
    label.chars().take(LABEL - 1).chain(['…']).collect()
}

struct Drawing<'s> {
    scale: &'s NumberLine,
    factor: Number,
}

impl Drawing<'_> {
    fn place(&self, value: Number) -> ShareOfLine {
        let near = value.ratio_to(self.factor).and_then(|ratio| ratio.rounded(6));
        near.map_or(ShareOfLine(0), |value| self.scale.place(value))
    }

    /// From where to where, open ends at the line's.
    fn reach(&self, interval: &Interval) -> (ShareOfLine, ShareOfLine) {
        let low = interval.low.map_or(ShareOfLine(0), |low| self.place(low.value));
        let high = interval.high.map_or(END, |high| self.place(high.value));
        (low, high.max(low))
    }

    fn grid(&self, height: usize) -> String {
        let (foot, text) = (height - FOOT + 4, height - 6);
        let tick = |(number, at): &(Number, ShareOfLine)| {
            let edge = match at.0 {
                ..500 => " s",
                9_501.. => " d",
                _ => "",
            };
            format!(
                "<line class=\"g\" x1=\"{at}\" x2=\"{at}\" y2=\"{foot}\"/>\
                 <text class=\"t{edge}\" x=\"{at}\" y=\"{text}\">{number}</text>"
            )
        };
        self.scale.ticks.iter().map(tick).collect()
    }

    /// What all claims agree on, shaded.
    fn agreed(&self, interval: &Interval, height: usize) -> String {
        let (from, to) = self.reach(interval);
        let width = ShareOfLine((to.0 - from.0).max(40));
        let from = ShareOfLine(from.0.saturating_sub(if to == from { 20 } else { 0 }));
        let height = height - FOOT;
        format!("<rect class=\"a\" x=\"{from}\" width=\"{width}\" height=\"{height}\"/>")
    }

    fn row(&self, row: &PlotRow, at: usize, height: usize) -> String {
        let (top, middle) = (at * ROW, at * ROW + 23);
        let mark = match row.mark {
            PlotMark::Claim { party, hedged, out } => self.claim(row, middle, party, hedged, out),
            PlotMark::Sum => self.sum(row, middle, height),
        };
        let label = html! { text.l y=(top + 12) { (row.label) } }.into_string();
        format!("<line class=\"row\" x2=\"100%\" y1=\"{middle}\" y2=\"{middle}\"/>{label}{mark}")
    }

    /// One line: its ends are drawn as the party's shape by what its classes say, an open one as an arrow.
    fn claim(&self, row: &PlotRow, y: usize, party: usize, hedged: bool, out: bool) -> String {
        let (from, to) = self.reach(&row.core);
        let (least, most) = self.reach(&row.wide);
        let low = if row.core.low.is_none() { " n" } else { "" };
        let high = if row.core.high.is_none() { " u" } else { "" };
        let look = look(party, hedged, out);
        let mut drawn = String::new();
        if least < from || most > to {
            let colour = party % COLOURS;
            drawn = line(&format!("bd p{colour}"), (least, most), (y, y));
        }
        drawn + &line(&format!("b {look}{low}{high}"), (from, to), (y, y))
    }

    /// A sum of parts: a line through all rows at its low end, and a bracket for the rest.
    fn sum(&self, row: &PlotRow, y: usize, height: usize) -> String {
        let (from, to) = self.reach(&row.core);
        let high = if row.core.high.is_none() { " u" } else { "" };
        line("v", (from, from), (0, height - FOOT))
            + &line(&format!("v sum{high}"), (from, to), (y, y))
    }
}

fn line(
    class: &str,
    (from, to): (ShareOfLine, ShareOfLine),
    (top, bottom): (usize, usize),
) -> String {
    format!("<line class=\"{class}\" x1=\"{from}\" x2=\"{to}\" y1=\"{top}\" y2=\"{bottom}\"/>")
}
