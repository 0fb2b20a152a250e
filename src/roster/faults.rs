//! Faults: what the cells say about people that is wrong, or worth a look.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::amounts::Flaw;
use super::hash::{hash, repeated};
use super::link::people_of;
use super::notes::Fault;
use super::people::Draft;
use super::values::{PersonIx, Status};

/// Adds what single rows show, one fault a code, and shared e-mail addresses, one fault an address.
pub(super) fn collect(draft: &Draft<'_>, found: &mut Vec<Fault>) {
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

    let named =
        |row: &usize| works(*row) && super::states::is_no_person(draft.text(&draft.roster.names, *row));
    let things: Vec<usize> = (0..rows).into_par_iter().filter(named).collect();
    add("not-a-person", things, "looks like an account or a thing, not a person");

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
    shared_addresses(draft, found);
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

fn shared_addresses(draft: &Draft<'_>, found: &mut Vec<Fault>) {
    let emails = &draft.roster.emails;
    let works = |row: usize| matches!(draft.status(row), Status::Active | Status::Future);
    let address = |row: usize| if works(row) { draft.text(emails, row) } else { "" };
    let print = |row: usize| Some(address(row)).filter(|a| !a.is_empty()).map(|a| hash(a.as_bytes()));
    let prints: Vec<Option<u64>> = (0..emails.len()).into_par_iter().map(print).collect();
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for row in repeated(&prints) {
        groups.entry(address(row)).or_default().push(row);
    }
    for (address, rows) in groups.iter().filter(|(_, rows)| rows.len() > 1) {
        let line = Some(u64::from(draft.roster.lines[rows[1]]));
        let message = format!("{} people share the address `{address}`", rows.len());
        found.push(Fault { code: "duplicate-email", people: people_of(&rows[..2]), line, message });
    }
}
