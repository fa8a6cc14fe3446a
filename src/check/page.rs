//! The page of each check: what it finds, why it matters, examples, how to settle it.

use crate::finding::Check;

/// The check's page, in Markdown. Its YAML examples are run as tests.
pub const fn page(check: Check) -> &'static str {
    match check {
        Check::NotUtf8 => include_str!("not_utf_8.md"),
        Check::SyntaxError => include_str!("syntax_error.md"),
        Check::UnsupportedYaml => include_str!("unsupported_yaml.md"),
        Check::EmptyFile => include_str!("empty_file.md"),
        Check::WrongShape => include_str!("wrong_shape.md"),
        Check::UnknownKey => include_str!("unknown_key.md"),
        Check::DuplicateKey => include_str!("duplicate_key.md"),
        Check::MissingKey => include_str!("missing_key.md"),
        Check::SplitNumber => include_str!("split_number.md"),
        Check::DuplicateName => include_str!("duplicate_name.md"),
        Check::ReservedName => include_str!("reserved_name.md"),
        Check::DanglingReference => include_str!("dangling_reference.md"),
        Check::CircularReference => include_str!("circular_reference.md"),
        Check::NotAFigure => include_str!("not_a_figure.md"),
        Check::ReversedRange => include_str!("reversed_range.md"),
        Check::BestOutsideRange => include_str!("best_outside_range.md"),
        Check::NotAPeriod => include_str!("not_a_period.md"),
        Check::VoidResolution => include_str!("void_resolution.md"),
        Check::UnusedResolution => include_str!("unused_resolution.md"),
        Check::OverdueResolution => include_str!("overdue_resolution.md"),
        Check::ConflictingClaims => include_str!("conflicting_claims.md"),
        Check::NearClaims => include_str!("near_claims.md"),
        Check::PartExceedsWhole => include_str!("part_exceeds_whole.md"),
        Check::SubPeriodExceedsPeriod => include_str!("sub_period_exceeds_period.md"),
        Check::PartsExceedWhole => include_str!("parts_exceed_whole.md"),
        Check::CompletePartsFallShort => include_str!("complete_parts_fall_short.md"),
        Check::QuoteLacksFigure => include_str!("quote_lacks_figure.md"),
        Check::HedgeDiffers => include_str!("hedge_differs.md"),
        Check::BracketDiffers => include_str!("bracket_differs.md"),
        Check::NamesDiffer => include_str!("names_differ.md"),
        Check::LengthDiffers => include_str!("length_differs.md"),
        Check::SharesExceedWhole => include_str!("shares_exceed_whole.md"),
        Check::ImpossibleShare => include_str!("impossible_share.md"),
        Check::JointlyImpossible => include_str!("jointly_impossible.md"),
        Check::SumDiffers => include_str!("sum_differs.md"),
        Check::SumOverlaps => include_str!("sum_overlaps.md"),
        Check::CountsSomethingElse => include_str!("counts_something_else.md"),
        Check::FallingCount => include_str!("falling_count.md"),
        Check::OneOriginTwoFigures => include_str!("one_origin_two_figures.md"),
        Check::StrayRevision => include_str!("stray_revision.md"),
    }
}
