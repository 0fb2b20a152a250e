//! From a choice to a plan: dates, people, what each part closes, what the rest is waiting for.

mod open;
mod reason;

use super::action::{Action, ActionKind};
use super::build::Team;
use super::instance::{Choice, Gaps, Instance, Time};
use super::options::PlanOptions;
use super::quarter::days_before;
use super::search::Chosen;
use super::work::Work;
use super::*;
use crate::model::Model;

/// Makes the plan of a choice.
///
/// `waits` is the limit for which gaps wait that people could close, where it is known; otherwise the limits are lifted
/// one after the other to find it.
pub(super) fn plan(
    team: Team<'_, '_>,
    options: &PlanOptions,
    instance: &Instance,
    chosen: &Chosen,
    waits: Option<Waits>,
    work: Work,
) -> Plan {
    let Team { staff, coverage, .. } = team;
    let explainer =
        Explainer { team, staff, coverage, options, instance, choice: &chosen.choice, waits, work };
    let Outcome { hires, moves, totals, quarters, demands } = explainer.outcome();
    Plan {
        status: if chosen.optimal { Status::Optimal } else { Status::Feasible },
        bound_gap: chosen.bound_gap,
        conflict: None,
        left_open: explainer.left_open(&demands),
        one_more_hire: explainer.one_more_hire(),
        hires,
        moves,
        totals,
        quarters,
        demands,
        teams: Vec::new(),
    }
}

/// What a choice does, whatever else could be done.
pub(super) struct Outcome {
    pub(super) hires: Vec<Hire>,
    pub(super) moves: Vec<Move>,
    pub(super) totals: Totals,
    pub(super) quarters: Vec<QuarterState>,
    pub(super) demands: Vec<DemandPlan>,
}

/// Says what a choice does.
pub(super) fn outcome(
    team: Team<'_, '_>,
    options: &PlanOptions,
    instance: &Instance,
    choice: &Choice,
    work: Work,
) -> Outcome {
    let Team { staff, coverage, .. } = team;
    Explainer { team, staff, coverage, options, instance, choice, waits: None, work }.outcome()
}

/// What the gaps of a team wait for that shares its limits with others.
#[derive(Clone, Copy)]
pub(super) struct Waits {
    /// The limit that keeps the teams together from closing more; none where there is none.
    pub(super) because: Option<Because>,
}

struct Explainer<'e, 'a> {
    team: Team<'e, 'a>,
    staff: &'e Staff<'a>,
    coverage: &'e Coverage,
    options: &'e PlanOptions,
    instance: &'e Instance,
    choice: &'e Choice,
    waits: Option<Waits>,
    work: Work,
}

impl<'a> Explainer<'_, 'a> {
    fn model(&self) -> &'a Model {
        self.staff.model()
    }

    fn at_the_end(&self) -> Time {
        self.instance.quarters
    }

    fn outcome(&self) -> Outcome {
        let (hires, moves) = self.steps();
        let demands = self.demands();
        Outcome { hires, moves, totals: self.totals(&demands), quarters: self.quarters(), demands }
    }

    /// Lists hires and moves by quarter and action, each with what it closes given those before it.
    fn steps(&self) -> (Vec<Hire>, Vec<Move>) {
        let (mut hires, mut moves) = (Vec::new(), Vec::new());
        let mut so_far = self.instance.nothing();
        let mut gaps = self.instance.gaps(&so_far, self.at_the_end());
        let mut taken = vec![0; self.instance.movers.len()];
        let mut filled = vec![0; self.instance.actions.len()];
        for quarter in 0..self.instance.quarters {
            for (place, action) in self.instance.actions.iter().enumerate() {
                let mut left = self.choice[place][quarter];
                while left > 0 {
                    let count = if action.is_hire() { left } else { 1 };
                    left -= count;
                    so_far[place][quarter] += count;
                    let after = self.instance.gaps(&so_far, self.at_the_end());
                    let closes = self.difference(&gaps, &after);
                    gaps = after;
                    if let ActionKind::Move { people, .. } = &action.kind {
                        let movers = action.movers.expect("whoever moves belongs to a set of movers");
                        let person = people[taken[movers]];
                        taken[movers] += 1;
                        moves.push(self.step(action, person, quarter, closes));
                    } else {
                        hires.push(self.hire(place, quarter, count, filled[place], closes));
                        filled[place] += count as usize;
                    }
                }
            }
        }
        (hires, moves)
    }

    fn step(&self, action: &Action, person: PersonIx, quarter: usize, closes: Vec<Closes>) -> Move {
        let ActionKind::Move { pathway, .. } = &action.kind else { unreachable!("only moves are asked for") };
        Move {
            person,
            from: pathway.from,
            to: pathway.to,
            beside: pathway.beside,
            quarter: self.options.from.plus(quarter),
            months: pathway.months,
            cost: action.cost_once,
            closes,
        }
    }

    fn hire(&self, place: usize, quarter: usize, count: u32, filled: usize, closes: Vec<Closes>) -> Hire {
        let action = &self.instance.actions[place];
        let source = match &action.kind {
            ActionKind::Fill { vacancies } => {
                Source::Vacancies(vacancies[filled..filled + count as usize].to_vec())
            }
            ActionKind::Contract { .. } => Source::Contract,
            ActionKind::Hire { .. } | ActionKind::Move { .. } => Source::New,
        };
        let role = self.role(action);
        let terms = &self.model().planning().terms;
        let days = match source {
            Source::Contract => terms.contractor.days_to_start,
            Source::New | Source::Vacancies(_) => terms.days_to_fill(self.model()[role].discipline),
        };
        let start = self.options.from.plus(quarter);
        let mut without = self.choice.clone();
        without[place][quarter] -= 1;
        let gaps = |choice| self.instance.gaps(choice, self.at_the_end());
        let open_without = self.difference(&gaps(&without), &gaps(self.choice));
        Hire {
            team: None,
            reason: self.reason(place, quarter, &without, &open_without),
            role,
            source,
            quarter: start,
            open_by: days_before(start.first_day(), days),
            count,
            cost: i64::from(count) * action.cost_from(quarter, self.instance.quarters),
            closes,
            open_without,
        }
    }

    /// Returns the role that somebody new has: of a vacancy with several, the first in the model's order.
    fn role(&self, action: &Action) -> RoleIx {
        match &action.kind {
            ActionKind::Fill { vacancies } => self.staff.roles(vacancies[0])[0],
            ActionKind::Hire { role } | ActionKind::Contract { role } => *role,
            ActionKind::Move { pathway, .. } => pathway.to,
        }
    }

    fn by_level(&self, gaps: &Gaps) -> (i64, i64) {
        let slots = self.instance.slots.iter().map(|slot| slot.level).zip(&gaps.slots);
        let counted = self.instance.counted.iter().map(|counted| counted.level).zip(&gaps.counted);
        slots.chain(counted).fold((0, 0), |(required, recommended), (level, &gap)| match level {
            Level::Required => (required + gap, recommended),
            Level::Recommended => (required, recommended + gap),
        })
    }

    fn list(&self, closes: &[Closes]) -> String {
        let each = closes.iter().map(|c| format!("{} of {}", c.fte.as_f64(), self.model()[c.demand].name));
        reason::listed(&each.collect::<Vec<_>>())
    }

    /// Lists every demand with what it lacks in some gaps, in the model's order.
    fn by_demand(&self, gaps: &Gaps) -> Vec<(DemandIx, Fte)> {
        let slots = self.instance.slots.iter().map(|slot| slot.demand).zip(&gaps.slots);
        let counted = self.instance.counted.iter().map(|counted| counted.demand).zip(&gaps.counted);
        let mut all: Vec<_> = slots.chain(counted).map(|(demand, &gap)| (demand, Fte(gap))).collect();
        all.sort_unstable();
        all
    }

    /// Lists the demands that lack less after than before.
    fn difference(&self, before: &Gaps, after: &Gaps) -> Vec<Closes> {
        let pairs = self.by_demand(before).into_iter().zip(self.by_demand(after));
        let closes =
            pairs.map(|((demand, before), (_, after))| Closes { demand, fte: Fte(before.0 - after.0) });
        closes.filter(|closes| closes.fte.0 > 0).collect()
    }

    fn demands(&self) -> Vec<DemandPlan> {
        let after = self.by_demand(&self.instance.gaps(self.choice, self.at_the_end()));
        let today = self.coverage.demands();
        let mut demands: Vec<DemandPlan> = today
            .map(|covered| DemandPlan {
                demand: covered.demand,
                level: covered.level,
                before: covered.gap(),
                after: Fte(0),
            })
            .collect();
        demands.sort_by_key(|demand| demand.demand);
        for (demand, (_, gap)) in demands.iter_mut().zip(after) {
            demand.after = gap;
        }
        demands
    }

    fn totals(&self, demands: &[DemandPlan]) -> Totals {
        let sum = |level: Level, of: &dyn Fn(&DemandPlan) -> Fte| {
            Fte(demands.iter().filter(|demand| demand.level == level).map(|demand| of(demand).0).sum())
        };
        let singles = |choice| self.instance.singles(choice).into_iter().filter(|&single| single).count();
        let hires = self.instance.hires(self.choice);
        Totals {
            hires: hires as u32,
            moves: (self.instance.changes(self.choice) - hires) as u32,
            cost: self.instance.cost(self.choice),
            required_gap_before: sum(Level::Required, &|d| d.before),
            required_gap_after: sum(Level::Required, &|d| d.after),
            recommended_gap_before: sum(Level::Recommended, &|d| d.before),
            recommended_gap_after: sum(Level::Recommended, &|d| d.after),
            single_points_before: singles(&self.instance.nothing()),
            single_points_after: singles(self.choice),
        }
    }

    fn quarters(&self) -> Vec<QuarterState> {
        let instance = self.instance;
        let today = self.coverage.demands().fold((0, 0), |(required, recommended), d| match d.level {
            Level::Required => (required + d.gap().0, recommended),
            Level::Recommended => (required, recommended + d.gap().0),
        });
        let staffed: Vec<(i64, i64)> =
            (0..instance.quarters).map(|q| self.by_level(&instance.gaps(self.choice, q))).collect();
        let begun = |quarter: usize, hires: bool| -> u32 {
            let of = instance.actions.iter().zip(self.choice).filter(|(action, _)| action.is_hire() == hires);
            of.map(|(_, begun)| begun[quarter]).sum()
        };
        let mut hires_so_far = 0;
        let state = |quarter: usize| {
            hires_so_far += begun(quarter, true);
            // Newcomers count in parts: the quarter is a mean of the staffing now and in the quarters before.
            let before = |age: usize| quarter.checked_sub(age).map_or(today, |quarter| staffed[quarter]);
            let ages = instance.ramp.iter().enumerate();
            let (required, recommended) = ages.fold((0, 0), |sum, (age, part)| {
                (sum.0 + part * before(age).0, sum.1 + part * before(age).1)
            });
            QuarterState {
                quarter: self.options.from.plus(quarter),
                hires: begun(quarter, true),
                moves: begun(quarter, false),
                hires_so_far,
                cost: instance.cost_in(self.choice, quarter),
                required_gap: Fte(required / Fte::ONE.0),
                recommended_gap: Fte(recommended / Fte::ONE.0),
            }
        };
        (0..instance.quarters).map(state).collect()
    }
}
