//! `variorum report`: one document in four formats, and nothing in any of them but what is meant.

#![allow(clippy::unwrap_used, reason = "a test says what it holds by failing")]

use crate::common::{Folder, Run, WORDS, finish, program, run_in, with_claims};
use crate::inert::{self, rows, tags};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::path::Path;
use variorum::report::cite::Style;

const FORMATS: [&str; 4] = ["html", "markdown", "csv", "json"];

fn project() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn of_the_corpus(format: &str) -> Run {
    let run =
        run_in(project(), &["report", "claims/", "--format", format, "--today", "2026-01-01"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    run
}

/// What the corpus shows about its entry is kept as a document (`make bless` writes it).
#[test]
fn the_document_on_the_entry_is_fresh() {
    let text = of_the_corpus("markdown").stdout;
    let path = project().join("docs/article.md");
    if std::env::var_os("UPDATE_ARTICLE").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, &text).unwrap();
    }
    assert_eq!(fs::read_to_string(&path).unwrap(), text, "run `make bless`");
}

/// Each row with its cells by the names of their columns.
fn records(text: &str) -> Vec<BTreeMap<String, String>> {
    let mut rows = rows(text).into_iter();
    let heads = rows.next().unwrap();
    rows.map(|row| {
        assert_eq!(row.len(), heads.len(), "{row:?}");
        heads.iter().cloned().zip(row).collect()
    })
    .collect()
}

// What each format says.

#[test]
fn the_csv_has_a_row_for_each_claim_with_what_came_of_it() {
    let run = of_the_corpus("csv");
    let records = records(&run.stdout);
    assert_eq!(records.len(), 248);
    let of = |id: &str| records.iter().find(|record| record["id"] == id).unwrap();
    let row = of("t2015-both-soldiers");
    assert_eq!((row["verdict"].as_str(), row["figure"].as_str()), ("resolved", "77"));
    assert_eq!((row["about.status"].as_str(), row["about.side"].as_str()), ("soldiers", "all"));
    assert_eq!((row["low"].as_str(), row["high"].as_str()), ("77", "77"));
    let april = of("april-2016-azerbaijani-soldiers-prose");
    assert_eq!((april["low"].as_str(), april["high"].as_str()), ("31", "92"));
    assert_eq!(april["marks"], "112 113");
    assert_eq!(april["findings"].split(' ').count(), 2, "a contradiction and a shared footnote");
    assert_eq!(of("war-2020-azerbaijani-soldiers-killed")["verdict"], "no-finding");
    let first_war = of("first-war-azerbaijani-soldiers-killed-official");
    assert_eq!(
        (first_war["verdict"].as_str(), first_war["party_name"].as_str()),
        ("resolved", "Azerbaijan (official)")
    );
    // A total that counts something else casts no doubt on its parts; what is ruled on is told as such.
    let total = records.iter().find(|record| record["figure"] == "7,717").unwrap();
    assert_eq!(total["verdict"], "resolved");
}

#[test]
fn the_json_is_as_its_schema_says_and_agrees_with_check() {
    let document: Value = serde_json::from_str(&of_the_corpus("json").stdout).unwrap();
    let schema = fs::read_to_string(project().join("schemas/report.schema.json")).unwrap();
    let schema: Value = serde_json::from_str(&schema).unwrap();
    let validator = jsonschema::draft7::new(&schema).unwrap();
    let faults: Vec<String> =
        validator.iter_errors(&document).map(|fault| fault.to_string()).collect();
    assert_eq!(faults, Vec::<String>::new());
    let check =
        run_in(project(), &["check", "claims/", "--format", "json", "--today", "2026-01-01"]);
    let fingerprints = |findings: &Value| {
        let all = findings.as_array().unwrap().iter();
        let mut all: Vec<String> =
            all.map(|one| one["fingerprint"].as_str().unwrap().to_owned()).collect();
        all.sort();
        all
    };
    assert_eq!(fingerprints(&document["findings"]), fingerprints(&check.json()["findings"]));
    assert_eq!(document["summary"], check.json()["summary"]);
    let severities: Vec<&str> = document["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["severity"].as_str().unwrap())
        .collect();
    assert!(
        severities.windows(2).all(|pair| pair[0] != "warning" || pair[1] != "error"),
        "the worst first"
    );
    let claims: usize = document["quantities"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["claims"].as_array().unwrap().len())
        .sum();
    assert_eq!(claims, 248);
}

/// The quantity of that key in a report of a text.
fn quantity(text: &str, key: &str) -> Value {
    let folder = Folder::of(&[("f.yaml", text)]);
    let document = folder.run(&["report", "--format", "json"]).json();
    let all = document["quantities"].as_array().unwrap();
    let keys: Vec<&str> = all.iter().map(|one| one["key"].as_str().unwrap()).collect();
    let at = keys.iter().position(|known| *known == key);
    all[at.unwrap_or_else(|| panic!("{key} is not among {keys:?}"))].clone()
}

#[test]
fn parts_are_added_up_along_each_axis() {
    let whole = quantity(
        &with_claims(&[
            "{figure: 100, ..}",
            "{figure: 30–40, about: {side: left}, ..}",
            "{figure: 50+, about: {side: right}, ..}",
            "{figure: 20, about: {period: 2015-01}, ..}",
            "{figure: 25, about: {period: 2015-02}, ..}",
            "{figure: 7, about: {period: 2015-02-03}, ..}",
        ]),
        "killed.2015",
    );
    let parts = whole["parts"].as_array().unwrap();
    let told: Vec<(String, u64, &str)> = parts
        .iter()
        .map(|one| {
            (
                one["axes"].to_string(),
                one["count"].as_u64().unwrap(),
                one["sum"]["words"].as_str().unwrap(),
            )
        })
        .collect();
    // The day in February is a part of the month, and counts once.
    assert_eq!(told, [("[\"side\"]".into(), 2, "80+"), ("[\"period\"]".into(), 2, "45")]);
    assert!(parts.iter().all(|one| one["complete"] == false));
}

#[test]
fn crossing_periods_are_added_up_where_they_share_no_day() {
    let whole = quantity(
        &with_claims(&[
            "{figure: 100, ..}",
            "{figure: 20, about: {period: 2015-01/2015-03}, ..}",
            "{figure: 25, about: {period: 2015-03/2015-05}, ..}",
            "{figure: 7, about: {period: 2015-06}, ..}",
        ]),
        "killed.2015",
    );
    assert_eq!(whole["parts"][0]["sum"]["words"], "27");
    assert_eq!(whole["parts"][0]["count"], 2);
}

#[test]
fn what_sides_say_of_one_another_is_told_apart() {
    let text = "
measures: {killed: {unit: people}}
dimensions: {side: {parts: {north: {parts: [coast, hills]}, south: {}}}}
parties:
  northern: {belligerent: north}
  hillmen: {belligerent: hills}
  southern: {belligerent: south}
  observers: {}
sources: {paper: {title: A paper}}
about: {measure: killed, period: 2030, side: north}
claims:
  - cite: {source: paper}
    claims:
      - {figure: 10, by: northern}
      - {figure: 12, by: hillmen}
      - {figure: 40–50, by: southern}
      - {figure: 20, by: observers}
      - {figure: 5, by: northern, about: {side: south}}
";
    let folder = Folder::of(&[("f.yaml", text)]);
    let document = folder.run(&["report", "--format", "json"]).json();
    let rows = document["belligerents"].as_array().unwrap();
    assert_eq!(rows.len(), 2);
    let figures = |row: &Value, cell: &str| -> Vec<String> {
        let claims = &document["quantities"][row["quantity"].as_u64().unwrap() as usize]["claims"];
        let indices = row[cell].as_array().unwrap().iter();
        indices
            .map(|at| claims[at.as_u64().unwrap() as usize]["figure"].as_str().unwrap().to_owned())
            .collect()
    };
    let north = rows.iter().find(|row| !figures(row, "own").is_empty()).unwrap();
    assert_eq!(figures(north, "own"), ["10"]);
    assert_eq!(figures(north, "ally"), ["12"]);
    assert_eq!(figures(north, "enemy"), ["40–50"]);
    assert_eq!(figures(north, "third"), ["20"]);
    assert_eq!(
        (&north["against_enemy"]["gap"], &north["against_enemy"]["ratio"]),
        (&"30".into(), &"4/1".into())
    );
    assert_eq!(north["against_third"]["gap"], "10");
    let south = rows.iter().find(|row| figures(row, "own").is_empty()).unwrap();
    assert_eq!(figures(south, "enemy"), ["5"]);
    assert!(south["against_enemy"].is_null());
}

/// Quantities with findings of every kind; in the comment behind each claim what comes of it.
const OF_ALL_KINDS: &str = "\
measures: {killed: {unit: people}}
dimensions: {side: {parts: [left, right]}}
parties: {herald: {}, courier: {}}
sources: {paper: {title: A paper}, letter: {title: A letter}}
about: {measure: killed}
claims:
  - by: herald
    cite: {source: paper}
    claims:
      - {id: a, about: {period: 2015}, figure: 5} # internal
      - {id: b, about: {period: 2015}, figure: 9} # internal
      - {id: c, about: {period: 2016}, figure: 40} # contested
      - {id: e, about: {period: 2017}, figure: 12, quote: thirteen people} # questioned
      - {id: f, about: {period: 2018}, figure: ~300} # noted
      - {id: h, about: {period: 2019}, figure: 8} # no-finding
      - {id: i, about: {period: 2019}, figure: 9, rank: deprecated, reason: A slip.} # stays-out
      - {id: j, about: {period: 2020}, figure: 50, quote: sixty people} # questioned
      - {id: o, about: {period: 2022}, figure: 1} # resolved
      - {id: q, about: {period: 2023}, figure: 1} # internal
      - {id: s, about: {period: 2023, side: left}, figure: 2} # no-finding
  - by: courier
    cite: {source: letter}
    claims:
      - {id: d, about: {period: 2016}, figure: 41} # contested
      - {id: g, about: {period: 2018}, figure: 320} # noted
      - {id: k, about: {period: 2020}, figure: 70} # contested
      - {id: p, about: {period: 2022}, figure: 2} # resolved
      - {id: r, about: {period: 2023}, figure: 2} # internal
resolutions:
  - {check: conflicting-claims, claims: {o: 1, p: 2}, ruling: disputed, because: So it is., by: us, date: 2031-01-01}
";

/// A claim's verdict is by the worst of the findings it is needed for, and the same in every format.
#[test]
fn each_claim_is_told_what_came_of_it() {
    let folder = Folder::of(&[("f.yaml", OF_ALL_KINDS)]);
    let run = |format: &str| folder.run(&["report", "--format", format, "--style", "plain"]);
    let wanted: BTreeMap<&str, &str> = OF_ALL_KINDS
        .lines()
        .filter_map(|line| {
            let (claim, verdict) = line.split_once("} # ")?;
            Some((claim.split("id: ").nth(1)?.split(',').next()?, verdict))
        })
        .collect();
    assert_eq!(wanted.len(), 16);
    let records = records(&run("csv").stdout);
    let told = records.iter().map(|row| (row["id"].as_str(), row["verdict"].as_str()));
    assert_eq!(told.collect::<BTreeMap<_, _>>(), wanted);
    let document = run("json").json();
    let quantities = document["quantities"].as_array().unwrap().iter();
    let claims = quantities.flat_map(|one| one["claims"].as_array().unwrap());
    let told =
        claims.map(|claim| (claim["id"].as_str().unwrap(), claim["verdict"].as_str().unwrap()));
    assert_eq!(told.collect::<BTreeMap<_, _>>(), wanted);
    // On the page the word stands in the claim's own row, and leads to a finding that says so.
    let page = run("html").stdout;
    for (id, verdict) in wanted {
        let record = records.iter().find(|row| row["id"] == id).unwrap();
        let (from, at) = (format!("f.yaml:{}:", record["line"]), record["findings"].as_str());
        let rows =
            page.split("<tr").filter(|row| row.contains(&from) && row.contains(&record["figure"]));
        let rows: Vec<&str> = rows.collect();
        let word = match verdict {
            "no-finding" => ">no finding",
            "stays-out" => ">stays out: ",
            other => &format!(">{other}</a>"),
        };
        assert!(rows.iter().any(|row| row.contains(word)), "{id}, {verdict}: {rows:?}");
        if let Some(first) = at.split(' ').next().filter(|first| !first.is_empty()) {
            let link = format!("href=\"#f-{first}\"{word}");
            assert!(rows.iter().any(|row| row.contains(&link)), "{id}, {link}: {rows:?}");
        }
    }
}

#[test]
fn a_ruling_stands_with_the_finding_it_settles() {
    let text = with_claims(&["{id: a, figure: 5, ..}", "{id: b, figure: 9, ..}"])
        + "resolutions:\n  - {check: conflicting-claims, claims: {a: 5, b: 9}, ruling: clerical-error, \
           because: The clerk said so., by: the desk, date: 2031-01-01}\n";
    let folder = Folder::of(&[("f.yaml", &text)]);
    for format in ["html", "markdown"] {
        let run = folder.run(&["report", "--format", format]);
        assert!(
            run.stdout.contains("clerical-error, by the desk on 2031-01-01: The clerk said so"),
            "{format}"
        );
        assert!(run.stdout.contains("resolved"), "{format}");
    }
    let csv = records(&folder.run(&["report", "--format", "csv"]).stdout);
    assert!(csv.iter().all(|record| record["verdict"] == "resolved"));
}

#[test]
fn what_stands_in_the_baseline_comes_after_what_is_open() {
    let text = with_claims(&["{figure: 5, ..}", "{figure: 900, ..}"]);
    let folder = Folder::of(&[("f.yaml", &text)]);
    folder.run(&["check", "--write-baseline", "baseline.json"]);
    let more = "claims: [{about: {measure: killed, period: 2016}, by: herald, cite: {source: paper}, claims: [{figure: 1}, {figure: 2}]}]";
    folder.write("g.yaml", more);
    let document =
        folder.run(&["report", "--format", "json", "--baseline", "baseline.json"]).json();
    let statuses: Vec<&str> = document["findings"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["status"].as_str().unwrap())
        .collect();
    assert_eq!(statuses, ["open", "baseline"]);
}

// Sources.

const BOOK: &str = "
measures: {killed: {unit: people}}
parties: {herald: {}, courier: {}}
sources:
  book: {type: book, title: Black Garden, author: \"de Waal, Thomas\", date: 2003, publisher: New York University Press}
  page: {type: web, title: A page, date: 2016/2018, url: \"https://example.org/a?b=c\"}
  trap: {type: web, title: Do not click, url: \"javascript:alert(1)\"}
  unread: {title: Nobody cites this}
about: {measure: killed, period: 2015}
claims:
  - {figure: 5, by: herald, cite: [{source: book, at: p. 3}, {source: page}]}
  - {figure: 5, by: courier, cite: {source: book}}
  - {figure: 7, by: courier, cite: {source: trap}}
";

#[test]
fn sources_are_cited_in_a_style_and_counted() {
    let folder = Folder::of(&[("f.yaml", BOOK)]);
    let sources = |style: &[&str]| {
        let document = folder.run(&[&["report", "--format", "json"], style].concat()).json();
        let all = document["sources"].as_array().unwrap().clone();
        let told = |one: &Value| {
            let counts = ["claims", "alone", "quantities"].map(|key| one[key].as_u64().unwrap());
            (
                one["source"].as_str().unwrap().to_owned(),
                one["citation"].as_str().unwrap().to_owned(),
                counts,
            )
        };
        all.iter().map(told).collect::<Vec<_>>()
    };
    let plain = sources(&["--style", "plain"]);
    let names: Vec<&str> = plain.iter().map(|(name, ..)| name.as_str()).collect();
    assert_eq!(
        names,
        ["book", "page", "trap"],
        "those with most claims first, and none that nobody cites"
    );
    assert_eq!(plain[0].1, "Thomas de Waal, Black Garden, New York University Press, 2003");
    assert_eq!(plain[0].2, [2, 1, 1]);
    if cfg!(feature = "csl") {
        assert_eq!(
            sources(&[])[0].1,
            "de Waal, T. (2003). Black Garden. New York University Press."
        );
        let mla = sources(&["--style", "mla"]);
        assert_eq!(mla[0].1, "de Waal, Thomas. Black Garden. New York University Press, 2003.");
        // No style can say an interval, and none says that there is no date.
        assert_eq!(mla[1].1, "A page, 2016/2018");
    }
}

/// What a style makes of the book and of an article.
const STYLED: &[(&str, &str, &str)] = &[
    (
        "apa",
        "de Waal, T. (2003). Black Garden. New York University Press.",
        "Hill, A., & Öst, C. (2031). Counting the dead. Journal of Lists, 7(2), 12–19. https://doi.org/10.1000/182",
    ),
    (
        "chicago-author-date",
        "Waal, Thomas de. 2003. Black Garden. New York University Press.",
        "Hill, Anna, and Carl Öst. 2031. “Counting the Dead.” Journal of Lists 7 (2): 12–19. https://doi.org/10.1000/182.",
    ),
    (
        "chicago-notes",
        "Waal, Thomas de. Black Garden. New York University Press, 2003.",
        "Hill, Anna, and Carl Öst. “Counting the Dead.” Journal of Lists 7, no. 2 (2031): 12–19. https://doi.org/10.1000/182.",
    ),
    (
        "harvard",
        "de Waal, T. (2003) Black Garden. New York University Press.",
        "Hill, A. and Öst, C. (2031) “Counting the dead,” Journal of Lists, 7(2), pp. 12–19. Available at: https://doi.org/10.1000/182.",
    ),
    (
        "ieee",
        "[1] T. de Waal, Black Garden. New York University Press, 2003.",
        "[2] A. Hill and C. Öst, “Counting the dead,” Journal of Lists, vol. 7, no. 2, pp. 12–19, May 2031, doi: 10.1000/182.",
    ),
    (
        "mla",
        "de Waal, Thomas. Black Garden. New York University Press, 2003.",
        "Hill, Anna, and Carl Öst. “Counting the Dead.” Journal of Lists, vol. 7, no. 2, May 2031, pp. 12–19, https://doi.org/10.1000/182.",
    ),
    (
        "nature",
        "1. de Waal, T. Black Garden. (New York University Press, 2003).",
        "2. Hill, A. & Öst, C. Counting the dead. Journal of Lists 7, 12–19 (2031).",
    ),
    (
        "vancouver",
        "1. Black Garden. New York University Press; 2003.",
        "2. Counting the dead. Journal of Lists. 2031 May 4;7(2):12–9. doi:10.1000/182",
    ),
];

const CITED: &str = "
measures: {killed: {unit: people}}
parties: {herald: {}}
sources:
  book: {type: book, title: Black Garden, author: \"de Waal, Thomas\", date: 2003, publisher: New York University Press}
  paper:
    type: article
    title: Counting the dead
    author: [\"Hill, Anna\", \"Öst, Carl\"]
    date: 2031-05-04
    page-range: 12-19
    serial-number: {doi: 10.1000/182}
    parent: {type: periodical, title: Journal of Lists, volume: 7, issue: 2}
about: {measure: killed, period: 2015}
claims:
  - {figure: 5, by: herald, cite: [{source: book}, {source: paper}]}
";

fn citations(folder: &Folder, style: &str) -> Vec<String> {
    let run = folder.run(&["report", "f.yaml", "--format", "json", "--style", style]);
    assert_eq!(run.code, 0, "{style}: {}", run.stderr);
    let document = run.json();
    let all = document["sources"].as_array().unwrap().iter();
    all.map(|one| one["citation"].as_str().unwrap().to_owned()).collect()
}

#[test]
#[cfg(feature = "csl")]
fn each_style_that_is_carried_cites_a_book_and_an_article() {
    let folder = Folder::of(&[("f.yaml", CITED)]);
    for (style, book, paper) in STYLED {
        assert_eq!(citations(&folder, style), [*book, *paper], "{style}");
    }
    let same = [
        ("apa", "american-psychological-association"),
        ("chicago-notes", "chicago-fullnotes"),
        ("harvard", "harvard-cite-them-right"),
        ("ieee", "institute-of-electrical-and-electronics-engineers"),
        ("mla", "modern-language-association-8"),
        ("vancouver", "nlm-citation-sequence"),
    ];
    for (one, other) in same {
        assert_eq!(citations(&folder, one), citations(&folder, other), "{other}");
    }
}

/// A style with this inside, after what every style says of itself.
fn csl(inside: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n\
         <style xmlns=\"http://purl.org/net/xbiblio/csl\" version=\"1.0\" class=\"in-text\"><info>\
         <title>T</title><id>i</id><updated>2031-01-01T00:00:00Z</updated></info>{inside}</style>\n"
    )
}

const IN_TEXT: &str = "<citation><layout><text variable=\"title\"/></layout></citation>";

fn list(inside: &str) -> String {
    csl(&format!("{IN_TEXT}<bibliography><layout suffix=\"!\">{inside}</layout></bibliography>"))
}

#[test]
#[cfg(feature = "csl")]
fn a_style_may_be_a_file() {
    let folder = Folder::of(&[("f.yaml", CITED)]);
    let text = "<text variable=\"title\" font-style=\"italic\" suffix=\" / \"/>\
                <names variable=\"author\"><name form=\"short\" and=\"text\"/></names>";
    folder.write("own/Journal.CSL", list(text));
    assert_eq!(
        citations(&folder, "own/Journal.CSL"),
        ["Black Garden / de Waal!", "Counting the dead / Hill and Öst!"]
    );
    let page = folder.run(&["report", "f.yaml", "--style", "own/Journal.CSL"]).stdout;
    assert!(page.contains("<i>Black Garden / </i>"), "{page}");
    // Nothing is written over the style either.
    let before = fs::read(folder.path().join("own/Journal.CSL")).unwrap();
    let over = [
        "report",
        "f.yaml",
        "--style",
        "own/Journal.CSL",
        "--format",
        "json",
        "-o",
        "own/Journal.CSL",
    ];
    let run = folder.run(&over);
    assert_eq!(run.code, 2, "{}", run.stderr);
    assert!(run.stderr.contains("not written over"), "{}", run.stderr);
    assert_eq!(fs::read(folder.path().join("own/Journal.CSL")).unwrap(), before);
}

#[test]
#[cfg(feature = "csl")]
fn a_file_that_is_no_style_to_cite_in_is_refused() {
    let dependent = csl("").replace(
        "</info>",
        "<link href=\"http://www.zotero.org/styles/apa\" rel=\"independent-parent\"/></info>",
    );
    let ring = list("<text macro=\"a\"/>").replace(
        "</style>",
        "<macro name=\"a\"><text macro=\"&#98;\"/></macro><macro name=\"b\"><text macro=\"a\"/></macro></style>",
    );
    let double = |at: usize| {
        format!(
            "<macro name=\"m{at}\">{}</macro>",
            format!("<text macro=\"m{}\"/>", at + 1).repeat(2)
        )
    };
    let doubled: String = (0..60).map(double).collect();
    let doubled = list("<text macro=\"m0\"/>").replace("</style>", &format!("{doubled}</style>"));
    let attributes: String = (0..9_000).map(|at| format!(" a{at}=\"\"")).collect();
    let refused: Vec<(&str, Vec<u8>, &str)> = vec![
        ("claims", CITED.into(), "no XML is in it"),
        ("nothing", "".into(), "no XML is in it"),
        ("page", "<!DOCTYPE html><html><p>x</html>".into(), "not `style`"),
        ("open", "<style><info>".into(), "ends before its elements do"),
        ("crossed", "<style><a></b></style>".into(), "no XML"),
        ("dependent", dependent.into(), "the file of that: http://www.zotero.org/styles/apa"),
        ("empty", "<style/>".into(), "no style of the Citation Style Language"),
        (
            "unknown",
            list("<text colour=\"red\"/>").into(),
            "no style of the Citation Style Language",
        ),
        ("no-list", csl(IN_TEXT).into(), "how a list of sources is printed"),
        ("ring", ring.into(), "in a ring"),
        ("doubled", doubled.into(), "too many"),
        ("deep", list(&"<group>".repeat(50_000)).into(), "too deep"),
        (
            "attributes",
            list(&format!("<text variable=\"title\"{attributes}/>")).into(),
            "attributes",
        ),
        (
            "large",
            [list("").as_bytes(), &vec![b' '; 1 << 20]].concat(),
            "larger than 1048576 bytes",
        ),
        ("latin-1", [list("").as_bytes(), b"\xe9"].concat(), "not UTF-8"),
    ];
    let folder = Folder::of(&[("f.yaml", CITED)]);
    for (name, text, said) in refused {
        let file = format!("{name}.csl");
        folder.write(&file, text);
        let run = folder.run(&["report", "f.yaml", "--style", &file, "-o", "report.html"]);
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{name}: {}", run.stderr);
        assert!(run.stderr.contains(&format!("`{file}` cannot be used")), "{name}: {}", run.stderr);
        assert!(run.stderr.contains(said), "{name}: {}", run.stderr);
        assert!(!folder.path().join("report.html").exists(), "{name}");
    }
    let run = folder.run(&["report", "f.yaml", "--style", "missing.csl"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("no file is there"), "{}", run.stderr);
}

#[test]
#[cfg(feature = "csl")]
fn a_style_as_deep_as_is_allowed_has_room() {
    let folder = Folder::of(&[("f.yaml", CITED)]);
    let (open, close) = ("<group>".repeat(200), "</group>".repeat(200));
    folder.write("deep.csl", list(&format!("{open}<text variable=\"title\"/>{close}")));
    assert_eq!(citations(&folder, "deep.csl"), ["Black Garden!", "Counting the dead!"]);
    let call = |at: usize| format!("<macro name=\"m{at}\"><text macro=\"m{}\"/></macro>", at + 1);
    let macros: String = (0..100).map(call).collect();
    let last = "<macro name=\"m100\"><text variable=\"title\"/></macro></style>";
    let chain = list("<text macro=\"m0\"/>").replace("</style>", &format!("{macros}{last}"));
    folder.write("chain.csl", chain);
    assert_eq!(citations(&folder, "chain.csl"), ["Black Garden!", "Counting the dead!"]);
}

#[test]
fn only_addresses_of_the_web_are_links() {
    let folder = Folder::of(&[("f.yaml", BOOK)]);
    let document = folder.run(&["report", "--format", "json"]).json();
    let links: Vec<&Value> =
        document["sources"].as_array().unwrap().iter().map(|one| &one["link"]).collect();
    assert_eq!(links, [&Value::Null, &"https://example.org/a?b=c".into(), &Value::Null]);
    for format in ["html", "markdown"] {
        let text = folder.run(&["report", "--format", format]).stdout;
        assert!(text.contains("https://example.org/a?b=c"));
        assert!(
            !text.contains("\"javascript:")
                && !text.contains("(javascript:")
                && !text.contains("<javascript:")
        );
    }
}

// Markdown has a limit.

/// So many findings, each with its own quantity.
fn many(findings: usize) -> String {
    let mut text = String::from(
        "measures: {killed: {unit: people}}\nparties: {herald: {}, courier: {}}\nsources: {paper: {title: A paper}}\nclaims:\n",
    );
    for day in 0..findings {
        let by = if day % 3 == 0 { "herald" } else { "courier" };
        let period = format!("{}-{:02}-{:02}", 1000 + day / 336, 1 + day / 28 % 12, 1 + day % 28);
        for (figure, by) in [(5, "herald"), (90, by)] {
            writeln!(
                text,
                "  - {{figure: {figure}, by: {by}, cite: {{source: paper, at: p. {day}}}, about: {{measure: killed, period: {period}}}}}"
            )
            .unwrap();
        }
    }
    text
}

#[test]
fn the_markdown_holds_whole_findings_and_counts_the_others() {
    let folder = Folder::of(&[("f.yaml", &many(400))]);
    let run = folder.run(&["report", "--format", "markdown"]);
    let text = run.stdout;
    assert!(text.chars().count() <= 65_000, "{}", text.chars().count());
    assert!(text.chars().count() > 60_000, "there is room for more");
    let whole = text.matches("\n## error: ").count() + text.matches("\n## warning: ").count();
    assert_eq!(whole, text.matches("<sub>check").count(), "every finding is whole");
    let left = text.split("\n**").nth(1).unwrap();
    let count: usize = left.split(' ').next().unwrap().parse().unwrap();
    assert_eq!(whole + count, 400, "{left}");
    let first_warning = text.find("\n## warning: ").unwrap_or(text.len());
    assert!(!text[first_warning..].contains("\n## error: "), "the worst first");
    assert!(left.contains("warning"), "{left}");
}

#[test]
fn the_markdown_of_few_findings_leaves_none_out() {
    let text = of_the_corpus("markdown").stdout;
    assert_eq!(text.matches("\n## ").count(), 21, "20 findings and the sources");
    assert!(text.contains("`42 + 64 = 106 > 77`"));
    assert!(text.contains("\n## Sources\n"));
    assert!(!text.contains("left out here"));
    let nothing = Folder::of(&[("f.yaml", &with_claims(&["{figure: 5, ..}"]))]);
    let text = nothing.run(&["report", "--format", "markdown"]).stdout;
    assert!(text.contains("nothing found"), "{text}");
}

// The page asks for nothing.

#[test]
fn the_page_is_one_file_and_its_policy_names_its_own_parts() {
    let page = of_the_corpus("html").stdout;
    for outside in ["src=", "@import", "url(", "<link", "<iframe", "<img", "<base", "style=", " on"]
    {
        let inside = match outside {
            // Inside a tag only; words of sentences may well begin so.
            " on" => tags(&page).iter().any(|tag| tag.contains(" on")),
            outside => tags(&page).iter().any(|tag| tag.contains(outside)),
        };
        assert!(!inside, "{outside}");
    }
    let between = |open: &str, close: &str| {
        let rest = page.split_once(open).unwrap().1;
        rest.split_once(close).unwrap().0.to_owned()
    };
    let policy = between("Content-Security-Policy\" content=\"", "\">").replace("&#39;", "'");
    let digests: Vec<Vec<u8>> = policy
        .split("'sha256-")
        .skip(1)
        .map(|rest| base64(rest.split('\'').next().unwrap()))
        .collect();
    for part in [between("<script>", "</script>"), between("<style>", "</style>")] {
        assert!(digests.contains(&Sha256::digest(&part).to_vec()), "{policy}");
    }
    assert!(policy.starts_with("default-src 'none';"));
}

/// The bytes a policy's digest stands for (RFC 4648, §4).
fn base64(text: &str) -> Vec<u8> {
    let value = |sign: u8| match sign {
        b'A'..=b'Z' => sign - b'A',
        b'a'..=b'z' => sign - b'a' + 26,
        b'0'..=b'9' => sign - b'0' + 52,
        b'+' => 62,
        _ => 63,
    };
    let mut bytes = Vec::new();
    for four in text.trim_end_matches('=').as_bytes().chunks(4) {
        let bits = four.iter().fold(0u32, |bits, &sign| bits << 6 | u32::from(value(sign)));
        let bits = bits << (6 * (4 - four.len()));
        bytes.extend((0..four.len() - 1).map(|at| (bits >> (16 - 8 * at)) as u8));
    }
    bytes
}

// Same corpus, same bytes.

#[test]
fn neither_the_order_of_files_nor_the_machine_around_changes_a_byte() {
    let folder = Folder::new();
    let mut names: Vec<String> = fs::read_dir(project().join("claims"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".yaml"))
        .collect();
    names.sort();
    for name in &names {
        fs::copy(project().join("claims").join(name), folder.path().join(name)).unwrap();
    }
    let backwards: Vec<&str> = names.iter().rev().map(String::as_str).collect();
    let forwards: Vec<&str> = names.iter().map(String::as_str).collect();
    for format in FORMATS {
        let run = |files: &[&str], around: &[(&str, &str)]| {
            let mut command = program();
            command
                .current_dir(folder.path())
                .args(["report", "--format", format, "--today", "2026-01-01"])
                .args(files);
            command.envs(around.iter().copied());
            finish(&mut command, b"").stdout
        };
        let first = run(&forwards, &[("RAYON_NUM_THREADS", "2")]);
        let around = [
            ("RAYON_NUM_THREADS", "1"),
            ("LANG", "tr_TR.UTF-8"),
            ("LC_ALL", "de_DE.UTF-8"),
            ("TZ", "Asia/Tokyo"),
        ];
        assert!(run(&backwards, &around) == first, "{format}");
    }
}

// Hostile strings.

/// What must come out as the words it is.
const HOSTILE: &[&str] = &[
    "<img src=x onerror=alert(1)>",
    "</script><script>alert(1)</script>",
    "\"><svg onload=alert(1)>",
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "&lt;b&gt; &#60;b&#62;",
    "<!-- --><b>",
    "**b** _i_ `c` ~~s~~ # h",
    "[x](javascript:alert(1)) ![y](https://evil.example/z.png)",
    "@everyone #1 https://evil.example www.evil.example",
    "::error file=a::b",
    "##[error]x",
    "| a | b |",
    "=cmd|' /C calc'!A0",
    "+1+1;=2",
    "-2+3",
    "@SUM(A1:A9)",
    "\tx\r\ny",
    "a\u{1b}[31mb\u{1b}]8;;https://evil.example\u{7}c",
    "a\u{0}b\u{8}c\u{b}d\u{ffff}e\u{85}f",
    "a\u{2028}b\u{2029}c\u{202e}d\u{2066}e\u{200b}f\u{feff}g",
    "{{7*7}} ${x} %s %n $y$ {z}",
];

/// A claim file with the words in every field that takes any, some of which make findings.
fn hostile(words: &str) -> String {
    let q = |prefix: &str| {
        serde_json::to_string(&format!("{words}{prefix}")).unwrap().replace('\u{ffff}', "\\uffff")
    };
    let (measure, dimension, member) = (q("m"), q("d"), q("e"));
    let (party, other, source) = (q("p"), q("o"), q("s"));
    let (one, two) = (q("1"), q("2"));
    let any = q("");
    format!(
        "measures: {{{measure}: {{unit: {any}}}}}\n\
         dimensions: {{{dimension}: {{parts: [{member}, plain]}}}}\n\
         parties: {{{party}: {{name: {any}, belligerent: {member}}}, {other}: {{name: {any}}}}}\n\
         sources: {{{source}: {{type: {any}, title: {any}, author: [{any}], publisher: {any}, url: {any}, \
         location: {any}, issue: {any}, parent: {{title: {any}}}, serial-number: {{doi: {any}}}}}}}\n\
         about: {{measure: {measure}, {dimension}: {member}, period: 2015}}\n\
         claims:\n  - cite: {{source: {source}, at: {any}, marks: [{any}]}}\n    note: {any}\n    tags: [{any}]\n    claims:\n\
         \x20     - {{id: {one}, figure: 5, by: {party}, quote: {any}, grade: {any}, names: [{any}]}}\n\
         \x20     - {{id: {two}, figure: 9, by: {other}}}\n\
         \x20     - {{figure: 700, by: {other}, rank: deprecated, reason: {any}}}\n\
         \x20     - {{figure: {any}, by: {other}}}\n\
         \x20     - {{figure: 5, by: {any}}}\n\
         resolutions:\n  - {{check: conflicting-claims, claims: {{{one}: 5, {two}: 9}}, ruling: disputed, because: {any}, by: {any}, \
         date: 2031-01-01}}\n"
    )
}

#[test]
fn hostile_words_come_out_as_words() {
    for words in HOSTILE {
        let folder = Folder::of(&[("f.yaml", &hostile(words))]);
        for format in FORMATS {
            // A style takes its time where dependencies are not optimised.
            let style = if format == "html" { Style::DEFAULT } else { "plain" };
            let run = folder.run(&["report", "--format", format, "--style", style]);
            assert_eq!(run.code, 0, "{words:?}: {}", run.stderr);
            let text = &run.stdout;
            match format {
                "html" => inert::html(text),
                "markdown" => inert::markdown(text),
                "csv" => inert::csv(text),
                _ => drop(run.json()),
            }
        }
    }
}

// Words and files.

#[test]
fn the_end_of_the_name_says_the_format() {
    let folder = Folder::of(&[("f.yaml", &with_claims(&["{figure: 5, ..}"]))]);
    let begin = [
        ("a.html", "<!DOCTYPE html>"),
        ("a.HTM", "<!DOCTYPE html>"),
        ("a.md", "# Discrepancy"),
        ("a.csv", "verdict,"),
        ("a.json", "{"),
        ("report", "<!DOCTYPE html>"),
    ];
    for (name, begins) in begin {
        let run = folder.run(&["report", "f.yaml", "-o", name]);
        assert_eq!((run.code, run.stdout.as_str()), (0, ""), "{}", run.stderr);
        let text = fs::read_to_string(folder.path().join(name)).unwrap();
        assert!(text.starts_with(begins), "{name}: {}", &text[..40.min(text.len())]);
    }
    let run = folder.run(&["report", "f.yaml", "-o", "b.html", "--format", "json"]);
    assert_eq!(run.code, 0);
    assert!(fs::read_to_string(folder.path().join("b.html")).unwrap().starts_with('{'));
}

#[test]
fn what_cannot_be_done_is_said_and_nothing_is_left() {
    let folder = Folder::of(&[("f.yaml", &with_claims(&["{figure: 5, ..}"]))]);
    let refused: &[(&[&str], &str)] = &[
        (&["--style", "chicago"], "there are plain and chicago-author-date"),
        (&["--style", "nonsense"], "apa"),
        (&["--format", "pdf"], "html, markdown, csv, json"),
        (&["-o", "nowhere/report.html"], "nowhere/report.html"),
        (&["--baseline", "none.json"], "no baseline is at `none.json`"),
        (&["missing/"], "`missing/` is not there"),
    ];
    for (words, said) in refused {
        let run = folder.run(&[&["report"], *words].concat());
        assert_eq!((run.code, run.stdout.as_str()), (2, ""), "{words:?}");
        assert!(run.stderr.contains(said), "{words:?}: {}", run.stderr);
    }
    let left: Vec<_> =
        fs::read_dir(folder.path()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(left, ["f.yaml"]);
}

#[test]
fn a_file_that_cannot_be_read_is_in_the_report() {
    let folder =
        Folder::of(&[("f.yaml", &with_claims(&["{figure: 5, ..}"])), ("g.yaml", "claims: [")]);
    for (format, said) in
        [("html", "syntax-error"), ("markdown", "syntax-error"), ("json", "syntax-error")]
    {
        let run = folder.run(&["report", "--format", format]);
        assert_eq!(run.code, 0);
        assert!(run.stdout.contains(said) && run.stdout.contains("g.yaml"), "{format}");
    }
    let alone = Folder::of(&[("g.yaml", "claims: [")]);
    for format in FORMATS {
        let run = alone.run(&["report", "--format", format]);
        assert_eq!(run.code, 0, "{format}: {}", run.stderr);
        assert!(format == "csv" || run.stdout.contains("g.yaml"), "{format}: {}", run.stdout);
    }
    let nothing = Folder::of(&[("g.yaml", WORDS)]);
    let run = nothing.run(&["report"]);
    assert_eq!((run.code, run.stdout.as_str()), (2, ""));
    assert!(run.stderr.contains("nothing to check"), "{}", run.stderr);
}
