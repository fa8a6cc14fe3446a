//! Values in, JSON text out that no terminal or editor is misled by: the only place that writes JSON.
//!
//! JSON lets most characters stand in a string as they are. Those that steer a terminal, turn the direction of
//! text or cannot be seen are written as `\uXXXX` here, which every reader of JSON takes for the same text.

use crate::explain::is_hidden;
use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter};
use serde_json::{Result, Serializer};
use std::io::{self, Write};

/// Writes a value over several lines, without an end of line.
///
/// # Errors
/// When it cannot be written.
pub fn write_pretty(out: impl Write, value: &impl Serialize) -> Result<()> {
    let format = Visible(PrettyFormatter::new());
    value.serialize(&mut Serializer::with_formatter(out, format))
}

/// Writes a value on one line, without an end of line.
///
/// # Errors
/// When it cannot be written.
pub fn write_line(out: impl Write, value: &impl Serialize) -> Result<()> {
    value.serialize(&mut Serializer::with_formatter(out, Visible(CompactFormatter)))
}

/// The text of [`write_pretty`], of a value that has one whatever it is.
pub fn pretty_text(value: &impl Serialize) -> String {
    text(|out| write_pretty(out, value))
}

/// The text of [`write_line`], of a value that has one whatever it is.
pub fn line_text(value: &impl Serialize) -> String {
    text(|out| write_line(out, value))
}

fn text(write: impl FnOnce(&mut Vec<u8>) -> Result<()>) -> String {
    let mut bytes = Vec::new();
    // Writing to memory cannot fail, and what is written is text.
    let _ = write(&mut bytes);
    String::from_utf8(bytes).unwrap_or_default()
}

/// A way of writing JSON, with the characters written out that are not to be there as they are.
struct Visible<F>(F);

/// What is between strings is written as the inner format does it.
macro_rules! as_inside {
    ($($name:ident($($argument:ident: $type:ty)?))*) => {
        $(fn $name<W: ?Sized + Write>(&mut self, out: &mut W $(, $argument: $type)?) -> io::Result<()> {
            self.0.$name(out $(, $argument)?)
        })*
    };
}

impl<F: Formatter> Formatter for Visible<F> {
    /// The fragment holds neither quotes, backslashes nor anything below U+0020.
    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = rest.find(is_hidden) {
            let (plain, from) = rest.split_at(at);
            out.write_all(plain.as_bytes())?;
            let mut after = from.chars();
            let mut units = [0; 2];
            for unit in after.next().into_iter().flat_map(|c| c.encode_utf16(&mut units).to_vec()) {
                write!(out, "\\u{unit:04x}")?;
            }
            rest = after.as_str();
        }
        out.write_all(rest.as_bytes())
    }

    as_inside! {
        begin_array()
        end_array()
        begin_array_value(first: bool)
        end_array_value()
        begin_object()
        end_object()
        begin_object_key(first: bool)
        end_object_key()
        begin_object_value()
        end_object_value()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    /// Every character, in keys and in values.
    #[test]
    fn hidden_characters_are_written_out_and_nothing_is_lost() {
        let all: String = ('\0'..=char::MAX).collect();
        let value = json!({&all: [&all, {"a": "x\u{7f}\u{202e}\u{e0041}"}, [], {}, 1, null]});
        for text in [pretty_text(&value), line_text(&value)] {
            assert_eq!(text.chars().find(|&c| is_hidden(c) && c != '\n'), None);
            assert!(text.contains(r#""x\u007f\u202e\udb40\udc41""#));
            assert_eq!(serde_json::from_str::<Value>(&text).unwrap(), value);
        }
    }

    /// What needs no writing out is as serde_json has it.
    #[test]
    fn everything_else_is_as_ever() {
        let value = json!({"a": ["31–92 \"Füzuli\"\n", 1.5, true], "b": {}, "c": {"d": []}});
        assert_eq!(pretty_text(&value), serde_json::to_string_pretty(&value).unwrap());
        assert_eq!(line_text(&value), serde_json::to_string(&value).unwrap());
    }
}
