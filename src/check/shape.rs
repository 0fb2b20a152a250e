//! The shape of the lines: managers of too many or of one, chains of ones, too many layers, layers that are none.

use super::words::{count, name, names};
use super::{Found, Rule, Sink, Team};
use crate::model::{Grade, RoleKind, Severity};
use crate::org::Member;
use crate::roster::{Manager, Person, PersonIx, Status};
use crate::title::Grade as Level;

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

pub(super) const SINGLE_REPORT: Rule = Rule {
    id: "single-report",
    summary: "A manager leads one person only.",
    why: "A layer for one person costs a manager's time and gives the one a longer way up.",
    help: "Give the manager a team, or let the one report to the manager above.",
    severity: Severity::Info,
    source: "a manager leads two people at least (getreflect.io)",
    grade: Grade::C,
    run: single_report,
};

pub(super) const DEEP_CHAIN: Rule = Rule {
    id: "deep-chain",
    summary: "There are more layers between the top and the lowest people than a team of this size needs.",
    why: "Each layer delays decisions and thins what reaches the top.",
    help: "Join layers where managers lead few people.",
    severity: Severity::Info,
    source: "`layers` of the model's profiles (our judgement)",
    grade: Grade::J,
    run: deep_chain,
};

pub(super) const COMPRESSED_LINE: Rule = Rule {
    id: "compressed-line",
    summary: "Somebody reports to a person of the same title and level.",
    why: "Of two people of one level neither leads well: the upper lacks the standing, the lower the room.",
    help: "Let both report to the manager above, or give the upper one the title that fits the work.",
    severity: Severity::Info,
    source: "our judgement",
    grade: Grade::J,
    run: compressed_line,
};

/// One finding for each manager of far too many, and one with all those of somewhat too many: in a team of specialists
/// who need little leading the latter is common, and no news when said once a manager.
fn wide_span(team: &Team<'_>, sink: &mut Sink<'_>) {
    let bounds = team.model().profiles().span;
    let (most, far) = (bounds.warning_above as usize, bounds.error_above as usize);
    let span = |p: &PersonIx| team.org().span(*p);
    let leads = |p: PersonIx| {
        let (who, span) = (name(team.person(p)), span(&p));
        format!("{who} leads {span} people directly; {most} are as many as one can lead well")
    };
    let wide = team.present().filter(|p| p.in_scope()).map(|p| p.ix()).filter(|p| span(p) > most);
    let (far_too_wide, wide): (Vec<PersonIx>, Vec<PersonIx>) = wide.partition(|p| span(p) > far);
    for manager in far_too_wide {
        sink.push(Found::new(leads(manager)).people([manager]));
    }
    match wide.as_slice() {
        [] => {}
        [manager] => sink.push(Found::new(leads(*manager)).people([*manager])),
        managers => {
            let widest = managers.iter().map(span).max().unwrap_or(most);
            let message = format!(
                "{} managers lead {} to {widest} people directly; {most} are as many as one can lead well: {}",
                managers.len(),
                managers.iter().map(span).min().unwrap_or(most),
                names(team, managers)
            );
            sink.push(Found::new(message).people(wide));
        }
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

/// One finding with every manager by role who leads one person, where that is not part of a chain of ones. At the top
/// one deputy is usual, and somebody of another role who leads one is a player-coach. Where lines are not resolved,
/// nobody knows who leads one.
fn single_report(team: &Team<'_>, sink: &mut Sink<'_>) {
    let lost = |p: Person<'_>| matches!(p.manager(), Manager::Unknown | Manager::Ambiguous);
    if team.present().any(lost) {
        return;
    }
    let leads_by_role = |p: PersonIx| {
        let leader = |k| matches!(k, RoleKind::Manager | RoleKind::Head | RoleKind::Executive);
        team.staff.roles(p).iter().any(|r| leader(team.model()[*r].kind))
    };
    let managers: Vec<PersonIx> = team
        .active()
        .filter(|p| p.in_scope() && leads_by_role(p.ix()))
        .map(|p| team.org().member(p.ix()))
        .filter(|m| m.span() == 1 && m.reports().count() == 1)
        .filter(|m| !m.is_root() && !m.is_in_cycle() && !is_link(*m))
        .filter(|m| !m.reports().any(is_link))
        .map(Member::person)
        .collect();
    if !managers.is_empty() {
        let who = count(managers.len(), "manager leads", "managers lead");
        sink.push(Found::new(format!("{who} one person only: {}", names(team, &managers))).people(managers));
    }
}

/// One finding with everybody who is in a layer too many, from the top down.
fn deep_chain(team: &Team<'_>, sink: &mut Sink<'_>) {
    let most = team.model().profiles().layers.of(team.staff.active());
    let mut deepest = 0;
    let deep: Vec<PersonIx> = team
        .org()
        .broad_layers()
        .filter(|(m, layer)| *layer > most && team.person(m.person()).status() == Status::Active)
        .map(|(m, layer)| {
            deepest = deepest.max(layer);
            m.person()
        })
        .collect();
    if !deep.is_empty() {
        sink.push(
            Found::new(format!(
                "{} below layer {most}, in one of {deepest}: {}",
                count(deep.len(), "person is", "people are"),
                names(team, &deep)
            ))
            .people(deep),
        );
    }
}

/// One finding a manager, with the reports of the same title. Titles that state no level are of any level.
fn compressed_line(team: &Team<'_>, sink: &mut Sink<'_>) {
    for manager in team.active() {
        let member = team.org().member(manager.ix());
        if member.span() == 0
            || member.is_in_cycle()
            || team.staff.reading(manager.ix()).level.is_none_or(|l| l < Level::Manager)
        {
            continue;
        }
        let same: Vec<PersonIx> = member
            .reports()
            .map(|r| team.person(r.person()))
            .filter(|r| r.status() == Status::Active && is_of_one_title(manager, *r))
            .map(|r| r.ix())
            .collect();
        if !same.is_empty() {
            let message = format!(
                "{} to {}, who has the same title `{}`: {}",
                count(same.len(), "person reports", "people report"),
                name(manager),
                manager.title().trim(),
                names(team, &same)
            );
            sink.push(Found::new(message).people(same));
        }
    }
}

/// Whether two people bear one title, whatever the case of its letters.
fn is_of_one_title(one: Person<'_>, other: Person<'_>) -> bool {
    let (title, of_other) = (one.title().trim(), other.title().trim());
    one.title_symbol() == other.title_symbol()
        || match title.is_ascii() && of_other.is_ascii() {
            true => title.eq_ignore_ascii_case(of_other),
            false => title.to_lowercase() == of_other.to_lowercase(),
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
    fn managers_of_somewhat_too_many_are_one_finding_those_of_far_too_many_one_each() {
        let mut cast = Cast::new().person("a", "");
        for (manager, span) in [("b", 11), ("c", 12), ("d", 16), ("e", 20)] {
            cast = cast.person(manager, "a");
            cast = (0..span).fold(cast, |cast, i| cast.person(&format!("{manager}{i}"), manager));
        }
        let wide = found(&cast, "wide-span");
        let ids: Vec<String> = wide.iter().map(|f| cast.ids(f).join(" ")).collect();
        assert_eq!(ids, ["b c", "d", "e"]);
        assert!(wide[0].message.starts_with("2 managers lead 11 to 12 people"), "{}", wide[0].message);
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

    #[test]
    fn a_manager_by_role_of_one_is_named_a_player_coach_is_not() {
        let cast = Cast::new()
            .titled("a", "", "CEO")
            .titled("b", "a", "Engineering Manager")
            .person("c", "b")
            .person("d", "a")
            .person("e", "d");
        let single = found(&cast, "single-report");
        assert_eq!(single.len(), 1);
        assert_eq!(cast.ids(&single[0]), ["b"]);
        let lost = cast.lost("f", "nobody", crate::roster::Manager::Unknown);
        assert_eq!(found(&lost, "single-report"), [], "f may report to b");
    }

    #[test]
    fn layers_beyond_the_most_are_one_finding() {
        let mut cast = Cast::new().person("0", "");
        for layer in 1..9 {
            let manager = (layer - 1).to_string();
            cast = cast.person(&layer.to_string(), &manager).person(&format!("x{layer}"), &manager);
        }
        let deep = found(&cast, "deep-chain");
        assert_eq!(deep.len(), 1);
        assert_eq!(
            cast.ids(&deep[0]),
            ["5", "6", "7", "8", "x8", "x7", "x6", "x5"],
            "17 people need 3 layers"
        );
    }
}
