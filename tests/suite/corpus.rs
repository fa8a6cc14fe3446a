//! The findings on the project's own corpus: neither one too many nor one too few.

#![allow(clippy::unwrap_used, reason = "a test says what it holds by failing")]

use crate::common::{Folder, run_in};
use serde_json::Value;
use std::collections::BTreeSet;
use std::path::Path;
use std::{env, fs};
use variorum::check::check;
use variorum::finding::{Evidence, Finding, RulingFault};
use variorum::model::Pin;
use variorum::read::files::Input;
use variorum::read::read;

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Each finding on a line of its own: the file, the severity and check, the sentence and the
/// arithmetic, without the numbers of lines, which change whenever a remark is added.
fn told() -> String {
    let run = run_in(project(), &["check", "claims", "--format", "concise", "--fail-on", "info"]);
    assert_eq!(run.code, 0, "something is not ruled on: {}{}", run.stdout, run.stderr);
    let without_place = |line: &str| {
        let (place, rest) = line.split_once(": ").unwrap();
        format!("{}: {rest}\n", place.split(':').next().unwrap().replace('\\', "/"))
    };
    run.lines().into_iter().map(without_place).collect()
}

#[test]
fn the_corpus_has_exactly_these_findings() {
    let path = project().join("tests/corpus.findings");
    let told = told();
    if env::var_os("UPDATE_CORPUS").is_some_and(|wish| wish == "1") {
        fs::write(&path, &told).unwrap();
    }
    let known = fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    let (known, told): (Vec<_>, Vec<_>) = (known.lines().collect(), told.lines().collect());
    let new: Vec<_> = told.iter().filter(|line| !known.contains(line)).collect();
    let gone: Vec<_> = known.iter().filter(|line| !told.contains(line)).collect();
    let wish = "if it is as it should be, run this test with UPDATE_CORPUS=1";
    assert!(new.is_empty() && gone.is_empty(), "new: {new:#?}\ngone: {gone:#?}\n{wish}");
    assert_eq!(told, known, "the same findings in another order or number; {wish}");
}

/// `docs/article.md`, which another test holds fresh, has room for everything that is found.
#[test]
fn the_document_on_the_entry_leaves_nothing_out() {
    let text = fs::read_to_string(project().join("docs/article.md")).unwrap();
    let findings = findings();
    let headings = text.lines().filter(|line| line.starts_with("## resolved: ")).count();
    assert_eq!(headings, findings.len());
    assert!(!text.contains("left out here, for want of room"));
    for finding in &findings {
        let fingerprint: String =
            finding["fingerprint"].as_str().unwrap().chars().take(8).collect();
        assert!(text.contains(&format!("finding `{fingerprint}`")), "{finding:#}");
        if let Some(arithmetic) = finding["arithmetic"].as_str() {
            assert!(text.contains(&format!("\n`{arithmetic}`\n")), "{arithmetic}");
        }
    }
}

/// Every finding is ruled on, with a reason, and is shown all the same.
#[test]
fn everything_found_is_ruled_on_and_shown() {
    let findings = findings();
    assert!(findings.len() >= 19, "{}", findings.len());
    for finding in &findings {
        assert_eq!(finding["status"], "resolved", "{finding:#}");
        assert!(!finding["resolutions"].as_array().unwrap().is_empty(), "{finding:#}");
    }
    let human = run_in(project(), &["check", "claims"]);
    assert_eq!(human.code, 0);
    assert_eq!(human.stdout.matches("resolved[").count(), findings.len());
}

/// The files of the corpus, with the figures of these claims replaced.
fn with_figure(ids: &[&str], figure: &str) -> Vec<Input> {
    let mut inputs = Vec::new();
    for file in fs::read_dir(project().join("claims")).unwrap() {
        let path = file.unwrap().path();
        let mut text = fs::read_to_string(&path).unwrap();
        for id in ids {
            if let Some(at) = text.find(&format!("id: {id}\n")) {
                let start = at + text[at..].find("figure: ").unwrap() + "figure: ".len();
                let end = start + text[start..].find('\n').unwrap();
                text.replace_range(start..end, figure);
            }
        }
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        inputs.push(Input { name, bytes: text.into() });
    }
    inputs
}

#[test]
fn no_ruling_outlives_a_figure_it_names() {
    let (corpus, _) = read(with_figure(&[], ""));
    let pins = corpus.resolutions.iter().flat_map(|ruling| &ruling.claims);
    let names: BTreeSet<&str> =
        pins.clone().map(|pin| corpus.claim_name(pin.claim).unwrap()).collect();
    assert!(names.len() > 50, "{}", names.len());
    let ids: Vec<&str> = names.into_iter().collect();
    let (changed, found) = read(with_figure(&ids, "8765"));
    let checked = check(&changed, found);
    let void = |finding: &Finding| match &finding.evidence {
        Evidence::Ruling(_, RulingFault::Void(changed)) => changed.len(),
        _ => 0,
    };
    let noticed: usize = checked.findings.iter().map(void).sum();
    assert_eq!(noticed, pins.count());
}

/// Reasons lean on figures outside their findings too, and a ruling falls with any of them.
#[test]
fn a_ruling_falls_with_a_figure_that_only_its_reason_needs() {
    let leans = [
        ("azerbaijan-1994-2020-civilians", "july-4-2017-azerbaijani-civilians"),
        ("aug-2014-azerbaijani-by-the-enemy", "aug-2014-death-toll"),
        ("aug-2014-azerbaijani-by-the-enemy", "aug-2014-armenian-soldiers-local-officials"),
        ("t2015-both-soldiers", "infobox-2010-2019"),
        ("t2015-both-soldiers", "t2017-both-soldiers"),
        ("t2016-azerbaijani-civilians", "april-2016-armenian-civilians-casualties"),
        ("april-2016-armenian-soldiers-casualties", "april-2016-armenian-soldiers-non-combat"),
        ("infobox-2021-2022", "mines-2021-azerbaijani-soldiers-killed"),
    ];
    for (ruled_on, figure) in leans {
        let (changed, found) = read(with_figure(&[figure], "8765"));
        let checked = check(&changed, found);
        let void = checked.findings.iter().any(|finding| match &finding.evidence {
            Evidence::Ruling(id, RulingFault::Void(pins)) => {
                let names = |pin: &Pin| changed.claim_name(pin.claim).unwrap().to_owned();
                let ruling = changed.resolution(*id);
                ruling.claims.iter().map(names).any(|name| name == ruled_on)
                    && pins.iter().map(names).eq([figure])
            }
            _ => false,
        });
        assert!(void, "the ruling on {ruled_on} stands without {figure}");
    }
}

#[test]
fn a_figure_that_changes_fails_the_run() {
    let changed = |id: &str, figure: &str, fail_on: &str| {
        let folder = Folder::new();
        for input in with_figure(&[id], figure) {
            folder.write(&input.name, &input.bytes);
        }
        folder.run(&["check", ".", "--format", "concise", "--fail-on", fail_on])
    };
    let same = changed("t2015-both-soldiers", "seventy-seven", "info");
    assert_eq!(same.code, 0, "spelling is nothing: {}", same.stdout);
    let row = changed("t2015-both-soldiers", "78", "error");
    assert_eq!(row.code, 1);
    assert!(
        row.stdout.contains(" error[parts-exceed-whole] killed (soldiers) in 2015 is 78"),
        "{}",
        row.stdout
    );
    let official =
        changed("first-war-azerbaijani-soldiers-killed-official", "\"11,558\"", "warning");
    assert_eq!(official.code, 1);
    assert!(official.stdout.contains(" warning[void-resolution]"), "{}", official.stdout);
}

fn findings() -> Vec<Value> {
    run_in(project(), &["check", "claims", "--format", "json"]).findings()
}

/// The names of the claims in a finding, and of those in what follows from it.
fn names(finding: &Value) -> BTreeSet<String> {
    let claims = finding["claims"].as_array().unwrap().iter().map(|claim| &claim["id"]);
    let follows = finding["evidence"]["follows"].as_array().cloned().unwrap_or_default();
    let listed = follows.iter().flat_map(|sum| {
        let parts = sum["parts"].as_array().into_iter().flatten();
        parts.chain([&sum["whole"]]).cloned().collect::<Vec<_>>()
    });
    let claims: Vec<_> = claims.cloned().chain(listed).collect();
    claims.iter().filter_map(|id| id.as_str().map(str::to_owned)).collect()
}

/// Every file of the corpus, one after another.
fn all_claims() -> String {
    let files = fs::read_dir(project().join("claims")).unwrap();
    files.map(|file| fs::read_to_string(file.unwrap().path()).unwrap()).collect()
}

/// No finding holds all of these claims, and none holds the total among them, which is the last.
#[track_caller]
fn hold_together(claims: &[&str]) {
    let text = all_claims();
    for id in claims {
        assert!(text.contains(&format!("id: {id}\n")), "no claim is called {id} any more");
    }
    for finding in findings() {
        let names = names(&finding);
        let total = claims.last().unwrap();
        assert!(!names.contains(*total), "{finding:#}");
        assert!(!claims.iter().all(|id| names.contains(*id)), "{finding:#}");
    }
}

/// No finding is made of these claims alone.
#[track_caller]
fn fit_alone(claims: &[&str]) {
    for finding in findings() {
        let names = names(&finding);
        assert!(
            names.is_empty() || names.iter().any(|id| !claims.contains(&id.as_str())),
            "{finding:#}"
        );
    }
}

#[test]
fn seven_and_eighteen_are_twenty_five() {
    hold_together(&[
        "t2010-armenian-soldiers",
        "t2010-azerbaijani-soldiers",
        "t2010-both-soldiers",
    ]);
}

#[test]
fn a_range_and_a_number_are_a_range() {
    hold_together(&[
        "t2016-armenian-soldiers",
        "t2016-azerbaijani-soldiers",
        "t2016-both-soldiers",
    ]);
}

#[test]
fn five_to_seven_and_six_are_eleven_to_thirteen() {
    hold_together(&[
        "t2018-armenian-soldiers",
        "t2018-azerbaijani-soldiers",
        "t2018-both-soldiers",
    ]);
}

#[test]
fn ten_and_four_or_more_are_fourteen_or_more() {
    hold_together(&[
        "t2011-armenian-soldiers",
        "t2011-azerbaijani-soldiers",
        "t2011-both-soldiers",
    ]);
}

#[test]
fn thirty_and_nineteen_and_twenty_five_are_seventy_four() {
    let years = ["t2008-both-soldiers", "t2009-both-soldiers", "t2010-both-soldiers"];
    hold_together(&[&years[..], &["prose-2008-2010-soldiers"]].concat());
}

#[test]
fn the_parts_of_a_year_are_the_year() {
    // What another party says of one week does not fit them; among themselves they do.
    fit_alone(&[
        "prose-2014-azerbaijani-soldiers",
        "prose-2014-azerbaijani-civilians",
        "prose-2014-azerbaijani",
    ]);
    fit_alone(&["to-november-2014-azerbaijani", "prose-2014-azerbaijani"]);
}

#[test]
fn the_days_of_august_2014_fit_their_totals() {
    // The enemy's 14 for the same days does not fit them.
    fit_alone(&[
        "aug-2014-azerbaijani-soldiers-announced",
        "aug-2014-azerbaijani-soldiers-next-night",
        "july-august-2014-azerbaijani-soldiers",
    ]);
    hold_together(&["july-august-2014-armenian-soldiers", "aug-2014-death-toll"]);
}

#[test]
fn those_who_voted_fit_the_vote() {
    hold_together(&[
        "vote-2008-in-favour-oic",
        "vote-2008-in-favour-post-soviet",
        "vote-2008-in-favour-others",
        "vote-2008-in-favour",
    ]);
}

/// The one finding between two claims, with its arithmetic.
#[track_caller]
fn rivals(first: &str, second: &str, check: &str, severity: &str, arithmetic: &str) {
    let both = |finding: &&Value| {
        let claims = finding["claims"].as_array().unwrap();
        let named = |id: &str| claims.iter().any(|claim| claim["id"] == id);
        finding["check"] == check && claims.len() == 2 && named(first) && named(second)
    };
    let findings = findings();
    let found: Vec<_> = findings.iter().filter(both).collect();
    assert_eq!(found.len(), 1, "{first} and {second}");
    assert_eq!(found[0]["severity"], severity);
    let told = found[0]["arithmetic"].as_str().unwrap();
    assert!(told.starts_with(arithmetic), "{told}");
}

#[test]
fn april_2016_is_told_two_ways() {
    let april = |what: &str, arithmetic| {
        let (prose, casualties) =
            (format!("april-2016-{what}-prose"), format!("april-2016-{what}-casualties"));
        rivals(&prose, &casualties, "conflicting-claims", "error", arithmetic);
    };
    april("armenian-soldiers", "88 < 91, 3 apart");
    april("azerbaijani-soldiers", "31–92 < 94, 2 apart");
    april("civilians", "10 < 15, 5 apart");
    april("armenian-civilians", "four < nine, 5 apart");
}

#[test]
fn the_first_war_is_counted_two_ways() {
    rivals(
        "first-war-azerbaijani-soldiers-killed-official",
        "first-war-azerbaijani-soldiers-killed-estimates",
        "conflicting-claims",
        "warning",
        "11,557 < 25,000–30,000",
    );
}

#[test]
fn the_columns_of_2015_are_above_their_total() {
    let findings = findings();
    let of_total = |finding: &&Value| names(finding).contains("t2015-both-soldiers");
    let found: Vec<_> = findings.iter().filter(of_total).collect();
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["check"], "parts-exceed-whole");
    assert_eq!(
        (&found[0]["severity"], &found[0]["reading"]),
        (&"error".into(), &"internal".into())
    );
    assert_eq!(found[0]["arithmetic"], "42 + 64 = 106 > 77");
    assert_eq!(found[0]["irreconcilable"], true);
}

/// The finding whose whole is this claim.
#[track_caller]
fn above(whole: &str, check: &str, severity: &str, arithmetic: &str) {
    let findings = findings();
    let of = |finding: &&Value| finding["evidence"]["whole"] == whole;
    let found: Vec<_> = findings.iter().filter(of).collect();
    assert_eq!(found.len(), 1, "{whole}");
    assert_eq!(found[0]["check"], check);
    assert_eq!(found[0]["severity"], severity);
    assert_eq!(found[0]["arithmetic"], arithmetic);
}

#[test]
fn a_civilian_killed_in_spring_is_one_too_many_for_2016() {
    above("t2016-azerbaijani-civilians", "parts-exceed-whole", "error", "1 + 6 = 7 > 6");
}

#[test]
fn losses_are_denied_and_reported() {
    above("aug-2014-armenian-denied", "part-exceeds-whole", "warning", "2+ > 0");
}

#[test]
fn the_prose_and_the_table_differ_on_2012() {
    let findings = findings();
    let of = |finding: &&Value| names(finding).contains("t2012-azerbaijani-soldiers");
    let found: Vec<_> = findings.iter().filter(of).collect();
    assert_eq!(found.len(), 1);
    assert!(names(found[0]).contains("prose-2012-azerbaijani-soldiers"));
    assert_eq!(found[0]["severity"], "error");
    assert_eq!(found[0]["arithmetic"], "19 < 20, 1 apart, 1.1 times");
}

/// A mark at the end of a row is the row's where no other cell has one: the table's 20 is no second
/// witness beside the other report.
#[test]
fn a_mark_at_the_end_of_a_row_is_that_of_the_row() {
    let text = fs::read_to_string(project().join("docs/article.md")).unwrap();
    assert!(text.contains("\n- below 20: 1 citation; above 19: 2 citations, 1 origin\n"));
    let (corpus, _) = read(with_figure(&[], ""));
    let marked = |name: &str| {
        let id = corpus.claim_named(name).unwrap();
        corpus.marks(corpus.claim(id)).next().is_some()
    };
    for year in [2012, 2013, 2014] {
        for of in ["armenian", "azerbaijani", "both"] {
            assert!(marked(&format!("t{year}-{of}-soldiers")), "{year}, {of}");
        }
    }
    assert!(!marked("t2010-azerbaijani-soldiers"), "its row has marks in other cells");
}

/// Clashes counted over a year stand at no one spot, so the prose and the table speak of one thing.
#[test]
fn the_prose_and_the_table_speak_of_one_2013() {
    for side in ["armenian", "azerbaijani"] {
        let of = format!("t2013-{side}-soldiers");
        let run = run_in(project(), &["show", &of, "claims"]);
        assert!(run.stdout.contains(&format!("prose-2013-{side}-soldiers")), "{}", run.stdout);
    }
}
