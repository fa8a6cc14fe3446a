//! Sources in, their citations out: in a style where one is asked for, else in the plain form.

use crate::model::{Corpus, Record, SourceId};
use crate::report::cite::citation::Citation;
#[cfg(feature = "csl")]
use crate::report::cite::csl;
use crate::report::cite::style::Style;
use crate::report::cite::unstyled;

/// The citations of sources, in their order, and how many are in the plain form for want of time.
pub(in crate::report) fn cite(
    corpus: &Corpus,
    sources: &[SourceId],
    style: Option<&Style>,
) -> (Vec<Citation>, usize) {
    let record = |&id: &SourceId| (corpus.source_name(id), &corpus.sources[id.index()].record);
    let records: Vec<(&str, &Record)> = sources.iter().map(record).collect();
    let plainly = |&(name, record): &(&str, &Record)| unstyled::cite(name, record);
    #[cfg(feature = "csl")]
    if let Some(style) = style {
        let (styled, left_out) = csl::cite(&records, style);
        let all = styled.into_iter().zip(&records);
        return (
            all.map(|(one, record)| one.unwrap_or_else(|| plainly(record))).collect(),
            left_out,
        );
    }
    #[cfg(not(feature = "csl"))]
    let _ = style;
    (records.iter().map(plainly).collect(), 0)
}
