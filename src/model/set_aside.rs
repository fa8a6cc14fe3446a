//! Numbers of a document that somebody set aside: no figures, and by no rule.

use crate::model::SourceId;
use crate::source::{FileId, Scalar, Span};

/// A place of a document whose number is no figure, and why. Its scalars stand in the file named.
#[derive(Clone, Debug)]
pub struct SetAside {
    /// The file it stands in.
    pub file: FileId,
    /// The whole entry.
    pub span: Span,
    /// The document; any where left out.
    pub source: Option<SourceId>,
    /// The words around the number, as printed.
    pub quote: Scalar,
    /// The place in the document.
    pub at: Option<Scalar>,
    /// Why it is no figure.
    pub reason: Scalar,
}
