//! A plan that somebody wrote by hand, weighed against the best.

use std::cmp::Ordering;

use super::action::ActionKind;
use super::build::{self, Team};
use super::explain::{self, Outcome};
use super::options::{PlanOptions, Prefer};
use super::own::OwnPlan;
use super::quarter::Quarter;
use super::work::Work;
use super::{DemandPlan, Hire, Limit, Move, Plan, QuarterState, Totals};
use crate::coverage::{Coverage, Members};
use crate::roster::{Date, Fte};
use crate::staff::Staff;

/// A plan that somebody wrote by hand, with the best plans beside it. Money is in whole units of one currency.
#[derive(Clone, Debug, PartialEq)]
pub struct Comparison {
    /// Its hires, by quarter, then in the order of the file, each with the line of the file.
    pub hires: Vec<(u64, Hire)>,
    /// Its moves, in the same order.
    pub moves: Vec<(u64, Move)>,
    /// Its sums.
    pub totals: Totals,
    /// Each quarter.
    pub quarters: Vec<QuarterState>,
    /// What each demand lacks before and after; in the model's order.
    pub demands: Vec<DemandPlan>,
    /// What it does that the limits do not allow.
    pub breaches: Vec<Breach>,
    /// The lines that hire or move whom plans leave alone: executives, roles held beside another, developers who leave
    /// their role, contractors who move.
    pub beyond: Vec<u64>,
    /// The best plan within the limits.
    pub best: Plan,
    /// The best plan within the limits that also costs no more and hires no more than the plan by hand; none where
    /// [`Self::best`] is that.
    pub for_the_same: Option<Plan>,
}

/// Something that a plan by hand does and that the limits do not allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breach {
    /// It costs more than the plan may.
    Budget {
        /// Money over all quarters.
        cost: i64,
        /// What it may be.
        most: i64,
    },
    /// It costs more in a quarter than the plan may.
    BudgetPerQuarter {
        /// The quarter.
        quarter: Quarter,
        /// Money in it.
        cost: i64,
        /// What it may be.
        most: i64,
    },
    /// It hires more people than the plan may.
    MaxHires {
        /// People.
        hires: u32,
        /// What they may be.
        most: u32,
    },
    /// More people start in a quarter than may.
    Rate {
        /// The quarter.
        quarter: Quarter,
        /// People.
        starts: u32,
        /// What they may be.
        most: u32,
    },
    /// Required demands lack more at the end than they may.
    MinCoverage {
        /// What they lack.
        lacks: Fte,
        /// What they may lack.
        most: Fte,
    },
    /// A position would have had to be opened before today.
    TooSoon {
        /// The line of the hire.
        line: u64,
        /// The day by which it must be open.
        open_by: Date,
    },
    /// Contractors are not allowed.
    Contractor {
        /// The line of the hire.
        line: u64,
    },
    /// Nobody may move.
    NoMoves {
        /// The line of the move.
        line: u64,
    },
    /// The person would hold duties that are to be kept apart.
    DutiesApart {
        /// The line of the move.
        line: u64,
    },
}

impl Breach {
    /// Returns the word for the limit: that of the command line, or `duties-apart`.
    pub fn limit(&self) -> &'static str {
        match self {
            Self::Budget { .. } => Limit::Budget.as_str(),
            Self::BudgetPerQuarter { .. } => Limit::BudgetPerQuarter.as_str(),
            Self::MaxHires { .. } => Limit::MaxHires.as_str(),
            Self::Rate { .. } => Limit::Rate.as_str(),
            Self::MinCoverage { .. } => "min-coverage",
            Self::TooSoon { .. } => Limit::Today.as_str(),
            Self::Contractor { .. } => "allow",
            Self::NoMoves { .. } => Limit::NoMoves.as_str(),
            Self::DutiesApart { .. } => "duties-apart",
        }
    }

    /// Returns the line of the step that breaks it; none where the whole plan does.
    pub fn line(&self) -> Option<u64> {
        match *self {
            Self::TooSoon { line, .. }
            | Self::Contractor { line }
            | Self::NoMoves { line }
            | Self::DutiesApart { line } => Some(line),
            _ => None,
        }
    }

    /// Returns the quarter in which it is broken; none where it is of no quarter.
    pub fn quarter(&self) -> Option<Quarter> {
        match *self {
            Self::BudgetPerQuarter { quarter, .. } | Self::Rate { quarter, .. } => Some(quarter),
            _ => None,
        }
    }
}

/// By what plans differ: the first of these that is not the same, in the order of the aims.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Criterion {
    /// The required gap over the quarters.
    Required,
    /// The recommended gap over the quarters.
    Recommended,
    /// Demands that hang on one person or none at the end.
    SinglePoints,
    /// Money.
    Cost,
    /// Hires and moves.
    Changes,
}

impl Criterion {
    /// Returns the word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Required => "required-gap-over-time",
            Self::Recommended => "recommended-gap-over-time",
            Self::SinglePoints => "single-points",
            Self::Cost => "cost",
            Self::Changes => "changes",
        }
    }
}

impl Comparison {
    /// Weighs a plan against the best for a staff; `coverage` is its coverage today.
    pub fn new(staff: &Staff<'_>, coverage: &Coverage, options: &PlanOptions, own: &OwnPlan) -> Self {
        let people = Members::of(staff);
        let team = Team { staff, people: &people, coverage };
        let (instance, choice) = build::with_own(team, options, own);
        let Outcome { hires, moves, totals, quarters, demands } =
            explain::outcome(team, options, &instance, &choice, Work::new(options));
        let lines = |moves: bool| {
            let of = own.steps.iter().filter(move |s| matches!(s.kind, ActionKind::Move { .. }) == moves);
            of.map(|step| step.line)
        };
        let best = Plan::of(team, options);
        let exceeds = best.totals.cost > totals.cost || best.totals.hires > totals.hires;
        let for_the_same = exceeds.then(|| {
            let budget = options.budget.map_or(totals.cost, |budget| budget.min(totals.cost));
            let hires = options.max_hires.map_or(totals.hires, |most| most.min(totals.hires));
            let (budget, max_hires) = (Some(budget), Some(hires));
            // What the plan by hand must meet it need not meet for the same: the question is what its means can do.
            let min_coverage_per_mille = None;
            Plan::of(team, &PlanOptions { budget, max_hires, min_coverage_per_mille, ..options.clone() })
        });
        let hires: Vec<(u64, Hire)> = lines(false).zip(hires).collect();
        let mut breaches = of_sums(options, coverage, &totals, &quarters);
        breaches.extend(of_steps(options, own, &hires));
        Self {
            breaches,
            hires,
            moves: lines(true).zip(moves).collect(),
            totals,
            quarters,
            demands,
            beyond: own.steps.iter().filter(|step| step.beyond).map(|step| step.line).collect(),
            best,
            for_the_same,
        }
    }

    /// Returns the best plan that is fair to compare with: for the same money and hires.
    pub fn fair(&self) -> &Plan {
        self.for_the_same.as_ref().unwrap_or(&self.best)
    }

    /// Compares the plan by hand with another: which aim tells them apart, and whether the plan by hand is worse
    /// (`Greater`: more is left open, or it takes more) or better; none where they are worth the same.
    pub fn against(&self, plan: &Plan, prefer: Prefer) -> Option<(Criterion, Ordering)> {
        let own = worth(&self.totals, &self.quarters);
        let other = worth(&plan.totals, &plan.quarters);
        let order = match prefer {
            Prefer::Coverage => [0, 1, 2, 3, 4],
            Prefer::Cost => [0, 3, 1, 2, 4],
        };
        const CRITERIA: [Criterion; 5] = [
            Criterion::Required,
            Criterion::Recommended,
            Criterion::SinglePoints,
            Criterion::Cost,
            Criterion::Changes,
        ];
        order
            .into_iter()
            .map(|at| (CRITERIA[at], own[at].cmp(&other[at])))
            .find(|(_, order)| *order != Ordering::Equal)
    }
}

/// What a plan is worth by each criterion; less is better.
fn worth(totals: &Totals, quarters: &[QuarterState]) -> [i64; 5] {
    let over_time = gaps_over_time(quarters);
    let changes = i64::from(totals.hires + totals.moves);
    [over_time.0.0, over_time.1.0, totals.single_points_after as i64, totals.cost, changes]
}

/// Returns the required and the recommended gap, summed over the quarters: FTE times quarters.
pub fn gaps_over_time(quarters: &[QuarterState]) -> (Fte, Fte) {
    let sum = |of: &dyn Fn(&QuarterState) -> Fte| Fte(quarters.iter().map(|quarter| of(quarter).0).sum());
    (sum(&|quarter| quarter.required_gap), sum(&|quarter| quarter.recommended_gap))
}

/// Lists the limits that sums exceed.
fn of_sums(
    options: &PlanOptions,
    coverage: &Coverage,
    totals: &Totals,
    quarters: &[QuarterState],
) -> Vec<Breach> {
    let mut breaches = Vec::new();
    if let Some(most) = options.budget.filter(|&most| totals.cost > most) {
        breaches.push(Breach::Budget { cost: totals.cost, most });
    }
    for &QuarterState { quarter, cost, .. } in quarters {
        let exceeded = options.budget_per_quarter.filter(|&most| cost > most);
        breaches.extend(exceeded.map(|most| Breach::BudgetPerQuarter { quarter, cost, most }));
    }
    if let Some(most) = options.max_hires.filter(|&most| totals.hires > most) {
        breaches.push(Breach::MaxHires { hires: totals.hires, most });
    }
    for &QuarterState { quarter, hires: starts, .. } in quarters {
        let exceeded = options.rate.filter(|&most| starts > most);
        breaches.extend(exceeded.map(|most| Breach::Rate { quarter, starts, most }));
    }
    let lacks = totals.required_gap_after;
    if let Some(most) = options.most_gap(coverage).filter(|&most| lacks.0 > most) {
        breaches.push(Breach::MinCoverage { lacks, most: Fte(most) });
    }
    breaches
}

/// Lists the limits that single steps break, by line.
fn of_steps(options: &PlanOptions, own: &OwnPlan, hires: &[(u64, Hire)]) -> Vec<Breach> {
    let mut breaches: Vec<(u64, Breach)> = Vec::new();
    for &(line, Hire { open_by, .. }) in hires {
        if options.today.is_some_and(|today| open_by < today) {
            breaches.push((line, Breach::TooSoon { line, open_by }));
        }
    }
    for step in &own.steps {
        let line = step.line;
        let breach = match step.kind {
            ActionKind::Contract { .. } if !options.contractors => Breach::Contractor { line },
            ActionKind::Move { .. } if !options.moves => Breach::NoMoves { line },
            ActionKind::Move { .. } if step.in_conflict => Breach::DutiesApart { line },
            _ => continue,
        };
        breaches.push((line, breach));
    }
    breaches.sort_by_key(|&(line, _)| line);
    breaches.into_iter().map(|(_, breach)| breach).collect()
}
