//! A parser's complaint in, plain words out: what is wrong with the YAML and, for known traps, what
//! to do.

use crate::budget::limits;
use crate::finding::Evidence;
use crate::read::tree::Around;
use granit_parser::ErrorKind;

/// A fault of the YAML at the place a person would look at.
pub(super) struct Complaint {
    pub(super) at: u32,
    pub(super) evidence: Evidence,
}

/// The parser's complaint, and advice where the fault is a known trap.
pub(super) fn complaint(text: &str, at: u32, kind: &ErrorKind, around: Around) -> Complaint {
    if let Some(unclosed) = unclosed(text, at, kind, around) {
        return unclosed;
    }
    let at = place(text, at, kind);
    let problem = if is_tab(kind) {
        "a tab (U+0009) is used where only spaces indent".into()
    } else {
        problem(text.get(at as usize..).unwrap_or(""), kind)
    };
    Complaint { at, evidence: Evidence::Syntax { problem, advice: advice(text, at, kind) } }
}

/// A bracket or a quotation mark that was opened on an earlier line: what is wrong there only shows here.
fn unclosed(text: &str, at: u32, kind: &ErrorKind, around: Around) -> Option<Complaint> {
    let earlier = |open: &u32| {
        text.get(*open as usize..at as usize).is_some_and(|between| between.contains('\n'))
    };
    // What is indented like the inside of the bracket may only lack a comma.
    let outside = |open: &u32| {
        let (inner, own) = (lead(text, *open), lead(text, at));
        let own = own.0.min((at as usize).saturating_sub(own.1 - own.0));
        let first = text.get(inner.1..*open as usize).is_some_and(str::is_empty);
        if first { own < inner.0 } else { own <= inner.0 }
    };
    let open = match kind {
        ErrorKind::InvalidTrailingSingleQuotedScalar
        | ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            let rest = text.get(around.last as usize..at as usize)?;
            around.last + rest.find(['"', '\''])? as u32
        }
        ErrorKind::UnclosedQuotedScalar | ErrorKind::UnknownQuotedScalarEscape => return None,
        kind if is_tab(kind) => return None,
        _ => around.bracket.or_else(|| open_bracket(text, around.last, at)).filter(outside)?,
    };
    let mark = text.get(open as usize..)?.chars().next().filter(|_| earlier(&open))?;
    let (problem, advice) = match mark {
        '{' | '[' => {
            (format!("`{mark}` is opened and not closed"), "close it on the line it belongs to")
        }
        _ => (
            "a quotation mark is opened here and not closed where it should be".to_owned(),
            "close it, or write a quotation mark inside the value twice or as `\\\"`",
        ),
    };
    Some(Complaint { at: open, evidence: Evidence::Syntax { problem, advice: Some(advice) } })
}

/// The innermost bracket left open in a stretch that the parser looked ahead over and said nothing of.
fn open_bracket(text: &str, from: u32, to: u32) -> Option<u32> {
    let mut open = Vec::new();
    let mut quote = None;
    for (at, c) in text.get(from as usize..to as usize)?.char_indices() {
        match (quote, c) {
            (Some(mark), c) if c == mark => quote = None,
            (None, '"' | '\'') => quote = Some(c),
            (None, '{' | '[') => open.push(from + at as u32),
            (None, '}' | ']') => drop(open.pop()),
            _ => {}
        }
    }
    open.pop()
}

/// How far a line is indented, the dashes of its items included, and where that ends.
fn lead(text: &str, at: u32) -> (usize, usize) {
    let before = text.get(..at as usize).unwrap_or(text);
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let line = text[start..].lines().next().unwrap_or("");
    let lead = line.len() - line.trim_start_matches([' ', '-']).len();
    (lead, start + lead)
}

/// The place a person would look at: of a tab, the tab; of an escape, the escape; of an item, its dash; of
/// a key that is too long, its beginning.
fn place(text: &str, at: u32, kind: &ErrorKind) -> u32 {
    let (before, behind) = text.split_at_checked(at as usize).unwrap_or((text, ""));
    let line = before.rfind('\n').map_or(0, |end| end + 1);
    let indent = before[line..].len() - before[line..].trim_start().len();
    match kind {
        ErrorKind::UnknownQuotedScalarEscape => at + bad_escape(behind) as u32,
        ErrorKind::ExpectedBlockMappingKey if before[line..].trim() == "-" => {
            (line + indent) as u32
        }
        ErrorKind::MappingValueNotAllowed if key_is_too_long(&before[line..]) => {
            (line + indent) as u32
        }
        kind if !is_tab(kind) => at,
        _ if before.ends_with('\t') => before.trim_end_matches('\t').len() as u32,
        _ => behind.find('\t').map_or(at, |offset| at + offset as u32),
    }
}

/// YAML looks for the colon behind a key no further than this.
const KEY_CHARACTERS: usize = 1024;

fn key_is_too_long(line: &str) -> bool {
    let line = line.trim_start().trim_start_matches("- ");
    let key = line.split(": ").next().unwrap_or(line);
    key.chars().count() > KEY_CHARACTERS
}

/// Where in a text in double quotation marks the first escape is that YAML does not have.
fn bad_escape(text: &str) -> usize {
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        let next = if c == '\\' { chars.next() } else { continue };
        if !next.is_some_and(|(_, c)| "0abt\tnvfre \"/\\N_LPxuU\n\r".contains(c)) {
            return at;
        }
    }
    0
}

/// A space that is none for YAML, at the beginning of what was read as a key.
pub(super) fn odd_indent(key: &str) -> Option<Evidence> {
    let space = key.chars().next().filter(|c| c.is_whitespace() && !c.is_ascii())?;
    let name = if space == '\u{a0}' { "a no-break space" } else { "a space of another kind" };
    let code = u32::from(space);
    Some(Evidence::Syntax {
        problem: format!("{name} (U+{code:04X}) is used where only plain spaces indent"),
        advice: Some("indent with plain spaces"),
    })
}

fn is_tab(kind: &ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::TabInBlockIndentation
            | ErrorKind::TabInIndentation
            | ErrorKind::TabNotAllowed
            | ErrorKind::TabInPlainScalar
            | ErrorKind::TabAtBlockScalarStart
    )
}

/// One past the character at fault, so that there is something to point at.
pub(super) fn end(text: &str, at: u32) -> u32 {
    let rest = text.get(at as usize..).unwrap_or("");
    let first = rest.chars().next().filter(|c| !matches!(c, '\n' | '\r'));
    at + first.map_or(0, char::len_utf8) as u32
}

fn problem(rest: &str, kind: &ErrorKind) -> String {
    match kind {
        ErrorKind::UnexpectedCharacter { character } => {
            if character.is_control() {
                format!("{} cannot stand in YAML text", shown(*character))
            } else {
                format!("a value cannot begin with {}", shown(*character))
            }
        }
        ErrorKind::RecursionLimitExceeded => {
            let most = limits::NESTING.get();
            format!("brackets or lists are too deep in one another: at most {most} levels are read")
        }
        ErrorKind::UnclosedQuotedScalar => "a quotation mark is opened and not closed".into(),
        ErrorKind::UnclosedFlowCollection { open } => format!("`{open}` is opened and not closed"),
        ErrorKind::SimpleKeyExpected | ErrorKind::MappingValueNotAllowed
            if rest.lines().next().is_some_and(key_is_too_long) =>
        {
            format!("this key is longer than {KEY_CHARACTERS} characters")
        }
        ErrorKind::SimpleKeyExpected => "a colon is missing after this key".into(),
        ErrorKind::MappingValueNotAllowed => "a second `: ` stands in one value".into(),
        ErrorKind::InvalidBlockScalarHeader => {
            format!(
                "`{}` begins a block of text here",
                if rest.starts_with('|') { '|' } else { '>' }
            )
        }
        ErrorKind::ExpectedBlockSequenceEntry
        | ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::ExpectedDocumentStart
        | ErrorKind::InvalidBlockScalarIndent
        | ErrorKind::InvalidIndentation => {
            "this line is not indented like the lines it belongs with".into()
        }
        ErrorKind::InvalidTrailingSingleQuotedScalar
        | ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            "something follows the closing quotation mark".into()
        }
        ErrorKind::UnknownQuotedScalarEscape => {
            "in double quotation marks `\\` begins an escape, and YAML has no such escape".into()
        }
        ErrorKind::PlainScalarStartsWithDashFlowIndicator => {
            "inside brackets a value cannot be a dash alone".into()
        }
        ErrorKind::UnexpectedEofImplicitFlowMapping => {
            "two commas stand side by side, or a bracket is not closed".into()
        }
        ErrorKind::ExpectedFlowMappingSeparator | ErrorKind::UnexpectedEofFlowMapping => {
            "a `{` before this is not closed, or a comma is missing after it".into()
        }
        ErrorKind::ExpectedFlowSequenceSeparator | ErrorKind::UnexpectedEofFlowSequence => {
            "a `[` before this is not closed, or a comma is missing after it".into()
        }
        other => other.to_string(),
    }
}

fn shown(character: char) -> String {
    if character.is_control() {
        format!("the control character U+{:04X}", u32::from(character))
    } else {
        format!("`{character}`")
    }
}

fn advice(text: &str, at: u32, kind: &ErrorKind) -> Option<&'static str> {
    let rest = text.get(at as usize..).unwrap_or("");
    match kind {
        kind if is_tab(kind) => Some("indent with spaces"),
        ErrorKind::SimpleKeyExpected => None,
        ErrorKind::MappingValueNotAllowed if rest.lines().next().is_some_and(key_is_too_long) => {
            None
        }
        ErrorKind::MappingValueNotAllowed => Some("put the value in quotation marks"),
        ErrorKind::ExpectedFlowMappingSeparator | ErrorKind::InvalidColonPlacement => {
            Some("close the bracket; a value holding `: ` wants quotation marks")
        }
        ErrorKind::RecursionLimitExceeded => Some("claims need no more than a few levels"),
        ErrorKind::UnexpectedCharacter { character }
            if character.is_control() && *character != '\0' =>
        {
            Some(
                "take it out, or write it as an escape such as \"\\x07\" in double quotation marks",
            )
        }
        ErrorKind::UnexpectedCharacter { character: '\0' } => {
            Some("this looks like no text file, or like UTF-16; save it as UTF-8")
        }
        ErrorKind::InvalidTrailingSingleQuotedScalar
        | ErrorKind::InvalidTrailingDoubleQuotedScalar
        | ErrorKind::PlainScalarStartsWithDashFlowIndicator => {
            Some("put the whole value in quotation marks")
        }
        ErrorKind::UnknownQuotedScalarEscape => Some("use single quotation marks"),
        _ if rest.starts_with(['>', '%', '@', '`', '|', '&', '*', '!']) => {
            Some("put the value in quotation marks")
        }
        _ => None,
    }
}
