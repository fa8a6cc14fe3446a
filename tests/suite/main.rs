//! The tests of the program and the library, as one program: linking costs more than compiling, so a file of
//! tests is a module here. What runs for minutes on its own is a program of its own (`tests/oracle/`).

#![allow(clippy::unwrap_used, reason = "a test says what it holds by failing")]

#[path = "../common/mod.rs"]
mod common;
#[path = "../common/examples.rs"]
mod examples;
#[path = "../common/inert.rs"]
mod inert;
#[path = "../common/formats.rs"]
mod read;
#[cfg(feature = "git")]
#[path = "../common/git.rs"]
mod repositories;
#[path = "../common/source_tree.rs"]
mod source_tree;

mod accounts;
mod bad_input;
mod baseline;
mod bounds;
mod causes;
mod ci_files;
mod cli;
mod conflicts;
mod corpus;
mod coverage;
mod diff;
mod docs;
mod faults_told;
mod findings;
mod floods;
mod formats;
mod generated;
mod hostile;
mod house;
mod lifecycle;
mod limits;
mod origins;
mod output;
mod overlapping;
mod pages;
mod provenance;
mod readme;
mod report;
mod revisions;
mod schemas;
mod show;
mod summaries;
mod what_if;
