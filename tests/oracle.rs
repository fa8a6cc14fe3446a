//! An oracle for reconciling that shares no code with the engine: it cuts a small world into cells,
//! tries every whole number in every cell, and so knows whether a set of claims can be true at once.
//!
//! Along one tree or one line of nested periods the bounds are whole numbers, so if any numbers meet
//! the claims, whole ones do. A failing case is printed as the claim file it is.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its own file has failed")]

use proptest::prelude::*;
use proptest::test_runner::FileFailurePersistence;
use std::collections::BTreeSet;
use variorum::check::check;
use variorum::explain::tell;
use variorum::finding::{Evidence, Finding, Severity};
use variorum::model::{ClaimId, Corpus};
use variorum::read::files::Input;
use variorum::read::read;

/// A claim: which quantity of the world, low end, high end (open if none), and its party.
#[derive(Clone, Debug)]
struct Said {
    quantity: usize,
    low: u8,
    high: Option<u8>,
    party: u8,
}

/// A world in cells: each quantity is a set of them, written as bits.
struct World {
    vocabulary: String,
    /// What each quantity is about, in a claim file's words, and its cells.
    quantities: Vec<(String, u32)>,
    cells: u32,
}

/// The most any figure says.
const MOST: u8 = 4;

fn tree(complete: bool, inner_complete: bool, overlapping: bool) -> World {
    let vocabulary = format!(
        "dimensions:\n  side:\n    complete: {complete}\n    parts:\n      \
         a: {{parts: [b, c], complete: {inner_complete}, overlapping: {overlapping}}}\n      d: {{}}\n"
    );
    // Cells: b, c, the rest of a (or, when b and c may overlap, both), the neither of a, d, others.
    let (b, c, third, neither, d, others) = (1, 2, 4, 8, 16, 32);
    let in_both = if overlapping { third } else { 0 };
    let rest = if inner_complete { 0 } else { neither };
    let a = b | c | in_both | rest;
    let all = a | d | if complete { 0 } else { others };
    let about = |member: &str| format!("side: {member}, period: 2015");
    World {
        vocabulary,
        quantities: vec![
            (about("all"), all),
            (about("a"), a),
            (about("b"), b | in_both),
            (about("c"), c | in_both),
            (about("d"), d),
        ],
        cells: all,
    }
}

fn time() -> World {
    let (january, spring, autumn, other) = (1, 2, 4, 8);
    let about = |period: &str| format!("period: {period}");
    World {
        vocabulary: String::new(),
        quantities: vec![
            (about("2015"), january | spring | autumn),
            (about("2015-01/2015-06"), january | spring),
            (about("2015-07/2015-12"), autumn),
            (about("2015-01"), january),
            (about("2015-02/2015-06"), spring),
            (about("../.."), january | spring | autumn | other),
        ],
        cells: january | spring | autumn | other,
    }
}

impl World {
    /// The claim file in which these things are said.
    fn file(&self, said: &[Said]) -> String {
        let mut text = format!("measures: {{killed: {{unit: people}}}}\n{}", self.vocabulary);
        text += "parties: {herald: {}, courier: {}}\nsources: {paper: {title: A paper}}\nclaims:\n";
        for (at, said) in said.iter().enumerate() {
            let about = &self.quantities[said.quantity].0;
            let figure = match said.high {
                None => format!("{}+", said.low),
                Some(high) if high == said.low => high.to_string(),
                Some(high) => format!("{}–{high}", said.low),
            };
            let by = ["herald", "courier"][usize::from(said.party)];
            text += &format!(
                "  - {{id: c{at}, about: {{measure: killed, {about}}}, figure: {figure}, by: {by}, \
                 cite: {{source: paper}}}}\n"
            );
        }
        text
    }

    /// Whether some whole number in every cell meets all of them.
    fn possible(&self, said: &[&Said]) -> bool {
        let cells: Vec<u32> = (0..32).map(|bit| 1 << bit).filter(|c| self.cells & c != 0).collect();
        // No low end is above this, so no cell need be.
        let highest = usize::from(MOST);
        let mut numbers = vec![0; cells.len()];
        loop {
            let meets = |said: &&Said| {
                let mask = self.quantities[said.quantity].1;
                let inside = cells.iter().zip(&numbers).filter(|(cell, _)| mask & **cell != 0);
                let sum: usize = inside.map(|(_, number)| number).sum();
                sum >= said.low.into() && said.high.is_none_or(|high| sum <= high.into())
            };
            if said.iter().all(meets) {
                return true;
            }
            let Some(next) = numbers.iter().position(|&number| number < highest) else {
                return false;
            };
            numbers[next] += 1;
            numbers[..next].fill(0);
        }
    }
}

fn run(text: &str) -> (Corpus, Vec<Finding>) {
    let input = Input { name: "claims.yaml".into(), bytes: text.into() };
    let (corpus, found) = read(vec![input]);
    assert!(found.is_empty(), "{text}\n{found:?}");
    let checked = check(&corpus, found);
    (corpus, checked.findings)
}

fn said(quantities: usize) -> impl Strategy<Value = Vec<Said>> {
    let one = (0..quantities, 0..=MOST, proptest::option::weighted(0.8, 0..=MOST), 0..2u8);
    let one = one.prop_map(|(quantity, low, width, party)| {
        let high = width.map(|width| low.saturating_add(width / 2).min(MOST));
        Said { quantity, low, high, party }
    });
    proptest::collection::vec(one, 1..7)
}

/// Finds a conflict exactly where the world cannot be, and every conflict shown is a minimal one.
fn agrees(world: &World, said: &[Said]) -> Result<(), TestCaseError> {
    let text = world.file(said);
    let (corpus, findings) = run(&text);
    let all: Vec<&Said> = said.iter().collect();
    let found = findings.iter().any(|finding| finding.severity != Severity::Info);
    prop_assert_eq!(world.possible(&all), !found, "{}\n{:?}", text, told(&corpus, &findings));
    for finding in &findings {
        for conflict in conflicts(finding) {
            let number =
                |id: &ClaimId| -> usize { corpus.claim_name(*id).unwrap()[1..].parse().unwrap() };
            let claims: Vec<&Said> = conflict.iter().map(|id| &said[number(id)]).collect();
            prop_assert!(!world.possible(&claims), "{}\n{:?} is possible", text, claims);
            for left_out in 0..claims.len() {
                let mut fewer = claims.clone();
                fewer.remove(left_out);
                prop_assert!(world.possible(&fewer), "{}\n{:?} is not minimal", text, claims);
            }
        }
    }
    Ok(())
}

/// The sets of claims a finding says cannot all be true.
fn conflicts(finding: &Finding) -> Vec<Vec<ClaimId>> {
    let of_sum = |sum: &variorum::finding::Sum| {
        let mut claims = sum.parts.clone();
        claims.push(sum.whole);
        claims
    };
    match &finding.evidence {
        Evidence::Conflict(conflict) if finding.severity != Severity::Info => {
            let pair = vec![conflict.widest.0, conflict.widest.1];
            std::iter::once(pair).chain(conflict.follows.iter().map(of_sum)).collect()
        }
        Evidence::Sum(sum) => vec![of_sum(sum)],
        _ => Vec::new(),
    }
}

fn told(corpus: &Corpus, findings: &[Finding]) -> BTreeSet<String> {
    let line = |finding: &Finding| {
        let told = tell(corpus, finding);
        format!("{}: {} {:?}", finding.check.name(), told.message, told.arithmetic)
    };
    findings.iter().map(line).collect()
}

fn config(cases: u32) -> ProptestConfig {
    let failure_persistence = Some(Box::new(FileFailurePersistence::Off) as _);
    ProptestConfig { cases, failure_persistence, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config(600))]

    #[test]
    fn trees_agree_with_the_oracle(complete: bool, inner: bool, said in said(5)) {
        agrees(&tree(complete, inner, false), &said)?;
    }

    #[test]
    fn overlapping_parts_agree_with_the_oracle(said in said(4)) {
        agrees(&tree(true, false, true), &said)?;
    }

    #[test]
    fn nested_periods_agree_with_the_oracle(said in said(6)) {
        agrees(&time(), &said)?;
    }

    #[test]
    fn order_files_and_names_change_nothing(
        complete: bool, inner: bool, said in said(5), split in 0..7usize
    ) {
        let world = tree(complete, inner, false);
        let (corpus, findings) = run(&world.file(&said));
        let whole = told(&corpus, &findings);

        let mut turned = said.clone();
        turned.reverse();
        let (corpus, findings) = run(&world.file(&turned).replace("id: c", "id: name-"));
        // Which of two claims is told first follows their places; what is wrong does not.
        let checks = |told: &BTreeSet<String>| -> Vec<String> {
            let mut checks: Vec<_> =
                told.iter().map(|line| line.split(':').next().unwrap().to_owned()).collect();
            checks.sort();
            checks
        };
        prop_assert_eq!(checks(&whole), checks(&told(&corpus, &findings)));

        let text = world.file(&said);
        let (vocabulary, claims) = text.split_once("claims:\n").unwrap();
        let claims: Vec<&str> = claims.lines().collect();
        let (first, second) = claims.split_at(split.min(claims.len()));
        let file = |name: &str, lines: &[&str]| Input {
            name: name.into(),
            bytes: format!("claims:\n{}\n", lines.join("\n")).into(),
        };
        let words = Input { name: "z.yaml".into(), bytes: vocabulary.into() };
        let mut inputs = vec![words];
        if !first.is_empty() { inputs.push(file("a.yaml", first)); }
        if !second.is_empty() { inputs.push(file("b.yaml", second)); }
        let (corpus, found) = read(inputs);
        prop_assert!(found.is_empty(), "{:?}", found);
        let checked = check(&corpus, found);
        prop_assert_eq!(whole, told(&corpus, &checked.findings));
    }
}
