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

/// The deepest that elements may be inside one another, those of macros where they are called; no style of the
/// hundred best known reaches a third of it.
const DEEPEST: usize = 256;

/// The longest a style may be, in bytes of tags, with macros wherever they are called and of branches the longest;
/// no style of the hundred best known reaches a third of it.
const LONGEST: usize = 8 << 20;

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

/// An element with all that is in it.
struct Element {
    /// In bytes, of its tag alone.
    length: usize,
    is_choice: bool,
    /// The macro it is.
    name: Option<String>,
    /// The macro it calls.
    calls: Option<String>,
    inside: Vec<Element>,
}

/// How long and how deep an element is with all it calls.
#[derive(Clone, Copy, Default)]
struct Reach {
    length: usize,
    depth: usize,
}

/// Whether the text is XML around `style`, and no more of it than the crate can follow.
fn bounded(text: &str) -> Result<(), String> {
    let reached = reach_of(&elements(text)?);
    reached.map(drop).ok_or_else(|| {
        "its elements, with macros wherever they are called, are too many, too deep inside one another, or in a ring"
            .into()
    })
}

/// How long and deep the whole is; none where that is beyond what is allowed.
fn reach_of(style: &Element) -> Option<Reach> {
    let mut macros = Macros::default();
    for element in &style.inside {
        if let Some(name) = element.name.as_deref() {
            macros.elements.entry(name).or_insert(element);
        }
    }
    macros.reach(style, 0)
}

/// The first element, with all that are in it.
fn elements(text: &str) -> Result<Element, String> {
    let mut reader = Reader::from_str(text);
    let mut open: Vec<Element> = Vec::new();
    loop {
        let event = reader.read_event().map_err(|fault| no_xml(&fault))?;
        if let Event::Start(tag) | Event::Empty(tag) = &event
            && open.is_empty()
            && tag.local_name().as_ref() != b"style"
        {
            return Err("its first element is not `style`, as that of styles is".into());
        }
        let closed = match &event {
            Event::Start(tag) => {
                open.push(element(tag)?);
                None
            }
            Event::Empty(tag) => Some(element(tag)?),
            Event::End(_) => open.pop(),
            Event::Eof if open.is_empty() => return Err("no XML is in it, as styles are".into()),
            Event::Eof => {
                return Err("it is no XML, as styles are: it ends before its elements do".into());
            }
            _ => None,
        };
        if open.len() > DEEPEST {
            return Err("its elements are too deep inside one another".into());
        }
        match (closed, open.last_mut()) {
            (Some(closed), Some(around)) => around.inside.push(closed),
            (Some(whole), None) => return Ok(whole),
            (None, _) => {}
        }
    }
}

fn element(tag: &BytesStart) -> Result<Element, String> {
    let is_macro = tag.local_name().as_ref() == b"macro";
    Ok(Element {
        length: tag.len(),
        is_choice: tag.local_name().as_ref() == b"choose",
        name: if is_macro { attribute(tag, b"name")? } else { None },
        calls: attribute(tag, b"macro")?,
        inside: Vec::new(),
    })
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

/// The macros of a style, and what is known of them.
#[derive(Default)]
struct Macros<'e> {
    elements: BTreeMap<&'e str, &'e Element>,
    known: BTreeMap<&'e str, Reach>,
}

impl<'e> Macros<'e> {
    /// None where an element at that depth is too long, too deep, or calls itself.
    fn reach(&mut self, element: &'e Element, at: usize) -> Option<Reach> {
        let mut reach = match &element.calls {
            Some(name) => self.called(name, at + 1)?,
            None => Reach::default(),
        };
        let mut inside = 0_usize;
        for one in &element.inside {
            let one = self.reach(one, at + 1)?;
            reach.depth = reach.depth.max(one.depth);
            let both = inside.saturating_add(one.length);
            inside = if element.is_choice { inside.max(one.length) } else { both };
        }
        reach.length = reach.length.saturating_add(inside).saturating_add(element.length);
        reach.depth += 1;
        (reach.length <= LONGEST && at + reach.depth <= DEEPEST).then_some(reach)
    }

    fn called(&mut self, name: &'e str, at: usize) -> Option<Reach> {
        if let Some(&known) = self.known.get(name) {
            return Some(known);
        }
        // What is called and is not there, the crate leaves out.
        let Some(&element) = self.elements.get(name) else { return Some(Reach::default()) };
        let reach = (at <= DEEPEST).then(|| self.reach(element, at)).flatten()?;
        self.known.insert(name, reach);
        Some(reach)
    }
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
            let Reach { length, depth } = reach_of(&elements(shipped.text).unwrap()).unwrap();
            assert!(length * 3 <= LONGEST && depth * 3 <= DEEPEST, "{name}: {length}, {depth}");
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
