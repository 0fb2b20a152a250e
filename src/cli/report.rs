//! `rolemap report`: what leadership reads, in one file.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::args::{Output, RosterArgs, Show};
use super::plan::{self, Limits};
use super::progress::Progress;
use super::{EXIT_CLEAN, input, output};
use crate::diff::Diff;
use crate::error::{Error, ErrorKind, Result};
use crate::plan::Plan as Answer;
use crate::report::briefing::{self, Briefing};
use crate::report::changes::Changes;
use crate::report::plan::Planned;
use crate::report::{html, markdown, xlsx};

/// Write the report that leadership reads: the verdict, the practices, the risks, the org chart, the plan
///
/// The format comes from the ending of the file. The page (.html) is one file that needs no network; it opens in any
/// browser and prints well.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Report {
    /// The roster: CSV or the like, or - for standard input
    roster: PathBuf,
    #[command(flatten)]
    output: Output,
    /// The format, where the ending of the file does not tell
    #[arg(long, value_enum, help_heading = "Output")]
    format: Option<Format>,
    /// Show what changed since this earlier roster
    #[arg(long, value_name = "OLD_ROSTER", help_heading = "Output")]
    since: Option<PathBuf>,
    #[command(flatten)]
    limits: Limits,
    #[command(flatten)]
    how: RosterArgs,
}

const EXAMPLES: &str = "\
Examples:
  rolemap report roster.csv -o report.html
  rolemap report roster.csv -o report.html --as-of 2026-11-23 --budget 2000000
  rolemap report roster.csv -o report.md --since last-quarter.csv
  rolemap report roster.csv -o report.xlsx --redact";

/// The formats of the report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A page
    Html,
    /// Markdown
    Md,
    /// A workbook
    Xlsx,
    Json,
    Csv,
}

pub(crate) fn run(args: &Report, show: &Show) -> Result<u8> {
    let format = format(args)?;
    let mut options = plan::options_or_undated(&args.limits, &args.how)?;
    let progress = Progress::new(show, "reading the roster");
    let model = input::model(&args.how.model)?;
    let roster = args.limits.roster(&args.roster, &args.how)?;
    let classifier = input::classifier(&model, &args.how)?;
    let analysis = input::analysis(&model, &roster, &classifier, &args.how)?;
    options.options.prices = args.limits.prices(&analysis.staff, &args.roster)?;
    let old = args.since.as_ref().map(|path| input::roster(path, &args.how)).transpose()?;
    let before = old.as_ref().map(|old| input::analysis(&model, old, &classifier, &args.how)).transpose()?;
    let diff = before.as_ref().map(|before| Diff::new(before, &analysis));
    let changed = before.as_ref().zip(diff.as_ref());
    progress.step("planning");
    let answer = Answer::new(&analysis.staff, &analysis.coverage, &options.options);
    progress.step("writing the report");
    let source = input::file_name(&args.roster);
    let briefing = Briefing {
        source: &source,
        planned: Planned {
            analysis: &analysis,
            options: &options.options,
            plan: &answer,
            dated: options.dated,
        },
        since: changed.map(|(before, diff)| Changes { before, after: &analysis, diff, all: false }),
    };
    let answer = match format {
        Format::Html => html::render(&briefing).into_bytes(),
        Format::Md => markdown::render(&briefing::document(&briefing)).into_bytes(),
        Format::Xlsx => xlsx::render(briefing.analysis(), Some(briefing.planned), briefing.source)?,
        Format::Json => briefing::json(&briefing).into_bytes(),
        Format::Csv => briefing::csv(&briefing).into_bytes(),
    };
    drop(progress);
    output::write(&args.output, answer)?;
    Ok(EXIT_CLEAN)
}

/// The format that is asked for, or that the ending of the file tells.
fn format(args: &Report) -> Result<Format> {
    if let Some(format) = args.format {
        return Ok(format);
    }
    let wrong = |what: &str| {
        Error::new(ErrorKind::Usage, what.to_owned())
            .help("name a file with -o that ends in .html, .md, .xlsx, .json or .csv, or pass --format")
    };
    let path = args.output.output.as_deref().ok_or_else(|| wrong("the report has no file to go to"))?;
    let ending = path.extension().map(|e| e.to_string_lossy().to_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "html" | "htm" => Ok(Format::Html),
        "md" | "markdown" => Ok(Format::Md),
        "xlsx" => Ok(Format::Xlsx),
        "json" => Ok(Format::Json),
        "csv" => Ok(Format::Csv),
        _ => Err(wrong(&format!("the ending of `{}` tells no format", path.display()))),
    }
}
