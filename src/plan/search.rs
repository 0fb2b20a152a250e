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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coverage::Coverage;
    use crate::model::Model;
    use crate::plan::{PlanOptions, build};
    use crate::roster::{Roster, Row};
    use crate::staff::Staff;
    use crate::title::Classifier;

    #[test]
    fn scratch() {
        let model = Model::builtin();
        for devs in [10, 60, 400] {
            let mut rows = Vec::new();
            let mut add = |title: &str, n: usize| {
                for i in 0..n {
                    rows.push(Row {
                        id: format!("{title}{i}"),
                        title: title.into(),
                        in_scope: true,
                        ..Row::default()
                    });
                }
            };
            add("Software Engineer", devs);
            add("Systems Administrator", devs / 10);
            add("Network Engineer", devs / 30);
            add("DevOps Engineer", devs / 20);
            add("QA Engineer", devs / 20);
            add("SOC Analyst", devs / 60);
            add("CTO", 1);
            let roster = Roster::from_rows(rows);
            let staff = Staff::new(&model, &roster, &Classifier::new(&model).unwrap());
            let coverage = Coverage::new(&staff, None);
            for quarters in [4, 8] {
                for (name, budget, hires, rate) in [
                    ("free", None, None, None),
                    ("hires", None, Some(6), None),
                    ("rate", None, None, Some(2)),
                    ("budget", Some(1_500_000), None, None),
                    ("all", Some(1_000_000), Some(9), Some(2)),
                ] {
                    let mut options = PlanOptions::new("2027Q1".parse().unwrap());
                    options.quarters = quarters;
                    (options.budget, options.max_hires, options.rate) = (budget, hires, rate);
                    let start = std::time::Instant::now();
                    let instance = build::instance(&staff, &coverage, &options);
                    let built = start.elapsed();
                    let g = greedy(&instance);
                    let greedy_time = start.elapsed();
                    let mut line = format!(
                        "{devs} {quarters} {name} actions {} built {built:?} greedy {greedy_time:?}: ",
                        instance.actions.len()
                    );
                    let mut program = Program::new(&instance, 20_000);
                    let mut choice = g;
                    for aim in Aim::in_order(Prefer::Coverage) {
                        let s = std::time::Instant::now();
                        let before = aim.value(&instance, &choice);
                        let found = program.minimise(aim, &choice);
                        line += &format!(
                            "{aim:?} {before}->{} b{:?} {:?}; ",
                            found.value,
                            found.bound,
                            s.elapsed()
                        );
                        program.keep(aim, found.value);
                        choice = found.choice;
                    }
                    eprintln!("{line}total {:?}", start.elapsed());
                }
            }
        }
    }
}
