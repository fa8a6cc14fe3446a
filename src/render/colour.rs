//! Colour for plain lines: text in, the same text in bold or in the colour of a severity out.

use crate::finding::Severity;

/// Paints, or leaves text as it is.
#[derive(Clone, Copy, Debug)]
pub(super) struct Paint(pub(super) bool);

impl Paint {
    pub(super) fn bold(self, text: &str) -> String {
        self.in_code("1", text)
    }

    /// In the colour of a severity: red, yellow, blue.
    pub(super) fn severity(self, severity: Severity, text: &str) -> String {
        let code = match severity {
            Severity::Error => "31",
            Severity::Warning => "33",
            Severity::Info => "34",
        };
        self.in_code(code, text)
    }

    /// What is there no longer: red.
    pub(super) fn gone(self, text: &str) -> String {
        self.in_code("31", text)
    }

    /// What is there now: green.
    pub(super) fn added(self, text: &str) -> String {
        self.in_code("32", text)
    }

    fn in_code(self, code: &str, text: &str) -> String {
        if self.0 { format!("\u{1b}[{code}m{text}\u{1b}[0m") } else { text.to_owned() }
    }
}
