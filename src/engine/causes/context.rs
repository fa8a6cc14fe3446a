//! What every look for causes leans on: the corpus, the claims that stand, where quantities lie, and
//! the trees of members.

use crate::engine::standing::claims_in_force::Ground;
use crate::model::{Corpus, DimensionId, MemberId, PeriodId, Quantity};
use std::collections::HashMap;

/// Made once for all totals of a corpus.
pub(crate) struct Context<'c> {
    pub(crate) corpus: &'c Corpus,
    pub(crate) ground: &'c Ground,
    /// How far below the whole each member of each dimension lies.
    depths: Vec<Vec<u16>>,
    /// Whether some members of the dimension may overlap.
    overlapping: Vec<bool>,
}

impl<'c> Context<'c> {
    /// Linear in the members.
    pub(crate) fn new(corpus: &'c Corpus, ground: &'c Ground) -> Self {
        let depths = corpus.dimensions.values().map(|dimension| {
            let mut depths: Vec<u16> = Vec::with_capacity(dimension.members.len());
            for member in dimension.members.values() {
                // A member comes after the one it is a part of.
                let above = member.parent.map(|parent| depths[parent.index()].saturating_add(1));
                depths.push(above.unwrap_or(0));
            }
            depths
        });
        let dimensions = corpus.dimensions.values();
        let overlapping =
            dimensions.map(|dimension| dimension.members.values().any(|member| member.overlapping));
        Self { corpus, ground, depths: depths.collect(), overlapping: overlapping.collect() }
    }

    /// Whether two members neither of which holds the other may share ground: they are parts of one
    /// that says its parts overlap.
    pub(crate) fn may_overlap(&self, id: DimensionId, a: MemberId, b: MemberId) -> bool {
        if !self.overlapping[id.index()] {
            return false;
        }
        let dimension = self.corpus.dimension(id);
        let mut above = Some(a);
        while let Some(member) = above.filter(|&member| !dimension.holds(member, b)) {
            above = dimension.member(member).parent;
        }
        above.is_some_and(|member| dimension.member(member).overlapping)
    }

    /// How far the inner quantity lies below the outer one along every dimension, and in time.
    pub(crate) fn depths(
        &self,
        outer: Quantity<'_>,
        inner: Quantity<'_>,
        in_time: &HashMap<PeriodId, u16>,
    ) -> Vec<u16> {
        let dimensions = self.depths.iter().zip(0u32..).map(|(depths, at)| {
            let depth = |quantity: Quantity<'_>| depths[quantity.member(DimensionId(at)).index()];
            depth(inner).saturating_sub(depth(outer))
        });
        let time = in_time.get(&inner.period()).copied().unwrap_or(0);
        dimensions.chain([time]).collect()
    }
}
