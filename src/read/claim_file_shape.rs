//! The shape of a claim file, said once: the reader checks by it and the JSON Schema is made from it.

use crate::finding::Check;

/// What may stand at a place in a claim file.
#[derive(Debug)]
pub enum ValueShape {
    /// Any scalar that is not empty, taken as text.
    Text,
    /// `true` or `false`.
    Flag,
    /// One of these words, each with its meaning.
    Choice(&'static [(&'static str, &'static str)]),
    /// A code of so many characters.
    Code(&'static Code),
    /// A list of these.
    List(&'static ValueShape),
    /// One of these, or a list of them.
    OneOrList(&'static ValueShape),
    /// Names of the user's own choosing, each with one of these.
    Map(&'static ValueShape),
    /// A mapping with these keys.
    Record(&'static RecordShape),
    /// A scalar, or a mapping with these keys.
    TextOr(&'static RecordShape),
    /// A list of names, or a mapping of names to these.
    Parts(&'static RecordShape),
    /// A mapping of the first kind where it has the key `claims`, else of the second.
    GroupOr(&'static RecordShape, &'static RecordShape),
}

/// A code: at each place one character of a run; the last ones may be left out.
#[derive(Debug)]
pub struct Code {
    /// What it is, in words: "a letter from A to F, and a digit from 1 to 6".
    pub wanted: &'static str,
    /// The first and the last character that may stand at each place: letters or digits.
    pub places: &'static [(char, char)],
    /// How many of the places have to be filled.
    pub least: usize,
}

impl Code {
    /// Whether the text is one.
    pub fn fits(&self, text: &str) -> bool {
        let fits = |(found, &(first, last)): (char, &(char, char))| first <= found && found <= last;
        let filled = self.least..=self.places.len();
        filled.contains(&text.chars().count()) && text.chars().zip(self.places).all(fits)
    }
}

/// A mapping with known keys.
#[derive(Debug)]
pub struct RecordShape {
    /// What it is, after "a" or "the": "claim", "file".
    pub name: &'static str,
    /// What it is for.
    pub about: &'static str,
    /// Its keys, at most 32.
    pub fields: &'static [KeyShape],
}

/// A key with what may stand at it.
#[derive(Debug)]
pub struct KeyShape {
    /// The key.
    pub name: &'static str,
    /// What may stand there.
    pub shape: &'static ValueShape,
    /// Must be there.
    pub required: bool,
    /// What it means.
    pub about: &'static str,
    /// Values it could have, as YAML.
    pub examples: &'static [&'static str],
}

impl RecordShape {
    /// The number of the key.
    pub fn find(&self, key: &str) -> Option<usize> {
        self.fields.iter().position(|field| field.name == key)
    }
}

const fn field(
    name: &'static str,
    shape: &'static ValueShape,
    about: &'static str,
    examples: &'static [&'static str],
) -> KeyShape {
    KeyShape { name, shape, required: false, about, examples }
}

const fn required(
    name: &'static str,
    shape: &'static ValueShape,
    about: &'static str,
    examples: &'static [&'static str],
) -> KeyShape {
    KeyShape { name, shape, required: true, about, examples }
}

static TEXT: ValueShape = ValueShape::Text;
static FLAG: ValueShape = ValueShape::Flag;
static TEXTS: ValueShape = ValueShape::OneOrList(&TEXT);
static TEXT_MAP: ValueShape = ValueShape::Map(&TEXT);
static FIGURE_MAP: ValueShape = ValueShape::Map(&ValueShape::TextOr(&FIGURE));

/// A whole claim file.
pub static FILE: RecordShape = RecordShape {
    name: "file",
    about: "Figures with their citations, and the words they are told in. Every file under the paths \
            given is read as one corpus.",
    fields: &[
        field(
            "measures",
            &MEASURES,
            "What is counted or measured, by name.",
            &["{killed: {unit: people}}"],
        ),
        field(
            "dimensions",
            &DIMENSIONS,
            "The ways to divide a measure, by name: trees of members.",
            &["{status: {parts: [soldiers, civilians], complete: true}}"],
        ),
        field(
            "parties",
            &PARTIES,
            "Who asserts, by name.",
            &["{article: {name: The article in its own voice}}"],
        ),
        field(
            "sources",
            &SOURCES,
            "Citable documents, by name.",
            &["{atlas: {type: book, title: An atlas}}"],
        ),
        field("about", &TEXT_MAP, ABOUT, &["{measure: killed, period: 2015}"]),
        field("claims", &ITEMS, "Claims, and groups of claims that share keys.", &[]),
        field("resolutions", &RESOLUTIONS, "People's recorded rulings on findings.", &[]),
        field("set-aside", &SET_ASIDES, "Numbers of documents that are no figures.", &[]),
    ],
};

const ABOUT: &str = "The measure, the period (an EDTF day, month, year or interval) and a member of any \
                     dimension. A dimension left out means the whole of it; `all` says so aloud.";

static MEASURES: ValueShape = ValueShape::Map(&ValueShape::Record(&MEASURE));
static DIMENSIONS: ValueShape = ValueShape::Map(&ValueShape::Record(&DIMENSION));
static PARTIES: ValueShape = ValueShape::Map(&ValueShape::Record(&PARTY));
static SOURCES: ValueShape = ValueShape::Map(&ValueShape::Record(&SOURCE));
static ITEMS: ValueShape = ValueShape::List(&ValueShape::GroupOr(&GROUP, &CLAIM));
static SET_ASIDES: ValueShape = ValueShape::List(&ValueShape::Record(&SET_ASIDE));
static RESOLUTIONS: ValueShape = ValueShape::List(&ValueShape::Record(&RESOLUTION));

/// The kinds of measure, with their meanings.
pub const KINDS: &[(&str, &str)] = &[
    ("count", "Whole things, exact as written; adds up over dimensions and time."),
    ("amount", "Rounded at its last printed digit; adds up over dimensions and time."),
    (
        "share",
        "A percentage, rounded at its last printed digit; adds up over the dimension named by `of`.",
    ),
    ("stock", "A level at a time, exact as written; adds up over dimensions, within one period."),
    ("rate", "An average, rounded at its last printed digit; only compared."),
    ("duration", "A length of time, exact as written; only compared."),
];

/// A measure.
pub static MEASURE: RecordShape = RecordShape {
    name: "measure",
    about: "What is counted or measured.",
    fields: &[
        field("name", &TEXT, "Its name for people.", &["People killed"]),
        field("unit", &TEXT, "What its figures count.", &["people", "km²", "USD"]),
        field(
            "kind",
            &ValueShape::Choice(KINDS),
            "How its figures are read and added up; `count` if left out.",
            &["stock"],
        ),
        field("signed", &FLAG, "Its figures may be below zero.", &["true"]),
        field(
            "may-fall",
            &FLAG,
            "A later cumulative count may be lower than an earlier one.",
            &["true"],
        ),
        field(
            "within",
            &TEXT,
            "The measure it is a part of on every same quantity.",
            &["captured"],
        ),
        field("of", &TEXT, "The dimension a share is a share of.", &["supplier"]),
        field(
            "among",
            &TEXT,
            "The count that its percentages are shares of: no other than those of a whole number come out.",
            &["killed"],
        ),
        field(
            "band",
            &TEXT,
            "How far `~` reaches on either side: a number, or a percentage.",
            &["50", "10%"],
        ),
        field("tolerance", &TEXT, "How far every figure reaches on either side.", &["1", "0.5%"]),
        field("note", &TEXT, "A remark.", &[]),
    ],
};

pub(super) static DIMENSION: RecordShape = RecordShape {
    name: "dimension",
    about: "A way to divide a measure: a tree of members.",
    fields: &MEMBER_FIELDS,
};

/// A member of a dimension.
pub static MEMBER: RecordShape =
    RecordShape { name: "member", about: "One member of a dimension.", fields: &MEMBER_FIELDS };

static PARTS: ValueShape = ValueShape::Parts(&MEMBER);

static MEMBER_FIELDS: [KeyShape; 5] = [
    field("name", &TEXT, "Its name for people.", &["Azerbaijani side"]),
    field(
        "parts",
        &PARTS,
        "Its members: a list of names, or a mapping of names to members with parts of their own.",
        &["[soldiers, civilians]"],
    ),
    field("complete", &FLAG, "The parts cover the whole: nothing else exists in it.", &["true"]),
    field(
        "overlapping",
        &FLAG,
        "The parts may overlap; each is below the whole and they are never summed.",
        &["true"],
    ),
    field("note", &TEXT, "A remark.", &[]),
];

/// A party.
pub static PARTY: RecordShape = RecordShape {
    name: "party",
    about: "Who asserts.",
    fields: &[
        field("name", &TEXT, "Its name for people.", &["Ministry of Defence"]),
        field("belligerent", &TEXT, "The side it is: a member of a dimension.", &["azerbaijani"]),
        field("note", &TEXT, "A remark.", &[]),
    ],
};

/// A source, with the field names of the citation format it is rendered from.
pub static SOURCE: RecordShape = RecordShape {
    name: "source",
    about: "A citable document.",
    fields: &[
        field("type", &TEXT, "What it is.", &["article", "book", "report", "web"]),
        field("title", &ValueShape::TextOr(&FORMATTED), "Its title.", &["An atlas of the war"]),
        field("author", &AUTHORS, "Who wrote it.", &["de Waal, Thomas"]),
        field("date", &TEXT, "When it was published.", &["2022-09"]),
        field(
            "url",
            &ValueShape::TextOr(&URL),
            "Where it can be read.",
            &["https://example.org/report"],
        ),
        field("relays", &TEXTS, "The sources it takes its figures from.", &["[ministry-list]"]),
        field(
            "part-of",
            &TEXT,
            "The source it is a part of, as an issue of a bulletin.",
            &["bulletin"],
        ),
        field("parent", &PARENTS, "What it appeared in.", &["{type: periodical, title: A weekly}"]),
        field("editor", &AUTHORS, "Who edited it.", &[]),
        field("publisher", &ValueShape::TextOr(&PUBLISHER), "Who published it.", &[]),
        field("location", &TEXT, "Where it was published.", &[]),
        field("organization", &TEXT, "The body behind it.", &[]),
        field("issue", &TEXT, "Its issue.", &["4"]),
        field("volume", &TEXT, "Its volume.", &["2"]),
        field("volume-total", &TEXT, "How many volumes there are.", &[]),
        field("edition", &TEXT, "Its edition.", &["2"]),
        field("chapter", &TEXT, "The chapter.", &[]),
        field("page-range", &TEXT, "The pages it fills.", &["12–31"]),
        field("page-total", &TEXT, "How many pages it has.", &[]),
        field("serial-number", &SERIALS, "Its numbers.", &["{doi: 10.1000/182}"]),
        field("language", &TEXT, "Its language.", &["en"]),
        field("archive", &TEXT, "The archive it is kept in.", &[]),
        field("archive-location", &TEXT, "Where the archive is.", &[]),
        field("call-number", &TEXT, "Its number in the archive.", &[]),
        field("genre", &TEXT, "Its genre.", &[]),
        field("abstract", &TEXT, "What it says in short.", &[]),
        field("note", &TEXT, "A remark.", &[]),
    ],
};

static AUTHORS: ValueShape = ValueShape::OneOrList(&ValueShape::TextOr(&PERSON));
static PARENTS: ValueShape = ValueShape::OneOrList(&ValueShape::Record(&SOURCE));
static SERIALS: ValueShape = ValueShape::TextOr(&SERIAL);

static FORMATTED: RecordShape = RecordShape {
    name: "title",
    about: "A title with its variants.",
    fields: &[
        required("value", &TEXT, "The title.", &[]),
        field("short", &TEXT, "A short title.", &[]),
        field("sentence-case", &TEXT, "The title in sentence case.", &[]),
        field("title-case", &TEXT, "The title in title case.", &[]),
        field("verbatim", &FLAG, "Print it as it stands.", &[]),
    ],
};

static PERSON: RecordShape = RecordShape {
    name: "person",
    about: "A person's name in parts.",
    fields: &[
        required("name", &TEXT, "The family name.", &[]),
        field("given-name", &TEXT, "The given name.", &[]),
        field("prefix", &TEXT, "A word before the family name.", &["de"]),
        field("suffix", &TEXT, "A word after the name.", &["Jr."]),
        field("alias", &TEXT, "Another name.", &[]),
    ],
};

static URL: RecordShape = RecordShape {
    name: "url",
    about: "An address with the day it was looked at.",
    fields: &[
        required("value", &TEXT, "The address.", &[]),
        field("date", &TEXT, "The day it was looked at.", &["2022-09-14"]),
    ],
};

static PUBLISHER: RecordShape = RecordShape {
    name: "publisher",
    about: "A publisher with its place.",
    fields: &[field("name", &TEXT, "Its name.", &[]), field("location", &TEXT, "Its place.", &[])],
};

static SERIAL: RecordShape = RecordShape {
    name: "serial number",
    about: "The document's numbers.",
    fields: &[
        field("doi", &TEXT, "Digital object identifier.", &[]),
        field("isbn", &TEXT, "International standard book number.", &[]),
        field("issn", &TEXT, "International standard serial number.", &[]),
        field("pmid", &TEXT, "PubMed number.", &[]),
        field("arxiv", &TEXT, "arXiv number.", &[]),
        field("serial", &TEXT, "Any other number.", &[]),
    ],
};

/// The stances, with their meanings.
pub const STANCES: &[(&str, &str)] = &[
    ("asserts", "Says the figure is so; the stance if left out."),
    ("denies", "Says the claim named by `of` is not so. Stays out of reconciling."),
    ("doubts", "Does not believe the claim named by `of`. Stays out of reconciling."),
];

/// The ranks, with their meanings.
pub const RANKS: &[(&str, &str)] = &[
    ("normal", "Counts; the rank if left out."),
    ("deprecated", "Is printed and stays out of every reconciliation; give a `reason`."),
];

/// The Admiralty grade (NATO AJP-2.1): how reliable the source is, and how credible the item, where that
/// is graded too.
static GRADE: ValueShape = ValueShape::Code(&Code {
    wanted: "a letter from A to F for the source, with a digit from 1 to 6 for the item,",
    places: &[('A', 'F'), ('1', '6')],
    least: 1,
});

/// The numbers of the keys groups and claims share, in the order of their fields.
pub mod shared {
    #![allow(missing_docs, reason = "each is the key of its name")]
    pub const ABOUT: usize = 0;
    pub const BY: usize = 1;
    pub const CITE: usize = 2;
    pub const AS_OF: usize = 3;
    pub const STANCE: usize = 4;
    pub const RANK: usize = 5;
    pub const REASON: usize = 6;
    pub const GRADE: usize = 7;
    pub const NOTE: usize = 8;
    pub const TAGS: usize = 9;
    pub const COUNT: usize = 10;
}

static CITES: ValueShape = ValueShape::OneOrList(&ValueShape::Record(&CITE));

const SHARED: [KeyShape; shared::COUNT] = [
    field("about", &TEXT_MAP, ABOUT, &["{measure: killed, side: azerbaijani, period: 2016-04}"]),
    field("by", &TEXT, "The party that asserts the figure.", &["azerbaijan"]),
    field("cite", &CITES, "Where it is asserted.", &["{source: atlas, at: p. 12}"]),
    field("as-of", &TEXT, "When it was known (EDTF).", &["2014-08-05"]),
    field(
        "stance",
        &ValueShape::Choice(STANCES),
        "What the party does with the figure.",
        &["denies"],
    ),
    field("rank", &ValueShape::Choice(RANKS), "Whether the claim still counts.", &["deprecated"]),
    field("reason", &TEXT, "Why it is deprecated.", &[]),
    field("grade", &GRADE, "Admiralty grade: A–F for the source, 1–6 for the item.", &["B2"]),
    field("note", &TEXT, "A remark.", &[]),
    field("tags", &TEXTS, "Words to find it by.", &["[april-2016]"]),
];

/// A group of claims: every key here holds for the claims inside.
pub static GROUP: RecordShape = RecordShape {
    name: "group",
    about: "Claims that share keys: `about` merges key by key, other keys are replaced by the inner one.",
    fields: {
        static FIELDS: [KeyShape; shared::COUNT + 1] = {
            let [a, b, c, d, e, f, g, h, i, j] = SHARED;
            let claims = required("claims", &ITEMS, "The claims and groups inside.", &[]);
            [a, b, c, d, e, f, g, h, i, j, claims]
        };
        &FIELDS
    },
};

/// The number of `claims` among a group's keys.
pub const GROUP_CLAIMS: usize = shared::COUNT;

/// The numbers of a claim's own keys.
pub mod own {
    #![allow(missing_docs, reason = "each is the key of its name")]
    use crate::read::claim_file_shape::shared::COUNT;
    pub const ID: usize = COUNT;
    pub const FIGURE: usize = COUNT + 1;
    pub const QUOTE: usize = COUNT + 2;
    pub const NAMES: usize = COUNT + 3;
    pub const OF: usize = COUNT + 4;
    pub const REVISES: usize = COUNT + 5;
    pub const SUM_OF: usize = COUNT + 6;
}

/// A claim.
pub static CLAIM: RecordShape = RecordShape {
    name: "claim",
    about: "A party's figure for a quantity, with its citation. `figure`, `by` and `cite` are required, \
            here or in a group around it.",
    fields: {
        static FIELDS: [KeyShape; shared::COUNT + 7] = {
            let [a, b, c, d, e, f, g, h, i, j] = SHARED;
            let id =
                field("id", &TEXT, "Its name, needed only to be referred to.", &["t2015-both"]);
            let figure = field(
                "figure",
                &ValueShape::TextOr(&FIGURE),
                "The number as published.",
                &[
                    "88",
                    "31–92",
                    "541–547+",
                    "as many as 3,000",
                    "unknown",
                    "{low: 28000, best: 30000, high: 38000}",
                ],
            );
            let quote = field(
                "quote",
                &TEXT,
                "A few words around the figure, as printed; `…` for words left out, `_4_` for the number \
                 that is meant.",
                &["left 88 Armenian", "as many as … 800 men"],
            );
            let names = field("names", &TEXTS, "A list whose length must meet the figure.", &[]);
            let of =
                field("of", &TEXT, "The claim that is denied or doubted.", &["losses-azerbaijan"]);
            let revises = field(
                "revises",
                &TEXTS,
                "The claims this one takes the place of.",
                &["[first-count]"],
            );
            let sum_of =
                field("sum-of", &TEXTS, "The claims this one is the sum of.", &["[row-a, row-b]"]);
            [a, b, c, d, e, f, g, h, i, j, id, figure, quote, names, of, revises, sum_of]
        };
        &FIELDS
    },
};

/// A figure in parts.
pub static FIGURE: RecordShape = RecordShape {
    name: "figure",
    about: "An estimate `{low, best, high}`, or a rounded figure `{value, rounded-to}`.",
    fields: &[
        field("low", &TEXT, "The least it may be.", &["28000"]),
        field("best", &TEXT, "The figure thought best.", &["30000"]),
        field("high", &TEXT, "The most it may be.", &["38000"]),
        field("value", &TEXT, "The rounded figure.", &["28000"]),
        field("rounded-to", &TEXT, "What it is rounded to.", &["1000"]),
    ],
};

/// A citation.
pub static CITE: RecordShape = RecordShape {
    name: "citation",
    about: "Where a figure is asserted.",
    fields: &[
        required("source", &TEXT, "The document.", &["nk-article"]),
        field("at", &TEXT, "The place in the document.", &["p. 12", "casualty table, row 2015"]),
        field("marks", &TEXTS, "The document's own footnote marks.", &["[112, 113]"]),
        field("accessed", &TEXT, "The day it was looked at (EDTF).", &["2022-09-14"]),
    ],
};

/// A number that is no figure.
pub static SET_ASIDE: RecordShape = RecordShape {
    name: "set-aside",
    about: "A number of a document that is no figure, and why. `variorum coverage` passes it over.",
    fields: &[
        field("source", &TEXT, "The document; any where left out.", &["nk-article"]),
        required(
            "quote",
            &TEXT,
            "A few words around the number, as printed; `…` for words left out, `_4_` for the number \
             that is meant.",
            &["one of the main factors"],
        ),
        field("at", &TEXT, "The place in the document.", &["p. 12"]),
        required("reason", &TEXT, "Why it is no figure.", &["A turn of phrase."]),
    ],
};

/// The rulings, with their meanings.
pub const RULINGS: &[(&str, &str)] = &[
    ("clerical-error", "A slip of the pen."),
    ("different-scope", "The claims do not cover the same ground."),
    ("different-definition", "The claims do not mean the same by their words."),
    ("different-date", "The claims were made of different days."),
    ("rounding", "The claims are rounded."),
    ("superseded", "One claim has taken another's place."),
    ("disputed", "The parties disagree."),
    ("unexplained", "Nobody knows why."),
];

/// A resolution.
pub static RESOLUTION: RecordShape = RecordShape {
    name: "resolution",
    about: "A person's recorded ruling on a finding.",
    fields: &[
        required("check", &TEXT, "The check ruled on.", Check::RULED_ON),
        required(
            "claims",
            &FIGURE_MAP,
            "The claims ruled on, with their figures as they stood: when one changes, the ruling is void.",
            &["{t2015-both: 77}"],
        ),
        required("ruling", &ValueShape::Choice(RULINGS), "What is ruled.", &["clerical-error"]),
        field(
            "adopt",
            &FIGURE_MAP,
            "The figures adopted, for claims among those ruled on.",
            &["{t2015-both: 106}"],
        ),
        required("because", &TEXT, "The reason.", &["The row's own columns come to 106."]),
        required("by", &TEXT, "Who ruled.", &["the desk"]),
        required("date", &TEXT, "When (EDTF).", &["2026-11-22"]),
        field("review-by", &TEXT, "When to look again (EDTF).", &["2027-06-30"]),
    ],
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_have_the_numbers_the_reader_knows_them_by() {
        let keys = [
            ("about", shared::ABOUT),
            ("by", shared::BY),
            ("cite", shared::CITE),
            ("as-of", shared::AS_OF),
            ("stance", shared::STANCE),
            ("rank", shared::RANK),
            ("reason", shared::REASON),
            ("grade", shared::GRADE),
            ("note", shared::NOTE),
            ("tags", shared::TAGS),
        ];
        for (key, number) in keys {
            assert_eq!((CLAIM.find(key), GROUP.find(key)), (Some(number), Some(number)), "{key}");
        }
        let own = [
            ("id", own::ID),
            ("figure", own::FIGURE),
            ("quote", own::QUOTE),
            ("names", own::NAMES),
            ("of", own::OF),
            ("revises", own::REVISES),
            ("sum-of", own::SUM_OF),
        ];
        for (key, number) in own {
            assert_eq!(CLAIM.find(key), Some(number), "{key}");
        }
        assert_eq!(GROUP.find("claims"), Some(GROUP_CLAIMS));
    }
}
