//! How a party is drawn: its colour and its shape, the same in marks and plots.

/// Colours there are, and shapes; together they tell apart as many parties as the one times the other.
pub(super) const COLOURS: usize = 8;
pub(super) const SHAPES: usize = 8;

/// A party's shape: parties of one colour have different ones.
const fn shape(party: usize) -> usize {
    (party + party / COLOURS) % SHAPES
}

/// The classes of a mark.
pub(super) fn look(party: usize, hedged: bool, out: bool) -> String {
    let hedged = if hedged { " h" } else { "" };
    let out = if out { " o" } else { "" };
    format!("p{} s{}{hedged}{out}", party % COLOURS, shape(party))
}
