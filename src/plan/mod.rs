//! The plan: whom to hire, move or train, in which quarter, at what cost.
//!
//! `build` turns a roster into a problem in whole numbers, `search` finds the best choice by integer programs,
//! `explain` says what each part of it closes and what the rest is waiting for. `docs/plan.md` has the method.

mod action;
mod aim;
mod build;
mod comparison;
mod conflict;
mod explain;
mod flow;
mod frontier;
mod instance;
mod options;
mod own;
mod pay;
mod prices;
mod program;
mod quarter;
mod salaries;
mod search;
mod teams;
mod work;

use crate::coverage::{Coverage, Members};
use crate::model::{DemandIx, Level, RoleIx};
use crate::roster::{Date, Fte, PersonIx};
use crate::staff::Staff;
use build::Team;
use work::Work;

pub use comparison::{Breach, Comparison, Criterion, gaps_over_time};
pub use conflict::{Conflict, Limit};
pub use frontier::{Frontier, FrontierOf, FrontierPoint};
pub use options::{PlanOptions, Prefer};
pub use own::OwnPlan;
pub use pay::FEWEST_PAID;
pub(crate) use prices::thousands;
pub use prices::{Currency, Prices};
pub use quarter::Quarter;
pub use salaries::Wanted;

/// Whom to hire, move or train, in which quarter, at what cost. Money is in whole units of one currency.
#[derive(Clone, Debug, PartialEq)]
pub struct Plan {
    /// Whether it is proven best.
    pub status: Status,
    /// How much of the required gap over time might be saved at most, as a share of it; none where nothing is proven.
    pub bound_gap: Option<f64>,
    /// Why no plan leaves as little open as it must, where that is so.
    pub conflict: Option<Conflict>,
    /// The hires, by quarter, then vacancies before new positions before contractors, then in the model's order.
    pub hires: Vec<Hire>,
    /// The moves, by quarter, then in the order of roles and ids.
    pub moves: Vec<Move>,
    /// The sums.
    pub totals: Totals,
    /// Each quarter.
    pub quarters: Vec<QuarterState>,
    /// What each demand lacks before, and when everybody has come and is trained; in the model's order.
    pub demands: Vec<DemandPlan>,
    /// What remains open and why, in the model's order.
    pub left_open: Vec<LeftOpen>,
    /// The teams, by name, where the plan is by team; those without technical people are left out.
    pub teams: Vec<TeamTotals>,
    /// The hire that would close most beyond the plan, whatever the limits.
    pub one_more_hire: Option<OneMoreHire>,
}

/// Whether a plan is proven best.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// No plan within the limits is better by any aim.
    Optimal,
    /// It keeps the limits; a better one may exist.
    Feasible,
    /// No plan within the limits leaves as little open as it must; this one does what can be done.
    Infeasible,
}

impl Status {
    /// Returns the word the contract has for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Optimal => "optimal",
            Self::Feasible => "feasible",
            Self::Infeasible => "infeasible",
        }
    }
}

/// People of one role who start in one quarter.
#[derive(Clone, Debug, PartialEq)]
pub struct Hire {
    /// The team that they join, where the plan is by team and it has a name.
    pub team: Option<String>,
    /// The role.
    pub role: RoleIx,
    /// How they come.
    pub source: Source,
    /// The quarter on whose first day they start.
    pub quarter: Quarter,
    /// The day by which the position must be open.
    pub open_by: Date,
    /// How many.
    pub count: u32,
    /// What they cost until the end of the plan.
    pub cost: i64,
    /// What they close, given what was decided before.
    pub closes: Vec<Closes>,
    /// What would stay open with one fewer of them.
    pub open_without: Vec<Closes>,
    /// Why this role.
    pub reason: String,
}

/// How somebody new comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// Into positions that are vacant: granted already, so they cost the plan nothing.
    Vacancies(Vec<PersonIx>),
    /// Into new positions.
    New,
    /// On contract.
    Contract,
}

/// Somebody who is trained for another role.
#[derive(Clone, Debug, PartialEq)]
pub struct Move {
    /// Who.
    pub person: PersonIx,
    /// The role that the person has.
    pub from: RoleIx,
    /// The role to train for.
    pub to: RoleIx,
    /// Whether the old role is kept.
    pub beside: bool,
    /// The quarter on whose first day the training begins.
    pub quarter: Quarter,
    /// Months of training.
    pub months: u32,
    /// What the training costs.
    pub cost: i64,
    /// What it closes, given what was decided before.
    pub closes: Vec<Closes>,
}

/// How much of a demand is closed or open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Closes {
    /// The demand.
    pub demand: DemandIx,
    /// FTE, or people in whole units.
    pub fte: Fte,
}

/// Sums over a plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// People hired.
    pub hires: u32,
    /// People moved.
    pub moves: u32,
    /// Money.
    pub cost: i64,
    /// What required demands lack today.
    pub required_gap_before: Fte,
    /// What they lack when everybody has come and is trained.
    pub required_gap_after: Fte,
    /// What recommended demands lack today.
    pub recommended_gap_before: Fte,
    /// What they lack when everybody has come and is trained.
    pub recommended_gap_after: Fte,
    /// Capacity demands that hang on one person or none today.
    pub single_points_before: usize,
    /// The same at the end.
    pub single_points_after: usize,
}

/// What a plan does for one team.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeamTotals {
    /// Its name, or its manager's id; none for the people without.
    pub team: Option<String>,
    /// Its technical people today.
    pub technical: usize,
    /// Its sums.
    pub totals: Totals,
}

/// One quarter of a plan. Newcomers count in parts until they are fully productive.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct QuarterState {
    /// The quarter.
    pub quarter: Quarter,
    /// People who start.
    pub hires: u32,
    /// People whose training begins.
    pub moves: u32,
    /// People hired so far.
    pub hires_so_far: u32,
    /// Money in this quarter.
    pub cost: i64,
    /// What required demands lack on average in the quarter.
    pub required_gap: Fte,
    /// What recommended demands lack on average in the quarter.
    pub recommended_gap: Fte,
}

/// A demand before and after.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DemandPlan {
    /// The demand.
    pub demand: DemandIx,
    /// Required or recommended.
    pub level: Level,
    /// What it lacks today.
    pub before: Fte,
    /// What it lacks when everybody has come and is trained.
    pub after: Fte,
}

/// A demand that remains open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeftOpen {
    /// The team that lacks it, where the plan is by team and it has a name.
    pub team: Option<String>,
    /// The demand.
    pub demand: DemandIx,
    /// What it lacks.
    pub gap: Fte,
    /// What it is waiting for.
    pub because: Because,
}

/// What a gap is waiting for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Because {
    /// Money.
    Budget,
    /// Positions.
    Headcount,
    /// Starts in a quarter.
    Rate,
    /// Days until somebody can start.
    Time,
    /// No role can be hired or trained for it.
    NoneCan,
}

impl Because {
    /// Returns the word the contract has for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Budget => "budget",
            Self::Headcount => "headcount",
            Self::Rate => "rate",
            Self::Time => "time",
            Self::NoneCan => "none-can",
        }
    }
}

/// What one more hire would buy.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OneMoreHire {
    /// The role.
    pub role: RoleIx,
    /// What the hire would close, required and recommended.
    pub closes: Fte,
    /// What the hire would cost until the end of the plan.
    pub cost: i64,
}

impl Plan {
    /// Plans for a staff; `coverage` is its coverage today, whose profile the plan keeps.
    pub fn new(staff: &Staff<'_>, coverage: &Coverage, options: &PlanOptions) -> Self {
        let people = Members::of(staff);
        Self::of(Team { staff, people: &people, coverage }, options)
    }

    /// Returns the plan that does nothing for nobody.
    fn empty(options: &PlanOptions) -> Self {
        let state = |quarter| QuarterState {
            quarter: options.from.plus(quarter),
            hires: 0,
            moves: 0,
            hires_so_far: 0,
            cost: 0,
            required_gap: Fte(0),
            recommended_gap: Fte(0),
        };
        Self {
            status: Status::Optimal,
            bound_gap: Some(0.0),
            conflict: None,
            hires: Vec::new(),
            moves: Vec::new(),
            totals: Totals::default(),
            quarters: (0..options.quarters).map(state).collect(),
            demands: Vec::new(),
            left_open: Vec::new(),
            teams: Vec::new(),
            one_more_hire: None,
        }
    }

    fn of(team: Team<'_, '_>, options: &PlanOptions) -> Self {
        let work = Work::new(options);
        let instance = build::instance(team, options);
        match search::search(&instance, options.prefer, work) {
            Ok(chosen) => explain::plan(team, options, &instance, &chosen, None, work),
            Err(too_large) => {
                let conflict = conflict::conflict(team, options, too_large, work);
                let soft = PlanOptions { min_coverage_per_mille: None, ..options.clone() };
                Self { status: Status::Infeasible, conflict: Some(conflict), ..Self::of(team, &soft) }
            }
        }
    }
}

impl Totals {
    fn add(&mut self, other: &Self) {
        self.hires += other.hires;
        self.moves += other.moves;
        self.cost += other.cost;
        self.required_gap_before.0 += other.required_gap_before.0;
        self.required_gap_after.0 += other.required_gap_after.0;
        self.recommended_gap_before.0 += other.recommended_gap_before.0;
        self.recommended_gap_after.0 += other.recommended_gap_after.0;
        self.single_points_before += other.single_points_before;
        self.single_points_after += other.single_points_after;
    }
}

impl QuarterState {
    fn add(&mut self, other: &Self) {
        self.hires += other.hires;
        self.moves += other.moves;
        self.hires_so_far += other.hires_so_far;
        self.cost += other.cost;
        self.required_gap.0 += other.required_gap.0;
        self.recommended_gap.0 += other.recommended_gap.0;
    }
}
