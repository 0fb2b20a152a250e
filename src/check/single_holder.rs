//! Demands that hang on one person.

use super::words::name;
use super::{Found, Rule, Sink, Team};
use crate::coverage::DemandState;
use crate::model::{DemandKind, Grade, Level, Severity};

pub(super) const RULE: Rule = Rule {
    id: "single-holder",
    summary: "A demand is met by one person only.",
    why: "On leave, ill or gone, this person leaves nobody who can do the work; in most projects studied, the loss of one \
          or two people is enough.",
    help: "Train a second person or hire one; until then write down what only this one knows.",
    severity: Severity::Warning,
    source: "truck factors of open-source projects: 65 % are two or less; two as the least is our judgement",
    grade: Grade::B,
    run,
};

/// One finding a demand. A demand that is short is a gap already; a head's post is one person's by nature.
fn run(team: &Team<'_>, sink: &mut Sink<'_>) {
    for practice in &team.coverage.practices {
        for covered in &practice.demands {
            let demand = &team.model()[covered.demand];
            let [holder] = covered.holders.as_slice() else { continue };
            if demand.kind != DemandKind::Capacity
                || covered.qualified != 1
                || covered.state() != DemandState::Met
            {
                continue;
            }
            let severity = match covered.level {
                Level::Required => Severity::Warning,
                Level::Recommended => Severity::Info,
            };
            let person = name(team.person(holder.person));
            let practice = &team.model()[demand.practice].name;
            sink.push(
                Found::new(format!("only {person} meets {practice}'s demand: {}", demand.name))
                    .people([holder.person])
                    .demand(covered.demand)
                    .severity(severity),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{Cast, MODEL, cover};
    use crate::coverage::Holder;
    use crate::roster::{Fte, PersonIx};

    fn found(level: Level, need: u32, qualified: usize) -> Vec<Severity> {
        let findings = Cast::new().person("a", "").findings_with(|coverage| {
            let mut practice = cover("devops.automate", level, need, 1);
            let demand = &mut practice.demands[0];
            let role = MODEL[demand.demand].roles[0];
            demand.holders = vec![Holder { person: PersonIx::from_index(0), fte: Fte::ONE, role }];
            demand.qualified = qualified;
            coverage.practices = vec![practice];
        });
        findings.iter().filter(|f| f.rule == "single-holder").map(|f| f.severity).collect()
    }

    #[test]
    fn one_person_who_meets_a_demand_alone_is_named() {
        assert_eq!(found(Level::Required, 1, 1), [Severity::Warning]);
        assert_eq!(found(Level::Recommended, 1, 1), [Severity::Info]);
    }

    #[test]
    fn a_second_person_who_could_or_a_gap_is_not_a_single_holder() {
        assert_eq!(found(Level::Required, 1, 2), []);
        assert_eq!(found(Level::Required, 2, 1), []);
    }
}
