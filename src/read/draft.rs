//! Span tree → draft: one file's claims and vocabulary, small, with names not yet looked up.

use crate::finding::{Check, Encoding, Evidence, Paste, Unsupported};
use crate::model;
use crate::read::check_shape::{FileFindings, Fit, OddKey};
use crate::read::claim_file_shape::{
    CITE, CLAIM, FIGURE, FILE, GROUP, RecordShape, ValueShape, own, shared,
};
use crate::read::faults::Faults;
use crate::read::tree::{Kind, Node, Tree, Trouble};
use crate::read::{claim_file_shape, paste, syntax};
use crate::source::{File, FileId, Scalar, Span};
use std::collections::HashSet;

/// What one file says.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) file: FileId,
    pub(super) faults: Faults,
    /// Reading stopped before the file's end.
    pub(super) broken: bool,
    /// Names may be declared in it that could not be read.
    pub(super) names_lost: bool,
    pub(super) measures: Vec<DraftEntry>,
    pub(super) dimensions: Vec<DraftEntry>,
    pub(super) parties: Vec<DraftEntry>,
    pub(super) sources: Vec<DraftEntry>,
    /// Groups, each after the one around it; the first is the file itself.
    pub(super) groups: Vec<GroupKeys>,
    pub(super) claims: Vec<ClaimDraft>,
    pub(super) resolutions: Vec<ResolutionDraft>,
    pub(super) set_aside: Vec<SetAsideDraft>,
    /// The pairs of every `about`.
    pub(super) pairs: Vec<(Scalar, Scalar)>,
    pub(super) cites: Vec<CiteDraft>,
    pub(super) marks: Vec<Scalar>,
    /// Keys nobody knows on claims and groups, which may be dimensions.
    pub(super) strange: Vec<StrangeKey>,
    pub(super) rarer: Vec<Rarer>,
    pub(super) parts: Vec<FigureParts>,
    /// Claims that are there and not read.
    pub(super) unread: usize,
    /// The names of those.
    pub(super) unread_names: Vec<Scalar>,
    /// Rulings that are there and not read.
    pub(super) unread_resolutions: usize,
}

/// A named thing of the vocabulary, its keys as scalars.
#[derive(Debug)]
pub(super) struct DraftEntry {
    pub(super) name: Scalar,
    pub(super) span: Span,
    pub(super) keys: Vec<(&'static str, Vec<Scalar>)>,
    pub(super) parts: Vec<DraftEntry>,
    /// All of a source's keys, with what stands in records inside it.
    pub(super) whole: model::Record,
}

impl DraftEntry {
    /// What stands at the key, if anything.
    pub(super) fn one(&self, key: &str) -> Option<Scalar> {
        self.many(key).first().copied()
    }

    pub(super) fn many(&self, key: &str) -> &[Scalar] {
        self.keys.iter().find(|(name, _)| *name == key).map_or(&[], |(_, values)| values)
    }
}

/// The keys that groups and claims share.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct GroupKeys {
    /// The group around it.
    pub(super) outer: u32,
    pub(super) about: (u32, u32),
    pub(super) by: Option<Scalar>,
    pub(super) cite: Option<(u32, u32)>,
    /// One past the entry of `rarer`; 0 for none.
    pub(super) rarer: u32,
    /// Keys that are not missed: something is wrong with them, or a key nobody knows may be one of them.
    pub(super) excused: Excused,
    /// What it says is not known in full, so nothing inside is compared.
    pub(super) unclear: bool,
}

/// Required keys that are not missed, by name.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Excused(u8);

impl Excused {
    const KEYS: [&str; 4] = ["figure", "measure", "by", "cite"];
    const ALL: Self = Self(0b1111);

    fn of(key: &str) -> Self {
        let key = if key == "about" { "measure" } else { key };
        let at = Self::KEYS.iter().position(|&known| known == key);
        at.map_or(Self(0), |at| Self(1 << at))
    }

    pub(super) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(super) fn has(self, key: &str) -> bool {
        self.0 & Self::of(key).0 != 0
    }
}

/// A key nobody knows on a claim or a group.
#[derive(Debug)]
pub(super) struct StrangeKey {
    /// Where it is.
    pub(super) at: Span,
    pub(super) name: Scalar,
    /// What to write, were it a dimension.
    pub(super) paste: Option<Paste>,
    pub(super) of: StrangeOf,
}

/// What a key nobody knows is on.
#[derive(Clone, Copy, Debug)]
pub(super) enum StrangeOf {
    Group(u32),
    Claim(u32),
}

#[derive(Debug)]
pub(super) struct ClaimDraft {
    pub(super) span: (u32, u32),
    pub(super) shared: GroupKeys,
    pub(super) id: Option<Scalar>,
    pub(super) figure: Option<FigureDraft>,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum FigureDraft {
    Text(Scalar),
    /// An entry of `parts`.
    Parts(u32),
}

/// A figure in parts, in the order low, best, high, value, rounded-to.
#[derive(Clone, Copy, Debug)]
pub(super) struct FigureParts {
    pub(super) whole: Scalar,
    pub(super) parts: [Option<Scalar>; 5],
}

#[derive(Debug)]
pub(super) struct CiteDraft {
    pub(super) source: Scalar,
    pub(super) at: Option<Scalar>,
    pub(super) marks: (u32, u32),
    pub(super) accessed: Option<Scalar>,
}

/// The keys few claims have.
#[derive(Clone, Debug, Default)]
pub(super) struct Rarer {
    pub(super) as_of: Option<Scalar>,
    pub(super) stance: Option<Scalar>,
    pub(super) rank: Option<Scalar>,
    pub(super) reason: Option<Scalar>,
    pub(super) grade: Option<Scalar>,
    pub(super) note: Option<Scalar>,
    pub(super) tags: Vec<Scalar>,
    pub(super) quote: Option<Scalar>,
    pub(super) names: Vec<Scalar>,
    pub(super) of: Option<Scalar>,
    pub(super) revises: Vec<Scalar>,
    pub(super) sum_of: Vec<Scalar>,
}

#[derive(Debug)]
pub(super) struct SetAsideDraft {
    pub(super) span: Span,
    pub(super) source: Option<Scalar>,
    pub(super) quote: Scalar,
    pub(super) at: Option<Scalar>,
    pub(super) reason: Scalar,
}

#[derive(Debug)]
pub(super) struct ResolutionDraft {
    pub(super) span: Span,
    pub(super) check: Scalar,
    pub(super) claims: Vec<PinDraft>,
    pub(super) ruling: Scalar,
    pub(super) adopt: Vec<PinDraft>,
    pub(super) because: Scalar,
    pub(super) by: Scalar,
    pub(super) date: Scalar,
    pub(super) review_by: Option<Scalar>,
}

/// A claim's name and a figure for it.
#[derive(Clone, Copy, Debug)]
pub(super) struct PinDraft {
    pub(super) claim: Scalar,
    pub(super) figure: PinFigure,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum PinFigure {
    Text(Scalar),
    Parts(FigureParts),
}

/// Reads one file as far as it can be read.
pub(super) fn draft(id: FileId, name: String, bytes: Vec<u8>) -> (File, Draft) {
    let mut drafter = Drafter::new(id);
    let text = match String::from_utf8(bytes) {
        Ok(text) => text,
        Err(fault) => {
            let file = drafter.not_utf8(name, &fault);
            return (file, drafter.finish());
        }
    };
    let mut tree = Tree::parse(&text);
    drafter.troubles(&text, &tree);
    match tree.root(&text) {
        Some(root) if root.kind() != Kind::Empty => drafter.file(root),
        _ if tree.troubles.is_empty() => {
            let start = Span::new(id, 0, 0);
            drafter.report.add(Check::EmptyFile, start, Evidence::Empty);
        }
        _ => {}
    }
    let decoded = std::mem::take(&mut tree.decoded);
    let mut file = File::new(name, text);
    file.keep_decoded(decoded);
    (file, drafter.finish())
}

struct Drafter {
    report: FileFindings,
    draft: Draft,
}

impl Drafter {
    fn new(file: FileId) -> Self {
        let draft = Draft {
            file,
            faults: Faults::default(),
            broken: false,
            names_lost: false,
            measures: Vec::new(),
            dimensions: Vec::new(),
            parties: Vec::new(),
            sources: Vec::new(),
            groups: vec![GroupKeys::default()],
            claims: Vec::new(),
            resolutions: Vec::new(),
            set_aside: Vec::new(),
            pairs: Vec::new(),
            cites: Vec::new(),
            marks: Vec::new(),
            strange: Vec::new(),
            rarer: Vec::new(),
            parts: Vec::new(),
            unread: 0,
            unread_names: Vec::new(),
            unread_resolutions: 0,
        };
        Self { report: FileFindings::new(file), draft }
    }

    fn finish(mut self) -> Draft {
        self.draft.faults = self.report.faults;
        self.draft
    }

    /// Keeps the text up to the first byte that is none.
    fn not_utf8(&mut self, name: String, fault: &std::string::FromUtf8Error) -> File {
        let bytes = fault.as_bytes();
        let at = fault.utf8_error().valid_up_to();
        let utf16 = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
        let encoding = if utf16 { Encoding::Utf16 } else { Encoding::Byte(bytes[at]) };
        let text = String::from_utf8_lossy(&bytes[..at]).into_owned();
        let span = Span::new(self.report.file, at as u32, at as u32);
        self.report.add(Check::NotUtf8, span, Evidence::Encoding(encoding));
        self.draft.broken = true;
        self.draft.names_lost = true;
        File::new(name, text)
    }

    fn troubles(&mut self, text: &str, tree: &Tree) {
        let second = |trouble: &Trouble| matches!(trouble, Trouble::SecondDocument { .. });
        self.draft.broken = tree.broken || tree.troubles.iter().any(second);
        self.draft.names_lost = self.draft.broken;
        for trouble in &tree.troubles {
            let (check, start, end, evidence) = match trouble {
                Trouble::Syntax { at, kind, around } => {
                    let syntax::Complaint { at, evidence } =
                        syntax::complaint(text, *at, kind, *around);
                    (Check::SyntaxError, at, syntax::end(text, at), evidence)
                }
                Trouble::SecondDocument { at } => {
                    let evidence = Evidence::Unsupported(Unsupported::SecondDocument);
                    (Check::UnsupportedYaml, *at, syntax::end(text, *at), evidence)
                }
                Trouble::Anchor { start, end } => {
                    let evidence = Evidence::Unsupported(Unsupported::Anchor);
                    (Check::UnsupportedYaml, *start, *end, evidence)
                }
                Trouble::Tag { start, end } => {
                    let evidence = Evidence::Unsupported(Unsupported::Tag);
                    (Check::UnsupportedYaml, *start, *end, evidence)
                }
            };
            self.report.add(check, Span::new(self.report.file, start, end), evidence);
        }
    }

    fn file(&mut self, root: Node<'_>) {
        if self.report.fit(&ValueShape::Record(&FILE), root, "file") == Fit::Bad
            && root.kind() != Kind::Mapping
        {
            return;
        }
        for (key, value) in root.entries() {
            let declares = ["measures", "dimensions", "parties", "sources"].contains(&key.text());
            self.draft.names_lost |= declares && value.kind() != Kind::Mapping;
            match key.text() {
                "measures" => self.draft.measures.extend(entries(
                    &self.report,
                    &claim_file_shape::MEASURE,
                    value,
                )),
                "dimensions" => {
                    self.draft.dimensions.extend(entries(
                        &self.report,
                        &claim_file_shape::MEMBER,
                        value,
                    ));
                }
                "parties" => self.draft.parties.extend(entries(
                    &self.report,
                    &claim_file_shape::PARTY,
                    value,
                )),
                "sources" => self.draft.sources.extend(entries(
                    &self.report,
                    &claim_file_shape::SOURCE,
                    value,
                )),
                "about" => {
                    self.draft.groups[0].about = self.pairs(value);
                    if self.report.has_fault(value) {
                        self.draft.groups[0].excused = Excused::of("about");
                        self.draft.groups[0].unclear = true;
                    }
                }
                "resolutions" => self.resolutions(value),
                "set-aside" => self.set_aside(value),
                _ if self.report.odd_key(key) == Some(OddKey::Like("about")) => {
                    self.draft.groups[0].excused = Excused::of("about");
                    self.draft.groups[0].unclear = true;
                }
                _ => {}
            }
        }
        let claims = root.entries().filter(|(key, _)| key.text() == "claims");
        for (_, list) in claims {
            self.items(list, 0);
        }
    }

    /// The claims and groups of a list. What has a fault in one key is read with its other keys, so that
    /// their faults are reported too, and is not compared.
    fn items(&mut self, list: Node<'_>, outer: u32) {
        if list.kind() != Kind::List {
            return;
        }
        for item in list.children() {
            let fit = self.report.fit(&ValueShape::GroupOr(&GROUP, &CLAIM), item, "claims");
            let inner = slots(&GROUP, item)[claim_file_shape::GROUP_CLAIMS];
            if let Some(inner) = inner {
                let shared = self.shared(&GROUP, item, outer, fit);
                self.draft.groups.push(shared);
                let group = self.draft.groups.len() as u32 - 1;
                self.strange(item, fit, StrangeOf::Group(group));
                self.items(inner, group);
            } else if item.kind() == Kind::Mapping && !item.is_open() {
                self.claim(item, outer, fit);
            } else {
                self.draft.unread += 1;
                let name = slots(&CLAIM, item)[own::ID];
                self.draft.unread_names.extend(name.map(Node::scalar));
            }
        }
    }

    fn claim(&mut self, item: Node<'_>, outer: u32, fit: Fit) {
        let shared = self.shared(&CLAIM, item, outer, fit);
        self.strange(item, fit, StrangeOf::Claim(self.draft.claims.len() as u32));
        let slots = self.sound(&CLAIM, item);
        let figure = slots[own::FIGURE].filter(|node| !self.report.has_fault(*node));
        let figure = figure.map(|node| self.figure(node));
        let id = slots[own::ID].filter(|node| node.kind() == Kind::Scalar).map(Node::scalar);
        self.draft.claims.push(ClaimDraft { span: item.bytes(), shared, id, figure });
    }

    /// The values of a mapping that can be read as what they should be.
    fn sound<'t>(&self, record: &RecordShape, node: Node<'t>) -> Slots<'t> {
        let mut slots = slots(record, node);
        for (key, value) in node.entries().filter(|_| self.report.has_fault(node)) {
            let faulty = self.report.is_faulty(key) || self.report.is_faulty(value);
            if let Some(at) = record.find(key.text()).filter(|_| faulty) {
                slots[at] = None;
            }
        }
        slots
    }

    fn strange(&mut self, item: Node<'_>, fit: Fit, of: StrangeOf) {
        if fit == Fit::Good {
            return;
        }
        for (name, value) in item.entries() {
            if self.report.odd_key(name).is_some() {
                self.draft.strange.push(StrangeKey {
                    at: self.report.span(name),
                    name: name.scalar(),
                    paste: paste::about(item, name.text(), value),
                    of,
                });
            }
        }
    }

    /// The required keys that are not missed in a claim or a group.
    fn excused(&self, item: Node<'_>) -> Excused {
        item.entries().fold(Excused::default(), |excused, (key, value)| {
            excused.and(match self.report.odd_key(key) {
                Some(OddKey::Strange) => Excused::ALL,
                Some(OddKey::Like(like)) => Excused::of(like),
                None if key.text() == "claims" => Excused::default(),
                // What is merged, or a key that is no text, may be any of them.
                None if self.report.is_faulty(key) && CLAIM.find(key.text()).is_none() => {
                    Excused::ALL
                }
                None if self.report.is_faulty(key) || self.report.has_fault(value) => {
                    Excused::of(key.text())
                }
                None => Excused::default(),
            })
        })
    }

    fn figure(&mut self, node: Node<'_>) -> FigureDraft {
        if node.kind() == Kind::Scalar {
            return FigureDraft::Text(node.scalar());
        }
        self.draft.parts.push(figure_parts(node));
        FigureDraft::Parts(self.draft.parts.len() as u32 - 1)
    }

    fn shared(&mut self, record: &RecordShape, node: Node<'_>, outer: u32, fit: Fit) -> GroupKeys {
        if node.kind() != Kind::Mapping {
            return GroupKeys { outer, unclear: true, ..GroupKeys::default() };
        }
        let slots = self.sound(record, node);
        let excused = if fit == Fit::Good { Excused::default() } else { self.excused(node) };
        GroupKeys {
            outer,
            about: slots[shared::ABOUT].map_or((0, 0), |about| self.pairs(about)),
            by: slots[shared::BY].map(Node::scalar),
            cite: slots[shared::CITE].map(|cite| self.cites(cite)),
            rarer: self.rarer(&slots),
            excused,
            unclear: fit >= Fit::Unclear,
        }
    }

    fn pairs(&mut self, about: Node<'_>) -> (u32, u32) {
        let start = self.draft.pairs.len() as u32;
        let report = &self.report;
        let sound = |(key, value): &(Node<'_>, Node<'_>)| {
            let scalars = key.kind() == Kind::Scalar && value.kind() == Kind::Scalar;
            scalars && !report.is_faulty(*key) && !report.is_faulty(*value)
        };
        let texts = about.entries().filter(sound);
        self.draft.pairs.extend(texts.map(|(key, value)| (key.scalar(), value.scalar())));
        (start, self.draft.pairs.len() as u32)
    }

    fn cites(&mut self, node: Node<'_>) -> (u32, u32) {
        let start = self.draft.cites.len() as u32;
        if node.kind() == Kind::Mapping {
            self.cite(node);
        } else {
            node.children().for_each(|cite| self.cite(cite));
        }
        (start, self.draft.cites.len() as u32)
    }

    fn cite(&mut self, node: Node<'_>) {
        let slots = self.sound(&CITE, node);
        let Some(source) = slots[0] else { return };
        let start = self.draft.marks.len() as u32;
        self.draft.marks.extend(scalars(slots[2]));
        self.draft.cites.push(CiteDraft {
            source: source.scalar(),
            at: slots[1].map(Node::scalar),
            marks: (start, self.draft.marks.len() as u32),
            accessed: slots[3].map(Node::scalar),
        });
    }

    fn rarer(&mut self, slots: &Slots<'_>) -> u32 {
        const COMMON: [usize; 5] = [shared::ABOUT, shared::BY, shared::CITE, own::ID, own::FIGURE];
        let any = (0..own::SUM_OF + 1).any(|at| slots[at].is_some() && !COMMON.contains(&at));
        if !any {
            return 0;
        }
        let one =
            |at: usize| slots[at].filter(|node| node.kind() == Kind::Scalar).map(Node::scalar);
        let many = |at: usize| scalars(slots[at]).collect();
        self.draft.rarer.push(Rarer {
            as_of: one(shared::AS_OF),
            stance: one(shared::STANCE),
            rank: one(shared::RANK),
            reason: one(shared::REASON),
            grade: one(shared::GRADE),
            note: one(shared::NOTE),
            tags: many(shared::TAGS),
            quote: one(own::QUOTE),
            names: many(own::NAMES),
            of: one(own::OF),
            revises: many(own::REVISES),
            sum_of: many(own::SUM_OF),
        });
        self.draft.rarer.len() as u32
    }

    fn set_aside(&mut self, list: Node<'_>) {
        for item in list.children() {
            let slots = slots(&claim_file_shape::SET_ASIDE, item);
            let one =
                |at: usize| slots[at].filter(|node| node.kind() == Kind::Scalar).map(Node::scalar);
            // Anything amiss has been reported while holding the file to its shape.
            let (Some(quote), Some(reason)) = (one(1), one(3)) else { continue };
            let (source, at) = (one(0), one(2));
            let span = self.report.span(item);
            self.draft.set_aside.push(SetAsideDraft { span, source, quote, at, reason });
        }
    }

    /// Anything amiss has been reported while holding the file to its shape.
    fn resolutions(&mut self, list: Node<'_>) {
        for item in list.children() {
            match resolution(self.report.span(item), item) {
                Some(resolution) => self.draft.resolutions.push(resolution),
                None => self.draft.unread_resolutions += 1,
            }
        }
    }
}

/// A ruling whose every key is there and has its shape; what is half there could rule on anything.
fn resolution(span: Span, item: Node<'_>) -> Option<ResolutionDraft> {
    let slots = slots(&claim_file_shape::RESOLUTION, item);
    let text = |at: usize| slots[at].filter(|node| node.kind() == Kind::Scalar).map(Node::scalar);
    Some(ResolutionDraft {
        span,
        check: text(0)?,
        claims: pins(slots[1]?)?,
        ruling: text(2)?,
        adopt: slots[3].map_or(Some(Vec::new()), pins)?,
        because: text(4)?,
        by: text(5)?,
        date: text(6)?,
        review_by: slots[7].map_or(Some(None), |_| text(7).map(Some))?,
    })
}

fn pins(node: Node<'_>) -> Option<Vec<PinDraft>> {
    let pin = |(claim, figure): (Node<'_>, Node<'_>)| {
        let figure = match figure.kind() {
            Kind::Scalar => PinFigure::Text(figure.scalar()),
            Kind::Mapping => PinFigure::Parts(figure_parts(figure)),
            _ => return None,
        };
        (claim.kind() == Kind::Scalar).then(|| PinDraft { claim: claim.scalar(), figure })
    };
    (node.kind() == Kind::Mapping).then(|| node.entries().map(pin).collect())?
}

fn figure_parts(node: Node<'_>) -> FigureParts {
    let slots = slots(&FIGURE, node);
    let parts = std::array::from_fn(|at| slots[at].map(Node::scalar));
    FigureParts { whole: node.scalar(), parts }
}

/// A mapping's values by the numbers of their keys.
type Slots<'t> = [Option<Node<'t>>; 32];

fn slots<'t>(record: &RecordShape, node: Node<'t>) -> Slots<'t> {
    let mut slots = [None; 32];
    if node.kind() == Kind::Mapping {
        for (key, value) in node.entries() {
            if let Some(at) = record.find(key.text()) {
                slots[at].get_or_insert(value);
            }
        }
    }
    slots
}

/// The texts of a scalar or of a list of them.
fn scalars<'t>(node: Option<Node<'t>>) -> impl Iterator<Item = Scalar> + 't {
    let one = node.filter(|node| node.kind() == Kind::Scalar).into_iter();
    let many = node.filter(|node| node.kind() == Kind::List).into_iter();
    let texts = |list: Node<'t>| list.children().filter(|item| item.kind() == Kind::Scalar);
    one.chain(many.flat_map(texts)).map(Node::scalar)
}

/// The named things of one part of the vocabulary.
fn entries(report: &FileFindings, record: &'static RecordShape, node: Node<'_>) -> Vec<DraftEntry> {
    let mut seen = HashSet::new();
    let named =
        node.entries().filter(|(name, _)| name.kind() == Kind::Scalar && name.text() != "<<");
    // A name twice in one mapping is a key twice, and has been told.
    let first = named.filter(|(name, _)| seen.insert(name.text()));
    first.map(|(name, value)| entry(report, record, name, value)).collect()
}

fn entry(
    report: &FileFindings,
    record: &'static RecordShape,
    name: Node<'_>,
    value: Node<'_>,
) -> DraftEntry {
    let slots = slots(record, value);
    let mut keys = Vec::new();
    let mut parts = Vec::new();
    for (field, node) in record.fields.iter().zip(slots) {
        match node {
            Some(node) if field.name == "parts" => parts = members(report, record, node),
            Some(node) if node.kind() == Kind::Mapping => {
                // A title or an address with keys of its own: its value is what is shown.
                let value = node.entries().find(|(key, _)| key.text() == "value");
                keys.push((field.name, scalars(value.map(|(_, value)| value)).collect()));
            }
            Some(node) => keys.push((field.name, scalars(Some(node)).collect())),
            None => {}
        }
    }
    let cited = std::ptr::eq(record, &claim_file_shape::SOURCE);
    let whole = if cited { whole(value) } else { model::Record::new() };
    DraftEntry { name: name.scalar(), span: report.span(name), keys, parts, whole }
}

/// A mapping's keys with what stands at them. As deep as the file nests, which is bounded.
fn whole(mapping: Node<'_>) -> model::Record {
    let mut seen = HashSet::new();
    let entries = mapping.entries().filter(|(key, _)| seen.insert(key.text()));
    let entries = entries.filter_map(|(key, value)| Some((key.text().to_owned(), field(value)?)));
    entries.collect()
}

fn field(node: Node<'_>) -> Option<model::Field> {
    match node.kind() {
        Kind::Scalar => Some(model::Field::Text(node.text().to_owned())),
        Kind::List => Some(model::Field::List(node.children().filter_map(field).collect())),
        Kind::Mapping => Some(model::Field::Record(whole(node))),
        Kind::Empty | Kind::Alias => None,
    }
}

fn members(report: &FileFindings, record: &'static RecordShape, node: Node<'_>) -> Vec<DraftEntry> {
    if node.kind() == Kind::Mapping {
        return entries(report, record, node);
    }
    let names = node.children().filter(|name| name.kind() == Kind::Scalar);
    let bare = |name: Node<'_>| DraftEntry {
        name: name.scalar(),
        span: report.span(name),
        keys: Vec::new(),
        parts: Vec::new(),
        whole: model::Record::new(),
    };
    names.map(bare).collect()
}
