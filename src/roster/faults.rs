//! Faults: what the cells say about people that is wrong, or worth a look.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rayon::prelude::*;

use super::Roster;
use super::amounts::Flaw;
use super::hash::{hash, repeated};
use super::notes::Fault;
use super::people::Draft;
use super::values::{PersonIx, Status};
use super::view::flag;

/// Adds what single rows show, one fault a code, and shared e-mail addresses, one fault an address.
pub(super) fn collect(draft: &mut Draft<'_>, found: &mut Vec<Fault>) {
    let roster = &draft.roster;
    let (shared, ()) = rayon::join(|| roster.find_shared_addresses(), || of_rows(draft, found));
    draft.roster.shared_addresses = shared;
    tell_shared_addresses(&draft.roster, found);
}

fn of_rows(draft: &Draft<'_>, found: &mut Vec<Fault>) {
    let rows = draft.roster.len();
    let works = |row: usize| matches!(draft.status(row), Status::Active | Status::Future);
    let all = |status: Status| (0..rows).filter(|row| draft.status(*row) == status).collect::<Vec<_>>();
    let mut add = |code: &'static str, rows: Vec<usize>, message: &str| {
        if let Some(first) = rows.first() {
            let line = Some(u64::from(draft.roster.lines[*first]));
            let people = rows.iter().map(|row| PersonIx::from_index(*row)).collect();
            found.push(Fault { code, people, line, message: message.to_owned() });
        }
    };
    add("vacant-position", all(Status::Vacant), "a position without a person");
    add("inactive-person", all(Status::Left), "left, and counts no more");
    add("future-start", all(Status::Future), "has not started, and does not count yet");

    let thing = |row: &usize| draft.roster.flags[*row] & flag::THING != 0 && works(*row);
    add("not-a-person", (0..rows).filter(thing).collect(), "looks like an account or a thing, not a person");

    let ids = &draft.roster.ids;
    let without_id = |row: &usize| !ids.is_empty() && ids[*row].is_empty() && works(*row);
    add("missing-id", (0..rows).filter(without_id).collect(), "has no id");
    let untitled: Vec<bool> =
        draft.roster.titles.distinct().iter().map(|s| says_nothing(draft.roster.texts.get(*s))).collect();
    let without_title: Vec<usize> =
        draft.roster.titles.rows_of(&untitled).filter(|row| works(*row)).collect();
    add("missing-title", without_title, "has no job title");

    let flawed = |flaw: Flaw| -> Vec<usize> {
        let marked: Vec<bool> = draft.fte_flaws.iter().map(|other| *other == flaw).collect();
        draft.roster.ftes.rows_of(&marked).filter(|row| works(*row)).collect()
    };
    add("bad-fte", flawed(Flaw::Bad), "the FTE is no share of full time; it counts as 1");
    add("fte-over-1", flawed(Flaw::OverOne), "more than one FTE for one person");
    let zero = flawed(Flaw::Zero);
    if zero.len() * 2 < rows.max(2) {
        add("zero-fte", zero, "the FTE is zero or empty; an empty one counts as 1");
    }

    let dates = |row: usize| {
        let date = |symbols: &super::store::Symbols, of: &[Option<super::Date>]| {
            of.get(symbols.symbol(row) as usize).copied().flatten()
        };
        (date(&draft.roster.starts, &draft.roster.start_of), date(&draft.roster.ends, &draft.roster.end_of))
    };
    if !draft.roster.ends.is_absent() {
        let turned = |row: &usize| matches!(dates(*row), (Some(start), Some(end)) if end < start);
        add("end-before-start", (0..rows).filter(turned).collect(), "the last day is before the first");
    }
}

fn says_nothing(text: &str) -> bool {
    matches!(
        text.to_lowercase().as_str(),
        "" | "-"
            | "--"
            | "."
            | "n/a"
            | "na"
            | "#n/a"
            | "none"
            | "null"
            | "\\n"
            | "tbd"
            | "tbc"
            | "?"
            | "unknown"
            | "(none)"
            | "(blank)"
    )
}

fn tell_shared_addresses(roster: &Roster, found: &mut Vec<Fault>) {
    for people in &roster.shared_addresses {
        let address = roster.person(people[0]).email();
        let message = format!("{} people share the address `{address}`", people.len());
        let line = Some(roster.person(people[1]).line());
        found.push(Fault { code: "duplicate-email", people: people[..2].to_vec(), line, message });
    }
}

impl Roster {
    /// Finds the people who work there, or will, and share an address: by its first row.
    pub(super) fn find_shared_addresses(&self) -> Vec<Vec<PersonIx>> {
        let address = |row: usize| {
            let person = self.person(PersonIx::from_index(row));
            let bears = !matches!(person.status(), Status::Left | Status::Vacant);
            Some(person.email().trim()).filter(|address| bears && !address.is_empty()).map(lower)
        };
        let hashes: Vec<Option<u64>> = (0..self.emails.len())
            .into_par_iter()
            .map(|row| address(row).map(|address| hash(address.as_bytes())))
            .collect();
        let mut bearers: BTreeMap<Cow<'_, str>, Vec<PersonIx>> = BTreeMap::new();
        for row in repeated(&hashes) {
            let address = address(row).expect("only who has an address shares one");
            bearers.entry(address).or_default().push(PersonIx::from_index(row));
        }
        let mut shared: Vec<Vec<PersonIx>> =
            bearers.into_values().filter(|people| people.len() > 1).collect();
        shared.sort_unstable_by_key(|people| people[0]);
        shared
    }
}

/// Returns an address in lower case.
fn lower(address: &str) -> Cow<'_, str> {
    // Every byte is looked at, which takes several at once.
    match address.bytes().fold(true, |low, b| low & b.is_ascii() & !b.is_ascii_uppercase()) {
        true => Cow::Borrowed(address),
        false => Cow::Owned(address.to_lowercase()),
    }
}
