//! The search: a greedy start, then one integer program after the other.

use super::aim::Aim;
use super::instance::{Choice, Instance, Limits};
use super::options::Prefer;
use super::program::Program;
use super::work::Work;
use crate::model::Level;

/// What the search chose, and how well that is proven.
#[derive(Clone, Debug)]
pub(super) struct Chosen {
    pub(super) choice: Choice,
    /// Whether every aim is proven least.
    pub(super) optimal: bool,
    /// How far the first aim's value may be from the least, as a share of the value; none where nothing is proven.
    pub(super) bound_gap: Option<f64>,
}

/// Finds the best choice: the least of each aim among those that are least in the aims before.
///
/// # Errors
///
/// Fails where no choice was found that leaves as little open as it must; with the least that was found.
pub(super) fn search(instance: &Instance, prefer: Prefer, work: Work) -> Result<Chosen, TooLarge> {
    let start = start(instance, work)?;
    Ok(search_from(instance, start, &Aim::in_order(prefer), work))
}

/// Finds the best choice by some aims alone; the limits are on what is done, not on what is missing.
pub(super) fn search_by(instance: &Instance, aims: &[Aim], work: Work) -> Chosen {
    search_from(instance, greedy(instance), aims, work)
}

/// Whether some choice within the limits leaves as little open as it must.
pub(super) fn reaches(instance: &Instance, work: Work) -> bool {
    start(instance, work).is_ok()
}

/// The gap that remains at the end whatever is done within the limits, where it is larger than it may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct TooLarge {
    /// In units of [`Fte`](crate::roster::Fte).
    pub(super) least: i64,
    /// Whether no choice leaves less.
    pub(super) proven: bool,
}

/// Returns a choice within the limits: the greedy one, or where that leaves too much open, the one that leaves least.
fn start(instance: &Instance, work: Work) -> Result<Choice, TooLarge> {
    let free = Limits { gap: None, ..instance.limits.clone() };
    let choice = greedy(&Instance { limits: free, ..instance.clone() });
    if instance.allows(&choice) {
        return Ok(choice);
    }
    // Whatever is missing, it is less than this; the limit only makes the end a time that the program knows.
    let any = Limits { gap: Some(i64::from(i32::MAX)), ..instance.limits.clone() };
    let open = Instance { limits: any, ..instance.clone() };
    let found = Program::new(&open, work).minimise(Aim::GapAtTheEnd, &choice);
    if instance.allows(&found.choice) {
        return Ok(found.choice);
    }
    let proven = found.bound.is_some_and(|bound| found.value <= bound);
    Err(TooLarge { least: open.gap_at_the_end(&found.choice), proven })
}

/// Finds the best choice by some aims, from a choice within the limits on.
pub(super) fn search_from(instance: &Instance, start: Choice, aims: &[Aim], work: Work) -> Chosen {
    let mut choice = start;
    let mut program = Program::new(instance, work);
    let (mut optimal, mut bound_gap) = (true, None);
    for (place, &aim) in aims.iter().enumerate() {
        let found = program.minimise(aim, &choice);
        optimal &= found.bound.is_some_and(|bound| found.value <= bound);
        if !optimal {
            program.work_less();
        }
        if place == 0 {
            let share = |bound: i64| (found.value - bound).max(0) as f64 / found.value.max(1) as f64;
            bound_gap = found.bound.map(share);
        }
        program.keep(aim, found.value);
        choice = found.choice;
    }
    Chosen { choice, optimal, bound_gap }
}

/// Takes again and again the action that closes most of what is missing at the end, as early as the limits allow.
pub(super) fn greedy(instance: &Instance) -> Choice {
    let mut choice = instance.nothing();
    let missing = |choice: &Choice| {
        let counted = instance.counted.iter().zip(instance.counted_gaps(choice, instance.quarters));
        let (mut required, mut all) = (0, 0);
        for (counted, gap) in counted {
            all += gap;
            required += if counted.level == Level::Required { gap } else { 0 };
        }
        required += instance.shortfall(choice, instance.quarters, Some(Level::Required)).gap;
        all += instance.shortfall(choice, instance.quarters, None).gap;
        (required, all)
    };
    let mut now = missing(&choice);
    while now.1 > 0 {
        let mut best: Option<((i64, i64), i64, usize, usize)> = None;
        for action in 0..instance.actions.len() {
            let Some(quarter) = earliest(instance, &mut choice, action) else { continue };
            choice[action][quarter] += 1;
            let after = missing(&choice);
            choice[action][quarter] -= 1;
            let cost = instance.actions[action].cost_from(quarter, instance.quarters);
            let candidate = (after, cost, action, quarter);
            if after < now && best.is_none_or(|best| candidate < best) {
                best = Some(candidate);
            }
        }
        let Some((after, _, action, quarter)) = best else { break };
        choice[action][quarter] += 1;
        now = after;
    }
    choice
}

/// Returns the first quarter in which one more of an action may begin.
fn earliest(instance: &Instance, choice: &mut Choice, action: usize) -> Option<usize> {
    (instance.actions[action].first..instance.quarters).find(|&quarter| {
        choice[action][quarter] += 1;
        let allowed = instance.allows(choice);
        choice[action][quarter] -= 1;
        allowed
    })
}
