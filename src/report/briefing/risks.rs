//! The risks, worst first: what is required and missing, then what the rules found.

use std::cmp::Reverse;

use super::Briefing;
use crate::check::{Finding, rule};
use crate::coverage::DemandCoverage;
use crate::model::{DemandKind, Level, Severity};
use crate::report::check::Checked;
use crate::report::document::{Tone, plain};
use crate::report::gaps;
use crate::report::words;
use crate::roster::Fte;

/// Something to worry about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Risk {
    /// How bad it is.
    pub severity: Severity,
    /// What it is.
    pub title: String,
    /// How many findings stand behind it.
    pub count: usize,
    /// The findings, the first of them in full.
    pub details: Vec<String>,
    /// What to do about it.
    pub help: Option<String>,
}

impl Risk {
    /// Returns the tone of its severity.
    pub fn tone(&self) -> Tone {
        words::tone(self.severity)
    }
}

/// The most risks that the report shows as the top ones.
pub(super) const MOST_SHOWN: usize = 12;

/// The most findings that a risk states.
const MOST_DETAILS: usize = 8;

/// Returns the risks of a team, worst first: required gaps, then errors, then warnings, those of most people first.
pub fn risks(briefing: &Briefing<'_>) -> Vec<Risk> {
    let analysis = briefing.analysis();
    let checked = Checked { analysis, groups: None, all: false };
    let open = gaps::open(analysis);
    let required = open.iter().filter(|d| d.level == Level::Required);
    let mut risks: Vec<Risk> = required.map(|d| gap(&checked, d)).collect();
    for severity in [Severity::Error, Severity::Warning] {
        let told = |f: &&Finding| {
            f.people.is_empty() && f.demand.is_some_and(|d| open.iter().any(|o| o.demand == d))
        };
        let found: Vec<&Finding> =
            analysis.findings.iter().filter(|f| f.severity == severity && !told(f)).collect();
        let mut of_rules: Vec<Risk> = found.chunk_by(|a, b| a.rule == b.rule).map(of_rule).collect();
        of_rules.sort_by_key(|risk| Reverse(risk.count));
        risks.extend(of_rules);
    }
    risks
}

fn gap(checked: &Checked<'_>, covered: &DemandCoverage) -> Risk {
    let model = checked.analysis.staff.model();
    let demand = &model[covered.demand];
    let unit = words::amount_of(demand.kind, covered.need);
    let part = covered.filled > Fte::default();
    let missing = match demand.kind {
        DemandKind::Head => "nobody holds the post".to_owned(),
        DemandKind::PerTeam => format!("missing in {} of {unit}", words::amount(covered.gap())),
        _ if part => format!("{} of {unit} missing", words::amount(covered.gap())),
        kind => format!("{} missing", words::amount_of(kind, covered.gap())),
    };
    Risk {
        severity: Severity::Error,
        title: plain(&format!("{}, {}: {missing}", model[demand.practice].name, demand.name)),
        count: 1,
        details: vec![plain(&covered.why)],
        help: Some(checked.remedy(covered)),
    }
}

/// A message as a title: with a capital.
fn capital(message: &str) -> String {
    let mut chars = message.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

fn of_rule(group: &[&Finding]) -> Risk {
    let first = group[0];
    let count: usize = group.iter().map(|f| f.count).sum();
    let message = |f: &&Finding| {
        plain(&match f.line {
            Some(line) => format!("{} (line {line})", f.message),
            None => f.message.clone(),
        })
    };
    let help = Some(plain(&first.help)).filter(|help| !help.is_empty());
    if let [one] = group {
        return Risk {
            severity: one.severity,
            title: capital(&message(one)),
            count,
            details: Vec::new(),
            help,
        };
    }
    let summary = rule(first.rule).map_or(first.rule, |r| r.summary).trim_end_matches('.');
    let mut details: Vec<String> = group.iter().take(MOST_DETAILS).map(message).collect();
    if count > details.len() {
        details
            .push(format!("… and {} more, listed in the appendix", words::thousands(count - details.len())));
    }
    Risk {
        severity: first.severity,
        title: format!("{summary}: {} times", words::thousands(count)),
        count,
        details,
        help,
    }
}
