//! Cells where many parts may overlap: a space in; unknowns, the sums of them that its quantities are, and what holds
//! between a part and its whole, out.
//!
//! Of parts that may overlap all that can be said is that each is at most the whole: whatever amounts below it they
//! have, some world has them, the smaller inside the larger. Where such parts leave nothing out, the whole is also at
//! most their sum: whatever amounts keep to both, some world has them, one part beginning where another ends. So the
//! sets of such parts are not gone through. Where something is along the other axes is separated first. There every
//! part has unknowns of its own, and together they are at most that of the whole.

use crate::engine::possible::axis_states::{MemberTree, Place};
use crate::engine::possible::cells::{Trail, cells, walk};
use crate::engine::possible::spaces::Space;
use crate::figure::Exact;
use crate::model::{Axis, Corpus, QuantityId};
use crate::solver::simplex::{Link, LinkKind};

use std::collections::BTreeMap;

/// A space whose parts along one axis may overlap.
pub(crate) struct LinkedParts {
    pub(crate) unknowns: usize,
    /// The unknowns of each quantity.
    pub(crate) sums: Vec<Vec<u32>>,
    pub(crate) links: Vec<Link>,
    /// The unknowns that are in no part that may overlap: all there is, each thing once.
    pub(crate) outermost: Vec<u32>,
    /// Along some other axis cells are left out.
    pub(crate) partial: bool,
}

impl LinkedParts {
    /// The unknowns of a space, spending a step for every quantity written; none where they are spent, or where no
    /// parts that may overlap are claimed.
    pub(crate) fn of(corpus: &Corpus, space: &Space, work: &mut usize) -> Option<Self> {
        let along = widest(corpus, space)?;
        let elsewhere = cells(corpus, &without(space, along), work);
        if elsewhere.spent {
            return None;
        }
        let mut linked = Self {
            unknowns: 0,
            sums: vec![Vec::new(); space.quantities.len()],
            links: Vec::new(),
            outermost: Vec::new(),
            partial: elsewhere.partial,
        };
        let mut tree = MemberTree::default();
        for cell in 0..elsewhere.len() {
            let groups = groups(corpus, space, along, elsewhere.cover(cell));
            let keys: Vec<u32> = groups.keys().copied().collect();
            tree.plant(corpus, along, &keys);
            let here = Here { tree: &tree, groups: groups.into_values().collect() };
            for top in tree.places() {
                linked.lay_out(&here, top, &mut Vec::new(), Inside::NOTHING, work)?;
            }
        }
        Some(linked)
    }

    /// The unknowns of a place and of all in it, the quantities around it being these.
    fn lay_out(
        &mut self,
        here: &Here<'_>,
        place: Place,
        outer: &mut Vec<u32>,
        inside: Inside,
        work: &mut usize,
    ) -> Option<()> {
        let before = outer.len();
        outer.extend(place.group.iter().flat_map(|&group| &here.groups[group as usize]));
        let overlapping = place.overlapping && here.tree.inside(place).next().is_some();
        if overlapping {
            let whole = self.unknown(outer, inside.link, work)?;
            let mut parts = Vec::new();
            for part in here.tree.inside(place) {
                self.links.push(Link { kind: LinkKind::Inside, parts: Vec::new(), whole });
                let own = self.links.len() - 1;
                let inside = Inside { link: Some(own), covering: !place.rest };
                parts.push(own);
                self.lay_out(here, part, &mut Vec::new(), inside, work)?;
            }
            if !place.rest {
                self.cover(whole, &parts, work)?;
            }
        } else {
            for part in here.tree.inside(place) {
                self.lay_out(here, part, outer, inside, work)?;
            }
            if place.rest && (inside.covering || !outer.is_empty()) {
                self.unknown(outer, inside.link, work)?;
            }
        }
        outer.truncate(before);
        Some(())
    }

    /// These parts, each by its link, leave nothing of the whole out.
    fn cover(&mut self, whole: u32, parts: &[usize], work: &mut usize) -> Option<()> {
        let of_part = |&link: &usize| &self.links[link].parts;
        let parts: Vec<u32> = parts.iter().flat_map(of_part).copied().collect();
        *work = work.checked_sub(parts.len())?;
        self.links.push(Link { kind: LinkKind::Covering, parts, whole });
        Some(())
    }

    fn unknown(&mut self, within: &[u32], link: Option<usize>, work: &mut usize) -> Option<u32> {
        *work = work.checked_sub(within.len() + 1)?;
        let new = self.unknowns as u32;
        self.unknowns += 1;
        within.iter().for_each(|&at| self.sums[at as usize].push(new));
        match link {
            Some(link) => self.links[link].parts.push(new),
            None => self.outermost.push(new),
        }
        Some(new)
    }
}

/// The part that a place is in, of parts that may overlap; or none.
#[derive(Clone, Copy)]
struct Inside {
    /// The link of the part to its whole.
    link: Option<usize>,
    /// The parts leave nothing out, so it counts too what is in the part and in nothing that is claimed.
    covering: bool,
}

impl Inside {
    const NOTHING: Self = Self { link: None, covering: false };
}

/// The quantities that are in one place along the other axes.
struct Here<'t> {
    tree: &'t MemberTree,
    /// By their coordinates along this one.
    groups: Vec<Vec<u32>>,
}

/// An amount, and the coordinates that hold it along the axis whose parts may overlap.
pub(crate) struct Piece {
    pub(crate) amount: Exact,
    pub(crate) inside: Vec<u32>,
}

/// Where such pieces are.
pub(crate) struct Along<'k> {
    pub(crate) axis: Axis,
    /// All coordinates claimed in this place along the other axes, ascending.
    pub(crate) keys: &'k [u32],
    /// A quantity that holds the piece.
    pub(crate) quantity: QuantityId,
}

/// Told of every piece, and of the way to its place along the other axes.
type Met<'m> = &'m mut dyn FnMut(Piece, &Along<'_>, Option<&Trail<'_>>);

/// A world of these amounts, one for each unknown: the parts of every whole laid over one another from its beginning.
/// A step is spent for every part that a piece may lie in; none where they are spent.
pub(crate) fn pieces(
    corpus: &Corpus,
    space: &Space,
    amounts: &[Exact],
    work: &mut usize,
    met: Met<'_>,
) -> Option<()> {
    let along = widest(corpus, space)?;
    let mut tree = MemberTree::default();
    let (mut next, mut all, mut steps) = (0, Some(()), *work);
    walk(corpus, &without(space, along), work, &mut |_, cover, trail| {
        let groups = groups(corpus, space, along, cover);
        let keys: Vec<u32> = groups.keys().copied().collect();
        tree.plant(corpus, along, &keys);
        let mut pile = Pile { tree: &tree, keys: &keys, amounts, next, work: &mut steps };
        for top in tree.places() {
            let Some(pieces) = pile.of(top, false, false) else {
                all = None;
                return;
            };
            let held = |it: &Piece| it.amount.is_positive() && !it.inside.is_empty();
            for piece in pieces.into_iter().filter(held) {
                let quantity = space.quantities[groups[&piece.inside[0]][0] as usize];
                met(piece, &Along { axis: along, keys: &keys, quantity }, trail);
            }
        }
        next = pile.next;
    });
    all
}

/// Lays the pieces of one place over one another. Unknowns come in the order in which they were laid out.
struct Pile<'p> {
    tree: &'p MemberTree,
    keys: &'p [u32],
    amounts: &'p [Exact],
    next: usize,
    work: &'p mut usize,
}

impl Pile<'_> {
    /// The pieces of a place, which is in one that is claimed, or is one of parts that leave nothing out.
    fn of(&mut self, place: Place, within: bool, covering: bool) -> Option<Vec<Piece>> {
        let within = within || place.group.is_some();
        let parts: Vec<Place> = self.tree.inside(place).collect();
        let mut pieces = Vec::new();
        if place.overlapping && !parts.is_empty() {
            let whole = self.take();
            let piles: Option<Vec<_>> =
                parts.into_iter().map(|part| self.of(part, false, !place.rest)).collect();
            pieces = self.laid_over(piles?, whole, !place.rest)?;
        } else {
            for part in parts {
                pieces.extend(self.of(part, within, covering)?);
            }
            if place.rest && (covering || within) {
                pieces.push(Piece { amount: self.take(), inside: Vec::new() });
            }
        }
        let own = place.group.map(|group| self.keys[group as usize]);
        pieces.iter_mut().for_each(|piece| piece.inside.extend(own));
        Some(pieces)
    }

    fn take(&mut self) -> Exact {
        let amount = self.amounts.get(self.next).cloned().unwrap_or_default();
        self.next += 1;
        amount
    }

    /// Piles laid over one another along a whole: each from its beginning, or where they leave nothing out, from where
    /// those before it end until the whole is covered.
    fn laid_over(
        &mut self,
        piles: Vec<Vec<Piece>>,
        whole: Exact,
        covering: bool,
    ) -> Option<Vec<Piece>> {
        let some = |pile: Vec<Piece>| {
            pile.into_iter().filter(|piece| piece.amount.is_positive()).rev().collect::<Vec<_>>()
        };
        let mut covered = if covering { Exact::ZERO } else { whole.clone() };
        let mut waiting: Vec<(Exact, Vec<Piece>)> = Vec::new();
        for pile in piles.into_iter().map(some).filter(|pile| !pile.is_empty()) {
            let length = pile.iter().fold(Exact::ZERO, |all, piece| &all + &piece.amount);
            let first =
                if covered < whole { covered.clone().min(&whole - &length) } else { Exact::ZERO };
            covered = covered.max(&first + &length);
            waiting.push((first, pile));
        }
        waiting.sort_by(|a, b| b.0.cmp(&a.0));
        let mut open: Vec<Vec<Piece>> = Vec::new();
        let (mut at, mut pieces) = (Exact::ZERO, Vec::new());
        while at < whole {
            open.extend(waiting.pop_if(|next| next.0 <= at).map(|(_, pile)| pile));
            let next = waiting.last().map_or(&whole, |(first, _)| first);
            if *next <= at {
                continue;
            }
            let amount = self.cut(&mut open, next - &at, &mut pieces)?;
            at += &amount;
        }
        Some(pieces)
    }

    /// The next piece: all that lies over one another, as far as none of it ends, and no further than so much.
    fn cut(
        &mut self,
        open: &mut Vec<Vec<Piece>>,
        most: Exact,
        pieces: &mut Vec<Piece>,
    ) -> Option<Exact> {
        let tops = || open.iter().filter_map(|pile| pile.last());
        let entries: usize = tops().map(|piece| piece.inside.len() + 1).sum();
        *self.work = self.work.checked_sub(entries)?;
        let amount = tops().map(|piece| piece.amount.clone()).fold(most, Exact::min);
        let inside = tops().flat_map(|piece| piece.inside.iter().copied()).collect();
        for pile in &mut *open {
            let Some(mut piece) = pile.pop() else { continue };
            piece.amount = &piece.amount - &amount;
            if piece.amount.is_positive() {
                pile.push(piece);
            }
        }
        open.retain(|pile| !pile.is_empty());
        pieces.push(Piece { amount: amount.clone(), inside });
        Some(amount)
    }
}

/// The space without one of its axes.
fn without(space: &Space, along: Axis) -> Space {
    let axes = space.axes.iter().copied().filter(|&axis| axis != along).collect();
    Space { quantities: space.quantities.clone(), axes, most: None }
}

/// Quantities by their coordinates along an axis.
fn groups(corpus: &Corpus, space: &Space, along: Axis, cover: &[u32]) -> BTreeMap<u32, Vec<u32>> {
    let mut groups: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
    for &at in cover {
        let id = space.quantities[at as usize];
        groups.entry(corpus.quantities.get(id).along(along)).or_default().push(at);
    }
    groups
}

/// The axis along which the most coordinates are claimed, of those with parts that may overlap.
fn widest(corpus: &Corpus, space: &Space) -> Option<Axis> {
    let mut tree = MemberTree::default();
    let wide = space.axes.iter().copied().filter(|&axis| axis != Axis::Period);
    let wide = wide.filter_map(|axis| {
        let along = |&id| corpus.quantities.get(id).along(axis);
        let mut keys: Vec<u32> = space.quantities.iter().map(along).collect();
        keys.sort_unstable();
        keys.dedup();
        tree.plant(corpus, axis, &keys);
        tree.overlaps.then_some((keys.len(), axis))
    });
    wide.max_by_key(|&(keys, _)| keys).map(|(_, axis)| axis)
}
