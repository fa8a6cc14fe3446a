//! What else is known of a finding's claims: the origins behind the two sides of a disagreement, and who
//! denies a claim in it.

use crate::check::conflicts_of_finding::read;
use crate::engine::standing::origins::Origins;
use crate::figure::Interval;
use crate::finding::{Conflict, Evidence, Finding, Remark, Support};
use crate::model::{ClaimId, Corpus, Rank, SourceId, Stance};
use std::collections::HashMap;

/// Steps allowed for following claims to their origins.
const WORK: usize = 2_000_000;

/// Denials told of one claim; the others are left to the file.
const DENIALS: usize = 4;

/// Adds what is known to each finding. Gives the number of findings whose origins were not counted
/// because the work allowed was spent, and of sources whose relays were not followed to the end.
pub(super) fn add(corpus: &Corpus, findings: &mut [Finding]) -> (usize, usize) {
    let denials = denials(corpus);
    if !denials.is_empty() {
        findings.iter_mut().for_each(|finding| against(&denials, finding));
    }
    let conflict = |finding: &Finding| matches!(finding.evidence, Evidence::Conflict(_));
    if !findings.iter().any(conflict) {
        return (0, 0);
    }
    let origins = Origins::new(corpus);
    let (mut left_out, mut work) = (0, WORK);
    for finding in findings {
        let Evidence::Conflict(conflict) = &finding.evidence else { continue };
        let sides = sides(corpus, finding, conflict);
        let cost: usize = sides.iter().map(|side| origins.cost(side)).sum();
        if cost > work {
            left_out += 1;
            continue;
        }
        work -= cost;
        let remarks = of_sides(corpus, &origins, conflict, &sides);
        finding.remarks.extend(remarks);
    }
    (left_out, origins.cut)
}

/// The claims below the higher of the two farthest apart, and those above the lower.
fn sides(corpus: &Corpus, finding: &Finding, conflict: &Conflict) -> [Vec<ClaimId>; 2] {
    let read = |id: ClaimId| read(corpus, finding.check, id);
    let claims = || finding.claims.iter().map(|involved| involved.claim);
    let (lower, higher) = (read(conflict.widest.0), read(conflict.widest.1));
    let below = claims().filter(|&id| is_below(&read(id), &higher));
    let above = claims().filter(|&id| is_below(&lower, &read(id)));
    [below.collect(), above.collect()]
}

/// Whether all of one is below all of the other.
fn is_below(one: &Interval, other: &Interval) -> bool {
    Interval { low: other.low, high: one.high }.is_empty()
}

fn of_sides(
    corpus: &Corpus,
    origins: &Origins<'_>,
    conflict: &Conflict,
    [below, above]: &[Vec<ClaimId>; 2],
) -> Vec<Remark> {
    let support = |claims: &[ClaimId]| Support {
        citations: claims.iter().map(|&id| corpus.cites(corpus.claim(id)).len()).sum(),
        origins: origins.count(claims),
    };
    let support = Remark::Support { below: support(below), above: support(above) };
    let relayed = relayed(corpus, origins, conflict.widest).map(Remark::Relayed);
    [support].into_iter().chain(relayed).collect()
}

/// The first source that both claims have their figure from, where one of them has it through another.
fn relayed(corpus: &Corpus, origins: &Origins<'_>, (a, b): (ClaimId, ClaimId)) -> Option<SourceId> {
    let cites = |id: ClaimId, source: SourceId| {
        corpus.cites(corpus.claim(id)).iter().any(|cite| cite.source == source)
    };
    let (of_a, of_b) = (origins.sources_of(a), origins.sources_of(b));
    let shared = of_a.iter().filter(|&&source| of_b.contains(&source) || cites(b, source));
    let also = of_b.iter().filter(|&&source| cites(a, source));
    shared.chain(also).find(|&&source| !(cites(a, source) && cites(b, source))).copied()
}

/// The denials and doubts of each claim, in the order read.
fn denials(corpus: &Corpus) -> HashMap<ClaimId, Vec<ClaimId>> {
    let mut denials: HashMap<ClaimId, Vec<ClaimId>> = HashMap::new();
    for (by, claim) in corpus.claim_ids().zip(&corpus.claims) {
        let against = claim.stance != Stance::Asserts && claim.rank == Rank::Normal;
        let details = corpus.details(claim).filter(|_| against);
        if let Some(of) = details.and_then(|details| details.of) {
            denials.entry(of).or_default().push(by);
        }
    }
    denials
}

fn against(denials: &HashMap<ClaimId, Vec<ClaimId>>, finding: &mut Finding) {
    for claim in finding.needed_claims() {
        let by = denials.get(&claim).into_iter().flatten().take(DENIALS);
        finding.remarks.extend(by.map(|&by| Remark::Against { claim, by }));
    }
}
