//! Titles that a person should decide, and roles that the model does not have.

use std::collections::BTreeMap;

use super::words::{count, first_of};
use super::{Found, Rule, Sink, Team};
use crate::model::{Grade, Severity};
use crate::roster::PersonIx;
use crate::title::Reading;

/// Below this confidence, in hundredths, an answer is worth a look.
const SURE: u8 = 70;

const SOURCE: &str = "titles that need context, as O*NET lists one title under several occupations";

pub(super) const UNDECIDED: Rule = Rule {
    id: "undecided-title",
    summary: "Titles that could mean several roles and were given none.",
    why: "The people who bear them count for no role until somebody decides.",
    help: "Settle each in a file `title,roles,reason` for --titles; `rolemap classify` lists what each could mean.",
    severity: Severity::Warning,
    source: SOURCE,
    grade: Grade::A,
    run: |team, sink| {
        of(team, sink, "given no role", |r| r.roles.is_empty() && !r.candidates.is_empty());
    },
};

pub(super) const AMBIGUOUS: Rule = Rule {
    id: "ambiguous-title",
    summary: "Titles that were given a role but could mean another.",
    why: "Coverage rests on the reading; where it is wrong, so is the coverage.",
    help: "Confirm or correct each in a file `title,roles,reason` for --titles.",
    severity: Severity::Info,
    source: SOURCE,
    grade: Grade::A,
    run: |team, sink| {
        of(team, sink, "that could mean another role too", |r| {
            !r.roles.is_empty() && !r.candidates.is_empty()
        });
    },
};

pub(super) const UNSURE: Rule = Rule {
    id: "unsure-title",
    summary: "Titles that were given a role with low confidence.",
    why: "Coverage rests on the reading; where it is wrong, so is the coverage.",
    help: "Confirm or correct each in a file `title,roles,reason` for --titles.",
    severity: Severity::Info,
    source: SOURCE,
    grade: Grade::A,
    run: |team, sink| {
        of(team, sink, "read with low confidence", |r| {
            !r.roles.is_empty() && r.candidates.is_empty() && r.confidence < SURE
        });
    },
};

pub(super) const UNKNOWN_ROLE: Rule = Rule {
    id: "unknown-role",
    summary: "The column `roles` names a role that the model does not have.",
    why: "The role is not counted; often it is a slip in the id.",
    help: "Write the role's id as `rolemap roles` lists it.",
    severity: Severity::Warning,
    source: "the roles of the model",
    grade: Grade::J,
    run: unknown_role,
};

/// One finding with everybody whose title was read so, the titles that most people bear first.
fn of(team: &Team<'_>, sink: &mut Sink<'_>, how: &str, which: impl Fn(&Reading) -> bool) {
    let read_so: Vec<bool> = team.staff.readings().iter().map(which).collect();
    let texts = team.roster().titles();
    let mut bearers = vec![0_usize; texts.len()];
    let mut people = Vec::new();
    for person in team.active().filter(|p| p.in_scope() && read_so[team.staff.reading_place(p.ix())]) {
        bearers[person.title_symbol() as usize] += 1;
        people.push(person.ix());
    }
    if people.is_empty() {
        return;
    }
    let mut by_title: BTreeMap<&str, usize> = BTreeMap::new();
    for (title, bearers) in texts.iter().zip(bearers).filter(|(_, bearers)| *bearers > 0) {
        *by_title.entry(title.trim()).or_default() += bearers;
    }
    let mut titles: Vec<(&str, usize)> = by_title.into_iter().collect();
    titles.sort_by_key(|(_, bearers)| std::cmp::Reverse(*bearers));
    let message = format!(
        "{} {how}, of {}: {}",
        count(titles.len(), "title", "titles"),
        count(people.len(), "person", "people"),
        first_of(titles.len(), titles.iter().map(|(title, _)| format!("`{title}`")))
    );
    sink.push(Found::new(message).people(people));
}

/// One finding a name, in the order in which the roster has them.
fn unknown_role(team: &Team<'_>, sink: &mut Sink<'_>) {
    let mut people: BTreeMap<&str, Vec<PersonIx>> = BTreeMap::new();
    for (person, id) in team.staff.unknown_roles() {
        people.entry(id).or_default().push(*person);
    }
    let mut people: Vec<_> = people.into_iter().collect();
    people.sort_by_key(|(_, people)| people[0]);
    for (id, people) in people {
        let who = count(people.len(), "person has", "people have");
        sink.push(Found::new(format!("{who} the role `{id}`, which the model does not have")).people(people));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Cast, found};

    #[test]
    fn a_role_that_the_model_does_not_have_is_named() {
        let cast = Cast::new().row("a", "", |row| row.roles = "security-champion|security-champ".into()).row(
            "b",
            "a",
            |row| row.roles = "security-champ".into(),
        );
        let unknown = found(&cast, "unknown-role");
        assert_eq!(unknown.len(), 1);
        assert_eq!(cast.ids(&unknown[0]), ["a", "b"]);
    }
}
