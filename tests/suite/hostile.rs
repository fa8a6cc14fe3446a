//! Hostile strings in every field of a claim file come out inert in every format: a table of fields, a
//! table of strings and a table of formats, and every combination of the three.
//!
//! A new format, or a command with formats of its own, is a row of [`FORMATS`], known by the two together.

#![cfg(unix)]
#![allow(clippy::unwrap_used, reason = "a test says what it holds by failing")]

use crate::common::{Folder, hidden};
use crate::inert;
use crate::read;
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::sync::Mutex;
use std::thread;

/// A format: the command, its name, and what has to hold of its text.
struct Format {
    command: &'static Command,
    name: &'static str,
    inert: fn(&str),
}

/// A command with its paths: `c.yaml`, which holds the string, and `base.yaml`, the same file without it.
struct Command {
    name: &'static str,
    words: &'static [&'static str],
    /// Whether it may end with 2 where of `c.yaml` no claim can be read, and say so in words.
    may_refuse: bool,
    /// Fields whose text is to be seen in some format of it, or the test would hold nothing.
    seen: &'static [&'static str],
}

static CHECK: Command =
    Command { name: "check", words: &["check", "c.yaml"], may_refuse: false, seen: IN_FINDINGS };

/// A style takes its time where dependencies are not optimised, and is tried in tests of its own.
static REPORT: Command = Command {
    name: "report",
    words: &["report", "c.yaml", "--style", "plain"],
    may_refuse: false,
    seen: &["party's name", "title", "author", "quote", "note", "reason", "grade"],
};

static VERSIONS: Command = Command {
    name: "versions",
    words: &["diff", "base.yaml", "c.yaml", "--width", "200"],
    may_refuse: true,
    seen: &["id", "quote", "note", "because"],
};

static ACCOUNTS: Command = Command {
    name: "accounts",
    words: &["diff", "party:courier", "c.yaml", "c.yaml", "--width", "200"],
    may_refuse: true,
    seen: &["measure", "dimension", "member", "party", "source", "place", "mark", "id"],
};

const FORMATS: &[Format] = &[
    Format { command: &CHECK, name: "human", inert: plain },
    Format { command: &CHECK, name: "concise", inert: plain },
    Format { command: &CHECK, name: "json", inert: json },
    Format { command: &CHECK, name: "sarif", inert: sarif },
    Format { command: &CHECK, name: "github", inert: github },
    Format { command: &CHECK, name: "gitlab", inert: gitlab },
    Format { command: &CHECK, name: "junit", inert: junit },
    Format { command: &CHECK, name: "rdjsonl", inert: rdjsonl },
    Format { command: &REPORT, name: "html", inert: inert::html },
    Format { command: &REPORT, name: "markdown", inert: inert::markdown },
    Format { command: &REPORT, name: "csv", inert: inert::csv },
    Format { command: &REPORT, name: "json", inert: json },
    Format { command: &VERSIONS, name: "text", inert: plain },
    Format { command: &VERSIONS, name: "markdown", inert: inert::diff_markdown },
    Format { command: &VERSIONS, name: "html", inert: inert::diff_html },
    Format { command: &VERSIONS, name: "json", inert: json },
    Format { command: &ACCOUNTS, name: "text", inert: plain },
    Format { command: &ACCOUNTS, name: "markdown", inert: inert::diff_markdown },
    Format { command: &ACCOUNTS, name: "html", inert: inert::diff_html },
    Format { command: &ACCOUNTS, name: "json", inert: json },
];

/// In every string, to be found again.
const MARK: &str = "zq7";

/// What it is meant to break, and the string.
const STRINGS: &[(&str, &str)] = &[
    ("HTML", "zq7<img src=x onerror=alert(1)>&lt;\"' "),
    ("a script's end", "</script><script>alert(1)</script>zq7"),
    ("a link", "[zq7](javascript:alert(1)) javascript:alert(1)"),
    ("an end of line of JavaScript", "zq7\u{2028}alert(1)\u{2029}"),
    ("Markdown", "zq7 **b** `c` | d | <!-- # ![x](http://x/) @someone\n\n# e"),
    ("a command of a runner", "\n::error::zq7"),
    ("a command without an end of line", "::stop-commands::zq7"),
    ("an older command", "##[error]zq7"),
    ("escapes of a command", "%0A::error::zq7%25,line=1::x"),
    ("a formula", "=cmd|'/C calc'!A0 zq7"),
    ("a sum", "+1+zq7"),
    ("what XML cannot hold", "zq7\u{0}\u{1}\u{8}\u{b}\u{c}\u{1f}\u{7f}\u{85}\u{fffe}\u{ffff}"),
    ("the end of CDATA", "zq7]]><a xmlns='x'/><![CDATA["),
    ("ANSI", "zq7\u{1b}[31mred\u{1b}[2J\u{9b}1m"),
    ("OSC", "zq7\u{1b}]8;;http://x/\u{7}link\u{1b}]0;t\u{1b}\\"),
    ("a turn of direction", "zq7\u{202e}txt\u{2066}\u{2069}\u{200f}\u{feff}\u{e0041}"),
    ("a shell", "zq7$(touch pwned)`touch pwned`;touch pwned"),
    ("an expression", "${{ github.token }}zq7"),
    ("arguments of a message", "zq7{0}{{1}}%s%n"),
    ("a path", "../../zq7/etc/passwd\\..\\x"),
];

/// A claim file with a conflict that is settled, one that is open, and whatever else can be said; each
/// word between signs is a field.
const FILE: &str = "\
measures: {@measure@: {unit: @unit@}}
dimensions: {@dimension@: {parts: [@member@, right]}}
parties: {@party@: {name: @party's name@, belligerent: @member@}, courier: {}}
sources:
  @source@: {type: @type@, title: @title@, author: @author@, url: @address@, date: @source's date@}
  letter: {title: A letter}
about: {measure: @measure@, period: @period@}
claims:
  - id: @id@
    about: {@dimension@: @member@}
    figure: @figure@
    by: @party@
    cite: {source: @source@, at: @place@, marks: [@mark@], accessed: @day@}
    quote: @quote@
    note: @note@
    tags: [@tag@]
    names: [@name@]
    grade: @grade@
    as-of: @as-of@
    @key@: 1
  - {id: b, about: {@dimension@: @member@}, figure: 42, by: @party@, cite: {source: @source@, at: @place@}}
  - {id: c, about: {@dimension@: @member@}, figure: 43, by: courier, cite: {source: letter, marks: [@mark@]}}
  - {figure: 30, by: courier, cite: {source: letter}, sum-of: [b, @item@]}
  - {figure: 7, by: courier, cite: {source: letter}, rank: deprecated, reason: @reason@}
  - {by: @party@, cite: {source: @source@}, stance: doubts, of: @doubted@}
resolutions:
  - check: conflicting-claims
    claims: {b: 42, c: 43}
    ruling: disputed
    because: @because@
    by: @ruler@
    date: 2016-01-01
    review-by: 2016-06-01
    adopt: {b: @adopted@}
  - {check: @check@, claims: {b: 41}, ruling: @ruling@, because: x, by: y, date: 2016-01-01}
";

/// What a field says where it is not the one under test.
const USUAL: &[(&str, &str)] = &[
    ("figure", "40"),
    ("period", "2015"),
    ("source's date", "2015"),
    ("day", "2016"),
    ("as-of", "2016"),
    ("quote", "some 40"),
    ("grade", "A1"),
    ("item", "c"),
    ("doubted", "b"),
    ("adopted", "43"),
    ("check", "conflicting-claims"),
    ("ruling", "disputed"),
];

/// Fields whose text is to be seen in some finding.
const IN_FINDINGS: &[&str] = &[
    "measure",
    "dimension",
    "member",
    "party",
    "source",
    "figure",
    "place",
    "mark",
    "key",
    "because",
    "ruler",
    "period",
    "item",
];

fn fields() -> BTreeSet<&'static str> {
    FILE.split('@').skip(1).step_by(2).collect()
}

/// The file with a string in one field. A text in double quotes can hold anything.
fn file(field: &str, string: &str) -> String {
    let mut text = String::new();
    for (at, part) in FILE.split('@').enumerate() {
        let usual = USUAL.iter().find(|(name, _)| *name == part).map_or(part, |(_, usual)| usual);
        match at % 2 {
            0 => text.push_str(part),
            _ if part == field => text.push_str(&quoted(string)),
            // A second key of the same name would be a fault of its own.
            _ if part == "key" => text.push_str("stance"),
            _ => text.push_str(&quoted(usual)),
        }
    }
    text.replace("    stance: 1\n", "    stance: asserts\n")
}

fn quoted(string: &str) -> String {
    let escaped = string.chars().map(|c| match c {
        '"' | '\\' => format!("\\{c}"),
        ' '..='~' => c.to_string(),
        c => format!("\\U{:08X}", u32::from(c)),
    });
    format!("\"{}\"", escaped.collect::<String>())
}

/// What a format shows, by the command and the format.
type Texts = BTreeMap<(&'static str, &'static str), String>;

/// Runs every format on a folder. Formats of one command share a run.
fn shown(folder: &Folder) -> Texts {
    let mut texts = Texts::new();
    for command in [&CHECK, &REPORT, &VERSIONS, &ACCOUNTS] {
        texts.extend(shown_by(folder, command, command.words));
    }
    texts
}

/// Runs a command, in these words, with every format it has.
fn shown_by(folder: &Folder, command: &Command, words: &[&str]) -> Texts {
    let formats = FORMATS.iter().filter(|format| format.command.name == command.name);
    let files: Vec<_> =
        formats.map(|format| (format, format!("out.{}.{}", command.name, format.name))).collect();
    let options =
        files.iter().flat_map(|(format, file)| ["--format", format.name, "-o", file.as_str()]);
    let around = ["--today", "2020-01-01", "--quiet"].into_iter().chain(options);
    let run = folder.run(&words.iter().copied().chain(around).collect::<Vec<_>>());
    assert!(hidden(&run.stderr).is_empty(), "{run:?}");
    if command.may_refuse && run.code == 2 {
        assert!(run.stdout.is_empty() && run.stderr.contains("error: "), "{run:?}");
        return Texts::new();
    }
    assert!(run.code < 2, "{run:?}");
    let text = |file: &str| fs::read_to_string(folder.path().join(file)).unwrap();
    let texts: Texts =
        files.iter().map(|(format, file)| ((command.name, format.name), text(file))).collect();
    for (format, file) in &files {
        let text = &texts[&(command.name, format.name)];
        let held = std::panic::catch_unwind(|| (format.inert)(text));
        assert!(held.is_ok(), "{words:?} as {}: {text}", format.name);
        fs::remove_file(folder.path().join(file)).unwrap();
    }
    texts
}

/// A field that some format shows is tried with every string by itself; one that none shows with all of
/// them at once.
#[test]
fn every_field_is_inert_in_every_format() {
    let fields: Vec<&str> = fields().into_iter().collect();
    let seen = Mutex::new(BTreeSet::new());
    thread::scope(|scope| {
        for half in fields.chunks(fields.len().div_ceil(2)) {
            let seen = &seen;
            scope.spawn(move || half.iter().for_each(|field| try_field(field, seen)));
        }
    });
    let seen = seen.into_inner().unwrap();
    for format in FORMATS {
        let any = seen.iter().any(|(_, shown)| *shown == (format.command.name, format.name));
        assert!(any, "{} as {} shows nothing", format.command.name, format.name);
    }
    let commands = [&CHECK, &REPORT, &VERSIONS, &ACCOUNTS].into_iter();
    let wanted =
        commands.flat_map(|command| command.seen.iter().map(|field| (*field, command.name)));
    let shown: BTreeSet<_> = seen.iter().map(|(field, (command, _))| (*field, *command)).collect();
    let never: Vec<_> = wanted.filter(|wanted| !shown.contains(wanted)).collect();
    assert!(never.is_empty(), "never shown: {never:?}");
}

/// Which formats show which field.
type Seen = BTreeSet<(&'static str, (&'static str, &'static str))>;

fn try_field(field: &'static str, seen: &Mutex<Seen>) {
    let all: Vec<&str> = STRINGS.iter().map(|(_, string)| *string).collect();
    let texts = try_string(field, &all.join(" "));
    let shows: Vec<_> = texts.iter().filter(|(_, text)| text.contains(MARK)).collect();
    if !shows.is_empty() {
        STRINGS.iter().for_each(|(_, string)| drop(try_string(field, string)));
    }
    seen.lock().unwrap().extend(shows.into_iter().map(|(&format, _)| (field, format)));
}

fn try_string(field: &str, string: &str) -> Texts {
    let folder = Folder::of(&[("base.yaml", &base()), ("c.yaml", &file(field, string))]);
    let texts = shown(&folder);
    let names = fs::read_dir(folder.path()).unwrap().count();
    assert_eq!(names, 2, "{string:?} in {field} left a file behind");
    texts
}

/// The file without any string, and with a figure that is another.
fn base() -> String {
    file("", "").replace("figure: 43,", "figure: 44,")
}

/// Names of files are as hostile as what stands in them.
#[test]
fn every_name_of_a_file_is_inert_in_every_format() {
    for string in names() {
        let folder = Folder::of(&[("base.yaml", &base())]);
        folder.write(&format!("c.yaml/{string}.yaml"), file("", ""));
        let texts = shown(&folder);
        for format in FORMATS {
            let key = (format.command.name, format.name);
            let text = texts.get(&key).unwrap_or_else(|| panic!("{string:?}: no {key:?}"));
            assert!(text.contains(MARK), "{string:?} as {key:?}: {text}");
        }
    }
}

/// So are the names of the two sides that are compared.
#[test]
fn every_name_of_a_side_is_inert_in_every_format() {
    let mut all = 0;
    for string in names() {
        let folder = Folder::of(&[("base.yaml", &base())]);
        let name = format!("./{string}.yaml");
        folder.write(&name, file("party", string));
        // Where the string is no name of a party either, there is nothing to compare, which is said as inertly.
        let texts = shown_by(&folder, &VERSIONS, &["diff", &name, "base.yaml"]);
        all += texts.len();
        assert!(texts.values().all(|text| text.contains(MARK)), "{string:?}: {texts:?}");
        let party = format!("party:{string}");
        let words = ["diff", party.as_str(), "party:courier", name.as_str()];
        let texts = shown_by(&folder, &ACCOUNTS, &words);
        all += texts.len();
        assert!(texts.values().all(|text| text.contains(MARK)), "{string:?}: {texts:?}");
    }
    assert!(all >= 8 * 4, "{all}");
}

/// Every character that is written out in JSON, in what the commands print that have no other test here, and in a
/// baseline. Read again, it is the string that was in the file.
#[test]
fn every_other_json_writes_out_what_cannot_be_seen() {
    let string: String =
        "zq7\u{7f}\u{80}\u{9f}\u{61c}\u{200b}\u{200e}\u{200f}\u{2028}\u{2029}\u{202a}\u{202e}\
                          \u{2060}\u{2066}\u{2069}\u{feff}\u{e0041}"
            .into();
    // A figure that is none is a fault of the file, which the baseline pins by the text as it is in the file.
    let raw = "zq7\u{202e}\u{200b}\u{2066}";
    let text = file("member", &string).replace("figure: 7,", &format!("figure: {raw},"));
    let folder = Folder::of(&[("c.yaml", &text), ("text.txt", &format!("some 40 {string}"))]);
    let commands: &[&[&str]] = &[
        &["show", "b", "c.yaml", "--format", "json"],
        &["bounds", "b", "c.yaml", "--format", "json"],
        &["what-if", "b=1", "c.yaml", "--format", "json"],
        &["coverage", "text.txt", "c.yaml", "--source", "source", "--format", "json"],
        &[
            "check",
            "c.yaml",
            "--format",
            "human",
            "-o",
            "/dev/null",
            "--write-baseline",
            "base.json",
        ],
    ];
    for words in commands {
        let run = folder.run(&[words, &["--quiet"][..]].concat());
        assert!(run.code < 2, "{words:?} {run:?}");
        let text = match words.last() {
            Some(&"base.json") => fs::read_to_string(folder.path().join("base.json")).unwrap(),
            _ => run.stdout,
        };
        json(&text);
        let mut whole = false;
        strings(&serde_json::from_str(&text).unwrap(), &mut |text| {
            whole |= text.contains(if words[0] == "check" { raw } else { &string });
        });
        assert!(whole || words[0] == "coverage", "{words:?}: {text}");
    }
}

/// The strings that may be the name of a file.
fn names() -> impl Iterator<Item = &'static str> {
    STRINGS.iter().map(|(_, string)| *string).filter(|string| !string.contains(['/', '\0']))
}

fn plain(text: &str) {
    assert_eq!(hidden(text), Vec::<char>::new());
    assert!(!text.is_empty());
}

/// No string in it holds what a terminal or a reader should not get.
fn strings(value: &Value, check: &mut impl FnMut(&str)) {
    match value {
        Value::String(text) => check(text),
        Value::Array(list) => list.iter().for_each(|inner| strings(inner, check)),
        Value::Object(map) => map.iter().for_each(|(key, inner)| {
            check(key);
            strings(inner, check);
        }),
        _ => {}
    }
}

/// The contract publishes names as they are; in the text what cannot be seen is written out.
fn json(text: &str) {
    serde_json::from_str::<Value>(text).unwrap();
    assert_eq!(hidden(text), Vec::<char>::new());
}

fn sarif(text: &str) {
    json(text);
    let mut log: Value = serde_json::from_str(text).unwrap();
    read::sarif_limits(&log);
    // Which signs end a line.
    log["runs"][0]["newlineSequences"] = Value::Null;
    strings(&log, &mut |text| assert_eq!(hidden(text), Vec::<char>::new(), "{text}"));
    let results = log["runs"][0]["results"].as_array().unwrap();
    assert!(!results.is_empty());
    for result in results {
        let mut messages = result.clone();
        // A reason is no message.
        messages["suppressions"] = Value::Null;
        // A message is no link, and has no place for an argument.
        strings(&messages, &mut |text| {
            assert!(!text.replace("\\]", "").contains("]("), "{text}");
            assert!(!text.replace("{{", "").replace("}}", "").contains(['{', '}']), "{text}");
        });
    }
}

fn github(text: &str) {
    assert!(!read::github(text).is_empty());
    assert_eq!(hidden(text), Vec::<char>::new());
}

fn gitlab(text: &str) {
    json(text);
    let issues = read::gitlab(text);
    assert!(!issues.is_empty());
    issues.iter().for_each(|issue| {
        strings(issue, &mut |text| assert_eq!(hidden(text), Vec::<char>::new(), "{text}"))
    });
}

fn junit(text: &str) {
    let cases = read::junit(text);
    assert!(cases.iter().any(|case| !case.text.is_empty()));
    assert_eq!(hidden(text), Vec::<char>::new());
    let forbidden = |c: char| matches!(c, '\u{fffe}' | '\u{ffff}');
    assert!(!text.contains(forbidden));
}

fn rdjsonl(text: &str) {
    text.lines().for_each(json);
    let all = read::rdjsonl(text);
    assert!(!all.is_empty());
    all.iter().for_each(|one| {
        strings(one, &mut |text| assert_eq!(hidden(text), Vec::<char>::new(), "{text}"))
    });
}
