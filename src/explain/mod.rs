//! Findings → what to show: one sentence, its arithmetic, its places; still no format.
//!
//! This is the only place where a finding's evidence becomes words.

mod answers;
mod arithmetic;
mod causes;

mod escape;
mod faults;
mod fingerprint;
mod naming;

mod provenance;
mod rulings;

mod sides;

mod suspects;

pub use crate::explain::two_runs::{ComparedRun, Difference, Numbers, difference};
pub use answers::{
    addition, becomes, comparison, disagreement, interval, involves, number, remarks,
};
pub use answers::{standing, unit};
pub use arithmetic::{joint as joint_arithmetic, sum as sum_arithmetic};
pub use causes::{hypothesis, rest};

pub use crate::explain::differences::{
    DifferenceSide, Row, declared, ends_by, exactly, relative, renamed, row,
};

pub use crate::explain::world_points::point;
pub use escape::{line, visible};
pub use fingerprint::{digest, fingerprints, fingerprints_under};
pub use naming::{about, citations, claim, claim_source, factor, figure, in_unit, party, period};
pub use naming::{place_of, quantity};

pub use crate::explain::conflicts::name as axis;
pub use rulings::{ruling, rulings_on};

pub use crate::explain::word_diff::{Of, Patience, Piece};
pub use sides::{SpeaksOf, speaks_of};

use crate::finding::{Evidence, Finding, Fraction, Involved, Joint, Role};
use crate::model::Corpus;
use crate::source::Span;

/// A finding in words.
#[derive(Clone, Debug)]
pub struct Told {
    /// One sentence with the numbers in it.
    pub message: String,
    /// The numbers alone: `42 + 64 = 106 > 77`.
    pub arithmetic: Option<String>,
    /// Where it stands, each place with a few words, in the order to be read.
    pub places: Vec<(Span, String)>,
    /// What would explain it, a sentence each.
    pub causes: Vec<String>,
    /// What else there is to know, a sentence each.
    pub notes: Vec<String>,
    /// What to do.
    pub help: Option<String>,
}

/// Places shown for one finding; the others are counted.
const PLACES: usize = 16;

/// Tells a finding.
pub fn tell(corpus: &Corpus, finding: &Finding) -> Told {
    let mut told = tell_evidence(corpus, finding);
    told.notes.extend(provenance::denials(corpus, &finding.remarks));
    told.notes.extend(suspects::notes(corpus, finding));
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

/// The claims of a finding at their figures.
fn places(corpus: &Corpus, finding: &Finding, notes: &mut Vec<String>) -> Vec<(Span, String)> {
    let left_out = finding.claims.len().saturating_sub(PLACES);
    if left_out > 0 {
        notes.push(format!("{left_out} more claims in it are not shown"));
    }
    let shown = finding.claims.iter().take(PLACES);
    shown.map(|involved| (corpus.figure_span(involved.claim), label(corpus, involved))).collect()
}

fn label(corpus: &Corpus, &Involved { claim, role }: &Involved) -> String {
    let said = naming::said_by(corpus, claim);
    match role {
        Role::Rival | Role::Whole | Role::Part | Role::Alone | Role::Earlier | Role::Later => said,
        Role::Also => format!("{said}; not needed for the conflict"),
        Role::Added => format!("{said}; added"),
    }
}
pub mod conflicts;
pub mod differences;
pub mod self_contradictions;
pub mod two_runs;
pub mod word_diff;
pub mod world_points;
