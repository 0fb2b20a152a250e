//! The plan for programs: JSON of the schema `rolemap/plan/1`.

use serde::Serialize;

use super::catalog_json::json;
use super::plan::{Planned, source};
use crate::model::Model;
use crate::plan as from;
use crate::roster::Fte;

/// Writes a plan as JSON: hires and moves by quarter, then in the plan's order; the rest in the model's order.
pub fn render(planned: &Planned<'_>) -> String {
    json(&entry(planned))
}

/// Returns a plan as it is written.
pub(super) fn entry<'a>(planned: &Planned<'a>) -> Plan<'a> {
    let model = planned.model();
    let plan = planned.plan;
    Plan {
        schema: "rolemap/plan/1",
        status: plan.status.as_str(),
        currency: planned.options.prices.currency.to_string(),
        conflict: plan.conflict.as_ref().map(|conflict| Conflict {
            may_lack: fte(conflict.may_lack),
            least: fte(conflict.least),
            proven: conflict.proven,
            limits: conflict.limits.iter().map(|limit| limit.as_str()).collect(),
        }),
        bound_gap: plan.bound_gap.map(rounded),
        hires: plan.hires.iter().map(|hire| self::hire(planned, hire)).collect(),
        moves: plan.moves.iter().map(|step| self::step(planned, step)).collect(),
        totals: sums(&plan.totals),
        quarters: plan.quarters.iter().map(|state| quarter(planned, state)).collect(),
        demands: plan.demands.iter().map(|demand| self::demand(model, demand)).collect(),
        left_open: plan
            .left_open
            .iter()
            .map(|open| LeftOpen {
                team: open.team.as_deref(),
                demand: model[open.demand].id.as_str(),
                gap: fte(open.gap),
                because: open.because.as_str(),
            })
            .collect(),
        teams: plan.teams.iter().map(team).collect(),
        next: Next {
            one_more_hire: plan.one_more_hire.map(|more| OneMoreHire {
                role: model[more.role].id.as_str(),
                closes_fte: fte(more.closes),
                cost: more.cost,
            }),
        },
    }
}

/// Returns a hire as it is written.
pub(super) fn hire<'a>(planned: &Planned<'a>, hire: &'a from::Hire) -> Hire<'a> {
    let model = planned.model();
    let from::Hire {
        team,
        role,
        source: how,
        quarter,
        open_by: _,
        count,
        cost,
        closes: closed,
        open_without,
        reason,
    } = hire;
    let positions = match how {
        from::Source::Vacancies(positions) => positions.as_slice(),
        from::Source::New | from::Source::Contract => &[],
    };
    let roster = planned.analysis.staff.roster();
    Hire {
        role: model[*role].id.as_str(),
        team: team.as_deref(),
        quarter: planned.quarter(*quarter),
        open_by: planned.open_by(hire).map(|day| day.to_string()),
        count: *count,
        cost: *cost,
        source: source(how),
        positions: positions.iter().map(|position| roster.person(*position).id()).collect(),
        closes: closes(model, closed),
        open_without: closes(model, open_without),
        reason,
    }
}

/// Returns a move as it is written.
pub(super) fn step<'a>(planned: &Planned<'a>, step: &from::Move) -> Move<'a> {
    let model = planned.model();
    Move {
        person: planned.analysis.staff.roster().person(step.person).id(),
        from: model[step.from].id.as_str(),
        to: model[step.to].id.as_str(),
        beside: step.beside,
        quarter: planned.quarter(step.quarter),
        months: step.months,
        cost: step.cost,
        closes: closes(model, &step.closes),
    }
}

/// Returns a quarter as it is written.
pub(super) fn quarter(planned: &Planned<'_>, state: &from::QuarterState) -> Quarter {
    Quarter {
        quarter: planned.quarter(state.quarter),
        hires: state.hires,
        moves: state.moves,
        hires_so_far: state.hires_so_far,
        cost: state.cost,
        required_gap: fte(state.required_gap),
        recommended_gap: fte(state.recommended_gap),
    }
}

/// Returns a demand as it is written.
pub(super) fn demand<'a>(model: &'a Model, demand: &from::DemandPlan) -> Demand<'a> {
    Demand {
        demand: model[demand.demand].id.as_str(),
        level: demand.level.as_str(),
        gap_before: fte(demand.before),
        gap_after: fte(demand.after),
    }
}

fn team(of: &from::TeamTotals) -> TeamEntry<'_> {
    TeamEntry { team: of.team.as_deref(), technical: of.technical, totals: sums(&of.totals) }
}

/// Returns sums as they are written.
pub(super) fn sums(totals: &from::Totals) -> Totals {
    Totals {
        hires: totals.hires,
        moves: totals.moves,
        cost: totals.cost,
        required_gap_before: fte(totals.required_gap_before),
        required_gap_after: fte(totals.required_gap_after),
        recommended_gap_before: fte(totals.recommended_gap_before),
        recommended_gap_after: fte(totals.recommended_gap_after),
        single_points_before: totals.single_points_before,
        single_points_after: totals.single_points_after,
    }
}

fn closes<'a>(model: &'a Model, closes: &[from::Closes]) -> Vec<Closes<'a>> {
    closes.iter().map(|c| Closes { demand: model[c.demand].id.as_str(), fte: fte(c.fte) }).collect()
}

pub(super) fn fte(amount: Fte) -> f64 {
    rounded(amount.as_f64())
}

fn rounded(number: f64) -> f64 {
    (number * 10_000.0).round() / 10_000.0
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Plan<'a> {
    schema: &'static str,
    status: &'static str,
    bound_gap: Option<f64>,
    currency: String,
    conflict: Option<Conflict>,
    hires: Vec<Hire<'a>>,
    moves: Vec<Move<'a>>,
    totals: Totals,
    quarters: Vec<Quarter>,
    demands: Vec<Demand<'a>>,
    left_open: Vec<LeftOpen<'a>>,
    teams: Vec<TeamEntry<'a>>,
    next: Next<'a>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Conflict {
    may_lack: f64,
    least: f64,
    proven: bool,
    limits: Vec<&'static str>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Hire<'a> {
    role: &'a str,
    team: Option<&'a str>,
    quarter: String,
    open_by: Option<String>,
    count: u32,
    cost: i64,
    source: &'static str,
    positions: Vec<&'a str>,
    closes: Vec<Closes<'a>>,
    open_without: Vec<Closes<'a>>,
    reason: &'a str,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Closes<'a> {
    demand: &'a str,
    fte: f64,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Move<'a> {
    person: &'a str,
    from: &'a str,
    to: &'a str,
    beside: bool,
    quarter: String,
    months: u32,
    cost: i64,
    closes: Vec<Closes<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct TeamEntry<'a> {
    team: Option<&'a str>,
    technical: usize,
    totals: Totals,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Totals {
    hires: u32,
    moves: u32,
    cost: i64,
    required_gap_before: f64,
    required_gap_after: f64,
    recommended_gap_before: f64,
    recommended_gap_after: f64,
    single_points_before: usize,
    single_points_after: usize,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Quarter {
    quarter: String,
    hires: u32,
    moves: u32,
    hires_so_far: u32,
    cost: i64,
    required_gap: f64,
    recommended_gap: f64,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Demand<'a> {
    demand: &'a str,
    level: &'static str,
    gap_before: f64,
    gap_after: f64,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct LeftOpen<'a> {
    team: Option<&'a str>,
    demand: &'a str,
    gap: f64,
    because: &'static str,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Next<'a> {
    one_more_hire: Option<OneMoreHire<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct OneMoreHire<'a> {
    role: &'a str,
    closes_fte: f64,
    cost: i64,
}
