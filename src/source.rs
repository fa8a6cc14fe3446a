//! Texts, byte spans, lines and columns: where every word of a finding stands.

use std::sync::OnceLock;

/// A text's number within one run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// Bytes `start..end` of one text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The text.
    pub file: FileId,
    /// First byte, from 0.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// Bytes `start..end` of `file`.
    pub const fn new(file: FileId, start: u32, end: u32) -> Self {
        Self { file, start, end }
    }
}

/// A scalar inside one text: its bytes as they stand, or, where an escape or a line fold makes the
/// value differ from the bytes, an entry of the file's table of decoded scalars.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Scalar {
    start: u32,
    end: u32,
}

const DECODED: u32 = 1 << 31;

impl Scalar {
    /// The scalar whose value is its own bytes.
    pub const fn plain(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// Entry `index` of the file's decoded scalars.
    pub const fn decoded(index: u32) -> Self {
        Self { start: index, end: DECODED }
    }
}

/// A scalar whose value is not its bytes.
#[derive(Clone, Debug)]
pub struct Decoded {
    /// Where it stands, quotes included.
    pub start: u32,
    /// One past its last byte.
    pub end: u32,
    /// What it says.
    pub value: String,
}

/// The largest text read, in bytes: offsets keep their top bit for themselves.
pub const LARGEST: usize = DECODED as usize - 1;

/// One text with its name.
#[derive(Debug)]
pub struct File {
    name: String,
    text: String,
    decoded: Vec<Decoded>,
    index: OnceLock<Index>,
}

impl File {
    /// A text of at most [`LARGEST`] bytes under the name people know it by.
    pub fn new(name: String, text: String) -> Self {
        Self { name, text, decoded: Vec::new(), index: OnceLock::new() }
    }

    /// The name, as the user would write it.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text, exactly as read.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Keeps the decoded scalars found while parsing.
    pub fn keep_decoded(&mut self, decoded: Vec<Decoded>) {
        self.decoded = decoded;
    }

    /// What the scalar says.
    pub fn value(&self, scalar: Scalar) -> &str {
        if scalar.end == DECODED {
            return self.decoded.get(scalar.start as usize).map_or("", |d| &d.value);
        }
        self.text.get(scalar.start as usize..scalar.end as usize).unwrap_or("")
    }

    /// First and one past the last byte of the scalar.
    pub fn bytes(&self, scalar: Scalar) -> (u32, u32) {
        if scalar.end == DECODED {
            return self.decoded.get(scalar.start as usize).map_or((0, 0), |d| (d.start, d.end));
        }
        (scalar.start, scalar.end)
    }

    /// Line and column of a byte, both from 1; columns count characters.
    pub fn position(&self, byte: u32) -> Position {
        let index = self.index();
        let line = index.lines.partition_point(|&start| start <= byte).max(1);
        let start = index.lines[line - 1];
        Position { line, column: self.characters_before(byte) - self.characters_before(start) + 1 }
    }

    /// The bytes of a line, numbered from 1, without its end; `None` past the last.
    pub fn line(&self, number: usize) -> Option<(u32, &str)> {
        let starts = &self.index().lines;
        let start = *starts.get(number.checked_sub(1)?)?;
        let end = starts.get(number).map_or(self.text.len(), |&next| next as usize);
        let line = self.text.get(start as usize..end)?;
        Some((start, line.trim_end_matches(['\n', '\r'])))
    }

    /// Characters that begin before the byte, in time bounded by one block.
    fn characters_before(&self, byte: u32) -> usize {
        let byte = (byte as usize).min(self.text.len());
        let block = byte / BLOCK;
        let whole = self.index().characters[block] as usize;
        whole + characters(&self.text.as_bytes()[block * BLOCK..byte])
    }

    /// Built the first time a place in the file is asked for, then kept.
    fn index(&self) -> &Index {
        self.index.get_or_init(|| Index::new(&self.text))
    }
}

/// Bytes between two counts of characters: a place on a line of megabytes costs no more than this.
const BLOCK: usize = 1024;

/// Where the lines begin, and how many characters stand before each block of bytes.
#[derive(Debug)]
struct Index {
    lines: Vec<u32>,
    characters: Vec<u32>,
}

impl Index {
    fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let first = if text.starts_with('\u{feff}') { 3 } else { 0 };
        let ends = memchr::memchr2_iter(b'\n', b'\r', bytes)
            .filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'))
            .map(|at| at as u32 + 1);
        let lines = std::iter::once(first).chain(ends).collect();
        let counts = bytes.chunks(BLOCK).scan(0, |sum, block| {
            *sum += characters(block) as u32;
            Some(*sum)
        });
        Self { lines, characters: std::iter::once(0).chain(counts).collect() }
    }
}

/// Bytes that begin a character of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&b| b & 0xc0 != 0x80).count()
}

/// A place for people, both numbers from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Position {
    /// Line.
    pub line: usize,
    /// Character within the line.
    pub column: usize,
}

/// All the texts of one run.
#[derive(Debug, Default)]
pub struct Texts(Vec<File>);

impl Texts {
    /// Adds a text and says its number.
    pub fn add(&mut self, file: File) -> FileId {
        self.0.push(file);
        FileId(self.0.len() as u32 - 1)
    }

    /// The text of that number, which came from [`Texts::add`].
    pub fn file(&self, id: FileId) -> &File {
        &self.0[id.0 as usize]
    }

    /// Every text, in the order read.
    pub fn files(&self) -> impl ExactSizeIterator<Item = &File> {
        self.0.iter()
    }

    /// The bytes of a span as they stand in the file.
    pub fn slice(&self, span: Span) -> &str {
        self.file(span.file).text.get(span.start as usize..span.end as usize).unwrap_or("")
    }

    /// What a scalar of that file says.
    pub fn value(&self, file: FileId, scalar: Scalar) -> &str {
        self.file(file).value(scalar)
    }

    /// Where a scalar of that file stands.
    pub fn span(&self, file: FileId, scalar: Scalar) -> Span {
        let (start, end) = self.file(file).bytes(scalar);
        Span { file, start, end }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn position(text: &str, byte: u32) -> (usize, usize) {
        let file = File::new("f".into(), text.into());
        let Position { line, column } = file.position(byte);
        (line, column)
    }

    #[test]
    fn lines_end_with_lf_crlf_or_cr() {
        assert_eq!(position("ab\ncd", 3), (2, 1));
        assert_eq!(position("ab\r\ncd", 5), (2, 2));
        assert_eq!(position("ab\rcd", 3), (2, 1));
        assert_eq!(position("", 0), (1, 1));
    }

    #[test]
    fn columns_count_characters_and_skip_the_byte_order_mark() {
        assert_eq!(position("31–92 x", 8), (1, 7));
        assert_eq!(position("\u{feff}abc", 3), (1, 1));
    }

    #[test]
    fn a_place_far_along_a_line_counts_every_character_before_it() {
        let text = "–".repeat(5000) + "x";
        assert_eq!(position(&text, 15_000), (1, 5001));
    }

    #[test]
    fn a_line_comes_without_its_end() {
        let file = File::new("f".into(), "a\r\nbc\n".into());
        assert_eq!(file.line(2), Some((3, "bc")));
        assert_eq!(file.line(3), Some((6, "")));
        assert_eq!(file.line(4), None);
    }

    #[test]
    fn a_decoded_scalar_says_its_value_and_keeps_its_place() {
        let mut file = File::new("f".into(), r#"a: "x\ty""#.into());
        file.keep_decoded(vec![Decoded { start: 3, end: 9, value: "x\ty".into() }]);
        assert_eq!(file.value(Scalar::decoded(0)), "x\ty");
        assert_eq!(file.bytes(Scalar::decoded(0)), (3, 9));
    }
}
