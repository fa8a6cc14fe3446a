//! Measures, dimensions, parties and sources: what claims are made of.

use super::{DimensionId, MeasureId, MemberId, SourceId};
use crate::figure::{Kind, Slack, Terms, Unit};
use crate::source::Span;
use indexmap::IndexMap;

/// What is counted or measured.
#[derive(Clone, Debug)]
pub struct Measure {
    /// Where it is declared.
    pub span: Span,
    /// How its figures are read and summed.
    pub kind: Kind,
    /// What its figures count, as written and as understood.
    pub unit: Option<(String, Unit)>,
    /// Figures may be below zero.
    pub signed: bool,
    /// A later cumulative count may be lower.
    pub may_fall: bool,
    /// The measure this one is a part of, on every same quantity.
    pub within: Option<MeasureId>,
    /// The dimension a share is a share of.
    pub of: Option<DimensionId>,
    /// The count a share is a share of, where it is one.
    pub among: Option<MeasureId>,
    /// How far `~` reaches, where the measure says.
    pub band: Option<Slack>,
    /// How far apart two of its figures may be before they are apart.
    pub tolerance: Option<Slack>,
}

impl Measure {
    /// How the measure reads a figure.
    pub fn terms(&self) -> Terms<'_> {
        Terms {
            kind: self.kind,
            unit: self.unit.as_ref().map(|(_, unit)| unit),
            signed: self.signed,
            band: self.band,
            tolerance: self.tolerance,
        }
    }

    /// The quantities of this measure that may be added up or held against one another.
    ///
    /// Figures that may be below zero are only compared: a part may then well be above its whole.
    pub fn relation(&self) -> Relation {
        match self.kind {
            _ if self.signed => Relation::None,
            Kind::Count | Kind::Amount => Relation::DimensionsAndTime,
            Kind::Stock => Relation::Dimensions,
            Kind::Share => self.of.map_or(Relation::None, Relation::One),
            Kind::Rate | Kind::Duration => Relation::None,
        }
    }
}

/// Along what a measure's parts add up to a whole (docs/meaning.md, "Kinds of measure").
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Relation {
    /// Over every dimension and over time.
    DimensionsAndTime,
    /// Over every dimension, within one period.
    Dimensions,
    /// Over this dimension, within one period.
    One(DimensionId),
    /// Never.
    None,
}

/// The member that is the whole of its dimension.
pub const WHOLE: MemberId = MemberId(0);

/// A way to divide a measure. Members stand in preorder: a member's descendants follow it.
#[derive(Clone, Debug)]
pub struct Dimension {
    /// The members by name, the whole (named `all`) first.
    pub members: IndexMap<String, Member, foldhash::fast::RandomState>,
}

/// One member of a dimension.
#[derive(Clone, Debug)]
pub struct Member {
    /// Where it is declared.
    pub span: Span,
    /// The member it is a part of; `None` for the whole.
    pub parent: Option<MemberId>,
    /// How many parts it has of its own.
    pub parts: u32,
    /// One past its last descendant.
    pub next: u32,
    /// The parts cover the member: nothing else exists in it.
    pub complete: bool,
    /// The parts may overlap, and are never added up.
    pub overlapping: bool,
    /// Some party is this side.
    pub is_belligerent: bool,
    /// How many parties are this side or a part of it.
    pub belligerents: u32,
}

impl Dimension {
    /// The member, which came from this dimension.
    pub fn member(&self, id: MemberId) -> &Member {
        &self.members[id.index()]
    }

    /// Whether the inner member is the outer one or lies below it.
    pub fn holds(&self, outer: MemberId, inner: MemberId) -> bool {
        outer <= inner && inner.0 < self.member(outer).next
    }

    /// Its name; `all` for the whole.
    pub fn name(&self, id: MemberId) -> &str {
        self.members.get_index(id.index()).map_or("", |(name, _)| name)
    }

    /// The member of that name.
    pub fn find(&self, name: &str) -> Option<MemberId> {
        self.members.get_index_of(name).map(|at| MemberId(at as u32))
    }
}

/// Who asserts.
#[derive(Clone, Debug)]
pub struct Party {
    /// Where it is declared.
    pub span: Span,
    /// Its name for people, where one is given.
    pub name: Option<String>,
    /// The side it is.
    pub belligerent: Option<(DimensionId, MemberId)>,
}

/// A citable document.
#[derive(Clone, Debug)]
pub struct Source {
    /// Where it is declared.
    pub span: Span,
    /// Its title, where one is given.
    pub title: Option<String>,
    /// The sources it takes its figures from.
    pub relays: Vec<SourceId>,
    /// The outermost source that it is part of: itself, if it is part of none.
    pub document: SourceId,
    /// Its keys as written, to cite it by.
    pub record: Record,
}

/// The keys of a record with what stands at them, in the order written; each key once.
pub type Record = Vec<(String, Field)>;

/// What stands at a key of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    /// A text.
    Text(String),
    /// Several things.
    List(Vec<Field>),
    /// Keys of its own.
    Record(Record),
}
