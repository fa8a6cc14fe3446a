//! How two sets of claims differ in; each difference in words, still in no format, out.

use crate::engine::diff::declarations::{Declared, On};
use crate::engine::diff::outcome::{Change, Diff, DiffEntry, Manner};
use crate::engine::one_quantity::grades::Grade;
use crate::engine::standing::claims_in_force::Standing;
use crate::explain::naming::{citations, claim, figure, in_unit, party, place_of, quantity, short};
use crate::explain::word_diff::{Patience, Piece};
use crate::explain::{answers, visible};
use crate::figure::{Bound, Number, Ratio};
use crate::model::{ClaimId, Corpus, Details, MeasureId};
use crate::source::Scalar;

/// One difference in words.
#[derive(Clone, Debug)]
pub struct Row {
    /// The quantity; where the two are about different things, that of the first.
    pub quantity: String,
    /// What the second is about, where that is something else.
    pub other_quantity: Option<String>,
    /// How the two compare: `raised, contradicts, 3 apart, 3.4 %`.
    pub verdict: String,
    /// The claim of the first side.
    pub a: Option<DifferenceSide>,
    /// The claim of the second side.
    pub b: Option<DifferenceSide>,
    /// Texts that read otherwise, by the name of their key, word by word.
    pub texts: Vec<(&'static str, Vec<Piece>)>,
}

/// One side of it.
#[derive(Clone, Debug)]
pub struct DifferenceSide {
    /// `31–92 by article`
    pub said: String,
    /// Its citations, a line each.
    pub citations: Vec<String>,
    /// Where it stands in the files.
    pub place: String,
    /// Its name, where it has one.
    pub name: Option<String>,
    /// Why it does not enter the arithmetic, where it does not.
    pub out: Option<String>,
}

/// Tells one difference.
pub fn row(corpora: [&Corpus; 2], diff: &Diff, entry: &DiffEntry, patience: &mut Patience) -> Row {
    let about =
        |side: usize, id: ClaimId| quantity(corpora[side], corpora[side].claim(id).quantity);
    let (a, b) = (entry.a.map(|id| about(0, id)), entry.b.map(|id| about(1, id)));
    let other = b.clone().filter(|b| a.as_ref().is_some_and(|a| a != b));
    let tell = |side: usize, id: Option<ClaimId>| {
        id.map(|id| cell(corpora[side], id, diff.standing[side][id.index()]))
    };
    Row {
        quantity: a.or(b).unwrap_or_default(),
        other_quantity: other,
        verdict: verdict(corpora, diff.manner, entry),
        a: tell(0, entry.a),
        b: tell(1, entry.b),
        texts: texts(corpora, entry, patience),
    }
}

fn cell(corpus: &Corpus, id: ClaimId, standing: Standing) -> DifferenceSide {
    let out = answers::standing(corpus, id, standing).filter(|_| standing != Standing::Unknown);
    DifferenceSide {
        said: format!("{} by {}", figure(corpus, id), party(corpus, id)),
        citations: citations(corpus, id),
        place: place_of(corpus, id),
        name: corpus.claim_name(id).map(short),
        out,
    }
}

fn verdict(corpora: [&Corpus; 2], manner: Manner, entry: &DiffEntry) -> String {
    let Some(compared) = &entry.comparison else { return String::new() };
    let words = entry.changes.iter().map(|&change| match change {
        Change::About => {
            let axes: Vec<_> = entry.axes.iter().map(|axis| visible(axis).into_owned()).collect();
            format!("about another {}", axes.join(" and "))
        }
        change => word(change, manner).to_owned(),
    });
    let figure = entry.changes.iter().any(|change| change.is_of_figure());
    let graded = figure || manner == Manner::Accounts || compared.grade == Grade::Contradicts;
    let unit = entry.axes.iter().any(|axis| axis == "unit");
    let grade = match compared.grade {
        Grade::Incomparable if unit => Some("incomparable: their units do not convert".to_owned()),
        Grade::Incomparable => None,
        grade => graded.then(|| grade.name().to_owned()),
    };
    let measure = entry.a.map(|id| measure(corpora[0], id));
    let apart = compared.gap.zip(measure).filter(|(gap, _)| !gap.is_zero());
    let apart = apart.map(|(gap, measure)| format!("{} apart", printed(corpora[0], measure, gap)));
    let relative = compared.ratio.and_then(relative_in_words);
    let ends = if compared.gap.is_none() { ends(corpora, entry) } else { None };
    let all = words.chain(grade).chain(apart).chain(relative).chain(ends);
    all.collect::<Vec<_>>().join(", ")
}

/// A change in words.
fn word(change: Change, manner: Manner) -> &'static str {
    match (change, manner) {
        (Change::Raised, Manner::Accounts) => "higher",
        (Change::Widened, Manner::Accounts) => "wider",
        (Change::Narrowed, Manner::Accounts) => "narrower",
        (Change::Lowered, Manner::Accounts) => "lower",
        (Change::Known, Manner::Accounts) => "gives a number",
        (Change::Unknown, Manner::Accounts) => "gives no number",
        (Change::Unhedged, Manner::Accounts) => "not hedged",
        (Change::Restated, _) => "printed with another end",
        (Change::Known, _) => "gives a number now",
        (Change::Unknown, _) => "gives no number any more",
        (Change::Unhedged, _) => "no longer hedged",
        (Change::Spelling, _) => "spelt otherwise",
        (Change::Restored, _) => "no longer deprecated",
        (Change::Reinstated, _) => "no longer superseded",
        (Change::Stance, _) => "another stance",
        (Change::AsOf, _) => "known on another day",
        (Change::Grade, _) => "graded otherwise",
        (Change::Names, _) => "other names",
        (Change::Refers, _) => "refers to other claims",
        (Change::Quote, _) => "quote reads otherwise",
        (Change::Note, _) => "note reads otherwise",
        (Change::Reason, _) => "reason reads otherwise",
        (Change::Tags, _) => "other tags",
        (change, _) => change.name(),
    }
}

/// By how much the ends have moved, in the measure's unit: second less first, where both have the end.
pub fn ends_by(corpora: [&Corpus; 2], entry: &DiffEntry) -> [Option<Number>; 2] {
    let (Some(a), Some(b), true) = (entry.a, entry.b, entry.axes.is_empty()) else {
        return [None, None];
    };
    let (one, other) = (corpora[0].extent(a), corpora[1].extent(b));
    let by = |one: Option<Bound>, other: Option<Bound>| {
        one.zip(other).map(|(one, other)| other.value.sub(one.value))
    };
    if !one.known || !other.known {
        return [None, None];
    }
    [by(one.core.low, other.core.low), by(one.core.high, other.core.high)]
}

/// `low end 9 higher, high end 2 lower`
fn ends(corpora: [&Corpus; 2], entry: &DiffEntry) -> Option<String> {
    let measure = measure(corpora[0], entry.a?);
    let ends = ends_by(corpora, entry).into_iter().zip(["low end", "high end"]);
    let moved = ends.filter_map(|(by, end)| {
        let by = by.filter(|by| !by.is_zero())?;
        let way = if by.is_negative() { "lower" } else { "higher" };
        Some(format!("{end} {} {way}", printed(corpora[0], measure, by.abs())))
    });
    let moved: Vec<String> = moved.collect();
    (!moved.is_empty()).then(|| moved.join(", "))
}

/// The gap over the lower of the two ends that face one another, exactly; that is their ratio less one.
pub fn relative(ratio: Ratio) -> Option<Ratio> {
    let (num, den) = ratio.parts();
    Number::new(num.checked_sub(den)?, 0).ratio_to(Number::new(den, 0))
}

/// `3.4 %`, or from twice as much on `2.2 times`.
fn relative_in_words(ratio: Ratio) -> Option<String> {
    if ratio.rounded(1)? >= Number::from_int(2) {
        return Some(format!("{ratio} times"));
    }
    let (num, den) = relative(ratio)?.parts();
    let percent =
        Number::new(num.checked_mul(100)?, 0).ratio_to(Number::new(den, 0))?.rounded(1)?;
    Some(match percent.is_zero() {
        true => "less than 0.1 %".into(),
        false => format!("{percent} %"),
    })
}

fn printed(corpus: &Corpus, measure: MeasureId, number: Number) -> String {
    crate::figure::Extent::exact(number).print(crate::explain::naming::factor(corpus, measure))
}

fn measure(corpus: &Corpus, id: ClaimId) -> MeasureId {
    corpus.quantities.get(corpus.claim(id).quantity).measure()
}

/// One of the texts of a claim.
type ClaimText = fn(&Details) -> Option<Scalar>;

/// The texts that read otherwise. Of two accounts none: what is written beside a figure is each one's own.
fn texts(
    corpora: [&Corpus; 2],
    entry: &DiffEntry,
    patience: &mut Patience,
) -> Vec<(&'static str, Vec<Piece>)> {
    let Some((a, b)) = entry.a.zip(entry.b) else { return Vec::new() };
    let picks: [(Change, &'static str, ClaimText); 3] = [
        (Change::Quote, "quote", |details| details.quote),
        (Change::Note, "note", |details| details.note),
        (Change::Reason, "reason", |details| details.reason),
    ];
    let picks = picks.into_iter().filter(|(change, ..)| entry.changes.contains(change));
    let compared = picks.map(|(_, key, pick)| {
        let text = |corpus: &'_ Corpus, id: ClaimId| {
            let details = corpus.details(corpus.claim(id));
            let text = details.and_then(|one| Some(corpus.texts.value(one.file, pick(one)?)));
            text.unwrap_or("").to_owned()
        };
        (key, patience.compare(&text(corpora[0], a), &text(corpora[1], b)))
    });
    compared.collect()
}

/// `t2015-both, now y2015-both`: a claim that is called otherwise.
pub fn renamed(corpora: [&Corpus; 2], (a, b): (ClaimId, ClaimId)) -> String {
    let name = |corpus: &Corpus, id| corpus.claim_name(id).map(short);
    match (name(corpora[0], a), name(corpora[1], b)) {
        (Some(a), Some(b)) => format!("{a}, now {b}"),
        (Some(a), None) => format!("{a}, now without a name"),
        (None, Some(b)) => format!("{}, now called {b}", claim(corpora[0], a)),
        (None, None) => claim(corpora[0], a),
    }
}

/// `measure drones-lost: only in B`
pub fn declared(declared: &Declared) -> String {
    let on = match declared.on {
        On::A => "only in A",
        On::B => "only in B",
        On::Both => "not the same in both",
    };
    format!("{} {}: {on}", declared.what, visible(&declared.name))
}

/// The number in the measure's unit, exactly.
pub fn exactly(corpora: [&Corpus; 2], entry: &DiffEntry, number: Number) -> String {
    let id = entry.a.map(|id| (0, id)).or(entry.b.map(|id| (1, id)));
    id.map_or_else(String::new, |(side, id)| {
        in_unit(corpora[side], measure(corpora[side], id), number)
    })
}
