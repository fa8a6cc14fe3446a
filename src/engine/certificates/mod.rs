//! Checkers of proofs and of example worlds. They share nothing with the code that finds them.

pub mod proof;
pub mod witness;
