//! variorum keeps contested figures honest.
//!
//! The folders are the stages of a run, lowest first. Each uses only what is listed above it.
//!
//! - [`budget`], [`progress`], [`source`], [`figure`], [`period`]: what everything is made of;
//! - [`solver`]: sums of unknowns within bounds; [`model`]: what was read, as plain data;
//! - [`finding`]: checks, evidence and findings, as plain data;
//! - [`coverage`]: a text and a corpus in, the numbers of the text that no claim records out;
//! - [`read`]: files in, [`model::Corpus`] and findings out;
//! - [`engine`]: what the claims imply together;
//! - [`check`]: what the engine found, as [`finding::Finding`]s, one file and one page per check;
//! - [`explain`]: findings as sentences, still in no format;
//! - [`json`]: values as JSON text that misleads no terminal;
//! - [`baseline`]: findings accepted as they are; [`run`]: all of the above put together once, for whoever asks;
//! - [`report`]: everything there is to say, before any format;
//! - [`render`]: one file per format; [`cli`]: words in, exit code out.
//!
//! ```
//! use variorum::progress::Progress;
//! use variorum::read::files::Input;
//! use variorum::run::{RunOptions, from_inputs, run};
//!
//! let text = "
//! measures: {killed: {unit: people}}
//! parties: {herald: {}, courier: {}}
//! sources: {paper: {title: A paper}}
//! about: {measure: killed, period: 2015}
//! claims:
//!   - {figure: 42, by: herald, cite: {source: paper}}
//!   - {figure: 47, by: courier, cite: {source: paper}}
//! ";
//! let input = Input { name: "claims.yaml".into(), bytes: text.into() };
//! let read = from_inputs(vec![input], Vec::new(), &Progress::new());
//! let run = run(&read.corpus, read.faults, &RunOptions::default());
//! assert_eq!(run.summary.line(), "checked 2 claims on 1 quantity in 1 file: 1 warning");
//! let told = variorum::explain::tell(run.corpus, &run.findings[0]);
//! assert_eq!(told.message, "killed in 2015 is 42 by herald but 47 by courier");
//! ```

pub mod budget;
pub mod progress;
pub mod source;

pub mod figure;
pub mod period;
pub mod solver;

pub mod model;

pub mod finding;

pub mod error;

pub mod coverage;
pub mod read;

pub mod engine;

pub mod check;
pub mod explain;

pub mod json;

pub mod baseline;

pub mod run;

pub mod report;

pub mod render;

pub mod cli;
