//! Whom of those who are there could be trained for another role.

use std::collections::{BTreeMap, BTreeSet};

use super::{Builder, MONTHS};
use crate::coverage::skills;
use crate::model::{Conflict, ConflictKind, DemandKind, Model, Pathway, RoleIx, Severity};
use crate::plan::action::{Action, ActionKind};
use crate::roster::{Fte, Manager, PersonIx};

impl<'b> Builder<'b, '_> {
    /// Returns the moves of people who are there, by what they hold and how much they work.
    ///
    /// Developers do not leave their role: needs are sized by them, and teams consist of them.
    pub(super) fn moves(&mut self) -> Vec<Action> {
        let staff = self.staff;
        let model = staff.model();
        let mut kinds: BTreeMap<(&[RoleIx], Fte), Vec<PersonIx>> = BTreeMap::new();
        for &ix in &self.people.present {
            let person = staff.roster().person(ix);
            let stays = staff.roles(ix).iter().any(|&role| model[role].developer);
            if !stays && person.fte().0 > 0 && !person.contractor() {
                kinds.entry((staff.roles(ix), person.fte())).or_default().push(ix);
            }
        }
        let mut moves = Vec::new();
        for ((roles, fte), mut people) in kinds {
            let open: Vec<&Pathway> =
                model.planning().pathways.iter().filter(|path| leads(model, path, roles)).collect();
            if open.is_empty() {
                continue;
            }
            self.sort(&mut people);
            self.instance.movers.push(people.len() as u32);
            for path in open {
                moves.push(self.moving(roles, fte.0, people.clone(), *path));
            }
        }
        moves
    }

    /// Returns the training of people who hold some roles for another.
    pub(super) fn moving(
        &mut self,
        roles: &[RoleIx],
        fte: i64,
        people: Vec<PersonIx>,
        pathway: Pathway,
    ) -> Action {
        let training = self.model().planning().terms.training;
        let after = after(roles, &pathway);
        let most = people.len() as u32;
        let before = self.joining(roles, fte, ActionKind::Move { people, pathway });
        let joined = self.joining(&after, fte, before.kind.clone());
        Action {
            leaves: before.joins,
            counts: difference(joined.counts, before.counts),
            qualifies: difference(joined.qualifies, before.qualifies),
            developers: joined.developers - before.developers,
            technical: joined.technical - before.technical,
            delay: if pathway.beside { 0 } else { pathway.months.div_ceil(MONTHS) as usize },
            cost_once: i64::from(training.cost_per_month) * i64::from(pathway.months),
            most,
            movers: Some(self.instance.movers.len() - 1),
            ..joined
        }
    }

    /// Returns the training of developers for what is asked of each team, such as a champion: in each team that is
    /// short, as many as it lacks.
    pub(super) fn champions(&mut self) -> Vec<Action> {
        let (staff, model) = (self.staff, self.model());
        let mut actions = Vec::new();
        let beside = model.planning().pathways.iter().filter(|path| path.beside);
        for (place, (demand, covered)) in self.counted.clone().into_iter().enumerate() {
            if demand.kind != DemandKind::PerTeam {
                continue;
            }
            let mut taken = BTreeSet::new();
            for path in beside.clone().filter(|path| demand.roles.contains(&path.to)) {
                let eligible = self.by_team(|ix| {
                    let roles = staff.roles(ix);
                    let able = skills(model, &self.capacity, &after(roles, path))
                        == skills(model, &self.capacity, roles);
                    leads(model, path, roles) && able && !taken.contains(&ix)
                });
                let mut people = Vec::new();
                for team in &covered.teams {
                    let short = (team.need - team.filled) as usize;
                    let already =
                        taken.iter().filter(|ix| self.team_of(**ix) == Some(team.team.as_str())).count();
                    let members = eligible.get(team.team.as_str()).into_iter().flatten();
                    people.extend(members.take(short.saturating_sub(already)));
                }
                taken.extend(people.iter().copied());
                if people.is_empty() {
                    continue;
                }
                let cost = i64::from(model.planning().terms.training.cost_per_month) * i64::from(path.months);
                self.instance.movers.push(people.len() as u32);
                actions.push(Action {
                    joins: None,
                    counts: vec![(place, 1)],
                    qualifies: Vec::new(),
                    developers: 0,
                    technical: 0,
                    cost_once: cost,
                    most: people.len() as u32,
                    movers: Some(self.instance.movers.len() - 1),
                    ..self.joining(&[], 0, ActionKind::Move { people, pathway: *path })
                });
            }
        }
        actions
    }

    /// Lists the present people who pass a test by team, each team in the order of ids.
    fn by_team(&self, test: impl Fn(PersonIx) -> bool) -> BTreeMap<&'b str, Vec<PersonIx>> {
        let mut teams: BTreeMap<&str, Vec<PersonIx>> = BTreeMap::new();
        for ix in self.people.present.iter().copied().filter(|&ix| test(ix)) {
            if let Some(team) = self.team_of(ix) {
                teams.entry(team).or_default().push(ix);
            }
        }
        teams.values_mut().for_each(|people| self.sort(people));
        teams
    }

    /// Returns a person's team as coverage names it: by its name, or where the roster has no teams by the manager.
    pub(super) fn team_of(&self, ix: PersonIx) -> Option<&'b str> {
        let roster = self.staff.roster();
        let person = roster.person(ix);
        match (person.team(), person.manager()) {
            ("", Manager::Person(manager)) => Some(roster.person(manager).id()),
            ("", _) => None,
            (team, _) => Some(team),
        }
    }
}

/// Whether a pathway starts from somebody with these roles and ends in no conflict.
fn leads(model: &Model, path: &Pathway, roles: &[RoleIx]) -> bool {
    roles.contains(&path.from) && !roles.contains(&path.to) && conflict_after(model, path, roles).is_none()
}

/// Returns the duties that are to be kept apart and that somebody with these roles would hold after a pathway.
pub(in crate::plan) fn conflict_after<'m>(
    model: &'m Model,
    path: &Pathway,
    roles: &[RoleIx],
) -> Option<&'m Conflict> {
    let after = after(roles, path);
    let meets = |side: &[RoleIx]| after.iter().any(|role| side.contains(role));
    let matters = |conflict: &&Conflict| {
        conflict.kind == ConflictKind::SamePerson && conflict.severity >= Severity::Warning
    };
    model.conflicts().iter().filter(matters).find(|Conflict { roles, apart_from, .. }| {
        roles.contains(&path.to) && meets(apart_from) || apart_from.contains(&path.to) && meets(roles)
    })
}

/// Returns the roles that somebody has after a pathway.
pub(in crate::plan) fn after(roles: &[RoleIx], path: &Pathway) -> Vec<RoleIx> {
    let kept = roles.iter().copied().filter(|&role| path.beside || role != path.from);
    let mut after: Vec<RoleIx> = kept.chain([path.to]).collect();
    after.sort_unstable();
    after
}

fn difference(more: Vec<(usize, i64)>, less: Vec<(usize, i64)>) -> Vec<(usize, i64)> {
    let mut net: BTreeMap<usize, i64> = more.into_iter().collect();
    for (place, amount) in less {
        *net.entry(place).or_default() -= amount;
    }
    net.into_iter().filter(|&(_, amount)| amount != 0).collect()
}
