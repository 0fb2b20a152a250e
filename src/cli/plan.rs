//! `rolemap plan`: whom to hire, move or train.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::{Args, ValueEnum};

use super::args::{FailOn, Group, Output, RosterArgs, Show};
use super::{EXIT_CLEAN, exit_code, input, output};
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Model, Severity};
use crate::plan::{
    Comparison, Currency, Frontier, FrontierOf, OwnPlan, Plan as Answer, PlanOptions, Prefer, Prices,
    Quarter, Source, Wanted,
};
use crate::report::comparison::{self, Compared};
use crate::report::plan::{self, Planned, severities};
use crate::report::{comparison_json, frontier, markdown, plan_json, plan_toml, position, text};
use crate::roster::Roster;
use crate::staff::Staff;

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
    /// Plan for each team, department, location or manager's people, sized by its own people, under shared limits
    #[arg(long, value_enum, value_name = "GROUP", help_heading = "Plan", conflicts_with_all = ["frontier", "min_coverage"])]
    by: Option<Group>,
    /// Show instead what each further hire would buy: the best plan with none, one, two hires and so on; with =money,
    /// what each further 100,000 would buy
    #[arg(long, value_enum, value_name = "OF", num_args = 0..=1, require_equals = true, default_missing_value = "hires", help_heading = "Plan", conflicts_with = "requisitions")]
    frontier: Option<Curve>,
    /// Weigh a plan that you wrote against the best: TOML with hires (role, quarter, count, source) and moves
    /// (person, to, quarter)
    #[arg(long, value_name = "PLAN.toml", help_heading = "Plan", conflicts_with_all = ["by", "frontier", "requisitions"])]
    compare: Option<PathBuf>,
    /// The format of the answer; without it that of the output file's ending, or text; svg draws the frontier, toml is a plan to edit and to pass to --compare
    #[arg(long, value_enum, help_heading = "Output")]
    format: Option<PlanFormat>,
    #[command(flatten)]
    output: Output,
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
    /// The share of what is required that must be met at the end, in percent; where no plan can, say which limits
    /// together keep it from that
    #[arg(long, value_name = "PERCENT")]
    min_coverage: Option<f64>,
    /// How many seconds the search may take; with it, a slower machine may find another plan
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u32).range(1..))]
    time_limit: Option<u32>,
    #[command(flatten)]
    pay: Pay,
}

/// What people cost.
#[derive(Args, Debug)]
#[command(next_help_heading = "Costs")]
pub(crate) struct Pay {
    /// What roles cost: a CSV role,level,location,yearly_cost,currency; the role * stands for all others
    #[arg(long, value_name = "FILE")]
    salaries: Option<PathBuf>,
    /// Use the rows of --salaries for this level
    #[arg(long, value_name = "LEVEL", requires = "salaries")]
    salary_level: Option<String>,
    /// Use the rows of --salaries for this location
    #[arg(long, value_name = "LOCATION", requires = "salaries")]
    salary_location: Option<String>,
    /// The roster's column of yearly pay: roles of three people or more cost the middle of their pay
    #[arg(long, value_name = "HEADER")]
    cost_column: Option<String>,
    /// The currency of --cost-column
    #[arg(long, value_name = "CODE", requires = "cost_column")]
    currency: Option<String>,
}

/// The formats of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum PlanFormat {
    Text,
    Json,
    Csv,
    Markdown,
    /// A picture, of the frontier only
    Svg,
    /// The hires and moves alone
    Toml,
}

/// Of what a frontier has ever more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Curve {
    Hires,
    Money,
}

impl From<Curve> for FrontierOf {
    fn from(curve: Curve) -> Self {
        match curve {
            Curve::Hires => Self::Hires,
            Curve::Money => Self::Money,
        }
    }
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
  rolemap plan roster.csv --from 2027Q1 --budget 400000 --min-coverage 90
  rolemap plan roster.csv --from 2027Q1 --salaries salaries.csv --salary-location Berlin
  rolemap plan roster.csv --from 2027Q1 --by department --budget 3000000
  rolemap plan roster.csv --from 2027Q1 --frontier
  rolemap plan roster.csv --from 2027Q1 --frontier=money
  rolemap plan roster.csv --from 2027Q1 --frontier --format svg -o frontier.svg
  rolemap plan roster.csv --from 2027Q1 --format toml -o plan.toml
  rolemap plan roster.csv --from 2027Q1 --compare plan.toml
  rolemap plan roster.csv --from 2027Q1 --requisitions positions/";

pub(crate) fn run(args: &Plan, show: &Show) -> Result<u8> {
    let from = beginning(&args.limits, &args.how)?.ok_or_else(|| {
        Error::new(ErrorKind::Usage, "the plan has no beginning")
            .help("pass --from QUARTER, such as 2027Q1, or the day of today as --as-of YYYY-MM-DD")
    })?;
    let mut options = options(&args.limits, &args.how, from)?;
    let model = input::model(&args.how.model)?;
    let roster = args.limits.roster(&args.roster, &args.how)?;
    let classifier = input::classifier(&model, &args.how)?;
    let analysis = input::analysis(&model, &roster, &classifier, &args.how)?;
    options.prices = args.limits.prices(&analysis.staff, &args.roster)?;
    if let Some(of) = args.frontier {
        let curve = Frontier::new(&analysis.staff, &analysis.coverage, &options, of.into());
        return write_frontier(args, show, &curve);
    }
    if let Some(path) = &args.compare {
        let own = OwnPlan::parse(&input::text(path)?, &analysis.staff, &options)
            .map_err(|e| e.file(input::name(path)))?;
        let comparison = Comparison::new(&analysis.staff, &analysis.coverage, &options, &own);
        let compared = Compared { analysis: &analysis, options: &options, comparison: &comparison };
        return write_comparison(args, show, &compared);
    }
    let answer = match args.by {
        Some(group) => Answer::by_team(&analysis.staff, group.into(), args.how.profile, &options),
        None => Answer::new(&analysis.staff, &analysis.coverage, &options),
    };
    let planned = Planned { analysis: &analysis, options: &options, plan: &answer, dated: true };
    if let Some(folder) = &args.requisitions {
        write_requisitions(&model, &answer, folder, args.output.force)?;
    }
    let answer_in_format = match args.output.format(args.format, PlanFormat::Text) {
        PlanFormat::Text => text::render(&plan::document(&planned), output::style(show, &args.output)),
        PlanFormat::Markdown => markdown::render(&plan::document(&planned)),
        PlanFormat::Json => plan_json::render(&planned),
        PlanFormat::Csv => plan::rows(&planned),
        PlanFormat::Svg => {
            return Err(Error::new(ErrorKind::Usage, "a plan has no picture of its own")
                .help("pass --frontier for the curve of cost against coverage"));
        }
        PlanFormat::Toml if args.by.is_some() => {
            return Err(Error::new(ErrorKind::Usage, "a plan by team has no form to edit")
                .help("leave out --by, or choose another --format"));
        }
        PlanFormat::Toml => plan_toml::render(&planned),
    };
    output::write(&args.output, answer_in_format)?;
    Ok(exit_code(severities(&answer.demands), args.fail_on))
}

/// Writes what each further hire would buy.
fn write_frontier(args: &Plan, show: &Show, curve: &Frontier) -> Result<u8> {
    let answer = match args.output.format(args.format, PlanFormat::Text) {
        PlanFormat::Text => text::render(&frontier::document(curve), output::style(show, &args.output)),
        PlanFormat::Markdown => markdown::render(&frontier::document(curve)),
        PlanFormat::Json => frontier::render(curve),
        PlanFormat::Csv => frontier::rows(curve),
        PlanFormat::Svg => frontier::svg(curve),
        PlanFormat::Toml => {
            return Err(Error::new(ErrorKind::Usage, "a curve of plans is no plan to edit")
                .help("leave out --frontier, or choose another --format"));
        }
    };
    output::write(&args.output, answer)?;
    Ok(EXIT_CLEAN)
}

/// Writes how a plan by hand stands against the best; what it breaks is an error, as is a required gap that it leaves.
fn write_comparison(args: &Plan, show: &Show, compared: &Compared<'_>) -> Result<u8> {
    let answer = match args.output.format(args.format, PlanFormat::Text) {
        PlanFormat::Text => text::render(&comparison::document(compared), output::style(show, &args.output)),
        PlanFormat::Markdown => markdown::render(&comparison::document(compared)),
        PlanFormat::Json => comparison_json::render(compared),
        PlanFormat::Csv => comparison::rows(compared),
        PlanFormat::Svg | PlanFormat::Toml => {
            return Err(Error::new(ErrorKind::Usage, "a comparison has no such format")
                .help("choose --format text, json, csv or markdown"));
        }
    };
    output::write(&args.output, answer)?;
    let breaks = (!compared.comparison.breaches.is_empty()).then_some(Severity::Error);
    Ok(exit_code(breaks.into_iter().chain(severities(&compared.comparison.demands)), args.fail_on))
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
        min_coverage_per_mille: limits.min_coverage.map(min_coverage).transpose()?,
        time_limit: limits.time_limit.map(|seconds| Duration::from_secs(seconds.into())),
        ..PlanOptions::new(from)
    })
}

fn min_coverage(percent: f64) -> Result<u32> {
    if (0.0..=100.0).contains(&percent) {
        return Ok((percent * 10.0).round() as u32);
    }
    Err(Error::new(ErrorKind::Usage, format!("--min-coverage: {percent} is no share"))
        .help("write percent of what is required, from 0 to 100"))
}

impl Limits {
    /// Reads the roster, with the column of pay where one is named.
    pub(crate) fn roster(&self, path: &Path, how: &RosterArgs) -> Result<Roster> {
        input::roster_with_pay(path, how, self.pay.cost_column.as_deref())
    }

    /// Reads what people cost.
    pub(crate) fn prices(&self, staff: &Staff<'_>, roster: &Path) -> Result<Prices> {
        let Pay { salaries, salary_level, salary_location, cost_column, currency } = &self.pay;
        let model = staff.model();
        let mut prices = Prices::default();
        if let Some(path) = salaries {
            let wanted = Wanted { level: salary_level.as_deref(), location: salary_location.as_deref() };
            prices =
                Prices::parse(&input::bytes(path)?, model, wanted).map_err(|e| e.file(input::name(path)))?;
        }
        if let Some(code) = currency {
            let of_pay: Currency = code.parse()?;
            if salaries.is_some() && of_pay != prices.currency {
                return Err(Error::new(
                    ErrorKind::Usage,
                    format!("--salaries is in {}, --cost-column in {of_pay}", prices.currency),
                )
                .help("give both in one currency"));
            }
            prices.currency = of_pay;
        }
        if cost_column.is_some() {
            prices.add_pay(staff).map_err(|e| e.file(input::name(roster)))?;
        }
        prices.complete(model)?;
        Ok(prices)
    }
}

/// Writes a position description for each role that is hired.
fn write_requisitions(model: &Model, answer: &Answer, folder: &Path, force: bool) -> Result<()> {
    output::make_folder(folder)?;
    let hires = answer.hires.iter().filter(|hire| hire.source != Source::Contract);
    let roles: BTreeSet<_> = hires.map(|hire| hire.role).collect();
    for role in roles {
        let text = markdown::render(&position::document(model, role));
        output::write_file(&folder.join(format!("{}.md", model[role].id)), text.as_bytes(), force)?;
    }
    Ok(())
}
