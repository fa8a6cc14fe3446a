//! Which conflicts are one finding: what hides behind one told stands beside it, is counted, and is settled
//! with it; and where the search for more was ended, the finding says so.

#![allow(clippy::unwrap_used, reason = "a test says what it holds by failing")]

use crate::common::check_text;
use serde_json::Value;
use std::fmt::Write as _;

const WORDS: &str = "
measures: {killed: {unit: people}}
dimensions:
  side: {parts: [north, south]}
  status: {parts: [soldiers, civilians], complete: true}
parties: {herald: {}, courier: {}}
sources: {paper: {}, book: {}}
";

fn claims(list: &[(&str, &str, &str)]) -> String {
    let mut text = format!("{WORDS}claims:\n");
    for (id, about, figure) in list {
        writeln!(
            text,
            "  - {{id: {id}, about: {{measure: killed, {about}}}, figure: {figure}, by: herald, \
             cite: {{source: paper}}}}"
        )
        .unwrap();
    }
    text
}

fn findings(text: &str) -> Vec<Value> {
    check_text(text, &["--format", "json"]).findings()
}

/// The names of the claims in each conflict listed.
fn listed(finding: &Value) -> Vec<Vec<&str>> {
    let conflicts = finding["conflicts"]["listed"].as_array().unwrap().iter();
    conflicts
        .map(|conflict| {
            let claims = conflict.as_array().unwrap().iter();
            claims.map(|claim| claim["id"].as_str().unwrap()).collect()
        })
        .collect()
}

#[test]
fn what_hides_behind_a_conflict_stands_beside_it() {
    let text = claims(&[
        ("all", "period: 2014", "6"),
        ("south", "period: 2014, side: south", "6"),
        ("north", "period: 2014, side: north", "1"),
        ("north-soldiers", "period: 2014, side: north, status: soldiers", "1"),
        ("north-in-may", "period: 2014-05, side: north", "1"),
    ]);
    let findings = findings(&text);
    let told: Vec<&str> = findings.iter().map(|it| it["check"].as_str().unwrap()).collect();
    assert_eq!(told, ["parts-exceed-whole"], "{findings:#?}");
    let finding = &findings[0];
    assert_eq!(finding["arithmetic"], "6 + 1 = 7 > 6");
    let mut all = listed(finding);
    all.iter_mut().for_each(|claims| claims.sort_unstable());
    all.sort();
    let wanted = ["north", "north-in-may", "north-soldiers"];
    assert_eq!(all, wanted.map(|north| vec!["all", north, "south"]), "{finding:#}");
    let beside = finding["conflicts"]["beside"].as_array().unwrap();
    let beside: Vec<&Value> = beside.iter().map(|one| &one["arithmetic"]).collect();
    assert_eq!(beside, ["6 + 1 = 7 > 6", "6 + 1 = 7 > 6"]);
    assert_eq!(finding["conflicts"]["complete"], true);
}

#[test]
fn a_search_that_was_ended_is_said_to_be() {
    // Any seven of the forty parts come to more than the whole.
    let mut list: Vec<(String, String)> = (0..40)
        .map(|at| {
            (format!("part{at}"), format!("period: 2014-{:02}-{:02}", at / 28 + 1, at % 28 + 1))
        })
        .collect();
    list.push(("whole".into(), "period: 2014".into()));
    let list: Vec<(&str, &str, &str)> = list
        .iter()
        .map(|(id, about)| (id.as_str(), about.as_str(), if id == "whole" { "33" } else { "5" }))
        .collect();
    let findings = findings(&claims(&list));
    assert_eq!(findings.len(), 1, "{findings:#?}");
    let conflicts = &findings[0]["conflicts"];
    assert_eq!(conflicts["complete"], false);
    let beside = conflicts["beside"].as_array().unwrap();
    assert!(beside.len() > 8, "{beside:#?}");
    assert!(beside.iter().all(|one| one["claims"].as_array().unwrap().len() == 8), "{beside:#?}");
    let notes = findings[0]["notes"].to_string();
    assert!(notes.contains("there may be more of these conflicts"), "{notes}");
}

#[test]
fn parts_that_a_conflict_does_not_need_are_told_and_count_for_what_would_settle_it() {
    // Ten and three are above twelve by themselves; the two in July come on top of them.
    let text = claims(&[
        ("north", "side: north, period: 2014-05", "10"),
        ("soldiers", "side: south, status: soldiers, period: 2014-06", "3"),
        ("july", "side: south, period: 2014-07", "2"),
        ("all", "period: 2014", "12"),
    ]);
    let findings = findings(&text);
    assert_eq!(findings.len(), 1, "{findings:#?}");
    let finding = &findings[0];
    assert_eq!(finding["arithmetic"], "10 + 3 = 13 > 12");
    let message = finding["message"].as_str().unwrap();
    assert!(message.ends_with("its parts come to 15"), "{message}");
    let notes = finding["notes"].to_string();
    assert!(notes.contains("all its disjoint parts claimed: 10 + 3 + 2 = 15"), "{notes}");
    let settled = "settled if 10 (killed (north) in 2014-05, by herald) were at most 7, or if 3 (killed (south, \
                   soldiers) in 2014-06, by herald) were at most 0, or if 12 (killed in 2014, by herald) were at \
                   least 15";
    assert!(notes.contains(settled), "{notes}");
}

/// Twenty places by twelve months, every tenth cell not printed, with sums along both; one total is one
/// too low, which no sum along one axis shows.
#[test]
fn a_table_with_gaps_is_settled_and_its_fault_is_found() {
    let number = |place: usize, month: usize| (place * 7 + month * 5) % 9 + 1;
    let missing = |place: usize, month: usize| (place * 12 + month) % 10 == 3;
    let parts: Vec<String> = (0..20).map(|place| format!("p{place}")).collect();
    let words = WORDS.replace(
        "status: {parts: [soldiers, civilians], complete: true}",
        &format!("place: {{parts: [{}], complete: true}}", parts.join(", ")),
    );
    let mut text = format!("{words}claims:\n");
    let mut claim = |id: &str, about: &str, figure: usize| {
        writeln!(
            text,
            "  - {{id: {id}, about: {{measure: killed, {about}}}, figure: {figure}, by: herald, cite: {{source: \
             paper}}}}"
        )
        .unwrap();
    };
    for place in 0..20 {
        for month in (1..=12).filter(|&month| !missing(place, month)) {
            let about = format!("place: p{place}, period: 2014-{month:02}");
            claim(&format!("p{place}m{month}"), &about, number(place, month));
        }
        let year: usize = (1..=12).map(|month| number(place, month)).sum();
        claim(&format!("year{place}"), &format!("place: p{place}, period: 2014"), year);
    }
    for month in 1..=12 {
        let all: usize = (0..20).map(|place| number(place, month)).sum();
        let all = if month == 5 { all - 1 } else { all };
        claim(&format!("month{month}"), &format!("period: 2014-{month:02}"), all);
    }
    let run = check_text(&text, &["--format", "json"]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    assert!(!run.stdout.contains("too many cells or steps"), "{}", report["summary"]);
    let findings = run.findings();
    assert!(!findings.is_empty());
    for finding in &findings {
        assert_eq!(finding["check"], "jointly-impossible", "{finding:#}");
        let claims = finding["conflicts"]["listed"][0].as_array().unwrap();
        assert!(claims.iter().any(|claim| claim["id"] == "month5"), "{finding:#}");
    }
}
