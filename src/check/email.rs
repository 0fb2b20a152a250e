//! Several people with one e-mail address.

use super::words::names;
use super::{Found, Rule, Sink, Team};
use crate::model::{Grade, Severity};

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
    for people in team.roster().shared_addresses() {
        let address = team.person(people[0]).email().trim();
        let message = format!("{} people have the address {address}: {}", people.len(), names(team, people));
        sink.push(Found::new(message).people(people.iter().copied()));
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
