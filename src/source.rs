//! Texts, byte spans, lines and columns: where every word of a finding stands.

use std::num::NonZeroU32;
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
    /// One past the last byte, plus one: an optional scalar then takes no more room.
    end: NonZeroU32,
}

const DECODED: NonZeroU32 = NonZeroU32::MAX;

impl Scalar {
    /// The scalar whose value is its own bytes.
    pub const fn plain(start: u32, end: u32) -> Self {
        Self { start, end: NonZeroU32::MIN.saturating_add(end) }
    }

    /// Entry `index` of the file's decoded scalars.
    pub const fn decoded(index: u32) -> Self {
        Self { start: index, end: DECODED }
    }

    fn end(self) -> u32 {
        self.end.get() - 1
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

/// One text with its name.
#[derive(Clone, Debug)]
pub struct File {
    name: String,
    text: String,
    decoded: Vec<Decoded>,
    marks: OnceLock<Vec<Mark>>,
}

impl File {
    /// A text of at most [`FILE_BYTES`](crate::budget::limits::FILE_BYTES) bytes under the name people know it by.
    pub fn new(name: String, text: String) -> Self {
        Self { name, text, decoded: Vec::new(), marks: OnceLock::new() }
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
        self.text.get(scalar.start as usize..scalar.end() as usize).unwrap_or("")
    }

    /// Another value for a scalar, which stands where it stood.
    fn restate(&mut self, scalar: Scalar, value: &str) -> Scalar {
        let (start, end) = self.bytes(scalar);
        self.decoded.push(Decoded { start, end, value: value.to_owned() });
        Scalar::decoded(self.decoded.len() as u32 - 1)
    }

    /// First and one past the last byte of the scalar.
    pub fn bytes(&self, scalar: Scalar) -> (u32, u32) {
        if scalar.end == DECODED {
            return self.decoded.get(scalar.start as usize).map_or((0, 0), |d| (d.start, d.end));
        }
        (scalar.start, scalar.end())
    }

    /// Line and column of a byte, both from 1; columns count characters.
    pub fn position(&self, byte: u32) -> Position {
        let byte = (byte as usize).min(self.text.len());
        let mark = self.mark(byte / BLOCK);
        let ends = self.line_ends(byte / BLOCK * BLOCK, byte);
        let (line, start) =
            ends.fold((mark.line, mark.line_start as usize), |(line, _), end| (line + 1, end));
        let column = self.characters_before(byte.max(start)) - self.characters_before(start) + 1;
        Position { line: line as usize, column }
    }

    /// A line, numbered from 1, without its end, and its first byte; `None` past the last.
    pub fn line(&self, number: usize) -> Option<(u32, &str)> {
        let start = self.line_start(number)?;
        let end = self.line_start(number + 1).unwrap_or(self.text.len());
        let line = self.text.get(start..end)?;
        Some((start as u32, line.trim_end_matches(['\n', '\r'])))
    }

    fn line_start(&self, number: usize) -> Option<usize> {
        let marks = self.marks();
        let after = marks.partition_point(|mark| (mark.line as usize) < number);
        let block = after.checked_sub(1);
        let Some(block) = block else {
            return (number == 1).then(|| self.mark(0).line_start as usize);
        };
        let missing = number - marks[block].line as usize;
        let within = |byte: usize| byte.min(self.text.len());
        self.line_ends(within(block * BLOCK), within((block + 1) * BLOCK)).nth(missing - 1)
    }

    /// Where lines begin behind an end of line among these bytes.
    fn line_ends(&self, from: usize, to: usize) -> impl Iterator<Item = usize> {
        line_ends(self.text.as_bytes(), from, to)
    }

    /// Characters that begin before the byte.
    fn characters_before(&self, byte: usize) -> usize {
        let block = byte / BLOCK;
        let whole = self.mark(block).characters as usize;
        whole + characters(&self.text.as_bytes()[block * BLOCK..byte])
    }

    fn mark(&self, block: usize) -> Mark {
        self.marks()[block]
    }

    /// Built the first time a place in the file is asked for, then kept.
    fn marks(&self) -> &[Mark] {
        self.marks.get_or_init(|| marks(&self.text))
    }
}

/// Bytes between two marks: a place on a line of megabytes costs no more than looking at one block.
const BLOCK: usize = 1024;

/// What stands before a block of bytes.
#[derive(Clone, Copy, Debug)]
struct Mark {
    /// The number of the line the block begins in.
    line: u32,
    /// The first byte of that line.
    line_start: u32,
    /// Characters before the block.
    characters: u32,
}

fn marks(text: &str) -> Vec<Mark> {
    let bytes = text.as_bytes();
    // Where every line ends with LF they are counted without being looked at one by one.
    let plain = memchr::memchr(b'\r', bytes).is_none();
    let line_start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut mark = Mark { line: 1, line_start, characters: 0 };
    let mut marks = Vec::with_capacity(bytes.len() / BLOCK + 1);
    marks.push(mark);
    for from in (0..bytes.len()).step_by(BLOCK) {
        let to = (from + BLOCK).min(bytes.len());
        let block = &bytes[from..to];
        if plain {
            mark.line += memchr::memchr_iter(b'\n', block).count() as u32;
            let last = memchr::memrchr(b'\n', block);
            mark.line_start = last.map_or(mark.line_start, |at| (from + at + 1) as u32);
        } else {
            for start in line_ends(bytes, from, to) {
                mark.line += 1;
                mark.line_start = start as u32;
            }
        }
        mark.characters += characters(block) as u32;
        marks.push(mark);
    }
    marks
}

/// A line ends with LF, CRLF or CR.
fn line_ends(bytes: &[u8], from: usize, to: usize) -> impl Iterator<Item = usize> {
    memchr::memchr2_iter(b'\n', b'\r', &bytes[from..to])
        .map(move |at| from + at)
        .filter(|&at| bytes[at] == b'\n' || bytes.get(at + 1) != Some(&b'\n'))
        .map(|at| at + 1)
}

/// Bytes that begin a character of UTF-8.
fn characters(bytes: &[u8]) -> usize {
    if bytes.is_ascii() {
        return bytes.len();
    }
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
#[derive(Clone, Debug, Default)]
pub struct Texts(Vec<File>);

impl Texts {
    /// Adds a text and says its number.
    pub fn add(&mut self, file: File) -> FileId {
        self.0.push(file);
        FileId(self.0.len() as u32 - 1)
    }

    /// Puts a text in the place kept for it by [`Texts::add`].
    pub fn put(&mut self, id: FileId, file: File) {
        self.0[id.0 as usize] = file;
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

    /// Another value for a scalar of that file, which stands where it stood: what the file would say.
    pub fn restate(&mut self, file: FileId, scalar: Scalar, value: &str) -> Scalar {
        self.0[file.0 as usize].restate(scalar, value)
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
    fn places_agree_with_counting_from_the_start() {
        let text = "a–b\r\nc\rd\n\n".repeat(700) + "last";
        let file = File::new("f".into(), text.clone());
        for (byte, _) in text.char_indices() {
            let before = text[..byte].replace("\r\n", "\n").replace('\r', "\n");
            let whole = text[..byte].ends_with('\r') && text[byte..].starts_with('\n');
            if whole {
                continue;
            }
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
            assert_eq!(file.position(byte as u32), Position { line, column }, "byte {byte}");
        }
        let lines = text.replace("\r\n", "\n").replace('\r', "\n");
        for (at, wanted) in lines.split('\n').enumerate() {
            assert_eq!(file.line(at + 1).map(|(_, line)| line), Some(wanted), "line {}", at + 1);
        }
        assert_eq!(file.line(lines.split('\n').count() + 1), None);
    }

    #[test]
    fn a_decoded_scalar_says_its_value_and_keeps_its_place() {
        let mut file = File::new("f".into(), r#"a: "x\ty""#.into());
        file.keep_decoded(vec![Decoded { start: 3, end: 9, value: "x\ty".into() }]);
        assert_eq!(file.value(Scalar::decoded(0)), "x\ty");
        assert_eq!(file.bytes(Scalar::decoded(0)), (3, 9));
    }
}
