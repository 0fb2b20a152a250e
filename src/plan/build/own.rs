//! The planning problem with the steps of a plan that somebody wrote by hand.

use super::{Builder, Team};
use crate::model::{DemandKind, Pathway};
use crate::plan::action::{Action, ActionKind};
use crate::plan::instance::{Choice, Instance};
use crate::plan::options::PlanOptions;
use crate::plan::own::OwnPlan;
use crate::roster::PersonIx;

/// Makes the planning problem of a team in which each step of a plan is an action of its own, behind those that a plan
/// may choose from, and the choice of just these steps. The steps stand in the order of the plan.
pub(in crate::plan) fn with_own(
    team: Team<'_, '_>,
    options: &PlanOptions,
    own: &OwnPlan,
) -> (Instance, Choice) {
    let mut builder = Builder::new(team, options);
    builder.add_people();
    builder.add_actions();
    let first = builder.instance.actions.len();
    let mut joined = Vec::new();
    for step in &own.steps {
        let action = builder.own(&step.kind, &mut joined);
        builder.instance.actions.push(action);
    }
    let mut choice = builder.instance.nothing();
    for (begun, step) in choice[first..].iter_mut().zip(&own.steps) {
        begun[step.quarter] = step.count;
    }
    (builder.instance, choice)
}

impl<'b> Builder<'b, '_> {
    /// Returns a step as an action. `joined` holds whom earlier steps gave to what: the place of a demand that asks
    /// each team, and the team.
    fn own(&mut self, kind: &ActionKind, joined: &mut Vec<(usize, &'b str)>) -> Action {
        match kind {
            ActionKind::Fill { vacancies } => self.fill(vacancies.clone()),
            ActionKind::Hire { role } => self.hire(*role),
            ActionKind::Contract { role } => {
                let hire = self.hire(*role);
                self.contract(&hire)
            }
            ActionKind::Move { people, pathway } => self.own_move(people[0], *pathway, joined),
        }
    }

    fn own_move(&mut self, person: PersonIx, pathway: Pathway, joined: &mut Vec<(usize, &'b str)>) -> Action {
        let staff = self.staff;
        let fte = staff.roster().person(person).fte().0.max(0);
        self.instance.movers.push(1);
        let mut action = self.moving(staff.roles(person), fte, vec![person], pathway);
        let Some(team) = self.team_of(person) else { return action };
        for (place, (demand, covered)) in self.counted.iter().enumerate() {
            let asked = demand.kind == DemandKind::PerTeam && demand.roles.contains(&pathway.to);
            let Some(short) = covered.teams.iter().find(|of| asked && of.team == team) else { continue };
            let given = joined.iter().filter(|before| **before == (place, team)).count();
            if (short.need.saturating_sub(short.filled)) as usize > given {
                joined.push((place, team));
                action.counts.push((place, 1));
            }
        }
        action
    }
}
