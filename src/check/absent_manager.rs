//! Managers who are not there, or not as one would expect: left, vacant, to come, on leave, from outside.

use super::words::{count, name, names};
use super::{Found, Rule, Sink, Team};
use crate::model::{Grade, Severity};
use crate::org::Member;
use crate::roster::{Person, PersonIx, Status};

const SOURCE: &str = "somebody who works there leads each person (our judgement)";

pub(super) const INACTIVE: Rule = Rule {
    id: "reports-to-inactive",
    summary: "People report to somebody who has left.",
    why: "Nobody leads them: leave is not approved, access not reviewed, nothing escalated.",
    help: "Move them to the successor, or to the manager above until there is one.",
    severity: Severity::Error,
    source: SOURCE,
    grade: Grade::J,
    run: |team, sink| under(team, sink, Status::Left, "who has left"),
};

pub(super) const VACANCY: Rule = Rule {
    id: "reports-to-vacancy",
    summary: "People report to a position that nobody holds.",
    why: "Nobody leads them until the position is filled.",
    help: "Name who leads them meanwhile.",
    severity: Severity::Warning,
    source: SOURCE,
    grade: Grade::J,
    run: |team, sink| under(team, sink, Status::Vacant, "a position that nobody holds"),
};

pub(super) const FUTURE_START: Rule = Rule {
    id: "reports-to-future-start",
    summary: "People report to somebody who has not started yet.",
    why: "Nobody leads them until the first day of the new manager.",
    help: "Name who leads them meanwhile.",
    severity: Severity::Warning,
    source: SOURCE,
    grade: Grade::J,
    run: |team, sink| under(team, sink, Status::Future, "who has not started yet"),
};

pub(super) const ON_LEAVE: Rule = Rule {
    id: "manager-on-leave",
    summary: "A manager is on leave.",
    why: "A manager on leave still is the manager, but somebody must decide meanwhile.",
    help: "Make sure that a deputy is named.",
    severity: Severity::Info,
    source: SOURCE,
    grade: Grade::J,
    run: on_leave,
};

pub(super) const CONTRACTOR: Rule = Rule {
    id: "contractor-manager",
    summary: "A contractor leads employees.",
    why: "Who is not employed cannot give instructions or appraise in the employer's name in many places, and may leave \
          at short notice.",
    help: "Put the employees under an employee, with the contractor on a dotted line.",
    severity: Severity::Warning,
    source: SOURCE,
    grade: Grade::J,
    run: contractor,
};

/// One finding a manager, in the order of the managers' rows; the people are those who report.
fn under(team: &Team<'_>, sink: &mut Sink<'_>, status: Status, what: &str) {
    for manager in team.roster().people().filter(|p| p.status() == status) {
        let reports = reports(team, manager, |p| p.status() == Status::Active);
        if !reports.is_empty() {
            let message = format!(
                "{} to {}, {what}: {}",
                count(reports.len(), "person reports", "people report"),
                name(manager),
                names(team, &reports)
            );
            sink.push(Found::new(message).people(reports));
        }
    }
}

fn on_leave(team: &Team<'_>, sink: &mut Sink<'_>) {
    for manager in team.active().filter(|p| p.on_leave()) {
        let span = team.org().span(manager.ix());
        if span > 0 {
            let reports = count(span, "report", "reports");
            sink.push(
                Found::new(format!("{}, manager of {reports}, is on leave", name(manager)))
                    .people([manager.ix()]),
            );
        }
    }
}

fn contractor(team: &Team<'_>, sink: &mut Sink<'_>) {
    for manager in team.active().filter(|p| p.contractor()) {
        let led = reports(team, manager, |p| p.status() == Status::Active && !p.contractor());
        if !led.is_empty() {
            let employees = count(led.len(), "employee", "employees");
            sink.push(
                Found::new(format!("{}, a contractor, leads {employees}", name(manager)))
                    .people([manager.ix()]),
            );
        }
    }
}

fn reports(team: &Team<'_>, manager: Person<'_>, which: impl Fn(Person<'_>) -> bool) -> Vec<PersonIx> {
    let reports = team.org().member(manager.ix()).reports().map(Member::person);
    reports.filter(|p| which(team.person(*p))).collect()
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Cast, found, rules_of};
    use crate::roster::{Row, Status};

    #[test]
    fn the_people_under_an_absent_manager_are_one_finding_by_kind_of_absence() {
        for (status, rule) in [
            (Status::Left, "reports-to-inactive"),
            (Status::Vacant, "reports-to-vacancy"),
            (Status::Future, "reports-to-future-start"),
        ] {
            let cast = Cast::new()
                .person("a", "")
                .row("b", "a", |row| row.status = status)
                .person("c", "b")
                .person("d", "b")
                .row("e", "b", |row| row.status = Status::Vacant);
            let found = found(&cast, rule);
            assert_eq!(found.len(), 1, "{rule}");
            assert_eq!(cast.ids(&found[0]), ["c", "d"], "{rule}");
        }
    }

    #[test]
    fn a_manager_on_leave_and_a_contractor_who_leads_employees_are_named() {
        let away = |row: &mut Row| row.on_leave = true;
        let outside = |row: &mut Row| row.contractor = true;
        let cast = Cast::new().person("a", "").row("b", "a", away).person("c", "b");
        assert_eq!(rules_of(&cast), ["manager-on-leave"]);
        let cast = Cast::new().person("a", "").row("b", "a", outside).person("c", "b").row("d", "a", away);
        assert_eq!(rules_of(&cast), ["contractor-manager"]);
        let cast = Cast::new().person("a", "").row("b", "a", outside).row("c", "b", outside);
        assert_eq!(rules_of(&cast), Vec::<&str>::new(), "contractors may lead contractors");
    }
}
