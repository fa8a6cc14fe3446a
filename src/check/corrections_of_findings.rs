//! Which claims of a finding would have to be corrected.

use crate::budget::limits;
use crate::engine::conflicts::corrections::suspects;
use crate::finding::{Check, Evidence, Finding};
use crate::model::{Corpus, Skipped};

/// Looks for what would have to be corrected, finding by finding: for those that are shown to someone.
/// Returns for how many it was not brought to an end.
pub fn suspect(corpus: &Corpus, findings: &mut [Finding]) -> Option<Skipped> {
    let mut budget = limits::CORRECTIONS_TRIED.get();
    let mut count = 0;
    for finding in findings.iter_mut().filter(|finding| finding.conflicts.failing > 0) {
        // A stated sum is no sum of cells: what it would have to be stands in its arithmetic.
        if finding.check != Check::SumDiffers {
            let full = match &finding.evidence {
                Evidence::Sum(sum) => sum.full.as_ref().map(|full| &full.claims[..]),
                _ => None,
            };
            let beside = full.unwrap_or_default();
            finding.suspects = suspects(corpus, &finding.conflicts.listed, beside, &mut budget);
            count += usize::from(finding.suspects.is_none());
        }
    }
    let what = "findings with too many claims to say which are suspect";
    (count > 0).then_some(Skipped { what, count })
}
