//! Faults of the files in sentences: what happened, and what to do.

use super::naming::short;
use crate::budget::limits;
use crate::explain::escape::visible;
use crate::explain::told::Told;
use crate::finding::{Encoding, Evidence, Finding, Paste, PastePlace, Unsupported};
use std::collections::HashMap;

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
        Evidence::Shape { place, wanted, found, paste } => (
            format!("`{}` has {} where {wanted} belongs", short(place), visible(found)),
            paste.as_ref().map(to_paste),
        ),
        Evidence::UnknownKey { key, record, near, bare, paste } => {
            let message = format!("a {record} has no key `{}`", short(key));
            let cut = "nothing stands at it: if a comma belongs to the value before it, put that \
                       value in quotation marks";
            let help = paste.as_ref().map(to_paste).or_else(|| near.as_deref().map(did_you_mean));
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
        Evidence::LookAlike { what, name, like } => {
            let message =
                format!("the {} `{}` looks like `{}`", short(what), short(name), short(like));
            let help = "write both alike if they are one; else rename one of them";
            (format!("{message}: {}", code_points(name, like)), Some(help.into()))
        }
        Evidence::Dangling { name, near: Some(near), looks_same: true, what, uses, .. } => {
            let message = dangling(what, name, *uses);
            let points = code_points(name, near);
            (
                message,
                Some(format!("did you mean `{}`, which looks the same? {points}", short(near))),
            )
        }
        Evidence::Dangling { what, name, near, uses, paste, .. } => {
            let message = dangling(what, name, *uses);
            (message, near.as_deref().map(did_you_mean).or_else(|| paste.as_ref().map(to_paste)))
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

fn dangling(what: &str, name: &str, uses: usize) -> String {
    let message = format!("no {} is called `{}`", short(what), short(name));
    if uses > 1 { format!("{message}; {uses} claims use it") } else { message }
}

/// The code points in which two names that look alike differ.
fn code_points(name: &str, like: &str) -> String {
    let (here, there) = (only_in(name, like), only_in(like, name));
    match (here.is_empty(), there.is_empty()) {
        (false, false) => format!("this one has {here}, that one {there}"),
        (false, true) => format!("this one has {here}, that one has not"),
        (true, false) => format!("that one has {there}, this one has not"),
        (true, true) => "they have the same code points in another order".to_owned(),
    }
}

/// The code points of a text that another has not, or has fewer times, in their order.
fn only_in(text: &str, other: &str) -> String {
    let mut left: HashMap<char, usize> = HashMap::new();
    other.chars().for_each(|c| *left.entry(c).or_default() += 1);
    let mut points = text.chars().filter(|c| match left.get_mut(c) {
        Some(count) if *count > 0 => {
            *count -= 1;
            false
        }
        _ => true,
    });
    let shown: Vec<String> = points
        .by_ref()
        .take(limits::CODE_POINTS_NAMED.get())
        .map(|c| format!("U+{:04X}", u32::from(c)))
        .collect();
    let more = points.count();
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    shown.join(" ") + &more
}

fn did_you_mean(near: &str) -> String {
    format!("did you mean `{}`?", short(near))
}

/// What can be pasted, and where. It is never cut: half of it would not be read.
fn to_paste(paste: &Paste) -> String {
    let yaml = visible(&paste.yaml);
    match &paste.place {
        PastePlace::Here => format!("write `{yaml}`"),
        PastePlace::Under(key) => format!("write `{yaml}` under `{}:`", short(key)),
        PastePlace::Above => format!("write `{yaml}` on a line above it"),
    }
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
