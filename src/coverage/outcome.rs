//! What becomes of the numbers of a text and of the claims that cite it. Data only.

use crate::model::{ClaimId, SetAsideId, SourceId};
use std::ops::Range;

/// What a text's numbers are, and where the claims' quotes stand in it.
#[derive(Debug)]
pub struct Coverage {
    /// Every number, in its order.
    pub numbers: Vec<TextNumber>,
    /// Every claim that cites the text, in the order read.
    pub claims: Vec<Placed>,
    /// The entries of `set-aside` that hold no number of the text, or only numbers of claims.
    pub unused: Vec<SetAsideId>,
    /// Claims that were not looked for, for too many share one quote.
    pub left_out: usize,
}

/// A number of the text.
#[derive(Debug)]
pub struct TextNumber {
    /// Its bytes in the text, hedges included.
    pub at: Range<usize>,
    /// What is known of it.
    pub state: NumberState,
}

/// What is known of a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NumberState {
    /// These claims record it; several only where each names it by its own quote.
    Bound(Vec<ClaimId>),
    /// It is no figure, by rule.
    Rule(Rule),
    /// Somebody set it aside by name.
    Named(SetAsideId),
    /// Nothing records it.
    Unbound,
}

macro_rules! rules {
    ($($(#[$doc:meta])* $variant:ident $name:literal $words:literal)*) => {
        /// Why a number is no figure, by rule.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule {
            $($(#[$doc])* $variant,)*
        }

        impl Rule {
            /// Every rule.
            pub const ALL: &[Rule] = &[$(Rule::$variant,)*];

            /// Its name.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Rule::$variant => $name,)*
                }
            }

            /// What such a number is, in words.
            pub const fn words(self) -> &'static str {
                match self {
                    $(Rule::$variant => $words,)*
                }
            }
        }
    };
}

rules! {
    /// `20 February 1988`, `1988–1994`, `the 1980s`.
    Date "date" "a date"
    /// `14:30`.
    Time "time" "a time of day"
    /// `five days later`.
    Interval "interval" "how long before or after something"
    /// `two-year-old`.
    Age "age" "an age"
    /// `20th`, `first`.
    Ordinal "ordinal" "an ordinal"
    /// `Resolution 62/243`.
    Identifier "identifier" "the number of a document or of a part of one"
    /// `Mi-24`, `4x4`.
    Name "name" "part of a word or a name"
    /// `Chapter VII`.
    Roman "roman" "a Roman numeral"
    /// `1.` at the start of a line.
    ListItem "list-item" "the number of an item in a list"
    /// `[112]`.
    Mark "mark" "a footnote mark"
    /// Inside `<ref>…</ref>` or `{{cite …}}`.
    Reference "reference" "inside a reference"
    /// Inside `https://…`.
    Address "address" "inside an address"
    /// Inside a tag, a comment or the target of a link.
    Markup "markup" "inside markup"
}

/// Where a claim's quote stands, and which number is the claim's.
#[derive(Debug)]
pub struct Placed {
    /// The claim.
    pub claim: ClaimId,
    /// How its quote is in the text.
    pub quote: InText,
    /// Where the quote was found; of several places, the one that fits best.
    pub at: Option<Range<usize>>,
    /// Which number is the claim's.
    pub number: NumberOfClaim,
}

/// How a quote is in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum InText {
    /// To the letter.
    Exact,
    /// But for white space, quotation marks, footnote marks, soft hyphens or markup.
    Folded,
    /// Not at all.
    Absent,
    /// The claim has no quote.
    None,
}

impl InText {
    /// Its word.
    pub const fn name(self) -> &'static str {
        match self {
            InText::Exact => "exact",
            InText::Folded => "folded",
            InText::Absent => "absent",
            InText::None => "none",
        }
    }
}

/// Which number is a claim's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NumberOfClaim {
    /// This one, by its number in [`Coverage::numbers`]; the first where a figure has several.
    Is(usize),
    /// The quote holds the figure with another hedge or as another kind of bound: this number.
    Differs(usize),
    /// So many numbers fit equally well.
    Several(usize),
    /// The quote is there, and the figure is none of its numbers.
    Missing,
    /// The claim's figure is no number, as `unknown` in prose.
    NoFigure,
    /// The quote is not in the text, or too many claims share it.
    Nowhere,
}

/// How to look at a text.
#[derive(Clone, Copy, Debug, Default)]
pub struct CoverageOptions {
    /// Only claims that cite this source, and what is set aside for it; all where left out.
    pub source: Option<SourceId>,
    /// Count `a`, `an`, `another` and `no` as numbers as well.
    pub articles: bool,
}

impl Coverage {
    /// How many numbers are bound, set aside by rule, set aside by name, and unbound.
    pub fn counts(&self) -> [usize; 4] {
        let mut counts = [0; 4];
        for number in &self.numbers {
            counts[match number.state {
                NumberState::Bound(_) => 0,
                NumberState::Rule(_) => 1,
                NumberState::Named(_) => 2,
                NumberState::Unbound => 3,
            }] += 1;
        }
        counts
    }

    /// How many numbers the rule sets aside.
    pub fn by_rule(&self, rule: Rule) -> usize {
        self.numbers.iter().filter(|number| number.state == NumberState::Rule(rule)).count()
    }

    /// How many claims have their quote in the text like this.
    pub fn quotes(&self, kind: InText) -> usize {
        self.claims.iter().filter(|placed| placed.quote == kind).count()
    }

    /// Whether every quote is in the text, with the figure of its claim and its hedge.
    pub fn is_faithful(&self) -> bool {
        let faithful = |placed: &Placed| {
            let amiss = matches!(placed.number, NumberOfClaim::Missing | NumberOfClaim::Differs(_));
            placed.quote != InText::Absent && !amiss
        };
        self.left_out == 0 && self.claims.iter().all(faithful)
    }

    /// Whether at least so many hundredths of the numbers that are not set aside are bound.
    pub fn reaches(&self, percent: u8) -> bool {
        let [bound, _, _, unbound] = self.counts();
        bound * 100 >= usize::from(percent) * (bound + unbound)
    }

    /// The bound ones among the numbers not set aside, in tenths of a hundredth, rounded down; all
    /// where there are none.
    pub fn per_mille(&self) -> usize {
        let [bound, _, _, unbound] = self.counts();
        (bound * 1000).checked_div(bound + unbound).unwrap_or(1000)
    }
}
