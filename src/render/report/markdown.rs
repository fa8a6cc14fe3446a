//! The report as a comment on a pull request: what was found in, GitHub's and GitLab's Markdown out. The worst
//! comes first, every finding is whole or counted, and no word of a file is taken for markup, a mention or a
//! link.

use super::Printed;
use crate::budget::limits;
use crate::error::Error;
use crate::explain::{self, visible};
use crate::finding::{Finding, Reading, Role, Status};
use crate::model::{ClaimId, Corpus, SourceId};
use crate::render::{plural, word, written};
use crate::report::{Reported, SourceOf};
use std::collections::BTreeSet;
use std::io::Write;

/// Kept back for the sentence on what is left out.
const FOOT: usize = 400;

/// Claims told of one finding; the others are counted.
const CLAIMS: usize = 16;

/// Writes it.
pub fn write(printed: &Printed<'_>, out: &mut impl Write) -> Result<(), Error> {
    written(out.write_all(document(printed).as_bytes()))
}

fn document(printed: &Printed<'_>) -> String {
    let report = printed.report;
    let mut text = head(printed);
    let mut left = limits::COMMENT_CHARACTERS.get().saturating_sub(FOOT + size(&text));
    let mut told: Vec<&Reported<'_>> = Vec::new();
    let mut out: Vec<&Reported<'_>> = Vec::new();
    for reported in &report.findings {
        let block = if left > LEAST { finding(report.corpus, reported) } else { String::new() };
        match left.checked_sub(size(&block)) {
            Some(rest) if !block.is_empty() => {
                left = rest;
                text += &block;
                told.push(reported);
            }
            _ => out.push(reported),
        }
    }
    text += &sources(printed, &told, left);
    text += &left_out(&out);
    text
}

/// A finding takes more than this.
const LEAST: usize = 120;

/// As those count who count in UTF-16.
fn size(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

fn head(printed: &Printed<'_>) -> String {
    let summary = printed.summary;
    let mut text = format!("# Discrepancy report\n\n{}\n", escaped(&summary.line()));
    let skipped = summary.skipped.iter();
    let skipped = skipped.map(|left| format!("{}: {}", left.what, left.count));
    let lines: Vec<String> = summary.out_of_force().into_iter().chain(skipped).collect();
    if !lines.is_empty() {
        text.push('\n');
        lines.iter().for_each(|line| text += &format!("- {}\n", escaped(line)));
    }
    text
}

/// One finding, whole.
fn finding(corpus: &Corpus, reported: &Reported<'_>) -> String {
    let (finding, told) = (reported.finding, &reported.told);
    let mut text = format!("\n## {}: {}\n", word(finding), escaped(&told.message));
    if let Some(arithmetic) = &told.arithmetic {
        text += &format!("\n{}\n", code(arithmetic));
    }
    text += &claims(corpus, finding);
    if finding.claims.is_empty() {
        text += &places(corpus, reported);
    }
    let rulings = if finding.life.rulings.is_empty() {
        Vec::new()
    } else {
        explain::rulings_on(corpus, finding)
    };
    let lines = told.causes.iter().chain(&told.notes).chain(&told.help).chain(&rulings);
    let lines: String = lines.map(|line| format!("- {}\n", escaped(line))).collect();
    if !lines.is_empty() {
        text += &format!("\n{lines}");
    }
    text += &format!("\n<sub>{}</sub>\n", known_by(reported));
    text
}

/// `parts-exceed-whole, internal, irreconcilable, finding 0861b668`
fn known_by(reported: &Reported<'_>) -> String {
    let finding = reported.finding;
    let settled =
        (finding.life.status != Status::Open).then(|| finding.severity().name().to_owned());
    let irreconcilable =
        finding.irreconcilable.filter(|&so| so).map(|_| "irreconcilable".to_owned());
    let start: String = reported.fingerprint.chars().take(8).collect();
    let reading = finding.reading.map(Reading::name).map(str::to_owned);
    let words = [
        settled,
        Some(format!("check `{}`", finding.check.name())),
        reading,
        irreconcilable,
        Some(format!("finding `{start}`")),
    ];
    words.into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// A row for each claim.
fn claims(corpus: &Corpus, finding: &Finding) -> String {
    if finding.claims.is_empty() {
        return String::new();
    }
    let mut text = String::from("\n| figure | of | by | cited | in |\n|---|---|---|---|---|\n");
    for involved in finding.claims.iter().take(CLAIMS) {
        let id = involved.claim;
        let aside = match involved.role {
            Role::Also => " (not needed)",
            Role::Added => " (added)",
            _ => "",
        };
        let cells = [
            format!("{}{aside}", explain::figure(corpus, id)),
            explain::quantity(corpus, corpus.claim(id).quantity),
            explain::party(corpus, id),
            cited(corpus, id),
            explain::place_of(corpus, id),
        ];
        let cells: Vec<String> = cells.iter().map(|cell| escaped(cell)).collect();
        text += &format!("| {} |\n", cells.join(" | "));
    }
    let more = finding.claims.len().saturating_sub(CLAIMS);
    if more > 0 {
        text += &format!("\n{} in it\n", plural(more, "more claim"));
    }
    text
}

/// Citations told of one claim; the others are counted.
const CITED: usize = 4;

fn cited(corpus: &Corpus, id: ClaimId) -> String {
    let mut all = explain::citations(corpus, id);
    let more = all.len().saturating_sub(CITED);
    all.truncate(CITED);
    all.extend((more > 0).then(|| format!("{more} more")));
    all.join("; ")
}

/// Where a fault of the files stands.
fn places(corpus: &Corpus, reported: &Reported<'_>) -> String {
    let mut text = String::from("\n");
    for (span, label) in &reported.told.places {
        let file = corpus.texts.file(span.file);
        let at = file.position(span.start);
        let place = format!("{}:{}:{}", visible(file.name()), at.line, at.column);
        let label = if label.is_empty() { String::new() } else { format!(": {label}") };
        text += &format!("- {}\n", escaped(&format!("{place}{label}")));
    }
    text
}

/// The sources of the claims told, as far as there is room; those that find none are counted.
fn sources(printed: &Printed<'_>, told: &[&Reported<'_>], mut left: usize) -> String {
    let corpus = printed.report.corpus;
    let claims = told.iter().flat_map(|one| one.finding.claims.iter().take(CLAIMS));
    let cited = claims.flat_map(|involved| {
        corpus.cites(corpus.claim(involved.claim)).iter().take(CITED).map(|cite| cite.source)
    });
    let cited: BTreeSet<SourceId> = cited.collect();
    let used = printed.report.sources.iter().filter(|source| cited.contains(&source.source));
    let head = "\n## Sources\n\n";
    let mut text = String::new();
    let mut more = 0;
    left = left.saturating_sub(head.len() + 40);
    for source in used {
        let line = source_line(corpus, source);
        match left.checked_sub(size(&line)) {
            Some(rest) => {
                left = rest;
                text += &line;
            }
            None => more += 1,
        }
    }
    if more > 0 {
        text += &format!("- {}\n", plural(more, "more source"));
    }
    if text.is_empty() { text } else { format!("{head}{text}") }
}

fn source_line(corpus: &Corpus, of: &SourceOf) -> String {
    let runs = of.citation.runs.iter().map(|run| match (run.italic, run.text.trim()) {
        (true, bare) if !bare.is_empty() => {
            // Emphasis may not begin or end with a space.
            let (before, after) = run.text.split_once(bare).unwrap_or(("", ""));
            format!("{before}*{}*{after}", escaped(bare))
        }
        _ => escaped(&run.text),
    });
    let citation: String = runs.collect();
    let name = escaped(&visible(corpus.source_name(of.source)));
    let link = of.link.as_ref().map(|link| format!(" [link](<{link}>)")).unwrap_or_default();
    format!("- {name}: {citation}{link} ({})\n", plural(of.claims, "claim"))
}

/// `7 findings are left out for want of room: 3 errors, 4 warnings`
fn left_out(out: &[&Reported<'_>]) -> String {
    if out.is_empty() {
        return String::new();
    }
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for word in out.iter().map(|one| word(one.finding)) {
        match counts.iter_mut().find(|(known, _)| *known == word) {
            Some((_, count)) => *count += 1,
            None => counts.push((word, 1)),
        }
    }
    let counts: Vec<String> =
        counts.iter().map(|(word, count)| format!("{count} {word}")).collect();
    let are = if out.len() == 1 { "is" } else { "are" };
    format!(
        "\n**{} {are} left out here, for want of room: {}.** `variorum check` and `variorum report` show them.\n",
        plural(out.len(), "finding"),
        counts.join(", ")
    )
}

/// Text that stays text: nothing in it is markup, a mention, a reference, an address or an image.
fn escaped(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 16);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '(' | ')' | '!' | '|' | '~' | '$'
            | '^' | '=' => {
                safe.extend(['\\', c]);
            }
            '<' => safe += "&lt;",
            '>' => safe += "&gt;",
            '&' => safe += "&amp;",
            // An empty comment parts what would be joined once the page is drawn: `@name`, `#12`, `GH-12`,
            // `https://`, `www.`, `::error::`.
            '@' => safe += "@<!-- -->",
            '#' => safe += "\\#<!-- -->",
            ':' => safe += if matches!(chars.peek(), Some('/' | ':')) { ":<!-- -->" } else { ":" },
            '.' if www(&safe) => safe += "<!-- -->.",
            '-' | '+' if safe.is_empty() => safe.extend(['\\', c]),
            '.' if !safe.is_empty() && safe.bytes().all(|byte| byte.is_ascii_digit()) => {
                safe += "\\."
            }
            c => safe.push(c),
        }
    }
    safe
}

/// Whether `www` stands at the end, in whatever case.
fn www(text: &str) -> bool {
    let start = text.len().saturating_sub(3);
    text.get(start..).is_some_and(|end| end.eq_ignore_ascii_case("www"))
}

/// Text as it stands, in the type of code: between more backticks than it has in a row.
fn code(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let space = if longest > 0 { " " } else { "" };
    format!("{fence}{space}{text}{space}{fence}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_stays_text() {
        let table = [
            ("42 + 64", "42 + 64"),
            ("**b** _i_", "\\*\\*b\\*\\* \\_i\\_"),
            ("<script>", "&lt;script&gt;"),
            ("![x](javascript:a)", "\\!\\[x\\]\\(javascript:a\\)"),
            ("@someone #12", "@<!-- -->someone \\#<!-- -->12"),
            ("https://x.example", "https:<!-- -->//x.example"),
            ("www.x.example", "www<!-- -->.x.example"),
            ("::error::x", ":<!-- -->:error:<!-- -->:x"),
            ("- a", "\\- a"),
            ("1. a", "1\\. a"),
            ("a|b", "a\\|b"),
            ("a:b", "a:b"),
        ];
        for (text, wanted) in table {
            assert_eq!(escaped(text), wanted);
        }
    }

    #[test]
    fn code_holds_backticks() {
        assert_eq!(code("a"), "`a`");
        assert_eq!(code("a`b``c"), "``` a`b``c ```");
    }
}
