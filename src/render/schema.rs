//! The shape of claim files → a JSON Schema, in draft-07, which editors' YAML servers read.
//!
//! A schema sees what a YAML reader made of the text: of `88` a number, of `no` perhaps a boolean,
//! of an empty value null. So text is any scalar but null here. Absent on purpose: whether names
//! are known, figures legible and periods real, which are findings of their own.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Value, json};

use crate::json::pretty_text;
use crate::read::claim_file_shape::{
    Code, FIGURE, FILE, GROUP_CLAIMS, KeyShape, RecordShape, ValueShape,
};
use crate::render::{bounds, coverage, diff, json, report, show, what_if};

/// The schema of a claim file.
pub fn claims() -> Value {
    let mut known = BTreeMap::new();
    FILE.fields.iter().for_each(|field| define_all(field.shape, &mut known));
    let mut schema = mapping(&FILE);
    schema["$schema"] = "http://json-schema.org/draft-07/schema#".into();
    schema["title"] = "variorum claim file".into();
    schema["definitions"] = known.into_iter().collect();
    schema
}

/// The schema of what `check --format json` prints.
pub fn findings() -> Value {
    of_output::<json::FindingsDocument<'static>>("variorum findings")
}

/// The schema of what `show --format json` prints.
pub fn show() -> Value {
    of_output::<show::json::ShowDocument<'static>>("variorum show")
}

/// The schema of what `bounds --format json` prints.
pub fn bounds() -> Value {
    of_output::<bounds::json::BoundsDocument<'static>>("variorum bounds")
}

/// The schema of what `what-if --format json` prints.
pub fn what_if() -> Value {
    of_output::<what_if::json::WhatIfDocument<'static>>("variorum what-if")
}

/// The schema of what `coverage --format json` prints.
pub fn coverage() -> Value {
    of_output::<coverage::json::CoverageDocument<'static>>("variorum coverage")
}

/// The schema of what `diff --format json` prints.
pub fn diff() -> Value {
    of_output::<diff::json::DiffDocument<'static>>("variorum diff")
}

/// The schema of what `report --format json` prints.
pub fn report() -> Value {
    of_output::<report::json::ReportDocument<'static>>("variorum report")
}

fn of_output<T: JsonSchema>(title: &str) -> Value {
    let generator = SchemaSettings::draft07().into_generator();
    let mut schema = generator.into_root_schema_for::<T>().to_value();
    schema["title"] = title.into();
    schema
}

/// The schema as it is published. Keys are sorted, so it is the same bytes whatever order the build
/// keeps them in.
pub fn text(schema: &Value) -> String {
    let mut sorted = schema.clone();
    sorted.sort_all_objects();
    pretty_text(&sorted) + "\n"
}

/// Defines the records the shape names, and those they name in turn.
fn define_all(shape: &ValueShape, known: &mut BTreeMap<String, Value>) {
    match shape {
        ValueShape::Text | ValueShape::Flag | ValueShape::Choice(_) | ValueShape::Code(_) => {}
        ValueShape::List(inner) | ValueShape::OneOrList(inner) | ValueShape::Map(inner) => {
            define_all(inner, known)
        }
        ValueShape::Record(record) | ValueShape::TextOr(record) | ValueShape::Parts(record) => {
            define(record, known)
        }
        ValueShape::GroupOr(group, single) => {
            define(group, known);
            define(single, known);
        }
    }
}

fn define(record: &RecordShape, known: &mut BTreeMap<String, Value>) {
    if let Entry::Vacant(place) = known.entry(definition(record)) {
        place.insert(mapping(record));
        record.fields.iter().for_each(|field| define_all(field.shape, known));
    }
}

fn mapping(record: &RecordShape) -> Value {
    let mut schema = json!({"title": record.name, "type": "object", "additionalProperties": false});
    describe(&mut schema, record.about);
    schema["properties"] =
        record.fields.iter().map(|field| (field.name, property(field))).collect();
    let required: Vec<_> =
        record.fields.iter().filter(|field| field.required).map(|field| field.name).collect();
    if !required.is_empty() {
        schema["required"] = required.into();
    }
    // A figure has no key it must have, and yet must say something.
    if std::ptr::eq(record, &FIGURE) {
        schema["minProperties"] = 1.into();
    }
    schema
}

fn property(field: &KeyShape) -> Value {
    let mut schema = allowed(field.shape);
    schema["title"] = field.name.into();
    describe(&mut schema, field.about);
    if !field.examples.is_empty() {
        schema["examples"] = field.examples.iter().map(|text| example(text)).collect();
    }
    schema
}

/// Editors show a description as it stands, and the Markdown in its place where there is any.
fn describe(schema: &mut Value, about: &str) {
    schema["description"] = about.into();
    if about.contains('`') {
        schema["markdownDescription"] = about.into();
    }
}

/// `^[A-F][1-6]?$`
fn pattern(code: &Code) -> String {
    let (needed, others) = code.places.split_at(code.least);
    let run = |(first, last): &(char, char)| format!("[{first}-{last}]");
    let needed: String = needed.iter().map(run).collect();
    // Each of the others only behind those before it.
    let others = others.iter().rev().fold(String::new(), |rest, place| match rest.as_str() {
        "" => format!("{}?", run(place)),
        rest => format!("({}{rest})?", run(place)),
    });
    format!("^{needed}{others}$")
}

/// What may stand at a place. Where there are two kinds of thing, `if` tells them apart: `anyOf`
/// would blame a fault on both.
fn allowed(shape: &ValueShape) -> Value {
    match shape {
        ValueShape::Text => json!({"type": ["string", "number", "boolean"], "pattern": r"\S"}),
        ValueShape::Flag => json!({"type": "boolean"}),
        ValueShape::Choice(words) => choice(words),
        ValueShape::Code(code) => json!({"type": "string", "pattern": pattern(code)}),
        ValueShape::List(inner) => json!({"type": "array", "items": allowed(inner)}),
        ValueShape::OneOrList(ValueShape::Text) => json!({
            "type": ["string", "number", "boolean", "array"],
            "pattern": r"\S",
            "items": allowed(&ValueShape::Text),
        }),
        ValueShape::OneOrList(inner) => {
            either(json!({"type": "array"}), allowed(&ValueShape::List(inner)), allowed(inner))
        }
        ValueShape::Map(inner) => json!({"type": "object", "additionalProperties": allowed(inner)}),
        ValueShape::Record(record) => refer(record),
        ValueShape::TextOr(record) => {
            either(json!({"type": "object"}), refer(record), allowed(&ValueShape::Text))
        }
        ValueShape::Parts(member) => json!({
            "type": ["array", "object"],
            "items": allowed(&ValueShape::Text),
            "additionalProperties": refer(member),
        }),
        ValueShape::GroupOr(group, single) => group_or(group, single),
    }
}

/// Each word with its meaning, in the one way of writing it that editors show both while typing and
/// on hovering.
fn choice(words: &[(&str, &str)]) -> Value {
    let (words, meanings): (Vec<_>, Vec<_>) = words.iter().copied().unzip();
    json!({"enum": words, "markdownEnumDescriptions": meanings})
}

fn group_or(group: &RecordShape, single: &RecordShape) -> Value {
    let key = &group.fields[GROUP_CLAIMS];
    let mut schema =
        either(json!({"type": "object", "required": [key.name]}), refer(group), refer(single));
    // Forbids nothing; without it no editor would offer the key that makes a group.
    schema["properties"] =
        json!({key.name: {"title": key.name, "description": key.about, "type": "array"}});
    schema
}

fn either(condition: Value, then: Value, otherwise: Value) -> Value {
    json!({"if": condition, "then": then, "else": otherwise})
}

fn refer(record: &RecordShape) -> Value {
    json!({"$ref": format!("#/definitions/{}", definition(record))})
}

fn definition(record: &RecordShape) -> String {
    record.name.replace(' ', "-")
}

/// An example's YAML as the value editors offer. Of YAML it knows `[a, b]`, `{a: b}` and scalars
/// that need no quotes.
fn example(text: &str) -> Value {
    let inside = |open, close| text.strip_prefix(open)?.strip_suffix(close);
    if let Some(items) = inside('[', ']') {
        split(items).map(example).collect()
    } else if let Some(entries) = inside('{', '}') {
        split(entries)
            .filter_map(|entry| entry.split_once(": "))
            .map(|(key, value)| (key, example(value)))
            .collect()
    } else {
        serde_json::from_str(text).unwrap_or_else(|_| text.into())
    }
}

/// Splits at the commas that are in no inner bracket.
fn split(text: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0;
    let comma = move |sign| {
        match sign {
            '[' | '{' => depth += 1,
            ']' | '}' => depth -= 1,
            _ => {}
        }
        sign == ',' && depth == 0
    };
    text.split(comma).map(str::trim)
}
