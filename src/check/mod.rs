//! Check: what is wrong with the team, by rule.

use crate::coverage::Coverage;
use crate::model::{DemandIx, Grade, Severity};
use crate::roster::PersonIx;
use crate::staff::Staff;

/// A rule: what it looks for, why, and the function that looks.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// The id, equal to the stem of the file.
    pub id: &'static str,
    /// What it looks for, in one sentence.
    pub summary: &'static str,
    /// Why that matters.
    pub why: &'static str,
    /// What to do about it.
    pub help: &'static str,
    /// How bad it is, unless a policy says otherwise.
    pub severity: Severity,
    /// Where the rule comes from.
    pub source: &'static str,
    /// How good the source is.
    pub grade: Grade,
    /// Looks, and reports to the sink.
    run: fn(&Team<'_>, &mut Sink),
}

/// What a rule sees.
#[derive(Clone, Copy, Debug)]
pub struct Team<'a> {
    /// The people with their roles, roster and organisation.
    pub staff: &'a Staff<'a>,
    /// The coverage.
    pub coverage: &'a Coverage,
}

/// Something wrong with the team.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The rule's id.
    pub rule: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// The people concerned, in an order that the rule states; capped at [`MOST_PEOPLE`].
    pub people: Vec<PersonIx>,
    /// How many people are concerned in all.
    pub people_count: usize,
    /// The demand concerned.
    pub demand: Option<DemandIx>,
    /// The physical line of the roster.
    pub line: Option<u64>,
    /// What was found.
    pub message: String,
    /// What to do about it.
    pub help: String,
    /// Where the rule comes from.
    pub source: String,
}

/// The most people that one finding names.
pub const MOST_PEOPLE: usize = 100;

/// Takes what a rule reports and adds what the rule says of itself.
#[derive(Debug)]
pub struct Sink {
    rule: &'static Rule,
    found: Vec<Finding>,
}

/// The rules, in the order in which they are listed.
pub const RULES: &[Rule] = &[];

/// Runs every rule and returns the findings: worst first, then by rule, then by line.
pub fn run(staff: &Staff<'_>, coverage: &Coverage) -> Vec<Finding> {
    let team = Team { staff, coverage };
    let mut found = Vec::new();
    for rule in RULES {
        let mut sink = Sink { rule, found: Vec::new() };
        (rule.run)(&team, &mut sink);
        found.append(&mut sink.found);
    }
    found
}

impl Sink {
    /// Reports one finding.
    pub(crate) fn push(
        &mut self,
        people: &[PersonIx],
        demand: Option<DemandIx>,
        line: Option<u64>,
        message: String,
    ) {
        self.found.push(Finding {
            rule: self.rule.id,
            severity: self.rule.severity,
            people: people.iter().copied().take(MOST_PEOPLE).collect(),
            people_count: people.len(),
            demand,
            line,
            message,
            help: self.rule.help.to_owned(),
            source: self.rule.source.to_owned(),
        });
    }
}
