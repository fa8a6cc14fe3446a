//! `variorum bounds`: the least and the most that claims allow for a quantity.

#![allow(clippy::unwrap_used, reason = "a test says what it holds by failing")]

use crate::common::{Folder, Run, run_in, without_colour};
use jsonschema::draft7;
use serde_json::{Value, json};
use std::path::Path;
use variorum::render::schema;

const WORDS: &str = "\
measures:
  killed: {unit: people}
  captured: {unit: people}
  released: {unit: people, within: captured}
  held: {unit: sq mi, kind: stock}
  rate: {unit: \"%\", kind: rate}
  balance: {unit: people, signed: true}
dimensions:
  side: {parts: {north: {parts: [navy, army]}, south: {}}}
  status: {parts: [soldiers, civilians], complete: true}
parties: {herald: {}, courier: {}}
sources: {paper: {title: A paper}, book: {title: A book}}
about: {measure: killed, period: 2015}
claims:
";

/// A claim by the herald in the paper.
fn said(id: &str, about: &str, figure: &str) -> String {
    by("herald", "paper", id, about, figure)
}

fn by(party: &str, source: &str, id: &str, about: &str, figure: &str) -> String {
    let figure = figure.replace('"', "");
    format!(
        "  - {{id: {id}, about: {{{about}}}, figure: \"{figure}\", by: {party}, cite: {{source: {source}}}}}\n"
    )
}

fn folder(claims: &[String]) -> Folder {
    Folder::of(&[("f.yaml", &format!("{WORDS}{}", claims.concat()))])
}

fn bounds(claims: &[String], arguments: &[&str]) -> Run {
    folder(claims).run(&[&["bounds"], arguments, &["f.yaml"]].concat())
}

/// The least and the most, as the JSON gives them, with the claims that pin each.
fn ends(claims: &[String], words: &str) -> [(Value, Vec<String>); 2] {
    let document = bounds(claims, &[words, "--format", "json"]).json();
    ["least", "most"].map(|end| {
        let end = &document["bounds"][end];
        let pins = end["pinned_by"].as_array().unwrap().iter();
        let pins = pins.map(|pin| pin["id"].as_str().unwrap().to_owned());
        let value = if end["reach"] == "to" { end["value"].clone() } else { end["reach"].clone() };
        (value, pins.collect())
    })
}

#[track_caller]
fn assert_ends(claims: &[String], words: &str, least: (&str, &[&str]), most: (&str, &[&str])) {
    let [(low, low_pins), (high, high_pins)] = ends(claims, words);
    assert_eq!((low.as_str().unwrap(), low_pins), (least.0, strings(least.1)), "least of {words}");
    assert_eq!((high.as_str().unwrap(), high_pins), (most.0, strings(most.1)), "most of {words}");
}

fn strings(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

/// The whole, one side of it, and a part of that side.
fn three() -> [String; 3] {
    [said("all", "", "100"), said("n", "side: north", "40–60"), said("navy", "side: navy", "25+")]
}

// Bounds

#[test]
fn what_may_be_below_nought_is_bounded_by_what_is_said_of_it() {
    let balance = |id: &str, figure: &str| said(id, "measure: balance", figure);
    let both = [balance("wide", "-3 to 6"), balance("one", "5")];
    assert_ends(&both, "balance,period=2015", ("5", &["one"]), ("5", &["one"]));
    assert_ends(&both[..1], "balance,period=2015", ("-3", &["wide"]), ("6", &["wide"]));
    assert_ends(&both, "balance,period=2016", ("open", &[]), ("open", &[]));
    let apart = [balance("loss", "-3"), balance("gain", "5")];
    let told = bounds(&apart, &["balance,period=2015"]).stdout;
    assert!(told.contains("These claims cannot all be true\n  -3 < 5\n"), "{told}");
}

#[test]
fn a_quantity_nobody_claims_has_bounds() {
    let run = bounds(&three(), &["killed,side=south,period=2015"]);
    let wanted = "\
killed (south) in 2015, in people, from 3 claims

What the claims allow
  least: 0
  most: 60, pinned by
    100 by herald, all: killed in 2015
    40–60 by herald, n: killed (north) in 2015

Claimed
  none: nobody claims it
";
    assert_eq!((run.stdout.as_str(), run.code), (wanted, 0), "{run:?}");
    assert!(run.stderr.starts_with("checked 3 claims on 3 quantities"), "{run:?}");
    assert_ends(&three(), "killed,side=army,period=2015", ("0", &[]), ("35", &["n", "navy"]));
    assert_ends(&three(), "killed,period=2015-07", ("0", &[]), ("100", &["all"]));
    assert_ends(&three(), "killed,period=2010/2019", ("100", &["all"]), ("open", &[]));
    assert_ends(&three(), "killed,period=2016", ("0", &[]), ("open", &[]));
}

#[test]
fn what_is_claimed_stands_beside_its_bounds() {
    let run = bounds(&three(), &["n"]);
    assert!(
        run.stdout.contains("\nClaimed\n  40–60 by herald, n: killed (north) in 2015\n"),
        "{run:?}"
    );
    // The claim itself says as much as the others together: it is named, and no sum.
    assert_ends(&three(), "n", ("40", &["n"]), ("60", &["n"]));
    let closer = [&three()[..], &[said("s", "side: south", "55")]].concat();
    assert_ends(&closer, "n", ("40", &["n"]), ("45", &["all", "s"]));
}

#[test]
fn complete_parts_open_ends_and_strict_ones() {
    let parts = [
        said("soldiers", "status: soldiers", "30–40"),
        said("civilians", "status: civilians", "5 to 7"),
    ];
    assert_ends(
        &parts,
        "killed,period=2015",
        ("35", &["soldiers", "civilians"]),
        ("47", &["soldiers", "civilians"]),
    );
    let open = [said("soldiers", "status: soldiers", "at least 30"), parts[1].clone()];
    assert_ends(&open, "killed,period=2015", ("35", &["soldiers", "civilians"]), ("open", &[]));
    let within =
        [said("held", "measure: captured", "38"), said("freed", "measure: released", "28")];
    assert_ends(&within, "captured,period=2015", ("38", &["held"]), ("38", &["held"]));
    assert_ends(&within[..1], "released,period=2015", ("0", &[]), ("38", &["held"]));
    let strict = [said("few", "measure: held", "less than 3.5")];
    let document = bounds(&strict, &["held,period=2015,side=north", "--format", "json"]).json();
    let most = &document["bounds"]["most"];
    assert_eq!((&most["value"], &most["strict"]), (&json!("3.5"), &json!(true)));
    let text = bounds(&strict, &["held,period=2015,side=north"]).stdout;
    assert!(text.contains("  most: fewer than 3.5, pinned by\n"), "{text}");
}

#[test]
fn figures_are_in_the_unit_of_the_measure() {
    let claims = [said("land", "measure: held", "41 km²")];
    let text = bounds(&claims, &["held,period=2015,side=north"]).stdout;
    assert!(text.starts_with("held (north) in 2015, in sq mi, from 1 claim\n"), "{text}");
    let [_, (most, _)] = ends(&claims, "held,period=2015,side=north");
    let (above, below) = most.as_str().unwrap().split_once('/').unwrap();
    let (above, below): (u128, u128) = (above.parse().unwrap(), below.parse().unwrap());
    assert_eq!(1000 * above / below, 15_830, "41 km² are 15.830… square miles: {most}");
}

#[test]
fn what_is_only_compared_is_bounded_by_its_own_claims() {
    let claims = [
        said("one", "measure: rate", "5"),
        said("other", "measure: rate, side: north", "90"),
        by("courier", "book", "near", "measure: rate", "5.2"),
    ];
    assert_ends(&claims[..2], "rate,period=2015", ("4.5", &["one"]), ("5.5", &["one"]));
    assert_ends(&claims, "rate,period=2015", ("5.15", &["near"]), ("5.25", &["near"]));
}

// A world at an end

#[test]
fn a_world_at_an_end_says_what_makes_it_up_and_what_the_claims_come_to() {
    let run = bounds(&three(), &["killed,side=north,period=2015", "--world", "most"]);
    let wanted = "\
killed (north) in 2015, in people, from 3 claims

What the claims allow
  least: 40, pinned by
    40–60 by herald, n: killed (north) in 2015
  most: 60, pinned by
    40–60 by herald, n: killed (north) in 2015

One world at the most: 60
  60: killed (navy) in 2015

In this world 3 claims are as they say
  60 where 40–60 is said by herald, n: killed (north) in 2015
  100 where 100 is said by herald, all: killed in 2015
  60 where 25+ is said by herald, navy: killed (navy) in 2015

Claimed
  40–60 by herald, n: killed (north) in 2015
";
    assert_eq!((run.stdout.as_str(), run.code), (wanted, 0), "{run:?}");
    let least = bounds(&three(), &["killed,side=south,period=2015", "--world", "least"]).stdout;
    assert!(least.contains("\nOne world at the least: 0\n  nothing makes it up\n"), "{least}");
    let none = bounds(&three(), &["killed,side=north,period=2015"]).stdout;
    assert!(!none.contains("world"), "{none}");
    let wrong = bounds(&three(), &["killed,period=2015", "--world", "mots"]);
    assert!(wrong.code == 2 && wrong.stderr.contains("'most'"), "{wrong:?}");
}

#[test]
fn an_end_only_come_near_to_and_no_end_say_so() {
    let world = |claims: &[String], words: &str, end: &str| {
        let run = bounds(claims, &[words, "--world", end]);
        let start = run.stdout.find("One world").unwrap();
        run.stdout[start..].split("\n\n").next().unwrap().to_owned()
    };
    let strict = [
        said("few", "measure: held", "less than 3.5"),
        said("more", "measure: held, side: north", "more than 1"),
    ];
    let near = world(&strict, "held,side=south,period=2015", "most");
    // Both ends are only come near to; square miles, so the distance is a part of one.
    assert_eq!(near, "One world near the most: 2.3\n  2.3: held (south) in 2015");
    let near = world(&strict, "held,side=north,period=2015", "least");
    assert_eq!(near, "One world near the least: 1.1\n  1.1: held (north) in 2015");
    let open = world(&[said("few", "", "541–547+")], "killed,period=2015", "most");
    let wanted = "One world further out, the most having no end: 542\n  542: killed in 2015";
    assert_eq!(open, wanted);
    let below =
        world(&[said("gain", "measure: balance", "at most 4")], "balance,period=2015", "least");
    let wanted = "One world further out, the least having no end: 3\n  3: balance in 2015";
    assert_eq!(below, wanted);
}

#[test]
fn points_lie_where_claims_put_them() {
    let points = |claims: &[String], words: &str, end: &str| -> Vec<(String, String, bool)> {
        let document = bounds(claims, &[words, "--world", end, "--format", "json"]).json();
        let points = document["world"]["points"].as_array().unwrap().iter();
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        points
            .map(|point| {
                let inside = point["inside"].as_bool().unwrap();
                (text(&point["amount"]), text(&point["words"]), inside)
            })
            .collect()
    };
    let point = |amount: &str, words: &str, inside| (amount.to_owned(), words.to_owned(), inside);
    // What is released is captured too.
    let within =
        [said("held", "measure: captured", "38"), said("freed", "measure: released", "28")];
    let wanted = [point("28", "released in 2015", true), point("10", "captured in 2015", false)];
    assert_eq!(points(&within, "released,period=2015", "most"), wanted);
    // Days that an uncertain edge leaves open are in the period or not, as the world has it.
    let about = [said("about", "period: 2016~", "7")];
    let wanted = [point("7", "killed from 2015 to 2017, taken as in about 2016", true)];
    assert_eq!(points(&about, "killed,period=2010/2019", "least"), wanted);
    // Soldiers are killed on a side, and more on a side that nobody names.
    let both = [
        said("all", "", "100"),
        said("n", "side: north", "42"),
        said("s", "side: south", "20"),
        said("soldiers", "status: soldiers", "0"),
    ];
    let wanted = [
        point("42", "killed (north, civilians) in 2015", true),
        point("38", "killed (no side named, civilians) in 2015", true),
        point("20", "killed (south, civilians) in 2015", true),
    ];
    assert_eq!(points(&both, "killed,status=civilians,period=2015", "most"), wanted);
}

#[test]
fn many_points_and_claims_are_counted() {
    let claims: Vec<String> = (1..=30)
        .map(|day| said(&format!("d{day}"), &format!("period: 2015-06-{day:02}"), &day.to_string()))
        .collect();
    let run = bounds(&claims, &["killed,period=2015-06", "--world", "least"]);
    let world =
        "\nOne world at the least: 465\n  30: killed on 2015-06-30\n  29: killed on 2015-06-29\n";
    assert!(run.stdout.contains(world), "{}", run.stdout);
    assert!(
        run.stdout.contains("\n  18 smaller points\n\nIn this world 30 claims are as they say\n")
    );
    assert!(run.stdout.contains("\n  6 more claims\n\nClaimed\n"), "{}", run.stdout);
    let again = bounds(&claims, &["killed,period=2015-06", "--world", "least"]);
    assert_eq!(run.stdout, again.stdout, "the same claims, the same world");
    let mut other = claims;
    other.reverse();
    let points = |run: &Run| {
        let world = run.stdout.split("One world").nth(1).unwrap();
        world.split("In this world").next().unwrap().to_owned()
    };
    let turned = bounds(&other, &["killed,period=2015-06", "--world", "least"]);
    assert_eq!(points(&run), points(&turned), "the order of claims makes no other world");
}

#[test]
fn claims_set_aside_are_in_no_world() {
    let claims = [
        said("n", "side: north", "42"),
        said("s", "side: south", "64"),
        said("all", "", "77"),
        said("soldiers", "status: soldiers", "50"),
    ];
    let run = bounds(&claims, &["killed,period=2015", "--world", "least"]);
    let wanted = "
One world at the least: 50
  50: killed (soldiers) in 2015

In this world 1 claim is as they say
  50 where 50 is said by herald, soldiers: killed (soldiers) in 2015
";
    assert!(run.stdout.contains(wanted) && run.code == 1, "{}", run.stdout);
}

// Conflicts

#[test]
fn claims_that_cannot_all_be_true_are_told_and_set_aside() {
    let claims = [
        said("n", "side: north", "42"),
        said("s", "side: south", "64"),
        said("all", "", "77"),
        said("soldiers", "status: soldiers", "50"),
        said("apart", "period: 2014", "3"),
        said("from-it", "period: 2014, side: north", "9"),
        said("decades", "period: 2000/2019", "5,000"),
    ];
    let run = bounds(&claims, &["killed,period=2015"]);
    let wanted = "\
killed in 2015, in people, from 7 claims

These claims cannot all be true
  42 + 64 = 106 > 77
    42 by herald, n: killed (north) in 2015
    64 by herald, s: killed (south) in 2015
    77 by herald, all: killed in 2015
  1 more conflict among claims that share no ground with it; `variorum check` tells of them

What the others allow, with 5 claims set aside
  least: 50, pinned by
    50 by herald, soldiers: killed (soldiers) in 2015
  most: 5,000, pinned by
    5,000 by herald, decades: killed from 2000 to 2019

Claimed
  77 by herald, all: killed in 2015
";
    assert_eq!((run.stdout.as_str(), run.code), (wanted, 1), "{run:?}");
    // A conflict that has nothing to do with the question is none of it.
    let other = [&claims[..3], &[said("far", "measure: captured", "9")]].concat();
    let run = bounds(&other, &["captured,period=2015,side=north"]);
    assert_eq!((run.code, run.stdout.contains("cannot all be true")), (0, false), "{run:?}");
}

#[test]
fn rivals_are_set_aside_all_together() {
    let claims: Vec<String> = (0..5)
        .map(|at| said(&format!("r{at}"), "", &format!("{}–{}", 10 * at, 10 * at + 12)))
        .chain([said("part", "side: north", "7")])
        .collect();
    let run = bounds(&claims, &["killed,period=2015"]);
    assert!(run.stdout.contains("  0–12 < 40–52, and 3 more apart\n"), "{}", run.stdout);
    assert!(
        run.stdout.contains("with 5 claims set aside\n  least: 7, pinned by\n"),
        "{}",
        run.stdout
    );
    assert_eq!(run.code, 1);
}

#[test]
fn one_partys_claims_or_one_sources() {
    let claims = [
        said("a", "", "100"),
        by("courier", "paper", "b", "", "90"),
        by("courier", "book", "c", "side: north", "30"),
    ];
    let all = bounds(&claims, &["killed,period=2015"]);
    assert!(all.stdout.contains("  90 < 100\n") && all.code == 1, "{all:?}");
    let courier = bounds(&claims, &["killed,period=2015", "--by", "courier"]);
    assert!(
        courier.stdout.starts_with("killed in 2015, in people, from 2 claims of courier\n"),
        "{courier:?}"
    );
    assert!(
        courier.stdout.contains("  least: 90, pinned by\n    90 by courier, b: "),
        "{courier:?}"
    );
    assert_eq!(courier.code, 0);
    let book = bounds(&claims, &["killed,period=2015", "--source", "book"]);
    assert!(
        book.stdout.starts_with("killed in 2015, in people, from 1 claim in book\n"),
        "{book:?}"
    );
    assert!(
        book.stdout.contains("  least: 30, pinned by\n")
            && book.stdout.contains("  most: no end\n")
    );
    let both = bounds(&claims, &["killed,period=2015", "--by", "courier", "--source", "paper"]);
    assert!(both.stdout.contains("from 1 claim of courier in paper\n"), "{both:?}");
    for (wrong, wanted) in [
        (["--by", "currier"], "no party is called `currier`; did you mean `courier`?"),
        (["--source", "papier"], "no source is called `papier`; did you mean `paper`?"),
        (["--format", "jsn"], "invalid value 'jsn'"),
    ] {
        let run = bounds(&claims, &[&["killed,period=2015"], &wrong[..]].concat());
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run:?}");
        assert!(run.stderr.starts_with(&format!("error: {wanted}")), "{run:?}");
    }
    let unknown = bounds(&claims, &["killed,sied=north"]);
    assert!(unknown.stderr.contains("no dimension is called `sied`; did you mean `side`?"));
}

#[test]
fn claims_out_of_the_arithmetic_bound_nothing() {
    let claims = [
        "  - {id: gone, figure: 5, by: herald, cite: {source: paper}, rank: deprecated, reason: A slip.}\n".to_owned(),
        "  - {id: no, figure: 9, stance: denies, by: courier, cite: {source: paper}}\n".to_owned(),
        said("blank", "", "unknown"),
    ];
    assert_ends(&claims, "killed,period=2015", ("0", &[]), ("open", &[]));
}

// Budgets

/// Crossing periods make more cells than are built: what can be told with fewer claims is told.
#[test]
fn where_all_claims_are_too_many_fewer_are_taken() {
    let claims: Vec<String> = (0..1500)
        .map(|at| {
            said(&format!("p{at}"), &format!("period: {}/{}", 1000 + at / 2, 2000 + at), "9,000")
        })
        .chain([said("own", "period: 1990, side: north", "7–9")])
        .collect();
    let run = bounds(&claims, &["killed,side=north,period=1990"]);
    assert!(run.stdout.contains("least: 7") && run.stdout.contains("most: 9"), "{}", run.stdout);
    let left_out = "  claims left out of account for the bounds: ";
    assert!(run.stderr.contains(left_out), "and what was not is counted: {}", run.stderr);
    assert!(run.stdout.contains(" left out of account: with all it would take more steps"));
    assert_eq!(run.code, 0);
}

// On the figures of `claims/`

#[test]
fn what_is_never_printed_may_yet_be_pinned() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR"));
    let run = run_in(corpus, &["bounds", "killed,side=armenian,period=2014", "claims/"]);
    assert!(run.stdout.contains("  least: 33, pinned by\n"), "{}", run.stdout);
    assert!(run.stdout.contains("  most: 33, pinned by\n"), "{}", run.stdout);
    let year =
        run_in(corpus, &["bounds", "--about", "killed,status=soldiers,period=2015", "claims/"]);
    let conflict = "  42 + 64 = 106 > 77\n    42 by article, t2015-armenian-soldiers: ";
    assert!(year.stdout.contains(conflict) && year.code == 1, "{}", year.stdout);
}

// For programs

#[test]
fn json_keeps_to_its_schema_and_says_the_same() {
    let schema = draft7::new(&schema::bounds()).unwrap();
    let mut claims = three().to_vec();
    claims.extend([said("s", "side: south", "64"), by("courier", "book", "rival", "", "80")]);
    for words in ["killed,period=2015", "n", "released", "killed,period=2016"] {
        let document = bounds(&claims, &[words, "--format", "json"]).json();
        if let Err(fault) = schema.validate(&document) {
            panic!("{fault} at {} of {document:#}", fault.instance_path());
        }
    }
    let document = bounds(&claims, &["n", "--by", "herald", "--format", "json"]).json();
    assert_eq!((&document["version"], &document["by"]), (&json!(1), &json!("herald")));
    assert_eq!((&document["source"], &document["possible"]), (&Value::Null, &json!(false)));
    let conflict = &document["conflicts"][0];
    assert_eq!((&conflict["shape"], &conflict["near"]), (&json!("sum"), &json!(true)));
    assert_eq!(conflict["arithmetic"], "40–60 + 64 = 104–124 > 100");
    assert_eq!((&document["set_aside"], &document["left_out"]), (&json!(3), &json!(0)));
    let least = &document["bounds"]["least"];
    let pin = json!({"id": "navy", "figure": "25+", "path": "f.yaml", "line": 17, "by": "herald",
        "about": {"measure": "killed", "side": "navy", "status": "all"}, "period": "2015"});
    assert_eq!((&least["value"], &least["pinned_by"][0]), (&json!("25"), &pin));
    assert_eq!(document["bounds"]["most"]["reach"], "open");
    assert_eq!(document["claimed"][0]["id"], "n");
    assert_eq!(document["world"], Value::Null);
    let ends = bounds(&claims, &["n", "--by", "herald", "--world", "most", "--format", "json"]);
    let document = ends.json();
    if let Err(fault) = schema.validate(&document) {
        panic!("{fault} at {} of {document:#}", fault.instance_path());
    }
    let world = &document["world"];
    assert_eq!((&world["toward"], &world["reach"]), (&json!("most"), &json!("further")));
    assert_eq!((&world["comes_to"], &world["claims"][0]["id"]), (&json!("26"), &json!("navy")));
    let spot = json!([{"member": "navy", "beside": false}]);
    let parts = world["points"].as_array().unwrap().iter();
    assert!(parts.map(|point| &point["members"]["side"]).any(|at| *at == spot), "{world:#}");
    let sound = bounds(&three(), &["n", "--format", "json"]).json();
    assert_eq!((&sound["possible"], &sound["conflicts"]), (&json!(true), &json!([])));
}

#[test]
fn colour_changes_no_word() {
    let plain = bounds(&three(), &["n"]).stdout;
    let coloured = bounds(&three(), &["n", "--color", "always"]).stdout;
    assert_ne!(coloured, plain);
    assert_eq!(without_colour(coloured), plain);
}
