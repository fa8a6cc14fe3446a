//! Claims: a party's figure for a quantity, with its citation.

use super::{ClaimId, DetailsId, FigureId, PartyId, PeriodId, QuantityId, SourceId};
use crate::source::{FileId, Scalar, Span};
use std::ops::Range;

/// A party's figure for a quantity.
#[derive(Clone, Debug)]
pub struct Claim {
    /// The file it stands in; every scalar of the claim stands there too.
    pub file: FileId,
    /// First byte of the claim's item.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
    /// Its name, where it has one.
    pub id: Option<Scalar>,
    /// The figure as written: a scalar, or the mapping's bytes.
    pub figure: Scalar,
    /// What the figure says.
    pub reads: FigureId,
    /// What it is about.
    pub quantity: QuantityId,
    /// Who asserts it.
    pub by: PartyId,
    /// Its citations, in the corpus's list.
    pub cites: (u32, u32),
    /// What the party does with the figure.
    pub stance: Stance,
    /// Whether it still counts.
    pub rank: Rank,
    /// Its rarer keys.
    pub details: Option<DetailsId>,
}

impl Claim {
    /// The bytes of the whole item.
    pub fn span(&self) -> Span {
        Span::new(self.file, self.start, self.end)
    }

    /// Its citations, as indices into the corpus's list.
    pub fn cites(&self) -> Range<usize> {
        self.cites.0 as usize..self.cites.1 as usize
    }
}

/// What a party does with a figure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Stance {
    /// Says it is so.
    #[default]
    Asserts,
    /// Says it is not so.
    Denies,
    /// Does not believe it.
    Doubts,
}

/// Whether a claim still counts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Rank {
    /// It does.
    #[default]
    Normal,
    /// It is printed, and stays out of every reconciliation.
    Deprecated,
}

/// Where a claim is made. Its scalars stand in the claim's file.
#[derive(Clone, Debug)]
pub struct Cite {
    /// The document.
    pub source: SourceId,
    /// The place in the document.
    pub at: Option<Scalar>,
    /// The document's own footnote marks, in the corpus's list.
    pub marks: (u32, u32),
}

/// The keys of a claim that few claims have. Scalars stand in the file named.
#[derive(Clone, Debug)]
pub struct Details {
    /// The file they are written in.
    pub file: FileId,
    /// When the figure was known.
    pub as_of: Option<PeriodId>,
    /// Words around the figure, as printed.
    pub quote: Option<Scalar>,
    /// A list that should number the figure.
    pub names: Vec<Scalar>,
    /// The claims this one takes the place of.
    pub revises: Vec<ClaimId>,
    /// The claims whose figures this one is the sum of.
    pub sum_of: Vec<ClaimId>,
    /// The claim denied or doubted.
    pub of: Option<ClaimId>,
    /// Admiralty grade.
    pub grade: Option<Scalar>,
    /// Why the claim is deprecated.
    pub reason: Option<Scalar>,
    /// A remark.
    pub note: Option<Scalar>,
    /// Words to find it by.
    pub tags: Vec<Scalar>,
}

impl Details {
    /// None of them yet.
    pub fn none(file: FileId) -> Self {
        Self {
            file,
            as_of: None,
            quote: None,
            names: Vec::new(),
            revises: Vec::new(),
            sum_of: Vec::new(),
            of: None,
            grade: None,
            reason: None,
            note: None,
            tags: Vec::new(),
        }
    }
}
