//! `rolemap compare`: the practices side by side.

use clap::Args;

use super::args::{ModelArgs, Printed, Show};
use super::{input, lookup, output};
use crate::error::Result;
use crate::report::{compare, csv};

/// Show the practices side by side: what each combines, its goal, who works in it, who leads it, what they share
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Compare {
    /// The practices to compare, by id or name; all where none is named
    #[arg(value_name = "PRACTICE")]
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
    let mut practices = Vec::new();
    for id in &args.practices {
        let practice = lookup::find_practice(&model, id)?;
        if !practices.contains(&practice) {
            practices.push(practice);
        }
    }
    if practices.is_empty() {
        practices = model.practices().collect();
    }
    output::print(
        &args.printed,
        show,
        || compare::document(&model, &practices),
        || compare::json(&model, &practices),
        || csv::table(&compare::table(&model, &practices)),
    )
}
