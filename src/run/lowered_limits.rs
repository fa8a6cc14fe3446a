//! Tests that a run says what it left out when one of its limits is as low as it goes.

use crate::budget::limits::{self, Limit};
use crate::budget::lowered;
use crate::progress::Progress;
use crate::read::files::Input;
use crate::run::{Depth, RunOptions, from_inputs, run};

/// A corpus in which each of the searches that have a budget has something to do.
const CLAIMS: &str = "
measures: {killed: {unit: people}, share: {kind: share, unit: '%'}}
dimensions: {side: {parts: [left, right]}, cause: {parts: [shot, shell]}}
parties: {herald: {}, courier: {}}
sources: {paper: {title: A paper}, book: {title: A book}, digest: {title: A digest, relays: [paper, book]}}
about: {measure: killed, period: 2015}
claims:
  - {id: left, about: {side: left}, figure: 42, by: herald, cite: {source: paper, marks: [1]}}
  - {id: right, about: {side: right}, figure: 64, by: herald, cite: {source: paper, marks: [2]}}
  - {id: both, figure: 77, by: herald, cite: {source: paper, marks: [3]}}
  - {id: other, figure: 90, by: courier, cite: {source: paper, marks: [3]}}
  - {id: spring, about: {period: 2015-01/2015-06}, figure: 60, by: courier, cite: {source: book}}
  - {id: summer, about: {period: 2015-04/2015-09}, figure: 70, by: courier, cite: {source: book}}
  - {id: autumn, about: {period: 2015-10/2015-12}, figure: 40, by: courier, cite: {source: digest}}
  - {id: shot, about: {cause: shot}, figure: 50, by: herald, cite: {source: digest}}
  - {id: stated, about: {period: 2016}, figure: 9, by: herald, cite: {source: book}, sum-of: [a, b]}
  - {id: a, about: {period: 2016, side: left}, figure: 4, by: herald, cite: {source: book}}
  - {id: b, about: {period: 2016, side: right}, figure: 4, by: herald, cite: {source: book}}
resolutions:
  - {check: conflicting-claims, claims: {both: 77, other: 90}, ruling: disputed, because: They differ., by: desk, date: 2026-01-01}
";

/// What a run says it left out.
fn left_out() -> Vec<&'static str> {
    let input = Input { name: "claims.yaml".into(), bytes: CLAIMS.into() };
    let read = from_inputs(vec![input], Vec::new(), &Progress::new());
    let options = RunOptions { depth: Depth::CorrectionsAndCauses, ..RunOptions::default() };
    let run = run(&read.corpus, read.faults, &options);
    run.summary.skipped.iter().map(|left| left.what).collect()
}

#[test]
fn a_run_within_its_limits_leaves_nothing_out() {
    assert_eq!(left_out(), Vec::<&str>::new());
}

#[test]
fn what_a_spent_limit_left_out_is_said() {
    let table: &[(&Limit, &str)] = &[
        (&limits::WHOLES_STEPS, "wholes whose parts were not added up"),
        (&limits::FOOTNOTE_STEPS, "quantities whose claims' footnotes were not compared"),
        (
            &limits::ORIGINS_FOLLOWED,
            "sources that relay many origins, of which the first were followed",
        ),
        (&limits::ORIGIN_STEPS, "disagreements whose origins were not counted"),
        (&limits::RULING_STEPS, "rulings not held against every conflict"),
        (&limits::SUM_ITEMS, "long `sum-of` lists searched for overlaps in part"),
        (&limits::CORRECTED_CLAIMS, "findings with too many claims to say which are suspect"),
        (&limits::PARTS_OF_TOTAL, "totals of findings not explained"),
        (&limits::ACCOUNTS_ALONE, "accounts not tried alone, for many speak of one whole"),
    ];
    let mut silent = Vec::new();
    for (limit, line) in table {
        let said = lowered::with(limit, 1, left_out);
        if !said.contains(line) {
            silent.push((limit.name, *line, said));
        }
    }
    assert!(silent.is_empty(), "{silent:#?}");
}
