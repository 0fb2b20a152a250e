//! Coverage: every demand of the model against the people who hold its roles.

mod assign;
mod capacity;
mod headcount;
mod heads;
mod need;
mod network;
mod supply;
mod teams;

use crate::model::{DemandIx, DemandKind, Level, PracticeIx, Profile, RoleIx, Size};
use crate::roster::{Fte, PersonIx, Status};
use crate::staff::Staff;

pub(crate) use assign::{Ask, Group, Skill, assign};
pub(crate) use capacity::skills;
pub(crate) use heads::can_head;
use need::{Need, Sizes};
use supply::Supply;
use teams::Teams;

/// How well each practice is covered.
#[derive(Clone, Debug, PartialEq)]
pub struct Coverage {
    /// The profile by which demands are sized.
    pub profile: Profile,
    /// Rows that are people who work there, in scope or not.
    pub people: usize,
    /// Of these, the ones in scope.
    pub in_scope: usize,
    /// Vacant positions in scope.
    pub vacant: usize,
    /// People in scope whose role is of a technical discipline.
    pub technical: usize,
    /// FTE in scope of the roles that count as developers.
    pub developers: Fte,
    /// The practices, in the model's order.
    pub practices: Vec<PracticeCoverage>,
    /// Per role that somebody or a vacancy in scope holds, in the model's order.
    pub roles: Vec<RoleCount>,
}

/// How well one practice is covered.
#[derive(Clone, Debug, PartialEq)]
pub struct PracticeCoverage {
    /// The practice.
    pub practice: PracticeIx,
    /// Filled over needed required capacity, 0 to 1; none where the profile requires none.
    pub coverage: Option<f64>,
    /// Who heads it.
    pub head: HeadCoverage,
    /// The demands that the profile makes, in the model's order.
    pub demands: Vec<DemandCoverage>,
}

/// Who heads a practice.
#[derive(Clone, Debug, PartialEq)]
pub struct HeadCoverage {
    /// Filled, covered or vacant.
    pub state: HeadState,
    /// The people who fill or cover the post, in the order of the roster.
    pub people: Vec<PersonIx>,
    /// The role by which they do.
    pub role: Option<RoleIx>,
}

/// Whether a head's post is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadState {
    /// By somebody whose role is of kind head in the practice.
    Filled,
    /// By a manager or executive on the demand's list.
    Covered,
    /// By nobody.
    Vacant,
}

/// How well one demand is met. Amounts are FTE for capacity; people, teams or heads (in whole FTE units) otherwise.
#[derive(Clone, Debug, PartialEq)]
pub struct DemandCoverage {
    /// The demand.
    pub demand: DemandIx,
    /// Required or recommended.
    pub level: Level,
    /// What is needed.
    pub need: Fte,
    /// What is there; never more than the need.
    pub filled: Fte,
    /// What vacant and future positions would add, beyond what is filled.
    pub vacant: Fte,
    /// Who fills it, in the order of the roster.
    pub holders: Vec<Holder>,
    /// How many different people in scope hold one of its roles, assigned to it or not.
    pub qualified: usize,
    /// For a demand per team: each development team, by name.
    pub teams: Vec<TeamCoverage>,
    /// Why this much, in words: the arithmetic and the source.
    pub why: String,
}

impl DemandCoverage {
    /// Returns what is missing.
    pub fn gap(&self) -> Fte {
        Fte(self.need.0 - self.filled.0)
    }

    /// Returns met, short or missing.
    pub fn state(&self) -> DemandState {
        if self.filled >= self.need {
            DemandState::Met
        } else if self.filled.0 > 0 {
            DemandState::Short
        } else {
            DemandState::Missing
        }
    }
}

/// Whether a demand is met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DemandState {
    /// In full.
    Met,
    /// In part.
    Short,
    /// Not at all.
    Missing,
}

/// Somebody who fills a demand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Holder {
    /// The person.
    pub person: PersonIx,
    /// The FTE that go to the demand.
    pub fte: Fte,
    /// The role by which they do.
    pub role: RoleIx,
}

/// How well one development team is covered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamCoverage {
    /// The team's name, or its manager's id where the roster has no teams.
    pub team: String,
    /// Holders needed.
    pub need: u32,
    /// Holders there, at most the need.
    pub filled: u32,
}

/// The people of one role, in scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RoleCount {
    /// The role.
    pub role: RoleIx,
    /// People.
    pub people: usize,
    /// Their FTE.
    pub fte: Fte,
    /// Vacant positions.
    pub vacant: usize,
}

/// What meets a demand.
#[derive(Clone, Debug)]
struct Filling {
    filled: Fte,
    vacant: Fte,
    holders: Vec<Holder>,
    teams: Vec<TeamCoverage>,
}

impl Coverage {
    /// Counts the coverage of a staff; the profile is decided by its size unless given.
    pub fn new(staff: &Staff<'_>, profile: Option<Profile>) -> Self {
        Self::of(&Supply::new(staff), profile)
    }

    /// Counts the coverage by a supply: sizes every demand, then fills each by its kind.
    fn of(supply: &Supply<'_>, profile: Option<Profile>) -> Self {
        let model = supply.model();
        let (technical, developers) = (supply.technical(), supply.developers());
        let profile = profile.unwrap_or_else(|| model.profiles().of(technical));
        let teams = Teams::new(supply);
        let sizes = Sizes { developers, technical, teams: teams.len(), sites: 0 };
        let needed: Vec<(DemandIx, Size, Need)> = model
            .demands()
            .filter_map(|ix| Some((ix, model[ix].size(profile)?)))
            .map(|(ix, size)| {
                let sizes = Sizes { sites: need::sites(supply, &model[ix], size.measure), ..sizes };
                (ix, size, Need::new(&model[ix], size.measure, sizes, model.profiles()))
            })
            .collect();
        let mut capacity = fill_capacity(supply, &needed).into_iter();
        let demands = needed.into_iter().map(|(ix, size, Need { amount, why })| {
            let demand = &model[ix];
            let Filling { filled, vacant, holders, teams } = match demand.kind {
                DemandKind::Capacity => capacity.next().expect("each capacity demand is filled"),
                DemandKind::Head => heads::fill(supply, demand.practice, amount),
                DemandKind::People | DemandKind::Share => headcount::fill(supply, demand, amount),
                DemandKind::PerTeam => teams.fill(supply, demand, size.measure),
            };
            let qualified = supply.present.qualified(supply.staff, demand);
            let (demand, level, need) = (ix, size.level, amount);
            DemandCoverage { demand, level, need, filled, vacant, holders, qualified, teams, why }
        });
        let practices = by_practice(supply, demands.collect());
        Self {
            profile,
            people: supply.staff.people().filter(|person| person.status() == Status::Active).count(),
            in_scope: supply.present.people.len(),
            vacant: supply.expected.people.len(),
            technical,
            developers,
            practices,
            roles: supply.roles(),
        }
    }

    /// Returns the demands of all practices, in the model's order.
    pub fn demands(&self) -> impl Iterator<Item = &DemandCoverage> {
        self.practices.iter().flat_map(|practice| &practice.demands)
    }
}

fn fill_capacity(supply: &Supply<'_>, needed: &[(DemandIx, Size, Need)]) -> Vec<Filling> {
    let model = supply.model();
    let capacity = needed.iter().filter(|(ix, ..)| model[*ix].kind == DemandKind::Capacity);
    let (demands, asks): (Vec<_>, Vec<_>) =
        capacity.map(|(ix, size, need)| (&model[*ix], Ask { level: size.level, need: need.amount })).unzip();
    capacity::fill(supply, &demands, &asks)
}

fn by_practice(supply: &Supply<'_>, demands: Vec<DemandCoverage>) -> Vec<PracticeCoverage> {
    let model = supply.model();
    let mut practices: Vec<PracticeCoverage> = model
        .practices()
        .map(|practice| PracticeCoverage {
            practice,
            coverage: None,
            head: heads::head(supply, practice),
            demands: Vec::new(),
        })
        .collect();
    for demand in demands {
        practices[model[demand.demand].practice.index()].demands.push(demand);
    }
    for practice in &mut practices {
        let required =
            |d: &&DemandCoverage| d.level == Level::Required && model[d.demand].kind == DemandKind::Capacity;
        let (filled, need) = practice
            .demands
            .iter()
            .filter(required)
            .fold((0, 0), |(filled, need), d| (filled + d.filled.0, need + d.need.0));
        practice.coverage = (need > 0).then(|| filled as f64 / need as f64);
    }
    practices
}

#[cfg(test)]
mod tests;
