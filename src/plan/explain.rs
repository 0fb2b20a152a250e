//! From a choice to a plan: dates, people, what each part closes, what the rest is waiting for.

use super::action::{Action, ActionKind};
use super::aim::Aim;
use super::instance::{Choice, Gaps, Instance, Limits, Time};
use super::options::PlanOptions;
use super::quarter::days_before;
use super::search::{Chosen, search_by};
use super::*;
use crate::model::Model;

/// The nodes of a search that only asks which limit a gap is waiting for.
const NODES_TO_EXPLAIN: u64 = 200;

/// Makes the plan of a choice.
pub(super) fn plan(
    staff: &Staff<'_>,
    coverage: &Coverage,
    options: &PlanOptions,
    instance: &Instance,
    chosen: &Chosen,
) -> Plan {
    let explainer = Explainer { staff, coverage, options, instance, choice: &chosen.choice };
    let (hires, moves) = explainer.steps();
    let demands = explainer.demands();
    Plan {
        status: if chosen.optimal { Status::Optimal } else { Status::Feasible },
        bound_gap: chosen.bound_gap,
        totals: explainer.totals(&demands),
        quarters: explainer.quarters(),
        left_open: explainer.left_open(&demands),
        one_more_hire: explainer.one_more_hire(),
        hires,
        moves,
        demands,
    }
}

struct Explainer<'e, 'a> {
    staff: &'e Staff<'a>,
    coverage: &'e Coverage,
    options: &'e PlanOptions,
    instance: &'e Instance,
    choice: &'e Choice,
}

impl<'a> Explainer<'_, 'a> {
    fn model(&self) -> &'a Model {
        self.staff.model()
    }

    fn at_the_end(&self) -> Time {
        self.instance.quarters
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

    /// Says what a hire is for and why no other role is hired in its place.
    fn reason(&self, place: usize, quarter: usize, without: &Choice, open_without: &[Closes]) -> String {
        let purpose = if open_without.is_empty() {
            self.purpose_beside_gaps(without)
        } else {
            let role = self.role(&self.instance.actions[place]);
            let own = |closes: &Closes| self.model()[closes.demand].roles.contains(&role);
            let freed =
                if open_without.iter().all(own) { "" } else { ", as it frees people who can do more" };
            format!("without it {} stays open{freed}", self.list(open_without))
        };
        match self.next_best(place, quarter, without) {
            Some(next) => format!("{purpose}; {next}"),
            None => format!("{purpose}; no other role that could be hired does this"),
        }
    }

    fn purpose_beside_gaps(&self, without: &Choice) -> String {
        let (with, without) = (self.instance.singles(self.choice), self.instance.singles(without));
        let second: Vec<&str> = (0..with.len())
            .filter(|&slot| without[slot] && !with[slot])
            .map(|slot| self.model()[self.instance.slots[slot].demand].id.as_str())
            .collect();
        if second.is_empty() {
            "closes gaps sooner than the plan would without it".to_owned()
        } else {
            format!("a second person for {}", second.join(", "))
        }
    }

    /// Compares the best other role in the same quarter: by what would be missing at the end, then by cost.
    fn next_best(&self, place: usize, quarter: usize, without: &Choice) -> Option<String> {
        let instance = self.instance;
        let judge = |choice: &Choice| {
            let gaps = instance.gaps(choice, self.at_the_end());
            let (required, recommended) = self.by_level(&gaps);
            let singles = instance.singles(choice).into_iter().filter(|&single| single).count() as i64;
            [required, recommended, singles, instance.cost(choice)]
        };
        let none = judge(without);
        let others = instance.actions.iter().enumerate().filter(|(other, action)| {
            *other != place && action.first <= quarter && matches!(action.kind, ActionKind::Hire { .. })
        });
        let judged = others.map(|(other, _)| {
            let mut choice = without.clone();
            choice[other][quarter] += 1;
            (judge(&choice), other)
        });
        let (next, other) = judged.filter(|(value, _)| value[..3] < none[..3]).min()?;
        let this = judge(self.choice);
        let name = &self.model()[self.role(&instance.actions[other])].name;
        let more = |at: usize| next[at] - this[at];
        let fte = |at: usize| Fte(more(at)).as_f64();
        Some(if more(0) > 0 {
            format!("the next best, {name}, would leave {} more required FTE open", fte(0))
        } else if more(0) == 0 && more(1) > 0 {
            format!("the next best, {name}, would leave {} more recommended FTE open", fte(1))
        } else if more(0) == 0 && more(1) == 0 && more(2) > 0 {
            let demands = if more(2) == 1 { "demand" } else { "demands" };
            format!("the next best, {name}, would leave {} more {demands} to one person", more(2))
        } else if more(3) > 0 {
            format!("the next best, {name}, would close as much and cost {} more", more(3))
        } else {
            format!("{name} would close as much in the end; the limits and the order of the model decide")
        })
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
        let each = closes.iter().map(|c| format!("{} of {}", c.fte.as_f64(), self.model()[c.demand].id));
        each.collect::<Vec<_>>().join(", ")
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

    /// Finds what each open gap is waiting for: the first limit without which it would be smaller; where no single
    /// one helps, the limit that has to go last of all that have to go.
    fn left_open(&self, demands: &[DemandPlan]) -> Vec<LeftOpen> {
        let open: Vec<&DemandPlan> = demands.iter().filter(|demand| demand.after.0 > 0).collect();
        if open.is_empty() {
            return Vec::new();
        }
        let lifted = self.lifted();
        let anytime = super::build::instance(
            self.staff,
            self.coverage,
            &PlanOptions { today: None, ..self.options.clone() },
        );
        let reason = |demand: &DemandPlan| {
            let smaller = lifted.iter().find(|(_, after)| after.contains_less(demand));
            match smaller {
                Some((because, _)) => *because,
                None if can_help(&anytime, demand.demand) => Because::Time,
                None => Because::NoneCan,
            }
        };
        open.into_iter()
            .map(|demand| LeftOpen { demand: demand.demand, gap: demand.after, because: reason(demand) })
            .collect()
    }

    /// Solves again without each limit, then without more and more of them.
    fn lifted(&self) -> Vec<(Because, After)> {
        let all = self.instance.limits;
        let without_money = Limits { budget: None, budget_per_quarter: None, ..all };
        let without_hires = Limits { hires: None, ..without_money };
        let trials = [
            (Because::Budget, without_money),
            (Because::Headcount, Limits { hires: None, ..all }),
            (Because::Rate, Limits { rate: None, ..all }),
            (Because::Headcount, without_hires),
            (Because::Rate, Limits { rate: None, ..without_money }),
            (Because::Rate, Limits::default()),
        ];
        let mut solved: Vec<Limits> = vec![all];
        let mut after = Vec::new();
        for (because, limits) in trials {
            if solved.contains(&limits) {
                continue;
            }
            solved.push(limits);
            let instance = Instance { limits, ..self.instance.clone() };
            let chosen = search_by(&instance, &[Aim::Required, Aim::All], NODES_TO_EXPLAIN);
            let gaps = instance.gaps(&chosen.choice, self.at_the_end());
            after.push((because, After(self.by_demand(&gaps))));
        }
        after
    }

    /// Finds the hire that would close most beyond the plan, whatever the limits; of equals the cheapest.
    fn one_more_hire(&self) -> Option<OneMoreHire> {
        let instance = self.instance;
        let missing = |choice: &Choice| self.by_level(&instance.gaps(choice, self.at_the_end()));
        let now = missing(self.choice);
        let hires = instance.actions.iter().enumerate().filter_map(|(place, action)| match action.kind {
            ActionKind::Hire { role } => Some((place, action, role)),
            _ => None,
        });
        let judged = hires.map(|(place, action, role)| {
            let mut choice = self.choice.clone();
            choice[place][action.first] += 1;
            (missing(&choice), action.cost_from(action.first, instance.quarters), role)
        });
        let (after, cost, role) = judged.filter(|(after, ..)| *after < now).min()?;
        Some(OneMoreHire { role, closes: Fte(now.0 + now.1 - after.0 - after.1), cost })
    }
}

/// What each demand lacks at the end of another plan.
struct After(Vec<(DemandIx, Fte)>);

impl After {
    fn contains_less(&self, demand: &DemandPlan) -> bool {
        self.0.iter().any(|&(d, gap)| d == demand.demand && gap < demand.after)
    }
}

/// Whether anything could be done for a demand, limits apart.
fn can_help(instance: &Instance, demand: DemandIx) -> bool {
    instance.actions.iter().any(|action| {
        let skills = action.joins.map(|pool| instance.pools[pool].skills.as_slice()).unwrap_or_default();
        skills.iter().any(|skill| instance.slots[skill.slot].demand == demand)
            || action.counts.iter().any(|&(place, more)| more > 0 && instance.counted[place].demand == demand)
    })
}
