//! Names that nobody can tell apart by eye: an accent written in one character or in two, a character that is not
//! seen, a letter of another alphabet.
//!
//! Two names look alike if they have the same skeleton (Unicode Technical Standard 39, section 4). Names of plain
//! ASCII are never taken for one another: `p1` and `pl` are what people write on purpose.

use crate::source::Span;
use std::collections::HashMap;
use unicode_security::confusable_detection::skeleton;

/// A name, and one of the same kind that looks like it.
pub(super) struct Pair<'n> {
    pub(super) name: &'n str,
    pub(super) at: Span,
    pub(super) like: &'n str,
}

/// The names that look like another, each with that one: the one of plain ASCII if there is one, else the first by
/// code points. Linear in the names, and free where all of them are plain ASCII.
pub(super) fn pairs<'n>(names: impl Iterator<Item = (&'n str, Span)> + Clone) -> Vec<Pair<'n>> {
    let (plain, other): (Vec<_>, Vec<_>) = split(names);
    let mut groups: HashMap<String, Vec<(&str, Span)>> = HashMap::new();
    for (name, at) in other {
        groups.entry(looks(name)).or_default().push((name, at));
    }
    if groups.is_empty() {
        return Vec::new();
    }
    let mut first: HashMap<&str, &str> = HashMap::new();
    for (name, _) in plain {
        if let Some((looks, _)) = groups.get_key_value(&looks(name)) {
            let held = first.entry(looks.as_str()).or_insert(name);
            *held = name.min(*held);
        }
    }
    let mut pairs = Vec::new();
    for (looks, names) in &groups {
        let like = first.get(looks.as_str()).copied();
        let Some(like) = like.or_else(|| names.iter().map(|(name, _)| *name).min()) else {
            continue;
        };
        let others = names.iter().filter(|(name, _)| *name != like);
        pairs.extend(others.map(|&(name, at)| Pair { name, at, like }));
    }
    pairs.sort_by_key(|pair| pair.at);
    pairs
}

type Named<'n> = Vec<(&'n str, Span)>;

/// Those of plain ASCII, then the others.
fn split<'n>(names: impl Iterator<Item = (&'n str, Span)> + Clone) -> (Named<'n>, Named<'n>) {
    let other: Named<'n> = names.clone().filter(|(name, _)| !name.is_ascii()).collect();
    let plain = names.filter(|(name, _)| !other.is_empty() && name.is_ascii());
    (plain.collect(), other)
}

/// The first of the known names that looks like this one and is another.
pub(super) fn like<'n>(name: &str, mut known: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let wanted = looks(name);
    known.find(|other| {
        *other != name && !(name.is_ascii() && other.is_ascii()) && looks(other) == wanted
    })
}

fn looks(name: &str) -> String {
    skeleton(name).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    fn found(names: &[&str]) -> Vec<(String, String)> {
        let at = |at: usize| Span::new(FileId(0), at as u32, at as u32 + 1);
        let names = names.iter().enumerate().map(|(nth, name)| (*name, at(nth)));
        pairs(names).into_iter().map(|pair| (pair.name.into(), pair.like.into())).collect()
    }

    #[test]
    fn names_that_look_alike_are_paired() {
        for (name, like) in [
            ("ministr\u{443}", "ministry"),
            ("cafe\u{301}", "caf\u{e9}"),
            ("north\u{200b}", "north"),
            ("\u{202e}north", "north"),
            ("a\u{2212}b", "a-b"),
            ("\u{430}\u{440}", "ap"),
            ("stra\u{3b2}e", "stra\u{df}e"),
            ("\u{ff41}b", "ab"),
        ] {
            let (first, second) =
                if like.is_ascii() || like < name { (like, name) } else { (name, like) };
            let wanted = vec![(second.to_owned(), first.to_owned())];
            assert_eq!(found(&[name, like, "other"]), wanted, "{name}");
            assert_eq!(found(&[like, "other", name]), wanted, "{name}");
        }
    }

    #[test]
    fn names_that_can_be_told_apart_are_not() {
        for names in [
            ["p1", "pl"],
            ["corn", "com"],
            ["caf\u{e9}", "cafe"],
            ["\u{435}", "\u{451}"],
            ["\u{433}\u{43e}\u{440}\u{43e}\u{434}", "gorod"],
            ["\u{4e00}\u{6708}", "\u{4e8c}\u{6708}"],
        ] {
            assert!(found(&names).is_empty(), "{names:?}");
        }
    }
}
