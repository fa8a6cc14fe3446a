//! Faults of claim files, told usefully: one fault hides no other, a name is reported once, what can be
//! pasted reads back, and places are where a person would look.

#![allow(clippy::unwrap_used, reason = "a test says what it holds by failing")]

use crate::common::{WORDS, check_text, with_claims};
use serde_json::Value;

/// The findings of a text, a line each.
fn lines(text: &str) -> Vec<String> {
    let run = check_text(text, &["--format", "concise"]);
    run.lines().into_iter().map(|line| line.strip_prefix("f.yaml:").unwrap().to_owned()).collect()
}

/// Holds each text to its findings: the beginning of each line, then words in it behind bars.
#[track_caller]
fn all_told(cases: &[(String, &[&str])]) {
    let like = |line: &String, wanted: &&str| {
        let mut words = wanted.split(" | ");
        line.starts_with(words.next().unwrap()) && words.all(|words| line.contains(words))
    };
    let miss = cases.iter().filter_map(|(text, wanted)| {
        let found = lines(text);
        let all = found.len() == wanted.len()
            && found.iter().zip(*wanted).all(|(line, wanted)| like(line, wanted));
        (!all).then(|| format!("{text}\nshould be {wanted:#?}\nand is {found:#?}"))
    });
    let miss: Vec<String> = miss.collect();
    assert!(miss.is_empty(), "{} miss:\n{}", miss.len(), miss.join("\n"));
}

fn claim(keys: &str) -> String {
    with_claims(&[keys])
}

// One fault hides no other

#[test]
fn a_fault_in_one_key_hides_no_other() {
    all_told(&[
        (
            claim("{figure: 5 furlongs, by: heralt, cite: paper}"),
            &[
                "7:16: error[not-a-figure]",
                "7:30: error[dangling-reference]",
                "7:44: error[wrong-shape]",
            ],
        ),
        (
            claim("{figure: 9–5, abuot: {side: left}, as-of: 2016-02-30, ..}"),
            &[
                "7:14: error[reversed-range]",
                "7:19: error[unknown-key] | `about`",
                "7:55: error[not-a-period]",
            ],
        ),
        (
            claim("{figure: 9–5, about: {perod: 2015, side: lefft}, ..}"),
            &[
                "7:14: error[reversed-range]",
                "7:27: error[dangling-reference] | `perod` | `period`",
                "7:46: error[dangling-reference] | `lefft` | `left`",
            ],
        ),
        (
            claim("{by: [herald], cite: paper, claims: [{figure: 9–5}, {figure: 1.5, zebra: 1}]}"),
            &[
                "7:10: error[wrong-shape] | `by`",
                "7:26: error[wrong-shape] | `cite`",
                "7:51: error[reversed-range]",
                "7:66: error[not-a-figure]",
                "7:71: error[unknown-key] | `zebra`",
            ],
        ),
    ]);
}

/// Read as it is written, each of these claims would be at odds with the 900.
#[test]
fn a_claim_that_is_not_clear_enters_no_sum() {
    for unclear in [
        "{figure: 5, abuot: {side: left}, ..}",
        "{figure: 5, side: left, ..}",
        "{figure: 5, stanse: denies, ..}",
        "{figure: 5, period: 2014, ..}",
        "{figure: 5, about: {perod: 2014}, ..}",
        "{figure: 5, about: {side: left, side: right}, ..}",
        "{figure: 5, rank: depricated, ..}",
        "{abuot: {side: left}, claims: [{figure: 5, ..}]}",
        "{side: left, claims: [{figure: 5, ..}]}",
    ] {
        let run =
            check_text(with_claims(&[unclear, "{figure: 900, ..}"]), &["--format", "concise"]);
        assert_eq!(run.lines().len(), 1, "{unclear}: {run:?}");
        assert!(run.stderr.contains("claims not read: 1"), "{unclear}: {run:?}");
    }
    // A remark under another name changes nothing of what the claim says.
    let run = check_text(
        with_claims(&["{figure: 5, comment: x, ..}", "{figure: 900, ..}"]),
        &["--format", "concise"],
    );
    assert!(run.stdout.contains("conflicting-claims"), "{run:?}");
}

// Names nobody declared or can tell apart

#[test]
fn names_that_look_alike_are_told_with_their_code_points() {
    let text = "measures: {killed: {}, kill\u{435}d: {}}\n\
        dimensions: {side: {parts: [left, \u{2060}left]}, sid\u{435}: {parts: [a]}}\n\
        parties: {caf\u{e9}: {}, cafe\u{301}: {}}\n\
        sources: {a-b: {}, a\u{2212}b: {}}\n\
        claims: []\n";
    all_told(&[(
        text.to_owned(),
        &[
            "1:24: warning[look-alike-names] the measure | `killed`: this one has U+0435, that one U+0065",
            "2:35: warning[look-alike-names] the member of `side` | this one has U+2060, that one has not",
            "2:44: warning[look-alike-names] the dimension `sid\u{435}` looks like `side`",
            "3:11: warning[look-alike-names] the party | this one has U+00E9, that one U+0065 U+0301",
            "4:20: warning[look-alike-names] the source | this one has U+2212, that one U+002D",
        ],
    )]);
    let ids = ["{id: p1, figure: 5, ..}", "{id: pl, figure: 5, ..}", "{id: р1, figure: 5, ..}"];
    all_told(&[(with_claims(&ids), &["9:10: warning[look-alike-names] the claim `р1` | `p1`"])]);
}

#[test]
fn a_name_that_looks_like_a_declared_one_says_why_it_is_not() {
    all_told(&[
        (
            claim("{figure: 5, by: h\u{435}rald, cite: {source: paper}}"),
            &[
                "7:21: error[dangling-reference] no party | did you mean `herald`, which looks the same? | U+0435",
            ],
        ),
        (
            claim("{figure: 5, about: {side: \u{200b}left}, ..}"),
            &[
                "7:31: error[dangling-reference] | did you mean `left` | this one has U+200B, that one has not",
            ],
        ),
        (
            with_claims(&[
                "{id: a\u{438}\u{306}, figure: 5, ..}",
                "{figure: 5, .., revises: a\u{439}}",
            ]),
            &["8:61: error[dangling-reference] | this one has U+0439, that one U+0438 U+0306"],
        ),
    ]);
}

#[test]
fn a_name_nobody_declared_is_one_finding_with_its_count() {
    let claim = "{figure: 5, by: Ministry, cite: {source: sheet, at: p. 1}}";
    let mut claims = vec![claim; 300];
    claims.push("{by: Ministry, cite: {source: paper}, claims: [{figure: 5}, {figure: 5}]}");
    claims.push("{figure: 5, about: {side: up}, ..}");
    let run = check_text(with_claims(&claims), &["--format", "json"]);
    let told: Vec<(String, u64, u64)> = run
        .findings()
        .iter()
        .map(|finding| {
            let subject = finding["evidence"]["subject"].as_str().unwrap().to_owned();
            let line = finding["line"].as_u64().unwrap_or_default();
            (subject, line, finding["evidence"]["uses"].as_u64().unwrap())
        })
        .collect();
    let wanted = [("Ministry", 302), ("sheet", 300), ("up", 1)];
    let found: Vec<(&str, u64)> = told.iter().map(|(name, _, uses)| (&**name, *uses)).collect();
    assert_eq!(found, wanted);
    let concise = lines(&with_claims(&claims));
    assert!(concise[0].starts_with("7:21: ") && concise[0].contains("302 claims"), "{concise:?}");
    assert!(!concise[2].contains("claims use it"), "{concise:?}");
}

#[test]
fn the_first_use_is_the_first_in_the_file() {
    let claims = [
        "{figure: 5, by: x, cite: {source: paper}}",
        "{by: x, cite: {source: paper}, claims: [{figure: 5}]}",
    ];
    all_told(&[(
        with_claims(&claims),
        &["7:21: error[dangling-reference] | `x`; 2 claims use it"],
    )]);
}

#[test]
fn claims_that_are_not_there_are_counted_by_who_names_them() {
    let claims = ["{figure: 5, .., revises: won}", "{figure: 5, .., revises: [won, won]}"];
    all_told(&[(
        with_claims(&claims),
        &["7:61: error[dangling-reference] | `won`; 2 claims use it"],
    )]);
}

// Lines to paste

/// Replaces what is at fault by what is offered for it.
fn pasted(text: &str, wrong: &str, paste: &Value) -> String {
    let yaml = paste["yaml"].as_str().unwrap();
    // The claim is last in the text.
    let cut = |text: &str, wrong: &str, with: &str| {
        let at = text.rfind(wrong).unwrap_or_else(|| panic!("{text} has {wrong}"));
        format!("{}{with}{}", &text[..at], &text[at + wrong.len()..])
    };
    match (paste["place"].as_str().unwrap(), paste["under"].as_str()) {
        ("here", None) => cut(text, wrong, yaml),
        ("above", None) => cut(text, wrong, &format!("{yaml}\n{wrong}")),
        ("under", Some(key)) => {
            let declared = key == "parties";
            let text =
                if declared { text.to_owned() } else { cut(text, &format!("{wrong}, "), "") };
            cut(&text, &format!("{key}: {{"), &format!("{key}: {{{yaml}, "))
        }
        other => panic!("{other:?}"),
    }
}

#[test]
#[allow(clippy::too_many_lines, reason = "it is one table")]
fn every_line_to_paste_reads_back() {
    const CLAIM: &str = "figure: 5, by: herald, cite: {source: paper}";
    let c = |keys: &str| claim(&format!("{{{keys}}}"));
    let more = |key: &str| c(&format!("{key}, {CLAIM}"));
    let words = |from: &str, to: &str| claim(&format!("{{{CLAIM}}}")).replace(from, to);
    let cases: Vec<(String, &str, &str)> = vec![
        (c("figure: 5, by: herald, cite: paper"), "cite: paper", "cite: {source: paper}"),
        (c("figure: 5, by: herald, cite: [paper]"), "paper", "{source: paper}"),
        (more("measure: killed"), "measure: killed", "about: {measure: killed}"),
        (more("measure: killed, about: {side: left}"), "measure: killed", "measure: killed"),
        (more("period: 2014"), "period: 2014", "about: {period: 2014}"),
        (more("year: 2014"), "year: 2014", "about: {period: 2014}"),
        (more("side: left"), "side: left", "about: {side: left}"),
        (
            c("figure: 5, by: Ministry of Interior, cite: {source: paper}"),
            "by: Ministry",
            "Ministry of Interior: {}",
        ),
        (c("figure: 5, by: \"a: b\", cite: {source: paper}"), "by: ", "\"a: b\": {}"),
        (
            c("value: \"1,264\", by: herald, cite: {source: paper}"),
            "value: \"1,264\"",
            "figure: \"1,264\"",
        ),
        (c("amount: 5, by: herald, cite: {source: paper}"), "amount: 5", "figure: 5"),
        (
            c("low: 4, max: 9, by: herald, cite: {source: paper}"),
            "low: 4, max: 9",
            "figure: {low: 4, high: 9}",
        ),
        (
            c("figure: [31, 92], by: herald, cite: {source: paper}"),
            "figure: [31, 92]",
            "figure: 31–92",
        ),
        (more("page: 12"), "page: 12", "at: p. 12"),
        (
            c("figure: 5, by: herald, cite: {source: paper, page: 12–14}"),
            "page: 12–14",
            "at: pp. 12–14",
        ),
        (
            c("figure: 5, by: herald, source: paper, page: 12"),
            "page: 12",
            "cite: {source: paper, at: p. 12}",
        ),
        (c("figure: 5, by: herald, source: paper"), "source: paper", "cite: {source: paper}"),
        (more("comment: \"a: b, c\""), "comment: \"a: b, c\"", "note: \"a: b, c\""),
        (
            more("url: \"https://example.org/\""),
            "url: \"https://example.org/\"",
            "url: \"https://example.org/\"",
        ),
        (more("type: estimate"), "type: estimate", "tags: estimate"),
        (more("date: 2015-04"), "date: 2015-04", "as-of: 2015-04"),
        (more("name: first count"), "name: first count", "id: first count"),
        (c("figure: 5, party: herald, cite: {source: paper}"), "party: herald", "by: herald"),
        (c("figure: 5, by: [herald], cite: {source: paper}"), "by: [herald]", "by: herald"),
        (
            words("parts: [left, right]", "members: [left, right]"),
            "members: [left, right]",
            "parts: [left, right]",
        ),
        (
            words("{parts: [left, right]}", "[left, right]"),
            "side: [left, right]",
            "side: {parts: [left, right]}",
        ),
        (words("parts: [left, right]", "parts: left"), "parts: left", "parts: [left]"),
        (
            words("right]", "{right: {parts: [far]}}]"),
            "parts: [left, {right: {parts: [far]}}]",
            "parts: {left: {}, right: {parts: [far]}}",
        ),
        (
            words("{herald: {}, courier: {}}", "[herald, courier]"),
            "parties: [herald, courier]",
            "parties: {herald: {}, courier: {}}",
        ),
        (
            words("{herald: {}, courier", "{herald: The Herald, courier"),
            "herald: The Herald",
            "herald: {name: The Herald}",
        ),
        (words("{herald: {}, courier", "{herald: , courier"), "herald: ", "herald: {}"),
        (
            words("{paper: {title: A paper}}", "{paper: A paper}"),
            "paper: A paper",
            "paper: {title: A paper}",
        ),
        (words("{unit: people}", "people"), "killed: people", "killed: {unit: people}"),
        (words("{unit: people}", "{unit: people, signed: yes}"), "signed: yes", "signed: true"),
        (
            words("title: A paper", "link: \"https://example.org/\""),
            "link: \"https://example.org/\"",
            "url: \"https://example.org/\"",
        ),
        (
            words("title: A paper", "doi: 10.1000/182"),
            "doi: 10.1000/182",
            "serial-number: {doi: 10.1000/182}",
        ),
        ("- {figure: 5}\n".to_owned(), "- {figure: 5}", "claims:"),
        (
            format!("{WORDS}claims: {{first: {{{CLAIM}}}}}\n"),
            "claims: {first: {figure: 5, by: herald, cite: {source: paper}}}",
            "claims: [{id: first, figure: 5, by: herald, cite: {source: paper}}]",
        ),
    ];
    let mut miss = Vec::new();
    for (text, wrong, wanted) in &cases {
        let findings = check_text(text, &["--format", "json"]).findings();
        let offered = findings.iter().map(|finding| &finding["evidence"]["paste"]);
        let offered: Vec<&Value> = offered.filter(|paste| paste.is_object()).collect();
        let Some(paste) = offered.iter().find(|paste| paste["yaml"] == **wanted) else {
            miss.push(format!("{text}should offer {wanted} and offers {offered:?}"));
            continue;
        };
        let mut mended = pasted(text, wrong, paste);
        if *wanted == "cite: {source: paper, at: p. 12}" {
            mended = mended.replace("source: paper, cite", "cite");
        }
        let told = lines(&mended);
        // What a list at the top of a file lacks besides is another matter.
        let shape = ["wrong-shape", "unknown-key", "dangling", "syntax"];
        let accepted = !told.iter().any(|line| shape.iter().any(|check| line.contains(check)));
        if !accepted || (!told.is_empty() && *wanted != "claims:") {
            miss.push(format!("{text}mended {mended}and is {told:#?}"));
        }
    }
    assert!(miss.is_empty(), "{} miss:\n{}", miss.len(), miss.join("\n"));
}

#[test]
fn what_can_be_pasted_is_in_the_message() {
    let run = check_text(claim("{figure: 5, by: herald, cite: paper}"), &[]);
    assert!(run.stdout.contains("write `cite: {source: paper}`"), "{}", run.stdout);
    let run = check_text(claim("{figure: 5, by: Ministry, cite: {source: paper}}"), &[]);
    assert!(run.stdout.contains("write `Ministry: {}` under `parties:`"), "{}", run.stdout);
}

// Places

#[test]
fn rings_are_placed_at_the_reference() {
    let two = |first: &str, second: &str| with_claims(&[first, second]);
    all_told(&[
        (
            two("{id: a, figure: 5, .., revises: [b]}", "{id: b, figure: 5, .., revises: a}"),
            &["7:69: error[circular-reference] | a → b → a"],
        ),
        (
            two("{id: a, figure: 5, .., sum-of: b}", "{id: b, figure: 5, .., sum-of: [a]}"),
            &["7:67: error[circular-reference] | a → b → a"],
        ),
        (
            "sources: {r: {relays: [t]}, t: {relays: [r]}}\n".to_owned(),
            &["1:24: error[circular-reference] | r → t → r"],
        ),
        (
            "measures: {a: {within: b}, b: {within: a}}\n".to_owned(),
            &["1:24: error[circular-reference] | a → b → a"],
        ),
    ]);
}

#[test]
fn yaml_is_told_where_a_person_would_look() {
    let own = str::to_owned;
    let deep = "[".repeat(300);
    let long = "x".repeat(1100);
    all_told(&[
        (
            own("claims: [{figure: 1}, {figure: 2}\nparties: {}\n"),
            &["1:9: error[syntax-error] | `[` is opened and not closed"],
        ),
        (
            own("claims:\n  - {figure: 5, cite: {source: a}\n  - {figure: 2}\n"),
            &["2:5: error[syntax-error] | `{` is opened and not closed"],
        ),
        (
            own("claims:\n  - figure: [1, 2\n    by: p\n"),
            &["2:13: error[syntax-error] | `[` is opened and not closed"],
        ),
        (
            own("claims:\n  - {figure: \"1, by: p}\n  - {figure: \"2\"}\n"),
            &["2:14: error[syntax-error] | quotation mark | not closed"],
        ),
        (own("claims:\n  - figure: \"12\\q\"\n"), &["2:16: error[syntax-error] | escape"]),
        (own("about:\n  measure: a\n  - x\n"), &["3:3: error[syntax-error] | indented"]),
        (format!("{long}: 5\n"), &["1:1: error[syntax-error] | longer than 1024 characters"]),
        (own("about:\n\tmeasure: a\n"), &["2:1: error[syntax-error] | tab (U+0009)"]),
        (
            own("claims: []\nparties:\n  a: {}\n\u{a0} c: {}\n"),
            &["4:1: error[syntax-error] | no-break space (U+00A0)"],
        ),
        (format!("claims: {deep}\n"), &["1:264: error[syntax-error] | at most 255 levels"]),
    ]);
}

#[test]
fn a_missing_comma_is_not_taken_for_a_bracket_left_open() {
    let text = "claims:\n  - {figure: 5,\n      by: p\n      cite: {source: a}}\n";
    let told = lines(text);
    assert!(told[0].starts_with("4:") && told[0].contains("comma"), "{told:?}");
}

#[test]
fn notations_of_programs_are_told_with_what_to_write() {
    let figure = |text: &str| claim(&format!("{{figure: {text}, ..}}"));
    all_told(&[
        (
            figure("1e5"),
            &["7:14: error[not-a-figure] `1e5` | notation that is not read; 100,000 would be"],
        ),
        (figure("1.5e3"), &["7:14: error[not-a-figure] `1.5e3` | 1,500 would be"]),
        (figure("1e400"), &["7:14: error[not-a-figure] `1e400` | plain digits would be"]),
        (figure("e400"), &["7:14: error[not-a-figure] `e400` | notation that is not read"]),
        (figure("0x5C"), &["7:14: error[not-a-figure] `0x5C` | 92 would be"]),
        (figure("0o17"), &["7:14: error[not-a-figure] `0o17` | 15 would be"]),
        (figure("5 km²"), &["7:16: error[not-a-figure] | `km²` | `people`"]),
    ]);
    let within = "measures: {a: {unit: people, within: b}, b: {unit: km²}}\n";
    all_told(&[(within.to_owned(), &["1:38: error[wrong-shape] | `b` | `km²` | `people`"])]);
}

#[test]
fn a_key_may_hold_a_colon() {
    let text = |name: &str| {
        format!(
            "sources: {{}}\nclaims: []\nset-aside:\n  - {{source: {name}, quote: q, reason: r}}\n"
        )
    };
    let sources = "sources:\n  doi:10.1/x: {title: A}\n  \"doi:10.1/y\": {tilte: B}\n";
    let cited = "claims: []\nset-aside:\n  - {source: doi:10.1/x, quote: q, reason: r}\n";
    all_told(&[
        (
            text("doi:10.1/z"),
            &["4:14: error[dangling-reference] | `doi:10.1/z` | `\"doi:10.1/z\": {}`"],
        ),
        (format!("{sources}{cited}"), &["3:18: error[unknown-key] | `tilte` | `title`"]),
    ]);
}
