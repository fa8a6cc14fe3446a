//! `variorum schema`: the JSON Schemas of claim files and of the JSON that commands print.

use crate::cli::exit_codes::CLEAN;
use crate::cli::output::{fail, to_stdout};
use crate::error::Error;
use crate::render::schema;
use clap::ValueEnum;
use std::io::Write;

/// Print a JSON Schema (draft-07): of claim files, or of what a command prints with `--format json`
#[derive(Debug, clap::Args)]
pub(super) struct SchemaArguments {
    /// Of what
    #[arg(value_enum, value_name = "WHAT")]
    what: WhichSchema,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
#[allow(clippy::enum_variant_names, reason = "`what-if` is the command's name")]
enum WhichSchema {
    /// Claim files
    Claims,
    /// The findings of `check --format json`
    Findings,
    /// What `show --format json` prints
    Show,
    /// What `bounds --format json` prints
    Bounds,
    /// What `what-if --format json` prints
    WhatIf,
    /// What `report --format json` prints
    Report,
    /// The numbers of `coverage --format json`
    Coverage,
    /// What `diff --format json` prints
    Diff,
}

pub(super) fn run(arguments: &SchemaArguments) -> u8 {
    let schema = match arguments.what {
        WhichSchema::Claims => schema::claims(),
        WhichSchema::Findings => schema::findings(),
        WhichSchema::Show => schema::show(),
        WhichSchema::Bounds => schema::bounds(),
        WhichSchema::WhatIf => schema::what_if(),
        WhichSchema::Report => schema::report(),
        WhichSchema::Coverage => schema::coverage(),
        WhichSchema::Diff => schema::diff(),
    };
    let written =
        to_stdout([], |out| write!(out, "{}", schema::text(&schema)).map_err(Error::Output));
    match written {
        Ok(()) => CLEAN,
        Err(error) => fail(&error),
    }
}
