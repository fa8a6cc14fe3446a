//! JUnit's XML: a test case for every quantity claimed and for every file read, those with nothing
//! against them too.
//!
//! A case fails when a finding about it fails the run; its other findings stand in its output, and a
//! case of which all is settled is skipped, with the reason. A finding about several quantities is told
//! once, with the one it stands at. Nobody agreed on one schema; this keeps to what Jenkins, GitLab,
//! GitHub's reporters and the Ant schema have in common. There is no time in it, for the same claims
//! give the same bytes.

use crate::error::Error;
use crate::explain::{quantity, tell, visible};
use crate::finding::{Finding, Status};
use crate::model::{ClaimId, Corpus, QuantityId};
use crate::render::file_position::Base;
use crate::render::{Shown, details, sentence, word, written};
use crate::source::FileId;
use std::collections::{BTreeMap, HashMap};
use std::io::{self, Write};

/// Writes the document. `fails` says of a finding whether it fails the run.
pub fn write(
    shown: &Shown<'_>,
    base: &Base,
    fails: &dyn Fn(&Finding) -> bool,
    out: &mut impl Write,
) -> Result<(), Error> {
    let suites = suites(shown, base);
    written(document(shown, &suites, fails, out))
}

/// The name of the suite of files. No measure is called so: a name has no blanks around it.
const FILES: &str = "files";

/// A case with its findings.
struct Case<'c> {
    name: String,
    file: String,
    /// The line of its first claim; none for a file.
    line: Option<usize>,
    findings: Vec<&'c Finding>,
}

/// Cases by suite: first the files, then each measure.
type Suites<'c> = BTreeMap<(bool, String), Vec<Case<'c>>>;

fn suites<'c>(shown: &Shown<'c>, base: &Base) -> Suites<'c> {
    let corpus = shown.corpus;
    let mut of_file: HashMap<FileId, Vec<&Finding>> = HashMap::new();
    let mut of_quantity: HashMap<QuantityId, Vec<&Finding>> = HashMap::new();
    for finding in shown.findings {
        match subject(corpus, finding) {
            Some(id) => of_quantity.entry(id).or_default().push(finding),
            None => of_file.entry(finding.at.file).or_default().push(finding),
        }
    }
    let mut suites = Suites::new();
    for (id, file) in (0..).map(FileId).zip(corpus.texts.files()) {
        let (name, findings) = (base.path(file.name()), of_file.remove(&id).unwrap_or_default());
        let case = Case { file: name.clone(), name, line: None, findings };
        suites.entry((false, FILES.into())).or_default().push(case);
    }
    for (id, claim) in first_claims(corpus) {
        let at = corpus.figure_span(claim);
        let file = corpus.texts.file(at.file);
        let measure = corpus.measure_name(corpus.quantities.get(id).measure());
        let case = Case {
            name: quantity(corpus, id),
            file: base.path(file.name()),
            line: Some(file.position(at.start).line),
            findings: of_quantity.remove(&id).unwrap_or_default(),
        };
        suites.entry((true, visible(measure).into_owned())).or_default().push(case);
    }
    suites.values_mut().for_each(|cases| tell_apart(cases));
    suites
}

/// The quantity a finding is told with: that of the claim it stands at.
fn subject(corpus: &Corpus, finding: &Finding) -> Option<QuantityId> {
    let claims = || finding.claims.iter().map(|involved| involved.claim);
    let at = claims().find(|&claim| corpus.figure_span(claim) == finding.at);
    at.or_else(|| claims().next()).map(|claim| corpus.claim(claim).quantity)
}

/// Each quantity claimed, with the first claim on it.
fn first_claims(corpus: &Corpus) -> BTreeMap<QuantityId, ClaimId> {
    let mut first = BTreeMap::new();
    for (id, claim) in (0..).map(ClaimId).zip(&corpus.claims) {
        first.entry(claim.quantity).or_insert(id);
    }
    first
}

/// In the order of their names, all different: members of two dimensions may be called the same.
fn tell_apart(cases: &mut [Case<'_>]) {
    cases.sort_by(|a, b| (&a.name, &a.file, a.line).cmp(&(&b.name, &b.file, b.line)));
    let mut before = (String::new(), 1);
    for case in cases {
        if case.name == before.0 {
            before.1 += 1;
            case.name = format!("{} [{}]", case.name, before.1);
        } else {
            before = (case.name.clone(), 1);
        }
    }
}

/// How a case ended.
#[derive(PartialEq)]
enum Ended {
    Passed,
    Failed,
    Skipped,
}

fn ended(case: &Case<'_>, fails: &dyn Fn(&Finding) -> bool) -> Ended {
    let settled = |finding: &&Finding| finding.life.status != Status::Open;
    if case.findings.iter().any(|finding| fails(finding)) {
        Ended::Failed
    } else if !case.findings.is_empty() && case.findings.iter().all(settled) {
        Ended::Skipped
    } else {
        Ended::Passed
    }
}

fn document(
    shown: &Shown<'_>,
    suites: &Suites<'_>,
    fails: &dyn Fn(&Finding) -> bool,
    out: &mut impl Write,
) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    let counts = counts(suites.values().flatten(), fails);
    writeln!(out, "<testsuites name=\"variorum\"{counts}>")?;
    for ((_, name), cases) in suites {
        let counts = self::counts(cases.iter(), fails);
        writeln!(out, "  <testsuite name=\"{}\"{counts}>", escaped(name))?;
        for case in cases {
            write_case(shown.corpus, name, case, ended(case, fails), fails, out)?;
        }
        writeln!(out, "  </testsuite>")?;
    }
    writeln!(out, "</testsuites>")
}

fn counts<'c>(
    cases: impl Iterator<Item = &'c Case<'c>>,
    fails: &dyn Fn(&Finding) -> bool,
) -> String {
    let (mut tests, mut failures, mut skipped) = (0, 0, 0);
    for case in cases {
        tests += 1;
        match ended(case, fails) {
            Ended::Passed => {}
            Ended::Failed => failures += 1,
            Ended::Skipped => skipped += 1,
        }
    }
    format!(
        " tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"{skipped}\" time=\"0\""
    )
}

fn write_case(
    corpus: &Corpus,
    suite: &str,
    case: &Case<'_>,
    ended: Ended,
    fails: &dyn Fn(&Finding) -> bool,
    out: &mut impl Write,
) -> io::Result<()> {
    let line = case.line.map_or(String::new(), |line| format!(" line=\"{line}\""));
    let (class, name, file) = (escaped(suite), escaped(&case.name), escaped(&case.file));
    let head = format!(
        "    <testcase classname=\"{class}\" name=\"{name}\" file=\"{file}\"{line} time=\"0\""
    );
    if case.findings.is_empty() {
        return writeln!(out, "{head}/>");
    }
    writeln!(out, "{head}>")?;
    let (failing, others): (Vec<&Finding>, Vec<&Finding>) =
        case.findings.iter().partition(|finding| fails(finding));
    if let Some(first) = failing.first() {
        let more = match failing.len() {
            1 => String::new(),
            count => format!("; and {} more", count - 1),
        };
        let message = format!("{}{more}", sentence(&tell(corpus, first)));
        let (kind, message) = (escaped(first.check.name()), escaped(&message));
        let body = escaped(&texts(corpus, &failing));
        writeln!(out, "      <failure type=\"{kind}\" message=\"{message}\">{body}</failure>")?;
    }
    let body = escaped(&texts(corpus, &others));
    if ended == Ended::Skipped {
        let message = "all that was found is settled by rulings or stands in the baseline";
        writeln!(out, "      <skipped message=\"{message}\"/>")?;
    }
    if !body.is_empty() {
        writeln!(out, "      <system-out>{body}</system-out>")?;
    }
    writeln!(out, "    </testcase>")
}

/// The findings in whole, one below the other.
fn texts(corpus: &Corpus, findings: &[&Finding]) -> String {
    let text = |finding: &&Finding| {
        let told = tell(corpus, finding);
        let file = corpus.texts.file(finding.at.file);
        let at = file.position(finding.at.start);
        let name = visible(file.name());
        let (word, check) = (word(finding), finding.check.name());
        let mut lines =
            vec![format!("{name}:{}:{}: {word}[{check}] {}", at.line, at.column, sentence(&told))];
        lines.extend(details(corpus, finding, &told).iter().map(|line| format!("  {line}")));
        lines.join("\n")
    };
    findings.iter().map(text).collect::<Vec<_>>().join("\n")
}

/// Safe inside XML 1.0, in a text as in an attribute. What no XML may hold is written out.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '"' => safe.push_str("&quot;"),
            '\'' => safe.push_str("&apos;"),
            '\n' => safe.push('\n'),
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => {
                safe.extend(c.escape_unicode());
            }
            c => safe.push(c),
        }
    }
    safe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_breaks_out_of_xml() {
        assert_eq!(
            escaped("]]><a b=\"1\" c='2'>&amp;"),
            "]]&gt;&lt;a b=&quot;1&quot; c=&apos;2&apos;&gt;&amp;amp;"
        );
        assert_eq!(
            escaped("a\0b\u{1b}[0m\u{ffff}\tc\u{85}"),
            "a\\u{0}b\\u{1b}[0m\\u{ffff}\\u{9}c\\u{85}"
        );
        assert_eq!(escaped("31–92\nŞuşa 😀"), "31–92\nŞuşa 😀");
    }
}
