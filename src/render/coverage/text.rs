//! What `variorum coverage` prints for people: what is amiss, a number or a claim each.

use crate::coverage::{InText, NumberOfClaim, NumberState, Placed, Rule};
use crate::error::Error;
use crate::explain::visible;
use crate::model::{ClaimId, SetAsideId};
use crate::render::coverage::Covered;
use crate::render::{plural, written};
use crate::source::Span;
use std::io::Write;
use std::ops::Range;

/// Characters shown on either side of a number.
const AROUND: usize = 50;

/// Writes every unbound number with its surroundings, every number that several claims record, every
/// claim whose number could not be told, and every entry that sets nothing aside.
pub fn write(covered: &Covered<'_>, out: &mut impl Write) -> Result<(), Error> {
    for number in &covered.coverage.numbers {
        match &number.state {
            NumberState::Unbound => {
                let line = format!("no claim records {}", covered.printed(&number.at));
                written(writeln!(out, "{}: {line}", covered.place(&number.at)))?;
                let (around, under) = covered.around(&number.at);
                written(writeln!(out, "  {around}\n  {under}"))?;
            }
            NumberState::Bound(claims) if claims.len() > 1 => {
                let names: Vec<String> = claims.iter().map(|&id| covered.name(id)).collect();
                let line =
                    format!("{} claims record {}", claims.len(), covered.printed(&number.at));
                let place = covered.place(&number.at);
                written(writeln!(out, "{place}: {line}: {}", names.join(", ")))?;
            }
            _ => {}
        }
    }
    for placed in &covered.coverage.claims {
        if let Some(told) = covered.trouble(placed) {
            let at = covered.claim_place(placed.claim);
            written(writeln!(out, "{at}: {} {told}", covered.name(placed.claim)))?;
        }
    }
    for &id in &covered.coverage.unused {
        written(writeln!(out, "{}: this sets no number aside", covered.entry_place(id)))?;
    }
    Ok(())
}

impl Covered<'_> {
    /// `covered 97.5%: 39 of 40 numbers bound, 1 unbound; 12 set aside (8 date, 3 mark, 1 by name)`,
    /// and below it what the quotes are.
    pub fn summary(&self) -> Vec<String> {
        let [bound, by_rule, by_name, unbound] = self.coverage.counts();
        let rules = Rule::ALL.iter().map(|&rule| (rule.name(), self.coverage.by_rule(rule)));
        let asides = rules.chain([("by name", by_name)]).filter(|&(_, count)| count > 0);
        let asides: Vec<String> = asides.map(|(name, count)| format!("{count} {name}")).collect();
        let asides = asides.join(", ");
        let asides = if asides.is_empty() { asides } else { format!(" ({asides})") };
        let per_mille = self.coverage.per_mille();
        let first = format!(
            "covered {}.{}%: {bound} of {} numbers bound, {unbound} unbound; {} set aside{asides}",
            per_mille / 10,
            per_mille % 10,
            bound + unbound,
            by_rule + by_name,
        );
        let quotes = [InText::Exact, InText::Folded, InText::Absent, InText::None];
        let quotes = quotes.map(|kind| format!("{} {}", self.coverage.quotes(kind), kind.name()));
        let claims = self.coverage.claims.len();
        let claims = plural(claims, "claim");
        let second = format!("  quotes of {claims} in the text: {}", quotes.join(", "));
        let left = self.coverage.left_out;
        let left = (left > 0)
            .then(|| format!("  claims not looked for, for too many share one quote: {left}"));
        [first, second].into_iter().chain(left).collect()
    }

    /// What is amiss with a claim that cites the text, if anything is.
    pub(super) fn trouble(&self, placed: &Placed) -> Option<String> {
        let quote = || {
            let details = self.corpus.details(self.corpus.claim(placed.claim))?;
            Some(self.corpus.texts.value(details.file, details.quote?))
        };
        let quoted = visible(quote().unwrap_or_default()).into_owned();
        Some(match (&placed.number, placed.quote) {
            (_, InText::Absent) => format!("quotes \"{quoted}\", which is not in the text"),
            (NumberOfClaim::Differs(number), _) => {
                let at = &self.coverage.numbers[*number].at;
                let figure = visible(self.corpus.figure_as_written(placed.claim)).into_owned();
                format!("is {figure}, but {} has {}", self.place(at), self.printed(at))
            }
            (NumberOfClaim::Several(count), _) => format!("fits {count} numbers of the text alike"),
            (NumberOfClaim::Missing, _) => {
                let figure = visible(self.corpus.figure_as_written(placed.claim)).into_owned();
                let at = placed.at.as_ref().map_or(String::new(), |at| self.place(at));
                format!("is {figure}, but its quote at {at} has no such number")
            }
            (NumberOfClaim::Nowhere, InText::None) => {
                "has no quote, and its number could not be told".into()
            }
            _ => return None,
        })
    }

    /// The claim's name, or where there is none its figure.
    pub(super) fn name(&self, id: ClaimId) -> String {
        let name = self.corpus.claim_name(id);
        let figure = || format!("the claim of {}", self.corpus.figure_as_written(id));
        visible(&name.map_or_else(figure, |name| format!("`{name}`"))).into_owned()
    }

    /// A number as the text prints it, on one line.
    pub(super) fn printed(&self, at: &Range<usize>) -> String {
        let printed = self.text.text().get(at.clone()).unwrap_or_default();
        visible(&printed.split_whitespace().collect::<Vec<_>>().join(" ")).into_owned()
    }

    /// `article.txt:14:210`
    fn place(&self, at: &Range<usize>) -> String {
        let position = self.text.position(at.start as u32);
        format!("{}:{}:{}", visible(self.text.name()), position.line, position.column)
    }

    fn claim_place(&self, id: ClaimId) -> String {
        self.corpus_place(self.corpus.figure_span(id))
    }

    fn entry_place(&self, id: SetAsideId) -> String {
        self.corpus_place(self.corpus.set_aside[id.index()].span)
    }

    fn corpus_place(&self, span: Span) -> String {
        let file = self.corpus.texts.file(span.file);
        let position = file.position(span.start);
        format!("{}:{}:{}", visible(file.name()), position.line, position.column)
    }

    /// The words around a number on its line, and the signs that stand under it. No more of a line is
    /// looked at than is shown, however long it is.
    pub(super) fn around(&self, at: &Range<usize>) -> (String, String) {
        let text = self.text.text();
        let (before, after) = (&text[..at.start], &text[at.end..]);
        let on_line = |char: &char| !matches!(char, '\n' | '\r');
        let back = before.chars().rev().take_while(on_line).take(AROUND + 1);
        let before = &before[before.len() - back.map(char::len_utf8).sum::<usize>()..];
        let on = after.chars().take_while(on_line).take(AROUND + 1);
        let after = &after[..on.map(char::len_utf8).sum()];
        let first = before.chars().next().filter(|_| before.chars().count() > AROUND);
        let start = match first {
            Some(first) => format!("…{}", visible(&before[first.len_utf8()..])),
            None => visible(before.trim_start()).into_owned(),
        };
        let (after, cut) = match after.char_indices().nth(AROUND) {
            Some((last, _)) => (&after[..last], "…"),
            None => (after.trim_end(), ""),
        };
        let number = self.printed(at);
        let under = " ".repeat(start.chars().count()) + &"^".repeat(number.chars().count());
        (format!("{start}{number}{}{cut}", visible(after)), under)
    }
}
