//! Where rules report to.

use super::{Finding, MOST_FINDINGS, MOST_PEOPLE, Rule};
use crate::model::{DemandIx, Severity};
use crate::roster::{PersonIx, Roster};

/// Takes what a rule reports and adds what the rule says of itself.
#[derive(Debug)]
pub struct Sink<'a> {
    rule: &'static Rule,
    roster: &'a Roster,
    found: Vec<Finding>,
    /// Stands for the findings beyond the most that are stated singly.
    rest: Option<Finding>,
}

/// What a rule found; the rule's own severity, help and source stand where it gives none.
#[derive(Debug, Default)]
pub(super) struct Found {
    people: Vec<PersonIx>,
    demand: Option<DemandIx>,
    line: Option<u64>,
    message: String,
    help: Option<String>,
    severity: Option<Severity>,
    source: Option<String>,
}

impl Found {
    /// Makes a finding of what was found, in one sentence without a full stop.
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), ..Self::default() }
    }

    /// Names the people concerned; the line of the first is the finding's, unless another is given.
    pub(super) fn people(mut self, people: impl IntoIterator<Item = PersonIx>) -> Self {
        self.people = people.into_iter().collect();
        self
    }

    /// Names the physical line concerned.
    pub(super) fn line(mut self, line: u64) -> Self {
        self.line = Some(line);
        self
    }

    /// Names the demand concerned.
    pub(super) fn demand(mut self, demand: DemandIx) -> Self {
        self.demand = Some(demand);
        self
    }

    /// Says what to do about this very finding.
    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says how bad this very finding is.
    pub(super) fn severity(mut self, severity: Severity) -> Self {
        self.severity = Some(severity);
        self
    }

    /// Says where this very finding's measure comes from.
    pub(super) fn source(mut self, source: impl Into<String>) -> Self {
        self.source = Some(source.into());
        self
    }
}

impl<'a> Sink<'a> {
    pub(super) fn new(rule: &'static Rule, roster: &'a Roster) -> Self {
        Self { rule, roster, found: Vec::new(), rest: None }
    }

    /// Returns what the rule says to do.
    pub(super) fn help(&self) -> &'static str {
        self.rule.help
    }

    /// Reports one finding; one that concerns only people outside the scope is none.
    pub(super) fn push(&mut self, found: Found) {
        let Found { people, demand, line, message, help, severity, source } = found;
        if !people.is_empty() && !people.iter().any(|p| self.roster.person(*p).in_scope()) {
            return;
        }
        let line = line.or_else(|| people.first().map(|p| self.roster.person(*p).line()));
        let severity = severity.unwrap_or(self.rule.severity);
        if self.found.len() == MOST_FINDINGS {
            let rest = self.rest.get_or_insert_with(|| self.rule.rest(line));
            rest.severity = rest.severity.max(severity);
            rest.people_count += people.len();
            rest.count += 1;
            return;
        }
        self.found.push(Finding {
            rule: self.rule.id,
            severity,
            people: people.iter().copied().take(MOST_PEOPLE).collect(),
            people_count: people.len(),
            count: 1,
            demand,
            line,
            message,
            help: help.unwrap_or_else(|| self.rule.help.to_owned()),
            source: source.unwrap_or_else(|| self.rule.source.to_owned()),
        });
    }

    /// Returns what was reported; the last finding stands for the rest where there were too many.
    pub(super) fn into_findings(self) -> Vec<Finding> {
        let Self { rule: _, roster: _, mut found, rest } = self;
        found.extend(rest.map(|rest| Finding {
            message: format!(
                "{} more of the same kind, about {} people in all",
                rest.count, rest.people_count
            ),
            ..rest
        }));
        found
    }
}

impl Rule {
    fn rest(&self, line: Option<u64>) -> Finding {
        Finding {
            rule: self.id,
            severity: Severity::Info,
            people: Vec::new(),
            people_count: 0,
            count: 0,
            demand: None,
            line,
            message: String::new(),
            help: self.help.to_owned(),
            source: self.source.to_owned(),
        }
    }
}
