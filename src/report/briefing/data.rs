//! The briefing for programs: the check, the plan and the changes in one value, and one table of records.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::Value;

use super::{Briefing, Risk, Tile, risks, tiles};
use crate::report::check::Checked;
use crate::report::{catalog_json, changes_json, check_json, csv, plan, plan_json, words};

/// Writes a briefing as JSON: schema `rolemap/report/1`, with the check, the plan and the changes as each of their
/// commands writes them.
pub fn json(briefing: &Briefing<'_>) -> String {
    let checked = Checked { analysis: briefing.analysis(), groups: None, all: true };
    let report = Report {
        schema: "rolemap/report/1",
        source: briefing.source,
        tiles: tiles::tiles(briefing).into_iter().map(tile).collect(),
        risks: risks(briefing).into_iter().map(risk).collect(),
        check: check_json::entry(&checked),
        plan: plan_json::entry(&briefing.planned),
        changes: briefing.since.as_ref().map(changes_json::entry),
    };
    let mut value = serde_json::to_value(&report).expect("a report has string keys only");
    if !briefing.dated {
        count_quarters(briefing, &mut value["plan"]);
    }
    catalog_json::json(&value)
}

/// Takes the calendar out of a plan that has none: quarters are counted, and no day is named.
fn count_quarters(briefing: &Briefing<'_>, value: &mut Value) {
    let names: BTreeMap<String, String> = briefing
        .planned
        .plan
        .quarters
        .iter()
        .map(|state| (state.quarter.to_string(), briefing.quarter(state.quarter)))
        .collect();
    for list in ["hires", "moves", "quarters"] {
        for entry in value[list].as_array_mut().into_iter().flatten() {
            if let Some(name) = entry["quarter"].as_str().and_then(|q| names.get(q)) {
                entry["quarter"] = Value::from(name.as_str());
            }
            if let Some(day) = entry.get_mut("open_by") {
                *day = Value::Null;
            }
        }
    }
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(in crate::report) struct Report<'a> {
    schema: &'static str,
    source: &'a str,
    tiles: Vec<TileEntry>,
    risks: Vec<RiskEntry>,
    check: check_json::Check<'a>,
    plan: plan_json::Plan<'a>,
    changes: Option<changes_json::Changed<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct TileEntry {
    label: &'static str,
    value: String,
    note: String,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct RiskEntry {
    severity: &'static str,
    title: String,
    count: usize,
    details: Vec<String>,
    help: Option<String>,
}

fn tile(tile: Tile) -> TileEntry {
    TileEntry { label: tile.label, value: tile.value, note: tile.note }
}

fn risk(risk: Risk) -> RiskEntry {
    let Risk { severity, title, count, details, help } = risk;
    RiskEntry { severity: severity.as_str(), title, count, details, help }
}

/// The columns of the table of records; the column `record` tells what a row is.
const COLUMNS: &[&str] = &[
    "record", "id", "name", "level", "need", "filled", "gap", "count", "quarter", "cost", "line", "message",
    "help",
];

/// Writes a briefing as one table: demands, findings, hires and moves, in this order.
pub fn csv(briefing: &Briefing<'_>) -> String {
    let model = briefing.model();
    let demands = briefing.analysis().coverage.demands().map(|d| {
        let demand = &model[d.demand];
        let amounts = [words::amount(d.need), words::amount(d.filled), words::amount(d.gap())];
        let [need, filled, gap] = amounts;
        let name = format!("{}: {}", model[demand.practice].name, demand.name);
        let facts =
            ["demand".into(), demand.id.to_string(), name, d.level.as_str().into(), need, filled, gap];
        row(facts, ["", "", "", ""].map(str::to_owned), [d.why.clone(), String::new()])
    });
    let findings = briefing.analysis().findings.iter().map(|f| {
        let facts = ["finding".into(), f.rule.into(), String::new(), f.severity.as_str().into()];
        let [record, id, name, level] = facts;
        let none = String::new;
        let line = f.line.map(|l| l.to_string()).unwrap_or_default();
        row(
            [record, id, name, level, none(), none(), none()],
            [f.count.to_string(), none(), none(), line],
            [f.message.clone(), f.help.clone()],
        )
    });
    let none = String::new;
    let hires = briefing.planned.plan.hires.iter().map(|hire| {
        let role = &model[hire.role];
        row(
            ["hire".into(), role.id.to_string(), role.name.clone(), none(), none(), none(), none()],
            [hire.count.to_string(), briefing.quarter(hire.quarter), hire.cost.to_string(), none()],
            [plan::source(&hire.source).to_owned(), hire.reason.clone()],
        )
    });
    let moves = briefing.planned.plan.moves.iter().map(|step| {
        let role = &model[step.to];
        let person = briefing.analysis().staff.roster().person(step.person).id();
        row(
            ["move".into(), role.id.to_string(), role.name.clone(), none(), none(), none(), none()],
            ["1".into(), briefing.quarter(step.quarter), step.cost.to_string(), none()],
            [format!("{person} trains for it"), none()],
        )
    });
    csv::render(COLUMNS, demands.chain(findings).chain(hires).chain(moves))
}

fn row(facts: [String; 7], amounts: [String; 4], words: [String; 2]) -> [String; 13] {
    let mut all = facts.into_iter().chain(amounts).chain(words);
    std::array::from_fn(|_| all.next().expect("seven, four and two make thirteen"))
}
