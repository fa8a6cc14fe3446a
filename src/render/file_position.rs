//! A span of a file as other programs want it: a path from the folder the run started in, lines and
//! columns.

use crate::explain::visible;
use crate::source::{Position, Span, Texts};

/// Where paths begin: the folder a run started in, as text; empty where nobody knows it.
#[derive(Clone, Debug, Default)]
pub struct Base(String);

impl Base {
    /// That folder, as the system names it.
    pub fn new(folder: &str) -> Self {
        Self(slashes(folder))
    }

    /// The path from the base to a file, with forward slashes and no dots; none where the file lies
    /// elsewhere. Links are not looked at.
    pub fn inside(&self, name: &str) -> Option<String> {
        let name = slashes(name);
        let base = || self.0.split('/').filter(|part| !part.is_empty());
        let mut parts: Vec<&str> = if absolute(&name) { Vec::new() } else { base().collect() };
        for part in name.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop()?;
                }
                part => parts.push(part),
            }
        }
        let depth = base().count();
        let inside = parts.len() > depth && base().eq(parts[..depth].iter().copied());
        // Of a path that is absolute, nobody can say where it lies without knowing the folder.
        let known = !(absolute(&name) && depth == 0);
        (inside && known).then(|| parts[depth..].join("/"))
    }

    /// The path from the base, or else as it was given, safe to show.
    pub(super) fn path(&self, name: &str) -> String {
        visible(&self.inside(name).unwrap_or_else(|| slashes(name))).into_owned()
    }

    /// The path from the base as a relative URI; of a file elsewhere an absolute one.
    pub(super) fn uri(&self, name: &str) -> Uri {
        match self.inside(name) {
            Some(path) => Uri::Relative(encode(&path)),
            None => {
                let name = slashes(name);
                let whole = if absolute(&name) { name } else { format!("{}/{name}", self.0) };
                let root = if whole.starts_with('/') { "file://" } else { "file:///" };
                Uri::Absolute(format!("{root}{}", encode(&whole)))
            }
        }
    }
}

/// Where an artifact is, percent-encoded (RFC 3986).
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Uri {
    /// From the base.
    Relative(String),
    /// From the root of the machine.
    Absolute(String),
}

fn slashes(path: &str) -> String {
    if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() }
}

fn absolute(path: &str) -> bool {
    path.starts_with('/') || (cfg!(windows) && path.as_bytes().get(1) == Some(&b':'))
}

/// Everything but letters, digits, `-`, `.`, `_`, `~` and slashes written as `%2F`.
fn encode(path: &str) -> String {
    let mut uri = String::with_capacity(path.len());
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

/// Where a span begins and ends. Lines and columns count from 1; the end is the place behind the last
/// character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FilePosition {
    pub(super) start: Position,
    pub(super) end: Position,
}

impl FilePosition {
    /// Columns count characters, which are Unicode's code points.
    pub(super) fn in_characters(texts: &Texts, span: Span) -> Self {
        let file = texts.file(span.file);
        Self { start: file.position(span.start), end: file.position(span.end.max(span.start)) }
    }

    /// Columns count bytes of UTF-8.
    pub(super) fn in_bytes(texts: &Texts, span: Span) -> Self {
        let file = texts.file(span.file);
        let bytes = |byte: u32, at: Position| {
            let start = file.line(at.line).map_or(byte, |(start, _)| start);
            Position { line: at.line, column: byte.saturating_sub(start) as usize + 1 }
        };
        let spot = Self::in_characters(texts, span);
        let end = span.end.max(span.start);
        Self { start: bytes(span.start, spot.start), end: bytes(end, spot.end) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{File, FileId};

    #[test]
    fn paths_begin_where_the_run_did() {
        let base = Base::new("/home/desk/corpus");
        let inside = |name| base.inside(name);
        for name in ["claims/a.yaml", "./claims//a.yaml", "x/../claims/a.yaml", "claims/./a.yaml"] {
            assert_eq!(inside(name).as_deref(), Some("claims/a.yaml"), "{name}");
            assert_eq!(Base::default().inside(name).as_deref(), Some("claims/a.yaml"), "{name}");
        }
        assert_eq!(inside("/home/desk/corpus/claims/a.yaml").as_deref(), Some("claims/a.yaml"));
        assert_eq!(inside("../corpus/a.yaml").as_deref(), Some("a.yaml"));
        for name in ["/home/desk/corpus2/a.yaml", "../a.yaml", "/a.yaml", "../../../../../a.yaml"] {
            assert_eq!(inside(name), None, "{name}");
        }
        assert_eq!(Base::default().inside("/a.yaml"), None);
        assert_eq!(Base::default().inside("../a.yaml"), None);
    }

    #[test]
    fn uris_are_percent_encoded() {
        let base = Base::new("/home/a b");
        let relative = |name: &str| base.uri(name);
        let is = |uri: &str| Uri::Relative(uri.into());
        assert_eq!(relative("a b/c#d?e%.yaml"), is("a%20b/c%23d%3Fe%25.yaml"));
        assert_eq!(relative("Şuşa:1.yaml"), is("%C5%9Eu%C5%9Fa%3A1.yaml"));
        assert_eq!(relative("<stdin>"), is("%3Cstdin%3E"));
        assert_eq!(relative("/x y/a.yaml"), Uri::Absolute("file:///x%20y/a.yaml".into()));
        assert_eq!(relative("../a.yaml"), Uri::Absolute("file:///home/a%20b/../a.yaml".into()));
    }

    #[test]
    fn columns_count_characters_or_bytes() {
        let mut texts = Texts::default();
        texts.add(File::new("f".into(), "one\nä𐐀: 31–92\n".into()));
        let span = Span::new(FileId(0), 12, 19);
        assert_eq!(texts.slice(span), "31–92");
        let ends = |spot: FilePosition| {
            (spot.start.line, spot.start.column, spot.end.line, spot.end.column)
        };
        assert_eq!(ends(FilePosition::in_characters(&texts, span)), (2, 5, 2, 10));
        assert_eq!(ends(FilePosition::in_bytes(&texts, span)), (2, 9, 2, 16));
        let to_the_end = Span::new(FileId(0), 12, 20);
        assert_eq!(ends(FilePosition::in_bytes(&texts, to_the_end)), (2, 9, 3, 1));
    }
}
