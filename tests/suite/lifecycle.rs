//! What becomes of a finding: rulings that settle it, and when one is void, unused or overdue.

#![allow(clippy::unwrap_used, reason = "a test says what it holds by failing")]

use crate::common::{Folder, Run, check_text};
use serde_json::Value;
use variorum::check::check_on;
use variorum::finding::{Finding, Status};
use variorum::model::Corpus;
use variorum::period::Period;
use variorum::read::files::Input;
use variorum::read::read;

const WORDS: &str = "
measures:
  killed: {unit: people}
  spent: {kind: amount, unit: GBP}
dimensions: {side: {parts: [left, right]}}
parties: {herald: {}, courier: {}, gazette: {}}
sources: {paper: {title: A paper}, book: {title: A book}}
about: {measure: killed, period: 2015}
";

/// A claim of that name by the herald in the paper; what is written before it goes before.
fn herald(id: &str, figure: &str) -> String {
    claim("herald", id, "", figure)
}

fn courier(id: &str, figure: &str) -> String {
    claim("courier", id, "", figure)
}

fn claim(by: &str, id: &str, about: &str, figure: &str) -> String {
    format!(
        "  - {{id: {id}, about: {{{about}}}, figure: {figure}, by: {by}, cite: {{source: paper}}}}\n"
    )
}

/// Left, right and both by one account: 42 and 64 are more than 77.
fn columns() -> String {
    claim("herald", "left", "side: left", "42")
        + &claim("herald", "right", "side: right", "64")
        + &claim("herald", "both", "", "77")
}

/// A ruling on a check, with its `claims` and what more it holds.
fn ruling(check: &str, claims: &str, more: &str) -> String {
    format!(
        "  - {{check: {check}, claims: {{{claims}}}, ruling: disputed, because: asked, by: desk, \
         date: 2026-11-22{more}}}\n"
    )
}

fn on_columns(claims: &str, more: &str) -> String {
    ruling("parts-exceed-whole", claims, more)
}

fn on_rivals(claims: &str, more: &str) -> String {
    ruling("conflicting-claims", claims, more)
}

fn file(claims: &str, rulings: &str) -> String {
    format!("{WORDS}claims:\n{claims}resolutions:\n{rulings}")
}

fn findings(claims: &str, rulings: &str, today: Option<&str>) -> (Corpus, Vec<Finding>) {
    let input = Input { name: "c".into(), bytes: file(claims, rulings).into() };
    let (corpus, found) = read(vec![input]);
    let today = today.map(|day| Period::parse(day).unwrap());
    let checked = check_on(&corpus, found, today);
    (corpus, checked.findings)
}

/// The check and status of each finding, in words.
fn told(claims: &str, rulings: &str) -> Vec<String> {
    let (_, findings) = findings(claims, rulings, None);
    let told =
        |finding: &Finding| format!("{} {}", finding.life.status.name(), finding.check.name());
    let mut told: Vec<String> = findings.iter().map(told).collect();
    told.sort();
    told
}

#[track_caller]
fn assert_told(claims: &str, rulings: &str, wanted: &[&str]) {
    assert_eq!(told(claims, rulings), wanted, "{}", file(claims, rulings));
}

const OPEN: &[&str] = &["open parts-exceed-whole"];
const RESOLVED: &[&str] = &["resolved parts-exceed-whole"];
const UNUSED: &[&str] = &["open parts-exceed-whole", "open unused-resolution"];
const VOID: &[&str] = &["open parts-exceed-whole", "open void-resolution"];

#[test]
fn a_ruling_settles_the_conflict_whose_claims_it_names() {
    assert_told(&columns(), "  []\n", OPEN);
    assert_told(&columns(), &on_columns("left: 42, right: 64, both: 77", ""), RESOLVED);
    // More may be named than the conflict needs, in any order.
    let more = columns() + &courier("other", "77");
    assert_told(&more, &on_columns("other: 77, both: 77, left: 42, right: 64", ""), RESOLVED);
    // Of another check, it settles nothing.
    let other = ruling("complete-parts-fall-short", "left: 42, right: 64, both: 77", "");
    assert_told(&columns(), &other, UNUSED);
}

#[test]
fn a_ruling_that_leaves_a_claim_out_says_which() {
    assert_told(&columns(), &on_columns("left: 42, both: 77", ""), UNUSED);
    let run = check_text(
        file(&columns(), &on_columns("left: 42, both: 77", "")),
        &["--format", "concise"],
    );
    assert!(run.stdout.contains("the conflict rests on `right` too"), "{run:?}");
}

#[test]
fn a_conflict_that_vanishes_under_adopted_figures_is_settled() {
    assert_told(&columns(), &on_columns("both: 77", ", adopt: {both: 106}"), RESOLVED);
    assert_told(&columns(), &on_columns("both: 77", ", adopt: {both: 106+}"), RESOLVED);
    assert_told(&columns(), &on_columns("both: 77", ", adopt: {both: about 110}"), RESOLVED);
    assert_told(&columns(), &on_columns("both: 77", ", adopt: {both: 105}"), UNUSED);
    let both =
        |figures: &str| on_columns("left: 42, right: 64", &format!(", adopt: {{{figures}}}"));
    assert_told(&columns(), &both("left: 24, right: 53"), RESOLVED);
    assert_told(&columns(), &both("left: 24, right: 54"), UNUSED);
    assert_told(&columns(), &both("left: 24"), UNUSED);
    assert_told(&columns(), &both("left: unknown"), RESOLVED);
}

/// The adopted figure is what is held to be so: whatever fails without it is settled, by any name.
#[test]
fn adopted_figures_settle_what_vanishes_under_any_check() {
    let claims = columns() + &courier("other", "106");
    assert_told(&claims, "  []\n", &["open conflicting-claims"]);
    let adopted = on_columns("both: 77", ", adopt: {both: 106}");
    assert_told(&claims, &adopted, &["resolved conflicting-claims"]);
    // Named alone, the pair is settled and what follows from it is not.
    let named = on_rivals("both: 77, other: 106", "");
    assert_told(&claims, &named, &["open conflicting-claims"]);
    let all = on_rivals("both: 77, other: 106, left: 42, right: 64", "");
    assert_told(&claims, &all, &["resolved conflicting-claims"]);
}

#[test]
fn a_finding_settled_in_part_stays_open_and_says_so() {
    let claims = herald("a", "10") + &courier("b", "20") + &claim("gazette", "c", "", "30");
    let pair = on_rivals("a: 10, b: 20", "");
    let (_, found) = findings(&claims, &pair, None);
    assert_eq!(found.len(), 1);
    let life = &found[0].life;
    assert_eq!((life.status, life.settled, life.conflicts), (Status::Open, 1, 3));
    let run = check_text(file(&claims, &pair), &["--format", "concise", "--fail-on", "warning"]);
    assert!(
        run.stdout.contains("; settled in part, 1 of 3 conflicts: disputed, by desk"),
        "{run:?}"
    );
    assert_eq!(run.code, 1);
    // Two rulings settle the rest between them.
    let rest = on_rivals("a: 10, c: 30", "") + &on_rivals("b: 20, c: 30", ", review-by: 2027");
    assert_told(&claims, &(pair.clone() + &rest), &["resolved conflicting-claims"]);
    let (_, found) = findings(&claims, &(pair + &rest), None);
    assert_eq!(found[0].life.rulings.len(), 3);
}

/// A total that fails with either of two rival figures for a part has a conflict with each.
#[test]
fn a_conflict_with_each_rival_is_settled_by_itself() {
    let claims = columns() + &claim("courier", "left2", "side: left", "20");
    let sum = |rulings: &str| {
        let told = told(&claims, rulings);
        told.into_iter().filter(|told| told.ends_with("parts-exceed-whole")).collect::<Vec<_>>()
    };
    let one = on_columns("left: 42, right: 64, both: 77", "");
    assert_eq!(sum(&one), OPEN);
    let other = on_columns("left2: 20, right: 64, both: 77", "");
    assert_eq!(sum(&(one + &other)), RESOLVED);
    let all = on_columns("left: 42, left2: 20, right: 64, both: 77", "");
    assert_eq!(sum(&all), RESOLVED);
    // 84 is enough for one of the two, 106 for both.
    assert_eq!(sum(&on_columns("both: 77", ", adopt: {both: 84}")), OPEN);
    assert_eq!(sum(&on_columns("both: 77", ", adopt: {both: 106}")), RESOLVED);
}

/// Parts along two dimensions at once: no simpler shape fits, and rulings settle it all the same.
#[test]
fn a_conflict_without_a_simple_shape_is_settled_like_any_other() {
    let words = WORDS.replace(
        "dimensions: {side: {parts: [left, right]}}",
        "dimensions: {side: {parts: [left, right], complete: true}, status: {parts: [armed, unarmed], complete: true}}",
    );
    let claims = claim("herald", "left", "side: left", "60")
        + &claim("herald", "armed", "status: armed", "60")
        + &claim("herald", "both", "side: left, status: armed", "10")
        + &claim("herald", "all", "", "100");
    let status = |rulings: &str| {
        let text = format!("{words}claims:\n{claims}resolutions:\n{rulings}");
        let run = check_text(text, &["--format", "json", "--fail-on", "never"]);
        let found = run.findings();
        let conflicts: Vec<&Value> =
            found.iter().filter(|found| found["reading"] == "internal").collect();
        assert_eq!(conflicts.len(), 1, "{found:#?}");
        let words = |key: &str| conflicts[0][key].as_str().unwrap().to_owned();
        (words("check"), words("status"))
    };
    let (check, open) = status("  []\n");
    assert_eq!(open, "open");
    let all = "left: 60, armed: 60, both: 10, all: 100";
    assert_eq!(status(&ruling(&check, all, "")).1, "resolved");
    assert_eq!(status(&ruling(&check, "all: 100", ", adopt: {all: 110}")).1, "resolved");
    assert_eq!(status(&ruling(&check, "all: 100", ", adopt: {all: 109}")).1, "open");
    assert_eq!(status(&ruling(&check, "both: 10", ", adopt: {both: 20}")).1, "resolved");
}

#[test]
fn two_rulings_may_settle_one_thing() {
    let one = on_columns("left: 42, right: 64, both: 77", "");
    let other = on_columns("both: 77", ", adopt: {both: 106}");
    assert_told(&columns(), &(one + &other), RESOLVED);
}

#[test]
fn a_crowd_of_rivals_is_resolved_by_a_ruling_that_names_all() {
    let ids: Vec<String> = (0..40).map(|at| format!("c{at}")).collect();
    let claims: String =
        ids.iter().enumerate().map(|(at, id)| courier(id, &at.to_string())).collect();
    let pins: Vec<String> = ids.iter().enumerate().map(|(at, id)| format!("{id}: {at}")).collect();
    assert_told(&claims, &on_rivals(&pins.join(", "), ""), &["resolved conflicting-claims"]);
    let most = on_rivals(&pins[1..].join(", "), "");
    assert_told(&claims, &most, &["open conflicting-claims"]);
}

#[test]
fn near_claims_and_overlapping_sums_can_be_ruled_on() {
    let near = herald("a", "~300") + &courier("b", "320");
    let near_ruling = ruling("near-claims", "a: ~300, b: 320", "");
    assert_told(&near, &near_ruling, &["resolved near-claims"]);
    let adopt = ruling("near-claims", "a: ~300", ", adopt: {a: 320}");
    assert_told(&near, &adopt, &["resolved near-claims"]);
    let sum = "  - {id: s, figure: 84, sum-of: [left, left], by: herald, cite: {source: paper}}\n";
    let sum = claim("herald", "left", "side: left", "42") + sum;
    let sum_ruling = ruling("sum-overlaps", "left: 42, s: 84", "");
    assert_told(&sum, &sum_ruling, &["resolved sum-overlaps"]);
}

/// A figure as pinned, as it stands now, and whether the two say the same.
const SPELLINGS: &[(&str, &str, bool)] = &[
    ("1264", "\"1,264\"", true),
    ("\"1,264\"", "1264", true),
    ("13", "thirteen", true),
    ("4+", "at least 4", true),
    ("more than 3", "4+", true),
    ("31-92", "31–92", true),
    ("about 300", "~300", true),
    ("{low: 31, high: 92}", "31–92", true),
    ("28000–38000", "{low: 28000, best: 30000, high: 38000}", true),
    ("{low: 28000, best: 30000, high: 38000}", "{low: 28000, best: 30000, high: 38000}", true),
    ("{low: 28000, best: 31000, high: 38000}", "{low: 28000, best: 30000, high: 38000}", false),
    ("unknown", "N/A", true),
    ("4", "4+", false),
    ("4+", "4", false),
    ("300", "~300", false),
    ("~300", "300", false),
    ("~300", "almost 300", false),
    ("541+", "541–547+", false),
    ("541–547+", "541–548+", false),
    ("31–92", "31–93", false),
    ("up to 92", "92", false),
    ("0", "unknown", false),
];

#[test]
fn a_ruling_voids_itself_when_a_pinned_figure_or_hedge_changes() {
    for (pinned, stands, same) in SPELLINGS {
        let claims = columns() + &claim("courier", "other", "period: 2016", stands);
        let all = format!("left: 42, right: 64, both: 77, other: {pinned}");
        let wanted = if *same { RESOLVED } else { VOID };
        assert_told(&claims, &on_columns(&all, ""), wanted);
    }
}

#[test]
fn pins_are_read_as_the_measure_reads_figures() {
    let spent = |figure: &str| claim("herald", "cost", "measure: spent", figure);
    let rulings =
        |pin: &str| on_columns(&format!("left: 42, right: 64, both: 77, cost: {pin}"), "");
    assert_told(&(columns() + &spent("£41")), &rulings("41"), RESOLVED);
    assert_told(&(columns() + &spent("41")), &rulings("£41"), RESOLVED);
    // An amount is rounded at its last printed digit: 41.0 says more than 41.
    assert_told(&(columns() + &spent("41")), &rulings("41.0"), VOID);
}

#[test]
fn a_void_ruling_says_what_was_and_what_is() {
    let claims = claim("herald", "left", "side: left", "42")
        + &claim("herald", "right", "side: right", "64")
        + &claim("herald", "both", "", "78+");
    let rulings = on_columns("left: 42, right: 65, both: 78", "");
    let run = check_text(file(&claims, &rulings), &["--format", "json", "--fail-on", "warning"]);
    let found = run.findings();
    let void = found.iter().find(|finding| finding["check"] == "void-resolution").unwrap();
    assert_eq!(
        void["message"],
        "the ruling on parts-exceed-whole was made when `right` said 65, and now it says 64, and 1 \
         more of its figures have changed; it settles nothing"
    );
    assert_eq!(void["severity"], "warning");
    assert_eq!(void["evidence"]["kind"], "ruling");
    assert_eq!(void["evidence"]["fault"], "void");
    assert_eq!(void["evidence"]["resolution"], 0);
    let changed = void["evidence"]["changed"].as_array().unwrap();
    assert_eq!(changed.len(), 2);
    assert_eq!((&changed[1]["id"], &changed[1]["figure"]), (&"both".into(), &"78".into()));
}

#[test]
fn a_pin_or_an_adopted_figure_that_is_none_is_told_at_its_place() {
    let adopt = ", adopt: {both: lots and lots}";
    for (rulings, place) in [
        (on_columns("both: many people", ""), "many people"),
        (on_columns("left: 42, right: 64, both: 77", adopt), "lots and lots"),
    ] {
        let text = file(&columns(), &rulings);
        let run = check_text(&text, &["--format", "json"]);
        let found = run.findings();
        let fault = found.iter().find(|finding| finding["check"] == "not-a-figure").unwrap();
        let at = |key: &str| usize::try_from(fault[key].as_u64().unwrap()).unwrap();
        assert!(place.contains(&text[at("start")..at("end")]), "{fault:#}");
        // What is half there settles nothing, and nothing more is said of it.
        assert_eq!(found.len(), 2, "{found:#?}");
        assert!(run.stderr.contains("rulings not read: 1"), "{run:?}");
    }
}

#[test]
fn what_is_wrong_with_a_ruling_is_told_once() {
    let cases = [
        (on_columns("left: 42, right: 64, bothh: 77", ""), "dangling-reference"),
        (ruling("parts-exceed-hole", "left: 42, right: 64, both: 77", ""), "dangling-reference"),
        (on_columns("left: 42, right: 64, both: 77", ", review-by: soon"), "not-a-period"),
        (on_columns("left: 42, right: 64, both: 1,264", ""), "split-number"),
        (on_columns("left: 42, right: 64, both: [77]", ""), "wrong-shape"),
        (on_columns("left: 42, right: 64, both: 77", ", adopt: 106"), "wrong-shape"),
        (on_columns("left: 42, right: 64", ", adopt: {both: 106}"), "wrong-shape"),
        (on_columns("left: 42, right: 64, both: 92-31", ""), "reversed-range"),
        ("  - {check: parts-exceed-whole}\n".into(), "missing-key"),
    ];
    for (rulings, check) in cases {
        let run = check_text(file(&columns(), &rulings), &["--format", "json"]);
        let found = run.findings();
        let others: Vec<&Value> =
            found.iter().filter(|finding| finding["check"] != "parts-exceed-whole").collect();
        assert!(others.iter().all(|finding| finding["check"] == check), "{rulings}{others:#?}");
        assert!(others.len() == 1 || check == "missing-key", "{rulings}{others:#?}");
        assert!(run.stderr.contains("rulings not read: 1"), "{rulings}{run:?}");
        let conflict = found.iter().find(|finding| finding["check"] == "parts-exceed-whole");
        assert_eq!(conflict.unwrap()["status"], "open", "{rulings}");
    }
}

#[test]
fn only_findings_with_claims_can_be_ruled_on() {
    let rulings = ruling("unknown-key", "both: 77", "");
    assert_told(&columns(), &rulings, UNUSED);
    let run = check_text(file(&columns(), &rulings), &["--format", "concise"]);
    assert!(run.stdout.contains("that check finds faults of the files"), "{run:?}");
    let none = on_columns("", "");
    assert_told(&columns(), &none, UNUSED);
    let run = check_text(file(&columns(), &none), &["--format", "concise"]);
    assert!(run.stdout.contains("names no claims"), "{run:?}");
}

#[test]
fn claims_that_no_longer_count_leave_a_ruling_unused() {
    let deprecated = columns().replace("figure: 77", "figure: 77, rank: deprecated, reason: slip");
    let rulings = on_columns("left: 42, right: 64, both: 77", "");
    assert_told(&deprecated, &rulings, &["open unused-resolution"]);
    let other = ruling("near-claims", "left: 42, right: 64, both: 77", "");
    let run = check_text(file(&columns(), &other), &["--format", "concise"]);
    assert!(run.stdout.contains("its claims are in a finding of parts-exceed-whole"), "{run:?}");
}

#[test]
fn a_ruling_is_overdue_from_the_day_after() {
    let rulings =
        |by: &str| on_columns("left: 42, right: 64, both: 77", &format!(", review-by: {by}"));
    let overdue = |by: &str, today: Option<&str>| {
        let (_, found) = findings(&columns(), &rulings(by), today);
        // It goes on settling what it settles.
        let settled = |finding: &&Finding| finding.life.status == Status::Resolved;
        assert_eq!(found.iter().filter(settled).count(), 1);
        found.iter().any(|finding| finding.check.name() == "overdue-resolution")
    };
    assert!(!overdue("2027-06-30", Some("2027-06-29")));
    assert!(!overdue("2027-06-30", Some("2027-06-30")));
    assert!(overdue("2027-06-30", Some("2027-07-01")));
    assert!(!overdue("2027-06", Some("2027-06-30")));
    assert!(overdue("2027-06", Some("2027-07-01")));
    assert!(!overdue("1999", None));
}

#[test]
fn a_void_or_unused_ruling_is_not_overdue_beside_it() {
    let void = on_columns("left: 43, right: 64, both: 77", ", review-by: 2027");
    let (_, found) = findings(&columns(), &void, Some("2030-01-01"));
    let checks: Vec<&str> = found.iter().map(|finding| finding.check.name()).collect();
    assert_eq!(checks, ["parts-exceed-whole", "void-resolution"]);
}

#[test]
fn today_is_a_flag_or_the_clock() {
    let rulings = on_columns("left: 42, right: 64, both: 77", ", review-by: 2027-06-30");
    let on = |day: &[&str]| {
        let run = check_text(file(&columns(), &rulings), &[&["--format", "concise"], day].concat());
        run.stdout.contains("warning[overdue-resolution]")
    };
    assert!(!on(&["--today", "2027-06-30"]));
    assert!(on(&["--today", "2027-07-01"]));
    let long_ago = on_columns("left: 42, right: 64, both: 77", ", review-by: 1999");
    let run = check_text(file(&columns(), &long_ago), &["--format", "concise"]);
    assert!(run.stdout.contains("warning[overdue-resolution]"), "{run:?}");
    for wrong in ["2027", "2027-02-30", "tomorrow", "2027-01-01/2027-01-02", "2027-01-01?"] {
        let run = check_text(file(&columns(), &rulings), &["--today", wrong]);
        assert_eq!(run.code, 2, "{wrong}");
        assert!(run.stderr.contains("--today"), "{run:?}");
    }
}

/// Resolved findings stay visible, do not fail the run, and are counted on their own.
#[test]
fn resolved_findings_are_shown_and_fail_nothing() {
    let text = file(
        &columns(),
        &on_columns("left: 42, right: 64, both: 77", ", adopt: {both: 106}, review-by: 2027-06-30"),
    );
    let run = |words: &[&str]| {
        check_text(&text, &[&["--fail-on", "info", "--today", "2027-01-01"], words].concat())
    };
    let why = "resolved: disputed, by desk on 2026-11-22, adopting 106: asked";
    for format in ["human", "concise"] {
        let run = run(&["--format", format]);
        assert_eq!(run.code, 0, "{run:?}");
        assert!(run.stdout.contains("resolved[parts-exceed-whole]"), "{run:?}");
        assert!(run.stdout.contains(why), "{run:?}");
        assert!(run.stderr.contains("in 1 file: 1 resolved\n"), "{run:?}");
    }
    let json = run(&["--format", "json"]).json();
    let finding = &json["findings"][0];
    assert_eq!((&finding["status"], &finding["severity"]), (&"resolved".into(), &"error".into()));
    assert_eq!(finding["resolutions"], serde_json::json!([0]));
    let resolution = &json["resolutions"][0];
    for (key, value) in [
        ("check", "parts-exceed-whole"),
        ("ruling", "disputed"),
        ("because", "asked"),
        ("by", "desk"),
        ("date", "2026-11-22"),
        ("review_by", "2027-06-30"),
    ] {
        assert_eq!(resolution[key], value);
    }
    assert_eq!(resolution["adopt"][0]["figure"], "106");
    assert_eq!(resolution["claims"].as_array().unwrap().len(), 3);
    assert_eq!(finding["settled"], serde_json::json!({"conflicts": 1, "of": 1}));
    let counts = ["errors", "warnings", "infos", "resolved", "baseline", "conflicts"];
    let counts = counts.map(|key| json["summary"][key].as_u64().unwrap());
    assert_eq!(counts, [0, 0, 0, 1, 0, 1]);
}

/// Which file a ruling stands in, and where in it, changes nothing.
#[test]
fn rulings_stand_in_any_file() {
    let rulings = format!("resolutions:\n{}", on_columns("left: 42, right: 64, both: 77", ""));
    let claims = format!("{WORDS}claims:\n{}", columns());
    let folder = Folder::of(&[("a.yaml", &rulings), ("b.yaml", &claims)]);
    let run: Run = folder.concise(&["."]);
    assert_eq!(run.code, 0, "{run:?}");
    assert!(run.stdout.starts_with("b.yaml:"), "{run:?}");
    assert!(run.stdout.contains("resolved[parts-exceed-whole]"), "{run:?}");
}

/// A thousand rulings that all name one claim of a thousand conflicts end within their budget.
#[test]
fn many_rulings_on_many_conflicts_end() {
    let count = 3000;
    let claims: String = (0..count)
        .map(|at| {
            let about = format!("period: {}-01-{:02}", 1000 + at / 28, at % 28 + 1);
            claim("herald", &format!("p{at}"), &about, "9")
        })
        .collect::<String>()
        + &claim("herald", "all", "period: 1000/1999", "5");
    let rulings: String = (0..count)
        .map(|at| ruling("sub-period-exceeds-period", &format!("all: 5, p{at}: 9"), ""))
        .collect();
    let run = check_text(file(&claims, &rulings), &["--format", "concise"]);
    let resolved = run.stdout.matches("resolved[sub-period-exceeds-period]").count();
    assert_eq!(resolved, 16, "the first of one whole are told: {}", run.stderr);
}
