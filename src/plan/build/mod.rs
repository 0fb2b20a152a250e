//! From a roster to the planning problem: supply by time, and everything that could be done about the gaps.

mod dominance;
mod hires;
mod moves;
mod own;
mod people;
mod terms;

use std::collections::BTreeMap;

use super::action::{Action, ActionKind};
use super::instance::{Counted, Instance, Limits, Pool, Ratio, Slot, Time};
use super::options::PlanOptions;
use super::quarter::days_before;
use crate::coverage::{Coverage, DemandCoverage, Members, Skill, can_head, skills};
use crate::model::{Demand, DemandKind, Measure, Model, RoleIx};
use crate::roster::{Fte, PersonIx};
use crate::staff::Staff;
use dominance::{Useful, without_dominated};
use terms::ramp;

pub(super) use dominance::undominated;
pub(super) use moves::conflict_after;
pub(super) use own::with_own;

/// Months in a quarter.
const MONTHS: u32 = 3;

/// Whom a plan is for: people of a staff with their coverage today.
#[derive(Clone, Copy)]
pub(super) struct Team<'t, 'a> {
    pub(super) staff: &'t Staff<'a>,
    /// The people who are there, and the positions that are expected.
    pub(super) people: &'t Members,
    pub(super) coverage: &'t Coverage,
}

/// Makes the planning problem of a team.
pub(super) fn instance(team: Team<'_, '_>, options: &PlanOptions) -> Instance {
    let mut builder = Builder::new(team, options);
    builder.add_people();
    builder.add_actions();
    builder.instance
}

struct Builder<'b, 'a> {
    staff: &'b Staff<'a>,
    people: &'b Members,
    options: &'b PlanOptions,
    /// The capacity demands, by slot.
    capacity: Vec<&'a Demand>,
    /// The counted demands, by place.
    counted: Vec<(&'a Demand, &'b DemandCoverage)>,
    pools: BTreeMap<Vec<Skill>, usize>,
    instance: Instance,
}

impl<'b, 'a> Builder<'b, 'a> {
    fn new(team: Team<'b, 'a>, options: &'b PlanOptions) -> Self {
        let Team { staff, people, coverage } = team;
        let model = staff.model();
        let (capacity, counted): (Vec<_>, Vec<_>) = coverage
            .demands()
            .map(|covered| (&model[covered.demand], covered))
            .partition(|(demand, _)| demand.kind == DemandKind::Capacity);
        let times = options.quarters + 1;
        let slots = capacity.iter().map(|&(demand, covered)| Slot {
            demand: covered.demand,
            level: covered.level,
            need: covered.need.0,
            ratio: match demand.size(coverage.profile).map(|size| size.measure) {
                Some(Measure::PerDevelopers { per, min }) => Some(Ratio { per: per.into(), min: min.into() }),
                _ => None,
            },
            qualified: 0,
        });
        let numbers = counted.iter().map(|&(demand, covered)| Counted {
            demand: covered.demand,
            level: covered.level,
            need: covered.need.0 / Fte::ONE.0,
            per_mille: match demand.size(coverage.profile).map(|size| size.measure) {
                Some(Measure::Share { per_mille }) => Some(per_mille.into()),
                _ => None,
            },
            have: vec![0; times],
        });
        let instance = Instance {
            quarters: options.quarters,
            slots: slots.collect(),
            pools: Vec::new(),
            counted: numbers.collect(),
            developers: vec![0; times],
            technical: vec![0; times],
            actions: Vec::new(),
            movers: Vec::new(),
            ramp: ramp(model.planning().terms.ramp.months),
            limits: Limits {
                budget: options.budget,
                budgets: options.budget_per_quarter.map(|budget| vec![budget; options.quarters]),
                hires: options.max_hires.map(i64::from),
                rates: options.rate.map(|rate| vec![rate.into(); options.quarters]),
                gap: options.most_gap(coverage),
            },
            charges: Vec::new(),
        };
        let capacity = capacity.into_iter().map(|(demand, _)| demand).collect();
        Self { staff, people, options, capacity, counted, pools: BTreeMap::new(), instance }
    }

    fn model(&self) -> &'a Model {
        self.staff.model()
    }
    /// Returns the pool of people with some skills; none for people without.
    fn pool(&mut self, skills: Vec<Skill>) -> Option<usize> {
        if skills.is_empty() {
            return None;
        }
        let (pools, times) = (&mut self.instance.pools, self.instance.quarters + 1);
        Some(*self.pools.entry(skills).or_insert_with_key(|skills| {
            pools.push(Pool { skills: skills.clone(), fte: vec![0; times] });
            pools.len() - 1
        }))
    }

    /// Returns the counted demands to which a holder of roles adds, demands per team apart.
    fn counts(&self, roles: &[RoleIx]) -> Vec<(usize, i64)> {
        let model = self.model();
        let adds = |demand: &Demand| match demand.kind {
            DemandKind::Head => roles.iter().any(|&role| can_head(model, demand.practice, role)),
            DemandKind::People | DemandKind::Share => roles.iter().any(|role| demand.roles.contains(role)),
            DemandKind::PerTeam | DemandKind::Capacity => false,
        };
        let places = self.counted.iter().enumerate();
        places.filter(|(_, (demand, _))| adds(demand)).map(|(place, _)| (place, 1)).collect()
    }

    /// Lists what could be done: positions that are open first, then people who are there, then hires, then contractors.
    fn add_actions(&mut self) {
        let mut actions = self.fills();
        if self.options.moves {
            actions.extend(self.champions());
            actions.extend(self.moves());
        }
        let model = self.model();
        let hired = model.roles().filter(|&role| model[role].kind.can_be_hired());
        let hires: Vec<Action> = hired.map(|role| self.hire(role)).collect();
        let contracts = self.options.contractors.then(|| hires.iter().map(|hire| self.contract(hire)));
        let contracts: Vec<Action> = contracts.into_iter().flatten().collect();
        actions.extend(hires);
        actions.extend(contracts);
        let instance = &mut self.instance;
        let useful = Useful::new(instance, &actions, None);
        actions.retain(|action| action.first < instance.quarters && useful.is_helped_by(instance, action));
        let most = useful.most(instance);
        for action in &mut actions {
            action.most = action.most.min(most);
            if instance.limits.budgets.is_none() && useful.is_best_at_once(instance, action) {
                action.last = action.first;
            }
        }
        instance.actions = without_dominated(instance, actions);
    }

    /// Returns the action by which somebody with these roles comes.
    fn joining(&mut self, roles: &[RoleIx], fte: i64, kind: ActionKind) -> Action {
        let model = self.model();
        let skills = skills(model, &self.capacity, roles);
        let qualifies = skills.iter().map(|skill| (skill.slot, 1)).collect();
        Action {
            kind,
            joins: self.pool(skills),
            leaves: None,
            fte,
            counts: self.counts(roles),
            qualifies,
            developers: if roles.iter().any(|&role| model[role].developer) { fte } else { 0 },
            technical: roles.iter().any(|&role| model[role].discipline.is_technical()).into(),
            first: 0,
            last: self.instance.quarters - 1,
            delay: 0,
            cost_once: 0,
            cost_per_quarter: 0,
            most: u32::MAX,
            movers: None,
        }
    }

    /// Sorts people by id, then by line, so that the order of rows does not matter.
    fn sort(&self, people: &mut [PersonIx]) {
        people.sort_by_key(|&ix| {
            let person = self.staff.roster().person(ix);
            (person.id(), person.name(), person.line())
        });
    }

    fn days_to_fill(&self, role: RoleIx) -> u32 {
        self.model().planning().terms.days_to_fill(self.model()[role].discipline)
    }

    /// Returns the first quarter in which somebody can start who takes so many days to find.
    fn first(&self, days: u32) -> usize {
        let can = |&q: &usize| {
            let open_by = days_before(self.options.from.plus(q).first_day(), days);
            self.options.today.is_none_or(|today| open_by >= today)
        };
        (0..self.instance.quarters).find(can).unwrap_or(self.instance.quarters)
    }
}
