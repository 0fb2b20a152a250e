//! What-if: a roster as it would be after people leave, join or move.

use std::collections::BTreeMap;

use crate::model::RoleIx;
use crate::roster::{Manager, PersonIx, Roster, Row};
use crate::staff::{Staff, Standing};

/// One change to a roster.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Edit {
    /// Somebody leaves: the row goes, and who reported to it reports to somebody whom the roster does not have.
    Leave(PersonIx),
    /// Somebody joins, full time.
    Join {
        /// The role.
        role: RoleIx,
        /// The team, where one is named.
        team: Option<String>,
    },
    /// Somebody moves under another manager.
    Move {
        /// Who moves.
        person: PersonIx,
        /// Under whom.
        manager: PersonIx,
    },
}

/// Returns the roster as it is after the edits, which apply all at once, in any order.
///
/// Joiners stand last, in the order of the edits, with the ids `join-1`, `join-2` and so on. A joiner reports to whom
/// most people of the role report to, else to the first person who holds a role to which that role usually reports,
/// else to the first who reports to nobody.
pub fn apply(staff: &Staff<'_>, edits: &[Edit]) -> Roster {
    let roster = staff.roster();
    let leavers: Vec<PersonIx> =
        edits.iter().filter_map(|e| if let Edit::Leave(p) = e { Some(*p) } else { None }).collect();
    let moves: BTreeMap<PersonIx, PersonIx> = edits
        .iter()
        .filter_map(|e| if let Edit::Move { person, manager } = e { Some((*person, *manager)) } else { None })
        .collect();
    let places = places(roster.len(), &leavers);
    let mut rows = Vec::with_capacity(roster.len());
    for person in roster.people().filter(|p| places[p.ix().index()].is_some()) {
        let mut row = person.to_row();
        if let Some(&manager) = moves.get(&person.ix()) {
            row.manager = Manager::Person(manager);
            roster.person(manager).id().clone_into(&mut row.manager_text);
        }
        row.manager = moved(row.manager, &places);
        row.second_manager = moved(row.second_manager, &places);
        rows.push(row);
    }
    let joiners = edits
        .iter()
        .filter_map(|e| if let Edit::Join { role, team } = e { Some((*role, team)) } else { None });
    let last_line = rows.last().map_or(1, |r| r.line);
    for (number, (role, team)) in joiners.enumerate() {
        rows.push(joiner(staff, role, team.clone(), number + 1, last_line, &places));
    }
    Roster::from_rows(rows)
}

/// Returns, for each row, its place once the leavers are gone; none for a leaver.
fn places(rows: usize, leavers: &[PersonIx]) -> Vec<Option<PersonIx>> {
    let mut stays = vec![true; rows];
    for leaver in leavers {
        stays[leaver.index()] = false;
    }
    let mut next = 0;
    let place = |stays: bool| {
        stays.then(|| {
            next += 1;
            PersonIx::from_index(next - 1)
        })
    };
    stays.into_iter().map(place).collect()
}

fn moved(manager: Manager, places: &[Option<PersonIx>]) -> Manager {
    match manager {
        Manager::Person(p) => places[p.index()].map_or(Manager::Unknown, Manager::Person),
        other => other,
    }
}

fn joiner(
    staff: &Staff<'_>,
    role: RoleIx,
    team: Option<String>,
    number: usize,
    last_line: u64,
    places: &[Option<PersonIx>],
) -> Row {
    let manager = usual_manager(staff, role).and_then(|m| places[m.index()].map(|place| (m, place)));
    let facts = &staff.model()[role];
    Row {
        line: last_line + number as u64,
        id: format!("join-{number}"),
        name: format!("(joiner {number})"),
        title: facts.name.clone(),
        roles: facts.id.to_string(),
        team: team.unwrap_or_default(),
        manager: manager.map_or(Manager::Nobody, |(_, place)| Manager::Person(place)),
        manager_text: manager.map_or(String::new(), |(m, _)| staff.roster().person(m).id().to_owned()),
        in_scope: true,
        ..Row::default()
    }
}

fn usual_manager(staff: &Staff<'_>, role: RoleIx) -> Option<PersonIx> {
    let holders =
        |role: RoleIx| staff.of_standing(Standing::Present).filter(move |p| staff.roles(*p).contains(&role));
    let mut managers: BTreeMap<PersonIx, usize> = BTreeMap::new();
    for holder in holders(role) {
        if let Manager::Person(manager) = staff.roster().person(holder).manager() {
            *managers.entry(manager).or_default() += 1;
        }
    }
    let most = managers.iter().max_by_key(|(person, reports)| (**reports, std::cmp::Reverse(**person)));
    most.map(|(person, _)| *person)
        .or_else(|| {
            let usual =
                staff.model()[role].reports_to.iter().filter_map(|id| staff.model().role(id.as_str()));
            usual.filter_map(|role| holders(role).next()).next()
        })
        .or_else(|| staff.people().find(|p| p.manager() == Manager::Nobody).map(|p| p.ix()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Model;
    use crate::title::Classifier;

    fn row(id: &str, title: &str, manager: Manager) -> Row {
        Row { id: id.into(), title: title.into(), manager, in_scope: true, ..Row::default() }
    }

    fn under(index: usize) -> Manager {
        Manager::Person(PersonIx::from_index(index))
    }

    /// A chief, two managers and an engineer each.
    fn team() -> Roster {
        Roster::from_rows(vec![
            row("c", "Chief Technology Officer", Manager::Nobody),
            row("m1", "DevOps Manager", under(0)),
            row("m2", "DevOps Manager", under(0)),
            row("e1", "DevOps Engineer", under(1)),
            row("e2", "DevOps Engineer", under(2)),
        ])
    }

    fn after(edits: &dyn Fn(&Model) -> Vec<Edit>) -> Vec<(String, Manager)> {
        let (model, roster) = (Model::builtin(), team());
        let classifier = Classifier::new(&model).expect("the vocabulary is sound");
        let staff = Staff::new(&model, &roster, &classifier);
        let result = apply(&staff, &edits(&model));
        result.people().map(|p| (p.id().to_owned(), p.manager())).collect()
    }

    #[test]
    fn who_reported_to_a_leaver_reports_to_nobody_known() {
        let people = after(&|_| vec![Edit::Leave(PersonIx::from_index(1))]);
        let expected = [("c", Manager::Nobody), ("m2", under(0)), ("e1", Manager::Unknown), ("e2", under(1))];
        assert_eq!(people, expected.map(|(id, manager)| (id.to_owned(), manager)));
    }

    #[test]
    fn a_move_changes_one_line() {
        let edit = Edit::Move { person: PersonIx::from_index(3), manager: PersonIx::from_index(2) };
        assert_eq!(after(&|_| vec![edit.clone()])[3], ("e1".to_owned(), under(2)));
    }

    #[test]
    fn a_joiner_reports_to_whom_the_role_reports_there() {
        let join = |model: &Model| {
            let role = model.role("devops-engineer").unwrap();
            vec![Edit::Leave(PersonIx::from_index(3)), Edit::Join { role, team: Some("Pay".into()) }]
        };
        assert_eq!(
            after(&join).last(),
            Some(&("join-1".to_owned(), under(1))),
            "e1's manager, the first of two"
        );
    }
}
