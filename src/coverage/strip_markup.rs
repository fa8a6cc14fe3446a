//! A text with its markup → the words a reader sees, each with its bytes in the text.
//!
//! Read alike are plain text, wiki markup and Markdown, for texts mix them: footnote marks,
//! references, comments, tags, templates, links, addresses, emphasis, entities and escapes. What is
//! taken out is kept by its bytes, for it may hold numbers. Linear in the text.

use crate::model::footnote_mark;
use std::collections::HashSet;
use std::ops::Range;

/// The words of a text, without markup.
#[derive(Debug, Default)]
pub(super) struct Plain {
    /// The words.
    pub(super) text: String,
    /// Footnote marks, by place.
    pub(super) marks: Vec<FootnoteMark>,
    /// What was taken out.
    pub(super) hidden: Vec<Hidden>,
    /// Where stretches of the words begin, and where they come from.
    stretches: Vec<Stretch>,
}

/// A footnote mark.
#[derive(Debug)]
pub(super) struct FootnoteMark {
    /// Where it stood in the words: behind this byte.
    pub(super) at: usize,
    /// Its bytes in the text.
    pub(super) from: Range<usize>,
    /// What it says, or the name of a reference.
    pub(super) name: String,
}

/// A stretch of the text that is no words.
#[derive(Debug)]
pub(super) struct Hidden {
    /// Its bytes in the text.
    pub(super) from: Range<usize>,
    /// What it is.
    pub(super) what: NotWords,
}

/// What is no words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NotWords {
    /// A reference or a citation.
    Reference,
    /// An address.
    Address,
    /// Tags, comments, names of templates, targets of links.
    Markup,
}

/// Words in a row that come from the text in a row, or one character for an entity.
#[derive(Debug)]
struct Stretch {
    at: usize,
    from: Range<usize>,
}

impl Plain {
    /// Takes the markup out of a text.
    pub(super) fn new(text: &str) -> Self {
        let mut scan = Scan {
            text,
            at: 0,
            plain: Self::default(),
            links: 0,
            templates: 0,
            missing: HashSet::new(),
        };
        scan.plain.text.reserve(text.len());
        while let Some(next) = scan.rest().chars().next() {
            if !scan.markup(next) {
                scan.keep(next.len_utf8());
            }
        }
        scan.plain
    }

    /// The bytes of the text that these words come from.
    pub(super) fn source(&self, words: &Range<usize>) -> Range<usize> {
        let start = self.byte(words.start, false);
        let end = if words.is_empty() { start } else { self.byte(words.end - 1, true) };
        start..end.max(start)
    }

    /// The byte of the text that a byte of the words comes from, or one past it.
    fn byte(&self, at: usize, past: bool) -> usize {
        let next = self.stretches.partition_point(|stretch| stretch.at <= at);
        let Some(index) = next.checked_sub(1) else { return 0 };
        let stretch = &self.stretches[index];
        let end = self.stretches.get(next).map_or(self.text.len(), |next| next.at);
        if end - stretch.at != stretch.from.len() {
            return if past { stretch.from.end } else { stretch.from.start };
        }
        stretch.from.start + (at - stretch.at) + usize::from(past)
    }
}

/// Bytes looked through for the end of a link's target or address.
const LINK: usize = 2_000;
/// For the end of a template's name.
const NAME: usize = 100;
/// For the end of a template that cites.
const CITATION: usize = 4_000;

struct Scan<'t> {
    text: &'t str,
    at: usize,
    plain: Plain,
    /// Wiki links open here.
    links: usize,
    /// Templates open here.
    templates: usize,
    /// Ends that do not come any more.
    missing: HashSet<&'static str>,
}

impl<'t> Scan<'t> {
    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn before(&self) -> Option<char> {
        self.text.get(..self.at).unwrap_or_default().chars().next_back()
    }

    /// Keeps so many bytes as words.
    fn keep(&mut self, length: usize) {
        let from = self.at..self.at + length;
        match self.plain.stretches.last_mut() {
            Some(last)
                if last.from.end == from.start
                    && self.plain.text.len() - last.at == last.from.len() =>
            {
                last.from.end = from.end;
            }
            _ => {
                self.plain.stretches.push(Stretch { at: self.plain.text.len(), from: from.clone() })
            }
        }
        self.plain.text.push_str(&self.text[from]);
        self.at += length;
    }

    /// Puts one character in the place of so many bytes.
    fn replace(&mut self, length: usize, with: char) {
        let from = self.at..self.at + length;
        self.plain.stretches.push(Stretch { at: self.plain.text.len(), from });
        self.plain.text.push(with);
        self.at += length;
    }

    /// Takes so many bytes out; what may hold digits is kept by its bytes.
    fn hide(&mut self, length: usize, what: NotWords) {
        let from = self.at..self.at + length;
        if self.text[from.clone()].bytes().any(|byte| byte.is_ascii_digit()) {
            self.plain.hidden.push(Hidden { from, what });
        }
        self.at += length;
    }

    fn mark(&mut self, length: usize, name: &str) {
        let from = self.at..self.at + length;
        let (at, name) = (self.plain.text.len(), name.trim().to_owned());
        self.plain.marks.push(FootnoteMark { at, from, name });
        self.at += length;
    }

    /// Whether markup begins here; it is then behind.
    fn markup(&mut self, next: char) -> bool {
        match next {
            '[' => self.bracket(),
            ']' => self.closing(),
            '!' if self.rest().starts_with("![") => self.taken(1),
            '<' => self.tag(),
            '&' => self.entity(),
            '{' => self.template(),
            '}' if self.templates > 0 && self.rest().starts_with("}}") => {
                self.templates -= 1;
                self.replace(2, ' ');
                true
            }
            '|' if self.templates > 0 => {
                self.replace(1, ' ');
                true
            }
            '\'' if self.rest().starts_with("''") => {
                let run = self.rest().bytes().take_while(|&byte| byte == b'\'').count();
                self.taken(run)
            }
            '*' | '_' | '`' | '~' => self.emphasis(next),
            '\\' if self.rest()[1..].starts_with(|char: char| char.is_ascii_punctuation()) => {
                self.hide(1, NotWords::Markup);
                let length = self.rest().chars().next().map_or(0, char::len_utf8);
                self.keep(length);
                true
            }
            '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}' => self.taken(next.len_utf8()),
            '⁰' | '¹' | '²' | '³' | '⁴'..='⁹' => self.superscript(),
            'h' | 'H' | 'w' | 'd' | 'D' => self.address(),
            _ => false,
        }
    }

    fn taken(&mut self, length: usize) -> bool {
        self.hide(length, NotWords::Markup);
        true
    }

    fn bracket(&mut self) -> bool {
        let rest = self.rest();
        if let Some(length) = footnote_mark(rest)
            && !rest[length..].starts_with('(')
        {
            let name = rest[1..length - 1].trim_start_matches('^');
            self.mark(length, name);
            return true;
        }
        if rest.starts_with("[[") {
            let inside = &rest[2..floor(rest, LINK)];
            let line = &inside[..inside.find(['\n', ']']).unwrap_or(inside.len())];
            let media = ["file:", "image:", "media:"].iter().any(|start| {
                line.get(..start.len()).is_some_and(|word| word.eq_ignore_ascii_case(start))
            });
            self.links += 1;
            let target = if media { line.find('|') } else { line.rfind('|') };
            return self.taken(2 + target.map_or(0, |bar| bar + 1));
        }
        if rest[1..].starts_with("http://") || rest[1..].starts_with("https://") {
            let length = rest.find([' ', ']', '\n']).unwrap_or(rest.len());
            self.hide(length, NotWords::Address);
            return true;
        }
        // The label of a link in Markdown.
        let label = &rest[1..floor(rest, LINK)];
        let end = label.find(['[', ']', '\n']).filter(|&end| label[end..].starts_with("]("));
        end.is_some() && self.taken(1)
    }

    fn closing(&mut self) -> bool {
        let rest = self.rest();
        if rest.starts_with("](")
            && let Some(end) = rest[..floor(rest, LINK)].find([')', '\n'])
            && rest[end..].starts_with(')')
        {
            self.hide(end + 1, NotWords::Address);
            return true;
        }
        if self.links > 0 && rest.starts_with("]]") {
            self.links -= 1;
            return self.taken(2);
        }
        false
    }

    fn tag(&mut self) -> bool {
        let rest = self.rest();
        if rest.starts_with("<!--") {
            let length = self.until("-->").unwrap_or(4);
            return self.taken(length);
        }
        if !rest[1..].starts_with(|char: char| char.is_ascii_alphabetic() || char == '/') {
            return false;
        }
        let Some(end) =
            rest[1..].find(['<', '>', '\n']).filter(|&end| rest[1 + end..].starts_with('>'))
        else {
            return false;
        };
        let tag = &rest[..end + 2];
        let name = tag[1..].split(|char: char| !char.is_ascii_alphanumeric()).next().unwrap_or("");
        match name.to_ascii_lowercase().as_str() {
            "ref" => {
                let length = if tag.ends_with("/>") { None } else { self.until("</ref>") }
                    .unwrap_or(tag.len());
                let named = tag.split_once("name=").map_or("", |(_, name)| name);
                let named = named.trim_start_matches(['"', '\'']);
                let named = named.split(['"', '\'', '/', '>', ' ']).next().unwrap_or("");
                let from = self.at..self.at + length;
                self.plain.hidden.push(Hidden { from, what: NotWords::Reference });
                self.mark(length, named);
            }
            "br" | "p" | "tr" | "td" | "th" | "li" | "div" => {
                self.hide(tag.len() - 1, NotWords::Markup);
                self.replace(1, ' ');
            }
            _ => self.hide(tag.len(), NotWords::Markup),
        }
        true
    }

    /// The length up to and with the end, where it comes at all.
    fn until(&mut self, end: &'static str) -> Option<usize> {
        if self.missing.contains(end) {
            return None;
        }
        let found = self.rest().find(end);
        if found.is_none() {
            self.missing.insert(end);
        }
        found.map(|at| at + end.len())
    }

    fn entity(&mut self) -> bool {
        let rest = &self.rest()[1..];
        let Some(end) = rest.bytes().take(10).position(|byte| byte == b';') else { return false };
        let name = rest.get(..end).unwrap_or_default();
        let number = name.strip_prefix('#');
        let code = number.and_then(|number| match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => number.parse().ok(),
        });
        let named = ENTITIES.iter().find(|(known, _)| *known == name).map(|&(_, char)| char);
        match code.and_then(char::from_u32).or(named) {
            Some(char) => {
                self.replace(end + 2, char);
                true
            }
            None => false,
        }
    }

    /// A template that cites is taken out whole; of others only the name.
    fn template(&mut self) -> bool {
        let rest = self.rest();
        if !rest.starts_with("{{") {
            return false;
        }
        let name = &rest[2..floor(rest, NAME)];
        let name = &name[..name.find(['|', '}', '\n', ':']).unwrap_or(name.len())];
        let lower = name.trim().to_ascii_lowercase();
        let cites = CITING.iter().any(|start| lower.starts_with(start)) || lower == "r";
        if cites && let Some(length) = self.closed() {
            self.hide(length, NotWords::Reference);
            return true;
        }
        self.templates += 1;
        self.hide(2 + name.len(), NotWords::Markup);
        true
    }

    /// The length of the template that begins here, where it ends within reason.
    fn closed(&self) -> Option<usize> {
        let rest = self.rest();
        let window = &rest.as_bytes()[..rest.len().min(CITATION)];
        let (mut depth, mut at) = (0usize, 0);
        while at + 1 < window.len() {
            match &window[at..at + 2] {
                b"{{" => depth += 1,
                b"}}" if depth == 1 => return Some(at + 2),
                b"}}" => depth -= 1,
                _ => {
                    at += 1;
                    continue;
                }
            }
            at += 2;
        }
        None
    }

    /// Signs of emphasis at the edge of a word. A tilde alone is a hedge.
    fn emphasis(&mut self, sign: char) -> bool {
        let rest = self.rest();
        let run = rest.chars().take_while(|&char| char == sign).count();
        let outside = |char: Option<char>| char.is_none_or(|char| !char.is_alphanumeric());
        let edge = outside(self.before()) || outside(rest[run..].chars().next());
        if !edge || (sign == '~' && run == 1) {
            return false;
        }
        self.taken(run)
    }

    /// Raised digits are a footnote mark, but for the power of a unit.
    fn superscript(&mut self) -> bool {
        let rest = self.rest();
        let end = rest.find(|char: char| !is_raised(char)).unwrap_or(rest.len());
        let unit = self.before().is_some_and(|char| matches!(char, 'm' | 'i' | 't' | 'a'));
        if unit && matches!(&rest[..end], "²" | "³") {
            return false;
        }
        let name: String = rest[..end].chars().map(lowered).collect();
        self.mark(end, &name);
        true
    }

    /// `https://…`, `www.…`, `doi:…`, at the start of a word.
    fn address(&mut self) -> bool {
        if self.before().is_some_and(char::is_alphanumeric) {
            return false;
        }
        let rest = self.rest();
        let starts = ["http://", "https://", "www.", "doi:", "DOI:"];
        if !starts.iter().any(|start| rest.starts_with(start)) {
            return false;
        }
        let ends = |char: char| char.is_whitespace() || "<>|]\")}".contains(char);
        let length = rest.find(ends).unwrap_or(rest.len());
        self.hide(length, NotWords::Address);
        true
    }
}

/// Templates that hold a reference, by how their names begin.
const CITING: &[&str] = &[
    "cite",
    "citation",
    "sfn",
    "harv",
    "refn",
    "efn",
    "rp",
    "isbn",
    "issn",
    "oclc",
    "doi",
    "webarchive",
    "use dmy",
    "use mdy",
    "short description",
    "reflist",
    "dead link",
    "citation needed",
];

const ENTITIES: &[(&str, char)] = &[
    ("nbsp", '\u{a0}'),
    ("thinsp", '\u{2009}'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("minus", '−'),
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("times", '×'),
    ("plusmn", '±'),
    ("asymp", '≈'),
    ("permil", '‰'),
    ("euro", '€'),
    ("pound", '£'),
    ("hellip", '…'),
    ("shy", ' '),
];

fn is_raised(char: char) -> bool {
    matches!(char, '⁰' | '¹' | '²' | '³' | '⁴'..='⁹')
}

fn lowered(char: char) -> char {
    match char {
        '¹' => '1',
        '²' => '2',
        '³' => '3',
        _ => char::from_digit((u32::from(char) - 0x2070) % 10, 10).unwrap_or('0'),
    }
}

/// The end of a whole character at or before the byte.
pub(super) fn floor(text: &str, at: usize) -> usize {
    let mut end = at.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The words, with every byte of them checked to come from where it says.
    fn words(text: &str) -> String {
        let plain = Plain::new(text);
        for (at, char) in plain.text.char_indices() {
            let from = plain.source(&(at..at + char.len_utf8()));
            let whole = text.get(from.clone());
            let entity = whole.is_some_and(|whole| whole.starts_with(['&', '}', '|', '>']));
            assert!(
                entity || whole == Some(&char.to_string()),
                "{char:?} from {from:?} of {text:?}"
            );
        }
        plain.text
    }

    fn marks(text: &str) -> Vec<(usize, String)> {
        Plain::new(text).marks.into_iter().map(|mark| (mark.at, mark.name)).collect()
    }

    #[test]
    fn footnote_marks_are_taken_out_and_kept() {
        assert_eq!(words("92[112][f] dead"), "92 dead");
        assert_eq!(marks("92[112][f] dead"), [(2, "112".into()), (2, "f".into())]);
        assert_eq!(words("5,856[160] and 6,000,[38] too"), "5,856 and 6,000, too");
        assert_eq!(marks("14¹² of 3 km²"), [(2, "12".into())]);
        assert_eq!(words("14¹² of 3 km²"), "14 of 3 km²");
        assert_eq!(words("a [four] b[^7]"), "a [four] b");
    }

    #[test]
    fn wiki_markup_leaves_the_words() {
        assert_eq!(words("'''88''' [[Armenia|Armenian]] ''men''"), "88 Armenian men");
        assert_eq!(words("5<ref name=\"x\">p. 12</ref> men<ref name=y />"), "5 men");
        assert_eq!(
            marks("5<ref name=\"x\">p. 12</ref> men<ref name=y />"),
            [(1, "x".into()), (5, "y".into())]
        );
        assert_eq!(
            words("about {{convert|41|km2|sqmi}} of it").trim(),
            "about  41 km2 sqmi  of it"
        );
        assert_eq!(words("12 {{cite web|date=2014|url=http://a.b/{{x}}}} men"), "12  men");
        assert_eq!(words("<!-- 5 --> 6 <span style=\"top:3px\">7</span>"), " 6 7");
        assert_eq!(words("1&nbsp;264 31&ndash;92 &#8211; AT&T"), "1\u{a0}264 31–92 – AT&T");
        assert_eq!(words("[[File:a 3.jpg|thumb|5 men]]"), "thumb|5 men");
        assert_eq!(words("[http://a.b/2014 the 12 men] https://c.d/9"), " the 12 men] ");
    }

    #[test]
    fn markdown_leaves_the_words() {
        assert_eq!(words("**88** _men_ and ~300, `4+`, 5*6"), "88 men and ~300, 4+, 5*6");
        assert_eq!(words("[the 12](http://a.b/2014) and ![a 3](x.png)"), "the 12 and a 3");
        assert_eq!(words(r"2016\-04 and \*9"), "2016-04 and *9");
        assert_eq!(words("snake_case < 5 <6 soft\u{ad}ly"), "snake_case < 5 <6 softly");
    }

    #[test]
    fn what_is_taken_out_is_known_by_its_bytes() {
        let text = "5<ref>p. 12</ref> at http://a.b/7 <b id=3>";
        let hidden: Vec<_> = Plain::new(text)
            .hidden
            .into_iter()
            .map(|hidden| (text[hidden.from].to_owned(), hidden.what))
            .collect();
        let wanted = [
            ("<ref>p. 12</ref>".to_owned(), NotWords::Reference),
            ("http://a.b/7".to_owned(), NotWords::Address),
            ("<b id=3>".to_owned(), NotWords::Markup),
        ];
        assert_eq!(hidden, wanted);
    }

    #[test]
    fn open_ends_end() {
        for piece in [
            "<ref>", "<!--", "{{", "{{cite ", "[[", "[", "](", "<a", "&", "&a", "''", "**",
            "http://", "¹",
        ] {
            let text = piece.repeat(5_000);
            assert!(Plain::new(&text).text.len() <= text.len(), "{piece}");
        }
    }
}
