//! What a check found: severity, places and typed evidence. Data only; words are made in `explain`.

use crate::figure::{self, Bound, Bracket, Exact, Extent, Interval, Number, Ratio};
use crate::model::{
    Axis, ClaimId, DimensionId, MeasureId, MemberId, PeriodId, Pin, ResolutionId, SourceId,
};
use crate::period::{self, Length};
use crate::source::Span;
use std::collections::BTreeSet;

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The files cannot be read as meant, or a document contradicts itself.
    Error,
    /// The claims of different voices cannot all hold, or a total seems to count something else than
    /// it says: data, not a bug.
    Warning,
    /// Worth knowing.
    Info,
}

impl Severity {
    /// Its word.
    pub const fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        }
    }
}

/// Whose claims disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Some one voice contradicts itself.
    Internal,
    /// Only voices together cannot hold.
    Contested,
}

impl Reading {
    /// Its word.
    pub const fn name(self) -> &'static str {
        match self {
            Reading::Internal => "internal",
            Reading::Contested => "contested",
        }
    }

    /// A document that contradicts itself is an error; disagreement is data.
    pub const fn severity(self) -> Severity {
        match self {
            Reading::Internal => Severity::Error,
            Reading::Contested => Severity::Warning,
        }
    }
}

macro_rules! checks {
    ($($(#[$doc:meta])* $variant:ident $name:literal)*) => {
        /// A check, by the fault it names; each reads well after "allow".
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Check {
            $($(#[$doc])* $variant,)*
        }

        impl Check {
            /// Every check, those of the reader first.
            pub const ALL: &[Check] = &[$(Check::$variant,)*];

            /// Its name, as people write it.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Check::$variant => $name,)*
                }
            }
        }
    };
}

checks! {
    /// Bytes that are not UTF-8 text.
    NotUtf8 "not-utf-8"
    /// Text that is not YAML.
    SyntaxError "syntax-error"
    /// A part of YAML that claim files do not use.
    UnsupportedYaml "unsupported-yaml"
    /// A file without anything in it.
    EmptyFile "empty-file"
    /// Something else stands where the format has a place for one thing.
    WrongShape "wrong-shape"
    /// A key the format does not have.
    UnknownKey "unknown-key"
    /// A key twice in one mapping.
    DuplicateKey "duplicate-key"
    /// A key that has to be there and is not.
    MissingKey "missing-key"
    /// A number cut in two by its own comma.
    SplitNumber "split-number"
    /// A name declared twice.
    DuplicateName "duplicate-name"
    /// A name the format keeps for itself.
    ReservedName "reserved-name"
    /// A name nothing is declared under.
    DanglingReference "dangling-reference"
    /// Things that refer to one another in a ring.
    CircularReference "circular-reference"
    /// A text that is not a figure.
    NotAFigure "not-a-figure"
    /// A range whose low end is above its high end.
    ReversedRange "reversed-range"
    /// A best figure outside its own range.
    BestOutsideRange "best-outside-range"
    /// A text that is not a period.
    NotAPeriod "not-a-period"
    /// A ruling whose pinned figures have changed.
    VoidResolution "void-resolution"
    /// A ruling that settles nothing.
    UnusedResolution "unused-resolution"
    /// A ruling that was to be looked at again by now.
    OverdueResolution "overdue-resolution"
    /// Claims on one quantity that cannot all be true.
    ConflictingClaims "conflicting-claims"
    /// Claims on one quantity apart but for a band or a tolerance.
    NearClaims "near-claims"
    /// A part above its whole.
    PartExceedsWhole "part-exceeds-whole"
    /// A sub-period above its period.
    SubPeriodExceedsPeriod "sub-period-exceeds-period"
    /// Parts that together are above their whole.
    PartsExceedWhole "parts-exceed-whole"
    /// Complete parts that together are below their whole.
    CompletePartsFallShort "complete-parts-fall-short"
    /// A figure that its own quote does not print.
    QuoteLacksFigure "quote-lacks-figure"
    /// A figure that its own quote prints with another hedge.
    HedgeDiffers "hedge-differs"
    /// A figure whose brackets say something else.
    BracketDiffers "bracket-differs"
    /// A list that does not number what its figure says.
    NamesDiffer "names-differ"
    /// A length of time that is not its period's.
    LengthDiffers "length-differs"
    /// Shares of one whole that together are above it.
    SharesExceedWhole "shares-exceed-whole"
    /// A percentage that no whole number out of its count comes to.
    ImpossibleShare "impossible-share"
    /// Claims that cannot all be true, in no simpler shape.
    JointlyImpossible "jointly-impossible"
    /// A figure that is not the sum it says it is.
    SumDiffers "sum-differs"
    /// A sum that counts something twice.
    SumOverlaps "sum-overlaps"
    /// A total that comes out exactly of something else than its parts.
    CountsSomethingElse "counts-something-else"
    /// A cumulative count that falls.
    FallingCount "falling-count"
    /// One footnote cited for two figures.
    OneOriginTwoFigures "one-origin-two-figures"
    /// A claim that revises another party's, or one on another quantity.
    StrayRevision "stray-revision"
}

impl Check {
    /// Whether its findings have claims in them, so that a ruling can settle them: those of the
    /// figures do, those of the files and of the rulings do not.
    pub fn has_claims(self) -> bool {
        self > Check::OverdueResolution
    }
}

/// What a check found.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The check.
    pub check: Check,
    /// How much it weighs.
    pub severity: Severity,
    /// Whose claims disagree; `None` where claims are not held against one another as all true.
    pub reading: Option<Reading>,
    /// Whether it fails even with every quantity widened to all its claims; `None` likewise.
    pub irreconcilable: Option<bool>,
    /// Where it stands first of all.
    pub at: Span,
    /// The claims in it, those of the conflict first.
    pub claims: Vec<Involved>,
    /// What the arithmetic or the reader saw.
    pub evidence: Evidence,
    /// What else is known of its claims.
    pub remarks: Vec<Remark>,
    /// What people have made of it.
    pub life: Life,
    /// Its minimal conflicts; none for a fault of the files.
    pub conflicts: Conflicts,
    /// What would have to be corrected, where that was looked for.
    pub suspects: Option<Suspects>,
    /// What would explain its totals, one entry for each total that something explains.
    pub causes: Vec<Causes>,
    /// Totals that come out exactly only with one of its claims.
    pub rests: Vec<Rest>,
}

impl Finding {
    /// A fault of the files.
    pub fn of_file(check: Check, at: Span, evidence: Evidence) -> Self {
        Self {
            check,
            severity: Severity::Error,
            reading: None,
            irreconcilable: None,
            at,
            claims: Vec::new(),
            evidence,
            remarks: Vec::new(),
            life: Life::default(),
            conflicts: Conflicts::default(),
            suspects: None,
            causes: Vec::new(),
            rests: Vec::new(),
        }
    }
}

impl Finding {
    /// The claims that its conflicts and what follows from them need, each once, in the order read.
    pub fn needed_claims(&self) -> BTreeSet<ClaimId> {
        let involved = self.claims.iter().filter(|involved| involved.role != Role::Also);
        let involved = involved.map(|involved| involved.claim);
        let Evidence::Conflict(conflict) = &self.evidence else { return involved.collect() };
        let follows = conflict.follows.iter();
        let follows = follows.flat_map(|sum| sum.parts.iter().copied().chain([sum.whole]));
        let jointly = conflict.follows_jointly.iter().flat_map(|joint| &joint.claims).copied();
        involved.chain(follows).chain(jointly).collect()
    }
}

/// Something known of a finding's claims beside what they say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Remark {
    /// How much stands on the two sides of a disagreement: below the higher of the two claims farthest
    /// apart, and above the lower.
    Support {
        /// Below the higher.
        below: Support,
        /// Above the lower.
        above: Support,
    },
    /// The two claims farthest apart both have their figure from this source, and one of them through
    /// another that relays it.
    Relayed(SourceId),
    /// A claim in it is denied or doubted by another.
    Against {
        /// The claim.
        claim: ClaimId,
        /// The one that says so.
        by: ClaimId,
    },
}

/// How much stands behind something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Support {
    /// Citations of its claims.
    pub citations: usize,
    /// Independent origins: claims linked by any shared origin count once.
    pub origins: usize,
}

/// What people have made of a finding.
#[derive(Clone, Debug, Default)]
pub struct Life {
    /// Whether it still asks for something.
    pub status: Status,
    /// The rulings that settle any of its conflicts, in their order.
    pub rulings: Vec<ResolutionId>,
    /// How many conflicts it is made of; none for a fault of the files.
    pub conflicts: usize,
    /// How many of them are settled.
    pub settled: usize,
}

/// Whether a finding still asks for something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// It does.
    #[default]
    Open,
    /// Every conflict of it is settled by a ruling.
    Resolved,
    /// It was accepted as it is, and stands in the baseline.
    Baseline,
}

impl Status {
    /// Its word.
    pub const fn name(self) -> &'static str {
        match self {
            Status::Open => "open",
            Status::Resolved => "resolved",
            Status::Baseline => "baseline",
        }
    }
}

/// A claim's part in a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Involved {
    /// The claim.
    pub claim: ClaimId,
    /// Its part.
    pub role: Role,
}

/// What a claim is in a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// One of the claims on one quantity.
    Rival,
    /// A part of the whole.
    Part,
    /// The whole.
    Whole,
    /// Another part the conflict does not need.
    Also,
    /// Of another measure, and added to the parts.
    Added,
    /// The claim that is at odds with itself.
    Alone,
    /// The earlier of two.
    Earlier,
    /// The later of two.
    Later,
}

impl Role {
    /// Its word.
    pub const fn name(self) -> &'static str {
        match self {
            Role::Rival => "rival",
            Role::Part => "part",
            Role::Whole => "whole",
            Role::Also => "also",
            Role::Added => "added",
            Role::Alone => "alone",
            Role::Earlier => "earlier",
            Role::Later => "later",
        }
    }
}

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
    /// A name nothing is declared under.
    Dangling {
        /// What it should name: party, source, member of `side`, …
        what: String,
        /// The name.
        name: String,
        /// A declared name like it.
        near: Option<String>,
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
    /// A claim that revises what is not its own.
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

/// What one claim says against itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slip {
    /// Its quote prints other numbers.
    QuoteLacks {
        /// The first few of them, as printed.
        prints: Vec<String>,
    },
    /// Its quote prints the number with another hedge.
    Hedge {
        /// The number as printed, hedges included.
        prints: String,
    },
    /// Its brackets say something else.
    Bracket(Bracket),
    /// Its list has another length.
    Names {
        /// How many names there are.
        count: usize,
        /// The first of them that stands there twice.
        twice: Option<String>,
    },
    /// Its period has another length.
    Length {
        /// What the figure counts: days, weeks, months, years.
        unit: String,
        /// How long the period is in these, as people count.
        lengths: Vec<Length>,
    },
}

/// A percentage that no whole number out of its count comes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fraction {
    /// The percentage.
    pub share: ClaimId,
    /// The count it is a share of.
    pub count: ClaimId,
    /// Where the count is one number: that number, and how many of it are the most that still lie below
    /// the percentage. One more lies above it.
    pub nearest: Option<(Number, Number)>,
}

/// A party's later count on one quantity that is surely below an earlier one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fall {
    /// The earlier claim.
    pub earlier: ClaimId,
    /// The later claim: of those that fall, the one that falls farthest.
    pub later: ClaimId,
    /// How far, in the base unit.
    pub by: Number,
    /// How many of the party's counts on the quantity are below an earlier one.
    pub falls: usize,
}

/// Two figures for one quantity that are apart and cite the same footnotes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OneOrigin {
    /// The lower of the two.
    pub lower: ClaimId,
    /// The higher.
    pub higher: ClaimId,
    /// How far apart they are, in the base unit.
    pub gap: Number,
    /// The first of the footnote marks they share, with the source whose they are; never none.
    pub marks: Vec<(SourceId, String)>,
    /// How many they share.
    pub count: usize,
}

impl OneOrigin {
    /// Marks named; the others are counted.
    pub const NAMED: usize = 8;
}

/// A claim that revises others which it cannot well take the place of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Revision {
    /// The claim that revises.
    pub later: ClaimId,
    /// The first of those it revises that is another party's, or on another quantity.
    pub earlier: ClaimId,
    /// How many there are of those.
    pub count: usize,
}

/// What is amiss with a ruling.
#[derive(Clone, Debug)]
pub enum RulingFault {
    /// These pinned figures are no longer what their claims say.
    Void(Vec<Pin>),
    /// There is nothing it could settle.
    Unused(Unused),
    /// The day to look again has passed.
    Overdue,
}

/// Why a ruling settles nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unused {
    /// It names no claims.
    NamesNone,
    /// Findings of its check have no claims in them.
    CheckWithoutClaims,
    /// A conflict among its claims rests on this one too, which it does not name.
    RestsOn(ClaimId),
    /// Its claims are in a finding of this other check.
    OtherCheck(Check),
    /// No finding is about its claims.
    NoFinding,
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

/// Claims on one quantity that are apart.
#[derive(Clone, Debug)]
pub struct Conflict {
    /// The two claims farthest apart, the lower first; in one voice where one contradicts itself.
    pub widest: (ClaimId, ClaimId),
    /// How far apart they are, in the base unit.
    pub gap: Number,
    /// The higher one's low end over the lower one's high end; `None` where that is zero.
    pub ratio: Option<Ratio>,
    /// How many pairs of claims are apart.
    pub pairs: u64,
    /// Whether the two cite the same footnote marks.
    pub marks: Marks,
    /// Conflicts that vanish when one of the claims is replaced by its rival.
    pub follows: Vec<Sum>,
    /// Those of them that have no simpler shape.
    pub follows_jointly: Vec<Joint>,
}

/// Whether two claims rest on the same footnote marks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Marks {
    /// One of them cites none.
    None,
    /// They cite marks, none in common.
    Different,
    /// They share these.
    Shared(Vec<String>),
}

/// Parts and a whole that do not fit.
#[derive(Clone, Debug)]
pub struct Sum {
    /// How they do not fit.
    pub shape: Shape,
    /// Along what the parts make up the whole; more than one where they are taken along several.
    pub axes: Vec<Axis>,
    /// The parts that are enough to show it, the greatest first; for a shortfall all of them.
    pub parts: Vec<ClaimId>,
    /// The whole.
    pub whole: ClaimId,
    /// The sum of those parts' figures.
    pub total: Extent,
    /// The end of that sum that decides, bands included.
    pub reaches: Number,
    /// The end of the whole's figure that it passes, bands included.
    pub limit: Number,
    /// All disjoint parts claimed, where they are more than `parts`.
    pub full: Option<Full>,
}

/// All disjoint parts claimed of a whole.
#[derive(Clone, Debug)]
pub struct Full {
    /// The first of them.
    pub claims: Vec<ClaimId>,
    /// How many there are.
    pub count: usize,
    /// Their sum.
    pub total: Extent,
}

impl Full {
    /// Parts named; the others are counted.
    pub const NAMED: usize = 32;
}

impl Sum {
    /// How far the two ends are apart.
    pub fn gap(&self) -> Number {
        if self.reaches > self.limit {
            self.reaches.sub(self.limit)
        } else {
            self.limit.sub(self.reaches)
        }
    }
}

/// How parts and a whole do not fit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// The parts are above the whole.
    Above,
    /// All there is, and still below the whole.
    Below,
    /// The figure says it is a sum, and is above it.
    SumBelowFigure,
    /// The figure says it is a sum, and is below it.
    SumAboveFigure,
}

/// An end of a claim's interval.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum End {
    /// At least so much.
    Low,
    /// At most so much.
    High,
    /// Nothing of its quantity beside the items of its `sum-of`.
    Rest,
}

impl End {
    /// That end of an interval.
    pub fn of(self, interval: &Interval) -> Option<Bound> {
        match self {
            End::Low => interval.low,
            End::High => interval.high,
            End::Rest => Some(Bound::at(Number::ZERO)),
        }
    }

    /// Greater for the end that binds more.
    pub fn order(self, a: Bound, b: Bound) -> std::cmp::Ordering {
        let by_value = match self {
            End::Low => a.value.cmp(&b.value),
            End::High | End::Rest => b.value.cmp(&a.value),
        };
        by_value.then(a.strict.cmp(&b.strict))
    }
}

/// One line of a proof.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Term {
    /// The claim.
    pub claim: ClaimId,
    /// The end of it that counts.
    pub end: End,
    /// How often it counts.
    pub times: Exact,
}

/// That claims cannot all be true.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proof {
    /// The claims with their multipliers.
    pub terms: Vec<Term>,
    /// How often it counts that shares come to a hundred per cent at the most.
    pub hundred: Option<Exact>,
}

impl Proof {
    /// The claims it names, each once.
    pub fn claims(&self) -> Vec<ClaimId> {
        let mut claims: Vec<ClaimId> = self.terms.iter().map(|term| term.claim).collect();
        claims.sort_unstable();
        claims.dedup();
        claims
    }
}

/// Claims that cannot all be true, in no simpler shape than the proof of it.
#[derive(Clone, Debug)]
pub struct Joint {
    /// The claims, each needed.
    pub claims: Vec<ClaimId>,
    /// The proof.
    pub proof: Proof,
    /// What the low ends that count come to together, each as often as it counts.
    pub asked: Exact,
    /// What the high ends that count come to together.
    pub allowed: Exact,
}

impl Joint {
    /// Whether it is no more than shares of one whole that come to more than all of it.
    pub fn is_of_shares(&self) -> bool {
        let once = |times: &Exact| *times == Exact::ONE;
        let low = |term: &Term| term.end == End::Low && once(&term.times);
        self.proof.hundred.as_ref().is_some_and(once) && self.proof.terms.iter().all(low)
    }
}

/// The minimal conflicts of a finding.
#[derive(Clone, Debug, Default)]
pub struct Conflicts {
    /// The first of them, each with its claims in the order read.
    pub listed: Vec<Vec<ClaimId>>,
    /// Of them, those on other quantities: they share a claim with the one told, and hide behind it.
    pub beside: Vec<Joint>,
    /// How many choices of claims fail.
    pub failing: u64,
    /// How many choices of other claims on the same quantities hold.
    pub holding: u64,
    /// Whether every choice was tried, and every conflict that shares claims with these looked for.
    pub complete: bool,
}

/// The smallest sets of claims whose correction makes a finding's claims possible.
#[derive(Clone, Debug, Default)]
pub struct Suspects {
    /// The first of them.
    pub sets: Vec<Corrected>,
    /// How many there are.
    pub count: usize,
}

/// Claims that would have to be corrected together.
pub type Corrected = Vec<Correction>;

/// Where a figure would have to lie, in the base unit, the others staying as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The claim.
    pub claim: ClaimId,
    /// The least, and whether it is shut out itself; `None` where nothing is said.
    pub low: Option<(Exact, bool)>,
    /// The most, likewise.
    pub high: Option<(Exact, bool)>,
}

/// What would make a total come out exactly: low, high and `+` alike.
#[derive(Clone, Debug)]
pub struct Causes {
    /// The total.
    pub total: ClaimId,
    /// How many distinct ways to come to a total were tried.
    pub tried: usize,
    /// How many of them come to this one.
    pub hit: usize,
    /// The first of those, the most telling before others; at most [`Causes::NAMED`].
    pub found: Vec<Hypothesis>,
}

impl Causes {
    /// Hypotheses named; the others are counted.
    pub const NAMED: usize = 8;
}

/// One way to come to a total: claims that exclude one another inside it, and one edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hypothesis {
    /// The claims.
    pub cover: Vec<ClaimId>,
    /// What is done to them.
    pub edit: Edit,
}

/// What is done to claims so that their figures come to a total.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Nothing: they do.
    None,
    /// Figures of another measure are added.
    Added {
        /// The measure.
        measure: MeasureId,
        /// The figures.
        claims: Vec<ClaimId>,
    },
    /// Some are left out.
    LeftOut {
        /// Which, in a word.
        group: Group,
        /// The claims.
        claims: Vec<ClaimId>,
    },
    /// Some count twice.
    Doubled {
        /// Which, in a word.
        group: Group,
        /// The claims.
        claims: Vec<ClaimId>,
    },
    /// Other claims stand in the place of some.
    Swapped {
        /// What the others are.
        by: Swap,
        /// The claims that make room.
        out: Vec<ClaimId>,
        /// Those in their place.
        instead: Vec<ClaimId>,
    },
    /// The figure of one of them, or of the total, is a slip of the pen.
    Misprinted {
        /// The claim: one of the cover, or the total.
        claim: ClaimId,
        /// The slip.
        misprint: Misprint,
        /// What would stand there without it.
        meant: Box<Extent>,
    },
}

/// Claims of a cover that belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Those at a member of a dimension or below it.
    Member(DimensionId, MemberId),
    /// Those within a period.
    Period(PeriodId),
}

/// What stands in the place of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Swap {
    /// Another claim on the same quantity.
    Rival,
    /// A subtotal in the place of its parts.
    Subtotal,
    /// The parts of a subtotal in its place.
    Parts,
    /// The figure next to it along time or a dimension.
    Neighbour,
}

impl Swap {
    /// Its word.
    pub const fn name(self) -> &'static str {
        match self {
            Swap::Rival => "rival",
            Swap::Subtotal => "subtotal",
            Swap::Parts => "parts",
            Swap::Neighbour => "neighbour",
        }
    }
}

/// A slip of the pen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Misprint {
    /// Two digits beside one another have changed places.
    Transposed,
    /// A digit is missing.
    Missing,
    /// A digit is too many.
    Extra,
    /// One digit is another.
    Changed,
    /// It is so many powers of ten too high, or too low.
    Scale(i8),
    /// It is in another unit than its measure's, of this name.
    Unit(&'static str),
}

impl Misprint {
    /// Its word.
    pub const fn name(self) -> &'static str {
        match self {
            Misprint::Transposed => "transposed",
            Misprint::Missing => "missing",
            Misprint::Extra => "extra",
            Misprint::Changed => "changed",
            Misprint::Scale(_) => "scale",
            Misprint::Unit(_) => "unit",
        }
    }
}

/// A total that comes out exactly only with a claim that is in dispute.
#[derive(Clone, Debug)]
pub struct Rest {
    /// The total.
    pub total: ClaimId,
    /// The claim.
    pub on: ClaimId,
    /// Claims, that one among them, which come to the total.
    pub cover: Vec<ClaimId>,
    /// What else would come to it without that claim.
    pub otherwise: Option<Hypothesis>,
}
