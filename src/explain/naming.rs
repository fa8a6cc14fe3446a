//! What things are called in sentences.

use super::visible;
use crate::figure::Number;
use crate::model::{Cite, ClaimId, Corpus, DimensionId, MeasureId, QuantityId, WHOLE};

/// `killed (armenian, soldiers) from 2016-04-01 to 2016-04-05`
pub fn quantity(corpus: &Corpus, id: QuantityId) -> String {
    let words = corpus.period(corpus.quantities.get(id).period()).in_words();
    let place = place(corpus, id);
    if words.is_empty() { place } else { format!("{place} {words}") }
}

/// `killed (armenian, soldiers)`
pub(super) fn place(corpus: &Corpus, id: QuantityId) -> String {
    place_but(corpus, id, None)
}

fn place_but(corpus: &Corpus, id: QuantityId, whole: Option<DimensionId>) -> String {
    let quantity = corpus.quantities.get(id);
    let members: Vec<&str> = quantity
        .members()
        .filter(|&(dimension, _)| Some(dimension) != whole)
        .map(|(dimension, member)| corpus.dimension(dimension).name(member))
        .collect();
    let measure = visible(corpus.measure_name(quantity.measure())).into_owned();
    if members.is_empty() {
        return measure;
    }
    format!("{measure} ({})", visible(&members.join(", ")))
}

/// As [`quantity`], with the whole of one dimension.
pub(super) fn without(corpus: &Corpus, id: QuantityId, whole: Option<DimensionId>) -> String {
    let words = corpus.period(corpus.quantities.get(id).period()).in_words();
    let place = place_but(corpus, id, whole);
    if words.is_empty() { place } else { format!("{place} {words}") }
}

/// Every dimension spelt out, `all` for the whole.
pub fn about(corpus: &Corpus, id: QuantityId) -> Vec<(&str, &str)> {
    let quantity = corpus.quantities.get(id);
    let measure = ("measure", corpus.measure_name(quantity.measure()));
    let dimensions = corpus.dimensions.iter().zip(0u32..).map(|((name, dimension), at)| {
        let member = quantity.member(crate::model::DimensionId(at));
        (name.as_str(), if member == WHOLE { "all" } else { dimension.name(member) })
    });
    [measure].into_iter().chain(dimensions).collect()
}

/// The quantity's period in EDTF.
pub fn period(corpus: &Corpus, id: QuantityId) -> String {
    corpus.period(corpus.quantities.get(id).period()).to_string()
}

/// The claim's own name, or where it stands: `t2015-both`, `claims/a.yaml:12:5`.
pub fn claim(corpus: &Corpus, id: ClaimId) -> String {
    corpus.claim_name(id).map_or_else(|| place_of(corpus, id), short)
}

/// Where the claim's figure stands: `claims/a.yaml:12:5`.
pub fn place_of(corpus: &Corpus, id: ClaimId) -> String {
    let span = corpus.figure_span(id);
    let file = corpus.texts.file(span.file);
    let at = file.position(span.start);
    format!("{}:{}:{}", visible(file.name()), at.line, at.column)
}

/// The claim's citations: `nk-article, 2016 clashes, marks 112, 113`.
pub fn citations(corpus: &Corpus, id: ClaimId) -> Vec<String> {
    let claim = corpus.claim(id);
    let text = |scalar| short(corpus.texts.value(claim.file, scalar));
    let told = |cite: &Cite| {
        let source = visible(corpus.source_name(cite.source)).into_owned();
        let marks = &corpus.marks[cite.marks.0 as usize..cite.marks.1 as usize];
        let word = if marks.len() == 1 { "mark" } else { "marks" };
        let listed: Vec<String> = marks.iter().map(|&mark| text(mark)).collect();
        let marks = (!marks.is_empty()).then(|| format!("{word} {}", listed.join(", ")));
        let parts = [Some(source), cite.at.map(text), marks];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    };
    corpus.cites(claim).iter().map(told).collect()
}

/// `88 by article (nk-article, 2016 clashes)`
pub(super) fn said_by(corpus: &Corpus, id: ClaimId) -> String {
    let (figure, party) = (figure(corpus, id), party(corpus, id));
    let source = corpus.cites(corpus.claim(id)).first().map(|cite| {
        let source = visible(corpus.source_name(cite.source)).into_owned();
        match cite.at {
            Some(at) => {
                format!("{source}, {}", short(corpus.texts.value(corpus.claim(id).file, at)))
            }
            None => source,
        }
    });
    format!("{figure} by {party} ({})", source.unwrap_or_default())
}

/// A claim by its name, or by what it says where it has none.
pub(super) fn claim_label(corpus: &Corpus, id: ClaimId) -> String {
    let name = corpus.claim_name(id);
    name.map_or_else(|| said_by(corpus, id), |name| format!("`{}`", short(name)))
}

/// The first source a claim cites.
pub fn claim_source(corpus: &Corpus, id: ClaimId) -> Option<&str> {
    let cite = corpus.cites(corpus.claim(id)).first()?;
    Some(corpus.source_name(cite.source))
}

/// The claim's figure as written; a figure in parts in the notation of figures. A denial may have none.
pub fn figure(corpus: &Corpus, id: ClaimId) -> String {
    let written = corpus.figure_as_written(id);
    if written.is_empty() {
        return "no figure".into();
    }
    if written.starts_with('{') || written.contains('\n') {
        let claim = corpus.claim(id);
        let measure = corpus.quantities.get(claim.quantity).measure();
        return corpus.extent(id).print(factor(corpus, measure));
    }
    short(written)
}

/// The party that asserts the claim.
pub fn party(corpus: &Corpus, id: ClaimId) -> String {
    visible(corpus.party_name(corpus.claim(id).by)).into_owned()
}

/// How many base units one unit of the measure is.
pub fn factor(corpus: &Corpus, id: MeasureId) -> Number {
    corpus.measure(id).unit.as_ref().map_or(Number::ONE, |(_, unit)| unit.factor())
}

/// A number of the base unit in the measure's unit, exactly: a decimal, or a fraction where the
/// decimal would not end.
pub fn in_unit(corpus: &Corpus, id: MeasureId, number: Number) -> String {
    let factor = factor(corpus, id);
    let exact = number.div_exact(factor).map(Number::plain);
    let fraction = || number.ratio_to(factor).map(|ratio| ratio.plain());
    exact.or_else(fraction).unwrap_or_else(|| number.plain())
}

/// A text on one line, safe to show and not too long for a sentence.
pub(super) fn short(text: &str) -> String {
    const LONGEST: usize = 60;
    let mut chars = text.chars();
    let start: String = chars.by_ref().take(LONGEST).collect();
    let cut = if chars.next().is_some() { "…" } else { "" };
    format!("{}{cut}", visible(&start))
}
