//! Conflicts in sentences: the numbers in the order the reader meets them, and no blame.

use crate::budget::limits;
use crate::explain::naming::{figure, party, place, quantity, without};
use crate::explain::{arithmetic, visible};
use crate::finding::{Conflict, Finding, Fraction, Joint, Marks, Shape, Sum};
use crate::model::{Axis, ClaimId, Corpus, QuantityId};
use std::collections::HashMap;

pub(super) fn conflict(corpus: &Corpus, finding: &Finding, conflict: &Conflict) -> String {
    let what = quantity(corpus, about(corpus, conflict.widest.0));
    let (first, second) = conflict.widest;
    let (first, second) = (first.min(second), first.max(second));
    let (a, b) = (figure(corpus, first), figure(corpus, second));
    let (by_a, by_b) = (party(corpus, first), party(corpus, second));
    let near = finding.severity() == crate::finding::Severity::Info;
    let but = if near { "and, within a band or tolerance," } else { "but" };
    let more = match finding.claims.len() {
        0..=2 => String::new(),
        claims => format!("; {claims} claims are apart"),
    };
    if by_a == by_b {
        return format!("{what} is {a} {but} also {b}, both by {by_a}{more}");
    }
    format!("{what} is {a} by {by_a} {but} {b} by {by_b}{more}")
}

pub(super) fn sum(corpus: &Corpus, sum: &Sum) -> String {
    let whole = quantity(corpus, about(corpus, sum.whole));
    let stated = figure(corpus, sum.whole);
    let come = match sum.parts.as_slice() {
        &[part] => figure(corpus, part),
        _ => arithmetic::all_told(corpus, sum),
    };
    match (sum.shape, sum.axes.as_slice()) {
        (Shape::Above, [Axis::Period]) if sum.parts.len() == 1 => {
            let part = corpus.quantities.get(about(corpus, sum.parts[0])).period();
            let part = corpus.period(part).in_words();
            format!("{whole} is {stated}, but {part} alone it is {come}")
        }
        (Shape::Above, axes) if sum.parts.len() == 1 => {
            let part = about(corpus, sum.parts[0]);
            let timed = axes.contains(&Axis::Period);
            let part = if timed { quantity(corpus, part) } else { place(corpus, part) };
            format!("{whole} is {stated}, but {part}, a part of it, is {come}")
        }
        (Shape::Above, axes) => {
            format!("{whole} is {stated}, but its parts{} come to {come}", by(corpus, axes))
        }
        (Shape::Below, axes) => {
            let by = by(corpus, axes);
            let (may, most) = match may_overlap(corpus, sum) {
                true => ("may overlap and ", " at the most"),
                false => ("", ""),
            };
            format!(
                "{whole} is {stated}, but its parts{by}, which {may}leave nothing out, come to {come}{most}"
            )
        }
        (Shape::SumAboveFigure | Shape::SumBelowFigure, _) => {
            format!("{whole} is {stated}, but the claims it says it is the sum of come to {come}")
        }
    }
}

/// Whether the parts directly below the whole may overlap.
fn may_overlap(corpus: &Corpus, sum: &Sum) -> bool {
    let whole = corpus.quantities.get(about(corpus, sum.whole));
    sum.axes.iter().any(|axis| match *axis {
        Axis::Dimension(id) => corpus.dimension(id).member(whole.member(id)).overlapping,
        Axis::Measure | Axis::Period => false,
    })
}

pub(super) fn joint(corpus: &Corpus, joint: &Joint) -> String {
    let first = joint.claims.iter().min().map(|&claim| about(corpus, claim));
    let measure = first.map(|id| corpus.quantities.get(id).measure());
    let what = measure.map(|id| visible(corpus.measure_name(id)).into_owned()).unwrap_or_default();
    let count = joint.claims.len();
    let unit = |number| arithmetic::exactly(corpus, joint, number);
    let (asked, allowed) = (unit(&joint.asked), unit(&joint.allowed));
    if joint.asked == joint.allowed {
        return format!(
            "{count} claims on {what} cannot all be true: they ask for more than {asked} where the same claims \
             allow no more"
        );
    }
    format!(
        "{count} claims on {what} cannot all be true: what they ask for comes to {asked}, what they allow \
         to {allowed}"
    )
}

/// Shares of one whole that come to more than all of it.
pub(super) fn shares(corpus: &Corpus, joint: &Joint) -> String {
    let Some(&first) = joint.claims.first() else { return String::new() };
    let quantity = corpus.quantities.get(about(corpus, first));
    let of = corpus.measure(quantity.measure()).of;
    let whole = without(corpus, about(corpus, first), of);
    let by = of.map(|dimension| format!(" by {}", name(corpus, Axis::Dimension(dimension))));
    let by = by.unwrap_or_default();
    let asked = joint.asked.number().map_or_else(|| joint.asked.to_string(), |asked| asked.plain());
    let shares = match joint.claims.len() {
        1 => "a share".into(),
        count => format!("{count} shares"),
    };
    format!("{shares}{by} of {whole} come to at least {asked}%, which is more than all of it")
}

/// What to do about a percentage that is of no whole number.
pub(super) const FRACTION_HELP: &str = "hold both against the document; where the percentage is of another \
                                        count than `among` says, say so there";

/// A percentage that no whole number out of its count comes to.
pub(super) fn fraction(corpus: &Corpus, fraction: &Fraction) -> String {
    let (share, count) = (fraction.share, fraction.count);
    let what = quantity(corpus, about(corpus, share));
    let whole = place(corpus, about(corpus, count));
    let (part, of) = (figure(corpus, share), figure(corpus, count));
    let (by, of_by) = (party(corpus, share), party(corpus, count));
    let by_them = if by == of_by { String::new() } else { format!(" by {of_by}") };
    format!(
        "{what} is {part} by {by}, but of the {of} {whole}{by_them} no whole number comes to that"
    )
}

pub(super) fn overlap(corpus: &Corpus, whole: ClaimId, items: (ClaimId, ClaimId)) -> String {
    let what = |id| quantity(corpus, about(corpus, id));
    let (a, b) = (what(items.0), what(items.1));
    if a == b {
        return format!("{} adds up {a} twice", what(whole));
    }
    format!("{} adds up {a} and {b}, which share ground", what(whole))
}

pub(super) fn conflict_notes(corpus: &Corpus, conflict: &Conflict) -> Vec<String> {
    let mut notes = Vec::new();
    match &conflict.marks {
        Marks::None => {}
        Marks::Different => notes.push("they cite different footnote marks".into()),
        Marks::Shared(marks) => {
            let marks: Vec<_> = marks.iter().map(|mark| visible(mark).into_owned()).collect();
            notes.push(format!("both cite footnote mark {}", marks.join(", ")));
        }
    }
    if conflict.pairs > 1 {
        notes.push(format!("{} pairs of claims are apart", conflict.pairs));
    }
    let sums = conflict.follows.iter().map(|sum| {
        let whole = quantity(corpus, about(corpus, sum.whole));
        format!("{}, for {whole}", arithmetic::greatest_first(corpus, sum))
    });
    let joints = conflict.follows_jointly.iter().map(|joint| arithmetic::joint(corpus, joint));
    let lines = alike(sums.chain(joints));
    notes.extend(lines.iter().take(limits::FOLLOWING_SHOWN.get()).map(|(line, count)| {
        let ways = if *count > 1 { format!(" in {count} ways") } else { String::new() };
        format!("follows from it{ways}: {line}; it vanishes with the rival figure")
    }));
    let more: usize =
        lines.iter().skip(limits::FOLLOWING_SHOWN.get()).map(|(_, count)| count).sum();
    if more > 0 {
        notes.push(format!("{more} more conflicts follow from it"));
    }
    notes
}

/// Lines in the order they first come in, each once, with how often it comes.
pub(super) fn alike(lines: impl Iterator<Item = String>) -> Vec<(String, usize)> {
    let mut alike: Vec<(String, usize)> = Vec::new();
    let mut seen: HashMap<String, usize> = HashMap::new();
    for line in lines {
        let at = *seen.entry(line).or_insert_with_key(|line| {
            alike.push((line.clone(), 0));
            alike.len() - 1
        });
        alike[at].1 += 1;
    }
    alike
}

pub(super) fn sum_notes(corpus: &Corpus, sum: &Sum) -> Vec<String> {
    let full = arithmetic::full(corpus, sum);
    full.map(|line| format!("all its disjoint parts claimed: {line}")).into_iter().collect()
}

fn about(corpus: &Corpus, id: ClaimId) -> QuantityId {
    corpus.claim(id).quantity
}

/// ` by side and period`; of many axes nothing, for the parts are told one by one.
fn by(corpus: &Corpus, axes: &[Axis]) -> String {
    match axes {
        [] | [_, _, _, ..] => String::new(),
        axes => {
            let names: Vec<String> = axes.iter().map(|&axis| name(corpus, axis)).collect();
            format!(" by {}", names.join(" and "))
        }
    }
}

/// What an axis is called.
pub fn name(corpus: &Corpus, axis: Axis) -> String {
    match axis {
        Axis::Measure => "measure".into(),
        Axis::Period => "period".into(),
        Axis::Dimension(id) => visible(corpus.dimension_name(id)).into_owned(),
    }
}
