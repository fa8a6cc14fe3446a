//! The layout of `src/`: which folder uses which, no circles between files, a home for each outside crate, and
//! names that mean one thing. The tables here are the design; changing one says why in its commit.

use crate::source_tree::{SourceFile, SourceTree};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

/// Each stage with the stages it may use, lowest first.
const STAGES: &[(&str, &[&str])] = &[
    ("budget", &[]),
    ("progress", &[]),
    ("source", &[]),
    ("figure", &["budget"]),
    ("period", &[]),
    ("solver", &["budget", "figure"]),
    ("model", &["source", "figure", "period"]),
    ("finding", &["budget", "source", "figure", "period", "model"]),
    ("error", &["budget", "source"]),
    ("coverage", &["budget", "source", "figure", "model"]),
    ("read", &["budget", "source", "error", "progress", "figure", "period", "model", "finding"]),
    ("engine", &["budget", "figure", "period", "solver", "model", "finding"]),
    ("check", &["budget", "source", "progress", "figure", "period", "model", "finding", "engine"]),
    ("explain", &["budget", "source", "figure", "period", "model", "finding", "engine"]),
    // The only place that writes JSON, so that every text is escaped alike.
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
    // What a report says is decided before any format sees it, and needs the words of `explain`.
    ("report", &["budget", "figure", "model", "finding", "engine", "explain"]),
    (
        "render",
        &[
            "budget", "source", "error", "figure", "model", "coverage", "finding", "read",
            "engine", "explain", "json", "run", "report",
        ],
    ),
    (
        "cli",
        &[
            "budget", "source", "error", "progress", "period", "model", "coverage", "finding",
            "read", "engine", "explain", "baseline", "run", "report", "render",
        ],
    ),
];

/// The rooms of the engine with the rooms each may use, lowest first.
const ROOMS: &[(&str, &[&str])] = &[
    // Checkers share nothing with what they check.
    ("certificates", &[]),
    ("standing", &["structure"]),
    ("structure", &[]),
    ("one_claim", &["standing"]),
    ("one_quantity", &["standing"]),
    ("parts_and_wholes", &["standing", "structure"]),
    ("possible", &["certificates", "parts_and_wholes", "structure"]),
    (
        "conflicts",
        &["certificates", "one_quantity", "parts_and_wholes", "possible", "standing", "structure"],
    ),
    ("causes", &["standing"]),
    ("questions", &["certificates", "conflicts", "one_quantity", "possible", "standing"]),
    ("diff", &["one_quantity", "standing"]),
];

/// The crates that the stages could become, lowest first: each uses only those before it.
const CRATES: &[(&str, &[&str])] = &[
    ("figure", &["budget", "progress", "source", "figure", "period", "solver"]),
    ("engine", &["model", "finding", "engine", "check", "explain", "json", "baseline"]),
    ("read", &["error", "coverage", "read"]),
    ("command line", &["run", "report", "render", "cli"]),
];

/// Each outside crate with the places it may be named in.
const HOMES: &[(&str, &[&str])] = &[
    ("clap", &["cli"]),
    ("foldhash", &["model", "read"]),
    ("gix", &["read/revision.rs"]),
    ("granit_parser", &["read/tree.rs", "read/syntax.rs"]),
    ("hashbrown", &["model", "read", "engine", "solver"]),
    ("hayagriva", &["report/cite"]),
    ("ignore", &["read/files.rs", "read/ignore_files.rs", "read/revision.rs"]),
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
    ("unicode_security", &["read/look_alikes.rs"]),
];

/// The most of all type names that may be declared in more than one file, in hundredths.
const NAMES_TWICE: usize = 8;

static TREE: LazyLock<SourceTree> = LazyLock::new(SourceTree::read);

/// Files that others do not use, and that may use everything.
fn is_door(file: &SourceFile) -> bool {
    file.path == "lib.rs"
}

/// Every arrow from a file to another that it uses.
fn arrows() -> Vec<(&'static SourceFile, &'static SourceFile)> {
    let arrows = TREE
        .arrows()
        .into_iter()
        .flat_map(|(from, to)| to.into_iter().map(move |to| (&TREE.files[from], &TREE.files[to])));
    arrows.filter(|(from, _)| !is_door(from)).collect()
}

#[test]
fn a_stage_uses_only_the_stages_its_row_names() {
    for (from, to) in arrows().into_iter().filter(|(from, to)| from.stage() != to.stage()) {
        let row = STAGES.iter().find(|(stage, _)| *stage == from.stage());
        let (_, below) = row.unwrap_or_else(|| panic!("{} is in no stage", from.path));
        assert!(below.contains(&to.stage()), "{} uses {}", from.path, to.path);
    }
}

#[test]
fn a_room_of_the_engine_uses_only_the_rooms_its_row_names() {
    let room = |file: &'static SourceFile| file.path.strip_prefix("engine/")?.split_once('/');
    let mut seen = 0;
    for (from, to) in arrows() {
        let Some(((room_from, _), (room_to, _))) = room(from).zip(room(to)) else { continue };
        seen += 1;
        let row = ROOMS.iter().find(|(name, _)| *name == room_from);
        let (_, below) = row.unwrap_or_else(|| panic!("{} is in no room", from.path));
        let allowed = room_from == room_to || below.contains(&room_to);
        assert!(allowed, "{} uses {}", from.path, to.path);
    }
    assert!(seen > 50, "the engine is elsewhere");
}

/// Every row names rows before it only, so that no arrow goes up. `standing` and `structure` are the one
/// exception in the order of the list, kept for its reading: `structure` uses no room at all.
#[test]
fn no_arrow_goes_up() {
    for table in [STAGES, ROOMS] {
        let mut done: BTreeSet<&str> = BTreeSet::new();
        let mut left: Vec<_> = table.to_vec();
        while !left.is_empty() {
            let before = left.len();
            left.retain(|(name, below)| {
                let free = below.iter().all(|lower| done.contains(lower));
                if free {
                    done.insert(name);
                }
                !free
            });
            let names: Vec<&str> = left.iter().map(|(name, _)| *name).collect();
            assert!(left.len() < before, "these use one another in a circle: {names:?}");
        }
    }
}

#[test]
fn the_stages_could_be_four_crates() {
    let of = |stage: &str| CRATES.iter().position(|(_, stages)| stages.contains(&stage));
    for (from, to) in arrows() {
        let (lower, upper) = (of(to.stage()), of(from.stage()));
        assert!(lower.is_some() && upper.is_some(), "{} or {}: in no crate", from.path, to.path);
        assert!(lower <= upper, "{} uses {}, of a crate above", from.path, to.path);
    }
}

#[test]
fn no_two_files_use_one_another_however_far_around() {
    let mut left: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for (from, to) in arrows() {
        left.entry(&from.path).or_default().insert(&to.path);
    }
    // Files that use nothing that is left cannot be in a circle.
    loop {
        let open: BTreeSet<&str> = left.keys().copied().collect();
        let before = left.len();
        left.values_mut().for_each(|to| to.retain(|to| open.contains(to)));
        left.retain(|_, to| !to.is_empty());
        if left.len() == before {
            break;
        }
    }
    assert!(left.is_empty(), "in a circle or above one: {left:#?}");
}

#[test]
fn the_reader_of_imports_sees_what_is_there() {
    let arrows = arrows();
    let uses = |from: &str, to: &str| arrows.iter().any(|(a, b)| a.path == from && b.path == to);
    // By name, through a `mod.rs` that passes it on, and written out in the code.
    assert!(uses("engine/structure/families.rs", "model/corpus.rs"));
    assert!(uses("figure/term.rs", "budget/limits.rs"));
    assert!(uses("check/all_checks.rs", "engine/parts_and_wholes/misfits.rs"));
    assert!(!uses("model/corpus.rs", "engine/structure/families.rs"));
}

#[test]
fn names_of_types_mean_one_thing() {
    let mut files: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for file in &TREE.files {
        file.types.iter().for_each(|name| files.entry(name).or_default().push(&file.path));
    }
    let twice: Vec<_> = files.iter().filter(|(_, files)| files.len() > 1).collect();
    let (all, twice_count) = (files.len(), twice.len());
    let tenths = twice_count * 1000 / all;
    println!(
        "names of types declared in more than one file: {twice_count} of {all}, {}.{} %",
        tenths / 10,
        tenths % 10
    );
    assert!(twice_count * 100 <= NAMES_TWICE * all, "{twice:#?}");
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
    for (name, homes) in HOMES {
        let names = |line: &str| {
            line.contains(&format!("{name}::")) || line.contains(&format!("use {name}"))
        };
        let users = TREE.files.iter().filter(|file| code(&file.text).any(names));
        let users: Vec<&str> = users.map(|file| file.path.as_str()).collect();
        assert!(!users.is_empty(), "nothing uses {name}");
        for user in users {
            let home = homes.iter().any(|home| user.starts_with(home));
            assert!(home, "{user} uses {name}, whose home is {homes:?}");
        }
    }
}

/// The code lines: no comments, nothing of the tests below.
fn code(text: &str) -> impl Iterator<Item = &str> {
    let lines = text.lines().take_while(|line| line.trim() != "#[cfg(test)]");
    lines.map(|line| line.split("//").next().unwrap_or(""))
}

#[test]
fn every_file_opens_with_a_line_that_says_what_it_is() {
    for file in &TREE.files {
        assert!(file.text.starts_with("//! "), "{} says nothing of itself", file.path);
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

/// ARCHITECTURE.md is the map: what it names is there, and every folder and file of `src/` is on it.
#[test]
fn the_map_is_the_tree() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let map = fs::read_to_string(root.join("ARCHITECTURE.md")).unwrap();
    assert!(
        map.len() <= 12_000,
        "the map is {} bytes, too long to be read in ten minutes",
        map.len()
    );
    let mut missing = Vec::new();
    for file in TREE.files.iter().filter(|file| !file.path.ends_with("mod.rs")) {
        let (folder, name) = file.path.rsplit_once('/').unwrap_or(("", &file.path));
        let stem = name.trim_end_matches(".rs");
        let on_the_map = map.lines().any(|line| {
            let row = line.contains(&format!("`{folder}/`")) || folder.is_empty();
            row && line.split(|c: char| !c.is_alphanumeric() && c != '_').any(|word| word == stem)
        });
        // A file of a check is named as its check is, and the row says so.
        let is_check = folder == "check"
            && Path::new("docs/checks").join(stem.replace('_', "-")).with_extension("md").exists();
        if !on_the_map && !is_check {
            missing.push(file.path.as_str());
        }
    }
    assert!(missing.is_empty(), "not on the map: {missing:#?}");
    for quoted in map.split('`').skip(1).step_by(2) {
        let path = quoted.trim_end_matches('/');
        let is_path = quoted.contains('/') && !quoted.contains([' ', '*', '<', ':']);
        let there =
            ["", "src", "src/engine"].iter().any(|base| root.join(base).join(path).exists());
        assert!(!is_path || there, "the map names `{quoted}`, which is not there");
    }
}
