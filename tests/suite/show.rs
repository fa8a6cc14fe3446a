//! `variorum show`: words for a quantity in, everything said of it out.

#![allow(clippy::unwrap_used, reason = "a test says what it holds by failing")]

use crate::common::{Folder, Run, finish, hidden, program, without_colour};
use jsonschema::draft7;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::process::Stdio;
use variorum::engine::one_quantity::overview::{Overview, overview};
use variorum::model::{ClaimId, Corpus};
use variorum::read::files::Input;
use variorum::read::read;
use variorum::read::words::quantity::{Selected, select};
use variorum::render::schema;

const WORDS: &str = r#"measures:
  killed: {unit: people}
  held: {unit: sq mi, kind: stock}
dimensions:
  side: {parts: {north: {parts: [navy, army]}, south: {}}}
  place: {parts: ["Port, old", hills]}
parties: {herald: {}, courier: {}, ministry: {}}
sources:
  paper: {title: A paper}
  book: {title: A book}
  digest: {title: A digest, relays: book}
about: {measure: killed, period: 2015}
claims:
"#;

/// Two parties that differ, a figure withdrawn, one denied, one known earlier and one not known.
const SAID: &str = r#"  - {id: first, figure: 31–92, by: herald, cite: {source: paper, at: p. 3, marks: [7, 8]}, grade: B2}
  - {id: second, figure: 94, by: courier, cite: [{source: book}, {source: paper, marks: [8]}]}
  - {id: hedged, figure: ~100, by: ministry, cite: {source: digest}, note: Rounded by the desk.}
  - {id: gone, figure: 5, by: courier, cite: {source: book}, rank: deprecated, reason: A slip.}
  - {id: no, stance: denies, of: second, by: ministry, cite: {source: digest}}
  - {id: early, figure: 80, by: herald, as-of: 2015-02, cite: {source: paper}}
  - {id: late, figure: 90, by: herald, as-of: 2015-03, cite: {source: paper}}
  - {id: old, figure: 60, by: ministry, cite: {source: book}}
  - {id: new, figure: 61, by: ministry, cite: {source: book}, revises: [old]}
  - {id: blank, figure: unknown, by: ministry, cite: {source: paper}}
  - {figure: 7, about: {side: navy}, by: herald, cite: {source: paper}}
  - {figure: 9, about: {side: north}, by: herald, cite: {source: paper}}
  - {figure: 8, about: {side: north}, by: courier, cite: {source: paper}}
  - {id: land, figure: 16 sq mi, about: {measure: held, place: "Port, old"}, by: herald, cite: {source: paper}}
  - {id: more-land, figure: 41 km², about: {measure: held, place: "Port, old"}, by: courier, cite: {source: book}}
"#;

fn folder() -> Folder {
    Folder::of(&[("c/f.yaml", &format!("{WORDS}{SAID}"))])
}

fn show(arguments: &[&str]) -> Run {
    folder().run(&[&["show"], arguments].concat())
}

/// The corpus of these claims below the words above.
fn corpus(claims: &str) -> Corpus {
    let text = format!("{WORDS}{claims}");
    let (corpus, findings) = read(vec![Input { name: "f.yaml".into(), bytes: text.into() }]);
    assert!(findings.is_empty(), "{findings:?}");
    corpus
}

fn of(corpus: &mut Corpus, words: &str) -> Overview {
    let Selected::Quantity(quantity) = select(corpus, words).unwrap() else { panic!("{words}") };
    overview(corpus, quantity)
}

/// A claim on killed in 2015 citing a source with marks.
fn cited(figure: &str, cite: &str) -> String {
    format!("  - {{figure: \"{figure}\", by: herald, cite: {{{cite}}}}}\n")
}

// What is shown

const SHOWN: &str = "\
killed in 2015, in people

Claims
  [1] 31–92 by herald
      paper, p. 3, marks 7, 8
      c/f.yaml:14:25, first
      grade B2
  [2] 94 by courier
      book
      paper, mark 8
      c/f.yaml:15:26, second
  [3] ~100 by ministry
      digest
      c/f.yaml:16:26, hedged
      note: Rounded by the desk.
  [4] 5 by courier
      book
      c/f.yaml:17:24, gone
      stays out of the arithmetic: deprecated: A slip.
  [5] no figure by ministry
      digest
      c/f.yaml:18:5, no
      stays out of the arithmetic: denies second
  [6] 80 by herald
      paper
      c/f.yaml:19:25, early
      known 2015-02
      stays out of the arithmetic: late is what its party said later
  [7] 90 by herald
      paper
      c/f.yaml:20:24, late
      known 2015-03
  [8] 60 by ministry
      book
      c/f.yaml:21:23, old
      stays out of the arithmetic: new takes its place
  [9] 61 by ministry
      book
      c/f.yaml:22:23, new
  [10] unknown by ministry
       paper
       c/f.yaml:23:25, blank
       stays out of the arithmetic: gives no number

Side by side
  [1] 31–92 by herald              ├────────────────┤
  [2] 94 by courier                                  ●
  [3] ~100 by ministry                  ···············○··············
  [4] 5 by courier, out    ●
  [6] 80 by herald, out                          ●
  [7] 90 by herald                                  ●
  [8] 60 by ministry, ou                   ●
  [9] 61 by ministry                       ●
                          ┴─────────────┴──────────────┴─────────────┴
                          0            50             100          150

Two and two
  [1] and [2]: contradicts, 2 apart
  [1] and [3]: near, 8 apart, 1.1 times
  [1] and [7]: refines
  [1] and [9]: refines
  [1] and [10]: unknown
  [2] and [3]: near, 6 apart, 1.1 times
  [2] and [7]: contradicts, 4 apart
  [2] and [9]: contradicts, 33 apart, 1.5 times
  [2] and [10]: unknown
  [3] and [7]: near, 10 apart, 1.1 times
  [3] and [9]: near, 39 apart, 1.6 times
  [3] and [10]: unknown
  [7] and [9]: contradicts, 29 apart, 1.5 times
  [7] and [10]: unknown
  [9] and [10]: unknown

Together
  spread, around all of them: 31–150
  agreed on by all of them: nothing
  smallest range that the most origins support: 90, by 2 of 2 origins ([1], [3], [7])
  6 citations, 2 independent origins

By the claims on other quantities
  least: 7, pinned by
    7 by herald, c/f.yaml:24:14: killed (navy) in 2015
  most: no end
  2 claims in conflict set aside
";

#[test]
fn everything_said_of_a_quantity() {
    let run = show(&["killed,period=2015", "c", "--width", "70"]);
    let (shown, findings) = run.stdout.split_once("\nFindings\n").unwrap();
    assert_eq!(shown, SHOWN);
    let finding = "  c/f.yaml:15:26: warning[conflicting-claims] killed in 2015 is 94 by courier \
                   but 61 by ministry; 4 claims are apart (61 < 94, 33 apart, 1.5 times)\n    finding ";
    assert!(findings.contains(finding), "{findings}");
    assert!(findings.contains("14:25: info[one-origin-two-figures]"), "{findings}");
    assert_eq!(findings.lines().count(), 4, "those of other quantities are not here: {findings}");
    assert_eq!(run.code, 0, "{run:?}");
    let summary = "checked 15 claims on 4 quantities in 1 file: 3 warnings, 1 info\n  claims not in \
                   force: 1 deprecated, 2 replaced by later ones, 1 denial or doubt\n";
    assert_eq!(run.stderr, summary);
    assert_eq!(show(&["killed,period=2015", "c", "--quiet"]).stderr, "");
}

#[test]
fn units_are_those_of_the_measure() {
    let run = show(&["land", "c"]);
    assert!(run.stdout.starts_with("held (Port, old) in 2015, in sq mi\n"), "{}", run.stdout);
    let together = "  spread, around all of them: ≈15.83–16\n  agreed on by all of them: nothing\n";
    assert!(run.stdout.contains(together), "{}", run.stdout);
    assert!(run.stdout.contains("[1] and [2]: contradicts, ≈0.17 apart"), "{}", run.stdout);
}

#[test]
fn a_quantity_nobody_claims_is_shown_as_such() {
    let run = show(&["killed,side=army,period=2016", "c"]);
    let wanted = "killed (army) in 2016, in people\n\nClaims\n  none: nobody claims it\n";
    assert_eq!((run.stdout.as_str(), run.code), (wanted, 0));
    assert!(run.stderr.contains(" on 4 quantities "), "asking adds none: {}", run.stderr);
}

#[test]
fn a_claims_note_cannot_turn_the_terminal() {
    let folder = Folder::of(&[(
        "f.yaml",
        &format!(
            "{WORDS}  - {{id: \"a\\e[2J\", figure: 5, by: herald, note: \"x\\u202ey\\nz\", grade: B2, \
             cite: {{source: paper, at: \"a\\rb\", marks: [\"\\u200b\"]}}}}\n"
        ),
    )]);
    let run = folder.run(&["show", "killed,period=2015", "f.yaml"]);
    assert_eq!(hidden(&run.stdout), Vec::<char>::new(), "{}", run.stdout);
    assert!(run.stdout.contains("note: x\\u{202e}y\\u{a}z"), "{}", run.stdout);
}

#[test]
fn colour_changes_no_word() {
    let plain = show(&["first", "c", "--color", "never"]).stdout;
    assert_eq!(show(&["first", "c"]).stdout, plain, "a pipe is no terminal");
    let coloured = show(&["first", "c", "--color", "always"]).stdout;
    assert!(coloured.contains("\u{1b}[1mClaims\u{1b}[0m"), "{coloured}");
    assert_eq!(without_colour(coloured), plain);
}

// Words for a quantity

#[test]
fn one_quantity_by_many_words() {
    let wanted = show(&["killed,side=north,period=2015", "c"]).stdout;
    assert!(wanted.starts_with("killed (north) in 2015, in people\n"), "{wanted}");
    let fingerprint = folder().run(&["check", "c", "--format", "json"]).findings();
    let of_north = |finding: &&Value| finding["claims"][0]["about"]["side"] == "north";
    let fingerprint = fingerprint.iter().find(of_north).unwrap()["fingerprint"].clone();
    let fingerprint = fingerprint.as_str().unwrap();
    for words in [
        &["killed", "side=north", "period=2015", "c"][..],
        &["killed", "c", "period=2015", "side=north"],
        &["killed, side = north, period=2015,place=all", "c"],
        &["measure=killed,side=north,period=2015", "c"],
        &["--about", "measure=killed,side=north,period=2015", "c"],
        &["c", "--about", "killed,side=north", "period=2015"],
        &["first,side=north", "c"],
        &["killed,period=2015-01-01/2015-12-31,side=north", "./c/f.yaml"],
        &[&fingerprint[..6], "c"],
        &[fingerprint, "c"],
    ] {
        let run = show(words);
        assert_eq!((run.stdout.as_str(), run.code), (wanted.as_str(), 0), "{words:?}: {run:?}");
    }
    let comma = show(&["held,place=Port, old,period=2015", "c"]).stdout;
    assert_eq!(comma, show(&["more-land", "c"]).stdout);
    let all = show(&["killed", "c"]).stdout;
    assert!(all.starts_with("killed, in people\n"), "no period is all time: {all}");
    assert_eq!(show(&["first", "period=all", "c"]).stdout, all);
}

#[test]
fn words_that_name_nothing_are_told_with_one_like_them() {
    for (words, wanted) in [
        ("kiled", "no measure, claim or finding is called `kiled`; did you mean `killed`?"),
        (
            "mor-land",
            "no measure, claim or finding is called `mor-land`; did you mean `more-land`?",
        ),
        ("navy", "no measure, claim or finding is called `navy`; did you mean `side=navy`?"),
        ("abcdef", "no measure, claim or finding is called `abcdef`"),
        ("measure=kiled", "no measure is called `kiled`; did you mean `killed`?"),
        ("killed,sides=north", "no dimension is called `sides`; did you mean `side`?"),
        ("killed,peroid=2015", "no dimension is called `peroid`; did you mean `period`?"),
        ("killed,side=nort", "no member of `side` is called `nort`; did you mean `north`?"),
        ("killed,side=hills", "no member of `side` is called `hills`; did you mean `place=hills`?"),
        ("killed,north", "`north`: it says not of what; did you mean `side=north`?"),
        ("killed,2015", "`2015`: it says not of what; did you mean `period=2015`?"),
        ("killed,side=", "`side=`: nothing stands behind the `=`; `all` is the whole"),
        ("killed,side=north,side=south", "`side=south`: `side` is given twice"),
        ("killed,measure=held", "`measure=held`: `measure` is given twice"),
        ("killed,period=2015-13", "`period=2015-13`: `2015-13` has month 13"),
        ("killed,period=2016/2015", "`period=2016/2015`: "),
        (
            "side=north",
            "`side=north`: it says not what is counted: put a measure first, one of `held`, `killed`",
        ),
        (",", "`,`: it names no quantity"),
    ] {
        let run = show(&[words, "c"]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{words}: {run:?}");
        assert!(run.stderr.starts_with(&format!("error: {wanted}")), "{words}: {}", run.stderr);
    }
}

proptest! {
    /// Whatever is asked, the answer is a quantity or words that can be shown.
    #[test]
    fn any_words_are_answered(words in "(killed|first|held|side|period|=|,| |all|2015|/|-|north|x|é|\u{202e}|[a-f0-9]){0,8}") {
        let mut corpus = corpus(SAID);
        let before = corpus.quantities.len();
        match select(&mut corpus, &words) {
            Ok(Selected::Quantity(id)) => {
                prop_assert!(corpus.quantities.len() <= before + 1);
                prop_assert_eq!(select(&mut corpus, &words).ok(), Some(Selected::Quantity(id)));
            }
            Ok(Selected::Finding(start)) => prop_assert!(words.contains(start.as_str())),
            Err(error) => prop_assert!(!error.to_string().is_empty()),
        }
    }
}

#[test]
fn a_beginning_of_two_fingerprints_names_neither() {
    let claims: Vec<String> = (0..400)
        .flat_map(|day| {
            let period = format!("{:04}", 1500 + day);
            [1, 2].map(|figure| {
                format!("  - {{figure: {figure}, about: {{period: {period}}}, by: herald, cite: {{source: paper}}}}\n")
            })
        })
        .collect();
    let folder = Folder::of(&[("f.yaml", &format!("{WORDS}{}", claims.concat()))]);
    let findings = folder.run(&["check", "f.yaml", "--format", "json"]).findings();
    assert_eq!(findings.len(), 400);
    let mut starts: Vec<&str> =
        findings.iter().map(|finding| &finding["fingerprint"].as_str().unwrap()[..4]).collect();
    starts.sort_unstable();
    let twice = starts.windows(2).find(|pair| pair[0] == pair[1]);
    let twice = twice.expect("400 of 65,536 beginnings very likely share one: and these do")[0];
    let run = folder.run(&["show", twice, "f.yaml"]);
    assert_eq!(run.code, 2, "{run:?}");
    assert!(run.stderr.contains("findings have fingerprints that begin so; give more"), "{run:?}");
}

#[test]
fn a_fault_of_a_file_has_no_quantity() {
    let folder = Folder::of(&[("f.yaml", &format!("x: 1\n{WORDS}{SAID}"))]);
    let findings = folder.run(&["check", "f.yaml", "--format", "json"]).findings();
    let of_file = findings.iter().find(|finding| finding["check"] == "unknown-key").unwrap();
    let run = folder.run(&["show", of_file["fingerprint"].as_str().unwrap(), "f.yaml"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("this finding is about a file, not about a quantity"), "{run:?}");
}

#[test]
fn paths_are_those_of_check() {
    let folder = folder();
    let missing = folder.run(&["show", "first", "c", "nowhere.yaml"]);
    assert_eq!(missing.code, 2, "{missing:?}");
    assert!(missing.stdout.starts_with("killed in 2015"), "what can be read is shown: {missing:?}");
    let mut command = program();
    command.args(["show", "first", "-", "--stdin-filename", "piped.yaml"]).stdin(Stdio::piped());
    let piped = finish(&mut command, format!("{WORDS}{SAID}").as_bytes());
    assert!(piped.stdout.contains("piped.yaml:14:25, first"), "{piped:?}");
    let here = finish(program().current_dir(folder.path().join("c")).args(["show", "first"]), b"");
    assert!(here.stdout.contains("f.yaml:14:25, first"), "the current folder: {here:?}");
    let nothing = Folder::of(&[("f.yaml", "claims: 5\n")]).run(&["show", "first", "f.yaml"]);
    let wanted = "1 fault of the files: `variorum check` tells them\nerror: nothing to check: ";
    assert!(nothing.code == 2 && nothing.stderr.starts_with(wanted), "{nothing:?}");
    for wrong in [&["show"][..], &["show", "first", "--width", "39"], &["show", "--format", "txt"]]
    {
        assert_eq!(folder.run(wrong).code, 2, "{wrong:?}");
    }
}

// What claims say together

#[test]
fn claims_that_share_an_origin_count_once() {
    let by_marks = |marks: [&str; 4]| {
        let figures = ["10", "10", "10", "20"];
        let claims = figures.iter().zip(marks);
        let claims: String = claims
            .map(|(figure, marks)| cited(figure, &format!("source: paper, marks: [{marks}]")))
            .collect();
        let overview = of(&mut corpus(&claims), "killed,period=2015");
        let together = overview.together.unwrap();
        (together.support, together.origins, together.supporters)
    };
    let first = vec![ClaimId(0), ClaimId(1), ClaimId(2)];
    assert_eq!(by_marks(["1", "2", "3", "4"]), (3, 4, first.clone()));
    assert_eq!(by_marks(["1", "1", "2", "4"]), (2, 3, first.clone()));
    // The second links the first and the third: one origin each, and the lower figure wins the tie.
    assert_eq!(by_marks(["1", "1, 2", "2", "4"]), (1, 2, first));
    // All of one origin: nothing tells the two figures apart but that the lower comes first.
    assert_eq!(by_marks(["1", "1", "1", "1"]).1, 1);
    let relayed = "  - {figure: 10, by: herald, cite: {source: book}}\n  \
                   - {figure: 10, by: courier, cite: {source: digest}}\n  \
                   - {figure: 20, by: courier, cite: {source: paper}}\n";
    let together = of(&mut corpus(relayed), "killed,period=2015").together.unwrap();
    assert_eq!((together.support, together.origins, together.citations), (1, 2, 3));
}

#[test]
fn only_what_stands_is_summed_up() {
    let mut corpus = corpus(SAID);
    let overview = of(&mut corpus, "killed,period=2015");
    assert_eq!(overview.claims.len(), 10);
    let pairs = overview.pairs;
    let counts = [pairs.identical, pairs.meeting, pairs.near, pairs.contradicting, pairs.unknown];
    assert_eq!((pairs.all, counts), (15, [0, 2, 4, 4, 5]));
    let unknown = "  - {figure: unknown, by: herald, cite: {source: paper}}\n";
    let none = of(&mut self::corpus(unknown), "killed,period=2015");
    assert!(none.together.is_none() && none.claims.len() == 1);
}

/// Counting is the same as comparing two and two, which is done for a few.
#[test]
fn pairs_are_counted_as_they_would_be_listed() {
    use variorum::engine::one_quantity::grades::{Grade, compare};
    let figures = ["31–92", "94", "~100", "90", "31–92", "92–95", "unknown", "4+", "~95", "88"];
    let claims: String = figures.iter().map(|figure| cited(figure, "source: paper")).collect();
    let mut corpus = corpus(&claims);
    let pairs = of(&mut corpus, "killed,period=2015").pairs;
    assert!(pairs.listed.is_none(), "ten claims are too many to list");
    let ids: Vec<ClaimId> = corpus.claim_ids().collect();
    let graded = |wanted: &[Grade]| {
        let pairs = ids.iter().flat_map(|&a| ids.iter().map(move |&b| (a, b)));
        let pairs = pairs.filter(|(a, b)| a < b);
        pairs.filter(|&(a, b)| wanted.contains(&compare(&corpus, a, b).grade)).count() as u64
    };
    assert_eq!(pairs.identical, graded(&[Grade::Identical]));
    assert_eq!(pairs.meeting, graded(&[Grade::Refines, Grade::Overlaps, Grade::Touches]));
    assert_eq!(pairs.near, graded(&[Grade::Near]));
    assert_eq!(pairs.contradicting, graded(&[Grade::Contradicts]));
    assert_eq!(pairs.unknown, graded(&[Grade::Unknown]));
    assert_eq!(pairs.all, 45);
}

#[test]
fn many_rivals_are_not_paired() {
    let claim = |at: usize| cited(&at.to_string(), &format!("source: paper, marks: [{at}]"));
    let claims: String = (0..20_000).map(claim).collect();
    let folder = Folder::of(&[("f.yaml", &format!("{WORDS}{claims}"))]);
    let run = folder.run(&["show", "killed,period=2015", "f.yaml"]);
    assert!(run.stdout.contains("\n  199990000 pairs: 199990000 contradicts\n"), "{}", run.stderr);
    assert!(run.stdout.contains("\n  19960 more claims not drawn\n"), "{}", run.stderr);
    assert!(run.stdout.contains("most origins support: 0, by 1 of 20000 origins ([1])\n"));
}

// For programs

#[test]
fn json_keeps_to_its_schema_and_says_the_same() {
    let schema = draft7::new(&schema::show()).unwrap();
    for words in ["first", "land", "killed,side=army", "killed,side=north,period=2015"] {
        let document = show(&[words, "c", "--format", "json"]).json();
        if let Err(fault) = schema.validate(&document) {
            panic!("{fault} at {} of {document:#}", fault.instance_path());
        }
    }
    let document = show(&["first", "c", "--format", "json"]).json();
    assert_eq!(document["version"], 1);
    let quantity = &document["quantity"];
    let about = json!({"measure": "killed", "place": "all", "side": "all"});
    assert_eq!((&quantity["about"], &quantity["period"]), (&about, &json!("2015")));
    let claims = document["claims"].as_array().unwrap();
    assert_eq!(claims.len(), 10);
    let second = json!([{"source": "book", "at": null, "marks": []},
                        {"source": "paper", "at": null, "marks": ["8"]}]);
    assert_eq!(claims[1]["citations"], second);
    assert_eq!((&claims[0]["low"], &claims[0]["high"]), (&json!("31"), &json!("92")));
    assert_eq!((&claims[3]["stands"], &claims[3]["rank"]), (&json!(false), &json!("deprecated")));
    assert_eq!(claims[5]["stays_out"], "late is what its party said later");
    let pair = &document["comparisons"]["listed"][7];
    let wanted =
        json!({"first": 1, "second": 8, "grade": "contradicts", "gap": "33", "ratio": "94/61"});
    assert_eq!(pair, &wanted);
    let together = &document["together"];
    assert_eq!(together["spread"]["high"], "150");
    assert_eq!(together["agreed"], Value::Null);
    let supported = &together["supported"];
    assert_eq!((&supported["low"], &supported["origins"]), (&json!("90"), &json!(2)));
    assert_eq!(supported["claims"], json!([0, 2, 6]));
    let implied = &document["implied"];
    assert_eq!((&implied["claims"], &implied["set_aside"]), (&json!(3), &json!(2)));
    assert_eq!(implied["bounds"]["least"]["value"], "7");
    assert_eq!(implied["bounds"]["most"]["reach"], "open");
    let findings = document["findings"].as_array().unwrap().iter();
    let checks: Vec<&Value> = findings.map(|finding| &finding["check"]).collect();
    assert_eq!(checks, ["one-origin-two-figures", "conflicting-claims"]);
}

#[test]
fn the_same_input_gives_the_same_bytes() {
    for format in ["text", "json"] {
        let run = || show(&["first", "c", "--format", format]).stdout;
        assert_eq!(run(), run());
    }
}
