//! A stated sum with two items that share ground.

use crate::check::arithmetic::Arithmetic;
use crate::engine::parts_and_wholes::stated_sums::SumFault;
use crate::finding::{Check, Evidence, Finding, Involved, Role};

pub(super) fn findings(arithmetic: &Arithmetic<'_>) -> Vec<Finding> {
    let corpus = arithmetic.corpus;
    let of = |fault: &SumFault| match *fault {
        SumFault::Overlaps { whole, items } => {
            let evidence = Evidence::Overlap { whole, items };
            let finding = Finding::new(Check::SumOverlaps, corpus.figure_span(whole), evidence);
            let claims = [(items.0, Role::Part), (items.1, Role::Part), (whole, Role::Whole)];
            let claims = claims.map(|(claim, role)| Involved { claim, role }).to_vec();
            Some(Finding { claims, ..finding })
        }
        SumFault::Differs(..) => None,
    };
    arithmetic.sums.iter().filter_map(of).collect()
}
