//! The numbers of a finding, alone and checkable by hand.

use super::naming::{factor, figure};
use crate::budget::limits;
use crate::figure::{Exact, Extent, Number};
use crate::finding::{Conflict, End, Fraction, Joint, Shape, Sum};
use crate::model::{ClaimId, Corpus, MeasureId};
use std::cmp::Reverse;

/// `88 < 91, 3 apart`
pub(super) fn conflict(corpus: &Corpus, conflict: &Conflict) -> String {
    let (lower, higher) = conflict.widest;
    let gap = print(corpus, lower, conflict.gap);
    let (low, high) = (figure(corpus, lower), figure(corpus, higher));
    let apart =
        if conflict.gap.is_zero() { "no number in common".into() } else { format!("{gap} apart") };
    let (a, b) = (corpus.extent(lower), corpus.extent(higher));
    let apart = match (a.wide.meets(&b.wide), a.core == a.wide && b.core == b.wide) {
        (true, _) => format!("{apart}, which a band or tolerance spans"),
        (false, false) => format!("{apart} with every band"),
        (false, true) => apart,
    };
    let times = conflict.ratio.filter(|ratio| ratio.rounded(1) > Some(Number::new(10, 1)));
    let times = times.map_or(String::new(), |ratio| format!(", {ratio} times"));
    let follows =
        conflict.follows.first().map(|follow| format!("; follows: {}", sum(corpus, follow)));
    format!("{low} < {high}, {apart}{times}{}", follows.unwrap_or_default())
}

/// `42 + 64 = 106 > 77`; where the figures are hedged, also the ends that decide.
pub fn sum(corpus: &Corpus, sum: &Sum) -> String {
    let sign = match sum.shape {
        Shape::Above | Shape::SumAboveFigure => ">",
        Shape::Below | Shape::SumBelowFigure => "<",
    };
    let whole = figure_of(corpus, sum.whole);
    let line = if sum.parts.len() == 1 {
        format!("{} {sign} {whole}", figure_of(corpus, sum.parts[0]))
    } else {
        format!(
            "{} = {} {sign} {whole}",
            terms(corpus, &sum.parts, sum.parts.len()),
            total(corpus, sum)
        )
    };
    if banded(corpus, sum) { format!("{line}; {}", ends(corpus, sum, sign)) } else { line }
}

/// `60 + 60 = 120 > 110 = 100 + 10`: the low ends that count, and the high ends that do.
pub fn joint(corpus: &Corpus, joint: &Joint) -> String {
    let side = |wanted: End, sum: &Exact| {
        let of_end = joint.proof.terms.iter().filter(|term| term.end == wanted);
        let mut terms: Vec<String> = of_end
            .filter_map(|term| {
                let bound = wanted.of(&corpus.wide(term.claim))?;
                let number = print(corpus, term.claim, bound.value);
                let once = term.times == Exact::ONE;
                Some(if once { number } else { format!("{} × {number}", term.times) })
            })
            .collect();
        if let (End::High, Some(times)) = (wanted, &joint.proof.hundred) {
            let once = *times == Exact::ONE;
            terms.push(if once { "100".into() } else { format!("{times} × 100") });
        }
        let more = terms.len().saturating_sub(limits::TERMS_SHOWN.get());
        if more > 0 {
            terms.truncate(limits::TERMS_SHOWN.get());
            terms.push(format!("{more} more"));
        }
        let sum = exactly(corpus, joint, sum);
        match terms.as_slice() {
            [] => sum,
            [one] if *one == sum => sum,
            terms if wanted == End::Low => format!("{} = {sum}", terms.join(" + ")),
            terms => format!("{sum} = {}", terms.join(" + ")),
        }
    };
    let sign = if joint.asked == joint.allowed { "≥" } else { ">" };
    format!("{} {sign} {}", side(End::Low, &joint.asked), side(End::High, &joint.allowed))
}

/// `1/4 = 25% < 33% < 50% = 2/4`: the whole numbers next to a percentage, where the count is one number.
pub(super) fn fraction(corpus: &Corpus, fraction: &Fraction) -> Option<String> {
    let (of, below) = fraction.nearest?;
    let percent = |part: Number| {
        let ratio = part.mul(Number::from_int(100)).ratio_to(of)?;
        let near = ratio.rounded(2)?;
        let exact = near.ratio_to(Number::ONE) == Some(ratio);
        Some(format!("{}{near}%", if exact { "" } else { "≈" }))
    };
    let above = below.add(Number::ONE);
    let share = figure(corpus, fraction.share);
    let low = format!("{below}/{of} = {} < {share}", percent(below)?);
    let high = percent(above).filter(|_| above <= of);
    Some(match high {
        Some(high) => format!("{low} < {high} = {above}/{of}"),
        None => low,
    })
}

/// A sum of a proof in the measure's unit.
pub(super) fn exactly(corpus: &Corpus, joint: &Joint, number: &Exact) -> String {
    let Some(&like) = joint.claims.first() else { return number.to_string() };
    match number.number() {
        Some(number) => print(corpus, like, number),
        None => number.over(&factor(corpus, measure(corpus, like)).into()).to_string(),
    }
}

/// What all disjoint parts claimed come to.
pub(super) fn all_told(corpus: &Corpus, sum: &Sum) -> String {
    match &sum.full {
        Some(full) => extent(corpus, sum.whole, &full.total),
        None => total(corpus, sum),
    }
}

/// A sum with its greatest parts first, so that sums of the same numbers read alike.
pub(super) fn greatest_first(corpus: &Corpus, like: &Sum) -> String {
    let mut like = like.clone();
    like.parts.sort_by_key(|&part| Reverse(corpus.wide(part).low.map(|low| low.value)));
    sum(corpus, &like)
}

/// What the parts come to.
pub(super) fn total(corpus: &Corpus, sum: &Sum) -> String {
    extent(corpus, sum.whole, &sum.total)
}

/// All parts claimed, where that is more than the conflict needs.
pub(super) fn full(corpus: &Corpus, sum: &Sum) -> Option<String> {
    let full = sum.full.as_ref()?;
    let terms = terms(corpus, &full.claims, full.count);
    Some(format!("{terms} = {}", extent(corpus, sum.whole, &full.total)))
}

/// Whether a band or a tolerance moves an end that decides, so that the line does not say it all.
fn banded(corpus: &Corpus, sum: &Sum) -> bool {
    sum.parts.iter().chain([&sum.whole]).any(|&id| {
        let extent = corpus.extent(id);
        extent.core != extent.wide
    })
}

/// `at the least 250 + 100 = 350, and the whole at the most 320`
fn ends(corpus: &Corpus, sum: &Sum, sign: &str) -> String {
    let (least, most) = if sign == ">" { ("least", "most") } else { ("most", "least") };
    let (reaches, limit) =
        (print(corpus, sum.whole, sum.reaches), print(corpus, sum.whole, sum.limit));
    format!("at the {least} {reaches}, against at the {most} {limit}")
}

/// `42 + 64`, the first few and how many more.
pub(super) fn terms(corpus: &Corpus, claims: &[ClaimId], count: usize) -> String {
    let mut terms: Vec<String> =
        claims.iter().take(limits::TERMS_SHOWN.get()).map(|&id| figure_of(corpus, id)).collect();
    if count > terms.len() {
        terms.push(format!("{} more", count - terms.len()));
    }
    terms.join(" + ")
}

/// A claim's figure in the notation of figures, so that `thirteen` adds up before the reader's eyes.
pub(super) fn figure_of(corpus: &Corpus, id: ClaimId) -> String {
    extent(corpus, id, &corpus.extent(id))
}

/// What an extent says, in the unit of the claim's measure.
pub(super) fn extent(corpus: &Corpus, like: ClaimId, extent: &Extent) -> String {
    extent.print(factor(corpus, measure(corpus, like)))
}

/// A number of the base unit in the unit of the claim's measure.
fn print(corpus: &Corpus, like: ClaimId, number: Number) -> String {
    extent(corpus, like, &Extent::exact(number))
}

fn measure(corpus: &Corpus, id: ClaimId) -> MeasureId {
    corpus.quantities.get(corpus.claim(id).quantity).measure()
}
