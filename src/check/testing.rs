//! A few words for the tests of rules: a cast of people, and what is found about them.

use std::sync::LazyLock;

use super::{Finding, Judged, Policy, run};
use crate::coverage::{Coverage, DemandCoverage, HeadCoverage, HeadState, PracticeCoverage};
use crate::model::{Level, Model, Profile};
use crate::roster::{Date, Fte, Manager, PersonIx, Roster, Row};
use crate::staff::Staff;
use crate::title::Classifier;

pub(super) static MODEL: LazyLock<Model> = LazyLock::new(Model::builtin);
static CLASSIFIER: LazyLock<Classifier<'static>> =
    LazyLock::new(|| Classifier::new(&MODEL).expect("the vocabulary that the program carries is sound"));

/// Rows of a roster, from line 2 on; titles are outside the model unless given.
#[derive(Default)]
pub(super) struct Cast {
    rows: Vec<Row>,
}

impl Cast {
    pub(super) fn new() -> Self {
        Self::default()
    }

    /// Adds somebody with the id of the manager, empty for none; who names oneself reports to oneself. Managers may
    /// come later.
    pub(super) fn person(self, id: &str, manager: &str) -> Self {
        self.row(id, manager, |_| {})
    }

    /// Adds somebody with a title.
    pub(super) fn titled(self, id: &str, manager: &str, title: &str) -> Self {
        self.row(id, manager, |row| row.title = title.into())
    }

    /// Adds somebody, changed.
    pub(super) fn row(mut self, id: &str, manager: &str, change: impl FnOnce(&mut Row)) -> Self {
        let mut row = Row {
            line: self.rows.len() as u64 + 2,
            id: id.into(),
            title: "Gardener".into(),
            manager_text: manager.into(),
            in_scope: true,
            ..Row::default()
        };
        change(&mut row);
        self.rows.push(row);
        self
    }

    /// Adds somebody whose manager is not known.
    pub(super) fn lost(self, id: &str, reference: &str, manager: Manager) -> Self {
        self.row(id, reference, |row| row.manager = manager)
    }

    pub(super) fn roster(&self) -> Roster {
        let mut rows = self.rows.clone();
        let ids: Vec<String> = rows.iter().map(|r| r.id.clone()).collect();
        for row in &mut rows {
            if row.manager == Manager::Nobody && !row.manager_text.is_empty() {
                let manager =
                    ids.iter().position(|id| *id == row.manager_text).expect("a manager of the cast");
                row.manager = if row.manager_text == row.id {
                    Manager::Oneself
                } else {
                    Manager::Person(PersonIx::from_index(manager))
                };
            }
        }
        Roster::from_rows(rows)
    }

    /// Returns the ids of a finding's people.
    pub(super) fn ids(&self, finding: &Finding) -> Vec<&str> {
        finding.people.iter().map(|p| self.rows[p.index()].id.as_str()).collect()
    }

    /// Returns all findings, with the coverage changed before the rules run.
    pub(super) fn findings_with(&self, change: impl FnOnce(&mut Coverage)) -> Vec<Finding> {
        let roster = self.roster();
        let staff = Staff::new(&MODEL, &roster, &CLASSIFIER);
        let mut coverage = Coverage::new(&staff, Some(Profile::Growth));
        change(&mut coverage);
        run(&staff, &coverage)
    }

    /// Returns what a policy makes of the findings, coverage apart.
    pub(super) fn judged(&self, policy: &Policy, as_of: Date) -> Judged {
        let findings = self.findings_with(|coverage| coverage.practices.clear());
        let roster = self.roster();
        policy.apply(findings, &Staff::new(&MODEL, &roster, &CLASSIFIER), as_of)
    }
}

/// Returns the findings of one rule.
pub(super) fn found(cast: &Cast, rule: &str) -> Vec<Finding> {
    let mut findings = cast.findings_with(|coverage| coverage.practices.clear());
    findings.retain(|f| f.rule == rule);
    findings
}

/// Returns the rules that found something, coverage apart.
pub(super) fn rules_of(cast: &Cast) -> Vec<&'static str> {
    cast.findings_with(|coverage| coverage.practices.clear()).iter().map(|f| f.rule).collect()
}

/// Returns the coverage of one practice with one demand, nobody qualified and the head's post filled.
pub(super) fn cover(demand: &str, level: Level, need: u32, filled: u32) -> PracticeCoverage {
    let demand = MODEL.demands().find(|d| MODEL[*d].id.as_str() == demand).expect("a demand of the model");
    let covered = DemandCoverage {
        demand,
        level,
        need: Fte::whole(need),
        filled: Fte::whole(filled),
        vacant: Fte::default(),
        holders: Vec::new(),
        qualified: 0,
        teams: Vec::new(),
        why: "as the test says".into(),
    };
    PracticeCoverage {
        practice: MODEL[demand].practice,
        coverage: None,
        head: HeadCoverage { state: HeadState::Filled, people: Vec::new(), role: None },
        demands: vec![covered],
    }
}
