//! Readers of the formats for other programs: whatever reads them, as close to it as can be had here.

#![allow(dead_code, reason = "each test file takes what it needs")]

use jsonschema::Validator;
use roxmltree::Document;
use serde_json::Value;
use std::collections::{BTreeMap, HashSet};
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

fn schema(name: &str) -> Validator {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/public").join(name);
    // The standard's first edition wrote the pattern of a language so that it is none; this is the later one.
    let (slip, meant) =
        ("^[a-zA-Z]{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$", "^[a-zA-Z]{2}(-[a-zA-Z]{2})?$");
    let text = fs::read_to_string(path).unwrap().replace(slip, meant);
    jsonschema::validator_for(&serde_json::from_str(&text).unwrap()).unwrap()
}

fn holds(schema: &Validator, value: &Value) {
    let faults: Vec<String> = schema
        .iter_errors(value)
        .take(3)
        .map(|fault| format!("{fault} at {}", fault.instance_path()))
        .collect();
    assert!(faults.is_empty(), "{faults:#?}");
}

/// A SARIF document that the standard's own schema allows, and GitHub's limits too; its results.
pub(crate) fn sarif(text: &str) -> Vec<Value> {
    let log: Value = serde_json::from_str(text).unwrap();
    static SCHEMA: OnceLock<Validator> = OnceLock::new();
    holds(SCHEMA.get_or_init(|| schema("sarif-2.1.0.schema.json")), &log);
    sarif_limits(&log);
    log["runs"][0]["results"].as_array().unwrap().clone()
}

/// What GitHub asks of SARIF beyond its schema.
pub(crate) fn sarif_limits(log: &Value) {
    assert_eq!(log["version"], "2.1.0");
    let runs = log["runs"].as_array().unwrap();
    assert_eq!(runs.len(), 1);
    let driver = &runs[0]["tool"]["driver"];
    // An address to read more at is the manifest's, and none is made up.
    let address = Some(env!("CARGO_PKG_HOMEPAGE"));
    assert_eq!(driver["informationUri"].as_str(), address);
    let rules = driver["rules"].as_array().unwrap();
    let length = |value: &Value| value.as_str().map_or(0, |text| text.chars().count());
    for rule in rules {
        assert!((1..=255).contains(&length(&rule["name"])), "{rule}");
        assert!((1..=1024).contains(&length(&rule["shortDescription"]["text"])), "{rule}");
        assert!((1..=1024).contains(&length(&rule["fullDescription"]["text"])), "{rule}");
        assert!((1..=60_000).contains(&length(&rule["help"]["text"])), "{rule}");
        assert!(length(&rule["help"]["markdown"]) > 200, "{rule}");
        assert!(rule["properties"]["tags"].as_array().unwrap().len() <= 20, "{rule}");
    }
    let results = runs[0]["results"].as_array().unwrap();
    assert!(results.len() <= 25_000);
    let mut prints = HashSet::new();
    for result in results {
        let index = result["ruleIndex"].as_u64().unwrap() as usize;
        assert_eq!(rules[index]["id"], result["ruleId"]);
        assert!(length(&result["message"]["text"]) > 0, "{result}");
        let locations = result["locations"].as_array().unwrap();
        assert_eq!(locations.len(), 1, "{result}");
        let related = result["relatedLocations"].as_array().unwrap();
        assert!(related.len() < 1000, "{result}");
        locations.iter().chain(related).for_each(sarif_location);
        let print = &result["partialFingerprints"]["primaryLocationLineHash"];
        assert!(prints.insert(print.as_str().unwrap()), "{print} twice");
    }
}

/// A place is a whole region of a file named by a URI without anything that has a meaning in one.
fn sarif_location(location: &Value) {
    let place = &location["physicalLocation"];
    let uri = place["artifactLocation"]["uri"].as_str().unwrap();
    let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/%".contains(&byte);
    match place["artifactLocation"]["uriBaseId"].as_str() {
        Some(base) => {
            assert_eq!(base, "%SRCROOT%");
            assert!(!uri.is_empty() && !uri.starts_with('/') && uri.bytes().all(allowed), "{uri}");
            assert!(uri.split('/').all(|part| !matches!(part, "" | "." | "..")), "{uri}");
        }
        None => assert!(uri.strip_prefix("file:///").unwrap().bytes().all(allowed), "{uri}"),
    }
    let region = |key: &str| place["region"][key].as_u64().unwrap();
    let (start, end) =
        ((region("startLine"), region("startColumn")), (region("endLine"), region("endColumn")));
    assert!(start.0 > 0 && start.1 > 0 && start <= end, "{place}");
}

/// A code quality report of which GitLab reads each issue; the issues.
pub(crate) fn gitlab(text: &str) -> Vec<Value> {
    static SCHEMA: OnceLock<Validator> = OnceLock::new();
    let schema = SCHEMA.get_or_init(|| schema("gitlab-code-quality.schema.json"));
    let issues: Vec<Value> = serde_json::from_str(text).unwrap();
    let mut prints = HashSet::new();
    for issue in &issues {
        holds(schema, issue);
        let severity = issue["severity"].as_str().unwrap();
        assert!(["info", "minor", "major", "critical", "blocker"].contains(&severity));
        assert!(prints.insert(issue["fingerprint"].as_str().unwrap().to_owned()), "{issue}");
        let path = issue["location"]["path"].as_str().unwrap();
        assert!(!path.is_empty() && !path.starts_with("./"), "{path}");
        assert!(issue["location"]["lines"]["begin"].as_u64().unwrap() > 0);
    }
    issues
}

/// Diagnostics that reviewdog's schema allows.
pub(crate) fn rdjsonl(text: &str) -> Vec<Value> {
    static SCHEMA: OnceLock<Validator> = OnceLock::new();
    let schema = SCHEMA.get_or_init(|| schema("reviewdog-diagnostic.schema.json"));
    assert!(text.is_empty() || text.ends_with('\n'));
    let lines = text.lines().map(|line| serde_json::from_str(line).unwrap());
    let all: Vec<Value> = lines.collect();
    for one in &all {
        holds(schema, one);
        let at = |end: &str, key: &str| one["location"]["range"][end][key].as_u64().unwrap();
        let (start, end) = (
            (at("start", "line"), at("start", "column")),
            (at("end", "line"), at("end", "column")),
        );
        assert!(start.0 > 0 && start.1 > 0 && start <= end, "{one}");
    }
    all
}

/// What a case of JUnit came to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Case {
    pub(crate) suite: String,
    pub(crate) name: String,
    /// `failure`, `skipped`, or nothing.
    pub(crate) ended: String,
    /// The message, then whatever text there is.
    pub(crate) text: String,
}

/// A JUnit report that two readers make the same of: one of XML, and one of JUnit.
pub(crate) fn junit(text: &str) -> Vec<Case> {
    let report = quick_junit::Report::deserialize_from_str(text).unwrap();
    let document = Document::parse(text).unwrap();
    let root = document.root_element();
    assert_eq!(root.tag_name().name(), "testsuites");
    let count = |node: roxmltree::Node<'_, '_>, key: &str| -> usize {
        node.attribute(key).unwrap().parse().unwrap()
    };
    let mut cases = Vec::new();
    let suites = root.children().filter(roxmltree::Node::is_element);
    for (suite, read) in suites.zip(&report.test_suites) {
        assert_eq!(suite.attribute("name"), Some(read.name.as_str()));
        let from = cases.len();
        for case in suite.children().filter(roxmltree::Node::is_element) {
            cases.push(junit_case(suite.attribute("name").unwrap(), case));
        }
        let ended = |how: &str| cases[from..].iter().filter(|case| case.ended == how).count();
        assert_eq!(count(suite, "tests"), cases.len() - from);
        assert_eq!(count(suite, "failures"), ended("failure"));
        assert_eq!(count(suite, "skipped"), ended("skipped"));
        assert_eq!(read.test_cases.len(), cases.len() - from);
    }
    assert_eq!(count(root, "tests"), cases.len());
    assert_eq!(report.tests, cases.len());
    let names: HashSet<_> = cases.iter().map(|case| (&case.suite, &case.name)).collect();
    assert_eq!(names.len(), cases.len(), "two cases have one name");
    cases
}

fn junit_case(suite: &str, case: roxmltree::Node<'_, '_>) -> Case {
    assert_eq!(case.tag_name().name(), "testcase");
    assert_eq!(case.attribute("classname"), Some(suite));
    let mut read = Case {
        suite: suite.to_owned(),
        name: case.attribute("name").unwrap().to_owned(),
        ended: String::new(),
        text: String::new(),
    };
    for child in case.children().filter(roxmltree::Node::is_element) {
        let name = child.tag_name().name();
        assert!(["failure", "skipped", "system-out"].contains(&name), "{name}");
        if name != "system-out" {
            assert_eq!(read.ended, "", "two ends of one case");
            read.ended = name.to_owned();
        }
        read.text += child.attribute("message").unwrap_or_default();
        read.text += child.text().unwrap_or_default();
        assert!(child.children().all(|inner| inner.is_text()));
    }
    read
}

/// A workflow command as the runner of GitHub Actions reads one.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Command {
    pub(crate) name: String,
    pub(crate) properties: BTreeMap<String, String>,
    pub(crate) message: String,
}

/// Every line is one annotation, read as the runner reads it (`ActionCommand.TryParseV2`).
pub(crate) fn github(text: &str) -> Vec<Command> {
    let commands: Vec<Command> = text.lines().map(github_line).collect();
    let weight = |name: &str| ["error", "warning", "notice"].iter().position(|word| *word == name);
    let weights: Vec<usize> = commands.iter().map(|one| weight(&one.name).unwrap()).collect();
    assert!(weights.is_sorted(), "the worst come first");
    commands
}

fn github_line(line: &str) -> Command {
    let rest = line.strip_prefix("::").unwrap_or_else(|| panic!("no command: {line}"));
    let (head, message) = rest.split_once("::").unwrap();
    let (name, properties) = head.split_once(' ').unwrap();
    let undo = |text: &str, escapes: &[(&str, &str)]| {
        escapes.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
    };
    let message = undo(message, &[("%0D", "\r"), ("%0A", "\n"), ("%25", "%")]);
    let escapes = [("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")];
    let properties = properties.split(',').map(|pair| {
        let (key, value) = pair.split_once('=').unwrap();
        (key.to_owned(), undo(value, &escapes))
    });
    let properties: BTreeMap<String, String> = properties.collect();
    let known = ["file", "line", "endLine", "col", "endColumn", "title"];
    assert!(properties.keys().all(|key| known.contains(&key.as_str())), "{line}");
    assert!(!properties["file"].is_empty(), "{line}");
    Command { name: name.to_owned(), properties, message }
}
