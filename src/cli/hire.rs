//! `rolemap hire`: a position description to start a requisition from.

use clap::Args;

use super::args::{ModelArgs, Output};
use super::{EXIT_CLEAN, input, lookup, output};
use crate::error::Result;
use crate::report::{markdown, position};

/// Write a position description in Markdown, ready to edit
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Hire {
    /// The role, by id or name
    role: String,
    #[command(flatten)]
    output: Output,
    #[command(flatten)]
    model: ModelArgs,
}

const EXAMPLES: &str = "\
Examples:
  rolemap hire soc-analyst
  rolemap hire \"Platform Engineer\" -o platform-engineer.md";

pub(crate) fn run(args: &Hire) -> Result<u8> {
    let model = input::model(&args.model)?;
    let role = lookup::find_role(&model, &args.role)?;
    output::write(&args.output, markdown::render(&position::document(&model, role)))?;
    Ok(EXIT_CLEAN)
}
