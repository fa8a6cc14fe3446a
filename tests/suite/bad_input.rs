//! Whatever is fed to it, the program names the fault and its place, reads on where it can, and ends.

#![allow(clippy::unwrap_used, reason = "a test says what it holds by failing")]

use crate::common::{
    Folder, Run, WORDS, check_text, finish, hidden, program, with_claims, with_figure,
};
use serde_json::Value;
use std::fmt::Write;

/// Runs `check` on the text and holds it to these findings, one line for each: its place (`*` for any
/// column), its check and, behind bars, words its message has.
fn holds(text: impl AsRef<[u8]>, expected: &[&str]) -> Run {
    let run = check_text(text.as_ref(), &["--format", "concise"]);
    if let Some(miss) = miss(text.as_ref(), &run, expected) {
        panic!("{miss}");
    }
    run
}

/// As [`holds`] for texts with one finding each; tells all that miss together.
fn all_hold<T: AsRef<[u8]>>(cases: impl IntoIterator<Item = (T, &'static str)>) {
    let miss = |(text, expected): (T, &str)| {
        miss(text.as_ref(), &check_text(text.as_ref(), &["--format", "concise"]), &[expected])
    };
    none_misses(cases.into_iter().filter_map(miss));
}

/// Tells all misses of a table together.
#[track_caller]
fn none_misses(misses: impl IntoIterator<Item = String>) {
    let misses: Vec<_> = misses.into_iter().collect();
    assert!(misses.is_empty(), "{} miss:\n{}", misses.len(), misses.join("\n"));
}

fn miss(text: &[u8], run: &Run, expected: &[&str]) -> Option<String> {
    let pairs = run.lines().into_iter().zip(expected);
    let like = pairs.filter(|(line, expected)| is_like(line, expected)).count();
    let all = like == expected.len() && like == run.lines().len();
    if all && run.code == i32::from(!expected.is_empty()) {
        return None;
    }
    let shown: String = String::from_utf8_lossy(text).chars().take(600).collect();
    Some(format!("{shown}\nshould be {expected:#?}\nand is (exit {}) {:#?}", run.code, run.lines()))
}

fn is_like(line: &str, expected: &str) -> bool {
    let mut words = expected.split(" | ");
    let (place, check) = words.next().unwrap().split_once(' ').unwrap();
    let (row, column) = place.split_once(':').unwrap();
    let Some(rest) = line.strip_prefix(&format!("f.yaml:{row}:")) else { return false };
    let Some((at, rest)) = rest.split_once(": ") else { return false };
    let Some(message) = rest.strip_prefix(&format!("error[{check}] ")) else { return false };
    (column == "*" || column == at) && words.all(|words| message.contains(words))
}

/// As [`holds`], for a claim with this figure, on line 6 from column 19.
fn figure_holds(figure: &str, expected: &[&str]) -> Run {
    holds(with_figure(figure), expected)
}

/// What is said to do about each finding.
fn advice(text: &str) -> Vec<(String, String)> {
    let told = |finding: Value, key: &str| finding[key].as_str().unwrap_or("").to_owned();
    let findings = check_text(text, &["--format", "json"]).findings();
    findings.into_iter().map(|f| (told(f.clone(), "check"), told(f, "help"))).collect()
}

// Bytes that are no text

#[test]
fn bytes_that_are_not_utf_8_are_named_where_they_stand() {
    holds(b"measures: {a: {}}\n# \xff\xfe\n", &["2:3 not-utf-8 | 0xFF"]);
    holds(b"a: \x80\n", &["1:4 not-utf-8 | 0x80"]);
    holds(&"a: \u{e9}\n".as_bytes()[..4], &["1:4 not-utf-8 | 0xC3"]);
    holds(b"\xe2\x80\x93 \xed\xa0\x80", &["1:3 not-utf-8 | 0xED"]);
}

#[test]
fn utf_16_is_told_as_utf_16() {
    let units = |text: &str| text.encode_utf16().collect::<Vec<_>>();
    let little = |text| units(text).into_iter().flat_map(u16::to_le_bytes).collect::<Vec<_>>();
    let big = |text| units(text).into_iter().flat_map(u16::to_be_bytes).collect::<Vec<_>>();
    for marked in [little("\u{feff}claims: []\n"), big("\u{feff}claims: []\n")] {
        holds(marked, &["1:1 not-utf-8 | UTF-16"]);
    }
    for bare in [little("claims: []\n"), big("claims: []\n")] {
        let run = check_text(&bare, &[]);
        assert_eq!(run.stdout.matches("error[").count(), 1, "{run:?}");
        assert!(run.stdout.contains("[f.yaml:1:") && run.stdout.contains("UTF-16"), "{run:?}");
        assert_eq!(run.code, 1);
    }
}

#[test]
fn a_nul_byte_is_named_where_it_stands() {
    holds(b"measures: {a: {}}\x00\n", &["1:18 syntax-error | U+0000"]);
    holds(b"claims:\n  - \x00\n", &["2:5 syntax-error | U+0000"]);
    let run = holds(b"\x00", &["1:1 syntax-error | U+0000"]);
    assert!(run.stderr.contains("files not read to the end: 1"), "{}", run.stderr);
}

#[test]
fn a_file_with_nothing_in_it_is_said_to_hold_nothing() {
    for nothing in
        ["", "\n", "# only a remark\n", "---\n", "---\n# a\n...\n", "\u{feff}", "\u{feff}\n"]
    {
        holds(nothing, &["1:1 empty-file | holds nothing"]);
    }
}

#[test]
fn a_file_with_no_claim_is_nothing_to_check() {
    for none in ["{}\n", "claims: []\n", WORDS, "claims: [{claims: []}]\n"] {
        let run = check_text(none, &["--format", "concise"]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{none}");
        assert!(run.stderr.contains("nothing to check: no claim"), "{}", run.stderr);
    }
}

// Text that is no YAML

/// The claim that broke off is not told to lack what may stand behind the break.
#[test]
fn yaml_that_breaks_off_is_one_finding_where_it_breaks() {
    all_hold([
        ("claims:\n\t- {figure: 1}\n", "2:1 syntax-error | tab"),
        ("claims:\n  - figure: 1\n\tby: x\n", "3:1 syntax-error | tab"),
        ("claims:\n  - {figure: \"1, by: p}\n", "2:14 syntax-error | quotation mark | not closed"),
        ("claims:\n  - {figure: '1, by: p}\n", "2:14 syntax-error | quotation mark | not closed"),
        (
            "claims:\n  - figure: \"1\n    by: p\n",
            "2:13 syntax-error | quotation mark | not closed",
        ),
        ("claims:\n  - {figure: 1, by: p\n", "2:5 syntax-error | `{` is opened and not closed"),
        ("claims:\n  - figure: 5\n   by: p\n", "3:* syntax-error"),
        ("claims:\n  - figure: 5\n    by: p\n  note: x\n", "4:* syntax-error"),
        ("claims: [{figure: 1}\n", "1:9 syntax-error | `[` is opened and not closed"),
        ("claims:\n  - figure: 1\n    note: he said: no\n", "3:18 syntax-error | second `: `"),
    ]);
}

#[test]
fn marks_that_yaml_keeps_for_itself_cannot_begin_a_figure() {
    for mark in ['>', '%', '@', '`', '|'] {
        let words = format!("syntax-error | `{mark}`");
        let flow = figure_holds(&format!("{mark}100"), &[&format!("6:19 {words}")]);
        assert!(flow.stderr.contains("files not read to the end: 1"), "{}", flow.stderr);
        let block = format!("{WORDS}claims:\n  - by: herald\n    figure: {mark}100\n");
        holds(&block, &[&format!("8:13 {words}")]);
        let advice = advice(&block);
        assert!(advice.iter().any(|(_, help)| help.contains("quotation marks")), "{advice:?}");
    }
    figure_holds("'>100'", &[]);
}

/// A reader of claim files knows no scanner, no indicator and no implicit key.
#[test]
fn slips_of_the_hand_are_told_in_plain_words() {
    const JARGON: &[&str] = &[
        "while parsing",
        "while scanning",
        "did not find",
        "implicit",
        "EOF",
        "simple key",
        "scalar",
    ];
    let slips = [
        "claims:\n  - figure: 5\n   by: p\n",
        "claims:\n  - figure: 5\n    by: p\n  note: x\n",
        "claims:\n  - figure: 5\n\tby: p\n",
        "claims:\n  - figure: \"100\" people\n",
        "claims:\n  - figure: \"1\\q\"\n",
        "claims:\n  - {figure: 1,, by: p}\n",
        "claims:\n  - {figure: -, by: p}\n",
        "claims:\n  - {figure: 5 by: p}\n",
        "claims:\n  - {figure: 5 [159], by: p}\n",
        "claims:\n  - {figure: 5, by: p]}\n",
        "claims\n  - {figure: 5, by: p}\n",
        "claims:\n  - note: |\n   x\n y\n",
    ];
    none_misses(slips.into_iter().filter_map(|slip| {
        let run = check_text(slip, &["--format", "concise"]);
        assert_eq!(run.code, 1, "{slip}\n{run:?}");
        let told = JARGON.iter().any(|word| run.stdout.contains(word));
        told.then(|| format!("{slip}{}", run.stdout))
    }));
}

#[test]
fn only_the_first_document_is_read_and_what_follows_causes_no_flood() {
    let first = format!("{}---\nclaims: [1]\n---\nx: [\n", with_figure("5"));
    holds(&first, &["7:1 unsupported-yaml | first document"]);
    holds("measures: {a: {}}\n...\nclaims: [1]\n", &["3:1 unsupported-yaml | first document"]);
    let words_later = "claims: [{figure: 5, by: p, cite: {source: s}, about: {measure: m}}]\n---\n\
                       measures: {m: {}}\nparties: {p: {}}\nsources: {s: {}}\n";
    holds(words_later, &["2:1 unsupported-yaml | first document"]);
}

#[test]
fn nesting_without_end_is_cut_off() {
    let block: String = (0..3_000).map(|depth| format!("{:depth$}a:\n", "")).collect();
    let groups: String =
        (0..2_000).map(|depth| format!("{:1$}- claims:\n", "", 2 * depth)).collect();
    for deep in [
        "[".repeat(10_000),
        format!("{}{}", "[".repeat(10_000), "]".repeat(10_000)),
        format!("claims: {}{}", "[".repeat(10_000), "]".repeat(10_000)),
        format!("about: {}{}", "{a: ".repeat(10_000), "}".repeat(10_000)),
        "- ".repeat(10_000),
        block,
        format!("claims:\n{groups}"),
    ] {
        let run = check_text(&deep, &["--format", "concise"]);
        assert!(run.stdout.contains("error[syntax-error]"), "{run:?}");
        assert!(run.stdout.contains("too deep in one another"), "{run:?}");
        assert!(run.lines().len() <= 2 && !run.stdout.contains("missing-key"), "{run:?}");
        assert_eq!(run.code, 1);
    }
}

// YAML that claim files do not use

#[test]
fn aliases_are_never_followed() {
    let mut bomb = String::from("x0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
    for at in 1..30 {
        let _ = writeln!(bomb, "x{at}: &a{at} [{}]", vec![format!("*a{}", at - 1); 10].join(", "));
    }
    let run = check_text(&bomb, &["--format", "concise"]);
    let findings = run.lines().len();
    assert!(run.code == 1 && findings <= 60, "{findings} for 30 keys with an anchor each");
    figure_holds("*x", &["6:19 unsupported-yaml | aliases are not followed"]);
    figure_holds("&x 5", &["6:19 unsupported-yaml | anchors"]);
    let by = format!("{WORDS}claims: [{{figure: 5, by: *a, cite: *a}}]\n");
    holds(by, &["6:26 unsupported-yaml | aliases", "6:36 unsupported-yaml | aliases"]);
    holds("claims: *x\n", &["1:9 unsupported-yaml | aliases"]);
}

#[test]
fn merge_keys_are_not_read() {
    for merged in ["{figure: 1}", "*x", "[*x, *y]"] {
        let claim = format!("{{<<: {merged}, ..}}");
        holds(with_claims(&[&claim]), &["7:6 unsupported-yaml | merge keys"]);
    }
    holds("measures: {<<: {a: {}}, b: {}}\n", &["1:12 unsupported-yaml | merge keys"]);
}

#[test]
fn tags_and_keys_that_are_no_text_are_not_read() {
    figure_holds("!!int 5", &["6:19 unsupported-yaml | tags are not read"]);
    figure_holds("!100", &["6:19 unsupported-yaml | tags are not read"]);
    figure_holds("!mine 5", &["6:19 unsupported-yaml | tags are not read"]);
    holds("? [a]\n: b\n", &["1:3 unsupported-yaml | a key has to be"]);
    holds("{a: b}: c\n", &["1:1 unsupported-yaml | a key has to be"]);
    holds("measures: {? [a] : {}}\n", &["1:14 unsupported-yaml | a key has to be"]);
}

// Figures

#[test]
fn a_number_cut_by_its_own_comma_never_enters_the_arithmetic() {
    let cases = [
        ("1,264", "7:14 split-number | `1,264`"),
        ("1, 264", "7:14 split-number | 264"),
        ("1,264+", "7:14 split-number | `1,264+`"),
        ("about 1,264", "7:14 split-number | `about 1,264`"),
        ("1,264,000", "7:14 split-number | `1,264,000`"),
        ("1,264–1,300", "7:14 split-number | `1,264–1,300`"),
        ("5,856 to 6,000", "7:14 split-number | `5,856 to 6,000`"),
        ("1,264 people", "7:14 split-number | `1,264 people`"),
        ("as many as 3,000 people", "7:14 split-number | `as many as 3,000 people`"),
        ("92,-31", "7:14 split-number | 92,-31"),
    ];
    // Were it read, it would be at odds with the 900.
    let text = |figure| with_claims(&[&*format!("{{figure: {figure}, ..}}"), "{figure: 900, ..}"]);
    all_hold(cases.map(|(figure, expected)| (text(figure), expected)));
    let run = holds(text("1,264"), &["7:14 split-number"]);
    assert!(run.stderr.contains("checked 1 claim on"), "{}", run.stderr);
    assert!(run.stderr.contains("claims not read: 1"), "{}", run.stderr);
    for figure in ["92,-31", "31,and more", "31, killed"] {
        let run = check_text(text(figure), &["--format", "concise"]);
        assert!(!run.stdout.contains("conflicting-claims"), "{figure}: {run:?}");
        assert!(run.stderr.contains("claims not read: 1"), "{figure}: {run:?}");
    }
    let parts = "{figure: {low: 1,264, high: 2000}, ..}";
    holds(with_claims(&[parts]), &["7:20 split-number | `1,264` | `low`"]);
    let advice = advice(&with_figure("1,264"));
    assert!(advice[0].1.contains("figure: \"1,264\""), "{advice:?}");
}

#[test]
fn what_is_not_a_figure_is_quoted_as_written() {
    let cases = [
        ("92–31", "6:19 reversed-range | `92–31` | from 92 down to 31"),
        ("\"4,8,0\"", "6:20 not-a-figure | `4,8,0` | groups its digits unevenly"),
        ("1e400", "6:* not-a-figure | `1e400`"),
        ("0x10", "6:* not-a-figure | `0x10`"),
        (".nan", "6:19 not-a-figure | `.nan` is not a figure"),
        (".inf", "6:19 not-a-figure | `.inf` is not a figure"),
        ("-5", "6:19 not-a-figure | `-5` | below zero"),
        ("–5", "6:19 not-a-figure | `–5` | below zero"),
        ("no", "6:19 not-a-figure | `no` does not say how many"),
        ("1.5", "6:19 not-a-figure | `1.5` | whole things"),
        ("5 furlongs", "6:21 not-a-figure | `5 furlongs` | `furlongs` | `people`"),
        ("5 km²", "6:21 not-a-figure | `5 km²` | `km²` | `people`"),
        ("31-92-100", "6:* not-a-figure | `31-92-100`"),
        ("10 - 5 - 3", "6:* not-a-figure | `10 - 5 - 3`"),
        ("1:30", "6:* not-a-figure | `1:30`"),
        ("½", "6:19 not-a-figure | `½` is not a figure"),
        ("999999999999999999999999999999", "6:19 not-a-figure | 1,000,000,000,000,000 or more"),
        ("~", "6:19 wrong-shape | `figure` | null"),
        ("", "6:* wrong-shape | `figure` has nothing"),
        ("''", "6:19 wrong-shape | `figure` has an empty text"),
        ("[1, 2]", "6:19 wrong-shape | `figure` has a list"),
        ("{}", "6:19 wrong-shape | `figure` has a mapping"),
        ("{lo: 1}", "6:20 unknown-key | `lo`"),
        ("{low: [1]}", "6:25 wrong-shape | `low` has a list"),
        ("{low: 5, high: 3}", "6:34 reversed-range | from 5 down to 3"),
        ("{low: 3, best: 9, high: 5}", "6:34 best-outside-range | 9 | 3–5"),
        ("{value: 100}", "6:19 wrong-shape | rounded-to"),
        ("{value: 100, rounded-to: 0}", "6:44 not-a-figure | above zero"),
    ];
    all_hold(cases.map(|(figure, expected)| (with_figure(figure), expected)));
}

#[test]
fn a_unit_nobody_knows_is_told_at_the_measure_and_at_the_figure() {
    let measure = "measures: {area: {unit: 1 2 3 4}}\n";
    let run = check_text(measure, &["--format", "concise"]);
    assert_eq!(run.lines().len(), 1, "{run:?}");
    assert!(run.stdout.starts_with("f.yaml:1:25: error[not-a-figure] `1 2 3 4`"), "{run:?}");
}

// Periods

#[test]
fn what_is_not_a_period_is_told_at_the_part_that_is_wrong() {
    let cases = [
        ("2016-02-30", "7:30 not-a-period | `2016-02-30` has day 30 | 29 days"),
        ("2015-02-29", "7:30 not-a-period | has day 29 | 28 days"),
        ("2016-13", "7:27 not-a-period | `2016-13` has month 13"),
        (
            "2016-04-05/2016-04-01",
            "7:22 not-a-period | ends before it begins | 2016-04-01/2016-04-05",
        ),
        ("2016-04-01/2016-04-31", "7:41 not-a-period | has day 31 | 30 days"),
        ("1 April 2016", "7:22 not-a-period | `1 April 2016` | 2016-04-01 would be read"),
        ("2016-04-01T10:00", "7:22 not-a-period | time of day"),
        ("99999", "7:22 not-a-period | `99999` is not a year"),
        ("20XX", "7:22 not-a-period | leaves digits open"),
        ("soon", "7:22 not-a-period | `soon` is not read as a period"),
        ("~", "7:22 wrong-shape | `period` | null"),
        ("[2015, 2016]", "7:22 wrong-shape | `period` has a list"),
        ("2015, 2016", "7:22 split-number | 2015"),
    ];
    let claim = |period| with_claims(&[format!("{{about: {{period: {period}}}, figure: 5, ..}}")]);
    all_hold(cases.map(|(period, expected)| (claim(period), expected)));
    let as_of = "{as-of: 2016-02-30, figure: 5, ..}";
    holds(with_claims(&[as_of]), &["7:21 not-a-period | has day 30"]);
}

// Shapes

#[test]
fn a_list_where_a_mapping_belongs_and_the_other_way_round() {
    all_hold([
        ("- a\n", "1:1 wrong-shape | list | mapping"),
        ("5\n", "1:1 wrong-shape | `5` | mapping"),
        ("null\n", "1:1 wrong-shape | null"),
        ("measures: [killed]\n", "1:11 wrong-shape | `measures` has a list | mapping"),
        ("measures: {killed: people}\n", "1:20 wrong-shape | `killed` has `people` | mapping"),
        ("measures: {killed: [a]}\n", "1:20 wrong-shape | `killed` has a list"),
        ("measures: {killed: {unit: }}\n", "1:25 wrong-shape | `unit` has nothing"),
        (
            "measures: {killed: {kind: counts}}\n",
            "1:27 wrong-shape | `kind` | `counts` | count, amount",
        ),
        (
            "measures: {killed: {signed: yes}}\n",
            "1:29 wrong-shape | `signed` | `yes` | true or false",
        ),
        ("dimensions: [side]\n", "1:13 wrong-shape | `dimensions` has a list"),
        ("dimensions: {side: [left]}\n", "1:20 wrong-shape | `side` has a list"),
        ("dimensions: {side: {parts: left}}\n", "1:28 wrong-shape | `parts` has `left` | list"),
        ("dimensions: {side: {parts: [[left]]}}\n", "1:29 wrong-shape | `parts` has a list"),
        ("parties: [herald]\n", "1:10 wrong-shape | `parties` has a list"),
        ("parties: {herald: A paper}\n", "1:19 wrong-shape | `herald` has `A paper` | mapping"),
        ("sources: [paper]\n", "1:10 wrong-shape | `sources` has a list"),
        ("sources: {paper: [a]}\n", "1:18 wrong-shape | `paper` has a list"),
        ("about: [killed]\n", "1:8 wrong-shape | `about` has a list"),
        ("about: {measure: [a]}\n", "1:18 wrong-shape | `measure` has a list"),
        ("claims: {}\n", "1:9 wrong-shape | `claims` has a mapping"),
        ("claims: 5\n", "1:9 wrong-shape | `claims` has `5` | list"),
        ("claims:\n", "1:* wrong-shape | `claims` has nothing"),
        ("claims: [5]\n", "1:10 wrong-shape | `5` | mapping"),
        ("claims: [[5]]\n", "1:10 wrong-shape | list | mapping"),
        ("claims: [{claims: {}}]\n", "1:19 wrong-shape | `claims` has a mapping"),
        ("resolutions: {}\n", "1:14 wrong-shape | `resolutions` has a mapping"),
        ("resolutions: [x]\n", "1:15 wrong-shape | `x` | mapping"),
    ]);
    let claims = [
        ("{figure: 5, .., about: [a]}", "7:59 wrong-shape | `about` has a list"),
        ("{figure: 5, by: herald, cite: paper}", "7:35 wrong-shape | `cite` has `paper` | mapping"),
        (
            "{figure: 5, by: herald, cite: [paper]}",
            "7:36 wrong-shape | `cite` has `paper` | mapping",
        ),
        ("{figure: 5, by: herald, cite: {source: [a]}}", "7:44 wrong-shape | `source` has a list"),
        (
            "{figure: 5, by: herald, cite: {source: paper, marks: {b: c}}}",
            "7:58 wrong-shape | `marks` has a mapping | list",
        ),
        ("{figure: 5, cite: {source: paper}, by: [a]}", "7:44 wrong-shape | `by` has a list"),
        ("{figure: 5, .., id: [a]}", "7:56 wrong-shape | `id` has a list"),
        ("{figure: 5, .., sum-of: {a: b}}", "7:60 wrong-shape | `sum-of` has a mapping | list"),
        ("{figure: 5, .., stance: denied}", "7:60 wrong-shape | `stance` | `denied` | denies"),
        ("{figure: 5, .., rank: bad}", "7:58 wrong-shape | `rank` | `bad` | deprecated"),
    ];
    all_hold(claims.map(|(claim, expected)| (with_claims(&[claim]), expected)));
}

#[test]
fn a_claim_says_what_it_lacks() {
    let bare = format!("{}claims: [{{}}]\n", WORDS.replace("measure: killed, ", ""));
    holds(
        bare,
        &[
            "6:10 missing-key | `figure`",
            "6:10 missing-key | `measure`",
            "6:10 missing-key | `by`",
            "6:10 missing-key | `cite`",
        ],
    );
    let empty_cite = format!("{WORDS}claims: [{{figure: 5, by: herald, cite: []}}]\n");
    let run = check_text(empty_cite, &["--format", "concise"]);
    assert!(run.lines().len() == 1 && run.stdout.contains("`cite`"), "{run:?}");
    let resolution = check_text("resolutions: [{}]\n", &["--format", "concise"]);
    assert!(resolution.stdout.matches("missing-key").count() >= 5, "{resolution:?}");
}

// Names

#[test]
fn rings_are_told_with_their_names() {
    let claims = |extra: &str| with_claims(&["{id: a, figure: 5, ..}"]) + extra;
    let cases = [
        (
            claims("sources: {r: {relays: [t]}, t: {relays: u}, u: {relays: [r]}}\n")
                .replace("sources: {paper", "x: {paper"),
            "`relays` | r → t → u → r",
        ),
        (
            with_figure("5").replace(
                "{killed: {unit: people}}",
                "{a: {within: b}, b: {within: killed}, killed: {within: a}}",
            ),
            "`within` | a → b → killed → a",
        ),
        (
            with_claims(&[
                "{id: a, revises: b, figure: 5, ..}",
                "{id: b, revises: [a], figure: 5, ..}",
            ]),
            "`revises` | a → b → a",
        ),
        (with_claims(&["{id: a, revises: a, figure: 5, ..}"]), "`revises` | a → a"),
        (
            with_figure("5").replace("[left, right]", "{left: {parts: {right: {parts: [left]}}}}"),
            "`parts` | left → right → left",
        ),
        (
            with_claims(&[
                "{id: a, sum-of: [b], figure: 5, ..}",
                "{id: b, sum-of: a, figure: 5, ..}",
            ]),
            "`sum-of` | a → b → a",
        ),
        (with_claims(&["{id: a, sum-of: [a], figure: 5, ..}"]), "`sum-of` | a → a"),
    ];
    none_misses(cases.into_iter().filter_map(|(text, expected)| {
        let run = check_text(&text, &["--format", "concise"]);
        let ring = |line: &&str| line.contains("error[circular-reference]");
        let lines: Vec<_> = run.lines().into_iter().filter(ring).collect();
        let fine = lines.len() == 1 && expected.split(" | ").all(|words| lines[0].contains(words));
        (!fine).then(|| format!("{text}should be {expected} and is {:#?}", run.lines()))
    }));
}

#[test]
fn what_is_there_twice_is_told_at_the_second() {
    all_hold([
        ("measures: {a: {}, a: {}}\n", "1:19 duplicate-key | `a`"),
        ("parties: {a: {}}\nparties: {b: {}}\n", "2:1 duplicate-key | `parties`"),
        ("claims: []\nclaims: []\n", "2:1 duplicate-key | `claims`"),
        ("measures: {a: {unit: people, unit: men}}\n", "1:30 duplicate-key | `unit`"),
        ("dimensions: {a: {parts: {b: {}, b: {}}}}\n", "1:33 duplicate-key | `b`"),
        ("dimensions: {a: {parts: [b, b]}}\n", "1:29 duplicate-name | `b`"),
        (
            "dimensions: {a: {parts: {b: {parts: [c]}, d: {parts: [c]}}}}\n",
            "1:55 duplicate-name | `c`",
        ),
        ("dimensions: {measure: {}}\n", "1:14 reserved-name | `measure`"),
        ("dimensions: {period: {}}\n", "1:14 reserved-name | `period`"),
        ("dimensions: {a: {parts: [all]}}\n", "1:26 reserved-name | `all`"),
    ]);
    let twice = "{id: a, id: b, figure: 5, ..}";
    holds(with_claims(&[twice]), &["7:13 duplicate-key | `id`"]);
    let figure = "{figure: 5, figure: 6, ..}";
    let run = holds(with_claims(&[figure]), &["7:17 duplicate-key | `figure`"]);
    assert!(run.stderr.contains("claims not read: 1"), "which was meant cannot be told");
    let ids = ["{id: a, figure: 5, ..}", "{id: b, figure: 5, ..}", "{id: a, figure: 5, ..}"];
    holds(with_claims(&ids), &["9:10 duplicate-name | claim `a`"]);
    let about = "{about: {side: left, side: right}, figure: 5, ..}";
    holds(with_claims(&[about]), &["7:26 duplicate-key | `side`"]);
}

#[test]
fn names_declared_in_two_files_are_told_in_the_second() {
    let folder =
        Folder::of(&[("a.yaml", &with_figure("5")), ("b.yaml", "parties: {herald: {}}\n")]);
    let run = folder.concise(&["."]);
    assert_eq!(
        run.lines(),
        ["b.yaml:1:11: error[duplicate-name] the party `herald` is declared twice"]
    );
}

#[test]
fn a_name_nobody_declared_is_told_with_one_like_it() {
    let dangling = with_claims(&[
        "{figure: 5, by: heralt, cite: {source: papr}, about: {measure: kiled, sidee: left}}",
        "{figure: 5, .., about: {side: lefft}}",
        "{id: one, figure: 5, .., revises: won}",
        "{figure: 5, .., sum-of: [onne]}",
        "{figure: 5, .., stance: denies, of: oen}",
        "{by: herald, cite: {source: zebra}, figure: 5}",
    ]);
    holds(
        &dangling,
        &[
            "7:21 dangling-reference | party | `heralt`",
            "7:44 dangling-reference | source | `papr`",
            "7:68 dangling-reference | measure | `kiled`",
            "7:75 dangling-reference | dimension | `sidee`",
            "8:66 dangling-reference | member of `side` | `lefft`",
            "9:70 dangling-reference | claim | `won`",
            "10:61 dangling-reference | claim | `onne`",
            "11:72 dangling-reference | claim | `oen`",
            "12:33 dangling-reference | source | `zebra`",
        ],
    );
    let near = ["herald", "paper", "killed", "side", "left", "one", "one", "one"];
    let wanted = near.map(|name| format!("did you mean `{name}`?"));
    let told: Vec<_> = advice(&dangling).into_iter().map(|(_, help)| help).collect();
    assert_eq!(told[..8], wanted);
    assert!(!told[8].contains("did you mean"), "{}", told[8]);
    let human = check_text(&dangling, &[]);
    assert!(human.stdout.contains("did you mean `herald`?"), "{human:?}");
}

#[test]
fn names_of_the_vocabulary_are_looked_up_too() {
    let words = "measures: {m: {of: sied, within: kild}, kilt: {}}\ndimensions: {side: {parts: [left]}}\n\
                 parties: {p: {belligerent: lefd}}\nsources: {s: {relays: [t]}}\n";
    holds(
        words,
        &[
            "1:20 dangling-reference | dimension | `sied`",
            "1:34 dangling-reference | measure | `kild`",
            "3:28 dangling-reference | `lefd`",
            "4:24 dangling-reference | source | `t`",
        ],
    );
}

#[test]
fn a_key_nobody_knows_is_told_with_one_like_it() {
    let unknown = with_claims(&["{figrue: 5, By: herald, .., cite: {source: paper, att: x}}"])
        .replace(", cite: {source: paper}, cite", ", cite");
    holds(
        &unknown,
        &[
            "7:6 unknown-key | claim | `figrue`",
            "7:17 unknown-key | claim | `By`",
            "7:63 unknown-key | citation | `att`",
        ],
    );
    let told: Vec<_> = advice(&unknown).into_iter().map(|(_, help)| help).collect();
    let wanted = ["figure", "by", "at"].map(|name| format!("did you mean `{name}`?"));
    assert_eq!(told, wanted);
    for (text, record, near) in [
        ("claim: []\n", "file", "claims"),
        ("claims: [{clams: []}]\n", "claim", "claims"),
        ("measures: {a: {units: people}}\n", "measure", "unit"),
        ("dimensions: {a: {part: [b]}}\n", "dimension", "parts"),
        ("parties: {a: {nam: b}}\n", "party", "name"),
        ("sources: {a: {titel: b}}\n", "source", "title"),
    ] {
        let run = check_text(text, &[]);
        assert!(run.stdout.contains(&format!("{record} has no key")), "{run:?}");
        assert!(run.stdout.contains(&format!("did you mean `{near}`?")), "{run:?}");
    }
}

/// What is at fault is the claim's figure, not the name of the claim.
#[test]
fn a_claim_that_is_there_and_not_read_is_no_dangling_reference() {
    let whole = "{figure: 900, .., sum-of: [x]}";
    for (figure, expected) in [("nonsense", "7:21 not-a-figure"), ("1,264", "7:21 split-number")] {
        let part = format!("{{id: x, figure: {figure}, ..}}");
        let run = holds(with_claims(&[&part, whole]), &[expected]);
        assert!(run.stderr.contains("claims not read: 1"), "{}", run.stderr);
    }
}

// Several files

#[test]
fn a_bad_file_never_hides_a_good_one() {
    let good = with_claims(&["{figure: 42, ..}", "{figure: 47, ..}"]);
    let bad: &[(&str, &[u8], &str)] = &[
        ("syntax", b"claims: [{\n", "syntax-error"),
        ("utf8", b"\xff", "not-utf-8"),
        ("nul", b"claims:\0", "syntax-error"),
        ("empty", b"", "empty-file"),
        ("shape", b"- 1\n", "wrong-shape"),
        ("deep", &[b'['; 10_000], "syntax-error"),
    ];
    for (name, bytes, check) in bad {
        for (first, second) in [("a-good", *name), ("z-good", *name)] {
            let folder = Folder::of(&[(&format!("{first}.yaml"), &good)]);
            folder.write(&format!("{second}.yaml"), bytes);
            let run = folder.concise(&["."]);
            assert_eq!(run.code, 1, "{run:?}");
            assert_eq!(run.lines().len(), 2, "{run:?}");
            assert!(run.stdout.contains(&format!("{first}.yaml:7:14: error[conflicting-claims]")));
            assert!(run.stdout.contains(&format!("{name}.yaml:1:")), "{run:?}");
            assert!(run.stdout.contains(&format!("error[{check}]")), "{run:?}");
        }
    }
}

#[test]
fn vocabulary_that_breaks_off_causes_no_flood() {
    let claims = |count| {
        "claims:\n".to_owned()
            + &"  - {figure: 5, by: p, cite: {source: s}, about: {measure: m}}\n".repeat(count)
    };
    let cases = [
        ("measures: {m: {}}\nparties: {p: {}}\nsources: [\n", "syntax-error"),
        ("measures: {m: {}}\n# \u{0}\nparties: {p: {}}\nsources: {s: {}}\n", "syntax-error"),
        ("measures: [m]\nparties: {p: {}}\nsources: {s: {}}\n", "wrong-shape"),
        ("measures: {m: {}}\nparties: {p: {}}\n---\nsources: {s: {}}\n", "unsupported-yaml"),
    ];
    none_misses(cases.into_iter().filter_map(|(words, expected)| {
        let folder = Folder::of(&[("words.yaml", words), ("claims.yaml", &claims(50))]);
        let run = folder.concise(&["."]);
        let told = run.stdout.starts_with("words.yaml:") && run.stdout.contains(expected);
        let fine = told && run.lines().len() == 1 && run.stderr.contains("claims not read: 50");
        let start: Vec<_> = run.lines().into_iter().take(3).collect();
        (!fine)
            .then(|| format!("{words}{} findings: {start:#?}\n{}", run.lines().len(), run.stderr))
    }));
    let folder = Folder::new();
    folder.write("words.yaml", b"measures: {m: {}}\n\xff");
    folder.write("claims.yaml", claims(50));
    let run = folder.concise(&["."]);
    assert_eq!(run.lines().len(), 1, "{run:?}");
    assert!(run.stderr.contains("names not looked up"), "what was not checked is said: {run:?}");
}

// Places that cannot be read

#[test]
fn what_is_not_there_cannot_be_checked() {
    let folder = Folder::of(&[("empty/readme.txt", "x"), ("good/a.yaml", &with_figure("5"))]);
    for (path, words) in [
        ("empty", "nothing to check: no .yaml or .yml file under `empty`"),
        ("missing.yaml", "`missing.yaml` is not there"),
        ("good/a.yaml/b", "`good/a.yaml/b`"),
        ("", "value"),
    ] {
        let run = folder.concise(&[path]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{path}");
        assert!(run.stderr.starts_with("error: ") && run.stderr.contains(words), "{}", run.stderr);
    }
    let both = folder.concise(&["missing.yaml", "good"]);
    assert_eq!(both.code, 2);
    assert!(both.stderr.contains("is not there"), "{both:?}");
    assert!(both.stderr.contains("checked 1 claim on 1 quantity in 1 file"), "{both:?}");
}

/// Root may read whatever a mode forbids, so these are files that nobody can read.
#[test]
#[cfg_attr(not(target_os = "linux"), ignore = "needs /proc and /dev as Linux has them")]
fn what_cannot_be_read_is_an_error_and_never_waited_for() {
    let folder = Folder::of(&[("good.yaml", &with_figure("5"))]);
    for (path, words) in [
        ("/proc/self/mem", "`/proc/self/mem` cannot be read"),
        ("/dev/zero", "`/dev/zero` is neither a file nor a folder"),
        ("/dev/null", "`/dev/null` is neither a file nor a folder"),
    ] {
        let run = folder.concise(&[path, "good.yaml"]);
        assert_eq!(run.code, 2, "{run:?}");
        assert!(run.stderr.contains(words), "{run:?}");
        assert!(run.stderr.contains("checked 1 claim"), "the other is still read: {run:?}");
    }
}

#[test]
fn standard_input_may_be_empty() {
    let run = finish(program().args(["check", "-", "--format", "concise"]), b"");
    assert_eq!(run.lines(), ["<stdin>:1:1: error[empty-file] the file holds nothing"]);
}

// Characters that would steer a terminal

/// Every string of a claim file; `<…>` is a slot.
const EVERY_STRING: &str = r#"
"measures": {"<measure>": {"unit": "people", "name": "<name>", "within": "<within>", "of": "<of>", "band": "<band>"}, "other": {"unit": "<unit>", "kind": "<kind>", "tolerance": "<tolerance>"}}
"dimensions": {"<dimension>": {"name": "<name>", "parts": {"<member>": {"name": "<name>"}}}, "kin": {"parts": ["rest"]}}
"parties": {"<party>": {"name": "<name>", "belligerent": "<belligerent>", "note": "<note>"}}
"sources": {"<source>": {"title": "<title>", "url": "<url>", "relays": ["<relays>"], "part-of": "<part-of>", "<source-key>": "x"}}
"about": {"measure": "<measure>", "<about-key>": "<about-member>"}
"claims":
- {"id": "<id>", "figure": "42", "by": "<party>", "cite": {"source": "<source>", "at": "<at>", "marks": ["<mark>"]}, "about": {"period": "<period>", "<dimension>": "<member>"}, "<key>": "x", "note": "<note>", "quote": "<quote>", "tags": ["<tag>"]}
- {"id": "second", "figure": "47", "by": "<party>", "cite": {"source": "<source>", "at": "<at>", "marks": ["<mark>"]}, "about": {"period": "2015", "<dimension>": "<member>"}}
- {"id": "third", "figure": "9", "by": "<party>", "cite": {"source": "<source>", "at": "<at>"}, "about": {"period": "2015"}, "as-of": "<as-of>", "stance": "<stance>", "rank": "<rank>", "reason": "<reason>", "grade": "<grade>", "revises": ["<revises>"], "sum-of": ["<sum-of>"], "names": ["<names>"]}
- {"figure": "<figure>", "by": "<by>", "cite": {"source": "<cite>", "at": "<at>"}, "about": {"period": "2015"}}
- {"figure": {"low": "<low>", "high": "5"}, "by": "<party>", "cite": {"source": "<source>"}}
"resolutions": [{"check": "<check>", "claims": {"<pin>": "<pinned>"}, "ruling": "<ruling>", "because": "<because>", "by": "<resolver>", "date": "<date>"}]
"<top-key>": "x"
"#;

fn slots() -> Vec<&'static str> {
    let after = EVERY_STRING.split('<').skip(1);
    let mut slots: Vec<_> = after.map(|rest| rest.split_once('>').unwrap().0).collect();
    slots.sort_unstable();
    slots.dedup();
    slots
}

/// The template with what is usual in every slot but one.
fn filled(poisoned: &str, poison: &str) -> String {
    let mut text = EVERY_STRING.to_owned();
    for slot in slots() {
        let usual = match slot {
            "dimension" | "of" => "side",
            "member" | "belligerent" => "left",
            "about-key" => "kin",
            "about-member" => "rest",
            "by" => "party",
            "cite" | "relays" | "part-of" => "source",
            "within" => "other",
            "unit" => "people",
            "kind" => "count",
            "band" | "tolerance" | "low" | "figure" | "pinned" => "5",
            "period" | "as-of" | "date" => "2015",
            "stance" => "asserts",
            "rank" => "normal",
            "grade" => "A1",
            "revises" | "sum-of" => "second",
            "pin" => "third",
            "check" => "conflicting-claims",
            "ruling" => "rounding",
            usual => usual,
        };
        let value = if slot == poisoned { format!("{usual}{poison}") } else { usual.to_owned() };
        text = text.replace(&format!("<{slot}>"), &value);
    }
    text
}

#[test]
fn no_string_of_a_file_steers_the_terminal() {
    let written_out = r"\u202e\e[31m\a\u009b31m\u2066\u200b\u2028\N\uFEFF\r\n\0\u061c";
    let raw = "\u{202e}\u{2066}\u{200b}\u{2028}\u{7f}\u{85}\u{61c}";
    for slot in slots() {
        for poison in [written_out, raw] {
            let text = filled(slot, poison);
            for format in ["human", "concise", "json"] {
                let run = check_text(&text, &["--format", format, "--color", "never"]);
                assert_eq!(hidden(&run.stderr), Vec::<char>::new(), "{slot} in {format}");
                if format == "json" {
                    assert!(run.json()["findings"].is_array());
                } else {
                    assert_eq!(
                        hidden(&run.stdout),
                        Vec::<char>::new(),
                        "{slot} in {format}: {}",
                        run.stdout
                    );
                }
            }
        }
    }
}

/// The test above would hold for a program that prints nothing.
#[test]
fn what_would_steer_the_terminal_is_written_out() {
    let shown = [
        "about-key",
        "about-member",
        "at",
        "belligerent",
        "by",
        "check",
        "cite",
        "date",
        "figure",
        "key",
        "low",
        "measure",
        "member",
        "of",
        "part-of",
        "party",
        "period",
        "pin",
        "relays",
        "revises",
        "source",
        "source-key",
        "sum-of",
        "top-key",
        "unit",
        "within",
    ];
    none_misses(shown.into_iter().filter_map(|slot| {
        let human = check_text(filled(slot, r"\u202e\e[31m"), &[]);
        let raw = check_text(filled(slot, "\u{202e}"), &[]);
        let fine = human.stdout.contains(r"\u{202e}\u{1b}[31m") && raw.stdout.contains(r"\u{202e}");
        let lines = human.stdout.lines().filter(|line| line.contains("202e"));
        (!fine).then(|| format!("{slot}: {}", lines.collect::<Vec<_>>().join("\n")))
    }));
}

#[test]
fn a_control_character_in_bare_text_is_a_finding() {
    for control in ['\u{1b}', '\u{7}', '\u{8}', '\u{9b}', '\u{7f}', '\u{0}'] {
        for format in ["human", "concise", "json"] {
            let text = with_claims(&[&format!("{{figure: 5{control}[31m, ..}}")]);
            let run = check_text(&text, &["--format", format]);
            assert_eq!((run.code, hidden(&run.stderr)), (1, vec![]), "{run:?}");
            if format != "json" {
                assert_eq!(hidden(&run.stdout), Vec::<char>::new(), "{run:?}");
            }
        }
    }
}

#[test]
fn colours_of_our_own_are_the_only_ones() {
    let text = filled("party", r"\e[31m");
    let run = check_text(text, &["--color", "always"]);
    let ours = run.stdout.matches('\u{1b}').count();
    let plain = run.stdout.replace("\u{1b}[0m", "").matches('\u{1b}').count();
    assert!(ours > plain, "it is coloured");
    assert!(run.stdout.contains(r"party\u{1b}[31m"), "{}", run.stdout);
}

#[test]
#[cfg(unix)]
fn no_file_name_steers_the_terminal() {
    let folder = Folder::new();
    let name = "a\u{202e}\u{1b}[31m\n\u{2028}.yaml";
    folder.write(name, with_claims(&["{figure: 42, ..}", "{figure: 47, ..}", "{figure: x, ..}"]));
    for format in ["human", "concise", "json"] {
        let run = folder.run(&["check", ".", "--format", format]);
        assert_eq!((run.code, hidden(&run.stderr)), (1, vec![]), "{run:?}");
        if format == "json" {
            assert_eq!(run.findings()[0]["path"], name);
        } else {
            assert_eq!(hidden(&run.stdout), Vec::<char>::new(), "{run:?}");
            assert!(run.stdout.contains(r"a\u{202e}\u{1b}[31m\u{a}\u{2028}.yaml:7:14"), "{run:?}");
        }
    }
    let missing = folder.concise(&["b\u{202e}\u{1b}[31m\n.yaml"]);
    assert_eq!((missing.code, hidden(&missing.stderr)), (2, vec![]), "{missing:?}");
    assert_eq!(missing.stderr.lines().count(), 1, "{missing:?}");
    let stdin = ["check", "-", "--stdin-filename", "c\u{1b}\n", "--format", "concise"];
    let stdin = finish(program().args(stdin), b"");
    assert_eq!(stdin.lines(), [r"c\u{1b}\u{a}:1:1: error[empty-file] the file holds nothing"]);
}

// Sizes: each ends, at twice the size too; the time is nobody's business here

const MEGABYTES: [usize; 2] = [5_000_000, 10_000_000];

#[test]
fn a_scalar_of_megabytes_is_cut_in_messages() {
    for size in MEGABYTES {
        let long = "x".repeat(size);
        let figure = figure_holds(&long, &["6:19 not-a-figure | `xxxxxxxxxx"]);
        assert!(figure.stdout.len() < 1_000, "{}", figure.stdout.len());
        figure_holds(&"9".repeat(size), &["6:19 not-a-figure | `9999999999"]);
        let human = check_text(with_figure(&long), &[]);
        assert!(human.code == 1 && human.stdout.len() < 10_000, "{}", human.stdout.len());
        let note = holds(with_claims(&[&format!("{{figure: 5, .., note: {long}}}")]), &[]);
        assert!(note.stderr.contains("checked 1 claim on"), "{}", note.stderr);
        let period = format!("{{figure: 5, .., about: {{period: {long}}}}}");
        holds(with_claims(&[&period]), &["7:68 not-a-period | `xxxxxxxxxx"]);
        let party = format!("{{figure: 5, by: {long}, cite: {{source: paper}}}}");
        holds(with_claims(&[&party]), &["7:21 dangling-reference | `xxxxxxxxxx"]);
        // YAML ends a key that is not in quotation marks and brackets after 1,024 characters.
        let key = check_text(format!("{long}: 5\n"), &["--format", "concise"]);
        assert!(key.code == 1 && key.stdout.len() < 1_000, "{}", key.stdout.len());
        let quoted = check_text(format!("? \"{long}\"\n: 5\n"), &["--format", "concise"]);
        assert!(quoted.code == 1 && quoted.stdout.len() < 1_000, "{}", quoted.stdout.len());
        assert!(quoted.stdout.contains("unknown-key"), "{}", quoted.stdout);
    }
}

#[test]
fn a_hundred_thousand_bad_claims_are_counted() {
    for count in [50_000, 100_000] {
        let claims = vec!["{figure: 1,264, ..}"; count];
        let run = check_text(with_claims(&claims), &["--format", "concise"]);
        assert_eq!((run.code, run.lines().len()), (1, 20));
        assert!(run.stderr.contains(&format!("{count} errors")), "{}", run.stderr);
    }
}

#[test]
fn a_hundred_thousand_unknown_keys_are_counted() {
    let keys = |count, end: &str| {
        (0..count).fold(String::new(), |mut keys, at| {
            let _ = write!(keys, "key{at}: 5{end}");
            keys
        })
    };
    for count in [50_000, 100_000] {
        let claim = with_claims(&[&format!("{{{}figure: 5, ..}}", keys(count, ", "))]);
        for text in [claim, keys(count, "\n")] {
            let run = check_text(text, &["--format", "concise"]);
            assert_eq!((run.code, run.lines().len()), (1, 1_000));
            assert!(run.stderr.contains(&format!("{count} errors")), "{}", run.stderr);
        }
    }
}

#[test]
fn twenty_thousand_rivals_are_one_finding() {
    for count in [10_000, 20_000] {
        let claims: Vec<_> = (1..=count).map(|at| format!("{{figure: {at}, ..}}")).collect();
        let text = with_claims(&claims);
        let concise = check_text(&text, &["--format", "concise"]);
        assert_eq!((concise.code, concise.lines().len()), (1, 1), "{}", concise.stderr);
        assert!(concise.stdout.contains(&format!("is 1 but also {count}")), "{}", concise.stdout);
        let human = check_text(&text, &[]);
        assert!(human.stdout.len() < 20_000, "{}", human.stdout.len());
        assert_eq!(check_text(&text, &["--format", "json"]).findings().len(), 1);
    }
}

/// Day `at` of years that have twelve months of 28 days.
fn day(at: usize) -> String {
    format!("{}-{:02}-{:02}", 1000 + at / 336, at / 28 % 12 + 1, at % 28 + 1)
}

fn with_periods(count: usize, period: impl Fn(usize) -> String) -> String {
    let claim = |at| format!("{{figure: {}, .., about: {{period: {}}}}}", at + 1, period(at));
    let claims: Vec<_> = (0..count).map(claim).collect();
    with_claims(&claims)
}

#[test]
fn three_thousand_crossing_periods_end() {
    for count in [1_500, 3_000] {
        let crossing = with_periods(count, |at| format!("{}/{}", day(at), day(at + count)));
        let run = check_text(crossing, &["--format", "concise"]);
        assert_eq!((run.code, run.stdout.as_str()), (0, ""), "they can all be true");
        let nested = with_periods(count, |at| format!("{}/{}", day(at), day(2 * count - at)));
        let run = check_text(nested, &["--format", "concise"]);
        assert_eq!(run.code, 1, "each is above the one around it");
        assert!(run.stdout.contains("sub-period-exceeds-period"), "{}", run.stdout);
    }
}

/// A finding names its claims without repeating all the corpus in each.
#[test]
fn many_totals_over_many_parts_stay_small_in_json() {
    let size = |count: usize| {
        let part = |at| format!("{{figure: 2, .., about: {{period: {}}}}}", day(at));
        let whole = |at| format!("{{figure: 1, .., about: {{period: {}/{}}}}}", day(0), day(at));
        let claims: Vec<_> = (0..count).map(part).chain((count..2 * count).map(whole)).collect();
        let run = check_text(with_claims(&claims), &["--format", "json"]);
        assert!(run.findings().len() >= count, "{}", run.stderr);
        run.stdout.len()
    };
    let (small, large) = (size(100), size(400));
    assert!(large < 8 * small, "four times the claims: from {small} to {large} bytes");
}

#[test]
fn a_line_of_ten_megabytes_with_a_hundred_thousand_findings_ends() {
    let claim =
        format!("{{figure: x, by: herald, cite: {{source: paper}}, note: {}}}", "–".repeat(16));
    let line = format!("{WORDS}claims: [{}]\n", vec![claim; 100_000].join(", "));
    assert!(line.len() > 10_000_000);
    for format in ["concise", "human", "json"] {
        let run = check_text(&line, &["--format", format]);
        assert_eq!(run.code, 1);
        assert_eq!(run.stdout.matches("not-a-figure").count(), 20, "{format}");
        assert!(run.stderr.contains("100000 errors"), "{}", run.stderr);
    }
}

#[test]
fn sources_that_all_relay_one_another_end() {
    let names: Vec<_> = (0..200).map(|at| format!("s{at}")).collect();
    let all = names.join(", ");
    let sources: Vec<_> = names.iter().map(|name| format!("{name}: {{relays: [{all}]}}")).collect();
    let run =
        check_text(format!("sources: {{{}}}\n", sources.join(", ")), &["--format", "concise"]);
    assert_eq!(run.code, 1);
    let rings = run.stdout.matches("circular-reference").count();
    assert!((1..=400).contains(&rings), "{rings} findings for 200 sources");
}
