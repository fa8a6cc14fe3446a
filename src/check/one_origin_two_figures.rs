//! Two figures for one quantity that are apart and cite one footnote.

use crate::check::arithmetic::Arithmetic;
use crate::finding::{Check, Evidence, Finding, Involved, Role};

pub(super) fn findings(arithmetic: &Arithmetic<'_>) -> Vec<Finding> {
    let echoes = arithmetic.echoes.iter().map(|echo| {
        let pair = [echo.lower.min(echo.higher), echo.lower.max(echo.higher)];
        let at = arithmetic.corpus.figure_span(pair[0]);
        Finding {
            claims: pair.map(|claim| Involved { claim, role: Role::Rival }).to_vec(),
            ..Finding::new(
                Check::OneOriginTwoFigures,
                at,
                Evidence::OneOrigin(Box::new(echo.clone())),
            )
        }
    });
    echoes.collect()
}
