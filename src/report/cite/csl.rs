//! Citations in the styles of the Citation Style Language 1.0.2, by hayagriva: records of sources in, runs of
//! text out. The crate only renders; the records were read as every other text of a claim file is.

use crate::budget::limits;
use crate::model::Record;
use crate::report::cite::citation::Citation;
use crate::report::cite::record::{Name, link, people, records, serial, shown, text};
use crate::report::cite::style::Style;
use crate::report::cite::styles::locales;
use hayagriva::citationberg::taxonomy::{NumberVariable, Variable};
use hayagriva::citationberg::{FontStyle, IndependentStyle, Locale, SortKey};
use hayagriva::types::{
    Date, EntryType, FormatString, MaybeTyped, Numeric, PageRanges, Person, Publisher, QualifiedUrl,
};
use hayagriva::{BibliographyDriver, BibliographyRequest, CitationItem, CitationRequest, Entry};
use hayagriva::{ElemChild, ElemChildren};
use std::thread;

/// Room for a style from a file, which may call its macros deep inside one another.
const STACK: usize = 256 << 20;

/// The deepest a source may appear in one that appears in another.
const DEEPEST: usize = 4;

/// The longest text handed on, in characters; what is longer is cut, for no bibliography prints it.
const LONGEST: usize = 600;

/// The citations in order; none for a source whose date a style cannot say, for one beyond the first few, or
/// where the style has no bibliography. The number of those beyond.
pub(super) fn cite(sources: &[(&str, &Record)], style: &Style) -> (Vec<Option<Citation>>, usize) {
    let mut citations = vec![None; sources.len()];
    let styled = sources.iter().take(limits::SOURCES_STYLED.get()).enumerate();
    let mut entries: Vec<Entry> = styled
        .filter_map(|(at, (_, record))| entry(&at.to_string(), record, 0))
        .filter(|entry| entry.title().is_some() || entry.authors().is_some())
        .collect();
    // To hold two sources against one another costs the crate as much as to cite one: what comes nearly in
    // the order of most styles needs fewer looks.
    if sorts(&style.csl) {
        entries.sort_by_cached_key(filed);
    }
    let Some(list) = listed(&entries, style) else { return (citations, sources.len()) };
    for (key, citation) in list {
        if let Some(place) = key.parse().ok().and_then(|at: usize| citations.get_mut(at)) {
            *place = (!citation.text().trim().is_empty()).then_some(citation);
        }
    }
    (citations, sources.len().saturating_sub(limits::SOURCES_STYLED.get()))
}

/// The bibliography; none where the style is beyond the crate, which then panics.
fn listed(entries: &[Entry], style: &Style) -> Option<Vec<(String, Citation)>> {
    let list = || bibliography(entries, &style.csl, &locales(&style.csl));
    if !style.foreign {
        return Some(list());
    }
    thread::scope(|scope| {
        let builder = thread::Builder::new().name(Style::THREAD.into()).stack_size(STACK);
        builder.spawn_scoped(scope, list).ok()?.join().ok()
    })
}

/// Whether the style puts its bibliography in an order of its own: not in that in which sources are cited.
fn sorts(style: &IndependentStyle) -> bool {
    let as_cited = |key: &SortKey| {
        let number = Variable::Number(NumberVariable::CitationNumber);
        matches!(key, SortKey::Variable { variable, .. } if *variable == number)
    };
    let sort = style.bibliography.as_ref().and_then(|all| all.sort.as_ref());
    sort.is_some_and(|sort| !sort.keys.iter().any(as_cited))
}

/// Year, month and day.
type Day = (i32, Option<u8>, Option<u8>);

/// What most styles sort by: who wrote it, or else its title; its date; its title.
fn filed(entry: &Entry) -> (String, Option<Day>, String) {
    let title = entry.title().map(|title| title.value.to_string().to_lowercase());
    let title = title.unwrap_or_default();
    let people = entry.authors().or_else(|| entry.editors()).unwrap_or_default().iter();
    let mut names = String::new();
    people.for_each(|person| {
        let given = person.given_name.as_deref().unwrap_or_default();
        names.push_str(&format!("{} {given} ", person.name).to_lowercase());
    });
    let day = entry.date().map(|date| (date.year, date.month, date.day));
    (if names.is_empty() { title.clone() } else { names }, day, title)
}

/// The entries as a bibliography in the style prints them, each with its key.
fn bibliography(
    entries: &[Entry],
    style: &IndependentStyle,
    locales: &[Locale],
) -> Vec<(String, Citation)> {
    let mut driver = BibliographyDriver::new();
    for entry in entries {
        let items = vec![CitationItem::with_entry(entry)];
        driver.citation(CitationRequest::from_items(items, style, locales));
    }
    let request = BibliographyRequest { style, locale: None, locale_files: locales };
    let bibliography = driver.finish(request).bibliography;
    let items = bibliography.into_iter().flat_map(|bibliography| bibliography.items);
    let cited = items.map(|item| {
        let mut citation = Citation::default();
        if let Some(first) = &item.first_field {
            child(first, &mut citation);
            citation.push(" ", false);
        }
        children(&item.content, &mut citation);
        (item.key, citation)
    });
    cited.collect()
}

fn children(all: &ElemChildren, citation: &mut Citation) {
    all.0.iter().for_each(|one| child(one, citation));
}

fn child(one: &ElemChild, citation: &mut Citation) {
    match one {
        ElemChild::Text(text) | ElemChild::Link { text, .. } => {
            citation.push(&text.text, text.formatting.font_style == FontStyle::Italic);
        }
        ElemChild::Elem(inner) => children(&inner.children, citation),
        ElemChild::Markup(text) => citation.push(text, false),
        ElemChild::Transparent { .. } => {}
    }
}

/// The record as the crate's own; none where it holds a date that is no single day, month or year, since a
/// style would then print that there is none.
fn entry(key: &str, record: &Record, depth: usize) -> Option<Entry> {
    let kind = text(record, "type").and_then(|kind| kind.parse().ok()).unwrap_or(EntryType::Misc);
    let mut entry = Entry::new(key, kind);
    if let Some(written) = text(record, "date") {
        entry.set_date(date(written)?);
    }
    let string = |key: &str| shown(record, key).map(|text| FormatString::with_value(short(text)));
    string("title").into_iter().for_each(|title| entry.set_title(title));
    let authors: Vec<Person> = people(record, "author").into_iter().map(person).collect();
    if !authors.is_empty() {
        entry.set_authors(authors);
    }
    let editors: Vec<Person> = people(record, "editor").into_iter().map(person).collect();
    if !editors.is_empty() {
        entry.set_editors(editors);
    }
    if let Some(name) = string("publisher") {
        entry.set_publisher(Publisher::new(Some(name), string("location")));
    }
    string("organization").into_iter().for_each(|body| entry.set_organization(body));
    string("location").into_iter().for_each(|place| entry.set_location(place));
    string("archive").into_iter().for_each(|archive| entry.set_archive(archive));
    string("archive-location").into_iter().for_each(|place| entry.set_archive_location(place));
    string("call-number").into_iter().for_each(|number| entry.set_call_number(number));
    string("genre").into_iter().for_each(|genre| entry.set_genre(genre));
    numbers(record, &mut entry);
    if depth < DEEPEST {
        let inner = records(record, "parent").into_iter();
        let parents: Option<Vec<Entry>> =
            inner.map(|parent| self::entry("", parent, depth + 1)).collect();
        entry.set_parents(parents?);
    }
    Some(entry)
}

/// What is a number, an address or an identifier.
fn numbers(record: &Record, entry: &mut Entry) {
    let number = |key: &str| -> Option<MaybeTyped<Numeric>> {
        let text = short(shown(record, key)?);
        Some(text.parse().map_or(MaybeTyped::String(text), MaybeTyped::Typed))
    };
    number("issue").into_iter().for_each(|issue| entry.set_issue(issue));
    number("volume").into_iter().for_each(|volume| entry.set_volume(volume));
    number("edition").into_iter().for_each(|edition| entry.set_edition(edition));
    number("chapter").into_iter().for_each(|chapter| entry.set_chapter(chapter));
    if let Some(pages) = shown(record, "page-range").map(short) {
        let pages: MaybeTyped<PageRanges> =
            pages.parse().map_or(MaybeTyped::String(pages), MaybeTyped::Typed);
        entry.set_page_range(pages);
    }
    let address = text(record, "url").and_then(|_| link(record));
    if let Some(address) = address.and_then(|address| address.parse::<QualifiedUrl>().ok()) {
        entry.set_url(address);
    }
    for key in ["doi", "isbn", "issn"] {
        if let Some(number) = serial(record, key) {
            entry.set_keyed_serial_number(key, short(crate::explain::visible(number).into_owned()));
        }
    }
}

fn short(text: String) -> String {
    if text.chars().nth(LONGEST).is_none() {
        return text;
    }
    text.chars().take(LONGEST).chain(['…']).collect()
}

fn person(name: Name) -> Person {
    Person {
        name: short(name.family),
        given_name: name.given.map(short),
        prefix: name.prefix,
        suffix: name.suffix,
        comma_suffix: false,
        alias: None,
    }
}

/// A day, month or year; `~` and `?` make it approximate.
fn date(written: &str) -> Option<Date> {
    let bare = written.trim_end_matches(['~', '?', '%']);
    let mut parts = bare.split('-');
    let number = |part: &str, digits: usize| {
        let plain = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
        plain.then(|| part.parse::<u16>().ok()).flatten()
    };
    let year = number(parts.next()?, 4)?;
    let mut rest =
        parts.map(|part| number(part, 2).and_then(|of| u8::try_from(of).ok()?.checked_sub(1)));
    let month = match rest.next() {
        Some(month) => Some(month.filter(|&month| month < 12)?),
        None => None,
    };
    let day = match rest.next() {
        Some(day) => Some(day.filter(|&day| day < 31)?),
        None => None,
    };
    let approximate = bare.len() < written.len();
    let year = i32::from(year);
    rest.next().is_none().then_some(Date { year, month, day, approximate, season: None })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Field;
    use hayagriva::citationberg::LocaleCode;

    fn record(keys: &[(&str, &str)]) -> Record {
        let text = |text: &str| Field::Text(text.to_owned());
        keys.iter().map(|(key, value)| ((*key).to_owned(), text(value))).collect()
    }

    fn cited(style: &str, keys: &[(&str, &str)]) -> Option<String> {
        let record = record(keys);
        let style = Style::find(style).unwrap();
        let (mut citations, _) = cite(&[("key", &record)], &style);
        citations.remove(0).map(|citation| citation.text())
    }

    const BOOK: &[(&str, &str)] = &[
        ("type", "book"),
        ("title", "Black Garden"),
        ("author", "de Waal, Thomas"),
        ("date", "2003"),
        ("publisher", "New York University Press"),
    ];

    #[test]
    fn a_book_in_two_styles() {
        assert_eq!(
            cited("apa", BOOK).as_deref(),
            Some("de Waal, T. (2003). Black Garden. New York University Press.")
        );
        assert_eq!(
            cited("mla", BOOK).as_deref(),
            Some("de Waal, Thomas. Black Garden. New York University Press, 2003.")
        );
    }

    #[test]
    fn a_style_has_the_words_of_its_language() {
        let edited = [
            ("type", "anthology"),
            ("title", "Lists"),
            ("editor", "Hill, Anna"),
            ("date", "2003-05-04"),
        ];
        let cited = |language: &str| {
            let mut style = Style::find("mla").unwrap().csl;
            style.default_locale = Some(LocaleCode(language.into()));
            let entries = [entry("0", &record(&edited), 0).unwrap()];
            bibliography(&entries, &style, &locales(&style)).remove(0).1.text()
        };
        assert_eq!(cited("en-US"), "Hill, Anna, editor. Lists. 4 May 2003.");
        assert_eq!(cited("de-DE"), "Hill, Anna, Herausgeber. Lists. 4. Mai 2003.");
        // A language that is not carried has the words of en-US, and the dates too: the style has its own for English.
        assert_eq!(cited("pl-PL"), "Hill, Anna, editor. Lists. May 4, 2003.");
    }

    /// Letters behind the years of one author come by date and title then, and not by how much rests on each source.
    #[test]
    fn where_a_style_sorts_it_does_not_matter_in_which_order_sources_come() {
        let people = ["Hill, Anna", "Hill, Bo", "aakre, Ida", "", "Öst, Carl"];
        let report = |at: usize| {
            let (title, date) = (format!("Report {}", at * 7 % 20), format!("{}", 1990 + at % 3));
            let keys = [("type", "report"), ("title", &title), ("date", &date)];
            let author = Some(("author", people[at % 5])).filter(|(_, name)| !name.is_empty());
            record(&keys.into_iter().chain(author).collect::<Vec<_>>())
        };
        let records: Vec<Record> = (0..20).map(report).collect();
        let one_way: Vec<(&str, &Record)> = records.iter().map(|record| ("key", record)).collect();
        let other_way: Vec<(&str, &Record)> = one_way.iter().rev().copied().collect();
        let mut sorting = 0;
        for name in Style::names() {
            let style = Style::find(name).unwrap();
            if sorts(&style.csl) {
                sorting += 1;
                let (mut reversed, _) = cite(&other_way, &style);
                reversed.reverse();
                assert_eq!(cite(&one_way, &style).0, reversed, "{name}");
            }
        }
        assert!(sorting > 1, "{sorting} styles sort");
    }

    #[test]
    fn a_style_that_numbers_sources_numbers_them_down_the_list() {
        let titles =
            ["Zed", "Abel", "Mole"].map(|title| record(&[("type", "book"), ("title", title)]));
        let sources: Vec<(&str, &Record)> = titles.iter().map(|record| ("key", record)).collect();
        for name in ["ieee", "nature", "vancouver"] {
            let (citations, _) = cite(&sources, &Style::find(name).unwrap());
            for (number, citation) in (1..).zip(citations) {
                let text = citation.expect(name).text();
                let digits: String = text.chars().filter(char::is_ascii_digit).collect();
                assert_eq!(digits, format!("{number}"), "{name}: {text}");
            }
        }
    }

    #[test]
    fn a_date_no_style_can_say_is_not_left_out() {
        assert!(cited("apa", &[("title", "Lists"), ("date", "2016/2018")]).is_none());
        assert!(
            date("2016-13").is_none() && date("201X").is_none() && date("2016-02-30-1").is_none()
        );
        assert!(date("2016-02~").is_some_and(|date| date.approximate && date.month == Some(1)));
    }

    #[test]
    fn strange_words_come_through_every_kind_of_style() {
        let titles =
            ["Black Garden", "<b>{x}</b> $y$ \\", "'", "\u{5d0}\u{5d1}", "1/0", "a, b, c, d"];
        let records: Vec<Record> = titles
            .iter()
            .map(|title| {
                let keys = ["title", "author", "issue", "volume", "page-range"];
                let keys: Vec<(&str, &str)> = keys.iter().map(|key| (*key, *title)).collect();
                record(&keys)
            })
            .collect();
        let sources: Vec<(&str, &Record)> = records.iter().map(|record| ("key", record)).collect();
        for name in Style::names() {
            let (citations, left_out) = cite(&sources, &Style::find(name).unwrap());
            assert_eq!((citations.len(), left_out), (titles.len(), 0), "{name}");
        }
    }
}
