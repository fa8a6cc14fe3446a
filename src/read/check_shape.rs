//! Holding a tree to its shape: every unknown, doubled or missing key and every misfit, at its place.

use crate::finding::{Check, Evidence, Unsupported};
use crate::read::claim_file_shape::{CLAIM, Code, KeyShape, RecordShape, ValueShape};
use crate::read::faults::Faults;
use crate::read::suggest::Suggestions;
use crate::read::tree::{Kind, Node};
use crate::source::{FileId, Span};
use std::collections::HashMap;

/// The findings of one file.
#[derive(Debug)]
pub(super) struct FileFindings {
    pub(super) file: FileId,
    pub(super) faults: Faults,
    suggestions: Suggestions,
}

/// How well a node fits its shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// As it should be.
    Good,
    /// Readable, with a key nobody knows.
    Odd,
    /// Not to be read.
    Bad,
}

impl FileFindings {
    pub(super) fn new(file: FileId) -> Self {
        Self { file, faults: Faults::default(), suggestions: Suggestions::default() }
    }

    pub(super) fn span(&self, node: Node<'_>) -> Span {
        let (start, end) = node.bytes();
        Span::new(self.file, start, end)
    }

    pub(super) fn add(&mut self, check: Check, at: Span, evidence: Evidence) {
        self.faults.add(check, at, evidence);
    }

    /// Holds the node at `key` to the shape.
    pub(super) fn fit(&mut self, shape: &ValueShape, node: Node<'_>, key: &str) -> Fit {
        if node.kind() == Kind::Alias {
            return self.unsupported(Unsupported::Alias, node);
        }
        match shape {
            ValueShape::Text => self.text(node, key, "a text or a number"),
            ValueShape::Flag => self.flag(node, key),
            ValueShape::Choice(words) => self.choice(words, node, key),
            ValueShape::Code(code) => self.code(code, node, key),
            ValueShape::List(item) => self.list(item, node, key),
            ValueShape::OneOrList(item) if node.kind() == Kind::List => self.list(item, node, key),
            ValueShape::OneOrList(ValueShape::Text) => {
                self.text(node, key, "a text, or a list of texts,")
            }
            ValueShape::OneOrList(item) => self.fit(item, node, key),
            ValueShape::Map(value) => self.map(value, node, key),
            ValueShape::Record(record) => self.record(record, node, key),
            ValueShape::TextOr(record) if node.kind() == Kind::Mapping => {
                self.record(record, node, key)
            }
            ValueShape::TextOr(_) => self.text(node, key, "a text, a number or a mapping"),
            ValueShape::Parts(_) if node.kind() == Kind::List => {
                self.list(&ValueShape::Text, node, key)
            }
            ValueShape::Parts(member) if node.kind() == Kind::Mapping => {
                self.map(&ValueShape::Record(member), node, key)
            }
            ValueShape::Parts(_) => {
                self.misfit(node, key, "a list of names, or a mapping of them,".into())
            }
            ValueShape::GroupOr(group, claim) => {
                let record = if has_key(node, "claims") { group } else { claim };
                self.record(record, node, record.name)
            }
        }
    }

    fn text(&mut self, node: Node<'_>, key: &str, wanted: &str) -> Fit {
        match node.kind() {
            Kind::Scalar if !node.text().trim().is_empty() && !null(node) => Fit::Good,
            _ => self.misfit(node, key, wanted.into()),
        }
    }

    fn flag(&mut self, node: Node<'_>, key: &str) -> Fit {
        let flag = node.kind() == Kind::Scalar && !node.is_quoted();
        if flag && matches!(node.text(), "true" | "false") {
            return Fit::Good;
        }
        self.misfit(node, key, "true or false".into())
    }

    fn choice(&mut self, words: &[(&str, &str)], node: Node<'_>, key: &str) -> Fit {
        let known = words.iter().any(|&(word, _)| word == node.text());
        if node.kind() == Kind::Scalar && known {
            return Fit::Good;
        }
        let words: Vec<&str> = words.iter().map(|&(word, _)| word).collect();
        self.misfit(node, key, format!("one of the words {}", words.join(", ")))
    }

    fn code(&mut self, code: &Code, node: Node<'_>, key: &str) -> Fit {
        if node.kind() == Kind::Scalar && code.fits(node.text()) {
            return Fit::Good;
        }
        self.misfit(node, key, code.wanted.into())
    }

    fn list(&mut self, item: &ValueShape, node: Node<'_>, key: &str) -> Fit {
        if node.kind() != Kind::List {
            return self.misfit(node, key, "a list".into());
        }
        // Claims are held to their shape one by one, where they are read.
        if matches!(item, ValueShape::GroupOr(..)) {
            return Fit::Good;
        }
        node.children().map(|child| self.fit(item, child, key)).max().unwrap_or(Fit::Good)
    }

    fn map(&mut self, value: &ValueShape, node: Node<'_>, key: &str) -> Fit {
        if node.kind() != Kind::Mapping {
            return self.misfit(node, key, "a mapping of names".into());
        }
        let split = self.split_numbers(node, |_| false);
        let mut fit = self.unique_keys(node).max(split);
        let told = |name: Node<'_>| split != Fit::Good || name.text() == "<<";
        for (name, node) in node.entries().filter(|&(name, _)| !told(name)) {
            fit = fit.max(self.fit(value, node, name.text()));
        }
        fit
    }

    fn record(&mut self, record: &RecordShape, node: Node<'_>, key: &str) -> Fit {
        if node.kind() != Kind::Mapping {
            let wanted = format!("a mapping with the keys of a {}", record.name);
            return self.misfit(node, key, wanted);
        }
        let mut seen = [None; 32];
        let mut fit = self.split_numbers(node, |key| record.find(key).is_some());
        let split = fit;
        for (name, value) in node.entries() {
            fit = fit.max(match self.key(record, name, &mut seen) {
                SeenKey::Known(field) => self.fit(field.shape, value, field.name),
                SeenKey::Split if split == Fit::Bad => Fit::Bad,
                SeenKey::Split | SeenKey::Unknown => self.unknown(record, name, value),
                SeenKey::Bad => Fit::Bad,
            });
        }
        if fit == Fit::Good && !node.is_open() {
            fit = self.missing(record, node, &seen, key);
        }
        fit
    }

    fn key<'r>(
        &mut self,
        record: &'r RecordShape,
        name: Node<'_>,
        seen: &mut [Option<Span>; 32],
    ) -> SeenKey<'r> {
        if name.kind() != Kind::Scalar {
            self.unsupported(complex(name), name);
            return SeenKey::Bad;
        }
        let Some(at) = record.find(name.text()) else {
            return match name.text() {
                "<<" => {
                    self.unsupported(Unsupported::MergeKey, name);
                    SeenKey::Bad
                }
                text if digits(text) => SeenKey::Split,
                _ => SeenKey::Unknown,
            };
        };
        if let Some(first) = seen[at] {
            self.duplicate(name, first);
            return SeenKey::Bad;
        }
        seen[at] = Some(self.span(name));
        SeenKey::Known(&record.fields[at])
    }

    /// A key with nothing at it may be the rest of a value cut at its comma: `31, and more`. What is
    /// left of such a value is not read.
    fn unknown(&mut self, record: &RecordShape, name: Node<'_>, value: Node<'_>) -> Fit {
        let bare = value.kind() == Kind::Empty && !name.is_open();
        let group = (record.name == CLAIM.name).then_some("claims");
        let known = record.fields.iter().map(|field| field.name).chain(group);
        let evidence = Evidence::UnknownKey {
            key: name.text().to_owned(),
            record: record.name,
            near: self.suggestions.near(record.name, name.text(), known),
            bare,
        };
        self.add(Check::UnknownKey, self.span(name), evidence);
        if bare { Fit::Bad } else { Fit::Odd }
    }

    fn missing(
        &mut self,
        record: &RecordShape,
        node: Node<'_>,
        seen: &[Option<Span>; 32],
        key: &str,
    ) -> Fit {
        let mut fit = Fit::Good;
        for (field, seen) in record.fields.iter().zip(seen) {
            if field.required && seen.is_none() {
                let evidence = Evidence::MissingKey { key: field.name, record: record.name };
                self.add(Check::MissingKey, self.span(node), evidence);
                fit = Fit::Bad;
            }
        }
        if record.name == crate::read::claim_file_shape::FIGURE.name
            && node.children().next().is_none()
        {
            fit = self.misfit(
                node,
                key,
                "a figure, or some of low, best, high, value and rounded-to".into(),
            );
        }
        fit
    }

    /// `{figure: 1,264}` leaves a key `264` with nothing at it; `1,264,500` leaves two.
    fn split_numbers(&mut self, node: Node<'_>, known: impl Fn(&str) -> bool) -> Fit {
        let mut fit = Fit::Good;
        let mut last: Option<Cut<'_>> = None;
        let mut before: Option<(Node<'_>, Node<'_>)> = None;
        for (name, value) in node.entries() {
            let leftover = name.kind() == Kind::Scalar
                && value.kind() == Kind::Empty
                && digits(name.text())
                && !known(name.text());
            match (&mut last, before) {
                (Some(cut), None) if leftover => cut.rest.push(name),
                (_, Some((key, number))) if leftover && ends_in_digit(number) => {
                    fit = Fit::Bad;
                    let cut = last.replace(Cut { key, number, rest: vec![name] });
                    cut.iter().for_each(|cut| self.split_number(cut));
                }
                _ => {}
            }
            before = if leftover { None } else { Some((name, value)) };
        }
        last.iter().for_each(|cut| self.split_number(cut));
        fit
    }

    fn split_number(&mut self, cut: &Cut<'_>) {
        let rest: Vec<&str> = cut.rest.iter().map(|name| name.text()).collect();
        let evidence = Evidence::SplitNumber {
            key: cut.key.text().to_owned(),
            before: cut.number.text().to_owned(),
            after: rest.join(","),
        };
        let end = cut.rest.last().map_or(cut.number.bytes().1, |name| name.bytes().1);
        let span = Span::new(self.file, cut.number.bytes().0, end);
        self.add(Check::SplitNumber, span, evidence);
    }

    fn unique_keys(&mut self, node: Node<'_>) -> Fit {
        let mut fit = Fit::Good;
        let mut seen: HashMap<&str, Span> = HashMap::new();
        for (name, _) in node.entries() {
            if name.kind() != Kind::Scalar {
                fit = self.unsupported(complex(name), name);
            } else if name.text() == "<<" {
                fit = self.unsupported(Unsupported::MergeKey, name);
            } else if let Some(&first) = seen.get(name.text()) {
                fit = self.duplicate(name, first);
            } else {
                seen.insert(name.text(), self.span(name));
            }
        }
        fit
    }

    fn duplicate(&mut self, name: Node<'_>, first: Span) -> Fit {
        let evidence = Evidence::Duplicate { what: "key", name: name.text().to_owned(), first };
        self.add(Check::DuplicateKey, self.span(name), evidence);
        Fit::Bad
    }

    fn unsupported(&mut self, what: Unsupported, node: Node<'_>) -> Fit {
        self.add(Check::UnsupportedYaml, self.span(node), Evidence::Unsupported(what));
        Fit::Bad
    }

    fn misfit(&mut self, node: Node<'_>, place: &str, wanted: String) -> Fit {
        if node.is_open() {
            // The text broke off inside it, and that has been said.
            return Fit::Bad;
        }
        let found = match node.kind() {
            Kind::Scalar if node.text().trim().is_empty() => "an empty text".into(),
            Kind::Scalar if null(node) => "a bare null".into(),
            Kind::Scalar => format!("`{}`", excerpt(node.text())),
            Kind::Empty => "nothing".into(),
            Kind::List => "a list".into(),
            Kind::Mapping => "a mapping".into(),
            Kind::Alias => "an alias".into(),
        };
        let evidence = Evidence::Shape { place: place.to_owned(), wanted, found };
        self.add(Check::WrongShape, self.span(node), evidence);
        Fit::Bad
    }
}

/// A number cut at its commas.
struct Cut<'t> {
    key: Node<'t>,
    number: Node<'t>,
    rest: Vec<Node<'t>>,
}

enum SeenKey<'r> {
    Known(&'r KeyShape),
    Unknown,
    /// Digits, as a cut number leaves behind.
    Split,
    Bad,
}

/// Editors and other YAML readers take these for nothing; as a name they want quotation marks.
fn null(node: Node<'_>) -> bool {
    !node.is_quoted() && matches!(node.text(), "~" | "null" | "Null" | "NULL")
}

fn complex(name: Node<'_>) -> Unsupported {
    if name.kind() == Kind::Alias { Unsupported::Alias } else { Unsupported::ComplexKey }
}

/// What a cut number leaves behind begins with its next digit, or with a dash and a digit.
fn digits(text: &str) -> bool {
    let text =
        text.trim_start_matches(['-', '+', '~', '‐', '‑', '‒', '–', '—', '−', '<', '>', '=', ' ']);
    text.starts_with(|first: char| first.is_ascii_digit())
}

fn ends_in_digit(node: Node<'_>) -> bool {
    let last = node.text().chars().next_back();
    node.kind() == Kind::Scalar && last.is_some_and(|c| c.is_ascii_digit())
}

/// The beginning of a text, enough to recognise it by.
fn excerpt(text: &str) -> String {
    const LONGEST: usize = 40;
    let mut chars = text.chars();
    let start: String = chars.by_ref().take(LONGEST).collect();
    if chars.next().is_some() { format!("{start}…") } else { start }
}

fn has_key(node: Node<'_>, key: &str) -> bool {
    node.kind() == Kind::Mapping && node.entries().any(|(name, _)| name.text() == key)
}
