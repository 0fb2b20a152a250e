//! `rolemap import`: how a roster was read, and the clean roster.

use std::path::PathBuf;

use clap::Args;

use super::args::{Printed, RosterArgs, Show};
use super::progress::Progress;
use super::{input, output};
use crate::coverage::Coverage;
use crate::error::Result;
use crate::report::import;
use crate::staff::Staff;

/// Show how a roster is read, or write the clean roster
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Import {
    /// The roster: CSV or the like, or - for standard input
    roster: PathBuf,
    #[command(flatten)]
    printed: Printed,
    /// Show long lists whole
    #[arg(long, help_heading = "Output")]
    all: bool,
    #[command(flatten)]
    how: RosterArgs,
}

const EXAMPLES: &str = "\
Examples:
  rolemap import roster.csv
  rolemap import export.txt --encoding windows-1252 --delimiter ';'
  rolemap import export.csv --column title=\"Position name\"
  rolemap import export.csv -o clean.csv";

pub(crate) fn run(args: &Import, show: &Show) -> Result<u8> {
    // Every command on a roster takes a policy; here it is only looked at, so that a slip does not pass unseen.
    input::policy(&args.how)?;
    let model = input::model(&args.how.model)?;
    let classifier = input::classifier(&model, &args.how)?;
    let progress = Progress::new(show, "reading the roster");
    let roster = input::roster(&args.roster, &args.how)?;
    drop(progress);
    let size = || Coverage::new(&Staff::new(&model, &roster, &classifier), args.how.profile);
    output::print(
        &args.printed,
        show,
        || import::document(&roster, &size(), args.all),
        || import::to_json(&roster),
        || import::csv(&roster),
    )
}
