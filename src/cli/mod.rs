//! One file per command: words in, exit code out. The only place that prints.

mod baseline;
mod bounds;
mod check;
mod chosen_claims;
mod common_options;
mod coverage;
mod diff;
mod exit_codes;
mod explain;
mod output;
mod progress;
mod quantity_question;
mod report;
mod schema;
mod show;
mod today;
mod what_if;

use clap::builder::Styles;
use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// Keeps contested figures honest: can all the claims in your files be true at once?
#[derive(Debug, Parser)]
#[command(name = "variorum", version, about, styles = Styles::plain(), propagate_version = true)]
#[command(
    after_help = "Exit codes: 0 nothing found at or above --fail-on, 1 something found, 2 could not be done."
)]
struct Words {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Check(check::CheckArguments),
    Report(report::ReportArguments),
    Show(show::ShowArguments),
    Bounds(bounds::BoundsArguments),
    WhatIf(what_if::WhatIfArguments),
    Diff(diff::DiffArguments),
    Coverage(coverage::CoverageArguments),
    Explain(explain::ExplainArguments),
    Schema(schema::SchemaArguments),
}

/// Runs the command the process was started with.
pub fn main() -> ExitCode {
    let words = Words::parse();
    ExitCode::from(match words.command {
        Command::Check(arguments) => check::run(&arguments),
        Command::Report(arguments) => report::run(&arguments),
        Command::Show(arguments) => show::run(&arguments),
        Command::Bounds(arguments) => bounds::run(&arguments),
        Command::WhatIf(arguments) => what_if::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Coverage(arguments) => coverage::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Schema(arguments) => schema::run(&arguments),
    })
}
