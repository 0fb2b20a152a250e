//! Conflicts: which limits together keep a plan from meeting what it must.

use super::build::{self, Team};
use super::options::PlanOptions;
use super::search::{TooLarge, reaches};
use super::work::Work;
use crate::roster::Fte;

/// Why no plan meets the share of what is required that must be met.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// What required demands may lack at the end.
    pub may_lack: Fte,
    /// The least that they lack in any plan within the limits.
    pub least: Fte,
    /// Whether [`Self::least`] is proven.
    pub proven: bool,
    /// The fewest limits that together make it impossible, in the order of [`Limit`]; empty where no limit is to blame,
    /// as nobody who can be hired or trained in these quarters is enough.
    pub limits: Vec<Limit>,
}

/// A limit that a user sets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Limit {
    /// The money over all quarters.
    Budget,
    /// The money in each quarter.
    BudgetPerQuarter,
    /// The number of hires.
    MaxHires,
    /// The starts in a quarter.
    Rate,
    /// That nobody moves.
    NoMoves,
    /// The day on which the first position can be opened.
    Today,
}

impl Limit {
    /// The limits, in their order.
    pub const ALL: [Self; 6] =
        [Self::Budget, Self::BudgetPerQuarter, Self::MaxHires, Self::Rate, Self::NoMoves, Self::Today];

    /// Returns the word for it, which is that of the command line.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Budget => "budget",
            Self::BudgetPerQuarter => "budget-per-quarter",
            Self::MaxHires => "max-hires",
            Self::Rate => "rate",
            Self::NoMoves => "no-moves",
            Self::Today => "as-of",
        }
    }

    fn is_set(self, options: &PlanOptions) -> bool {
        match self {
            Self::Budget => options.budget.is_some(),
            Self::BudgetPerQuarter => options.budget_per_quarter.is_some(),
            Self::MaxHires => options.max_hires.is_some(),
            Self::Rate => options.rate.is_some(),
            Self::NoMoves => !options.moves,
            Self::Today => options.today.is_some(),
        }
    }
}

/// Finds the fewest limits that conflict with what must be met: all sets of them, the smaller ones first.
pub(super) fn conflict(
    team: Team<'_, '_>,
    options: &PlanOptions,
    too_large: TooLarge,
    work: Work,
) -> Conflict {
    let set: Vec<Limit> = Limit::ALL.into_iter().filter(|limit| limit.is_set(options)).collect();
    let mut subsets: Vec<Vec<Limit>> = (0..1_usize << set.len())
        .map(|bits| (0..set.len()).filter(|at| bits >> at & 1 == 1).map(|at| set[at]).collect())
        .collect();
    subsets.sort_by_key(|limits: &Vec<Limit>| (limits.len(), limits.clone()));
    let impossible = |limits: &Vec<Limit>| {
        let instance = build::instance(team, &only(options, limits));
        !reaches(&instance, work)
    };
    let limits = subsets.into_iter().find(impossible).unwrap_or(set);
    Conflict {
        may_lack: Fte(options.most_gap(team.coverage).unwrap_or(0)),
        least: Fte(too_large.least),
        proven: too_large.proven,
        limits,
    }
}

/// Returns options with some of their limits alone.
fn only(options: &PlanOptions, limits: &[Limit]) -> PlanOptions {
    let keeps = |limit| limits.contains(&limit);
    PlanOptions {
        budget: options.budget.filter(|_| keeps(Limit::Budget)),
        budget_per_quarter: options.budget_per_quarter.filter(|_| keeps(Limit::BudgetPerQuarter)),
        max_hires: options.max_hires.filter(|_| keeps(Limit::MaxHires)),
        rate: options.rate.filter(|_| keeps(Limit::Rate)),
        moves: options.moves || !keeps(Limit::NoMoves),
        today: options.today.filter(|_| keeps(Limit::Today)),
        ..options.clone()
    }
}
