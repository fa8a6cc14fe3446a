//! A parser's complaint in, plain words out: what is wrong with the YAML and, for known traps, what
//! to do.

use crate::finding::Evidence;
use granit_parser::ErrorKind;

/// The parser's complaint, and advice where the fault is a known trap.
pub(super) fn explain(text: &str, at: u32, kind: &ErrorKind) -> Evidence {
    let problem = if is_tab(kind) {
        "a tab stands where only spaces indent".into()
    } else {
        problem(text.get(at as usize..).unwrap_or(""), kind)
    };
    Evidence::Syntax { problem, advice: advice(text, at, kind) }
}

/// The place a person would look at: of a tab, the tab.
pub(super) fn place(text: &str, at: u32, kind: &ErrorKind) -> u32 {
    if !is_tab(kind) {
        return at;
    }
    let (before, behind) = text.split_at_checked(at as usize).unwrap_or((text, ""));
    if before.ends_with('\t') {
        return before.trim_end_matches('\t').len() as u32;
    }
    behind.find('\t').map_or(at, |offset| at + offset as u32)
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
            "brackets or lists stand too deep in one another".into()
        }
        ErrorKind::UnclosedQuotedScalar => "a quotation mark is opened and not closed".into(),
        ErrorKind::UnclosedFlowCollection { open } => format!("`{open}` is opened and not closed"),
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
