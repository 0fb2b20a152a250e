//! Development teams, and the demands that ask for somebody in each.

use crate::model::{Demand, Measure};
use crate::roster::{Fte, Manager, PersonIx};
use crate::staff::Staff;

use super::supply::{Body, Supply};
use super::{Filling, Holder, TeamCoverage};

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
    names: Vec<String>,
    places: Map<Key<'s>>,
}

impl<'s> Teams<'s> {
    /// Finds the teams in which two or more people have a developer's role.
    pub(super) fn new(supply: &Supply<'s>) -> Self {
        let staff = supply.staff;
        let develops: Vec<bool> = staff
            .role_sets()
            .iter()
            .map(|roles| roles.iter().any(|&role| staff.model()[role].developer))
            .collect();
        let mut developers = Map::default();
        for &person in &supply.present.people {
            if develops[staff.role_set(person)]
                && let Some(key) = key(staff, person)
            {
                *developers.entry(key).or_default() += 1;
            }
        }
        let mut teams: Vec<(&str, Key<'s>)> = developers
            .into_iter()
            .filter(|&(_, developers)| developers >= FEWEST_DEVELOPERS)
            .map(|(key, _)| (name(staff, key), key))
            .collect();
        teams.sort_unstable();
        let names = teams.iter().map(|(name, _)| (*name).to_owned()).collect();
        let places = teams.into_iter().zip(0..).map(|((_, key), place)| (key, place)).collect();
        Self { names, places }
    }

    /// Returns how many there are.
    pub(super) fn len(&self) -> usize {
        self.names.len()
    }

    /// Fills a demand that asks for holders in every team.
    pub(super) fn fill(&self, supply: &Supply<'s>, demand: &Demand, measure: Measure) -> Filling {
        let need = match measure {
            Measure::PerTeam { holders } => holders,
            _ => 1,
        };
        let (filled, holders) = self.count(supply, &supply.present, demand);
        let (expected, _) = self.count(supply, &supply.expected, demand);
        let vacant =
            filled.iter().zip(expected).map(|(&filled, more)| need.saturating_sub(filled).min(more)).sum();
        let teams: Vec<TeamCoverage> = self
            .names
            .iter()
            .zip(filled)
            .map(|(team, filled)| TeamCoverage { team: team.clone(), need, filled: filled.min(need) })
            .collect();
        let filled = teams.iter().map(|team| team.filled).sum();
        Filling { filled: Fte::whole(filled), vacant: Fte::whole(vacant), holders, teams }
    }

    /// Counts the rows of a body that hold a role of the demand, in each team, and lists them.
    fn count(&self, supply: &Supply<'s>, body: &Body, demand: &Demand) -> (Vec<u32>, Vec<Holder>) {
        let staff = supply.staff;
        let (mut counts, mut holders) = (vec![0; self.len()], Vec::new());
        for (person, role) in body.holders(staff, demand) {
            let team = key(staff, person).and_then(|key| self.places.get(&key));
            if let Some(&team) = team {
                counts[team as usize] += 1;
                holders.push(Holder { person, fte: staff.roster().person(person).fte(), role });
            }
        }
        (counts, holders)
    }
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
