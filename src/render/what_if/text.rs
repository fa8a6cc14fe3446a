//! What another figure for a claim would change, for a person at a terminal.

use crate::engine::questions::totals_that_follow::{Follow, Follows};
use crate::engine::standing::claims_in_force::{Standing, standing};
use crate::error::Error;
use crate::explain;
use crate::explain::ComparedRun;
use crate::model::{ClaimId, Corpus};
use crate::render::colour::Paint;
use crate::render::what_if::Changed;
use crate::render::{concise, written};
use std::io::Write;

/// Writes it, in colour or not.
pub fn write(changed: &Changed<'_>, colour: bool, out: &mut impl Write) -> Result<(), Error> {
    let paint = Paint(colour);
    let difference = changed.difference;
    let lines = |run: &ComparedRun<'_>, list: &[usize]| -> Vec<String> {
        list.iter().map(|&at| finding(run, at, paint)).collect()
    };
    let other = difference.changed.iter().flat_map(|&(then, now)| {
        let now = finding(&changed.after, now, paint);
        [finding(&changed.before, then, paint), format!("  now {now}")]
    });
    let title =
        if changed.followed { "Totals that follow" } else { "Totals that would have to follow" };
    let sections = [
        ("With", claims(changed)),
        ("Opened", lines(&changed.after, &difference.opened)),
        ("Closed", lines(&changed.before, &difference.closed)),
        ("With other numbers", other.collect()),
        (title, totals(changed.before.corpus, changed.follows)),
    ];
    for (at, (heading, mut lines)) in sections.into_iter().enumerate() {
        if lines.is_empty() && heading == "With other numbers" {
            continue;
        }
        if lines.is_empty() {
            lines.push("none".into());
        }
        let gap = if at == 0 { "" } else { "\n" };
        written(writeln!(out, "{gap}{}", paint.bold(heading)))?;
        for line in lines {
            written(writeln!(out, "  {line}"))?;
        }
    }
    Ok(())
}

/// `t2015-both, killed in 2015: 106, not 77`
fn claims(changed: &Changed<'_>) -> Vec<String> {
    let (before, after) = (changed.before.corpus, changed.after.corpus);
    let all = standing(after);
    let line = |&id: &ClaimId| {
        let (old, new) = (explain::figure(before, id), explain::figure(after, id));
        let out = explain::standing(after, id, all[id.index()]);
        let out = out.filter(|_| all[id.index()] != Standing::Unknown);
        let out =
            out.map_or(String::new(), |why| format!("; it stays out of the arithmetic: {why}"));
        format!("{}: {new}, not {old}{out}", called(before, id))
    };
    changed.claims.iter().map(line).collect()
}

/// `t2015-both, killed in 2015`
fn called(corpus: &Corpus, id: ClaimId) -> String {
    let about = explain::quantity(corpus, corpus.claim(id).quantity);
    format!("{}, {about}", explain::claim(corpus, id))
}

fn finding(run: &ComparedRun<'_>, at: usize, paint: Paint) -> String {
    let finding = &run.findings[at];
    paint.severity(finding.severity(), &concise::line(run.corpus, finding))
}

/// The totals that would have to follow, a few lines each.
pub(in crate::render) fn totals(corpus: &Corpus, follows: &Follows) -> Vec<String> {
    follows.totals.iter().flat_map(|follow| total(corpus, follows, follow)).collect()
}

/// One of them.
pub(in crate::render) fn total(corpus: &Corpus, follows: &Follows, follow: &Follow) -> Vec<String> {
    let old = explain::figure(corpus, follow.total);
    let sum = explain::addition(corpus, follow, &follows.figures);
    let mut lines = vec![
        format!(
            "{}: {}, not {old}",
            called(corpus, follow.total),
            explain::becomes(corpus, follow)
        ),
        format!("  {sum}"),
    ];
    if follow.otherwise {
        lines.push(format!("  it comes to {old} all the same by other claims"));
    }
    lines
}
