//! `variorum explain`: the page of a check, or the list of all.

use super::output::{fail, to_stdout};
use super::{CLEAN, FAILED};
use crate::check::page;
use crate::error::Error;
use crate::finding::Check;
use clap::builder::PossibleValuesParser;
use std::io::Write;

/// Print what a check finds, why, and how to settle it; without a name, list the checks
#[derive(Debug, clap::Args)]
#[command(after_help = "\
Examples:
  variorum explain
  variorum explain parts-exceed-whole")]
pub(super) struct ExplainArguments {
    /// The check
    #[arg(value_name = "CHECK", hide_possible_values = true, value_parser = PossibleValuesParser::new(Check::ALL.iter().map(|check| check.name())))]
    check: Option<String>,
}

pub(super) fn run(arguments: &ExplainArguments) -> u8 {
    let check = arguments.check.as_deref().and_then(find);
    let written = to_stdout(|out| {
        let result = match check {
            Some(check) => write!(out, "{}", page(check)),
            None => list(out),
        };
        result.map_err(Error::Output)
    });
    match written {
        Ok(()) => CLEAN,
        Err(error) => fail(&error).max(FAILED),
    }
}

/// The check of that name.
pub(super) fn find(name: &str) -> Option<Check> {
    Check::ALL.iter().copied().find(|check| check.name() == name)
}

fn list(out: &mut impl Write) -> std::io::Result<()> {
    let width = Check::ALL.iter().map(|check| check.name().len()).max().unwrap_or(0);
    for check in Check::ALL {
        // A page opens with its heading and, after an empty line, one sentence.
        let first = page(*check).lines().skip(1).find(|line| !line.is_empty()).unwrap_or("");
        writeln!(out, "{:width$}  {first}", check.name())?;
    }
    Ok(())
}
