//! Development teams, and the demands that ask for somebody in each.

use crate::model::{Demand, Measure, RoleIx};
use crate::roster::{Fte, Manager, PersonIx};
use crate::staff::Staff;

use super::count::Filling;
use super::supply::{Body, Supply};
use super::{Holder, TeamCoverage};

/// The fewest people with a developer's role that make a development team.
const FEWEST_DEVELOPERS: u32 = 2;

#[expect(clippy::disallowed_types, reason = "looked up for every developer; sorted before it is listed")]
type Map<K> = std::collections::HashMap<K, u32>;

/// By what people belong to a team.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Key<'s> {
    /// The team's name.
    Name(&'s str),
    /// The manager, where the roster has no teams.
    Under(PersonIx),
}

/// The development teams of a supply, by name.
#[derive(Debug)]
pub(super) struct Teams<'s> {
    names: Vec<&'s str>,
    developers: Vec<u32>,
    places: Map<Key<'s>>,
}

impl<'s> Teams<'s> {
    /// Finds the teams in which two or more people have a developer's role.
    pub(super) fn new(supply: &Supply<'s>) -> Self {
        let staff = supply.staff;
        let develops = supply.present.each_set(staff, |roles| is_developer(staff, roles).then_some(()));
        let mut developers = Map::default();
        for &person in &supply.present.people {
            if develops[staff.role_set(person)].is_some()
                && let Some(key) = key(staff, person)
            {
                *developers.entry(key).or_default() += 1;
            }
        }
        let mut teams: Vec<(&str, Key<'s>, u32)> = developers
            .into_iter()
            .filter(|&(_, developers)| developers >= FEWEST_DEVELOPERS)
            .map(|(key, developers)| (name(staff, key), key, developers))
            .collect();
        teams.sort_unstable();
        Self {
            names: teams.iter().map(|(name, ..)| *name).collect(),
            developers: teams.iter().map(|(.., developers)| *developers).collect(),
            places: teams.into_iter().zip(0..).map(|((_, key, _), place)| (key, place)).collect(),
        }
    }

    /// Returns how many there are.
    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    /// Returns the place of the development team to which a person belongs, if to one.
    pub(super) fn of(&self, staff: &'s Staff<'_>, person: PersonIx) -> Option<usize> {
        self.places.get(&key(staff, person)?).map(|&place| place as usize)
    }

    /// Whether a team would still be one with a developer less.
    pub(super) fn can_spare_a_developer(&self, team: usize) -> bool {
        self.developers[team] > FEWEST_DEVELOPERS
    }

    /// Fills a demand that asks for holders in every team.
    pub(super) fn fill(&self, supply: &Supply<'s>, demand: &Demand, measure: Measure) -> Filling {
        let need = holders_needed(measure);
        let (filled, holders) = self.count(supply, &supply.present, demand);
        let (expected, _) = self.count(supply, &supply.expected, demand);
        let vacant =
            filled.iter().zip(expected).map(|(&filled, more)| need.saturating_sub(filled).min(more)).sum();
        let teams: Vec<TeamCoverage> = self
            .names
            .iter()
            .zip(filled)
            .map(|(team, filled)| TeamCoverage { team: (*team).to_owned(), need, filled: filled.min(need) })
            .collect();
        let filled = teams.iter().map(|team| team.filled).sum();
        Filling { filled: Fte::whole(filled), vacant: Fte::whole(vacant), holders, teams }
    }

    /// Counts the rows of a body that hold a role of the demand, in each team, and lists them.
    pub(super) fn count(&self, supply: &Supply<'s>, body: &Body, demand: &Demand) -> (Vec<u32>, Vec<Holder>) {
        let staff = supply.staff;
        let (mut counts, mut holders) = (vec![0; self.len()], Vec::new());
        for (person, role) in body.holders(staff, demand) {
            if let Some(team) = self.of(staff, person) {
                counts[team] += 1;
                holders.push(Holder { person, fte: staff.roster().person(person).fte(), role });
            }
        }
        (counts, holders)
    }
}

/// Returns how many holders a measure asks of each team.
pub(super) fn holders_needed(measure: Measure) -> u32 {
    match measure {
        Measure::PerTeam { holders } => holders,
        _ => 1,
    }
}

/// Whether one of some roles counts as a developer's.
pub(super) fn is_developer(staff: &Staff<'_>, roles: &[RoleIx]) -> bool {
    roles.iter().any(|&role| staff.model()[role].developer)
}

/// Returns by what a person belongs to a team, if to any.
fn key<'s>(staff: &'s Staff<'_>, person: PersonIx) -> Option<Key<'s>> {
    let person = staff.roster().person(person);
    if staff.names_teams() {
        return Some(person.team()).filter(|team| !team.is_empty()).map(Key::Name);
    }
    match person.manager() {
        Manager::Person(manager) => Some(Key::Under(manager)),
        _ => None,
    }
}

fn name<'s>(staff: &Staff<'s>, key: Key<'s>) -> &'s str {
    match key {
        Key::Name(name) => name,
        Key::Under(manager) => staff.roster().person(manager).id(),
    }
}
