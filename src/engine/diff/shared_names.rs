//! Two corpora in; numbers that their quantities, parties and sources have in common, by what they are called, out.

use crate::model::{Corpus, DimensionId, MemberId, PartyId, Quantity, QuantityId, SourceId};
use hashbrown::HashMap;
use std::hash::Hash;

/// Numbers for the things of two corpora: the same for what is called the same in both.
#[derive(Debug)]
pub(crate) struct Shared {
    quantities: [Vec<u32>; 2],
    parties: [Vec<u32>; 2],
    sources: [Vec<u32>; 2],
}

impl Shared {
    /// Numbers everything. Linear in the vocabularies and the quantities.
    pub(crate) fn new(corpora: [&Corpus; 2]) -> Self {
        Self {
            quantities: quantities(corpora),
            parties: numbers(corpora.map(|corpus| corpus.parties.keys())),
            sources: numbers(corpora.map(|corpus| corpus.sources.keys())),
        }
    }

    pub(crate) fn quantity(&self, side: usize, id: QuantityId) -> u32 {
        self.quantities[side][id.index()]
    }

    /// One more than the greatest number of a quantity.
    pub(crate) fn quantity_numbers(&self) -> usize {
        let numbers = self.quantities.iter().flatten();
        numbers.max().map_or(0, |&last| last as usize + 1)
    }

    pub(crate) fn party(&self, side: usize, id: PartyId) -> u32 {
        self.parties[side][id.index()]
    }

    pub(crate) fn source(&self, side: usize, id: SourceId) -> u32 {
        self.sources[side][id.index()]
    }

    /// The numbers of all quantities.
    pub(crate) fn into_quantities(self) -> [Vec<u32>; 2] {
        self.quantities
    }
}

/// A row for each quantity: measure, period and members. A dimension only one corpus has is the whole of it in the
/// other.
fn quantities(corpora: [&Corpus; 2]) -> [Vec<u32>; 2] {
    let measures = numbers(corpora.map(|corpus| corpus.measures.keys()));
    let periods = numbers(corpora.map(|corpus| corpus.periods.iter()));
    let fixed = |side: usize, quantity: Quantity<'_>| {
        (measures[side][quantity.measure().index()], periods[side][quantity.period().index()])
    };
    // Mostly the dimensions are the same, and so are their members' own numbers.
    if trees(corpora[0]) == trees(corpora[1]) {
        return rows(corpora, |side, quantity| (fixed(side, quantity), quantity.place().1));
    }
    let (members, starts) = members(corpora);
    let row = |side: usize, quantity: Quantity<'_>| {
        let at = |(dimension, member): (DimensionId, MemberId)| {
            members[side][starts[side][dimension.index()] + member.index()]
        };
        let mut at: Vec<u32> = quantity.members().map(at).collect();
        at.sort_unstable();
        (fixed(side, quantity), at)
    };
    rows(corpora, row)
}

fn rows<'c, K: Eq + Hash>(
    corpora: [&'c Corpus; 2],
    row: impl Fn(usize, Quantity<'c>) -> K,
) -> [Vec<u32>; 2] {
    let [a, b] = [0, 1].map(|side| {
        let quantities = &corpora[side].quantities;
        let row = &row;
        quantities.ids().map(move |id| row(side, quantities.get(id)))
    });
    numbers_of(a, b)
}

/// What every dimension and its members are called, in the order of their numbers.
fn trees(corpus: &Corpus) -> Vec<(&str, Vec<&str>)> {
    let all = corpus.dimensions.iter();
    all.map(|(name, tree)| (name.as_str(), tree.members.keys().map(String::as_str).collect()))
        .collect()
}

/// The members of all dimensions in one list, and where each dimension's begin in it.
fn members(corpora: [&Corpus; 2]) -> ([Vec<u32>; 2], [Vec<usize>; 2]) {
    let named = corpora.map(|corpus| {
        corpus.dimensions.iter().flat_map(|(dimension, tree)| {
            tree.members.keys().map(move |member| (dimension.as_str(), member.as_str()))
        })
    });
    let starts = corpora.map(|corpus| {
        let sizes = corpus.dimensions.values().map(|tree| tree.members.len());
        let start = |sum: &mut usize, size: usize| {
            *sum += size;
            Some(*sum - size)
        };
        sizes.scan(0, start).collect()
    });
    (numbers(named), starts)
}

fn numbers<K: Eq + Hash>(sides: [impl Iterator<Item = K>; 2]) -> [Vec<u32>; 2] {
    let [a, b] = sides;
    numbers_of(a, b)
}

fn numbers_of<K: Eq + Hash>(
    a: impl Iterator<Item = K>,
    b: impl Iterator<Item = K>,
) -> [Vec<u32>; 2] {
    let mut known: HashMap<K, u32> = HashMap::new();
    let mut number = |key: K| {
        let next = known.len() as u32;
        *known.entry(key).or_insert(next)
    };
    [a.map(&mut number).collect(), b.map(&mut number).collect()]
}
