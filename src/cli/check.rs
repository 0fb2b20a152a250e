//! `rolemap check`: how well each practice is covered.

use std::mem::ManuallyDrop;
use std::path::PathBuf;
use std::sync::OnceLock;

use clap::{Args, ValueEnum};

use super::args::{FailOn, Group, Output, RosterArgs, Show};
use super::progress::Progress;
use super::{exit_code, input, output};
use crate::coverage::{By, Coverage};
use crate::error::Result;
use crate::report::check::Checked;
use crate::report::groups::Groups;
use crate::report::{check, check_json, markdown, sarif, text};

/// Show how well each practice is covered, the gaps, and what is wrong with the reporting lines
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Check {
    /// The roster: CSV or the like, or - for standard input
    roster: PathBuf,
    /// The format of the answer; without it that of the output file's ending, or text
    #[arg(long, value_enum, help_heading = "Output")]
    format: Option<CheckFormat>,
    #[command(flatten)]
    output: Output,
    /// Show long lists whole
    #[arg(long, help_heading = "Output")]
    all: bool,
    /// Show each team, department, location or manager's people too, and who could help whom
    #[arg(long, value_enum, value_name = "GROUP", help_heading = "Output")]
    by: Option<Group>,
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
  rolemap check roster.csv --by team
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
    let progress = Progress::new(show, "reading the roster");
    let model = OnceLock::new();
    let (reader, roster) =
        rayon::join(|| input::reader(&model, &args.how), || input::roster(&args.roster, &args.how));
    // The program ends with the answer, and the system takes back the memory of a million people at once: nothing of it
    // needs to be given back piece by piece.
    let ((model, classifier), roster) = (reader?, ManuallyDrop::new(roster?));
    progress.step("counting coverage and looking for faults");
    let analysis = ManuallyDrop::new(input::analysis(model, &roster, &classifier, &args.how)?);
    let by = args.by.map(By::from);
    let groups = by.map(|by| Coverage::by(&analysis.staff, by, args.how.profile));
    let groups = by.zip(groups.as_ref()).map(|(by, groups)| Groups {
        model,
        roster: &roster,
        by,
        groups,
        all: args.all,
    });
    let checked = Checked { analysis: &analysis, groups, all: args.all };
    progress.step("writing the answer");
    let answer = match args.output.format(args.format, CheckFormat::Text) {
        CheckFormat::Text => text::render(&check::document(&checked), output::style(show, &args.output)),
        CheckFormat::Markdown => markdown::render(&check::document(&checked)),
        CheckFormat::Json => check_json::render(&checked),
        CheckFormat::Csv => check::csv(&checked),
        CheckFormat::Sarif => sarif::check(&analysis, &input::name(&args.roster)),
    };
    drop(progress);
    output::name_unmatched(show, classifier.decisions(), roster.titles());
    output::write(&args.output, answer)?;
    Ok(exit_code(analysis.findings.iter().map(|f| f.severity), args.fail_on))
}
