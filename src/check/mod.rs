//! Check: what is wrong with the team, by rule.
//!
//! A rule is a row of [`RULES`] and a function; what is listed, explained and written into reports comes from the
//! table. A rule reports to its [`Sink`], which adds the rule's id, severity and help, keeps to the scope and caps
//! what there is too much of.

mod absent_manager;
mod code;
mod conflict;
mod cycle;
mod email;
mod from_roster;
mod gap;
mod head;
mod near;
mod policy;
mod position;
mod practice_line;
mod presence;
mod shape;
mod sink;
mod single_holder;
#[cfg(test)]
mod testing;
mod title;
mod top;
mod unresolved;
mod words;

use std::cmp::Reverse;

use rayon::prelude::*;

use crate::coverage::Coverage;
use crate::model::{DemandIx, Grade, Model, Severity};
use crate::org::OrgGraph;
use crate::roster::{Person, PersonIx, Roster, Status};
use crate::staff::Staff;

pub use code::{CODES, Code, code};
pub use conflict::rule_of as rule_of_conflict;
pub use policy::{Allowance, Allowed, Judged, Policy};
use sink::Found;
pub use sink::Sink;

/// A rule: what it looks for, why, and the function that looks.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// The id.
    pub id: &'static str,
    /// What it looks for, in one sentence.
    pub summary: &'static str,
    /// Why that matters.
    pub why: &'static str,
    /// What to do about it.
    pub help: &'static str,
    /// How bad it is, unless the rule says why it is not or a policy says otherwise.
    pub severity: Severity,
    /// Where the rule comes from.
    pub source: &'static str,
    /// How good the source is.
    pub grade: Grade,
    /// Looks, and reports to the sink.
    run: fn(&Team<'_>, &mut Sink<'_>),
}

/// What a rule sees.
#[derive(Clone, Copy, Debug)]
pub struct Team<'a> {
    /// The people with their roles, roster and organisation.
    pub staff: &'a Staff<'a>,
    /// The coverage.
    pub coverage: &'a Coverage,
}

impl<'a> Team<'a> {
    fn model(self) -> &'a Model {
        self.staff.model()
    }

    fn roster(self) -> &'a Roster {
        self.staff.roster()
    }

    fn org(self) -> &'a OrgGraph {
        self.staff.org()
    }

    fn person(self, ix: PersonIx) -> Person<'a> {
        self.roster().person(ix)
    }

    /// Returns the rows that are not of leavers, in the order of the roster.
    fn present(self) -> impl Iterator<Item = Person<'a>> {
        self.roster().people().filter(|p| p.status() != Status::Left)
    }

    /// Returns the people who work there, in the order of the roster.
    fn active(self) -> impl Iterator<Item = Person<'a>> {
        self.roster().people().filter(|p| p.status() == Status::Active)
    }
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
    /// How many findings this one stands for: one, except where a rule found more than [`MOST_FINDINGS`] and the
    /// last one counts the rest.
    pub count: usize,
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

/// The most findings that one rule states singly.
pub const MOST_FINDINGS: usize = 100;

/// The rules, in the order in which they are listed: coverage, heads, reporting lines, duties and lines apart, shape,
/// positions, titles, people.
pub const RULES: &[Rule] = &[
    gap::GAP,
    gap::RATIO_BELOW_FLOOR,
    gap::SMALL_ROTATION,
    gap::TEAM_WITHOUT_CHAMPION,
    gap::RATIO_BELOW_BENCHMARK,
    head::VACANT,
    head::COVERED,
    head::SEVERAL,
    single_holder::RULE,
    cycle::CYCLE,
    unresolved::SELF_MANAGER,
    unresolved::UNKNOWN,
    unresolved::AMBIGUOUS,
    unresolved::UNKNOWN_DOTTED,
    top::NO_REPORTING_LINES,
    top::NO_ROOT,
    top::SEVERAL_ROOTS,
    top::BY_SELF_REFERENCE,
    top::BY_OUTSIDE_MANAGER,
    cycle::NOT_UNDER_A_ROOT,
    absent_manager::INACTIVE,
    absent_manager::VACANCY,
    absent_manager::FUTURE_START,
    absent_manager::ON_LEAVE,
    absent_manager::CONTRACTOR,
    conflict::DUTIES,
    conflict::LINES,
    conflict::LONE,
    practice_line::SCATTERED,
    practice_line::HEAD_WITHOUT_PEOPLE,
    practice_line::OUTSIDE_USUAL_LINE,
    shape::WIDE_SPAN,
    shape::DEEP_CHAIN,
    shape::NARROW_CHAIN,
    shape::SINGLE_REPORT,
    shape::COMPRESSED_LINE,
    presence::VACANT_POSITION,
    presence::INACTIVE_PERSON,
    presence::FUTURE_START,
    position::UNFUNDED,
    position::NEEDLESS,
    title::UNDECIDED,
    title::AMBIGUOUS,
    title::UNSURE,
    title::UNKNOWN_ROLE,
    from_roster::DUPLICATE_ID,
    from_roster::MISSING_ID,
    email::RULE,
    from_roster::MISSING_TITLE,
    from_roster::BAD_FTE,
    from_roster::ZERO_FTE,
    from_roster::FTE_OVER_ONE,
    from_roster::END_BEFORE_START,
    from_roster::DUPLICATE_ROW,
    from_roster::TWO_WAYS,
    from_roster::SEVERAL_MANAGERS,
    from_roster::BY_ELIMINATION,
    from_roster::MIXED_REFERENCES,
    from_roster::NORMALISED,
    from_roster::SEVERAL_ASSIGNMENTS,
    from_roster::SUPERSEDED_ROW,
    policy::UNUSED,
    policy::EXPIRED,
];

/// Returns the rule of an id.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|r| r.id == id)
}

/// Runs every rule and returns the findings: worst first, then by rule, then by line.
pub fn run(staff: &Staff<'_>, coverage: &Coverage) -> Vec<Finding> {
    let team = Team { staff, coverage };
    // Rules know nothing of each other, and what they find is put in the order of the table however they ran.
    let of_rule = |rule: &'static Rule| {
        let mut sink = Sink::new(rule, team.roster());
        (rule.run)(&team, &mut sink);
        sink.into_findings()
    };
    let mut found: Vec<Finding> = RULES.par_iter().flat_map_iter(of_rule).collect();
    sort(&mut found);
    found
}

/// Sorts findings: worst first, then by rule, then by line; what concerns no line comes before what does.
fn sort(findings: &mut [Finding]) {
    let place = |id: &str| RULES.iter().position(|r| r.id == id);
    findings.sort_by_key(|f| (Reverse(f.severity), place(f.rule), f.line));
}

#[cfg(test)]
mod tests;
