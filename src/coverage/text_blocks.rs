//! Words of a text in, its paragraphs, headings, table rows and cells out.
//!
//! Tables are those of wiki markup, and lines with `|` in them as Markdown has. Linear in the words.

use std::ops::Range;

/// Where things stand in the words of a text.
#[derive(Debug, Default)]
pub(super) struct TextBlocks {
    /// First bytes of paragraphs.
    paragraphs: Vec<usize>,
    rows: Vec<TableRow>,
    headings: Vec<Range<usize>>,
    end: usize,
}

/// A row of a table.
#[derive(Debug)]
pub(super) struct TableRow {
    /// Its bytes.
    pub(super) at: Range<usize>,
    /// Its cells.
    pub(super) cells: Vec<Range<usize>>,
    /// The number of the first row of its table.
    first: usize,
}

/// Lines longer than this are paragraphs of their own: nobody breaks a text there by hand.
const BROKEN_BY_HAND: usize = 160;

impl TextBlocks {
    /// Lays out the words.
    pub(super) fn new(text: &str) -> Self {
        let mut layout = Self { paragraphs: vec![0], end: text.len(), ..Self::default() };
        let mut table = Table::default();
        let mut start = 0;
        let mut joins = false;
        for line in text.split_inclusive('\n') {
            let at = start..start + line.trim_end().len();
            let body = line.trim();
            if let Some(heading) = heading(body) {
                let from = start + line.find(heading).unwrap_or(0);
                layout.headings.push(from..from + heading.len());
            }
            let in_table = layout.table_line(text, &at, &mut table);
            let apart = body.is_empty() || in_table || heading(body).is_some();
            if !joins || apart {
                layout.paragraphs.push(start);
            }
            joins = !apart && line.len() <= BROKEN_BY_HAND;
            start += line.len();
        }
        layout.paragraphs.dedup();
        layout
    }

    /// Takes in a line of a table; false for any other.
    fn table_line(&mut self, text: &str, line: &Range<usize>, table: &mut Table) -> bool {
        let body = text[line.clone()].trim_start();
        let start = line.end - body.len();
        if body.starts_with("{|") {
            *table = Table { wiki: true, fresh: true, first: self.rows.len(), ..Table::default() };
            return true;
        }
        if table.wiki && body.starts_with("|}") {
            *table = Table::default();
            return true;
        }
        if table.wiki {
            return self.wiki_line(text, start..line.end, table);
        }
        if !body.contains('|') {
            table.open = false;
            return false;
        }
        if !table.open {
            *table = Table { open: true, first: self.rows.len(), ..Table::default() };
        }
        let rule = |char: char| matches!(char, '|' | '-' | ':' | ' ' | '=' | '+');
        if !body.chars().all(rule) {
            let outer = body.strip_prefix('|').map_or(0, |_| 1);
            let cells = cells(text, start + outer..line.end, "|");
            self.rows.push(TableRow { at: start..line.end, cells, first: table.first });
        }
        true
    }

    fn wiki_line(&mut self, text: &str, line: Range<usize>, table: &mut Table) -> bool {
        let body = &text[line.clone()];
        if body.starts_with("|-") || body.starts_with("|+") {
            table.fresh = true;
            return true;
        }
        let cell = body.starts_with(['|', '!']);
        if cell {
            let apart = if body.starts_with('!') && body.contains("!!") { "!!" } else { "||" };
            let found = cells(text, line.start + 1..line.end, apart);
            if table.fresh || self.rows.is_empty() {
                let first = table.first;
                self.rows.push(TableRow { at: line.clone(), cells: Vec::new(), first });
                table.fresh = false;
            }
            if let Some(row) = self.rows.last_mut() {
                row.at.end = line.end;
                row.cells.extend(found);
            }
        } else if let Some(row) = self.rows.last_mut().filter(|_| !table.fresh) {
            // What goes on from the line before belongs to its cell.
            row.at.end = line.end;
            if let Some(last) = row.cells.last_mut() {
                last.end = line.end;
            }
        }
        true
    }

    /// The paragraph that holds the byte.
    pub(super) fn paragraph(&self, at: usize) -> Range<usize> {
        let next = self.paragraphs.partition_point(|&start| start <= at);
        let start = next.checked_sub(1).map_or(0, |index| self.paragraphs[index]);
        start..self.paragraphs.get(next).copied().unwrap_or(self.end)
    }

    /// The row that holds the byte, with the number of the cell.
    pub(super) fn cell(&self, at: usize) -> Option<(&TableRow, usize)> {
        let next = self.rows.partition_point(|row| row.at.start <= at);
        let row = self.rows[..next].last().filter(|row| at < row.at.end)?;
        let cell = row.cells.partition_point(|cell| cell.end <= at);
        (row.cells.get(cell)?.start <= at).then_some((row, cell))
    }

    /// Every row.
    pub(super) fn rows(&self) -> &[TableRow] {
        &self.rows
    }

    /// Whether the row is the first of its table.
    pub(super) fn is_first(&self, row: &TableRow) -> bool {
        self.rows[row.first].at == row.at
    }

    /// Where a number is, the words that say what it is of: the cell at the head of its row, the one
    /// at the head of its column, and the heading above.
    pub(super) fn heads(&self, at: usize) -> Vec<Range<usize>> {
        let mut heads = Vec::new();
        if let Some((row, cell)) = self.cell(at) {
            heads.extend(row.cells.first().filter(|_| cell > 0).cloned());
            let first = &self.rows[row.first];
            let above = first.cells.get(cell).filter(|_| first.at != row.at);
            heads.extend(above.cloned());
        }
        let next = self.headings.partition_point(|heading| heading.start <= at);
        heads.extend(self.headings[..next].last().cloned());
        heads
    }

    /// As far as marks behind a number may belong to it: the end of its cell, or of its paragraph.
    pub(super) fn reach(&self, at: usize) -> usize {
        match self.cell(at) {
            Some((row, cell)) => row.cells[cell].end,
            None => self.paragraph(at).end,
        }
    }
}

#[derive(Default)]
struct Table {
    /// In the table of wiki markup.
    wiki: bool,
    /// The next cell of it begins a row.
    fresh: bool,
    /// In rows of lines with bars.
    open: bool,
    /// The number of its first row.
    first: usize,
}

/// The cells of a line, without the space around them.
fn cells(text: &str, line: Range<usize>, apart: &str) -> Vec<Range<usize>> {
    let mut cells = Vec::new();
    let mut start = line.start;
    for cell in text[line].split(apart) {
        let inside = cell.trim();
        let from = start + (cell.len() - cell.trim_start().len());
        cells.push(from..from + inside.len());
        start += cell.len() + apart.len();
    }
    cells
}

/// What a heading says: `# 2016`, `== 2016 ==`.
fn heading(line: &str) -> Option<&str> {
    let hashes = line.bytes().take_while(|&byte| byte == b'#').count();
    if (1..=6).contains(&hashes) && line[hashes..].starts_with(' ') {
        return Some(line[hashes..].trim());
    }
    let inside = line.strip_prefix('=')?.strip_suffix('=')?;
    let inside = inside.trim_matches('=').trim();
    (!inside.is_empty()).then_some(inside)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands at the heads of the row, the column and the section of the word `HERE`.
    fn heads(text: &str) -> Vec<&str> {
        let layout = TextBlocks::new(text);
        let at = text.find("HERE").unwrap();
        layout.heads(at).into_iter().map(|head| &text[head]).collect()
    }

    #[test]
    fn a_cell_knows_its_row_and_column() {
        assert_eq!(heads("Year | A | B |\n---|---|---|\n2008 | 1 | HERE |\n"), ["2008", "B"]);
        assert_eq!(heads("| Year | A |\n|---|---|\n| 2008 | HERE |\n"), ["2008", "A"]);
        let wiki =
            "== Losses ==\n{| class=x\n! Year !! A\n! B\n|-\n| 2008\n| 1 || HERE\nmore\n|}\n";
        assert_eq!(heads(wiki), ["2008", "B", "Losses"]);
        assert_eq!(heads("| 1 | 2 |\n\ntext\n\n| a | HERE |\n"), ["a"]);
        assert_eq!(heads("# The war\n\nthe HERE dead\n"), ["The war"]);
    }

    #[test]
    fn paragraphs_end_at_empty_lines_headings_tables_and_long_lines() {
        let paragraph = |text: &str| {
            let layout = TextBlocks::new(text);
            text[layout.paragraph(text.find("HERE").unwrap())].trim().to_owned()
        };
        assert_eq!(paragraph("one\ntwo HERE\nthree\n\nfour"), "one\ntwo HERE\nthree");
        assert_eq!(paragraph("# one\nHERE two\n| a | b |\n"), "HERE two");
        let long = "x".repeat(200);
        assert_eq!(paragraph(&format!("{long}\nHERE {long}\nthree")), format!("HERE {long}"));
        assert_eq!(paragraph("HERE"), "HERE");
    }

    #[test]
    fn a_mark_reaches_no_further_than_its_cell() {
        let text = "| 5 HERE | 6 |\n\na HERE2 b.\nc\n\nd";
        let layout = TextBlocks::new(text);
        assert_eq!(layout.reach(text.find("HERE").unwrap()), 8);
        assert_eq!(&text[layout.reach(text.find("HERE2").unwrap())..], "\nd");
    }
}
