//! Citations: the records of sources in, each as a bibliography prints it out.
//!
//! With the feature `csl` a style of the Citation Style Language can be asked for; without a style, and for
//! what a style cannot say, there is one plain form.

mod citation;
#[cfg(feature = "csl")]
mod csl;
mod record;
mod sources;
mod style;
#[cfg(feature = "csl")]
mod styles;
mod unstyled;

pub use citation::{Citation, TextRun};
pub use record::link;
pub(super) use sources::cite;
pub use style::{PLAIN, Style};
