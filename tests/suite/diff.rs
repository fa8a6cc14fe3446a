//! `variorum diff`: two versions or two accounts in; what differs, how, and what follows from it out.

#![allow(clippy::unwrap_used, reason = "a test says what it holds by failing")]

use crate::common::{Folder, Run, hidden, run_in, without_colour};
use crate::inert;
use jsonschema::draft7;
use proptest::prelude::*;
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::path::Path;
use variorum::render::{diff::html, schema};

const WORDS: &str = "\
measures:
  killed: {unit: people}
  area: {unit: km², kind: stock}
  aid: {unit: USD, kind: amount}
dimensions:
  side: {parts: {north: {parts: [navy, army]}, south: {}}}
  status: {parts: [soldiers, civilians], complete: true}
parties:
  herald: {}
  courier: {}
  crown: {belligerent: north}
  league: {belligerent: south}
sources: {paper: {title: A paper}, book: {title: A book}}
";

/// A file with those claims; `..` stands for who says it and where.
fn text(claims: &[&str]) -> String {
    let mut text = format!("{WORDS}about: {{measure: killed, period: 2015}}\nclaims:\n");
    for claim in claims {
        let said = claim.replace("..", "by: herald, cite: {source: paper, at: p. 1}");
        writeln!(text, "  - {{{said}}}").unwrap();
    }
    text
}

fn diff(a: &[&str], b: &[&str], arguments: &[&str]) -> Run {
    let folder = Folder::of(&[("a.yaml", &text(a)), ("b.yaml", &text(b))]);
    folder.run(&[&["diff", "a.yaml", "b.yaml"], arguments].concat())
}

/// The document, which keeps to its schema.
fn document(a: &[&str], b: &[&str]) -> Value {
    let run = diff(a, b, &["--format", "json"]);
    valid(&run)
}

fn valid(run: &Run) -> Value {
    let schema = draft7::new(&schema::diff()).unwrap();
    let document = run.json();
    if let Err(fault) = schema.validate(&document) {
        panic!("{fault} at {} of {document:#}", fault.instance_path());
    }
    assert_eq!(document["same"].as_bool().unwrap(), run.code == 0, "{document:#}");
    document
}

/// The changes, grade and words of the only entry.
fn only(document: &Value) -> (Vec<&str>, &str, &str) {
    let entries = document["entries"].as_array().unwrap();
    assert_eq!(entries.len(), 1, "{document:#}");
    let changes = entries[0]["changes"].as_array().unwrap();
    let changes = changes.iter().map(|change| change.as_str().unwrap()).collect();
    let text = |key: &str| entries[0][key].as_str().unwrap_or("");
    (changes, text("grade"), text("words"))
}

// Figures

#[test]
fn a_figure_that_moves_says_how() {
    for (a, b, changes, grade, words) in [
        ("88", "91", "raised", "contradicts", "raised, contradicts, 3 apart, 3.4 %"),
        ("91", "88", "lowered", "contradicts", "lowered, contradicts, 3 apart, 3.4 %"),
        ("10", "25", "raised", "contradicts", "raised, contradicts, 15 apart, 2.5 times"),
        ("0", "5", "raised", "contradicts", "raised, contradicts, 5 apart"),
        ("31–92", "31–94", "widened", "refines", "widened, refines, high end 2 higher"),
        (
            "31–92",
            "40–80",
            "narrowed",
            "refines",
            "narrowed, refines, low end 9 higher, high end 12 lower",
        ),
        (
            "31–92",
            "40–94",
            "raised",
            "overlaps",
            "raised, overlaps, low end 9 higher, high end 2 higher",
        ),
        (
            "31–92",
            "92–100",
            "raised",
            "touches",
            "raised, touches, low end 61 higher, high end 8 higher",
        ),
        ("4", "4+", "widened", "refines", "widened, refines"),
        ("541–547+", "541+", "restated", "identical", "printed with another end, identical"),
        ("300", "~300", "hedged", "identical", "hedged, identical"),
        ("~300", "300", "un-hedged", "identical", "no longer hedged, identical"),
        (
            "~300",
            "320",
            "raised un-hedged",
            "near",
            "raised, no longer hedged, near, 20 apart, 6.7 %",
        ),
        ("88", "unknown", "unknown", "unknown", "gives no number any more, unknown"),
        ("N/A", "88", "known", "unknown", "gives a number now, unknown"),
        ("1264", "\"1,264\"", "spelling", "identical", "spelt otherwise"),
    ] {
        let [one, other] = [a, b].map(|figure| format!("figure: {figure}, .."));
        let found = document(&[&one], &[&other]);
        let wanted = (changes.split(' ').collect(), grade, words);
        assert_eq!(only(&found), wanted, "{a} to {b}");
    }
}

#[test]
fn gaps_are_exact_and_in_the_measures_unit() {
    let area = "about: {measure: area}, ..";
    let found = document(&[&format!("figure: 10, {area}")], &[&format!("figure: 10.3, {area}")]);
    let entry = &found["entries"][0];
    assert_eq!((&entry["gap"], &entry["ratio"]), (&json!("0.3"), &json!("103/100")));
    assert_eq!((&entry["relative"], &entry["low_by"]), (&json!("3/100"), &json!("0.3")));
    let mile =
        document(&[&format!("figure: 1 sq mi, {area}")], &[&format!("figure: 1 km², {area}")]);
    assert_eq!(mile["entries"][0]["gap"], "1.589988110336", "{mile:#}");
    let open = document(&["figure: 10+, .."], &["figure: 12+, .."]);
    let entry = &open["entries"][0];
    assert_eq!((&entry["low_by"], &entry["high_by"]), (&json!("2"), &Value::Null));
    assert_eq!(entry["gap"], Value::Null);
}

#[test]
fn units_that_do_not_convert_are_incomparable() {
    let folder = Folder::of(&[
        ("a.yaml", &text(&["figure: 10, .."])),
        (
            "b.yaml",
            &text(&["figure: 10, .."]).replace("killed: {unit: people}", "killed: {unit: tanks}"),
        ),
    ]);
    let run = folder.run(&["diff", "a.yaml", "b.yaml", "--format", "json"]);
    let found = valid(&run);
    assert_eq!(found["declared"], json!([{"what": "measure", "name": "killed", "on": "both"}]));
    assert_eq!(run.code, 1);
}

// Who says it, where, and what is written beside it

#[test]
fn who_says_it_and_where_and_what_about() {
    let claim = "id: one, figure: 42, by: herald, cite: {source: paper, at: p. 1, marks: [3]}";
    for (other, change) in [
        (
            "id: one, figure: 42, by: courier, cite: {source: paper, at: p. 1, marks: [3]}",
            "re-attributed",
        ),
        ("id: one, figure: 42, by: herald, cite: {source: book, at: p. 1, marks: [3]}", "re-cited"),
        (
            "id: one, figure: 42, by: herald, cite: {source: paper, at: p. 2, marks: [3]}",
            "re-cited",
        ),
        (
            "id: one, figure: 42, by: herald, cite: {source: paper, at: p. 1, marks: [4]}",
            "re-cited",
        ),
        (
            "id: one, figure: 42, by: herald, cite: {source: paper, at: p. 1, marks: [3]}, rank: deprecated, reason: A slip.",
            "deprecated",
        ),
        (
            "id: one, figure: 42, by: herald, cite: {source: paper, at: p. 1, marks: [3]}, as-of: 2016",
            "as-of",
        ),
        (
            "id: one, figure: 42, by: herald, cite: {source: paper, at: p. 1, marks: [3]}, grade: B2",
            "grade",
        ),
        (
            "id: one, figure: 42, by: herald, cite: {source: paper, at: p. 1, marks: [3]}, quote: 42 men",
            "quote",
        ),
        (
            "id: one, figure: 42, by: herald, cite: {source: paper, at: p. 1, marks: [3]}, tags: [x]",
            "tags",
        ),
        (
            "id: one, figure: 42, by: herald, cite: {source: paper, at: p. 1, marks: [3]}, about: {side: north}",
            "about",
        ),
    ] {
        let found = document(&[claim], &[other]);
        let (changes, ..) = only(&found);
        assert!(changes.contains(&change), "{other}: {changes:?}");
        let back = document(&[other], &[claim]);
        assert_eq!(only(&back).0.len(), changes.len(), "{other}");
    }
    let moved =
        document(&[claim], &[&claim.replace("id: one, ", "id: one, about: {side: north}, ")]);
    assert_eq!(moved["entries"][0]["axes"], json!(["side"]));
    assert_eq!(only(&moved).1, "incomparable");
}

#[test]
fn a_claim_whose_place_is_taken_is_superseded() {
    let old = "id: old, figure: 42, .., as-of: 2016";
    let found = document(&[old], &[old, "id: new, figure: 45, .., as-of: 2017"]);
    let entries = found["entries"].as_array().unwrap();
    assert_eq!(entries.len(), 2, "{found:#}");
    assert!(entries.iter().any(|entry| entry["changes"] == json!(["superseded"])), "{found:#}");
    assert!(entries.iter().any(|entry| entry["a"].is_null() && entry["b"]["id"] == "new"));
}

#[test]
fn notes_and_quotes_are_compared_word_by_word() {
    let found = document(
        &["figure: 42, .., note: 'Told of the first day, 31–92 in all.'"],
        &["figure: 42, .., note: 'Told of the second day, 31–94 in all.'"],
    );
    let texts = &found["entries"][0]["texts"][0];
    assert_eq!(texts["key"], "note");
    let pieces: Vec<(&str, &str)> = texts["pieces"]
        .as_array()
        .unwrap()
        .iter()
        .map(|piece| (piece["of"].as_str().unwrap(), piece["text"].as_str().unwrap()))
        .collect();
    let wanted = [
        ("both", "Told of the "),
        ("a", "first"),
        ("b", "second"),
        ("both", " day, 31–"),
        ("a", "92"),
        ("b", "94"),
        ("both", " in all."),
    ];
    assert_eq!(pieces, wanted);
}

// Which claim is which

#[test]
fn claims_are_followed_through_other_names() {
    let found = document(&["id: one, figure: 42, .."], &["id: two, figure: 42, .."]);
    assert_eq!(found["same"], true);
    assert_eq!(found["renamed"], json!([{"a": "one", "b": "two"}]));
    // Names that change hands: what they say decides.
    let a = ["id: x, figure: 1, ..", "id: y, about: {side: north}, figure: 1, .."];
    let b = ["id: y, figure: 1, ..", "id: x, about: {side: north}, figure: 1, .."];
    assert_eq!(document(&a, &b)["same"], true);
    // What others refer to by name is followed too.
    let sum = |id: &str| format!("id: sum, about: {{measure: aid}}, figure: 1, .., sum-of: [{id}]");
    let (a, b) = (sum("one"), sum("two"));
    let found = document(&["id: one, figure: 1, ..", &a], &["id: two, figure: 1, ..", &b]);
    assert_eq!(found["same"], true, "{found:#}");
}

#[test]
fn of_several_claims_each_finds_its_own() {
    let a = [
        "figure: 20, .., id: row",
        "figure: 19, .., id: prose",
        "figure: 30, by: courier, cite: {source: book}",
    ];
    let b = ["figure: 20, .., id: r", "figure: 18, .., id: p"];
    let found = document(&a, &b);
    let entries = found["entries"].as_array().unwrap();
    assert_eq!((entries.len(), &found["claims_same"]), (2, &json!(1)), "{found:#}");
    let moved = entries.iter().find(|entry| !entry["b"].is_null()).unwrap();
    assert_eq!((&moved["a"]["id"], &moved["b"]["id"]), (&json!("prose"), &json!("p")));
    let gone = entries.iter().find(|entry| entry["b"].is_null()).unwrap();
    assert_eq!((&gone["a"]["by"], &gone["a"]["figure"]), (&json!("courier"), &json!("30")));
}

#[test]
fn what_shares_nothing_is_gone_and_new() {
    let found = document(
        &["figure: 5, by: herald, cite: {source: paper, at: p. 1}"],
        &["figure: 7, by: courier, cite: {source: book, at: p. 9}"],
    );
    let entries = found["entries"].as_array().unwrap();
    assert_eq!(entries.len(), 2);
    assert!(entries.iter().all(|entry| entry["a"].is_null() != entry["b"].is_null()));
    assert_eq!(found["quantities"], json!({"both": 1, "only_a": 0, "only_b": 0}));
}

// Two accounts

fn account(folder: &Folder, a: &str, b: &str, arguments: &[&str]) -> Run {
    folder.run(&[&["diff", a, b, "f.yaml"], arguments].concat())
}

#[test]
fn two_parties_are_compared_quantity_by_quantity() {
    let claims = [
        "figure: 42, by: crown, cite: {source: paper}",
        "figure: 44, by: crown, cite: {source: book}",
        "figure: 44, by: league, cite: {source: book}",
        "about: {side: north}, figure: 10, by: crown, cite: {source: paper}",
        "about: {side: south}, figure: 90, by: league, cite: {source: paper}",
        "about: {status: soldiers}, figure: 7, by: league, cite: {source: paper}",
        "figure: 1000, by: herald, cite: {source: paper}",
    ];
    let folder = Folder::of(&[("f.yaml", &text(&claims))]);
    let run = account(&folder, "party:crown", "party:league", &["--format", "json"]);
    let found = valid(&run);
    assert_eq!((&found["manner"], &found["findings"]), (&json!("accounts"), &Value::Null));
    let entries = found["entries"].as_array().unwrap();
    let said: Vec<(&str, &str, &str)> = entries
        .iter()
        .map(|entry| {
            let figure = |side: &str| entry[side]["figure"].as_str().unwrap_or("-");
            (figure("a"), figure("b"), entry["grade"].as_str().unwrap_or("-"))
        })
        .collect();
    let wanted = [
        ("42", "44", "contradicts"),
        ("10", "90", "incomparable"),
        ("-", "7", "-"),
        ("44", "44", "identical"),
    ];
    assert_eq!(said, wanted, "no claim is dropped, and none of a third party is there");
    assert_eq!(entries[1]["axes"], json!(["side"]));
    let text = account(&folder, "party:crown", "party:league", &[]).stdout;
    assert!(text.contains("killed in 2015: higher, contradicts, 2 apart, 4.8 %\n"), "{text}");
    let beside = "Of different things, beside one another\n  killed (north) in 2015: about another side\n    beside killed (south) in 2015\n";
    assert!(text.contains(beside), "{text}");
    let herald = account(&folder, "party:crown", "party:crown", &[]);
    assert_eq!(herald.code, 0, "{herald:?}");
}

#[test]
fn what_a_party_no_longer_says_gives_way_to_what_it_does() {
    let claims = [
        "figure: 40, by: crown, cite: {source: paper}, as-of: 2016",
        "figure: 50, by: crown, cite: {source: paper}, as-of: 2017",
        "figure: 40, by: league, cite: {source: paper}",
    ];
    let folder = Folder::of(&[("f.yaml", &text(&claims))]);
    let found = valid(&account(&folder, "party:crown", "party:league", &["--format", "json"]));
    let entries = found["entries"].as_array().unwrap();
    assert_eq!(entries.len(), 2, "{found:#}");
    assert_eq!(
        (&entries[0]["a"]["figure"], &entries[0]["grade"]),
        (&json!("50"), &json!("contradicts"))
    );
    assert!(entries[1]["a"]["out"].as_str().unwrap().contains("what its party said later"));
}

#[test]
fn places_of_one_source_are_accounts() {
    let claims = [
        "figure: 42, by: herald, cite: {source: paper, at: 'page 1, top'}",
        "figure: 44, by: herald, cite: {source: paper, at: page 2}",
        "figure: 44, by: herald, cite: [{source: book}, {source: paper, at: page 2}]",
    ];
    let folder = Folder::of(&[("f.yaml", &text(&claims))]);
    let found = valid(&account(
        &folder,
        "source:paper:page 1",
        "source:paper:page 2",
        &["--format", "json"],
    ));
    assert_eq!((&found["a"]["claims"], &found["b"]["claims"]), (&json!(1), &json!(2)));
    assert_eq!(
        found["entries"].as_array().unwrap().len(),
        2,
        "each of the two is held against the one"
    );
    let shared = valid(&account(&folder, "source:paper", "source:book", &["--format", "json"]));
    let entries = shared["entries"].as_array().unwrap();
    let own = entries.iter().find(|entry| entry["a"]["line"] == entry["b"]["line"]);
    assert_eq!(own.unwrap()["grade"], "identical", "a claim in both is its own counterpart");
}

// The corpus

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

#[test]
fn the_two_accounts_of_april_2016() {
    let [events, casualties] = ["events, April 2016", "casualties, April 2016"];
    let (a, b) = (format!("source:nk-article:{events}"), format!("source:nk-article:{casualties}"));
    let run = run_in(Path::new(ROOT), &["diff", &a, &b, "claims/", "--format", "json"]);
    let found = valid(&run);
    let entries = found["entries"].as_array().unwrap();
    let both: Vec<String> = entries
        .iter()
        .filter(|entry| !entry["a"].is_null() && !entry["b"].is_null())
        .map(|entry| {
            let about = &entry["a"]["quantity"]["about"];
            let text = |value: &Value| value.as_str().unwrap_or("").to_owned();
            format!(
                "{} {} {}: {} {} {}",
                text(&about["measure"]),
                text(&about["side"]),
                text(&about["status"]),
                text(&entry["a"]["figure"]),
                text(&entry["b"]["figure"]),
                text(&entry["grade"]),
            )
        })
        .collect();
    let wanted = [
        "killed armenian civilians: four nine contradicts",
        "killed all civilians: 10 15 contradicts",
        "missing azerbaijani soldiers: three two contradicts",
        "killed armenian soldiers: 88 91 contradicts",
        "killed azerbaijani soldiers: 31–92 94 contradicts",
        "killed azerbaijani civilians: six six identical",
    ];
    assert_eq!(both, wanted, "the farthest apart first");
    assert_eq!(found["quantities"], json!({"both": 6, "only_a": 5, "only_b": 1}));
}

#[test]
fn azerbaijan_and_armenia_on_2020_speak_of_their_own_losses() {
    let words = ["diff", "party:azerbaijan", "party:armenia", "claims/", "--about", "period=2020"];
    let run = run_in(Path::new(ROOT), &[&words[..], &["--format", "json"]].concat());
    let found = valid(&run);
    let entries = found["entries"].as_array().unwrap();
    let figures: Vec<(&str, &str)> = entries
        .iter()
        .map(|entry| {
            let figure = |side: &str| entry[side]["figure"].as_str().unwrap_or("-");
            (figure("a"), figure("b"))
        })
        .collect();
    let wanted = [("100", "85"), ("2,906", "3,825"), ("six", "187"), ("-", "21")];
    assert_eq!(figures, wanted);
    assert!(entries[..3].iter().all(|entry| entry["axes"] == json!(["side"])));
}

// Findings and totals

/// A table of one year by side, whose rows do not come to the total.
const TABLE: &[&str] = &[
    "id: north, about: {side: north}, figure: 42, ..",
    "id: south, about: {side: south}, figure: 64, ..",
    "id: both, figure: 77, ..",
];

fn with(claims: &[&str], from: &str, to: &str) -> Vec<String> {
    claims.iter().map(|claim| claim.replace(from, to)).collect()
}

#[test]
fn a_correction_settles_a_finding_and_a_slip_opens_one() {
    let mended = with(TABLE, "77", "106");
    let mended: Vec<&str> = mended.iter().map(String::as_str).collect();
    let found = document(TABLE, &mended);
    let findings = &found["findings"];
    assert_eq!(findings["settled"][0]["check"], "parts-exceed-whole");
    assert_eq!((&findings["opened"], &findings["unchanged"]), (&json!([]), &json!(0)));
    for (words, code) in
        [(&[][..], 1), (&["--fail-on", "new-errors"], 0), (&["--fail-on", "never"], 0)]
    {
        assert_eq!(diff(TABLE, &mended, words).code, code, "{words:?}");
    }
    let opened = diff(&mended, TABLE, &["--fail-on", "new-errors"]);
    assert_eq!(opened.code, 1, "{opened:?}");
    let line = "Findings opened\n  b.yaml:18:24: error[parts-exceed-whole] killed in 2015 is 77, but its parts by side come to 106";
    assert!(opened.stdout.contains(line), "{}", opened.stdout);
    assert!(
        opened.stderr.ends_with("1 finding opened, 0 settled, 0 with other numbers\n"),
        "{opened:?}"
    );
}

#[test]
fn an_error_that_was_a_warning_is_new() {
    let a = ["figure: 10, ..", "figure: 12, by: courier, cite: {source: book}"];
    let b = ["figure: 10, ..", "figure: 12, by: courier, cite: {source: book}", "figure: 12, .."];
    let run = diff(&a, &b, &["--fail-on", "new-errors"]);
    assert_eq!(run.code, 1, "{run:?}");
    assert_eq!(diff(&b, &a, &["--fail-on", "new-errors"]).code, 0);
}

#[test]
fn totals_that_have_not_followed_are_told() {
    let claims = |north: &str, both: &str| {
        [
            format!("id: north, about: {{side: north}}, figure: {north}, .."),
            "id: south, about: {side: south}, figure: 64, ..".to_owned(),
            format!("id: both, figure: {both}, .., sum-of: [north, south]"),
        ]
    };
    let refs = |claims: &[String; 3]| -> Vec<String> { claims.to_vec() };
    let run = |a: [String; 3], b: [String; 3]| {
        let (a, b) = (refs(&a), refs(&b));
        let a: Vec<&str> = a.iter().map(String::as_str).collect();
        let b: Vec<&str> = b.iter().map(String::as_str).collect();
        document(&a, &b)
    };
    let left = run(claims("42", "106"), claims("50", "106"));
    let total = &left["totals"][0];
    assert_eq!((&total["id"], &total["after"]["figure"]), (&json!("both"), &json!("114")));
    assert_eq!(total["arithmetic"], "50 + 64 = 114");
    let followed = run(claims("42", "106"), claims("50", "114"));
    assert_eq!(followed["totals"], json!([]));
    // The same by the parts alone, without a word of `sum-of`.
    let found = document(
        &with_all(TABLE, &[("77", "106")]),
        &with_all(TABLE, &[("77", "106"), ("42", "50")]),
    );
    assert_eq!(found["totals"][0]["after"]["figure"], "114", "{found:#}");
}

fn with_all<'c>(claims: &[&'c str], changes: &[(&str, &str)]) -> Vec<&'c str> {
    let change = |claim: &&'c str| -> &'c str {
        let changed =
            changes.iter().fold((*claim).to_owned(), |text, (from, to)| text.replace(from, to));
        Box::leak(changed.into_boxed_str())
    };
    claims.iter().map(change).collect()
}

#[test]
fn faults_of_files_in_two_folders_are_the_same_fault() {
    let file = text(&["figure: 10, ..", "figure: 10, .., colour: red"]);
    let folder = Folder::of(&[("old/a.yaml", &file), ("new/a.yaml", &file)]);
    for pair in [["old", "new"], ["old/", "./new/"], ["old/a.yaml", "new/a.yaml"]] {
        let run = folder.run(&[&["diff"], &pair[..]].concat());
        assert_eq!(run.code, 0, "{pair:?}: {run:?}");
    }
    folder.write("new/a.yaml", file.replace("colour", "size"));
    assert_eq!(folder.run(&["diff", "old", "new"]).code, 1);
}

// Narrowing and vocabularies

#[test]
fn words_narrow_what_is_compared() {
    let a = [
        "about: {side: north}, figure: 1, ..",
        "about: {side: navy}, figure: 2, ..",
        "about: {side: south, period: 2015-03}, figure: 3, .., id: spring",
        "figure: 4, by: courier, cite: {source: book}",
    ];
    let b = with(&a, "figure: ", "figure: 1");
    let b: Vec<&str> = b.iter().map(String::as_str).collect();
    for (words, count) in [
        ("killed", 4),
        ("side=north", 2),
        ("side=navy", 1),
        ("period=2015", 4),
        ("period=2015-03", 1),
        ("killed,side=south,period=2015", 1),
        ("spring", 1),
        ("by=courier", 1),
        ("source=paper", 3),
        ("measure=area", 0),
    ] {
        let run = diff(&a, &b, &["--about", words, "--format", "json"]);
        assert_eq!(run.json()["entries"].as_array().unwrap().len(), count, "{words}: {run:?}");
        assert_eq!(run.code, i32::from(count > 0), "{words}");
    }
    let slip = diff(&a, &b, &["--about", "side=nroth"]);
    assert_eq!((slip.code, slip.stdout.as_str()), (2, ""));
    assert!(slip.stderr.contains("did you mean `north`?"), "{slip:?}");
}

#[test]
fn a_vocabulary_is_shared_and_compared() {
    let claims =
        "claims: [{about: {measure: killed}, figure: FIG, by: herald, cite: {source: paper}}]\n";
    let folder = Folder::of(&[
        ("words.yaml", WORDS),
        ("a.yaml", &claims.replace("FIG", "1")),
        ("b.yaml", &claims.replace("FIG", "2")),
        ("more.yaml", &WORDS.replace("courier: {}", "courier: {name: The Courier}\n  gazette: {}")),
    ]);
    let run = folder.run(&["diff", "a.yaml", "b.yaml", "words.yaml", "--format", "json"]);
    assert_eq!(valid(&run)["entries"][0]["changes"], json!(["raised"]));
    folder.write("one/w.yaml", WORDS);
    folder.write(
        "two/w.yaml",
        WORDS
            .replace("courier: {}", "courier: {name: C}\n  gazette: {}")
            .replace(", complete: true", ""),
    );
    folder.write("one/c.yaml", claims.replace("FIG", "1"));
    folder.write("two/c.yaml", claims.replace("FIG", "1"));
    let run = folder.run(&["diff", "one", "two"]);
    let wanted = "\
Declared otherwise
  member status: all: not the same in both
  party courier: not the same in both
  party gazette: only in B
";
    assert!(run.stdout.ends_with(wanted) && run.code == 1, "{}", run.stdout);
}

// Properties

/// Claims drawn at random: quantity, figure, party, source.
fn claims() -> impl Strategy<Value = Vec<String>> {
    let about = prop_oneof![
        Just(""),
        Just("side: north"),
        Just("side: navy"),
        Just("status: soldiers"),
        Just("period: 2015-03")
    ];
    let figure = prop_oneof![
        (0..12_u8).prop_map(|n| n.to_string()),
        Just("~10".into()),
        Just("3–9".into()),
        Just("4+".into())
    ];
    let party = prop_oneof![Just("herald"), Just("courier")];
    let source = prop_oneof![Just("paper"), Just("book")];
    let note = prop_oneof![Just(""), Just(", note: as told")];
    let claim = (about, figure, party, source, note);
    let claim = claim.prop_map(|(about, figure, party, source, note)| {
        format!(
            "about: {{{about}}}, figure: {figure}, by: {party}, cite: {{source: {source}}}{note}"
        )
    });
    proptest::collection::vec(claim, 1..9)
}

fn named(claims: &[String], prefix: &str) -> Vec<String> {
    let named = claims.iter().enumerate().map(|(at, claim)| format!("id: {prefix}{at}, {claim}"));
    named.collect()
}

fn mirror(word: &str) -> &str {
    match word {
        "raised" => "lowered",
        "lowered" => "raised",
        "widened" => "narrowed",
        "narrowed" => "widened",
        "hedged" => "un-hedged",
        "un-hedged" => "hedged",
        other => other,
    }
}

/// What each entry says, sorted; seen from the other side where it is mirrored.
fn told(document: &Value, mirrored: bool) -> Vec<String> {
    let [a, b] = if mirrored { ["b", "a"] } else { ["a", "b"] };
    let entries = document["entries"].as_array().unwrap();
    let told = entries.iter().map(|entry| {
        let changes = entry["changes"].as_array().unwrap().iter();
        let changes = changes.map(|change| change.as_str().unwrap());
        let changes: Vec<&str> =
            changes.map(|word| if mirrored { mirror(word) } else { word }).collect();
        let said = |side: &str| format!("{} {}", entry[side]["figure"], entry[side]["by"]);
        format!(
            "{} | {} | {changes:?} {} {} {}",
            said(a),
            said(b),
            entry["grade"],
            entry["gap"],
            entry["relative"]
        )
    });
    let mut told: Vec<String> = told.collect();
    told.sort();
    told
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn order_files_and_names_make_no_difference(drawn in claims(), turn in 0..9_usize, cut in 0..9_usize) {
        let (a, mut b) = (named(&drawn, "x"), named(&drawn, "other-"));
        b.rotate_left(turn % drawn.len());
        b.reverse();
        let cut = cut % drawn.len();
        let list = |claims: &[String]| -> String { claims.iter().map(|claim| format!("  - {{{claim}}}\n")).collect() };
        let head = "about: {measure: killed, period: 2015}\nclaims:\n";
        let part = |claims: &[String]| if claims.is_empty() { WORDS.to_owned() } else { format!("{head}{}", list(claims)) };
        let folder = Folder::of(&[
            ("a/all.yaml", &format!("{WORDS}{head}{}", list(&a))),
            ("b/2.yaml", &format!("{WORDS}{head}{}", list(&b[cut..]))),
        ]);
        if cut > 0 {
            folder.write("b/1.yaml", part(&b[..cut]));
        }
        let run = folder.run(&["diff", "a", "b"]);
        prop_assert_eq!(run.code, 0, "{}\n{}{}", list(&a), run.stdout, run.stderr);
    }

    #[test]
    fn swapping_the_sides_mirrors_the_answer(a in claims(), b in claims()) {
        let (a, b) = (named(&a, "x"), named(&b, "x"));
        let a: Vec<&str> = a.iter().map(String::as_str).collect();
        let b: Vec<&str> = b.iter().map(String::as_str).collect();
        let (there, back) = (document(&a, &b), document(&b, &a));
        prop_assert_eq!(told(&there, false), told(&back, true), "{:#?} {:#?}", a, b);
        let count = |found: &Value, key: &str| found["findings"][key].as_array().unwrap().len();
        prop_assert_eq!(count(&there, "opened"), count(&back, "settled"), "{:#?} {:#?}", a, b);
        prop_assert_eq!(count(&there, "changed"), count(&back, "changed"));
        prop_assert_eq!(&there["quantities"]["only_a"], &back["quantities"]["only_b"]);
    }

    #[test]
    fn swapping_accounts_mirrors_the_answer(drawn in claims()) {
        let drawn = [drawn, vec!["figure: 1, by: herald, cite: {source: paper}".into(), "figure: 2, by: courier, cite: {source: book}".into()]].concat();
        let claims: Vec<&str> = drawn.iter().map(String::as_str).collect();
        let folder = Folder::of(&[("f.yaml", &text(&claims))]);
        let one = account(&folder, "party:herald", "party:courier", &["--format", "json"]).json();
        let other = account(&folder, "party:courier", "party:herald", &["--format", "json"]).json();
        prop_assert_eq!(told(&one, false), told(&other, true), "{:#?}", claims);
        // Nothing is dropped.
        for (party, side) in [("herald", "a"), ("courier", "b")] {
            let entries = one["entries"].as_array().unwrap();
            let mut lines: Vec<u64> = entries.iter().filter_map(|entry| entry[side]["line"].as_u64()).collect();
            lines.sort_unstable();
            lines.dedup();
            let by = claims.iter().filter(|claim| claim.contains(&format!("by: {party}"))).count();
            prop_assert_eq!(lines.len(), by, "{:#?}", claims);
        }
    }
}

#[test]
fn the_corpus_is_the_same_as_itself_under_other_names_and_in_another_order() {
    let folder = Folder::new();
    for (at, entry) in std::fs::read_dir(Path::new(ROOT).join("claims")).unwrap().enumerate() {
        let path = entry.unwrap().path();
        // Rulings name claims, and would name none here.
        if path.ends_with("rulings.yaml") {
            continue;
        }
        let text = std::fs::read_to_string(path).unwrap();
        folder.write(&format!("a/{at:02}.yaml"), &text);
        folder.write(&format!("b/{:02}.yaml", 90 - at), text.replace("id: ", "id: re-"));
    }
    let run = folder.run(&["diff", "a", "b", "--format", "json"]);
    let found = run.json();
    // `sum-of` and `of` name claims by the old names, so those that do are left out of this.
    let dangling = found["findings"]["opened"].as_array().unwrap().len();
    assert_eq!(found["entries"], json!([]), "{}", run.stderr);
    assert_eq!(dangling, 0, "{}", run.stderr);
    assert_eq!((run.code, &found["claims_same"]), (0, &json!(248)));
}

// Formats

/// Every field a claim file has, filled with that.
fn hostile(nasty: &str) -> String {
    let text = serde_json::to_string(nasty).unwrap();
    let nasty = text.as_str();
    format!(
        "\
measures: {{{nasty}: {{unit: people}}}}
dimensions: {{side: {{parts: [{nasty}, other]}}}}
parties: {{{nasty}: {{name: {nasty}}}}}
sources: {{{nasty}: {{title: {nasty}}}}}
claims:
  - id: {nasty}
    about: {{measure: {nasty}, side: {nasty}, period: 2015}}
    figure: FIG
    by: {nasty}
    cite: {{source: {nasty}, at: {nasty}, marks: [{nasty}]}}
    quote: NOTE
    note: NOTE
    rank: RANK
    reason: NOTE
  - {{id: gone, about: {{measure: {nasty}, side: other}}, figure: 3, by: {nasty}, cite: {{source: {nasty}}}}}
"
    )
}

const NASTY: &[&str] = &[
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "[x](javascript:alert(1))",
    "![x](https://e.example/p.png)",
    "| a | b |",
    "`code` **bold** _em_ ~~gone~~",
    "# head",
    "@someone see https://evil.example/ www.evil.example",
    "::error::x",
    "=cmd|' /C calc'!A0",
    "a\u{1b}[31mb\u{1b}]8;;x\u{7}",
    "a\u{202e}b\u{2066}c\u{200b}d",
    "a\u{2028}b\u{85}c",
    "a\nb\r\n- c",
    "</del></b><h1>",
    "&lt;script&gt; &amp;",
    "a\tb",
];

#[test]
fn hostile_words_are_inert_in_every_format() {
    for nasty in NASTY {
        let side = |figure: &str, rank: &str, note: String| {
            let note = serde_json::to_string(&note).unwrap();
            hostile(nasty).replace("FIG", figure).replace("RANK", rank).replace("NOTE", &note)
        };
        let folder = Folder::of(&[
            ("a.yaml", &side("12", "normal", format!("{nasty} first"))),
            (
                "b.yaml",
                &side("15", "deprecated", format!("second {nasty}"))
                    .replace("- {id: gone,", "- {id: new,")
                    .replace("figure: 3", "figure: 4"),
            ),
        ]);
        for format in ["text", "markdown", "html", "json"] {
            let run =
                folder.run(&["diff", "a.yaml", "b.yaml", "--format", format, "--width", "200"]);
            assert_eq!(run.code, 1, "{nasty}: {run:?}");
            let out = &run.stdout;
            // In JSON a text is itself, for programs.
            let shown = if format == "json" { Vec::new() } else { hidden(out) };
            assert!(shown.is_empty(), "{nasty} in {format}: {shown:?}");
            match format {
                "html" => inert::diff_html(out),
                "markdown" => inert::diff_markdown(out),
                "json" => drop(valid(&run)),
                _ => {}
            }
            assert!(hidden(&run.stderr).is_empty());
        }
    }
}

#[test]
fn the_style_is_the_one_the_policy_names() {
    let hash = Sha256::digest(html::STYLE);
    let sextets: String = hash.iter().map(|byte| format!("{byte:08b}")).collect();
    let sextets = format!("{sextets:0<258}");
    const SIGNS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let sign = |bits: &[u8]| {
        let bits = std::str::from_utf8(bits).unwrap();
        SIGNS[usize::from_str_radix(bits, 2).unwrap()] as char
    };
    let base64: String = sextets.as_bytes().chunks(6).map(sign).collect();
    assert_eq!(html::STYLE_HASH, format!("sha256-{base64}="));
    let run = diff(TABLE, TABLE, &["--format", "html"]);
    assert_eq!(run.code, 0);
    assert!(run.stdout.contains(&format!("<style>{}</style>", html::STYLE)), "{}", run.stdout);
    assert!(run.stdout.contains(&format!("default-src 'none'; style-src '{}'", html::STYLE_HASH)));
    assert!(run.stdout.contains("The same."));
}

#[test]
fn markdown_holds_whole_entries_and_says_how_many_it_left_out() {
    let claim = |day: usize, figure: usize| {
        format!(
            "about: {{period: 20{:02}-{:02}-{:02}}}, figure: {figure}, ..",
            day / 336,
            day / 28 % 12 + 1,
            day % 28 + 1
        )
    };
    let list =
        |figure: usize| -> Vec<String> { (0..900).map(|day| claim(day, figure + day)).collect() };
    let (a, b) = (list(1), list(2));
    let a: Vec<&str> = a.iter().map(String::as_str).collect();
    let b: Vec<&str> = b.iter().map(String::as_str).collect();
    let run = diff(&a, &b, &["--format", "markdown"]);
    let count = run.stdout.chars().count();
    assert!((60_000..=65_000).contains(&count), "{count}");
    let shown = run.stdout.matches("\n- **").count();
    assert_eq!(run.stdout.matches("\n  - B: ").count(), shown, "whole entries only");
    let left = format!(
        "\n{} more entries left out for their length: otherwise {}.\n",
        900 - shown,
        900 - shown
    );
    assert!(run.stdout.ends_with(&left), "{}", &run.stdout[run.stdout.len() - 200..]);
    let first = run.stdout.find("- **").unwrap();
    assert!(
        run.stdout[first..].contains("raised, contradicts, 1 apart, 2 times"),
        "the worst first"
    );
}

#[test]
fn text_stands_side_by_side_where_it_fits() {
    let (a, b) = (["figure: 10, .., id: one"], ["figure: 12, .., id: one"]);
    let wide = diff(&a, &b, &["--width", "100"]).stdout;
    assert!(
        wide.lines()
            .any(|line| line.starts_with("    10 by herald") && line.contains("│ 12 by herald")),
        "{wide}"
    );
    assert!(wide.lines().all(|line| line.chars().count() <= 100), "{wide}");
    let narrow = diff(&a, &b, &["--width", "60"]).stdout;
    let wanted = "    A 10 by herald\n      paper, p. 1\n      a.yaml:16:14\n      one\n    B 12 by herald\n";
    assert!(narrow.contains(wanted), "{narrow}");
    let (a, b) = (["figure: 10, .., note: x y"], ["figure: 12, .., note: x z"]);
    let plain = diff(&a, &b, &[]).stdout;
    assert!(plain.contains("note: x [-y-]{+z+}\n"), "{plain}");
    let coloured = diff(&a, &b, &["--color", "always"]).stdout;
    assert!(coloured.contains("\u{1b}[31m[-y-]"), "{coloured}");
    assert_eq!(without_colour(coloured), plain);
}

#[test]
fn several_formats_in_one_run() {
    let folder =
        Folder::of(&[("a.yaml", &text(TABLE)), ("b.yaml", &text(TABLE).replace("77", "80"))]);
    let run = folder.run(&[
        "diff", "a.yaml", "b.yaml", "--format", "markdown", "-o", "d.md", "--format", "json",
    ]);
    assert_eq!(run.json()["version"], 1);
    let written = std::fs::read_to_string(folder.path().join("d.md")).unwrap();
    assert!(written.starts_with("### What differs: `a.yaml` → `b.yaml`\n"), "{written}");
    let over = folder.run(&["diff", "a.yaml", "b.yaml", "-o", "b.yaml"]);
    assert_eq!(over.code, 2, "{over:?}");
}

// Nothing on one side

#[test]
fn a_side_without_claims_is_empty() {
    let folder = Folder::of(&[
        ("f.yaml", &text(TABLE)),
        ("folder/x.txt", ""),
        ("bare.yaml", WORDS),
        ("blank.yaml", "# nothing yet\n"),
    ]);
    for (empty, words, settled) in [
        ("folder", "holds no claim file", 0),
        ("bare.yaml", "holds no claim", 0),
        ("blank.yaml", "holds no claim", 1),
    ] {
        let run = folder.run(&["diff", empty, "f.yaml", "--format", "json"]);
        let found = valid(&run);
        assert!(
            run.stderr.starts_with(&format!("A {words}, so every claim is only in B; ")),
            "{run:?}"
        );
        let entries = found["entries"].as_array().unwrap();
        assert_eq!(entries.len() as u64, found["b"]["claims"].as_u64().unwrap(), "{found:#}");
        assert!(entries.iter().all(|entry| entry["a"].is_null() && !entry["b"].is_null()));
        // An empty file is a fault, which the first claims settle.
        let list = |key: &str| found["findings"][key].as_array().unwrap().len();
        assert_eq!((list("opened"), list("settled")), (1, settled), "{empty}: {found:#}");
        let back = folder.run(&["diff", "f.yaml", empty, "--format", "json"]);
        assert!(
            back.stderr.starts_with(&format!("B {words}, so every claim is only in A; ")),
            "{back:?}"
        );
        assert!(
            valid(&back)["entries"].as_array().unwrap().iter().all(|entry| entry["b"].is_null())
        );
        for format in ["text", "markdown", "html"] {
            let run = folder.run(&["diff", empty, "f.yaml", "--format", format, "-q"]);
            assert_eq!((run.code, run.stderr.as_str()), (1, ""), "{run:?}");
            assert!(
                run.stdout.contains(&format!("A {words}, so every claim is only in B")),
                "{run:?}"
            );
        }
    }
    // The vocabulary behind both sides is read on both.
    let run = folder.run(&["diff", "folder", "f.yaml", "bare.yaml", "--format", "json"]);
    assert_eq!((run.code, &valid(&run)["declared"]), (1, &json!([])), "{run:?}");
}

// Words that cannot be understood

#[test]
fn what_cannot_be_done_is_said() {
    let lost = text(TABLE).replace("figure: ", "figure: perhaps ");
    let folder = Folder::of(&[
        ("f.yaml", &text(TABLE)),
        ("empty/x.txt", ""),
        ("bare.yaml", WORDS),
        ("torn.yaml", "claims: [{"),
        ("lost/f.yaml", &lost),
    ]);
    for (words, wanted) in [
        (
            &["party:herlad", "party:courier"][..],
            "no party is called `herlad`; did you mean `herald`?",
        ),
        (
            &["party:courier", "party:herald"],
            "`party:courier`: no claim that was read is of this account",
        ),
        (&["source:papper", "source:book"], "no source is called `papper`; did you mean `paper`?"),
        (
            &["source:paper:p. 9", "source:paper"],
            "no place in the source is called `p. 9`; did you mean `p. 1`?",
        ),
        (&["nowhere", "f.yaml"], "`nowhere` is not there"),
        (&["empty", "empty"], "nothing to check: no .yaml or .yml file under `empty`\n"),
        (
            &["empty", "bare.yaml"],
            "nothing to check: no claim was read from 1 file under `empty`, `bare.yaml`",
        ),
        (&["party:herald", "party:courier", "empty"], "nothing to check: no .yaml or .yml file"),
        (
            &["empty", "party:herald", "bare.yaml"],
            "nothing to check: no claim was read from 1 file",
        ),
        (
            &["torn.yaml", "f.yaml"],
            "nothing to check: no claim was read from 1 file under `torn.yaml`",
        ),
        (&["f.yaml", "torn.yaml"], "faults of the files: 1; `variorum check` tells them"),
        (&["lost", "f.yaml"], "nothing to check: no claim was read from 1 file under `lost`"),
        (&["git:HEAD", "f.yaml"], "`git:HEAD`: no git repository"),
    ] {
        let run = folder.run(&[&["diff"], words].concat());
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{words:?}: {run:?}");
        assert!(run.stderr.contains(wanted), "{words:?}: {}", run.stderr);
    }
    assert_eq!(folder.run(&["diff", "f.yaml"]).code, 2);
    assert_eq!(folder.run(&["diff", "f.yaml", "f.yaml", "--fail-on", "x"]).code, 2);
}
