//! The verdict: one sentence with the numbers that matter, and the size of the team behind it.

use super::document::{Cell, Tone};
use super::{gaps, words};
use crate::analysis::Analysis;
use crate::coverage::{DemandCoverage, HeadState};
use crate::model::{DemandKind, Level};
use crate::roster::Fte;

/// Returns one sentence with what matters most: coverage, what is missing, posts of heads, single points.
pub fn sentence(analysis: &Analysis<'_>) -> Cell {
    let (missing, heads) = (missing(analysis), vacant_heads(analysis));
    let others = other_gaps(analysis);
    let singles = analysis.coverage.practices.iter().map(|p| single_points(analysis, &p.demands)).sum();
    let mut parts = vec![coverage(analysis)];
    if missing > Fte::default() {
        let are = if missing == Fte::ONE { "is" } else { "are" };
        parts.push(format!("{} FTE {are} missing", words::amount(missing)));
    }
    if !heads.is_empty() {
        let have = if heads.len() == 1 { "has" } else { "have" };
        parts.push(format!("{} {have} no head", words::list(&heads, "and")));
    }
    if others > 0 {
        parts.push(format!(
            "{} open",
            words::count(others, "other required demand is", "other required demands are")
        ));
    }
    if parts.len() == 1 {
        parts.push("every required demand is met".to_owned());
    }
    let whole = missing == Fte::default() && heads.is_empty() && others == 0;
    if singles > 0 {
        parts.push(words::count(singles, "demand hangs on one person", "demands hang on one person each"));
    }
    let tone = match (whole, singles) {
        (false, _) => Tone::Bad,
        (true, 0) => Tone::Good,
        (true, _) => Tone::Warning,
    };
    let (first, rest) = parts.split_first().expect("coverage stands first");
    Cell::new(format!("{first}: {}.", words::list(rest, "and")), tone)
}

/// Returns the size of the team in one line.
pub fn facts(analysis: &Analysis<'_>) -> Cell {
    let coverage = &analysis.coverage;
    let mut facts = vec![words::count(coverage.people, "person", "people")];
    if coverage.in_scope != coverage.people {
        facts.push(format!("{} in scope", words::thousands(coverage.in_scope)));
    }
    facts.push(format!("{} technical", words::thousands(coverage.technical)));
    facts.push(format!("{} FTE of developers", words::amount(coverage.developers)));
    if coverage.vacant > 0 {
        facts.push(words::count(coverage.vacant, "open position", "open positions"));
    }
    facts.push(format!("sized as {}", coverage.profile.as_str()));
    Cell::new(facts.join(" · "), Tone::Faint)
}

/// Returns how many capacity demands hang on one person: a single one in scope holds a role of theirs.
pub fn single_points(analysis: &Analysis<'_>, demands: &[DemandCoverage]) -> usize {
    let capacity = |d: &&DemandCoverage| analysis.staff.model()[d.demand].kind == DemandKind::Capacity;
    demands.iter().filter(capacity).filter(|d| d.qualified == 1 && d.filled > Fte::default()).count()
}

fn coverage(analysis: &Analysis<'_>) -> String {
    let name = |p: &crate::coverage::PracticeCoverage| analysis.staff.model()[p.practice].name.clone();
    let sized = analysis.coverage.practices.iter().filter(|p| p.coverage.is_some());
    let shares: Vec<String> =
        sized.map(|p| format!("{} of {}", words::percent(p.coverage), name(p))).collect();
    match shares.as_slice() {
        [] => "No capacity is required at this size".to_owned(),
        shares => format!("The people here cover {}", words::list(shares, "and")),
    }
}

fn required<'a>(analysis: &'a Analysis<'_>) -> impl Iterator<Item = (&'a DemandCoverage, DemandKind)> {
    let model = analysis.staff.model();
    let required = gaps::open(analysis).into_iter().filter(|d| d.level == Level::Required);
    required.map(move |d| (d, model[d.demand].kind))
}

fn missing(analysis: &Analysis<'_>) -> Fte {
    let capacity = required(analysis).filter(|(_, kind)| *kind == DemandKind::Capacity);
    Fte(capacity.map(|(d, _)| d.gap().0).sum())
}

/// The practices whose head is required and vacant.
fn vacant_heads(analysis: &Analysis<'_>) -> Vec<String> {
    let model = analysis.staff.model();
    let asked = |d: &DemandCoverage| d.level == Level::Required && model[d.demand].kind == DemandKind::Head;
    let vacant = analysis
        .coverage
        .practices
        .iter()
        .filter(|p| p.head.state == HeadState::Vacant && p.demands.iter().any(asked));
    vacant.map(|p| model[p.practice].name.clone()).collect()
}

fn other_gaps(analysis: &Analysis<'_>) -> usize {
    required(analysis).filter(|(_, kind)| !matches!(kind, DemandKind::Capacity | DemandKind::Head)).count()
}
