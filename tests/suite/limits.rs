//! The page of limits is made from the list in `budget/limits.rs`, and nothing else repeats a limit as a number in
//! words. `UPDATE_PAGES=1 cargo test --test suite limits::` writes the page anew.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use variorum::budget::limits::GROUPS;

const HEAD: &str = "\
# Limits

For whoever meets \"not looked at\" in a summary, or wonders how far the tool goes. Every limit is here, with its reason and
with what becomes of what lies beyond it. Limits count steps and never time, so the same input always gets equally far.

This page is made from `src/budget/limits.rs` by `make bless`.
";

#[test]
fn the_page_is_fresh() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/limits.md");
    let fresh = page();
    if std::env::var_os("UPDATE_PAGES").is_some() {
        fs::write(&path, &fresh).unwrap();
    }
    assert_eq!(fs::read_to_string(path).unwrap(), fresh, "docs/limits.md is stale: make bless");
}

fn page() -> String {
    let mut page = HEAD.to_owned();
    for (group, limits) in GROUPS {
        let _ = write!(
            page,
            "\n## {group}\n\n| limit | at most | of what | why | beyond it |\n|---|---|---|---|---|\n"
        );
        for limit in *limits {
            let _ = writeln!(
                page,
                "| `{}` | {} | {} | {} | {} |",
                limit.name,
                grouped(limit.most),
                limit.of,
                limit.why,
                limit.beyond
            );
        }
    }
    page
}

/// `1,048,576`
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[test]
fn every_limit_has_a_name_of_its_own_and_is_used() {
    let mut names = BTreeSet::new();
    let code: String = files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"))
        .iter()
        .filter(|path| !path.ends_with("budget/limits.rs"))
        .map(|path| fs::read_to_string(path).unwrap())
        .collect();
    for limit in GROUPS.iter().flat_map(|(_, limits)| *limits) {
        assert!(names.insert(limit.name), "{} is there twice", limit.name);
        assert!(limit.most > 0, "{} allows nothing", limit.name);
        assert!(code.contains(&format!("limits::{}", limit.name)), "nothing uses {}", limit.name);
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let paths = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let files = paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] });
    files.filter(|path| path.extension().is_some_and(|ending| ending == "rs")).collect()
}
