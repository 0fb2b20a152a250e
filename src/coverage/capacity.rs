//! Capacity: which people give how much of their FTE to which demand.

use std::collections::{BTreeMap, BTreeSet};

use crate::model::{Demand, Model, RoleIx};
use crate::roster::Fte;
use crate::staff::Staff;

use super::Holder;
use super::assign::{Ask, Group, Skill, assign};
use super::count::Filling;
use super::supply::{Body, Supply, fte, is_supporting, role_for};

/// What people can do, by their set of roles: sets that can do the same are one group.
#[derive(Debug)]
pub(super) struct Abilities {
    /// The skills of each group; no group is without.
    groups: Vec<Vec<Skill>>,
    /// The group of each of the staff's sets of roles, if it can do anything.
    group_of: Vec<Option<usize>>,
}

impl Abilities {
    /// Sorts the sets of roles of a body by what they can do for demands, whose places are the slots.
    ///
    /// The order of the groups depends on their skills alone, never on the order of the rows.
    pub(super) fn new(staff: &Staff<'_>, body: &Body, demands: &[&Demand]) -> Self {
        let of_set: Vec<Option<Vec<Skill>>> = body.each_set(staff, |roles| {
            Some(skills(staff.model(), demands, roles)).filter(|skills| !skills.is_empty())
        });
        let distinct: BTreeSet<&Vec<Skill>> = of_set.iter().flatten().collect();
        let place: BTreeMap<&Vec<Skill>, usize> = distinct.into_iter().zip(0..).collect();
        let group_of = of_set.iter().map(|skills| place.get(skills.as_ref()?).copied()).collect();
        Self { groups: place.into_keys().cloned().collect(), group_of }
    }

    /// Sums what the rows of a body can give.
    pub(super) fn groups(&self, body: &Body) -> Vec<Group> {
        let mut groups: Vec<Group> =
            self.groups.iter().map(|skills| Group { skills: skills.clone(), fte: Fte(0) }).collect();
        for (group, amount) in self.group_of.iter().zip(&body.by_set) {
            if let Some(group) = *group {
                groups[group].fte.0 += amount.fte.0;
            }
        }
        groups
    }

    /// Returns the group of one of the staff's sets of roles, if it can do anything.
    pub(super) fn group(&self, set: usize) -> Option<usize> {
        self.group_of[set]
    }

    /// Deals what groups give out to their people: to the people in the order of the roster, to the demands in the
    /// order of the model. Returns the holders of each slot.
    fn deal(&self, supply: &Supply<'_>, given: &[Vec<Fte>], demands: &[&Demand]) -> Vec<Vec<Holder>> {
        let mut parts: Vec<Vec<(usize, Fte)>> = self
            .groups
            .iter()
            .zip(given)
            .map(|(skills, given)| {
                let parts = skills.iter().map(|skill| skill.slot).zip(given.iter().copied());
                parts.filter(|(_, fte)| fte.0 > 0).rev().collect()
            })
            .collect();
        let mut holders = vec![Vec::new(); demands.len()];
        let staff = supply.staff;
        for &person in &supply.present.people {
            let Some(group) = self.group_of[staff.role_set(person)] else { continue };
            if parts[group].is_empty() {
                continue;
            }
            let mut left = fte(staff, person);
            while left.0 > 0
                && let Some((slot, part)) = parts[group].last_mut()
            {
                let fte = left.min(*part);
                let role = role_for(staff.model(), demands[*slot], staff.roles(person))
                    .expect("whoever has the skill has a role for it");
                holders[*slot].push(Holder { person, fte, role });
                left.0 -= fte.0;
                part.0 -= fte.0;
                if part.0 == 0 {
                    parts[group].pop();
                }
            }
        }
        holders
    }
}

/// Returns what somebody with these roles can do for demands, whose places are the slots.
pub(crate) fn skills(model: &Model, demands: &[&Demand], roles: &[RoleIx]) -> Vec<Skill> {
    let skill = |(slot, demand): (usize, &&Demand)| {
        let role = role_for(model, demand, roles)?;
        Some(Skill { slot, supporting: is_supporting(model, demand, role) })
    };
    demands.iter().enumerate().filter_map(skill).collect()
}

/// Fills capacity demands with the people who are there, then what remains with the expected positions.
pub(super) fn fill(supply: &Supply<'_>, demands: &[&Demand], asks: &[Ask]) -> Vec<Filling> {
    let abilities = Abilities::new(supply.staff, &supply.present, demands);
    let present = assign(&abilities.groups(&supply.present), asks);
    let left: Vec<Ask> = asks
        .iter()
        .zip(&present.filled)
        .map(|(ask, filled)| Ask { need: Fte(ask.need.0 - filled.0), ..*ask })
        .collect();
    let coming = Abilities::new(supply.staff, &supply.expected, demands);
    let expected = assign(&coming.groups(&supply.expected), &left);
    let holders = abilities.deal(supply, &present.given, demands);
    let sums = present.filled.into_iter().zip(expected.filled);
    sums.zip(holders)
        .map(|((filled, vacant), holders)| Filling { filled, vacant, holders, teams: Vec::new() })
        .collect()
}
