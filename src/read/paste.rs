//! What people type in place of the format → the YAML to write instead, ready to be pasted.

use crate::budget::limits;
use crate::finding::{Paste, PastePlace};
use crate::read::claim_file_shape::{
    CITE, CLAIM, DIMENSION, GROUP, MEMBER, PARTY, RecordShape, SOURCE,
};
use crate::read::claim_file_shape::{MEASURE, ValueShape};
use crate::read::tree::{Kind, Node};

/// What a key that the format does not have is meant to be.
pub(super) struct Meant {
    /// The key of the format, where the value can stay as it is.
    pub(super) key: Option<&'static str>,
    /// The key of the same mapping that says what it was meant to say.
    pub(super) like: &'static str,
    pub(super) paste: Option<Paste>,
}

/// What an unknown key of a record, with what is at it, most likely means.
pub(super) fn for_unknown_key(
    record: &RecordShape,
    mapping: Node<'_>,
    (name, value): (Node<'_>, Node<'_>),
) -> Option<Meant> {
    if is_wide(mapping) {
        return None;
    }
    let word = name.text().to_lowercase();
    let word = word.as_str();
    if [CLAIM.name, GROUP.name].contains(&record.name)
        && let Some(paste) = on_a_claim(word, mapping, value)
    {
        return Some(Meant { key: None, like: likes(word), paste: Some(paste) });
    }
    if record.name == CITE.name && PAGE.contains(&word) {
        let paste = here(format!("at: {}", page(value)?));
        return Some(Meant { key: None, like: "at", paste });
    }
    if record.name == SOURCE.name && ["doi", "isbn", "issn", "pmid", "arxiv"].contains(&word) {
        let paste = here(format!("serial-number: {{{word}: {}}}", flow(value)?));
        return Some(Meant { key: None, like: "serial-number", paste });
    }
    let key = renamed(record.name, word)?;
    let free = !has(mapping, key);
    let line = flow(value).map(|value| format!("{key}: {value}"));
    Some(Meant { key: Some(key), like: key, paste: line.filter(|_| free).and_then(here) })
}

const PAGE: [&str; 4] = ["page", "pages", "p", "pp"];

fn likes(word: &str) -> &'static str {
    match word {
        "measure" | "period" | "year" | "month" | "day" => "about",
        "low" | "best" | "high" | "min" | "max" => "figure",
        "source" | "ref" | "reference" | "citation" | "document" => "cite",
        // A page or an address changes nothing of what is said.
        _ => "note",
    }
}

/// Keys of a claim whose value belongs inside another key.
fn on_a_claim(word: &str, claim: Node<'_>, value: Node<'_>) -> Option<Paste> {
    let cited = entry(claim, "cite").filter(|cite| cite.kind() == Kind::Mapping);
    match word {
        "measure" | "period" => about(claim, word, value),
        "year" | "month" | "day" => about(claim, "period", value),
        "low" | "best" | "high" | "min" | "max" if !has(claim, "figure") => {
            let end = |key: &str, other: &str| entry(claim, key).or_else(|| entry(claim, other));
            let ends = [
                ("low", end("low", "min")),
                ("best", entry(claim, "best")),
                ("high", end("high", "max")),
            ];
            let ends = ends.into_iter().filter_map(|(key, value)| Some((key, flow(value?)?)));
            let ends: Vec<String> = ends.map(|(key, value)| format!("{key}: {value}")).collect();
            here(format!("figure: {{{}}}", ends.join(", ")))
        }
        word if PAGE.contains(&word) => match (cited, entry(claim, "source")) {
            (None, Some(source)) if !has(claim, "cite") => {
                here(format!("cite: {{source: {}, at: {}}}", flow(source)?, page(value)?))
            }
            (Some(_), _) => under("cite", format!("at: {}", page(value)?)),
            _ => None,
        },
        "source" | "ref" | "reference" | "citation" | "document" if !has(claim, "cite") => {
            here(format!("cite: {{source: {}}}", flow(value)?))
        }
        "url" | "link" | "href" => {
            let source = cited.and_then(|cite| entry(cite, "source"));
            let source = source.or_else(|| entry(claim, "source"))?;
            under(source.text(), format!("url: {}", flow(value)?))
        }
        _ => None,
    }
}

/// A measure, a period or a member belongs under `about`.
pub(super) fn about(claim: Node<'_>, key: &str, value: Node<'_>) -> Option<Paste> {
    if is_wide(claim) {
        return None;
    }
    let line = format!("{}: {}", scalar(key), flow(value)?);
    if has(claim, "about") { under("about", line) } else { here(format!("about: {{{line}}}")) }
}

fn page(value: Node<'_>) -> Option<String> {
    let text = (value.kind() == Kind::Scalar).then(|| value.text())?;
    let pages = if text.contains(['-', '–', ',']) { "pp." } else { "p." };
    let bare = text.starts_with(|first: char| first.is_ascii_digit());
    Some(scalar(&if bare { format!("{pages} {text}") } else { text.to_owned() }))
}

/// The key of the format that a word is used for in other formats.
fn renamed(record: &str, word: &str) -> Option<&'static str> {
    let remark = ["comment", "comments", "remark", "remarks", "notes", "description"];
    if remark.contains(&word) && !["citation", "figure", "file"].contains(&record) {
        return Some("note");
    }
    Some(match (record, word) {
        ("claim", "value" | "number" | "amount" | "count" | "total" | "quantity") => "figure",
        ("claim", "name" | "title" | "label" | "key") => "id",
        ("claim" | "group", "party" | "who" | "author" | "speaker" | "according-to") => "by",
        ("claim" | "group", "type" | "category" | "kind" | "topic") => "tags",
        ("claim" | "group", "date") => "as-of",
        ("citation", "name" | "id" | "ref" | "document" | "title") => "source",
        ("citation", "retrieved" | "date") => "accessed",
        ("citation", "where" | "place") => "at",
        ("figure", "min" | "from" | "lower") => "low",
        ("figure", "max" | "to" | "upper") => "high",
        ("figure", "estimate" | "mid" | "central") => "best",
        ("measure", "type") => "kind",
        ("dimension" | "member", "members" | "children" | "values" | "categories") => "parts",
        ("measure" | "dimension" | "member" | "party", "title" | "label") => "name",
        ("party", "side") => "belligerent",
        ("source", "name") => "title",
        ("source", "link" | "href" | "website") => "url",
        ("source", "year" | "published") => "date",
        ("source", "kind" | "category") => "type",
        ("source", "pages") => "page-range",
        ("file", "facts" | "figures" | "data" | "entries" | "items") => "claims",
        ("file", "actors" | "people") => "parties",
        ("file", "references" | "documents" | "bibliography") => "sources",
        _ => return None,
    })
}

/// What to write where another shape is at the key. An item of a list has no key of its own.
pub(super) fn for_misfit(
    shape: &ValueShape,
    node: Node<'_>,
    key: &str,
    listed: bool,
) -> Option<Paste> {
    let value = value(shape, node)?;
    here(if listed { value } else { format!("{}: {value}", scalar(key)) })
}

fn value(shape: &ValueShape, node: Node<'_>) -> Option<String> {
    match (shape, node.kind()) {
        (ValueShape::Record(record) | ValueShape::TextOr(record), _) => of_record(record, node),
        (ValueShape::Map(_), Kind::List) => named(node),
        (ValueShape::Flag, Kind::Scalar) => match node.text().to_lowercase().as_str() {
            "true" | "yes" | "on" | "y" => Some("true".into()),
            "false" | "no" | "off" | "n" => Some("false".into()),
            _ => None,
        },
        (ValueShape::Parts(_), Kind::Scalar) if !node.text().trim().is_empty() => {
            Some(format!("[{}]", flow(node)?))
        }
        (ValueShape::Parts(_), Kind::List) => named(node),
        (ValueShape::Text, Kind::List) => single(node),
        (ValueShape::OneOrList(ValueShape::Text), Kind::Mapping) => {
            let bare = node.entries().all(|(_, value)| value.kind() == Kind::Empty);
            let names: Option<Vec<String>> = node.entries().map(|(name, _)| flow(name)).collect();
            let names = names.filter(|names| bare && !names.is_empty())?;
            Some(format!("[{}]", names.join(", ")))
        }
        (ValueShape::List(ValueShape::GroupOr(_, claim)), Kind::Mapping) => {
            of_one(claim, node).or_else(|| of_ids(node))
        }
        (ValueShape::List(ValueShape::Record(record)), Kind::Mapping) => of_one(record, node),
        _ => None,
    }
}

/// A text, a list or nothing where a mapping of known keys belongs.
fn of_record(record: &RecordShape, node: Node<'_>) -> Option<String> {
    let nothing = node.kind() == Kind::Empty || (node.kind() == Kind::Scalar && null(node));
    if nothing {
        let free = record.fields.iter().all(|field| !field.required);
        return (free && record.name != CLAIM.name).then(|| "{}".to_owned());
    }
    let key = match node.kind() {
        Kind::Scalar if node.text().trim().is_empty() => return None,
        Kind::Scalar if record.name == CITE.name => "source",
        Kind::Scalar if record.name == SOURCE.name && node.text().starts_with("http") => "url",
        Kind::Scalar if record.name == SOURCE.name => "title",
        Kind::Scalar if record.name == MEASURE.name => "unit",
        Kind::Scalar if [PARTY.name, MEMBER.name].contains(&record.name) => "name",
        Kind::List if [DIMENSION.name, MEMBER.name].contains(&record.name) => "parts",
        Kind::List if record.name == crate::read::claim_file_shape::FIGURE.name => {
            let ends: Vec<Node<'_>> = node.children().collect();
            let plain = |end: &Node<'_>| {
                let text = end.text();
                end.kind() == Kind::Scalar && text.chars().all(|c| c.is_ascii_digit() || c == '.')
            };
            let both = ends.len() == 2 && ends.iter().all(plain);
            return both.then(|| format!("{}–{}", ends[0].text(), ends[1].text()));
        }
        _ => return None,
    };
    Some(format!("{{{key}: {}}}", flow(node)?))
}

/// `[a, {b: {…}}]` as `{a: {}, b: {…}}`: names, and mappings of one name each.
fn named(list: Node<'_>) -> Option<String> {
    let entry = |item: Node<'_>| match item.kind() {
        Kind::Scalar if !item.text().trim().is_empty() => Some(format!("{}: {{}}", flow(item)?)),
        Kind::Mapping => {
            let mut entries = item.entries();
            let (name, value) = entries.next()?;
            let alone = entries.next().is_none() && value.kind() == Kind::Mapping;
            alone.then(|| Some(format!("{}: {}", flow(name)?, flow(value)?)))?
        }
        _ => None,
    };
    let entries: Option<Vec<String>> = list.children().map(entry).collect();
    Some(format!("{{{}}}", entries.filter(|entries| !entries.is_empty())?.join(", ")))
}

/// The one text of a list.
fn single(list: Node<'_>) -> Option<String> {
    let mut items = list.children();
    let one = items.next().filter(|item| item.kind() == Kind::Scalar && !null(*item))?;
    if items.next().is_some() { None } else { flow(one) }
}

/// A mapping that is itself what the list holds.
fn of_one(record: &RecordShape, node: Node<'_>) -> Option<String> {
    let known = node.entries().any(|(name, _)| record.find(name.text()).is_some());
    known.then(|| Some(format!("[{}]", flow(node)?)))?
}

/// Claims written as a mapping of their ids.
fn of_ids(node: Node<'_>) -> Option<String> {
    let claim = |(id, value): (Node<'_>, Node<'_>)| {
        let keys = flow(value).filter(|_| value.kind() == Kind::Mapping)?;
        let keys = keys.strip_prefix('{')?.to_owned();
        Some(format!("{{id: {}, {keys}", flow(id)?))
    };
    let claims: Option<Vec<String>> = node.entries().map(claim).collect();
    Some(format!("[{}]", claims.filter(|claims| !claims.is_empty())?.join(", ")))
}

/// Whether editors take the scalar for nothing.
pub(super) fn null(node: Node<'_>) -> bool {
    !node.is_quoted() && matches!(node.text(), "~" | "null" | "Null" | "NULL")
}

fn here(yaml: String) -> Option<Paste> {
    (yaml.len() <= limits::PASTED_BYTES.get()).then_some(Paste { place: PastePlace::Here, yaml })
}

fn under(key: &str, yaml: String) -> Option<Paste> {
    (yaml.len() <= limits::PASTED_BYTES.get())
        .then_some(Paste { place: PastePlace::Under(key.to_owned()), yaml })
}

/// The declaration of a name that nothing is declared under.
pub(super) fn declaration(what: &str, name: &str) -> Option<Paste> {
    let section = match what {
        "party" => "parties",
        "source" => "sources",
        "measure" => "measures",
        "dimension" => "dimensions",
        _ => return None,
    };
    under(section, format!("{}: {{}}", scalar(name)))
}

/// Whether looking through its keys for each of them would take too long.
pub(super) fn is_wide(mapping: Node<'_>) -> bool {
    mapping.entries().nth(limits::KEYS_LOOKED_AT.get()).is_some()
}

fn entry<'t>(mapping: Node<'t>, key: &str) -> Option<Node<'t>> {
    let mut entries = mapping.entries();
    entries.find(|(name, _)| name.text() == key).map(|(_, value)| value)
}

fn has(mapping: Node<'_>, key: &str) -> bool {
    entry(mapping, key).is_some()
}

/// The node on one line, as it can stand between brackets.
fn flow(node: Node<'_>) -> Option<String> {
    let (start, end) = node.bytes();
    if (end - start) as usize > limits::PASTED_BYTES.get() {
        return None;
    }
    match node.kind() {
        Kind::Scalar => Some(scalar(node.text())),
        Kind::List => {
            let items: Option<Vec<String>> = node.children().map(flow).collect();
            Some(format!("[{}]", items?.join(", ")))
        }
        Kind::Mapping => {
            let pair = |(name, value): (Node<'_>, Node<'_>)| {
                Some(format!("{}: {}", flow(name)?, flow(value)?))
            };
            let entries: Option<Vec<String>> = node.entries().map(pair).collect();
            Some(format!("{{{}}}", entries?.join(", ")))
        }
        Kind::Empty | Kind::Alias => None,
    }
}

/// The text as YAML that reads back as the same, in quotation marks where it needs them.
fn scalar(text: &str) -> String {
    let inner = |c: char| c.is_alphanumeric() || " -_.–/+%²()".contains(c);
    let plain = text.starts_with(char::is_alphanumeric)
        && text.chars().all(inner)
        && !text.ends_with(' ')
        && !matches!(text, "null" | "Null" | "NULL");
    if plain { text.to_owned() } else { quoted(text) }
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() || unseen(c) => out += &format!("\\U{:08X}", u32::from(c)),
            c => out.push(c),
        }
    }
    out + "\""
}

/// Characters that are not seen, or that turn the text around them.
fn unseen(c: char) -> bool {
    matches!(c,
        '\u{a0}' | '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202f}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
}
