//! The published schemas are fresh and lawful, the corpus keeps to them, and they are of one mind
//! with the reader.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, DirEntry};
use std::{env, io, path::PathBuf};

use jsonschema::{Validator, draft7};
use serde_json::Value;

use variorum::read::claim_file_shape::{FILE, GROUP, KeyShape, RecordShape, ValueShape};
use variorum::read::shape_verdict;
use variorum::render::schema;

type Make = fn() -> Value;

/// Every file in `schemas/` and what makes it.
const PUBLISHED: &[(&str, Make)] = &[
    ("claims.schema.json", schema::claims),
    ("coverage.schema.json", schema::coverage),
    ("findings.schema.json", schema::findings),
    ("report.schema.json", schema::report),
    ("show.schema.json", schema::show),
    ("bounds.schema.json", schema::bounds),
    ("what-if.schema.json", schema::what_if),
    ("diff.schema.json", schema::diff),
];

const MODELINE: &str = "# yaml-language-server: $schema=../schemas/claims.schema.json";

#[test]
fn published_schemas_are_fresh() {
    for (name, make) in PUBLISHED {
        let path = folder("schemas").join(name);
        let fresh = schema::text(&make());
        if env::var_os("UPDATE_SCHEMAS").is_some_and(|wish| wish == "1") {
            fs::write(&path, &fresh).unwrap();
        }
        let published = fs::read_to_string(&path).unwrap_or_default();
        assert!(published == fresh, "schemas/{name} is stale: run this test with UPDATE_SCHEMAS=1");
    }
    let names: BTreeSet<_> = PUBLISHED.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(files("schemas").unwrap().into_keys().collect::<BTreeSet<_>>(), names);
}

#[test]
fn schemas_are_lawful() {
    for (name, make) in PUBLISHED {
        let schema = make();
        assert_eq!(schema["$schema"], "http://json-schema.org/draft-07/schema#", "{name}");
        draft7::meta::validate(&schema).unwrap_or_else(|fault| panic!("{name}: {fault}"));
        draft7::new(&schema).unwrap_or_else(|fault| panic!("{name}: {fault}"));
    }
}

#[test]
fn the_corpus_keeps_to_its_schema_and_names_it() {
    let schema = validator(&schema::claims());
    let corpus = files("claims").unwrap();
    assert!(!corpus.is_empty());
    for (name, text) in corpus {
        assert_eq!(text.lines().next(), Some(MODELINE), "{name}");
        if let Err(fault) = schema.validate(&value(&text)) {
            panic!("{name}: {fault} at {}", fault.instance_path());
        }
    }
}

#[test]
fn examples_keep_to_their_fields() {
    let published = schema::claims();
    for (name, record) in records() {
        let definition = &published["definitions"][name.replace(' ', "-")];
        let mapping = if name == FILE.name { &published } else { definition };
        assert_eq!(mapping["properties"].as_object().unwrap().len(), record.fields.len(), "{name}");
        for field in record.fields {
            let mut property = mapping["properties"][field.name].clone();
            let read: Vec<_> = field.examples.iter().map(|text| value(text)).collect();
            let told = property["examples"].as_array().cloned().unwrap_or_default();
            assert_eq!(told, read, "the examples of {name}.{} and their YAML", field.name);
            property["definitions"] = published["definitions"].clone();
            let property = validator(&property);
            for example in told {
                assert!(property.is_valid(&example), "{name}.{}: {example}", field.name);
            }
        }
    }
}

#[test]
fn every_record_but_the_file_is_defined() {
    let schema = schema::claims();
    let defined = schema["definitions"].as_object().unwrap().keys().cloned();
    let mut wanted: BTreeSet<_> = records().keys().map(|name| name.replace(' ', "-")).collect();
    assert!(wanted.remove(FILE.name));
    assert_eq!(defined.collect::<BTreeSet<_>>(), wanted);
}

#[test]
fn schema_and_reader_give_the_told_verdict() {
    let schema = validator(&schema::claims());
    for (verdict, text) in table() {
        assert_eq!(shape_verdict(text), verdict, "reader: {text}");
        assert_eq!(schema.is_valid(&value(text)), verdict, "schema: {text}");
    }
}

fn table() -> impl Iterator<Item = (bool, &'static str)> {
    let good = GOOD.iter().map(|text| (true, *text));
    good.chain(BAD.iter().map(|text| (false, *text)))
}

const GOOD: &[&str] = &[
    "{}",
    "measures: {}",
    "measures: {killed: {}}",
    "measures: {killed: {unit: people, kind: share, of: supplier, band: 10%, tolerance: 0.5}}",
    "measures: {killed: {signed: true, may-fall: false}}",
    "measures: {share: {kind: share, of: supplier, among: killed}}",
    "claims: [{grade: F6}, {grade: B}, {grade: \"A1\", claims: []}]",
    "measures: {killed: {kind: \"count\"}}",
    "measures: {2015: {unit: 7}}",
    "dimensions: {side: {}}",
    "dimensions: {side: {parts: []}}",
    "dimensions: {side: {parts: {}}}",
    "dimensions: {side: {parts: [a, 2, true, 2016-04-01]}}",
    "dimensions: {side: {parts: {a: {}, b: {parts: [c]}, d: {parts: {e: {overlapping: true}}, complete: true}}}}",
    "parties: {article: {name: \"88\", note: 'no'}}",
    "sources: {a: {type: book, title: T, date: 2022-09, volume: 2, language: no}}",
    "sources: {a: {title: {value: T, verbatim: true}, url: {value: u, date: 2022-09-14}}}",
    "sources: {a: {author: one}, b: {author: [one, {name: two, given-name: T}]}, c: {author: {name: three}}}",
    "sources: {a: {author: []}}",
    "sources: {a: {parent: {title: T, parent: [{title: U}, {}]}}}",
    "sources: {a: {publisher: {}, serial-number: {doi: 10.1000/182}}}",
    "sources: {a: {publisher: P, serial-number: 12, relays: [b, c], part-of: b}, b: {relays: c}}",
    "about: {}",
    "about: {measure: killed, period: 2015, 7: 8}",
    "claims: []",
    "claims: [{}]",
    "claims: [{claims: []}]",
    "claims: [{by: a, claims: [{claims: [{figure: 1}]}, {figure: 2}]}]",
    "claims:\n  - figure: 31–92\n    by: article\n    cite: {source: s, at: \"2016 clashes\", marks: [112, 113]}\n",
    "claims: [{figure: 88}, {figure: \"1,264\"}, {figure: no}, {figure: 0134}, {figure: 1_000}, {figure: 1.10}]",
    "claims: [{figure: {low: 1}}, {figure: {value: 28000, rounded-to: 1000}}]",
    "claims: [{cite: []}, {cite: [{source: a}, {source: b, marks: c}]}]",
    "claims: [{stance: denies, of: x, rank: deprecated, reason: r, grade: B2, as-of: 2014, tags: t, names: [a, b]}]",
    "claims: [{id: 1, revises: [a], sum-of: a, quote: true}]",
    "claims:\n  - note: |\n      Two\n      lines.\n    quote: >-\n      one\n      line\n",
    "resolutions: []",
    "resolutions: [{check: c, claims: {}, ruling: rounding, because: b, by: x, date: 2026-11-22}]",
    "resolutions: [{check: c, claims: {a: 77}, ruling: disputed, adopt: {a: 78}, because: b, by: x, date: d, review-by: e}]",
    "resolutions: [{check: c, claims: {a: {low: 1, high: 2}}, ruling: disputed, adopt: {a: {value: 28000, rounded-to: 1000}}, because: b, by: x, date: d}]",
    "# words\n---\nabout: {measure: killed}\n...\n",
];

const BAD: &[&str] = &[
    "[]",
    "word",
    "88",
    "claim: []",
    "Claims: []",
    "measures:",
    "measures: []",
    "measures: {killed: people}",
    "measures: {killed: }",
    "measures: {killed: {units: people}}",
    "measures: {killed: {unit: }}",
    "measures: {killed: {unit: \"\"}}",
    "measures: {killed: {unit: \" \\t\"}}",
    "measures: {killed: {unit: [people]}}",
    "measures: {killed: {signed: \"true\"}}",
    "measures: {killed: {signed: yes}}",
    "measures: {killed: {signed: 1}}",
    "measures: {killed: {kind: Count}}",
    "measures: {killed: {kind: [count]}}",
    "measures: {killed: {kind: }}",
    "dimensions: {side: [a, b]}",
    "dimensions: {side: {parts: a}}",
    "dimensions: {side: {parts: [a, {b: {}}]}}",
    "dimensions: {side: {parts: {a: }}}",
    "dimensions: {side: {parts: {a: b}}}",
    "dimensions: {side: {parts: {a: [b]}}}",
    "dimensions: {side: {parts: {a: {part: [c]}}}}",
    "parties: {a: {belligerents: b}}",
    "parties: [a]",
    "sources: {a: {title: {short: T}}}",
    "sources: {a: {title: {value: T, verbatim: 1}}}",
    "sources: {a: {title: [T]}}",
    "sources: {a: {url: {date: 2022}}}",
    "sources: {a: {author: {given-name: T}}}",
    "sources: {a: {author: [[one]]}}",
    "sources: {a: {parent: T}}",
    "sources: {a: {parent: {parent: {titel: T}}}}",
    "sources: {a: {serial-number: {ean: 12}}}",
    "sources: {a: {relays: {b: c}}}",
    "about: [killed]",
    "about: {side: [a]}",
    "about: {side: {a: b}}",
    "about:\n  side:\n",
    "claims: {figure: 1}",
    "claims: [1]",
    "claims: [[{figure: 1}]]",
    "claims:\n  -\n",
    "claims: [{figure: }]",
    "claims: [{figure: []}]",
    "claims: [{figure: {}}]",
    "claims: [{figure: {lo: 1}}]",
    "claims: [{figure: {low: {a: 1}}}]",
    "claims: [{figure: 1,264}]",
    "claims: [{claims: }]",
    "claims: [{claims: {figure: 1}}]",
    "claims: [{claims: [], figure: 1}]",
    "claims: [{claims: [{claims: [{figur: 1}]}]}]",
    "claims: [{cite: s}]",
    "claims: [{cite: {}}]",
    "claims: [{cite: {at: p. 12}}]",
    "claims: [{cite: [{source: a}, b]}]",
    "claims: [{cite: {source: a, marks: [[1]]}}]",
    "claims: [{stance: asserted}, {rank: }]",
    "claims: [{rank: 1}]",
    "claims: [{grade: BB}]",
    "claims: [{grade: b2}]",
    "claims: [{grade: G1}]",
    "claims: [{grade: A7}]",
    "claims: [{grade: A10}]",
    "claims: [{grade: 11}]",
    "claims: [{grade: [B2]}]",
    "claims:\n  - note: |\n    by: a\n",
    "claims:\n  - tags:\n      - a\n      -\n",
    "resolutions: {}",
    "resolutions: [{}]",
    "resolutions: [{check: c, claims: {a: 1}, ruling: rounding, because: b, by: x}]",
    "resolutions: [{check: c, claims: [a], ruling: rounding, because: b, by: x, date: d}]",
    "resolutions: [{check: c, claims: {a: {lo: 1}}, ruling: disputed, because: b, by: x, date: d}]",
    "resolutions: [{check: c, claims: {a: }, ruling: disputed, because: b, by: x, date: d}]",
    "resolutions: [{check: c, claims: {a: 1}, ruling: settled, because: b, by: x, date: d}]",
];

/// Every key of every record, by itself, with what may stand there and much that may not. Left out:
/// what is no matter of shape (aliases, tags, merge keys, duplicate keys, several documents), and
/// plain `null`, `~` and `True`, which a YAML reader does not hand on as the words they are.
#[test]
fn schema_and_reader_agree_on_every_key() {
    let mut court = Court::new();
    let mut dice = Dice { state: 0 };
    for record in records().into_values() {
        let bare = dice.entries(record, 0);
        court.hear(None, record, bare.clone());
        court.hear(Some(false), record, with(&bare, "unheard-of", Doc::plain("a")));
        for field in record.fields {
            if field.required {
                // A group without its claims is a claim, and may do without.
                let told = std::ptr::eq(record, &GROUP);
                let rest = bare.iter().filter(|(key, _)| key != field.name).cloned().collect();
                court.hear(Some(told), record, rest);
            }
            let sound = dice.doc(field.shape, 2);
            for doc in misfits(&sound) {
                court.hear(None, record, with(&bare, field.name, doc));
            }
            court.hear(Some(true), record, with(&bare, field.name, sound));
        }
    }
    court.rise();
}

/// Documents made from the shape, then spoiled here and there.
#[test]
fn schema_and_reader_agree_on_spoiled_documents() {
    let mut court = Court::new();
    for seed in 0..500 {
        let mut dice = Dice { state: seed };
        let mut doc = Doc::Mapping(dice.entries(&FILE, 6));
        court.judge(Some(true), &doc.text(&mut dice));
        for _ in 0..=dice.below(2) {
            dice.spoil(&mut doc);
        }
        court.judge(None, &doc.text(&mut dice));
    }
    court.rise();
}

/// Asks schema and reader, and keeps the cases in which they differ, or both differ from the truth.
struct Court {
    schema: Validator,
    accepted: usize,
    refused: usize,
    disputed: Vec<String>,
}

impl Court {
    fn new() -> Self {
        let schema = validator(&schema::claims());
        Self { schema, accepted: 0, refused: 0, disputed: Vec::new() }
    }

    /// Judges the entries at the place of the record in a whole file.
    fn hear(&mut self, told: Option<bool>, record: &RecordShape, entries: Vec<(String, Doc)>) {
        let file = host(&FILE, record, &Doc::Mapping(entries), &mut BTreeSet::new());
        let file = file.unwrap_or_else(|| panic!("no place for {}", record.name));
        self.judge(told, &file.text(&mut Dice { state: self.accepted as u64 }));
    }

    fn judge(&mut self, told: Option<bool>, text: &str) {
        let (schema, reader) = (self.schema.is_valid(&value(text)), shape_verdict(text));
        *if schema { &mut self.accepted } else { &mut self.refused } += 1;
        if schema != reader || told.is_some_and(|told| told != schema) {
            self.disputed.push(format!("schema {schema}, reader {reader}, truth {told:?}\n{text}"));
        }
    }

    fn rise(self) {
        let Self { accepted, refused, disputed, .. } = self;
        if let Some(shortest) = disputed.iter().min_by_key(|text| text.len()) {
            panic!("{} of {} disputed: {shortest}", disputed.len(), accepted + refused);
        }
        assert!(accepted.min(refused) * 4 > accepted.max(refused), "{accepted} and {refused}");
    }
}

/// A record with what it must have, and the document in the first place that leads to the target.
fn host(
    at: &'static RecordShape,
    target: &RecordShape,
    doc: &Doc,
    met: &mut BTreeSet<&'static str>,
) -> Option<Doc> {
    if std::ptr::eq(at, target) {
        return Some(doc.clone());
    }
    if !met.insert(at.name) {
        return None;
    }
    let (field, inner) = at
        .fields
        .iter()
        .find_map(|field| Some((field, host_in(field.shape, target, doc, met)?)))?;
    let bare = Dice { state: 0 }.entries(at, 0);
    Some(Doc::Mapping(with(&bare, field.name, inner)))
}

fn host_in(
    shape: &'static ValueShape,
    target: &RecordShape,
    doc: &Doc,
    met: &mut BTreeSet<&'static str>,
) -> Option<Doc> {
    match shape {
        ValueShape::Text | ValueShape::Flag | ValueShape::Choice(_) | ValueShape::Code(_) => None,
        ValueShape::List(inner) => Some(Doc::List(vec![host_in(inner, target, doc, met)?])),
        ValueShape::OneOrList(inner) => host_in(inner, target, doc, met),
        ValueShape::Map(inner) => Some(Doc::of("x", host_in(inner, target, doc, met)?)),
        ValueShape::Record(record) | ValueShape::TextOr(record) => host(record, target, doc, met),
        ValueShape::Parts(member) => Some(Doc::of("x", host(member, target, doc, met)?)),
        ValueShape::GroupOr(group, single) => {
            host(group, target, doc, met).or_else(|| host(single, target, doc, met))
        }
    }
}

/// Things to put in the place of another; some may well stand there.
fn misfits(sound: &Doc) -> Vec<Doc> {
    vec![
        Doc::Empty,
        Doc::Quoted(String::new()),
        Doc::Quoted("  ".into()),
        Doc::plain("word"),
        Doc::plain("5"),
        Doc::plain("true"),
        Doc::Quoted("true".into()),
        Doc::List(Vec::new()),
        Doc::Mapping(Vec::new()),
        Doc::List(vec![Doc::plain("a")]),
        Doc::List(vec![sound.clone()]),
        Doc::List(vec![sound.clone(), Doc::Empty]),
        Doc::of("x", sound.clone()),
    ]
}

fn with(entries: &[(String, Doc)], key: &str, value: Doc) -> Vec<(String, Doc)> {
    let mut entries = entries.to_vec();
    entries.retain(|(other, _)| other != key);
    entries.push((key.into(), value));
    entries
}

const NAMES: &[&str] = &["killed", "side", "2015", "no", "t2015-both", "x", "claims", "ё"];
const PLAIN: &[&str] = &[
    "a",
    "88",
    "31–92",
    "541–547+",
    "2016-04",
    "0134",
    "1_000",
    "1.10",
    "-5",
    "no",
    "yes",
    "true",
    "p. 12",
    "a: b",
    "1e3",
];
const QUOTED: &[&str] = &["88", "true", "1,264", "a: b, [c]", "null", "~", "#"];

/// A YAML document before it is written.
#[derive(Clone)]
enum Doc {
    Empty,
    Plain(String),
    Quoted(String),
    List(Vec<Doc>),
    Mapping(Vec<(String, Doc)>),
}

impl Doc {
    fn plain(text: &str) -> Self {
        if text.contains(": ") { Self::Quoted(text.into()) } else { Self::Plain(text.into()) }
    }

    fn of(key: &str, value: Self) -> Self {
        Self::Mapping(vec![(key.into(), value)])
    }

    fn text(&self, dice: &mut Dice) -> String {
        let mut out = String::new();
        self.write(0, dice, &mut out);
        out.trim_start().to_owned() + "\n"
    }

    /// Writes what follows a key or a dash, on its line or below it.
    fn write(&self, indent: usize, dice: &mut Dice, out: &mut String) {
        let below = format!("\n{:indent$}", "");
        match self {
            Self::List(items) if !items.is_empty() && !self.goes_in_line(dice) => {
                for item in items {
                    *out += &format!("{below}-");
                    item.write(indent + 2, dice, out);
                }
            }
            Self::Mapping(entries) if !entries.is_empty() && !self.goes_in_line(dice) => {
                for (key, value) in entries {
                    *out += &format!("{below}{key}:");
                    value.write(indent + 2, dice, out);
                }
            }
            _ => *out += &format!(" {}", self.in_line()),
        }
    }

    /// An empty item can only be written on a line of its own.
    fn goes_in_line(&self, dice: &mut Dice) -> bool {
        fn fits(doc: &Doc) -> bool {
            match doc {
                Doc::List(items) => {
                    items.iter().all(|item| !matches!(item, Doc::Empty) && fits(item))
                }
                Doc::Mapping(entries) => entries.iter().all(|(_, value)| fits(value)),
                _ => true,
            }
        }
        dice.one_in(4) && fits(self)
    }

    fn in_line(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Plain(text) => text.clone(),
            Self::Quoted(text) => format!("\"{text}\""),
            Self::List(items) => {
                format!("[{}]", items.iter().map(Self::in_line).collect::<Vec<_>>().join(", "))
            }
            Self::Mapping(entries) => {
                let entries =
                    entries.iter().map(|(key, value)| format!("{key}: {}", value.in_line()));
                format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
            }
        }
    }

    fn size(&self) -> usize {
        1 + match self {
            Self::List(items) => items.iter().map(Self::size).sum(),
            Self::Mapping(entries) => entries.iter().map(|(_, value)| value.size()).sum::<usize>(),
            _ => 0,
        }
    }

    /// Node `number`, counted from the top.
    fn node(&mut self, number: usize) -> &mut Self {
        let children: Vec<&mut Self> = match self {
            _ if number == 0 => return self,
            Self::List(items) => items.iter_mut().collect(),
            Self::Mapping(entries) => entries.iter_mut().map(|(_, value)| value).collect(),
            _ => Vec::new(),
        };
        let mut left = number - 1;
        for child in children {
            let size = child.size();
            if left < size {
                return child.node(left);
            }
            left -= size;
        }
        panic!("no node {number}")
    }
}

/// Chance, the same in every run (Steele, Lea, Flood, "Fast splittable pseudorandom number
/// generators", 2014).
struct Dice {
    state: u64,
}

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut bits = self.state;
        bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((bits ^ (bits >> 31)) % limit as u64) as usize
    }

    fn one_in(&mut self, limit: usize) -> bool {
        self.below(limit) == 0
    }

    fn pick<T: Copy>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())]
    }

    /// A document the shape allows, at most so deep but for what is required.
    fn doc(&mut self, shape: &ValueShape, depth: usize) -> Doc {
        match shape {
            ValueShape::Text => self.scalar(),
            ValueShape::Flag => Doc::plain(self.pick(&["true", "false"])),
            ValueShape::Choice(words) => Doc::plain(self.pick(words).0),
            ValueShape::Code(code) => {
                Doc::plain(&code.places.iter().map(|&(first, _)| first).collect::<String>())
            }
            ValueShape::List(inner) => Doc::List(self.docs(inner, depth)),
            ValueShape::OneOrList(inner) if self.one_in(2) => Doc::List(self.docs(inner, depth)),
            ValueShape::OneOrList(inner) => self.doc(inner, depth),
            ValueShape::Map(inner) => {
                self.named(&mut |dice| dice.doc(inner, depth.saturating_sub(1)))
            }
            ValueShape::Record(record) => self.record(record, depth),
            ValueShape::TextOr(_) if self.one_in(2) => self.scalar(),
            ValueShape::TextOr(record) => self.telling(record, depth),
            ValueShape::Parts(_) if depth == 0 || self.one_in(2) => {
                Doc::List(self.docs(&ValueShape::Text, depth))
            }
            ValueShape::Parts(member) => self.named(&mut |dice| dice.record(member, depth - 1)),
            ValueShape::GroupOr(group, _) if self.one_in(3) => self.record(group, depth),
            ValueShape::GroupOr(_, single) => self.record(single, depth),
        }
    }

    fn scalar(&mut self) -> Doc {
        if self.one_in(3) {
            Doc::Quoted(self.pick(QUOTED).into())
        } else {
            Doc::plain(self.pick(PLAIN))
        }
    }

    fn docs(&mut self, shape: &ValueShape, depth: usize) -> Vec<Doc> {
        let count = if depth == 0 { 0 } else { self.below(4) };
        (0..count).map(|_| self.doc(shape, depth - 1)).collect()
    }

    fn named(&mut self, make: &mut dyn FnMut(&mut Self) -> Doc) -> Doc {
        let names: BTreeSet<_> = (0..self.below(3)).map(|_| self.pick(NAMES)).collect();
        Doc::Mapping(names.into_iter().map(|name| (name.to_owned(), make(self))).collect())
    }

    /// What a record must have, with a few of the other keys unless it is too deep.
    fn entries(&mut self, record: &RecordShape, depth: usize) -> Vec<(String, Doc)> {
        let wanted = if depth == 0 { 0 } else { self.below(5) };
        let wanted: BTreeSet<_> = (0..wanted).map(|_| self.below(record.fields.len())).collect();
        let fields = record.fields.iter().enumerate();
        let fields = fields.filter(|(number, field)| field.required || wanted.contains(number));
        fields
            .map(|(_, field)| (field.name.into(), self.doc(field.shape, depth.saturating_sub(1))))
            .collect()
    }

    fn record(&mut self, record: &RecordShape, depth: usize) -> Doc {
        Doc::Mapping(self.entries(record, depth))
    }

    /// A mapping in the place of a scalar, with something in it.
    fn telling(&mut self, record: &RecordShape, depth: usize) -> Doc {
        let mut entries = self.entries(record, depth);
        if entries.is_empty() {
            let field = &record.fields[self.below(record.fields.len())];
            entries.push((field.name.into(), self.doc(field.shape, depth)));
        }
        Doc::Mapping(entries)
    }

    /// Changes one node, as often as not into something that may not stand there.
    fn spoil(&mut self, doc: &mut Doc) {
        let number = self.below(doc.size());
        let node = doc.node(number);
        if let Doc::Mapping(entries) = node
            && self.one_in(2)
        {
            return self.spoil_keys(entries);
        }
        let field = self.field();
        let mut others = misfits(node);
        others.push(self.doc(field.shape, 2));
        others.push(Doc::of(field.name, self.doc(field.shape, 2)));
        // A text that is empty holds no document.
        let first = usize::from(number == 0);
        *node = others.swap_remove(first + self.below(others.len() - first));
    }

    fn spoil_keys(&mut self, entries: &mut Vec<(String, Doc)>) {
        let at = self.below(entries.len().max(1));
        match self.below(6) {
            0 | 1 if !entries.is_empty() => drop(entries.remove(at)),
            2 if !entries.is_empty() => entries[at].0.push('x'),
            3 => *entries = with(entries, "claims", Doc::Empty),
            4 => *entries = with(entries, "claims", Doc::List(Vec::new())),
            _ => {
                let field = self.field();
                *entries = with(entries, field.name, self.doc(field.shape, 2));
            }
        }
    }

    fn field(&mut self) -> &'static KeyShape {
        let records: Vec<_> = records().into_values().collect();
        let fields = self.pick(&records).fields;
        &fields[self.below(fields.len())]
    }
}

/// All records of the shape by name; their names are their own, for they are defined by them.
fn records() -> BTreeMap<&'static str, &'static RecordShape> {
    let mut met = BTreeMap::new();
    each_record(&FILE, &mut met);
    met
}

fn each_record(
    record: &'static RecordShape,
    met: &mut BTreeMap<&'static str, &'static RecordShape>,
) {
    match met.insert(record.name, record) {
        None => record.fields.iter().for_each(|field| each_below(field.shape, met)),
        Some(before) => assert!(std::ptr::eq(before, record), "two are named {}", record.name),
    }
}

fn each_below(shape: &'static ValueShape, met: &mut BTreeMap<&'static str, &'static RecordShape>) {
    match shape {
        ValueShape::Text | ValueShape::Flag | ValueShape::Choice(_) | ValueShape::Code(_) => {}
        ValueShape::List(inner) | ValueShape::OneOrList(inner) | ValueShape::Map(inner) => {
            each_below(inner, met)
        }
        ValueShape::Record(record) | ValueShape::TextOr(record) | ValueShape::Parts(record) => {
            each_record(record, met)
        }
        ValueShape::GroupOr(group, single) => {
            each_record(group, met);
            each_record(single, met);
        }
    }
}

fn validator(schema: &Value) -> Validator {
    draft7::new(schema).unwrap_or_else(|fault| panic!("{fault}"))
}

/// The text as an editor's YAML reader sees it: by YAML 1.2, where `no` is no boolean.
fn value(text: &str) -> Value {
    let options = serde_yaml::options! { strict_booleans: true };
    serde_yaml::from_str_with_options(text, options)
        .unwrap_or_else(|fault| panic!("{fault}\n{text}"))
}

/// The files of a folder with their texts.
fn files(name: &str) -> io::Result<BTreeMap<String, String>> {
    let with_text = |entry: io::Result<DirEntry>| {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok((name, fs::read_to_string(path)?))
    };
    fs::read_dir(folder(name))?.map(with_text).collect()
}

fn folder(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name)
}
