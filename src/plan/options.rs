//! What a plan may do, and what it may cost.

use std::time::Duration;

use super::prices::Prices;
use super::quarter::Quarter;
use crate::coverage::Coverage;
use crate::model::Level;
use crate::roster::Date;

/// What a plan may do, and what it may cost. Money is in whole units of one currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanOptions {
    /// The first quarter in which somebody may start.
    pub from: Quarter,
    /// How many quarters are planned, 1 to [`Self::MOST_QUARTERS`].
    pub quarters: usize,
    /// The day on which the first position can be opened; any day where none is given.
    pub today: Option<Date>,
    /// What the plan may cost over all its quarters.
    pub budget: Option<i64>,
    /// What the plan may cost in each quarter.
    pub budget_per_quarter: Option<i64>,
    /// How many people may be hired.
    pub max_hires: Option<u32>,
    /// How many people may start in one quarter.
    pub rate: Option<u32>,
    /// Whether contractors may be taken on.
    pub contractors: bool,
    /// Whether people may move to other roles.
    pub moves: bool,
    /// How many of those who are there leave in a year, in thousandths.
    pub attrition_per_mille: u32,
    /// What comes first.
    pub prefer: Prefer,
    /// What people cost.
    pub prices: Prices,
    /// The share of what is required that must be met when everybody has come and is trained, in thousandths.
    pub min_coverage_per_mille: Option<u32>,
    /// How long the search may take; with a limit, a slower machine may find another plan.
    pub time_limit: Option<Duration>,
    /// How much work a proof may take: nodes of each search.
    pub most_nodes: u64,
}

impl PlanOptions {
    /// The most quarters of a plan: ten years.
    pub const MOST_QUARTERS: usize = 40;

    /// Makes options without limits, for four quarters.
    pub fn new(from: Quarter) -> Self {
        Self {
            from,
            quarters: 4,
            today: None,
            budget: None,
            budget_per_quarter: None,
            max_hires: None,
            rate: None,
            contractors: false,
            moves: true,
            attrition_per_mille: 0,
            prefer: Prefer::Coverage,
            prices: Prices::default(),
            min_coverage_per_mille: None,
            time_limit: None,
            most_nodes: 3_000,
        }
    }

    /// Returns what required demands may lack at the end, where a share of them must be met.
    pub(super) fn most_gap(&self, coverage: &Coverage) -> Option<i64> {
        let required = coverage.demands().filter(|demand| demand.level == Level::Required);
        let need: i64 = required.map(|demand| demand.need.0).sum();
        self.min_coverage_per_mille.map(|met| need * (1000 - i64::from(met.min(1000))) / 1000)
    }
}

/// What comes first once required gaps are as small as can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Prefer {
    /// Recommended gaps, then single points, then cost.
    Coverage,
    /// Cost, then recommended gaps, then single points.
    Cost,
}
