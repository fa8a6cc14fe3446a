//! Two claims in, one of eight grades out (docs/meaning.md, "Two claims on one quantity").

use crate::figure::{Extent, Interval, Number, Ratio};
use crate::model::{Axis, ClaimId, Corpus};

/// How two claims stand to one another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// They say the same.
    Identical,
    /// One lies inside the other.
    Refines,
    /// They share more than a point.
    Overlaps,
    /// They share one point.
    Touches,
    /// They are apart but for a band or a tolerance.
    Near,
    /// They are apart.
    Contradicts,
    /// They are not about one quantity.
    Incomparable,
    /// One of them gives no number.
    Unknown,
}

impl Grade {
    /// Its word.
    pub const fn name(self) -> &'static str {
        match self {
            Grade::Identical => "identical",
            Grade::Refines => "refines",
            Grade::Overlaps => "overlaps",
            Grade::Touches => "touches",
            Grade::Near => "near",
            Grade::Contradicts => "contradicts",
            Grade::Incomparable => "incomparable",
            Grade::Unknown => "unknown",
        }
    }
}

/// What comparing two claims shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// The grade.
    pub grade: Grade,
    /// How far apart they are, in the base unit, bands included; for claims that are apart.
    pub gap: Option<Number>,
    /// The low end of the higher over the high end of the lower, where both are above zero.
    pub ratio: Option<Ratio>,
    /// The first axis they differ on; for incomparable claims.
    pub axis: Option<Axis>,
}

/// Grades two claims, the order of which does not matter.
pub fn compare(corpus: &Corpus, a: ClaimId, b: ClaimId) -> Comparison {
    let quantity = |id: ClaimId| corpus.quantities.get(corpus.claim(id).quantity);
    let mut axes = quantity(a).coordinates().zip(quantity(b).coordinates());
    if let Some(((axis, _), _)) = axes.find(|(a, b)| a != b) {
        return Comparison { grade: Grade::Incomparable, gap: None, ratio: None, axis: Some(axis) };
    }
    compare_extents(&corpus.extent(a), &corpus.extent(b))
}

/// Grades two figures for one quantity.
pub(crate) fn compare_extents(a: &Extent, b: &Extent) -> Comparison {
    let graded = |grade| Comparison { grade, gap: None, ratio: None, axis: None };
    if !a.known || !b.known {
        return graded(Grade::Unknown);
    }
    if !a.wide.meets(&b.wide) {
        let (gap, ratio) = (a.wide.gap(&b.wide), ratio(&a.wide, &b.wide));
        return Comparison { gap, ratio, ..graded(Grade::Contradicts) };
    }
    let Some(shared) = a.core.intersection(&b.core) else {
        let (gap, ratio) = (a.core.gap(&b.core), ratio(&a.core, &b.core));
        return Comparison { gap, ratio, ..graded(Grade::Near) };
    };
    graded(if a.core == b.core {
        Grade::Identical
    } else if a.core.contains(&b.core) || b.core.contains(&a.core) {
        Grade::Refines
    } else if shared.is_point() {
        Grade::Touches
    } else {
        Grade::Overlaps
    })
}

fn ratio(a: &Interval, b: &Interval) -> Option<Ratio> {
    let over = |high: Option<_>, low: Option<_>| {
        let (high, low): (crate::figure::Bound, crate::figure::Bound) = (high?, low?);
        let apart = low.value >= high.value && high.value > Number::ZERO;
        apart.then(|| low.value.ratio_to(high.value)).flatten()
    };
    over(a.high, b.low).or_else(|| over(b.high, a.low))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::figure::{Kind, Terms, parse};

    fn grade(kind: Kind, a: &str, b: &str) -> (Grade, String) {
        let terms = Terms { kind, unit: None, signed: false, band: None, tolerance: None };
        let read = |text: &str| parse(text).unwrap().read_as(&terms).unwrap();
        let one = compare_extents(&read(a), &read(b));
        assert_eq!(one, compare_extents(&read(b), &read(a)), "{a} against {b}, both ways round");
        let gap = one.gap.map_or(String::new(), |gap| gap.to_string());
        (one.grade, gap)
    }

    #[test]
    fn the_eight_grades() {
        let table = [
            ("88", "88", Grade::Identical, ""),
            ("88", "eighty-eight", Grade::Identical, ""),
            ("31–92", "88", Grade::Refines, ""),
            ("31–92", "31–92+", Grade::Refines, ""),
            ("at least 4", "6", Grade::Refines, ""),
            ("31–92", "50–100", Grade::Overlaps, ""),
            ("31–92", "92–100", Grade::Touches, ""),
            ("~300", "320", Grade::Near, "20"),
            ("almost 200", "186", Grade::Near, "14"),
            ("almost 200", "210", Grade::Contradicts, "10"),
            ("88", "91", Grade::Contradicts, "3"),
            ("31–92", "94", Grade::Contradicts, "2"),
            ("fewer than 5", "5", Grade::Contradicts, "1"),
            ("as many as 3,000", "3,001", Grade::Contradicts, "1"),
            ("unknown", "88", Grade::Unknown, ""),
            ("N/A", "88", Grade::Unknown, ""),
        ];
        for (a, b, wanted, gap) in table {
            assert_eq!(grade(Kind::Count, a, b), (wanted, gap.to_owned()), "{a} against {b}");
        }
    }

    #[test]
    fn rounded_figures_touch_at_the_half() {
        assert_eq!(grade(Kind::Amount, "41", "42").0, Grade::Touches);
        assert_eq!(grade(Kind::Count, "41", "42").0, Grade::Contradicts);
    }

    #[test]
    fn a_ratio_is_of_the_facing_ends() {
        let terms =
            Terms { kind: Kind::Count, unit: None, signed: false, band: None, tolerance: None };
        let read = |text: &str| parse(text).unwrap().read_as(&terms).unwrap();
        let one = compare_extents(&read("11,557"), &read("25,000–30,000"));
        assert_eq!(one.ratio.unwrap().plain(), "25000/11557");
        assert_eq!(compare_extents(&read("0"), &read("5")).ratio, None);
        let terms = Terms { signed: true, ..terms };
        let signed = |text: &str| parse(text).unwrap().read_as(&terms).unwrap();
        for (low, high) in [("-5", "-1"), ("-5", "0"), ("-5", "5"), ("0", "5")] {
            let one = compare_extents(&signed(low), &signed(high));
            assert_eq!((one.grade, one.ratio), (Grade::Contradicts, None), "{low} and {high}");
        }
        let one = compare_extents(&signed("-1–2"), &signed("5"));
        assert_eq!(one.ratio.unwrap().plain(), "5/2");
    }
}
