//! Text → span tree: YAML's events laid flat in one arena, every node knowing its bytes.
//!
//! Aliases are never followed, so a text's tree is never larger than the text.

use crate::budget::limits;
use crate::source::{Decoded, Scalar};
use granit_parser::{ErrorKind, Event, Options, Parser, ScalarStyle, ScanError, Span};

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Scalar,
    /// A key or an item with nothing after it.
    Empty,
    List,
    Mapping,
    /// `*name`.
    Alias,
}

/// Sixteen bytes; its children follow it, and `next` is where they end.
#[derive(Clone, Copy, Debug)]
struct Cell {
    start: u32,
    end: u32,
    next: u32,
    /// Kind in the low three bits, two flags, then the entry of `decoded` plus one.
    kind: u32,
}

const QUOTED: u32 = 8;
const OPEN: u32 = 16;
const ENTRY: u32 = 5;

/// A fault of the YAML itself, not of what it says.
#[derive(Clone, Debug)]
pub(super) enum Trouble {
    /// Reading stopped here.
    Syntax { at: u32, kind: ErrorKind, around: Around },
    /// A second document begins here and is not read.
    SecondDocument { at: u32 },
    /// `!!int` and the like.
    Tag { start: u32, end: u32 },
    /// `&name`.
    Anchor { start: u32, end: u32 },
}

/// What was read last before reading stopped.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Around {
    /// The innermost bracket that is not closed.
    pub(super) bracket: Option<u32>,
    /// The end of the last key or value.
    pub(super) last: u32,
}

/// The first document of one text.
#[derive(Debug, Default)]
pub(super) struct Tree {
    cells: Vec<Cell>,
    /// Scalars whose value is not their bytes.
    pub(super) decoded: Vec<Decoded>,
    pub(super) troubles: Vec<Trouble>,
    /// Reading stopped before the end; the nodes still open then are as far as it came.
    pub(super) broken: bool,
}

/// A node of a tree.
#[derive(Clone, Copy, Debug)]
pub(super) struct Node<'t> {
    tree: &'t Tree,
    text: &'t str,
    at: u32,
}

impl Tree {
    /// Parses the first document of the text. Linear in its bytes; never fails, but may be `broken`.
    pub(super) fn parse(text: &str) -> Self {
        // A node takes some eight bytes of text.
        let cells = Vec::with_capacity(text.len() / 8 + 8);
        let tree = Self { cells, ..Self::default() };
        let mut builder = Builder { text, tree, open: Vec::new() };
        let mut options = Options::default();
        options.set_emit_comments(false);
        options.emit_unresolved_aliases = true;
        options.emit_anchor_events = true;
        options.flow_nesting_limit = limits::NESTING.get();
        options.block_nesting_limit = limits::NESTING.get();
        for event in Parser::new_from_str_with_options(text, options) {
            match event {
                Ok((event, span)) => {
                    if builder.take(event, &span) == Next::Stop {
                        break;
                    }
                }
                Err(fault) => {
                    builder.fail(&fault);
                    break;
                }
            }
        }
        builder.finish()
    }

    /// The document's own node, unless the text holds none.
    pub(super) fn root<'t>(&'t self, text: &'t str) -> Option<Node<'t>> {
        (!self.cells.is_empty()).then_some(Node { tree: self, text, at: 0 })
    }
}

#[derive(PartialEq, Eq)]
enum Next {
    GoOn,
    Stop,
}

struct Builder<'t> {
    text: &'t str,
    tree: Tree,
    open: Vec<u32>,
}

impl Builder<'_> {
    fn take(&mut self, event: Event<'_>, span: &Span) -> Next {
        match event {
            Event::Scalar(value, style, _, tag) => {
                self.tag(tag.is_some(), span);
                self.scalar(&value, style, span);
                if let Some(cell) = self.tree.cells.last_mut().filter(|_| tag.is_some()) {
                    // What the tag took away has been told with it.
                    cell.kind |= OPEN;
                }
            }
            Event::SequenceStart(_, _, tag) => {
                self.tag(tag.is_some(), span);
                self.enter(Kind::List, span);
            }
            Event::MappingStart(_, _, tag) => {
                self.tag(tag.is_some(), span);
                self.enter(Kind::Mapping, span);
            }
            Event::SequenceEnd | Event::MappingEnd => self.leave(span),
            Event::Alias(_) | Event::UnresolvedAlias(_) => {
                let (start, end) = bytes(span);
                self.push(start, end, Kind::Alias as u32);
            }
            Event::Anchor(..) => {
                let (start, end) = bytes(span);
                self.tree.troubles.push(Trouble::Anchor { start, end });
            }
            Event::DocumentStart(..) if !self.tree.cells.is_empty() => {
                let at = bytes(span).0;
                self.tree.troubles.push(Trouble::SecondDocument { at });
                return Next::Stop;
            }
            _ => {}
        }
        Next::GoOn
    }

    fn tag(&mut self, tagged: bool, span: &Span) {
        if tagged {
            let (start, end) = span.tag_span().map_or_else(|| bytes(span), |tag| bytes(&tag));
            self.tree.troubles.push(Trouble::Tag { start, end });
        }
    }

    fn scalar(&mut self, value: &str, style: ScalarStyle, span: &Span) {
        let (start, mut end) = bytes(span);
        let plain = style == ScalarStyle::Plain;
        if plain && start == end {
            return self.push(start, end, Kind::Empty as u32);
        }
        let quotes = if plain { 0 } else { 2 };
        let mut kind = Kind::Scalar as u32 | if plain { 0 } else { QUOTED };
        let block = matches!(style, ScalarStyle::Literal | ScalarStyle::Folded);
        if block || value.len() + quotes != (end - start) as usize {
            if block {
                end = self.trimmed(start, end);
            }
            self.tree.decoded.push(Decoded { start, end, value: value.trim_end().to_owned() });
            kind |= (self.tree.decoded.len() as u32) << ENTRY;
        }
        self.push(start, end, kind);
    }

    /// A block scalar's span runs on into the indentation of what follows.
    fn trimmed(&self, start: u32, end: u32) -> u32 {
        let block = self.text.get(start as usize..end as usize).unwrap_or("");
        start + block.trim_end().len() as u32
    }

    fn push(&mut self, start: u32, end: u32, kind: u32) {
        let next = self.tree.cells.len() as u32 + 1;
        self.tree.cells.push(Cell { start, end, next, kind });
    }

    fn enter(&mut self, kind: Kind, span: &Span) {
        let (start, end) = bytes(span);
        self.open.push(self.tree.cells.len() as u32);
        self.push(start, end, kind as u32);
    }

    /// A flow collection ends at its bracket, a block one at the end of its last node.
    fn leave(&mut self, span: &Span) {
        let (start, end) = bytes(span);
        let last = self.tree.cells.last().map_or(end, |cell| cell.end);
        let next = self.tree.cells.len() as u32;
        let Some(at) = self.open.pop() else { return };
        let cell = &mut self.tree.cells[at as usize];
        cell.next = next;
        cell.end = if end > start { end } else { last.max(cell.end) };
        // The enclosing block collection must end where this one does.
        if let Some(&outer) = self.open.last() {
            let end = self.tree.cells[at as usize].end;
            let outer = &mut self.tree.cells[outer as usize];
            outer.end = outer.end.max(end);
        }
    }

    fn fail(&mut self, fault: &ScanError) {
        let at = fault.marker().byte_offset().unwrap_or(self.text.len()) as u32;
        let starts = self.open.iter().rev().map(|&cell| self.tree.cells[cell as usize].start);
        let text = self.text.as_bytes();
        let bracket = |start: &u32| matches!(text.get(*start as usize), Some(b'{' | b'['));
        let last = self.tree.cells.last().map_or(0, |cell| cell.end);
        let around = Around { bracket: starts.into_iter().find(bracket), last };
        self.tree.troubles.push(Trouble::Syntax { at, kind: fault.kind().clone(), around });
        self.tree.broken = true;
    }

    /// Where the text broke off, everything that ends there may be cut short.
    fn finish(mut self) -> Tree {
        let next = self.tree.cells.len() as u32;
        let last = self.tree.cells.last().map_or(0, |cell| cell.end);
        while let Some(at) = self.open.pop() {
            let cell = &mut self.tree.cells[at as usize];
            cell.next = next;
            cell.end = cell.end.max(last);
        }
        if self.tree.broken {
            let cut_short = self.tree.cells.iter_mut().filter(|cell| cell.next == next);
            cut_short.for_each(|cell| cell.kind |= OPEN);
        }
        self.tree
    }
}

fn bytes(span: &Span) -> (u32, u32) {
    span.byte_range().map_or((0, 0), |range| (range.start as u32, range.end as u32))
}

impl<'t> Node<'t> {
    fn cell(self) -> Cell {
        self.tree.cells[self.at as usize]
    }

    pub(super) fn kind(self) -> Kind {
        match self.cell().kind & 7 {
            0 => Kind::Scalar,
            1 => Kind::Empty,
            2 => Kind::List,
            3 => Kind::Mapping,
            _ => Kind::Alias,
        }
    }

    pub(super) fn is_quoted(self) -> bool {
        self.cell().kind & QUOTED != 0
    }

    /// It is cut short, by the end of what could be read or by a tag, and that has been told.
    pub(super) fn is_open(self) -> bool {
        self.cell().kind & OPEN != 0
    }

    /// First and one past the last byte, quotes included.
    pub(super) fn bytes(self) -> (u32, u32) {
        let cell = self.cell();
        (cell.start, cell.end)
    }

    /// The scalar as the model keeps it; for other nodes, their bytes.
    pub(super) fn scalar(self) -> Scalar {
        let cell = self.cell();
        match cell.kind >> ENTRY {
            0 if cell.kind & QUOTED != 0 => Scalar::plain(cell.start + 1, cell.end - 1),
            0 => Scalar::plain(cell.start, cell.end),
            entry => Scalar::decoded(entry - 1),
        }
    }

    /// What the scalar says; the bytes of other nodes.
    pub(super) fn text(self) -> &'t str {
        let cell = self.cell();
        let inset = u32::from(cell.kind & QUOTED != 0);
        match cell.kind >> ENTRY {
            0 => {
                let (start, end) = (cell.start + inset, cell.end - inset);
                self.text.get(start as usize..end as usize).unwrap_or("")
            }
            entry => &self.tree.decoded[entry as usize - 1].value,
        }
    }

    /// The nodes directly below: a list's items, a mapping's keys and values by turns.
    pub(super) fn children(self) -> impl Iterator<Item = Node<'t>> {
        let last = self.cell().next;
        let mut at = self.at + 1;
        std::iter::from_fn(move || {
            let node = (at < last).then_some(Node { at, ..self })?;
            at = node.cell().next;
            Some(node)
        })
    }

    /// A mapping's keys with their values; a key cut off by a syntax error is left out.
    pub(super) fn entries(self) -> impl Iterator<Item = (Node<'t>, Node<'t>)> {
        let mut children = self.children();
        std::iter::from_fn(move || Some((children.next()?, children.next()?)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The tree as indented lines of kind and bytes.
    fn outline(text: &str) -> String {
        fn walk(node: Node<'_>, depth: usize, out: &mut String) {
            let (start, end) = node.bytes();
            let bytes = &node.text[start as usize..end as usize];
            *out += &format!("{:depth$}{:?} {bytes:?}", "", node.kind());
            if node.kind() == Kind::Scalar && node.text() != bytes {
                *out += &format!(" = {:?}", node.text());
            }
            out.push('\n');
            node.children().for_each(|child| walk(child, depth + 1, out));
        }
        let tree = Tree::parse(text);
        let mut out = String::new();
        if let Some(root) = tree.root(text) {
            walk(root, 0, &mut out);
        }
        for trouble in &tree.troubles {
            out += &format!("{trouble:?}\n");
        }
        out
    }

    #[test]
    fn every_node_knows_its_bytes() {
        let text = "a: {b: 31–92, c: \"x\"}\nd:\n  - 'it''s'\n  -\ne: f\n";
        assert_eq!(
            outline(text),
            "Mapping \"a: {b: 31–92, c: \\\"x\\\"}\\nd:\\n  - 'it''s'\\n  -\\ne: f\"\n \
             Scalar \"a\"\n Mapping \"{b: 31–92, c: \\\"x\\\"}\"\n  Scalar \"b\"\n  Scalar \"31–92\"\n  \
             Scalar \"c\"\n  Scalar \"\\\"x\\\"\" = \"x\"\n Scalar \"d\"\n List \"- 'it''s'\\n  -\"\n  \
             Scalar \"'it''s'\" = \"it's\"\n  Empty \"\"\n Scalar \"e\"\n Scalar \"f\"\n"
        );
    }

    #[test]
    fn a_byte_order_mark_and_crlf_move_nothing() {
        let text = "\u{feff}a: b\r\nc: >\r\n  two\r\n  lines\r\nd: e\r\n";
        let tree = Tree::parse(text);
        let root = tree.root(text).unwrap();
        let values: Vec<_> =
            root.entries().map(|(_, value)| (value.bytes(), value.text())).collect();
        assert_eq!(values, [((6, 7), "b"), ((17, 29), "two lines"), ((34, 35), "e")]);
    }

    #[test]
    fn what_was_read_before_a_syntax_error_is_kept() {
        let shown = outline("a: b\nc: [d, e\n");
        assert!(shown.contains("Scalar \"b\""), "{shown}");
        assert!(shown.contains("Syntax"), "{shown}");
    }

    #[test]
    fn documents_after_the_first_are_named_not_read() {
        assert!(outline("a: b\n---\nc: d\n").contains("SecondDocument { at: 5 }"));
    }

    #[test]
    fn aliases_and_tags_are_seen() {
        let shown = outline("a: *x\nb: !!int 5\n");
        assert!(shown.contains("Alias \"*x\""), "{shown}");
        assert!(shown.contains("Tag { start: 9, end: 14 }"), "{shown}");
    }
}
