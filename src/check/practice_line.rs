//! Whether a practice's people stand where its head can lead them, and roles in their usual line.
//!
//! The people of a head are those whose role the model puts usually under the head's role, directly or through other
//! managers: so developers, who work in every practice, belong to no practice's head.

use std::collections::BTreeSet;

use super::words::{count, name, names};
use super::{Found, Rule, Sink, Team};
use crate::coverage::{HeadState, PracticeCoverage};
use crate::model::{Grade, Membership, Model, RoleIx, RoleKind, Severity};
use crate::org::MOST_MARKS;
use crate::roster::{PersonIx, Status};

const SOURCE: &str = "`reports_to` of the model's roles (our judgement)";

pub(super) const SCATTERED: Rule = Rule {
    id: "scattered-practice",
    summary: "Most of a practice's people are not under its head, and their lines meet only far above.",
    why: "The head answers for work that others direct; priorities are settled layers above both.",
    help: "Move the people under the head, or give the head a dotted line to each.",
    severity: Severity::Warning,
    source: SOURCE,
    grade: Grade::J,
    run: scattered,
};

pub(super) const HEAD_WITHOUT_PEOPLE: Rule = Rule {
    id: "head-without-people",
    summary: "A practice has people and a head, and none of them is under the head.",
    why: "A head without people has the title and not the means.",
    help: "Move the practice's people under the head, or name as head the one who leads them.",
    severity: Severity::Warning,
    source: SOURCE,
    grade: Grade::J,
    run: without_people,
};

pub(super) const OUTSIDE_USUAL_LINE: Rule = Rule {
    id: "outside-usual-line",
    summary: "Somebody stands outside the line in which the others of the role stand.",
    why: "Apart from colleagues and under a manager of another craft, people lose standards, cover and a way up.",
    help: "Move the person into the line, or leave it if the work is where the person is.",
    severity: Severity::Info,
    source: SOURCE,
    grade: Grade::J,
    run: outside_usual_line,
};

/// The fewest people who can be scattered.
const FEWEST: usize = 4;
/// The fewest layers between a head and where the lines meet that are far.
const FAR: usize = 2;

/// A practice with a head and people who usually are under that head.
struct Led {
    practice: String,
    heads: Vec<PersonIx>,
    people: Vec<PersonIx>,
    /// How many of the people are under a head, at any distance, on solid or dotted lines.
    under: usize,
    /// Whether the lines of all its people lead to the top.
    all_placed: bool,
}

fn scattered(team: &Team<'_>, sink: &mut Sink<'_>) {
    for Led { practice, heads, people, under, .. } in led(team) {
        if people.len() < FEWEST || under == 0 || under * 2 >= people.len() {
            continue;
        }
        let org = team.org();
        let layer = |p: PersonIx| org.member(p).layer().unwrap_or(0);
        let meeting = org.common_manager(people.iter().chain(&heads).copied());
        let lowest_head = heads.iter().map(|h| layer(*h)).max().unwrap_or(0);
        if meeting.is_some_and(|m| lowest_head < layer(m) + FAR) {
            continue;
        }
        let place = meeting.map_or("nowhere".to_owned(), |m| format!("only under {}", name(team.person(m))));
        sink.push(
            Found::new(format!(
                "{under} of {} people of {practice} are under its head {}; the lines of all meet {place}",
                people.len(),
                names(team, &heads)
            ))
            .people(people),
        );
    }
}

fn without_people(team: &Team<'_>, sink: &mut Sink<'_>) {
    for Led { practice, heads, people, under, all_placed } in led(team) {
        if under == 0 && people.len() > 1 && all_placed {
            sink.push(
                Found::new(format!(
                    "{practice} is headed by {}, who {} none of its {} people",
                    names(team, &heads),
                    if heads.len() == 1 { "leads" } else { "lead" },
                    people.len()
                ))
                .people(heads),
            );
        }
    }
}

/// Finds the practices that somebody heads, in the model's order.
fn led(team: &Team<'_>) -> Vec<Led> {
    let filled = |p: &&PracticeCoverage| p.head.state == HeadState::Filled;
    let practices: Vec<&PracticeCoverage> = team.coverage.practices.iter().filter(filled).collect();
    let mut led = Vec::new();
    for practices in practices.chunks(MOST_MARKS) {
        let mut heads = vec![0; team.roster().len()];
        for (bit, practice) in practices.iter().enumerate() {
            practice.head.people.iter().for_each(|head| heads[head.index()] |= 1 << bit);
        }
        let above = team.org().marks_above(|p| heads[p.index()]);
        for (bit, practice) in practices.iter().enumerate() {
            led.push(people_of(team, practice, |p| above.of(p) >> bit & 1 == 1));
        }
    }
    led
}

/// Finds the people whom the heads of a practice usually lead.
fn people_of(team: &Team<'_>, practice: &PracticeCoverage, is_below: impl Fn(PersonIx) -> bool) -> Led {
    let model = team.model();
    let heads = &practice.head.people;
    let roles: BTreeSet<RoleIx> =
        heads.iter().flat_map(|h| team.staff.roles(*h)).copied().filter(|r| is_head(model, *r)).collect();
    let does_its_work = |r: RoleIx| {
        matches!(model.membership(r, practice.practice), Some(Membership::Core | Membership::Lead))
    };
    let of_practice: Vec<bool> = team
        .staff
        .role_sets()
        .iter()
        .map(|set| set.iter().any(|r| does_its_work(*r) && leads_to(model, *r, &roles)))
        .collect();
    let people = team.active().map(|p| p.ix()).filter(|p| of_practice[team.staff.role_set(*p)]);
    // Whose line leads to no top may be under the head for all one knows.
    let placed = |p: &PersonIx| team.org().member(*p).layer().is_some_and(|layer| layer > 1);
    let (people, lost): (Vec<PersonIx>, Vec<PersonIx>) =
        people.filter(|p| heads.binary_search(p).is_err()).partition(placed);
    let under = people.iter().filter(|p| is_below(**p)).count();
    Led {
        practice: model[practice.practice].name.clone(),
        heads: heads.clone(),
        people,
        under,
        all_placed: lost.is_empty(),
    }
}

fn is_head(model: &Model, role: RoleIx) -> bool {
    model[role].kind == RoleKind::Head
}

/// Whether a role usually reports to one of some roles, directly or through managers.
fn leads_to(model: &Model, role: RoleIx, to: &BTreeSet<RoleIx>) -> bool {
    usual_managers(model, role).any(|m| {
        let through = || usual_managers(model, m).any(|h| to.contains(&h));
        to.contains(&m) || model[m].kind == RoleKind::Manager && through()
    })
}

/// A role of which some may stand outside the line of the others: one that somebody holds and no other, and to whose
/// usual managers somebody may report.
struct Line {
    role: RoleIx,
    inside: usize,
    /// Those who are not under a usual manager, and whose own manager leads by role.
    outside: Vec<PersonIx>,
}

/// One finding a role, with those outside, where most others of the role are inside. The usual line is below somebody
/// to whom the role usually reports; who is led by a role outside the model is not judged.
fn outside_usual_line(team: &Team<'_>, sink: &mut Sink<'_>) {
    let sets = team.staff.role_sets();
    let judged: Vec<RoleIx> = team
        .model()
        .roles()
        .filter(|role| sets.iter().any(|set| set.as_slice() == [*role]))
        .filter(|role| usual_managers(team.model(), *role).any(|m| sets.iter().any(|set| set.contains(&m))))
        .collect();
    for roles in judged.chunks(MOST_MARKS) {
        for Line { role, inside, outside } in usual_lines(team, roles) {
            if !outside.is_empty() && outside.len() < inside {
                let message = format!(
                    "{} outside the line of the others of the role {}: {}",
                    count(outside.len(), "person stands", "people stand"),
                    team.model()[role].name,
                    names(team, &outside)
                );
                sink.push(Found::new(message).people(outside));
            }
        }
    }
}

/// Finds who stands inside and outside the lines of at most [`MOST_MARKS`] roles, in one pass over everybody: a usual
/// manager of a role marks all below with its bit.
fn usual_lines(team: &Team<'_>, roles: &[RoleIx]) -> Vec<Line> {
    let model = team.model();
    let sets = team.staff.role_sets();
    let leads = |set: &Vec<RoleIx>| {
        let usual = |role: &RoleIx| usual_managers(model, *role).any(|m| set.contains(&m));
        roles.iter().enumerate().map(|(bit, role)| u64::from(usual(role)) << bit).sum()
    };
    let leads: Vec<u64> = sets.iter().map(leads).collect();
    let of_set: Vec<Option<usize>> =
        sets.iter().map(|set| roles.iter().position(|role| set.as_slice() == [*role])).collect();
    let works = |person: PersonIx| team.person(person).status() == Status::Active;
    let above = team.org().marks_above(|p| if works(p) { leads[team.staff.role_set(p)] } else { 0 });
    let mut lines: Vec<Line> =
        roles.iter().map(|role| Line { role: *role, inside: 0, outside: Vec::new() }).collect();
    for person in team.active().filter(|p| p.in_scope()).map(|p| p.ix()) {
        let Some(bit) = of_set[team.staff.role_set(person)] else { continue };
        if above.of(person) >> bit & 1 == 1 {
            lines[bit].inside += 1;
        } else if is_led_by_role(team, person) {
            lines[bit].outside.push(person);
        }
    }
    lines
}

/// Returns the roles to which a role usually reports.
fn usual_managers(model: &Model, role: RoleIx) -> impl Iterator<Item = RoleIx> {
    model[role].reports_to.iter().filter_map(|id| model.role(id.as_str()))
}

/// Whether the manager works there and leads by role.
fn is_led_by_role(team: &Team<'_>, person: PersonIx) -> bool {
    let leads = |r: &RoleIx| {
        matches!(team.model()[*r].kind, RoleKind::Manager | RoleKind::Head | RoleKind::Executive)
    };
    let manager = team.org().member(person).manager().map(|m| m.person());
    manager
        .is_some_and(|m| team.person(m).status() == Status::Active && team.staff.roles(m).iter().any(leads))
}

#[cfg(test)]
mod tests {
    use crate::check::testing::Cast;

    fn rules(cast: &Cast) -> Vec<&'static str> {
        const OWN: [&str; 3] = ["scattered-practice", "head-without-people", "outside-usual-line"];
        let findings = cast.findings_with(|_| {});
        findings.iter().map(|f| f.rule).filter(|r| OWN.contains(r)).collect()
    }

    fn devops(under: usize, elsewhere: usize) -> Cast {
        let mut cast = Cast::new()
            .titled("ceo", "", "CEO")
            .titled("cto", "ceo", "CTO")
            .titled("head", "cto", "Head of DevOps")
            .person("other", "ceo");
        for i in 0..under {
            cast = cast.titled(&format!("u{i}"), "head", "DevOps Engineer");
        }
        for i in 0..elsewhere {
            cast = cast.titled(&format!("e{i}"), "other", "DevOps Engineer");
        }
        cast
    }

    #[test]
    fn a_practice_under_its_head_is_sound() {
        assert_eq!(rules(&devops(5, 0)), Vec::<&str>::new());
        assert_eq!(rules(&devops(0, 0)), Vec::<&str>::new());
    }

    #[test]
    fn a_practice_mostly_elsewhere_is_scattered() {
        assert_eq!(rules(&devops(1, 4)), ["scattered-practice"]);
        assert_eq!(rules(&devops(0, 4)), ["head-without-people"]);
    }

    #[test]
    fn the_few_outside_the_line_of_the_many_are_named() {
        let cast = devops(5, 0).titled("x", "ceo", "CFO").titled("m", "ceo", "Product Manager").titled(
            "y",
            "ceo",
            "DevOps Engineer",
        );
        assert_eq!(rules(&cast), ["outside-usual-line"]);
    }
}
