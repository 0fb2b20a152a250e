//! What need not be considered: actions that help nothing, and hires that another can replace.

use crate::model::Level;
use crate::plan::action::{Action, ActionKind};
use crate::plan::instance::{Counted, Instance, Slot};
use crate::roster::Fte;

/// The demands to which help can get: those with a gap or one holder, and those whose people could turn to them.
pub(super) struct Useful {
    slots: Vec<bool>,
    counted: Vec<bool>,
}

impl Useful {
    /// Takes every demand for useful.
    fn all(instance: &Instance) -> Self {
        Self { slots: vec![true; instance.slots.len()], counted: vec![true; instance.counted.len()] }
    }

    /// Finds the useful demands of a level, or of both: first those that lack something, then, again and again, those
    /// that could come to lack something when people leave them for a useful one or when they grow with it.
    pub(super) fn new(instance: &Instance, actions: &[Action], level: Option<Level>) -> Self {
        let mut useful = Self::short(instance);
        loop {
            useful.limit(instance, level);
            let before = (useful.slots.clone(), useful.counted.clone());
            useful.spread(instance, actions);
            useful.limit(instance, level);
            if (&useful.slots, &useful.counted) == (&before.0, &before.1) {
                return useful;
            }
        }
    }

    /// Finds the demands with a gap at any time, and those with fewer than two people who can do them.
    fn short(instance: &Instance) -> Self {
        let nothing = Vec::new();
        let single = |slot: &Slot| slot.need > 0 && slot.qualified < 2;
        let mut short = Self {
            slots: instance.slots.iter().map(single).collect(),
            counted: vec![false; instance.counted.len()],
        };
        for time in 0..=instance.quarters {
            let gaps = instance.gaps(&nothing, time);
            short.slots.iter_mut().zip(&gaps.slots).for_each(|(short, &gap)| *short |= gap > 0);
            short.counted.iter_mut().zip(&gaps.counted).for_each(|(short, &gap)| *short |= gap > 0);
        }
        short
    }

    fn limit(&mut self, instance: &Instance, level: Option<Level>) {
        let keeps = |of: Level| level.is_none_or(|level| of == level);
        self.slots.iter_mut().zip(&instance.slots).for_each(|(useful, slot)| *useful &= keeps(slot.level));
        self.counted.iter_mut().zip(&instance.counted).for_each(|(useful, c)| *useful &= keeps(c.level));
    }

    fn spread(&mut self, instance: &Instance, actions: &[Action]) {
        // Whoever takes over work of a pool frees the pool for the rest of what it can do.
        let before = self.slots.clone();
        for pool in &instance.pools {
            let staffed = pool.fte.iter().any(|&fte| fte > 0);
            if staffed && pool.skills.iter().any(|skill| before[skill.slot]) {
                pool.skills.iter().for_each(|skill| self.slots[skill.slot] = true);
            }
        }
        let helping: Vec<&Action> = actions.iter().filter(|a| self.is_helped_by(instance, a)).collect();
        for action in helping {
            let left = action.leaves.map(|pool| instance.pools[pool].skills.as_slice()).unwrap_or_default();
            left.iter().for_each(|skill| self.slots[skill.slot] = true);
            let lost = action.counts.iter().filter(|&&(_, more)| more < 0);
            lost.for_each(|&(place, _)| self.counted[place] = true);
            let grown = |slot: &Slot| action.developers > 0 && slot.ratio.is_some();
            self.slots.iter_mut().zip(&instance.slots).for_each(|(useful, slot)| *useful |= grown(slot));
            let grown = |counted: &Counted| action.technical > 0 && counted.per_mille.is_some();
            self.counted.iter_mut().zip(&instance.counted).for_each(|(useful, c)| *useful |= grown(c));
        }
    }

    /// Whether an action adds to a useful demand.
    pub(super) fn is_helped_by(&self, instance: &Instance, action: &Action) -> bool {
        let skills = action.joins.map(|pool| instance.pools[pool].skills.as_slice()).unwrap_or_default();
        let gained = |slot| {
            action.leaves.is_none_or(|pool| instance.pools[pool].skills.iter().all(|s| s.slot != slot))
        };
        skills.iter().any(|skill| self.slots[skill.slot] && gained(skill.slot))
            || action.counts.iter().any(|&(place, more)| more > 0 && self.counted[place])
    }

    /// Whether an action is best begun as soon as it can be: it costs the same whenever it begins, and nobody is
    /// missed where the person comes from. What can be spent in a quarter may still delay it.
    pub(super) fn is_best_at_once(&self, instance: &Instance, action: &Action) -> bool {
        let left = action.leaves.map(|pool| instance.pools[pool].skills.as_slice()).unwrap_or_default();
        !action.is_hire()
            && action.cost_per_quarter == 0
            && (action.developers, action.technical) == (0, 0)
            && left.iter().all(|skill| !self.slots[skill.slot])
            && action.counts.iter().all(|&(_, more)| more > 0)
    }

    /// Returns more than any action is worth doing: one for each person missing anywhere, and two for each demand
    /// that could hang on one.
    pub(super) fn most(&self, instance: &Instance) -> u32 {
        let nothing = Vec::new();
        let missing = |time| {
            let gaps = instance.gaps(&nothing, time);
            let up = |gap: &i64| (gap + Fte::ONE.0 - 1) / Fte::ONE.0;
            gaps.slots.iter().map(up).sum::<i64>() + gaps.counted.iter().map(up).sum::<i64>()
        };
        let most = (0..=instance.quarters).map(missing).max().unwrap_or(0);
        u32::try_from(most + 2 * instance.slots.len() as i64).unwrap_or(u32::MAX)
    }
}

/// Drops hires that another can replace in everything.
pub(super) fn without_dominated(instance: &Instance, actions: Vec<Action>) -> Vec<Action> {
    let keep = of_use(instance, &actions, &Useful::all(instance));
    actions.into_iter().zip(keep).filter(|(_, keep)| *keep).map(|(action, _)| action).collect()
}

/// Tells which of the actions are of use for demands of a level: they help one of them, and no other can replace them
/// in what they do for these.
pub(in crate::plan) fn undominated(instance: &Instance, level: Option<Level>) -> Vec<bool> {
    of_use(instance, &instance.actions, &Useful::new(instance, &instance.actions, level))
}

/// Tells which actions help a useful demand and cannot be replaced by another hire: one that can do all that is useful
/// of what they can, costs no more and starts no later. Of equals the first stays.
fn of_use(instance: &Instance, actions: &[Action], useful: &Useful) -> Vec<bool> {
    let better = |a: usize, b: usize| at_least_as_good(instance, useful, &actions[a], &actions[b]);
    let dominated = |place: usize| {
        (0..actions.len())
            .any(|other| other != place && better(other, place) && (other < place || !better(place, other)))
    };
    (0..actions.len())
        .map(|place| useful.is_helped_by(instance, &actions[place]) && !dominated(place))
        .collect()
}

fn at_least_as_good(instance: &Instance, useful: &Useful, a: &Action, b: &Action) -> bool {
    let new = |action: &Action| matches!(action.kind, ActionKind::Hire { .. } | ActionKind::Contract { .. });
    let skills =
        |action: &Action| action.joins.map(|pool| instance.pools[pool].skills.as_slice()).unwrap_or_default();
    let can = |action: &Action, slot: usize| skills(action).iter().any(|skill| skill.slot == slot);
    new(a)
        && new(b)
        && (a.technical, a.developers) == (b.technical, b.developers)
        && a.first <= b.first
        && a.cost_per_quarter <= b.cost_per_quarter
        && a.cost_once + a.cost_per_quarter <= b.cost_once + b.cost_per_quarter
        && skills(b).iter().all(|skill| !useful.slots[skill.slot] || can(a, skill.slot))
        && b.counts.iter().all(|&(place, more)| !useful.counted[place] || a.count(place) >= more)
}
