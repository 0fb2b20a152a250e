//! The integer program: how many of each action begin in each quarter.
//!
//! Who does what is not in the program. Whole numbers of actions are; what is missing at a time is bounded from below
//! by cuts: any set of slots lacks at least what it needs beyond what everybody who can do any of them has to give,
//! and by the theorem of Ford and Fulkerson the set that lacks most says exactly what is missing. Cuts are found by
//! flows as they are needed, first for the relaxation, then for whole numbers.

use std::collections::BTreeSet;

use microlp::{ComparisonOp, OptimizationDirection, Problem, SolveOptions, SolveOutcome, Variable};

use super::aim::Aim;
use super::instance::{Choice, Counted, Instance, Time};
use crate::model::Level;
use crate::roster::Fte;

/// The most rounds of finding cuts in one search; each round adds at least one.
const MOST_ROUNDS: usize = 400;

/// A program, with the cuts found so far and the values that earlier aims must keep.
pub(super) struct Program<'i> {
    instance: &'i Instance,
    cuts: Vec<Cut>,
    kept: Vec<(Aim, i64)>,
    most_nodes: u64,
}

/// What a set of slots lacks at a time.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Cut {
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

type Row = Vec<(Variable, f64)>;

/// The variables of a program.
struct Columns {
    /// `[action][quarter]`; none before the action can begin.
    begun: Vec<Vec<Option<Variable>>>,
    /// `[slot][time]`, where the plan changes the need: whole FTE.
    need: Vec<Vec<Option<Variable>>>,
    /// FTE missing from required slots at each time, in granules.
    required: Vec<Variable>,
    /// FTE missing from all slots at each time, in granules.
    all: Vec<Variable>,
    /// People missing: `[counted][time]`.
    counted: Vec<Vec<Variable>>,
    /// Whether a slot hangs on one person or none at the end.
    single: Vec<Variable>,
}

impl<'i> Program<'i> {
    const NODES_WITHOUT_PROOF: u64 = 300;

    pub(super) fn new(instance: &'i Instance, most_nodes: u64) -> Self {
        let mut program = Self { instance, cuts: Vec::new(), kept: Vec::new(), most_nodes };
        program.separate(&instance.nothing());
        program
    }

    /// Works less from now on: what follows an unproven aim needs no proof.
    pub(super) fn work_less(&mut self) {
        self.most_nodes = self.most_nodes.min(Self::NODES_WITHOUT_PROOF);
    }

    /// Keeps the value of an aim from now on.
    pub(super) fn keep(&mut self, aim: Aim, value: i64) {
        self.kept.push((aim, value));
    }

    /// Returns the best choice for an aim among those that keep the values of earlier aims, starting from one that
    /// does.
    pub(super) fn minimise(&mut self, aim: Aim, start: &Choice) -> Found {
        let mut best = Found { choice: start.clone(), value: aim.value(self.instance, start), bound: None };
        if best.value == 0 {
            return Found { bound: Some(0), ..best };
        }
        for whole in [false, true] {
            for _ in 0..MOST_ROUNDS {
                let Some((amounts, bound)) = self.solve(aim, &best.choice, whole) else { return best };
                if !whole {
                    if self.separate_parts(&amounts) {
                        continue;
                    }
                    break;
                }
                best.bound = bound.or(best.bound);
                let choice = rounded(&amounts);
                let value = aim.value(self.instance, &choice);
                let keeps = self.instance.allows(&choice)
                    && self.kept.iter().all(|&(aim, kept)| aim.value(self.instance, &choice) <= kept);
                if keeps && value < best.value {
                    (best.choice, best.value) = (choice.clone(), value);
                }
                if best.bound.is_some_and(|bound| best.value <= bound) {
                    return best;
                }
                if !self.separate(&choice) {
                    return best;
                }
            }
        }
        best
    }

    /// Solves the program with the cuts found so far; returns the amounts and a bound on the aim's value.
    fn solve(&self, aim: Aim, start: &Choice, whole: bool) -> Option<(Vec<Vec<f64>>, Option<i64>)> {
        let mut problem = Problem::new(OptimizationDirection::Minimize);
        let costs = Costs::of(aim, self.instance);
        let columns = Columns::new(&mut problem, self.instance, &costs, whole);
        self.add_limits(&mut problem, &columns);
        self.add_gaps(&mut problem, &columns);
        for &(kept, value) in &self.kept {
            let row = Costs::of(kept, self.instance).row(self.instance, &columns);
            problem.add_constraint(&row, ComparisonOp::Le, value as f64);
        }
        let mut options = SolveOptions::default();
        options.node_limit = Some(self.most_nodes);
        if whole {
            options.warm_start = Some(self.hints(&columns, start));
        }
        let SolveOutcome::Solution(solution) = problem.solve_with(options).ok()? else { return None };
        let bound = match solution.status() {
            microlp::SolutionStatus::Optimal => Some(solution.objective()),
            microlp::SolutionStatus::Feasible => solution.stats().best_bound,
        };
        let amount = |column: &Option<Variable>| column.map_or(0.0, |column| solution.var_value(column));
        let amounts = columns.begun.iter().map(|row| row.iter().map(amount).collect()).collect();
        // The objective is whole where the numbers are; a little less than a whole number is that number.
        Some((amounts, bound.map(|bound| (bound - 1e-4).ceil() as i64)))
    }

    /// Returns the value of every column for a choice.
    fn hints(&self, columns: &Columns, choice: &Choice) -> Vec<(Variable, f64)> {
        let instance = self.instance;
        let granule = granule(instance);
        let begun = columns.begun.iter().flatten().zip(choice.iter().flatten());
        let mut hints: Vec<(Variable, f64)> =
            begun.filter_map(|(column, &n)| Some(((*column)?, f64::from(n)))).collect();
        for time in 0..instance.quarters {
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
        let limits = instance.limits;
        limit(sum(&|a, s| actions[a].cost_from(s, instance.quarters)), limits.budget);
        // Whole people: what a budget buys is rounded down, by the price of any action. This follows from the budget
        // for whole numbers and cuts off parts of people, of which the relaxation would buy too many.
        if let Some(budget) = limits.budget {
            let prices: BTreeSet<i64> = actions
                .iter()
                .flat_map(|action| {
                    [action.cost_per_quarter, action.cost_from(action.first, instance.quarters)]
                })
                .filter(|&price| price > 0)
                .collect();
            for price in prices {
                let weight = |a: usize, s: usize| actions[a].cost_from(s, instance.quarters) / price;
                limit(sum(&weight), Some(budget / price));
            }
        }
        limit(sum(&|a, _| actions[a].is_hire().into()), limits.hires);
        for quarter in 0..instance.quarters {
            let cost = |a: usize, s: usize| if s <= quarter { actions[a].cost_in(s, quarter) } else { 0 };
            limit(sum(&cost), limits.budget_per_quarter);
            limit(sum(&|a, s| (actions[a].is_hire() && s == quarter).into()), limits.rate);
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
        for time in 0..instance.quarters {
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
        for (action, begun) in instance.actions.iter().zip(&columns.begun) {
            let gains = action.joins.is_some_and(touches);
            let loses = action.leaves.is_some_and(touches);
            for (start, column) in begun.iter().enumerate().take(cut.time + 1) {
                let come = gains && start + action.delay <= cut.time;
                let net = i64::from(come) - i64::from(loses);
                if let (Some(column), true) = (column, net != 0) {
                    row.push((*column, (net * action.fte / granule) as f64));
                }
            }
        }
        (row, rest / granule)
    }

    /// Adds the cuts that say what a choice is missing; returns whether any was new.
    fn separate(&mut self, choice: &Choice) -> bool {
        let instance = self.instance;
        let mut fresh = false;
        for time in 0..instance.quarters {
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

impl Columns {
    fn new(problem: &mut Problem, instance: &Instance, costs: &Costs<'_>, whole: bool) -> Self {
        let mut column = |cost: i64, most: i64| {
            let most = i32::try_from(most).unwrap_or(i32::MAX);
            if whole {
                problem.add_integer_var(cost as f64, (0, most))
            } else {
                problem.add_var(cost as f64, (0.0, f64::from(most)))
            }
        };
        let granule = granule(instance);
        let nothing = Vec::new();
        let begun = instance.actions.iter().enumerate().map(|(a, action)| {
            let starts = 0..instance.quarters;
            starts
                .map(|s| (s >= action.first).then(|| column((costs.begun)(a, s), action.most.into())))
                .collect()
        });
        let begun = begun.collect();
        let grows = instance.actions.iter().any(|action| action.developers > 0);
        let need = instance.slots.iter().map(|slot| {
            let times = 0..instance.quarters;
            times.map(|_| slot.ratio.filter(|_| grows).map(|_| column(0, i64::from(i32::MAX)))).collect()
        });
        let need = need.collect();
        let needed = |time| {
            if grows { i64::MAX } else { instance.needs(&nothing, time).iter().sum::<i64>() / granule }
        };
        Self {
            begun,
            need,
            required: (0..instance.quarters).map(|t| column((costs.required)(t), needed(t))).collect(),
            all: (0..instance.quarters).map(|t| column((costs.all)(t), needed(t))).collect(),
            counted: (0..instance.counted.len())
                .map(|c| (0..instance.quarters).map(|t| column((costs.counted)(c, t), i64::MAX)).collect())
                .collect(),
            single: instance.slots.iter().map(|_| column(costs.single, 1)).collect(),
        }
    }

    /// Returns the row of actions with a weight by action and quarter.
    fn weighted(&self, weight: impl Fn(usize, usize) -> i64) -> Row {
        let mut row = Row::new();
        for (a, begun) in self.begun.iter().enumerate() {
            for (s, column) in begun.iter().enumerate() {
                if let (Some(column), weight @ (1.. | ..=-1)) = (column, weight(a, s)) {
                    row.push((*column, weight as f64));
                }
            }
        }
        row
    }

    /// Returns the row of actions that have begun by a time, weighted by action.
    fn by_time(&self, instance: &Instance, time: Time, weight: impl Fn(usize) -> i64) -> Row {
        self.weighted(|a, s| if time >= instance.quarters || s <= time { weight(a) } else { 0 })
    }
}

/// What is missing from a counted demand, as a row and the least it can be.
fn counted_gap(
    instance: &Instance,
    columns: &Columns,
    counted: &Counted,
    place: usize,
    time: Time,
) -> (Row, i64) {
    let actions = &instance.actions;
    let gap = columns.counted[place][time];
    match counted.per_mille {
        Some(share) => {
            let mut row = columns
                .by_time(instance, time, |a| 1000 * actions[a].count(place) - share * actions[a].technical);
            row.push((gap, 1000.0));
            (row, share * instance.technical[time] - 1000 * counted.have[time])
        }
        None => {
            let mut row = columns.by_time(instance, time, |a| actions[a].count(place));
            row.push((gap, 1.0));
            (row, counted.need - counted.have[time])
        }
    }
}

/// What each column costs for an aim.
struct Costs<'i> {
    begun: Box<dyn Fn(usize, usize) -> i64 + 'i>,
    required: Box<dyn Fn(Time) -> i64 + 'i>,
    all: Box<dyn Fn(Time) -> i64 + 'i>,
    counted: Box<dyn Fn(usize, Time) -> i64 + 'i>,
    single: i64,
}

impl<'i> Costs<'i> {
    fn of(aim: Aim, instance: &'i Instance) -> Self {
        let person = Fte::ONE.0 / granule(instance);
        let weight = move |time| instance.weight(time) / Aim::WEIGHT_UNIT;
        let none = Self {
            begun: Box::new(|_, _| 0),
            required: Box::new(|_| 0),
            all: Box::new(|_| 0),
            counted: Box::new(|_, _| 0),
            single: 0,
        };
        match aim {
            Aim::Required => Self {
                required: Box::new(weight),
                counted: Box::new(move |place, time| match instance.counted[place].level {
                    Level::Required => person * weight(time),
                    Level::Recommended => 0,
                }),
                ..none
            },
            Aim::All => Self {
                all: Box::new(weight),
                counted: Box::new(move |_, time| person * weight(time)),
                ..none
            },
            Aim::SinglePoints => Self { single: 1, ..none },
            Aim::Cost => {
                Self { begun: Box::new(|a, s| instance.actions[a].cost_from(s, instance.quarters)), ..none }
            }
            Aim::Changes => Self { begun: Box::new(|_, _| 1), ..none },
            Aim::Order => Self { begun: Box::new(|a, s| Aim::place(instance, a, s)), ..none },
        }
    }

    /// Returns the sum of what the columns cost, as a row.
    fn row(&self, instance: &Instance, columns: &Columns) -> Row {
        let mut row = columns.weighted(&self.begun);
        let times = 0..instance.quarters;
        row.extend(times.clone().map(|t| (columns.required[t], (self.required)(t) as f64)));
        row.extend(times.clone().map(|t| (columns.all[t], (self.all)(t) as f64)));
        for (place, counted) in columns.counted.iter().enumerate() {
            row.extend(times.clone().map(|t| (counted[t], (self.counted)(place, t) as f64)));
        }
        row.extend(columns.single.iter().map(|&column| (column, self.single as f64)));
        row.retain(|&(_, cost)| cost != 0.0);
        row
    }
}

/// Returns the largest amount of which every FTE of the problem is a multiple.
pub(super) fn granule(instance: &Instance) -> i64 {
    let pools = instance.pools.iter().flat_map(|pool| pool.fte.iter().copied());
    let actions = instance.actions.iter().map(|action| action.fte);
    pools.chain(actions).fold(Fte::ONE.0, |a, b| {
        let (mut a, mut b) = (a, b.abs());
        while b > 0 {
            (a, b) = (b, a % b);
        }
        a
    })
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
