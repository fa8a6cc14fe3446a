//! Tests that a run says what it left out when one of its limits is as low as it goes. Every limit is in a table here, or in
//! a list of those that need no such line, with the reason.

use crate::budget::limits::{self, GROUPS, Limit};
use crate::budget::lowered;
use crate::engine::certificates::claims_and_worlds::Said;
use crate::engine::certificates::proof::{Refusal, holds};
use crate::engine::certificates::witness::{Flaw, holds_in};
use crate::engine::parts_and_wholes::sums_of_parts::parts;
use crate::engine::possible::example_world::witness;
use crate::engine::possible::few_claims::possible;
use crate::engine::possible::verdicts::{Reach, Verdict};
use crate::engine::questions::bounds::allowed;
use crate::engine::questions::totals_that_follow::follow;
use crate::engine::standing::claims_in_force::Ground;
use crate::explain::Patience;
use crate::model::{ClaimId, Corpus};
use crate::progress::Progress;
use crate::read::files::Input;
use crate::run::{Depth, RunOptions, from_inputs, run};
use std::collections::BTreeSet;

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

/// Parts that exceed their whole along two dimensions only, in two years.
const CROSSED: &str = "
measures: {killed: {unit: people}}
dimensions: {side: {parts: [left, right]}, cause: {parts: [shot, shell]}}
parties: {herald: {}}
sources: {paper: {title: A paper}}
about: {measure: killed}
claims:
  - by: herald
    cite: {source: paper}
    claims:
      - {about: {period: 2015}, figure: 100}
      - {about: {period: 2015, side: left, cause: shot}, figure: 60}
      - {about: {period: 2015, side: left, cause: shell}, figure: 30}
      - {about: {period: 2015, side: right, cause: shot}, figure: 40}
      - {about: {period: 2015, side: right, cause: shell}, figure: 25}
      - {about: {period: 2016}, figure: 100}
      - {about: {period: 2016, side: left, cause: shot}, figure: 60}
      - {about: {period: 2016, side: left, cause: shell}, figure: 30}
      - {about: {period: 2016, side: right, cause: shot}, figure: 40}
      - {about: {period: 2016, side: right, cause: shell}, figure: 25}
";

/// Parts that are each above their whole, some of them told twice.
const ABOVE: &str = "
measures: {killed: {unit: people}}
dimensions: {side: {parts: [left, right]}}
parties: {herald: {}, courier: {}, gazette: {}}
sources: {paper: {title: A paper}, book: {title: A book}}
about: {measure: killed, period: 2015}
claims:
  - {figure: 10, by: herald, cite: {source: paper}}
  - {figure: 11, by: courier, cite: {source: book}}
  - {figure: 12, by: gazette, cite: {source: book}}
  - {about: {side: left}, figure: 20, by: herald, cite: {source: paper}}
  - {about: {side: left}, figure: 21, by: courier, cite: {source: book}}
  - {about: {side: right}, figure: 30, by: herald, cite: {source: paper}}
";

/// Parts above their whole along two axes of parts that may overlap; and shares of which three come to too much.
const OVERLAPPING: &str = "
measures: {hurt: {unit: people}, wounded: {unit: people, within: hurt}, burnt: {unit: people, within: hurt}, arms: {kind: share, of: side, unit: '%'}}
dimensions: {bloc: {parts: [pact, league], overlapping: true}, side: {parts: [left, right, middle]}}
parties: {herald: {}}
sources: {paper: {title: A paper}}
about: {period: 2015}
claims:
  - {about: {measure: hurt}, figure: 10, by: herald, cite: {source: paper}}
  - {about: {measure: wounded, bloc: pact}, figure: 11, by: herald, cite: {source: paper}}
  - {about: {measure: burnt, bloc: league}, figure: 12, by: herald, cite: {source: paper}}
  - {about: {measure: arms, side: left}, figure: 50, by: herald, cite: {source: paper}}
  - {about: {measure: arms, side: right}, figure: 40, by: herald, cite: {source: paper}}
  - {about: {measure: arms, side: middle}, figure: 30, by: herald, cite: {source: paper}}
";

/// A percentage that no whole number of its count comes to.
const PERCENTAGE: &str = "
measures: {captured: {unit: people}, wounded: {kind: share, unit: '%', among: captured}}
parties: {herald: {}}
sources: {paper: {title: A paper}}
about: {period: 2015}
claims:
  - {about: {measure: captured}, figure: 4, by: herald, cite: {source: paper}}
  - {about: {measure: wounded}, figure: 33%, by: herald, cite: {source: paper}}
";

/// A total that comes out only with one of two figures for a part.
const RESTING: &str = "
measures: {killed: {unit: people}}
dimensions: {side: {parts: [left, right]}}
parties: {herald: {}, courier: {}}
sources: {paper: {title: A paper}}
about: {measure: killed, period: 2015}
claims:
  - {figure: 75, by: herald, cite: {source: paper}}
  - {about: {side: left}, figure: 31, by: herald, cite: {source: paper}}
  - {about: {side: right}, figure: 44, by: herald, cite: {source: paper}}
  - {about: {side: right}, figure: 47, by: courier, cite: {source: paper}}
";

const CORPORA: &[(&str, &str)] = &[
    ("claims", CLAIMS),
    ("crossed", CROSSED),
    ("above", ABOVE),
    ("overlapping", OVERLAPPING),
    ("percentage", PERCENTAGE),
    ("resting", RESTING),
];

/// What is said, by the limit that is spent.
const SAID: &[Row] = &[
    (
        &[&limits::PERCENTAGE_STEPS],
        1,
        PERCENTAGE,
        "percentages not held against every count they may be of",
    ),
    (&[&limits::WHOLES_STEPS], 1, CLAIMS, "wholes whose parts were not added up"),
    (&[&limits::WHOLES_STEPS], 1, OVERLAPPING, "wholes whose parts were not added up"),
    (
        &[&limits::PARTS_TOLD],
        1,
        ABOVE,
        "parts above their whole, after the first ones of one whole",
    ),
    (
        &[&limits::PARTS_TOLD],
        1,
        OVERLAPPING,
        "parts above their whole, after the first ones of one whole",
    ),
    (
        &[&limits::ACCOUNTS_ALONE],
        1,
        CLAIMS,
        "accounts not tried alone, for many speak of one whole",
    ),
    (&[&limits::FOOTNOTE_STEPS], 1, CLAIMS, "quantities whose claims' footnotes were not compared"),
    (
        &[&limits::ALL_PARTS_STEPS],
        1,
        CROSSED,
        "sums of which not all parts claimed were looked for",
    ),
    (&[&limits::ALL_PARTS], 1, CROSSED, "sums of which not all parts claimed were looked for"),
    (&[&limits::SUM_ITEMS], 1, CLAIMS, "long `sum-of` lists searched for overlaps in part"),
    (&[&limits::SUMS_STEPS], 1, CLAIMS, "parts were not added up for the report"),
    (
        &[&limits::ORIGINS_FOLLOWED],
        1,
        CLAIMS,
        "sources that relay many origins, of which the first were followed",
    ),
    (&[&limits::ORIGIN_STEPS], 1, CLAIMS, "disagreements whose origins were not counted"),
    (&[&limits::RULING_STEPS], 1, CLAIMS, "rulings not held against every conflict"),
    (&[&limits::CELL_ENTRIES, &limits::CELL_ENTRIES_EACH], 1, CROSSED, UNSETTLED),
    (&[&limits::SOLVING_STEPS], 1, CROSSED, UNSETTLED),
    (&[&limits::CONFLICTS_SOUGHT], 1, CROSSED, UNSETTLED),
    (
        &[&limits::MORE_CONFLICTS_STEPS, &limits::MORE_CONFLICTS_STEPS_EACH],
        1,
        CROSSED,
        "there may be more",
    ),
    (&[&limits::HITTING_SETS], 1, CROSSED, "there may be more"),
    (&[&limits::CONFLICTS_OF_CLUSTER], 1, CROSSED, "there may be more"),
    (&[&limits::RIVALS_PAIRED], 1, ABOVE, "there may be more"),
    (&[&limits::WORLDS_DECIDED], 1, OVERLAPPING, "there may be more"),
    (&[&limits::QUESTION_STEPS], 1, CROSSED, "whether all can be true could not be told"),
    (&[&limits::QUESTION_STEPS], 1, CROSSED, "the bounds could not be told of all claims"),
    (&[&limits::QUESTION_CELLS], 1, CROSSED, "whether all can be true could not be told"),
    (&[&limits::BOUNDS_CONFLICTS], 0, CROSSED, "the bounds could not be told of all claims"),
    (&[&limits::CONFLICTS_LISTED], 1, ABOVE, "not all conflicts are listed"),
    (&[&limits::COMBINATIONS], 1, ABOVE, "there may be more"),
    (&[&limits::CORRECTIONS_LISTED], 1, ABOVE, "not all corrections are listed"),
    (
        &[&limits::CORRECTED_CLAIMS],
        1,
        CLAIMS,
        "findings with too many claims to say which are suspect",
    ),
    (
        &[&limits::CORRECTIONS_TRIED],
        1,
        CROSSED,
        "findings with too many claims to say which are suspect",
    ),
    (
        &[&limits::CORRECTION_BRANCHES],
        1,
        CROSSED,
        "findings with too many claims to say which are suspect",
    ),
    (&[&limits::PROOF_PLACES], 1, CROSSED, "the proof is refused"),
    (&[&limits::WORLD_PAIRS], 1, CROSSED, "the world is refused"),
    (
        &[&limits::CAUSE_STEPS, &limits::CAUSE_STEPS_EACH],
        1,
        CLAIMS,
        "totals of findings not explained",
    ),
    (
        &[&limits::COVERS_TRIED],
        1,
        CLAIMS,
        "totals of findings of which not every explanation was tried",
    ),
    (&[&limits::COVERS], 1, CLAIMS, "totals of findings of which not every explanation was tried"),
    (&[&limits::LEVELS], 1, CLAIMS, "totals of findings of which not every explanation was tried"),
    (
        &[&limits::TOTALS_OF_QUANTITY],
        1,
        CLAIMS,
        "totals not held against what else would come to them",
    ),
    (&[&limits::PARTS_OF_TOTAL], 1, CLAIMS, "totals of findings not explained"),
    (&[&limits::OVERLAPPING_PAIRS], 1, CLAIMS, "totals of findings not explained"),
    (&[&limits::TOTALS_EXPLAINED], 1, CLAIMS, "totals of findings not explained"),
    (
        &[&limits::TOTALS_RESTING],
        0,
        RESTING,
        "totals that rest on a disputed claim, after the first ones of one finding",
    ),
    (&[&limits::FOLLOW_STEPS], 1, CLAIMS, "totals that follow were not looked at"),
    (&[&limits::DIFF_WORDS], 1, CLAIMS, "texts were not compared"),
    (&[&limits::DIFF_WORDS_OF_TWO], 1, CLAIMS, "texts were not compared"),
];

const UNSETTLED: &str = "quantities not held against all others: too many cells or steps";

/// What a run, and the questions one may ask of its claims, say that they left out.
fn left_out(claims: &str) -> Vec<String> {
    let input = Input { name: "claims.yaml".into(), bytes: claims.into() };
    let read = from_inputs(vec![input], Vec::new(), &Progress::new());
    assert!(read.faults.findings.is_empty(), "{:?}", read.faults.findings);
    let options = RunOptions { depth: Depth::CorrectionsAndCauses, ..RunOptions::default() };
    let run = run(&read.corpus, read.faults, &options);
    let mut said: Vec<String> =
        run.summary.skipped.iter().map(|left| left.what.to_owned()).collect();
    for finding in &run.findings {
        let found = &finding.conflicts;
        let cut = (found.failing as usize) > found.listed.len();
        said.extend((found.failing > 0 && !found.complete).then(|| "there may be more".to_owned()));
        said.extend(cut.then(|| "not all conflicts are listed".to_owned()));
        let corrections = finding.suspects.iter();
        let cut = corrections.filter(|suspects| suspects.count > suspects.sets.len());
        said.extend(cut.map(|_| "not all corrections are listed".to_owned()));
        let causes = finding.causes.iter().filter(|causes| causes.hit > causes.found.len());
        said.extend(causes.map(|_| "not all explanations are kept".to_owned()));
    }
    said.extend(answers(&read.corpus).into_iter().map(str::to_owned));
    said
}

/// What questions about all claims leave open.
fn answers(corpus: &Corpus) -> Vec<&'static str> {
    let ground = Ground::new(corpus);
    let all: Vec<Said> = ground.all().iter().map(|&claim| Said::of(corpus, claim)).collect();
    let mut open = Vec::new();
    match possible(corpus, &all) {
        Verdict::Unsettled => open.push("whether all can be true could not be told"),
        Verdict::Impossible(proof) if holds(corpus, &proof) == Err(Refusal::TooLarge) => {
            open.push("the proof is refused");
        }
        Verdict::Impossible(_) | Verdict::Possible => {}
    }
    if let Ok(world) = witness(corpus, &all[..2])
        && holds_in(corpus, &all[..2], &world) == Err(Flaw::TooLarge)
    {
        open.push("the world is refused");
    }
    let told = allowed(corpus, ground.all(), all[0].quantity);
    let ends = told.bounds.as_ref().map(|bounds| [&bounds.least, &bounds.most]);
    let settled = |ends: [&Reach; 2]| !ends.iter().any(|end| matches!(end, Reach::Unsettled));
    if told.left_out > 0 || !ends.is_some_and(settled) {
        open.push("the bounds could not be told of all claims");
    }
    if parts(corpus, &ground).left_out > 0 {
        open.push("parts were not added up for the report");
    }
    let changes: Vec<(ClaimId, _)> =
        ground.all().iter().take(3).map(|&claim| (claim, corpus.extent(claim))).collect();
    if follow(corpus, &ground, &changes, |_| Vec::new()).left_out > 0 {
        open.push("totals that follow were not looked at");
    }
    let mut patience = Patience::default();
    patience.compare("one or two words", "two or three words");
    if patience.left_out() > 0 {
        open.push("texts were not compared");
    }
    open
}

#[test]
fn a_run_within_its_limits_leaves_nothing_out() {
    for (name, claims) in CORPORA {
        assert_eq!(left_out(claims), Vec::<String>::new(), "{name}");
    }
}

/// A limit, or several that are added up, what each is lowered to, and a corpus in which something is then left out.
type Row = (&'static [&'static Limit], usize, &'static str, &'static str);

#[test]
fn what_a_spent_limit_left_out_is_said() {
    let mut silent = Vec::new();
    for &(limits, most, claims, line) in SAID {
        let said = lowered::with(limits, most, || left_out(claims));
        if !said.iter().any(|said| said == line) {
            let names: Vec<&str> = limits.iter().map(|limit| limit.name).collect();
            silent.push((names, line, said));
        }
    }
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn every_limit_is_said_or_needs_no_line() {
    let said: BTreeSet<&str> = SAID.iter().flat_map(|row| row.0).map(|limit| limit.name).collect();
    let quiet: BTreeSet<&str> =
        NO_LINE.iter().flat_map(|(limits, _)| *limits).map(|it| it.name).collect();
    let both: Vec<_> = said.intersection(&quiet).collect();
    assert!(both.is_empty(), "in both lists: {both:?}");
    let groups = GROUPS.iter().filter(|(group, _)| !OF_OTHER_TESTS.contains(group));
    for limit in groups.flat_map(|(_, limits)| *limits) {
        let known = said.contains(limit.name) || quiet.contains(limit.name);
        assert!(known, "{} is in neither list: what is said once it is spent?", limit.name);
    }
}

/// Groups whose limits make a finding or an error (`tests/suite/bad_input.rs`, `floods.rs`, `revisions.rs`), or only cut
/// what is shown, with a count of the rest (`tests/suite/output.rs`, `formats.rs`).
const OF_OTHER_TESTS: &[&str] = &["Files and figures", "What is shown"];

/// Limits beyond which nothing is left out of what is found.
const NO_LINE: &[(&[&Limit], &str)] = &[
    (&[&limits::QUOTE_NUMBERS, &limits::PAIRS_LISTED, &limits::DENIALS_NAMED], "only cut a list"),
    (
        &[&limits::FILLING_STEPS, &limits::FILLING_STEPS_EACH],
        "what is not filled is solved, under limits of its own",
    ),
    (&[&limits::CLAIMS_FOR_ONE_MORE], "a divisor: lower, it lets more through"),
    (&[&limits::NEIGHBOURHOOD], "everything is solved as one instead"),
    (
        &[&limits::CLAIMS_AROUND, &limits::CLAIMS_TRIED],
        "only decide which claim of a conflict gives way: the conflict is told either way",
    ),
    (&[&limits::NEAR_PAIRS], "the claims are all in the finding; a ruling may name them all"),
    (&[&limits::CLOSING_ITEMS], "a checker refuses what rests on a longer sum"),
    (&[&limits::FITS_KEPT], "the fits are counted, and those kept are more than are named"),
    (&[&limits::NEIGHBOUR_COVER], "in larger covers a fit would tell nothing"),
    (&[&limits::SPEAKERS], "rivals beyond the nearest say nothing about a total"),
    (&[&limits::BOUNDS_PAIRS], "more claims are taken into account, not fewer"),
    (&[&limits::FOLLOW_PASSES], "one pass is enough where totals nest"),
    (
        &[
            &limits::QUOTE_PLACES,
            &limits::PLACES_COMPARED,
            &limits::QUOTE_GAP,
            &limits::QUOTE_WORDS,
        ],
        "of `coverage`, whose outcome counts the claims (`tests/suite/coverage.rs`)",
    ),
];
