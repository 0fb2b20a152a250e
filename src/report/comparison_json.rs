//! The comparison of a plan by hand for programs: JSON of the schema `rolemap/plan-comparison/1`.

use std::cmp::Ordering;

use serde::Serialize;

use super::catalog_json::json;
use super::comparison::Compared;
use super::plan_json::{self, fte};
use crate::plan as from;

/// Writes a comparison as JSON; lines are those of the file of the plan by hand.
pub fn render(compared: &Compared<'_>) -> String {
    let from::Comparison { hires, moves, totals, quarters, demands, breaches, beyond, best, for_the_same } =
        compared.comparison;
    let planned = &compared.planned(best);
    let model = planned.model();
    let (required, recommended) = from::gaps_over_time(quarters);
    let breach = |breach: &from::Breach| Breach {
        limit: breach.limit(),
        line: breach.line(),
        quarter: breach.quarter().map(|quarter| planned.quarter(quarter)),
        message: compared.breach(breach),
    };
    let own = Own {
        hires: hires
            .iter()
            .map(|(line, h)| OwnHire { line: *line, hire: plan_json::hire(planned, h) })
            .collect(),
        moves: moves
            .iter()
            .map(|(line, s)| OwnMove { line: *line, step: plan_json::step(planned, s) })
            .collect(),
        totals: plan_json::sums(totals),
        required_gap_over_time: fte(required),
        recommended_gap_over_time: fte(recommended),
        quarters: quarters.iter().map(|state| plan_json::quarter(planned, state)).collect(),
        demands: demands.iter().map(|demand| plan_json::demand(model, demand)).collect(),
        breaches: breaches.iter().map(breach).collect(),
        beyond: beyond.clone(),
    };
    let plan =
        |plan| Weighed { own_is: judged(compared, plan), plan: plan_json::entry(&compared.planned(plan)) };
    json(&PlanComparison {
        schema: "rolemap/plan-comparison/1",
        currency: planned.options.prices.currency.to_string(),
        own,
        best: plan(best),
        for_the_same: for_the_same.as_ref().map(plan),
    })
}

/// Says how the plan by hand stands against another.
fn judged(compared: &Compared<'_>, plan: &from::Plan) -> Judged {
    match compared.comparison.against(plan, compared.options.prefer) {
        None => Judged { verdict: "as-good", by: None },
        Some((criterion, Ordering::Less)) => Judged { verdict: "better", by: Some(criterion.as_str()) },
        Some((criterion, _)) => Judged { verdict: "worse", by: Some(criterion.as_str()) },
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct PlanComparison<'a> {
    schema: &'static str,
    currency: String,
    /// The plan by hand.
    own: Own<'a>,
    /// The best plan within the limits.
    best: Weighed<'a>,
    /// The best plan for no more money and hires than the plan by hand; null where the best is that.
    for_the_same: Option<Weighed<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Own<'a> {
    hires: Vec<OwnHire<'a>>,
    moves: Vec<OwnMove<'a>>,
    totals: plan_json::Totals,
    required_gap_over_time: f64,
    recommended_gap_over_time: f64,
    quarters: Vec<plan_json::Quarter>,
    demands: Vec<plan_json::Demand<'a>>,
    breaches: Vec<Breach>,
    /// The lines that hire or move whom plans leave alone.
    beyond: Vec<u64>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct OwnHire<'a> {
    line: u64,
    #[serde(flatten)]
    hire: plan_json::Hire<'a>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct OwnMove<'a> {
    line: u64,
    #[serde(flatten)]
    step: plan_json::Move<'a>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Breach {
    limit: &'static str,
    line: Option<u64>,
    quarter: Option<String>,
    message: String,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Weighed<'a> {
    /// How the plan by hand stands against it.
    own_is: Judged,
    plan: plan_json::Plan<'a>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Judged {
    verdict: &'static str,
    /// The first aim that tells the two apart.
    by: Option<&'static str>,
}
