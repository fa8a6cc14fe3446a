//! The plain form of a citation: who, what, in what, from whom, when; a source's record in.

use crate::explain::visible;
use crate::model::Record;
use crate::report::cite::citation::Citation;
use crate::report::cite::record::{Name, people, records, shown};

/// `Thomas de Waal, *Black Garden*, New York University Press, 2003`; the source's own name where its record
/// says nothing.
pub(super) fn cite(name: &str, record: &Record) -> Citation {
    let mut citation = Citation::default();
    let authors: Vec<String> = people(record, "author").iter().map(natural).collect();
    let title = shown(record, "title");
    let named = title.is_some() || !authors.is_empty();
    let title = title.or_else(|| (!named).then(|| visible(name).into_owned()));
    add(&mut citation, (!authors.is_empty()).then(|| listed(&authors)), false);
    add(&mut citation, title, true);
    for parent in records(record, "parent") {
        add(&mut citation, shown(parent, "title"), true);
        for (key, word) in [("volume", "vol. "), ("issue", "no. ")] {
            add(&mut citation, shown(parent, key).map(|number| format!("{word}{number}")), false);
        }
    }
    for key in ["edition", "organization", "publisher", "location", "date", "page-range", "archive"]
    {
        let word = match key {
            "edition" => "edition ",
            "page-range" => "pp. ",
            _ => "",
        };
        add(&mut citation, shown(record, key).map(|text| format!("{word}{text}")), false);
    }
    citation
}

fn add(citation: &mut Citation, text: Option<String>, italic: bool) {
    let Some(text) = text else { return };
    if !citation.runs.is_empty() {
        citation.push(", ", false);
    }
    citation.push(&text, italic);
}

/// `Thomas de Waal`
fn natural(name: &Name) -> String {
    let parts = [&name.given, &name.prefix, &Some(name.family.clone()), &name.suffix];
    parts.into_iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" ")
}

/// People named; of more the first, and how many others.
const NAMED: usize = 3;

fn listed(names: &[String]) -> String {
    match names {
        [first, rest @ ..] if rest.len() >= NAMED => format!("{first} and {} others", rest.len()),
        [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
        names => names.join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Field;

    fn cited(record: &[(&str, Field)]) -> String {
        let record = record.iter().map(|(key, field)| ((*key).to_owned(), field.clone())).collect();
        cite("key", &record).text()
    }

    #[test]
    fn who_what_when() {
        let text = |text: &str| Field::Text(text.into());
        assert_eq!(
            cited(&[
                ("title", text("Black Garden")),
                ("author", text("de Waal, Thomas")),
                ("date", text("2003")),
            ]),
            "Thomas de Waal, Black Garden, 2003"
        );
        assert_eq!(cited(&[]), "key");
        let five: Vec<Field> = ["A", "B", "C", "D", "E"].iter().map(|name| text(name)).collect();
        assert_eq!(cited(&[("author", Field::List(five))]), "A and 4 others");
        assert_eq!(cited(&[("title", text("a\u{202e}b"))]), "a\\u{202e}b");
    }
}
