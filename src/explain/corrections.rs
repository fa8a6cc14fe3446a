//! Which corrections would settle a finding, in words.

use crate::budget::limits;
use crate::explain::arithmetic;
use crate::explain::conflicts::alike;
use crate::explain::naming::{factor, figure, party, place, quantity};
use crate::figure::{Exact, Extent};
use crate::finding::{Correction, Finding};
use crate::model::{Corpus, QuantityId};

/// The conflicts that hide behind the finding, one sentence on the combinations of its claims, and one on what
/// would settle it.
pub(super) fn notes(corpus: &Corpus, finding: &Finding) -> Vec<String> {
    let notes = beside(corpus, finding).into_iter().chain(combinations(finding));
    notes.chain(corrections(corpus, finding)).collect()
}

fn beside(corpus: &Corpus, finding: &Finding) -> Vec<String> {
    let beside = finding.conflicts.beside.iter();
    let lines = alike(beside.map(|joint| arithmetic::joint(corpus, joint)));
    let told = lines.iter().take(limits::NEIGHBOURS_SHOWN.get()).map(|(line, count)| {
        let ways = if *count > 1 { format!(", in {count} ways") } else { String::new() };
        format!("with some of the same claims also{ways}: {line}")
    });
    let more: usize =
        lines.iter().skip(limits::NEIGHBOURS_SHOWN.get()).map(|(_, count)| count).sum();
    let more = (more > 0).then(|| format!("{more} more conflicts share claims with it"));
    told.chain(more).collect()
}

fn combinations(finding: &Finding) -> Option<String> {
    // What contradicts nothing has no conflicts to count.
    finding.reading?;
    let conflicts = &finding.conflicts;
    let all = conflicts.failing + conflicts.holding;
    match (conflicts.failing, conflicts.complete) {
        (0..=1, true) if conflicts.holding == 0 => None,
        (failing, true) if conflicts.holding == 0 => {
            Some(format!("all {failing} ways to take its claims together fail"))
        }
        (failing, true) => Some(format!(
            "of {all} ways to take its claims together {failing} fail and {} hold",
            conflicts.holding
        )),
        (_, false) => {
            Some("there may be more of these conflicts: not all could be looked for".into())
        }
    }
}

fn corrections(corpus: &Corpus, finding: &Finding) -> Option<String> {
    let suspects = finding.suspects.as_ref()?;
    let period =
        |one: &Correction| corpus.quantities.get(corpus.claim(one.claim).quantity).period();
    let mut periods = suspects.sets.iter().flatten().map(period);
    let first = periods.next();
    // Where all are in one period, the finding has said in which.
    let one_period = periods.all(|period| Some(period) == first);
    let what: fn(&Corpus, QuantityId) -> String = if one_period { place } else { quantity };
    let set = |set: &Vec<Correction>| {
        let each: Vec<String> = set.iter().map(|one| correction(corpus, one, what)).collect();
        each.join(" and ")
    };
    let mut told: Vec<String> =
        suspects.sets.iter().take(limits::CORRECTIONS_SHOWN.get()).map(set).collect();
    let more = suspects.count - told.len();
    if more > 0 {
        told.push(format!("one of {more} other sets were corrected"));
    }
    if told.is_empty() { None } else { Some(format!("settled if {}", told.join(", or if "))) }
}

/// `77 (killed in 2015, by article) were at least 106`
fn correction(
    corpus: &Corpus,
    correction: &Correction,
    what: fn(&Corpus, QuantityId) -> String,
) -> String {
    let claim = correction.claim;
    let about = corpus.claim(claim).quantity;
    let measure = corpus.quantities.get(about).measure();
    let unit = |(value, _): &(Exact, bool)| {
        let value = value.over(&factor(corpus, measure).into());
        value.number().map_or_else(|| value.to_string(), |number| Extent::exact(number).to_string())
    };
    let zero = |(value, strict): &(Exact, bool)| value.is_zero() && !strict;
    let beyond = |(_, strict): &(Exact, bool)| *strict;
    let low = correction.low.as_ref().filter(|low| !zero(low));
    let range = match (low, correction.high.as_ref()) {
        (None, None) => "any number".into(),
        (Some(low), None) if beyond(low) => format!("more than {}", unit(low)),
        (Some(low), None) => format!("at least {}", unit(low)),
        (None, Some(high)) if beyond(high) => format!("fewer than {}", unit(high)),
        (None, Some(high)) => format!("at most {}", unit(high)),
        (Some(low), Some(high)) if low.0 == high.0 => unit(low),
        (Some(low), Some(high)) => format!("{} to {}", unit(low), unit(high)),
    };
    let (figure, by) = (figure(corpus, claim), party(corpus, claim));
    format!("{figure} ({}, by {by}) were {range}", what(corpus, about))
}
