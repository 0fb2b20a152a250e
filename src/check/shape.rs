//! The shape of the lines: managers of too many, chains of ones.

use super::words::{count, name, names};
use super::{Found, Rule, Sink, Team};
use crate::model::{Grade, Severity};
use crate::org::Member;
use crate::roster::PersonIx;

pub(super) const WIDE_SPAN: Rule = Rule {
    id: "wide-span",
    summary: "A manager leads more people than one can.",
    why: "Beyond a dozen direct reports a manager has no time for each, and decisions wait.",
    help: "Split the team and name a lead for each part.",
    severity: Severity::Warning,
    source: "McKinsey, How to identify the right spans of control (2017); SHRM medians",
    grade: Grade::B,
    run: wide_span,
};

pub(super) const NARROW_CHAIN: Rule = Rule {
    id: "narrow-chain",
    summary: "People in a row each lead one person only.",
    why: "Each of them is a layer that orders and reports pass through without anybody being led beside it.",
    help: "Let the last of them report to the first, or give those between a team.",
    severity: Severity::Info,
    source: "a manager leads two people at least (getreflect.io)",
    grade: Grade::C,
    run: narrow_chain,
};

fn wide_span(team: &Team<'_>, sink: &mut Sink<'_>) {
    let most = team.model().profiles().span.warning_above as usize;
    for manager in team.present().filter(|p| team.org().span(p.ix()) > most) {
        let span = team.org().span(manager.ix());
        sink.push(
            Found::new(format!(
                "{} leads {span} people directly; {most} are as many as one can",
                name(manager)
            ))
            .people([manager.ix()]),
        );
    }
}

/// One finding with everybody who is the only report of somebody and has one report in turn.
///
/// An organisation in which nobody leads two is not judged: there is no branch that the chain would hang on.
fn narrow_chain(team: &Team<'_>, sink: &mut Sink<'_>) {
    let org = team.org();
    if !org.members().any(|m| m.span() > 1) {
        return;
    }
    let links: Vec<PersonIx> = org.members().filter(|m| is_link(*m)).map(Member::person).collect();
    if !links.is_empty() {
        sink.push(
            Found::new(format!(
                "{} one person each and {} the only report of another: {}",
                count(links.len(), "person leads", "people lead"),
                if links.len() == 1 { "is" } else { "are" },
                names(team, &links)
            ))
            .people(links),
        );
    }
}

/// Whether somebody is the only report of somebody and has one report in turn.
fn is_link(member: Member<'_>) -> bool {
    member.span() == 1 && !member.is_in_cycle() && member.manager().is_some_and(|m| m.span() == 1)
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Cast, found, rules_of};

    #[test]
    fn a_span_is_wide_beyond_the_most_of_the_model() {
        let lead = |reports: usize| {
            (0..reports).fold(Cast::new().person("a", ""), |cast, i| cast.person(&format!("p{i}"), "a"))
        };
        assert_eq!(rules_of(&lead(10)), Vec::<&str>::new());
        assert_eq!(found(&lead(11), "wide-span")[0].line, Some(2));
    }

    #[test]
    fn a_chain_of_ones_is_one_finding_without_its_two_ends() {
        let cast = Cast::new()
            .person("a", "")
            .person("b", "a")
            .person("c", "a")
            .person("d", "c")
            .person("e", "d")
            .person("f", "e");
        let chain = found(&cast, "narrow-chain");
        assert_eq!(chain.len(), 1);
        assert_eq!(cast.ids(&chain[0]), ["d", "e"]);
        let line = Cast::new().person("a", "").person("b", "a").person("c", "b").person("d", "c");
        assert_eq!(rules_of(&line), Vec::<&str>::new(), "nothing but a line");
    }
}
