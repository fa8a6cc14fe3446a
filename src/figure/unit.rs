//! Units of measure: a name in, a base unit and an exact factor out.

use crate::budget::limits;
use std::borrow::Cow;
use std::fmt;

use crate::figure::fault::{Fault, FaultKind};
use crate::figure::hedges;
use crate::figure::number::Number;
use crate::figure::word_lists;

/// A unit: so many of its base unit. Two units convert when their bases are the same.
///
/// A word that is not known is a unit of its own, folded to lower case and without its plural `s`.
#[derive(Clone, Debug)]
pub struct Unit {
    base: Cow<'static, str>,
    factor: Number,
    name: Cow<'static, str>,
    known: bool,
}

impl Unit {
    /// Reads the unit of a measure: `people`, `km²`, `square miles`, `thousand people`, `US$ million`.
    /// Scale words alone count persons.
    ///
    /// # Errors
    /// When the text is empty, longer than three words, or holds words that belong to figures.
    pub fn parse(text: &str) -> Result<Self, Fault> {
        let fault = || Fault::new(FaultKind::NotAUnit, text, 0..text.len());
        if text.len() > limits::FIGURE_BYTES.get() {
            return Err(fault());
        }
        let mut factor = Number::ONE;
        let mut rest = Vec::new();
        for word in text.split_whitespace() {
            match word_lists::scale_word(&word.to_lowercase()) {
                Some(scale) => factor = factor.mul(scale.factor()),
                None => rest.push(word),
            }
        }
        if factor >= Number::from_int(word_lists::LIMIT) {
            return Err(fault());
        }
        if factor == Number::ONE {
            return Self::simple(&rest.join(" ")).ok_or_else(fault);
        }
        let plain = if rest.is_empty() { "people".into() } else { rest.join(" ") };
        let unit = Self::simple(&plain).ok_or_else(fault)?;
        Ok(Self {
            factor: unit.factor.mul(factor),
            name: text.split_whitespace().collect::<Vec<_>>().join(" ").into(),
            ..unit
        })
    }

    /// The unit it converts to: `m²`, `m`, `kg`, `day`, `month`, `%`, `person`, `USD`, or its own word.
    #[must_use]
    pub fn base(&self) -> &str {
        &self.base
    }

    /// How many base units one of it is.
    #[must_use]
    pub const fn factor(&self) -> Number {
        self.factor
    }

    /// How it is printed after a number.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The known units of the same base, this one left out, with their factors.
    pub fn kin(&self) -> impl Iterator<Item = (&'static str, Number)> {
        let kin = KNOWN.iter().filter(|entry| entry.base == self.base);
        let kin = kin.map(|entry| (entry.name, Number::new(entry.mantissa, entry.scale)));
        kin.filter(|&(_, factor)| factor != self.factor)
    }

    /// Whether it is one of the units known to convert, not a word of the corpus's own.
    #[must_use]
    pub const fn is_known(&self) -> bool {
        self.known
    }

    /// Whether figures in one can be read in the other.
    #[must_use]
    pub fn converts_to(&self, other: &Self) -> bool {
        self.base == other.base
    }

    /// A unit without scale words.
    pub(super) fn simple(text: &str) -> Option<Self> {
        let folded = fold(text);
        Self::known(&folded).or_else(|| Self::own(text, &folded))
    }

    /// One of the units in the table, by its folded name.
    pub(super) fn known(folded: &str) -> Option<Self> {
        let mut name = Cow::Borrowed(folded);
        for (odd, plain) in [(".", ""), ("meter", "metre"), ("-", " ")] {
            if name.contains(odd) {
                name = name.replace(odd, plain).into();
            }
        }
        let entry = KNOWN.iter().find(|entry| entry.names.contains(&&*name))?;
        Some(Self {
            base: Cow::Borrowed(entry.base),
            factor: Number::new(entry.mantissa, entry.scale),
            name: Cow::Borrowed(entry.name),
            known: true,
        })
    }

    fn own(text: &str, folded: &str) -> Option<Self> {
        let words = || folded.split(' ');
        let fits = |word: &str| {
            word.starts_with(char::is_alphabetic)
                && word.chars().all(is_unit_char)
                && !hedges::is_reserved(word)
                && word_lists::scale_word(word).is_none()
        };
        if folded.is_empty() || words().count() > limits::UNIT_WORDS.get() || !words().all(fits) {
            return None;
        }
        let name: Vec<_> = text.split_whitespace().collect();
        Some(Self {
            base: singular(folded).into(),
            factor: Number::ONE,
            name: name.join(" ").into(),
            known: false,
        })
    }
}

impl PartialEq for Unit {
    /// By what it measures; spelling does not matter.
    fn eq(&self, other: &Self) -> bool {
        self.base == other.base && self.factor == other.factor
    }
}

impl Eq for Unit {}

impl fmt::Display for Unit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

/// The currency a sign or a code before a number stands for, and the length of that sign.
pub(super) fn currency_before(text: &str) -> Option<(Unit, usize)> {
    let (sign, code) = SIGNS
        .iter()
        .find(|(sign, _)| text.get(..sign.len()).is_some_and(|start| start == *sign))?;
    Unit::known(code).map(|unit| (unit, sign.len()))
}

/// Whether the character may stand inside a word of a unit.
pub(super) fn is_unit_char(char: char) -> bool {
    char.is_alphanumeric() || matches!(char, '-' | '.' | '/' | '\'' | '’' | '^')
}

/// Whether the character is a unit by itself.
pub(super) fn is_unit_sign(char: char) -> bool {
    matches!(char, '%' | '‰' | '$' | '€' | '£' | '₽' | '₼' | '֏' | '₺' | '₴' | '₾')
}

fn fold(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().map(str::to_lowercase).collect();
    words.join(" ")
}

fn singular(name: &str) -> String {
    if let Some(stem) = name.strip_suffix("ies")
        && stem.len() > 1
    {
        return format!("{stem}y");
    }
    match name.strip_suffix('s') {
        Some(stem) if stem.len() > 1 && !stem.ends_with('s') => stem.to_owned(),
        _ => name.to_owned(),
    }
}

struct KnownUnit {
    base: &'static str,
    mantissa: i128,
    scale: u8,
    name: &'static str,
    names: &'static [&'static str],
}

const fn entry(
    base: &'static str,
    (mantissa, scale): (i128, u8),
    name: &'static str,
    names: &'static [&'static str],
) -> KnownUnit {
    KnownUnit { base, mantissa, scale, name, names }
}

/// Signs and codes that may stand before a number, in lower case, longer ones first.
const SIGNS: &[(&str, &str)] = &[
    ("us$", "usd"),
    ("usd", "usd"),
    ("eur", "eur"),
    ("gbp", "gbp"),
    ("azn", "azn"),
    ("amd", "amd"),
    ("rub", "rub"),
    ("try", "try"),
    ("chf", "chf"),
    ("$", "usd"),
    ("€", "eur"),
    ("£", "gbp"),
    ("₼", "azn"),
    ("֏", "amd"),
    ("₽", "rub"),
    ("₺", "try"),
    ("₴", "uah"),
    ("₾", "gel"),
];

/// Factors: international yard and pound agreement of 1959; SI brochure, 9th edition, table 8.
const KNOWN: &[KnownUnit] = &[
    entry("person", (1, 0), "people", &["people", "person", "persons"]),
    entry(
        "%",
        (1, 0),
        "%",
        &["%", "percent", "per cent", "pct", "percentage point", "percentage points"],
    ),
    entry("%", (1, 1), "‰", &["‰", "per mille", "per mil", "permille"]),
    entry(
        "m²",
        (1, 0),
        "m²",
        &[
            "m²",
            "m2",
            "m^2",
            "sq m",
            "sqm",
            "sq metre",
            "sq metres",
            "square metre",
            "square metres",
        ],
    ),
    entry(
        "m²",
        (1_000_000, 0),
        "km²",
        &[
            "km²",
            "km2",
            "km^2",
            "sq km",
            "sqkm",
            "sq kilometre",
            "sq kilometres",
            "square km",
            "square kilometre",
            "square kilometres",
        ],
    ),
    entry("m²", (10_000, 0), "ha", &["ha", "hectare", "hectares"]),
    entry("m²", (40_468_564_224, 7), "acres", &["acres", "acre"]),
    entry(
        "m²",
        (2_589_988_110_336, 6),
        "sq mi",
        &[
            "sq mi",
            "mi²",
            "mi2",
            "mi^2",
            "sqmi",
            "sq mile",
            "sq miles",
            "square mile",
            "square miles",
        ],
    ),
    entry(
        "m²",
        (9_290_304, 8),
        "sq ft",
        &["sq ft", "ft²", "ft2", "sqft", "square foot", "square feet"],
    ),
    entry("m", (1, 0), "m", &["m", "metre", "metres"]),
    entry("m", (1, 2), "cm", &["cm", "centimetre", "centimetres"]),
    entry("m", (1, 3), "mm", &["mm", "millimetre", "millimetres"]),
    entry("m", (1000, 0), "km", &["km", "kilometre", "kilometres"]),
    entry("m", (1_609_344, 3), "mi", &["mi", "mile", "miles"]),
    entry("m", (1852, 0), "nautical miles", &["nautical miles", "nautical mile", "nmi"]),
    entry("m", (3048, 4), "ft", &["ft", "foot", "feet"]),
    entry("m", (9144, 4), "yd", &["yd", "yard", "yards"]),
    entry(
        "kg",
        (1, 0),
        "kg",
        &["kg", "kilo", "kilos", "kilogram", "kilograms", "kilogramme", "kilogrammes"],
    ),
    entry("kg", (1, 3), "g", &["g", "gram", "grams", "gramme", "grammes"]),
    entry(
        "kg",
        (1000, 0),
        "t",
        &["t", "tonne", "tonnes", "metric ton", "metric tons", "metric tonne", "metric tonnes"],
    ),
    entry("kg", (45_359_237, 8), "lb", &["lb", "lbs", "pound weight", "pounds weight"]),
    entry("kg", (90_718_474, 5), "short tons", &["short tons", "short ton"]),
    entry("kg", (10_160_469_088, 7), "long tons", &["long tons", "long ton"]),
    entry("day", (1, 0), "days", &["days", "day"]),
    entry("day", (7, 0), "weeks", &["weeks", "week"]),
    // The months of a calendar: twelve to a year, and no fixed number of days.
    entry("month", (1, 0), "months", &["months", "month"]),
    entry("month", (12, 0), "years", &["years", "year"]),
    entry("month", (120, 0), "decades", &["decades", "decade"]),
    entry("month", (1200, 0), "centuries", &["centuries", "century"]),
    entry(
        "USD",
        (1, 0),
        "USD",
        &["usd", "us$", "$", "dollar", "dollars", "us dollar", "us dollars"],
    ),
    entry("EUR", (1, 0), "EUR", &["eur", "€", "euro", "euros"]),
    entry("GBP", (1, 0), "GBP", &["gbp", "£", "pound sterling", "pounds sterling"]),
    entry(
        "AZN",
        (1, 0),
        "AZN",
        &["azn", "₼", "manat", "manats", "azerbaijani manat", "azerbaijani manats"],
    ),
    entry("AMD", (1, 0), "AMD", &["amd", "֏", "dram", "drams", "armenian dram", "armenian drams"]),
    entry(
        "RUB",
        (1, 0),
        "RUB",
        &["rub", "₽", "rouble", "roubles", "ruble", "rubles", "russian roubles", "russian rubles"],
    ),
    entry("TRY", (1, 0), "TRY", &["try", "₺", "lira", "turkish lira"]),
    entry("UAH", (1, 0), "UAH", &["uah", "₴", "hryvnia", "hryvnias"]),
    entry("GEL", (1, 0), "GEL", &["gel", "₾", "lari"]),
    entry("CHF", (1, 0), "CHF", &["chf", "swiss franc", "swiss francs"]),
];
