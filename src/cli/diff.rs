//! `rolemap diff`: what changed between two rosters.

use std::path::PathBuf;

use clap::Args;

use super::args::{FailOn, Format, Printed, RosterArgs, Show};
use super::{exit_code, input, output};
use crate::error::{Error, ErrorKind, Result};
use crate::report::changes::{self, Changes};
use crate::report::{changes_json, markdown, text};

/// Show what changed between two rosters: people, lines, coverage, findings
///
/// People are matched by id, then by e-mail, then by a name that is unique in both files.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Diff {
    /// The roster before
    before: PathBuf,
    /// The roster after
    after: PathBuf,
    #[command(flatten)]
    printed: Printed,
    /// Show long lists whole
    #[arg(long, help_heading = "Output")]
    all: bool,
    /// From which severity of a new finding on the exit code is 1
    #[arg(long, value_enum, default_value_t = FailOn::Error, help_heading = "Output")]
    fail_on: FailOn,
    #[command(flatten)]
    how: RosterArgs,
}

const EXAMPLES: &str = "\
Examples:
  rolemap diff january.csv february.csv
  rolemap diff before.csv after.csv --format markdown -o changes.md";

pub(crate) fn run(args: &Diff, show: &Show) -> Result<u8> {
    if args.before == args.after && args.before.as_os_str() == "-" {
        return Err(Error::new(ErrorKind::Usage, "standard input cannot be both rosters")
            .help("name a file for one of them"));
    }
    let model = input::model(&args.how.model)?;
    let classifier = input::classifier(&model, &args.how)?;
    let (old, new) = (input::roster(&args.before, &args.how)?, input::roster(&args.after, &args.how)?);
    let before = input::analysis(&model, &old, &classifier, &args.how)?;
    let after = input::analysis(&model, &new, &classifier, &args.how)?;
    let diff = crate::diff::Diff::new(&before, &after);
    let changes = Changes { before: &before, after: &after, diff: &diff, all: args.all };
    let answer = match args.printed.format() {
        Format::Text => text::render(&changes::document(&changes), output::style(show, &args.printed.output)),
        Format::Markdown => markdown::render(&changes::document(&changes)),
        Format::Json => changes_json::render(&changes),
        Format::Csv => changes::csv(&changes),
    };
    output::write(&args.printed.output, answer)?;
    Ok(exit_code(diff.new.iter().map(|f| f.severity), args.fail_on))
}
