//! Corpora in; what is found by looking up and what is found by solving alone agree.

use crate::agreement::named;
use crate::answers::{ids, right};
use crate::cells::{Cells, Set, members, set};
use crate::draw::{Kinds, Sort, Time};
use crate::engine::run_world;
use crate::generate::{Layout, Plan, generate};
use crate::judge::Judge;
use crate::world::World;
use std::collections::BTreeSet;
use variorum::check::check;
use variorum::engine::certificates::claims_and_worlds::Said;
use variorum::engine::possible::few_claims::possible;
use variorum::engine::possible::whole_corpus::settle;
use variorum::engine::standing::claims_in_force::Ground;
use variorum::finding::Finding;
use variorum::model::ClaimId;
use variorum::read::files::Input;
use variorum::read::read;

const ALL: Sort = Sort { kinds: Kinds::All, dimensions: (0, 4), time: Time::Any, claims: 10 };

#[test]
fn on_random_worlds_solving_alone_finds_what_looking_up_finds() {
    right(ALL, 401, 1500, |world: &World, _| {
        let (ran, cells) = (run_world(world), Cells::new(world, None));
        let mut judge = Judge::new(&cells);
        // Solving leaves claims apart on one quantity to looking up.
        let mut claims: Set = 0;
        for at in members(cells.standing) {
            let rivals = cells.rivals(at) & claims;
            let apart = members(rivals).any(|rival| !judge.possible(set([at, rival])));
            claims |= if apart { 0 } else { 1 << at };
        }
        let settled = settle(&ran.corpus, &ids(&ran, claims).collect::<Vec<_>>());
        if settled.unsettled > 0 {
            return Some(format!("{} not settled", settled.unsettled));
        }
        if settled.clashes.is_empty() != judge.possible(claims) {
            return Some(format!("{:?} of {}", settled.clashes, named(&[claims])));
        }
        let sets = settled.clashes.iter().map(|clash| ran.set(clash.claims.iter().copied()));
        let wrong: Vec<Set> = sets.filter(|&set| !judge.is_minimal_conflict(set)).collect();
        (!wrong.is_empty()).then(|| format!("not minimal: {}", named(&wrong)))
    });
}

#[test]
fn on_generated_corpora_solving_agrees_with_looking_up() {
    for seed in 21..=23 {
        let plan = Plan { claims: 5_000, files: 5, seed, layout: Layout::ManyFiles };
        let files = generate(&plan).files.into_iter();
        let input = |(name, text): (String, String)| Input { name, bytes: text.into() };
        let (corpus, found) = read(files.map(input).collect());
        let checked = check(&corpus, found);
        let listed = |finding: &Finding| finding.conflicts.listed.clone();
        let conflicts: Vec<Vec<ClaimId>> = checked.findings.iter().flat_map(listed).collect();
        assert!(!conflicts.is_empty(), "seed {seed}");
        for claims in &conflicts {
            let said: Vec<Said> = claims.iter().map(|&id| Said::of(&corpus, id)).collect();
            assert!(possible(&corpus, &said).is_impossible(), "seed {seed}: {claims:?}");
            for left_out in 0..said.len() {
                let mut fewer = said.clone();
                fewer.remove(left_out);
                assert!(possible(&corpus, &fewer).is_possible(), "seed {seed}: {claims:?}");
            }
        }
        let ground = Ground::new(&corpus);
        let all = settle(&corpus, ground.all());
        assert_eq!((all.unsettled, all.clashes.is_empty()), (0, false), "seed {seed}");
        // What is left when the claims of every conflict are taken out can all be true.
        let named: BTreeSet<ClaimId> = conflicts.iter().flatten().copied().collect();
        let rest: Vec<ClaimId> =
            ground.all().iter().copied().filter(|id| !named.contains(id)).collect();
        let rest = settle(&corpus, &rest);
        assert!(rest.clashes.is_empty() && rest.unsettled == 0, "seed {seed}: {:?}", rest.clashes);
        // And no conflict that solving finds is strange to the findings.
        for clash in &all.clashes {
            let met =
                conflicts.iter().any(|known| clash.claims.iter().any(|id| known.contains(id)));
            assert!(met, "seed {seed}: {:?}", clash.claims);
        }
    }
}
