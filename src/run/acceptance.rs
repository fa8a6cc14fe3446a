//! Findings accepted as they are: a baseline and what is to become of it in; marked findings, and the baseline to
//! write, out.

use crate::baseline::Baseline;
use crate::finding::{Finding, Status};
use crate::model::{Corpus, Skipped};

/// Which findings are accepted as they are.
#[derive(Clone, Copy, Debug, Default)]
pub enum Acceptance<'b> {
    /// None.
    #[default]
    Nothing,
    /// Those in this baseline.
    Listed(&'b Baseline),
    /// Those in this baseline, out of which goes what matches no finding any more.
    Pruned(&'b Baseline),
    /// All that no ruling settles; those in this baseline are known already.
    Everything(Option<&'b Baseline>),
}

/// What came of it.
#[derive(Debug, Default)]
pub(super) struct Accepted {
    /// Entries of the baseline that match nothing.
    pub(super) unmatched: Option<Skipped>,
    /// The baseline as it is to be from now on, where it is to change.
    pub(super) renewed: Option<Baseline>,
}

/// Marks the findings that are accepted.
///
/// All findings are looked at, whatever is selected; and nothing is taken out of a baseline when some claims were
/// not read, for their findings are not seen either.
pub(super) fn accept(
    acceptance: Acceptance<'_>,
    corpus: &Corpus,
    findings: &mut [Finding],
) -> Accepted {
    let Some(baseline) = acceptance.baseline() else {
        return Accepted { unmatched: None, renewed: acceptance.renewed(corpus, findings) };
    };
    let matched = baseline.mark(corpus, findings);
    let count = baseline.len() - matched.len();
    let pruned = matches!(acceptance, Acceptance::Pruned(_)) && count > 0;
    let whole = corpus.skipped.is_empty();
    let what = match (pruned, whole) {
        (false, _) => "entries of the baseline that match nothing",
        (true, true) => "entries taken out of the baseline",
        (true, false) => "entries of the baseline that match nothing, kept since not all was read",
    };
    let renewed = acceptance.renewed(corpus, findings);
    Accepted {
        unmatched: (count > 0).then_some(Skipped { what, count }),
        renewed: renewed.or_else(|| (pruned && whole).then_some(matched)),
    }
}

impl<'b> Acceptance<'b> {
    const fn baseline(self) -> Option<&'b Baseline> {
        match self {
            Acceptance::Nothing => None,
            Acceptance::Listed(baseline) | Acceptance::Pruned(baseline) => Some(baseline),
            Acceptance::Everything(baseline) => baseline,
        }
    }

    /// The baseline of everything, where everything is accepted; then it is marked too.
    fn renewed(self, corpus: &Corpus, findings: &mut [Finding]) -> Option<Baseline> {
        let Acceptance::Everything(_) = self else { return None };
        let baseline = Baseline::of(corpus, findings);
        let open = findings.iter_mut().filter(|found| found.life.status == Status::Open);
        open.for_each(|found| found.life.status = Status::Baseline);
        Some(baseline)
    }
}
