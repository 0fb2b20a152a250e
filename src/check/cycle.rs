//! People who report to each other in a circle, and those who hang on it.

use super::words::{count, name, names};
use super::{Found, Rule, Sink, Team};
use crate::model::{Grade, Severity};

/// The most people of a cycle that the message walks along.
const MOST_STEPS: usize = 6;

pub(super) const CYCLE: Rule = Rule {
    id: "cycle",
    summary: "People report to each other in a circle.",
    why: "Nobody in the circle has anybody above who could decide, and every count along the lines goes round for ever.",
    help: "Ask who of them leads the others and correct the manager of that one.",
    severity: Severity::Error,
    source: "one solid manager each, and everybody under the top (our judgement)",
    grade: Grade::J,
    run: cycles,
};

pub(super) const NOT_UNDER_A_ROOT: Rule = Rule {
    id: "not-under-a-root",
    summary: "People report, through others, into a circle instead of to the top.",
    why: "They are missing from every count from the top down: layers, spans and the people below a leader.",
    help: "Break the circle above them; their own lines may be right.",
    severity: Severity::Warning,
    source: "one solid manager each, and everybody under the top (our judgement)",
    grade: Grade::J,
    run: not_under_a_root,
};

/// One finding a cycle, its people from the earliest row on, each before their manager.
fn cycles(team: &Team<'_>, sink: &mut Sink<'_>) {
    for cycle in team.org().cycles() {
        let mut steps: Vec<String> = cycle.iter().take(MOST_STEPS).map(|p| name(team.person(*p))).collect();
        if cycle.len() > MOST_STEPS {
            steps.push(format!("{} more", cycle.len() - MOST_STEPS));
        }
        let first = name(team.person(cycle[0]));
        sink.push(
            Found::new(format!(
                "{} people report to each other in a circle: {} to {first}",
                cycle.len(),
                steps.join(" to ")
            ))
            .people(cycle.iter().copied()),
        );
    }
}

/// One finding, where there is a top; where there is none, nobody is under it and that is said.
fn not_under_a_root(team: &Team<'_>, sink: &mut Sink<'_>) {
    if team.org().roots().is_empty() {
        return;
    }
    let hanging: Vec<_> = team.org().below_cycles().to_vec();
    if !hanging.is_empty() {
        sink.push(
            Found::new(format!(
                "{} through others into a circle and not to the top: {}",
                count(hanging.len(), "person reports", "people report"),
                names(team, &hanging)
            ))
            .people(hanging),
        );
    }
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Cast, found};

    #[test]
    fn a_cycle_is_named_along_the_managers_and_those_below_it_once() {
        let cast =
            Cast::new().person("a", "").person("b", "d").person("c", "b").person("d", "c").person("e", "d");
        let cycles = found(&cast, "cycle");
        assert_eq!(cycles.len(), 1);
        assert_eq!(cast.ids(&cycles[0]), ["b", "d", "c"]);
        assert_eq!(cycles[0].line, Some(3));
        assert_eq!(cycles[0].message, "3 people report to each other in a circle: b to d to c to b");
        let below = found(&cast, "not-under-a-root");
        assert_eq!(below.len(), 1);
        assert_eq!(cast.ids(&below[0]), ["e"]);
    }

    #[test]
    fn without_a_top_nobody_is_said_to_be_outside_it() {
        let cast = Cast::new().person("a", "b").person("b", "a").person("c", "a");
        assert_eq!(found(&cast, "not-under-a-root"), []);
        assert_eq!(found(&cast, "no-root").len(), 1);
    }
}
