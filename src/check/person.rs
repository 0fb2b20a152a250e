//! What is wrong with single rows: a shared e-mail address, no title, no FTE.

use super::words::{count, names};
use super::{Found, Rule, Sink, Team};
use crate::model::{Grade, Severity};
use crate::roster::{Fte, Person, PersonIx, Status};

const SOURCE: &str = "what a row must say to be counted (our judgement)";

pub(super) const DUPLICATE_EMAIL: Rule = Rule {
    id: "duplicate-email",
    summary: "Several people have one e-mail address.",
    why: "Who refers to a person by e-mail refers to all of them; often one row is a copy of another.",
    help: "Give each person an own address, or drop the row that is a copy.",
    severity: Severity::Warning,
    source: SOURCE,
    grade: Grade::J,
    run: duplicate_email,
};

pub(super) const MISSING_TITLE: Rule = Rule {
    id: "missing-title",
    summary: "People without a job title.",
    why: "Without a title nobody knows what they do, and they count for no role.",
    help: "Fill in the title, or name their roles in the column `roles`.",
    severity: Severity::Warning,
    source: SOURCE,
    grade: Grade::J,
    run: missing_title,
};

pub(super) const ZERO_FTE: Rule = Rule {
    id: "zero-fte",
    summary: "People with an FTE of zero, or none where others have one.",
    why: "An FTE of zero covers nothing; one that is not stated is counted as full time.",
    help: "Fill in the FTE.",
    severity: Severity::Info,
    source: SOURCE,
    grade: Grade::J,
    run: zero_fte,
};

/// One finding an address, in the order of the first row that has it.
fn duplicate_email(team: &Team<'_>, sink: &mut Sink<'_>) {
    let mut addresses: Vec<(String, PersonIx)> = team
        .present()
        .filter(|p| !p.email().trim().is_empty())
        .map(|p| (p.email().trim().to_lowercase(), p.ix()))
        .collect();
    addresses.sort_unstable();
    let mut shared: Vec<Vec<PersonIx>> = addresses
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|group| group.len() > 1)
        .map(|group| group.iter().map(|(_, person)| *person).collect())
        .collect();
    shared.sort_unstable_by_key(|people| people[0]);
    for people in shared {
        let address = team.person(people[0]).email().trim();
        let message = format!("{} people have the address {address}: {}", people.len(), names(team, &people));
        sink.push(Found::new(message).people(people));
    }
}

fn missing_title(team: &Team<'_>, sink: &mut Sink<'_>) {
    let has_none = |p: &Person<'_>| !p.title().chars().any(char::is_alphabetic);
    let people: Vec<PersonIx> = team
        .present()
        .filter(|p| p.status() != Status::Vacant && p.in_scope() && has_none(p))
        .map(|p| p.ix())
        .collect();
    if !people.is_empty() {
        let who = count(people.len(), "person has", "people have");
        sink.push(Found::new(format!("{who} no job title: {}", names(team, &people))).people(people));
    }
}

/// One finding. Where no row states an FTE, the source has no such column and nothing is missing.
fn zero_fte(team: &Team<'_>, sink: &mut Sink<'_>) {
    if !team.active().any(|p| p.stated_fte().is_some_and(|fte| fte > Fte::default())) {
        return;
    }
    let none = |p: &Person<'_>| p.stated_fte().unwrap_or_default() == Fte::default();
    let people: Vec<PersonIx> = team.active().filter(|p| p.in_scope() && none(p)).map(|p| p.ix()).collect();
    if !people.is_empty() {
        let who = count(people.len(), "person has", "people have");
        sink.push(
            Found::new(format!("{who} an FTE of zero or none: {}", names(team, &people))).people(people),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Cast, found, rules_of};
    use crate::roster::Fte;

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

    #[test]
    fn a_title_without_letters_is_none() {
        let cast =
            Cast::new()
                .person("a", "")
                .row("b", "a", |row| row.title = String::new())
                .row("c", "a", |row| row.title = "-".into());
        assert_eq!(cast.ids(&found(&cast, "missing-title")[0]), ["b", "c"]);
    }

    #[test]
    fn an_fte_is_missing_only_where_others_have_one() {
        let half = |row: &mut crate::roster::Row| row.fte = Some(Fte(5_000));
        let zero = |row: &mut crate::roster::Row| row.fte = Some(Fte(0));
        let cast = Cast::new().row("a", "", half).row("b", "a", zero).person("c", "a");
        assert_eq!(cast.ids(&found(&cast, "zero-fte")[0]), ["b", "c"]);
        assert_eq!(rules_of(&Cast::new().person("a", "").person("b", "a")), Vec::<&str>::new());
    }
}
