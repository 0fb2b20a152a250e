//! `rolemap check`: how well each practice is covered.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::args::{FailOn, Output, RosterArgs, Show};
use super::{exit_code, input, output};
use crate::error::Result;
use crate::report::check::Checked;
use crate::report::{check, check_json, csv, markdown, sarif, text};

/// Show how well each practice is covered, the gaps, and what is wrong with the reporting lines
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Check {
    /// The roster: CSV or the like, or - for standard input
    roster: PathBuf,
    /// The format of the answer
    #[arg(long, value_enum, default_value_t = CheckFormat::Text, help_heading = "Output")]
    format: CheckFormat,
    #[command(flatten)]
    output: Output,
    /// Show long lists whole
    #[arg(long, help_heading = "Output")]
    all: bool,
    /// From which severity on the exit code is 1
    #[arg(long, value_enum, default_value_t = FailOn::Error, help_heading = "Output")]
    fail_on: FailOn,
    #[command(flatten)]
    how: RosterArgs,
}

const EXAMPLES: &str = "\
Examples:
  rolemap check roster.csv
  rolemap check roster.csv --scope department=Platform --profile growth
  rolemap check roster.csv --titles decisions.csv --fail-on warning
  rolemap check roster.csv --format json -o check.json
  rolemap check - < roster.csv";

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum CheckFormat {
    Text,
    Json,
    Csv,
    Markdown,
    /// For code scanning services
    Sarif,
}

pub(crate) fn run(args: &Check, show: &Show) -> Result<u8> {
    let model = input::model(&args.how.model)?;
    let roster = input::roster(&args.roster, &args.how)?;
    let classifier = input::classifier(&model)?;
    let analysis = input::analysis(&model, &roster, &classifier, &args.how)?;
    let checked = Checked { analysis: &analysis, all: args.all };
    let answer = match args.format {
        CheckFormat::Text => text::render(&check::document(&checked), output::style(show, &args.output)),
        CheckFormat::Markdown => markdown::render(&check::document(&checked)),
        CheckFormat::Json => check_json::render(&checked),
        CheckFormat::Csv => csv::check(&checked),
        CheckFormat::Sarif => sarif::check(&analysis, &input::name(&args.roster)),
    };
    output::write(&args.output, answer)?;
    Ok(exit_code(analysis.findings.iter().map(|f| f.severity), args.fail_on))
}
