//! Duties that one person must not combine, and roles that one line must not: the conflicts of the model.

use std::collections::BTreeMap;

use super::words::{count, name, names};
use super::{Found, Rule, Sink, Team};
use crate::model::{Conflict, ConflictKind, Grade, Profile, RoleIx, Severity};
use crate::org::{Member, OrgGraph};
use crate::roster::PersonIx;

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
        if clash.iter().all(Option::is_none) {
            continue;
        }
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
    let conflicts: Vec<&Conflict> = of(team, ConflictKind::ReportingLine).collect();
    let kept = holders(team, &conflicts);
    for (conflict, kept) in conflicts.into_iter().zip(kept) {
        let sets = team.staff.role_sets().iter();
        let forbidden: Vec<bool> = sets.map(|s| s.iter().any(|r| conflict.apart_from.contains(r))).collect();
        if kept.is_empty() || !forbidden.contains(&true) {
            continue;
        }
        let mut below: BTreeMap<PersonIx, Vec<PersonIx>> = BTreeMap::new();
        for (person, manager) in nearest_above(team.org(), &kept, |p| forbidden[team.staff.role_set(p)]) {
            below.entry(manager).or_default().push(person);
        }
        for (manager, people) in below {
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

/// Returns, for each of some conflicts, the people who hold one of its roles, in the order of the roster.
fn holders(team: &Team<'_>, conflicts: &[&Conflict]) -> Vec<Vec<PersonIx>> {
    let concerns = |set: &Vec<RoleIx>| {
        let held = |conflict: &Conflict| set.iter().any(|r| conflict.roles.contains(r));
        (0..conflicts.len()).filter(|at| held(conflicts[*at])).collect()
    };
    let of_set: Vec<Vec<usize>> = team.staff.role_sets().iter().map(concerns).collect();
    let mut holders = vec![Vec::new(); conflicts.len()];
    for person in team.active() {
        for conflict in &of_set[team.staff.role_set(person.ix())] {
            holders[*conflict].push(person.ix());
        }
    }
    holders
}

/// What is known of the way up from a person.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Above {
    #[default]
    Unknown,
    Nobody,
    Nearest(PersonIx),
}

/// Returns those of some people who are under somebody of a kind, with the nearest such manager; people under no top are
/// left out. Each way up is walked only to where somebody has walked before.
fn nearest_above(
    org: &OrgGraph,
    people: &[PersonIx],
    which: impl Fn(PersonIx) -> bool,
) -> Vec<(PersonIx, PersonIx)> {
    let mut known = vec![Above::Unknown; org.len()];
    let mut way = Vec::new();
    let mut found = Vec::new();
    for &person in people.iter().filter(|p| org.member(**p).layer().is_some()) {
        let mut at = person;
        let above = loop {
            match known[at.index()] {
                Above::Unknown => way.push(at),
                above => break above,
            }
            match org.member(at).manager().map(Member::person) {
                None => break Above::Nobody,
                Some(manager) if which(manager) => break Above::Nearest(manager),
                Some(manager) => at = manager,
            }
        };
        way.drain(..).for_each(|passed| known[passed.index()] = above);
        if let Above::Nearest(manager) = above {
            found.push((person, manager));
        }
    }
    found
}

/// One finding a conflict, with everybody who is alone in a team. Where the roster has no teams, those under one manager
/// are taken for one; that is a guess, and so only worth knowing.
fn lone(team: &Team<'_>, sink: &mut Sink<'_>) {
    let teams = Teams::new(team);
    let conflicts: Vec<&Conflict> = of(team, ConflictKind::Headcount).collect();
    let holders = holders(team, &conflicts);
    for (conflict, holders) in conflicts.into_iter().zip(holders) {
        let counts = |p: PersonIx| team.staff.roles(p).iter().any(|r| conflict.roles.contains(r));
        let mut in_team = vec![0_u32; teams.number];
        for place in holders.iter().filter_map(|p| teams.of(team, *p)) {
            in_team[place] += 1;
        }
        let alone = |p: &PersonIx| teams.of(team, *p).is_some_and(|place| in_team[place] == 1);
        let manager = |p: &PersonIx| team.org().member(*p).manager().map(Member::person);
        let reviewed = |p: &PersonIx| !teams.named && manager(p).is_some_and(counts);
        let alone: Vec<PersonIx> = holders.into_iter().filter(|p| alone(p) && !reviewed(p)).collect();
        if alone.is_empty() {
            continue;
        }
        let what = if teams.named { "in the team" } else { "under the manager" };
        let message = format!(
            "{} the only one of the role {what}: {}",
            count(alone.len(), "person is", "people are each"),
            names(team, &alone)
        );
        let severity = if teams.named { conflict.severity } else { Severity::Info };
        sink.push(of_conflict(conflict, &message, sink).severity(severity).people(alone));
    }
}

/// The teams of a roster, as places: by name, or by manager where no row names a team.
struct Teams {
    named: bool,
    /// How many places there are.
    number: usize,
    /// By the roster's distinct names: the place; names that differ in the white space around them share it.
    places: Vec<Option<usize>>,
}

impl Teams {
    fn new(team: &Team<'_>) -> Self {
        let names = team.roster().teams();
        let mut first: BTreeMap<&str, usize> = BTreeMap::new();
        let mut places = vec![None; names.len()];
        for (at, name) in names.iter().map(|name| name.trim()).enumerate().filter(|(_, n)| !n.is_empty()) {
            places[at] = Some(*first.entry(name).or_insert(at));
        }
        let named = team.present().any(|p| places[p.team_symbol() as usize].is_some());
        Self { named, number: if named { places.len() } else { team.roster().len() }, places }
    }

    fn of(&self, team: &Team<'_>, person: PersonIx) -> Option<usize> {
        match self.named {
            true => self.places[team.person(person).team_symbol() as usize],
            false => team.org().member(person).manager().map(|m| m.person().index()),
        }
    }
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
