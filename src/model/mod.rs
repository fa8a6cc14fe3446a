//! What was read, in the words of the field: plain data, no verdicts.

mod claim;
mod corpus;
mod figures;
mod quantity;
mod quote;
mod resolution;
mod set_aside;
mod vocabulary;

pub use claim::{Cite, Claim, Details, Rank, Stance};
pub use corpus::{Corpus, NotInForce, Skipped};
pub use figures::Figures;
pub use quantity::{Axis, Quantities, Quantity};
pub use quote::{Quote, footnote_mark};
pub use resolution::{Pin, Resolution, Ruling};
pub use set_aside::SetAside;
pub use vocabulary::{Dimension, Field, Measure, Member, Party, Record, Relation, Source, WHOLE};

/// A number for one thing of a kind, in the order read.
macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub u32);

        impl $name {
            /// As an index into the corpus's list of them.
            pub const fn index(self) -> usize {
                self.0 as usize
            }
        }
    )*};
}

ids! {
    /// A measure of the corpus.
    MeasureId
    /// A dimension of the corpus.
    DimensionId
    /// A member of one dimension; 0 is the whole of it.
    MemberId
    /// A party of the corpus.
    PartyId
    /// A source of the corpus.
    SourceId
    /// A claim of the corpus.
    ClaimId
    /// A quantity some claim is about.
    QuantityId
    /// A period some claim names.
    PeriodId
    /// A figure as one measure reads it.
    FigureId
    /// The keys of a claim that few claims have.
    DetailsId
    /// A ruling of the corpus.
    ResolutionId
    /// An entry of what is set aside.
    SetAsideId
}
