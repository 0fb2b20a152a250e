//! `rolemap plan`: whom to hire, move or train.

use std::collections::BTreeSet;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

use super::args::{FailOn, Printed, RosterArgs, Show};
use super::{exit_code, input, output};
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Level, Model, Severity};
use crate::plan::{Plan as Answer, PlanOptions, Prefer, Quarter, Source};
use crate::report::plan::{self, Planned, leaves_open};
use crate::report::{markdown, plan_json, position};

/// Plan whom to hire, move or train, in which quarter, at what cost
///
/// Of all plans within the limits the one is taken that leaves the least required gap over time, then the least
/// recommended gap over time, then the fewest demands that hang on one person, then costs least, then changes least.
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Plan {
    /// The roster: CSV or the like, or - for standard input
    roster: PathBuf,
    #[command(flatten)]
    limits: Limits,
    #[command(flatten)]
    printed: Printed,
    /// Write a position description for each role that is hired into this folder
    #[arg(long, value_name = "DIR", help_heading = "Output")]
    requisitions: Option<PathBuf>,
    /// From which severity on the exit code is 1: a required gap left open is an error, a recommended one an info
    #[arg(long, value_enum, default_value_t = FailOn::Error, help_heading = "Output")]
    fail_on: FailOn,
    #[command(flatten)]
    how: RosterArgs,
}

#[derive(Args, Debug)]
#[command(next_help_heading = "Plan")]
pub(crate) struct Limits {
    /// The first quarter, such as 2027Q1; without it the first that begins after --as-of
    #[arg(long, value_name = "QUARTER")]
    from: Option<String>,
    /// How many quarters
    #[arg(long, value_name = "N", default_value_t = 4, value_parser = clap::value_parser!(u8).range(1..=PlanOptions::MOST_QUARTERS as i64))]
    quarters: u8,
    /// What the plan may cost over all its quarters
    #[arg(long, value_name = "AMOUNT", value_parser = clap::value_parser!(i64).range(0..))]
    budget: Option<i64>,
    /// What the plan may cost in each quarter
    #[arg(long, value_name = "AMOUNT", value_parser = clap::value_parser!(i64).range(0..))]
    budget_per_quarter: Option<i64>,
    /// How many people may be hired
    #[arg(long, value_name = "N")]
    max_hires: Option<u32>,
    /// How many people may start in one quarter
    #[arg(long, value_name = "N")]
    rate: Option<u32>,
    /// What the plan may use beside hires, moves and training
    #[arg(long, value_enum, value_name = "WHAT")]
    allow: Vec<Allow>,
    /// Plan hires only
    #[arg(long)]
    no_moves: bool,
    /// How many of the people who are there leave in a year, in percent
    #[arg(long, value_name = "PERCENT", default_value_t = 0.0)]
    attrition: f64,
    /// What comes first once required gaps are least
    #[arg(long, value_enum, default_value_t = First::Coverage)]
    prefer: First,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Allow {
    /// Dearer, and sooner there
    Contractors,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum First {
    /// Recommended gaps and single points, then cost
    Coverage,
    /// Cost, then recommended gaps and single points
    Cost,
}

const EXAMPLES: &str = "\
Examples:
  rolemap plan roster.csv --from 2027Q1
  rolemap plan roster.csv --as-of 2026-11-23 --quarters 6 --budget 2000000 --rate 3
  rolemap plan roster.csv --from 2027Q1 --max-hires 5 --format json
  rolemap plan roster.csv --from 2027Q1 --requisitions positions/";

pub(crate) fn run(args: &Plan, show: &Show) -> Result<u8> {
    let from = beginning(&args.limits, &args.how)?.ok_or_else(|| {
        Error::new(ErrorKind::Usage, "the plan has no beginning")
            .help("pass --from QUARTER, such as 2027Q1, or the day of today as --as-of YYYY-MM-DD")
    })?;
    let options = options(&args.limits, &args.how, from)?;
    let model = input::model(&args.how.model)?;
    let roster = input::roster(&args.roster, &args.how)?;
    let classifier = input::classifier(&model, &args.how)?;
    let analysis = input::analysis(&model, &roster, &classifier, &args.how)?;
    let answer = Answer::new(&analysis.staff, &analysis.coverage, &options);
    let planned = Planned { analysis: &analysis, options: &options, plan: &answer };
    if let Some(folder) = &args.requisitions {
        write_requisitions(&model, &answer, folder, args.printed.output.force)?;
    }
    output::print(
        &args.printed,
        show,
        || plan::document(&planned),
        || plan_json::render(&planned),
        || plan::rows(&planned),
    )?;
    let levels = [(Level::Required, Severity::Error), (Level::Recommended, Severity::Info)];
    let open = levels.into_iter().filter(|&(level, _)| leaves_open(&answer, level));
    Ok(exit_code(open.map(|(_, severity)| severity), args.fail_on))
}

/// What a plan may do, and whether its quarters are those of a calendar.
pub(crate) struct Asked {
    pub(crate) options: PlanOptions,
    pub(crate) dated: bool,
}

/// Where a plan begins whose quarters are counted, not named.
const UNDATED: &str = "2001Q1";

/// Reads what a plan may do; without a beginning its quarters are counted from one.
pub(crate) fn options_or_undated(limits: &Limits, how: &RosterArgs) -> Result<Asked> {
    match beginning(limits, how)? {
        Some(from) => Ok(Asked { options: options(limits, how, from)?, dated: true }),
        None => Ok(Asked { options: options(limits, how, UNDATED.parse()?)?, dated: false }),
    }
}

/// The quarter in which a plan begins, where the arguments name it or the day of today.
fn beginning(limits: &Limits, how: &RosterArgs) -> Result<Option<Quarter>> {
    match &limits.from {
        Some(quarter) => Ok(Some(quarter.parse()?)),
        None => Ok(input::as_of(how)?.map(Quarter::from_day)),
    }
}

fn options(limits: &Limits, how: &RosterArgs, from: Quarter) -> Result<PlanOptions> {
    if !(0.0..=100.0).contains(&limits.attrition) {
        return Err(Error::new(ErrorKind::Usage, format!("--attrition: {} is no share", limits.attrition))
            .help("write percent a year, from 0 to 100"));
    }
    Ok(PlanOptions {
        quarters: limits.quarters.into(),
        today: input::as_of(how)?,
        budget: limits.budget,
        budget_per_quarter: limits.budget_per_quarter,
        max_hires: limits.max_hires,
        rate: limits.rate,
        contractors: limits.allow.contains(&Allow::Contractors),
        moves: !limits.no_moves,
        attrition_per_mille: (limits.attrition * 10.0).round() as u32,
        prefer: match limits.prefer {
            First::Coverage => Prefer::Coverage,
            First::Cost => Prefer::Cost,
        },
        ..PlanOptions::new(from)
    })
}

/// Writes a position description for each role that is hired.
fn write_requisitions(model: &Model, answer: &Answer, folder: &std::path::Path, force: bool) -> Result<()> {
    output::make_folder(folder)?;
    let hires = answer.hires.iter().filter(|hire| hire.source != Source::Contract);
    let roles: BTreeSet<_> = hires.map(|hire| hire.role).collect();
    for role in roles {
        let text = markdown::render(&position::document(model, role));
        output::write_file(&folder.join(format!("{}.md", model[role].id)), text.as_bytes(), force)?;
    }
    Ok(())
}
