//! `variorum explain`: the page of a check or of a topic, or the list of all.

use crate::cli::exit_codes::{CLEAN, FAILED};
use crate::cli::output::{fail, to_stdout};
use crate::error::Error;
use crate::finding::{Check, CheckGroup};
use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use std::io::{self, Write};

/// Print what a check finds, why, and how to settle it, or the page of a topic; without a name, list them
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  variorum explain
  variorum explain parts-exceed-whole
  variorum explain figures")]
pub(super) struct ExplainArguments {
    /// The check or the topic
    #[arg(value_name = "NAME", hide_possible_values = true, value_parser = names())]
    page: Option<HelpPage>,
}

macro_rules! topics {
    ($($name:literal)*) => {
        /// The pages that are of no check, in the order of the list.
        const TOPICS: &[HelpPage] = &[$(HelpPage {
            name: $name,
            text: include_str!(concat!("../../docs/topics/", $name, ".md")),
        },)*];
    };
}

topics! { "figures" "periods" "as-of" "rulings" "baseline" }

/// A page that can be printed.
#[derive(Clone, Copy, Debug)]
struct HelpPage {
    name: &'static str,
    text: &'static str,
}

impl HelpPage {
    fn of(check: Check) -> Self {
        Self { name: check.name(), text: check.page() }
    }

    /// A page opens with its heading and, after an empty line, one sentence.
    fn summary(self) -> &'static str {
        self.text.lines().nth(2).unwrap_or_default()
    }
}

/// Every page: those of the checks, then the topics.
fn pages() -> impl Iterator<Item = HelpPage> {
    Check::ALL.iter().map(|&check| HelpPage::of(check)).chain(TOPICS.iter().copied())
}

fn names() -> impl TypedValueParser<Value = HelpPage> {
    let names = pages().map(|page| PossibleValue::new(page.name).help(page.summary()));
    PossibleValuesParser::new(names)
        .try_map(|name| pages().find(|page| page.name == name).ok_or("no such page"))
}

pub(super) fn run(arguments: &ExplainArguments) -> u8 {
    let written = to_stdout([], |out| {
        let result = match arguments.page {
            Some(page) => write!(out, "{}", page.text),
            None => list(out),
        };
        result.map_err(Error::Output)
    });
    match written {
        Ok(()) => CLEAN,
        Err(error) => fail(&error).max(FAILED),
    }
}

/// The checks by group and the topics, a line each.
fn list(out: &mut impl Write) -> io::Result<()> {
    let width = pages().map(|page| page.name.len()).max().unwrap_or(0);
    let line = |out: &mut dyn Write, page: HelpPage| {
        writeln!(out, "  {:width$}  {}", page.name, page.summary())
    };
    for group in CheckGroup::ALL {
        writeln!(out, "Checks of the {}:", group.name())?;
        group.checks().map(HelpPage::of).try_for_each(|page| line(out, page))?;
        writeln!(out)?;
    }
    writeln!(out, "Topics:")?;
    TOPICS.iter().try_for_each(|&page| line(out, page))
}
