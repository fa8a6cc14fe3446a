//! Faults of the files in sentences: what happened, and what to do.

use super::naming::short;
use crate::budget::limits;
use crate::explain::escape::visible;
use crate::explain::told::Told;
use crate::finding::{Encoding, Evidence, Finding, Unsupported};

pub(super) fn tell(finding: &Finding) -> Told {
    let (message, help) = sentence(&finding.evidence);
    let mut places = vec![(finding.at, String::new())];
    if let Evidence::Duplicate { first, .. } = finding.evidence {
        places.insert(0, (first, "first here".into()));
    }
    let notes = alike(finding).into_iter().collect();
    Told { message, arithmetic: None, places, causes: Vec::new(), notes, help }
}

/// `and 80 more like it in this file`, where there are any.
pub fn alike(finding: &Finding) -> Option<String> {
    let (same, of_check) = (finding.alike.same, finding.alike.of_check);
    let check = finding.check.name();
    let told = [
        (same, format!("{} more like it in this file", with_commas(same))),
        (of_check, format!("{} more of `{check}` in this file", with_commas(of_check))),
    ];
    let told: Vec<String> =
        told.into_iter().filter(|(count, _)| *count > 0).map(|(_, text)| text).collect();
    (!told.is_empty()).then(|| format!("and {}", told.join(", and ")))
}

/// `999,980`
fn with_commas(count: usize) -> String {
    let digits = count.to_string();
    let groups: Vec<&str> = digits.as_bytes().rchunks(3).rev().map(digits_of).collect();
    groups.join(",")
}

fn digits_of(group: &[u8]) -> &str {
    std::str::from_utf8(group).unwrap_or_default()
}

fn sentence(evidence: &Evidence) -> (String, Option<String>) {
    match evidence {
        Evidence::Encoding(encoding) => encoded(*encoding),
        Evidence::Syntax { problem, advice } => {
            (format!("this is not YAML: {}", short_problem(problem)), advice.map(str::to_owned))
        }
        Evidence::Unsupported(what) => unsupported(*what),
        Evidence::Empty => {
            ("the file holds nothing".into(), Some("put claims in it, or remove it".into()))
        }
        Evidence::Shape { place, wanted, found } => {
            (format!("`{}` has {} where {wanted} belongs", short(place), visible(found)), None)
        }
        Evidence::UnknownKey { key, record, near, bare } => {
            let message = format!("a {record} has no key `{}`", short(key));
            let cut = "nothing stands at it: if a comma belongs to the value before it, put that \
                       value in quotation marks";
            let help = near.as_deref().map(did_you_mean);
            (message, help.or_else(|| bare.then(|| cut.to_owned())))
        }
        Evidence::Duplicate { what: "key", name, .. } => {
            let help = "keep one of them; which one was meant cannot be told";
            (format!("the key `{}` stands here twice", short(name)), Some(help.into()))
        }
        Evidence::Duplicate { what, name, .. } => (
            format!("the {what} `{}` is declared twice", short(name)),
            Some("rename one of them".into()),
        ),
        Evidence::MissingKey { key, record } => missing(key, record),
        Evidence::SplitNumber { key, before, after } => split(key, before, after),
        Evidence::Reserved { what, name } => {
            let help = format!("call the {what} something else");
            (format!("the name `{}` is kept for the format itself", short(name)), Some(help))
        }
        Evidence::Dangling { what, name, near } => {
            let message = format!("no {} is called `{}`", short(what), short(name));
            (message, near.as_deref().map(did_you_mean))
        }
        Evidence::Circular { key, names } => circular(key, names),
        Evidence::Figure(fault) => (visible(&fault.to_string()).into_owned(), None),
        Evidence::Period(fault) => (visible(&fault.to_string()).into_owned(), None),
        Evidence::Conflict(_)
        | Evidence::Sum(_)
        | Evidence::Joint(_)
        | Evidence::Fraction(_)
        | Evidence::Total(_)
        | Evidence::Overlap { .. }
        | Evidence::Slip(..)
        | Evidence::Fall(_)
        | Evidence::OneOrigin(_)
        | Evidence::Revision(_)
        | Evidence::Ruling(..) => (String::new(), None),
    }
}

fn did_you_mean(near: &str) -> String {
    format!("did you mean `{}`?", short(near))
}

/// A parser's own words, in case they quote the file.
fn short_problem(problem: &str) -> String {
    visible(problem).into_owned()
}

fn encoded(encoding: Encoding) -> (String, Option<String>) {
    match encoding {
        Encoding::Utf16 => {
            ("the file is UTF-16, not UTF-8".into(), Some("save it as UTF-8".into()))
        }
        Encoding::Byte(byte) => {
            let message = format!("the byte 0x{byte:02X} here is not UTF-8 text");
            (message, Some("save the file as UTF-8; nothing of it was read".into()))
        }
    }
}

fn unsupported(what: Unsupported) -> (String, Option<String>) {
    let (message, help) = match what {
        Unsupported::Alias => ("aliases are not followed", "write the value out, or use a group"),
        Unsupported::MergeKey => ("merge keys (`<<`) are not read", "use a group of claims"),
        Unsupported::ComplexKey => ("a key has to be a plain text", "write the key as one word"),
        Unsupported::SecondDocument => {
            ("only the first document of a file is read", "put what follows in a file of its own")
        }
        Unsupported::Anchor => {
            ("anchors (`&name`) are not read", "leave it out, or put the value in quotation marks")
        }
        Unsupported::Tag => {
            ("YAML tags are not read", "leave the tag out; every value is taken as text")
        }
    };
    (message.into(), Some(help.into()))
}

fn missing(key: &str, record: &str) -> (String, Option<String>) {
    let help = match key {
        "figure" => "give the number as published, or `unknown`",
        "by" if record == "resolution" => "say who ruled",
        "by" => "say who asserts it, here or in a group around it",
        "cite" => "say where it is asserted, here or in a group around it",
        "measure" => "say what is counted, here or in a group around it",
        _ => return (format!("this {record} has no `{key}`"), None),
    };
    (format!("this {record} has no `{key}`"), Some(help.into()))
}

fn split(key: &str, before: &str, after: &str) -> (String, Option<String>) {
    let (before, after) = (short(before), short(after));
    let message = format!(
        "the comma in `{before},{after}` ends the value: `{}` is read as {before} and `{after}` as a key",
        short(key)
    );
    let help = format!(
        "put it in quotation marks: {}: \"{before},{after}\"; the claim is not read",
        short(key)
    );
    (message, Some(help))
}

fn circular(key: &str, names: &[String]) -> (String, Option<String>) {
    let mut shown: Vec<String> =
        names.iter().take(limits::ITEMS_SHOWN.get()).map(|name| short(name)).collect();
    if names.len() > limits::ITEMS_SHOWN.get() {
        shown.push(format!("… ({} in all)", names.len() - 1));
    }
    let message = format!("`{key}` goes round in a ring: {}", shown.join(" → "));
    (message, Some("take one of them out".into()))
}
