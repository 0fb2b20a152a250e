//! The frontier: what each further hire would buy.

use super::{Currency, Plan, PlanOptions, Status};
use crate::coverage::Coverage;
use crate::model::Level;
use crate::roster::Fte;
use crate::staff::Staff;

/// The best plans with no hire, one hire, two hires and so on, until more of them buy nothing.
#[derive(Clone, Debug, PartialEq)]
pub struct Frontier {
    /// What is required in all, of every kind, today.
    pub required: Fte,
    /// The currency of the costs.
    pub currency: Currency,
    /// The plans, from no hire on.
    pub points: Vec<FrontierPoint>,
}

/// The best plan with at most so many hires.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct FrontierPoint {
    /// The most hires that were allowed.
    pub most_hires: u32,
    /// The hires made.
    pub hires: u32,
    /// What the plan costs.
    pub cost: i64,
    /// What required demands lack when everybody has come and is trained.
    pub required_gap: Fte,
    /// What recommended demands lack then.
    pub recommended_gap: Fte,
    /// Whether the plan is proven best.
    pub status: Status,
    /// Whether it is a knee: its hire closes more of what is required than the next one would.
    pub knee: bool,
}

impl FrontierPoint {
    /// Returns the share of what is required that is met, 0 to 1; one where nothing is required.
    pub fn coverage(&self, required: Fte) -> f64 {
        if required.0 <= 0 { 1.0 } else { 1.0 - self.required_gap.0 as f64 / required.0 as f64 }
    }
}

impl Frontier {
    /// The most points of a frontier: beyond it the steps grow, so that the last plan is among them.
    pub const MOST_POINTS: u32 = 40;

    /// Plans with ever more hires; `options` limits everything else, and their `max_hires` is the last point.
    pub fn new(staff: &Staff<'_>, coverage: &Coverage, options: &PlanOptions) -> Self {
        let required = coverage.demands().filter(|d| d.level == Level::Required).map(|d| d.need.0).sum();
        let whole = Plan::new(staff, coverage, options);
        let last = whole.totals.hires;
        let step = last.div_ceil(Self::MOST_POINTS).max(1);
        let mut points: Vec<FrontierPoint> = (0..last)
            .step_by(step as usize)
            .map(|most| {
                let options = PlanOptions { max_hires: Some(most), ..options.clone() };
                point(most, &Plan::new(staff, coverage, &options))
            })
            .collect();
        points.push(point(last, &whole));
        mark_knees(&mut points);
        Self { required: Fte(required), currency: options.prices.currency, points }
    }
}

fn point(most_hires: u32, plan: &Plan) -> FrontierPoint {
    FrontierPoint {
        most_hires,
        hires: plan.totals.hires,
        cost: plan.totals.cost,
        required_gap: plan.totals.required_gap_after,
        recommended_gap: plan.totals.recommended_gap_after,
        status: plan.status,
        knee: false,
    }
}

/// A knee is where a step closes more of what is required than the next one does.
fn mark_knees(points: &mut [FrontierPoint]) {
    let gain = |points: &[FrontierPoint], to: usize| {
        let (before, after) = (&points[to - 1], &points[to]);
        let hires = i64::from(after.most_hires - before.most_hires).max(1);
        (before.required_gap.0 - after.required_gap.0) / hires
    };
    for place in 1..points.len() {
        let own = gain(points, place);
        let next = if place + 1 < points.len() { gain(points, place + 1) } else { 0 };
        points[place].knee = own > next;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn points(gaps: &[i64]) -> Vec<FrontierPoint> {
        let point = |(hires, gap): (usize, &i64)| FrontierPoint {
            most_hires: hires as u32,
            hires: hires as u32,
            cost: 0,
            required_gap: Fte(*gap),
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
}
