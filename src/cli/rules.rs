//! `rolemap rules`: the rules of the check, the conflicts of the model, and the codes of the import.

use clap::Args;

use super::args::{ModelArgs, Printed, Show};
use super::{input, output};
use crate::check::{CODES, RULES};
use crate::error::Result;
use crate::report::csv;
use crate::report::rules::{self, Selection};
use crate::suggest::unknown;

/// List the rules of the check, or explain one, a conflict of the model or a code of the import
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Rules {
    /// The id of a rule, a conflict of the model or a code of the import, to explain
    id: Option<String>,
    #[command(flatten)]
    printed: Printed,
    #[command(flatten)]
    model: ModelArgs,
}

const EXAMPLES: &str = "\
Examples:
  rolemap rules
  rolemap rules cycle
  rolemap rules duties-apart
  rolemap rules sod-ciso-cio
  rolemap rules encoding-guessed
  rolemap rules --format json";

pub(crate) fn run(args: &Rules, show: &Show) -> Result<u8> {
    let model = input::model(&args.model)?;
    let selection = match &args.id {
        None => Selection::all(&model),
        Some(id) => Selection::of(&model, id).ok_or_else(|| {
            let rules = RULES.iter().map(|r| r.id).chain(CODES.iter().map(|c| c.id));
            let known = rules.chain(model.conflicts().iter().map(|c| c.id.as_str()));
            unknown("rule, conflict or code", id, known, "rolemap rules")
        })?,
    };
    output::print(
        &args.printed,
        show,
        || if args.id.is_some() { rules::explained(&selection) } else { rules::list(&model) },
        || rules::to_json(&selection),
        || csv::table(&rules::table(&selection)),
    )
}
