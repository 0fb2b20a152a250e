//! How somebody new can come: into a vacancy, a new position, on contract.

use std::collections::BTreeMap;

use super::Builder;
use super::terms::per_quarter;
use crate::model::RoleIx;
use crate::plan::action::{Action, ActionKind};
use crate::roster::{Fte, PersonIx, Status};

impl Builder<'_, '_> {
    /// Returns the filling of each kind of vacancy: the same roles and FTE. The money is granted already.
    pub(super) fn fills(&mut self) -> Vec<Action> {
        let staff = self.staff;
        let mut kinds: BTreeMap<(&[RoleIx], Fte), Vec<PersonIx>> = BTreeMap::new();
        for &ix in &self.people.expected {
            let person = staff.roster().person(ix);
            if person.status() == Status::Vacant && person.fte().0 > 0 {
                kinds.entry((staff.roles(ix), person.fte())).or_default().push(ix);
            }
        }
        let fill = |mut vacancies: Vec<PersonIx>| {
            self.sort(&mut vacancies);
            self.fill(vacancies)
        };
        kinds.into_values().map(fill).collect()
    }

    /// Returns the filling of vacancies that have the same roles and FTE.
    pub(super) fn fill(&mut self, vacancies: Vec<PersonIx>) -> Action {
        let staff = self.staff;
        let (roles, fte) = (staff.roles(vacancies[0]), staff.roster().person(vacancies[0]).fte());
        let most = vacancies.len() as u32;
        let slowest = roles.iter().map(|&role| self.days_to_fill(role)).max().unwrap_or(0);
        let mut action = self.joining(roles, fte.0, ActionKind::Fill { vacancies });
        (action.most, action.first) = (most, self.first(slowest));
        action
    }

    /// Returns the hire of a role.
    pub(super) fn hire(&mut self, role: RoleIx) -> Action {
        let terms = &self.model().planning().terms;
        let mut action = self.joining(&[role], Fte::ONE.0, ActionKind::Hire { role });
        action.first = self.first(self.days_to_fill(role));
        action.cost_once = terms.cost.per_hire.into();
        action.cost_per_quarter = per_quarter(self.options.prices.yearly(self.model(), role));
        action
    }

    /// Returns the contract that does what a hire does, sooner and dearer.
    pub(super) fn contract(&self, hire: &Action) -> Action {
        let terms = self.model().planning().terms.contractor;
        let ActionKind::Hire { role } = hire.kind else { return hire.clone() };
        let yearly = self.options.prices.yearly(self.model(), role);
        Action {
            kind: ActionKind::Contract { role },
            first: self.first(terms.days_to_start),
            cost_once: 0,
            cost_per_quarter: per_quarter(yearly * i64::from(terms.premium_per_mille) / 1000),
            ..hire.clone()
        }
    }
}
