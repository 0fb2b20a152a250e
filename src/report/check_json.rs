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
    json(&entry(checked))
}

/// Returns a check as it is written.
pub(super) fn entry<'a>(checked: &'a Checked<'_>) -> Check<'a> {
    let analysis = checked.analysis;
    let model = analysis.staff.model();
    let coverage = &analysis.coverage;
    let titles = analysis.title_counts();
    Check {
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
    }
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

/// How well each practice is covered, and what is wrong: `rolemap check --format json`.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct Check<'a> {
    schema: &'static str,
    roster: Roster,
    /// In the model's order.
    practices: Vec<Practice<'a>>,
    /// In the model's order; only roles that the model has.
    roles: Vec<Role<'a>>,
    titles: Titles,
    /// Worst first, then by rule, then by line.
    findings: Vec<FindingEntry<'a>>,
    /// Findings that the policy allows; they count for nothing.
    allowed: Vec<AllowedEntry<'a>>,
    /// With `--by`, each team, department, location or manager's people; else null.
    groups: Option<groups::GroupsEntry<'a>>,
}

/// A finding that the policy allows, with its reasons.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct AllowedEntry<'a> {
    #[serde(flatten)]
    finding: FindingEntry<'a>,
    reasons: &'a [String],
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Roster {
    /// Who works there, vacant positions not counted.
    people: usize,
    /// Who of them is in scope.
    in_scope: usize,
    /// Vacant and future positions.
    vacant: usize,
    /// By what size of team the demands are sized.
    #[cfg_attr(test, schemars(extend("enum" = ["startup", "growth", "enterprise"])))]
    profile: &'static str,
    /// FTE of the developers, by which many demands are sized.
    developers: f64,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Practice<'a> {
    id: &'a str,
    name: &'a str,
    /// Filled over needed required capacity, 0 to 1; null where none is needed.
    coverage: Option<f64>,
    head: Head<'a>,
    /// In the model's order.
    demands: Vec<Demand<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Head<'a> {
    /// `covered`: by a manager or executive who is on the list of heads.
    #[cfg_attr(test, schemars(extend("enum" = ["filled", "covered", "vacant"])))]
    state: &'static str,
    /// Their ids.
    people: Vec<String>,
    /// By which role they lead.
    role: Option<&'a str>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Demand<'a> {
    id: &'a str,
    /// What is counted: FTE (`capacity`), people, teams or a post.
    #[cfg_attr(test, schemars(extend("enum" = ["head", "capacity", "people", "per-team", "share"])))]
    kind: &'static str,
    #[cfg_attr(test, schemars(extend("enum" = ["required", "recommended"])))]
    level: &'static str,
    /// In FTE, people or teams, by the kind.
    need: f64,
    /// At most the need.
    filled: f64,
    /// What is missing: need less filled.
    gap: f64,
    /// What vacant and future positions would fill.
    vacant: f64,
    #[cfg_attr(test, schemars(extend("enum" = ["met", "short", "missing"])))]
    state: &'static str,
    /// The roles that fill it.
    roles: Vec<&'a str>,
    /// Who fills it, in the order of the roster.
    holders: Vec<HolderEntry<'a>>,
    /// For `per-team`: each development team; else empty.
    teams: Vec<Team<'a>>,
    /// Why this much.
    source: &'a str,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct HolderEntry<'a> {
    id: String,
    /// What of the person goes here.
    fte: f64,
    /// By which role.
    role: &'a str,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Team<'a> {
    team: &'a str,
    need: f64,
    filled: f64,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Role<'a> {
    id: &'a str,
    people: usize,
    fte: f64,
    /// Vacant and future positions in it.
    vacant: usize,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct Titles {
    /// People whose title has a role.
    recognised: usize,
    /// People whose title is outside the model.
    outside: usize,
    /// People whose title could mean several roles.
    undecided: usize,
}

/// A finding: something that is wrong with the team.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct FindingEntry<'a> {
    /// `rolemap rules ID` explains it.
    rule: &'a str,
    #[cfg_attr(test, schemars(extend("enum" = ["error", "warning", "info"])))]
    severity: &'static str,
    /// Ids of the people concerned, at most the first of many.
    people: Vec<String>,
    /// How many people are concerned in all.
    people_count: usize,
    /// How many faults of the same kind it stands for.
    count: usize,
    /// The demand, where it is about one.
    demand: Option<&'a str>,
    /// Line of the file.
    line: Option<u64>,
    message: &'a str,
    /// What to do.
    help: &'a str,
    source: &'a str,
}
