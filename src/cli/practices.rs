//! `rolemap practices`: the practices of the model.

use clap::Args;

use super::args::{ModelArgs, Printed, Show};
use super::{catalog, input};
use crate::error::Result;
use crate::model::{Model, PracticeIx};
use crate::report::{catalog as report, catalog_json};

/// List the practices of the model, or explain one
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Practices {
    /// The id of a practice to explain
    id: Option<String>,
    #[command(flatten)]
    printed: Printed,
    #[command(flatten)]
    model: ModelArgs,
}

const EXAMPLES: &str = "\
Examples:
  rolemap practices
  rolemap practices secops
  rolemap practices devsecops --format markdown";

pub(crate) fn run(args: &Practices, show: &Show) -> Result<u8> {
    let model = input::model(&args.model)?;
    let Some(id) = &args.id else {
        return catalog::print(
            &report::practices(&model),
            || catalog_json::practices(&model),
            &args.printed,
            show,
        );
    };
    let practice = find(&model, id)?;
    catalog::print(
        &report::practice(&model, practice),
        || catalog_json::practice(&model, practice),
        &args.printed,
        show,
    )
}

/// Returns the practice of an id that the user names.
pub(crate) fn find(model: &Model, id: &str) -> Result<PracticeIx> {
    let known = || model.practices().map(|p| model[p].id.as_str());
    model.practice(id).ok_or_else(|| catalog::unknown("practice", id, known(), "rolemap practices"))
}
