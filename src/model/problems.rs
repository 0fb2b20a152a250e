//! What is wrong with the files of a model: gathered, so that one run names as much as possible.

use super::files::Source;
use crate::error::{Error, ErrorKind, Problem, Result};

/// The problems found so far.
#[derive(Debug, Default)]
pub(super) struct Problems(Vec<Problem>);

impl Problems {
    /// Adds a problem at a place in a file's text.
    pub(super) fn push(&mut self, source: Source<'_>, offset: usize, message: impl Into<String>, help: &str) {
        self.add(source.path, Some(source.line(offset)), message.into(), help);
    }

    /// Adds a problem of a whole file.
    pub(super) fn of_file(&mut self, source: Source<'_>, message: &str, help: &str) {
        self.add(source.path, None, message.to_owned(), help);
    }

    fn add(&mut self, file: &str, line: Option<u64>, message: String, help: &str) {
        self.0.push(Problem { file: Some(file.to_owned()), line, message, help: help.to_owned() });
    }

    /// Returns an error of all problems by file and line, if there are any.
    pub(super) fn into_result(mut self) -> Result<()> {
        self.0.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        Error::of(ErrorKind::Model, self.0).map_or(Ok(()), Err)
    }
}
