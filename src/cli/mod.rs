//! The program: arguments, files, streams and exit codes. One file per command.

mod args;
mod input;
mod lookup;
mod output;
mod progress;

mod chart;
mod check;
mod classify;
mod compare;
mod completions;
mod diff;
mod hire;
mod import;
mod init;
mod man;
mod plan;
mod practices;
mod report;
mod roles;
mod rules;
mod what_if;

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;

use crate::error::Result;
use crate::model::Severity;
use crate::roster::WORKBOOK_THREAD;

use args::{Cli, Command};

/// Done, and nothing is at or above `--fail-on`.
pub const EXIT_CLEAN: u8 = 0;
/// Done, and something is at or above `--fail-on`.
pub const EXIT_FOUND: u8 = 1;
/// Could not be done: usage, unreadable input, unwritable output. Nothing is written to standard output.
pub const EXIT_FAILED: u8 = 2;

/// Runs the program.
pub fn main() -> ExitCode {
    keep_quiet_about_workbooks();
    match run(&Cli::parse()) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            // Nothing is left to do where even the message cannot be written.
            let _ = writeln!(std::io::stderr(), "rolemap: {error}");
            ExitCode::from(EXIT_FAILED)
        }
    }
}

/// Prints nothing where a damaged workbook makes its reader panic: the error says all that is to be said.
fn keep_quiet_about_workbooks() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        if std::thread::current().name() != Some(WORKBOOK_THREAD) {
            usual(panic);
        }
    }));
}

fn run(cli: &Cli) -> Result<u8> {
    let show = &cli.show;
    match &cli.command {
        Command::Check(args) => check::run(args, show),
        Command::Plan(args) => plan::run(args, show),
        Command::Report(args) => report::run(args, show),
        Command::Chart(args) => chart::run(args, show),
        Command::Import(args) => import::run(args, show),
        Command::Classify(args) => classify::run(args, show),
        Command::Diff(args) => diff::run(args, show),
        Command::WhatIf(args) => what_if::run(args, show),
        Command::Compare(args) => compare::run(args, show),
        Command::Roles(args) => roles::run(args, show),
        Command::Practices(args) => practices::run(args, show),
        Command::Rules(args) => rules::run(args, show),
        Command::Hire(args) => hire::run(args),
        Command::Init(args) => init::run(args, show),
        Command::Completions(args) => completions::run(args),
        Command::Man(args) => man::run(args, show),
    }
}

/// Returns the exit code of a command that found something of these severities.
fn exit_code(found: impl IntoIterator<Item = Severity>, fail_on: args::FailOn) -> u8 {
    let limit = match fail_on {
        args::FailOn::Error => Severity::Error,
        args::FailOn::Warning => Severity::Warning,
        args::FailOn::Info => Severity::Info,
        args::FailOn::Never => return EXIT_CLEAN,
    };
    if found.into_iter().any(|severity| severity >= limit) { EXIT_FOUND } else { EXIT_CLEAN }
}
