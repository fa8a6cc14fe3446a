//! What a source's record says, for citing it: texts, people and addresses, safe to show.

use crate::explain::visible;
use crate::model::{Field, Record};

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
pub(super) fn text<'r>(record: &'r Record, key: &str) -> Option<&'r str> {
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
pub(super) fn shown(record: &Record, key: &str) -> Option<String> {
    text(record, key)
        .map(|text| visible(&text.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned())
}

pub(super) fn serial<'r>(record: &'r Record, key: &str) -> Option<&'r str> {
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
pub(super) fn records<'r>(record: &'r Record, key: &str) -> Vec<&'r Record> {
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
pub(super) struct Name {
    pub(super) family: String,
    pub(super) given: Option<String>,
    pub(super) prefix: Option<String>,
    pub(super) suffix: Option<String>,
}

/// The people at a key: `de Waal, Thomas` or a record of the name's parts.
pub(super) fn people(record: &Record, key: &str) -> Vec<Name> {
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
