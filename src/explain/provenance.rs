//! Where figures come from and when they were known, in sentences.

use super::naming::{factor, figure, party, quantity, short};
use super::sides::{SpeaksOf, speaks_of};
use super::visible;
use crate::budget::limits;
use crate::figure::{Extent, Number};
use crate::finding::{Astray, Conflict, Fall, OneOrigin, Remark, Revision, Sum, Support};
use crate::model::{ClaimId, Corpus, SourceId, Stance};

/// Items of a list shown; the others are counted.
pub(super) const FALL_HELP: &str = "if the count was corrected, name the earlier claim at the later one's \
                                    `revises`; if such counts do fall, give their measure `may-fall: true`";

pub(super) const ONE_ORIGIN_HELP: &str =
    "look the footnote up: one of the two figures may be miscopied, or it may give both";

pub(super) const REVISION_HELP: &str = "if another claim was meant, name that; if a party says that another is wrong, use `stance: denies`";

/// `killed in 2015 falls from 50 as of 2015-03 to 40 as of 2015-06, both by herald`
pub(super) fn fall(corpus: &Corpus, fall: &Fall) -> String {
    let what = quantity(corpus, corpus.claim(fall.later).quantity);
    let (earlier, later) = (dated(corpus, fall.earlier), dated(corpus, fall.later));
    format!("{what} falls from {earlier} to {later}, both by {}", party(corpus, fall.later))
}

/// `40 < 50, 10 lower`
pub(super) fn fall_arithmetic(corpus: &Corpus, fall: &Fall) -> String {
    let (earlier, later) = (figure(corpus, fall.earlier), figure(corpus, fall.later));
    if fall.by.is_zero() {
        return format!("{later} < {earlier}");
    }
    format!("{later} < {earlier}, {} lower", number(corpus, fall.later, fall.by))
}

pub(super) fn fall_notes(fall: &Fall) -> Vec<String> {
    let more = (fall.falls > 1)
        .then(|| format!("{} of its counts are below one it gave earlier", fall.falls));
    more.into_iter().collect()
}

/// `killed in 2015 is 88 and also 91, both with footnote mark 112 of nk-article`
pub(super) fn one_origin(corpus: &Corpus, echo: &OneOrigin) -> String {
    let first = echo.lower.min(echo.higher);
    let second = echo.lower.max(echo.higher);
    let what = quantity(corpus, corpus.claim(first).quantity);
    let (a, b) = (figure(corpus, first), figure(corpus, second));
    let mut marks: Vec<String> = Vec::new();
    for of_source in echo.marks.chunk_by(|(a, _), (b, _)| a == b) {
        let list: Vec<String> = of_source.iter().map(|(_, mark)| short(mark)).collect();
        let source = source(corpus, of_source[0].0);
        marks.push(format!("footnote mark {} of {source}", list.join(", ")));
    }
    let more = echo.count - echo.marks.len();
    marks.extend((more > 0).then(|| format!("{more} more")));
    format!("{what} is {a} and also {b}, both with {}", marks.join(" and "))
}

/// `88 < 91, 3 apart`
pub(super) fn one_origin_arithmetic(corpus: &Corpus, echo: &OneOrigin) -> String {
    let (lower, higher) = (figure(corpus, echo.lower), figure(corpus, echo.higher));
    if echo.gap.is_zero() {
        return format!("{lower} < {higher}");
    }
    format!("{lower} < {higher}, {} apart", number(corpus, echo.lower, echo.gap))
}

/// `50 by herald revises 40 by courier, which is another party's`
pub(super) fn revision(corpus: &Corpus, revision: &Revision) -> String {
    let Revision { later, earlier, astray, .. } = *revision;
    let said = |id| format!("{} by {}", figure(corpus, id), party(corpus, id));
    let about = |id: ClaimId| quantity(corpus, corpus.claim(id).quantity);
    let what = about(later);
    let day = |id: ClaimId| corpus.as_of(id).map(|day| day.to_string()).unwrap_or_default();
    let why = match astray {
        Astray::OtherParty => "another party's claim".to_owned(),
        Astray::OtherQuantity => format!("which is about {}", about(earlier)),
        Astray::OtherPartyAndQuantity => format!("another party's claim about {}", about(earlier)),
        Astray::Newer => {
            format!("which is newer: as of {}, after {}", day(earlier), day(later))
        }
    };
    format!("{what} is {}, which revises {}, {why}", said(later), said(earlier))
}

pub(super) fn revision_notes(revision: &Revision) -> Vec<String> {
    let more = revision.count - 1;
    let more = (more > 0).then(|| format!("it revises {more} more such claims"));
    let effect = "`revises` does nothing here: both claims are as they would be without it";
    more.into_iter().chain([effect.to_owned()]).collect()
}

/// What else is known of a disagreement: who speaks of whom, the origins behind its sides, and who
/// denies it.
pub(super) fn conflict_notes(
    corpus: &Corpus,
    conflict: &Conflict,
    remarks: &[Remark],
) -> Vec<String> {
    let (lower, higher) = conflict.widest;
    let mut notes: Vec<String> = speakers(corpus, lower, higher).into_iter().collect();
    for remark in remarks {
        match remark {
            Remark::Support { below, above } if below.citations.max(above.citations) > 1 => {
                let (low, high) = (figure(corpus, lower), figure(corpus, higher));
                let (below, above) = (support(*below), support(*above));
                notes.push(format!("below {high}: {below}; above {low}: {above}"));
            }
            Remark::Relayed(source) => {
                notes.push(format!("both go back to {}", self::source(corpus, *source)));
            }
            Remark::Support { .. } | Remark::Against { .. } => {}
        }
    }
    notes
}

/// The denials and doubts of a finding's claims.
pub(super) fn denials(corpus: &Corpus, remarks: &[Remark]) -> Vec<String> {
    let told = |remark: &Remark| match *remark {
        Remark::Against { claim, by } => {
            let verb = if corpus.claim(by).stance == Stance::Doubts { "doubted" } else { "denied" };
            Some(format!("{} is {verb} by {}", figure(corpus, claim), party(corpus, by)))
        }
        _ => None,
    };
    let all: Vec<String> = remarks.iter().filter_map(told).collect();
    let more = all.len().saturating_sub(limits::ITEMS_SHOWN.get());
    let more = (more > 0).then(|| format!("{more} more denials and doubts"));
    all.into_iter().take(limits::ITEMS_SHOWN.get()).chain(more).collect()
}

/// That parts and whole were not known at one time, where they were not.
pub(super) fn known_apart(corpus: &Corpus, sum: &Sum) -> Option<String> {
    let claims = || [sum.whole].into_iter().chain(sum.parts.iter().copied());
    let first = corpus.as_of(sum.whole);
    if claims().all(|id| corpus.as_of(id) == first) {
        return None;
    }
    let known: Vec<ClaimId> = claims().filter(|&id| corpus.as_of(id).is_some()).collect();
    let mut told: Vec<String> =
        known.iter().take(limits::ITEMS_SHOWN.get()).map(|&id| dated(corpus, id)).collect();
    if known.len() > limits::ITEMS_SHOWN.get() {
        told.push(format!("{} more with other dates", known.len() - limits::ITEMS_SHOWN.get()));
    }
    let undated = claims().count() - known.len();
    let others = match undated {
        0 => "",
        1 => "; the other one is undated",
        _ => "; the others are undated",
    };
    Some(format!("not known at one time: {}{others}", told.join(", ")))
}

/// `azerbaijan speaks of its own side, a-survey of neither`
fn speakers(corpus: &Corpus, lower: ClaimId, higher: ClaimId) -> Option<String> {
    let mut pair = [lower.min(higher), lower.max(higher)];
    let same = corpus.claim(lower).by == corpus.claim(higher).by;
    let claims = if same { &mut pair[..1] } else { &mut pair[..] };
    let told = |&id: &ClaimId| {
        let of = match speaks_of(corpus, id)? {
            SpeaksOf::OwnSide => "speaks of its own side",
            SpeaksOf::Enemy => "speaks of its enemy",
            SpeaksOf::OthersWar => "is no belligerent",
        };
        Some(format!("{} {of}", party(corpus, id)))
    };
    let sides = claims.iter().filter_map(|&id| speaks_of(corpus, id));
    let any = sides.into_iter().any(|of| of != SpeaksOf::OthersWar);
    let told: Vec<String> = claims.iter().filter_map(told).collect();
    any.then(|| told.join("; "))
}

/// `3 citations with 2 origins`
fn support(support: Support) -> String {
    let plural = |count: usize, what: &str| {
        if count == 1 { format!("1 {what}") } else { format!("{count} {what}s") }
    };
    let citations = plural(support.citations, "citation");
    match support.citations {
        0 | 1 => citations,
        _ => format!("{citations}, {}", plural(support.origins, "origin")),
    }
}

/// `50 as of 2015-03`
fn dated(corpus: &Corpus, id: ClaimId) -> String {
    let figure = figure(corpus, id);
    corpus.as_of(id).map_or(figure.clone(), |day| format!("{figure} as of {day}"))
}

fn source(corpus: &Corpus, id: SourceId) -> String {
    visible(corpus.source_name(id)).into_owned()
}

fn number(corpus: &Corpus, like: ClaimId, number: Number) -> String {
    let measure = corpus.quantities.get(corpus.claim(like).quantity).measure();
    Extent::exact(number).print(factor(corpus, measure))
}
