//! Rows that are not people who work there: vacancies, leavers, those to come.

use super::words::{count, names};
use super::{Found, Rule, Sink, Team};
use crate::model::{Grade, Severity};
use crate::roster::{PersonIx, Status};

const SOURCE: &str = "only people who work there are counted as covering anything (our judgement)";

pub(super) const VACANT_POSITION: Rule = Rule {
    id: "vacant-position",
    summary: "Positions that nobody holds.",
    why: "A vacancy covers nothing today; it is counted apart, so that one sees which gaps it would close.",
    help: "Nothing; `rolemap plan` says which of them to fill first.",
    severity: Severity::Info,
    source: SOURCE,
    grade: Grade::J,
    run: |team, sink| of(team, sink, Status::Vacant, ["position is vacant", "positions are vacant"]),
};

pub(super) const INACTIVE_PERSON: Rule = Rule {
    id: "inactive-person",
    summary: "People who have left and still stand in the roster.",
    why: "They are not counted; leavers who stay in the system tend to keep their access too.",
    help: "Leave them out of the export, and make sure that their access has ended.",
    severity: Severity::Info,
    source: SOURCE,
    grade: Grade::J,
    run: |team, sink| of(team, sink, Status::Left, ["person has left", "people have left"]),
};

pub(super) const FUTURE_START: Rule = Rule {
    id: "future-start",
    summary: "People who start later.",
    why: "They cover nothing today; they are counted apart, so that one sees which gaps they will close.",
    help: "Nothing; `--as-of` checks for a later day.",
    severity: Severity::Info,
    source: SOURCE,
    grade: Grade::J,
    run: |team, sink| {
        of(team, sink, Status::Future, ["person has not started yet", "people have not started yet"])
    },
};

fn of(team: &Team<'_>, sink: &mut Sink<'_>, status: Status, [one, many]: [&str; 2]) {
    let rows = team.roster().people().filter(|p| p.status() == status && p.in_scope());
    let rows: Vec<PersonIx> = rows.map(|p| p.ix()).collect();
    if !rows.is_empty() {
        let message = format!("{}: {}", count(rows.len(), one, many), names(team, &rows));
        sink.push(Found::new(message).people(rows));
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Cast, found};
    use crate::roster::Status;

    #[test]
    fn rows_that_are_no_people_are_one_finding_a_kind() {
        let cast = Cast::new()
            .person("a", "")
            .row("b", "a", |row| row.status = Status::Vacant)
            .row("", "a", |row| row.status = Status::Vacant)
            .row("d", "a", |row| row.status = Status::Left)
            .row("e", "a", |row| row.status = Status::Future);
        let vacant = found(&cast, "vacant-position");
        assert_eq!(vacant.len(), 1);
        assert_eq!(vacant[0].message, "2 positions are vacant: b and the row of line 4");
        assert_eq!(cast.ids(&found(&cast, "inactive-person")[0]), ["d"]);
        assert_eq!(found(&cast, "future-start")[0].line, Some(6));
    }
}
