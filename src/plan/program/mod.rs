//! The integer program: how many of each action begin in each quarter.
//!
//! Who does what is not in the program. Whole numbers of actions are; what is missing at a time is bounded from below
//! by cuts: any set of slots lacks at least what it needs beyond what everybody who can do any of them has to give,
//! and by the theorem of Ford and Fulkerson the set that lacks most says exactly what is missing. Cuts are found by
//! flows as they are needed, first for the relaxation, then for whole numbers.

mod branch;
mod columns;

use std::collections::{BTreeMap, BTreeSet};

use microlp::{ComparisonOp, OptimizationDirection, Problem, SolveOptions, SolveOutcome, Variable};

use super::action::Action;
use super::aim::Aim;
use super::build::undominated;
use super::instance::{Choice, Instance, Time};
use super::work::Work;
use crate::model::Level;
use crate::roster::Fte;
use columns::{Columns, Costs, common, counted_gap};

/// A program, with the cuts found so far and the values that earlier aims must keep.
pub(super) struct Program<'i> {
    instance: &'i Instance,
    /// The actions that a best choice may need, for the first aim and for the others.
    useful: [Vec<bool>; 2],
    cuts: Vec<Cut>,
    kept: Vec<(Aim, i64)>,
    work: Work,
}

/// What a set of slots lacks at a time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cut {
    time: Time,
    /// Whether it bounds what is missing from required slots alone.
    required: bool,
    slots: Vec<bool>,
}

/// What a search found.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// The best choice.
    pub(super) choice: Choice,
    /// Its value.
    pub(super) value: i64,
    /// A value below which no choice can be.
    pub(super) bound: Option<i64>,
}

/// Actions whose sum is kept within a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    /// All that bring somebody who is paid.
    Paid,
    /// One action.
    Action(usize),
}

impl Group {
    fn contains(self, place: usize, action: &Action) -> bool {
        match self {
            Self::Paid => action.is_paid(),
            Self::Action(only) => place == only,
        }
    }
}

/// How often the actions of a group have begun by a quarter.
type Ranges = BTreeMap<(Group, usize), Range>;

/// A least and a most number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Range {
    least: i64,
    most: Option<i64>,
}

/// A search for whole numbers: where it starts, and how much work it may be.
#[derive(Clone, Copy)]
struct Whole<'c> {
    start: &'c Choice,
    most_nodes: u64,
}

/// What the solver says.
enum Answer {
    /// Amounts that may or may not be the best, a value below which no amounts are, and the work it took.
    Found { amounts: Vec<Vec<f64>>, bound: Option<i64>, nodes: u64 },
    /// No amounts keep the limits.
    Infeasible,
    /// Nothing within the work allowed.
    Unknown,
}

type Row = Vec<(Variable, f64)>;

impl<'i> Program<'i> {
    const NODES_WITHOUT_PROOF: u64 = 300;

    pub(super) fn new(instance: &'i Instance, work: Work) -> Self {
        let useful = [Some(Level::Required), None].map(|level| undominated(instance, level));
        let mut program = Self { instance, useful, cuts: Vec::new(), kept: Vec::new(), work };
        program.separate(&instance.nothing());
        program
    }

    /// Makes a program with the cuts that an earlier one of the same demands and people has found.
    pub(super) fn with_cuts(instance: &'i Instance, cuts: Vec<Cut>, work: Work) -> Self {
        let mut program = Self::new(instance, work);
        for cut in cuts {
            if !program.cuts.contains(&cut) {
                program.cuts.push(cut);
            }
        }
        program
    }

    /// Returns the cuts found.
    pub(super) fn into_cuts(self) -> Vec<Cut> {
        self.cuts
    }

    /// Works less from now on: what follows an unproven aim needs no proof.
    pub(super) fn work_less(&mut self) {
        self.work.most_nodes = self.work.most_nodes.min(Self::NODES_WITHOUT_PROOF);
    }

    /// Keeps the value of an aim from now on.
    pub(super) fn keep(&mut self, aim: Aim, value: i64) {
        self.kept.push((aim, value));
    }

    /// Solves the program with the cuts found so far, within ranges.
    fn solve(&self, aim: Aim, ranges: &Ranges, whole: Option<Whole<'_>>) -> Answer {
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let costs = Costs::of(aim, self.instance);
        let useful = &self.useful[usize::from(!aim.is_of_required())];
        let columns = Columns::new(&mut problem, self.instance, &costs, useful, whole.is_some());
        self.add_limits(&mut problem, &columns);
        self.add_gaps(&mut problem, &columns);
        self.add_ranges(&mut problem, &columns, ranges);
        for &(kept, value) in &self.kept {
            let row = Costs::of(kept, self.instance).row(self.instance, &columns);
            problem.add_constraint(&row, ComparisonOp::Le, value as f64);
        }
        let mut options = SolveOptions::default();
        options.time_limit = self.work.left();
        if let Some(Whole { start, most_nodes }) = whole {
            options.node_limit = Some(most_nodes);
            options.warm_start = Some(self.hints(&columns, start));
        }
        let solution = match problem.solve_with(options) {
            Ok(SolveOutcome::Solution(solution)) => solution,
            Err(microlp::Error::Infeasible) => return Answer::Infeasible,
            Ok(SolveOutcome::Interrupted(_)) | Err(_) => return Answer::Unknown,
        };
        let bound = match solution.status() {
            microlp::SolutionStatus::Optimal => Some(solution.objective()),
            microlp::SolutionStatus::Feasible => solution.stats().best_bound,
        };
        // A little less than a value of the aim is that value.
        let step = costs.step(self.instance);
        let up = |bound: f64| {
            let whole = (bound - 1e-4).ceil() as i64;
            whole + (-whole).rem_euclid(step)
        };
        Answer::Found {
            amounts: columns.amounts(|column| solution.var_value(column)),
            bound: bound.map(up),
            nodes: solution.stats().nodes_solved,
        }
    }

    fn add_ranges(&self, problem: &mut Problem, columns: &Columns, ranges: &Ranges) {
        let actions = &self.instance.actions;
        for (&(group, quarter), range) in ranges {
            let row = columns.weighted(|a, s| (s <= quarter && group.contains(a, &actions[a])).into());
            if range.least > 0 {
                problem.add_constraint(&row, ComparisonOp::Ge, range.least as f64);
            }
            if let Some(most) = range.most {
                problem.add_constraint(&row, ComparisonOp::Le, most as f64);
            }
        }
    }

    /// Returns the value of every column for a choice.
    fn hints(&self, columns: &Columns, choice: &Choice) -> Vec<(Variable, f64)> {
        let instance = self.instance;
        let granule = granule(instance);
        let mut hints: Vec<(Variable, f64)> = columns.begun(choice).collect();
        for time in instance.times() {
            let missing = |level| (instance.shortfall(choice, time, level).gap / granule) as f64;
            hints.push((columns.required[time], missing(Some(Level::Required))));
            hints.push((columns.all[time], missing(None)));
            let counted = instance.counted_gaps(choice, time);
            let people = counted.iter().map(|gap| (gap / Fte::ONE.0) as f64);
            hints.extend(columns.counted.iter().map(|column| column[time]).zip(people));
            let needs = columns.need.iter().zip(instance.needs(choice, time));
            hints
                .extend(needs.filter_map(|(column, need)| Some((column[time]?, (need / Fte::ONE.0) as f64))));
        }
        let single = instance.singles(choice).into_iter().map(|single| f64::from(u8::from(single)));
        hints.extend(columns.single.iter().copied().zip(single));
        hints
    }

    fn add_limits(&self, problem: &mut Problem, columns: &Columns) {
        let instance = self.instance;
        let sum = |weight: &dyn Fn(usize, usize) -> i64| -> Row { columns.weighted(weight) };
        let mut limit = |row: Row, limit: Option<i64>| {
            if let Some(limit) = limit
                && !row.is_empty()
            {
                problem.add_constraint(&row, ComparisonOp::Le, limit as f64);
            }
        };
        let actions = &instance.actions;
        let limits = &instance.limits;
        limit(sum(&|a, s| actions[a].cost_from(s, instance.quarters)), limits.budget);
        // Whole people: what a budget buys is rounded down, by the price of any action. This follows from the budget
        // for whole numbers and cuts off parts of people, of which the relaxation would buy too many.
        if let Some(budget) = limits.budget {
            let prices: BTreeSet<i64> = actions
                .iter()
                .flat_map(|action| {
                    let starts = action.first..=action.last;
                    let whole = starts.map(|start| action.cost_from(start, instance.quarters));
                    whole.chain([action.cost_per_quarter])
                })
                .filter(|&price| price > 0)
                .collect();
            for price in prices {
                let weight = |a: usize, s: usize| actions[a].cost_from(s, instance.quarters) / price;
                limit(sum(&weight), Some(budget / price));
            }
        }
        limit(sum(&|a, _| actions[a].is_hire().into()), limits.hires);
        if let Some(gap) = limits.gap {
            let row = Costs::of(Aim::GapAtTheEnd, instance).row(instance, columns);
            limit(row, Some(gap / granule(instance)));
        }
        for quarter in 0..instance.quarters {
            let cost = |a: usize, s: usize| if s <= quarter { actions[a].cost_in(s, quarter) } else { 0 };
            limit(sum(&cost), limits.budgets.as_ref().map(|budgets| budgets[quarter]));
            limit(
                sum(&|a, s| (actions[a].is_hire() && s == quarter).into()),
                limits.rates.as_ref().map(|rates| rates[quarter]),
            );
        }
        for (movers, &people) in instance.movers.iter().enumerate() {
            limit(sum(&|a, _| (actions[a].movers == Some(movers)).into()), Some(people.into()));
        }
        for (action, numbers) in actions.iter().enumerate() {
            limit(sum(&|a, _| (a == action).into()), Some(numbers.most.into()));
        }
    }

    fn add_gaps(&self, problem: &mut Problem, columns: &Columns) {
        let instance = self.instance;
        for cut in &self.cuts {
            let (row, rest) = self.cut(columns, cut);
            problem.add_constraint(&row, ComparisonOp::Ge, rest as f64);
        }
        for time in instance.times() {
            let row = [(columns.all[time], 1.0), (columns.required[time], -1.0)];
            problem.add_constraint(row, ComparisonOp::Ge, 0.0);
            for (place, counted) in instance.counted.iter().enumerate() {
                let (row, rest) = counted_gap(instance, columns, counted, place, time);
                problem.add_constraint(&row, ComparisonOp::Ge, rest as f64);
            }
            for (slot, needs) in columns.need.iter().enumerate() {
                if let (Some(need), Some(ratio)) = (needs[time], instance.slots[slot].ratio) {
                    let mut row = columns.by_time(instance, time, |a| -instance.actions[a].developers);
                    row.push((need, (ratio.per * Fte::ONE.0) as f64));
                    problem.add_constraint(&row, ComparisonOp::Ge, instance.developers[time] as f64);
                }
            }
        }
        for (slot, numbers) in instance.slots.iter().enumerate().filter(|(_, slot)| slot.need > 0) {
            let mut row =
                columns.by_time(instance, instance.quarters, |a| instance.actions[a].qualification(slot));
            row.push((columns.single[slot], 2.0));
            problem.add_constraint(&row, ComparisonOp::Ge, (2 - numbers.qualified) as f64);
        }
    }

    /// Returns a cut as a row of amounts, at least the number returned with it.
    fn cut(&self, columns: &Columns, cut: &Cut) -> (Row, i64) {
        let instance = self.instance;
        let granule = granule(instance);
        let touches = |pool: usize| instance.pools[pool].skills.iter().any(|skill| cut.slots[skill.slot]);
        let mut rest = 0;
        let gap = if cut.required { columns.required[cut.time] } else { columns.all[cut.time] };
        let mut row: Row = vec![(gap, 1.0)];
        for (place, slot) in instance.slots.iter().enumerate().filter(|(place, _)| cut.slots[*place]) {
            match columns.need[place][cut.time] {
                Some(need) => row.push((need, -((Fte::ONE.0 / granule) as f64))),
                None => rest += slot.need_of(instance.developers[cut.time]),
            }
        }
        for pool in (0..instance.pools.len()).filter(|&pool| touches(pool)) {
            rest -= instance.pools[pool].fte[cut.time];
        }
        let gains: Vec<bool> = instance.actions.iter().map(|a| a.joins.is_some_and(touches)).collect();
        let loses: Vec<bool> = instance.actions.iter().map(|a| a.leaves.is_some_and(touches)).collect();
        row.extend(columns.weighted(|a, start| {
            let action = &instance.actions[a];
            let at_the_end = cut.time >= instance.quarters;
            let come = gains[a] && (at_the_end || start + action.delay <= cut.time);
            let gone = loses[a] && start <= cut.time;
            (i64::from(come) - i64::from(gone)) * action.fte / granule
        }));
        (row, rest / granule)
    }

    /// Adds the cuts that say what a choice is missing; returns whether any was new.
    fn separate(&mut self, choice: &Choice) -> bool {
        let instance = self.instance;
        let mut fresh = false;
        for time in instance.times() {
            for level in [Some(Level::Required), None] {
                let proof = instance.shortfall(choice, time, level).proof;
                fresh |= self.add(time, level, proof);
            }
        }
        fresh
    }

    /// Adds cuts for amounts that need not be whole.
    fn separate_parts(&mut self, amounts: &[Vec<f64>]) -> bool {
        let instance = self.instance;
        let mut fresh = false;
        for time in 0..instance.quarters {
            let supply = supply_of_parts(instance, amounts, time);
            for level in [Some(Level::Required), None] {
                let needs: Vec<i64> = instance
                    .slots
                    .iter()
                    .map(|slot| if level.is_some_and(|level| level != slot.level) { 0 } else { slot.need })
                    .collect();
                let proof = super::flow::shortfall(&instance.pools, &supply, &needs).proof;
                fresh |= self.add(time, level, proof);
            }
        }
        fresh
    }

    fn add(&mut self, time: Time, level: Option<Level>, mut proof: Vec<bool>) -> bool {
        for (in_proof, slot) in proof.iter_mut().zip(&self.instance.slots) {
            *in_proof &= level.is_none_or(|level| slot.level == level);
        }
        let cut = Cut { time, required: level.is_some(), slots: proof };
        let fresh = cut.slots.contains(&true) && !self.cuts.contains(&cut);
        if fresh {
            self.cuts.push(cut);
        }
        fresh
    }
}

/// Returns the largest amount of which every FTE of the problem is a multiple.
pub(super) fn granule(instance: &Instance) -> i64 {
    let pools = instance.pools.iter().flat_map(|pool| pool.fte.iter().copied());
    let actions = instance.actions.iter().map(|action| action.fte);
    pools.chain(actions).fold(Fte::ONE.0, common)
}

fn rounded(amounts: &[Vec<f64>]) -> Choice {
    amounts.iter().map(|row| row.iter().map(|&n| n.round().max(0.0) as u32).collect()).collect()
}

fn supply_of_parts(instance: &Instance, amounts: &[Vec<f64>], time: Time) -> Vec<i64> {
    let mut supply: Vec<f64> = instance.pools.iter().map(|pool| pool.fte[time] as f64).collect();
    for (action, begun) in instance.actions.iter().zip(amounts) {
        for (start, amount) in begun.iter().enumerate().take(time + 1) {
            let fte = amount * action.fte as f64;
            if let Some(pool) = action.leaves {
                supply[pool] -= fte;
            }
            if let Some(pool) = action.joins.filter(|_| start + action.delay <= time) {
                supply[pool] += fte;
            }
        }
    }
    supply.into_iter().map(|fte| fte.round() as i64).collect()
}
