//! Where figures first appear: which claims count once in any count of agreement.

#![allow(clippy::unwrap_used, reason = "a test that cannot read its own file has failed")]

use proptest::prelude::*;
use variorum::engine::standing::origins::{Origins, independent_origins};
use variorum::model::{ClaimId, Corpus};
use variorum::read::files::Input;
use variorum::read::read;

const SOURCES: &str = "
measures: {killed: {}}
parties: {herald: {}}
about: {measure: killed}
sources:
  entry: {}
  paper: {}
  ministry: {}
  wire: {relays: ministry}
  digest: {relays: [wire, paper]}
";

/// A corpus with a claim for each citation, in their order.
fn corpus(cites: &[&str]) -> Corpus {
    let claims = cites.iter().map(|cite| format!("  - {{figure: 4, by: herald, cite: {cite}}}\n"));
    corpus_of(&format!("{SOURCES}claims:\n{}", claims.collect::<String>()))
}

fn corpus_of(text: &str) -> Corpus {
    let (corpus, found) = read(vec![Input { name: "c".into(), bytes: text.into() }]);
    assert!(found.is_empty(), "{found:?}\n{text}");
    corpus
}

fn all(corpus: &Corpus) -> Vec<ClaimId> {
    corpus.claim_ids().collect()
}

/// The groups that claims with these citations fall into, as the numbers of the claims.
fn groups(cites: &[&str]) -> Vec<Vec<u32>> {
    let corpus = corpus(cites);
    let groups = Origins::new(&corpus).groups(&all(&corpus));
    assert_eq!(independent_origins(&corpus, &all(&corpus)), groups.len());
    groups.iter().map(|group| group.iter().map(|id| id.0).collect()).collect()
}

#[test]
fn a_mark_of_one_document_is_an_origin() {
    let marked = |marks: &str| format!("{{source: entry, marks: {marks}}}");
    let (a, b, c) = (marked("[81, 82]"), marked("[82]"), marked("[83]"));
    assert_eq!(groups(&[&a, &b, &c]), [vec![0, 1], vec![2]]);
    // The same mark in another document is another footnote.
    assert_eq!(groups(&[&b, "{source: paper, marks: [82]}"]), [vec![0], vec![1]]);
}

#[test]
fn without_marks_the_document_is_the_origin() {
    assert_eq!(
        groups(&["{source: paper, at: p. 1}", "{source: paper, at: p. 9}", "{source: entry}"]),
        [vec![0, 1], vec![2]]
    );
    // What a footnote takes from elsewhere and what the document says itself are two things.
    assert_eq!(groups(&["{source: entry}", "{source: entry, marks: 5}"]), [vec![0], vec![1]]);
}

#[test]
fn claims_are_linked_through_a_third() {
    let cites = [
        "{source: entry, marks: 1}",
        "{source: entry, marks: 2}",
        "[{source: entry, marks: 1}, {source: paper}]",
        "{source: paper}",
    ];
    assert_eq!(groups(&cites), [vec![0, 2, 3], vec![1]]);
    assert_eq!(groups(&[cites[0], cites[3]]), [vec![0], vec![1]]);
}

#[test]
fn a_source_has_the_origins_of_those_it_relays() {
    assert_eq!(groups(&["{source: ministry}", "{source: wire}"]), [vec![0, 1]]);
    assert_eq!(groups(&["{source: wire}", "{source: paper}"]), [vec![0], vec![1]]);
    // Through two hands, and into both.
    let cites = ["{source: ministry}", "{source: paper}", "{source: digest, marks: 4}"];
    assert_eq!(groups(&cites), [vec![0, 1, 2]]);
    assert_eq!(groups(&cites[..2]), [vec![0], vec![1]]);
    // Which footnote of the ministry the wire took its figure from is not known.
    let cites = ["{source: ministry, marks: 1}", "{source: wire}", "{source: ministry, marks: 2}"];
    assert_eq!(groups(&cites), [vec![0, 1, 2]]);
    assert_eq!(groups(&[cites[0], cites[2]]), [vec![0], vec![1]]);
}

#[test]
fn the_origins_of_a_claim_are_named() {
    let corpus = corpus(&["[{source: digest, marks: [7]}, {source: entry}]"]);
    let origins = Origins::new(&corpus).of(ClaimId(0));
    let named = |(source, mark): (_, Option<&str>)| {
        mark.map_or(corpus.source_name(source).into(), |mark| {
            format!("{}#{mark}", corpus.source_name(source))
        })
    };
    let names: Vec<String> =
        origins.iter().map(|origin| named((origin.source, origin.mark))).collect();
    assert_eq!(names, ["digest#7", "entry", "ministry", "paper"]);
}

#[test]
fn a_ring_of_relays_ends_the_walk() {
    let text = "
measures: {killed: {}}
parties: {herald: {}}
about: {measure: killed}
sources: {a: {relays: b}, b: {relays: [c, d]}, c: {relays: a}, d: {}}
claims:
  - {figure: 4, by: herald, cite: {source: a}}
  - {figure: 4, by: herald, cite: {source: c}}
";
    let (corpus, found) = read(vec![Input { name: "c".into(), bytes: text.into() }]);
    assert_eq!(found.len(), 1, "the ring itself");
    assert_eq!(independent_origins(&corpus, &all(&corpus)), 1);
}

/// Chains and hubs of relays as long and as wide as a file can make them.
#[test]
fn long_chains_and_wide_hubs_are_followed_in_passing() {
    let count = 20_000;
    let chain: String = (0..count)
        .map(|at| format!("  s{at}: {{relays: [s{}, x{at}]}}\n  x{at}: {{}}\n", at + 1))
        .collect();
    let text = format!(
        "measures: {{killed: {{}}}}\nparties: {{herald: {{}}}}\nabout: {{measure: killed}}\n\
         sources:\n{chain}  s{count}: {{}}\nclaims:\n  \
         - {{figure: 4, by: herald, cite: {{source: s0}}}}\n  \
         - {{figure: 4, by: herald, cite: {{source: s1}}}}\n"
    );
    let corpus = corpus_of(&text);
    let origins = Origins::new(&corpus);
    assert!(origins.cut > 0);
    assert_eq!(origins.count(&all(&corpus)), 1);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    /// Against the plainest way: claims that share an origin are joined, two by two, until nothing
    /// changes.
    #[test]
    fn groups_are_what_sharing_two_by_two_comes_to(
        marks in prop::collection::vec(prop::collection::btree_set(0u8..6, 1..3), 1..9)
    ) {
        let list = |marks: &std::collections::BTreeSet<u8>| {
            let marks: Vec<String> = marks.iter().map(u8::to_string).collect();
            format!("{{source: entry, marks: [{}]}}", marks.join(", "))
        };
        let cites: Vec<String> = marks.iter().map(list).collect();
        let cites: Vec<&str> = cites.iter().map(String::as_str).collect();
        let mut group: Vec<usize> = (0..marks.len()).collect();
        for _ in 0..marks.len() {
            for a in 0..marks.len() {
                for b in 0..marks.len() {
                    if !marks[a].is_disjoint(&marks[b]) {
                        let low = group[a].min(group[b]);
                        (group[a], group[b]) = (low, low);
                    }
                }
            }
        }
        let roots: std::collections::BTreeSet<usize> = group.into_iter().collect();
        prop_assert_eq!(groups(&cites).len(), roots.len());
    }
}
