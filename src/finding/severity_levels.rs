//! How much a finding weighs, and whose claims disagree.

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// The files cannot be read as meant, or a document contradicts itself.
    Error,
    /// The claims of different accounts cannot all hold, or a total seems to count something else than
    /// it says: data, not a bug.
    Warning,
    /// Worth knowing.
    Info,
}

impl Severity {
    /// Its word.
    pub const fn name(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "info",
        }
    }
}

/// Whose claims disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// Some one account contradicts itself.
    Internal,
    /// Only accounts together cannot hold.
    Contested,
}

impl Reading {
    /// Its word.
    pub const fn name(self) -> &'static str {
        match self {
            Reading::Internal => "internal",
            Reading::Contested => "contested",
        }
    }

    /// A document that contradicts itself is an error; disagreement is data.
    pub const fn severity(self) -> Severity {
        match self {
            Reading::Internal => Severity::Error,
            Reading::Contested => Severity::Warning,
        }
    }
}
