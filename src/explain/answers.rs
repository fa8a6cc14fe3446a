//! Answers to questions in words: how a claim stands, how two compare, what an interval is.

use crate::engine::one_quantity::grades::Comparison;
use crate::engine::questions::bounds::Disagreement;
use crate::engine::questions::totals_that_follow::Follow;
use crate::engine::standing::claims_in_force::Standing;
use crate::explain::naming::{claim, factor, figure, short};
use crate::explain::{arithmetic, visible};
use crate::figure::{Exact, Extent, Interval, Number};
use crate::finding::Finding;
use crate::model::{ClaimId, Corpus, MeasureId, QuantityId};
use std::collections::BTreeMap;

/// An interval of the base unit in the notation of figures, in the measure's unit.
pub fn interval(corpus: &Corpus, measure: MeasureId, interval: &Interval) -> String {
    Extent::within(*interval).print(factor(corpus, measure))
}

/// What the figures of a quantity are given in, where its measure says.
pub fn unit(corpus: &Corpus, quantity: QuantityId) -> Option<String> {
    corpus.measure_of(quantity).unit.as_ref().map(|(name, _)| short(name))
}

/// Whether some claim of the finding, or of what follows from it, is about the quantity.
pub fn involves(corpus: &Corpus, finding: &Finding, quantity: QuantityId) -> bool {
    let about = |id: ClaimId| corpus.claim(id).quantity == quantity;
    let mut involved = finding.claims.iter().map(|involved| involved.claim);
    involved.any(about) || finding.needed_claims().into_iter().any(about)
}

/// What a total becomes, in the notation of figures.
pub fn becomes(corpus: &Corpus, follow: &Follow) -> String {
    let measure = corpus.quantities.get(corpus.claim(follow.total).quantity).measure();
    follow.becomes.print(factor(corpus, measure))
}

/// Terms shown of a long addition; the others are counted.
const TERMS: usize = 12;

/// `106 + 25 + 14+ = 145+`: the parts of a total with the figures given for some of them, those first, and
/// what they come to.
pub fn addition(corpus: &Corpus, follow: &Follow, figures: &BTreeMap<ClaimId, Extent>) -> String {
    let measure = |id: ClaimId| corpus.quantities.get(corpus.claim(id).quantity).measure();
    let print = |id: ClaimId, extent: &Extent| extent.print(factor(corpus, measure(id)));
    let (moved, kept): (Vec<ClaimId>, Vec<ClaimId>) =
        follow.parts.iter().partition(|part| figures.contains_key(part));
    let parts = moved.into_iter().chain(kept);
    let figure = |id: ClaimId| figures.get(&id).copied().unwrap_or_else(|| corpus.extent(id));
    let mut terms: Vec<String> = parts.take(TERMS).map(|id| print(id, &figure(id))).collect();
    let more = follow.parts.len() - terms.len();
    terms.extend((more > 0).then(|| format!("{more} more")));
    format!("{} = {}", terms.join(" + "), becomes(corpus, follow))
}

/// Why a claim does not enter the arithmetic; nothing for one that does.
pub fn standing(corpus: &Corpus, id: ClaimId, standing: Standing) -> Option<String> {
    let details = corpus.details(corpus.claim(id));
    Some(match standing {
        Standing::Stands => return None,
        Standing::Deprecated => {
            let reason = details
                .and_then(|details| Some(short(corpus.texts.value(details.file, details.reason?))));
            reason.map_or("deprecated".into(), |reason| format!("deprecated: {reason}"))
        }
        Standing::Denies | Standing::Doubts => {
            let verb = if standing == Standing::Denies { "denies" } else { "doubts" };
            let of = details.and_then(|details| details.of);
            match of {
                Some(of) => format!("{verb} {}", claim(corpus, of)),
                None => format!("{verb} it"),
            }
        }
        Standing::Unknown => "gives no number".into(),
        Standing::Revised(by) => format!("{} takes its place", claim(corpus, by)),
        Standing::Earlier(than) => {
            format!("{} is what its party said later", claim(corpus, than))
        }
    })
}

/// A number of the base unit in the measure's unit: as figures are written, or a fraction where a decimal
/// would not end.
pub fn number(corpus: &Corpus, measure: MeasureId, number: &Exact) -> String {
    let number = number.over(&factor(corpus, measure).into());
    number.number().map_or_else(|| number.to_string(), |number| number.to_string())
}

/// Why claims cannot all be true: `42 + 64 = 106 > 77`, `88 < 91`.
pub fn disagreement(corpus: &Corpus, disagreement: &Disagreement) -> String {
    match disagreement {
        Disagreement::Rivals { widest: (lower, higher), claims } => {
            let more = claims.len() - 2;
            let more = if more == 0 { String::new() } else { format!(", and {more} more apart") };
            format!("{} < {}{more}", figure(corpus, *lower), figure(corpus, *higher))
        }
        Disagreement::Sum(sum) => arithmetic::sum(corpus, sum),
        Disagreement::Joint(joint) => arithmetic::joint(corpus, joint),
    }
}

/// What else is recorded of a claim, a line each: `known 2014-08-05`, `grade B2`, its note.
pub fn remarks(corpus: &Corpus, id: ClaimId) -> Vec<String> {
    let Some(details) = corpus.details(corpus.claim(id)) else { return Vec::new() };
    let text = |scalar| short(corpus.texts.value(details.file, scalar));
    let known = corpus.as_of(id).map(|day| format!("known {day}"));
    let grade = details.grade.map(|grade| format!("grade {}", text(grade)));
    let sum = (!details.sum_of.is_empty())
        .then(|| format!("said to be the sum of {} claims", details.sum_of.len()));
    let line: Vec<String> = [known, grade, sum].into_iter().flatten().collect();
    let line = (!line.is_empty()).then(|| line.join(", "));
    let note = details
        .note
        .map(|note| format!("note: {}", visible(corpus.texts.value(details.file, note).trim())));
    [line, note].into_iter().flatten().collect()
}

/// `contradicts, 3 apart, 2.2 times`
pub fn comparison(corpus: &Corpus, a: ClaimId, compared: &Comparison) -> String {
    let measure = corpus.quantities.get(corpus.claim(a).quantity).measure();
    let exact = |number: Number| interval(corpus, measure, &Interval::point(number));
    let gap = compared.gap.filter(|gap| !gap.is_zero());
    let gap = gap.map(|gap| format!("{} apart", exact(gap)));
    let times = compared.ratio.filter(|ratio| ratio.rounded(1) > Some(Number::new(10, 1)));
    let times = times.map(|ratio| format!("{ratio} times"));
    let words = [Some(compared.grade.name().to_owned()), gap, times];
    words.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
