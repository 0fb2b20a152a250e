//! The numbers that matter most.

use super::Briefing;
use crate::coverage::DemandCoverage;
use crate::model::{DemandKind, Level};
use crate::report::document::Tone;
use crate::report::{verdict, words};
use crate::roster::Fte;

/// A number with its name and what it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tile {
    /// What is counted.
    pub label: &'static str,
    /// The number, with its unit.
    pub value: String,
    /// What stands behind it.
    pub note: String,
    /// How good it is.
    pub tone: Tone,
}

/// Returns the tiles: people in scope, required demand met, demands on one person, open positions, cost of the plan.
pub(super) fn tiles(briefing: &Briefing<'_>) -> Vec<Tile> {
    let coverage = &briefing.analysis().coverage;
    let tile = |label, value, note, tone| Tile { label, value, note, tone };
    vec![
        tile(
            "People in scope",
            words::thousands(coverage.in_scope),
            format!("{} of them technical", words::thousands(coverage.technical)),
            Tone::Plain,
        ),
        required(briefing),
        single_points(briefing),
        tile(
            "Open positions",
            words::thousands(coverage.vacant),
            if coverage.vacant == 0 { "no vacancy or signed starter" } else { "vacant, or to start later" }
                .to_owned(),
            Tone::Plain,
        ),
        cost(briefing),
    ]
}

fn required(briefing: &Briefing<'_>) -> Tile {
    let model = briefing.model();
    let coverage = &briefing.analysis().coverage;
    let required = |d: &&DemandCoverage| d.level == Level::Required;
    let capacity = |d: &&DemandCoverage| model[d.demand].kind == DemandKind::Capacity;
    let sum = |amount: fn(&DemandCoverage) -> i64| -> i64 {
        coverage.demands().filter(required).filter(capacity).map(amount).sum()
    };
    let (need, filled) = (sum(|d| d.need.0), sum(|d| d.filled.0));
    let demands: Vec<&DemandCoverage> = coverage.demands().filter(required).collect();
    let met = demands.iter().filter(|d| d.gap() <= Fte::default()).count();
    let share = (need > 0).then(|| filled as f64 / need as f64);
    let tone = match met {
        met if met == demands.len() => Tone::Good,
        met if 2 * met >= demands.len() => Tone::Warning,
        _ => Tone::Bad,
    };
    let note = format!(
        "{} of {} FTE; {met} of {} demands met",
        words::amount(Fte(filled)),
        words::amount(Fte(need)),
        demands.len()
    );
    Tile { label: "Required demand met", value: words::percent(share), note, tone }
}

fn single_points(briefing: &Briefing<'_>) -> Tile {
    let analysis = briefing.analysis();
    let practices = &analysis.coverage.practices;
    let single = practices.iter().map(|p| verdict::single_points(analysis, &p.demands)).sum();
    let tone = if single > 0 { Tone::Warning } else { Tone::Good };
    let note = "demands for which one person here has a role".to_owned();
    Tile { label: "On one person", value: words::thousands(single), note, tone }
}

fn cost(briefing: &Briefing<'_>) -> Tile {
    let totals = &briefing.planned.plan.totals;
    let note = format!(
        "{} and {}; the required gap goes from {} to {}",
        words::count(totals.hires as usize, "hire", "hires"),
        words::count(totals.moves as usize, "move", "moves"),
        words::amount(totals.required_gap_before),
        words::amount(totals.required_gap_after)
    );
    Tile { label: "Cost of the plan", value: briefing.planned.money(totals.cost), note, tone: Tone::Plain }
}
