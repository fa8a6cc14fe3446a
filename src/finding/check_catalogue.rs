//! The catalogue of checks: one row each, from which everything that lists checks is made.

use crate::finding::severity_levels::{Reading, Severity};

/// Hands the rows to a macro, which makes of them what it needs. A row is the variant, the name that people
/// write, the group, the rule of its severity, and the file in `check/` where the check is made of what the
/// engine found. Its page is `docs/checks/NAME.md`. A name reads well after "allow".
macro_rules! for_each_check {
    ($make:ident) => {
        $make! {
            /// Bytes that are not UTF-8 text.
            NotUtf8 "not-utf-8" Files ERROR;
            /// Text that is not YAML.
            SyntaxError "syntax-error" Files ERROR;
            /// A part of YAML that claim files do not use.
            UnsupportedYaml "unsupported-yaml" Files ERROR;
            /// A file without anything in it.
            EmptyFile "empty-file" Files ERROR;
            /// Something else stands where the format has a place for one thing.
            WrongShape "wrong-shape" Files ERROR;
            /// A key the format does not have.
            UnknownKey "unknown-key" Files ERROR;
            /// A key twice in one mapping.
            DuplicateKey "duplicate-key" Files ERROR;
            /// A key that has to be there and is not.
            MissingKey "missing-key" Files ERROR;
            /// A number cut in two by its own comma.
            SplitNumber "split-number" Files ERROR;
            /// A name declared twice.
            DuplicateName "duplicate-name" Files ERROR;
            /// A name that nobody can tell from another by eye.
            LookAlikeNames "look-alike-names" Files WARNING;
            /// A name the format keeps for itself.
            ReservedName "reserved-name" Files ERROR;
            /// A name nothing is declared under.
            DanglingReference "dangling-reference" Files ERROR;
            /// Things that refer to one another in a ring.
            CircularReference "circular-reference" Files ERROR;
            /// A text that is not a figure.
            NotAFigure "not-a-figure" Files ERROR;
            /// A range whose low end is above its high end.
            ReversedRange "reversed-range" Files ERROR;
            /// A best figure outside its own range.
            BestOutsideRange "best-outside-range" Files ERROR;
            /// A text that is not a period.
            NotAPeriod "not-a-period" Files ERROR;
            /// A ruling whose pinned figures have changed.
            VoidResolution "void-resolution" Rulings WARNING;
            /// A ruling that settles nothing.
            UnusedResolution "unused-resolution" Rulings WARNING;
            /// A ruling that was to be looked at again by now.
            OverdueResolution "overdue-resolution" Rulings WARNING;
            /// Claims on one quantity that cannot all be true.
            ConflictingClaims "conflicting-claims" Figures BY_READING conflicting_claims;
            /// Claims on one quantity apart but for a band or a tolerance.
            NearClaims "near-claims" Figures INFO near_claims;
            /// A part above its whole.
            PartExceedsWhole "part-exceeds-whole" Figures BY_READING part_exceeds_whole;
            /// A sub-period above its period.
            SubPeriodExceedsPeriod "sub-period-exceeds-period" Figures BY_READING sub_period_exceeds_period;
            /// Parts that together are above their whole.
            PartsExceedWhole "parts-exceed-whole" Figures BY_READING parts_exceed_whole;
            /// Complete parts that together are below their whole.
            CompletePartsFallShort "complete-parts-fall-short" Figures BY_READING complete_parts_fall_short;
            /// A figure that its own quote does not print.
            QuoteLacksFigure "quote-lacks-figure" Figures ERROR quote_lacks_figure;
            /// A figure that its own quote prints with another hedge.
            HedgeDiffers "hedge-differs" Figures ERROR hedge_differs;
            /// A figure whose brackets say something else.
            BracketDiffers "bracket-differs" Figures ERROR bracket_differs;
            /// A list that does not number what its figure says.
            NamesDiffer "names-differ" Figures ERROR names_differ;
            /// A length of time that is not its period's.
            LengthDiffers "length-differs" Figures ERROR length_differs;
            /// Shares of one whole that together are above it.
            SharesExceedWhole "shares-exceed-whole" Figures BY_READING shares_exceed_whole;
            /// A percentage that no whole number out of its count comes to.
            ImpossibleShare "impossible-share" Figures BY_READING impossible_share;
            /// Claims that cannot all be true, in no simpler shape.
            JointlyImpossible "jointly-impossible" Figures BY_READING jointly_impossible;
            /// A figure that is not the sum it says it is.
            SumDiffers "sum-differs" Figures BY_READING sum_differs;
            /// A sum that counts something twice.
            SumOverlaps "sum-overlaps" Figures ERROR sum_overlaps;
            /// A total that comes out exactly of something else than its parts.
            CountsSomethingElse "counts-something-else" Figures WARNING;
            /// A cumulative count that falls.
            FallingCount "falling-count" Figures WARNING falling_count;
            /// One footnote cited for two figures.
            OneOriginTwoFigures "one-origin-two-figures" Figures INFO one_origin_two_figures;
            /// A claim that revises another party's, or one on another quantity.
            StrayRevision "stray-revision" Figures WARNING stray_revision;
        }
    };
}

pub(crate) use for_each_check;

macro_rules! catalogue {
    ($(
        $(#[$doc:meta])* $variant:ident $name:literal $group:ident $rule:ident $($file:ident)?;
    )*) => {
        /// A check, by the fault it names. The order is that of the catalogue.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Check {
            $($(#[$doc])* $variant,)*
        }

        impl Check {
            /// Every check, those of the reader first.
            pub const ALL: &[Check] = &[$(Check::$variant,)*];

            const fn row(self) -> &'static CatalogueRow {
                match self {
                    $(Check::$variant => &CatalogueRow {
                        name: $name,
                        group: CheckGroup::$group,
                        rule: SeverityRule::$rule,
                        page: include_str!(concat!("../../docs/checks/", $name, ".md")),
                    },)*
                }
            }
        }
    };
}

for_each_check!(catalogue);

/// What the catalogue says of a check.
struct CatalogueRow {
    name: &'static str,
    group: CheckGroup,
    rule: SeverityRule,
    page: &'static str,
}

impl Check {
    /// The check of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|check| check.name() == name)
    }

    /// Its name, as people write it.
    pub const fn name(self) -> &'static str {
        self.row().name
    }

    /// What it checks.
    pub const fn group(self) -> CheckGroup {
        self.row().group
    }

    /// What its findings weigh.
    pub const fn rule(self) -> SeverityRule {
        self.row().rule
    }

    /// Its page, in Markdown. The YAML examples on it are run as tests.
    pub const fn page(self) -> &'static str {
        self.row().page
    }

    /// The first sentence of its page: a heading is above it, with an empty line between.
    pub fn summary(self) -> &'static str {
        self.page().lines().nth(2).unwrap_or_default()
    }

    /// Whether its findings have claims in them, so that a ruling can settle them.
    pub const fn has_claims(self) -> bool {
        matches!(self.group(), CheckGroup::Figures)
    }

    /// The names of all checks whose findings a ruling can settle.
    pub const RULED_ON: &[&str] = &{
        let mut names = [""; count_with_claims()];
        let (mut at, mut next) = (0, 0);
        while at < Self::ALL.len() {
            if Self::ALL[at].has_claims() {
                names[next] = Self::ALL[at].name();
                next += 1;
            }
            at += 1;
        }
        names
    };
}

const fn count_with_claims() -> usize {
    let (mut at, mut count) = (0, 0);
    while at < Check::ALL.len() {
        count += Check::ALL[at].has_claims() as usize;
        at += 1;
    }
    count
}

/// What a check checks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CheckGroup {
    /// Whether files can be read as meant.
    Files,
    /// Whether rulings do what they say.
    Rulings,
    /// Whether figures agree.
    Figures,
}

impl CheckGroup {
    /// Every group, in the order of the catalogue.
    pub const ALL: [Self; 3] = [Self::Files, Self::Rulings, Self::Figures];

    /// Its word.
    pub const fn name(self) -> &'static str {
        match self {
            CheckGroup::Files => "files",
            CheckGroup::Rulings => "rulings",
            CheckGroup::Figures => "figures",
        }
    }

    /// Its checks, in the order of the catalogue.
    pub fn checks(self) -> impl Iterator<Item = Check> {
        Check::ALL.iter().copied().filter(move |check| check.group() == self)
    }
}

/// What the findings of a check weigh.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SeverityRule {
    /// All the same.
    Fixed(Severity),
    /// An error where a document contradicts itself, a warning where only accounts together do.
    ByReading,
}

impl SeverityRule {
    const ERROR: Self = Self::Fixed(Severity::Error);
    const WARNING: Self = Self::Fixed(Severity::Warning);
    const INFO: Self = Self::Fixed(Severity::Info);
    const BY_READING: Self = Self::ByReading;

    /// The severity of a finding with that reading; without one it weighs as much as it may.
    pub fn severity(self, reading: Option<Reading>) -> Severity {
        match self {
            SeverityRule::Fixed(severity) => severity,
            SeverityRule::ByReading => reading.unwrap_or(Reading::Internal).severity(),
        }
    }
}
