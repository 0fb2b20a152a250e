//! What teams share: money, positions and starts, each with its limit.

use crate::plan::Because;
use crate::plan::action::Action;
use crate::plan::instance::{Choice, Instance, Limits};
use crate::plan::options::PlanOptions;

/// What teams share, each with its limit.
pub(super) struct Shared {
    pub(super) limits: Vec<(Resource, i64)>,
}

/// Something that a limit is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Resource {
    Money,
    MoneyIn(usize),
    Hires,
    StartsIn(usize),
}

impl Resource {
    /// Returns how much of it an action takes that begins in a quarter.
    fn unit(self, action: &Action, start: usize, quarters: usize) -> i64 {
        match self {
            Self::Money => action.cost_from(start, quarters),
            Self::MoneyIn(quarter) if start <= quarter => action.cost_in(start, quarter),
            Self::Hires => action.is_hire().into(),
            Self::StartsIn(quarter) => (action.is_hire() && start == quarter).into(),
            Self::MoneyIn(_) => 0,
        }
    }

    fn because(self) -> Because {
        match self {
            Self::Money | Self::MoneyIn(_) => Because::Budget,
            Self::Hires => Because::Headcount,
            Self::StartsIn(_) => Because::Rate,
        }
    }
}

impl Shared {
    pub(super) fn of(options: &PlanOptions) -> Self {
        let mut limits = Vec::new();
        let quarters = 0..options.quarters;
        limits.extend(options.budget.map(|limit| (Resource::Money, limit)));
        if let Some(limit) = options.budget_per_quarter {
            limits.extend(quarters.clone().map(|q| (Resource::MoneyIn(q), limit)));
        }
        limits.extend(options.max_hires.map(|limit| (Resource::Hires, limit.into())));
        if let Some(limit) = options.rate {
            limits.extend(quarters.map(|q| (Resource::StartsIn(q), limit.into())));
        }
        Self { limits }
    }

    pub(super) fn len(&self) -> usize {
        self.limits.len()
    }

    /// Returns how much of each resource a choice takes.
    pub(super) fn used(&self, instance: &Instance, choice: &Choice) -> Vec<i64> {
        let used = |&(resource, _): &(Resource, i64)| {
            let actions = instance.actions.iter().zip(choice);
            let each = actions.flat_map(|(action, begun)| {
                let begun = begun.iter().enumerate().filter(|(_, n)| **n > 0);
                begun.map(move |(s, &n)| i64::from(n) * resource.unit(action, s, instance.quarters))
            });
            each.sum()
        };
        self.limits.iter().map(used).collect()
    }

    /// Returns what is charged for each start, rounded down, so that what is paid is never more than the prices say.
    pub(super) fn charges(&self, instance: &Instance, prices: &[f64]) -> Vec<Vec<i64>> {
        let charge = |action: &Action, start: usize| {
            let priced = self.limits.iter().zip(prices);
            let units = priced
                .map(|((resource, _), price)| price * resource.unit(action, start, instance.quarters) as f64);
            units.sum::<f64>().floor() as i64
        };
        let of = |action: &Action| (0..instance.quarters).map(|start| charge(action, start)).collect();
        instance.actions.iter().map(of).collect()
    }

    /// Returns what the first limit is called that is exceeded.
    pub(super) fn first_exceeded(&self, used: &[i64]) -> Option<Because> {
        let exceeded = self.limits.iter().zip(used).find(|((_, limit), used)| *used > limit);
        exceeded.map(|((resource, _), _)| resource.because())
    }

    /// Returns how much there is of each resource.
    pub(super) fn most(&self) -> Vec<i64> {
        self.limits.iter().map(|&(_, limit)| limit).collect()
    }

    /// Returns what is left of each resource.
    pub(super) fn left(&self, used: &[i64]) -> Vec<i64> {
        self.limits.iter().zip(used).map(|((_, limit), used)| limit - used).collect()
    }

    /// Returns the limits of a team that may take so much of each resource.
    pub(super) fn allotted(&self, amounts: &[i64]) -> Limits {
        let mut limits = Limits::default();
        for ((resource, _), &amount) in self.limits.iter().zip(amounts) {
            match resource {
                Resource::Money => limits.budget = Some(amount),
                Resource::MoneyIn(_) => limits.budgets.get_or_insert_default().push(amount),
                Resource::Hires => limits.hires = Some(amount),
                Resource::StartsIn(_) => limits.rates.get_or_insert_default().push(amount),
            }
        }
        limits
    }
}
