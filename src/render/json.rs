//! The JSON contract, version 1: grown, never broken. Exact numbers travel as strings.

use super::{Shown, written};
use crate::budget::limits;
use crate::error::Error;
use crate::explain::{self, tell};
use crate::figure::{Bound, Exact, Interval, Number};
use crate::finding::{self, Finding, Involved, Marks, Remark};
use crate::json::write_pretty;
use crate::model::{
    Axis, ClaimId, Corpus, MeasureId, Pin, QuantityId, ResolutionId, Skipped, SourceId, Stance,
};
use crate::run::Summary;
use crate::source::Span;
use schemars::JsonSchema;
use serde::Serialize;
use std::collections::BTreeMap;
use std::io::Write;

/// Writes the document.
pub fn write(shown: &Shown<'_>, out: &mut impl Write) -> Result<(), Error> {
    write_document(&document(shown), out)
}

/// Writes a document of any kind.
pub(super) fn write_document(document: &impl Serialize, out: &mut impl Write) -> Result<(), Error> {
    let result = write_pretty(&mut *out, document);
    written(result.map_err(std::io::Error::from))?;
    written(writeln!(out))
}

/// What `variorum check --format json` prints.
#[derive(Debug, Serialize, JsonSchema)]
pub struct FindingsDocument<'c> {
    /// The version of this contract: 1.
    version: u32,
    /// The run in numbers.
    summary: SummaryOut,
    /// What was found, by place.
    findings: Vec<FindingOut<'c>>,
    /// The rulings read, numbered from 0.
    resolutions: Vec<ResolutionOut<'c>>,
}

/// The run in numbers.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct SummaryOut {
    /// Files read.
    files: usize,
    /// Claims read.
    claims: usize,
    /// Quantities they are about.
    quantities: usize,
    /// Pairs of claims on one quantity held against one another.
    comparisons: u64,
    /// Findings that claims cannot all be true.
    conflicts: usize,
    /// Open findings of severity error.
    errors: usize,
    /// Open findings of severity warning.
    warnings: usize,
    /// Open findings of severity info.
    infos: usize,
    /// Findings settled by rulings, of any severity.
    resolved: usize,
    /// Findings that stand in the baseline, of any severity.
    baseline: usize,
    /// Claims that stay out of the arithmetic because of what people made of them.
    not_in_force: NotInForceOut,
    /// What was not checked, or found and not shown.
    skipped: Vec<SkippedOut>,
}

/// Claims that stay out of the arithmetic because of what people made of them.
#[derive(Debug, Serialize, JsonSchema)]
struct NotInForceOut {
    /// Of rank deprecated.
    deprecated: usize,
    /// Revised by another claim, or followed by a later one of the same party on the same quantity.
    replaced: usize,
    /// Denials and doubts.
    denials: usize,
}

/// Something that was not checked, or found and not shown.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct SkippedOut {
    /// What, in words.
    what: &'static str,
    /// How many.
    count: usize,
}

/// Something found.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct FindingOut<'c> {
    /// The check's name.
    check: &'static str,
    /// error, warning or info.
    severity: &'static str,
    /// open; resolved, where rulings settle all its conflicts; or baseline, where it was accepted as it
    /// is.
    status: &'static str,
    /// The rulings that settle it, or a part of it, as their numbers in the document's own list.
    resolutions: Vec<u32>,
    /// How much of it they settle; null where there is no ruling on it.
    settled: Option<SettledOut>,
    /// internal or contested; null where claims are not held against one another as all true.
    reading: Option<&'static str>,
    /// Whether it fails even with every quantity widened to all its claims; null likewise.
    irreconcilable: Option<bool>,
    /// One sentence with the numbers in it.
    message: String,
    /// The same for the same fault as long as its check, quantities, parties and sources stay.
    fingerprint: &'c str,
    /// The numbers alone, such as `42 + 64 = 106 > 77`.
    arithmetic: Option<String>,
    /// What the check saw, typed by `kind`.
    evidence: EvidenceOut<'c>,
    /// Faults of the file like it that are counted here and not listed; null where there are none.
    alike: Option<AlikeOut>,
    /// What would explain it, a sentence each: the most telling hypotheses for each of its totals.
    causes: Vec<String>,
    /// The same typed, for each of its totals that something explains.
    hypotheses: Vec<HypothesesOut>,
    /// Totals that come out exactly only with one of its claims.
    rests: Vec<RestOut>,
    /// Its minimal conflicts; null for a fault of the files.
    conflicts: Option<ConflictsOut<'c>>,
    /// The smallest sets of claims whose correction would settle it; null where they were not looked for.
    suspects: Option<SuspectsOut<'c>>,
    /// How much stands on the two sides of a disagreement; else null.
    support: Option<SidesOut>,
    /// The claims that deny or doubt one in it, four of each at the most.
    against: Vec<AgainstOut<'c>>,
    /// What else there is to know, a sentence each.
    notes: Vec<String>,
    /// What to do.
    help: Option<String>,
    /// The claims in it.
    claims: Vec<ClaimOut<'c>>,
    /// Where it stands first of all.
    #[serde(flatten)]
    place: PlaceOut<'c>,
}

/// Faults of one file that are counted and not listed. The summary counts them as if they were.
#[derive(Debug, Serialize, JsonSchema)]
struct AlikeOut {
    /// Those of the same check with the same subject, such as one unknown key.
    same: usize,
    /// Those of the same check with any subject.
    of_check: usize,
}

/// How much stands on the two sides of a disagreement.
#[derive(Debug, Serialize, JsonSchema)]
struct SidesOut {
    /// Below the higher of the two claims farthest apart.
    below: SupportOut,
    /// Above the lower.
    above: SupportOut,
}

/// How much stands behind a side.
#[derive(Debug, Serialize, JsonSchema)]
struct SupportOut {
    /// Citations of its claims.
    citations: usize,
    /// Independent origins: claims linked by any shared origin count once.
    origins: usize,
}

/// A claim that denies or doubts another.
#[derive(Debug, Serialize, JsonSchema)]
struct AgainstOut<'c> {
    /// The name of the claim that is denied or doubted.
    claim: Option<&'c str>,
    /// denies or doubts.
    stance: &'static str,
    /// Who does.
    by: &'c str,
}

/// How much of a finding is settled.
#[derive(Debug, Serialize, JsonSchema)]
struct SettledOut {
    /// The minimal conflicts settled.
    conflicts: usize,
    /// Of how many.
    of: usize,
}

/// A person's ruling.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ResolutionOut<'c> {
    /// The check ruled on.
    check: &'c str,
    /// What is ruled, such as clerical-error.
    ruling: &'static str,
    /// The reason.
    because: &'c str,
    /// Who ruled.
    by: &'c str,
    /// When, in EDTF.
    date: String,
    /// When to look again, in EDTF.
    review_by: Option<String>,
    /// The claims ruled on, with their figures as they stood.
    claims: Vec<PinOut<'c>>,
    /// The figures adopted.
    adopt: Vec<PinOut<'c>>,
    /// Where it stands.
    #[serde(flatten)]
    place: PlaceOut<'c>,
}

/// A figure that a ruling gives for a claim.
#[derive(Debug, Serialize, JsonSchema)]
struct PinOut<'c> {
    /// The claim's name.
    id: Option<&'c str>,
    /// The figure as written.
    figure: &'c str,
}

/// The minimal conflicts of a finding.
#[derive(Debug, Serialize, JsonSchema)]
struct ConflictsOut<'c> {
    /// The first of them.
    listed: Vec<Vec<ClaimRef<'c>>>,
    /// The first of those on other quantities, which share a claim with the one told and hide behind it.
    beside: Vec<JointOut>,
    /// How many choices of one claim for each quantity fail.
    failing: u64,
    /// How many hold.
    holding: u64,
    /// Whether every choice was tried, and every conflict that shares claims with these looked for.
    complete: bool,
}

/// The smallest sets of claims whose correction would settle a finding.
#[derive(Debug, Serialize, JsonSchema)]
struct SuspectsOut<'c> {
    /// The first 32 of them.
    sets: Vec<Vec<CorrectionOut<'c>>>,
    /// How many there are.
    count: usize,
}

/// A claim that may have to be corrected.
#[derive(Debug, Serialize, JsonSchema)]
struct CorrectionOut<'c> {
    /// The claim.
    #[serde(flatten)]
    claim: ClaimRef<'c>,
    /// The least the figure would have to be, in the measure's unit; null where nothing is said.
    low: Option<String>,
    /// The most, likewise.
    high: Option<String>,
    /// Whether an end itself is shut out.
    strict: bool,
}

/// A claim named by its place.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ClaimRef<'c> {
    /// Its name, where it has one.
    id: Option<&'c str>,
    /// The figure as written.
    figure: &'c str,
    /// The file.
    path: &'c str,
    /// The line of its figure.
    line: usize,
}

/// What comes to a total exactly: low, high and `+` alike.
#[derive(Debug, Serialize, JsonSchema)]
struct HypothesesOut {
    /// The total's name, where it has one.
    total: Option<String>,
    /// Its figure as written.
    figure: String,
    /// How many distinct edited covers were tried. A cover is claims that exclude one another inside
    /// the total, all chosen at one level.
    tried: usize,
    /// How many of them come to it.
    hit: usize,
    /// The first eight of those.
    found: Vec<HypothesisOut>,
}

/// One cover and one edit of it.
#[derive(Debug, Serialize, JsonSchema)]
struct HypothesisOut {
    /// The names of the claims that exclude one another inside the total.
    cover: Vec<Option<String>>,
    /// What is done to them.
    #[serde(flatten)]
    edit: EditOut,
    /// In words.
    sentence: String,
}

/// What is done to claims so that they come to a total.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "edit", rename_all = "kebab-case")]
enum EditOut {
    /// Nothing: they do.
    None,
    /// Figures of another measure are added.
    Added {
        /// The measure.
        measure: String,
        /// The names of the claims added.
        claims: Vec<Option<String>>,
    },
    /// Some are left out.
    LeftOut {
        /// The dimension they have in common, or `period`.
        axis: String,
        /// The member of it, or the period.
        at: String,
        /// The names of the claims left out.
        claims: Vec<Option<String>>,
    },
    /// Some count twice.
    Doubled {
        /// The dimension they have in common, or `period`.
        axis: String,
        /// The member of it, or the period.
        at: String,
        /// The names of the claims that count twice.
        claims: Vec<Option<String>>,
    },
    /// Other claims stand in the place of some.
    Swapped {
        /// What the others are: rival, subtotal, parts or neighbour.
        by: &'static str,
        /// The names of the claims that make room.
        out: Vec<Option<String>>,
        /// The names of those in their place.
        instead: Vec<Option<String>>,
    },
    /// The figure of one of them, or of the total, is a slip of the pen.
    Misprinted {
        /// The name of the claim.
        claim: Option<String>,
        /// The slip: transposed, missing, extra, changed, scale or unit.
        slip: &'static str,
        /// The low end of what would stand there without it.
        low: Option<String>,
        /// The high end likewise.
        high: Option<String>,
    },
}

/// A total that comes out exactly only with a claim of the finding.
#[derive(Debug, Serialize, JsonSchema)]
struct RestOut {
    /// The total's name.
    total: Option<String>,
    /// Its figure as written.
    figure: String,
    /// The name of the claim.
    on: Option<String>,
    /// The names of the claims, that one among them, which come to the total.
    cover: Vec<Option<String>>,
    /// What else would come to it without that claim.
    otherwise: Option<HypothesisOut>,
    /// In words.
    sentence: String,
}

/// A place in a file. Lines and columns count from 1, columns in characters; bytes from 0. Ends are
/// one past the last.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct PlaceOut<'c> {
    /// The file as named on the command line.
    path: &'c str,
    /// First line.
    line: usize,
    /// First column.
    column: usize,
    /// Last line.
    end_line: usize,
    /// One past the last column.
    end_column: usize,
    /// First byte.
    start: u32,
    /// One past the last byte.
    end: u32,
}

/// A claim in a finding.
#[derive(Debug, Serialize, JsonSchema)]
struct ClaimOut<'c> {
    /// Its name, where it has one.
    id: Option<&'c str>,
    /// Its part in the finding: rival, part, whole, also, added, alone, earlier or later.
    role: &'static str,
    /// What it says.
    #[serde(flatten)]
    figure: FigureOut<'c>,
    /// The party that asserts it.
    by: &'c str,
    /// The first source it cites.
    source: Option<&'c str>,
    /// own-side, enemy or third-party: whether its party is the side the figure is about, another side,
    /// or none; null where that cannot be told.
    speaks_of: Option<&'static str>,
    /// When its figure was known, in EDTF, where it says so.
    as_of: Option<String>,
    /// The footnote marks it cites.
    marks: Vec<&'c str>,
    /// The measure and every dimension spelt out, `all` for the whole.
    about: BTreeMap<&'c str, &'c str>,
    /// The period in EDTF, `../..` for all time.
    period: String,
    /// Where its figure stands.
    #[serde(flatten)]
    place: PlaceOut<'c>,
}

/// A claim's figure.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct FigureOut<'c> {
    /// The figure as written.
    figure: &'c str,
    /// Its low end in the measure's unit, bands left out; null when open. A fraction where the
    /// decimal would not end.
    low: Option<String>,
    /// Its high end likewise.
    high: Option<String>,
    /// Whether its high end is open.
    open: bool,
    /// Whether it gives a number at all.
    known: bool,
    /// Whether an end itself lies outside, as in `more than 2.5`.
    strict: bool,
    /// Whether it is hedged with `about`, `almost` or the like.
    approximate: bool,
}

/// What a check saw.
#[derive(Debug, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
enum EvidenceOut<'c> {
    /// Claims on one quantity that are apart.
    Conflict {
        /// How far apart the two farthest are, in the measure's unit.
        gap: String,
        /// The higher one's low end over the lower one's high end, exactly; null unless both are above zero.
        ratio: Option<String>,
        /// How many pairs of claims are apart.
        pairs: u64,
        /// Footnote marks the two share; null when one of them cites none.
        shared_marks: Option<Vec<String>>,
        /// Sums that fail only with one of these claims.
        follows: Vec<SumOut>,
        /// Others that fail only with one of these claims.
        follows_jointly: Vec<JointOut>,
    },
    /// Parts and a whole that do not fit.
    Sum(SumOut),
    /// Claims that cannot all be true, in no simpler shape.
    Joint(JointOut),
    /// A total that its own parts do not come to; what does is among the hypotheses.
    Total {
        /// Its name, where it has one.
        total: Option<String>,
    },
    /// Two items of a stated sum share ground.
    Overlap {
        /// The two items' names.
        items: Vec<Option<String>>,
    },
    /// The quote of a claim prints other numbers.
    QuoteLacks {
        /// The first few of them, as printed.
        prints: Vec<String>,
    },
    /// The quote of a claim prints its number with another hedge.
    Hedge {
        /// The number as printed, hedges included.
        prints: String,
    },
    /// The brackets behind a figure say something else.
    Bracket {
        /// What they say.
        brackets: String,
        /// The figure in the unit of the brackets, where it is another one.
        converted: Option<String>,
    },
    /// A list has another length than its figure says.
    Names {
        /// How many names there are.
        count: usize,
        /// The first of them that stands there twice.
        twice: Option<String>,
    },
    /// A length of time is not that of its period.
    Length {
        /// What the figure counts: days, weeks, months, years.
        unit: String,
        /// How long the period is, as people count.
        lengths: Vec<LengthOut>,
    },
    /// A percentage that no whole number out of its count comes to.
    Fraction {
        /// The name of the percentage.
        share: Option<String>,
        /// The name of the count.
        count: Option<String>,
        /// The most of them that lie below the percentage, where the count is one number.
        below: Option<String>,
    },
    /// A party's later count below its earlier one.
    Fall {
        /// How far, in the measure's unit.
        by: String,
        /// How many of its counts on the quantity are below an earlier one.
        falls: usize,
    },
    /// Two figures that are apart and cite one footnote.
    OneOrigin {
        /// How far apart they are, in the measure's unit.
        gap: String,
        /// The first eight footnote marks they share.
        marks: Vec<MarkOut<'c>>,
        /// How many they share.
        count: usize,
    },
    /// A claim that revises another party's, one on another quantity, or a newer one. It does nothing to those.
    Revision {
        /// Whether it is another party's.
        another_party: bool,
        /// Whether it is on another quantity.
        another_quantity: bool,
        /// Whether it is newer, by `as-of`. Told only of the same party's, on the same quantity.
        newer: bool,
        /// How many such claims it revises.
        count: usize,
    },
    /// A ruling that does not do what it says.
    Ruling {
        /// void, unused or overdue.
        fault: &'static str,
        /// The ruling's number in the document's own list.
        resolution: u32,
        /// The pinned figures that are no longer what their claims say.
        changed: Vec<PinOut<'c>>,
    },
    /// A fault of the file.
    File {
        /// What the fault is about: a key, a name, a word.
        subject: Option<String>,
        /// A known name like it.
        near: Option<String>,
        /// How many claims use the name that is not declared.
        #[serde(skip_serializing_if = "Option::is_none")]
        uses: Option<usize>,
        /// YAML to write for what is at fault.
        #[serde(skip_serializing_if = "Option::is_none")]
        paste: Option<PasteOut>,
    },
}

/// YAML to write for what is at fault.
#[derive(Debug, Serialize, JsonSchema)]
struct PasteOut {
    /// here: in place of what is at fault; under: inside what is at the key `under`; above: on a line above it.
    place: &'static str,
    /// The key it belongs under.
    #[serde(skip_serializing_if = "Option::is_none")]
    under: Option<String>,
    /// A key with its value, or a value alone where the fault is an item of a list.
    yaml: String,
}

/// A length of a period.
#[derive(Debug, Serialize, JsonSchema)]
struct LengthOut {
    /// Whether both its ends were counted; else one.
    both_ends: bool,
    /// The least whole number that fits into it.
    least: i64,
    /// The number that it does not pass.
    most: i64,
}

/// A footnote mark of a document.
#[derive(Debug, Serialize, JsonSchema)]
struct MarkOut<'c> {
    /// The document.
    source: &'c str,
    /// The mark.
    mark: String,
}

/// Parts and a whole that do not fit.
#[derive(Debug, Serialize, JsonSchema)]
struct SumOut {
    /// above, below, or for a stated sum sum-above-figure, sum-below-figure.
    shape: &'static str,
    /// The dimension the parts are parts by, or `period`, or `measure`.
    axis: String,
    /// All of them, where the parts are taken along several.
    axes: Vec<String>,
    /// The names of the parts enough to show it.
    parts: Vec<Option<String>>,
    /// The name of the whole.
    whole: Option<String>,
    /// The sum of those parts: low end.
    low: Option<String>,
    /// The sum of those parts: high end.
    high: Option<String>,
    /// The end of the parts' sum that decides, bands included.
    reaches: String,
    /// The end of the whole that it passes, bands included.
    limit: String,
    /// The first 32 of all disjoint parts claimed, where the conflict needs fewer.
    all_parts: Option<Vec<Option<String>>>,
    /// How many there are.
    all_parts_count: Option<usize>,
    /// In words.
    arithmetic: String,
}

/// Claims that cannot all be true, in no simpler shape.
#[derive(Debug, Serialize, JsonSchema)]
struct JointOut {
    /// The names of the claims.
    claims: Vec<Option<String>>,
    /// What the low ends that count come to, in the measure's unit.
    asked: String,
    /// What the high ends that count come to.
    allowed: String,
    /// The proof: each end with its multiplier.
    terms: Vec<TermOut>,
    /// How often it counts that shares come to a hundred per cent at the most.
    hundred: Option<String>,
    /// In words.
    arithmetic: String,
}

/// A line of a proof.
#[derive(Debug, Serialize, JsonSchema)]
struct TermOut {
    /// The claim's name, where it has one.
    claim: Option<String>,
    /// low, high, or rest: nothing beside the items of its `sum-of`.
    end: &'static str,
    /// How often it counts.
    times: String,
    /// The end, in the measure's unit, bands included.
    value: Option<String>,
}

fn document<'c>(shown: &Shown<'c>) -> FindingsDocument<'c> {
    let findings = shown.findings.iter().zip(shown.fingerprints);
    FindingsDocument {
        version: 1,
        summary: summary(shown.summary),
        findings: findings
            .map(|(finding, fingerprint)| of_finding(shown.corpus, finding, fingerprint))
            .collect(),
        resolutions: shown.corpus.resolution_ids().map(|id| resolution(shown.corpus, id)).collect(),
    }
}

/// A run in numbers.
pub(super) fn summary(summary: &Summary) -> SummaryOut {
    let [errors, warnings, infos] = summary.by_severity;
    SummaryOut {
        files: summary.files,
        claims: summary.claims,
        quantities: summary.quantities,
        comparisons: summary.comparisons,
        conflicts: summary.conflicts,
        errors,
        warnings,
        infos,
        resolved: summary.resolved,
        baseline: summary.baseline,
        not_in_force: NotInForceOut {
            deprecated: summary.not_in_force.deprecated,
            replaced: summary.not_in_force.replaced,
            denials: summary.not_in_force.denials,
        },
        skipped: skipped(&summary.skipped),
    }
}

/// What was left out.
pub(super) fn skipped(all: &[Skipped]) -> Vec<SkippedOut> {
    all.iter().map(|left| SkippedOut { what: left.what, count: left.count }).collect()
}

/// A finding with its fingerprint.
pub(super) fn of_finding<'c>(
    corpus: &'c Corpus,
    finding: &'c Finding,
    fingerprint: &'c str,
) -> FindingOut<'c> {
    let told = tell(corpus, finding);
    FindingOut {
        check: finding.check.name(),
        severity: finding.severity().name(),
        status: finding.life.status.name(),
        resolutions: finding.life.rulings.iter().map(|id| id.0).collect(),
        settled: settled(&finding.life),
        reading: finding.reading.map(finding::Reading::name),
        irreconcilable: finding.irreconcilable,
        message: told.message,
        fingerprint,
        arithmetic: told.arithmetic,
        evidence: evidence(corpus, &finding.evidence),
        alike: (finding.alike.all() > 0)
            .then_some(AlikeOut { same: finding.alike.same, of_check: finding.alike.of_check }),
        causes: told.causes,
        hypotheses: finding.causes.iter().map(|causes| hypotheses(corpus, causes)).collect(),
        rests: finding.rests.iter().map(|one| rest(corpus, one)).collect(),
        conflicts: (finding.conflicts.failing > 0).then(|| conflicts(corpus, &finding.conflicts)),
        suspects: finding.suspects.as_ref().map(|found| suspects(corpus, found)),
        support: support(&finding.remarks),
        against: against(corpus, &finding.remarks),
        notes: told.notes,
        help: told.help,
        claims: finding.claims.iter().map(|involved| claim(corpus, involved)).collect(),
        place: place(corpus, finding.at),
    }
}

fn settled(life: &finding::Life) -> Option<SettledOut> {
    let ruled = !life.rulings.is_empty();
    ruled.then_some(SettledOut { conflicts: life.settled, of: life.conflicts })
}

/// A claim by its place.
pub(super) fn claim_ref(corpus: &Corpus, id: ClaimId) -> ClaimRef<'_> {
    let span = corpus.figure_span(id);
    let file = corpus.texts.file(span.file);
    ClaimRef {
        id: corpus.claim_name(id),
        figure: corpus.figure_as_written(id),
        path: file.name(),
        line: file.position(span.start).line,
    }
}

fn conflicts<'c>(corpus: &'c Corpus, found: &finding::Conflicts) -> ConflictsOut<'c> {
    let claims =
        |claims: &Vec<ClaimId>| claims.iter().map(|&claim| claim_ref(corpus, claim)).collect();
    ConflictsOut {
        listed: found.listed.iter().take(limits::COMBINATIONS_LISTED.get()).map(claims).collect(),
        beside: found
            .beside
            .iter()
            .take(limits::COMBINATIONS_LISTED.get())
            .map(|one| joint(corpus, one))
            .collect(),
        failing: found.failing,
        holding: found.holding,
        complete: found.complete,
    }
}

fn suspects<'c>(corpus: &'c Corpus, found: &finding::Suspects) -> SuspectsOut<'c> {
    let correction = |one: &finding::Correction| {
        let unit = measure(corpus, one.claim);
        let end =
            |end: &Option<(Exact, bool)>| end.as_ref().map(|(value, _)| exact(corpus, unit, value));
        let strict = [&one.low, &one.high].into_iter().flatten().any(|&(_, strict)| strict);
        let claim = claim_ref(corpus, one.claim);
        CorrectionOut { claim, low: end(&one.low), high: end(&one.high), strict }
    };
    let set = |set: &finding::Corrected| set.iter().map(correction).collect();
    SuspectsOut { sets: found.sets.iter().map(set).collect(), count: found.count }
}

/// A fraction of the base unit in the measure's unit: a decimal where it ends.
pub(super) fn exact(corpus: &Corpus, unit: MeasureId, number: &Exact) -> String {
    let number = number.over(&explain::factor(corpus, unit).into());
    number.number().map_or_else(|| number.to_string(), Number::plain)
}

/// Where a span stands.
pub(super) fn place(corpus: &Corpus, span: Span) -> PlaceOut<'_> {
    let file = corpus.texts.file(span.file);
    let (start, end) = (file.position(span.start), file.position(span.end));
    PlaceOut {
        path: file.name(),
        line: start.line,
        column: start.column,
        end_line: end.line,
        end_column: end.column,
        start: span.start,
        end: span.end,
    }
}

fn claim<'c>(corpus: &'c Corpus, &Involved { claim: id, role }: &Involved) -> ClaimOut<'c> {
    let claim = corpus.claim(id);
    ClaimOut {
        id: corpus.claim_name(id),
        role: role.name(),
        figure: figure(corpus, id),
        by: corpus.party_name(claim.by),
        source: explain::claim_source(corpus, id),
        speaks_of: explain::speaks_of(corpus, id).map(explain::SpeaksOf::name),
        as_of: corpus.as_of(id).map(|day| day.to_string()),
        marks: corpus.marks(claim).map(|(_, mark)| mark).collect(),
        about: explain::about(corpus, claim.quantity).into_iter().collect(),
        period: explain::period(corpus, claim.quantity),
        place: place(corpus, corpus.figure_span(id)),
    }
}

/// What a claim's figure says.
pub(super) fn figure(corpus: &Corpus, id: ClaimId) -> FigureOut<'_> {
    let extent = corpus.extent(id);
    let Interval { low, high } = extent.core;
    let measure = measure(corpus, id);
    let end = |bound: Option<Bound>| bound.map(|b| explain::in_unit(corpus, measure, b.value));
    FigureOut {
        figure: corpus.figure_as_written(id),
        low: end(low),
        high: end(high),
        open: high.is_none(),
        known: extent.known,
        strict: [low, high].into_iter().flatten().any(|bound| bound.strict),
        approximate: extent.approximate,
    }
}

fn evidence<'c>(corpus: &'c Corpus, evidence: &finding::Evidence) -> EvidenceOut<'c> {
    match evidence {
        finding::Evidence::Conflict(conflict) => EvidenceOut::Conflict {
            gap: explain::in_unit(corpus, measure(corpus, conflict.widest.0), conflict.gap),
            ratio: conflict.ratio.map(crate::figure::Ratio::plain),
            pairs: conflict.pairs,
            shared_marks: match &conflict.marks {
                Marks::None => None,
                Marks::Different => Some(Vec::new()),
                Marks::Shared(marks) => Some(marks.clone()),
            },
            follows: conflict.follows.iter().map(|follow| sum(corpus, follow)).collect(),
            follows_jointly: conflict
                .follows_jointly
                .iter()
                .map(|follow| joint(corpus, follow))
                .collect(),
        },
        finding::Evidence::Sum(found) => EvidenceOut::Sum(sum(corpus, found)),
        finding::Evidence::Joint(found) => EvidenceOut::Joint(joint(corpus, found)),
        finding::Evidence::Fraction(found) => EvidenceOut::Fraction {
            share: id(corpus, found.share),
            count: id(corpus, found.count),
            below: found.nearest.map(|(_, below)| below.plain()),
        },
        finding::Evidence::Total(total) => EvidenceOut::Total { total: id(corpus, *total) },
        finding::Evidence::Overlap { items, .. } => {
            EvidenceOut::Overlap { items: names(corpus, &[items.0, items.1]) }
        }
        finding::Evidence::Slip(_, slip) => of_slip(slip),
        finding::Evidence::Fall(fall) => EvidenceOut::Fall {
            by: explain::in_unit(corpus, measure(corpus, fall.later), fall.by),
            falls: fall.falls,
        },
        finding::Evidence::OneOrigin(echo) => one_origin(corpus, echo),
        finding::Evidence::Revision(revision) => of_revision(*revision),
        finding::Evidence::Ruling(id, fault) => ruling(corpus, *id, fault),
        of_file => {
            let (subject, near) = subject(of_file);
            let (uses, paste) = (uses(of_file), paste(of_file));
            EvidenceOut::File { subject, near, uses, paste }
        }
    }
}

fn of_slip(slip: &finding::Slip) -> EvidenceOut<'static> {
    match slip {
        finding::Slip::QuoteLacks { prints } => EvidenceOut::QuoteLacks { prints: prints.clone() },
        finding::Slip::Hedge { prints } => EvidenceOut::Hedge { prints: prints.clone() },
        finding::Slip::Bracket(bracket) => EvidenceOut::Bracket {
            brackets: bracket.brackets.clone(),
            converted: bracket.converted.clone(),
        },
        finding::Slip::Names { count, twice } => {
            EvidenceOut::Names { count: *count, twice: twice.clone() }
        }
        finding::Slip::Length { unit, lengths } => EvidenceOut::Length {
            unit: unit.clone(),
            lengths: lengths
                .iter()
                .map(|length| LengthOut {
                    both_ends: length.both_ends,
                    least: length.least,
                    most: length.most,
                })
                .collect(),
        },
    }
}

fn one_origin<'c>(corpus: &'c Corpus, echo: &finding::OneOrigin) -> EvidenceOut<'c> {
    let marks = echo.marks.iter();
    let mark = |(source, mark): &(SourceId, String)| MarkOut {
        source: corpus.source_name(*source),
        mark: mark.clone(),
    };
    EvidenceOut::OneOrigin {
        gap: explain::in_unit(corpus, measure(corpus, echo.lower), echo.gap),
        marks: marks.map(mark).collect(),
        count: echo.count,
    }
}

fn of_revision(revision: finding::Revision) -> EvidenceOut<'static> {
    use finding::Astray::{Newer, OtherParty, OtherPartyAndQuantity, OtherQuantity};
    EvidenceOut::Revision {
        another_party: matches!(revision.astray, OtherParty | OtherPartyAndQuantity),
        another_quantity: matches!(revision.astray, OtherQuantity | OtherPartyAndQuantity),
        newer: revision.astray == Newer,
        count: revision.count,
    }
}

fn support(remarks: &[Remark]) -> Option<SidesOut> {
    let out = |support: &finding::Support| SupportOut {
        citations: support.citations,
        origins: support.origins,
    };
    remarks.iter().find_map(|remark| match remark {
        Remark::Support { below, above } => Some(SidesOut { below: out(below), above: out(above) }),
        _ => None,
    })
}

fn against<'c>(corpus: &'c Corpus, remarks: &[Remark]) -> Vec<AgainstOut<'c>> {
    let out = |remark: &Remark| match *remark {
        Remark::Against { claim, by } => Some(AgainstOut {
            claim: corpus.claim_name(claim),
            stance: if corpus.claim(by).stance == Stance::Doubts { "doubts" } else { "denies" },
            by: corpus.party_name(corpus.claim(by).by),
        }),
        _ => None,
    };
    remarks.iter().filter_map(out).collect()
}

fn ruling<'c>(
    corpus: &'c Corpus,
    id: ResolutionId,
    fault: &finding::RulingFault,
) -> EvidenceOut<'c> {
    let (fault, changed) = match fault {
        finding::RulingFault::Void(changed) => ("void", pins(corpus, changed)),
        finding::RulingFault::Unused(_) => ("unused", Vec::new()),
        finding::RulingFault::Overdue => ("overdue", Vec::new()),
    };
    EvidenceOut::Ruling { fault, resolution: id.0, changed }
}

pub(super) fn resolution(corpus: &Corpus, id: ResolutionId) -> ResolutionOut<'_> {
    let ruling = corpus.resolution(id);
    let text = |scalar| corpus.texts.value(ruling.span.file, scalar);
    let review_by = ruling.review_by.map(|(_, day)| corpus.period(day).to_string());
    ResolutionOut {
        check: text(ruling.check),
        ruling: ruling.ruling.name(),
        because: text(ruling.because),
        by: text(ruling.by),
        date: corpus.period(ruling.date).to_string(),
        review_by,
        claims: pins(corpus, &ruling.claims),
        adopt: pins(corpus, &ruling.adopt),
        place: place(corpus, ruling.span),
    }
}

fn pins<'c>(corpus: &'c Corpus, pins: &[Pin]) -> Vec<PinOut<'c>> {
    let pin = |pin: &Pin| PinOut {
        id: corpus.claim_name(pin.claim),
        figure: corpus.texts.value(pin.file, pin.figure),
    };
    pins.iter().map(pin).collect()
}

fn uses(evidence: &finding::Evidence) -> Option<usize> {
    match evidence {
        finding::Evidence::Dangling { uses, .. } => Some(*uses),
        _ => None,
    }
}

fn paste(evidence: &finding::Evidence) -> Option<PasteOut> {
    use finding::{Evidence, PastePlace};
    let paste = match evidence {
        Evidence::UnknownKey { paste, .. }
        | Evidence::Shape { paste, .. }
        | Evidence::Dangling { paste, .. } => paste.as_ref()?,
        _ => return None,
    };
    let (place, under) = match &paste.place {
        PastePlace::Here => ("here", None),
        PastePlace::Under(key) => ("under", Some(key.clone())),
        PastePlace::Above => ("above", None),
    };
    Some(PasteOut { place, under, yaml: paste.yaml.clone() })
}

fn subject(evidence: &finding::Evidence) -> (Option<String>, Option<String>) {
    use finding::Evidence;
    match evidence {
        Evidence::UnknownKey { key, near, .. } => (Some(key.clone()), near.clone()),
        Evidence::Dangling { name, near, .. } => (Some(name.clone()), near.clone()),
        Evidence::Duplicate { name, .. } | Evidence::Reserved { name, .. } => {
            (Some(name.clone()), None)
        }
        Evidence::LookAlike { name, like, .. } => (Some(name.clone()), Some(like.clone())),
        Evidence::MissingKey { key, .. } => (Some((*key).to_owned()), None),
        Evidence::Shape { place, .. } => (Some(place.clone()), None),
        Evidence::SplitNumber { before, after, .. } => (Some(format!("{before},{after}")), None),
        Evidence::Circular { names, .. } => (Some(names.join(" → ")), None),
        _ => (None, None),
    }
}

fn sum(corpus: &Corpus, sum: &finding::Sum) -> SumOut {
    let unit = measure(corpus, sum.whole);
    let exact = |number: Number| explain::in_unit(corpus, unit, number);
    let end = |bound: Option<Bound>| bound.map(|bound| exact(bound.value));
    SumOut {
        shape: match sum.shape {
            finding::Shape::Above => "above",
            finding::Shape::Below => "below",
            finding::Shape::SumAboveFigure => "sum-above-figure",
            finding::Shape::SumBelowFigure => "sum-below-figure",
        },
        axis: axis(corpus, sum.axes.first().copied().unwrap_or(Axis::Measure)),
        axes: sum.axes.iter().map(|&of| axis(corpus, of)).collect(),
        parts: names(corpus, &sum.parts),
        whole: corpus.claim_name(sum.whole).map(str::to_owned),
        low: end(sum.total.core.low),
        high: end(sum.total.core.high),
        reaches: exact(sum.reaches),
        limit: exact(sum.limit),
        all_parts: sum.full.as_ref().map(|full| names(corpus, &full.claims)),
        all_parts_count: sum.full.as_ref().map(|full| full.count),
        arithmetic: explain::sum_arithmetic(corpus, sum),
    }
}

fn joint(corpus: &Corpus, joint: &finding::Joint) -> JointOut {
    let unit = joint.claims.first().map(|&claim| measure(corpus, claim));
    let exact = |number| unit.map_or_else(String::new, |unit| exact(corpus, unit, number));
    let term = |term: &finding::Term| TermOut {
        claim: corpus.claim_name(term.claim).map(str::to_owned),
        end: match term.end {
            finding::End::Low => "low",
            finding::End::High => "high",
            finding::End::Rest => "rest",
        },
        times: term.times.to_string(),
        value: term
            .end
            .of(&corpus.wide(term.claim))
            .map(|bound| explain::in_unit(corpus, measure(corpus, term.claim), bound.value)),
    };
    JointOut {
        claims: names(corpus, &joint.claims),
        asked: exact(&joint.asked),
        allowed: exact(&joint.allowed),
        terms: joint.proof.terms.iter().map(term).collect(),
        hundred: joint.proof.hundred.as_ref().map(ToString::to_string),
        arithmetic: explain::joint_arithmetic(corpus, joint),
    }
}

fn axis(corpus: &Corpus, axis: Axis) -> String {
    match axis {
        Axis::Measure => "measure".into(),
        Axis::Period => "period".into(),
        Axis::Dimension(id) => corpus.dimension_name(id).to_owned(),
    }
}

fn names(corpus: &Corpus, claims: &[ClaimId]) -> Vec<Option<String>> {
    claims.iter().map(|&claim| id(corpus, claim)).collect()
}

fn id(corpus: &Corpus, claim: ClaimId) -> Option<String> {
    corpus.claim_name(claim).map(str::to_owned)
}

fn hypotheses(corpus: &Corpus, causes: &finding::Causes) -> HypothesesOut {
    let one = |found| hypothesis(corpus, causes.total, found);
    HypothesesOut {
        total: id(corpus, causes.total),
        figure: corpus.figure_as_written(causes.total).to_owned(),
        tried: causes.tried,
        hit: causes.hit,
        found: causes.found.iter().map(one).collect(),
    }
}

fn hypothesis(corpus: &Corpus, total: ClaimId, found: &finding::Hypothesis) -> HypothesisOut {
    HypothesisOut {
        cover: names(corpus, &found.cover),
        edit: edit(corpus, &found.edit),
        sentence: explain::hypothesis(corpus, total, found),
    }
}

fn rest(corpus: &Corpus, rest: &finding::Rest) -> RestOut {
    let otherwise = rest.otherwise.as_ref();
    RestOut {
        total: id(corpus, rest.total),
        figure: corpus.figure_as_written(rest.total).to_owned(),
        on: id(corpus, rest.on),
        cover: names(corpus, &rest.cover),
        otherwise: otherwise.map(|other| hypothesis(corpus, rest.total, other)),
        sentence: explain::rest(corpus, rest),
    }
}

fn edit(corpus: &Corpus, edit: &finding::Edit) -> EditOut {
    use finding::Edit;
    let group = |group: &finding::Group| match *group {
        finding::Group::Member(dimension, member) => {
            let at = corpus.dimension(dimension).name(member).to_owned();
            (axis(corpus, Axis::Dimension(dimension)), at)
        }
        finding::Group::Period(id) => (axis(corpus, Axis::Period), corpus.period(id).to_string()),
    };
    match edit {
        Edit::None => EditOut::None,
        Edit::Added { measure, claims } => EditOut::Added {
            measure: corpus.measure_name(*measure).to_owned(),
            claims: names(corpus, claims),
        },
        Edit::LeftOut { group: of, claims } => {
            let ((axis, at), claims) = (group(of), names(corpus, claims));
            EditOut::LeftOut { axis, at, claims }
        }
        Edit::Doubled { group: of, claims } => {
            let ((axis, at), claims) = (group(of), names(corpus, claims));
            EditOut::Doubled { axis, at, claims }
        }
        Edit::Swapped { by, out, instead } => EditOut::Swapped {
            by: by.name(),
            out: names(corpus, out),
            instead: names(corpus, instead),
        },
        Edit::Misprinted { claim, misprint, meant } => {
            let unit = measure(corpus, *claim);
            let end = |bound: Option<Bound>| {
                bound.map(|bound| explain::in_unit(corpus, unit, bound.value))
            };
            EditOut::Misprinted {
                claim: id(corpus, *claim),
                slip: misprint.name(),
                low: end(meant.core.low),
                high: end(meant.core.high),
            }
        }
    }
}

fn measure(corpus: &Corpus, id: ClaimId) -> MeasureId {
    let quantity: QuantityId = corpus.claim(id).quantity;
    corpus.quantities.get(quantity).measure()
}
