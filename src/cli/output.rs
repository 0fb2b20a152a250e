//! Writing: standard output or a file, at once and whole.

use std::fs;
use std::io::{self, ErrorKind as IoErrorKind, IsTerminal, Write};
use std::path::Path;

use super::EXIT_CLEAN;
use super::args::{Color, Format, Output, Printed, Show};
use crate::error::{Error, ErrorKind, Result};
use crate::report::document::{Document, plain};
use crate::report::text::Style;
use crate::report::{markdown, text};
use crate::title::Decisions;

/// The width of text where no terminal tells another.
const WIDTH: u16 = 80;

/// The least width in which the tables stay tables.
const LEAST_WIDTH: u16 = 40;

/// Returns how text is shown at the place where it goes.
pub(crate) fn style(show: &Show, output: &Output) -> Style {
    let terminal = output.output.is_none() && io::stdout().is_terminal();
    let color = match show.color {
        Color::Always => true,
        Color::Never => false,
        Color::Auto => terminal && std::env::var_os("NO_COLOR").is_none_or(|v| v.is_empty()),
    };
    let stated = std::env::var("COLUMNS").ok().and_then(|c| c.parse().ok()).filter(|c| *c > 0);
    let measured = || terminal.then(terminal_size::terminal_size).flatten().map(|(width, _)| width.0);
    Style { width: stated.or_else(measured).unwrap_or(WIDTH).max(LEAST_WIDTH), color }
}

/// Writes an answer in the format that is asked for.
pub(crate) fn print(
    printed: &Printed,
    show: &Show,
    document: impl FnOnce() -> Document,
    json: impl FnOnce() -> String,
    csv: impl FnOnce() -> String,
) -> Result<u8> {
    let answer = match printed.format() {
        Format::Text => text::render(&document(), style(show, &printed.output)),
        Format::Markdown => markdown::render(&document()),
        Format::Json => json(),
        Format::Csv => csv(),
    };
    write(&printed.output, answer)?;
    Ok(EXIT_CLEAN)
}

/// Writes an answer to its place.
///
/// A reader that stops reading is no error.
pub(crate) fn write(output: &Output, bytes: impl AsRef<[u8]>) -> Result<()> {
    write_parts(output, |out| out.write_all(bytes.as_ref()))
}

/// Writes an answer to its place, part by part: no more of it than one part need be in memory.
pub(crate) fn write_parts(
    output: &Output,
    parts: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<()> {
    match &output.output {
        Some(path) if path.as_os_str() != "-" => write_file_parts(path, output.force, parts),
        _ => {
            let mut stdout = io::stdout().lock();
            match parts(&mut stdout).and_then(|()| stdout.flush()) {
                Err(error) if error.kind() != IoErrorKind::BrokenPipe => {
                    Err(Error::new(ErrorKind::File, format!("standard output cannot be written: {error}")))
                }
                _ => Ok(()),
            }
        }
    }
}

/// Writes a file whole or not at all; over an existing one only by force.
pub(crate) fn write_file(path: &Path, bytes: &[u8], force: bool) -> Result<()> {
    write_file_parts(path, force, |out| out.write_all(bytes))
}

fn write_file_parts(
    path: &Path,
    force: bool,
    parts: impl FnOnce(&mut dyn Write) -> io::Result<()>,
) -> Result<()> {
    let failed = |what: String| Error::new(ErrorKind::File, what).file(path.display().to_string());
    let exists = || failed("the file exists already".to_owned()).help("pass --force to write over it");
    if !force && path.exists() {
        return Err(exists());
    }
    let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let written = tempfile::NamedTempFile::new_in(folder).and_then(|mut file| {
        parts(&mut file)?;
        // A temporary file is private; the answer is as public as any file the user writes.
        share(&file)?;
        Ok(file)
    });
    let file = written.map_err(|e| failed(format!("the file cannot be written: {e}")))?;
    let kept = if force { file.persist(path) } else { file.persist_noclobber(path) };
    kept.map(drop).map_err(|e| match e.error.kind() {
        IoErrorKind::AlreadyExists => exists(),
        _ => failed(format!("the file cannot be written: {}", e.error)),
    })
}

/// Makes a folder and those above it.
pub(crate) fn make_folder(path: &Path) -> Result<()> {
    fs::create_dir_all(path).map_err(|e| {
        Error::new(ErrorKind::File, format!("the folder cannot be made: {e}"))
            .file(path.display().to_string())
    })
}

#[cfg(unix)]
fn share(file: &tempfile::NamedTempFile) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(file.path(), fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn share(_: &tempfile::NamedTempFile) -> io::Result<()> {
    Ok(())
}

/// Writes a message beside the answer, unless the user wants none.
pub(crate) fn message(show: &Show, text: &str) {
    if !show.quiet {
        // A message that cannot be written must not stop the answer.
        let _ = writeln!(io::stderr(), "rolemap: {text}");
    }
}

/// Names each decision about a title that nobody bears: a slip of the pen would go unseen.
pub(crate) fn name_unmatched<T: AsRef<str>>(
    show: &Show,
    decisions: &Decisions,
    titles: impl IntoIterator<Item = T>,
) {
    for decision in decisions.unmatched(titles) {
        let (line, title) = (decision.line, plain(&decision.title));
        message(show, &format!("line {line} of the decisions is about `{title}`, which nobody bears"));
    }
}
