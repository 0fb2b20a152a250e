//! `rolemap init`: an editable copy of the model.

use std::path::PathBuf;

use clap::Args;

use super::args::Show;
use super::{EXIT_CLEAN, output};
use crate::error::{Error, ErrorKind, Result};
use crate::model::Model;

/// Write an editable copy of the model, for --model DIR
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Init {
    /// The folder to write to; made where it is absent
    #[arg(default_value = "model")]
    dir: PathBuf,
    /// Write over files of the model that exist
    #[arg(long)]
    force: bool,
}

const EXAMPLES: &str = "\
Examples:
  rolemap init
  rolemap init our-model/ && rolemap check roster.csv --model our-model/";

pub(crate) fn run(args: &Init, show: &Show) -> Result<u8> {
    let files = Model::builtin_files();
    // All or nothing: a folder half written would be a model half changed.
    let taken = files.iter().map(|(path, _)| args.dir.join(path)).find(|p| p.exists());
    if let Some(path) = taken.filter(|_| !args.force) {
        return Err(Error::new(ErrorKind::File, "the file exists already")
            .file(path.display().to_string())
            .help("name another folder, or pass --force to write over the model that is there"));
    }
    for (path, text) in &files {
        let path = args.dir.join(path);
        output::make_folder(path.parent().expect("it lies in the folder"))?;
        output::write_file(&path, text.as_bytes(), args.force)?;
    }
    let dir = args.dir.display();
    output::message(show, &format!("wrote {} files to {dir}; start with {dir}/README.md", files.len()));
    Ok(EXIT_CLEAN)
}
