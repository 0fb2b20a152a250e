//! The planning problem in whole numbers: what is needed, who is there, what could be done.
//!
//! People are grouped by what they can do, so the size of the problem depends on roles, demands and quarters, never
//! on how many people there are.

use std::ops::Range;

use super::action::Action;
use super::flow;
use crate::coverage::{Ask, Group, Skill, assign};
use crate::model::{DemandIx, Level};
use crate::roster::Fte;

/// Where the plan has got to: the quarters from 0, and the time when everybody has come and is trained.
pub(super) type Time = usize;

/// How many of each action begin in each quarter: `[action][quarter]`.
pub(super) type Choice = Vec<Vec<u32>>;

/// The planning problem in whole numbers; FTE are in ten-thousandths.
#[derive(Clone, Debug)]
pub(super) struct Instance {
    /// The number of quarters, which is also the time after all of them.
    pub(super) quarters: usize,
    /// Demands that share FTE; the place is the slot.
    pub(super) slots: Vec<Slot>,
    /// People who can do the same, with what they have to give at each time.
    pub(super) pools: Vec<Pool>,
    /// Demands that count people.
    pub(super) counted: Vec<Counted>,
    /// Developers' FTE at each time, without the plan.
    pub(super) developers: Vec<i64>,
    /// Technical people at each time, without the plan.
    pub(super) technical: Vec<i64>,
    /// What could be done, in the order of preference.
    pub(super) actions: Vec<Action>,
    /// How many people each set of movers has.
    pub(super) movers: Vec<u32>,
    /// How much of a newcomer counts in each quarter from the first on, as increments in ten-thousandths.
    pub(super) ramp: Vec<i64>,
    /// The limits.
    pub(super) limits: Limits,
    /// What each start is charged for what it uses of shared limits, `[action][quarter]`; empty where nothing is
    /// shared.
    pub(super) charges: Vec<Vec<i64>>,
}

/// A demand that shares FTE.
#[derive(Clone, Debug)]
pub(super) struct Slot {
    pub(super) demand: DemandIx,
    pub(super) level: Level,
    pub(super) need: i64,
    /// Where the need follows the developers.
    pub(super) ratio: Option<Ratio>,
    /// Different people who can do it.
    pub(super) qualified: i64,
}

/// A need of one FTE for so many developers, rounded up.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ratio {
    pub(super) per: i64,
    pub(super) min: i64,
}

/// People who can do the same.
#[derive(Clone, Debug)]
pub(super) struct Pool {
    pub(super) skills: Vec<Skill>,
    pub(super) fte: Vec<i64>,
}

/// A demand that counts people.
#[derive(Clone, Debug)]
pub(super) struct Counted {
    pub(super) demand: DemandIx,
    pub(super) level: Level,
    pub(super) need: i64,
    /// Where the need is a share of the technical people: thousandths.
    pub(super) per_mille: Option<i64>,
    /// Who is there at each time.
    pub(super) have: Vec<i64>,
}

/// What a plan may cost and how much it may do; none where there is no limit.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Limits {
    pub(super) budget: Option<i64>,
    /// Money in each quarter.
    pub(super) budgets: Option<Vec<i64>>,
    pub(super) hires: Option<i64>,
    /// Starts in each quarter.
    pub(super) rates: Option<Vec<i64>>,
    /// What required demands may lack when everybody has come and is trained, in units of [`Fte`].
    pub(super) gap: Option<i64>,
}

/// What is missing at one time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Gaps {
    /// Per slot.
    pub(super) slots: Vec<i64>,
    /// Per counted demand, in units of [`Fte`].
    pub(super) counted: Vec<i64>,
}

impl Instance {
    /// Returns the choice to do nothing.
    pub(super) fn nothing(&self) -> Choice {
        vec![vec![0; self.quarters]; self.actions.len()]
    }

    /// Returns what each pool has to give at a time.
    pub(super) fn supply(&self, choice: &Choice, time: Time) -> Vec<i64> {
        let mut supply: Vec<i64> = self.pools.iter().map(|pool| pool.fte[time]).collect();
        for (action, begun) in self.actions.iter().zip(choice) {
            let (gone, come) = action.counts_at(begun, time, self.quarters);
            if let Some(pool) = action.leaves {
                supply[pool] -= gone * action.fte;
            }
            if let Some(pool) = action.joins {
                supply[pool] += come * action.fte;
            }
        }
        supply
    }

    /// Returns what each slot needs at a time.
    pub(super) fn needs(&self, choice: &Choice, time: Time) -> Vec<i64> {
        let more = self.sum(choice, time, |action| action.developers);
        self.slots.iter().map(|slot| slot.need_of(self.developers[time] + more)).collect()
    }

    /// Returns what is missing from each demand at a time, assigned as coverage does it.
    pub(super) fn gaps(&self, choice: &Choice, time: Time) -> Gaps {
        let needs = self.needs(choice, time);
        let asks: Vec<Ask> =
            self.slots.iter().zip(&needs).map(|(s, &need)| Ask { level: s.level, need: Fte(need) }).collect();
        let groups: Vec<Group> = self
            .pools
            .iter()
            .zip(self.supply(choice, time))
            .map(|(pool, fte)| Group { skills: pool.skills.clone(), fte: Fte(fte.max(0)) })
            .collect();
        let filled = assign(&groups, &asks).filled;
        Gaps {
            slots: needs.iter().zip(filled).map(|(need, filled)| need - filled.0).collect(),
            counted: self.counted_gaps(choice, time),
        }
    }

    /// Returns what is missing from each counted demand at a time, in units of [`Fte`].
    pub(super) fn counted_gaps(&self, choice: &Choice, time: Time) -> Vec<i64> {
        let more = self.sum(choice, time, |action| action.technical);
        let technical = self.technical[time] + more;
        let gap = |(place, counted): (usize, &Counted)| {
            let come = self.sum(choice, time, |action| action.count(place));
            (counted.need_of(technical) - counted.have[time] - come).max(0) * Fte::ONE.0
        };
        self.counted.iter().enumerate().map(gap).collect()
    }

    /// Returns how many different people can do each slot at the end.
    pub(super) fn qualified(&self, choice: &Choice) -> Vec<i64> {
        let qualified = |(place, slot): (usize, &Slot)| {
            slot.qualified + self.sum(choice, self.quarters, |action| action.qualification(place))
        };
        self.slots.iter().enumerate().map(qualified).collect()
    }

    /// Returns, per slot, whether it hangs on one person or none at the end.
    pub(super) fn singles(&self, choice: &Choice) -> Vec<bool> {
        let needs = self.needs(choice, self.quarters);
        self.qualified(choice).iter().zip(needs).map(|(&people, need)| need > 0 && people < 2).collect()
    }

    /// Returns the FTE missing at a time from the slots of a level, or from all, and the slots that prove it.
    pub(super) fn shortfall(&self, choice: &Choice, time: Time, level: Option<Level>) -> flow::Shortfall {
        let mut needs = self.needs(choice, time);
        for (need, slot) in needs.iter_mut().zip(&self.slots) {
            if level.is_some_and(|level| slot.level != level) {
                *need = 0;
            }
        }
        flow::shortfall(&self.pools, &self.supply(choice, time), &needs)
    }

    /// Returns what required demands lack when everybody has come and is trained.
    pub(super) fn gap_at_the_end(&self, choice: &Choice) -> i64 {
        let counted = self.counted.iter().zip(self.counted_gaps(choice, self.quarters));
        let counted = counted.filter(|(counted, _)| counted.level == Level::Required).map(|(_, gap)| gap);
        self.shortfall(choice, self.quarters, Some(Level::Required)).gap + counted.sum::<i64>()
    }

    /// Returns the times at which gaps matter: the quarters, and the end where a limit is on what is missing then.
    pub(super) fn times(&self) -> Range<Time> {
        0..self.quarters + usize::from(self.limits.gap.is_some())
    }

    /// Returns what a choice costs over all quarters.
    pub(super) fn cost(&self, choice: &Choice) -> i64 {
        (0..self.quarters).map(|quarter| self.cost_in(choice, quarter)).sum()
    }

    /// Returns what a choice costs in a quarter.
    pub(super) fn cost_in(&self, choice: &Choice, quarter: usize) -> i64 {
        let cost = |(action, begun): (&Action, &Vec<u32>)| -> i64 {
            let begun = begun[..=quarter].iter().enumerate();
            begun.map(|(start, &n)| i64::from(n) * action.cost_in(start, quarter)).sum()
        };
        self.actions.iter().zip(choice).map(cost).sum()
    }

    /// Returns how many people a choice hires.
    pub(super) fn hires(&self, choice: &Choice) -> i64 {
        self.sum(choice, self.quarters, |action| i64::from(action.is_hire()))
    }

    /// Returns how many people start in a quarter.
    pub(super) fn starting(&self, choice: &Choice, quarter: usize) -> i64 {
        let hires = self.actions.iter().zip(choice).filter(|(action, _)| action.is_hire());
        hires.map(|(_, begun)| i64::from(begun[quarter])).sum()
    }

    /// Returns how many changes a choice makes.
    pub(super) fn changes(&self, choice: &Choice) -> i64 {
        choice.iter().flatten().map(|&n| i64::from(n)).sum()
    }

    /// Whether a choice keeps every limit.
    pub(super) fn allows(&self, choice: &Choice) -> bool {
        let Limits { budget, budgets, hires, rates, gap } = &self.limits;
        let within = |amount: i64, limit: &Option<i64>| limit.is_none_or(|limit| amount <= limit);
        let at = |limits: &Option<Vec<i64>>, quarter: usize| limits.as_ref().map(|limits| limits[quarter]);
        let moved = |movers: usize| -> i64 {
            let of = self.actions.iter().zip(choice).filter(|(action, _)| action.movers == Some(movers));
            of.flat_map(|(_, begun)| begun).map(|&n| i64::from(n)).sum()
        };
        within(self.cost(choice), budget)
            && within(self.hires(choice), hires)
            && gap.is_none_or(|gap| self.gap_at_the_end(choice) <= gap)
            && (0..self.quarters).all(|q| {
                within(self.cost_in(choice, q), &at(budgets, q))
                    && within(self.starting(choice, q), &at(rates, q))
            })
            && self.movers.iter().enumerate().all(|(m, &people)| moved(m) <= i64::from(people))
            && self.actions.iter().zip(choice).all(|(action, begun)| {
                begun.iter().sum::<u32>() <= action.most && begun[..action.first].iter().all(|&n| n == 0)
            })
    }

    /// Returns how much a quarter's staffing weighs in the sum of gaps over time, in ten-thousandths: a newcomer
    /// counts in parts at first, so what is staffed in a late quarter counts in part within the plan.
    pub(super) fn weight(&self, quarter: Time) -> i64 {
        self.ramp.iter().take(self.quarters - quarter).sum()
    }

    /// Returns the most developers' FTE that actions can add.
    pub(super) fn most_developers(&self) -> i64 {
        self.actions.iter().map(|action| action.developers.max(0) * i64::from(action.most)).sum()
    }

    /// Returns the most technical people that actions can add.
    pub(super) fn most_technical(&self) -> i64 {
        self.actions.iter().map(|action| action.technical.max(0) * i64::from(action.most)).sum()
    }

    /// Sums a property of the actions that have begun (and whose training is done) by a time.
    fn sum(&self, choice: &Choice, time: Time, of: impl Fn(&Action) -> i64) -> i64 {
        let each = self.actions.iter().zip(choice);
        each.map(|(action, begun)| of(action) * action.counts_at(begun, time, self.quarters).0).sum()
    }
}

impl Slot {
    /// Returns the need with so many developers (FTE in ten-thousandths).
    pub(super) fn need_of(&self, developers: i64) -> i64 {
        match self.ratio {
            Some(Ratio { per, min }) => {
                let each = per.max(1) * Fte::ONE.0;
                min.max((developers.max(0) + each - 1) / each) * Fte::ONE.0
            }
            None => self.need,
        }
    }
}

impl Counted {
    /// Returns the need with so many technical people.
    pub(super) fn need_of(&self, technical: i64) -> i64 {
        match self.per_mille {
            Some(per_mille) => (technical.max(0) * per_mille + 999) / 1000,
            None => self.need,
        }
    }
}
