//! Styles of the Citation Style Language: a name, or the text of a file, in; a style, or why it is none, out.
//!
//! A file may come from anywhere. The crate that reads it follows elements and macros as deep as they go, so
//! they are counted first, by a reader that follows nothing.

use crate::explain::visible;
use hayagriva::citationberg::{IndependentStyle, Locale, LocaleFile, Style as Csl, XmlDeError};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::BTreeMap;

/// A style that the program carries.
struct Shipped {
    names: &'static [&'static str],
    text: &'static str,
}

const SHIPPED: &[Shipped] = &[
    Shipped {
        names: &["apa", "american-psychological-association"],
        text: include_str!("styles/apa.csl"),
    },
    Shipped {
        names: &["chicago-author-date"],
        text: include_str!("styles/chicago-author-date.csl"),
    },
    Shipped {
        names: &["chicago-notes", "chicago-fullnotes", "chicago-notes-bibliography"],
        text: include_str!("styles/chicago-notes-bibliography.csl"),
    },
    Shipped {
        names: &["harvard-cite-them-right", "harvard"],
        text: include_str!("styles/harvard-cite-them-right.csl"),
    },
    Shipped {
        names: &["ieee", "institute-of-electrical-and-electronics-engineers"],
        text: include_str!("styles/ieee.csl"),
    },
    Shipped {
        names: &["mla", "modern-language-association", "mla-8", "modern-language-association-8"],
        text: include_str!("styles/modern-language-association.csl"),
    },
    Shipped { names: &["nature"], text: include_str!("styles/nature.csl") },
    Shipped {
        names: &["vancouver", "nlm-citation-sequence"],
        text: include_str!("styles/nlm-citation-sequence.csl"),
    },
];

/// The words and dates of languages; the first are those of a style that names no language.
const LOCALES: &[(&str, &str)] = &[
    ("en-US", include_str!("styles/en-US.xml")),
    ("en-GB", include_str!("styles/en-GB.xml")),
    ("de-DE", include_str!("styles/de-DE.xml")),
    ("es-ES", include_str!("styles/es-ES.xml")),
    ("fr-FR", include_str!("styles/fr-FR.xml")),
    ("ru-RU", include_str!("styles/ru-RU.xml")),
];

/// The deepest that elements may be inside one another, those of macros where they are called; the styles
/// carried here reach a quarter of it.
const DEEPEST: usize = 256;

/// Elements there may be, those of macros counted wherever they are called; the styles carried here reach
/// a tenth of it.
const MOST: usize = 250_000;

/// Attributes one element may have; no style has half as many.
const ATTRIBUTES: usize = 64;

pub(super) fn names() -> Vec<&'static str> {
    let mut names: Vec<_> = SHIPPED.iter().flat_map(|style| style.names).copied().collect();
    names.sort_unstable();
    names
}

pub(super) fn find(name: &str) -> Option<IndependentStyle> {
    let shipped = SHIPPED.iter().find(|style| style.names.contains(&name))?;
    IndependentStyle::from_xml(shipped.text).ok()
}

/// The style that a file holds; else what is wrong with it, as the end of "cannot be used: ".
pub(super) fn read(text: &str) -> Result<IndependentStyle, String> {
    let text = text.trim_start_matches('\u{feff}');
    bounded(text)?;
    let style = match Csl::from_xml(text).map_err(|fault| no_style(&fault))? {
        Csl::Independent(style) => style,
        Csl::Dependent(style) => {
            let parent = visible(&style.parent_link.href).into_owned();
            return Err(format!(
                "it only points to another style; give the file of that: {parent}"
            ));
        }
    };
    if style.bibliography.is_none() {
        return Err("it says nothing of how a list of sources is printed".into());
    }
    Ok(style)
}

fn no_style(fault: &XmlDeError) -> String {
    let place = fault.path.as_ref().map(ToString::to_string).filter(|path| path.len() > 1);
    let place = place.map_or(String::new(), |path| format!(" at `{}`", visible(&path)));
    let why = fault.source.to_string();
    format!("it is no style of the Citation Style Language{place}: {}", visible(&why))
}

/// The words of the style's language, and those of English that are taken where it has none.
pub(super) fn locales(style: &IndependentStyle) -> Vec<Locale> {
    let own = style.default_locale.as_ref().and_then(|code| code.0.get(..2)).unwrap_or("en-US");
    let wanted = LOCALES.iter().filter(|(code, _)| *code == "en-US" || code.starts_with(own));
    wanted.filter_map(|(_, text)| locale(text)).collect()
}

fn locale(text: &str) -> Option<Locale> {
    LocaleFile::from_xml(text).ok().map(Locale::from)
}

/// A macro, or all that is outside of macros.
#[derive(Default)]
struct Part {
    elements: usize,
    /// The deepest element, counted from the part's own.
    depth: usize,
    /// The macros it calls, each with the depth where it does.
    calls: Vec<(String, usize)>,
}

/// Whether the text is XML around `style`, and no more of it than the crate can follow.
fn bounded(text: &str) -> Result<(), String> {
    let parts = parts(text)?;
    let known = &mut BTreeMap::new();
    parts.keys().try_for_each(|name| reach(&parts, name, 0, known).map(drop).ok_or(())).map_err(
        |()| {
            "its elements, or its macros where they are called, are too many, too deep inside one another, or \
             in a ring"
                .into()
        },
    )
}

/// The parts of a style by the names of macros, the empty name for the rest.
fn parts(text: &str) -> Result<BTreeMap<String, Part>, String> {
    let mut reader = Reader::from_str(text);
    let mut parts: BTreeMap<String, Part> = BTreeMap::new();
    let (mut name, mut begun, mut depth) = (String::new(), 0, 0_usize);
    let mut empty = true;
    loop {
        let event = reader.read_event().map_err(|fault| no_xml(&fault))?;
        let tag = match &event {
            Event::Start(tag) | Event::Empty(tag) => tag,
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                continue;
            }
            Event::Eof if empty => return Err("no XML is in it, as styles are".into()),
            Event::Eof => return Ok(parts),
            _ => continue,
        };
        if empty && tag.local_name().as_ref() != b"style" {
            return Err("its first element is not `style`, as that of styles is".into());
        }
        empty = false;
        if tag.local_name().as_ref() == b"macro" && depth == 1 {
            (name, begun) = (attribute(tag, b"name")?.unwrap_or_default(), depth);
        } else if depth <= begun {
            (name, begun) = (String::new(), 0);
        }
        let part = parts.entry(name.clone()).or_default();
        part.elements += 1;
        part.depth = part.depth.max(depth - begun + 1);
        part.calls.extend(attribute(tag, b"macro")?.map(|called| (called, depth - begun + 1)));
        depth += usize::from(matches!(event, Event::Start(_)));
        if depth > DEEPEST {
            return Err("its elements are too deep inside one another".into());
        }
    }
}

fn no_xml(fault: &quick_xml::Error) -> String {
    format!("it is no XML, as styles are: {}", visible(&fault.to_string()))
}

fn attribute(tag: &BytesStart, key: &[u8]) -> Result<Option<String>, String> {
    let mut found = None;
    // To look for two of one name takes the square of their number.
    for (at, attribute) in tag.attributes().with_checks(false).flatten().enumerate() {
        if at >= ATTRIBUTES {
            return Err(format!("an element has more than {ATTRIBUTES} attributes"));
        }
        if attribute.key.local_name().as_ref() == key {
            let value = attribute.unescape_value().map_err(|fault| no_xml(&fault))?;
            found = Some(value.into_owned());
        }
    }
    Ok(found)
}

/// Elements and depth of a part with all it calls; none where that is beyond what is allowed.
fn reach<'p>(
    parts: &'p BTreeMap<String, Part>,
    name: &'p str,
    inside: usize,
    known: &mut BTreeMap<&'p str, (usize, usize)>,
) -> Option<(usize, usize)> {
    if let Some(&known) = known.get(name) {
        return Some(known);
    }
    let Some(part) = parts.get(name).filter(|_| inside <= DEEPEST) else {
        return (inside <= DEEPEST).then_some((0, 0));
    };
    let (mut elements, mut depth) = (part.elements, part.depth);
    for (called, at) in &part.calls {
        let (more, deeper) = reach(parts, called, inside + 1, known)?;
        elements = elements.saturating_add(more);
        depth = depth.max(at + deeper);
    }
    let reach = (elements, depth);
    (elements <= MOST && depth <= DEEPEST).then(|| *known.entry(name).or_insert(reach))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn style(inside: &str) -> String {
        let info = "<info><title>T</title><id>i</id><updated>2031-01-01T00:00:00Z</updated></info>";
        format!("<style version=\"1.0\" class=\"in-text\">{info}{inside}</style>")
    }

    const LAYOUT: &str = "<citation><layout><text variable=\"title\"/></layout></citation>\
        <bibliography><layout><text macro=\"m0\"/></layout></bibliography>";

    #[test]
    fn what_is_carried_can_be_read_and_is_far_from_the_limits() {
        for shipped in SHIPPED {
            let name = shipped.names[0];
            read(shipped.text).unwrap_or_else(|fault| panic!("{name}: {fault}"));
            let parts = parts(shipped.text).unwrap();
            let known = &mut BTreeMap::new();
            let (elements, depth) = reach(&parts, "", 0, known).unwrap();
            assert!(elements * 10 <= MOST && depth * 4 <= DEEPEST, "{name}: {elements}, {depth}");
            assert!(shipped.text.contains("creativecommons.org/licenses/by-sa/3.0/"), "{name}");
        }
        for (code, text) in LOCALES {
            assert_eq!(locale(text).and_then(|locale| locale.lang).unwrap().0, *code);
        }
    }

    #[test]
    fn macros_that_blow_up_are_refused() {
        let call = |to: usize, times: usize| format!("<text macro=\"m{to}\"/>").repeat(times);
        let chain = |length: usize, times: usize| {
            let one = |at| format!("<macro name=\"m{at}\">{}</macro>", call(at + 1, times));
            let macros: String = (0..length).map(one).collect();
            style(&format!("{LAYOUT}{macros}"))
        };
        read(&chain(20, 1)).unwrap();
        read(&chain(4, 8)).unwrap();
        let ring = style(&format!("{LAYOUT}<macro name=\"m0\">{}</macro>", call(0, 1)));
        for spoiled in [chain(300, 1), chain(20_000, 1), chain(40, 2), ring] {
            let fault = read(&spoiled).unwrap_err();
            assert!(fault.contains("too many, too deep"), "{fault}");
        }
    }
}
