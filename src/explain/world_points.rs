//! A point of a world in; where it is, in words, out.

use crate::engine::certificates::claims_and_worlds::{MemberPlace, Point, When};
use crate::explain::visible;
use crate::model::{Corpus, Dimension, WHOLE};

/// `killed (armenian beside its parts, soldiers) from 2016-04-01 to 2016-04-05`. A place in a member beside all
/// its parts is in some other one, not named.
pub fn point(corpus: &Corpus, point: &Point) -> String {
    let measures = measures(corpus, point).join(" and ");
    let dimensions = corpus.dimensions.iter().zip(&point.places);
    let places: Vec<String> =
        dimensions.filter_map(|((name, dimension), spots)| place(name, dimension, spots)).collect();
    let places =
        if places.is_empty() { String::new() } else { format!(" ({})", places.join(", ")) };
    let when = when(corpus, &point.when);
    let when = if when.is_empty() { when } else { format!(" {when}") };
    format!("{measures}{places}{when}")
}

/// The innermost measures that count it: what is within another is counted by that one too.
fn measures(corpus: &Corpus, point: &Point) -> Vec<String> {
    let outer = |id| point.counted.iter().any(|&at| corpus.measure(at).within == Some(id));
    let innermost = point.counted.iter().filter(|&&id| !outer(id));
    innermost.map(|&id| visible(corpus.measure_name(id)).into_owned()).collect()
}

/// Nothing for anywhere in the whole.
fn place(name: &str, dimension: &Dimension, spots: &[MemberPlace]) -> Option<String> {
    let words = |spot: &MemberPlace| {
        let member = visible(dimension.name(spot.member));
        match (spot.beside, spot.member == WHOLE) {
            (false, _) => member.into_owned(),
            (true, true) => format!("no {} named", visible(name)),
            (true, false) => format!("{member} beside its parts"),
        }
    };
    let anywhere = matches!(spots, [spot] if spot.member == WHOLE && !spot.beside);
    (!anywhere).then(|| spots.iter().map(words).collect::<Vec<_>>().join(" and "))
}

fn when(corpus: &Corpus, when: &When) -> String {
    match when {
        When::Period(id) => corpus.period(*id).in_words(),
        When::Days { days, into } => {
            let taken = into.iter().map(|&id| corpus.period(id).in_words());
            let taken: Vec<String> = taken.collect();
            let days = days.in_words();
            match (days.is_empty(), taken.is_empty()) {
                (_, true) => days,
                (true, false) => format!("taken as {}", taken.join(" and ")),
                (false, false) => format!("{days}, taken as {}", taken.join(" and ")),
            }
        }
    }
}
