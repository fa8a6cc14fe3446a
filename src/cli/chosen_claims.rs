//! `--by` and `--source`: which claims take part.

use crate::error::Error;
use crate::model::{ClaimId, Corpus};
use crate::read::words::quantity::{party, source};

/// Which claims take part; all where nothing is said.
#[derive(Clone, Debug, Default, clap::Args)]
pub(super) struct ChosenClaims {
    /// Only claims of these parties (comma-separated); the others take no part
    #[arg(long, value_delimiter = ',', value_name = "PARTY")]
    by: Vec<String>,

    /// Only claims that cite these sources, or parts of them (comma-separated)
    #[arg(long, value_delimiter = ',', value_name = "SOURCE")]
    source: Vec<String>,
}

impl ChosenClaims {
    /// Whether some claims are left out.
    pub(super) fn are_some(&self) -> bool {
        !self.by.is_empty() || !self.source.is_empty()
    }

    /// Leaves the other claims out.
    ///
    /// # Errors
    /// When a party or a source is not declared.
    pub(super) fn choose(&self, corpus: &mut Corpus) -> Result<(), Error> {
        self.choose_from(&mut [corpus])
    }

    /// Leaves the other claims out of several corpora. A name has to be declared in one of them.
    ///
    /// # Errors
    /// When a party or a source is declared in none of them.
    pub(super) fn choose_from(&self, corpora: &mut [&mut Corpus]) -> Result<(), Error> {
        if !self.are_some() {
            return Ok(());
        }
        for name in &self.by {
            declared(corpora.iter().map(|corpus| party(corpus, name)))?;
        }
        for name in &self.source {
            declared(corpora.iter().map(|corpus| source(corpus, name)))?;
        }
        let count =
            |corpora: &[&mut Corpus]| corpora.iter().map(|corpus| corpus.claims.len()).sum();
        let claims = count(corpora);
        for corpus in corpora.iter_mut() {
            let chosen: Vec<bool> = corpus.claim_ids().map(|id| self.holds(corpus, id)).collect();
            corpus.retain_claims(&chosen);
        }
        let left: usize = count(corpora);
        if left == 0 && claims > 0 { Err(Error::NothingChosen { claims }) } else { Ok(()) }
    }

    fn holds(&self, corpus: &Corpus, id: ClaimId) -> bool {
        let claim = corpus.claim(id);
        let has = |names: &[String], name: &str| names.iter().any(|chosen| chosen == name);
        let cited = || {
            let sources = corpus.cites(claim).iter().map(|cite| cite.source);
            let names = sources.flat_map(|id| [id, corpus.document(id)]);
            names.map(|id| corpus.source_name(id)).any(|name| has(&self.source, name))
        };
        (self.by.is_empty() || has(&self.by, corpus.party_name(claim.by)))
            && (self.source.is_empty() || cited())
    }
}

/// That one of them is there.
fn declared<T>(found: impl Iterator<Item = Result<T, Error>>) -> Result<(), Error> {
    let mut fault = Ok(());
    for one in found {
        match one {
            Ok(_) => return Ok(()),
            Err(error) => fault = Err(error),
        }
    }
    fault
}
