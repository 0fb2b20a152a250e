//! The heads of practices: missing, covered by somebody else, more than one.

use super::gap;
use super::words::{names, roles};
use super::{Found, Rule, Sink, Team};
use crate::coverage::{DemandCoverage, HeadState, PracticeCoverage};
use crate::model::{DemandKind, Grade, Profile, Role, Severity};
use crate::roster::PersonIx;

pub(super) const VACANT: Rule = Rule {
    id: "vacant-head",
    summary: "A practice has no head, and nobody who covers the post.",
    why: "Without somebody who answers for it, a practice has no budget, no priorities and nobody to escalate to.",
    help: "Name a head, or say in the column `roles` who covers the post.",
    severity: Severity::Error,
    source: "titles of department heads, as the model lists them for each practice",
    grade: Grade::C,
    run: vacant,
};

pub(super) const COVERED: Rule = Rule {
    id: "covered-head",
    summary: "A practice has no head of its own; a manager or executive covers the post.",
    why: "Who leads more besides has little time for the practice. In a startup that is how it should be.",
    help: "Name a head of the practice's own when the team has outgrown this.",
    severity: Severity::Warning,
    source: "titles of department heads, as the model lists them for each practice",
    grade: Grade::C,
    run: covered,
};

pub(super) const SEVERAL: Rule = Rule {
    id: "several-heads",
    summary: "Two people of the same title head one practice, neither under the other.",
    why: "Where two answer for one practice, its people do not know whose word counts.",
    help: "Say which of them answers for the practice, or divide it and title both by their part.",
    severity: Severity::Warning,
    source: "one head for each practice (our judgement)",
    grade: Grade::J,
    run: several,
};

fn vacant(team: &Team<'_>, sink: &mut Sink<'_>) {
    for (practice, demand) in demanded(team) {
        if practice.head.state != HeadState::Vacant {
            continue;
        }
        let needed = &team.model()[demand.demand];
        sink.push(
            Found::new(format!(
                "{} has no head, and nobody covers the post",
                team.model()[practice.practice].name
            ))
            .demand(demand.demand)
            .severity(gap::severity(demand.level))
            .help(format!("Name a head: {} would do.", roles(team, &needed.roles))),
        );
    }
}

fn covered(team: &Team<'_>, sink: &mut Sink<'_>) {
    let severity = if team.coverage.profile == Profile::Startup { Severity::Info } else { Severity::Warning };
    for (practice, demand) in demanded(team) {
        let head = &practice.head;
        if head.state != HeadState::Covered {
            continue;
        }
        let by = head.role.map_or(String::new(), |r| format!(", as {}", team.model()[r].name));
        sink.push(
            Found::new(format!(
                "{} has no head of its own; the post is covered by {}{by}",
                team.model()[practice.practice].name,
                names(team, &head.people)
            ))
            .people(head.people.iter().copied())
            .demand(demand.demand)
            .severity(severity.min(gap::severity(demand.level))),
        );
    }
}

/// One finding a practice, with the heads of the role that it prefers. Whose title says more than the role's, such as a
/// product or a region, heads that part; and one who is above the others leads them.
fn several(team: &Team<'_>, sink: &mut Sink<'_>) {
    for (practice, demand) in demanded(team) {
        let Some(role) = practice.head.role.filter(|_| practice.head.state == HeadState::Filled) else {
            continue;
        };
        let heads_all = |p: &PersonIx| {
            team.staff.roles(*p).contains(&role) && is_titled(&team.model()[role], team.person(*p).title())
        };
        let heads: Vec<PersonIx> = practice.head.people.iter().copied().filter(heads_all).collect();
        let first = team.org().common_manager(heads.iter().copied());
        if heads.len() > 1 && !first.is_some_and(|p| heads.contains(&p)) {
            let message = format!(
                "{} has {} people in the head's post: {}",
                team.model()[practice.practice].name,
                heads.len(),
                names(team, &heads)
            );
            sink.push(Found::new(message).people(heads).demand(demand.demand));
        }
    }
}

/// Whether a title is the role's and nothing more.
fn is_titled(role: &Role, title: &str) -> bool {
    let title = title.trim().to_lowercase();
    std::iter::once(&role.name).chain(&role.titles).any(|t| t.to_lowercase() == title)
}

/// Returns the practices of which the profile demands a head, with that demand.
fn demanded<'a>(team: &Team<'a>) -> impl Iterator<Item = (&'a PracticeCoverage, &'a DemandCoverage)> {
    let Team { staff, coverage } = *team;
    let head = |d: &&DemandCoverage| staff.model()[d.demand].kind == DemandKind::Head;
    coverage.practices.iter().filter_map(move |p| Some((p, p.demands.iter().find(head)?)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::testing::{Cast, cover};
    use crate::coverage::HeadCoverage;
    use crate::model::Level;

    fn heads(state: HeadState, level: Level, profile: Profile) -> Vec<(&'static str, Severity)> {
        let cast = Cast::new().person("a", "").person("b", "a");
        let findings = cast.findings_with(|coverage| {
            let mut practice = cover("secops.head", level, 1, 0);
            let people = if state == HeadState::Vacant { vec![] } else { vec![PersonIx::from_index(0)] };
            practice.head = HeadCoverage { state, people, role: None };
            *coverage = crate::coverage::Coverage { practices: vec![practice], profile, ..coverage.clone() };
        });
        findings.iter().map(|f| (f.rule, f.severity)).collect()
    }

    #[test]
    fn a_vacant_head_is_as_bad_as_the_head_is_needed() {
        use HeadState::Vacant;
        assert_eq!(heads(Vacant, Level::Required, Profile::Growth), [("vacant-head", Severity::Error)]);
        assert_eq!(heads(Vacant, Level::Recommended, Profile::Growth), [("vacant-head", Severity::Info)]);
    }

    #[test]
    fn a_covered_head_is_usual_in_a_startup_only() {
        use HeadState::{Covered, Filled};
        assert_eq!(heads(Covered, Level::Required, Profile::Growth), [("covered-head", Severity::Warning)]);
        assert_eq!(heads(Covered, Level::Required, Profile::Startup), [("covered-head", Severity::Info)]);
        assert_eq!(heads(Filled, Level::Required, Profile::Growth), []);
    }

    #[test]
    fn two_of_one_title_are_several_unless_one_leads_the_other() {
        let several = |second: &str| {
            let cast = Cast::new()
                .person("a", "")
                .titled("b", "a", "Head of DevOps")
                .titled("c", second, "Director of DevOps")
                .titled("d", "a", "Head of Infrastructure");
            let mut findings = cast.findings_with(|_| {});
            findings.retain(|f| f.rule == "several-heads");
            findings.iter().map(|f| cast.ids(f).join(" ")).collect::<Vec<_>>()
        };
        assert_eq!(several("a"), ["b c"]);
        assert_eq!(several("b"), Vec::<String>::new());
    }
}
