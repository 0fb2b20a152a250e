//! The check for programs: JSON of the schema `rolemap/check/1`. The wire types are its own, so that a change inside
//! cannot change the format.

use serde::Serialize;

use super::catalog_json::json;
use super::check::Checked;
use super::{groups, words};
use crate::analysis::Analysis;
use crate::check::{Allowed, Finding};
use crate::coverage::{DemandCoverage, HeadState, Holder, PracticeCoverage, RoleCount, TeamCoverage};
use crate::model::Model;
use crate::roster::Fte;

/// Writes a check as JSON: practices, demands and roles in the model's order; holders in the order of the roster;
/// findings worst first, then by rule, then by line.
pub fn render(checked: &Checked<'_>) -> String {
    let analysis = checked.analysis;
    let model = analysis.staff.model();
    let coverage = &analysis.coverage;
    let titles = analysis.title_counts();
    json(&Check {
        schema: "rolemap/check/1",
        roster: Roster {
            people: coverage.people,
            in_scope: coverage.in_scope,
            vacant: coverage.vacant,
            profile: coverage.profile.as_str(),
            developers: coverage.developers.as_f64(),
        },
        practices: coverage.practices.iter().map(|p| practice(checked, p)).collect(),
        roles: coverage.roles.iter().map(|r| role(model, r)).collect(),
        titles: Titles {
            recognised: titles.recognised,
            outside: titles.outside,
            undecided: titles.undecided,
        },
        findings: analysis.findings.iter().map(|f| finding(analysis, f)).collect(),
        allowed: analysis.allowed.iter().map(|a| allowed(checked, a)).collect(),
        groups: checked.groups.as_ref().map(groups::entry),
    })
}

fn practice<'a>(checked: &Checked<'a>, covered: &'a PracticeCoverage) -> Practice<'a> {
    let model = checked.analysis.staff.model();
    let PracticeCoverage { practice, coverage, head, demands } = covered;
    Practice {
        id: model[*practice].id.as_str(),
        name: &model[*practice].name,
        coverage: coverage.map(rounded),
        head: Head {
            state: match head.state {
                HeadState::Filled => "filled",
                HeadState::Covered => "covered",
                HeadState::Vacant => "vacant",
            },
            people: head.people.iter().map(|p| checked.id(*p)).collect(),
            role: head.role.map(|r| model[r].id.as_str()),
        },
        demands: demands.iter().map(|d| demand(checked, d)).collect(),
    }
}

fn demand<'a>(checked: &Checked<'a>, covered: &'a DemandCoverage) -> Demand<'a> {
    let model = checked.analysis.staff.model();
    let DemandCoverage { demand, level, need, filled, vacant, holders, qualified: _, teams, why } = covered;
    let asked = &model[*demand];
    Demand {
        id: asked.id.as_str(),
        kind: asked.kind.as_str(),
        level: level.as_str(),
        need: fte(*need),
        filled: fte(*filled),
        gap: fte(covered.gap()),
        vacant: fte(*vacant),
        state: words::state(covered.state()),
        roles: asked.roles.iter().map(|r| model[*r].id.as_str()).collect(),
        holders: holders.iter().map(|h| holder(checked, h)).collect(),
        teams: teams
            .iter()
            .map(|TeamCoverage { team, need, filled }| Team {
                team,
                need: f64::from(*need),
                filled: f64::from(*filled),
            })
            .collect(),
        source: why,
    }
}

fn holder<'a>(checked: &Checked<'a>, holder: &Holder) -> HolderEntry<'a> {
    let Holder { person, fte: amount, role } = *holder;
    let role = checked.analysis.staff.model()[role].id.as_str();
    HolderEntry { id: checked.id(person), fte: fte(amount), role }
}

fn role<'a>(model: &'a Model, count: &RoleCount) -> Role<'a> {
    let RoleCount { role, people, fte: amount, vacant } = *count;
    Role { id: model[role].id.as_str(), people, fte: fte(amount), vacant }
}

pub(super) fn finding<'a>(analysis: &Analysis<'a>, found: &'a Finding) -> FindingEntry<'a> {
    let Finding { rule, severity, people, people_count, count, demand, line, message, help, source } = found;
    FindingEntry {
        rule,
        severity: severity.as_str(),
        people: people.iter().map(|p| words::id(analysis, *p)).collect(),
        people_count: *people_count,
        count: *count,
        demand: demand.map(|d| analysis.staff.model()[d].id.as_str()),
        line: *line,
        message,
        help,
        source,
    }
}

fn allowed<'a>(checked: &Checked<'a>, allowed: &'a Allowed) -> AllowedEntry<'a> {
    let Allowed { finding: found, reasons } = allowed;
    AllowedEntry { finding: finding(checked.analysis, found), reasons }
}

/// Returns an amount as a number.
pub(super) fn fte(amount: Fte) -> f64 {
    rounded(amount.as_f64())
}

/// Rounds to four decimals.
pub(super) fn rounded(number: f64) -> f64 {
    (number * 10_000.0).round() / 10_000.0
}

#[derive(Serialize)]
struct Check<'a> {
    schema: &'static str,
    roster: Roster,
    practices: Vec<Practice<'a>>,
    roles: Vec<Role<'a>>,
    titles: Titles,
    findings: Vec<FindingEntry<'a>>,
    allowed: Vec<AllowedEntry<'a>>,
    groups: Option<groups::GroupsEntry<'a>>,
}

/// A finding that the policy allows, with its reasons.
#[derive(Serialize)]
struct AllowedEntry<'a> {
    #[serde(flatten)]
    finding: FindingEntry<'a>,
    reasons: &'a [String],
}

#[derive(Serialize)]
struct Roster {
    people: usize,
    in_scope: usize,
    vacant: usize,
    profile: &'static str,
    developers: f64,
}

#[derive(Serialize)]
struct Practice<'a> {
    id: &'a str,
    name: &'a str,
    coverage: Option<f64>,
    head: Head<'a>,
    demands: Vec<Demand<'a>>,
}

#[derive(Serialize)]
struct Head<'a> {
    state: &'static str,
    people: Vec<String>,
    role: Option<&'a str>,
}

#[derive(Serialize)]
struct Demand<'a> {
    id: &'a str,
    kind: &'static str,
    level: &'static str,
    need: f64,
    filled: f64,
    gap: f64,
    vacant: f64,
    state: &'static str,
    roles: Vec<&'a str>,
    holders: Vec<HolderEntry<'a>>,
    teams: Vec<Team<'a>>,
    source: &'a str,
}

#[derive(Serialize)]
struct HolderEntry<'a> {
    id: String,
    fte: f64,
    role: &'a str,
}

#[derive(Serialize)]
struct Team<'a> {
    team: &'a str,
    need: f64,
    filled: f64,
}

#[derive(Serialize)]
struct Role<'a> {
    id: &'a str,
    people: usize,
    fte: f64,
    vacant: usize,
}

#[derive(Serialize)]
struct Titles {
    recognised: usize,
    outside: usize,
    undecided: usize,
}

#[derive(Serialize)]
pub(super) struct FindingEntry<'a> {
    rule: &'a str,
    severity: &'static str,
    people: Vec<String>,
    people_count: usize,
    count: usize,
    demand: Option<&'a str>,
    line: Option<u64>,
    message: &'a str,
    help: &'a str,
    source: &'a str,
}
