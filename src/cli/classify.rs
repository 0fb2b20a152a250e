//! `rolemap classify`: job titles to roles.

use std::path::PathBuf;

use clap::Args;

use super::args::{ModelArgs, Printed, Show};
use super::{catalog, input};
use crate::error::Result;
use crate::report::titles;
use crate::title::Context;

/// Show which roles job titles mean, with the reason
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Classify {
    /// Titles, a line each, or - for standard input
    #[arg(default_value = "-")]
    file: PathBuf,
    #[command(flatten)]
    printed: Printed,
    #[command(flatten)]
    model: ModelArgs,
}

const EXAMPLES: &str = "\
Examples:
  rolemap classify titles.txt
  rolemap classify titles.txt --format csv -o roles.csv
  echo 'Sr. SRE II' | rolemap classify";

pub(crate) fn run(args: &Classify, show: &Show) -> Result<u8> {
    let model = input::model(&args.model)?;
    let classifier = input::classifier(&model)?;
    let text = input::text(&args.file)?;
    let readings: Vec<_> = text.lines().map(|t| (t, classifier.classify(t, Context::default()))).collect();
    catalog::print(
        &titles::document(&model, &readings),
        || titles::json(&model, &readings),
        &args.printed,
        show,
    )
}
