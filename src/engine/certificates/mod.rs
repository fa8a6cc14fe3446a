//! Checkers of proofs and of example worlds. They share nothing with the code that finds them but plain data.

pub mod claims_and_worlds;
mod closing_sums;
mod places;
pub mod proof;
pub mod witness;

#[cfg(test)]
mod tests {
    use crate::engine::certificates::claims_and_worlds::Said;
    use crate::engine::certificates::proof::{Refusal, holds};
    use crate::engine::certificates::witness::{Flaw, holds_in};
    use crate::engine::parts_and_wholes::stated_sums::planted::{Fault, with};
    use crate::engine::possible::example_world::witness;
    use crate::engine::possible::few_claims::possible;
    use crate::engine::possible::verdicts::Verdict;
    use crate::model::{ClaimId, Corpus};
    use crate::read::files::Input;

    /// A total of 20 that is said to be the sum of these two, and a third part of 5.
    fn corpus(first: &str, second: &str) -> (Corpus, Vec<Said>) {
        let text = format!(
            "
measures: {{killed: {{unit: people}}}}
dimensions:
  side: {{parts: {{north: {{}}, south: {{}}, east: {{}}}}}}
  bloc: {{parts: [pact, league], overlapping: true}}
parties: {{herald: {{}}}}
sources: {{paper: {{}}}}
about: {{measure: killed, period: 2015}}
claims:
  - {{id: a, about: {{{first}}}, figure: 4, by: herald, cite: {{source: paper}}}}
  - {{id: b, about: {{{second}}}, figure: 6, by: herald, cite: {{source: paper}}}}
  - {{about: {{side: east}}, figure: 5, by: herald, cite: {{source: paper}}}}
  - {{figure: 20, sum-of: [a, b], by: herald, cite: {{source: paper}}}}
"
        );
        let input = Input { name: "claims.yaml".into(), bytes: text.into() };
        let (corpus, found) = crate::read::read(vec![input]);
        assert!(found.is_empty(), "{found:?}");
        let ids = (0..corpus.claims.len() as u32).map(ClaimId);
        let said = ids.map(|id| Said::of(&corpus, id)).collect();
        (corpus, said)
    }

    #[test]
    fn a_proof_is_refused_where_the_solver_takes_any_items_for_disjoint_parts() {
        for (first, second) in [
            ("bloc: pact", "bloc: league"),
            ("side: north", "period: 2015-03"),
            ("side: north, period: 2014", "side: south"),
            ("side: south, period: 2015-03~", "side: south, period: 2015-04~"),
        ] {
            let (corpus, said) = corpus(first, second);
            let Verdict::Impossible(proof) = with(Fault::TakesAll, || possible(&corpus, &said))
            else {
                panic!("{first}, {second}: nothing is impossible");
            };
            assert_eq!(holds(&corpus, &proof), Err(Refusal::Malformed), "{first}, {second}");
            let told = possible(&corpus, &said);
            assert!(told.is_possible(), "{first}, {second}: {told:?}");
        }
    }

    #[test]
    fn a_world_is_refused_where_the_solver_takes_no_items_for_disjoint_parts() {
        let (corpus, said) = corpus("side: north", "side: south");
        let world = with(Fault::TakesNone, || witness(&corpus, &said)).expect("a world");
        assert_eq!(holds_in(&corpus, &said, &world), Err(Flaw::Beside(said[3].claim)));
        let Verdict::Impossible(proof) = possible(&corpus, &said) else {
            panic!("there is something in the east");
        };
        assert_eq!(holds(&corpus, &proof), Ok(()));
    }
}
