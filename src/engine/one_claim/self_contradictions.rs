//! What a claim says against itself: its figure against its own quote, brackets, names and period.
//!
//! Example: the figure `4+` with the quote `4 soldiers` has lost its hedge; the figure `3` with four names has one
//! name too many. An `Extent` is what a figure means for its measure: `core` is the figure with its rounding,
//! `wide` adds its band and tolerance. What lies inside `wide` is never a contradiction.

use crate::budget::limits;
use crate::figure;
use crate::figure::{Bound, Extent, Fidelity, Interval, Kind, Number, NumberInText, Print, Unit};
use crate::finding::Slip;
use crate::model::{ClaimId, Corpus, Measure, Quote};
use crate::period::Length;
use std::collections::HashSet;

/// Every claim that says something against itself, whether it counts or not: a claim that was
/// replaced is a copy of its document all the same. Linear in the claims, their quotes and names.
pub fn slips(corpus: &Corpus) -> Vec<(ClaimId, Slip)> {
    let of = |claim| {
        let slips = [quote, brackets, names, length].map(|of| of(corpus, claim));
        slips.into_iter().flatten().map(move |slip| (claim, slip))
    };
    corpus.claim_ids().flat_map(of).collect()
}

/// The figure against the numbers of its quote (docs/meaning.md, "A claim against itself"): digit for digit
/// or as the word printed, and hedge for hedge. `unknown` has no number that a quote could lack.
fn quote(corpus: &Corpus, id: ClaimId) -> Option<Slip> {
    let claim = corpus.claim(id);
    let details = corpus.details(claim)?;
    let written = corpus.texts.value(details.file, details.quote?);
    let extent = corpus.extent(id);
    if !extent.known {
        return None;
    }
    let quote = Quote::parse(written);
    let found = quote.figures();
    let says = |found: &NumberInText| found.figure.clone();
    match figure::parse(corpus.figure_as_written(id)) {
        Ok(stated) => {
            let fits = |found: &NumberInText| says(found).map(|says| stated.fidelity(&says));
            let fits: Vec<(&NumberInText, Fidelity)> =
                found.iter().filter_map(|found| Some((found, fits(found)?))).collect();
            if fits.iter().any(|(_, fit)| *fit == Fidelity::Faithful) {
                return None;
            }
            match fits.iter().find(|(_, fit)| *fit == Fidelity::OtherHedge) {
                None => Some(lacks(&quote, &found)),
                Some((other, _)) => {
                    Some(Slip::Hedge { prints: quote.text[other.at.clone()].to_owned() })
                }
            }
        }
        // A figure in parts is not printed as one: any of its numbers will do.
        Err(_) => {
            let terms = corpus.measure_of(claim.quantity).terms();
            let read = |found: &NumberInText| says(found)?.read_as(&terms).ok();
            let any =
                found.iter().filter_map(read).any(|printed| shares_a_number(&printed, &extent));
            (!any).then(|| lacks(&quote, &found))
        }
    }
}

fn lacks(quote: &Quote, found: &[NumberInText]) -> Slip {
    let loud = found.iter().filter(|found| found.print != Print::Quiet);
    let prints = loud
        .take(limits::QUOTE_NUMBERS.get())
        .map(|found| quote.text[found.at.clone()].to_owned())
        .collect();
    Slip::QuoteLacks { prints }
}

/// Whether the number printed is one of the ends of the other, or its best.
fn shares_a_number(printed: &Extent, extent: &Extent) -> bool {
    let ends = |extent: &Extent| {
        let (low, high) = (extent.core.low, extent.core.high);
        [low.map(|low| low.value), high.map(|high| high.value), extent.best]
    };
    let theirs = ends(extent);
    ends(printed).into_iter().flatten().any(|number| theirs.contains(&Some(number)))
}

/// The figure against what its brackets say again, within the rounding of each (docs/meaning.md, "A claim
/// against itself").
fn brackets(corpus: &Corpus, id: ClaimId) -> Option<Slip> {
    let written = corpus.figure_as_written(id);
    if !written.contains('(') {
        return None;
    }
    let terms = corpus.measure_of(corpus.claim(id).quantity).terms();
    figure::parse(written).ok()?.bracket(&terms).map(Slip::Bracket)
}

/// A list against the figure that says how many are in it. Only what is counted one by one has a list:
/// people, and what the measure has a word of its own for.
fn names(corpus: &Corpus, id: ClaimId) -> Option<Slip> {
    let claim = corpus.claim(id);
    let details = corpus.details(claim).filter(|details| !details.names.is_empty())?;
    let (measure, extent) = (corpus.measure_of(claim.quantity), corpus.extent(id));
    let count = details.names.len();
    let number = Number::from_int(i64::try_from(count).unwrap_or(i64::MAX));
    if !counts_one_by_one(measure) || !extent.known || extent.wide.holds(number) {
        return None;
    }
    let mut seen = HashSet::new();
    let mut names = details.names.iter().map(|&name| corpus.texts.value(details.file, name));
    let twice = names.find(|name| !seen.insert(*name)).map(str::to_owned);
    Some(Slip::Names { count, twice })
}

fn counts_one_by_one(measure: &Measure) -> bool {
    let one = |unit: &Unit| !unit.is_known() || unit.base() == "person";
    let unit = measure.unit.as_ref().is_none_or(|(_, unit)| one(unit));
    matches!(measure.kind, Kind::Count | Kind::Stock) && unit
}

/// A length of time against the period it is of, with both ends counted and with one (docs/meaning.md, "A
/// claim against itself").
fn length(corpus: &Corpus, id: ClaimId) -> Option<Slip> {
    let claim = corpus.claim(id);
    let measure = corpus.measure_of(claim.quantity);
    let (_, unit) = measure.unit.as_ref().filter(|_| measure.kind == Kind::Duration)?;
    let period = corpus.period(corpus.quantities.get(claim.quantity).period());
    let lengths = match unit.base() {
        "day" => period.lengths_in_days(),
        "month" => period.lengths_in_months(),
        _ => return None,
    };
    let extent = corpus.extent(id);
    let counted = counted_in(corpus, id, unit, &extent);
    let (step, whole) = counted.as_ref().map_or((1, false), |&(_, step)| (step, true));
    let lengths: Vec<Length> = lengths.iter().map(|length| in_steps(length, step)).collect();
    let base = |number: i64| Number::from_int(number).mul(Number::from_int(step));
    let span = |length: &Length| Interval::between(base(length.least), base(length.most));
    let around = lengths.iter().map(span).reduce(|a, b| a.hull(&b))?;
    let fits = |length: &Length| span(length).meets(&extent.wide);
    // From 1971 to 1990 it is nineteen or twenty years, by how the ends are counted. Who prints 19½ knows the days
    // more exactly, so a figure that is no whole number may lie anywhere between the two.
    let fits = lengths.iter().any(fits) || (!whole && around.meets(&extent.wide));
    let unit = counted.map_or_else(|| format!("{}s", unit.base()), |(unit, _)| unit);
    (extent.known && !fits).then_some(Slip::Length { unit, lengths })
}

/// The unit that the figure counts in, its own or the measure's, and how many days or months it is; where
/// the figure is a whole number of it.
fn counted_in(corpus: &Corpus, id: ClaimId, unit: &Unit, extent: &Extent) -> Option<(String, i64)> {
    let written = figure::parse(corpus.figure_as_written(id)).ok();
    let unit = written.as_ref().and_then(|figure| figure.unit()).unwrap_or(unit);
    let whole = |bound: Bound| bound.value.div_exact(unit.factor()).is_some_and(Number::is_integer);
    let ends = [extent.core.low, extent.core.high];
    let (mantissa, decimals) = unit.factor().parts();
    let step = i64::try_from(mantissa).ok().filter(|_| decimals == 0)?;
    ends.into_iter().flatten().all(whole).then(|| (unit.name().to_owned(), step))
}

/// A length in units of so many days or months: as many as fit into it, and the next number where they
/// do not fill it. Eighteen months may be called one year, or two.
fn in_steps(length: &Length, step: i64) -> Length {
    Length {
        least: length.least.div_euclid(step),
        most: length.most.saturating_add(step - 1).div_euclid(step),
        ..*length
    }
}
