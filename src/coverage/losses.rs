//! Losses: what would be missing if one person left, for every person.
//!
//! A departure takes an amount from one group and may change a few sizes; departures that do the same are solved once,
//! so that the cost grows with the people, not with people times people.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::model::{DemandIx, DemandKind, Level};
use crate::roster::{Fte, PersonIx};
use crate::staff::Staff;

use super::Coverage;
use super::assign::{Ask, Group, assign};
use super::capacity::Abilities;
use super::count::{Asked, asked};
use super::heads;
use super::need::{self, Sizes};
use super::supply::{Supply, fte};
use super::teams::{self, Teams};

/// What would be missing if a person left.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loss {
    /// The person.
    pub person: PersonIx,
    /// By how much the gap in required capacity would grow, in FTE.
    pub required: Fte,
    /// By how much the gap in recommended capacity would grow, in FTE.
    pub recommended: Fte,
    /// How many required demands of any kind, met now, would be so no more.
    pub broken: usize,
    /// The demands whose gap would change, in the model's order.
    pub changes: Vec<Change>,
}

/// How the gap in one demand would change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The demand.
    pub demand: DemandIx,
    /// By how much the gap would grow; below nothing where it would shrink, as a developer's leaving lets it.
    pub gap: Fte,
}

impl Coverage {
    /// Returns what the leaving of each person in scope would break, of a coverage of the same staff: the most required FTE first, then the most
    /// required demands broken, then the most recommended FTE, then by the order of the roster.
    ///
    /// The profile stays what it is, and so do the roles of the others, even of whoever would lead nobody any more.
    pub fn losses(&self, staff: &Staff<'_>) -> Vec<Loss> {
        let supply = Supply::new(staff);
        let people = &supply.present.people;
        let departures = Departures::new(&supply, self);
        let cases: Vec<Case> = people.par_iter().map(|&person| departures.case(person)).collect();
        let distinct: BTreeSet<&Case> = cases.iter().collect();
        let solved: Vec<(&Case, Vec<Fte>)> =
            distinct.into_par_iter().map(|case| (case, departures.solve(case))).collect();
        let solved: BTreeMap<&Case, Vec<Fte>> = solved.into_iter().collect();
        let mut losses: Vec<Loss> = people
            .par_iter()
            .zip(&cases)
            .map(|(&person, case)| departures.loss(person, &case.needs, &solved[case]))
            .collect();
        losses.sort_by_key(|l| (Reverse((l.required, l.broken, l.recommended)), l.person));
        losses
    }
}

/// What one departure does to the assignment, and to every need.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Case {
    group: Option<usize>,
    fte: Fte,
    needs: Vec<Fte>,
}

/// All that the departures have in common.
struct Departures<'s> {
    supply: &'s Supply<'s>,
    sizes: Sizes,
    teams: Teams<'s>,
    demands: Vec<Counted<'s>>,
    abilities: Abilities,
    groups: Vec<Group>,
    technical: Vec<bool>,
    developer: Vec<bool>,
}

/// A demand as it is met now.
struct Counted<'s> {
    asked: Asked<'s>,
    gap: Fte,
    /// Whether each of the staff's sets of roles counts for it.
    counts: Vec<bool>,
    /// How many people that are.
    people: usize,
    /// Of these, how many are at each location, where the need depends on sites.
    at: BTreeMap<&'s str, u32>,
    /// How many of the locations are sites.
    sites: usize,
    /// Of these, how many are in each team, where each team is asked.
    in_team: Vec<u32>,
    /// How many of these the teams need, in all.
    in_teams: u32,
}

impl<'s> Departures<'s> {
    fn new(supply: &'s Supply<'s>, coverage: &Coverage) -> Self {
        let (staff, model) = (supply.staff, supply.model());
        let of_sets = |test: &dyn Fn(&[_]) -> bool| {
            staff.role_sets().iter().map(|roles| test(roles)).collect::<Vec<bool>>()
        };
        let teams = Teams::new(supply);
        let demands: Vec<Counted<'s>> = asked(model, coverage.profile)
            .into_iter()
            .zip(coverage.demands())
            .map(|(asked, now)| {
                let demand = asked.demand;
                let counts = of_sets(&|roles| match demand.kind {
                    DemandKind::Head => heads::has_claim(model, demand.practice, roles),
                    _ => roles.iter().any(|role| demand.roles.contains(role)),
                });
                let by_set = counts.iter().zip(&supply.present.by_set);
                let people = by_set.filter(|(counts, _)| **counts).map(|(_, amount)| amount.people).sum();
                let at = match need::fewest_of_a_site(asked.size.measure) {
                    Some(_) => need::holders_by_location(supply, demand),
                    None => BTreeMap::new(),
                };
                let in_team = match demand.kind {
                    DemandKind::PerTeam => teams.count(supply, &supply.present, demand).0,
                    _ => Vec::new(),
                };
                let needed = teams::holders_needed(asked.size.measure);
                Counted {
                    asked,
                    gap: now.gap(),
                    counts,
                    people,
                    at,
                    sites: need::sites(supply, &asked),
                    in_teams: in_team.iter().map(|&holders| needed.min(holders)).sum(),
                    in_team,
                }
            })
            .collect();
        let capacity: Vec<_> =
            demands.iter().filter(|d| d.is_capacity()).map(|counted| counted.asked.demand).collect();
        let abilities = Abilities::new(staff, &supply.present, &capacity);
        Self {
            supply,
            sizes: Sizes {
                developers: coverage.developers,
                technical: coverage.technical,
                teams: teams.len(),
                sites: 0,
            },
            teams,
            demands,
            groups: abilities.groups(&supply.present),
            abilities,
            technical: of_sets(&|roles| roles.iter().any(|&role| model[role].discipline.is_technical())),
            developer: of_sets(&|roles| teams::is_developer(staff, roles)),
        }
    }

    fn case(&self, person: PersonIx) -> Case {
        let group = self.abilities.group(self.supply.staff.role_set(person));
        let fte = if group.is_some() { fte(self.supply.staff, person) } else { Fte(0) };
        let needs = self.demands.iter().map(|counted| self.need(person, counted)).collect();
        Case { group, fte, needs }
    }

    /// Returns the need of a demand without a person.
    fn need(&self, person: PersonIx, counted: &Counted<'_>) -> Fte {
        let staff = self.supply.staff;
        let set = staff.role_set(person);
        let mut sizes = self.sizes;
        sizes.technical -= usize::from(self.technical[set]);
        if self.developer[set] {
            sizes.developers.0 -= fte(staff, person).0;
            sizes.teams -= usize::from(self.dissolves(person).is_some());
        }
        let measure = counted.asked.size.measure;
        if let Some(fewest) = need::fewest_of_a_site(measure) {
            let location = staff.roster().person(person).location();
            let is_needed = counted.counts[set] && counted.at.get(location) == Some(&fewest);
            sizes.sites = counted.sites - usize::from(is_needed);
        }
        need::amount(measure, sizes, self.supply.model().profiles())
    }

    /// Returns the team that would be none without a developer.
    fn dissolves(&self, developer: PersonIx) -> Option<usize> {
        self.teams.of(self.supply.staff, developer).filter(|&team| !self.teams.can_spare_a_developer(team))
    }

    /// Returns what fills each capacity demand in a case.
    fn solve(&self, case: &Case) -> Vec<Fte> {
        let mut groups = self.groups.clone();
        if let Some(group) = case.group {
            groups[group].fte.0 -= case.fte.0;
        }
        let capacity = self.demands.iter().zip(&case.needs).filter(|(counted, _)| counted.is_capacity());
        let asks: Vec<Ask> =
            capacity.map(|(counted, &need)| Ask { level: counted.asked.size.level, need }).collect();
        assign(&groups, &asks).filled
    }

    fn loss(&self, person: PersonIx, needs: &[Fte], filled: &[Fte]) -> Loss {
        let mut loss = Loss { person, required: Fte(0), recommended: Fte(0), broken: 0, changes: Vec::new() };
        let mut filled = filled.iter();
        for (counted, &need) in self.demands.iter().zip(needs) {
            let Asked { ix, size, .. } = counted.asked;
            let filled = match counted.asked.demand.kind {
                DemandKind::Capacity => *filled.next().expect("each capacity demand is filled"),
                _ => self.filled(person, counted).min(need),
            };
            let gap = Fte(need.0 - filled.0 - counted.gap.0);
            if counted.is_capacity() {
                match size.level {
                    Level::Required => loss.required.0 += gap.0,
                    Level::Recommended => loss.recommended.0 += gap.0,
                }
            }
            loss.broken += usize::from(size.level == Level::Required && counted.gap.0 == 0 && gap.0 > 0);
            if gap.0 != 0 {
                loss.changes.push(Change { demand: ix, gap });
            }
        }
        loss
    }

    /// Returns what meets a demand that counts people or teams, without a person.
    fn filled(&self, person: PersonIx, counted: &Counted<'_>) -> Fte {
        let staff = self.supply.staff;
        let set = staff.role_set(person);
        let others = counted.people - usize::from(counted.counts[set]);
        match counted.asked.demand.kind {
            DemandKind::Head => Fte::whole(u32::from(others > 0)),
            DemandKind::PerTeam => {
                let need = teams::holders_needed(counted.asked.size.measure);
                let lost = self.teams.of(staff, person).map_or(0, |team| {
                    let holders = counted.in_team[team];
                    let dissolves = self.developer[set] && self.dissolves(person).is_some();
                    let left = holders - u32::from(counted.counts[set]);
                    holders.min(need) - if dissolves { 0 } else { left.min(need) }
                });
                Fte::whole(counted.in_teams - lost)
            }
            _ => Fte(others as i64 * Fte::ONE.0),
        }
    }
}

impl Counted<'_> {
    fn is_capacity(&self) -> bool {
        self.asked.demand.kind == DemandKind::Capacity
    }
}
