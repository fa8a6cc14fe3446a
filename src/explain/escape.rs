//! Strings of files made safe to show: no control character, no hidden direction, no line break.

use std::borrow::Cow;
use std::fmt::Write;

/// The text with every control, bidirectional and line-breaking character written out, as `\u{202e}`.
/// Linear; borrows when there is nothing to write out.
pub fn visible(text: &str) -> Cow<'_, str> {
    if !text.contains(is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        push(&mut shown, c);
    }
    Cow::Owned(shown)
}

/// A line of a file for a terminal: as [`visible`], with tabs kept. The second value says where each
/// byte offset asked for has moved to.
pub fn line(text: &str, offsets: &[usize]) -> (String, Vec<usize>) {
    let mut shown = String::with_capacity(text.len());
    let mut moved = vec![0; offsets.len()];
    for (at, c) in text.char_indices() {
        let before = shown.len();
        if c == '\t' {
            shown.push(c);
        } else {
            push(&mut shown, c);
        }
        let inside = at..at + c.len_utf8();
        for (offset, moved) in offsets.iter().zip(&mut moved) {
            if inside.contains(offset) {
                *moved = before;
            }
        }
    }
    for (offset, moved) in offsets.iter().zip(&mut moved) {
        if *offset >= text.len() {
            *moved = shown.len();
        }
    }
    (shown, moved)
}

fn push(shown: &mut String, c: char) {
    if is_hidden(c) {
        // Writing to a string cannot fail.
        let _ = write!(shown, "{}", c.escape_unicode());
    } else {
        shown.push(c);
    }
}

/// Controls (C0, DEL, C1), the bidirectional marks of Unicode's UAX 9, line and paragraph
/// separators, zero-width characters and the byte order mark.
pub fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c,
            '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hidden_characters_are_written_out() {
        assert_eq!(visible("31–92 Füzuli"), "31–92 Füzuli");
        assert_eq!(visible("a\u{1b}[31mb\u{202e}c\nd"), "a\\u{1b}[31mb\\u{202e}c\\u{a}d");
    }

    #[test]
    fn places_move_with_what_is_written_out() {
        let (shown, moved) = line("\u{202e}ab\tc", &[0, 3, 4, 6, 9]);
        assert_eq!(shown, "\\u{202e}ab\tc");
        assert_eq!(moved, [0, 8, 9, 11, shown.len()]);
    }
}
