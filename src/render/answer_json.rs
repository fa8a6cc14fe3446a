//! What the JSON documents of answers share: quantities, claims on them and intervals.

use crate::explain;
use crate::figure::{Bound, Interval};
use crate::model::{ClaimId, Corpus, MeasureId, QuantityId};
use crate::render::json::{ClaimRef, claim_ref};
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;

/// A quantity.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct QuantityOut<'c> {
    /// It in words.
    words: String,
    /// The measure and every dimension spelt out, `all` for the whole.
    about: BTreeMap<&'c str, &'c str>,
    /// The period in EDTF, `../..` for all time.
    period: String,
    /// What its figures are given in; null where its measure names no unit.
    unit: Option<String>,
}

/// A claim with what it is about.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct AssertedOut<'c> {
    /// The claim.
    #[serde(flatten)]
    claim: ClaimRef<'c>,
    /// The party that asserts it.
    by: &'c str,
    /// The measure and every dimension spelt out, `all` for the whole.
    about: BTreeMap<&'c str, &'c str>,
    /// The period in EDTF, `../..` for all time.
    period: String,
}

/// An interval in the measure's unit.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct IntervalOut {
    /// Its low end; null when open.
    low: Option<String>,
    /// Whether the low end itself lies outside.
    low_strict: bool,
    /// Its high end; null when open.
    high: Option<String>,
    /// Whether the high end itself lies outside.
    high_strict: bool,
    /// In the notation of figures.
    words: String,
}

/// A quantity spelt out.
pub(super) fn quantity(corpus: &Corpus, id: QuantityId) -> QuantityOut<'_> {
    QuantityOut {
        words: explain::quantity(corpus, id),
        about: explain::about(corpus, id).into_iter().collect(),
        period: explain::period(corpus, id),
        unit: explain::unit(corpus, id),
    }
}

/// A claim with what it is about.
pub(super) fn asserted(corpus: &Corpus, id: ClaimId) -> AssertedOut<'_> {
    let claim = corpus.claim(id);
    AssertedOut {
        claim: claim_ref(corpus, id),
        by: corpus.party_name(claim.by),
        about: explain::about(corpus, claim.quantity).into_iter().collect(),
        period: explain::period(corpus, claim.quantity),
    }
}

/// An interval of the base unit in the measure's unit.
pub(super) fn interval(corpus: &Corpus, measure: MeasureId, interval: &Interval) -> IntervalOut {
    let end = |bound: Option<Bound>| bound.map(|b| explain::in_unit(corpus, measure, b.value));
    let strict = |bound: Option<Bound>| bound.is_some_and(|bound| bound.strict);
    IntervalOut {
        low: end(interval.low),
        low_strict: strict(interval.low),
        high: end(interval.high),
        high_strict: strict(interval.high),
        words: explain::interval(corpus, measure, interval),
    }
}
