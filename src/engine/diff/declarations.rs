//! Two corpora in; the names that only one declares, and those the two declare otherwise, out. Rulings likewise.

use crate::model::{Corpus, Member, Pin};
use std::collections::BTreeMap;

/// Something declared on one side only, or otherwise on either.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Declared {
    /// What it is: measure, member, party, source or ruling.
    pub what: &'static str,
    /// Its name; a member's behind its dimension's, a ruling's check with its claims.
    pub name: String,
    /// Where it is declared.
    pub on: On,
}

/// On which side something is declared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum On {
    /// Only on the first.
    A,
    /// Only on the second.
    B,
    /// On both, and not as the same.
    Both,
}

/// Everything declared otherwise, sorted. Linear in the vocabularies and the rulings.
pub(crate) fn declared(corpora: [&Corpus; 2], numbers: [&[u32]; 2]) -> Vec<Declared> {
    let [a, b] = [0, 1].map(|side| all(corpora[side], numbers[side]));
    let first = a.iter().filter_map(|(key, said)| {
        let on = match b.get(key) {
            None => On::A,
            Some((other, _)) if *other != said.0 => On::Both,
            Some(_) => return None,
        };
        Some((key, on))
    });
    let second = b.keys().filter(|key| !a.contains_key(*key)).map(|key| (key, On::B));
    let named = |((what, name), on): (&Key, On)| {
        let (_, shown) =
            if on == On::B { &b[&(*what, name.clone())] } else { &a[&(*what, name.clone())] };
        Declared { what, name: shown.clone(), on }
    };
    let mut found: Vec<Declared> = first.chain(second).map(named).collect();
    found.sort();
    found.dedup();
    found
}

/// What it is, and its name; of a ruling, which has none, all that it says.
type Key = (&'static str, String);

/// Everything declared, with what is said of it in names, for numbers mean nothing on the other side, and with what it
/// is called.
fn all(corpus: &Corpus, numbers: &[u32]) -> BTreeMap<Key, (String, String)> {
    let measures = corpus.measures.iter().map(|(name, measure)| {
        let unit = measure.unit.as_ref().map(|(name, _)| name);
        let within = measure.within.map(|id| corpus.measure_name(id));
        let of = measure.of.map(|id| corpus.dimension_name(id));
        let said = (measure.kind.name(), unit, measure.signed, measure.may_fall, within, of);
        let slack = (measure.band, measure.tolerance);
        (("measure", name.clone()), (format!("{said:?} {slack:?}"), name.clone()))
    });
    let members = corpus.dimensions.iter().flat_map(|(dimension, tree)| {
        tree.members.iter().map(move |(name, member)| {
            let &Member { parent, complete, overlapping, .. } = member;
            let said = (parent.map(|id| tree.name(id)), complete, overlapping);
            let name = format!("{dimension}: {name}");
            (("member", name.clone()), (format!("{said:?}"), name))
        })
    });
    let parties = corpus.parties.iter().map(|(name, party)| {
        let side = party.belligerent.map(|(dimension, member)| {
            (corpus.dimension_name(dimension), corpus.dimension(dimension).name(member))
        });
        (("party", name.clone()), (format!("{:?} {side:?}", party.name), name.clone()))
    });
    let sources = corpus.sources.iter().map(|(name, source)| {
        let relays = source.relays.iter().map(|&id| corpus.source_name(id));
        let mut relays: Vec<&str> = relays.collect();
        relays.sort_unstable();
        let document = corpus.source_name(source.document);
        let said = format!("{:?} {relays:?} {document}", source.title);
        (("source", name.clone()), (said, name.clone()))
    });
    let rulings = corpus.resolutions.iter().map(|ruling| {
        let text = |scalar| corpus.texts.value(ruling.span.file, scalar);
        let pins = |pins: &[Pin]| -> Vec<(u32, String)> {
            let pin = |pin: &Pin| {
                let says = corpus.figure(pin.reads).canonical();
                (numbers[pin.claim.index()], says)
            };
            let mut all: Vec<_> = pins.iter().map(pin).collect();
            all.sort_unstable();
            all
        };
        let review = ruling.review_by.map(|(_, day)| *corpus.period(day));
        let when = (*corpus.period(ruling.date), review);
        let who = (ruling.ruling.name(), text(ruling.because), text(ruling.by));
        let said = format!("{who:?} {when:?} {:?} {:?}", pins(&ruling.claims), pins(&ruling.adopt));
        let names = ruling.claims.iter().filter_map(|pin| corpus.claim_name(pin.claim));
        let names = names.collect::<Vec<_>>().join(", ");
        let name = format!("{} of {names}", text(ruling.check));
        let said = format!("{} {said}", text(ruling.check));
        (("ruling", said), (String::new(), name))
    });
    measures.chain(members).chain(parties).chain(sources).chain(rulings).collect()
}
