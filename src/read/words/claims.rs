//! A person's words for some of the claims read in; those claims, or what is the matter with the words, out.

use crate::error::Error;
use crate::model::{
    ClaimId, Corpus, DimensionId, MeasureId, MemberId, PartyId, QuantityId, SourceId,
};
use crate::period::Period;
use crate::read::suggest::closest;
use crate::read::words::quantity::{member, party, pieces, question, source, unknown};
use std::collections::BTreeSet;

/// Whose claims are meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Account {
    /// Those of this party.
    Party(String),
    /// Those that cite this source; after a further colon, this place in it or one whose words begin so.
    Source(String),
}

impl Account {
    /// Reads `party:NAME` or `source:NAME`; `None` for any other words.
    pub fn parse(words: &str) -> Option<Self> {
        let (kind, name) = words.split_once(':')?;
        match kind {
            "party" => Some(Account::Party(name.to_owned())),
            "source" => Some(Account::Source(name.to_owned())),
            _ => None,
        }
    }

    /// The claims of the account, in the order read. Linear in the claims.
    ///
    /// # Errors
    /// When nothing read has the name, with a name like it where there is one; or when the account makes no claim.
    pub fn claims(&self, corpus: &Corpus) -> Result<Vec<ClaimId>, Error> {
        let (words, found): (String, Vec<ClaimId>) = match self {
            Account::Party(name) => {
                let party = party(corpus, name)?;
                let by = |id: &ClaimId| corpus.claim(*id).by == party;
                (format!("party:{name}"), corpus.claim_ids().filter(by).collect())
            }
            Account::Source(name) => {
                let (source, place) = source_and_place(corpus, name)?;
                let here = |id: &ClaimId| cited_at(corpus, *id, source, place);
                let found: Vec<ClaimId> = corpus.claim_ids().filter(here).collect();
                if let Some(place) = place.filter(|_| found.is_empty()) {
                    let known = places(corpus, source);
                    return Err(unknown("place in the source", place, known.into_iter()));
                }
                (format!("source:{name}"), found)
            }
        };
        if found.is_empty() {
            return Err(question(&words, "no claim that was read is of this account".to_owned()));
        }
        Ok(found)
    }
}

/// A source by its whole name, or by what stands before a colon, with the place behind it.
fn source_and_place<'w>(
    corpus: &Corpus,
    words: &'w str,
) -> Result<(SourceId, Option<&'w str>), Error> {
    if let Ok(found) = source(corpus, words) {
        return Ok((found, None));
    }
    let (name, place) = words.split_once(':').unwrap_or((words, ""));
    let found = source(corpus, name)?;
    Ok((found, Some(place.trim()).filter(|place| !place.is_empty())))
}

/// Whether the claim cites the source, at the place where one is given. Where nothing begins with the very words the
/// caller is told so.
fn cited_at(corpus: &Corpus, id: ClaimId, source: SourceId, place: Option<&str>) -> bool {
    let claim = corpus.claim(id);
    corpus.cites(claim).iter().filter(|cite| cite.source == source).any(|cite| {
        let at = cite.at.map(|at| corpus.texts.value(claim.file, at));
        place.is_none_or(|place| at.is_some_and(|at| at.trim().starts_with(place)))
    })
}

fn places(corpus: &Corpus, source: SourceId) -> BTreeSet<&str> {
    let of = |claim| {
        let cites = corpus.cites(claim).iter().filter(move |cite| cite.source == source);
        cites.filter_map(|cite| cite.at.map(|at| corpus.texts.value(claim.file, at)))
    };
    corpus.claims.iter().flat_map(of).collect()
}

/// Some of the claims of a corpus, by what they are about and whose they are.
#[derive(Clone, Debug, Default)]
pub struct Narrowing {
    measure: Option<MeasureId>,
    members: Vec<(DimensionId, MemberId)>,
    period: Option<Period>,
    quantity: Option<QuantityId>,
    by: Option<PartyId>,
    source: Option<SourceId>,
}

impl Narrowing {
    /// Reads words such as `killed,side=azerbaijani,period=2020`: a measure or the name of a claim, whose quantity
    /// is then meant, and pairs; `by=` and `source=` among them.
    ///
    /// # Errors
    /// When a word names nothing that was read, with a name like it where there is one.
    pub fn parse(corpus: &Corpus, words: &str) -> Result<Self, Error> {
        let mut narrowing = Self::default();
        for piece in pieces(corpus, words)? {
            match piece.key {
                None => narrowing.begin(corpus, &piece.value)?,
                Some(key) => narrowing.lay(corpus, key, &piece.value)?,
            }
        }
        Ok(narrowing)
    }

    fn begin(&mut self, corpus: &Corpus, name: &str) -> Result<(), Error> {
        if let Some(at) = corpus.measures.get_index_of(name) {
            self.measure = Some(MeasureId(at as u32));
            return Ok(());
        }
        let Some(claim) = corpus.claim_named(name) else {
            let claims = corpus.claim_ids().filter_map(|id| corpus.claim_name(id));
            let known = corpus.measures.keys().map(String::as_str).chain(claims);
            let near = closest(name, known);
            let what = "measure or claim".to_owned();
            return Err(Error::Unknown { what, name: name.to_owned(), near });
        };
        self.quantity = Some(corpus.claim(claim).quantity);
        Ok(())
    }

    fn lay(&mut self, corpus: &Corpus, key: &str, value: &str) -> Result<(), Error> {
        match key {
            "measure" => {
                let known = corpus.measures.keys().map(String::as_str);
                let at = corpus.measures.get_index_of(value);
                let at = at.ok_or_else(|| unknown("measure", value, known))?;
                self.measure = Some(MeasureId(at as u32));
            }
            "period" if value == "all" => self.period = None,
            "period" => {
                let fault = |fault| question(&format!("{key}={value}"), format!("{fault}"));
                self.period = Some(Period::parse(value).map_err(fault)?);
            }
            "by" => self.by = Some(party(corpus, value)?),
            "source" => self.source = Some(source(corpus, value)?),
            _ => self.members.push(member(corpus, key, value)?),
        }
        Ok(())
    }

    /// Whether the claim is meant: about the measure, at one of the members or below it, and within the period.
    pub fn holds(&self, corpus: &Corpus, id: ClaimId) -> bool {
        let claim = corpus.claim(id);
        let quantity = corpus.quantities.get(claim.quantity);
        let period = corpus.period(quantity.period());
        let at = |&(dimension, member): &(DimensionId, MemberId)| {
            corpus.dimension(dimension).holds(member, quantity.member(dimension))
        };
        self.measure.is_none_or(|measure| measure == quantity.measure())
            && self.quantity.is_none_or(|wanted| wanted == claim.quantity)
            && self.period.is_none_or(|wanted| wanted == *period || wanted.contains(period))
            && self.by.is_none_or(|party| party == claim.by)
            && self.source.is_none_or(|source| cited_at(corpus, id, source, None))
            && self.members.iter().all(at)
    }
}
