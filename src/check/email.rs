//! Several people with one e-mail address.

use std::borrow::Cow;
use std::collections::BTreeMap;

use rayon::prelude::*;

use super::words::names;
use super::{Found, Rule, Sink, Team};
use crate::model::{Grade, Severity};
use crate::roster::hash::{hash, repeated};
use crate::roster::{PersonIx, Status};

pub(super) const RULE: Rule = Rule {
    id: "duplicate-email",
    summary: "Several people have one e-mail address.",
    why: "Who refers to a person by e-mail refers to all of them; often one row is a copy of another.",
    help: "Give each person an own address, or drop the row that is a copy.",
    severity: Severity::Warning,
    source: "an address is one person's (our judgement)",
    grade: Grade::J,
    run,
};

/// One finding an address, in the order of the first row that has it.
fn run(team: &Team<'_>, sink: &mut Sink<'_>) {
    let roster = team.roster();
    let address = |row: usize| {
        let person = roster.person(PersonIx::from_index(row));
        let bears = !matches!(person.status(), Status::Left | Status::Vacant);
        Some(person.email().trim()).filter(|address| bears && !address.is_empty()).map(folded)
    };
    let hashes: Vec<Option<u64>> =
        (0..roster.len()).into_par_iter().map(|row| address(row).map(|a| hash(a.as_bytes()))).collect();
    let mut bearers: BTreeMap<Cow<'_, str>, Vec<PersonIx>> = BTreeMap::new();
    for row in repeated(&hashes) {
        let address = address(row).expect("only who has an address shares one");
        bearers.entry(address).or_default().push(PersonIx::from_index(row));
    }
    let mut shared: Vec<Vec<PersonIx>> = bearers.into_values().filter(|people| people.len() > 1).collect();
    shared.sort_unstable_by_key(|people| people[0]);
    for people in shared {
        let address = team.person(people[0]).email().trim();
        let message = format!("{} people have the address {address}: {}", people.len(), names(team, &people));
        sink.push(Found::new(message).people(people));
    }
}

/// Returns an address in lower case.
fn folded(address: &str) -> Cow<'_, str> {
    match address.bytes().all(|b| b.is_ascii() && !b.is_ascii_uppercase()) {
        true => Cow::Borrowed(address),
        false => Cow::Owned(address.to_lowercase()),
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Cast, found};

    #[test]
    fn a_shared_address_names_everybody_who_has_it() {
        let cast = Cast::new()
            .row("a", "", |row| row.email = "x@corp.example".into())
            .row("b", "a", |row| row.email = "y@corp.example".into())
            .row("c", "a", |row| row.email = "X@corp.example ".into());
        let shared = found(&cast, "duplicate-email");
        assert_eq!(shared.len(), 1);
        assert_eq!(cast.ids(&shared[0]), ["a", "c"]);
    }
}
