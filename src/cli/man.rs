//! `rolemap man`: manual pages.

use std::path::PathBuf;

use clap::{Args, Command, CommandFactory};

use super::args::{Cli, Output};
use super::{EXIT_CLEAN, output};
use crate::error::{Error, ErrorKind, Result};

/// Print the manual page, or write those of all commands
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Man {
    /// Write the pages of all commands into this folder
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Write over existing files
    #[arg(long)]
    force: bool,
}

const EXAMPLES: &str = "\
Examples:
  rolemap man | man -l -
  rolemap man -o ~/.local/share/man/man1";

pub(crate) fn run(args: &Man) -> Result<u8> {
    let mut root = Cli::command();
    root.build();
    let Some(folder) = &args.output else {
        output::write(&Output { output: None, force: false }, page(root)?)?;
        return Ok(EXIT_CLEAN);
    };
    let mut commands: Vec<Command> =
        root.get_subcommands().filter(|c| c.get_name() != "help").cloned().collect();
    commands.push(root);
    for command in commands {
        let name = command.get_display_name().unwrap_or(command.get_name()).to_owned();
        output::write_file(&folder.join(format!("{name}.1")), &page(command)?, args.force)?;
    }
    Ok(EXIT_CLEAN)
}

fn page(command: Command) -> Result<Vec<u8>> {
    let mut page = Vec::new();
    let rendered = clap_mangen::Man::new(command).render(&mut page);
    rendered.map_err(|e| Error::new(ErrorKind::File, format!("the page cannot be written: {e}")))?;
    Ok(page)
}
