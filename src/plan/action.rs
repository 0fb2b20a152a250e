//! Actions: what a plan can do, in numbers.

use crate::model::{Pathway, RoleIx};
use crate::roster::PersonIx;

/// Something that a plan can do, one or several times.
#[derive(Clone, Debug)]
pub(super) struct Action {
    /// What it is.
    pub(super) kind: ActionKind,
    /// What the person can do afterwards: a pool.
    pub(super) joins: Option<usize>,
    /// What the person could do before: a pool.
    pub(super) leaves: Option<usize>,
    /// The FTE of one.
    pub(super) fte: i64,
    /// What it adds to counted demands, or takes from them: place and people.
    pub(super) counts: Vec<(usize, i64)>,
    /// What it adds to the people who can do slots, or takes from them: place and people.
    pub(super) qualifies: Vec<(usize, i64)>,
    /// The developers' FTE that it adds.
    pub(super) developers: i64,
    /// The technical people that it adds.
    pub(super) technical: i64,
    /// The first quarter in which it can begin.
    pub(super) first: usize,
    /// The last quarter in which it need be considered.
    pub(super) last: usize,
    /// The quarters from the beginning until the person joins.
    pub(super) delay: usize,
    /// What it costs once.
    pub(super) cost_once: i64,
    /// What it costs in each quarter from the first on.
    pub(super) cost_per_quarter: i64,
    /// How often it can be done.
    pub(super) most: u32,
    /// The set of movers to whom the person belongs.
    pub(super) movers: Option<usize>,
}

/// What an action is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum ActionKind {
    /// Fill positions that are open already.
    Fill {
        /// The positions, in the order of their ids.
        vacancies: Vec<PersonIx>,
    },
    /// Open a position and hire.
    Hire {
        /// The role.
        role: RoleIx,
    },
    /// Take on a contractor.
    Contract {
        /// The role.
        role: RoleIx,
    },
    /// Train somebody who is there for another role.
    Move {
        /// Who could, in the order of their ids.
        people: Vec<PersonIx>,
        /// From which role to which.
        pathway: Pathway,
    },
}

impl Action {
    /// Whether somebody new comes.
    pub(super) fn is_hire(&self) -> bool {
        !matches!(self.kind, ActionKind::Move { .. })
    }

    /// Whether somebody comes who is paid from then on.
    pub(super) fn is_paid(&self) -> bool {
        self.is_hire() && self.cost_per_quarter > 0
    }

    /// Returns what one that begins in a quarter costs in another, the same or later.
    pub(super) fn cost_in(&self, start: usize, quarter: usize) -> i64 {
        self.cost_per_quarter + if start == quarter { self.cost_once } else { 0 }
    }

    /// Returns what one that begins in a quarter costs until the end.
    pub(super) fn cost_from(&self, start: usize, quarters: usize) -> i64 {
        self.cost_once + self.cost_per_quarter * (quarters - start) as i64
    }

    /// Returns how many have begun and how many of them have joined by a time.
    pub(super) fn counts_at(&self, begun: &[u32], time: usize, quarters: usize) -> (i64, i64) {
        let sum = |until: usize| begun[..until.min(quarters)].iter().map(|&n| i64::from(n)).sum();
        if time >= quarters {
            return (sum(quarters), sum(quarters));
        }
        (sum(time + 1), sum((time + 1).saturating_sub(self.delay)))
    }

    /// Returns what it adds to a counted demand.
    pub(super) fn count(&self, place: usize) -> i64 {
        self.counts.iter().find(|c| c.0 == place).map_or(0, |c| c.1)
    }

    /// Returns what it adds to the people who can do a slot.
    pub(super) fn qualification(&self, place: usize) -> i64 {
        self.qualifies.iter().find(|q| q.0 == place).map_or(0, |q| q.1)
    }
}
