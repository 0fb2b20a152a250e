//! Demands that are not met.

use super::words::{amount, roles, unit};
use super::{Found, Rule, Sink, Team};
use crate::coverage::DemandCoverage;
use crate::model::{Demand, DemandKind, Grade, Level, Severity};
use crate::roster::Fte;

pub(super) const GAP: Rule = Rule {
    id: "gap",
    summary: "A demand of a practice is not met.",
    why: "The model says what a team of this size needs for the practice to work; this part of it is missing.",
    help: "Hire, move or train people into one of the demand's roles; `rolemap plan` says whom and when.",
    severity: Severity::Error,
    source: "each demand names its source",
    grade: Grade::J,
    run: gaps,
};

/// One finding a demand that is short. A head's post has rules of its own. A recommended demand is worth knowing, no more.
fn gaps(team: &Team<'_>, sink: &mut Sink<'_>) {
    for practice in &team.coverage.practices {
        for covered in practice.demands.iter().filter(|d| d.gap() > Fte::default()) {
            let demand = &team.model()[covered.demand];
            if demand.kind != DemandKind::Head {
                sink.push(gap(team, demand, covered));
            }
        }
    }
}

fn gap(team: &Team<'_>, demand: &Demand, covered: &DemandCoverage) -> Found {
    let practice = &team.model()[demand.practice].name;
    let message = format!(
        "{practice} lacks {} of {} {} for: {}",
        amount(covered.gap()),
        amount(covered.need),
        unit(demand.kind, covered.need),
        demand.name,
    );
    let mut help = format!("Hire, move or train somebody as {}.", roles(team, &demand.roles));
    if covered.vacant > Fte::default() {
        let vacant = covered.vacant.min(covered.gap());
        help = format!("Fill the vacant positions: they would add {}. {help}", amount(vacant));
    }
    Found::new(message)
        .demand(covered.demand)
        .severity(severity(covered.level))
        .help(help)
        .source(covered.why.clone())
}

/// Returns how bad it is that a demand of a level is not met.
pub(super) fn severity(level: Level) -> Severity {
    match level {
        Level::Required => Severity::Error,
        Level::Recommended => Severity::Info,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{Cast, MODEL, cover};

    #[test]
    fn a_gap_is_as_bad_as_its_demand_is_needed() {
        let gaps = |level| {
            let demand = cover("devops.automate", level, 4, 1);
            let mut findings = Cast::new().person("a", "").findings_with(|c| c.practices = vec![demand]);
            findings.retain(|f| f.rule == "gap");
            findings
        };
        let required = gaps(Level::Required);
        assert_eq!(required.len(), 1);
        assert_eq!(required[0].severity, Severity::Error);
        assert_eq!(required[0].demand.map(|d| MODEL[d].id.to_string()), Some("devops.automate".into()));
        assert_eq!(required[0].line, None);
        assert!(required[0].message.starts_with("DevOps lacks 3 of 4 FTE for: "), "{}", required[0].message);
        assert_eq!(gaps(Level::Recommended)[0].severity, Severity::Info);
    }

    #[test]
    fn a_demand_that_is_met_is_no_gap() {
        let demand = cover("devops.automate", Level::Required, 2, 2);
        let findings = Cast::new().person("a", "").findings_with(|c| c.practices = vec![demand]);
        assert!(findings.iter().all(|f| f.rule != "gap"));
    }
}
