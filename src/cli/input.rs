//! Reading: files, standard input, the model's folder.

use std::fs;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::OnceLock;

use rayon::prelude::*;

use super::args::{ModelArgs, RosterArgs};
use crate::analysis::Analysis;
use crate::check::Policy;
use crate::error::{Error, ErrorKind, Result};
use crate::model::{Model, ModelFile};
use crate::roster::{Date, Field, ReadOptions, Roster};
use crate::title::{Classifier, Decisions};

/// Returns the bytes of a file, or of standard input for `-`.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>> {
    let failed = |error: std::io::Error| {
        Error::new(ErrorKind::File, format!("the file cannot be read: {error}"))
            .file(name(path))
            .help("name a file that exists and that you may read, or - for standard input")
    };
    if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map_err(failed)?;
        return Ok(bytes);
    }
    whole(path).map_err(failed)
}

/// A file of this size is read by several threads: making room and copying take longer than a disk's cache.
const LARGE: usize = 64 << 20;

/// Reads a file; of a large one, parts side by side.
fn whole(path: &Path) -> std::io::Result<Vec<u8>> {
    let kind = fs::metadata(path)?;
    let length = usize::try_from(kind.len()).unwrap_or(usize::MAX);
    if !kind.is_file() || length < LARGE {
        return fs::read(path);
    }
    let mut bytes = vec![0; length];
    let part = LARGE / 4;
    bytes.par_chunks_mut(part).enumerate().try_for_each(|(nth, bytes)| {
        let mut file = fs::File::open(path)?;
        file.seek(SeekFrom::Start((nth * part) as u64))?;
        file.read_exact(bytes)
    })?;
    Ok(bytes)
}

/// Returns the text of a file, which must be UTF-8.
pub(crate) fn text(path: &Path) -> Result<String> {
    utf8(bytes(path)?, path)
}

/// Returns bytes as text, without a byte order mark.
pub(crate) fn utf8(bytes: Vec<u8>, path: &Path) -> Result<String> {
    let text = String::from_utf8(bytes).map_err(|error| {
        let sound = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        let line = 1 + sound.iter().filter(|b| **b == b'\n').count() as u64;
        Error::new(ErrorKind::File, "the text is not UTF-8")
            .file(name(path))
            .line(line)
            .help("save the file as UTF-8")
    })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}

/// Returns how messages name a file.
pub(crate) fn name(path: &Path) -> String {
    if path.as_os_str() == "-" { "standard input".to_owned() } else { path.display().to_string() }
}

/// The name of the file without its folder: a report is passed on, and the folder says where the writer keeps things.
pub(crate) fn file_name(path: &Path) -> String {
    match path.file_name().filter(|_| path.as_os_str() != "-") {
        Some(name) => name.to_string_lossy().into_owned(),
        None => "standard input".to_owned(),
    }
}

/// Reads the model of a folder, or the one that the program carries.
pub(crate) fn model(args: &ModelArgs) -> Result<Model> {
    let Some(folder) = &args.model else { return Ok(Model::builtin()) };
    let mut files = Vec::new();
    collect(folder, folder, &mut files)?;
    files.sort();
    Model::from_files(&files)
}

fn collect(root: &Path, folder: &Path, files: &mut Vec<ModelFile>) -> Result<()> {
    let failed = |error: std::io::Error| {
        Error::new(ErrorKind::File, format!("the folder cannot be read: {error}"))
            .file(folder.display().to_string())
            .help("rolemap init DIR writes a model to start from")
    };
    for entry in fs::read_dir(folder).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_dir() {
            collect(root, &path, files)?;
        } else if path.extension().is_some_and(|e| e == "toml") {
            let below = path.strip_prefix(root).expect("it was found below the root");
            files.push((below.to_string_lossy().replace('\\', "/"), text(&path)?));
        }
    }
    Ok(())
}

/// Reads a roster as the arguments say.
pub(crate) fn roster(path: &Path, args: &RosterArgs) -> Result<Roster> {
    parse(bytes(path)?, path, args)
}

/// Reads a roster with a column of pay, which is kept in memory for the plan's costs alone.
pub(crate) fn roster_with_pay(path: &Path, args: &RosterArgs, cost_column: Option<&str>) -> Result<Roster> {
    let options = ReadOptions { cost_column: cost_column.map(str::to_owned), ..options(args)? };
    read(bytes(path)?, path, args, &options)
}

/// Reads the bytes of a roster as the arguments say.
pub(crate) fn parse(bytes: Vec<u8>, path: &Path, args: &RosterArgs) -> Result<Roster> {
    read(bytes, path, args, &options(args)?)
}

fn read(bytes: Vec<u8>, path: &Path, args: &RosterArgs, options: &ReadOptions) -> Result<Roster> {
    let mut roster = Roster::read(bytes, options).map_err(|e| e.file(name(path)))?;
    if args.redact {
        roster.redact();
    }
    Ok(roster)
}

/// Returns how the arguments say that a roster is read.
pub(crate) fn options(args: &RosterArgs) -> Result<ReadOptions> {
    let columns = args.column.iter().map(|(field, header)| Ok((self::field(field)?, header.clone())));
    Ok(ReadOptions {
        encoding: args.encoding.clone(),
        delimiter: args.delimiter.clone(),
        columns: columns.collect::<Result<_>>()?,
        sheet: args.sheet.clone(),
        scope: args.scope.clone(),
        as_of: as_of(args)?,
        ..ReadOptions::default()
    })
}

fn field(name: &str) -> Result<Field> {
    Field::ALL.iter().copied().find(|f| f.as_str() == name).ok_or_else(|| {
        let known: Vec<&str> = Field::ALL.iter().map(|f| f.as_str()).collect();
        Error::new(ErrorKind::Usage, format!("--column: no field is called `{name}`"))
            .help(format!("the fields are {}", known.join(", ")))
    })
}

/// Returns the day for which to judge.
pub(crate) fn as_of(args: &RosterArgs) -> Result<Option<Date>> {
    let Some(text) = &args.as_of else { return Ok(None) };
    let date = Date::parse(text);
    date.map(Some).ok_or_else(|| {
        Error::new(ErrorKind::Usage, format!("--as-of: `{text}` is no day")).help("write it as YYYY-MM-DD")
    })
}

/// Makes the classifier of a model, with the decisions that the arguments name.
pub(crate) fn classifier<'m>(model: &'m Model, args: &RosterArgs) -> Result<Classifier<'m>> {
    let classifier = Classifier::new(model)?;
    let Some(path) = &args.titles else { return Ok(classifier) };
    let decisions = Decisions::parse(&bytes(path)?, model).map_err(|e| e.file(name(path)))?;
    Ok(classifier.with_decisions(decisions))
}

/// Reads the model into a cell, and makes the reader of titles from it.
pub(crate) fn reader<'m>(
    cell: &'m OnceLock<Model>,
    args: &RosterArgs,
) -> Result<(&'m Model, Classifier<'m>)> {
    let read = model(&args.model)?;
    let model = cell.get_or_init(|| read);
    Ok((model, classifier(model, args)?))
}

/// Reads the policy that the arguments name, if they name one.
pub(crate) fn policy(args: &RosterArgs) -> Result<Option<(&Path, Policy)>> {
    let Some(path) = &args.policy else { return Ok(None) };
    let policy = Policy::parse(&text(path)?).map_err(|e| e.file(name(path)))?;
    Ok(Some((path, policy)))
}

/// Analyses a roster as the arguments say.
pub(crate) fn analysis<'a>(
    model: &'a Model,
    roster: &'a Roster,
    classifier: &Classifier<'a>,
    args: &RosterArgs,
) -> Result<Analysis<'a>> {
    let analysis = Analysis::new(model, roster, classifier, args.profile);
    let Some((path, policy)) = policy(args)? else { return Ok(analysis) };
    let dated = policy.allowances().iter().find(|a| a.until.is_some());
    match (as_of(args)?, dated) {
        (Some(day), _) => Ok(analysis.judged(&policy, day)),
        // Without a date in the policy, no day makes a difference.
        (None, None) => Ok(analysis.judged(&policy, Date { year: 1, month: 1, day: 1 })),
        (None, Some(dated)) => {
            Err(Error::new(ErrorKind::Settings, "an allowance runs out, and no day is given to judge by")
                .file(name(path))
                .line(dated.line)
                .help("pass --as-of YYYY-MM-DD"))
        }
    }
}
