//! `rolemap hire`: a position description.

use clap::Args;

use super::args::{ModelArgs, Output};
use super::{EXIT_CLEAN, input, output, roles};
use crate::error::Result;
use crate::report::{catalog, markdown};

/// Write a position description in Markdown to start a requisition from
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Hire {
    /// The id of the role to hire
    role: String,
    #[command(flatten)]
    output: Output,
    #[command(flatten)]
    model: ModelArgs,
}

const EXAMPLES: &str = "\
Examples:
  rolemap hire soc-analyst
  rolemap hire devsecops-engineer -o devsecops-engineer.md";

pub(crate) fn run(args: &Hire) -> Result<u8> {
    let model = input::model(&args.model)?;
    let role = roles::find(&model, &args.role)?;
    output::write(&args.output, markdown::render(&catalog::position(&model, role)))?;
    Ok(EXIT_CLEAN)
}
