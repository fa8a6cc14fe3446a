//! All claims on one quantity, compared with each other.

pub mod grades;
pub mod most_supported;
pub mod overview;
pub mod rivals;
pub mod shared_footnotes;
