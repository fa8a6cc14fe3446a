//! What a check found: the catalogue of checks, findings, places and typed evidence. Data only; words are
//! made in `explain`.

mod causes;
mod checks;
mod claims;
mod conflict;
mod corrections;
mod evidence;
mod found;
mod one_claim;
mod proof;
mod provenance;
mod remarks;
mod rulings;
mod severity;
mod sums;

pub use causes::{Causes, Edit, Group, Hypothesis, Misprint, Rest, Swap};
pub use checks::{Check, CheckGroup, SeverityRule};
pub use claims::{Involved, Role};
pub use conflict::{Conflict, Conflicts, Marks};
pub use corrections::{Corrected, Correction, Suspects};
pub use evidence::{Encoding, Evidence, Unsupported};
pub use found::{Alike, Finding};
pub use one_claim::{Fraction, Slip};
pub use proof::{End, Joint, Proof, Term};
pub use provenance::{Astray, Fall, OneOrigin, Revision};
pub use remarks::{Remark, Support};
pub use rulings::{Life, RulingFault, Status, Unused};
pub use severity::{Reading, Severity};
pub use sums::{Full, Shape, Sum};

pub(crate) use checks::for_each_check;
