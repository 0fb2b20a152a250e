//! The search: a greedy start, then one integer program after the other.

use super::aim::Aim;
use super::instance::{Choice, Instance};
use super::options::Prefer;
use super::program::Program;
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
pub(super) fn search(instance: &Instance, prefer: Prefer, most_nodes: u64) -> Chosen {
    search_by(instance, &Aim::in_order(prefer), most_nodes)
}

/// Finds the best choice by some aims alone.
pub(super) fn search_by(instance: &Instance, aims: &[Aim], most_nodes: u64) -> Chosen {
    let mut choice = greedy(instance);
    let mut program = Program::new(instance, most_nodes);
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
