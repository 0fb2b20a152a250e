//! The top of the organisation: none, one or several.

use super::words::{count, names};
use super::{Found, Rule, Sink, Team};
use crate::model::{Grade, Severity};
use crate::org::reports_to_oneself;
use crate::roster::{Manager, PersonIx, Status};

const SOURCE: &str = "one solid manager each, and everybody under the top (our judgement)";

pub(super) const NO_REPORTING_LINES: Rule = Rule {
    id: "no-reporting-lines",
    summary: "Nobody in the roster has a manager.",
    why: "Without reporting lines nothing can be said of heads, spans, layers or independence.",
    help: "Export the roster with the column that names each person's manager, or name it with --column manager=HEADER.",
    severity: Severity::Error,
    source: SOURCE,
    grade: Grade::J,
    run: no_reporting_lines,
};

pub(super) const NO_ROOT: Rule = Rule {
    id: "no-root",
    summary: "Everybody reports to somebody, so that there is no top.",
    why: "The top is hidden in a circle or behind a manager whom the roster does not have.",
    help: "Clear the manager of the person at the top, or export that person too.",
    severity: Severity::Error,
    source: SOURCE,
    grade: Grade::J,
    run: no_root,
};

pub(super) const SEVERAL_ROOTS: Rule = Rule {
    id: "several-roots",
    summary: "More than one person has no manager.",
    why: "Either lines are missing, or the roster holds several organisations that nobody leads together.",
    help: "Give each but the one at the top a manager, or check each part by itself with --scope.",
    severity: Severity::Warning,
    source: SOURCE,
    grade: Grade::J,
    run: several_roots,
};

pub(super) const BY_SELF_REFERENCE: Rule = Rule {
    id: "root-by-self-reference",
    summary: "The person at the top is written as reporting to themself.",
    why: "Many directories write the top so; it is taken as the top and not as a mistake.",
    help: "Nothing, if this is the person at the top.",
    severity: Severity::Info,
    source: SOURCE,
    grade: Grade::J,
    run: by_self_reference,
};

pub(super) const BY_OUTSIDE_MANAGER: Rule = Rule {
    id: "root-by-outside-manager",
    summary: "The person at the top reports to somebody outside the roster, such as a board.",
    why: "A manager outside the roster is taken as the end of the line and not as a mistake.",
    help: "Nothing, if this manager is indeed outside the organisation.",
    severity: Severity::Info,
    source: SOURCE,
    grade: Grade::J,
    run: by_outside_manager,
};

/// Whether more than one person works there and no row states a line, resolved or not.
fn has_no_lines(team: &Team<'_>) -> bool {
    team.active().take(2).count() == 2 && team.present().all(|p| p.manager() == Manager::Nobody)
}

fn no_reporting_lines(team: &Team<'_>, sink: &mut Sink<'_>) {
    if has_no_lines(team) {
        sink.push(Found::new(format!("none of {} people has a manager", team.active().count())));
    }
}

/// Where several circles part the organisation there is no one top to look for: they are reported, and that is all.
fn no_root(team: &Team<'_>, sink: &mut Sink<'_>) {
    if team.org().roots().is_empty() && team.org().cycles().len() <= 1 && team.active().next().is_some() {
        sink.push(Found::new("everybody reports to somebody: the organisation has no top"));
    }
}

fn several_roots(team: &Team<'_>, sink: &mut Sink<'_>) {
    let roots = team.org().roots();
    if roots.len() > 1 && !has_no_lines(team) {
        sink.push(
            Found::new(format!("{} people have no manager: {}", roots.len(), names(team, roots)))
                .people(roots.iter().copied()),
        );
    }
}

fn by_self_reference(team: &Team<'_>, sink: &mut Sink<'_>) {
    let selves: Vec<PersonIx> =
        team.org().roots().iter().copied().filter(|p| reports_to_oneself(team.person(*p))).collect();
    if !selves.is_empty() {
        sink.push(
            Found::new(format!(
                "{} reporting to oneself and taken as the top: {}",
                count(selves.len(), "person is written as", "people are written as"),
                names(team, &selves)
            ))
            .people(selves),
        );
    }
}

fn by_outside_manager(team: &Team<'_>, sink: &mut Sink<'_>) {
    let outside: Vec<PersonIx> = team
        .present()
        .filter(|p| p.manager() == Manager::Outside && p.status() != Status::Vacant)
        .map(|p| p.ix())
        .collect();
    if let Some(first) = outside.first() {
        let manager = team.person(*first).manager_text().trim();
        sink.push(
            Found::new(format!(
                "{} to somebody outside the roster ({manager}) and taken as the top: {}",
                count(outside.len(), "person reports", "people report"),
                names(team, &outside)
            ))
            .people(outside),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Cast, found, rules_of};

    #[test]
    fn one_top_is_sound_several_are_named_together() {
        assert_eq!(rules_of(&Cast::new().person("a", "").person("b", "a")), Vec::<&str>::new());
        let cast = Cast::new().person("a", "").person("b", "a").person("c", "").person("d", "c");
        let roots = found(&cast, "several-roots");
        assert_eq!(cast.ids(&roots[0]), ["a", "c"]);
        assert_eq!(roots[0].message, "2 people have no manager: a and c");
    }

    #[test]
    fn where_nobody_has_a_manager_that_is_said_once() {
        assert_eq!(rules_of(&Cast::new().person("a", "").person("b", "")), ["no-reporting-lines"]);
        assert_eq!(rules_of(&Cast::new().person("a", "")), Vec::<&str>::new());
    }

    #[test]
    fn who_reports_to_oneself_at_the_top_is_the_top() {
        assert_eq!(rules_of(&Cast::new().person("a", "a").person("b", "a")), ["root-by-self-reference"]);
        assert_eq!(
            rules_of(&Cast::new().person("a", "").person("b", "a").person("c", "c")),
            ["self-manager"]
        );
    }
}
