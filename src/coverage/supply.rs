//! Supply: the people who count, as numbers for each set of roles.

use crate::model::{Demand, Model, RoleIx};
use crate::roster::{Fte, PersonIx};
use crate::staff::{Staff, Standing};

use super::RoleCount;

/// The people and the open positions to count, in the order of the roster.
#[derive(Clone, Debug)]
pub(super) struct Supply<'s> {
    pub(super) staff: &'s Staff<'s>,
    /// The people who work there.
    pub(super) present: Body,
    /// Positions that are vacant or whose person starts later.
    pub(super) expected: Body,
}

/// Rows of one standing, with their sums.
#[derive(Clone, Debug)]
pub(super) struct Body {
    pub(super) people: Vec<PersonIx>,
    /// Rows and their FTE, for each of the staff's sets of roles.
    pub(super) by_set: Vec<Amount>,
}

/// How many, and their FTE.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Amount {
    pub(super) people: usize,
    pub(super) fte: Fte,
}

impl Amount {
    fn add(&mut self, other: Self) {
        self.people += other.people;
        self.fte.0 += other.fte.0;
    }
}

impl<'s> Supply<'s> {
    /// Counts everybody in scope.
    pub(super) fn new(staff: &'s Staff<'s>) -> Self {
        let body = |standing| Body::new(staff, staff.of_standing(standing).collect());
        let (present, expected) = rayon::join(|| body(Standing::Present), || body(Standing::Expected));
        Self { staff, present, expected }
    }

    pub(super) fn model(&self) -> &'s Model {
        self.staff.model()
    }

    /// Returns the different people whose role is of a technical discipline.
    pub(super) fn technical(&self) -> usize {
        let model = self.model();
        self.present.sum(self.staff, |role| model[role].discipline.is_technical()).people
    }

    /// Returns the FTE of the people with a developer's role.
    pub(super) fn developers(&self) -> Fte {
        self.present.sum(self.staff, |role| self.model()[role].developer).fte
    }

    /// Returns the people of each role that somebody has, in the model's order.
    pub(super) fn roles(&self) -> Vec<RoleCount> {
        let mut counts: Vec<RoleCount> =
            self.model().roles().map(|role| RoleCount { role, people: 0, fte: Fte(0), vacant: 0 }).collect();
        for (set, roles) in self.staff.role_sets().iter().enumerate() {
            let (present, expected) = (self.present.by_set[set], self.expected.by_set[set]);
            for role in roles {
                let count = &mut counts[role.index()];
                count.people += present.people;
                count.fte.0 += present.fte.0;
                count.vacant += expected.people;
            }
        }
        counts.retain(|count| count.people + count.vacant > 0);
        counts
    }
}

impl Body {
    pub(super) fn new(staff: &Staff<'_>, people: Vec<PersonIx>) -> Self {
        let mut by_set = vec![Amount::default(); staff.role_sets().len()];
        for &person in &people {
            by_set[staff.role_set(person)].add(Amount { people: 1, fte: fte(staff, person) });
        }
        Self { people, by_set }
    }

    /// Asks something of each of the staff's sets of roles that some row has; the answer for the others is none.
    pub(super) fn each_set<T>(
        &self,
        staff: &Staff<'_>,
        mut ask: impl FnMut(&[RoleIx]) -> Option<T>,
    ) -> Vec<Option<T>> {
        let sets = staff.role_sets().iter().zip(&self.by_set);
        sets.map(|(roles, amount)| if amount.people > 0 { ask(roles) } else { None }).collect()
    }

    /// Sums the rows with a role that passes a test; a row with two such roles counts once.
    pub(super) fn sum(&self, staff: &Staff<'_>, test: impl Fn(RoleIx) -> bool) -> Amount {
        let mut sum = Amount::default();
        for (roles, &amount) in staff.role_sets().iter().zip(&self.by_set) {
            if amount.people > 0 && roles.iter().any(|&role| test(role)) {
                sum.add(amount);
            }
        }
        sum
    }

    /// Returns how many different rows hold one of a demand's roles.
    pub(super) fn qualified(&self, staff: &Staff<'_>, demand: &Demand) -> usize {
        self.sum(staff, |role| demand.roles.contains(&role)).people
    }

    /// Returns the rows that hold one of a demand's roles, with the role, in the order of the roster.
    pub(super) fn holders(
        &self,
        staff: &Staff<'_>,
        demand: &Demand,
    ) -> impl Iterator<Item = (PersonIx, RoleIx)> {
        let role_of = self.each_set(staff, |roles| role_for(staff.model(), demand, roles));
        self.people.iter().filter_map(move |&person| Some((person, role_of[staff.role_set(person)]?)))
    }
}

/// Returns the FTE that a row has to give: never less than none.
pub(super) fn fte(staff: &Staff<'_>, person: PersonIx) -> Fte {
    staff.roster().person(person).fte().max(Fte(0))
}

/// Returns by which of its roles a person meets a demand: one that does not merely support the practice, else the
/// first in the model's order.
pub(super) fn role_for(model: &Model, demand: &Demand, roles: &[RoleIx]) -> Option<RoleIx> {
    let mut able = roles.iter().copied().filter(|role| demand.roles.contains(role));
    let first = able.clone().next();
    able.find(|&role| !is_supporting(model, demand, role)).or(first)
}

/// Whether a role only supports the practice of a demand, or does not work in it at all.
pub(super) fn is_supporting(model: &Model, demand: &Demand, role: RoleIx) -> bool {
    use crate::model::Membership::{Core, Lead};
    !matches!(model.membership(role, demand.practice), Some(Core | Lead))
}
