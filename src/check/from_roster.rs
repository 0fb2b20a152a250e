//! What the import found out about people and lines: the rules that only repeat it.
//!
//! The import decides what a cell means; it keeps what it found as faults of the roster, and each is a finding here.

use super::words::{count, names};
use super::{Found, Rule, Sink, Team};
use crate::model::{Grade, Severity};
use crate::roster::{Fault, PersonIx};

const SOURCE: &str = "how the roster was read (our judgement)";

/// Makes the rule of a code of the import. With words for one person and for several, it is one finding about all of
/// them; without, one for each fault, in the words of the import.
macro_rules! of_import {
    ($name:ident, $id:literal, $severity:ident, $summary:literal, $why:literal, $help:literal) => {
        of_import!(@ $name, $id, $severity, $summary, $why, $help, |team, sink| singly(team, sink, $id));
    };
    ($name:ident, $id:literal, $severity:ident, $summary:literal, $why:literal, $help:literal, $one:literal, $many:literal) => {
        of_import!(@ $name, $id, $severity, $summary, $why, $help, |team, sink| together(team, sink, $id, [$one, $many]));
    };
    (@ $name:ident, $id:literal, $severity:ident, $summary:literal, $why:literal, $help:literal, $run:expr) => {
        pub(super) const $name: Rule = Rule {
            id: $id,
            summary: $summary,
            why: $why,
            help: $help,
            severity: Severity::$severity,
            source: SOURCE,
            grade: Grade::J,
            run: $run,
        };
    };
}

of_import!(
    DUPLICATE_ID,
    "duplicate-id",
    Error,
    "Several people have one id.",
    "Who refers to the id refers to all of them, so that nobody knows who reports to whom.",
    "Give each person an own id, or drop the row that is a copy."
);
of_import!(
    MISSING_ID,
    "missing-id",
    Warning,
    "People without an id in a roster that has ids.",
    "Nobody can refer to them, and two exports cannot be compared for them.",
    "Fill in the id.",
    "person has no id",
    "people have no id"
);
of_import!(
    DUPLICATE_ROW,
    "duplicate-row",
    Warning,
    "A row stands twice, word for word.",
    "Counted twice, one person would fill two places; the copy is left out.",
    "Drop the copy from the export."
);
of_import!(
    MISSING_TITLE,
    "missing-title",
    Warning,
    "People without a job title.",
    "Without a title nobody knows what they do, and they count for no role.",
    "Fill in the title, or name their roles in the column `roles`.",
    "person has no job title",
    "people have no job title"
);
of_import!(
    ZERO_FTE,
    "zero-fte",
    Info,
    "People with an FTE of zero, or none where others have one.",
    "An FTE of zero covers nothing; one that is not stated is counted as full time.",
    "Fill in the FTE.",
    "person has an FTE of zero or none",
    "people have an FTE of zero or none"
);
of_import!(
    BAD_FTE,
    "bad-fte",
    Warning,
    "An FTE is no number from 0 to 1, such as hours a week.",
    "It is counted as full time, because nobody knows what it means.",
    "Write the FTE as a share of full time, such as 0.8.",
    "person has an FTE that is no share of full time",
    "people have an FTE that is no share of full time"
);
of_import!(
    FTE_OVER_ONE,
    "fte-over-1",
    Warning,
    "Somebody's FTE, over all assignments, is more than one.",
    "A person has one working week; capacity counted beyond it is not there.",
    "Correct the parts so that they add up to one at most.",
    "person has more than one FTE",
    "people have more than one FTE"
);
of_import!(
    END_BEFORE_START,
    "end-before-start",
    Warning,
    "Somebody's last day is before the first.",
    "One of the two days is wrong, so that nobody knows whether the person works there.",
    "Correct the day that is wrong.",
    "person has a last day before the first",
    "people have a last day before the first"
);
of_import!(
    TWO_WAYS,
    "reference-matches-two-ways",
    Warning,
    "A manager's reference is one person's id and another's name.",
    "It is taken as the id; if the name was meant, people stand under the wrong manager.",
    "Refer to managers by id throughout."
);
of_import!(
    SEVERAL_MANAGERS,
    "several-managers",
    Warning,
    "A row names several managers for one line.",
    "One line leads to one manager; the first is taken and the others are not.",
    "Keep the one who leads, and put the other into the column for dotted lines."
);
of_import!(
    BY_ELIMINATION,
    "resolved-by-elimination",
    Info,
    "A reference that several people bear can only mean one of them.",
    "Nobody reports to oneself, so the other is meant; the line is used.",
    "Nothing, or refer to managers by id."
);
of_import!(
    SEVERAL_ASSIGNMENTS,
    "several-assignments",
    Info,
    "One person stands on several rows, each with a part of the FTE.",
    "The rows are one person with several lines; the parts are added up.",
    "Nothing, if the person has several assignments."
);
of_import!(
    SUPERSEDED_ROW,
    "superseded-row",
    Info,
    "A row of somebody who left is superseded by another of the same person.",
    "The row that holds today counts; the older is left out.",
    "Nothing, if the person came back or moved."
);
of_import!(
    MIXED_REFERENCES,
    "mixed-manager-references",
    Info,
    "Managers are referred to in several ways within one column.",
    "Each reference was matched in its own way; a mixed column is where slips go unseen.",
    "Refer to managers by id throughout."
);
of_import!(
    NORMALISED,
    "manager-reference-normalised",
    Info,
    "References to managers match ids only without leading zeros or marks.",
    "The column lost them on the way, as spreadsheets do; the match is safe, because it is one to one.",
    "Export both columns as text."
);

/// One finding a fault, in the order of the roster.
fn singly(team: &Team<'_>, sink: &mut Sink<'_>, code: &str) {
    for fault in faults(team, code) {
        let found = Found::new(fault.message.clone()).people(fault.people.iter().copied());
        sink.push(match fault.line {
            Some(line) => found.line(line),
            None => found,
        });
    }
}

/// One finding with everybody in scope whom a fault concerns.
fn together(team: &Team<'_>, sink: &mut Sink<'_>, code: &str, [one, many]: [&str; 2]) {
    let people = faults(team, code).flat_map(|f| f.people.iter().copied());
    let people: Vec<PersonIx> = people.filter(|p| team.person(*p).in_scope()).collect();
    if !people.is_empty() {
        let message = format!("{}: {}", count(people.len(), one, many), names(team, &people));
        sink.push(Found::new(message).people(people));
    }
}

/// Returns the faults of a code, in the order of the roster.
pub(super) fn faults<'a>(team: &Team<'a>, code: &str) -> impl Iterator<Item = &'a Fault> {
    team.roster().faults().iter().filter(move |f| f.code == code)
}
