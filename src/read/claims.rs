//! The claims of all drafts → the corpus's claims: inheritance, names, figures and periods.

use crate::figure;
use crate::figure::{Extent, FaultKind, Figure};
use crate::finding::{Check, Evidence, Finding};
use crate::model::{
    Cite, Claim, ClaimId, Corpus, Details, DetailsId, FigureId, MeasureId, MemberId, PartyId,
    PeriodId, Pin, Quantities, Rank, Resolution, Ruling, SetAside, Skipped, SourceId, Stance,
    WHOLE,
};
use crate::period::Period;
use crate::read::draft::{
    ClaimDraft, Draft, Excused, FigureDraft, FigureParts, GroupKeys, PinDraft, PinFigure,
    ResolutionDraft, SetAsideDraft, StrangeOf,
};
use crate::read::names::{Dangling, Names};
use crate::read::rings::rings;
use crate::source::{FileId, Scalar, Span};
use foldhash::fast::RandomState;
use hashbrown::{HashMap, HashTable};
use std::collections::HashSet;
use std::hash::BuildHasher;

/// Reads the claims of one draft after another.
pub(super) struct ClaimReader {
    pub(super) corpus: Corpus,
    names: Names,
    hasher: RandomState,
    /// Claims by their names.
    ids: HashTable<ClaimId>,
    periods: HashMap<Period, PeriodId, RandomState>,
    /// Figures by measure and text.
    figures: HashTable<FigureId>,
    figure_keys: Vec<(MeasureId, FileId, Scalar)>,
    /// References among claims, looked up when all claims are there.
    waiting: Vec<Waiting>,
    resolutions: Vec<(FileId, ResolutionDraft)>,
    /// Claims that are there and were not read, or not in full.
    unread: usize,
    /// The names of those, by which others may well refer to them.
    unread_names: HashSet<String>,
    /// Rulings that are there and were not read.
    unread_resolutions: usize,
    /// Files that were not read to the end.
    broken: usize,
    /// Names may be declared that could not be read.
    names_lost: bool,
}

/// Claims by the numbers of the claims that name them.
type References = HashMap<u32, Vec<u32>>;

struct Waiting {
    claim: ClaimId,
    details: DetailsId,
    of: Option<Scalar>,
    revises: Vec<Scalar>,
    sum_of: Vec<Scalar>,
}

/// The keys a group hands on to what is inside it.
#[derive(Clone)]
struct Inherited {
    members: Vec<MemberId>,
    /// Members and dimensions nothing is declared under.
    lost_members: Vec<Dangling>,
    /// The same of sources.
    lost_sources: Vec<Dangling>,
    keys: Keys,
}

impl Inherited {
    /// Becomes the other without asking for memory.
    fn copy(&mut self, other: &Inherited) {
        self.members.copy_from_slice(&other.members);
        self.lost_members.clone_from(&other.lost_members);
        self.lost_sources.clone_from(&other.lost_sources);
        self.keys = other.keys;
    }
}

#[derive(Clone, Copy)]
struct Keys {
    measure: NameFound<MeasureId>,
    lost_measure: Option<Dangling>,
    period: NameFound<PeriodId>,
    by: NameFound<PartyId>,
    lost_by: Option<Dangling>,
    cites: Option<(u32, u32)>,
    lifecycle: Lifecycle,
    /// The entry of the corpus's details.
    details: Option<DetailsId>,
    /// Keys that are not missed, in it or around it.
    excused: Excused,
    /// What it says, or what is said around it, is not known in full.
    unclear: bool,
}

/// A name that may be missing, or there and not declared.
#[derive(Clone, Copy, PartialEq, Eq)]
enum NameFound<T> {
    Missing,
    Lost,
    Is(T),
}

#[derive(Clone, Copy)]
struct Lifecycle {
    stance: Stance,
    rank: Rank,
}

impl ClaimReader {
    /// Over a corpus whose vocabulary is declared.
    pub(super) fn new(mut corpus: Corpus, names: Names) -> Self {
        corpus.quantities = Quantities::new(corpus.dimensions.len());
        Self {
            corpus,
            names,
            hasher: RandomState::default(),
            ids: HashTable::new(),
            periods: HashMap::default(),
            figures: HashTable::new(),
            figure_keys: Vec::new(),
            waiting: Vec::new(),
            resolutions: Vec::new(),
            unread: 0,
            unread_resolutions: 0,
            unread_names: HashSet::new(),
            broken: 0,
            names_lost: false,
        }
    }

    /// Looks up what claims and resolutions say of other claims, and counts what was left out.
    pub(super) fn finish(mut self) -> (Corpus, Vec<Finding>) {
        self.corpus.quantities.settle();
        self.references();
        self.look_alikes();
        for (file, resolution) in std::mem::take(&mut self.resolutions) {
            if self.resolution(file, &resolution).is_none() {
                self.unread_resolutions += 1;
            }
        }
        let forgiven = if self.names_lost { self.names.forgive() } else { 0 };
        let left_out = [
            ("claims not read", self.unread),
            ("rulings not read", self.unread_resolutions),
            ("files not read to the end", self.broken),
            ("names not looked up, for they may be declared in what was not read", forgiven),
        ];
        let left_out = left_out.into_iter().filter(|&(_, count)| count > 0);
        self.corpus.skipped.extend(left_out.map(|(what, count)| Skipped { what, count }));
        (self.corpus, self.names.faults.into_findings())
    }

    pub(super) fn draft(&mut self, mut draft: Draft) {
        self.strange_keys(&mut draft);
        self.names.faults.append(std::mem::take(&mut draft.faults));
        self.broken += usize::from(draft.broken);
        self.names_lost |= draft.names_lost;
        self.unread += draft.unread;
        self.unread_resolutions += draft.unread_resolutions;
        let file = draft.file;
        let texts = &self.corpus.texts;
        let unread = draft.unread_names.drain(..).map(|name| texts.value(file, name).to_owned());
        self.unread_names.extend(unread);
        self.resolutions.extend(draft.resolutions.drain(..).map(|resolution| (file, resolution)));
        draft.set_aside.drain(..).for_each(|entry| self.set_aside(file, &entry));
        let mut groups: Vec<Inherited> = Vec::with_capacity(draft.groups.len());
        for (at, shared) in draft.groups.iter().enumerate() {
            let outer =
                if at == 0 { self.nothing() } else { groups[shared.outer as usize].clone() };
            let inherited = self.inherit(&draft, outer, shared);
            groups.push(inherited);
        }
        let mut scratch = self.nothing();
        for claim in &draft.claims {
            scratch.copy(&groups[claim.shared.outer as usize]);
            let understood = self.inherit_into(&draft, &mut scratch, &claim.shared);
            self.count_uses(&scratch);
            let clear = understood && !scratch.keys.unclear;
            if !self.claim(&draft, claim, &scratch, clear) {
                self.unread += 1;
                let name = claim.id.map(|name| self.corpus.texts.value(file, name).to_owned());
                self.unread_names.extend(name);
            }
        }
    }

    /// A dimension as a key of a claim belongs under `about`: what it is on is not about what it seems.
    fn strange_keys(&self, draft: &mut Draft) {
        if draft.strange.is_empty() {
            return;
        }
        let unknown = |finding: &&mut Finding| finding.check == Check::UnknownKey;
        let unknown = draft.faults.findings_mut().iter_mut().filter(unknown);
        let mut told: HashMap<Span, &mut Evidence> =
            unknown.map(|finding| (finding.at, &mut finding.evidence)).collect();
        for strange in std::mem::take(&mut draft.strange) {
            let name = self.corpus.texts.value(draft.file, strange.name);
            if !self.corpus.dimensions.contains_key(name) {
                continue;
            }
            let shared = match strange.of {
                StrangeOf::Group(at) => &mut draft.groups[at as usize],
                StrangeOf::Claim(at) => &mut draft.claims[at as usize].shared,
            };
            shared.unclear = true;
            if let Some(Evidence::UnknownKey { near, paste, .. }) = told.get_mut(&strange.at) {
                (*near, *paste) = (None, strange.paste);
            }
        }
    }

    /// Ids of claims that nobody can tell apart.
    fn look_alikes(&mut self) {
        let Self { corpus, names, .. } = self;
        let named = corpus.claims.iter().filter_map(|claim| {
            let id = claim.id?;
            Some((corpus.texts.value(claim.file, id), corpus.texts.span(claim.file, id)))
        });
        names.look_alikes("claim", named);
    }

    /// Counts the claim at each name in it that nothing is declared under.
    fn count_uses(&mut self, inherited: &Inherited) {
        let Inherited { lost_members, lost_sources, keys, .. } = inherited;
        let of_keys = keys.lost_by.into_iter().chain(keys.lost_measure);
        let lost: Vec<Dangling> =
            of_keys.chain(lost_members.iter().chain(lost_sources).copied()).collect();
        if !lost.is_empty() {
            self.names.used(lost);
        }
    }

    /// An entry whose document is not declared sets nothing aside.
    fn set_aside(&mut self, file: FileId, entry: &SetAsideDraft) {
        let &SetAsideDraft { span, source, quote, at, reason } = entry;
        let named = source.map(|source| self.source(file, source)).transpose();
        if let Ok(source) = named {
            self.corpus.set_aside.push(SetAside { file, span, source, quote, at, reason });
        }
    }

    /// The source of that name, or a finding.
    fn source(&mut self, file: FileId, name: Scalar) -> Result<SourceId, Dangling> {
        let text = self.corpus.texts.value(file, name);
        if let Some(at) = self.corpus.sources.get_index_of(text) {
            return Ok(SourceId(at as u32));
        }
        let known = self.corpus.sources.keys().map(String::as_str);
        Err(self.names.dangling(&self.corpus.texts, (file, name), "source", known))
    }

    fn nothing(&self) -> Inherited {
        let keys = Keys {
            measure: NameFound::Missing,
            lost_measure: None,
            period: NameFound::Missing,
            by: NameFound::Missing,
            lost_by: None,
            cites: None,
            lifecycle: Lifecycle { stance: Stance::Asserts, rank: Rank::Normal },
            details: None,
            excused: Excused::default(),
            unclear: false,
        };
        Inherited {
            members: vec![WHOLE; self.corpus.dimensions.len()],
            lost_members: Vec::new(),
            lost_sources: Vec::new(),
            keys,
        }
    }

    fn inherit(&mut self, draft: &Draft, mut outer: Inherited, shared: &GroupKeys) -> Inherited {
        self.inherit_into(draft, &mut outer, shared);
        outer
    }

    /// Lays the inner keys over the outer ones; false when one cannot be understood.
    fn inherit_into(&mut self, draft: &Draft, into: &mut Inherited, shared: &GroupKeys) -> bool {
        let file = draft.file;
        into.keys.excused = into.keys.excused.and(shared.excused);
        into.keys.unclear |= shared.unclear;
        if shared.unclear && shared.excused.has("measure") {
            // Its own may be what could not be read.
            into.keys.measure = NameFound::Lost;
        }
        for &(key, value) in &draft.pairs[shared.about.0 as usize..shared.about.1 as usize] {
            self.about(file, key, value, into);
        }
        if let Some(by) = shared.by {
            (into.keys.by, into.keys.lost_by) = self.party(file, by);
        }
        if let Some(cites) = shared.cite {
            (into.keys.cites, into.lost_sources) = self.cites(draft, cites);
        }
        shared.rarer == 0 || self.rarer(draft, into, shared.rarer as usize - 1)
    }

    fn about(&mut self, file: FileId, key: Scalar, value: Scalar, into: &mut Inherited) {
        let (name, text) =
            (self.corpus.texts.value(file, key), self.corpus.texts.value(file, value));
        match name {
            "measure" => {
                let found = self.corpus.measures.get_index_of(text);
                (into.keys.measure, into.keys.lost_measure) = match found {
                    Some(at) => (NameFound::Is(MeasureId(at as u32)), None),
                    None => {
                        let known = self.corpus.measures.keys().map(String::as_str);
                        let at = (file, value);
                        let lost = self.names.dangling(&self.corpus.texts, at, "measure", known);
                        (NameFound::Lost, Some(lost))
                    }
                };
            }
            "period" => {
                into.keys.period = match self.period(file, value) {
                    Some(period) => NameFound::Is(period),
                    None => NameFound::Lost,
                };
            }
            _ => match self.corpus.dimensions.get_full(name) {
                Some((at, _, dimension)) => match dimension.find(text) {
                    Some(member) => into.members[at] = member,
                    None => {
                        let known = dimension.members.keys().map(String::as_str);
                        let what = format!("member of `{name}`");
                        let lost =
                            self.names.dangling(&self.corpus.texts, (file, value), what, known);
                        into.lost_members.push(lost);
                    }
                },
                None => {
                    let fixed = ["measure", "period"].into_iter();
                    let known = self.corpus.dimensions.keys().map(String::as_str).chain(fixed);
                    let lost =
                        self.names.dangling(&self.corpus.texts, (file, key), "dimension", known);
                    into.lost_members.push(lost);
                }
            },
        }
    }

    /// `all` undoes an outer group's period.
    fn period(&mut self, file: FileId, at: Scalar) -> Option<PeriodId> {
        let text = self.corpus.texts.value(file, at);
        let period = if text == "all" { Ok(Period::ALL) } else { Period::parse(text) };
        match period {
            Ok(period) => Some(self.intern(period)),
            Err(fault) => {
                let span = within(self.corpus.texts.span(file, at), text, &fault.at);
                self.names.add(Check::NotAPeriod, span, Evidence::Period(fault));
                None
            }
        }
    }

    fn intern(&mut self, period: Period) -> PeriodId {
        let next = PeriodId(self.corpus.periods.len() as u32);
        let id = *self.periods.entry(period).or_insert(next);
        if id == next {
            self.corpus.periods.push(period);
        }
        id
    }

    fn party(&mut self, file: FileId, by: Scalar) -> (NameFound<PartyId>, Option<Dangling>) {
        let text = self.corpus.texts.value(file, by);
        if let Some(at) = self.corpus.parties.get_index_of(text) {
            return (NameFound::Is(PartyId(at as u32)), None);
        }
        let known = self.corpus.parties.keys().map(String::as_str);
        let lost = self.names.dangling(&self.corpus.texts, (file, by), "party", known);
        (NameFound::Lost, Some(lost))
    }

    /// Those citations whose source is declared, and the sources that are not.
    fn cites(&mut self, draft: &Draft, range: (u32, u32)) -> (Option<(u32, u32)>, Vec<Dangling>) {
        let file = draft.file;
        let start = self.corpus.cites.len() as u32;
        let mut lost = Vec::new();
        for cite in &draft.cites[range.0 as usize..range.1 as usize] {
            let source = match self.source(file, cite.source) {
                Ok(source) => source,
                Err(dangling) => {
                    lost.push(dangling);
                    continue;
                }
            };
            let marks = &draft.marks[cite.marks.0 as usize..cite.marks.1 as usize];
            let first = self.corpus.marks.len() as u32;
            self.corpus.marks.extend_from_slice(marks);
            if let Some(day) = cite.accessed.and_then(|day| self.period(file, day)) {
                self.corpus.accessed.insert(self.corpus.cites.len() as u32, day);
            }
            self.corpus.cites.push(Cite {
                source,
                at: cite.at,
                marks: (first, self.corpus.marks.len() as u32),
            });
        }
        let end = self.corpus.cites.len() as u32;
        ((end > start).then_some((start, end)), lost)
    }

    fn rarer(&mut self, draft: &Draft, into: &mut Inherited, at: usize) -> bool {
        let (file, rarer) = (draft.file, &draft.rarer[at]);
        let text = |scalar: Scalar| self.corpus.texts.value(file, scalar);
        match rarer.stance.map(text) {
            Some("denies") => into.keys.lifecycle.stance = Stance::Denies,
            Some("doubts") => into.keys.lifecycle.stance = Stance::Doubts,
            Some(_) => into.keys.lifecycle.stance = Stance::Asserts,
            None => {}
        }
        match rarer.rank.map(text) {
            Some("deprecated") => into.keys.lifecycle.rank = Rank::Deprecated,
            Some(_) => into.keys.lifecycle.rank = Rank::Normal,
            None => {}
        }
        let as_of = rarer.as_of.map(|day| self.period(file, day));
        let understood = as_of != Some(None);
        let mut details = into.keys.details.map_or_else(
            || Details::none(file),
            |DetailsId(at)| self.corpus.details[at as usize].clone(),
        );
        details.file = file;
        details.as_of = as_of.flatten().or(details.as_of);
        let fill = |slot: &mut Option<Scalar>, value: Option<Scalar>| *slot = value.or(*slot);
        fill(&mut details.quote, rarer.quote);
        fill(&mut details.grade, rarer.grade);
        fill(&mut details.reason, rarer.reason);
        fill(&mut details.note, rarer.note);
        if !rarer.tags.is_empty() {
            details.tags.clone_from(&rarer.tags);
        }
        details.names.clone_from(&rarer.names);
        self.corpus.details.push(details);
        into.keys.details = Some(DetailsId(self.corpus.details.len() as u32 - 1));
        understood
    }

    /// Whether the claim could be read. Where it is not clear in full, its faults are reported and it is
    /// left out.
    fn claim(
        &mut self,
        draft: &Draft,
        claim: &ClaimDraft,
        inherited: &Inherited,
        clear: bool,
    ) -> bool {
        let complete = self.complete(draft, claim, inherited);
        let figure = match inherited.keys.measure {
            NameFound::Is(measure) => self.figure(draft, claim, measure),
            NameFound::Missing | NameFound::Lost => {
                self.figure_alone(draft, claim);
                None
            }
        };
        let period = match inherited.keys.period {
            NameFound::Is(period) => period,
            NameFound::Missing => self.intern(Period::ALL),
            NameFound::Lost => return false,
        };
        let (Some((measure, by, cites)), Some((figure, reads)), true) = (complete, figure, clear)
        else {
            return false;
        };
        let file = draft.file;
        let quantity = self.corpus.quantities.intern(measure, period, &inherited.members);
        let id = ClaimId(self.corpus.claims.len() as u32);
        let (start, end) = claim.span;
        let Lifecycle { stance, rank } = inherited.keys.lifecycle;
        let (details, name, rarer) = (inherited.keys.details, claim.id, claim.shared.rarer);
        let claim = Claim {
            file,
            start,
            end,
            id: name,
            figure,
            reads,
            quantity,
            by,
            cites,
            stance,
            rank,
            details,
        };
        self.corpus.claims.push(claim);
        if let Some(name) = name {
            self.name(id, file, name);
        }
        self.wait(draft, id, rarer, inherited.keys.details);
        true
    }

    /// The claim's measure, party and citations, or a finding for each that is missing.
    fn complete(
        &mut self,
        draft: &Draft,
        claim: &ClaimDraft,
        inherited: &Inherited,
    ) -> Option<(MeasureId, PartyId, (u32, u32))> {
        let span = Span::new(draft.file, claim.span.0, claim.span.1);
        let needs_figure = inherited.keys.lifecycle.stance == Stance::Asserts;
        let missing = [
            ("figure", claim.figure.is_none() && needs_figure),
            ("measure", inherited.keys.measure == NameFound::Missing),
            ("by", inherited.keys.by == NameFound::Missing),
            ("cite", inherited.keys.cites.is_none() && inherited.lost_sources.is_empty()),
        ];
        for (key, missing) in missing {
            if missing && !inherited.keys.excused.has(key) {
                let record = if key == "measure" { "claim's `about`" } else { "claim" };
                self.names.add(Check::MissingKey, span, Evidence::MissingKey { key, record });
            }
        }
        match (inherited.keys.measure, inherited.keys.by, inherited.keys.cites) {
            (NameFound::Is(measure), NameFound::Is(by), Some(cites))
                if inherited.lost_members.is_empty() && inherited.lost_sources.is_empty() =>
            {
                Some((measure, by, cites))
            }
            _ => None,
        }
    }

    /// What is wrong with a figure, whatever its measure is.
    fn figure_alone(&mut self, draft: &Draft, claim: &ClaimDraft) {
        let file = draft.file;
        match claim.figure {
            Some(FigureDraft::Text(at)) => {
                let text = self.corpus.texts.value(file, at);
                if let Err(fault) = figure::parse(text) {
                    let span = within(self.corpus.texts.span(file, at), text, &fault.at);
                    self.not_a_figure(span, fault);
                }
            }
            Some(FigureDraft::Parts(at)) => {
                self.parts(file, draft.parts[at as usize]);
            }
            None => {}
        }
    }

    /// The figure as written and as the measure reads it. A denial may go without.
    fn figure(
        &mut self,
        draft: &Draft,
        claim: &ClaimDraft,
        measure: MeasureId,
    ) -> Option<(Scalar, FigureId)> {
        let file = draft.file;
        match claim.figure {
            Some(FigureDraft::Text(text)) => {
                let id = self.known_figure(file, text, measure)?;
                Some((text, id))
            }
            Some(FigureDraft::Parts(at)) => {
                let parts = draft.parts[at as usize];
                let id = self.figure_in_parts(file, parts, measure)?;
                Some((parts.whole, id))
            }
            None => {
                let empty = Scalar::plain(claim.span.0, claim.span.0);
                let unknown = Extent::unknown(self.corpus.measure(measure).signed);
                Some((empty, self.keep(measure, file, empty, unknown)))
            }
        }
    }

    fn figure_in_parts(
        &mut self,
        file: FileId,
        parts: FigureParts,
        measure: MeasureId,
    ) -> Option<FigureId> {
        let figure = self.parts(file, parts)?;
        let terms = self.corpus.measure(measure).terms();
        match figure.read_as(&terms) {
            Ok(extent) => Some(self.keep(measure, file, parts.whole, extent)),
            Err(fault) => {
                self.not_a_part(file, parts, fault);
                None
            }
        }
    }

    fn parts(&mut self, file: FileId, parts: FigureParts) -> Option<Figure> {
        let text = |at: usize| parts.parts[at].map(|part| self.corpus.texts.value(file, part));
        let read = match (text(3), text(4)) {
            (Some(value), Some(to)) if text(0).or(text(1)).or(text(2)).is_none() => {
                figure::rounded(value, to)
            }
            (None, None) => figure::estimate(text(0), text(1), text(2)),
            _ => {
                let wanted = "either low, best and high, or value and rounded-to";
                let found = "another set of keys".to_owned();
                self.misfit("figure", wanted, found, self.corpus.texts.span(file, parts.whole));
                return None;
            }
        };
        read.map_err(|fault| self.not_a_part(file, parts, fault)).ok()
    }

    fn not_a_part(&mut self, file: FileId, parts: FigureParts, fault: figure::Fault) {
        let keys = ["low", "best", "high", "value", "rounded-to"];
        let part = fault.part.and_then(|name| keys.iter().position(|&key| key == name));
        let at = part.and_then(|at| parts.parts[at]).unwrap_or(parts.whole);
        self.not_a_figure(self.corpus.texts.span(file, at), fault);
    }

    fn misfit(&mut self, place: &str, wanted: &str, found: String, at: Span) {
        let (place, wanted) = (place.to_owned(), wanted.to_owned());
        self.names.add(
            Check::WrongShape,
            at,
            Evidence::Shape { place, wanted, found, paste: None },
        );
    }

    /// The same text under the same measure is read once.
    fn known_figure(&mut self, file: FileId, at: Scalar, measure: MeasureId) -> Option<FigureId> {
        let texts = &self.corpus.texts;
        let text = texts.value(file, at);
        let hash = self.hasher.hash_one((measure, text));
        let same = |&id: &FigureId| {
            let (other, file, at) = self.figure_keys[id.index()];
            other == measure && texts.value(file, at) == text
        };
        if let Some(&id) = self.figures.find(hash, same) {
            return Some(id);
        }
        let terms = self.corpus.measure(measure).terms();
        let read = |figure: Figure| figure.read_as(&terms).map_err(|fault| fault.quoting(text));
        match figure::parse(text).and_then(read) {
            Ok(extent) => {
                let id = self.keep(measure, file, at, extent);
                let (keys, texts, hasher) = (&self.figure_keys, &self.corpus.texts, &self.hasher);
                self.figures.insert_unique(hash, id, |id| {
                    let (measure, file, at) = keys[id.index()];
                    hasher.hash_one((measure, texts.value(file, at)))
                });
                Some(id)
            }
            Err(fault) => {
                let span = within(texts.span(file, at), text, &fault.at);
                self.not_a_figure(span, fault);
                None
            }
        }
    }

    fn keep(&mut self, measure: MeasureId, file: FileId, at: Scalar, extent: Extent) -> FigureId {
        self.figure_keys.push((measure, file, at));
        self.corpus.figures.add(&extent)
    }

    fn not_a_figure(&mut self, at: Span, fault: figure::Fault) {
        let check = match fault.kind {
            FaultKind::Reversed { .. } => Check::ReversedRange,
            FaultKind::BestOutside { .. } => Check::BestOutsideRange,
            _ => Check::NotAFigure,
        };
        self.names.add(check, at, Evidence::Figure(fault));
    }

    fn name(&mut self, id: ClaimId, file: FileId, name: Scalar) {
        let (claims, texts, hasher) = (&self.corpus.claims, &self.corpus.texts, &self.hasher);
        let name_of = |id: &ClaimId| {
            let claim = &claims[id.index()];
            claim.id.map_or("", |name| texts.value(claim.file, name))
        };
        let text = texts.value(file, name);
        let hash = hasher.hash_one(text);
        if let Some(first) = self.ids.find(hash, |other| name_of(other) == text) {
            let first = &claims[first.index()];
            let first = first.id.map_or(first.span(), |name| texts.span(first.file, name));
            let text = text.to_owned();
            let at = texts.span(file, name);
            self.names.twice("claim", &text, at, first);
            return;
        }
        self.ids.insert_unique(hash, id, |other| hasher.hash_one(name_of(other)));
    }

    /// Keeps the claim's own references until all claims are there.
    fn wait(&mut self, draft: &Draft, claim: ClaimId, rarer: u32, details: Option<DetailsId>) {
        let own = rarer.checked_sub(1).map(|at| &draft.rarer[at as usize]);
        let Some((rarer, details)) = own.zip(details) else { return };
        if rarer.of.is_some() || !rarer.revises.is_empty() || !rarer.sum_of.is_empty() {
            self.waiting.push(Waiting {
                claim,
                details,
                of: rarer.of,
                revises: rarer.revises.clone(),
                sum_of: rarer.sum_of.clone(),
            });
        }
    }

    fn references(&mut self) {
        let waiting = std::mem::take(&mut self.waiting);
        let mut revises: References = HashMap::new();
        let mut sums: References = HashMap::new();
        for wait in &waiting {
            let file = self.corpus.claim(wait.claim).file;
            let items = wait.sum_of.len();
            let mut lost = Vec::new();
            let mut find = |names: &[Scalar]| -> Vec<ClaimId> {
                names.iter().filter_map(|&name| self.find(file, name, &mut lost)).collect()
            };
            let (of, revised, sum_of) =
                (find(wait.of.as_slice()), find(&wait.revises), find(&wait.sum_of));
            self.names.used(lost);
            for (references, claims) in [(&mut revises, &revised), (&mut sums, &sum_of)] {
                if !claims.is_empty() {
                    references.insert(wait.claim.0, claims.iter().map(|id| id.0).collect());
                }
            }
            // A sum with an item that is not there cannot be held to its items.
            let sum_of = if sum_of.len() == items { sum_of } else { Vec::new() };
            let details = &mut self.corpus.details[wait.details.index()];
            (details.of, details.revises, details.sum_of) = (of.first().copied(), revised, sum_of);
        }
        // None of a ring can be the later one, or the sum: all stay, and none is dropped unseen.
        let first = |wait: &Waiting| wait.revises.clone();
        self.rings("revises", &revises, (&waiting, first), |details| details.revises.clear());
        let first = |wait: &Waiting| wait.sum_of.clone();
        self.rings("sum-of", &sums, (&waiting, first), |details| details.sum_of.clear());
    }

    fn rings(
        &mut self,
        key: &'static str,
        names: &References,
        (waiting, written): (&[Waiting], impl Fn(&Waiting) -> Vec<Scalar>),
        undo: impl Fn(&mut Details),
    ) {
        if names.is_empty() {
            return;
        }
        let list = |at: usize| names.get(&(at as u32)).map_or(&[][..], |list| list);
        for ring in rings(self.corpus.claims.len(), list) {
            let name = |&at: &usize| {
                let id = ClaimId(at as u32);
                self.corpus.claim_name(id).unwrap_or("a claim without an id").to_owned()
            };
            let names: Vec<String> = ring.iter().chain(ring.first()).map(name).collect();
            let from = ClaimId(ring[0] as u32);
            let file = self.corpus.claim(from).file;
            // The claims wait in the order they were read.
            let wait = waiting.binary_search_by_key(&from.0, |wait| wait.claim.0).ok();
            let written = wait.map_or_else(Vec::new, |at| written(&waiting[at]));
            let next = |at: &Scalar| self.corpus.texts.value(file, *at) == names[1];
            let span = match written.into_iter().find(next) {
                Some(at) => self.corpus.texts.span(file, at),
                None => self.corpus.figure_span(from),
            };
            let evidence = Evidence::Circular { key, names };
            self.names.add(Check::CircularReference, span, evidence);
            for at in ring {
                if let Some(details) = self.corpus.claims[at].details {
                    undo(&mut self.corpus.details[details.index()]);
                }
            }
        }
    }

    fn find(&mut self, file: FileId, name: Scalar, lost: &mut Vec<Dangling>) -> Option<ClaimId> {
        let text = self.corpus.texts.value(file, name);
        let hash = self.hasher.hash_one(text);
        let same = |&id: &ClaimId| self.corpus.claim_name(id) == Some(text);
        if let Some(&id) = self.ids.find(hash, same) {
            return Some(id);
        }
        if self.unread_names.contains(text) {
            return None;
        }
        let known = self.corpus.claim_ids().filter_map(|id| self.corpus.claim_name(id));
        lost.push(self.names.dangling(&self.corpus.texts, (file, name), "claim", known));
        None
    }

    /// Reads a ruling; `None` when something in it could not be read, which has then been told.
    fn resolution(&mut self, file: FileId, draft: &ResolutionDraft) -> Option<()> {
        let claims = self.pins(file, &draft.claims);
        let adopt = self.pins(file, &draft.adopt);
        let ruling = self.corpus.texts.value(file, draft.ruling);
        let ruling =
            Ruling::ALL.iter().find(|(word, _)| *word == ruling).map(|&(_, ruling)| ruling);
        let date = self.period(file, draft.date);
        let review_by = draft.review_by.map(|day| Some((day, self.period(file, day)?)));
        let known = self.known_check(file, draft.check);
        let (claims, adopt) = (claims?, adopt?);
        let named = self.adopts_what_it_names(&claims, &adopt);
        let resolution = Resolution {
            span: draft.span,
            check: draft.check,
            claims,
            ruling: ruling?,
            adopt,
            because: draft.because,
            by: draft.by,
            date: date?,
            review_by: review_by.map_or(Some(None), |day| day.map(Some))?,
        };
        (known && named).then(|| self.corpus.resolutions.push(resolution))
    }

    /// The claims with their figures; `None` when one is not there or one is no figure. Told are all.
    fn pins(&mut self, file: FileId, pins: &[PinDraft]) -> Option<Vec<Pin>> {
        let read: Vec<Option<Pin>> = pins.iter().map(|pin| self.pin(file, *pin)).collect();
        read.into_iter().collect()
    }

    fn pin(&mut self, file: FileId, pin: PinDraft) -> Option<Pin> {
        let claim = self.find(file, pin.claim, &mut Vec::new())?;
        let measure = self.corpus.quantities.get(self.corpus.claim(claim).quantity).measure();
        let (figure, reads) = match pin.figure {
            PinFigure::Text(text) => (text, self.known_figure(file, text, measure)?),
            PinFigure::Parts(parts) => (parts.whole, self.figure_in_parts(file, parts, measure)?),
        };
        Some(Pin { file, claim, figure, reads })
    }

    /// Whether each adopted figure is a claim's whose own figure is pinned: else the ruling would
    /// outlive the figure it takes the place of.
    fn adopts_what_it_names(&mut self, claims: &[Pin], adopt: &[Pin]) -> bool {
        let named: HashSet<ClaimId> = claims.iter().map(|pin| pin.claim).collect();
        let unnamed: Vec<&Pin> = adopt.iter().filter(|pin| !named.contains(&pin.claim)).collect();
        for pin in &unnamed {
            let found = format!("`{}`", self.corpus.claim_name(pin.claim).unwrap_or_default());
            let at = self.corpus.texts.span(pin.file, pin.figure);
            self.misfit("adopt", "one of the claims named under `claims`", found, at);
        }
        unnamed.is_empty()
    }

    fn known_check(&mut self, file: FileId, check: Scalar) -> bool {
        let text = self.corpus.texts.value(file, check);
        let is_known = Check::named(text).is_some();
        if !is_known {
            let known = Check::ALL.iter().map(|check| check.name());
            self.names.dangling(&self.corpus.texts, (file, check), "check", known);
        }
        is_known
    }
}

/// The part of a scalar's bytes that is at fault; the whole of it where they are not its value's.
fn within(span: Span, text: &str, at: &std::ops::Range<usize>) -> Span {
    let same = (span.end - span.start) as usize == text.len();
    let inside = at.start < at.end && at.end <= text.len();
    if same && inside {
        Span::new(span.file, span.start + at.start as u32, span.start + at.end as u32)
    } else {
        span
    }
}
