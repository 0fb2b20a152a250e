//! Vacancies against demands: vacancies that no demand needs, gaps that no vacancy would close.

use super::words::{count, names};
use super::{Found, Rule, Sink, Team};
use crate::coverage::DemandCoverage;
use crate::model::{Grade, Level, RoleIx, Severity};
use crate::roster::{Fte, PersonIx, Status};

const SOURCE: &str = "vacancies and future starters against the demands of the profile (our judgement)";

pub(super) const NEEDLESS: Rule = Rule {
    id: "needless-vacancy",
    summary: "Vacancies for demands that are met already.",
    why: "The budget of such a position may close a gap elsewhere.",
    help: "Ask what the position is for; where there is a gap, open it for that.",
    severity: Severity::Info,
    source: SOURCE,
    grade: Grade::J,
    run: needless,
};

pub(super) const UNFUNDED: Rule = Rule {
    id: "gap-without-requisition",
    summary: "Required demands that are short, and no vacancy would close them.",
    why: "Nobody is being hired for what is missing, so the gap stays.",
    help: "Open the positions; `rolemap plan` says which and when.",
    severity: Severity::Info,
    source: SOURCE,
    grade: Grade::J,
    run: unfunded,
};

/// One finding. A vacancy for more developers is the product's matter, and one of a role that no demand names is nobody's
/// here.
fn needless(team: &Team<'_>, sink: &mut Sink<'_>) {
    let needs = |role: &RoleIx| {
        let of_role = || demands(team).filter(|d| team.model()[d.demand].roles.contains(role));
        team.model()[*role].developer
            || of_role().next().is_none()
            || of_role().any(|d| d.gap() > Fte::default())
    };
    let needless: Vec<bool> =
        team.staff.role_sets().iter().map(|set| !set.is_empty() && !set.iter().any(needs)).collect();
    let vacancies: Vec<PersonIx> = team
        .roster()
        .people()
        .filter(|p| p.status() == Status::Vacant && p.in_scope() && needless[team.staff.role_set(p.ix())])
        .map(|p| p.ix())
        .collect();
    if !vacancies.is_empty() {
        let message = format!(
            "{} demands that are met already: {}",
            count(vacancies.len(), "vacancy serves", "vacancies serve"),
            names(team, &vacancies)
        );
        sink.push(Found::new(message).people(vacancies));
    }
}

/// One finding. A roster without vacancies is one that does not list them.
fn unfunded(team: &Team<'_>, sink: &mut Sink<'_>) {
    if !team.roster().people().any(|p| p.status() == Status::Vacant) {
        return;
    }
    let short: Vec<&str> = demands(team)
        .filter(|d| d.level == Level::Required && d.gap() > d.vacant)
        .map(|d| team.model()[d.demand].id.as_str())
        .collect();
    if !short.is_empty() {
        sink.push(Found::new(format!(
            "{} not closed by any vacancy: {}",
            count(short.len(), "required gap is", "required gaps are"),
            short.join(", ")
        )));
    }
}

fn demands<'a>(team: &Team<'a>) -> impl Iterator<Item = &'a DemandCoverage> {
    team.coverage.demands()
}

#[cfg(test)]
mod tests {
    use crate::check::testing::{Cast, MODEL, cover};
    use crate::model::Level;
    use crate::roster::Status;

    fn rules(role: &str, filled: u32) -> Vec<&'static str> {
        let open = |row: &mut crate::roster::Row| {
            row.status = Status::Vacant;
            row.roles = role.into();
        };
        let cast = Cast::new().person("a", "").row("b", "a", open);
        let findings = cast.findings_with(|coverage| {
            coverage.practices = vec![cover("secops.engineer", Level::Required, 2, filled)];
        });
        findings
            .iter()
            .map(|f| f.rule)
            .filter(|r| ["needless-vacancy", "gap-without-requisition"].contains(r))
            .collect()
    }

    #[test]
    fn a_vacancy_is_needless_where_its_demands_are_met() {
        assert!(MODEL.role("siem-engineer").is_some());
        assert_eq!(rules("siem-engineer", 2), ["needless-vacancy"]);
        assert_eq!(rules("software-engineer", 2), Vec::<&str>::new(), "developers are the product's matter");
    }

    #[test]
    fn a_gap_that_no_vacancy_closes_is_named() {
        assert_eq!(rules("siem-engineer", 1), ["gap-without-requisition"], "the cover says that none would");
    }
}
