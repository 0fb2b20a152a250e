//! The variables of the program, and what each costs for an aim.

use microlp::{Problem, Variable};

use super::{Row, granule};
use crate::model::Level;
use crate::plan::action::Action;
use crate::plan::aim::Aim;
use crate::plan::instance::{Choice, Counted, Instance, Slot, Time};
use crate::roster::Fte;

/// The variables of a program.
pub(super) struct Columns {
    /// How many begin, `[action][quarter]`; none where the action cannot, and of actions that are left out.
    begun: Vec<Vec<Option<Variable>>>,
    /// `[slot][time]`, where the plan changes the need: whole FTE.
    pub(super) need: Vec<Vec<Option<Variable>>>,
    /// FTE missing from required slots at each time, in granules.
    pub(super) required: Vec<Variable>,
    /// FTE missing from all slots at each time, in granules.
    pub(super) all: Vec<Variable>,
    /// People missing: `[counted][time]`.
    pub(super) counted: Vec<Vec<Variable>>,
    /// Whether a slot hangs on one person or none at the end.
    pub(super) single: Vec<Variable>,
}

impl Columns {
    /// Makes the columns. Each ends where its amount can never be larger: the solver's tolerances grow with the
    /// bounds, and with loose ones it no longer sees that values of the aim come in steps.
    pub(super) fn new(
        problem: &mut Problem,
        instance: &Instance,
        costs: &Costs<'_>,
        useful: &[bool],
        whole: bool,
    ) -> Self {
        let mut column = |cost: i64, most: i64| {
            let most = i32::try_from(most).unwrap_or(i32::MAX);
            if whole {
                problem.add_integer_var(cost as f64, (0, most))
            } else {
                problem.add_var(cost as f64, (0.0, f64::from(most)))
            }
        };
        let quarters = 0..instance.quarters;
        let times = instance.times();
        let granule = granule(instance);
        let grows = instance.actions.iter().any(|action| action.developers > 0);
        let needed = |slot: &Slot, time| slot.need_of(instance.developers[time] + instance.most_developers());
        let missing = |time| instance.slots.iter().map(|slot| needed(slot, time)).sum::<i64>() / granule;
        let starts = |(a, action): (usize, &Action)| {
            let can = |s| (action.first..=action.last).contains(&s) && useful[a];
            quarters
                .clone()
                .map(|s| can(s).then(|| column((costs.begun)(a, s), action.most.into())))
                .collect()
        };
        let begun = instance.actions.iter().enumerate().map(starts).collect();
        let needs = |slot: &Slot| {
            let grows = slot.ratio.is_some() && grows;
            times.clone().map(|t| grows.then(|| column(0, needed(slot, t) / Fte::ONE.0))).collect()
        };
        let need = instance.slots.iter().map(needs).collect();
        let required = times.clone().map(|t| column((costs.required)(t), missing(t))).collect();
        let all = times.clone().map(|t| column((costs.all)(t), missing(t))).collect();
        let people = |(c, counted): (usize, &Counted)| {
            let most = |t| counted.need_of(instance.technical[t] + instance.most_technical());
            times.clone().map(|t| column((costs.counted)(c, t), most(t))).collect()
        };
        let counted = instance.counted.iter().enumerate().map(people).collect();
        let single = instance.slots.iter().map(|_| column(costs.single, 1)).collect();
        Self { begun, need, required, all, counted, single }
    }

    /// Returns how many of each action begin in each quarter, from the values of the columns.
    pub(super) fn amounts(&self, value: impl Fn(Variable) -> f64) -> Vec<Vec<f64>> {
        let amount = |column: &Option<Variable>| column.map_or(0.0, &value);
        self.begun.iter().map(|row| row.iter().map(amount).collect()).collect()
    }

    /// Returns the values of the columns for a choice.
    pub(super) fn begun(&self, choice: &Choice) -> impl Iterator<Item = (Variable, f64)> {
        let begun = self.begun.iter().flatten().zip(choice.iter().flatten());
        begun.filter_map(|(column, &n)| Some(((*column)?, f64::from(n))))
    }

    /// Returns the row of actions with a weight by action and the quarter in which they begin.
    pub(super) fn weighted(&self, weight: impl Fn(usize, usize) -> i64) -> Row {
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
    pub(super) fn by_time(&self, instance: &Instance, time: Time, weight: impl Fn(usize) -> i64) -> Row {
        self.weighted(|a, s| if time >= instance.quarters || s <= time { weight(a) } else { 0 })
    }
}

/// What is missing from a counted demand, as a row and the least it can be.
pub(super) fn counted_gap(
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
pub(super) struct Costs<'i> {
    pub(super) begun: Box<dyn Fn(usize, usize) -> i64 + 'i>,
    pub(super) required: Box<dyn Fn(Time) -> i64 + 'i>,
    pub(super) all: Box<dyn Fn(Time) -> i64 + 'i>,
    pub(super) counted: Box<dyn Fn(usize, Time) -> i64 + 'i>,
    pub(super) single: i64,
}

impl<'i> Costs<'i> {
    pub(super) fn of(aim: Aim, instance: &'i Instance) -> Self {
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
            Aim::Charged => Self {
                begun: Box::new(|a, s| instance.charges[a][s]),
                required: Box::new(move |time| granule(instance) * weight(time)),
                counted: Box::new(move |place, time| match instance.counted[place].level {
                    Level::Required => Fte::ONE.0 * weight(time),
                    Level::Recommended => 0,
                }),
                ..none
            },
            Aim::Charges => Self { begun: Box::new(|a, s| instance.charges[a][s]), ..none },
            Aim::GapAtTheEnd => Self {
                required: Box::new(|time| (time == instance.quarters).into()),
                counted: Box::new(move |place, time| {
                    let required = instance.counted[place].level == Level::Required;
                    if required && time == instance.quarters { person } else { 0 }
                }),
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

    /// Returns the step in which values of the aim come: every column is a whole number.
    pub(super) fn step(&self, instance: &Instance) -> i64 {
        let (times, quarters) = (instance.times(), 0..instance.quarters);
        let begun =
            (0..instance.actions.len()).flat_map(|a| quarters.clone().map(move |s| (self.begun)(a, s)));
        let gaps = times.clone().flat_map(|t| [(self.required)(t), (self.all)(t)]);
        let counted =
            (0..instance.counted.len()).flat_map(|c| times.clone().map(move |t| (self.counted)(c, t)));
        let step = begun.chain(gaps).chain(counted).fold(self.single, common);
        step.max(1)
    }

    /// Returns the sum of what the columns cost, as a row.
    pub(super) fn row(&self, instance: &Instance, columns: &Columns) -> Row {
        let mut row = columns.weighted(&self.begun);
        let times = instance.times();
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

/// Returns the greatest common divisor.
pub(super) fn common(a: i64, b: i64) -> i64 {
    let (mut a, mut b) = (a.abs(), b.abs());
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a
}
