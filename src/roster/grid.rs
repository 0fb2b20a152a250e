//! Grid: tables that do not come as delimited text, as text that the same reader takes, and the way back to their lines.

use super::notes::Notes;
use super::table::Table;
use crate::error::{Error, Problem};

/// A table as CSV text, every cell quoted.
#[derive(Debug, Default)]
pub(super) struct Grid {
    pub(super) text: String,
    /// For each physical line of the text, the line, row or entry of the source.
    lines: Vec<u32>,
    /// What the source is: `xlsx`, `LDIF`.
    pub(super) format: &'static str,
    pub(super) sheet: Option<String>,
}

impl Grid {
    pub(super) fn new(format: &'static str) -> Self {
        Self { format, ..Self::default() }
    }

    /// Adds a row that stands on a line of the source.
    pub(super) fn push<'c>(&mut self, line: u64, cells: impl IntoIterator<Item = &'c str>) {
        let start = self.text.len();
        for (nth, cell) in cells.into_iter().enumerate() {
            self.text.push_str(if nth > 0 { ",\"" } else { "\"" });
            self.text.push_str(&cell.replace('"', "\"\""));
            self.text.push('"');
        }
        self.text.push('\n');
        let physical = super::encoding::count_line_ends(&self.text.as_bytes()[start..]);
        self.lines.extend((0..physical).map(|_| u32::try_from(line).unwrap_or(u32::MAX)));
    }

    /// Returns the line of the source for a line of the text.
    pub(super) fn line(&self, line: u64) -> u64 {
        let at = usize::try_from(line).unwrap_or(usize::MAX).saturating_sub(1);
        self.lines.get(at).or(self.lines.last()).map_or(line, |line| u64::from(*line))
    }

    /// Gives rows their lines in the source.
    pub(super) fn translate(&self, table: &mut Table, notes: &mut Notes) {
        for line in &mut table.lines {
            *line = u32::try_from(self.line(u64::from(*line))).unwrap_or(u32::MAX);
        }
        notes.translate(|line| self.line(line));
    }

    /// Gives the problems of an error their lines in the source.
    pub(super) fn translate_error(&self, error: Error) -> Error {
        let problems =
            error.problems().iter().map(|p| Problem { line: p.line.map(|l| self.line(l)), ..p.clone() });
        Error::of(error.kind(), problems.collect()).unwrap_or(error)
    }
}
