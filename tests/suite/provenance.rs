//! Where figures come from, who says them of whom, and when: falling counts, one footnote with two
//! figures, revisions that go astray, and what findings say of the claims in them.

#![allow(clippy::unwrap_used, reason = "a test says what it holds by failing")]

use crate::common::{Folder, check_text};
use proptest::prelude::*;
use serde_json::{Value, json};
use variorum::explain::tell;
use variorum::finding::{Check, Evidence, Finding};
use variorum::progress::Progress;
use variorum::read::files::Input;
use variorum::run::{RunOptions, from_inputs, run};

const WORDS: &str = "
measures:
  killed: {unit: people}
  missing: {unit: people, may-fall: true}
  spent: {kind: amount, unit: GBP}
  balance: {kind: amount, unit: GBP, signed: true}
  held: {kind: stock, unit: km²}
  share: {kind: share, unit: '%'}
dimensions:
  side:
    parts:
      north: {parts: [n1, n2]}
      south: {}
      guests: {}
parties:
  herald: {}
  courier: {}
  gazette: {}
  north-army: {belligerent: north}
  n1-guard: {belligerent: n1}
  south-army: {belligerent: south}
sources:
  paper: {}
  book: {}
  ministry: {}
  wire: {relays: ministry}
  agency: {relays: ministry}
about: {measure: killed, period: 2015}
";

/// The findings of a file with those claims, each on a line of its own.
fn findings(claims: &[&str]) -> Vec<Value> {
    document(claims)["findings"].as_array().unwrap().clone()
}

fn document(claims: &[&str]) -> Value {
    let lines: String = claims.iter().map(|claim| format!("  - {{{claim}}}\n")).collect();
    let text = format!("{WORDS}claims:\n{lines}");
    let run = check_text(&text, &["--format", "json", "--fail-on", "never"]);
    assert_eq!(run.code, 0, "{run:?}\n{text}");
    run.json()
}

/// The messages of one check's findings.
fn told(check: &str, claims: &[&str]) -> Vec<String> {
    let found = findings(claims);
    let of_check = found.iter().filter(|finding| finding["check"] == check);
    of_check.map(|finding| finding["message"].as_str().unwrap().to_owned()).collect()
}

/// The notes of the only finding of a check, but for those of what its arithmetic allows.
#[track_caller]
fn notes(check: &str, claims: &[&str]) -> Vec<String> {
    let found = findings(claims);
    let mut of_check = found.iter().filter(|finding| finding["check"] == check);
    let finding = of_check.next().unwrap();
    assert!(of_check.next().is_none(), "{found:#?}");
    let notes = finding["notes"].as_array().unwrap().iter();
    let notes = notes.map(|note| note.as_str().unwrap().to_owned());
    notes.filter(|note| !note.starts_with("settled if ")).collect()
}

fn dated(figure: &str, day: &str) -> String {
    format!("figure: {figure}, as-of: {day}, by: herald, cite: {{source: paper}}")
}

fn falls(claims: &[String]) -> Vec<String> {
    told("falling-count", &claims.iter().map(String::as_str).collect::<Vec<_>>())
}

#[test]
fn a_later_count_below_an_earlier_one_falls() {
    let series = [dated("50", "2016-03"), dated("40", "2016-06")];
    let message = "killed in 2015 falls from 50 as of 2016-03 to 40 as of 2016-06, both by herald";
    assert_eq!(falls(&series), [message]);
    let found = findings(&[&series[0], &series[1]]);
    assert_eq!((found.len(), &found[0]["severity"]), (1, &json!("warning")));
    assert_eq!(
        (&found[0]["reading"], &found[0]["arithmetic"]),
        (&json!(null), &json!("40 < 50, 10 lower"))
    );
    assert_eq!(found[0]["evidence"], json!({"kind": "fall", "by": "10", "falls": 1}));
    let roles: Vec<&Value> =
        found[0]["claims"].as_array().unwrap().iter().map(|c| &c["role"]).collect();
    assert_eq!(roles, ["earlier", "later"]);
    assert_eq!(found[0]["claims"][0]["as_of"], "2016-03");
}

#[test]
fn a_count_falls_only_where_it_is_sure() {
    // The same, a higher one, and figures that meet.
    for (first, second) in [
        ("50", "50"),
        ("50", "51"),
        ("50", "40+"),
        ("45–50", "40–45"),
        ("~50", "48"),
        ("unknown", "4"),
        ("50", "unknown"),
    ] {
        let series = [dated(first, "2016-03"), dated(second, "2016-06")];
        assert_eq!(falls(&series), Vec::<String>::new(), "{first} then {second}");
    }
    for (first, second) in
        [("50+", "40"), ("45–50", "40–44"), ("~500", "40"), ("more than 40", "40")]
    {
        let series = [dated(first, "2016-03"), dated(second, "2016-06")];
        assert_eq!(falls(&series).len(), 1, "{first} then {second}");
    }
    // Which is later cannot be told.
    for (first, second) in
        [("2016-03", "2016"), ("2016-03", "2016-03"), ("2016", "2016-06"), ("2016-03", "2016-04~")]
    {
        let series = [dated("50", first), dated("40", second)];
        assert_eq!(falls(&series), Vec::<String>::new(), "{first} then {second}");
    }
}

#[test]
fn only_one_party_s_counts_on_one_quantity_fall() {
    let first = dated("50", "2016-03");
    for other in [
        dated("40", "2016-06").replace("herald", "courier"),
        dated("40", "2016-06") + ", about: {side: north}",
        dated("40", "2016-06").replace("as-of: 2016-06, ", ""),
        dated("40", "2016-06") + ", rank: deprecated, reason: a slip",
        dated("40", "2016-06") + ", stance: doubts",
    ] {
        assert_eq!(falls(&[first.clone(), other.clone()]), Vec::<String>::new(), "{other}");
    }
    // Another document of the same party is the same party.
    let other = dated("40", "2016-06").replace("paper", "book");
    assert_eq!(falls(&[first, other]).len(), 1);
}

#[test]
fn a_revision_or_a_measure_may_let_a_count_fall() {
    let revised = [dated("50", "2016-03") + ", id: a", dated("40", "2016-06") + ", revises: a"];
    assert_eq!(falls(&revised), Vec::<String>::new());
    let of = |measure: &str| {
        let about = format!(", about: {{measure: {measure}}}");
        [dated("50", "2016-03") + &about, dated("40", "2016-06") + &about]
    };
    for measure in ["missing", "balance", "held", "share"] {
        assert_eq!(falls(&of(measure)), Vec::<String>::new(), "{measure}");
    }
    assert_eq!(falls(&of("spent")).len(), 1);
}

#[test]
fn the_farthest_fall_is_told_and_the_others_counted() {
    let series = [
        dated("50", "2016-01"),
        dated("45", "2016-02"),
        dated("70", "2016-03"),
        dated("49", "2016-04"),
        dated("80", "2016-05"),
    ];
    let message = "killed in 2015 falls from 70 as of 2016-03 to 49 as of 2016-04, both by herald";
    assert_eq!(falls(&series), [message]);
    let claims: Vec<&str> = series.iter().map(String::as_str).collect();
    assert_eq!(notes("falling-count", &claims), ["2 of its counts are below one it gave earlier"]);
    let mut backwards = claims.clone();
    backwards.reverse();
    assert_eq!(told("falling-count", &backwards), [message]);
}

/// Against the plainest way: every claim against every earlier one.
#[test]
fn falls_are_what_holding_all_pairs_shows() {
    let mut seed: u64 = 7;
    let mut dice = |sides: u64| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) % sides
    };
    for _ in 0..200 {
        let series: Vec<(u64, u64, u64)> =
            (0..2 + dice(5)).map(|_| (1 + dice(12), dice(2), dice(20))).collect();
        let claims: Vec<String> = series
            .iter()
            .map(|(month, long, figure)| {
                let day = if *long == 1 { "2016".into() } else { format!("2016-{month:02}") };
                dated(&figure.to_string(), &day)
            })
            .collect();
        let falls_from = |later: &(u64, u64, u64)| {
            let before = series.iter().filter(|a| a.1 == 0 && later.1 == 0 && a.0 < later.0);
            before.map(|a| a.2).max().is_some_and(|most| most > later.2)
        };
        let wanted = series.iter().any(falls_from);
        assert_eq!(falls(&claims).len(), usize::from(wanted), "{claims:#?}");
    }
}

#[test]
fn one_footnote_with_two_figures_is_a_note() {
    let claim = |figure: &str, marks: &str, by: &str, source: &str| {
        format!("figure: {figure}, by: {by}, cite: {{source: {source}, marks: [{marks}]}}")
    };
    let told = |a: &str, b: &str| told("one-origin-two-figures", &[a, b]);
    let first = claim("88", "112, 113, 7", "herald", "paper");
    assert_eq!(
        told(&first, &claim("91", "9, 113, 112", "herald", "paper")),
        ["killed in 2015 is 88 and also 91, both with footnote mark 112, 113 of paper"]
    );
    // The same for two parties; it is the footnote that is asked.
    assert_eq!(told(&first, &claim("91", "112", "courier", "paper")).len(), 1);
    for other in [
        claim("91", "9", "herald", "paper"),
        claim("91", "112", "herald", "book"),
        claim("88", "112", "herald", "paper"),
        claim("up to 91", "112", "herald", "paper"),
        claim("~90", "112", "herald", "paper"),
        "figure: 91, by: herald, cite: {source: paper}".into(),
        claim("91", "112", "herald", "paper") + ", about: {side: north}",
        claim("91", "112", "herald", "paper") + ", rank: deprecated, reason: slip",
    ] {
        assert_eq!(told(&first, &other), Vec::<String>::new(), "{other}");
    }
    let found = findings(&[&first, &claim("91", "112", "herald", "paper")]);
    let severities: Vec<(&str, &str)> = found
        .iter()
        .map(|found| (found["check"].as_str().unwrap(), found["severity"].as_str().unwrap()))
        .collect();
    assert_eq!(severities, [("conflicting-claims", "error"), ("one-origin-two-figures", "info")]);
    let marks = json!([{"source": "paper", "mark": "112"}]);
    assert_eq!(
        found[1]["evidence"],
        json!({"kind": "one-origin", "gap": "3", "marks": marks, "count": 1})
    );
}

#[test]
fn of_each_footnote_the_two_farthest_apart_are_named() {
    let claim = |figure: u32, mark: &str| {
        format!("figure: {figure}, by: herald, cite: {{source: paper, marks: [{mark}]}}")
    };
    let claims = [claim(1, "a, b"), claim(2, "a"), claim(5, "a, b"), claim(7, "b"), claim(9, "c")];
    let claims: Vec<&str> = claims.iter().map(String::as_str).collect();
    assert_eq!(
        told("one-origin-two-figures", &claims),
        [
            "killed in 2015 is 1 and also 5, both with footnote mark a of paper",
            "killed in 2015 is 1 and also 7, both with footnote mark b of paper",
        ]
    );
}

#[test]
fn a_ruling_that_adopts_a_figure_settles_both_findings() {
    let text = format!(
        "{WORDS}claims:
  - {{id: a, figure: 88, by: herald, cite: {{source: paper, marks: [112]}}}}
  - {{id: b, figure: 91, by: herald, cite: {{source: paper, marks: [112]}}}}
resolutions:
  - {{check: conflicting-claims, claims: {{a: 88, b: 91}}, ADOPT ruling: clerical-error, because: asked, by: desk, date: 2026}}
"
    );
    let run = |adopt: &str| {
        let run = check_text(
            text.replace("ADOPT", adopt),
            &["--format", "concise", "--fail-on", "never"],
        );
        (run.stdout.matches("resolved[").count(), run.stdout.matches("info[").count())
    };
    assert_eq!(run(""), (1, 1));
    assert_eq!(run("adopt: {a: 91},"), (2, 0));
}

#[test]
fn a_revision_of_what_is_not_its_own_is_astray() {
    let first = "id: a, figure: 40, by: courier, cite: {source: paper}";
    let told = |later: &str| told("stray-revision", &[first, later]);
    assert_eq!(
        told("figure: 50, revises: a, by: herald, cite: {source: paper}"),
        ["killed in 2015 is 50 by herald, which revises 40 by courier, another party's claim"]
    );
    assert_eq!(
        told("about: {side: north}, figure: 50, revises: a, by: courier, cite: {source: paper}"),
        [
            "killed (north) in 2015 is 50 by courier, which revises 40 by courier, which is about killed in 2015"
        ]
    );
    assert_eq!(
        told("about: {side: north}, figure: 50, revises: a, by: herald, cite: {source: paper}"),
        [
            "killed (north) in 2015 is 50 by herald, which revises 40 by courier, another party's claim \
          about killed in 2015"
        ]
    );
    for fine in [
        "figure: 50, revises: a, by: courier, cite: {source: book}",
        "figure: 50, revises: a, by: herald, cite: {source: paper}, rank: deprecated, reason: slip",
        "figure: 50, revises: a, by: herald, cite: {source: paper}, stance: doubts",
    ] {
        assert_eq!(told(fine), Vec::<String>::new(), "{fine}");
    }
    // Nothing was taken out, so nothing went astray.
    let gone =
        "id: a, figure: 40, by: courier, cite: {source: paper}, rank: deprecated, reason: slip";
    let later = "figure: 50, revises: a, by: herald, cite: {source: paper}";
    assert_eq!(self::told("stray-revision", &[gone, later]), Vec::<String>::new());
}

/// The exit code, the checks of all findings, and the counts of claims not in force.
fn outcome(claims: &[&str]) -> (i32, Vec<String>, Value) {
    let lines: String = claims.iter().map(|claim| format!("  - {{{claim}}}\n")).collect();
    let run = check_text(format!("{WORDS}claims:\n{lines}"), &["--format", "json"]);
    let checks = run.findings().into_iter().map(|one| one["check"].as_str().unwrap().to_owned());
    (run.code, checks.collect(), run.json()["summary"]["not_in_force"].clone())
}

#[test]
fn a_stray_revision_hides_nothing() {
    let none = json!({"deprecated": 0, "replaced": 0, "denials": 0});
    let (against, own) = (
        "id: a, figure: 40, by: courier, cite: {source: paper}",
        "id: b, figure: 50, by: courier, cite: {source: paper}",
    );
    let silenced = "about: {side: north}, figure: 5, revises: a, by: herald, cite: {source: book}";
    // A document against itself is an error, whoever revises a part of it from outside.
    for stray in
        [silenced, "about: {side: south}, figure: 5, revises: a, by: courier, cite: {source: book}"]
    {
        let (code, checks, counts) = outcome(&[against, own, stray]);
        assert_eq!((code, counts), (1, none.clone()), "{stray}");
        assert_eq!(checks, ["conflicting-claims", "stray-revision"], "{stray}");
    }
    // Its own takes effect.
    let revised = "figure: 50, revises: a, by: courier, cite: {source: paper}";
    let (code, checks, counts) = outcome(&[against, revised]);
    assert_eq!((code, checks), (0, Vec::new()));
    assert_eq!(counts, json!({"deprecated": 0, "replaced": 1, "denials": 0}));
}

#[test]
fn a_revision_backwards_in_time_is_astray() {
    let newer = dated("50", "2016-06") + ", id: a";
    let older = |day: &str| dated("40", day) + ", revises: a";
    assert_eq!(
        told("stray-revision", &[&newer, &older("2016-03")]),
        [
            "killed in 2015 is 40 by herald, which revises 50 by herald, which is newer: as of 2016-06, \
          after 2016-03"
        ]
    );
    let found = findings(&[&newer, &older("2016-03")]);
    let evidence = json!({"kind": "revision", "another_party": false, "another_quantity": false,
                          "newer": true, "count": 1});
    let stray = found.iter().find(|one| one["check"] == "stray-revision").unwrap();
    assert_eq!(stray["evidence"], evidence);
    // The newer one counts, as it would without the revision: the courier's is held against it.
    let courier = "figure: 40, by: courier, cite: {source: book}";
    assert_eq!(told("conflicting-claims", &[&newer, &older("2016-03"), courier]).len(), 1);
    // Where the order is open, or a date is missing, the revision takes effect.
    for day in ["2016", "2016-06", "2017"] {
        assert_eq!(told("stray-revision", &[&newer, &older(day)]), Vec::<String>::new(), "{day}");
        let (_, checks, _) = outcome(&[&newer, &older(day), courier]);
        assert_eq!(checks, Vec::<String>::new(), "{day}");
    }
    let undated = "figure: 40, revises: a, by: herald, cite: {source: paper}";
    assert_eq!(outcome(&[&newer, undated, courier]).1, Vec::<String>::new());
}

#[test]
fn a_ring_of_revisions_takes_nothing_out() {
    let (code, checks, counts) = outcome(&[
        "id: a, revises: b, figure: 40, by: herald, cite: {source: paper}",
        "id: b, revises: a, figure: 50, by: herald, cite: {source: paper}",
    ]);
    assert_eq!(code, 1);
    assert_eq!(checks, ["circular-reference", "conflicting-claims"]);
    assert_eq!(counts["replaced"], 0);
}

#[test]
fn show_diff_and_what_if_agree_about_a_stray_revision() {
    let claims = |second: &str| {
        format!(
            "{WORDS}claims:\n  - {{id: a, figure: 40, by: courier, cite: {{source: paper}}}}\n  \
             - {{id: b, figure: 50, by: herald, cite: {{source: book}}{second}}}\n"
        )
    };
    let files = [("a.yaml", claims("")), ("b.yaml", claims(", revises: a"))];
    let files: Vec<(&str, &str)> =
        files.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let folder = Folder::of(&files);
    let shown = folder.run(&["show", "killed", "period=2015", "b.yaml", "--format", "json"]).json();
    let states: Vec<&Value> =
        shown["claims"].as_array().unwrap().iter().map(|claim| &claim["stands"]).collect();
    assert_eq!(states, [true, true], "{shown:#}");
    let diff = folder.run(&["diff", "a.yaml", "b.yaml", "--format", "json"]);
    assert!(!diff.stdout.contains("superseded"), "{diff:?}");
    let diff = diff.json();
    assert_eq!(diff["a"]["summary"]["not_in_force"], diff["b"]["summary"]["not_in_force"]);
    let what_if = folder.run(&["what-if", "a=50", "b.yaml", "--format", "json"]).json();
    let counts = json!({"deprecated": 0, "replaced": 0, "denials": 0});
    assert_eq!(what_if["before"]["not_in_force"], counts);
    assert_eq!(what_if["after"]["not_in_force"], counts);
}

/// A claim of a random corpus, as far as revisions look at it.
#[derive(Clone, Debug)]
struct Drawn {
    by: &'static str,
    side: &'static str,
    figure: u8,
    as_of: Option<u16>,
    lifecycle: &'static str,
    /// A place among all claims: each revises only claims of lower places, so that there are no rings.
    place: u32,
    revises: Vec<usize>,
}

impl Drawn {
    fn asserts(&self) -> bool {
        self.lifecycle.is_empty()
    }

    fn is_stray(&self, other: &Self) -> bool {
        let backwards = self.as_of.zip(other.as_of).is_some_and(|(mine, its)| mine < its);
        let strange = self.by != other.by || self.side != other.side || backwards;
        self.asserts() && other.asserts() && strange
    }
}

fn drawn() -> impl Strategy<Value = Vec<Drawn>> {
    let one = (
        prop::sample::select(vec!["herald", "courier"]),
        prop::sample::select(vec!["north", "south"]),
        1..6u8,
        prop::option::of(2015..2018u16),
        prop::sample::select(vec![
            "",
            "",
            "",
            "",
            ", rank: deprecated, reason: slip",
            ", stance: denies",
        ]),
        any::<u32>(),
        prop::collection::vec(0..9usize, 0..3),
    );
    let one = one.prop_map(|(by, side, figure, as_of, lifecycle, place, revises)| Drawn {
        by,
        side,
        figure,
        as_of,
        lifecycle,
        place,
        revises,
    });
    prop::collection::vec(one, 2..9)
}

/// The edges that are there, each once: from each claim to those it revises.
fn edges(claims: &[Drawn]) -> Vec<(usize, usize)> {
    let of = |at: usize| {
        let lower = |&other: &usize| {
            other < claims.len() && (claims[other].place, other) < (claims[at].place, at)
        };
        let mut others: Vec<usize> = claims[at].revises.iter().copied().filter(lower).collect();
        others.sort_unstable();
        others.dedup();
        others.into_iter().map(move |other| (at, other))
    };
    (0..claims.len()).flat_map(of).collect()
}

fn written(claims: &[Drawn], edges: &[(usize, usize)]) -> String {
    let one = |(at, claim): (usize, &Drawn)| {
        let Drawn { by, side, figure, as_of, lifecycle, .. } = claim;
        let as_of = as_of.map(|year| format!(", as-of: {year}")).unwrap_or_default();
        let names = edges.iter().filter(|(from, _)| *from == at).map(|(_, to)| format!("c{to}"));
        let names: Vec<String> = names.collect();
        let revises = if names.is_empty() {
            String::new()
        } else {
            format!(", revises: [{}]", names.join(", "))
        };
        format!(
            "  - {{id: c{at}, about: {{side: {side}}}, figure: {figure}, by: {by}, \
             cite: {{source: paper}}{as_of}{lifecycle}{revises}}}\n"
        )
    };
    let lines: String = claims.iter().enumerate().map(one).collect();
    format!("{WORDS}claims:\n{lines}")
}

/// Everything a run says but for its stray revisions, and how many claims those are about.
fn all_but_strays(text: &str) -> (Vec<(String, u32, String)>, String, usize) {
    let input = Input { name: "f.yaml".into(), bytes: text.into() };
    let read = from_inputs(vec![input], Vec::new(), &Progress::new());
    let run = run(&read.corpus, read.faults, &RunOptions::default());
    let told = |finding: &Finding| {
        let line = read.corpus.texts.file(finding.at.file).position(finding.at.start).line;
        (finding.check.name().to_owned(), line as u32, tell(&read.corpus, finding).message)
    };
    let strays = run.findings.iter().map(|finding| match &finding.evidence {
        Evidence::Revision(revision) => revision.count,
        _ => 0,
    });
    let strays = strays.sum();
    let others = run.findings.iter().filter(|finding| finding.check != Check::StrayRevision);
    let counts = format!("{:?} {:?}", run.summary.not_in_force, run.ground.all());
    (others.map(told).collect(), counts, strays)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn without_its_stray_revisions_a_file_says_the_same(claims in drawn()) {
        let all = edges(&claims);
        let stray = |&(from, to): &(usize, usize)| claims[from].is_stray(&claims[to]);
        let (strays, lawful): (Vec<_>, Vec<_>) = all.iter().copied().partition(stray);
        let with = written(&claims, &all);
        let without = written(&claims, &lawful);
        let (told, counts, found) = all_but_strays(&with);
        prop_assert_eq!(found, strays.len(), "{}", with);
        prop_assert_eq!((told, counts, 0), all_but_strays(&without), "{}", with);
    }
}

#[test]
fn claims_not_in_force_are_counted() {
    let claims = [
        "id: a, figure: 40, by: herald, cite: {source: paper}",
        "figure: 50, revises: a, by: herald, cite: {source: paper}",
        "about: {side: north}, figure: 5, as-of: 2016, by: herald, cite: {source: paper}",
        "about: {side: north}, figure: 6, as-of: 2017, by: herald, cite: {source: paper}",
        "figure: 9, rank: deprecated, reason: slip, by: courier, cite: {source: paper}",
        "of: a, stance: denies, by: courier, cite: {source: paper}",
        "of: a, stance: doubts, by: gazette, cite: {source: paper}",
        "about: {side: south}, figure: unknown, by: courier, cite: {source: paper}",
    ];
    let summary = &document(&claims)["summary"];
    assert_eq!(summary["not_in_force"], json!({"deprecated": 1, "replaced": 2, "denials": 2}));
    let lines: String = claims.iter().map(|claim| format!("  - {{{claim}}}\n")).collect();
    let run = check_text(format!("{WORDS}claims:\n{lines}"), &[]);
    let line =
        "  claims not in force: 1 deprecated, 2 replaced by later ones, 2 denials and doubts\n";
    assert!(run.stderr.contains(line), "{run:?}");
    let run = check_text(format!("{WORDS}claims:\n  - {{{}}}\n", claims[0]), &[]);
    assert!(!run.stderr.contains("not in force"), "{run:?}");
}

#[test]
fn a_denial_is_noted_on_the_claim_it_denies() {
    let claims = [
        "id: a, figure: 40, by: herald, cite: {source: paper}",
        "figure: 50, by: courier, cite: {source: paper}",
        "of: a, stance: denies, by: courier, cite: {source: paper}",
        "of: a, stance: doubts, by: gazette, cite: {source: paper}",
        "of: a, stance: denies, rank: deprecated, reason: slip, by: gazette, cite: {source: paper}",
    ];
    assert_eq!(
        notes("conflicting-claims", &claims),
        ["40 is denied by courier", "40 is doubted by gazette"]
    );
    let found = findings(&claims);
    assert_eq!(
        found[0]["against"],
        json!([
            {"claim": "a", "stance": "denies", "by": "courier"},
            {"claim": "a", "stance": "doubts", "by": "gazette"},
        ])
    );
    assert_eq!(notes("conflicting-claims", &claims[..2]), Vec::<String>::new());
}

#[test]
fn citations_and_origins_are_counted_on_each_side() {
    let claim =
        |figure: &str, by: &str, cite: &str| format!("figure: {figure}, by: {by}, cite: {cite}");
    let claims = [
        claim("40", "herald", "{source: paper, marks: [1]}"),
        claim("41", "courier", "{source: paper, marks: [1]}"),
        claim("40", "gazette", "[{source: book}, {source: paper, marks: [2]}]"),
        claim("90", "herald", "{source: ministry}"),
        claim("95", "courier", "{source: wire}"),
    ];
    let claims: Vec<&str> = claims.iter().map(String::as_str).collect();
    let notes = notes("conflicting-claims", &claims);
    let line = "below 95: 5 citations, 3 origins; above 40: 3 citations, 2 origins";
    assert!(notes.iter().any(|note| note == line), "{notes:?}");
    let found = findings(&claims);
    let conflict = found.iter().find(|found| found["check"] == "conflicting-claims").unwrap();
    assert_eq!(
        conflict["support"],
        json!({"below": {"citations": 5, "origins": 3}, "above": {"citations": 3, "origins": 2}})
    );
    // One on each side: there is nothing to count.
    let two = self::notes("conflicting-claims", &[claims[0], claims[3]]);
    assert_eq!(two, Vec::<String>::new());
}

#[test]
fn two_that_go_back_to_one_source_say_so() {
    let claim = |figure: &str, source: &str| {
        format!("figure: {figure}, by: herald, cite: {{source: {source}}}")
    };
    let notes = |a: &str, b: &str| notes("conflicting-claims", &[&claim("40", a), &claim("50", b)]);
    assert_eq!(notes("wire", "agency"), ["both go back to ministry"]);
    assert_eq!(notes("wire", "ministry"), ["both go back to ministry"]);
    assert_eq!(notes("ministry", "wire"), ["both go back to ministry"]);
    assert_eq!(notes("wire", "paper"), Vec::<String>::new());
    assert_eq!(notes("ministry", "ministry"), Vec::<String>::new());
}

/// Who says a figure, of whom, and what that makes of it.
const SPEAKERS: &[(&str, &str, Option<&str>)] = &[
    ("north-army", "north", Some("own-side")),
    ("north-army", "n1", Some("own-side")),
    ("north-army", "south", Some("enemy")),
    ("north-army", "guests", None),
    ("north-army", "all", None),
    ("n1-guard", "n1", Some("own-side")),
    ("n1-guard", "n2", None),
    ("n1-guard", "north", None),
    ("n1-guard", "south", Some("enemy")),
    ("south-army", "north", Some("enemy")),
    ("south-army", "n2", Some("enemy")),
    ("herald", "north", Some("third-party")),
    ("herald", "n2", Some("third-party")),
    ("herald", "guests", None),
    ("herald", "all", None),
];

#[test]
fn own_losses_the_enemy_s_and_a_third_party_s_figures_are_told_apart() {
    for (by, side, wanted) in SPEAKERS {
        let about = format!("about: {{side: {side}}}, cite: {{source: paper}}");
        let (a, b) =
            (format!("figure: 4, by: {by}, {about}"), format!("figure: 9, by: gazette, {about}"));
        let found = findings(&[&a, &b]);
        let claims = found[0]["claims"].as_array().unwrap();
        let claim = claims.iter().find(|claim| claim["by"] == *by).unwrap();
        assert_eq!(claim["speaks_of"], json!(wanted), "{by} on {side}");
    }
}

#[test]
fn a_conflict_says_who_speaks_of_whom() {
    let claim = |figure: &str, by: &str| {
        format!("about: {{side: north}}, figure: {figure}, by: {by}, cite: {{source: paper}}")
    };
    let notes = |a: &str, b: &str| notes("conflicting-claims", &[&claim("4", a), &claim("9", b)]);
    assert_eq!(
        notes("north-army", "south-army"),
        ["north-army speaks of its own side; south-army speaks of its enemy"]
    );
    assert_eq!(
        notes("herald", "south-army"),
        ["herald is no belligerent; south-army speaks of its enemy"]
    );
    assert_eq!(notes("north-army", "north-army"), ["north-army speaks of its own side"]);
    assert_eq!(notes("herald", "courier"), Vec::<String>::new());
}

#[test]
fn parts_and_whole_known_at_different_times_say_so() {
    let claim = |side: &str, figure: &str, as_of: &str| {
        format!(
            "about: {{side: {side}}}, figure: {figure}{as_of}, by: herald, cite: {{source: paper}}"
        )
    };
    let notes = |dates: [&str; 3]| {
        let claims = [
            claim("all", "70", dates[0]),
            claim("north", "60", dates[1]),
            claim("south", "30", dates[2]),
        ];
        let claims: Vec<&str> = claims.iter().map(String::as_str).collect();
        notes("parts-exceed-whole", &claims)
    };
    let (may, june) = (", as-of: 2016-05", ", as-of: 2016-06");
    assert_eq!(notes(["", "", ""]), Vec::<String>::new());
    assert_eq!(notes([may, may, may]), Vec::<String>::new());
    assert_eq!(
        notes([may, june, may]),
        ["not known at one time: 70 as of 2016-05, 60 as of 2016-06, 30 as of 2016-05"]
    );
    assert_eq!(
        notes(["", june, ""]),
        ["not known at one time: 60 as of 2016-06; the others are undated"]
    );
    assert_eq!(
        notes([may, june, ""]),
        ["not known at one time: 70 as of 2016-05, 60 as of 2016-06; the other one is undated"]
    );
}

/// Many claims of one group that cite the same thousand marks, over many quantities, and a long
/// series of counts that fall.
#[test]
fn crowds_of_marks_and_of_dates_end() {
    let marks: Vec<String> = (0..4000).map(|at| at.to_string()).collect();
    let crowd: String = (0..600)
        .flat_map(|at| [(at, 1), (at, 2)])
        .map(|(at, figure)| {
            let day = format!("{}-{:02}-{:02}", 1000 + at / 336, at / 28 % 12 + 1, at % 28 + 1);
            format!("      - {{about: {{period: {day}}}, figure: {figure}}}\n")
        })
        .collect();
    let series: String = (0..20_000)
        .map(|at| {
            let day = format!("{}-{:02}-{:02}", 2000 + at / 336, at / 28 % 12 + 1, at % 28 + 1);
            format!(
                "  - {{figure: {}, as-of: {day}, by: courier, cite: {{source: book}}}}\n",
                30_000 - at
            )
        })
        .collect();
    let text = format!(
        "{WORDS}claims:\n  - by: herald\n    cite: {{source: paper, marks: [{}]}}\n    claims:\n{crowd}{series}",
        marks.join(", ")
    );
    let run = check_text(text, &["--format", "concise", "--fail-on", "never"]);
    assert_eq!(run.code, 0);
    assert_eq!(run.stdout.matches("error[conflicting-claims]").count(), 600);
    assert_eq!(run.stdout.matches("warning[falling-count]").count(), 1);
    assert!(
        run.stderr.contains("quantities whose claims' footnotes were not compared"),
        "{}",
        run.stderr
    );
}
