//! `variorum what-if`: other figures for claims in, findings opened and closed and totals that follow out.

#![allow(clippy::unwrap_used, reason = "a test says what it holds by failing")]

use crate::common::{Folder, Run, run_in, without_colour};
use jsonschema::draft7;
use serde_json::{Value, json};
use std::path::Path;
use variorum::engine::questions::totals_that_follow::follow;
use variorum::engine::standing::claims_in_force::Ground;
use variorum::read::files::Input;
use variorum::read::read;
use variorum::read::words::quantity::changes;
use variorum::render::schema;

const WORDS: &str = "\
measures:
  killed: {unit: people}
  aid: {unit: USD, kind: amount}
  wounded: {unit: people}
dimensions:
  side: {parts: {north: {parts: [navy, army]}, south: {}}}
  status: {parts: [soldiers, civilians], complete: true}
parties: {herald: {}, courier: {}}
sources: {paper: {title: A paper}, book: {title: A book}}
about: {measure: killed, period: 2015}
by: herald
cite: {source: paper}
claims:
";

/// The file with those claims; what a whole file has for all its claims stands in a group around them.
fn text(claims: &[&str]) -> String {
    let (words, group) = WORDS.split_once("by: herald\n").unwrap();
    let group = format!("by: herald\n{group}").replace("claims:\n", "");
    let group: String = group.lines().map(|line| format!("    {line}\n")).collect();
    let claims: String = claims.iter().map(|claim| format!("      - {{{claim}}}\n")).collect();
    format!("{words}claims:\n  - {}    claims:\n{claims}", group.trim_start())
}

fn what_if(claims: &[&str], arguments: &[&str]) -> Run {
    let folder = Folder::of(&[("f.yaml", &text(claims))]);
    folder.run(&[&["what-if"], arguments, &["f.yaml"]].concat())
}

/// A table of one year by side, whose rows do not come to the total, and the decade.
const TABLE: &[&str] = &[
    "id: north, about: {side: north}, figure: 42",
    "id: south, about: {side: south}, figure: 64",
    "id: both, figure: 77",
];

// Findings

#[test]
fn a_figure_put_right_closes_its_finding() {
    let run = what_if(TABLE, &["both=106"]);
    let wanted = "\
With
  both, killed in 2015: 106, not 77

Opened
  none

Closed
  f.yaml:17:28: error[parts-exceed-whole] killed in 2015 is 77, but its parts by side come to 106 (42 + 64 = 106 > 77)

Totals that would have to follow
  none
";
    assert_eq!((run.stdout.as_str(), run.code), (wanted, 0), "{run:?}");
    assert_eq!(run.stderr, "checked 3 claims on 3 quantities in 1 file: nothing found\n");
    assert_eq!(what_if(TABLE, &["both=106", "--quiet"]).stderr, "");
    let again = Folder::of(&[("f.yaml", &text(TABLE))]);
    again.run(&["what-if", "both=106", "f.yaml"]);
    let unchanged = std::fs::read_to_string(again.path().join("f.yaml")).unwrap();
    assert_eq!(unchanged, text(TABLE), "no file is changed");
}

#[test]
fn a_finding_that_opens_fails_the_run() {
    let sound = ["id: north, about: {side: north}, figure: 42", "id: both, figure: 77"];
    let run = what_if(&sound, &["north=more than 90"]);
    assert_eq!(run.code, 1, "{run:?}");
    let opened = "Opened\n  f.yaml:16:28: error[part-exceeds-whole] killed in 2015 is 77, but killed (north), a \
                  part of it, is more than 90 (91+ > 77)\n\nClosed\n  none\n";
    assert!(run.stdout.contains(opened), "{}", run.stdout);
}

#[test]
fn a_finding_with_other_numbers_is_neither_opened_nor_closed() {
    let run = what_if(TABLE, &["both=100"]);
    let wanted = "\
With other numbers
  f.yaml:17:28: error[parts-exceed-whole] killed in 2015 is 77, but its parts by side come to 106 (42 + 64 = 106 > 77)
    now f.yaml:17:28: error[parts-exceed-whole] killed in 2015 is 100, but its parts by side come to 106 (42 + 64 = 106 > 100)
";
    assert!(run.stdout.contains(wanted), "{}", run.stdout);
    assert!(run.stdout.contains("Opened\n  none\n\nClosed\n  none\n"), "{}", run.stdout);
    assert_eq!(run.code, 0);
}

#[test]
fn a_rivalry_is_one_finding_whoever_joins_it() {
    let claims = [
        "id: a, figure: 10",
        "id: b, figure: 20, by: courier",
        "id: c, figure: 10, by: courier, cite: {source: book}",
    ];
    let run = what_if(&claims, &["c=30"]);
    assert!(run.stdout.contains("With other numbers\n"), "{}", run.stdout);
    assert_eq!(run.code, 0, "{}", run.stdout);
    let gone = what_if(&claims, &["b=10"]);
    assert!(
        gone.stdout.contains("Closed\n  f.yaml:15:25: warning[conflicting-claims]"),
        "{gone:?}"
    );
    // A document that comes to contradict itself: the same rivalry, and heavier.
    let worse = what_if(&claims, &["c=10", "a=20", "b=10"]);
    assert!(worse.stdout.contains("Opened\n  none"), "{}", worse.stdout);
}

#[test]
fn a_ruling_whose_figure_changes_is_void() {
    let ruled = text(TABLE)
        + "\
resolutions:
  - check: parts-exceed-whole
    claims: {north: 42, south: 64, both: 77}
    ruling: clerical-error
    because: The rows come to 106.
    by: the desk
    date: 2031-01-01
";
    let folder = Folder::of(&[("f.yaml", &ruled)]);
    let run = folder.run(&["what-if", "both=100", "f.yaml"]);
    assert_eq!(run.code, 1, "what was settled is open again: {run:?}");
    let opened = run.stdout.split("\nClosed\n").next().unwrap();
    assert!(opened.contains("error[parts-exceed-whole] killed in 2015 is 100"), "{opened}");
    assert!(opened.contains("[void-resolution]"), "{opened}");
    let mended = folder.run(&["what-if", "both=106", "f.yaml"]).stdout;
    assert!(!mended.contains("[parts-exceed-whole]"), "nothing open was closed: {mended}");
}

#[test]
fn a_quote_goes_with_the_figure_it_was_taken_down_with() {
    let claims =
        ["id: a, figure: 77, quote: 77 soldiers", "id: b, figure: 9, about: {side: north}"];
    let run = what_if(&claims, &["a=78"]);
    assert!(run.code == 0 && run.stdout.contains("Opened\n  none"), "{run:?}");
}

#[test]
fn a_claim_that_counts_for_nothing_says_so() {
    let claims = [
        "id: a, figure: 77",
        "id: b, figure: 70, rank: deprecated, reason: A slip.",
        "id: c, stance: denies, of: a, by: courier",
    ];
    let run = what_if(&claims, &["b=90", "c=1"]);
    let wanted = "\
With
  b, killed in 2015: 90, not 70; it stays out of the arithmetic: deprecated: A slip.
  c, killed in 2015: 1, not no figure; it stays out of the arithmetic: denies a
";
    assert!(run.stdout.starts_with(wanted), "{}", run.stdout);
    let unknown = what_if(&claims, &["a=unknown"]).stdout;
    assert!(unknown.starts_with("With\n  a, killed in 2015: unknown, not 77\n"), "{unknown}");
}

// Figures and names

#[test]
fn figures_are_read_as_the_measure_reads_them() {
    let claims = [
        "id: a, figure: 10",
        "id: money, figure: $5 million, about: {measure: aid}",
        "id: parts, figure: {low: 3, high: 9}, about: {side: south}",
    ];
    for (change, shown) in [
        ("a=as many as 3,000", "a, killed in 2015: as many as 3,000, not 10"),
        ("a=~300", "a, killed in 2015: ~300, not 10"),
        ("a = thirteen ", "a, killed in 2015: thirteen, not 10"),
        ("money=6 million", "money, aid in 2015: 6 million, not $5 million"),
        ("parts=4", "parts, killed (south) in 2015: 4, not 3–9"),
    ] {
        let run = what_if(&claims, &[change]);
        assert!(run.stdout.starts_with(&format!("With\n  {shown}\n")), "{change}: {run:?}");
    }
    for (changes, wanted) in [
        (&["a=some"][..], "`a=some`: `some` is not a figure"),
        (&["a=1.5"], "`a=1.5`: "),
        (&["a=-3"], "`a=-3`: "),
        (&["a=5 km"], "`a=5 km`: "),
        (&["a=9–3"], "`a=9–3`: "),
        (&["a="], "`a=`: nothing is written here"),
        (&["mony=3"], "no claim is called `mony`; did you mean `money`?"),
        (&["killed=3"], "no claim is called `killed`"),
        (&["a=3", "a=4"], "`a=4`: `a` is given two figures"),
        (&[], "`ID=FIGURE`: no figure is changed"),
    ] {
        let run = what_if(&claims, changes);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{changes:?}: {run:?}");
        assert!(run.stderr.starts_with(&format!("error: {wanted}")), "{changes:?}: {run:?}");
    }
    let missing = Folder::new().run(&["what-if", "a=3", "nowhere"]);
    assert_eq!(missing.code, 2, "{missing:?}");
}

// Totals

/// What totals become, with the sets of claims that came to each.
fn follows(claims: &[&str], words: &[&str], sets: &[(&str, &[&str])]) -> Vec<String> {
    let input = Input { name: "f.yaml".into(), bytes: text(claims).into() };
    let (corpus, findings) = read(vec![input]);
    assert!(findings.is_empty(), "{findings:?}");
    let ground = Ground::new(&corpus);
    let changes = changes(&corpus, words).unwrap();
    let changes: Vec<_> = changes.iter().map(|change| (change.claim, change.extent)).collect();
    let named = |name: &&str| corpus.claim_named(name).unwrap();
    let found = follow(&corpus, &ground, &changes, |total| {
        let of = sets.iter().filter(|(name, _)| corpus.claim_name(total) == Some(name));
        of.map(|(_, parts)| parts.iter().map(named).collect()).collect()
    });
    assert_eq!(found.left_out, 0);
    let line = |follow: &variorum::engine::questions::totals_that_follow::Follow| {
        let otherwise = if follow.otherwise { ", or not" } else { "" };
        format!("{} {}{otherwise}", corpus.claim_name(follow.total).unwrap(), follow.becomes)
    };
    found.totals.iter().map(line).collect()
}

const NESTED: &[&str] = &[
    "id: decade, about: {period: 2010/2019}, figure: 541–547+",
    "id: y14, about: {period: 2014}, figure: 435–441+",
    "id: y15, figure: 106",
    "id: n15, about: {side: north}, figure: 42",
    "id: s15, about: {side: south}, figure: 64",
];

#[test]
fn totals_follow_from_the_inside_out() {
    let decade: (&str, &[&str]) = ("decade", &["y14", "y15"]);
    let year: (&str, &[&str]) = ("y15", &["n15", "s15"]);
    let both = [decade, year];
    assert_eq!(follows(NESTED, &["n15=50"], &both), ["y15 114", "decade 549–555+"]);
    assert_eq!(follows(NESTED, &["y15=100"], &both), ["decade 535–541+"]);
    assert_eq!(follows(NESTED, &["n15=50"], &[decade]), [""; 0], "the year does not come out");
    assert_eq!(follows(NESTED, &["n15=50", "s15=56"], &both), [""; 0], "they still come to 106");
    assert_eq!(follows(NESTED, &["n15=40–45"], &both), ["y15 104–109", "decade 539–550+"]);
    assert_eq!(follows(NESTED, &["n15=unknown"], &both), ["y15 64+", "decade 499+"]);
    // A total that is itself given another figure does not follow.
    assert_eq!(follows(NESTED, &["n15=50", "y15=200"], &both), ["decade 635–641+"]);
}

/// On the figures of `claims/`: a row put right moves the decade it is printed in.
#[test]
fn a_year_moves_its_decade() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR"));
    let run = run_in(corpus, &["what-if", "t2015-both-soldiers=106", "claims/"]);
    // The ruling on the row as it stands would be void.
    assert_eq!(run.code, 1, "{run:?}");
    assert!(run.stdout.contains("\nOpened\n  claims/rulings.yaml:"), "{}", run.stdout);
    let totals = run.stdout.split("Totals that would have to follow\n").nth(1).unwrap();
    let wanted = "  infobox-2010-2019, killed in the 2010s: 570–576+, not 541–547+\n    106 + ";
    assert!(totals.starts_with(wanted) && totals.ends_with(" = 570–576+\n"), "{totals}");
    assert_eq!(totals.lines().count(), 2, "no other total comes out of that row: {totals}");
    let cell = run_in(corpus, &["what-if", "t2015-armenian-soldiers=13", "claims/"]);
    assert!(cell.stdout.ends_with("to follow\n  none\n"), "77 did not come out: {}", cell.stdout);
}

/// A table by side and year: a cell moves its year, the year the decade.
#[test]
fn covers_are_found_at_every_level() {
    let cells = (10..20).flat_map(|year| {
        ["north", "south"].map(|side| {
            format!("id: {side}{year}, about: {{side: {side}, period: 20{year}}}, figure: {year}")
        })
    });
    let rows = (10..20)
        .map(|year| format!("id: y{year}, about: {{period: 20{year}}}, figure: {}", 2 * year));
    let decade = "id: decade, about: {period: 201X}, figure: 290".to_owned();
    let claims: Vec<String> = cells.chain(rows).chain([decade]).collect();
    let claims: Vec<&str> = claims.iter().map(String::as_str).collect();
    let run = what_if(&claims, &["north15=9+"]);
    let totals = "\
Totals that would have to follow
  y15, killed in 2015: 24+, not 30
    9+ + 15 = 24+
  decade, killed in the 2010s: 284+, not 290
    24+ + 20 + 22 + 24 + 26 + 28 + 32 + 34 + 36 + 38 = 284+
";
    assert!(run.stdout.ends_with(totals), "{}", run.stdout);
    assert!(run.stdout.contains("Opened\n  none"), "{}", run.stdout);
}

#[test]
fn a_total_that_comes_out_otherwise_says_so() {
    let two: [(&str, &[&str]); 2] = [("y15", &["n15", "s15"]), ("y15", &["soldiers", "civilians"])];
    let claims = [
        "id: y15, figure: 106",
        "id: n15, about: {side: north}, figure: 42",
        "id: s15, about: {side: south}, figure: 64",
        "id: soldiers, about: {status: soldiers}, figure: 100",
        "id: civilians, about: {status: civilians}, figure: 6",
    ];
    assert_eq!(follows(&claims, &["n15=50"], &two), ["y15 114, or not"]);
    assert_eq!(follows(&claims, &["civilians=5"], &two), ["y15 105, or not"]);
}

#[test]
fn stated_sums_follow_across_measures() {
    let claims = [
        "id: dead, figure: 10",
        "id: hurt, about: {measure: wounded}, figure: 20+",
        "id: losses, about: {measure: wounded, side: north}, figure: 30+, sum-of: [dead, hurt]",
        "id: more, about: {measure: wounded, side: south}, figure: 35+, sum-of: [losses, five]",
        "id: five, about: {side: south}, figure: 5",
        "id: wrong, about: {measure: wounded, side: navy}, figure: 31, sum-of: [dead, hurt]",
    ];
    assert_eq!(follows(&claims, &["dead=12"], &[]), ["losses 32+", "more 37+"]);
}

#[test]
fn amounts_add_up_as_they_are_printed() {
    let claims = [
        "id: sum, about: {measure: aid}, figure: $41 million",
        "id: n, about: {measure: aid, side: north}, figure: $20 million",
        "id: s, about: {measure: aid, side: south}, figure: $21 million",
    ];
    let sets: [(&str, &[&str]); 1] = [("sum", &["n", "s"])];
    assert_eq!(follows(&claims, &["n=30 million"], &sets), ["sum 51,000,000"]);
}

#[test]
fn a_chain_of_totals_ends() {
    let years = 400;
    let claims: Vec<String> = (0..years)
        .flat_map(|at| {
            let id =
                |what: &str| format!("id: {what}{at}, about: {{period: {}/{}}}", 1000 + at, 1999);
            [format!("{}, figure: 5", id("t"))]
        })
        .collect();
    let claims: Vec<&str> = claims.iter().map(String::as_str).collect();
    let names: Vec<(String, String)> =
        (0..years - 1).map(|at| (format!("t{at}"), format!("t{}", at + 1))).collect();
    let parts: Vec<[&str; 1]> = names.iter().map(|(_, inner)| [inner.as_str()]).collect();
    let sets: Vec<(&str, &[&str])> =
        names.iter().zip(&parts).map(|((total, _), parts)| (total.as_str(), &parts[..])).collect();
    let last = format!("t{}=7", years - 1);
    let found = follows(&claims, &[&last], &sets);
    assert_eq!(found.len(), years - 1, "each is the one inside it");
    assert!(found.iter().all(|line| line.ends_with(" 7")), "{found:?}");
}

// For programs

#[test]
fn json_keeps_to_its_schema_and_says_the_same() {
    let schema = draft7::new(&schema::what_if()).unwrap();
    let summed =
        [TABLE, &["id: sum, about: {measure: wounded}, figure: 183, sum-of: [both, north, south]"]];
    let run = what_if(&summed.concat(), &["both=100", "--format", "json"]);
    let document = run.json();
    if let Err(fault) = schema.validate(&document) {
        panic!("{fault} at {} of {document:#}", fault.instance_path());
    }
    assert_eq!((&document["version"], run.code), (&json!(1), 1));
    let change = &document["changes"][0];
    assert_eq!((&change["id"], &change["line"]), (&json!("both"), &json!(17)));
    assert_eq!(
        (&change["before"]["figure"], &change["after"]["figure"]),
        (&json!("77"), &json!("100"))
    );
    assert_eq!(document["changed"][0]["after"]["arithmetic"], "42 + 64 = 106 > 100");
    assert_eq!(document["changed"][0]["before"]["arithmetic"], "42 + 64 = 106 > 77");
    assert_eq!(document["opened"][0]["check"], "sum-differs");
    assert_eq!(document["closed"], Value::Array(Vec::new()));
    let total = &document["totals"][0];
    assert_eq!((&total["id"], &total["before"]["figure"]), (&json!("sum"), &json!("183")));
    let after = &total["after"];
    assert_eq!((&after["figure"], &after["low"]), (&json!("206"), &json!("206")));
    assert_eq!(total["arithmetic"], "100 + 42 + 64 = 206");
    assert_eq!(total["parts"][2]["id"], "south");
    assert_eq!(document["followed"], false);
    assert_eq!(
        (&document["before"]["errors"], &document["after"]["errors"]),
        (&json!(2), &json!(3))
    );
}

#[test]
fn with_follow_the_totals_have_their_new_figures() {
    let summed =
        [TABLE, &["id: sum, about: {measure: wounded}, figure: 77, sum-of: [both]"]].concat();
    let without = what_if(&summed, &["both=106"]);
    assert!(without.stdout.contains("error[sum-differs]") && without.code == 1, "{without:?}");
    let with = what_if(&summed, &["both=106", "--follow"]);
    assert!(with.stdout.contains("Opened\n  none") && with.code == 0, "{with:?}");
    assert!(
        with.stdout
            .contains("Totals that follow\n  sum, wounded in 2015: 106, not 77\n    106 = 106\n")
    );
}

#[test]
fn colour_changes_no_word() {
    let plain = what_if(TABLE, &["both=100"]).stdout;
    let coloured = what_if(TABLE, &["both=100", "--color", "always"]).stdout;
    assert!(coloured.contains("\u{1b}[31mf.yaml"), "{coloured}");
    assert_eq!(without_colour(coloured), plain);
}
