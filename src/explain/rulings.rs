//! Rulings in sentences: what was ruled, by whom and when, and what is amiss with one.

use super::naming::{claim_label, figure, short};
use crate::explain::escape::visible;
use crate::explain::told::Told;
use crate::finding::{Finding, RulingFault, Status, Unused};
use crate::model::{Corpus, Pin, ResolutionId};
use crate::source::{Scalar, Span};

/// Rulings shown on one finding, and figures shown of one ruling; the others are counted.
const SHOWN: usize = 8;

/// The rulings that settle a finding or a part of it, a sentence each.
pub fn rulings_on(corpus: &Corpus, finding: &Finding) -> Vec<String> {
    let life = &finding.life;
    let how = match life.status {
        Status::Resolved => "resolved".into(),
        _ => format!("settled in part, {} of {} conflicts", life.settled, life.conflicts),
    };
    let shown = life.rulings.iter().take(SHOWN);
    let more = life.rulings.len().saturating_sub(SHOWN);
    let more = (more > 0).then(|| format!("{more} more rulings on it are not shown"));
    shown.map(|&id| format!("{how}: {}", ruling(corpus, id))).chain(more).collect()
}

/// `clerical-error, by the desk on 2026-11-22, adopting 106: the row's own columns come to 106`
pub fn ruling(corpus: &Corpus, id: ResolutionId) -> String {
    let ruling = corpus.resolution(id);
    let text = |scalar: Scalar| line(corpus.texts.value(ruling.span.file, scalar));
    let day = corpus.period(ruling.date);
    let (word, by, because) = (ruling.ruling.name(), text(ruling.by), text(ruling.because));
    format!("{word}, by {by} on {day}{}: {because}", adopting(corpus, &ruling.adopt))
}

fn adopting(corpus: &Corpus, adopt: &[Pin]) -> String {
    if adopt.is_empty() {
        return String::new();
    }
    let mut figures: Vec<String> =
        adopt.iter().take(SHOWN).map(|pin| pinned(corpus, pin)).collect();
    if adopt.len() > SHOWN {
        figures.push(format!("{} more", adopt.len() - SHOWN));
    }
    format!(", adopting {}", figures.join(", "))
}

/// A text on one line, without the full stop of its last sentence; a very long one is cut.
fn line(text: &str) -> String {
    const LONGEST: usize = 400;
    let words: Vec<&str> = text.split_whitespace().collect();
    let text = words.join(" ");
    let mut chars = text.chars();
    let start: String = chars.by_ref().take(LONGEST).collect();
    let cut = if chars.next().is_some() { "…" } else { "" };
    format!("{}{cut}", visible(start.trim_end_matches('.')))
}

/// A figure of a ruling as it is written there.
fn pinned(corpus: &Corpus, pin: &Pin) -> String {
    short(corpus.texts.value(pin.file, pin.figure))
}

pub(super) fn tell(
    corpus: &Corpus,
    finding: &Finding,
    id: ResolutionId,
    fault: &RulingFault,
) -> Told {
    let check = corpus.texts.value(corpus.resolution(id).span.file, corpus.resolution(id).check);
    let on = format!("the ruling on {}", short(check));
    let mut told = Told {
        message: String::new(),
        arithmetic: None,
        places: vec![(finding.at, String::new())],
        causes: Vec::new(),
        notes: Vec::new(),
        help: None,
    };
    match fault {
        RulingFault::Void(changed) => void(corpus, &on, changed, &mut told),
        RulingFault::Unused(why) => {
            (told.message, told.help) = unused(corpus, &on, *why);
            if let Unused::RestsOn(claim) = *why {
                told.places.push((corpus.figure_span(claim), "the claim it does not name".into()));
            }
        }
        RulingFault::Overdue => {
            let day =
                corpus.resolution(id).review_by.map(|(_, day)| corpus.period(day).to_string());
            let day = day.unwrap_or_default();
            told.message = format!("{on} was to be looked at again by {day}");
            told.notes.push(format!("ruled: {}", ruling(corpus, id)));
            let help = "look at it again, then move `review-by` or take the ruling out";
            told.help = Some(help.into());
        }
    }
    told
}

fn void(corpus: &Corpus, on: &str, changed: &[Pin], told: &mut Told) {
    let now = |pin: &Pin| figure(corpus, pin.claim);
    if let Some(first) = changed.first() {
        let (was, is) = (pinned(corpus, first), now(first));
        let others = match changed.len() {
            1 => String::new(),
            count => format!(", and {} more of its figures have changed", count - 1),
        };
        told.message = format!(
            "{on} was made when {} said {was}, and now it says {is}{others}; it settles nothing",
            claim_label(corpus, first.claim)
        );
    }
    let places = |pin: &Pin| -> [(Span, String); 2] {
        let pinned_at = corpus.texts.span(pin.file, pin.figure);
        [(pinned_at, "as it stood".into()), (corpus.figure_span(pin.claim), "as it stands".into())]
    };
    told.places = changed.iter().take(SHOWN).flat_map(places).collect();
    let help = "look at the finding again, then write the figures as they stand now or take the \
                ruling out";
    told.help = Some(help.into());
}

fn unused(corpus: &Corpus, on: &str, why: Unused) -> (String, Option<String>) {
    match why {
        Unused::NamesNone => {
            let help = "name the claims ruled on, each with its figure, under `claims`";
            (format!("{on} names no claims, and settles nothing"), Some(help.into()))
        }
        Unused::CheckWithoutClaims => {
            let help = "mend the file; only findings about claims can be ruled on";
            (
                format!("{on} settles nothing: that check finds faults of the files"),
                Some(help.into()),
            )
        }
        Unused::RestsOn(claim) => {
            let rests = claim_label(corpus, claim);
            let help = match corpus.claim_name(claim) {
                Some(_) => format!("name {rests} under `claims` too, with its figure"),
                None => "give that claim an `id` and name it under `claims` too".into(),
            };
            (format!("{on} settles nothing: the conflict rests on {rests} too"), Some(help))
        }
        Unused::OtherCheck(check) => {
            let help = format!("put `check: {}`", check.name());
            let other = check.name();
            (format!("{on} settles nothing: its claims are in a finding of {other}"), Some(help))
        }
        Unused::NoFinding => {
            let help = "take the ruling out, or look whether it names the claims that were meant";
            (
                format!("{on} settles nothing: no such finding is about its claims"),
                Some(help.into()),
            )
        }
    }
}
