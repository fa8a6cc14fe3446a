//! One footnote cited for two figures: rivals in, those that share their marks out (docs/meaning.md,
//! "Origins").

use crate::budget::limits;
use crate::engine::one_quantity::grades::Grade;
use crate::engine::one_quantity::rivals::{FacingEnds, Rivalry};
use crate::engine::standing::origins::{Origin, footnotes};
use crate::finding::OneOrigin;
use crate::model::{ClaimId, Corpus};
use std::collections::BTreeMap;

/// Pairs of claims on one quantity that are apart and cite one footnote mark of one source, and the
/// number of quantities that were left out because the work allowed was spent.
///
/// For each mark the two farthest apart; pairs that share several marks are told once.
pub fn echoes(corpus: &Corpus, rivalries: &[Rivalry]) -> (Vec<OneOrigin>, usize) {
    let (mut found, mut left_out, mut work) = (Vec::new(), 0, limits::FOOTNOTE_STEPS.get());
    let apart = rivalries.iter().filter(|rivalry| rivalry.grade == Grade::Contradicts);
    for rivalry in apart {
        let cited = cited(corpus, &rivalry.claims);
        let cost: usize = cited.keys().map(|&range| cost(corpus, range)).sum();
        if cost > work {
            left_out += 1;
            continue;
        }
        work -= cost;
        found.extend(of_rivals(corpus, cited));
    }
    (found, left_out)
}

/// The citations of the rivals, as ranges of the corpus's list of citations (claims written in one group of a file
/// share a range), each with the two claims under it that are farthest apart.
fn cited(corpus: &Corpus, claims: &[ClaimId]) -> BTreeMap<(u32, u32), FacingEnds> {
    let mut cited: BTreeMap<(u32, u32), FacingEnds> = BTreeMap::new();
    for &id in claims {
        cited.entry(corpus.claim(id).cites).or_default().take(id, corpus.wide(id));
    }
    cited
}

fn cost(corpus: &Corpus, (start, end): (u32, u32)) -> usize {
    let cites = corpus.cites[start as usize..end as usize].iter();
    cites.map(|cite| (cite.marks.1 - cite.marks.0) as usize + 1).sum()
}

fn of_rivals(corpus: &Corpus, cited: BTreeMap<(u32, u32), FacingEnds>) -> Vec<OneOrigin> {
    let mut by_mark: BTreeMap<Origin<'_>, FacingEnds> = BTreeMap::new();
    for ends in cited.into_values() {
        let Some(claim) = ends.any() else { continue };
        for footnote in footnotes(corpus, corpus.claim(claim)) {
            by_mark.entry(footnote).or_default().merge(&ends);
        }
    }
    let mut pairs: BTreeMap<(ClaimId, ClaimId), OneOrigin> = BTreeMap::new();
    for (footnote, ends) in by_mark {
        let Some((gap, lower, higher)) = ends.apart() else { continue };
        let none = OneOrigin { lower, higher, gap, marks: Vec::new(), count: 0 };
        let pair = pairs.entry((lower, higher)).or_insert(none);
        pair.count += 1;
        if pair.marks.len() < limits::MARKS_NAMED.get() {
            pair.marks.extend(footnote.mark.map(|mark| (footnote.source, mark.to_owned())));
        }
    }
    pairs.into_values().collect()
}
