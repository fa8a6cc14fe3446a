//! A plan in; a corpus of claims with known contradictions out. The same plan gives the same bytes.
//!
//! Every quantity has one true number, drawn first. Every claim that counts holds the true number
//! of its quantity, except those injected; so the others are possible together, whichever of them
//! are taken out, and every conflict involves an injected claim.
//!
//! A total that its parts do not come to is also put in another form than they are (a point beside
//! ranges, a wider range, "at least" beside exact figures), and strays by an amount that no one edit
//! of them is likely to give: so an explanation that reproduces it has no reason behind it.

#[path = "write.rs"]
mod write;

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

/// What to generate.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Plan {
    /// How many claims, to within the few that end the last block.
    pub(crate) claims: usize,
    /// Over how many files the claims are spread, where the layout is many files.
    pub(crate) files: usize,
    /// Which of all such corpora.
    pub(crate) seed: u64,
    /// How it is laid out.
    pub(crate) layout: Layout,
}

/// How claims are laid out in files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// Spread over files, the claims of one place and month staying together; a file of vocabulary
    /// beside them.
    ManyFiles,
    /// Everything in one file, its claims in one list.
    OneFile,
    /// Everything in one file, its claims in one group that holds the keys they share.
    OneGroup,
}

impl Layout {
    /// Every layout with the word it is asked for by.
    pub(crate) const ALL: [(&'static str, Self); 3] = [
        ("many-files", Self::ManyFiles),
        ("one-file", Self::OneFile),
        ("one-group", Self::OneGroup),
    ];
}

/// A corpus, and what is wrong with it.
#[derive(Debug)]
pub(crate) struct Generated {
    /// Names and texts.
    pub(crate) files: Vec<(String, String)>,
    /// Every contradiction injected.
    pub(crate) truth: Vec<Injected>,
    /// How many claims there are, those that cannot be read among them.
    pub(crate) claims: usize,
}

/// An injected contradiction: the one claim to blame for it.
#[derive(Clone, Debug)]
pub(crate) struct Injected {
    /// The claim's id.
    pub(crate) id: String,
    /// What is wrong with it.
    pub(crate) kind: Kind,
    /// The check that finds it.
    pub(crate) check: &'static str,
    /// The file it stands in.
    pub(crate) file: String,
    /// The lines it fills, from one.
    pub(crate) lines: RangeInclusive<usize>,
}

/// What is wrong with an injected claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    /// Apart from the first claim on its quantity.
    Conflict,
    /// A total apart from the sum of its complete parts.
    Sum,
    /// A part above its whole.
    Part,
    /// Low above high; not read.
    Reversed,
    /// Without a citation; not read.
    NoCite,
}

impl Kind {
    /// Every kind with its name.
    pub(crate) const ALL: [(&'static str, Self); 5] = [
        ("conflict", Self::Conflict),
        ("sum", Self::Sum),
        ("part", Self::Part),
        ("reversed", Self::Reversed),
        ("nocite", Self::NoCite),
    ];

    /// Its name.
    pub(crate) fn name(self) -> &'static str {
        Self::ALL.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }
}

/// Generates the corpus.
pub(crate) fn generate(plan: &Plan) -> Generated {
    let mut teller = Teller::new(plan);
    let mut world = Vec::new();
    while !teller.enough() {
        world.push(teller.place());
    }
    teller.world(&world);
    teller.finish(plan)
}

const GROUPS: [&str; 6] = ["mil-az", "mil-arm", "civ-az", "civ-arm", "foreign", "unknown-group"];
const STATUSES: [&str; 3] = ["soldiers", "police", "civilians"];
/// The one named part of each status; there may be others.
const INNER: [&str; 3] = ["officers", "inspectors", "children"];
const PARTIES: [(&str, &str); 10] = [
    ("mod-az", "Ministry of Defence of Azerbaijan"),
    ("mod-arm", "Ministry of Defence of Armenia"),
    ("defence-army", "Defence Army"),
    ("red-cross", "International Committee of the Red Cross"),
    ("memorial", "Memorial"),
    ("crisis-group", "International Crisis Group"),
    ("caucasian-knot", "Caucasian Knot"),
    ("state-department", "US State Department"),
    ("rights-watch", "Human Rights Watch"),
    ("razm", "Razm.info"),
];
/// One quantity; an empty name or place 0 is the whole.
#[derive(Clone, Copy)]
struct Cell {
    place: usize,
    group: &'static str,
    status: &'static str,
    period: Period,
}

#[derive(Clone, Copy)]
enum Period {
    All,
    Year(u64),
    Month(u64, u64),
    Days(u64, u64, [u64; 2]),
}

/// What is first claimed of a quantity, and what is true of it.
#[derive(Clone, Copy)]
struct Tally {
    low: u64,
    /// Where the claim is open above, its printed number.
    high: u64,
    truth: u64,
    open: bool,
}

impl Tally {
    const fn exact(truth: u64) -> Self {
        Self { low: truth, high: truth, truth, open: false }
    }

    fn sum<'t>(parts: impl IntoIterator<Item = &'t Self>) -> Self {
        parts.into_iter().fold(Self::exact(0), |sum, part| Self {
            low: sum.low + part.low,
            high: sum.high + part.high,
            truth: sum.truth + part.truth,
            open: sum.open || part.open,
        })
    }

    const fn ranged(&self) -> bool {
        self.low < self.high
    }

    fn figure(&self) -> Figure {
        match (self.open, self.ranged()) {
            (false, _) => Figure::Within(self.low, self.high),
            (true, false) => Figure::AtLeast(self.low),
            (true, true) => Figure::OpenRange(self.low, self.high),
        }
    }
}

/// A figure before it is put into words.
#[derive(Clone, Copy)]
enum Figure {
    Within(u64, u64),
    AtLeast(u64),
    AtMost(u64),
    /// `541–547+`.
    OpenRange(u64, u64),
    Silent,
}

impl Figure {
    fn holds(self, truth: u64) -> bool {
        match self {
            Self::Within(low, high) => (low..=high).contains(&truth),
            Self::AtLeast(low) | Self::OpenRange(low, _) => low <= truth,
            Self::AtMost(high) => truth <= high,
            Self::Silent => true,
        }
    }
}

/// How far up the sums a quantity stands. Claims that stray from a total stray by an amount whose
/// remainder by five is its level, and by more than any range below it is wide.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Level {
    Leaf,
    Table,
    Grand,
    Place,
}

impl Level {
    const fn wide(self) -> u64 {
        [0, 60, 200, 1100][self as usize]
    }
}

/// A party in a source, at one place in it.
#[derive(Clone, Copy)]
struct Account {
    party: usize,
    source: u64,
    page: u64,
    mark: u64,
}

/// What a claim has besides its figure and its account.
enum Extra {
    None,
    AsOf(String),
    Deprecated,
    Denies(usize),
    Doubts(usize),
    Uncited,
    /// The figure's ends stand the wrong way round.
    Reversed,
}

/// A claim before it is written.
struct Saying {
    cell: Cell,
    figure: Figure,
    account: Account,
    extra: Extra,
}

/// What is claimed of a quantity beside what; `rival` asks for a claim that contradicts the first.
struct Entry {
    cell: Cell,
    tally: Tally,
    level: Level,
    rival: bool,
}

/// The first claim on a quantity.
struct First {
    entry: Entry,
    id: usize,
    account: Account,
}

/// The one contradiction of a block: spots 0–17 are its leaves, 18–23 its rows, 24–26 its columns
/// and 27 its grand total.
#[derive(Clone, Copy)]
struct Fault {
    kind: Kind,
    spot: usize,
}

impl Fault {
    fn is(fault: Option<Self>, kind: Kind, spot: usize) -> bool {
        fault.is_some_and(|fault| fault.kind == kind && fault.spot == spot)
    }
}

const ROWS: usize = GROUPS.len() * STATUSES.len();
const COLUMNS: usize = ROWS + GROUPS.len();
const GRAND: usize = COLUMNS + STATUSES.len();

/// Claims that stay in one file, and the contradictions among them: lines count from the block's.
#[derive(Default)]
struct Block {
    text: String,
    lines: usize,
    injected: Vec<Injected>,
}

struct Teller {
    rng: Rng,
    grouped: bool,
    wanted: usize,
    sources: u64,
    claims: usize,
    places: usize,
    /// The source that the block at hand is a table of.
    table: Option<Account>,
    /// Totals given as a point within the range of their parts, each number once.
    points: BTreeSet<u64>,
    blocks: Vec<Block>,
    block: Block,
}

// What is told, from the places down.
impl Teller {
    fn new(plan: &Plan) -> Self {
        Self {
            rng: Rng(plan.seed),
            grouped: plan.layout == Layout::OneGroup,
            wanted: plan.claims,
            sources: (plan.claims as u64 / 40).max(8),
            claims: 0,
            places: 0,
            table: None,
            points: BTreeSet::new(),
            blocks: Vec::new(),
            block: Block::default(),
        }
    }

    fn enough(&self) -> bool {
        self.claims >= self.wanted
    }

    fn place(&mut self) -> Tally {
        self.places += 1;
        let year = 1988 + self.places as u64 * 7 % 32;
        let last = if self.rng.chance(750) { 12 } else { 7 + self.rng.below(5) };
        let mut months = Vec::new();
        for month in 1..=last {
            if month == 1 || !self.enough() {
                months.push(self.month(year, month));
            }
        }
        let sum = Tally::sum(&months);
        let whole_year = self.rng.chance(300).then(|| self.year(year, sum, months.len()));
        let ranged = months.iter().filter(|month| month.ranged()).count() >= 2;
        let tally = match (whole_year, self.rng.below(100)) {
            (Some(year), _) if year.low > sum.high => self.above(year),
            (_, 0..70) => sum,
            (_, 70..85) => self.point(sum, ranged),
            _ => self.above(sum),
        };
        let rival = !tally.open && self.rng.chance(20);
        self.tell(Entry {
            cell: self.cell("", "", Period::All),
            tally,
            level: Level::Place,
            rival,
        });
        self.end_block();
        tally
    }

    /// The whole year: its months together where all are told, more than they come to where not.
    fn year(&mut self, year: u64, sum: Tally, months: usize) -> Tally {
        let mut tally = sum;
        if months < 12 {
            tally.low = sum.high + 3 + self.rng.below(200);
            tally.high = tally.low + 1 + self.rng.below(9);
            tally.truth = tally.low;
        }
        let cell = self.cell("", "", Period::Year(year));
        self.first(Entry { cell, tally, level: Level::Place, rival: false }, false);
        tally
    }

    /// At least some number above what is told.
    fn above(&mut self, told: Tally) -> Tally {
        let low = (told.high + 7 + self.rng.below(500)) / 10 * 10 + 3;
        Tally { low, high: low, truth: low + self.rng.below(40), open: true }
    }

    /// The true number, where it is a fair thing to say of that range.
    fn point(&mut self, sum: Tally, fair: bool) -> Tally {
        let fair = fair && !sum.truth.is_multiple_of(10) && !sum.open;
        if fair && self.points.insert(sum.truth) { Tally::exact(sum.truth) } else { sum }
    }

    fn world(&mut self, places: &[Tally]) {
        let cell = Cell { place: 0, group: "", status: "", period: Period::All };
        let tally = Tally::sum(places);
        self.first(Entry { cell, tally, level: Level::Place, rival: false }, false);
        self.end_block();
    }

    /// The table of one month: leaves, rows, columns, and all together.
    fn month(&mut self, year: u64, month: u64) -> Tally {
        self.table = self.rng.chance(500).then(|| self.account());
        let period = Period::Month(year, month);
        let fault = self.fault();
        let rival = |spot| Fault::is(fault, Kind::Conflict, spot);
        let leaves = self.leaves();
        for (row, group) in GROUPS.into_iter().enumerate() {
            for (column, status) in STATUSES.into_iter().enumerate() {
                let (cell, tally) = (self.cell(group, status, period), leaves[row][column]);
                let spot = row * STATUSES.len() + column;
                let entry = Entry { cell, tally, level: Level::Leaf, rival: rival(spot) };
                self.leaf(entry, Fault::is(fault, Kind::Part, spot));
            }
            let (cell, tally) = (self.cell(group, "", period), Tally::sum(&leaves[row]));
            self.tell(Entry { cell, tally, level: Level::Table, rival: rival(ROWS + row) });
        }
        let columns: [_; STATUSES.len()] = std::array::from_fn(|at| leaves.map(|row| row[at]));
        for (column, status) in STATUSES.into_iter().enumerate() {
            let (cell, parts) = (self.cell("", status, period), &columns[column]);
            if Fault::is(fault, Kind::Sum, COLUMNS + column) {
                self.wrong_column(cell, parts);
            } else {
                let (tally, rival) = (Tally::sum(parts), rival(COLUMNS + column));
                self.tell(Entry { cell, tally, level: Level::Table, rival });
            }
        }
        let fair = at_least_two_ranged(&leaves) && at_least_two_ranged(&columns);
        let sum = Tally::sum(leaves.as_flattened());
        let tally = if self.rng.chance(100) { self.point(sum, fair) } else { sum };
        let cell = self.cell("", "", period);
        self.tell(Entry { cell, tally, level: Level::Grand, rival: rival(GRAND) });
        self.end_block();
        self.table = None;
        tally
    }

    fn fault(&mut self) -> Option<Fault> {
        let (kind, spots) = match self.rng.below(1000) {
            0..140 => (Kind::Sum, COLUMNS..GRAND),
            140..240 => (Kind::Conflict, 0..GRAND + 1),
            240..300 => (Kind::Part, 0..ROWS),
            _ => return None,
        };
        Some(Fault { kind, spot: spots.start + self.rng.below(spots.len() as u64) as usize })
    }

    fn leaves(&mut self) -> [[Tally; STATUSES.len()]; GROUPS.len()] {
        let mut last = Tally::exact(0);
        GROUPS.map(|_| {
            STATUSES.map(|_| {
                // Now and then the number of the cell before, which means nothing.
                let again = !last.ranged() && self.rng.chance(20);
                if !again {
                    last = self.drawn();
                }
                last
            })
        })
    }

    fn drawn(&mut self) -> Tally {
        let most = if self.rng.chance(900) { 120 } else { 4000 };
        let low = self.rng.below(most);
        let width = if self.rng.chance(200) { self.rng.below(60) } else { 0 };
        Tally { low, high: low + width, truth: low + self.rng.below(width + 1), open: false }
    }

    fn leaf(&mut self, entry: Entry, wrong_part: bool) {
        let Entry { cell, tally, .. } = entry;
        if wrong_part {
            self.first(entry, false);
            return self.wrong_part(within(cell), tally);
        }
        self.tell(entry);
        if self.rng.chance(60) && tally.truth >= 2 {
            self.part(within(cell), tally);
        }
        if self.rng.chance(60) && tally.truth >= 2 {
            self.halves(cell, tally);
        }
    }

    /// Some of the people of a leaf, in a form that cannot come to the leaf's own.
    fn part(&mut self, cell: Cell, whole: Tally) {
        let truth = 1 + self.rng.below(whole.truth);
        let (low, high) = (self.rng.below(truth), truth + self.rng.below(5));
        let high = if high == whole.truth { high + 1 } else { high };
        let figure = match self.rng.below(3) {
            _ if whole.ranged() => Figure::Within(truth, truth),
            0 => Figure::OpenRange(low, high),
            _ => Figure::Within(low, high),
        };
        let account = self.account();
        self.honest(truth, Saying { cell, figure, account, extra: Extra::None });
    }

    /// The two halves of a month. Beside a point they meet and come to it; beside a range they
    /// share the fifteenth, and come to more than the range, counting that day twice.
    fn halves(&mut self, cell: Cell, whole: Tally) {
        let Period::Month(year, month) = cell.period else { return };
        let ranged = whole.ranged();
        let shared = if ranged { whole.high - whole.truth + 1 + self.rng.below(3) } else { 0 };
        let Some(rest) = whole.truth.checked_sub(shared) else { return };
        let before = self.rng.below(rest + 1);
        let second = if ranged { 15 } else { 16 };
        let first_half = ([1, 15], before + shared);
        let second_half = ([second, last_day(year, month)], rest - before + shared);
        for (days, truth) in [first_half, second_half] {
            let cell = Cell { period: Period::Days(year, month, days), ..cell };
            let (figure, account) = (Figure::Within(truth, truth), self.account());
            self.honest(truth, Saying { cell, figure, account, extra: Extra::None });
        }
    }

    fn wrong_part(&mut self, cell: Cell, whole: Tally) {
        let low = whole.high + 2;
        let figure = Figure::Within(low, low + self.rng.below(4));
        let account = self.table_or_any();
        let saying = Saying { cell, figure, account, extra: Extra::None };
        self.guilty(Kind::Part, "part-exceeds-whole", saying);
    }

    /// A column's total above the most or below the least that its parts come to, and no other
    /// claim on it.
    fn wrong_column(&mut self, cell: Cell, parts: &[Tally]) {
        let sum = Tally::sum(parts);
        let off = 1 + self.rng.below(9) + if self.rng.chance(500) { sum.high / 8 } else { 0 };
        // Below, but not below any part alone: that would be another finding.
        let least = parts.iter().map(|part| part.high).max().unwrap_or(0);
        let below = sum.low.checked_sub(off).filter(|&high| high >= least && self.rng.chance(400));
        let (check, low, high) = match below {
            Some(high) => ("parts-exceed-whole", (high + sum.low).saturating_sub(sum.high), high),
            None => ("complete-parts-fall-short", sum.high + off, 2 * sum.high + off - sum.low),
        };
        let (figure, account) = (Figure::Within(low, high), self.table_or_any());
        self.guilty(Kind::Sum, check, Saying { cell, figure, account, extra: Extra::None });
    }
}

// What is claimed of one quantity.
impl Teller {
    /// The first claim on a quantity, and now and then others.
    fn tell(&mut self, entry: Entry) {
        let Entry { cell, tally, rival, .. } = entry;
        let history = !rival && !tally.open && tally.low >= 6 && self.rng.chance(4);
        let first = self.first(entry, history);
        if history {
            self.earlier(&first);
        }
        let others = match self.rng.below(100) {
            _ if tally.open => 0,
            0..6 => 1,
            6..9 => 2,
            _ => 0,
        };
        for nth in 0..others {
            self.another(&first, nth);
        }
        if rival {
            self.rival(&first);
        }
        if self.rng.chance(1) {
            let (figure, account) = (tally.figure(), self.other(&first, 2));
            let saying = Saying { cell, figure, account, extra: Extra::Uncited };
            self.guilty(Kind::NoCite, "missing-key", saying);
        }
        if self.rng.chance(1) {
            let (figure, account) =
                (Figure::Within(tally.low, tally.high + 7), self.other(&first, 2));
            let saying = Saying { cell, figure, account, extra: Extra::Reversed };
            self.guilty(Kind::Reversed, "reversed-range", saying);
        }
    }

    fn first(&mut self, entry: Entry, dated: bool) -> First {
        let Entry { cell, tally, .. } = entry;
        let account = self.table_or_any();
        let as_of = || Extra::AsOf(format!("{}-06", year_after(cell.period)));
        let extra = if dated { as_of() } else { Extra::None };
        let id = self.honest(tally.truth, Saying { cell, figure: tally.figure(), account, extra });
        First { entry, id, account }
    }

    /// The same party's lower count, half a year before.
    fn earlier(&mut self, first: &First) {
        let Entry { cell, tally, .. } = first.entry;
        let count = tally.low - 1 - self.rng.below(tally.low / 2);
        let account = Account { party: first.account.party, ..self.other(first, 0) };
        let extra = Extra::AsOf(format!("{}-01-15", year_after(cell.period)));
        self.claim(Saying { cell, figure: Figure::Within(count, count), account, extra });
    }

    /// Another claim on the quantity, which agrees, overlaps, or does not count.
    fn another(&mut self, first: &First, nth: usize) {
        let Entry { cell, tally, .. } = first.entry;
        let account = self.other(first, nth);
        let figure = match self.rng.below(100) {
            0..40 => tally.figure(),
            40..60 => self.overlapping(&first.entry),
            60..68 => self.refining(&first.entry),
            68..76 => self.at_least(&first.entry),
            76..83 => Figure::AtMost(tally.high + 20 + self.stray(&first.entry, 7)),
            83..89 => Figure::Silent,
            89..96 => return self.withdrawn(first, account),
            _ => {
                let extra = Extra::Doubts(first.id);
                self.claim(Saying { cell, figure: tally.figure(), account, extra });
                return;
            }
        };
        self.honest(tally.truth, Saying { cell, figure, account, extra: Extra::None });
    }

    /// A leaf's range moved up, a total's widened on both sides.
    fn overlapping(&mut self, entry: &Entry) -> Figure {
        let Tally { low, high, truth, .. } = entry.tally;
        if entry.level == Level::Leaf {
            let low = low + self.rng.below(truth - low + 1);
            return Figure::Within(low, high + 1 + self.rng.below(6));
        }
        let down = self.stray(entry, 2);
        let high = high + entry.level.wide() + self.rng.below(7);
        low.checked_sub(down).map_or(entry.tally.figure(), |low| Figure::Within(low, high))
    }

    /// A range inside a leaf's.
    fn refining(&mut self, entry: &Entry) -> Figure {
        let Tally { low, high, truth, .. } = entry.tally;
        let least = low + self.rng.below(truth - low + 1);
        let most = truth + self.rng.below(high - truth + 1);
        let narrower = entry.level == Level::Leaf && least < most;
        if narrower { Figure::Within(least, most) } else { entry.tally.figure() }
    }

    fn at_least(&mut self, entry: &Entry) -> Figure {
        let short = self.stray(entry, entry.tally.truth / 10 + 1);
        match entry.tally.truth.checked_sub(short) {
            Some(low) if low > 0 => Figure::AtLeast(low),
            _ => entry.tally.figure(),
        }
    }

    fn stray(&mut self, entry: &Entry, times: u64) -> u64 {
        5 * self.rng.below(times) + entry.level as u64
    }

    /// A claim far off and deprecated, which someone may have denied.
    fn withdrawn(&mut self, first: &First, account: Account) {
        let Entry { cell, tally, .. } = first.entry;
        let count = tally.high + 3 + tally.high / 5 + self.rng.below(20);
        let figure = Figure::Within(count, count);
        let id = self.claim(Saying { cell, figure, account, extra: Extra::Deprecated });
        if self.rng.chance(500) {
            let account = self.other(first, 2);
            self.claim(Saying { cell, figure, account, extra: Extra::Denies(id) });
        }
    }

    /// A claim apart from the first one, sometimes in its own account.
    fn rival(&mut self, first: &First) {
        let Entry { cell, tally: Tally { low, high, .. }, .. } = first.entry;
        let apart = 1 + high / 6 + self.rng.below(9);
        let width = self.rng.below(5);
        let figure = match low.checked_sub(apart + width) {
            Some(least) if self.rng.chance(300) => Figure::Within(least, least + width),
            _ => Figure::Within(high + apart, high + apart + width),
        };
        let account = if self.rng.chance(250) { first.account } else { self.other(first, 2) };
        let saying = Saying { cell, figure, account, extra: Extra::None };
        self.guilty(Kind::Conflict, "conflicting-claims", saying);
    }

    fn table_or_any(&mut self) -> Account {
        self.table.unwrap_or_else(|| self.account())
    }

    fn account(&mut self) -> Account {
        Account {
            party: self.rng.below(PARTIES.len() as u64) as usize,
            source: self.rng.below(self.sources),
            page: 1 + self.rng.below(400),
            mark: 1 + self.rng.below(250),
        }
    }

    /// Another party than the first's in another source, and another still for each number to 2.
    fn other(&mut self, first: &First, nth: usize) -> Account {
        let Account { party, source, .. } = first.account;
        let party = (party + 1 + 3 * nth + self.rng.below(3) as usize) % PARTIES.len();
        let source = (source + 1 + self.rng.below(self.sources - 1)) % self.sources;
        Account { party, source, ..self.account() }
    }

    fn cell(&self, group: &'static str, status: &'static str, period: Period) -> Cell {
        Cell { place: self.places, group, status, period }
    }
}

fn at_least_two_ranged<const N: usize>(lines: &[[Tally; N]]) -> bool {
    lines.iter().filter(|line| line.iter().any(Tally::ranged)).count() >= 2
}

/// The named part of a leaf.
fn within(cell: Cell) -> Cell {
    let at = STATUSES.iter().position(|&status| status == cell.status);
    Cell { status: at.map_or("", |at| INNER[at]), ..cell }
}

fn year_after(period: Period) -> u64 {
    match period {
        Period::All => 2022,
        Period::Year(year) | Period::Month(year, _) | Period::Days(year, ..) => year + 1,
    }
}

fn last_day(year: u64, month: u64) -> u64 {
    match month {
        // Right from 1901 to 2099.
        2 if year.is_multiple_of(4) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
struct Rng(u64);

impl Rng {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`, or 0.
    fn below(&mut self, end: u64) -> u64 {
        ((u128::from(self.next()) * u128::from(end)) >> 64) as u64
    }

    /// True that often in a thousand.
    fn chance(&mut self, per_mille: u64) -> bool {
        self.below(1000) < per_mille
    }
}
