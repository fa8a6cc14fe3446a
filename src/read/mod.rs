//! Bytes in, corpus and findings out: text → span tree → draft → model. Never fails: whatever cannot
//! be understood becomes a finding, and the rest is read on.

mod check_shape;
pub mod claim_file_shape;
mod claims;
mod corpus;
mod draft;
mod faults;
pub mod files;
mod ignore_files;
mod look_alikes;
mod names;
mod paste;
pub mod regular;
#[cfg(feature = "git")]
pub mod revision;
mod rings;
mod suggest;
mod syntax;
mod tree;
mod vocabulary;
pub mod words;

pub use corpus::{read, read_watched, shape_verdict};
