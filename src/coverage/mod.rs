//! Coverage: every demand of the model against the people who hold its roles.
//!
//! People become a *supply*, numbers for each set of roles; demands and the size of the supply give *needs*; needs are
//! filled by the kind of the demand: capacity by an *assignment* of FTE, the others by counting people. `docs/method.md`
//! explains each step and proves the assignment.

mod assign;
mod capacity;
mod count;
mod groups;
mod headcount;
mod heads;
mod losses;
mod need;
mod network;
mod supply;
mod teams;

use crate::model::{DemandIx, Level, PracticeIx, Profile, RoleIx};
use crate::roster::{Fte, PersonIx};

pub(crate) use assign::{Ask, Group, Skill, assign};
pub(crate) use capacity::skills;
pub use groups::{By, GroupCoverage, Loan};
pub(crate) use groups::{Members, members};
pub(crate) use heads::can_head;
pub use losses::{Change, Loss};

/// How well each practice is covered.
#[derive(Clone, Debug, PartialEq)]
pub struct Coverage {
    /// The profile by which demands are sized.
    pub profile: Profile,
    /// Rows that are people who work there, in scope or not.
    pub people: usize,
    /// Of these, the ones in scope.
    pub in_scope: usize,
    /// Positions in scope that are vacant or whose person starts later.
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
    /// The FTE that go to a capacity demand; the whole of the person for the others, which take nothing.
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
    /// Positions that are vacant or whose person starts later.
    pub vacant: usize,
}

impl Coverage {
    /// Returns the demands of all practices, in the model's order.
    pub fn demands(&self) -> impl Iterator<Item = &DemandCoverage> {
        self.practices.iter().flat_map(|practice| &practice.demands)
    }
}

#[cfg(test)]
mod tests;
