//! Holding a tree to its shape: every unknown, doubled or missing key and every misfit, at its place.

use crate::finding::{Check, Evidence, Paste, PastePlace, Unsupported};
use crate::read::claim_file_shape::{
    CITE, CLAIM, Code, FIGURE, FILE, GROUP, KeyShape, RecordShape, ValueShape,
};
use crate::read::faults::Faults;
use crate::read::paste;
use crate::read::paste::null;
use crate::read::suggest::Suggestions;
use crate::read::syntax;
use crate::read::tree::{Kind, Node};
use crate::source::{FileId, Span};
use std::collections::{BTreeSet, HashMap};

/// The findings of one file.
#[derive(Debug)]
pub(super) struct FileFindings {
    pub(super) file: FileId,
    pub(super) faults: Faults,
    suggestions: Suggestions,
    /// Where keys and values begin that are not to be read; they have been reported.
    faulty: BTreeSet<u32>,
    /// Keys nobody knows, by where they begin.
    odd_keys: HashMap<u32, OddKey>,
    /// An item of a list is being looked at.
    listed: bool,
}

/// A key nobody knows, on a claim or a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OddKey {
    /// Like no key there is.
    Strange,
    /// Most likely this key.
    Like(&'static str),
}

/// How well a node fits its shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fit {
    /// As it should be.
    Good,
    /// Readable, with a key nobody knows.
    Odd,
    /// As `Odd`, and the key may change what is said.
    Unclear,
    /// Not to be read.
    Bad,
}

impl FileFindings {
    pub(super) fn new(file: FileId) -> Self {
        Self {
            file,
            faults: Faults::default(),
            suggestions: Suggestions::default(),
            faulty: BTreeSet::new(),
            odd_keys: HashMap::new(),
            listed: false,
        }
    }

    pub(super) fn span(&self, node: Node<'_>) -> Span {
        let (start, end) = node.bytes();
        Span::new(self.file, start, end)
    }

    pub(super) fn add(&mut self, check: Check, at: Span, evidence: Evidence) {
        self.faults.add(check, at, evidence);
    }

    /// Whether the node itself is not to be read.
    pub(super) fn is_faulty(&self, node: Node<'_>) -> bool {
        self.faulty.contains(&node.bytes().0)
    }

    /// Whether the node, or something in it, is not to be read.
    pub(super) fn has_fault(&self, node: Node<'_>) -> bool {
        let (start, end) = node.bytes();
        self.is_faulty(node) || self.faulty.range(start..end.max(start)).next().is_some()
    }

    /// What is known of a key that the format does not have.
    pub(super) fn odd_key(&self, name: Node<'_>) -> Option<OddKey> {
        self.odd_keys.get(&name.bytes().0).copied()
    }

    fn mark(&mut self, node: Node<'_>) {
        self.faulty.insert(node.bytes().0);
    }

    /// Holds the node at `key` to the shape.
    pub(super) fn fit(&mut self, shape: &ValueShape, node: Node<'_>, key: &str) -> Fit {
        if node.kind() == Kind::Alias {
            return self.unsupported(Unsupported::Alias, node);
        }
        match shape {
            ValueShape::Text => self.text(shape, node, key, "a text or a number"),
            ValueShape::Flag => self.flag(node, key),
            ValueShape::Choice(words) => self.choice(words, node, key),
            ValueShape::Code(code) => self.code(code, node, key),
            ValueShape::List(_) if node.kind() != Kind::List => {
                self.misfit(shape, node, key, "a list".into())
            }
            ValueShape::List(item) => self.list(item, node, key),
            ValueShape::OneOrList(item) if node.kind() == Kind::List => self.list(item, node, key),
            ValueShape::OneOrList(ValueShape::Text) => {
                self.text(shape, node, key, "a text, or a list of texts,")
            }
            ValueShape::OneOrList(item) => self.fit(item, node, key),
            ValueShape::Map(_) if node.kind() != Kind::Mapping => {
                self.misfit(shape, node, key, "a mapping of names".into())
            }
            ValueShape::Map(value) => self.map(value, node),
            ValueShape::Record(record) => self.record(record, node, key),
            ValueShape::TextOr(record) if node.kind() == Kind::Mapping => {
                self.record(record, node, key)
            }
            ValueShape::TextOr(_) => self.text(shape, node, key, "a text, a number or a mapping"),
            ValueShape::Parts(_)
                if node.kind() == Kind::List
                    && node.children().any(|item| item.kind() == Kind::Mapping) =>
            {
                self.mixed_parts(shape, node, key)
            }
            ValueShape::Parts(_) if node.kind() == Kind::List => {
                self.list(&ValueShape::Text, node, key)
            }
            ValueShape::Parts(member) if node.kind() == Kind::Mapping => {
                self.map(&ValueShape::Record(member), node)
            }
            ValueShape::Parts(_) => {
                self.misfit(shape, node, key, "a list of names, or a mapping of them,".into())
            }
            ValueShape::GroupOr(group, claim) => {
                let record = if has_key(node, "claims") { group } else { claim };
                self.record(record, node, record.name)
            }
        }
    }

    fn text(&mut self, shape: &ValueShape, node: Node<'_>, key: &str, wanted: &str) -> Fit {
        match node.kind() {
            Kind::Scalar if !node.text().trim().is_empty() && !null(node) => Fit::Good,
            _ => self.misfit(shape, node, key, wanted.into()),
        }
    }

    /// Members with keys of their own need a mapping: the first of them in a list is at fault.
    fn mixed_parts(&mut self, shape: &ValueShape, node: Node<'_>, key: &str) -> Fit {
        let first = node.children().find(|item| item.kind() == Kind::Mapping).unwrap_or(node);
        let paste = paste::for_misfit(shape, node, key, self.listed);
        self.told_misfit(first, key, "a name".into(), paste)
    }

    fn flag(&mut self, node: Node<'_>, key: &str) -> Fit {
        let flag = node.kind() == Kind::Scalar && !node.is_quoted();
        if flag && matches!(node.text(), "true" | "false") {
            return Fit::Good;
        }
        self.misfit(&ValueShape::Flag, node, key, "true or false".into())
    }

    fn choice(&mut self, words: &[(&str, &str)], node: Node<'_>, key: &str) -> Fit {
        let known = words.iter().any(|&(word, _)| word == node.text());
        if node.kind() == Kind::Scalar && known {
            return Fit::Good;
        }
        let words: Vec<&str> = words.iter().map(|&(word, _)| word).collect();
        self.told_misfit(node, key, format!("one of the words {}", words.join(", ")), None)
    }

    fn code(&mut self, code: &Code, node: Node<'_>, key: &str) -> Fit {
        if node.kind() == Kind::Scalar && code.fits(node.text()) {
            return Fit::Good;
        }
        self.told_misfit(node, key, code.wanted.into(), None)
    }

    fn list(&mut self, item: &ValueShape, node: Node<'_>, key: &str) -> Fit {
        // Claims are held to their shape one by one, where they are read.
        if matches!(item, ValueShape::GroupOr(..)) {
            return Fit::Good;
        }
        let mut fit = Fit::Good;
        for child in node.children() {
            self.listed = true;
            fit = fit.max(self.fit(item, child, key));
        }
        self.listed = false;
        fit
    }

    fn map(&mut self, value: &ValueShape, node: Node<'_>) -> Fit {
        self.listed = false;
        let split = self.split_numbers(node, |_| false);
        let mut fit = self.unique_keys(node).max(split);
        let told = |name: Node<'_>| split != Fit::Good || name.text() == "<<";
        for (name, node) in node.entries().filter(|&(name, _)| !told(name)) {
            if self.is_indented_oddly(name) {
                fit = Fit::Bad;
                continue;
            }
            fit = fit.max(self.fit(value, node, name.text()));
        }
        fit
    }

    fn record(&mut self, record: &'static RecordShape, node: Node<'_>, key: &str) -> Fit {
        if node.kind() != Kind::Mapping {
            return self.no_record(record, node, key);
        }
        self.listed = false;
        let mut seen = [None; 32];
        let mut fit = self.split_numbers(node, |key| record.find(key).is_some());
        let split = fit;
        let mut before = None;
        for (name, value) in node.entries() {
            fit = fit.max(match self.key(record, name, &mut seen) {
                SeenKey::Known(field) => self.fit(field.shape, value, field.name),
                SeenKey::Split if split == Fit::Bad => Fit::Bad,
                SeenKey::Split | SeenKey::Unknown => {
                    self.unknown(record, node, (name, value), before)
                }
                SeenKey::Bad => Fit::Bad,
            });
            before = Some(value);
        }
        if fit == Fit::Good && !node.is_open() {
            fit = self.missing(record, node, &seen, key);
        }
        fit
    }

    fn no_record(&mut self, record: &'static RecordShape, node: Node<'_>, key: &str) -> Fit {
        let wanted = format!("a mapping with the keys of a {}", record.name);
        if record.name == FILE.name && node.kind() == Kind::List {
            // The list can stay as it is below the key.
            let yaml = "claims:".to_owned();
            let paste = Paste { place: PastePlace::Above, yaml };
            return self.told_misfit(node, key, wanted, Some(paste));
        }
        self.misfit(&ValueShape::Record(record), node, key, wanted)
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
    fn unknown(
        &mut self,
        record: &'static RecordShape,
        mapping: Node<'_>,
        (name, value): (Node<'_>, Node<'_>),
        before: Option<Node<'_>>,
    ) -> Fit {
        if self.is_indented_oddly(name) {
            return Fit::Bad;
        }
        let bare = value.kind() == Kind::Empty && !name.is_open();
        let meant =
            if bare { None } else { paste::for_unknown_key(record, mapping, (name, value)) };
        let fit = match &meant {
            _ if bare => Fit::Bad,
            Some(meant) => self.odd(record, name, meant.like),
            None => Fit::Odd,
        };
        let (near, fit) = match &meant {
            Some(meant) => (meant.key.map(str::to_owned), fit),
            None if paste::is_wide(mapping) => {
                (self.near_key(record, name), fit.max(among_many(record)))
            }
            None => self.near(record, name, fit),
        };
        if bare {
            before.into_iter().for_each(|value| self.mark(value));
        }
        if [FIGURE.name, CITE.name].contains(&record.name) {
            // It may be the part that is missing.
            self.mark(name);
        }
        let evidence = Evidence::UnknownKey {
            key: name.text().to_owned(),
            record: record.name,
            near,
            bare,
            paste: meant.and_then(|meant| meant.paste),
        };
        self.add(Check::UnknownKey, self.span(name), evidence);
        if record.name == FIGURE.name { Fit::Bad } else { fit }
    }

    /// A space that YAML takes for a letter makes a key of the line's beginning.
    fn is_indented_oddly(&mut self, name: Node<'_>) -> bool {
        let evidence = syntax::odd_indent(name.text()).filter(|_| !name.is_quoted());
        let oddly = evidence.is_some();
        if let Some(evidence) = evidence {
            self.mark(name);
            self.add(Check::SyntaxError, self.span(name), evidence);
        }
        oddly
    }

    /// A known key like it, and what it means for reading on that this one is not known.
    fn near(
        &mut self,
        record: &'static RecordShape,
        name: Node<'_>,
        fit: Fit,
    ) -> (Option<String>, Fit) {
        let near = self.near_key(record, name);
        let key = near.as_deref().and_then(|near| known_keys(record).find(|&key| key == near));
        let odd = match key {
            Some(key) => self.odd(record, name, key),
            // Where no more near keys are looked for, it may be any of them.
            None if self.suggestions.are_spent() => self.odd(record, name, "about"),
            None => {
                self.odd_keys.insert(name.bytes().0, OddKey::Strange);
                Fit::Odd
            }
        };
        (near, fit.max(odd))
    }

    fn near_key(&mut self, record: &'static RecordShape, name: Node<'_>) -> Option<String> {
        self.suggestions.near(record.name, name.text(), known_keys(record))
    }

    /// A claim whose unknown key is likely one that changes what it says must not be compared.
    fn odd(&mut self, record: &RecordShape, name: Node<'_>, key: &'static str) -> Fit {
        const REMARKS: [&str; 7] = ["note", "tags", "reason", "grade", "quote", "names", "id"];
        let claims = [CLAIM.name, GROUP.name].contains(&record.name);
        self.odd_keys.insert(name.bytes().0, OddKey::Like(key));
        if claims && !REMARKS.contains(&key) { Fit::Unclear } else { Fit::Odd }
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
        if record.name == FIGURE.name && node.children().next().is_none() {
            let wanted = "a figure, or some of low, best, high, value and rounded-to";
            fit = self.told_misfit(node, key, wanted.into(), None);
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
        self.mark(cut.number);
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
        // Which was meant cannot be known.
        self.mark(name);
        self.faulty.insert(first.start);
        Fit::Bad
    }

    fn unsupported(&mut self, what: Unsupported, node: Node<'_>) -> Fit {
        self.add(Check::UnsupportedYaml, self.span(node), Evidence::Unsupported(what));
        self.mark(node);
        Fit::Bad
    }

    fn misfit(&mut self, shape: &ValueShape, node: Node<'_>, place: &str, wanted: String) -> Fit {
        let paste = paste::for_misfit(shape, node, place, self.listed);
        self.told_misfit(node, place, wanted, paste)
    }

    fn told_misfit(
        &mut self,
        node: Node<'_>,
        place: &str,
        wanted: String,
        paste: Option<Paste>,
    ) -> Fit {
        self.mark(node);
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
        let evidence = Evidence::Shape { place: place.to_owned(), wanted, found, paste };
        self.add(Check::WrongShape, self.span(node), evidence);
        Fit::Bad
    }
}

/// The keys of a record, and the one by which a claim would be a group.
fn known_keys(record: &'static RecordShape) -> impl Iterator<Item = &'static str> + Clone {
    let group = (record.name == CLAIM.name).then_some("claims");
    record.fields.iter().map(|field| field.name).chain(group)
}

/// What an unknown key among very many means for reading on: they are not looked at one by one, and are not kept.
fn among_many(record: &RecordShape) -> Fit {
    if [CLAIM.name, GROUP.name].contains(&record.name) { Fit::Unclear } else { Fit::Odd }
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
