//! A person's words for what was read in; the quantity, claim, party or source they name, or what is the
//! matter with them, out.

use crate::error::Error;
use crate::figure;
use crate::figure::Extent;
use crate::model::{
    ClaimId, Corpus, DimensionId, MeasureId, MemberId, PartyId, QuantityId, SourceId, WHOLE,
};
use crate::period::Period;
use crate::read::suggest::closest;
use std::collections::HashSet;

/// What words for a quantity name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Selected {
    /// A quantity, claimed or not.
    Quantity(QuantityId),
    /// Perhaps a finding: the beginning of its fingerprint.
    Finding(String),
}

/// The quantity of words such as `killed,side=azerbaijani,period=2016`. Before the pairs may stand a measure
/// or the name of a claim, whose quantity the pairs are then laid over; alone may stand the beginning of a
/// finding's fingerprint. A dimension left out is the whole of it, a period left out all time. A quantity no
/// claim is about is added to the corpus. Linear in the claims.
///
/// # Errors
/// When a word names nothing that was read, or names it twice; with a name like it where there is one.
pub fn select(corpus: &mut Corpus, words: &str) -> Result<Selected, Error> {
    let pieces = pieces(corpus, words)?;
    let mut at = Coordinates {
        measure: None,
        period: Period::ALL,
        members: vec![WHOLE; corpus.dimensions.len()],
    };
    let mut said = HashSet::new();
    for QueryPart { key, value } in &pieces {
        let Some(key) = *key else {
            if looks_like_a_fingerprint(value) && pieces.len() == 1 && !is_named(corpus, value) {
                return Ok(Selected::Finding(value.clone()));
            }
            if at.start(corpus, value)? == "measure" {
                said.insert("measure");
            }
            continue;
        };
        if !said.insert(key) {
            return Err(question(&format!("{key}={value}"), format!("`{key}` is given twice")));
        }
        at.lay(corpus, key, value)?;
    }
    let Some(measure) = at.measure else {
        let names: Vec<&str> = corpus.measures.keys().map(String::as_str).take(LISTED).collect();
        let why =
            format!("it says not what is counted: put a measure first, one of {}", list(&names));
        return Err(question(words, why));
    };
    Ok(Selected::Quantity(corpus.quantity(measure, at.period, &at.members)))
}

/// The party of that name.
///
/// # Errors
/// When there is none.
pub fn party(corpus: &Corpus, name: &str) -> Result<PartyId, Error> {
    let known = corpus.parties.keys().map(String::as_str);
    let at = corpus.parties.get_index_of(name).ok_or_else(|| unknown("party", name, known))?;
    Ok(PartyId(at as u32))
}

/// The source of that name.
///
/// # Errors
/// When there is none.
pub fn source(corpus: &Corpus, name: &str) -> Result<SourceId, Error> {
    let known = corpus.sources.keys().map(String::as_str);
    let at = corpus.sources.get_index_of(name).ok_or_else(|| unknown("source", name, known))?;
    Ok(SourceId(at as u32))
}

/// Another figure for a claim.
#[derive(Clone, Debug)]
pub struct FigureChange {
    /// The claim.
    pub claim: ClaimId,
    /// The figure in words.
    pub figure: String,
    /// What it says of the claim's measure.
    pub extent: Extent,
}

/// The changes in words such as `t2015-both=106`, read as the measure of the claim reads its figures.
/// Linear in the claims for each.
///
/// # Errors
/// When no claim has the name, it is given twice, or the figure cannot be read.
pub fn changes(corpus: &Corpus, words: &[&str]) -> Result<Vec<FigureChange>, Error> {
    let mut changed = HashSet::new();
    if words.is_empty() {
        let why = "no figure is changed; name a claim with its other figure";
        return Err(question("ID=FIGURE", why.to_owned()));
    }
    let change = |&words: &&str| {
        let (name, figure) = words.split_once('=').unwrap_or((words, ""));
        let (name, figure) = (name.trim(), figure.trim());
        let known = corpus.claim_ids().filter_map(|id| corpus.claim_name(id));
        let claim = corpus.claim_named(name).ok_or_else(|| unknown("claim", name, known))?;
        if !changed.insert(claim) {
            return Err(question(words, format!("`{name}` is given two figures")));
        }
        let terms = corpus.measure_of(corpus.claim(claim).quantity).terms();
        let read = figure::parse(figure).and_then(|read| read.read_as(&terms));
        let extent = read.map_err(|fault| question(words, fault.quoting(figure).to_string()))?;
        Ok(FigureChange { claim, figure: figure.to_owned(), extent })
    };
    words.iter().map(change).collect()
}

/// Measures and pairs named in a message.
const LISTED: usize = 8;

/// One of the words between commas.
pub(crate) struct QueryPart<'w> {
    /// What stands before the `=`, if there is one.
    pub(crate) key: Option<&'w str>,
    pub(crate) value: String,
}

/// Words split at their commas. What has no `=` belongs to the value before it, whose name then holds a
/// comma, unless it has a meaning of its own that a key would give it.
pub(crate) fn pieces<'w>(corpus: &Corpus, words: &'w str) -> Result<Vec<QueryPart<'w>>, Error> {
    let mut pieces: Vec<QueryPart<'w>> = Vec::new();
    for piece in words.split(',').filter(|piece| !piece.trim().is_empty()) {
        match (piece.split_once('='), pieces.last_mut()) {
            (Some((key, value)), _) => {
                let (key, value) = (key.trim(), value.trim());
                if value.is_empty() {
                    let why = "nothing stands behind the `=`; `all` is the whole";
                    return Err(question(piece.trim(), why.to_owned()));
                }
                pieces.push(QueryPart { key: Some(key), value: value.to_owned() });
            }
            (None, Some(before)) => match with_key(corpus, piece.trim()) {
                Some(meant) => {
                    let why = format!("it says not of what; did you mean `{meant}`?");
                    return Err(question(piece.trim(), why));
                }
                None => before.value = format!("{},{piece}", before.value),
            },
            (None, None) => pieces.push(QueryPart { key: None, value: piece.trim().to_owned() }),
        }
    }
    if pieces.is_empty() {
        let why =
            "it names no quantity; a measure, a claim or the beginning of a fingerprint would";
        return Err(question(words, why.to_owned()));
    }
    Ok(pieces)
}

/// A member or a period with the key it wants.
fn with_key(corpus: &Corpus, word: &str) -> Option<String> {
    let member = corpus.dimensions.iter().find(|(_, dimension)| dimension.find(word).is_some());
    match member {
        Some((name, _)) => Some(format!("{name}={word}")),
        None => Period::parse(word).ok().map(|_| format!("period={word}")),
    }
}

/// Where a quantity lies, as far as has been said.
struct Coordinates {
    measure: Option<MeasureId>,
    period: Period,
    members: Vec<MemberId>,
}

impl Coordinates {
    /// Begins with a measure, or with all that a claim is about; says which.
    fn start(&mut self, corpus: &Corpus, name: &str) -> Result<&'static str, Error> {
        if let Some(at) = corpus.measures.get_index_of(name) {
            self.measure = Some(MeasureId(at as u32));
            return Ok("measure");
        }
        let Some(claim) = corpus.claim_named(name) else {
            let claims = corpus.claim_ids().filter_map(|id| corpus.claim_name(id));
            let known = corpus.measures.keys().map(String::as_str).chain(claims);
            let near = closest(name, known).or_else(|| with_key(corpus, name));
            let what = "measure, claim or finding".to_owned();
            return Err(Error::Unknown { what, name: name.to_owned(), near });
        };
        let quantity = corpus.quantities.get(corpus.claim(claim).quantity);
        self.measure = Some(quantity.measure());
        self.period = *corpus.period(quantity.period());
        self.members = corpus.dimension_ids().map(|id| quantity.member(id)).collect();
        Ok("claim")
    }

    /// Lays one pair over what has been said.
    fn lay(&mut self, corpus: &Corpus, key: &str, value: &str) -> Result<(), Error> {
        match key {
            "measure" => {
                let known = corpus.measures.keys().map(String::as_str);
                let at = corpus.measures.get_index_of(value);
                let at = at.ok_or_else(|| unknown("measure", value, known))?;
                self.measure = Some(MeasureId(at as u32));
            }
            "period" if value == "all" => self.period = Period::ALL,
            "period" => {
                let fault = |fault| question(&format!("{key}={value}"), format!("{fault}"));
                self.period = Period::parse(value).map_err(fault)?;
            }
            _ => {
                let (dimension, member) = member(corpus, key, value)?;
                self.members[dimension.index()] = member;
            }
        }
        Ok(())
    }
}

pub(crate) fn member(
    corpus: &Corpus,
    key: &str,
    value: &str,
) -> Result<(DimensionId, MemberId), Error> {
    let Some((at, _, dimension)) = corpus.dimensions.get_full(key) else {
        let fixed = ["measure", "period"].into_iter();
        let known = corpus.dimensions.keys().map(String::as_str).chain(fixed);
        return Err(unknown("dimension", key, known));
    };
    let Some(member) = dimension.find(value) else {
        let near = closest(value, dimension.members.keys().map(String::as_str));
        let near = near.or_else(|| with_key(corpus, value));
        let what = format!("member of `{key}`");
        return Err(Error::Unknown { what, name: value.to_owned(), near });
    };
    Ok((DimensionId(at as u32), member))
}

fn is_named(corpus: &Corpus, name: &str) -> bool {
    corpus.measures.contains_key(name) || corpus.claim_named(name).is_some()
}

/// Some hexadecimal digits, with the number of one of several of a kind behind a dash.
fn looks_like_a_fingerprint(word: &str) -> bool {
    let (digits, number) = word.split_once('-').unwrap_or((word, "0"));
    let hexadecimal = |c: char| c.is_ascii_digit() || ('a'..='f').contains(&c);
    (4..=32).contains(&digits.len())
        && digits.chars().all(hexadecimal)
        && number.chars().all(|c| c.is_ascii_digit())
}

pub(crate) fn unknown<'n>(what: &str, name: &str, known: impl Iterator<Item = &'n str>) -> Error {
    Error::Unknown { what: what.to_owned(), name: name.to_owned(), near: closest(name, known) }
}

pub(crate) fn question(words: &str, why: String) -> Error {
    Error::Question { words: words.to_owned(), why }
}

fn list(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    quoted.join(", ")
}
