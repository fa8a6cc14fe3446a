//! Small claim files in, the lines `check --format concise` prints out: the rules that no page tells.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its own file has failed")]

use variorum::check::check;
use variorum::progress::Progress;
use variorum::read::files::Input;
use variorum::read::read;
use variorum::render::{Shown, concise};
use variorum::run::{RunOptions, from_inputs, run};

const WORDS: &str = "
measures:
  killed: {unit: people}
  balance: {unit: USD, signed: true}
  captured: {unit: people}
  released: {unit: people, within: captured}
  land: {unit: km², kind: stock}
  spent: {unit: USD, kind: amount}
  days: {unit: days, kind: duration}
  years: {unit: years, kind: duration}
  share: {unit: '%', kind: share, of: side, among: killed}
  rate: {unit: '%', kind: share, among: killed}
dimensions:
  side: {parts: {north: {parts: [n1, n2]}, south: {}}}
  status: {parts: [soldiers, civilians], complete: true}
  bloc: {parts: [east, west], overlapping: true}
parties: {herald: {}, courier: {}}
sources: {paper: {title: A paper}, book: {title: A book}}
about: {measure: killed, period: 2015}
";

/// The findings of a file with those claims, without their places.
fn found(claims: &str) -> Vec<String> {
    let text = format!("{WORDS}claims:\n{claims}");
    let input = Input { name: "c".into(), bytes: text.into() };
    let read = from_inputs(vec![input], Vec::new(), &Progress::new());
    let run = run(&read.corpus, read.faults, &RunOptions::default());
    let mut out = Vec::new();
    concise::write(&Shown::of(&run), &mut out).unwrap();
    let text = String::from_utf8(out).unwrap();
    let line = |line: &str| line.splitn(4, ':').nth(3).unwrap().trim_start().to_owned();
    text.lines().map(line).collect()
}

/// A claim by a party in the paper.
fn claim(by: &str, about: &str, figure: &str) -> String {
    format!("  - {{about: {{{about}}}, figure: \"{figure}\", by: {by}, cite: {{source: paper}}}}\n")
}

fn herald(about: &str, figure: &str) -> String {
    claim("herald", about, figure)
}

fn courier(about: &str, figure: &str) -> String {
    claim("courier", about, figure)
}

#[track_caller]
fn assert_found(claims: &[String], wanted: &[&str]) {
    let found = found(&claims.concat());
    assert_eq!(found, wanted, "\n{}", found.join("\n"));
}

#[test]
fn a_rival_does_not_hide_a_account_that_contradicts_itself() {
    assert_found(
        &[
            herald("side: all", "100"),
            herald("side: north", "60"),
            herald("side: south", "50"),
            courier("side: all", "120"),
        ],
        &["error[conflicting-claims] killed in 2015 is 100 by herald but 120 by courier \
           (100 < 120, 20 apart, 1.2 times; follows: 60 + 50 = 110 > 100)"],
    );
    assert_found(
        &[herald("side: all", "100"), herald("side: north", "120"), courier("side: n1", "125")],
        &[
            "error[part-exceeds-whole] killed in 2015 is 100, but killed (north), a part of it, is \
             120 (120 > 100)",
            "warning[part-exceeds-whole] killed in 2015 is 100, but killed (n1), a part of it, is \
             125 (125 > 100)",
            "warning[part-exceeds-whole] killed (north) in 2015 is 120, but killed (n1), a part of \
             it, is 125 (125 > 120)",
        ],
    );
}

#[test]
fn a_conflict_that_stands_is_told_beside_one_that_follows_on_the_same_quantities() {
    let found = found(
        &[
            herald("side: all", "10"),
            herald("side: south", "3"),
            herald("side: north", "9"),
            courier("side: north", "4–8"),
            courier("side: north", "8–20"),
        ]
        .concat(),
    );
    let sum = "killed in 2015 is 10, but its parts by side come to 11–23 (8–20 + 3 = 11–23 > 10)";
    assert!(
        found.iter().any(|line| line.ends_with(&sum.replace("8–20 + 3", "3 + 8–20"))),
        "{found:?}"
    );
    assert!(found.iter().any(|line| line.contains("follows: 3 + 9 = 12 > 10")), "{found:?}");
}

#[test]
fn parts_falling_short_of_an_open_whole_are_no_finding() {
    assert_found(&[herald("side: all", "100"), herald("side: north", "60")], &[]);
    assert_found(
        &[
            herald("status: all", "100"),
            herald("status: soldiers", "60"),
            herald("status: civilians", "30"),
        ],
        &[
            "error[complete-parts-fall-short] killed in 2015 is 100, but its parts by status, which \
           leave nothing out, come to 90 (60 + 30 = 90 < 100)",
        ],
    );
    assert_found(&[herald("status: all", "100"), herald("status: soldiers", "60")], &[]);
}

#[test]
fn overlapping_parts_are_never_added_up() {
    assert_found(
        &[herald("bloc: all", "100"), herald("bloc: east", "70"), herald("bloc: west", "60")],
        &[],
    );
    assert_found(
        &[herald("bloc: all", "100"), herald("bloc: east", "101"), herald("bloc: west", "60")],
        &[
            "error[part-exceeds-whole] killed in 2015 is 100, but killed (east), a part of it, is 101 \
           (101 > 100)",
        ],
    );
}

#[test]
fn figures_below_zero_are_only_compared() {
    assert_found(
        &[
            herald("measure: balance, side: all", "10"),
            herald("measure: balance, side: north", "42"),
            herald("measure: balance, side: south", "-32"),
        ],
        &[],
    );
}

#[test]
fn a_measure_within_another_is_below_it_on_the_same_quantity() {
    assert_found(
        &[herald("measure: captured", "38"), herald("measure: released", "40")],
        &["error[part-exceeds-whole] captured in 2015 is 38, but released, a part of it, is 40 \
           (40 > 38)"],
    );
    assert_found(
        &[herald("measure: captured", "38"), herald("measure: released, side: north", "40")],
        &[
            "error[part-exceeds-whole] captured in 2015 is 38, but released (north), a part of it, is 40 \
           (40 > 38)",
        ],
    );
}

#[test]
fn periods_that_nest_add_up_and_those_that_fill_a_period_may_fall_short() {
    let months = |figures: [&str; 3]| {
        let periods = ["2015-01/2015-06", "2015-07/2015-10", "2015-11/2015-12"];
        let told = periods.iter().zip(figures).filter(|(_, figure)| !figure.is_empty());
        let mut claims: Vec<String> =
            told.map(|(period, figure)| herald(&format!("period: {period}"), figure)).collect();
        claims.push(herald("period: 2015", "100"));
        claims
    };
    assert_found(
        &months(["60", "30", "20"]),
        &["error[parts-exceed-whole] killed in 2015 is 100, but its parts by period come to 110 \
           (60 + 30 + 20 = 110 > 100)"],
    );
    assert_found(
        &months(["60", "20", "10"]),
        &[
            "error[complete-parts-fall-short] killed in 2015 is 100, but its parts by period, which \
           leave nothing out, come to 90 (60 + 20 + 10 = 90 < 100)",
        ],
    );
    assert_found(&months(["60", "", "10"]), &[]);
    assert_found(
        &months(["101", "", "10"]),
        &[
            "error[sub-period-exceeds-period] killed in 2015 is 100, but from 2015-01 to 2015-06 alone \
           it is 101 (101 > 100)",
        ],
    );
}

#[test]
fn periods_that_cross_are_packed_where_they_are_disjoint() {
    let told = |last: &str| {
        vec![
            herald("period: 2015-01/2015-06", "60"),
            herald("period: 2015-04/2015-09", "70"),
            herald("period: 2015-07/2015-12", last),
            herald("period: 2015", "100"),
        ]
    };
    assert_found(&told("40"), &[]);
    assert_found(
        &told("50"),
        &["error[parts-exceed-whole] killed in 2015 is 100, but its parts by period come to 110 \
           (60 + 50 = 110 > 100)"],
    );
}

#[test]
fn an_uncertain_edge_holds_only_what_its_narrowest_reading_holds() {
    let told =
        |part: &str| vec![herald("period: 2015", "10"), herald(&format!("period: {part}"), "20")];
    assert_found(&told("2015-12~"), &[]);
    assert_eq!(found(&told("2015-06~").concat()).len(), 1);
}

#[test]
fn a_party_s_later_count_replaces_its_earlier_one() {
    let dated = |figure: &str, day: &str, by: &str| {
        format!("  - {{figure: {figure}, as-of: {day}, by: {by}, cite: {{source: paper}}}}\n")
    };
    assert_found(&[dated("40", "2015-03", "herald"), dated("50", "2015-06", "herald")], &[]);
    assert_eq!(
        found(&[dated("40", "2015-03", "herald"), dated("50", "2015-06", "courier")].concat())
            .len(),
        1
    );
}

#[test]
fn what_a_party_no_longer_knows_is_not_brought_back() {
    let dated = |figure: &str, day: &str| {
        format!("  - {{figure: {figure}, as-of: {day}, by: herald, cite: {{source: paper}}}}\n")
    };
    assert_found(&[dated("10", "2016"), dated("unknown", "2017"), courier("", "12")], &[]);
    // Which of these is later cannot be told: both stand.
    assert_eq!(found(&[dated("10", "2017"), dated("20", "2017-05")].concat()).len(), 1);
}

#[test]
fn a_withdrawn_claim_replaces_nothing() {
    let first = "  - {id: c1, figure: 10, by: herald, cite: {source: paper}}\n".to_owned();
    let later = |keys: &str| {
        format!("  - {{figure: 50, revises: c1, by: herald, cite: {{source: paper}}, {keys}}}\n")
    };
    assert_found(&[first.clone(), later("note: counted again"), courier("", "50")], &[]);
    let withdrawn = later("rank: deprecated, reason: a slip");
    assert_eq!(found(&[first, withdrawn, courier("", "50")].concat()).len(), 1);
}

#[test]
fn deprecated_claims_denials_and_unknown_figures_stay_out() {
    let with =
        |keys: &str| format!("  - {{figure: 99, by: herald, cite: {{source: paper}}, {keys}}}\n");
    assert_found(&[herald("", "40"), with("rank: deprecated, reason: withdrawn")], &[]);
    assert_found(&[herald("", "40"), with("stance: denies")], &[]);
    assert_found(&[herald("", "40"), herald("", "unknown"), herald("", "N/A")], &[]);
}

#[test]
fn a_account_is_one_party_in_one_source() {
    let book = "  - {figure: 50, by: herald, cite: {source: book}}\n".to_owned();
    let found = found(&[herald("", "40"), book].concat());
    assert!(found[0].starts_with("warning[conflicting-claims]"), "{found:?}");
}

#[test]
fn a_stated_sum_is_held_to_its_items() {
    let told = |total: &str| {
        let id = |id: &str, side: &str, figure: &str| {
            format!(
                "  - {{id: {id}, about: {{side: {side}}}, figure: {figure}, by: herald, cite: {{source: paper}}}}\n"
            )
        };
        let total = format!(
            "  - {{figure: {total}, sum-of: [a, b], by: herald, cite: {{source: paper}}}}\n"
        );
        vec![id("a", "north", "60"), id("b", "south", "30"), total]
    };
    assert_found(&told("90"), &[]);
    assert_found(
        &told("95"),
        &[
            "error[sum-differs] killed in 2015 is 95, but the claims it says it is the sum of come to \
           90 (60 + 30 = 90 < 95)",
        ],
    );
}

#[test]
fn a_number_cut_by_its_comma_never_enters_the_arithmetic() {
    for figure in ["1,264", "1,264 people", "about 1,200 or more", "1,264,500", "1,264–1,300"] {
        let claim = format!("  - {{figure: {figure}, by: herald, cite: {{source: paper}}}}\n");
        let found = found(&claim);
        assert_eq!(found.len(), 1, "{figure}: {found:?}");
        assert!(found[0].starts_with("error[split-number]"), "{figure}: {found:?}");
    }
}

#[test]
fn one_fault_is_told_once() {
    let broken = found("  - figure: [5\n");
    assert_eq!(broken.len(), 1, "{broken:?}");
    let group =
        found("  - cites: {source: paper}\n    by: herald\n    claims:\n      - {figure: 4}\n");
    assert_eq!(group.len(), 1, "{group:?}");
    let unread = found(
        "  - {id: x, figure: 4,8,0, by: herald, cite: {source: paper}}\n  \
           - {figure: 5, revises: x, by: herald, cite: {source: paper}}\n",
    );
    assert_eq!(unread.len(), 1, "{unread:?}");
}

/// What one claim of the herald's says against itself.
fn slips(more: &str) -> Vec<String> {
    found(&format!("  - {{{more}, by: herald, cite: {{source: paper}}}}\n"))
}

#[test]
fn brackets_are_read_as_the_measure_reads_figures() {
    let land = |figure: &str| slips(&format!("about: {{measure: land}}, figure: {figure}"));
    assert!(land("41 (16 sq mi)").is_empty());
    assert_eq!(
        land("41 (17 sq mi)"),
        [
            "error[bracket-differs] land in 2015 is 41 (17 sq mi) by herald, but 41 is ≈15.83 sq mi, and its brackets say \
          17 sq mi"
        ]
    );
    let spent = |figure: &str| slips(&format!("about: {{measure: spent}}, figure: {figure}"));
    assert!(spent("$3 bn ($3.2 bn)").is_empty());
    assert!(spent("$3 bn ($3.6 bn)")[0].contains("its brackets say 3.6 billion USD"));
}

#[test]
fn a_list_numbers_what_is_counted_one_by_one() {
    let killed = |figure: &str| slips(&format!("figure: {figure}, names: [a, b, c]"));
    for fits in ["three", "3", "at least two", "2–5", "up to 3", "unknown", "{low: 1, high: 3}"] {
        assert!(killed(fits).is_empty(), "{fits}");
    }
    for (figure, count) in [("two", 3), ("4+", 3), ("fewer than 3", 3), ("none", 3)] {
        let told = format!("is {figure} by herald, but it lists {count} names");
        assert!(killed(figure)[0].ends_with(&told), "{:?}", killed(figure));
    }
    let land = slips("about: {measure: land}, figure: 41, names: [a, b, c]");
    assert!(land.is_empty(), "{land:?}");
    let twice = slips("figure: 2, names: [a, b, a]");
    assert!(twice[0].ends_with("but it lists 3 names, with a among them twice"), "{twice:?}");
    let one = slips("figure: 2, names: a");
    assert!(one[0].ends_with("but it lists 1 name"), "{one:?}");
}

#[test]
fn a_length_is_held_against_its_period_in_its_own_unit() {
    let told = |measure: &str, period: &str, figure: &str| {
        slips(&format!("about: {{measure: {measure}, period: {period}}}, figure: {figure}"))
            .join("; ")
    };
    for (period, figure) in [
        ("2015-04-01/2015-04-05", "five"),
        ("2015-04-01/2015-04-05", "four"),
        ("2015-04-01/2015-04-05", "at least three"),
        ("2015-04-01/2015-04-12", "two weeks"),
        ("2015-04-01/2015-04-12", "one week"),
        ("2015-04-10~/2015-04-20", "12"),
        ("2015-04/..", "900"),
    ] {
        assert_eq!(told("days", period, figure), "", "{period} {figure}");
    }
    let days = "error[length-differs] days from 2015-04-01 to 2015-04-05 is six by herald, but its period is 5 days long \
                with both ends counted, and 4 with one";
    assert_eq!(told("days", "2015-04-01/2015-04-05", "six"), days);
    let weeks = told("days", "2015-04-01/2015-04-12", "three weeks");
    assert!(
        weeks.ends_with("is 1 to 2 weeks long with both ends counted, and 1 to 2 with one"),
        "{weeks}"
    );
    for figure in ["19", "20", "240 months", "almost two decades", "19.5"] {
        assert_eq!(told("years", "1971/1990", figure), "", "{figure}");
    }
    let years = told("years", "1971/1990", "29");
    assert!(
        years.ends_with("is 20 years long with both ends counted, and 19 to 20 with one"),
        "{years}"
    );
    let halves = told("years", "1971/1990", "18.5");
    assert!(
        halves
            .ends_with("is 240 months long with both ends counted, and 228 or 239 to 240 with one"),
        "{halves}"
    );
}

#[test]
fn shares_of_one_whole_are_told_as_shares() {
    let share = |by: &str, side: &str, figure: &str| {
        claim(by, &format!("measure: share, side: {side}"), figure)
    };
    assert_found(&[share("herald", "north", "60%"), share("courier", "south", "41%")], &[]);
    assert_found(
        &[share("herald", "north", "60%"), share("courier", "south", "42%")],
        &[
            "warning[shares-exceed-whole] 2 shares by side of share in 2015 come to at least 101%, which is more than \
           all of it (59.5 + 41.5 = 101 > 100)",
        ],
    );
    let soldiers = |side: &str, figure: &str| {
        herald(&format!("measure: share, status: soldiers, side: {side}"), figure)
    };
    assert_found(
        &[soldiers("north", "80%"), soldiers("south", "70%")],
        &[
            "error[shares-exceed-whole] 2 shares by side of share (soldiers) in 2015 come to at least 149%, which is \
           more than all of it (79.5 + 69.5 = 149 > 100)",
        ],
    );
}

#[test]
fn a_percentage_is_of_its_own_accounts_count_first() {
    let share = |by: &str, figure: &str| claim(by, "measure: share, side: north", figure);
    // Another's count is no reason where the account gives its own, and only where no count will do.
    assert_found(&[herald("side: all", "3"), share("herald", "33%")], &[]);
    let rivals = found(
        &[herald("side: all", "3"), courier("side: all", "4"), share("herald", "33%")].concat(),
    );
    assert!(!rivals.iter().any(|line| line.contains("impossible-share")), "{rivals:?}");
    assert_found(
        &[courier("side: all", "4"), share("herald", "33%")],
        &[
            "warning[impossible-share] share (north) in 2015 is 33% by herald, but of the 4 killed by courier no whole \
           number comes to that (1/4 = 25% < 33% < 50% = 2/4)",
        ],
    );
    assert_found(
        &[herald("side: all", "7"), share("herald", "15%")],
        &[
            "error[impossible-share] share (north) in 2015 is 15% by herald, but of the 7 killed no whole number comes \
           to that (1/7 = ≈14.29% < 15% < ≈28.57% = 2/7)",
        ],
    );
    // Without `of`, the count is that of the very same members.
    let rate = |figure: &str| herald("measure: rate, side: north", figure);
    assert_found(&[herald("side: all", "4"), rate("33%")], &[]);
    let north = found(&[herald("side: north", "4–5"), rate("33%")].concat());
    assert_eq!(
        north,
        [
            "error[impossible-share] rate (north) in 2015 is 33% by herald, but of the 4–5 killed (north) no whole number \
          comes to that"
        ]
    );
}

#[test]
fn a_crowd_of_percentages_and_counts_ends_and_what_is_left_out_is_counted() {
    let crowd = |measure: &str, figure: &str| {
        let claim = claim("herald", measure, figure);
        claim.repeat(4_000)
    };
    let text =
        format!("{WORDS}claims:\n{}{}", crowd("side: all", "4"), crowd("measure: rate", "33%"));
    let (corpus, read) = read(vec![Input { name: "c".into(), bytes: text.into() }]);
    let checked = check(&corpus, read);
    let told = checked
        .findings
        .iter()
        .filter(|finding| finding.check.name() == "impossible-share")
        .count();
    let left = checked.skipped.iter().find(|left| left.what.starts_with("percentages not held"));
    let left = left.map_or(0, |left| left.count);
    assert!(told > 100 && left > 0 && told + left == 4_000, "{told} and {left}");
}

#[test]
fn among_names_a_count_and_stands_on_a_share() {
    let told = |measures: &str| {
        let text = format!("measures: {{{measures}}}");
        let (_, found) = read(vec![Input { name: "c".into(), bytes: text.into() }]);
        found.len()
    };
    assert_eq!(told("a: {kind: share, among: b}, b: {}"), 0);
    assert_eq!(told("a: {kind: share, among: b}, b: {kind: stock}"), 1);
    assert_eq!(told("a: {among: b}, b: {}"), 1);
    assert_eq!(told("a: {kind: share, among: c}, b: {}"), 1);
}

#[test]
fn a_grade_is_a_letter_and_a_digit() {
    assert!(slips("figure: 3, grade: B2").is_empty());
    assert!(slips("figure: 3, grade: F").is_empty());
    assert_eq!(
        slips("figure: 3, grade: G2"),
        [
            "error[wrong-shape] `grade` has `G2` where a letter from A to F for the source, with a digit from 1 to 6 for the \
          item, belongs"
        ]
    );
}
