//! `rolemap init`: an editable copy of the model.

use std::fs;
use std::path::PathBuf;

use clap::Args;

use super::{EXIT_CLEAN, output};
use crate::error::{Error, ErrorKind, Result};
use crate::model::Model;

/// Write an editable copy of the model, for --model DIR
#[derive(Args, Debug)]
#[command(after_help = EXAMPLES)]
pub(crate) struct Init {
    /// The folder to write to; it is made where it is missing
    #[arg(default_value = "roles")]
    folder: PathBuf,
    /// Write over existing files
    #[arg(long)]
    force: bool,
}

const EXAMPLES: &str = "\
Examples:
  rolemap init model
  rolemap check roster.csv --model model";

pub(crate) fn run(args: &Init) -> Result<u8> {
    let files = Model::builtin_files();
    // All or nothing: a folder half written would be a model half changed.
    if let Some((path, _)) = files.iter().find(|(path, _)| !args.force && args.folder.join(path).exists()) {
        return Err(Error::new(ErrorKind::File, "the file exists already")
            .file(args.folder.join(path).display().to_string())
            .help("name another folder, or pass --force to write over the files"));
    }
    for (path, text) in &files {
        let path = args.folder.join(path);
        let folder = path.parent().expect("it stands in the folder");
        fs::create_dir_all(folder).map_err(|e| {
            Error::new(ErrorKind::File, format!("the folder cannot be made: {e}"))
                .file(folder.display().to_string())
        })?;
        output::write_file(&path, text.as_bytes(), args.force)?;
    }
    Ok(EXIT_CLEAN)
}
