//! `rolemap completions`: scripts that complete the command line.

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::args::{Cli, Output};
use super::{EXIT_CLEAN, output};
use crate::error::Result;

/// Write the completions of a shell
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Completions {
    /// The shell
    shell: Shell,
    #[command(flatten)]
    output: Output,
}

const EXAMPLES: &str = "\
Examples:
  rolemap completions bash > ~/.local/share/bash-completion/completions/rolemap
  rolemap completions zsh > ~/.zfunc/_rolemap
  rolemap completions fish > ~/.config/fish/completions/rolemap.fish";

pub(crate) fn run(args: &Completions) -> Result<u8> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "rolemap", &mut script);
    output::write(&args.output, script)?;
    Ok(EXIT_CLEAN)
}
