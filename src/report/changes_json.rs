//! What changed between two rosters for programs: JSON of the schema `rolemap/diff/1`, which `what-if` writes too.

use serde::Serialize;

use super::catalog_json::json;
use super::changes::{Changes, role_names};
use super::check_json::{FindingEntry, finding, fte, rounded};
use super::words::id;
use crate::analysis::Analysis;
use crate::check::Finding;
use crate::diff::{Amount, Change, DemandChange, Diff, PracticeChange, role_change};
use crate::model::Model;
use crate::roster::PersonIx;

/// Writes what changed as JSON: lists in the order of the difference, amounts in FTE or people, people by id.
pub fn render(changes: &Changes<'_>) -> String {
    json(&entry(changes))
}

/// Returns what changed as it is written.
pub(super) fn entry<'a>(changes: &'a Changes<'_>) -> Changed<'a> {
    let Changes { before, after, diff, all: _ } = changes;
    let Diff { joined, left, opened, closed, changed, practices, demands, new, gone, staying } = diff;
    let model = after.staff.model();
    Changed {
        schema: "rolemap/diff/1",
        joined: people(after, joined),
        left: people(before, left),
        opened: people(after, opened),
        closed: people(before, closed),
        changed: changed.iter().map(|c| person_change(changes, c)).collect(),
        practices: practices.iter().map(|p| practice(model, p)).collect(),
        demands: demands.iter().map(|d| demand(model, d)).collect(),
        findings: Findings {
            new: findings(after, new),
            gone: findings(before, gone),
            staying: findings(after, staying),
        },
    }
}

fn people(analysis: &Analysis<'_>, people: &[PersonIx]) -> Vec<Person> {
    let person =
        |p: &PersonIx| Person { id: id(analysis, *p), roles: role_names(analysis, analysis.staff.roles(*p)) };
    people.iter().map(person).collect()
}

fn person_change(changes: &Changes<'_>, change: &Change) -> PersonChange {
    let (lost, won) = role_change(change, changes.before, changes.after);
    let Change { before, after, title, roles, manager, place, fte } = *change;
    PersonChange {
        id: id(changes.after, after),
        before: id(changes.before, before),
        title,
        roles,
        manager,
        place,
        fte,
        roles_lost: role_names(changes.after, &lost),
        roles_won: role_names(changes.after, &won),
    }
}

fn practice<'a>(model: &'a Model, change: &PracticeChange) -> Practice<'a> {
    let PracticeChange { practice, before, after } = *change;
    Practice { id: model[practice].id.as_str(), before: before.map(rounded), after: after.map(rounded) }
}

fn demand<'a>(model: &'a Model, change: &DemandChange) -> Demand<'a> {
    let DemandChange { demand, before, after } = *change;
    let amount = |Amount { need, filled }: Amount| AmountEntry { need: fte(need), filled: fte(filled) };
    Demand { id: model[demand].id.as_str(), before: before.map(amount), after: after.map(amount) }
}

fn findings<'a>(analysis: &Analysis<'a>, findings: &'a [Finding]) -> Vec<FindingEntry<'a>> {
    findings.iter().map(|f| finding(analysis, f)).collect()
}

/// What changed between two rosters: `rolemap diff` and `rolemap what-if` with `--format json`.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Changed<'a> {
    schema: &'static str,
    joined: Vec<Person>,
    left: Vec<Person>,
    /// Positions that are open after and were not before.
    opened: Vec<Person>,
    /// Positions that were open before and are not after.
    closed: Vec<Person>,
    /// People in both rosters of whom something changed.
    changed: Vec<PersonChange>,
    /// Coverage, in the model's order.
    practices: Vec<Practice<'a>>,
    /// Those that either roster is asked, in the model's order.
    demands: Vec<Demand<'a>>,
    findings: Findings<'a>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Person {
    id: String,
    roles: Vec<String>,
}

/// Somebody who is in both rosters, and what of them is different.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct PersonChange {
    id: String,
    /// The id in the roster before.
    before: String,
    /// Whether the title changed; the same for what follows.
    title: bool,
    roles: bool,
    manager: bool,
    /// Department, team or location.
    place: bool,
    fte: bool,
    roles_lost: Vec<String>,
    roles_won: Vec<String>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Practice<'a> {
    id: &'a str,
    before: Option<f64>,
    after: Option<f64>,
}

/// A demand of either roster; null where the size of the team asks nothing.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Demand<'a> {
    id: &'a str,
    before: Option<AmountEntry>,
    after: Option<AmountEntry>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct AmountEntry {
    need: f64,
    filled: f64,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Findings<'a> {
    new: Vec<FindingEntry<'a>>,
    gone: Vec<FindingEntry<'a>>,
    staying: Vec<FindingEntry<'a>>,
}
