//! What stops the program: a problem with the input, never with the team.

use std::fmt;

/// A result whose error is [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What kind of input could not be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ErrorKind {
    /// A file that cannot be read or written.
    File,
    /// Model data: unknown field or id, a law of the model broken.
    Model,
    /// A roster that cannot be read without guessing; the code as the contract names it, such as `no-header`.
    Roster(&'static str),
    /// A file of decisions, of allowances or of settings.
    Settings,
    /// The command line.
    Usage,
}

/// One thing that is wrong: where, what, what was expected and what to do about it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file, as the user named it.
    pub file: Option<String>,
    /// The physical line, from 1.
    pub line: Option<u64>,
    /// What is wrong and what was expected: lower case, no full stop.
    pub message: String,
    /// What to do about it; empty where the message says it.
    pub help: String,
}

/// Why the input could not be used: at least one [`Problem`], in the order of file and line.
#[derive(Debug)]
pub struct Error {
    kind: ErrorKind,
    problems: Vec<Problem>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    /// Makes an error of one problem.
    pub fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        let problem = Problem { file: None, line: None, message: message.into(), help: String::new() };
        Self { kind, problems: vec![problem], source: None }
    }

    /// Makes an error of several problems; `None` where there are none.
    pub fn of(kind: ErrorKind, problems: Vec<Problem>) -> Option<Self> {
        (!problems.is_empty()).then_some(Self { kind, problems, source: None })
    }

    /// Names the file, in every problem that names none yet.
    #[must_use]
    pub fn file(mut self, file: impl Into<String>) -> Self {
        let file = file.into();
        for problem in self.problems.iter_mut().filter(|p| p.file.is_none()) {
            problem.file = Some(file.clone());
        }
        self
    }

    /// Names the physical line, from 1, in every problem that names none yet.
    #[must_use]
    pub fn line(mut self, line: u64) -> Self {
        for problem in self.problems.iter_mut().filter(|p| p.line.is_none()) {
            problem.line = Some(line);
        }
        self
    }

    /// Says what to do, in every problem that does not say it yet.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        let help = help.into();
        for problem in self.problems.iter_mut().filter(|p| p.help.is_empty()) {
            problem.help.clone_from(&help);
        }
        self
    }

    /// Keeps the cause.
    #[must_use]
    pub fn cause(mut self, source: impl std::error::Error + Send + Sync + 'static) -> Self {
        self.source = Some(Box::new(source));
        self
    }

    /// Returns what kind of input could not be used.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// Returns the problems, at least one.
    pub fn problems(&self) -> &[Problem] {
        &self.problems
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, problem) in self.problems.iter().enumerate() {
            if index > 0 {
                f.write_str("\n")?;
            }
            write!(f, "{problem}")?;
        }
        Ok(())
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { file, line, message, help } = self;
        match (file, line) {
            (Some(file), Some(line)) => write!(f, "{file}:{line}: ")?,
            (Some(file), None) => write!(f, "{file}: ")?,
            (None, Some(line)) => write!(f, "line {line}: ")?,
            (None, None) => {}
        }
        f.write_str(message)?;
        if !help.is_empty() {
            write!(f, "\n  help: {help}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|e| e as _)
    }
}
