//! The floors of the house: a module names only what stands below it, and each outside crate has
//! one home. The tables here are the design; changing one says why in its commit.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its own project has failed")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each stage with the stages it may name.
const FLOORS: &[(&str, &[&str])] = &[
    ("source", &[]),
    ("error", &["source"]),
    ("progress", &[]),
    ("budget", &[]),
    ("figure", &[]),
    ("period", &[]),
    ("solver", &["figure"]),
    ("model", &["source", "figure", "period"]),
    ("coverage", &["source", "figure", "model"]),
    ("finding", &["source", "figure", "period", "model"]),
    ("read", &["source", "error", "progress", "figure", "period", "model", "finding"]),
    ("engine", &["budget", "figure", "period", "solver", "model", "finding"]),
    ("check", &["source", "progress", "figure", "period", "model", "finding", "engine"]),
    ("explain", &["source", "figure", "period", "model", "finding", "engine"]),
    ("json", &["explain"]),
    ("baseline", &["finding", "model", "explain", "json"]),
    // One run is put together here alone, so that no two commands count the same files differently.
    (
        "run",
        &[
            "progress", "period", "model", "finding", "read", "engine", "check", "explain",
            "baseline",
        ],
    ),
    // What a report says is settled before any format sees it, and needs the words of `explain`.
    ("report", &["figure", "model", "finding", "engine", "explain"]),
    (
        "render",
        &[
            "source", "error", "figure", "model", "coverage", "finding", "read", "engine",
            "explain", "json", "run", "report",
        ],
    ),
    // `check` is here for its pages alone, which `explain` and SARIF print.
    (
        "cli",
        &[
            "source", "error", "progress", "period", "model", "coverage", "finding", "read",
            "engine", "check", "explain", "baseline", "run", "report", "render",
        ],
    ),
];

/// Each outside crate with the places it may be named in.
const HOMES: &[(&str, &[&str])] = &[
    ("clap", &["cli"]),
    ("foldhash", &["model", "read"]),
    ("gix", &["read/revision.rs"]),
    ("granit_parser", &["read/tree.rs", "read/syntax.rs"]),
    ("hashbrown", &["model", "read", "engine", "solver"]),
    ("hayagriva", &["report/cite"]),
    ("ignore", &["read/files.rs", "read/revision.rs"]),
    ("indexmap", &["model", "read"]),
    ("maud", &["render/diff/html.rs", "render/report"]),
    ("memchr", &["source.rs", "read"]),
    ("miette", &["render/human.rs"]),
    ("num_bigint", &["figure/exact.rs"]),
    ("num_rational", &["figure/exact.rs", "engine/certificates"]),
    ("quick_xml", &["report/cite/styles.rs"]),
    ("rayon", &["read"]),
    ("schemars", &["render"]),
    ("serde", &["baseline.rs", "json.rs", "render"]),
    ("serde_json", &["baseline.rs", "json.rs", "render"]),
    ("sha2", &["explain/fingerprint.rs", "render/report/html/policy.rs"]),
    ("signal_hook", &["cli/output/signals.rs"]),
    ("similar", &["read/suggest.rs", "explain/word_diff.rs"]),
    ("terminal_size", &["cli/diff.rs"]),
];

struct Module {
    /// Below `src`, with forward slashes.
    path: String,
    stage: String,
    text: String,
}

fn modules() -> Vec<Module> {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut waiting = vec![src.clone()];
    let mut modules = Vec::new();
    while let Some(folder) = waiting.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path: PathBuf = entry.unwrap().path();
            if path.is_dir() {
                waiting.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                let inside = path.strip_prefix(&src).unwrap().to_str().unwrap().replace('\\', "/");
                let stage = inside.split(['/', '.']).next().unwrap().to_owned();
                let text = fs::read_to_string(&path).unwrap();
                modules.push(Module { path: inside, stage, text });
            }
        }
    }
    modules.sort_by(|a, b| a.path.cmp(&b.path));
    modules
}

/// The code lines: no comments, nothing of the tests below.
fn code(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.lines().take_while(|line| line.trim() != "#[cfg(test)]");
    lines.map(|line| line.split("//").next().unwrap_or(""))
}

/// The stages named after `crate::`, in braces too.
fn stages_named(line: &str) -> Vec<String> {
    let mut named = Vec::new();
    for rest in line.split("crate::").skip(1) {
        let inside = rest.strip_prefix('{').map_or(rest, |rest| rest.split('}').next().unwrap());
        let parts = if rest.starts_with('{') { inside.split(',').collect() } else { vec![inside] };
        let word = |part: &str| -> String {
            let part = part.trim();
            part.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
        };
        named.extend(parts.into_iter().map(word).filter(|word| !word.is_empty()));
    }
    named
}

#[test]
fn a_module_names_only_what_stands_below_it() {
    for module in modules() {
        if matches!(module.path.as_str(), "lib.rs" | "main.rs") {
            continue;
        }
        let floor = FLOORS.iter().find(|(stage, _)| *stage == module.stage);
        let (_, below) = floor.unwrap_or_else(|| panic!("{} stands on no floor", module.path));
        for named in code(&module.text).flat_map(stages_named) {
            let known = FLOORS.iter().any(|(stage, _)| *stage == named);
            let allowed = named == module.stage || below.contains(&named.as_str());
            assert!(!known || allowed, "{} names {named}, which is not below it", module.path);
        }
    }
}

#[test]
fn the_floors_have_no_way_up() {
    for (at, (stage, below)) in FLOORS.iter().enumerate() {
        for lower in *below {
            let stands = FLOORS[..at].iter().any(|(stage, _)| stage == lower);
            assert!(stands, "{stage} may name {lower}, which is listed above it");
        }
    }
}

#[test]
fn every_outside_crate_has_its_home() {
    let manifest = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
    let manifest = fs::read_to_string(manifest).unwrap();
    let listed = manifest.split("\n[dependencies]\n").nth(1).unwrap().split("\n[").next().unwrap();
    let listed: BTreeSet<String> = listed
        .lines()
        .filter_map(|line| line.split([' ', '=']).next())
        .filter(|name| !name.is_empty())
        .map(|name| name.replace('-', "_"))
        .collect();
    let homed: BTreeSet<String> = HOMES.iter().map(|(name, _)| (*name).to_owned()).collect();
    assert_eq!(listed, homed, "Cargo.toml and the table of homes");
    let modules = modules();
    for (name, homes) in HOMES {
        let users = modules.iter().filter(|module| {
            code(&module.text).any(|line| {
                line.contains(&format!("{name}::")) || line.contains(&format!("use {name}"))
            })
        });
        let users: Vec<&str> = users.map(|module| module.path.as_str()).collect();
        assert!(!users.is_empty(), "nothing uses {name}");
        for user in users {
            let home = homes.iter().any(|home| user.starts_with(home));
            assert!(home, "{user} uses {name}, whose home is {homes:?}");
        }
    }
}

#[test]
fn every_file_opens_with_a_line_that_says_what_it_is() {
    for module in modules() {
        assert!(module.text.starts_with("//! "), "{} says nothing of itself", module.path);
    }
}

/// A file that `main.rs` does not name is not compiled, and its tests are gone without a word.
#[test]
fn every_file_of_tests_is_a_module() {
    let suite = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/suite");
    let main = fs::read_to_string(suite.join("main.rs")).unwrap();
    for entry in fs::read_dir(&suite).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let module = name.strip_suffix(".rs").filter(|module| *module != "main");
        let named = |module: &str| main.lines().any(|line| line == format!("mod {module};"));
        assert!(module.is_none_or(named), "tests/suite/main.rs does not name {name}");
    }
}
