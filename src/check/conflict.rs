//! Duties that one person must not combine, and roles that one line must not: the conflicts of the model.

use std::collections::BTreeMap;

use super::words::{count, name, names};
use super::{Found, Rule, Sink, Team};
use crate::model::{Conflict, ConflictKind, Grade, Profile, RoleIx, Severity};
use crate::org::Member;
use crate::roster::{PersonIx, Status};

const SOURCE: &str = "each conflict of the model names its own";

pub(super) const DUTIES: Rule = Rule {
    id: "duties-apart",
    summary: "One person holds two roles that must be apart.",
    why: "Who does a thing and also approves, tests or audits it is checked by nobody; each conflict of the model says \
          why it is one.",
    help: "Give one of the duties to somebody else; where that cannot be, have another person review what this one does.",
    severity: Severity::Error,
    source: SOURCE,
    grade: Grade::B,
    run: duties,
};

pub(super) const LINES: Rule = Rule {
    id: "lines-apart",
    summary: "Somebody reports, directly or through others, to a role that must not lead this one.",
    why: "Who judges a line's risk, or audits it, cannot be led by it: bad news would have to pass those it is about.",
    help: "Move the line above the role that is judged; at the least, add a dotted line past it and say so.",
    severity: Severity::Error,
    source: SOURCE,
    grade: Grade::A,
    run: lines,
};

pub(super) const LONE: Rule = Rule {
    id: "nobody-to-review",
    summary: "A team has one person only of a role whose work another must review, such as one developer.",
    why: "Nobody else in the team reads what this one writes, before it goes live or when it fails.",
    help: "Add a second person, or agree with another team that each reviews the other's work.",
    severity: Severity::Error,
    source: SOURCE,
    grade: Grade::B,
    run: lone,
};

/// Returns the rule that judges by the conflicts of a kind.
pub fn rule_of(kind: ConflictKind) -> &'static Rule {
    match kind {
        ConflictKind::SamePerson => &DUTIES,
        ConflictKind::ReportingLine => &LINES,
        ConflictKind::Headcount => &LONE,
    }
}

/// One finding a conflict and person, by conflict. Of a startup less is asked: few people hold many duties there, and
/// the sources allow small teams to make up for it by review.
fn duties(team: &Team<'_>, sink: &mut Sink<'_>) {
    for conflict in of(team, ConflictKind::SamePerson) {
        let severity = match (team.coverage.profile, conflict.severity) {
            (Profile::Startup, Severity::Warning) => Severity::Info,
            (_, severity) => severity,
        };
        // Role sets are few; people are many.
        let clash: Vec<Option<(RoleIx, RoleIx)>> =
            team.staff.role_sets().iter().map(|roles| clash(conflict, roles)).collect();
        for person in team.active() {
            if let Some((one, other)) = clash[team.staff.role_set(person.ix())] {
                let roles = [one, other].map(|r| team.model()[r].name.as_str());
                let message = format!("{} is both {} and {}", name(person), roles[0], roles[1]);
                sink.push(of_conflict(conflict, &message, sink).severity(severity).people([person.ix()]));
            }
        }
    }
}

/// Returns the first two roles of a set that a conflict keeps apart.
fn clash(conflict: &Conflict, roles: &[RoleIx]) -> Option<(RoleIx, RoleIx)> {
    let one = *roles.iter().find(|r| conflict.roles.contains(r))?;
    let other = *roles.iter().find(|r| **r != one && conflict.apart_from.contains(r))?;
    Some((one, other))
}

/// One finding a conflict and nearest manager on its other side, with everybody concerned below that manager.
fn lines(team: &Team<'_>, sink: &mut Sink<'_>) {
    for conflict in of(team, ConflictKind::ReportingLine) {
        let sets = team.staff.role_sets();
        let kept: Vec<bool> = sets.iter().map(|s| s.iter().any(|r| conflict.roles.contains(r))).collect();
        let forbidden: Vec<bool> =
            sets.iter().map(|s| s.iter().any(|r| conflict.apart_from.contains(r))).collect();
        if !kept.contains(&true) || !forbidden.contains(&true) {
            continue;
        }
        let is = |which: &[bool], person: PersonIx| which[team.staff.role_set(person)];
        let mut below: BTreeMap<PersonIx, Vec<PersonIx>> = BTreeMap::new();
        for (person, manager) in nearest_above(team, |p| is(&forbidden, p)) {
            if is(&kept, person) && team.person(person).status() == Status::Active {
                below.entry(manager).or_default().push(person);
            }
        }
        for (manager, mut people) in below {
            people.sort_unstable();
            let roles = team.staff.roles(manager);
            let role =
                roles.iter().find(|r| conflict.apart_from.contains(r)).expect("the manager is forbidden");
            let manager = format!("{}, {}", name(team.person(manager)), team.model()[*role].name);
            let message = match people.as_slice() {
                [one] => {
                    format!("{} reports to {manager}, directly or through others", name(team.person(*one)))
                }
                all => format!(
                    "{} people report to {manager}, directly or through others: {}",
                    all.len(),
                    names(team, all)
                ),
            };
            sink.push(of_conflict(conflict, &message, sink).severity(conflict.severity).people(people));
        }
    }
}

/// Returns everybody under somebody of a kind, with the nearest such manager; people under no top are left out.
fn nearest_above(
    team: &Team<'_>,
    which: impl Fn(PersonIx) -> bool,
) -> impl Iterator<Item = (PersonIx, PersonIx)> {
    let org = team.org();
    let mut waiting: Vec<(Member<'_>, Option<PersonIx>)> =
        org.roots().iter().rev().map(|r| (org.member(*r), None)).collect();
    std::iter::from_fn(move || {
        loop {
            let (member, above) = waiting.pop()?;
            let own = if which(member.person()) { Some(member.person()) } else { above };
            waiting.extend(member.reports().map(|r| (r, own)));
            if let Some(above) = above {
                return Some((member.person(), above));
            }
        }
    })
}

/// One finding a conflict, with everybody who is alone in a team. Where the roster has no teams, those under one manager
/// are taken for one; that is a guess, and so only worth knowing.
fn lone(team: &Team<'_>, sink: &mut Sink<'_>) {
    let named = team.present().any(|p| !p.team().trim().is_empty());
    for conflict in of(team, ConflictKind::Headcount) {
        let sets = team.staff.role_sets();
        let counts: Vec<bool> = sets.iter().map(|s| s.iter().any(|r| conflict.roles.contains(r))).collect();
        let mut holders: BTreeMap<Key<'_>, Vec<PersonIx>> = BTreeMap::new();
        for person in team.active().filter(|p| counts[team.staff.role_set(p.ix())]) {
            let key = if named {
                Some(person.team().trim()).filter(|t| !t.is_empty()).map(Key::Named)
            } else {
                team.org().member(person.ix()).manager().map(|m| Key::Under(m.person()))
            };
            if let Some(key) = key {
                holders.entry(key).or_default().push(person.ix());
            }
        }
        let reviewer = |key: &Key<'_>| matches!(key, Key::Under(m) if counts[team.staff.role_set(*m)]);
        let mut alone: Vec<PersonIx> = holders
            .iter()
            .filter(|(key, people)| people.len() == 1 && !reviewer(key))
            .map(|(_, people)| people[0])
            .collect();
        if alone.is_empty() {
            continue;
        }
        alone.sort_unstable();
        let what = if named { "in the team" } else { "under the manager" };
        let message = format!(
            "{} the only one of the role {what}: {}",
            count(alone.len(), "person is", "people are each"),
            names(team, &alone)
        );
        let severity = if named { conflict.severity } else { Severity::Info };
        sink.push(of_conflict(conflict, &message, sink).severity(severity).people(alone));
    }
}

/// By what people belong to a team.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Key<'a> {
    Named(&'a str),
    Under(PersonIx),
}

fn of<'a>(team: &Team<'a>, kind: ConflictKind) -> impl Iterator<Item = &'a Conflict> {
    team.model().conflicts().iter().filter(move |c| c.kind == kind)
}

/// Makes a finding of a conflict, which says why the two must be apart and where that comes from.
fn of_conflict(conflict: &Conflict, message: &str, sink: &Sink<'_>) -> Found {
    Found::new(format!("{message} [{}]", conflict.id))
        .help(format!("{} Why: {}.", sink.help(), conflict.reason.trim_end_matches('.')))
        .source(format!("{} ({})", conflict.source, conflict.grade.meaning()))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Cast, found};
    use crate::model::Severity;
    use crate::roster::Row;

    fn roles(ids: &str) -> impl FnOnce(&mut Row) {
        move |row| row.roles = ids.into()
    }

    #[test]
    fn one_person_in_two_duties_is_named_with_the_conflict() {
        let cast = Cast::new().person("a", "").row("b", "a", roles("change-manager|software-engineer"));
        let duties = found(&cast, "duties-apart");
        assert_eq!(duties.len(), 1);
        assert_eq!((cast.ids(&duties[0]), duties[0].severity), (vec!["b"], Severity::Error));
        assert!(duties[0].message.ends_with("[sod-change-approve]"), "{}", duties[0].message);
        let sound = Cast::new().person("a", "").row("b", "a", roles("change-manager|scrum-master"));
        assert_eq!(found(&sound, "duties-apart"), []);
    }

    #[test]
    fn a_line_is_judged_through_others_and_the_nearest_is_named() {
        let cast = Cast::new()
            .person("a", "")
            .row("cio", "a", roles("cio"))
            .person("x", "cio")
            .row("ciso", "x", roles("ciso"))
            .row("other", "a", roles("ciso"));
        let lines = found(&cast, "lines-apart");
        assert_eq!(lines.len(), 1, "{lines:?}");
        assert_eq!((cast.ids(&lines[0]), lines[0].severity), (vec!["ciso"], Severity::Warning));
        assert!(lines[0].message.contains("cio, "), "{}", lines[0].message);
    }

    #[test]
    fn one_developer_alone_in_a_team_has_nobody_to_review() {
        let dev = |team: &'static str| {
            move |row: &mut Row| {
                row.team = team.into();
                row.roles = "software-engineer".into();
            }
        };
        let cast = Cast::new().person("a", "").row("b", "a", dev("One")).row("c", "a", dev("Two")).row(
            "d",
            "a",
            dev("Two"),
        );
        let lone = found(&cast, "nobody-to-review");
        assert_eq!(lone.len(), 1);
        assert_eq!(cast.ids(&lone[0]), ["b"]);
    }

    #[test]
    fn without_teams_a_manager_who_develops_reviews() {
        let cast = |boss: &str| {
            let cast = Cast::new().person("a", "").row("b", "a", roles(boss));
            cast.row("c", "b", roles("software-engineer"))
        };
        let lone = found(&cast("scrum-master"), "nobody-to-review");
        assert_eq!((lone.len(), lone[0].severity), (1, Severity::Info));
        let coach = cast("software-engineer").row("d", "a", roles("software-engineer"));
        assert_eq!(found(&coach, "nobody-to-review"), []);
    }
}
