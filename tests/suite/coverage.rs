//! `variorum coverage` on texts with traps: what is bound, what is set aside, what nothing records.

#![allow(clippy::unwrap_used, reason = "a test says what it holds by failing")]

use crate::common::{Folder, Run, run_in};
use serde_json::Value;
use std::path::Path;

/// What the claims of these tests lean on.
const WORDS: &str = "\
measures: {killed: {unit: people}, hurt: {unit: people}, area: {unit: km², kind: stock}}
dimensions: {side: {parts: [north, south]}}
parties: {paper: {}, other: {}}
sources: {report: {title: A report}}
about: {measure: killed}
";

/// A text and claims, one to a line; `..` stands for who says it and where, `@` for the period.
struct Case {
    folder: Folder,
    text: &'static str,
}

fn case(text: &'static str, claims: &[&str]) -> Case {
    let mut file = format!("{WORDS}claims:\n");
    for (index, claim) in claims.iter().enumerate() {
        let said =
            if claim.contains("cite:") { "by: paper" } else { "by: paper, cite: {source: report}" };
        let period = format!("about: {{period: {}}}", 1900 + index);
        let claim = claim.replace("..", said);
        file.push_str(&format!("  - {{id: c{index}, {period}, {claim}}}\n"));
    }
    with(text, &file)
}

fn with(text: &'static str, file: &str) -> Case {
    let folder = Folder::of(&[("text.txt", text), ("claims/claims.yaml", file)]);
    Case { folder, text }
}

impl Case {
    fn run(&self, arguments: &[&str]) -> Run {
        self.folder.run(&[&["coverage", "text.txt", "claims"], arguments].concat())
    }

    fn json(&self) -> Value {
        self.run(&["--format", "json", "--articles"]).json()
    }

    /// Each number with what became of it: its claims, its rule, `named`, or nothing.
    fn numbers(&self) -> Vec<String> {
        let json = self.json();
        let numbers = json["numbers"].as_array().unwrap().iter().map(|number| {
            let text = number["text"].as_str().unwrap();
            let start = number["start"].as_u64().unwrap() as usize;
            let end = number["end"].as_u64().unwrap() as usize;
            assert_eq!(&self.text[start..end], text, "the bytes of a number are its own");
            let claims = number["claims"].as_array().unwrap().iter();
            let claims: Vec<_> = claims.map(|claim| claim["id"].as_str().unwrap()).collect();
            match number["state"].as_str().unwrap() {
                "bound" => format!("{text}={}", claims.join("+")),
                "rule" => format!("{text}:{}", number["rule"].as_str().unwrap()),
                "named" => format!("{text}:named"),
                state => {
                    assert_eq!(state, "unbound");
                    text.to_owned()
                }
            }
        });
        numbers.collect()
    }

    /// How each claim's quote and number are found.
    fn claims(&self) -> Vec<String> {
        let json = self.json();
        let claims = json["claims"].as_array().unwrap().iter().map(|claim| {
            let [id, quote, number] =
                ["id", "quote", "number"].map(|key| claim[key].as_str().unwrap().to_owned());
            format!("{id} {quote} {number}")
        });
        claims.collect()
    }

    #[track_caller]
    fn holds(&self, wanted: &[&str]) {
        assert_eq!(self.numbers(), wanted, "{}", self.text);
    }
}

#[test]
fn a_number_is_bound_by_the_quote_that_holds_it() {
    let case =
        case("The fire left 88 dead and thirteen hurt.", &["figure: 88, quote: 88 dead, .."]);
    case.holds(&["88=c0", "thirteen"]);
    let run = case.run(&[]);
    assert_eq!(run.code, 0, "{run:?}");
    let lines = run.lines();
    assert_eq!(lines[0], "text.txt:1:27: no claim records thirteen");
    assert_eq!(lines[1], "  The fire left 88 dead and thirteen hurt.");
    assert_eq!(lines[2], "                            ^^^^^^^^");
    assert!(
        run.stderr.starts_with("covered 50.0%: 1 of 2 numbers bound, 1 unbound; 0 set aside\n"),
        "{}",
        run.stderr
    );
}

#[test]
fn min_is_of_the_numbers_not_set_aside() {
    let case =
        case("In 2016 there were 88 dead and 5 hurt.[7]", &["figure: 88, quote: 88 dead, .."]);
    for (min, code) in [("50", 0), ("51", 1), ("100", 1), ("0", 0)] {
        assert_eq!(case.run(&["--min", min]).code, code, "{min}");
    }
    assert_eq!(case.run(&["--min", "101"]).code, 2);
    let whole = self::case("In 2016, on page 5[7].", &["figure: 88, quote: 88 dead, .."]);
    assert!(whole.run(&["--min", "100"]).stderr.starts_with("covered 100.0%: 0 of 0"));
}

#[test]
fn four_and_more_is_not_four() {
    let case = case("There were 4+ dead here, 4 dead there.", &["figure: 4, quote: 4 dead, .."]);
    case.holds(&["4+", "4=c0"]);
    let other = self::case("There were 4+ dead.", &["figure: 4, quote: were 4, .."]);
    other.holds(&["4+"]);
    assert_eq!(other.claims(), ["c0 exact differs"]);
    let run = other.run(&[]);
    assert_eq!(run.code, 1);
    let told = "claims/claims.yaml:7:45: `c0` is 4, but text.txt:1:12 has 4+";
    assert!(run.lines().contains(&told), "{}", run.stdout);
    let hedged = self::case("Some 300 died.", &["figure: 300, quote: 300 died, .."]);
    assert_eq!(hedged.claims(), ["c0 exact differs"]);
}

#[test]
fn separators_are_never_folded() {
    let text = "At first 1264 men, then 1,264 men; 1\u{a0}264 men at last.";
    let claims = ["figure: '1,264', quote: '1,264 men', .."];
    case(text, &claims).holds(&["first:ordinal", "1264", "1,264=c0", "1\u{a0}264"]);
    let absent = case("Of 1264 men", &claims);
    assert_eq!(absent.claims(), ["c0 absent nowhere"]);
    assert_eq!(absent.run(&[]).code, 1);
}

#[test]
fn equal_numbers_for_different_things_are_told_apart() {
    let text = "First 5 men of the north,[1] and then 5 men of the south,[2] and 5 cows.";
    let claims = [
        "figure: 5, quote: 5 men, by: paper, cite: {source: report, marks: [2]}",
        "figure: 5, quote: 5 men, by: paper, cite: {source: report, marks: [1]}",
    ];
    case(text, &claims).holds(&["First:ordinal", "5=c1", "[1]:mark", "5=c0", "[2]:mark", "5"]);
}

#[test]
fn numbers_no_mark_tells_apart_are_taken_in_order_or_not_at_all() {
    let text = "One town lost 5 men, the other lost 5 men.";
    let claim = "figure: 5, quote: lost 5 men, ..";
    case(text, &[claim, claim]).holds(&["One", "5=c0", "5=c1"]);
    let alone = case(text, &[claim]);
    alone.holds(&["One", "5", "5"]);
    assert_eq!(alone.claims(), ["c0 exact several"]);
    assert!(alone.run(&[]).stdout.contains("`c0` fits 2 numbers of the text alike"));
}

#[test]
fn two_claims_on_one_number_are_told() {
    let claim = "figure: 5, quote: lost 5 men, ..";
    let case = case("The town lost 5 men.", &[claim, claim]);
    let several = ["c0 exact bound", "c1 exact bound"];
    assert_eq!(case.claims(), several);
    case.holds(&["5=c0+c1"]);
    assert!(case.run(&[]).stdout.contains("text.txt:1:15: 2 claims record 5: `c0`, `c1`"));
}

#[test]
fn a_shared_quote_names_the_number_meant() {
    let text = "It killed four Armenian and four Azerbaijani men, 3 to 5 others.";
    let claims = [
        "figure: four, quote: four Armenian and _four_ Azerbaijani, ..",
        "figure: four, quote: _four_ Armenian and four Azerbaijani, ..",
        "figure: 5, quote: 3 to _5_ others, ..",
        "figure: 3, quote: _3_ to 5 others, ..",
    ];
    let case = case(text, &claims);
    case.holds(&["four=c1", "four=c0", "3 to 5=c2+c3"]);
    assert_eq!(
        case.claims(),
        ["c0 exact bound", "c1 exact bound", "c2 exact bound", "c3 exact bound"]
    );
}

#[test]
fn words_numbers_and_signs() {
    let text = "Thirteen men, almost two hundred cows, $3bn, 31–92 dead, 217-221 hurt, a two-year-old, none.";
    let claims = [
        "figure: thirteen, quote: Thirteen men, ..",
        "figure: almost two hundred, quote: almost two hundred cows, ..",
        "figure: 31–92, quote: 31–92 dead, ..",
        "figure: 217–221, quote: 217-221 hurt, ..",
        "figure: none, quote: none, ..",
    ];
    let wanted = [
        "Thirteen=c0",
        "almost two hundred=c1",
        "$3bn",
        "31–92=c2",
        "217-221=c3",
        "a",
        "two:age",
        "none=c4",
    ];
    case(text, &claims).holds(&wanted);
}

#[test]
fn numbers_inside_words_ordinals_roman_numerals_and_dates() {
    let text = "The 2nd Mi-24 of Chapter VII, in the war of 1988–1994, was 4x4; 5% or 5‰ of it on 4 March.";
    let case = case(text, &["figure: 4, quote: 4 March, .."]);
    let wanted =
        ["2nd:ordinal", "24:name", "VII:roman", "1988–1994:date", "4x4:name", "5%", "5‰", "4=c0"];
    case.holds(&wanted);
}

#[test]
fn a_percentage_is_no_per_mille_and_a_range_of_dates_no_range() {
    let text = "At first 5‰, then 5% of the town; 1988–1994 men came, and 12 in 1988–1994.";
    let claims = [
        "figure: 5, quote: 5% of the town, ..",
        "figure: 1988–1994, quote: 1988–1994 men, ..",
        "figure: 12, quote: 12 in, ..",
    ];
    let case = case(text, &claims);
    case.holds(&["first:ordinal", "5‰", "5%=c0", "1988–1994=c1", "12=c2", "1988–1994:date"]);
}

#[test]
fn footnotes_glued_to_digits() {
    let text = "It left 92[112] dead, 11[n 1] hurt, and 7¹² lost, between 5,856[160] and 6,000[38] in all.";
    let claims = [
        "figure: 92, quote: 92 dead, by: paper, cite: {source: report, marks: [112]}",
        "figure: 11, quote: '11[n 1] hurt', ..",
        "figure: 'between 5,856 and 6,000', quote: 'between 5,856 and 6,000', ..",
    ];
    let case = case(text, &claims);
    let numbers = case.numbers();
    assert_eq!(numbers[0], "92=c0");
    assert!(numbers.contains(&"between 5,856[160] and 6,000=c2".to_owned()), "{numbers:?}");
    assert!(numbers.contains(&"7".to_owned()), "{numbers:?}");
    assert_eq!(case.claims(), ["c0 folded bound", "c1 exact bound", "c2 folded bound"]);
}

#[test]
fn folded_are_white_space_quotation_marks_marks_and_soft_hyphens() {
    let text = "The “great” 5\u{a0}men of\nsol\u{ad}diers.[3] 6 ‘men’";
    let claims = [
        "figure: 5, quote: '\"great\" 5 men of soldiers', ..",
        "figure: 6, quote: \"6 'men'\", ..",
        "figure: 5, quote: 5 men of, ..",
        "figure: 6, quote: 6 men, ..",
    ];
    let case = case(text, &claims);
    let wanted = ["c0 folded bound", "c1 folded bound", "c2 folded bound", "c3 absent nowhere"];
    assert_eq!(case.claims(), wanted);
}

#[test]
fn cells_of_a_table_are_told_apart_by_their_rows_and_columns() {
    let text = "\
Year | North | South |
---|---|---|
2008 | N/A | 4 dead |
2009 | 4 dead[1] | N/A |
2010 | 4 dead | 4 dead |
";
    let cited = |figure: &str, quote: &str, at: &str| {
        format!("figure: {figure}, quote: {quote}, by: paper, cite: {{source: report, at: '{at}'}}")
    };
    let claims = [
        cited("4", "4 dead", "table, row 2009"),
        cited("4", "4 dead", "table, row 2008"),
        cited("N/A", "N/A", "table, row 2009"),
        cited("4", "4 dead", "table, row 2010, South"),
        cited("4", "4 dead", "table, row 2010, North"),
    ];
    let claims: Vec<&str> = claims.iter().map(String::as_str).collect();
    let wanted = [
        "2008:date",
        "N/A",
        "4=c1",
        "2009:date",
        "4=c0",
        "[1]:mark",
        "N/A=c2",
        "2010:date",
        "4=c4",
        "4=c3",
    ];
    case(text, &claims).holds(&wanted);
}

#[test]
fn a_figure_without_a_quote_wants_a_mark_or_a_place() {
    let text = "| Year | Dead |\n|---|---|\n| 2008 | 30 |\n\nLater 30 more.";
    let bare = "figure: 30, ..";
    let placed = "figure: 30, by: paper, cite: {source: report, at: row 2008}";
    let case = case(text, &[bare, placed]);
    case.holds(&["2008:date", "30=c1", "30"]);
    assert_eq!(case.claims(), ["c0 none nowhere", "c1 none bound"]);
}

#[test]
fn gaps_stay_in_the_paragraph() {
    let text =
        "As many as 230,000 men from here and 800,000 from there.\n\nOf 900,000 nothing is known.";
    let claims = [
        "figure: 'as many as 800,000', quote: 'As many as … 800,000 from', ..",
        "figure: 'as many as 900,000', quote: 'As many as … 900,000', ..",
    ];
    let case = case(text, &claims);
    assert_eq!(case.claims(), ["c0 exact bound", "c1 absent nowhere"]);
    case.holds(&["As many as 230,000", "800,000=c0", "900,000"]);
}

#[test]
fn a_figure_in_two_units_is_one_figure() {
    let text = "It covers about 41 square kilometres (16 sq mi) of land.";
    let claim = "figure: about 41 square kilometres (16 sq mi), quote: about 41 … (16 sq mi), \
                 about: {measure: area}, by: paper, cite: {source: report}";
    let file = format!("{WORDS}claims:\n  - {{id: c0, {claim}}}\n");
    with(text, &file).holds(&["about 41 square kilometres=c0", "16 sq mi=c0"]);
}

#[test]
fn wiki_markup_and_markdown_are_read_through() {
    let text = "'''88''' [[2016 clashes|men]]<ref name=\"x\">p. 12</ref> and **9** [others](http://a.b/7), 1&nbsp;264 &ndash; {{convert|41|km2}}";
    let claims = [
        "figure: 88, quote: 88 men, by: paper, cite: {source: report, marks: [x]}",
        "figure: 9, quote: 9 others, ..",
    ];
    let case = case(text, &claims);
    let numbers = case.numbers();
    for wanted in ["88=c0", "2016:markup", "12:reference", "9=c1", "7:address", "1&nbsp;264"] {
        assert!(numbers.contains(&wanted.to_owned()), "{wanted} in {numbers:?}");
    }
    assert_eq!(case.claims(), ["c0 folded bound", "c1 folded bound"]);
}

#[test]
fn numbers_are_set_aside_by_name() {
    let text = "One of the main reasons: 5 men. It was one of the worst, and 60mm shells fell.";
    let aside = "\
set-aside:
  - {source: report, quote: One of the main, reason: A turn of phrase.}
  - {quote: 60mm shells, reason: A calibre.}
  - {quote: 70mm shells, reason: A calibre.}
  - {quote: 5 men, reason: This claim holds it.}
";
    let claim = "claims: [{id: c0, figure: 5, quote: 5 men, by: paper, cite: {source: report}}]\n";
    let case = with(text, &format!("{WORDS}{claim}{aside}"));
    case.holds(&["One:named", "5=c0", "one", "60mm:named"]);
    let run = case.run(&[]);
    let unused = run.lines().into_iter().filter(|line| line.ends_with("this sets no number aside"));
    assert_eq!(unused.count(), 2, "{}", run.stdout);
    assert!(run.stderr.contains("2 set aside (2 by name)"), "{}", run.stderr);
    let json = case.json();
    assert_eq!(json["numbers"][0]["reason"], "A turn of phrase.");
    assert_eq!(json["unused"].as_array().unwrap().len(), 2);
}

#[test]
fn the_source_is_named_where_claims_cite_several() {
    let file = "\
measures: {killed: {unit: people}}
parties: {paper: {}}
sources: {report: {}, memoir: {}}
claims:
  - {id: c0, about: {measure: killed}, figure: 5, quote: 5 men, by: paper, cite: {source: report}}
  - {id: c1, about: {measure: killed}, figure: 6, quote: 6 men, by: paper, cite: {source: memoir}}
";
    let case = with("Of 5 men and 6 men.", file);
    let run = case.run(&[]);
    assert_eq!(run.code, 2);
    assert!(
        run.stderr.contains("--source") && run.stderr.contains("memoir, report"),
        "{}",
        run.stderr
    );
    assert_eq!(case.run(&["--source", "letters"]).code, 2);
    let json = case.run(&["--source", "memoir", "--format", "json"]).json();
    assert_eq!(json["claims"].as_array().unwrap().len(), 1);
    assert_eq!(json["summary"]["bound"], 1);
}

#[test]
fn what_cannot_be_read_is_an_error() {
    let folder = Folder::of(&[("claims.yaml", &format!("{WORDS}claims: []\n"))]);
    folder.write("bad.txt", [b'5', 0xff]);
    for arguments in [
        ["coverage", "none.txt", "claims.yaml"],
        ["coverage", "bad.txt", "claims.yaml"],
        ["coverage", ".", "claims.yaml"],
    ] {
        let run = folder.run(&arguments);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{run:?}");
    }
    folder.write("good.txt", "5");
    let run = folder.run(&["coverage", "good.txt", "claims.yaml"]);
    assert!(run.code == 2 && run.stderr.contains("nothing to check"), "{run:?}");
}

#[test]
fn the_json_keeps_to_its_schema() {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/coverage.schema.json");
    let schema: Value = serde_json::from_str(&std::fs::read_to_string(schema).unwrap()).unwrap();
    let schema = jsonschema::draft7::new(&schema).unwrap();
    let text = "In 2016, 5 men[1] and 6+ cows; one of them, sixty more.";
    let claims = [
        "figure: 5, quote: 5 men, ..",
        "figure: 6, quote: and 6, ..",
        "figure: 7, quote: 7 men, ..",
    ];
    let json = case(text, &claims).json();
    if let Err(fault) = schema.validate(&json) {
        panic!("{fault} at {}", fault.instance_path());
    }
    let printed = run_in(Path::new("."), &["schema", "coverage"]);
    assert_eq!(printed.code, 0);
}

#[test]
fn a_great_many_alike_end() {
    let text: &'static str = Box::leak("one man fell, ".repeat(3_000).into_boxed_str());
    let claims = vec!["figure: one, quote: one man fell, .."; 3_000];
    let case = case(text, &claims);
    let run = case.run(&["--min", "1"]);
    assert!(
        run.stderr.contains("claims not looked for, for too many share one quote"),
        "{}",
        run.stderr
    );
    assert_eq!(run.code, 1);
}

#[test]
fn what_files_say_is_shown_safely() {
    let text = "Then 5\u{1b}[31m men, 6 \u{202e}men.";
    let claims = ["figure: 7, quote: \"7\\e men\", .."];
    let run = case(text, &claims).run(&[]);
    assert_eq!(crate::common::hidden(&run.stdout), Vec::<char>::new(), "{}", run.stdout);
}
