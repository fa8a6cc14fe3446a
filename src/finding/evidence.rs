//! What was seen, typed.

use crate::figure;
use crate::finding::conflict::Conflict;
use crate::finding::one_claim::{Fraction, Slip};
use crate::finding::proof::Joint;
use crate::finding::provenance::{Fall, OneOrigin, Revision};
use crate::finding::rulings::RulingFault;
use crate::finding::sums::Sum;
use crate::model::{ClaimId, ResolutionId};
use crate::period;
use crate::source::Span;

/// What was seen, typed.
#[derive(Clone, Debug)]
pub enum Evidence {
    /// Bytes that are not UTF-8.
    Encoding(Encoding),
    /// YAML's own grammar is broken.
    Syntax {
        /// What the parser says.
        problem: String,
        /// What to do, where the fault is a known trap.
        advice: Option<&'static str>,
    },
    /// A part of YAML that claim files do not use.
    Unsupported(Unsupported),
    /// Nothing in the file.
    Empty,
    /// Something else was wanted.
    Shape {
        /// The key or the thing it stands in.
        place: String,
        /// What was wanted.
        wanted: String,
        /// What is there.
        found: String,
        /// What to write for it.
        paste: Option<Paste>,
    },
    /// A key the format does not have.
    UnknownKey {
        /// The key.
        key: String,
        /// What it stands in.
        record: &'static str,
        /// A known key like it.
        near: Option<String>,
        /// Nothing stands at it, as when a comma cuts a value in two.
        bare: bool,
        /// What to write for it and its value.
        paste: Option<Paste>,
    },
    /// A key or a name that is there twice.
    Duplicate {
        /// What it names: key, claim id, party, …
        what: &'static str,
        /// The key or name.
        name: String,
        /// Where it stands first.
        first: Span,
    },
    /// A key that has to be there and is not.
    MissingKey {
        /// The key.
        key: &'static str,
        /// What it is missing from.
        record: &'static str,
    },
    /// A number cut in two by its own comma.
    SplitNumber {
        /// The key its beginning stands at.
        key: String,
        /// Its beginning.
        before: String,
        /// The digits behind the comma.
        after: String,
    },
    /// A name the format keeps for itself.
    Reserved {
        /// What it would name.
        what: &'static str,
        /// The name.
        name: String,
    },
    /// A name that looks like another of its kind.
    LookAlike {
        /// What it names: party, claim, member of `side`, …
        what: String,
        /// The name.
        name: String,
        /// The other name.
        like: String,
    },
    /// A name nothing is declared under.
    Dangling {
        /// What it should name: party, source, member of `side`, …
        what: String,
        /// The name.
        name: String,
        /// A declared name like it.
        near: Option<String>,
        /// Nobody can tell that name from it by eye.
        looks_same: bool,
        /// How many claims use it.
        uses: usize,
        /// What would declare it.
        paste: Option<Paste>,
    },
    /// Things that refer to one another in a ring.
    Circular {
        /// The key they refer by.
        key: &'static str,
        /// The ring, its first name once more at the end.
        names: Vec<String>,
    },
    /// A text that is not a figure.
    Figure(figure::Fault),
    /// A text that is not a period.
    Period(period::PeriodFault),
    /// Claims on one quantity that are apart.
    Conflict(Box<Conflict>),
    /// Parts and a whole that do not fit.
    Sum(Box<Sum>),
    /// A cumulative count that falls.
    Fall(Fall),
    /// One footnote cited for two figures.
    OneOrigin(Box<OneOrigin>),
    /// A claim that revises what it cannot take the place of.
    Revision(Revision),
    /// A ruling that does not do what it says.
    Ruling(ResolutionId, RulingFault),
    /// Claims that cannot all be true, in no simpler shape.
    Joint(Box<Joint>),
    /// A percentage that no whole number out of its count comes to.
    Fraction(Fraction),
    /// A total that its own parts do not come to.
    Total(ClaimId),
    /// Two items of a sum that share ground.
    Overlap {
        /// The claim that says it is the sum.
        whole: ClaimId,
        /// The items that share ground.
        items: (ClaimId, ClaimId),
    },
    /// What one claim says against itself.
    Slip(ClaimId, Slip),
}

/// YAML to write for what is at fault: it reads back as what was most likely meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paste {
    /// Where it belongs.
    pub place: PastePlace,
    /// A key with its value, or a value alone where the fault is an item of a list.
    pub yaml: String,
}

/// Where YAML to paste belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PastePlace {
    /// In place of what is at fault.
    Here,
    /// Inside what is at this key.
    Under(String),
    /// On a line of its own above what is at fault.
    Above,
}

/// What is wrong with the bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// They look like UTF-16.
    Utf16,
    /// This byte begins nothing in UTF-8.
    Byte(u8),
}

/// A part of YAML that claim files do not use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsupported {
    /// `*name`.
    Alias,
    /// `<<: …`.
    MergeKey,
    /// A key that is not a scalar.
    ComplexKey,
    /// A second document in the file.
    SecondDocument,
    /// `!!tag`.
    Tag,
    /// `&name`.
    Anchor,
}
