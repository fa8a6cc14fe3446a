//! Works out what a corpus says: a room for each subject, plain data in and plain data out.

pub mod causes;
pub mod certificates;
pub mod conflicts;
pub mod diff;
pub mod one_claim;
pub mod one_quantity;
pub mod parts_and_wholes;
pub mod possible;
pub mod questions;
pub mod standing;
pub mod structure;
