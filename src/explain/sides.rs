//! Whose people a claim speaks of: its party's own, its enemy's, or those of others (docs/meaning.md,
//! "Sides").

use crate::model::{ClaimId, Corpus, Dimension, MemberId, WHOLE};

/// How a claim's party stands to the side its figure is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpeaksOf {
    /// The party is that side.
    OwnSide,
    /// The party is one side, and the figure is about another.
    Enemy,
    /// The party is no side.
    OthersWar,
}

impl SpeaksOf {
    /// Its word.
    pub const fn name(self) -> &'static str {
        match self {
            SpeaksOf::OwnSide => "own-side",
            SpeaksOf::Enemy => "enemy",
            SpeaksOf::OthersWar => "third-party",
        }
    }
}

/// How a claim's party stands to the side its figure is about; `None` where the figure is about no one
/// side, about one that no party is, or about an ally's: what shares a member above the party's own, or
/// is one above it. As many steps as members stand above one another.
pub fn speaks_of(corpus: &Corpus, id: ClaimId) -> Option<SpeaksOf> {
    let claim = corpus.claim(id);
    let quantity = corpus.quantities.get(claim.quantity);
    match corpus.parties[claim.by.index()].belligerent {
        Some((at, own)) => {
            let dimension = corpus.dimension(at);
            let spoken_of = quantity.member(at);
            if spoken_of == WHOLE {
                None
            } else if dimension.holds(own, spoken_of) {
                Some(SpeaksOf::OwnSide)
            } else {
                let apart = branch(dimension, own) != branch(dimension, spoken_of);
                (apart && is_a_side(dimension, spoken_of)).then_some(SpeaksOf::Enemy)
            }
        }
        None => {
            let mut members = quantity.members();
            let of_a_side = members.any(|(at, member)| is_a_side(corpus.dimension(at), member));
            of_a_side.then_some(SpeaksOf::OthersWar)
        }
    }
}

/// The member directly below the whole that holds the member.
fn branch(dimension: &Dimension, member: MemberId) -> MemberId {
    above(dimension, member).last().unwrap_or(member)
}

/// Whether some party is the member, a part of it, or a member it is a part of.
fn is_a_side(dimension: &Dimension, member: MemberId) -> bool {
    dimension.member(member).belligerents > 0
        || above(dimension, member).any(|outer| dimension.member(outer).is_belligerent)
}

/// The member and those above it, up to the whole and without it.
fn above(dimension: &Dimension, member: MemberId) -> impl Iterator<Item = MemberId> {
    let up = |&at: &MemberId| dimension.member(at).parent.filter(|&parent| parent != WHOLE);
    std::iter::successors(Some(member).filter(|&member| member != WHOLE), up)
}
