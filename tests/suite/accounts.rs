//! Accounts: sources that are part of another, and commands that look at some of the claims only.

#![allow(clippy::unwrap_used, reason = "a test says what it holds by failing")]

use crate::common::{Folder, check_text};

/// Two issues of a bulletin at odds, in a file whose sources are these.
fn issues(sources: &str) -> String {
    format!(
        "measures: {{killed: {{unit: people}}}}\n\
         parties: {{ministry: {{}}}}\n\
         sources: {{{sources}}}\n\
         claims:\n\
         \x20 - {{about: {{measure: killed, period: 2015}}, figure: 5, by: ministry, cite: {{source: march}}}}\n\
         \x20 - {{about: {{measure: killed, period: 2015}}, figure: 9, by: ministry, cite: {{source: april}}}}\n"
    )
}

fn concise(text: &str) -> String {
    check_text(text, &["--format", "concise"]).stdout
}

#[test]
fn parts_of_a_source_are_one_document() {
    let warned = concise(&issues("bulletin: {}, march: {}, april: {}"));
    assert!(warned.contains("warning[conflicting-claims]"), "{warned}");
    for sources in [
        "bulletin: {}, march: {part-of: bulletin}, april: {part-of: bulletin}",
        "march: {}, april: {part-of: march}",
        "site: {}, bulletin: {part-of: site}, march: {part-of: bulletin}, april: {part-of: site}",
        "zine: {}, a: {part-of: zine}, march: {part-of: a}, april: {part-of: a}",
    ] {
        let found = concise(&issues(sources));
        assert!(found.contains("error[conflicting-claims]"), "{sources}: {found}");
    }
    let apart = concise(&issues("a: {}, b: {}, march: {part-of: a}, april: {part-of: b}"));
    assert!(apart.contains("warning[conflicting-claims]"), "{apart}");
}

#[test]
fn a_wrong_part_of_is_a_finding() {
    let missing = concise(&issues("march: {part-of: buletin}, april: {}, bulletin: {}"));
    assert!(missing.contains("3:28: error[dangling-reference]"), "{missing}");
    assert!(missing.contains("did you mean `bulletin`?"), "{missing}");
    let ring = concise(&issues("march: {part-of: april}, april: {part-of: march}"));
    assert!(ring.contains("error[circular-reference]"), "{ring}");
    assert!(ring.contains("`part-of` goes round in a ring"), "{ring}");
    // Neither is part of the other then.
    assert!(ring.contains("warning[conflicting-claims]"), "{ring}");
}

#[test]
fn long_chains_of_parts_are_followed_in_passing() {
    let chain: String =
        (1..20_000).map(|at| format!("s{at}: {{part-of: s{}}}, ", at - 1)).collect();
    let sources = format!("s0: {{}}, {chain}march: {{part-of: s19999}}, april: {{part-of: s10}}");
    let found = concise(&issues(&sources));
    assert!(found.contains("error[conflicting-claims]"), "{found}");
}

const TOLD: &str = "
measures: {killed: {unit: people}}
dimensions: {side: {parts: [left, right]}}
parties: {governor: {}, agency: {}}
sources: {bulletin: {}, march: {part-of: bulletin}, atlas: {}}
about: {measure: killed, period: 2015}
claims:
  - {id: all, figure: 68, by: governor, cite: {source: march}}
  - {about: {side: left}, figure: 40, by: governor, cite: {source: bulletin}}
  - {about: {side: right}, figure: 33, by: governor, cite: {source: bulletin}}
  - {id: rival, figure: 79, by: agency, cite: {source: atlas}}
  - {id: later, figure: 80, by: agency, cite: {source: atlas}, revises: rival, sum-of: [all, rival]}
resolutions:
  - check: conflicting-claims
    claims: {all: 68, later: 80}
    ruling: disputed
    because: Two counts.
    by: desk
    date: 2026-01-01
";

#[test]
fn only_the_claims_asked_for_take_part() {
    let folder = Folder::of(&[("c.yaml", TOLD)]);
    let run =
        |words: &[&str]| folder.run(&[&["check", "--format", "concise", "c.yaml"], words].concat());
    let governor = run(&["--by", "governor"]);
    assert_eq!((governor.code, governor.lines().len()), (1, 1), "{governor:?}");
    assert!(
        governor.stdout.contains("parts-exceed-whole") && governor.stdout.contains("73"),
        "{governor:?}"
    );
    assert!(governor.stderr.contains("checked 3 claims on 3 quantities"), "{governor:?}");
    // A part of the bulletin is in it; another part is not.
    assert_eq!(run(&["--source", "bulletin"]).stdout, governor.stdout);
    let march = run(&["--source", "march"]);
    assert_eq!((march.code, march.stdout.as_str()), (0, ""), "{march:?}");
    // What the agency says of claims that are left out is not missed.
    let agency = run(&["--by", "agency"]);
    assert_eq!((agency.code, agency.stdout.as_str()), (0, ""), "{agency:?}");
    let both = run(&["--by", "agency,governor"]);
    assert_eq!(both.stdout, run(&[]).stdout);
    assert!(both.stderr.contains("checked 5 claims"), "{both:?}");
}

#[test]
fn names_and_baselines_that_do_not_go_with_it_are_refused() {
    let folder = Folder::of(&[("c.yaml", TOLD)]);
    let run = |words: &[&str]| folder.run(&[&["check", "c.yaml"], words].concat());
    let unknown = run(&["--by", "govenor"]);
    assert_eq!(unknown.code, 2);
    assert!(
        unknown.stderr.contains("govenor") && unknown.stderr.contains("governor"),
        "{unknown:?}"
    );
    let none = run(&["--by", "agency", "--source", "march"]);
    assert_eq!(none.code, 2);
    assert!(none.stderr.contains("none of 5 claims is left"), "{none:?}");
    assert_eq!(run(&["--write-baseline", "b.json"]).code, 0);
    for writes in
        [&["--write-baseline", "b.json"][..], &["--baseline", "b.json", "--prune-baseline"]]
    {
        let refused = run(&[&["--by", "agency"], writes].concat());
        assert_eq!(refused.code, 2, "{refused:?}");
        assert!(refused.stderr.contains("written from all claims"), "{refused:?}");
    }
    // Entries of claims that are left out are nothing to speak of.
    let accepted = run(&["--by", "agency", "--baseline", "b.json"]);
    assert_eq!(accepted.code, 0, "{accepted:?}");
    assert!(!accepted.stderr.contains("match nothing"), "{accepted:?}");
}

#[test]
fn reports_questions_and_diffs_take_the_same_words() {
    let folder =
        Folder::of(&[("c.yaml", TOLD), ("d.yaml", &TOLD.replace("figure: 79", "figure: 78"))]);
    let csv = folder.run(&["report", "c.yaml", "--format", "csv", "--by", "agency"]);
    assert_eq!(csv.lines().len(), 3, "{csv:?}");
    assert!(!csv.stdout.contains("governor"), "{csv:?}");
    for format in ["html", "markdown", "json"] {
        let page = folder.run(&["report", "c.yaml", "--format", format, "--by", "agency"]);
        assert!(page.code == 0 && !page.stdout.contains("73"), "{page:?}");
    }
    let shown = folder.run(&["show", "killed,period=2015", "c.yaml", "--source", "atlas"]);
    assert!(
        shown.code == 0 && shown.stdout.contains("79") && !shown.stdout.contains("68"),
        "{shown:?}"
    );
    let diff = |by: &str| folder.run(&["diff", "c.yaml", "d.yaml", "--by", by]);
    let (same, other) = (diff("governor"), diff("agency"));
    assert_eq!((same.code, other.code), (0, 1), "{same:?} {other:?}");
    assert!(other.stdout.contains("79") && other.stdout.contains("78"), "{other:?}");
    assert_eq!(diff("nobody").code, 2);
}
