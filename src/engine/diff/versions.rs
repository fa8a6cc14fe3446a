//! Two sets of claims in; which say the same of one thing, in what others differ, and which have no counterpart,
//! out.
//!
//! Two manners: versions are two states of one record, so every word of a claim counts; accounts are two parties or
//! sources that speak of the same things, so only figures count. Example: 77 in one version and 106 in the other,
//! of one claim, is one entry with the change *raised*.

use crate::engine::diff::changes::{asserts, axes, changes};
use crate::engine::diff::counterparts::{Matching, Pairs};
use crate::engine::diff::declarations::declared;
use crate::engine::diff::outcome::{Change, Diff, DiffEntry, DiffSide, Manner, Spoken};
use crate::engine::diff::shared_names::Shared;
use crate::engine::one_quantity::grades::{Comparison, Grade, compare_extents};
use crate::engine::standing::claims_in_force::standing;
use crate::figure::Number;
use crate::model::{ClaimId, Corpus};
use crate::period::Period;
use std::cmp::Reverse;

/// Compares two sets of claims. Near-linear in the claims; there is no budget.
pub fn diff(a: &DiffSide<'_>, b: &DiffSide<'_>, manner: Manner) -> Diff {
    let corpora = [a.corpus, b.corpus];
    let shared = Shared::new(corpora);
    let standing = corpora.map(standing);
    let stand = [standing[0].as_slice(), standing[1].as_slice()];
    let mut of = Matching::new([a, b], &shared, stand);
    let Pairs { pairs, left } = of.find(manner);
    let mut found = MatchedClaims::default();
    for &pair in &pairs {
        found.take(corpora, pair, changes(&of, pair, manner), manner);
    }
    let alone = left[0].iter().map(|&id| (Some(id), None));
    let alone = alone.chain(left[1].iter().map(|&id| (None, Some(id))));
    found.entries.extend(alone.map(|(a, b)| DiffEntry {
        a,
        b,
        changes: Vec::new(),
        comparison: None,
        axes: Vec::new(),
    }));
    found.entries.sort_by_cached_key(|entry| {
        (Reverse(weight(entry)), Reverse(apart(entry)), place(corpora, entry))
    });
    let claim_numbers = claim_numbers(corpora, &pairs);
    let numbers = [claim_numbers[0].as_slice(), claim_numbers[1].as_slice()];
    let declared = match manner {
        Manner::Versions => declared(corpora, numbers),
        Manner::Accounts => Vec::new(),
    };
    Diff {
        manner,
        declared,
        entries: found.entries,
        same: found.same,
        renamed: found.renamed,
        quantities: spoken([a, b], &shared),
        claim_numbers,
        quantity_numbers: shared.into_quantities(),
        standing,
    }
}

#[derive(Default)]
struct MatchedClaims {
    entries: Vec<DiffEntry>,
    same: usize,
    renamed: Vec<(ClaimId, ClaimId)>,
}

impl MatchedClaims {
    fn take(
        &mut self,
        corpora: [&Corpus; 2],
        (a, b): (ClaimId, ClaimId),
        changes: Vec<Change>,
        manner: Manner,
    ) {
        let versions = manner == Manner::Versions;
        if versions && corpora[0].claim_name(a) != corpora[1].claim_name(b) {
            self.renamed.push((a, b));
        }
        self.same += usize::from(changes.is_empty());
        if versions && changes.is_empty() {
            return;
        }
        let (comparison, axes) = held(corpora, a, b);
        let comparison = Some(comparison);
        self.entries.push(DiffEntry { a: Some(a), b: Some(b), changes, comparison, axes });
    }
}

/// How the figures of two claims compare, and on what axes the claims differ.
fn held(corpora: [&Corpus; 2], a: ClaimId, b: ClaimId) -> (Comparison, Vec<String>) {
    let graded = |grade| Comparison { grade, gap: None, ratio: None, axis: None };
    let mut axes = axes(corpora, [a, b]);
    let claims = [corpora[0].claim(a), corpora[1].claim(b)];
    let base = |at: usize| {
        let unit = corpora[at].measure_of(claims[at].quantity).unit.as_ref();
        unit.map(|(_, unit)| unit.base())
    };
    if base(0) != base(1) {
        axes.push("unit".into());
    }
    if !axes.is_empty() {
        return (graded(Grade::Incomparable), axes);
    }
    if !claims.into_iter().all(asserts) {
        return (graded(Grade::Unknown), axes);
    }
    (compare_extents(&corpora[0].extent(a), &corpora[1].extent(b)), axes)
}

/// More for what a reader wants to see first: figures that contradict, figures that changed, claims that are gone or
/// new, changes of party, citation and the like, changes of wording; entries that agree come last.
fn weight(entry: &DiffEntry) -> u8 {
    let Some(comparison) = entry.comparison else { return 5 };
    let figure = entry.changes.iter().any(|change| change.is_of_figure());
    match (comparison.grade, figure) {
        (Grade::Contradicts, _) => 9,
        (Grade::Incomparable, _) => 8,
        (Grade::Near, _) => 7,
        (_, true) => 6,
        _ => match entry.changes.iter().min() {
            Some(change) if (Change::Deprecated..=Change::Stance).contains(change) => 4,
            Some(Change::Spelling) => 2,
            Some(_) => 3,
            None => 1,
        },
    }
}

/// How far apart figures are: first those of which one is nothing, then by how many times the one is the other.
fn apart(entry: &DiffEntry) -> Option<(bool, Option<Number>)> {
    let Comparison { gap: Some(gap), ratio, .. } = entry.comparison? else { return None };
    Some(match ratio {
        None => (true, Some(gap)),
        Some(ratio) => (false, ratio.rounded(6)),
    })
}

type DiffOrder<'c> = (&'c str, Period, Vec<(&'c str, &'c str)>, bool, &'c str, &'c str, &'c str);

/// An order that does not hang on files: by quantity, side, party, figure and name.
fn place<'c>(corpora: [&'c Corpus; 2], entry: &DiffEntry) -> DiffOrder<'c> {
    let at = usize::from(entry.a.is_none());
    let corpus = corpora[at];
    let id = entry.a.or(entry.b).unwrap_or(ClaimId(0));
    let claim = corpus.claim(id);
    let quantity = corpus.quantities.get(claim.quantity);
    let members = quantity.members().map(|(dimension, member)| {
        (corpus.dimension_name(dimension), corpus.dimension(dimension).name(member))
    });
    (
        corpus.measure_name(quantity.measure()),
        *corpus.period(quantity.period()),
        members.collect(),
        at == 1,
        corpus.party_name(claim.by),
        corpus.figure_as_written(id),
        corpus.claim_name(id).unwrap_or(""),
    )
}

fn spoken(sides: [&DiffSide<'_>; 2], shared: &Shared) -> Spoken {
    let mut speaks = vec![[false; 2]; shared.quantity_numbers()];
    for (at, side) in sides.into_iter().enumerate() {
        for &id in &side.claims {
            speaks[shared.quantity(at, side.corpus.claim(id).quantity) as usize][at] = true;
        }
    }
    let count = |of: [bool; 2]| speaks.iter().filter(|speaks| **speaks == of).count();
    Spoken { both: count([true, true]), only_a: count([true, false]), only_b: count([false, true]) }
}

fn claim_numbers(corpora: [&Corpus; 2], pairs: &[(ClaimId, ClaimId)]) -> [Vec<u32>; 2] {
    let first = corpora[0].claims.len() as u32;
    let mut numbers: Vec<u32> = (first..first + corpora[1].claims.len() as u32).collect();
    for (a, b) in pairs {
        numbers[b.index()] = a.0;
    }
    [(0..first).collect(), numbers]
}
