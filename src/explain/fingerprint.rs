//! A finding's fingerprint: the same for the same fault, whatever moves around it.
//!
//! It is made of the check, the quantities, the parties and the sources; for a fault of the files of
//! the check, the file's name and what is at fault. Never of ids, lines or figures.

use super::naming::{about, period};
use crate::finding::{Evidence, Finding};
use crate::model::Corpus;
use sha2::{Digest, Sha256};
use std::collections::{BTreeSet, HashMap};

/// The fingerprints of a run's findings, in their order; the second and later of a kind are
/// numbered, so that all differ.
pub fn fingerprints(corpus: &Corpus, findings: &[Finding]) -> Vec<String> {
    fingerprints_under(corpus, findings, "")
}

/// As [`fingerprints`], with files called by their names below a folder, so that those of two folders match.
pub fn fingerprints_under(corpus: &Corpus, findings: &[Finding], folder: &str) -> Vec<String> {
    let mut seen: HashMap<String, usize> = HashMap::new();
    let unique = |finding| {
        let one = fingerprint(corpus, finding, folder);
        let count = seen.entry(one.clone()).or_default();
        *count += 1;
        if *count == 1 { one } else { format!("{one}-{count}") }
    };
    findings.iter().map(unique).collect()
}

fn fingerprint(corpus: &Corpus, finding: &Finding, folder: &str) -> String {
    let mut words = BTreeSet::new();
    if finding.claims.is_empty() {
        let name = corpus.texts.file(finding.at.file).name();
        words.insert(format!("file={}", name.strip_prefix(folder).unwrap_or(name)));
        words.insert(format!("fault={}", fault(corpus, &finding.evidence)));
    }
    for involved in &finding.claims {
        let claim = corpus.claim(involved.claim);
        let about = about(corpus, claim.quantity).into_iter();
        let about: Vec<String> = about.map(|(key, value)| format!("{key}={value}")).collect();
        words.insert(format!("{};period={}", about.join(";"), period(corpus, claim.quantity)));
        words.insert(format!("by={}", corpus.party_name(claim.by)));
        let cites = corpus.cites(claim).iter();
        words.extend(cites.map(|cite| format!("source={}", corpus.source_name(cite.source))));
    }
    let words = words.iter().map(String::as_str);
    digest([finding.check.name()].into_iter().chain(words))
}

/// Thirty-two hexadecimal digits that stand for the words and their order (SHA-256, its first half).
pub fn digest<'w>(words: impl IntoIterator<Item = &'w str>) -> String {
    let mut hash = Sha256::new();
    for (at, word) in words.into_iter().enumerate() {
        if at > 0 {
            hash.update([0]);
        }
        hash.update(word);
    }
    hash.finalize().iter().take(16).map(|byte| format!("{byte:02x}")).collect()
}

/// What is at fault, without what may be mended around it.
fn fault(corpus: &Corpus, evidence: &Evidence) -> String {
    match evidence {
        Evidence::Shape { place, wanted, .. } => format!("{place} {wanted}"),
        Evidence::UnknownKey { key, record, .. } => format!("{record} {key}"),
        Evidence::Duplicate { what, name, .. } => format!("{what} {name}"),
        Evidence::MissingKey { key, record } => format!("{record} {key}"),
        Evidence::SplitNumber { key, .. } => key.clone(),
        Evidence::Reserved { what, name } => format!("{what} {name}"),
        Evidence::LookAlike { what, name, like } => format!("{what} {name} {like}"),
        Evidence::Dangling { what, name, .. } => format!("{what} {name}"),
        Evidence::Circular { key, names } => format!("{key} {}", names.join(" ")),
        Evidence::Ruling(id, _) => {
            let ruling = corpus.resolution(*id);
            let text = |scalar| corpus.texts.value(ruling.span.file, scalar);
            let (check, by) = (text(ruling.check), text(ruling.by));
            format!("{check} {} {by} {}", ruling.ruling.name(), corpus.period(ruling.date))
        }
        Evidence::Encoding(_)
        | Evidence::Syntax { .. }
        | Evidence::Unsupported(_)
        | Evidence::Empty
        | Evidence::Figure(_)
        | Evidence::Period(_)
        | Evidence::Conflict(_)
        | Evidence::Sum(_)
        | Evidence::Fraction(_)
        | Evidence::Total(_)
        | Evidence::Fall(_)
        | Evidence::OneOrigin(_)
        | Evidence::Revision(_)
        | Evidence::Joint(_)
        | Evidence::Overlap { .. }
        | Evidence::Slip(..) => String::new(),
    }
}
