//! Coverage by groups: each department, team, location or manager's people, and which could lend to which.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::model::{DemandIx, DemandKind, Level, Profile};
use crate::roster::{Fte, Manager, PersonIx};
use crate::staff::{Staff, Standing};

use super::Coverage;
use super::supply::{Body, Supply, role_for};

/// By what people are put into groups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// By the team.
    Team,
    /// By the department.
    Department,
    /// By the location.
    Location,
    /// By the person to whom they report on the solid line.
    Manager,
}

/// The coverage of one group, counted as if a check had it for its scope.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupCoverage {
    /// The name of the team, department or location, or the manager's id; none for the people without.
    pub group: Option<String>,
    /// How well the group covers what a team of its size needs.
    pub coverage: Coverage,
    /// What it could lend, in the model's order of demands, then in the order of the borrowers.
    pub loans: Vec<Loan>,
}

/// FTE that nothing in their own group needs and that another group lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Loan {
    /// The group that lacks them, by its place in the list.
    pub to: usize,
    /// The demand that they would fill there.
    pub demand: DemandIx,
    /// How much.
    pub fte: Fte,
}

/// A group's name, which sorts after all others where there is none, and what tells it from one of the same name.
type Key<'s> = (bool, &'s str, Option<PersonIx>);

impl Coverage {
    /// Counts the coverage of each group; by name, the people without one last.
    ///
    /// Every group is sized by its own people, as a scope is, and so is its profile unless given.
    pub fn by(staff: &Staff<'_>, by: By, profile: Option<Profile>) -> Vec<GroupCoverage> {
        let counted: Vec<(GroupCoverage, Vec<Fte>)> = members(staff, by)
            .into_par_iter()
            .map(|(group, members)| {
                let supply = members.supply(staff);
                let coverage = Self::of(&supply, profile);
                let spare = spare(&supply, &coverage);
                (GroupCoverage { group, coverage, loans: Vec::new() }, spare)
            })
            .collect();
        let (mut groups, spare): (Vec<_>, Vec<_>) = counted.into_iter().unzip();
        lend(staff, &mut groups, spare);
        groups
    }
}

/// The people of a group, in the order of the roster.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Members {
    /// Who works there.
    pub(crate) present: Vec<PersonIx>,
    /// Positions that are vacant or whose person starts later.
    pub(crate) expected: Vec<PersonIx>,
}

impl Members {
    /// Returns everybody in scope.
    pub(crate) fn of(staff: &Staff<'_>) -> Self {
        let of = |standing| staff.of_standing(standing).collect();
        Self { present: of(Standing::Present), expected: of(Standing::Expected) }
    }

    /// Counts the coverage of the group, as if a check had it for its scope.
    pub(crate) fn coverage(&self, staff: &Staff<'_>, profile: Option<Profile>) -> Coverage {
        Coverage::of(&self.clone().supply(staff), profile)
    }

    fn supply<'s>(self, staff: &'s Staff<'s>) -> Supply<'s> {
        let body = |people| Body::new(staff, people);
        Supply { staff, present: body(self.present), expected: body(self.expected) }
    }
}

/// Puts people into groups; by name, the people without one last.
pub(crate) fn members(staff: &Staff<'_>, by: By) -> Vec<(Option<String>, Members)> {
    let mut groups: BTreeMap<Key<'_>, Members> = BTreeMap::new();
    for person in staff.of_standing(Standing::Present) {
        groups.entry(key(staff, by, person)).or_default().present.push(person);
    }
    for person in staff.of_standing(Standing::Expected) {
        groups.entry(key(staff, by, person)).or_default().expected.push(person);
    }
    let named = |(nameless, name, _): Key<'_>| (!nameless).then(|| name.to_owned());
    groups.into_iter().map(|(key, members)| (named(key), members)).collect()
}

fn key<'s>(staff: &Staff<'s>, by: By, person: PersonIx) -> Key<'s> {
    let person = staff.roster().person(person);
    let (name, manager) = match (by, person.manager()) {
        (By::Team, _) => (person.team(), None),
        (By::Department, _) => (person.department(), None),
        (By::Location, _) => (person.location(), None),
        (By::Manager, Manager::Person(manager)) => (staff.roster().person(manager).id(), Some(manager)),
        (By::Manager, _) => ("", None),
    };
    (name.is_empty() && manager.is_none(), name, manager)
}

/// Returns the FTE that fill no capacity demand, for each of the staff's sets of roles.
fn spare(supply: &Supply<'_>, coverage: &Coverage) -> Vec<Fte> {
    let (staff, model) = (supply.staff, supply.model());
    let mut spare: Vec<Fte> = supply.present.by_set.iter().map(|amount| amount.fte).collect();
    let capacity = coverage.demands().filter(|d| model[d.demand].kind == DemandKind::Capacity);
    for holder in capacity.flat_map(|demand| &demand.holders) {
        spare[staff.role_set(holder.person)].0 -= holder.fte.0;
    }
    spare
}

/// Lends what groups have to spare to those that lack it: required demands first, then recommended, each in the order
/// of the model; borrowers and lenders in their order. Nothing is lent twice.
///
/// A group with FTE to spare for a demand has no gap in it, or else the assignment would have used them. To a group
/// without technical people nothing is lent: nobody would put two developers into Sales because it has none.
fn lend(staff: &Staff<'_>, groups: &mut [GroupCoverage], mut spare: Vec<Vec<Fte>>) {
    let model = staff.model();
    let mut gaps: BTreeMap<(Level, DemandIx), Vec<(usize, Fte)>> = BTreeMap::new();
    let borrowers = groups.iter().enumerate().filter(|(_, group)| group.coverage.technical > 0);
    for (place, group) in borrowers {
        let capacity = group.coverage.demands().filter(|d| model[d.demand].kind == DemandKind::Capacity);
        for demand in capacity.filter(|demand| demand.gap().0 > 0) {
            gaps.entry((demand.level, demand.demand)).or_default().push((place, demand.gap()));
        }
    }
    for ((_, demand), borrowers) in gaps {
        let sets = staff.role_sets().iter().enumerate();
        let able: Vec<usize> = sets
            .filter(|(_, roles)| role_for(model, &model[demand], roles).is_some())
            .map(|(set, _)| set)
            .collect();
        let mut borrowers = borrowers.into_iter();
        let mut borrower = borrowers.next();
        for lender in 0..groups.len() {
            for &set in &able {
                while let Some((to, gap)) = &mut borrower
                    && spare[lender][set].0 > 0
                {
                    let fte = spare[lender][set].min(*gap);
                    groups[lender].loans.push(Loan { to: *to, demand, fte });
                    spare[lender][set].0 -= fte.0;
                    gap.0 -= fte.0;
                    if gap.0 == 0 {
                        borrower = borrowers.next();
                    }
                }
            }
        }
    }
    for group in groups {
        merge(&mut group.loans);
    }
}

/// Joins loans of people with different roles to the same demand of the same group.
fn merge(loans: &mut Vec<Loan>) {
    loans.sort_by_key(|loan| (loan.demand, loan.to));
    loans.dedup_by(|next, first| {
        let same = (next.demand, next.to) == (first.demand, first.to);
        if same {
            first.fte.0 += next.fte.0;
        }
        same
    });
}
