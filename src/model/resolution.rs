//! Resolutions: people's recorded rulings on findings.

use super::{ClaimId, FigureId, PeriodId};
use crate::source::{FileId, Scalar, Span};

/// A person's ruling on a finding. Every name in it is declared, and every figure was read.
#[derive(Clone, Debug)]
pub struct Resolution {
    /// Where it stands; its scalars stand in that file.
    pub span: Span,
    /// The check ruled on.
    pub check: Scalar,
    /// The claims ruled on, with their figures as they stood.
    pub claims: Vec<Pin>,
    /// The ruling.
    pub ruling: Ruling,
    /// The figures adopted, for claims that are among those ruled on.
    pub adopt: Vec<Pin>,
    /// The reason.
    pub because: Scalar,
    /// Who ruled.
    pub by: Scalar,
    /// When.
    pub date: PeriodId,
    /// When to look again, where it is written and what it says.
    pub review_by: Option<(Scalar, PeriodId)>,
}

/// A claim and a figure for it.
#[derive(Clone, Copy, Debug)]
pub struct Pin {
    /// The file it is written in.
    pub file: FileId,
    /// The claim.
    pub claim: ClaimId,
    /// The figure as written: a scalar, or the mapping's bytes.
    pub figure: Scalar,
    /// What it says, read as the claim's own figure is.
    pub reads: FigureId,
}

/// What a resolution rules.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ruling {
    /// A slip of the pen.
    ClericalError,
    /// The claims do not cover the same ground.
    DifferentScope,
    /// The claims do not mean the same by their words.
    DifferentDefinition,
    /// The claims were made of different days.
    DifferentDate,
    /// The claims are rounded.
    Rounding,
    /// One claim has taken another's place.
    Superseded,
    /// The parties disagree.
    Disputed,
    /// Nobody knows why.
    Unexplained,
}

impl Ruling {
    /// Every ruling with the word it is written with.
    pub const ALL: [(&'static str, Ruling); 8] = [
        ("clerical-error", Ruling::ClericalError),
        ("different-scope", Ruling::DifferentScope),
        ("different-definition", Ruling::DifferentDefinition),
        ("different-date", Ruling::DifferentDate),
        ("rounding", Ruling::Rounding),
        ("superseded", Ruling::Superseded),
        ("disputed", Ruling::Disputed),
        ("unexplained", Ruling::Unexplained),
    ];

    /// Its word.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, ruling)| *ruling == self).map_or("", |(word, _)| word)
    }
}
