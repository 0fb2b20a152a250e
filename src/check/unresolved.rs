//! Lines that lead nowhere: to oneself, to somebody unknown, to one of several.

use std::collections::{BTreeMap, BTreeSet};

use super::from_roster;
use super::near::near;
use super::words::{count, name, names};
use super::{Found, MOST_FINDINGS, Rule, Sink, Team};
use crate::model::{Grade, Severity};
use crate::org::reports_to_oneself;
use crate::roster::{Manager, Person, PersonIx};

const SOURCE: &str = "one solid manager each, and everybody under the top (our judgement)";

pub(super) const SELF_MANAGER: Rule = Rule {
    id: "self-manager",
    summary: "Somebody who is not at the top reports to themself.",
    why: "The line above is lost: nobody leads this person, and whoever is below hangs in the air.",
    help: "Correct the manager of the row.",
    severity: Severity::Error,
    source: SOURCE,
    grade: Grade::J,
    run: self_manager,
};

pub(super) const UNKNOWN: Rule = Rule {
    id: "unknown-manager",
    summary: "Somebody reports to a manager whom the roster does not have.",
    why: "The manager has left, stands outside the export or is misspelt; a guess would move people to a stranger.",
    help: "Correct the reference, or export the manager too.",
    severity: Severity::Error,
    source: SOURCE,
    grade: Grade::J,
    run: unknown,
};

pub(super) const AMBIGUOUS: Rule = Rule {
    id: "ambiguous-manager",
    summary: "Somebody reports to a name, e-mail address or id that several people bear.",
    why: "Giving the people to either would be a guess about who reports to whom.",
    help: "Refer to managers by id or e-mail address, which are one person's alone.",
    severity: Severity::Error,
    source: SOURCE,
    grade: Grade::J,
    run: ambiguous,
};

pub(super) const UNKNOWN_DOTTED: Rule = Rule {
    id: "unknown-dotted-manager",
    summary: "A dotted line leads to a manager whom the roster does not have, or to one of several.",
    why: "The line is dropped; the line of authority stands.",
    help: "Correct the reference of the dotted line, or clear it.",
    severity: Severity::Warning,
    source: SOURCE,
    grade: Grade::J,
    run: unknown_dotted,
};

fn self_manager(team: &Team<'_>, sink: &mut Sink<'_>) {
    for person in team.present().filter(|p| reports_to_oneself(*p) && !team.org().is_root(p.ix())) {
        sink.push(Found::new(format!("{} reports to oneself", name(person))).people([person.ix()]));
    }
}

fn unknown(team: &Team<'_>, sink: &mut Sink<'_>) {
    let lost = |p: &Person<'_>| p.manager() == Manager::Unknown;
    let what = Reference { line: ["reports", "report"], what: "whom the roster does not have" };
    by_reference(team, sink, &what, lost, |p| p.manager_text());
}

/// Where an id is shared, or a row names several managers, that is the fault to mend, and it is reported as such.
fn ambiguous(team: &Team<'_>, sink: &mut Sink<'_>) {
    let of = |code| from_roster::faults(team, code).flat_map(|f| f.people.iter().copied());
    let shared: BTreeSet<&str> = of("duplicate-id").map(|p| team.person(p).id()).collect();
    let several: BTreeSet<PersonIx> = of("several-managers").collect();
    let lost = |p: &Person<'_>| {
        p.manager() == Manager::Ambiguous
            && !shared.contains(p.manager_text().trim())
            && !several.contains(&p.ix())
    };
    let what = Reference { line: ["reports", "report"], what: "which several people bear" };
    by_reference(team, sink, &what, lost, |p| p.manager_text());
}

fn unknown_dotted(team: &Team<'_>, sink: &mut Sink<'_>) {
    let lost = |p: &Person<'_>| matches!(p.second_manager(), Manager::Unknown | Manager::Ambiguous);
    let what = Reference {
        line: ["has a dotted line", "have dotted lines"],
        what: "who is not one person of the roster",
    };
    by_reference(team, sink, &what, lost, |p| p.second_manager_text());
}

/// The most references for which somebody near is looked up.
const MOST_SUGGESTED: usize = 20;

/// How a finding speaks of a reference.
struct Reference {
    /// What one person does, and what several do.
    line: [&'static str; 2],
    /// What is wrong with it.
    what: &'static str,
}

/// One finding a reference, in the order of the first row that makes it, with everybody who does. Where there are
/// too many references, something larger is wrong, such as an export of a part: one finding for all.
fn by_reference(
    team: &Team<'_>,
    sink: &mut Sink<'_>,
    Reference { line: [one, many], what }: &Reference,
    lost: impl Fn(&Person<'_>) -> bool,
    reference: impl for<'p> Fn(Person<'p>) -> &'p str,
) {
    let mut groups: BTreeMap<String, Vec<PersonIx>> = BTreeMap::new();
    let mut all = Vec::new();
    for person in team.present().filter(lost) {
        all.push(person.ix());
        if groups.len() <= MOST_FINDINGS {
            groups.entry(reference(person).trim().to_lowercase()).or_default().push(person.ix());
        }
    }
    if groups.len() > MOST_FINDINGS {
        let message = format!(
            "{} people {many} to more than {MOST_FINDINGS} different managers, each of {what}",
            all.len()
        );
        sink.push(Found::new(message).people(all));
        return;
    }
    let mut groups: Vec<Vec<PersonIx>> = groups.into_values().collect();
    groups.sort_unstable_by_key(|people| people[0]);
    for (which, people) in groups.into_iter().enumerate() {
        let message = format!(
            "{} to `{}`, {what}: {}",
            count(people.len(), &format!("person {one}"), &format!("people {many}")),
            reference(team.person(people[0])).trim(),
            names(team, &people)
        );
        let mut found = Found::new(message);
        let reference = reference(team.person(people[0]));
        if let Some(person) = (which < MOST_SUGGESTED).then(|| near(team, reference)).flatten() {
            found = found.help(format!("{} Perhaps {person} is meant.", sink.help()));
        }
        sink.push(found.people(people));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Cast, found};
    use crate::roster::Manager;

    #[test]
    fn people_under_one_absent_manager_are_one_finding() {
        let cast = Cast::new()
            .person("a", "")
            .lost("b", "E77", Manager::Unknown)
            .lost("c", "E78", Manager::Unknown)
            .lost("d", "e77 ", Manager::Unknown);
        let unknown = found(&cast, "unknown-manager");
        assert_eq!(unknown.len(), 2);
        assert_eq!(cast.ids(&unknown[0]), ["b", "d"]);
        assert_eq!(unknown[0].message, "2 people report to `E77`, whom the roster does not have: b and d");
        assert_eq!(unknown[1].line, Some(4));
    }

    #[test]
    fn too_many_different_references_are_one_finding_with_everybody() {
        let mut cast = Cast::new().person("a", "");
        for i in 0..300 {
            cast = cast.lost(&format!("p{i}"), &format!("m{i}"), Manager::Unknown);
        }
        let unknown = found(&cast, "unknown-manager");
        assert_eq!((unknown.len(), unknown[0].people_count, unknown[0].people.len()), (1, 300, 100));
    }

    #[test]
    fn an_ambiguous_manager_is_not_an_unknown_one() {
        let cast = Cast::new().person("a", "").lost("b", "John Smith", Manager::Ambiguous);
        assert_eq!(found(&cast, "ambiguous-manager").len(), 1);
        assert_eq!(found(&cast, "unknown-manager"), []);
    }
}
