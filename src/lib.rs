//! variorum keeps contested figures honest.
//!
//! The run is a pipeline, and the modules are its stages:
//!
//! 1. [`read`]: files → [`model::Corpus`] and findings, every value with its bytes;
//! 2. [`reconcile`]: pure arithmetic: which claims stand, how two compare, how parts and wholes fit;
//! 3. [`check`]: arithmetic → [`finding::Finding`]s, one file and one page per check;
//! 4. [`explain`]: findings → sentences, arithmetic and places, still in no format;
//! 5. [`baseline`]: findings accepted as they are;
//! 6. [`report`]: all of it as one document, before any format;
//! 7. [`render`]: one file per format;
//! 8. [`cli`]: words in, exit code out.
//!
//! Beside it stands [`coverage`]: a text and a corpus → the numbers of the text that no claim records.
//!
//! ```
//! use variorum::read::files::Input;
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
//! let (corpus, read) = variorum::read::read(vec![input]);
//! let checked = variorum::check::check(&corpus, read);
//! let told = variorum::explain::tell(&corpus, &checked.findings[0]);
//! assert_eq!(told.message, "killed in 2015 is 42 by herald but 47 by courier");
//! ```

pub mod error;
pub mod progress;
pub mod source;

pub mod figure;
pub mod period;

pub mod finding;
pub mod model;

pub mod coverage;
pub mod read;
pub mod reconcile;

pub mod check;
pub mod explain;

pub mod baseline;
pub mod report;

pub mod render;

pub mod cli;
