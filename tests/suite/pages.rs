//! Every check has a page, every page is whole, its examples give the findings printed below them, and every
//! list of checks and every format agrees with the catalogue. The pages of topics are tested in the same way.
//!
//! `common/examples.rs` says how an example is written. `UPDATE_PAGES=1 cargo test --test suite pages::` writes the
//! findings anew.

#![allow(clippy::expect_used, reason = "a test that cannot go on says why")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use crate::examples::{Piece, Ran, pieces, run, update};
use serde_json::Value;
use variorum::finding::{Check, CheckGroup, Reading, SeverityRule};

/// The headings below a page's own, in order.
const SECTIONS: [&str; 5] =
    ["Why it matters", "Example", "Nearly", "How to settle it", "What it cannot see"];

/// Characters in the first sentence, so that the list of checks fits a terminal.
const LONGEST_SENTENCE: usize = 80;

/// Collects what is amiss on all pages, so that one run tells all of it.
#[derive(Default)]
struct Amiss(Vec<String>);

impl Amiss {
    fn unless(&mut self, fine: bool, page: &str, what: impl Into<String>) {
        if !fine {
            self.0.push(format!("{page}: {}", what.into()));
        }
    }

    fn none(self) {
        assert!(self.0.is_empty(), "\n{}\n", self.0.join("\n"));
    }
}

#[test]
fn every_check_has_a_page_and_every_page_a_check() {
    let wanted: BTreeSet<String> = Check::ALL.iter().map(|&check| file_name(check)).collect();
    let found: BTreeSet<String> = names(CHECKS).into_iter().filter(|name| name != INDEX).collect();
    let mut amiss = Amiss::default();
    for name in wanted.difference(&found) {
        amiss.unless(false, name, "is missing");
    }
    for name in found.difference(&wanted) {
        amiss.unless(false, name, "is the page of no check in `Check::ALL`");
    }
    amiss.none();
}

#[test]
fn pages_are_whole() {
    let mut amiss = Amiss::default();
    for &check in Check::ALL {
        let (name, text) = (file_name(check), on_disk(check));
        let heading = format!("# {}", check.name());
        let mut lines = text.lines();
        amiss.unless(
            lines.next() == Some(&heading),
            &name,
            format!("does not open with `{heading}`"),
        );
        amiss.unless(lines.next() == Some(""), &name, "has no empty line below its heading");
        sentence(&mut amiss, &name, lines.next().unwrap_or(""));
        amiss.unless(lines.next() == Some(""), &name, "goes on after its first sentence");
        let sections: Vec<&str> = sections(&text).into_iter().map(|(name, _)| name).collect();
        let wanted = format!("has the sections {sections:?}, not {SECTIONS:?}");
        amiss.unless(sections == SECTIONS, &name, wanted);
        for (section, body) in self::sections(&text) {
            amiss.unless(!body.trim().is_empty(), &name, format!("says nothing under `{section}`"));
        }
        amiss.unless(
            text.ends_with('\n') && !text.ends_with("\n\n"),
            &name,
            "ends in no line break",
        );
        tidy(&mut amiss, &name, &text);
    }
    amiss.none();
}

#[test]
fn pages_of_topics_are_whole() {
    let mut amiss = Amiss::default();
    for name in names(TOPICS) {
        let text = read_page(TOPICS, &name);
        let topic = name.trim_end_matches(".md");
        let head: Vec<&str> = text.lines().take(4).collect();
        let opens =
            head.first() == Some(&format!("# {topic}").as_str()) && head.get(1) == Some(&"");
        amiss.unless(opens, &name, "does not open with its name");
        sentence(&mut amiss, &name, head.get(2).unwrap_or(&""));
        amiss.unless(head.get(3) == Some(&""), &name, "goes on after its first sentence");
        tidy(&mut amiss, &name, &text);
    }
    amiss.none();
}

fn tidy(amiss: &mut Amiss, name: &str, text: &str) {
    let bare = |line: &str| line.trim_end() == line && !line.contains(['\t', '\r']);
    amiss.unless(text.lines().all(bare), name, "has space at a line's end, or a tab");
}

fn sentence(amiss: &mut Amiss, name: &str, line: &str) {
    let length = line.chars().count();
    let too_long = format!("opens with {length} characters; {LONGEST_SENTENCE} are the most");
    amiss.unless(length <= LONGEST_SENTENCE, name, too_long);
    let one = line.ends_with('.') && !line.contains(". ") && line.starts_with(char::is_uppercase);
    amiss.unless(one, name, format!("does not open with one sentence: {line:?}"));
}

#[test]
fn examples_give_their_findings() {
    let mut amiss = Amiss::default();
    for &check in Check::ALL {
        let (name, text) = (file_name(check), on_disk(check));
        run_examples(&mut amiss, CHECKS, &name, &|amiss, section, line, ran| {
            judge(amiss, check, section, line, ran);
        });
        for section in ["Example", "Nearly"] {
            let here = pieces(&text).into_iter().filter(|piece| piece.stands_in(section));
            amiss.unless(here.count() > 0, &name, format!("has no example under `{section}`"));
        }
    }
    for name in names(TOPICS) {
        let count = run_examples(&mut amiss, TOPICS, &name, &|_, _, _, _| {});
        amiss.unless(count > 0, &name, "has no example");
    }
    amiss.none();
}

/// Runs the examples of a page and says how many there are. Where that is wished, writes their findings anew.
fn run_examples(
    amiss: &mut Amiss,
    folder: &str,
    name: &str,
    judge: &dyn Fn(&mut Amiss, &str, usize, &Ran),
) -> usize {
    let text = read_page(folder, name);
    let (mut fresh, mut broken, mut count) = (String::new(), false, 0);
    for piece in pieces(&text) {
        match piece {
            Piece::Prose(lines) => fresh.push_str(lines),
            Piece::Example { section, yaml, coding, line, before, findings } => {
                let ran = run(yaml, coding);
                let told = format!("line {line}: gives\n{}and not\n{findings}", ran.lines);
                amiss.unless(update() || ran.lines == findings, name, told);
                judge(amiss, section, line, &ran);
                fresh.push_str(before);
                fresh.push_str(&ran.lines);
                count += 1;
            }
            Piece::Broken { line, what } => {
                broken = true;
                amiss.unless(false, name, format!("line {line}: {what}"));
            }
        }
    }
    if update() && !broken && fresh != text {
        fs::write(root().join(folder).join(name), fresh).expect("a page can be written");
    }
    count
}

/// An example fires its own check; what nearly fires is read, and leaves nothing open.
fn judge(amiss: &mut Amiss, check: Check, section: &str, line: usize, ran: &Ran) {
    let name = file_name(check);
    if section == "Nearly" {
        let told = format!("line {line}: nearly fires, and does:\n{}", ran.lines);
        amiss.unless(ran.open == 0, &name, told);
        amiss.unless(
            ran.holds_something,
            &name,
            format!("line {line}: declares and claims nothing"),
        );
    } else {
        let told = format!("line {line}: does not give {}:\n{}", check.name(), ran.lines);
        amiss.unless(ran.checks.contains(&check), &name, told);
    }
}

#[test]
fn explain_prints_the_page() {
    if update() {
        return; // The binary holds the pages as they were.
    }
    for &check in Check::ALL {
        let output = variorum(&["explain", check.name()]);
        assert!(output.status.success(), "explain {}", check.name());
        let printed = String::from_utf8(output.stdout).expect("pages are UTF-8");
        assert_eq!(printed, on_disk(check), "explain {}", check.name());
        assert_eq!(check.page(), printed);
    }
    for name in names(TOPICS) {
        let output = variorum(&["explain", name.trim_end_matches(".md")]);
        let printed = String::from_utf8(output.stdout).expect("pages are UTF-8");
        assert_eq!(printed, read_page(TOPICS, &name), "explain {name}");
    }
}

#[test]
fn explain_lists_the_checks_by_group_and_the_topics() {
    if update() {
        return; // The pages are being written.
    }
    let output = variorum(&["explain"]);
    assert!(output.status.success());
    let listed = String::from_utf8(output.stdout).expect("pages are UTF-8");
    let paragraphs: Vec<&str> = listed.split("\n\n").collect();
    assert_eq!(paragraphs.len(), CheckGroup::ALL.len() + 1);
    let lines = |paragraph: &str| -> Vec<(String, String)> {
        let lines = paragraph.trim_end().lines().skip(1);
        let columns = lines.map(|line| line.trim_start().split_once("  ").expect("two columns"));
        columns.map(|(name, says)| (name.to_owned(), says.trim_start().to_owned())).collect()
    };
    for (group, paragraph) in CheckGroup::ALL.into_iter().zip(&paragraphs) {
        assert!(paragraph.starts_with(&format!("Checks of the {}:\n", group.name())));
        let wanted: Vec<_> =
            group.checks().map(|check| (check.name().to_owned(), first_sentence(check))).collect();
        assert_eq!(lines(paragraph), wanted);
    }
    let topics = paragraphs.last().expect("topics are listed");
    assert!(topics.starts_with("Topics:\n"), "{topics}");
    let listed: BTreeSet<_> = lines(topics).into_iter().collect();
    let page = |name: String| {
        let says = read_page(TOPICS, &name).lines().nth(2).unwrap_or("").to_owned();
        (name.trim_end_matches(".md").to_owned(), says)
    };
    assert_eq!(listed, names(TOPICS).into_iter().map(page).collect());
}

#[test]
fn an_unknown_name_lists_near_ones() {
    for (word, near) in
        [("hedge-differ", "hedge-differs"), ("figure", "figures"), ("ruling", "rulings")]
    {
        let output = variorum(&["explain", word]);
        assert_eq!(output.status.code(), Some(2), "{word}");
        let told = String::from_utf8(output.stderr).expect("words are UTF-8");
        assert!(told.contains("tip: ") && told.contains(&format!("'{near}'")), "{told}");
    }
}

/// The index next to the pages, and the tables of the README, are made from the catalogue.
#[test]
fn lists_of_checks_are_fresh() {
    hold_fresh(&Path::new(CHECKS).join(INDEX), &index());
    let readme = fs::read_to_string(root().join("README.md")).expect("there is a README");
    let fresh = CheckGroup::ALL.into_iter().fold(readme, |text, group| {
        let lead = format!("\nOf the {}", group.name());
        let at = text.find(&lead).unwrap_or_else(|| panic!("the README has no `{lead}`"));
        let start = at + text[at..].find("\n|").expect("a table is below it") + 1;
        let end = start + text[start..].find("\n\n").expect("a table has an end") + 1;
        let rows = group.checks();
        let rows =
            rows.map(|check| format!("| `{}` | {} |\n", check.name(), first_sentence(check)));
        let table = format!("| check | what it finds |\n|---|---|\n{}", rows.collect::<String>());
        format!("{}{table}{}", &text[..start], &text[end..])
    });
    hold_fresh(Path::new("README.md"), &fresh);
}

fn hold_fresh(path: &Path, fresh: &str) {
    let whole = root().join(path);
    if update() {
        fs::write(&whole, fresh).expect("a list can be written");
    }
    let published = fs::read_to_string(whole).unwrap_or_default();
    assert!(published == fresh, "{} is stale: run `make bless`", path.display());
}

fn index() -> String {
    let mut text = String::from(
        "# Checks\n\nEvery check, by what it checks. `variorum explain NAME` prints its page. `make bless` writes this \
         list from the catalogue in `src/finding/check_catalogue.rs`.\n",
    );
    for group in CheckGroup::ALL {
        text.push_str(&format!("\n## Of the {}\n\n", group.name()));
        text.push_str("| check | severity | what it finds |\n|---|---|---|\n");
        for check in group.checks() {
            let severity = match check.rule() {
                SeverityRule::Fixed(severity) => severity.name(),
                SeverityRule::ByReading => "error or warning",
            };
            let (name, says) = (check.name(), first_sentence(check));
            text.push_str(&format!("| [`{name}`]({name}.md) | {severity} | {says} |\n"));
        }
    }
    text.push_str(
        "\nWhere it is an error or a warning, it is an error if one account contradicts itself.\n",
    );
    text
}

fn first_sentence(check: Check) -> String {
    on_disk(check).lines().nth(2).unwrap_or("").to_owned()
}

/// In every example of every page, the level of a result in SARIF, that of its rule and the severity in JSON
/// are what the catalogue says.
#[test]
fn formats_agree_with_the_catalogue() {
    let pages = [CHECKS, TOPICS]
        .into_iter()
        .flat_map(|folder| names(folder).into_iter().map(move |name| read_page(folder, &name)));
    let mut seen = BTreeSet::new();
    for text in pages {
        for piece in pieces(&text) {
            if let Piece::Example { yaml, coding, .. } = piece {
                let ran = run(yaml, coding);
                let results = ran.sarif["runs"][0]["results"].as_array().expect("results");
                let found = ran.json["findings"].as_array().expect("findings");
                assert_eq!((results.len(), found.len()), (ran.checks.len(), ran.checks.len()));
                for ((&check, result), found) in ran.checks.iter().zip(results).zip(found) {
                    seen.insert(check);
                    agree(check, result, found);
                }
                of_rules(&ran.sarif["runs"][0]["tool"]["driver"]["rules"]);
            }
        }
    }
    assert_eq!(seen, Check::ALL.iter().copied().collect());
}

fn agree(check: Check, result: &Value, found: &Value) {
    assert_eq!((&result["ruleId"], &found["check"]), (&check.name().into(), &check.name().into()));
    let severity = found["severity"].as_str().expect("a severity");
    let may = match check.rule() {
        SeverityRule::Fixed(fixed) => fixed.name() == severity,
        SeverityRule::ByReading => match found["reading"].as_str() {
            Some(reading) => {
                let internal = reading == Reading::Internal.name();
                severity == if internal { "error" } else { "warning" }
            }
            None => matches!(severity, "error" | "warning"),
        },
    };
    assert!(may, "{found}");
    // What is settled is a note, for some readers show it all the same.
    let open = found["status"] == "open";
    assert_eq!(result["level"], if open { level(severity) } else { "note" }, "{result}");
    assert_eq!(result["suppressions"].as_array().map(Vec::is_empty), Some(open), "{result}");
}

fn of_rules(rules: &Value) {
    let rules = rules.as_array().expect("rules");
    assert_eq!(rules.len(), Check::ALL.len());
    for (&check, rule) in Check::ALL.iter().zip(rules) {
        assert_eq!(rule["id"], check.name());
        let wanted = match check.rule() {
            SeverityRule::Fixed(severity) => level(severity.name()),
            SeverityRule::ByReading => "warning",
        };
        assert_eq!(rule["defaultConfiguration"]["level"], wanted, "{rule}");
        let problem = &rule["properties"]["problem.severity"];
        assert_eq!(problem, if wanted == "note" { "recommendation" } else { wanted }, "{rule}");
    }
}

/// The level that SARIF has for a severity.
fn level(severity: &str) -> &str {
    if severity == "info" { "note" } else { severity }
}

fn variorum(words: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_variorum"));
    command.args(words).output().expect("variorum starts")
}

/// The sections with what stands in each; headings inside blocks are none.
fn sections(page: &str) -> Vec<(&str, String)> {
    let mut sections: Vec<(&str, String)> = Vec::new();
    let mut fenced = false;
    for line in page.lines() {
        fenced ^= line.starts_with("```");
        match line.strip_prefix("## ").filter(|_| !fenced) {
            Some(name) => sections.push((name, String::new())),
            None => {
                if let Some((_, body)) = sections.last_mut() {
                    body.push_str(line);
                    body.push('\n');
                }
            }
        }
    }
    sections
}

fn on_disk(check: Check) -> String {
    read_page(CHECKS, &file_name(check))
}

fn file_name(check: Check) -> String {
    format!("{}.md", check.name())
}

/// Where the pages of checks are, with their index.
const CHECKS: &str = "docs/checks";
const INDEX: &str = "README.md";

/// Where the pages of topics are.
const TOPICS: &str = "docs/topics";

fn read_page(folder: &str, name: &str) -> String {
    fs::read_to_string(root().join(folder).join(name)).unwrap_or_default()
}

/// The pages in a folder, by name.
fn names(folder: &str) -> Vec<String> {
    let entries = fs::read_dir(root().join(folder)).expect("the folder is there");
    let names = entries.map(|entry| entry.expect("the folder can be listed").file_name());
    let mut names: Vec<String> = names.map(|name| name.to_string_lossy().into_owned()).collect();
    names.retain(|name| name.ends_with(".md"));
    names.sort_unstable();
    names
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
