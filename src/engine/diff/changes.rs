//! Two claims that are one, or speak of one thing, in; in what they differ out.

use crate::engine::diff::counterparts::Matching;
use crate::engine::diff::outcome::{Change, Manner};
use crate::engine::standing::claims_in_force::Standing;
use crate::figure::{Bound, Extent};
use crate::model::{Cite, Claim, ClaimId, Corpus, Details, PeriodId, Stance};
use std::cmp::Ordering;

/// In what the second claim differs from the first. Of two accounts only figures are held against one another.
pub(crate) fn changes(
    of: &Matching<'_>,
    (a, b): (ClaimId, ClaimId),
    manner: Manner,
) -> Vec<Change> {
    let corpora = of.sides.map(|side| side.corpus);
    let about = of.quantity(0, a) != of.quantity(1, b);
    if about && manner == Manner::Accounts {
        return vec![Change::About];
    }
    let mut found = figures(corpora, a, b);
    if manner == Manner::Accounts {
        return found;
    }
    let claims = [corpora[0].claim(a), corpora[1].claim(b)];
    let standing = [of.standing[0][a.index()], of.standing[1][b.index()]];
    found.extend(lives(standing));
    let party = corpora[0].party_name(claims[0].by) != corpora[1].party_name(claims[1].by);
    let cited = !cites_alike(of, claims)
        && citations(corpora[0], claims[0]) != citations(corpora[1], claims[1]);
    let listed = [
        (about, Change::About),
        (party, Change::Party),
        (cited, Change::Cites),
        (claims[0].stance != claims[1].stance, Change::Stance),
    ];
    found.extend(listed.into_iter().filter(|(differs, _)| *differs).map(|(_, change)| change));
    found.extend(details(of, claims));
    found
}

fn figures(corpora: [&Corpus; 2], a: ClaimId, b: ClaimId) -> Vec<Change> {
    let mut found = Vec::new();
    let reads = [corpora[0].claim(a).reads, corpora[1].claim(b).reads];
    if !corpora[0].figures.alike(reads[0], (&corpora[1].figures, reads[1])) {
        let (one, other) = (corpora[0].extent(a), corpora[1].extent(b));
        found.extend(moved(&one, &other));
        match (one.approximate, other.approximate) {
            (false, true) => found.push(Change::Hedged),
            (true, false) => found.push(Change::Unhedged),
            _ => {}
        }
    }
    let spelt = corpora[0].figure_as_written(a) != corpora[1].figure_as_written(b);
    if found.is_empty() && spelt {
        found.push(Change::Spelling);
    }
    found
}

/// Where the second figure lies, seen from the first. One that takes in all of the other is wider, however far its
/// ends have moved.
fn moved(a: &Extent, b: &Extent) -> Option<Change> {
    match (a.known, b.known) {
        (false, false) => return None,
        (false, true) => return Some(Change::Known),
        (true, false) => return Some(Change::Unknown),
        (true, true) => {}
    }
    if a.core == b.core {
        let hedged = a.approximate != b.approximate;
        return (!hedged && !a.says_the_same(b)).then_some(Change::Restated);
    }
    if b.core.contains(&a.core) {
        return Some(Change::Widened);
    }
    if a.core.contains(&b.core) {
        return Some(Change::Narrowed);
    }
    let up = low_end(b.core.low).cmp(&low_end(a.core.low));
    Some(if up == Ordering::Greater { Change::Raised } else { Change::Lowered })
}

fn low_end(bound: Option<Bound>) -> Option<(crate::figure::Number, bool)> {
    bound.map(|bound| (bound.value, bound.strict))
}

/// Whether a claim has entered the arithmetic or left it. What is unknown or denied is told as such.
fn lives([a, b]: [Standing; 2]) -> Option<Change> {
    let replaced = |standing| matches!(standing, Standing::Revised(_) | Standing::Earlier(_));
    let deprecated = |standing| standing == Standing::Deprecated;
    match (a, b) {
        (a, b) if !deprecated(a) && deprecated(b) => Some(Change::Deprecated),
        (a, b) if deprecated(a) && !deprecated(b) => Some(Change::Restored),
        (a, b) if !replaced(a) && replaced(b) => Some(Change::Superseded),
        (a, b) if replaced(a) && !replaced(b) => Some(Change::Reinstated),
        _ => None,
    }
}

/// The names of the axes on which what two claims are about differs.
pub(crate) fn axes(corpora: [&Corpus; 2], claims: [ClaimId; 2]) -> Vec<String> {
    let side = |at: usize| {
        let corpus = corpora[at];
        let quantity = corpus.quantities.get(corpus.claim(claims[at]).quantity);
        let members = quantity.members().map(|(dimension, member)| {
            (corpus.dimension_name(dimension), corpus.dimension(dimension).name(member))
        });
        let mut members: Vec<(&str, &str)> = members.collect();
        members.sort_unstable();
        (corpus.measure_name(quantity.measure()), *corpus.period(quantity.period()), members)
    };
    let ((measure, period, members), other) = (side(0), side(1));
    let fixed = [(measure != other.0, "measure"), (period != other.1, "period")];
    let fixed = fixed.into_iter().filter(|(differs, _)| *differs).map(|(_, name)| name);
    let only = |a: &[(&str, &str)], b: &[(&str, &str)]| -> Vec<String> {
        let only = a.iter().filter(|pair| !b.contains(pair));
        only.map(|(dimension, _)| (*dimension).to_owned()).collect()
    };
    let mut dimensions = [only(&members, &other.2), only(&other.2, &members)].concat();
    dimensions.sort_unstable();
    dimensions.dedup();
    fixed.map(str::to_owned).chain(dimensions).collect()
}

/// Whether both cite the same one after another, as most do.
fn cites_alike(of: &Matching<'_>, claims: [&Claim; 2]) -> bool {
    let corpora = of.sides.map(|side| side.corpus);
    let [a, b] = [0, 1].map(|side| {
        let (corpus, claim) = (corpora[side], claims[side]);
        let text = move |scalar| corpus.texts.value(claim.file, scalar);
        corpus.cites(claim).iter().zip(claim.cites.0..).map(move |(cite, index)| {
            let source = of.shared.source(side, cite.source);
            let accessed = corpus.accessed.get(&index).map(|&at| *corpus.period(at));
            (source, cite.at.map(text), accessed)
        })
    });
    let marks = |side: usize| corpora[side].marks(claims[side]).map(|(_, mark)| mark);
    let numbers =
        |side: usize| corpora[side].cites(claims[side]).iter().map(|it| it.marks.1 - it.marks.0);
    a.eq(b) && numbers(0).eq(numbers(1)) && marks(0).eq(marks(1))
}

/// Citations in words, sorted: source, place, marks, day.
fn citations<'c>(corpus: &'c Corpus, claim: &Claim) -> Vec<impl Ord + use<'c>> {
    let text = |scalar| corpus.texts.value(claim.file, scalar);
    let one = |(cite, index): (&Cite, u32)| {
        let marks = &corpus.marks[cite.marks.0 as usize..cite.marks.1 as usize];
        let mut marks: Vec<&str> = marks.iter().map(|&mark| text(mark)).collect();
        marks.sort_unstable();
        let accessed = corpus.accessed.get(&index).map(|&PeriodId(at)| corpus.periods[at as usize]);
        (corpus.source_name(cite.source), cite.at.map(text), marks, accessed)
    };
    let mut all: Vec<_> = corpus.cites(claim).iter().zip(claim.cites.0..).map(one).collect();
    all.sort_unstable();
    all
}

fn details(of: &Matching<'_>, claims: [&Claim; 2]) -> Vec<Change> {
    let corpora = of.sides.map(|side| side.corpus);
    let both = [corpora[0].details(claims[0]), corpora[1].details(claims[1])];
    if both.iter().all(Option::is_none) {
        return Vec::new();
    }
    let known =
        differs(corpora, both, |corpus, details| details.as_of.map(|at| *corpus.period(at)));
    let [grade, quote, note, reason] = [0, 1, 2, 3].map(|at| {
        differs(corpora, both, |corpus, details| {
            let text = [details.grade, details.quote, details.note, details.reason][at];
            // Where a line is folded makes no difference.
            let words = |text: &'_ str| text.split_whitespace().collect::<Vec<_>>().join(" ");
            text.map(|text| words(corpus.texts.value(details.file, text)))
        })
    });
    let [names, tags] = [0, 1].map(|at| {
        differs(corpora, both, |corpus, details| {
            let all = [&details.names, &details.tags][at].iter();
            let all = all.map(|&one| corpus.texts.value(details.file, one));
            Some(all.collect::<Vec<&str>>()).filter(|all| !all.is_empty())
        })
    });
    let found = [
        (known, Change::AsOf),
        (grade, Change::Grade),
        (names, Change::Names),
        (refers(both, of), Change::Refers),
        (quote, Change::Quote),
        (note, Change::Note),
        (reason, Change::Reason),
        (tags, Change::Tags),
    ];
    found.into_iter().filter(|(differs, _)| *differs).map(|(_, change)| change).collect()
}

fn differs<'c, T: PartialEq>(
    corpora: [&'c Corpus; 2],
    both: [Option<&'c Details>; 2],
    pick: impl Fn(&'c Corpus, &'c Details) -> Option<T>,
) -> bool {
    let [a, b] = both;
    a.and_then(|details| pick(corpora[0], details))
        != b.and_then(|details| pick(corpora[1], details))
}

/// Whether the claims they name are not each other's counterparts.
fn refers(both: [Option<&Details>; 2], of: &Matching<'_>) -> bool {
    let named = |details: Option<&Details>| -> [Vec<ClaimId>; 3] {
        details.map_or_else(Default::default, |details| {
            let of = details.of.into_iter().collect();
            [details.revises.clone(), details.sum_of.clone(), of]
        })
    };
    let [a, b] = both.map(named);
    a.iter().zip(&b).any(|(a, b)| {
        let mut a: Vec<Option<ClaimId>> = a.iter().map(|&id| of.mate(id)).collect();
        let mut b: Vec<Option<ClaimId>> = b.iter().copied().map(Some).collect();
        a.sort_unstable();
        b.sort_unstable();
        a != b
    })
}

/// Whether a party's stance is one that gives no figure to compare.
pub(crate) fn asserts(claim: &Claim) -> bool {
    claim.stance == Stance::Asserts
}
