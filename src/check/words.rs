//! How findings name people and amounts.

use super::Team;
use crate::model::{DemandKind, RoleIx};
use crate::roster::{Fte, Person, PersonIx};

/// The most people and roles that a message spells out.
const MOST_NAMED: usize = 5;

/// Returns a person's name and id; the line where the row has neither.
pub(super) fn name(person: Person<'_>) -> String {
    match (person.name().trim(), person.id().trim()) {
        ("", "") => format!("the row of line {}", person.line()),
        ("", id) => id.to_owned(),
        (name, "") => name.to_owned(),
        (name, id) => format!("{name} ({id})"),
    }
}

/// Returns the names of the first people, and how many there are beside them.
pub(super) fn names(team: &Team<'_>, people: &[PersonIx]) -> String {
    first_of(people.len(), people.iter().map(|p| name(team.person(*p))))
}

/// Returns the names of the first roles, and how many there are beside them.
pub(super) fn roles(team: &Team<'_>, roles: &[RoleIx]) -> String {
    let mut named: Vec<String> =
        roles.iter().take(MOST_NAMED).map(|r| team.model()[*r].name.clone()).collect();
    let last = named.pop().unwrap_or_default();
    if named.is_empty() { last } else { format!("{} or {last}", named.join(", ")) }
}

/// Returns the first of some names, and how many there are beside them.
pub(super) fn first_of(count: usize, names: impl Iterator<Item = String>) -> String {
    let mut named: Vec<String> = names.take(MOST_NAMED).collect();
    if count > MOST_NAMED {
        named.push(format!("{} more", count - MOST_NAMED));
    }
    let last = named.pop().unwrap_or_default();
    if named.is_empty() { last } else { format!("{} and {last}", named.join(", ")) }
}

/// Returns so many of a thing: `1 person`, `2 people`.
pub(super) fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// Returns an amount of what a demand counts, without a unit: `2.5`.
pub(super) fn amount(amount: Fte) -> String {
    let text = format!("{:.2}", amount.as_f64());
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// Returns the unit of what a demand counts.
pub(super) fn unit(kind: DemandKind, amount: Fte) -> &'static str {
    match (kind, amount == Fte::ONE) {
        (DemandKind::Capacity, _) => "FTE",
        (DemandKind::PerTeam, true) => "team",
        (DemandKind::PerTeam, false) => "teams",
        (_, true) => "person",
        (_, false) => "people",
    }
}
