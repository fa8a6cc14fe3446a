//! How two sets of claims differ, for a person at a terminal: side by side where it fits.

use crate::error::Error;
use crate::explain;
use crate::explain::{ComparedRun, DifferenceSide, Row, visible};
use crate::render::colour::Paint;
use crate::render::diff::{BESIDE_ONE_ANOTHER, Differing, EntryKind, Findings};
use crate::render::{concise, plural, what_if, written};
use std::io::Write;

/// The least columns in which two claims stand side by side.
const BESIDE: usize = 90;

/// Writes it, in colour or not, in so many columns.
pub fn write(
    differing: &Differing<'_>,
    width: usize,
    colour: bool,
    out: &mut impl Write,
) -> Result<(), Error> {
    let paint = Paint(colour);
    for (letter, (name, claims)) in
        ["A", "B"].into_iter().zip(differing.names.into_iter().zip(differing.claims))
    {
        written(writeln!(out, "{letter}  {}: {}", visible(name), plural(claims, "claim")))?;
    }
    if let Some(words) = differing.emptiness() {
        written(writeln!(out, "\n{words}"))?;
    }
    if differing.is_same() && differing.diff.entries.is_empty() && differing.diff.renamed.is_empty()
    {
        return written(writeln!(out, "\nthe same"));
    }
    let alone = |kind| differing.of(kind).flat_map(|(_, row)| alone(row, width)).collect();
    let both = differing
        .of(EntryKind::Both)
        .flat_map(|(_, row)| pair(differing, row, width, paint))
        .collect();
    let beside =
        differing.of(EntryKind::Beside).flat_map(|(_, row)| pair(differing, row, width, paint));
    let renamed = differing.diff.renamed.iter();
    let renamed = renamed.map(|&pair| explain::renamed(differing.corpora, pair)).collect();
    let mut sections: Vec<(&str, Vec<String>)> = vec![
        (differing.both(), both),
        (BESIDE_ONE_ANOTHER, beside.collect()),
        ("Only in A", alone(EntryKind::OnlyA)),
        ("Only in B", alone(EntryKind::OnlyB)),
        ("Called otherwise", renamed),
        ("Declared otherwise", differing.declared().collect()),
    ];
    sections.extend(differing.findings.iter().flat_map(|found| findings(found, paint)));
    for (heading, lines) in sections.into_iter().filter(|(_, lines)| !lines.is_empty()) {
        written(writeln!(out, "\n{}", paint.bold(heading)))?;
        for line in lines {
            written(writeln!(out, "{}", format!("  {line}").trim_end()))?;
        }
    }
    Ok(())
}

fn findings(found: &Findings<'_>, paint: Paint) -> Vec<(&'static str, Vec<String>)> {
    let difference = found.difference;
    let line = |run: &ComparedRun<'_>, at: usize| {
        let finding = &run.findings[at];
        paint.severity(finding.severity(), &concise::line(run.corpus, finding))
    };
    let lines = |side: usize, list: &[usize]| -> Vec<String> {
        list.iter().map(|&at| line(&found.runs[side], at)).collect()
    };
    let changed = difference.changed.iter().flat_map(|&(then, now)| {
        [line(&found.runs[0], then), format!("  now {}", line(&found.runs[1], now))]
    });
    vec![
        ("Findings opened", lines(1, &difference.opened)),
        ("Findings settled", lines(0, &difference.closed)),
        ("Findings with other numbers", changed.collect()),
        ("Totals that have to follow", what_if::text::totals(found.runs[0].corpus, found.follows)),
    ]
}

/// A claim without counterpart, on a few lines.
fn alone(row: &Row, width: usize) -> Vec<String> {
    let cell = row.a.as_ref().or(row.b.as_ref());
    let rest = cell.into_iter().flat_map(lines).map(|line| format!("  {line}"));
    let rest = rest.flat_map(|line| wrap(&line, width.saturating_sub(2)));
    [row.quantity.clone()].into_iter().chain(rest).collect()
}

/// Two claims beside one another, or below.
fn pair(differing: &Differing<'_>, row: &Row, width: usize, paint: Paint) -> Vec<String> {
    let verdict = if row.verdict.is_empty() { "the same" } else { &row.verdict };
    let mut all = vec![format!("{}: {verdict}", row.quantity)];
    all.extend(row.other_quantity.iter().map(|other| format!("  {} {other}", differing.other())));
    let [a, b] = [&row.a, &row.b].map(|cell| cell.iter().flat_map(lines).collect::<Vec<String>>());
    if width >= BESIDE {
        all.extend(beside(&a, &b, (width - 7) / 2));
    } else {
        for (letter, lines) in [("A", a), ("B", b)] {
            let marks = [letter].into_iter().chain(std::iter::repeat(" "));
            let lines = lines.iter().zip(marks).map(|(line, mark)| format!("  {mark} {line}"));
            all.extend(lines);
        }
    }
    for (key, pieces) in &row.texts {
        let text: String = pieces.iter().map(|piece| marked(piece, paint)).collect();
        all.push(format!("  {key}: {text}"));
    }
    all
}

/// Words that are gone as `[-gone-]`, new ones as `{+new+}`.
fn marked(piece: &explain::Piece, paint: Paint) -> String {
    match piece.of {
        explain::Of::Both => piece.text.clone(),
        explain::Of::First => paint.gone(&format!("[-{}-]", piece.text)),
        explain::Of::Second => paint.added(&format!("{{+{}+}}", piece.text)),
    }
}

fn lines(cell: &DifferenceSide) -> Vec<String> {
    let out = cell.out.iter().map(|why| format!("stays out of the arithmetic: {why}"));
    let place = [Some(cell.place.clone()), cell.name.clone()].into_iter().flatten();
    [cell.said.clone()].into_iter().chain(cell.citations.clone()).chain(place).chain(out).collect()
}

fn beside(a: &[String], b: &[String], column: usize) -> Vec<String> {
    let fold = |lines: &[String]| -> Vec<String> {
        lines.iter().flat_map(|line| wrap(line, column)).collect()
    };
    let (a, b) = (fold(a), fold(b));
    let line = |at: usize| {
        let side = |lines: &[String]| lines.get(at).cloned().unwrap_or_default();
        format!("  {:column$} │ {}", side(&a), side(&b))
    };
    (0..a.len().max(b.len())).map(line).collect()
}

/// A line in lines of at most so many characters, cut at spaces, or behind hyphens, where there are any.
fn wrap(line: &str, column: usize) -> Vec<String> {
    let column = column.max(8);
    let mut chars: &str = line;
    let mut all = Vec::new();
    while let Some((end, _)) = chars.char_indices().nth(column) {
        let line = &chars[..end];
        let space = line.rfind(' ').or_else(|| line.rfind('-').map(|at| at + 1));
        let cut = space.filter(|&at| at > 0).unwrap_or(end);
        all.push(chars[..cut].to_owned());
        chars = chars[cut..].trim_start();
    }
    all.push(chars.to_owned());
    all
}
