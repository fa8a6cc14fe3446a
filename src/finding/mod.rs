//! What a check found: the catalogue of checks, findings, places and typed evidence. Data only; words are
//! made in `explain`.

mod causes;
mod check_catalogue;
mod claims;
mod conflict;
mod corrections;
mod evidence;
mod one_claim;
mod one_finding;
mod proof;
mod provenance;
mod remarks;
mod rulings;
mod severity_levels;
mod sums;

pub use causes::{Causes, Edit, Group, Hypothesis, Misprint, Rest, Swap};
pub(crate) use check_catalogue::for_each_check;
pub use check_catalogue::{Check, CheckGroup, SeverityRule};
pub use claims::{Involved, Role};
pub use conflict::{Conflict, Conflicts, Marks};
pub use corrections::{Corrected, Correction, Suspects};
pub use evidence::{Encoding, Evidence, Paste, PastePlace, Unsupported};
pub use one_claim::{Fraction, Slip};
pub use one_finding::{Alike, Finding};
pub use proof::{End, Joint, Proof, Term};
pub use provenance::{Astray, Fall, OneOrigin, Revision};
pub use remarks::{Remark, Support};
pub use rulings::{Life, RulingFault, Status, Unused};
pub use severity_levels::{Reading, Severity};
pub use sums::{Full, Shape, Sum};
