//! The frontier: what each further hire, or more money, would buy.

use rayon::prelude::*;

use super::{Currency, Plan, PlanOptions, Status, gaps_over_time};
use crate::coverage::Coverage;
use crate::model::Level;
use crate::roster::Fte;
use crate::staff::Staff;

/// The best plans with ever more of something, until more of it buys nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Frontier {
    /// What there is ever more of.
    pub of: FrontierOf,
    /// What is required in all, of every kind, today.
    pub required: Fte,
    /// The currency of the costs.
    pub currency: Currency,
    /// The plans, from nothing on.
    pub points: Vec<FrontierPoint>,
}

/// Of what the plans of a frontier may use ever more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FrontierOf {
    /// Hires, one by one.
    Hires,
    /// Money, [`Frontier::MONEY`] by [`Frontier::MONEY`].
    Money,
}

impl FrontierOf {
    /// Returns the word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Hires => "hires",
            Self::Money => "money",
        }
    }
}

/// The best plan with at most so many hires, or so much money.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FrontierPoint {
    /// The most hires, or the most money, that were allowed.
    pub most: i64,
    /// The hires made.
    pub hires: u32,
    /// What the plan costs.
    pub cost: i64,
    /// What required demands lack when everybody has come and is trained.
    pub required_gap: Fte,
    /// What they lack summed over the quarters, which a plan makes least before all else.
    pub required_gap_over_time: Fte,
    /// What recommended demands lack when everybody has come and is trained.
    pub recommended_gap: Fte,
    /// Whether the plan is proven best.
    pub status: Status,
    /// Whether further steps close less of what is required for as much: the steps until here were worth more.
    pub knee: bool,
}

impl FrontierPoint {
    /// Returns the share of what is required that is met at the end.
    pub fn coverage(&self, required: Fte) -> f64 {
        if required.0 == 0 { 1.0 } else { 1.0 - self.required_gap.0 as f64 / required.0 as f64 }
    }
}

impl Frontier {
    /// The most points of a frontier: beyond it the steps grow, so that the last plan is among them.
    pub const MOST_POINTS: i64 = 40;

    /// A step of money, in units of the currency.
    pub const MONEY: i64 = 100_000;

    /// Plans with ever more hires or money; `options` limits everything else, and what they allow is the last point.
    pub fn new(staff: &Staff<'_>, coverage: &Coverage, options: &PlanOptions, of: FrontierOf) -> Self {
        let required = coverage.demands().filter(|d| d.level == Level::Required).map(|d| d.need.0).sum();
        let whole = Plan::new(staff, coverage, options);
        let (last, unit) = match of {
            FrontierOf::Hires => (i64::from(whole.totals.hires), 1),
            FrontierOf::Money => (whole.totals.cost, Self::MONEY),
        };
        let step = unit * (last / unit / Self::MOST_POINTS + 1);
        let steps: Vec<i64> = (0..).map(|place| place * step).take_while(|&most| most < last).collect();
        let plan = |most: i64| {
            let options = match of {
                FrontierOf::Hires => PlanOptions { max_hires: Some(most as u32), ..options.clone() },
                FrontierOf::Money => PlanOptions { budget: Some(most), ..options.clone() },
            };
            point(most, &Plan::new(staff, coverage, &options))
        };
        let mut points: Vec<FrontierPoint> = steps.into_par_iter().map(plan).collect();
        points.push(point(last, &whole));
        mark_knees(&mut points);
        Self { of, required: Fte(required), currency: options.prices.currency, points }
    }
}

fn point(most: i64, plan: &Plan) -> FrontierPoint {
    FrontierPoint {
        most,
        hires: plan.totals.hires,
        cost: plan.totals.cost,
        required_gap: plan.totals.required_gap_after,
        required_gap_over_time: gaps_over_time(&plan.quarters).0,
        recommended_gap: plan.totals.recommended_gap_after,
        status: plan.status,
        knee: false,
    }
}

/// Marks the knees: the corners of the curve below which no line between two of its points runs. Only there it is true
/// that all steps before close more for as much than all steps after.
fn mark_knees(points: &mut [FrontierPoint]) {
    let mut hull: Vec<usize> = Vec::new();
    // Whether the way from a to b falls as steeply as the way from b to c, or less.
    let is_no_corner = |a: &FrontierPoint, b: &FrontierPoint, c: &FrontierPoint| {
        let fall =
            |from: &FrontierPoint, to: &FrontierPoint| i128::from(from.required_gap.0 - to.required_gap.0);
        let way = |from: &FrontierPoint, to: &FrontierPoint| i128::from(to.most - from.most);
        fall(a, b) * way(b, c) <= fall(b, c) * way(a, b)
    };
    for place in 0..points.len() {
        while let [.., a, b] = hull.as_slice() {
            if !is_no_corner(&points[*a], &points[*b], &points[place]) {
                break;
            }
            hull.pop();
        }
        hull.push(place);
    }
    for pair in hull.windows(2) {
        points[pair[1]].knee = points[pair[1]].required_gap < points[pair[0]].required_gap;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(gaps: &[i64]) -> Vec<FrontierPoint> {
        let point = |(hires, gap): (usize, &i64)| FrontierPoint {
            most: hires as i64,
            hires: hires as u32,
            cost: 0,
            required_gap: Fte(*gap),
            required_gap_over_time: Fte(*gap),
            recommended_gap: Fte::default(),
            status: Status::Optimal,
            knee: false,
        };
        gaps.iter().enumerate().map(point).collect()
    }

    #[test]
    fn a_knee_is_where_the_next_hire_closes_less() {
        let mut points = points(&[50_000, 30_000, 10_000, 0, 0]);
        mark_knees(&mut points);
        let knees: Vec<bool> = points.iter().map(|p| p.knee).collect();
        assert_eq!(knees, [false, false, true, true, false]);
    }

    #[test]
    fn a_step_that_closes_nothing_alone_makes_no_knee_of_the_step_before() {
        // Two steps pay for one hire: every second step closes, all of them as much.
        let mut points = points(&[40_000, 40_000, 30_000, 30_000, 20_000, 20_000, 15_000]);
        mark_knees(&mut points);
        let knees: Vec<bool> = points.iter().map(|p| p.knee).collect();
        assert_eq!(knees, [false, false, false, false, true, false, true]);
    }
}
