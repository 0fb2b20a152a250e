//! The check by team, department, location or manager: how well each group covers the practices, and what one could
//! lend to another.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::check_json::rounded;
use super::document::{Cell, Document, Table, Tone};
use super::words;
use crate::coverage::{By, Coverage, GroupCoverage, Loan};
use crate::model::{DemandIx, Level, Model};
use crate::roster::{Fte, Roster};

/// The groups of one kind, and how many of them to show.
#[derive(Clone, Copy, Debug)]
pub struct Groups<'a> {
    /// The model.
    pub model: &'a Model,
    /// The roster, for the names of managers.
    pub roster: &'a Roster,
    /// By what people are put into groups.
    pub by: By,
    /// The groups.
    pub groups: &'a [GroupCoverage],
    /// Whether long lists are shown whole.
    pub all: bool,
}

/// The most groups, and loans, that are shown unless all are asked for.
const MOST_SHOWN: usize = 30;

/// Adds the groups to a document: the ones with most technical people first.
pub fn add_to(groups: &Groups<'_>, document: &mut Document) {
    let mut order: Vec<&GroupCoverage> = groups.groups.iter().collect();
    order.sort_by_key(|g| std::cmp::Reverse(g.coverage.technical));
    let technical = order.iter().take_while(|g| g.coverage.technical > 0).count();
    let shown = if groups.all { order.len() } else { technical.min(MOST_SHOWN) };
    let labels = Labels::new(groups);
    document.heading(format!("By {} ({})", name(groups.by), words::thousands(order.len())));
    let names = groups.model.practices().map(|p| groups.model[p].name.clone());
    let columns: Vec<String> =
        ["Group".into(), "#Technical".into()].into_iter().chain(names.map(|n| format!("#{n}"))).collect();
    let mut table = Table::new(&columns.iter().map(String::as_str).collect::<Vec<_>>());
    for group in &order[..shown] {
        let facts =
            [Cell::new(labels.of(group), Tone::Strong), Cell::from(group.coverage.technical.to_string())];
        table.row(facts.into_iter().chain(group.coverage.practices.iter().map(|p| share(p.coverage))));
    }
    document.table(table);
    document.paragraph(Cell::new(
        "Each group is sized by its own people, as with --scope; – where nothing is required of its size.",
        Tone::Faint,
    ));
    if shown < order.len() {
        let left = words::thousands(order.len() - shown);
        document.paragraph(Cell::new(format!("… and {left} more: --all shows them."), Tone::Faint));
    }
    loans(groups, &labels, document);
}

fn share(share: Option<f64>) -> Cell {
    let tone = match share {
        None => Tone::Faint,
        Some(share) if share >= 1.0 => Tone::Good,
        Some(share) if share >= 0.5 => Tone::Warning,
        Some(_) => Tone::Bad,
    };
    Cell::new(words::percent(share), tone)
}

/// The loans, required before recommended and the largest first, so that what is cut off is the least.
fn loans(groups: &Groups<'_>, labels: &Labels<'_>, document: &mut Document) {
    let mut loans: Vec<(&GroupCoverage, &Loan)> =
        groups.groups.iter().flat_map(|g| g.loans.iter().map(move |l| (g, l))).collect();
    if loans.is_empty() {
        return;
    }
    let level = |loan: &Loan| {
        let demand = groups.groups[loan.to].coverage.demands().find(|d| d.demand == loan.demand);
        demand.map(|d| d.level)
    };
    loans.sort_by_cached_key(|(_, loan)| (level(loan), Reverse(loan.fte)));
    let shown = if groups.all { loans.len() } else { loans.len().min(MOST_SHOWN) };
    document.heading(format!("Who could help whom ({})", words::thousands(loans.len())));
    let mut table = Table::new(&["From", "To", "#FTE", "For"]);
    for (group, loan) in &loans[..shown] {
        let demand = &groups.model[loan.demand];
        let practice = &groups.model[demand.practice].name;
        let least = if level(loan) == Some(Level::Recommended) { " (recommended)" } else { "" };
        table.row([
            Cell::from(labels.of(group)),
            Cell::from(labels.of(&groups.groups[loan.to])),
            Cell::from(words::amount(loan.fte)),
            Cell::from(format!("{practice}: {}{least}", demand.name)),
        ]);
    }
    document.table(table);
    document.paragraph(Cell::new(LOANS, Tone::Faint));
    if shown < loans.len() {
        let left = words::thousands(loans.len() - shown);
        document.paragraph(Cell::new(format!("… and {left} more: --all shows them."), Tone::Faint));
    }
}

/// What the table of loans shows.
const LOANS: &str =
    "FTE that no demand of their own group takes, for a demand that another lacks; nothing is lent twice.";

/// What groups are called: a manager by name too.
struct Labels<'a> {
    managers: BTreeMap<&'a str, String>,
}

impl<'a> Labels<'a> {
    fn new(groups: &Groups<'a>) -> Self {
        let wanted: BTreeSet<&str> = match groups.by {
            By::Manager => groups.groups.iter().filter_map(|g| g.group.as_deref()).collect(),
            By::Team | By::Department | By::Location => BTreeSet::new(),
        };
        let people = groups.roster.people().filter(|p| wanted.contains(p.id()));
        Self { managers: people.map(|p| (p.id(), words::person(p))).collect() }
    }

    fn of<'b>(&'b self, group: &'b GroupCoverage) -> &'b str {
        let Some(group) = group.group.as_deref() else { return "(none)" };
        self.managers.get(group).map_or(group, String::as_str)
    }
}

/// Returns the word for what people are put into groups by.
fn name(by: By) -> &'static str {
    match by {
        By::Team => "team",
        By::Department => "department",
        By::Location => "location",
        By::Manager => "manager",
    }
}

/// Writes the groups as CSV: a row for every group and demand, with the FTE that other groups could lend.
pub fn csv(groups: &Groups<'_>) -> String {
    let mut lent: BTreeMap<(usize, DemandIx), Fte> = BTreeMap::new();
    for loan in groups.groups.iter().flat_map(|g| &g.loans) {
        lent.entry((loan.to, loan.demand)).or_default().0 += loan.fte.0;
    }
    let lent = &lent;
    let rows = groups.groups.iter().enumerate().flat_map(|(place, group)| {
        group.coverage.demands().map(move |d| {
            let demand = &groups.model[d.demand];
            [
                group.group.clone().unwrap_or_default(),
                groups.model[demand.practice].id.to_string(),
                demand.id.to_string(),
                d.level.as_str().to_owned(),
                words::amount(d.need),
                words::amount(d.filled),
                words::amount(d.gap()),
                words::amount(lent.get(&(place, d.demand)).copied().unwrap_or_default()),
            ]
        })
    });
    let header =
        [name(groups.by), "practice", "demand", "level", "need", "filled", "gap", "others_could_lend"];
    super::csv::render(&header, rows)
}

/// The groups in the JSON of a check.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(super) struct GroupsEntry<'a> {
    #[cfg_attr(test, schemars(extend("enum" = ["team", "department", "location", "manager"])))]
    by: &'static str,
    /// By name, the people without one last.
    groups: Vec<GroupEntry<'a>>,
}

/// The coverage of a group, sized by its own people.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct GroupEntry<'a> {
    /// The name, or the manager's id; null for people without.
    group: Option<&'a str>,
    people: usize,
    technical: usize,
    #[cfg_attr(test, schemars(extend("enum" = ["startup", "growth", "enterprise"])))]
    profile: &'static str,
    practices: Vec<PracticeEntry<'a>>,
    loans: Vec<LoanEntry<'a>>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct PracticeEntry<'a> {
    id: &'a str,
    coverage: Option<f64>,
    /// Required demands that are not met.
    gaps: usize,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct LoanEntry<'a> {
    to: Option<&'a str>,
    demand: &'a str,
    fte: f64,
}

pub(super) fn entry<'a>(groups: &Groups<'a>) -> GroupsEntry<'a> {
    GroupsEntry { by: name(groups.by), groups: groups.groups.iter().map(|g| group(groups, g)).collect() }
}

fn group<'a>(groups: &Groups<'a>, group: &'a GroupCoverage) -> GroupEntry<'a> {
    let GroupCoverage { group, coverage, loans } = group;
    let Coverage { profile, in_scope, technical, practices, .. } = coverage;
    let open = |p: &crate::coverage::PracticeCoverage| {
        p.demands.iter().filter(|d| d.level == Level::Required && d.gap() > Fte::default()).count()
    };
    let practice = |p: &crate::coverage::PracticeCoverage| PracticeEntry {
        id: groups.model[p.practice].id.as_str(),
        coverage: p.coverage.map(rounded),
        gaps: open(p),
    };
    let loan = |Loan { to, demand, fte }: &Loan| LoanEntry {
        to: groups.groups[*to].group.as_deref(),
        demand: groups.model[*demand].id.as_str(),
        fte: rounded(fte.as_f64()),
    };
    GroupEntry {
        group: group.as_deref(),
        people: *in_scope,
        technical: *technical,
        profile: profile.as_str(),
        practices: practices.iter().map(practice).collect(),
        loans: loans.iter().map(loan).collect(),
    }
}
