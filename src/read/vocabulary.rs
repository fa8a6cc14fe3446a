//! The vocabulary of all drafts → measures, dimensions, parties and sources.

use crate::budget::limits;
use crate::figure::{Kind, Slack, Unit};
use crate::finding::{Check, Evidence};
use crate::model::{
    Corpus, Dimension, DimensionId, Measure, MeasureId, Member, MemberId, Party, Source, SourceId,
    WHOLE,
};
use crate::read::draft::{Draft, DraftEntry};
use crate::read::names::Names;
use crate::read::rings::rings;
use crate::source::{FileId, Scalar, Span, Texts};
use indexmap::IndexMap;

/// Declares everything the drafts name, then looks up what they refer to.
pub(super) fn declare(corpus: &mut Corpus, drafts: &[&Draft], names: &mut Names) {
    let mut declarer = Declarer { corpus, names };
    let dimensions = declarer.unique("dimension", drafts, |draft| &draft.dimensions);
    for (name, (file, entry)) in sorted(dimensions) {
        let dimension = declarer.dimension(file, entry);
        declarer.corpus.dimensions.insert(name, dimension);
    }
    let measures = declarer.unique("measure", drafts, |draft| &draft.measures);
    let measures = sorted(measures);
    for (name, (file, entry)) in &measures {
        let measure = declarer.measure(*file, entry);
        declarer.corpus.measures.insert(name.clone(), measure);
    }
    let sources = sorted(declarer.unique("source", drafts, |draft| &draft.sources));
    for (at, (name, (file, entry))) in sources.iter().enumerate() {
        let title = declarer.owned(*file, entry.one("title"));
        let (span, record) = (entry.span, entry.whole.clone());
        let document = SourceId(at as u32);
        let source = Source { span, title, relays: Vec::new(), document, record };
        declarer.corpus.sources.insert(name.clone(), source);
    }
    let parties = sorted(declarer.unique("party", drafts, |draft| &draft.parties));
    for (name, (file, entry)) in parties {
        let party = declarer.party(file, entry);
        declarer.corpus.parties.insert(name, party);
    }
    declarer.refer_measures(&measures);
    declarer.refer_sources(&sources);
    declarer.gather_documents(&sources);
    look_alikes(corpus, names);
}

/// Names of one kind that nobody can tell apart.
fn look_alikes(corpus: &Corpus, names: &mut Names) {
    names.look_alikes("measure", corpus.measures.iter().map(|(name, it)| (name.as_str(), it.span)));
    names.look_alikes("party", corpus.parties.iter().map(|(name, it)| (name.as_str(), it.span)));
    names.look_alikes("source", corpus.sources.iter().map(|(name, it)| (name.as_str(), it.span)));
    let dimensions = corpus.dimensions.iter();
    let whole = |it: &Dimension| it.member(WHOLE).span;
    names.look_alikes("dimension", dimensions.map(|(name, it)| (name.as_str(), whole(it))));
    for (dimension, it) in &corpus.dimensions {
        let members = it.members.iter().skip(1).map(|(name, it)| (name.as_str(), it.span));
        names.look_alikes(format!("member of `{dimension}`"), members);
    }
}

type Entries<'d> = IndexMap<String, (FileId, &'d DraftEntry)>;

fn sorted(mut entries: Entries<'_>) -> Entries<'_> {
    entries.sort_unstable_keys();
    entries
}

struct Declarer<'c> {
    corpus: &'c mut Corpus,
    names: &'c mut Names,
}

impl Declarer<'_> {
    fn texts(&self) -> &Texts {
        &self.corpus.texts
    }

    fn owned(&self, file: FileId, scalar: Option<Scalar>) -> Option<String> {
        scalar.map(|scalar| self.texts().value(file, scalar).to_owned())
    }

    fn is_true(&self, file: FileId, entry: &DraftEntry, key: &str) -> bool {
        entry.one(key).is_some_and(|flag| self.texts().value(file, flag) == "true")
    }

    /// The entries of all files by name; a name declared twice keeps its first.
    fn unique<'d>(
        &mut self,
        what: &'static str,
        drafts: &[&'d Draft],
        list: impl Fn(&'d Draft) -> &'d [DraftEntry],
    ) -> Entries<'d> {
        let mut entries: Entries<'d> = IndexMap::new();
        for &draft in drafts {
            for entry in list(draft) {
                let name = self.texts().value(draft.file, entry.name).to_owned();
                if what == "dimension" && matches!(name.as_str(), "measure" | "period") {
                    self.names.reserved(what, &name, entry.span);
                } else if let Some(&(_, first)) = entries.get(&name) {
                    self.names.twice(what, &name, entry.span, first.span);
                } else {
                    entries.insert(name, (draft.file, entry));
                }
            }
        }
        entries
    }

    fn dimension(&mut self, file: FileId, entry: &DraftEntry) -> Dimension {
        let mut dimension = Dimension { members: IndexMap::default() };
        let member = self.member(file, entry, None);
        dimension.members.insert("all".into(), member);
        self.members(&mut dimension, file, entry, WHOLE);
        dimension
    }

    fn member(&self, file: FileId, entry: &DraftEntry, parent: Option<MemberId>) -> Member {
        Member {
            span: entry.span,
            parent,
            parts: 0,
            next: 1,
            complete: self.is_true(file, entry, "complete"),
            overlapping: self.is_true(file, entry, "overlapping"),
            is_belligerent: false,
            belligerents: 0,
        }
    }

    /// Adds the entry's parts below it, in preorder. As deep as the file nests, which is bounded.
    fn members(
        &mut self,
        dimension: &mut Dimension,
        file: FileId,
        entry: &DraftEntry,
        parent: MemberId,
    ) {
        for part in &entry.parts {
            let name = self.texts().value(file, part.name).to_owned();
            if name == "all" {
                self.names.reserved("member", &name, part.span);
                continue;
            }
            if let Some(first) = dimension.find(&name) {
                self.twice_a_member(dimension, &name, part, parent, first);
                continue;
            }
            let id = MemberId(dimension.members.len() as u32);
            let member = self.member(file, part, Some(parent));
            dimension.members.insert(name, member);
            dimension.members[parent.index()].parts += 1;
            self.members(dimension, file, part, id);
        }
        let next = dimension.members.len() as u32;
        dimension.members[parent.index()].next = next;
    }

    /// A member below itself is a ring; one in two places is a name declared twice.
    fn twice_a_member(
        &mut self,
        dimension: &Dimension,
        name: &str,
        part: &DraftEntry,
        parent: MemberId,
        first: MemberId,
    ) {
        let up = |&at: &MemberId| dimension.member(at).parent;
        let mut ring: Vec<String> = std::iter::successors(Some(parent), up)
            .take_while(|&at| at != first && at != WHOLE)
            .map(|at| dimension.name(at).to_owned())
            .collect();
        if std::iter::successors(Some(parent), up).any(|at| at == first) {
            ring.push(name.to_owned());
            ring.reverse();
            ring.push(name.to_owned());
            let evidence = Evidence::Circular { key: "parts", names: ring };
            self.names.add(Check::CircularReference, part.span, evidence);
        } else {
            self.names.twice("member", name, part.span, dimension.member(first).span);
        }
    }

    fn measure(&mut self, file: FileId, entry: &DraftEntry) -> Measure {
        let kind = self.owned(file, entry.one("kind"));
        let unit = self.owned(file, entry.one("unit"));
        Measure {
            span: entry.span,
            kind: kind.and_then(|kind| Kind::from_name(&kind)).unwrap_or(Kind::Count),
            unit: unit.and_then(|unit| self.unit(file, entry, unit)),
            signed: self.is_true(file, entry, "signed"),
            may_fall: self.is_true(file, entry, "may-fall"),
            within: None,
            of: None,
            among: None,
            band: self.slack(file, entry, "band"),
            tolerance: self.slack(file, entry, "tolerance"),
        }
    }

    fn unit(&mut self, file: FileId, entry: &DraftEntry, unit: String) -> Option<(String, Unit)> {
        match Unit::parse(&unit) {
            Ok(read) => Some((unit, read)),
            Err(fault) => {
                self.not_a_figure(file, entry.one("unit"), fault);
                None
            }
        }
    }

    fn slack(&mut self, file: FileId, entry: &DraftEntry, key: &str) -> Option<Slack> {
        let text = self.owned(file, entry.one(key))?;
        match Slack::parse(&text) {
            Ok(slack) => Some(slack),
            Err(fault) => {
                self.not_a_figure(file, entry.one(key), fault);
                None
            }
        }
    }

    fn not_a_figure(&mut self, file: FileId, at: Option<Scalar>, fault: crate::figure::Fault) {
        if let Some(at) = at.map(|at| self.texts().span(file, at)) {
            self.names.add(Check::NotAFigure, at, Evidence::Figure(fault));
        }
    }

    fn party(&mut self, file: FileId, entry: &DraftEntry) -> Party {
        let side = entry.one("belligerent");
        let belligerent = side.and_then(|side| self.side(file, side));
        belligerent.into_iter().for_each(|side| self.take_a_side(side));
        Party { span: entry.span, name: self.owned(file, entry.one("name")), belligerent }
    }

    /// Tells a side, and those it is a part of, that a party is it.
    fn take_a_side(&mut self, (dimension, side): (DimensionId, MemberId)) {
        let members = &mut self.corpus.dimensions[dimension.index()].members;
        members[side.index()].is_belligerent = true;
        let mut at = Some(side);
        while let Some(member) = at {
            members[member.index()].belligerents += 1;
            at = members[member.index()].parent;
        }
    }

    /// The member a belligerent is: of the dimension `side` where there is one, else of any.
    fn side(&mut self, file: FileId, side: Scalar) -> Option<(DimensionId, MemberId)> {
        let dimensions = &self.corpus.dimensions;
        let name = self.corpus.texts.value(file, side);
        let all = || dimensions.iter().zip(0u32..);
        let preferred = all().filter(|((dimension, _), _)| *dimension == "side");
        let mut found = preferred.chain(all()).filter_map(|((_, dimension), at)| {
            Some((DimensionId(at), dimension.find(name).filter(|&member| member != WHOLE)?))
        });
        if let Some(found) = found.next() {
            return Some(found);
        }
        let known = all().flat_map(|((_, dimension), _)| dimension.members.keys().skip(1));
        let known = known.map(String::as_str);
        self.names.dangling(&self.corpus.texts, (file, side), "member of a dimension", known);
        None
    }

    fn refer_measures(&mut self, entries: &Entries<'_>) {
        for (at, (file, entry)) in entries.values().enumerate() {
            let within = entry.one("within").and_then(|name| self.outer_measure(*file, name, at));
            let of = entry.one("of").and_then(|name| self.find_dimension(*file, name));
            let among = entry.one("among").and_then(|name| self.counted(*file, name, at));
            let measure = &mut self.corpus.measures[at];
            (measure.within, measure.of, measure.among) = (within, of, among);
        }
        let within: Vec<Vec<u32>> = self
            .corpus
            .measures
            .values()
            .map(|measure| measure.within.iter().map(|id| id.0).collect())
            .collect();
        for ring in rings(within.len(), |at| &within[at]) {
            let measures = &self.corpus.measures;
            let name = |at: usize| measures.get_index(at).map_or("", |(name, _)| name);
            let (file, entry) = &entries[ring[0]];
            let at = entry.one("within").map(|at| self.texts().span(*file, at));
            let (span, names) = (at.unwrap_or(entry.span), round(&ring, name));
            self.ring("within", span, names);
        }
        let rings = rings(within.len(), |at| &within[at]);
        rings.iter().for_each(|ring| self.corpus.measures[ring[0]].within = None);
        self.bound_depth();
    }

    /// Measures within one another no deeper than this, so that walking outward is a bounded step.
    fn bound_depth(&mut self) {
        let count = self.corpus.measures.len();
        let mut depth: Vec<Option<u32>> = vec![None; count];
        for start in 0..count {
            let mut line = Vec::new();
            let mut at = Some(MeasureId(start as u32));
            while let Some(id) = at.filter(|id| depth[id.index()].is_none()) {
                line.push(id);
                at = self.corpus.measures[id.index()].within;
            }
            let mut above = at.and_then(|id| depth[id.index()]);
            for id in line.into_iter().rev() {
                let here = above.map_or(0, |depth| depth + 1);
                if here > limits::MEASURES_WITHIN.get() as u32 {
                    let span = self.corpus.measures[id.index()].span;
                    let most = limits::MEASURES_WITHIN.get();
                    let evidence = Evidence::Shape {
                        place: "within".into(),
                        wanted: format!("at most {most} measures within one another"),
                        found: "more of them".into(),
                        paste: None,
                    };
                    self.names.add(Check::WrongShape, span, evidence);
                    self.corpus.measures[id.index()].within = None;
                    depth[id.index()] = Some(0);
                } else {
                    depth[id.index()] = Some(here);
                }
                above = depth[id.index()];
            }
        }
    }

    /// The measure another is within: it has to count the same thing.
    fn outer_measure(&mut self, file: FileId, name: Scalar, inner: usize) -> Option<MeasureId> {
        let outer = self.find_measure(file, name)?;
        let base =
            |measure: &Measure| measure.unit.as_ref().map(|(_, unit)| unit.base().to_owned());
        let (theirs, ours) = (base(self.corpus.measure(outer)), base(&self.corpus.measures[inner]));
        if theirs == ours {
            return Some(outer);
        }
        let unit = |measure: &Measure| match &measure.unit {
            Some((unit, _)) => format!("`{unit}`"),
            None => "no unit".to_owned(),
        };
        let inner = unit(&self.corpus.measures[inner]);
        let evidence = Evidence::Shape {
            place: "within".into(),
            wanted: format!("a measure of the same unit ({inner})"),
            found: format!(
                "`{}`, which has {},",
                self.texts().value(file, name),
                unit(self.corpus.measure(outer))
            ),
            paste: None,
        };
        self.names.add(Check::WrongShape, self.corpus.texts.span(file, name), evidence);
        None
    }

    /// The count that a share is a share of.
    fn counted(&mut self, file: FileId, name: Scalar, share: usize) -> Option<MeasureId> {
        let count = self.find_measure(file, name)?;
        let wanted = match (self.corpus.measures[share].kind, self.corpus.measure(count).kind) {
            (Kind::Share, Kind::Count) => return Some(count),
            (Kind::Share, _) => "a measure of the kind count",
            _ => "to stand on a measure of the kind share",
        };
        let found = format!("`{}`", self.texts().value(file, name));
        let evidence =
            Evidence::Shape { place: "among".into(), wanted: wanted.into(), found, paste: None };
        self.names.add(Check::WrongShape, self.corpus.texts.span(file, name), evidence);
        None
    }

    fn find_measure(&mut self, file: FileId, name: Scalar) -> Option<MeasureId> {
        let text = self.corpus.texts.value(file, name);
        if let Some(at) = self.corpus.measures.get_index_of(text) {
            return Some(MeasureId(at as u32));
        }
        let known = self.corpus.measures.keys().map(String::as_str);
        self.names.dangling(&self.corpus.texts, (file, name), "measure", known);
        None
    }

    fn find_dimension(&mut self, file: FileId, name: Scalar) -> Option<DimensionId> {
        let text = self.corpus.texts.value(file, name);
        if let Some(at) = self.corpus.dimensions.get_index_of(text) {
            return Some(DimensionId(at as u32));
        }
        let known = self.corpus.dimensions.keys().map(String::as_str);
        self.names.dangling(&self.corpus.texts, (file, name), "dimension", known);
        None
    }

    fn refer_sources(&mut self, entries: &Entries<'_>) {
        let relays = self.sources_named(entries, "relays");
        self.source_rings(entries, "relays", &relays);
        for (source, relays) in self.corpus.sources.values_mut().zip(relays) {
            source.relays = relays.into_iter().map(SourceId).collect();
        }
    }

    /// Finds the outermost source that each is part of. Those round a ring are each a document of their own.
    fn gather_documents(&mut self, entries: &Entries<'_>) {
        let mut whole = self.sources_named(entries, "part-of");
        for ring in self.source_rings(entries, "part-of", &whole) {
            ring.into_iter().for_each(|at| whole[at].clear());
        }
        let mut documents: Vec<Option<u32>> = vec![None; whole.len()];
        for start in 0..whole.len() as u32 {
            let mut path = vec![start];
            let mut document = documents[start as usize];
            while let (None, Some(&at)) = (document, path.last()) {
                match whole[at as usize].first() {
                    Some(&outer) => {
                        document = documents[outer as usize];
                        path.push(outer);
                    }
                    None => document = Some(at),
                }
            }
            path.into_iter().for_each(|at| documents[at as usize] = document);
        }
        for (source, document) in self.corpus.sources.values_mut().zip(documents) {
            source.document = document.map_or(source.document, SourceId);
        }
    }

    /// The sources that each names at a key, by their numbers.
    fn sources_named(&mut self, entries: &Entries<'_>, key: &str) -> Vec<Vec<u32>> {
        let mut all = Vec::with_capacity(entries.len());
        for (file, entry) in entries.values() {
            let mut named = Vec::new();
            for &name in entry.many(key) {
                let text = self.corpus.texts.value(*file, name);
                if let Some(source) = self.corpus.sources.get_index_of(text) {
                    named.push(source as u32);
                    continue;
                }
                let known = self.corpus.sources.keys().map(String::as_str);
                self.names.dangling(&self.corpus.texts, (*file, name), "source", known);
            }
            all.push(named);
        }
        all
    }

    /// Reports the rings of sources that name one another at a key.
    fn source_rings(
        &mut self,
        entries: &Entries<'_>,
        key: &'static str,
        named: &[Vec<u32>],
    ) -> Vec<Vec<usize>> {
        let rings = rings(named.len(), |at| &named[at]);
        for ring in &rings {
            let sources = &self.corpus.sources;
            let name = |at: usize| sources.get_index(at).map_or("", |(name, _)| name);
            let names = round(ring, name);
            let (file, entry) = &entries[ring[0]];
            let next = |at: &&Scalar| self.texts().value(*file, **at) == names[1];
            let at = entry.many(key).iter().find(next);
            let at = at.map_or(entry.span, |&at| self.texts().span(*file, at));
            self.ring(key, at, names);
        }
        rings
    }

    fn ring(&mut self, key: &'static str, at: Span, names: Vec<String>) {
        self.names.add(Check::CircularReference, at, Evidence::Circular { key, names });
    }
}

/// The names round a ring, the first once more at the end.
fn round<'n>(ring: &[usize], name: impl Fn(usize) -> &'n str) -> Vec<String> {
    ring.iter().chain(ring.first()).map(|&at| name(at).to_owned()).collect()
}
