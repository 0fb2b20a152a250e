//! What each gap that remains is waiting for, and what one more hire would buy.

use super::Explainer;
use crate::model::DemandIx;
use crate::plan::action::ActionKind;
use crate::plan::aim::Aim;
use crate::plan::instance::{Choice, Instance, Limits};
use crate::plan::search::search_by;
use crate::plan::work::Work;
use crate::plan::{Because, DemandPlan, LeftOpen, OneMoreHire, PlanOptions, build};
use crate::roster::Fte;

/// The nodes of a search that only asks which limit a gap is waiting for.
const NODES_TO_EXPLAIN: u64 = 200;

impl Explainer<'_, '_> {
    /// Finds what each open gap is waiting for: the first limit without which it would be smaller; where no single
    /// one helps, the limit that has to go last of all that have to go.
    pub(super) fn left_open(&self, demands: &[DemandPlan]) -> Vec<LeftOpen> {
        let open: Vec<&DemandPlan> = demands.iter().filter(|demand| demand.after.0 > 0).collect();
        if open.is_empty() {
            return Vec::new();
        }
        let lifted = if self.waits.is_some() { Vec::new() } else { self.lifted() };
        let limit = self.waits.and_then(|waits| waits.because);
        let anytime = build::instance(self.team, &PlanOptions { today: None, ..self.options.clone() });
        let reason = |demand: &DemandPlan| {
            if let Some((because, _)) = lifted.iter().find(|(_, after)| after.contains_less(demand)) {
                return *because;
            }
            match limit {
                Some(limit) if can_help(self.instance, demand.demand) => limit,
                _ if can_help(&anytime, demand.demand) => Because::Time,
                _ => Because::NoneCan,
            }
        };
        open.into_iter()
            .map(|demand| LeftOpen {
                team: None,
                demand: demand.demand,
                gap: demand.after,
                because: reason(demand),
            })
            .collect()
    }

    /// Solves again without each limit, then without more and more of them.
    fn lifted(&self) -> Vec<(Because, After)> {
        let all = Limits { gap: None, ..self.instance.limits.clone() };
        let without_money = Limits { budget: None, budgets: None, ..all.clone() };
        let without_hires = Limits { hires: None, ..without_money.clone() };
        let trials = [
            (Because::Budget, without_money.clone()),
            (Because::Headcount, Limits { hires: None, ..all.clone() }),
            (Because::Rate, Limits { rates: None, ..all.clone() }),
            (Because::Headcount, without_hires),
            (Because::Rate, Limits { rates: None, ..without_money }),
            (Because::Rate, Limits::default()),
        ];
        let work = Work { most_nodes: NODES_TO_EXPLAIN, until: self.work.until };
        let mut solved: Vec<Limits> = vec![all];
        let mut after = Vec::new();
        for (because, limits) in trials {
            if solved.contains(&limits) {
                continue;
            }
            solved.push(limits.clone());
            let instance = Instance { limits, ..self.instance.clone() };
            let chosen = search_by(&instance, &[Aim::Required, Aim::All], work);
            let gaps = instance.gaps(&chosen.choice, self.at_the_end());
            after.push((because, After(self.by_demand(&gaps))));
        }
        after
    }

    /// Finds the hire that would close most beyond the plan, whatever the limits; of equals the cheapest.
    pub(super) fn one_more_hire(&self) -> Option<OneMoreHire> {
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
