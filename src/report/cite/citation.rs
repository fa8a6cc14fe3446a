//! A source as a bibliography prints it: runs of text of one look.

/// A source as a bibliography prints it, in runs of one look. Every run is safe to show.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Citation {
    /// The runs, in order.
    pub runs: Vec<TextRun>,
}

/// A run of text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TextRun {
    /// What it says.
    pub text: String,
    /// Whether it is set in italics.
    pub italic: bool,
}

impl Citation {
    /// It as one text.
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }

    pub(super) fn push(&mut self, text: &str, italic: bool) {
        match self.runs.last_mut() {
            Some(last) if last.italic == italic => last.text.push_str(text),
            _ if text.is_empty() => {}
            _ => self.runs.push(TextRun { text: text.to_owned(), italic }),
        }
    }
}
