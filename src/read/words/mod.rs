//! What people type on the command line, resolved against a corpus.

pub mod claims;
pub mod quantity;
