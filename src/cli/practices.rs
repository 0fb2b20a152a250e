//! `rolemap practices`: the practices of the model.

use clap::Args;

use super::args::{ModelArgs, Printed, Show};
use super::{input, lookup, output};
use crate::error::Result;
use crate::report::{catalog, catalog_json, csv};

/// List the practices of the model, or explain one: its heads, its roles and what it demands
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Practices {
    /// The practice to explain, by id or name
    id: Option<String>,
    #[command(flatten)]
    printed: Printed,
    #[command(flatten)]
    model: ModelArgs,
}

const EXAMPLES: &str = "\
Examples:
  rolemap practices
  rolemap practices devsecops
  rolemap practices devsecops --format markdown";

pub(crate) fn run(args: &Practices, show: &Show) -> Result<u8> {
    let model = input::model(&args.model)?;
    let one = args.id.as_deref().map(|id| lookup::find_practice(&model, id)).transpose()?;
    let practices: Vec<_> = one.map_or_else(|| model.practices().collect(), |practice| vec![practice]);
    output::print(
        &args.printed,
        show,
        || one.map_or_else(|| catalog::practices(&model), |practice| catalog::practice(&model, practice)),
        || catalog_json::practices(&model, &practices),
        || csv::table(&catalog::practice_table(&model, &practices)),
    )
}
