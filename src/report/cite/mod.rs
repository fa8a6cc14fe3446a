//! Citations: the records of sources in, each as a bibliography prints it out.
//!
//! With the feature `csl` a style of the Citation Style Language can be asked for; without a style, and for
//! what a style cannot say, there is one plain form.

#[cfg(feature = "csl")]
mod csl;
mod plain;
#[cfg(feature = "csl")]
mod styles;

use crate::explain::visible;
use crate::model::{Corpus, Field, Record, SourceId};

/// A source as a bibliography prints it, in runs of one look. Every run is safe to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Citation {
    /// The runs, in order.
    pub runs: Vec<Run>,
}

/// A run of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// What it says.
    pub text: String,
    /// Whether it is set in italics.
    pub italic: bool,
}

impl Citation {
    /// It as one text.
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    fn push(&mut self, text: &str, italic: bool) {
        match self.runs.last_mut() {
            Some(last) if last.italic == italic => last.text.push_str(text),
            _ if text.is_empty() => {}
            _ => self.runs.push(Run { text: text.to_owned(), italic }),
        }
    }
}

/// A style of the Citation Style Language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Style {
    #[cfg(feature = "csl")]
    csl: hayagriva::citationberg::IndependentStyle,
    /// Whether it was read from a file, so that nothing is known of it.
    #[cfg(feature = "csl")]
    foreign: bool,
    #[cfg(not(feature = "csl"))]
    none: std::convert::Infallible,
}

impl Style {
    /// The style in force where none is asked for; none where the program was built without styles.
    pub const DEFAULT: &str = if cfg!(feature = "csl") { "apa" } else { PLAIN };

    /// The thread that cites in a style from a file. It may panic: the sources are then cited plainly.
    pub const THREAD: &str = "style";

    /// The names of all styles that need no file, in their order.
    pub fn names() -> Vec<&'static str> {
        #[cfg(feature = "csl")]
        let names = styles::names();
        #[cfg(not(feature = "csl"))]
        let names = Vec::new();
        names
    }

    /// The style of that name.
    pub fn find(name: &str) -> Option<Self> {
        #[cfg(feature = "csl")]
        let found = styles::find(name).map(|csl| Self { csl, foreign: false });
        #[cfg(not(feature = "csl"))]
        let found = Self::names().contains(&name).then(|| unreachable!());
        found
    }

    /// The style that the text of a file holds, at most [`Style::LARGEST`] bytes of it; else what is wrong with it.
    pub fn read(text: &str) -> Result<Self, String> {
        #[cfg(feature = "csl")]
        let style = styles::read(text).map(|csl| Self { csl, foreign: true });
        #[cfg(not(feature = "csl"))]
        let style = Err(format!(
            "this program was built without styles, and {} bytes of one are of no use",
            text.len()
        ));
        style
    }

    /// The largest file of a style that is read, in bytes: four times the largest there is.
    pub const LARGEST: u64 = 1 << 20;
}

/// The name of the form that needs no style.
pub const PLAIN: &str = "plain";

/// The citations of sources, in their order, and how many are in the plain form for want of time.
pub(super) fn cite(
    corpus: &Corpus,
    sources: &[SourceId],
    style: Option<&Style>,
) -> (Vec<Citation>, usize) {
    let record = |&id: &SourceId| (corpus.source_name(id), &corpus.sources[id.index()].record);
    let records: Vec<(&str, &Record)> = sources.iter().map(record).collect();
    let plainly = |&(name, record): &(&str, &Record)| plain::cite(name, record);
    #[cfg(feature = "csl")]
    if let Some(style) = style {
        let (styled, left_out) = csl::cite(&records, style);
        let all = styled.into_iter().zip(&records);
        return (
            all.map(|(one, record)| one.unwrap_or_else(|| plainly(record))).collect(),
            left_out,
        );
    }
    #[cfg(not(feature = "csl"))]
    let _ = style;
    (records.iter().map(plainly).collect(), 0)
}

/// Where a source can be read: its address, or its identifier's. http and https only, and never a character
/// that could end the address early or hide in it.
pub fn link(record: &Record) -> Option<String> {
    let address = text(record, "url").and_then(web);
    address.or_else(|| {
        let doi = serial(record, "doi")?;
        doi.starts_with("10.").then(|| format!("https://doi.org/{doi}")).and_then(web)
    })
}

fn web(address: impl AsRef<str>) -> Option<String> {
    let address = address.as_ref().trim();
    let scheme = address.get(..8).unwrap_or(address).to_ascii_lowercase();
    let rest = ["https://", "http://"].into_iter().find_map(|known| {
        let start = scheme.get(..known.len())? == known;
        start.then(|| (known, &address[known.len()..]))
    });
    let (scheme, rest) = rest?;
    let host = rest.split(['/', '?', '#']).next().unwrap_or("");
    let plain = |c: char| c.is_ascii_alphanumeric() || "-.:[]".contains(c);
    if host.is_empty() || !host.chars().all(|c| plain(c) || !c.is_ascii()) {
        return None;
    }
    let mut out = scheme.to_owned();
    for byte in rest.bytes() {
        let safe = byte.is_ascii_alphanumeric() || b"-._~:/?#[]@!$&*+,;=%".contains(&byte);
        if safe { out.push(char::from(byte)) } else { out += &format!("%{byte:02X}") }
    }
    Some(out)
}

/// The text at a key, or the `value` of a record there, as it stands in the file.
fn text<'r>(record: &'r Record, key: &str) -> Option<&'r str> {
    let value = match at(record, key)? {
        Field::Text(text) => Some(text.as_str()),
        Field::Record(inner) => match at(inner, "value").or_else(|| at(inner, "name"))? {
            Field::Text(text) => Some(text.as_str()),
            _ => None,
        },
        Field::List(_) => None,
    };
    value.map(str::trim).filter(|text| !text.is_empty())
}

/// The same, safe to show and on one line.
fn shown(record: &Record, key: &str) -> Option<String> {
    text(record, key)
        .map(|text| visible(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned())
}

fn serial<'r>(record: &'r Record, key: &str) -> Option<&'r str> {
    match at(record, "serial-number")? {
        Field::Record(inner) => text(inner, key),
        Field::Text(text) if key == "serial" => Some(text),
        _ => None,
    }
}

fn at<'r>(record: &'r Record, key: &str) -> Option<&'r Field> {
    record.iter().find(|(name, _)| name == key).map(|(_, field)| field)
}

/// The records at a key that may hold one or several.
fn records<'r>(record: &'r Record, key: &str) -> Vec<&'r Record> {
    let inner = |field: &'r Field| match field {
        Field::Record(record) => Some(record),
        _ => None,
    };
    match at(record, key) {
        Some(Field::List(list)) => list.iter().filter_map(inner).collect(),
        Some(one) => inner(one).into_iter().collect(),
        None => Vec::new(),
    }
}

/// A person in parts: family name, given name, prefix, suffix; safe to show.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Name {
    family: String,
    given: Option<String>,
    prefix: Option<String>,
    suffix: Option<String>,
}

/// The people at a key: `de Waal, Thomas` or a record of the name's parts.
fn people(record: &Record, key: &str) -> Vec<Name> {
    let one = |field: &Field| match field {
        Field::Text(text) => {
            let text = visible(text.trim()).into_owned();
            let (family, given) = match text.split_once(',') {
                Some((family, given)) => (family.trim().to_owned(), Some(given.trim().to_owned())),
                None => (text, None),
            };
            Some(Name { family, given, prefix: None, suffix: None })
        }
        Field::Record(parts) => Some(Name {
            family: shown(parts, "name")?,
            given: shown(parts, "given-name"),
            prefix: shown(parts, "prefix"),
            suffix: shown(parts, "suffix"),
        }),
        Field::List(_) => None,
    };
    let people: Vec<Name> = match at(record, key) {
        Some(Field::List(list)) => list.iter().filter_map(one).collect(),
        Some(single) => one(single).into_iter().collect(),
        None => Vec::new(),
    };
    people.into_iter().filter(|name| !name.family.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_web_is_linked_to() {
        let table = [
            ("https://example.org/a b?c=d#e", Some("https://example.org/a%20b?c=d#e")),
            ("HTTP://example.org", Some("http://example.org")),
            ("https://example.org/Шуша", Some("https://example.org/%D0%A8%D1%83%D1%88%D0%B0")),
            ("https://example.org/\"><script>", Some("https://example.org/%22%3E%3Cscript%3E")),
            ("https://example.org/')\u{2028}x", Some("https://example.org/%27%29%E2%80%A8x")),
            ("https:///nowhere", None),
            ("https://trusted.example@evil.example/", None),
            ("javascript:alert(1)", None),
            (" javascript:alert(1)", None),
            ("java\nscript:alert(1)", None),
            ("data:text/html,x", None),
            ("//example.org", None),
            ("ftp://example.org", None),
            ("", None),
        ];
        for (address, wanted) in table {
            let record = vec![("url".to_owned(), Field::Text(address.to_owned()))];
            assert_eq!(link(&record).as_deref(), wanted, "{address:?}");
        }
    }

    #[test]
    fn an_identifier_is_an_address_too() {
        let doi = vec![("doi".to_owned(), Field::Text("10.1000/182".into()))];
        let record = vec![("serial-number".to_owned(), Field::Record(doi))];
        assert_eq!(link(&record).as_deref(), Some("https://doi.org/10.1000/182"));
    }
}
