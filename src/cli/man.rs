//! `rolemap man`: manual pages.

use std::io;
use std::path::{Path, PathBuf};

use clap::{Args, CommandFactory};
use clap_mangen::Man as Page;

use super::args::{Cli, Output, Show};
use super::{EXIT_CLEAN, output};
use crate::error::{Error, ErrorKind, Result};

/// Write the manual page, or with -o DIR one for every command
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Man {
    /// Write the pages of all commands to this folder
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Write over existing pages
    #[arg(long)]
    force: bool,
}

const EXAMPLES: &str = "\
Examples:
  rolemap man | man -l -
  rolemap man -o ~/.local/share/man/man1 --force";

pub(crate) fn run(args: &Man, show: &Show) -> Result<u8> {
    let mut program = Cli::command();
    program.build();
    let Some(dir) = &args.output else {
        output::write(&Output::default(), page(&program)?)?;
        return Ok(EXIT_CLEAN);
    };
    output::make_folder(dir)?;
    let commands = program.get_subcommands().filter(|c| c.get_name() != "help");
    let pages: Vec<_> = std::iter::once(&program).chain(commands).collect();
    for command in &pages {
        let name = command.get_display_name().unwrap_or(command.get_name());
        output::write_file(&dir.join(format!("{name}.1")), &page(command)?, args.force)?;
    }
    output::message(show, &format!("wrote {} pages to {}", pages.len(), Path::display(dir)));
    Ok(EXIT_CLEAN)
}

fn page(command: &clap::Command) -> Result<Vec<u8>> {
    let mut page = Vec::new();
    let failed = |e: io::Error| Error::new(ErrorKind::File, "a manual page cannot be made").cause(e);
    Page::new(command.clone()).render(&mut page).map_err(failed)?;
    Ok(page)
}
