//! Everything read in one run.

use super::{
    Cite, Claim, ClaimId, Details, DetailsId, Dimension, DimensionId, FigureId, Figures, Measure,
    MeasureId, MemberId, Party, PartyId, PeriodId, Quantities, QuantityId, Resolution,
    ResolutionId, SetAside, Source, SourceId,
};
use crate::figure::{Bound, Extent, Interval};
use crate::period::Period;
use crate::source::{FileId, Scalar, Span, Texts};
use indexmap::IndexMap;
use std::collections::HashMap;

type Named<T> = IndexMap<String, T, foldhash::fast::RandomState>;

/// Everything read in one run: the vocabulary, the claims, and the texts they were read from.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    /// The files.
    pub texts: Texts,
    /// The measures by name.
    pub measures: Named<Measure>,
    /// The dimensions by name, in the order of their names.
    pub dimensions: Named<Dimension>,
    /// The parties by name.
    pub parties: Named<Party>,
    /// The sources by name.
    pub sources: Named<Source>,
    /// The periods claims name, each once.
    pub periods: Vec<Period>,
    /// The figures claims give, each once for the measure that reads it.
    pub figures: Figures,
    /// The quantities claims are about, each once.
    pub quantities: Quantities,
    /// The claims, by file and place.
    pub claims: Vec<Claim>,
    /// The citations of all claims.
    pub cites: Vec<Cite>,
    /// The days on which citations were looked at, by the citation's index.
    pub accessed: HashMap<u32, PeriodId, foldhash::fast::RandomState>,
    /// The footnote marks of all citations.
    pub marks: Vec<Scalar>,
    /// The rarer keys of claims.
    pub details: Vec<Details>,
    /// The rulings.
    pub resolutions: Vec<Resolution>,
    /// Numbers of documents that are no figures.
    pub set_aside: Vec<SetAside>,
    /// What stayed outside.
    pub skipped: Vec<Skipped>,
}

/// Something the run did not check, and how many of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// What, in words: "claims not read".
    pub what: &'static str,
    /// How many.
    pub count: usize,
}

/// Claims that stay out of the arithmetic because of what people made of them, counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct NotInForce {
    /// Of rank deprecated.
    pub deprecated: usize,
    /// Revised by another, or followed by a later one of the same party on the same quantity.
    pub replaced: usize,
    /// Denials and doubts.
    pub denials: usize,
}

impl Corpus {
    /// The claim of that number.
    pub fn claim(&self, id: ClaimId) -> &Claim {
        &self.claims[id.index()]
    }

    /// What the claim's figure says.
    pub fn extent(&self, id: ClaimId) -> Extent {
        self.figure(self.claim(id).reads)
    }

    /// Where the claim's true number has to lie, bands included: [`Extent::wide`].
    pub fn wide(&self, id: ClaimId) -> Interval {
        self.figures.wide(self.claim(id).reads)
    }

    /// The lower end of that.
    pub fn low(&self, id: ClaimId) -> Option<Bound> {
        self.figures.low(self.claim(id).reads)
    }

    /// The upper end of that.
    pub fn high(&self, id: ClaimId) -> Option<Bound> {
        self.figures.high(self.claim(id).reads)
    }

    /// Leaves claims out: those of false. Rulings that name one go with it; what other claims say of it (that they
    /// revise it, deny it or are the sum of it) is left out too. Linear.
    pub fn retain_claims(&mut self, kept: &[bool]) {
        let mut count = 0;
        let number = |&kept: &bool| {
            count += u32::from(kept);
            kept.then(|| ClaimId(count - 1))
        };
        let numbers: Vec<Option<ClaimId>> = kept.iter().map(number).collect();
        let now = |id: ClaimId| numbers[id.index()];
        let mut next = numbers.iter();
        self.claims.retain(|_| next.next().is_some_and(Option::is_some));
        for details in &mut self.details {
            details.of = details.of.and_then(now);
            details.revises = details.revises.iter().filter_map(|&id| now(id)).collect();
            let items: Option<Vec<ClaimId>> = details.sum_of.iter().map(|&id| now(id)).collect();
            details.sum_of = items.unwrap_or_default();
        }
        self.resolutions.retain_mut(|ruling| {
            let mut pins = ruling.claims.iter_mut().chain(&mut ruling.adopt);
            pins.all(|pin| now(pin.claim).map(|id| pin.claim = id).is_some())
        });
    }

    /// The figure of that number.
    pub fn figure(&self, id: FigureId) -> Extent {
        self.figures.get(id)
    }

    /// The period of that number.
    pub fn period(&self, id: PeriodId) -> &Period {
        &self.periods[id.index()]
    }

    /// The ruling of that number.
    pub fn resolution(&self, id: ResolutionId) -> &Resolution {
        &self.resolutions[id.index()]
    }

    /// Every ruling's number.
    pub fn resolution_ids(&self) -> impl Iterator<Item = ResolutionId> + use<> {
        (0..self.resolutions.len() as u32).map(ResolutionId)
    }

    /// The measure of that number.
    pub fn measure(&self, id: MeasureId) -> &Measure {
        &self.measures[id.index()]
    }

    /// The dimension of that number.
    pub fn dimension(&self, id: DimensionId) -> &Dimension {
        &self.dimensions[id.index()]
    }

    /// The measure of a quantity.
    pub fn measure_of(&self, id: QuantityId) -> &Measure {
        self.measure(self.quantities.get(id).measure())
    }

    /// The name of a measure.
    pub fn measure_name(&self, id: MeasureId) -> &str {
        name(&self.measures, id.index())
    }

    /// The name of a dimension.
    pub fn dimension_name(&self, id: DimensionId) -> &str {
        name(&self.dimensions, id.index())
    }

    /// The name of a party.
    pub fn party_name(&self, id: PartyId) -> &str {
        name(&self.parties, id.index())
    }

    /// The name of a source.
    pub fn source_name(&self, id: SourceId) -> &str {
        name(&self.sources, id.index())
    }

    /// The outermost source that a source is part of.
    pub fn document(&self, id: SourceId) -> SourceId {
        self.sources[id.index()].document
    }

    /// The claim's citations.
    pub fn cites(&self, claim: &Claim) -> &[Cite] {
        &self.cites[claim.cites()]
    }

    /// The footnote marks of the claim's citations, with the source whose marks they are.
    pub fn marks(&self, claim: &Claim) -> impl Iterator<Item = (SourceId, &str)> {
        let file = claim.file;
        self.cites(claim).iter().flat_map(move |cite| {
            let marks = &self.marks[cite.marks.0 as usize..cite.marks.1 as usize];
            marks.iter().map(move |&mark| (cite.source, self.texts.value(file, mark)))
        })
    }

    /// The claim's rarer keys, where it has any.
    pub fn details(&self, claim: &Claim) -> Option<&Details> {
        claim.details.map(|DetailsId(at)| &self.details[at as usize])
    }

    /// When the claim's figure was known, where it says so.
    pub fn as_of(&self, id: ClaimId) -> Option<Period> {
        let details = self.details(self.claim(id))?;
        details.as_of.map(|at| *self.period(at))
    }

    /// The claim of that name; of several the first. Linear in the claims.
    pub fn claim_named(&self, name: &str) -> Option<ClaimId> {
        self.claim_ids().find(|&id| self.claim_name(id) == Some(name))
    }

    /// The quantity at these members, one for every dimension in order, added where no claim is about it.
    /// Linear in the quantities: for a question, not for reading.
    pub fn quantity(
        &mut self,
        measure: MeasureId,
        period: Period,
        members: &[MemberId],
    ) -> QuantityId {
        let at = self.periods.iter().position(|&known| known == period).unwrap_or_else(|| {
            self.periods.push(period);
            self.periods.len() - 1
        });
        let period = PeriodId(at as u32);
        let known = self.quantities.find(measure, period, members);
        known.unwrap_or_else(|| self.quantities.intern(measure, period, members))
    }

    /// Gives the claim another figure, as if its file said so. Its quote goes with the figure it was
    /// taken down with.
    pub fn restate(&mut self, id: ClaimId, figure: &str, extent: &Extent) {
        let reads = self.figures.add(extent);
        let claim = &mut self.claims[id.index()];
        claim.figure = self.texts.restate(claim.file, claim.figure, figure);
        claim.reads = reads;
        let quoted = claim.details.map(|at| &self.details[at.index()]);
        if let Some(details) = quoted.filter(|details| details.quote.is_some()) {
            let details = Details { quote: None, ..details.clone() };
            claim.details = Some(DetailsId(self.details.len() as u32));
            self.details.push(details);
        }
    }

    /// The claim's name, where it has one.
    pub fn claim_name(&self, id: ClaimId) -> Option<&str> {
        let claim = self.claim(id);
        claim.id.map(|name| self.texts.value(claim.file, name))
    }

    /// The claim's figure as it stands in its file.
    pub fn figure_as_written(&self, id: ClaimId) -> &str {
        let claim = self.claim(id);
        self.texts.value(claim.file, claim.figure)
    }

    /// Where the claim's figure stands.
    pub fn figure_span(&self, id: ClaimId) -> Span {
        let claim = self.claim(id);
        self.texts.span(claim.file, claim.figure)
    }

    /// Every claim's number.
    pub fn claim_ids(&self) -> impl Iterator<Item = ClaimId> + Clone + Clone + use<> {
        (0..self.claims.len() as u32).map(ClaimId)
    }

    /// Every dimension's number.
    pub fn dimension_ids(&self) -> impl Iterator<Item = DimensionId> + use<> {
        (0..self.dimensions.len() as u32).map(DimensionId)
    }

    /// The files that were read.
    pub fn file_ids(&self) -> impl Iterator<Item = FileId> + use<> {
        (0..self.texts.files().len() as u32).map(FileId)
    }
}

fn name<T>(named: &Named<T>, at: usize) -> &str {
    named.get_index(at).map_or("", |(name, _)| name)
}
