//! Notes: what the import healed or skipped, each with its line.

use std::collections::BTreeMap;

use super::values::PersonIx;

/// Something that the import healed or skipped.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    /// The physical line of the source, where one line is concerned.
    pub line: Option<u64>,
    /// The code, as the contract names it.
    pub code: &'static str,
    /// What was healed or skipped, and how.
    pub message: String,
}

/// Something about the people of the cells: what `check` reports, or tells as information.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The code: a rule id of `check`.
    pub code: &'static str,
    /// The people concerned, in the order of the rows.
    pub people: Vec<PersonIx>,
    /// The line of the first row concerned.
    pub line: Option<u64>,
    /// What is the matter.
    pub message: String,
}

/// The most notes of one code that are told in full; the others are counted.
const MOST_OF_A_CODE: usize = 1_000;

/// Collects notes.
#[derive(Debug, Default)]
pub(super) struct Notes {
    list: Vec<Note>,
    counts: BTreeMap<&'static str, usize>,
}

impl Notes {
    /// Notes something about one line.
    pub(super) fn at(&mut self, line: u64, code: &'static str, message: impl Into<String>) {
        self.add(Some(line), code, message);
    }

    /// Notes something about the file.
    pub(super) fn whole(&mut self, code: &'static str, message: impl Into<String>) {
        self.add(None, code, message);
    }

    /// Notes something, with its line where it has one.
    pub(super) fn add(&mut self, line: Option<u64>, code: &'static str, message: impl Into<String>) {
        let count = self.counts.entry(code).or_default();
        *count += 1;
        if *count <= MOST_OF_A_CODE {
            self.list.push(Note { line, code, message: message.into() });
        }
    }

    /// Adds other notes.
    pub(super) fn append(&mut self, other: Self) {
        self.list.extend(other.list);
        for (code, count) in other.counts {
            *self.counts.entry(code).or_default() += count;
        }
    }

    /// Gives every note the line of the source that its line stands for.
    pub(super) fn translate(&mut self, line: impl Fn(u64) -> u64) {
        for note in &mut self.list {
            note.line = note.line.map(&line);
        }
    }

    /// Returns the notes: of the whole file first, then by line, then by code.
    pub(super) fn finish(mut self) -> Vec<Note> {
        for (code, count) in self.counts {
            if count > MOST_OF_A_CODE {
                let message = format!("and {} more lines like these", count - MOST_OF_A_CODE);
                self.list.push(Note { line: None, code, message });
            }
        }
        self.list.sort();
        self.list
    }
}
