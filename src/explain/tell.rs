//! Evidence in, words out: chooses who speaks for each kind of evidence. The only place where a
//! finding's evidence becomes words.

use crate::explain::told::{Told, places};
use crate::explain::{
    arithmetic, causes, conflicts, corrections, faults, provenance, rulings, self_contradictions,
};
use crate::finding::{Evidence, Finding, Fraction, Joint};
use crate::model::Corpus;

/// Tells a finding.
pub fn tell(corpus: &Corpus, finding: &Finding) -> Told {
    let mut told = tell_evidence(corpus, finding);
    told.notes.extend(provenance::denials(corpus, &finding.remarks));
    told.notes.extend(corrections::notes(corpus, finding));
    told.causes = causes::causes(corpus, finding);
    told.notes.extend(finding.rests.iter().map(|rest| causes::rest(corpus, rest)));
    told
}

fn tell_evidence(corpus: &Corpus, finding: &Finding) -> Told {
    match &finding.evidence {
        Evidence::Conflict(conflict) => {
            let mut notes = conflicts::conflict_notes(corpus, conflict);
            notes.extend(provenance::conflict_notes(corpus, conflict, &finding.remarks));
            let places = places(corpus, finding, &mut notes);
            Told {
                message: conflicts::conflict(corpus, finding, conflict),
                arithmetic: Some(arithmetic::conflict(corpus, conflict)),
                places,
                causes: Vec::new(),
                notes,
                help: None,
            }
        }
        Evidence::Sum(sum) => {
            let mut notes = conflicts::sum_notes(corpus, sum);
            notes.extend(provenance::known_apart(corpus, sum));
            let places = places(corpus, finding, &mut notes);
            Told {
                message: conflicts::sum(corpus, sum),
                arithmetic: Some(arithmetic::sum(corpus, sum)),
                places,
                causes: Vec::new(),
                notes,
                help: None,
            }
        }
        Evidence::Joint(joint) => of_joint(corpus, finding, joint),
        Evidence::Overlap { whole, items } => Told {
            message: conflicts::overlap(corpus, *whole, *items),
            arithmetic: None,
            places: places(corpus, finding, &mut Vec::new()),
            causes: Vec::new(),
            notes: Vec::new(),
            help: Some("leave one of the two out of `sum-of`, or narrow what it is about".into()),
        },
        Evidence::Fraction(fraction) => of_fraction(corpus, finding, fraction),
        Evidence::Total(total) => causes::tell(corpus, finding, *total),
        Evidence::Fall(fall) => Told {
            message: provenance::fall(corpus, fall),
            arithmetic: Some(provenance::fall_arithmetic(corpus, fall)),
            places: places(corpus, finding, &mut Vec::new()),
            notes: provenance::fall_notes(fall),
            causes: Vec::new(),
            help: Some(provenance::FALL_HELP.into()),
        },
        Evidence::OneOrigin(echo) => Told {
            message: provenance::one_origin(corpus, echo),
            arithmetic: Some(provenance::one_origin_arithmetic(corpus, echo)),
            places: places(corpus, finding, &mut Vec::new()),
            notes: Vec::new(),
            causes: Vec::new(),
            help: Some(provenance::ONE_ORIGIN_HELP.into()),
        },
        Evidence::Revision(revision) => Told {
            message: provenance::revision(corpus, revision),
            arithmetic: None,
            places: places(corpus, finding, &mut Vec::new()),
            notes: provenance::revision_notes(revision),
            causes: Vec::new(),
            help: Some(provenance::REVISION_HELP.into()),
        },
        Evidence::Slip(claim, slip) => self_contradictions::tell(corpus, *claim, slip),
        Evidence::Ruling(id, fault) => rulings::tell(corpus, finding, *id, fault),
        _ => faults::tell(finding),
    }
}

fn of_joint(corpus: &Corpus, finding: &Finding, joint: &Joint) -> Told {
    let mut notes = Vec::new();
    let places = places(corpus, finding, &mut notes);
    let message = if joint.is_of_shares() {
        conflicts::shares(corpus, joint)
    } else {
        conflicts::joint(corpus, joint)
    };
    let arithmetic = Some(arithmetic::joint(corpus, joint));
    Told { message, arithmetic, places, causes: Vec::new(), notes, help: None }
}

fn of_fraction(corpus: &Corpus, finding: &Finding, fraction: &Fraction) -> Told {
    Told {
        message: conflicts::fraction(corpus, fraction),
        arithmetic: arithmetic::fraction(corpus, fraction),
        places: places(corpus, finding, &mut Vec::new()),
        causes: Vec::new(),
        notes: Vec::new(),
        help: Some(conflicts::FRACTION_HELP.into()),
    }
}
