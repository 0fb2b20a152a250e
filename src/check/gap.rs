//! Demands that are not met, and ratios below what the best teams have.
//!
//! Every demand that is short is one finding, of the rule that says best what is wrong; a head's post is the matter
//! of the rules of heads.

use super::words::{amount, count, roles, unit};
use super::{Found, Rule, Sink, Team};
use crate::coverage::DemandCoverage;
use crate::model::{Demand, DemandKind, Grade, Level, Measure, Profile, Severity};
use crate::roster::{Date, Fte, Status};
use crate::staff::Standing;

const SOURCE: &str = "each demand of the model names its own";

pub(super) const GAP: Rule = Rule {
    id: "gap",
    summary: "A demand of a practice is not met.",
    why: "The model says what a team of this size needs for the practice to work; this part of it is missing.",
    help: "Hire, move or train people into one of the demand's roles; `rolemap plan` says whom and when.",
    severity: Severity::Error,
    source: SOURCE,
    grade: Grade::J,
    run: |team, sink| short(team, sink, Kind::Plain),
};

pub(super) const SMALL_ROTATION: Rule = Rule {
    id: "small-rotation",
    summary: "Too few people share a rotation, such as on-call.",
    why: "With fewer people each is on call so often that the work between suffers, and people leave.",
    help: "Add people to the rotation, share it with another team, or give up round-the-clock promises.",
    severity: Severity::Error,
    source: "Google SRE book, Being On-Call: eight people on one site, six on each of several",
    grade: Grade::A,
    run: |team, sink| short(team, sink, Kind::Rotation),
};

pub(super) const TEAM_WITHOUT_CHAMPION: Rule = Rule {
    id: "team-without-champion",
    summary: "A development team lacks somebody whom every team needs, such as a security champion.",
    why: "A few specialists cannot sit in every team; without somebody inside, security comes after the fact.",
    help: "Ask for a volunteer in each team named, train them, and write the role into the column `roles`.",
    severity: Severity::Error,
    source: "OWASP SAMM, Education and Guidance, stream B",
    grade: Grade::A,
    run: |team, sink| short(team, sink, Kind::PerTeam),
};

pub(super) const RATIO_BELOW_FLOOR: Rule = Rule {
    id: "ratio-below-floor",
    summary: "There are fewer people of a craft for the developers, or for all technical people, than the least that works.",
    why: "Below the floor the few are a queue that everybody else waits in, or goes round.",
    help: "Hire, move or train people into one of the demand's roles; `rolemap plan` says whom and when.",
    severity: Severity::Error,
    source: SOURCE,
    grade: Grade::B,
    run: |team, sink| short(team, sink, Kind::Ratio(Level::Required)),
};

pub(super) const RATIO_BELOW_BENCHMARK: Rule = Rule {
    id: "ratio-below-benchmark",
    summary: "There are fewer people of a craft for the developers, or for all technical people, than comparable teams have.",
    why: "The team works, with less slack than others give themselves; growth or leavers will show it first.",
    help: "Keep it in mind for the next hires.",
    severity: Severity::Info,
    source: SOURCE,
    grade: Grade::B,
    run: below_benchmark,
};

/// By what a need is measured; each has its own rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Head,
    Rotation,
    PerTeam,
    Ratio(Level),
    Plain,
}

fn kind(team: &Team<'_>, demand: &Demand, covered: &DemandCoverage) -> Kind {
    match (demand.kind, demand.size(team.coverage.profile).map(|s| s.measure)) {
        (DemandKind::Head, _) => Kind::Head,
        (DemandKind::PerTeam, _) => Kind::PerTeam,
        (_, Some(Measure::Rotation { .. })) => Kind::Rotation,
        (_, Some(Measure::Share { .. })) => Kind::Ratio(covered.level),
        // Where the least decides and not the ratio, it is a plain gap.
        (_, Some(Measure::PerDevelopers { min, .. })) if covered.need > Fte::whole(min) => {
            Kind::Ratio(covered.level)
        }
        _ => Kind::Plain,
    }
}

/// One finding a demand of a kind that is short. A recommended demand is worth knowing, no more.
fn short(team: &Team<'_>, sink: &mut Sink<'_>, which: Kind) {
    for covered in team.coverage.demands().filter(|d| d.gap() > Fte::default()) {
        let demand = &team.model()[covered.demand];
        if kind(team, demand, covered) == which {
            sink.push(gap(team, demand, covered));
        }
    }
}

fn gap(team: &Team<'_>, demand: &Demand, covered: &DemandCoverage) -> Found {
    let practice = &team.model()[demand.practice].name;
    let mut message = format!(
        "{practice} lacks {} of {} {} for: {}",
        amount(covered.gap()),
        amount(covered.need),
        unit(demand.kind, covered.need),
        demand.name,
    );
    let without: Vec<&str> =
        covered.teams.iter().filter(|t| t.filled < t.need).map(|t| t.team.as_str()).collect();
    if let Some((last, others)) = without.split_first() {
        let others = if others.is_empty() {
            String::new()
        } else {
            format!(" and {}", count(others.len(), "other team", "other teams"))
        };
        message = format!("{message}; without are {last}{others}");
    }
    let mut help = format!("Hire, move or train somebody as {}.", roles(team, &demand.roles));
    if let Some(day) = closes(team, demand, covered) {
        help = format!("The gap closes on {day}, when those who start until then have come.");
    } else if covered.vacant > Fte::default() {
        let vacant = covered.vacant.min(covered.gap());
        help = format!("Vacant positions and those who start later would add {}. {help}", amount(vacant));
    }
    Found::new(message)
        .demand(covered.demand)
        .severity(severity(covered.level))
        .help(help)
        .source(covered.why.clone())
}

/// Returns the day on which people who start later close a gap; none where it takes more than them.
fn closes(team: &Team<'_>, demand: &Demand, covered: &DemandCoverage) -> Option<Date> {
    if covered.vacant < covered.gap() {
        return None;
    }
    let meets: Vec<bool> =
        team.staff.role_sets().iter().map(|s| s.iter().any(|r| demand.roles.contains(r))).collect();
    let future = team.staff.of_standing(Standing::Expected).map(|p| team.person(p));
    let mut starts: Vec<(Date, Fte)> = future
        .filter(|p| p.status() == Status::Future && meets[team.staff.role_set(p.ix())])
        .filter_map(|p| Some((p.start_date()?, p.fte())))
        .collect();
    starts.sort_unstable();
    let mut missing = covered.gap();
    starts.into_iter().find_map(|(day, fte)| {
        missing.0 -= if demand.kind == DemandKind::Capacity { fte.0 } else { Fte::ONE.0 };
        (missing.0 <= 0).then_some(day)
    })
}

/// One finding a demand: recommended and short, or met but by less than the model asks of another profile.
fn below_benchmark(team: &Team<'_>, sink: &mut Sink<'_>) {
    short(team, sink, Kind::Ratio(Level::Recommended));
    let developers = team.coverage.developers;
    for covered in team.coverage.demands().filter(|d| d.gap() <= Fte::default()) {
        let demand = &team.model()[covered.demand];
        let per = |profile| match demand.size(profile).map(|s| s.measure) {
            Some(Measure::PerDevelopers { per, .. }) => Some(per),
            _ => None,
        };
        let Some(own) = per(team.coverage.profile) else { continue };
        let Some(best) = Profile::ALL.into_iter().filter_map(per).min().filter(|best| *best < own) else {
            continue;
        };
        // As many as the ratio asks, rounded down: a benchmark is no reason to hire for the sake of a fraction.
        let benchmark =
            Fte::whole(u32::try_from(developers.0 / (i64::from(best) * Fte::ONE.0)).unwrap_or(u32::MAX));
        let there = held(team, demand);
        if there < benchmark {
            let practice = &team.model()[demand.practice].name;
            sink.push(
                Found::new(format!(
                    "{practice} has {} FTE for: {}; at one for {best} developers {} have {}",
                    amount(there),
                    demand.name,
                    amount(developers),
                    amount(benchmark)
                ))
                .demand(covered.demand)
                .source(demand.source.clone()),
            );
        }
    }
}

/// Returns the FTE of the people who hold a role of a demand, more than it needs or not.
fn held(team: &Team<'_>, demand: &Demand) -> Fte {
    let held = team.coverage.roles.iter().filter(|r| demand.roles.contains(&r.role));
    Fte(held.map(|r| r.fte.0).sum())
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
    use crate::check::Finding;
    use crate::check::testing::{Cast, MODEL, cover};
    use crate::coverage::{Coverage, RoleCount, TeamCoverage};

    fn gaps(demand: &str, level: Level, need: u32, filled: u32) -> Vec<Finding> {
        found(|coverage| coverage.practices = vec![cover(demand, level, need, filled)])
    }

    fn found(change: impl FnOnce(&mut Coverage)) -> Vec<Finding> {
        Cast::new().person("a", "").findings_with(change)
    }

    #[test]
    fn a_gap_is_as_bad_as_its_demand_is_needed() {
        let required = gaps("devops.build", Level::Required, 4, 1);
        assert_eq!(required.len(), 1);
        assert_eq!((required[0].rule, required[0].severity), ("gap", Severity::Error));
        assert_eq!(required[0].demand.map(|d| MODEL[d].id.to_string()), Some("devops.build".into()));
        assert_eq!(required[0].line, None);
        assert!(required[0].message.starts_with("DevOps lacks 3 of 4 FTE for: "), "{}", required[0].message);
        assert_eq!(gaps("devops.build", Level::Recommended, 4, 1)[0].severity, Severity::Info);
        assert_eq!(gaps("devops.build", Level::Required, 2, 2), []);
    }

    #[test]
    fn each_measure_has_its_rule() {
        let rule = |demand, level| gaps(demand, level, 3, 1)[0].rule;
        assert_eq!(rule("devops.automate", Level::Required), "ratio-below-floor");
        assert_eq!(rule("devsecops.code", Level::Recommended), "ratio-below-benchmark");
        assert_eq!(rule("secops.share", Level::Recommended), "ratio-below-benchmark");
        assert_eq!(rule("devops.on-call", Level::Required), "small-rotation");
        assert_eq!(rule("devsecops.champions", Level::Required), "team-without-champion");
        assert_eq!(gaps("devops.automate", Level::Required, 2, 1)[0].rule, "gap", "two are the least of all");
    }

    #[test]
    fn teams_without_are_named() {
        let findings = found(|coverage| {
            let mut practice = cover("devsecops.champions", Level::Required, 3, 1);
            practice.demands[0].teams = [("A", 1), ("B", 0), ("C", 0)]
                .map(|(team, filled)| TeamCoverage { team: team.into(), need: 1, filled })
                .into();
            coverage.practices = vec![practice];
        });
        assert!(findings[0].message.ends_with("without are B and 1 other team"), "{}", findings[0].message);
    }

    #[test]
    fn what_meets_the_floor_is_compared_with_the_benchmark() {
        let met_with = |developers| {
            found(|coverage| {
                coverage.developers = Fte::whole(developers);
                let role = MODEL.role("product-security-engineer").expect("a role of the model");
                coverage.roles = vec![RoleCount { role, people: 2, fte: Fte::whole(2), vacant: 0 }];
                coverage.practices = vec![cover("devsecops.code", Level::Required, 2, 2)];
            })
        };
        assert_eq!(met_with(194), [], "two for 2.98 benchmarks");
        let below = met_with(195);
        assert_eq!((below[0].rule, below[0].severity), ("ratio-below-benchmark", Severity::Info));
    }

    #[test]
    fn the_day_is_named_on_which_those_who_start_later_close_a_gap() {
        let starts = |month| {
            move |row: &mut crate::roster::Row| {
                row.status = Status::Future;
                row.start_date = Some(Date { year: 2027, month, day: 1 });
                row.roles = "software-engineer".into();
            }
        };
        let cast = Cast::new().person("a", "").row("b", "a", starts(5)).row("c", "a", starts(2));
        let help = |filled| {
            let findings = cast.findings_with(|coverage| {
                coverage.practices = vec![cover("devops.build", Level::Required, 3, filled)];
                coverage.practices[0].demands[0].vacant = Fte::whole(2);
            });
            findings[0].help.clone()
        };
        assert!(help(2).contains("2027-02-01"), "{}", help(2));
        assert!(help(1).contains("2027-05-01"), "{}", help(1));
        assert!(help(0).starts_with("Vacant positions"), "{}", help(0));
    }
}
