//! `rolemap compare`: the practices side by side.

use clap::Args;

use super::args::{ModelArgs, Printed, Show};
use super::{catalog, input, practices};
use crate::error::Result;
use crate::model::PracticeIx;
use crate::report::{catalog as report, catalog_json};

/// Show the practices side by side: what each combines, its goal, who works in it, who leads it, what they share
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Compare {
    /// The practices; all unless named
    practices: Vec<String>,
    #[command(flatten)]
    printed: Printed,
    #[command(flatten)]
    model: ModelArgs,
}

const EXAMPLES: &str = "\
Examples:
  rolemap compare
  rolemap compare devops devsecops
  rolemap compare --format markdown -o practices.md";

pub(crate) fn run(args: &Compare, show: &Show) -> Result<u8> {
    let model = input::model(&args.model)?;
    let mut chosen: Vec<PracticeIx> = Vec::new();
    for id in &args.practices {
        let practice = practices::find(&model, id)?;
        if !chosen.contains(&practice) {
            chosen.push(practice);
        }
    }
    if chosen.is_empty() {
        chosen = model.practices().collect();
    }
    catalog::print(
        &report::compare(&model, &chosen),
        || catalog_json::compare(&model, &chosen),
        &args.printed,
        show,
    )
}
