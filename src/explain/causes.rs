//! What would make a total come out, in sentences: each says "exactly if", and none says why.

use crate::explain::arithmetic::{extent, terms};
use crate::explain::conflicts::name;
use crate::explain::escape::visible;
use crate::explain::naming::{figure, party, place, quantity};
use crate::explain::told::{Told, places};
use crate::figure::{Extent, Number};
use crate::finding::{Causes, Edit, Finding, Group, Hypothesis, Misprint, Rest, Role, Swap};
use crate::model::{Axis, ClaimId, Corpus, PeriodId};

/// Hypotheses told of one total; the others are counted.
const SHOWN: usize = 3;

/// What would explain the totals of a finding, a sentence each.
pub(super) fn causes(corpus: &Corpus, finding: &Finding) -> Vec<String> {
    finding.causes.iter().flat_map(|causes| of_total(corpus, causes)).collect()
}

fn of_total(corpus: &Corpus, causes: &Causes) -> Vec<String> {
    let shown = causes.found.iter().take(SHOWN);
    let mut told: Vec<String> =
        shown.map(|hypothesis| self::hypothesis(corpus, causes.total, hypothesis)).collect();
    if let Some(last) = told.last_mut() {
        last.push_str(&format!(" ({})", count(causes)));
    }
    told
}

/// `1 of 2,561 hypotheses tried fits`
pub(super) fn count(causes: &Causes) -> String {
    let tried = plain(causes.tried);
    match causes.hit {
        1 => format!("1 of {tried} hypotheses tried fits"),
        hit => format!("{} of {tried} hypotheses tried fit", plain(hit)),
    }
}

fn plain(count: usize) -> String {
    Number::from_int(i64::try_from(count).unwrap_or(i64::MAX)).to_string()
}

/// A total that comes out only with a claim of the finding.
pub fn rest(corpus: &Corpus, rest: &Rest) -> String {
    let total = figure(corpus, rest.total);
    let what = quantity(corpus, corpus.claim(rest.total).quantity);
    let on = figure(corpus, rest.on);
    let parts = parts(corpus, rest.total, &rest.cover);
    let only = format!("{total}, {what}, comes out exactly of {parts} only with {on}");
    match &rest.otherwise {
        None => only,
        Some(other) => {
            format!("{only}; without it, {}", hypothesis(corpus, rest.total, other))
        }
    }
}

/// `7,717 comes out exactly if missing is added to its 13 figures by side, status and period:
/// 7,503 + 214 = 7,717`
pub fn hypothesis(corpus: &Corpus, total: ClaimId, hypothesis: &Hypothesis) -> String {
    let parts = parts(corpus, total, &hypothesis.cover);
    let (words, numbers) = told(corpus, total, hypothesis, &parts);
    let colon = if numbers.is_empty() { "" } else { ": " };
    format!("{} {words}{colon}{numbers}", figure(corpus, total))
}

/// What a hypothesis says of its total, whose parts are called so, and its numbers.
fn told(corpus: &Corpus, total: ClaimId, hypothesis: &Hypothesis, parts: &str) -> (String, String) {
    let Hypothesis { cover, edit } = hypothesis;
    let show = |of: &Extent| extent(corpus, total, of);
    let come = |claims: &[ClaimId]| show(&sum(corpus, claims));
    let (all, whole) = (come(cover), show(&as_printed(corpus, total)));
    let exactly = "comes out exactly if";
    match edit {
        Edit::None => {
            let terms = terms(corpus, cover, cover.len());
            (format!("is exactly what {parts} come to"), format!("{terms} = {whole}"))
        }
        Edit::Added { measure, claims } => {
            let measure = visible(corpus.measure_name(*measure));
            let numbers = format!("{all} + {} = {whole}", come(claims));
            (format!("{exactly} {measure} is added to {parts}"), numbers)
        }
        Edit::LeftOut { group, claims } => {
            let group = self::group(corpus, *group);
            let numbers = format!("{all} less {} = {whole}", come(claims));
            (format!("{exactly} {group} is left out of {parts}"), numbers)
        }
        Edit::Doubled { group, claims } => {
            let group = self::group(corpus, *group);
            let numbers = format!("{all} + {} = {whole}", come(claims));
            (format!("{exactly} {group} is counted twice among {parts}"), numbers)
        }
        Edit::Swapped { by, out, instead } => {
            let numbers = format!("{all} less {} plus {} = {whole}", come(out), come(instead));
            (format!("{exactly} {} among {parts}", swapped(corpus, *by, out, instead)), numbers)
        }
        Edit::Misprinted { claim, misprint, .. } if *claim == total && cover.len() == 1 => {
            (format!("is {parts} {}", misprinted(*misprint)), String::new())
        }
        Edit::Misprinted { claim, misprint, meant } if *claim == total => {
            let terms = terms(corpus, cover, cover.len());
            let (slip, meant) = (misprinted(*misprint), show(meant));
            (format!("is, {slip}, the {meant} that {parts} come to"), format!("{terms} = {meant}"))
        }
        Edit::Misprinted { claim, misprint, meant } => {
            let (printed, slip) = (show(&as_printed(corpus, *claim)), misprinted(*misprint));
            let meant = show(meant);
            let numbers = format!("{all} less {printed} plus {meant} = {whole}");
            (format!("{exactly} {printed} among {parts} is {meant} {slip}"), numbers)
        }
    }
}

/// `its 13 figures by side, status and period`
fn parts(corpus: &Corpus, total: ClaimId, cover: &[ClaimId]) -> String {
    if let &[claim] = cover {
        return format!("the {} by {}", figure(corpus, claim), party(corpus, claim));
    }
    let coordinates = |id: ClaimId| {
        let quantity = corpus.quantities.get(corpus.claim(id).quantity);
        quantity.coordinates().collect::<Vec<(Axis, u32)>>()
    };
    let whole = coordinates(total);
    let all: Vec<_> = cover.iter().map(|&id| coordinates(id)).collect();
    let differs = |at: usize| all.iter().any(|one| one.get(at) != whole.get(at));
    let axes = whole.iter().enumerate().filter(|&(at, _)| differs(at));
    let axes: Vec<String> = axes.map(|(_, &(axis, _))| name(corpus, axis)).collect();
    let by = if axes.is_empty() { String::new() } else { format!(" by {}", list(&axes)) };
    format!("its {} figures{by}", cover.len())
}

fn list(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [word] => word.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

fn group(corpus: &Corpus, group: Group) -> String {
    match group {
        Group::Member(dimension, member) => {
            format!("`{}`", visible(corpus.dimension(dimension).name(member)))
        }
        Group::Period(id) => format!("what is counted {}", period(corpus, id)),
    }
}

fn period(corpus: &Corpus, id: PeriodId) -> String {
    corpus.period(id).in_words()
}

/// `77, killed (soldiers) in 2015, stands in the place of its parts, 42 and 64,`
fn swapped(corpus: &Corpus, by: Swap, out: &[ClaimId], instead: &[ClaimId]) -> String {
    let figures = |claims: &[ClaimId]| {
        const NAMED: usize = 4;
        let mut named: Vec<String> =
            claims.iter().take(NAMED).map(|&id| figure(corpus, id)).collect();
        if claims.len() > NAMED {
            named.push(format!("{} more", claims.len() - NAMED));
        }
        list(&named)
    };
    let about = |claims: &[ClaimId]| match claims {
        [id, ..] => quantity(corpus, corpus.claim(*id).quantity),
        [] => String::new(),
    };
    match by {
        Swap::Rival => {
            let (first, second) = (figures(out), figures(instead));
            let by = instead.first().map(|&id| party(corpus, id)).unwrap_or_default();
            format!("{second} by {by} stands in the place of {first}, {},", about(out))
        }
        Swap::Subtotal => {
            let (subtotal, parts) = (figures(instead), figures(out));
            format!("{subtotal}, {}, stands in the place of its parts, {parts},", about(instead))
        }
        Swap::Parts => {
            let (subtotal, parts) = (figures(out), figures(instead));
            format!("its parts, {parts}, stand in the place of {subtotal}, {},", about(out))
        }
        Swap::Neighbour => {
            let beside = |claims: &[ClaimId]| match claims {
                [id] => format!("{}, {},", figures(claims), self::about(corpus, *id)),
                _ => format!("{}, {} and beside it,", figures(claims), about(claims)),
            };
            format!("{} stands in the place of {}", beside(instead), beside(out))
        }
    }
}

fn about(corpus: &Corpus, id: ClaimId) -> String {
    let id = corpus.claim(id).quantity;
    let words = period(corpus, corpus.quantities.get(id).period());
    let place = place(corpus, id);
    if words.is_empty() { place } else { format!("{place} {words}") }
}

fn misprinted(misprint: Misprint) -> String {
    match misprint {
        Misprint::Transposed => "with two digits in one another's place".into(),
        Misprint::Missing => "with a digit missing".into(),
        Misprint::Extra => "with a digit too many".into(),
        Misprint::Changed => "with one digit changed".into(),
        Misprint::Scale(power) => {
            let times = Number::power_of_ten(power.saturating_abs());
            let way = if power > 0 { "too high" } else { "too low" };
            format!("{times} times {way}")
        }
        Misprint::Unit(name) => format!("given in {name}"),
    }
}

/// What the figures come to.
fn sum(corpus: &Corpus, claims: &[ClaimId]) -> Extent {
    let none = Extent::exact(Number::ZERO);
    claims.iter().fold(none, |sum, &claim| sum.sum(&as_printed(corpus, claim)))
}

/// The claim's figure as it is printed: of a rounded one the number, without the rounding.
fn as_printed(corpus: &Corpus, id: ClaimId) -> Extent {
    let extent = corpus.extent(id);
    let rounded = corpus.measure_of(corpus.claim(id).quantity).kind.is_rounded();
    match extent.best {
        Some(best) if rounded => Extent { approximate: extent.approximate, ..Extent::exact(best) },
        _ => extent,
    }
}

/// A total that its parts do not come to. Its parts may be many: they stand in the arithmetic, and
/// the places are the total's and those of what is added.
pub(super) fn tell(corpus: &Corpus, finding: &Finding, total: ClaimId) -> Told {
    let (message, arithmetic) = sentence(corpus, finding, total);
    let shown = finding.claims.iter().filter(|involved| involved.role != Role::Part);
    let shown = Finding { claims: shown.copied().collect(), ..finding.clone() };
    let mut notes = Vec::new();
    let places = places(corpus, &shown, &mut notes);
    let help =
        "see what the document counts in it; where that is not what `about` says, say so there";
    Told { message, arithmetic, places, causes: Vec::new(), notes, help: Some(help.into()) }
}

fn sentence(corpus: &Corpus, finding: &Finding, total: ClaimId) -> (String, Option<String>) {
    let what = quantity(corpus, corpus.claim(total).quantity);
    let stated = figure(corpus, total);
    let first = finding.causes.first().and_then(|causes| causes.found.first());
    let Some(first) = first else { return (format!("{what} is {stated}"), None) };
    let come = extent(corpus, total, &sum(corpus, &first.cover));
    let parts = parts(corpus, total, &first.cover);
    let terms = terms(corpus, &first.cover, first.cover.len());
    let (words, numbers) = told(corpus, total, first, "them");
    let message = format!("{what} is {stated}, but {parts} come to {come}; it {words}");
    (message, Some(format!("{terms} = {come}; {numbers}")))
}
