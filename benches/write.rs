//! Claims told; files written. What is said is settled, and how it is put is drawn.

use super::{
    Account, Block, Cell, Extra, Figure, GROUPS, Generated, INNER, Injected, Kind, Layout, PARTIES,
    Period, Plan, STATUSES, Saying, Teller,
};
use std::fmt::{self, Display, Write as _};

/// The number words up to twenty.
const WORDS: &str = "none one two three four five six seven eight nine ten eleven twelve thirteen \
                     fourteen fifteen sixteen seventeen eighteen nineteen twenty";

// How it is written.
impl Teller {
    pub(super) fn honest(&mut self, truth: u64, saying: Saying) -> usize {
        debug_assert!(saying.figure.holds(truth), "an honest claim holds the truth");
        self.claim(saying)
    }

    pub(super) fn guilty(&mut self, kind: Kind, check: &'static str, saying: Saying) {
        let line = self.block.lines + 1;
        let id = name(self.claim(saying));
        let lines = line..=self.block.lines;
        self.block.injected.push(Injected { id, kind, check, file: String::new(), lines });
    }

    pub(super) fn claim(&mut self, Saying { cell, figure, account, extra }: Saying) -> usize {
        self.claims += 1;
        let id = self.claims;
        let turned = matches!(extra, Extra::Reversed);
        let figure = if turned { self.reversed(figure) } else { self.words(figure) };
        self.line("- ", format_args!("id: {}", name(id)));
        if !self.grouped || cell.place > 0 {
            self.line("  ", format_args!("about: {{{}}}", About { cell, measure: !self.grouped }));
        }
        self.line("  ", format_args!("figure: {}", Quoted(&figure)));
        let digits = figure.contains(|letter: char| letter.is_ascii_digit());
        if digits && !figure.starts_with('{') && self.rng.chance(30) {
            self.line("  ", format_args!("quote: {}", Quoted(&format!("{figure} killed"))));
        }
        self.line("  ", format_args!("by: {}", PARTIES[account.party].0));
        if !matches!(extra, Extra::Uncited) {
            self.cite(account);
        }
        self.extra(&extra);
        if self.rng.chance(30) {
            self.line("  ", format_args!("note: Given in the text as well, in other words."));
        }
        id
    }

    fn cite(&mut self, Account { source, page, mark, .. }: Account) {
        let more = match self.rng.below(10) {
            0..2 => format!("at: p. {page}"),
            2 => format!("at: \"p. {page}, table\", marks: [{mark}, {}]", mark + 1),
            _ => format!("at: p. {page}, marks: [{mark}]"),
        };
        self.line("  ", format_args!("cite: {{source: r{source:05}, {more}}}"));
    }

    fn extra(&mut self, extra: &Extra) {
        let (one, two) = match extra {
            Extra::None | Extra::Uncited | Extra::Reversed => return,
            Extra::AsOf(date) => return self.line("  ", format_args!("as-of: {date}")),
            Extra::Deprecated => ("rank: deprecated", "reason: Withdrawn later.".to_owned()),
            Extra::Denies(of) => ("stance: denies", format!("of: {}", name(*of))),
            Extra::Doubts(of) => ("stance: doubts", format!("of: {}", name(*of))),
        };
        self.line("  ", format_args!("{one}"));
        self.line("  ", format_args!("{two}"));
    }

    fn line(&mut self, lead: &str, words: fmt::Arguments<'_>) {
        let margin = if self.grouped { "      " } else { "  " };
        // Writing to a string cannot fail.
        let _ = writeln!(self.block.text, "{margin}{lead}{words}");
        self.block.lines += 1;
    }

    fn words(&mut self, figure: Figure) -> String {
        match figure {
            Figure::Within(low, high) if low == high => self.exact(low),
            Figure::Within(low, high) => self.range(low, high),
            Figure::OpenRange(low, high) => format!("{}–{}+", grouped(low), grouped(high)),
            Figure::AtLeast(low) => match self.rng.below(10) {
                0..6 => format!("{}+", grouped(low)),
                6..8 => format!("at least {}", grouped(low)),
                8 => format!("no less than {low}"),
                _ => format!("more than {}", low.saturating_sub(1)),
            },
            Figure::AtMost(high) => match self.rng.below(10) {
                0..6 => format!("as many as {}", grouped(high)),
                6..8 => format!("up to {high}"),
                8 => format!("at most {high}"),
                _ => format!("fewer than {}", high + 1),
            },
            Figure::Silent => {
                ["unknown", "not stated", "N/A", "—"][self.rng.below(4) as usize].to_owned()
            }
        }
    }

    fn exact(&mut self, number: u64) -> String {
        let roll = self.rng.below(100);
        match WORDS.split(' ').nth(number as usize) {
            Some(word) if roll < 6 => word.to_owned(),
            None if roll < 65 => grouped(number),
            None if roll < 72 => grouped(number).replace(',', " "),
            _ => number.to_string(),
        }
    }

    fn range(&mut self, low: u64, high: u64) -> String {
        match self.rng.below(100) {
            0..30 if high == low + 1 => format!("{low} or {high}"),
            0..50 => format!("{}–{}", grouped(low), grouped(high)),
            50..65 => format!("{low}-{high}"),
            65..78 => format!("{} to {}", grouped(low), grouped(high)),
            78..86 => format!("between {low} and {high}"),
            86..95 => format!("{{low: {low}, high: {high}}}"),
            _ => format!("{{low: {low}, best: {}, high: {high}}}", (low + high) / 2),
        }
    }

    fn reversed(&mut self, figure: Figure) -> String {
        let Figure::Within(low, high) = figure else { return self.words(figure) };
        match self.rng.below(10) {
            0..7 => format!("{}–{}", grouped(high), grouped(low)),
            _ => format!("{{low: {high}, high: {low}}}"),
        }
    }

    pub(super) fn end_block(&mut self) {
        self.blocks.push(std::mem::take(&mut self.block));
    }
}

// How blocks become files.
impl Teller {
    pub(super) fn finish(self, plan: &Plan) -> Generated {
        let vocabulary = self.vocabulary();
        let mut corpus = Generated { files: Vec::new(), truth: Vec::new(), claims: self.claims };
        if plan.layout == Layout::ManyFiles {
            corpus.files.push(("vocabulary.yaml".to_owned(), vocabulary));
            corpus.spread(self.blocks, plan.files);
            return corpus;
        }
        let group =
            "  - about: {measure: killed}\n    grade: B2\n    tags: [tables]\n    claims:\n";
        let head = vocabulary + "claims:\n" + if self.grouped { group } else { "" };
        corpus.add("all.yaml".to_owned(), head, self.blocks);
        corpus
    }

    fn vocabulary(&self) -> String {
        let mut text = String::from(
            "measures:\n  killed: {name: Killed, unit: people}\ndimensions:\n  group:\n",
        );
        text += &format!("    complete: true\n    parts: [{}]\n", GROUPS.join(", "));
        text += "  status:\n    complete: true\n    parts:\n";
        for (status, part) in STATUSES.iter().zip(INNER) {
            text += &format!("      {status}: {{parts: [{part}]}}\n");
        }
        text += "  place:\n    parts:\n";
        for place in 1..=self.places {
            text += &format!("      {}: {{}}\n", Place(place));
        }
        text += "parties:\n";
        for (key, name) in PARTIES {
            text += &format!("  {key}: {{name: {name}}}\n");
        }
        text += "sources:\n";
        for source in 0..self.sources {
            let year = 1990 + source % 33;
            let url = format!("https://example.org/reports/{source}");
            text += &format!(
                "  r{source:05}: {{type: report, title: Report {source}, date: {year}, url: \"{url}\"}}\n"
            );
        }
        text
    }
}

impl Generated {
    /// Adds files of about as many blocks each.
    fn spread(&mut self, blocks: Vec<Block>, files: usize) {
        let count = blocks.len();
        let files = files.clamp(1, count);
        let mut blocks = blocks.into_iter().enumerate().peekable();
        for file in 0..files {
            let here = |(at, _): &(usize, Block)| at * files / count == file;
            let here = std::iter::from_fn(|| blocks.next_if(here)).map(|(_, block)| block);
            self.add(format!("claims-{file:04}.yaml"), "claims:\n".to_owned(), here);
        }
    }

    /// Adds a file that opens with that text and goes on with those blocks.
    fn add(&mut self, name: String, mut text: String, blocks: impl IntoIterator<Item = Block>) {
        let mut lines = text.lines().count();
        for block in blocks {
            text += &block.text;
            self.truth.extend(block.injected.into_iter().map(|injected| Injected {
                file: name.clone(),
                lines: injected.lines.start() + lines..=injected.lines.end() + lines,
                ..injected
            }));
            lines += block.lines;
        }
        self.files.push((name, text));
    }
}

fn name(id: usize) -> String {
    format!("c{id:07}")
}

/// With a comma before the last three digits, where there are more.
fn grouped(number: u64) -> String {
    let (above, below) = (number / 1000, number % 1000);
    if above == 0 { below.to_string() } else { format!("{},{below:03}", grouped(above)) }
}

/// Text as a YAML value; figures in parts stand as they are.
struct Quoted<'t>(&'t str);

impl Display for Quoted<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.0;
        if text.contains(',') && !text.starts_with('{') {
            write!(f, "\"{text}\"")
        } else {
            f.write_str(text)
        }
    }
}

struct Place(usize);

impl Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "P{:04}", self.0)
    }
}

struct About {
    cell: Cell,
    measure: bool,
}

impl Display for About {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Cell { place, group, status, period } = self.cell;
        let mut between = "";
        let mut key = |wanted: bool, words: fmt::Arguments<'_>| {
            if !wanted {
                return Ok(());
            }
            write!(f, "{}{words}", std::mem::replace(&mut between, ", "))
        };
        key(self.measure, format_args!("measure: killed"))?;
        key(place > 0, format_args!("place: {}", Place(place)))?;
        key(!group.is_empty(), format_args!("group: {group}"))?;
        key(!status.is_empty(), format_args!("status: {status}"))?;
        key(!matches!(period, Period::All), format_args!("period: {period}"))
    }
}

impl Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::All => Ok(()),
            Self::Year(year) => write!(f, "{year}"),
            Self::Month(year, month) => write!(f, "{year}-{month:02}"),
            Self::Days(year, month, [first, last]) => {
                let month = Self::Month(year, month);
                write!(f, "{month}-{first:02}/{month}-{last:02}")
            }
        }
    }
}
